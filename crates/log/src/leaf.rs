//! Leaves: what stands in the log, and how a day becomes a tick.
//!
//! A leaf is text that ends with a line feed. An entry of the book stands there as its three commitments, which tell nothing;
//! what was published stands there in clear. Once a day everything new goes in at once, in an order that only the operation
//! could have made, between blanks that look like entries, up to a multiple of 64: so the log tells when a day closed, and
//! neither how many entries it had nor in which order they came. The last leaf of a tick says that nothing was left out.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use waybill_journal::canonical::INTEGER_MAX;
use waybill_journal::chain::{Commitment, Commitments, Head, Salt, commit, from_hex, to_hex};

use crate::tile::LEAF_MAX;
use crate::tree::{Hash, leaf_hash};

/// A log's size is always a multiple of this: so many leaves, or twice, or three times as many, say nothing of a day.
pub const BLOCK: usize = 64;

/// The longest line that stands in the log in clear, in bytes; of a longer one its SHA-256 does. A leaf may have 65,535.
pub const LINE_MAX: usize = 60_000;

const COMMITMENT: &str = "waybill/leaf/commitment/1\n";
const FACT: &str = "waybill/leaf/fact/1\n";
const FACT_HASH: &str = "waybill/leaf/fact-hash/1\n";
const TEXT: &str = "waybill/leaf/text/1\n";
const TICK: &str = "waybill/leaf/tick/1\n";

/// One leaf. What is made by [`Leaf::fact`] and [`Leaf::text`] or parsed has one text, and that text is one leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// The three commitments of an entry, or a blank; only who has the key of the blanks can tell.
    Commitment(Commitments),
    /// A published fact: its line of `facts.jsonl`, without the line feed.
    Fact(String),
    /// A published fact whose line is longer than [`LINE_MAX`]: the SHA-256 of the line.
    FactHash([u8; 32]),
    /// A published text: the SHA-256 of its line of `dispatches.jsonl`, without the line feed.
    Text([u8; 32]),
    /// The close of a day: the last leaf of each tick.
    Tick(Tick),
}

/// What the last leaf of a tick says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The number of the step that closed. At most 2^53-1, like the other numbers.
    pub number: u64,
    /// How many facts the log holds in all, up to here.
    pub facts: u64,
    /// How many texts.
    pub texts: u64,
    /// The commitment to [`tick_opening`]: the last entry whose commitments the log holds, for an auditor.
    pub commit: Commitment,
}

/// Why bytes are no leaf, or something cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLeaf {
    /// Longer than a leaf may be.
    Size,
    /// None of the forms, or not in its one right form.
    Form,
    /// A line with a line feed in it, or an empty one.
    Line,
    /// A number beyond 2^53-1.
    Number,
}

impl Leaf {
    /// The leaf of a published fact, given its line of `facts.jsonl` without the line feed.
    pub fn fact(line: &str) -> Result<Leaf, BadLeaf> {
        check_line(line)?;
        Ok(if line.len() > LINE_MAX { Leaf::FactHash(sha256(line)) } else { Leaf::Fact(line.to_owned()) })
    }

    /// The leaf of a published text, given its line of `dispatches.jsonl` without the line feed.
    pub fn text(line: &str) -> Result<Leaf, BadLeaf> {
        check_line(line)?;
        Ok(Leaf::Text(sha256(line)))
    }

    /// The bytes that stand in the log.
    pub fn bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    /// The hash of the leaf in the tree.
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.bytes())
    }

    /// Reads a leaf. Strict: whatever is not exactly what [`Leaf::bytes`] writes is refused.
    pub fn parse(bytes: &[u8]) -> Result<Leaf, BadLeaf> {
        if bytes.len() > LEAF_MAX {
            return Err(BadLeaf::Size);
        }
        let text = str::from_utf8(bytes).map_err(|_| BadLeaf::Form)?;
        let leaf = read(text).ok_or(BadLeaf::Form)?;
        if leaf.to_string() == text { Ok(leaf) } else { Err(BadLeaf::Form) }
    }
}

fn read(text: &str) -> Option<Leaf> {
    let end = text.find('\n')? + 1;
    let (head, body) = text.split_at(end);
    let body = body.strip_suffix('\n')?;
    match head {
        COMMITMENT => read_commitments(body).map(Leaf::Commitment),
        FACT if body.len() <= LINE_MAX => check_line(body).ok().map(|()| Leaf::Fact(body.to_owned())),
        FACT_HASH => read_sha256(body).map(Leaf::FactHash),
        TEXT => read_sha256(body).map(Leaf::Text),
        TICK => read_tick(body).map(Leaf::Tick),
        _ => None,
    }
}

fn read_commitments(body: &str) -> Option<Commitments> {
    let mut lines = body
        .split('\n')
        .map(|line| line.strip_prefix("commit hmac-sha256:").and_then(|hex| Commitment::from_hex(hex).ok()));
    let (public, private, sealed) = (lines.next()??, lines.next()??, lines.next()??);
    Some(Commitments { public, private, sealed })
}

fn read_sha256(body: &str) -> Option<[u8; 32]> {
    from_hex(body.strip_prefix("sha256:")?).ok()
}

fn read_tick(body: &str) -> Option<Tick> {
    let value: serde_json::Value = serde_json::from_str(body).ok()?;
    let number = |name: &str| value[name].as_u64().filter(|number| check_number(*number).is_ok());
    let commit = Commitment::from_hex(value["commit"].as_str()?.strip_prefix("hmac-sha256:")?).ok()?;
    Some(Tick { number: number("tick")?, facts: number("facts")?, texts: number("texts")?, commit })
}

fn check_line(line: &str) -> Result<(), BadLeaf> {
    if line.is_empty() || line.contains('\n') { Err(BadLeaf::Line) } else { Ok(()) }
}

fn check_number(number: u64) -> Result<(), BadLeaf> {
    if number <= INTEGER_MAX.unsigned_abs() { Ok(()) } else { Err(BadLeaf::Number) }
}

fn sha256(line: &str) -> [u8; 32] {
    Sha256::digest(line).into()
}

/// A blank: three values that look like commitments, and open to nothing. Number `i` of its tick, counted from 0.
/// Each value is HMAC-SHA-256 with the key, over `waybill/blank/1`, tick and `i` as eight bytes each, and the part as one.
pub fn blank(key: &[u8; 32], tick: u64, i: u64) -> Leaf {
    let part = |part: u8| Commitment(keyed(key, &[b"waybill/blank/1", &tick.to_be_bytes(), &i.to_be_bytes(), &[part]]));
    Leaf::Commitment(Commitments { public: part(0), private: part(1), sealed: part(2) })
}

/// Puts the leaves of a tick in an order that tells nothing: by HMAC-SHA-256 with the key, over `waybill/order/1`, the tick as
/// eight bytes, and the leaf. Who has the key can make the same order again.
pub fn order(key: &[u8; 32], tick: u64, mut leaves: Vec<Leaf>) -> Vec<Leaf> {
    leaves.sort_by_cached_key(|leaf| keyed(key, &[b"waybill/order/1", &tick.to_be_bytes(), &leaf.bytes()]));
    leaves
}

/// All leaves of a tick: what is new, blanks, in keyed order, and the tick's own leaf last; a multiple of [`BLOCK`] in all.
pub fn close(key: &[u8; 32], new: Vec<Leaf>, tick: Tick) -> Result<Vec<Leaf>, BadLeaf> {
    for number in [tick.number, tick.facts, tick.texts] {
        check_number(number)?;
    }
    let mut leaves = new;
    let blanks = (leaves.len() + 1).next_multiple_of(BLOCK) - 1 - leaves.len();
    leaves.extend((0..blanks as u64).map(|i| blank(key, tick.number, i)));
    let mut leaves = order(key, tick.number, leaves);
    leaves.push(Leaf::Tick(tick));
    Ok(leaves)
}

/// What the commitment in a tick's leaf is made of: the number of the last entry that the log holds, and the chained head
/// there, as canonical JSON.
pub fn tick_opening(last_entry: u64, head: &Head) -> Vec<u8> {
    format!("{{\"entries\":{last_entry},\"head\":\"{head}\"}}").into_bytes()
}

/// The commitment in a tick's leaf, under a salt of its own.
pub fn tick_commitment(salt: &Salt, last_entry: u64, head: &Head) -> Commitment {
    commit(salt, &tick_opening(last_entry, head))
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a key up with zeros to the hash's block of 64 bytes.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Leaf::Commitment(Commitments { public, private, sealed }) => {
                f.write_str(COMMITMENT)?;
                [public, private, sealed].iter().try_for_each(|one| writeln!(f, "commit hmac-sha256:{one}"))
            }
            Leaf::Fact(line) => writeln!(f, "{FACT}{line}"),
            Leaf::FactHash(hash) => writeln!(f, "{FACT_HASH}sha256:{}", to_hex(hash)),
            Leaf::Text(hash) => writeln!(f, "{TEXT}sha256:{}", to_hex(hash)),
            Leaf::Tick(Tick { number, facts, texts, commit }) => writeln!(
                f,
                "{TICK}{{\"commit\":\"hmac-sha256:{commit}\",\"facts\":{facts},\"texts\":{texts},\"tick\":{number}}}"
            ),
        }
    }
}

impl fmt::Display for BadLeaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadLeaf::Size => "The leaf is longer than 65,535 bytes.",
            BadLeaf::Form => "This is none of the leaves of docs/LOG.md, or not written exactly as there.",
            BadLeaf::Line => "A fact or a text is one line that is not empty.",
            BadLeaf::Number => "A number is beyond 2^53-1.",
        })
    }
}

impl std::error::Error for BadLeaf {}
