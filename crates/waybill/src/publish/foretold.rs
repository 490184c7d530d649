//! What would come of telling everything again: whether it would be what was told, and what the log has signed. Nothing is written;
//! a rebuild asks before it throws anything away.

use jiff::civil::DateTime;
use waybill_log::tree::Frontier;

use super::fact::Fact;
use super::gate::{KindShape, told_anew};
use super::published;
use super::texts;
use super::ticks::leaves;
use crate::store::{Operation, StoreError, TextRow, Tick, Waiting};

/// What stands of what was told, where telling it again makes every tick of the log as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it.
    AsTold,
    /// Not all of it; a sentence.
    Otherwise(String),
}

/// Holds what would be told anew against the ticks, and what is told against both. `Ok(Err)` is a sentence that says what would
/// be lost.
pub fn foretold(operation: &Operation, shapes: &[KindShape]) -> Result<Result<Kept, String>, StoreError> {
    let (entries, made) = (operation.every_entry()?, told_anew(operation, shapes)?);
    let zone = operation.card()?.zone;
    let mut texts = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == texts::KIND) {
        let Some(row) = text_row(entry) else {
            return Ok(Err(format!("The text in entry {} cannot be read.", entry.entry)));
        };
        texts.push(texts::line(&row, &zone));
    }
    let lines: Vec<String> = made.iter().map(Fact::line).collect();
    let ticks = operation.ticks_behind(0)?;
    let told = published::facts_for_gate(operation);
    let differs = match &told {
        Ok(told) => differing_fact(told, &made),
        Err(error) => Some(format!("{error}.")),
    };
    if let Some(step) = unlike(operation, &ticks, &lines, &texts)? {
        let why = differs.unwrap_or_default();
        return Ok(Err(format!("tick {step} of the log would not be made again. {why}").trim_end().to_owned()));
    }
    // What no tick holds is signed nowhere: nobody can say which of the two was told.
    let signed = ticks.last().map_or(0, |tick| usize::try_from(tick.facts).unwrap_or(0));
    let unsigned = |facts: &[Fact]| facts.get(signed..).map_or_else(Vec::new, <[Fact]>::to_vec);
    let same = unsigned(&told.unwrap_or_default()) == unsigned(&made);
    let shown: Vec<String> = operation.texts()?.iter().map(|row| texts::line(row, &zone)).collect();
    Ok(match differs {
        Some(why) if !same => Err(why),
        Some(why) => Ok(Kept::Otherwise(why)),
        None if !texts.starts_with(&shown) => Ok(Kept::Otherwise("A text is not as it was published.".to_owned())),
        None => Ok(Kept::AsTold),
    })
}

/// The first fact that is told otherwise than it would be anew, as a sentence.
fn differing_fact(told: &[Fact], made: &[Fact]) -> Option<String> {
    if let Some((Fact { id, kind, step, .. }, _)) = told.iter().zip(made).find(|(told, made)| told != made) {
        return Some(format!("The fact {id} ({kind}) of step {step} is not what the gate makes of the book."));
    }
    let counts = || format!("{} facts are told; the gate makes {} of the book.", told.len(), made.len());
    (told.len() != made.len()).then(counts)
}

/// A text as it is published, of its entry; only what its line is made of. None where it cannot be published.
fn text_row(entry: &Waiting) -> Option<TextRow> {
    texts::version(DateTime::default(), &entry.public)?;
    Some(TextRow {
        operation: String::new(),
        position: 0,
        id: String::new(),
        name: entry.public.get("name")?.as_str()?.to_owned(),
        published_at: entry.recorded_at,
        snapshot: 0,
        heads: String::new(),
        body: entry.public.to_string(),
    })
}

/// The first tick whose tree is not made by the entries and by these lines; none where all are.
fn unlike(operation: &Operation, all: &[Tick], facts: &[String], texts: &[String]) -> Result<Option<i32>, StoreError> {
    let (mut tree, mut before) = (Frontier::default(), None::<&Tick>);
    for tick in all {
        let after = before.map_or(0, |before| before.entries);
        let entries = operation.commitments(after, tick.entries)?;
        let some = |lines: &[String], count: fn(&Tick) -> i64| {
            let [from, to] = [before.map_or(0, count), count(tick)].map(|at| usize::try_from(at).unwrap_or(0));
            lines.get(from..to).map(<[String]>::to_vec)
        };
        let (Some(facts), Some(texts)) = (some(facts, |tick| tick.facts), some(texts, |tick| tick.texts)) else {
            return Ok(Some(tick.step));
        };
        for leaf in leaves(operation.keys(), tick, &entries, (&facts, &texts))? {
            tree.push(leaf.hash());
        }
        let edge: Vec<u8> = tree.parts().iter().flat_map(|hash| hash.0).collect();
        let same = tree.root().0.as_slice() == tick.root && i64::try_from(tree.size()) == Ok(tick.size);
        if !same || edge != tick.edge {
            return Ok(Some(tick.step));
        }
        before = Some(tick);
    }
    Ok(None)
}
