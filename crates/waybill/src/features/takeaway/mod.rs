//! Taking the books along: everything published as files, for a spreadsheet, for accounting programs, for a checker.
//!
//! Each file is made from what is published at the moment it is asked for, and from nothing else: [`table`] writes rows for
//! a spreadsheet, [`ledger`] reads the facts as an accountant's book, [`hledger`] and [`beancount`] write that book down as
//! those two programs read it. The page says what each file is for, how large it is and how to check it.

mod beancount;
mod hledger;
mod ledger;
mod page;
mod table;

pub use beancount::beancount;
pub use hledger::hledger;
pub use page::{FileShown, page};
pub use table::{facts_csv, facts_json, figures_csv};
