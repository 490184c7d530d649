//! Tiles: the tree as files anybody can fetch, keep and compare.
//!
//! C2SP tlog-tiles. A tile is up to 256 hashes of one level side by side; the next level of tiles holds the root of each full
//! tile below. Beside the tiles of level 0 lie bundles with the leaves themselves. A full tile never changes again.

use std::fmt::{self, Write as _};
use std::ops::Range;
use std::str::FromStr;

use crate::tree::{Hash, SIZE_MAX, Subtree, Wrong, leaf_hash, node_hash};

/// How many hashes a full tile holds.
pub const WIDTH: u16 = 256;

/// The longest leaf in bytes: what the two bytes before it in a bundle can say.
pub const LEAF_MAX: usize = u16::MAX as usize;

/// The highest level of tiles a path may name (C2SP tlog-tiles).
pub const LEVEL_MAX: u8 = 63;

const HASH: usize = 32;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The leaves themselves.
    Entries,
    /// Hashes: of leaves at 0, of full tiles of the level below from 1 on.
    Hashes(u8),
}

/// Where a tile is served, below the log's address: `tile/0/x001/234.p/64`.
///
/// Invariant of what is parsed or made here: the level is at most [`LEVEL_MAX`], the width from 1 to [`WIDTH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    /// What it holds.
    pub level: Level,
    /// Which of its level, counted from 0.
    pub index: u64,
    /// How many hashes or leaves; 256 is full, and the path then does not say it.
    pub width: u16,
}

/// Why a tile, a bundle or a path is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTile {
    /// Not the path of a tile in its one right form.
    Path,
    /// The tile is empty, longer than 256 hashes, or no whole number of hashes.
    Length,
    /// The tile ends before the hashes that are asked for.
    Narrow,
    /// The bundle is empty, ends inside a leaf, or holds more than 256.
    Bundle,
    /// The leaf is longer than [`LEAF_MAX`] bytes.
    Leaf,
}

/// Every tile that a log of `new` leaves has and a log of `old` leaves had not, in this form: what must be written when the
/// log grows. Full tiles come without their partial forms in between. Bundles first, then level by level.
pub fn tiles_between(old: u64, new: u64) -> Vec<TilePath> {
    let mut paths = Vec::new();
    let levels = (0..=7).map(|level| (Level::Hashes(level), 8 * u32::from(level)));
    for (level, bits) in std::iter::once((Level::Entries, 0)).chain(levels) {
        let (old, new) = (old >> bits, new >> bits);
        if new > old {
            paths.extend((old / 256..new.div_ceil(256)).map(|index| TilePath {
                level,
                index,
                width: width(new, index),
            }));
        }
    }
    paths
}

/// How wide the tile `index` is where its level holds `count` hashes in all.
fn width(count: u64, index: u64) -> u16 {
    u16::try_from(count.saturating_sub(index * 256).min(256)).expect("at most 256")
}

/// Where the root of a perfect subtree is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTile {
    /// The tile, as a log of the size that was asked about has it.
    pub tile: TilePath,
    /// Which of its hashes make the root.
    pub columns: Range<usize>,
}

/// Says in which tile of a log of `size` leaves the root of a subtree is found. Refused where the log has no such subtree.
pub fn subtree_in_tile(subtree: Subtree, size: u64) -> Result<InTile, Wrong> {
    let Subtree { level, index } = subtree;
    if size > SIZE_MAX || level > 62 {
        return Err(Wrong::Size);
    }
    if index >= size >> level {
        return Err(Wrong::Index);
    }
    let (height, inside) = (level / 8, level % 8);
    let first = index << inside;
    let tile =
        TilePath { level: Level::Hashes(height), index: first / 256, width: width(size >> (8 * height), first / 256) };
    let column = usize::try_from(first % 256).expect("below 256");
    Ok(InTile { tile, columns: column..column + (1 << inside) })
}

impl InTile {
    /// The root of the subtree, from the bytes of the tile; a wider form of the same tile serves as well.
    pub fn root(&self, tile: &[u8]) -> Result<Hash, BadTile> {
        let hashes = tile_hashes(tile)?;
        perfect_root(hashes.get(self.columns.clone()).ok_or(BadTile::Narrow)?)
    }
}

/// A tile with every node above its hashes, for who reads many proofs: the hashing is done once a tile and not once a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodes(Vec<Vec<Hash>>);

impl Nodes {
    /// Hashes a tile.
    pub fn of(tile: &[u8]) -> Result<Nodes, BadTile> {
        let mut levels = vec![tile_hashes(tile)?];
        while let Some(last) = levels.last().filter(|last| last.len() > 1) {
            levels.push(above(last));
        }
        Ok(Nodes(levels))
    }

    /// The root of a subtree that lies in this tile: the same as [`InTile::root`] of its bytes.
    pub fn root(&self, place: &InTile) -> Result<Hash, BadTile> {
        let level = place.columns.len().checked_ilog2().ok_or(BadTile::Length)?;
        let root = self.0.get(level as usize).and_then(|hashes| hashes.get(place.columns.start >> level));
        root.copied().ok_or(BadTile::Narrow)
    }
}

/// The hashes in a tile.
pub fn tile_hashes(tile: &[u8]) -> Result<Vec<Hash>, BadTile> {
    let (hashes, rest) = tile.as_chunks::<HASH>();
    if hashes.is_empty() || hashes.len() > usize::from(WIDTH) || !rest.is_empty() {
        return Err(BadTile::Length);
    }
    Ok(hashes.iter().copied().map(Hash).collect())
}

/// The root over hashes that are as many as a power of two.
fn perfect_root(hashes: &[Hash]) -> Result<Hash, BadTile> {
    if !hashes.len().is_power_of_two() {
        return Err(BadTile::Length);
    }
    let mut level = hashes.to_vec();
    while level.len() > 1 {
        level = above(&level);
    }
    level.first().copied().ok_or(BadTile::Length)
}

/// The nodes over pairs of hashes; one without a partner has none.
fn above(hashes: &[Hash]) -> Vec<Hash> {
    hashes.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect()
}

/// Appends one leaf to a bundle: two bytes with its length, the higher first, then the leaf.
pub fn bundle_push(bundle: &mut Vec<u8>, leaf: &[u8]) -> Result<(), BadTile> {
    let length = u16::try_from(leaf.len()).map_err(|_| BadTile::Leaf)?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(leaf);
    Ok(())
}

/// The leaves in a bundle; refused as a whole where any of it is malformed.
pub fn bundle_leaves(bundle: &[u8]) -> Result<Vec<&[u8]>, BadTile> {
    let (mut rest, mut leaves) = (bundle, Vec::new());
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let (leaf, after) = after.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(BadTile::Bundle)?;
        leaves.push(leaf);
        rest = after;
    }
    let count = 1..=usize::from(WIDTH);
    if rest.is_empty() && count.contains(&leaves.len()) { Ok(leaves) } else { Err(BadTile::Bundle) }
}

/// The tiles at the right edge of a log, as it grows.
///
/// Invariant: each string of bytes is the partial tile of its level; an empty one where the level's last tile is full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    entries: Vec<u8>,
    levels: Vec<Vec<u8>>,
}

impl Edge {
    /// Takes up at a log of `size` leaves; `read` gives the bytes of its partial tiles. They are checked for their width.
    pub fn at<E: From<BadTile>>(size: u64, mut read: impl FnMut(TilePath) -> Result<Vec<u8>, E>) -> Result<Edge, E> {
        let mut edge = Edge { size, ..Edge::default() };
        if size > SIZE_MAX {
            return Err(BadTile::Length.into());
        }
        if let Some(path) = partial(Level::Entries, size) {
            edge.entries = read(path)?;
            if bundle_leaves(&edge.entries)?.len() != usize::from(path.width) {
                return Err(BadTile::Bundle.into());
            }
        }
        for level in 0..=7 {
            let count = size >> (8 * u32::from(level));
            if count == 0 {
                break;
            }
            let bytes = partial(Level::Hashes(level), count).map_or(Ok(Vec::new()), |path| {
                let bytes = read(path)?;
                let whole = bytes.len() == usize::from(path.width) * HASH;
                if whole { Ok(bytes) } else { Err(E::from(BadTile::Length)) }
            })?;
            edge.levels.push(bytes);
        }
        Ok(edge)
    }

    /// How many leaves the log has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf, and hands over the tiles that became full by it: a bundle and a tile each 256 leaves, seldom more.
    pub fn push(&mut self, leaf: &[u8]) -> Result<Vec<(TilePath, Vec<u8>)>, BadTile> {
        bundle_push(&mut self.entries, leaf)?;
        self.size += 1;
        let mut full = Vec::new();
        if self.size.is_multiple_of(256) {
            let path = TilePath { level: Level::Entries, index: self.size / 256 - 1, width: WIDTH };
            full.push((path, std::mem::take(&mut self.entries)));
        }
        let (mut hash, mut count) = (leaf_hash(leaf), self.size);
        for level in 0..=7 {
            if self.levels.len() == usize::from(level) {
                self.levels.push(Vec::new());
            }
            let tile = &mut self.levels[usize::from(level)];
            tile.extend_from_slice(&hash.0);
            if !count.is_multiple_of(256) {
                break;
            }
            let bytes = std::mem::take(tile);
            hash = perfect_root(&tile_hashes(&bytes)?)?;
            count /= 256;
            full.push((TilePath { level: Level::Hashes(level), index: count - 1, width: WIDTH }, bytes));
        }
        Ok(full)
    }

    /// The partial tiles as they are now: with the full ones, all that a log of this size must serve.
    pub fn partial(&self) -> Vec<(TilePath, Vec<u8>)> {
        let levels = (0..)
            .zip(&self.levels)
            .map(|(level, bytes)| (partial(Level::Hashes(level), self.size >> (8 * u32::from(level))), bytes));
        std::iter::once((partial(Level::Entries, self.size), &self.entries))
            .chain(levels)
            .filter_map(|(path, bytes)| Some((path?, bytes.clone())))
            .collect()
    }
}

/// The partial tile of a level that holds `count` in all; none where the last is full.
fn partial(level: Level, count: u64) -> Option<TilePath> {
    let index = count / 256;
    (!count.is_multiple_of(256)).then(|| TilePath { level, index, width: width(count, index) })
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Entries => f.write_str("tile/entries/")?,
            Level::Hashes(level) => write!(f, "tile/{level}/")?,
        }
        let mut number = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1000);
            rest /= 1000;
        }
        f.write_str(&number)?;
        if self.width < WIDTH { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

impl FromStr for TilePath {
    type Err = BadTile;

    /// Reads what `Display` writes, and nothing else.
    fn from_str(text: &str) -> Result<TilePath, BadTile> {
        read_path(text).filter(|path| path.to_string() == text).ok_or(BadTile::Path)
    }
}

/// Reads a path generously; whether it was written in the one right form is for the caller to see.
fn read_path(text: &str) -> Option<TilePath> {
    let (level, number) = text.strip_prefix("tile/")?.split_once('/')?;
    let level = match level {
        "entries" => Level::Entries,
        digits => Level::Hashes(digits.parse().ok().filter(|level| *level <= LEVEL_MAX)?),
    };
    let (number, width) = match number.split_once(".p/") {
        None => (number, WIDTH),
        Some((number, width)) => (number, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
    };
    let mut digits = String::new();
    for part in number.split('/') {
        write!(digits, "{}", part.strip_prefix('x').unwrap_or(part)).ok()?;
    }
    Some(TilePath { level, index: digits.parse().ok()?, width })
}

impl fmt::Display for BadTile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadTile::Path => "This is not the path of a tile.",
            BadTile::Length => "The tile is not a whole number of hashes, from 1 to 256.",
            BadTile::Narrow => "The tile ends before the hashes that are needed.",
            BadTile::Bundle => "The bundle is empty, ends inside a leaf, or holds more or fewer leaves than it should.",
            BadTile::Leaf => "The leaf is longer than 65,535 bytes.",
        })
    }
}

impl std::error::Error for BadTile {}
