//! Why an entry was not taken: one code, one sentence, the numbers in it.
//!
//! The codes and their order are those of `docs/TRACING.md` section 2. A refused entry leaves nothing behind.

use std::fmt;

use crate::entry::{AMOUNT_MAX, NotAMove, NotAnEntry, Slice};
use crate::names::{Account, Commodity, EntryNumber, Pool};

/// The first rule an entry breaks. `index` is the move that breaks it, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The number is not the next one.
    Number {
        /// The number it should have.
        expected: EntryNumber,
        /// The number it has.
        given: EntryNumber,
    },
    /// The list of moves is there and empty; a fact without moves omits it.
    Moves,
    /// It corrects an entry that is not an earlier one.
    Corrects {
        /// The entry refused.
        number: EntryNumber,
        /// What it says it corrects.
        corrects: EntryNumber,
    },
    /// An amount is not in 1..2^53-1, or an offset not in 0..2^53-1.
    Amount {
        /// The move.
        index: u32,
    },
    /// The move cannot be, whatever the book holds.
    Shape {
        /// The move.
        index: u32,
        /// What is wrong with it.
        why: Misshapen,
    },
    /// A departure from a pending fund that does not name its units.
    NamedOnly {
        /// The move.
        index: u32,
        /// The pool it would leave.
        pool: Pool,
    },
    /// There is less than the move takes.
    Short {
        /// The move.
        index: u32,
        /// Where.
        account: Account,
        /// What.
        commodity: Commodity,
        /// How much there is.
        has: i64,
        /// How much more it takes.
        missing: i64,
    },
    /// A drawn row names no arrival that is in this pool by now.
    DrawUnknown {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
        /// The pool it would leave.
        pool: Pool,
    },
    /// A drawn row reaches beyond its arrival.
    DrawRange {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
        /// How much arrived.
        arrived: i64,
    },
    /// A drawn unit has already left, or is named twice.
    DrawTaken {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
    },
    /// The drawn rows do not sum to the amount.
    DrawSum {
        /// The move.
        index: u32,
        /// The amount.
        amount: i64,
        /// The sum of the rows.
        sum: i128,
    },
    /// A returned row names no departure to this holder in this commodity, or one that paid somebody back.
    ReturnUnknown {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
    },
    /// A returned row reaches beyond its departure.
    ReturnRange {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
        /// How much left then.
        left: i64,
    },
    /// A returned unit has already come back, or is named twice.
    ReturnTaken {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
    },
    /// The returned rows do not sum to the amount.
    ReturnSum {
        /// The move.
        index: u32,
        /// The amount.
        amount: i64,
        /// The sum of the rows.
        sum: i128,
    },
    /// All that ever arrived in this pool would exceed 2^63-1 units.
    Full {
        /// The move.
        index: u32,
        /// The pool.
        pool: Pool,
    },
    /// A settled row names no origin from this holder, or the list mixes two commodities.
    SettleUnknown {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
    },
    /// A settled row reaches beyond its origin.
    SettleRange {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
        /// How much was given then.
        given: i64,
    },
    /// A settled unit was paid back before, or is named twice.
    SettleTaken {
        /// The move.
        index: u32,
        /// The row.
        row: Slice,
    },
    /// Paid back in the same commodity, but not the same amount.
    SettleSum {
        /// The move.
        index: u32,
        /// The amount.
        amount: i64,
        /// The sum of the rows.
        sum: i128,
    },
    /// The paying units stand for a part of what they pay back.
    SettleSelf {
        /// The move.
        index: u32,
        /// The row they stand for.
        row: Slice,
    },
}

/// What is wrong with a move, whatever the book holds (`docs/TRACING.md` section 2, `shape`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misshapen {
    /// It cannot be read as a transfer or an exchange.
    Unreadable,
    /// From the world to the world.
    WorldToWorld,
    /// From an account to itself.
    ToItself,
    /// One side of an exchange is the world.
    ExchangeWithTheWorldOnOneSide,
    /// The holder an exchange is made with is ours.
    ExchangeWithOurselves,
    /// A thing is exchanged for the same thing.
    ExchangeForTheSame,
    /// A list is there and empty.
    EmptyList,
    /// `draw` on a move that takes nothing from us.
    DrawFromTheWorld,
    /// `returns` on a move that is not from the world to us.
    ReturnsFromUs,
    /// `settles` on a move that is not from us to the world.
    SettlesToUs,
}

impl Refusal {
    /// The code of `docs/TRACING.md` section 2.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Number { .. } => "number",
            Refusal::Moves => "moves",
            Refusal::Corrects { .. } => "corrects",
            Refusal::Amount { .. } => "amount",
            Refusal::Shape { .. } => "shape",
            Refusal::NamedOnly { .. } => "named-only",
            Refusal::Short { .. } => "short",
            Refusal::DrawUnknown { .. } => "draw-unknown",
            Refusal::DrawRange { .. } => "draw-range",
            Refusal::DrawTaken { .. } => "draw-taken",
            Refusal::DrawSum { .. } => "draw-sum",
            Refusal::ReturnUnknown { .. } => "return-unknown",
            Refusal::ReturnRange { .. } => "return-range",
            Refusal::ReturnTaken { .. } => "return-taken",
            Refusal::ReturnSum { .. } => "return-sum",
            Refusal::Full { .. } => "full",
            Refusal::SettleUnknown { .. } => "settle-unknown",
            Refusal::SettleRange { .. } => "settle-range",
            Refusal::SettleTaken { .. } => "settle-taken",
            Refusal::SettleSum { .. } => "settle-sum",
            Refusal::SettleSelf { .. } => "settle-self",
        }
    }

    /// Which move breaks the rule, from 0; `None` when it is the entry as a whole.
    pub fn index(&self) -> Option<u32> {
        match self {
            Refusal::Number { .. } | Refusal::Moves | Refusal::Corrects { .. } => None,
            Refusal::Amount { index }
            | Refusal::Shape { index, .. }
            | Refusal::NamedOnly { index, .. }
            | Refusal::Short { index, .. }
            | Refusal::DrawUnknown { index, .. }
            | Refusal::DrawRange { index, .. }
            | Refusal::DrawTaken { index, .. }
            | Refusal::DrawSum { index, .. }
            | Refusal::ReturnUnknown { index, .. }
            | Refusal::ReturnRange { index, .. }
            | Refusal::ReturnTaken { index, .. }
            | Refusal::ReturnSum { index, .. }
            | Refusal::Full { index, .. }
            | Refusal::SettleUnknown { index, .. }
            | Refusal::SettleRange { index, .. }
            | Refusal::SettleTaken { index, .. }
            | Refusal::SettleSum { index, .. }
            | Refusal::SettleSelf { index, .. } => Some(*index),
        }
    }
}

impl From<&NotAnEntry> for Refusal {
    /// The refusal of the unreadable move itself; whether an earlier rule is broken, only the book can tell.
    fn from(unread: &NotAnEntry) -> Refusal {
        let index = unread.index();
        match unread.error {
            NotAMove::Amount => Refusal::Amount { index },
            NotAMove::Shape => Refusal::Shape { index, why: Misshapen::Unreadable },
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Number { expected, given } => {
                write!(f, "The next entry has number {expected}, this one says {given}.")
            }
            Refusal::Moves => f.write_str("The list of moves is empty; a fact that moves nothing leaves it out."),
            Refusal::Corrects { number, corrects } => {
                write!(f, "Entry {number} cannot correct entry {corrects}: that is not an earlier entry.")
            }
            Refusal::Amount { .. } => {
                write!(f, "An amount must be a whole number from 1 to {AMOUNT_MAX}, an offset from 0.")
            }
            Refusal::Shape { why, .. } => why.fmt(f),
            Refusal::NamedOnly { pool, .. } => {
                write!(f, "What leaves {pool} is pending: name the units that leave.")
            }
            Refusal::Short { account, commodity, has, missing, .. } => {
                write!(f, "{account} has {has} {commodity}; {missing} more are missing.")
            }
            Refusal::Full { pool, .. } => {
                write!(f, "More would have arrived in {pool} than can be counted (2^63 - 1 units).")
            }
            _ => self.fmt_rows(f),
        }
    }
}

impl Refusal {
    /// The sentences about the rows of a list.
    fn fmt_rows(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = |row: &Slice| format!("{} units of {} from offset {}", row.amount, row.of, row.offset);
        match self {
            Refusal::DrawUnknown { row, pool, .. } => {
                write!(f, "Nothing called {} has arrived in {pool}.", row.of)
            }
            Refusal::DrawRange { row, arrived, .. } => {
                write!(f, "{} cannot leave: only {arrived} arrived.", units(row))
            }
            Refusal::DrawTaken { row, .. } => {
                write!(f, "{} cannot leave: some have already left, or are named twice.", units(row))
            }
            Refusal::DrawSum { amount, sum, .. } => {
                write!(f, "The named units are {sum}, the move takes {amount}.")
            }
            Refusal::ReturnUnknown { row, .. } => {
                write!(f, "{} is nothing of this kind that left to this holder and can come back.", row.of)
            }
            Refusal::ReturnRange { row, left, .. } => {
                write!(f, "{} cannot come back: only {left} left.", units(row))
            }
            Refusal::ReturnTaken { row, .. } => {
                write!(f, "{} cannot come back: some already have, or are named twice.", units(row))
            }
            Refusal::ReturnSum { amount, sum, .. } => {
                write!(f, "The units that come back are {sum}, the move brings {amount}.")
            }
            Refusal::SettleUnknown { row, .. } => {
                write!(f, "{} did not come from this holder, or the list mixes two commodities.", row.of)
            }
            Refusal::SettleRange { row, given, .. } => {
                write!(f, "{} cannot be paid back: only {given} were given.", units(row))
            }
            Refusal::SettleTaken { row, .. } => {
                write!(f, "{} cannot be paid back: some already are, or are named twice.", units(row))
            }
            Refusal::SettleSum { amount, sum, .. } => {
                write!(f, "{amount} are paid for {sum} of the same commodity; the two must be equal.")
            }
            Refusal::SettleSelf { row, .. } => {
                let what = units(row);
                write!(
                    f,
                    "{what} cannot be paid back with itself: what is paid stands for it. Book a plain named refund."
                )
            }
            _ => f.write_str(self.code()),
        }
    }
}

impl fmt::Display for Misshapen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Misshapen::Unreadable => "The move cannot be read as a transfer or an exchange.",
            Misshapen::WorldToWorld => "A move from the world to the world does not concern this book.",
            Misshapen::ToItself => "A transfer must go to another account.",
            Misshapen::ExchangeWithTheWorldOnOneSide => "Both sides of an exchange must be accounts of ours.",
            Misshapen::ExchangeWithOurselves => "An exchange must be made with a holder of the world.",
            Misshapen::ExchangeForTheSame => "An exchange must give another commodity than it takes.",
            Misshapen::EmptyList => "A list of named units must not be empty; leave it out.",
            Misshapen::DrawFromTheWorld => "Units can be drawn only from an account of ours.",
            Misshapen::ReturnsFromUs => "Only what comes from the world to us can be a return.",
            Misshapen::SettlesToUs => "Only what goes from us to the world can pay somebody back.",
        })
    }
}

impl std::error::Error for Refusal {}
