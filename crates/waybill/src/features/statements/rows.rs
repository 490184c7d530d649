//! Rows of statements: lines, balances, and which account of ours a number is. Plain rows; no entry follows from them.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::result::DatabaseErrorKind;
use diesel::result::Error::DatabaseError;
use jiff::civil::Date;
use waybill_camt::{Direction, Sent};

use super::line::{Line, LineId, State};
use crate::both;
use crate::store::{Db, Operation, Sealed, StoreError, keep_new_sealed};

diesel::table! {
    #[allow(missing_docs)]
    statement_line (operation, mark, nth) {
        operation -> Text, mark -> Text, nth -> Integer, account -> Text, booked -> Text, valued -> Text,
        direction -> Text, amount -> BigInt, reversal -> Integer, payments -> Integer, reference -> Text,
        country -> Text, sent_currency -> Text, sent_amount -> BigInt, rate -> Text, state -> Text,
        entry -> Nullable<BigInt>, round -> Integer,
    }
}
diesel::table! {
    #[allow(missing_docs)]
    statement_account (operation, mark, currency) { operation -> Text, mark -> Text, currency -> Text, account -> Text, }
}
diesel::table! {
    #[allow(missing_docs)]
    statement_balance (operation, account, mark) {
        operation -> Text, account -> Text, mark -> Text, opened_on -> Text, opening -> BigInt, closed_on -> Text,
        closing -> BigInt,
    }
}

/// Rows written by one statement: 18 values each, and an engine takes 32,766 at most.
const AT_ONCE: usize = 500;

/// A line as its row.
#[derive(Clone, Debug, PartialEq, Queryable, Insertable, Selectable)]
#[diesel(table_name = statement_line)]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct Row {
    pub(super) operation: String,
    pub(super) mark: String,
    pub(super) nth: i32,
    pub(super) account: String,
    pub(super) booked: String,
    pub(super) valued: String,
    pub(super) direction: String,
    pub(super) amount: i64,
    pub(super) reversal: i32,
    pub(super) payments: i32,
    pub(super) reference: String,
    pub(super) country: String,
    pub(super) sent_currency: String,
    pub(super) sent_amount: i64,
    pub(super) rate: String,
    pub(super) state: String,
    pub(super) entry: Option<i64>,
    pub(super) round: i32,
}

impl Row {
    pub(super) fn id(&self) -> LineId {
        LineId { mark: self.mark.clone(), nth: self.nth }
    }
}

/// What a statement says was on an account, before its first line and after its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) account: String,
    pub(super) mark: String,
    pub(super) opening: Option<(Date, i64)>,
    pub(super) closing: (Date, i64),
}

fn damaged() -> StoreError {
    StoreError::Damaged(0, "a line of a statement".into())
}

fn text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl TryFrom<Row> for Line {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let sent = text(row.sent_currency);
        Ok(Self {
            id: LineId { mark: row.mark, nth: row.nth },
            account: row.account,
            booked: row.booked.parse().map_err(|_| damaged())?,
            direction: if row.direction == "in" { Direction::In } else { Direction::Out },
            amount: row.amount,
            reversal: row.reversal == 1,
            payments: row.payments,
            reference: text(row.reference),
            country: text(row.country),
            sent: sent.map(|currency| Sent { currency, amount: row.sent_amount, rate: text(row.rate) }),
            state: State::parse(&row.state).ok_or_else(damaged)?,
            entry: row.entry.map(unsigned),
            round: row.round,
        })
    }
}

/// Keeps what a file says, in one transaction, with the sealed part of each line that is new. Lines that are known already stay
/// as they are. Answers which were new, by groups of lines.
pub(super) fn keep(
    operation: &Operation,
    groups: &[Vec<Row>],
    spans: &[Span],
    sealed: &BTreeMap<LineId, Sealed>,
) -> Result<Vec<BTreeSet<LineId>>, StoreError> {
    operation.write(|db| {
        let mut new = Vec::new();
        for rows in groups {
            let mut of_these = BTreeSet::new();
            for some in rows.chunks(AT_ONCE) {
                of_these.extend(insert(db, some)?);
            }
            let records = of_these.iter().filter_map(|id| Some((format!("line/{id}"), sealed.get(id)?)));
            keep_new_sealed(db, operation.slug(), &records.collect::<Vec<_>>())?;
            new.push(of_these);
        }
        for span in spans {
            keep_span(db, operation.slug(), span)?;
        }
        Ok(new)
    })
}

fn insert(db: &mut Db, rows: &[Row]) -> QueryResult<Vec<LineId>> {
    match db {
        // One by one: the statement is prepared once, and nothing waits for a network.
        Db::Sqlite(c) => {
            let mut new = Vec::new();
            for row in rows {
                let insert = diesel::insert_into(statement_line::table).values(row).on_conflict_do_nothing();
                if insert.execute(c)? == 1 {
                    new.push(row.id());
                }
            }
            Ok(new)
        }
        Db::Postgres(c) => {
            let insert = diesel::insert_into(statement_line::table).values(rows).on_conflict_do_nothing();
            let insert = insert.returning((statement_line::mark, statement_line::nth));
            let new: Vec<(String, i32)> = insert.get_results(&mut **c)?;
            Ok(new.into_iter().map(|(mark, nth)| LineId { mark, nth }).collect())
        }
    }
}

/// A statement that is sent once more may have been put right by the bank: what it says last counts.
fn keep_span(db: &mut Db, operation: &str, span: &Span) -> QueryResult<()> {
    let (opened_on, opening) = span.opening.map_or((String::new(), 0), |(on, amount)| (on.to_string(), amount));
    let told = (
        statement_balance::opened_on.eq(opened_on),
        statement_balance::opening.eq(opening),
        statement_balance::closed_on.eq(span.closing.0.to_string()),
        statement_balance::closing.eq(span.closing.1),
    );
    let row = (
        statement_balance::operation.eq(operation),
        statement_balance::account.eq(&span.account),
        statement_balance::mark.eq(&span.mark),
        told.clone(),
    );
    let key = (statement_balance::operation, statement_balance::account, statement_balance::mark);
    let insert = diesel::insert_into(statement_balance::table).values(row).on_conflict(key).do_update().set(told);
    both!(db, c => insert.execute(c))?;
    Ok(())
}

/// Lines in one state of these accounts, newest day first.
pub(super) fn in_state(operation: &Operation, state: State, accounts: &[String]) -> Result<Vec<Line>, StoreError> {
    some_in_state(operation, state, accounts, (0, i64::MAX))
}

/// The same, so many behind the first so many.
pub(super) fn some_in_state(
    operation: &Operation,
    state: State,
    accounts: &[String],
    (offset, limit): (i64, i64),
) -> Result<Vec<Line>, StoreError> {
    operation.read(|db| {
        let query = statement_line::table
            .filter(statement_line::operation.eq(operation.slug()))
            .filter(statement_line::state.eq(state.code()))
            .filter(statement_line::account.eq_any(accounts))
            .order((statement_line::booked.desc(), statement_line::mark, statement_line::nth))
            .offset(offset)
            .limit(limit);
        let rows: Vec<Row> = both!(db, c => query.select(Row::as_select()).load(c))?;
        rows.into_iter().map(Line::try_from).collect()
    })
}

/// Every line of an account, whatever its state.
pub(super) fn of_account(operation: &Operation, account: &str) -> Result<Vec<Line>, StoreError> {
    operation.read(|db| {
        let query = statement_line::table
            .filter(statement_line::operation.eq(operation.slug()))
            .filter(statement_line::account.eq(account))
            .order((statement_line::booked, statement_line::mark, statement_line::nth));
        let rows: Vec<Row> = both!(db, c => query.select(Row::as_select()).load(c))?;
        rows.into_iter().map(Line::try_from).collect()
    })
}

/// One line.
pub(super) fn find(operation: &Operation, id: &LineId) -> Result<Option<Line>, StoreError> {
    operation.read(|db| {
        let query = statement_line::table.find((operation.slug(), &id.mark, id.nth));
        let row: Option<Row> = both!(db, c => query.select(Row::as_select()).first(c).optional())?;
        row.map(Line::try_from).transpose()
    })
}

/// How many lines are in a state.
pub(super) fn count(operation: &Operation, state: State) -> Result<i64, StoreError> {
    operation.read(|db| {
        let query = statement_line::table
            .filter(statement_line::operation.eq(operation.slug()))
            .filter(statement_line::state.eq(state.code()));
        Ok(both!(db, c => query.count().get_result(c))?)
    })
}

/// How many lines there are by account and state.
pub(super) fn counts(operation: &Operation) -> Result<BTreeMap<(String, State), i64>, StoreError> {
    operation.read(|db| {
        let query = statement_line::table
            .filter(statement_line::operation.eq(operation.slug()))
            .group_by((statement_line::account, statement_line::state))
            .select((statement_line::account, statement_line::state, diesel::dsl::count_star()));
        let rows: Vec<(String, String, i64)> = both!(db, c => query.load(c))?;
        rows.into_iter()
            .map(|(account, state, n)| Ok(((account, State::parse(&state).ok_or_else(damaged)?), n)))
            .collect()
    })
}

/// Entries that lines are, by account: money that was changed from one account of ours to another is a line of each.
pub(super) fn taken(operation: &Operation) -> Result<BTreeSet<(String, u64)>, StoreError> {
    operation.read(|db| {
        let query = statement_line::table
            .filter(statement_line::operation.eq(operation.slug()))
            .filter(statement_line::entry.is_not_null())
            .select((statement_line::account, statement_line::entry.assume_not_null()));
        let rows: Vec<(String, i64)> = both!(db, c => query.load(c))?;
        Ok(rows.into_iter().map(|(account, entry)| (account, unsigned(entry))).collect())
    })
}

/// The ids of the lines that became these entries.
pub(super) fn of_entries(operation: &Operation, entries: &[u64]) -> Result<Vec<LineId>, StoreError> {
    let numbers: Vec<i64> = entries.iter().copied().map(signed).collect();
    operation.read(|db| {
        let mut ids = Vec::new();
        for some in numbers.chunks(AT_ONCE) {
            let query = statement_line::table
                .filter(statement_line::operation.eq(operation.slug()))
                .filter(statement_line::entry.eq_any(some))
                .select((statement_line::mark, statement_line::nth));
            let rows: Vec<(String, i32)> = both!(db, c => query.load(c))?;
            ids.extend(rows.into_iter().map(|(mark, nth)| LineId { mark, nth }));
        }
        Ok(ids)
    })
}

/// Which of these lines are kept already.
pub(super) fn known(operation: &Operation, marks: &[&str]) -> Result<BTreeSet<LineId>, StoreError> {
    operation.read(|db| {
        let mut ids = BTreeSet::new();
        for some in marks.chunks(AT_ONCE) {
            let query = statement_line::table
                .filter(statement_line::operation.eq(operation.slug()))
                .filter(statement_line::mark.eq_any(some))
                .select((statement_line::mark, statement_line::nth));
            let rows: Vec<(String, i32)> = both!(db, c => query.load(c))?;
            ids.extend(rows.into_iter().map(|(mark, nth)| LineId { mark, nth }));
        }
        Ok(ids)
    })
}

/// Moves lines from the states in which somebody saw them into another one. Lines that are in another state by now stay
/// there. Answers how many moved.
pub(super) fn decide(operation: &Operation, seen: &[(LineId, State)], to: State) -> Result<usize, StoreError> {
    operation.write(|db| {
        let mut moved = 0;
        for (id, state) in seen {
            let row = statement_line::table.find((operation.slug(), &id.mark, id.nth));
            let row = row.filter(statement_line::state.eq(state.code()));
            let set = statement_line::state.eq(to.code());
            moved += both!(db, c => diesel::update(row).set(set).execute(c))?;
        }
        Ok(moved)
    })
}

/// Notes, in the transaction of its entry, that a line is booked. A line that somebody ignored or booked meanwhile takes the
/// whole transaction back.
pub(super) fn note_booked(db: &mut Db, operation: &str, id: &LineId, entry: u64) -> QueryResult<()> {
    let row = statement_line::table.find((operation, &id.mark, id.nth));
    let row = row.filter(statement_line::state.eq_any([State::Open.code(), State::Held.code()]));
    let set = (statement_line::state.eq(State::Booked.code()), statement_line::entry.eq(Some(signed(entry))));
    let changed = both!(db, c => diesel::update(row).set(set).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(diesel::result::Error::RollbackTransaction) }
}

/// Ties a line to an entry that is in the book already. Whether it is now: not where the line is decided about, or the entry
/// is another line of that account.
pub(super) fn settle(operation: &Operation, id: &LineId, entry: u64) -> Result<bool, StoreError> {
    let settled = operation.write(|db| {
        let line = statement_line::table.find((operation.slug(), &id.mark, id.nth)).select(statement_line::account);
        let account: Option<String> = both!(db, c => line.first(c).optional())?;
        let Some(account) = account else { return Ok(false) };
        let query = statement_line::table
            .filter(statement_line::operation.eq(operation.slug()))
            .filter(statement_line::account.eq(account))
            .filter(statement_line::entry.eq(signed(entry)))
            .select((statement_line::mark, statement_line::nth));
        let there: Option<(String, i32)> = both!(db, c => query.first(c).optional())?;
        if let Some((mark, nth)) = there {
            return Ok(mark == id.mark && nth == id.nth);
        }
        match note_booked(db, operation.slug(), id, entry) {
            Ok(()) => Ok(true),
            Err(diesel::result::Error::RollbackTransaction) => Ok(false),
            Err(error) => Err(error.into()),
        }
    });
    match settled {
        // Another program tied another line of this account to it at the same moment.
        Err(StoreError::Query(DatabaseError(DatabaseErrorKind::UniqueViolation, _))) => Ok(false),
        settled => settled,
    }
}

/// Opens lines again whose entries were put right: the money may have come all the same. Whether it stayed a person says.
pub(super) fn reopen(operation: &Operation) -> Result<(), StoreError> {
    let righted: Vec<i64> = operation.all_corrected()?.into_keys().map(signed).collect();
    let wrong = operation.read(|db| {
        let mut wrong: Vec<i64> = Vec::new();
        for some in righted.chunks(AT_ONCE) {
            let query = statement_line::table
                .filter(statement_line::operation.eq(operation.slug()))
                .filter(statement_line::entry.eq_any(some))
                .select(statement_line::entry.assume_not_null());
            let found: Vec<i64> = both!(db, c => query.load(c))?;
            wrong.extend(found);
        }
        Ok::<_, StoreError>(wrong)
    })?;
    if wrong.is_empty() {
        return Ok(());
    }
    operation.write(|db| {
        for entry in &wrong {
            let row = statement_line::table
                .filter(statement_line::operation.eq(operation.slug()))
                .filter(statement_line::entry.eq(entry));
            let set = (
                statement_line::state.eq(State::Open.code()),
                statement_line::entry.eq(None::<i64>),
                statement_line::round.eq(statement_line::round + 1),
            );
            both!(db, c => diesel::update(row).set(set).execute(c))?;
        }
        Ok(())
    })
}

/// The balances that statements of one account told, in the order of their last days.
pub(super) fn spans(operation: &Operation, account: &str) -> Result<Vec<Span>, StoreError> {
    operation.read(|db| {
        let query = statement_balance::table
            .filter(statement_balance::operation.eq(operation.slug()))
            .filter(statement_balance::account.eq(account))
            .order((statement_balance::closed_on, statement_balance::opened_on))
            .select((
                statement_balance::mark,
                statement_balance::opened_on,
                statement_balance::opening,
                statement_balance::closed_on,
                statement_balance::closing,
            ));
        let rows: Vec<(String, String, i64, String, i64)> = both!(db, c => query.load(c))?;
        rows.into_iter()
            .map(|(mark, opened_on, opening, closed_on, closing)| {
                let opening = match text(opened_on) {
                    Some(on) => Some((on.parse().map_err(|_| damaged())?, opening)),
                    None => None,
                };
                let closed_on = closed_on.parse().map_err(|_| damaged())?;
                Ok(Span { account: account.to_owned(), mark, opening, closing: (closed_on, closing) })
            })
            .collect()
    })
}

/// Which account of ours a number is, where somebody said so.
pub(super) fn assigned(operation: &Operation, mark: &str, currency: &str) -> Result<Option<String>, StoreError> {
    operation.read(|db| {
        let query = statement_account::table.find((operation.slug(), mark, currency));
        Ok(both!(db, c => query.select(statement_account::account).first(c).optional())?)
    })
}

/// Keeps which account of ours a number is; what was said before is replaced.
pub(super) fn assign(operation: &Operation, mark: &str, currency: &str, account: &str) -> Result<(), StoreError> {
    operation.write(|db| {
        let row = (
            statement_account::operation.eq(operation.slug()),
            statement_account::mark.eq(mark),
            statement_account::currency.eq(currency),
            statement_account::account.eq(account),
        );
        let key = (statement_account::operation, statement_account::mark, statement_account::currency);
        let set = statement_account::account.eq(account);
        let insert = diesel::insert_into(statement_account::table).values(row).on_conflict(key).do_update().set(set);
        both!(db, c => insert.execute(c))?;
        Ok(())
    })
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
