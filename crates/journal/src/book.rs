//! The book: every entry taken so far, and the one door through which an entry comes in.
//!
//! An entry is judged move by move; each move is judged whole before it changes anything, and every change can be undone
//! from the move's own record, newest first. So a refused entry leaves nothing behind, and the book is never copied.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;

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
    /// What every move made, entry after entry: a list of its own for each entry would cost as much again.
    made: Vec<Made>,
    /// Where each entry's moves end in `made`; entry n is at n - 1.
    ends: Vec<usize>,
    /// Which earlier entry an entry corrects; changes no match, but says which steps of units were undone.
    pub(crate) corrects: BTreeMap<EntryNumber, EntryNumber>,
    pub(crate) lines: Vec<Line>,
    /// The place of each pool in `lines`.
    pub(crate) places: BTreeMap<Pool, usize>,
}

/// What one move made, with its place in the lines of its pools. There is one for every gift, so it is kept small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) said: Move,
    pub(crate) departure: Option<Place>,
    pub(crate) arrival: Option<Place>,
    /// What later moves did to it; most are left alone.
    later: Option<Box<Undone>>,
}

/// Parts of a move that later moves undid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Undone {
    /// Of a departure to the world: the parts of it that came back, by offset.
    returned: BTreeMap<i64, Later>,
    /// Of an origin: the parts of it that were paid back, by offset.
    settled: BTreeMap<i64, Later>,
}

/// What a move has that nothing was done to.
static LEFT_ALONE: Undone = Undone { returned: BTreeMap::new(), settled: BTreeMap::new() };

impl Made {
    /// Of a departure to the world: the parts of it that came back, by offset.
    pub(crate) fn returned(&self) -> &BTreeMap<i64, Later> {
        &self.later.as_deref().unwrap_or(&LEFT_ALONE).returned
    }

    /// Of an origin: the parts of it that were paid back, by offset.
    pub(crate) fn settled(&self) -> &BTreeMap<i64, Later> {
        &self.later.as_deref().unwrap_or(&LEFT_ALONE).settled
    }

    /// Changes what was undone; where nothing is left of it, it is as if nothing ever was.
    fn undo(&mut self, change: impl FnOnce(&mut Undone) -> Option<Later>) {
        let mut later = self.later.take().unwrap_or_default();
        change(&mut later);
        self.later = (*later != LEFT_ALONE).then_some(later);
    }
}

/// Where a departure or an arrival lies.
///
/// Invariant: `start` is -1 for a departure that named its units, else 0 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The place of its line, counted from 1.
    line: NonZeroU32,
    start: i64,
}

impl Place {
    fn new(line: usize, start: Option<i64>) -> Place {
        let line = u32::try_from(line + 1).ok().and_then(NonZeroU32::new);
        Place { line: line.expect("a book has far fewer than 2^32 pools"), start: start.unwrap_or(-1) }
    }

    /// The place of its line in the book's lines.
    pub(crate) fn line(self) -> usize {
        self.line.get() as usize - 1
    }

    /// The running start; `None` for a departure that named its units.
    pub(crate) fn start(self) -> Option<i64> {
        (self.start >= 0).then_some(self.start)
    }
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
        self.ends.len() as EntryNumber
    }

    /// Takes an entry whole, or refuses it and changes nothing.
    ///
    /// Costs O(1) amortised per move but for finding a pool or a hole by binary search, and for `settles` one trace of
    /// what is paid with. The order of refusals is that of `docs/TRACING.md` section 2.
    pub fn post(&mut self, entry: &Entry) -> Result<Posted, Refusal> {
        self.judge_entry(entry)?;
        self.ends.push(self.made.len());
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
        let Some(start) = place.start() else {
            return made.said.draw().unwrap_or_default().to_vec();
        };
        let line = &self.lines[place.line()];
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
        self.moves_of(id.entry)?.get(id.index as usize)
    }

    fn made_mut(&mut self, id: MoveId) -> Option<&mut Made> {
        let here = self.range(id.entry)?;
        self.made.get_mut(here)?.get_mut(id.index as usize)
    }

    /// What the moves of an entry made.
    pub(crate) fn moves_of(&self, number: EntryNumber) -> Option<&[Made]> {
        self.made.get(self.range(number)?)
    }

    /// Where an entry's moves lie; what was popped while it is taken back is not in it any more.
    fn range(&self, number: EntryNumber) -> Option<Range<usize>> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        let end = (*self.ends.get(place)?).min(self.made.len());
        Some(self.begin(place).min(end)..end)
    }

    fn begin(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Every move made so far, in order.
    pub(crate) fn all_made(&self) -> impl Iterator<Item = (MoveId, &Made)> + '_ {
        (1..=self.last()).flat_map(|entry| {
            let moves = self.moves_of(entry).unwrap_or_default();
            (0..).zip(moves).map(move |(index, made)| (MoveId { entry, index }, made))
        })
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
            Place::new(line, Some(self.lines[line].arrive(id, said.gets_amount())))
        });
        for (row, at) in laid(said.returns()) {
            if let Some(made) = self.made_mut(row.of) {
                made.undo(|undone| undone.returned.insert(row.offset, later(id, row, at)));
            }
        }
        for (row, at) in laid(said.settles()) {
            if let Some(made) = self.made_mut(row.of) {
                made.undo(|undone| undone.settled.insert(row.offset, later(id, row, at)));
            }
        }
        let mut said = said.clone();
        for place in [departure, arrival].into_iter().flatten() {
            said.share_names(&self.lines[place.line()].pool);
        }
        self.made.push(Made { said, departure, arrival, later: None });
        if let Some(end) = self.ends.last_mut() {
            *end = self.made.len();
        }
    }

    fn depart(&mut self, id: MoveId, leaving: &Leaving) -> Place {
        let line = &mut self.lines[leaving.line];
        if leaving.choice == Choice::Oldest {
            return Place::new(leaving.line, Some(line.take_oldest(id, &leaving.stretches)));
        }
        let mut offset = 0;
        for (lo, hi) in &leaving.stretches {
            line.cut(id, *lo, *hi, offset);
            offset += hi - lo;
        }
        Place::new(leaving.line, None)
    }

    /// Undoes the last entry, its last move first.
    fn take_back_last(&mut self) {
        // One by one: a move of this entry may have named what an earlier one of it made.
        let begin = self.ends.len().checked_sub(1).map_or(0, |last| self.begin(last));
        while self.made.len() > begin {
            let Some(made) = self.made.pop() else { break };
            for row in made.said.settles().unwrap_or_default() {
                if let Some(origin) = self.made_mut(row.of) {
                    origin.undo(|undone| undone.settled.remove(&row.offset));
                }
            }
            for row in made.said.returns().unwrap_or_default() {
                if let Some(departure) = self.made_mut(row.of) {
                    departure.undo(|undone| undone.returned.remove(&row.offset));
                }
            }
            if let Some(place) = made.arrival {
                self.lines[place.line()].unarrive(made.said.gets_amount());
                // The arrival that opened a pool is the first of it; everything later is gone by now.
                if self.lines[place.line()].is_untouched() {
                    let gone = self.lines.pop();
                    gone.map(|line| self.places.remove(&line.pool));
                }
            }
            if let Some(place) = made.departure {
                match place.start() {
                    Some(start) => self.lines[place.line()].untake_oldest(start),
                    None => self.uncut(place.line(), made.said.draw().unwrap_or_default()),
                }
            }
        }
        self.corrects.remove(&self.last());
        self.ends.pop();
    }

    fn uncut(&mut self, line: usize, rows: &[Slice]) {
        for row in rows {
            let start = self.made(row.of).and_then(|made| made.arrival?.start());
            if let Some(start) = start {
                self.lines[line].uncut(start + row.offset);
            }
        }
    }

    /// What the last entry made.
    fn posted(&self) -> Posted {
        let number = self.last();
        let (mut arrivals, mut departures, mut touched) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (index, made) in (0..).zip(self.moves_of(number).unwrap_or_default()) {
            let id = MoveId { entry: number, index };
            let mut pool_of = |place: Place| {
                let line = &self.lines[place.line()];
                touched.insert(line.pool.clone(), line);
                line.pool.clone()
            };
            if let Some(place) = made.departure {
                departures.push(Departure {
                    id,
                    pool: pool_of(place),
                    start: place.start(),
                    amount: made.said.amount(),
                });
            }
            if let Some(place) = made.arrival {
                let (pool, start) = (pool_of(place), place.start().unwrap_or_default());
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
