//! The vectors of `tests/vectors/log.json`, which a program in another language wrote from `docs/LOG.md` alone.

use serde_json::Value;
use sha2::{Digest, Sha256};
use waybill_journal::chain::{Commitment, Head, Salt, from_hex, to_hex};
use waybill_log::cosignature::cosign;
use waybill_log::leaf::{Tick, blank, close, tick_commitment};
use waybill_log::receipt::Proof;
use waybill_log::tile::{Level, TilePath, bundle_push};
use waybill_log::tree::{EMPTY_ROOT, check_consistency, check_inclusion, leaf_hash};
use waybill_log::witness::{Known, Request, Verdict, judge};
use waybill_log::{Checkpoint, Hash, Leaf, Receipt, SigningKey, checkpoint, keys};

use crate::common::Log;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/log.json")).unwrap()
}

fn hex(value: &Value) -> [u8; 32] {
    from_hex(value.as_str().unwrap()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    let digits = text(value);
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn hashes(value: &Value) -> Vec<Hash> {
    value.as_array().unwrap().iter().map(|one| Hash(hex(one))).collect()
}

#[test]
fn the_tree_of_the_vectors() {
    let tree = &vectors()["tree"];
    let leaves: Vec<_> = tree["leaves"].as_array().unwrap().iter().map(bytes).collect();
    let roots = hashes(&tree["roots"]);
    assert_eq!(roots[0], EMPTY_ROOT);
    // The tree of eight leaves that certificate transparency's programs test themselves with.
    assert_eq!(to_hex(&roots[8].0), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    let log = |size: u64| Log::of(leaves[..usize::try_from(size).unwrap()].iter().cloned());
    for (size, root) in (0..).zip(&roots) {
        assert_eq!(log(size).root(), *root);
    }
    let number = |case: &Value, name: &str| case[name].as_u64().unwrap();
    let root = |size: u64| &roots[usize::try_from(size).unwrap()];
    for case in tree["inclusion"].as_array().unwrap() {
        let (index, size, proof) = (number(case, "index"), number(case, "size"), hashes(&case["proof"]));
        assert_eq!(log(size).inclusion(index), proof);
        let leaf = leaf_hash(&leaves[usize::try_from(index).unwrap()]);
        assert_eq!(check_inclusion(&leaf, index, size, root(size), &proof), Ok(()));
    }
    for case in tree["consistency"].as_array().unwrap() {
        let (old, new, proof) = (number(case, "old"), number(case, "new"), hashes(&case["proof"]));
        assert_eq!(log(new).consistency(old), proof);
        assert_eq!(check_consistency(old, root(old), new, root(new), &proof), Ok(()));
    }
}

/// The log of the vectors, closed day by day.
fn log() -> Log {
    let all = vectors();
    let mut log = Log::default();
    for day in all["ticks"].as_array().unwrap() {
        let number = |name: &str| day[name].as_u64().unwrap();
        let commit = tick_commitment(&Salt(hex(&day["salt"])), number("entries"), &Head(hex(&day["head"])));
        let tick = Tick { number: number("number"), facts: number("facts"), texts: number("texts"), commit };
        let new =
            day["new"].as_array().unwrap().iter().map(|leaf| Leaf::parse(text(leaf).as_bytes()).unwrap()).collect();
        let leaves = close(&hex(&all["blank_key"]), new, tick).unwrap();
        let hashes: Vec<_> = leaves.iter().map(|leaf| to_hex(&Sha256::digest(leaf.bytes()))).collect();
        assert_eq!(serde_json::to_value(hashes).unwrap(), day["leaves_sha256"]);
        leaves.iter().for_each(|leaf| log.push(leaf.bytes()));
    }
    log
}

#[test]
fn the_leaves_of_the_vectors() {
    let (all, log) = (vectors(), log());
    assert_eq!(log.leaves[63], text(&all["last_leaf"]).as_bytes());
    assert_eq!(blank(&hex(&all["blank_key"]), 23, 0).to_string(), text(&all["blank_0"]));
    let long = "x".repeat(60_001);
    for leaf in [Leaf::fact(text(&all["facts"][0])), Leaf::fact(&long), Leaf::text(text(&all["text"]))] {
        assert!(log.leaves.contains(&leaf.unwrap().bytes()));
    }
    assert!(matches!(Leaf::fact(&long), Ok(Leaf::FactHash(_))));
    assert_ne!(Commitment(hex(&all["salt"])), Commitment([0; 32]));
}

#[test]
fn the_tiles_of_the_vectors() {
    let (all, log) = (vectors(), log());
    assert_eq!((log.size(), log.root().0), (all["size"].as_u64().unwrap(), hex(&all["root"])));
    let mut bundle = Vec::new();
    log.leaves.iter().for_each(|leaf| bundle_push(&mut bundle, leaf).unwrap());
    for (what, level) in [("bundle", Level::Entries), ("tile", Level::Hashes(0))] {
        let path: TilePath = text(&all[what]["path"]).parse().unwrap();
        assert_eq!((path.level, path.index, u64::from(path.width)), (level, 0, log.size()));
        assert_eq!(Sha256::digest(log.tile(path).unwrap())[..], hex(&all[what]["sha256"]));
    }
}

#[test]
fn the_signatures_of_the_vectors() {
    let (all, log) = (vectors(), log());
    let origin = text(&all["origin"]);
    let key = SigningKey::from_seed(origin, &hex(&all["seed"])).unwrap();
    let next = SigningKey::from_seed(origin, &hex(&all["next_seed"])).unwrap();
    let witness = SigningKey::witness_from_seed(text(&all["witness"]), &hex(&all["witness_seed"])).unwrap();
    for (key, name) in [(&key, "vkey"), (&next, "next_vkey"), (&witness, "witness_vkey")] {
        assert_eq!(key.verifier().to_string(), text(&all[name]));
    }
    let point = Checkpoint::new(origin, log.size(), log.root()).unwrap();
    assert_eq!(point.sign(&key).unwrap(), text(&all["checkpoint"]));
    let time = all["time"].as_u64().unwrap();
    assert_eq!(point.sign(&key).unwrap() + &cosign(&witness, &point, time).unwrap(), text(&all["cosigned"]));
    let both = [key.verifier().clone(), witness.verifier().clone()];
    assert_eq!(checkpoint::open(text(&all["cosigned"]), &both).unwrap().verified[1].time, Some(time));
    let handed = keys::first(key.verifier()) + &keys::hand_over(&key, next.verifier()).unwrap();
    assert_eq!(handed, text(&all["keys"]));
    assert_eq!(keys::read(&handed).unwrap(), [key.verifier().clone(), next.verifier().clone()]);
}

#[test]
fn the_receipt_and_the_request_of_the_vectors() {
    let (all, log) = (vectors(), log());
    let key = text(&all["vkey"]).parse().unwrap();
    let receipt: Receipt = text(&all["receipt"]).parse().unwrap();
    let proven = receipt.check(std::slice::from_ref(&key)).unwrap();
    assert_eq!((proven.public, proven.checkpoint.root()), (text(&all["public"]).as_bytes().to_vec(), log.root()));
    let index = log.leaves.iter().position(|leaf| leaf == text(&all["gift"]).as_bytes()).unwrap() as u64;
    let extra = Some(Receipt::extra(&Salt(hex(&all["salt"])), text(&all["public"]).as_bytes()));
    let proof = Proof { extra, index, path: log.inclusion(index), checkpoint: text(&all["checkpoint"]).to_owned() };
    let leaf = Leaf::parse(text(&all["gift"]).as_bytes()).unwrap();
    assert_eq!(Receipt { key: key.clone(), leaf, proof }.to_string(), text(&all["receipt"]));

    let older = checkpoint::open(text(&all["older"]), std::slice::from_ref(&key)).unwrap().checkpoint;
    let request = Request { old: 64, proof: log.consistency(64), checkpoint: text(&all["checkpoint"]).to_owned() };
    assert_eq!(request.to_string(), text(&all["request"]));
    assert!(matches!(judge(Some(Known::from(&older)), &request, &[key]), Verdict::Cosign(_)));
}
