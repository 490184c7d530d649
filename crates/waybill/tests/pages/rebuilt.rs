//! `waybill rebuild`: every table that follows from the entries is thrown away and comes back the same, with every public page;
//! what was changed by hand is named by its table and its page. Which table is which stands in one list.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use waybill::house::SHAPES;
use waybill::publish::gate::{KindShape, close_days};
use waybill::store::Engine;
use waybill::store::ground::{Home, Mark, TABLES, derived_in};
use waybill::world::World;

use crate::ground::{Ground, On, on_both_engines};
use crate::tables::{all_columns, everything};

on_both_engines!(
    every_table_of_both_stores_is_marked,
    everything_that_follows_is_made_again_to_the_letter,
    a_table_and_a_page_that_differ_are_named,
    what_only_follows_is_mended_where_it_is_lost,
    what_would_not_come_back_as_it_was_told_is_not_touched,
    days_on_which_nothing_waited_are_no_difference,
);

fn marked() -> BTreeSet<String> {
    TABLES.iter().map(|(name, ..)| (*name).to_owned()).collect()
}

fn every_table_of_both_stores_is_marked(on: On) {
    let ground = Ground::empty(on);
    let real = || -> BTreeSet<String> {
        all_columns(&ground).iter().map(|column| column.split_once('.').unwrap().0.to_owned()).collect()
    };
    assert_eq!(marked().len(), TABLES.len(), "each once");
    assert_eq!(real(), marked());
    for home in [Home::Book, Home::Shown] {
        assert!(derived_in(home).count() > 3);
    }
    // Planted: a table that nobody marked.
    ground.operation().write(|db| Ok(db.batch("CREATE TABLE recipients (operation TEXT)")?)).unwrap();
    assert_ne!(real(), marked());
}

/// The program's clock stands where the ground's does, as a demonstration's: from 2022 it would close many days first.
fn hold(ground: &Ground) {
    let now = ground.app.world.now().as_second();
    let book = format!("UPDATE operations SET demo = 1, clock = {now}");
    ground.operation().write(|db| Ok(db.batch(&book)?)).unwrap();
    ground.operation().with_gate(|db| Ok(db.batch("UPDATE card SET demo = 1")?)).unwrap();
}

fn asked(ground: &Ground) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
    command.env_remove("WAYBILL_DATABASE").args(["rebuild", "--data"]).arg(ground.folder());
    if let Engine::Postgres(address) = ground.engine() {
        command.args(["--database", &address]);
    }
    let done = command.stdin(Stdio::null()).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    (done.status.success(), said)
}

fn rebuild(ground: &Ground) -> String {
    let (well, said) = asked(ground);
    assert!(well, "{said}");
    said
}

/// The founding example: every kind of entry, texts and comments, on a clock of its own.
fn everything_that_follows_is_made_again_to_the_letter(on: On) {
    let ground = Ground::demo(on);
    let before = everything(&ground, &[]);
    for (table, _, mark) in TABLES {
        let rows = before.iter().filter(|row| row.starts_with(&format!("{table}: "))).count();
        // Nothing was put right in the founding example; `stories/corrections.rs` rebuilds a book in which much was.
        assert!(*mark != Mark::Derived || *table == "corrected" || rows > 0, "this story has rows in {table}");
    }
    let said = rebuild(&ground);
    assert!(said.contains("0 tables differed") && said.contains("each the same to the letter"), "{said}");
    assert_eq!(everything(&ground, &[]), before);
}

fn a_table_and_a_page_that_differ_are_named(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:01+02:00");
    hold(&ground);
    rebuild(&ground);
    let before = everything(&ground, &[]);
    let operation = ground.operation();
    let book = |sql: &str| operation.write(|db| Ok(db.batch(sql)?)).unwrap();
    let shown = |sql: &str| operation.with_gate(|db| Ok(db.batch(sql)?)).unwrap();
    book("UPDATE need SET quantity = quantity + 1");
    shown("UPDATE card SET name = 'Another'");
    book("INSERT INTO purchase_order SELECT * FROM purchase_order WHERE operation = 'nobody'");
    let said = rebuild(&ground);
    assert!(said.contains("1 rows of the table need were not"), "{said}");
    assert!(!said.contains("the table card"), "an opening puts the card right: {said}");
    // A fact of which a figure is off by one: the pages say it.
    let text = "UPDATE fact SET body = replace(body, '\"sum\":', '\"sum\":1') WHERE kind = 'gifts'";
    shown(text);
    let said = rebuild(&ground);
    assert!(said.contains("rows of the table fact were not"), "{said}");
    assert!(said.contains("The first that differs: "), "{said}");
    assert_eq!(everything(&ground, &[]), before);
    let said = rebuild(&ground);
    assert!(said.contains("0 tables differed") && said.contains("each the same to the letter"), "{said}");
}

/// What is lost, and how.
type Loss<'a> = (&'a str, &'a dyn Fn());

/// Tiles, the outbox, facts that nobody can read any more: what was signed is what comes back.
fn what_only_follows_is_mended_where_it_is_lost(on: On) {
    let ground = Ground::small(on);
    ground.pass_to("2022-03-18T18:00:01+02:00");
    hold(&ground);
    rebuild(&ground);
    let before = everything(&ground, &[]);
    let operation = ground.operation();
    let book = |sql: &str| operation.write(|db| Ok(db.batch(sql)?)).unwrap();
    let shown = |sql: &str| operation.with_gate(|db| Ok(db.batch(sql)?)).unwrap();
    let losses: [Loss; 6] = [
        ("tiles", &|| shown("DELETE FROM tile")),
        ("a tile and a day that is due", &|| {
            shown("DELETE FROM tile WHERE level = 0");
            // The newest close is forgotten, as if it had not come yet.
            shown("DELETE FROM snapshot WHERE step = (SELECT max(step) FROM snapshot)");
        }),
        ("the outbox", &|| book("DELETE FROM outbox WHERE entry = 2")),
        ("a fact", &|| shown("DELETE FROM fact WHERE position = 1")),
        ("a fact that cannot be read", &|| shown("UPDATE fact SET body = 'x' WHERE position = 1")),
        ("closes", &|| shown("DELETE FROM snapshot")),
    ];
    for (what, loss) in losses {
        loss();
        let said = rebuild(&ground);
        assert_eq!(everything(&ground, &[]), before, "{what}: {said}");
    }
}

/// Another version of the program told the book, without its orders; what it told was signed.
fn what_would_not_come_back_as_it_was_told_is_not_touched(on: On) {
    let ground = Ground::small(on);
    let other: Vec<KindShape> = SHAPES.iter().filter(|shape| shape.kind != "order").copied().collect();
    let close = World::held("2022-03-18T18:00:01+02:00".parse().unwrap(), 2);
    close_days(ground.operation(), &close, &other).unwrap();
    hold(&ground);
    let before = everything(&ground, &[]);
    let (well, said) = asked(&ground);
    assert!(!well && said.contains("nothing that was told was touched"), "{said}");
    assert!(said.contains("tick 23 of the log would not be made again") && said.contains("the gate makes"), "{said}");
    assert_eq!(everything(&ground, &[]), before);
    // Also where rows of the book are damaged beside it, which are no reason.
    ground.operation().write(|db| Ok(db.batch("UPDATE need SET quantity = quantity + 1")?)).unwrap();
    let (well, said) = asked(&ground);
    assert!(!well && said.contains("nothing that was told was touched"), "{said}");
    assert_eq!(everything(&ground, &[]), before, "those are mended");
}

/// While the program ran, while it slept, and before there was a book.
fn days_on_which_nothing_waited_are_no_difference(on: On) {
    let ground = Ground::empty(on);
    for day in ["2022-03-18", "2022-03-19", "2022-03-20"] {
        ground.pass_to(&format!("{day}T18:00:01+02:00"));
    }
    ground.record("opening-money", &[]);
    for day in ["2022-03-21", "2022-03-22", "2022-03-23", "2022-03-29", "2022-03-30"] {
        ground.pass_to(&format!("{day}T18:00:01+02:00"));
    }
    hold(&ground);
    let said = rebuild(&ground);
    assert!(said.contains("0 tables differed") && said.contains("each the same to the letter"), "{said}");
}
