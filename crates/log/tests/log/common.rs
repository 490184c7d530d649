//! A whole log in memory: leaves, tiles, and proofs made from the tiles alone, as a server makes them.

use std::collections::BTreeMap;

use waybill_journal::chain::{Commitment, Commitments, Salt, commit};
use waybill_log::leaf::{Leaf, Tick, close};
use waybill_log::receipt::Proof;
use waybill_log::tile::{Edge, Level, TilePath, subtree_in_tile};
use waybill_log::tree::{Wrong, consistency, inclusion, leaf_hash};
use waybill_log::{Checkpoint, Frontier, Hash, Receipt, SigningKey, Subtree, VerifierKey};

pub const ORIGIN: &str = "waybill/vests/4f9q0zkx2m";

#[derive(Clone, Default)]
pub struct Log {
    pub leaves: Vec<Vec<u8>>,
    tree: Frontier,
    edge: Edge,
    full: BTreeMap<(Level, u64), Vec<u8>>,
}

/// Why a subtree could not be read, in words.
#[derive(Debug)]
#[allow(dead_code, reason = "the words are for who reads a failing test")]
pub struct Unread(String);

impl From<Wrong> for Unread {
    fn from(wrong: Wrong) -> Unread {
        Unread(wrong.to_string())
    }
}

impl Log {
    pub fn of(leaves: impl IntoIterator<Item = Vec<u8>>) -> Log {
        let mut log = Log::default();
        leaves.into_iter().for_each(|leaf| log.push(leaf));
        log
    }

    /// Leaves that are the decimal texts of their numbers.
    pub fn counted(size: u64) -> Log {
        Log::of((0..size).map(|n| n.to_string().into_bytes()))
    }

    pub fn push(&mut self, leaf: Vec<u8>) {
        self.tree.push(leaf_hash(&leaf));
        for (path, bytes) in self.edge.push(&leaf).unwrap() {
            self.full.insert((path.level, path.index), bytes);
        }
        self.leaves.push(leaf);
    }

    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    pub fn root(&self) -> Hash {
        self.tree.root()
    }

    pub fn root_at(&self, size: u64) -> Hash {
        let mut tree = Frontier::default();
        self.leaves[..usize::try_from(size).unwrap()].iter().for_each(|leaf| tree.push(leaf_hash(leaf)));
        tree.root()
    }

    /// A tile as it is served.
    pub fn tile(&self, path: TilePath) -> Option<Vec<u8>> {
        let full = self.full.get(&(path.level, path.index)).cloned();
        full.or_else(|| self.edge.partial().into_iter().find(|(one, _)| *one == path).map(|(_, bytes)| bytes))
    }

    pub fn read(&self, subtree: Subtree) -> Result<Hash, Unread> {
        let place = subtree_in_tile(subtree, self.size())?;
        let bytes = self.tile(place.tile).ok_or_else(|| Unread(format!("no {}", place.tile)))?;
        place.root(&bytes).map_err(|bad| Unread(bad.to_string()))
    }

    pub fn inclusion(&self, index: u64) -> Vec<Hash> {
        inclusion(index, self.size(), |subtree| self.read(subtree)).unwrap()
    }

    pub fn consistency(&self, old: u64) -> Vec<Hash> {
        consistency(old, self.size(), |subtree| self.read(subtree)).unwrap()
    }

    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint::new(ORIGIN, self.size(), self.root()).unwrap()
    }

    pub fn signed(&self) -> String {
        self.checkpoint().sign(&log_key()).unwrap()
    }

    pub fn proof(&self, index: u64) -> Proof {
        Proof { extra: None, index, path: self.inclusion(index), checkpoint: self.signed() }
    }
}

pub fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, &[3; 32]).unwrap()
}

pub fn witness_key() -> SigningKey {
    SigningKey::witness_from_seed("waybill/neighbours/w", &[5; 32]).unwrap()
}

pub fn trusted() -> Vec<VerifierKey> {
    vec![log_key().verifier().clone()]
}

pub const BLANKS: [u8; 32] = [1; 32];

pub fn salt(entry: u64) -> Salt {
    Salt([u8::try_from(entry).unwrap(); 32])
}

pub fn public(entry: u64) -> Vec<u8> {
    format!("waybill/entry/1\n{{\"kind\":\"gift\",\"n\":{entry}}}").into_bytes()
}

pub fn entry(number: u64) -> Leaf {
    let other = |part: u8| commit(&Salt([part; 32]), &public(number));
    Leaf::Commitment(Commitments {
        public: commit(&salt(number), &public(number)),
        private: other(1),
        sealed: other(2),
    })
}

pub fn fact(number: u64) -> Leaf {
    Leaf::fact(&format!("{{\"id\":\"fact-{number}\",\"step\":1}}")).unwrap()
}

/// Some days of an operation: so many entries and facts each, told day by day.
pub fn operation(days: u64) -> Log {
    let mut log = Log::default();
    (1..=days).for_each(|day| day_of(&mut log, day));
    log
}

pub fn day_of(log: &mut Log, day: u64) {
    let new = (0..3).map(|i| entry(day * 3 + i)).chain([fact(day)]).collect();
    let tick = Tick { number: day, facts: day, texts: 0, commit: Commitment([0; 32]) };
    close(&BLANKS, new, tick).unwrap().iter().for_each(|leaf| log.push(leaf.bytes()));
}

/// Where an entry stands in a log.
pub fn place_of(log: &Log, leaf: &Leaf) -> u64 {
    log.leaves.iter().position(|one| *one == leaf.bytes()).unwrap() as u64
}

pub fn receipt(log: &Log, number: u64) -> Receipt {
    let mut proof = log.proof(place_of(log, &entry(number)));
    proof.extra = Some(Receipt::extra(&salt(number), &public(number)));
    Receipt { key: log_key().verifier().clone(), leaf: entry(number), proof }
}
