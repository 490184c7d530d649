//! What coordinators change about the operation itself: its name, the languages of its pages, its addresses.

use waybill::store::Settings;
use waybill::web::public::Request;

use crate::ground::{Ground, On, SLUG, on_both_engines};
use crate::page::Page;

on_both_engines!(
    a_language_that_is_not_offered_leads_to_the_usual_one,
    a_changed_name_is_on_the_next_page,
    a_change_that_stopped_half_way_is_made_whole_at_the_next_opening,
);

fn settings(name: &str, languages: &[&str]) -> Settings {
    let languages = languages.iter().map(ToString::to_string).collect();
    Settings { name: name.into(), languages, address: Some("https://aid.example/o/ours".into()), onion: None }
}

/// Where somebody whose browser asks for these languages is sent.
fn sent_to(ground: &Ground, path: &str, languages: &str) -> String {
    let request = Request { path: path.into(), host: "localhost".into(), languages: languages.into(), form: None };
    Page::of(ground.app.public(&request)).header("location").to_owned()
}

fn a_language_that_is_not_offered_leads_to_the_usual_one(on: On) {
    let ground = Ground::small(on);
    assert_eq!(sent_to(&ground, "/", "de"), "/o/ours/de/");
    ground.operation().change_settings(&settings("Ours", &["pl", "uk"])).unwrap();
    assert_eq!(sent_to(&ground, "/", "de"), "/o/ours/pl/");
    assert_eq!(sent_to(&ground, "/o/ours", "de, uk;q=0.5"), "/o/ours/uk/");
    assert_eq!(sent_to(&ground, "/o/ours/de/books", "de"), "/o/ours/pl/books", "an old link is not a dead end");
    let page = ground.ask_public("/o/ours/uk/books", "localhost", None);
    assert_eq!(page.status, 200);
    for (lang, offered) in [("pl", true), ("uk", true), ("de", false), ("en", false)] {
        let link = format!("/o/{SLUG}/{lang}/books");
        assert_eq!(page.tags().iter().any(|tag| tag.get("href") == link), offered, "{lang}");
    }
}

fn a_changed_name_is_on_the_next_page(on: On) {
    let ground = Ground::small(on);
    let front = |ground: &Ground| ground.ask_public("/o/ours/en/", "localhost", None).body;
    assert!(!front(&ground).contains("River aid"));
    ground.operation().change_settings(&settings("River aid", &[])).unwrap();
    assert!(front(&ground).contains("River aid"));
    assert_eq!(ground.operation().card().unwrap().settings, settings("River aid", &[]));
}

fn a_change_that_stopped_half_way_is_made_whole_at_the_next_opening(on: On) {
    let mut ground = Ground::small(on);
    ground.operation().change_settings(&settings("River aid", &["uk"])).unwrap();
    ground.operation().with_gate(|db| Ok(db.batch("UPDATE card SET name = 'before', languages = ''")?)).unwrap();
    ground.restart();
    let front = ground.ask_public("/o/ours/uk/", "localhost", None);
    assert!(front.body.contains("River aid") && !front.body.contains("before"));
}
