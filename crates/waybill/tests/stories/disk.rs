//! The disk: full, so that nothing can be written until there is room; faulty, so that nothing is written any more.

use waybill::store::{Disk, FormKey, PostError, StoreError};

use crate::common::{NotEntered, Place, Story};

stories![
    a_full_disk_refuses_and_work_goes_on_when_there_is_room,
    a_fault_stops_all_writing_until_the_program_is_started_again,
    other_failures_stop_nothing,
];

const MONEY: (&str, &[(&str, &str)]) =
    ("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "10")]);

/// The file may not grow any more, or the server says what it says when it has no room.
fn fill(place: &Place, story: &Story) {
    if place.is_sqlite() {
        story.raw("PRAGMA max_page_count = 1");
    } else {
        stop_with(place, story, "could not extend file \"base/16384/16397\": No space left on device");
    }
}

fn make_room(place: &Place, story: &Story) {
    if place.is_sqlite() { story.raw("PRAGMA max_page_count = 1000000") } else { let_go(place, story) }
}

/// Each new entry is answered by the engine with these words.
fn stop_with(place: &Place, story: &Story, words: &str) {
    if place.is_sqlite() {
        story.raw(&format!("CREATE TRIGGER stop BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, '{words}'); END"));
    } else {
        story.raw(&format!(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
               RAISE EXCEPTION '{words}' USING ERRCODE = '53100'; END $$; \
             CREATE TRIGGER stop BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION stop()"
        ));
    }
}

fn let_go(place: &Place, story: &Story) {
    story.raw(if place.is_sqlite() { "DROP TRIGGER stop" } else { "DROP FUNCTION stop() CASCADE" });
}

fn disk_of(refused: &NotEntered) -> Option<Disk> {
    if let NotEntered::Post(PostError::Store(error)) = refused { error.disk() } else { None }
}

fn a_full_disk_refuses_and_work_goes_on_when_there_is_room(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "10", "DE", "open");
    story.close(1).on(2, 9);
    let told = story.told();
    fill(place, &story);
    // There may be room left in pages that are there already: some are entered still.
    let mut entered = 5;
    let refused = loop {
        match story.send(&story.next_key(), MONEY.0, MONEY.1) {
            Ok(answer) => entered = answer.entry,
            Err(refused) => break refused,
        }
        assert!(entered < 3000, "the disk is never full");
    };
    assert_eq!(disk_of(&refused), Some(Disk::Full), "{refused:?}");
    assert_eq!(story.in_memory().0, entered);
    // It stays so, everything can be read, and nothing stops for good.
    let key = story.next_key();
    for _ in 0..3 {
        assert_eq!(disk_of(&story.send(&key, MONEY.0, MONEY.1).unwrap_err()), Some(Disk::Full));
        assert_eq!((story.in_memory().0, story.told() == told), (entered, true));
        assert_eq!(story.operation.entries_before(i64::MAX, 1).unwrap()[0].number, entered);
        assert!(!story.operation.is_stopped());
    }
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    make_room(place, &story);
    assert_eq!(story.send(&key, MONEY.0, MONEY.1).unwrap().entry, entered + 1, "work goes on by itself");
    story.sound();
}

fn a_fault_stops_all_writing_until_the_program_is_started_again(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "10", "DE", "open");
    let memory = story.in_memory();
    // The words with which SQLite says SQLITE_IOERR.
    stop_with(place, &story, "disk I/O error");
    let refused = story.refused(MONEY.0, MONEY.1);
    assert_eq!(disk_of(&refused), Some(Disk::Faulty), "{refused:?}");
    // Whatever would be written now is refused: entries, plain rows, what is told. Even where the disk would take it.
    let_go(place, &Story::opened_again(place, "story"));
    let again = story.refused(MONEY.0, MONEY.1);
    assert!(again.says().contains("until the program is started again"), "{again:?}");
    assert!(matches!(story.operation.write(|_| Ok(())), Err(StoreError::Stopped)));
    story.on(1, 18);
    let shapes = waybill::house::SHAPES;
    waybill::publish::gate::close_days(&story.operation, &story.world, shapes).unwrap_err();
    assert!(story.operation.is_stopped());
    // Everything can be read.
    assert_eq!(story.in_memory(), memory);
    assert_eq!(story.operation.waiting(jiff::Timestamp::MAX).unwrap().len(), 5);
    assert_eq!(story.shown().facts.len(), 0);
    let started = Story::opened_again(place, "story");
    assert_eq!(started.in_memory(), memory);
    let key = FormKey::parse("after-the-start").unwrap();
    assert_eq!(started.send(&key, MONEY.0, MONEY.1).unwrap().entry, memory.0 + 1);
    started.close(1);
    started.sound();
}

fn other_failures_stop_nothing(place: &Place) {
    let story = Story::founded(place);
    for words in ["not today", "database is locked", "attempt to write a readonly database", "disk I/O error?"] {
        stop_with(place, &story, words);
        assert_eq!(disk_of(&story.refused(MONEY.0, MONEY.1)), None, "{words}");
        let_go(place, &story);
    }
    assert_eq!(story.enter(MONEY.0, MONEY.1), 1);
    story.sound();
}
