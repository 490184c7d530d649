//! What it is worth that writers share the way to the disk: `cargo bench -p waybill --bench sharing`, with a folder behind `--`
//! to measure another disk.
//!
//! One writer, then sixty-four, then one again, in the same minute on the same book; beside them the disk's own sync. The
//! ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

mod book;

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::scope;
use std::time::{Duration, Instant};

use serde_json::json;
use waybill::store::{Behind, Draft, FormKey, Operation};
use waybill::world::World;
use waybill_journal::{Account, Commodity, Move};

/// Gifts a writer posts alone.
const ALONE: u32 = 400;
/// Writers at once.
const WRITERS: u32 = 64;
/// Gifts each of them posts.
const EACH: u32 = 60;
/// Syncs of the disk that are timed.
const SYNCS: u32 = 200;

fn main() {
    let told = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let folder = told.map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("waybill-bench-sharing-{}", std::process::id()));
    let (operation, world) = book::founded(&folder);
    let sync = sync_of(&folder);
    let (before, commits) = (post(&operation, &world, 1, ALONE), operation.commits());
    let many = post(&operation, &world, WRITERS, EACH);
    let shared = operation.commits() - commits;
    let after = post(&operation, &world, 1, ALONE);
    let one = f64::midpoint(before, after);
    println!("a sync of this disk                                  {:>9.2} ms", 1e3 * sync.as_secs_f64());
    println!(
        "one writer, each entry durable                       {one:>9.0} entries a second ({before:.0} before, {after:.0} after)"
    );
    println!("{WRITERS} writers, each entry durable                       {many:>9.0} entries a second");
    println!(
        "entries on one way to the disk, of {WRITERS} writers         {:>9.1}",
        f64::from(WRITERS * EACH) / real(shared)
    );
    println!("{WRITERS} writers beside one                                {:>9.1} times", many / one);
    assert_eq!(operation.with_book(waybill_journal::Book::last).unwrap(), u64::from(2 * ALONE + WRITERS * EACH));
    std::fs::remove_dir_all(folder).unwrap();
}

fn real(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

/// A page written and synced, as the end of each COMMIT does it.
fn sync_of(folder: &std::path::Path) -> Duration {
    let mut file = File::create(folder.join("sync")).unwrap();
    let began = Instant::now();
    for _ in 0..SYNCS {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
    }
    began.elapsed() / SYNCS
}

/// Entries a second, when so many writers post so many each.
fn post(operation: &Operation, world: &World, writers: u32, each: u32) -> f64 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let began = Instant::now();
    scope(|scope| {
        for _ in 0..writers {
            scope.spawn(|| {
                for _ in 0..each {
                    let key =
                        FormKey::parse(&format!("bench-sharing-{}", NEXT.fetch_add(1, Ordering::SeqCst))).unwrap();
                    operation.post(world, &Behind::one(1), &key, &gift(), |_, _| Ok(())).unwrap();
                }
            });
        }
    });
    f64::from(writers * each) / began.elapsed().as_secs_f64()
}

fn gift() -> Draft {
    let (giver, open) = (Account::world("giver-x").unwrap(), Account::ours("bank-eur-1", "open").unwrap());
    let moves = vec![Move::transfer(giver, open, Commodity::parse("EUR").unwrap(), 500)];
    let public = json!({ "fund": "open", "country": "DE", "currency": "EUR", "amount": 500, "giver": "x" });
    Draft { kind: "gift", on: book::DAY_ONE, public, rest: json!({ "reference": "RF18" }), moves, corrects: None }
}
