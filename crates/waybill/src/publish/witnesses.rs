//! Witnesses: friendly operations remember how large each other's logs were, and sign only what goes on from there.
//!
//! Here are both sides of C2SP tlog-witness. As a witness we answer [`answer`]: what is signed is kept before. As a log we ask
//! our witnesses ([`ask_all`]) after a close, never inside it: a witness that is down or hostile holds up nothing. How bytes
//! travel is the caller's, so that a test needs no network.

use jiff::Timestamp;
use waybill_log::checkpoint::{self, Checkpoint};
use waybill_log::cosignature::cosign;
use waybill_log::note::{self, SigningKey, VerifierKey};
use waybill_log::tile::{BadTile, subtree_in_tile};
use waybill_log::tree::{Hash, Wrong, consistency};
use waybill_log::witness::{Known, Request, SIZE_TYPE, Verdict, add_cosignatures, judge, read_size};

use super::ticks::{level_of, origin};
use crate::store::{Operation, StoreError, WitnessRow, WitnessedRow};

/// Where the witness stands behind an operation's address.
pub const WITNESS: &str = "witness";

/// What is asked of a witness, behind its address.
pub const ADD_CHECKPOINT: &str = "add-checkpoint";

/// Signings a minute: each writes to the disk. A friend's log grows once a day.
const SIGNED_A_MINUTE: u32 = 120;

/// How often two requests that cross are judged anew.
const TRIES_MAX: u32 = 3;

/// How long after one that failed a witness is asked again: as long as it has failed already, within these, in seconds.
const PAUSE_MIN: i64 = 60;
const PAUSE_MAX: i64 = 6 * 60 * 60;

/// How far ahead of ours the clock of a witness may be, in seconds.
const CLOCK_MAX: i64 = 24 * 60 * 60;

const TEXT: &str = "text/plain; charset=utf-8";

/// What we answer as a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In HTTP.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// The body.
    pub text: String,
}

impl Said {
    /// A sentence for whoever operates the other side.
    pub fn plain(status: u16, text: &str) -> Said {
        Said { status, kind: TEXT, text: format!("{text}\n") }
    }
}

/// The key with which this operation witnesses others.
pub fn key(operation: &Operation) -> Result<SigningKey, StoreError> {
    let name = format!("{}/{WITNESS}", origin(operation));
    let damaged = |why: &dyn ToString| StoreError::Damaged(0, format!("the witness's key: {}", why.to_string()));
    let seed = operation.keys().witness_seed().ok_or_else(|| damaged(&"there is none"))?;
    SigningKey::witness_from_seed(&name, seed).map_err(|error| damaged(&error))
}

/// The keys in a row, one a line.
pub fn keys_of(row: &WitnessedRow) -> Vec<VerifierKey> {
    row.keys.lines().filter_map(|line| line.parse().ok()).collect()
}

/// Answers a log that asks for our signature. What is signed is kept before it is answered, in one step with a look at what
/// was kept before: of two requests at once the second is judged anew. The same tree asked for again gets the same line.
pub fn answer(operation: &Operation, now: Timestamp, body: &str) -> Result<Said, StoreError> {
    let read = body.parse::<Request>().ok().and_then(|request| Some((request.origin()?, request)));
    let Some((origin, request)) = read else { return Ok(refused(&Verdict::Malformed)) };
    for _ in 0..TRIES_MAX {
        let row = operation.witnessed_log(&origin)?;
        let keys = row.as_ref().map(keys_of).unwrap_or_default();
        let verdict = judge(row.as_ref().and_then(known), &request, &keys);
        let (Verdict::Cosign(signed), Some(row)) = (&verdict, row) else { return Ok(refused(&verdict)) };
        let checkpoint = &signed.checkpoint;
        if row.signed_at == 0 || known(&row) != Some(Known::from(checkpoint)) {
            if !operation.within_pace("witness", now, SIGNED_A_MINUTE) {
                return Ok(Said::plain(
                    429,
                    "Too many signatures were asked for in this minute. Ask again in the next.",
                ));
            }
            let next = grown(&row, checkpoint, now);
            if !operation.keep_witnessed(&row, &next)? {
                continue;
            }
            return cosigned(operation, checkpoint, next.signed_at);
        }
        return cosigned(operation, checkpoint, row.signed_at);
    }
    Ok(Said::plain(503, "Others ask about the same log just now. Ask again."))
}

fn known(row: &WitnessedRow) -> Option<Known> {
    let root = row.root.as_slice().try_into().ok().map(Hash)?;
    Some(Known { size: u64::try_from(row.size).ok()?, root })
}

/// The row once this checkpoint is signed. A later tree never has the earlier time, also where our clock was set back.
fn grown(row: &WitnessedRow, checkpoint: &Checkpoint, now: Timestamp) -> WitnessedRow {
    WitnessedRow {
        size: i64::try_from(checkpoint.size()).unwrap_or(i64::MAX),
        root: checkpoint.root().0.to_vec(),
        signed_at: now.as_second().max(row.signed_at).max(1),
        ..row.clone()
    }
}

fn cosigned(operation: &Operation, checkpoint: &Checkpoint, at: i64) -> Result<Said, StoreError> {
    let line = cosign(&key(operation)?, checkpoint, u64::try_from(at).unwrap_or(0));
    let text = line.map_err(|error| StoreError::Damaged(0, format!("a cosignature: {error}")))?;
    Ok(Said { status: 200, kind: TEXT, text })
}

fn refused(verdict: &Verdict) -> Said {
    let text = match verdict {
        Verdict::Conflict(size) => return Said { status: 409, kind: SIZE_TYPE, text: format!("{size}\n") },
        Verdict::Cosign(_) | Verdict::Malformed => "This is not a request to a witness, or its old size is too large.",
        Verdict::Unknown => "This witness does not know that log.",
        Verdict::Unsigned => "No key that this witness knows has signed the checkpoint.",
        Verdict::Inconsistent(_) => "The log does not go on from what this witness signed last.",
    };
    Said::plain(if matches!(verdict, Verdict::Cosign(_)) { 400 } else { verdict.status() }, text)
}

/// What came back from a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// In HTTP.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Why nothing came back from a witness that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unheard {
    /// Nobody answers there.
    Down,
    /// Not in time.
    Slow,
    /// Its certificate is not right.
    Tls,
    /// Far more than an answer.
    Huge,
}

/// Sends a text to an address by POST and brings what came back.
pub type Ask<'a> = &'a dyn Fn(&str, &str) -> Result<Heard, Unheard>;

/// Why a witness has not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing came back.
    Unheard(Unheard),
    /// It sends us elsewhere, where nobody told us to go.
    Moved,
    /// It does not know our log.
    Unknown,
    /// It knows our log under another key.
    Unsigned,
    /// Some other status.
    Status,
    /// What it answers is no signature of its, or one of another time than ours.
    Wrong,
    /// It has seen a larger log than ours.
    Behind,
    /// What it has seen is not the beginning of ours.
    Differs,
    /// The same, and that what it saw is lost was accepted.
    Lost,
}

impl Trouble {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Unheard(Unheard::Down),
        Self::Unheard(Unheard::Slow),
        Self::Unheard(Unheard::Tls),
        Self::Unheard(Unheard::Huge),
        Self::Moved,
        Self::Unknown,
        Self::Unsigned,
        Self::Status,
        Self::Wrong,
        Self::Behind,
        Self::Differs,
        Self::Lost,
    ];

    /// As it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unheard(Unheard::Down) => "down",
            Self::Unheard(Unheard::Slow) => "slow",
            Self::Unheard(Unheard::Tls) => "tls",
            Self::Unheard(Unheard::Huge) => "huge",
            Self::Moved => "moved",
            Self::Unknown => "unknown",
            Self::Unsigned => "unsigned",
            Self::Status => "status",
            Self::Wrong => "wrong",
            Self::Behind => "behind",
            Self::Differs => "differs",
            Self::Lost => "lost",
        }
    }

    /// From what is kept.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What came of asking one witness.
enum Outcome {
    /// It signed: what it answered, and the time it says.
    Signed(String, i64),
    /// It did not; and how many leaves it saw where that is not ours.
    Not(Trouble, Option<u64>),
}

/// Asks every witness that has not signed the newest checkpoint and whose turn it is. Returns how many signed.
pub fn ask_all(operation: &Operation, now: Timestamp, ask: Ask) -> Result<usize, StoreError> {
    // Who saw more than we have is asked again although it signed: signing waits for that verdict.
    let is_due = |row: &WitnessRow, has_signed: bool| (!has_signed || row.ahead > 0) && row.next_at <= now.as_second();
    ask_those(operation, now, ask, is_due)
}

/// Before anything is signed on a machine on which this log never was: asks every witness what it saw, also those whose
/// signature came along with the book, for a lost machine may have gone on after the copy. One who saw more holds up signing
/// ([`Operation::seen_ahead`]). False where there are witnesses and none of them answered.
pub fn ask_on_a_new_machine(operation: &Operation, now: Timestamp, ask: Ask) -> Result<bool, StoreError> {
    let (_, shown) = operation.log_stands()?;
    if shown.is_empty() || operation.high_water()?.is_some() {
        return Ok(true);
    }
    operation.note_asked();
    let signed = ask_those(operation, now, ask, |_, _| true)?;
    Ok(signed > 0 || operation.seen_ahead()?.is_some() || operation.witnesses()?.is_empty())
}

/// Asks the witnesses that are wanted, by what is known of each and whether it has signed what is shown.
fn ask_those(
    operation: &Operation,
    now: Timestamp,
    ask: Ask,
    wanted: impl Fn(&WitnessRow, bool) -> bool,
) -> Result<usize, StoreError> {
    let mut signed = 0;
    for row in operation.witnesses()? {
        let (_, shown) = operation.log_stands()?;
        let (Ok(ours), Ok(key)) = (checkpoint::unverified(&shown), row.key.parse::<VerifierKey>()) else { continue };
        let has_signed = note::open(&shown, std::slice::from_ref(&key)).is_ok();
        if Trouble::parse(&row.said) == Some(Trouble::Lost) || !wanted(&row, has_signed) {
            continue;
        }
        let outcome = ask_one(operation, (&row, &key), (&shown, &ours), now, ask)?;
        if let Outcome::Not(Trouble::Behind, Some(seen)) = outcome
            && shown_size(operation)? >= seen
        {
            // Another program on the same books went on meanwhile, and the witness saw that.
            continue;
        }
        if let Outcome::Signed(answer, _) = &outcome {
            show(operation, &ours, answer, &key)?;
            signed += 1;
        }
        operation.note_witness(&after(&row, &ours, &outcome, now))?;
    }
    Ok(signed)
}

/// How many leaves the checkpoint signs that is shown now.
fn shown_size(operation: &Operation) -> Result<u64, StoreError> {
    let (_, shown) = operation.log_stands()?;
    Ok(checkpoint::unverified(&shown).map_or(0, |shown| shown.size()))
}

/// Asks one witness, a second time where it had seen less or more of ours than we knew.
fn ask_one(
    operation: &Operation,
    (row, key): (&WitnessRow, &VerifierKey),
    (shown, ours): (&str, &Checkpoint),
    now: Timestamp,
    ask: Ask,
) -> Result<Outcome, StoreError> {
    let mut old = u64::try_from(row.seen).unwrap_or(0).min(ours.size());
    for _ in 0..2 {
        let request = Request { old, proof: proof(operation, old, ours.size())?, checkpoint: shown.to_owned() };
        let heard = match ask(&format!("{}/{ADD_CHECKPOINT}", row.address), &request.to_string()) {
            Ok(heard) => heard,
            Err(why) => return Ok(Outcome::Not(Trouble::Unheard(why), None)),
        };
        let not = |trouble| Ok(Outcome::Not(trouble, None));
        match (heard.status, read_size(&heard.body)) {
            (200, _) => return Ok(checked(shown, heard.body, key, now)),
            (409, Some(size)) if size > ours.size() => return Ok(Outcome::Not(Trouble::Behind, Some(size))),
            (409, Some(size)) if size == ours.size() && size == old => {
                return Ok(Outcome::Not(Trouble::Differs, Some(size)));
            }
            (409, Some(size)) if size != old => old = size,
            (422, _) => return Ok(Outcome::Not(Trouble::Differs, Some(old.max(1)))),
            (404, _) => return not(Trouble::Unknown),
            (403, _) => return not(Trouble::Unsigned),
            (300..=399, _) => return not(Trouble::Moved),
            _ => return not(Trouble::Status),
        }
    }
    Ok(Outcome::Not(Trouble::Status, None))
}

/// Whether an answer holds a signature of that witness, of our checkpoint, of about now.
fn checked(shown: &str, answer: String, key: &VerifierKey, now: Timestamp) -> Outcome {
    let keys = std::slice::from_ref(key);
    let with = add_cosignatures(shown, &answer, keys).and_then(|all| note::open(&all, keys));
    let time = with.ok().and_then(|opened| opened.verified.first()?.time).and_then(|time| i64::try_from(time).ok());
    match time {
        Some(time) if time > 0 && time <= now.as_second().saturating_add(CLOCK_MAX) => Outcome::Signed(answer, time),
        _ => Outcome::Not(Trouble::Wrong, None),
    }
}

/// Adds a signature to the checkpoint that is shown, unless a newer one is shown by now.
fn show(operation: &Operation, ours: &Checkpoint, answer: &str, key: &VerifierKey) -> Result<(), StoreError> {
    for _ in 0..TRIES_MAX {
        let (_, shown) = operation.log_stands()?;
        if checkpoint::unverified(&shown).as_ref() != Ok(ours) {
            return Ok(());
        }
        let Ok(more) = add_cosignatures(&shown, answer, std::slice::from_ref(key)) else { return Ok(()) };
        if operation.add_to_checkpoint(&shown, &more)? {
            return Ok(());
        }
    }
    Ok(())
}

/// The row of a witness after it was asked.
fn after(row: &WitnessRow, ours: &Checkpoint, outcome: &Outcome, now: Timestamp) -> WitnessRow {
    let stored = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
    let now = now.as_second();
    match outcome {
        Outcome::Signed(_, time) => WitnessRow {
            seen: stored(ours.size()),
            cosigned_at: *time,
            said: String::new(),
            since: 0,
            next_at: 0,
            ahead: 0,
            ..row.clone()
        },
        Outcome::Not(trouble, ahead) => {
            let since = if row.since == 0 { now } else { row.since };
            WitnessRow {
                said: trouble.code().to_owned(),
                since,
                next_at: now.saturating_add(now.saturating_sub(since).clamp(PAUSE_MIN, PAUSE_MAX)),
                ahead: ahead.map_or(row.ahead, stored),
                ..row.clone()
            }
        }
    }
}

/// The proof that our log of `size` leaves goes on from `old`, from the tiles.
fn proof(operation: &Operation, old: u64, size: u64) -> Result<Vec<Hash>, StoreError> {
    let made = consistency(old, size, |subtree| {
        let at = subtree_in_tile(subtree, size)?;
        let place = i64::try_from(at.tile.index).unwrap_or(i64::MAX);
        Ok(at.root(&operation.tile_to_extend(level_of(at.tile), place).map_err(Fault::Store)?)?)
    });
    made.map_err(|fault| match fault {
        Fault::Store(error) => error,
        Fault::Log(why) => StoreError::Damaged(0, format!("tiles of the log: {why}")),
    })
}

enum Fault {
    Store(StoreError),
    Log(String),
}

impl From<Wrong> for Fault {
    fn from(error: Wrong) -> Self {
        Self::Log(error.to_string())
    }
}

impl From<BadTile> for Fault {
    fn from(error: BadTile) -> Self {
        Self::Log(error.to_string())
    }
}
