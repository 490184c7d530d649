//! How long a long dispatch and a long list of them take: `cargo bench -p waybill --bench dispatches`.
//!
//! Each figure stands beside what the Markdown library alone needs for the same words in the same minute, because machines
//! differ and are noisy; the ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

mod book;

use std::hint::black_box;
use std::time::{Duration, Instant};

use book::{at, founded, need, publish};
use waybill::features::dispatches::{list, one};
use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::publish::texts::{Section, SectionKind};
use waybill::web::words::{Lang, Tongue};

/// Days with a dispatch, and how long the last of them is.
const DAYS: i32 = 500;
const WORDS: usize = 5_000;
const FIGURES: usize = 40;
const ITEMS: [&str; 10] =
    ["helmet", "carrier", "firstaid", "tourniquet", "bandage", "stretcher", "thermal", "radio", "generator", "lamp"];

fn main() {
    let folder = std::env::temp_dir().join(format!("waybill-bench-{}", std::process::id()));
    let (operation, world) = founded(&folder);
    for item in ITEMS {
        need(&operation, &world, item);
    }
    world.set_now(at(DAYS + 1));
    close_days(&operation, &world, SHAPES).unwrap();
    let published = Published::open(&operation).unwrap();
    let shown = published.shown(&world).unwrap();
    let figures: Vec<&String> = shown.figures.keys().filter(|name| name.starts_with("need.")).take(FIGURES).collect();
    assert_eq!(figures.len(), FIGURES, "the book has fewer figures than the dispatch quotes");
    let long = text_with(&figures);
    for day in 1..=DAYS {
        publish(&operation, &world, &published, day, sections(if day == DAYS { &long } else { "A short day." }));
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

/// A section each, as long as a section may be.
fn sections(text: &str) -> Vec<Section> {
    let part = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
    text.as_bytes().chunks(15_000).map(|bytes| Section { kind: SectionKind::Report, text: part(bytes) }).collect()
}
