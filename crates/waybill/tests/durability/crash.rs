//! Killed in the middle, again and again: nothing that was answered is lost, nothing is there twice, and book and public side agree.
//!
//! `WAYBILL_CRASH_CYCLES` says how often, `WAYBILL_CRASH_SEED` where chance begins.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use waybill::world::World;

use crate::load::{Book, FOUNDED_WITH, Post, Server, Until, verified};
use crate::place::Place;

/// As long as one book is gone on with: it grows, and each start reads it whole.
const CYCLES_A_BOOK: u32 = 10;

/// What is built wrong on purpose, so that the judge has something to see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Planted {
    Nothing,
    /// The program says "entered" and enters it a moment later.
    AnsweredEarly,
    /// Whoever got no answer sends it as a new form.
    NewKeys,
}

/// What the judge found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    answered: usize,
    lost: usize,
    /// Entries nobody sent, or sent once and there twice.
    beyond: u64,
    refused: Vec<String>,
    disagree: Vec<String>,
    /// The longest from a start until it serves, its own check of everything included. Told, not judged: machines differ.
    ready: Duration,
}

impl Found {
    fn is_clean(&self) -> bool {
        self.lost == 0 && self.beyond == 0 && self.refused.is_empty() && self.disagree.is_empty()
    }
}

pub fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// Kills the program so often; a new book after every few times.
fn killed(place: fn() -> Place, cycles: u64, planted: Planted) -> Found {
    let seed = number("WAYBILL_CRASH_SEED", 20_220_224);
    println!("{cycles} cycles, seed {seed}");
    let chance = World::held(jiff::Timestamp::UNIX_EPOCH, seed);
    let (mut found, mut left) = (Found::default(), u32::try_from(cycles).unwrap());
    while left > 0 && (planted == Planted::Nothing || found.is_clean()) {
        let book = Book::founded(place(), u64::from_be_bytes(chance.random()));
        let now = left.min(CYCLES_A_BOOK);
        one_book(&book, now, planted, &chance, &mut found);
        left -= now;
        let (answered, lost, beyond, ready) = (found.answered, found.lost, found.beyond, found.ready);
        println!("{left} left: {answered} answered, {lost} lost, {beyond} beyond, ready after {ready:?} at the latest");
    }
    found
}

fn one_book(book: &Book, cycles: u32, planted: Planted, chance: &World, found: &mut Found) {
    let environment: &[(&str, &str)] =
        if planted == Planted::AnsweredEarly { &[("WAYBILL_PLANTED", "answered-early")] } else { &[] };
    let mut kept: Vec<Post> = Vec::new();
    let mut server = Server::start(&book.place, environment);
    for _ in 0..cycles {
        let after = 200 + 5 * u64::from(chance.random::<1>()[0]);
        let until = Until { after: Duration::from_millis(after), forms: usize::MAX };
        let heard = book.write_until_killed(&mut server, until, &|| 0, || ());
        found.answered += heard.taken.len();
        found.refused.extend(heard.refused);
        found.disagree.extend(verified(&book.place).err());
        let is_there = |post: &Post| book.watching.answered(&post.key).unwrap().is_some();
        found.lost += heard.taken.iter().filter(|post| !is_there(post)).count();
        let began = Instant::now();
        server = Server::start(&book.place, environment);
        found.ready = found.ready.max(began.elapsed());
        kept.extend(heard.taken.into_iter().filter(is_there));
        // Whoever got no answer sends the same form again.
        for post in heard.unsure {
            let again = if planted == Planted::NewKeys { post.with_key(book.draw_key()) } else { post };
            match book.send(&server, &again) {
                Some(200) => kept.push(again),
                other => found.refused.push(format!("sent again: {other:?}")),
            }
        }
        judge(book, &kept, found);
        if planted != Planted::Nothing && !found.is_clean() {
            return;
        }
    }
}

/// Each form that was answered is one entry with what it said, and there is no other.
fn judge(book: &Book, kept: &[Post], found: &mut Found) {
    if found.lost > 0 {
        return;
    }
    let mut entries = BTreeSet::new();
    for post in kept {
        let Some(answer) = book.watching.answered(&post.key).unwrap() else {
            found.lost += 1;
            continue;
        };
        let entry = book.watching.entry(answer.entry).unwrap().unwrap();
        let says = entry.private["moves"][0]["a"].as_i64();
        let alone = entries.insert(answer.entry);
        if says != Some(post.own) || !alone {
            found.disagree.push(format!("entry {} says {says:?}, its form said {}", answer.entry, post.own));
        }
    }
    found.beyond = book.entries().saturating_sub(FOUNDED_WITH + u64::try_from(entries.len()).unwrap());
    // A few say what is wrong.
    found.disagree.truncate(5);
    found.refused.truncate(5);
}

mod nothing_answered_is_lost_and_nothing_is_doubled {
    use super::{Found, Place, Planted, killed, number};

    fn holds(found: &Found) {
        assert!(found.is_clean() && found.answered > 0, "{found:?}");
    }

    #[test]
    fn on_sqlite() {
        holds(&killed(Place::sqlite, number("WAYBILL_CRASH_CYCLES", 4), Planted::Nothing));
    }

    #[test]
    fn on_postgres() {
        holds(&killed(Place::postgres, number("WAYBILL_CRASH_CYCLES", 3), Planted::Nothing));
    }
}

#[test]
fn an_answer_before_the_commit_is_seen() {
    let found = killed(Place::sqlite, 8, Planted::AnsweredEarly);
    assert!(found.lost > 0, "{found:?}");
}

#[test]
fn a_form_entered_twice_is_seen() {
    let found = killed(Place::sqlite, 8, Planted::NewKeys);
    assert!(found.beyond > 0 && found.lost == 0, "{found:?}");
}
