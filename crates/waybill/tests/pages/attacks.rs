//! What somebody sends who means harm: from another page, as markup, as a formula, under another host's name, as a way out.
//! Each check is shown a weakness that it must see.

use crate::ground::{Ground, HOST, On, Pairs, on_both_engines, pairs, pressed};
use crate::page::{Page, tags_of};
use crate::tables::everything;
use crate::wire::Side;

on_both_engines!(
    another_page_cannot_send_a_form_of_ours,
    a_look_changes_nothing,
    no_payload_becomes_markup_wherever_it_is_shown,
    no_export_holds_a_formula,
    a_poisoned_host_stands_in_no_link,
    nothing_leads_to_elsewhere,
);

/// What a browser says of a form that another page sends.
const FOREIGN: [&[&str]; 6] = [
    &["Sec-Fetch-Site: cross-site"],
    &["Sec-Fetch-Site: same-site"],
    &["Sec-Fetch-Site: cross-site", "Origin: http://localhost"],
    &["Origin: https://evil.example"],
    &["Origin: null"],
    &["Origin: http://localhost.evil.example"],
];

fn body_of(sent: &Pairs) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(sent).finish()
}

fn another_page_cannot_send_a_form_of_ours(on: On) {
    let ground = Ground::small(on);
    let looked = ground.look("en", "gift", &[]);
    let body = body_of(&pressed(looked.form(), "enter"));
    let cookie = format!("Cookie: {}", ground.cookie);
    let (desk, public) = (Side::desk(&ground), Side::public(&ground));
    let before = everything(&ground, &[]);
    for foreign in FOREIGN {
        let headers = [&[cookie.as_str()], foreign].concat();
        assert_eq!(desk.post("/d/ours/en/record/gift", &headers, &body).status, 403, "{foreign:?}");
        assert_eq!(public.post("/o/ours/en/give", foreign, "key=aaaaaaaaaaaa").status, 403, "{foreign:?}");
    }
    assert!(everything(&ground, &[]) == before, "a form of another page did something");
    // Planted: the very same form from our own page is entered, so what was refused above was refused for where it came from.
    let own = [cookie.as_str(), "Sec-Fetch-Site: same-origin", "Origin: http://localhost"];
    assert_eq!(desk.post("/d/ours/en/record/gift", &own, &body).status, 200);
    assert!(everything(&ground, &[]) != before, "the check would not see an effect");
}

/// An address with every field of a form in it is a look at the form.
fn a_look_changes_nothing(on: On) {
    let ground = Ground::small(on);
    let looked = ground.look("en", "gift", &[]);
    let sent = pressed(looked.form(), "enter");
    let side = Side::desk(&ground);
    let cookie = format!("Cookie: {}", ground.cookie);
    let before = everything(&ground, &[]);
    for path in [
        "record/gift",
        "reference",
        "settings",
        "settings/account",
        "witnesses",
        "witnesses/remove",
        "dispatches/1/en",
        "dispatches/1/drop",
        "needs",
        "next-day",
        "promises",
    ] {
        for method in ["GET", "HEAD"] {
            let answer = side.ask(&format!("{method} /d/ours/en/{path}?{}", body_of(&sent)), &[&cookie], "");
            assert!(matches!(answer.status, 200 | 404), "{method} {path}: {}", answer.status);
        }
    }
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"] {
        let answer = side.ask(&format!("{method} /d/ours/en/record/gift"), &[&cookie], "");
        assert!(matches!(answer.status, 403 | 405), "{method}: {}", answer.status);
    }
    assert!(everything(&ground, &[]) == before, "a look changed something");
    assert_eq!(ground.send("en/record/gift", &sent).status, 200);
    assert!(everything(&ground, &[]) != before, "the check would not see an effect");
}

/// Short enough for a name of 80 letters; each holds `zq`, which stands on no page of ours.
const PAYLOADS: [&str; 40] = [
    "<script>zq()</script>",
    "<img src=zq onerror=zq()>",
    "\"><svg onload=zq()>",
    "'><svg/onload=zq()>",
    "</title><script>zq()</script>",
    "</textarea><script>zq()</script>",
    "</pre><zq>",
    "</select><zq>",
    "</style><zq>",
    "<zq",
    "zq onmouseover=zq()",
    "\" autofocus onfocus=zq() x=\"",
    "' autofocus onfocus=zq() x='",
    "` onfocus=zq()",
    "javascript:zq()",
    "JaVaScRiPt:zq()",
    "data:text/html,<script>zq()</script>",
    "<a href=javascript:zq()>zq</a>",
    "[zq](javascript:zq())",
    "![zq](http://evil.example/zq)",
    "<iframe src=//evil.example/zq>",
    "<base href=//evil.example/zq>",
    "<meta http-equiv=refresh content=0;url=//zq>",
    "<form action=//evil.example/zq><input name=zq>",
    "<math><mi xlink:href=javascript:zq()>",
    "<!--zq-->",
    "<![CDATA[zq]]>",
    "<?zq ?>",
    "&lt;script&gt;zq()&lt;/script&gt;",
    "&#60;script&#62;zq()",
    "&quot; onfocus=zq()",
    "%3Cscript%3Ezq()%3C/script%3E",
    "\\u003cscript\\u003ezq()",
    "{{zq}}",
    "${zq}",
    "<%= zq %>",
    "#{zq}",
    "{ $zq }",
    "<b style=background:url(//zq)>",
    "<details open ontoggle=zq()>",
];

/// Tags and attributes in which a payload lives on. Text may hold it, a value may hold it, and nothing else.
fn escaped_from_text(html: &str) -> Vec<String> {
    let tags = tags_of(html);
    let names = tags.iter().filter(|tag| {
        tag.name.contains("zq") || ["script", "iframe", "base", "math", "img"].contains(&tag.name.as_str())
    });
    let mut found: Vec<String> = names.map(|tag| format!("<{}>", tag.name)).collect();
    for tag in &tags {
        for (name, value) in &tag.attributes {
            let runs = ["href", "src", "action", "formaction"].contains(&name.as_str());
            let leads = value.to_lowercase().trim_start().starts_with("javascript:") || value.starts_with("data:");
            if name.starts_with("on")
                || name.contains("zq")
                || name == "style"
                || name == "autofocus"
                || (runs && (leads || value.contains("//zq")))
            {
                found.push(format!("<{} {name}={value}>", tag.name));
            }
        }
    }
    found
}

fn no_payload_becomes_markup_wherever_it_is_shown(on: On) {
    // Planted: each is seen where it is not escaped.
    for planted in [
        "<p><script>zq()</script>",
        "<p title=\"x\" onfocus=\"zq()\">",
        "<a href=\"javascript:zq()\">",
        "<zq>",
        "<p style=\"x\">",
    ] {
        assert!(!escaped_from_text(planted).is_empty(), "{planted}");
    }
    let ground = Ground::small(on);
    let (mut shown, mut pages) = (0, 0);
    let mut check = |page: &Page, payload: &str| {
        assert_eq!(escaped_from_text(&page.body), [""; 0], "{payload}");
        pages += 1;
        shown += usize::from(page.body.contains("zq"));
    };
    for payload in PAYLOADS {
        let path = "en/settings";
        let page = ground.open(path);
        let mut sent = page.form();
        sent.insert("name".into(), payload.into());
        check(&ground.send(path, &sent), payload);
        for page in [
            ground.read("en/"),
            ground.read("en/books"),
            ground.open("en/"),
            ground.read("en/feed.atom"),
            ground.read("en/protect/taken"),
        ] {
            check(&page, payload);
        }
        let mut editor = ground.open("en/dispatches/1/en").editor();
        editor.extend(pairs(&[("title", payload), ("lede", payload), ("text1", payload), ("go", "look")]));
        check(&ground.send("en/dispatches/1/en", &editor), payload);
        check(&ground.open("en/dispatches/1/look"), payload);
        for form in ["gift", "need", "giving-details"] {
            let names: Vec<String> =
                ground.open(&format!("en/record/{form}")).form().into_keys().filter(|name| name != "key").collect();
            let typed: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), payload)).collect();
            check(&ground.look("en", form, &typed), payload);
        }
        check(&ground.follow("en", payload), payload);
    }
    assert!(shown > pages / 2, "{shown} of {pages} pages show what was typed");
}

/// Cells that a spreadsheet would reckon with.
fn formulas(csv: &str) -> Vec<String> {
    let cells = csv.lines().flat_map(|line| line.split(',')).map(|cell| cell.trim_start_matches('"'));
    let number = |cell: &str| cell.trim_end_matches('"').parse::<f64>().is_ok();
    cells
        .filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number(cell))
        .map(str::to_owned)
        .collect()
}

fn no_export_holds_a_formula(on: On) {
    assert_eq!(formulas("a,-5,=1+1,\"@SUM(A1)\"\n+x,-y"), ["=1+1", "@SUM(A1)\"", "+x", "-y"], "planted");
    let ground = Ground::small(on);
    // Whether the form takes it or not: what it takes must be no formula in a cell.
    for (name, typed) in [
        ("holder", "=HYPERLINK(1)"),
        ("bank", "@SUM(A1)"),
        ("bank", "-Bank"),
        ("number", "+26001"),
        ("number", "=26001"),
    ] {
        let mut details =
            vec![("account", "bank-uah-1"), ("iban", ""), ("holder", "Holder"), ("number", "26001"), ("bank", "Bank")];
        details.retain(|(field, _)| *field != name);
        details.push((name, typed));
        let looked = ground.look("en", "giving-details", &details);
        if looked.status == 200 {
            let sent = pressed(looked.form(), "enter");
            assert_eq!(ground.send("en/record/giving-details", &sent).status, 200, "{typed}");
        }
    }
    ground.pass_to("2022-03-18T18:00:00+02:00");
    for csv in [ground.read("facts.csv"), ground.read("figures.csv"), ground.open("en/book.csv")] {
        assert_eq!(csv.status, 200);
        assert!(csv.body.lines().count() > 3, "{}", csv.body);
        assert_eq!(formulas(&csv.body), [""; 0]);
    }
}

/// Addresses on a page that lead to another host.
fn leads_away(page: &Page) -> Vec<String> {
    let values = page
        .tags()
        .into_iter()
        .flat_map(|tag| ["href", "src", "action", "content"].map(|name| tag.get(name).to_owned()));
    let told = ["location", "onion-location", "link", "refresh"].map(|name| page.header(name).to_owned());
    let away = |value: &String| {
        value.to_lowercase().contains("evil.example") || value.starts_with("//") || value.starts_with("/\\")
    };
    values.chain(told).filter(away).collect()
}

fn a_poisoned_host_stands_in_no_link(on: On) {
    let ground = Ground::small(on);
    for host in [
        "evil.example",
        "EVIL.example",
        "aid.example.evil.example",
        "evil.example@aid.example",
        "aid.example\tevil.example",
        "[::1]evil.example",
        "",
    ] {
        for path in [
            "/",
            "/o/ours",
            "/o/ours/",
            "/o/ours/en/",
            "/o/ours/en/books",
            "/o/ours/en/feed.atom",
            "/nothing",
            "/o/ours/xx/",
        ] {
            let page = ground.ask_public(path, host, None);
            assert_eq!(leads_away(&page), [""; 0], "{host} {path}");
            assert!(!page.body.to_lowercase().contains("evil.example"), "{host} {path}");
        }
    }
    let (public, desk) = (Side::public(&ground), Side::desk(&ground));
    for side in [&public, &desk] {
        let answer = side.ask(
            "GET /",
            &["Host: evil.example", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"],
            "",
        );
        assert!(!answer.head.contains("evil.example") && !answer.text().contains("evil.example"), "{}", answer.head);
    }
}

fn nothing_leads_to_elsewhere(on: On) {
    // Planted: each way out is seen.
    let mut planted = Page::of(waybill::web::answer::go("//evil.example/"));
    assert_eq!(leads_away(&planted), ["//evil.example/"]);
    planted.headers.clear();
    planted.body = "<a href=\"/\\evil.example\">".into();
    assert_eq!(leads_away(&planted), ["/\\evil.example"]);
    let ground = Ground::small(on);
    for way in [
        "/evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "%2f%2fevil.example",
        "https://evil.example",
        ".evil.example",
        "@evil.example",
        "%0d%0aLocation:%20https://evil.example",
    ] {
        for (path, host) in [
            (format!("/{way}"), "localhost"),
            (format!("/{way}"), HOST),
            (format!("/o/ours/{way}"), "localhost"),
            (format!("/o/ours/xx/{way}"), "localhost"),
            (format!("/o/{way}"), "localhost"),
        ] {
            let page = ground.ask_public(&path, host, None);
            let away = page.header("location");
            assert!(
                away.is_empty() || (away.starts_with('/') && !away.starts_with("//") && !away.starts_with("/\\")),
                "{path}: {away}"
            );
        }
        for name in ["next", "to", "url", "return", "redirect", "back"] {
            for page in [
                ground.open(&format!("en/record/gift?{name}={way}")),
                ground.open(&format!("?{name}={way}")),
                ground.open(&format!("{way}?{name}={way}")),
            ] {
                let away = page.header("location");
                assert!(away.is_empty() || away.starts_with("/d/ours/"), "{name}={way}: {away}");
            }
        }
    }
}
