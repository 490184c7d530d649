//! Everything published as files: what stands in them, that it agrees with the pages, and that nothing in them is run.

use std::collections::BTreeSet;

use waybill::house::{FEEDS, FILES};
use waybill::store::Settings;
use waybill::web::words::Lang;

use crate::ground::{Ground, NAME, On, SLUG, on_both_engines};
use crate::page::unescaped;
use crate::taken;

on_both_engines!(
    every_file_is_there_from_the_first_minute,
    the_page_names_every_file_with_its_size,
    the_books_assert_every_balance_that_the_pages_show,
    the_demonstration_can_be_taken_along_on_its_last_day,
    a_feed_says_when_a_text_was_corrected,
    a_feed_without_a_public_address_has_no_link_of_ours,
    an_operation_cannot_put_a_directive_into_the_books_by_its_name,
);

/// The last day of the demonstration's story.
const LAST_DAY: i32 = 60;

fn address(ground: &Ground, address: Option<&str>, name: &str) {
    let address = address.map(str::to_owned);
    let settings = Settings { name: name.into(), languages: Vec::new(), address, onion: None };
    ground.operation().change_settings(&settings).unwrap();
}

fn feeds(ground: &Ground) -> Vec<(&'static str, String)> {
    Lang::ALL.map(|lang| (lang.code(), ground.read(&format!("{}/feed.atom", lang.code())).body)).into()
}

fn shown(ground: &Ground) -> std::sync::Arc<waybill::publish::shown::Shown> {
    ground.app.operations[0].published.shown(&ground.app.world).unwrap()
}

fn every_file_is_there_from_the_first_minute(on: On) {
    let ground = Ground::empty(on);
    for file in FILES {
        let page = ground.read(file.path);
        assert_eq!((page.status, page.header("content-type")), (200, file.kind), "{}", file.path);
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(ground.read(&format!("{}/more", file.path)).status, 404, "{}", file.path);
    }
    assert_eq!(ground.read("facts.csv").body.lines().count(), 1, "the names of the columns");
    for (lang, feed) in feeds(&ground) {
        assert!(feed.contains(&format!("xml:lang=\"{lang}\"")) && !feed.contains("<entry"), "{feed}");
    }
    taken::keep(&format!("empty-{on:?}"), &shown(&ground), &feeds(&ground));
    assert_eq!(FEEDS.len(), 1);
}

fn the_page_names_every_file_with_its_size(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:00+02:00");
    for lang in Lang::ALL.map(Lang::code) {
        let page = ground.read(&format!("{lang}/takeaway"));
        let links: BTreeSet<String> = page.tags().iter().map(|tag| tag.get("href").to_owned()).collect();
        for file in FILES {
            let size = ground.read(file.path).body.len().div_ceil(1000);
            assert!(links.contains(&format!("/o/{SLUG}/{}", file.path)), "{lang} {}", file.path);
            assert!(page.text().contains(&size.to_string()), "{lang} {} {size}", file.path);
        }
        assert!(links.contains(&format!("/o/{SLUG}/{lang}/feed.atom")));
        let books = ground.read(&format!("{lang}/books"));
        assert!(books.tags().iter().any(|tag| tag.get("href") == format!("/o/{SLUG}/{lang}/takeaway")));
    }
}

/// What `balances` must say, one line for each figure of what lies where.
fn balances_agree(ground: &Ground) -> usize {
    let (journal, beans) = (ground.read("books.journal").body, ground.read("books.beancount").body);
    let shown = shown(ground);
    let figures: Vec<_> = shown.figures.iter().filter(|(name, _)| name.starts_with("at.")).collect();
    assert_eq!(journal.lines().filter(|line| line.contains(" = ")).count(), figures.len());
    assert_eq!(beans.lines().filter(|line| line.contains(" balance ")).count(), figures.len());
    let table = ground.read("figures.csv").body;
    for (name, figure) in &figures {
        let unit = figure.unit.as_ref().unwrap();
        let row = table.lines().find(|line| line.starts_with(&format!("\"{name}\","))).unwrap();
        let written = row.trim_end().rsplit(',').next().unwrap().trim_matches('"');
        let parts: Vec<&str> = name.splitn(4, '.').collect();
        let account = format!("    assets:{}:{}  ", parts[1], parts[2]);
        let said = |line: &&str| {
            line.starts_with(&account)
                && (line.ends_with(&format!(" = {written} {unit}"))
                    || line.ends_with(&format!(" = {written} \"{unit}\"")))
        };
        assert_eq!(journal.lines().filter(said).count(), 1, "{name} {written}");
    }
    figures.len()
}

fn the_books_assert_every_balance_that_the_pages_show(on: On) {
    let ground = Ground::small(on);
    assert_eq!(balances_agree(&ground), 0, "nothing is told before the day closes");
    ground.pass_to("2022-03-18T18:00:00+02:00");
    assert!(balances_agree(&ground) > 3);
    let journal = ground.read("books.journal").body;
    assert!(journal.contains("  3 \"VEST-DSTU-8782-2018-4-L\" @@ 300.00 EUR"), "{journal}");
    taken::keep(&format!("small-{on:?}"), &shown(&ground), &[]);
}

fn the_demonstration_can_be_taken_along_on_its_last_day(on: On) {
    let ground = Ground::demo(on);
    while shown(&ground).day < LAST_DAY {
        waybill::demo::next_day(&ground.app, ground.operation()).unwrap();
    }
    assert!(balances_agree(&ground) > 10);
    address(&ground, Some("https://aid.example/o/flood"), NAME);
    taken::keep(&format!("demonstration-{on:?}"), &shown(&ground), &feeds(&ground));
    let facts = ground.read("facts.jsonl").body;
    let table = ground.read("facts.csv").body;
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows: BTreeSet<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(rows.len(), facts.lines().count(), "each fact has a row at least");
    let whole: serde_json::Value = serde_json::from_str(&ground.read("facts.json").body).unwrap();
    for (line, fact) in facts.lines().zip(whole["facts"].as_array().unwrap()) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&line["id"], &line["body"], &line["moves"]), (&fact["id"], &fact["body"], &fact["moves"]));
    }
}

fn a_feed_says_when_a_text_was_corrected(on: On) {
    let ground = Ground::demo(on);
    let before = feeds(&ground);
    for _ in 23..30 {
        waybill::demo::next_day(&ground.app, ground.operation()).unwrap();
    }
    address(&ground, Some("https://aid.example/o/flood"), NAME);
    let corrected: Vec<String> =
        shown(&ground).texts.iter().filter(|t| t.corrected).map(|t| t.name.to_string()).collect();
    assert!(!corrected.is_empty(), "the demonstration corrects a dispatch");
    for ((lang, feed), (_, earlier)) in feeds(&ground).into_iter().zip(before) {
        let summaries = feed.matches("<summary").count();
        assert!(summaries <= corrected.len(), "{lang}");
        assert!(feed.contains(&format!(
            "rel=\"self\" type=\"application/atom+xml\" href=\"https://aid.example/o/flood/{lang}/feed.atom\""
        )));
        assert!(unescaped(&feed).contains("<ins>") || summaries == 0, "{lang}: what was changed stands in the text");
        // Names are those of before, though the address is new.
        let names = |feed: &str| feed.split("<id>").skip(1).map(|rest| rest[..45].to_owned()).collect::<BTreeSet<_>>();
        assert!(names(&feed).is_superset(&names(&earlier)), "{lang}");
    }
    assert!(feeds(&ground).iter().any(|(_, feed)| feed.contains("<summary")));
}

fn a_feed_without_a_public_address_has_no_link_of_ours(on: On) {
    let ground = Ground::demo(on);
    for (lang, feed) in feeds(&ground) {
        let html = unescaped(&feed);
        assert!(feed.contains("<entry") && !feed.contains("<link"), "{lang}");
        assert!(!html.contains("href=\"/") && html.contains("60"), "{lang}: figures stand there as words");
    }
    address(&ground, Some("https://aid.example/o/flood"), NAME);
    for (lang, feed) in feeds(&ground) {
        let html = unescaped(&feed);
        assert!(html.contains(&format!("href=\"https://aid.example/o/flood/{lang}/figures/")), "{lang}");
        assert!(!html.contains("href=\"/"), "{lang}");
    }
}

fn an_operation_cannot_put_a_directive_into_the_books_by_its_name(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:00+02:00");
    let name = "Aid\"\n2022-01-01 open Assets:Stolen\n=1+1 <b>&amp; \\";
    address(&ground, None, name);
    let books = [ground.read("books.journal").body, ground.read("books.beancount").body];
    assert!(books.iter().all(|book| !book.lines().any(|line| line.starts_with("2022-01-01"))));
    let feed = ground.read("en/feed.atom").body;
    assert!(!feed.contains("<b>"), "{feed}");
    taken::keep(&format!("hostile-{on:?}"), &shown(&ground), &feeds(&ground));
}
