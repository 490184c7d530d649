//! How long a copy of a thousand dispatches takes: `cargo bench -p waybill --bench mirror`.
//!
//! Beside it stands what writing the same bytes into the same folder takes in the same minute, each file synced as the
//! mirror syncs them: machines differ and are noisy, the ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::date;
use waybill::features::dispatches::{Written, entry_of};
use waybill::house::{FORMS, HOUSE, ROWS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::publish::texts::{self, Name, Section, SectionKind, Words};
use waybill::store::{Engine, FormKey, Founding, Operation, Store};
use waybill::web::forms::Bench;
use waybill::web::mirror::mirror;
use waybill::web::public::{App, Served};
use waybill::web::typed::Typed;
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;

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
    fs::create_dir_all(folder).unwrap();
    let day_one = date(2022, 2, 24);
    let at = |day: i32| day_one.saturating_add(jiff::Span::new().days(day - 1)).at(20, 0, 0, 0).in_tz("Europe/Kyiv");
    let world = World::held(at(1).unwrap().timestamp(), 1);
    let (name, zone, accounts) = ("Bench".to_owned(), "Europe/Kyiv".to_owned(), vec!["bank-eur-1".to_owned()]);
    let founding = Founding { name, day_one, zone, accounts, demo_clock: None };
    let operation = Store::new(folder, Engine::Sqlite, ROWS).found("bench", &founding, &world).unwrap();
    let need = [("item", "lamp"), ("quantity", "10"), ("priority", "1"), ("price", "10"), ("source", "offer")];
    enter(&operation, &world, "need", &need);
    let published = Published::open(&operation).unwrap();
    for day in 1..=DAYS {
        world.set_now(at(day).unwrap().timestamp());
        close_days(&operation, &world, SHAPES).unwrap();
        publish(&operation, &world, &published, day);
    }
    App {
        world,
        operations: vec![Served { operation, published, host: None }],
        house: &HOUSE,
        public_at: String::new(),
        next_day: None,
    }
}

fn bench<'a>(operation: &'a Operation, world: &'a World, key: &str) -> Bench<'a> {
    let card = operation.card().unwrap();
    let (today, key) = (card.local(world.now()).date(), FormKey::parse(key).unwrap());
    Bench { operation, card, world, today, w: Tongue::new(Lang::En), key }
}

fn enter(operation: &Operation, world: &World, form: &str, typed: &[(&str, &str)]) {
    let bench = bench(operation, world, &format!("bench-form-{form}"));
    let form = FORMS.iter().find(|f| f.path == form).unwrap();
    let mut typed = Typed::new(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    for input in (form.fields)(&bench, &typed).unwrap().into_iter().flatten() {
        if typed.get(&input.name).is_empty() {
            typed.set(&input.name, &input.first);
        }
    }
    let draft = (form.read)(&bench, &typed).unwrap();
    operation.post(world, &bench.key, &draft, |_, _| Ok(())).unwrap();
}

fn publish(operation: &Operation, world: &World, published: &Published, day: i32) {
    let bench = bench(operation, world, &format!("bench-dispatch-{day}"));
    let text = "We still lack {need.lamp-1.missing} for *lamps*, and say so every day. ".repeat(8);
    let sections = vec![Section { kind: SectionKind::Report, text }];
    let words = Words { title: "A day".into(), lede: "What it was.".into(), sections, note: String::new() };
    let shown = published.shown(world).unwrap();
    let languages = BTreeMap::from([("en".to_owned(), words)]);
    let written = Written::of(Name::of_day(day), languages, published, &shown).unwrap();
    operation.post(world, &bench.key, &entry_of(&bench, &written), |_, _| Ok(())).unwrap();
    texts::tell(operation).unwrap();
}
