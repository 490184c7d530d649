//! A large book, to be looked at by hand: `cargo test -p waybill-journal --release --test scale -- --ignored --nocapture`.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::Instant;

use common::short::{entry, exchange, slice, transfer};
use waybill_journal::{Book, End, MoveId};

#[test]
#[ignore = "takes long and tests nothing but patience"]
fn a_million_gifts_each_with_its_fee_are_followed() {
    let gifts: u64 = std::env::var("WAYBILL_GIFTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let whole = i64::try_from(gifts).unwrap() * 4900;
    let clock = Instant::now();
    let mut book = Book::new();
    for number in 1..=gifts {
        let gift = transfer(&format!("w:giver-{number}"), "bank/open", "EUR", 5000);
        let fee = transfer("bank/open", "w:fee", "EUR", 100).drawing(vec![slice(number, 0, 4900, 100)]);
        book.post(&entry(number, vec![gift, fee])).unwrap();
    }
    println!("{gifts} gifts posted after {:?}", clock.elapsed());
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
    println!("ordered and handed over after {:?}", clock.elapsed());
    let ends: usize = (1..=gifts).map(|number| book.track(MoveId::new(number, 0)).unwrap().len()).sum();
    println!("tracked one by one, {ends} rows, after {:?}", clock.elapsed());
    let behind = book.trace(&End::parse("at:store/vests/VEST").unwrap()).unwrap().len();
    println!("traced the store to {behind} gifts after {:?}", clock.elapsed());
}
