//! Published texts as they are kept: written once by the gate, read by public pages, never changed.

use diesel::prelude::*;

use super::operation::{Operation, parsed};
use super::schema::{entry, outbox, text};
use super::{Db, StoreError, Waiting};
use crate::both;

/// A published text as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable)]
#[diesel(table_name = text)]
pub struct TextRow {
    /// The operation.
    pub operation: String,
    /// Order of publication.
    pub position: i64,
    /// Looks random.
    pub id: String,
    /// In addresses: `23`, `23-1`.
    pub name: String,
    /// Seconds since 1970.
    pub published_at: i64,
    /// The close whose figures it pins.
    pub snapshot: i32,
    /// JSON: what lists show, by language.
    pub heads: String,
    /// JSON, as in the entry's public part.
    pub body: String,
}

impl Operation {
    /// Publishes a text behind all others; one that is published already is left alone. Of two programs that publish at
    /// once one fails on the place in the row and does it at its next look.
    pub fn write_text(&self, row: &TextRow) -> Result<(), StoreError> {
        self.write_shown(|db| {
            let mine = || text::table.filter(text::operation.eq(self.slug()));
            let known = mine().filter(text::id.eq(&row.id)).count();
            if both!(db, c => known.get_result::<i64>(c))? > 0 {
                return Ok(());
            }
            let position: i64 = both!(db, c => mine().count().get_result(c))?;
            let row = TextRow { position, ..row.clone() };
            both!(db, c => diesel::insert_into(text::table).values(&row).execute(c))?;
            Ok(())
        })
    }

    /// Entries of one kind that are not told yet, oldest first.
    pub fn waiting_of(&self, kind: &str) -> Result<Vec<Waiting>, StoreError> {
        let here = entry::table.on(entry::operation.eq(outbox::operation).and(entry::number.eq(outbox::entry)));
        self.read(|db| {
            let query = outbox::table
                .inner_join(here)
                .filter(outbox::operation.eq(self.slug()))
                .filter(outbox::opened.is_null())
                .filter(entry::kind.eq(kind))
                .order(outbox::entry)
                .select((entry::number, entry::recorded_at, entry::public_part));
            let rows: Vec<(i64, i64, Vec<u8>)> = both!(db, c => query.load(c))?;
            rows.into_iter()
                .map(|(number, recorded_at, public)| {
                    let number = u64::try_from(number).unwrap_or(0);
                    Ok(Waiting { entry: number, kind: kind.to_owned(), recorded_at, public: parsed(number, &public)? })
                })
                .collect()
        })
    }

    /// Every published text, oldest first, read by the side that writes.
    pub fn texts(&self) -> Result<Vec<TextRow>, StoreError> {
        let query = text::table.filter(text::operation.eq(self.slug())).order(text::position);
        self.with_gate(|db| Ok(both!(db, c => query.load(c))?))
    }

    /// Takes all published texts back, for telling them again.
    pub(super) fn clear_texts(&self) -> Result<(), StoreError> {
        self.with_gate(|db: &mut Db| {
            both!(db, c => diesel::delete(text::table.filter(text::operation.eq(self.slug()))).execute(c))?;
            Ok(())
        })
    }
}
