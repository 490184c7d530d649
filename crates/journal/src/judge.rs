//! Whether a move may be made, and which units it takes: every rule of `docs/TRACING.md` section 2, in its order.
//!
//! Judging changes nothing. A move that is judged good is then written without any further question.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::entry::{Entry, Move, Slice, is_amount, row_is_usable};
use crate::line::LINE_MAX;
use crate::names::{Account, Commodity, MoveId, Pool};
use crate::ratio::{Span, whole};
use crate::refusal::{Misshapen, Refusal};

/// What writing a good move needs to know.
pub(crate) struct Verdict {
    /// `None` when the move leaves no pool of ours.
    pub(crate) leaving: Option<Leaving>,
}

/// The units that leave a pool.
pub(crate) struct Leaving {
    pub(crate) line: usize,
    /// In the order of the departure's own line.
    pub(crate) stretches: Vec<(i64, i64)>,
    pub(crate) choice: Choice,
}

/// How the units that leave were chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// By age: the cursor moves on.
    Oldest,
    /// By name: they become holes, and the cursor stays.
    Named,
}

/// Units already claimed by earlier rows of one list: a unit must not be named twice.
#[derive(Default)]
struct Claims(BTreeMap<(MoveId, i64), i64>);

impl Claims {
    /// Claims the row; `false` if some unit of it is claimed already.
    fn claim(&mut self, row: &Slice) -> bool {
        let end = row.offset + row.amount;
        let before = self.0.range(..(row.of, end)).next_back();
        let taken = before.is_some_and(|((of, _), claimed_end)| *of == row.of && *claimed_end > row.offset);
        if !taken {
            self.0.insert((row.of, row.offset), end);
        }
        !taken
    }
}

impl Book {
    /// The rules for an entry as a whole.
    pub(crate) fn judge_entry(&self, entry: &Entry) -> Result<(), Refusal> {
        let (number, expected) = (entry.number, self.last() + 1);
        if number != expected {
            return Err(Refusal::Number { expected, given: number });
        }
        if entry.moves.as_ref().is_some_and(Vec::is_empty) {
            return Err(Refusal::Moves);
        }
        match entry.corrects {
            Some(corrects) if !(1..number).contains(&corrects) => Err(Refusal::Corrects { number, corrects }),
            _ => Ok(()),
        }
    }

    /// The rules for one move, after all moves before it were written.
    pub(crate) fn judge_move(&self, id: MoveId, said: &Move) -> Result<Verdict, Refusal> {
        let index = id.index;
        judge_amounts(index, said)?;
        if let Some(why) = misshapen(said) {
            return Err(Refusal::Shape { index, why });
        }
        let leaving = if said.from().is_world() {
            None
        } else {
            let pool = Pool { account: said.from().clone(), commodity: said.commodity().clone() };
            Some(match said.draw() {
                None => self.judge_oldest(index, said, pool)?,
                Some(rows) => self.judge_draw(index, said, rows, &pool)?,
            })
        };
        if let Some(rows) = said.returns() {
            self.judge_returns(index, said, rows)?;
        }
        if !said.to().is_world() {
            self.judge_room(index, said)?;
        }
        if let (Some(rows), Some(leaving)) = (said.settles(), &leaving) {
            self.judge_settles(index, said, rows, leaving)?;
        }
        Ok(Verdict { leaving })
    }

    fn judge_oldest(&self, index: u32, said: &Move, pool: Pool) -> Result<Leaving, Refusal> {
        if pool.account.is_named_only() {
            return Err(Refusal::NamedOnly { index, pool });
        }
        let (has, amount) = (self.balance(&pool), said.amount());
        match self.places.get(&pool) {
            Some(line) if has >= amount => {
                let stretches = self.lines[*line].oldest(amount);
                Ok(Leaving { line: *line, stretches, choice: Choice::Oldest })
            }
            _ => {
                let Pool { account, commodity } = pool;
                Err(Refusal::Short { index, account, commodity, has, missing: amount - has })
            }
        }
    }

    fn judge_draw(&self, index: u32, said: &Move, rows: &[Slice], pool: &Pool) -> Result<Leaving, Refusal> {
        let (mut claims, mut stretches, mut sum) = (Claims::default(), Vec::new(), 0);
        let mut found = None;
        for row in rows {
            let arrival = self.made(row.of).and_then(|made| Some((made, made.arrival?)));
            let here = arrival.filter(|(_, place)| self.lines[place.line()].pool == *pool);
            let Some((made, place)) = here else {
                return Err(Refusal::DrawUnknown { index, row: *row, pool: pool.clone() });
            };
            let arrived = made.said.gets_amount();
            if row.offset + row.amount > arrived {
                return Err(Refusal::DrawRange { index, row: *row, arrived });
            }
            let lo = place.start().unwrap_or_default() + row.offset;
            let hi = lo + row.amount;
            if self.lines[place.line()].has_left(lo, hi) || !claims.claim(row) {
                return Err(Refusal::DrawTaken { index, row: *row });
            }
            stretches.push((lo, hi));
            sum += i128::from(row.amount);
            found = Some(place.line());
        }
        match found {
            Some(line) if sum == i128::from(said.amount()) => Ok(Leaving { line, stretches, choice: Choice::Named }),
            _ => Err(Refusal::DrawSum { index, amount: said.amount(), sum }),
        }
    }

    fn judge_returns(&self, index: u32, said: &Move, rows: &[Slice]) -> Result<(), Refusal> {
        let (mut claims, mut sum) = (Claims::default(), 0);
        for row in rows {
            let made = self.made(row.of).filter(|made| {
                let plain = made.departure.is_some() && made.said.settles().is_none();
                plain && made.said.to() == said.from() && made.said.commodity() == said.commodity()
            });
            let Some(made) = made else {
                return Err(Refusal::ReturnUnknown { index, row: *row });
            };
            let left = made.said.amount();
            if row.offset + row.amount > left {
                return Err(Refusal::ReturnRange { index, row: *row, left });
            }
            if overlaps(made.returned(), row) || !claims.claim(row) {
                return Err(Refusal::ReturnTaken { index, row: *row });
            }
            sum += i128::from(row.amount);
        }
        if sum == i128::from(said.amount()) {
            Ok(())
        } else {
            Err(Refusal::ReturnSum { index, amount: said.amount(), sum })
        }
    }

    fn judge_room(&self, index: u32, said: &Move) -> Result<(), Refusal> {
        let pool = Pool { account: said.to().clone(), commodity: said.gets_commodity().clone() };
        let room = self.line(&pool).map_or(LINE_MAX, |line| LINE_MAX - line.total);
        if said.gets_amount() <= room { Ok(()) } else { Err(Refusal::Full { index, pool }) }
    }

    fn judge_settles(&self, index: u32, said: &Move, rows: &[Slice], leaving: &Leaving) -> Result<(), Refusal> {
        let (mut claims, mut sum) = (Claims::default(), 0);
        let mut owed: Option<&Commodity> = None;
        for row in rows {
            let made = self.made(row.of).filter(|made| {
                let same = owed.is_none_or(|owed| owed == made.said.commodity());
                made.is_origin() && made.said.from() == said.to() && same
            });
            let Some(made) = made else {
                return Err(Refusal::SettleUnknown { index, row: *row });
            };
            owed = Some(made.said.commodity());
            let given = made.said.amount();
            if row.offset + row.amount > given {
                return Err(Refusal::SettleRange { index, row: *row, given });
            }
            if overlaps(made.settled(), row) || !claims.claim(row) {
                return Err(Refusal::SettleTaken { index, row: *row });
            }
            sum += i128::from(row.amount);
        }
        if owed == Some(said.commodity()) && sum != i128::from(said.amount()) {
            return Err(Refusal::SettleSum { index, amount: said.amount(), sum });
        }
        match self.pays_itself(rows, leaving) {
            Some(row) => Err(Refusal::SettleSelf { index, row }),
            None => Ok(()),
        }
    }

    /// The first of the rows that the leaving units stand for at this moment (`docs/TRACING.md` section 5).
    fn pays_itself(&self, rows: &[Slice], leaving: &Leaving) -> Option<Slice> {
        let line = &self.lines[leaving.line];
        let paying = leaving.stretches.iter().flat_map(|(lo, hi)| line.arrivals(*lo, *hi));
        let paying = paying.map(|(id, start, (lo, hi))| (id, Span::of(lo - start, hi - start), whole(hi - lo)));
        let heads = self.heads(paying.collect());
        let stands = |row: &&Slice| {
            let goal = Span::of(row.offset, row.offset + row.amount);
            heads.iter().any(|head| head.origin == row.of && head.span.within(&goal).is_some())
        };
        rows.iter().find(stands).copied()
    }
}

/// Rule 1, `amount`: of all numbers of the move.
fn judge_amounts(index: u32, said: &Move) -> Result<(), Refusal> {
    let lists = [said.draw(), said.returns(), said.settles()];
    let rows_usable = lists.into_iter().flatten().flatten().all(row_is_usable);
    if is_amount(said.amount()) && is_amount(said.gets_amount()) && rows_usable {
        Ok(())
    } else {
        Err(Refusal::Amount { index })
    }
}

/// Rule 2, `shape`: what can never be, whatever the book holds.
fn misshapen(said: &Move) -> Option<Misshapen> {
    let lists = [said.draw(), said.returns(), said.settles()];
    if lists.into_iter().flatten().any(<[Slice]>::is_empty) {
        return Some(Misshapen::EmptyList);
    }
    let (from_world, to_world) = (said.from().is_world(), said.to().is_world());
    match said {
        Move::Exchange { commodity, gets_commodity, with, .. } => {
            if from_world || to_world {
                Some(Misshapen::ExchangeWithTheWorldOnOneSide)
            } else if !with.is_world() {
                Some(Misshapen::ExchangeWithOurselves)
            } else {
                (commodity == gets_commodity).then_some(Misshapen::ExchangeForTheSame)
            }
        }
        Move::Transfer { from, to, .. } => misshapen_transfer(said, from, to),
    }
}

fn misshapen_transfer(said: &Move, from: &Account, to: &Account) -> Option<Misshapen> {
    if from.is_world() && to.is_world() {
        Some(Misshapen::WorldToWorld)
    } else if from == to {
        Some(Misshapen::ToItself)
    } else if said.draw().is_some() && from.is_world() {
        Some(Misshapen::DrawFromTheWorld)
    } else if said.returns().is_some() && !from.is_world() {
        Some(Misshapen::ReturnsFromUs)
    } else if said.settles().is_some() && !to.is_world() {
        Some(Misshapen::SettlesToUs)
    } else {
        None
    }
}

/// Whether some unit of the row lies in one of the parts.
fn overlaps(parts: &BTreeMap<i64, crate::book::Later>, row: &Slice) -> bool {
    let before = parts.range(..row.offset + row.amount).next_back();
    before.is_some_and(|(_, later)| later.end > row.offset)
}
