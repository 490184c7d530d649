//! Rows of needs: the newest word on each that still stands.

use diesel::prelude::*;
use jiff::civil::Date;
use serde_json::Value;

use super::KIND;
use crate::both;
use crate::store::{Db, Operation, Recorded, StoreError, standing_of_kind};

diesel::table! {
    #[allow(missing_docs)]
    need (operation, fund) {
        operation -> Text, fund -> Text, entry -> BigInt, item -> Text, quantity -> BigInt, priority -> BigInt, confirmed -> Text,
        confirmed_by -> Text, state -> Text, surplus -> BigInt,
    }
}

/// The newest word on a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The need's fund, which is its name.
    pub(super) fund: String,
    /// The entry that says so.
    pub(super) entry: u64,
    /// What is needed.
    pub(super) item: String,
    /// How many.
    pub(super) quantity: i64,
    /// When it was confirmed.
    pub(super) confirmed: Date,
    /// By whom: a role; empty in the first books.
    pub(super) by: String,
    /// `needed`, `not-now` or `surplus`.
    pub(super) state: String,
    /// How many too many.
    pub(super) surplus: i64,
}

/// Fund, entry, item, quantity, priority, day.
type SaidOfIt = (String, i64, String, i64, i64, String);

/// As it is read.
type Row = (String, i64, String, i64, String, String, String, i64);

/// Every need, by its fund.
pub(super) fn known(operation: &Operation) -> Result<Vec<Known>, StoreError> {
    let rows = operation.read(|db| {
        let query = need::table.filter(need::operation.eq(operation.slug())).order(need::fund);
        let columns = (
            need::fund,
            need::entry,
            need::item,
            need::quantity,
            need::confirmed,
            need::confirmed_by,
            need::state,
            need::surplus,
        );
        let rows: Vec<Row> = both!(db, c => query.select(columns).load(c))?;
        Ok::<_, StoreError>(rows)
    })?;
    rows.into_iter().map(read).collect()
}

fn read((fund, entry, item, quantity, confirmed, by, state, surplus): Row) -> Result<Known, StoreError> {
    let entry = u64::try_from(entry).unwrap_or_default();
    let confirmed = confirmed.parse().map_err(|_| StoreError::Damaged(entry, format!("the day of {fund}")))?;
    Ok(Known { fund, entry, item, quantity, confirmed, by, state, surplus })
}

pub(super) fn derive(db: &mut Db, operation: &str, recorded: &Recorded) -> QueryResult<()> {
    let text = |member: &str| recorded.public.get(member).and_then(Value::as_str).unwrap_or_default();
    let number = |member: &str| recorded.public.get(member).and_then(Value::as_i64).unwrap_or_default();
    let entry = i64::try_from(recorded.number).unwrap_or(i64::MAX);
    let state = Some(text("state")).filter(|state| !state.is_empty()).unwrap_or("needed");
    let said = (
        need::entry.eq(entry),
        need::item.eq(text("item")),
        need::quantity.eq(number("quantity")),
        need::priority.eq(number("priority")),
        need::confirmed.eq(text("confirmed")),
        need::confirmed_by.eq(text("by")),
        need::state.eq(state),
        need::surplus.eq(number("surplus")),
    );
    let row = (need::operation.eq(operation), need::fund.eq(text("need")), said);
    let key = (need::operation, need::fund);
    both!(db, c => diesel::insert_into(need::table).values(row).on_conflict(key).do_update().set(said).execute(c))?;
    Ok(())
}

/// The newest word that still stands counts again; where there is none, the need is forgotten.
pub(super) fn correct(db: &mut Db, operation: &str, wrong: &Recorded) -> QueryResult<()> {
    let fund = wrong.public.get("need").and_then(Value::as_str).unwrap_or_default();
    both!(db, c => diesel::delete(need::table.find((operation, fund))).execute(c))?;
    let standing = standing_of_kind(db, operation, KIND)?;
    let newest = standing.iter().rev().find(|word| word.public.get("need").and_then(Value::as_str) == Some(fund));
    newest.map_or(Ok(()), |word| derive(db, operation, word))
}

pub(super) fn clear(db: &mut Db, operation: &str) -> QueryResult<()> {
    both!(db, c => diesel::delete(need::table.filter(need::operation.eq(operation))).execute(c))?;
    Ok(())
}

pub(super) fn rows(db: &mut Db, operation: &str) -> QueryResult<Vec<String>> {
    let columns = (
        (need::fund, need::entry, need::item, need::quantity, need::priority, need::confirmed),
        (need::confirmed_by, need::state, need::surplus),
    );
    let query = need::table.filter(need::operation.eq(operation)).order(need::fund).select(columns);
    let rows: Vec<(SaidOfIt, (String, String, i64))> = both!(db, c => query.load(c))?;
    Ok(rows.iter().map(|row| format!("need {row:?}")).collect())
}
