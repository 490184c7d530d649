//! One line of the published facts: what was told, when, and what moved.

use serde_json::Value;

use crate::LINE_BYTES_MAX;
use crate::members::{Members, Unread};

/// A line that has the members of a fact. Its id, its kind, its body and its moves may still be wrong.
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) step: i64,
    pub(crate) kind: String,
    pub(crate) body: Members,
    /// As written; the journal reads them.
    pub(crate) moves: Vec<Value>,
}

impl Fact {
    /// Reads `{"id":…,"step":…,"kind":…,"body":{…},"moves":[…]}`, exactly these members.
    pub(crate) fn read(text: &str) -> Result<Fact, Unread> {
        if text.len() > LINE_BYTES_MAX {
            return Err(Unread::TooLong { max: LINE_BYTES_MAX });
        }
        let mut members = Members::parse(text)?;
        let fact = Fact {
            id: members.text("id")?,
            step: members.count("step")?,
            kind: members.text("kind")?,
            body: members.object("body")?,
            moves: members.list("moves")?,
        };
        members.finish()?;
        Ok(fact)
    }
}
