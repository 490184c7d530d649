//! What the public side knows: every figure of every page, added up from published facts and nothing else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use waybill_journal::Commodity;

use super::details::DetailsShown;
use super::policy::Policy;
use crate::catalogue::Item;

/// Where a figure comes from: its value, and each fact with what it adds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The sum, in the smallest unit of `unit`, or a plain count.
    pub value: i64,
    /// The commodity it counts; none for counts of gifts, countries, people or things of many kinds.
    pub unit: Option<Commodity>,
    /// Fact id and what it adds (or takes away). For figures that are worked out by a rule (`funded`, `missing`), the
    /// facts that went into it with their own amounts.
    pub parts: Vec<(String, i64)>,
    /// The phrase that says how the parts make the value: `rule-sum`, `rule-funded`, `rule-missing`, `rule-distinct`.
    pub rule: &'static str,
}

/// The operation as its public pages introduce it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// In addresses: `/o/<slug>/`.
    pub slug: String,
    /// As the coordinators wrote it.
    pub name: String,
    /// Codes of the languages its pages offer, the usual one first; none means all.
    pub languages: Vec<String>,
    /// Where strangers reach it, `https://example.org/o/flood`, without a slash at its end.
    pub address: Option<String>,
    /// The same as an onion service.
    pub onion: Option<String>,
    /// Day 1.
    pub day_one: Date,
    /// Whose clock it follows.
    pub zone: TimeZone,
    /// A demonstration says so on every page.
    pub demo: bool,
}

impl Card {
    /// The date of a day's number; day 1 is the first.
    pub fn date_of_day(&self, day: i32) -> Date {
        self.day_one.saturating_add(jiff::Span::new().days(i64::from(day) - 1))
    }
}

/// What the newest word on a need says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// It is needed.
    Needed,
    /// It is not needed now; what its fund has stays visible.
    NotNow,
    /// We have more of it than is needed: so many too many. Others may ask for them.
    Surplus(i64),
}

/// A need with its progress. Figures are named `need.<fund>.funded`, `.bought`, `.delivered`, `.missing`, `.surplus`.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedShown {
    /// The fund that serves this need alone, e.g. `helmet-1`.
    pub fund: String,
    /// What is needed.
    pub item: Item,
    /// How many.
    pub quantity: i64,
    /// 1 is the most urgent of 1 to 3.
    pub priority: i64,
    /// Whether it is needed now.
    pub state: NeedState,
    /// When somebody last confirmed it.
    pub confirmed: Date,
    /// Who did, one of [`crate::catalogue::CONFIRMERS`]; nobody was asked for it in the first books.
    pub by: Option<String>,
    /// Whether that is too long ago, as of the snapshot. What is not needed now, or is in people's hands, is never stale.
    pub stale: bool,
    /// Estimated price of one, with its currency.
    pub price: i64,
    /// The currency of the price.
    pub currency: Commodity,
    /// One of [`crate::catalogue::PRICE_SOURCES`].
    pub price_source: String,
    /// The day of that price.
    pub price_on: Date,
    /// Whole units the fund's money can pay, at least what was bought.
    pub funded: i64,
    /// Units exchanged or given into the fund.
    pub bought: i64,
    /// Units that reached recipients.
    pub delivered: i64,
    /// Money still missing, in the price's currency: (quantity - funded units) times the price, less money already there.
    pub missing: i64,
    /// The facts of this need, newest first.
    pub facts: Vec<String>,
}

impl NeedShown {
    /// Whether it is needed, however much of it there is already.
    pub fn is_needed(&self) -> bool {
        self.state == NeedState::Needed
    }
}

/// One line of where a fund's money and goods are now.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Public holder code: `bank`, `foundation-pl-1`, `order-…`, `stock`, `claim-…`, or `w:recipients`.
    pub holder: String,
    /// What lies there.
    pub commodity: Commodity,
    /// How much, in the smallest unit.
    pub amount: i64,
    /// The figure's name, e.g. `at.bank.vest-1.EUR`.
    pub figure: String,
}

/// A fund's book in one currency. Figures are named `fund.<fund>.<currency>.given`, `.before`, `.moved`, `.changed`, `.spent`.
#[derive(Clone, Debug, PartialEq)]
pub struct FundMoney {
    /// The currency.
    pub currency: Commodity,
    /// What was there before this book.
    pub before: i64,
    /// Gifts.
    pub given: i64,
    /// Decided into this fund, less what was decided out of it again; may be negative.
    pub moved: i64,
    /// Changed into this currency, less what was changed out of it; may be negative.
    pub changed: i64,
    /// Exchanged for goods, and carriage.
    pub spent: i64,
}

/// A fund as the books show it.
#[derive(Clone, Debug, PartialEq)]
pub struct FundShown {
    /// `open`, or a need's fund.
    pub code: String,
    /// One row a currency.
    pub money: Vec<FundMoney>,
    /// Where everything of it is now, money first, hands last.
    pub now: Vec<Standing>,
    /// Facts that touched it, newest first: fact index into [`Shown::facts`].
    pub entries: Vec<usize>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderLine {
    /// The variant.
    pub commodity: Commodity,
    /// Units.
    pub quantity: i64,
    /// Price of one.
    pub price: i64,
    /// The currency.
    pub currency: Commodity,
    /// Country of origin, ISO 3166-1.
    pub origin: String,
}

/// What the world may know of an order's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// Ordered, not paid yet.
    Ordered,
    /// Paid; one state of the whole order until arrivals are told.
    UnderWay,
    /// The expected week is over; arrivals are told later than they happen.
    Awaited,
    /// The week and the delay are over and no arrival was told.
    Overdue,
    /// Something arrived, and the rest is still to come.
    PartlyArrived,
    /// Everything was told as arrived, or as missing on arrival.
    Arrived,
    /// All that arrived is handed over.
    HandedOver,
}

/// An order as the public sees it. Figures: `order.<code>.ordered`, `.paid`, `.arrived`, `.claimed`, `.handed`.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderShown {
    /// Its holder code, `order-…`.
    pub code: String,
    /// The fund that pays.
    pub fund: String,
    /// Supplier's code, e.g. `manufacturer-il-1`.
    pub supplier: String,
    /// Intermediary's code, where one pays for us.
    pub through: Option<String>,
    /// Typed goods.
    pub lines: Vec<OrderLine>,
    /// Monday of the expected week.
    pub expected: Date,
    /// Its state as of the snapshot.
    pub state: OrderState,
    /// The first Monday on which an arrival in the expected week would be told.
    pub told_from: Date,
    /// Units ordered, arrived, missing on arrival (claimed).
    pub ordered: i64,
    /// Units told as arrived.
    pub arrived: i64,
    /// Units missing on arrival, with the supplier's answer open.
    pub claimed: i64,
    /// Money paid for it: (currency, amount).
    pub paid: Vec<(Commodity, i64)>,
    /// The facts of this order, oldest first.
    pub facts: Vec<String>,
}

/// Money an intermediary holds for us.
#[derive(Clone, Debug, PartialEq)]
pub struct AdvanceShown {
    /// `foundation-pl-1`.
    pub holder: String,
    /// The fund.
    pub fund: String,
    /// The currency.
    pub currency: Commodity,
    /// Advanced in all.
    pub paid: i64,
    /// Not yet settled by goods; 0 = settled.
    pub open: i64,
    /// The snapshot's date of the oldest advance that is still open.
    pub since: Date,
    /// Days since then.
    pub age_days: i64,
    /// Days agreed.
    pub agreed_days: i64,
    /// The figure of what is open.
    pub figure: String,
}

/// Everything the public side can say at one snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Who speaks.
    pub card: Card,
    /// Today's day number and date on the operation's calendar.
    pub day: i32,
    /// Its date.
    pub today: Date,
    /// Number of the last snapshot (the day that closed), 0 before the first.
    pub snapshot: i32,
    /// The date on which that snapshot closed.
    pub snapshot_date: Option<Date>,
    /// The policy in force, as the facts tell it.
    pub policy: Policy,
    /// Gifts counted: figure `gifts.count`.
    pub gifts: i64,
    /// Named countries: figure `gifts.countries`.
    pub countries: i64,
    /// Whether some gifts came from countries too few to be named.
    pub other_countries: bool,
    /// Money given by currency: figure `given.<currency>`.
    pub given: Vec<(Commodity, i64)>,
    /// Country or `others`, currency, gifts, sum; largest first within a currency. Figure `given.<currency>.<country>`.
    pub given_by_country: Vec<(String, Commodity, i64, i64)>,
    /// Things bought or given in kind, of all kinds: figure `things.bought`.
    pub bought: i64,
    /// Things told as arrived: figure `things.arrived`.
    pub arrived: i64,
    /// Things in people's hands: figure `things.handed`.
    pub handed: i64,
    /// By urgency, complete ones last.
    pub needs: Vec<NeedShown>,
    /// The open fund first, then by code.
    pub funds: Vec<FundShown>,
    /// Newest first.
    pub orders: Vec<OrderShown>,
    /// Oldest open first, settled ones last.
    pub advances: Vec<AdvanceShown>,
    /// Dispatches and statements, newest day first.
    pub texts: Vec<super::texts::Head>,
    /// Where gifts are sent, by account.
    pub details: Vec<DetailsShown>,
    /// The facts, in the order in which they opened.
    pub facts: Vec<super::fact::Fact>,
    /// Every figure by name.
    pub figures: BTreeMap<String, Figure>,
}
