//! A copy of all books while the program goes on writing them: databases, keys, and what each file weighs.
//!
//! The published facts follow from the book, and each has marks of the other: an entry is marked as about to be told, then
//! its fact is written, then it is marked as told. So nothing may be told between the copying of the two: the gate's file
//! is locked for writing while both are copied. What is found half done afterwards is what a stop at that moment would
//! leave, and the next close ends it. Entries are posted all the while.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use super::{Engine, Store, StoreError, db};

mod keeping;
mod manifest;

pub use keeping::{Added, BLOCK_BYTES, Backups, NotKept};
pub(super) use keeping::{kept, keys_in, manifest_in, names_in, read_block};
pub use manifest::{BEGINS, Kept, KeptFile, Manifest};

/// How long a copy waits for a writer. A close of a day writes for less than a second.
const WAIT: Duration = Duration::from_secs(30);

/// One file of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its place below the copy's folder, with `/` between the parts.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

impl Store {
    /// Copies every operation into `folder`, which is there and empty, in the shape of a data folder. On PostgreSQL only the
    /// keys: its databases are its own to copy.
    pub fn copy(&self, folder: &Path) -> Result<Vec<Copied>, StoreError> {
        let mut files = vec![PathBuf::from("reader.key")];
        for slug in self.slugs()? {
            for key in fs::read_dir(db::folder_of(&self.data, &slug).join("keys"))? {
                files.push(Path::new(&slug).join("keys").join(key?.file_name()));
            }
        }
        for file in &files {
            let to = folder.join(file);
            to.parent().map_or(Ok(()), make_folder)?;
            write_new(&to, &fs::read(self.data.join(file))?)?;
        }
        if self.engine == Engine::Sqlite {
            for slug in self.slugs()? {
                copy_databases(&db::folder_of(&self.data, &slug), &folder.join(&slug))?;
                files.extend(["book.db", "public.db"].map(|name| Path::new(&slug).join(name)));
            }
        }
        files.sort();
        files.iter().map(|file| weighed(folder, file)).collect()
    }
}

fn copy_databases(from: &Path, to: &Path) -> Result<(), StoreError> {
    let gate = open(&from.join("public.db"))?;
    gate.execute_batch("BEGIN IMMEDIATE")?;
    let copies = ["public.db", "book.db"].map(|name| copy_database(&from.join(name), &to.join(name)));
    gate.execute_batch("ROLLBACK")?;
    // Looking a copy through takes longer than making it; nobody waits for that.
    copies.into_iter().zip(["public.db", "book.db"]).try_for_each(|(copy, name)| look_through(copy?, &to.join(name)))
}

/// All of a database as it was at one moment: it is read in one go, and on SQLite a reader sees nothing of what is
/// written meanwhile.
fn copy_database(from: &Path, to: &Path) -> Result<Connection, StoreError> {
    let source = open(from)?;
    write_new(to, &[])?;
    let mut copy = Connection::open(to)?;
    let began = Instant::now();
    let backup = Backup::new(&source, &mut copy)?;
    while backup.step(-1)? != StepResult::Done {
        if began.elapsed() > WAIT {
            return Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "the database stayed busy").into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(backup);
    Ok(copy)
}

/// Whether the copy is a sound database, and on the disk.
fn look_through(copy: Connection, at: &Path) -> Result<(), StoreError> {
    let said: String = copy.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(StoreError::Damaged(0, format!("the copy {}: {said}", at.display())));
    }
    copy.close().map_err(|(_, error)| error)?;
    fs::File::open(at)?.sync_all()?;
    Ok(())
}

/// Never makes a database where there is none.
fn open(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(WAIT)?;
    Ok(connection)
}

fn weighed(folder: &Path, file: &Path) -> Result<Copied, StoreError> {
    let mut digest = Sha256::new();
    let bytes = std::io::copy(&mut fs::File::open(folder.join(file))?, &mut Hashing(&mut digest))?;
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    let sha256 = waybill_journal::chain::to_hex(&digest.finalize());
    Ok(Copied { path: parts.join("/"), bytes, sha256 })
}

struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Makes a folder that only its owner can look into; one that is there stays as it is.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut made = fs::DirBuilder::new();
    made.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
    made.create(folder).map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", folder.display())))
}

/// Writes the names of everything below a folder down to the disk: a file that was synced is found again only if its folder was as well.
pub fn keep_names(folder: &Path) -> std::io::Result<()> {
    for inside in fs::read_dir(folder)? {
        let inside = inside?;
        if inside.file_type()?.is_dir() {
            keep_names(&inside.path())?;
        }
    }
    fs::File::open(folder)?.sync_all()
}

/// Writes down the name of a folder that was made, and of the one around it that may have been made with it. What may not be opened
/// was there before us.
pub fn keep_name(folder: &Path) -> std::io::Result<()> {
    for around in folder.canonicalize()?.ancestors().skip(1).take(2) {
        match fs::File::open(around) {
            Ok(around) => around.sync_all()?,
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes a file that was not there and that only its owner can read, down to the disk.
pub fn write_new(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut made = options.open(file)?;
    made.write_all(bytes)?;
    made.sync_all()?;
    Ok(())
}
