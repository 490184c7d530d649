//! Facts and figures as tables: one row a move or a line of a fact, one row a figure, safe to open in a spreadsheet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use waybill_journal::{Commodity, Move};

use crate::catalogue::plain_amount;
use crate::publish::fact::{Fact, moves_json};
use crate::publish::shown::Shown;

/// Spreadsheets take a file for UTF-8 only where it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What every row of `facts.csv` has, whatever its kind.
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

/// `facts.json`: the facts of `facts.jsonl` as one document, each with the date of its close.
pub fn facts_json(shown: &Shown) -> String {
    let facts: Vec<Value> = shown
        .facts
        .iter()
        .map(|fact| {
            json!({
                "id": fact.id, "step": fact.step, "date": date_of(shown, fact), "kind": fact.kind, "body": fact.body,
                "moves": moves_json(&fact.moves),
            })
        })
        .collect();
    json!({ "operation": shown.card.slug, "snapshot": shown.snapshot, "facts": facts }).to_string() + "\n"
}

/// `figures.csv`: every figure by name, in the smallest unit and as people write it.
pub fn figures_csv(shown: &Shown) -> String {
    let mut table = Table::default();
    table.row(["figure", "value", "commodity", "written"].map(Cell::from));
    for (name, figure) in &shown.figures {
        let unit = figure.unit.as_ref().map_or("", Commodity::as_str);
        let written =
            figure.unit.as_ref().map_or_else(|| figure.value.to_string(), |unit| plain_amount(figure.value, unit));
        table.row([name.as_str().into(), figure.value.into(), unit.into(), Cell::Plain(written)]);
    }
    table.text()
}

/// `facts.csv`: a row for each move and for each line of a fact's lists; a fact with neither has one row of its own.
pub fn facts_csv(shown: &Shown) -> String {
    let rows: Vec<Row> = shown.facts.iter().flat_map(|fact| rows_of(shown, fact)).collect();
    let members: BTreeSet<&String> = rows.iter().flat_map(|row| row.body.keys()).collect();
    let mut table = Table::default();
    table.row(COLUMNS.into_iter().map(Cell::from).chain(members.iter().map(|name| name.as_str().into())));
    for row in &rows {
        let rest = members.iter().map(|name| row.body.get(*name).cloned().unwrap_or_else(|| "".into()));
        table.row(row.common.iter().cloned().chain(rest));
    }
    table.text()
}

/// One row: the columns all have, and members of the body by name.
struct Row {
    common: Vec<Cell>,
    body: BTreeMap<String, Cell>,
}

fn rows_of(shown: &Shown, fact: &Fact) -> Vec<Row> {
    let date = date_of(shown, fact);
    let head = |part: &str| -> Vec<Cell> {
        vec![
            fact.id.as_str().into(),
            i64::from(fact.step).into(),
            date.as_str().into(),
            fact.kind.as_str().into(),
            part.into(),
        ]
    };
    let blank = || vec![Cell::from(""); COLUMNS.len() - 5];
    let mut single = BTreeMap::new();
    let mut lists: Vec<(&str, &Vec<Value>)> = Vec::new();
    for (name, value) in fact.body.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) => lists.push((name, items)),
            _ => flatten(name, value, &mut single),
        }
    }
    let mut rows: Vec<Row> = fact
        .moves
        .iter()
        .map(|one| Row { common: [head("move"), move_cells(one)].concat(), body: single.clone() })
        .collect();
    for (name, items) in lists {
        for item in items {
            let mut body = single.clone();
            flatten(name, item, &mut body);
            rows.push(Row { common: [head(name), blank()].concat(), body });
        }
    }
    if rows.is_empty() {
        rows.push(Row { common: [head("fact"), blank()].concat(), body: single });
    }
    rows
}

fn move_cells(moved: &Move) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![moved.from().as_str().into(), moved.to().as_str().into()];
    cells.extend(amount_cells(moved.commodity(), moved.amount()));
    match moved {
        Move::Exchange { gets_commodity, gets_amount, with, .. } => {
            cells.extend(amount_cells(gets_commodity, *gets_amount));
            cells.push(with.as_str().into());
        }
        Move::Transfer { .. } => cells.extend(vec![Cell::from(""); 4]),
    }
    cells
}

fn amount_cells(commodity: &Commodity, amount: i64) -> [Cell; 3] {
    [commodity.as_str().into(), amount.into(), Cell::Plain(plain_amount(amount, commodity))]
}

/// A member by its name; the members of an object behind a dot, those of a list by number: `price.amount`, `cells.5`.
fn flatten(name: &str, value: &Value, into: &mut BTreeMap<String, Cell>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(inner, value)| flatten(&format!("{name}.{inner}"), value, into));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| flatten(&format!("{name}.{}", n + 1), value, into));
        }
        Value::String(text) => drop(into.insert(name.to_owned(), text.as_str().into())),
        Value::Null => {}
        Value::Number(_) | Value::Bool(_) => drop(into.insert(name.to_owned(), Cell::Plain(value.to_string()))),
    }
}

fn date_of(shown: &Shown, fact: &Fact) -> String {
    shown.card.date_of_day(fact.step).to_string()
}

/// What stands in one field of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    /// Words, which a spreadsheet must not take for a formula.
    Text(String),
    /// A number, which may begin with a minus.
    Plain(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Plain(number.to_string())
    }
}

impl Cell {
    /// As it stands in the file: words that begin like a formula get an apostrophe, also where the sign is a wide one, as
    /// East Asian keyboards write it, and where a spreadsheet that splits at semicolons would begin a cell.
    fn written(self) -> String {
        const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
        let guarded = |part: &str| if part.starts_with(SIGNS) { format!("'{part}") } else { part.to_owned() };
        match self {
            Cell::Text(text) => text.split(';').map(guarded).collect::<Vec<_>>().join(";"),
            Cell::Plain(text) => text,
        }
    }
}

/// Comma-separated values as RFC 4180 has them, each in quotes: what is inside is never a separator.
struct Table(csv::Writer<Vec<u8>>);

impl Default for Table {
    fn default() -> Self {
        let mut format = csv::WriterBuilder::new();
        format.terminator(csv::Terminator::CRLF).quote_style(csv::QuoteStyle::Always);
        Self(format.from_writer(BYTE_ORDER_MARK.as_bytes().to_vec()))
    }
}

impl Table {
    fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells = cells.into_iter().map(Cell::written);
        self.0.write_record(cells).expect("rows of one length, written to memory");
    }

    fn text(self) -> String {
        let bytes = self.0.into_inner().expect("written to memory");
        String::from_utf8(bytes).expect("made of texts")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pieces::sample;

    fn rows(text: &str) -> Vec<csv::StringRecord> {
        let bare = text.strip_prefix(BYTE_ORDER_MARK).expect("a spreadsheet sees that it is UTF-8");
        assert!(bare.ends_with("\r\n"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bare.as_bytes());
        reader.records().map(|row| row.expect("well formed")).collect()
    }

    #[test]
    fn every_move_and_every_line_of_a_fact_is_a_row() {
        let shown = sample::day_23();
        let rows = rows(&facts_csv(&shown));
        let moves: usize = shown.facts.iter().map(|fact| fact.moves.len()).sum();
        assert_eq!(rows.iter().filter(|row| &row[4] == "move").count(), moves);
        for fact in &shown.facts {
            assert!(rows.iter().any(|row| row[0] == fact.id), "{} is in no row", fact.id);
        }
        assert_eq!(rows[0].iter().take(COLUMNS.len()).collect::<Vec<_>>(), COLUMNS);
        assert!(rows[0].iter().any(|name| name == "price.amount"), "{:?}", rows[0]);
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        let mut shown = sample::day_23();
        let hostile = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "a,\"b\"\r\nc", "Ж", "", "a;b; c"];
        for (n, text) in hostile.into_iter().enumerate() {
            shown.facts[0].body[format!("hostile{n}")] = text.into();
        }
        shown.facts[0].body["less"] = (-5).into();
        let rows = rows(&facts_csv(&shown));
        let cell = |name: &str| {
            let column = rows[0].iter().position(|head| head == name).expect("a column of its own");
            rows[1][column].to_owned()
        };
        for (n, text) in hostile.into_iter().enumerate() {
            let marked = if n < 7 { format!("'{text}") } else { text.to_owned() };
            assert_eq!(cell(&format!("hostile{n}")), marked);
        }
        assert_eq!(cell("less"), "-5", "a number is no formula");
        shown.facts[0].body["hostile0"] = "a;=1+1;b".into();
        let text = facts_csv(&shown);
        assert!(text.contains(",\"a;'=1+1;b\","), "split at semicolons, no cell begins with the sign");
        let bare = text.strip_prefix(BYTE_ORDER_MARK).expect("a spreadsheet sees that it is UTF-8");
        assert!(bare.lines().next().is_some_and(|head| head.split(',').all(|cell| cell.starts_with('"'))), "{bare}");
        assert!(!text.contains(",,"), "every cell is quoted, an empty one too");
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        let shown = sample::day_23();
        let rows = rows(&figures_csv(&shown));
        assert_eq!(rows.len(), shown.figures.len() + 1);
        let (name, figure) = shown
            .figures
            .iter()
            .find(|(_, f)| f.unit.as_ref().is_some_and(|u| crate::catalogue::decimals_of(u) == 2))
            .expect("money");
        let row = rows.iter().find(|row| row[0] == **name).expect("its row");
        assert_eq!(row[1], figure.value.to_string());
        assert_eq!(row[3].replace('.', ""), format!("{:03}", figure.value));
        let document: Value = serde_json::from_str(&facts_json(&shown)).expect("JSON");
        assert_eq!(document["facts"].as_array().map(Vec::len), Some(shown.facts.len()));
    }
}
