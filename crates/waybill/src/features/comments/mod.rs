//! Comments: what readers say under a published text, once a person has read it, and what the operation answers.
//!
//! The story: a stranger fills in the form under a dispatch - a name, perhaps an e-mail address that is checked and dropped,
//! some words. It comes in by the intake door and is *held*. A coordinator *approves* or *rejects* it, and may answer in the
//! operation's name. What is approved stands under the text, oldest first; it can be taken down again, which a line says.
//! The decision is kept first and told to the public side after, so that a stop in between is made good at the next look.

mod desk;
mod form;
mod page;
mod rows;
mod said;

pub use desk::{DESK_PAGE, waits};
pub use form::{answer, page as form_page};
pub use page::{all, below};
pub use rows::{Act, Decided, KEEPER, State, decide, held, settle};
pub use said::read;
