//! Random trees: as the RFC defines them, and every change of a proof is seen.

use proptest::prelude::*;
use waybill_log::Frontier;
use waybill_log::Hash;
use waybill_log::tree::{SIZE_MAX, Wrong, check_consistency, check_inclusion, consistency, inclusion, leaf_hash};

use crate::common::Log;
use crate::naive;

fn leaves() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 1..300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_random_tree_is_the_one_of_the_rfc(leaves in leaves(), at in any::<prop::sample::Index>(), old in any::<prop::sample::Index>()) {
        let log = Log::of(leaves.clone());
        prop_assert_eq!(log.root().0, naive::root(&leaves));
        let index = at.index(leaves.len());
        let path: Vec<_> = log.inclusion(index as u64).iter().map(|hash| hash.0).collect();
        prop_assert_eq!(path, naive::path(index, &leaves));
        let old = old.index(leaves.len() + 1);
        let proof: Vec<_> = log.consistency(old as u64).iter().map(|hash| hash.0).collect();
        prop_assert_eq!(proof, naive::proof(old, &leaves));
    }

    #[test]
    fn a_proof_is_refused_however_it_is_changed(
        leaves in leaves(), at in any::<prop::sample::Index>(), bit in 0..256usize, where_ in any::<prop::sample::Index>(),
    ) {
        let log = Log::of(leaves.clone());
        let (size, root) = (log.size(), log.root());
        let index = at.index(leaves.len()) as u64;
        let leaf = leaf_hash(&leaves[at.index(leaves.len())]);
        let proof = log.inclusion(index);
        prop_assert!(!absent(&leaf, index, size, &root, &proof));
        prop_assert!(absent(&flipped(leaf, bit), index, size, &root, &proof));
        prop_assert!(absent(&leaf, index, size, &flipped(root, bit), &proof));
        for other in (0..size + 2).filter(|other| *other != index) {
            // Another place is right only where the same leaves stand: with these sizes, only by the same hashes.
            let same = || other < size && log.inclusion(other) == proof && leaf_hash(&leaves[usize::try_from(other).unwrap()]) == leaf;
            prop_assert!(absent(&leaf, other, size, &root, &proof) || same(), "{} for {}", other, index);
        }
        for changed in changes(&proof, where_, bit) {
            prop_assert!(absent(&leaf, index, size, &root, &changed));
        }
    }

    #[test]
    fn a_proof_of_consistency_is_refused_however_it_is_changed(
        leaves in leaves(), at in any::<prop::sample::Index>(), bit in 0..256usize, where_ in any::<prop::sample::Index>(),
    ) {
        let log = Log::of(leaves.clone());
        let (new, new_root) = (log.size(), log.root());
        let old = at.index(leaves.len()) as u64 + 1;
        let old_root = log.root_at(old);
        let proof = log.consistency(old);
        prop_assert!(!forked(old, &old_root, new, &new_root, &proof));
        prop_assert!(forked(old, &flipped(old_root, bit), new, &new_root, &proof));
        prop_assert!(forked(old, &old_root, new, &flipped(new_root, bit), &proof));
        for other in 0..old {
            prop_assert!(forked(other, &old_root, new, &new_root, &proof), "{} for {}", other, old);
        }
        prop_assert!(forked(old, &old_root, old - 1, &new_root, &proof));
        for changed in changes(&proof, where_, bit) {
            prop_assert!(forked(old, &old_root, new, &new_root, &changed));
        }
    }

    #[test]
    fn a_frontier_goes_on_where_it_left_off(size in 0..2000u64, more in 0..70u64) {
        let mut tree = Frontier::default();
        (0..size).for_each(|n| tree.push(leaf_hash(&n.to_be_bytes())));
        let mut again = Frontier::from_parts(tree.size(), tree.parts().to_vec()).unwrap();
        for n in 0..more {
            tree.push(leaf_hash(&n.to_be_bytes()));
            again.push(leaf_hash(&n.to_be_bytes()));
        }
        prop_assert_eq!(tree.root(), again.root());
        prop_assert_eq!(Frontier::from_parts(size + 1, again.parts().to_vec()).is_ok(), (size + 1).count_ones() == (size + more).count_ones());
    }

    /// Sizes no test could fill: the shape of the proof alone, of subtrees whose hashes are made up by their place.
    #[test]
    fn the_largest_trees_are_proven_as_well(size in 1..=SIZE_MAX, index in any::<u64>(), old in any::<u64>()) {
        let made_up = |place: waybill_log::Subtree| {
            Ok::<_, Wrong>(leaf_hash(format!("{} {}", place.level, place.index).as_bytes()))
        };
        let (index, old) = (index % size, old % size + 1);
        let path = inclusion(index, size, made_up).unwrap();
        prop_assert!(path.len() <= 63);
        // A made-up tree has no root that fits: a wrong root is the one thing that may be wrong.
        let root = leaf_hash(b"root");
        prop_assert_eq!(check_inclusion(&root, index, size, &root, &path), if size == 1 { Ok(()) } else { Err(Wrong::Root) });
        let proof = consistency(old, size, made_up).unwrap();
        prop_assert!(proof.len() <= 64);
        let said = check_consistency(old, &root, size, &root, &proof);
        prop_assert!(matches!(said, Err(Wrong::Root | Wrong::OldRoot)) || old == size && said == Ok(()), "{:?}", said);
    }
}

#[test]
fn no_proof_is_made_of_what_is_not_there() {
    let log = Log::counted(5);
    let read = |subtree| log.read(subtree).map_err(|_| Wrong::Root);
    assert_eq!(inclusion(5, 5, read), Err(Wrong::Index));
    assert_eq!(inclusion(0, 0, read), Err(Wrong::Index));
    assert_eq!(consistency(6, 5, read), Err(Wrong::Size));
    assert_eq!(inclusion(0, u64::MAX, read), Err(Wrong::Size));
    assert_eq!(Frontier::from_parts(u64::MAX, vec![Hash([0; 32]); 64]), Err(Wrong::Size));
}

/// The proof with one bit changed, one hash less at each end, one more, two changed about.
fn changes(proof: &[Hash], at: prop::sample::Index, bit: usize) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[Hash([7; 32])]].concat(), [&[Hash([7; 32])], proof].concat()];
    if !proof.is_empty() {
        let mut one = proof.to_vec();
        let i = at.index(proof.len());
        one[i] = flipped(one[i], bit);
        all.extend([one, proof[1..].to_vec(), proof[..proof.len() - 1].to_vec(), [proof, &proof[..1]].concat()]);
    }
    if proof.len() > 1 && proof[0] != proof[1] {
        let mut one = proof.to_vec();
        one.swap(0, 1);
        all.push(one);
    }
    all
}

pub fn flipped(mut hash: Hash, bit: usize) -> Hash {
    hash.0[bit / 8] ^= 1 << (bit % 8);
    hash
}

fn absent(leaf: &Hash, index: u64, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    check_inclusion(leaf, index, size, root, proof).is_err()
}

fn forked(old: u64, old_root: &Hash, new: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    check_consistency(old, old_root, new, new_root, proof).is_err()
}
