//! One-time keys: a form that is sent again does nothing again and says the same again.

use std::sync::Barrier;

use crate::ground::{Ground, On, Pairs, on_both_engines, pressed};
use crate::page::Page;

on_both_engines!(
    twenty_presses_over_a_broken_line_are_one_gift,
    every_form_pressed_twice_is_one_entry,
    a_form_without_its_key_enters_nothing,
    two_gifts_from_one_opened_form_are_two_gifts_with_two_codes,
    a_mangled_code_for_the_giver_is_made_anew,
    one_order_is_paid_once_whoever_presses_first,
    two_orders_at_once_never_promise_more_than_there_is,
);

/// The code on the slip for the giver.
fn code_of(page: &Page) -> String {
    let text = page.main();
    let mut words = text.split(' ').filter(|word| word.len() == 24 && word.matches('-').count() == 4);
    words.next_back().unwrap_or_else(|| panic!("no code on: {text}")).to_owned()
}

/// A gift that was looked over and only waits to be entered.
fn looked_over(ground: &Ground, form: &str, typed: &[(&str, &str)]) -> Pairs {
    let page = ground.look("en", form, typed);
    assert_eq!(page.status, 200, "{form}: {:?}", page.problems());
    pressed(page.form(), "enter")
}

fn twenty_presses_over_a_broken_line_are_one_gift(on: On) {
    let mut ground = Ground::small(on);
    let sent = looked_over(&ground, "gift", &[]);
    let before = ground.entries();
    let together = Barrier::new(4);
    let mut answers: Vec<Page> = std::thread::scope(|scope| {
        let press = || {
            together.wait();
            (0..3).map(|_| ground.send("en/record/gift", &sent)).collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(press)).collect();
        threads.into_iter().flat_map(|t| t.join().unwrap()).collect()
    });
    ground.restart();
    answers.extend((0..4).map(|_| ground.send("en/record/gift", &sent)));
    // The next morning, after the day has closed.
    ground.pass_to("2022-03-19T09:00:00+02:00");
    ground.sign_in();
    answers.extend((0..3).map(|_| ground.send("en/record/gift", &sent)));
    answers.push(ground.send("uk/record/gift", &sent));
    assert_eq!(answers.len(), 20);
    assert_eq!(ground.entries(), before + 1);
    let code = code_of(&answers[0]);
    for answer in &answers {
        assert_eq!((answer.status, code_of(answer)), (200, code.clone()));
    }
    for answer in &answers[1..16] {
        assert_eq!(answer.body, answers[0].body, "the same answer to the letter");
    }
    assert!(ground.operation().check_derived().unwrap().is_empty());
    assert_eq!(ground.follow("en", &code).status, 200, "the code that was shown is the code that opens");
}

fn every_form_pressed_twice_is_one_entry(on: On) {
    let ground = Ground::small(on);
    for (form, typed) in [
        ("need", &[("item", "helmet"), ("quantity", "5"), ("price", "250")][..]),
        ("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "vest-1"), ("amount", "1000")]),
        ("order", &[("quantity1", "1")]),
        ("payment", &[]),
        ("leg", &[]),
        ("arrival", &[("received1", "1")]),
        ("handover", &[("shelf", "place-ua-30-1/TOURNIQUET"), ("count", "20"), ("region", "UA-30")]),
        ("return", &[("count", "2")]),
        ("advance", &[("from", "bank-eur-1/vest-1/EUR"), ("amount", "1200"), ("role", "union"), ("country", "FR")]),
        ("opening-money", &[("amount", "7")]),
        ("opening-stock", &[("item", "tent"), ("count", "2"), ("region", "UA-30")]),
        ("giving-details", &[]),
        ("stocktake", &[("shelf", "place-ua-30-1/TENT"), ("counted", "1")]),
        ("between", &[("shelf", "place-ua-30-1/TENT")]),
        ("leg-on", &[]),
        ("unloading", &[]),
    ] {
        let sent = looked_over(&ground, form, typed);
        let before = ground.entries();
        let first = ground.send(&format!("en/record/{form}"), &sent);
        let state = ground.state();
        let second = ground.send(&format!("en/record/{form}"), &sent);
        assert_eq!((first.status, first.title().as_str()), (200, "Entered"), "{form}: {:?}", first.problems());
        assert_eq!((second.status, &second.body), (200, &first.body), "{form}");
        assert_eq!(ground.entries(), before + 1, "{form}");
        assert_eq!(ground.state(), state, "{form}");
    }
}

fn a_form_without_its_key_enters_nothing(on: On) {
    let ground = Ground::small(on);
    let good = looked_over(&ground, "gift", &[]);
    for mangled in [
        None,
        Some(""),
        Some("short"),
        Some("UPPERCASE-KEY"),
        Some("clé-clé-clé"),
        Some("<b>aaaaaaaaaaaa"),
        Some(&*"a".repeat(65)),
    ] {
        for lang in ["en", "uk"] {
            let mut sent = good.clone();
            sent.remove("key");
            sent.extend(mangled.map(|key| ("key".to_owned(), key.to_owned())));
            let before = ground.state();
            let page = ground.send(&format!("{lang}/record/gift"), &sent);
            assert_eq!((page.status, ground.state()), (422, before), "{mangled:?}");
            assert_eq!(page.problems().len(), 1, "{mangled:?}");
            assert!(page.title().contains(if lang == "en" {
                "One thing to put right"
            } else {
                "Слід виправити 1"
            }));
            assert_eq!(page.field("amount").unwrap().value, "100");
            assert_eq!(page.field("fund").unwrap().value, "vest-1");
            let forgotten = if lang == "uk" { crate::page::english(&page) } else { Vec::new() };
            assert!(forgotten.is_empty(), "{forgotten:?}");
            // The form that came back has a key of its own and can be entered.
            let looked = ground.send("en/record/gift", &pressed(page.form(), "look"));
            assert_eq!(looked.status, 200);
            assert_ne!(looked.form()["key"], good["key"]);
        }
    }
    let entered = ground.send("en/record/gift", &good);
    assert_eq!(entered.title(), "Entered");
}

/// Whoever goes back in the browser, changes the amount and looks it over again means another gift of another giver.
fn two_gifts_from_one_opened_form_are_two_gifts_with_two_codes(on: On) {
    let ground = Ground::small(on);
    let opened = ground.filled("en", "gift", &[]);
    let before = ground.entries();
    let codes: Vec<String> = ["100", "250"]
        .iter()
        .map(|amount| {
            let mut sent = pressed(opened.clone(), "look");
            sent.insert("amount".into(), (*amount).into());
            let looked = ground.send("en/record/gift", &sent);
            let entered = ground.send("en/record/gift", &pressed(looked.form(), "enter"));
            assert!(entered.main().contains(&format!("{amount}.00 EUR")), "{}", entered.main());
            code_of(&entered)
        })
        .collect();
    assert_eq!(ground.entries(), before + 2);
    assert_ne!(codes[0], codes[1], "one giver must not see the gift of another");
}

fn a_mangled_code_for_the_giver_is_made_anew(on: On) {
    let ground = Ground::small(on);
    let before = ground.state();
    let mut sent = looked_over(&ground, "gift", &[]);
    sent.insert("code".into(), "<b>".into());
    let page = ground.send("en/record/gift", &sent);
    assert_eq!((page.status, ground.state()), (422, before));
    assert!(page.field("reference").unwrap().error.unwrap().contains("Look the form over once more"));
    let looked = ground.send("en/record/gift", &pressed(page.form(), "look"));
    assert_eq!(looked.status, 200, "{:?}", looked.problems());
    assert_eq!(ground.send("en/record/gift", &pressed(looked.form(), "enter")).title(), "Entered");
}

/// Sends different forms at the same moment; each has a key of its own.
fn at_once(ground: &Ground, form: &str, typed: &[(&str, &str)]) -> Vec<Page> {
    let sent: Vec<Pairs> = (0..6).map(|_| looked_over(ground, form, typed)).collect();
    let together = Barrier::new(sent.len());
    std::thread::scope(|scope| {
        let press = |sent| {
            together.wait();
            ground.send(&format!("en/record/{form}"), sent)
        };
        let threads: Vec<_> = sent.iter().map(|sent| scope.spawn(move || press(sent))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    })
}

fn one_order_is_paid_once_whoever_presses_first(on: On) {
    let ground = Ground::small(on);
    for _ in 0..3 {
        ground.record("order", &[("quantity1", "1")]);
        let before = ground.entries();
        let answers = at_once(&ground, "payment", &[]);
        assert_eq!(ground.entries(), before + 1, "paid more than once");
        assert_eq!(answers.iter().filter(|a| a.status == 200).count(), 1);
        for refused in answers.iter().filter(|a| a.status != 200) {
            assert_eq!(refused.status, 422);
            assert_eq!(refused.field("order").unwrap().error.unwrap(), "This order is paid already.");
        }
    }
}

fn two_orders_at_once_never_promise_more_than_there_is(on: On) {
    let ground = Ground::small(on);
    let before = ground.entries();
    // 300.00 EUR are free: room for one of these.
    let answers = at_once(&ground, "order", &[("quantity1", "2")]);
    assert_eq!(ground.entries(), before + 1, "more is promised than the fund has");
    assert_eq!(answers.iter().filter(|a| a.status == 422).count(), 5);
}
