//! How long a long statement takes to read: `cargo bench -p waybill-camt`.
//!
//! The figure stands beside what the XML library alone needs to walk through the same bytes in the same minute, because
//! machines differ and are noisy; the ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::date;
use waybill_camt::{Balance, Direction, Version, Written, WrittenEntry, WrittenPayment, read, write};

/// As many lines as the program promises to take in within two seconds, with everything after the reading.
const LINES: usize = 10_000;

fn main() {
    let file = write(Version::V08, &[statement()], &minor_unit);
    assert_eq!(read(file.as_bytes(), &minor_unit).unwrap()[0].lines.iter().flatten().count(), LINES);
    let library = median(|| {
        let mut reader = quick_xml::NsReader::from_str(&file);
        let mut events = 0;
        while !matches!(reader.read_resolved_event().unwrap().1, quick_xml::events::Event::Eof) {
            events += 1;
        }
        events
    });
    let ours = median(|| read(file.as_bytes(), &minor_unit).unwrap().len());
    let ratio = ours.as_secs_f64() / library.as_secs_f64();
    println!("{LINES} lines, {} kB", file.len() / 1000);
    println!("the XML library alone   {:>8.1} ms", 1e3 * library.as_secs_f64());
    println!("a statement read        {:>8.1} ms, {ratio:.1} times the library", 1e3 * ours.as_secs_f64());
}

/// The middle one of 21 runs.
fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut took: Vec<Duration> = (0..21)
        .map(|_| {
            let began = Instant::now();
            black_box(work());
            began.elapsed()
        })
        .collect();
    took.sort();
    took[10]
}

fn statement() -> Written {
    let on = date(2022, 3, 7);
    let entry = |n: usize| WrittenEntry {
        booked: on,
        value: Some(on),
        amount: 100 + i64::try_from(n).unwrap(),
        direction: Direction::In,
        reversal: false,
        unbooked: None,
        bank_reference: Some(format!("B-{n}")),
        payments: vec![WrittenPayment {
            end_to_end: format!("E2E-{n}"),
            name: "A Giver".into(),
            country: "DE".into(),
            account: "XX260000GIVER0000001".into(),
            words: "for the vests RF29 0VES T000 01 thank you".into(),
            ..WrittenPayment::default()
        }],
    };
    Written {
        id: "EUR-12".into(),
        account: "XX820000WAYBILL0EUR1".into(),
        currency: "EUR".into(),
        made: on.at(19, 0, 0, 0),
        opening: Balance { amount: 0, on },
        until: on,
        entries: (0..LINES).map(entry).collect(),
    }
}

fn minor_unit(currency: &str) -> Option<u32> {
    (currency == "EUR").then_some(2)
}
