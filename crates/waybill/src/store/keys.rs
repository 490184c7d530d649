//! Keys of an operation, kept in files beside the databases and never inside them.

use std::fs;
use std::io::Write;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::StoreError;
use crate::world::{CROCKFORD, World};

/// The secret keys of one operation.
#[derive(Clone)]
pub struct Keys {
    /// Makes public ids that look random.
    id: [u8; 32],
    /// The password of PostgreSQL's reading role.
    reader: [u8; 32],
}

impl Keys {
    /// Reads the keys of the operation's folder, or makes them once. The reader's is one for all operations in `data`: on
    /// PostgreSQL they share a database, and with it one reading role.
    pub(super) fn open(data: &Path, folder: &Path, world: &World) -> Result<Self, StoreError> {
        let folder = folder.join("keys");
        fs::create_dir_all(&folder)?;
        Ok(Self {
            id: read_or_make(&folder.join("id"), world)?,
            reader: read_or_make(&data.join("reader.key"), world)?,
        })
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
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.id).expect("HMAC takes a key of any length");
        mac.update(&[0]);
        mac.update(what.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().iter().map(|b| char::from(CROCKFORD[usize::from(b & 31)])).collect()
    }

    /// Lower-case hexadecimal, nothing a connection address would have to escape.
    pub(super) fn reader_password(&self) -> String {
        waybill_journal::chain::to_hex(&self.reader)
    }
}

fn read_or_make(file: &Path, world: &World) -> Result<[u8; 32], StoreError> {
    match fs::read(file) {
        Ok(bytes) => bytes.try_into().map_err(|_| StoreError::Key(file.to_path_buf())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key: [u8; 32] = world.random();
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut made = options.open(file)?;
            made.write_all(&key)?;
            made.sync_all()?;
            Ok(key)
        }
        Err(error) => Err(error.into()),
    }
}
