//! Many writers, one COMMIT: what shares the way to the disk is kept or refused each for itself, and nobody is answered early.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{ScopedJoinHandle, scope, yield_now};

use diesel::result::Error as QueryError;
use serde_json::json;
use waybill::store::{Answer, Behind, Db, Draft, FormKey, PostError, StoreError};
use waybill::world::World;
use waybill_journal::{Account, Commodity, Move};

use crate::common::{Place, Story};

stories![
    writers_that_wait_share_one_commit,
    one_that_is_refused_leaves_nothing_behind_and_the_others_stay,
    one_form_twice_in_one_group_is_one_entry,
    a_panic_in_a_group_hurts_nobody_else,
    an_engine_that_ends_the_transaction_for_one_keeps_the_others,
    a_commit_that_fails_fails_all_of_its_group,
    nobody_reads_what_is_not_on_the_disk,
    a_disk_that_fails_elsewhere_leaves_nobody_waiting,
    groups_by_chance_keep_what_was_answered,
];

/// What somebody's plain rows do when their turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rows {
    Fine,
    Fail,
    Panic,
    /// The engine gives the whole transaction up: a full disk, a server that ended the connection.
    EndAll,
}

/// One thing to post.
#[derive(Clone, Debug)]
struct Part {
    key: FormKey,
    /// Cents that come in, or go from money that is there to a fund: the second may be more than there is.
    cents: i64,
    spends: bool,
    rows: Rows,
}

impl Part {
    fn fine(name: &str) -> Self {
        let key = FormKey::parse(&format!("{name}-in-a-group")).unwrap();
        Self { key, cents: 500, spends: false, rows: Rows::Fine }
    }

    fn with(name: &str, rows: Rows) -> Self {
        Self { rows, ..Self::fine(name) }
    }

    fn draft(&self, story: &Story) -> Draft {
        let open = Account::ours("bank-eur-1", "open").unwrap();
        let (from, to, kind) = if self.spends {
            (open, Account::ours("bank-eur-1", "blanket-1").unwrap(), "decision")
        } else {
            (Account::world("giver-x").unwrap(), open, "gift")
        };
        let moves = vec![Move::transfer(from, to, Commodity::parse("EUR").unwrap(), self.cents)];
        let public = json!({ "fund": "open", "country": "DE", "currency": "EUR", "amount": self.cents, "giver": "x" });
        let rest = json!({ "reference": "RF18" });
        Draft { kind, on: story.card.day_one, public, rest, moves, corrects: None }
    }

    /// Posts it; a panic of its own rows is answered with nothing.
    fn post(&self, story: &Story) -> Option<Result<Answer, PostError>> {
        let end = if is_sqlite(story) { "ROLLBACK" } else { "SELECT pg_terminate_backend(pg_backend_pid())" };
        let rows = |db: &mut Db, _| match self.rows {
            Rows::Fine => Ok(()),
            Rows::Fail => Err(QueryError::NotFound),
            Rows::Panic => panic!("on purpose: this is the story"),
            Rows::EndAll => db.batch(end).and(Err(QueryError::NotFound)),
        };
        let post = || story.operation.post(&story.world, &Behind::one(1), &self.key, &self.draft(story), rows);
        catch_unwind(AssertUnwindSafe(post)).ok()
    }
}

fn is_sqlite(story: &Story) -> bool {
    story.operation.read(|db| Ok::<_, PostError>(db.is_sqlite())).unwrap()
}

fn a_book(place: &Place) -> Story {
    let story = Story::founded(place);
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "300")]);
    story
}

/// Posts all of them in one group: a first writer holds the book until the others stand before it.
fn in_one_group(story: &Story, parts: &[Part]) -> Vec<Option<Result<Answer, PostError>>> {
    in_one_group_while(story, parts, || ())
}

/// The same; the first writer does something else as well, once the others stand there.
fn in_one_group_while(
    story: &Story,
    parts: &[Part],
    meanwhile: impl Fn() + Sync,
) -> Vec<Option<Result<Answer, PostError>>> {
    let (holds, entered) = (Part { key: story.next_key(), ..Part::fine("first") }, AtomicBool::new(false));
    scope(|scope| {
        let first = scope.spawn(|| {
            let wait = |_: &mut Db, _| {
                // Tried again, it waits for nobody.
                if !entered.swap(true, Ordering::SeqCst) {
                    while story.operation.writers_waiting() < parts.len() {
                        yield_now();
                    }
                    meanwhile();
                }
                Ok(())
            };
            story.operation.post(&story.world, &Behind::one(1), &holds.key, &holds.draft(story), wait)
        });
        while !entered.load(Ordering::SeqCst) {
            yield_now();
        }
        let all: Vec<ScopedJoinHandle<_>> = parts.iter().map(|part| scope.spawn(|| part.post(story))).collect();
        let mut answers = vec![Some(first.join().unwrap())];
        answers.extend(all.into_iter().map(|one| one.join().unwrap()));
        answers
    })
}

/// The numbers of those that were taken.
fn taken(answers: &[Option<Result<Answer, PostError>>]) -> Vec<u64> {
    let mut taken: Vec<u64> = answers.iter().flatten().flatten().map(|answer| answer.entry).collect();
    taken.sort_unstable();
    taken
}

fn writers_that_wait_share_one_commit(place: &Place) {
    let story = a_book(place);
    let before = story.operation.commits();
    let parts: Vec<Part> = (0..32).map(|n| Part::fine(&format!("one-of-many-{n}"))).collect();
    let answers = in_one_group(&story, &parts);
    assert_eq!(taken(&answers), (2..=34).collect::<Vec<u64>>());
    assert_eq!(story.operation.commits() - before, 1, "thirty-three entries, one way to the disk");
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}

fn one_that_is_refused_leaves_nothing_behind_and_the_others_stay(place: &Place) {
    let story = a_book(place);
    let before = story.operation.commits();
    let short = Part { cents: 90_000, spends: true, ..Part::fine("more-than-there-is") };
    let parts = [
        Part::fine("one"),
        Part::with("rows-fail", Rows::Fail),
        Part::fine("two"),
        short.clone(),
        Part::fine("three"),
        Part::with("fail-again", Rows::Fail),
    ];
    let answers = in_one_group(&story, &parts);
    assert_eq!(taken(&answers), [2, 3, 4, 5]);
    assert!(matches!(answers[2], Some(Err(PostError::Store(_)))), "{answers:?}");
    assert!(matches!(answers[4], Some(Err(PostError::Refused(_)))), "{answers:?}");
    assert_eq!(story.operation.commits() - before, 1);
    // A refused key was not used up, and nothing of the refused is anywhere.
    for part in [&parts[1], &short] {
        assert!(story.operation.answered(&part.key).unwrap().is_none());
        assert!(!story.every_row().iter().any(|row| row.contains(part.key.as_str())));
    }
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}

fn one_form_twice_in_one_group_is_one_entry(place: &Place) {
    let story = a_book(place);
    let pressed = Part::fine("pressed-four-times");
    let parts = [pressed.clone(), Part::fine("other"), pressed.clone(), pressed.clone(), pressed];
    let answers: Vec<Answer> = in_one_group(&story, &parts).into_iter().map(|one| one.unwrap().unwrap()).collect();
    let same: Vec<&Answer> = [1, 3, 4, 5].map(|n| &answers[n]).into();
    assert!(same.iter().all(|answer| answer.entry == same[0].entry), "{answers:?}");
    assert_eq!(same.iter().filter(|answer| !answer.repeated).count(), 1, "{answers:?}");
    assert_eq!(story.in_memory().0, 4);
    story.sound();
}

fn a_panic_in_a_group_hurts_nobody_else(place: &Place) {
    let story = a_book(place);
    let parts =
        [Part::fine("one"), Part::with("panics", Rows::Panic), Part::fine("two"), Part::with("again", Rows::Panic)];
    let answers = in_one_group(&story, &parts);
    assert_eq!(taken(&answers), [2, 3, 4]);
    assert!(answers[2].is_none() && answers[4].is_none(), "{answers:?}");
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}

fn an_engine_that_ends_the_transaction_for_one_keeps_the_others(place: &Place) {
    let story = a_book(place);
    let parts = [Part::fine("one"), Part::fine("two"), Part::with("ends-it", Rows::EndAll), Part::fine("three")];
    let answers = in_one_group(&story, &parts);
    assert!(matches!(answers[3], Some(Err(PostError::Store(_)))), "{answers:?}");
    // Those before it were undone with it and tried again: each is answered with what is in the book.
    assert_eq!(taken(&answers), [2, 3, 4, 5]);
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}

/// Makes every COMMIT with an entry fail, and answers what undoes that.
fn stop_commits(story: &Story) -> &'static str {
    if is_sqlite(story) {
        story.raw(
            "CREATE TABLE never (n INTEGER PRIMARY KEY); \
             CREATE TABLE late (n INTEGER REFERENCES never (n) DEFERRABLE INITIALLY DEFERRED); \
             CREATE TRIGGER stop AFTER INSERT ON entry BEGIN INSERT INTO late VALUES (1); END",
        );
        "DROP TRIGGER stop; DROP TABLE late; DROP TABLE never"
    } else {
        story.raw(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
             CREATE CONSTRAINT TRIGGER stop AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop()",
        );
        "DROP FUNCTION stop() CASCADE"
    }
}

fn a_commit_that_fails_fails_all_of_its_group(place: &Place) {
    let story = a_book(place);
    let undo = stop_commits(&story);
    let (before, memory) = (story.every_row(), story.in_memory());
    let parts: Vec<Part> = (0..8).map(|n| Part::fine(&format!("in-vain-{n}"))).collect();
    let answers = in_one_group(&story, &parts);
    assert_eq!(taken(&answers), [0; 0], "{answers:?}");
    assert_eq!((story.every_row(), story.in_memory()), (before, memory));
    story.raw(undo);
    assert_eq!(taken(&in_one_group(&story, &parts)).len(), 9);
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}

/// Somebody who looks at the book while a group is being written sees it before or after, not in between.
fn nobody_reads_what_is_not_on_the_disk(place: &Place) {
    let story = a_book(place);
    let _ = stop_commits(&story);
    let memory = story.in_memory();
    let over = AtomicBool::new(false);
    scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !over.load(Ordering::SeqCst) {
                seen = seen.max(story.operation.with_book(waybill_journal::Book::last).unwrap());
            }
            seen
        });
        for round in 0..8 {
            let parts: Vec<Part> = (0..4).map(|n| Part::fine(&format!("unseen-{round}-{n}"))).collect();
            assert_eq!(taken(&in_one_group(&story, &parts)), [0; 0]);
        }
        over.store(true, Ordering::SeqCst);
        assert_eq!(reader.join().unwrap(), memory.0, "an entry was seen that was never kept");
    });
}

/// What is told lies in another file; its disk failing stops the book in the middle of a group.
fn a_disk_that_fails_elsewhere_leaves_nobody_waiting(place: &Place) {
    let story = a_book(place);
    let stop = if place.is_sqlite() {
        "CREATE TRIGGER stop BEFORE INSERT ON snapshot BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
    } else {
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk I/O error'; END $$; \
         CREATE TRIGGER stop BEFORE INSERT ON snapshot FOR EACH ROW EXECUTE FUNCTION stop()"
    };
    story.operation.with_gate(|db| Ok(db.batch(stop)?)).unwrap();
    let memory = story.in_memory();
    let parts: Vec<Part> = (0..4).map(|n| Part::fine(&format!("stopped-{n}"))).collect();
    let answers = in_one_group_while(&story, &parts, || {
        story.operation.write_snapshot(1, story.world.now(), &[]).unwrap_err();
    });
    let stopped =
        |one: &Option<Result<Answer, PostError>>| matches!(one, Some(Err(PostError::Store(StoreError::Stopped))));
    assert!(answers.iter().all(stopped), "{answers:?}");
    assert_eq!(story.in_memory(), memory);
    assert_eq!(Story::opened_again(place, "story").in_memory(), memory);
}

/// Groups made by chance: whoever was answered is in the book, once; nobody else is.
fn groups_by_chance_keep_what_was_answered(place: &Place) {
    let story = a_book(place);
    let chance = World::held(story.world.now(), 20_220_224);
    let pick = |below: u8| chance.random::<1>()[0] % below;
    let mut answered = vec![1];
    for round in 0..12 {
        let names = 1 + pick(10);
        let parts: Vec<Part> = (0..names)
            .map(|n| {
                let rows = match pick(10) {
                    0 | 1 => Rows::Fail,
                    2 => Rows::Panic,
                    3 => Rows::EndAll,
                    _ => Rows::Fine,
                };
                // Some forms are pressed twice.
                let one = Part::with(&format!("chance-{round}-{}", n - n.min(pick(2))), rows);
                Part { spends: pick(4) == 0, cents: i64::from(pick(60)) * 100 + 100, ..one }
            })
            .collect();
        // Two that press one form say the same.
        let parts: Vec<Part> =
            parts.iter().map(|part| parts.iter().find(|first| first.key == part.key).unwrap().clone()).collect();
        for answer in in_one_group(&story, &parts).into_iter().flatten().flatten() {
            if answer.repeated { assert!(answer.entry <= story.in_memory().0) } else { answered.push(answer.entry) }
        }
        answered.sort_unstable();
        assert_eq!(answered, (1..=story.in_memory().0).collect::<Vec<u64>>(), "round {round}");
    }
    assert_eq!(Story::opened_again(place, "story").in_memory(), story.in_memory());
    story.sound();
}
