//! Tables as they are, whoever they belong to: every row as text, and all rows of one operation gone. Names come from the list
//! in [`super::ground`] alone, and an operation's short name was checked, so nothing has to be quoted.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::ground::Home;
use super::{Db, StoreError};
use crate::both;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(db: &mut Db, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Line> = both!(db, c => diesel::sql_query(sql).load(c))?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}

/// The columns of a table, in their order.
fn columns(db: &mut Db, home: Home, table: &str) -> Result<Vec<String>, StoreError> {
    let sql = if db.is_sqlite() {
        format!("SELECT name AS line FROM pragma_table_info('{table}') ORDER BY cid")
    } else {
        let schema = if home == Home::Book { "book" } else { "shown" };
        format!(
            "SELECT column_name::text AS line FROM information_schema.columns \
             WHERE table_schema = '{schema}' AND table_name = '{table}' ORDER BY ordinal_position"
        )
    };
    lines(db, &sql)
}

/// Every row that an operation has in a table, to the letter: `pool: 'flood' 'bank-eur-1/open' …`.
pub(super) fn rows(db: &mut Db, home: Home, table: &str, slug: &str) -> Result<Vec<String>, StoreError> {
    let write = if db.is_sqlite() { "quote" } else { "quote_nullable" };
    let columns = columns(db, home, table)?;
    let columns = columns.iter().map(|column| format!("{write}(\"{column}\")")).collect::<Vec<_>>().join(" || ' ' || ");
    lines(
        db,
        &format!("SELECT '{table}: ' || {columns} AS line FROM \"{table}\" WHERE operation = '{slug}' ORDER BY 1"),
    )
}

/// Deletes every row that an operation has in a table.
pub(super) fn clear(db: &mut Db, table: &str, slug: &str) -> Result<(), StoreError> {
    Ok(db.batch(&format!("DELETE FROM \"{table}\" WHERE operation = '{slug}'"))?)
}
