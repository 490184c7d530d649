//! Purchases: an order with typed goods, its payment, and what of it arrived.
//!
//! An order moves nothing. Paying it exchanges money for goods that the supplier owes us (the holder `order-…`); an
//! arrival moves them from there to a place, and what is missing into a claim.

mod arrival;
mod order;
mod payment;
mod rows;

use jiff::civil::Date;

use crate::publish::gate::{KindShape, ruled};
use crate::store::{KindRows, StoreError};
use crate::web::forms::{Bench, Waits};

pub use arrival::FORM as ARRIVAL_FORM;
pub use order::{FORM as ORDER_FORM, LINES_MAX};
pub use payment::FORM as PAYMENT_FORM;
pub use rows::open_orders;

/// Orders that are not paid, and paid ones that have not arrived; late once their week is over.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let w = bench.w;
    let mut waits = Vec::new();
    for order in rows::open_orders(bench.operation)? {
        let at = if !order.paid {
            "record/payment"
        } else if arrival::is_waiting(bench, &order)? {
            "record/arrival"
        } else {
            continue;
        };
        let over = order.expected_week.parse::<Date>().map(|week| week.saturating_add(jiff::Span::new().days(7)));
        let days = over.ok().map_or(0, |over| bench.today.since(over).map_or(0, |span| span.get_days()) + 1);
        let late = (days > 0).then(|| w.with("waits-late", &[("n", days.into())]));
        let args = [("order", payment::order_words(bench, &order).into())];
        waits.push(Waits {
            words: w.with(if order.paid { "waits-arrival" } else { "waits-payment" }, &args),
            late,
            at,
        });
    }
    Ok(waits)
}

/// Rows of the three kinds.
pub const ROWS: [KindRows; 3] = [
    KindRows {
        derive: rows::derive_order,
        correct: rows::correct_order,
        clear: rows::clear,
        rows: rows::rows,
        ..KindRows::none(order::KIND)
    },
    KindRows { derive: rows::derive_payment, correct: rows::correct_payment, ..KindRows::none(payment::KIND) },
    KindRows::none(arrival::KIND),
];

/// What the gate tells of the three kinds.
pub const SHAPES: [KindShape; 3] = [
    KindShape { kind: order::KIND, shape: ruled },
    KindShape { kind: payment::KIND, shape: ruled },
    KindShape { kind: arrival::KIND, shape: ruled },
];
