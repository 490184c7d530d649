//! A witness: another operation that remembers how large our log was, and signs only what goes on from there.
//!
//! C2SP tlog-witness, the call `add-checkpoint`. The log sends its checkpoint with a proof that it goes on from the one the
//! witness signed last. The witness signs no second version of the past: no fork, no smaller log, nothing it cannot check.
//! This is the pure part. Who serves it must, before answering, have kept what it is about to sign, in one step with reading what
//! was kept before.

use std::fmt;
use std::str::FromStr;

use crate::checkpoint::{self, Checkpoint, Signed};
use crate::note::{self, Kind, NoteError, VerifierKey};
use crate::tree::{EMPTY_ROOT, Hash, Wrong, check_consistency};

/// The most lines of proof in a request (C2SP tlog-witness).
pub const LINES_MAX: usize = 63;

/// The longest request in bytes: the lines of proof, and the longest note.
pub const REQUEST_MAX: usize = note::NOTE_MAX + 4096;

/// The media type of the answer to [`Verdict::Conflict`].
pub const SIZE_TYPE: &str = "text/x.tlog.size";

/// What a log asks of a witness. Its text is the body of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The size that the witness signed last; 0 if none.
    pub old: u64,
    /// The proof that the checkpoint goes on from there.
    pub proof: Vec<Hash>,
    /// The checkpoint, signed by the log.
    pub checkpoint: String,
}

/// What the witness signed last of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// How many leaves it had.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

/// What the witness answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Keep size and root of this checkpoint, then answer with cosignatures of it ([`crate::cosignature::cosign`]).
    Cosign(Signed),
    /// The request is no request, or the old size is larger than the checkpoint's.
    Malformed,
    /// No key is known of the log that the checkpoint names.
    Unknown,
    /// No known key of that log has signed the checkpoint, or a signature of one is wrong.
    Unsigned,
    /// The old size is not the one signed last, which is this; or the checkpoint is of that size and has another root.
    Conflict(u64),
    /// The log does not go on from what was signed last: a fork, or a wrong proof.
    Inconsistent(Wrong),
}

impl Verdict {
    /// The status of the answer in HTTP.
    pub fn status(&self) -> u16 {
        match self {
            Verdict::Cosign(_) => 200,
            Verdict::Malformed => 400,
            Verdict::Unsigned => 403,
            Verdict::Unknown => 404,
            Verdict::Conflict(_) => 409,
            Verdict::Inconsistent(_) => 422,
        }
    }
}

/// Judges a request, given what was signed last of the log it names and all keys of logs that this witness knows. The order of the
/// reasons is that of the specification.
pub fn judge(known: Option<Known>, request: &Request, log_keys: &[VerifierKey]) -> Verdict {
    let Ok(checkpoint) = checkpoint::unverified(&request.checkpoint) else { return Verdict::Malformed };
    let of_log = |key: &&VerifierKey| key.kind() == Kind::Log && key.name() == checkpoint.origin();
    let keys: Vec<_> = log_keys.iter().filter(of_log).cloned().collect();
    if keys.is_empty() {
        return Verdict::Unknown;
    }
    let Ok(signed) = checkpoint::open(&request.checkpoint, &keys) else { return Verdict::Unsigned };
    if request.old > checkpoint.size() {
        return Verdict::Malformed;
    }
    let known = known.unwrap_or(Known { size: 0, root: EMPTY_ROOT });
    if request.old != known.size {
        return Verdict::Conflict(known.size);
    }
    // The specification wants 409 here, not 422: at the size signed last there is no second root.
    if known.size > 0 && checkpoint.size() == known.size && checkpoint.root() != known.root {
        return Verdict::Conflict(known.size);
    }
    match check_consistency(known.size, &known.root, checkpoint.size(), &checkpoint.root(), &request.proof) {
        Ok(()) => Verdict::Cosign(signed),
        Err(wrong) => Verdict::Inconsistent(wrong),
    }
}

impl Request {
    /// The log that the request is about; what was signed last of it is to be looked up by this.
    pub fn origin(&self) -> Option<String> {
        checkpoint::unverified(&self.checkpoint).ok().map(|checkpoint| checkpoint.origin().to_owned())
    }
}

/// Adds what a witness answered to a signed checkpoint: the first cosignature of each witness that is trusted, where the note has
/// none of it yet, so that nobody fills a note which others are to sign as well. Other lines are left out; a wrong signature of a trusted witness, or none of any, is an error.
pub fn add_cosignatures(signed: &str, answer: &str, witnesses: &[VerifierKey]) -> Result<String, NoteError> {
    let (text, _) = note::split(signed)?;
    let mut all = signed.to_owned();
    let mut added = false;
    for line in answer.split_inclusive('\n').take(note::SIGNATURES_MAX) {
        match note::open(&format!("{text}\n{line}"), witnesses) {
            Ok(opened) if opened.verified.iter().all(|one| one.key.kind() == Kind::Witness) => {
                added = true;
                let there = |key: &VerifierKey| note::open(&all, std::slice::from_ref(key)).is_ok();
                if !opened.verified.iter().all(|one| there(&one.key)) {
                    all.push_str(line);
                }
            }
            Ok(_) | Err(NoteError::Unsigned) => {}
            Err(error) => return Err(error),
        }
    }
    note::split(&all)?;
    if added { Ok(all) } else { Err(NoteError::Unsigned) }
}

/// Reads the size that a witness has, from the body of its answer 409.
pub fn read_size(body: &str) -> Option<u64> {
    let size: u64 = body.strip_suffix('\n')?.parse().ok()?;
    (format!("{size}\n") == body).then_some(size)
}

/// The request is not one in its one right form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARequest;

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Request {
    type Err = NotARequest;

    /// Reads what `Display` writes, and nothing else.
    fn from_str(text: &str) -> Result<Request, NotARequest> {
        if text.len() > REQUEST_MAX {
            return Err(NotARequest);
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(NotARequest)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(|size| size.parse().ok());
        let proof: Vec<Hash> =
            lines.take(LINES_MAX + 1).map(str::parse).collect::<Result<_, _>>().map_err(|_| NotARequest)?;
        let read = Request { old: old.ok_or(NotARequest)?, proof, checkpoint: checkpoint.to_owned() };
        let right = read.proof.len() <= LINES_MAX && read.to_string() == text && read.origin().is_some();
        if right { Ok(read) } else { Err(NotARequest) }
    }
}

impl fmt::Display for NotARequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This is not a request to a witness: an old size, a proof, a blank line, a signed checkpoint.")
    }
}

impl std::error::Error for NotARequest {}

/// What a witness keeps of a log once it has signed.
impl From<&Checkpoint> for Known {
    fn from(checkpoint: &Checkpoint) -> Known {
        Known { size: checkpoint.size(), root: checkpoint.root() }
    }
}
