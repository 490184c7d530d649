//! The stock: what lies where, counted by hand against what the book says.
//!
//! A count that differs is an entry of its own: fewer are a loss with its reason; more are, as far as something was lost
//! from that very shelf, found again, and the rest found without a past. A count that agrees moves nothing and is told to
//! nobody, but the book knows when somebody looked last.

mod count;
mod found;
mod page;
mod shelf;

pub use count::FORM;
pub use page::DESK_PAGE;

use serde_json::Value;

use crate::publish::gate::{KindShape, ruled};
use crate::store::{Db, KindRows, Recorded, moved_on_shelf};

/// It has no rows of its own; but a count that was overtaken is not written.
pub const ROWS: KindRows = KindRows { derive: still_as_counted, ..KindRows::none(count::KIND) };

/// What the gate tells of it: like an arrival, one by one, on the Monday of its week; nothing of a count that agrees.
pub const SHAPE: KindShape = KindShape { kind: count::KIND, shape: ruled };

/// The form looked at the shelf before the entry is written, and another program may have moved something in between:
/// then nothing of the entry is written.
fn still_as_counted(db: &mut Db, operation: &str, recorded: &Recorded) -> diesel::QueryResult<()> {
    let rest = recorded.private.get("rest");
    let text = |member: &str| rest.and_then(|rest| rest.get(member)).and_then(Value::as_str).unwrap_or_default();
    let sheet = rest.and_then(|rest| rest.get("sheet")).and_then(Value::as_u64).unwrap_or_default();
    let moved = moved_on_shelf(db, operation, (text("place"), text("commodity")), (sheet, recorded.number))?;
    if moved.is_empty() { Ok(()) } else { Err(diesel::result::Error::RollbackTransaction) }
}
