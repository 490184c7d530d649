//! Before anything is entered: what the book will say, what the world will see and when. Nothing is written.

use crate::ground::{Ground, On, on_both_engines, pressed};

on_both_engines!(
    each_form_shows_what_the_world_will_see,
    a_payment_shows_what_the_world_will_see,
    after_the_close_it_is_the_next_day,
    what_was_typed_is_carried_through
);

const SHELF: (&str, &str) = ("shelf", "place-ua-30-1/TOURNIQUET");
/// The close of the day on which everything is typed: a Friday.
const TONIGHT: &str = "On Friday, 18 March 2022, at the close of the day";
/// A week that ends on 20 March, and seven more days: the second Monday.
const SECOND_MONDAY: &str = "On Monday, 28 March 2022, at the close of the day";
const IN_A_TOTAL: &str = "Not on its own: as part of a total, once it stands for at least 5 people.";

fn each_form_shows_what_the_world_will_see(on: On) {
    let ground = Ground::small(on);
    for (form, typed, sees) in [
        ("gift", &[][..], &[IN_A_TOTAL][..]),
        (
            "need",
            &[("item", "helmet"), ("quantity", "5"), ("price", "250")],
            &[TONIGHT, "Needed: 5 helmets, at about 250.00 EUR each"],
        ),
        (
            "decision",
            &[("from", "bank-eur-1/open/EUR"), ("fund", "vest-1"), ("amount", "40")],
            &[TONIGHT, "Decided: 40.00 EUR from “Not earmarked” to “Protective vests”"],
        ),
        (
            "advance",
            &[("from", "bank-eur-1/open/EUR"), ("amount", "40"), ("role", "union"), ("country", "FR")],
            &[TONIGHT, "Advanced: 40.00 EUR to Union, France"],
        ),
        ("order", &[], &[TONIGHT, "Ordered: 2 protective vests", "expected in the week of 21 March"]),
        (
            "arrival",
            &[("received1", "2"), ("reason1", "lost"), ("region", "UA-46")],
            &[SECOND_MONDAY, "Arrived in Lviv oblast, the week of 14", "2 of 3", "(lost)"],
        ),
        (
            "arrival",
            &[("received1", "3"), ("region", "UA-46"), ("on", "2022-03-13")],
            &["On Monday, 21 March 2022", "the week of 7"],
        ),
        (
            "handover",
            &[SHELF, ("count", "9"), ("people", "5"), ("region", "UA-30")],
            &[SECOND_MONDAY, "9 tourniquets, to 5 people"],
        ),
        ("handover", &[SHELF, ("count", "9"), ("people", "4"), ("region", "UA-30")], &[IN_A_TOTAL]),
        ("handover", &[SHELF, ("count", "1"), ("region", "UA-30")], &[IN_A_TOTAL]),
        ("giving-details", &[], &[TONIGHT, "Gifts in EUR go to: Допомога, DE89370400440532013000"]),
        ("opening-money", &[("amount", "7")], &[TONIGHT, "What was there before this book, as of 24 February 2022"]),
        (
            "opening-stock",
            &[("item", "tent"), ("count", "2"), ("region", "UA-30")],
            &[TONIGHT, "What was there before this book"],
        ),
    ] {
        let before = ground.state();
        let page = ground.look("en", form, typed);
        let text = page.main();
        assert_eq!((page.status, page.title().as_str()), (200, "Look it over"), "{form}: {:?}", page.problems());
        assert!(text.contains("What the world will see, and when Now Nothing."), "{form}: {text}");
        for part in sees {
            assert!(text.contains(part), "{form}: `{part}` is not in: {text}");
        }
        let never = "Never Who typed it, the number of the entry, the day on which goods moved, the place, and who received them.";
        assert!(text.contains(never), "{form}: {text}");
        assert_eq!(ground.state(), before, "a preview of {form} wrote something");
        let uk = ground.look("uk", form, typed);
        assert_eq!((uk.status, crate::page::english(&uk)), (200, Vec::new()), "{form}");
    }
}

fn a_payment_shows_what_the_world_will_see(on: On) {
    let ground = Ground::small(on);
    // A payment needs an order that waits for it.
    ground.record("order", &[]);
    let before = ground.state();
    let text = ground.look("en", "payment", &[("holder", "bank-eur-1")]).main();
    assert!(text.contains(TONIGHT) && text.contains("Paid: 200.00 EUR for 2 protective vests"), "{text}");
    assert_eq!(ground.state(), before);
}

fn after_the_close_it_is_the_next_day(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:30:00+02:00");
    let text = ground.look("en", "order", &[]).main();
    assert!(text.contains("On Saturday, 19 March 2022, at the close of the day"), "{text}");
    // What the preview promised is what is told, and not before.
    ground.record("order", &[]);
    let told = |ground: &Ground| ground.read("facts.jsonl").body.matches("\"kind\":\"order\"").count();
    assert_eq!(told(&ground), 1);
    ground.pass_to("2022-03-19T17:59:59+02:00");
    assert_eq!(told(&ground), 1);
    ground.pass_to("2022-03-19T18:00:00+02:00");
    assert_eq!(told(&ground), 2);
}

fn what_was_typed_is_carried_through(on: On) {
    let ground = Ground::small(on);
    let looked = ground.look("en", "order", &[]);
    let filled = ground.filled("en", "order", &[]);
    let carried = looked.form();
    for (name, value) in filled.iter().filter(|(name, _)| *name != "key") {
        assert_eq!(carried.get(name), Some(value), "{name}");
    }
    let text = looked.main();
    assert!(text.contains("Line 1: item protective vests Line 1: protection class DSTU 8782:2018, class 4"), "{text}");
    let back = ground.send("en/record/order", &pressed(carried, "back"));
    assert_eq!((back.status, back.problems().len()), (200, 0));
    for (name, value) in filled.iter().filter(|(name, _)| *name != "key") {
        assert_eq!(back.field(name).unwrap().value, *value, "{name}");
    }
}
