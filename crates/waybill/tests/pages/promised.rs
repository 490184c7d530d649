//! Promised gifts on the coordinators' side: booked, late, ended, renewed; and a new code for a gift that was booked.

use crate::giving::{give, giving, line};
use crate::ground::{Ground, On, Pairs, on_both_engines, pairs};
use crate::page::Page;

on_both_engines!(
    a_booked_gift_keeps_its_promise,
    what_came_may_differ_from_what_was_promised,
    money_of_an_ended_promise_is_booked_and_said,
    an_ended_promise_is_renewed_once,
    a_promise_long_ended_is_forgotten,
    a_code_without_its_gift_looks_like_an_unknown_one,
    a_new_code_takes_the_place_of_the_old_one,
    goods_under_a_reference_end_its_promise_and_can_get_a_new_code,
);

/// Reference and code of a new promise.
fn promise(ground: &Ground, typed: &[(&str, &str)]) -> (String, String) {
    let (_, page) = give(ground, typed);
    assert_eq!(page.status, 200, "{:?}", page.problems());
    (line(&page, "reference"), line(&page, "code"))
}

fn booked(ground: &Ground, reference: &str, amount: &str) -> Page {
    ground.record("gift", &[("reference", reference), ("amount", amount)])
}

/// The hidden fields of the form with this name in it.
fn hidden(page: &Page, name: &str) -> Pairs {
    let form =
        page.body.split("<form").find(|form| form.contains(&format!("name=\"{name}\""))).expect("there is a form");
    let values = form.split("<input").filter(|input| input.contains("type=\"hidden\"")).map(|input| {
        let part =
            |name: &str| input.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.to_owned();
        (part("name"), part("value"))
    });
    values.collect()
}

fn a_booked_gift_keeps_its_promise(on: On) {
    let ground = giving(on);
    let (reference, code) = promise(&ground, &[("fund", "vest-1"), ("amount", "50")]);
    let listed = ground.open("en/promises");
    assert!(listed.main().contains("Protective vests EUR 1 promise, 50.00 EUR"), "{}", listed.main());
    assert!(listed.main().contains("None has ended"));
    let looked = ground.look("en", "gift", &[("reference", &reference), ("amount", "50")]);
    assert!(looked.main().contains("As promised") && !looked.main().contains("Not quite"), "{}", looked.main());
    booked(&ground, &reference.to_lowercase(), "50");
    assert_eq!(ground.follow("en", &code).status, 200);
    assert!(ground.open("en/promises").main().contains("0 promised gifts"));
    // One more under the same reference is one more gift, and no promise stands behind it.
    let again = ground.look("en", "gift", &[("reference", &reference), ("amount", "20")]);
    assert!(!again.main().contains("promised"), "{}", again.main());
}

fn what_came_may_differ_from_what_was_promised(on: On) {
    let ground = giving(on);
    let (reference, _) = promise(&ground, &[("amount", "50")]);
    let looked = ground.look("en", "gift", &[("reference", &reference), ("amount", "40")]);
    assert_eq!(looked.status, 200, "it is never refused");
    let told = looked.main();
    assert!(told.contains("Not quite as promised"), "{told}");
    assert!(
        told.contains("Promised: 50.00 EUR for “Not earmarked”. This gift: 40.00 EUR for “Protective vests”."),
        "{told}"
    );
    let uk = ground.look("uk", "gift", &[("reference", &reference), ("amount", "40")]);
    // The reference is letters and digits, as on the transfer.
    let told: Vec<_> = crate::page::english(&uk).into_iter().filter(|word| !reference.contains(word)).collect();
    assert!(told.is_empty(), "{told:?}");
    booked(&ground, &reference, "40");
}

fn money_of_an_ended_promise_is_booked_and_said(on: On) {
    let mut ground = giving(on);
    let (reference, code) = promise(&ground, &[("fund", "vest-1"), ("amount", "50")]);
    ground.pass_to("2022-04-17T12:00:00+03:00");
    ground.sign_in();
    let last_day = ground.look("en", "gift", &[("reference", &reference), ("amount", "50")]);
    assert!(last_day.main().contains("As promised"), "the thirtieth day is a day of the promise");
    ground.pass_to("2022-04-18T12:00:00+03:00");
    ground.sign_in();
    let looked = ground.look("en", "gift", &[("reference", &reference), ("amount", "50")]);
    assert_eq!(looked.status, 200);
    let told = looked.main();
    assert!(
        told.contains("made on 18 March 2022 and ended on 17 April 2022") && told.contains("empty the field"),
        "{told}"
    );
    booked(&ground, &reference, "50");
    assert_eq!(ground.follow("en", &code).status, 200, "the giver's code holds");
}

fn an_ended_promise_is_renewed_once(on: On) {
    let mut ground = giving(on);
    let (reference, _) = promise(&ground, &[("amount", "50")]);
    promise(&ground, &[("amount", "7")]);
    ground.pass_to("2022-04-18T12:00:00+03:00");
    ground.sign_in();
    let page = ground.open("en/promises");
    assert!(page.main().contains("2 have ended") && page.main().contains("2 promises, 57.00 EUR"), "{}", page.main());
    let sent = pairs(&[("renew", &reference.replace(' ', "")), ("until", "2022-04-17")]);
    for _ in 0..2 {
        let renewed = ground.send("en/promises", &sent);
        assert!(
            renewed.main().contains(&format!("{reference} is waited for until 18 May 2022.")),
            "{}",
            renewed.main()
        );
        assert!(renewed.main().contains("1 has ended") && renewed.main().contains("1 promise, 50.00 EUR"));
    }
    // Pressed weeks later from the page that is still open, it does nothing: the promise has another end by now.
    ground.pass_to("2022-05-02T12:00:00+03:00");
    ground.sign_in();
    assert!(ground.send("en/promises", &sent).main().contains("until 18 May 2022"));
    let unknown = ground.send("en/promises", &pairs(&[("renew", "RF00"), ("until", "<b>")]));
    assert!(unknown.main().contains("This promise is gone") && !unknown.body.contains("<b>"));
}

fn a_promise_long_ended_is_forgotten(on: On) {
    let mut ground = giving(on);
    let (kept, code) = promise(&ground, &[("amount", "50")]);
    let (lost, unknown) = promise(&ground, &[("amount", "7")]);
    ground.pass_to("2022-06-16T12:00:00+03:00");
    ground.sign_in();
    assert!(ground.open("en/promises").main().contains("2 have ended"), "the sixtieth day after");
    booked(&ground, &kept, "50");
    ground.pass_to("2022-06-17T12:00:00+03:00");
    ground.sign_in();
    assert!(ground.open("en/promises").main().contains("0 promised gifts"));
    let looked = ground.look("en", "gift", &[("reference", &lost)]);
    assert!(looked.field("reference").unwrap().error.unwrap().contains("was not given out by this book"));
    assert_eq!((ground.follow("en", &code).status, ground.follow("en", &unknown).status), (200, 422));
}

fn a_code_without_its_gift_looks_like_an_unknown_one(on: On) {
    let ground = giving(on);
    let (_, code) = promise(&ground, &[("amount", "50")]);
    let unknown = "0000-0000-0000-0000-0000";
    let (waiting, never) = (ground.follow("en", &code), ground.follow("en", unknown));
    assert_eq!((waiting.status, never.status), (422, 422));
    assert_eq!(waiting.body.replace(&code, unknown), never.body, "to the letter");
    assert!(never.main().contains("A code whose gift is not booked yet looks the same as an unknown one"));
}

fn goods_under_a_reference_end_its_promise_and_can_get_a_new_code(on: On) {
    let ground = giving(on);
    let (reference, old) = promise(&ground, &[("amount", "50")]);
    let goods = [("item", "blanket"), ("count", "6"), ("country", "DE"), ("region", "UA-46"), ("price", "12")];
    let typed: Vec<(&str, &str)> =
        goods.into_iter().chain([("source", "pricelist"), ("reference", &reference)]).collect();
    let booked = ground.record("gift-in-kind", &typed);
    assert_eq!(booked.status, 200, "{:?}", booked.problems());
    assert!(ground.open("en/promises").main().contains("0 promised gifts"));
    let entry = ground.entries();
    let path = format!("en/book/{entry}/code");
    assert!(ground.open(&format!("en/book/{entry}")).body.contains(&format!("/book/{entry}/code")));
    let sent = hidden(&ground.open(&path), "was");
    assert!(ground.send(&path, &sent).main().contains(&sent["code"]));
    assert_eq!((ground.follow("en", &old).status, ground.follow("en", &sent["code"]).status), (422, 200));
}

fn a_new_code_takes_the_place_of_the_old_one(on: On) {
    let ground = giving(on);
    let (reference, old) = promise(&ground, &[("amount", "50")]);
    booked(&ground, &reference, "50");
    let entry = ground.entries();
    assert!(ground.open(&format!("en/book/{entry}")).body.contains(&format!("/book/{entry}/code")));
    let path = format!("en/book/{entry}/code");
    let asked = ground.open(&path);
    assert!(asked.main().contains("The old code stops working at once"), "{}", asked.main());
    let (sent, other) = (hidden(&asked, "was"), hidden(&ground.open(&path), "was"));
    assert_ne!(sent["code"], other["code"]);
    assert_eq!(ground.follow("en", &old).status, 200, "looking changes nothing");
    let answers: Vec<Page> = (0..3).map(|_| ground.send(&path, &sent)).collect();
    for answer in &answers {
        assert!(answer.main().contains(&sent["code"]), "pressed again, it is the same code: {}", answer.main());
    }
    let new = &sent["code"];
    assert_eq!((ground.follow("en", &old).status, ground.follow("en", new).status), (422, 200));
    // The other page that was open all the while would take the new code away: it does nothing.
    let late = ground.send(&path, &other);
    assert!(late.main().contains("Another code was given out since") && !late.main().contains(&other["code"]));
    assert_eq!((ground.follow("en", new).status, ground.follow("en", &other["code"]).status), (200, 422));
    // Only a gift has a code, and only an entry that is there.
    let mut sent = sent.clone();
    sent.remove("key");
    for path in [format!("en/book/{}/code", 1), "en/book/999/code".into(), format!("en/book/{entry}/bribe")] {
        assert_eq!((ground.open(&path).status, ground.send(&path, &sent).status), (404, 404), "{path}");
    }
    assert!(ground.operation().check_derived().unwrap().is_empty());
}
