//! The store: where an operation's book and its published facts are kept, on either engine.
//!
//! The way in is [`Operation::post`], one transaction for everything an entry changes. Nothing else writes entries.
//! Errors: [`StoreError`] where the machine or the database failed, [`PostError`] where an entry may not be posted.

mod backup;
mod beside;
mod bulk;
mod comments;
mod corrected;
mod db;
mod done;
mod flows;
mod fsck;
mod gone;
pub mod ground;
mod group;
mod keys;
mod lock;
mod log;
mod members;
mod operation;
mod outbox;
mod own;
mod people;
mod post;
mod proposals;
mod rebuild;
mod restore;
pub mod schema;
mod sealed;
pub mod sensitivity;
mod sessions;
mod settings;
mod shelves;
mod tables;
mod texts;
mod tip;
mod witnesses;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use backup::{
    Added, BEGINS, BLOCK_BYTES, Backups, Copied, Kept, KeptFile, Manifest, NotKept, keep_name, keep_names, make_folder,
    write_new,
};
pub use beside::{BookMark, high_water_of};
pub use bulk::{AlsoMany, Planned};
pub use comments::CommentRow;
pub use corrected::{CORRECTION, RETURN, standing_of_kind};
pub use db::{Db, Engine, MaybeConflict};
pub use done::Claim;
pub use flows::Flow;
pub use fsck::Looked;
pub use gone::Gone;
pub use keys::Keys;
pub use lock::{Lock, Unlocking};
pub(crate) use log::tile_in;
pub use log::{HighWater, TakenIn, Tick, TileRow};
pub use members::{Change, Deed, DeedKind, Link, NotChanged, NotConfirmed, NotInvited};
pub use operation::{FactRow, Founding, Operation, OperationCard, Recorded, Waiting};
pub use own::NotProved;
pub use people::{Invitation, Joined, Joining, NotJoined, PERSON_NAME_MAX, Person, Role, Status, Unlocked, known_as};
pub use post::{Answer, Behind, Draft, FormKey, PostError};
pub use proposals::{Approved, HANDS_NEEDED, Proposal, ProposalState, Standing, digest_of};
pub use rebuild::Difference;
pub use restore::{Agrees, NotRestored, Restored, RestoredOne, Restoring, restore};
pub use sealed::{Class, NotOpened, Sealed, erase_in, keep_new_sealed, keep_sealed};
pub use sessions::{SessionShown, SignIn, Sitting};
pub(crate) use settings::SettingsRow;
pub use settings::{ACCOUNTS_MAX, Settings};
pub use shelves::moved_on_shelf;
pub use texts::TextRow;
pub use witnesses::{WITNESSED_MAX, WITNESSES_MAX, WitnessRow, WitnessedRow};

use crate::world::World;

/// The machine or the database failed; no rule of the book was broken.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A query failed.
    #[error("the database refused: {0}")]
    Query(#[from] diesel::result::Error),
    /// The COMMIT failed that several writers shared.
    #[error("the database did not keep it: {0}")]
    NotKept(Arc<diesel::result::Error>),
    /// The disk failed under an earlier write. What it took then nobody knows, so nothing is written until the program is started again.
    #[error(
        "the disk reported an error while it was written to; nothing more is written until the program is started again"
    )]
    Stopped,
    /// Somebody else's part took the transaction with it; this one can be tried again.
    #[error("other writers were in the way; try again")]
    Crossed,
    /// No connection.
    #[error("the database cannot be reached: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// The schema could not be brought up to date.
    #[error("the database could not be brought to this version: {0}")]
    Migration(String),
    /// A file could not be read or written.
    #[error("a file could not be read or written: {0}")]
    File(#[from] std::io::Error),
    /// A key file has the wrong length.
    #[error("the key file {0} is damaged; restore it from the backup")]
    Key(PathBuf),
    /// A key that signed is not there.
    #[error(
        "the key {} is missing, and this book has signed with it; put it back from a backup of the folder keys. Where it is lost for good: waybill keys --accept-loss", .0.display()
    )]
    KeyLost(PathBuf),
    /// The published door could reach more than published facts.
    #[error(
        "this build can attach databases, so public pages could reach the book; build inside the checkout, where .cargo/config.toml forbids it"
    )]
    WallMissing,
    /// The address of PostgreSQL cannot be used.
    #[error("give PostgreSQL as postgres://user@host/name; the name may have lower-case letters, digits and _")]
    DatabaseName,
    /// Stored bytes are not what the book writes.
    #[error("entry {0} of the book cannot be read back: {1}")]
    Damaged(u64, String),
    /// A tick of the log cannot be made again from what it took in.
    #[error("tick {0} of the log is not made by the entries and published facts that are here; restore a backup")]
    LogDiffers(i32),
    /// The log's key was changed too often.
    #[error("the log has had {0} keys, and more are not kept; found the operation anew")]
    LogKeysFull(usize),
    /// An operation of this name exists already.
    #[error("there is already an operation called {0} here")]
    Exists(String),
    /// A copy of a database could not be made.
    #[error("the database could not be copied: {0}")]
    Copy(#[from] rusqlite::Error),
    /// What is kept beside the data folder cannot be read.
    #[error("{0} is damaged: {1}")]
    Beside(PathBuf, String),
    /// Something personal could not be sealed.
    #[error("a record could not be sealed: {0}")]
    Sealing(String),
    /// The name of an operation in addresses.
    #[error("the short name of an operation has 2 to 30 characters: a-z, 0-9 and -")]
    Slug,
}

/// Why the disk takes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    /// There is no room on it. Nothing was written; once there is room, writing goes on by itself.
    Full,
    /// It reported an error. Whether it has what it was told to keep is not known any more.
    Faulty,
}

impl StoreError {
    /// What is the matter with the disk, where that is why.
    pub fn disk(&self) -> Option<Disk> {
        match self {
            Self::Query(error) => db::disk(error),
            Self::NotKept(error) => db::disk(error),
            Self::Stopped => Some(Disk::Faulty),
            Self::File(error) if error.kind() == std::io::ErrorKind::StorageFull => Some(Disk::Full),
            _ => None,
        }
    }
}

impl MaybeConflict for StoreError {
    fn is_conflict(&self) -> bool {
        match self {
            Self::Query(error) => error.is_conflict(),
            Self::Crossed => true,
            _ => false,
        }
    }

    fn is_fault(&self) -> bool {
        self.disk() == Some(Disk::Faulty)
    }
}

/// What a feature derives from each entry of one kind: its own rows, in the same transaction. Run again by a rebuild.
pub type Derive = fn(&mut Db, operation: &str, &Recorded) -> Result<(), diesel::result::Error>;

/// The same for many entries of that kind, in order.
pub type DeriveMany = fn(&mut Db, operation: &str, &[&Recorded]) -> Result<(), diesel::result::Error>;

/// A kind of entry, as far as the store cares.
#[derive(Clone, Copy)]
pub struct KindRows {
    /// `gift`, `order`, …
    pub kind: &'static str,
    /// Writes the feature's derived rows.
    pub derive: Derive,
    /// Writes the rows of many entries at once, the same that `derive` would write one by one. `None` where nobody brings
    /// many.
    pub derive_many: Option<DeriveMany>,
    /// Takes back what `derive` wrote for an entry that is corrected now. That it is, is known by then.
    pub correct: Derive,
    /// Deletes all of them for an operation, before a replay.
    pub clear: fn(&mut Db, operation: &str) -> Result<(), diesel::result::Error>,
    /// All of them as text, for comparing what is there with what a replay makes.
    pub rows: fn(&mut Db, operation: &str) -> Result<Vec<String>, diesel::result::Error>,
}

impl KindRows {
    /// A kind whose feature keeps no rows: everything it needs stands in the entries.
    pub const fn none(kind: &'static str) -> Self {
        Self {
            kind,
            derive: |_, _, _| Ok(()),
            derive_many: None,
            correct: |_, _, _| Ok(()),
            clear: |_, _| Ok(()),
            rows: |_, _| Ok(Vec::new()),
        }
    }
}

/// A data folder with its operations.
pub struct Store {
    data: PathBuf,
    engine: Engine,
    kinds: &'static [KindRows],
}

impl Store {
    /// A store in `data`; the folder is made when the first operation is.
    pub fn new(data: &Path, engine: Engine, kinds: &'static [KindRows]) -> Self {
        Self { data: data.to_path_buf(), engine, kinds }
    }

    /// Short names of the operations here, in order.
    pub fn slugs(&self) -> Result<Vec<String>, StoreError> {
        let Ok(folders) = std::fs::read_dir(&self.data) else { return Ok(Vec::new()) };
        let mut slugs = Vec::new();
        for folder in folders {
            let folder = folder?;
            if folder.path().join("keys").join("id").is_file() {
                slugs.push(folder.file_name().to_string_lossy().into_owned());
            }
        }
        slugs.sort();
        Ok(slugs)
    }

    /// Makes a new operation: its folder, its keys, its row.
    pub fn found(&self, slug: &str, founding: &Founding, world: &World) -> Result<Operation, StoreError> {
        if !is_slug(slug) {
            return Err(StoreError::Slug);
        }
        let folder = db::folder_of(&self.data, slug);
        if folder.join("keys").join("id").is_file() {
            return Err(StoreError::Exists(slug.to_owned()));
        }
        let new = !folder.exists();
        make_folder(&folder)?;
        let founded = self.connect(slug, &folder, world).and_then(|operation| {
            operation.write_founding(founding, world)?;
            keep_names(&folder)?;
            keep_name(&folder)?;
            Ok(operation)
        });
        if founded.is_err() && new {
            // Half an operation would keep all the others here from being served.
            std::fs::remove_dir_all(&folder)?;
        }
        founded
    }

    /// Opens an operation that was founded before, brought to the newest schema.
    pub fn open(&self, slug: &str, world: &World) -> Result<Operation, StoreError> {
        let folder = db::folder_of(&self.data, slug);
        let operation = self.connect(slug, &folder, world)?;
        operation.settle_generation(world)?;
        operation.copy_settings()?;
        operation.note_erasures()?;
        Ok(operation)
    }

    /// Removes an operation with everything it has; for building the demonstration again.
    pub fn forget(&self, slug: &str) -> Result<(), StoreError> {
        if !is_slug(slug) {
            return Err(StoreError::Slug);
        }
        db::forget(&self.engine, slug)?;
        beside::forget(&self.data, slug)?;
        match std::fs::remove_dir_all(db::folder_of(&self.data, slug)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Makes one more key for signing the log. The ones before go on signing beside it, and vouch for it.
    pub fn new_log_key(&self, slug: &str, world: &World) -> Result<(), StoreError> {
        keys::add_log_key(&db::folder_of(&self.data, slug), world)
    }

    /// Makes new keys where those that signed are lost for good; answers which. Whoever trusts an old one cannot follow.
    pub fn replace_lost_keys(&self, slug: &str, world: &World) -> Result<Vec<PathBuf>, StoreError> {
        let folder = db::folder_of(&self.data, slug);
        let mut made = Vec::new();
        loop {
            match self.connect(slug, &folder, world) {
                Ok(_) => return Ok(made),
                Err(StoreError::KeyLost(file)) => {
                    keys::replace_lost(&file, world)?;
                    made.push(file);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Opens it as it is, brought to the newest schema; nothing is noted beside it.
    fn connect(&self, slug: &str, folder: &Path, world: &World) -> Result<Operation, StoreError> {
        let keys = Keys::open(&self.data, folder, world)?;
        db::migrate(&self.engine, folder, &keys.reader_password())?;
        let mut operation = Operation::connect(slug, folder, self.engine.clone(), keys, self.kinds)?;
        operation.make_keys(world)?;
        Ok(operation)
    }
}

/// A short name for addresses and folders: `[a-z0-9-]{2,30}`, no path in it.
pub fn is_slug(slug: &str) -> bool {
    (2..=30).contains(&slug.len()) && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
