//! The stories: what a solidarity operation lives through, told on both engines with the same words.
//!
//! Each story is a sentence. It gets a book of its own in a place of its own ([`common::Place`]), enters forms as a
//! coordinator enters them, closes days, and reads what a giver and a stranger read. A story about PostgreSQL needs
//! the address of a throw-away server in `WAYBILL_TEST_POSTGRES`; without it the story fails, it is never left out.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap that fails is a test that fails")]

#[macro_use]
mod common;

#[path = "stories/any_order.rs"]
mod any_order;
#[path = "stories/approvals.rs"]
mod approvals;
#[path = "stories/balances.rs"]
mod balances;
#[path = "stories/changes.rs"]
mod changes;
#[path = "stories/comments.rs"]
mod comments;
#[path = "stories/company.rs"]
mod company;
#[path = "stories/corrections.rs"]
mod corrections;
#[path = "stories/demonstration.rs"]
mod demonstration;
#[path = "stories/disk.rs"]
mod disk;
#[path = "stories/dispatches.rs"]
mod dispatches;
#[path = "stories/doors.rs"]
mod doors;
#[path = "stories/embargo.rs"]
mod embargo;
#[path = "stories/flow.rs"]
mod flow;
#[path = "stories/hand.rs"]
mod hand;
#[path = "stories/import.rs"]
mod import;
#[path = "stories/inkind.rs"]
mod inkind;
#[path = "stories/lock.rs"]
mod lock;
#[path = "stories/losses.rs"]
mod losses;
#[path = "stories/mishaps.rs"]
mod mishaps;
#[path = "stories/needs.rs"]
mod needs;
#[path = "stories/people.rs"]
mod people;
#[path = "stories/policy.rs"]
mod policy;
#[path = "stories/replay.rs"]
mod replay;
#[path = "stories/returns.rs"]
mod returns;
#[path = "stories/rules.rs"]
mod rules;
#[path = "stories/sealed.rs"]
mod sealed;
#[path = "stories/sending.rs"]
mod sending;
#[path = "stories/sharing.rs"]
mod sharing;
#[path = "stories/shipments.rs"]
mod shipments;
#[path = "stories/statements.rs"]
mod statements;
#[path = "stories/stock.rs"]
mod stock;
#[path = "stories/together.rs"]
mod together;
