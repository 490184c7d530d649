//! A book comes back from a backup: put together beside its place, proved entry by entry, and only then in its place.
//!
//! Nothing is believed that can be computed: every block and file against its SHA-256, the chain of heads from the first entry,
//! every derived row, and - by the check that whoever restores brings along - what was told and every signed root against the
//! book. What was erased after the backup was made is erased again before anybody can serve the book. Whatever is wrong,
//! nothing is left behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use waybill_journal::chain::to_hex;

use super::backup::{Kept, KeptFile, Manifest, kept, keys_in, manifest_in, names_in, read_block};
use super::beside::{BookMark, Erasures, high_water_of, list_file, mark_file, sync_folder, write_over};
use super::fsck::SERVING;
use super::sealed::erase_in;
use super::{Engine, KindRows, Operation, Store, StoreError, make_folder, write_new};
use crate::world::World;

/// What somebody wants back.
#[derive(Clone, Copy, Debug)]
pub struct Restoring<'a> {
    /// The folder of backups.
    pub backups: &'a Path,
    /// The name of one; the newest if nothing is said.
    pub at: Option<&'a str>,
    /// Where it goes: a folder that is not there, or empty.
    pub data: &'a Path,
    /// The list of what was erased since; the one beside `data` if nothing is said.
    pub erasures: Option<&'a Path>,
    /// Goes on although entries are missing that the book is known to have had.
    pub accept_loss: bool,
    /// Goes on although what was told or signed is not what this program makes of the book: it may have told otherwise when the
    /// backup was made.
    pub accept_differences: bool,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup's name.
    pub name: String,
    /// When it was made.
    pub made: String,
    /// The operations in it.
    pub operations: Vec<RestoredOne>,
}

/// One operation that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoredOne {
    /// Its short name.
    pub slug: String,
    /// Its newest entry.
    pub entries: u64,
    /// How many entries are missing that it is known to have had.
    pub lost: u64,
    /// How many records were erased once more.
    pub erased: usize,
    /// What was told or signed and is not what this program makes of the book, which was accepted.
    pub differs: Option<String>,
    /// Whether a list of what was erased lies beside the data folder or was named; else only backups know of erasures.
    pub had_list: bool,
}

/// Why nothing came back. Nothing was changed anywhere, but for [`NotRestored::Unnoted`].
#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    /// Books are there already.
    #[error("{0} is not empty; a backup goes into a new or an empty folder")]
    Occupied(String),
    /// Somebody serves it.
    #[error("a program that runs serves {0}; stop it first")]
    Served(String),
    /// Nothing can take its place.
    #[error(
        "{0} is where a disk begins, or a link, and what was put together beside it could not take its place; name a folder in it"
    )]
    Fixed(String),
    /// The book is back, and what lies beside it is not.
    #[error(
        "the books are back in {0}, whole and proved, but how far they had come and what was erased could not be written down: {1}. \
         Do not start them: mend that, delete the folder, and give the same command again"
    )]
    Unnoted(String, StoreError),
    /// A restore was stopped.
    #[error("{0} was left by a restore that was stopped; delete it and give the same command again")]
    Leftover(String),
    /// Nothing to restore.
    #[error("there is no backup in {0}")]
    NoBackup(String),
    /// Not that one.
    #[error("there is no backup {name} in {folder}; the newest is {newest}")]
    NotThere {
        /// What was asked for.
        name: String,
        /// Where.
        folder: String,
        /// What there is.
        newest: String,
    },
    /// The manifest is not what was written.
    #[error("the manifest {0}.json cannot be trusted: {1}")]
    Manifest(String, String),
    /// A later backup remembers it differently.
    #[error("the manifest {0}.json was changed after {1} was made, which remembers it with another checksum")]
    Chain(String, String),
    /// A block or a file is not what the manifest says.
    #[error("{0}: {1}")]
    File(String, String),
    /// The files do not belong together, or not to this manifest.
    #[error("{slug}: the files are not of one backup: {why}")]
    Mixed {
        /// The operation.
        slug: String,
        /// What does not fit.
        why: String,
    },
    /// Another book of that name.
    #[error("{slug}: {why}")]
    Generation {
        /// The operation.
        slug: String,
        /// Which two.
        why: String,
    },
    /// The book does not agree with itself.
    #[error("{slug}: the book does not agree with itself: {why}")]
    Untrue {
        /// The operation.
        slug: String,
        /// The first thing that differs.
        why: String,
    },
    /// What was told or signed is not what this program makes of it.
    #[error(
        "{slug}: {why} If this program has told otherwise since the backup was made, say --accept-differences; if not, somebody \
         changed it: take another backup"
    )]
    Differs {
        /// The operation.
        slug: String,
        /// What was found, a sentence.
        why: String,
    },
    /// Older than what there was.
    #[error(
        "{slug}: this backup ends with entry {has}, and the book had come to entry {had}: {} would be missing. Take a newer backup; if there is none, say --accept-loss and enter again what is missing", entries(had - has)
    )]
    Below {
        /// The operation.
        slug: String,
        /// Its newest entry in the backup.
        has: u64,
        /// Its newest entry as it was noted.
        had: u64,
    },
    /// The list of erasures is not this book's, or not all of it.
    #[error("{0}: {1}")]
    Erasures(String, String),
    /// The machine or a database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn entries(count: u64) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

impl From<std::io::Error> for NotRestored {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Holds what was told and what was signed against a book: none of it is this room's. `Ok(Err)` is a sentence that says what
/// is wrong.
pub type Agrees<'a> = &'a dyn Fn(&Operation) -> Result<Result<(), String>, StoreError>;

/// Restores a backup of books on SQLite. `kinds` say what is derived from entries; `agrees` has the last word on each book.
pub fn restore(
    asked: Restoring,
    kinds: &'static [KindRows],
    agrees: Agrees,
    world: &World,
) -> Result<Restored, NotRestored> {
    let served = free(asked.data)?;
    let (name, manifest) = chosen(asked.backups, asked.at)?;
    let beside = high_water_of(asked.data)?;
    let draft = Draft::begin(asked.data)?;
    for file in &manifest.files {
        put_together(asked.backups, file, &draft.folder)?;
    }
    let mut operations = Vec::new();
    let mut notes = Vec::new();
    for one in &manifest.operations {
        let operation = proved(&draft.folder, one, kinds, world)?;
        let differs = differs(&operation, agrees, asked.accept_differences)?;
        let lost = lost(&beside, one, &operation, asked.accept_loss)?;
        let (list, own, had_list) = list_of(asked, &beside, &draft.folder, one)?;
        let erased = erase_again(&operation, &list, own)?;
        let slug = one.slug.clone();
        operations.push(RestoredOne { slug, entries: one.entries, lost, erased, differs, had_list });
        notes.push((one, list));
        drop(operation);
        close(&draft.folder.join(&one.slug))?;
    }
    draft.finish(asked.data, served)?;
    // A mark that this book does not reach is put aside once the book is there, not before.
    let unnoted = |error: NotRestored| match error {
        NotRestored::Store(error) => NotRestored::Unnoted(asked.data.display().to_string(), error),
        other => other,
    };
    let above = asked.data.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync_folder(above).map_err(|error| unnoted(error.into()))?;
    notes.iter().try_for_each(|(one, list)| note(&beside, one, list)).map_err(unnoted)?;
    Ok(Restored { name, made: manifest.made, operations })
}

/// Sees that a folder can be taken: none is there, or one that holds nothing but what a program left that served it. That is
/// held until the end, so that nobody serves the folder meanwhile.
fn free(data: &Path) -> Result<Option<fs::File>, NotRestored> {
    let at = || data.display().to_string();
    if is_fixed(data)? {
        return Err(NotRestored::Fixed(at()));
    }
    if !data.exists() {
        return Ok(None);
    }
    let inside = fs::read_dir(data)?.map(|inside| Ok(inside?.file_name())).collect::<std::io::Result<Vec<_>>>()?;
    match inside.as_slice() {
        [] => return Ok(None),
        [one] if one.as_os_str() == SERVING => {}
        _ => return Err(NotRestored::Occupied(at())),
    }
    let left = fs::OpenOptions::new().write(true).open(data.join(SERVING))?;
    match left.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(NotRestored::Served(at())),
        // Some disks of other machines cannot lock, and nobody serves there.
        Err(fs::TryLockError::Error(error)) if error.kind() != std::io::ErrorKind::Unsupported => Err(error.into()),
        _ => Ok(Some(left)),
    }
}

/// Whether a folder cannot be replaced by another one beside it.
fn is_fixed(data: &Path) -> std::io::Result<bool> {
    let there = match fs::symlink_metadata(data) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        there => there?,
    };
    #[cfg(unix)]
    if !there.is_symlink()
        && let Some(above) = data.canonicalize()?.parent()
    {
        use std::os::unix::fs::MetadataExt;
        return Ok(there.dev() != fs::metadata(above)?.dev());
    }
    Ok(there.is_symlink())
}

/// What was told or signed and does not agree with the book, where that is accepted; refused where it is not.
fn differs(operation: &Operation, agrees: Agrees, accepted: bool) -> Result<Option<String>, NotRestored> {
    let slug = || operation.slug().to_owned();
    match agrees(operation).map_err(|error| NotRestored::Untrue { slug: slug(), why: error.to_string() })? {
        Err(why) if accepted => Ok(Some(why)),
        Err(why) => Err(NotRestored::Differs { slug: slug(), why }),
        Ok(()) => Ok(None),
    }
}

/// The backup that was asked for, seen to be what was written.
fn chosen(folder: &Path, at: Option<&str>) -> Result<(String, Manifest), NotRestored> {
    let none = || NotRestored::NoBackup(folder.display().to_string());
    let names = if folder.is_dir() { names_in(folder)? } else { Vec::new() };
    let newest = names.last().ok_or_else(none)?.clone();
    let name = at.map_or(newest.clone(), |at| at.trim_end_matches(".json").to_owned());
    if !names.contains(&name) {
        return Err(NotRestored::NotThere { name, folder: folder.display().to_string(), newest });
    }
    let read = manifest_in(folder, &name);
    let (manifest, sum) = read.map_err(|why| NotRestored::Manifest(name.clone(), why))?;
    // Whoever changed it changed its checksum as well; the next backup holds what it was.
    for later in names.iter().filter(|later| **later > name) {
        let before = manifest_in(folder, later).ok().and_then(|(manifest, _)| manifest.before);
        if before.is_some_and(|before| before.name == name && before.sha256 != sum) {
            return Err(NotRestored::Chain(name, later.clone()));
        }
    }
    Ok((name, manifest))
}

/// The folder in which a book is put together; it goes where it is not finished.
struct Draft {
    folder: PathBuf,
    whole: bool,
}

impl Draft {
    fn begin(data: &Path) -> Result<Self, NotRestored> {
        let mut name = data.file_name().unwrap_or_default().to_os_string();
        name.push(".restoring");
        let folder = data.with_file_name(name);
        if folder.exists() {
            return Err(NotRestored::Leftover(folder.display().to_string()));
        }
        make_folder(&folder)?;
        Ok(Self { folder, whole: false })
    }

    fn finish(mut self, data: &Path, served: Option<fs::File>) -> std::io::Result<()> {
        if served.is_some() {
            fs::remove_file(data.join(SERVING))?;
        }
        if data.exists() {
            fs::remove_dir(data)?;
        }
        fs::rename(&self.folder, data)?;
        self.whole = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.whole {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Writes one file from its blocks, each of them and the whole held against its SHA-256.
fn put_together(backups: &Path, file: &KeptFile, to: &Path) -> Result<(), NotRestored> {
    let wrong = |why: String| NotRestored::File(file.path.clone(), why);
    let at = to.join(&file.path);
    at.parent().map_or(Ok(()), make_folder)?;
    write_new(&at, &[])?;
    let mut made = fs::OpenOptions::new().append(true).open(&at)?;
    let (mut whole, mut bytes) = (Sha256::new(), 0_u64);
    for sum in &file.blocks {
        let block = read_block(backups, sum).map_err(|why| wrong(format!("block {sum} {why}")))?;
        whole.update(&block);
        bytes += block.len() as u64;
        std::io::Write::write_all(&mut made, &block)?;
    }
    if bytes != file.bytes || to_hex(&whole.finalize()) != file.sha256 {
        return Err(wrong("its blocks do not make the file that the manifest lists".to_owned()));
    }
    made.sync_all()?;
    Ok(())
}

/// Opens an operation that was put together, once it is proved to be the one that the manifest names.
fn proved(folder: &Path, one: &Kept, kinds: &'static [KindRows], world: &World) -> Result<Operation, NotRestored> {
    let slug = &one.slug;
    let mixed = |why: String| NotRestored::Mixed { slug: slug.clone(), why };
    let untrue = |why: String| NotRestored::Untrue { slug: slug.clone(), why };
    let own = folder.join(slug);
    let book = sound(&own.join("book.db")).map_err(untrue)?;
    let shown = sound(&own.join("public.db")).map_err(untrue)?;
    let keys = keys_in(&own.join("keys"))?;
    let found = kept(&book, &shown, &keys, slug).map_err(|error| untrue(error.to_string()))?;
    let found = found.ok_or_else(|| mixed(format!("there is no book of {slug} in it")))?;
    if found.generation != one.generation {
        let why = format!(
            "this is another book of that name: the manifest is of generation {}, the book of {}",
            one.generation, found.generation
        );
        return Err(NotRestored::Generation { slug: slug.clone(), why });
    }
    if let Some(what) = differing(one, &found) {
        return Err(mixed(format!("{what} is not what the manifest says")));
    }
    if let Some(fact) = untold(&book, &shown).map_err(|error| untrue(error.to_string()))? {
        return Err(mixed(format!("the book says that the fact {fact} was told, and it is not among those published")));
    }
    drop((book, shown));
    let store = Store::new(folder, Engine::Sqlite, kinds);
    let operation = store.connect(slug, &own, world).map_err(|error| untrue(error.to_string()))?;
    let differences = operation.check_derived().map_err(|error| untrue(error.to_string()))?;
    match differences.first() {
        Some(first) => Err(untrue(first.said())),
        None => Ok(operation),
    }
}

/// A database without a fault of its own.
fn sound(file: &Path) -> Result<Connection, String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(file, flags).map_err(|error| error.to_string())?;
    let said: String =
        opened.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(|error| error.to_string())?;
    if said == "ok" { Ok(opened) } else { Err(said) }
}

/// The first thing in which what is there differs from what was kept.
fn differing(kept: &Kept, found: &Kept) -> Option<&'static str> {
    let pairs = [
        (kept.keys == found.keys, "one of the keys that belong to the book"),
        (kept.entries == found.entries, "the number of entries"),
        (kept.head == found.head, "the head of the chain"),
        (kept.snapshot == found.snapshot, "the newest snapshot"),
        (kept.facts == found.facts, "the number of published facts"),
        (kept.log == found.log, "the newest tick of the log"),
    ];
    pairs.into_iter().find(|(same, _)| !same).map(|(_, what)| what)
}

/// A fact or a text that the book has told and nobody can read.
fn untold(book: &Connection, shown: &Connection) -> rusqlite::Result<Option<String>> {
    let ids = |connection: &Connection, sql: &str| {
        connection.prepare(sql)?.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<BTreeSet<_>, _>>()
    };
    let told = ids(book, "SELECT fact FROM outbox WHERE opened IS NOT NULL AND fact IS NOT NULL")?;
    let published = ids(shown, "SELECT id FROM fact UNION ALL SELECT id FROM text")?;
    Ok(told.into_iter().find(|fact| !published.contains(fact)))
}

/// How many entries would be missing; refused where there are some and nobody accepts it, or where it is another book.
fn lost(beside: &Path, one: &Kept, operation: &Operation, accepted: bool) -> Result<u64, NotRestored> {
    let Some(mark) = BookMark::read(beside, &one.slug)? else { return Ok(0) };
    let other = |why: String| NotRestored::Generation { slug: one.slug.clone(), why };
    let file = mark_file(beside, &one.slug).display().to_string();
    if mark.generation != one.generation {
        return Err(other(format!(
            "the book that was here is of generation {}, and the backup of {}; if that book is given up, move {file} away",
            mark.generation, one.generation
        )));
    }
    if mark.last > one.entries {
        if accepted {
            return Ok(mark.last - one.entries);
        }
        return Err(NotRestored::Below { slug: one.slug.clone(), has: one.entries, had: mark.last });
    }
    let head = operation.head_at(mark.last)?.map(|head| to_hex(&head.0));
    if head.as_deref() != Some(mark.head.as_str()) {
        return Err(other(format!(
            "entry {} of the backup is not the entry {} that {file} remembers: two books went on from one",
            mark.last, mark.last
        )));
    }
    Ok(0)
}

/// The longest list of what was erased, how much of it the backup knew, and whether it came from outside of the backups.
fn list_of(asked: Restoring, beside: &Path, draft: &Path, one: &Kept) -> Result<(Erasures, usize, bool), NotRestored> {
    let own_file = format!("{}.erased", one.slug);
    let own = Erasures::read(&draft.join(&own_file))?.unwrap_or_default();
    let mut lists = vec![("the backup itself".to_owned(), own.clone())];
    let file = asked.erasures.map_or_else(|| list_file(beside, &one.slug), Path::to_path_buf);
    let outside = Erasures::read(&file)?;
    if asked.erasures.is_some() && outside.is_none() {
        return Err(NotRestored::Erasures(file.display().to_string(), "there is no list of erasures".to_owned()));
    }
    let had_list = outside.is_some();
    lists.extend(outside.map(|list| (file.display().to_string(), list)));
    lists.extend(newest_list(asked.backups, &own_file).map(|list| ("the newest backup".to_owned(), list)));
    for (place, list) in lists.iter().filter(|(_, list)| !list.lines.is_empty()) {
        if list.generation != one.generation {
            let why = format!("it is the list of another book than {}, generation {}", one.slug, list.generation);
            return Err(NotRestored::Erasures(place.clone(), why));
        }
    }
    let longest = lists.iter().map(|(_, list)| list).max_by_key(|list| list.lines.len()).cloned().unwrap_or_default();
    if let Some((place, _)) = lists.iter().find(|(_, list)| !list.goes_on_in(&longest)) {
        let why = "its list of erasures is not the beginning of the longest one; name the whole list with --erasures";
        return Err(NotRestored::Erasures(place.clone(), why.to_owned()));
    }
    // The copy is the backup's; the list itself goes beside the data folder.
    match fs::remove_file(draft.join(&own_file)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    Ok((longest, own.lines.len(), had_list))
}

/// What the newest backup that can be read knows to be erased: an older one may be asked for.
fn newest_list(backups: &Path, path: &str) -> Option<Erasures> {
    let names = names_in(backups).ok()?;
    let (manifest, _) = names.iter().rev().find_map(|name| manifest_in(backups, name).ok())?;
    let file = manifest.files.into_iter().find(|file| file.path == path)?;
    let blocks = file.blocks.iter().map(|sum| read_block(backups, sum).ok());
    let text = String::from_utf8(blocks.collect::<Option<Vec<_>>>()?.concat()).ok()?;
    Erasures::parse(&text).ok()
}

/// Erases once more what was erased after the backup. A record that was entered anew since is lost with the entries: what the
/// backup holds of it is the older one.
fn erase_again(operation: &Operation, list: &Erasures, own: usize) -> Result<usize, NotRestored> {
    let erased = operation.write(|db| {
        let mut erased = 0;
        for line in &list.lines[own..] {
            if let Some(on) = line.on
                && erase_in(db, operation.slug(), &line.subject, on)?
            {
                erased += 1;
            }
        }
        Ok(erased)
    })?;
    operation.cut_logs()?;
    Ok(erased)
}

/// Nothing of SQLite's own is left beside its files.
fn close(folder: &Path) -> Result<(), NotRestored> {
    for name in ["book.db", "public.db"] {
        let opened = Connection::open(folder.join(name)).map_err(StoreError::from)?;
        let cut = |row: &rusqlite::Row| row.get::<_, i64>(0);
        opened.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], cut).map_err(StoreError::from)?;
        opened.close().map_err(|(_, error)| StoreError::from(error))?;
        fs::File::open(folder.join(name))?.sync_all()?;
    }
    Ok(())
}

/// Notes beside the data folder where the book stands now and what was erased from it.
fn note(beside: &Path, one: &Kept, list: &Erasures) -> Result<(), NotRestored> {
    if !list.lines.is_empty() {
        let file = list_file(beside, &one.slug);
        if Erasures::read(&file)?.as_ref() != Some(list) {
            write_over(&file, list.text().as_bytes())?;
        }
    }
    let mark = BookMark { generation: one.generation.clone(), last: one.entries, head: one.head.clone() };
    if let Some(there) = BookMark::read(beside, &one.slug)?.filter(|there| there.last > mark.last) {
        there.give_up(beside, &one.slug)?;
    }
    mark.raise(beside, &one.slug)?;
    Ok(())
}
