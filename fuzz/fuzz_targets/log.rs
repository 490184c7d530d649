//! Any bytes at all are given to everything in the log that reads a stranger's file: what is taken must be written back the same.
#![no_main]

use waybill_log::receipt::{Proof, Receipt};
use waybill_log::tile::{Nodes, TilePath, bundle_leaves, bundle_push};
use waybill_log::witness::{Request, judge};
use waybill_log::{Checkpoint, Leaf, VerifierKey, checkpoint, keys, note};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(leaf) = Leaf::parse(bytes) {
        assert_eq!(leaf.bytes(), bytes);
    }
    if let Ok(leaves) = bundle_leaves(bytes) {
        let mut again = Vec::new();
        leaves.iter().for_each(|leaf| bundle_push(&mut again, leaf).expect("it was in a bundle"));
        assert_eq!(again, bytes);
    }
    let _ = Nodes::of(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    same::<TilePath>(text);
    same::<VerifierKey>(text);
    same::<Checkpoint>(text);
    same::<Proof>(text);
    same::<Receipt>(text);
    same::<Request>(text);
    let keys = keys::read(text).unwrap_or_default();
    // Nobody's key is here but a stranger's own, so nothing may count as signed by anybody else.
    assert!(note::open(text, &[]).is_err() && checkpoint::open(text, &[]).is_err());
    if let Ok(receipt) = text.parse::<Receipt>() {
        assert!(receipt.check(&keys).is_err(), "a receipt is no list of keys");
    }
    if let Ok(request) = text.parse::<Request>() {
        judge(None, &request, &keys);
    }
});

fn same<T: std::str::FromStr + std::fmt::Display>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        assert_eq!(read.to_string(), text);
    }
}
