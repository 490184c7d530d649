//! What a giver is shown: their own gift, followed as far as the world may know already.

use jiff::civil::Date;
use waybill_journal::{Commodity, EntryNumber, Ratio};
use waybill_log::Checkpoint;

/// One end of a gift: where a part of it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareShown {
    /// Public holder code: `bank`, `foundation-pl-1`, `order-…`, `stock`, `claim-…`, `w:recipients`, `w:givers` (returned).
    pub holder: String,
    /// What it is now.
    pub commodity: Commodity,
    /// The part of the gift, in the gift's smallest unit, exact.
    pub share: Ratio,
    /// What that part is now, in the smallest unit of `commodity`, exact.
    pub quantity: Ratio,
}

/// One step of the way.
#[derive(Clone, Debug, PartialEq)]
pub struct StepShown {
    /// The kind of the entry: `gift`, `decision`, `payment`, …
    pub kind: String,
    /// The date of the snapshot that told it (never the day it happened); none where it is not told yet.
    pub told: Option<Date>,
    /// Its published fact, for the link.
    pub fact: Option<String>,
    /// The part of the gift that took this step, in the gift's smallest unit, exact.
    pub share: Ratio,
    /// What left there, in the smallest unit of `from_commodity`.
    pub quantity: Ratio,
    /// What it was before the step.
    pub from_commodity: Commodity,
    /// What it became, and how much of it.
    pub became: Option<(Ratio, Commodity)>,
    /// Public accounts `holder/fund` or `w:…`.
    pub from: String,
    /// Where it went.
    pub to: String,
}

/// A fair value of one thing: an estimate with its source and date, never a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Of one, in the smallest unit of `currency`.
    pub amount: i64,
    /// The currency.
    pub currency: Commodity,
    /// One of [`crate::catalogue::PRICE_SOURCES`].
    pub source: String,
    /// The day of that price.
    pub on: Date,
}

/// A gift as its giver may see it at one snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct GiftShown {
    /// Its entry; no page shows the number.
    pub entry: EntryNumber,
    /// Smallest units of `currency`.
    pub amount: i64,
    /// As the bank credited it.
    pub currency: Commodity,
    /// The fund it entered.
    pub fund: String,
    /// The snapshot that counted it; none while it waits for enough company.
    pub counted: Option<i32>,
    /// It was entered wrongly and put right: there is nothing to follow.
    pub corrected: bool,
    /// Of a gift in kind: what one was worth.
    pub worth: Option<Worth>,
    /// Every end, the furthest along first; the shares sum to the gift.
    pub ends: Vec<ShareShown>,
    /// The way it took, oldest first.
    pub way: Vec<StepShown>,
}

/// Whether there is a receipt for a gift, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptShown {
    /// The gift was entered wrongly: there is nothing to give a receipt for.
    PutRight,
    /// The gift is in the book and not in the log yet.
    Waits {
        /// The date of the close that takes it in.
        closes: Date,
        /// Whether that is today.
        today: bool,
    },
    /// It is in the log, and what is signed does not reach so far: somebody has to put that right.
    Unsigned,
    /// It is final.
    Final(Box<Receipt>),
}

/// A receipt with what a page says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The public id of the gift's entry, by which one of several gifts is asked for.
    pub id: String,
    /// The file, as docs/LOG.md says.
    pub text: String,
    /// The newest signed checkpoint: what the receipt leads to.
    pub checkpoint: Checkpoint,
    /// The key that signed it.
    pub key: String,
    /// The day whose close took the gift into the log.
    pub taken: i32,
}

impl Receipt {
    /// What the file is called: never the whole id, which would lie open in a folder of downloads.
    pub fn file_name(&self) -> String {
        let start: String = self.id.chars().take(8).collect();
        format!("receipt-{start}.txt")
    }
}

/// A gift with its receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// What became of it.
    pub gift: GiftShown,
    /// What proves that it is in the book.
    pub receipt: ReceiptShown,
}
