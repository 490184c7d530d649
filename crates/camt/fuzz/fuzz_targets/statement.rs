//! Any bytes at all are given to the reader of bank statements: it may refuse them, and must never break or say nonsense.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waybill_camt::{Fault, Statement, StatementFault, read};

fn minor_unit(currency: &str) -> Option<u32> {
    match currency {
        "EUR" | "PLN" | "UAH" | "CHF" => Some(2),
        "JPY" => Some(0),
        "TND" => Some(3),
        _ => None,
    }
}

fuzz_target!(|bytes: &[u8]| {
    judge(bytes);
    // The same bytes as changes to a statement: chance alone rarely writes one that is whole.
    judge(&changed(bytes));
});

/// Refused, or sane; and no part of it is taken for another whole.
fn judge(bytes: &[u8]) {
    let Ok(statements) = read(bytes, &minor_unit) else { return };
    assert!(!statements.is_empty());
    statements.iter().for_each(sane);
    // A part of it is refused, or is the same: what stands behind the end of a document says nothing.
    let sum = bytes.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let cut = sum % bytes.len();
    match read(&bytes[..cut], &minor_unit) {
        Ok(part) => assert_eq!(part, statements, "cut at {cut}"),
        Err(Fault::TooLarge { .. } | Fault::TooManyLines { .. }) => panic!("a part is larger than the whole"),
        Err(_) => {}
    }
}

/// What a tag or a text of the sample is replaced with.
const OTHERS: &[&str] = &[
    "",
    "0",
    "1",
    "12.34567",
    "1.001",
    "-1",
    "+.5",
    "99999999999999",
    "10000000000000.00",
    "EUR",
    "JPY",
    "TND",
    "XYZ",
    "CRDT",
    "DBIT",
    "BOOK",
    "PDNG",
    "FUTR",
    "INFO",
    "OPBD",
    "CLBD",
    "ITBD",
    "PRCD",
    "true",
    "2022-02-30",
    "2022-03-01T10:00:00Z",
    "RF18 5390 0754 7034",
    "NOTPROVIDED",
    "&#x202E;&amp;",
    "&e;",
    "<![CDATA[<]]>",
    "<!-- -->",
    "<x xmlns='y'>",
    "</x>",
    "<Amt Ccy=\"EUR\">",
    "<Amt Ccy=\"JPY\">",
    "</Amt>",
    "<Dt>",
    "</Dt>",
    "<TxDtls>",
    "</TxDtls>",
    "<Ntry>",
    "</Ntry>",
];

/// The sample with changes: three bytes each, what is done, where, and how much of it or with what.
fn changed(bytes: &[u8]) -> Vec<u8> {
    let sample = include_str!("../../tests/samples/three-accounts.v08.xml");
    let mut pieces: Vec<&str> = sample
        .split_inclusive('>')
        .flat_map(|piece| {
            let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
            [text, tag]
        })
        .collect();
    // More changes than these leave nothing of a statement.
    for change in bytes.chunks_exact(3).take(12) {
        let [what, at, how] = [change[0], change[1], change[2]].map(usize::from);
        let at = (at + 256 * (what >> 6)) % pieces.len();
        let until = (at + 1 + how % 48).min(pieces.len());
        match what % 4 {
            0 => drop(pieces.drain(at..until)),
            1 => {
                let again = pieces[at..until].to_vec();
                pieces.splice(at..at, again);
            }
            2 => pieces[at] = OTHERS[how % OTHERS.len()],
            _ => pieces.insert(at, OTHERS[how % OTHERS.len()]),
        }
        if pieces.is_empty() {
            break;
        }
    }
    pieces.concat().into_bytes()
}

/// What holds for every statement, whatever it was read from.
fn sane(statement: &Statement) {
    let mut moved = 0;
    let mut last = 0;
    for line in &statement.lines {
        match line {
            Ok(line) => {
                assert!(line.amount > 0 && line.payments > 0);
                assert!(line.words.chars().count() <= 1001);
                assert!(line.words.chars().all(|c| c == ' ' || !(c.is_control() || c.is_whitespace())));
                assert!(
                    line.references.len() <= 20 && line.references.iter().all(|r| !r.contains(char::is_whitespace))
                );
                assert!(line.country.iter().all(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase())));
                assert!(line.sent.iter().all(|sent| sent.amount > 0 && sent.currency != statement.currency));
                assert!(!line.canonical.is_empty());
                moved += line.signed();
            }
            Err(fault) => {
                assert!(fault.place > last, "faults stand in order");
                last = fault.place;
            }
        }
    }
    // Either it adds up or it says that it does not.
    if let (Some(opening), Some(closing)) = (statement.opening, statement.closing) {
        let adds_up = opening.amount + moved == closing.amount;
        let says_so =
            matches!(statement.complaint, Some(StatementFault::DoesNotAddUp { .. } | StatementFault::NoAccount));
        assert!(adds_up || says_so);
    }
}
