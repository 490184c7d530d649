//! A receipt: one text file that proves, without a network, that a gift is in the book.
//!
//! In the middle stands a proof as C2SP tlog-proof@v1 writes it: where the leaf is, the hashes up to the root, and the signed
//! checkpoint. Around it stands what a reader needs besides: the key that signed, and the leaf. The proof's extra data opens the
//! public part of the gift's entry: its salt, and its bytes.
//!
//! ```text
//! waybill/receipt/1
//! <vkey of the key that signed the checkpoint>
//! <Base 64 of the leaf>
//!
//! c2sp.org/tlog-proof@v1
//! extra <Base 64 of salt and public part>
//! index <number of the leaf>
//! <hashes>
//!
//! <checkpoint>
//! ```

use std::fmt;
use std::str::FromStr;

use waybill_journal::chain::{Salt, commit};

use crate::checkpoint::{self, BadCheckpoint, Checkpoint, Signed};
use crate::leaf::Leaf;
use crate::note::{Verified, VerifierKey};
use crate::tree::{Hash, PROOF_MAX, Wrong, check_inclusion};
use crate::{b64, note};

/// The longest receipt in bytes: an entry's public part has at most 1 MiB, and Base 64 makes a third more of it.
pub const RECEIPT_MAX: usize = 2 << 20;

const HEADER: &str = "waybill/receipt/1\n";
const PROOF_HEADER: &str = "c2sp.org/tlog-proof@v1\n";

/// That a leaf is in the tree of a signed checkpoint; C2SP tlog-proof@v1. Its text is the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What the application needs besides. Not proven by anything in here.
    pub extra: Option<Vec<u8>>,
    /// The leaf's number, counted from 0.
    pub index: u64,
    /// The hashes from the leaf's sibling up to the child of the root.
    pub path: Vec<Hash>,
    /// The checkpoint, signed, word for word.
    pub checkpoint: String,
}

/// A gift's receipt. Its text is the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The key that signed the checkpoint. It says whom to ask; whether to trust it is the reader's to know.
    pub key: VerifierKey,
    /// The leaf of the gift's entry.
    pub leaf: Leaf,
    /// That the leaf is in the log.
    pub proof: Proof,
}

/// What a receipt proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The log's name, its size and root when the receipt was made.
    pub checkpoint: Checkpoint,
    /// Who signed that: the log, and witnesses with their times.
    pub verified: Vec<Verified>,
    /// The number of the gift's leaf.
    pub index: u64,
    /// The public part of the gift's entry, as it was committed to.
    pub public: Vec<u8>,
}

/// Why a proof or a receipt is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptFault {
    /// Longer than [`RECEIPT_MAX`] bytes.
    Size,
    /// Not a receipt or a proof in its one right form.
    Form,
    /// The key that the receipt names, here its vkey, is not one that is trusted.
    Key(String),
    /// The checkpoint is refused.
    Checkpoint(BadCheckpoint),
    /// The checkpoint is not signed by the key that the receipt names.
    Signature,
    /// The leaf is not that of an entry.
    Leaf,
    /// The leaf is not in the tree of the checkpoint.
    Inclusion(Wrong),
    /// The salt and the public part are missing, or are not what the leaf commits to.
    Opening,
}

impl Proof {
    /// Checks that a leaf is in the tree of the proof's checkpoint, and that this is signed by a trusted key of its log.
    pub fn check(&self, leaf: &[u8], trusted: &[VerifierKey]) -> Result<Signed, ReceiptFault> {
        let signed = checkpoint::open(&self.checkpoint, trusted).map_err(ReceiptFault::Checkpoint)?;
        let (size, root) = (signed.checkpoint.size(), signed.checkpoint.root());
        let leaf = crate::tree::leaf_hash(leaf);
        check_inclusion(&leaf, self.index, size, &root, &self.path).map_err(ReceiptFault::Inclusion)?;
        Ok(signed)
    }
}

impl Receipt {
    /// The extra data of a receipt's proof: what opens the public part.
    pub fn extra(salt: &Salt, public: &[u8]) -> Vec<u8> {
        [&salt.0, public].concat()
    }

    /// Checks all of it: the key is trusted and signed the checkpoint, the leaf is in the tree, and the public part is the one
    /// that the leaf commits to.
    pub fn check(&self, trusted: &[VerifierKey]) -> Result<Proven, ReceiptFault> {
        if !trusted.contains(&self.key) {
            return Err(ReceiptFault::Key(self.key.to_string()));
        }
        let signed = self.proof.check(&self.leaf.bytes(), trusted)?;
        if !signed.verified.iter().any(|one| one.key == self.key) {
            return Err(ReceiptFault::Signature);
        }
        let Leaf::Commitment(commitments) = &self.leaf else { return Err(ReceiptFault::Leaf) };
        let extra = self.proof.extra.as_deref().ok_or(ReceiptFault::Opening)?;
        let (salt, public) = extra.split_first_chunk::<32>().ok_or(ReceiptFault::Opening)?;
        if commit(&Salt(*salt), public) != commitments.public {
            return Err(ReceiptFault::Opening);
        }
        let Signed { checkpoint, verified } = signed;
        Ok(Proven { checkpoint, verified, index: self.proof.index, public: public.to_vec() })
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PROOF_HEADER)?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", b64::encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Proof {
    type Err = ReceiptFault;

    /// Reads what `Display` writes, and nothing else. Signatures are not looked at.
    fn from_str(text: &str) -> Result<Proof, ReceiptFault> {
        if text.len() > RECEIPT_MAX {
            return Err(ReceiptFault::Size);
        }
        let read = read_proof(text).ok_or(ReceiptFault::Form)?;
        note::split(&read.checkpoint).map_err(|error| ReceiptFault::Checkpoint(BadCheckpoint::Note(error)))?;
        if read.to_string() == text { Ok(read) } else { Err(ReceiptFault::Form) }
    }
}

fn read_proof(text: &str) -> Option<Proof> {
    let (head, checkpoint) = text.strip_prefix(PROOF_HEADER)?.split_once("\n\n")?;
    let mut lines = head.split('\n').peekable();
    let extra = match lines.next_if(|line| line.starts_with("extra ")) {
        Some(line) => Some(b64::decode(line.strip_prefix("extra ")?)?),
        None => None,
    };
    let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
    let path: Vec<Hash> = lines.take(PROOF_MAX + 1).map(|line| line.parse().ok()).collect::<Option<_>>()?;
    (path.len() <= PROOF_MAX).then(|| Proof { extra, index, path, checkpoint: checkpoint.to_owned() })
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEADER}{}\n{}\n\n{}", self.key, b64::encode(&self.leaf.bytes()), self.proof)
    }
}

impl FromStr for Receipt {
    type Err = ReceiptFault;

    /// Reads what `Display` writes, and nothing else. Nothing is proven by it: see [`Receipt::check`].
    fn from_str(text: &str) -> Result<Receipt, ReceiptFault> {
        if text.len() > RECEIPT_MAX {
            return Err(ReceiptFault::Size);
        }
        let body = text.strip_prefix(HEADER).ok_or(ReceiptFault::Form)?;
        let (head, proof) = body.split_once("\n\n").ok_or(ReceiptFault::Form)?;
        let (key, leaf) = head.split_once('\n').ok_or(ReceiptFault::Form)?;
        let key = key.parse().map_err(|_| ReceiptFault::Form)?;
        let leaf = b64::decode(leaf).and_then(|bytes| Leaf::parse(&bytes).ok()).ok_or(ReceiptFault::Form)?;
        Ok(Receipt { key, leaf, proof: proof.parse()? })
    }
}

impl fmt::Display for ReceiptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReceiptFault::Size => write!(f, "The receipt is longer than {RECEIPT_MAX} bytes."),
            ReceiptFault::Form => {
                f.write_str("This is not a receipt: the file is cut, or something in it was changed.")
            }
            ReceiptFault::Key(key) => write!(f, "The receipt is signed by a key that is not trusted here: {key}"),
            ReceiptFault::Checkpoint(error) => error.fmt(f),
            ReceiptFault::Signature => f.write_str("The checkpoint is not signed by the key that the receipt names."),
            ReceiptFault::Leaf => f.write_str("The leaf in the receipt is not that of an entry."),
            ReceiptFault::Inclusion(error) => write!(f, "The leaf is not in the log that was signed. {error}"),
            ReceiptFault::Opening => {
                f.write_str("The public part in the receipt is not the one that the log's leaf commits to.")
            }
        }
    }
}

impl std::error::Error for ReceiptFault {}
