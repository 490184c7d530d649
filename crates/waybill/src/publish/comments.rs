//! Comments under published texts: how one comes in through the intake door, and what the world reads once a person has
//! approved it.
//!
//! A comment is no fact: no figure counts it, and the gate has nothing to decide about words that people want published.

use jiff::civil::Date;
use serde_json::json;

use super::intake::IntakeDoor;
use super::texts::Name;
use crate::store::{Class, CommentRow, FormKey, Operation, Sealed, StoreError};
use crate::world::World;

/// Comments that wait for a moderator, at most, in one operation: 2 MB of words, and an evening's reading for one person.
pub const HELD_MAX: i64 = 500;

/// New comments a minute, at most: one a second is more than a shared link brings, and a flood does not fill the queue
/// before somebody sees it.
pub const A_MINUTE_MAX: u32 = 60;

/// Comments below a text, the newest: with the longest words 200 kB, with usual ones a tenth of it.
pub const NEWEST: i64 = 50;

/// Comments on each page of all of them.
pub const A_PAGE: i64 = 100;

/// What somebody wants to say. Invariant: made by the form's own reading: a name and words, both within their limits and
/// without characters that cannot be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The name its writer chose.
    pub author: String,
    /// Plain text.
    pub words: String,
}

/// A comment, with what the form carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The form's one-time key.
    pub key: FormKey,
    /// The text it is about.
    pub about: Name,
    /// The language of the page.
    pub lang: &'static str,
    /// What is said.
    pub said: Said,
    /// How its writer is reached, sealed for moderators; nothing where no address was typed.
    pub reach: Option<Sealed>,
}

/// What became of a comment at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is held for a person to read, now or since the form was first sent.
    Held,
    /// Its form was used before, for something else.
    FormUsed,
    /// More comments in this minute than anybody reads.
    TooMany,
    /// More comments wait than moderators have read.
    Full,
}

/// What the feature that keeps comments does for the door.
#[derive(Clone, Copy)]
pub struct CommentKeeper {
    /// What became of this form before; `None` where it is new.
    pub find: fn(&Operation, &Comment) -> Result<Option<Taken>, StoreError>,
    /// Keeps a new one, unless too many wait.
    pub keep: fn(&Operation, &Comment, Date) -> Result<Taken, StoreError>,
}

impl IntakeDoor<'_> {
    /// Seals an address for those who read comments; no key is needed for that. `None` where nobody could open it.
    pub fn sealed_for_moderators(&self, mail: &str) -> Result<Option<Sealed>, StoreError> {
        self.operation.seal(Class::Writer, json!({ "mail": mail }).to_string().as_bytes())
    }

    /// What a form got before, if it was sent before.
    pub fn commented(&self, keeper: CommentKeeper, comment: &Comment) -> Result<Option<Taken>, StoreError> {
        (keeper.find)(self.operation, comment)
    }

    /// Takes a comment; the same form gets its first answer again.
    pub fn comment(
        &self,
        keeper: CommentKeeper,
        comment: &Comment,
        today: Date,
        world: &World,
    ) -> Result<Taken, StoreError> {
        if let Some(first) = self.commented(keeper, comment)? {
            return Ok(first);
        }
        if !self.operation.within_pace("comment", world.now_for_people(), A_MINUTE_MAX) {
            return Ok(Taken::TooMany);
        }
        (keeper.keep)(self.operation, comment, today)
    }
}

/// Which of a text's comments are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The last [`NEWEST`].
    Newest,
    /// A page of all of them, from the first; pages are counted from 1.
    Page(i64),
}

/// A comment as the world reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentShown {
    /// Looks random; in addresses.
    pub id: String,
    /// The day on which it was written.
    pub on: Date,
    /// The language of the page on which it was written.
    pub lang: String,
    /// What is said; `None` where it was taken down.
    pub said: Option<Said>,
    /// What the operation answered, and when.
    pub reply: Option<(String, Date)>,
}

/// Comments of one text, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// How many there are in all, without those that were taken down.
    pub count: i64,
    /// How many places there are, with those that were taken down.
    pub places: i64,
    /// Those that were asked for.
    pub listed: Vec<CommentShown>,
}

/// As it was stored.
pub(super) fn from_row(row: CommentRow) -> Result<CommentShown, StoreError> {
    let damaged = || StoreError::Damaged(0, format!("the comment {}", row.id));
    let on = row.written_on.parse().map_err(|_| damaged())?;
    let reply = match row.replied_on.as_str() {
        "" => None,
        replied_on => Some((row.reply, replied_on.parse().map_err(|_| damaged())?)),
    };
    let said = (row.removed == 0).then_some(Said { author: row.author, words: row.words });
    Ok(CommentShown { id: row.id, on, lang: row.lang, said, reply })
}
