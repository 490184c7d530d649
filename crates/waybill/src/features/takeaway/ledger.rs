//! The published facts as an accountant's book: what moved on which day, and what must be left in each account at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::civil::Date;
use waybill_journal::{Account, Commodity, Move};

use crate::catalogue::{currency_of, plain_amount};
use crate::publish::shown::Shown;

/// The book, ready to be written down in some program's way.
pub(super) struct Ledger<'a> {
    /// Whose it is, on one line.
    pub name: String,
    /// The day on which accounts open.
    pub first: Date,
    /// The day of the snapshot.
    pub last: Date,
    /// Its number.
    pub snapshot: i32,
    /// Every account with what ever lay in it.
    pub accounts: BTreeMap<Account, BTreeSet<&'a Commodity>>,
    /// Everything that is counted.
    pub commodities: BTreeSet<&'a Commodity>,
    /// Facts that moved something, in their order.
    pub entries: Vec<Entry<'a>>,
    /// What the pages show as being there: the figures `at.<holder>.<fund>.<commodity>`.
    pub balances: Vec<(Account, &'a Commodity, i64)>,
}

/// One fact with its moves as postings.
pub(super) struct Entry<'a> {
    /// The close that told it.
    pub date: Date,
    /// Its public id.
    pub id: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// Two for each move.
    pub postings: Vec<Posting<'a>>,
}

/// What one account gives or gets.
pub(super) struct Posting<'a> {
    /// Whose.
    pub account: &'a Account,
    /// Less than zero where it leaves.
    pub amount: i64,
    /// What.
    pub commodity: &'a Commodity,
    /// What it was exchanged for, in all.
    pub cost: Option<(i64, &'a Commodity)>,
}

impl<'a> Ledger<'a> {
    pub(super) fn of(shown: &'a Shown) -> Ledger<'a> {
        let first = shown.card.day_one;
        let entries: Vec<Entry> = shown
            .facts
            .iter()
            .filter(|fact| !fact.moves.is_empty())
            .map(|fact| Entry {
                date: shown.card.date_of_day(fact.step),
                id: &fact.id,
                kind: &fact.kind,
                postings: fact.moves.iter().flat_map(postings).collect(),
            })
            .collect();
        let balances = balances(shown);
        let mut accounts: BTreeMap<Account, BTreeSet<&Commodity>> = BTreeMap::new();
        let posted =
            entries.iter().flat_map(|entry| &entry.postings).map(|posting| (posting.account, posting.commodity));
        for (account, commodity) in posted.chain(balances.iter().map(|(account, commodity, _)| (account, *commodity))) {
            accounts.entry(account.clone()).or_default().insert(commodity);
        }
        let commodities = accounts.values().flatten().copied().collect();
        let name = shown.card.name.split(char::is_control).collect::<Vec<_>>().join(" ");
        let (last, snapshot) = (shown.snapshot_date.unwrap_or(first), shown.snapshot);
        Ledger { name, first, last, snapshot, accounts, commodities, entries, balances }
    }
}

/// The two sides of a move. In an exchange the goods carry what they cost; where money is changed, what was got.
fn postings(moved: &Move) -> [Posting<'_>; 2] {
    let (from, to, given, amount) = (moved.from(), moved.to(), moved.commodity(), moved.amount());
    let (got, got_amount, exchanged) = match moved {
        Move::Transfer { .. } => (given, amount, false),
        Move::Exchange { gets_commodity, gets_amount, .. } => (gets_commodity, *gets_amount, true),
    };
    let given_is_priced = exchanged && currency_of(given).is_none() && currency_of(got).is_some();
    [
        Posting {
            account: from,
            amount: -amount,
            commodity: given,
            cost: given_is_priced.then_some((got_amount, got)),
        },
        Posting {
            account: to,
            amount: got_amount,
            commodity: got,
            cost: (exchanged && !given_is_priced).then_some((amount, given)),
        },
    ]
}

fn balances(shown: &Shown) -> Vec<(Account, &Commodity, i64)> {
    let at = |name: &str| {
        let (holder, rest) = name.strip_prefix("at.")?.split_once('.')?;
        Account::ours(holder, rest.split_once('.')?.0).ok()
    };
    let figures = shown.figures.iter();
    figures.filter_map(|(name, figure)| Some((at(name)?, figure.unit.as_ref()?, figure.value))).collect()
}

impl Posting<'_> {
    /// One line of either program: the account, the amount, and what all of it was exchanged for. `path` and `name` write
    /// accounts and commodities in the program's own way.
    pub(super) fn line(&self, path: impl Fn(&Account) -> String, name: impl Fn(&Commodity) -> String) -> String {
        let Posting { account, amount, commodity, cost } = self;
        let own = format!("{}  {} {}", path(account), plain_amount(*amount, commodity), name(commodity));
        match cost {
            None => own,
            Some((cost, of)) => format!("{own} @@ {} {}", plain_amount(*cost, of), name(of)),
        }
    }
}

/// Writes to a text, which does not fail.
pub(super) fn put(text: &mut String, line: std::fmt::Arguments) {
    text.write_fmt(line).expect("written to memory");
}
