//! How long a proof takes, and how long it takes to make a whole log again: `cargo bench -p waybill-log`.
//!
//! Each figure stands beside what the hashing alone needs for it in the same minute, because machines differ and are noisy; the
//! ratio is what can be compared.

#![allow(clippy::unwrap_used, clippy::needless_for_each, missing_docs)]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use waybill_journal::chain::to_hex;
use waybill_log::tile::{BadTile, Edge, Level, Nodes, TilePath, subtree_in_tile};
use waybill_log::tree::{Wrong, check_inclusion, inclusion, leaf_hash, node_hash};
use waybill_log::{Frontier, Hash, Subtree};

/// As many leaves as the issue that asked for the log speaks of.
const SIZE: u64 = 1_000_000;

fn main() {
    let leaves: Vec<Vec<u8>> = (0..SIZE).map(leaf).collect();
    let hashing = median(5, || {
        let mut hash = leaf_hash(&leaves[0]);
        for leaf in &leaves {
            hash = node_hash(&hash, &leaf_hash(leaf));
        }
        hash
    });
    let tree = median(5, || root_of(&leaves));
    let tiles = median(5, || files(&leaves).len());
    let files = files(&leaves);
    let [node, proof, kept, checked] = proofs(&files, &root_of(&leaves));
    let ratio = |took: Duration| took.as_secs_f64() / hashing.as_secs_f64();
    println!("{SIZE} leaves of {} bytes", leaves[0].len());
    println!("their hashes, two each      {:>8.1} ms", 1e3 * hashing.as_secs_f64());
    println!("the root made again         {:>8.1} ms, {:.2} times the hashing", 1e3 * tree.as_secs_f64(), ratio(tree));
    println!(
        "all tiles made again        {:>8.1} ms, {:.2} times the hashing",
        1e3 * tiles.as_secs_f64(),
        ratio(tiles)
    );
    println!("a node hashed               {:>8.3} us", 1e6 * node.as_secs_f64());
    println!("a proof from tiles          {:>8.1} us", 1e6 * proof.as_secs_f64());
    println!("  with the upper tiles kept {:>8.1} us", 1e6 * kept.as_secs_f64());
    println!("a proof checked             {:>8.1} us", 1e6 * checked.as_secs_f64());
}

fn root_of(leaves: &[Vec<u8>]) -> Hash {
    let mut tree = Frontier::default();
    leaves.iter().for_each(|leaf| tree.push(leaf_hash(leaf)));
    tree.root()
}

/// For one proof: a node hashed, all from bytes of tiles, with the nodes of the 17 upper tiles and of the partial one below kept, the checking.
fn proofs(files: &HashMap<TilePath, Vec<u8>>, root: &Hash) -> [Duration; 4] {
    let read = |subtree: Subtree| {
        let place = subtree_in_tile(subtree, SIZE)?;
        place.root(&files[&place.tile]).map_err(Unread::Tile)
    };
    let upper: HashMap<_, _> = files
        .iter()
        .filter(|(path, _)| path.level != Level::Entries && (path.level != Level::Hashes(0) || path.width < 256))
        .map(|(path, tile)| (*path, Nodes::of(tile).unwrap()))
        .collect();
    let prove = |index: u64| {
        let lower = subtree_in_tile(Subtree { level: 0, index }, SIZE)?.tile;
        let lower = Nodes::of(&files[&lower]).map_err(Unread::Tile)?;
        inclusion(index, SIZE, |subtree| {
            let place = subtree_in_tile(subtree, SIZE)?;
            upper.get(&place.tile).unwrap_or(&lower).root(&place).map_err(Unread::Tile)
        })
    };
    // Places all over the tree; the same for each run.
    let places: Vec<u64> = (0..1000).map(|n| n * 7_368_787 % SIZE).collect();
    let proofs: Vec<_> = places.iter().map(|index| inclusion(*index, SIZE, read).unwrap()).collect();
    assert!(places.iter().zip(&proofs).all(|(index, proof)| prove(*index).unwrap() == *proof));
    let check = |index: &u64, proof| check_inclusion(&leaf_hash(&leaf(*index)), *index, SIZE, root, proof).unwrap();
    [
        median(21, || places.iter().fold(*root, |hash, _| node_hash(&hash, root))),
        median(21, || places.iter().map(|index| inclusion(*index, SIZE, read).unwrap().len()).sum::<usize>()),
        median(21, || places.iter().map(|index| prove(*index).unwrap().len()).sum::<usize>()),
        median(21, || places.iter().zip(&proofs).for_each(|(index, proof)| check(index, proof))),
    ]
    .map(|thousand| thousand / 1000)
}

#[derive(Debug)]
enum Unread {
    Wrong,
    Tile(#[allow(dead_code)] BadTile),
}

impl From<Wrong> for Unread {
    fn from(_: Wrong) -> Unread {
        Unread::Wrong
    }
}

/// As long as the leaf of an entry.
fn leaf(n: u64) -> Vec<u8> {
    let hex = to_hex(&leaf_hash(&n.to_be_bytes()).0);
    let line = format!("commit hmac-sha256:{hex}\n");
    format!("waybill/leaf/commitment/1\n{line}{line}{line}").into_bytes()
}

fn files(leaves: &[Vec<u8>]) -> HashMap<TilePath, Vec<u8>> {
    let (mut edge, mut files) = (Edge::default(), HashMap::new());
    for leaf in leaves {
        files.extend(edge.push(leaf).unwrap());
    }
    files.extend(edge.partial());
    assert!(files.keys().any(|path| path.level == Level::Hashes(2)));
    files
}

/// The middle one of some runs.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut took: Vec<Duration> = (0..runs)
        .map(|_| {
            let began = Instant::now();
            black_box(work());
            began.elapsed()
        })
        .collect();
    took.sort();
    took[runs / 2]
}
