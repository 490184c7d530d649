//! What takes back an earlier fact: it names one that stands, tells its kind, and moves exactly the same the other way.

use std::collections::BTreeMap;

use waybill_journal::Move;

use crate::agree::{in_words, listed};
use crate::body::{Correction, Early};
use crate::finding::{Finding, Findings};

/// Kinds that no fact of its own takes back: those told in totals of many people, what follows from other facts, and what
/// is put right by being told anew.
const NEVER_TAKEN_BACK: [&str; 6] = ["gifts", "gifts-in-kind", "handover", "flow", "giving-details", "correction"];

/// The facts so far, by id.
#[derive(Default)]
pub(crate) struct Corrections {
    told: BTreeMap<String, Told>,
}

struct Told {
    kind: String,
    moves: Vec<Move>,
    stands: bool,
}

impl Corrections {
    /// Keeps a fact that may be taken back later. The first of an id counts; the second was found already.
    pub(crate) fn keep(&mut self, id: &str, kind: &str, moves: Vec<Move>) {
        let told = || Told { kind: kind.to_owned(), moves, stands: true };
        self.told.entry(id.to_owned()).or_insert_with(told);
    }

    /// Whether what is said to be told early was told before, as that kind.
    pub(crate) fn told(&self, line: usize, said: &Early, findings: &mut Findings) {
        let told = self.told.get(&said.of).map_or("nothing", |told| told.kind.as_str());
        if told != said.kind {
            let (said, moved) = (format!("{} of kind {}", said.of, said.kind), told.to_owned());
            let (kind, about) = ("early".to_owned(), "what was told early");
            findings.push(Finding::Disagree { line, kind, about, said, moved });
        }
    }

    /// Holds a correction against what it takes back.
    pub(crate) fn check(&mut self, line: usize, said: &Correction, moves: Option<&[Move]>, findings: &mut Findings) {
        let mut apart = |about, said: String, moved: String| {
            findings.push(Finding::Disagree { line, kind: "correction".to_owned(), about, said, moved });
        };
        let may = |told: &&mut Told| told.stands && !NEVER_TAKEN_BACK.contains(&told.kind.as_str());
        let Some(told) = self.told.get_mut(&said.of).filter(may) else {
            let nothing = "nothing that stands and was told on its own".to_owned();
            return apart("what it takes back", said.of.clone(), nothing);
        };
        told.stands = false;
        if told.kind != said.kind {
            apart("the kind", said.kind.clone(), told.kind.clone());
        }
        let Some(moves) = moves else { return };
        let back: Vec<Move> = mirrored(&told.moves);
        if back != moves {
            apart("the moves", listed(back.iter().map(in_words)), listed(moves.iter().map(in_words)));
        }
    }
}

/// The same moves the other way round, last first.
pub(crate) fn mirrored(moves: &[Move]) -> Vec<Move> {
    let back = |said: &Move| match said {
        Move::Exchange { with, .. } => Move::exchange(
            said.to().clone(),
            said.gets_commodity().clone(),
            said.gets_amount(),
            said.from().clone(),
            said.commodity().clone(),
            said.amount(),
            with.clone(),
        ),
        Move::Transfer { .. } => {
            Move::transfer(said.to().clone(), said.from().clone(), said.commodity().clone(), said.amount())
        }
    };
    moves.iter().rev().map(back).collect()
}
