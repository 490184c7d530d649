//! The twelve worked cases: whatever the book answers must be, letter by letter, what was worked out for them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use waybill_journal::{Book, End, Entry, MoveId, Share, shown};

fn case(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn rows<K: ToString>(answer: &BTreeMap<K, Share>) -> Value {
    answer.iter().map(|(key, row)| (key.to_string(), json!([shown(&row.share), shown(&row.quantity)]))).collect()
}

/// Posts the journal, trying each refusal at its place; compares refusals, starts, tracks and traces.
fn check(name: &str) {
    let case = case(name);
    let mut book = Book::new();
    let (mut into, mut out) = (serde_json::Map::new(), serde_json::Map::new());
    refusals(&case, 0, &mut book);
    for value in case["journal"].as_array().unwrap() {
        let entry = Entry::from_json(value).unwrap();
        assert_eq!(Entry::from_json(&entry.to_json()).unwrap(), entry, "an entry reads back as it was written");
        let posted = book.post_json(value).unwrap();
        for arrival in posted.arrivals {
            into.insert(arrival.id.to_string(), json!(arrival.start));
        }
        for departure in posted.departures {
            if let Some(start) = departure.start {
                out.insert(departure.id.to_string(), json!(start));
            }
        }
        refusals(&case, book.last(), &mut book);
    }
    assert_eq!(json!({"in": into, "out": out}), case["starts"], "{name}: running starts");
    let gifts: Value =
        book.origins().into_iter().map(|gift| (gift.to_string(), rows(&book.track(gift).unwrap()))).collect();
    assert_eq!(gifts, case["track"], "{name}: track");
    let ends: Value = book.ends().into_iter().map(|end| (end.to_string(), rows(&book.trace(&end).unwrap()))).collect();
    assert_eq!(ends, case["trace"], "{name}: trace");
}

fn refusals(case: &Value, after: u64, book: &mut Book) {
    for refused in case["refused"].as_array().unwrap().iter().filter(|r| r["after"] == json!(after)) {
        let before = book.clone();
        let refusal = book.post_json(&refused["entry"]).unwrap_err();
        assert_eq!(json!(refusal.code()), refused["code"], "{}: {refusal}", refused["entry"]);
        assert_eq!(*book, before, "a refused entry leaves nothing behind");
    }
}

#[test]
fn the_founding_order_of_a_hundred_vests() {
    check("01-founding");
}

#[test]
fn a_pending_gift_its_fee_and_its_chargeback() {
    check("02-pending-fee-chargeback");
}

#[test]
fn named_draws_cut_holes_that_the_oldest_first_rule_skips() {
    check("03-named-draws");
}

#[test]
fn money_is_exchanged_there_and_back() {
    check("04-exchange-there-and-back");
}

#[test]
fn two_funds_are_pooled_for_one_order() {
    check("05-pooling-and-order");
}

#[test]
fn an_advance_lies_with_an_intermediary() {
    check("06-advance");
}

#[test]
fn a_lender_pays_ahead_and_gifts_take_the_place() {
    check("07-prefinancing");
}

#[test]
fn a_gift_is_refunded_after_it_was_spent() {
    check("08-refund-after-spending");
}

#[test]
fn a_wrong_gift_is_corrected_after_it_was_used() {
    check("09-correction-after-use");
}

#[test]
fn goods_are_lost_found_and_given_back() {
    check("10-returns-losses-found");
}

#[test]
fn four_of_a_hundred_never_arrive_and_are_refunded() {
    check("11-partial-receipt-refunded");
}

#[test]
fn the_largest_amounts_and_every_plain_refusal() {
    check("12-refusals-and-limits");
}

#[test]
fn every_case_on_the_shelf_is_checked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 12);
}

#[test]
fn one_unit_of_a_changed_figure_is_noticed() {
    let case = case("01-founding");
    let mut book = Book::new();
    for value in case["journal"].as_array().unwrap() {
        book.post_json(value).unwrap();
    }
    let gift = book.track(MoveId::new(2, 0)).unwrap();
    assert_eq!(rows(&gift), case["track"]["2:0"]);
    let mut wrong = gift;
    wrong.get_mut(&End::parse("out:52:0").unwrap()).unwrap().quantity +=
        waybill_journal::Ratio::new(1.into(), 1200.into());
    assert_ne!(rows(&wrong), case["track"]["2:0"]);
}
