//! What moved on a shelf since an earlier entry: whoever counts must know whether goods moved in the meantime.

use diesel::prelude::*;

use super::flows::accounts_of;
use super::operation::Operation;
use super::schema::{arrival, departure};
use super::{Db, StoreError};
use crate::both;

/// What came to a place (or left it, below 0) of one sort of goods, of all funds, by entries after `after` and before
/// `before`, as this connection sees it; oldest first.
pub fn moved_on_shelf(
    db: &mut Db,
    slug: &str,
    (place, commodity): (&str, &str),
    (after, before): (u64, u64),
) -> QueryResult<Vec<i64>> {
    let accounts = accounts_of(place);
    let (after, before) = (i64::try_from(after).unwrap_or(i64::MAX), i64::try_from(before).unwrap_or(i64::MAX));
    let came = arrival::table
        .filter(arrival::operation.eq(slug))
        .filter(arrival::entry.gt(after).and(arrival::entry.lt(before)))
        .filter(arrival::account.like(&accounts).and(arrival::commodity.eq(commodity)))
        .select((arrival::entry, arrival::amount));
    let went = departure::table
        .filter(departure::operation.eq(slug))
        .filter(departure::entry.gt(after).and(departure::entry.lt(before)))
        .filter(departure::account.like(&accounts).and(departure::commodity.eq(commodity)))
        .select((departure::entry, departure::amount));
    let mut moved: Vec<(i64, i64)> = both!(db, c => came.load(c))?;
    let went: Vec<(i64, i64)> = both!(db, c => went.load(c))?;
    moved.extend(went.into_iter().map(|(entry, amount)| (entry, -amount)));
    moved.sort_by_key(|(entry, _)| *entry);
    Ok(moved.into_iter().map(|(_, amount)| amount).collect())
}

impl Operation {
    /// What moved on a shelf by entries after this one.
    pub fn moved_on_shelf_since(&self, place: &str, commodity: &str, after: u64) -> Result<Vec<i64>, StoreError> {
        self.read(|db| Ok(moved_on_shelf(db, self.slug(), (place, commodity), (after, u64::MAX))?))
    }
}
