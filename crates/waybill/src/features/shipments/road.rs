//! What is on the road now: each shipment with its goods and its legs, read from the book.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};
use waybill_journal::Commodity;

use super::leg;
use crate::catalogue::{HolderName, holder_name};
use crate::store::{Recorded, StoreError};
use crate::web::forms::Bench;
use crate::web::options::{self, SetOut};
use crate::web::words::Tongue;

/// How goods travel; the words stand under `by-…`. Who carries them is not stored.
pub(super) const BY: &[&str] = &["road", "rail", "air", "sea", "hand"];

/// One stretch of a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leg {
    /// Region or country where it begins.
    pub(super) from: String,
    /// Region or country where it ends.
    pub(super) to: String,
    /// One of [`BY`].
    pub(super) by: String,
    /// The day it began.
    pub(super) on: Date,
    /// The day its end is expected.
    pub(super) expected: Date,
}

impl Leg {
    /// As an entry keeps it, beside the shipment's code.
    pub(super) fn rest(&self, shipment: &str) -> Value {
        json!({
            "shipment": shipment, "from": self.from, "to": self.to, "by": self.by, "expected": self.expected.to_string(),
        })
    }

    fn of(recorded: &Recorded) -> Option<Self> {
        Some(Self {
            from: text(recorded, "from")?,
            to: text(recorded, "to")?,
            by: text(recorded, "by")?,
            on: recorded.on,
            expected: text(recorded, "expected")?.parse().ok()?,
        })
    }
}

/// Goods on the road.
pub(super) struct Shipment {
    /// Its holder's code.
    pub(super) code: String,
    /// The order whose goods they are; none between two places.
    pub(super) order: Option<String>,
    /// What is on it, over all funds.
    pub(super) goods: BTreeMap<Commodity, i64>,
    /// Its legs, the first first; never empty in a sound book.
    pub(super) legs: Vec<Leg>,
}

impl Shipment {
    /// Days by which its last leg is late.
    pub(super) fn days_late(&self, today: Date) -> i64 {
        let late = |leg: &Leg| today.since(leg.expected).map_or(0, |span| i64::from(span.get_days()));
        self.legs.last().map_or(0, late).max(0)
    }

    pub(super) fn goods_words(&self, w: Tongue) -> String {
        goods_words(w, &self.goods)
    }

    /// What it is and what is on it, in one line.
    pub(super) fn words(&self, w: Tongue) -> String {
        let goods = self.goods_words(w);
        match self.number() {
            Some(n) => w.with("shipment-words", &[("n", n.into()), ("goods", goods.into())]),
            None => w.with("shipment-between-words", &[("goods", goods.into())]),
        }
    }

    /// Which of its order's shipments it is.
    pub(super) fn number(&self) -> Option<i64> {
        self.order.as_ref().and_then(|_| self.code.rsplit('-').next()?.parse().ok())
    }

    /// The form that takes it in.
    pub(super) fn arrives_with(&self) -> &'static str {
        if self.order.is_some() { "record/arrival" } else { "record/unloading" }
    }
}

pub(super) fn goods_words(w: Tongue, goods: &BTreeMap<Commodity, i64>) -> String {
    let words: Vec<String> = goods.iter().map(|(commodity, count)| w.amount(*count, commodity)).collect();
    words.join("; ")
}

/// Goods by holder, of the holders of one sort.
fn held_by(
    bench: &Bench,
    sort: impl Fn(&HolderName) -> bool,
) -> Result<BTreeMap<String, BTreeMap<Commodity, i64>>, StoreError> {
    bench.operation.with_book(|book| {
        let mut held: BTreeMap<String, BTreeMap<Commodity, i64>> = BTreeMap::new();
        for (pool, balance) in book.pools().filter(|(pool, balance)| *balance > 0 && !options::is_money(pool)) {
            let holder = pool.account.holder();
            if holder_name(holder).is_some_and(|name| sort(&name)) {
                *held.entry(holder.to_owned()).or_default().entry(pool.commodity.clone()).or_default() += balance;
            }
        }
        held
    })
}

/// What suppliers owe us, by order.
pub(super) fn owed(bench: &Bench) -> Result<BTreeMap<String, BTreeMap<Commodity, i64>>, StoreError> {
    held_by(bench, |name| matches!(name, HolderName::Order(_)))
}

/// Everything on the road, what is expected first coming first: goods of orders as their settings out say, until they are
/// owed no more or an arrival names their shipment; goods between places as the journal says.
pub(super) fn on_the_road(bench: &Bench) -> Result<Vec<Shipment>, StoreError> {
    let entries = bench.operation.standing(leg::KIND)?;
    let mut road = between(bench)?;
    road.extend(of_orders(bench)?);
    let mut legs: BTreeMap<String, Vec<Leg>> = BTreeMap::new();
    for entry in &entries {
        if let (Some(code), Some(leg)) = (text(entry, "shipment"), Leg::of(entry)) {
            legs.entry(code).or_default().push(leg);
        }
    }
    for shipment in &mut road {
        shipment.legs = legs.remove(&shipment.code).unwrap_or_default();
        shipment.legs.sort_by_key(|leg| leg.on);
    }
    road.sort_by_key(|shipment| shipment.legs.last().map(|leg| leg.expected));
    Ok(road)
}

fn between(bench: &Bench) -> Result<Vec<Shipment>, StoreError> {
    let held = held_by(bench, |name| matches!(name, HolderName::Shipment))?;
    Ok(held.into_iter().map(|(code, goods)| Shipment { code, order: None, goods, legs: Vec::new() }).collect())
}

/// The goods of orders move in the journal when they arrive, so that no gift's way depends on what is known of the road.
fn of_orders(bench: &Bench) -> Result<Vec<Shipment>, StoreError> {
    let owed = owed(bench)?;
    let road = options::set_out(bench)?.into_iter().filter(|one| owed.contains_key(&one.order));
    let shipment =
        |one: SetOut| Shipment { code: one.shipment, order: Some(one.order), goods: one.goods, legs: Vec::new() };
    Ok(road.map(shipment).collect())
}

/// A text of what an entry keeps beside its moves.
fn text(recorded: &Recorded, member: &str) -> Option<String> {
    Some(recorded.private.get("rest")?.get(member)?.as_str()?.to_owned())
}
