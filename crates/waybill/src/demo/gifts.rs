//! About 1,200 made-up gifts into three accounts, the same at every run; no name, no real person behind any.

use sha2::{Digest, Sha256};

use super::Event;

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

/// From this day on the vests are paid for, and gifts go to helmets instead.
const VESTS_PAID_DAY: i32 = 20;

/// The number of the gift that visitors can follow.
const FOLLOWED: usize = 300;

fn gift(n: usize, day: i32) -> Event {
    if n == FOLLOWED {
        return event(12, 9, "DE", "bank-eur-1", "vest-1", 40, Some(CODE));
    }
    let dice = Dice::new(n);
    let (country, account, _, amounts) = SOURCES[weighted(dice.roll(0), SOURCES.iter().map(|s| s.2))];
    let meant = MEANT.iter().find(|(a, _)| *a == account).map_or(&[("open", 100)][..], |(_, funds)| *funds);
    let (fund, _) = meant[weighted(dice.roll(1), meant.iter().map(|m| m.1))];
    let fund = if fund == "vest-1" && day >= VESTS_PAID_DAY { "helmet-1" } else { fund };
    let amount = amounts[dice.roll(2) as usize % amounts.len()];
    // Every twelfth gift is a collection of many.
    let amount = if dice.roll(3).is_multiple_of(12) { amount * 10 } else { amount };
    event(day, 8 + i8::try_from(dice.roll(4) % 9).unwrap_or(0), country, account, fund, amount, None)
}

fn event(day: i32, hour: i8, country: &str, account: &str, fund: &str, amount: i64, code: Option<&str>) -> Event {
    let on = super::DAY_ONE.saturating_add(jiff::Span::new().days(day - 1)).to_string();
    let typed = [
        ("amount", amount.to_string()),
        ("account", account.to_owned()),
        ("country", country.to_owned()),
        ("fund", fund.to_owned()),
        ("on", on),
        ("code", code.unwrap_or_default().to_owned()),
    ];
    Event { day, hour, form: "gift", typed: typed.map(|(name, value)| (name.to_owned(), value)).to_vec() }
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
