//! The whole book beside the raw engine: `cargo bench -p waybill --bench whole -- --entries 1000000`.
//!
//! The same as `waybill bench`, built as it would be released; `docs/performance.md` says how to read it.

#![allow(clippy::unwrap_used, missing_docs)]

fn main() {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_waybill"));
    // Cargo adds a word of its own.
    let asked = std::env::args().skip(1).filter(|word| word != "--bench");
    let done = program.arg("bench").args(asked).status().unwrap();
    assert!(done.success(), "the bench failed: {done}");
}
