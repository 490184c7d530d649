//! The book: every entry taken so far, and the one door through which an entry comes in.
//!
//! An entry is judged move by move; each move is judged whole before it changes anything, and every change can be undone
//! from the move's own record, newest first. So a refused entry leaves nothing behind, and the book is never copied.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::entry::{Entry, Move, Slice};
use crate::judge::{Choice, Leaving, Verdict};
use crate::line::Line;
use crate::names::{EntryNumber, MoveId, Pool};
use crate::refusal::Refusal;

/// The journal in memory.
///
/// Invariants: entries are numbered from 1 without gaps; no pool is below zero; no unit is drawn twice; every origin is
/// paid back at most once, point for point; the same entries always make an equal book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// What each entry's moves made; entry n is at n - 1.
    pub(crate) entries: Vec<Vec<Made>>,
    /// Which earlier entry an entry corrects; changes no match, but says which steps of units were undone.
    pub(crate) corrects: BTreeMap<EntryNumber, EntryNumber>,
    pub(crate) lines: Vec<Line>,
    /// The place of each pool in `lines`.
    pub(crate) places: BTreeMap<Pool, usize>,
}

/// What one move made, with its place in the lines of its pools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) said: Move,
    pub(crate) departure: Option<Place>,
    pub(crate) arrival: Option<Place>,
    /// Of a departure to the world: the parts of it that came back, by offset.
    pub(crate) returned: BTreeMap<i64, Later>,
    /// Of an origin: the parts of it that were paid back, by offset.
    pub(crate) settled: BTreeMap<i64, Later>,
}

/// Where a departure or an arrival lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    /// The running start; `None` for a departure that named its units.
    pub(crate) start: Option<i64>,
}

/// A part that a later move brought back or paid back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Later {
    pub(crate) end: i64,
    pub(crate) by: MoveId,
    /// What turns an offset here into a place in the later move's list, whose rows lie end to end.
    pub(crate) shift: i128,
}

/// What posting an entry made: the rows a store writes beside it. Give it to [`Book::take_back`] if the store fails.
#[derive(Debug, PartialEq, Eq)]
pub struct Posted {
    /// The entry.
    pub number: EntryNumber,
    /// What arrived, in order of moves.
    pub arrivals: Vec<Arrival>,
    /// What left, in order of moves.
    pub departures: Vec<Departure>,
    /// What each pool touched holds after the entry, by pool.
    pub balances: Vec<(Pool, i64)>,
    /// The cursor of each pool touched after the entry, by pool: right behind the last unit that left unnamed.
    pub cursors: Vec<(Pool, i64)>,
}

/// Units that came to lie in a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The move.
    pub id: MoveId,
    /// The pool.
    pub pool: Pool,
    /// Where they begin on the pool's line, in units.
    pub start: i64,
    /// How many.
    pub amount: i64,
}

/// Units that left a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The move.
    pub id: MoveId,
    /// The pool.
    pub pool: Pool,
    /// The running start: the pool's cursor before. `None` when the move named its units.
    pub start: Option<i64>,
    /// How many.
    pub amount: i64,
}

/// Only the last entry can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTheLast {
    /// The entry that should have been taken back.
    pub number: EntryNumber,
    /// The last entry of the book.
    pub last: EntryNumber,
}

impl Book {
    /// An empty book.
    pub fn new() -> Book {
        Book::default()
    }

    /// The number of the last entry, 0 when there is none.
    pub fn last(&self) -> EntryNumber {
        self.entries.len() as EntryNumber
    }

    /// Takes an entry whole, or refuses it and changes nothing.
    ///
    /// Costs O(1) amortised per move but for finding a pool or a hole by binary search, and for `settles` one trace of
    /// what is paid with. The order of refusals is that of `docs/TRACING.md` section 2.
    pub fn post(&mut self, entry: &Entry) -> Result<Posted, Refusal> {
        self.judge_entry(entry)?;
        self.entries.push(Vec::new());
        self.corrects.extend(entry.corrects.map(|wrong| (entry.number, wrong)));
        for (index, said) in (0..).zip(entry.moves.iter().flatten()) {
            let id = MoveId { entry: entry.number, index };
            match self.judge_move(id, said) {
                Ok(verdict) => self.apply(id, said, verdict),
                Err(refusal) => {
                    self.take_back_last();
                    return Err(refusal);
                }
            }
        }
        Ok(self.posted())
    }

    /// Posts an entry as it is written, with the right refusal even for what cannot be read as a move.
    pub fn post_json(&mut self, value: &Value) -> Result<Posted, Refusal> {
        match Entry::from_json(value) {
            Ok(entry) => self.post(&entry),
            Err(unread) => {
                let mut before = unread.before.clone();
                // No readable move before it is not the same as an empty list.
                before.moves = before.moves.filter(|moves| !moves.is_empty());
                self.check(&before)?;
                Err(Refusal::from(&unread))
            }
        }
    }

    /// Whether the entry would be taken; a dry run that leaves nothing behind.
    pub fn check(&mut self, entry: &Entry) -> Result<(), Refusal> {
        self.post(entry)?;
        self.take_back_last();
        Ok(())
    }

    /// Takes the last entry out again, as if it had never been posted: for a store whose commit failed.
    pub fn take_back(&mut self, posted: Posted) -> Result<(), NotTheLast> {
        if posted.number != self.last() || posted.number == 0 {
            return Err(NotTheLast { number: posted.number, last: self.last() });
        }
        self.take_back_last();
        Ok(())
    }

    /// How many units rest in the pool.
    pub fn balance(&self, pool: &Pool) -> i64 {
        self.line(pool).map_or(0, |line| line.balance)
    }

    /// Every pool anything ever arrived in, with what rests there now, by name.
    pub fn pools(&self) -> impl Iterator<Item = (&Pool, i64)> + '_ {
        self.places.iter().map(|(pool, place)| (pool, self.lines[*place].balance))
    }

    /// What rests in the pool now, as slices of its arrivals, in the order in which it will leave.
    pub fn resting(&self, pool: &Pool) -> Vec<Slice> {
        let Some(line) = self.line(pool) else { return Vec::new() };
        line.resting().flat_map(|(lo, hi)| slices(line, lo, hi)).collect()
    }

    /// What a departure took, as slices of arrivals in the order of its own line; empty if there is no such departure.
    pub fn matches(&self, departure: MoveId) -> Vec<Slice> {
        let Some((made, place)) = self.made(departure).and_then(|made| Some((made, made.departure?))) else {
            return Vec::new();
        };
        let Some(start) = place.start else {
            return made.said.draw().unwrap_or_default().to_vec();
        };
        let line = &self.lines[place.line];
        line.taken_from(start).iter().flat_map(|passed| slices(line, passed.lo, passed.hi)).collect()
    }

    /// What a move said, if there is such a move.
    pub fn said(&self, id: MoveId) -> Option<&Move> {
        self.made(id).map(|made| &made.said)
    }

    pub(crate) fn line(&self, pool: &Pool) -> Option<&Line> {
        self.places.get(pool).map(|place| &self.lines[*place])
    }

    /// What a move made, if there is such a move.
    pub(crate) fn made(&self, id: MoveId) -> Option<&Made> {
        let entry = usize::try_from(id.entry.checked_sub(1)?).ok()?;
        self.entries.get(entry)?.get(id.index as usize)
    }

    fn made_mut(&mut self, id: MoveId) -> Option<&mut Made> {
        let entry = usize::try_from(id.entry.checked_sub(1)?).ok()?;
        self.entries.get_mut(entry)?.get_mut(id.index as usize)
    }

    /// Every move made so far, in order.
    pub(crate) fn all_made(&self) -> impl Iterator<Item = (MoveId, &Made)> + '_ {
        (1..)
            .zip(&self.entries)
            .flat_map(|(entry, moves)| (0..).zip(moves).map(move |(index, made)| (MoveId { entry, index }, made)))
    }

    /// Writes a move that was judged good. Cannot fail.
    fn apply(&mut self, id: MoveId, said: &Move, verdict: Verdict) {
        let departure = verdict.leaving.map(|leaving| self.depart(id, &leaving));
        let arrival = (!said.to().is_world()).then(|| {
            let pool = Pool { account: said.to().clone(), commodity: said.gets_commodity().clone() };
            let line = *self.places.entry(pool).or_insert_with_key(|pool| {
                self.lines.push(Line::new(pool.clone()));
                self.lines.len() - 1
            });
            Place { line, start: Some(self.lines[line].arrive(id, said.gets_amount())) }
        });
        for (row, at) in laid(said.returns()) {
            if let Some(made) = self.made_mut(row.of) {
                made.returned.insert(row.offset, later(id, row, at));
            }
        }
        for (row, at) in laid(said.settles()) {
            if let Some(made) = self.made_mut(row.of) {
                made.settled.insert(row.offset, later(id, row, at));
            }
        }
        let (returned, settled) = (BTreeMap::new(), BTreeMap::new());
        if let Some(moves) = self.entries.last_mut() {
            moves.push(Made { said: said.clone(), departure, arrival, returned, settled });
        }
    }

    fn depart(&mut self, id: MoveId, leaving: &Leaving) -> Place {
        let line = &mut self.lines[leaving.line];
        if leaving.choice == Choice::Oldest {
            return Place { line: leaving.line, start: Some(line.take_oldest(id, &leaving.stretches)) };
        }
        let mut offset = 0;
        for (lo, hi) in &leaving.stretches {
            line.cut(id, *lo, *hi, offset);
            offset += hi - lo;
        }
        Place { line: leaving.line, start: None }
    }

    /// Undoes the last entry, its last move first.
    fn take_back_last(&mut self) {
        // One by one: a move of this entry may have named what an earlier one of it made.
        while let Some(made) = self.entries.last_mut().and_then(Vec::pop) {
            for row in made.said.settles().unwrap_or_default() {
                self.made_mut(row.of).map(|origin| origin.settled.remove(&row.offset));
            }
            for row in made.said.returns().unwrap_or_default() {
                self.made_mut(row.of).map(|departure| departure.returned.remove(&row.offset));
            }
            if let Some(place) = made.arrival {
                self.lines[place.line].unarrive(made.said.gets_amount());
                // The arrival that opened a pool is the first of it; everything later is gone by now.
                if self.lines[place.line].is_untouched() {
                    let gone = self.lines.pop();
                    gone.map(|line| self.places.remove(&line.pool));
                }
            }
            match made.departure {
                Some(Place { line, start: Some(start) }) => self.lines[line].untake_oldest(start),
                Some(Place { line, start: None }) => self.uncut(line, made.said.draw().unwrap_or_default()),
                None => {}
            }
        }
        self.corrects.remove(&self.last());
        self.entries.pop();
    }

    fn uncut(&mut self, line: usize, rows: &[Slice]) {
        for row in rows {
            let start = self.made(row.of).and_then(|made| made.arrival?.start);
            if let Some(start) = start {
                self.lines[line].uncut(start + row.offset);
            }
        }
    }

    /// What the last entry made.
    fn posted(&self) -> Posted {
        let number = self.last();
        let (mut arrivals, mut departures, mut touched) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (index, made) in (0..).zip(self.entries.last().into_iter().flatten()) {
            let id = MoveId { entry: number, index };
            let mut pool_of = |place: Place| {
                let line = &self.lines[place.line];
                touched.insert(line.pool.clone(), line);
                line.pool.clone()
            };
            if let Some(place) = made.departure {
                departures.push(Departure { id, pool: pool_of(place), start: place.start, amount: made.said.amount() });
            }
            if let Some(place) = made.arrival {
                let (pool, start) = (pool_of(place), place.start.unwrap_or_default());
                arrivals.push(Arrival { id, pool, start, amount: made.said.gets_amount() });
            }
        }
        let balances = touched.iter().map(|(pool, line)| (pool.clone(), line.balance)).collect();
        let cursors = touched.iter().map(|(pool, line)| (pool.clone(), line.cursor)).collect();
        Posted { number, arrivals, departures, balances, cursors }
    }
}

/// A stretch of a line as slices of arrivals.
fn slices(line: &Line, lo: i64, hi: i64) -> impl Iterator<Item = Slice> + '_ {
    line.arrivals(lo, hi).map(|(of, start, (lo, hi))| Slice { of, offset: lo - start, amount: hi - lo })
}

/// A row of a list, seen from what it names; `at` is its place in the list.
fn later(by: MoveId, row: &Slice, at: i128) -> Later {
    Later { end: row.offset + row.amount, by, shift: at - i128::from(row.offset) }
}

/// The rows of a list laid end to end: each with the place where it begins.
pub(crate) fn laid(rows: Option<&[Slice]>) -> impl Iterator<Item = (&Slice, i128)> + '_ {
    rows.unwrap_or_default().iter().scan(0, |next, row| {
        let at = *next;
        *next += i128::from(row.amount);
        Some((row, at))
    })
}

impl fmt::Display for NotTheLast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry {} cannot be taken back: the last entry is {}.", self.number, self.last)
    }
}

impl std::error::Error for NotTheLast {}
