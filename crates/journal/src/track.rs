//! Track and trace: from a gift to the hands it reached, and from any thing back to the gifts behind it.
//!
//! `docs/TRACING.md` section 6. Both answers are exact, and each is the other read the other way round.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::book::Book;
use crate::entry::Move;
use crate::follow::{Onward, split};
use crate::names::{EntryNumber, MoveId, NotAName, Pool};
use crate::ratio::{Ratio, Span, whole};

/// Where a part of a gift is now.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// It rests in this pool.
    At(Pool),
    /// It left to the world with this departure and has not come back.
    Out(MoveId),
    /// It was paid back to its giver with this departure.
    Settled(MoveId),
}

impl End {
    /// Reads `at:holder/fund/COMMODITY`, `out:n:m` or `settled:n:m`.
    pub fn parse(text: &str) -> Result<End, NotAName> {
        let bad = || NotAName(text.to_owned());
        let (word, rest) = text.split_once(':').ok_or_else(bad)?;
        match word {
            "at" => Ok(End::At(Pool::parse(rest).map_err(|_| bad())?)),
            "out" => Ok(End::Out(MoveId::parse(rest).map_err(|_| bad())?)),
            "settled" => Ok(End::Settled(MoveId::parse(rest).map_err(|_| bad())?)),
            _ => Err(bad()),
        }
    }
}

/// The part of a gift that an end holds. The two differ: 100 EUR that became 95 EUR has share 100 and quantity 95.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// In the gift's smallest unit. Over all ends of a gift the shares sum to the gift.
    pub share: Ratio,
    /// In the end's smallest unit. Over all gifts behind an end the quantities sum to the end.
    pub quantity: Ratio,
}

/// There is no such gift: the move is unknown, or what it brought is no origin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSuchGift(pub MoveId);

/// There is no such end to trace: the pool or departure is unknown, or it was a paying back, which has no `out`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoSuchEnd(pub End);

/// What a label becomes when units that carry it leave with this departure.
pub type Relabel<'a, L> = &'a dyn Fn(L, MoveId, &Move) -> L;

impl Book {
    /// Where a gift is now. `gift` is an origin: an arrival from the world that was nothing coming back.
    pub fn track(&self, gift: MoveId) -> Result<BTreeMap<End, Share>, NoSuchGift> {
        self.track_where(gift, &|_| true)
    }

    /// Where a gift is as far as it is told: the giver's public view.
    ///
    /// A departure, a return or a paying back made by an entry that is not `opened` counts as not having happened: its
    /// units still rest where they were. The gift itself counts as given. When exactly the entries up to n are opened,
    /// the answer is that of the book after entry n.
    pub fn track_where(
        &self,
        gift: MoveId,
        opened: &dyn Fn(EntryNumber) -> bool,
    ) -> Result<BTreeMap<End, Share>, NoSuchGift> {
        let mut ends: BTreeMap<End, Share> = BTreeMap::new();
        for (((), end), row) in self.track_labelled(gift, (), &|(), _, _| (), opened)? {
            add(&mut ends, end, row.share, row.quantity);
        }
        Ok(ends)
    }

    /// As [`Book::track_where`], with the way in the answer: the gift sets out with the label `first`, each departure
    /// it takes may change the label, and every end is told apart by the label with which the units came there. So
    /// money that became goods can carry the name of its order to where the goods are.
    ///
    /// The shares of one end over all its labels sum to the share of [`Book::track_where`].
    pub fn track_labelled<L: Ord + Clone>(
        &self,
        gift: MoveId,
        first: L,
        relabel: Relabel<'_, L>,
        opened: &dyn Fn(EntryNumber) -> bool,
    ) -> Result<BTreeMap<(L, End), Share>, NoSuchGift> {
        let made = self.made(gift).filter(|made| made.is_origin()).ok_or(NoSuchGift(gift))?;
        let mut answer = Answer(BTreeMap::new());
        let mut open = Vec::new();
        let whole_gift = Span::of(0, made.said.amount());
        let (paid_back, rest) = split(made.settled(), &whole_gift);
        for (part, later) in paid_back {
            if opened(later.by.entry) {
                let share = part.length();
                answer.add(&first, End::Settled(later.by), share.clone(), share);
            } else {
                open.push((gift, part.clone(), part.length(), first.clone()));
            }
        }
        open.extend(rest.into_iter().map(|part| (gift, part.clone(), part.length(), first.clone())));
        while let Some((arrival, span, share, label)) = open.pop() {
            for (part, taker) in self.takers(arrival, &span) {
                let share = span.portion(&part, &share);
                match taker.filter(|(departure, _)| opened(departure.entry)) {
                    None => answer.add(&label, self.at(arrival), share, part.length()),
                    Some((departure, left)) => {
                        let said = &self.made(departure).expect("what took units is a move of this book").said;
                        let label = relabel(label.clone(), departure, said);
                        let leaving = Leaving { departure, left: &left, share: &share, label };
                        self.land(leaving, opened, &mut answer, &mut open);
                    }
                }
            }
        }
        Ok(answer.0)
    }

    /// Which gifts stand behind an end now.
    pub fn trace(&self, end: &End) -> Result<BTreeMap<MoveId, Share>, NoSuchEnd> {
        let nowhere = || NoSuchEnd(end.clone());
        let behind = match end {
            End::At(pool) => {
                let line = self.line(pool).ok_or_else(nowhere)?;
                let arrivals = line.resting().flat_map(|(lo, hi)| line.arrivals(lo, hi));
                arrivals.map(|(id, start, (lo, hi))| (id, Span::of(lo - start, hi - start), whole(hi - lo))).collect()
            }
            End::Out(departure) => {
                let left = |made: &&crate::book::Made| made.departure.is_some() && made.arrival.is_none();
                let made = self.made(*departure).filter(left).filter(|made| made.said.settles().is_none());
                let made = made.ok_or_else(nowhere)?;
                let (_, gone) = split(made.returned(), &Span::of(0, made.said.amount()));
                let used = gone.iter().flat_map(|part| self.used(*departure, part));
                used.map(|(part, id, of)| (id, of, part.length())).collect()
            }
            End::Settled(_) => return Err(nowhere()),
        };
        let mut rows: BTreeMap<MoveId, Share> = BTreeMap::new();
        for head in self.heads(behind) {
            add(&mut rows, head.origin, head.span.length(), head.weight);
        }
        Ok(rows)
    }

    /// Every origin: gifts, gifts in kind, loans, found goods, rebates; in order.
    pub fn origins(&self) -> Vec<MoveId> {
        self.all_made().filter(|(_, made)| made.is_origin()).map(|(id, _)| id).collect()
    }

    /// Every end that holds something now and can be traced: pools, then departures to the world that are still out.
    pub fn ends(&self) -> Vec<End> {
        let pools = self.pools().filter(|(_, balance)| *balance > 0).map(|(pool, _)| End::At(pool.clone()));
        let out = self.all_made().filter(|(_, made)| {
            let plain = made.departure.is_some() && made.arrival.is_none() && made.said.settles().is_none();
            let back: i64 = made.returned().iter().map(|(start, later)| later.end - start).sum();
            plain && back < made.said.amount()
        });
        pools.chain(out.map(|(id, _)| End::Out(id))).collect()
    }

    /// One step of tracking: a stretch of a departure lands.
    fn land<L: Ord + Clone>(
        &self,
        leaving: Leaving<'_, L>,
        opened: &dyn Fn(EntryNumber) -> bool,
        answer: &mut Answer<L>,
        open: &mut Vec<(MoveId, Span, Ratio, L)>,
    ) {
        let Leaving { departure, left, share, label } = leaving;
        for (part, onward) in self.onward(departure, left) {
            let share = left.portion(&part, share);
            match onward {
                Onward::Arrived(id, to) if opened(id.entry) => open.push((id, to, share, label.clone())),
                Onward::StandsFor(origin, slice) => open.push((origin, slice, share, label.clone())),
                Onward::Arrived(..) | Onward::Out => {
                    answer.add(&label, End::Out(departure), share, part.length());
                }
            }
        }
    }

    /// The pool in which an arrival lies, as an end.
    fn at(&self, arrival: MoveId) -> End {
        let place = self.made(arrival).and_then(|made| made.arrival).expect("only arrivals are followed");
        End::At(self.lines[place.line()].pool.clone())
    }
}

/// A stretch of a departure with the part of the gift in it, and the label it left with.
struct Leaving<'a, L> {
    departure: MoveId,
    left: &'a Span,
    share: &'a Ratio,
    label: L,
}

struct Answer<L>(BTreeMap<(L, End), Share>);

impl<L: Ord + Clone> Answer<L> {
    fn add(&mut self, label: &L, end: End, share: Ratio, quantity: Ratio) {
        add(&mut self.0, (label.clone(), end), share, quantity);
    }
}

fn add<K: Ord>(rows: &mut BTreeMap<K, Share>, key: K, share: Ratio, quantity: Ratio) {
    let row = rows.entry(key).or_insert_with(|| Share { share: whole(0), quantity: whole(0) });
    row.share += share;
    row.quantity += quantity;
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::At(pool) => write!(f, "at:{pool}"),
            End::Out(id) => write!(f, "out:{id}"),
            End::Settled(id) => write!(f, "settled:{id}"),
        }
    }
}

impl FromStr for End {
    type Err = NotAName;
    fn from_str(text: &str) -> Result<End, NotAName> {
        End::parse(text)
    }
}

impl fmt::Display for NoSuchGift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} brought no gift into this book.", self.0)
    }
}

impl fmt::Display for NoSuchEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "There is nothing to trace at {}.", self.0)
    }
}

impl std::error::Error for NoSuchGift {}
impl std::error::Error for NoSuchEnd {}
