//! An outsider's checker: rebuilds every public figure of an operation from what it published, trusting nobody.
//!
//! The story, in order of reading:
//! 1. [`check`]: the one door; two texts in, a [`Report`] or every [`Finding`] out.
//! 2. `members`: a JSON object, read member by member, nothing left over.
//! 3. `fact` and `body`: one line of `facts.jsonl`, and what each kind of fact says.
//! 4. `sequence`: ids are unique, steps never go back.
//! 5. `agree`: what a fact says in words is what its moves do.
//!    `corrections`: what takes an earlier fact back. `policy`: how large a group must be.
//! 6. `replay`: the moves are a journal of their own and keep all its rules; nothing is made or lost.
//! 7. `flow`: the flow from gifts to hands is what following the gifts makes.
//! 8. `sums`: the figures, each as `docs/FACTS.md` says it; `stated`: the figures as published.
//! 9. `texts`: the figures that dispatches quote, each at its close.
//! 10. [`site`]: a whole copy. `known`: what the facts come to; `page` and `shown`: the numbers on a page against it, as
//!     `written` by its language; `feeds`, `exports` and `ledgers`: the same in other files.
//! 11. `trail`: the log of a copy; [`command`]: what is asked, receipts, and what an answer proves to whom.
//!
//! Written from `docs/FACTS.md`, `docs/TRACING.md` and `docs/LOG.md` alone. It shares no code with the program that shows the
//! figures, but for the rules of the journal and of the log. The crate is pure but for `main.rs` and `disk.rs`, which read files.
//! Errors: `Unread` for one text that cannot be read; everything reported is a [`Finding`].

mod agree;
mod body;
pub mod command;
mod corrections;
mod currency;
pub mod disk;
mod exports;
mod fact;
mod feeds;
mod finding;
mod flow;
mod known;
mod ledgers;
mod members;
mod page;
mod policy;
mod replay;
mod sequence;
mod shown;
pub mod site;
mod stated;
mod sums;
mod texts;
mod trail;
mod written;

pub use finding::{FINDINGS_MAX, Finding};
pub use members::Unread;
pub use trail::Trail;

use body::{Body, NoBody};
use corrections::Corrections;
use fact::Fact;
use finding::Findings;
use flow::Flows;
use policy::Groups;
use replay::Replay;
use sequence::Sequence;
use stated::Stated;
use sums::Sums;

/// The most facts that are checked; a busy operation tells a few hundred a day, so this is years of it.
pub const LINES_MAX: usize = 1_000_000;

/// The longest line, in bytes: room for an order of several hundred lines.
pub const LINE_BYTES_MAX: usize = 64 * 1024;

/// The longest text, in bytes: four languages of 60,000 letters, three bytes a letter.
pub const TEXT_BYTES_MAX: usize = 1024 * 1024;

/// The fewest people a published group may have.
pub const PEOPLE_MIN: i64 = 5;

/// What was checked and found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The day the figures are of.
    pub snapshot: i64,
    /// How many facts were read.
    pub facts: usize,
    /// How many moves they have.
    pub moves: usize,
    /// How many figures are stated; each was rebuilt.
    pub figures: usize,
    /// Every commodity that moved, by name.
    pub commodities: Vec<String>,
}

/// Rebuilds every figure of `figures.json` from `facts.jsonl`.
///
/// Fails with everything that is wrong, in the order of the lines, then of the names: the first [`FINDINGS_MAX`] and
/// the number of the others.
pub fn check(facts_jsonl: &str, figures_json: &str) -> Result<Report, Vec<Finding>> {
    if facts_jsonl.lines().nth(LINES_MAX).is_some() {
        return Err(vec![Finding::TooManyLines { max: LINES_MAX }]);
    }
    let mut findings = Findings::default();
    let stated = Stated::read(figures_json).map_err(|why| findings.push(Finding::BadFigures { why })).ok();
    let mut checked = Checked { groups: Groups::read(facts_jsonl), ..Checked::default() };
    for (line, text) in (1..).zip(facts_jsonl.lines()) {
        match Fact::read(text) {
            Ok(fact) => checked.take(line, fact, stated.as_ref(), &mut findings),
            Err(why) => findings.push(Finding::BadLine { line, why }),
        }
    }
    checked.replay.conservation(&mut findings);
    checked.sums.needs();
    checked.flows.finish(checked.replay.book(), &mut checked.sums, &mut findings);
    if let Some(stated) = &stated {
        stated.compare(&checked.sums, &mut findings);
    }
    match (findings.into_list(), stated) {
        (list, Some(stated)) if list.is_empty() => Ok(checked.report(&stated)),
        (list, _) => Err(list),
    }
}

/// Rebuilds every figure that `dispatches.jsonl` quotes, each at the close its text names; answers how many there are.
pub fn check_texts(facts_jsonl: &str, dispatches_jsonl: &str) -> Result<usize, Vec<Finding>> {
    if dispatches_jsonl.lines().nth(LINES_MAX).is_some() {
        return Err(vec![Finding::TooManyLines { max: LINES_MAX }]);
    }
    let mut findings = Findings::default();
    let quoted = texts::check(facts_jsonl, dispatches_jsonl, &mut findings);
    let list = findings.into_list();
    if list.is_empty() { Ok(quoted) } else { Err(list) }
}

/// Everything the facts read so far add up to.
#[derive(Default)]
struct Checked {
    facts: usize,
    moves: usize,
    sequence: Sequence,
    replay: Replay,
    sums: Sums,
    corrections: Corrections,
    flows: Flows,
    groups: Groups,
}

impl Checked {
    /// Takes one fact. A part of it that is wrong is found once and left out; the rest still counts.
    fn take(&mut self, line: usize, fact: Fact, stated: Option<&Stated>, findings: &mut Findings) {
        self.sequence.check(line, &fact, stated.map(|stated| stated.snapshot), findings);
        let moves = self.replay.take(line, &fact.moves, findings);
        self.facts += 1;
        self.moves += fact.moves.len();
        self.sums.count_moves(&fact.kind, moves.as_deref().unwrap_or_default());
        if fact.kind != "correction" {
            self.corrections.keep(&fact.id, &fact.kind, moves.clone().unwrap_or_default());
        }
        match Body::read(&fact.kind, fact.body) {
            Err(NoBody::UnknownKind) => findings.push(Finding::UnknownKind { line, kind: fact.kind }),
            Err(NoBody::Unread(why)) => findings.push(Finding::BadLine { line, why }),
            Ok(body) => {
                let least = self.groups.at(fact.step);
                agree::check(line, &fact.kind, &body, moves.as_deref(), least, findings);
                if let Body::Early(said) = &body {
                    self.corrections.told(line, said, findings);
                }
                if let Body::Correction(said) = &body {
                    self.corrections.check(line, said, moves.as_deref(), findings);
                }
                if let Body::Gifts(gifts) = &body {
                    self.flows.count_gifts(gifts, self.replay.book().last(), fact.moves.len());
                }
                match body {
                    Body::Flow(flow) => self.flows.take(line, flow, &self.sums, findings),
                    body => self.sums.count_body(&fact.id, body),
                }
            }
        }
    }

    fn report(&self, stated: &Stated) -> Report {
        Report {
            snapshot: stated.snapshot,
            facts: self.facts,
            moves: self.moves,
            figures: stated.figures.len(),
            commodities: self.replay.commodities(),
        }
    }
}
