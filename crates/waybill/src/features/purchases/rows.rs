//! Rows of purchases: orders as later payments and arrivals need them.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::both;
use crate::store::{Db, Operation, Recorded, StoreError};

diesel::table! {
    #[allow(missing_docs)]
    purchase_order (operation, code) {
        operation -> Text, code -> Text, entry -> BigInt, fund -> Text, supplier -> Text, expected_week -> Text, lines -> Text,
        paid -> Integer,
    }
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The catalogue variant's code.
    pub commodity: String,
    /// Units.
    pub quantity: i64,
    /// Price of one in the smallest unit.
    pub price: i64,
    /// The currency.
    pub currency: String,
    /// Country of origin.
    pub origin: String,
}

/// An order as later steps need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its holder code, `order-…`.
    pub code: String,
    /// The fund that pays.
    pub fund: String,
    /// The supplier's code.
    pub supplier: String,
    /// Monday of the expected week, YYYY-MM-DD.
    pub expected_week: String,
    /// What was ordered.
    pub lines: Vec<Line>,
    /// Whether it was paid.
    pub paid: bool,
}

impl Order {
    /// What all lines cost together.
    pub fn total(&self) -> i64 {
        self.lines.iter().map(|l| l.quantity.saturating_mul(l.price)).sum()
    }
}

pub(super) fn derive_order(db: &mut Db, operation: &str, recorded: &Recorded) -> QueryResult<()> {
    let text = |member: &str| recorded.public.get(member).and_then(Value::as_str).unwrap_or_default();
    let row = (
        purchase_order::operation.eq(operation),
        purchase_order::code.eq(text("order")),
        purchase_order::entry.eq(i64::try_from(recorded.number).unwrap_or(i64::MAX)),
        purchase_order::fund.eq(text("fund")),
        purchase_order::supplier.eq(text("supplier")),
        purchase_order::expected_week.eq(text("expected_week")),
        purchase_order::lines.eq(recorded.public.get("lines").map(Value::to_string).unwrap_or_default()),
        purchase_order::paid.eq(0),
    );
    both!(db, c => diesel::insert_into(purchase_order::table).values(row).execute(c))?;
    Ok(())
}

/// An order that was never meant: nobody pays it. Not while its payment stands.
pub(super) fn correct_order(db: &mut Db, operation: &str, wrong: &Recorded) -> QueryResult<()> {
    let row = purchase_order::table.find((operation, order_of(wrong))).filter(purchase_order::paid.eq(0));
    exactly_one(both!(db, c => diesel::delete(row).execute(c))?)
}

pub(super) fn derive_payment(db: &mut Db, operation: &str, recorded: &Recorded) -> QueryResult<()> {
    set_paid(db, operation, recorded, 1)
}

/// A payment that was wrong: its order waits to be paid again.
pub(super) fn correct_payment(db: &mut Db, operation: &str, wrong: &Recorded) -> QueryResult<()> {
    set_paid(db, operation, wrong, 0)
}

fn set_paid(db: &mut Db, operation: &str, payment: &Recorded, paid: i32) -> QueryResult<()> {
    let row = purchase_order::table.find((operation, order_of(payment))).filter(purchase_order::paid.eq(1 - paid));
    exactly_one(both!(db, c => diesel::update(row).set(purchase_order::paid.eq(paid)).execute(c))?)
}

/// The form looked at the order before the entry is written, and another program may have paid it or taken it back in
/// between: then nothing of the entry is written either.
fn exactly_one(changed: usize) -> QueryResult<()> {
    if changed == 1 { Ok(()) } else { Err(diesel::result::Error::NotFound) }
}

fn order_of(recorded: &Recorded) -> &str {
    recorded.public.get("order").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn clear(db: &mut Db, operation: &str) -> QueryResult<()> {
    let rows = purchase_order::table.filter(purchase_order::operation.eq(operation));
    both!(db, c => diesel::delete(rows).execute(c))?;
    Ok(())
}

pub(super) fn rows(db: &mut Db, operation: &str) -> QueryResult<Vec<String>> {
    let query = purchase_order::table.filter(purchase_order::operation.eq(operation)).order(purchase_order::code);
    let columns = (
        (purchase_order::code, purchase_order::entry, purchase_order::fund, purchase_order::supplier),
        (purchase_order::expected_week, purchase_order::lines, purchase_order::paid),
    );
    let rows: Vec<((String, i64, String, String), (String, String, i32))> =
        both!(db, c => query.select(columns).load(c))?;
    Ok(rows.iter().map(|row| format!("purchase_order {row:?}")).collect())
}

/// As it is read: code, fund, supplier, expected week, lines, paid.
type OrderRow = (String, String, String, String, String, i32);

/// All orders, oldest first.
pub fn open_orders(operation: &Operation) -> Result<Vec<Order>, StoreError> {
    let rows: Vec<OrderRow> = operation.read(|db| {
        let query =
            purchase_order::table.filter(purchase_order::operation.eq(operation.slug())).order(purchase_order::entry);
        let columns = (
            purchase_order::code,
            purchase_order::fund,
            purchase_order::supplier,
            purchase_order::expected_week,
            purchase_order::lines,
            purchase_order::paid,
        );
        Ok::<_, StoreError>(both!(db, c => query.select(columns).load(c))?)
    })?;
    rows.into_iter()
        .map(|(code, fund, supplier, expected_week, lines, paid)| {
            let lines = serde_json::from_str(&lines).map_err(|_| StoreError::Damaged(0, format!("lines of {code}")))?;
            Ok(Order { code, fund, supplier, expected_week, lines, paid: paid == 1 })
        })
        .collect()
}

/// One order.
pub(super) fn find(operation: &Operation, code: &str) -> Result<Option<Order>, StoreError> {
    Ok(open_orders(operation)?.into_iter().find(|order| order.code == code))
}
