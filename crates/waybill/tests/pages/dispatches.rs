//! Writing a dispatch: every rule broken in the editor, two editors, two presses, and what the world then reads.

use crate::ground::{Ground, On, Pairs, on_both_engines, pairs, pressed};
use crate::page::Page;

on_both_engines!(
    a_dispatch_is_written_looked_at_and_published,
    what_may_not_be_published_is_told_at_its_field_and_kept,
    two_editors_on_one_draft_lose_nothing,
    publishing_twice_is_one_dispatch,
    a_day_has_one_dispatch_and_no_day_of_the_future,
    a_correction_must_say_what_was_wrong_and_stands_on_the_page,
    a_statement_has_no_figures,
    nothing_of_it_opens_without_a_session,
    pressed_twice_a_draft_is_saved_once,
    an_old_look_at_a_draft_never_overwrites_a_new_one,
    a_published_language_cannot_be_taken_away,
);

const BASE: &str = "en/dispatches/1/en";

/// The editor filled in with these, and this button pressed.
fn typed(ground: &Ground, path: &str, fields: &[(&str, &str)], button: &str) -> Page {
    let opened = ground.open(path);
    assert_eq!(opened.status, 200, "{path}");
    let mut sent = opened.editor();
    sent.extend(pairs(fields));
    ground.send(path, &pressed(sent, button))
}

const GOOD: [(&str, &str); 3] =
    [("title", "The first day"), ("lede", "It began."), ("text1", "We **began**.\n\nMore to come.")];

/// The form of the preview, as its button sends it.
fn publishing(ground: &Ground) -> Pairs {
    let page = ground.open("en/dispatches/1/look");
    assert!(page.problems().is_empty(), "{:?}", page.problems());
    page.hidden()
}

fn written(ground: &Ground) {
    let page = typed(ground, BASE, &GOOD, "look");
    assert_eq!((page.status, page.header("location")), (303, "/d/ours/en/dispatches/1/look"), "{:?}", page.problems());
}

fn a_dispatch_is_written_looked_at_and_published(on: On) {
    let ground = Ground::small(on);
    written(&ground);
    let looked = ground.open("en/dispatches/1/look");
    assert!(looked.main().contains("Everybody will be able to read it at once, in: English."));
    assert!(looked.body.contains("We <strong>began</strong>."));
    assert_eq!(ground.read("en/dispatches/1").status, 404, "a draft is nobody's business");
    let (before, sent) = (ground.entries(), publishing(&ground));
    let done = ground.send("en/dispatches/1/look", &sent);
    assert_eq!((done.status, ground.entries()), (200, before + 1), "{:?}", done.problems());
    let told = ground.read("en/dispatches/1");
    assert_eq!(told.status, 200);
    assert!(told.body.contains("<h1>The first day</h1>") && told.body.contains("<strong>began</strong>"));
    // In another language it is shown as it is, and says so.
    let foreign = ground.read("uk/dispatches/1");
    assert!(foreign.body.contains("<article class=\"read\" lang=\"en\">"));
    assert!(ground.read("en/").main().contains("Latest dispatch, Day 1 The first day"));
    assert!(ground.read("en/dispatches").main().contains("The first day"));
    assert!(ground.open("en/dispatches").main().contains("0 drafts."));
}

fn what_may_not_be_published_is_told_at_its_field_and_kept(on: On) {
    let ground = Ground::small(on);
    let before = ground.entries();
    for (field, text, told) in [
        ("title", "", "Fill this in."),
        ("lede", " ", "Fill this in."),
        ("title", &"a".repeat(121), "121 characters, at most 120"),
        ("lede", &"a".repeat(601), "601 characters, at most 600"),
        ("text1", &"a".repeat(20_001), "20,001 characters, at most 20,000"),
        ("text1", "<script>alert(1)</script>", "HTML is not taken: “<script>alert(1)</script>”"),
        ("text1", "[more](javascript:alert(1))", "neither to a web page nor to a mailbox: “javascript:alert(1)”"),
        ("text1", "![us](https://elsewhere.example/us.jpg)", "none is ever fetched from elsewhere"),
        ("lede", "We lack {need.helmet-9.missing}.", "Nothing published makes a figure called “need.helmet-9.missing”"),
        ("text1", "turned \u{202e}round", "invisible characters"),
    ] {
        let mut fields = GOOD.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, text));
        let page = typed(&ground, BASE, &fields, "look");
        assert_eq!(page.status, 422, "{field}: {text}");
        let lines = page.problems();
        assert!(
            lines.iter().any(|(link, line)| link.as_deref() == Some(&format!("#f-{field}")) && line.contains(told)),
            "{told}: {lines:?}"
        );
        assert!(page.title().starts_with("One thing to put right: "), "{}", page.title());
        // Kept as it was typed, and there again for whoever opens the draft later.
        let again = ground.open(BASE).editor();
        assert_eq!(again[field].trim(), text.trim());
        assert_eq!(ground.open("en/dispatches/1/look").hidden().get("seen"), None, "there is no button to publish it");
    }
    assert_eq!(ground.entries(), before);
    assert_eq!(ground.read("en/dispatches/1").status, 404);
}

fn two_editors_on_one_draft_lose_nothing(on: On) {
    let ground = Ground::small(on);
    let (mut one, mut two) = (ground.open(BASE).editor(), ground.open(BASE).editor());
    one.extend(pairs(&[("title", "From one"), ("text1", "One wrote this.")]));
    two.extend(pairs(&[("title", "From two"), ("text1", "Two wrote that.")]));
    assert_eq!(ground.send(BASE, &pressed(one, "save")).status, 200);
    let crossed = ground.send(BASE, &pressed(two, "save"));
    assert_eq!(crossed.status, 422);
    assert!(crossed.problems()[0].1.starts_with("Somebody else saved this draft while you were writing"));
    assert_eq!(crossed.editor()["text1"].trim(), "Two wrote that.");
    assert!(crossed.main().contains("One wrote this."));
    assert_eq!(ground.open(BASE).editor()["title"], "From one");
    // Saved once more, knowingly.
    assert_eq!(ground.send(BASE, &pressed(crossed.editor(), "save")).status, 200);
    assert_eq!(ground.open(BASE).editor()["title"], "From two");
}

fn publishing_twice_is_one_dispatch(on: On) {
    let mut ground = Ground::small(on);
    written(&ground);
    let (before, first, other) = (ground.entries(), publishing(&ground), publishing(&ground));
    let answers: Vec<u16> = (0..3).map(|_| ground.send("en/dispatches/1/look", &first).status).collect();
    ground.restart();
    assert_eq!((answers, ground.send("en/dispatches/1/look", &first).status), (vec![200; 3], 200));
    // Another coordinator had looked at it as well: the draft is gone, and the page says so.
    let late = ground.send("en/dispatches/1/look", &other);
    assert_eq!((late.status, ground.entries()), (422, before + 1));
    assert!(late.problems()[0].1.contains("Nothing differs from what is published already."), "{:?}", late.problems());
    // What was looked at is what is published, not what somebody typed since.
    typed(&ground, "en/dispatches/1/uk", &[("title", "Перший день"), ("lede", "Почалося.")], "save");
    let stale = publishing(&ground);
    typed(&ground, "en/dispatches/1/uk", &[("lede", "Інакше.")], "save");
    let refused = ground.send("en/dispatches/1/look", &stale);
    assert_eq!((refused.status, ground.entries()), (422, before + 1));
    assert!(refused.problems()[0].1.contains("has changed since you looked at it"));
    let mut keyless = publishing(&ground);
    keyless.remove("key");
    assert_eq!(ground.send("en/dispatches/1/look", &keyless).status, 422);
}

fn a_day_has_one_dispatch_and_no_day_of_the_future(on: On) {
    let ground = Ground::small(on);
    let begin = |day: &str| ground.send("en/dispatches", &pairs(&[("day", day), ("go", "dispatch")]));
    assert_eq!(begin("1").header("location"), "/d/ours/en/dispatches/1/en");
    for (day, told) in [
        ("", "not a whole number"),
        ("x", "not a whole number"),
        ("0", "choose one from 1 to"),
        ("9999", "choose one from 1 to"),
        ("99999999999", "not a whole number"),
    ] {
        let page = begin(day);
        assert_eq!(page.status, 422, "{day}");
        assert!(page.problems()[0].1.contains(told), "{day}: {:?}", page.problems());
        assert_eq!(page.field("day").unwrap().value, day);
    }
    written(&ground);
    ground.send("en/dispatches/1/look", &publishing(&ground));
    let taken = begin("1");
    assert_eq!(taken.status, 422);
    assert!(taken.problems()[0].1.contains("Day 1 has its dispatch. Correct that one"), "{:?}", taken.problems());
    for nowhere in ["en/dispatches/9999/en", "en/dispatches/x/en", "en/dispatches/1/xx", "en/dispatches/1/en/more"] {
        assert_eq!(ground.open(nowhere).status, 404, "{nowhere}");
    }
}

fn a_correction_must_say_what_was_wrong_and_stands_on_the_page(on: On) {
    let ground = Ground::small(on);
    written(&ground);
    ground.send("en/dispatches/1/look", &publishing(&ground));
    let silent = typed(&ground, BASE, &[("text1", "We **stopped**.\n\nMore to come.")], "look");
    assert_eq!(silent.status, 422);
    assert_eq!(
        silent.problems()[0],
        (Some("#f-note".into()), "What was wrong, and what is right: Fill this in.".into())
    );
    let good = typed(&ground, BASE, &[("note", "We had not begun.")], "look");
    assert_eq!(good.status, 303, "{:?}", good.problems());
    let done = ground.send("en/dispatches/1/look", &publishing(&ground));
    assert_eq!(done.status, 200, "{:?}", done.problems());
    let told = ground.read("en/dispatches/1");
    assert!(told.body.contains("<del>**began**.</del><ins>**stopped**.</ins>"), "{}", told.main());
    assert!(told.main().contains("We had not begun.") && told.main().contains("Correction,"));
    // The entry itself is no entry for the form of corrections.
    let entry = ground.entries().to_string();
    let elsewhere = ground.look("en", "correction", &[("entry", &entry), ("reason", "other")]);
    assert_eq!(elsewhere.status, 422);
    assert!(elsewhere.problems()[0].1.contains("A dispatch is corrected in its editor"), "{:?}", elsewhere.problems());
    // The same once more, with nothing changed, is no correction.
    let nothing = typed(&ground, BASE, &[("note", "Again.")], "look");
    assert_eq!(nothing.status, 303);
    let page = ground.open("en/dispatches/1/look");
    assert!(page.problems()[0].1.contains("Nothing differs"), "{:?}", page.problems());
}

fn a_statement_has_no_figures(on: On) {
    let mut ground = Ground::small(on);
    ground.pass_to("2022-03-30T19:00:00+03:00");
    ground.sign_in();
    let begun = ground.send("en/dispatches", &pairs(&[("day", "2"), ("go", "statement")]));
    assert_eq!(begun.header("location"), "/d/ours/en/dispatches/2-1/en");
    let base = "en/dispatches/2-1/en";
    assert!(!ground.open(base).body.contains("name=\"figure\""), "there is nothing to pick");
    let fields = [("title", "What we stand for"), ("lede", "People first."), ("text1", "{gifts.count}")];
    let page = typed(&ground, base, &fields, "look");
    assert!(
        page.problems().iter().any(|(_, line)| line.contains("A statement has no figures.")),
        "{:?}",
        page.problems()
    );
    assert_eq!(typed(&ground, base, &[("text1", "Nobody is left behind.")], "look").status, 303);
    let sent = ground.open("en/dispatches/2-1/look").hidden();
    assert_eq!(ground.send("en/dispatches/2-1/look", &sent).status, 200);
    assert!(ground.read("en/dispatches").main().contains("Statement, Day 2"));
    let next = ground.send("en/dispatches", &pairs(&[("day", "2"), ("go", "statement")]));
    assert_eq!(next.header("location"), "/d/ours/en/dispatches/2-2/en");
}

fn nothing_of_it_opens_without_a_session(on: On) {
    let ground = Ground::small(on);
    written(&ground);
    let rows = ground.state();
    for path in ["dispatches", "dispatches/1/en", "dispatches/1/look", "dispatches/1/drop"] {
        for form in [None, Some(&publishing(&ground))] {
            let page = ground.ask_desk(&format!("/d/ours/en/{path}"), "", "", form);
            assert_eq!(page.status, 403, "{path}");
        }
    }
    assert_eq!(ground.state(), rows);
    assert_eq!(ground.read("en/dispatches/1").status, 404);
}

fn pressed_twice_a_draft_is_saved_once(on: On) {
    let ground = Ground::small(on);
    let mut sent = ground.open(BASE).editor();
    sent.extend(pairs(&GOOD));
    let twice = [(); 2].map(|()| ground.send(BASE, &pressed(sent.clone(), "save")));
    assert_eq!(twice.each_ref().map(|page| page.status), [200; 2], "{:?}", twice[1].problems());
    assert_eq!(twice[0].editor()["version"], twice[1].editor()["version"]);
}

fn an_old_look_at_a_draft_never_overwrites_a_new_one(on: On) {
    let ground = Ground::small(on);
    written(&ground);
    let mut old = ground.open(BASE).editor();
    old.extend(pairs(&[("text1", "Old words.")]));
    ground.send("en/dispatches/1/look", &publishing(&ground));
    // The draft they had seen is published: nothing of theirs is kept in silence, and nothing is lost.
    let gone = ground.send(BASE, &pressed(old.clone(), "save"));
    assert_eq!(gone.status, 422);
    assert!(gone.problems()[0].1.contains("published or dropped"), "{:?}", gone.problems());
    assert_eq!(gone.editor()["text1"].trim(), "Old words.");
    // A correction is begun meanwhile; the number of the old draft means nothing in the new one.
    typed(&ground, BASE, &[("note", "So."), ("text1", "New words.")], "save");
    let crossed = ground.send(BASE, &pressed(old, "save"));
    assert_eq!(crossed.status, 422);
    assert_eq!(ground.open(BASE).editor()["text1"].trim(), "New words.");
}

fn a_published_language_cannot_be_taken_away(on: On) {
    let ground = Ground::small(on);
    written(&ground);
    typed(&ground, "en/dispatches/1/uk", &[("title", "Перший день"), ("lede", "Почалося.")], "save");
    ground.send("en/dispatches/1/look", &publishing(&ground));
    typed(&ground, "en/dispatches/1/uk", &[("title", ""), ("lede", "")], "save");
    typed(&ground, BASE, &[("note", "So."), ("text1", "New words.")], "save");
    let page = ground.open("en/dispatches/1/look");
    assert!(page.problems()[0].1.contains("The text in Українська is published"), "{:?}", page.problems());
    assert_eq!(page.hidden().get("seen"), None);
}
