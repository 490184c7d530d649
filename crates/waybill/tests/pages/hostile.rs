//! Addresses that are made to reach something else.

use crate::ground::{Ground, HOST, On, on_both_engines};

on_both_engines!(odd_addresses_reach_nothing, a_reader_is_told_nothing_before_its_time);

const ODD: [&str; 22] = [
    "..",
    "../",
    "../../book.db",
    "..%2f..%2fbook.db",
    "%2e%2e/%2e%2e/ours/book.db",
    "....//",
    "en/../../book.db",
    "en/..",
    "en/%2e%2e",
    "en/books/..",
    "en/books/../protect",
    "en/books/%00",
    "en/books/open%00",
    "en/books/open/",
    "en/books//open",
    "en/facts/%3Cscript%3E",
    "en/figures/'%20OR%201=1--",
    "en/books%2fopen",
    "en%2fbooks",
    "%65n/books",
    "en/books/%c3%28",
    "keys/id",
];

fn odd_addresses_reach_nothing(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:00+02:00");
    let key = std::fs::read(ground.folder().join("ours/keys/id")).unwrap();
    assert_eq!(key.len(), 32);
    let long = format!("en/books/{}", "a".repeat(50_000));
    for path in ODD.into_iter().chain([long.as_str()]) {
        for page in [
            ground.read(path),
            ground.ask_public(&format!("/{path}"), HOST, None),
            ground.ask_public(&format!("/{path}"), "localhost", None),
            ground.open(path),
            ground.open(&format!("en/record/{path}")),
            ground.open(&format!("en/book/{path}")),
        ] {
            let slash = path == "en/books/open/" && page.status == 200;
            assert!(slash || matches!(page.status, 303 | 404), "{path}: {}", page.status);
            assert!(!page.body.contains("SQLite format") && !page.body.contains("<script"), "{path}");
            if page.status == 303 {
                assert!(page.header("location").starts_with("/d/ours/") || page.header("location") == "/en/", "{path}");
            }
        }
    }
    for path in [
        "en/book?before=x",
        "en/book?before=-1",
        "en/book?before=99999999999999999999",
        "en/book?before=1%27--",
        "en/book?x",
    ] {
        assert_eq!(ground.open(path).status, 200, "{path}");
    }
}

/// Nothing that was entered today is in any public answer before its day has closed.
fn a_reader_is_told_nothing_before_its_time(on: On) {
    let ground = Ground::empty(on);
    let public = |ground: &Ground| {
        let paths = ["en/", "uk/", "en/books", "en/books/open", "en/protect", "en/gift", "facts.jsonl", "figures.json"];
        paths.map(|path| (ground.read(path).body, format!("{:?}", ground.read(path).headers)))
    };
    let before = public(&ground);
    ground.record("need", &[("item", "vest"), ("quantity", "77"), ("price", "100")]);
    ground.record("opening-money", &[("amount", "4321")]);
    ground.record("opening-stock", &[("item", "tent"), ("count", "88"), ("region", "UA-30")]);
    ground.record("handover", &[("shelf", "place-ua-30-1/TENT"), ("count", "66")]);
    assert!(public(&ground) == before, "something is told before its day has closed");
    ground.pass_to("2022-03-18T18:00:00+02:00");
    let after = ground.read("facts.jsonl").body;
    assert!(after.contains("77") && after.contains("4321") || after.contains("432100"), "{after}");
    assert!(!after.contains("handover"), "a handover waits for the second Monday: {after}");
}
