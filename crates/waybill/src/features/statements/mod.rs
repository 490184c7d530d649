//! The bank's statements: a file is read, its lines wait as proposals, and a person books, holds or ignores them.
//!
//! The story: a *file* is sent and read (`file`); of each line only what the book needs is kept, with a keyed hash by which the
//! same line is known again (`rows`). What a line looks like - a gift, an entry that is there already, money that went out - is
//! worked out anew at each look (`propose`), because the book goes on in between. Booking goes through the gift form's own
//! rules (`enter`). Beside the book's balance stands the bank's, with the lines and entries that make the difference (`balance`).

mod balance;
mod decide;
mod enter;
mod file;
mod line;
mod list;
mod look;
mod propose;
mod rows;
mod upload;
mod words;

use std::collections::BTreeMap;

use maud::Markup;

pub use balance::{Balanced, Item, balanced};
pub use enter::{Done, book, book_ready};
pub use file::{Refused, Told, Unsure, import};
pub use line::{Line, LineId, State};
pub use propose::{Choice, Proposal, Proposed, Why, proposals};

use crate::publish::intake::Wish;
use crate::store::{Operation, StoreError};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, Form, Waits};
use crate::web::layout::address;
use crate::web::typed::Typed;

/// The first part of its addresses.
pub const NAME: &str = "statements";
/// The largest file, in bytes: a month of a very large campaign (40,000 transfers of about 1,500 bytes).
pub const FILE_MAX: usize = 64 * 1024 * 1024;

/// What becomes of lines. The house names the features behind it; this one knows none of them.
pub struct Entering {
    /// The form with which a gift is booked.
    pub gift: Form,
    /// The forms for money that went out, offered with what is known.
    pub went_out: &'static [Form],
    /// Which of these references the book gave out, each with what was promised under it, if something still is.
    pub known_references: KnownReferences,
    /// The reference under which each gift came, by its entry.
    pub references_of_gifts: fn(&Operation) -> Result<BTreeMap<u64, String>, StoreError>,
    /// A fresh receipt code, for a gift under a new reference.
    pub draw_code: fn(&Bench) -> String,
    /// The gifts behind a receipt code as it was typed.
    pub gifts_of_code: fn(&Operation, &str) -> Result<Vec<u64>, StoreError>,
    /// What is said beside a gift before it is booked.
    pub remark: fn(&Bench, &Typed) -> Result<Option<Markup>, StoreError>,
}

/// References by what was promised under them.
pub type KnownReferences = fn(&Operation, &[String]) -> Result<BTreeMap<String, Option<Wish>>, StoreError>;

/// Answers a request of these pages.
pub fn answer(ask: &DeskAsk, entering: &Entering) -> Result<DeskAnswer, StoreError> {
    rows::reopen(ask.bench.operation)?;
    match ask.parts {
        [] => list::answer(ask, entering, list::Filter::first(State::Open)),
        ["file"] => upload::answer(ask, entering),
        ["balance"] if ask.sent.is_none() => balance::page(ask),
        ["line", id] => match LineId::parse(id) {
            Some(id) => look::answer(ask, entering, &id),
            None => Ok(DeskAnswer::Missing),
        },
        [state, account, page] => match list::Filter::parse(ask.bench, state, account, page) {
            Some(filter) => list::answer(ask, entering, filter),
            None => Ok(DeskAnswer::Missing),
        },
        _ => Ok(DeskAnswer::Missing),
    }
}

/// The ids of the lines that became these entries.
pub fn lines_of(operation: &Operation, entries: &[u64]) -> Result<Vec<String>, StoreError> {
    Ok(rows::of_entries(operation, entries)?.iter().map(LineId::to_string).collect())
}

/// Lines that nobody has decided about.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let open = rows::count(bench.operation, State::Open)?;
    if open == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Waits { words: bench.w.with("waits-statements", &[("n", open.into())]), late: None, at: NAME }])
}

/// An address below this feature's own.
fn here(ask: &DeskAsk, path: &str) -> String {
    address(ask.base, ask.bench.w, &format!("{NAME}{path}"))
}
