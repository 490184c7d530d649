//! Every table of both stores as the engine itself lists it, and every row of it.

use diesel::prelude::*;
use diesel::sql_types::Text;
use waybill::both;
use waybill::store::{Db, StoreError};

use crate::ground::Ground;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(db: &mut Db, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Line> = both!(db, c => diesel::sql_query(sql).load(c))?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}

/// `table.column` of the store behind this connection, without what the migrations keep for themselves.
fn columns(db: &mut Db, schema: &str) -> Result<Vec<String>, StoreError> {
    let sql = if db.is_sqlite() {
        "SELECT m.name || '.' || c.name AS line FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY 1"
            .to_owned()
    } else {
        format!(
            "SELECT (table_name || '.' || column_name)::text AS line FROM information_schema.columns \
             WHERE table_schema = '{schema}' AND table_name NOT LIKE '\\_\\_%' ORDER BY 1"
        )
    };
    lines(db, &sql)
}

/// Every column of the book, then every column of what is shown.
pub fn all_columns(ground: &Ground) -> Vec<String> {
    let mut all = ground.operation().read(|db| columns(db, "book")).unwrap();
    all.extend(ground.operation().with_gate(|db| columns(db, "shown")).unwrap());
    all
}

fn rows(db: &mut Db, schema: &str, leave_out: &[&str]) -> Result<Vec<String>, StoreError> {
    let all = columns(db, schema)?;
    let mut tables: Vec<&str> = all.iter().filter_map(|column| Some(column.split_once('.')?.0)).collect();
    tables.dedup();
    let mut found = Vec::new();
    for table in tables.into_iter().filter(|table| !leave_out.contains(table)) {
        let row = if db.is_sqlite() {
            let columns = all.iter().filter_map(|column| column.strip_prefix(&format!("{table}.")));
            columns.map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>().join(" || ' ' || ")
        } else {
            "t::text".to_owned()
        };
        let sql = format!("SELECT {row} AS line FROM {table} t ORDER BY 1");
        found.extend(lines(db, &sql)?.into_iter().map(|line| format!("{table}: {line}")));
    }
    Ok(found)
}

/// Every row of every table but these, to the letter.
pub fn everything(ground: &Ground, leave_out: &[&str]) -> Vec<String> {
    let mut all = ground.operation().read(|db| rows(db, "book", leave_out)).unwrap();
    all.extend(ground.operation().with_gate(|db| rows(db, "shown", leave_out)).unwrap());
    all
}
