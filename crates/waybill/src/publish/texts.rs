//! Published texts: what the operation tells in words, with figures pinned to one close of the book.
//!
//! A text is told as soon as it is published, unlike a fact: it says nothing that the gate has not told already, because
//! every figure in it is read from published facts. Nothing is changed later: a correction is one more version.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::published::last_step;
use crate::store::{Operation, StoreError, TextRow};

/// The kind of entry that is a text.
pub const KIND: &str = "dispatch";

/// What a section does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// Tells what happened.
    Report,
    /// Asks for something.
    Call,
    /// Says what the operation stands for.
    Statement,
    /// Lets somebody else speak.
    Quote,
}

impl SectionKind {
    /// Every kind, the usual one first.
    pub const ALL: [SectionKind; 4] =
        [SectionKind::Report, SectionKind::Call, SectionKind::Statement, SectionKind::Quote];

    /// As it is stored, and in the names of its phrases.
    pub fn code(self) -> &'static str {
        match self {
            SectionKind::Report => "report",
            SectionKind::Call => "call",
            SectionKind::Statement => "statement",
            SectionKind::Quote => "quote",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<SectionKind> {
        SectionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One section: Markdown with figures in braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it does.
    pub kind: SectionKind,
    /// Markdown.
    pub text: String,
}

/// A text in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Plain text.
    pub title: String,
    /// The first sentences: Markdown.
    pub lede: String,
    /// In order.
    pub sections: Vec<Section>,
    /// In a correction: what was wrong and what is right; plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One version of a text, in every language it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its public id.
    pub id: String,
    /// When it was published, on the operation's clock.
    pub published: DateTime,
    /// The close its figures are of; 0 before the first.
    pub snapshot: i32,
    /// Figures by name, as they stood then.
    pub figures: BTreeMap<String, i64>,
    /// What they count, by name, for those that count a commodity.
    pub units: BTreeMap<String, String>,
    /// By language code.
    pub languages: BTreeMap<String, Words>,
}

/// A text with all its versions, oldest first.
///
/// Invariant: there is at least one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// In addresses.
    pub name: Name,
    /// Oldest first.
    pub versions: Vec<Version>,
}

impl Telling {
    /// The version that counts.
    pub fn newest(&self) -> &Version {
        self.versions.last().expect("a text has a version")
    }

    /// The version it began with.
    pub fn first(&self) -> &Version {
        self.versions.first().expect("a text has a version")
    }
}

/// The name of a text: the day it belongs to, and for statements a number, because a day may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The operation's day.
    pub day: i32,
    /// 0 for the dispatch of the day; statements are counted from 1.
    pub statement: u8,
}

impl Name {
    /// The dispatch of a day.
    pub fn of_day(day: i32) -> Name {
        Name { day, statement: 0 }
    }

    /// Reads `23` or `23-1`, written exactly so.
    pub fn parse(text: &str) -> Option<Name> {
        let (day, statement) = text.split_once('-').unwrap_or((text, "0"));
        let name = Name { day: day.parse().ok()?, statement: statement.parse().ok()? };
        (name.day > 0 && name.to_string() == text).then_some(name)
    }

    /// Whether it is a statement.
    pub fn is_statement(self) -> bool {
        self.statement > 0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.statement {
            0 => write!(f, "{}", self.day),
            n => write!(f, "{}-{n}", self.day),
        }
    }
}

/// What a list shows of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// In addresses.
    pub name: Name,
    /// When its first version was published, on the operation's clock.
    pub published: DateTime,
    /// Whether a later version corrects it.
    pub corrected: bool,
    /// The close whose figures it pins.
    pub snapshot: i32,
    /// Title and first words by language code.
    pub titles: BTreeMap<String, Title>,
}

/// A text's title and its first words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Plain text.
    pub title: String,
    /// Markdown.
    pub lede: String,
    /// The figures in these words, as they stood then.
    pub figures: BTreeMap<String, i64>,
    /// What they count.
    pub units: BTreeMap<String, String>,
}

/// A text in the language asked for; where it has not got that one, in the first it has.
pub fn in_language<'a, T>(languages: &'a BTreeMap<String, T>, lang: &str) -> Option<(&'a str, &'a T)> {
    let own = languages.get_key_value(lang);
    own.or_else(|| languages.get_key_value("en")).or_else(|| languages.first_key_value()).map(|(l, t)| (l.as_str(), t))
}

/// Tells every text that was entered and is not told yet; none while the operation is locked. Repeating it changes nothing.
pub fn tell(operation: &Operation) -> Result<(), StoreError> {
    let waiting = operation.waiting_of(KIND)?;
    if waiting.is_empty() || operation.is_locked()? {
        return Ok(());
    }
    // A rebuild tells texts again before the closes they name: then each is marked with the close it names.
    let last = last_step(operation)?.unwrap_or(i32::MAX);
    for entry in waiting {
        let row = row(operation.slug(), entry.recorded_at, &entry.public)
            .ok_or_else(|| StoreError::Damaged(entry.entry, "its text".into()))?;
        let (id, snapshot) = (row.id.clone(), row.snapshot);
        operation.write_text(&row)?;
        operation.mark_telling(&[(entry.entry, id)])?;
        operation.mark_opened(&[(entry.entry, snapshot.min(last))])?;
    }
    Ok(())
}

fn row(operation: &str, published_at: i64, public: &Value) -> Option<TextRow> {
    let version = version(DateTime::default(), public)?;
    let titles: BTreeMap<&String, Title> =
        version.languages.iter().map(|(lang, words)| (lang, title(words, &version))).collect();
    Some(TextRow {
        operation: operation.to_owned(),
        position: 0,
        id: version.id.clone(),
        name: public.get("name")?.as_str()?.to_owned(),
        published_at,
        snapshot: version.snapshot,
        heads: serde_json::to_string(&titles).ok()?,
        body: public.to_string(),
    })
}

fn title(words: &Words, version: &Version) -> Title {
    // Whatever stands in braces may be a figure's name; a name too many does no harm.
    let here = |name: &&String| words.lede.contains(name.as_str());
    let figures = version.figures.keys().filter(here).filter_map(|n| Some((n.clone(), *version.figures.get(n)?)));
    let units = version.units.keys().filter(here).filter_map(|n| Some((n.clone(), version.units.get(n)?.clone())));
    Title { title: words.title.clone(), lede: words.lede.clone(), figures: figures.collect(), units: units.collect() }
}

/// A version, from an entry's public part.
pub fn version(published: DateTime, public: &Value) -> Option<Version> {
    Some(Version {
        id: public.get("id")?.as_str()?.to_owned(),
        published,
        snapshot: i32::try_from(public.get("snapshot")?.as_i64()?).ok()?,
        figures: serde_json::from_value(public.get("figures")?.clone()).ok()?,
        units: serde_json::from_value(public.get("units")?.clone()).ok()?,
        languages: serde_json::from_value(public.get("languages")?.clone()).ok()?,
    })
}

/// A stored moment on the operation's clock.
pub fn local(second: i64, zone: &TimeZone) -> Option<DateTime> {
    Some(Timestamp::from_second(second).ok()?.to_zoned(zone.clone()).datetime())
}

/// One line of `dispatches.jsonl`: a text as it was entered, with when.
pub fn line(row: &TextRow, zone: &TimeZone) -> String {
    let mut line: Value = serde_json::from_str(&row.body).unwrap_or_default();
    line["published"] = local(row.published_at, zone).map(|moment| moment.to_string()).into();
    line.to_string()
}

/// The lines of all texts published before a moment (seconds since 1970), oldest first.
pub(super) fn lines(operation: &Operation, until: i64) -> Result<Vec<String>, StoreError> {
    let zone = operation.card()?.zone;
    let rows = operation.texts()?;
    Ok(rows.iter().take_while(|row| row.published_at < until).map(|row| line(row, &zone)).collect())
}

/// A text from its rows, oldest first.
pub(super) fn telling(rows: &[TextRow], zone: &TimeZone) -> Option<Telling> {
    let name = Name::parse(&rows.first()?.name)?;
    let versions =
        rows.iter().filter_map(|row| version(local(row.published_at, zone)?, &serde_json::from_str(&row.body).ok()?));
    let versions: Vec<Version> = versions.collect();
    (!versions.is_empty()).then_some(Telling { name, versions })
}

/// What lists show: name, moment, heads, oldest first; the newest version of each text counts.
pub(super) fn heads(rows: Vec<(String, i64, i32, String)>, zone: &TimeZone) -> Vec<Head> {
    let mut heads: BTreeMap<Name, Head> = BTreeMap::new();
    for (name, published_at, snapshot, titles) in rows {
        let read = (|| Some((Name::parse(&name)?, local(published_at, zone)?, serde_json::from_str(&titles).ok()?)))();
        let Some((name, published, titles)) = read else { continue };
        match heads.get_mut(&name) {
            Some(head) => (head.corrected, head.titles) = (true, titles),
            None => {
                heads.insert(name, Head { name, published, corrected: false, snapshot, titles });
            }
        }
    }
    heads.into_values().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_only_as_it_is_written() {
        assert_eq!(Name::parse("23"), Some(Name::of_day(23)));
        assert_eq!(Name::parse("23-1"), Some(Name { day: 23, statement: 1 }));
        for wrong in ["", "0", "-1", "023", "+23", "23-", "23-0", "23-01", "23-1-1", "23-256", "x", "23 "] {
            assert_eq!(Name::parse(wrong), None, "{wrong}");
        }
    }
}
