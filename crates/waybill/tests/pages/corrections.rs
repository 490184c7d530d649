//! Putting an entry right, from its own page to the world's: changes of money and gifts in kind beside it.

use crate::ground::{Ground, On, on_both_engines, pressed};
use crate::page::Page;
use crate::refused::{Case, refused};

on_both_engines!(
    an_entry_leads_to_its_correction_and_back,
    what_was_used_lists_what_comes_first,
    corrections_that_cannot_be,
    a_correction_shows_what_the_world_will_see,
    the_world_sees_what_was_taken_back,
    a_giver_whose_gift_was_wrong_is_told_so,
    changes_that_cannot_be,
    gifts_in_kind_that_cannot_be,
    a_gift_in_kind_gives_its_giver_a_code,
);

/// The address behind a link with these words.
fn link(page: &Page, words: &str) -> String {
    let before = page.body.split(words).next().unwrap_or_else(|| panic!("`{words}` is not on the page"));
    assert!(before.len() < page.body.len(), "`{words}` is not on {}", page.text());
    let href = before.rsplit_once("href=\"").unwrap().1;
    href.split('"').next().unwrap().replace("&amp;", "&")
}

fn follow(ground: &Ground, href: &str) -> Page {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    ground.ask_desk(path, query, &ground.cookie, None)
}

fn an_entry_leads_to_its_correction_and_back(on: On) {
    let ground = Ground::small(on);
    let form = follow(&ground, &link(&ground.open("en/book/11"), "Correct this entry"));
    assert_eq!((form.status, form.field("entry").unwrap().value.as_str()), (200, "11"));
    assert!(form.text().contains("Entry 11: Payment"), "{}", form.text());
    assert!(!form.text().contains("To be corrected first"));
    let entered = ground.record("correction", &[("entry", "11"), ("reason", "account")]);
    assert!(link(&entered, "An order was paid").ends_with("/record/payment"));
    let wrong = ground.open("en/book/11");
    assert!(wrong.text().contains("Corrected by entry 12: wrong account or holder, 18 March 2022"), "{}", wrong.text());
    assert!(!wrong.text().contains("Correct this entry"));
    let right = follow(&ground, &link(&wrong, "Corrected by entry 12"));
    assert!(right.text().contains("This corrects entry 11: wrong account or holder"));
    assert!(link(&right, "This corrects entry 11").ends_with("/book/11"));
    assert!(!right.text().contains("Correct this entry"));
    // The order can be paid again.
    ground.record("payment", &[]);
    for lang in ["en", "uk"] {
        for path in ["book", "book/11", "book/12", "record/correction?entry=10"] {
            assert_eq!(ground.open(&format!("{lang}/{path}")).status, 200);
        }
    }
}

fn what_was_used_lists_what_comes_first(on: On) {
    let ground = Ground::small(on);
    ground.record("arrival", &[("received1", "3"), ("region", "UA-46")]);
    let before = ground.state();
    for wrong in ["10", "11"] {
        let form = ground.open(&format!("en/record/correction?entry={wrong}"));
        assert!(form.text().contains("To be corrected first, in this order"), "{}", form.text());
        assert!(link(&form, "Entry 12: Arrival").ends_with("/en/book/12"));
    }
    // The order names both, the newest first.
    let text = ground.open("en/record/correction?entry=10").text();
    assert!(text.find("Entry 12: Arrival") < text.find("Entry 11: Payment"), "{text}");
    let sent = pressed(ground.filled("en", "correction", &[("entry", "11")]), "enter");
    let page = ground.send("en/record/correction", &sent);
    assert_eq!((page.status, ground.state()), (422, before));
    assert!(link(&page, "Entry 12: Arrival").ends_with("/en/book/12"));
    for entry in ["12", "11", "10"] {
        ground.record("correction", &[("entry", entry)]);
    }
}

fn corrections_that_cannot_be(on: On) {
    let ground = Ground::small(on);
    ground.record("correction", &[("entry", "2")]);
    for (entry, says, figures) in [
        ("11x", "There is no entry “11x”", &[][..]),
        ("99", "There is no entry “99”", &["99"]),
        ("2", "corrected already, by entry 12", &["12"]),
        ("12", "is a correction itself", &[]),
        ("4", "used later, by entry 11", &["11"]),
        ("10", "used later, by entry 11", &["11"]),
        ("", "Fill this in.", &[]),
    ] {
        let typed = [("entry", entry)];
        let case = Case { form: "correction", typed: &typed, at: "entry", says, figures, ..Case::default() };
        refused(&ground, &case);
    }
    let typed = [("reason", "because")];
    let case =
        Case { form: "correction", typed: &typed, at: "reason", says: "not one of the choices", ..Case::default() };
    refused(&ground, &Case { off_list: &["reason"], ..case });
}

fn a_correction_shows_what_the_world_will_see(on: On) {
    let mut ground = Ground::small(on);
    let vanishes = "neither it nor this correction ever will be";
    let seen = ground.look("en", "correction", &[("entry", "11")]);
    assert!(seen.text().contains(vanishes), "{}", seen.text());
    ground.record("arrival", &[("received1", "3"), ("region", "UA-46")]);
    ground.pass_to("2022-03-28T18:00:00+03:00");
    ground.sign_in();
    for (entry, sees) in [
        ("2", &["On Tuesday, 29 March 2022", "Corrected (Opening balance): wrong amount"][..]),
        ("9", &["is taken out of a later total that still stands for at least 5 people"]),
        ("12", &["On Monday, 11 April 2022", "Corrected (Arrival): wrong amount"]),
    ] {
        let seen = ground.look("en", "correction", &[("entry", entry)]);
        assert_eq!(seen.status, 200, "{:?}", seen.problems());
        for words in sees {
            assert!(seen.text().contains(words), "{entry}: `{words}` is not in {}", seen.text());
        }
    }
}

fn the_world_sees_what_was_taken_back(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:00+02:00");
    ground.record("change", &[]);
    ground.record("correction", &[("entry", "11")]);
    ground.record("correction", &[("entry", "10")]);
    ground.pass_to("2022-03-19T18:00:00+02:00");
    let facts = ground.read("facts.jsonl").body;
    let of_kind = |kind: &str| -> Vec<serde_json::Value> {
        let all = facts.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        all.filter(|fact| fact["kind"] == kind).collect()
    };
    assert_eq!((of_kind("correction").len(), of_kind("order").len()), (2, 1));
    for lang in ["en", "uk"] {
        for fact in of_kind("correction") {
            let (id, of) = (fact["id"].as_str().unwrap(), fact["body"]["of"].as_str().unwrap());
            let page = ground.read(&format!("{lang}/facts/{id}"));
            assert_eq!((page.status, page.body.contains(&format!("facts/{of}"))), (200, true));
            let page = ground.read(&format!("{lang}/facts/{of}"));
            assert_eq!((page.status, page.body.contains(&format!("facts/{id}"))), (200, true));
        }
    }
    let books = ground.read("en/books/vest-1");
    assert!(books.text().contains("(corrected)"), "{}", books.text());
    let books = ground.read("en/books").text();
    assert!(books.contains("Changed"), "the column is there once money was changed: {books}");
    assert!(books.contains("1 EUR = 32.4505 UAH, the bank’s own rate"), "{books}");
    assert!(!ground.read("en/").text().contains("3 protective vests"), "the order is in no list any more");
}

/// The code on the slip that an entered gift answers with.
fn code_on(page: &Page) -> String {
    let behind = page.body.split("<code>").nth(1).unwrap();
    behind.split('<').next().unwrap().to_owned()
}

fn a_giver_whose_gift_was_wrong_is_told_so(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    ground.pass_to("2022-03-18T18:00:00+02:00");
    ground.record("correction", &[("entry", "12"), ("reason", "twice")]);
    assert!(!ground.follow("en", &code).text().contains("has been corrected"), "not before the close");
    ground.pass_to("2022-03-19T18:00:00+02:00");
    let answer = ground.follow("en", &code);
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("entered wrongly, and the entry has been corrected"), "{}", answer.text());
    assert!(answer.text().contains("ask the coordinators"));
    assert_eq!(ground.follow("uk", &code).status, 200);
}

fn changes_that_cannot_be(on: On) {
    let ground = Ground::small(on);
    for (typed, at, says, figures) in [
        (&[("account", "bank-eur-1")][..], "account", "Both accounts are in EUR", &[][..]),
        (&[("amount", "1000.01")], "amount", "There is not enough", &["100001", "001"]),
        (&[("got", "0")], "got", "must be more than 0", &[]),
        (&[("got", "1298.025")], "got", "more", &[]),
    ] {
        refused(&ground, &Case { form: "change", typed, at, says, figures, echoes: &["UAH"], ..Case::default() });
    }
    let preview = ground.look("en", "change", &[]);
    let sees = "Changed for “Not earmarked”: 40.00 EUR into 1,298.02 UAH; 1 EUR = 32.4505 UAH, the bank’s own rate";
    assert!(preview.text().contains(sees), "{}", preview.text());
    // The other way round, one of the dearer stands first.
    ground.record("change", &[]);
    let back = [("from", "bank-uah-1/open/UAH"), ("amount", "1000"), ("account", "bank-eur-1"), ("got", "30")];
    let preview = ground.look("en", "change", &back);
    assert!(preview.text().contains("1 EUR = 33.3333 UAH"), "{}", preview.text());
}

fn gifts_in_kind_that_cannot_be(on: On) {
    let ground = Ground::small(on);
    for (typed, at, says) in [
        (&[("count", "0")][..], "count", "must be at least 1"),
        (&[("class", "DSTU-8782-2018/4")], "class", "does not belong to “blankets”"),
        (&[("price", "")], "price", "Fill this in."),
        (&[("currency", "XYZ")], "currency", "is not a currency"),
        (&[("price_on", "2040-01-01")], "price_on", "too late"),
        (&[("reference", "RF00 1234")], "reference", "is not a reference"),
    ] {
        let echoes = &["XYZ"];
        refused(&ground, &Case { form: "gift-in-kind", typed, at, says, echoes, ..Case::default() });
    }
}

fn a_gift_in_kind_gives_its_giver_a_code(on: On) {
    let ground = Ground::small(on);
    let mut codes = Vec::new();
    for _ in 0..5 {
        codes.push(code_on(&ground.record("gift-in-kind", &[])));
    }
    let shelf = ("shelf", "place-ua-30-1/BLANKET");
    ground.record("handover", &[shelf, ("count", "8"), ("region", "UA-30")]);
    ground.pass_to("2022-03-27T18:00:00+03:00");
    let waits = ground.follow("en", &codes[0]);
    assert!(waits.text().contains("waits until enough gifts have come together"), "{}", waits.text());
    ground.pass_to("2022-03-28T18:00:00+03:00");
    let answer = ground.follow("en", &codes[2]).text();
    assert!(answer.contains("Fair value of one: 12.00 EUR (an offer, 18 March 2022)"), "{answer}");
    assert!(answer.contains("2 blankets in people’s hands; 1 blanket as goods in stock"), "{answer}");
    assert_eq!(ground.follow("uk", &codes[2]).status, 200);
    let facts = ground.read("facts.jsonl").body;
    let total = facts.lines().find(|line| line.contains("gifts-in-kind")).unwrap();
    let total: serde_json::Value = serde_json::from_str(total).unwrap();
    let told = ground.read(&format!("en/facts/{}", total["id"].as_str().unwrap())).text();
    assert!(
        told.contains("5 gifts in kind for “Not earmarked”: 15 blankets; fair value 180.00 EUR (an offer"),
        "{told}"
    );
}
