//! Any bytes at all are given to the reader of bank statements: it may refuse them, and must never break or say nonsense.
#![no_main]

mod judge;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| judge::judge(bytes));
