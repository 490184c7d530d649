//! The log: what the book said, in an order nobody can change quietly.
//!
//! The story, in order of reading:
//! 1. [`tree`]: leaves are hashed two by two until one hash, the root, stands for all of them.
//! 2. [`tile`]: the tree as files anybody can fetch and keep.
//! 3. [`leaf`]: what stands in the log: commitments, facts, texts, keys, and the tick that closes a day.
//! 4. [`note`] and [`checkpoint`]: the root, signed.
//! 5. [`witness`] and [`cosignature`]: others remember the root, and sign that they saw it.
//! 6. [`receipt`]: a giver's proof that the gift is in the book, in one text file.
//! 7. [`keys`]: how one key hands over to the next.
//!
//! The formats are those of C2SP (tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-proof, tlog-witness) over
//! the tree of RFC 6962, so that programs of others read them. The crate is pure: no input or output, no clock, no chance.

mod b64;
pub mod checkpoint;
pub mod cosignature;
pub mod keys;
pub mod leaf;
pub mod note;
pub mod receipt;
pub mod tile;
pub mod tree;
pub mod witness;

pub use checkpoint::Checkpoint;
pub use leaf::Leaf;
pub use note::{SigningKey, VerifierKey};
pub use receipt::Receipt;
pub use tree::{Frontier, Hash, Subtree};
