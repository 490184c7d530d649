//! Keys change: how one key hands over to the next, so that who trusted the first can trust the last.
//!
//! A log serves its keys as one text: the first vkey, then for each later one a blank line and a signed note in which the key
//! before says which key comes after it. All have the log's name; only their ids differ. Trust runs forward alone: who knows
//! only the second key learns nothing of the first.

use std::fmt;

use crate::note::{self, Kind, NoteError, SigningKey, VerifierKey};

/// The most keys of one log: a year's key each, for longer than anybody keeps books.
pub const KEYS_MAX: usize = 64;

const STATEMENT: &str = "waybill/key/1\n";

/// Why a text of keys is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeysFault {
    /// Not a vkey and notes in their one right form, or more than [`KEYS_MAX`].
    Form,
    /// The key of this number, counted from 1, is not handed over to by the one before.
    Handover(usize),
    /// The key of this number is not of this log, not a log's, or stands there twice.
    Key(usize),
    /// The key that is trusted is not among them.
    Unknown,
}

/// The text of a log that has one key only.
pub fn first(key: &VerifierKey) -> String {
    format!("{key}\n")
}

/// What the key before says when another takes over: goes below the text of the keys so far. `None` for a key of another log, or
/// for the same key.
pub fn hand_over(before: &SigningKey, next: &VerifierKey) -> Option<String> {
    let fits = next.kind() == Kind::Log && next.name() == before.verifier().name() && next != before.verifier();
    let note = note::sign(&format!("{STATEMENT}{next}\n"), &[before]).ok()?;
    fits.then(|| format!("\n{note}"))
}

/// All keys of a log, oldest first, whoever trusts them: each is handed over to by the one before.
pub fn read(text: &str) -> Result<Vec<VerifierKey>, KeysFault> {
    let text = text.strip_suffix('\n').ok_or(KeysFault::Form)?;
    let lines: Vec<_> = text.split('\n').collect();
    let (first, rest) = lines.split_first().ok_or(KeysFault::Form)?;
    let (statements, over) = rest.as_chunks::<5>();
    if !over.is_empty() || statements.len() >= KEYS_MAX {
        return Err(KeysFault::Form);
    }
    let mut before: VerifierKey = first.parse().map_err(|_| KeysFault::Form)?;
    if before.kind() != Kind::Log {
        return Err(KeysFault::Key(1));
    }
    let mut keys = vec![before.clone()];
    for (number, [blank, note @ ..]) in (2..).zip(statements) {
        let next = read_statement(&(note.join("\n") + "\n"), &before).map_err(|error| match error {
            NoteError::Form => KeysFault::Form,
            _ => KeysFault::Handover(number),
        })?;
        if !blank.is_empty() {
            return Err(KeysFault::Form);
        }
        if next.kind() != Kind::Log || next.name() != before.name() || keys.contains(&next) {
            return Err(KeysFault::Key(number));
        }
        keys.push(next.clone());
        before = next;
    }
    Ok(keys)
}

fn read_statement(note: &str, before: &VerifierKey) -> Result<VerifierKey, NoteError> {
    let opened = note::open(note, std::slice::from_ref(before))?;
    let line = opened.text.strip_prefix(STATEMENT).and_then(|line| line.strip_suffix('\n'));
    line.and_then(|line| line.parse().ok()).ok_or(NoteError::Form)
}

/// The keys that follow from one that is trusted: that one, and all after it. The whole text must hold together.
pub fn trusted_from(known: &VerifierKey, text: &str) -> Result<Vec<VerifierKey>, KeysFault> {
    let mut keys = read(text)?;
    let at = keys.iter().position(|key| key == known).ok_or(KeysFault::Unknown)?;
    Ok(keys.split_off(at))
}

impl fmt::Display for KeysFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeysFault::Form => f.write_str("This is not a list of keys: a key, then a signed note for each later one."),
            KeysFault::Handover(number) => write!(f, "Key {number} is not signed by the key before it."),
            KeysFault::Key(number) => write!(f, "Key {number} is not a key of this log, or stands there twice."),
            KeysFault::Unknown => f.write_str("The key that is trusted is not among the keys of this log."),
        }
    }
}

impl std::error::Error for KeysFault {}
