//! One line of a statement, as far as it is kept, and what was decided about it.

use std::fmt;

use jiff::civil::Date;
use waybill_camt::{Direction, Sent};
use waybill_journal::Commodity;

use crate::catalogue::currency_of_account;
use crate::store::FormKey;

/// By which a line is known again: a keyed hash of everything that tells two lines apart, and which of several it is that are
/// the same in everything.
///
/// Invariant: the mark is 32 characters of Crockford's base32, the number is at least 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineId {
    pub(super) mark: String,
    pub(super) nth: i32,
}

impl LineId {
    /// As it stands in addresses and forms.
    pub fn parse(text: &str) -> Option<Self> {
        let (mark, nth) = text.split_once('-')?;
        let plain = mark.len() == 32 && mark.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let nth = nth.parse().ok().filter(|n| *n > 0)?;
        plain.then(|| Self { mark: mark.to_owned(), nth })
    }
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.mark, self.nth)
    }
}

/// What was decided about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing yet.
    Open,
    /// It is known of and kept back.
    Held,
    /// It is not for this book.
    Ignored,
    /// It is an entry of the book.
    Booked,
}

impl State {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::Open, Self::Held, Self::Ignored, Self::Booked];

    /// As in rows and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Held => "held",
            Self::Ignored => "ignored",
            Self::Booked => "booked",
        }
    }

    /// Back from its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A line as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// By which it is known again.
    pub id: LineId,
    /// Our account.
    pub account: String,
    /// The day the bank booked it.
    pub booked: Date,
    /// Which way the money went.
    pub direction: Direction,
    /// In the smallest unit of the account's currency, more than 0.
    pub amount: i64,
    /// Whether the bank takes an earlier line back.
    pub reversal: bool,
    /// How many payments the bank booked as one.
    pub payments: i32,
    /// A creditor reference.
    pub reference: Option<String>,
    /// Of the giver's bank.
    pub country: Option<String>,
    /// What was sent, where that was another currency.
    pub sent: Option<Sent>,
    /// What was decided.
    pub state: State,
    /// The entry it is, once it is booked.
    pub entry: Option<u64>,
    /// How often its entry was put right.
    pub round: i32,
}

impl Line {
    /// The currency of its account.
    pub fn currency(&self) -> Commodity {
        currency_of_account(&self.account).expect("lines are kept for accounts of the operation, which have a currency")
    }

    /// The amount, below 0 where it went out.
    pub fn signed(&self) -> i64 {
        match self.direction {
            Direction::In => self.amount,
            Direction::Out => -self.amount,
        }
    }

    /// The one-time key of its entry: whoever books it, from whichever page or program, makes the same entry. An entry that
    /// was put right leaves room for one more.
    pub fn key(&self) -> FormKey {
        let text = format!("line-{}-{}-{}", self.id.mark, self.id.nth, self.round);
        FormKey::parse(&text).expect("at most 60 of a-z, 0-9 and dashes")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_id_is_read_back_and_nothing_else_is_one() {
        let mark = "0123456789abcdefghjkmnpqrstvwxyz";
        let id = LineId { mark: mark.into(), nth: 12 };
        assert_eq!(LineId::parse(&id.to_string()), Some(id));
        for wrong in ["", "-1", mark, &format!("{mark}-0"), &format!("{mark}--1"), &format!("{mark}-1-1"), "abc-1"] {
            assert_eq!(LineId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_largest_id_still_makes_a_key() {
        let id = LineId { mark: "z".repeat(32), nth: i32::MAX };
        assert!(FormKey::parse(&format!("line-{}-{}-{}", id.mark, id.nth, i32::MAX)).is_some());
    }
}
