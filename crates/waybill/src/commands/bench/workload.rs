//! The gifts that are measured with: the same at every run, and what they must add up to.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::civil::{Date, date};
use waybill::catalogue::currency_of_account;

/// Day 1 of the operation.
pub(super) const DAY_ONE: Date = date(2022, 2, 24);
/// Gifts come over so many days.
const DAYS: u64 = 365;
/// Givers; each gives many times.
const GIVERS: u64 = 20_000;

/// Accounts with their part of a hundred gifts.
pub(super) const ACCOUNTS: [(&str, u64); 6] = [
    ("bank-eur-1", 52),
    ("bank-usd-1", 16),
    ("bank-gbp-1", 9),
    ("bank-pln-1", 10),
    ("bank-czk-1", 6),
    ("bank-uah-1", 7),
];
/// What is needed; each need has a fund of its own.
pub(super) const NEEDED: [&str; 11] = [
    "vest",
    "helmet",
    "carrier",
    "firstaid",
    "tourniquet",
    "bandage",
    "stretcher",
    "thermal",
    "radio",
    "generator",
    "lamp",
];
const COUNTRIES: [&str; 8] = ["DE", "FR", "PL", "IT", "ES", "NL", "US", "UA"];

/// One gift of money.
pub(super) struct Gift {
    on: Date,
    pub(super) account: &'static str,
    pub(super) cents: i64,
    country: &'static str,
    pub(super) fund: String,
    giver: u64,
}

/// Even bits from a number: splitmix64.
fn bits(n: u64) -> u64 {
    let mut z = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn at(place: u64) -> usize {
    usize::try_from(place).unwrap_or(0)
}

/// Gift n of so many.
pub(super) fn gift(n: u64, of: u64) -> Gift {
    let roll = |place: u64| bits(n * 8 + place);
    let mut left = roll(0) % 100;
    let account = ACCOUNTS.iter().find(|(_, weight)| {
        let here = left < *weight;
        left = left.saturating_sub(*weight);
        here
    });
    let fund = match roll(1) % 30 {
        0..=9 => "open".to_owned(),
        other => format!("{}-1", NEEDED[at(other) % NEEDED.len()]),
    };
    // Most give a little, some give much.
    let whole = 3 + roll(2) % 60 + if roll(3).is_multiple_of(20) { roll(4) % 2_000 } else { 0 };
    Gift {
        on: DAY_ONE.saturating_add(jiff::Span::new().days(i64::try_from(n * DAYS / of.max(1)).unwrap_or(0))),
        account: account.map_or(ACCOUNTS[0].0, |(account, _)| account),
        cents: i64::try_from(whole * 100 + roll(5) % 100).unwrap_or(100),
        country: COUNTRIES[at(roll(6)) % COUNTRIES.len()],
        fund,
        giver: roll(7) % GIVERS,
    }
}

impl Gift {
    fn decimal(&self) -> String {
        format!("{}.{:02}", self.cents / 100, self.cents % 100)
    }

    /// Name and value of each field of the form.
    pub(super) fn fields(&self) -> [(&'static str, String); 5] {
        [
            ("on", self.on.to_string()),
            ("account", self.account.to_owned()),
            ("amount", self.decimal()),
            ("country", self.country.to_owned()),
            ("fund", self.fund.clone()),
        ]
    }
}

/// What gifts add up to: how many, and by account and fund how much.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) count: u64,
    pub(super) pools: BTreeMap<(String, String), i64>,
}

impl Sums {
    pub(super) fn add(&mut self, gift: &Gift) {
        self.count += 1;
        *self.pools.entry((gift.account.to_owned(), gift.fund.clone())).or_default() += gift.cents;
    }
}

/// Writes the gifts as a table and answers what they add up to. `left_out` is counted and not written: a fault that the
/// bench must see.
pub(super) fn write_csv(file: &Path, entries: u64, left_out: Option<u64>) -> std::io::Result<Sums> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "key,on,account,amount,country,fund")?;
    let mut sums = Sums::default();
    for n in 0..entries {
        let gift = gift(n, entries);
        sums.add(&gift);
        if left_out == Some(n) {
            continue;
        }
        let Gift { on, account, country, fund, .. } = &gift;
        writeln!(out, "gift-{n},{on},{account},{},{country},{fund}", gift.decimal())?;
    }
    out.flush()?;
    Ok(sums)
}

/// The same gifts for the plain-text tools: `gifts.journal`, `gifts.beancount`.
pub(super) fn write_plain_text(folder: &Path, entries: u64) -> std::io::Result<()> {
    let mut journal = BufWriter::new(File::create(folder.join("gifts.journal"))?);
    let mut bean = BufWriter::new(File::create(folder.join("gifts.beancount"))?);
    let codes = || ACCOUNTS.iter().filter_map(|(account, _)| currency_of_account(account));
    for code in codes() {
        writeln!(journal, "commodity 1000.00 {}", code.as_str())?;
    }
    let funds = || std::iter::once("open".to_owned()).chain(NEEDED.iter().map(|item| format!("{item}-1")));
    for (account, _) in ACCOUNTS {
        for fund in funds() {
            writeln!(bean, "2022-01-01 open {}", bean_account(account, &fund))?;
        }
    }
    for giver in 0..GIVERS {
        writeln!(bean, "2022-01-01 open Income:Givers:G{giver:05}")?;
    }
    for n in 0..entries {
        let gift = gift(n, entries);
        let (amount, on, giver) = (gift.decimal(), gift.on, gift.giver);
        let code = currency_of_account(gift.account).map_or_else(String::new, |code| code.as_str().to_owned());
        writeln!(journal, "\n{on} gift {n}")?;
        writeln!(journal, "    income:givers:g{giver:05}  -{amount} {code}")?;
        writeln!(journal, "    assets:{}:{}  {amount} {code}", gift.account, gift.fund)?;
        writeln!(bean, "\n{on} * \"gift {n}\"")?;
        writeln!(bean, "  Income:Givers:G{giver:05}  -{amount} {code}")?;
        writeln!(bean, "  {}  {amount} {code}", bean_account(gift.account, &gift.fund))?;
    }
    journal.flush()?;
    bean.flush()
}

fn bean_account(account: &str, fund: &str) -> String {
    let word = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    format!("Assets:{}:{}", word(account), word(fund))
}
