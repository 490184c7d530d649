//! What was put right: which entry is corrected, by which, and which entries still stand.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::operation::{ENTRY_COLUMNS, EntryRow, Operation, Recorded};
use super::schema::{corrected, departure, entry, outbox};
use super::{Db, StoreError};
use crate::both;

/// The kind of an entry that puts another one right.
pub const CORRECTION: &str = "correction";

/// The kind of an entry by which a part of what an earlier one gave away comes back.
pub const RETURN: &str = "return";

/// Kinds of entries that can bring back what had left for the world, so that a gift is somewhere else afterwards though
/// nothing of ours moved on.
const BRINGS_BACK: [&str; 2] = ["stocktake", RETURN];

/// Notes that an entry corrects another, if it does, and answers the one that was wrong.
pub(super) fn note(db: &mut Db, slug: &str, recorded: &Recorded) -> Result<Option<Recorded>, StoreError> {
    let Some(wrong) = recorded.corrects() else { return Ok(None) };
    let (wrong, by) = (signed(wrong), signed(recorded.number));
    let row = (corrected::operation.eq(slug), corrected::entry.eq(wrong), corrected::by_entry.eq(by));
    both!(db, c => diesel::insert_into(corrected::table).values(row).execute(c))?;
    let query = entry::table.find((slug, wrong)).select(ENTRY_COLUMNS);
    let found: EntryRow = both!(db, c => query.first(c))?;
    Ok(Some(found.try_into()?))
}

/// Entries of one kind that nobody corrected, oldest first, as this connection sees them.
pub fn standing_of_kind(db: &mut Db, slug: &str, kind: &str) -> Result<Vec<Recorded>, diesel::result::Error> {
    let on = corrected::operation.eq(entry::operation).and(corrected::entry.eq(entry::number));
    let query = entry::table
        .left_join(corrected::table.on(on))
        .filter(entry::operation.eq(slug))
        .filter(entry::kind.eq(kind))
        .filter(corrected::by_entry.is_null())
        .order(entry::number)
        .select(ENTRY_COLUMNS);
    let rows: Vec<EntryRow> = both!(db, c => query.load(c))?;
    let damaged = |error: StoreError| diesel::result::Error::DeserializationError(Box::new(error));
    rows.into_iter().map(|row| Recorded::try_from(row).map_err(damaged)).collect()
}

impl Recorded {
    /// The entry that this one puts right.
    pub fn corrects(&self) -> Option<u64> {
        self.private.get("corrects")?.as_u64()
    }

    /// The entry of which a part comes back with this one.
    pub fn part_of(&self) -> Option<u64> {
        if self.kind == RETURN { self.private.get("rest")?.get("of")?.as_u64() } else { None }
    }
}

impl Operation {
    /// Entries of one kind that nobody corrected, oldest first.
    pub fn standing(&self, kind: &str) -> Result<Vec<Recorded>, StoreError> {
        self.read(|db| Ok(standing_of_kind(db, self.slug(), kind)?))
    }

    /// Whether an entry of this kind stands.
    pub fn stands(&self, kind: &str) -> Result<bool, StoreError> {
        self.read(|db| {
            let on = corrected::operation.eq(entry::operation).and(corrected::entry.eq(entry::number));
            let query = entry::table.left_join(corrected::table.on(on)).filter(entry::operation.eq(self.slug()));
            let query = query.filter(entry::kind.eq(kind)).filter(corrected::by_entry.is_null());
            let found: Option<i64> = both!(db, c => query.select(entry::number).first(c).optional())?;
            Ok(found.is_some())
        })
    }

    /// The entry that corrects this one.
    pub fn corrected_by(&self, number: u64) -> Result<Option<u64>, StoreError> {
        self.read(|db| {
            let query = corrected::table.find((self.slug(), signed(number))).select(corrected::by_entry);
            let by: Option<i64> = both!(db, c => query.first(c).optional())?;
            Ok(by.map(unsigned))
        })
    }

    /// Every corrected entry, with the entry that corrects it.
    pub fn all_corrected(&self) -> Result<BTreeMap<u64, u64>, StoreError> {
        self.read(|db| {
            let query = corrected::table.filter(corrected::operation.eq(self.slug()));
            let pairs: Vec<(i64, i64)> = both!(db, c => query.select((corrected::entry, corrected::by_entry)).load(c))?;
            Ok(pairs.into_iter().map(|(wrong, by)| (unsigned(wrong), unsigned(by))).collect())
        })
    }

    /// Entries after `since` that moved something of ours on, brought something back, or put such a move right, with their
    /// kind; oldest first. What only brings something new, as a gift does, is none of them.
    pub fn movers_since(&self, since: u64) -> Result<Vec<(u64, String)>, StoreError> {
        self.read(|db| {
            let moved = departure::table.filter(departure::operation.eq(self.slug())).select(departure::entry);
            let righted = corrected::table.filter(corrected::operation.eq(self.slug())).select(corrected::by_entry);
            let query = entry::table
                .filter(entry::operation.eq(self.slug()))
                .filter(entry::number.gt(signed(since)))
                .filter(
                    entry::number.eq_any(moved).or(entry::number.eq_any(righted)).or(entry::kind.eq_any(BRINGS_BACK)),
                )
                .order(entry::number)
                .select((entry::number, entry::kind));
            let movers: Vec<(i64, String)> = both!(db, c => query.load(c))?;
            Ok(movers.into_iter().map(|(number, kind)| (unsigned(number), kind)).collect())
        })
    }

    /// The fact that told an entry, and the snapshot it came with; no fact where the entry was dealt with in silence.
    pub fn told_by(&self, number: u64) -> Result<Option<(i32, Option<String>)>, StoreError> {
        self.read(|db| {
            let query = outbox::table.find((self.slug(), signed(number))).filter(outbox::opened.is_not_null());
            let query = query.select((outbox::opened.assume_not_null(), outbox::fact));
            Ok(both!(db, c => query.first(c).optional())?)
        })
    }

    /// Marks entries as dealt with at this snapshot though no fact tells them, now or ever. Repeating it changes nothing.
    pub fn mark_silent(&self, entries: &[u64], step: i32) -> Result<(), StoreError> {
        self.write(|db| {
            for number in entries {
                let row =
                    diesel::update(outbox::table.find((self.slug(), signed(*number))).filter(outbox::opened.is_null()));
                let silent = (outbox::opened.eq(Some(step)), outbox::fact.eq(None::<String>));
                both!(db, c => row.set(silent).execute(c))?;
            }
            Ok(())
        })
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
