//! What coordinators change about the operation itself: its name, the languages of its pages, its addresses.

use waybill::store::Settings;
use waybill::web::public::Request;

use crate::ground::{Ground, On, PUBLIC_AT, Pairs, SLUG, on_both_engines, pairs};
use crate::page::Page;

on_both_engines!(
    a_language_that_is_not_offered_leads_to_the_usual_one,
    a_changed_name_is_on_the_next_page,
    a_change_that_stopped_half_way_is_made_whole_at_the_next_opening,
    settings_are_kept_once_and_shown_to_everybody_at_once,
    every_broken_rule_is_a_sentence_and_nothing_typed_is_lost,
    two_who_change_settings_at_once_do_not_undo_each_other,
    an_account_is_added_once_and_offered_by_the_forms,
    the_calendar_can_be_set_until_the_first_entry,
    a_first_day_of_today_is_today_in_the_new_zone_as_well,
    first_steps_follow_the_book,
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

/// What a browser would send of one of the forms on the page, with these fields changed.
fn sent(ground: &Ground, part: &str, typed: &[(&str, &str)]) -> Pairs {
    let page = ground.open("en/settings");
    let action = format!("action=\"/d/{SLUG}/en/{part}#problems\"");
    let form = page.body.split("<form").find(|form| form.contains(&action)).expect("the form is there");
    let seen = form.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut sent = pairs(&[("seen", seen)]);
    let (name, usual) = (ground.operation().card().unwrap().settings.name, "en");
    if part == "settings" {
        sent.extend(pairs(&[("name", name.as_str()), ("usual", usual)]));
    }
    sent.extend(pairs(typed));
    sent
}

fn settings_are_kept_once_and_shown_to_everybody_at_once(on: On) {
    let ground = Ground::small(on);
    let typed = [
        ("name", "River aid"),
        ("usual", "uk"),
        ("lang-en", "yes"),
        ("lang-uk", "yes"),
        ("address", " https://Aid.example/o/ours/ "),
        ("onion", "http://waybillexampleaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.onion/"),
    ];
    let form = sent(&ground, "settings", &typed);
    for _ in 0..2 {
        let kept = ground.send("en/settings", &form);
        assert_eq!(kept.status, 200, "{:?}", kept.problems());
        assert!(kept.text().contains("Kept. The public pages say it now."));
        assert_eq!(kept.body.matches("River aid").count(), 2, "in its field, and in the page's head at once");
        assert!(kept.body.contains("href=\"https://aid.example/o/ours/\""), "the front page's address is shown");
        assert!(kept.body.contains(&format!("href=\"{PUBLIC_AT}/o/ours/\"")));
    }
    let now = ground.operation().settings().unwrap();
    assert_eq!(
        (now.languages.join(" ").as_str(), now.address.as_deref()),
        ("uk en", Some("https://aid.example/o/ours"))
    );
    assert!(ground.read("uk/").body.contains("River aid"));
    assert_eq!(sent_to(&ground, "/", "de"), "/o/ours/uk/");
}

fn every_broken_rule_is_a_sentence_and_nothing_typed_is_lost(on: On) {
    let ground = Ground::small(on);
    let long = "n".repeat(81);
    let typed = [
        ("name", long.as_str()),
        ("usual", "xx"),
        ("lang-de", "yes"),
        ("address", "http://example.org/elsewhere"),
        ("onion", "https://example.org"),
    ];
    let before = ground.operation().settings().unwrap();
    let page = ground.send("en/settings", &sent(&ground, "settings", &typed));
    assert_eq!((page.status, page.problems().len()), (422, 4), "{:?}", page.problems());
    for (field, sentence) in [
        ("name", "too long: 81 characters"),
        ("usual", "not one of the choices"),
        ("address", "write https://"),
        ("onion", "not an onion service"),
    ] {
        let field = page.field(field).unwrap();
        assert!(field.invalid && field.error.as_ref().is_some_and(|error| error.contains(sentence)), "{field:?}");
    }
    assert_eq!(page.field("address").unwrap().value, "http://example.org/elsewhere");
    let box_of = |lang: &str| page.tags().into_iter().find(|tag| tag.get("name") == format!("lang-{lang}")).unwrap();
    assert!(box_of("de").attributes.contains_key("checked") && !box_of("en").attributes.contains_key("checked"));
    let hidden = ground.send("en/settings", &sent(&ground, "settings", &[("name", "Aid\u{202e}")]));
    assert!(hidden.field("name").unwrap().error.unwrap().contains("invisible"));
    assert_eq!(ground.operation().settings().unwrap(), before);
}

fn two_who_change_settings_at_once_do_not_undo_each_other(on: On) {
    let ground = Ground::small(on);
    let (one, other) = (sent(&ground, "settings", &[("name", "One")]), sent(&ground, "settings", &[("name", "Other")]));
    assert_eq!(ground.send("en/settings", &one).status, 200);
    let crossed = ground.send("en/settings", &other);
    assert!(crossed.status == 422 && crossed.problems()[0].1.contains("Somebody else changed these settings"));
    assert_eq!(ground.operation().settings().unwrap().name, "One");
    assert_eq!(crossed.field("name").unwrap().value, "Other", "what was typed is still there");
    assert_eq!(ground.send("en/settings", &sent(&ground, "settings", &[("name", "Other")])).status, 200);
    assert_eq!(ground.operation().settings().unwrap().name, "Other");
}

fn an_account_is_added_once_and_offered_by_the_forms(on: On) {
    let ground = Ground::small(on);
    let accounts = || ground.operation().card().unwrap().accounts;
    let form = sent(&ground, "settings/account", &[("kind", "cash"), ("currency", "pln")]);
    for _ in 0..2 {
        assert_eq!(ground.send("en/settings/account", &form).status, 200);
    }
    assert_eq!(accounts(), ["bank-eur-1", "bank-uah-1", "cash-pln-1"]);
    let other = ground.send("en/settings/account", &{
        let mut other = form.clone();
        other.insert("currency".into(), "USD".into());
        other
    });
    assert!(other.status == 422 && other.problems()[0].1.contains("added an account"), "{:?}", other.problems());
    let second = sent(&ground, "settings/account", &[("kind", "bank"), ("currency", "EUR")]);
    assert_eq!(ground.send("en/settings/account", &second).status, 200);
    assert_eq!(accounts().last().unwrap(), "bank-eur-2");
    for (field, typed) in [("kind", "safe"), ("currency", "vests")] {
        let mut wrong = sent(&ground, "settings/account", &[("kind", "bank"), ("currency", "EUR")]);
        wrong.insert(field.into(), typed.into());
        let page = ground.send("en/settings/account", &wrong);
        assert!(page.status == 422 && page.field(field).unwrap().invalid, "{field}");
    }
    ground.record("opening-money", &[("account", "cash-pln-1")]);
    assert_eq!(accounts().len(), 4);
    assert!(ground.operation().check_derived().unwrap().is_empty());
}

fn the_calendar_can_be_set_until_the_first_entry(on: On) {
    let mut ground = Ground::empty(on);
    ground.pass_to("2022-03-19T18:00:00+02:00");
    ground.sign_in();
    let form = sent(&ground, "settings/calendar", &[("day_one", "2022-03-18"), ("zone", "Europe/Warsaw")]);
    for _ in 0..2 {
        let set = ground.send("en/settings/calendar", &form);
        assert!(set.status == 200 && set.text().contains("The calendar is set."), "{:?}", set.problems());
    }
    for (field, typed, sentence) in [
        ("day_one", "2022-03-20", "too late"),
        ("zone", "Kyiv", "not a time zone"),
        ("day_one", "1022-01-01", "too early"),
    ] {
        let mut wrong = form.clone();
        wrong.insert(field.into(), typed.into());
        let page = ground.send("en/settings/calendar", &wrong);
        assert!(page.field(field).unwrap().error.unwrap().contains(sentence), "{field} {typed}");
    }
    assert!(ground.read("en/").text().contains("Day 2"), "{}", ground.read("en/").text());
    ground.record("need", &[("confirmed", "2022-03-19"), ("price_on", "2022-03-19")]);
    ground.pass_to("2022-03-20T18:01:00+01:00");
    ground.sign_in();
    assert!(ground.read("en/figures/need.vest-1.missing").status == 200, "days before the change hold nothing back");
    let late = ground.send("en/settings/calendar", &form);
    assert!(late.status == 422 && late.problems()[0].1.contains("first entry"), "{:?}", late.problems());
    assert!(ground.open("en/settings").text().contains("neither can be changed any more"));
    ground.restart();
    assert_eq!(ground.operation().card().unwrap().day_one.to_string(), "2022-03-18");
}

/// Half past midnight in Kyiv is still the evening before in Warsaw.
fn a_first_day_of_today_is_today_in_the_new_zone_as_well(on: On) {
    let mut ground = Ground::empty(on);
    ground.pass_to("2022-03-20T00:30:00+02:00");
    ground.sign_in();
    let set = |day: &str, zone: &str| {
        ground.send("en/settings/calendar", &sent(&ground, "settings/calendar", &[("day_one", day), ("zone", zone)]))
    };
    assert!(set("2022-03-20", "Europe/Kyiv").text().contains("The calendar is set."));
    let form = sent(&ground, "settings/calendar", &[("day_one", "2022-03-20"), ("zone", "Europe/Warsaw")]);
    for _ in 0..2 {
        let set = ground.send("en/settings/calendar", &form);
        assert!(set.status == 200 && set.text().contains("The calendar is set."), "{:?}", set.problems());
    }
    assert_eq!(ground.operation().card().unwrap().day_one.to_string(), "2022-03-19");
    assert!(ground.read("en/").text().contains("Day 1"), "{}", ground.read("en/").text());
    for (day, zone) in [("2022-03-20", "Europe/Warsaw"), ("2022-03-21", "Europe/Kyiv")] {
        let refused = set(day, zone);
        assert!(refused.field("day_one").unwrap().error.unwrap().contains("too late"), "{day} {zone}");
    }
}

fn first_steps_follow_the_book(on: On) {
    let ground = Ground::empty(on);
    let states = |ground: &Ground| {
        let page = ground.open("en/start").body;
        let states = page
            .split("<span class=\"state")
            .skip(1)
            .map(|rest| rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned());
        states.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(states(&ground), "Done, Done, Now, If you have it, If you have it, Later, Later, Later, If you have it");
    assert!(ground.open("en/").body.contains("href=\"/d/ours/en/start\""));
    ground.record("need", &[]);
    assert_eq!(
        states(&ground),
        "Done, Done, If you have it, If you have it, If you have it, Done, Now, Later, If you have it"
    );
    ground.record("opening-stock", &[]);
    assert!(states(&ground).starts_with("Done, Done, If you have it, If you have it, Done, Done, Now"));
    ground.record("correction", &[("entry", "1")]);
    assert!(states(&ground).contains("Now, If you have it, Done, Later, Later"), "{}", states(&ground));
    for link in ground.open("uk/start").tags().iter().filter(|tag| tag.get("href").starts_with("/d/ours/uk/")) {
        let path = link.get("href").trim_start_matches("/d/ours/").split('#').next().unwrap().to_owned();
        assert_eq!(ground.open(&path).status, 200, "{path}");
    }
}
