//! Programs of others: `ct-merkle`, `tlog_tiles` and `signed_note`. What they make we take, what we make they take, and what is
//! changed both refuse.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use proptest::prelude::*;
use sha2::Sha256;
use signed_note::{Note, StandardVerifier, VerifierList};
use tlog_tiles::{HashReader, Tile, TileHashReader, TileReader};
use waybill_log::note::open;
use waybill_log::tile::{Level, TilePath, tiles_between};
use waybill_log::tree::{check_consistency, check_inclusion, leaf_hash};
use waybill_log::{Checkpoint, Hash};

use crate::common::{Log, log_key, trusted};
use crate::notes::for_each_flip;
use crate::properties::flipped;

fn theirs(hash: &Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

fn all(proof: &[Hash]) -> Vec<tlog_tiles::Hash> {
    proof.iter().map(theirs).collect()
}

fn root_hash(size: u64, root: &Hash) -> RootHash<Sha256> {
    RootHash::new(root.0.into(), size)
}

fn joined(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

/// Our verdict on an inclusion, once the other two have agreed.
fn included(leaf: &[u8], index: u64, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    let ours = check_inclusion(&leaf_hash(leaf), index, size, root, proof).is_ok();
    let tiles = tlog_tiles::check_record(&all(proof), size, theirs(root), index, tlog_tiles::record_hash(leaf)).is_ok();
    let merkle = InclusionProof::try_from_bytes(joined(proof)).unwrap();
    let merkle = root_hash(size, root).verify_inclusion(&leaf, index, &merkle).is_ok();
    assert_eq!((tiles, merkle), (ours, ours), "{index} of {size}");
    ours
}

/// The same for consistency; the other two have none with an empty tree.
fn consistent(old: u64, old_root: &Hash, new: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    let ours = check_consistency(old, old_root, new, new_root, proof).is_ok();
    let tiles = tlog_tiles::check_tree(&all(proof), new, theirs(new_root), old, theirs(old_root)).is_ok();
    let merkle = ConsistencyProof::try_from_bytes(joined(proof)).unwrap();
    let merkle = root_hash(new, new_root).verify_consistency(&root_hash(old, old_root), &merkle).is_ok();
    assert_eq!((tiles, merkle), (ours, ours), "{old} to {new}");
    ours
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn trees_and_verdicts_are_the_same(
        leaves in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..5), 1..200),
        at in any::<prop::sample::Index>(), where_ in any::<prop::sample::Index>(), bit in 0..256usize,
    ) {
        let log = Log::of(leaves.clone());
        let mut tree = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        leaves.iter().for_each(|leaf| tree.push(leaf.clone()));
        let (size, root) = (log.size(), log.root());
        let their_root = tree.root();
        prop_assert_eq!(their_root.as_bytes().as_slice(), root.0);

        let place = at.index(leaves.len());
        let (index, leaf) = (place as u64, &leaves[place]);
        let proof = log.inclusion(index);
        let their_proof = tree.prove_inclusion(place);
        prop_assert_eq!(their_proof.as_bytes(), joined(&proof));
        prop_assert!(included(leaf, index, size, &root, &proof));
        prop_assert!(!included(leaf, index, size, &flipped(root, bit), &proof));
        prop_assert!(!included(&[&leaf[..], b"x"].concat(), index, size, &root, &proof));
        for (index, size) in [(index + 1, size), (index, size + 1), (index, size - 1), (index ^ 1, size), (size, size)] {
            included(leaf, index, size, &root, &proof);
        }
        for changed in changes(&proof, where_, bit) {
            prop_assert!(!included(leaf, index, size, &root, &changed));
        }

        let old = index + 1;
        let (old_root, proof) = (log.root_at(old), log.consistency(old));
        if old < size {
            let their_proof = tree.prove_consistency(usize::try_from(size - old).unwrap());
            prop_assert_eq!(their_proof.as_bytes(), joined(&proof));
        }
        prop_assert!(consistent(old, &old_root, size, &root, &proof));
        prop_assert!(!consistent(old, &flipped(old_root, bit), size, &root, &proof));
        prop_assert!(!consistent(old, &old_root, size, &flipped(root, bit), &proof));
        for (old, size) in [(old + 1, size), (old, size + 1), (old.saturating_sub(2) + 1, size), (size + 1, size)] {
            consistent(old, &old_root, size, &root, &proof);
        }
        for changed in changes(&proof, where_, bit) {
            prop_assert!(!consistent(old, &old_root, size, &root, &changed));
        }
    }

    #[test]
    fn the_tiles_to_write_are_the_same(old in 0..100_000u64, more in 0..5000u64) {
        let new = old + more;
        let theirs: Vec<_> = Tile::new_tiles(8, old, new).iter().map(|tile| tile.path().replacen("tile/8/", "tile/", 1)).collect();
        let hashes = tiles_between(old, new).into_iter().filter(|path| path.level != Level::Entries);
        prop_assert_eq!(hashes.map(|path| path.to_string()).collect::<Vec<_>>(), theirs);
    }
}

fn changes(proof: &[Hash], at: prop::sample::Index, bit: usize) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[Hash([7; 32])]].concat()];
    if !proof.is_empty() {
        let mut one = proof.to_vec();
        let i = at.index(proof.len());
        one[i] = flipped(one[i], bit);
        all.extend([one, proof[1..].to_vec(), proof[..proof.len() - 1].to_vec()]);
    }
    all
}

/// Our tiles, read by their reader, which proves each hash it hands out.
struct Files<'a> {
    log: &'a Log,
    change: Option<(TilePath, usize)>,
}

impl TileReader for Files<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &Tile| {
            let path: TilePath = tile.path().replacen("tile/8/", "tile/", 1).parse().unwrap();
            let mut bytes = self.log.tile(path).unwrap();
            if let Some((changed, bit)) = self.change.filter(|(changed, _)| *changed == path) {
                assert_eq!(changed, path);
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
            bytes
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

#[test]
fn their_reader_proves_every_leaf_from_our_tiles() {
    // A size whose three perfect subtrees lie in three tiles. Where several lie in one, their reader (and the one in Go that it was
    // written after) counts subtrees for tiles, and hands out hashes of the first tiles below without having checked these.
    let log = Log::counted(65_536 + 256 + 1);
    let (size, root) = (log.size(), theirs(&log.root()));
    let indexes: Vec<_> = (0..size).step_by(251).chain([size - 1]).collect();
    let places: Vec<_> = indexes.iter().map(|index| tlog_tiles::stored_hash_index(0, *index)).collect();
    let good = Files { log: &log, change: None };
    let read = TileHashReader::new(size, root, &good).read_hashes(&places).unwrap();
    for (index, hash) in indexes.iter().zip(&read) {
        assert_eq!(hash.0, leaf_hash(index.to_string().as_bytes()).0);
    }
    for path in ["tile/0/000", "tile/0/256", "tile/0/257.p/1", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1"] {
        let path: TilePath = path.parse().unwrap();
        let bad = Files { log: &log, change: Some((path, usize::from(path.width) * 128)) };
        assert!(TileHashReader::new(size, root, &bad).read_hashes(&places).is_err(), "{path}");
    }
    // The newest proofs of theirs, from our tiles, are ours.
    let reader = TileHashReader::new(size, root, &good);
    assert_eq!(tlog_tiles::prove_record(size, 4711, &reader).unwrap(), all(&log.inclusion(4711)));
    assert_eq!(tlog_tiles::prove_tree(size, 4711, &reader).unwrap(), all(&log.consistency(4711)));
}

#[test]
fn notes_and_checkpoints_are_the_same() {
    let log = Log::counted(7);
    let (key, note) = (log_key().verifier().to_string(), log.signed());
    let verify = |note: &str| {
        let known = VerifierList::new(vec![Box::new(StandardVerifier::new(&key).unwrap())]);
        Note::from_bytes(note.as_bytes()).and_then(|note| note.verify(&known).map(|_| note.text().to_vec()))
    };
    let text = verify(&note).unwrap();
    assert_eq!(text, log.checkpoint().to_string().into_bytes());
    let point = tlog_tiles::Checkpoint::from_bytes(&text).unwrap();
    assert_eq!((point.origin(), point.size(), point.hash().0), (log.checkpoint().origin(), 7, log.root().0));
    for_each_flip(&note, |changed, at| {
        assert_eq!(verify(changed).is_ok(), open(changed, &trusted()).is_ok(), "{at}: {changed}");
        let strict = changed.split("\n\n").next().unwrap().to_owned() + "\n";
        if strict.parse::<Checkpoint>().is_ok() {
            assert!(tlog_tiles::Checkpoint::from_bytes(strict.as_bytes()).is_ok(), "we take nothing that they do not");
        }
    });
}
