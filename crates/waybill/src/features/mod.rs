//! The features: each folder holds its whole story - fact and rules, rows, pages, words, tests. None knows another.

pub mod advances;
pub mod books;
pub mod changes;
pub mod comments;
pub mod corrections;
pub mod decisions;
pub mod dispatches;
pub mod donations;
pub mod figures;
pub mod front;
pub mod giving;
pub mod handovers;
pub mod losses;
pub mod needs;
pub mod opening;
pub mod protect;
pub mod purchases;
pub mod returns;
pub mod settings;
pub mod shipments;
pub mod start;
pub mod statements;
pub mod stock;
pub mod takeaway;
pub mod trace;
pub mod unsealing;
