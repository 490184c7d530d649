//! Dispatches: the report of a day in words, with figures read from the book; and statements, which have none.
//!
//! The story: somebody writes a *draft*, one language at a time, and picks figures for it. The preview shows it as the
//! world will see it. Publishing is one entry of the book that moves nothing; the text is told at once, with its figures
//! as they stood at the last close. Afterwards nothing is changed: a correction is one more entry, listed on the page.

mod changes;
mod draft;
mod editor;
mod feed;
mod page;
mod rows;

pub use draft::{Written, entry_of, problems_of};
pub use editor::DESK_PAGE;
pub use feed::feed;
pub use page::{list, one};
pub use rows::published_entries;

use crate::publish::gate::KindShape;
use crate::publish::texts;
use crate::store::KindRows;

/// Its rows.
pub const ROWS: KindRows =
    KindRows { derive: rows::derive, clear: rows::clear, rows: rows::rows, ..KindRows::none(texts::KIND) };

/// At the close of a day nothing is told of it: a text is told when it is published.
pub const SHAPE: KindShape = KindShape { kind: texts::KIND, shape: |_, _| Vec::new() };
