//! The receipt door: one function over the book, which answers a giver's code and nothing else.
//!
//! It cuts the track at what the world may know already: a departure by an entry that is not told yet counts as not
//! having happened. It names no place, and no date finer than a snapshot's.

use std::collections::{BTreeMap, HashMap};

use num_traits::Zero;
use waybill_journal::{Account, Book, Commodity, End, EntryNumber, Move, MoveId, Ratio, Share};

use super::gate::public_holder;
use super::receipt::{GiftShown, ShareShown, StepShown};
use crate::store::{Operation, OperationCard, Recorded, StoreError};

/// The book, seen through the one question a giver may ask.
pub struct ReceiptDoor<'a> {
    operation: &'a Operation,
}

/// Snapshot and fact of each entry that is told.
type Opened = HashMap<EntryNumber, (i32, Option<String>)>;

/// Where parts of a gift are: share and quantity by public holder and commodity.
type Ends = BTreeMap<(String, Commodity), Share>;

impl<'a> ReceiptDoor<'a> {
    /// The door of this operation.
    pub fn new(operation: &'a Operation) -> Self {
        Self { operation }
    }

    /// What became of these gifts, as far as the world may know.
    pub fn answer(&self, gifts: &[EntryNumber]) -> Result<Vec<GiftShown>, StoreError> {
        let card = self.operation.card()?;
        let opened: Opened =
            self.operation.opened()?.into_iter().map(|(entry, step, fact)| (entry, (step, fact))).collect();
        let mut answers = Vec::new();
        for gift in gifts {
            if let Some(recorded) = self.operation.entry(*gift)? {
                answers.extend(self.one(&recorded, &opened, &card)?);
            }
        }
        Ok(answers)
    }

    fn one(&self, gift: &Recorded, opened: &Opened, card: &OperationCard) -> Result<Option<GiftShown>, StoreError> {
        let entry = gift.as_entry()?;
        let Some([given]) = entry.moves.as_deref() else { return Ok(None) };
        let counted = opened.get(&gift.number).map(|(step, _)| *step);
        let movers = self.movers(gift.number, opened)?;
        let origin = MoveId { entry: gift.number, index: 0 };
        let (ends, mut way) = self.operation.with_book(|book| {
            // A gift that no total has told yet has gone nowhere the world may know of.
            let last = if counted.is_some() { EntryNumber::MAX } else { 0 };
            (
                ends_at(book, origin, opened, last),
                way(book, origin, opened, if counted.is_some() { &movers } else { &[] }),
            )
        })?;
        for step in &mut way {
            step.1.kind =
                movers.iter().find(|(number, _)| *number == step.0).map(|(_, kind)| kind.clone()).unwrap_or_default();
            step.1.told = opened.get(&step.0).map(|(day, _)| card.date_of_day(*day));
        }
        let received = StepShown {
            kind: "gift".into(),
            told: counted.map(|step| card.date_of_day(step)),
            fact: opened.get(&gift.number).and_then(|(_, fact)| fact.clone()),
            share: Ratio::from_integer(given.amount().into()),
            quantity: Ratio::from_integer(given.amount().into()),
            from_commodity: given.commodity().clone(),
            became: None,
            from: "w:givers".into(),
            to: public_path(given.to()),
        };
        let mut ends: Vec<ShareShown> =
            ends.into_iter().map(|((holder, commodity), share)| shown(holder, commodity, share)).collect();
        ends.sort_by_key(|end| (rank(&end.holder), end.holder.clone(), end.commodity.clone()));
        Ok(Some(GiftShown {
            amount: given.amount(),
            currency: given.commodity().clone(),
            fund: given.to().fund().unwrap_or_default().to_owned(),
            counted,
            ends,
            way: std::iter::once(received).chain(way.into_iter().map(|(_, step)| step)).collect(),
        }))
    }

    /// Told entries after the gift that move what is ours, with their kind; other gifts move nothing of this one.
    fn movers(&self, gift: EntryNumber, opened: &Opened) -> Result<Vec<(EntryNumber, String)>, StoreError> {
        let mut movers = Vec::new();
        for kind in ["decision", "advance", "payment", "arrival", "handover"] {
            let entries = self.operation.entries_of_kind(kind)?;
            let told = entries.iter().filter(|e| e.number > gift && opened.contains_key(&e.number));
            movers.extend(told.map(|e| (e.number, kind.to_owned())));
        }
        movers.sort_unstable();
        Ok(movers)
    }
}

fn shown(holder: String, commodity: Commodity, share: Share) -> ShareShown {
    ShareShown { holder, commodity, share: share.share, quantity: share.quantity }
}

/// The furthest along first.
fn rank(holder: &str) -> u8 {
    match holder.split('-').next().unwrap_or_default() {
        "w:recipients" => 0,
        "stock" => 1,
        "order" => 2,
        "claim" => 3,
        "bank" => 5,
        _ => 4,
    }
}

/// Where the gift's parts are when only told entries up to `last` have happened, by public holder.
fn ends_at(book: &Book, gift: MoveId, opened: &Opened, last: EntryNumber) -> Ends {
    let mut ends = Ends::new();
    for ((path, commodity), share) in ends_by_account(book, gift, opened, last) {
        add(&mut ends, (holder_of(&path), commodity), &share);
    }
    ends
}

fn add(ends: &mut Ends, key: (String, Commodity), share: &Share) {
    let sum = ends.entry(key).or_insert_with(nothing);
    sum.share += &share.share;
    sum.quantity += &share.quantity;
}

fn nothing() -> Share {
    Share { share: Ratio::zero(), quantity: Ratio::zero() }
}

/// The way: how the answer changed with each told entry, oldest first.
fn way(book: &Book, gift: MoveId, opened: &Opened, movers: &[(EntryNumber, String)]) -> Vec<(EntryNumber, StepShown)> {
    let mut before = ends_by_account(book, gift, opened, 0);
    let mut steps = Vec::new();
    for (number, _) in movers {
        let after = ends_by_account(book, gift, opened, *number);
        let fact = opened.get(number).and_then(|(_, fact)| fact.clone());
        steps.extend(
            changes(&before, &after).into_iter().map(|step| (*number, StepShown { fact: fact.clone(), ..step })),
        );
        before = after;
    }
    steps
}

/// Like [`ends_at`], but with the fund, so that a decision shows.
fn ends_by_account(book: &Book, gift: MoveId, opened: &Opened, last: EntryNumber) -> Ends {
    let told = |n: EntryNumber| n <= last && opened.contains_key(&n);
    let mut ends = Ends::new();
    for (end, share) in book.track_where(gift, &told).unwrap_or_default() {
        let key = match &end {
            End::At(pool) => (public_path(&pool.account), pool.commodity.clone()),
            End::Out(id) | End::Settled(id) => match book.said(*id) {
                Some(moved) => (public_world(moved), moved.commodity().clone()),
                None => continue,
            },
        };
        add(&mut ends, key, &share);
    }
    ends
}

/// What left one account and came to others between two answers. One entry takes a gift's units from one account.
fn changes(before: &Ends, after: &Ends) -> Vec<StepShown> {
    let less = |a: &Share, b: &Share| Share { share: &a.share - &b.share, quantity: &a.quantity - &b.quantity };
    let lost = before.iter().find_map(|(key, was)| {
        let now = after.get(key).cloned().unwrap_or_else(nothing);
        (now.share < was.share).then(|| (key, less(was, &now)))
    });
    let Some((source, left)) = lost else { return Vec::new() };
    let gained = after.iter().filter_map(|(key, now)| {
        let was = before.get(key).cloned().unwrap_or_else(nothing);
        (now.share > was.share).then(|| (key, less(now, &was)))
    });
    gained
        .map(|(target, gain)| StepShown {
            kind: String::new(),
            told: None,
            fact: None,
            quantity: &left.quantity * &gain.share / &left.share,
            from_commodity: source.1.clone(),
            became: (target.1 != source.1).then(|| (gain.quantity.clone(), target.1.clone())),
            share: gain.share,
            from: source.0.clone(),
            to: target.0.clone(),
        })
        .collect()
}

/// `holder/fund` with the holder as the public knows it.
fn public_path(account: &Account) -> String {
    match account.fund() {
        Some(fund) => format!("{}/{fund}", public_holder(account.holder())),
        None => account.to_string(),
    }
}

/// `holder/fund` without the fund.
fn holder_of(path: &str) -> String {
    path.split('/').next().unwrap_or_default().to_owned()
}

/// Recipients and givers of the book have random names; the public knows them as one.
fn public_world(moved: &Move) -> String {
    let name = moved.to().as_str();
    let known = ["w:recipients", "w:giver"].into_iter().find(|known| name.starts_with(known));
    match known {
        Some("w:giver") => "w:givers".to_owned(),
        Some(known) => known.to_owned(),
        None => name.to_owned(),
    }
}
