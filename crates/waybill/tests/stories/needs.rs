//! Needs kept fresh: when a word is stale, what is not needed now, what there is too much of, and words of older books.

use serde_json::json;
use waybill::publish::shown::{NeedShown, NeedState};
use waybill::store::{Draft, FormKey};

use crate::common::{Place, Story};

stories![
    a_word_is_stale_after_fourteen_days_and_fresh_again_with_a_new_one,
    what_is_not_needed_now_lacks_nothing_and_keeps_its_money,
    what_there_is_too_much_of_is_a_figure_until_it_is_taken_back,
    a_word_of_an_older_book_is_read_as_it_was_meant,
    stale_needs_wait_for_a_coordinator,
];

/// Says something of the blankets again, as the newest word has it.
fn again(story: &Story, said: &[(&str, &str)]) -> u64 {
    let typed: Vec<(&str, &str)> = [("need", "blanket-1")].into_iter().chain(said.iter().copied()).collect();
    story.enter("need", &typed)
}

fn blankets(story: &Story) -> NeedShown {
    story.shown().needs.iter().find(|need| need.fund == "blanket-1").unwrap().clone()
}

fn a_word_is_stale_after_fourteen_days_and_fresh_again_with_a_new_one(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    story.enter(
        "need",
        &[("item", "tent"), ("quantity", "3"), ("priority", "1"), ("price", "100"), ("source", "offer")],
    );
    story.close(15);
    assert!(!blankets(&story).stale, "on the fourteenth day after it");
    story.close(16);
    assert!(blankets(&story).stale);
    assert_eq!(story.figure("need.blanket-1.missing"), 30_000, "a stale need still says what lacks");
    story.on(17, 9);
    again(&story, &[("by", "medic")]);
    // The clock alone changes nothing: the same for everybody at one snapshot.
    assert!(blankets(&story).stale);
    story.close(17).sound();
    let fresh = blankets(&story);
    assert_eq!((fresh.stale, fresh.by.as_deref(), fresh.quantity, fresh.price), (false, Some("medic"), 30, 1_000));
    let order: Vec<(String, bool)> = story.shown().needs.iter().map(|n| (n.fund.clone(), n.stale)).collect();
    assert_eq!(
        order,
        [("blanket-1".to_owned(), false), ("tent-1".to_owned(), true)],
        "of one urgency, fresh ones first"
    );
    assert_eq!(story.told_of("need"), 3);
    assert_eq!(story.operation.rebuild().unwrap(), []);
}

fn what_is_not_needed_now_lacks_nothing_and_keeps_its_money(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    story.gifts(5, "10", "DE", "blanket-1");
    story.close(1).sound();
    assert_eq!(story.figure("need.blanket-1.missing"), 25_000);
    story.on(2, 9);
    let rests = again(&story, &[("state", "not-now")]);
    story.close(2).sound();
    let need = blankets(&story);
    assert_eq!((need.state, need.missing, need.funded), (NeedState::NotNow, 0, 5));
    assert_eq!(story.figure("at.bank.blanket-1.EUR"), 5_000, "its money stays in sight");
    assert_eq!(story.shown().figures["need.blanket-1.missing"].rule, "rule-not-now");
    story.close(40);
    assert!(!blankets(&story).stale, "nobody has to confirm that nothing is needed");
    story.on(41, 9);
    // A later word that is taken back leaves the one before it.
    let needed = again(&story, &[("state", "needed")]);
    story.close(41).sound();
    assert_eq!(story.figure("need.blanket-1.missing"), 25_000);
    story.on(42, 9);
    story.enter("correction", &[("entry", &needed.to_string()), ("reason", "never")]);
    story.close(42).sound();
    assert_eq!(blankets(&story).state, NeedState::NotNow);
    story.on(43, 9);
    story.enter("correction", &[("entry", &rests.to_string()), ("reason", "never")]);
    story.close(43).sound();
    assert_eq!((blankets(&story).state, story.figure("need.blanket-1.missing")), (NeedState::Needed, 25_000));
    assert_eq!(story.operation.rebuild().unwrap(), []);
}

fn what_there_is_too_much_of_is_a_figure_until_it_is_taken_back(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    let surplus = again(&story, &[("state", "surplus"), ("surplus", "12")]);
    story.close(1).sound();
    assert_eq!(blankets(&story).state, NeedState::Surplus(12));
    assert_eq!((story.figure("need.blanket-1.surplus"), story.figure("need.blanket-1.missing")), (12, 0));
    let figure = story.shown().figures["need.blanket-1.surplus"].clone();
    assert_eq!(figure.parts.len(), 1, "it is one fact's word");
    story.close(20);
    assert!(blankets(&story).stale, "whether it is still there has to be confirmed as well");
    story.on(21, 9);
    story.enter("correction", &[("entry", &surplus.to_string()), ("reason", "goods")]);
    story.close(21).sound();
    assert_eq!(blankets(&story).state, NeedState::Needed);
    assert!(!story.shown().figures.contains_key("need.blanket-1.surplus"));
}

fn a_word_of_an_older_book_is_read_as_it_was_meant(place: &Place) {
    let story = Story::founded(place);
    let public = json!({
        "need": "blanket-1", "item": "blanket", "quantity": 30, "priority": 1, "confirmed": "2022-02-24",
        "price": { "commodity": "EUR", "amount": 1000, "source": "offer", "on": "2022-02-24" },
    });
    let on = story.card.day_one;
    let draft = Draft { kind: "need", on, public, rest: json!({}), moves: Vec::new(), corrects: None };
    let key = FormKey::parse("a-form-of-an-older-program").unwrap();
    story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |_, _| Ok(())).unwrap();
    story.close(1).sound();
    let need = blankets(&story);
    assert_eq!((need.state, need.by, need.missing), (NeedState::Needed, None, 30_000));
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.on(2, 9);
    again(&story, &[("by", "recipients")]);
    story.close(2).sound();
    assert_eq!(blankets(&story).by.as_deref(), Some("recipients"), "and can be confirmed again as any other");
}

fn stale_needs_wait_for_a_coordinator(place: &Place) {
    let story = Story::founded(place);
    let waits = |story: &Story| {
        let key = FormKey::parse("a-look-at-the-list").unwrap();
        let lists = waybill::house::HOUSE.waits;
        let all: Vec<_> = lists.iter().flat_map(|list| list(&story.bench(&key)).unwrap()).collect();
        all.into_iter().find(|one| one.at == "needs").map(|one| (one.words, one.late.unwrap()))
    };
    story.need_blankets("30");
    story.on(15, 9);
    assert_eq!(waits(&story), None);
    story.on(16, 9);
    let (words, late) = waits(&story).unwrap();
    assert_eq!(words, "One need was last confirmed more than 14 days ago");
    assert!(late.contains("24 February 2022"), "{late}");
    again(&story, &[("state", "not-now"), ("confirmed", "2022-02-24")]);
    assert_eq!(waits(&story), None, "what is not needed asks for nothing");
}
