//! Refusals where goods are not there, or do not fit together.

use crate::ground::{Ground, On, on_both_engines};
use crate::refused::{Case, refused};

on_both_engines!(
    a_handover_over_the_stock,
    an_arrival_of_fewer_needs_a_reason,
    an_arrival_of_more_than_was_declared,
    an_arrival_of_nothing_that_is_on_its_way,
    a_class_that_does_not_fit_the_item,
    counts_that_are_none,
    several_things_at_once,
);

const SHELF: (&str, &str) = ("shelf", "place-ua-30-1/TOURNIQUET");

fn a_handover_over_the_stock(on: On) {
    let ground = Ground::small(on);
    refused(
        &ground,
        &Case {
            form: "handover",
            typed: &[SHELF, ("count", "26"), ("region", "UA-30")],
            at: "count",
            says: "Place 1, Kyiv has 20 tourniquets; this takes 26 tourniquets, 6 tourniquets more",
            figures: &["20", "26", "6"],
            ..Case::default()
        },
    );
    refused(
        &ground,
        &Case {
            form: "handover",
            typed: &[SHELF, ("count", "5"), ("people", "6"), ("region", "UA-30")],
            at: "people",
            says: "6 people cannot share 5 pieces",
            figures: &["6", "5"],
            ..Case::default()
        },
    );
}

fn an_arrival_of_fewer_needs_a_reason(on: On) {
    let ground = Ground::small(on);
    for (received, missing) in [("1", "2"), ("0", "3")] {
        refused(
            &ground,
            &Case {
                form: "arrival",
                typed: &[("received1", received), ("region", "UA-46")],
                at: "reason1",
                says: &format!("3 were declared, {received} arrived: {missing} missing. Say why."),
                figures: &["3", received, missing],
                ..Case::default()
            },
        );
    }
    ground.record("arrival", &[("received1", "1"), ("reason1", "notsent"), ("region", "UA-46")]);
}

fn an_arrival_of_more_than_was_declared(on: On) {
    let ground = Ground::small(on);
    refused(
        &ground,
        &Case {
            form: "arrival",
            typed: &[("received1", "4"), ("region", "UA-46")],
            at: "received1",
            says: "4 is more than the 3 declared",
            figures: &["4", "3"],
            ..Case::default()
        },
    );
}

fn an_arrival_of_nothing_that_is_on_its_way(on: On) {
    let ground = Ground::small(on);
    let code = ground.filled("en", "arrival", &[])["order"].clone();
    ground.record("arrival", &[("received1", "3"), ("region", "UA-46")]);
    ground.record("order", &[]);
    ground.record("payment", &[]);
    refused(
        &ground,
        &Case {
            form: "arrival",
            typed: &[("order", &code), ("received1", "3"), ("region", "UA-46")],
            at: "order",
            says: "Nothing of this order is on its way.",
            off_list: &["order"],
            ..Case::default()
        },
    );
}

fn a_class_that_does_not_fit_the_item(on: On) {
    let ground = Ground::small(on);
    let stock = |item, class, size| {
        [("item", item), ("class", class), ("size", size), ("count", "5"), ("region", "UA-30"), ("fund", "open")]
    };
    for (item, class, size, says) in [
        ("tourniquet", "DSTU-8782-2018/4", "", "does not belong to “tourniquets”"),
        ("tourniquet", "", "L", "does not belong to “tourniquets”"),
        ("carrier", "NIJ-0101-06/IV", "M", "does not belong to “load-bearing vests”"),
    ] {
        refused(
            &ground,
            &Case { form: "opening-stock", typed: &stock(item, class, size), at: "class", says, ..Case::default() },
        );
    }
    let typed = [("item1", "blanket"), ("size1", "")];
    let says = "does not belong to “blankets”";
    refused(&ground, &Case { form: "order", typed: &typed, at: "class1", says, ..Case::default() });
}

fn counts_that_are_none(on: On) {
    let ground = Ground::small(on);
    for (count, says, figures) in [
        ("0", "must be at least 1", &["1"][..]),
        ("-3", "must be at least 1", &["1"]),
        ("1.5", "not a whole number", &["40"]),
        ("ten", "not a whole number", &["40"]),
        ("99999999999999999999", "not a whole number", &["40"]),
        ("10000001", "at most 10,000,000", &["10000000"]),
        ("", "Fill this in.", &[]),
    ] {
        let typed = [SHELF, ("count", count), ("region", "UA-30")];
        refused(&ground, &Case { form: "handover", typed: &typed, at: "count", says, figures, ..Case::default() });
    }
    let typed = [("item", "tent"), ("count", "5"), ("region", "UA-30"), ("place", "100")];
    let (at, says) = ("place", "Numbers here go up to 99.");
    refused(&ground, &Case { form: "opening-stock", typed: &typed, at, says, figures: &["99"], ..Case::default() });
}

fn several_things_at_once(on: On) {
    let ground = Ground::small(on);
    let typed = [("quantity1", "0"), ("price1", "x"), ("number", "nought"), ("expected", "2040-01-01")];
    for at in ["quantity1", "price1", "number", "expected"] {
        refused(&ground, &Case { form: "order", typed: &typed, at, ..Case::default() });
    }
    // The same thing twice, and more than one amount may be.
    let typed = [
        ("item2", "vest"),
        ("class2", "DSTU-8782-2018/4"),
        ("size2", "L"),
        ("quantity2", "1"),
        ("price2", "1"),
        ("origin2", "IL"),
    ];
    refused(
        &ground,
        &Case { form: "order", typed: &typed, at: "item1", says: "Two lines are the same", ..Case::default() },
    );
    let typed = [("quantity1", "10000000"), ("price1", "90000000000000")];
    let figures = &["9007199254740991"];
    refused(
        &ground,
        &Case { form: "order", typed: &typed, at: "price1", says: "over the limit", figures, ..Case::default() },
    );
}
