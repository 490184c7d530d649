//! Who may do what: the one table that every request of the coordinators' side is held against.
//!
//! Written by hand, so that a reader sees all of it. A request without a row is denied; tests ask for every row as everybody,
//! and fail for an address of the house that has none. Coordinators answer for the whole and may do what anybody may.

use crate::store::Role::{self, Auditor, Coordinator, Editor, Logistics, Moderator, Treasurer};
use crate::web::access::Method::{Get, Post};
use crate::web::access::{ALL, Access, Method, Owner};

const LEADS: &[Role] = &[Coordinator];
const MONEY: &[Role] = &[Coordinator, Treasurer];
const GOODS: &[Role] = &[Coordinator, Logistics];
const WORK: &[Role] = &[Coordinator, Treasurer, Logistics];
const WORDS: &[Role] = &[Coordinator, Editor];
const VOICES: &[Role] = &[Coordinator, Moderator];
/// Whoever does more than read.
const ACTIVE: &[Role] = &[Coordinator, Treasurer, Logistics, Editor, Moderator];
/// Whoever reads the book, in which places and ways stand.
const READ: &[Role] = &[Coordinator, Treasurer, Logistics, Auditor];
const READ_MONEY: &[Role] = &[Coordinator, Treasurer, Auditor];
const READ_GOODS: &[Role] = &[Coordinator, Logistics, Auditor];

/// The table.
pub const ACCESS: &[Access] = &[
    // What everybody has: the list of what waits, their own account, the way out.
    row(Get, "", ALL),
    row(Get, "record", ALL),
    row(Post, "next-day", ALL),
    row(Get, "start", LEADS),
    always(Post, "sign-out"),
    always(Get, "account"),
    own(Get, "account/sessions"),
    own(Post, "account/sessions"),
    own(Get, "account/passphrase"),
    own(Post, "account/passphrase"),
    own(Get, "account/codes"),
    // Not while the operation is locked: a code on paper undoes the lock, and whoever threw it may fear for a phone.
    Access { while_locked: false, ..own(Post, "account/codes") },
    own(Get, "account/phone"),
    own(Post, "account/phone"),
    // The lock switch.
    always(Get, "lock"),
    Access { roles: ACTIVE, ..always(Post, "lock") },
    Access { roles: ACTIVE, ..always(Get, "lock/undo") },
    Access { roles: ACTIVE, ..always(Post, "lock/undo") },
    // People: everybody sees who takes part and what was done; a second person confirms.
    row(Get, "people", ALL),
    row(Post, "people", LEADS),
    row(Get, "people/*", LEADS),
    row(Post, "people/*", LEADS),
    row(Get, "people/*/confirm", ACTIVE),
    Access { owner: Owner::Another, ..row(Post, "people/*/confirm", ACTIVE) },
    // The book.
    row(Get, "book", READ),
    row(Get, "book.csv", READ),
    row(Get, "book/*", READ),
    row(Get, "book/*/code", MONEY),
    row(Post, "book/*/code", MONEY),
    // Money.
    row(Get, "record/gift", MONEY),
    row(Post, "record/gift", MONEY),
    row(Get, "record/opening-money", MONEY),
    row(Post, "record/opening-money", MONEY),
    row(Get, "record/decision", MONEY),
    row(Post, "record/decision", MONEY),
    row(Get, "record/change", MONEY),
    row(Post, "record/change", MONEY),
    row(Get, "record/advance", MONEY),
    row(Post, "record/advance", MONEY),
    row(Get, "record/payment", MONEY),
    row(Post, "record/payment", MONEY),
    row(Get, "record/giving-details", MONEY),
    row(Post, "record/giving-details", MONEY),
    row(Get, "reference", MONEY),
    row(Post, "reference", MONEY),
    row(Get, "promises", READ_MONEY),
    row(Post, "promises", MONEY),
    row(Get, "statements", READ_MONEY),
    row(Post, "statements", MONEY),
    row(Get, "statements/file", MONEY),
    row(Post, "statements/file", MONEY),
    row(Get, "statements/balance", READ_MONEY),
    row(Get, "statements/line/*", READ_MONEY),
    row(Post, "statements/line/*", MONEY),
    row(Get, "statements/*/*/*", READ_MONEY),
    row(Post, "statements/*/*/*", MONEY),
    // Goods.
    row(Get, "record/gift-in-kind", WORK),
    row(Post, "record/gift-in-kind", WORK),
    row(Get, "record/order", WORK),
    row(Post, "record/order", WORK),
    row(Get, "record/leg", GOODS),
    row(Post, "record/leg", GOODS),
    row(Get, "record/leg-on", GOODS),
    row(Post, "record/leg-on", GOODS),
    row(Get, "record/between", GOODS),
    row(Post, "record/between", GOODS),
    row(Get, "record/unloading", GOODS),
    row(Post, "record/unloading", GOODS),
    row(Get, "record/arrival", GOODS),
    row(Post, "record/arrival", GOODS),
    row(Get, "record/handover", GOODS),
    row(Post, "record/handover", GOODS),
    row(Get, "record/return", GOODS),
    row(Post, "record/return", GOODS),
    row(Get, "record/loss", GOODS),
    row(Post, "record/loss", GOODS),
    row(Get, "record/stocktake", GOODS),
    row(Post, "record/stocktake", GOODS),
    row(Get, "record/opening-stock", GOODS),
    row(Post, "record/opening-stock", GOODS),
    row(Get, "shipments", READ_GOODS),
    row(Get, "stock", READ_GOODS),
    row(Get, "stock/sheet", GOODS),
    row(Get, "stock/sheet/*", GOODS),
    // Both.
    row(Get, "record/correction", WORK),
    row(Post, "record/correction", WORK),
    row(Get, "record/need", GOODS),
    row(Post, "record/need", GOODS),
    // What waits for a second person; who may approve which follows from the row of its form.
    row(Get, "proposals", WORK),
    row(Get, "proposals/*", WORK),
    row(Post, "proposals/*", WORK),
    row(Get, "needs", READ_GOODS),
    row(Post, "needs", GOODS),
    row(Get, "needs/*", READ_GOODS),
    row(Post, "needs/*", GOODS),
    // What the world may know, and when: whoever works with what is told may propose it and approve it.
    row(Get, "record/policy", WORK),
    row(Post, "record/policy", WORK),
    row(Get, "record/early", WORK),
    row(Post, "record/early", WORK),
    // Words.
    row(Get, "dispatches", WORDS),
    row(Post, "dispatches", WORDS),
    row(Get, "dispatches/*/*", WORDS),
    row(Post, "dispatches/*/*", WORDS),
    row(Get, "comments", VOICES),
    row(Post, "comments", VOICES),
    row(Get, "comments/published", VOICES),
    row(Post, "comments/published", VOICES),
    row(Get, "comments/published/*", VOICES),
    row(Post, "comments/published/*", VOICES),
    // What is sealed: each class for those whose work needs it, as `Class::opened_by` says.
    row(Get, "sealed", READ),
    row(Post, "sealed/giver", MONEY),
    row(Post, "sealed/counterparty", MONEY),
    row(Post, "sealed/writer", VOICES),
    row(Post, "sealed/recipient", GOODS),
    row(Post, "sealed/contact", WORK),
    row(Get, "contacts", WORK),
    row(Get, "contacts/*", WORK),
    row(Post, "contacts/*", WORK),
    row(Get, "erase", LEADS),
    row(Post, "erase", LEADS),
    row(Get, "erase/*/*", LEADS),
    row(Post, "erase/*/*", LEADS),
    // The operation itself.
    row(Get, "settings", LEADS),
    row(Post, "settings", LEADS),
    row(Post, "settings/account", LEADS),
    row(Get, "settings/account", LEADS),
    row(Post, "settings/calendar", LEADS),
    row(Get, "settings/calendar", LEADS),
    row(Get, "witnesses", LEADS),
    row(Post, "witnesses", LEADS),
    row(Get, "witnesses/remove", LEADS),
    row(Post, "witnesses/remove", LEADS),
];

/// A thing that belongs to nobody, and not while the operation is locked.
const fn row(method: Method, path: &'static str, roles: &'static [Role]) -> Access {
    Access { path, method, roles, owner: Owner::Any, while_locked: false }
}

/// Everybody's, also while the operation is locked.
const fn always(method: Method, path: &'static str) -> Access {
    Access { path, method, roles: ALL, owner: Owner::Any, while_locked: true }
}

/// Everybody's own, also while the operation is locked.
const fn own(method: Method, path: &'static str) -> Access {
    Access { path, method, roles: ALL, owner: Owner::Own, while_locked: true }
}
