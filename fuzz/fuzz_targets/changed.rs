//! The sample is given to the reader of bank statements with tags and texts of it taken out, doubled and replaced: chance alone
//! rarely writes a statement that is whole.
#![no_main]

mod judge;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| judge::judge(&changed(bytes)));

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
    let sample = include_str!("../../crates/camt/tests/samples/three-accounts.v08.xml");
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
