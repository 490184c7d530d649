//! Gifts in kind: goods with a giver, told in totals of many, followed by a code, worth something by a fact alone.

use serde_json::json;
use waybill::features::donations::Code;

use crate::common::prose::{giver, reads};
use crate::common::{Place, Story};

stories![
    a_gift_in_kind_is_followed_to_the_hands,
    the_giver_of_a_whole_shelf_sees_no_single_handover,
    gifts_in_kind_of_too_few_wait_and_their_worth_is_never_told_of_few,
    a_wrong_gift_in_kind_goes_out_of_the_next_total,
];

/// So many blankets from a new person, at 12 euros each; answers entry and code.
fn blankets(story: &Story, count: &str, source: &str) -> (u64, Code) {
    let code = Code::draw(&story.world);
    let text = code.to_string();
    let goods = [("item", "blanket"), ("count", count), ("fund", "open"), ("region", "UA-46"), ("country", "DE")];
    let value = [("price", "12"), ("source", source), ("code", text.as_str())];
    let typed: Vec<(&str, &str)> = goods.into_iter().chain(value).collect();
    (story.enter("gift-in-kind", &typed), code)
}

fn a_gift_in_kind_is_followed_to_the_hands(place: &Place) {
    let story = Story::founded(place);
    let (_, code) = blankets(&story, "6", "pricelist");
    for _ in 0..4 {
        blankets(&story, "5", "pricelist");
    }
    story.on(2, 9).hand_over("place-ua-46-1/BLANKET", "4", "UA-46");
    story.hand_over("place-ua-46-1/BLANKET", "10", "UA-30");
    for day in [1, 4, 5, 11] {
        story.close(day);
        assert_eq!(story.told_of("gifts-in-kind"), 0, "day {day}");
        assert_eq!(story.answer(&code)[0].counted, None);
    }
    // Given in the week of 21 February: told on Monday, 7 March, day 12.
    story.close(12);
    let shown = story.shown();
    let total = shown.facts.iter().find(|f| f.kind == "gifts-in-kind").unwrap();
    assert_eq!(
        total.body,
        json!({
            "fund": "open", "commodity": "BLANKET", "gifts": 5, "units": 26,
            "values": [{ "currency": "EUR", "sum": 31_200, "source": "pricelist", "on": "2022-02-21" }],
        })
    );
    for (name, value) in [("things.bought", 26), ("goods.open.bought", 26), ("things.arrived", 26), ("gifts.count", 0)]
    {
        assert_eq!(story.figure(name), value, "{name}");
    }
    assert_eq!(story.figure("things.handed"), 10, "of four people nothing is told yet");
    story.on(12, 20).hand_over("place-ua-46-1/BLANKET", "9", "UA-46");
    story.close(33);
    let answer = &story.answer(&code)[0];
    let worth = answer.worth.as_ref().unwrap();
    assert_eq!((worth.amount, worth.currency.as_str(), worth.source.as_str()), (1200, "EUR", "pricelist"));
    reads(
        &giver(answer),
        "A gift of 6 BLANKET for open, counted on day 12.
        - gift-in-kind (told on 7 March): 6 BLANKET from w:givers to stock/open.
        - handover (told on 7 March): 2 BLANKET from stock/open to w:recipients.
        - handover (told on 21 March): 4 BLANKET from stock/open to w:recipients.
        = 6 BLANKET: w:recipients.",
    );
    story.sound();
}

/// Whoever gave all that lies on a shelf must not learn what single people got.
fn the_giver_of_a_whole_shelf_sees_no_single_handover(place: &Place) {
    let story = Story::founded(place);
    let (_, code) = blankets(&story, "30", "pricelist");
    for _ in 0..4 {
        blankets(&story, "1", "pricelist");
    }
    story.on(6, 9).hand_over("place-ua-46-1/BLANKET", "1", "UA-46");
    // Of another region, told with the same close, and entered between the two.
    story.hand_over("place-ua-46-1/BLANKET", "7", "UA-30");
    let wrong = story.enter("handover", &[("shelf", "place-ua-46-1/BLANKET"), ("count", "4"), ("region", "UA-46")]);
    story.close(19);
    // One of them was wrong: the next total is less by it, and is one step as well.
    story.on(20, 9).enter("correction", &[("entry", &wrong.to_string()), ("reason", "goods")]);
    story.hand_over("place-ua-46-1/BLANKET", "3", "UA-46");
    story.hand_over("place-ua-46-1/BLANKET", "6", "UA-46");
    story.close(33);
    let answer = &story.answer(&code)[0];
    let facts: std::collections::BTreeSet<_> = answer.way.iter().map(|step| &step.fact).collect();
    assert_eq!(facts.len(), answer.way.len(), "one step a fact");
    reads(
        &giver(answer),
        "A gift of 30 BLANKET for open, counted on day 12.
        - gift-in-kind (told on 7 March): 30 BLANKET from w:givers to stock/open.
        - handover (told on 14 March): 7 BLANKET from stock/open to w:recipients.
        - handover (told on 14 March): 5 BLANKET from stock/open to w:recipients.
        - handover (told on 28 March): 5 BLANKET from stock/open to w:recipients.
        = 17 BLANKET: w:recipients.
        = 13 BLANKET: stock.",
    );
    story.sound();
}

fn gifts_in_kind_of_too_few_wait_and_their_worth_is_never_told_of_few(place: &Place) {
    let story = Story::founded(place);
    for _ in 0..3 {
        blankets(&story, "2", "pricelist");
    }
    blankets(&story, "2", "estimate");
    story.close(1).close(12);
    assert_eq!(story.told_of("gifts-in-kind"), 0);
    // One more, in the week of 7 March.
    story.on(13, 9);
    blankets(&story, "2", "pricelist");
    story.close(25);
    assert_eq!(story.told_of("gifts-in-kind"), 0);
    story.close(26);
    let shown = story.shown();
    let total = shown.facts.last().unwrap();
    assert_eq!((total.kind.as_str(), total.number("gifts"), &total.body["values"]), ("gifts-in-kind", 5, &json!([])));
    story.sound();
}

fn a_wrong_gift_in_kind_goes_out_of_the_next_total(place: &Place) {
    let story = Story::founded(place);
    let (wrong, code) = blankets(&story, "60", "pricelist");
    for _ in 0..5 {
        blankets(&story, "6", "pricelist");
    }
    story.close(1).close(12);
    assert_eq!(story.figure("goods.open.bought"), 90);
    story.on(13, 9).enter("correction", &[("entry", &wrong.to_string()), ("reason", "goods")]);
    for _ in 0..7 {
        blankets(&story, "10", "pricelist");
    }
    story.close(13);
    assert!(story.answer(&code)[0].corrected);
    story.close(26);
    let shown = story.shown();
    let total = shown.facts.last().unwrap();
    assert_eq!((total.number("gifts"), total.number("units"), &total.body["corrected"]), (6, 10, &json!(true)));
    assert_eq!((story.figure("goods.open.bought"), story.figure("at.stock.open.BLANKET")), (100, 100));
    story.sound();
}
