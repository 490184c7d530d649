//! The pages of people: inviting and confirming, one's own account, the lock switch, signing out.

use waybill::access::ACCESS;
use waybill::demo::people::{self, PASSPHRASE};
use waybill::factor::CodeSecret;
use waybill::house::HOUSE;
use waybill::store::{Role, Status};
use waybill::web::access::{Access, Method};
use waybill::web::public::House;
use waybill::web::words::Lang;

use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines, pairs, pressed};
use crate::page::{Page, english};

on_both_engines!(
    somebody_is_invited_confirmed_and_in,
    what_cannot_be_said_in_an_invitation,
    nobody_confirms_what_they_wrote_themselves,
    somebody_goes_and_comes_back,
    the_last_coordinator_cannot_go,
    only_coordinators_change_people_and_everybody_sees_it,
    sessions_are_ended_by_their_own_person_only,
    a_passphrase_never_comes_back,
    new_codes_and_a_new_phone,
    signing_out_ends_the_session,
    locked_everything_leads_to_the_lock,
    a_locked_operation_still_listens_and_says_nothing_of_it,
    the_pages_are_whole_in_every_language,
);

const NOON: &str = "2022-03-18T12:00:00+02:00";

fn at(ground: &Ground, minute: i64) {
    let noon: jiff::Timestamp = NOON.parse().unwrap();
    ground.app.world.set_now(noon + jiff::SignedDuration::from_mins(minute));
}

fn open(ground: &Ground, cookie: &str, path: &str) -> Page {
    ground.ask_desk(&format!("/d/{SLUG}/en/{path}"), "", cookie, None)
}

fn send(ground: &Ground, cookie: &str, path: &str, form: &Pairs) -> Page {
    ground.ask_desk(&format!("/d/{SLUG}/en/{path}"), "", cookie, Some(form))
}

/// The hidden fields of the form on a page that holds this text, with these beside them.
fn form_with(page: &Page, holds: &str, typed: &[(&str, &str)]) -> Pairs {
    let form = page.body.split("<form").skip(1).find(|form| form.contains(holds)).expect("the form is there");
    let form = form.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\"")).nth(1).map(|v| v.split('"').next().unwrap().to_owned())
    };
    let hidden = form.split("<input type=\"hidden\"").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next().unwrap();
        Some((attribute(tag, "name")?, attribute(tag, "value")?))
    });
    let mut sent: Pairs = hidden.collect();
    sent.extend(pairs(typed));
    sent
}

/// The path of a link that a page shows.
fn link_on(page: &Page) -> String {
    let shown = page.tags().into_iter().find(|tag| tag.get("href").contains("/enter/")).expect("a link is shown");
    shown.get("href").to_owned()
}

fn invites(ground: &Ground, name: &str, role: &str) -> (Pairs, Page) {
    let page = ground.open("en/people");
    let form = form_with(&page, "name=\"role\"", &[("name", name), ("role", role)]);
    let answer = ground.send("en/people", &form);
    (form, answer)
}

fn somebody_is_invited_confirmed_and_in(on: On) {
    let ground = Ground::small(on);
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    let lens = ground.cookie_of("lens", Role::Auditor);
    let (form, invited) = invites(&ground, " ferry  of the lake ", "logistics");
    assert_eq!(invited.status, 200, "{:?}", invited.problems());
    assert!(invited.text().contains("It is dead until a second active person confirms"), "{}", invited.main());
    let link = link_on(&invited);
    assert_eq!(link_on(&ground.send("en/people", &form)), link, "pressed twice it is one link");
    assert!(!ground.open("en/people").body.contains("/enter/"), "shown this once");
    let joining = ground.ask_desk(&link, "", "", None);
    assert!(joining.text().contains("a second person has to confirm it"));
    // It waits for whoever may confirm it, and for nobody else.
    let waits = |cookie: &str| open(&ground, cookie, "").text().contains("1 invitation waits for you to confirm it");
    assert_eq!((waits(&ground.cookie), waits(&abacus), waits(&lens)), (false, true, false));
    let page = open(&ground, &abacus, "people/4/confirm");
    assert!(page.text().contains("heron invites ferry of the lake as logistics."), "{}", page.main());
    for _ in 0..2 {
        let done = send(&ground, &abacus, "people/4/confirm", &Pairs::new());
        assert_eq!(done.status, 200);
        assert!(done.text().contains("The invitation of ferry of the lake is confirmed: the link works."));
    }
    assert!(!waits(&abacus));
    let page = ground.ask_desk(&link, "", "", None);
    let secret = CodeSecret::parse(&page.hidden()["secret"]).unwrap();
    let code = secret.code_at(ground.app.world.now());
    let typed =
        [("secret", secret.text()), ("chosen", PASSPHRASE.into()), ("again", PASSPHRASE.into()), ("code", code)];
    let joined = ground.ask_desk(&link, "", "", Some(&typed.map(|(n, v)| (n.to_owned(), v)).into_iter().collect()));
    assert_eq!((joined.status, joined.title().as_str()), (200, "You are in"));
    let list = ground.open("en/people").text();
    assert!(list.contains("Cannot open older sealed records yet"), "{list}");
    assert!(list.contains("18 March 2022: abacus confirmed the invitation of ferry of the lake"), "{list}");
    assert_eq!(send(&ground, &abacus, "people/4/confirm", &Pairs::new()).status, 404, "nothing waits there any more");
}

fn what_cannot_be_said_in_an_invitation(on: On) {
    let ground = Ground::small(on);
    let people = || ground.operation().people().unwrap().len();
    for (name, role, field, sentence) in [
        ("", "editor", "name", "Fill this in."),
        ("quill", "", "role", ""),
        ("quill", "king", "role", "This is not one of the choices."),
        (&"q".repeat(41), "editor", "name", ""),
        ("qu\u{202e}ill", "editor", "name", "This holds invisible characters"),
        ("HERON", "editor", "name", "Somebody here has this name, or had it."),
    ] {
        let (_, page) = invites(&ground, name, role);
        assert_eq!(page.status, 422, "{name} {role}");
        let said = page.field(field).unwrap().error.unwrap_or_default();
        assert!(!said.is_empty() && (sentence == "Fill this in." || said.starts_with(sentence)), "{name}: {said}");
        assert_eq!(page.field("name").unwrap().value, name, "what was typed is kept");
    }
    assert_eq!(people(), 1);
    let (form, page) = invites(&ground, "quill", "editor");
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("It is dead"), "alone, one person is enough");
    let mut other = form;
    other.insert("name".into(), "sieve".into());
    let page = ground.send("en/people", &other);
    assert_eq!((page.status, page.title().as_str()), (409, "This form was sent before"));
    assert_eq!(people(), 2);
}

fn nobody_confirms_what_they_wrote_themselves(on: On) {
    let ground = Ground::small(on);
    ground.cookie_of("abacus", Role::Treasurer);
    invites(&ground, "ferry", "logistics");
    for page in [ground.open("en/people/3/confirm"), ground.send("en/people/3/confirm", &Pairs::new())] {
        assert!(page.text().contains("You invited this person yourself. Somebody else has to confirm it."));
        assert!(!page.body.contains("people/3/confirm\"><p class=\"acts\">"), "there is no button");
    }
    assert_eq!(ground.send("en/people/3/confirm", &Pairs::new()).status, 422);
    assert!(ground.operation().links(&ground.app.world).unwrap().iter().all(|link| !link.confirmed));
    for path in ["people/9/confirm", "people/1/confirm", "people/03/confirm", "people/x/confirm", "people/-3/confirm"] {
        assert_eq!(ground.send(&format!("en/{path}"), &Pairs::new()).status, 404, "{path}");
    }
}

fn does(ground: &Ground, id: i32, doing: &str, typed: &[(&str, &str)]) -> Page {
    let page = ground.open(&format!("en/people/{id}"));
    let form = form_with(&page, &format!("name=\"go-for\" value=\"{doing}\""), typed);
    ground.send(&format!("en/people/{id}"), &form)
}

fn somebody_goes_and_comes_back(on: On) {
    let ground = Ground::small(on);
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    assert_eq!(open(&ground, &abacus, "record/gift").status, 200);
    let gone = does(&ground, 2, "suspend", &[]);
    assert!(gone.status == 200 && gone.text().contains("Done."), "{}", gone.main());
    assert_eq!(open(&ground, &abacus, "record/gift").status, 403, "at the next request");
    assert_eq!(does(&ground, 2, "back", &[]).status, 200);
    assert_eq!(open(&ground, &abacus, "record/gift").status, 403, "an ended session stays ended");
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    does(&ground, 2, "role", &[("role", "editor")]);
    assert_eq!((open(&ground, &abacus, "record/gift").status, open(&ground, &abacus, "dispatches").status), (404, 200));
    let kept = does(&ground, 2, "remove", &[("name", "heron")]);
    assert_eq!(kept.status, 422);
    assert!(kept.field("name").unwrap().error.unwrap().starts_with("This is not the name of the person on this page."));
    assert_eq!(open(&ground, &abacus, "dispatches").status, 200, "nobody was removed");
    let page = ground.open("en/people/2");
    let form = form_with(&page, "name=\"go-for\" value=\"remove\"", &[("name", "Abacus")]);
    for _ in 0..2 {
        let gone = ground.send("en/people/2", &form);
        assert_eq!((gone.status, gone.header("location")), (303, "/d/ours/en/people"));
    }
    assert_eq!(open(&ground, &abacus, "dispatches").status, 403, "a removed person's bookmark");
    assert_eq!(ground.open("en/people/2").status, 404);
    let list = ground.open("en/people").text();
    assert!(list.contains("heron removed abacus") && list.contains("removed"), "{list}");
}

fn the_last_coordinator_cannot_go(on: On) {
    let ground = Ground::small(on);
    ground.cookie_of("abacus", Role::Treasurer);
    let before = ground.operation().people().unwrap();
    for (doing, typed) in
        [("suspend", &[][..]), ("role", &[("role", "editor")]), ("anew", &[]), ("remove", &[("name", "heron")])]
    {
        let page = does(&ground, 1, doing, typed);
        assert_eq!(page.status, 422, "{doing}");
        assert!(page.text().contains("Nobody else coordinates."), "{doing}: {}", page.main());
    }
    assert_eq!(ground.operation().people().unwrap(), before);
    // Over an old page.
    let page = ground.open("en/people/2");
    let old = form_with(&page, "name=\"go-for\" value=\"suspend\"", &[]);
    does(&ground, 2, "role", &[("role", "moderator")]);
    let crossed = ground.send("en/people/2", &old);
    assert_eq!(crossed.status, 422);
    assert!(crossed.text().contains("Somebody changed this person meanwhile."));
    assert_eq!(ground.operation().person(2).unwrap().unwrap().status, Status::Active);
}

fn only_coordinators_change_people_and_everybody_sees_it(on: On) {
    let ground = Ground::small(on);
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    let page = ground.open("en/people/2");
    let form = form_with(&page, "name=\"go-for\" value=\"role\"", &[("role", "coordinator")]);
    assert_eq!(send(&ground, &abacus, "people/2", &form).status, 404, "nobody gives themselves a role");
    let (form, _) = invites(&ground, "crane", "coordinator");
    let mut form = form;
    form.insert("name".into(), "quill".into());
    assert_eq!(send(&ground, &abacus, "people", &form).status, 404);
    let list = open(&ground, &abacus, "people");
    assert!(list.status == 200 && list.text().contains("heron invited crane"), "{}", list.main());
    assert!(
        !list.body.contains("name=\"role\"") && !list.body.contains("/people/2\""),
        "nothing leads to a closed door"
    );
}

fn sessions_are_ended_by_their_own_person_only(on: On) {
    let ground = Ground::small(on);
    let first = ground.cookie_of("abacus", Role::Treasurer);
    let second = ground.cookie_of("abacus", Role::Treasurer);
    let page = open(&ground, &first, "account");
    assert!(page.text().contains("You are signed in as abacus, treasurer."), "{}", page.main());
    assert_eq!(page.body.matches("Since 18 March 2022, 12:00").count(), 2);
    assert_eq!(page.body.matches("this one").count(), 1);
    let mark = form_with(&page, "name=\"session\"", &[])["session"].clone();
    let end = |cookie: &str, session: &str| {
        assert_eq!(send(&ground, cookie, "account/sessions", &pairs(&[("session", session)])).status, 200);
    };
    end(&ground.cookie, &mark);
    end(&ground.cookie, "others");
    assert_eq!((open(&ground, &first, "").status, open(&ground, &second, "").status), (200, 200), "of somebody else");
    end(&first, "others");
    end(&first, "others");
    assert_eq!((open(&ground, &first, "").status, open(&ground, &second, "").status), (200, 403));
    assert_eq!(ground.open("en/").status, 200);
}

fn a_passphrase_never_comes_back(on: On) {
    let ground = Ground::small(on);
    let (_, secret) = people::seat(ground.operation(), &ground.app.world, "abacus", Role::Treasurer).unwrap();
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    at(&ground, 1);
    let code = secret.code_at(ground.app.world.now());
    let new = "eleven boats on a frozen canal";
    let typed = |old: &str, code: &str, chosen: &str, again: &str| {
        pairs(&[("passphrase", old), ("code", code), ("chosen", chosen), ("again", again)])
    };
    for (form, field, sentence) in [
        (typed(PASSPHRASE, &code, "short", "short"), "chosen", "5 characters; at least 12 are needed."),
        (typed(PASSPHRASE, &code, new, "eleven"), "again", "The two are not the same."),
        (typed("nine moons over a dry well", &code, new, new), "", "That did not fit."),
        (typed(PASSPHRASE, "000000", new, new), "", "That did not fit."),
    ] {
        let page = send(&ground, &abacus, "account/passphrase", &form);
        assert_eq!(page.status, 422, "{sentence}");
        let said = if field.is_empty() { page.text() } else { page.field(field).unwrap().error.unwrap() };
        assert!(said.contains(sentence), "{said}");
        for typed in [PASSPHRASE, new, "nine moons"] {
            assert!(!page.body.contains(typed), "{typed}");
        }
    }
    let done = send(&ground, &abacus, "account/passphrase", &typed(PASSPHRASE, &code, new, new));
    assert!(done.status == 200 && done.text().contains("From now on the new passphrase holds."), "{}", done.main());
    assert!(ground.operation().unlock_box("abacus", new).unwrap().is_some());
    // Nor does it over a session that ended.
    let ended = send(&ground, "", "account/passphrase", &typed(PASSPHRASE, &code, new, new));
    assert_eq!(ended.status, 403);
    assert!(!ended.body.contains("frozen") && !ended.body.contains("seven"), "{}", ended.body);
    let kept = send(&ground, "", "record/gift", &pairs(&[("amount", "31.07")]));
    assert!(kept.hidden().contains_key("kept"), "any other form is carried over: this story can fail");
}

fn new_codes_and_a_new_phone(on: On) {
    let ground = Ground::small(on);
    let (joined, secret) = people::seat(ground.operation(), &ground.app.world, "abacus", Role::Treasurer).unwrap();
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    at(&ground, 1);
    assert!(open(&ground, &abacus, "account").text().contains("You have 8 codes on paper left."));
    let page = open(&ground, &abacus, "account/codes");
    let wrong = send(&ground, &abacus, "account/codes", &form_with(&page, "name=\"code\"", &[("code", "000000")]));
    assert_eq!(wrong.status, 422);
    let code = secret.code_at(ground.app.world.now());
    let form = form_with(&page, "name=\"code\"", &[("code", &code)]);
    let codes = |page: &Page| -> Vec<String> {
        page.body.split("<code dir=\"ltr\">").skip(1).map(|code| code.split('<').next().unwrap().to_owned()).collect()
    };
    let made = send(&ground, &abacus, "account/codes", &form);
    assert_eq!((made.status, codes(&made).len(), made.header("cache-control")), (200, 8, "no-store"));
    assert_eq!(codes(&send(&ground, &abacus, "account/codes", &form)), codes(&made), "over a broken line");
    assert!(!codes(&made).contains(&joined.codes[0]));
    at(&ground, 2);
    let page = open(&ground, &abacus, "account/phone");
    let new = CodeSecret::parse(&page.hidden()["secret"]).unwrap();
    let fresh = new.code_at(ground.app.world.now());
    let typed = |fresh: &str, code: &str| {
        let typed = [("fresh", fresh), ("passphrase", PASSPHRASE), ("code", code)];
        form_with(&page, "name=\"fresh\"", &typed)
    };
    let old = send(&ground, &abacus, "account/phone", &typed(&fresh, &joined.codes[0]));
    assert!(old.status == 422 && old.text().contains("That did not fit."), "the old sheet is worth nothing");
    assert_eq!(old.hidden()["secret"], new.text(), "the new phone keeps its secret");
    let early = send(&ground, &abacus, "account/phone", &typed("000000", &codes(&made)[0]));
    assert!(early.field("fresh").unwrap().error.unwrap().starts_with("This is not the code of now."));
    let done = send(&ground, &abacus, "account/phone", &typed(&fresh, &codes(&made)[0]));
    assert!(done.status == 200 && done.text().contains("The new phone holds."), "{}", done.main());
    assert_eq!(open(&ground, &abacus, "").status, 403);
    at(&ground, 3);
    ground.signs_in("abacus", &new);
}

fn signing_out_ends_the_session(on: On) {
    let ground = Ground::small(on);
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    let button = open(&ground, &abacus, "book").body;
    assert!(button.contains("action=\"/d/ours/en/sign-out\""), "on every page");
    let out = send(&ground, &abacus, "sign-out", &Pairs::new());
    assert_eq!((out.status, out.header("location")), (303, "/d/ours/sign-in/en"));
    assert_eq!(out.header("set-cookie"), "desk=; Path=/d/ours/; HttpOnly; SameSite=Strict; Max-Age=0");
    assert_eq!(open(&ground, &abacus, "book").status, 403, "also for whoever kept the cookie");
    assert_eq!(ground.open("en/book").status, 200);
    assert_eq!(open(&ground, &ground.cookie, "sign-out").status, 404, "a link signs nobody out");
}

/// Addresses that answer otherwise than the table says while locked: those of the table without a `*`.
fn not_locked(ground: &Ground, table: &[Access]) -> Vec<String> {
    let mut found = Vec::new();
    let asked = table.iter().filter(|row| !row.path.contains('*') && row.path != "sign-out");
    for row in asked {
        let form = (row.method == Method::Post).then(Pairs::new);
        let page = ground.ask_desk(&format!("/d/{SLUG}/en/{}", row.path), "", &ground.cookie, form.as_ref());
        let shut = (page.status, page.header("location")) == (303, "/d/ours/en/lock");
        if shut == row.while_locked || (row.while_locked && !matches!(page.status, 200 | 422)) {
            found.push(format!("{:?} {}: {}", row.method, row.path, page.status));
        }
    }
    found
}

fn locked_everything_leads_to_the_lock(on: On) {
    let mut ground = Ground::small(on);
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    let lens = ground.cookie_of("lens", Role::Auditor);
    assert!(open(&ground, &abacus, "book").body.contains("href=\"/d/ours/en/lock\""), "one press from every page");
    assert!(!open(&ground, &lens, "book").body.contains("href=\"/d/ours/en/lock\""));
    let filled = pressed(ground.look("en", "gift", &[]).form(), "enter");
    assert_eq!(send(&ground, &lens, "lock", &pairs(&[("go", "lock")])).status, 404);
    let thrown = send(&ground, &abacus, "lock", &pairs(&[("go", "lock")]));
    assert_eq!((thrown.status, thrown.title().as_str()), (200, "Locked"));
    for cookie in [&abacus, &lens, &ground.cookie] {
        assert_eq!(open(&ground, cookie, "").status, 403, "every session has ended");
    }
    let before = ground.state();
    ground.sign_in();
    assert_eq!(not_locked(&ground, ACCESS), Vec::<String>::new());
    assert_eq!(ground.send("en/record/gift", &filled).header("location"), "/d/ours/en/lock");
    assert_eq!(ground.state(), before);
    let lens = ground.cookie_of("lens", Role::Auditor);
    let page = open(&ground, &lens, "lock");
    assert!(page.status == 200 && page.text().contains("Auditors read; somebody else has to unlock."));
    assert_eq!(send(&ground, &lens, "lock/undo", &form_with(&ground.open("en/lock"), "since", &[])).status, 404);
    assert!(page.text().contains("abacus locked it on 18 March 2022."), "{}", page.main());
    // Two different people.
    let form = form_with(&ground.open("en/lock"), "lock/undo", &[]);
    for _ in 0..2 {
        let page = ground.send("en/lock/undo", &form);
        assert!(page.text().contains("heron wants it unlocked. One more person has to say so."), "{}", page.main());
    }
    let abacus = ground.cookie_of("abacus", Role::Treasurer);
    let wrong = send(&ground, &abacus, "lock/undo", &{
        let mut form = form.clone();
        form.extend(pairs(&[("go", "alone"), ("paper", "0000-0000-0000-0000")]));
        form
    });
    assert_eq!(wrong.status, 422);
    assert!(wrong.field("paper").unwrap().error.unwrap().starts_with("This is not one of your codes on paper"));
    let open_again = send(&ground, &abacus, "lock/undo", &form);
    assert_eq!((open_again.status, open_again.header("location")), (303, "/d/ours/en/"));
    assert_eq!(ground.send("en/record/gift", &filled).title(), "Entered");
    // Planted: a table in which a form for money still goes while locked.
    let mut table = ACCESS.to_vec();
    for row in table.iter_mut().filter(|row| row.path == "record/payment") {
        row.while_locked = true;
    }
    ground.move_to(Box::leak(Box::new(House { access: Box::leak(table.into_boxed_slice()), ..HOUSE })));
    ground.operation().throw_lock(&ground.app.world, 0).unwrap();
    ground.sign_in();
    assert_eq!(not_locked(&ground, ACCESS).len(), 2, "this story can fail");
}

fn a_locked_operation_still_listens_and_says_nothing_of_it(on: On) {
    let ground = Ground::demo(on);
    let paths = ["en/", "uk/books", "en/dispatches", "en/give", "en/protect", "facts.jsonl", "figures.json"];
    let all = || -> Vec<(u16, String)> {
        let page = |path: &&str| {
            let page = ground.read(path);
            // Forms hold a key of their own at every look.
            (page.status, page.body.split("name=\"key\"").next().unwrap().to_owned())
        };
        paths.iter().map(page).collect()
    };
    let before = all();
    ground.operation().throw_lock(&ground.app.world, 1).unwrap();
    assert_eq!(all(), before);
    assert!(before.iter().all(|(status, _)| *status == 200));
    let waiting = ground.state_of("comment_kept");
    ground.fill_comments(1);
    assert_eq!(ground.state_of("comment_kept"), waiting + 1, "what strangers say still comes in");
}

fn the_pages_are_whole_in_every_language(on: On) {
    let ground = Ground::small(on);
    ground.cookie_of("abacus", Role::Treasurer);
    invites(&ground, "ferry", "logistics");
    let paths = [
        "people",
        "people/1",
        "people/2",
        "people/3",
        "people/3/confirm",
        "account",
        "account/passphrase",
        "account/codes",
        "account/phone",
        "lock",
    ];
    let whole = |paths: &[&str]| {
        for lang in Lang::ALL.map(Lang::code) {
            for path in paths {
                let page = ground.open(&format!("{lang}/{path}"));
                assert_eq!(page.status, 200, "{lang} {path}");
                let forgotten = english(&page);
                assert!(lang != "uk" || forgotten.is_empty(), "{path}: {forgotten:?}");
                assert!(!page.text().contains("Unknown localization"), "{lang} {path}");
                let mut ids: Vec<String> = page.tags().iter().map(|tag| tag.get("id").to_owned()).collect();
                ids.retain(|id| !id.is_empty());
                let count = ids.len();
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), count, "{lang} {path}: an id stands twice");
            }
        }
    };
    whole(&paths);
    ground.operation().throw_lock(&ground.app.world, 1).unwrap();
    let (person, unlocked) = ground.operation().unlock_box("heron", PASSPHRASE).unwrap().unwrap();
    let cookie = format!("desk={}", ground.operation().begin_session(&ground.app.world, &person, &unlocked).unwrap());
    for lang in Lang::ALL.map(Lang::code) {
        let page = ground.ask_desk(&format!("/d/{SLUG}/{lang}/lock"), "", &cookie, None);
        assert_eq!(page.status, 200);
        assert!(lang != "uk" || english(&page).is_empty(), "{:?}", english(&page));
    }
}
