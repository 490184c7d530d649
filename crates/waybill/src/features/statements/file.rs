//! A file from the bank is read: which account each statement is of, which of its lines are new, and what could not be used.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use waybill_camt::{Balance, Direction, Fault, LineFault, Statement, StatementFault};
use waybill_journal::{AMOUNT_MAX, Commodity};
use waybill_seal::Zeroizing;

use super::line::LineId;
use super::rows::{self, Row, Span};
use super::{Entering, State};
use crate::bank::creditor_reference;
use crate::catalogue::{currency_of, currency_of_account, minor_unit};
use crate::publish::details::{self, Details, Way};
use crate::store::{Class, Sealed, StoreError};
use crate::web::forms::Bench;
use crate::web::sealed::json_of;
use crate::web::typed::Typed;

/// Lines whose words are shown once, at most: as many as somebody compares in an hour.
const UNSURE_MAX: usize = 100;

/// What became of one statement of a file.
#[derive(Clone, Debug)]
pub struct Told {
    /// The last four characters of the bank's number, to tell accounts apart.
    pub ends: String,
    /// A keyed hash of the whole number.
    pub number: String,
    /// Its currency, as the file says it.
    pub currency: String,
    /// Our account, or why the statement was not taken.
    pub account: Result<String, Refused>,
    /// Lines that were not known before.
    pub new: usize,
    /// Lines that were.
    pub known: usize,
    /// Lines that cannot be used.
    pub faults: Vec<LineFault>,
    /// What is wrong with the statement as a whole.
    pub complaint: Option<StatementFault>,
    /// The balance after its last line.
    pub closing: Option<Balance>,
    /// New lines that nothing in the book explains, with their words.
    pub unsure: Vec<Unsure>,
    /// How many more there are of those.
    pub unsure_more: usize,
}

/// Why a whole statement was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody has said which account of ours it is; these come into question.
    WhichAccount(Vec<String>),
    /// We have no account in its currency.
    NoAccount,
    /// The number is of an account of ours in another currency.
    OtherCurrency(String),
    /// What the file says does not make sense; `complaint` says what.
    Complaint,
}

/// A line with its words, to be compared now: afterwards they are sealed.
#[derive(Clone, Debug)]
pub struct Unsure {
    /// The line.
    pub id: LineId,
    /// When it was booked.
    pub booked: Date,
    /// Below 0 where it went out.
    pub amount: i64,
    /// The other side and the text, as the bank writes them.
    pub words: String,
}

/// Reads a file and keeps what it says. `chosen` may say which account of ours a number is, as `account-<hash>-<currency>`.
/// Good lines are kept whatever is wrong with others; the same file a second time changes nothing.
pub fn import(
    bench: &Bench,
    entering: &Entering,
    file: &[u8],
    chosen: &Typed,
) -> Result<Result<Vec<Told>, Fault>, StoreError> {
    let statements = match waybill_camt::read(file, &minor_unit) {
        Ok(statements) => statements,
        Err(fault) => return Ok(Err(fault)),
    };
    let known = known_references(bench, entering, &statements)?;
    let numbers = Numbers::of(bench)?;
    let mut file = Sorted::default();
    for statement in &statements {
        let mut one = numbers.find(bench, statement, chosen)?;
        let mut rows = Vec::new();
        if let Ok(account) = one.account.clone() {
            file.spans.extend(span(bench, &account, statement));
            rows = file.lines(bench, &account, statement, &known, &mut one);
        }
        file.groups.push(rows);
        file.told.push(one);
    }
    let sealed = file.sealed(bench)?;
    let new = rows::keep(bench.operation, &file.groups, &file.spans, &sealed)?;
    // The same press again is told what the first one brought.
    let new = match bench.operation.said_first(&bench.key)? {
        Some(said) => said.split(';').map(|ids| ids.split(' ').filter_map(LineId::parse).collect()).collect(),
        None => new,
    };
    if new.iter().any(|ids| !ids.is_empty()) {
        let said = new.iter().map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        bench.operation.note_said(&bench.key, &said.collect::<Vec<_>>().join(";"))?;
    }
    Ok(Ok(file.told_with(new)))
}

/// What a file says, sorted for the book.
#[derive(Default)]
struct Sorted {
    told: Vec<Told>,
    groups: Vec<Vec<Row>>,
    spans: Vec<Span>,
    /// The pages of each statement so far, by account and the bank's name for it.
    pages: BTreeMap<(String, String), Pages>,
    /// Words of lines that nothing explains, to be shown this once.
    words: BTreeMap<LineId, String>,
    /// What names the other side, to be sealed.
    parties: BTreeMap<LineId, Zeroizing<Vec<u8>>>,
}

impl Sorted {
    /// The lines of one statement as rows; what cannot be used is told.
    fn lines(
        &mut self,
        bench: &Bench,
        account: &str,
        statement: &Statement,
        known: &BTreeSet<String>,
        told: &mut Told,
    ) -> Vec<Row> {
        let pages = self.pages.entry((account.to_owned(), statement.id.clone())).or_default();
        let mut alike = pages.begin(statement);
        let mut rows = Vec::new();
        for line in &statement.lines {
            let line = match line {
                Ok(line) => line,
                Err(fault) => {
                    told.faults.push(fault.clone());
                    continue;
                }
            };
            let seen = [account.as_bytes(), &line.canonical].join(&0);
            let mark = bench.operation.keys().keyed_hash("statement line", &seen);
            let before = if line.bank_reference.is_some() { 0 } else { pages.alike.get(&mark).copied().unwrap_or(0) };
            let nth = alike.entry(mark.clone()).or_insert(before);
            *nth += 1;
            let row = row_of(bench, account, line, known, (mark, *nth));
            if line.direction == Direction::Out || !known.contains(&row.reference) {
                self.words.insert(row.id(), line.words.clone());
            }
            self.parties.extend(party(line).map(|party| (row.id(), party)));
            rows.push(row);
        }
        pages.end(alike);
        rows
    }

    /// The other sides of lines that are not kept yet, sealed to those who deal with money. Nothing where nobody who does has
    /// joined: the words are shown this once then, and are not kept.
    fn sealed(&mut self, bench: &Bench) -> Result<BTreeMap<LineId, Sealed>, StoreError> {
        let parties = std::mem::take(&mut self.parties);
        let marks: BTreeSet<&str> = parties.keys().map(|id| id.mark.as_str()).collect();
        let known = rows::known(bench.operation, &marks.into_iter().collect::<Vec<_>>())?;
        let (ids, plain): (Vec<_>, Vec<_>) = parties.into_iter().filter(|(id, _)| !known.contains(id)).unzip();
        let sealed = bench.operation.seal_all(Class::Counterparty, &plain)?.unwrap_or_default();
        Ok(ids.into_iter().zip(sealed).collect())
    }

    fn told_with(mut self, new: Vec<BTreeSet<LineId>>) -> Vec<Told> {
        for ((one, rows), new) in self.told.iter_mut().zip(&self.groups).zip(new) {
            (one.new, one.known) = (new.len(), rows.len() - new.len());
            for row in rows.iter().filter(|row| new.contains(&row.id())) {
                let Some(words) = self.words.remove(&row.id()) else { continue };
                if one.unsure.len() == UNSURE_MAX {
                    one.unsure_more += 1;
                    continue;
                }
                let amount = if row.direction == "in" { row.amount } else { -row.amount };
                let booked = row.booked.parse().unwrap_or_default();
                one.unsure.push(Unsure { id: row.id(), booked, amount, words });
            }
        }
        self.told
    }
}

/// One statement as it stands in a file: often on several pages, and now and then twice.
///
/// Two gifts of one amount on one day are two lines; the same two in another statement, of the day and of the month, are the
/// same two. So lines that are the same in everything are counted in each statement by itself. Pages of one statement are
/// counted on; but a page that is there once more, and a line whose reference of the bank is there once more, are the same.
#[derive(Default)]
struct Pages {
    /// Its pages, to know one again.
    seen: Vec<Statement>,
    /// How often a line stood on them.
    alike: BTreeMap<String, i32>,
}

impl Pages {
    /// The count with which a page begins.
    fn begin(&mut self, page: &Statement) -> BTreeMap<String, i32> {
        if self.seen.iter().any(|seen| seen.lines == page.lines) {
            self.alike.clear();
        }
        self.seen.push(page.clone());
        BTreeMap::new()
    }

    fn end(&mut self, alike: BTreeMap<String, i32>) {
        self.alike.extend(alike);
    }
}

/// Those of all references in a file that the book gave out.
fn known_references(
    bench: &Bench,
    entering: &Entering,
    statements: &[Statement],
) -> Result<BTreeSet<String>, StoreError> {
    let lines = statements.iter().flat_map(|s| &s.lines).filter_map(|line| line.as_ref().ok());
    let asked: BTreeSet<String> = lines.flat_map(|l| &l.references).filter_map(|r| creditor_reference(r)).collect();
    let asked: Vec<String> = asked.into_iter().collect();
    Ok((entering.known_references)(bench.operation, &asked)?.into_keys().collect())
}

/// A line as it is kept. Of its references one that the book gave out, else one that has the form and the check digits of a
/// creditor reference: anything else may be a name. A line that takes an earlier one back is held: nothing is proposed for it.
fn row_of(
    bench: &Bench,
    account: &str,
    line: &waybill_camt::Line,
    known: &BTreeSet<String>,
    (mark, nth): (String, i32),
) -> Row {
    let references: Vec<String> = line.references.iter().filter_map(|r| creditor_reference(r)).collect();
    let reference = references.iter().find(|r| known.contains(*r)).or(references.first());
    let sent = line.sent.as_ref().filter(|sent| {
        let currency = Commodity::parse(&sent.currency).ok().and_then(|code| currency_of(&code));
        currency.is_some() && (1..=AMOUNT_MAX).contains(&sent.amount)
    });
    let rate = sent.and_then(|sent| sent.rate.as_deref()).filter(|rate| rate.len() <= RATE_MAX);
    let state = if line.reversal { State::Held } else { State::Open };
    Row {
        operation: bench.operation.slug().to_owned(),
        mark,
        nth,
        account: account.to_owned(),
        booked: line.booked.to_string(),
        valued: line.value.map_or_else(String::new, |date| date.to_string()),
        direction: if line.direction == Direction::In { "in" } else { "out" }.to_owned(),
        amount: line.amount,
        reversal: i32::from(line.reversal),
        payments: i32::try_from(line.payments).unwrap_or(i32::MAX),
        reference: reference.cloned().unwrap_or_default(),
        country: line.country.clone().unwrap_or_default(),
        sent_currency: sent.map(|sent| sent.currency.clone()).unwrap_or_default(),
        sent_amount: sent.map_or(0, |sent| sent.amount),
        rate: rate.unwrap_or_default().to_owned(),
        state: state.code().to_owned(),
        entry: None,
        round: 0,
    }
}

/// What names the other side of a line; nothing where the bank tells nothing.
fn party(line: &waybill_camt::Line) -> Option<Zeroizing<Vec<u8>>> {
    let said = [("party_name", &line.name), ("party_account", &line.number), ("party_text", &line.words)];
    let said: BTreeMap<&str, String> =
        said.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, text.clone())).collect();
    (!said.is_empty()).then(|| json_of(&said))
}

/// The balances that a statement tells, if it tells the last one.
fn span(bench: &Bench, account: &str, statement: &Statement) -> Option<Span> {
    let closing = statement.closing?;
    let name = format!("{}\0{}\0{}", statement.account, statement.id, closing.on);
    Some(Span {
        account: account.to_owned(),
        mark: bench.operation.keys().keyed_hash("statement", name.as_bytes()),
        opening: statement.opening.map(|opening| (opening.on, opening.amount)),
        closing: (closing.on, closing.amount),
    })
}

/// The numbers of accounts that the book knows: those that givers are told.
struct Numbers(Vec<Details>);

impl Numbers {
    fn of(bench: &Bench) -> Result<Self, StoreError> {
        let entries = bench.operation.entries_of_kind(details::KIND)?;
        // The newest first: what was said of an account last counts.
        Ok(Self(entries.iter().rev().filter_map(|entry| Details::of(&entry.public)).collect()))
    }

    /// Which account of ours a statement is of.
    fn find(&self, bench: &Bench, statement: &Statement, chosen: &Typed) -> Result<Told, StoreError> {
        let number: String = statement.account.chars().filter(|c| !c.is_whitespace()).collect();
        let mark = bench.operation.keys().keyed_hash("account number", number.as_bytes());
        let mut behind: Vec<char> = number.chars().rev().take(ENDS).collect();
        behind.reverse();
        Ok(Told {
            ends: behind.into_iter().collect(),
            account: self.account(bench, statement, (&number, &mark), chosen)?,
            number: mark,
            currency: statement.currency.clone(),
            new: 0,
            known: 0,
            faults: Vec::new(),
            complaint: statement.complaint.clone(),
            closing: statement.closing,
            unsure: Vec::new(),
            unsure_more: 0,
        })
    }

    fn account(
        &self,
        bench: &Bench,
        statement: &Statement,
        (number, mark): (&str, &str),
        chosen: &Typed,
    ) -> Result<Result<String, Refused>, StoreError> {
        let Some(currency) = Commodity::parse(&statement.currency).ok().filter(|code| currency_of(code).is_some())
        else {
            return Ok(Err(Refused::Complaint));
        };
        if number.is_empty() {
            return Ok(Err(Refused::Complaint));
        }
        let ours = bench.card.accounts.iter().filter(|code| currency_of_account(code).as_ref() == Some(&currency));
        let ours: Vec<String> = ours.cloned().collect();
        let code = currency.as_str();
        let choice = chosen.get(&field(mark, code));
        if ours.iter().any(|account| account == choice) {
            rows::assign(bench.operation, mark, code, choice)?;
        }
        if let Some(account) = rows::assigned(bench.operation, mark, code)?.filter(|account| ours.contains(account)) {
            return Ok(Ok(account));
        }
        let same = |details: &&Details| match &details.way {
            Way::Iban { iban, .. } => iban == number,
            Way::Number { number: written, .. } => written.chars().filter(|c| !c.is_whitespace()).eq(number.chars()),
        };
        let known: Vec<&Details> = self.0.iter().filter(same).collect();
        Ok(match (known.iter().find(|details| details.currency == currency), known.first()) {
            (Some(details), _) => Ok(details.account.clone()),
            (None, _) if ours.is_empty() => Err(Refused::NoAccount),
            (None, Some(other)) => Err(Refused::OtherCurrency(other.account.clone())),
            (None, None) => Err(Refused::WhichAccount(ours)),
        })
    }
}

/// Characters of a number that are shown to tell accounts apart, as banks do on paper.
const ENDS: usize = 4;
/// The longest rate that a bank writes: 11 digits and a point (ISO 20022, `BaseOneRate`).
const RATE_MAX: usize = 12;

/// The field in which somebody says which account of ours a number is.
pub(super) fn field(mark: &str, currency: &str) -> String {
    format!("account-{mark}-{currency}")
}
