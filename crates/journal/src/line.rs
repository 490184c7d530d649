//! The line of one pool: arrivals lie end to end, and one stored number tells which units left with whom.
//!
//! `docs/TRACING.md` section 3. Departure k that names nothing takes the units from its running start to the next one's,
//! but for the holes; a departure that names its units cuts holes. No later entry touches what lies before the cursor
//! or inside a hole, so the units of a departure never change.

use std::collections::BTreeMap;
use std::iter::once;

use crate::names::{MoveId, Pool};

/// The largest total of arrivals of one pool: running starts fit 63 bits.
pub(crate) const LINE_MAX: i64 = i64::MAX;

/// Everything that ever arrived in one pool, and what left it.
///
/// Invariants: arrivals tile `[0, total)` in order of their moves; running starts increase strictly; holes are disjoint;
/// nothing at or after the cursor has left but for holes; `balance` is what is at or after the cursor outside holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) pool: Pool,
    pub(crate) total: i64,
    pub(crate) cursor: i64,
    pub(crate) balance: i64,
    arrivals: Vec<(i64, MoveId)>,
    /// Running starts of departures that named nothing, in order.
    starts: Vec<i64>,
    /// What those departures took, in order. Follows from starts and holes; kept, so that one gift among a million is
    /// found by search even when each of them left a hole, as a fee does.
    passed: Vec<Passed>,
    /// By first unit.
    holes: BTreeMap<i64, Hole>,
}

/// A stretch that left by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hole {
    end: i64,
    by: MoveId,
    /// Where it lies in the departure's own line.
    offset: i64,
}

/// A stretch that left in order of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) lo: i64,
    pub(crate) hi: i64,
    by: MoveId,
    /// Where it lies in the departure's own line.
    pub(crate) offset: i64,
}

/// A stretch of a line that left with one departure, or rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) lo: i64,
    pub(crate) hi: i64,
    /// The departure, and the offset of `lo` in it.
    pub(crate) with: Option<(MoveId, i64)>,
}

impl Line {
    pub(crate) fn new(pool: Pool) -> Line {
        let (arrivals, starts, passed, holes) = (Vec::new(), Vec::new(), Vec::new(), BTreeMap::new());
        Line { pool, total: 0, cursor: 0, balance: 0, arrivals, starts, passed, holes }
    }

    /// The pool as if nothing had ever arrived.
    pub(crate) fn is_untouched(&self) -> bool {
        self.arrivals.is_empty()
    }

    // ---- writing; each with its undoing, newest first -------------------------------------------------------------

    /// Appends an arrival; the caller has checked that the line can hold it. Returns its start.
    pub(crate) fn arrive(&mut self, id: MoveId, amount: i64) -> i64 {
        let start = self.total;
        self.arrivals.push((start, id));
        self.total += amount;
        self.balance += amount;
        start
    }

    pub(crate) fn unarrive(&mut self, amount: i64) {
        self.arrivals.pop();
        self.total -= amount;
        self.balance -= amount;
    }

    /// The departure `id` takes these stretches, the oldest there are. Returns its start: the cursor before.
    pub(crate) fn take_oldest(&mut self, id: MoveId, stretches: &[(i64, i64)]) -> i64 {
        let start = self.cursor;
        self.starts.push(start);
        let mut offset = 0;
        for (lo, hi) in stretches {
            self.passed.push(Passed { lo: *lo, hi: *hi, by: id, offset });
            offset += hi - lo;
            // Right behind the last unit taken, not behind a hole that follows.
            self.cursor = *hi;
        }
        self.balance -= offset;
        start
    }

    pub(crate) fn untake_oldest(&mut self, start: i64) {
        self.starts.pop();
        while let Some(last) = self.passed.pop_if(|passed| passed.lo >= start) {
            self.balance += last.hi - last.lo;
        }
        self.cursor = start;
    }

    /// The departure `id` takes `[lo, hi)`, which lies at `offset` in its own line.
    pub(crate) fn cut(&mut self, id: MoveId, lo: i64, hi: i64, offset: i64) {
        self.holes.insert(lo, Hole { end: hi, by: id, offset });
        self.balance -= hi - lo;
    }

    pub(crate) fn uncut(&mut self, lo: i64) {
        if let Some(hole) = self.holes.remove(&lo) {
            self.balance += hole.end - lo;
        }
    }

    // ---- reading --------------------------------------------------------------------------------------------------

    /// The stretches of `[from, to)` that lie in no hole, in order.
    pub(crate) fn gaps(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let first = self.holes.range(..=from).next_back().map_or(from, |(start, _)| *start);
        let holes = self.holes.range(first..to.max(first)).map(|(start, hole)| (*start, hole.end));
        let mut at = from;
        holes.chain(once((to, to))).filter_map(move |(start, end)| {
            let gap = (at, start);
            at = at.max(end);
            (gap.0 < gap.1).then_some(gap)
        })
    }

    /// What a departure of `amount` that names nothing takes now. The caller has checked the balance.
    /// Each hole is passed once in the pool's life.
    pub(crate) fn oldest(&self, amount: i64) -> Vec<(i64, i64)> {
        let (mut taken, mut need) = (Vec::new(), amount);
        for (lo, hi) in self.resting() {
            let part = need.min(hi - lo);
            taken.push((lo, lo + part));
            need -= part;
            if need == 0 {
                break;
            }
        }
        taken
    }

    /// Whether any unit of `[lo, hi)` has left.
    pub(crate) fn has_left(&self, lo: i64, hi: i64) -> bool {
        // The cursor stands right behind the last unit that left unnamed, so "passed" is one comparison.
        lo < self.cursor || self.holes.range(..hi).next_back().is_some_and(|(_, hole)| hole.end > lo)
    }

    /// The units of the departure that began at running start `start`, in order.
    pub(crate) fn taken_from(&self, start: i64) -> &[Passed] {
        let next = self.starts.partition_point(|other| *other <= start);
        let end = self.starts.get(next).map_or(self.cursor, |other| *other);
        let index = |at: i64| self.passed.partition_point(|passed| passed.lo < at);
        &self.passed[index(start)..index(end)]
    }

    /// What rests here now, in the order in which it will leave.
    pub(crate) fn resting(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.gaps(self.cursor, self.total)
    }

    /// The arrivals that `[lo, hi)` overlaps: each with the start of its line and the part in common.
    pub(crate) fn arrivals(&self, lo: i64, hi: i64) -> impl Iterator<Item = (MoveId, i64, (i64, i64))> + '_ {
        let first = self.arrivals.partition_point(|(start, _)| *start <= lo).saturating_sub(1);
        (first..self.arrivals.len()).map_while(move |i| {
            let (start, id) = self.arrivals[i];
            let end = self.arrivals.get(i + 1).map_or(self.total, |(next, _)| *next);
            let part = (lo.max(start), hi.min(end));
            (part.0 < part.1).then_some((id, start, part))
        })
    }

    /// Who took `[lo, hi)`, stretch by stretch, in order.
    pub(crate) fn takers(&self, lo: i64, hi: i64) -> Vec<Stretch> {
        let mut found = Vec::new();
        let mut at = lo;
        let first = self.holes.range(..=lo).next_back().map_or(lo, |(start, _)| *start);
        for (start, hole) in self.holes.range(first..hi.max(first)) {
            let (a, b) = (lo.max(*start), hi.min(hole.end));
            if a < b {
                self.takers_by_age(at, a, &mut found);
                found.push(Stretch { lo: a, hi: b, with: Some((hole.by, hole.offset + a - start)) });
                at = b;
            }
        }
        self.takers_by_age(at, hi, &mut found);
        found
    }

    /// As [`Line::takers`], for a stretch without holes.
    fn takers_by_age(&self, lo: i64, hi: i64, found: &mut Vec<Stretch>) {
        let mut at = lo;
        let first = self.passed.partition_point(|passed| passed.hi <= lo);
        for passed in self.passed[first..].iter().take_while(|passed| passed.lo < hi) {
            let end = hi.min(passed.hi);
            found.push(Stretch { lo: at, hi: end, with: Some((passed.by, passed.offset + at - passed.lo)) });
            at = end;
        }
        if at < hi {
            found.push(Stretch { lo: at, hi, with: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(entry: u64) -> MoveId {
        MoveId { entry, index: 0 }
    }

    /// Arrivals 1 = [0, 10) and 2 = [10, 16); the story of case 03, to be told on.
    fn line() -> Line {
        let mut line = Line::new("store/med/TQ".parse().unwrap());
        assert_eq!((line.arrive(id(1), 10), line.arrive(id(2), 6)), (0, 10));
        line
    }

    fn gaps(line: &Line, from: i64, to: i64) -> Vec<(i64, i64)> {
        line.gaps(from, to).collect()
    }

    #[test]
    fn gaps_are_what_lies_between_holes_and_never_empty() {
        let mut line = line();
        assert_eq!(gaps(&line, 0, 16), [(0, 16)]);
        for (lo, hi) in [(10, 14), (4, 6), (6, 8)] {
            line.cut(id(3), lo, hi, 0);
        }
        assert_eq!(gaps(&line, 0, 16), [(0, 4), (8, 10), (14, 16)]);
        assert_eq!(gaps(&line, 4, 14), [(8, 10)]);
        assert_eq!(gaps(&line, 5, 9), [(8, 9)]);
        assert_eq!(gaps(&line, 3, 4), [(3, 4)]);
        assert_eq!(gaps(&line, 3, 5), [(3, 4)]);
        assert_eq!((gaps(&line, 4, 8), gaps(&line, 5, 5), gaps(&line, 9, 9)), (vec![], vec![], vec![]));
        assert_eq!(line.balance, 8);
    }

    #[test]
    fn the_oldest_units_skip_holes_and_the_cursor_stops_behind_the_last() {
        let mut line = line();
        line.cut(id(3), 0, 2, 0);
        line.cut(id(3), 4, 6, 2);
        assert_eq!(line.oldest(1), [(2, 3)]);
        assert_eq!(line.oldest(2), [(2, 4)]);
        assert_eq!(line.oldest(3), [(2, 4), (6, 7)]);
        assert_eq!(line.take_oldest(id(4), &[(2, 4)]), 0);
        assert_eq!((line.cursor, line.balance), (4, 10));
        let before = line.clone();
        assert_eq!(line.take_oldest(id(5), &[(6, 10), (10, 12)]), 4);
        assert_eq!((line.cursor, line.balance), (12, 4));
        let took =
            |start| line.taken_from(start).iter().map(|p| (p.lo, p.hi, p.by.entry, p.offset)).collect::<Vec<_>>();
        assert_eq!(took(0), [(2, 4, 4, 0)]);
        assert_eq!(took(4), [(6, 10, 5, 0), (10, 12, 5, 4)]);
        line.untake_oldest(4);
        assert_eq!(line, before);
    }

    #[test]
    fn a_unit_has_left_when_it_was_passed_or_lies_in_a_hole() {
        let mut line = line();
        line.take_oldest(id(3), &[(0, 3)]);
        line.cut(id(4), 5, 7, 0);
        assert!(line.has_left(2, 4) && line.has_left(0, 1) && line.has_left(4, 6) && line.has_left(6, 9));
        assert!(!line.has_left(3, 5) && !line.has_left(7, 16));
        line.uncut(5);
        assert!(!line.has_left(3, 16));
        assert_eq!(line.balance, 13);
    }

    #[test]
    fn takers_are_told_stretch_by_stretch_with_their_own_offsets() {
        let mut line = line();
        line.cut(id(4), 3, 5, 7);
        line.take_oldest(id(5), &[(0, 2)]);
        line.take_oldest(id(6), &[(2, 3), (5, 9)]);
        line.cut(id(7), 11, 12, 0);
        let told = |lo, hi| {
            let told = line.takers(lo, hi).into_iter().map(|s| (s.lo, s.hi, s.with.map(|(id, at)| (id.entry, at))));
            told.collect::<Vec<_>>()
        };
        let by = |entry, offset| Some((entry, offset));
        let all = [
            (0, 2, by(5, 0)),
            (2, 3, by(6, 0)),
            (3, 5, by(4, 7)),
            (5, 9, by(6, 1)),
            (9, 11, None),
            (11, 12, by(7, 0)),
            (12, 16, None),
        ];
        assert_eq!(told(0, 16), all);
        assert_eq!(told(1, 2), [(1, 2, by(5, 1))]);
        assert_eq!(told(4, 6), [(4, 5, by(4, 8)), (5, 6, by(6, 1))]);
        assert_eq!(told(7, 10), [(7, 9, by(6, 3)), (9, 10, None)]);
        assert_eq!(told(9, 11), [(9, 11, None)]);
        assert_eq!(told(11, 12), [(11, 12, by(7, 0))]);
        assert_eq!(told(5, 6), [(5, 6, by(6, 1))]);
    }

    #[test]
    fn arrivals_are_found_by_the_part_in_common() {
        let mut line = line();
        let found =
            |line: &Line, lo, hi| line.arrivals(lo, hi).map(|(id, at, part)| (id.entry, at, part)).collect::<Vec<_>>();
        assert_eq!(found(&line, 0, 16), [(1, 0, (0, 10)), (2, 10, (10, 16))]);
        assert_eq!(found(&line, 9, 11), [(1, 0, (9, 10)), (2, 10, (10, 11))]);
        assert_eq!(found(&line, 10, 11), [(2, 10, (10, 11))]);
        assert_eq!(found(&line, 3, 10), [(1, 0, (3, 10))]);
        assert_eq!((found(&line, 5, 5), found(&line, 16, 20)), (vec![], vec![]));
        line.unarrive(6);
        assert_eq!((line.total, line.balance, line.is_untouched()), (10, 10, false));
        line.unarrive(10);
        assert!(line.is_untouched());
        assert_eq!(line, Line::new(line.pool.clone()));
    }
}
