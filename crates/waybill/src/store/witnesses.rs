//! Whose logs we witness and who witnesses ours, as rows. What is signed and what is asked is [`crate::publish::witnesses`].

use diesel::prelude::*;

use super::post::lock_head;
use super::schema::{witness, witnessed};
use super::{Db, Operation, StoreError};
use crate::both;

/// Logs that one operation ever witnessed: as many friends as a coordinator can know, several times over.
pub const WITNESSED_MAX: usize = 64;

/// Witnesses of one log: a note holds 32 signatures, of which the log's own keys take up to 8.
pub const WITNESSES_MAX: usize = 8;

/// What stands in `said` of a witness that saw what this book lost, once that was accepted: it is not asked any more.
pub const LOST: &str = "lost";

/// A log that we witness, and what we signed last of it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable)]
#[diesel(table_name = witnessed)]
pub struct WitnessedRow {
    /// The operation.
    pub operation: String,
    /// The log's name.
    pub origin: String,
    /// What it may sign with, one a line; empty where it is not witnessed any more.
    pub keys: String,
    /// Leaves; 0 before the first.
    pub size: i64,
    /// The root over them.
    pub root: Vec<u8>,
    /// As our signature says it, in seconds since 1970; 0 before the first.
    pub signed_at: i64,
}

/// A witness of our log, and what came of asking it last.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable)]
#[diesel(table_name = witness)]
pub struct WitnessRow {
    /// The operation.
    pub operation: String,
    /// As its signatures say it.
    pub name: String,
    /// Its key.
    pub key: String,
    /// What stands before `/add-checkpoint`.
    pub address: String,
    /// Leaves of ours that it signed last, as far as we know.
    pub seen: i64,
    /// When, as it says, in seconds since 1970; 0 = never.
    pub cosigned_at: i64,
    /// Why it has not signed; empty where it has, or was not asked yet.
    pub said: String,
    /// Since when it has not signed; 0 where it has.
    pub since: i64,
    /// Before this it is not asked again.
    pub next_at: i64,
    /// Leaves it says it saw of a log that this book does not go on from; 0 = none. While there are any nothing is signed.
    pub ahead: i64,
}

impl Operation {
    /// Every log that is or was witnessed, by name.
    pub fn witnessed(&self) -> Result<Vec<WitnessedRow>, StoreError> {
        let query = witnessed::table.filter(witnessed::operation.eq(self.slug())).order(witnessed::origin);
        self.read(|db| Ok(both!(db, c => query.load(c))?))
    }

    /// One of them.
    pub fn witnessed_log(&self, origin: &str) -> Result<Option<WitnessedRow>, StoreError> {
        let query = witnessed::table.find((self.slug(), origin));
        self.read(|db| Ok(both!(db, c => query.first(c).optional())?))
    }

    /// Witnesses a log with these keys from now on; what was signed of it before stays. False where there are too many.
    pub fn witness_log(&self, origin: &str, keys: &str) -> Result<bool, StoreError> {
        self.write(|db| {
            lock_head(db, self.slug())?;
            let known = witnessed::table.find((self.slug(), origin));
            let changed = diesel::update(known).set(witnessed::keys.eq(keys));
            if both!(db, c => changed.execute(c))? == 1 {
                return Ok(true);
            }
            let all = witnessed::table.filter(witnessed::operation.eq(self.slug())).count();
            if both!(db, c => all.get_result::<i64>(c))? >= limit(WITNESSED_MAX) {
                return Ok(false);
            }
            let row = WitnessedRow {
                operation: self.slug().to_owned(),
                origin: origin.to_owned(),
                keys: keys.to_owned(),
                size: 0,
                root: Vec::new(),
                signed_at: 0,
            };
            both!(db, c => diesel::insert_into(witnessed::table).values(&row).execute(c))?;
            Ok(true)
        })
    }

    /// Signs for a log no more. What was signed stays known.
    pub fn stop_witnessing(&self, origin: &str) -> Result<(), StoreError> {
        let row = witnessed::table.find((self.slug(), origin));
        self.write(|db| {
            both!(db, c => diesel::update(row).set(witnessed::keys.eq("")).execute(c))?;
            Ok(())
        })
    }

    /// Keeps what is about to be signed in place of what was signed last: false, and nothing kept, where somebody else was
    /// quicker, or the log was taken from the list meanwhile.
    pub fn keep_witnessed(&self, last: &WitnessedRow, next: &WitnessedRow) -> Result<bool, StoreError> {
        let known = witnessed::table.find((self.slug(), &last.origin));
        let row = known
            .filter(witnessed::keys.eq(&last.keys))
            .filter(witnessed::size.eq(last.size))
            .filter(witnessed::root.eq(&last.root))
            .filter(witnessed::signed_at.eq(last.signed_at));
        let now =
            (witnessed::size.eq(next.size), witnessed::root.eq(&next.root), witnessed::signed_at.eq(next.signed_at));
        self.write(|db| Ok(both!(db, c => diesel::update(row).set(now).execute(c))? == 1))
    }

    /// Every witness of our log, by name.
    pub fn witnesses(&self) -> Result<Vec<WitnessRow>, StoreError> {
        let query = witness::table.filter(witness::operation.eq(self.slug())).order(witness::name);
        self.read(|db| Ok(both!(db, c => query.load(c))?))
    }

    /// Asks a witness from now on. One of that name and key has moved to this address. False where there are too many, or one
    /// of that name has another key.
    pub fn add_witness(&self, name: &str, key: &str, address: &str) -> Result<bool, StoreError> {
        self.write(|db| {
            lock_head(db, self.slug())?;
            let known = witness::table.find((self.slug(), name)).filter(witness::key.eq(key));
            let moved = diesel::update(known).set((witness::address.eq(address), witness::next_at.eq(0)));
            if both!(db, c => moved.execute(c))? == 1 {
                return Ok(true);
            }
            let all = witness::table.filter(witness::operation.eq(self.slug())).count();
            if both!(db, c => all.get_result::<i64>(c))? >= limit(WITNESSES_MAX) {
                return Ok(false);
            }
            let row = WitnessRow {
                operation: self.slug().to_owned(),
                name: name.to_owned(),
                key: key.to_owned(),
                address: address.to_owned(),
                seen: 0,
                cosigned_at: 0,
                said: String::new(),
                since: 0,
                next_at: 0,
                ahead: 0,
            };
            let insert = diesel::insert_into(witness::table).values(&row).on_conflict_do_nothing();
            Ok(both!(db, c => insert.execute(c))? == 1)
        })
    }

    /// Asks a witness no more.
    pub fn remove_witness(&self, name: &str) -> Result<(), StoreError> {
        let row = witness::table.find((self.slug(), name));
        self.write(|db| {
            both!(db, c => diesel::delete(row).execute(c))?;
            Ok(())
        })
    }

    /// Keeps what came of asking, unless the witness was taken away or moved meanwhile.
    pub fn note_witness(&self, now: &WitnessRow) -> Result<(), StoreError> {
        let known = witness::table.find((self.slug(), &now.name));
        let row = known.filter(witness::key.eq(&now.key)).filter(witness::address.eq(&now.address));
        let set = (
            (witness::seen.eq(now.seen), witness::cosigned_at.eq(now.cosigned_at), witness::said.eq(&now.said)),
            (witness::since.eq(now.since), witness::next_at.eq(now.next_at), witness::ahead.eq(now.ahead)),
        );
        self.write(|db| {
            both!(db, c => diesel::update(row).set(set).execute(c))?;
            Ok(())
        })
    }

    /// How many leaves a witness saw of a log that this book does not go on from; none where all agree.
    pub fn seen_ahead(&self) -> Result<Option<u64>, StoreError> {
        let query = witness::table.filter(witness::operation.eq(self.slug())).filter(witness::ahead.gt(0));
        let most: Option<i64> = self.read(|db: &mut Db| {
            Ok::<_, StoreError>(both!(db, c => query.select(diesel::dsl::max(witness::ahead)).first(c))?)
        })?;
        Ok(most.and_then(|size| u64::try_from(size).ok()))
    }

    /// Asks witnesses who saw what this book lost no more: they could not sign it again. False where there are none.
    pub(super) fn give_up_witnesses(&self) -> Result<bool, StoreError> {
        let rows = witness::table.filter(witness::operation.eq(self.slug())).filter(witness::ahead.gt(0));
        let now = (witness::said.eq(LOST), witness::ahead.eq(0));
        self.write(|db| Ok(both!(db, c => diesel::update(rows).set(now).execute(c))? > 0))
    }
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
