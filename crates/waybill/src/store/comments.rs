//! Approved comments as public pages read them: written when a moderator decides, read by the published door.

use diesel::prelude::*;

use super::StoreError;
use super::operation::Operation;
use super::schema::comment;
use crate::both;

/// A comment as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable)]
#[diesel(table_name = comment)]
pub struct CommentRow {
    /// The operation.
    pub operation: String,
    /// Looks random.
    pub id: String,
    /// The text it stands under: `23`, `23-1`.
    pub about: String,
    /// Order of approval.
    pub position: i64,
    /// The day on which it was written.
    pub written_on: String,
    /// The language of the page on which it was written.
    pub lang: String,
    /// The name its writer chose; empty once it was taken down.
    pub author: String,
    /// Plain text; empty once it was taken down.
    pub words: String,
    /// What the operation answered; may be empty.
    pub reply: String,
    /// The day of that answer; empty without one.
    pub replied_on: String,
    /// 1 = it was taken down.
    pub removed: i32,
    /// The decision it shows.
    pub version: i32,
}

impl Operation {
    /// Publishes a comment as a moderator decided it. An older decision never replaces a newer one, so it may be repeated.
    pub fn write_comment(&self, row: &CommentRow) -> Result<(), StoreError> {
        self.write_shown(|db| {
            let mine = || comment::table.filter(comment::operation.eq(self.slug()));
            let known = mine().filter(comment::id.eq(&row.id)).count();
            if both!(db, c => known.get_result::<i64>(c))? == 0 {
                let position: i64 = both!(db, c => mine().count().get_result(c))?;
                let row = CommentRow { position, ..row.clone() };
                let insert = diesel::insert_into(comment::table).values(&row).on_conflict_do_nothing();
                both!(db, c => insert.execute(c))?;
            }
            let older = comment::table.find((self.slug(), &row.id)).filter(comment::version.lt(row.version));
            let set = (
                (comment::author.eq(&row.author), comment::words.eq(&row.words)),
                (comment::reply.eq(&row.reply), comment::replied_on.eq(&row.replied_on)),
                (comment::removed.eq(row.removed), comment::version.eq(row.version)),
            );
            both!(db, c => diesel::update(older).set(set).execute(c))?;
            Ok(())
        })
    }
}
