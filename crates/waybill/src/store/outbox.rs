//! What waits for the gate.

use diesel::prelude::*;
use jiff::Timestamp;

use super::operation::{Operation, Waiting, parsed};
use super::post::lock_head;
use super::schema::{entry, outbox};
use super::{Db, StoreError};
use crate::both;

impl Operation {
    /// Entries that have not passed the gate and were written before `until`, oldest first. Read under the writer's
    /// lock: an entry that is being written now either is in the list or is not before `until`.
    pub fn waiting(&self, until: Timestamp) -> Result<Vec<Waiting>, StoreError> {
        let locked = self.write(|db| {
            lock_head(db, self.slug())?;
            self.waiting_in(db, until)
        });
        match locked {
            // Where nothing can be written nothing is being written either.
            Err(error) if error.disk().is_some() => self.read(|db| self.waiting_in(db, until)),
            done => done,
        }
    }

    fn waiting_in(&self, db: &mut Db, until: Timestamp) -> Result<Vec<Waiting>, StoreError> {
        let query = outbox::table
            .inner_join(entry::table.on(entry::operation.eq(outbox::operation).and(entry::number.eq(outbox::entry))))
            .filter(outbox::operation.eq(self.slug()))
            .filter(outbox::opened.is_null())
            .filter(entry::recorded_at.lt(until.as_second()))
            .order(outbox::entry)
            .select((entry::number, entry::kind, entry::recorded_at, entry::public_part));
        let rows: Vec<WaitingRow> = both!(db, c => query.load(c))?;
        rows.into_iter().map(waiting_of).collect()
    }

    /// Every entry that ever waited at the gate, oldest first: for telling all of it again beside what was told.
    pub fn ever_waiting(&self) -> Result<Vec<Waiting>, StoreError> {
        let here = entry::table.on(entry::operation.eq(outbox::operation).and(entry::number.eq(outbox::entry)));
        let query = outbox::table.inner_join(here).filter(outbox::operation.eq(self.slug())).order(outbox::entry);
        let query = query.select((entry::number, entry::kind, entry::recorded_at, entry::public_part));
        let rows: Vec<WaitingRow> = self.read(|db| Ok::<_, StoreError>(both!(db, c => query.load(c))?))?;
        rows.into_iter().map(waiting_of).collect()
    }

    /// Which entries the world knows of: entry, snapshot, fact id.
    pub fn opened(&self) -> Result<Vec<(u64, i32, Option<String>)>, StoreError> {
        self.read(|db| {
            let query = outbox::table.filter(outbox::operation.eq(self.slug())).filter(outbox::opened.is_not_null());
            let columns = (outbox::entry, outbox::opened.assume_not_null(), outbox::fact);
            let rows: Vec<(i64, i32, Option<String>)> = both!(db, c => query.select(columns).load(c))?;
            Ok(rows.into_iter().map(|(entry, step, fact)| (u64::try_from(entry).unwrap_or(0), step, fact)).collect())
        })
    }

    /// Notes which fact is about to tell each entry. It counts as told once a snapshot holds that fact.
    pub fn mark_telling(&self, telling: &[(u64, String)]) -> Result<(), StoreError> {
        self.write(|db| {
            for (entry, fact) in telling {
                let number = i64::try_from(*entry).unwrap_or(i64::MAX);
                let row = diesel::update(outbox::table.find((self.slug(), number)).filter(outbox::opened.is_null()));
                both!(db, c => row.set(outbox::fact.eq(Some(fact))).execute(c))?;
            }
            Ok(())
        })
    }

    /// Entries that a fact was about to tell, with that fact's id.
    pub fn telling(&self) -> Result<Vec<(u64, String)>, StoreError> {
        self.read(|db| {
            let query = outbox::table.filter(outbox::operation.eq(self.slug())).filter(outbox::opened.is_null());
            let query =
                query.filter(outbox::fact.is_not_null()).select((outbox::entry, outbox::fact.assume_not_null()));
            let rows: Vec<(i64, String)> = both!(db, c => query.load(c))?;
            Ok(rows.into_iter().map(|(entry, fact)| (u64::try_from(entry).unwrap_or(0), fact)).collect())
        })
    }

    /// Marks entries as told, each with the snapshot that told it. Repeating it changes nothing.
    pub fn mark_opened(&self, told: &[(u64, i32)]) -> Result<(), StoreError> {
        self.write(|db| {
            for (entry, step) in told {
                let number = i64::try_from(*entry).unwrap_or(i64::MAX);
                let row = diesel::update(outbox::table.find((self.slug(), number)).filter(outbox::opened.is_null()));
                both!(db, c => row.set(outbox::opened.eq(Some(*step))).execute(c))?;
            }
            Ok(())
        })
    }
}

/// Number, kind, moment and public part of an entry.
type WaitingRow = (i64, String, i64, Vec<u8>);

fn waiting_of((number, kind, recorded_at, public): WaitingRow) -> Result<Waiting, StoreError> {
    let number = u64::try_from(number).unwrap_or(0);
    Ok(Waiting { entry: number, kind, recorded_at, public: parsed(number, &public)? })
}
