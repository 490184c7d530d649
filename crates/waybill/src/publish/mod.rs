//! The one gate from the private book to what the world may know, and the doors the public side has.
//!
//! [`gate`] decides what is told and when; [`published`] reads what was told; [`giver`] answers a giver's code.

pub mod audit;
pub mod byday;
pub mod comments;
pub mod corrected;
pub mod details;
pub mod early;
pub mod fact;
pub mod figures;
pub mod flow;
pub mod foretold;
pub mod gate;
pub mod giver;
pub mod in_force;
pub mod intake;
pub mod policy;
pub mod proven;
pub mod published;
pub mod receipt;
pub mod rules;
pub mod shown;
pub mod texts;
pub mod ticks;
pub mod witnesses;
