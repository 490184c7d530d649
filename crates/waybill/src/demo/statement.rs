//! The bank of the demonstration: each morning it sends a file with a statement of each account, and gifts are booked from it.
//!
//! On it stand the gifts of the day, as banks write them (with a reference, without one, sent in another currency), and
//! what went out the day before. Whoever books a gift says what it is meant for, as the giver said.

use std::collections::{BTreeMap, VecDeque};

use waybill_camt::{Balance, Direction, Sent, Version, Written, WrittenEntry, WrittenPayment};

use super::gifts::{self, Gift, Quoted};
use super::{DemoError, bench_of, story, told, world_of};
use crate::catalogue::{currency_of_account, minor_unit};
use crate::features::donations::{self, Reference};
use crate::features::statements::{self, Choice, Done, Line, Proposal};
use crate::house::ENTERING;
use crate::store::{Flow, StoreError};
use crate::web::forms::Bench;
use crate::web::typed::Typed;

/// The hour at which the file comes.
const HOUR: i8 = 8;

/// A line that the story leaves to whoever looks: day, account, amount (below 0 where it went out), country, text.
type Left = (i32, &'static str, i64, &'static str, &'static str);

const LEFT: &[Left] = &[
    (23, "bank-eur-1", -490, "", "account fee"),
    (23, "bank-eur-1", 2500, "", "from all of us"),
    (23, "bank-pln-1", 6000, "PL", "na apteczki"),
];

/// What tells two lines of a day apart for the story: account, amount, country, reference.
type Sign = (String, i64, String, String);

/// The lines of a day that are still to be booked.
#[derive(Default)]
pub(super) struct Bank {
    /// The day whose file came last.
    day: i32,
    lines: BTreeMap<Sign, VecDeque<(Line, Choice)>>,
    /// References that givers of the day asked for, by the gift's number.
    references: BTreeMap<usize, Reference>,
}

impl Bank {
    /// Books a gift from its line. The first of a day waits for the file of the day.
    pub(super) fn book(&mut self, bench: &Bench, gift: &Gift) -> Result<(), DemoError> {
        if self.day != gift.day {
            *self = Self { day: gift.day, ..Self::default() };
            self.open(bench)?;
        }
        let failed = |why: &str| DemoError::Statement { day: gift.day, why: why.to_owned() };
        let reference = self.references.get(&gift.n).map(Reference::to_string).unwrap_or_default();
        let sign = (gift.account.to_owned(), gift.amount, gift.country.to_owned(), reference);
        let found = self.lines.get_mut(&sign).and_then(VecDeque::pop_front);
        let (line, proposed) = found.ok_or_else(|| failed("a gift is not on it"))?;
        let choice = Choice { fund: gift.fund.to_owned(), ..proposed };
        match statements::book(bench, &ENTERING, &line, &choice)? {
            Done::Booked(_) => Ok(()),
            Done::Refused(problems) => Err(failed(&told(&problems))),
            Done::Settled(_) | Done::Gone => Err(failed("somebody decided about a gift's line")),
        }
    }

    /// The file of the day comes: givers have their references, the book reads it, and what went out the day before is
    /// tied to its entries.
    fn open(&mut self, bench: &Bench) -> Result<(), DemoError> {
        let world = world_of(&bench.card, self.day, HOUR, 0);
        let morning =
            bench_of(bench.operation, &bench.card, &world, self.day, donations::FORM.path, "demonstration-statement");
        let gifts = gifts::of_day(self.day);
        for gift in gifts.iter().filter(|gift| gift.quoted.is_some()) {
            self.references.insert(gift.n, asked_for(&morning, gift)?);
        }
        let file = self.file(&morning, &gifts)?;
        let told = statements::import(&morning, &ENTERING, file.as_bytes(), &Typed::default())?
            .map_err(|fault| DemoError::Statement { day: self.day, why: fault.to_string() })?;
        if let Some(wrong) = told.iter().find(|t| t.account.is_err() || t.complaint.is_some() || !t.faults.is_empty()) {
            return Err(DemoError::Statement { day: self.day, why: format!("{wrong:?}") });
        }
        for one in statements::proposals(&morning, &ENTERING, &morning.card.accounts)? {
            let line = &one.line;
            match &one.proposal {
                Proposal::Entered(_) if line.booked < morning.today => {
                    statements::book_ready(&morning, &ENTERING, &one)?;
                }
                Proposal::Gift(choice) | Proposal::Look(_, choice) if line.booked == morning.today => {
                    let reference = choice.reference.clone();
                    let sign = (line.account.clone(), line.amount, choice.country.clone(), reference);
                    self.lines.entry(sign).or_default().push_back((line.clone(), choice.clone()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The file: one statement of each account.
    fn file(&self, bench: &Bench, gifts: &[Gift]) -> Result<String, StoreError> {
        let balances = statements::balanced(bench)?;
        let mut written = Vec::new();
        for account in &bench.card.accounts {
            let Some(currency) = currency_of_account(account) else { continue };
            let before = balances.iter().find(|one| one.account == *account).and_then(|one| one.bank);
            let (on, amount) = before.unwrap_or_else(|| (bench.card.day_one, at_first(account)));
            let flows = bench.operation.flows(account, &currency)?;
            let mut entries = went(bench, &flows);
            entries.extend(left(self.day, account).map(|(name, left)| entry(bench, left.2, name, said(left))));
            let gifts = gifts.iter().filter(|gift| gift.account == account);
            entries.extend(gifts.map(|gift| entry(bench, gift.amount, format!("G{}", gift.n), self.paid(gift))));
            written.push(Written {
                id: format!("{currency}-{}", self.day),
                account: number(account),
                currency: currency.to_string(),
                made: bench.today.at(7, 30, 0, 0),
                opening: Balance { amount, on },
                until: bench.today,
                entries,
            });
        }
        Ok(waybill_camt::write(Version::V08, &written, &minor_unit))
    }

    /// A gift as the giver's bank sends it.
    fn paid(&self, gift: &Gift) -> WrittenPayment {
        let mut payment = WrittenPayment {
            end_to_end: "NOTPROVIDED".into(),
            country: gift.country.into(),
            sent: gift.sent.map(|(currency, amount, rate)| {
                let rate = Some(format!("{}.{:04}", rate / 10_000, rate % 10_000));
                Sent { currency: currency.into(), amount, rate }
            }),
            ..WrittenPayment::default()
        };
        match (gift.quoted, self.references.get(&gift.n)) {
            (Some(Quoted::Structured), Some(reference)) => payment.creditor_reference = reference.to_string(),
            (Some(Quoted::EndToEnd), Some(reference)) => payment.end_to_end = reference.to_string(),
            (Some(Quoted::InWords), Some(reference)) => payment.words = format!("gift {}", reference.grouped()),
            _ => payment.words = "gift".into(),
        }
        payment
    }
}

/// The reference that a giver asked for before giving, with its code.
fn asked_for(bench: &Bench, gift: &Gift) -> Result<Reference, StoreError> {
    let world = world_of(&bench.card, gift.day, HOUR, 1 + gift.n);
    let key = format!("demonstration-reference-{}", gift.n);
    let asking = bench_of(bench.operation, &bench.card, &world, gift.day, donations::FORM.path, &key);
    let code = gift.code.map_or_else(|| world.word(20), str::to_owned);
    donations::make_reference(&asking, &Typed::new([("code".to_owned(), code)]))?;
    Ok(donations::new_reference(&asking))
}

/// What went out the day before, and what else came then: a transfer takes a night.
fn went(bench: &Bench, flows: &[Flow]) -> Vec<WrittenEntry> {
    let yesterday = bench.today.yesterday().unwrap_or(bench.today);
    let opening = |flow: &Flow| flow.on <= bench.card.day_one;
    let slow = flows.iter().filter(|flow| flow.on == yesterday && flow.kind != donations::KIND && !opening(flow));
    slow.map(|flow| {
        let payment = WrittenPayment { words: flow.kind.clone(), ..WrittenPayment::default() };
        entry(bench, flow.amount, format!("T{}", flow.entry), payment)
    })
    .collect()
}

/// What the story leaves on this day and account, with the bank's name for it.
fn left(day: i32, account: &str) -> impl Iterator<Item = (String, &'static Left)> {
    let of_day = LEFT.iter().enumerate().filter(move |(_, left)| left.0 == day && left.1 == account);
    of_day.map(|(n, left)| (format!("L{n}"), left))
}

fn said(left: &Left) -> WrittenPayment {
    WrittenPayment { country: left.3.into(), words: left.4.into(), ..WrittenPayment::default() }
}

/// A line of today.
fn entry(bench: &Bench, amount: i64, bank_reference: String, payment: WrittenPayment) -> WrittenEntry {
    WrittenEntry {
        booked: bench.today,
        value: Some(bench.today),
        amount: amount.abs(),
        direction: if amount > 0 { Direction::In } else { Direction::Out },
        reversal: false,
        unbooked: None,
        bank_reference: Some(bank_reference),
        payments: vec![payment],
    }
}

/// What was on an account before the book, as the story enters it; whole units there, smallest units here.
fn at_first(account: &str) -> i64 {
    let typed = story::typed_about(account, "opening-money", "amount");
    typed.and_then(|amount| amount.parse::<i64>().ok()).map_or(0, |amount| amount * 100)
}

/// The account's number, as givers are told.
fn number(account: &str) -> String {
    let told = |field| story::typed_about(account, "giving-details", field);
    told("iban").or_else(|| told("number")).unwrap_or_default()
}
