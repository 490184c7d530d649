//! The receipt door: what the book answers a giver's code and nothing else. Here, what became of the gift; the proof that it
//! is in the book makes [`super::proven`].
//!
//! It cuts the track at what the world may know already: a departure by an entry that is not told yet counts as not
//! having happened. It names no place, and no date finer than a snapshot's.

use std::collections::{BTreeMap, HashMap};

use num_traits::Zero;
use serde_json::Value;
use waybill_journal::{Account, Book, Commodity, End, EntryNumber, Move, MoveId, Ratio, Share};

use super::gate::public_holder;
use super::policy::POLICY;
use super::receipt::{GiftShown, ShareShown, StepShown, Worth};
use crate::store::{CORRECTION, Operation, OperationCard, RETURN, Recorded, StoreError};

/// The book, seen through the one question a giver may ask.
pub struct ReceiptDoor<'a> {
    pub(super) operation: &'a Operation,
}

/// What the world knows of the entries.
struct Opened {
    /// Snapshot and fact of each entry that is told.
    told: HashMap<EntryNumber, (i32, String)>,
    /// The last entry of each fact: all entries of a total happen with it, for between them the world saw nothing.
    whole: HashMap<String, EntryNumber>,
    /// Wrong entries that nobody had heard of and their corrections: nothing is told of them, and both have happened
    /// once the correction has.
    silent: HashMap<EntryNumber, EntryNumber>,
}

impl Opened {
    fn of(operation: &Operation) -> Result<Self, StoreError> {
        let corrected = operation.all_corrected()?;
        let mut opened = Self { told: HashMap::new(), whole: HashMap::new(), silent: HashMap::new() };
        for (entry, step, fact) in operation.opened()? {
            match fact {
                Some(fact) => {
                    let last = opened.whole.entry(fact.clone()).or_default();
                    *last = entry.max(*last);
                    opened.told.insert(entry, (step, fact));
                }
                None => drop(opened.silent.insert(entry, corrected.get(&entry).copied().unwrap_or(entry))),
            }
        }
        Ok(opened)
    }

    /// Whether an entry counts as having happened when only facts whose last entry is `last` or earlier have.
    fn counts(&self, entry: EntryNumber, last: EntryNumber) -> bool {
        let told = self.whole_of(entry).is_some_and(|whole| whole <= last);
        told || self.silent.get(&entry).is_some_and(|righted| *righted <= last)
    }

    /// The last entry of the fact that told this one.
    fn whole_of(&self, entry: EntryNumber) -> Option<EntryNumber> {
        self.told.get(&entry).and_then(|(_, fact)| self.whole.get(fact)).copied()
    }

    fn step(&self, entry: EntryNumber) -> Option<i32> {
        self.told.get(&entry).map(|(step, _)| *step)
    }

    fn fact(&self, entry: EntryNumber) -> Option<String> {
        self.told.get(&entry).map(|(_, fact)| fact.clone())
    }
}

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
        let opened = Opened::of(self.operation)?;
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
        let counted = opened.step(gift.number);
        if self.is_put_right(gift.number, card)? {
            return Ok(Some(put_right(gift.number, given)));
        }
        let movers = self.movers(gift.number, opened)?;
        let origin = MoveId { entry: gift.number, index: 0 };
        let (ends, mut way) = self.operation.with_book(|book| {
            // A gift that no total has told yet has gone nowhere the world may know of.
            let last = if counted.is_some() { EntryNumber::MAX } else { 0 };
            (
                ends_at(book, origin, opened, last),
                if counted.is_some() { way(book, origin, opened, movers.keys()) } else { Vec::new() },
            )
        })?;
        for (whole, step) in &mut way {
            step.kind = movers.get(whole).cloned().unwrap_or_default();
            step.told = opened.step(*whole).map(|day| card.date_of_day(day));
        }
        let received = StepShown {
            kind: gift.kind.clone(),
            told: counted.map(|step| card.date_of_day(step)),
            fact: opened.fact(gift.number),
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
            entry: gift.number,
            amount: given.amount(),
            currency: given.commodity().clone(),
            fund: given.to().fund().unwrap_or_default().to_owned(),
            counted,
            corrected: false,
            worth: worth_of(&gift.public),
            ends,
            way: std::iter::once(received).chain(way.into_iter().map(|(_, step)| step)).collect(),
        }))
    }

    /// Told facts after the gift that move what is ours, by the last entry of each, with what they tell of; other gifts
    /// move nothing of this one. A total less what was put right tells of what it counts, not of the correction.
    fn movers(&self, gift: EntryNumber, opened: &Opened) -> Result<BTreeMap<EntryNumber, String>, StoreError> {
        let mut movers: BTreeMap<EntryNumber, String> = BTreeMap::new();
        for (number, kind) in self.operation.movers_since(gift)? {
            let Some(whole) = opened.whole_of(number) else { continue };
            let known = movers.entry(whole).or_insert_with(|| kind.clone());
            if known == CORRECTION || known == RETURN {
                *known = kind;
            }
        }
        Ok(movers)
    }

    /// Whether a gift was entered wrongly and that is known since the last close. Its own giver learns it then, also
    /// where the world learns it only in a later total.
    fn is_put_right(&self, gift: EntryNumber, card: &OperationCard) -> Result<bool, StoreError> {
        let Some(by) = self.operation.corrected_by(gift)? else { return Ok(false) };
        let Some(step) = super::published::last_step(self.operation)? else { return Ok(false) };
        let closed = POLICY.step(card, step).closes.as_second();
        Ok(self.operation.entry(by)?.is_some_and(|righting| righting.recorded_at < closed))
    }
}

/// A gift that was entered wrongly: it went nowhere.
fn put_right(entry: EntryNumber, given: &Move) -> GiftShown {
    GiftShown {
        entry,
        amount: given.amount(),
        currency: given.commodity().clone(),
        fund: given.to().fund().unwrap_or_default().to_owned(),
        counted: None,
        corrected: true,
        worth: None,
        ends: Vec::new(),
        way: Vec::new(),
    }
}

/// What one thing of a gift in kind was worth, as it was entered with it.
fn worth_of(public: &Value) -> Option<Worth> {
    let value = public.get("value")?;
    let text = |member: &str| value.get(member).and_then(Value::as_str);
    Some(Worth {
        amount: value.get("amount")?.as_i64()?,
        currency: Commodity::parse(text("currency")?).ok()?,
        source: text("source")?.to_owned(),
        on: text("on")?.parse().ok()?,
    })
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

/// Where the gift's parts are when only facts whose last entry is `last` or earlier have happened, by public holder.
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

/// The way: how the answer changed with each told fact, oldest first. Never with an entry of a total: that would tell the
/// giver of most of a shelf what each handover was.
fn way<'a>(
    book: &Book,
    gift: MoveId,
    opened: &Opened,
    movers: impl Iterator<Item = &'a EntryNumber>,
) -> Vec<(EntryNumber, StepShown)> {
    let mut before = ends_by_account(book, gift, opened, 0);
    let mut steps = Vec::new();
    for number in movers {
        let after = ends_by_account(book, gift, opened, *number);
        let fact = opened.fact(*number);
        steps.extend(
            changes(&before, &after).into_iter().map(|step| (*number, StepShown { fact: fact.clone(), ..step })),
        );
        before = after;
    }
    steps
}

/// Like [`ends_at`], but with the fund, so that a decision shows.
fn ends_by_account(book: &Book, gift: MoveId, opened: &Opened, last: EntryNumber) -> Ends {
    let told = |n: EntryNumber| opened.counts(n, last);
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

/// What left accounts and came to others between two answers. One entry takes a gift's units from one account to
/// several, or, where it puts something right, from several to one.
fn changes(before: &Ends, after: &Ends) -> Vec<StepShown> {
    let at = |ends: &Ends, key: &(String, Commodity)| ends.get(key).cloned().unwrap_or_else(nothing);
    let less = |a: &Share, b: &Share| Share { share: &a.share - &b.share, quantity: &a.quantity - &b.quantity };
    let more = |than: &Ends, now: &Ends| -> Vec<((String, Commodity), Share)> {
        let grown = now.iter().filter(|(key, share)| share.share > at(than, key).share);
        grown.map(|(key, share)| (key.clone(), less(share, &at(than, key)))).collect()
    };
    let (lost, gained) = (more(after, before), more(before, after));
    let whole: Ratio = lost.iter().map(|(_, left)| left.share.clone()).sum();
    let mut steps = Vec::new();
    for (source, left) in &lost {
        for (target, gain) in &gained {
            // Of what left here, the part that came there.
            let share = &left.share * &gain.share / &whole;
            steps.push(StepShown {
                kind: String::new(),
                told: None,
                fact: None,
                quantity: &left.quantity * &share / &left.share,
                from_commodity: source.1.clone(),
                became: (target.1 != source.1).then(|| (&gain.quantity * &share / &gain.share, target.1.clone())),
                share,
                from: source.0.clone(),
                to: target.0.clone(),
            });
        }
    }
    steps
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
