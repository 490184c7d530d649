//! One operation's book: connections, the book in memory, and the readings features ask for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use diesel::prelude::*;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::Value;
use waybill_journal::chain::Head;
use waybill_journal::{Book, Entry, canonical};

use super::db::{self, Db, Engine, Role};
use super::group::{Group, Sharing};
use super::schema::{card, entry, fact, operations, snapshot};
use super::{Keys, KindRows, Settings, StoreError};
use crate::both;
use crate::world::World;

/// How many reading connections an operation keeps open at most; each costs about 100 kB on SQLite.
const READERS_MAX: usize = 4;

/// What is decided when an operation is founded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// As public pages say it.
    pub name: String,
    /// Day 1 on the operation's calendar.
    pub day_one: Date,
    /// IANA name of the operation's time zone.
    pub zone: String,
    /// Its bank accounts and cash boxes, e.g. `bank-eur-1`.
    pub accounts: Vec<String>,
    /// A demonstration's clock; `None` for an own operation.
    pub demo_clock: Option<Timestamp>,
}

/// The operation as its row says, with its calendar.
#[derive(Clone, Debug)]
pub struct OperationCard {
    /// In addresses.
    pub slug: String,
    /// Its name, languages and public addresses.
    pub settings: Settings,
    /// Day 1.
    pub day_one: Date,
    /// The calendar's time zone.
    pub zone: TimeZone,
    /// Bank accounts and cash boxes.
    pub accounts: Vec<String>,
    /// Whether this is a demonstration.
    pub demo: bool,
}

impl OperationCard {
    /// The number of a date on the operation's calendar; day 1 is the first.
    pub fn day_number(&self, date: Date) -> i32 {
        date.since(self.day_one).map_or(0, |span| span.get_days()) + 1
    }

    /// The date of a day's number.
    pub fn date_of_day(&self, day: i32) -> Date {
        self.day_one.saturating_add(jiff::Span::new().days(day - 1))
    }

    /// The moment in the operation's time zone.
    pub fn local(&self, now: Timestamp) -> Zoned {
        now.to_zoned(self.zone.clone())
    }
}

/// An entry read back from the book.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its number.
    pub number: u64,
    /// Its kind.
    pub kind: String,
    /// The local date on which it happened.
    pub on: Date,
    /// When it was written, seconds since 1970.
    pub recorded_at: i64,
    /// What the gate may read.
    pub public: Value,
    /// The rest: number, times, author, moves, `rest`.
    pub private: Value,
}

impl Recorded {
    /// The moves, as the journal reads them.
    pub fn as_entry(&self) -> Result<Entry, StoreError> {
        let mut journal = serde_json::json!({ "n": self.number });
        for member in ["moves", "corrects"] {
            if let Some(value) = self.private.get(member) {
                journal[member] = value.clone();
            }
        }
        Entry::from_json(&journal).map_err(|e| StoreError::Damaged(self.number, e.to_string()))
    }
}

/// An entry that has not passed the gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its number.
    pub entry: u64,
    /// Its kind.
    pub kind: String,
    /// When it was written.
    pub recorded_at: i64,
    /// What the gate may read.
    pub public: Value,
}

/// A published fact as it is stored: position, id, step, kind, body, moves.
#[derive(Clone, Debug, PartialEq, Queryable, Insertable, Selectable)]
#[diesel(table_name = fact)]
#[diesel(treat_none_as_default_value = false)]
pub struct FactRow {
    /// The operation.
    pub operation: String,
    /// Order of opening.
    pub position: i64,
    /// Looks random.
    pub id: String,
    /// The snapshot.
    pub step: i32,
    /// Its kind.
    pub kind: String,
    /// Canonical JSON.
    pub body: String,
    /// Canonical JSON list of moves.
    pub moves: String,
}

/// The writing connection and what must change together with the database.
pub(super) struct Live {
    pub(super) db: Db,
    pub(super) book: Book,
    /// Writers whose work waits for one COMMIT.
    pub(super) group: Option<Group>,
}

/// One operation, open.
pub struct Operation {
    pub(super) slug: String,
    pub(super) folder: PathBuf,
    pub(super) engine: Engine,
    pub(super) keys: Keys,
    pub(super) kinds: &'static [KindRows],
    pub(super) live: Mutex<Live>,
    pub(super) sharing: Sharing,
    readers: Mutex<Vec<Db>>,
    /// The gate's own connection; held while facts are written, so that one gate runs at a time.
    gate: Mutex<Db>,
    /// Held from reading a form to posting its entry.
    turn: Mutex<()>,
    /// Held while a demonstration's day passes, in which much is entered in turn.
    day: Mutex<()>,
    pub(super) pressing: super::done::Pressing,
    /// By what strangers write (promises, comments): the minute in which they last did, and how often. In memory: what it
    /// holds back is a flood, and after a start or on a second machine a flood begins anew.
    pace: Mutex<BTreeMap<&'static str, (i64, u32)>>,
    /// Tries to sign in: the minute, how many in all, and by the hash of a name.
    tries: Mutex<(i64, u32, BTreeMap<String, u32>)>,
    /// Held while a passphrase is stretched: it takes 46 MB each time.
    /// Whether witnesses were asked, on a machine where this log was never signed.
    asked: AtomicBool,
    hashing: Mutex<u64>,
}

/// A lock whose holder panicked is still ours; who takes it looks after what was left behind it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Operation {
    pub(super) fn connect(
        slug: &str,
        folder: &Path,
        engine: Engine,
        keys: Keys,
        kinds: &'static [KindRows],
    ) -> Result<Self, StoreError> {
        let password = keys.reader_password();
        let db = db::open(&engine, folder, Role::Book, &password)?;
        let gate = db::open(&engine, folder, Role::ShownWriter, &password)?;
        let live = Live { db, book: Book::default(), group: None };
        let operation = Self {
            slug: slug.to_owned(),
            folder: folder.to_path_buf(),
            engine,
            keys,
            kinds,
            live: Mutex::new(live),
            sharing: Sharing::default(),
            readers: Mutex::new(Vec::new()),
            gate: Mutex::new(gate),
            turn: Mutex::new(()),
            day: Mutex::new(()),
            pressing: super::done::Pressing::default(),
            pace: Mutex::new(BTreeMap::new()),
            tries: Mutex::new((0, 0, BTreeMap::new())),
            asked: AtomicBool::new(false),
            hashing: Mutex::new(0),
        };
        operation.refuse_lost_keys()?;
        operation.with_book(|_| ())?;
        Ok(operation)
    }

    /// Notes that the witnesses were asked whether this book is the newest.
    pub fn note_asked(&self) {
        self.asked.store(true, Ordering::SeqCst);
    }

    /// Whether they were, since the book was opened.
    pub fn was_asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    pub(super) fn write_founding(&self, founding: &Founding, world: &World) -> Result<(), StoreError> {
        let accounts = serde_json::json!(founding.accounts).to_string();
        let demo = i32::from(founding.demo_clock.is_some());
        let row = (
            operations::operation.eq(&self.slug),
            operations::name.eq(&founding.name),
            operations::day_one.eq(founding.day_one.to_string()),
            operations::zone.eq(&founding.zone),
            operations::accounts.eq(accounts),
            operations::demo.eq(demo),
            operations::clock.eq(founding.demo_clock.map_or(0, Timestamp::as_second)),
            operations::last_entry.eq(0),
            operations::head.eq(Head::first().0.to_vec()),
            operations::generation.eq(world.word(super::tip::GENERATION_LEN)),
        );
        let mut live = self.live()?;
        both!(&mut live.db, c => diesel::insert_into(operations::table).values(row).execute(c))?;
        self.write_card(founding)
    }

    fn write_card(&self, founding: &Founding) -> Result<(), StoreError> {
        let row = (
            card::operation.eq(&self.slug),
            card::name.eq(&founding.name),
            card::day_one.eq(founding.day_one.to_string()),
            card::zone.eq(&founding.zone),
            card::demo.eq(i32::from(founding.demo_clock.is_some())),
        );
        both!(&mut *self.gate()?, c => diesel::insert_into(card::table).values(row).execute(c))?;
        Ok(())
    }

    /// Its short name.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Its keys, for public ids.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Its row, with its calendar.
    pub fn card(&self) -> Result<OperationCard, StoreError> {
        let settings = self.settings()?;
        let (day_one, zone, accounts, demo) = self.read(|db| {
            let query = operations::table.find(&self.slug);
            let columns = (operations::day_one, operations::zone, operations::accounts, operations::demo);
            let row: (String, String, String, i32) = both!(db, c => query.select(columns).first(c))?;
            Ok::<_, StoreError>(row)
        })?;
        let damaged = |what: &str| StoreError::Damaged(0, format!("the operation's {what} cannot be read"));
        Ok(OperationCard {
            slug: self.slug.clone(),
            settings,
            day_one: day_one.parse().map_err(|_| damaged("first day"))?,
            zone: TimeZone::get(&zone).map_err(|_| damaged("time zone"))?,
            accounts: serde_json::from_str(&accounts).map_err(|_| damaged("accounts"))?,
            demo: demo == 1,
        })
    }

    /// The demonstration's clock; `None` in an own operation.
    pub fn demo_clock(&self) -> Result<Option<Timestamp>, StoreError> {
        let (demo, clock) = self.read(|db| {
            let query = operations::table.find(&self.slug).select((operations::demo, operations::clock));
            let row: (i32, i64) = both!(db, c => query.first(c))?;
            Ok::<_, StoreError>(row)
        })?;
        Ok(if demo == 1 { Timestamp::from_second(clock).ok() } else { None })
    }

    /// Moves the demonstration's clock.
    pub fn set_demo_clock(&self, now: Timestamp) -> Result<(), StoreError> {
        self.write(|db| {
            let rows = diesel::update(operations::table.find(&self.slug).filter(operations::demo.eq(1)));
            both!(db, c => rows.set(operations::clock.eq(now.as_second())).execute(c))?;
            Ok(())
        })
    }

    /// Reads with a connection of the small pool. On either engine a reader never waits for the writer.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let waiting = lock(&self.readers).pop().and_then(|mut db| (db.is_sqlite() || db.is_alive()).then_some(db));
        let mut db = match waiting {
            Some(db) => db,
            None => db::open(&self.engine, &self.folder, Role::Book, &self.keys.reader_password())?,
        };
        let done = work(&mut db)?;
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_MAX {
            readers.push(db);
        }
        Ok(done)
    }

    /// One at a time: what was read before an entry is posted still holds when it is posted. Whoever has the turn must not
    /// ask for it again.
    pub fn in_turn<T>(&self, work: impl FnOnce() -> T) -> T {
        let _turn = lock(&self.turn);
        work()
    }

    /// One day at a time, in a demonstration: pressed twice at once, one day passes.
    pub fn day_by_day<T>(&self, work: impl FnOnce() -> T) -> T {
        let _day = lock(&self.day);
        work()
    }

    /// Counts one thing of a sort that a stranger writes; false where it is more than `at_most` in this minute.
    pub fn within_pace(&self, sort: &'static str, now: Timestamp, at_most: u32) -> bool {
        let minute = now.as_second().div_euclid(60);
        let mut paces = lock(&self.pace);
        let pace = paces.entry(sort).or_default();
        *pace = if pace.0 == minute { (minute, pace.1.saturating_add(1)) } else { (minute, 1) };
        pace.1 <= at_most
    }

    /// Counts one try under a name; false where there were too many in this minute, under it or, of strangers' tries, in all.
    pub(super) fn within_tries(&self, name: &str, now: Timestamp, under_one: u32, in_all: Option<u32>) -> bool {
        let minute = now.as_second().div_euclid(60);
        let mut tries = lock(&self.tries);
        if tries.0 != minute {
            *tries = (minute, 0, BTreeMap::new());
        }
        if let Some(in_all) = in_all {
            tries.1 = tries.1.saturating_add(1);
            if tries.1 > in_all {
                return false;
            }
        }
        let under = tries.2.entry(name.to_owned()).or_default();
        *under += 1;
        *under <= under_one
    }

    /// One passphrase at a time, counted.
    pub(super) fn hashing(&self) -> MutexGuard<'_, u64> {
        let mut turn = lock(&self.hashing);
        *turn += 1;
        turn
    }

    /// How many passphrases were stretched since the program started: nearly all of the time that a try to sign in takes.
    pub fn stretched(&self) -> u64 {
        *lock(&self.hashing)
    }

    /// Writes plain rows (never entries), all or none; answers once they are on the disk.
    pub fn write<T>(&self, mut work: impl FnMut(&mut Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.share(|db, _, _| work(db))
    }

    /// The writer's lock while nobody writes: what is in the book in memory is on the disk as well.
    pub(super) fn live(&self) -> Result<MutexGuard<'_, Live>, StoreError> {
        let mut live = self.between_groups(lock(&self.live));
        self.revive(&mut live)?;
        Ok(live)
    }

    /// Sees to a connection that answers. Where the database was restarted, or somebody panicked over the writer's lock, it
    /// is a new one, and the book in memory is read again from what the database kept.
    pub(super) fn revive(&self, live: &mut Live) -> Result<(), StoreError> {
        if self.is_unusable(&self.live, &mut live.db) {
            self.forget_group(live);
            let db = db::open(&self.engine, &self.folder, Role::Book, &self.keys.reader_password())?;
            *live = Live { db, book: Book::default(), group: None };
            self.live.clear_poison();
        }
        Ok(())
    }

    fn is_unusable<T>(&self, mutex: &Mutex<T>, db: &mut Db) -> bool {
        mutex.is_poisoned() || db.is_broken() || (self.engine != Engine::Sqlite && !db.is_alive())
    }

    pub(super) fn gate(&self) -> Result<MutexGuard<'_, Db>, StoreError> {
        let mut gate = lock(&self.gate);
        if self.is_unusable(&self.gate, &mut gate) {
            *gate = db::open(&self.engine, &self.folder, Role::ShownWriter, &self.keys.reader_password())?;
            self.gate.clear_poison();
        }
        Ok(gate)
    }

    /// The book as of the newest entry, also of those another process posted.
    pub fn with_book<T>(&self, work: impl FnOnce(&Book) -> T) -> Result<T, StoreError> {
        let mut live = self.live()?;
        self.catch_up(&mut live)?;
        Ok(work(&live.book))
    }

    /// Replays into memory whatever was posted since it was last looked at.
    pub(super) fn catch_up(&self, live: &mut Live) -> Result<(), StoreError> {
        loop {
            let since = i64::try_from(live.book.last()).unwrap_or(i64::MAX);
            let some = some_after(&mut live.db, &self.slug, since)?;
            for entry in &some {
                live.book.post(entry).map_err(|e| StoreError::Damaged(entry.number, e.to_string()))?;
            }
            if some.len() < REPLAYED_AT_ONCE {
                return Ok(());
            }
        }
    }

    /// Entries of one kind, oldest first.
    pub fn entries_of_kind(&self, kind: &str) -> Result<Vec<Recorded>, StoreError> {
        self.read(|db| {
            let query =
                entry::table.filter(entry::operation.eq(&self.slug)).filter(entry::kind.eq(kind)).order(entry::number);
            let rows: Vec<EntryRow> = both!(db, c => query.select(ENTRY_COLUMNS).load(c))?;
            rows.into_iter().map(Recorded::try_from).collect()
        })
    }

    /// One entry.
    pub fn entry(&self, number: u64) -> Result<Option<Recorded>, StoreError> {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|db| {
            let query = entry::table.find((&self.slug, number)).select(ENTRY_COLUMNS);
            let row: Option<EntryRow> = both!(db, c => query.first(c).optional())?;
            row.map(Recorded::try_from).transpose()
        })
    }

    /// The newest entries, newest first, from before `before` (exclusive).
    pub fn entries_before(&self, before: i64, limit: i64) -> Result<Vec<Recorded>, StoreError> {
        self.read(|db| {
            let query = entry::table.filter(entry::operation.eq(&self.slug)).filter(entry::number.lt(before));
            let query = query.order(entry::number.desc()).limit(limit).select(ENTRY_COLUMNS);
            let rows: Vec<EntryRow> = both!(db, c => query.load(c))?;
            rows.into_iter().map(Recorded::try_from).collect()
        })
    }

    /// Writes one snapshot with its facts, all or nothing; a snapshot that exists already is left alone.
    pub fn write_snapshot(&self, step: i32, closed_at: Timestamp, facts: &[FactRow]) -> Result<(), StoreError> {
        self.write_shown(|db| {
            let row = (
                snapshot::operation.eq(&self.slug),
                snapshot::step.eq(step),
                snapshot::closed_at.eq(closed_at.as_second()),
            );
            let insert = diesel::insert_into(snapshot::table).values(row).on_conflict_do_nothing();
            if both!(db, c => insert.execute(c))? == 0 {
                return Ok(());
            }
            // 7 columns a row; PostgreSQL takes 65,535 parameters, SQLite 32,766.
            for some in facts.chunks(1000) {
                both!(db, c => diesel::insert_into(fact::table).values(some).execute(c))?;
            }
            Ok::<(), StoreError>(())
        })
    }

    /// After something was erased: notes it on the list beside the data, and takes it out of the write-ahead logs.
    pub fn leave_no_trace(&self) -> Result<(), StoreError> {
        self.note_erasures()?;
        self.cut_logs()
    }

    /// Takes what was deleted out of SQLite's write-ahead logs as well, as far as nobody is reading just then. On PostgreSQL
    /// the server does so in its own time.
    pub(super) fn cut_logs(&self) -> Result<(), StoreError> {
        if self.engine == Engine::Sqlite {
            self.not_stopped()?;
            let cut = "PRAGMA wal_checkpoint(TRUNCATE)";
            self.live()?.db.batch(cut).inspect_err(|error| self.stop_at(error))?;
            self.gate()?.batch(cut).inspect_err(|error| self.stop_at(error))?;
        }
        Ok(())
    }

    /// Writes published facts, all or none.
    pub(super) fn write_shown<T>(&self, work: impl FnMut(&mut Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.not_stopped()?;
        let done = self.gate()?.transaction(work);
        done.inspect_err(|error| self.stop_at(error))
    }

    /// Reads published facts through the writing side (the gate needs to know what it told).
    pub fn with_gate<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        work(&mut *self.gate()?)
    }

    /// Deletes published facts and snapshots, for telling them again.
    pub(super) fn clear_shown(&self) -> Result<(), StoreError> {
        self.write_shown(|db| {
            both!(db, c => diesel::delete(fact::table.filter(fact::operation.eq(&self.slug))).execute(c))?;
            both!(db, c => diesel::delete(snapshot::table.filter(snapshot::operation.eq(&self.slug))).execute(c))?;
            Ok(())
        })
    }

    /// What opens connections that can read published facts and nothing else; the engine enforces it.
    pub fn published_door(&self) -> Box<dyn Fn() -> Result<Db, StoreError> + Send + Sync> {
        let (engine, folder, password) = (self.engine.clone(), self.folder.clone(), self.keys.reader_password());
        Box::new(move || db::open(&engine, &folder, Role::ShownReader, &password))
    }
}

/// An entry's columns as they are read.
pub(super) type EntryRow = (i64, String, String, i64, Vec<u8>, Vec<u8>);

/// In the order of [`EntryRow`].
pub(super) const ENTRY_COLUMNS: (
    entry::number,
    entry::kind,
    entry::happened_on,
    entry::recorded_at,
    entry::public_part,
    entry::private_part,
) = (entry::number, entry::kind, entry::happened_on, entry::recorded_at, entry::public_part, entry::private_part);

impl TryFrom<EntryRow> for Recorded {
    type Error = StoreError;

    fn try_from((number, kind, on, recorded_at, public, private): EntryRow) -> Result<Self, StoreError> {
        let number = u64::try_from(number).unwrap_or(0);
        let on = on.parse().map_err(|_| StoreError::Damaged(number, "its date".into()))?;
        Ok(Self { number, kind, on, recorded_at, public: parsed(number, &public)?, private: parsed(number, &private)? })
    }
}

pub(super) fn parsed(number: u64, bytes: &[u8]) -> Result<Value, StoreError> {
    canonical::parse(bytes).map_err(|e| StoreError::Damaged(number, e.to_string()))
}

/// Entries that are held at once while a book is read into memory.
const REPLAYED_AT_ONCE: usize = 10_000;

/// The next entries after `since`, as far as the journal cares.
fn some_after(db: &mut Db, slug: &str, since: i64) -> Result<Vec<Entry>, StoreError> {
    let query = entry::table.filter(entry::operation.eq(slug)).filter(entry::number.gt(since)).order(entry::number);
    let query = query.limit(i64::try_from(REPLAYED_AT_ONCE).unwrap_or(i64::MAX));
    let rows: Vec<(i64, Vec<u8>)> = both!(db, c => query.select((entry::number, entry::private_part)).load(c))?;
    let read = |(number, private): (i64, Vec<u8>)| {
        let number = u64::try_from(number).unwrap_or(0);
        Entry::from_json(&parsed(number, &private)?).map_err(|e| StoreError::Damaged(number, e.to_string()))
    };
    rows.into_iter().map(read).collect()
}

/// All entries after `since`, oldest first.
pub(super) fn entries_of(db: &mut Db, slug: &str, since: i64) -> Result<Vec<Recorded>, StoreError> {
    let query = entry::table.filter(entry::operation.eq(slug)).filter(entry::number.gt(since)).order(entry::number);
    let rows: Vec<EntryRow> = both!(db, c => query.select(ENTRY_COLUMNS).load(c))?;
    rows.into_iter().map(Recorded::try_from).collect()
}
