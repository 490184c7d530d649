//! Maker and checker: what waits for a second person, what that person looks at, and what is entered when.

use serde_json::{Value, json};
use waybill::demo::people;
use waybill::store::{Role, Status};

use crate::ground::{Ground, On, Pairs, on_both_engines, pairs, pressed};
use crate::page::Page;

on_both_engines!(
    alone_it_goes_on_and_the_world_is_told_so,
    two_people_enter_what_one_of_them_proposed,
    nobody_approves_their_own_and_others_find_nothing_there,
    an_approval_is_of_what_was_looked_at,
    a_change_voids_the_approvals,
    money_asks_again,
    what_the_book_refuses_stays_proposed,
    whoever_is_gone_does_not_count,
    whoever_is_left_alone_has_a_way_on,
    a_refund_waits_and_goods_do_not,
    a_form_proposes_once,
    an_alone_correction_says_so,
);

const ADVANCE: [(&str, &str); 4] =
    [("from", "bank-eur-1/open/EUR"), ("amount", "40"), ("role", "foundation"), ("country", "PL")];

/// The small operation, in which a treasurer has joined and sits at the desk; with the coordinator's cookie.
fn with_a_treasurer(on: On) -> (Ground, String) {
    let mut ground = Ground::small(on);
    let heron = ground.cookie.clone();
    ground.cookie = ground.cookie_of("abacus", Role::Treasurer);
    (ground, heron)
}

/// Fills a form in, looks it over and presses the button; whoever sits at the desk proposes it. Answers where it waits.
fn propose(ground: &Ground, form: &str, typed: &[(&str, &str)]) -> String {
    let before = ground.state();
    let looked = ground.look("en", form, typed);
    assert_eq!(looked.status, 200, "{form}: {:?}", looked.problems());
    assert!(looked.main().contains("Propose it"), "{}", looked.main());
    let sent = ground.send(&format!("en/record/{form}"), &pressed(looked.form(), "enter"));
    assert_eq!(sent.status, 303, "{form}: {:?}", sent.problems());
    assert_eq!(ground.state(), before, "nothing is entered");
    let at = sent.header("location");
    at.strip_prefix("/d/ours/en/").unwrap_or_else(|| panic!("{at}")).to_owned()
}

fn open(ground: &Ground, at: &str, cookie: &str) -> Page {
    ground.ask_desk(&format!("/d/ours/en/{at}"), "", cookie, None)
}

fn answer(ground: &Ground, at: &str, cookie: &str, sent: &Pairs) -> Page {
    ground.ask_desk(&format!("/d/ours/en/{at}"), "", cookie, Some(sent))
}

/// Looks at a proposal and approves it.
fn approve(ground: &Ground, at: &str, cookie: &str) -> Page {
    let looked = open(ground, at, cookie);
    assert_eq!(looked.status, 200);
    answer(ground, at, cookie, &pressed(looked.form(), "approve"))
}

fn newest(ground: &Ground) -> (Value, Value) {
    let entry = ground.operation().entry(ground.entries()).unwrap().unwrap();
    (entry.public, entry.private)
}

fn alone_it_goes_on_and_the_world_is_told_so(on: On) {
    let ground = Ground::small(on);
    let looked = ground.look("en", "advance", &ADVANCE);
    let says = "Nobody else can approve this now. It is entered at once";
    assert!(looked.main().contains(says), "{}", looked.main());
    assert!(looked.main().contains("Advanced: 40.00 EUR to Foundation, Poland"), "{}", looked.main());
    assert!(looked.main().contains("(approved by one person)"), "before it is entered: {}", looked.main());
    let entered = ground.send("en/record/advance", &pressed(looked.form(), "enter"));
    assert_eq!((entered.status, entered.title().as_str()), (200, "Entered"));
    let (public, private) = newest(&ground);
    assert_eq!((&public["alone"], &private["author"], private.get("approved")), (&json!(true), &json!(1), None));
    ground.pass_to("2022-03-18T19:00:00+02:00");
    for (lang, says) in [
        ("en", "approved by one person"),
        ("uk", "схвалила одна людина"),
        ("de", "von einer Person gebilligt"),
        ("pl", "zatwierdziła jedna osoba"),
    ] {
        let books = ground.read(&format!("{lang}/books"));
        assert!(books.main().contains(&format!("({says})")), "{}", books.main());
        assert!(books.body.contains("class=\"stamp due\""), "a mark that is no mere colour");
    }
    let (facts, figures) = (ground.read("facts.jsonl").body, ground.read("figures.json").body);
    assert!(facts.contains(r#""alone":true"#) && ground.read("facts.csv").body.contains("alone"));
    waybill_verify::check(&facts, &figures).unwrap();
    assert!(waybill_verify::check(&facts.replace(r#""alone":true"#, r#""alone":false"#), &figures).is_err());
}

fn two_people_enter_what_one_of_them_proposed(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let at = propose(&ground, "advance", &ADVANCE);
    for cookie in [&heron, &ground.cookie] {
        let today = open(&ground, "", cookie).main();
        assert!(today.contains("Waits for a second person: An intermediary got an advance"), "{today}");
        assert!(open(&ground, "proposals", cookie).main().contains("proposed by abacus on 18 March 2022"));
    }
    let page = open(&ground, &at, &heron);
    let main = page.main();
    // Exactly what would be entered: what was typed, what moves, what the world will see, the check sum.
    for says in ["40.00 EUR", "Foundation, Poland", "On Friday, 18 March 2022", "1 of 2 needed", "abacus"] {
        assert!(main.contains(says), "{says}: {main}");
    }
    assert!(main.contains("Advanced: 40.00 EUR to Foundation, Poland") && !main.contains("approved by one"), "{main}");
    assert!(page.body.contains(&format!("<code>{}</code>", &page.hidden()["digest"][..8])));
    let before = ground.entries();
    let sent = pressed(page.form(), "approve");
    let answers: Vec<Page> = (0..5).map(|_| answer(&ground, &at, &heron, &sent)).collect();
    for one in &answers {
        assert_eq!((one.status, one.header("location")), (303, format!("/d/ours/en/{at}").as_str()));
    }
    assert_eq!(ground.entries(), before + 1, "pressed five times it is one entry");
    let (public, private) = newest(&ground);
    assert_eq!((public.get("alone"), &private["author"], &private["approved"]), (None, &json!(2), &json!([1])));
    let done = open(&ground, &at, &heron);
    assert!(done.main().contains("Approved and entered"), "{}", done.main());
    assert!(done.body.contains(&format!("/d/ours/en/book/{}", before + 1)));
    assert!(open(&ground, "proposals", &heron).main().contains("Nothing waits for a second person."));
    ground.pass_to("2022-03-18T19:00:00+02:00");
    let facts = ground.read("facts.jsonl").body;
    let told = facts.lines().find(|line| line.contains(r#""kind":"advance""#)).unwrap();
    assert!(!told.contains("alone"), "{told}");
}

fn nobody_approves_their_own_and_others_find_nothing_there(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let at = propose(&ground, "advance", &ADVANCE);
    let absent = "proposals/00000000000000000000";
    let sent = pressed(open(&ground, &at, &heron).form(), "approve");
    let before = (ground.state(), open(&ground, &at, &heron).body);
    let logistics = ground.cookie_of("ferry", Role::Logistics);
    let editor = ground.cookie_of("quill", Role::Editor);
    for cookie in [&ground.cookie, &logistics, &editor] {
        let (own, none) = (answer(&ground, &at, cookie, &sent), answer(&ground, absent, cookie, &sent));
        assert_eq!((own.status, own.body), (404, none.body));
    }
    for cookie in [&logistics, &editor] {
        let (own, none) = (open(&ground, &at, cookie), open(&ground, absent, cookie));
        assert_eq!((own.status, own.body), (404, none.body));
        assert!(!open(&ground, "", cookie).main().contains("second person"));
        // Nor is it withdrawn by whom it does not concern.
        assert_eq!(answer(&ground, &at, cookie, &pairs(&[("go", "withdraw")])).status, 404);
    }
    assert_eq!(answer(&ground, &at, &heron, &pairs(&[("go", "change")])).status, 404);
    // Nor changed by anybody but its maker.
    let id = at.rsplit('/').next().unwrap();
    assert_eq!(ground.ask_desk("/d/ours/en/record/advance", &format!("proposal={id}"), &heron, None).status, 404);
    assert_eq!((ground.state(), open(&ground, &at, &heron).body), before);
}

/// Its maker opens it again and says something else.
fn change(ground: &Ground, at: &str, amount: &str) -> Page {
    let id = at.rsplit('/').next().unwrap();
    let asked = ground.send(&format!("en/{at}"), &pressed(ground.open(&format!("en/{at}")).form(), "change"));
    let path = format!("en/record/advance?proposal={id}");
    assert_eq!(asked.header("location"), format!("/d/ours/{path}"));
    let form = ground.open(&path);
    assert_eq!(form.status, 200);
    let mut sent = pressed(form.form(), "look");
    sent.insert("amount".into(), amount.into());
    let looked = ground.send("en/record/advance", &sent);
    assert!(looked.main().contains("Save the change"), "{}", looked.main());
    ground.send("en/record/advance", &pressed(looked.form(), "enter"))
}

fn an_approval_is_of_what_was_looked_at(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let at = propose(&ground, "advance", &ADVANCE);
    let looked = open(&ground, &at, &heron);
    let id = at.rsplit('/').next().unwrap();
    let form = ground.open(&format!("en/record/advance?proposal={id}"));
    assert_eq!(form.field("amount").unwrap().value, "40", "it opens filled in");
    assert_eq!(change(&ground, &at, "41").status, 303);
    let before = ground.state();
    let refused = answer(&ground, &at, &heron, &pressed(looked.form(), "approve"));
    assert_eq!((refused.status, ground.state()), (422, before.clone()));
    assert!(refused.main().contains("It was changed after you opened this page, so nothing was approved."));
    assert!(refused.main().contains("41.00 EUR") && refused.main().contains("1 of 2 needed"), "{}", refused.main());
    for digest in ["", "zz", "00", "я"] {
        let mut sent = pressed(looked.form(), "approve");
        sent.insert("digest".into(), digest.into());
        assert_eq!((answer(&ground, &at, &heron, &sent).status, ground.state()), (422, before.clone()), "{digest}");
    }
    // The page that came back is of what stands there now.
    let approved = answer(&ground, &at, &heron, &pressed(refused.form(), "approve"));
    assert_eq!(approved.status, 303);
    assert_eq!(newest(&ground).0["amount"], 4100);
}

/// An approval that did not become an entry lies there, and is worth nothing after a change.
fn a_change_voids_the_approvals(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let at = propose(&ground, "advance", &[ADVANCE[0], ("amount", "1000"), ADVANCE[2], ADVANCE[3]]);
    let all_of_it = propose(&ground, "advance", &[ADVANCE[0], ("amount", "999"), ADVANCE[2], ADVANCE[3]]);
    assert_eq!(approve(&ground, &all_of_it, &heron).status, 303);
    // Approved, and the money is gone.
    let refused = approve(&ground, &at, &heron);
    assert_eq!(refused.status, 422);
    assert!(refused.main().contains("2 of 2 needed"), "{}", refused.main());
    let before = ground.entries();
    assert_eq!(change(&ground, &at, "1").status, 303);
    assert_eq!(ground.entries(), before, "what was approved was something else");
    assert!(open(&ground, &at, &heron).main().contains("1 of 2 needed"));
    assert_eq!(approve(&ground, &at, &heron).status, 303);
    assert_eq!((ground.entries(), &newest(&ground).0["amount"]), (before + 1, &json!(100)));
}

fn money_asks_again(on: On) {
    let mut ground = Ground::small(on);
    let heron = ground.cookie.clone();
    let (_, secret) = people::seat(ground.operation(), &ground.app.world, "abacus", Role::Treasurer).unwrap();
    ground.cookie = ground.cookie_of("abacus", Role::Treasurer);
    let open_money = ground.look("en", "advance", &ADVANCE);
    assert!(open_money.field("proof").is_none(), "the session has just begun");
    ground.app.world.set_now("2022-03-18T12:06:00+02:00".parse().unwrap());
    // What is no money does not ask.
    assert!(ground.look("en", "gift", &[]).field("proof").is_none());
    let looked = ground.look("en", "advance", &ADVANCE);
    assert!(looked.field("proof").is_some());
    let with = |looked: &Page, code: &str| {
        let mut sent = pressed(looked.form(), "enter");
        sent.insert("proof".into(), code.into());
        ground.send("en/record/advance", &sent)
    };
    let before = ground.state();
    let good = secret.code_at(ground.app.world.now());
    for (code, says) in [("", "Type the code your app shows now"), ("000000", "That code did not fit")] {
        let page = with(&looked, code);
        assert_eq!((page.status, ground.state()), (422, before.clone()), "{code}");
        let field = page.field("proof").unwrap();
        assert!(field.error.unwrap().starts_with(says), "{code}");
        assert_eq!((field.value.as_str(), page.form()["amount"].as_str()), ("", "40"), "everything else is kept");
    }
    let proposed = with(&looked, &good);
    assert_eq!((proposed.status, ground.state()), (303, before), "{:?}", proposed.problems());
    assert_eq!(with(&looked, &good).header("location"), proposed.header("location"), "pressed again");
    assert!(ground.look("en", "advance", &ADVANCE).field("proof").is_none(), "now it knows");
    // A code that was used opens nothing five minutes later, and the coordinator has to show one as well.
    let at = proposed.header("location").strip_prefix("/d/ours/en/").unwrap().to_owned();
    the_code_is_used(&ground, &at, &heron, &good);
}

fn the_code_is_used(ground: &Ground, at: &str, heron: &str, used: &str) {
    let page = open(ground, at, heron);
    assert!(page.field("proof").is_some());
    let before = ground.state();
    let with = |code: &str| {
        let mut sent = pressed(page.form(), "approve");
        sent.insert("proof".into(), code.into());
        answer(ground, at, heron, &sent)
    };
    for code in ["", "123456", used] {
        let refused = with(code);
        assert_eq!((refused.status, ground.state()), (422, before.clone()), "{code}");
        assert!(refused.field("proof").unwrap().error.is_some());
        assert!(refused.main().contains("1 of 2 needed"), "nothing was approved");
    }
    assert_eq!(with(&ground.code_of("heron")).status, 303);
    assert_ne!(ground.state(), before);
}

fn what_the_book_refuses_stays_proposed(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let all = [ADVANCE[0], ("amount", "1000"), ADVANCE[2], ADVANCE[3]];
    let (first, second) = (propose(&ground, "advance", &all), propose(&ground, "advance", &all));
    assert_eq!(approve(&ground, &first, &heron).status, 303);
    let before = ground.state();
    let stale = open(&ground, &second, &heron);
    assert!(
        stale.main().contains("As the book is now, this cannot be entered: There is not enough"),
        "{}",
        stale.main()
    );
    let refused = approve(&ground, &second, &heron);
    assert_eq!((refused.status, ground.state()), (422, before));
    assert!(refused.problems()[0].1.contains("There is not enough"), "{:?}", refused.problems());
    assert!(refused.main().contains("2 of 2 needed") && refused.main().contains("Try again to enter it"));
    // Money comes, and nobody has to begin anew.
    ground.record("opening-money", &[]);
    assert_eq!(approve(&ground, &second, &heron).status, 303);
    assert_eq!(newest(&ground).1["approved"], json!([1]));
    assert_eq!(ground.operation().check_derived().unwrap(), []);
}

fn whoever_is_gone_does_not_count(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let at = propose(&ground, "advance", &ADVANCE);
    let third = ground.cookie_of("ledger", Role::Treasurer);
    ground.operation().change_status(2, Status::Suspended, &ground.app.world).unwrap();
    let before = ground.entries();
    assert!(open(&ground, &at, &heron).main().contains("Nobody who takes part stands behind exactly this"));
    assert_eq!(approve(&ground, &at, &heron).status, 303);
    assert_eq!(ground.entries(), before, "one of two");
    // Whoever approved and lost the right does not count either.
    ground.operation().change_role(1, Role::Editor, &ground.app.world).unwrap();
    assert_eq!(approve(&ground, &at, &third).status, 303);
    assert_eq!(ground.entries(), before, "one of two");
    ground.operation().change_role(1, Role::Coordinator, &ground.app.world).unwrap();
    assert_eq!(approve(&ground, &at, &third).status, 303);
    assert_eq!((ground.entries(), &newest(&ground).1["approved"]), (before + 1, &json!([1, 3])));
}

fn whoever_is_left_alone_has_a_way_on(on: On) {
    let (mut ground, heron) = with_a_treasurer(on);
    let at = propose(&ground, "advance", &ADVANCE);
    ground.operation().change_status(1, Status::Suspended, &ground.app.world).unwrap();
    assert_eq!(open(&ground, &at, &heron).status, 403);
    let page = ground.open(&format!("en/{at}"));
    assert!(page.main().contains("Nobody is left who could be the second person. Withdraw it"), "{}", page.main());
    assert_eq!(ground.send(&format!("en/{at}"), &pressed(page.form(), "withdraw")).status, 303);
    let page = ground.open(&format!("en/{at}"));
    assert!(page.main().contains("Withdrawn"), "{}", page.main());
    ground.record("advance", &ADVANCE);
    assert_eq!(newest(&ground).0["alone"], true);
    // What was withdrawn stays so, whoever approves it.
    ground.operation().change_status(1, Status::Active, &ground.app.world).unwrap();
    ground.sign_in();
    let before = ground.entries();
    let digest = page.hidden().get("digest").cloned().unwrap_or_default();
    let sent = pairs(&[("go", "approve"), ("digest", &digest)]);
    let late = ground.send(&format!("en/{at}"), &sent);
    assert_eq!((late.status, ground.entries()), (422, before));
    assert!(late.main().contains("It does not wait any more"), "{}", late.main());
}

fn a_refund_waits_and_goods_do_not(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    // A payment, a gift, money that was there before the book.
    for entry in ["11", "9", "2"] {
        let at = propose(&ground, "correction", &[("entry", entry)]);
        assert_eq!(approve(&ground, &at, &heron).status, 303, "{entry}");
        assert_eq!(newest(&ground).1["corrects"].to_string(), entry);
    }
    let mut ground = ground;
    ground.cookie = heron;
    // Goods on a shelf, a need: nothing of it is money.
    for entry in ["3", "1"] {
        ground.record("correction", &[("entry", entry)]);
    }
    // A decision moves money from one fund to another, and it stays where it is.
    ground.record("opening-money", &[]);
    ground.record("need", &[]);
    ground.record("decision", &[]);
    let decision = ground.entries().to_string();
    ground.record("correction", &[("entry", &decision)]);
    assert_eq!(newest(&ground).0.get("alone"), None);
}

fn a_form_proposes_once(on: On) {
    let (ground, heron) = with_a_treasurer(on);
    let looked = ground.look("en", "advance", &ADVANCE);
    let sent = pressed(looked.form(), "enter");
    let first = ground.send("en/record/advance", &sent);
    let again: Vec<Page> = (0..4).map(|_| ground.send("en/record/advance", &sent)).collect();
    assert!(again.iter().all(|one| one.header("location") == first.header("location")));
    let at = first.header("location").strip_prefix("/d/ours/en/").unwrap();
    let mut other = sent.clone();
    other.insert("amount".into(), "41".into());
    let before = (ground.state(), open(&ground, at, &heron).body);
    let refused = ground.send("en/record/advance", &other);
    assert_eq!(refused.status, 409, "the same key with another body");
    assert_eq!((ground.state(), open(&ground, at, &heron).body), before);
    // Once it is entered, the form that proposed it answers with the entry.
    assert_eq!(approve(&ground, at, &heron).status, 303);
    let entries = ground.entries();
    assert_eq!(ground.send("en/record/advance", &sent).title(), "Entered");
    assert_eq!(ground.entries(), entries);
}

fn an_alone_correction_says_so(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T19:00:00+02:00");
    let mut ground = ground;
    ground.sign_in();
    ground.record("correction", &[("entry", "11")]);
    assert_eq!(newest(&ground).0["alone"], true);
    ground.pass_to("2022-03-19T19:00:00+02:00");
    let (facts, figures) = (ground.read("facts.jsonl").body, ground.read("figures.json").body);
    let told = facts.lines().find(|line| line.contains(r#""kind":"correction""#)).unwrap();
    assert!(told.contains(r#""alone":true"#), "{told}");
    waybill_verify::check(&facts, &figures).unwrap();
}
