//! The slow second book: every pool is a real queue of parcels, each with a label saying whose gift it stands for.
//!
//! No coordinates, no running starts, no search; it shares no code with the crate but the fraction type. A parcel lies at
//! units `[off, off + qty)` of arrival `key` (in a pool) or of departure `key` (in an end) and is labelled with the slice
//! `[lo, hi)` of origin `org`. Every point of every origin that is not paid back is the label of exactly one place: that
//! one sentence is conservation, and [`Parcels::check`] verifies it.
//!
//! A [`Fault`] can be planted, to see that a comparison notices it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use waybill_journal::Ratio;

pub type Key = (u64, u64);
/// Share and quantity.
pub type Row = (Ratio, Ratio);
pub type Table<A, B> = BTreeMap<A, BTreeMap<B, Row>>;
type Code = &'static str;

const AMOUNT: i64 = (1 << 53) - 1;

/// A deliberate mistake of the second book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    None,
    TakesTheNewestFirst,
    ForgetsWhatWasNamed,
    CursorSkipsTheFollowingHole,
    StartIsTheFirstUnitTaken,
    RoundsAnExchangeDown,
    RoundsAnExchangeUp,
    ReturnedStaysOut,
    ReturnedComesBackInReverse,
    SettlementChangesNoName,
    SettlementNamesOnlyWhatRests,
    SettlesItself,
    PaysBackTwice,
    DrawsTwice,
    DrawsFromPendingUnnamed,
    GoesBelowZero,
    RefusedEntryLeavesItsFirstMoves,
    ShapeBeforeAmount,
    SumBeforeRange,
    MixesTwoCommodities,
}

#[derive(Clone, Debug)]
pub struct Parcel {
    pub key: Key,
    pub off: Ratio,
    pub qty: Ratio,
    pub org: Key,
    pub lo: Ratio,
    pub hi: Ratio,
}

/// One row of a list.
#[derive(Clone, Copy)]
struct Named {
    of: Key,
    off: i64,
    amt: i64,
}

/// A slice of an origin.
type Label = (Key, Ratio, Ratio);

#[derive(Clone)]
pub struct Parcels {
    pub n: u64,
    pub pools: BTreeMap<String, Vec<Parcel>>,
    pub outs: BTreeMap<Key, Vec<Parcel>>,
    pub settled: BTreeMap<Key, Vec<Label>>,
    /// Amount, commodity, world holder.
    pub origins: BTreeMap<Key, (i64, String, String)>,
    pub arrivals: BTreeMap<Key, (String, i64)>,
    /// World holder, commodity, amount of plain departures to the world.
    pub ends: BTreeMap<Key, (String, String, i64)>,
    pub fifo: BTreeSet<Key>,
    /// What each departure used, written down at once.
    pub matches: BTreeMap<Key, Vec<(Key, Ratio, Ratio)>>,
    total: BTreeMap<String, i128>,
    fault: Fault,
}

pub fn whole(n: i64) -> Ratio {
    Ratio::from_integer(n.into())
}

fn is_world(account: &str) -> bool {
    account.starts_with("w:")
}

fn amount(value: &Value) -> Option<i64> {
    value.as_i64().filter(|n| (1..=AMOUNT).contains(n))
}

/// The part of a parcel that lies at units `[a, b)` of its key; the label is cut in proportion.
fn cut(p: &Parcel, a: &Ratio, b: &Ratio) -> Option<Parcel> {
    let end = &p.off + &p.qty;
    let (a, b) = (a.max(&p.off).clone(), b.min(&end).clone());
    (a < b).then(|| {
        let per = (&p.hi - &p.lo) / &p.qty;
        let (lo, hi) = (&p.lo + (&a - &p.off) * &per, &p.lo + (&b - &p.off) * &per);
        Parcel { qty: &b - &a, off: a, lo, hi, ..p.clone() }
    })
}

/// The part of a parcel whose label lies in `[a, b)` of its origin.
fn cut_label(p: &Parcel, a: &Ratio, b: &Ratio) -> Option<Parcel> {
    let (a, b) = (a.max(&p.lo).clone(), b.min(&p.hi).clone());
    (a < b).then(|| {
        let per = &p.qty / (&p.hi - &p.lo);
        let (off, qty) = (&p.off + (&a - &p.lo) * &per, (&b - &a) * &per);
        Parcel { off, qty, lo: a, hi: b, ..p.clone() }
    })
}

/// Takes the row's units out of a list of parcels, in order of offset; and what stays.
fn extract(parcels: &[Parcel], row: Named) -> (Vec<Parcel>, Vec<Parcel>) {
    let (lo, hi) = (whole(row.off), whole(row.off + row.amt));
    let (mut taken, mut stay) = (Vec::new(), Vec::new());
    for p in parcels {
        let Some(part) = cut(p, &lo, &hi).filter(|_| p.key == row.of) else {
            stay.push(p.clone());
            continue;
        };
        stay.extend(cut(p, &p.off, &lo));
        taken.push(part);
        stay.extend(cut(p, &hi, &(&p.off + &p.qty)));
    }
    taken.sort_by(|a, b| a.off.cmp(&b.off));
    (taken, stay)
}

fn sum(parcels: &[Parcel]) -> Ratio {
    parcels.iter().map(|p| p.qty.clone()).sum()
}

/// Lays parcels end to end as units of `key`, stretching their quantities; labels do not change.
fn rekey(key: Key, parcels: &[Parcel], scale: &Ratio) -> Vec<Parcel> {
    let mut off = whole(0);
    let mut laid = Vec::new();
    for p in parcels {
        let qty = &p.qty * scale;
        laid.push(Parcel { key, off: off.clone(), qty: qty.clone(), ..p.clone() });
        off += qty;
    }
    laid
}

impl Parcels {
    pub fn new(fault: Fault) -> Parcels {
        Parcels {
            n: 0,
            pools: BTreeMap::new(),
            outs: BTreeMap::new(),
            settled: BTreeMap::new(),
            origins: BTreeMap::new(),
            arrivals: BTreeMap::new(),
            ends: BTreeMap::new(),
            fifo: BTreeSet::new(),
            matches: BTreeMap::new(),
            total: BTreeMap::new(),
            fault,
        }
    }

    pub fn fault_is_none(&self) -> bool {
        self.fault == Fault::None
    }

    pub fn balance(&self, pool: &str) -> Ratio {
        self.pools.get(pool).map_or_else(|| whole(0), |queue| sum(queue))
    }

    // ---- writing --------------------------------------------------------------------------------------------------

    /// Applies an entry, or refuses it and changes nothing.
    pub fn post(&mut self, entry: &Value) -> Result<(), Code> {
        let saved = self.clone();
        let result = self.post_all(entry);
        if result.is_err() && self.fault != Fault::RefusedEntryLeavesItsFirstMoves {
            *self = saved;
        }
        result
    }

    fn post_all(&mut self, entry: &Value) -> Result<(), Code> {
        if entry["n"] != self.n + 1 {
            return Err("number");
        }
        let moves = entry.get("moves").map(|moves| moves.as_array().unwrap().clone());
        if moves.as_ref().is_some_and(Vec::is_empty) {
            return Err("moves");
        }
        let corrects = entry.get("corrects").map(|c| c.as_u64().unwrap());
        if corrects.is_some_and(|c| c < 1 || c > self.n) {
            return Err("corrects");
        }
        for (m, v) in (0..).zip(moves.iter().flatten()) {
            self.make((self.n + 1, m), v)?;
        }
        self.n += 1;
        Ok(())
    }

    fn make(&mut self, key: Key, v: &Value) -> Result<(), Code> {
        let text = |k: &str| v[k].as_str().unwrap().to_owned();
        let (src, dst, c) = (text("from"), text("to"), text("c"));
        if self.fault == Fault::ShapeBeforeAmount {
            shape(v)?;
        }
        let a = amount(&v["a"]).ok_or("amount")?;
        let gets = if v["m"] == "exchange" { amount(&v["ga"]).ok_or("amount")? } else { a };
        let [draw, settles, returns] = [rows(v, "draw")?, rows(v, "settles")?, rows(v, "returns")?];
        shape(v)?;
        let mut parcels = if !is_world(&src) {
            self.leave(key, &format!("{src}/{c}"), a, draw)?
        } else if let Some(rows) = returns {
            self.come_back(&src, &c, a, rows)?
        } else {
            self.origins.insert(key, (a, c.clone(), src.clone()));
            vec![Parcel { key, off: whole(0), qty: whole(a), org: key, lo: whole(0), hi: whole(a) }]
        };
        if !is_world(&dst) {
            let gc = if v["m"] == "exchange" { text("gc") } else { c };
            let pool = format!("{dst}/{gc}");
            let total = self.total.entry(pool.clone()).or_default();
            *total += i128::from(gets);
            if *total > i128::from(i64::MAX) {
                return Err("full");
            }
            self.arrivals.insert(key, (pool.clone(), gets));
            let mut laid = rekey(key, &parcels, &(whole(gets) / whole(a)));
            self.round(&mut laid);
            self.pools.entry(pool).or_default().append(&mut laid);
        } else if let Some(rows) = settles {
            self.settle(key, &dst, &c, a, &rows, &mut parcels)?;
        } else {
            self.ends.insert(key, (dst, c, a));
            self.outs.insert(key, rekey(key, &parcels, &whole(1)));
        }
        Ok(())
    }

    /// The planted mistakes of rounding: labels move, the sums of quantities stay.
    fn round(&self, laid: &mut [Parcel]) {
        for i in 1..laid.len() {
            let off = match self.fault {
                Fault::RoundsAnExchangeDown => laid[i].off.floor(),
                Fault::RoundsAnExchangeUp => laid[i].off.ceil(),
                _ => return,
            };
            let end = &laid[i].off + &laid[i].qty;
            if off <= laid[i - 1].off || off >= end {
                continue;
            }
            laid[i - 1].qty = &off - &laid[i - 1].off;
            laid[i].qty = end - &off;
            laid[i].off = off;
        }
    }

    fn leave(&mut self, key: Key, pool: &str, a: i64, draw: Option<Vec<Named>>) -> Result<Vec<Parcel>, Code> {
        let mut queue = self.pools.get(pool).cloned().unwrap_or_default();
        let draw = if self.fault == Fault::ForgetsWhatWasNamed && sum(&queue) >= whole(a) { None } else { draw };
        let mut taken = Vec::new();
        if let Some(rows) = &draw {
            if self.fault == Fault::SumBeforeRange && rows.iter().map(|r| r.amt).sum::<i64>() != a {
                return Err("draw-sum");
            }
            for row in rows {
                let arrived = self.arrivals.get(&row.of).filter(|(there, _)| there == pool).ok_or("draw-unknown")?.1;
                if row.off + row.amt > arrived {
                    return Err("draw-range");
                }
                let (mut part, stay) = extract(&queue, *row);
                if sum(&part) == whole(row.amt) {
                    queue = stay;
                } else if self.fault != Fault::DrawsTwice || sum(&queue) < whole(row.amt) {
                    return Err("draw-taken");
                }
                taken.append(&mut part);
            }
            if rows.iter().map(|r| r.amt).sum::<i64>() != a {
                return Err("draw-sum");
            }
        } else {
            let pending = pool.split('/').nth(1).unwrap().starts_with("pending");
            if pending && self.fault != Fault::DrawsFromPendingUnnamed {
                return Err("named-only");
            }
            if sum(&queue) < whole(a) {
                return if self.fault == Fault::GoesBelowZero { Ok(queue) } else { Err("short") };
            }
            taken = self.oldest(&mut queue, a);
            self.fifo.insert(key);
        }
        self.pools.insert(pool.to_owned(), queue);
        let mut used: Vec<(Key, Ratio, Ratio)> = Vec::new();
        for p in &taken {
            match used.last_mut() {
                Some((k, off, qty)) if *k == p.key && &*off + &*qty == p.off => *qty += &p.qty,
                _ => used.push((p.key, p.off.clone(), p.qty.clone())),
            }
        }
        self.matches.insert(key, used);
        Ok(taken)
    }

    /// First in, first out; the last parcel may be cut in two.
    fn oldest(&self, queue: &mut Vec<Parcel>, a: i64) -> Vec<Parcel> {
        let (mut taken, mut need) = (Vec::new(), whole(a));
        let newest = self.fault == Fault::TakesTheNewestFirst;
        while need > whole(0) {
            let at = if newest { queue.len() - 1 } else { 0 };
            let mut p = queue.remove(at);
            if p.qty > need {
                let (middle, end) = (&p.off + &need, &p.off + &p.qty);
                queue.insert(at, cut(&p, &middle, &end).unwrap());
                p = cut(&p, &p.off.clone(), &middle).unwrap();
            }
            need -= &p.qty;
            taken.push(p);
        }
        taken
    }

    fn come_back(&mut self, src: &str, c: &str, a: i64, rows: Vec<Named>) -> Result<Vec<Parcel>, Code> {
        let mut parcels = Vec::new();
        let total: i64 = rows.iter().map(|r| r.amt).sum();
        for row in rows {
            let end = self.ends.get(&row.of).filter(|end| end.0 == src && end.1 == c).ok_or("return-unknown")?;
            if row.off + row.amt > end.2 {
                return Err("return-range");
            }
            let (mut part, stay) = extract(&self.outs[&row.of], row);
            if sum(&part) != whole(row.amt) {
                return Err("return-taken");
            }
            if self.fault != Fault::ReturnedStaysOut {
                self.outs.insert(row.of, stay);
            }
            parcels.append(&mut part);
        }
        if self.fault == Fault::ReturnedComesBackInReverse {
            parcels.reverse();
        }
        if total == a { Ok(parcels) } else { Err("return-sum") }
    }

    /// The leaving parcels pay back slices of earlier origins and take over what those slices stand for.
    fn settle(
        &mut self,
        key: Key,
        dst: &str,
        c: &str,
        a: i64,
        rows: &[Named],
        parcels: &mut [Parcel],
    ) -> Result<(), Code> {
        let given: Vec<Label> = self.settled.values().flatten().cloned().collect();
        let overlap = |o: &Label, of: Key, lo: &Ratio, hi: &Ratio| o.0 == of && o.1 < *hi && *lo < o.2;
        let (mut goal, mut coin): (Vec<Label>, Option<String>) = (Vec::new(), None);
        for row in rows {
            let org = self.origins.get(&row.of).filter(|org| org.2 == dst).ok_or("settle-unknown")?;
            if coin.as_ref().is_some_and(|coin| *coin != org.1) && self.fault != Fault::MixesTwoCommodities {
                return Err("settle-unknown");
            }
            coin = Some(org.1.clone());
            if row.off + row.amt > org.0 {
                return Err("settle-range");
            }
            let (lo, hi) = (whole(row.off), whole(row.off + row.amt));
            let twice = given.iter().chain(&goal).any(|o| overlap(o, row.of, &lo, &hi));
            if twice && self.fault != Fault::PaysBackTwice {
                return Err("settle-taken");
            }
            goal.push((row.of, lo, hi));
        }
        let back: Ratio = goal.iter().map(|(_, lo, hi)| hi - lo).sum();
        if coin.as_deref() == Some(c) && back != whole(a) {
            return Err("settle-sum");
        }
        let itself = parcels.iter().any(|p| goal.iter().any(|g| overlap(g, p.org, &p.lo, &p.hi)));
        if itself && self.fault != Fault::SettlesItself {
            return Err("settle-self");
        }
        self.settled.insert(key, goal.clone());
        if self.fault != Fault::SettlementChangesNoName {
            self.pair(parcels, goal, &(back / whole(a)));
        }
        Ok(())
    }

    /// Pairs payers and goals, both in order, each cut where the other ends.
    fn pair(&mut self, parcels: &[Parcel], goal: Vec<Label>, scale: &Ratio) {
        let mut rest = goal.into_iter();
        let mut open = rest.next();
        for p in parcels {
            let (mut want, mut at) = (&p.qty * scale, p.lo.clone());
            let per = (&p.hi - &p.lo) / &want;
            while want > whole(0) {
                let Some((org, lo, hi)) = open.take() else { return };
                let step = want.clone().min(&hi - &lo);
                let (cut, next) = (&lo + &step, &at + &step * &per);
                open = if cut < hi { Some((org, cut.clone(), hi)) } else { rest.next() };
                self.relabel(&(org, lo, cut), &(p.org, at, next.clone()));
                at = next;
                want -= step;
            }
        }
    }

    /// Wherever the slice `old` is the label, `new` becomes the label, stretched evenly.
    fn relabel(&mut self, old: &Label, new: &Label) {
        let per = (&new.2 - &new.1) / (&old.2 - &old.1);
        let skips = self.fault == Fault::SettlementNamesOnlyWhatRests;
        let out = self.outs.values_mut().filter(|_| !skips);
        for parcels in self.pools.values_mut().chain(out) {
            let mut fresh = Vec::new();
            for p in parcels.iter() {
                let Some(mid) = cut_label(p, &old.1, &old.2).filter(|_| p.org == old.0) else {
                    fresh.push(p.clone());
                    continue;
                };
                fresh.extend(cut_label(p, &p.lo, &mid.lo));
                let lo = &new.1 + (&mid.lo - &old.1) * &per;
                let hi = &lo + (&mid.hi - &mid.lo) * &per;
                let after = cut_label(p, &mid.hi, &p.hi);
                fresh.push(Parcel { org: new.0, lo, hi, ..mid });
                fresh.extend(after);
            }
            *parcels = fresh;
        }
    }

    // ---- reading --------------------------------------------------------------------------------------------------

    /// Track and trace of everything.
    pub fn answers(&self) -> (Table<Key, String>, Table<String, Key>) {
        let mut track: Table<Key, String> = self.origins.keys().map(|g| (*g, BTreeMap::new())).collect();
        let mut back: Table<String, Key> = BTreeMap::new();
        let pools = self.pools.iter().map(|(pool, parcels)| (format!("at:{pool}"), parcels));
        let outs = self.outs.iter().map(|((n, m), parcels)| (format!("out:{n}:{m}"), parcels));
        for (end, parcels) in pools.chain(outs) {
            for p in parcels {
                let share = &p.hi - &p.lo;
                add(&mut track, p.org, end.clone(), &share, &p.qty);
                add(&mut back, end.clone(), p.org, &share, &p.qty);
            }
        }
        for ((n, m), labels) in &self.settled {
            for (org, lo, hi) in labels {
                add(&mut track, *org, format!("settled:{n}:{m}"), &(hi - lo), &(hi - lo));
            }
        }
        (track, back)
    }

    /// Running starts worked out from the queues alone: of arrivals, and of departures that named nothing.
    pub fn starts(&self) -> (BTreeMap<Key, Ratio>, BTreeMap<Key, Ratio>) {
        let (mut line, mut into): (BTreeMap<&str, Ratio>, BTreeMap<Key, Ratio>) = (BTreeMap::new(), BTreeMap::new());
        for (key, (pool, amount)) in &self.arrivals {
            let end = line.entry(pool).or_insert_with(|| whole(0));
            into.insert(*key, end.clone());
            *end += whole(*amount);
        }
        let (mut cursor, mut out): (BTreeMap<&str, Ratio>, BTreeMap<Key, Ratio>) = (BTreeMap::new(), BTreeMap::new());
        for key in &self.fifo {
            let (first, last) = (&self.matches[key][0], self.matches[key].last().unwrap());
            let pool = self.arrivals[&last.0].0.as_str();
            let before = cursor.get(pool).cloned().unwrap_or_else(|| whole(0));
            let first = &into[&first.0] + &first.1;
            let mut end = &into[&last.0] + &last.1 + &last.2;
            if self.fault == Fault::CursorSkipsTheFollowingHole {
                end = self.behind_holes(pool, &into, *key, end);
            }
            out.insert(*key, if self.fault == Fault::StartIsTheFirstUnitTaken { first } else { before });
            cursor.insert(pool, end);
        }
        (into, out)
    }

    /// The planted mistake of a cursor that moves on over holes cut before `key`.
    fn behind_holes(&self, pool: &str, into: &BTreeMap<Key, Ratio>, key: Key, mut end: Ratio) -> Ratio {
        loop {
            let named = self.matches.range(..key).filter(|(k, _)| !self.fifo.contains(k)).flat_map(|(_, used)| used);
            let mut holes =
                named.filter(|(of, ..)| self.arrivals[of].0 == pool).map(|(of, off, qty)| (&into[of] + off, qty));
            match holes.find(|(start, _)| *start == end) {
                Some((_, qty)) => end += qty,
                None => return end,
            }
        }
    }

    /// Everything that must hold in a state: labels tile the origins, balances are what arrived less what left.
    pub fn check(&self) -> Result<(), String> {
        for (org, (amount, ..)) in &self.origins {
            let lying = self.pools.values().chain(self.outs.values()).flatten().filter(|p| p.org == *org);
            let paid = self.settled.values().flatten().filter(|label| label.0 == *org);
            let mut labels: Vec<_> = lying.map(|p| (p.lo.clone(), p.hi.clone())).collect();
            labels.extend(paid.map(|(_, lo, hi)| (lo.clone(), hi.clone())));
            labels.sort();
            let mut at = whole(0);
            for (lo, hi) in labels {
                if lo != at || lo >= hi {
                    return Err(format!("the labels of {org:?} do not tile it"));
                }
                at = hi;
            }
            if at != whole(*amount) {
                return Err(format!("the labels of {org:?} do not cover it"));
            }
        }
        for (pool, queue) in &self.pools {
            let came: Ratio = self.arrivals.values().filter(|(p, _)| p == pool).map(|(_, a)| whole(*a)).sum();
            let left = self.matches.values().flatten().filter(|(k, ..)| self.arrivals[k].0 == *pool);
            let left: Ratio = left.map(|(_, _, qty)| qty.clone()).sum();
            if came - left != sum(queue) || !sum(queue).is_integer() {
                return Err(format!("the balance of {pool} is not what came less what left"));
            }
        }
        Ok(())
    }
}

fn add<A: Ord, B: Ord>(table: &mut Table<A, B>, row: A, column: B, share: &Ratio, qty: &Ratio) {
    let cell = table.entry(row).or_default().entry(column).or_insert_with(|| (whole(0), whole(0)));
    cell.0 += share;
    cell.1 += qty;
}

fn rows(v: &Value, name: &str) -> Result<Option<Vec<Named>>, Code> {
    let Some(list) = v.get(name) else { return Ok(None) };
    let row = |r: &Value| {
        let off = r[2].as_i64().filter(|off| (0..=AMOUNT).contains(off)).ok_or("amount")?;
        Ok(Named { of: (r[0].as_u64().unwrap(), r[1].as_u64().unwrap()), off, amt: amount(&r[3]).ok_or("amount")? })
    };
    list.as_array().unwrap().iter().map(row).collect::<Result<_, _>>().map(Some)
}

fn shape(v: &Value) -> Result<(), Code> {
    let text = |k: &str| v[k].as_str().unwrap();
    let (out, into) = (!is_world(text("from")), !is_world(text("to")));
    let has = |name: &str| v.get(name).is_some();
    let fits = match text("m") {
        "exchange" => {
            let settles_nothing = !has("settles") && !has("returns");
            out && into && is_world(text("with")) && text("c") != text("gc") && settles_nothing
        }
        "transfer" => {
            let lists = (!has("draw") || out) && (!has("settles") || !into) && (!has("returns") || !out);
            (out || into) && text("from") != text("to") && lists
        }
        _ => false,
    };
    let empty = |name: &&str| v.get(*name).is_some_and(|list| list.as_array().unwrap().is_empty());
    if fits && !["draw", "settles", "returns"].iter().any(empty) { Ok(()) } else { Err("shape") }
}
