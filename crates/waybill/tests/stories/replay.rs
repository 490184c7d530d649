//! Replaying: what is derived follows from the entries, what was told is told again, and what was changed by hand shows.

use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::store::Difference;

use crate::common::{Place, Story};

stories![
    a_rebuild_finds_every_derived_row_equal_and_tells_again_the_same_facts,
    a_gate_that_slept_for_weeks_tells_what_it_would_have_told_each_day,
    a_gate_that_stopped_half_way_tells_nothing_twice,
    what_was_changed_by_hand_is_reported,
    a_changed_entry_is_reported,
];

/// Everything that can happen, over five weeks. `evening` is asked after each day.
fn five_weeks(place: &Place, mut evening: impl FnMut(&Story, i32)) -> Story {
    let story = Story::founded(place);
    story.stock_blankets("60");
    story.need_blankets("90");
    for day in 1..=40 {
        story.on(day, 9);
        a_day(&story, day);
        // One gift in the evening, after the close.
        story.on(day, 20).gift("3", if day % 3 == 0 { "DE" } else { "FR" }, "open");
        evening(&story, day);
    }
    story.close(41);
    story
}

/// Published examples of account numbers.
fn details(iban: &str) -> [(&str, &str); 3] {
    [("account", "bank-eur-1"), ("holder", "An association"), ("iban", iban)]
}

fn each_day(story: &Story, day: i32) {
    story.close(day);
}

fn a_day(story: &Story, day: i32) {
    match day {
        2 => {
            story.enter("giving-details", &details("DE89370400440532013000"));
            story.gifts(7, "60", "DE", "blanket-1");
        }
        3 => {
            let first = story.gift("8", "FR", "open");
            story.gift_again(&first, "9", "FR", "open");
        }
        4 => {
            story.order_blankets("blanket-1", "30", "10", "");
        }
        5 => {
            story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
        }
        6 => {
            let foundation = [("role", "foundation"), ("country", "PL")];
            let from = ("from", "bank-eur-1/blanket-1/EUR");
            story.enter("advance", &[from, ("amount", "50"), foundation[0], foundation[1]]);
        }
        10 => {
            story.enter("giving-details", &details("GB82WEST12345698765432"));
            let from = ("from", "bank-eur-1/open/EUR");
            story.enter("decision", &[from, ("fund", "blanket-1"), ("amount", "20")]);
        }
        13 => story.arrive("20", "UA-30", "2"),
        14 => story.hand_over("place-ua-30-2/BLANKET", "20", "UA-46"),
        15 | 22 | 30 => story.hand_over("place-ua-46-1/BLANKET", "3", "UA-30"),
        _ => {}
    }
}

fn a_rebuild_finds_every_derived_row_equal_and_tells_again_the_same_facts(place: &Place) {
    let story = five_weeks(place, each_day);
    let (told, rows, shown) = (story.told(), story.every_row(), story.shown());
    for kind in
        ["opening", "need", "gifts", "order", "payment", "advance", "decision", "arrival", "handover", "giving-details"]
    {
        assert!(story.told_of(kind) > 0, "this story tells of each kind, also {kind}");
    }
    assert_eq!(story.operation.rebuild().unwrap(), []);
    assert_eq!(story.every_row(), rows);
    story.operation.close_all().unwrap();
    assert_eq!((story.told_of("gifts"), story.shown().snapshot), (0, 0));
    close_days(&story.operation, &story.world, SHAPES).unwrap();
    assert_eq!(story.told(), told);
    assert_eq!(story.shown(), shown);
    assert_eq!(story.every_row(), rows, "also which snapshot told which entry");
    story.sound();
}

fn a_gate_that_slept_for_weeks_tells_what_it_would_have_told_each_day(place: &Place) {
    let beside = place.another();
    let awake = five_weeks(place, each_day);
    let asleep = five_weeks(&beside, |story, day| {
        if day == 17 {
            story.close(day);
        }
    });
    assert_eq!(asleep.told(), awake.told());
    asleep.sound();
}

/// The facts are written in one store, that they were told in the other. The power goes in between, or before both.
fn a_gate_that_stopped_half_way_tells_nothing_twice(place: &Place) {
    let beside = place.another();
    let (whole, mut cuts) = (five_weeks(place, each_day), 0);
    let broken = five_weeks(&beside, |story, day| {
        story.close(day);
        if day % 2 == 0 {
            story.raw(&format!("UPDATE outbox SET opened = NULL WHERE opened = {day}"));
            cuts += 1;
        }
        if day % 4 == 0 {
            let untold = format!("DELETE FROM fact WHERE step = {day}; DELETE FROM snapshot WHERE step = {day}");
            story.operation.with_gate(|db| Ok(db.batch(&untold)?)).unwrap();
        }
    });
    assert_eq!(cuts, 20);
    assert_eq!(broken.told(), whole.told());
    let opened = |story: &Story| {
        let mut opened = story.operation.opened().unwrap();
        opened.sort_unstable();
        opened
    };
    assert_eq!(opened(&broken), opened(&whole), "every entry knows the snapshot that told it");
    broken.sound();
}

fn a_short_book(place: &Place) -> Story {
    let story = Story::founded(place);
    story.need_blankets("90");
    story.gifts(5, "60", "DE", "open");
    story.enter("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "100")]);
    story.close(1);
    story
}

fn what_was_changed_by_hand_is_reported(place: &Place) {
    let story = a_short_book(place);
    assert_eq!(story.differences(), []);
    let rows = story.every_row();
    for (what, sql) in [
        ("a balance", "UPDATE pool SET balance = balance + 1 WHERE account = 'bank-eur-1/open'"),
        ("a cursor", "UPDATE pool SET next_out = next_out + 1 WHERE account = 'bank-eur-1/open'"),
        ("a running start", "UPDATE arrival SET start = start + 1 WHERE entry = 3"),
        ("a departure", "UPDATE departure SET start = start + 1"),
        ("a missing arrival", "DELETE FROM arrival WHERE entry = 3"),
        ("a pool too many", "INSERT INTO pool VALUES ('story', 'bank-eur-1/gold', 'EUR', 5, 0)"),
        ("whose gift it was", "UPDATE gift SET reference = 'RF00' WHERE entry = 3"),
        ("a need", "UPDATE need SET quantity = 1"),
    ] {
        story.raw(sql);
        assert_ne!(story.differences(), [], "{what} was changed by hand, and nothing is said of it");
        assert_ne!(story.operation.rebuild().unwrap(), [], "{what}");
        assert_eq!(story.every_row(), rows, "{what}: the rebuild puts it right");
        assert_eq!(story.differences(), []);
    }
    story.sound();
}

fn a_changed_entry_is_reported(place: &Place) {
    let story = a_short_book(place);
    let binary = |column: &str, from: &str, to: &str| {
        if place.is_sqlite() {
            format!("CAST(replace(CAST({column} AS TEXT), '{from}', '{to}') AS BLOB)")
        } else {
            format!("convert_to(replace(convert_from({column}, 'UTF8'), '{from}', '{to}'), 'UTF8')")
        }
    };
    story.raw("CREATE TABLE kept AS SELECT * FROM entry; CREATE TABLE kept_tip AS SELECT * FROM operations");
    let other = |column: &str| format!("(SELECT e.{column} FROM kept e WHERE e.number = 4)");
    let changes = [
        ("public_part", binary("public_part", "\"DE\"", "\"FR\""), Difference::Commitment(3)),
        ("private_part", binary("private_part", "6000", "5000"), Difference::Commitment(3)),
        ("salt_public", other("salt_public"), Difference::Commitment(3)),
        ("commitment_public", other("commitment_public"), Difference::Commitment(3)),
        ("commitment_sealed", other("commitment_sealed"), Difference::Commitment(3)),
        ("head", other("head"), Difference::Head(3)),
    ];
    for (column, value, expected) in changes {
        story.raw(&format!("UPDATE entry SET {column} = {value} WHERE number = 3"));
        let found = story.differences();
        assert!(found.contains(&expected), "{column} was changed by hand: {found:?}");
        story.raw("DELETE FROM entry; INSERT INTO entry SELECT * FROM kept");
        assert_eq!(story.differences(), []);
    }
    story.raw(&format!("UPDATE operations SET head = {}", other("head")));
    assert_eq!(story.differences(), [Difference::Tip]);
    story.raw("UPDATE operations SET head = (SELECT head FROM kept_tip); DELETE FROM entry WHERE number = 7");
    assert!(story.differences().contains(&Difference::Tip), "the newest entry is missing");
    story.raw("INSERT INTO entry SELECT * FROM kept WHERE number = 7; DROP TABLE kept; DROP TABLE kept_tip");
    story.sound();
}
