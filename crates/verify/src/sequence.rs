//! The order of the facts: each has its own id, and no line was told before the line above it.

use std::collections::BTreeMap;

use crate::fact::Fact;
use crate::finding::{Finding, Findings};

/// The ids and the step of the lines read so far.
#[derive(Default)]
pub(crate) struct Sequence {
    /// The line that first used each id.
    ids: BTreeMap<String, usize>,
    before: i64,
}

impl Sequence {
    /// Checks one fact against all lines before it; `snapshot` is the day the figures say they are of, if they say.
    pub(crate) fn check(&mut self, line: usize, fact: &Fact, snapshot: Option<i64>, findings: &mut Findings) {
        let (id, step) = (&fact.id, fact.step);
        if !is_id(id) {
            findings.push(Finding::MalformedId { line, id: id.clone() });
        }
        match self.ids.get(id) {
            Some(&first) => findings.push(Finding::DuplicateId { line, id: id.clone(), first }),
            None => {
                self.ids.insert(id.clone(), line);
            }
        }
        if step < self.before {
            findings.push(Finding::StepBack { line, step, before: self.before });
        }
        self.before = step;
        if let Some(snapshot) = snapshot.filter(|snapshot| step > *snapshot) {
            findings.push(Finding::StepAfterSnapshot { line, step, snapshot });
        }
    }
}

/// 20 characters of Crockford's base32 in lower case: digits and letters but i, l, o and u.
fn is_id(text: &str) -> bool {
    let good = |b: u8| b.is_ascii_digit() || (b.is_ascii_lowercase() && !b"ilou".contains(&b));
    text.len() == 20 && text.bytes().all(good)
}
