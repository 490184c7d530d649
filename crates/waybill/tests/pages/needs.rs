//! Needs kept fresh: the coordinators' page that confirms them, the form's rules, and what the public pages then say.

use crate::giving::giving;
use crate::ground::{Ground, On, Pairs, on_both_engines, pairs};
use crate::page::{Page, english, plain};
use crate::refused::{Case, refused};

on_both_engines!(
    one_press_confirms_one_need_and_twice_is_once,
    ticked_needs_are_confirmed_together_and_twice_is_once,
    whoever_presses_confirms_what_they_saw,
    a_press_that_says_nothing_is_told_what_to_do,
    many_needs_stand_on_several_pages,
    too_many_needs_a_number_and_only_that,
    the_world_reads_that_a_need_is_stale,
    what_is_not_needed_now_is_not_asked_for,
    the_preview_says_what_the_world_will_read,
);

/// The hidden fields of the nth form of a page's content.
fn form(page: &Page, with: &str) -> Pairs {
    let all: Vec<&str> = page.body.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap()).collect();
    let found = all.into_iter().find(|form| form.contains(with)).unwrap_or_else(|| panic!("no form with {with}"));
    let values = found.split("<input").filter(|input| input.contains("type=\"hidden\"")).map(|input| {
        let part =
            |name: &str| input.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.to_owned();
        (part("name"), part("value"))
    });
    values.collect()
}

/// The button of one need, pressed in a role.
fn one(page: &Page, fund: &str, by: &str) -> Pairs {
    let mut sent = form(page, &format!("value=\"{fund}\""));
    sent.extend(pairs(&[("by", by)]));
    sent
}

/// What the tick of a need carries.
fn tick(page: &Page, fund: &str) -> (String, String) {
    let name = format!("tick-{fund}");
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&mark).unwrap_or_else(|| panic!("no tick for {fund}"));
    (name, rest.split_once('"').unwrap().0.to_owned())
}

fn helmets(ground: &Ground) {
    ground.record("need", &[("item", "helmet"), ("quantity", "5"), ("price", "250")]);
}

fn newest(ground: &Ground) -> serde_json::Value {
    ground.operation().entries_of_kind("need").unwrap().last().unwrap().public.clone()
}

fn one_press_confirms_one_need_and_twice_is_once(on: On) {
    let mut ground = Ground::small(on);
    ground.pass_to("2022-04-02T12:00:00+03:00");
    ground.sign_in();
    let page = ground.open("en/needs");
    assert!(page.main().contains("Not confirmed since"), "{}", page.main());
    let sent = one(&page, "vest-1", "medic");
    let before = ground.entries();
    let answers = [ground.send("en/needs", &sent), ground.send("en/needs", &sent)];
    for answer in &answers {
        assert_eq!(answer.status, 200);
        assert!(answer.main().contains("One need is confirmed as of today"), "{}", answer.main());
        assert!(!answer.main().contains("Not confirmed since"));
    }
    assert_eq!(ground.entries(), before + 1);
    let word = newest(&ground);
    assert_eq!((&word["confirmed"], &word["by"]), (&"2022-04-02".into(), &"medic".into()));
    assert_eq!((&word["quantity"], &word["price"]["amount"], word.get("state")), (&10.into(), &10_000.into(), None));
    ground.restart();
    ground.sign_in();
    ground.send("en/needs", &sent);
    assert_eq!(ground.entries(), before + 1, "also after the program was started anew");
}

fn ticked_needs_are_confirmed_together_and_twice_is_once(on: On) {
    let mut ground = Ground::small(on);
    helmets(&ground);
    ground.pass_to("2022-04-02T12:00:00+03:00");
    ground.sign_in();
    let page = ground.open("en/needs");
    let mut sent = form(&page, "id=\"many\"");
    sent.extend([tick(&page, "vest-1"), tick(&page, "helmet-1")]);
    sent.extend(pairs(&[("by", "recipients")]));
    let before = ground.entries();
    for _ in 0..2 {
        let answer = ground.send("en/needs", &sent);
        assert!(answer.main().contains("2 needs are confirmed as of today"), "{}", answer.main());
        assert_eq!(ground.entries(), before + 2);
    }
    // The button beside one of them, on the same page that was opened before.
    let answer = ground.send("en/needs", &one(&page, "helmet-1", "medic"));
    assert!(answer.main().contains("One need is confirmed"));
    assert_eq!(ground.entries(), before + 2);
    assert!(!ground.open("en/needs").body.contains("tick-"), "nothing is left to confirm today");
    let uk = ground.send("uk/needs", &sent);
    assert_eq!(english(&uk), [""; 0]);
}

fn whoever_presses_confirms_what_they_saw(on: On) {
    let mut ground = Ground::small(on);
    ground.pass_to("2022-03-19T12:00:00+02:00");
    ground.sign_in();
    let page = ground.open("en/needs");
    ground.record("need", &[("need", "vest-1"), ("quantity", "400")]);
    let before = ground.state();
    let answer = ground.send("en/needs", &one(&page, "vest-1", "medic"));
    assert_eq!(answer.status, 422);
    assert!(
        plain(&answer.main()).contains("“Protective vests” was confirmed or changed by somebody else"),
        "{}",
        answer.main()
    );
    assert!(answer.main().contains("400 protective vests"), "it stands there as it is now");
    assert_eq!(ground.state(), before);
}

fn a_press_that_says_nothing_is_told_what_to_do(on: On) {
    let mut ground = Ground::small(on);
    ground.pass_to("2022-04-02T12:00:00+03:00");
    ground.sign_in();
    let page = ground.open("en/needs");
    let (many, single) = (form(&page, "id=\"many\""), one(&page, "vest-1", "medic"));
    let with = |sent: &Pairs, typed: &[(&str, &str)]| {
        let mut sent = sent.clone();
        sent.extend(pairs(typed));
        sent
    };
    let before = ground.state();
    for (sent, says) in [
        (with(&many, &[("by", "medic")]), "Nothing is ticked"),
        (with(&many, &[("by", "the-pope"), ("tick-vest-1", "1")]), "This is not one of the choices"),
        (with(&single, &[("key", "")]), "lost its one-time key"),
        (with(&single, &[("one", "tent-9")]), "was confirmed or changed by somebody else"),
        (with(&single, &[("one", "UPPER case")]), "This is not one of the choices"),
        (with(&single, &[("seen", "x")]), "was confirmed or changed by somebody else"),
        (with(&single, &[("seen", "18446744073709551615")]), "was confirmed or changed by somebody else"),
    ] {
        let answer = ground.send("en/needs", &sent);
        assert_eq!(answer.status, 422, "{says}");
        assert!(answer.main().contains(says), "{says}: {}", answer.main());
        assert_eq!(ground.state(), before, "{says}");
        let uk = ground.send("uk/needs", &sent);
        let foreign: Vec<String> =
            english(&uk).into_iter().filter(|w| !"UPPER case tent-9".contains(w.as_str())).collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }
    for nowhere in ["en/needs/2", "en/needs/1", "en/needs/0", "en/needs/x", "en/needs/2/3"] {
        assert_eq!(ground.open(nowhere).status, 404, "{nowhere}");
    }
    let empty = Ground::empty(on);
    assert!(empty.open("en/needs").main().contains("0 needs"));
}

fn many_needs_stand_on_several_pages(on: On) {
    let mut ground = Ground::small(on);
    for _ in 0..50 {
        helmets(&ground);
    }
    ground.pass_to("2022-03-19T12:00:00+02:00");
    ground.sign_in();
    let (first, second) = (ground.open("en/needs"), ground.open("en/needs/2"));
    assert_eq!(first.body.matches("type=\"checkbox\"").count(), 50);
    assert_eq!(second.body.matches("type=\"checkbox\"").count(), 1);
    assert!(first.body.contains("/en/needs/2\"") && second.body.contains("/en/needs\""));
    assert_eq!(ground.open("en/needs/3").status, 404);
    let mut sent = form(&first, "id=\"many\"");
    let ticks: Vec<_> = (1..50).map(|n| tick(&first, &format!("helmet-{n}"))).collect();
    sent.extend(ticks);
    sent.extend(pairs(&[("by", "visit")]));
    let before = ground.entries();
    let answer = ground.send("en/needs", &sent);
    assert!(answer.main().contains("49 needs are confirmed as of today"), "{}", answer.main());
    assert_eq!(ground.entries(), before + 49);
}

fn too_many_needs_a_number_and_only_that(on: On) {
    let ground = Ground::small(on);
    let case = |typed: &[(&str, &str)], at, says| {
        refused(&ground, &Case { form: "need", typed, at, says, ..Case::default() });
    };
    case(&[("state", "surplus")], "surplus", "Fill this in");
    case(&[("state", "surplus"), ("surplus", "0")], "surplus", "at least 1");
    case(&[("state", "not-now"), ("surplus", "12")], "surplus", "goes with “we have too many”");
    case(&[("surplus", "12")], "surplus", "goes with “we have too many”");
    for (field, codes) in [("by", ["", "the-pope"]), ("state", ["", "perhaps"])] {
        for code in codes {
            let mut sent = ground.filled("en", "need", &[(field, code)]);
            sent.insert("go".into(), "enter".into());
            assert_eq!(ground.send("en/record/need", &sent).status, 422, "{field} {code}");
        }
    }
}

fn the_world_reads_that_a_need_is_stale(on: On) {
    let ground = giving(on);
    let sentence = "Not confirmed since 18 March 2022";
    for path in ["en/", "en/books/vest-1", "en/give/vest-1"] {
        assert!(!ground.read(path).main().contains("Not confirmed"), "{path}");
    }
    assert!(ground.read("en/").main().contains("Confirmed on 18 March 2022 (a coordinator)"));
    ground.pass_to("2022-04-02T18:00:00+03:00");
    for path in ["en/", "en/books/vest-1", "en/give/vest-1", "en/give"] {
        let page = ground.read(path);
        assert!(page.main().contains(sentence), "{path}: {}", page.main());
        let uk = ground.read(&path.replace("en/", "uk/"));
        assert!(uk.main().contains("Не підтверджено з 18 березня 2022"), "{path}: {}", uk.main());
    }
    assert!(ground.read("en/").main().contains("missing"), "and what lacks is told all the same");
    // The money can still be promised; the sentence stood before it.
    let (_, promised) = crate::giving::give(&ground, &[("fund", "vest-1"), ("amount", "50")]);
    assert_eq!(promised.status, 200);
}

fn what_is_not_needed_now_is_not_asked_for(on: On) {
    let mut ground = giving(on);
    assert!(ground.read("en/").body.contains("/en/give/vest-1"));
    let asked = ground.read("en/give").form();
    for (said, front, fund) in [
        (&[("state", "not-now")][..], "Not needed now: Protective vests", "Not needed now."),
        (
            &[("state", "surplus"), ("surplus", "3")][..],
            "We have too many of 3 protective vests",
            "We have too many: 3",
        ),
    ] {
        let typed: Vec<(&str, &str)> = [("need", "vest-1")].into_iter().chain(said.iter().copied()).collect();
        ground.record("need", &typed);
        let next = if front.starts_with("Not") { "2022-03-19T18:00:00+02:00" } else { "2022-03-20T18:00:00+02:00" };
        ground.pass_to(next);
        ground.sign_in();
        let page = ground.read("en/");
        assert!(page.main().contains(front), "{}", page.main());
        assert!(page.main().contains("Nothing is needed now"), "{}", page.main());
        assert!(!page.body.contains("/en/give/vest-1") && !page.main().contains("missing"), "{}", page.main());
        assert!(ground.read("en/books/vest-1").main().contains(fund));
        assert!(ground.read("en/give/vest-1").main().contains("is not needed now"));
        // Whoever had the page open still has the choice in it.
        let mut sent = asked.clone();
        sent.extend(pairs(&[("fund", "vest-1"), ("amount", "50")]));
        let late = crate::giving::send(&ground, "en", &sent);
        assert_eq!(late.status, 422);
        assert!(late.main().contains("is not needed now"), "{}", late.main());
        for path in ["uk/", "uk/books/vest-1", "uk/give/vest-1"] {
            let foreign = english(&ground.read(path));
            assert!(
                foreign.iter().all(|word| !["Not", "needed", "too", "many"].contains(&word.as_str())),
                "{foreign:?}"
            );
        }
    }
    assert_eq!(ground.read("en/figures/need.vest-1.surplus").status, 200);
    assert!(ground.read("en/figures/need.vest-1.missing").main().contains("Nothing counts as missing"));
}

fn the_preview_says_what_the_world_will_read(on: On) {
    let ground = Ground::small(on);
    let says = |typed: &[(&str, &str)]| ground.look("en", "need", typed).main();
    let known = ("need", "vest-1");
    assert!(
        says(&[known, ("by", "medic")]).contains("(an offer); confirmed on 18 March 2022 (a medic)"),
        "{}",
        says(&[known])
    );
    assert!(says(&[known, ("state", "not-now")]).contains("Not needed now: protective vests; confirmed on"));
    let surplus = [known, ("state", "surplus"), ("surplus", "4")];
    assert!(says(&surplus).contains("More than is needed: 4 protective vests; confirmed on"), "{}", says(&surplus));
    // A known need stands in the form as it was said last.
    let opened = ground.open("en/record/need?need=vest-1");
    assert_eq!(opened.form()["quantity"], "10");
    assert_eq!(opened.form()["price"], "100.00");
}
