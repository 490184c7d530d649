//! What goes wrong in the middle of a write: the book, the book in memory and the next entry are as if nothing had been.

use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::result::Error as QueryError;
use serde_json::json;
use waybill::features::donations::KEEPER;
use waybill::publish::intake::{IntakeDoor, NotKept, OPEN_MAX, Promise, Wish};
use waybill::store::Draft;
use waybill_journal::{Account, Commodity, Move};

use crate::common::{Place, Story};

stories![
    a_write_that_fails_leaves_nothing_behind_whichever_it_is,
    plain_rows_that_fail_take_the_entry_with_them,
    a_promise_that_fails_leaves_no_reference_behind,
    the_room_for_promises_has_an_end,
    a_commit_that_fails_leaves_nothing_behind,
    a_transaction_that_the_engine_ended_leaves_nothing_behind,
    a_panic_in_the_middle_leaves_nothing_behind,
    a_server_that_was_restarted_is_met_again,
];

/// A book on which every form can be entered once more.
fn a_book_in_the_middle(place: &Place) -> Story {
    let story = Story::founded(place);
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "300")]);
    story.gift("50", "DE", "open");
    story
}

const GIFT: (&str, &[(&str, &str)]) = (
    "gift",
    &[
        ("amount", "5"),
        ("account", "bank-eur-1"),
        ("country", "DE"),
        ("fund", "open"),
        ("code", "0123-4567-89ab-cdef-ghjk"),
    ],
);
const DECISION: (&str, &[(&str, &str)]) =
    ("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "320")]);
const NEED: (&str, &[(&str, &str)]) =
    ("need", &[("item", "blanket"), ("quantity", "25"), ("priority", "1"), ("price", "10"), ("source", "offer")]);
const ORDER: (&str, &[(&str, &str)]) = (
    "order",
    &[
        ("fund", "open"),
        ("currency", "EUR"),
        ("role", "trader"),
        ("country", "PL"),
        ("item1", "blanket"),
        ("quantity1", "2"),
        ("price1", "10"),
        ("origin1", "PL"),
        ("expected", "2022-03-10"),
    ],
);

/// Of the second entry, the gift.
const CORRECTION: (&str, &[(&str, &str)]) = ("correction", &[("entry", "2"), ("reason", "twice")]);

/// A form whose entry writes into this table.
fn that_writes(table: &str) -> Option<(&'static str, &'static [(&'static str, &'static str)])> {
    match table {
        "operations" | "entry" | "pool" | "arrival" | "outbox" | "form_key" | "reference" | "gift" => Some(GIFT),
        "departure" => Some(DECISION),
        "corrected" => Some(CORRECTION),
        "need" => Some(NEED),
        "purchase_order" => Some(ORDER),
        // Entering and leaving the coordinators' side is no entry, nor is a stranger's promise or comment, nor a line of the
        // bank; texts have a form of their own: `dispatches::a_text_that_cannot_be_written_leaves_its_draft` has them.
        // A form's key is claimed before anything else is written (`pages/twenty.rs`).
        "form_done" | "session" | "promise" | "comment_kept" | "dispatch" | "dispatch_draft" | "statement_line"
        | "statement_account" | "statement_balance"
        // Nor is joining or leaving, handing on a key, proposing, approving, erasing, a deed, or a vote against the lock.
        | "person" | "recovery_code" | "invitation" | "seal_key" | "seal_share" | "sealed" | "erased" | "proposal"
        | "approval" | "unlock_vote" | "deed"
        // The log grows when a day closes, and witnesses have a page of their own.
        | "tick" | "log_place" | "witness" | "witnessed" => None,
        other => panic!("say which form writes into {other}"),
    }
}

fn a_write_that_fails_leaves_nothing_behind_whichever_it_is(place: &Place) {
    let story = a_book_in_the_middle(place);
    // A fund for the decision.
    story.enter("need", NEED.1);
    let (before, memory) = (story.every_row(), story.in_memory());
    for table in story.tables() {
        let Some((form, typed)) = that_writes(&table) else { continue };
        stop_writes_into(&story, &table);
        let failed = story.refused(form, typed);
        assert!(failed.says().contains("not today"), "{table}: {failed:?}");
        let_writes_into(&story, &table);
        assert_eq!(story.every_row(), before, "{table}");
        assert_eq!(story.in_memory(), memory, "{table}");
    }
    // Each of them is good as soon as nothing fails, and takes the next number.
    let entered: Vec<u64> = [GIFT, DECISION, NEED].map(|(form, typed)| story.enter(form, typed)).to_vec();
    assert_eq!(entered, [memory.0 + 1, memory.0 + 2, memory.0 + 3]);
    story.sound();
}

fn a_promise(story: &Story) -> Promise {
    a_promise_of(story, "0")
}

/// A promise whose code begins with this digit.
fn a_promise_of(story: &Story, digit: &str) -> Promise {
    let wish = Wish { fund: "open".into(), currency: Commodity::parse("EUR").unwrap(), amount: 500 };
    Promise { key: story.next_key(), code: format!("{digit}123-4567-89ab-cdef-ghjk"), wish }
}

fn a_promise_that_fails_leaves_no_reference_behind(place: &Place) {
    let story = a_book_in_the_middle(place);
    let (door, before, today) = (IntakeDoor::new(&story.operation, KEEPER), story.every_row(), story.shown().today);
    let promise = a_promise(&story);
    stop_writes_into(&story, "promise");
    assert!(door.promise(&promise, today, &story.world).is_err());
    assert_eq!(story.every_row(), before);
    let_writes_into(&story, "promise");
    let kept = door.promise(&promise, today, &story.world).unwrap().unwrap();
    assert_eq!(door.promise(&promise, today, &story.world).unwrap(), Ok(kept), "pressed again, the same answer");
    assert_eq!(story.every_row().len(), before.len() + 2, "a reference and a promise");
    story.sound();
}

fn the_room_for_promises_has_an_end(place: &Place) {
    let story = a_book_in_the_middle(place);
    let today = story.shown().today;
    let fill = |n: i64| {
        story.raw(&format!(
            "INSERT INTO promise WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n}) \
             SELECT 'story', 'RF' || i, 'open', 'EUR', 1, '{today}', '{today}' FROM n"
        ));
    };
    fill(OPEN_MAX);
    let before = story.every_row();
    let door = IntakeDoor::new(&story.operation, KEEPER);
    let refused = door.promise(&a_promise(&story), today, &story.world).unwrap();
    assert_eq!((refused, story.every_row() == before), (Err(NotKept::Full), true));
    story.raw("DELETE FROM promise WHERE reference = 'RF1'");
    assert!(door.promise(&a_promise(&story), today, &story.world).unwrap().is_ok(), "there is room for one again");
    // Full again, and two of them ended: yesterday, and the day before.
    story.raw(&format!(
        "UPDATE promise SET expires_on = '{}' WHERE reference = 'RF2'; UPDATE promise SET expires_on = '{}' WHERE reference = 'RF3'",
        today.yesterday().unwrap(),
        today.yesterday().unwrap().yesterday().unwrap(),
    ));
    assert!(door.promise(&a_promise_of(&story, "2"), today, &story.world).unwrap().is_ok(), "ended ones make room");
    let left = story.every_row().iter().filter(|row| row.contains("RF2'") || row.contains("RF3'")).count();
    assert_eq!(left, 0);
}

fn stop_writes_into(story: &Story, table: &str) {
    if story_is_sqlite(story) {
        for what in ["INSERT", "UPDATE"] {
            story.raw(&format!(
                "CREATE TRIGGER stop_{what} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'not today'); END"
            ));
        }
    } else {
        story.raw(&format!(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
             CREATE TRIGGER stop BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION stop()"
        ));
    }
}

fn let_writes_into(story: &Story, _: &str) {
    let sqlite = "DROP TRIGGER stop_INSERT; DROP TRIGGER stop_UPDATE";
    story.raw(if story_is_sqlite(story) { sqlite } else { "DROP FUNCTION stop() CASCADE" });
}

fn story_is_sqlite(story: &Story) -> bool {
    story.operation.write(|db| Ok(db.is_sqlite())).unwrap()
}

/// 5 euros more, without a form.
fn five_euros(story: &Story) -> Draft {
    let (giver, open) = (Account::world("giver-x").unwrap(), Account::ours("bank-eur-1", "open").unwrap());
    let moves = vec![Move::transfer(giver, open, Commodity::parse("EUR").unwrap(), 500)];
    let public = json!({ "fund": "open", "country": "DE", "currency": "EUR", "amount": 500, "giver": "x" });
    Draft { kind: "gift", on: story.card.day_one, public, rest: json!({ "reference": "RF18" }), moves, corrects: None }
}

fn plain_rows_that_fail_take_the_entry_with_them(place: &Place) {
    let story = a_book_in_the_middle(place);
    let (before, memory) = (story.every_row(), story.in_memory());
    let (key, draft) = (story.next_key(), five_euros(&story));
    let failed = story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |db, entry| {
        db.batch(&format!("INSERT INTO form_key (operation, key, entry) VALUES ('story', 'written-first', {entry})"))?;
        Err(QueryError::NotFound)
    });
    failed.unwrap_err();
    assert_eq!((story.every_row(), story.in_memory()), (before, memory.clone()));
    // The key was not used up: the same form, sent again, is entered.
    let entered =
        story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |_, _| Ok(())).unwrap();
    assert_eq!((entered.entry, entered.repeated), (memory.0 + 1, false));
    story.sound();
}

/// The last moment at which an engine can refuse: a rule that is only looked at when all is written.
fn a_commit_that_fails_leaves_nothing_behind(place: &Place) {
    let story = a_book_in_the_middle(place);
    if story_is_sqlite(&story) {
        story.raw(
            "CREATE TABLE never (n INTEGER PRIMARY KEY); \
             CREATE TABLE late (n INTEGER REFERENCES never (n) DEFERRABLE INITIALLY DEFERRED); \
             CREATE TRIGGER stop AFTER INSERT ON entry BEGIN INSERT INTO late VALUES (1); END",
        );
    } else {
        story.raw(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
             CREATE CONSTRAINT TRIGGER stop AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop()",
        );
    }
    let (before, memory) = (story.every_row(), story.in_memory());
    for _ in 0..3 {
        story.refused(GIFT.0, GIFT.1);
        assert_eq!((story.every_row(), story.in_memory()), (before.clone(), memory.clone()));
    }
    let sqlite = "DROP TRIGGER stop; DROP TABLE late; DROP TABLE never";
    story.raw(if story_is_sqlite(&story) { sqlite } else { "DROP FUNCTION stop() CASCADE" });
    assert_eq!(story.enter(GIFT.0, GIFT.1), memory.0 + 1);
    story.sound();
}

/// A full disk ends SQLite's transaction on its own; a server may end a connection.
fn a_transaction_that_the_engine_ended_leaves_nothing_behind(place: &Place) {
    let story = a_book_in_the_middle(place);
    let (before, memory) = (story.every_row(), story.in_memory());
    let end = if story_is_sqlite(&story) { "ROLLBACK" } else { "SELECT pg_terminate_backend(pg_backend_pid())" };
    let (key, draft) = (story.next_key(), five_euros(&story));
    let failed = story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |db, _| {
        db.batch(end)?;
        Err(QueryError::NotFound)
    });
    failed.unwrap_err();
    assert_eq!((story.every_row(), story.in_memory()), (before, memory.clone()));
    assert_eq!(
        story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |_, _| Ok(())).unwrap().entry,
        memory.0 + 1
    );
    story.sound();
}

/// The web answers a panic and goes on; the book must be able to as well.
fn a_panic_in_the_middle_leaves_nothing_behind(place: &Place) {
    let story = a_book_in_the_middle(place);
    let (before, memory) = (story.every_row(), story.in_memory());
    let (key, draft) = (story.next_key(), five_euros(&story));
    let stopped = catch_unwind(AssertUnwindSafe(|| {
        story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |_, _| {
            panic!("on purpose: this is the story")
        })
    }));
    assert!(stopped.is_err());
    assert_eq!((story.every_row(), story.in_memory()), (before, memory.clone()));
    assert_eq!(
        story.operation.post(&story.world, &waybill::store::Behind::one(1), &key, &draft, |_, _| Ok(())).unwrap().entry,
        memory.0 + 1
    );
    // It is in the book and not only in an open transaction: another program sees it.
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}

/// Every connection is cut while nobody looks. SQLite has no server; there the story is about nothing going wrong.
fn a_server_that_was_restarted_is_met_again(place: &Place) {
    let story = a_book_in_the_middle(place);
    story.gifts(4, "50", "DE", "open");
    story.close(1);
    let facts = story.told();
    if !place.is_sqlite() {
        story.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        let own = story.operation.write(|db| Ok(db.batch("SELECT pg_terminate_backend(pg_backend_pid())")?));
        own.unwrap_err();
    }
    assert_eq!(story.told(), facts);
    story.on(2, 9).gifts(5, "50", "FR", "open");
    assert_eq!(story.close(2).figure("gifts.count"), 10);
    story.sound();
}
