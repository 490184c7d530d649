//! What was answered is kept: whatever ends the program, however often, in the middle of whatever it does.
//!
//! The real program serves a book, sixteen writers send forms of several kinds over HTTP, and days close meanwhile. A quick run is part of
//! `./test`; longer ones take their numbers from the environment (`CONTRIBUTING.md`).

#![allow(clippy::unwrap_used, reason = "in a test an unwrap that fails is a test that fails")]

#[path = "durability/crash.rs"]
mod crash;
#[path = "durability/disk.rs"]
mod disk;
#[path = "durability/faults.rs"]
mod faults;
#[path = "durability/load.rs"]
mod load;
#[path = "common/place.rs"]
#[allow(dead_code, reason = "stories use more of it")]
mod place;
#[path = "durability/powercut.rs"]
mod powercut;
#[path = "common/scratch.rs"]
mod scratch;
