//! Writes whole logs as folders of files, for programs of others to judge: `log_folders DIR`.
//!
//! Each has its key, two checkpoints, the proof between them, all tiles and bundles, some proofs with their leaves, and a file
//! `verdicts`: proofs and notes, good and changed, each with what we say of it. The judge must say the same.
//! Which logs these are is fixed: a tree of every awkward size, and some between.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use waybill_log::receipt::Proof;
use waybill_log::tile::{Edge, bundle_leaves, subtree_in_tile};
use waybill_log::tree::{Wrong, check_consistency, check_inclusion, consistency, inclusion, leaf_hash};
use waybill_log::{Checkpoint, Frontier, Hash, SigningKey, Subtree, cosignature, note};

type Failure = Box<dyn std::error::Error>;

const ORIGIN: &str = "waybill/judged/0123456789";

/// Sizes: the smallest, around each edge of a tile, and some a day's ticks make.
const SIZES: [u64; 12] = [1, 2, 3, 64, 255, 256, 257, 640, 1000, 5_504, 65_536, 70_001];

fn main() -> Result<(), Failure> {
    let dir = PathBuf::from(env::args().nth(1).ok_or("usage: log_folders DIR")?);
    for size in SIZES {
        write_log(&dir.join(size.to_string()), size)?;
    }
    println!("{} logs written", SIZES.len());
    Ok(())
}

/// Numbers that look random and are the same each time.
fn number(size: u64, what: u64) -> u64 {
    let hash = leaf_hash(format!("{size} {what}").as_bytes());
    hash.0.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn leaf(size: u64, index: u64) -> Vec<u8> {
    leaf_hash(format!("leaf {size} {index}").as_bytes()).0[..usize::try_from(index % 33).unwrap_or_default()].to_vec()
}

/// A log in its folder, read back from there for each proof.
struct Folder<'a> {
    dir: &'a Path,
    size: u64,
}

impl Folder<'_> {
    fn read(&self, subtree: Subtree) -> Result<Hash, Failure> {
        let place = subtree_in_tile(subtree, self.size)?;
        Ok(place.root(&fs::read(self.dir.join(place.tile.to_string()))?)?)
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
        let file = self.dir.join(path);
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        Ok(fs::write(file, bytes)?)
    }
}

fn write_log(dir: &Path, size: u64) -> Result<(), Failure> {
    let folder = Folder { dir, size };
    let (mut edge, mut tree) = (Edge::default(), Frontier::default());
    let old_size = 1 + number(size, 0) % size;
    let mut old = Frontier::default();
    for index in 0..size {
        let leaf = leaf(size, index);
        tree.push(leaf_hash(&leaf));
        for (path, bytes) in edge.push(&leaf)? {
            folder.put(&path.to_string(), bytes)?;
        }
        if tree.size() == old_size {
            old = tree.clone();
        }
    }
    for (path, bytes) in edge.partial() {
        if path.to_string().contains("entries") {
            bundle_leaves(&bytes)?;
        }
        folder.put(&path.to_string(), bytes)?;
    }
    let key = SigningKey::from_seed(ORIGIN, &[3; 32])?;
    let witness = SigningKey::witness_from_seed("waybill/witness/1", &[5; 32])?;
    let point = Checkpoint::new(ORIGIN, size, tree.root())?;
    let signed = point.sign(&key)? + &cosignature::cosign(&witness, &point, 1_700_000_000)?;
    folder.put("vkey", format!("{}\n", key.verifier()))?;
    folder.put("witness", format!("{}\n", witness.verifier()))?;
    folder.put("checkpoint", &signed)?;
    folder.put("checkpoint.old", Checkpoint::new(ORIGIN, old_size, old.root())?.sign(&key)?)?;
    let between = consistency(old_size, size, |subtree| folder.read(subtree))?;
    folder.put("consistency", lines(&between))?;

    let mut verdicts = String::new();
    for what in 0..24 {
        let index = number(size, 100 + what) % size;
        let path = inclusion(index, size, |subtree| folder.read(subtree))?;
        let proof = Proof { extra: None, index, path: path.clone(), checkpoint: signed.clone() };
        folder.put(&format!("receipts/{what}.tlog-proof"), proof.to_string())?;
        folder.put(&format!("receipts/{what}.leaf"), leaf(size, index))?;
        inclusions(&mut verdicts, (size, tree.root()), index, &leaf_hash(&leaf(size, index)), &path)?;
    }
    consistencies(&mut verdicts, (old_size, old.root()), (size, tree.root()), &between)?;
    notes(&mut verdicts, &point.sign(&key)?, &key)?;
    folder.put("verdicts", verdicts)
}

fn lines(hashes: &[Hash]) -> String {
    hashes.iter().fold(String::new(), |lines, hash| lines + &hash.to_string() + "\n")
}

fn said(good: Result<(), Wrong>) -> &'static str {
    if good.is_ok() { "yes" } else { "no" }
}

fn inclusions(
    out: &mut String,
    (size, root): (u64, Hash),
    index: u64,
    leaf: &Hash,
    proof: &[Hash],
) -> Result<(), Failure> {
    let mut say = |size: u64, root: &Hash, index: u64, leaf: &Hash, proof: &[Hash]| {
        let said = said(check_inclusion(leaf, index, size, root, proof));
        writeln!(out, "inclusion {said} {size} {root} {index} {leaf} {}", joined(proof))
    };
    say(size, &root, index, leaf, proof)?;
    say(size, &flipped(&root, index), index, leaf, proof)?;
    say(size, &root, index, &flipped(leaf, index), proof)?;
    for (size, index) in [(size + 1, index), (size, index ^ 1), (size, index + 1), (size, size), (size / 2 + 1, index)]
    {
        say(size, &root, index, leaf, proof)?;
    }
    changed(proof, index).iter().try_for_each(|proof| say(size, &root, index, leaf, proof))?;
    Ok(())
}

fn consistencies(out: &mut String, old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> Result<(), Failure> {
    let mut say = |old: (u64, Hash), new: (u64, Hash), proof: &[Hash]| {
        let said = said(check_consistency(old.0, &old.1, new.0, &new.1, proof));
        writeln!(out, "consistency {said} {} {} {} {} {}", old.0, old.1, new.0, new.1, joined(proof))
    };
    say(old, new, proof)?;
    say((old.0, flipped(&old.1, 7)), new, proof)?;
    say(old, (new.0, flipped(&new.1, 7)), proof)?;
    say((old.0 + 1, old.1), new, proof)?;
    say(old, (new.0 + 1, new.1), proof)?;
    say(new, old, proof)?;
    changed(proof, new.0).iter().try_for_each(|proof| say(old, new, proof))?;
    Ok(())
}

/// Every bit of a note changed in turn. Where Base 64 has bits to spare, other programs read two texts as one: those lines
/// say `form`, and a judge may say either.
fn notes(out: &mut String, signed: &str, key: &SigningKey) -> Result<(), Failure> {
    let trusted = [key.verifier().clone()];
    let spare = signed.trim_end().trim_end_matches('=').len() - 1;
    for bit in 0..=signed.len() * 8 {
        let mut bytes = signed.as_bytes().to_vec();
        if let Some(byte) = bytes.get_mut(bit / 8) {
            *byte ^= 1 << (bit % 8);
        }
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let said = match note::open(&text, &trusted) {
            Ok(_) => "yes",
            Err(_) if bit / 8 >= spare => "form",
            Err(_) => "no",
        };
        let hex: String = text.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        writeln!(out, "note {said} {hex}")?;
    }
    Ok(())
}

fn joined(hashes: &[Hash]) -> String {
    hashes.iter().map(Hash::to_string).collect::<Vec<_>>().join(" ")
}

fn flipped(hash: &Hash, bit: u64) -> Hash {
    let mut hash = *hash;
    let bit = usize::try_from(bit % 256).unwrap_or_default();
    hash.0[bit / 8] ^= 1 << (bit % 8);
    hash
}

/// A proof changed in each way there is: a bit of each hash, one hash less, one more, two changed about.
fn changed(proof: &[Hash], bit: u64) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[Hash([7; 32])]].concat()];
    for at in 0..proof.len() {
        let mut one = proof.to_vec();
        one[at] = flipped(&one[at], bit);
        all.push(one);
        let mut one = proof.to_vec();
        one.remove(at);
        all.push(one);
        let mut one = proof.to_vec();
        one.swap(0, at);
        if at > 0 {
            all.push(one);
        }
    }
    all
}
