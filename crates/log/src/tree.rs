//! The tree: leaves are hashed two by two until one hash stands for all of them.
//!
//! RFC 6962, section 2.1 (the same tree in RFC 9162): SHA-256, a zero byte before a leaf, a one byte before two children, so
//! that neither can pass for the other. A proof is a handful of hashes: with it, a reader who knows one root can check that a
//! leaf is in the tree (inclusion), or that an older tree is the beginning of a newer one (consistency).

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::b64;

/// The most leaves a tree may have: what a signed 64-bit number holds, as other programs read sizes into one.
pub const SIZE_MAX: u64 = i64::MAX as u64;

/// The most hashes a proof may hold: one a level of the largest tree, twice at the edge between two trees.
pub const PROOF_MAX: usize = 64;

/// A hash of a leaf or a node: SHA-256, 32 bytes. Its text is Base 64, as in checkpoints and proofs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

/// The root of a tree without leaves: SHA-256 of nothing.
pub const EMPTY_ROOT: Hash = Hash([
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41,
    0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
]);

/// The hash of a leaf (RFC 6962, section 2.1).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(leaf).finalize().into())
}

/// The hash of a node above two others (RFC 6962, section 2.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// A perfect subtree: the leaves from `index * 2^level` up to, and without, `(index + 1) * 2^level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subtree {
    /// Its height: 0 is one leaf.
    pub level: u8,
    /// Which of its level, counted from 0 at the left.
    pub index: u64,
}

/// Why a proof is refused, or why there is none to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The leaf's number is not one of a tree of this size.
    Index,
    /// The older tree is larger than the newer one, or a tree is larger than [`SIZE_MAX`].
    Size,
    /// The proof has more or fewer hashes than a proof for this place has.
    Length,
    /// Hashed together, the proof does not give the root of the older tree.
    OldRoot,
    /// Hashed together, the proof does not give the root of the tree.
    Root,
}

/// The right edge of a tree: all that is needed to go on appending.
///
/// Invariant: one hash for each bit that is set in `size`, the root of the perfect subtree that the bit stands for, the
/// largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// Takes up where [`Frontier::parts`] left off.
    pub fn from_parts(size: u64, roots: Vec<Hash>) -> Result<Frontier, Wrong> {
        if size > SIZE_MAX {
            return Err(Wrong::Size);
        }
        if roots.len() == size.count_ones() as usize { Ok(Frontier { size, roots }) } else { Err(Wrong::Length) }
    }

    /// Appends the hash of one more leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            // The invariant: a set bit has its root.
            let left = self.roots.pop().expect("a hash for each set bit of the size");
            hash = node_hash(&left, &hash);
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree as it is now.
    pub fn root(&self) -> Hash {
        fold(&self.roots)
    }

    /// The roots of the perfect subtrees, the largest first: what [`Frontier::from_parts`] takes beside the size.
    pub fn parts(&self) -> &[Hash] {
        &self.roots
    }
}

/// The root over perfect subtrees that lie side by side, the largest first.
fn fold(roots: &[Hash]) -> Hash {
    roots.iter().rev().copied().reduce(|right, left| node_hash(&left, &right)).unwrap_or(EMPTY_ROOT)
}

/// Makes the proof that the leaf `index` is in the tree of `size` leaves (RFC 9162, section 2.1.3.1): from the leaf's sibling
/// up to the child of the root. `read` gives the roots of perfect subtrees, from tiles or wherever they are kept.
pub fn inclusion<E: From<Wrong>>(
    index: u64,
    size: u64,
    mut read: impl FnMut(Subtree) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if size > SIZE_MAX {
        return Err(Wrong::Size.into());
    }
    if index >= size {
        return Err(Wrong::Index.into());
    }
    let (mut from, mut to, mut path) = (0, size, Vec::new());
    while to - from > 1 {
        let middle = middle(from, to);
        if index < middle {
            path.push(span(middle, to, &mut read)?);
            to = middle;
        } else {
            path.push(span(from, middle, &mut read)?);
            from = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// Makes the proof that the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 9162, section 2.1.4.1).
/// Empty where there is nothing to prove: `old` is 0, or both are the same.
pub fn consistency<E: From<Wrong>>(
    old: u64,
    new: u64,
    mut read: impl FnMut(Subtree) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if new > SIZE_MAX || old > new {
        return Err(Wrong::Size.into());
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let (mut from, mut to, mut path) = (0, new, Vec::new());
    while to != old {
        let middle = middle(from, to);
        if old <= middle {
            path.push(span(middle, to, &mut read)?);
            to = middle;
        } else {
            path.push(span(from, middle, &mut read)?);
            from = middle;
        }
    }
    // The subtree that begins at the first leaf is the older tree itself, whose root the reader has.
    if from > 0 {
        path.push(span(from, to, &mut read)?);
    }
    path.reverse();
    Ok(path)
}

/// Where a tree over `from..to` divides: the left side takes the largest power of two that is smaller than the whole.
fn middle(from: u64, to: u64) -> u64 {
    from + (1 << (to - from - 1).ilog2())
}

/// The root over the leaves `from..to`, which begin where a subtree of at least that size begins.
fn span<E>(from: u64, to: u64, read: &mut impl FnMut(Subtree) -> Result<Hash, E>) -> Result<Hash, E> {
    let (mut at, mut roots) = (from, Vec::new());
    while at < to {
        let level = (to - at).ilog2();
        roots.push(read(Subtree {
            level: u8::try_from(level).expect("a bit's number is below 64"),
            index: at >> level,
        })?);
        at += 1 << level;
    }
    Ok(fold(&roots))
}

/// Checks that a leaf, given by its hash, is in the tree of this size and root (RFC 9162, section 2.1.3.2).
pub fn check_inclusion(leaf: &Hash, index: u64, size: u64, root: &Hash, proof: &[Hash]) -> Result<(), Wrong> {
    if size > SIZE_MAX {
        return Err(Wrong::Size);
    }
    if index >= size {
        return Err(Wrong::Index);
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(Wrong::Length);
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            // At the right edge levels have no sibling: up to where this node is a right child. It is not 0, as `last` is not.
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last != 0 {
        return Err(Wrong::Length);
    }
    if hash == *root { Ok(()) } else { Err(Wrong::Root) }
}

/// Checks that the tree of `old_size` leaves is the beginning of the tree of `new_size` leaves (RFC 9162, section 2.1.4.2).
pub fn check_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), Wrong> {
    if new_size > SIZE_MAX || old_size > new_size {
        return Err(Wrong::Size);
    }
    if old_size == 0 || old_size == new_size {
        // Nothing to prove: the proof is empty and the roots are what they must be.
        let expected = if old_size == 0 { EMPTY_ROOT } else { *new_root };
        return match (proof.is_empty(), *old_root == expected) {
            (false, _) => Err(Wrong::Length),
            (true, false) => Err(Wrong::OldRoot),
            (true, true) if new_size == 0 && *new_root != EMPTY_ROOT => Err(Wrong::Root),
            (true, true) => Ok(()),
        };
    }
    let (first, rest) =
        if old_size.is_power_of_two() { (old_root, proof) } else { proof.split_first().ok_or(Wrong::Length)? };
    let up = (old_size - 1).trailing_ones();
    let (mut at, mut last) = ((old_size - 1) >> up, (new_size - 1) >> up);
    let (mut old, mut new) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(Wrong::Length);
        }
        if at & 1 == 1 || at == last {
            (old, new) = (node_hash(sibling, &old), node_hash(sibling, &new));
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            new = node_hash(&new, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last != 0 {
        return Err(Wrong::Length);
    }
    if old != *old_root {
        return Err(Wrong::OldRoot);
    }
    if new == *new_root { Ok(()) } else { Err(Wrong::Root) }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&b64::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// The text is not the Base 64 of 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Hash, NotAHash> {
        b64::decode(text).and_then(|bytes| bytes.try_into().ok()).map(Hash).ok_or(NotAHash)
    }
}

impl fmt::Display for NotAHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This is not the Base 64 of 32 bytes.")
    }
}

impl std::error::Error for NotAHash {}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Wrong::Index => "A tree of this size has no leaf of this number.",
            Wrong::Size => "The older tree is larger than the newer one, or a size is beyond 2^63-1.",
            Wrong::Length => "The proof has too many or too few hashes for this place.",
            Wrong::OldRoot => "The proof does not lead to the root of the older tree.",
            Wrong::Root => "The proof does not lead to the root of the tree.",
        })
    }
}

impl std::error::Error for Wrong {}
