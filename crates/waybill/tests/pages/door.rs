//! The two doors: a coordinator's link and session, and a giver's code.

use waybill::demo::people::{self, PASSPHRASE};
use waybill::factor::CodeSecret;
use waybill::store::{Role, Status};

use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines, pairs};
use crate::page::english;

on_both_engines!(
    without_a_session_everything_is_denied_alike,
    a_link_joins_once,
    whoever_cannot_sign_in_learns_nothing,
    what_was_typed_outlives_the_session,
    every_try_takes_as_long,
    a_session_is_never_one_that_was_there_before,
    a_session_ends,
    a_code_that_opens_nothing_says_nothing,
);

fn without_a_session_everything_is_denied_alike(on: On) {
    let ground = Ground::small(on);
    let before = ground.state();
    let mut pages = Vec::new();
    let link = ground.invite("ferry", Role::Logistics);
    let sessions =
        ["", "desk=", "desk=0123456789", "other=x; desk=wrong", &format!("desk={link}"), &ground.cookie.to_uppercase()];
    let paths = [
        "",
        "en/",
        "uk/",
        "en/record",
        "en/record/gift",
        "en/record/nothing",
        "en/book",
        "en/book/1",
        "en/book/99",
        "en/book.csv",
        "en/next-day",
        "x",
    ];
    let filled = crate::ground::pressed(ground.filled("en", "gift", &[]), "enter");
    for session in sessions {
        for path in paths {
            for form in [None, Some(&filled), Some(&Pairs::new())] {
                let path = format!("/d/{SLUG}/{path}");
                let page = ground.ask_desk(&path, "", session, form);
                assert_eq!(page.status, 403, "{path} {session}");
                assert!(page.headers.get("set-cookie").is_none());
                // What was asked for is carried along; nothing else differs.
                assert_eq!(page.hidden()["to"], path);
                assert_eq!(page.hidden().contains_key("kept"), form.is_some_and(|form| !form.is_empty()));
                let bare = page
                    .body
                    .split("<input type=\"hidden\"")
                    .map(|part| part.split_once('>').map_or(part, |(_, after)| after));
                let start = page.body.split("<input type=\"hidden\"").next().unwrap();
                pages.push((format!("{start}{}", bare.skip(1).collect::<String>()), format!("{:?}", page.headers)));
            }
        }
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "a denied answer tells what there is");
    assert_eq!(ground.state(), before);
    for path in ["/d/nobody/en/", "/d/", "/d", "/", "/o/ours/en/", "/d/nobody/sign-in", "/d/nobody/enter/x"] {
        assert_eq!(ground.ask_desk(path, "", &ground.cookie, None).status, 404, "{path}");
    }
}

fn a_link_joins_once(on: On) {
    let ground = Ground::small(on);
    let token = ground.invite("ferry", Role::Logistics);
    let path = format!("/d/{SLUG}/enter/{token}");
    // Whoever only looks at it (a preview in a chat) does not use it up.
    for _ in 0..3 {
        let page = ground.ask_desk(&path, "", "", None);
        assert_eq!((page.status, page.title().as_str()), (200, "Join"));
        assert!(page.headers.get("set-cookie").is_none() && page.header("cache-control") == "no-store");
        assert!(page.text().contains("ferry"));
    }
    let page = ground.ask_desk(&path, "", "", None);
    let secret = CodeSecret::parse(&page.hidden()["secret"]).unwrap();
    let code = secret.code_at(ground.app.world.now());
    let filled = |passphrase: &str, again: &str, code: &str| {
        let typed =
            [("secret", secret.text()), ("chosen", passphrase.into()), ("again", again.into()), ("code", code.into())];
        typed.map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<Pairs>()
    };
    for (typed, field, sentence) in [
        (filled("short", "short", &code), "chosen", "5 characters; at least 12 are needed. Take several words."),
        (filled("password12345", "password12345", &code), "chosen", "This one would soon be guessed"),
        (filled(PASSPHRASE, "seven lamps", &code), "again", "The two are not the same"),
        (filled(PASSPHRASE, PASSPHRASE, "000000"), "code", "This is not the code of now"),
    ] {
        let page = ground.ask_desk(&path, "", "", Some(&typed));
        assert_eq!(page.status, 422, "{sentence}");
        assert!(page.field(field).unwrap().error.unwrap().starts_with(sentence), "{sentence}");
        assert_eq!(page.hidden()["secret"], secret.text(), "the app keeps its secret");
        assert!(!page.body.contains(PASSPHRASE), "a passphrase never comes back");
    }
    let joined = ground.ask_desk(&path, "", "", Some(&filled(PASSPHRASE, PASSPHRASE, &code)));
    assert_eq!((joined.status, joined.title().as_str()), (200, "You are in"));
    assert_eq!(joined.tags().iter().filter(|tag| tag.name == "li").count(), 8);
    let again = ground.ask_desk(&path, "", "", Some(&filled(PASSPHRASE, PASSPHRASE, &code)));
    assert_eq!(again.body, joined.body, "over a broken line the codes on paper are not lost");
    for used in [filled("another one that is long enough", "another one that is long enough", &code), Pairs::new()] {
        let page = ground.ask_desk(&path, "", "", Some(&used));
        assert_eq!((page.status, page.title().as_str()), (403, "This link has been used, or is too old"));
    }
    assert_eq!(ground.ask_desk(&path, "", "", None).status, 403);
    ground.app.world.set_now("2022-03-18T12:01:00+02:00".parse().unwrap());
    let session = ground.signs_in("ferry", &secret);
    assert_eq!(ground.ask_desk("/d/ours/en/", "", &format!("theme=dark; {session}"), None).status, 200);
    // The session's own token is no link.
    let own = session.strip_prefix("desk=").unwrap();
    assert_eq!(ground.ask_desk(&format!("/d/{SLUG}/enter/{own}"), "", "", None).status, 403);
}

fn whoever_cannot_sign_in_learns_nothing(on: On) {
    let ground = Ground::small(on);
    let (_, secret) = people::seat(ground.operation(), &ground.app.world, "ferry", Role::Logistics).unwrap();
    ground.app.world.set_now("2022-03-18T12:01:00+02:00".parse().unwrap());
    let code = secret.code_at(ground.app.world.now());
    let asked = |name: &str, passphrase: &str, code: &str| {
        let typed = pairs(&[("name", name), ("passphrase", passphrase), ("code", code)]);
        ground.ask_desk(&format!("/d/{SLUG}/sign-in"), "", "", Some(&typed))
    };
    let wrong = [
        asked("ferry", "seven lamps under a warm bridge", &code),
        asked("ferry", PASSPHRASE, "123456"),
        asked("nobody", PASSPHRASE, &code),
        asked("", "", ""),
    ];
    for page in &wrong {
        assert_eq!(page.status, 422);
        assert!(page.text().contains("Nothing says here which of them was wrong"));
        assert!(page.headers.get("set-cookie").is_none());
        assert_eq!(
            page.body.replace("value=\"ferry\"", "value=\"\"").replace("value=\"nobody\"", "value=\"\""),
            wrong[3].body,
            "the same page"
        );
    }
    let session = ground.signs_in("Ferry ", &secret);
    assert_eq!(ground.ask_desk("/d/ours/en/", "", &session, None).status, 200);
    assert_eq!(asked("ferry", PASSPHRASE, &code).status, 422, "a code works once");
    for _ in 0..4 {
        asked("ferry", PASSPHRASE, "123456");
    }
    assert!(asked("ferry", PASSPHRASE, "123456").text().contains("Too many tries in this minute"));
    for _ in 0..6 {
        asked("nobody", PASSPHRASE, "123456");
    }
    assert!(asked("nobody", PASSPHRASE, "123456").text().contains("Too many tries in this minute"));
}

/// Nearly all of the time a try takes is the stretching of its passphrase: so many times, at such a cost, whoever is named.
fn every_try_takes_as_long(on: On) {
    let ground = Ground::small(on);
    let operation = ground.operation();
    people::seat(operation, &ground.app.world, "ferry", Role::Logistics).unwrap();
    for (name, role) in [("quill", Role::Editor), ("sieve", Role::Moderator)] {
        people::seat(operation, &ground.app.world, name, role).unwrap();
    }
    ground.invite("abacus", Role::Treasurer);
    operation.change_status(3, Status::Suspended, &ground.app.world).unwrap();
    operation.change_status(4, Status::Removed, &ground.app.world).unwrap();
    let tries = ["ferry", "nobody", "quill", "sieve", "abacus", "", "FERRY"].map(|name| {
        let before = operation.stretched();
        let typed = pairs(&[("name", name), ("passphrase", "not the right one"), ("code", "123456")]);
        let page = ground.ask_desk(&format!("/d/{SLUG}/sign-in"), "", "", Some(&typed));
        let bare = page.body.replace(&format!("value=\"{name}\""), "value=\"\"");
        (page.status, bare, operation.stretched() - before)
    });
    assert_eq!((tries[0].0, tries[0].2), (422, 1));
    assert!(tries.iter().all(|one| *one == tries[0]), "a name is told from another");
    // Planted: whoever asks for nothing takes no time, and this sees it.
    let before = operation.stretched();
    assert_eq!(ground.ask_desk(&format!("/d/{SLUG}/sign-in"), "", "", None).status, 200);
    assert_eq!(operation.stretched(), before);
}

/// A session that somebody else put into the browser before is not the one that is signed in.
fn a_session_is_never_one_that_was_there_before(on: On) {
    let ground = Ground::small(on);
    let (_, secret) = people::seat(ground.operation(), &ground.app.world, "ferry", Role::Logistics).unwrap();
    ground.app.world.set_now("2022-03-18T12:01:00+02:00".parse().unwrap());
    let fixed = format!("desk={}", "a".repeat(52));
    let code = secret.code_at(ground.app.world.now());
    let typed = pairs(&[("name", "ferry"), ("passphrase", PASSPHRASE), ("code", &code)]);
    let page = ground.ask_desk(&format!("/d/{SLUG}/sign-in"), "", &fixed, Some(&typed));
    let session = page.header("set-cookie").split_once(';').unwrap().0;
    assert_ne!(session, fixed);
    assert_eq!(ground.ask_desk("/d/ours/en/", "", &fixed, None).status, 403);
    assert_eq!(ground.ask_desk("/d/ours/en/", "", session, None).status, 200);
    ground.app.world.set_now("2022-03-18T12:02:00+02:00".parse().unwrap());
    let again = ground.signs_in("ferry", &secret);
    assert_ne!(again, session, "each signing in is a session of its own");
}

fn a_session_ends(on: On) {
    let mut ground = Ground::small(on);
    ground.restart();
    assert_eq!(ground.open("en/").status, 200, "a session outlives a restart");
    ground.app.world.set_now("2022-03-18T12:15:01+02:00".parse().unwrap());
    assert_eq!(ground.open("en/").status, 403, "a quarter of an hour without use");
    ground.sign_in();
    for minutes in (30..=500).step_by(10) {
        let noon: jiff::Timestamp = "2022-03-18T12:00:00+02:00".parse().unwrap();
        ground.app.world.set_now(noon + jiff::SignedDuration::from_mins(minutes));
        let expected = if minutes < 15 + 480 + 1 { 200 } else { 403 };
        assert_eq!(ground.open("en/").status, expected, "{minutes}");
    }
}

fn what_was_typed_outlives_the_session(on: On) {
    let ground = Ground::small(on);
    let (_, secret) = people::seat(ground.operation(), &ground.app.world, "abacus", Role::Treasurer).unwrap();
    ground.app.world.set_now("2022-03-18T12:01:00+02:00".parse().unwrap());
    let filled = crate::ground::pressed(ground.filled("en", "gift", &[("amount", "31.07")]), "look");
    let path = format!("/d/{SLUG}/en/record/gift");
    let mut typed = ground.ask_desk(&path, "", "", Some(&filled)).hidden();
    typed.extend(pairs(&[
        ("name", "abacus"),
        ("passphrase", PASSPHRASE),
        ("code", &secret.code_at(ground.app.world.now())),
    ]));
    let elsewhere =
        [("to", "https://evil.example/"), ("to", "//evil.example"), ("to", "/d/other/en/"), ("to", "/d/ours//evil")];
    let back = ground.ask_desk(&format!("/d/{SLUG}/sign-in"), "", "", Some(&typed));
    assert_eq!((back.status, back.title().as_str()), (200, "You are back"));
    let session = back.header("set-cookie").split_once(';').unwrap().0.to_owned();
    // But for what is sealed: somebody else may have signed in.
    let plain: Pairs =
        filled.iter().filter(|(name, _)| !name.starts_with("giver_")).map(|(n, v)| (n.clone(), v.clone())).collect();
    assert_eq!(back.hidden(), plain);
    let form = back.tags().into_iter().find(|tag| tag.name == "form").unwrap();
    assert_eq!(form.get("action"), path);
    let page = ground.ask_desk(&path, "", &session, Some(&back.hidden()));
    assert!(page.text().contains("31.07"), "{}", page.main());
    for (n, (name, value)) in elsewhere.into_iter().enumerate() {
        ground.app.world.set_now(format!("2022-03-18T12:{:02}:00+02:00", 3 + n).parse().unwrap());
        typed.insert(name.into(), value.into());
        typed.insert("code".into(), secret.code_at(ground.app.world.now()));
        let page = ground.ask_desk(&format!("/d/{SLUG}/sign-in"), "", "", Some(&typed));
        assert_eq!((page.status, page.header("location")), (303, "/d/ours/en/"), "{value} leads away");
    }
}

fn a_code_that_opens_nothing_says_nothing(on: On) {
    let ground = Ground::small(on);
    let entered = ground.record("gift", &[]).main();
    let code = entered.split(' ').find(|word| word.len() == 24 && word.contains('-')).unwrap().to_owned();
    assert_eq!(ground.follow("en", &code).status, 200);
    let last = if code.ends_with('0') { '1' } else { '0' };
    let near = format!("{}{last}", &code[..23]);
    let before = ground.state();
    // What is said of a code near a true one is said of any code; only what was typed differs.
    let bare = |typed: &str| ground.follow("en", typed).body.replace(typed, "");
    let unknown = ground.follow("en", &near);
    assert_eq!((unknown.status, unknown.header("cache-control")), (422, "no-store"));
    assert_eq!(bare(&near), bare("0000-0000-0000-0000-0000"));
    assert!(unknown.text().contains("No gift has this code"));
    assert!(unknown.title().starts_with("One thing to put right: "), "{}", unknown.title());
    assert_eq!(unknown.by_id("code").unwrap().get("value"), near);
    for malformed in ["", "hello", &code[..23], &format!("{code}0"), "0000-0000-0000-0000-000U", "’ OR 1=1 --"] {
        let page = ground.follow("en", malformed);
        assert_eq!((page.status, page.header("cache-control")), (422, "no-store"), "{malformed}");
        assert!(page.text().contains("This is not a whole code: it has 20 letters and digits"), "{malformed}");
        assert_eq!(page.by_id("code").unwrap().get("value"), malformed);
        assert!(page.title().starts_with("One thing to put right: "));
    }
    for typed in [near.as_str(), "0"] {
        let page = ground.follow("uk", typed);
        assert_eq!((page.status, english(&page)), (422, Vec::new()));
    }
    assert_eq!(ground.state(), before);
    // Typed as people type.
    assert_eq!(ground.follow("en", &code.to_lowercase().replace('-', " ").replace('0', "o")).status, 200);
}
