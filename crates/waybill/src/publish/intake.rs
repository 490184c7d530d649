//! The intake door: writes only. A stranger's promise of a gift goes in, and its own reference and code come back.
//!
//! It reads nothing of the book but what the same form promised before, so that pressing twice is one promise. Comments
//! come in by the same door ([`super::comments`]).

use jiff::civil::Date;
use waybill_journal::Commodity;

use crate::store::{FormKey, Operation, StoreError};
use crate::world::World;

/// Promises that wait for their money, at most, in one operation. A row takes about 150 bytes: 8 MB. The largest
/// campaign we know of got 40,000 transfers in its best month.
pub const OPEN_MAX: i64 = 50_000;

/// New promises a minute, at most: two a second is more than an appeal in the evening news brings, and a flood of forms
/// cannot fill the book before somebody sees it.
pub const A_MINUTE_MAX: u32 = 120;

/// Days until a promise whose money did not come ends. A transfer takes a few days, and pay day comes once a month.
pub const OPEN_DAYS: i64 = 30;

/// What somebody wants to give. Invariant: made by the form's own reading, so that fund, currency and amount are real.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The fund it is meant for.
    pub fund: String,
    /// In which currency.
    pub currency: Commodity,
    /// How much, in the smallest unit.
    pub amount: i64,
}

/// A wish, with what the form carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The form's one-time key.
    pub key: FormKey,
    /// The receipt code that was drawn for the form.
    pub code: String,
    /// What is promised.
    pub wish: Wish,
}

/// A promise as its giver is told of it, this once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// To write on the transfer; without blanks.
    pub reference: String,
    /// Shows what became of the gift.
    pub code: String,
    /// What is promised.
    pub wish: Wish,
    /// The last day on which the money is waited for.
    pub until: Date,
}

/// Why a promise was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// Its form was used before, with another code, or its code is damaged.
    FormUsed,
    /// More promises in this minute than anybody reads.
    TooMany,
    /// More promises wait than this book takes, and none of them has ended.
    Full,
}

/// What the feature that keeps promises does for this door.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// What this form, with this code, promised before; none where its promise is booked or gone.
    pub find: fn(&Operation, &FormKey, &str) -> Result<Option<Kept>, StoreError>,
    /// Keeps a new one, unless too many wait.
    pub keep: fn(&Operation, &Promise, Date) -> Result<Result<Kept, NotKept>, StoreError>,
}

/// The book, seen through the one thing a stranger may do to it.
pub struct IntakeDoor<'a> {
    pub(super) operation: &'a Operation,
    keeper: Keeper,
}

impl<'a> IntakeDoor<'a> {
    /// The door of this operation.
    pub fn new(operation: &'a Operation, keeper: Keeper) -> Self {
        Self { operation, keeper }
    }

    /// The answer this form got before.
    pub fn answered(&self, key: &FormKey, code: &str) -> Result<Option<Kept>, StoreError> {
        (self.keeper.find)(self.operation, key, code)
    }

    /// Takes a promise; the same form gets its first answer again.
    pub fn promise(&self, promise: &Promise, today: Date, world: &World) -> Result<Result<Kept, NotKept>, StoreError> {
        if let Some(first) = self.answered(&promise.key, &promise.code)? {
            // Another wish under the same key is another form's: the first one holds.
            return Ok(if first.wish == promise.wish { Ok(first) } else { Err(NotKept::FormUsed) });
        }
        if !self.operation.within_pace("promise", world.now_for_people(), A_MINUTE_MAX) {
            return Ok(Err(NotKept::TooMany));
        }
        (self.keeper.keep)(self.operation, promise, today)
    }
}
