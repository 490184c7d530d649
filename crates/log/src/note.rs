//! Signed notes: a short text, and below it who signed it.
//!
//! C2SP signed-note, with Ed25519 keys (type 0x01) and the cosignatures of witnesses (type 0x04, see [`crate::cosignature`]).
//! A key is written as `name+id+key`, the *vkey*; the id is short and only says which key to try. A text counts only where a
//! key that the reader trusts has signed it.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::Signer as _;
use sha2::{Digest, Sha256};

use crate::{b64, cosignature};

/// The longest note in bytes. A checkpoint has some 300; C2SP lets one signature have 5 kB, and 16 must be accepted.
pub const NOTE_MAX: usize = 256 * 1024;

/// The most signatures under one note; C2SP demands that at least 16 are accepted.
pub const SIGNATURES_MAX: usize = 32;

/// The longest name of a key in bytes: one byte counts it where newer formats of C2SP write it.
pub const NAME_MAX: usize = 255;

/// What a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Notes as they are: a log's own key. Type 0x01.
    Log,
    /// That it saw a checkpoint, and when: a witness's key. Type 0x04.
    Witness,
}

impl Kind {
    fn byte(self) -> u8 {
        match self {
            Kind::Log => 1,
            Kind::Witness => 4,
        }
    }
}

/// A key that signs. Its secret is not shown in debug output, and wiped when it is dropped.
#[derive(Clone)]
pub struct SigningKey {
    public: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

/// A key that is known: who signed is found out with it. Its text is the vkey.
///
/// Invariant: the name is a [`check_name`]d one, the id is the hash of name, kind and key, the key is a point of the curve
/// that no small number of steps brings back to nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: Kind,
    id: u32,
    key: ed25519_dalek::VerifyingKey,
}

/// A note whose signatures were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The text that was signed, with its last line feed.
    pub text: String,
    /// The signatures of known keys, in the order of their lines; at least one, and of each key the first.
    pub verified: Vec<Verified>,
}

/// A signature that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whose.
    pub key: VerifierKey,
    /// When, in seconds since 1970 UTC, as a witness says; a log's signature has no time.
    pub time: Option<u64>,
}

/// Why a note or a key is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// Longer than [`NOTE_MAX`] bytes.
    Size,
    /// More than [`SIGNATURES_MAX`] signatures.
    Signatures,
    /// Not a text, a blank line, and lines of signatures; or a control character in it.
    Form,
    /// No signature is by a key that is trusted.
    Unsigned,
    /// The signature of the key with this name is wrong.
    Forged(String),
    /// A key's name is empty, too long, or holds a blank or a plus.
    Name,
    /// Not a vkey in its one right form, or of a kind that is not known here.
    Key,
}

/// Whether a name can be that of a key or a log: from 1 to [`NAME_MAX`] bytes, without blanks, control characters and plus.
pub fn check_name(name: &str) -> Result<(), NoteError> {
    let bad = |sign: char| sign.is_whitespace() || sign.is_control() || sign == '+';
    if name.is_empty() || name.len() > NAME_MAX || name.contains(bad) { Err(NoteError::Name) } else { Ok(()) }
}

impl SigningKey {
    /// A log's key, made of 32 secret random bytes.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<SigningKey, NoteError> {
        SigningKey::of_kind(Kind::Log, name, seed)
    }

    /// A witness's key. Never the seed of a log's key, nor of a witness of another name: a cosignature does not say the name.
    pub fn witness_from_seed(name: &str, seed: &[u8; 32]) -> Result<SigningKey, NoteError> {
        SigningKey::of_kind(Kind::Witness, name, seed)
    }

    fn of_kind(kind: Kind, name: &str, seed: &[u8; 32]) -> Result<SigningKey, NoteError> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        Ok(SigningKey { public: VerifierKey::new(name, kind, secret.verifying_key())?, secret })
    }

    /// The key that others need to check what this one signs.
    pub fn verifier(&self) -> &VerifierKey {
        &self.public
    }

    /// The signature of bytes, without anything around it.
    pub(crate) fn raw(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}

impl VerifierKey {
    fn new(name: &str, kind: Kind, key: ed25519_dalek::VerifyingKey) -> Result<VerifierKey, NoteError> {
        check_name(name)?;
        if key.is_weak() {
            return Err(NoteError::Key);
        }
        let hash =
            Sha256::new().chain_update(name).chain_update([b'\n', kind.byte()]).chain_update(key.as_bytes()).finalize();
        let id = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
        Ok(VerifierKey { name: name.to_owned(), kind, id, key })
    }

    /// The name that stands before each of its signatures; a log's is its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The short number that says which key to try.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Whether a signature of bytes is right, by the strict rules: no two signatures of one key say the same by a trick.
    pub(crate) fn is_right(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }

    /// Checks a signature of a note's text, as it stands behind the key's id. `None` where it is wrong.
    fn verify(&self, text: &str, signature: &[u8]) -> Option<Verified> {
        let (right, time) = match self.kind {
            Kind::Log => (self.is_right(text.as_bytes(), signature.try_into().ok()?), None),
            Kind::Witness => {
                let time = cosignature::verify(self, text, signature);
                (time.is_some(), time)
            }
        };
        right.then(|| Verified { key: self.clone(), time })
    }
}

/// Signs a text, which must end with a line feed, with one key or several.
pub fn sign(text: &str, keys: &[&SigningKey]) -> Result<String, NoteError> {
    check_text(text)?;
    let mut note = format!("{text}\n");
    for key in keys {
        if key.public.kind != Kind::Log {
            return Err(NoteError::Key);
        }
        note.push_str(&signature_line(&key.public, &key.raw(text.as_bytes())));
    }
    open(&note, &keys.iter().map(|key| key.public.clone()).collect::<Vec<_>>())?;
    Ok(note)
}

/// One line of a signature: an em dash, the name, the Base 64 of id and signature.
pub(crate) fn signature_line(key: &VerifierKey, signature: &[u8]) -> String {
    let bytes = [&key.id.to_be_bytes(), signature].concat();
    format!("\u{2014} {} {}\n", key.name, b64::encode(&bytes))
}

/// Opens a note with the keys that are trusted. Signatures of other keys are passed over; one of a trusted key that is wrong
/// makes the whole note refused.
pub fn open(note: &str, trusted: &[VerifierKey]) -> Result<Opened, NoteError> {
    let (text, lines) = split(note)?;
    let mut verified = Vec::new();
    for line in lines {
        let Line { name, id, signature } = read_line(line)?;
        let known: Vec<_> = trusted.iter().filter(|key| key.name == name && key.id == id).collect();
        if known.is_empty() {
            continue;
        }
        let right = known.iter().find_map(|key| key.verify(text, &signature));
        let right = right.ok_or_else(|| NoteError::Forged(name.to_owned()))?;
        // A witness that signed five times is one witness.
        if !verified.iter().any(|one: &Verified| one.key == right.key) {
            verified.push(right);
        }
    }
    if verified.is_empty() { Err(NoteError::Unsigned) } else { Ok(Opened { text: text.to_owned(), verified }) }
}

/// The text of a note and the lines below it, without looking at who signed.
pub(crate) fn split(note: &str) -> Result<(&str, Vec<&str>), NoteError> {
    if note.len() > NOTE_MAX {
        return Err(NoteError::Size);
    }
    // The last blank line divides, so a text may hold blank lines itself.
    let end = note.rfind("\n\n").ok_or(NoteError::Form)?;
    let (text, below) = (&note[..=end], &note[end + 2..]);
    check_text(text)?;
    let below = below.strip_suffix('\n').ok_or(NoteError::Form)?;
    let lines: Vec<_> = below.split('\n').collect();
    if lines.len() > SIGNATURES_MAX { Err(NoteError::Signatures) } else { Ok((text, lines)) }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    let bad = |sign: char| sign < ' ' && sign != '\n';
    if text.len() > NOTE_MAX {
        return Err(NoteError::Size);
    }
    if text.is_empty() || !text.ends_with('\n') || text.contains(bad) { Err(NoteError::Form) } else { Ok(()) }
}

/// One line below a note.
pub(crate) struct Line<'a> {
    pub(crate) name: &'a str,
    id: u32,
    pub(crate) signature: Vec<u8>,
}

pub(crate) fn read_line(line: &str) -> Result<Line<'_>, NoteError> {
    let (name, bytes) = line.strip_prefix("\u{2014} ").and_then(|rest| rest.split_once(' ')).ok_or(NoteError::Form)?;
    check_name(name).map_err(|_| NoteError::Form)?;
    let bytes = b64::decode(bytes).ok_or(NoteError::Form)?;
    match bytes.split_first_chunk::<4>() {
        Some((id, signature)) if !signature.is_empty() => {
            Ok(Line { name, id: u32::from_be_bytes(*id), signature: signature.to_vec() })
        }
        _ => Err(NoteError::Form),
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.kind.byte()], &self.key.as_bytes()[..]].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, b64::encode(&bytes))
    }
}

impl FromStr for VerifierKey {
    type Err = NoteError;

    /// Reads what `Display` writes, and nothing else: the id must be that of the key.
    fn from_str(text: &str) -> Result<VerifierKey, NoteError> {
        // Base 64 has a plus of its own, so only the first two divide.
        let mut parts = text.splitn(3, '+');
        let name = parts.next().unwrap_or_default();
        let bytes = parts.nth(1).and_then(b64::decode).ok_or(NoteError::Key)?;
        let (kind, key) = match bytes.split_first() {
            Some((1, key)) => (Kind::Log, key),
            Some((4, key)) => (Kind::Witness, key),
            _ => return Err(NoteError::Key),
        };
        let key = ed25519_dalek::VerifyingKey::try_from(key).map_err(|_| NoteError::Key)?;
        let read = VerifierKey::new(name, kind, key)?;
        if read.to_string() == text { Ok(read) } else { Err(NoteError::Key) }
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, secret)", self.public)
    }
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoteError::Size => write!(f, "The note is longer than {NOTE_MAX} bytes."),
            NoteError::Signatures => write!(f, "The note has more than {SIGNATURES_MAX} signatures."),
            NoteError::Form => f.write_str("This is not a signed note: a text, a blank line, and lines of signatures."),
            NoteError::Unsigned => f.write_str("The note is signed by no key that is trusted here."),
            NoteError::Forged(name) => write!(f, "The signature of {name} under the note is wrong."),
            NoteError::Name => write!(f, "A name has from 1 to {NAME_MAX} bytes, without blanks and plus."),
            NoteError::Key => f.write_str("This is not a key of the form name+id+key, or not of a kind known here."),
        }
    }
}

impl std::error::Error for NoteError {}
