//! Small rules, one by one: refusals with their numbers, limits, and stories too long for a random journal.

use std::collections::BTreeMap;

use crate::common::short::{account, book, commodity, entry, exchange, pool, refused, slice, transfer};
use waybill_journal::{
    AMOUNT_MAX, Arrival, Book, Departure, End, Entry, Misshapen, MoveId, NotReversible, NotTheLast, Refusal, shown,
};

// ---- posting -----------------------------------------------------------------------------------------------------------

#[test]
fn posting_answers_with_the_rows_a_store_writes() {
    let mut book = book(vec![transfer("w:a", "bank/a", "EUR", 100), transfer("w:b", "bank/a", "EUR", 50)]);
    let named = transfer("bank/a", "cash/a", "EUR", 30).drawing(vec![slice(2, 0, 20, 30)]);
    let posted = book.post(&entry(3, vec![named, transfer("bank/a", "w:x", "EUR", 110)])).unwrap();
    assert_eq!(posted.arrivals, [Arrival { id: MoveId::new(3, 0), pool: pool("cash/a/EUR"), start: 0, amount: 30 }]);
    let left = |m, start, amount| Departure { id: MoveId::new(3, m), pool: pool("bank/a/EUR"), start, amount };
    assert_eq!(posted.departures, [left(0, None, 30), left(1, Some(0), 110)]);
    assert_eq!(posted.balances, [(pool("bank/a/EUR"), 10), (pool("cash/a/EUR"), 30)]);
    assert_eq!(posted.cursors, [(pool("bank/a/EUR"), 110), (pool("cash/a/EUR"), 0)]);
    assert_eq!(book.resting(&pool("bank/a/EUR")), [slice(2, 0, 10, 10)]);
    assert_eq!(book.resting(&pool("bank/b/EUR")), []);
    assert_eq!(book.balance(&pool("bank/b/EUR")), 0);
    assert_eq!(book.matches(MoveId::new(3, 1)), [slice(1, 0, 0, 100), slice(2, 0, 0, 10)]);
    assert_eq!(book.matches(MoveId::new(3, 0)), [slice(2, 0, 20, 30)]);
    assert_eq!(book.matches(MoveId::new(1, 0)), []);
    assert_eq!(book.matches(MoveId::new(0, 0)), []);
    assert_eq!(book.said(MoveId::new(3, 2)), None);
}

#[test]
fn a_refusal_says_what_is_missing() {
    let mut book = book(vec![transfer("w:a", "bank/a", "EUR", 5), transfer("w:a", "bank/pending", "EUR", 5)]);
    let short = refused(&mut book, transfer("bank/a", "w:b", "EUR", 7));
    let (holder, what) = (account("bank/a"), commodity("EUR"));
    assert_eq!(short, Refusal::Short { index: 0, account: holder, commodity: what, has: 5, missing: 2 });
    assert_eq!(short.to_string(), "bank/a has 5 EUR; 2 more are missing.");
    let nothing = refused(&mut book, transfer("cash/a", "w:b", "EUR", 7));
    assert_eq!(nothing.to_string(), "cash/a has 0 EUR; 7 more are missing.");
    let pending = refused(&mut book, transfer("bank/pending", "bank/a", "EUR", 5));
    assert_eq!(pending, Refusal::NamedOnly { index: 0, pool: pool("bank/pending/EUR") });
    let number = book.post(&entry(9, vec![])).unwrap_err();
    assert_eq!(number, Refusal::Number { expected: 3, given: 9 });
    let corrects = book.post(&Entry { number: 3, moves: None, corrects: Some(3) }).unwrap_err();
    assert_eq!(corrects, Refusal::Corrects { number: 3, corrects: 3 });
}

#[test]
fn amounts_out_of_range_are_refused_before_anything_else() {
    let mut book = Book::new();
    for amount in [0, -1, i64::MIN, AMOUNT_MAX + 1, i64::MAX] {
        assert_eq!(refused(&mut book, transfer("w:a", "w:a", "EUR", amount)).code(), "amount");
        assert_eq!(refused(&mut book, exchange("w:a", "EUR", 1, "w:a", "EUR", amount, "w:a")).code(), "amount");
        assert_eq!(
            refused(&mut book, transfer("w:a", "w:a", "EUR", 1).returning(vec![slice(1, 0, 0, amount)])).code(),
            "amount"
        );
    }
    for offset in [-1, AMOUNT_MAX + 1] {
        assert_eq!(
            refused(&mut book, transfer("w:a", "w:a", "EUR", 1).drawing(vec![slice(1, 0, offset, 1)])).code(),
            "amount"
        );
    }
    let edge = transfer("bank/a", "w:a", "EUR", AMOUNT_MAX).drawing(vec![slice(1, 0, AMOUNT_MAX, AMOUNT_MAX)]);
    assert_eq!(refused(&mut book, edge).code(), "draw-unknown");
}

#[test]
fn every_shape_that_cannot_be_has_its_reason() {
    let rows = || vec![slice(1, 0, 0, 1)];
    let bought = |from, to, gets, with| exchange(from, "EUR", 1, to, gets, 1, with);
    let cases = [
        (transfer("w:a", "w:b", "EUR", 1), Misshapen::WorldToWorld),
        (transfer("bank/a", "bank/a", "EUR", 1), Misshapen::ToItself),
        (bought("w:a", "bank/a", "VEST", "w:s"), Misshapen::ExchangeWithTheWorldOnOneSide),
        (bought("bank/a", "w:a", "VEST", "w:s"), Misshapen::ExchangeWithTheWorldOnOneSide),
        (bought("bank/a", "bank/a", "VEST", "bank/a"), Misshapen::ExchangeWithOurselves),
        (bought("bank/a", "bank/a", "EUR", "w:s"), Misshapen::ExchangeForTheSame),
        (transfer("bank/a", "w:a", "EUR", 1).drawing(vec![]), Misshapen::EmptyList),
        (transfer("w:a", "bank/a", "EUR", 1).drawing(rows()), Misshapen::DrawFromTheWorld),
        (transfer("bank/a", "w:a", "EUR", 1).returning(rows()), Misshapen::ReturnsFromUs),
        (transfer("w:a", "bank/a", "EUR", 1).settling(rows()), Misshapen::SettlesToUs),
        (transfer("bank/a", "cash/a", "EUR", 1).settling(rows()), Misshapen::SettlesToUs),
        (transfer("bank/a", "cash/a", "EUR", 1).returning(rows()), Misshapen::ReturnsFromUs),
    ];
    for (said, why) in cases {
        let refusal = refused(&mut Book::new(), said);
        assert_eq!(refusal, Refusal::Shape { index: 0, why });
        assert_eq!(refusal.to_string(), why.to_string());
        assert!(why.to_string().ends_with('.'));
    }
}

#[test]
fn a_pool_is_full_at_two_to_the_sixty_third_less_one() {
    let mut book = Book::new();
    let gift = || transfer("w:a", "bank/a", "SAT", AMOUNT_MAX);
    for _ in 0..1024 {
        let number = book.last() + 1;
        book.post(&entry(number, vec![gift()])).unwrap();
    }
    assert_eq!(refused(&mut book, gift()), Refusal::Full { index: 0, pool: pool("bank/a/SAT") });
    assert_eq!(refused(&mut book, transfer("w:a", "bank/a", "SAT", 1024)).code(), "full");
    let number = book.last() + 1;
    let posted = book.post(&entry(number, vec![transfer("w:a", "bank/a", "SAT", 1023)])).unwrap();
    assert_eq!(posted.balances, [(pool("bank/a/SAT"), i64::MAX)]);
    assert_eq!(
        refused(&mut book, transfer("w:a", "bank/a", "SAT", 1)).to_string(),
        "More would have arrived in bank/a/SAT than can be counted (2^63 - 1 units)."
    );
    // What left does not make room again: the line only grows. And what is missing elsewhere is said first.
    let number = book.last() + 1;
    book.post(&entry(number, vec![transfer("bank/a", "w:b", "SAT", 9)])).unwrap();
    assert_eq!(refused(&mut book, transfer("w:a", "bank/a", "SAT", 1)).code(), "full");
    assert_eq!(refused(&mut book, transfer("cash/a", "bank/a", "SAT", 1)).code(), "short");
    assert_eq!(
        refused(&mut book, transfer("w:b", "bank/a", "SAT", 1).returning(vec![slice(1, 0, 0, 1)])).code(),
        "return-unknown"
    );
    assert_eq!(
        refused(&mut book, transfer("w:b", "bank/a", "SAT", 1).returning(vec![slice(number, 0, 0, 1)])).code(),
        "full"
    );
}

#[test]
#[allow(clippy::too_many_lines)] // A table, one line a rule.
fn sentences_about_rows_carry_the_numbers() {
    let mut book = book(vec![
        transfer("w:a", "bank/a", "EUR", 5),
        transfer("w:a", "bank/a", "USD", 5),
        transfer("bank/a", "w:x", "EUR", 2),
        transfer("w:b", "bank/a", "EUR", 9),
    ]);
    let draws = |amount, rows| transfer("bank/a", "w:x", "EUR", amount).drawing(rows);
    let returns = |amount, rows| transfer("w:x", "bank/a", "EUR", amount).returning(rows);
    let settles =
        |amount, rows| transfer("bank/a", "w:a", "EUR", amount).drawing(vec![slice(4, 0, 0, amount)]).settling(rows);
    let cases = [
        (draws(1, vec![slice(2, 0, 0, 1)]), "draw-unknown", "Nothing called 2:0 has arrived in bank/a/EUR."),
        (draws(1, vec![slice(1, 0, 5, 1)]), "draw-range", "1 units of 1:0 from offset 5 cannot leave: only 5 arrived."),
        (
            draws(1, vec![slice(1, 0, 1, 1)]),
            "draw-taken",
            "1 units of 1:0 from offset 1 cannot leave: some have already left, or are named twice.",
        ),
        (draws(2, vec![slice(1, 0, 2, 1)]), "draw-sum", "The named units are 1, the move takes 2."),
        (
            returns(1, vec![slice(1, 0, 0, 1)]),
            "return-unknown",
            "1:0 is nothing of this kind that left to this holder and can come back.",
        ),
        (
            returns(1, vec![slice(3, 0, 2, 1)]),
            "return-range",
            "1 units of 3:0 from offset 2 cannot come back: only 2 left.",
        ),
        (
            returns(2, vec![slice(3, 0, 0, 1), slice(3, 0, 0, 1)]),
            "return-taken",
            "1 units of 3:0 from offset 0 cannot come back: some already have, or are named twice.",
        ),
        (returns(2, vec![slice(3, 0, 0, 1)]), "return-sum", "The units that come back are 1, the move brings 2."),
        (
            settles(1, vec![slice(4, 0, 0, 1)]),
            "settle-unknown",
            "4:0 did not come from this holder, or the list mixes two commodities.",
        ),
        (
            settles(2, vec![slice(1, 0, 0, 1), slice(2, 0, 0, 1)]),
            "settle-unknown",
            "2:0 did not come from this holder, or the list mixes two commodities.",
        ),
        (
            settles(1, vec![slice(1, 0, 5, 1)]),
            "settle-range",
            "1 units of 1:0 from offset 5 cannot be paid back: only 5 were given.",
        ),
        (
            settles(2, vec![slice(1, 0, 0, 1), slice(1, 0, 0, 1)]),
            "settle-taken",
            "1 units of 1:0 from offset 0 cannot be paid back: some already are, or are named twice.",
        ),
        (
            settles(2, vec![slice(1, 0, 0, 1)]),
            "settle-sum",
            "2 are paid for 1 of the same commodity; the two must be equal.",
        ),
    ];
    for (said, code, sentence) in cases {
        let refusal = refused(&mut book, said);
        assert_eq!((refusal.code(), refusal.to_string().as_str(), refusal.index()), (code, sentence, Some(0)));
    }
    let itself = transfer("bank/a", "w:a", "EUR", 3).drawing(vec![slice(4, 0, 0, 1), slice(1, 0, 3, 2)]);
    let itself = refused(&mut book, itself.settling(vec![slice(1, 0, 0, 1), slice(1, 0, 2, 2)]));
    assert_eq!(itself, Refusal::SettleSelf { index: 0, row: slice(1, 0, 2, 2) });
    assert!(itself.to_string().starts_with("2 units of 1:0 from offset 2 cannot be paid back with itself"));
}

#[test]
fn another_commodity_may_pay_back_any_sum() {
    let mut book = book(vec![transfer("w:a", "bank/a", "USD", 9), transfer("w:b", "bank/a", "EUR", 2)]);
    book.post(&entry(3, vec![transfer("bank/a", "w:a", "EUR", 2).settling(vec![slice(1, 0, 0, 9)])])).unwrap();
    let rows = book.trace(&End::parse("at:bank/a/USD").unwrap()).unwrap();
    assert_eq!(
        rows.into_iter()
            .map(|(gift, row)| (gift.to_string(), shown(&row.share), shown(&row.quantity)))
            .collect::<Vec<_>>(),
        [("2:0".to_owned(), "2".to_owned(), "9".to_owned())]
    );
}

#[test]
fn only_the_last_entry_is_taken_back() {
    let mut book = Book::new();
    let first = book.post(&entry(1, vec![transfer("w:a", "bank/a", "EUR", 5)])).unwrap();
    let second = book.post(&entry(2, vec![transfer("w:a", "bank/a", "EUR", 5)])).unwrap();
    let error = book.take_back(first).unwrap_err();
    assert_eq!(error, NotTheLast { number: 1, last: 2 });
    assert!(error.to_string().contains('1') && error.to_string().contains('2'));
    book.take_back(second).unwrap();
    assert_eq!(book.last(), 1);
}

#[test]
fn a_move_may_name_what_an_earlier_move_of_its_entry_made() {
    let mut book = Book::new();
    let gift = transfer("w:a", "bank/a", "EUR", 100);
    let fee = transfer("bank/a", "w:fee", "EUR", 3).drawing(vec![slice(1, 0, 97, 3)]);
    let back = transfer("w:fee", "bank/a", "EUR", 1).returning(vec![slice(1, 1, 1, 1)]);
    book.check(&entry(1, vec![gift.clone(), fee.clone(), back.clone()])).unwrap();
    assert_eq!(book, Book::new());
    // The last move is refused, so nothing of the three stays.
    let refusal = book.post(&entry(1, vec![gift.clone(), fee.clone(), back.clone(), back.clone()])).unwrap_err();
    assert_eq!((refusal.code(), refusal.index()), ("return-taken", Some(3)));
    assert_eq!(book, Book::new());
    book.post(&entry(1, vec![gift, fee, back])).unwrap();
    assert_eq!(book.balance(&pool("bank/a/EUR")), 98);
    let mirror = book.reversal(1).unwrap();
    let expected = [
        transfer("bank/a", "w:fee", "EUR", 1).drawing(vec![slice(1, 2, 0, 1)]),
        transfer("w:fee", "bank/a", "EUR", 3).returning(vec![slice(1, 1, 0, 1), slice(2, 0, 0, 1), slice(1, 1, 2, 1)]),
        transfer("bank/a", "w:a", "EUR", 100).drawing(vec![slice(1, 0, 0, 97), slice(2, 1, 0, 3)]),
    ];
    assert_eq!(mirror, expected);
    book.post(&Entry { number: 2, moves: Some(mirror), corrects: Some(1) }).unwrap();
    assert_eq!(book.balance(&pool("bank/a/EUR")), 0);
}

// ---- answers -----------------------------------------------------------------------------------------------------------

#[test]
fn what_is_no_gift_and_no_end_is_said_to_be_none() {
    let mut book = book(vec![
        transfer("w:a", "bank/a", "EUR", 5),
        transfer("bank/a", "w:x", "EUR", 5),
        transfer("w:x", "cash/a", "EUR", 2).returning(vec![slice(2, 0, 0, 2)]),
        transfer("cash/a", "bank/b", "EUR", 2),
        transfer("w:a", "bank/b", "EUR", 4),
        transfer("bank/b", "w:a", "EUR", 2).drawing(vec![slice(5, 0, 0, 2)]).settling(vec![slice(1, 0, 0, 2)]),
    ]);
    for id in ["2:0", "3:0", "4:0", "6:0", "1:1", "7:0", "0:0"] {
        let id: MoveId = id.parse().unwrap();
        assert_eq!(book.track(id).unwrap_err().0, id);
        assert_eq!(book.track(id).unwrap_err().to_string(), format!("{id} brought no gift into this book."));
    }
    for end in ["at:bank/c/EUR", "out:1:0", "out:3:0", "out:4:0", "out:6:0", "out:9:0", "settled:6:0"] {
        let end = End::parse(end).unwrap();
        assert_eq!(book.trace(&end).unwrap_err().0, end);
        assert_eq!(book.trace(&end).unwrap_err().to_string(), format!("There is nothing to trace at {end}."));
    }
    assert_eq!(
        book.trace(&End::parse("at:cash/a/EUR").unwrap()),
        Ok(BTreeMap::new()),
        "an empty pool has nobody behind it"
    );
    book.post(&entry(7, vec![transfer("w:x", "bank/a", "EUR", 3).returning(vec![slice(2, 0, 2, 3)])])).unwrap();
    assert_eq!(book.trace(&End::parse("out:2:0").unwrap()), Ok(BTreeMap::new()), "all of it came back");
    let ends: Vec<String> = book.ends().iter().map(ToString::to_string).collect();
    assert_eq!(ends, ["at:bank/a/EUR", "at:bank/b/EUR"]);
    assert_eq!(book.origins(), [MoveId::new(1, 0), MoveId::new(5, 0)]);
}

#[test]
fn money_that_circles_ten_thousand_times_is_followed_without_end_of_stack() {
    let mut book = book(vec![transfer("w:a", "bank/a", "EUR", 3), transfer("w:b", "bank/a", "EUR", 4)]);
    for _ in 0..10_000 {
        let number = book.last() + 1;
        let there_and_back = vec![transfer("bank/a", "cash/a", "EUR", 7), transfer("cash/a", "bank/a", "EUR", 7)];
        book.post(&entry(number, there_and_back)).unwrap();
    }
    assert_eq!(book.later_entries_using(1).len(), 10_000, "every one of them stands");
    let end = End::parse("at:bank/a/EUR").unwrap();
    let track = book.track(MoveId::new(1, 0)).unwrap();
    assert_eq!(shown(&track[&end].quantity), "3");
    assert_eq!(shown(&book.trace(&end).unwrap()[&MoveId::new(2, 0)].share), "4");
}

#[test]
fn one_departure_over_many_holes_is_followed_piece_by_piece() {
    let mut book = book(vec![transfer("w:a", "store/a", "TQ", 4_000)]);
    let holes = (0..1_000).map(|i| slice(1, 0, 4 * i, 1)).collect();
    book.post(&entry(2, vec![transfer("store/a", "w:x", "TQ", 1_000).drawing(holes)])).unwrap();
    book.post(&entry(3, vec![transfer("store/a", "w:y", "TQ", 2_000)])).unwrap();
    book.post(&entry(4, vec![transfer("store/a", "truck/a", "TQ", 900)])).unwrap();
    let track = book.track(MoveId::new(1, 0)).unwrap();
    let rows: Vec<_> = track.iter().map(|(end, row)| format!("{end} {}", shown(&row.share))).collect();
    assert_eq!(rows, ["at:store/a/TQ 100", "at:truck/a/TQ 900", "out:2:0 1000", "out:3:0 2000"]);
    assert_eq!(book.matches(MoveId::new(3, 0)).len(), 667);
}

// ---- the shelf and the eraser ------------------------------------------------------------------------------------------

#[test]
fn a_shelf_is_split_over_its_funds_oldest_units_first() {
    let book = book(vec![
        transfer("w:a", "store/b", "TQ", 4),
        transfer("w:a", "store/a", "TQ", 3),
        transfer("w:a", "store/pending", "TQ", 50),
        transfer("w:a", "store/b", "TQ", 5),
        transfer("w:a", "depot/a", "TQ", 7),
        transfer("w:a", "store/a", "HELM", 7),
    ]);
    let split = |amount| book.split_by_arrival("store", &commodity("TQ"), amount);
    assert_eq!(split(4), Ok(vec![(account("store/b"), 4)]));
    assert_eq!(split(6), Ok(vec![(account("store/b"), 4), (account("store/a"), 2)]));
    assert_eq!(split(12), Ok(vec![(account("store/b"), 9), (account("store/a"), 3)]));
    assert_eq!((split(0), split(-3)), (Ok(vec![]), Ok(vec![])));
    let short = split(20).unwrap_err();
    assert_eq!((short.holder.as_str(), short.has, short.missing), ("store", 12, 8));
    assert_eq!(short.to_string(), "store has 12 TQ; 8 more are missing.");
}

#[test]
fn what_cannot_be_undone_says_why() {
    let mut book = book(vec![
        transfer("w:a", "bank/a", "EUR", 50),
        exchange("bank/a", "EUR", 30, "store/a", "TQ", 4, "w:s"),
        transfer("store/a", "w:x", "TQ", 1),
        transfer("w:b", "bank/b", "EUR", 50),
        transfer("bank/b", "w:a", "EUR", 10).settling(vec![slice(1, 0, 0, 10)]),
    ]);
    book.post(&Entry { number: 6, moves: None, corrects: None }).unwrap();
    assert_eq!(book.reversal(0), Err(NotReversible::NoSuchEntry(0)));
    assert_eq!(book.reversal(7), Err(NotReversible::NoSuchEntry(7)));
    assert_eq!(book.reversal(6), Err(NotReversible::MovesNothing(6)));
    assert_eq!(book.reversal(5), Err(NotReversible::PaidBack(MoveId::new(5, 0))));
    assert_eq!(book.reversal(2), Err(NotReversible::Used { number: 2, by: vec![3] }));
    assert_eq!(book.later_entries_using(1), [5, 3, 2]);
    assert_eq!(book.later_entries_using(4), [5]);
    assert!(book.later_entries_using(3).is_empty());
    assert!(book.later_entries_using(9).is_empty());
    let used = book.reversal(1).unwrap_err();
    assert_eq!(used.to_string(), "What entry 1 made was used later. Correct first, in this order: 5, 3, 2.");
    for error in
        [NotReversible::NoSuchEntry(7), NotReversible::MovesNothing(6), NotReversible::PaidBack(MoveId::new(5, 0))]
    {
        assert!(error.to_string().ends_with('.'), "{error}");
    }
}

#[test]
fn a_purchase_is_undone_after_the_handover_that_used_it() {
    let mut book = book(vec![
        transfer("w:a", "bank/a", "EUR", 50),
        exchange("bank/a", "EUR", 30, "store/a", "TQ", 4, "w:s"),
        transfer("store/a", "w:x", "TQ", 1),
    ]);
    for number in [3, 2, 1] {
        let moves = book.reversal(number).unwrap();
        let number_of_the_correction = book.last() + 1;
        book.post(&Entry { number: number_of_the_correction, moves: Some(moves), corrects: Some(number) }).unwrap();
        assert_eq!(book.later_entries_using(number), [number_of_the_correction]);
    }
    assert_eq!(book.pools().map(|(_, balance)| balance).sum::<i64>(), 0);
    assert_eq!(book.said(MoveId::new(5, 0)).unwrap().draw().unwrap(), [slice(4, 0, 0, 1), slice(2, 0, 1, 3)]);
    assert_eq!(book.said(MoveId::new(6, 0)).unwrap().draw().unwrap(), [slice(5, 0, 0, 30), slice(1, 0, 30, 20)]);
    let track = book.track(MoveId::new(1, 0)).unwrap();
    assert_eq!(track.keys().map(ToString::to_string).collect::<Vec<_>>(), ["out:6:0"]);
}

#[test]
fn what_went_out_came_back_and_paid_a_loan_is_in_the_way() {
    let mut book = book(vec![
        transfer("w:b", "bank/a", "EUR", 10),
        transfer("w:lender", "bank/b", "EUR", 10),
        transfer("bank/a", "w:lender", "EUR", 10),
        transfer("w:lender", "bank/a", "EUR", 10).returning(vec![slice(3, 0, 0, 10)]),
    ]);
    assert_eq!(book.reversal(3), Err(NotReversible::Used { number: 3, by: vec![4] }));
    let repaid = transfer("bank/a", "w:lender", "EUR", 10).settling(vec![slice(2, 0, 0, 10)]);
    book.post(&entry(5, vec![repaid])).unwrap();
    assert_eq!(book.reversal(3), Err(NotReversible::Used { number: 3, by: vec![5, 4] }));
}

/// Undoes an entry by the next one; its number.
fn corrected(book: &mut Book, wrong: u64) -> u64 {
    let (number, moves) = (book.last() + 1, book.reversal(wrong).unwrap());
    book.post(&Entry { number, moves: Some(moves), corrects: Some(wrong) }).unwrap();
    number
}

/// Each is what stands in the way of the ones before it; newest first they can all be undone, and nothing is left.
fn all_undone_newest_first(book: &mut Book, oldest_first: &[u64]) {
    for (place, number) in oldest_first.iter().enumerate() {
        let later: Vec<u64> = oldest_first[place + 1..].iter().rev().copied().collect();
        assert_eq!(book.later_entries_using(*number), later, "in the way of {number}");
    }
    for number in oldest_first.iter().rev() {
        corrected(book, *number);
    }
    assert_eq!(book.pools().map(|(_, balance)| balance).sum::<i64>(), 0);
}

#[test]
fn goods_given_back_are_in_the_way_while_their_handover_and_return_stand() {
    let mut book = book(vec![
        transfer("w:a", "store/a", "TQ", 4),
        transfer("store/a", "w:x", "TQ", 3),
        transfer("w:x", "store/a", "TQ", 2).returning(vec![slice(2, 0, 1, 2)]),
    ]);
    assert_eq!(book.reversal(1), Err(NotReversible::Used { number: 1, by: vec![3, 2] }));
    all_undone_newest_first(&mut book, &[1, 2, 3]);
}

#[test]
fn goods_lost_found_and_lost_again_are_in_the_way_of_the_first_loss() {
    let mut book = book(vec![
        transfer("w:a", "store/a", "TQ", 4),
        transfer("store/a", "w:loss", "TQ", 4),
        transfer("w:loss", "store/a", "TQ", 4).returning(vec![slice(2, 0, 0, 4)]),
        transfer("store/a", "w:loss", "TQ", 4),
    ]);
    assert_eq!(book.reversal(2), Err(NotReversible::Used { number: 2, by: vec![4, 3] }));
    all_undone_newest_first(&mut book, &[1, 2, 3, 4]);
}

#[test]
fn goods_that_went_to_another_place_and_back_are_in_the_way_while_their_ways_stand() {
    let mut book = book(vec![
        transfer("w:a", "store/a", "TQ", 4),
        transfer("store/a", "depot/a", "TQ", 4),
        transfer("depot/a", "store/a", "TQ", 4),
        transfer("store/a", "depot/a", "TQ", 4),
    ]);
    all_undone_newest_first(&mut book, &[1, 2, 3, 4]);
}

#[test]
fn a_return_that_was_put_right_leaves_the_handover_in_the_way() {
    let mut book = book(vec![
        transfer("w:a", "store/a", "TQ", 4),
        transfer("store/a", "w:x", "TQ", 4),
        transfer("w:x", "store/a", "TQ", 4).returning(vec![slice(2, 0, 0, 4)]),
    ]);
    assert_eq!(corrected(&mut book, 3), 4);
    all_undone_newest_first(&mut book, &[1, 2]);
}

#[test]
fn a_second_return_is_in_the_way_and_the_first_that_was_put_right_is_not() {
    let mut book = book(vec![
        transfer("w:a", "store/a", "TQ", 4),
        transfer("store/a", "w:x", "TQ", 4),
        transfer("w:x", "store/a", "TQ", 4).returning(vec![slice(2, 0, 0, 4)]),
    ]);
    assert_eq!(corrected(&mut book, 3), 4);
    let again = transfer("w:x", "store/a", "TQ", 4).returning(vec![slice(4, 0, 0, 4)]);
    book.post(&entry(5, vec![again])).unwrap();
    assert_eq!(book.reversal(2), Err(NotReversible::Used { number: 2, by: vec![5] }));
    all_undone_newest_first(&mut book, &[1, 2, 5]);
}

#[test]
fn what_only_says_that_it_corrects_takes_nothing_out_of_the_way() {
    let mut book = book(vec![transfer("w:a", "store/a", "TQ", 4), transfer("store/a", "depot/a", "TQ", 4)]);
    let moved_on = Entry { number: 3, moves: Some(vec![transfer("depot/a", "w:x", "TQ", 4)]), corrects: Some(2) };
    book.post(&moved_on).unwrap();
    assert_eq!(book.later_entries_using(1), [3, 2]);
    // Taken back and posted without that word, it is another book.
    let mut without = book.clone();
    let posted = without.post(&Entry { number: 4, moves: None, corrects: Some(3) }).unwrap();
    without.take_back(posted).unwrap();
    assert_eq!(book, without);
}
