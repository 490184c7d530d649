//! What can be wrong with a file from a bank, and where.
//!
//! [`Fault`] when nothing of the file can be used, [`StatementFault`] when a statement does not hold together, [`LineFault`]
//! when one line cannot be used. No text of these holds a name, an account number or a payer's words.

use crate::Direction;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More bytes than a file may have.
    #[error("the file has {bytes} bytes; {max} are allowed")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many it may have.
        max: usize,
    },
    /// More entries, payments and statements than a file may have.
    #[error("the file has more than {max} lines")]
    TooManyLines {
        /// How many it may have.
        max: usize,
    },
    /// Elements stand in one another deeper than any statement needs.
    #[error("line {line} stands deeper than {max} elements")]
    TooDeep {
        /// The line of the text.
        line: usize,
        /// How deep is allowed.
        max: usize,
    },
    /// The file is no XML, or breaks its rules.
    #[error("the file is not well-formed XML at line {line}")]
    NotXml {
        /// The line of the text.
        line: usize,
    },
    /// The file ends before its last element does.
    #[error("the file is cut off at line {line}")]
    Truncated {
        /// The last line of the text.
        line: usize,
    },
    /// The file brings a document type or entities of its own. Statements have none; attacks do.
    #[error("the file declares entities or a document type at line {line}")]
    Entities {
        /// The line of the text.
        line: usize,
    },
    /// The bytes are not what the file says they are, or it says something that is not read.
    #[error("the bytes of the file are not {declared}")]
    Encoding {
        /// The encoding the file names; UTF-8 where it names none.
        declared: String,
    },
    /// It is XML, but another kind of document.
    #[error("the document is of the kind \"{found}\"")]
    Namespace {
        /// The document's namespace, shortened; empty where it has none.
        found: String,
    },
    /// It is the right kind of document and has no statement in it.
    #[error("there is no statement in the file")]
    NoStatement,
}

/// Why a statement does not hold together. Its readable lines are readable all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementFault {
    /// It does not say which account it is of.
    #[error("the statement names no account")]
    NoAccount,
    /// Nothing in it says which currency.
    #[error("the statement names no currency")]
    NoCurrency,
    /// Its currency is not known, so none of its amounts can be read.
    #[error("the currency {currency} is not known")]
    UnknownCurrency {
        /// The currency, as written and shortened.
        currency: String,
    },
    /// A balance cannot be read.
    #[error("the {which} balance cannot be read: {why}")]
    Balance {
        /// Which of the two.
        which: End,
        /// Why not.
        why: Why,
    },
    /// What was there, what came and what went do not make what is there now.
    #[error("the statement does not add up: {opening} and {moved} make {made}, not {closing}")]
    DoesNotAddUp {
        /// The balance before, in the smallest unit.
        opening: i64,
        /// The sum of the readable booked lines, below zero where more went than came.
        moved: i64,
        /// The two together.
        made: i64,
        /// The balance after, as the bank states it.
        closing: i64,
        /// How many lines could not be read; they may be what is missing.
        unread: usize,
    },
}

/// One of the two balances of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Before the first line.
    Opening,
    /// After the last.
    Closing,
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Opening => "opening",
            Self::Closing => "closing",
        })
    }
}

/// A line that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {place}: {why}")]
pub struct LineFault {
    /// Which entry of the statement, from 1.
    pub place: usize,
    /// Why.
    pub why: Why,
}

impl LineFault {
    /// Whether it is no fault of the file: the entry is told, and will be booked later or never.
    pub fn is_not_booked(&self) -> bool {
        matches!(self.why, Why::NotBooked { .. })
    }
}

/// What is wrong with a line, or with a balance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Not a fault of the file: it is told as pending or as mere information, and counts when it is booked.
    #[error("it is not booked: {status}")]
    NotBooked {
        /// What it is instead.
        status: Status,
        /// Its amount in the smallest unit, where that can be read.
        amount: Option<i64>,
        /// Which way it would go, where that can be read.
        direction: Option<Direction>,
    },
    /// It does not say whether it is booked.
    #[error("it does not say whether it is booked")]
    NoStatus,
    /// It has no amount.
    #[error("it has no amount")]
    NoAmount,
    /// Its amount is not written as digits with at most one point.
    #[error("its amount is not a number")]
    NotANumber,
    /// Its amount is nothing.
    #[error("its amount is zero")]
    Zero,
    /// Its amount is more than a book can hold.
    #[error("its amount is too large")]
    TooMuch,
    /// Its amount is finer than the currency's smallest unit, or than any amount may be written.
    #[error("its amount has {found} decimals; {currency} has {allowed}")]
    Decimals {
        /// The currency.
        currency: String,
        /// How many decimals matter in what was written.
        found: usize,
        /// How many the currency has.
        allowed: u32,
    },
    /// It is in another currency than its account.
    #[error("it is in {found}; the account is in {account}")]
    OtherCurrency {
        /// The line's currency, as written and shortened.
        found: String,
        /// The account's currency.
        account: String,
    },
    /// The account's currency is not known.
    #[error("the currency {currency} is not known")]
    UnknownCurrency {
        /// The currency, as written and shortened; empty where there is none.
        currency: String,
    },
    /// It has no day.
    #[error("it has no date")]
    NoDate,
    /// Its day is not a day of the calendar, written year-month-day.
    #[error("its date is not a date")]
    NotADate,
    /// It does not say whether money came or went.
    #[error("it does not say whether money came or went")]
    NoDirection,
    /// The payments in it do not make its amount.
    #[error("its {payments} payments make {made}, not {amount}")]
    BatchDoesNotSum {
        /// How many payments.
        payments: usize,
        /// What they make, in the smallest unit, counted in the direction of the entry.
        made: i64,
        /// The amount of the entry.
        amount: i64,
    },
    /// It says twice what it may say once, such as two amounts.
    #[error("it says twice what it may say once")]
    Twice,
    /// One of its texts is longer than any a bank may write.
    #[error("one of its texts has more than {max} characters")]
    TooLong {
        /// How long a text may be.
        max: usize,
    },
}

/// What a bank says about an entry that is not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is coming and may still not come.
    Pending,
    /// It is known to come on a later day.
    Future,
    /// It is told for information.
    Information,
    /// The bank has a word of its own for it.
    Other,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pending => "pending",
            Self::Future => "of a later day",
            Self::Information => "for information",
            Self::Other => "of a kind of the bank's own",
        })
    }
}
