//! What only some may read: typed into a form, sealed, opened by those whose work needs it, and said in the book each time.

use waybill::store::Role;

use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines, pairs, pressed};
use crate::page::Page;

on_both_engines!(
    a_givers_name_is_sealed_and_opened_once_by_those_who_may,
    what_cannot_be_sealed_is_told_at_its_field_and_nothing_is_written,
    an_address_never_fills_in_what_is_sealed,
    of_what_is_sealed_no_fingerprint_is_kept_and_no_hidden_field,
    a_giver_is_erased_once_and_the_books_stay_whole,
    a_contact_takes_the_place_of_another,
    what_cannot_be_opened_says_why_and_writes_nothing,
);

const NAME: &str = "Wren of the Gift";
const CONTACT: &str = "wren@example.org";

/// Presses the button that opens something, on the page where it stands; answers what was sent, and what came of it.
pub fn opened(ground: &Ground, cookie: &str, page: &str, class: &str) -> (Pairs, Page) {
    let at = format!("/d/{SLUG}/en/{page}");
    let looked = ground.ask_desk(&at, "", cookie, None);
    assert_eq!(looked.status, 200, "{page}");
    let action = format!("/d/{SLUG}/en/sealed/{class}");
    let sent = looked.form_to(&action);
    let answer = ground.ask_desk(&action, "", cookie, Some(&sent));
    (sent, answer)
}

fn a_givers_name_is_sealed_and_opened_once_by_those_who_may(on: On) {
    let ground = Ground::small(on);
    let looked = ground.look("en", "gift", &[("giver_name", NAME), ("giver_contact", CONTACT)]);
    assert_eq!(looked.status, 200, "{:?}", looked.problems());
    assert!(looked.text().contains(NAME), "whoever typed it reads it before it is sealed");
    let sent = pressed(looked.form(), "enter");
    let first = ground.send("en/record/gift", &sent);
    assert_eq!((first.status, first.title().as_str()), (200, "Entered"));
    let entry = ground.entries();
    // Another sealing is another envelope: the same form pressed again is the same entry all the same.
    let again = ground.send("en/record/gift", &sent);
    assert_eq!((again.status, ground.entries()), (200, entry));

    let page = ground.open(&format!("en/book/{entry}"));
    assert!(page.text().contains("Something is sealed here. These people can open it: heron"), "{}", page.main());
    assert!(!page.text().contains(NAME) && !page.text().contains(CONTACT));
    let (sent, shown) = opened(&ground, &ground.cookie, &format!("book/{entry}"), "giver");
    assert_eq!((shown.status, shown.header("cache-control")), (200, "no-store"));
    assert!(shown.text().contains(NAME) && shown.text().contains(CONTACT), "{}", shown.main());
    assert_eq!(ground.entries(), entry + 1, "the opening is an entry");
    let repeated = ground.send("en/sealed/giver", &sent);
    assert!(repeated.text().contains("This was shown already") && !repeated.text().contains(NAME));
    assert_eq!(ground.entries(), entry + 1);

    // Everybody who may read the book sees it; the world does not hear of it.
    let auditor = ground.cookie_of("lens", Role::Auditor);
    let listed = ground.ask_desk(&format!("/d/{SLUG}/en/sealed"), "", &auditor, None);
    assert!(listed.text().contains(&format!("heron opened entry {entry}")), "{}", listed.text());
    assert!(!listed.text().contains(NAME));
    let waiting = ground.operation().waiting(jiff::Timestamp::MAX).unwrap();
    assert!(waiting.iter().all(|one| one.kind != "unsealing" || waybill::publish::gate::says_nothing(&one.public)));

    // Who may not sees no button, and gets the answer of a page that is not there.
    let missing = ground.ask_desk(&format!("/d/{SLUG}/en/sealed/nothing"), "", &auditor, Some(&sent));
    for (name, role) in [("lens", Role::Auditor), ("ferry", Role::Logistics), ("sieve", Role::Moderator)] {
        let cookie = ground.cookie_of(name, role);
        let before = ground.entries();
        let answer = ground.ask_desk(&format!("/d/{SLUG}/en/sealed/giver"), "", &cookie, Some(&sent));
        assert_eq!((answer.status, &answer.body), (404, &missing.body), "{name}");
        assert_eq!(ground.entries(), before);
        let page = ground.ask_desk(&format!("/d/{SLUG}/en/book/{entry}"), "", &cookie, None);
        assert!(!page.body.contains("sealed/giver"), "{name} sees no button");
    }
    // A class that is open to somebody opens nothing of another class.
    let ferry = ground.cookie_of("ferry", Role::Logistics);
    let mut sent = sent;
    sent.insert("key".into(), "a-key-of-its-own".into());
    let answer = ground.ask_desk(&format!("/d/{SLUG}/en/sealed/recipient"), "", &ferry, Some(&sent));
    assert_eq!((answer.status, &answer.body), (404, &missing.body));
    assert_eq!(ground.operation().check_derived().unwrap(), []);
}

fn what_cannot_be_sealed_is_told_at_its_field_and_nothing_is_written(on: On) {
    let ground = Ground::small(on);
    let before = ground.state();
    let long = "x".repeat(201);
    for (typed, told) in
        [(("giver_name", "a\u{202e}b"), "invisible characters"), (("giver_contact", long.as_str()), "201")]
    {
        let page = ground.look("en", "gift", &[typed]);
        assert_eq!(page.status, 422);
        assert!(page.problems().iter().any(|(_, text)| text.contains(told)), "{:?}", page.problems());
        assert_eq!(
            page.by_id(&format!("f-{}", typed.0)).unwrap().get("value"),
            typed.1,
            "what was typed is still there"
        );
        let sent = pressed(ground.filled("en", "gift", &[typed]), "enter");
        assert_eq!(ground.send("en/record/gift", &sent).status, 422);
    }
    assert_eq!(ground.state(), before);
    // Where nobody could open a class, nothing is taken for it.
    let nobody = ground.look("en", "gift", &[("giver_name", NAME)]);
    assert_eq!(nobody.status, 200);
    ground.forget_keys();
    let nobody = ground.look("en", "gift", &[("giver_name", NAME)]);
    assert_eq!(nobody.status, 422);
    assert!(nobody.text().contains("Nobody here could open this"), "{}", nobody.main());
    assert_eq!(ground.look("en", "gift", &[]).status, 200, "without a name it goes on");
    assert_eq!(ground.state(), before);
}

fn an_address_never_fills_in_what_is_sealed(on: On) {
    let ground = Ground::small(on);
    let page = ground.open("en/record/gift?giver_name=Wren&amount=12");
    assert!(page.body.contains("12") && !page.body.contains("Wren"));
}

/// Whoever takes the machine has its keys as well: a fingerprint of a name could be tried against a list of names.
fn of_what_is_sealed_no_fingerprint_is_kept_and_no_hidden_field(on: On) {
    let ground = Ground::small(on);
    let looked = ground.look("en", "handover", &[("recipient_name", NAME)]);
    let mut sent = pressed(looked.form(), "enter");
    assert_eq!(ground.send("en/record/handover", &sent).title(), "Entered");
    sent.insert("recipient_name".into(), "Somebody else".into());
    assert_eq!(ground.send("en/record/handover", &sent).status, 200, "told apart by a name");
    sent.insert("count".into(), "1".into());
    assert_eq!(ground.send("en/record/handover", &sent).status, 409, "told apart by all else");
    // Somebody else may sign in at this browser.
    let page = ground.ask_desk(&format!("/d/{SLUG}/en/record/handover"), "", "", Some(&sent));
    assert!(page.hidden()["kept"].contains("count=1") && !page.body.contains("Somebody"), "{}", page.body);
}

fn a_giver_is_erased_once_and_the_books_stay_whole(on: On) {
    let ground = Ground::small(on);
    ground.record("gift", &[("giver_name", NAME)]);
    let first = ground.entries();
    let private = ground.operation().entry(first).unwrap().unwrap().private;
    let reference = private["rest"]["reference"].as_str().unwrap().to_owned();
    ground.record("gift", &[("giver_name", NAME), ("reference", &reference)]);
    let second = ground.entries();
    let money = ground.operation().with_book(|book| book.pools().map(|(_, held)| held).sum::<i64>()).unwrap();

    // From a letter that names the reference, to everything of that giver; the address names an entry, not the giver.
    let nothing = ground.send("en/erase", &pairs(&[("reference", "RF00 0000")]));
    assert_eq!(nothing.status, 422);
    assert!(nothing.text().contains("No gift in the book came under this reference"));
    let found = ground.send("en/erase", &pairs(&[("reference", &reference)]));
    let at = format!("en/erase/giver/{first}");
    assert_eq!((found.status, found.header("location")), (303, format!("/d/{SLUG}/{at}").as_str()));
    let page = ground.open(&at);
    for words in
        ["This goes", "This stays, and why", &format!("entry {first}"), &format!("entry {second}"), "must add up"]
    {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let before = ground.entries();
    let sent = page.form_to(&format!("/d/{SLUG}/{at}"));
    for _ in 0..2 {
        let done = ground.send(&at, &sent);
        assert!(done.text().contains("Erased. Nobody can open it any more."), "{}", done.text());
        assert_eq!(ground.entries(), before + 1, "one entry, however often it is pressed");
    }
    for entry in [first, second] {
        let page = ground.open(&format!("en/book/{entry}"));
        assert!(
            page.text().contains("was erased on 18 March 2022") && !page.body.contains("sealed/giver"),
            "{}",
            page.text()
        );
        let sent = pairs(&[("key", &format!("erased-open-{entry}")), ("subject", &format!("entry/{entry}"))]);
        let told = ground.send("en/sealed/giver", &sent);
        assert!(told.text().contains("This was erased on 18 March 2022"), "{}", told.text());
    }
    assert_eq!(ground.entries(), before + 1);
    assert_eq!(money, ground.operation().with_book(|book| book.pools().map(|(_, held)| held).sum::<i64>()).unwrap());
    assert_eq!(ground.operation().rebuild().unwrap(), []);
    let listed = ground.open("en/sealed").text();
    assert!(listed.contains("heron erased") && listed.contains(&format!("entry {second}")), "{listed}");
    // Only who answers for the whole erases.
    for (name, role) in [("abacus", Role::Treasurer), ("lens", Role::Auditor)] {
        let cookie = ground.cookie_of(name, role);
        assert_eq!(ground.ask_desk(&format!("/d/{SLUG}/{at}"), "", &cookie, None).status, 404);
        assert_eq!(ground.ask_desk(&format!("/d/{SLUG}/{at}"), "", &cookie, Some(&sent)).status, 404);
    }
}

fn a_contact_takes_the_place_of_another(on: On) {
    let ground = Ground::small(on);
    let at = "en/contacts/manufacturer-il-1";
    assert!(ground.open("en/contacts").text().contains("no contact yet"));
    assert_eq!(ground.open("en/contacts/manufacturer-il-9").status, 404);
    let empty = ground.send(at, &Pairs::new());
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("Fill in at least one of these"));
    for name in ["Sorrel at the gate", "Tamarisk at the gate"] {
        assert_eq!(ground.send(at, &pairs(&[("contact_name", name)])).status, 303);
        let (_, shown) = opened(&ground, &ground.cookie, "contacts/manufacturer-il-1", "contact");
        assert!(shown.text().contains(name), "{}", shown.text());
    }
    let (_, shown) = opened(&ground, &ground.cookie, "contacts/manufacturer-il-1", "contact");
    assert!(!shown.text().contains("Sorrel"));
    let sent = ground
        .open("en/erase/holder/manufacturer-il-1")
        .form_to(&format!("/d/{SLUG}/en/erase/holder/manufacturer-il-1"));
    assert_eq!(ground.send("en/erase/holder/manufacturer-il-1", &sent).status, 200);
    assert!(ground.open(at).text().contains("was erased on"));
    assert_eq!(ground.send(at, &pairs(&[("contact_name", "Rowan")])).status, 303);
    let (_, shown) = opened(&ground, &ground.cookie, "contacts/manufacturer-il-1", "contact");
    assert!(shown.text().contains("Rowan"), "whoever comes after is no longer erased");
}

fn what_cannot_be_opened_says_why_and_writes_nothing(on: On) {
    let ground = Ground::small(on);
    ground.record("gift", &[("giver_name", NAME)]);
    let entry = ground.entries();
    // Somebody who joined after the key was made, before a colleague has signed in.
    let newcomer = ground.cookie_of("abacus", Role::Treasurer);
    let (_, told) = opened(&ground, &newcomer, &format!("book/{entry}"), "giver");
    assert!(told.text().contains("Ask one of these people to sign in once, then try again: heron"), "{}", told.text());
    assert!(!told.text().contains(NAME));
    ground.cut_envelopes();
    let (_, told) = opened(&ground, &ground.cookie, &format!("book/{entry}"), "giver");
    assert!(told.text().contains("damaged and cannot be opened"), "{}", told.text());
    assert_eq!(ground.entries(), entry, "nothing was opened, so nothing is written");
}
