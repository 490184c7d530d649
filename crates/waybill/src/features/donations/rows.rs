//! Rows of donations: references and which gift came under which.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use serde_json::Value;

use super::codes::{Code, Reference};
use crate::both;
use crate::store::{Db, Operation, Recorded, StoreError, Waiting};
use crate::web::forms::PlainRows;

diesel::table! {
    #[allow(missing_docs)]
    reference (operation, reference_) {
        operation -> Text,
        #[sql_name = "reference"]
        reference_ -> Text,
        code_hash -> Binary,
    }
}
diesel::table! {
    #[allow(missing_docs)]
    gift (operation, entry) { operation -> Text, entry -> BigInt, reference -> Text, }
}

pub(super) fn derive(db: &mut Db, operation: &str, recorded: &Recorded) -> QueryResult<()> {
    let text = recorded.private.pointer("/rest/reference").and_then(Value::as_str).unwrap_or_default();
    let number = i64::try_from(recorded.number).unwrap_or(i64::MAX);
    let row = (gift::operation.eq(operation), gift::entry.eq(number), gift::reference.eq(text));
    both!(db, c => diesel::insert_into(gift::table).values(row).execute(c))?;
    Ok(())
}

/// The same for many gifts.
pub(super) fn derive_many(db: &mut Db, operation: &str, recorded: &[&Recorded]) -> QueryResult<()> {
    let rows = recorded.iter().map(|one| {
        let text = one.private.pointer("/rest/reference").and_then(Value::as_str).unwrap_or_default();
        let number = i64::try_from(one.number).unwrap_or(i64::MAX);
        (gift::operation.eq(operation), gift::entry.eq(number), gift::reference.eq(text))
    });
    let rows: Vec<_> = rows.collect();
    both!(db, c => diesel::insert_into(gift::table).values(&rows).execute(c))?;
    Ok(())
}

pub(super) fn clear(db: &mut Db, operation: &str) -> QueryResult<()> {
    both!(db, c => diesel::delete(gift::table.filter(gift::operation.eq(operation))).execute(c))?;
    Ok(())
}

pub(super) fn rows(db: &mut Db, operation: &str) -> QueryResult<Vec<String>> {
    let query =
        gift::table.filter(gift::operation.eq(operation)).order(gift::entry).select((gift::entry, gift::reference));
    let rows: Vec<(i64, String)> = both!(db, c => query.load(c))?;
    Ok(rows.iter().map(|row| format!("gift {row:?}")).collect())
}

pub(super) fn is_known(operation: &Operation, known: &Reference) -> Result<bool, StoreError> {
    operation.read(|db| {
        let query = reference::table.find((operation.slug(), known.to_string())).select(reference::operation);
        let found: Option<String> = both!(db, c => query.first(c).optional())?;
        Ok(found.is_some())
    })
}

/// References asked for in one query; an engine takes 32,766 values at most.
const ASKED_MAX: usize = 1000;

/// Those of these references that the book gave out.
pub(super) fn known_of(operation: &Operation, asked: &[String]) -> Result<Vec<String>, StoreError> {
    operation.read(|db| {
        let mut known = Vec::new();
        for some in asked.chunks(ASKED_MAX) {
            let query = reference::table.filter(reference::operation.eq(operation.slug()));
            let query = query.filter(reference::reference_.eq_any(some)).select(reference::reference_);
            let found: Vec<String> = both!(db, c => query.load(c))?;
            known.extend(found);
        }
        Ok(known)
    })
}

/// Every gift's entry with the reference under which it came.
pub fn references_of_gifts(operation: &Operation) -> Result<BTreeMap<u64, String>, StoreError> {
    operation.read(|db| {
        let query = gift::table.filter(gift::operation.eq(operation.slug())).select((gift::entry, gift::reference));
        let rows: Vec<(i64, String)> = both!(db, c => query.load(c))?;
        Ok(rows.into_iter().map(|(entry, reference)| (u64::try_from(entry).unwrap_or(0), reference)).collect())
    })
}

/// The reference under which an entry's gift came.
pub fn reference_of(operation: &Operation, entry: u64) -> Result<Option<String>, StoreError> {
    let number = i64::try_from(entry).unwrap_or(i64::MAX);
    operation.read(|db| {
        let query = gift::table.filter(gift::operation.eq(operation.slug())).filter(gift::entry.eq(number));
        Ok(both!(db, c => query.select(gift::reference).first(c).optional())?)
    })
}

/// The entries of all gifts under a reference, as somebody types it, oldest first.
pub fn entries_under(operation: &Operation, typed: &str) -> Result<Vec<u64>, StoreError> {
    let Some(of) = Reference::parse(typed) else { return Ok(Vec::new()) };
    operation.read(|db| {
        let query = gift::table.filter(gift::operation.eq(operation.slug())).filter(gift::reference.eq(of.to_string()));
        let entries: Vec<i64> = both!(db, c => query.order(gift::entry).select(gift::entry).load(c))?;
        Ok(entries.into_iter().map(|n| u64::try_from(n).unwrap_or(0)).collect())
    })
}

/// The hash of the code behind a reference.
pub(super) fn code_hash(db: &mut Db, operation: &str, of: &Reference) -> Result<Option<Vec<u8>>, StoreError> {
    let query = reference::table.find((operation, of.to_string())).select(reference::code_hash);
    Ok(both!(db, c => query.first(c).optional())?)
}

/// Whether some reference has this code.
pub(super) fn has_code(db: &mut Db, operation: &str, code: &Code) -> Result<bool, StoreError> {
    let query = reference::table.filter(reference::operation.eq(operation));
    let query = query.filter(reference::code_hash.eq(code.hash())).select(reference::reference_);
    let found: Option<String> = both!(db, c => query.first(c).optional())?;
    Ok(found.is_some())
}

/// Gives a reference another code, if its code is still the one with hash `was`. Whether it now has this very code.
pub(super) fn replace_code(
    operation: &Operation,
    of: &Reference,
    was: impl Fn(&[u8]) -> bool,
    code: &Code,
) -> Result<bool, StoreError> {
    operation.write(|db| {
        let Some(hash) = code_hash(db, operation.slug(), of)? else { return Ok(false) };
        if was(&hash) && !has_code(db, operation.slug(), code)? {
            let row = diesel::update(reference::table.find((operation.slug(), of.to_string())));
            both!(db, c => row.set(reference::code_hash.eq(code.hash())).execute(c))?;
            return Ok(true);
        }
        Ok(hash == code.hash())
    })
}

/// Takes away a reference under which no gift came.
pub(super) fn forget_unused(db: &mut Db, operation: &str, of: &str) -> QueryResult<()> {
    let query = gift::table.filter(gift::operation.eq(operation)).filter(gift::reference.eq(of)).select(gift::entry);
    let used: Option<i64> = both!(db, c => query.first(c).optional())?;
    if used.is_none() {
        both!(db, c => diesel::delete(reference::table.find((operation, of))).execute(c))?;
    }
    Ok(())
}

pub(super) fn insert_reference(db: &mut Db, operation: &str, new: &Reference, code: &Code) -> QueryResult<()> {
    let row = (
        reference::operation.eq(operation),
        reference::reference_.eq(new.to_string()),
        reference::code_hash.eq(code.hash()),
    );
    both!(db, c => diesel::insert_into(reference::table).values(row).execute(c))?;
    Ok(())
}

/// The same for many references.
pub(super) fn insert_references(db: &mut Db, operation: &str, new: &[&(Reference, Code)]) -> QueryResult<()> {
    for some in new.chunks(ASKED_MAX) {
        let rows = some.iter().map(|(new, code)| {
            (
                reference::operation.eq(operation),
                reference::reference_.eq(new.to_string()),
                reference::code_hash.eq(code.hash()),
            )
        });
        let rows: Vec<_> = rows.collect();
        both!(db, c => diesel::insert_into(reference::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Stores a new reference in the transaction of its first gift; nothing where the gift came under one known already.
pub(super) fn with_reference(operation: &str, new: Option<(Reference, Code)>) -> PlainRows {
    let operation = operation.to_owned();
    Box::new(move |db, _entry| match &new {
        Some((reference, code)) => insert_reference(db, &operation, reference, code),
        None => Ok(()),
    })
}

/// Stores a reference before its gift came, once. Whether the one stored has this very code.
pub(super) fn make_reference(operation: &Operation, new: &Reference, code: &Code) -> Result<bool, StoreError> {
    operation.write(|db| {
        let stored = code_hash(db, operation.slug(), new)?;
        if stored.is_none() {
            insert_reference(db, operation.slug(), new, code)?;
        }
        Ok(stored.is_none_or(|hash| hash == code.hash()))
    })
}

/// The entries of all gifts that came under the reference of this code, oldest first; none for an unknown code. Looked
/// up by hash, so that the time it takes tells nothing about the code.
pub fn gifts_of_code(operation: &Operation, code: &Code) -> Result<Vec<u64>, StoreError> {
    operation.read(|db| {
        let query = reference::table
            .filter(reference::operation.eq(operation.slug()))
            .filter(reference::code_hash.eq(code.hash()))
            .select(reference::reference_);
        let Some(found): Option<String> = both!(db, c => query.first(c).optional())? else { return Ok(Vec::new()) };
        let query = gift::table
            .filter(gift::operation.eq(operation.slug()))
            .filter(gift::reference.eq(found))
            .order(gift::entry)
            .select(gift::entry);
        let entries: Vec<i64> = both!(db, c => query.load(c))?;
        Ok(entries.into_iter().map(|n| u64::try_from(n).unwrap_or(0)).collect())
    })
}

/// Waiting gifts by (fund, currency), then by country.
pub(super) fn cells<'a>(waiting: &[&'a Waiting]) -> BTreeMap<(String, String), BTreeMap<String, Vec<&'a Waiting>>> {
    let mut cells: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
    for gift in waiting {
        let text = |member: &str| gift.public.get(member).and_then(Value::as_str).unwrap_or_default().to_owned();
        cells.entry((text("fund"), text("currency"))).or_default().entry(text("country")).or_default().push(*gift);
    }
    cells
}

/// How many different people gave these gifts.
pub(super) fn people(gifts: &[&Waiting]) -> i64 {
    givers(&gifts.iter().map(|gift| &gift.public).collect::<Vec<_>>())
}

/// The same, from what the gate may read of each gift.
pub(super) fn givers(gifts: &[&Value]) -> i64 {
    let givers: BTreeSet<_> = gifts.iter().filter_map(|g| g.get("giver").and_then(Value::as_str)).collect();
    i64::try_from(givers.len()).unwrap_or(i64::MAX)
}
