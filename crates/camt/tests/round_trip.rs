//! What is written is read again, whatever it is and in whichever version.

#![allow(clippy::unwrap_used, reason = "a failing unwrap fails the test")]

mod aloud;

use aloud::{minor_unit, sample};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use waybill_camt::{
    Balance, Direction, Line, LineFault, Sent, Statement, Status, Version, Why, Written, WrittenEntry, WrittenPayment,
    read, write,
};

const VERSIONS: [Version; 3] = [Version::V02, Version::V04, Version::V08];

fn days() -> impl Strategy<Value = Date> {
    (0..3650_i32).prop_map(|n| date(2022, 2, 24).saturating_add(n.days()))
}

/// Names and words, with what XML gives a meaning to; no digits, so that no reference is in them by chance.
fn words() -> impl Strategy<Value = String> {
    "[a-zA-Zäßéżłіяк&<>\"'.,/ -]{0,40}"
}

/// `RF`, check digits, and a body. One in a hundred begins with a reference that ends where a group of four does, and is
/// read both ways; these are left out.
fn reference() -> impl Strategy<Value = String> {
    let whole = "[0-9A-Z]{1,21}".prop_map(|body| format!("RF{:02}{body}", 98 - mod_97(&body, "00")));
    let ends = |text: &str| (8..text.len()).step_by(4).any(|end| mod_97(&text[4..end], &text[2..4]) == 1);
    whole.prop_filter("it can be read in two ways", move |text| !ends(text))
}

/// ISO 7064 MOD 97-10 of a reference.
fn mod_97(body: &str, check: &str) -> u32 {
    format!("{body}RF{check}").chars().fold(0, |sum, c| {
        let value = c.to_digit(36).unwrap();
        (sum * if value < 10 { 10 } else { 100 } + value) % 97
    })
}

fn sent() -> impl Strategy<Value = Sent> {
    let currency = prop::sample::select(vec!["CHF", "SEK", "JPY", "TND"]);
    let rate = prop::option::of("[1-9][0-9]{0,3}(\\.[0-9]{1,6})?");
    (currency, 1..10_000_000_000_i64, rate).prop_map(|(c, amount, rate)| Sent { currency: c.into(), amount, rate })
}

/// A payment, and the reference that stands in its free text.
fn payment() -> impl Strategy<Value = (WrittenPayment, Option<String>)> {
    let references = ("[A-Z0-9]{0,20}", prop_oneof![Just(String::new()), reference()], prop::option::of(reference()));
    let party = (words(), "(|DE|PL|UA)", "(|(XX|DE|PL)[0-9]{2}[A-Z0-9]{11,20})");
    (references, party, words(), prop::option::of(sent())).prop_map(|((end, creditor, free), party, words, sent)| {
        let (name, country, account) = party;
        // In groups of four, as people write it, with words behind.
        let grouped: Option<String> = free.as_ref().map(|free| {
            let groups: Vec<&str> = free.as_bytes().chunks(4).map(|four| str::from_utf8(four).unwrap()).collect();
            groups.join(" ")
        });
        let words = grouped.map_or(words.clone(), |grouped| format!("{words} ({grouped}) {words}"));
        let written = WrittenPayment {
            amount: None,
            end_to_end: end,
            creditor_reference: creditor,
            name,
            country,
            account,
            words,
            sent,
        };
        (written, free)
    })
}

/// An entry with one payment or with several whose amounts are told, and the references in their free texts.
fn entry() -> impl Strategy<Value = (WrittenEntry, Vec<Option<String>>)> {
    let payments = prop_oneof![
        3 => payment().prop_map(|one| vec![one]),
        1 => prop::collection::vec(payment(), 2..4),
    ];
    let about = (
        days(),
        prop::option::of(days()),
        any::<bool>(),
        any::<bool>(),
        prop::option::weighted(0.1, Just(Status::Pending)),
    );
    let bank_reference = prop::option::of("[A-Z0-9]{1,16}");
    (payments, prop::collection::vec(1..5_000_000_000_i64, 4), about, bank_reference).prop_map(
        |(payments, amounts, (booked, value, incoming, reversal, unbooked), bank_reference)| {
            let (mut payments, free): (Vec<_>, Vec<_>) = payments.into_iter().unzip();
            let amount = amounts.iter().take(payments.len()).sum();
            if payments.len() > 1 {
                payments.iter_mut().zip(&amounts).for_each(|(payment, amount)| payment.amount = Some(*amount));
            }
            let direction = if incoming { Direction::In } else { Direction::Out };
            (WrittenEntry { booked, value, amount, direction, reversal, unbooked, bank_reference, payments }, free)
        },
    )
}

fn statement() -> impl Strategy<Value = (Written, Vec<Vec<Option<String>>>)> {
    let currency = prop::sample::select(vec!["EUR", "PLN", "UAH"]);
    let opening = (-1_000_000_000..1_000_000_000_i64, days());
    (currency, opening, "[A-Z0-9-]{1,35}", "XX[0-9]{2}[A-Z0-9]{11,30}", prop::collection::vec(entry(), 0..5)).prop_map(
        |(currency, (amount, on), id, account, entries)| {
            let (entries, free) = entries.into_iter().unzip();
            let made = date(2022, 3, 7).at(19, 0, 0, 0);
            let (until, currency) = (on, currency.to_owned());
            (Written { id, account, currency, made, opening: Balance { amount, on }, until, entries }, free)
        },
    )
}

/// One blank between words.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines that an entry must become.
fn expected(place: usize, entry: &WrittenEntry, free: &[Option<String>]) -> Vec<Result<Line, LineFault>> {
    if let Some(status) = entry.unbooked {
        let why = Why::NotBooked { status, amount: Some(entry.amount), direction: Some(entry.direction) };
        return vec![Err(LineFault { place, why })];
    }
    entry.payments.iter().zip(free).map(|(payment, free)| Ok(expected_line(entry, payment, free.as_deref()))).collect()
}

fn expected_line(entry: &WrittenEntry, payment: &WrittenPayment, free: Option<&str>) -> Line {
    let mut references: Vec<String> = Vec::new();
    for reference in [payment.end_to_end.as_str(), &payment.creditor_reference, free.unwrap_or_default()] {
        if !reference.is_empty() && !references.iter().any(|known| known == reference) {
            references.push(reference.to_owned());
        }
    }
    let mut shown = vec![plain(&payment.name)];
    shown.extend(Some(plain(&payment.words)).filter(|words| *words != shown[0]));
    shown.retain(|text| !text.is_empty());
    let home = if payment.country.is_empty() { payment.account.get(..2) } else { Some(payment.country.as_str()) };
    Line {
        booked: entry.booked,
        value: entry.value,
        amount: payment.amount.unwrap_or(entry.amount),
        direction: entry.direction,
        reversal: entry.reversal,
        bank_reference: entry.bank_reference.clone(),
        references,
        payments: 1,
        sent: payment.sent.clone(),
        country: home.map(str::to_owned),
        name: plain(&payment.name),
        number: payment.account.clone(),
        words: shown.join(" · "),
        canonical: Vec::new(),
    }
}

/// A statement without the bytes of its lines.
fn without_bytes(mut statement: Statement) -> Statement {
    statement.lines.iter_mut().flatten().for_each(|line| line.canonical.clear());
    statement
}

proptest! {
    #[test]
    fn what_is_written_is_read(statements in prop::collection::vec(statement(), 1..4)) {
        let (written, free): (Vec<_>, Vec<_>) = statements.into_iter().unzip();
        let mut bytes_of_lines = Vec::new();
        for version in VERSIONS {
            let file = write(version, &written, &minor_unit);
            let read = read(file.as_bytes(), &minor_unit).unwrap();
            let bytes = |s: &Statement| s.lines.iter().flatten().map(|line| line.canonical.clone()).collect::<Vec<_>>();
            bytes_of_lines.push(read.iter().map(bytes).collect::<Vec<_>>());
            let read: Vec<Statement> = read.into_iter().map(without_bytes).collect();
            let expected: Vec<Statement> = written.iter().zip(&free).map(|(written, free)| Statement {
                version,
                id: written.id.clone(),
                account: written.account.clone(),
                currency: written.currency.clone(),
                opening: Some(written.opening),
                closing: Some(written.closing()),
                lines: written.entries.iter().zip(free).enumerate().flat_map(|(n, (e, free))| expected(n + 1, e, free)).collect(),
                complaint: None,
            }).collect();
            prop_assert_eq!(read, expected);
        }
        // A bank that changes over to a newer version sends the same lines.
        prop_assert!(bytes_of_lines.windows(2).all(|two| two[0] == two[1]));
    }

    #[test]
    fn whatever_is_read_nothing_breaks(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = sample("prefixed.v02.xml");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, &minor_unit);
    }
}
