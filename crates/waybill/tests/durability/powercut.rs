//! The power goes at any moment, and once more while the program gets up again: nothing that was answered is lost, nothing is broken.
//!
//! The program runs under a recorder of what it writes and syncs (`tests/powercut/record.c`); from its log the disk is built as it may look after a
//! cut (`disk.rs`), and what the program makes of it is looked at. `WAYBILL_CUTS` says how many cuts, `WAYBILL_CUT_SEED` where chance begins.
//! On PostgreSQL the server answers for its disk; on a recorded disk of ours there is SQLite alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use sha2::{Digest, Sha256};
use waybill::demo::SLUG;
use waybill::house::ROWS;
use waybill::publish::published::Published;
use waybill::store::{Engine, Store};
use waybill::web::public::{facts_text, figures_text};
use waybill::world::World;
use waybill_journal::chain::to_hex;

use crate::crash::number;
use crate::disk::{Disk, Record, records};
use crate::load::{Book, CLOCK, Post, Server, Until, line_of, waybill};
use crate::place::Place;
use crate::scratch::scratch;

/// Every so many cuts there is a second one, while the program gets up after the first.
const SECOND_EVERY: usize = 6;

/// What is recorded: enough for every kind of cut, and on a fast machine no more than it has room for.
const RECORDED: Until = Until { after: Duration::from_secs(6), forms: 2000 };

/// The recorder, built for this machine; once, since programs may be running with it.
pub fn recorder() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(build_recorder).clone()
}

fn build_recorder() -> PathBuf {
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("record-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/powercut/record.c");
    let built =
        Command::new("cc").args(["-O2", "-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    assert!(built.expect("a C compiler is needed: apt-get install build-essential").success());
    library
}

/// A folder of this test's own, in memory where there is room for it.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = scratch().join(format!("waybill-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder.canonicalize().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What was recorded, and who was answered when.
struct Recorded {
    before: Disk,
    log: Vec<u8>,
    records: Vec<Record>,
    answered: Vec<Post>,
}

/// Sixteen writers, closing days, and two backups, under the recorder.
fn recorded(folder: &Folder, seed: u64, planted: bool) -> Recorded {
    let mut place = Place::sqlite();
    let _ = fs::remove_dir_all(&place.data);
    let ground = folder.0.join("ground");
    place.data = ground.join("data");
    let book = Book::founded(place, seed);
    book.watching.leave_no_trace().unwrap();
    let before = Disk::of(&ground);
    let (log, library) = (folder.0.join("log"), recorder());
    let (library, ground, to) = (library.to_str().unwrap(), ground.to_str().unwrap(), log.to_str().unwrap());
    let mut environment = vec![("LD_PRELOAD", library), ("RECORD_FOLDER", ground), ("RECORD_LOG", to)];
    let backups = folder.0.join("ground").join("backups");
    if planted {
        environment.push(("WAYBILL_PLANTED", "unsynced"));
    }
    let mut server = Server::start(&book.place, &environment);
    let clock = || fs::metadata(&log).map_or(0, |log| log.len());
    let heard = book.write_until_killed(&mut server, RECORDED, &clock, || {
        if !planted {
            let mut backup = waybill(&book.place, "backup");
            assert!(backup.arg(&backups).envs(environment.iter().copied()).output().unwrap().status.success());
        }
    });
    assert!(heard.refused.is_empty(), "{:?}", heard.refused);
    let bytes = fs::read(&log).unwrap();
    let records = records(&bytes, Path::new(ground));
    Recorded { before, log: bytes, records, answered: heard.taken }
}

/// What came of so many cuts.
#[derive(Debug, Default)]
struct Found {
    cuts: usize,
    second_cuts: usize,
    /// Backups that said they were whole.
    backups: usize,
    lost: usize,
    broken: Vec<String>,
}

fn cut(cuts: u64, planted: bool) -> Found {
    let seed = number("WAYBILL_CUT_SEED", 20_220_224);
    let folder = Folder::new(if planted { "cuts-planted" } else { "cuts" });
    let Recorded { before: mut disk, log, records, answered } = recorded(&folder, seed, planted);
    println!("{cuts} cuts, seed {seed}: {} things recorded, {} forms answered", records.len(), answered.len());
    let chance = World::held(jiff::Timestamp::UNIX_EPOCH, seed);
    let mut points: Vec<usize> =
        (0..cuts).map(|_| usize::try_from(u32::from_be_bytes(chance.random())).unwrap() % records.len()).collect();
    points.sort_unstable();
    let (mut found, mut points) = (Found::default(), points.into_iter().peekable());
    for (n, record) in records.iter().enumerate() {
        disk.happen(&log, record);
        let must: Vec<&Post> = answered.iter().filter(|post| post.at < record.end).collect();
        while points.next_if_eq(&n).is_some() {
            found.cuts += 1;
            let state = folder.0.join("state");
            disk.cut(&log, &chance, &state);
            if found.cuts.is_multiple_of(SECOND_EVERY) && !planted {
                again(&folder, &state, &chance);
                found.second_cuts += 1;
            }
            look(&state, &must, &mut found);
            fs::remove_dir_all(&state).unwrap();
        }
        if planted && found.lost > 0 {
            break;
        }
    }
    println!("{found:?}");
    found
}

/// The program gets up on this disk, and the power goes once more while it does.
fn again(folder: &Folder, state: &Path, chance: &World) {
    let (before, log) = (Disk::of(state), folder.0.join("second-log"));
    let _ = fs::remove_file(&log);
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
    command.arg("verify").arg("--data").arg(state.join("data")).env_remove("WAYBILL_DATABASE");
    command.env("LD_PRELOAD", recorder()).env("RECORD_FOLDER", state).env("RECORD_LOG", &log);
    command.output().unwrap();
    let bytes = fs::read(&log).unwrap_or_default();
    let (records, mut disk) = (records(&bytes, state), before);
    let until = usize::try_from(u32::from_be_bytes(chance.random())).unwrap() % (records.len() + 1);
    records[..until].iter().for_each(|record| disk.happen(&bytes, record));
    fs::remove_dir_all(state).unwrap();
    disk.cut(&bytes, chance, state);
}

/// Whether everything is there that was answered before the cut, and all of it is sound.
fn look(state: &Path, must: &[&Post], found: &mut Found) {
    match keys_in(&state.join("data")) {
        Ok(keys) => {
            let lost = must.iter().filter(|post| !keys.contains(post.key.as_str())).count();
            if lost > 0 {
                println!("cut {}: {lost} of {} lost", found.cuts, must.len());
            }
            found.lost += lost;
        }
        Err(error) => found.broken.push(format!("cut {}: {error}", found.cuts)),
    }
    if let Ok(backups) = fs::read_dir(state.join("backups")) {
        for backup in backups.map(|one| one.unwrap().path()) {
            let whole = backup.extension().is_some_and(|end| end == "json");
            found.backups += usize::from(whole);
            if let (true, Err(error)) = (whole, is_whole(&backup)) {
                found.broken.push(format!("cut {}, backup: {error}", found.cuts));
            }
        }
    }
}

/// Opens the book as the program does, checks it as `waybill verify` does, and lists the forms that are in it.
fn keys_in(data: &Path) -> Result<BTreeSet<String>, String> {
    let world = World::held_clock(CLOCK.parse().unwrap());
    let says = |error: waybill::store::StoreError| error.to_string();
    let operation = Store::new(data, Engine::Sqlite, ROWS).open(SLUG, &world).map_err(says)?;
    let sound = operation.read(|db| line_of(db, "SELECT quick_check AS line FROM pragma_quick_check"));
    if sound.as_deref().map_err(ToString::to_string)? != ["ok"] {
        return Err(format!("the file is damaged: {sound:?}"));
    }
    let differences = operation.check_derived().map_err(says)?;
    if !differences.is_empty() {
        return Err(format!("it does not agree with itself: {:?}", differences[0]));
    }
    let shown = Published::open(&operation).and_then(|published| published.shown(&world)).map_err(says)?;
    waybill_verify::check(&facts_text(&shown), &figures_text(&shown))
        .map_err(|found| format!("public: {}", found[0]))?;
    let keys = operation.read(|db| line_of(db, "SELECT key AS line FROM form_key"));
    Ok(keys.map_err(says)?.into_iter().collect())
}

/// A backup that has its manifest has every block of it, and the manifest's own checksum.
fn is_whole(manifest: &Path) -> Result<(), String> {
    let read = |path: &Path| fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let sum = |bytes: &[u8]| to_hex(&Sha256::digest(bytes));
    let text = read(manifest)?;
    if !read(&manifest.with_extension("sha256"))?.starts_with(sum(&text).as_bytes()) {
        return Err("its checksum is another".to_owned());
    }
    let list: serde_json::Value = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    for file in list["files"].as_array().ok_or("no files")? {
        let mut length = 0;
        for block in file["blocks"].as_array().ok_or("no blocks")? {
            let name = block.as_str().ok_or("no name")?;
            let bytes = read(&manifest.with_file_name("blocks").join(&name[..2]).join(name))?;
            if sum(&bytes) != name {
                return Err(format!("the block {name} is another"));
            }
            length += bytes.len() as u64;
        }
        if Some(length) != file["bytes"].as_u64() {
            return Err(format!("{} has {length} bytes", file["path"]));
        }
    }
    Ok(())
}

#[test]
fn a_power_cut_loses_nothing_that_was_answered() {
    let found = cut(number("WAYBILL_CUTS", 60), false);
    assert!(found.lost == 0 && found.broken.is_empty(), "{found:?}");
    assert!(found.cuts > 0 && found.second_cuts > 0 && found.backups > 0, "{found:?}");
}

#[test]
fn a_book_that_is_not_synced_at_each_commit_is_seen() {
    let found = cut(120, true);
    assert!(found.lost > 0, "{found:?}");
}
