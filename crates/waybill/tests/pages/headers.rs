//! What every answer carries.

use crate::ground::{Ground, HOST, On, Pairs, on_both_engines};
use crate::page::Page;

on_both_engines!(
    public_pages_are_for_anyone_to_keep,
    the_coordinators_side_is_kept_by_nobody,
    an_own_host_name_stands_alone
);

const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

fn guarded(page: &Page, told: &str) {
    assert_eq!(page.header("content-security-policy"), POLICY, "{told}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{told}");
    assert_eq!(page.header("referrer-policy"), "no-referrer", "{told}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{told}");
    for tag in page.tags() {
        assert!(tag.name != "script" && tag.name != "style" && tag.name != "iframe", "{told}: <{}>", tag.name);
        for (name, value) in &tag.attributes {
            assert!(
                name != "style" && !name.starts_with("on") && !value.starts_with("javascript:"),
                "{told}: {name}={value}"
            );
        }
    }
}

fn public_pages_are_for_anyone_to_keep(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:00+02:00");
    let before = ground.read("en/").headers.clone();
    assert_eq!(before["cache-control"], "public, max-age=60");
    for path in ["en/", "uk/books", "en/books/open", "en/protect", "uk/gift", "facts.jsonl", "figures.json"] {
        let page = ground.read(path);
        guarded(&page, path);
        assert!(
            page.headers.get("set-cookie").is_none() && page.header("cache-control") == "public, max-age=60",
            "{path}"
        );
    }
    for (path, kind, kept) in [
        (waybill::web::layout::stylesheet_href(), "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/mark.svg", "image/svg+xml", "public, max-age=60"),
        ("/robots.txt", "text/plain; charset=utf-8", "public, max-age=60"),
    ] {
        let file = ground.ask_public(path, "localhost", None);
        assert_eq!((file.header("content-type"), file.header("cache-control")), (kind, kept), "{path}");
        assert_eq!(
            (file.header("content-security-policy"), file.header("x-content-type-options")),
            (POLICY, "nosniff")
        );
    }
    for (page, told) in [
        (ground.follow("en", "0"), "a malformed code"),
        (ground.follow("en", "0000-0000-0000-0000-0000"), "an unknown code"),
        (ground.read("en/nothing"), "a missing page"),
        (ground.ask_public("/nothing", "localhost", None), "a missing operation"),
        (ground.ask_public("/", "localhost", None), "the way to the only operation"),
    ] {
        guarded(&page, told);
        assert!(page.headers.get("set-cookie").is_none() && page.header("cache-control") == "no-store", "{told}");
    }
}

fn the_coordinators_side_is_kept_by_nobody(on: On) {
    let ground = Ground::small(on);
    for path in [
        "",
        "en/",
        "en/record",
        "uk/record/order",
        "en/book",
        "en/book/1",
        "en/book?before=3",
        "en/book.csv",
        "en/nothing",
        "enter/x",
    ] {
        let page = ground.open(path);
        guarded(&page, path);
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(page.headers.get("set-cookie").is_none(), "{path}");
    }
    for (path, sent) in [("en/record/gift", Pairs::new()), ("enter/x", Pairs::new()), ("en/book", Pairs::new())] {
        assert_eq!(ground.send(path, &sent).header("cache-control"), "no-store", "{path}");
    }
    let entered = ground.record("gift", &[]);
    guarded(&entered, "entered");
    assert_eq!(entered.header("cache-control"), "no-store");
}

fn an_own_host_name_stands_alone(on: On) {
    let ground = Ground::small(on);
    let page = ground.ask_public("/en/books", HOST, None);
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("/o/ours"), "under its own name an operation's addresses stand alone");
    assert!(page.tags().iter().any(|tag| tag.get("href") == "/en/protect"));
    assert_eq!(ground.ask_public("/", HOST, None).header("location"), "/en/");
    assert_eq!(ground.ask_public("/en/books", &HOST.to_uppercase(), None).status, 200, "host names have no case");
    for other in ["", "localhost", "evil.example", "aid.example.evil.example", "xaid.example"] {
        assert_eq!(ground.ask_public("/en/books", other, None).status, 404, "{other}");
    }
    let pairs = crate::ground::pairs(&[("code", "0000-0000-0000-0000-0000")]);
    assert_eq!(ground.ask_public("/uk/gift", HOST, Some(&pairs)).status, 422);
}
