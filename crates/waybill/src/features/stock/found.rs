//! What is found again: units that left one shelf as lost and have not come back yet.

use std::collections::BTreeMap;

use jiff::civil::Date;
use waybill_journal::{Account, Commodity, Move, MoveId, Slice};

use super::count::KIND;
use crate::publish::gate::moves_in;
use crate::publish::policy::week_of;
use crate::store::{Recorded, StoreError};
use crate::web::forms::Bench;

/// Where goods go that reach nobody, and where they come back from.
pub(super) const LOSS: &str = "loss";

/// Kinds of entries by which something leaves a shelf as lost.
const LOSES: [&str; 2] = ["loss", KIND];

/// A part of a loss that is not found yet.
struct Missing {
    account: Account,
    slice: Slice,
    week: Date,
}

/// So many of the shelf's lost goods come back, the newest loss first, into the funds that lost them; and the week of the
/// newest of those losses, because nothing is told as found before it was told as lost.
pub(super) fn found_again(
    bench: &Bench,
    place: &str,
    commodity: &Commodity,
    count: i64,
) -> Result<(Vec<Move>, Option<Date>), StoreError> {
    let mut left = count;
    let mut by_account: BTreeMap<Account, Vec<Slice>> = BTreeMap::new();
    let mut week = None;
    for missing in missing(bench, place, commodity)? {
        let amount = missing.slice.amount.min(left);
        if amount > 0 {
            left -= amount;
            week = week.max(Some(missing.week));
            by_account.entry(missing.account).or_default().push(Slice { amount, ..missing.slice });
        }
    }
    let moves = by_account.into_iter().filter_map(|(account, rows)| {
        let amount = rows.iter().map(|row| row.amount).sum();
        Some(Move::transfer(Account::world(LOSS).ok()?, account, commodity.clone(), amount).returning(rows))
    });
    Ok((moves.collect(), week))
}

/// Every part of a loss from this shelf that is not found, the newest loss first.
fn missing(bench: &Bench, place: &str, commodity: &Commodity) -> Result<Vec<Missing>, StoreError> {
    let mut entries: Vec<Recorded> = Vec::new();
    for kind in LOSES {
        entries.extend(bench.operation.standing(kind)?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.number));
    let moves: Vec<(&Recorded, Vec<Move>)> = entries.iter().map(|entry| (entry, moves_in(&entry.private))).collect();
    let mut back: BTreeMap<MoveId, Vec<(i64, i64)>> = BTreeMap::new();
    for row in moves.iter().flat_map(|(_, moves)| moves).filter_map(Move::returns).flatten() {
        back.entry(row.of).or_default().push((row.offset, row.offset + row.amount));
    }
    let mut missing = Vec::new();
    for (entry, moves) in &moves {
        for (index, lost) in (0..).zip(moves) {
            let here = lost.from().holder() == place && lost.commodity() == commodity;
            if !here || lost.to().as_str() != format!("w:{LOSS}") {
                continue;
            }
            let id = MoveId::new(entry.number, index);
            for (from, to) in gaps(back.remove(&id).unwrap_or_default(), lost.amount()) {
                let slice = Slice::new(id, from, to - from);
                missing.push(Missing { account: lost.from().clone(), slice, week: week_of(entry.on) });
            }
        }
    }
    Ok(missing)
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
