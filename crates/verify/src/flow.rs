//! The flow from gifts to hands: its cells sum to what was given, and the newest one is what following the gifts makes.

use std::collections::{BTreeMap, BTreeSet};

use waybill_journal::{Book, Commodity, End, Move, MoveId, Ratio, shown};

use crate::body::Gifts;
use crate::currency::is_currency;
use crate::finding::{Finding, Findings};
use crate::sums::Sums;

/// Where one part of the gifts went: country, fund, order (`none`, `others`), where it is now.
pub(crate) type Way = [String; 4];

/// What stands for the countries or orders that are told together.
const OTHERS: &str = "others";

/// What stands for the order of money that was not spent.
const NONE: &str = "none";

/// One flow as it is told.
pub(crate) struct Flow {
    pub(crate) currency: Commodity,
    pub(crate) cells: Vec<(Way, i64)>,
}

impl Flow {
    /// Adds its figures.
    pub(crate) fn count(&self, sums: &mut Sums) {
        for (way, amount) in &self.cells {
            sums.add(format!("flow.{}.{}", self.currency, way[3]), *amount);
        }
    }
}

/// The totals of gifts and the newest flow of each currency.
#[derive(Default)]
pub(crate) struct Flows {
    /// Each transfer of a total, with its country.
    gifts: Vec<(MoveId, String)>,
    /// By currency: the line and the flow.
    newest: BTreeMap<Commodity, (usize, Flow)>,
}

impl Flows {
    /// Notes a total: the number its moves have in the journal, and how many they are.
    pub(crate) fn count_gifts(&mut self, gifts: &Gifts, number: u64, moves: usize) {
        let ids = (0..).take(moves).map(|index| MoveId::new(number, index));
        self.gifts.extend(ids.map(|id| (id, gifts.country.clone())));
    }

    /// Checks a flow against what was given up to its line; `sums` counts the lines above it.
    pub(crate) fn take(&mut self, line: usize, flow: Flow, sums: &Sums, findings: &mut Findings) {
        if !flow.cells.is_sorted_by(|a, b| a.0 < b.0) {
            findings.push(Finding::FlowOrder { line });
        }
        let mut by_country: BTreeMap<&str, i128> = BTreeMap::new();
        for (way, amount) in &flow.cells {
            *by_country.entry(&way[0]).or_default() += i128::from(*amount);
        }
        let mut compare = |what: String, said: i128| {
            let given = sums.get(&what).unwrap_or(0);
            if said != given {
                findings.push(Finding::FlowSum { line, what, said, given });
            }
        };
        compare(format!("given.{}", flow.currency), by_country.values().sum());
        for (country, said) in by_country.into_iter().filter(|(country, _)| *country != OTHERS) {
            compare(format!("given.{}.{country}", flow.currency), said);
        }
        self.newest.insert(flow.currency.clone(), (line, flow));
    }

    /// Follows every total through the whole journal and compares the newest flows with it; adds their figures.
    pub(crate) fn finish(&self, book: &Book, sums: &mut Sums, findings: &mut Findings) {
        let made = self.follow(book);
        for (currency, (line, flow)) in &self.newest {
            flow.count(sums);
            let nothing = BTreeMap::new();
            let made = folded(made.get(currency).unwrap_or(&nothing), flow);
            let said: BTreeMap<&Way, i64> = flow.cells.iter().map(|(way, amount)| (way, *amount)).collect();
            let ways: BTreeSet<&Way> = made.keys().chain(said.keys().copied()).collect();
            for way in ways {
                let told = said.get(way).copied().unwrap_or(0);
                let exact = made.get(way).cloned().unwrap_or_default();
                let one = Ratio::from_integer(1.into());
                let apart = Ratio::from_integer(told.into()) - &exact;
                if apart >= one || apart <= -one {
                    let (way, made) = (way.join(", "), shown(&exact));
                    findings.push(Finding::FlowCell { line: *line, way, said: told, made });
                }
            }
        }
    }

    fn follow(&self, book: &Book) -> BTreeMap<Commodity, BTreeMap<Way, Ratio>> {
        let mut flows: BTreeMap<Commodity, BTreeMap<Way, Ratio>> = BTreeMap::new();
        for (gift, country) in &self.gifts {
            let Some(said) = book.said(*gift) else { continue };
            let flow = flows.entry(said.commodity().clone()).or_default();
            let ends = book.track_labelled(*gift, None, &order, &|_| true).unwrap_or_default();
            for ((purchase, end), row) in ends {
                let Some((fund, now)) = place(book, &end) else { continue };
                *flow.entry([country.clone(), fund, purchase.unwrap_or_else(|| NONE.to_owned()), now]).or_default() +=
                    row.share;
            }
        }
        flows
    }
}

/// The order under which the units go on: money that becomes goods takes the holder's, goods that become money lose it.
fn order(before: Option<String>, _: MoveId, said: &Move) -> Option<String> {
    match said {
        Move::Transfer { .. } => before,
        Move::Exchange { .. } => Some(said.to().holder().to_owned()).filter(|_| !is_currency(said.gets_commodity())),
    }
}

fn place(book: &Book, end: &End) -> Option<(String, String)> {
    let (account, holder) = match end {
        End::At(pool) => (pool.account.clone(), pool.account.holder().to_owned()),
        End::Out(id) | End::Settled(id) => {
            let said = book.said(*id)?;
            (said.from().clone(), said.to().as_str().to_owned())
        }
    };
    let now = match holder.as_str() {
        "w:recipients" => "hands",
        "w:givers" => "returned",
        order if order.starts_with("order-") => "order",
        claim if claim.starts_with("claim-") => "claim",
        other => other.strip_prefix("w:").unwrap_or(other),
    };
    Some((account.fund()?.to_owned(), now.to_owned()))
}

/// The same with every country and order that the flow does not name told together.
fn folded(made: &BTreeMap<Way, Ratio>, flow: &Flow) -> BTreeMap<Way, Ratio> {
    let is_named = |column: usize, name: &String| flow.cells.iter().any(|(way, _)| way[column] == *name);
    let mut sums: BTreeMap<Way, Ratio> = BTreeMap::new();
    for (way, share) in made {
        let mut way = way.clone();
        for column in [0, 2] {
            if way[column] != NONE && !is_named(column, &way[column]) && is_named(column, &OTHERS.to_owned()) {
                OTHERS.clone_into(&mut way[column]);
            }
        }
        *sums.entry(way).or_default() += share;
    }
    sums
}
