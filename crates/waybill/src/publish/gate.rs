//! The gate: once a day it turns entries that waited into facts the world may know, and lets nothing else through.
//!
//! Each kind has a shape function (in its feature) that coarsens; the gate decides when, and keeps the published
//! facts a journal of their own in which nothing is below zero. So a spending waits until the gifts behind it are
//! told, and no difference of two snapshots shows a sum of fewer than k people.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;
use waybill_journal::{Account, Book, Entry, Move};

use super::corrected::{self, Righted, Righting, Undone};
use super::early;
use super::fact::{Fact, moves_json};
use super::flow;
use super::in_force::InForce;
use super::policy::{POLICY, Policy, Step, week_of};
use super::rules::{Rule, Told, When, rule_of};
use super::ticks::{self, Signing};
use crate::store::{CORRECTION, Operation, OperationCard, StoreError, Waiting};
use crate::world::World;

/// What a shape function may use beside the entries.
#[derive(Clone, Copy, Debug)]
pub struct Shaping<'a> {
    /// Which policy holds for what.
    pub policies: &'a InForce,
    /// The day that closes.
    pub step: Step,
    /// What was told in totals and has to go out of the next ones, of every kind.
    pub undone: &'a [Undone],
}

impl Shaping<'_> {
    /// The policy for one entry at this close.
    pub fn policy(&self, entry: u64) -> Policy {
        self.policies.for_entry(entry, self.step)
    }

    /// The smallest group that these entries may be told in: what the strictest of their policies asks for.
    pub fn people_min(&self, entries: &[&Waiting]) -> i64 {
        let asked = entries.iter().map(|entry| self.policy(entry.entry).people_min);
        asked.max().unwrap_or_else(|| self.policies.at(self.step).people_min)
    }

    /// Whether an entry of that kind and week has waited long enough.
    pub fn due(&self, kind: &str, entry: u64, week: Option<jiff::civil::Date>) -> bool {
        week.is_some_and(|week| self.policy(entry).told_from(kind, week) <= self.step.date)
    }

    /// The Monday on which these entries of a kind may be told together; none where one of them has no week.
    pub fn opens(&self, kind: &str, entries: &[&Waiting]) -> Option<jiff::civil::Date> {
        let of = |entry: &&Waiting| {
            let week = week_of(date_in(&entry.public, "week")?);
            Some(self.policy(entry.entry).opens(kind, week, self.step.date))
        };
        entries.iter().map(of).collect::<Option<Vec<_>>>()?.into_iter().max()
    }
}

/// What one or several entries would tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Shaped {
    /// What the fact's id is made from: the entry's own id, or the cell of a total. Never a count or a place in the book.
    pub key: String,
    /// The fact's kind.
    pub kind: String,
    /// What is told.
    pub body: Value,
    /// What moved, between public accounts.
    pub moves: Vec<Move>,
    /// The entries it tells.
    pub entries: Vec<u64>,
    /// The first date on whose close it may be told.
    pub opens: jiff::civil::Date,
}

/// Turns the waiting entries of one kind into what may be told of them, and when.
pub type Shape = fn(&[&Waiting], Shaping) -> Vec<Shaped>;

/// A kind of entry, as far as the gate cares.
#[derive(Clone, Copy)]
pub struct KindShape {
    /// `gift`, `order`, …
    pub kind: &'static str,
    /// Its shape function.
    pub shape: Shape,
}

/// Closes every day that is over and not closed yet. Returns the number of the newest snapshot. While the operation is
/// locked nothing is told, and no day closes: they all do once it is unlocked.
pub fn close_days(operation: &Operation, world: &World, shapes: &[KindShape]) -> Result<i32, StoreError> {
    if operation.is_locked()? {
        return Ok(super::published::last_step(operation)?.unwrap_or(0));
    }
    settle(operation)?;
    super::texts::tell(operation)?;
    let card = operation.card()?;
    let last = POLICY.last_closed(&card, world.now());
    let told = super::published::last_step(operation)?;
    let first = match told {
        Some(step) => step + 1,
        None => first_day(operation, &card)?.min(last),
    };
    for number in first.max(1)..=last {
        if operation.is_locked()? {
            return Ok(number - 1);
        }
        let step = POLICY.step(&card, number);
        close_day(operation, step, shapes)?;
        // Also where nothing waited: the log grows once a day, whatever happened on it.
        ticks::tick(operation, step)?;
    }
    match ticks::settle(operation)? {
        Signing::Done => {}
        Signing::Below(mark) => tracing::error!(
            operation = operation.slug(),
            signed = mark.size,
            "the log is not signed: another tree of this log was signed here before; docs/running.md says what to do"
        ),
        Signing::Unasked => tracing::warn!(
            operation = operation.slug(),
            "the log is not signed yet: this book is new on this machine, and `waybill serve` asks its witnesses first"
        ),
    }
    if first <= last
        && let Err(error) = operation.raise_mark()
    {
        // The day is closed all the same; the next close and every backup try again.
        tracing::error!(%error, operation = operation.slug(), "how far the book has come could not be noted beside it");
    }
    Ok(last)
}

/// The day on which the book began to be written.
fn first_day(operation: &Operation, card: &OperationCard) -> Result<i32, StoreError> {
    let first = operation.entry(1)?;
    let written = first.and_then(|e| jiff::Timestamp::from_second(e.recorded_at).ok());
    Ok(written.map_or(i32::MAX, |at| card.day_number(card.local(at).date())))
}

fn close_day(operation: &Operation, step: Step, shapes: &[KindShape]) -> Result<(), StoreError> {
    let waiting = operation.waiting(step.closes)?;
    if waiting.is_empty() {
        // A quiet day has closed as well, whether or not somebody was there to see it: a rebuild writes the same rows.
        return operation.write_snapshot(step.number, step.closes, &[]);
    }
    // Read after what waits: a policy entered before this close is among both.
    let policies = InForce::of(operation, &operation.card()?)?;
    let mut told = super::published::facts_for_gate(operation)?;
    let before = told.len();
    let id = |key: &str| operation.keys().public_id(key);
    let rightings = corrected::rightings(operation, &waiting, &told)?;
    let Opening { facts, entries, silent } = open(waiting, &rightings, &told, &policies, step, shapes, id);
    told.extend(facts);
    told.extend(flow_facts(&told, step, id));
    let rows: Vec<_> = (before..)
        .zip(&told[before..])
        .map(|(position, f)| super::published::to_row(operation.slug(), position, f))
        .collect();
    operation.mark_silent(&silent, step.number)?;
    operation.mark_telling(&entries)?;
    operation.write_snapshot(step.number, step.closes, &rows)?;
    settle(operation)
}

/// All facts as the gate makes them from the book today, step by step, up to the newest snapshot: what an auditor holds against
/// what was told. Nothing is written.
pub fn told_again(operation: &Operation, shapes: &[KindShape]) -> Result<Vec<Fact>, StoreError> {
    let last = super::published::last_step(operation)?.unwrap_or(0);
    tell_all(operation, operation.ever_waiting()?, last, shapes)
}

/// All facts as a rebuild would tell them, from entries and ticks alone: where the outbox or what is published is damaged, that
/// is no hindrance. Nothing is written.
pub(super) fn told_anew(operation: &Operation, shapes: &[KindShape]) -> Result<Vec<Fact>, StoreError> {
    let ticked = operation.tick_at(i64::MAX)?.map_or(0, |tick| tick.step);
    let last = super::published::last_step(operation)?.unwrap_or(0).max(ticked);
    tell_all(operation, operation.every_entry()?, last, shapes)
}

/// Forgets the closes of days before the first entry: there was no book, and no rebuild makes them again.
pub fn forget_empty_days(operation: &Operation) -> Result<(), StoreError> {
    let last = super::published::last_step(operation)?.unwrap_or(0);
    operation.forget_closes_before(first_day(operation, &operation.card()?)?.min(last))
}

fn tell_all(
    operation: &Operation,
    mut rest: Vec<Waiting>,
    last: i32,
    shapes: &[KindShape],
) -> Result<Vec<Fact>, StoreError> {
    let card = operation.card()?;
    let policies = InForce::of(operation, &card)?;
    let id = |key: &str| operation.keys().public_id(key);
    let mut told = Vec::new();
    for number in first_day(operation, &card)?.clamp(1, last.max(1))..=last {
        let step = POLICY.step(&card, number);
        let waiting: Vec<Waiting> =
            rest.iter().filter(|entry| entry.recorded_at < step.closes.as_second()).cloned().collect();
        if waiting.is_empty() {
            continue;
        }
        let rightings = corrected::rightings(operation, &waiting, &told)?;
        let Opening { facts, entries, silent } = open(waiting, &rightings, &told, &policies, step, shapes, id);
        let gone: HashSet<u64> = entries.into_iter().map(|(entry, _)| entry).chain(silent).collect();
        rest.retain(|entry| !gone.contains(&entry.entry));
        told.extend(facts);
        told.extend(flow_facts(&told, step, id));
    }
    Ok(told)
}

/// The flow from gifts to hands as it is after this step, where it differs from what was told of it. It is made from
/// the facts alone, so it tells no entry and nothing waits for it.
fn flow_facts(told: &[Fact], step: Step, id: impl Fn(&str) -> String) -> Vec<Fact> {
    let fact = |(currency, body)| Fact {
        id: id(&format!("{} {} {currency}", flow::KIND, step.number)),
        step: step.number,
        kind: flow::KIND.to_owned(),
        body,
        moves: Vec::new(),
    };
    flow::news(told).into_iter().map(fact).collect()
}

/// Marks as told every entry whose fact a snapshot holds. The book and the published facts are two stores: where the
/// program stopped after writing the one and before the other, the next close begins with this, and nothing is told
/// twice. Of two programs that close a day at once, one writes the snapshot and both find it here.
fn settle(operation: &Operation) -> Result<(), StoreError> {
    let telling = operation.telling()?;
    if telling.is_empty() {
        return Ok(());
    }
    let facts = super::published::facts_for_gate(operation)?;
    let steps: HashMap<String, i32> = facts.into_iter().map(|fact| (fact.id, fact.step)).collect();
    let told: Vec<(u64, i32)> = telling.iter().filter_map(|(entry, fact)| Some((*entry, *steps.get(fact)?))).collect();
    operation.mark_opened(&told)
}

/// What one close does.
#[derive(Debug, Default)]
pub struct Opening {
    /// The facts that open.
    pub facts: Vec<Fact>,
    /// The entries they tell, each with its fact's id.
    pub entries: Vec<(u64, String)>,
    /// Entries of which nothing is ever told: wrong ones that nobody had heard of, with their corrections, and those that
    /// leave the world nothing to read.
    pub silent: Vec<u64>,
}

/// Which facts open with this step, and which entries they tell. Pure: the same entries give the same facts.
pub fn open(
    mut waiting: Vec<Waiting>,
    rightings: &[Righting],
    told: &[Fact],
    policies: &InForce,
    step: Step,
    shapes: &[KindShape],
    id: impl Fn(&str) -> String,
) -> Opening {
    let Righted { mut silent, facts: taken_back, undone } = corrected::sort(rightings, policies, step, &id);
    waiting.retain(|w| w.kind != CORRECTION && !silent.contains(&w.entry));
    silent.extend(early::idle(&waiting, told, &id));
    silent.extend(waiting.iter().filter(|w| says_nothing(&w.public)).map(|w| w.entry));
    waiting.retain(|w| !says_nothing(&w.public) && !silent.contains(&w.entry));
    let early = early::named(&waiting);
    let shaping = Shaping { policies, step, undone: &undone };
    let mut candidates = shaped(&waiting, shaping, shapes, |shaped| early.contains(id(&shaped.key).as_str()));
    candidates.extend(taken_back.into_iter().filter(|s| s.opens <= step.date));
    candidates.sort_by_key(|s| s.entries.iter().min().copied());
    let mut book = public_book(told);
    let mut opening = Opening { silent, ..Opening::default() };
    // A fact that lacks what it moves waits for another of the same step, or for a later step.
    loop {
        let before = opening.facts.len();
        candidates.retain(|candidate| {
            let known = || told.iter().chain(&opening.facts);
            let may_go = corrected::may_go(candidate, known) && early::may_go(candidate, known);
            let may_go = may_go && was_told_lost(candidate, known);
            if !may_go || !post_public(&mut book, &candidate.moves) {
                return true;
            }
            let fact_id = id(&candidate.key);
            opening.entries.extend(candidate.entries.iter().map(|entry| (*entry, fact_id.clone())));
            let (kind, body, moves) = (candidate.kind.clone(), candidate.body.clone(), candidate.moves.clone());
            opening.facts.push(Fact { id: fact_id, step: step.number, kind, body, moves });
            false
        });
        if opening.facts.len() == before {
            return opening;
        }
    }
}

/// What may be told at this close: what is due, and what is told early.
fn shaped(
    waiting: &[Waiting],
    shaping: Shaping,
    shapes: &[KindShape],
    is_early: impl Fn(&Shaped) -> bool,
) -> Vec<Shaped> {
    let mut by_kind: BTreeMap<&str, Vec<&Waiting>> = BTreeMap::new();
    for entry in waiting {
        by_kind.entry(&entry.kind).or_default().push(entry);
    }
    let mut candidates: Vec<Shaped> = Vec::new();
    for (kind, entries) in by_kind {
        if let Some(known) = shapes.iter().find(|s| s.kind == kind) {
            let due = |s: &Shaped| s.opens <= shaping.step.date || (early::may_be(kind) && is_early(s));
            candidates.extend((known.shape)(&entries, shaping).into_iter().filter(due));
        }
    }
    candidates
}

/// The published facts as a journal.
pub fn public_book(told: &[Fact]) -> Book {
    let mut book = Book::default();
    for fact in told {
        post_public(&mut book, &fact.moves);
    }
    book
}

pub(super) fn post_public(book: &mut Book, moves: &[Move]) -> bool {
    let number = book.last() + 1;
    moves.is_empty() || book.post(&Entry { number, moves: Some(moves.to_vec()), corrects: None }).is_ok()
}

/// A date in a public part.
pub fn date_in(public: &Value, member: &str) -> Option<jiff::civil::Date> {
    public.get(member)?.as_str()?.parse().ok()
}

/// The holder as the public knows it: every account of money is `bank`, every place is `stock`; orders, claims and
/// bodies that hold money for us keep their code. What only goes from one place to another is in stock all the time.
pub fn public_holder(holder: &str) -> &str {
    match holder.split('-').next() {
        Some("bank" | "cash") => "bank",
        Some("place" | "shipment") => "stock",
        _ => holder,
    }
}

/// Whether what comes back from among the lost was told as lost before: a loss may wait longer than its week, until the
/// world knows of the goods, and what is found again must not tell of them first.
fn was_told_lost<'a, I: Iterator<Item = &'a Fact>>(candidate: &Shaped, facts: impl Fn() -> I) -> bool {
    let lost = |account: &Account| account.is_world() && account.as_str() == "w:loss";
    candidate.moves.iter().filter(|moved| lost(moved.from())).all(|moved| {
        let of_fund = |account: &Account| account.fund() == moved.to().fund();
        let left_lost = |other: &Move| {
            if lost(other.to()) && of_fund(other.from()) {
                other.amount()
            } else if lost(other.from()) && of_fund(other.to()) {
                -other.amount()
            } else {
                0
            }
        };
        let same = |other: &&Move| other.commodity() == moved.commodity();
        facts().flat_map(|fact| &fact.moves).filter(same).map(left_lost).sum::<i64>() >= moved.amount()
    })
}

/// Whether an entry leaves the world nothing to read. Such an entry is never told, so nothing waits for it.
pub fn says_nothing(public: &Value) -> bool {
    public.as_object().is_some_and(|members| members.keys().all(|member| member == "id"))
}

/// The account as the public knows it.
pub fn public_account(account: &Account) -> Account {
    match account.fund() {
        Some(fund) => Account::ours(public_holder(account.holder()), fund).expect("made of two checked names"),
        None => account.clone(),
    }
}

/// The same moves between public accounts. A feature that hides more (givers, recipients) makes its own.
pub fn public_moves(moves: &[Move]) -> Vec<Move> {
    moves
        .iter()
        .filter_map(|m| {
            let (from, to) = (public_account(m.from()), public_account(m.to()));
            match m {
                Move::Transfer { commodity, amount, .. } => {
                    (from != to).then(|| Move::transfer(from, to, commodity.clone(), *amount))
                }
                Move::Exchange { commodity, amount, gets_commodity, gets_amount, with, .. } => Some(Move::exchange(
                    from,
                    commodity.clone(),
                    *amount,
                    to,
                    gets_commodity.clone(),
                    *gets_amount,
                    with.clone(),
                )),
            }
        })
        .collect()
}

/// The moves as a public part holds them: between public accounts.
pub fn told_moves(moves: &[Move]) -> Value {
    moves_json(&public_moves(moves))
}

/// Moves as they stand in a public part.
pub fn moves_in(public: &Value) -> Vec<Move> {
    let list = public.get("moves").and_then(Value::as_array);
    list.map(|moves| moves.iter().filter_map(|m| Move::from_json(m).ok()).collect()).unwrap_or_default()
}

/// A shape for facts that are told one by one: when and with which members, the kind's row in [`super::rules`] says. A kind
/// without a row is told nothing of.
pub fn ruled(waiting: &[&Waiting], shaping: Shaping) -> Vec<Shaped> {
    waiting.iter().filter_map(|entry| one(entry, rule_of(&entry.kind)?, shaping)).collect()
}

fn one(entry: &Waiting, rule: &Rule, shaping: Shaping) -> Option<Shaped> {
    let opens = match (rule.told, rule.when) {
        (Told::Singly, When::NextClose | When::Cooling) => shaping.step.date,
        // The public part holds `week`, never a day.
        (Told::Singly, When::Monday) => shaping.opens(rule.kind, &[entry])?,
        _ => return None,
    };
    let mut body = entry.public.clone();
    if let Some(members) = body.as_object_mut() {
        members.retain(|member, _| rule.members.contains(&member.as_str()));
        if let Some(region) = members.get("region").and_then(Value::as_str) {
            match shaping.policy(entry.entry).coarsened(rule.kind, region).map(Value::from) {
                Some(coarser) => members.insert("region".to_owned(), coarser),
                None => members.remove("region"),
            };
        }
    }
    let key = entry.public.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let (kind, moves) = (rule.fact.to_owned(), moves_in(&entry.public));
    Some(Shaped { key, kind, body, moves, entries: vec![entry.entry], opens })
}
