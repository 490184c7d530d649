//! The log against its promises: right by the definitions of the RFC, by programs of others, and under attack.

#![allow(clippy::unwrap_used, clippy::needless_for_each)]

mod common;
mod hostile;
mod keys;
mod leaves;
mod naive;
mod notes;
mod oracles;
mod properties;
mod receipts;
mod tiles;
mod vectors;
mod witnesses;
