//! Commands that need more than a call: founding an operation by asking, being the only one who serves it, and copying books while they are
//! written.

pub mod alone;
mod asking;
pub mod backup;
pub mod bench;
pub mod dumps;
pub mod fsck;
pub mod import;
pub mod init;
pub mod keys;
pub mod people;
pub mod rebuild;
