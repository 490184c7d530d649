//! Backup and return: many backups under load, a backup that was tampered with, a book older than it was, and people who were
//! erased. `WAYBILL_BACKUPS` and `WAYBILL_MUTATIONS` say how many; without them it is the quick number.
//!
//! Both checks are also made with a return as somebody would do it by hand, who looks at nothing and replays nothing: it must be
//! caught.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha256};
use waybill::house::{ROWS, SHAPES};
use waybill::publish::audit::audit;
use waybill::store::{
    Added, Backups, BookMark, Engine, FormKey, KeptFile, Manifest, NotKept, NotRestored, Operation, Restored,
    Restoring, Store, high_water_of, make_folder, restore,
};
use waybill::web::forms::Bench;
use waybill::web::typed::Typed;
use waybill::world::World;
use waybill_journal::chain::to_hex;

use crate::ground::{Ground, On, SLUG};

/// How often a check is repeated.
fn count_of(variable: &str, quick: usize) -> usize {
    std::env::var(variable).map_or(quick, |text| text.parse().unwrap())
}

/// An operation with a folder of backups, and a clock of the backups' own: one is made every minute.
struct Yard {
    ground: Ground,
    backups: PathBuf,
    now: Timestamp,
    places: Cell<usize>,
}

impl Yard {
    fn of(ground: Ground) -> Self {
        let backups = ground.folder().with_file_name("backups");
        make_folder(&backups).unwrap();
        Self { ground, backups, now: "2022-03-18T03:30:00Z".parse().unwrap(), places: Cell::new(0) }
    }

    fn store(&self) -> Store {
        Store::new(self.ground.folder(), Engine::Sqlite, ROWS)
    }

    fn back_up(&mut self) -> Added {
        self.now += SignedDuration::from_secs(60);
        Backups::open(&self.backups).unwrap().add(&self.store(), self.now).unwrap()
    }

    /// A place for a book that nothing is known of.
    fn place(&self) -> PathBuf {
        self.places.set(self.places.get() + 1);
        self.ground.folder().with_file_name(format!("returned-{}", self.places.get()))
    }

    /// The machine is lost, and with it the data; what lies beside it is there.
    fn lose_the_data(&self) -> (PathBuf, PathBuf) {
        let (data, away) = (self.ground.folder().to_path_buf(), self.place());
        fs::rename(&data, &away).unwrap();
        (data, away)
    }
}

fn asking<'a>(backups: &'a Path, at: Option<&'a str>, data: &'a Path) -> Restoring<'a> {
    Restoring { backups, at, data, erasures: None, accept_loss: false, accept_differences: false }
}

fn come_back(asked: Restoring) -> Result<Restored, NotRestored> {
    restore(asked, ROWS, &|operation| Ok(audit(operation, SHAPES)?.map(drop)), &World::real())
}

/// A return by hand, as `docs/running.md` describes it for the day on which this program is not there: blocks one after another,
/// and nothing is looked at.
fn by_hand(asked: Restoring) -> Result<(), String> {
    let text =
        fs::read_to_string(asked.backups.join(format!("{}.json", asked.at.unwrap()))).map_err(|e| e.to_string())?;
    let manifest: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    for file in manifest["files"].as_array().ok_or("no files")? {
        let mut bytes = Vec::new();
        for block in file["blocks"].as_array().ok_or("no blocks")? {
            let name = block.as_str().ok_or("no name")?;
            let place = asked.backups.join("blocks").join(name.get(..2).ok_or("no name")?).join(name);
            bytes.extend(fs::read(place).map_err(|e| e.to_string())?);
        }
        let path =
            file["path"].as_str().filter(|path| !path.contains("..") && !path.starts_with('/')).ok_or("no path")?;
        let at = asked.data.join(path);
        fs::create_dir_all(at.parent().unwrap()).map_err(|e| e.to_string())?;
        fs::write(at, bytes).map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn opened(data: &Path) -> Operation {
    Store::new(data, Engine::Sqlite, ROWS).open(SLUG, &World::real()).unwrap()
}

/// Every row of both databases and every key, to the letter; what a database is that cannot be read is not said.
fn contents(data: &Path) -> Result<Vec<String>, rusqlite::Error> {
    let mut all = Vec::new();
    for name in ["book.db", "public.db"] {
        let opened = Connection::open(data.join(SLUG).join(name))?;
        let tables =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY name";
        let tables: Vec<String> = opened.prepare(tables)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for table in tables {
            let mut rows = opened.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let columns = rows.column_count();
            let mut found: Vec<String> = rows
                .query_map([], |row| {
                    let values = (0..columns).map(|at| row.get_ref(at).map(|value| format!("{value:?}")));
                    Ok(format!("{table}: {}", values.collect::<Result<Vec<_>, _>>()?.join(" ")))
                })?
                .collect::<Result<_, _>>()?;
            found.sort();
            all.extend(found);
        }
    }
    for key in [data.join("reader.key"), data.join(SLUG).join("keys").join("id")] {
        all.push(to_hex(&fs::read(key).unwrap_or_default()));
    }
    Ok(all)
}

/// A gift entered without a page, its giver sealed or not.
pub fn gift(ground: &Ground, giver: &str) -> u64 {
    let (operation, world) = (ground.operation(), &ground.app.world);
    let bench = Bench::at_the_machine(operation, world, FormKey::draw(world)).unwrap();
    let form = waybill::house::FORMS.iter().find(|form| form.path == "gift").unwrap();
    let mut typed = Typed::default();
    for input in (form.fields)(&bench, &typed).unwrap().into_iter().flatten() {
        typed.set(&input.name, &input.first);
    }
    let more =
        [("amount", "100"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "vest-1"), ("giver_name", giver)];
    for (name, value) in more {
        typed.set(name, value);
    }
    waybill::web::forms::enter(&bench, form, &typed, |_, _| Ok(())).unwrap().unwrap()
}

#[test]
fn backups_under_load_come_back_to_the_head_they_name() {
    let yard = Yard::of(Ground::small(On::Sqlite));
    let ended = std::sync::atomic::AtomicBool::new(false);
    let (store, backups, mut now) = (yard.store(), yard.backups.clone(), yard.now);
    let made: Vec<Added> = std::thread::scope(|scope| {
        let ground = &yard.ground;
        let stop = &ended;
        // Gifts all the time, and a close after every six of them, so that a copy meets the gate at work.
        let writing = scope.spawn(move || {
            let mut day: Timestamp = "2022-03-18T18:00:01+02:00".parse().unwrap();
            while !stop.load(std::sync::atomic::Ordering::SeqCst) {
                for _ in 0..6 {
                    gift(ground, "");
                }
                ground.pass_to(&day.to_string());
                day += SignedDuration::from_hours(24);
            }
        });
        let made = (0..count_of("WAYBILL_BACKUPS", 8)).map(|_| {
            now += SignedDuration::from_secs(60);
            let added = Backups::open(&backups).unwrap().add(&store, now).unwrap();
            // The load goes on between two of them.
            let before = ground.entries();
            while ground.entries() < before + 3 && !writing.is_finished() {
                std::thread::yield_now();
            }
            added
        });
        let made = made.collect();
        ended.store(true, std::sync::atomic::Ordering::SeqCst);
        writing.join().unwrap();
        made
    });
    let reached: Vec<u64> = made.iter().map(|added| added.manifest.operations[0].entries).collect();
    assert!(reached.windows(2).all(|two| two[0] < two[1]), "{reached:?}");
    for added in &made {
        let place = yard.place();
        let done = come_back(asking(&yard.backups, Some(&added.name), &place)).unwrap();
        let (kept, back) = (&added.manifest.operations[0], opened(&place));
        let (last, head) = back.tip().unwrap();
        assert_eq!((last, to_hex(&head.0)), (kept.entries, kept.head.clone()), "{}", added.name);
        assert_eq!((done.operations[0].entries, back.generation().unwrap()), (kept.entries, kept.generation.clone()));
        assert_eq!(back.check_derived().unwrap(), []);
        fs::remove_dir_all(&place).unwrap();
    }
}

/// The founding example has whatever a book can have, dispatches as well.
#[test]
fn the_demonstration_comes_back_and_nothing_is_wrong_with_it() {
    let mut yard = Yard::of(Ground::demo(On::Sqlite));
    let slug = yard.ground.operation().slug().to_owned();
    yard.back_up();
    let place = yard.place();
    come_back(asking(&yard.backups, None, &place)).unwrap();
    let store = Store::new(&place, Engine::Sqlite, ROWS);
    let back = store.open(&slug, &World::real()).unwrap();
    let wrong: Vec<_> = back.look_through().into_iter().filter(|looked| !looked.found.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    // A dispatch that was told and is gone is missed.
    let gone = || Connection::open(place.join(&slug).join("public.db")).unwrap().execute("DELETE FROM text", []);
    assert!(gone().unwrap() > 0);
    let found: Vec<String> = back.look_through().into_iter().flat_map(|looked| looked.found).collect();
    assert!(found.iter().any(|found| found.contains("its fact is not there")), "{found:?}");
}

#[test]
fn what_did_not_change_is_not_kept_twice() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let first = yard.back_up();
    assert!(first.new_bytes > 0 && first.new_bytes <= first.bytes);
    let second = yard.back_up();
    // The first page of a copy counts how often it was written, so one block a database may differ.
    assert!(second.new_bytes <= 2 * 65_536 && second.new_bytes < first.new_bytes / 2, "{}", second.new_bytes);
    assert_eq!(second.manifest.before.as_ref().unwrap().name, first.name);
    for _ in 0..20 {
        gift(&yard.ground, "");
    }
    let third = yard.back_up();
    assert!(third.new_bytes < third.bytes, "{} of {}", third.new_bytes, third.bytes);
    // A block that rotted is written again by the next backup that has it.
    let block = &third.manifest.files.iter().find(|file| file.path.ends_with("book.db")).unwrap().blocks[1];
    let place = yard.backups.join("blocks").join(&block[..2]).join(block);
    fs::write(&place, b"rot").unwrap();
    let damaged = come_back(asking(&yard.backups, None, &yard.place())).unwrap_err();
    assert!(damaged.to_string().contains(&format!("block {block} is damaged")), "{damaged}");
    yard.back_up();
    let place = yard.place();
    come_back(asking(&yard.backups, Some(&third.name), &place)).unwrap();

    // Only the newest stay, and no block that only the others had.
    let backups = Backups::open(&yard.backups).unwrap();
    assert!(matches!(Backups::open(&yard.backups), Err(NotKept::Busy(_))), "one at a time");
    assert_eq!(backups.forget_older(1).unwrap(), [first.name, second.name, third.name]);
    drop(backups);
    let place = yard.place();
    come_back(asking(&yard.backups, None, &place)).unwrap();
    let (manifest, blocks) = (newest(&yard.backups), blocks_in(&yard.backups));
    let mut named: Vec<&String> = manifest.files.iter().flat_map(|file| &file.blocks).collect();
    named.sort();
    named.dedup();
    assert_eq!(blocks.len(), named.len());
    // A manifest that cannot be read keeps its blocks.
    yard.back_up();
    let name = names(&yard.backups).pop().unwrap();
    fs::write(yard.backups.join(format!("{name}.json")), "{}").unwrap();
    let kept = Backups::open(&yard.backups).unwrap().forget_older(1);
    assert!(matches!(kept, Err(NotKept::Unreadable(..))), "{kept:?}");
}

fn names(backups: &Path) -> Vec<String> {
    let files = fs::read_dir(backups).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
    names.sort();
    names
}

fn newest(backups: &Path) -> Manifest {
    let name = names(backups).pop().unwrap();
    serde_json::from_slice(&fs::read(backups.join(format!("{name}.json"))).unwrap()).unwrap()
}

fn blocks_in(backups: &Path) -> Vec<PathBuf> {
    let parts = fs::read_dir(backups.join("blocks")).unwrap().map(|part| part.unwrap().path());
    let mut blocks: Vec<PathBuf> =
        parts.flat_map(|part| fs::read_dir(part).unwrap().map(|block| block.unwrap().path())).collect();
    blocks.sort();
    blocks
}

/// Chance that is the same at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// Writes a manifest anew, its checksum as well: whoever changes one can change the other.
fn rewrite(backups: &Path, name: &str, text: &str) {
    fs::write(backups.join(format!("{name}.json")), text).unwrap();
    let sum = to_hex(&Sha256::digest(text));
    fs::write(backups.join(format!("{name}.sha256")), format!("{sum}  {name}.json\n")).unwrap();
}

/// Whoever may change a folder of backups: two of one book, and beside it one of another book.
struct Tamperer<'a> {
    backups: &'a Path,
    other: &'a Path,
    at: &'a str,
    text: String,
    manifest: Manifest,
}

impl<'a> Tamperer<'a> {
    fn new(backups: &'a Path, other: &'a Path, at: &'a str) -> Self {
        let text = fs::read_to_string(backups.join(format!("{at}.json"))).unwrap();
        let manifest = serde_json::from_str(&text).unwrap();
        Self { backups, other, at, text, manifest }
    }

    /// One change by chance. Says what it was.
    fn mutate(mut self, dice: &mut Dice) -> String {
        match dice.below(11) {
            kind @ 0..5 => self.block(kind, dice),
            5 => self.bit_of_the_manifest(dice),
            6 => {
                let end = dice.below(self.text.len());
                rewrite(self.backups, self.at, &self.text[..end]);
                format!("the manifest cut at {end}")
            }
            kind @ 7..9 => {
                let file = dice.below(self.manifest.files.len());
                let blocks = &mut self.manifest.files[file].blocks;
                let (one, two) = (dice.below(blocks.len()), dice.below(blocks.len()));
                if kind == 7 {
                    blocks.swap(one, two);
                } else {
                    blocks.remove(one);
                }
                self.rewrite();
                format!("blocks {one} and {two} of file {file} swapped, or the first left out: {kind}")
            }
            9 => self.file_of_another(dice),
            _ => self.figure(dice),
        }
    }

    fn rewrite(&self) {
        rewrite(self.backups, self.at, &serde_json::to_string(&self.manifest).unwrap());
    }

    fn place(&self, block: &str) -> PathBuf {
        self.backups.join("blocks").join(&block[..2]).join(block)
    }

    fn block(&self, kind: usize, dice: &mut Dice) -> String {
        let own: Vec<&String> = self.manifest.files.iter().flat_map(|file| &file.blocks).collect();
        let (block, second) = (own[dice.below(own.len())], own[dice.below(own.len())]);
        let place = self.place(block);
        let mut bytes = fs::read(&place).unwrap();
        let at = dice.below(bytes.len());
        match kind {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => {
                let swapped = fs::read(self.place(second)).unwrap();
                fs::write(self.place(second), std::mem::replace(&mut bytes, swapped)).unwrap();
            }
            3 => bytes.extend(vec![7; 1 + dice.below(99)]),
            _ => {
                fs::remove_file(&place).unwrap();
                return format!("block {block} gone");
            }
        }
        fs::write(&place, bytes).unwrap();
        format!("block {block}: change {kind} at {at}")
    }

    /// Only the manifest, or its checksum with it.
    fn bit_of_the_manifest(&self, dice: &mut Dice) -> String {
        let mut bytes = self.text.clone().into_bytes();
        let place = dice.below(bytes.len());
        bytes[place] ^= 1 << dice.below(7);
        let changed = String::from_utf8_lossy(&bytes).into_owned();
        if dice.below(3) == 0 {
            fs::write(self.backups.join(format!("{}.json", self.at)), &changed).unwrap();
        } else {
            rewrite(self.backups, self.at, &changed);
        }
        format!("byte {place} of the manifest")
    }

    /// A file of the other backup of this book, or of another book's.
    fn file_of_another(&mut self, dice: &mut Dice) -> String {
        let file = dice.below(self.manifest.files.len());
        let from = if dice.below(2) == 0 { self.backups } else { self.other };
        let name = names(from).into_iter().find(|name| name != self.at || from == self.other).unwrap();
        let others: Manifest = serde_json::from_slice(&fs::read(from.join(format!("{name}.json"))).unwrap()).unwrap();
        let path = self.manifest.files[file].path.clone();
        let Some(taken) = others.files.into_iter().find(|one| one.path == path) else { return "nothing".into() };
        for block in &taken.blocks {
            let bytes = fs::read(from.join("blocks").join(&block[..2]).join(block)).unwrap();
            fs::create_dir_all(self.place(block).parent().unwrap()).unwrap();
            fs::write(self.place(block), bytes).unwrap();
        }
        self.manifest.files[file] = taken;
        self.rewrite();
        format!("{path} of another backup")
    }

    fn figure(&mut self, dice: &mut Dice) -> String {
        let kept = &mut self.manifest.operations[0];
        let what = dice.below(6);
        match what {
            0 => kept.entries += 1,
            1 => kept.entries -= 1,
            2 => kept.head.replace_range(..1, "x"),
            3 => kept.generation.push('a'),
            4 => kept.facts += 1,
            _ => kept.keys.replace_range(..1, "!"),
        }
        self.rewrite();
        format!("figure {what} of the manifest")
    }
}

fn copy_folder(from: &Path, to: &Path) {
    make_folder(to).unwrap();
    for inside in fs::read_dir(from).unwrap() {
        let inside = inside.unwrap();
        let there = to.join(inside.file_name());
        if inside.path().is_dir() {
            copy_folder(&inside.path(), &there);
        } else {
            fs::copy(inside.path(), there).unwrap();
        }
    }
}

/// A book after two closes of a day, backed up after the first.
fn two_days() -> Yard {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    yard.ground.pass_to("2022-03-18T18:00:01+02:00");
    yard.back_up();
    for _ in 0..6 {
        gift(&yard.ground, "");
    }
    yard.ground.pass_to("2022-03-19T18:00:01+02:00");
    yard
}

/// What came back differently and was not refused, of so many mutations.
fn unseen(count: usize, back: impl Fn(Restoring) -> bool) -> Vec<String> {
    let mut yard = two_days();
    let second = yard.back_up();
    let mut another = Yard::of(Ground::small(On::Sqlite));
    for _ in 0..9 {
        gift(&another.ground, "");
    }
    another.ground.pass_to("2022-03-18T18:00:01+02:00");
    another.back_up();
    let good = yard.place();
    come_back(asking(&yard.backups, Some(&second.name), &good)).unwrap();
    let good = contents(&good).unwrap();
    let mut dice = Dice(20_220_224);
    let mut unseen = Vec::new();
    for n in 0..count {
        let (mutated, place) = (yard.place(), yard.place());
        copy_folder(&yard.backups, &mutated);
        let what = Tamperer::new(&mutated, &another.backups, &second.name).mutate(&mut dice);
        if back(asking(&mutated, Some(&second.name), &place)) {
            if contents(&place).ok().as_ref() != Some(&good) {
                unseen.push(format!("mutation {n}: {what}"));
            }
        } else if place.exists() || place.with_extension("restoring").exists() {
            unseen.push(format!("mutation {n}: {what}: refused, and something was left"));
        }
        let _ = fs::remove_dir_all(&place);
        fs::remove_dir_all(&mutated).unwrap();
    }
    unseen
}

#[test]
fn a_backup_that_was_tampered_with_is_refused_or_comes_back_the_same() {
    assert_eq!(unseen(count_of("WAYBILL_MUTATIONS", 100), |asked| come_back(asked).is_ok()), Vec::<String>::new());
    // Planted: a return that looks at nothing.
    let planted = unseen(12, |asked| by_hand(asked).is_ok());
    assert!(planted.len() > 3, "{planted:?}");
}

/// The files of a backup as somebody changed them, cut anew, with every checksum as it should be.
fn forged(yard: &Yard, at: &str, change: impl FnOnce(&Path)) -> PathBuf {
    let (place, forged) = (yard.place(), yard.place());
    by_hand(asking(&yard.backups, Some(at), &place)).unwrap();
    change(&place);
    copy_folder(&yard.backups, &forged);
    let text = fs::read(forged.join(format!("{at}.json"))).unwrap();
    let mut manifest: Manifest = serde_json::from_slice(&text).unwrap();
    for file in &mut manifest.files {
        let bytes = fs::read(place.join(&file.path)).unwrap();
        file.bytes = bytes.len() as u64;
        file.sha256 = to_hex(&Sha256::digest(&bytes));
        let cut = bytes.chunks(65_536).map(|block| {
            let sum = to_hex(&Sha256::digest(block));
            let at = forged.join("blocks").join(&sum[..2]).join(&sum);
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            fs::write(at, block).unwrap();
            sum
        });
        file.blocks = cut.collect();
    }
    rewrite(&forged, at, &serde_json::to_string(&manifest).unwrap());
    forged
}

fn sql(data: &Path, file: &str, sql: &str) {
    let opened = Connection::open(data.join(SLUG).join(file)).unwrap();
    opened.execute_batch(sql).unwrap();
    opened.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL").unwrap();
}

/// What is said of a forgery, and the forgery.
type Forging<'a> = (&'a str, Box<dyn Fn(&Path) + 'a>);

/// Each forgery of a backup is refused with its sentence, and nothing is left.
fn named(yard: &Yard, at: &str, cases: Vec<Forging>) {
    for (sentence, change) in cases {
        let forged = forged(yard, at, |data| change(data));
        let place = yard.place();
        let told = come_back(asking(&forged, Some(at), &place));
        let told = told.expect_err(sentence).to_string();
        assert!(told.contains(sentence), "{sentence}: {told}");
        assert!(!place.exists());
    }
}

#[test]
fn what_was_told_and_what_was_signed_is_held_against_the_book() {
    let mut yard = two_days();
    let second = yard.back_up();
    let cases: Vec<Forging> = vec![
        (
            "is not what the gate makes of the book",
            Box::new(|data| {
                sql(data, "public.db", "UPDATE fact SET body = replace(body, '0', '1') WHERE body LIKE '%0%'");
            }),
        ),
        (
            "is not what the book, what was told and the key of the blanks make",
            Box::new(|data| {
                let opened = Connection::open(data.join(SLUG).join("public.db")).unwrap();
                let of = "FROM tile WHERE level = -1 AND place = 0";
                let mut leaves: Vec<u8> =
                    opened.query_row(&format!("SELECT bytes {of}"), [], |row| row.get(0)).unwrap();
                *leaves.last_mut().unwrap() ^= 1;
                opened.execute("UPDATE tile SET bytes = ?1 WHERE level = -1 AND place = 0", [leaves]).unwrap();
                drop(opened);
                sql(data, "public.db", "SELECT 1");
            }),
        ),
        (
            "The checkpoint is not signed",
            Box::new(|data| sql(data, "public.db", "UPDATE signed SET checkpoint = 'x' || checkpoint")),
        ),
    ];
    named(&yard, &second.name, cases);
    // An earlier version may have told otherwise. Whoever says so has the book as it was told, and what differs is said.
    let otherwise = forged(&yard, &second.name, |data| {
        sql(data, "public.db", "UPDATE fact SET body = replace(body, '0', '1') WHERE body LIKE '%0%'");
    });
    let place = yard.place();
    let asked = asking(&otherwise, Some(&second.name), &place);
    let told = come_back(asked).unwrap_err();
    assert!(matches!(told, NotRestored::Differs { .. }) && told.to_string().contains("--accept-differences"), "{told}");
    let done = come_back(Restoring { accept_differences: true, ..asked }).unwrap();
    let differs = done.operations[0].differs.as_ref().unwrap();
    assert!(differs.contains("is not what the gate makes of the book"), "{differs}");
    assert_eq!(opened(&place).check_derived().unwrap(), []);
    let place = yard.place();
    let mut program = Command::new(env!("CARGO_BIN_EXE_waybill"));
    program.arg("restore").arg(&otherwise).arg("--data").arg(&place);
    let done = program.arg("--accept-differences").env_remove("WAYBILL_DATABASE").output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success() && said.contains("which you accepted: The fact "), "{said}");
    // It opens no other door: a row that does not follow is refused all the same.
    let forged = forged(&yard, &second.name, |data| sql(data, "book.db", "UPDATE pool SET balance = balance + 1"));
    let asked = asking(&forged, Some(&second.name), &place);
    let place = yard.place();
    let told = come_back(Restoring { accept_differences: true, data: &place, ..asked }).unwrap_err();
    assert!(matches!(told, NotRestored::Untrue { .. }), "{told}");
}

#[test]
fn a_patient_forger_is_named_what_is_wrong() {
    let mut yard = two_days();
    let (first, second) = (names(&yard.backups).remove(0), yard.back_up());
    let older = yard.place();
    by_hand(asking(&yard.backups, Some(&first), &older)).unwrap();
    let on_the_book = |text: &'static str| -> Box<dyn Fn(&Path)> { Box::new(move |data| sql(data, "book.db", text)) };
    let cases: Vec<Forging> = vec![
        (
            "entry 4 is not what it was when it was written",
            on_the_book(
                "UPDATE entry SET private_part = CAST(replace(CAST(private_part AS TEXT), '10000', '90000') AS BLOB) WHERE number = 4",
            ),
        ),
        (
            "its last entry is not the one",
            on_the_book("DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)"),
        ),
        ("the number of entries is not", on_the_book("UPDATE operations SET last_entry = last_entry - 1")),
        ("the head of the chain is not", on_the_book("UPDATE operations SET head = zeroblob(32)")),
        (
            "the book does not agree with itself",
            on_the_book(
                "UPDATE entry SET number = 99 WHERE number = 4; UPDATE entry SET number = 4 WHERE number = 5; UPDATE entry SET number = 5 WHERE number = 99",
            ),
        ),
        ("a row does not follow from the entries: pool", on_the_book("UPDATE pool SET balance = balance + 1")),
        ("this is another book of that name", on_the_book("UPDATE operations SET generation = 'another'")),
        (
            "one of the keys that belong to the book is not",
            Box::new(|data| fs::write(data.join(SLUG).join("keys").join("id"), [7; 32]).unwrap()),
        ),
        (
            "the newest snapshot is not",
            Box::new(|data| {
                fs::copy(older.join(SLUG).join("public.db"), data.join(SLUG).join("public.db")).unwrap();
            }),
        ),
        ("is not among those published", Box::new(|data| sql(data, "public.db", "UPDATE fact SET id = id || 'x'"))),
    ];
    named(&yard, &second.name, cases);
    // Forged into what it was, it comes back: what is refused above is refused for what was changed.
    let same = forged(&yard, &second.name, |data| sql(data, "book.db", "SELECT 1"));
    come_back(asking(&same, Some(&second.name), &yard.place())).unwrap();
    // An older manifest that was changed, its checksum as well: the next one remembers it.
    let forged = forged(&yard, &first, |data| sql(data, "book.db", "UPDATE operations SET name = 'Another'"));
    let told = come_back(asking(&forged, Some(&first), &yard.place())).unwrap_err();
    assert!(matches!(&told, NotRestored::Chain(name, by) if *name == first && *by == second.name), "{told}");
}

#[test]
fn every_key_is_the_one_that_was_kept() {
    let mut yard = two_days();
    let second = yard.back_up();
    let cases: Vec<Forging> = vec![
        (
            "one of the keys that belong to the book is not",
            Box::new(|data| fs::write(data.join(SLUG).join("keys").join("log"), [7; 32]).unwrap()),
        ),
        (
            "one of the keys that belong to the book is not",
            Box::new(|data| {
                let keys = data.join(SLUG).join("keys");
                let [log, witness] = ["log", "witness"].map(|name| fs::read(keys.join(name)).unwrap());
                fs::write(keys.join("log"), witness).unwrap();
                fs::write(keys.join("witness"), log).unwrap();
            }),
        ),
    ];
    named(&yard, &second.name, cases);
    // A manifest that leaves a key out, or names one too many: another would be made in its place, and sign.
    let change = |change: &dyn Fn(&mut Manifest)| {
        let place = yard.place();
        copy_folder(&yard.backups, &place);
        let mut manifest = newest(&place);
        change(&mut manifest);
        rewrite(&place, &second.name, &serde_json::to_string(&manifest).unwrap());
        come_back(asking(&place, Some(&second.name), &yard.place())).unwrap_err().to_string()
    };
    for key in ["log", "witness"] {
        let told = change(&|manifest| manifest.files.retain(|file| file.path != format!("{SLUG}/keys/{key}")));
        assert!(told.contains("one of the keys that belong to the book is not"), "{key}: {told}");
    }
    let told = change(&|manifest| {
        let one = manifest.files.iter().find(|file| file.path.ends_with("keys/log")).unwrap().clone();
        manifest.files.push(KeptFile { path: format!("{SLUG}/keys/log-2"), ..one });
    });
    assert!(told.contains("one of the keys that belong to the book is not"), "{told}");
}

#[test]
fn a_book_older_than_it_was_comes_back_only_when_that_is_accepted() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let first = yard.back_up();
    let (had, generation) = (yard.ground.entries(), yard.ground.operation().generation().unwrap());
    gift(&yard.ground, "");
    gift(&yard.ground, "");
    yard.ground.pass_to("2022-03-18T18:00:01+02:00");
    let beside = high_water_of(yard.ground.folder()).unwrap();
    let mark = BookMark::read(&beside, SLUG).unwrap().unwrap();
    assert_eq!((mark.last, &mark.generation), (had + 2, &generation), "the close of a day notes how far it has come");
    let occupied = come_back(asking(&yard.backups, None, yard.ground.folder())).unwrap_err();
    assert!(matches!(occupied, NotRestored::Occupied(_)), "{occupied}");
    let (data, _) = yard.lose_the_data();
    let asked = asking(&yard.backups, Some(&first.name), &data);
    let below = come_back(asked).unwrap_err().to_string();
    assert!(below.contains("2 entries would be missing") && below.contains("--accept-loss"), "{below}");
    assert!(!data.exists() && BookMark::read(&beside, SLUG).unwrap() == Some(mark.clone()));
    let done = come_back(Restoring { accept_loss: true, ..asked }).unwrap();
    assert_eq!((done.operations[0].entries, done.operations[0].lost), (had, 2));
    assert_eq!(BookMark::read(&beside, SLUG).unwrap().unwrap().last, had);
    assert!(beside.join(format!("{SLUG}.book.lost-{}", had + 2)).exists());
    assert_eq!(opened(&data).generation().unwrap(), generation);

    // Two books went on from one: the other is not taken for this one.
    let marked = BookMark { last: had, head: "0".repeat(64), generation: generation.clone() };
    let line = |mark: &BookMark| format!("waybill/mark/1 {} {} {}\n", mark.generation, mark.last, mark.head);
    fs::write(beside.join(format!("{SLUG}.book")), line(&marked)).unwrap();
    fs::remove_dir_all(&data).unwrap();
    let other = come_back(asked).unwrap_err().to_string();
    assert!(other.contains("two books went on from one"), "{other}");
    fs::write(beside.join(format!("{SLUG}.book")), line(&BookMark { generation: "another".into(), ..marked })).unwrap();
    let other = come_back(asked).unwrap_err().to_string();
    assert!(other.contains("the book that was here is of generation another"), "{other}");
    fs::write(beside.join(format!("{SLUG}.book")), "what").unwrap();
    assert!(come_back(asked).unwrap_err().to_string().contains("not the one line of a mark"));
}

#[test]
fn what_lies_beside_is_changed_only_when_the_book_is_back() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let first = yard.back_up();
    gift(&yard.ground, "");
    yard.ground.pass_to("2022-03-18T18:00:01+02:00");
    let beside = high_water_of(yard.ground.folder()).unwrap();
    let (data, _) = yard.lose_the_data();
    let listed = || {
        let files = fs::read_dir(&beside).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        files.collect::<BTreeSet<_>>()
    };
    let (mark, before) = (BookMark::read(&beside, SLUG).unwrap().unwrap(), listed());
    let asked = Restoring { accept_loss: true, ..asking(&yard.backups, Some(&first.name), &data) };
    // Somebody puts something there meanwhile, so that the book cannot take its place.
    let taken = restore(
        asked,
        ROWS,
        &|_| {
            fs::create_dir(&data)?;
            fs::write(data.join("letter.txt"), "Dear")?;
            Ok(Ok(()))
        },
        &World::real(),
    );
    assert!(matches!(taken, Err(NotRestored::Store(_))), "{taken:?}");
    assert_eq!((BookMark::read(&beside, SLUG).unwrap().as_ref(), listed()), (Some(&mark), before));
    assert!(!data.with_extension("restoring").exists());
    fs::remove_dir_all(&data).unwrap();
    // The book takes its place, and the mark cannot be put aside: the book is there, and that is said.
    let aside = beside.join(format!("{SLUG}.book.lost-{}", mark.last));
    fs::create_dir_all(aside.join("x")).unwrap();
    let told = come_back(asked).unwrap_err();
    assert!(matches!(&told, NotRestored::Unnoted(..)) && told.to_string().contains("Do not start them"), "{told}");
    assert_eq!(opened(&data).tip().unwrap().0, first.manifest.operations[0].entries);
    // What it says to do helps.
    fs::remove_dir_all(&data).unwrap();
    fs::remove_dir_all(&aside).unwrap();
    come_back(asked).unwrap();
    assert!(aside.is_file());
}

#[test]
fn a_folder_that_cannot_be_replaced_is_refused_at_once() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    yard.back_up();
    let (folder, link) = (yard.place(), yard.place());
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(&folder, &link).unwrap();
    // Every machine has a disk there that is not the disk around it.
    for fixed in [link.as_path(), Path::new("/proc")] {
        let told = come_back(asking(&yard.backups, None, fixed)).unwrap_err();
        assert!(matches!(&told, NotRestored::Fixed(_)) && told.to_string().contains("name a folder in it"), "{told}");
    }
}

#[test]
fn what_a_program_left_that_served_is_no_book() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    yard.back_up();
    let place = yard.place();
    fs::create_dir(&place).unwrap();
    let left = fs::File::create(place.join("serving.lock")).unwrap();
    left.lock().unwrap();
    let told = come_back(asking(&yard.backups, None, &place)).unwrap_err();
    assert!(matches!(told, NotRestored::Served(_)), "{told}");
    assert!(place.join("serving.lock").exists());
    drop(left);
    come_back(asking(&yard.backups, None, &place)).unwrap();
    assert!(!place.join("serving.lock").exists() && place.join("reader.key").exists());
}

#[test]
fn a_clock_that_went_back_makes_no_backup_before_another() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let right = yard.now;
    yard.now += SignedDuration::from_hours(24 * 365);
    let ahead = yard.back_up();
    let backups = Backups::open(&yard.backups).unwrap();
    let before = backups.add(&yard.store(), right).unwrap_err();
    assert!(matches!(&before, NotKept::Before { newest, .. } if *newest == ahead.name), "{before}");
    assert!(before.to_string().contains("go on in a new folder"), "{before}");
    assert_eq!(backups.forget_older(1).unwrap(), Vec::<String>::new());
    drop(backups);
    come_back(asking(&yard.backups, None, &yard.place())).unwrap();
}

#[test]
fn where_a_backup_goes_and_which_one_is_said_plainly() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let place = yard.place();
    let none = come_back(asking(&yard.backups, None, &place)).unwrap_err();
    assert!(matches!(none, NotRestored::NoBackup(_)));
    let added = yard.back_up();
    let there = come_back(asking(&yard.backups, Some("2022-03-18T00-00-00Z"), &place)).unwrap_err().to_string();
    assert!(there.contains(&format!("the newest is {}", added.name)), "{there}");
    let half = place.with_extension("restoring");
    fs::create_dir(&half).unwrap();
    let left = come_back(asking(&yard.backups, None, &place)).unwrap_err().to_string();
    assert!(left.contains("left by a restore that was stopped"), "{left}");
    fs::remove_dir(&half).unwrap();
    fs::create_dir(&place).unwrap();
    let done = come_back(asking(&yard.backups, None, &place)).unwrap();
    assert_eq!(done.name, added.name, "an empty folder will do, and the newest is taken");
    #[cfg(unix)]
    for (file, mode) in modes(&place).into_iter().chain(modes(&yard.backups)) {
        assert!(mode == 0o600 || mode == 0o700, "{} {mode:o}", file.display());
    }
    let left: Vec<PathBuf> =
        modes(&place).into_iter().map(|(file, _)| file).filter(|f| f.to_string_lossy().contains("-wal")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
fn modes(folder: &Path) -> Vec<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let mut found = Vec::new();
    for inside in fs::read_dir(folder).unwrap() {
        let path = inside.unwrap().path();
        // Made by hand, or an open file's own.
        if path.file_name().is_some_and(|name| name == ".lock") {
            continue;
        }
        found.push((path.clone(), fs::metadata(&path).unwrap().permissions().mode() & 0o777));
        if path.is_dir() {
            found.extend(modes(&path));
        }
    }
    found
}

/// Erases what is sealed with an entry, as the page does.
fn erase(ground: &Ground, entry: u64) {
    let at = format!("en/erase/entry/{entry}");
    let sent = ground.open(&at).form_to(&format!("/d/{SLUG}/{at}"));
    assert!(ground.send(&at, &sent).text().contains("Erased. Nobody can open it any more."));
}

/// Whether what was sealed with this entry can be had from a folder.
fn is_there(data: &Path, entry: u64) -> bool {
    let opened = Connection::open(data.join(SLUG).join("book.db")).unwrap();
    let sql = "SELECT count(*) FROM sealed WHERE subject = ?1";
    let found: i64 = opened.query_row(sql, [format!("entry/{entry}")], |row| row.get(0)).unwrap();
    found > 0
}

/// The envelope's bytes anywhere in a folder.
fn lies_in(data: &Path, envelope: &[u8]) -> bool {
    let part = &envelope[envelope.len() / 2..envelope.len() / 2 + 48];
    let bytes = fs::read(data.join(SLUG).join("book.db")).unwrap();
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn whoever_was_erased_stays_erased_when_an_older_backup_comes_back() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let (erased, stays) = (gift(&yard.ground, "Wren of the Gift"), gift(&yard.ground, "Lark"));
    let before = yard.back_up();
    let with_her = yard.place();
    by_hand(asking(&yard.backups, Some(&before.name), &with_her)).unwrap();
    let envelope: Vec<u8> = Connection::open(with_her.join(SLUG).join("book.db"))
        .unwrap()
        .query_row("SELECT envelope FROM sealed WHERE subject = ?1", [format!("entry/{erased}")], |row| row.get(0))
        .unwrap();
    // Planted: a return that does not erase again has her back.
    assert!(is_there(&with_her, erased) && lies_in(&with_her, &envelope));

    erase(&yard.ground, erased);
    let beside = high_water_of(yard.ground.folder()).unwrap();
    let list = beside.join(format!("{SLUG}.erased"));
    assert!(fs::read_to_string(&list).unwrap().ends_with(&format!("erased 2022-03-18 entry/{erased}\n")));
    let kept_list = yard.place();
    fs::copy(&list, &kept_list).unwrap();
    let gone_again = |asked: Restoring, had_list: bool| {
        let done = come_back(asked).unwrap();
        assert_eq!((done.operations[0].erased, done.operations[0].had_list), (1, had_list));
        assert!(!is_there(asked.data, erased) && !lies_in(asked.data, &envelope) && is_there(asked.data, stays));
        let back = opened(asked.data);
        assert_eq!(back.erased_on(&format!("entry/{erased}")).unwrap(), Some(jiff::civil::date(2022, 3, 18)));
        assert_eq!(back.check_derived().unwrap(), []);
    };
    // The list that lies beside the place; a list that somebody names.
    let (data, away) = yard.lose_the_data();
    let here = Restoring { accept_loss: true, ..asking(&yard.backups, Some(&before.name), &data) };
    gone_again(here, true);
    let elsewhere = yard.place();
    let named = Restoring { erasures: Some(&kept_list), ..asking(&yard.backups, Some(&before.name), &elsewhere) };
    gone_again(named, true);
    let list_there = high_water_of(&elsewhere).unwrap().join(format!("{SLUG}.erased"));
    assert_eq!(fs::read(&list_there).unwrap(), fs::read(&kept_list).unwrap(), "the list came with it");
    // Nothing but the backups is left: a newer one knows of it.
    fs::remove_dir_all(&data).unwrap();
    fs::rename(&away, &data).unwrap();
    yard.back_up();
    let alone = yard.place();
    gone_again(asking(&yard.backups, Some(&before.name), &alone), false);
    // Another book's list, or one that is not there, is told.
    fs::write(&kept_list, fs::read_to_string(&kept_list).unwrap().replacen("erasures/1 ", "erasures/1 x", 1)).unwrap();
    let place = yard.place();
    let told = come_back(Restoring { erasures: Some(&kept_list), ..asking(&yard.backups, None, &place) });
    assert!(told.unwrap_err().to_string().contains("it is the list of another book than ours"));
    let nowhere = yard.place();
    let told = come_back(Restoring { erasures: Some(&nowhere), ..asking(&yard.backups, None, &place) });
    assert!(told.unwrap_err().to_string().contains("there is no list of erasures"));
}

#[test]
fn what_was_entered_anew_is_not_erased_and_a_list_that_was_cut_short_is_told() {
    let mut yard = Yard::of(Ground::small(On::Sqlite));
    let operation = yard.ground.operation();
    let seal = |words: &str| operation.seal(waybill::store::Class::Contact, words.as_bytes()).unwrap().unwrap();
    let on = jiff::civil::date(2022, 3, 18);
    let subject = "holder/foundation-pl-1";
    let gone = || {
        operation.write(|db| waybill::store::erase_in(db, SLUG, subject, on)).unwrap();
        operation.leave_no_trace().unwrap();
    };
    operation.replace_sealed(subject, &seal("first")).unwrap();
    gone();
    operation.replace_sealed(subject, &seal("second")).unwrap();
    let list = high_water_of(yard.ground.folder()).unwrap().join(format!("{SLUG}.erased"));
    let (both, anew) = (fs::read_to_string(&list).unwrap(), yard.back_up());
    assert!(both.ends_with(&format!("erased 2022-03-18 {subject}\nanew {subject}\n")), "{both}");
    let place = yard.place();
    assert_eq!(come_back(asking(&yard.backups, Some(&anew.name), &place)).unwrap().operations[0].erased, 0);
    assert!(opened(&place).has_sealed(subject).unwrap().is_some());
    // Erased once more on the same day: that is another line, and the backup has to hear of it.
    let operation = yard.ground.operation();
    operation.write(|db| waybill::store::erase_in(db, SLUG, subject, on)).unwrap();
    // The machine stopped before the line was written: the next start writes it.
    yard.ground.restart();
    let third = fs::read_to_string(&list).unwrap();
    assert_eq!(third, format!("{both}erased 2022-03-18 {subject}\n"));
    let (data, _) = yard.lose_the_data();
    let asked = asking(&yard.backups, Some(&anew.name), &data);
    assert_eq!(come_back(asked).unwrap().operations[0].erased, 1);
    assert!(opened(&data).has_sealed(subject).unwrap().is_none());
    // A list with other lines is not the list of this book.
    fs::write(&list, third.replace("anew holder/foundation-pl-1", "anew holder/foundation-pl-2")).unwrap();
    fs::remove_dir_all(&data).unwrap();
    let told = come_back(asked).unwrap_err().to_string();
    assert!(told.contains("is not the beginning of the longest one"), "{told}");
}
