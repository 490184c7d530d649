//! The class of every column, held against the schema that each engine really has; and the page that is written from it.

use std::collections::BTreeSet;

use waybill::store::sensitivity::columns;

use crate::ground::{Ground, On, on_both_engines};
use crate::tables::all_columns;

on_both_engines!(every_column_has_a_class_and_every_class_a_column, what_a_thief_gets_is_on_a_page_of_its_own);

/// Columns without a class, and classes without a column.
fn differing(ground: &Ground) -> (Vec<String>, Vec<String>) {
    let classed: Vec<String> = columns().map(|column| format!("{}.{}", column.table, column.name)).collect();
    let known: BTreeSet<String> = classed.iter().cloned().collect();
    assert_eq!(known.len(), classed.len(), "each column once");
    let real: BTreeSet<String> = all_columns(ground).into_iter().collect();
    assert!(real.len() > 100, "{real:?}");
    (real.difference(&known).cloned().collect(), known.difference(&real).cloned().collect())
}

fn every_column_has_a_class_and_every_class_a_column(on: On) {
    let ground = Ground::empty(on);
    assert_eq!(differing(&ground), (Vec::new(), Vec::new()));
    // Planted: a column more in the book, and one less in what is shown.
    ground
        .operation()
        .read(|db| Ok::<_, waybill::store::StoreError>(db.batch("ALTER TABLE gift ADD COLUMN giver TEXT")?))
        .unwrap();
    ground.operation().with_gate(|db| Ok(db.batch("ALTER TABLE card DROP COLUMN onion")?)).unwrap();
    assert_eq!(differing(&ground), (vec!["gift.giver".to_owned()], vec!["card.onion".to_owned()]));
}

fn what_a_thief_gets_is_on_a_page_of_its_own(on: On) {
    let ground = Ground::small(on);
    let protect = ground.read("en/protect");
    assert!(protect.tags().iter().any(|tag| tag.get("href") == "/o/ours/en/protect/taken"));
    let page = ground.read("en/protect/taken");
    assert_eq!(page.status, 200);
    for id in ["server", "backup", "database", "laptop", "mirror", "moderator", "not-promised"] {
        assert!(page.by_id(id).is_some(), "{id}");
    }
}
