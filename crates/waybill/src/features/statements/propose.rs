//! What an open line looks like: a gift, an entry that is in the book already, money that went out. Worked out anew at each
//! look, because the book goes on in between.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use waybill_camt::Direction;

use super::line::{Line, LineId, State};
use super::{Entering, rows};
use crate::catalogue::{COUNTRIES, OPEN_FUND};
use crate::publish::intake::Wish;
use crate::store::{Flow, StoreError};
use crate::web::forms::Bench;

/// Days between what was entered and what the bank booked, at most: a transfer that was entered before a long weekend.
const DAYS_MAX: i64 = 5;
/// The same under one reference: less than a month, because a standing order comes every month.
const SAME_DAYS_MAX: i64 = 25;

/// A line with what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The line.
    pub line: Line,
    /// What it looks like.
    pub proposal: Proposal,
}

/// What a line looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A gift under a reference of ours. It can be booked as it is.
    Gift(Choice),
    /// This entry, which is in the book already and which no other line is. It can be tied to it as it is.
    Entered(u64),
    /// Perhaps a gift; somebody has to look.
    Look(Why, Choice),
    /// Money that went out and is not in the book yet.
    WentOut,
    /// The bank takes an earlier line back.
    Reversal,
}

/// How a line is booked as a gift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What it is meant for.
    pub fund: String,
    /// Where it came from; empty where somebody has to say.
    pub country: String,
    /// The reference it came under; empty for a new one.
    pub reference: String,
    /// The receipt code that goes with a new reference; empty for one that is drawn.
    pub code: String,
}

/// Why somebody has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no reference on it that the book gave out.
    Reference,
    /// The bank does not say where it came from, or names a country that is not in the catalogue.
    Country,
    /// It is older than the book.
    Early,
    /// Its day has not come.
    Late,
    /// The bank booked several payments as one.
    Several(i32),
    /// It may be this gift, which was entered without the bank's line.
    Perhaps(u64),
    /// Its entry was put right: the bank may have taken the money back.
    Corrected,
}

impl Proposal {
    /// Whether it can go into the book without anybody's look.
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Gift(_) | Self::Entered(_))
    }
}

/// Every open line of these accounts with what it looks like, newest day first.
pub fn proposals(bench: &Bench, entering: &Entering, accounts: &[String]) -> Result<Vec<Proposed>, StoreError> {
    rows::reopen(bench.operation)?;
    open_lines(bench, entering, accounts)
}

/// The same for whoever has looked already which lines are open again.
pub(super) fn open_lines(bench: &Bench, entering: &Entering, accounts: &[String]) -> Result<Vec<Proposed>, StoreError> {
    let lines = rows::in_state(bench.operation, State::Open, accounts)?;
    of_lines(bench, entering, lines)
}

/// These lines with what they look like.
pub(super) fn of_lines(bench: &Bench, entering: &Entering, lines: Vec<Line>) -> Result<Vec<Proposed>, StoreError> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let asked: BTreeSet<String> = lines.iter().filter_map(|line| line.reference.clone()).collect();
    let asked: Vec<String> = asked.into_iter().collect();
    let known = (entering.known_references)(bench.operation, &asked)?;
    let entered = Entered::find(bench, entering, &lines, &known)?;
    let said = lines.iter().map(|line| one(bench, line, &known, &entered)).collect::<Vec<_>>();
    Ok(lines.into_iter().zip(said).map(|(line, proposal)| Proposed { line, proposal }).collect())
}

fn one(bench: &Bench, line: &Line, known: &BTreeMap<String, Option<Wish>>, entered: &Entered) -> Proposal {
    if let Some(entry) = entered.surely.get(&line.id) {
        return Proposal::Entered(*entry);
    }
    if line.reversal {
        return Proposal::Reversal;
    }
    if line.direction == Direction::Out {
        return Proposal::WentOut;
    }
    let promised = line.reference.as_ref().and_then(|reference| known.get(reference));
    let country = line.country.clone().filter(|code| COUNTRIES.contains(&code.as_str()));
    let choice = Choice {
        fund: promised.and_then(Option::as_ref).map_or_else(|| OPEN_FUND.to_owned(), |wish| wish.fund.clone()),
        country: country.clone().unwrap_or_default(),
        reference: promised.and_then(|_| line.reference.clone()).unwrap_or_default(),
        code: String::new(),
    };
    let why = if let Some(entry) = entered.perhaps.get(&line.id) {
        Some(Why::Perhaps(*entry))
    } else if line.round > 0 {
        Some(Why::Corrected)
    } else if line.booked < bench.card.day_one {
        Some(Why::Early)
    } else if line.booked > bench.today {
        Some(Why::Late)
    } else if line.payments > 1 {
        Some(Why::Several(line.payments))
    } else if promised.is_none() {
        Some(Why::Reference)
    } else if country.is_none() {
        Some(Why::Country)
    } else {
        None
    };
    why.map_or(Proposal::Gift(choice.clone()), |why| Proposal::Look(why, choice))
}

/// Entries that lines are, each of one line at most.
#[derive(Default)]
struct Entered {
    /// The same amount within some days, under the same reference or without one on either side.
    surely: BTreeMap<LineId, u64>,
    /// The same amount within some days, but under another reference; or the same reference, but more days apart.
    perhaps: BTreeMap<LineId, u64>,
}

impl Entered {
    fn find(
        bench: &Bench,
        entering: &Entering,
        lines: &[Line],
        known: &BTreeMap<String, Option<Wish>>,
    ) -> Result<Self, StoreError> {
        let taken = rows::taken(bench.operation)?;
        let references = (entering.references_of_gifts)(bench.operation)?;
        let mut by_account: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        for line in lines {
            by_account.entry(&line.account).or_default().push(line);
        }
        let mut found = Self::default();
        for (account, mut lines) in by_account {
            lines.sort_by(|a, b| (a.booked, &a.id).cmp(&(b.booked, &b.id)));
            let mut shelves = Shelves::default();
            for flow in bench.operation.flows(account, &lines[0].currency())? {
                if !taken.contains(&(account.to_owned(), flow.entry)) {
                    let of_gift = (flow.kind == entering.gift.kind).then(|| references.get(&flow.entry));
                    shelves.put(&flow, of_gift.map(|known| known.map_or("", String::as_str)));
                }
            }
            found.match_lines(&lines, &mut shelves, known);
        }
        Ok(found)
    }

    /// Lines with references first: what is left of the gifts may be one of a line that has none, or that has another.
    fn match_lines(&mut self, lines: &[&Line], shelves: &mut Shelves, known: &BTreeMap<String, Option<Wish>>) {
        let reference = |line: &Line| line.reference.clone().filter(|r| known.contains_key(r));
        for line in lines {
            if let Some(reference) = reference(line)
                && let Some(entry) = nearest(&mut shelves.gifts, (line.signed(), reference), line.booked, DAYS_MAX)
            {
                self.surely.insert(line.id.clone(), entry);
            }
        }
        forget(&mut shelves.any_gift, &self.surely);
        self.match_perhaps(lines, shelves, reference);
        for line in lines.iter().filter(|line| reference(line).is_none()) {
            let key = || (line.signed(), String::new());
            if let Some(entry) = nearest(&mut shelves.others, key(), line.booked, DAYS_MAX) {
                self.surely.insert(line.id.clone(), entry);
            } else if let Some(entry) = nearest(&mut shelves.any_gift, key(), line.booked, DAYS_MAX) {
                self.perhaps.insert(line.id.clone(), entry);
            }
        }
    }

    /// Gifts that were entered by hand for lines whose reference is known: late or early, or without it. Each for one line
    /// at most; a line without a reference may be the same gift, so somebody looks at both.
    fn match_perhaps(&mut self, lines: &[&Line], shelves: &mut Shelves, reference: impl Fn(&Line) -> Option<String>) {
        let left: Vec<(&Line, String)> = lines
            .iter()
            .filter(|line| !line.reversal && !self.surely.contains_key(&line.id))
            .filter_map(|line| Some((*line, reference(line)?)))
            .collect();
        for (line, reference) in &left {
            let key = (line.signed(), reference.clone());
            if let Some(entry) = nearest(&mut shelves.gifts, key, line.booked, SAME_DAYS_MAX) {
                self.perhaps.insert(line.id.clone(), entry);
            }
        }
        forget(&mut shelves.any_gift, &self.perhaps);
        let mut any = shelves.any_gift.clone();
        for (line, _) in left {
            if !self.perhaps.contains_key(&line.id)
                && let Some(entry) = nearest(&mut any, (line.signed(), String::new()), line.booked, DAYS_MAX)
            {
                self.perhaps.insert(line.id.clone(), entry);
            }
        }
    }
}

/// Entries by amount and reference, each shelf in the order of days.
type Shelf = BTreeMap<(i64, String), BTreeSet<(Date, u64)>>;

/// Entries of one account that no line is yet.
#[derive(Default)]
struct Shelves {
    /// Gifts by amount and reference.
    gifts: Shelf,
    /// The same by amount alone.
    any_gift: Shelf,
    /// Everything else by amount.
    others: Shelf,
}

impl Shelves {
    fn put(&mut self, flow: &Flow, reference: Option<&str>) {
        let put = |shelf: &mut Shelf, reference: &str| {
            shelf.entry((flow.amount, reference.to_owned())).or_default().insert((flow.on, flow.entry));
        };
        match reference {
            Some(reference) => {
                put(&mut self.gifts, reference);
                put(&mut self.any_gift, "");
            }
            None => put(&mut self.others, ""),
        }
    }
}

/// Takes entries that are lines already from their shelves.
fn forget(shelves: &mut Shelf, used: &BTreeMap<LineId, u64>) {
    let used: BTreeSet<u64> = used.values().copied().collect();
    for shelf in shelves.values_mut() {
        shelf.retain(|(_, entry)| !used.contains(entry));
    }
}

/// Takes the entry nearest to a day from its shelf, if one is near enough.
fn nearest(shelves: &mut Shelf, key: (i64, String), day: Date, days: i64) -> Option<u64> {
    let shelf = shelves.get_mut(&key)?;
    let days = Span::new().days(days);
    let (first, last) = (day.saturating_sub(days), day.saturating_add(days));
    let before = shelf.range((first, 0)..=(day, u64::MAX)).next_back().copied();
    let behind = shelf.range((day, u64::MAX)..=(last, u64::MAX)).next().copied();
    let away = |on: Date| on.since(day).map_or(i32::MAX, |span| span.get_days().abs());
    let chosen = match (before, behind) {
        (Some(one), Some(other)) => Some(if away(other.0) < away(one.0) { other } else { one }),
        (one, other) => one.or(other),
    }?;
    shelf.remove(&chosen);
    Some(chosen.1)
}
