//! The journal's tests, one program: worked cases, plain rules, properties, and a second book that must agree.
//!
//! `WAYBILL_CASES=2000 cargo test -p waybill-journal --release` looks at more random journals.
#![allow(clippy::unwrap_used)]

mod common;
mod golden_cases;
mod labelled;
mod lists;
mod names_and_json;
mod plain_rules;
mod properties;
mod scale;
mod two_books_agree;
mod vectors;
