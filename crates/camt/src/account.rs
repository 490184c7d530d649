//! One statement while it is being read, and whether it adds up in the end.

use crate::amount::{Money, Unit, day};
use crate::elements::Leaf;
use crate::entry::{Entry, MinorUnit, direction};
use crate::payment::Payment;
use crate::text::{code, shortened};
use crate::{Balance, Direction, End, Line, LineFault, Statement, StatementFault, Version, Why};

/// How many characters of a statement's name are kept; the schema allows 35.
const ID_MAX: usize = 70;

/// How many characters an account may have: an IBAN has at most 34, and so has what stands in its place.
const ACCOUNT_MAX: usize = 34;

/// A statement so far.
pub(crate) struct Draft<'a> {
    version: Version,
    minor_unit: MinorUnit<'a>,
    id: String,
    account: String,
    /// As the account itself says.
    currency: Option<String>,
    /// The first that a balance or an entry is in.
    met: Option<String>,
    balances: Vec<Told>,
    lines: Vec<Result<Line, LineFault>>,
    /// Entries so far, with the one that is being read.
    entries: usize,
    /// The entry that is being read.
    entry: Option<Entry>,
}

/// A balance as the bank wrote it.
#[derive(Default)]
struct Told {
    kind: String,
    amount: Option<Money>,
    direction: Option<String>,
    on: Option<String>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(version: Version, minor_unit: MinorUnit<'a>) -> Self {
        let (id, account, currency, met, entry) = (String::new(), String::new(), None, None, None);
        Self { version, minor_unit, id, account, currency, met, balances: vec![], lines: vec![], entries: 0, entry }
    }

    pub(crate) fn begin_balance(&mut self) {
        self.balances.push(Told::default());
    }

    pub(crate) fn begin_entry(&mut self) {
        self.entries += 1;
        self.entry = Some(Entry::default());
    }

    pub(crate) fn begin_payment(&mut self) {
        if let Some(entry) = &mut self.entry {
            entry.payments.push(Payment::default());
        }
    }

    /// Takes what stands at a path below `Stmt`.
    pub(crate) fn take(&mut self, path: &[&str], leaf: Leaf) {
        if let (["Bal" | "Ntry", "Amt"], None) = (path, &self.met) {
            self.met.clone_from(&leaf.currency);
        }
        match path {
            ["Ntry", rest @ ..] => {
                if let Some(entry) = &mut self.entry {
                    entry.take(rest, leaf);
                }
            }
            ["Bal", rest @ ..] => {
                if let Some(balance) = self.balances.last_mut() {
                    balance.take(rest, leaf);
                }
            }
            ["Id"] => self.id = shortened(&leaf.text, ID_MAX),
            // What is longer than any account is none: cut short it might look like another.
            ["Acct", "Id", "IBAN"] | ["Acct", "Id", "Othr", "Id"] => {
                self.account = Some(code(&leaf.text)).filter(|a| a.chars().count() <= ACCOUNT_MAX).unwrap_or_default();
            }
            ["Acct", "Ccy"] => self.currency = Some(code(&leaf.text)),
            _ => {}
        }
    }

    /// The entry that is being read is whole: its lines, or its fault.
    pub(crate) fn end_entry(&mut self) {
        let Some(entry) = self.entry.take() else { return };
        let place = self.entries;
        let currency = self.currency().unwrap_or_default();
        let lines = match self.unit(&currency) {
            Some(unit) => entry.lines(unit, self.minor_unit),
            None => Err(Why::UnknownCurrency { currency: shortened(&currency, 8) }),
        };
        match lines {
            Ok(lines) => self.lines.extend(lines.into_iter().map(Ok)),
            Err(why) => self.lines.push(Err(LineFault { place, why })),
        }
    }

    /// The account's currency: what it says itself, else what its first balance or entry is in.
    fn currency(&self) -> Option<String> {
        self.currency.clone().or_else(|| self.met.clone())
    }

    fn unit<'c>(&self, currency: &'c str) -> Option<Unit<'c>> {
        (self.minor_unit)(currency).map(|decimals| Unit { currency, decimals })
    }

    /// The statement is whole.
    pub(crate) fn finish(self) -> Statement {
        let currency = self.currency().unwrap_or_default();
        let mut complaint = None;
        let (mut opening, mut closing) = (None, None);
        if let Some(unit) = self.unit(&currency) {
            let (first, last) = ends(&self.balances);
            opening = read(first, unit, End::Opening, &mut complaint);
            closing = read(last, unit, End::Closing, &mut complaint);
            complaint = complaint.or_else(|| adds_up(opening, closing, &self.lines));
        } else if currency.is_empty() {
            complaint = Some(StatementFault::NoCurrency);
        } else {
            complaint = Some(StatementFault::UnknownCurrency { currency: shortened(&currency, 8) });
        }
        if self.account.is_empty() {
            complaint = Some(StatementFault::NoAccount);
        }
        let (version, id, account, lines) = (self.version, self.id, self.account, self.lines);
        Statement { version, id, account, currency, opening, closing, lines, complaint }
    }
}

impl Told {
    fn take(&mut self, path: &[&str], leaf: Leaf) {
        match path {
            ["Tp", "CdOrPrtry", "Cd"] => leaf.text.trim().clone_into(&mut self.kind),
            ["Amt"] => self.amount = Some(Money { text: leaf.text, currency: leaf.currency.unwrap_or_default() }),
            ["CdtDbtInd"] => self.direction = Some(leaf.text),
            ["Dt", "Dt" | "DtTm"] => self.on = Some(leaf.text),
            _ => {}
        }
    }

    fn balance(&self, unit: Unit) -> Result<Balance, Why> {
        let amount = self.amount.as_ref().ok_or(Why::NoAmount)?.in_unit(unit)?;
        let signed = match direction(self.direction.as_deref())?.ok_or(Why::NoDirection)? {
            Direction::In => amount,
            Direction::Out => -amount,
        };
        Ok(Balance { amount: signed, on: day(self.on.as_deref().ok_or(Why::NoDate)?)? })
    }
}

/// The balances before the first line and after the last. Of a statement in several pages, those of the page.
fn ends(balances: &[Told]) -> (Option<&Told>, Option<&Told>) {
    let of = |kind: &str| balances.iter().position(|b| b.kind == kind);
    let first = of("OPBD").or_else(|| of("PRCD")).or_else(|| of("ITBD"));
    let last = of("CLBD").or_else(|| balances.iter().rposition(|b| b.kind == "ITBD").filter(|at| Some(*at) != first));
    (first.map(|at| &balances[at]), last.map(|at| &balances[at]))
}

fn read(told: Option<&Told>, unit: Unit, which: End, complaint: &mut Option<StatementFault>) -> Option<Balance> {
    match told?.balance(unit) {
        Ok(balance) => Some(balance),
        Err(why) => {
            complaint.get_or_insert(StatementFault::Balance { which, why });
            None
        }
    }
}

/// Whether what was there, what came and what went make what is there now.
fn adds_up(
    opening: Option<Balance>,
    closing: Option<Balance>,
    lines: &[Result<Line, LineFault>],
) -> Option<StatementFault> {
    let (opening, closing) = (opening?.amount, closing?.amount);
    let moved: i64 = lines.iter().flatten().map(Line::signed).sum();
    let unread = lines.iter().filter(|line| matches!(line, Err(fault) if !fault.is_not_booked())).count();
    let made = opening + moved;
    (made != closing).then_some(StatementFault::DoesNotAddUp { opening, moved, made, closing, unread })
}
