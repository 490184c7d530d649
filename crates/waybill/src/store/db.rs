//! The two engines behind one door: every query is written once and checked by the compiler for both.

use std::path::{Path, PathBuf};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as QueryError};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Disk, StoreError};

/// The private book's tables.
const BOOK: EmbeddedMigrations = embed_migrations!("migrations/book");
/// The published facts' tables.
const SHOWN: EmbeddedMigrations = embed_migrations!("migrations/shown");

/// A connection to PostgreSQL, all Rust, no libpq.
pub type PgConnection = diesel_async::async_connection_wrapper::AsyncConnectionWrapper<diesel_async::AsyncPgConnection>;

/// One open connection on either engine.
pub enum Db {
    /// A file beside the program.
    Sqlite(SqliteConnection),
    /// A server, when one machine is not enough.
    Postgres(Box<PgConnection>),
}

/// Runs one typed query on whichever engine is open. The only macro of our own: without it each query would be
/// written twice.
#[macro_export]
macro_rules! both {
    ($db:expr, $connection:ident => $query:expr) => {
        match $db {
            $crate::store::Db::Sqlite($connection) => $query,
            $crate::store::Db::Postgres(boxed) => {
                let $connection = &mut **boxed;
                $query
            }
        }
    };
}

/// Which engine keeps the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One folder an operation: `book.db`, `public.db`.
    Sqlite,
    /// One database, `postgres://user@host/name`, with the schemas `book` and `shown`.
    Postgres(String),
}

/// Which of the two stores a connection opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The private book, reading and writing.
    Book,
    /// Published facts, writing: the gate alone.
    ShownWriter,
    /// Published facts, reading: all that public pages have.
    ShownReader,
}

impl Db {
    /// Runs `work` in one transaction: all of it, or nothing. A serialization conflict (SQLSTATE 40001) is tried again.
    pub fn transaction<T, E>(&mut self, mut work: impl FnMut(&mut Self) -> Result<T, E>) -> Result<T, E>
    where
        E: From<QueryError> + MaybeConflict,
    {
        let mut tries = 0;
        loop {
            tries += 1;
            self.begin()?;
            let done = work(self).and_then(|value| both!(self, c => commit(c)).map(|()| value).map_err(E::from));
            match done {
                Ok(value) => return Ok(value),
                Err(error) => {
                    // A failed COMMIT has already rolled back; a second rollback then reports "no transaction".
                    let _ = both!(self, c => rollback(c));
                    if !(error.is_conflict() && tries < TRIES_MAX) {
                        return Err(error);
                    }
                }
            }
        }
    }

    /// SQLite takes the write lock at once: a transaction that reads first could otherwise find, when it comes to write,
    /// that another program wrote meanwhile, and fail without waiting.
    pub(super) fn begin(&mut self) -> QueryResult<()> {
        match self {
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
            Self::Postgres(c) => begin(&mut **c),
        }
    }

    /// Begins a part of the open transaction that can be undone alone.
    pub(super) fn mark(&mut self) -> QueryResult<()> {
        both!(self, c => begin(c))
    }

    /// Keeps the innermost part, or commits where there is none.
    pub(super) fn keep(&mut self) -> QueryResult<()> {
        both!(self, c => commit(c))
    }

    /// Undoes the innermost part, or all where there is none.
    pub(super) fn undo(&mut self) -> QueryResult<()> {
        both!(self, c => rollback(c))
    }

    /// Whether a transaction was left open or could not be ended: such a connection is not used again.
    pub(super) fn is_broken(&mut self) -> bool {
        both!(self, c => is_broken(c))
    }

    /// Whether this is SQLite (a test that looks at the engine's own refusals needs to know).
    pub fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Whether the connection still answers; a database that was restarted does not.
    pub fn is_alive(&mut self) -> bool {
        self.batch("SELECT 1").is_ok()
    }

    /// SQLite's own mark of what others have written (`PRAGMA data_version`): while it stays the same, so does all that this
    /// connection reads. PostgreSQL has none.
    pub fn mark_of_others(&mut self) -> QueryResult<Option<i64>> {
        match self {
            Self::Sqlite(c) => {
                diesel::sql_query("PRAGMA data_version").get_result(c).map(|row: Mark| Some(row.data_version))
            }
            Self::Postgres(_) => Ok(None),
        }
    }

    /// Runs raw statements; for pragmas, schemas and the tests of the wall.
    pub fn batch(&mut self, sql: &str) -> QueryResult<()> {
        both!(self, c => c.batch_execute(sql))
    }
}

#[derive(QueryableByName)]
struct Mark {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    data_version: i64,
}

/// How often a transaction that another one crossed is tried. Each try waits for the head row, so a few suffice.
pub(super) const TRIES_MAX: u32 = 5;

/// Errors that can tell whether they are a conflict of two transactions, worth trying again.
pub trait MaybeConflict {
    /// True for SQLSTATE 40001.
    fn is_conflict(&self) -> bool;

    /// True where the disk failed under the program itself: never worth trying again.
    fn is_fault(&self) -> bool;
}

/// What is the matter with the disk, from what the engine says: its result codes are not handed on, its words are. SQLite has one
/// sentence for each code (`sqlite3_errstr`: `SQLITE_FULL` 13, `SQLITE_IOERR` 10); PostgreSQL puts the system's words for `ENOSPC` or
/// `EDQUOT` behind what it could not write (SQLSTATE 53100). A server that cannot sync ends by itself and comes back with what it has.
pub(super) fn disk(error: &QueryError) -> Option<Disk> {
    match error {
        QueryError::DatabaseError(_, said) => match said.message() {
            "database or disk is full" => Some(Disk::Full),
            "disk I/O error" => Some(Disk::Faulty),
            other => {
                let full = ["No space left on device", "Disk quota exceeded"];
                full.iter().any(|words| other.contains(words)).then_some(Disk::Full)
            }
        },
        QueryError::RollbackErrorOnCommit { commit_error, .. } => disk(commit_error),
        _ => None,
    }
}

impl MaybeConflict for QueryError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::DatabaseError(DatabaseErrorKind::SerializationFailure, _))
    }

    fn is_fault(&self) -> bool {
        disk(self) == Some(Disk::Faulty)
    }
}

fn begin<C: Connection>(c: &mut C) -> QueryResult<()> {
    C::TransactionManager::begin_transaction(c)
}
fn is_broken<C: Connection>(c: &mut C) -> bool {
    C::TransactionManager::is_broken_transaction_manager(c)
}
fn commit<C: Connection>(c: &mut C) -> QueryResult<()> {
    C::TransactionManager::commit_transaction(c)
}
fn rollback<C: Connection>(c: &mut C) -> QueryResult<()> {
    C::TransactionManager::rollback_transaction(c)
}

/// Opens one connection for one role.
pub(super) fn open(engine: &Engine, folder: &Path, role: Role, reader_password: &str) -> Result<Db, StoreError> {
    match engine {
        Engine::Sqlite => open_sqlite(folder, role),
        Engine::Postgres(url) => open_postgres(url, role, reader_password),
    }
}

fn open_sqlite(folder: &Path, role: Role) -> Result<Db, StoreError> {
    let file = file_of(folder, role);
    let address =
        if role == Role::ShownReader { read_only_address(&file) } else { file.to_string_lossy().into_owned() };
    let mut connection = SqliteConnection::establish(&address)?;
    connection.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;")?;
    if role == Role::ShownReader {
        connection.batch_execute("PRAGMA query_only = ON;")?;
        // Fail closed: a build that lost SQLITE_MAX_ATTACHED=0 (.cargo/config.toml) could reach the book from here.
        if connection.batch_execute("ATTACH DATABASE ':memory:' AS elsewhere;").is_ok() {
            return Err(StoreError::WallMissing);
        }
    } else {
        let synced = synchronous();
        connection.batch_execute(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synced}; PRAGMA secure_delete = ON;"
        ))?;
    }
    Ok(Db::Sqlite(connection))
}

/// How much of the disk is waited for: with FULL each COMMIT is synced. A test of durability must see that NORMAL loses what was
/// answered; a released program knows no such thing.
fn synchronous() -> &'static str {
    #[cfg(debug_assertions)]
    if std::env::var_os("WAYBILL_PLANTED").is_some_and(|fault| fault == "unsynced") {
        return "NORMAL";
    }
    "FULL"
}

/// A `file:` address in which the characters that mean something in one are escaped.
fn read_only_address(file: &Path) -> String {
    let escaped = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?mode=ro")
}

fn open_postgres(url: &str, role: Role, reader_password: &str) -> Result<Db, StoreError> {
    let address = if role == Role::ShownReader { reader_address(url, reader_password)? } else { url.to_owned() };
    let mut connection = PgConnection::establish(&address)?;
    let schema = if role == Role::Book { "book" } else { "shown" };
    connection.batch_execute(&format!("SET search_path TO {schema}"))?;
    Ok(Db::Postgres(Box::new(connection)))
}

/// The name of the role that can read published facts and nothing else. Roles belong to the whole server, so it
/// carries the database's name.
fn reader_role(url: &str) -> Result<String, StoreError> {
    let path = url.split('?').next().unwrap_or(url);
    let database = path.rsplit('/').next().unwrap_or_default();
    let plain =
        !database.is_empty() && database.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if plain { Ok(format!("{database}_shown_reader")) } else { Err(StoreError::DatabaseName) }
}

/// The same server and database, entered as the reader.
fn reader_address(url: &str, password: &str) -> Result<String, StoreError> {
    let role = reader_role(url)?;
    let (scheme, rest) = url.split_once("://").ok_or(StoreError::DatabaseName)?;
    let host = rest.split_once('@').map_or(rest, |(_, host)| host);
    Ok(format!("{scheme}://{role}:{password}@{host}"))
}

/// Brings both stores to the newest schema, and on PostgreSQL makes the two schemas and the reader's role.
pub(super) fn migrate(engine: &Engine, folder: &Path, reader_password: &str) -> Result<(), StoreError> {
    if let Engine::Postgres(url) = engine {
        let mut connection = PgConnection::establish(url)?;
        connection.batch_execute("CREATE SCHEMA IF NOT EXISTS book; CREATE SCHEMA IF NOT EXISTS shown;")?;
    }
    for (role, migrations) in [(Role::Book, BOOK), (Role::ShownWriter, SHOWN)] {
        make_private(engine, folder, role)?;
        let mut db = open(engine, folder, role, reader_password)?;
        both!(&mut db, c => c.run_pending_migrations(migrations).map(|_| ()))
            .map_err(|e| StoreError::Migration(e.to_string()))?;
    }
    if let Engine::Postgres(url) = engine {
        grant_reader(url, reader_password)?;
    }
    Ok(())
}

/// SQLite makes a file that others may read where the machine's habits allow it; one that is there it leaves as it is.
fn make_private(engine: &Engine, folder: &Path, role: Role) -> Result<(), StoreError> {
    let file = file_of(folder, role);
    if *engine == Engine::Sqlite && !file.exists() {
        super::write_new(&file, &[])?;
    }
    Ok(())
}

/// Where one of the two stores is on SQLite.
fn file_of(folder: &Path, role: Role) -> PathBuf {
    folder.join(if role == Role::Book { "book.db" } else { "public.db" })
}

/// Whether both stores have the newest schema. Changes nothing.
pub(super) fn is_newest(engine: &Engine, folder: &Path) -> Result<bool, StoreError> {
    for (role, migrations) in [(Role::Book, BOOK), (Role::ShownWriter, SHOWN)] {
        let mut db = open(engine, folder, role, "")?;
        let waits = both!(&mut db, c => c.has_pending_migration(migrations));
        if waits.map_err(|e| StoreError::Migration(e.to_string()))? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn grant_reader(url: &str, password: &str) -> Result<(), StoreError> {
    let role = reader_role(url)?;
    let mut connection = PgConnection::establish(url)?;
    // The password is 64 hexadecimal digits and the role's name was checked: nothing to quote.
    connection.batch_execute(&format!(
        "DO $$ BEGIN \
           IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} LOGIN; END IF; \
         END $$; \
         ALTER ROLE {role} WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD '{password}'; \
         ALTER ROLE {role} SET default_transaction_read_only = on; \
         REVOKE ALL ON SCHEMA public FROM PUBLIC; \
         REVOKE ALL ON SCHEMA book FROM PUBLIC; REVOKE ALL ON ALL TABLES IN SCHEMA book FROM {role}; \
         GRANT USAGE ON SCHEMA shown TO {role}; GRANT SELECT ON shown.card, shown.snapshot, shown.fact, shown.text, shown.comment, shown.tile, shown.signed TO {role};"
    ))?;
    Ok(())
}

/// Takes one operation out of a shared database, whatever tables it has rows in. Its name was checked: nothing to quote.
pub(super) fn forget(engine: &Engine, slug: &str) -> Result<(), StoreError> {
    if let Engine::Postgres(url) = engine {
        let mut connection = PgConnection::establish(url)?;
        connection.batch_execute(&format!(
            "DO $$ DECLARE place record; BEGIN \
               FOR place IN SELECT table_schema, table_name FROM information_schema.columns \
                 WHERE table_schema IN ('book', 'shown') AND column_name = 'operation' LOOP \
                 EXECUTE format('DELETE FROM %I.%I WHERE operation = %L', place.table_schema, place.table_name, '{slug}'); \
               END LOOP; END $$;"
        ))?;
    }
    Ok(())
}

/// The folder of one operation.
pub(super) fn folder_of(data: &Path, slug: &str) -> PathBuf {
    data.join(slug)
}
