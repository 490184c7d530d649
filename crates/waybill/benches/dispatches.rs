//! How long a long dispatch and a long list of them take: `cargo bench -p waybill --bench dispatches`.
//!
//! Each figure stands beside what the Markdown library alone needs for the same words in the same minute, because machines
//! differ and are noisy; the ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::date;
use waybill::features::dispatches::{Written, entry_of, list, one, problems_of};
use waybill::house::{FORMS, ROWS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::publish::texts::{self, Name, Section, SectionKind, Words};
use waybill::store::{Engine, FormKey, Founding, Operation, Store};
use waybill::web::forms::Bench;
use waybill::web::typed::Typed;
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;

/// Days with a dispatch, and what the issue asks of one of them.
const DAYS: i32 = 500;
const WORDS: usize = 5_000;
const FIGURES: usize = 40;
const ITEMS: [&str; 10] =
    ["helmet", "carrier", "firstaid", "tourniquet", "bandage", "stretcher", "thermal", "radio", "generator", "lamp"];

fn main() {
    let folder = std::env::temp_dir().join(format!("waybill-bench-{}", std::process::id()));
    let (operation, world) = founded(&folder);
    let published = Published::open(&operation).unwrap();
    let shown = published.shown(&world).unwrap();
    let figures: Vec<&String> = shown.figures.keys().filter(|name| name.starts_with("need.")).take(FIGURES).collect();
    assert_eq!(figures.len(), FIGURES, "the book has fewer figures than the dispatch quotes");
    let long = text_with(&figures);
    for day in 1..=DAYS {
        publish(&operation, &world, &published, day, if day == DAYS { &long } else { "A short day." });
    }
    let shown = published.shown(&world).unwrap();
    let (w, name) = (Tongue::new(Lang::En), DAYS.to_string());
    let page =
        one(w, "/o/bench", &shown, &|name| published.telling(name).unwrap(), &name, &|_| maud::html! {}).unwrap();
    assert!(page.matches("class=\"fig\"").count() >= 2 * FIGURES, "each figure stands in the text and in its table");
    let library = median(|| comrak::markdown_to_html(&long, &comrak::Options::default()).len());
    let rendered = median(|| {
        one(w, "/o/bench", &shown, &|name| published.telling(name).unwrap(), &name, &|_| maud::html! {}).unwrap().len()
    });
    let listed = median(|| list(w, "/o/bench", &shown).len());
    let opened = median(|| Published::open(&operation).unwrap().shown(&world).unwrap().texts.len());
    let say = |what: &str, took: Duration, limit: &str| {
        let ratio = took.as_secs_f64() / library.as_secs_f64();
        println!(
            "{what:<60} {:>9.3} ms  {ratio:>7.1} times the Markdown library  (to reach: {limit})",
            1e3 * took.as_secs_f64()
        );
    };
    say("the Markdown library alone on these words", library, "-");
    say(&format!("a dispatch of {WORDS} words with {FIGURES} figures, whole page"), rendered, "20 ms");
    say(&format!("{DAYS} dispatches listed"), listed, "100 ms");
    say(&format!("{DAYS} dispatches read from the database for the first page"), opened, "-");
    drop((published, operation));
    std::fs::remove_dir_all(folder).unwrap();
}

/// The middle one of 31 runs.
fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut took: Vec<Duration> = (0..31)
        .map(|_| {
            let began = Instant::now();
            black_box(work());
            began.elapsed()
        })
        .collect();
    took.sort();
    took[15]
}

/// Paragraphs of a hundred words, a figure now and then.
fn text_with(figures: &[&String]) -> String {
    let mut text = String::new();
    for n in 0..WORDS {
        if n % 100 == 0 {
            text.push_str("\n\n");
        }
        match figures.get(n / (WORDS / FIGURES)) {
            Some(name) if n % (WORDS / FIGURES) == 7 => text.extend(["{", name.as_str(), "} "]),
            _ => text.push_str(["so ", "many ", "*words* ", "and ", "[one](https://example.org) "][n % 5]),
        }
    }
    text
}

fn founded(folder: &std::path::Path) -> (Operation, World) {
    std::fs::create_dir_all(folder).unwrap();
    let day_one = date(2022, 2, 24);
    let at = |day: i32| day_one.saturating_add(jiff::Span::new().days(day - 1)).at(20, 0, 0, 0).in_tz("Europe/Kyiv");
    let world = World::held(at(1).unwrap().timestamp(), 1);
    let (name, zone, accounts) = ("Bench".to_owned(), "Europe/Kyiv".to_owned(), vec!["bank-eur-1".to_owned()]);
    let founding = Founding { name, day_one, zone, accounts, demo_clock: None };
    let operation = Store::new(folder, Engine::Sqlite, ROWS).found("bench", &founding, &world).unwrap();
    for (n, item) in ITEMS.into_iter().enumerate() {
        let need = [("item", item), ("quantity", "10"), ("priority", "1"), ("price", "10"), ("source", "offer")];
        enter(&operation, &world, n, "need", &need);
    }
    world.set_now(at(DAYS + 1).unwrap().timestamp());
    close_days(&operation, &world, SHAPES).unwrap();
    (operation, world)
}

fn bench<'a>(operation: &'a Operation, world: &'a World, key: &str) -> Bench<'a> {
    let card = operation.card().unwrap();
    let (today, key) = (card.local(world.now()).date(), FormKey::parse(key).unwrap());
    Bench { operation, card, world, today, w: Tongue::new(Lang::En), key }
}

fn enter(operation: &Operation, world: &World, n: usize, form: &str, typed: &[(&str, &str)]) {
    let bench = bench(operation, world, &format!("bench-form-{form}-{n}"));
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

fn publish(operation: &Operation, world: &World, published: &Published, day: i32, text: &str) {
    let bench = bench(operation, world, &format!("bench-dispatch-{day}"));
    let sections = text
        .as_bytes()
        .chunks(15_000)
        .map(|part| Section { kind: SectionKind::Report, text: String::from_utf8_lossy(part).into_owned() })
        .collect();
    let words = Words { title: "A day".into(), lede: "What it was.".into(), sections, note: String::new() };
    let shown = published.shown(world).unwrap();
    let languages = BTreeMap::from([("en".to_owned(), words)]);
    let written = Written::of(Name::of_day(day), languages, published, &shown).unwrap();
    let wrong = problems_of(bench.w, &written, "en");
    assert!(wrong.is_empty(), "{wrong:?}");
    operation.post(world, &bench.key, &entry_of(&bench, &written), |_, _| Ok(())).unwrap();
    texts::tell(operation).unwrap();
}
