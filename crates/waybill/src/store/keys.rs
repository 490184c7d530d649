//! Keys of an operation, kept in files beside the databases and never inside them.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::beside::sync_folder;
use super::schema::{signed, tick, witnessed};
use super::{Operation, StoreError, make_folder, write_new};
use crate::both;
use crate::world::{CROCKFORD, World};

/// The secret keys of one operation.
#[derive(Clone)]
pub struct Keys {
    /// Makes public ids that look random.
    id: [u8; 32],
    /// The password of PostgreSQL's reading role.
    reader: [u8; 32],
    /// What the log is signed with: the seeds of all keys it ever had, the newest last.
    log: Vec<[u8; 32]>,
    /// What other operations' logs are witnessed with; none until it is made.
    witness: Option<[u8; 32]>,
}

/// How `log/keys` begins each note that hands over to a later key (`docs/LOG.md`).
const NEXT_KEY: &str = "waybill/key/1\n";

/// The files of the log's keys: `log`, then `log-2`, `log-3` and so on, one for each time the key was changed.
const LOG_KEYS_MAX: usize = 8;

fn log_key_file(folder: &Path, number: usize) -> PathBuf {
    folder.join(if number == 1 { "log".to_owned() } else { format!("log-{number}") })
}

impl Keys {
    /// Reads the keys of the operation's folder. Those that nothing was ever signed with are made once; the log's and the
    /// witness's are made by [`Operation::make_keys`], for only the book knows whether anything was. The reader's is one for
    /// all operations in `data`: on PostgreSQL they share a database, and with it one reading role.
    pub(super) fn open(data: &Path, folder: &Path, world: &World) -> Result<Self, StoreError> {
        let folder = folder.join("keys");
        make_folder(&folder)?;
        Ok(Self {
            id: read_or_make(&folder.join("id"), world)?,
            reader: read_or_make(&data.join("reader.key"), world)?,
            log: log_keys(&folder)?,
            witness: read(&folder.join("witness"))?,
        })
    }

    /// What makes this book's log another than every other: fixed when the operation is founded.
    pub fn log_name(&self) -> String {
        self.public_id("log origin")[..10].to_owned()
    }

    /// The seeds of the keys that sign the log, the newest last; none in a book that was only opened to look at it before its
    /// first start.
    pub fn log_seeds(&self) -> &[[u8; 32]] {
        &self.log
    }

    /// The seed of the key that witnesses other operations' logs; it never signs our own. None as for the log's.
    pub fn witness_seed(&self) -> Option<&[u8; 32]> {
        self.witness.as_ref()
    }

    /// What blanks are made with and leaves are mixed by. An auditor who has the keys can tell blanks from entries.
    pub fn log_secret(&self, what: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.id).expect("HMAC takes a key of any length");
        mac.update(b"\0log\0");
        mac.update(what.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// A public id for a key of our own: 20 characters (100 bits) of HMAC-SHA-256, Crockford's base32.
    pub fn public_id(&self, of: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.id).expect("HMAC takes a key of any length");
        mac.update(of.as_bytes());
        mac.finalize().into_bytes().iter().take(20).map(|b| char::from(CROCKFORD[usize::from(b & 31)])).collect()
    }

    /// A keyed hash of bytes that are not kept themselves: 32 characters (160 bits), Crockford's base32. Whoever has the
    /// database and not the keys cannot try out what the bytes were. `what` keeps hashes of different things apart; no
    /// public id begins with the zero byte between them.
    pub fn keyed_hash(&self, what: &str, bytes: &[u8]) -> String {
        keyed(&self.id, what, bytes)
    }

    /// Lower-case hexadecimal, nothing a connection address would have to escape.
    pub(super) fn reader_password(&self) -> String {
        waybill_journal::chain::to_hex(&self.reader)
    }
}

impl Operation {
    /// Refuses a book that signed with a key whose file is not here: another key made in its place would make every receipt and
    /// every key that somebody trusts worthless, without a word.
    pub(super) fn refuse_lost_keys(&self) -> Result<(), StoreError> {
        let folder = self.folder.join("keys");
        let here = self.keys.log.len();
        let shown = signed::table.find(self.slug()).select(signed::keys);
        let shown: Option<String> = self.with_gate(|db| Ok(both!(db, c => shown.first(c).optional())?))?;
        let known = shown.map_or(0, |shown| if shown.is_empty() { 0 } else { shown.matches(NEXT_KEY).count() + 1 });
        let closed = tick::table.filter(tick::operation.eq(self.slug()));
        let seen = witnessed::table.filter(witnessed::operation.eq(self.slug())).filter(witnessed::size.gt(0));
        let closed: i64 = self.read(|db| Ok::<_, StoreError>(both!(db, c => closed.count().get_result(c))?))?;
        let seen: i64 = self.read(|db| Ok::<_, StoreError>(both!(db, c => seen.count().get_result(c))?))?;
        if known > here || here == 0 && (closed > 0 || self.high_water()?.is_some()) {
            return Err(StoreError::KeyLost(log_key_file(&folder, here + 1)));
        }
        if self.keys.witness.is_none() && seen > 0 {
            return Err(StoreError::KeyLost(folder.join("witness")));
        }
        Ok(())
    }

    /// Makes the keys that are not there, in a book that never signed with any.
    pub(super) fn make_keys(&mut self, world: &World) -> Result<(), StoreError> {
        let folder = self.folder.join("keys");
        if self.keys.log.is_empty() {
            self.keys.log = vec![read_or_make(&log_key_file(&folder, 1), world)?];
        }
        if self.keys.witness.is_none() {
            self.keys.witness = Some(read_or_make(&folder.join("witness"), world)?);
        }
        Ok(())
    }
}

fn log_keys(folder: &Path) -> Result<Vec<[u8; 32]>, StoreError> {
    let mut keys = Vec::new();
    while keys.len() < LOG_KEYS_MAX
        && let Some(key) = read(&log_key_file(folder, keys.len() + 1))?
    {
        keys.push(key);
    }
    Ok(keys)
}

/// Makes another key in the place of one that is lost for good.
pub(super) fn replace_lost(file: &Path, world: &World) -> Result<(), StoreError> {
    read_or_make(file, world).map(drop)
}

/// One more key, behind those that are there.
pub(super) fn add_log_key(folder: &Path, world: &World) -> Result<(), StoreError> {
    let folder = folder.join("keys");
    let known = log_keys(&folder)?.len();
    if known == LOG_KEYS_MAX {
        return Err(StoreError::LogKeysFull(LOG_KEYS_MAX));
    }
    write_new(&log_key_file(&folder, known + 1), &world.random::<32>())?;
    Ok(sync_folder(&folder)?)
}

/// The keyed hash behind [`Keys::keyed_hash`], for keys that lie elsewhere than in an operation that is open.
pub(super) fn keyed(key: &[u8], what: &str, bytes: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(&[0]);
    mac.update(what.as_bytes());
    mac.update(&[0]);
    mac.update(bytes);
    mac.finalize().into_bytes().iter().map(|b| char::from(CROCKFORD[usize::from(b & 31)])).collect()
}

fn read(file: &Path) -> Result<Option<[u8; 32]>, StoreError> {
    match fs::read(file) {
        Ok(bytes) => bytes.try_into().map(Some).map_err(|_| StoreError::Key(file.to_path_buf())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What is signed with a key must not outlive it in a power cut, so its name is down on the disk as well.
fn read_or_make(file: &Path, world: &World) -> Result<[u8; 32], StoreError> {
    if let Some(key) = read(file)? {
        return Ok(key);
    }
    let key: [u8; 32] = world.random();
    write_new(file, &key)?;
    sync_folder(file.parent().unwrap_or(file))?;
    Ok(key)
}
