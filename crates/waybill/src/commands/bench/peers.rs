//! The plain-text tools on the same gifts: each reads its file and adds up every account.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::{line, shown, workload};

/// Name, arguments before the file, the file, arguments behind it, and how many times faster an import is to be.
const PEERS: [(&str, &[&str], &str, &[&str], &str); 3] = [
    ("ledger", &["--args-only", "-f"], "gifts.journal", &["balance", "--depth", "2"], "3"),
    ("hledger", &["-f"], "gifts.journal", &["balance", "--depth", "2", "--no-total"], "15"),
    ("bean-check", &["--no-cache"], "gifts.beancount", &[], ""),
];

/// Writes their files, and times those that are installed; beside each what our import took.
pub(super) fn lines(folder: &Path, entries: u64, ours: Duration) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    workload::write_plain_text(folder, entries)
        .with_context(|| format!("{} cannot be written into", folder.display()))?;
    for (name, before, file, behind, reach) in PEERS {
        let what = format!("{name} reads and balances the same gifts");
        let began = Instant::now();
        let mut program = Command::new(name);
        program.args(before).arg(folder.join(file)).args(behind).stdout(Stdio::null()).stderr(Stdio::null());
        match program.status() {
            Ok(status) if status.success() => {
                let took = began.elapsed();
                let ratio = format!("{:.1}", took.as_secs_f64() / ours.as_secs_f64());
                line(&what, &shown(ours), &shown(took), &ratio, reach);
            }
            Ok(status) => bail!("{name} ended with {status} on {}", folder.join(file).display()),
            Err(_) => line(&what, &shown(ours), "not installed", "", reach),
        }
    }
    Ok(())
}
