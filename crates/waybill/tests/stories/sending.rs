//! Sending a form: twenty times is once, and what is refused leaves nothing behind.

use std::collections::BTreeSet;

use serde_json::json;
use waybill::store::{Draft, PostError};
use waybill_journal::{Account, Commodity, Move, Refusal};

use crate::common::{NotEntered, Place, Story, order_of_blankets};

stories![
    the_same_form_sent_twenty_times_makes_one_entry,
    a_form_sent_at_once_from_eight_sides_makes_one_entry,
    a_refused_entry_leaves_nothing_behind,
    a_draft_that_does_not_fit_the_book_leaves_nothing_behind,
];

const GIFT: [(&str, &str); 5] = [
    ("amount", "50"),
    ("account", "bank-eur-1"),
    ("country", "DE"),
    ("fund", "open"),
    ("code", "0123-4567-89ab-cdef-ghjk"),
];

fn the_same_form_sent_twenty_times_makes_one_entry(place: &Place) {
    let story = Story::founded(place);
    let key = story.next_key();
    let first = story.send(&key, "gift", &GIFT).unwrap();
    assert_eq!((first.entry, first.repeated), (1, false));
    let after_one = (story.every_row(), story.in_memory());
    for hour in [11, 17, 19] {
        story.on(hour - 10, i8::try_from(hour).unwrap());
        for _ in 0..6 {
            let again = story.send(&key, "gift", &GIFT).unwrap();
            assert_eq!((again.entry, again.repeated), (1, true));
        }
    }
    // Changed on the way back to the form: the first answer stands.
    let mut changed = GIFT;
    changed[0].1 = "5000";
    assert_eq!(story.send(&key, "gift", &changed).unwrap().entry, 1);
    assert_eq!((story.every_row(), story.in_memory()), after_one);
    // Another key is another gift.
    let other = story.gift("50", "DE", "open");
    assert_eq!(other.entry, 2);
    story.sound();
}

fn a_form_sent_at_once_from_eight_sides_makes_one_entry(place: &Place) {
    let story = Story::founded(place);
    let key = story.next_key();
    let answers: Vec<_> = std::thread::scope(|scope| {
        let send = || story.send(&key, "gift", &GIFT).unwrap();
        let sides: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        sides.into_iter().map(|side| side.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|a| a.entry == 1), "{answers:?}");
    assert_eq!(answers.iter().filter(|a| !a.repeated).count(), 1, "{answers:?}");
    assert_eq!(story.in_memory().0, 1);
    story.sound();
}

/// A fund with 300 euros, twelve blankets on a shelf.
fn a_small_book(place: &Place) -> Story {
    let story = Story::founded(place);
    story.need_blankets("25");
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "blanket-1"), ("amount", "300")]);
    story.enter(
        "opening-stock",
        &[("item", "blanket"), ("count", "12"), ("fund", "blanket-1"), ("region", "UA-46"), ("place", "1")],
    );
    story
}

fn a_refused_entry_leaves_nothing_behind(place: &Place) {
    let story = a_small_book(place);
    let before = (story.every_row(), story.in_memory());
    let order = |quantity: &str| story.refused("order", &order_of_blankets("blanket-1", quantity, "10", ""));
    let refusals = [
        ("10.00\u{a0}EUR is missing", order("31")),
        (
            "takes 13 blankets, 1 blanket more",
            story.refused("handover", &[("shelf", "place-ua-46-1/BLANKET"), ("count", "13"), ("region", "UA-46")]),
        ),
        ("", story.refused("handover", &[("shelf", "place-ua-30-1/BLANKET"), ("count", "1"), ("region", "UA-30")])),
        (
            "",
            story.refused("decision", &[("from", "bank-eur-1/blanket-1/EUR"), ("fund", "open"), ("amount", "300.01")]),
        ),
        (
            "",
            story.refused(
                "advance",
                &[("from", "bank-eur-1/blanket-1/EUR"), ("amount", "301"), ("role", "foundation"), ("country", "PL")],
            ),
        ),
        ("", story.refused("gift", &[("amount", "0"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "open")])),
        (
            "",
            story
                .refused("gift", &[("amount", "5"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "rifle-1")]),
        ),
        (
            "",
            story.refused(
                "gift",
                &[
                    ("amount", "5"),
                    ("account", "bank-eur-1"),
                    ("country", "DE"),
                    ("fund", "open"),
                    ("on", "2022-02-25"),
                ],
            ),
        ),
    ];
    for (said, refused) in &refusals {
        assert!(refused.says().contains(said), "{refused:?} does not say {said:?}");
    }
    assert_eq!((story.every_row(), story.in_memory()), before);
    // The next good entry gets the next number.
    assert_eq!(story.enter("handover", &[("shelf", "place-ua-46-1/BLANKET"), ("count", "12"), ("region", "UA-46")]), 4);
    story.sound();
}

fn a_draft_that_does_not_fit_the_book_leaves_nothing_behind(place: &Place) {
    let story = a_small_book(place);
    let before = (story.every_row(), story.in_memory());
    let euros = |from: &Account, to: &Account, amount| {
        Move::transfer(from.clone(), to.clone(), Commodity::parse("EUR").unwrap(), amount)
    };
    let (bank, open) =
        (Account::ours("bank-eur-1", "blanket-1").unwrap(), Account::ours("bank-eur-1", "open").unwrap());
    let (giver, fees) = (Account::world("giver-x").unwrap(), Account::world("fees").unwrap());
    let drafts = [
        // More than there is, after a move that would have been good.
        vec![euros(&giver, &open, 100), euros(&bank, &fees, 30_001)],
        // Nothing, less than nothing, to itself, from the world to the world.
        vec![euros(&bank, &open, 0)],
        vec![euros(&bank, &open, -5)],
        vec![euros(&bank, &bank, 5)],
        vec![euros(&giver, &fees, 5)],
    ];
    let mut said = BTreeSet::new();
    let draft = |on, moves, public| Draft { kind: "decision", on, public, rest: json!({}), moves, corrects: None };
    let today = story.card.day_one;
    for moves in drafts {
        let (key, draft) = (story.next_key(), draft(today, moves, json!({})));
        assert!(story.operation.check(&draft, &story.world).is_err());
        let refused = story
            .operation
            .post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |_, _| Ok(()))
            .unwrap_err();
        let PostError::Refused(refusal) = refused else { panic!("{refused:?}") };
        said.insert(refusal.code());
        assert!(story.operation.answered(&key).unwrap().is_none());
    }
    assert!(said.len() >= 3, "each is refused for its own reason: {said:?}");
    // Before day 1; tomorrow; with a number that canonical bytes cannot hold.
    for (day, public) in [(0, json!({})), (2, json!({})), (1, json!({ "share": 0.5 }))] {
        let draft = draft(story.card.date_of_day(day), vec![euros(&bank, &open, 5)], public);
        story
            .operation
            .post(&story.world, &waybill::store::Behind::one(1), &story.next_key(), &draft, |_, _| Ok(()))
            .unwrap_err();
    }
    assert_eq!((story.every_row(), story.in_memory()), before);
    let short =
        story.refused("decision", &[("from", "bank-eur-1/blanket-1/EUR"), ("fund", "open"), ("amount", "300.01")]);
    let NotEntered::Post(PostError::Refused(Refusal::Short { missing, .. })) = short else { panic!("{short:?}") };
    assert_eq!(missing, 1, "a cent is missing");
    assert_eq!(story.gift("5", "DE", "open").entry, 4);
    story.sound();
}
