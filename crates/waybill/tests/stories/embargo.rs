//! Non-interference: two books that differ only in what is not told yet cannot be told apart from outside.

use crate::common::prose::giver;
use crate::common::{Gift, Place, Story};

stories![
    what_is_not_told_yet_changes_nothing_public,
    a_gift_that_waits_changes_no_flow_though_it_stands_first_in_the_line,
    a_planted_difference_is_seen,
];

/// The same book up to day 16: blankets given for, ordered, paid; a few on a shelf since before.
fn a_book(place: &Place) -> (Story, Gift) {
    let story = Story::founded(place);
    story.stock_blankets("60");
    story.need_blankets("90");
    let followed = story.gifts(5, "60", "DE", "blanket-1").swap_remove(2);
    story.close(1).on(2, 9).order_blankets("blanket-1", "30", "10", "");
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    story.close(2).close(15);
    (story, followed)
}

/// What one of the two books has and the other has not: an arrival, handovers, gifts of too few people.
fn what_is_embargoed(story: &Story) {
    story.on(16, 9).arrive("20", "UA-30", "2");
    story.hand_over("place-ua-46-1/BLANKET", "40", "UA-46");
    story.hand_over("place-ua-30-2/BLANKET", "20", "UA-46");
    // Two people in another region: never enough.
    story.hand_over("place-ua-46-1/BLANKET", "2", "UA-63");
    story.gifts(4, "10", "FR", "open");
    story.gift_into("bank-uah-1", "700", "UA", "blanket-1");
}

/// Forms that come later in both books have the same keys in both.
fn later_in_both(story: &Story, amount: &str) {
    let key = waybill::store::FormKey::parse(&format!("later-in-both-{amount}")).unwrap();
    let typed = [("account", "bank-eur-1"), ("fund", "open"), ("amount", amount)];
    story.send(&key, "opening-money", &typed).unwrap();
}

fn what_is_not_told_yet_changes_nothing_public(place: &Place) {
    let beside = place.another();
    let ((with, gift), (without, same_gift)) = (a_book(place), a_book(&beside));
    assert_eq!(with.told(), without.told());
    what_is_embargoed(&with);
    assert_ne!(with.in_memory(), without.in_memory());
    for day in 16..=25 {
        for story in [&with, &without] {
            later_in_both(story.on(day, 12), &day.to_string());
            story.close(day);
        }
        let ((facts, figures), (same_facts, same_figures)) = (with.told(), without.told());
        assert_eq!(facts, same_facts, "day {day}");
        assert_eq!(figures, same_figures, "day {day}");
        assert_eq!(with.answer(&gift.code), without.answer(&same_gift.code), "day {day}");
        assert_eq!(with.shown(), without.shown(), "day {day}");
    }
    with.close(26);
    without.close(26);
    differ_where_expected(&with, &without);
    assert_ne!(giver(&with.answer(&gift.code)[0]), giver(&without.answer(&same_gift.code)[0]));
    with.sound();
    without.sound();
}

/// On the Monday: the arrival, and the handovers that stand for enough people; nothing else, then or later.
fn differ_where_expected(with: &Story, without: &Story) {
    let (facts, same_facts) = (with.told().0, without.told().0);
    let more = facts.strip_prefix(&same_facts).expect("what was told stays as it was, to the byte");
    let kinds: Vec<String> =
        more.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["kind"].to_string()).collect();
    assert_eq!(kinds, ["\"arrival\"", "\"handover\"", "\"flow\""]);
    assert!(!more.contains("UA-63") && !more.contains("place"));
    let changed: Vec<String> = with
        .shown()
        .figures
        .iter()
        .filter(|(name, f)| without.shown().figures.get(*name).map_or(0, |o| o.value) != f.value)
        .map(|(name, f)| format!("{name} {}", f.value).replace(&with.order(1)[6..], "*"))
        .collect();
    assert_eq!(
        changed,
        [
            "at.claim-*.blanket-1.BLANKET 10",
            "at.order-*.blanket-1.BLANKET 0",
            "at.stock.open.BLANKET 20",
            "flow.EUR.claim 10000",
            "flow.EUR.hands 20000",
            "goods.blanket-1.delivered 20",
            "goods.open.delivered 40",
            "hands.BLANKET 60",
            "need.blanket-1.delivered 20",
            "order.order-*.arrived 20",
            "order.order-*.claimed 10",
            "things.arrived 80",
            "things.handed 60",
        ]
    );
}

/// Four people of another country gave first and are too few to be told; what is spent is theirs in the private book, and
/// the flow tells of the gifts that are told.
fn a_gift_that_waits_changes_no_flow_though_it_stands_first_in_the_line(place: &Place) {
    let beside = place.another();
    let (with, without) = (Story::founded(place), Story::founded(&beside));
    with.gifts(4, "1000", "FR", "open");
    for story in [&with, &without] {
        story.gifts(5, "60", "DE", "open");
        let send = |form: &str, typed: &[(&str, &str)]| {
            let key = waybill::store::FormKey::parse(&format!("in-both-{form}")).unwrap();
            story.send(&key, form, typed).unwrap();
        };
        let needed = [("item", "blanket"), ("quantity", "90"), ("priority", "1"), ("price", "10"), ("source", "offer")];
        send("need", &needed);
        send("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "200")]);
        send(
            "advance",
            &[
                ("from", "bank-eur-1/blanket-1/EUR"),
                ("role", "foundation"),
                ("country", "PL"),
                ("number", "1"),
                ("amount", "50"),
                ("agreed", "14"),
            ],
        );
        story.close(1).sound();
    }
    assert_eq!(with.told(), without.told());
    assert_eq!(with.shown(), without.shown());
    assert!(with.told().0.contains(r#"["DE","blanket-1","none","foundation-pl-1",5000]"#), "{}", with.told().0);
}

/// One gift more among people enough: a stranger can tell the books apart, and the comparison above would say so.
fn a_planted_difference_is_seen(place: &Place) {
    let beside = place.another();
    let ((with, _), (without, _)) = (a_book(place), a_book(&beside));
    with.on(16, 9).gifts(5, "10", "FR", "open");
    with.close(16);
    without.close(16);
    assert_ne!(with.told().0, without.told().0);
    assert_ne!(with.told().1, without.told().1);
    assert_ne!(with.shown(), without.shown());
}
