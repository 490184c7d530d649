//! What is found again: units that left one shelf as lost and have not come back yet.

use std::collections::BTreeMap;

use jiff::civil::Date;
use waybill_journal::{Account, Commodity, Move, Slice};

use super::count::KIND;
use crate::publish::policy::week_of;
use crate::store::StoreError;
use crate::web::forms::Bench;

/// Where goods go that reach nobody, and where they come back from.
pub(super) const LOSS: &str = "loss";

/// Kinds of entries by which something leaves a shelf as lost.
const LOSES: [&str; 2] = ["loss", KIND];

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
    for gone in bench.operation.still_gone(&LOSES, &[KIND])? {
        let said = &gone.said;
        let lost = said.to().as_str().strip_prefix("w:") == Some(LOSS);
        let here = lost && said.from().holder() == place && said.commodity() == commodity;
        let amount = if here { gone.slice.amount.min(left) } else { 0 };
        if amount > 0 {
            left -= amount;
            week = week.max(Some(week_of(gone.on)));
            by_account.entry(gone.said.from().clone()).or_default().push(Slice { amount, ..gone.slice });
        }
    }
    let moves = by_account.into_iter().filter_map(|(account, rows)| {
        let amount = rows.iter().map(|row| row.amount).sum();
        Some(Move::transfer(Account::world(LOSS).ok()?, account, commodity.clone(), amount).returning(rows))
    });
    Ok((moves.collect(), week))
}
