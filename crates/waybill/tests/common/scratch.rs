//! Where a test's files lie: in memory where there is such a place with room, else in the temporary folder.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Room that has to be free, in kilobytes: many tests share it, and a container's own `/dev/shm` is often of 64 MB.
const ROOM_MIN_KB: u64 = 2 * 1024 * 1024;

/// A folder for files that no test needs on a disk.
pub fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let roomy = free_kb(memory).is_some_and(|free| free >= ROOM_MIN_KB);
    if roomy { memory.to_path_buf() } else { std::env::temp_dir() }
}

/// What is free below this folder; nothing where it is not there or cannot be asked about.
fn free_kb(folder: &Path) -> Option<u64> {
    let told = Command::new("df").arg("-Pk").arg(folder).output().ok().filter(|told| told.status.success())?;
    // Below the names of the columns: the file system, its size, what is used, what is free.
    String::from_utf8(told.stdout).ok()?.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}
