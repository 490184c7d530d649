//! Commands that need more than a call: founding an operation by asking, and copying books while they are written.

mod asking;
pub mod backup;
pub mod dumps;
pub mod init;
pub mod keys;
pub mod people;
