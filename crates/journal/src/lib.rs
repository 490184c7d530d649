//! The journal: the one book of what was given, where it went and whose gift stands behind each thing.
//!
//! The story, in order of reading:
//! 1. [`names`]: who holds, what for, and what: account, commodity, pool.
//! 2. [`Move`] and [`Entry`]: what an entry says.
//! 3. [`Book::post`]: an entry is taken whole or refused whole, with a [`Refusal`] that says why.
//! 4. The line of a pool: arrivals lie end to end, and one stored number says which units left.
//! 5. [`Book::track`] and [`Book::trace`]: from a gift to the hands, and back, in exact fractions.
//! 6. [`Book::reversal`]: how a wrong entry is corrected by one more entry.
//! 7. [`canonical`] and [`chain`]: the bytes of an entry, their salted commitments and the chain of heads.
//!
//! ```
//! use waybill_journal::{Book, End, MoveId, shown};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut book = Book::new();
//! for line in [
//!     // Fifty euros, and the rest of an order of a hundred vests at six hundred euros each, in cents.
//!     r#"{"n":1,"moves":[{"m":"transfer","from":"w:giver-1","to":"bank/vests","c":"EUR","a":5000}]}"#,
//!     r#"{"n":2,"moves":[{"m":"transfer","from":"w:giver-2","to":"bank/vests","c":"EUR","a":5995000}]}"#,
//!     r#"{"n":3,"moves":[{"m":"exchange","from":"bank/vests","c":"EUR","a":6000000,
//!         "to":"order/vests","gc":"VEST-4","ga":100,"with":"w:supplier"}]}"#,
//! ] {
//!     book.post_json(&serde_json::from_str(line)?)?;
//! }
//! let ends = book.track(MoveId::new(1, 0))?;
//! let on_order = &ends[&End::parse("at:order/vests/VEST-4")?];
//! assert_eq!(shown(&on_order.share), "5000");
//! assert_eq!(shown(&on_order.quantity), "1/12", "of a vest: 1/1200 of the order");
//! # Ok(())
//! # }
//! ```
//!
//! The exact meaning of all of it is written in `docs/TRACING.md`; where code and that text differ, the code is wrong.
//! The crate is pure: no input or output, no clock, no chance. It knows nothing of kinds, dates, currencies or what
//! a fund is for.

mod book;
pub mod canonical;
pub mod chain;
mod correct;
mod entry;
mod follow;
mod judge;
mod line;
pub mod names;
mod ratio;
mod refusal;
mod split;
mod track;

pub use book::{Arrival, Book, Departure, NotTheLast, Posted};
pub use correct::NotReversible;
pub use entry::{AMOUNT_MAX, Entry, Move, NotAMove, NotAnEntry, Slice};
pub use names::{Account, Commodity, EntryNumber, MoveId, NotAName, NotAnAccount, Pool};
pub use ratio::{Ratio, shown};
pub use refusal::{Misshapen, Refusal};
pub use split::Short;
pub use track::{End, NoSuchEnd, NoSuchGift, Relabel, Share};
