//! Which book this is, and where it ends: its generation, its newest entry, the heads of its chain.

use diesel::prelude::*;
use waybill_journal::chain::Head;

use super::schema::{entry, operations};
use super::{Operation, StoreError};
use crate::both;
use crate::world::World;

/// How long the name of a generation is: 100 random bits.
pub(super) const GENERATION_LEN: usize = 20;

impl Operation {
    /// Gives a book that was founded before books had one its generation.
    pub(super) fn settle_generation(&self, world: &World) -> Result<(), StoreError> {
        if self.generation()?.is_empty() {
            let row = diesel::update(operations::table.find(self.slug()).filter(operations::generation.eq("")));
            let row = row.set(operations::generation.eq(world.word(GENERATION_LEN)));
            self.write(|db| Ok(both!(db, c => row.clone().execute(c)).map(|_| ())?))?;
        }
        Ok(())
    }

    /// Which book this is: a random name that it keeps as long as it lives, also through backup and return.
    pub fn generation(&self) -> Result<String, StoreError> {
        let query = operations::table.find(self.slug()).select(operations::generation);
        self.read(|db| Ok(both!(db, c => query.first(c))?))
    }

    /// The number of the newest entry, and the head after it.
    pub fn tip(&self) -> Result<(u64, Head), StoreError> {
        let query = operations::table.find(self.slug()).select((operations::last_entry, operations::head));
        let (last, head): (i64, Vec<u8>) = self.read(|db| Ok::<_, StoreError>(both!(db, c => query.first(c))?))?;
        let head = head.try_into().map_err(|_| StoreError::Damaged(0, "the head is not 32 bytes".into()))?;
        Ok((u64::try_from(last).unwrap_or(0), Head(head)))
    }

    /// The head after one entry; none where there is no such entry.
    pub fn head_at(&self, number: u64) -> Result<Option<Head>, StoreError> {
        if number == 0 {
            return Ok(Some(Head::first()));
        }
        let query = entry::table.find((self.slug(), i64::try_from(number).unwrap_or(i64::MAX))).select(entry::head);
        let head: Option<Vec<u8>> = self.read(|db| Ok::<_, StoreError>(both!(db, c => query.first(c).optional())?))?;
        Ok(head.and_then(|head| head.try_into().ok()).map(Head))
    }
}
