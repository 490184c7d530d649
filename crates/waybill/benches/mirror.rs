//! How long a copy of a thousand dispatches takes: `cargo bench -p waybill --bench mirror`.
//!
//! Beside it stands what writing the same bytes into the same folder takes in the same minute, each file synced as the
//! mirror syncs them: machines differ and are noisy, the ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

mod book;

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use book::{at, founded, need, publish};
use waybill::house::{HOUSE, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::publish::texts::{Section, SectionKind};
use waybill::web::mirror::mirror;
use waybill::web::public::{App, Served};

/// Days with a dispatch.
const DAYS: i32 = 1_000;

fn main() {
    let folder = std::env::temp_dir().join(format!("waybill-mirror-{}", std::process::id()));
    let app = served(&folder.join("data"));
    let (to, plain) = (folder.join("mirror"), folder.join("plain"));
    let timed = |what: &str, work: &dyn Fn() -> (usize, u64)| {
        let began = Instant::now();
        let (files, bytes) = work();
        let took = began.elapsed();
        println!("{what:<60} {:>8.2} s  {files} files, {} kB", took.as_secs_f64(), bytes / 1000);
        took
    };
    let copied = || {
        let done = mirror(&app, &app.operations[0], &to).unwrap();
        (done.written, done.bytes)
    };
    let first = timed(&format!("the mirror of {DAYS} dispatches in four languages"), &copied);
    let again = timed("the same again, nothing changed", &copied);
    let written = timed("the same bytes, written and synced and nothing else", &|| copy(&to, &plain));
    let ratio = |took: Duration| took.as_secs_f64() / written.as_secs_f64();
    println!("to reach: 10 s; {:.1} and {:.1} times the writing alone", ratio(first), ratio(again));
    drop(app);
    fs::remove_dir_all(folder).unwrap();
}

/// Writes every file of one folder into another.
fn copy(from: &Path, to: &Path) -> (usize, u64) {
    let (mut files, mut bytes) = (0, 0);
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(to.join(&folder)).unwrap();
        for inside in fs::read_dir(from.join(&folder)).unwrap() {
            let inside = inside.unwrap();
            let name = folder.join(inside.file_name());
            if inside.path().is_dir() {
                folders.push(name);
                continue;
            }
            let text = fs::read(inside.path()).unwrap();
            let mut file = File::create_new(to.join(name)).unwrap();
            file.write_all(&text).unwrap();
            file.sync_all().unwrap();
            (files, bytes) = (files + 1, bytes + text.len() as u64);
        }
    }
    (files, bytes)
}

/// An operation with a need, a figure of which every dispatch quotes at its own close.
fn served(folder: &Path) -> App {
    let (operation, world) = founded(folder);
    need(&operation, &world, "lamp");
    let published = Published::open(&operation).unwrap();
    let text = "We still lack {need.lamp-1.missing} for *lamps*, and say so every day. ".repeat(8);
    for day in 1..=DAYS {
        world.set_now(at(day));
        close_days(&operation, &world, SHAPES).unwrap();
        let sections = vec![Section { kind: SectionKind::Report, text: text.clone() }];
        publish(&operation, &world, &published, day, sections);
    }
    App {
        world,
        operations: vec![Served::new(operation, published, None)],
        house: &HOUSE,
        public_at: String::new(),
        desk_at: String::new(),
        next_day: None,
    }
}
