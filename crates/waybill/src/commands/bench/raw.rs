//! The engine alone: the very rows that the book wrote, into the same tables with the same indexes, and nothing else.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Statement, params_from_iter};

/// Tables that a gift writes into, one row each; `pool` and `operations` are written beside them.
const TABLES: [&str; 6] = ["entry", "arrival", "outbox", "form_key", "gift", "reference"];
/// Rows of one table in one transaction.
const BATCH: i64 = 10_000;

type Row = Vec<Value>;

/// A database with the book's own schema, filled from the book.
pub(super) struct Raw {
    book: Connection,
    raw: Connection,
    /// How many rows of each table were taken from the book.
    upto: i64,
}

impl Raw {
    /// Makes an empty one.
    pub(super) fn beside(book: &Path, raw: &Path) -> Result<Self> {
        let (book, raw) = (Connection::open(book)?, Connection::open(raw)?);
        raw.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;")?;
        let mut schema =
            book.prepare("SELECT sql FROM sqlite_master WHERE tbl_name = ?1 AND sql IS NOT NULL ORDER BY rowid")?;
        for table in TABLES.iter().chain(&["pool", "operations"]) {
            for sql in schema.query_map([table], |row| row.get::<_, String>(0))? {
                raw.execute_batch(&sql?)?;
            }
        }
        drop(schema);
        for table in ["pool", "operations"] {
            let mut insert = insert_into(&raw, table, &book)?;
            for row in rows(&book, table, 0, i64::MAX)? {
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(Self { book, raw, upto: 0 })
    }

    /// Writes all rows of the book in batches; only the writing is timed.
    pub(super) fn bulk(&mut self) -> Result<Duration> {
        let mut took = Duration::ZERO;
        let mut inserts =
            TABLES.iter().map(|table| insert_into(&self.raw, table, &self.book)).collect::<Result<Vec<_>>>()?;
        let mut pools = self.raw.prepare("UPDATE pool SET balance = balance, next_out = next_out")?;
        let mut head = self.raw.prepare("UPDATE operations SET last_entry = last_entry, head = head")?;
        loop {
            let batch =
                TABLES.iter().map(|table| rows(&self.book, table, self.upto, BATCH)).collect::<Result<Vec<_>>>()?;
            if batch.iter().all(Vec::is_empty) {
                break;
            }
            self.upto += BATCH;
            let began = Instant::now();
            self.raw.execute_batch("BEGIN IMMEDIATE")?;
            for (insert, rows) in inserts.iter_mut().zip(&batch) {
                for row in rows {
                    insert.execute(params_from_iter(row))?;
                }
            }
            pools.execute([])?;
            head.execute([])?;
            self.raw.execute_batch("COMMIT")?;
            took += began.elapsed();
        }
        Ok(took)
    }

    /// Writes the last `count` gifts of the book, which came after [`Raw::bulk`], each in a transaction of its own.
    pub(super) fn single(&mut self, count: i64) -> Result<Duration> {
        let tables = TABLES.iter().map(|table| last_rows(&self.book, table, count)).collect::<Result<Vec<_>>>()?;
        let mut inserts =
            TABLES.iter().map(|table| insert_into(&self.raw, table, &self.book)).collect::<Result<Vec<_>>>()?;
        let mut pool = self.raw.prepare(
            "INSERT INTO pool SELECT * FROM pool WHERE rowid = 1 ON CONFLICT (operation, account, commodity) DO UPDATE SET balance = balance",
        )?;
        let mut head = self.raw.prepare("UPDATE operations SET last_entry = last_entry, head = head")?;
        let count = usize::try_from(count).unwrap_or(0);
        let began = Instant::now();
        for n in 0..count {
            self.raw.execute_batch("BEGIN IMMEDIATE")?;
            for (insert, rows) in inserts.iter_mut().zip(&tables) {
                if let Some(row) = rows.get(n) {
                    insert.execute(params_from_iter(row))?;
                }
            }
            pool.execute([])?;
            head.execute([])?;
            self.raw.execute_batch("COMMIT")?;
        }
        Ok(began.elapsed())
    }

    /// How many arrivals were written, and what they add up to.
    pub(super) fn arrived(&self) -> Result<(i64, i64)> {
        self.raw.query_row("SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM arrival", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }
}

fn insert_into<'a>(raw: &'a Connection, table: &str, book: &Connection) -> Result<Statement<'a>> {
    let columns = book.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?.column_count();
    raw.prepare(&format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", ")))
}

fn rows(book: &Connection, table: &str, after: i64, count: i64) -> Result<Vec<Row>> {
    let last = after.saturating_add(count);
    read(book, &format!("SELECT * FROM {table} WHERE rowid > {after} AND rowid <= {last} ORDER BY rowid"))
}

fn last_rows(book: &Connection, table: &str, count: i64) -> Result<Vec<Row>> {
    let mut last = read(book, &format!("SELECT * FROM {table} ORDER BY rowid DESC LIMIT {count}"))?;
    last.reverse();
    Ok(last)
}

fn read(book: &Connection, sql: &str) -> Result<Vec<Row>> {
    let mut query = book.prepare(sql)?;
    let columns = query.column_count();
    let rows = query.query_map([], |row| (0..columns).map(|column| row.get(column)).collect::<Result<Row>>())?;
    rows.collect()
}
