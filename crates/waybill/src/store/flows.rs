//! What each entry brought to one holder or took from it, all funds together: what a bank's statement of that account shows.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use jiff::civil::Date;
use waybill_journal::Commodity;

use super::operation::Operation;
use super::schema::{arrival, corrected, departure, entry};
use super::{Db, StoreError};
use crate::both;

/// One entry, as far as one holder and one commodity care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The entry.
    pub entry: u64,
    /// Its kind.
    pub kind: String,
    /// The day on which it happened.
    pub on: Date,
    /// What came, less what went; never 0.
    pub amount: i64,
}

/// Entry, kind, day, amount.
type Row = (i64, String, String, i64);

impl Operation {
    /// Every standing entry that changed what a holder has of a commodity, oldest first. An entry that was put right and the
    /// one that puts it right are left out: together they change nothing.
    pub fn flows(&self, holder: &str, commodity: &Commodity) -> Result<Vec<Flow>, StoreError> {
        let (came, went, righted) = self.read(|db| {
            let came = came_to(db, &self.slug, holder, commodity)?;
            let went = went_from(db, &self.slug, holder, commodity)?;
            let query = corrected::table.filter(corrected::operation.eq(&self.slug));
            let pairs: Vec<(i64, i64)> = both!(db, c => query.select((corrected::entry, corrected::by_entry)).load(c))?;
            Ok::<_, StoreError>((came, went, pairs))
        })?;
        let righted: BTreeSet<i64> = righted.into_iter().flat_map(|(wrong, by)| [wrong, by]).collect();
        let mut net: BTreeMap<i64, (String, String, i64)> = BTreeMap::new();
        let went = went.into_iter().map(|(number, kind, on, amount)| (number, kind, on, -amount));
        for (number, kind, on, amount) in came.into_iter().chain(went) {
            net.entry(number).or_insert((kind, on, 0)).2 += amount;
        }
        net.retain(|number, (_, _, amount)| *amount != 0 && !righted.contains(number));
        net.into_iter()
            .map(|(number, (kind, on, amount))| {
                let entry = u64::try_from(number).unwrap_or(0);
                let on = on.parse().map_err(|_| StoreError::Damaged(entry, "its date".into()))?;
                Ok(Flow { entry, kind, on, amount })
            })
            .collect()
    }
}

/// Accounts of a holder are `holder/fund`; a holder's name has no sign that means something in a pattern.
pub(super) fn accounts_of(holder: &str) -> String {
    format!("{holder}/%")
}

fn came_to(db: &mut Db, slug: &str, holder: &str, commodity: &Commodity) -> QueryResult<Vec<Row>> {
    let query = arrival::table
        .inner_join(entry::table.on(entry::operation.eq(arrival::operation).and(entry::number.eq(arrival::entry))))
        .filter(arrival::operation.eq(slug))
        .filter(arrival::account.like(accounts_of(holder)))
        .filter(arrival::commodity.eq(commodity.as_str()))
        .select((entry::number, entry::kind, entry::happened_on, arrival::amount));
    both!(db, c => query.load(c))
}

fn went_from(db: &mut Db, slug: &str, holder: &str, commodity: &Commodity) -> QueryResult<Vec<Row>> {
    let query = departure::table
        .inner_join(entry::table.on(entry::operation.eq(departure::operation).and(entry::number.eq(departure::entry))))
        .filter(departure::operation.eq(slug))
        .filter(departure::account.like(accounts_of(holder)))
        .filter(departure::commodity.eq(commodity.as_str()))
        .select((entry::number, entry::kind, entry::happened_on, departure::amount));
    both!(db, c => query.load(c))
}
