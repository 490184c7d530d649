//! Parts that are measured in a process of their own: what one takes in memory is then nobody else's.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::book;

/// The file that is imported, in the folder of the book.
pub(super) const FILE: &str = "gifts.csv";

/// A part of the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Part {
    /// Imports the gifts.
    Import,
    /// Opens the book.
    Start,
}

/// What a part took.
pub(super) struct Done {
    pub(super) took: Duration,
    /// At the peak of an import, after a start. 0 where the system does not say.
    pub(super) memory_kb: u64,
}

/// Runs a part as a program of its own, and reads what it says.
pub(super) fn own(part: Part, data: &Path) -> anyhow::Result<Done> {
    let name = if part == Part::Import { "import" } else { "start" };
    let mut program = Command::new(std::env::current_exe()?);
    let done = program.args(["bench", "--part", name, "--at"]).arg(data).output()?;
    if !done.status.success() {
        bail!("the part {name} failed: {}", String::from_utf8_lossy(&done.stderr));
    }
    let said = String::from_utf8(done.stdout)?;
    let mut numbers = said.split_whitespace().map(str::parse::<u64>);
    let mut next = || numbers.next().and_then(Result::ok).with_context(|| format!("the part {name} said: {said}"));
    Ok(Done { took: Duration::from_micros(next()?), memory_kb: next()? })
}

/// What that program does: microseconds and kilobytes.
pub(super) fn run(part: Part, data: &Path) -> anyhow::Result<()> {
    let began = Instant::now();
    let operation = book::open(data)?;
    let (took, memory) = match part {
        Part::Start => (began.elapsed(), "VmRSS:"),
        Part::Import => {
            let began = Instant::now();
            book::bring_in(&operation, &data.join(FILE))?;
            (began.elapsed(), "VmHWM:")
        }
    };
    println!("{} {}", took.as_micros(), memory_kb(memory));
    Ok(())
}

/// What the system says of this process, where it says anything.
fn memory_kb(of: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(of)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
