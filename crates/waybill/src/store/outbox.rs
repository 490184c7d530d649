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
        let rows: Vec<(i64, String, i64, Vec<u8>)> = both!(db, c => query.load(c))?;
        rows.into_iter()
            .map(|(number, kind, recorded_at, public)| {
                let number = u64::try_from(number).unwrap_or(0);
                let public = parsed(number, &public)?;
                Ok(Waiting { entry: number, kind, recorded_at, public })
            })
            .collect()
    }
}
