//! Lists of several rows: each row keeps its own place, forwards and backwards.

use crate::common::short::{book, exchange, slice, transfer};
use waybill_journal::{Book, End, MoveId, shown};

/// Where a gift is, as `end share/quantity`.
fn track(book: &Book, gift: &str) -> Vec<String> {
    let rows = book.track(gift.parse().unwrap()).unwrap();
    rows.iter().map(|(end, row)| format!("{end} {} {}", shown(&row.share), shown(&row.quantity))).collect()
}

/// Who stands behind an end, as `gift share/quantity`.
fn trace(book: &Book, end: &str) -> Vec<String> {
    let rows = book.trace(&End::parse(end).unwrap()).unwrap();
    rows.iter().map(|(gift, row)| format!("{gift} {} {}", shown(&row.share), shown(&row.quantity))).collect()
}

/// Two loans of ten; of the first `[4, 7)`, of the second `[5, 10)` are paid back by one gift of eight.
fn two_loans(paid: waybill_journal::Move, gift: waybill_journal::Move) -> Book {
    let rows = vec![slice(2, 0, 5, 5), slice(1, 0, 4, 3)];
    book(vec![
        transfer("w:lender", "cash/a", "EUR", 10),
        transfer("w:lender", "cash/b", "EUR", 10),
        gift,
        paid.settling(rows),
        transfer("cash/a", "w:u", "EUR", 4),
        transfer("cash/a", "w:v", "EUR", 3),
        transfer("cash/b", "w:x", "EUR", 5),
        transfer("cash/b", "w:y", "EUR", 4),
    ])
}

#[test]
fn one_payment_takes_the_place_of_slices_of_two_loans() {
    let book = two_loans(transfer("bank/a", "w:lender", "EUR", 8), transfer("w:giver", "bank/a", "EUR", 9));
    assert_eq!(track(&book, "1:0"), ["at:cash/a/EUR 3 3", "out:5:0 4 4", "settled:4:0 3 3"]);
    assert_eq!(track(&book, "2:0"), ["out:7:0 5 5", "settled:4:0 5 5"]);
    assert_eq!(track(&book, "3:0"), ["at:bank/a/EUR 1 1", "at:cash/b/EUR 1 1", "out:6:0 3 3", "out:8:0 4 4"]);
    assert_eq!(trace(&book, "out:5:0"), ["1:0 4 4"]);
    assert_eq!(trace(&book, "out:6:0"), ["3:0 3 3"]);
    assert_eq!(trace(&book, "out:7:0"), ["2:0 5 5"]);
    assert_eq!(trace(&book, "out:8:0"), ["3:0 4 4"]);
}

#[test]
fn a_payment_in_another_currency_is_bent_over_all_rows() {
    let book = two_loans(transfer("bank/a", "w:lender", "USD", 2), transfer("w:giver", "bank/a", "USD", 2));
    assert_eq!(track(&book, "3:0"), ["at:cash/b/EUR 1/4 1", "out:6:0 3/4 3", "out:8:0 1 4"]);
    assert_eq!(trace(&book, "out:6:0"), ["3:0 3/4 3"]);
    assert_eq!(trace(&book, "out:8:0"), ["3:0 1 4"]);
    assert_eq!(trace(&book, "at:cash/b/EUR"), ["3:0 1/4 1"]);
}

#[test]
fn two_departures_come_back_in_one_move() {
    let book = book(vec![
        transfer("w:giver", "bank/a", "EUR", 10),
        transfer("w:other", "bank/a", "EUR", 10),
        transfer("bank/a", "w:x", "EUR", 10),
        transfer("bank/a", "w:x", "EUR", 10),
        transfer("w:x", "bank/b", "EUR", 7).returning(vec![slice(4, 0, 6, 3), slice(3, 0, 2, 4)]),
        transfer("bank/b", "cash/b", "EUR", 4),
        transfer("bank/b", "w:y", "EUR", 2),
    ]);
    assert_eq!(track(&book, "1:0"), ["at:bank/b/EUR 1 1", "at:cash/b/EUR 1 1", "out:3:0 6 6", "out:7:0 2 2"]);
    assert_eq!(track(&book, "2:0"), ["at:cash/b/EUR 3 3", "out:4:0 7 7"]);
    assert_eq!(trace(&book, "at:cash/b/EUR"), ["1:0 1 1", "2:0 3 3"]);
    assert_eq!(trace(&book, "out:7:0"), ["1:0 2 2"]);
    assert_eq!(trace(&book, "out:3:0"), ["1:0 6 6"]);
    assert_eq!(trace(&book, "out:4:0"), ["2:0 7 7"]);
}

#[test]
fn named_units_go_on_in_the_order_in_which_they_were_named() {
    let rows = vec![slice(2, 0, 5, 3), slice(1, 0, 2, 4)];
    let book = book(vec![
        transfer("w:giver", "bank/a", "EUR", 10),
        transfer("w:other", "bank/a", "EUR", 10),
        exchange("bank/a", "EUR", 7, "order/a", "TQ", 14, "w:s").drawing(rows),
        transfer("order/a", "store/a", "TQ", 7),
        transfer("store/a", "w:x", "TQ", 3),
    ]);
    assert_eq!(track(&book, "1:0"), ["at:bank/a/EUR 6 6", "at:order/a/TQ 7/2 7", "at:store/a/TQ 1/2 1"]);
    assert_eq!(track(&book, "2:0"), ["at:bank/a/EUR 7 7", "at:store/a/TQ 3/2 3", "out:5:0 3/2 3"]);
    assert_eq!(trace(&book, "at:store/a/TQ"), ["1:0 1/2 1", "2:0 3/2 3"]);
    assert_eq!(trace(&book, "out:5:0"), ["2:0 3/2 3"]);
    assert_eq!(
        book.resting("bank/a/EUR".parse().as_ref().unwrap()),
        [slice(1, 0, 0, 2), slice(1, 0, 6, 4), slice(2, 0, 0, 5), slice(2, 0, 8, 2)]
    );
}

#[test]
fn a_loan_paid_back_in_parts_keeps_the_parts_apart() {
    let book = book(vec![
        transfer("w:lender", "cash/a", "EUR", 10),
        transfer("w:giver", "bank/a", "EUR", 3),
        transfer("w:other", "bank/b", "EUR", 4),
        transfer("bank/b", "w:lender", "EUR", 4).settling(vec![slice(1, 0, 5, 4)]),
        transfer("bank/a", "w:lender", "EUR", 2).settling(vec![slice(1, 0, 1, 2)]),
        transfer("cash/a", "w:x", "EUR", 2),
        transfer("cash/a", "w:y", "EUR", 6),
    ]);
    assert_eq!(
        track(&book, "1:0"),
        ["at:cash/a/EUR 1 1", "out:6:0 1 1", "out:7:0 2 2", "settled:4:0 4 4", "settled:5:0 2 2"]
    );
    assert_eq!(track(&book, "2:0"), ["at:bank/a/EUR 1 1", "out:6:0 1 1", "out:7:0 1 1"]);
    assert_eq!(track(&book, "3:0"), ["at:cash/a/EUR 1 1", "out:7:0 3 3"]);
    assert_eq!(trace(&book, "out:7:0"), ["1:0 2 2", "2:0 1 1", "3:0 3 3"]);
    let told = |entry: u64| entry != 4;
    let seen = book.track_where(MoveId::new(1, 0), &told).unwrap();
    let seen: Vec<_> = seen.iter().map(|(end, row)| format!("{end} {}", shown(&row.share))).collect();
    assert_eq!(seen, ["at:cash/a/EUR 2", "out:6:0 1", "out:7:0 5", "settled:5:0 2"]);
}

#[test]
fn what_pays_is_judged_by_its_own_units_and_no_others() {
    // Cash holds 7 of its own, then a gift of 10 and behind it the loan of 10, moved there together.
    let mut book = book(vec![
        transfer("w:giver", "bank/a", "EUR", 10),
        transfer("w:lender", "bank/a", "EUR", 10),
        transfer("w:other", "cash/a", "EUR", 7),
        transfer("bank/a", "cash/a", "EUR", 20),
    ]);
    let pays = |offset, amount| {
        let rows = vec![slice(4, 0, offset, amount)];
        transfer("cash/a", "w:lender", "EUR", amount).drawing(rows).settling(vec![slice(2, 0, 0, amount)])
    };
    for (offset, amount, code) in
        [(9, 2, "settle-self"), (10, 1, "settle-self"), (0, 10, ""), (4, 5, ""), (11, 9, "settle-self")]
    {
        let entry = crate::common::short::entry(5, vec![pays(offset, amount)]);
        assert_eq!(book.check(&entry).map_or_else(|refusal| refusal.code(), |()| ""), code, "{offset}");
    }
    // The loan's units [1, 10) may pay for what they do not stand for.
    let last_for_first =
        transfer("cash/a", "w:lender", "EUR", 1).drawing(vec![slice(4, 0, 11, 1)]).settling(vec![slice(2, 0, 0, 1)]);
    assert_eq!(book.check(&crate::common::short::entry(5, vec![last_for_first])), Ok(()));
}
