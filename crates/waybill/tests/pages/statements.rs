//! The bank's statements as a coordinator meets them: every bad file gets its reason, good lines go in, and many lines are
//! decided about at once.

use waybill::web::words::Lang;

use crate::ground::{Ground, On, Pairs, on_both_engines, pairs, pressed};
use crate::page::{Page, english};
use crate::wire::Side;

on_both_engines!(
    a_file_is_read_and_its_lines_are_booked_held_and_ignored,
    a_line_is_looked_at_and_booked_with_its_code,
    one_refused_line_says_why_and_the_others_go_in,
    a_line_that_somebody_decided_about_stays_as_it_is,
    every_page_of_it_speaks_every_language,
    bad_files_say_what_is_wrong_and_leave_nothing,
    good_lines_go_in_beside_bad_ones,
);

/// The sample of the browser's journey.
const SAMPLE: &str = include_str!("../../../../tests/browser/samples/statement.xml");

/// The sample on a day of the book, under a reference that the book gave out.
fn sample(ground: &Ground) -> String {
    let page = ground.open("en/reference");
    let made = ground.send("en/reference", &page.hidden()).main();
    let at = made.find("RF").unwrap();
    let reference: String = made[at..].split_whitespace().take(4).collect();
    SAMPLE.replace("{day}", "2022-03-16").replace("{reference}", &reference[..14])
}

/// Sends a file, says whose account it is, and sends it again.
fn read(ground: &Ground, text: &str) -> Page {
    let page = ground.send_file("en/statements/file", &Pairs::new(), text.as_bytes());
    let Some(select) = page.tags().into_iter().find(|tag| tag.name == "select") else { return page };
    assert_eq!(page.status, 422);
    assert!(page.main().contains("account in EUR that ends in 0001. Which one is it?"), "{}", page.main());
    ground.send_file("en/statements/file", &pairs(&[(select.get("name"), "bank-eur-1")]), text.as_bytes())
}

/// The boxes of the list, as a browser sends them, for lines whose words hold this.
fn ticked(page: &Page, words: &str) -> Pairs {
    let boxes = page.body.split("<li>").filter(|line| line.contains("type=\"checkbox\"") && line.contains(words));
    let attribute = |line: &str, name: &str| {
        let rest = &line[line.find("<input").unwrap()..];
        let rest = rest.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split('"').next().unwrap().to_owned()
    };
    boxes.map(|line| (attribute(line, "name"), attribute(line, "value"))).collect()
}

fn a_file_is_read_and_its_lines_are_booked_held_and_ignored(on: On) {
    let ground = Ground::small(on);
    let told = read(&ground, &sample(&ground));
    assert_eq!(told.status, 200, "{}", told.main());
    let text = told.main();
    for sentence in ["4 new lines", "Line 5: 11.00 EUR: it is only announced.", "Whoever this was", "account fee"] {
        assert!(text.contains(sentence), "{sentence}: {text}");
    }
    assert!(!text.contains("Nobody in particular"), "a line whose reference is known needs no comparing");
    assert!(ground.open("en/").main().contains("To book: 4 lines of the bank"));
    let list = ground.open("en/statements");
    assert!(list.main().contains("Ready to be booked: 2. Somebody has to look: 1. Went out: 1."), "{}", list.main());
    assert!(!list.body.contains("Whoever") && list.body.len() < 100_000);
    let before = ground.entries();
    let done = ground.send("en/statements/open/all/1", &pairs(&[("go", "all")]));
    assert_eq!((done.status, ground.entries()), (200, before + 2));
    assert!(done.main().contains("2 lines are in the book now."), "{}", done.main());
    let again = ground.send("en/statements/open/all/1", &pairs(&[("go", "all")]));
    assert_eq!((again.status, ground.entries()), (200, before + 2), "pressed twice");
    let held = ground.send("en/statements/open/all/1", &pressed(ticked(&again, "France"), "hold"));
    assert!(held.main().contains("1 line is held back now.") && held.main().contains("Held: 1"));
    let ignored = ground.send("en/statements/open/all/1", &pressed(ticked(&held, "-5.00"), "ignore"));
    assert!(ignored.main().contains("0 lines wait."), "{}", ignored.main());
    let list = ground.open("en/statements/ignored/all/1");
    let back = ground.send("en/statements/ignored/all/1", &pressed(ticked(&list, "-5.00"), "open"));
    assert!(back.main().contains("1 line waits again.") && back.main().contains("Waiting: 1"));
    let balance = ground.open("en/statements/balance").main();
    for row in ["Lines that wait: 1 -5.00 EUR", "Lines held back: 1 20.00 EUR", "The bank, on 16 March 2022 173.70 EUR"]
    {
        assert!(balance.contains(row), "{row}: {balance}");
    }
    assert!(!balance.contains("Not explained"), "{balance}");
    assert!(ground.open("en/statements/booked/bank-eur-1/1").main().contains("500.00 PLN were sent"));
}

fn line_of(page: &Page, words: &str) -> String {
    let line = page.body.split("<li>").find(|line| line.contains("/line/") && line.contains(words)).unwrap();
    let id = line.split("/line/").nth(1).unwrap().split('"').next().unwrap();
    format!("en/statements/line/{id}")
}

fn a_line_is_looked_at_and_booked_with_its_code(on: On) {
    let ground = Ground::small(on);
    read(&ground, &sample(&ground));
    let list = ground.open("en/statements");
    let path = line_of(&list, "France");
    let page = ground.open(&path);
    let mut sent = page.form();
    sent.insert("fund".into(), "vest-1".into());
    let wrong = ground.send(&path, &pressed(Pairs::from([("country".into(), "XX".into())]), "book"));
    assert_eq!(wrong.status, 422);
    assert!(wrong.problems().iter().any(|(link, _)| link.as_deref() == Some("#f-country")), "{:?}", wrong.problems());
    let before = ground.entries();
    let done = ground.send(&path, &pressed(sent.clone(), "book"));
    assert_eq!((done.status, ground.entries()), (200, before + 1), "{}", done.main());
    assert!(done.main().contains("Code: shows what became of the gift") && done.main().contains("is in the book"));
    // Twice from this page the same code; from another tab, whose code the book does not have, none.
    let slip = |page: &Page| page.body.split("<code>").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    assert_eq!(slip(&ground.send(&path, &pressed(sent.clone(), "book"))), slip(&done));
    sent.insert("code".into(), "0123-4567-89AB-CDEF-GHJK".into());
    let other = ground.send(&path, &pressed(sent, "book"));
    assert_eq!((slip(&other), ground.entries()), (None, before + 1));
    // Money that went out leads to the forms, filled in as far as the bank says.
    let out = ground.open(&line_of(&list, "-5.00"));
    assert!(out.body.contains("/record/advance?on=2022-03-16&amp;amount=5.00&amp;holder=bank-eur-1"), "{}", out.body);
    let form = ground.open("en/record/advance?on=2022-03-16&amount=5.00&holder=bank-eur-1");
    assert_eq!(form.field("amount").unwrap().value, "5.00");
}

fn one_refused_line_says_why_and_the_others_go_in(on: On) {
    let ground = Ground::small(on);
    read(&ground, &sample(&ground));
    let list = ground.open("en/statements");
    let before = ground.entries();
    let done = ground.send("en/statements/open/all/1", &pressed(ticked(&list, ""), "book"));
    assert_eq!((done.status, ground.entries()), (422, before + 3), "{}", done.main());
    let text = done.main();
    for sentence in ["3 lines are in the book now.", "1 line was not booked, and why:", "entered with its own form"] {
        assert!(text.contains(sentence), "{sentence}: {text}");
    }
    let none = ground.send("en/statements/open/all/1", &pairs(&[("go", "book")]));
    assert_eq!((none.status, none.main().contains("No line was ticked.")), (422, true));
}

fn a_line_that_somebody_decided_about_stays_as_it_is(on: On) {
    let ground = Ground::small(on);
    read(&ground, &sample(&ground));
    let old = ground.open("en/statements");
    let page = ground.send("en/statements/open/all/1", &pressed(ticked(&old, "France"), "ignore"));
    assert!(page.main().contains("1 line is ignored now."));
    for go in ["hold", "book", "ignore"] {
        let before = ground.entries();
        let late = ground.send("en/statements/open/all/1", &pressed(ticked(&old, "France"), go));
        assert!(late.main().contains("1 line was decided about meanwhile"), "{go}: {}", late.main());
        assert_eq!(ground.entries(), before);
    }
    let path = line_of(&old, "France");
    let looked = ground.send(&path, &pairs(&[("go", "hold"), ("seen", "open")]));
    assert!(looked.main().contains("This line is ignored."));
    for wrong in [
        "en/statements/line/x",
        "en/statements/open/bank-eur-9/1",
        "en/statements/open/all/0",
        "en/statements/all",
        "en/statements/line/00000000000000000000000000000000-1",
    ] {
        assert_eq!(ground.open(wrong).status, 404, "{wrong}");
    }
}

/// English words on a page, beside the name of the format and the groups of a reference, which may be letters alone.
fn forgotten(mut page: Page) -> Vec<String> {
    let parts: Vec<&str> = page.body.split("<span class=\"ref\">").collect();
    let rest = |part: &&str| part.split_once("</span>").map_or_else(|| (*part).to_owned(), |(_, rest)| rest.to_owned());
    page.body = parts[0].to_owned() + &parts[1..].iter().map(rest).collect::<String>();
    english(&page).into_iter().filter(|word| !["camt", "MB"].contains(&word.as_str())).collect()
}

fn every_page_of_it_speaks_every_language(on: On) {
    let ground = Ground::small(on);
    let text = sample(&ground)
        .replace("Whoever this was", "Хтось")
        .replace("with good wishes", "добра")
        .replace("account fee", "плата");
    for lang in Lang::ALL.map(Lang::code) {
        let asked = ground.send_file(&format!("{lang}/statements/file"), &Pairs::new(), text.as_bytes());
        let broken = ground.send_file(&format!("{lang}/statements/file"), &Pairs::new(), &text.as_bytes()[..900]);
        let none = ground.send_file(&format!("{lang}/statements/file"), &Pairs::new(), b"");
        for page in [asked, broken, none] {
            assert_eq!(page.status, 422);
            if lang == "uk" {
                let forgotten = forgotten(page);
                assert!(forgotten.is_empty(), "{forgotten:?}");
            }
        }
    }
    read(&ground, &text);
    let list = ground.open("en/statements");
    let line = line_of(&list, "France").replacen("en/", "", 1);
    ground.send("en/statements/open/all/1", &pressed(ticked(&list, "-5.00"), "hold"));
    for lang in Lang::ALL.map(Lang::code) {
        for path in [
            "statements",
            "statements/held/all/1",
            "statements/booked/all/1",
            "statements/file",
            "statements/balance",
            &line,
        ] {
            let page = ground.open(&format!("{lang}/{path}"));
            assert_eq!(page.status, 200, "{lang}/{path}");
            assert!(!page.body.contains("{$") && !page.text().contains("Unknown localization"), "{path}");
            if lang == "uk" {
                let forgotten = forgotten(page);
                assert!(forgotten.is_empty(), "{path}: {forgotten:?}");
            }
        }
    }
}

fn bad_files_say_what_is_wrong_and_leave_nothing(on: On) {
    let ground = Ground::small(on);
    let good = sample(&ground);
    let bomb = good.replacen("<Document", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<Document", 1);
    let latin: Vec<u8> =
        good.replace("Whoever", "Whoever \u{1}").bytes().map(|b| if b == 1 { 0xE9 } else { b }).collect();
    let lines = || ground.open("en/statements").main().contains("Waiting: 0");
    for (what, bytes, told) in [
        ("words", b"Dear bank, please send me a file.".to_vec(), "This is not a statement"),
        ("another kind", good.replace("camt.053.001.08", "pain.001.001.03").into_bytes(), "another sort of document"),
        ("a newer version", good.replace("camt.053.001.08", "camt.053.001.99").into_bytes(), "version 02, 04 or 08"),
        ("broken off", good.as_bytes()[..good.len() / 2].to_vec(), "breaks off"),
        ("entities", bomb.into_bytes(), "defines words of its own"),
        ("another encoding", latin, "are not UTF-8, though it says so"),
        ("no statement", good.replace("Stmt>", "Stnt>").into_bytes(), "statement"),
        ("nothing", Vec::new(), "No file came."),
    ] {
        let page = ground.send_file("en/statements/file", &Pairs::new(), &bytes);
        assert_eq!(page.status, 422, "{what}");
        assert!(page.main().contains(told), "{what}: {}", page.main());
        assert!(page.by_id("f-file").is_some_and(|tag| tag.get("aria-invalid") == "true"), "{what}");
        assert!(lines(), "{what} left something");
    }
    // A form without its file is the same as none.
    assert!(ground.send("en/statements/file", &Pairs::new()).main().contains("No file came."));
    for (what, text, told) in [
        ("an unknown currency", good.replace("EUR", "XQZ"), "no currency we know"),
        ("a currency without an account", good.replace("EUR", "CHF"), "no bank account in CHF"),
    ] {
        let page = ground.send_file("en/statements/file", &Pairs::new(), text.as_bytes());
        assert_eq!(page.status, 422, "{what}");
        assert!(
            page.main().contains(told) && page.main().contains("None of its lines was taken"),
            "{what}: {}",
            page.main()
        );
        assert!(lines(), "{what}");
    }
    // The number of an account of ours in another currency.
    ground.record("giving-details", &[("iban", "DE89 3704 0044 0532 0130 00")]);
    let other = good.replace("XX69WAYBILLEUR0000000001", "DE89370400440532013000").replace("EUR", "UAH");
    let page = ground.send_file("en/statements/file", &Pairs::new(), other.as_bytes());
    assert!(page.main().contains("which is in EUR, and the statement is in UAH"), "{}", page.main());
}

fn good_lines_go_in_beside_bad_ones(on: On) {
    let ground = Ground::small(on);
    let good = sample(&ground);
    let five = good.replace(">20.00<", ">20.00001<");
    let told = read(&ground, &five);
    let text = told.main();
    for sentence in ["3 new lines", "Line 3: its amount has too many decimals: 5, and EUR has 2.", "does not add up"] {
        assert!(text.contains(sentence), "{sentence}: {text}");
    }
    // The whole file, once the bank has put it right: only what was left out is new.
    assert!(read(&ground, &good).main().contains("1 new line."));
    let off = good.replace(">173.70<", ">999.99<").replace("journey-1", "journey-2");
    let text = read(&ground, &off).main();
    assert!(text.contains("make 173.70 EUR, but it says 999.99 EUR") && text.contains("ask the bank"), "{text}");
}

/// A file as a browser sends it.
fn multipart(text: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head =
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xml\"\r\nContent-Type: text/xml\r\n\r\n";
    body.extend(head.bytes());
    body.extend_from_slice(text);
    body.extend(b"\r\n--cut--\r\n");
    body
}

fn ask(side: &Side, path: &str, cookie: &str, length: usize, body: &[u8]) -> crate::wire::Raw {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: {length}\r\n\r\n"
    );
    crate::wire::Raw::read(side.say(&[head.as_bytes(), body].concat()))
}

#[test]
fn over_the_wire_a_file_is_read_refused_or_never_looked_at() {
    let ground = Ground::small(On::Sqlite);
    let side = Side::desk(&ground);
    let path = "/d/ours/en/statements/file";
    let text = sample(&ground);
    let body = multipart(text.as_bytes(), &[]);
    let asked = ask(&side, path, &ground.cookie, body.len(), &body);
    assert_eq!(asked.status, 422, "{}", asked.text());
    assert!(asked.text().contains("Which one is it?"), "{}", asked.text());
    let name = asked.text().split("<select id=\"f-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let body = multipart(text.as_bytes(), &[(&name, "bank-eur-1")]);
    assert_eq!(ask(&side, path, &ground.cookie, body.len(), &body).status, 200);
    // 200 MB are refused by what is said of them; without a session nothing of them is read either.
    assert_eq!(ask(&side, path, &ground.cookie, 200_000_000, b"--cut\r\n").status, 413);
    assert_eq!(ask(&side, path, "desk=wrong", 200_000_000, b"--cut\r\n").status, 403);
    assert_eq!(ask(&side, path, "desk=wrong", body.len(), &body).status, 403);
    // No other page takes a file.
    for other in ["/d/ours/en/record/gift", "/d/ours/en/dispatches", "/d/ours/en/"] {
        assert_ne!(ask(&side, other, &ground.cookie, body.len(), &body).status, 200, "{other}");
    }
    assert_eq!(ask(&side, "/d/nobody/en/statements/file", &ground.cookie, body.len(), &body).status, 404);
    let broken = b"--cut\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno end";
    assert_eq!(ask(&side, path, &ground.cookie, broken.len(), broken).status, 400);
    // A form sent from elsewhere.
    let public = Side::public(&ground);
    assert_eq!(ask(&public, "/o/ours/en/give", "", body.len(), &body).status, 415);
}

#[test]
fn four_files_come_in_at_once() {
    let ground = Ground::small(On::Sqlite);
    let side = Side::desk(&ground);
    let body = multipart(sample(&ground).as_bytes(), &[]);
    let head = format!(
        "POST /d/ours/en/statements/file HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {}\r\n\
         Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: {}\r\n\r\n",
        ground.cookie,
        body.len()
    );
    let again = || ask(&side, "/d/ours/en/statements/file", &ground.cookie, body.len(), &body).status;
    let begin = || side.say(&[head.as_bytes(), &body[..100]].concat());
    // A slow line keeps nobody else waiting; four of them are enough.
    let mut begun = vec![begin()];
    assert_eq!(again(), 422, "a second file waited for the first to come in");
    begun.extend((0..3).map(|_| begin()));
    let busy = (0..50).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        again() == 503
    });
    assert!(busy, "a fifth file was taken while four were on their way");
    for mut one in begun {
        std::io::Write::write_all(&mut one, &body[100..]).unwrap();
        assert_eq!(crate::wire::Raw::read(one).status, 422);
    }
    assert_eq!(ask(&side, "/d/ours/en/statements/file", &ground.cookie, body.len(), &body).status, 422);
}
