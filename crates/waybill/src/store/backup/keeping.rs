//! A folder of backups: blocks of 64 KiB, each kept once under its SHA-256, and for every backup a manifest that lists the
//! blocks its files are made of. What did not change since the last backup is there already and is not written again.
//!
//! ```text
//! blocks/9f/9f86d081…                 a block, named by its SHA-256
//! 2026-04-02T03-30-00Z.json           a backup
//! 2026-04-02T03-30-00Z.sha256         its checksum, as `sha256sum -c` reads it
//! .unfinished-2026-04-02T03-30-00Z    copies of the databases while a backup is made
//! .lock                               held by whoever makes one
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use waybill_journal::chain::to_hex;

use super::super::beside::{BookMark, Erasures, high_water_of, list_file, sync_folder, write_over};
use super::super::keys::keyed;
use super::super::{Store, StoreError, make_folder, write_new};
use super::manifest::{BEGINS, Before, Kept, KeptFile, KeptLog, MANIFEST_MAX, Manifest, is_a_sum, place_of};

/// How long a block is; the last one of a file may be shorter.
pub const BLOCK_BYTES: usize = 64 << 10;
/// How a backup is named, in UTC: the order of the names is the order of time.
const NAMED: &str = "%Y-%m-%dT%H-%M-%SZ";
/// What a backup is called until it is whole.
const UNFINISHED: &str = ".unfinished-";
/// What stands in the name of a file that is being written.
const HALF: &str = ".new-";
const LOCK: &str = ".lock";
const BLOCKS: &str = "blocks";

/// Why there is no new backup.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// Two at once.
    #[error("another backup is being made in {0}; wait until it is done")]
    Busy(String),
    /// Two in one second.
    #[error("there is a backup of this second already: {0}")]
    Exists(String),
    /// The order of the names is the order in which they were made: what seems older would be deleted first, and not brought back.
    #[error(
        "{folder} holds a backup of {newest}, and by the clock of this machine it is {now}: nothing is backed up before one that is \
         there. If the clock is wrong, set it. If it was wrong when that backup was made, go on in a new folder"
    )]
    Before {
        /// Where.
        folder: String,
        /// The newest backup there.
        newest: String,
        /// What the new one would be called.
        now: String,
    },
    /// A book from before books had a generation.
    #[error("{0} was last opened by an older version of this program; start this one once, then back up")]
    Older(String),
    /// An older manifest that cannot be read keeps every block: what it lists is not known.
    #[error("{0} cannot be read, so nothing was deleted: {1}")]
    Unreadable(String, String),
    /// The backup is there; what lies beside the data could not be written.
    #[error("the backup {0} is whole, but how far the book had come could not be noted beside the data: {1}")]
    Unmarked(String, StoreError),
    /// The machine or a database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<std::io::Error> for NotKept {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What a new backup is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its name.
    pub name: String,
    /// What it says.
    pub manifest: Manifest,
    /// Bytes of all its files.
    pub bytes: u64,
    /// Bytes of the blocks that were not there.
    pub new_bytes: u64,
}

/// A folder of backups, open for adding to it.
pub struct Backups {
    folder: PathBuf,
    /// Whoever has it open has it locked; a program that dies lets go.
    _lock: fs::File,
}

/// The moment in a backup's name.
fn made_at(name: &str) -> Option<Timestamp> {
    let civil = jiff::civil::DateTime::strptime(NAMED, name).ok()?;
    Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
}

/// The names of the backups in a folder, oldest first.
pub(in super::super) fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for inside in fs::read_dir(folder)? {
        let name = inside?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".json").filter(|name| made_at(name).is_some()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// A manifest, once its checksum and its form are seen to be right.
pub(in super::super) fn manifest_in(folder: &Path, name: &str) -> Result<(Manifest, String), String> {
    let text = bytes_of(&folder.join(format!("{name}.json")))?;
    let listed = bytes_of(&folder.join(format!("{name}.sha256")))?;
    let sum = to_hex(&Sha256::digest(&text));
    if listed != checksum(&sum, name).as_bytes() {
        return Err("it is not what its checksum says".to_owned());
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    manifest.check()?;
    Ok((manifest, sum))
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = fs::File::open(file).and_then(|opened| opened.take(MANIFEST_MAX + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(format!("{}: {error}", file.display())),
        Ok(_) if bytes.len() as u64 > MANIFEST_MAX => Err(format!("{} is longer than any manifest", file.display())),
        Ok(_) => Ok(bytes),
    }
}

/// One block of a folder of backups, once it is seen to be what it is named after.
pub(in super::super) fn read_block(folder: &Path, sum: &str) -> Result<Vec<u8>, String> {
    let place = place_of(&folder.join(BLOCKS), sum);
    let length = fs::metadata(&place).map_err(|error| format!("cannot be read: {error}"))?.len();
    if length > BLOCK_BYTES as u64 {
        return Err("is damaged: it is longer than a block".to_owned());
    }
    let block = fs::read(&place).map_err(|error| format!("cannot be read: {error}"))?;
    if to_hex(&Sha256::digest(&block)) == sum {
        Ok(block)
    } else {
        Err("is damaged: it is not what it is named after".to_owned())
    }
}

fn checksum(sum: &str, name: &str) -> String {
    format!("{sum}  {name}.json\n")
}

impl Backups {
    /// Whether something may lie in a folder of backups: what this program puts there, also earlier versions of it.
    pub fn knows(name: &str) -> bool {
        let name = name.split(HALF).next().unwrap_or(name);
        let begun = name.strip_prefix(UNFINISHED);
        let ended = name.strip_suffix(".json").or_else(|| name.strip_suffix(".sha256"));
        name == LOCK || name == BLOCKS || made_at(begun.or(ended).unwrap_or(name)).is_some()
    }

    /// Whether a name is that of something that was stopped in the middle.
    pub(in super::super) fn is_unfinished(name: &str) -> bool {
        name.starts_with(UNFINISHED) || name.contains(HALF)
    }

    /// Opens a folder that is there, for this program alone, and clears away what was stopped in the middle.
    pub fn open(folder: &Path) -> Result<Self, NotKept> {
        let lock = fs::File::create(folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(NotKept::Busy(folder.display().to_string())),
            // Some disks of other machines cannot lock; one at a time is then for whoever calls.
            Err(fs::TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {}
            Err(fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        for inside in fs::read_dir(folder)? {
            let inside = inside?;
            let name = inside.file_name().to_string_lossy().into_owned();
            if name.strip_prefix(UNFINISHED).and_then(made_at).is_some() {
                fs::remove_dir_all(inside.path())?;
            } else if name.split_once(HALF).is_some_and(|(name, _)| Self::knows(name)) {
                fs::remove_file(inside.path())?;
            }
        }
        make_folder(&folder.join(BLOCKS))?;
        Ok(Self { folder: folder.to_path_buf(), _lock: lock })
    }

    /// Makes a backup of every operation of a store on SQLite. It goes on while entries are posted.
    pub fn add(&self, store: &Store, now: Timestamp) -> Result<Added, NotKept> {
        let name = now.strftime(NAMED).to_string();
        let whole = self.folder.join(format!("{name}.json"));
        if whole.exists() {
            return Err(NotKept::Exists(whole.display().to_string()));
        }
        if let Some(newest) = names_in(&self.folder)?.pop().filter(|newest| *newest > name) {
            return Err(NotKept::Before { folder: self.folder.display().to_string(), newest, now: name });
        }
        let begun = self.folder.join(format!("{UNFINISHED}{name}"));
        let added = self.write(store, &begun, &name, now);
        fs::remove_dir_all(&begun).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        let added = added?;
        let beside = high_water_of(&store.data)?;
        for kept in &added.manifest.operations {
            let mark = BookMark { generation: kept.generation.clone(), last: kept.entries, head: kept.head.clone() };
            mark.raise(&beside, &kept.slug).map_err(|error| NotKept::Unmarked(added.name.clone(), error))?;
        }
        Ok(added)
    }

    fn write(&self, store: &Store, begun: &Path, name: &str, now: Timestamp) -> Result<Added, NotKept> {
        make_folder(begun)?;
        let beside = high_water_of(&store.data)?;
        let mut files = Vec::new();
        // The lists before the books: what is erased in between is erased once more after a return, which changes nothing.
        for slug in store.slugs()? {
            let Some(list) = Erasures::read(&list_file(&beside, &slug))? else { continue };
            let path = format!("{slug}.erased");
            write_new(&begun.join(&path), list.text().as_bytes())?;
            files.push(path);
        }
        files.extend(store.copy(begun)?.into_iter().map(|copied| copied.path));
        files.sort();
        let operations = store.slugs()?.iter().map(|slug| looked_at(begun, slug)).collect::<Result<_, _>>()?;
        let mut new_bytes = 0;
        let files = files.into_iter().map(|path| self.cut(begun, path, &mut new_bytes));
        let files = files.collect::<Result<Vec<_>, _>>()?;
        let manifest = Manifest {
            format: BEGINS.to_owned(),
            made: now.to_string(),
            waybill: env!("CARGO_PKG_VERSION").to_owned(),
            before: self.newest()?,
            operations,
            files,
        };
        let text = serde_json::to_string_pretty(&manifest).map_err(std::io::Error::from)? + "\n";
        let sum = to_hex(&Sha256::digest(&text));
        sync_folder(&self.folder.join(BLOCKS))?;
        // The manifest comes last: what has one is whole.
        write_over(&self.folder.join(format!("{name}.sha256")), checksum(&sum, name).as_bytes())?;
        write_over(&self.folder.join(format!("{name}.json")), text.as_bytes())?;
        let bytes = manifest.files.iter().map(|file| file.bytes).sum();
        Ok(Added { name: name.to_owned(), manifest, bytes, new_bytes })
    }

    fn newest(&self) -> Result<Option<Before>, NotKept> {
        let Some(name) = names_in(&self.folder)?.pop() else { return Ok(None) };
        let mut digest = Sha256::new();
        digest.update(fs::read(self.folder.join(format!("{name}.json")))?);
        Ok(Some(Before { name, sha256: to_hex(&digest.finalize()) }))
    }

    /// Cuts a file into blocks and keeps those that are not there.
    fn cut(&self, from: &Path, path: String, new_bytes: &mut u64) -> Result<KeptFile, NotKept> {
        let mut file = fs::File::open(from.join(&path))?;
        let (mut whole, mut bytes, mut blocks) = (Sha256::new(), 0_u64, Vec::new());
        loop {
            let mut block = Vec::with_capacity(BLOCK_BYTES);
            (&mut file).take(BLOCK_BYTES as u64).read_to_end(&mut block)?;
            if block.is_empty() {
                break;
            }
            whole.update(&block);
            bytes += block.len() as u64;
            let sum = to_hex(&Sha256::digest(&block));
            if self.keep(&sum, &block)? {
                *new_bytes += block.len() as u64;
            }
            blocks.push(sum);
        }
        Ok(KeptFile { path, bytes, sha256: to_hex(&whole.finalize()), blocks })
    }

    /// Keeps a block; false where it is there. One that was damaged meanwhile is written again.
    fn keep(&self, sum: &str, block: &[u8]) -> Result<bool, NotKept> {
        let file = place_of(&self.folder.join(BLOCKS), sum);
        match fs::read(&file) {
            Ok(there) if there == block => return Ok(false),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        write_over(&file, block)?;
        Ok(true)
    }

    /// Deletes backups beyond the newest `keep`, and blocks that no backup names any more. Says which went.
    pub fn forget_older(&self, keep: usize) -> Result<Vec<String>, NotKept> {
        let mut names = names_in(&self.folder)?;
        let kept = names.split_off(names.len().saturating_sub(keep));
        let mut named = BTreeSet::new();
        for name in &kept {
            let read = manifest_in(&self.folder, name);
            let (manifest, _) = read.map_err(|why| NotKept::Unreadable(format!("{name}.json"), why))?;
            named.extend(manifest.files.into_iter().flat_map(|file| file.blocks));
        }
        for name in &names {
            fs::remove_file(self.folder.join(format!("{name}.json")))?;
            fs::remove_file(self.folder.join(format!("{name}.sha256")))?;
        }
        sync_folder(&self.folder)?;
        for part in fs::read_dir(self.folder.join(BLOCKS))? {
            let part = part?.path();
            for block in fs::read_dir(&part)? {
                let block = block?;
                let name = block.file_name().to_string_lossy().into_owned();
                // Also a block that was being written when the machine stopped.
                if !is_a_sum(&name) || !named.contains(&name) {
                    fs::remove_file(block.path())?;
                }
            }
        }
        Ok(names)
    }
}

/// What the copies of one operation say of themselves.
fn looked_at(begun: &Path, slug: &str) -> Result<Kept, NotKept> {
    let book = Connection::open(begun.join(slug).join("book.db")).map_err(StoreError::from)?;
    let shown = Connection::open(begun.join(slug).join("public.db")).map_err(StoreError::from)?;
    let keys = keys_in(&begun.join(slug).join("keys"))?;
    match kept(&book, &shown, &keys, slug) {
        Ok(Some(kept)) => Ok(kept),
        Ok(None) => Err(NotKept::Older(slug.to_owned())),
        Err(error) => Err(StoreError::from(error).into()),
    }
}

/// The files of an operation's keys by name: what its public ids, its log and what it witnesses are made with.
pub(in super::super) fn keys_in(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let one = |inside: std::io::Result<fs::DirEntry>| {
        let inside = inside?;
        Ok((inside.file_name().to_string_lossy().into_owned(), fs::read(inside.path())?))
    };
    fs::read_dir(folder)?.map(one).collect()
}

/// The generation and all keys under the first of them, each behind its name and its length.
fn sealed_keys(keys: &BTreeMap<String, Vec<u8>>, generation: &str) -> String {
    let mut all = format!("{generation}\n").into_bytes();
    for (name, key) in keys {
        all.extend(format!("{name} {}\n", key.len()).into_bytes());
        all.extend(key);
    }
    keyed(keys.get("id").map_or(&[], Vec::as_slice), "keys", &all)
}

/// The same of any two databases and their keys; none where the book has no generation.
pub(in super::super) fn kept(
    book: &Connection,
    shown: &Connection,
    keys: &BTreeMap<String, Vec<u8>>,
    slug: &str,
) -> rusqlite::Result<Option<Kept>> {
    let has = |table: &str, column: &str| {
        book.query_row("SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2", [table, column], |row| {
            row.get::<_, i64>(0)
        })
    };
    if has("operations", "generation")? == 0 {
        return Ok(None);
    }
    let sql = "SELECT generation, last_entry, head FROM operations WHERE operation = ?1";
    let row = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?));
    let Some((generation, entries, head)) = book.query_row(sql, [slug], row).optional()? else { return Ok(None) };
    if generation.is_empty() {
        return Ok(None);
    }
    let log = if has("tick", "root")? == 0 {
        None
    } else {
        let sql = "SELECT step, size, root FROM tick WHERE operation = ?1 ORDER BY step DESC LIMIT 1";
        let row = |row: &rusqlite::Row| {
            Ok(KeptLog { tick: row.get(0)?, size: row.get(1)?, root: to_hex(&row.get::<_, Vec<u8>>(2)?) })
        };
        book.query_row(sql, [slug], row).optional()?
    };
    let one = |sql: &str| shown.query_row(sql, [slug], |row| row.get::<_, i64>(0));
    Ok(Some(Kept {
        slug: slug.to_owned(),
        keys: sealed_keys(keys, &generation),
        generation,
        entries: u64::try_from(entries).unwrap_or(0),
        head: to_hex(&head),
        snapshot: one("SELECT coalesce(max(step), 0) FROM snapshot WHERE operation = ?1")?,
        facts: one("SELECT count(*) FROM fact WHERE operation = ?1")?,
        log,
    }))
}
