//! `waybill rebuild`: every table that follows from the entries is thrown away and comes back the same, with every public page;
//! what was changed by hand is named by its table and its page. Which table is which stands in one list.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use waybill::store::Engine;
use waybill::store::ground::{Home, Mark, TABLES, derived_in};

use crate::ground::{Ground, On, on_both_engines};
use crate::tables::{all_columns, everything};

on_both_engines!(
    every_table_of_both_stores_is_marked,
    everything_that_follows_is_made_again_to_the_letter,
    a_table_and_a_page_that_differ_are_named,
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

fn rebuild(ground: &Ground) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
    command.env_remove("WAYBILL_DATABASE").args(["rebuild", "--data"]).arg(ground.folder());
    if let Engine::Postgres(address) = ground.engine() {
        command.args(["--database", &address]);
    }
    let done = command.stdin(Stdio::null()).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{said}");
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
