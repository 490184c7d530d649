//! Bank statements, as banks send them to computers: what came in and what went out, line by line.
//!
//! The story, in order of reading:
//! 1. [`Statement`], [`Line`], [`Balance`]: what a statement says once it is read.
//! 2. [`Fault`], [`StatementFault`], [`LineFault`]: what can be wrong with a file, with a statement, with one line. One bad
//!    line does not keep the others out.
//! 3. [`read`]: from the bytes of a file to its statements.
//! 4. [`write()`]: the other way, for demonstrations and tests.
//!
//! Read is ISO 20022's `camt.053.001` in the versions 02, 04 and 08. Amounts are integers in the currency's smallest unit,
//! taken from the digits as they stand, never through a floating number. The crate is pure: no input or output, no clock.

mod account;
mod amount;
mod elements;
mod entry;
mod fault;
mod payment;
mod read;
mod references;
mod statement;
mod text;
mod write;

pub use fault::{End, Fault, LineFault, StatementFault, Status, Why};
pub use read::{BYTES_MAX, LINES_MAX, read};
pub use statement::{Balance, Direction, Line, Sent, Statement, Version};
pub use write::{Written, WrittenEntry, WrittenPayment, write};
