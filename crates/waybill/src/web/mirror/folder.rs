//! The folder of a mirror: new files are made beside the old ones, and take their place when all of them are there.
//!
//! `mirror.json` lists what belongs to the mirror, with size and SHA-256; nothing else in the folder is ever touched. New
//! files wait in `.next` until the last of them is written, so a full disk or a pulled plug leaves the old copy whole, and
//! the next run finds there what is done already.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use waybill_journal::chain::to_hex;

use super::NotMirrored;

/// The list of what belongs to the mirror.
const LIST: &str = "mirror.json";
/// Where new files wait.
const NEXT: &str = ".next";

/// A folder that is being written; nobody else writes it as long as this lives.
pub(super) struct Folder {
    path: PathBuf,
    /// Names that earlier runs have put here.
    earlier: BTreeSet<String>,
    made: Mutex<BTreeMap<String, Made>>,
    /// Held until the end.
    lock: File,
}

/// One file of the mirror.
struct Made {
    bytes: u64,
    sha256: String,
    /// Waits in `.next`; else it stands in its place already.
    waits: bool,
}

impl Folder {
    /// Opens a new, an empty or an earlier mirror's folder.
    pub(super) fn open(path: &Path) -> Result<Folder, NotMirrored> {
        fs::create_dir_all(path).map_err(|error| disk(path, error))?;
        let (list, next) = (path.join(LIST), path.join(NEXT));
        if !list.is_file() && !next.is_dir() {
            let mut inside = fs::read_dir(path).map_err(|error| disk(path, error))?;
            if let Some(Ok(other)) = inside.next() {
                return Err(NotMirrored::Foreign(name_of(path), other.file_name().to_string_lossy().into_owned()));
            }
        }
        own_folder(&next)?;
        let lock = lock_file(&next.join("lock"))?;
        if lock.try_lock().is_err() {
            return Err(NotMirrored::Busy(name_of(path)));
        }
        let mut earlier = listed(&list)?;
        // A run that was stopped while its files took their places has put some of them there.
        earlier.extend(listed(&next.join(LIST))?);
        Ok(Folder { path: path.to_path_buf(), earlier, made: Mutex::default(), lock })
    }

    /// Adds a file; several may do so at once. One that stands there already, byte for byte, is left alone.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<(), NotMirrored> {
        let there = is_file_of(&self.path.join(name), bytes);
        if !there {
            let waiting = self.waiting(name);
            // First of all: what lies behind a link would be taken from there.
            own_folders(&self.path.join(NEXT), &format!("files/{name}"))?;
            if !is_file_of(&waiting, bytes) {
                write(&waiting, bytes)?;
            }
        }
        let sha256 = to_hex(&Sha256::digest(bytes));
        let made = Made { bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX), sha256, waits: !there };
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), made);
        Ok(())
    }

    /// Puts everything in its place and takes away what is no more; says how many of each.
    pub(super) fn finish<const N: usize>(&mut self, head: [(&str, Value); N]) -> Result<(usize, usize), NotMirrored> {
        let made = self.made.get_mut().unwrap_or_else(PoisonError::into_inner);
        let files: Vec<Value> = made
            .iter()
            .map(|(name, made)| json!({ "name": name, "bytes": made.bytes, "sha256": made.sha256 }))
            .collect();
        let mut list: serde_json::Map<String, Value> =
            head.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        list.insert("files".to_owned(), files.into());
        let list = serde_json::to_string_pretty(&list).unwrap_or_default() + "\n";
        let next = self.path.join(NEXT);
        write(&next.join(LIST), list.as_bytes())?;
        let waiting: Vec<&String> = made.iter().filter(|(_, made)| made.waits).map(|(name, _)| name).collect();
        // All folders before the first file: where there is no room for one, the old copy stays whole.
        for name in &waiting {
            own_folders(&self.path, name)?;
            let place = self.path.join(name);
            if fs::symlink_metadata(&place).is_ok_and(|there| there.is_dir()) {
                return Err(disk(&place, io::ErrorKind::IsADirectory.into()));
            }
        }
        for name in &waiting {
            let place = self.path.join(name);
            fs::rename(next.join("files").join(name), &place).map_err(|error| disk(&place, error))?;
        }
        let gone: Vec<&String> = self.earlier.iter().filter(|name| !made.contains_key(*name)).collect();
        let mut removed = 0;
        for name in &gone {
            removed += usize::from(remove(&self.path, name)?);
        }
        let place = self.path.join(LIST);
        fs::rename(next.join(LIST), &place).map_err(|error| disk(&place, error))?;
        let written = waiting.len();
        let _ = self.lock.unlock();
        fs::remove_dir_all(&next).map_err(|error| disk(&next, error))?;
        // Some systems cannot sync a folder; the files themselves are safe.
        let _ = File::open(&self.path).and_then(|folder| folder.sync_all());
        Ok((written, removed))
    }

    /// Begins again: what waits is taken where it is still right.
    pub(super) fn begin_again(&self) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(super) fn files(&self) -> usize {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub(super) fn bytes(&self) -> u64 {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).values().map(|made| made.bytes).sum()
    }

    fn waiting(&self, name: &str) -> PathBuf {
        self.path.join(NEXT).join("files").join(name)
    }
}

fn disk(path: &Path, error: io::Error) -> NotMirrored {
    NotMirrored::Disk { path: name_of(path), error }
}

fn name_of(path: &Path) -> String {
    path.display().to_string()
}

/// Whether these bytes stand there already, in a file and not behind a link.
fn is_file_of(path: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let same_length = fs::symlink_metadata(path).is_ok_and(|there| there.is_file() && there.len() == length);
    same_length && fs::read(path).is_ok_and(|there| there == bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), NotMirrored> {
    // Whatever stands there goes first: a link is not followed.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(disk(path, error)),
        _ => {}
    }
    let written = File::create_new(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|error| disk(path, error))
}

/// The file that a run holds; never one behind a link, and nothing in it is touched.
fn lock_file(path: &Path) -> Result<File, NotMirrored> {
    let opened = match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let file = fs::symlink_metadata(path).is_ok_and(|there| there.is_file());
            let other = || io::Error::new(io::ErrorKind::InvalidInput, "it is a link or a folder; take it away");
            if file { File::options().write(true).open(path) } else { Err(other()) }
        }
        made => made,
    };
    opened.map_err(|error| disk(path, error))
}

/// Makes a folder, or finds that it is one; a link to somewhere else is not.
fn own_folder(path: &Path) -> Result<(), NotMirrored> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let folder = fs::symlink_metadata(path).is_ok_and(|there| there.is_dir());
            if folder { Ok(()) } else { Err(disk(path, io::ErrorKind::NotADirectory.into())) }
        }
        made => made.map_err(|error| disk(path, error)),
    }
}

/// Makes every folder on the way to `name`.
fn own_folders(root: &Path, name: &str) -> Result<(), NotMirrored> {
    let ends = name.match_indices('/').map(|(at, _)| at);
    ends.map(|end| root.join(&name[..end])).try_for_each(|folder| own_folder(&folder))
}

/// Removes a file of an earlier mirror and the folders that are empty then; says whether it was there.
fn remove(root: &Path, name: &str) -> Result<bool, NotMirrored> {
    // Behind a link that somebody made of one of our folders, nothing is ours.
    let ours = |end: usize| fs::symlink_metadata(root.join(&name[..end])).is_ok_and(|there| there.is_dir());
    let mut ends: Vec<usize> = name.match_indices('/').map(|(at, _)| at).collect();
    if !ends.iter().all(|end| ours(*end)) {
        return Ok(false);
    }
    let path = root.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(disk(&path, error)),
        Ok(()) => {}
    }
    while let Some(end) = ends.pop() {
        if fs::remove_dir(root.join(&name[..end])).is_err() {
            break;
        }
    }
    Ok(true)
}

/// The names in a mirror's list; none where there is no list.
fn listed(list: &Path) -> Result<BTreeSet<String>, NotMirrored> {
    let text = match fs::read_to_string(list) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        read => read.map_err(|error| disk(list, error))?,
    };
    let wrong = || NotMirrored::NotAList(name_of(list));
    let read: Value = serde_json::from_str(&text).map_err(|_| wrong())?;
    let files = read.get("files").and_then(Value::as_array).ok_or_else(wrong)?;
    let name = |file: &Value| {
        let name = file.get("name").and_then(Value::as_str)?;
        is_name_of_ours(name).then(|| name.to_owned())
    };
    files.iter().map(|file| name(file).ok_or_else(wrong)).collect()
}

/// Whether a mirror could have written this name: it leads nowhere but down.
fn is_name_of_ours(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || ['-', '.', '@', '_'].contains(&c);
    !name.is_empty()
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(letter))
}
