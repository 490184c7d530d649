//! The log against those who keep it: whoever has the key and rewrites history is found out by the outsider's checker, by an old
//! checkpoint, by a second copy, or by a giver's receipt.

use std::collections::BTreeMap;

use waybill::publish::ticks::{origin, signers};
use waybill_journal::chain::Salt;
use waybill_log::checkpoint::Checkpoint;
use waybill_log::leaf::{BLOCK, Leaf, blank};
use waybill_log::receipt::{Proof, Receipt};
use waybill_log::tile::{Edge, TilePath, bundle_leaves};
use waybill_log::tree::{Frontier, Wrong, inclusion, leaf_hash};
use waybill_verify::command::{Answer, Disk, answer};
use waybill_verify::site::Files;

use crate::ground::{Ground, On};
use crate::outsider::{Memory, copy};

/// Folders and texts in memory.
#[derive(Default)]
struct Shelf {
    folders: BTreeMap<String, Memory>,
    texts: BTreeMap<String, String>,
}

impl Disk for Shelf {
    fn is_folder(&self, path: &str) -> bool {
        self.folders.contains_key(path)
    }

    fn text(&self, path: &str, _: u64) -> Result<String, String> {
        self.texts.get(path).cloned().ok_or_else(|| "nothing is there".to_owned())
    }

    fn folder(&self, path: &str) -> Result<Box<dyn Files>, String> {
        Ok(Box::new(self.folders[path].clone()))
    }
}

fn asked(shelf: &Shelf, call: &[&str]) -> Answer {
    answer(&call.iter().map(ToString::to_string).collect::<Vec<_>>(), shelf)
}

/// Every leaf of a copy.
fn leaves(memory: &Memory) -> Vec<Vec<u8>> {
    let mut bundles: BTreeMap<u64, (u16, Vec<u8>)> = BTreeMap::new();
    for name in memory.names().iter().filter_map(|name| name.strip_prefix("log/")) {
        let Ok(path) = name.parse::<TilePath>() else { continue };
        if path.level == waybill_log::tile::Level::Entries {
            bundles.insert(path.index, (path.width, memory.read(&format!("log/{name}")).unwrap()));
        }
    }
    bundles
        .into_values()
        .flat_map(|(_, bytes)| bundle_leaves(&bytes).unwrap().into_iter().map(<[u8]>::to_vec).collect::<Vec<_>>())
        .collect()
}

/// The copy with another log, signed with the operation's own key: the strongest liar there is.
fn with_log(ground: &Ground, memory: &Memory, leaves: &[Vec<u8>]) -> Memory {
    let mut files: BTreeMap<String, Vec<u8>> = memory
        .files
        .iter()
        .filter(|(name, _)| !name.starts_with("log/tile/") && *name != "mirror.json")
        .map(|(n, b)| (n.clone(), b.clone()))
        .collect();
    let (mut edge, mut tree) = (Edge::default(), Frontier::default());
    let mut tiles = Vec::new();
    for leaf in leaves {
        tree.push(leaf_hash(leaf));
        tiles.extend(edge.push(leaf).unwrap());
    }
    tiles.extend(edge.partial());
    files.extend(tiles.into_iter().map(|(path, bytes)| (format!("log/{path}"), bytes)));
    let made = Checkpoint::new(&origin(ground.operation()), tree.size(), tree.root()).unwrap();
    let note = made.sign(&signers(ground.operation()).unwrap()[0]).unwrap();
    files.insert("log/checkpoint".into(), note.into_bytes());
    Memory::of(files)
}

/// A receipt for an entry, made from the leaves of a copy.
fn receipt(ground: &Ground, memory: &Memory, leaves: &[Vec<u8>], entry: u64) -> String {
    let place = ground.operation().place_in_log(entry).unwrap().unwrap();
    let (salt, public) = ground.operation().opening_of(entry).unwrap().unwrap();
    let hashes: Vec<_> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    let path = inclusion::<Wrong>(place, leaves.len() as u64, |part| {
        let (mut tree, span) = (Frontier::default(), 1_usize << part.level);
        let from = usize::try_from(part.index).unwrap() * span;
        for hash in &hashes[from..from + span] {
            tree.push(*hash);
        }
        Ok(tree.root())
    })
    .unwrap();
    let proof = Proof {
        extra: Some(Receipt::extra(&Salt(salt.try_into().unwrap()), &public)),
        index: place,
        path,
        checkpoint: memory.text("log/checkpoint"),
    };
    let leaf = Leaf::parse(&leaves[usize::try_from(place).unwrap()]).unwrap();
    Receipt { key: signers(ground.operation()).unwrap()[0].verifier().clone(), leaf, proof }.to_string()
}

/// The newest entry that a tick took in.
fn newest_in_log(ground: &Ground) -> u64 {
    (1..=ground.entries()).rev().find(|n| ground.operation().place_in_log(*n).unwrap().is_some()).unwrap()
}

/// Every way to lie, and what of it must be said.
fn lies(all: &[Vec<u8>], place: usize) -> Vec<(&'static str, Vec<Vec<u8>>, &'static str)> {
    let is_fact = |leaf: &Vec<u8>| matches!(Leaf::parse(leaf), Ok(Leaf::Fact(_)));
    let is_blank = |leaf: &Vec<u8>| matches!(Leaf::parse(leaf), Ok(Leaf::Commitment(_)));
    let facts: Vec<usize> = (0..all.len()).filter(|at| is_fact(&all[*at])).collect();
    let (early, late) = (facts[0], *facts.last().unwrap());
    let free = (0..all.len()).find(|at| *at != place && is_blank(&all[*at])).unwrap();
    let with = |change: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let mut other = all.to_vec();
        change(&mut other);
        other
    };
    let edited = String::from_utf8(all[late].clone()).unwrap().replacen("\"step\":", "\"step\":1", 1).into_bytes();
    vec![
        ("an entry swapped for a blank", with(&|all| all[place] = blank(&[7; 32], 1, 1).bytes()), ""),
        ("a fact hidden behind a blank", with(&|all| all[late] = blank(&[7; 32], 1, 2).bytes()), "is not in the log"),
        ("an edited fact", with(&|all| all[late].clone_from(&edited)), "is not published in this copy"),
        ("a fact told twice", with(&|all| all[free] = all[early].clone()), "stands in the log twice"),
        ("two facts in each other's day", with(&|all| all.swap(early, late)), "holds fact"),
        ("a fact moved to an earlier day", with(&|all| all.swap(free, late)), "facts up to step"),
        ("a day cut out", with(&|all| drop(all.drain(64..128))), "facts up to step"),
        ("one leaf cut out", with(&|all| drop(all.remove(free))), "no size of a log"),
        ("a leaf of no form", with(&|all| all[free] = b"waybill/leaf/other/1\nx\n".to_vec()), "none of the leaves"),
        ("the newest day taken back", with(&|all| all.truncate(all.len() - BLOCK)), "a rollback"),
    ]
}

#[test]
fn history_that_was_rewritten_is_named_and_an_old_receipt_shows_it() {
    let (ground, memory) = copy(On::Sqlite);
    let all = leaves(&memory);
    let entry = newest_in_log(&ground);
    let place = usize::try_from(ground.operation().place_in_log(entry).unwrap().unwrap()).unwrap();
    let mut shelf = Shelf::default();
    shelf.texts.insert("gift.receipt".into(), receipt(&ground, &memory, &all, entry));
    shelf.texts.insert("old".into(), memory.text("log/checkpoint"));
    shelf.folders.insert("honest".into(), memory.clone());
    for call in
        [&["gift.receipt"][..], &["gift.receipt", "honest"], &["honest", "--since", "old"], &["honest", "honest"]]
    {
        let right = asked(&shelf, call);
        assert_eq!(right.code, 0, "{call:?}: {}", right.said);
        assert!(right.said.contains("What this proves to you"), "{}", right.said);
    }
    for (lie, leaves, said) in lies(&all, place) {
        shelf.folders.insert("lie".into(), with_log(&ground, &memory, &leaves));
        let seen_by: [&[&str]; 4] =
            [&["lie", "--since", "old"], &["gift.receipt", "lie"], &["lie", "honest"], &["honest", "lie"]];
        // Two copies of one history may be of two days: who has only those sees no rollback.
        let seen_by = if said == "a rollback" { &seen_by[..2] } else { &seen_by[..] };
        for call in seen_by {
            let found = asked(&shelf, call);
            assert_eq!(found.code, 1, "planted: {lie} went unseen by {call:?}: {}", found.said);
        }
        let found = asked(&shelf, &["lie", "--since", "old"]).said;
        assert!(found.contains(said), "{lie}: {found}");
    }
    // Signed by the right key, honestly made, and still another history: only who saw the first one can tell.
    let (_, other, _) = lies(&all, place).swap_remove(0);
    shelf.folders.insert("lie".into(), with_log(&ground, &memory, &other));
    assert_eq!(asked(&shelf, &["lie"]).code, 0, "alone it looks well: that is what receipts and witnesses are for");
    assert!(asked(&shelf, &["honest", "lie"]).said.contains("(a fork)"));
    assert!(asked(&shelf, &["gift.receipt", "lie"]).said.contains("is another than in the receipt"));
}

#[test]
fn a_receipt_that_was_touched_proves_nothing() {
    let (ground, memory) = copy(On::Sqlite);
    let all = leaves(&memory);
    let text = receipt(&ground, &memory, &all, newest_in_log(&ground));
    let mut shelf = Shelf::default();
    let key = signers(ground.operation()).unwrap()[0].verifier().to_string();
    shelf.texts.insert("r".into(), text.clone());
    assert_eq!(asked(&shelf, &["r", "--trust", &key]).code, 0);
    let stranger = waybill_log::SigningKey::from_seed(&origin(ground.operation()), &[9; 32]).unwrap();
    assert_eq!(asked(&shelf, &["r", "--trust", &stranger.verifier().to_string()]).code, 1, "a key that is not trusted");
    for at in (0..text.len()).step_by(7).filter(|at| text.is_char_boundary(*at) && text.is_char_boundary(at + 1)) {
        let letter = if &text[at..=at] == "A" { "B" } else { "A" };
        shelf.texts.insert("r".into(), format!("{}{letter}{}", &text[..at], &text[at + 1..]));
        let said = asked(&shelf, &["r", "--trust", &key]);
        assert_ne!(said.code, 0, "letter {at}: {}", said.said);
    }
    for call in [&[][..], &["nowhere"], &["--since"], &["r", "--trust", "x"], &["--other"], &["a", "b", "c", "d"]] {
        assert_eq!(asked(&shelf, call).code, 2, "{call:?}");
    }
}
