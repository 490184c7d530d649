//! Non-interference over the whole public side: two operations that differ only in what is not told yet, or never is, give the
//! same bytes - pages, files, feeds, headers, the mirror - until the day on which it is told.

use std::collections::BTreeMap;
use std::path::Path;

use waybill::house::{FEEDS, FILES};
use waybill::web::log::paths;
use waybill::web::mirror::mirror;
use waybill::web::words::Lang;

use crate::ground::{Ground, On, on_both_engines, pressed};
use crate::page::Page;

on_both_engines!(what_is_not_told_changes_no_public_byte, what_leaks_is_seen,);

/// How a reader asks: what the harness looks at, and what a plant changes.
type Ask = fn(&Ground, &str) -> Page;

fn plainly(ground: &Ground, path: &str) -> Page {
    ground.ask_public(path, "localhost", None)
}

/// Everything a reader can get: each address that any page or list leads to, with its headers.
fn everything(ground: &Ground, ask: Ask) -> BTreeMap<String, String> {
    let base = format!("/o/{}", ground.operation().slug());
    let mut waiting: Vec<String> = Lang::ALL.map(|lang| format!("{base}/{}/", lang.code())).to_vec();
    waiting.extend(FILES.iter().map(|file| format!("{base}/{}", file.path)));
    for feed in FEEDS {
        waiting.extend(Lang::ALL.map(|lang| format!("{base}/{}/{}", lang.code(), feed.path)));
    }
    let mut seen = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        if seen.contains_key(&path) {
            continue;
        }
        let page = ask(ground, &path);
        for tag in page.tags() {
            for link in [tag.get("href"), tag.get("src"), tag.get("action")] {
                let bare = link.split(['#', '?']).next().unwrap();
                // The log is compared by its shape.
                let in_log = bare.strip_prefix(&base).is_some_and(|rest| rest.starts_with("/log/"));
                if bare.starts_with(&base) && !in_log && !seen.contains_key(bare) {
                    waiting.push(bare.to_owned());
                }
            }
        }
        let body = without_root(ground, &path, page.body);
        seen.insert(path, format!("{} {:?}\n{body}", page.status, page.headers));
    }
    assert!(seen.len() > 30, "only {} addresses", seen.len());
    seen
}

/// The page "check" without the root and the strip drawn from it: a hash over leaves that hide what they stand for.
fn without_root(ground: &Ground, path: &str, body: String) -> String {
    let signed = ground.app.operations[0].published.signed().unwrap();
    let Some(signed) = signed.filter(|_| path.ends_with("/check") || path.ends_with("/check.html")) else {
        return body;
    };
    let root = signed.checkpoint.root();
    let strip = waybill::web::root::strip(&root, "").into_string();
    let bars = strip.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(body.contains(bars) && body.contains(&root.to_string()), "{path} shows the root");
    body.replace(bars, "").replace(&root.to_string(), "")
}

/// The log tells when a day closed and nothing else: its leaves hide what they stand for, so what is compared is which files
/// there are and how long each is.
fn shape_of_log(ground: &Ground, file: fn(&Ground, &str) -> Option<Vec<u8>>) -> Vec<(String, usize)> {
    let log = ground.app.operations[0].published.log().unwrap();
    assert!(log.size > 0, "there is a log");
    let length = |path: &String| file(ground, path).unwrap_or_else(|| panic!("{path}")).len();
    paths(log.size).into_iter().map(|path| (path.clone(), length(&path))).collect()
}

fn as_it_is(ground: &Ground, path: &str) -> Option<Vec<u8>> {
    ground.file(path)
}

/// The addresses at which two sides differ.
fn differences(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let all = one.keys().chain(other.keys().filter(|path| !one.contains_key(*path)));
    all.filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// What one of the two has and the other has not: goods that came, moved, were lost and went into hands; gifts of too few;
/// comments nobody approved; drafts; a person more.
fn what_is_not_told(ground: &Ground) {
    ground.record("arrival", &[("received1", "3"), ("region", "UA-46")]);
    ground.record("between", &[]);
    ground.record("unloading", &[]);
    ground.record("handover", &[("count", "2")]);
    ground.record("loss", &[]);
    ground.record("gift", &[("country", "FR"), ("amount", "31.07")]);
    ground.fill_comments(2);
    ground.cookie_of("ferry", waybill::store::Role::Logistics);
}

/// Something that both enter later, under the same key.
fn later_in_both(ground: &Ground, day: &str) {
    let mut sent = pressed(ground.filled("en", "opening-money", &[("amount", "7")]), "enter");
    sent.insert("key".into(), format!("later-in-both-{day}"));
    assert_eq!(ground.send("en/record/opening-money", &sent).title(), "Entered");
}

fn what_is_not_told_changes_no_public_byte(on: On) {
    let (mut with, mut without) = (Ground::small(on), Ground::small(on));
    assert_eq!(differences(&everything(&with, plainly), &everything(&without, plainly)), Vec::<String>::new());
    what_is_not_told(&with);
    assert_ne!(with.entries(), without.entries());
    for day in ["18", "19", "21", "27"] {
        for ground in [&mut with, &mut without] {
            ground.pass_to(&format!("2022-03-{day}T{}:00:00+0{}:00", 18, if day == "27" { 3 } else { 2 }));
            ground.sign_in();
            later_in_both(ground, day);
        }
        let found = differences(&everything(&with, plainly), &everything(&without, plainly));
        assert_eq!(found, Vec::<String>::new(), "on the evening of March {day}");
        assert_eq!(shape_of_log(&with, as_it_is), shape_of_log(&without, as_it_is), "on the evening of March {day}");
    }
    assert_eq!(mirrored(&with, "with"), mirrored(&without, "without"), "the mirrors differ");
    // The Monday: what may be told is told, where it belongs; what may not is still nowhere.
    for ground in [&with, &without] {
        ground.pass_to("2022-03-28T18:00:00+03:00");
    }
    let (now, before) = (everything(&with, plainly), everything(&without, plainly));
    let found = differences(&now, &before);
    assert!(found.contains(&"/o/ours/facts.jsonl".to_owned()), "{found:?}");
    let (facts, same) = (&now["/o/ours/facts.jsonl"], &before["/o/ours/facts.jsonl"]);
    let more: Vec<&str> = facts.lines().filter(|line| !same.contains(line)).collect();
    let kinds: Vec<&str> =
        more.iter().map(|line| line.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap()).collect();
    assert_eq!(kinds, ["arrival", "loss", "flow"], "{more:#?}");
    let untouched = ["give", "protect", "dispatches", "gift"];
    assert!(found.iter().any(|path| path.ends_with("/check")), "it counts the facts, and they are not the same");
    assert!(found.iter().all(|path| !untouched.iter().any(|page| path.ends_with(page))), "{found:?}");
    for (path, page) in &now {
        assert!(!page.contains("31.07") && !page.contains("31,07"), "{path} tells a gift of one");
        assert!(!page.contains("Words 1."), "{path} tells a comment nobody read");
    }
}

/// The mirror, file by file.
fn mirrored(ground: &Ground, name: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = ground.folder().join(format!("mirror-{name}"));
    mirror(&ground.app, &ground.app.operations[0], &folder).unwrap();
    let mut files = BTreeMap::new();
    walk(&folder, &folder, &mut files);
    for (name, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with("/check.html")) {
        *bytes = without_root(ground, name, String::from_utf8(bytes.clone()).unwrap()).into_bytes();
    }
    assert!(files.len() > 100);
    files
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            let mut bytes = std::fs::read(&path).unwrap();
            if name.starts_with("log/") {
                bytes = bytes.len().to_string().into_bytes();
            }
            if name == "mirror.json" {
                // What it says of the log's files, and of the page with its root, are hashes of leaves that hide something.
                let mut list: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                list["files"].as_array_mut().unwrap().retain(|file| {
                    let name = file["name"].as_str().unwrap();
                    !name.starts_with("log/") && !name.ends_with("/check.html")
                });
                bytes = list.to_string().into_bytes();
            }
            files.insert(name, bytes);
        }
    }
}

/// Planted: a place that is never told stands in an `ETag`, a feed counts a gift of one, and the log counts entries.
fn what_leaks_is_seen(on: On) {
    let (with, without) = (Ground::small(on), Ground::small(on));
    what_is_not_told(&with);
    for ground in [&with, &without] {
        ground.pass_to("2022-03-18T18:00:00+02:00");
    }
    let in_an_etag: Ask = |ground, path| {
        let mut page = plainly(ground, path);
        let entries = ground.operation().entries_of_kind("arrival").unwrap();
        let tag = entries.last().map_or_else(String::new, |entry| entry.private["moves"].to_string());
        page.headers.insert("etag", format!("\"{:x}\"", tag.len()).parse().unwrap());
        page
    };
    let in_a_feed: Ask = |ground, path| {
        let mut page = plainly(ground, path);
        if path.ends_with(FEEDS[0].path) {
            let gifts = ground.operation().entries_of_kind("gift").unwrap();
            page.body = page.body.replace("</feed>", &format!("<!-- {} --></feed>", gifts.len()));
        }
        page
    };
    // A leaf for each entry, without blanks up to a round number.
    let in_the_log = |ground: &Ground, path: &str| {
        let entries = usize::try_from(ground.entries()).unwrap();
        ground.file(path).map(|bytes| [bytes, vec![0; entries]].concat())
    };
    assert_eq!(shape_of_log(&with, as_it_is), shape_of_log(&without, as_it_is));
    assert_ne!(shape_of_log(&with, in_the_log), shape_of_log(&without, in_the_log), "a number of entries in the log");
    let seen = |ask| differences(&everything(&with, ask), &everything(&without, ask)).len();
    assert_eq!(seen(plainly), 0);
    assert!(seen(in_an_etag) > 100, "a place in an ETag");
    assert_eq!(seen(in_a_feed), Lang::ALL.len(), "a count of one in a feed");
}
