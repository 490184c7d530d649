//! `waybill bench`: how fast this machine keeps a book, each figure beside the raw engine writing the very same rows.
//!
//! Machines differ and are noisy, so a figure alone says little: the engine does the same work without us in the same minute,
//! and the ratio is what can be compared. `docs/performance.md` says how to read it. What was written is checked against what
//! the gifts add up to; where it differs the command fails.

mod book;
mod client;
mod http;
mod nginx;
mod peers;
mod process;
mod proofs;
mod raw;
mod workload;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Args;
use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::publish::giver::ReceiptDoor;
use waybill::publish::published::Published;
use waybill::store::Operation;
use waybill::web::public::Served;
use waybill_journal::{End, MoveId};

use process::{Part, own};
use raw::Raw;
use workload::{NEEDED, Sums};

/// Of how many gifts, where, and beside what.
#[derive(Args)]
pub struct Bench {
    /// How many gifts the book gets. A million is what docs/performance.md speaks of; it takes some minutes and 5 GB.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(500..=5_000_000))]
    entries: u64,
    /// Also time ledger, hledger and bean-check, those that are installed, on the same gifts; their files go into this folder.
    #[arg(long)]
    peers: Option<PathBuf>,
    /// Where the books are made: a new folder, removed afterwards. On the disk that is to be measured.
    #[arg(long)]
    at: Option<PathBuf>,
    /// A fault that is put in on purpose: the bench must fail.
    #[arg(long, hide = true)]
    plant: Option<Plant>,
    /// One part, in a process of its own.
    #[arg(long, hide = true)]
    part: Option<Part>,
}

/// What can be put in that must not go unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Plant {
    /// One line is left out of the file.
    DroppedLine,
    /// One form is never sent.
    UnsentForm,
    /// One bit of the page is another than the server's.
    ChangedPage,
}

/// Books of more gifts than this are imported once, smaller ones three times.
const REPEATED_MAX: u64 = 100_000;
/// Looks at the book of which the middle counts.
const LOOKS: usize = 501;
/// The small book that tracking is compared with.
const SMALL: u64 = 10_000;

/// Measures and prints.
pub fn run(asked: &Bench) -> anyhow::Result<()> {
    let folder =
        asked.at.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("waybill-bench-{}", std::process::id())));
    if let Some(part) = asked.part {
        return process::run(part, &folder);
    }
    fs::create_dir(&folder).with_context(|| format!("{} must be a new folder", folder.display()))?;
    let measured = measure(asked, &folder);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(asked: &Bench, folder: &Path) -> anyhow::Result<()> {
    println!("{} gifts; one sync of this disk takes {} at the median.", asked.entries, shown(sync(folder)?));
    println!("{:<66} {:>14} {:>14} {:>8}  to reach", "", "the book", "beside it", "ratio");
    let file = folder.join("gifts.csv");
    let dropped = (asked.plant == Some(Plant::DroppedLine)).then_some(asked.entries / 2);
    let sums = workload::write_csv(&file, asked.entries, dropped)?;
    let repeats = if asked.entries > REPEATED_MAX { 1 } else { 3 };
    let mut runs = Vec::new();
    for n in 1..=repeats {
        let data = folder.join(format!("book-{n}"));
        runs.push(imported(&data, &file, &sums)?);
        if n < repeats {
            fs::remove_dir_all(&data)?;
        }
    }
    let data = folder.join(format!("book-{repeats}"));
    let bulk = bulk_lines(asked.entries, runs)?;
    let ours = bulk.ours;
    let operation = book::open(&data)?;
    book::agrees(&operation, &sums)?;
    let one_writer = single_lines(asked.entries, &operation, bulk)?;
    let app = http::app(operation)?;
    http::form_lines(&app, asked.entries, one_writer, asked.plant)?;
    let Served { operation, published, .. } = &app.operations[0];
    let small = small_book(folder, asked.entries.min(SMALL))?;
    follow_lines(operation, &small)?;
    drop(small);
    public_lines(operation)?;
    proofs::lines(operation, published, asked.entries)?;
    app.world.set_now(book::evening(402)?);
    http::page_lines(&app, folder, asked.entries, asked.plant)?;
    if asked.entries <= REPEATED_MAX {
        let wrong = operation.check_derived()?;
        if !wrong.is_empty() {
            bail!("the book does not agree with itself in {} places", wrong.len());
        }
    }
    drop(app);
    start_lines(&data)?;
    match &asked.peers {
        Some(peers) => peers::lines(peers, asked.entries, ours),
        None => Ok(()),
    }
}

/// One import beside one raw writing of the same rows.
struct Imported {
    ours: Duration,
    peak_kb: u64,
    raw: Duration,
    beside: Raw,
}

fn imported(data: &Path, file: &Path, sums: &Sums) -> anyhow::Result<Imported> {
    fs::create_dir(data)?;
    book::found(data)?;
    fs::copy(file, data.join(process::FILE))?;
    let done = own(Part::Import, data)?;
    book::agrees(&book::open(data)?, sums)?;
    let raw_file = data.join("raw.db");
    let mut beside = Raw::beside(&book::database(data), &raw_file)?;
    let raw = beside.bulk()?;
    let expected = (i64::try_from(sums.count)?, sums.pools.values().sum::<i64>());
    if beside.arrived()? != expected {
        bail!("the raw engine holds {:?}, where the gifts are {expected:?}", beside.arrived()?);
    }
    Ok(Imported { ours: done.took, peak_kb: done.memory_kb, raw, beside })
}

/// What single posts are held against.
struct Bulk {
    ours: Duration,
    raw: Duration,
    beside: Raw,
}

fn bulk_lines(entries: u64, runs: Vec<Imported>) -> anyhow::Result<Bulk> {
    let ours = middle(runs.iter().map(|run| run.ours).collect());
    let raw = middle(runs.iter().map(|run| run.raw).collect());
    let peak = runs.iter().map(|run| run.peak_kb).max().unwrap_or(0);
    let per_second = |took: Duration| format!("{:.0}/s", rate(entries, took));
    let ratio = raw.as_secs_f64() / ours.as_secs_f64();
    line("gifts imported from a file, durable", &per_second(ours), &per_second(raw), &format!("{ratio:.2}"), "0.75");
    line("memory of that import at its peak", &megabytes(peak), "", "", "300 MB at 1M");
    let beside = runs.into_iter().next_back().context("at least one run")?.beside;
    Ok(Bulk { ours, raw, beside })
}

/// Answers how many gifts a second one writer posts.
fn single_lines(entries: u64, operation: &Operation, mut bulk: Bulk) -> anyhow::Result<f64> {
    let alone = (entries / 20).clamp(50, 2_000);
    let each = (alone / 32).max(2);
    let together = each * 64;
    let one = book::post_single(operation, 1, alone, entries)?;
    let raw_one = bulk.beside.single(i64::try_from(alone)?)?;
    let many = book::post_single(operation, 64, each, entries + alone)?;
    let (one, raw_one, many) = (rate(alone, one), rate(alone, raw_one), rate(together, many));
    let raw_bulk = rate(entries, bulk.raw);
    let per_second = |rate: f64| format!("{rate:.0}/s");
    let ratio = |of: f64| format!("{of:.2}");
    line(
        "single posts, durable, 1 writer; raw: a transaction each",
        &per_second(one),
        &per_second(raw_one),
        &ratio(one / raw_one),
        "",
    );
    line(
        "single posts, durable, 64 writers; beside them 1 writer",
        &per_second(many),
        &per_second(one),
        &ratio(many / one),
        "50 where a sync takes 2 ms",
    );
    line(
        "the same beside the raw engine's batches",
        &per_second(many),
        &per_second(raw_bulk),
        &format!("{:.3}", many / raw_bulk),
        "else 0.08",
    );
    Ok(one)
}

/// A book of ten thousand gifts, or fewer.
fn small_book(folder: &Path, entries: u64) -> anyhow::Result<Operation> {
    let (data, file) = (folder.join("small"), folder.join("small.csv"));
    fs::create_dir(&data)?;
    book::found(&data)?;
    let sums = workload::write_csv(&file, entries, None)?;
    let operation = book::open(&data)?;
    book::bring_in(&operation, &file)?;
    book::agrees(&operation, &sums)?;
    Ok(operation)
}

fn follow_lines(operation: &Operation, small: &Operation) -> anyhow::Result<()> {
    let handovers = [book::buy_and_hand_out(operation)?, book::buy_and_hand_out(small)?];
    let tracked = [track(operation)?, track(small)?];
    let ratio = |pair: [(Duration, Duration); 2]| format!("{:.2}", pair[0].0.as_secs_f64() / pair[1].0.as_secs_f64());
    let both = |pair: (Duration, Duration)| format!("{} {}", shown(pair.0), shown(pair.1));
    line(
        "one gift tracked, median and p99; beside it a book of 10k",
        &both(tracked[0]),
        &both(tracked[1]),
        &ratio(tracked),
        "p99 1 ms; 3",
    );
    let traced = [trace(operation, handovers[0])?, trace(small, handovers[1])?];
    line(
        "one handover traced to its gifts; beside it a book of 10k",
        &both(traced[0]),
        &both(traced[1]),
        &ratio(traced),
        "p99 5 ms",
    );
    Ok(())
}

/// Median and 99th of a hundred.
fn spread(mut took: Vec<Duration>) -> (Duration, Duration) {
    took.sort_unstable();
    (took[took.len() / 2], took[took.len() * 99 / 100])
}

fn track(operation: &Operation) -> anyhow::Result<(Duration, Duration)> {
    let last = operation.with_book(waybill_journal::Book::last)?;
    let first = NEEDED.len() as u64 + 1;
    let mut took = Vec::new();
    for n in 0..LOOKS as u64 {
        // Half of them among the oldest, which were spent.
        let among = if n.is_multiple_of(2) { last.min(SMALL) / 20 } else { last * 9 / 10 };
        let gift = MoveId { entry: first + n * among / LOOKS as u64, index: 0 };
        let began = Instant::now();
        let ends = operation.with_book(|book| book.track(gift))?;
        took.push(began.elapsed());
        if ends.is_err() {
            bail!("the gift {gift} cannot be tracked");
        }
    }
    Ok(spread(took))
}

fn trace(operation: &Operation, handover: u64) -> anyhow::Result<(Duration, Duration)> {
    let end = End::Out(MoveId { entry: handover, index: 0 });
    let mut took = Vec::new();
    for _ in 0..LOOKS {
        let began = Instant::now();
        let gifts = operation.with_book(|book| book.trace(&end))?;
        took.push(began.elapsed());
        if !gifts.is_ok_and(|gifts| !gifts.is_empty()) {
            bail!("no gift stands behind the handover {handover}");
        }
    }
    Ok(spread(took))
}

fn public_lines(operation: &Operation) -> anyhow::Result<()> {
    let world = book::world()?;
    world.set_now(book::evening(402)?);
    let began = Instant::now();
    close_days(operation, &world, SHAPES)?;
    line("the gate closes the day on which all of them came", &shown(began.elapsed()), "", "", "");
    let mut took = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        let figures = Published::open(operation)?.shown(&world)?.figures.len();
        took.push(began.elapsed());
        if figures == 0 {
            bail!("nothing is told of all these gifts");
        }
    }
    line("all public figures recomputed", &shown(middle(took)), "", "", "5 s at 1M");
    let gift = NEEDED.len() as u64 + 1;
    let mut took = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        ReceiptDoor::new(operation).answer(&[gift])?;
        took.push(began.elapsed());
    }
    line("a giver's code answered, with the way the gift took", &shown(middle(took)), "", "", "");
    Ok(())
}

fn start_lines(data: &Path) -> anyhow::Result<()> {
    let mut starts = (0..3).map(|_| own(Part::Start, data)).collect::<anyhow::Result<Vec<_>>>()?;
    starts.sort_by_key(|start| start.took);
    line("the book opened", &shown(starts[1].took), "", "", "1 s at 1M");
    line("memory then", &megabytes(starts[1].memory_kb), "", "", "120 MB at 1M");
    Ok(())
}

/// The middle one of 51 syncs of 4 kB.
fn sync(folder: &Path) -> anyhow::Result<Duration> {
    use std::io::Write;
    let path = folder.join("sync");
    let mut file = fs::File::create(&path)?;
    let mut took = Vec::new();
    for _ in 0..51 {
        file.write_all(&[7; 4096])?;
        let began = Instant::now();
        file.sync_data()?;
        took.push(began.elapsed());
    }
    fs::remove_file(path)?;
    Ok(middle(took))
}

fn middle(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() / 2]
}

#[allow(clippy::cast_precision_loss, reason = "a rate has no more digits than are printed")]
fn rate(count: u64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

fn line(what: &str, ours: &str, beside: &str, ratio: &str, reach: &str) {
    println!("{what:<66} {ours:>14} {beside:>14} {ratio:>8}  {reach}");
}

fn shown(took: Duration) -> String {
    let micros = took.as_micros();
    match micros {
        0..10_000 => format!("{micros} us"),
        10_000..10_000_000 => format!("{} ms", micros / 1000),
        _ => format!("{} s", micros / 1_000_000),
    }
}

fn megabytes(kilobytes: u64) -> String {
    if kilobytes == 0 { "unknown".to_owned() } else { format!("{} MB", kilobytes / 1000) }
}
