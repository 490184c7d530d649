//! A larger book, followed whole. `WAYBILL_GIFTS=1000000 cargo test -p waybill-journal --release larger_book` tries a million.

use crate::common::short::{entry, exchange, slice, transfer};
use waybill_journal::{Book, End, MoveId, Ratio};

/// Small enough for every run; the order is the same whatever the number.
const GIFTS: u64 = 2_000;

#[test]
fn a_larger_book_with_a_fee_on_each_gift_is_followed_to_the_last_cent() {
    let gifts: u64 = std::env::var("WAYBILL_GIFTS").ok().and_then(|text| text.parse().ok()).unwrap_or(GIFTS);
    let whole = i64::try_from(gifts).unwrap() * 4900;
    let mut book = Book::new();
    for number in 1..=gifts {
        let gift = transfer(&format!("w:giver-{number}"), "bank/open", "EUR", 5000);
        let fee = transfer("bank/open", "w:fee", "EUR", 100).drawing(vec![slice(number, 0, 4900, 100)]);
        book.post(&entry(number, vec![gift, fee])).unwrap();
    }
    let vests = whole / 60_000;
    let rest = [
        transfer("bank/open", "bank/vests", "EUR", whole),
        exchange("bank/vests", "EUR", whole, "order/vests", "VEST", vests, "w:supplier"),
        transfer("order/vests", "store/vests", "VEST", vests),
        transfer("store/vests", "w:recipients", "VEST", vests / 2),
    ];
    for said in rest {
        let number = book.last() + 1;
        book.post(&entry(number, vec![said])).unwrap();
    }
    for number in 1..=gifts {
        let ends = book.track(MoveId::new(number, 0)).unwrap();
        let shares: Ratio = ends.values().map(|share| share.share.clone()).sum();
        assert_eq!(shares, Ratio::from_integer(5000.into()), "gift {number}");
    }
    let behind = book.trace(&End::parse("at:store/vests/VEST").unwrap()).unwrap();
    let vests_there: Ratio = behind.values().map(|share| share.quantity.clone()).sum();
    assert_eq!(vests_there, Ratio::from_integer((vests - vests / 2).into()));
}
