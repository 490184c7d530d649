//! Reading a JSON object member by member, so that nothing is missing and nothing unexpected is left over.
//!
//! What is published but not described would escape the check, so an unknown member is an error, and so is one that is
//! written twice: two readers might take different ones.

use std::fmt;

use serde_json::{Map, Value};
use waybill_journal::{AMOUNT_MAX, Account, Commodity};

use crate::currency::is_currency;
use crate::finding::quoted;

/// Why a line or a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Longer than the limit, in bytes.
    TooLong {
        /// The limit.
        max: usize,
    },
    /// It is no JSON.
    NotJson,
    /// It is JSON, but no object.
    NotAnObject,
    /// Some object names a member twice.
    Twice,
    /// A member is not there.
    Missing {
        /// Its name.
        member: &'static str,
    },
    /// A member is there but cannot be what it should be.
    Unusable {
        /// Its name.
        member: String,
    },
    /// A member that nothing describes.
    Unknown {
        /// Its name.
        member: String,
    },
}

/// An object of which the members read so far are gone.
pub(crate) struct Members(Map<String, Value>);

impl Members {
    /// Reads a whole text as one object.
    pub(crate) fn parse(text: &str) -> Result<Members, Unread> {
        let value: Value = serde_json::from_str(text).map_err(|_| Unread::NotJson)?;
        if colons(text) != members(&value) {
            return Err(Unread::Twice);
        }
        match value {
            Value::Object(map) => Ok(Members(map)),
            _ => Err(Unread::NotAnObject),
        }
    }

    /// Every member has been read.
    pub(crate) fn finish(self) -> Result<(), Unread> {
        match self.0.into_iter().next() {
            Some((member, _)) => Err(Unread::Unknown { member }),
            None => Ok(()),
        }
    }

    /// The members not read so far, as they are.
    pub(crate) fn rest(self) -> Map<String, Value> {
        self.0
    }

    /// A member of any value.
    pub(crate) fn any(&mut self, member: &'static str) -> Result<Value, Unread> {
        self.0.remove(member).ok_or(Unread::Missing { member })
    }

    pub(crate) fn text(&mut self, member: &'static str) -> Result<String, Unread> {
        self.read(member, |value| value.as_str().map(str::to_owned))
    }

    /// Whether a member is there and not read yet.
    pub(crate) fn has(&self, member: &str) -> bool {
        self.0.contains_key(member)
    }

    /// A text that may be absent or null.
    pub(crate) fn optional_text(&mut self, member: &'static str) -> Result<(), Unread> {
        match self.0.remove(member) {
            None | Some(Value::Null | Value::String(_)) => Ok(()),
            Some(_) => Err(Unread::Unusable { member: member.to_owned() }),
        }
    }

    /// A member that is absent or true; nothing else says anything.
    pub(crate) fn only_true(&mut self, member: &'static str) -> Result<(), Unread> {
        match self.0.remove(member) {
            None | Some(Value::Bool(true)) => Ok(()),
            Some(_) => Err(Unread::Unusable { member: member.to_owned() }),
        }
    }

    /// The name of a fund or a holder.
    pub(crate) fn word(&mut self, member: &'static str) -> Result<String, Unread> {
        self.read(member, |value| value.as_str().filter(|word| Account::world(word).is_ok()).map(str::to_owned))
    }

    pub(crate) fn commodity(&mut self, member: &'static str) -> Result<Commodity, Unread> {
        self.read(member, |value| Commodity::parse(value.as_str()?).ok())
    }

    pub(crate) fn currency(&mut self, member: &'static str) -> Result<Commodity, Unread> {
        self.read(member, |value| Commodity::parse(value.as_str()?).ok().filter(is_currency))
    }

    /// A country of ISO 3166-1 (two capital letters), or `others`.
    pub(crate) fn country(&mut self, member: &'static str) -> Result<String, Unread> {
        self.read(member, |value| value.as_str().filter(|text| is_country(text)).map(str::to_owned))
    }

    /// A whole number, 0 or more.
    pub(crate) fn count(&mut self, member: &'static str) -> Result<i64, Unread> {
        self.read(member, |value| value.as_i64().filter(|number| (0..=AMOUNT_MAX).contains(number)))
    }

    /// A whole number, 1 or more.
    pub(crate) fn amount(&mut self, member: &'static str) -> Result<i64, Unread> {
        self.read(member, |value| value.as_i64().filter(|number| (1..=AMOUNT_MAX).contains(number)))
    }

    /// Any whole number.
    pub(crate) fn integer(&mut self, member: &'static str) -> Result<i64, Unread> {
        self.read(member, Value::as_i64)
    }

    pub(crate) fn object(&mut self, member: &'static str) -> Result<Members, Unread> {
        match self.any(member)? {
            Value::Object(map) => Ok(Members(map)),
            _ => Err(Unread::Unusable { member: member.to_owned() }),
        }
    }

    pub(crate) fn list(&mut self, member: &'static str) -> Result<Vec<Value>, Unread> {
        match self.any(member)? {
            Value::Array(list) => Ok(list),
            _ => Err(Unread::Unusable { member: member.to_owned() }),
        }
    }

    /// A list of at least one object, each read whole by `read`.
    pub(crate) fn lines<T>(
        &mut self,
        member: &'static str,
        read: fn(&mut Members) -> Result<T, Unread>,
    ) -> Result<Vec<T>, Unread> {
        match self.lines_or_none(member, read)? {
            lines if lines.is_empty() => Err(Unread::Unusable { member: member.to_owned() }),
            lines => Ok(lines),
        }
    }

    /// A list of objects, each read whole by `read`; it may be empty.
    pub(crate) fn lines_or_none<T>(
        &mut self,
        member: &'static str,
        read: fn(&mut Members) -> Result<T, Unread>,
    ) -> Result<Vec<T>, Unread> {
        let unusable = || Unread::Unusable { member: member.to_owned() };
        let list = self.list(member)?;
        let mut lines = Vec::new();
        for item in list {
            let Value::Object(map) = item else { return Err(unusable()) };
            let mut members = Members(map);
            lines.push(read(&mut members)?);
            members.finish()?;
        }
        Ok(lines)
    }

    fn read<T>(&mut self, member: &'static str, read: impl Fn(&Value) -> Option<T>) -> Result<T, Unread> {
        read(&self.any(member)?).ok_or_else(|| Unread::Unusable { member: member.to_owned() })
    }
}

/// A country of ISO 3166-1 (two capital letters), or `others`.
pub(crate) fn is_country(text: &str) -> bool {
    text == "others" || (text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()))
}

/// How many members the text writes. In JSON a colon outside a string stands behind each name, and nowhere else.
fn colons(text: &str) -> usize {
    let (mut count, mut in_string, mut escaped) = (0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b':' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}

/// How many members were read; fewer than written if a later one replaced an earlier one of the same name.
fn members(value: &Value) -> usize {
    match value {
        Value::Object(map) => map.len() + map.values().map(members).sum::<usize>(),
        Value::Array(list) => list.iter().map(members).sum(),
        _ => 0,
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unread::TooLong { max } => write!(f, "It is longer than {max} bytes."),
            Unread::NotJson => f.write_str("It is not JSON."),
            Unread::NotAnObject => f.write_str("It is not a JSON object."),
            Unread::Twice => f.write_str("It names a member twice."),
            Unread::Missing { member } => write!(f, "The member {member} is missing."),
            Unread::Unusable { member } => write!(f, "The member {} is not what it must be.", quoted(member)),
            Unread::Unknown { member } => write!(f, "Nothing describes the member {}.", quoted(member)),
        }
    }
}

impl std::error::Error for Unread {}
