//! The texts: every figure a dispatch quotes is what the facts made at the close it names.

use std::collections::BTreeMap;

use waybill_journal::Commodity;

use crate::TEXT_BYTES_MAX;
use crate::body::Body;
use crate::fact::Fact;
use crate::finding::{Finding, Findings};
use crate::flow::Flow;
use crate::members::{Members, Unread};
use crate::replay::Replay;
use crate::sums::Sums;

/// What a line of `dispatches.jsonl` says about figures.
struct Text {
    line: usize,
    id: String,
    name: String,
    snapshot: i64,
    figures: BTreeMap<String, i64>,
}

impl Text {
    fn read(line: usize, text: &str) -> Result<Text, Unread> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(Unread::TooLong { max: TEXT_BYTES_MAX });
        }
        let mut members = Members::parse(text)?;
        let (id, name, snapshot) = (members.text("id")?, members.text("name")?, members.count("snapshot")?);
        let mut figures = BTreeMap::new();
        for (name, value) in members.object("figures")?.rest() {
            let Some(value) = value.as_i64() else { return Err(Unread::Unusable { member: name }) };
            figures.insert(name, value);
        }
        // The words themselves prove nothing and are not read.
        for member in ["day", "units", "languages", "published"] {
            members.any(member)?;
        }
        members.finish()?;
        Ok(Text { line, id, name, snapshot, figures })
    }
}

/// Compares every quoted figure; answers how many there are.
pub(crate) fn check(facts: &str, texts: &str, findings: &mut Findings) -> usize {
    let mut read: Vec<Text> = Vec::new();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut closes: BTreeMap<String, (usize, i64)> = BTreeMap::new();
    for (line, text) in (1..).zip(texts.lines()) {
        match Text::read(line, text) {
            Ok(text) => {
                if let Some(first) = ids.insert(text.id.clone(), line) {
                    findings.push(Finding::DuplicateText { line, first });
                }
                let (first, close) = *closes.entry(text.name.clone()).or_insert((line, text.snapshot));
                if close != text.snapshot {
                    findings.push(Finding::TextMoved { line, first });
                }
                read.push(text);
            }
            Err(why) => findings.push(Finding::BadText { line, why }),
        }
    }
    read.sort_by_key(|text| text.snapshot);
    // One walk over the facts: each text is compared once every fact up to its close has been counted.
    let mut flows: BTreeMap<Commodity, Flow> = BTreeMap::new();
    let (mut sums, mut replay, mut unheard) = (Sums::default(), Replay::default(), Findings::default());
    let mut facts = (1..).zip(facts.lines()).filter_map(|(line, text)| Some((line, Fact::read(text).ok()?))).peekable();
    for text in &read {
        while let Some((line, fact)) = facts.next_if(|(_, fact)| fact.step <= text.snapshot) {
            let moves = replay.take(line, &fact.moves, &mut unheard);
            sums.count_moves(&fact.kind, moves.as_deref().unwrap_or_default());
            match Body::read(&fact.kind, fact.body) {
                Ok(Body::Flow(flow)) => _ = flows.insert(flow.currency.clone(), flow),
                Ok(body) => sums.count_body(&fact.id, body),
                Err(_) => {}
            }
        }
        let mut then = sums.at_this_close();
        for flow in flows.values() {
            flow.count(&mut then);
        }
        for (name, stated) in &text.figures {
            let recomputed = then.get(name).unwrap_or(0);
            if recomputed != i128::from(*stated) {
                let (line, name, stated) = (text.line, name.clone(), *stated);
                findings.push(Finding::QuotedWrong { line, name, stated, recomputed });
            }
        }
    }
    read.iter().map(|text| text.figures.len()).sum()
}
