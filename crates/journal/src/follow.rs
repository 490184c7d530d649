//! Where units go and where they came from: four maps, each one step, all linear and exact.
//!
//! `docs/TRACING.md` sections 4 and 5. Forward: who took the units of an arrival, where the units of a departure landed.
//! Backward: which arrivals a departure used, what lies behind an arrival. Track, trace and reversal only repeat them.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::book::{Book, Later, Made, laid};
use crate::names::MoveId;
use crate::ratio::{Ratio, Span, whole};

/// Where a part of a departure landed.
pub(crate) enum Onward {
    /// In this stretch of an arrival: moved on, exchanged or come back.
    Arrived(MoveId, Span),
    /// With the world.
    Out,
    /// It paid back this slice of an origin and stands in its place.
    StandsFor(MoveId, Span),
}

/// What lies behind a part of an arrival.
pub(crate) enum Behind {
    /// Nothing further: it came from the world and was not paid back.
    Origin,
    /// This stretch of a departure.
    Departure(MoveId, Span),
}

/// A slice of an origin that stands behind something, with what of that thing it stands for.
pub(crate) struct Head {
    pub(crate) origin: MoveId,
    pub(crate) span: Span,
    pub(crate) weight: Ratio,
}

impl Made {
    /// Whether it came from the world and is nothing that came back: a gift, a loan, found goods.
    pub(crate) fn is_origin(&self) -> bool {
        self.departure.is_none() && self.said.returns().is_none()
    }

    fn settled_total(&self) -> BigInt {
        laid(self.said.settles()).map(|(row, _)| BigInt::from(row.amount)).sum()
    }
}

impl Book {
    /// Who took the units of an arrival, in order; `None` for what rests.
    pub(crate) fn takers(&self, arrival: MoveId, span: &Span) -> Vec<(Span, Option<(MoveId, Span)>)> {
        let Some(place) = self.made(arrival).and_then(|made| made.arrival) else { return Vec::new() };
        let start = place.start().unwrap_or_default();
        let (lo, hi) = span.cover();
        let stretches = self.lines[place.line()].takers(start + lo, start + hi);
        let clipped = stretches.into_iter().filter_map(|stretch| {
            let part = Span::of(stretch.lo - start, stretch.hi - start).within(span)?;
            let taker = stretch.with.map(|(id, offset)| (id, part.shifted(&whole(offset - (stretch.lo - start)))));
            Some((part, taker))
        });
        clipped.collect()
    }

    /// Where the units of a departure landed, in order.
    pub(crate) fn onward(&self, departure: MoveId, span: &Span) -> Vec<(Span, Onward)> {
        let Some(made) = self.made(departure) else { return Vec::new() };
        let amount = BigInt::from(made.said.amount());
        if made.arrival.is_some() {
            let to = span.bent(&amount, &made.said.gets_amount().into());
            return vec![(span.clone(), Onward::Arrived(departure, to))];
        }
        if made.said.settles().is_some() {
            let total = made.settled_total();
            let paid = span.bent(&amount, &total);
            let rows = laid(made.said.settles()).filter_map(|(row, at)| {
                let part = Span::of(at, at + i128::from(row.amount)).within(&paid)?;
                let stands = part.shifted(&whole(i128::from(row.offset) - at));
                Some((part.bent(&total, &amount), Onward::StandsFor(row.of, stands)))
            });
            return rows.collect();
        }
        let (back, rest) = split(made.returned(), span);
        let came_back = |(part, later): (Span, &Later)| {
            let to = part.shifted(&whole(later.shift));
            (part, Onward::Arrived(later.by, to))
        };
        let mut landed: Vec<_> = back.into_iter().map(came_back).collect();
        landed.extend(rest.into_iter().map(|part| (part, Onward::Out)));
        landed.sort_by(|(a, _), (b, _)| a.lo.cmp(&b.lo));
        landed
    }

    /// Which stretches of which arrivals a departure used, in order of its own line.
    pub(crate) fn used(&self, departure: MoveId, span: &Span) -> Vec<(Span, MoveId, Span)> {
        let Some((made, place)) = self.made(departure).and_then(|made| Some((made, made.departure?))) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let Some(start) = place.start() else {
            for (row, at) in laid(made.said.draw()) {
                if let Some(part) = Span::of(at, at + i128::from(row.amount)).within(span) {
                    let of = part.shifted(&whole(i128::from(row.offset) - at));
                    found.push((part, row.of, of));
                }
            }
            return found;
        };
        let line = &self.lines[place.line()];
        let (lo, hi) = span.cover();
        let taken = line.taken_from(start);
        // Only what the span covers is looked up: a pool may hold a million gifts.
        let first = taken.partition_point(|passed| passed.offset + passed.hi - passed.lo <= lo);
        for passed in taken[first..].iter().take_while(|passed| passed.offset < hi) {
            let (from, to) = (passed.lo + (lo - passed.offset).max(0), passed.hi.min(passed.lo + hi - passed.offset));
            for (id, begins, (x, y)) in line.arrivals(from, to) {
                let here = passed.offset - passed.lo;
                if let Some(part) = Span::of(x + here, y + here).within(span) {
                    let of = part.shifted(&whole(-here - begins));
                    found.push((part, id, of));
                }
            }
        }
        found
    }

    /// What lies behind the units of an arrival, in order.
    pub(crate) fn behind(&self, arrival: MoveId, span: &Span) -> Vec<(Span, Behind)> {
        let Some(made) = self.made(arrival) else { return Vec::new() };
        if made.departure.is_some() {
            let from = span.bent(&made.said.gets_amount().into(), &made.said.amount().into());
            return vec![(span.clone(), Behind::Departure(arrival, from))];
        }
        if made.said.returns().is_some() {
            let rows = laid(made.said.returns()).filter_map(|(row, at)| {
                let part = Span::of(at, at + i128::from(row.amount)).within(span)?;
                let from = part.shifted(&whole(i128::from(row.offset) - at));
                Some((part, Behind::Departure(row.of, from)))
            });
            return rows.collect();
        }
        let (paid, rest) = split(made.settled(), span);
        let mut found: Vec<_> = rest.into_iter().map(|part| (part, Behind::Origin)).collect();
        for (part, later) in paid {
            let Some(payer) = self.made(later.by) else { continue };
            let place = part.shifted(&whole(later.shift));
            let from = place.bent(&payer.settled_total(), &payer.said.amount().into());
            found.push((part, Behind::Departure(later.by, from)));
        }
        found
    }

    /// Follows stretches of arrivals back to the origins that stand behind them now, each with its part of the weight.
    pub(crate) fn heads(&self, mut open: Vec<(MoveId, Span, Ratio)>) -> Vec<Head> {
        // A list of what is still open, not a recursion: money may circle between bank and cash box ten thousand times.
        let mut found = Vec::new();
        while let Some((arrival, span, weight)) = open.pop() {
            for (part, behind) in self.behind(arrival, &span) {
                let weight = span.portion(&part, &weight);
                match behind {
                    Behind::Origin => found.push(Head { origin: arrival, span: part, weight }),
                    Behind::Departure(departure, from) => {
                        for (piece, id, of) in self.used(departure, &from) {
                            open.push((id, of, from.portion(&piece, &weight)));
                        }
                    }
                }
            }
        }
        found
    }
}

/// The parts of a span that something later touched, and the parts it did not.
pub(crate) fn split<'a>(parts: &'a BTreeMap<i64, Later>, span: &Span) -> (Vec<(Span, &'a Later)>, Vec<Span>) {
    let (mut touched, mut rest) = (Vec::new(), Vec::new());
    let mut at = span.lo.clone();
    let (lo, hi) = span.cover();
    let first = parts.range(..=lo).next_back().map_or(lo, |(start, _)| *start);
    for (start, later) in parts.range(first..hi) {
        let Some(part) = Span::of(*start, later.end).within(span) else { continue };
        if at < part.lo {
            rest.push(Span { lo: at, hi: part.lo.clone() });
        }
        at = part.hi.clone();
        touched.push((part, later));
    }
    if at < span.hi {
        rest.push(Span { lo: at, hi: span.hi.clone() });
    }
    (touched, rest)
}
