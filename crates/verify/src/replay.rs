//! The public journal: the moves of all facts, posted again one after the other, so that every rule is kept.
//!
//! What is ours is then known in two ways: by what came from the world and went to it, counted here, and by what rests
//! in the journal's accounts. The two must be equal for every commodity.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use waybill_journal::{Book, Commodity, Entry, Move};

use crate::finding::{Finding, Findings};

/// The journal so far, and what crossed its border.
#[derive(Default)]
pub(crate) struct Replay {
    book: Book,
    /// By commodity: from the world less to the world, and got less given in exchanges.
    crossed: BTreeMap<Commodity, i128>,
}

impl Replay {
    /// Posts the moves of one fact. Returns them as read, `None` if they cannot be read; refused moves still count in
    /// the figures, for the figures may agree with them.
    pub(crate) fn take(&mut self, line: usize, written: &[Value], findings: &mut Findings) -> Option<Vec<Move>> {
        // A fact without moves takes no number in the public journal.
        if written.is_empty() {
            return Some(Vec::new());
        }
        let number = self.book.last() + 1;
        let entry = json!({ "n": number, "moves": written });
        let moves = Entry::from_json(&entry).ok().and_then(|entry| entry.moves);
        match self.book.post_json(&entry) {
            Ok(_) => moves.iter().flatten().for_each(|said| self.cross(said)),
            Err(refusal) => {
                findings.push(Finding::Refused { line, code: refusal.code(), refusal });
                // The number is taken all the same, so that what later facts name by number stays right. An entry
                // of the next number without moves and corrections breaks no rule.
                let blank = Entry { number, moves: None, corrects: None };
                let posted = self.book.post(&blank);
                debug_assert!(posted.is_ok(), "an entry of the next number that moves nothing is never refused");
            }
        }
        moves
    }

    /// Compares what crossed the border with what rests in the journal.
    pub(crate) fn conservation(&self, findings: &mut Findings) {
        let mut held: BTreeMap<Commodity, i128> = BTreeMap::new();
        for (pool, amount) in self.book.pools() {
            *held.entry(pool.commodity.clone()).or_default() += i128::from(amount);
        }
        compare(&self.crossed, &held, findings);
    }

    /// The journal so far.
    pub(crate) fn book(&self) -> &Book {
        &self.book
    }

    /// Every commodity that moved, by name.
    pub(crate) fn commodities(&self) -> Vec<String> {
        self.crossed.keys().map(ToString::to_string).collect()
    }

    fn cross(&mut self, said: &Move) {
        let is_exchange = matches!(said, Move::Exchange { .. });
        // Also what only moves between accounts of ours is a commodity that moved.
        let given = self.crossed.entry(said.commodity().clone()).or_default();
        if is_exchange || said.to().is_world() {
            *given -= i128::from(said.amount());
        }
        if is_exchange || said.from().is_world() {
            *self.crossed.entry(said.gets_commodity().clone()).or_default() += i128::from(said.gets_amount());
        }
    }
}

fn compare(crossed: &BTreeMap<Commodity, i128>, held: &BTreeMap<Commodity, i128>, findings: &mut Findings) {
    let all: BTreeSet<&Commodity> = crossed.keys().chain(held.keys()).collect();
    for commodity in all {
        let of = |sums: &BTreeMap<Commodity, i128>| sums.get(commodity).copied().unwrap_or(0);
        if of(crossed) != of(held) {
            let commodity = commodity.to_string();
            let (crossed, held) = (of(crossed), of(held));
            findings.push(Finding::NotConserved { commodity, crossed, held });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No pair of files can provoke this finding unless the journal's own arithmetic is wrong; so the fault is planted
    /// between the two ways of counting.
    #[test]
    fn what_crossed_the_border_and_does_not_rest_with_us_is_found() {
        let mut replay = Replay::default();
        let mut findings = Findings::default();
        let moves = json!([
            {"m":"transfer","from":"w:givers","to":"bank/a","c":"EUR","a":100},
            {"m":"exchange","from":"bank/a","c":"EUR","a":60,"to":"order-1/a","gc":"VEST","ga":2,"with":"w:shop"},
            {"m":"transfer","from":"order-1/a","to":"w:recipients","c":"VEST","a":1},
        ]);
        replay.take(1, moves.as_array().unwrap(), &mut findings).unwrap();
        replay.conservation(&mut findings);
        assert_eq!(findings.into_list(), []);

        let mut findings = Findings::default();
        replay.crossed.insert(Commodity::parse("EUR").unwrap(), 41);
        replay.conservation(&mut findings);
        let planted = Finding::NotConserved { commodity: "EUR".to_owned(), crossed: 41, held: 40 };
        assert_eq!(findings.into_list(), [planted]);
    }
}
