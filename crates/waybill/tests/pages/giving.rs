//! Where money is sent, and the public page that turns a wish into a reference and a code.

use crate::ground::{Ground, On, Pairs, on_both_engines, pairs};
use crate::page::Page;
use crate::refused::{Case, refused};

on_both_engines!(
    giving_details_that_no_bank_has,
    without_giving_details_nothing_can_be_promised,
    a_promise_pressed_twice_is_one_promise,
    wishes_that_cannot_be_taken,
    a_need_that_is_complete_takes_no_more,
    more_promises_in_a_minute_than_anybody_reads,
    a_change_of_details_is_announced_for_three_days,
    a_slip_of_the_pen_before_the_close_is_never_told,
    other_currencies_get_the_plain_lines,
);

/// The small operation with giving details, told on the evening of day 23.
pub fn giving(on: On) -> Ground {
    let ground = Ground::small(on);
    ground.record("giving-details", &[]);
    ground.record("giving-details", &[("account", "bank-uah-1"), ("iban", ""), ("number", "26001"), ("bank", "Банк")]);
    ground.pass_to(EVENING);
    ground
}

const EVENING: &str = "2022-03-18T18:00:00+02:00";

/// Fills the public form in and sends it.
pub fn give(ground: &Ground, typed: &[(&str, &str)]) -> (Pairs, Page) {
    let mut sent = ground.read("en/give").form();
    sent.extend(pairs(typed));
    let page = send(ground, "en", &sent);
    (sent, page)
}

pub fn send(ground: &Ground, lang: &str, sent: &Pairs) -> Page {
    ground.ask_public(&format!("/o/ours/{lang}/give"), "localhost", Some(sent))
}

/// One line of the answer, by its name.
pub fn line(page: &Page, field: &str) -> String {
    let mark = format!("data-field=\"{field}\">");
    let (_, rest) = page.body.split_once(&mark).unwrap_or_else(|| panic!("no {field}: {}", page.main()));
    rest.split_once('<').unwrap().0.to_owned()
}

fn giving_details_that_no_bank_has(on: On) {
    let ground = Ground::small(on);
    let iban = |iban: &'static str, says, figures: &'static [&'static str], echoes: &'static [&'static str]| {
        let typed = [("iban", iban)];
        refused(
            &ground,
            &Case { form: "giving-details", typed: &typed, at: "iban", says, figures, echoes, ..Case::default() },
        );
    };
    iban("DE89370400440532013001", "a character was mistyped or two changed places", &[], &[]);
    iban("DE8937040044053201300", "begins with DE has 22 characters; this one has 21", &["22", "21"], &["DE"]);
    iban("XX21DEMO00000000000000", "begins with XX belongs to no bank", &[], &["XX"]);
    iban("DE89?", "“?” cannot stand in an IBAN", &[], &[]);
    iban("12345678901234567", "It begins with two letters", &["15", "34"], &[]);
    iban("", "every account in euros has one", &[], &[]);
    let number = ("number", "26001");
    for (typed, at, says) in [
        (&[number][..], "number", "not both"),
        (&[("account", "bank-uah-1"), ("iban", "")], "iban", "Where the bank has none"),
        (&[("account", "bank-uah-1"), ("iban", ""), number], "bank", "needs the name of its bank"),
        (&[("bic", "COBA")], "bic", "8 or 11 letters"),
        (&[("bank", "Банк")], "bank", "names its bank already"),
        (
            &[("account", "bank-uah-1"), ("iban", ""), number, ("bank", "Банк"), ("bic", "COBADEFF")],
            "bic",
            "belongs to an IBAN",
        ),
        (&[("holder", "Допомога <b>")], "holder", "“<” cannot stand in a name at a bank"),
        (&[("holder", "Допoмога")], "holder", "mixes Latin and Cyrillic letters"),
        (&[("holder", "")], "holder", "Fill this in"),
        (&[("holder", &*"Ж".repeat(71))], "holder", "71 characters, at most 70"),
    ] {
        let echoes = &["COBA", "COBADEFF"][..];
        refused(&ground, &Case { form: "giving-details", typed, at, says, echoes, ..Case::default() });
    }
    ground.record("giving-details", &[]);
    let says = "the details that were entered last";
    refused(&ground, &Case { form: "giving-details", at: "account", says, ..Case::default() });
}

fn without_giving_details_nothing_can_be_promised(on: On) {
    let ground = Ground::small(on);
    ground.pass_to(EVENING);
    for path in ["en/give", "en/give/vest-1"] {
        let page = ground.read(path);
        assert!(page.main().contains("has not set its giving details yet") && !page.body.contains("<form"), "{path}");
    }
    assert!(ground.read("en/").text().contains("has not set its giving details yet"));
    let before = ground.state();
    let sent = pairs(&[
        ("fund", "open"),
        ("amount", "50"),
        ("currency", "EUR"),
        ("key", "a-key-of-ours"),
        ("code", "0123456789abcdefghjk"),
    ]);
    let page = send(&ground, "en", &sent);
    assert_eq!((page.status, ground.state()), (422, before));
    assert!(page.main().contains("nothing to transfer to"));
}

fn a_promise_pressed_twice_is_one_promise(on: On) {
    let ground = giving(on);
    let before = ground.read("en/give");
    assert_eq!(before.header("cache-control"), "no-store");
    assert!(!before.main().contains("RF"), "no reference before it was asked for");
    let (sent, page) = give(&ground, &[("fund", "vest-1"), ("amount", "50")]);
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"), "{}", page.main());
    let (reference, code) = (line(&page, "reference"), line(&page, "code"));
    assert!(reference.starts_with("RF") && code.len() == 24 && page.body.contains("<svg class=\"qr\""), "{reference}");
    assert_eq!(line(&page, "iban"), "DE89 3704 0044 0532 0130 00");
    assert_eq!((line(&page, "amount"), line(&page, "holder")), ("50.00 EUR".to_owned(), "Допомога".to_owned()));
    let state = ground.state();
    let again = send(&ground, "en", &sent);
    assert_eq!(again.body, page.body, "the same answer to the letter");
    // Gone back, changed and pressed: what was promised first holds, and what was typed now is a new form's.
    let mut changed = sent.clone();
    changed.insert("amount".into(), "70".into());
    let other = send(&ground, "en", &changed);
    assert_eq!((other.status, ground.state()), (409, state.clone()));
    assert!(other.main().contains("This form was used before") && !other.main().contains(&reference));
    assert_eq!(
        (other.field("amount").unwrap().value, line(&send(&ground, "uk", &sent), "reference")),
        ("70".into(), reference.clone())
    );
    // Somebody else's code under the same key opens nothing and changes nothing.
    changed.insert("code".into(), "zzzzzzzzzzzzzzzzzzzz".into());
    let other = send(&ground, "en", &changed);
    assert_eq!((other.status, ground.state()), (409, state));
    assert!(other.main().contains("This form was used before") && !other.main().contains(&reference));
    // The code stands in no address.
    assert!(page.tags().iter().all(|tag| !tag.get("href").contains(&code) && !tag.get("action").contains(&code)));
    // A form without its key, or with a mangled one, promises nothing.
    for key in ["", "short", "<b>aaaaaaaaaaaa"] {
        let mut sent = ground.read("en/give").form();
        sent.extend(pairs(&[("fund", "open"), ("amount", "5"), ("key", key)]));
        assert_eq!(send(&ground, "en", &sent).status, 422, "{key}");
    }
}

fn wishes_that_cannot_be_taken(on: On) {
    let ground = giving(on);
    let before = ground.state();
    for (typed, at, says) in [
        (&[("amount", "")][..], "amount", "Fill this in"),
        (&[("amount", "a lot")], "amount", "not an amount"),
        (&[("amount", "-5")], "amount", "not an amount"),
        (&[("amount", "0")], "amount", "more than 0"),
        (&[("amount", "5.125")], "amount", "thousands or as decimals"),
        (&[("amount", "1000000000")], "amount", "at most 999,999,999.99 EUR"),
        (&[("amount", "99999999999999999999")], "amount", "over the limit"),
        (&[("amount", "5"), ("pieces", "2")], "pieces", "not both"),
        (&[("pieces", "2")], "pieces", "Pieces of what?"),
        (&[("fund", "vest-1"), ("pieces", "0")], "pieces", "at least 1"),
        (&[("fund", "vest-1"), ("pieces", "10000000")], "pieces", "at most 999,999,999.99"),
        (&[("fund", "vest-1"), ("pieces", "two")], "pieces", "whole number"),
        (&[("fund", "bribes"), ("amount", "5")], "fund", "not one of the choices"),
        (&[("currency", "USD"), ("amount", "5")], "currency", "not one of the choices"),
        (&[("fund", "vest-1"), ("currency", "UAH"), ("amount", "5")], "currency", "is counted in EUR"),
        (&[("amount", "5\u{202e}")], "amount", "invisible characters"),
    ] {
        let (sent, page) = give(&ground, typed);
        let told = page.field(at).and_then(|field| field.error).map(|told| crate::page::plain(&told));
        assert!(told.as_ref().is_some_and(|told| told.contains(says)), "{typed:?}: {told:?} {:?}", page.problems());
        assert_eq!((page.status, page.header("cache-control")), (422, "no-store"), "{typed:?}");
        for name in ["amount", "pieces"] {
            assert_eq!(page.field(name).unwrap().value, sent[name], "what was typed is kept");
        }
        let uk = send(&ground, "uk", &sent);
        let forgotten: Vec<_> = crate::page::english(&uk).into_iter().filter(|word| word != "USD").collect();
        assert!(uk.status == 422 && forgotten.is_empty(), "{typed:?}: {forgotten:?}");
    }
    assert_eq!(ground.state(), before);
    assert_eq!(ground.read("en/give/bribes").status, 404);
    // Two vests at 100.00 each.
    let (_, page) = give(&ground, &[("fund", "vest-1"), ("pieces", "2")]);
    assert_eq!(line(&page, "amount"), "200.00 EUR");
}

fn a_need_that_is_complete_takes_no_more(on: On) {
    let ground = giving(on);
    let opened = ground.read("en/give").form();
    ground.record("decision", &[("amount", "400")]);
    ground.pass_to("2022-03-19T18:00:00+02:00");
    let mut sent = opened;
    sent.extend(pairs(&[("fund", "vest-1"), ("amount", "50")]));
    let before = ground.state();
    let page = send(&ground, "en", &sent);
    assert_eq!((page.status, ground.state()), (422, before));
    assert!(page.field("fund").unwrap().error.unwrap().contains("funded in full by now"), "{:?}", page.problems());
    assert!(ground.read("en/give/vest-1").main().contains("funded in full by now"));
    assert!(!ground.read("en/").body.contains("/give/vest-1"), "the front page asks for nothing that is there");
}

fn more_promises_in_a_minute_than_anybody_reads(on: On) {
    let ground = giving(on);
    for n in 0..waybill::publish::intake::A_MINUTE_MAX {
        let (_, page) = give(&ground, &[("amount", "5")]);
        assert_eq!(page.status, 200, "{n}");
    }
    let before = ground.state();
    let (sent, page) = give(&ground, &[("amount", "5")]);
    assert_eq!((page.status, ground.state()), (429, before));
    assert!(page.main().contains("Or transfer without a reference, and ask the treasurer for a code"));
    assert_eq!(page.field("amount").unwrap().value, "5", "what was typed is kept");
    ground.pass_to("2022-03-18T18:01:00+02:00");
    assert_eq!(send(&ground, "en", &sent).status, 200, "a minute later the same form is taken");
}

const BRITISH: &str = "GB82 WEST 1234 5698 7654 32";
const GERMAN: &str = "DE89 3704 0044 0532 0130 00";

fn a_change_of_details_is_announced_for_three_days(on: On) {
    let ground = giving(on);
    assert!(ground.read("en/").text().contains(GERMAN), "the first are told with the close");
    assert!(ground.read("en/give").text().contains("confirmed by one person"));
    ground.record("giving-details", &[("iban", BRITISH)]);
    assert!(!ground.read("en/give").text().contains(BRITISH), "not before the close");
    for day in 19..=21 {
        ground.pass_to(&format!("2022-03-{day}T18:00:00+02:00"));
        let page = ground.read("en/give").text();
        assert!(page.contains("The details for EUR are about to change") && page.contains(BRITISH), "{day}: {page}");
        assert!(page.contains("Tuesday, 22 March 2022"), "{day}");
        assert!(ground.read("en/").text().contains("These details are about to change"), "{day}");
        let (_, given) = give(&ground, &[("amount", "5")]);
        assert_eq!(line(&given, "iban"), GERMAN, "{day}: the old account holds");
    }
    ground.pass_to("2022-03-22T18:00:00+02:00");
    let (_, given) = give(&ground, &[("amount", "5")]);
    assert_eq!(line(&given, "iban"), BRITISH);
    assert!(!ground.read("en/give").text().contains("about to change"));
}

fn a_slip_of_the_pen_before_the_close_is_never_told(on: On) {
    let ground = Ground::small(on);
    ground.record("giving-details", &[("iban", BRITISH)]);
    ground.record("giving-details", &[]);
    ground.pass_to(EVENING);
    let told = ground.read("facts.jsonl").body;
    assert_eq!(told.matches("giving-details").count(), 1, "{told}");
    assert!(told.contains("DE89370400440532013000") && ground.read("en/give").text().contains(GERMAN));
}

fn other_currencies_get_the_plain_lines(on: On) {
    let ground = giving(on);
    let (_, page) = give(&ground, &[("currency", "UAH"), ("amount", "500")]);
    assert_eq!(page.status, 200, "{:?}", page.problems());
    let lines = ["number", "bank", "amount"].map(|field| line(&page, field));
    assert_eq!(lines, ["26001", "Банк", "500.00 UAH"]);
    assert!(!page.body.contains("class=\"qr\""), "such a code is for euros");
}

#[test]
fn founding_takes_giving_details_or_says_what_is_wrong_and_founds_nothing() {
    let folder = std::env::temp_dir().join(format!("waybill-init-{}", std::process::id()));
    // A run that was broken off may have had this number.
    let _ = std::fs::remove_dir_all(&folder);
    let init = |slug: &str, iban: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_waybill"));
        command.env_remove("WAYBILL_DATABASE").args(["init", slug, "--name", "Aid", "--data"]).arg(&folder);
        command.args(["--iban", iban, "--account-holder", "An association", "--bic", "COBADEFFXXX"]).output().unwrap()
    };
    let wrong = init("aid", "DE89 3704 0044 0532 0130 01");
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(!wrong.status.success() && told.contains("The check digits do not fit") && !folder.exists(), "{told}");
    let nobodys = init("aid", "XX21 DEMO 0000 0000 0000 00");
    assert!(String::from_utf8(nobodys.stderr).unwrap().contains("belongs to no bank") && !folder.exists());
    let good = init("aid", GERMAN);
    assert!(good.status.success(), "{}", String::from_utf8(good.stderr).unwrap());
    assert!(String::from_utf8(good.stdout).unwrap().contains("confirmed by one person"));
    let world = waybill::world::World::real();
    let store = waybill::store::Store::new(&folder, waybill::store::Engine::Sqlite, waybill::house::ROWS);
    let entries = store.open("aid", &world).unwrap().entries_of_kind("giving-details").unwrap();
    assert_eq!(entries[0].public["iban"], "DE89370400440532013000");
    std::fs::remove_dir_all(&folder).unwrap();
}
