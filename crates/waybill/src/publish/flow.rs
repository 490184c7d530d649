//! The flow from gifts to hands: from which country, into which fund, for which order, and where it is now.
//!
//! It follows the totals of gifts through the published facts, which are a journal of their own, and through nothing
//! else. So what is not told cannot change it, two flows after one another tell no more than the facts between them,
//! and whatever stands behind a cell is a slice of totals of at least k people each. `docs/FACTS.md` says it exactly.

use std::collections::{BTreeMap, BTreeSet};

use num_traits::ToPrimitive;
use serde_json::{Value, json};
use waybill_journal::{Book, Commodity, End, Move, MoveId, Ratio};

use super::fact::Fact;
use super::gate::post_public;
use crate::catalogue::currency_of;

/// The kind of the fact.
pub const KIND: &str = "flow";

/// What stands for the countries, or the orders, that have no place of their own.
pub const OTHERS: &str = "others";

/// What stands for the order of money that has not become goods.
pub const UNSPENT: &str = "none";

/// Cells in one flow: with 60 bytes each a line of `facts.jsonl` stays below 32 kB, half of what a reader must take.
const CELLS_MAX: usize = 500;

/// Orders with a place of their own in one flow: as many as a busy operation has in one season; of more, the smallest
/// are told together.
const ORDERS_MAX: usize = 40;

/// Where one part of the gifts went.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// Country of the givers, by ISO 3166-1, or `others`.
    pub country: String,
    /// The fund in which it is, or from which it left.
    pub fund: String,
    /// The order that was paid with it, `others`, or `none`.
    pub purchase: String,
    /// `bank`, an intermediary, `order`, `stock`, `claim`, `hands`, `returned`, or another holder of the world.
    pub now: String,
}

/// The flow of one currency: every way with its amount in the smallest unit; they sum to what was given.
pub type Cells = BTreeMap<Way, i64>;

/// The flows that these facts make and that differ from what was told of them, each as `currency` and body.
pub fn news(facts: &[Fact]) -> Vec<(Commodity, Value)> {
    let told = newest(facts);
    let made = flows(facts).into_iter().map(|(currency, cells)| {
        let body = body(&currency, &cells);
        (currency, body)
    });
    made.filter(|(currency, body)| told.get(currency).is_none_or(|fact| fact.body != *body)).collect()
}

/// The newest flow told of each currency.
pub fn newest(facts: &[Fact]) -> BTreeMap<Commodity, &Fact> {
    let mut newest = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.kind == KIND) {
        if let Ok(currency) = Commodity::parse(fact.text("currency")) {
            newest.insert(currency, fact);
        }
    }
    newest
}

/// The cells of a fact of this kind, as they were told.
pub fn cells_of(fact: &Fact) -> Cells {
    let rows = fact.body.get("cells").and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|row| {
        let text = |place: usize| row.get(place)?.as_str().map(str::to_owned);
        let way = Way { country: text(0)?, fund: text(1)?, purchase: text(2)?, now: text(3)? };
        Some((way, row.get(4)?.as_i64()?))
    })
    .collect()
}

fn body(currency: &Commodity, cells: &Cells) -> Value {
    let rows: Vec<Value> =
        cells.iter().map(|(way, amount)| json!([way.country, way.fund, way.purchase, way.now, amount])).collect();
    json!({ "currency": currency.as_str(), "cells": rows })
}

/// The flow of every currency in which gifts were told.
fn flows(facts: &[Fact]) -> BTreeMap<Commodity, Cells> {
    exact(facts)
        .into_iter()
        .map(|(currency, mut ways)| {
            fold(&mut ways);
            (currency, whole_units(&ways))
        })
        .collect()
}

/// Every total of gifts, followed to where its parts are now; exact.
fn exact(facts: &[Fact]) -> BTreeMap<Commodity, BTreeMap<Way, Ratio>> {
    let mut book = Book::default();
    let mut totals: Vec<(MoveId, &Fact)> = Vec::new();
    for fact in facts.iter().filter(|fact| !fact.moves.is_empty()) {
        if post_public(&mut book, &fact.moves) && fact.kind == "gifts" {
            totals.extend((0..).zip(&fact.moves).map(|(index, _)| (MoveId::new(book.last(), index), fact)));
        }
    }
    let mut flows: BTreeMap<Commodity, BTreeMap<Way, Ratio>> = BTreeMap::new();
    for (total, fact) in totals {
        let Some(currency) = book.said(total).map(|said| said.commodity().clone()) else { continue };
        let flow = flows.entry(currency).or_default();
        let ends = book.track_labelled(total, None, &paid_order, &|_| true).unwrap_or_default();
        for ((purchase, end), row) in ends {
            let Some((fund, now)) = place(&book, &end) else { continue };
            let purchase = purchase.unwrap_or_else(|| UNSPENT.to_owned());
            let way = Way { country: fact.text("country").to_owned(), fund, purchase, now };
            *flow.entry(way).or_default() += row.share;
        }
    }
    flows
}

/// Money that is exchanged for goods of an order carries the order's code from then on; goods that are exchanged back
/// into money lose it.
fn paid_order(before: Option<String>, _: MoveId, said: &Move) -> Option<String> {
    match said {
        Move::Exchange { gets_commodity, .. } if currency_of(gets_commodity).is_some() => None,
        Move::Exchange { to, .. } => Some(to.holder().to_owned()),
        Move::Transfer { .. } => before,
    }
}

/// The fund and the holder of an end, as the flow names them.
fn place(book: &Book, end: &End) -> Option<(String, String)> {
    match end {
        End::At(pool) => {
            let holder = pool.account.holder();
            let kind = ["order", "claim"].into_iter().find(|kind| holder.split('-').next() == Some(kind));
            Some((pool.account.fund()?.to_owned(), kind.unwrap_or(holder).to_owned()))
        }
        End::Out(id) | End::Settled(id) => {
            let said = book.said(*id)?;
            let now = match said.to().holder() {
                "recipients" => "hands",
                "givers" => "returned",
                other => other,
            };
            Some((said.from().fund()?.to_owned(), now.to_owned()))
        }
    }
}

/// Keeps the flow within its limits: the smallest orders, then the smallest countries, are told together.
fn fold(ways: &mut BTreeMap<Way, Ratio>) {
    let orders = |ways: &BTreeMap<Way, Ratio>| named(ways, |way| &way.purchase, &[OTHERS, UNSPENT]);
    while orders(ways).len() > ORDERS_MAX {
        let Some(smallest) = orders(ways).pop() else { return };
        merge(ways, |way| way.purchase == smallest, |way| OTHERS.clone_into(&mut way.purchase));
    }
    while ways.len() > CELLS_MAX {
        let Some(smallest) = named(ways, |way| &way.country, &[OTHERS]).pop() else { return };
        merge(ways, |way| way.country == smallest, |way| OTHERS.clone_into(&mut way.country));
    }
}

/// The names in one column, the largest first, but for those that stand for several.
fn named(ways: &BTreeMap<Way, Ratio>, column: fn(&Way) -> &String, but: &[&str]) -> Vec<String> {
    let mut sums: BTreeMap<&String, Ratio> = BTreeMap::new();
    for (way, share) in ways.iter().filter(|(way, _)| !but.contains(&column(way).as_str())) {
        *sums.entry(column(way)).or_default() += share;
    }
    let mut sums: Vec<(&String, Ratio)> = sums.into_iter().collect();
    sums.sort_by(|a, b| (&b.1, a.0).cmp(&(&a.1, b.0)));
    sums.into_iter().map(|(name, _)| name.clone()).collect()
}

fn merge(ways: &mut BTreeMap<Way, Ratio>, which: impl Fn(&Way) -> bool, rename: impl Fn(&mut Way)) {
    for (mut way, share) in std::mem::take(ways) {
        if which(&way) {
            rename(&mut way);
        }
        *ways.entry(way).or_default() += share;
    }
}

/// Exact shares as whole units: each is floored, and what is left of a country's sum goes, one unit each, to its largest
/// remainders, the first in order where two are equal. So each country sums to what it gave.
fn whole_units(ways: &BTreeMap<Way, Ratio>) -> Cells {
    let countries: BTreeSet<&String> = ways.keys().map(|way| &way.country).collect();
    let mut cells = Cells::new();
    for country in countries {
        let here: Vec<(&Way, &Ratio)> = ways.iter().filter(|(way, _)| way.country == *country).collect();
        let whole = |ratio: &Ratio| ratio.to_integer().to_i64().unwrap_or(i64::MAX);
        let sum = whole(&here.iter().map(|(_, share)| (*share).clone()).sum::<Ratio>());
        let mut left = sum - here.iter().map(|(_, share)| whole(&share.floor())).sum::<i64>();
        let mut by_remainder = here;
        by_remainder.sort_by(|a, b| (b.1.fract(), a.0).cmp(&(a.1.fract(), b.0)));
        for (way, share) in by_remainder {
            let amount = whole(&share.floor()) + left.clamp(0, 1);
            left -= left.clamp(0, 1);
            if amount > 0 {
                cells.insert(way.clone(), amount);
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use waybill_journal::shown;

    fn fact(kind: &str, body: Value, moves: &Value) -> Fact {
        let moves = moves.as_array().unwrap().iter().map(|one| Move::from_json(one).unwrap()).collect();
        Fact { id: String::new(), step: 1, kind: kind.to_owned(), body, moves }
    }

    fn gifts(country: &str, fund: &str, sum: i64) -> Fact {
        let moved = json!([{"m":"transfer","from":"w:givers","to":format!("bank/{fund}"),"c":"EUR","a":sum}]);
        fact("gifts", json!({"country": country, "currency": "EUR", "sum": sum}), &moved)
    }

    fn payment(order: &str, fund: &str, paid: i64, units: i64) -> Fact {
        let exchange = json!([{"m":"exchange","from":format!("bank/{fund}"),"c":"EUR","a":paid,
            "to":format!("{order}/{fund}"),"gc":"TENT","ga":units,"with":"w:trader-pl-1"}]);
        fact("payment", json!({}), &exchange)
    }

    fn transfer(from: &str, to: &str, commodity: &str, amount: i64) -> Fact {
        fact("any", json!({}), &json!([{"m":"transfer","from":from,"to":to,"c":commodity,"a":amount}]))
    }

    fn told(facts: &[Fact]) -> Vec<String> {
        let cells = flows(facts).remove(&Commodity::parse("EUR").unwrap()).unwrap_or_default();
        cells
            .iter()
            .map(|(way, amount)| format!("{} {} {} {}: {amount}", way.country, way.fund, way.purchase, way.now))
            .collect()
    }

    #[test]
    fn gifts_are_followed_from_their_country_to_the_hands() {
        let facts = [
            gifts("DE", "tent-1", 900),
            gifts("others", "tent-1", 300),
            transfer("bank/tent-1", "foundation-pl-1/tent-1", "EUR", 100),
            payment("order-a", "tent-1", 800, 8),
            payment("order-b", "tent-1", 200, 1),
            transfer("order-a/tent-1", "stock/tent-1", "TENT", 6),
            transfer("order-a/tent-1", "claim-a/tent-1", "TENT", 2),
            transfer("stock/tent-1", "w:recipients", "TENT", 5),
            transfer("bank/tent-1", "w:givers", "EUR", 30),
            transfer("bank/tent-1", "w:fees", "EUR", 7),
        ];
        assert_eq!(
            told(&facts),
            [
                "DE tent-1 none foundation-pl-1: 100",
                "DE tent-1 order-a claim: 200",
                "DE tent-1 order-a hands: 500",
                "DE tent-1 order-a stock: 100",
                "others tent-1 none bank: 63",
                "others tent-1 none fees: 7",
                "others tent-1 none returned: 30",
                "others tent-1 order-b order: 200",
            ]
        );
    }

    #[test]
    fn a_claim_settled_in_money_is_unspent_again() {
        let mut facts = vec![gifts("DE", "tent-1", 100), payment("order-a", "tent-1", 100, 2)];
        facts.push(transfer("order-a/tent-1", "claim-a/tent-1", "TENT", 1));
        assert_eq!(told(&facts), ["DE tent-1 order-a claim: 50", "DE tent-1 order-a order: 50"]);
        let back = json!([{"m":"exchange","from":"claim-a/tent-1","c":"TENT","a":1,"to":"bank/tent-1","gc":"EUR","ga":40,
            "with":"w:trader-pl-1"}]);
        facts.push(fact("settled", json!({}), &back));
        assert_eq!(told(&facts), ["DE tent-1 none bank: 50", "DE tent-1 order-a order: 50"]);
    }

    #[test]
    fn money_that_was_there_before_is_nobodys_gift() {
        let before = transfer("w:before", "bank/tent-1", "EUR", 500);
        let facts = [before, gifts("DE", "tent-1", 100), payment("order-a", "tent-1", 550, 11)];
        assert_eq!(told(&facts), ["DE tent-1 none bank: 50", "DE tent-1 order-a order: 50"]);
        assert_eq!(told(&facts[..1]), [""; 0]);
    }

    #[test]
    fn a_country_sums_to_what_it_gave_to_the_cent() {
        // Seven cents for three things of 7/3 cents each, in three ends.
        let facts = [
            gifts("DE", "tent-1", 7),
            payment("order-a", "tent-1", 7, 3),
            transfer("order-a/tent-1", "stock/tent-1", "TENT", 2),
            transfer("stock/tent-1", "w:recipients", "TENT", 1),
        ];
        assert_eq!(
            told(&facts),
            ["DE tent-1 order-a hands: 3", "DE tent-1 order-a order: 2", "DE tent-1 order-a stock: 2"],
            "the first of three equal remainders gets the cent"
        );
        let exact = exact(&facts).remove(&Commodity::parse("EUR").unwrap()).unwrap();
        assert_eq!(exact.values().map(shown).collect::<Vec<_>>(), ["7/3"; 3]);
    }

    #[test]
    fn a_flow_is_news_only_when_it_differs_from_what_was_told() {
        let mut facts = vec![gifts("DE", "tent-1", 100)];
        let news_now = |facts: &[Fact]| news(facts);
        let first = news_now(&facts).remove(0);
        facts.push(fact(KIND, first.1, &json!([])));
        assert_eq!(news_now(&facts), []);
        facts.push(transfer("w:before", "bank/tent-1", "EUR", 500));
        assert_eq!(news_now(&facts), [], "what is behind the gifts in the line changes nothing");
        facts.push(transfer("bank/tent-1", "bank/open", "EUR", 10));
        assert_eq!(news_now(&facts).len(), 1);
    }

    #[test]
    fn a_flow_has_an_end_however_many_orders_and_countries_there_are() {
        let mut facts = Vec::new();
        for number in 0..200_i64 {
            let letter = |n: i64| char::from(b'A' + u8::try_from(n).unwrap());
            let country = format!("{}{}", letter(number / 26), letter(number % 26));
            facts.push(gifts(&country, "tent-1", 1000 + number));
        }
        facts.extend((0..60).map(|number| payment(&format!("order-{number:02}"), "tent-1", 1000 + number, 3)));
        for number in 0..60 {
            let order = format!("order-{number:02}/tent-1");
            facts.push(transfer(&order, "stock/tent-1", "TENT", 2));
        }
        let cells = flows(&facts).remove(&Commodity::parse("EUR").unwrap()).unwrap();
        let orders: BTreeSet<&String> = cells.keys().map(|way| &way.purchase).collect();
        assert!(cells.len() <= CELLS_MAX && orders.len() <= ORDERS_MAX + 2, "{} {}", cells.len(), orders.len());
        assert!(orders.contains(&OTHERS.to_owned()) && orders.contains(&"order-59".to_owned()));
        let given: i64 = (0..200).map(|number| 1000 + number).sum();
        assert_eq!(cells.values().sum::<i64>(), given);
        assert!(body(&Commodity::parse("EUR").unwrap(), &cells).to_string().len() < 32 * 1024);
    }

    /// Two thousand totals, each of at least five gifts, and three hundred payments; the time is printed, not judged:
    /// `cargo test -p waybill --release --lib ten_thousand_gifts -- --nocapture`.
    #[test]
    fn ten_thousand_gifts_are_followed_through_three_hundred_payments() {
        let countries = ["AT", "DE", "ES", "FR", "IT", "NL", "PL", "others"];
        let mut facts: Vec<Fact> = (0..2_000_i64)
            .map(|n| gifts(countries[usize::try_from(n % 8).unwrap()], "open", 5000 + n * 7 % 901))
            .collect();
        let given: i64 = facts.iter().map(|fact| fact.number("sum")).sum();
        facts.push(transfer("bank/open", "bank/tent-1", "EUR", given / 2));
        for number in 0..300 {
            let order = format!("order-{number:03}");
            facts.push(payment(&order, "tent-1", given / 2 / 301, 97));
            facts.push(transfer(&format!("{order}/tent-1"), "stock/tent-1", "TENT", 90));
            facts.push(transfer("stock/tent-1", "w:recipients", "TENT", 80));
        }
        let before = std::time::Instant::now();
        let made = news(&facts);
        println!("{} facts: {:?}", facts.len(), before.elapsed());
        let cells = made[0].1["cells"].as_array().unwrap().iter();
        assert_eq!(cells.map(|cell| cell[4].as_i64().unwrap()).sum::<i64>(), given);
    }
}
