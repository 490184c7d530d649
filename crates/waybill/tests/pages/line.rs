//! What arrives over the line before any page is asked: methods, lengths, origins, and clients that take their time.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use axum::Router;
use waybill::demo::people;
use waybill::store::Role;
use waybill::web::serve::Limits;

use crate::ground::{Ground, On, Pairs, on_both_engines, pressed};
use crate::wire::{PATIENCE, Raw, Side};

on_both_engines!(
    a_form_from_another_site_changes_nothing,
    two_lengths_are_refused,
    other_methods_and_types_are_refused,
    a_body_is_bounded_and_one_below_the_limit_is_read,
    pages_over_the_line,
);

/// As a browser sends it.
fn encoded(pairs: &Pairs) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A gift that only waits for its button, the address it is sent to, and the session's header.
fn waiting_gift(ground: &Ground) -> (String, &'static str, String) {
    let looked = ground.look("en", "gift", &[]);
    (encoded(&pressed(looked.form(), "enter")), "/d/ours/en/record/gift", format!("Cookie: {}", ground.cookie))
}

fn a_form_from_another_site_changes_nothing(on: On) {
    let ground = Ground::small(on);
    let desk = Side::desk(&ground);
    let (body, path, cookie) = waiting_gift(&ground);
    let (before, entries) = (ground.state(), ground.entries());
    for foreign in [
        &["Origin: https://evil.example"][..],
        &["Origin: null"],
        &["Origin: http://localhost.evil.example"],
        &["Origin: http://localhost:1"],
        &["Sec-Fetch-Site: cross-site"],
        &["Sec-Fetch-Site: same-site"],
        &["Sec-Fetch-Site: cross-site", "Origin: http://localhost"],
        &["Referer: https://evil.example/", "Origin: https://evil.example"],
    ] {
        let mut headers = vec![cookie.as_str()];
        headers.extend(foreign);
        let answer = desk.post(path, &headers, &body);
        assert_eq!(answer.status, 403, "{foreign:?}");
        assert_eq!(ground.state(), before, "{foreign:?}");
    }
    let public = Side::public(&ground);
    let refused = public.post("/o/ours/en/gift", &["Sec-Fetch-Site: cross-site"], "code=0000-0000-0000-0000-0000");
    assert_eq!(refused.status, 403);
    let own = desk.post(path, &[&cookie, "Origin: http://localhost", "Sec-Fetch-Site: same-origin"], &body);
    assert_eq!(own.status, 200, "{}", own.text());
    assert_eq!(own.header("cache-control"), Some("no-store"));
    assert_eq!(ground.entries(), entries + 1);
    // A link on another site may be followed; the session does not travel with it (SameSite=Strict).
    assert_eq!(public.ask("GET /o/ours/en/", &["Sec-Fetch-Site: cross-site"], "").status, 200);
}

fn two_lengths_are_refused(on: On) {
    let ground = Ground::small(on);
    let desk = Side::desk(&ground);
    let (body, path, cookie) = waiting_gift(&ground);
    let before = ground.state();
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let (length, chunked) = (format!("Content-Length: {}", body.len()), "Transfer-Encoding: chunked");
    let chunks = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for (headers, sent) in [
        (&[length.as_str(), chunked][..], &chunks),
        (&[chunked, length.as_str()], &chunks),
        (&["Content-Length: 5", "Content-Length: 6"], &body),
        (&["Content-Length: -1"], &body),
        (&["Content-Length: 99999999999999999999"], &body),
        (&["Transfer-Encoding: gzip, identity"], &body),
        (&["Transfer-Encoding: chunked, identity"], &chunks),
    ] {
        let mut all = vec![kind, cookie.as_str()];
        all.extend(headers);
        let answer = desk.ask(&format!("POST {path}"), &all, sent);
        assert_eq!((answer.status, ground.state()), (400, before.clone()), "{headers:?}: {}", answer.text());
    }
    // The body of a reading request is no request of its own.
    for first in ["GET", "HEAD"] {
        let inner = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n{kind}\r\n{length}\r\n\r\n{body}");
        let outer = format!("Content-Length: {}", inner.len());
        let answer = desk.ask(&format!("{first} /d/ours/en/"), &[&cookie, &outer], &inner);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.text().matches("HTTP/1.1").count(), 0, "a second answer came");
        assert_eq!(ground.state(), before, "{first}");
    }
}

fn other_methods_and_types_are_refused(on: On) {
    let ground = Ground::small(on);
    let (desk, public) = (Side::desk(&ground), Side::public(&ground));
    let (body, path, cookie) = waiting_gift(&ground);
    let before = ground.state();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X"] {
        for (side, at) in [(&desk, path), (&public, "/o/ours/en/")] {
            let answer = side.ask(&format!("{method} {at}"), &[&cookie, "Content-Length: 0"], "");
            assert!(matches!(answer.status, 400 | 405), "{method} {at}: {}", answer.status);
            assert!(!answer.head.contains("access-control"), "{method}");
        }
    }
    for kind in [
        "",
        "Content-Type: text/plain",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: application/json",
    ] {
        let length = format!("Content-Length: {}", body.len());
        let answer =
            desk.ask(&format!("POST {path}"), &[&cookie, &length, if kind.is_empty() { "X: y" } else { kind }], &body);
        assert_eq!(answer.status, 415, "{kind}");
    }
    for first in ["GARBAGE", "GET  /", "GET /\u{0} x", "\u{16}\u{3}\u{1}"] {
        let answer = Raw::read(public.say(format!("{first}\r\n\r\n").as_bytes()));
        assert_eq!(answer.status, 400, "{first}");
    }
    assert_eq!(ground.state(), before);
}

/// The limit of a body, and the first byte over it.
fn a_body_is_bounded_and_one_below_the_limit_is_read(on: On) {
    const LIMIT: usize = 512 * 1024;
    let ground = Ground::small(on);
    let desk = Side::desk(&ground);
    let (body, path, cookie) = waiting_gift(&ground);
    let before = ground.state();
    let filled = |size: usize| {
        let body = body.replace("go=enter", "go=look").replace("&reference=", "");
        format!("{body}&reference={}", "A".repeat(size - body.len() - "&reference=".len()))
    };
    let fits = desk.post(path, &[&cookie], &filled(LIMIT));
    assert_eq!(fits.status, 422);
    assert!(fits.text().contains("This is too long: "), "the text comes back with its sentence");
    assert!(fits.body.len() > LIMIT - 2000, "the text comes back whole");
    let over = desk.post(path, &[&cookie], &filled(LIMIT + 1));
    assert_eq!(over.status, 413);
    assert!(over.text().contains("A form takes at most 500 kilobytes. Nothing was entered"), "{}", over.text());
    assert_eq!(ground.state(), before);
    let many: String = (0..5000).fold(String::new(), |mut all, n| {
        let _ = write!(all, "field{n}=x&");
        all
    });
    assert_eq!(desk.post(path, &[&cookie], &many).status, 200, "a form without a button pressed is shown again");
    // Headers are bounded as well.
    let long = format!("X-Long: {}", "a".repeat(600_000));
    let mut stream = desk.say(b"GET / HTTP/1.1\r\nHost: localhost\r\n");
    let _ = stream.write_all(long.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 431"), "{}", String::from_utf8_lossy(&answer));
}

fn pages_over_the_line(on: On) {
    let ground = Ground::small(on);
    let (desk, public) = (Side::desk(&ground), Side::public(&ground));
    let plain = public.ask("GET /o/ours/en/books", &[], "");
    assert_eq!((plain.status, plain.header("content-encoding")), (200, None));
    let head = public.ask("HEAD /o/ours/en/books", &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-security-policy"), plain.header("content-security-policy"));
    assert_eq!(public.ask("HEAD /o/ours/en/nothing", &[], "").status, 404);
    assert_eq!(desk.ask("HEAD /d/ours/en/", &[], "").status, 403);
    for coding in ["gzip", "br"] {
        let small = public.ask("GET /o/ours/en/books", &[&format!("Accept-Encoding: {coding}")], "");
        assert_eq!(small.header("content-encoding"), Some(coding));
        assert!(small.header("vary").unwrap().contains("accept-encoding"));
        assert!(small.body.len() < plain.body.len() / 2, "{} of {}", small.body.len(), plain.body.len());
    }
    // By the operation's own name, with a port, and by none.
    assert_eq!(public.ask("GET /en/books", &["Host: aid.example:8400"], "").status, 200);
    assert_eq!(public.ask("GET /en/books", &["Host: localhost:8400"], "").status, 404);
    let nameless = Raw::read(public.say(b"GET /o/ours/en/ HTTP/1.0\r\n\r\n"));
    assert_eq!(nameless.status, 200);
    // The first page in the reader's language.
    let first = public.ask("GET /", &["Accept-Language: fr, uk-UA;q=0.8, en;q=0.5"], "");
    assert_eq!((first.status, first.header("location")), (303, Some("/o/ours/uk/")));
    for odd in [
        "/o/ours/en/..",
        "/o/ours/en/%2e%2e/%2e%2e/book.db",
        "/o/ours/en/books/%00",
        "/o/ours/en/%",
        "//o/ours/x",
        "/o/ours/en/books?x=<script>#y",
    ] {
        let answer = public.ask(&format!("GET {odd}"), &[], "");
        assert!(
            matches!(answer.status, 200 | 400 | 404) && !answer.text().contains("<script"),
            "{odd}: {}",
            answer.status
        );
    }
    let (_, secret) = people::seat(ground.operation(), &ground.app.world, "ferry", Role::Logistics).unwrap();
    ground.app.world.set_now("2022-03-18T12:01:00+02:00".parse().unwrap());
    let code = secret.code_at(ground.app.world.now());
    let body = format!("name=ferry&passphrase={}&code={code}", people::PASSPHRASE.replace(' ', "+"));
    assert_eq!(desk.ask("GET /d/ours/sign-in", &[], "").status, 200);
    assert_eq!(desk.ask("HEAD /d/ours/sign-in", &[], "").status, 200);
    let entered = desk.post("/d/ours/sign-in", &["Origin: http://localhost"], &body);
    assert_eq!(entered.status, 303);
    assert!(entered.head.contains("; httponly; samesite=strict"), "{}", entered.head);
    assert_eq!(desk.post("/d/ours/sign-in", &["Origin: http://localhost"], &body).status, 422);
}

/// A side that has nothing but one short page and one very long one, with short limits.
fn short(limits: Limits) -> Side {
    let long = || async { vec![b'x'; 64 << 20] };
    let router =
        Router::new().route("/", axum::routing::get(|| async { "here" })).route("/long", axum::routing::get(long));
    Side::of(router, limits)
}

const SHORT: Limits = Limits {
    headers_within: Duration::from_millis(400),
    connection_within: Duration::from_secs(3),
    connections_max: 20,
};

/// Longer than any test here waits: a place that is held this long is not what let somebody in.
const NEVER: Duration = Duration::from_mins(10);

/// Reads until the other side closes; how long that took.
fn closed_after(stream: &mut impl Read) -> Duration {
    let began = Instant::now();
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    began.elapsed()
}

#[test]
fn clients_that_send_half_their_headers_do_not_stop_others() {
    let side = short(Limits { headers_within: NEVER, connection_within: NEVER, ..SHORT });
    let silent: Vec<_> = (0..19).map(|_| side.say(b"GET / HTTP/1.1\r\nHost: loc")).collect();
    assert_eq!(side.ask("GET /", &[], "").text(), "here", "the free place is served while all others are held");
    drop(silent);
}

#[test]
fn where_every_place_is_taken_the_next_one_waits_no_longer_than_the_limit() {
    let side = short(Limits { connection_within: NEVER, ..SHORT });
    for opening in [&b""[..], b"GET / HTTP/1.1\r\nHost: loc", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"] {
        let mut silent: Vec<_> = (0..20).map(|_| side.say(opening)).collect();
        assert_eq!(side.ask("GET /", &[], "").text(), "here", "after {opening:?}");
        assert!(silent.iter_mut().all(|s| closed_after(s) < PATIENCE));
    }
}

#[test]
fn a_header_a_second_is_too_slow() {
    let side = short(Limits { connection_within: NEVER, ..SHORT });
    let mut stream = side.say(b"GET / HTTP/1.1\r\n");
    let began = Instant::now();
    // Byte by byte: by the number of its headers a request is turned away as well, and that is not what is tested here.
    let mut header = b"X-Slow: y\r\n".chunks(1).cycle();
    while stream.write_all(header.next().unwrap()).is_ok() {
        assert!(began.elapsed() < PATIENCE, "dripping headers keep a place");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn clients_that_never_read_give_their_places_back() {
    let side = short(SHORT);
    let began = Instant::now();
    let greedy: Vec<_> = (0..20).map(|_| side.say(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")).collect();
    assert_eq!(side.ask("GET /", &[], "").text(), "here");
    assert!(began.elapsed() >= SHORT.connection_within, "a place was free after {:?}", began.elapsed());
    drop(greedy);
}

#[test]
fn the_limits_that_are_served_with_are_these() {
    let limits = Limits::default();
    assert_eq!(limits.headers_within, Duration::from_secs(10));
    assert!(limits.connections_max >= 300 && limits.connections_max < 1024);
    assert!(limits.connection_within >= Duration::from_mins(1));
}
