//! How a wrong entry is undone by one more entry: mirror moves, last first, each naming exactly what it made.
//!
//! `docs/TRACING.md` section 8, "wrong entry, outputs unused". When later entries used what it made, they are corrected
//! first, newest first; afterwards the units lie in the arrivals of those corrections, and the mirror names them there.
//! Units that merely came back, by entries that stand, count as used: else the mirror would take away what those entries
//! made, and they could never be undone.

use std::collections::BTreeSet;
use std::fmt;

use num_traits::ToPrimitive;

use crate::book::{Book, Made};
use crate::entry::{Move, Slice};
use crate::follow::Onward;
use crate::names::{Account, Commodity, EntryNumber, MoveId};
use crate::ratio::{Ratio, Span, whole};

/// Why an entry cannot be mirrored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReversible {
    /// There is no such entry.
    NoSuchEntry(EntryNumber),
    /// The entry moved nothing.
    MovesNothing(EntryNumber),
    /// This move paid somebody back; that cannot come back.
    PaidBack(MoveId),
    /// What it made was used by these later entries, newest first: correct them first, in this order.
    Used {
        /// The entry.
        number: EntryNumber,
        /// The later entries.
        by: Vec<EntryNumber>,
    },
}

/// Where units can lie.
#[derive(Clone, PartialEq, Eq)]
enum Place {
    /// In the pool of this line.
    Line(usize),
    /// With this holder of the world, as this commodity.
    World(Account, Commodity),
}

/// A place units came to, from where, which entry put them there, and how many they were there per unit at first.
struct Visit {
    place: Place,
    by: EntryNumber,
    per: Ratio,
    /// The visit before it; of the first visit itself.
    from: usize,
}

/// Units followed from where the wrong entry put them.
///
/// Invariant: visit 0 is where the wrong entry put them. A step and the step by which its correction undoes it are both
/// forgotten: the units stand again where they stood. No other step is, though it may lead to a place where they were
/// before: the entry that made it stands.
#[derive(Clone)]
struct Followed {
    what: Thing,
    span: Span,
    /// How many units they were at first.
    units: Ratio,
    /// The visit that lasts.
    now: usize,
    /// The entries whose steps were undone.
    undone: BTreeSet<EntryNumber>,
}

#[derive(Clone, Copy)]
enum Thing {
    Arrival(MoveId),
    Departure(MoveId),
    /// Units of this arrival or departure that go no further.
    AtRest(MoveId),
    /// Units with which this entry paid somebody back; they cannot come back.
    PaidBack(EntryNumber),
}

/// What was found: stretches to name, or the entries in the way.
struct Found {
    /// Every visit of any units. Kept once for all: units that were split share their way up to there, however long.
    visits: Vec<Visit>,
    /// Units that lie where they were put, in their order; neighbours are one stretch.
    home: Vec<Home>,
    used_by: BTreeSet<EntryNumber>,
}

struct Home {
    of: MoveId,
    span: Span,
    /// Who moved them meanwhile, though it was undone.
    through: BTreeSet<EntryNumber>,
}

impl Book {
    /// The moves that undo entry `number`, for the next entry: mirror moves, last first, each naming exactly what the
    /// wrong entry made. A pair of an entry and its reversal nets to zero in every pool.
    pub fn reversal(&self, number: EntryNumber) -> Result<Vec<Move>, NotReversible> {
        let moves = self.moves_of(number).ok_or(NotReversible::NoSuchEntry(number))?;
        if moves.is_empty() {
            return Err(NotReversible::MovesNothing(number));
        }
        if let Some((id, _)) = self.ids(number).find(|(_, made)| made.said.settles().is_some()) {
            return Err(NotReversible::PaidBack(id));
        }
        let by = self.later_entries_using(number);
        if !by.is_empty() {
            return Err(NotReversible::Used { number, by });
        }
        let mut mirrored: Vec<Move> =
            self.ids(number).map(|(id, made)| mirror(&made.said, self.find(id, made).0)).collect();
        mirrored.reverse();
        Ok(mirrored)
    }

    /// The later entries that must be corrected before entry `number` can be undone, newest first: those that moved, gave
    /// back or paid back what it made, unless that has been undone by a correction. That the units came back in another
    /// way does not count: whoever took them and whoever brought them both stand in the way.
    pub fn later_entries_using(&self, number: EntryNumber) -> Vec<EntryNumber> {
        let mut used_by = BTreeSet::new();
        for (id, made) in self.ids(number) {
            used_by.append(&mut self.find(id, made).1);
            used_by.extend(made.settled().values().map(|later| later.by.entry));
        }
        used_by.remove(&number);
        used_by.into_iter().rev().collect()
    }

    fn ids(&self, number: EntryNumber) -> impl Iterator<Item = (MoveId, &Made)> + '_ {
        let moves = self.moves_of(number).unwrap_or_default();
        (0..).zip(moves).map(move |(index, made)| (MoveId { entry: number, index }, made))
    }

    /// Follows all that a move made until it rests: the rows that name it now, and the entries in the way.
    fn find(&self, id: MoveId, made: &Made) -> (Vec<Slice>, BTreeSet<EntryNumber>) {
        let (place, what, units) = match made.arrival {
            Some(there) => (Place::Line(there.line()), Thing::Arrival(id), made.said.gets_amount()),
            None => (with_the_world(&made.said), Thing::Departure(id), made.said.amount()),
        };
        let span = Span::of(0, units);
        let first = Visit { place, by: id.entry, per: whole(1), from: 0 };
        let mut found = Found { visits: vec![first], home: Vec::new(), used_by: BTreeSet::new() };
        let mut open = vec![Followed { what, units: span.length(), span, now: 0, undone: BTreeSet::new() }];
        while let Some(next) = open.pop() {
            let mut onward = match next.what {
                Thing::Arrival(arrival) => self.taken(id.entry, arrival, &next),
                Thing::Departure(departure) => self.landed(id.entry, departure, &next, &mut found.visits),
                Thing::AtRest(of) => {
                    found.rest(of, next);
                    continue;
                }
                Thing::PaidBack(by) => {
                    found.used(&next);
                    found.used_by.insert(by);
                    continue;
                }
            };
            // The first part is looked at next, so that rows come in the order of the units.
            onward.reverse();
            open.append(&mut onward);
        }
        found.rows()
    }

    /// One step from an arrival: what rests, and what was taken.
    fn taken(&self, number: EntryNumber, arrival: MoveId, next: &Followed) -> Vec<Followed> {
        let step = |(part, taker): (Span, Option<(MoveId, Span)>)| {
            let here = next.part(part);
            match taker {
                None => here.is(Thing::AtRest(arrival)),
                // The mirror of that move stands before this one and has brought the units back, in the same order.
                Some((own, left)) if own.entry == number => here.at(left).is(Thing::AtRest(self.mirror_of(own))),
                Some((departure, left)) => here.at(left).is(Thing::Departure(departure)),
            }
        };
        self.takers(arrival, &next.span).into_iter().map(step).collect()
    }

    /// One step from a departure: what is still out, and what landed.
    fn landed(
        &self,
        number: EntryNumber,
        departure: MoveId,
        next: &Followed,
        visits: &mut Vec<Visit>,
    ) -> Vec<Followed> {
        let Some(made) = self.made(departure) else { return Vec::new() };
        let step = |(part, landed): (Span, Onward)| {
            let mut here = next.part(part);
            // What the wrong entry itself sent out is there from the first visit on.
            if made.arrival.is_none() && departure.entry != number {
                self.step(visits, &mut here, with_the_world(&made.said), departure.entry);
            }
            match landed {
                Onward::Out => here.is(Thing::AtRest(departure)),
                Onward::Arrived(own, to) if own.entry == number => here.at(to).is(Thing::AtRest(self.mirror_of(own))),
                Onward::Arrived(id, to) => {
                    here = here.at(to);
                    if let Some(there) = self.made(id).and_then(|made| made.arrival) {
                        self.step(visits, &mut here, Place::Line(there.line()), id.entry);
                    }
                    here.is(Thing::Arrival(id))
                }
                Onward::StandsFor(..) => here.is(Thing::PaidBack(departure.entry)),
            }
        };
        self.onward(departure, &next.span).into_iter().map(step).collect()
    }

    /// Units come to a place: a new visit, or the last one undone by the correction of the entry that made it.
    fn step(&self, visits: &mut Vec<Visit>, here: &mut Followed, place: Place, by: EntryNumber) {
        let (last, per) = (&visits[here.now], here.span.length() / &here.units);
        let before = &visits[last.from];
        if here.now > 0 && self.corrects.get(&by) == Some(&last.by) && before.place == place && before.per == per {
            here.undone.insert(last.by);
            here.now = last.from;
        } else {
            visits.push(Visit { place, by, per, from: here.now });
            here.now = visits.len() - 1;
        }
    }

    /// The move of the next entry that mirrors this one.
    fn mirror_of(&self, own: MoveId) -> MoveId {
        let moves = self.moves_of(own.entry).map_or(0, <[Made]>::len);
        let index = u32::try_from(moves).unwrap_or(u32::MAX) - 1 - own.index;
        MoveId { entry: self.last() + 1, index }
    }
}

impl Followed {
    /// A part of the stretch, with its part of the units.
    fn part(&self, part: Span) -> Followed {
        let units = self.span.portion(&part, &self.units);
        Followed { span: part, units, ..self.clone() }
    }

    /// The same units, on another line.
    fn at(self, span: Span) -> Followed {
        Followed { span, ..self }
    }

    fn is(self, what: Thing) -> Followed {
        Followed { what, ..self }
    }
}

impl Found {
    /// Units that go no further: back where they were put, unit for unit, or used by all on their way.
    fn rest(&mut self, of: MoveId, here: Followed) {
        if here.now > 0 {
            return self.used(&here);
        }
        let mut through = here.undone;
        match self.home.last_mut() {
            Some(last) if last.of == of && last.span.hi == here.span.lo => {
                last.span.hi = here.span.hi;
                last.through.append(&mut through);
            }
            _ => self.home.push(Home { of, span: here.span, through }),
        }
    }

    /// Units that cannot be taken back: everybody on their way is in the way.
    fn used(&mut self, here: &Followed) {
        let mut at = here.now;
        while at > 0 {
            self.used_by.insert(self.visits[at].by);
            at = self.visits[at].from;
        }
    }

    /// The rows to name. Parts of units cannot be named, so whoever broke them is in the way.
    fn rows(mut self) -> (Vec<Slice>, BTreeSet<EntryNumber>) {
        let mut rows = Vec::new();
        for home in self.home {
            let row =
                home.span.lo.is_integer().then(|| home.span.lo.to_i64().zip(home.span.length().to_i64())).flatten();
            match row.filter(|_| home.span.hi.is_integer()) {
                Some((offset, amount)) => rows.push(Slice { of: home.of, offset, amount }),
                None => self.used_by.extend(home.through),
            }
        }
        (rows, self.used_by)
    }
}

/// Where a departure to the world put its units.
fn with_the_world(said: &Move) -> Place {
    Place::World(said.to().clone(), said.commodity().clone())
}

/// The move the other way round, naming these units.
fn mirror(said: &Move, rows: Vec<Slice>) -> Move {
    match said.clone() {
        Move::Exchange { from, commodity, amount, to, gets_commodity, gets_amount, with, .. } => {
            Move::exchange(to, gets_commodity, gets_amount, from, commodity, amount, with).drawing(rows)
        }
        Move::Transfer { from, to, commodity, amount, .. } => {
            let goes_home_to_us = to.is_world();
            let back = Move::transfer(to, from, commodity, amount);
            if goes_home_to_us { back.returning(rows) } else { back.drawing(rows) }
        }
    }
}

impl fmt::Display for NotReversible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotReversible::NoSuchEntry(number) => write!(f, "There is no entry {number}."),
            NotReversible::MovesNothing(number) => write!(f, "Entry {number} moved nothing; there is nothing to undo."),
            NotReversible::PaidBack(id) => write!(f, "{id} paid somebody back; that cannot be undone."),
            NotReversible::Used { number, by } => {
                let list: Vec<String> = by.iter().map(ToString::to_string).collect();
                write!(f, "What entry {number} made was used later. Correct first, in this order: {}.", list.join(", "))
            }
        }
    }
}

impl std::error::Error for NotReversible {}
