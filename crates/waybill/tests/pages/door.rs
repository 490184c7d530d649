//! The two doors: a coordinator's link and session, and a giver's code.

use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines};
use crate::page::english;

on_both_engines!(
    without_a_session_everything_is_denied_alike,
    a_link_opens_once,
    a_session_ends,
    a_code_that_opens_nothing_says_nothing,
);

fn without_a_session_everything_is_denied_alike(on: On) {
    let ground = Ground::small(on);
    let before = ground.state();
    let mut pages = Vec::new();
    let link = ground.operation().make_link(&ground.app.world).unwrap();
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
                let page = ground.ask_desk(&format!("/d/{SLUG}/{path}"), "", session, form);
                assert_eq!(page.status, 403, "{path} {session}");
                assert!(page.headers.get("set-cookie").is_none());
                pages.push((page.body, format!("{:?}", page.headers)));
            }
        }
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "a denied answer tells what there is");
    assert_eq!(ground.state(), before);
    for path in ["/d/nobody/en/", "/d/", "/d", "/", "/o/ours/en/"] {
        assert_eq!(ground.ask_desk(path, "", &ground.cookie, None).status, 404, "{path}");
    }
}

fn a_link_opens_once(on: On) {
    let ground = Ground::small(on);
    let token = ground.operation().make_link(&ground.app.world).unwrap();
    let path = format!("/d/{SLUG}/enter/{token}");
    // Whoever only looks at it (a preview in a chat) does not use it up.
    for _ in 0..3 {
        let page = ground.ask_desk(&path, "", "", None);
        assert_eq!(page.status, 200);
        assert!(page.headers.get("set-cookie").is_none() && page.header("cache-control") == "no-store");
        let form = page.tags().into_iter().find(|tag| tag.name == "form").unwrap();
        assert_eq!((form.get("method"), form.get("action")), ("post", path.as_str()));
    }
    let entered = ground.ask_desk(&path, "", "", Some(&Pairs::new()));
    assert_eq!((entered.status, entered.header("location")), (303, "/d/ours/en/"));
    let (session, flags) = entered.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(flags, "Path=/d/ours/; HttpOnly; SameSite=Strict");
    assert_eq!(session.len(), "desk=".len() + 52);
    assert!(!session.contains(&token));
    assert_eq!(ground.ask_desk("/d/ours/en/", "", &format!("theme=dark; {session}"), None).status, 200);
    for used in [&path, &format!("/d/{SLUG}/enter/"), &format!("/d/{SLUG}/enter/{}", "0".repeat(52))] {
        let page = ground.ask_desk(used, "", "", Some(&Pairs::new()));
        assert_eq!((page.status, page.title().as_str()), (403, "This link has been used, or is too old"), "{used}");
        assert!(page.headers.get("set-cookie").is_none());
    }
    // The session's own token is no link.
    let own = session.strip_prefix("desk=").unwrap();
    assert_eq!(ground.ask_desk(&format!("/d/{SLUG}/enter/{own}"), "", "", Some(&Pairs::new())).status, 403);
}

fn a_session_ends(on: On) {
    let mut ground = Ground::small(on);
    let token = ground.operation().make_link(&ground.app.world).unwrap();
    ground.restart();
    assert_eq!(ground.open("en/").status, 200, "a session outlives a restart");
    ground.app.world.set_now("2022-03-18T20:00:01+02:00".parse().unwrap());
    assert_eq!(ground.open("en/").status, 403, "eight hours at most");
    ground.app.world.set_now("2022-03-19T12:00:01+02:00".parse().unwrap());
    let late = ground.ask_desk(&format!("/d/{SLUG}/enter/{token}"), "", "", Some(&Pairs::new()));
    assert_eq!(late.status, 403, "a link lives for a day");
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
