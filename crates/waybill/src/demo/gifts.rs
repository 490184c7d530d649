//! About 1,200 made-up gifts into three accounts, the same at every run; no name, no real person behind any.

use sha2::{Digest, Sha256};

use super::{Event, What};

/// The code of one gift that visitors can follow: 40 EUR from Germany on day 12, for the vests.
pub const CODE: &str = "40EV-R0FR-0MGE-RMAN-Y012";

/// Gifts up to the evening of day 23.
pub const GIFTS: usize = 1200;

/// Gifts of each day after that.
const GIFTS_A_DAY: usize = 12;
/// The story ends on this day; the clock goes on.
const LAST_DAY: i32 = 60;
/// The first gifts came on the second day.
const FIRST_GIFT_DAY: i32 = 2;

/// Where gifts come from: country, account, weight among 100, usual amounts in whole units.
const SOURCES: &[(&str, &str, u32, &[i64])] = &[
    ("DE", "bank-eur-1", 17, &[20, 30, 40, 50, 50, 100, 100, 150, 250, 500]),
    ("FR", "bank-eur-1", 11, &[20, 25, 40, 50, 80, 100, 150, 300]),
    ("IT", "bank-eur-1", 7, &[15, 20, 30, 50, 70, 100, 200]),
    ("ES", "bank-eur-1", 6, &[10, 20, 30, 50, 60, 100, 180]),
    ("AT", "bank-eur-1", 5, &[20, 40, 50, 100, 150, 250]),
    ("NL", "bank-eur-1", 5, &[25, 50, 75, 100, 200]),
    ("FI", "bank-eur-1", 4, &[30, 50, 100, 150, 200]),
    ("LT", "bank-eur-1", 4, &[10, 20, 30, 50, 100]),
    ("GR", "bank-eur-1", 3, &[10, 20, 40, 60]),
    ("IE", "bank-eur-1", 2, &[50, 100, 150]),
    ("BE", "bank-eur-1", 2, &[30, 50, 100]),
    ("PT", "bank-eur-1", 1, &[10, 20, 50]),
    ("PL", "bank-pln-1", 19, &[50, 100, 100, 150, 200, 300, 500]),
    ("UA", "bank-uah-1", 14, &[200, 300, 500, 500, 1000, 1500, 2000, 3000]),
];

/// What a gift was meant for, by account: fund and weight among 100.
const MEANT: &[(&str, &[(&str, u32)])] = &[
    ("bank-eur-1", &[("vest-1", 46), ("open", 36), ("helmet-1", 11), ("thermal-1", 4), ("carrier-1", 3)]),
    ("bank-pln-1", &[("firstaid-1", 70), ("open", 30)]),
    ("bank-uah-1", &[("tourniquet-1", 55), ("clothing-1", 30), ("open", 15)]),
];

/// All gifts of the story: evenly over the days up to day 23, then a few each day.
pub(super) fn events() -> Vec<Event> {
    let days = usize::try_from(super::FIRST_DAY - FIRST_GIFT_DAY + 1).unwrap_or(1);
    let day_of = |n: usize| FIRST_GIFT_DAY + i32::try_from(n * days / GIFTS).unwrap_or(0);
    let mut events: Vec<Event> = (0..GIFTS).map(|n| gift(n, day_of(n))).collect();
    for day in super::FIRST_DAY + 1..=LAST_DAY {
        let first = GIFTS + usize::try_from(day - super::FIRST_DAY - 1).unwrap_or(0) * GIFTS_A_DAY;
        events.extend((first..first + GIFTS_A_DAY).map(|n| gift(n, day)));
    }
    events
}

/// The gifts that are on an account on this day.
pub(super) fn of_day(day: i32) -> Vec<Gift> {
    let on_it = events().into_iter().filter(|event| event.day == day);
    on_it.filter_map(|event| if let What::Gift(gift) = event.what { Some(gift) } else { None }).collect()
}

/// From this day on the vests are paid for, and gifts go to helmets instead.
const VESTS_PAID_DAY: i32 = 20;

/// The number of the gift that visitors can follow.
const FOLLOWED: usize = 300;

/// A gift on its way: what the giver meant, and how the bank will write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gift {
    /// Which one; the story's own number of it.
    pub(super) n: usize,
    /// The day on which it is on the account.
    pub(super) day: i32,
    /// Where it comes from.
    pub(super) country: &'static str,
    /// The account.
    pub(super) account: &'static str,
    /// What it is meant for.
    pub(super) fund: &'static str,
    /// In the smallest unit; all three currencies have two decimals.
    pub(super) amount: i64,
    /// The giver's code, where the story names it.
    pub(super) code: Option<&'static str>,
    /// How the giver quotes the reference they asked for; `None` where they asked for none.
    pub(super) quoted: Option<Quoted>,
    /// What was sent in another currency, and the rate in ten-thousandths.
    pub(super) sent: Option<(&'static str, i64, i64)>,
}

/// Where a giver's bank puts a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    /// Into its own field, with check digits.
    Structured,
    /// Into the field that goes with a payment from end to end.
    EndToEnd,
    /// Into the free text, in groups of four.
    InWords,
}

/// Currencies some givers have, by country, with a made-up rate to the euro in ten-thousandths.
const FOREIGN: &[(&str, &str, i64)] = &[
    ("AT", "CHF", 9_702),
    ("DE", "PLN", 2_113),
    ("FI", "SEK", 942),
    ("FR", "CHF", 9_695),
    ("IE", "GBP", 11_964),
    ("IT", "CHF", 9_688),
    ("LT", "PLN", 2_108),
    ("NL", "GBP", 11_971),
];

fn gift(n: usize, day: i32) -> Event {
    let dice = Dice::new(n);
    if n == FOLLOWED {
        let quoted = Some(Quoted::InWords);
        let (country, account, fund, code) = ("DE", "bank-eur-1", "vest-1", Some(CODE));
        let gift = Gift { n, day: 12, country, account, fund, amount: 4000, code, quoted, sent: None };
        return Event { day: 12, hour: 9, what: What::Gift(gift) };
    }
    let (country, account, _, amounts) = SOURCES[weighted(dice.roll(0), SOURCES.iter().map(|s| s.2))];
    let meant = MEANT.iter().find(|(a, _)| *a == account).map_or(&[("open", 100)][..], |(_, funds)| *funds);
    let (fund, _) = meant[weighted(dice.roll(1), meant.iter().map(|m| m.1))];
    let fund = if fund == "vest-1" && day >= VESTS_PAID_DAY { "helmet-1" } else { fund };
    let amount = amounts[dice.roll(2) as usize % amounts.len()];
    // Every twelfth gift is a collection of many.
    let amount = 100 * if dice.roll(3).is_multiple_of(12) { amount * 10 } else { amount };
    // Every third giver asked for a reference first.
    let quoted = match dice.roll(5) % 9 {
        0 => Some(Quoted::Structured),
        1 => Some(Quoted::EndToEnd),
        2 => Some(Quoted::InWords),
        _ => None,
    };
    let gift = Gift { n, day, country, account, fund, amount, code: None, quoted, sent: sent(country, amount, &dice) };
    Event { day, hour: 8 + i8::try_from(dice.roll(4) % 9).unwrap_or(0), what: What::Gift(gift) }
}

/// Every fourth giver of some countries pays from an account in another currency; what is credited is what counts.
fn sent(country: &str, amount: i64, dice: &Dice) -> Option<(&'static str, i64, i64)> {
    let (_, currency, rate) = FOREIGN.iter().find(|(from, ..)| *from == country)?;
    // The rate of the day, up to one in a hundred more.
    let rate = rate + rate * i64::from(dice.roll(7) % 100) / 10_000;
    dice.roll(6).is_multiple_of(4).then(|| (*currency, (amount * 10_000 + rate / 2) / rate, rate))
}

/// Even numbers from the gift's own number, without a state: the same at every run and in any order.
struct Dice([u8; 32]);

impl Dice {
    fn new(n: usize) -> Self {
        Self(Sha256::digest(format!("made-up gift {n}").as_bytes()).into())
    }

    fn roll(&self, place: usize) -> u32 {
        let bytes = &self.0[place * 4..place * 4 + 4];
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }
}

/// The place whose weight a roll falls into.
fn weighted(roll: u32, weights: impl Iterator<Item = u32> + Clone) -> usize {
    let mut left = roll % weights.clone().sum::<u32>();
    for (place, weight) in weights.enumerate() {
        if left < weight {
            return place;
        }
        left -= weight;
    }
    0
}
