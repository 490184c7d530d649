//! Every form and every public page, in every language, on a book without entries, a crowded one, and the demonstration.

use waybill::house::{FORMS, PAGES};
use waybill::web::words::Lang;

use crate::ground::{Ground, NAME, On, on_both_engines};
use crate::page::{Page, english};

on_both_engines!(
    a_book_without_entries_can_be_opened_everywhere,
    two_hundred_needs_are_a_page_as_well,
    the_demonstration_is_whole_and_its_days_pass,
    the_book_as_csv_holds_every_move,
    names_that_do_not_exist,
);

/// A page of ours in the language of its address.
fn good(page: &Page, lang: &str, told: &str) {
    assert_eq!(page.status, 200, "{told}");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{told}");
    let html = page.tags().into_iter().find(|tag| tag.name == "html").unwrap();
    assert_eq!(html.get("lang"), lang, "{told}");
    assert!(!page.title().is_empty() && !page.body.contains("{$") && !page.body.contains("{ $"), "{told}");
    // A phrase that is missing or broken shows its key or its gap.
    assert!(!page.text().contains("Unknown localization"), "{told}");
    let ids: Vec<String> = page.tags().iter().map(|t| t.get("id").to_owned()).filter(|id| !id.is_empty()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "{told}: an id stands twice");
    if lang == "uk" {
        let forgotten = english(page);
        assert!(forgotten.is_empty(), "{told}: English on a Ukrainian page: {forgotten:?}");
    }
}

fn every_form_opens(ground: &Ground) {
    for lang in Lang::ALL.map(Lang::code) {
        for path in ["", "record", "book"] {
            good(&ground.open(&format!("{lang}/{path}")), lang, path);
        }
        for form in FORMS {
            let page = ground.open(&format!("{lang}/record/{}", form.path));
            good(&page, lang, form.path);
            assert!(!page.form()["key"].is_empty(), "{}", form.path);
            // Sent as it is, it asks for what is missing and enters nothing.
            let before = ground.entries();
            let sent = crate::ground::pressed(page.form(), "enter");
            let again = ground.send(&format!("{lang}/record/{}", form.path), &sent);
            assert_eq!((again.status, ground.entries()), (422, before), "{}", form.path);
            assert!(!again.problems().is_empty());
        }
    }
}

/// Every address of ours on these pages and on those they lead to; each must be there.
fn follow_every_link(ground: &Ground) -> usize {
    let slug = ground.operation().slug();
    let mut known: Vec<String> = Lang::ALL.map(Lang::code).iter().map(|lang| format!("/o/{slug}/{lang}/")).collect();
    let mut at = 0;
    while at < known.len() && at < 200 * Lang::ALL.len() {
        let path = known[at].clone();
        at += 1;
        let page = ground.ask_public(&path, "localhost", None);
        let machine = [".css", ".svg", ".jsonl", ".json", ".csv", ".journal", ".beancount", ".atom"]
            .iter()
            .any(|end| path.ends_with(end))
            || path.starts_with(&format!("/o/{slug}/log/"));
        if machine {
            assert_eq!(page.status, 200, "{path}");
            continue;
        }
        good(&page, path.trim_start_matches(&format!("/o/{slug}/")).split('/').next().unwrap(), &path);
        for tag in page.tags() {
            for link in [tag.get("href"), tag.get("src"), tag.get("action")] {
                let bare = link.split(['#', '?']).next().unwrap();
                assert!(bare.is_empty() || bare.starts_with('/'), "{path} leads away to {link}");
                if let Some(fragment) = link.strip_prefix('#') {
                    assert!(fragment.is_empty() || page.by_id(fragment).is_some(), "{path}: {link} leads nowhere");
                }
                if !bare.is_empty() && !known.iter().any(|k| k == bare) {
                    known.push(bare.to_owned());
                }
            }
        }
    }
    at
}

fn every_public_page_opens(ground: &Ground) {
    for lang in Lang::ALL.map(Lang::code) {
        for page in PAGES.iter().filter(|page| !page.path.ends_with('*')) {
            good(&ground.read(&format!("{lang}/{}", page.path)), lang, page.path);
        }
    }
    for page in PAGES.iter().filter(|page| page.path.ends_with('*')) {
        let path = format!("en/{}nothing-of-this-name", page.path.trim_end_matches('*'));
        assert_eq!(ground.read(&path).status, 404, "{path}");
    }
    assert_eq!(ground.read("figures.json").status, 200);
    assert_eq!(ground.read("facts.jsonl").status, 200);
}

fn a_book_without_entries_can_be_opened_everywhere(on: On) {
    let ground = Ground::empty(on);
    every_form_opens(&ground);
    every_public_page_opens(&ground);
    follow_every_link(&ground);
    assert!(ground.read("en/").text().contains(NAME));
    assert_eq!(ground.open("en/book.csv").body.lines().count(), 1);
    // A day that closed on an empty book is a snapshot of nothing.
    ground.pass_to("2022-03-18T18:00:00+02:00");
    every_public_page_opens(&ground);
}

fn two_hundred_needs_are_a_page_as_well(on: On) {
    let ground = Ground::empty(on);
    let items = ["vest", "helmet", "tent", "radio", "food", "water", "boots", "pump", "lamp", "stove"];
    let mut sent = crate::ground::pressed(ground.filled("en", "need", &[("quantity", "1200")]), "enter");
    for n in 0..200 {
        sent.insert("item".into(), items[n % items.len()].into());
        sent.insert("priority".into(), (n % 3 + 1).to_string());
        sent.insert("key".into(), format!("two-hundred-{n}"));
        assert_eq!(ground.send("en/record/need", &sent).title(), "Entered");
    }
    ground.pass_to("2022-03-18T18:00:00+02:00");
    every_public_page_opens(&ground);
    every_form_opens(&ground);
    let front = ground.read("en/");
    assert!(ground.read("en/books/vest-20").status == 200 && ground.read("en/books/vest-21").status == 404);
    assert!(front.body.len() < 1_000_000, "{} bytes", front.body.len());
}

fn the_demonstration_is_whole_and_its_days_pass(on: On) {
    let ground = Ground::demo(on);
    every_public_page_opens(&ground);
    assert!(follow_every_link(&ground) > 50);
    every_form_opens(&ground);
    for lang in Lang::ALL.map(Lang::code) {
        good(&ground.follow(lang, waybill::demo::CODE), lang, "the code of the demonstration");
    }
    // The button for the next day, pressed five times on one page: one day.
    let today = ground.open("en/");
    let ends_the_day = |tag: &crate::page::Tag| tag.get("action").ends_with("next-day");
    let action = today.tags().into_iter().find(ends_the_day).unwrap().get("action").to_owned();
    let hidden = today.tags().into_iter().filter(|t| t.name == "input" && t.get("type") == "hidden");
    let sent = hidden.map(|t| (t.get("name").to_owned(), t.get("value").to_owned())).collect();
    let press = || ground.ask_desk(&action, "", &ground.cookie, Some(&sent)).status;
    assert!((0..5).all(|_| press() == 303));
    assert!(ground.open("en/").text().contains("Day 24"), "{}", ground.open("en/").text());
    // What the story tells for the following weeks does happen.
    for _ in 24..41 {
        waybill::demo::next_day(&ground.app, ground.operation()).unwrap();
    }
    let arrivals = ground.operation().entries_of_kind("arrival").unwrap();
    assert_eq!(arrivals.len(), 4, "{arrivals:?}");
    let told = ground.read("facts.jsonl").body;
    assert!(told.contains("\"declared\":50"), "the vests that arrived on day 30 are told on day 40");
    every_public_page_opens(&ground);
}

fn the_book_as_csv_holds_every_move(on: On) {
    let ground = Ground::small(on);
    let page = ground.open("uk/book.csv");
    assert_eq!((page.status, page.header("content-type")), (200, "text/csv; charset=utf-8"));
    let lines: Vec<&str> = page.body.lines().collect();
    assert_eq!(lines[0], "entry,date,kind,from,to,commodity,amount,becomes,quantity");
    assert_eq!(lines.len(), 1 + usize::try_from(ground.entries()).unwrap());
    assert!(lines[2].starts_with("2,2022-02-24,opening,w:before,bank-eur-1/open,EUR,1000.00,,"), "{}", lines[2]);
    assert!(lines.last().unwrap().ends_with(",EUR,300.00,VEST-DSTU-8782-2018-4-L,3"), "{:?}", lines.last());
    for line in lines {
        assert_eq!(line.split(',').count(), 9, "{line}");
        assert!(line.split(',').all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{line}");
    }
}

fn names_that_do_not_exist(on: On) {
    let ground = Ground::small(on);
    for path in [
        "en/record/bribe",
        "en/record/gift/2",
        "en/book/0",
        "en/book/99",
        "en/book/-1",
        "en/book/99999999999999999999",
        "en/books",
        "en/x",
    ] {
        let page = ground.open(path);
        assert_eq!((page.status, page.title().as_str()), (404, "There is nothing at this address"), "{path}");
    }
    for path in
        ["xx/", "en/x", "en/books/x", "en/facts/x", "en/figures/x", "en/book", "en/record", "en//books", "book.db"]
    {
        let page = ground.read(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains("There is nothing at this address"), "{path}");
    }
    for path in ["/o/nobody/en/", "/o", "/o/", "/d/ours/en/", "/index.php", "/o/ours2/en/", "/O/ours/en/"] {
        assert_eq!(ground.ask_public(path, "localhost", None).status, 404, "{path}");
    }
    // A reading page takes no form.
    for path in ["en/", "en/book", "en/book/1", "en/book.csv", "en/record"] {
        assert_eq!(ground.send(path, &crate::ground::Pairs::new()).status, 404, "{path}");
    }
    assert_eq!(ground.open("en/next-day").status, 404);
    assert_eq!(
        ground.send("en/next-day", &crate::ground::Pairs::new()).status,
        404,
        "an own operation has its own days"
    );
}
