//! A checkpoint: the name of the log, how many leaves it has, and the root over them; signed, it binds the log for ever.
//!
//! C2SP tlog-checkpoint: three lines. Extension lines, which C2SP lets a log add and nobody can audit, are refused here.

use std::fmt;
use std::str::FromStr;

use crate::note::{self, Kind, NoteError, SigningKey, Verified, VerifierKey, check_name};
use crate::tree::{Hash, SIZE_MAX};

/// What a log says about itself at one moment. Its text is the three lines.
///
/// Invariant: the origin could be a key's name, and the size is at most [`SIZE_MAX`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
}

/// A checkpoint that its own log has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The right signatures of trusted keys: the log's, and the witnesses' with their times.
    pub verified: Vec<Verified>,
}

/// Why a checkpoint is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadCheckpoint {
    /// Not the three lines in their one right form.
    Form,
    /// The note around it is refused.
    Note(NoteError),
    /// Trusted keys signed it, but none of them is a key of the log it names.
    Origin(String),
}

impl Checkpoint {
    /// A checkpoint of a log with this name.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Checkpoint, BadCheckpoint> {
        check_name(origin).map_err(|_| BadCheckpoint::Form)?;
        if size > SIZE_MAX {
            return Err(BadCheckpoint::Form);
        }
        Ok(Checkpoint { origin: origin.to_owned(), size, root })
    }

    /// The name of the log, fixed for its whole life.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over them.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Signs it as the log; the key must have the log's name.
    pub fn sign(&self, key: &SigningKey) -> Result<String, BadCheckpoint> {
        if key.verifier().name() != self.origin {
            return Err(BadCheckpoint::Origin(self.origin.clone()));
        }
        note::sign(&self.to_string(), &[key]).map_err(BadCheckpoint::Note)
    }
}

/// Opens a signed checkpoint. At least one of the trusted keys must be a key of the log that the checkpoint names; a witness
/// alone, or another log's key, is not enough.
pub fn open(note: &str, trusted: &[VerifierKey]) -> Result<Signed, BadCheckpoint> {
    let opened = note::open(note, trusted).map_err(BadCheckpoint::Note)?;
    let checkpoint: Checkpoint = opened.text.parse()?;
    let by_log = |one: &Verified| one.key.kind() == Kind::Log && one.key.name() == checkpoint.origin;
    if opened.verified.iter().any(by_log) {
        Ok(Signed { checkpoint, verified: opened.verified })
    } else {
        Err(BadCheckpoint::Origin(checkpoint.origin))
    }
}

/// What a signed checkpoint says, without looking at who signed: only to find out whose keys to ask for.
pub fn unverified(note: &str) -> Result<Checkpoint, BadCheckpoint> {
    note::split(note).map_err(BadCheckpoint::Note)?.0.parse()
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, self.root)
    }
}

impl FromStr for Checkpoint {
    type Err = BadCheckpoint;

    /// Reads what `Display` writes, and nothing else.
    fn from_str(text: &str) -> Result<Checkpoint, BadCheckpoint> {
        let mut lines = text.split('\n');
        let mut line = || lines.next().ok_or(BadCheckpoint::Form);
        let (origin, size, root) = (line()?, line()?, line()?);
        let size = size.parse().map_err(|_| BadCheckpoint::Form)?;
        let read = Checkpoint::new(origin, size, root.parse().map_err(|_| BadCheckpoint::Form)?)?;
        if read.to_string() == text { Ok(read) } else { Err(BadCheckpoint::Form) }
    }
}

impl fmt::Display for BadCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadCheckpoint::Form => {
                f.write_str("This is not a checkpoint: the log's name, its size, its root, a line each.")
            }
            BadCheckpoint::Note(error) => error.fmt(f),
            BadCheckpoint::Origin(origin) => {
                write!(f, "The checkpoint is not signed by a key of the log it names, {origin}.")
            }
        }
    }
}

impl std::error::Error for BadCheckpoint {}
