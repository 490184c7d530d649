//! Reads a statement aloud, so that expectations can be read too.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each file of tests uses what it needs, and a failing unwrap fails it"
)]

use std::fmt::Write;

use waybill_camt::{Balance, Direction, Line, Statement, read};

/// The decimals of the currencies in these tests.
pub fn minor_unit(currency: &str) -> Option<u32> {
    match currency {
        "EUR" | "PLN" | "UAH" | "CHF" | "SEK" => Some(2),
        "JPY" => Some(0),
        "TND" => Some(3),
        _ => None,
    }
}

/// A file of `tests/samples`.
pub fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A file in words; one line a file that cannot be read.
pub fn aloud(bytes: &[u8]) -> String {
    match read(bytes, &minor_unit) {
        Ok(statements) => statements.iter().map(statement).collect(),
        Err(fault) => format!("{fault}\n"),
    }
}

fn statement(statement: &Statement) -> String {
    let Statement { version, id, account, currency, opening, closing, lines, complaint } = statement;
    let balance = |b: &Balance| format!("{} {currency} on {}", money(b.amount, currency), b.on);
    let opening = opening.as_ref().map_or("nothing known".into(), balance);
    let mut out = format!("{id} of {account}, version {version:?}: {opening}\n");
    for entry in lines {
        match entry {
            Ok(line) => writeln!(out, "  {}", told(line, currency)).unwrap(),
            Err(fault) => writeln!(out, "  {fault}").unwrap(),
        }
    }
    if let Some(Balance { amount, on }) = closing {
        writeln!(out, "  makes {} on {on}", money(*amount, currency)).unwrap();
    }
    if let Some(complaint) = complaint {
        writeln!(out, "  but {complaint}").unwrap();
    }
    out
}

fn told(line: &Line, currency: &str) -> String {
    let way = if line.direction == Direction::In { "in" } else { "out" };
    let mut out = format!("{way} {} on {}", money(line.amount, currency), line.booked);
    let mut say = |text: String| out.extend([", ", &text]);
    line.value.iter().for_each(|day| say(format!("from {day}")));
    (line.reversal).then(|| say("taken back".into()));
    line.bank_reference.iter().for_each(|reference| say(format!("bank {reference}")));
    line.references.iter().for_each(|reference| say(format!("for {reference}")));
    (line.payments > 1).then(|| say(format!("{} payments", line.payments)));
    line.sent.iter().for_each(|sent| {
        let rate = sent.rate.as_ref().map_or(String::new(), |rate| format!(" at {rate}"));
        say(format!("sent as {} {}{rate}", money(sent.amount, &sent.currency), sent.currency));
    });
    line.country.iter().for_each(|country| say(format!("of {country}")));
    format!("{out}: {}", line.words).trim_end().to_owned()
}

fn money(amount: i64, currency: &str) -> String {
    let decimals = minor_unit(currency).unwrap() as usize;
    let digits = format!("{:0width$}", amount.abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let point = if decimals > 0 { "." } else { "" };
    format!("{}{whole}{point}{fraction}", if amount < 0 { "-" } else { "" })
}
