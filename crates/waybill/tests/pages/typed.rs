//! Refusals of what was typed, whatever the form: dates, lengths, invisible marks, choices that were not offered.

use crate::ground::{Ground, On, on_both_engines};
use crate::refused::{Case, refused};

on_both_engines!(
    dates_outside_the_operation,
    texts_that_are_not_dates,
    a_hundred_kilobytes_come_back_whole,
    marks_that_nobody_sees,
    choices_that_were_not_offered,
    markup_in_every_field_stays_text,
);

fn dates_outside_the_operation(on: On) {
    let ground = Ground::small(on);
    for (date, says, figures) in [
        (
            "2022-02-23",
            "23 February 2022 is too early: the earliest day here is 24 February 2022.",
            &["23", "24", "2022"][..],
        ),
        ("0001-01-01", "is too early", &["24", "2022"]),
        ("2022-03-19", "19 March 2022 is too late: the latest day here is 18 March 2022.", &["19", "18", "2022"]),
        ("9999-12-31", "is too late", &["18", "2022"]),
    ] {
        refused(&ground, &Case { typed: &[("on", date)], at: "on", says, figures, ..Case::default() });
    }
    let need = [("item", "tent"), ("quantity", "3"), ("price", "5"), ("price_on", "2021-02-23")];
    let (at, says) = ("price_on", "too early: the earliest day here is 24 February 2021");
    refused(&ground, &Case { form: "need", typed: &need, at, says, figures: &["2021"], ..Case::default() });
}

fn texts_that_are_not_dates(on: On) {
    let ground = Ground::small(on);
    for date in ["yesterday", "18.03.2022", "2022-02-30", "2022-13-01", "2022-3-8", "0000-00-00", "２０２２-03-18"]
    {
        let (at, says) = ("on", "This is not a date. Write it as year-month-day");
        refused(&ground, &Case { typed: &[("on", date)], at, says, figures: &["2022", "03", "18"], ..Case::default() });
    }
    refused(&ground, &Case { typed: &[("on", " ")], at: "on", says: "Fill this in.", ..Case::default() });
}

fn a_hundred_kilobytes_come_back_whole(on: On) {
    let ground = Ground::small(on);
    let long = "Перевірка < & \" ' ".repeat(4000);
    assert!(long.len() > 100_000);
    let length = long.trim().chars().count().to_string();
    for field in ["amount", "on", "reference"] {
        let (says, figures) = ("This is too long", &[length.as_str(), "200"]);
        refused(&ground, &Case { typed: &[(field, &long)], at: field, says, figures, ..Case::default() });
    }
}

fn marks_that_nobody_sees(on: On) {
    let ground = Ground::small(on);
    for mark in
        ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}', '\u{200b}', '\u{200d}', '\u{feff}', '\u{7}', '\u{0}', '\u{85}']
    {
        for (field, value) in [("amount", format!("4{mark}0")), ("reference", format!("RF18{mark}5390"))] {
            refused(
                &ground,
                &Case { typed: &[(field, &value)], at: field, says: "invisible characters", ..Case::default() },
            );
        }
    }
}

/// Each select of each form, sent with something that is on no list, and with something that is on another one.
fn choices_that_were_not_offered(on: On) {
    let ground = Ground::small(on);
    // One that waits to be paid.
    ground.record("order", &[("quantity1", "1")]);
    let goods_on_the_way = format!("{}/VEST-DSTU-8782-2018-4-L", ground.filled("en", "arrival", &[])["order"]);
    let pool_on_the_way = goods_on_the_way.replace('/', "/vest-1/");
    for (form, field, values) in [
        ("gift", "account", &["bank-usd-1", "place-ua-30-1", "<b>"][..]),
        ("gift", "country", &["XX", "de", "UA-30"]),
        ("gift", "fund", &["helmet-1", "OPEN", "w:before"]),
        ("need", "need", &["helmet-1", "open"]),
        ("need", "item", &["rifle", "VEST"]),
        ("need", "priority", &["0", "4"]),
        ("need", "source", &["rumour"]),
        ("decision", "from", &["place-ua-30-1/open/TOURNIQUET", &pool_on_the_way, "w:before/EUR", "x"]),
        ("decision", "fund", &["helmet-1"]),
        ("advance", "from", &["place-ua-30-1/open/TOURNIQUET", &pool_on_the_way, "x"]),
        ("advance", "role", &["manufacturer", "state"]),
        ("advance", "country", &["XX"]),
        ("advance", "agreed", &["15"]),
        ("order", "fund", &["helmet-1"]),
        ("order", "through", &["bank-eur-1", "foundation-pl-1", "x"]),
        ("order", "role", &["foundation"]),
        ("order", "item1", &["rifle"]),
        ("order", "class1", &["DSTU-8782-2018/9", "DSTU-8782-2018", "x", "/"]),
        ("order", "size1", &["XXXL"]),
        ("order", "origin1", &["XX"]),
        ("payment", "holder", &["bank-usd-9", "bank-<b>", "place-ua-30-1", "w:before"]),
        ("payment", "order", &["order-nothing", "x"]),
        ("arrival", "region", &["UA-99", "ua-30"]),
        ("arrival", "order", &["order-nothing"]),
        ("handover", "shelf", &["bank-eur-1/EUR", &goods_on_the_way, "place-ua-30-1/EUR", "x"]),
        ("handover", "region", &["Kyiv"]),
        ("opening-stock", "size", &["XXXL"]),
        ("opening-stock", "class", &["x"]),
        ("opening-money", "account", &["cash-eur-1"]),
        ("giving-details", "account", &["bank-usd-1", "place-ua-30-1"]),
    ] {
        for value in values {
            not_on_offer(&ground, form, field, value);
        }
    }
    // A shelf on which nothing lies is told at the count, with the figures.
    let nothing_there = [("shelf", "place-ua-99-1/TENT")];
    let sent = crate::ground::pressed(ground.filled("en", "handover", &nothing_there), "enter");
    let before = ground.state();
    let page = ground.send("en/record/handover", &sent);
    assert_eq!((page.status, ground.state()), (422, before), "{:?}", page.problems());
    assert!(!page.problems().is_empty() && !page.body.contains("<b>"));
}

/// In English alone and with the last button: `refused` has seen sentences in both languages and with both.
fn not_on_offer(ground: &Ground, form: &str, field: &str, value: &str) {
    let sent = crate::ground::pressed(ground.filled("en", form, &[(field, value)]), "enter");
    let before = ground.state();
    let page = ground.send(&format!("en/record/{form}"), &sent);
    let told = format!("{form} {field}={value:?}: {} {:?}", page.status, page.problems());
    assert_eq!((page.status, ground.state()), (422, before), "{told}");
    // At the field itself; a size at its class, of which the sentence speaks; a code that is none at the whole form.
    let at = [Some(format!("#f-{field}")), Some(format!("#f-{}", field.replace("size", "class"))), None];
    assert!(page.problems().iter().any(|(link, _)| at.contains(link)), "nothing is told there: {told}");
    assert!(!page.body.contains("<b>"), "{told}");
    for (name, value) in sent.iter().filter(|(name, _)| page.field(name).is_some_and(|f| f.choices.is_empty())) {
        assert_eq!(page.field(name).unwrap().value, *value, "{name}: {told}");
    }
}

fn markup_in_every_field_stays_text(on: On) {
    let ground = Ground::small(on);
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}&lt;";
    for form in waybill::house::FORMS {
        let opened = ground.filled("en", form.path, &[]);
        let mut all = opened.clone();
        for name in opened.keys().filter(|name| *name != "key") {
            for button in ["look", "enter", "back"] {
                // What is sealed may be any words, so it is entered, under a key of its own.
                let sealed = form.sealed.is_some_and(|part| part.has(name));
                let fresh = if sealed { ground.filled("en", form.path, &[]) } else { opened.clone() };
                let mut sent = crate::ground::pressed(fresh, button);
                sent.insert(name.clone(), evil.into());
                let before = ground.state();
                let page = ground.send(&format!("en/record/{}", form.path), &sent);
                harmless(&page.body, &format!("{} {name}", form.path));
                assert_eq!(ground.state() == before, !(sealed && button == "enter"), "{} {name}", form.path);
            }
            all.insert(name.clone(), evil.into());
        }
        all.insert(evil.into(), evil.into());
        all.insert("key".into(), evil.into());
        for button in ["look", "enter", evil] {
            let page = ground.send(&format!("uk/record/{}", form.path), &crate::ground::pressed(all.clone(), button));
            harmless(&page.body, form.path);
        }
    }
    harmless(&ground.follow("en", evil).body, "the giver's code");
    assert_eq!(ground.follow("en", evil).by_id("code").unwrap().get("value").chars().take(20).count(), 20);
}

fn harmless(body: &str, told: &str) {
    for part in ["<script", "<img", "onerror=\"", "49"] {
        if part == "49" {
            assert!(!body.contains("'49"), "{told}: a template was run");
        } else {
            assert!(!body.contains(part), "{told}: {part} is on the page");
        }
    }
}
