//! Purchases: an order with typed goods, its payment, and what of it arrived.
//!
//! An order moves nothing. Paying it exchanges money for goods that the supplier owes us (the holder `order-…`); an
//! arrival moves them from there to a place, and what is missing into a claim.

mod arrival;
mod order;
mod payment;
mod rows;

use crate::publish::gate::KindShape;
use crate::store::KindRows;

pub use arrival::FORM as ARRIVAL_FORM;
pub use order::{FORM as ORDER_FORM, LINES_MAX};
pub use payment::FORM as PAYMENT_FORM;
pub use rows::open_orders;

/// Rows of the three kinds.
pub const ROWS: [KindRows; 3] = [
    KindRows { kind: order::KIND, derive: rows::derive_order, clear: rows::clear },
    KindRows { kind: payment::KIND, derive: rows::derive_payment, clear: |_, _| Ok(()) },
    KindRows { kind: arrival::KIND, derive: |_, _, _| Ok(()), clear: |_, _| Ok(()) },
];

/// What the gate tells of the three kinds.
pub const SHAPES: [KindShape; 3] = [
    KindShape { kind: order::KIND, shape: order::shape },
    KindShape { kind: payment::KIND, shape: payment::shape },
    KindShape { kind: arrival::KIND, shape: arrival::shape },
];
