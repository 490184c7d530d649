//! The auditor's view: what was told is what the book says, and the log left nothing out; whatever was changed is seen.

use waybill::house::SHAPES;
use waybill::publish::audit::audit;

use crate::ground::{Ground, On, on_both_engines};

on_both_engines!(what_was_told_is_what_the_book_says, what_was_changed_is_seen_by_the_auditor);

fn what_was_told_is_what_the_book_says(on: On) {
    let ground = Ground::demo(on);
    let audited = audit(ground.operation(), SHAPES).unwrap().unwrap();
    assert!(audited.facts > 100 && audited.ticks > 10 && audited.entries > 1_000, "{audited:?}");
}

fn what_was_changed_is_seen_by_the_auditor(on: On) {
    let lies = [
        ("UPDATE fact SET body = replace(body, '\"EUR\"', '\"USD\"')", "is not what the gate makes of the book"),
        ("UPDATE fact SET moves = replace(moves, '0', '1')", "is not what the gate makes of the book"),
        ("DELETE FROM fact WHERE position = (SELECT max(position) FROM fact)", "facts are told"),
        ("DELETE FROM tile WHERE level = -1", "leaves of it, the log has 0"),
    ];
    for (lie, said) in lies {
        let ground = Ground::small(on);
        ground.pass_to("2022-03-20T18:01:00+02:00");
        assert_eq!(audit(ground.operation(), SHAPES).unwrap().err(), None);
        let done = ground.operation().with_gate(|db| Ok(db.batch(lie)?));
        done.unwrap();
        let found = audit(ground.operation(), SHAPES).unwrap().err().unwrap_or_default();
        assert!(found.contains(said), "planted: {lie} went unseen: {found}");
    }
}
