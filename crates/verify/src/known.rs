//! Everything the facts say, for whoever compares files with it: figures now and at earlier closes, and what each fact adds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use waybill_journal::{Commodity, Move};

use crate::body::Body;
use crate::fact::Fact;
use crate::finding::Findings;
use crate::flow::Flow;
use crate::members::Members;
use crate::replay::Replay;
use crate::sums::Sums;

/// One published fact.
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) step: i64,
    pub(crate) kind: String,
    pub(crate) body: Value,
    pub(crate) moves: Vec<Move>,
    /// As written.
    pub(crate) moves_written: Value,
}

/// All of it.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) snapshot: i64,
    pub(crate) facts: Vec<Told>,
    pub(crate) figures: BTreeMap<String, i64>,
    by_id: BTreeMap<String, usize>,
    closes: BTreeMap<i64, Sums>,
    /// By figure and fact.
    adds: BTreeMap<(String, String), i128>,
}

impl Known {
    /// Reads facts that were found good, and adds them up at the closes that are quoted and at the newest.
    pub(crate) fn read(facts: &str, figures: BTreeMap<String, i64>, snapshot: i64, quoted: BTreeSet<i64>) -> Known {
        let mut known = Known { snapshot, figures, ..Known::default() };
        let (mut replay, mut unheard) = (Replay::default(), Findings::default());
        let mut sums = Sums::default();
        sums.keep_what_is_added();
        let mut flows: BTreeMap<Commodity, Flow> = BTreeMap::new();
        let mut closes: Vec<i64> = quoted.into_iter().filter(|close| *close < snapshot).collect();
        closes.reverse();
        for (line, text) in (1..).zip(facts.lines()) {
            let (Ok(fact), Ok(value)) = (Fact::read(text), serde_json::from_str::<Value>(text)) else { continue };
            while let Some(close) = closes.pop_if(|close| *close < fact.step) {
                known.closes.insert(close, closed(&sums, &flows));
            }
            let moves = replay.take(line, &fact.moves, &mut unheard).unwrap_or_default();
            sums.count_moves(&fact.kind, &moves);
            known.take_body(&fact.id, &fact.kind, fact.body, &mut sums, &mut flows);
            for (name, added) in sums.just_added() {
                *known.adds.entry((name, fact.id.clone())).or_default() += added;
            }
            known.by_id.insert(fact.id.clone(), known.facts.len());
            let (body, moves_written) = (value["body"].clone(), value["moves"].clone());
            known.facts.push(Told { id: fact.id, step: fact.step, kind: fact.kind, body, moves, moves_written });
        }
        for close in closes.into_iter().chain([snapshot]) {
            known.closes.insert(close, closed(&sums, &flows));
        }
        known
    }

    fn take_body(
        &mut self,
        id: &str,
        kind: &str,
        body: Members,
        sums: &mut Sums,
        flows: &mut BTreeMap<Commodity, Flow>,
    ) {
        match Body::read(kind, body) {
            Ok(Body::Flow(flow)) => {
                let mut own = Sums::default();
                flow.count(&mut own);
                self.adds.extend(own.iter().map(|(name, sum)| ((name.clone(), id.to_owned()), sum)));
                flows.insert(flow.currency.clone(), flow);
            }
            Ok(body) => sums.count_body(id, body),
            Err(_) => {}
        }
    }

    /// A fact by its id.
    pub(crate) fn fact(&self, id: &str) -> Option<&Told> {
        self.facts.get(*self.by_id.get(id)?)
    }

    /// The figure at a close, with what it counts; none where nobody quoted that close.
    pub(crate) fn figure(&self, name: &str, close: i64) -> Option<(i64, Option<Commodity>)> {
        let sums = self.closes.get(&close)?;
        Some((i64::try_from(sums.get(name).unwrap_or(0)).ok()?, sums.unit(name)))
    }

    /// Whether any fact up to a close makes this figure.
    pub(crate) fn is_made(&self, name: &str, close: i64) -> bool {
        self.closes.get(&close).is_some_and(|sums| sums.get(name).is_some())
    }

    /// What a fact may be said to add to a figure.
    pub(crate) fn adds(&self, figure: &str, fact: &Told) -> BTreeSet<i64> {
        let mut names = vec![figure.to_owned()];
        if let Some(fund) = figure.strip_prefix("need.").and_then(|rest| rest.split_once('.')).map(|(fund, _)| fund) {
            let unit = self.closes.get(&self.snapshot).and_then(|sums| sums.unit(&format!("need.{fund}.missing")));
            let money = |what: &str| Some(format!("fund.{fund}.{}.{what}", unit.as_ref()?));
            names.extend(["before", "given", "moved", "changed", "spent"].into_iter().filter_map(money));
            names.extend(["bought", "delivered"].map(|what| format!("goods.{fund}.{what}")));
        }
        let made = |name: String| self.adds.get(&(name, fact.id.clone())).copied();
        let mut may: BTreeSet<i64> = names.into_iter().filter_map(made).filter_map(|n| i64::try_from(n).ok()).collect();
        if figure.ends_with(".surplus") {
            may.extend(fact.body["surplus"].as_i64());
        }
        may
    }
}

impl Told {
    /// Every whole number that the fact says: its own, its moves', and of its lines what they come to.
    pub(crate) fn numbers(&self) -> BTreeSet<i64> {
        let mut all = BTreeSet::new();
        whole_numbers(&self.body, &mut all);
        for said in &self.moves {
            all.extend([said.amount(), said.gets_amount()]);
        }
        let lines = self.body["lines"].as_array().map_or(&[][..], Vec::as_slice);
        let of = |line: &Value, member: &str| line[member].as_i64().unwrap_or(0);
        all.insert(lines.iter().fold(0, |sum: i64, line| sum.saturating_add(of(line, "quantity"))));
        let mut costs: BTreeMap<&str, i64> = BTreeMap::new();
        for line in lines {
            let cost = costs.entry(line["currency"].as_str().unwrap_or_default()).or_default();
            *cost = cost.saturating_add(of(line, "quantity").saturating_mul(of(line, "price")));
        }
        all.extend(costs.values());
        all
    }

    /// Everything that its numbers may count.
    pub(crate) fn commodities(&self) -> BTreeSet<Commodity> {
        let mut all = BTreeSet::new();
        for said in &self.moves {
            all.extend([said.commodity().clone(), said.gets_commodity().clone()]);
        }
        words(&self.body, &mut |word| all.extend(Commodity::parse(word).ok().filter(crate::currency::is_currency)));
        all
    }
}

fn closed(sums: &Sums, flows: &BTreeMap<Commodity, Flow>) -> Sums {
    let mut then = sums.at_this_close();
    for flow in flows.values() {
        flow.count(&mut then);
    }
    then
}

fn whole_numbers(value: &Value, into: &mut BTreeSet<i64>) {
    match value {
        Value::Number(number) => into.extend(number.as_i64()),
        Value::Array(items) => items.iter().for_each(|item| whole_numbers(item, into)),
        Value::Object(members) => members.values().for_each(|member| whole_numbers(member, into)),
        _ => {}
    }
}

fn words(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::String(word) => each(word),
        Value::Array(items) => items.iter().for_each(|item| words(item, each)),
        Value::Object(members) => members.values().for_each(|member| words(member, each)),
        _ => {}
    }
}
