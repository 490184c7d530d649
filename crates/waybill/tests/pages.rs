//! The pages as transcripts: what somebody sends, and what the answer must hold.
//!
//! A form is sent as a browser would send it: the page is opened, its fields are filled in, the button is pressed.
//! Most stories run once on SQLite and once on PostgreSQL (`ground`); what never reaches a database runs once.

#![allow(clippy::unwrap_used)]

#[path = "pages/again.rs"]
mod again;
#[path = "pages/apart.rs"]
mod apart;
#[path = "pages/approvals.rs"]
mod approvals;
#[path = "pages/attacks.rs"]
mod attacks;
#[path = "pages/audit.rs"]
mod audit;
#[path = "pages/backups.rs"]
mod backups;
#[path = "pages/canaries.rs"]
mod canaries;
#[path = "pages/comments.rs"]
mod comments;
#[path = "pages/corrections.rs"]
mod corrections;
#[path = "pages/crossfire.rs"]
mod crossfire;
#[path = "pages/disk.rs"]
mod disk;
#[path = "pages/dispatches.rs"]
mod dispatches;
#[path = "pages/door.rs"]
mod door;
#[path = "pages/everywhere.rs"]
mod everywhere;
#[path = "pages/fsck.rs"]
mod fsck;
#[path = "pages/giving.rs"]
mod giving;
#[path = "pages/goods.rs"]
mod goods;
#[path = "pages/ground.rs"]
mod ground;
#[path = "pages/headers.rs"]
mod headers;
#[path = "pages/history.rs"]
mod history;
#[path = "pages/hostile.rs"]
mod hostile;
#[path = "pages/kept.rs"]
mod kept;
#[path = "pages/line.rs"]
mod line;
#[path = "pages/log.rs"]
mod log;
#[path = "pages/matrix.rs"]
mod matrix;
#[path = "pages/mirror.rs"]
mod mirror;
#[path = "pages/money.rs"]
mod money;
#[path = "pages/needs.rs"]
mod needs;
#[path = "pages/outsider.rs"]
mod outsider;
#[path = "pages/page.rs"]
mod page;
#[path = "pages/people.rs"]
mod people;
#[path = "pages/policy.rs"]
mod policy;
#[path = "pages/preview.rs"]
mod preview;
#[path = "pages/promised.rs"]
mod promised;
#[path = "pages/rebuilt.rs"]
mod rebuilt;
#[path = "pages/receipts.rs"]
mod receipts;
#[path = "pages/refused.rs"]
mod refused;
#[path = "pages/running.rs"]
mod running;
#[path = "common/scratch.rs"]
mod scratch;
#[path = "pages/sealed.rs"]
mod sealed;
#[path = "pages/sensitivity.rs"]
mod sensitivity;
#[path = "pages/settings.rs"]
mod settings;
#[path = "pages/statements.rs"]
mod statements;
#[path = "pages/tables.rs"]
mod tables;
#[path = "pages/takeaway.rs"]
mod takeaway;
#[path = "common/taken.rs"]
mod taken;
#[path = "pages/twenty.rs"]
mod twenty;
#[path = "pages/typed.rs"]
mod typed;
#[path = "pages/wire.rs"]
mod wire;
#[path = "pages/witness.rs"]
mod witness;
