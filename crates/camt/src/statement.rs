//! What a bank says about one account: what stood there before, each thing that came or went, and what stands there now.

use jiff::civil::Date;

use crate::{LineFault, StatementFault};

/// The versions of the message that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// `camt.053.001.02` of 2009, what most banks in the euro area sent for a decade.
    V02,
    /// `camt.053.001.04` of 2013.
    V04,
    /// `camt.053.001.08` of 2019, what banks change over to.
    V08,
}

/// One account over one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which version of the message it came in.
    pub version: Version,
    /// The bank's name for this statement.
    pub id: String,
    /// The account: an IBAN in capitals without blanks, or what the bank calls it instead. Empty where it says nothing.
    pub account: String,
    /// The currency of the account. Empty where nothing in the statement says it.
    pub currency: String,
    /// What was on the account before the first line.
    pub opening: Option<Balance>,
    /// What was on it after the last.
    pub closing: Option<Balance>,
    /// The lines in the order of the file; in their places those that cannot be read, with the reason.
    pub lines: Vec<Result<Line, LineFault>>,
    /// What is wrong with the statement as a whole. Its readable lines are readable all the same.
    pub complaint: Option<StatementFault>,
}

/// What was on an account in the evening of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// In the smallest unit of the account's currency; below zero where the account was overdrawn.
    pub amount: i64,
    /// The day.
    pub on: Date,
}

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the account.
    In,
    /// From the account.
    Out,
}

/// One booked line.
///
/// Invariant: the amount is more than zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day the bank booked it. Where the bank names none, the day it counts from.
    pub booked: Date,
    /// The day from which it bears interest, where the bank names one.
    pub value: Option<Date>,
    /// In the smallest unit of the account's currency.
    pub amount: i64,
    /// Which way the money went.
    pub direction: Direction,
    /// Whether it takes back an earlier line. The direction is its own: a gift taken back goes out.
    pub reversal: bool,
    /// The bank's own reference of this line. The number of a line within its file is none: it changes from file to file.
    pub bank_reference: Option<String>,
    /// What the payer may have quoted: end-to-end reference, creditor reference, `RF` references in the free text. In
    /// capitals without blanks, each once, in the order of the message.
    pub references: Vec<String>,
    /// How many payments it stands for: 1, unless the bank booked several as one without telling their amounts.
    pub payments: usize,
    /// What the payer sent, where that was another currency than the account's.
    pub sent: Option<Sent>,
    /// The country of the other side, two capital letters: of its postal address, else of its account number.
    pub country: Option<String>,
    /// The other side's name; empty where the bank tells none. To be stored sealed or not at all, as the two below.
    pub name: String,
    /// The other side's account number, as the bank writes it; empty where it tells none.
    pub number: String,
    /// The other side's name and the free text, for the eyes of whoever sits before the screen.
    pub words: String,
    /// Bytes that tell two different lines of an account apart, the same in every version of the message. They are the
    /// input of a keyed hash; they hold names.
    pub canonical: Vec<u8>,
}

impl Line {
    /// The amount as it changes the balance: below zero where the money went.
    pub fn signed(&self) -> i64 {
        match self.direction {
            Direction::In => self.amount,
            Direction::Out => -self.amount,
        }
    }
}

/// What a payer sent in another currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its currency.
    pub currency: String,
    /// In its smallest unit.
    pub amount: i64,
    /// The rate as the bank wrote it: digits, perhaps a point and more digits.
    pub rate: Option<String>,
}
