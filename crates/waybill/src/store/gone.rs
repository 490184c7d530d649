//! What left for the world and has not come back: losses not found again, things handed over and not returned.

use std::collections::BTreeMap;

use jiff::civil::Date;
use waybill_journal::{Move, MoveId, Slice};

use super::{CORRECTION, Operation, Recorded, StoreError};

/// A part of what one move took away.
#[derive(Clone, Debug)]
pub struct Gone {
    /// The entry that took it first.
    pub entry: u64,
    /// The day of that entry.
    pub on: Date,
    /// What the move said.
    pub said: Move,
    /// Which units of it are still away.
    pub slice: Slice,
}

impl Operation {
    /// What entries of the kinds `went` took away and no entry of the kinds `came` brought back; the newest first. What was
    /// brought back by mistake left once more with the entry that put it right.
    pub fn still_gone(&self, went: &[&str], came: &[&str]) -> Result<Vec<Gone>, StoreError> {
        let mut back: BTreeMap<MoveId, Vec<(i64, i64)>> = BTreeMap::new();
        let mut entries: Vec<(u64, Recorded)> = Vec::new();
        for kind in went {
            entries.extend(self.standing(kind)?.into_iter().map(|entry| (entry.number, entry)));
        }
        // Whatever names units as back, also a correction of what had taken them away, has them.
        for kind in came.iter().chain(&[CORRECTION]) {
            for entry in self.entries_of_kind(kind)? {
                for row in entry.as_entry()?.moves.iter().flatten().filter_map(Move::returns).flatten() {
                    back.entry(row.of).or_default().push((row.offset, row.offset + row.amount));
                }
                if *kind == CORRECTION {
                    continue;
                }
                let by = self.corrected_by(entry.number)?.map(|by| self.entry(by)).transpose()?.flatten();
                let of = entry.part_of().unwrap_or(entry.number);
                entries.extend(by.map(|by| (of, by)));
            }
        }
        entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.number));
        let mut gone = Vec::new();
        for (of, entry) in entries {
            let moves = entry.as_entry()?.moves.unwrap_or_default();
            for (index, said) in (0..).zip(moves).filter(|(_, said)| said.to().is_world()) {
                let id = MoveId::new(entry.number, index);
                for (from, to) in gaps(back.remove(&id).unwrap_or_default(), said.amount()) {
                    let slice = Slice::new(id, from, to - from);
                    gone.push(Gone { entry: of, on: entry.on, said: said.clone(), slice });
                }
            }
        }
        Ok(gone)
    }
}

/// What of `[0, whole)` none of the ranges covers.
fn gaps(mut covered: Vec<(i64, i64)>, whole: i64) -> Vec<(i64, i64)> {
    covered.sort_unstable();
    let mut gaps = Vec::new();
    let mut reached = 0;
    for (from, to) in covered.into_iter().chain([(whole, whole)]) {
        if from > reached {
            gaps.push((reached, from));
        }
        reached = reached.max(to);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn what_is_not_covered_is_left() {
        assert_eq!(gaps(vec![], 5), [(0, 5)]);
        assert_eq!(gaps(vec![(3, 5), (0, 1)], 6), [(1, 3), (5, 6)]);
        assert_eq!(gaps(vec![(0, 6)], 6), []);
    }
}
