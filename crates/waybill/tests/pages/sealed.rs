//! What only some may read: typed into a form, sealed, opened by those whose work needs it, and said in the book each time.

use waybill::store::Role;

use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines, pressed};
use crate::page::Page;

on_both_engines!(
    a_givers_name_is_sealed_and_opened_once_by_those_who_may,
    what_cannot_be_sealed_is_told_at_its_field_and_nothing_is_written,
    an_address_never_fills_in_what_is_sealed,
);

const NAME: &str = "Wren of the Gift";
const CONTACT: &str = "wren@example.org";

/// A gift with its giver; answers the number of its entry.
pub fn gift_with(ground: &Ground, typed: &[(&str, &str)]) -> u64 {
    ground.record("gift", typed);
    ground.entries()
}

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
    assert!(page.text().contains("Something is sealed here. heron can open it."), "{}", page.main());
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
