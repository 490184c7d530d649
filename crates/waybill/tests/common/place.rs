//! Where a story's book is kept: a folder of its own, and on PostgreSQL a database of its own. Both go with the story.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use waybill::house::ROWS;
use waybill::store::{Engine, Store};

/// A folder and, on PostgreSQL, a database.
pub struct Place {
    pub data: PathBuf,
    pub engine: Engine,
    database: Option<String>,
}

impl Place {
    /// SQLite: files in the folder.
    pub fn sqlite() -> Self {
        Self { data: folder(), engine: Engine::Sqlite, database: None }
    }

    /// PostgreSQL: a new database on the server of `WAYBILL_TEST_POSTGRES`.
    pub fn postgres() -> Self {
        let server = server();
        let database = fresh_name();
        administer(&server, &format!("CREATE DATABASE {database} TEMPLATE template0"));
        let (host, _) = server.rsplit_once('/').unwrap();
        Self { data: folder(), engine: Engine::Postgres(format!("{host}/{database}")), database: Some(database) }
    }

    /// Another place on the same engine.
    pub fn another(&self) -> Self {
        if self.is_sqlite() { Self::sqlite() } else { Self::postgres() }
    }

    pub fn is_sqlite(&self) -> bool {
        self.engine == Engine::Sqlite
    }

    pub fn store(&self) -> Store {
        Store::new(&self.data, self.engine.clone(), ROWS)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.data.parent().unwrap());
        if let Some(database) = &self.database {
            let server = server();
            administer(&server, &format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"));
            administer(&server, &format!("DROP ROLE IF EXISTS {database}_shown_reader"));
        }
    }
}

fn server() -> String {
    let told = std::env::var("WAYBILL_TEST_POSTGRES");
    told.expect("a story on PostgreSQL needs a throw-away server: run ./test, or set WAYBILL_TEST_POSTGRES")
}

fn administer(server: &str, sql: &str) {
    let connection = AsyncConnectionWrapper::<AsyncPgConnection>::establish(server);
    connection.expect("the server of WAYBILL_TEST_POSTGRES answers").batch_execute(sql).unwrap();
}

/// Books lie one deeper than what is removed afterwards, because what was signed is noted beside their folder.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(fresh_name()).join("books");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// No two stories share a name, nor two runs on one server.
fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::SeqCst);
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    format!("story_{}_{moment}_{count}", std::process::id())
}
