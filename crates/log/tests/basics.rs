//! The first things that must hold: known roots, good proofs, what is written is read back.

#![allow(missing_docs)]

use waybill_journal::chain::{Commitment, Commitments, Salt, commit};
use waybill_log::leaf::{Leaf, Tick, close};
use waybill_log::receipt::{Proof, ReceiptFault};
use waybill_log::tile::{Edge, TilePath, tiles_between};
use waybill_log::tree::{EMPTY_ROOT, Wrong, check_consistency, check_inclusion, consistency, inclusion, leaf_hash};
use waybill_log::{Checkpoint, Frontier, Hash, Receipt, SigningKey, Subtree, VerifierKey};

/// The perfect subtree of leaves that are the decimal texts of their numbers.
fn root_of(subtree: Subtree) -> Hash {
    let (from, count) = (subtree.index << subtree.level, 1 << subtree.level);
    tree(from, from + count).root()
}

fn tree(from: u64, to: u64) -> Frontier {
    let mut tree = Frontier::default();
    (from..to).for_each(|n| tree.push(leaf_hash(n.to_string().as_bytes())));
    tree
}

#[test]
fn every_proof_in_small_trees_is_right() {
    assert_eq!(Frontier::default().root(), EMPTY_ROOT);
    for size in 1..70 {
        let root = tree(0, size).root();
        for index in 0..size {
            let leaf = leaf_hash(index.to_string().as_bytes());
            let proof = inclusion(index, size, |subtree| Ok::<_, Wrong>(root_of(subtree))).unwrap();
            assert_eq!(check_inclusion(&leaf, index, size, &root, &proof), Ok(()), "{index} of {size}");
            assert!(check_inclusion(&leaf_hash(b"other"), index, size, &root, &proof).is_err());
        }
        for old in 0..=size {
            let proof = consistency(old, size, |subtree| Ok::<_, Wrong>(root_of(subtree))).unwrap();
            assert_eq!(check_consistency(old, &tree(0, old).root(), size, &root, &proof), Ok(()), "{old} of {size}");
        }
    }
}

#[test]
fn tiles_have_the_paths_of_the_specification() {
    // C2SP tlog-tiles gives this example: a tree of 70,000 leaves.
    let paths: Vec<_> = tiles_between(0, 70_000).iter().map(TilePath::to_string).collect();
    assert_eq!(paths.len(), 274 + 274 + 2 + 1);
    for path in
        ["tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1", "tile/entries/273.p/112"]
    {
        assert!(paths.contains(&path.to_owned()), "{path}");
    }
    assert!(paths.iter().all(|path| path.parse::<TilePath>().unwrap().to_string() == *path));
    assert_eq!("tile/0/x001/x234/067".parse::<TilePath>().unwrap().index, 1_234_067);
    for bad in [
        "tile/0/1",
        "tile/0/x001",
        "tile/0/001/067",
        "tile/00/001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/64/000",
    ] {
        assert!(bad.parse::<TilePath>().is_err(), "{bad}");
    }
}

#[test]
fn a_receipt_proves_itself_and_a_changed_one_does_not() {
    let (salt, public) = (Salt([7; 32]), b"waybill/entry/1\n{\"kind\":\"gift\"}");
    let other = Commitment([9; 32]);
    let leaf = Leaf::Commitment(Commitments { public: commit(&salt, public), private: other, sealed: other });
    let tick = Tick { number: 23, facts: 1, texts: 0, commit: other };
    let leaves = close(&[1; 32], vec![leaf.clone(), Leaf::fact("{}").unwrap()], tick).unwrap();
    assert_eq!(leaves.len(), 64);
    assert!(leaves.iter().all(|leaf| Leaf::parse(&leaf.bytes()).as_ref() == Ok(leaf)));

    let (mut tree, mut edge) = (Frontier::default(), Edge::default());
    for leaf in &leaves {
        tree.push(leaf.hash());
        edge.push(&leaf.bytes()).unwrap();
    }
    let key = SigningKey::from_seed("waybill/vests/abc", &[3; 32]).unwrap();
    let checkpoint = Checkpoint::new("waybill/vests/abc", 64, tree.root()).unwrap().sign(&key).unwrap();
    let index = leaves.iter().position(|one| *one == leaf).unwrap() as u64;
    let hashes = |subtree: Subtree| {
        let mut part = Frontier::default();
        let from = usize::try_from(subtree.index << subtree.level).unwrap();
        leaves[from..from + (1 << subtree.level)].iter().for_each(|leaf| part.push(leaf.hash()));
        Ok::<_, Wrong>(part.root())
    };
    let path = inclusion(index, 64, hashes).unwrap();
    let proof = Proof { extra: Some(Receipt::extra(&salt, public)), index, path, checkpoint };
    let text = Receipt { key: key.verifier().clone(), leaf, proof }.to_string();

    let trusted = [key.verifier().clone()];
    let proven = text.parse::<Receipt>().unwrap().check(&trusted).unwrap();
    assert_eq!((proven.index, proven.public.as_slice(), proven.checkpoint.size()), (index, &public[..], 64));
    let stranger: VerifierKey = SigningKey::from_seed("waybill/vests/abc", &[4; 32]).unwrap().verifier().clone();
    assert!(matches!(text.parse::<Receipt>().unwrap().check(&[stranger]), Err(ReceiptFault::Key(_))));
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let passes = String::from_utf8(bytes)
                .is_ok_and(|text| text.parse::<Receipt>().is_ok_and(|r| r.check(&trusted).is_ok()));
            assert!(!passes, "bit {bit} of byte {at}");
        }
    }
}
