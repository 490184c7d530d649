//! Cosignatures: a witness signs that it saw a checkpoint, and when.
//!
//! C2SP tlog-cosignature, the Ed25519 form `cosignature/v1` (key type 0x04). It says: as of this time, the largest consistent
//! tree that I have seen of this log has this root. Two readers who ask for the same witness cannot be shown two logs.

use crate::checkpoint::Checkpoint;
use crate::note::{self, Kind, NoteError, SigningKey, VerifierKey, signature_line};

/// Signs a checkpoint as a witness at a time in seconds since 1970 UTC; the line that goes below the log's signature.
/// Whether the checkpoint may be signed is for [`crate::witness::judge`] to say. A time of 0 is refused, as it stands for none.
pub fn cosign(key: &SigningKey, checkpoint: &Checkpoint, time: u64) -> Result<String, NoteError> {
    if key.verifier().kind() != Kind::Witness || time == 0 || i64::try_from(time).is_err() {
        return Err(NoteError::Key);
    }
    let signature = key.raw(&message(&checkpoint.to_string(), time));
    Ok(signature_line(key.verifier(), &[&time.to_be_bytes()[..], &signature].concat()))
}

/// Who says below a note that they saw it, and when in seconds since 1970 UTC, without looking whether they did: for showing
/// a note whose cosignatures were checked before they were added.
pub fn unverified(note: &str) -> Vec<(String, u64)> {
    let lines = note::split(note).map_or_else(|_| Vec::new(), |(_, lines)| lines);
    let read = lines.into_iter().filter_map(|line| note::read_line(line).ok());
    let timed = |line: note::Line| match line.signature.split_first_chunk::<8>() {
        Some((time, signature)) if signature.len() == 64 => Some((line.name.to_owned(), u64::from_be_bytes(*time))),
        _ => None,
    };
    read.filter_map(timed).collect()
}

/// Checks a cosignature of a note's text; the time it names where it is right.
pub(crate) fn verify(key: &VerifierKey, text: &str, signature: &[u8]) -> Option<u64> {
    let (time, signature) = signature.split_first_chunk::<8>()?;
    let time = u64::from_be_bytes(*time);
    // C2SP: a time beyond this is none.
    i64::try_from(time).ok()?;
    key.is_right(&message(text, time), signature.try_into().ok()?).then_some(time)
}

fn message(text: &str, time: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}
