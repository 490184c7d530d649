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
}

/// Number, kind, moment and public part of an entry.
type WaitingRow = (i64, String, i64, Vec<u8>);

fn waiting_of((number, kind, recorded_at, public): WaitingRow) -> Result<Waiting, StoreError> {
    let number = u64::try_from(number).unwrap_or(0);
    Ok(Waiting { entry: number, kind, recorded_at, public: parsed(number, &public)? })
}
