//! What one line says: the form it fills in, its fields, and its key.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{MEMBERS_MAX, Problem};

/// The form that a line fills in where it names none.
const USUAL_FORM: &str = "gift";
/// The column that tells two lines apart that say the same.
const KEY: &str = "key";
/// The member that names the form.
const FORM: &str = "form";

/// A line as it was written; no rule was asked yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The form's path.
    pub(super) form: String,
    /// The line's own key.
    pub(super) key: Option<String>,
    /// Names and values.
    pub(super) fields: Vec<(String, String)>,
}

impl Said {
    /// What the line says, whatever the order of its fields and however the file is written.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.trim())).collect();
        fields.retain(|(_, value)| !value.is_empty());
        fields.sort_unstable();
        let mut bytes = Vec::new();
        for text in
            std::iter::once(self.form.as_str()).chain(fields.into_iter().flat_map(|(name, value)| [name, value]))
        {
            bytes.extend((text.len() as u64).to_be_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes
    }
}

/// How lines are read.
pub(super) enum Reader {
    /// Cells under the columns of the first line.
    Csv(Box<Csv>),
    /// One object a line.
    JsonLines,
}

/// Columns, and what reads a line of them.
pub(super) struct Csv {
    core: csv_core::Reader,
    columns: Vec<String>,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl Reader {
    /// From the first line of a file of CSV; what is wrong with it, else.
    pub(super) fn csv(header: &[u8], known: &[&str], needed: &[&str]) -> Result<Self, String> {
        if header.starts_with(b"\xff\xfe") || header.starts_with(b"\xfe\xff") {
            return Err("the file is UTF-16; save it as UTF-8".to_owned());
        }
        let header = text_of(header).map_err(|problem| format!("the first line: {}", problem.text))?;
        let semicolons = header.matches(';').count() > header.matches(',').count();
        let core = csv_core::ReaderBuilder::new().delimiter(if semicolons { b';' } else { b',' }).build();
        let mut csv = Csv { core, columns: Vec::new(), cells: Vec::new(), ends: Vec::new() };
        let columns =
            csv.cells_of(header, known.len() + 2).map_err(|problem| format!("the first line: {}", problem.text))?;
        let all = || format!("{KEY}, {}", known.join(", "));
        for (place, column) in (1..).zip(&columns) {
            let column = column.trim();
            if column != KEY && !known.contains(&column) {
                // It may be no header at all but somebody's gift: it is not repeated.
                return Err(format!("column {place} of the first line is none that is known; known are: {}", all()));
            }
            if csv.columns.iter().any(|known| known == column) {
                return Err(format!("the column {column} stands there twice"));
            }
            csv.columns.push(column.to_owned());
        }
        let missing: Vec<&str> =
            needed.iter().copied().filter(|name| !csv.columns.iter().any(|column| column == name)).collect();
        if missing.is_empty() {
            Ok(Self::Csv(Box::new(csv)))
        } else {
            Err(format!("the first line does not name these columns: {}", missing.join(", ")))
        }
    }

    /// Reads one line.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Said, Problem> {
        let text = text_of(bytes)?;
        match self {
            Self::Csv(csv) => csv.read(text),
            Self::JsonLines => read_json(text),
        }
    }
}

/// The line as text. Bytes that are none would end up in a book that says so for ever.
fn text_of(bytes: &[u8]) -> Result<&str, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Problem::of_line(format!("byte {} is not UTF-8; save the file as UTF-8", error.valid_up_to() + 1))
    })?;
    if text.contains('\0') {
        return Err(Problem::of_line("there is a zero byte in it".to_owned()));
    }
    Ok(text)
}

impl Csv {
    fn read(&mut self, text: &str) -> Result<Said, Problem> {
        let columns = self.columns.len();
        let cells = self.cells_of(text, columns + 1)?;
        if cells.len() != columns {
            let more = if cells.len() > columns { "more than" } else { "fewer cells than" };
            return Err(Problem::of_line(format!("it has {more} the {columns} columns of the first line")));
        }
        let (mut key, mut fields) = (None, Vec::with_capacity(columns));
        for (column, cell) in self.columns.iter().zip(cells) {
            if column == KEY {
                key = Some(cell.trim().to_owned()).filter(|key| !key.is_empty());
            } else if !cell.is_empty() {
                fields.push((column.clone(), cell));
            }
        }
        Ok(Said { form: USUAL_FORM.to_owned(), key, fields })
    }

    /// The cells of one line, at most so many. A cell ends with its line: marks must be in pairs.
    fn cells_of(&mut self, text: &str, at_most: usize) -> Result<Vec<String>, Problem> {
        if !text.matches('"').count().is_multiple_of(2) {
            let why = "a quotation mark is not closed; a cell cannot go on in the next line";
            return Err(Problem::of_line(why.to_owned()));
        }
        self.core.reset();
        self.cells.resize(text.len() + 1, 0);
        self.ends.resize(at_most, 0);
        let (mut input, mut written, mut ended) = (text.as_bytes(), 0, 0);
        loop {
            let (result, read, out, ends) =
                self.core.read_record(input, &mut self.cells[written..], &mut self.ends[ended..]);
            (input, written, ended) = (&input[read..], written + out, ended + ends);
            // At the end of the text it is asked once more, with nothing. Too many cells end it as well: there is no room for them.
            if result != csv_core::ReadRecordResult::InputEmpty {
                break;
            }
        }
        let mut begin = 0;
        let cell = |end: &usize| {
            let cell = String::from_utf8_lossy(&self.cells[begin..*end]).into_owned();
            begin = *end;
            cell
        };
        Ok(self.ends[..ended].iter().map(cell).collect())
    }
}

/// One object of texts and whole numbers.
struct Members(Vec<(String, String)>);

/// A member's value.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Whole(i64),
    Nothing(()),
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    let value = match value {
                        Value::Text(text) => text,
                        Value::Whole(whole) => whole.to_string(),
                        Value::Nothing(()) => String::new(),
                    };
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

fn read_json(text: &str) -> Result<Said, Problem> {
    // The reader's own words would repeat what stands there.
    let Members(members) = serde_json::from_str(text).map_err(|error| {
        let text = format!("it is not one JSON object of texts and whole numbers (at byte {})", error.column());
        Problem::of_line(text)
    })?;
    if members.len() > MEMBERS_MAX {
        return Err(Problem::of_line(format!("it has more than {MEMBERS_MAX} members")));
    }
    let mut said = Said { form: USUAL_FORM.to_owned(), key: None, fields: Vec::with_capacity(members.len()) };
    let mut names = std::collections::BTreeSet::new();
    for (name, value) in members {
        if !names.insert(name.clone()) {
            return Err(Problem::of_line("a member stands in it twice".to_owned()));
        }
        match name.as_str() {
            FORM => value.trim().clone_into(&mut said.form),
            KEY => said.key = Some(value.trim().to_owned()).filter(|key| !key.is_empty()),
            _ => said.fields.push((name, value)),
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const KNOWN: [&str; 3] = ["on", "amount", "giver_name"];

    fn csv(header: &str, line: &str) -> Result<Said, String> {
        Reader::csv(header.as_bytes(), &KNOWN, &["on"])?.read(line.as_bytes()).map_err(|problem| problem.text)
    }

    fn fields(said: &Said) -> Vec<(&str, &str)> {
        said.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    #[test]
    fn cells_are_read_with_either_mark_between_and_in_quotation_marks() {
        let said = csv("key,on,amount", "a-1,2022-03-01,\"1,234.50\"").unwrap();
        assert_eq!((said.key.as_deref(), said.form.as_str()), (Some("a-1"), "gift"));
        assert_eq!(fields(&said), [("on", "2022-03-01"), ("amount", "1,234.50")]);
        let said = csv("on;amount;giver_name", "2022-03-01;40,00;\"a \"\"b\"\"; c\"").unwrap();
        assert_eq!(fields(&said), [("on", "2022-03-01"), ("amount", "40,00"), ("giver_name", "a \"b\"; c")]);
        assert_eq!(csv("on,amount", "2022-03-01,").unwrap().fields.len(), 1);
    }

    #[test]
    fn a_header_that_is_none_is_refused_without_repeating_it() {
        for header in ["2022-03-01,Jane Roe", "on,on", "amount", "", "on,amount,Jane,x,y,z,v,w", "on,\"amount"] {
            let why = csv(header, "x").unwrap_err();
            assert!(!why.contains("Jane"), "{why}");
        }
        assert!(csv("on", "x").is_ok());
    }

    #[test]
    fn lines_that_cannot_be_read_say_why_and_nothing_of_what_they_hold() {
        let mut reader = Reader::csv(b"on,amount", &KNOWN, &[]).unwrap();
        for line in [&b"a,b,c"[..], b"a", b"a,\"b", b"a\0,b", b"a,\xff\xfe", b"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p"] {
            assert!(reader.read(line).is_err(), "{line:?}");
        }
        for line in [
            "[]",
            "{",
            "{\"on\":1.5}",
            "{\"on\":{}}",
            "{\"on\":[1]}",
            "{\"on\":true}",
            "{\"secret\":1,\"secret\":2}",
            "{} {}",
        ] {
            let why = Reader::JsonLines.read(line.as_bytes()).unwrap_err();
            assert!(!why.text.contains("secret"), "{line}: {}", why.text);
        }
        let said = Reader::JsonLines.read(br#"{"form":"need","key":"k","quantity":5,"item":"vest","x":null}"#).unwrap();
        assert_eq!((said.form.as_str(), said.key.as_deref()), ("need", Some("k")));
        assert_eq!(fields(&said), [("quantity", "5"), ("item", "vest"), ("x", "")]);
    }

    #[test]
    fn what_a_line_says_does_not_depend_on_how_it_is_written() {
        let one = csv("on,amount", "2022-03-01,40").unwrap().bytes();
        assert_eq!(csv("amount;on", "40; 2022-03-01").unwrap().bytes(), one);
        assert_eq!(Reader::JsonLines.read(br#"{"amount":40,"on":"2022-03-01"}"#).unwrap().bytes(), one);
        assert_ne!(csv("on,amount", "2022-03-0,140").unwrap().bytes(), one);
    }
}
