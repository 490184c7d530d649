//! The log of the measured book: a proof made from its stored tiles, and its tree made again from its stored leaves.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use waybill::publish::proven::way_up;
use waybill::publish::published::{Published, SignedLog};
use waybill::publish::ticks::level_of;
use waybill::store::Operation;
use waybill_log::tile::{Level, TilePath, WIDTH, bundle_leaves};
use waybill_log::tree::{check_inclusion, leaf_hash, node_hash};
use waybill_log::{Frontier, Hash, Leaf};

use super::{LOOKS, line, middle, shown, spread};

/// How often the tree is made again.
const REBUILT: usize = 5;

/// Prints both lines; what was made is checked against the signed root.
pub(super) fn lines(operation: &Operation, published: &Published, gifts: u64) -> anyhow::Result<()> {
    let signed = published.signed()?.context("the close signed the log")?;
    proof_line(operation, published, &signed, gifts)?;
    rebuild_line(published, &signed)
}

fn proof_line(operation: &Operation, published: &Published, signed: &SignedLog, gifts: u64) -> anyhow::Result<()> {
    let (size, root) = (signed.checkpoint.size(), signed.checkpoint.root());
    let (mut made, mut checked) = (Vec::new(), Vec::new());
    for n in 0..LOOKS as u64 {
        let entry = 1 + n * gifts / LOOKS as u64;
        let number = i64::try_from(entry)?;
        let place = operation.place_in_log(entry)?.context("every entry has its leaf")?;
        let of_entry = operation.commitments(number - 1, number)?;
        let leaf = Leaf::Commitment(of_entry.first().context("an entry has its commitments")?.1).hash();
        let began = Instant::now();
        let path = way_up(entry, place, published, size)?;
        made.push(began.elapsed());
        let began = Instant::now();
        let good = check_inclusion(&leaf, place, size, &root, &path);
        checked.push(began.elapsed());
        good.with_context(|| format!("the proof of entry {entry}"))?;
    }
    let (made, checked) = (spread(made), spread(checked));
    let both = |pair: (Duration, Duration)| format!("{} {}", shown(pair.0), shown(pair.1));
    let ratio = made.0.as_secs_f64() / checked.0.as_secs_f64();
    line(
        "a proof from stored tiles, median and p99; beside it its checking",
        &both(made),
        &both(checked),
        &format!("{ratio:.0}"),
        "50 us",
    );
    Ok(())
}

fn rebuild_line(published: &Published, signed: &SignedLog) -> anyhow::Result<()> {
    let (mut took, mut hashing) = (Vec::new(), Vec::new());
    for _ in 0..REBUILT {
        let began = Instant::now();
        let root = rebuilt(published, signed.checkpoint.size())?;
        took.push(began.elapsed());
        if root != signed.checkpoint.root() {
            bail!("the log's leaves make the root {root}, where {} is signed", signed.checkpoint.root());
        }
        hashing.push(hashed(signed.checkpoint.size()));
    }
    let (took, hashing) = (middle(took), middle(hashing));
    let what = format!("a tree of {} leaves made again; beside it their hashing", signed.checkpoint.size());
    let ratio = took.as_secs_f64() / hashing.as_secs_f64();
    line(&what, &shown(took), &shown(hashing), &format!("{ratio:.2}"), "1 s at 1M");
    Ok(())
}

/// The root over all leaves, read from their bundles.
fn rebuilt(published: &Published, size: u64) -> anyhow::Result<Hash> {
    let mut tree = Frontier::default();
    for index in 0..size.div_ceil(u64::from(WIDTH)) {
        let level = level_of(TilePath { level: Level::Entries, index, width: WIDTH });
        let bundle = published.tile(level, index)?.context("a log has all its bundles")?;
        // Behind what is signed for there may be more.
        let left = usize::try_from(size - tree.size()).unwrap_or(usize::MAX);
        for leaf in bundle_leaves(&bundle)?.into_iter().take(left) {
            tree.push(leaf_hash(leaf));
        }
    }
    Ok(tree.root())
}

/// What it takes to hash so many leaves as long as an entry's, and as many nodes.
fn hashed(leaves: u64) -> Duration {
    let leaf = [7; LEAF_BYTES];
    let began = Instant::now();
    let mut hash = leaf_hash(&leaf);
    for _ in 0..leaves {
        hash = node_hash(&hash, &leaf_hash(black_box(&leaf)));
    }
    black_box(hash);
    began.elapsed()
}

/// An entry's leaf: a line that says what it is, and three commitments.
const LEAF_BYTES: usize = 278;
