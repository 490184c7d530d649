//! The same facts and figures as other files: JSON and tables for spreadsheets, each cell held against the facts.

use std::collections::BTreeMap;

use serde_json::Value;
use waybill_journal::Move;

use crate::finding::Findings;
use crate::known::{Known, Told};
use crate::members::Members;
use crate::written::plain;

/// The columns that every row of `facts.csv` has; those of bodies follow.
const COLUMNS: [&str; 14] = [
    "fact",
    "step",
    "date",
    "kind",
    "part",
    "from",
    "to",
    "commodity",
    "amount",
    "amount_written",
    "gets_commodity",
    "gets_amount",
    "gets_amount_written",
    "with",
];

/// The day on which step 0 would have been, counted from 1 January of the year 0; dates of steps follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Calendar(i64);

impl Calendar {
    /// From the date of one step.
    pub(crate) fn from(date: &str, step: i64) -> Option<Calendar> {
        Some(Calendar(days(date)?.checked_sub(step)?))
    }

    /// Whether a date is that of a step.
    pub(crate) fn is(self, date: &str, step: i64) -> bool {
        days(date).is_some_and(|day| self.0.checked_add(step) == Some(day))
    }
}

/// How many days lie before a date of the Gregorian calendar, `2022-03-18`.
fn days(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || date.len() != 10 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day last.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    Some(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day)
}

/// `facts.json`: each fact as in `facts.jsonl`, with its date. Answers the calendar by which the other files date.
pub(crate) fn facts_json(file: &str, text: &str, known: &Known, findings: &mut Findings) -> Option<Calendar> {
    if let Err(why) = Members::parse(text) {
        findings.file(file, why.to_string());
        return None;
    }
    let document: Value = serde_json::from_str(text).unwrap_or_default();
    if document["snapshot"].as_i64() != Some(known.snapshot) {
        findings.number(file, "snapshot", &document["snapshot"].to_string(), known.snapshot);
    }
    let facts = document["facts"].as_array().map_or(&[][..], Vec::as_slice);
    if facts.len() != known.facts.len() {
        findings.number(file, "facts", &facts.len().to_string(), known.facts.len());
    }
    let first = facts.first().and_then(|first| Some((first["date"].as_str()?, first["step"].as_i64()?)));
    let calendar = first.and_then(|(date, step)| Calendar::from(date, step));
    for (said, told) in facts.iter().zip(&known.facts) {
        let date = said["date"].as_str().unwrap_or_default();
        let should = serde_json::json!({
            "id": told.id, "step": told.step, "date": date, "kind": told.kind, "body": told.body, "moves": told.moves_written,
        });
        if *said != should {
            findings.file(file, format!("The fact {} is not the one in facts.jsonl.", told.id));
        }
        if !calendar.is_some_and(|calendar| calendar.is(date, told.step)) {
            findings.number(file, &format!("the date of {}", told.id), date, format!("the day of step {}", told.step));
        }
    }
    calendar
}

/// A table, row by row; none where it is not one.
fn rows(file: &str, text: &str, findings: &mut Findings) -> Option<Vec<Vec<String>>> {
    let Some(bare) = text.strip_prefix('\u{feff}') else {
        findings.file(file, "It does not begin with a byte order mark.");
        return None;
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bare.as_bytes());
    let read: Result<Vec<_>, _> =
        reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect())).collect();
    if read.is_err() {
        findings.file(file, "It is not a table as RFC 4180 has them, with rows of one length.");
    }
    read.ok()
}

/// `figures.csv`: one row for each figure of `figures.json`, in order.
pub(crate) fn figures_csv(file: &str, text: &str, known: &Known, findings: &mut Findings) {
    let Some(rows) = rows(file, text, findings) else { return };
    let mut said: BTreeMap<&str, &Vec<String>> = BTreeMap::new();
    let head = ["figure", "value", "commodity", "written"];
    if rows.first().is_none_or(|first| first != &head) {
        return findings.file(file, "Its first row is not: figure, value, commodity, written.");
    }
    for row in &rows[1..] {
        if !known.figures.contains_key(&row[0]) || said.insert(&row[0], row).is_some() {
            findings.file(file, format!("The figure {:?} is not in figures.json, or stands here twice.", row[0]));
        }
    }
    for name in known.figures.keys() {
        let Some((value, unit)) = known.figure(name, known.snapshot) else { continue };
        let Some(row) = said.get(name.as_str()) else {
            findings.number(file, name, "nothing", value);
            continue;
        };
        let written = unit.as_ref().map_or_else(|| value.to_string(), |unit| plain(value, unit));
        let unit = unit.map_or_else(String::new, |unit| unit.to_string());
        compare(file, name, row, &[name.clone(), value.to_string(), unit, written], findings);
    }
}

/// `facts.csv`: the rows of each fact, as `docs/FACTS.md` lays them out.
pub(crate) fn facts_csv(file: &str, text: &str, known: &Known, calendar: Option<Calendar>, findings: &mut Findings) {
    let Some(rows) = rows(file, text, findings) else { return };
    let Some((head, rows)) = rows.split_first() else { return };
    if head.len() < COLUMNS.len() || head[..COLUMNS.len()] != COLUMNS {
        return findings.file(file, "Its first columns are not those that docs/FACTS.md names.");
    }
    let members: Vec<&str> = head[COLUMNS.len()..].iter().map(String::as_str).collect();
    let mut rest = rows.iter();
    for told in &known.facts {
        for should in rows_of(told, &members) {
            let Some(row) = rest.next() else {
                return findings.file(file, format!("Rows of the fact {} are missing, and all behind it.", told.id));
            };
            if calendar.is_some_and(|calendar| !calendar.is(&row[2], told.step)) {
                findings.number(
                    file,
                    &format!("the date of {}", told.id),
                    &row[2],
                    format!("the day of step {}", told.step),
                );
            }
            compare(file, &told.id, row, &[&should[..2], &row[2..3], &should[3..]].concat(), findings);
        }
    }
    if let Some(row) = rest.next() {
        findings.file(file, format!("It has a row that no fact makes: {:?}.", row.first()));
    }
}

fn compare(file: &str, about: &str, said: &[String], should: &[String], findings: &mut Findings) {
    for (said, should) in said.iter().zip(should).filter(|(said, should)| said != should) {
        findings.number(file, about, said, should);
    }
    if said.len() != should.len() {
        findings.file(file, format!("The row of {about} has {} cells; it should have {}.", said.len(), should.len()));
    }
}

fn rows_of(told: &Told, members: &[&str]) -> Vec<Vec<String>> {
    let mut single = BTreeMap::new();
    let mut lists = Vec::new();
    for (name, value) in told.body.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) => lists.push((name, items)),
            _ => flattened(name, value, &mut single),
        }
    }
    let row = |part: &str, moved: Vec<String>, body: &BTreeMap<String, String>| -> Vec<String> {
        let head = [told.id.clone(), told.step.to_string(), String::new(), told.kind.clone(), part.to_owned()];
        let body = members.iter().map(|name| body.get(*name).cloned().unwrap_or_default());
        head.map(|cell| guarded(&cell)).into_iter().chain(moved).chain(body).collect()
    };
    let blank = || vec![String::new(); COLUMNS.len() - 5];
    let mut rows: Vec<_> = told.moves.iter().map(|said| row("move", cells(said), &single)).collect();
    for (name, items) in lists {
        for item in items {
            let mut body = single.clone();
            flattened(name, item, &mut body);
            rows.push(row(name, blank(), &body));
        }
    }
    if rows.is_empty() {
        rows.push(row("fact", blank(), &single));
    }
    rows
}

fn cells(said: &Move) -> Vec<String> {
    let amount = |amount: i64, of| [guarded(&format!("{of}")), amount.to_string(), plain(amount, of)];
    let mut cells = vec![guarded(said.from().as_str()), guarded(said.to().as_str())];
    cells.extend(amount(said.amount(), said.commodity()));
    match said {
        Move::Transfer { .. } => cells.extend([const { String::new() }; 4]),
        Move::Exchange { with, .. } => {
            cells.extend(amount(said.gets_amount(), said.gets_commodity()));
            cells.push(guarded(with.as_str()));
        }
    }
    cells
}

fn flattened(name: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    let cell = match value {
        Value::Object(members) => {
            return members.iter().for_each(|(inner, value)| flattened(&format!("{name}.{inner}"), value, into));
        }
        Value::Array(items) => {
            let numbered = (1..).zip(items);
            return numbered.for_each(|(n, value)| flattened(&format!("{name}.{n}"), value, into));
        }
        Value::Null => return,
        Value::String(text) => guarded(text),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
    };
    into.insert(name.to_owned(), cell);
}

/// Words that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let part = |part: &str| if part.starts_with(SIGNS) { format!("'{part}") } else { part.to_owned() };
    text.split(';').map(part).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_follows_from_its_step() {
        let calendar = Calendar::from("2022-02-24", 1).unwrap();
        for (date, step) in [("2022-02-28", 5), ("2022-03-01", 6), ("2024-02-29", 736), ("2024-03-01", 737)] {
            assert!(calendar.is(date, step), "{date}");
        }
        assert!(!calendar.is("2022-03-02", 6) && !calendar.is("2022-13-01", 6) && !calendar.is("", 6));
    }
}
