//! Shipments: what is on the road is known to coordinators alone, and nobody else can tell that it is known.

use waybill::publish::shown::OrderState;
use waybill::store::FormKey;
use waybill::web::pieces::{At, order_stamp, order_state};
use waybill::web::words::{Lang, Tongue};

use crate::common::{Gift, Place, Story};

stories![
    two_books_that_differ_only_in_legs_cannot_be_told_apart,
    two_books_that_differ_only_in_ways_between_places_cannot_be_told_apart,
    an_order_comes_in_two_shipments,
    what_goes_between_places_is_unloaded_or_lost,
    a_leg_that_cannot_be_says_why,
    a_leg_that_never_was_is_taken_back,
    an_orders_public_state_changes_at_the_close_that_tells_it,
];

/// Gifts, an order of thirty blankets, paid.
fn a_paid_order(place: &Place) -> (Story, Vec<Gift>) {
    let story = Story::founded(place);
    story.need_blankets("90");
    let gifts = story.gifts(5, "60", "DE", "blanket-1");
    story.close(1).on(2, 9).order_blankets("blanket-1", "30", "10", "");
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    story.close(2);
    (story, gifts)
}

/// Goods of the first order set out: how many, and when they are expected.
fn set_out(story: &Story, count: &str, expected: &str) -> u64 {
    let way = [("from", "PL"), ("to", "UA-46"), ("by", "road"), ("expected", expected)];
    let typed: Vec<_> = [("order", story.order(1)), ("count1", count.to_owned())].into();
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).chain(way).collect();
    story.enter("leg", &typed)
}

/// The nth shipment of the first order.
fn shipment(story: &Story, n: usize) -> String {
    format!("{}-{n}", story.order(1).replacen("order-", "shipment-", 1))
}

/// A form that comes in both books has the same key in both.
fn in_both(stories: [&Story; 2], key: &str, form: &str, typed: &[(&str, &str)]) {
    for story in stories {
        story.send(&FormKey::parse(&format!("in-both-books-{key}")).unwrap(), form, typed).unwrap();
    }
}

fn cannot_be_told_apart(with: &(Story, Vec<Gift>), without: &(Story, Vec<Gift>), day: i32) {
    assert_eq!(with.0.told(), without.0.told(), "day {day}");
    assert_eq!(with.0.shown(), without.0.shown(), "day {day}");
    for (gift, same) in with.1.iter().zip(&without.1) {
        assert_eq!(with.0.answer(&gift.code), without.0.answer(&same.code), "day {day}");
    }
}

fn two_books_that_differ_only_in_legs_cannot_be_told_apart(place: &Place) {
    let beside = place.another();
    let (with, without) = (a_paid_order(place), a_paid_order(&beside));
    let both = [&with.0, &without.0];
    with.0.on(3, 9);
    set_out(&with.0, "12", "2022-03-01");
    let wrong = set_out(&with.0, "3", "2022-03-02");
    with.0.close(4).on(5, 9);
    with.0.enter("correction", &[("entry", &wrong.to_string()), ("reason", "never")]);
    with.0.enter(
        "leg-on",
        &[
            ("shipment", &shipment(&with.0, 1)),
            ("from", "UA-46"),
            ("to", "UA-30"),
            ("by", "rail"),
            ("expected", "2022-03-03"),
        ],
    );
    set_out(&with.0, "10", "2022-03-04");
    for story in both {
        story.close(6).on(7, 9);
    }
    cannot_be_told_apart(&with, &without, 6);
    // Twelve in the first shipment, ten in the third, eight never set out in either book: 28 of all thirty are there.
    let order = with.0.order(1);
    let there = [("received1", "28"), ("reason1", "damaged"), ("region", "UA-46"), ("place", "1")];
    let typed: Vec<_> = [("order", order.as_str())].into_iter().chain(there).collect();
    in_both(both, "arrival", "arrival", &typed);
    assert_ne!(with.0.in_memory().0, without.0.in_memory().0);
    let shelf = [("shelf", "place-ua-46-1/BLANKET"), ("count", "11"), ("region", "UA-46")];
    in_both(both, "handover", "handover", &shelf);
    for day in 7..=40 {
        for story in both {
            story.close(day);
        }
        cannot_be_told_apart(&with, &without, day);
    }
    let arrived = without.0.figure(&format!("order.{order}.arrived"));
    assert_eq!((arrived, without.0.figure("things.handed")), (28, 11), "the comparison saw goods move");
    assert_eq!(with.0.operation.waiting(jiff::Timestamp::MAX).unwrap(), [], "nothing waits for a leg");
    with.0.sound();
    assert_eq!(with.0.operation.rebuild().unwrap(), []);
}

fn two_books_that_differ_only_in_ways_between_places_cannot_be_told_apart(place: &Place) {
    let beside = place.another();
    let (with, without) = (a_paid_order(place), a_paid_order(&beside));
    let both = [&with.0, &without.0];
    let there = [("received1", "30"), ("region", "UA-46"), ("place", "1")];
    let order = with.0.order(1);
    let typed: Vec<_> = [("order", order.as_str())].into_iter().chain(there).collect();
    for story in both {
        story.on(3, 9);
    }
    in_both(both, "arrival", "arrival", &typed);
    with.0.on(4, 9);
    let way = [("region", "UA-30"), ("place", "2"), ("by", "hand"), ("expected", "2022-03-01")];
    let what = [("shelf", "place-ua-46-1/BLANKET"), ("count", "9")];
    with.0.enter("between", &what.into_iter().chain(way).collect::<Vec<_>>());
    with.0.close(4);
    for day in 4..=40 {
        if day == 20 {
            let code = on_the_road(&with.0);
            let got = [("shipment", code.as_str()), ("received1", "9"), ("region", "UA-30"), ("place", "2")];
            with.0.on(20, 9).enter("unloading", &got);
        }
        for story in both {
            story.close(day);
        }
        cannot_be_told_apart(&with, &without, day);
    }
    assert_eq!(without.0.figure("things.arrived"), 30);
    assert_eq!(with.0.balance("place-ua-30-2/blanket-1/BLANKET"), 9);
    with.0.sound();
}

/// The holder of what is on the road between two places.
pub fn on_the_road(story: &Story) -> String {
    let held = story.in_memory().1;
    let road = held.into_iter().find(|(pool, n)| *n > 0 && pool.account.holder().starts_with("shipment-"));
    road.unwrap().0.account.holder().to_owned()
}

fn an_order_comes_in_two_shipments(place: &Place) {
    let (story, _) = a_paid_order(place);
    let order = story.order(1);
    story.on(3, 9);
    set_out(&story, "12", "2022-03-01");
    set_out(&story, "18", "2022-03-04");
    let there = [("region", "UA-46"), ("place", "1"), ("reason1", "held")];
    let arrive = |shipment: &str, received: &str| {
        let what = [("order", shipment), ("received1", received)];
        story.enter("arrival", &what.into_iter().chain(there).collect::<Vec<_>>())
    };
    // The second comes first.
    arrive(&shipment(&story, 2), "18");
    story.close(12);
    assert_eq!((story.figure(&format!("order.{order}.arrived")), story.figure("things.arrived")), (18, 18));
    story.on(13, 9);
    arrive(&order, "11");
    story.close(26);
    let figure = |what: &str| story.figure(&format!("order.{order}.{what}"));
    assert_eq!((figure("arrived"), figure("claimed")), (29, 1));
    let refused = story.refused("arrival", &[("order", &shipment(&story, 1)), ("received1", "1"), there[0], there[1]]);
    assert!(refused.says().starts_with("Nothing of this order is on its way."), "{}", refused.says());
    story.sound();
}

fn what_goes_between_places_is_unloaded_or_lost(place: &Place) {
    let story = Story::founded(place);
    story.stock_blankets("60");
    story.close(1).on(2, 9);
    let way = [("region", "UA-30"), ("place", "2"), ("by", "rail"), ("expected", "2022-03-01")];
    let send = |count: &str| {
        let what = [("shelf", "place-ua-46-1/BLANKET"), ("count", count)];
        what.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let typed = send("20");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(way).collect();
    story.enter("between", &typed);
    let code = on_the_road(&story);
    let there = [("region", "UA-30"), ("place", "2")];
    let unload = |count: &str| [("shipment", code.as_str()), ("received1", count), there[0], there[1]].map(own);
    let too_many: Vec<_> = unload("21").to_vec();
    assert!(says(&story, &too_many).starts_with("21 is more than is on the road: 20"), "{}", says(&story, &too_many));
    assert!(says(&story, &unload("0")).starts_with("Nothing at all is no arrival."));
    enter(&story, &unload("17"));
    assert_eq!(story.balance("place-ua-30-2/open/BLANKET"), 17);
    story.enter("loss", &[("from", &format!("{code}/open/BLANKET")), ("count", "3"), ("reason", "lost")]);
    story.close(26);
    assert_eq!((story.figure("at.stock.open.BLANKET"), story.figure("things.loss")), (57, 3));
    assert!(says(&story, &unload("1")).starts_with("This shipment is not on the road any more."));
    story.sound();
}

fn own((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn enter(story: &Story, typed: &[(String, String)]) -> u64 {
    story.enter("unloading", &typed.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>())
}

fn says(story: &Story, typed: &[(String, String)]) -> String {
    story.refused("unloading", &typed.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>()).says()
}

fn a_leg_that_cannot_be_says_why(place: &Place) {
    let (story, _) = a_paid_order(place);
    let order = story.order(1);
    story.on(3, 9);
    let before = story.every_row();
    let refused = |count: &str, on: &str, expected: &str, by: &str| {
        let what = [("order", order.as_str()), ("count1", count), ("from", "PL"), ("to", "UA-46")];
        let way = [("by", by), ("on", on), ("expected", expected)];
        story.refused("leg", &what.into_iter().chain(way).collect::<Vec<_>>()).says()
    };
    assert!(refused("31", "2022-02-26", "2022-03-01", "road").starts_with("31 cannot set out: 30"));
    assert_eq!(refused("0", "2022-02-26", "2022-03-01", "road"), "The count must be at least 1.");
    assert_ne!(refused("1", "2022-02-26", "2022-02-25", "road"), "", "expected before it set out");
    assert_ne!(refused("1", "2022-02-27", "2022-03-01", "road"), "", "sets out tomorrow");
    assert_eq!(
        refused("1", "2022-02-26", "2022-03-01", "donkey"),
        "This is not one of the choices. Choose from the list."
    );
    // The number was typed beside other goods than those that are ready now.
    for lines in ["VEST-DSTU-8782-2018-4-L", "BLANKET VEST-DSTU-8782-2018-4-L"] {
        let what = [("order", order.as_str()), ("lines", lines), ("count1", "1"), ("from", "PL"), ("to", "UA-46")];
        let way = [("by", "road"), ("expected", "2022-03-01")];
        let told = story.refused("leg", &what.into_iter().chain(way).collect::<Vec<_>>()).says();
        assert!(told.starts_with("The lines below are not those that stood here"), "{told}");
    }
    let same = [("shelf", "place-ua-46-1/BLANKET"), ("count", "1"), ("region", "UA-46"), ("place", "1")];
    let way = [("by", "road"), ("expected", "2022-03-01")];
    let nothing_there = story.refused("between", &same.into_iter().chain(way).collect::<Vec<_>>()).says();
    assert!(nothing_there.contains("This is the place where the goods are."), "{nothing_there}");
    assert_eq!(story.every_row(), before);
    story.sound();
}

fn a_leg_that_never_was_is_taken_back(place: &Place) {
    let (story, _) = a_paid_order(place);
    story.on(3, 9);
    let leg = set_out(&story, "30", "2022-03-01");
    let nothing_left = story.refused("leg", &[("order", &story.order(1))]).says();
    assert!(nothing_left.contains("Nothing of this order is left to set out."), "{nothing_left}");
    story.enter("correction", &[("entry", &leg.to_string()), ("reason", "never")]);
    // The number of a shipment that was taken back is not given again.
    set_out(&story, "12", "2022-03-01");
    let there = [("received1", "12"), ("region", "UA-46"), ("place", "1")];
    let arrive = |shipment: &str| [("order", shipment)].into_iter().chain(there).map(own).collect::<Vec<_>>();
    let second: Vec<_> = arrive(&shipment(&story, 2));
    let arrived = story.enter("arrival", &second.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>());
    assert_eq!(story.balance(&format!("{}/blanket-1/BLANKET", story.order(1))), 18);
    assert_eq!(story.operation.entry(arrived).unwrap().unwrap().private["rest"]["shipment"], shipment(&story, 2));
    // An arrival that was wrong is on the road again.
    story.enter("correction", &[("entry", &arrived.to_string()), ("reason", "never")]);
    story.enter("arrival", &second.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect::<Vec<_>>());
    story.close(30).sound();
}

/// Expected in the week of 7 March (days 12 to 18): an arrival of that week is told on day 26.
fn an_orders_public_state_changes_at_the_close_that_tells_it(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("90");
    story.gifts(5, "60", "DE", "blanket-1");
    story.close(1).on(2, 9).order_blankets("blanket-1", "30", "10", "");
    let order = story.order(1);
    let states = |days: std::ops::RangeInclusive<i32>| -> Vec<OrderState> {
        let state = |day| {
            let shown = story.close(day).shown();
            is_told_in_every_language(&shown);
            shown.orders.first().map(|order| order.state)
        };
        let mut states: Vec<OrderState> = days.filter_map(state).collect();
        states.dedup();
        states
    };
    assert_eq!(states(2..=3), [OrderState::Ordered]);
    story.on(4, 9).enter("payment", &[("order", &order), ("holder", "bank-eur-1")]);
    assert_eq!(story.shown().orders[0].state, OrderState::Ordered, "not before the close");
    assert_eq!(states(4..=18), [OrderState::UnderWay], "one state, whatever is on the road");
    story.on(19, 9);
    set_out(&story, "12", "2022-03-16");
    assert_eq!(states(19..=19), [OrderState::Awaited], "its week is over");
    // The first shipment comes on Wednesday of the next week: told on day 33.
    story.on(21, 9);
    let there = [("region", "UA-46"), ("place", "1"), ("reason1", "held")];
    let arrive = |what: &str, received: &str| {
        let typed = [("order", what), ("received1", received)];
        story.enter("arrival", &typed.into_iter().chain(there).collect::<Vec<_>>())
    };
    arrive(&shipment(&story, 1), "12");
    assert_eq!(states(21..=25), [OrderState::Awaited]);
    assert_eq!(states(26..=32), [OrderState::Overdue], "by now an arrival of its week would have been told");
    assert_eq!(states(33..=41), [OrderState::PartlyArrived]);
    story.on(42, 9);
    arrive(&order, "17");
    assert_eq!(states(42..=53), [OrderState::PartlyArrived]);
    assert_eq!(states(54..=62), [OrderState::Arrived]);
    assert_eq!((story.figure(&format!("order.{order}.arrived")), story.shown().orders[0].claimed), (29, 1));
    story.on(63, 9).hand_over("place-ua-46-1/BLANKET", "28", "UA-46");
    assert_eq!(states(63..=90), [OrderState::Arrived], "one is left in stock");
    story.on(91, 9).hand_over("place-ua-46-1/BLANKET", "1", "UA-46");
    story.enter(
        "opening-stock",
        &[("item", "blanket"), ("count", "9"), ("fund", "open"), ("region", "UA-46"), ("place", "1")],
    );
    story.hand_over("place-ua-46-1/BLANKET", "9", "UA-46");
    assert_eq!(states(91..=120), [OrderState::Arrived, OrderState::HandedOver]);
    story.sound();
}

/// No state without its stamp and its sentence.
fn is_told_in_every_language(shown: &waybill::publish::shown::Shown) {
    for lang in Lang::ALL {
        let at = At { w: Tongue::new(lang), base: "", shown };
        for order in &shown.orders {
            let told = format!("{} {}", order_stamp(at.w, order.state).0, order_state(at, order).0);
            assert!(
                !told.contains("order-partly") && !told.contains("order-rest") && !told.contains(">order-"),
                "{told}"
            );
        }
    }
}
