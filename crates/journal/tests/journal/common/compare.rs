//! Both books read the same journal; every difference between them is an error with its place.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use waybill_journal::{Book, End, MoveId, Ratio, Share, Slice};

use super::parcels::{Fault, Key, Parcels, whole};
use super::situations::propose;

/// A journal both books took, and how often each situation and each refusal occurred.
pub struct Told {
    pub book: Book,
    pub slow: Parcels,
    pub journal: Vec<Value>,
    pub counts: BTreeMap<String, u64>,
}

pub fn key(id: MoveId) -> Key {
    (id.entry, u64::from(id.index))
}

/// Lets both books read the same proposals. `fault` is planted in the slow one.
pub fn tell(choices: &[u64], fault: Fault) -> Result<Told, String> {
    let mut told = Told { book: Book::new(), slow: Parcels::new(fault), journal: Vec::new(), counts: BTreeMap::new() };
    for choice in choices {
        let (situation, entry) = propose(&told.slow, &told.journal, *choice);
        one_entry(&mut told, situation, entry)?;
    }
    Ok(told)
}

fn one_entry(told: &mut Told, situation: &str, entry: Value) -> Result<(), String> {
    let before = told.book.clone();
    let (fast, slow) = (told.book.post_json(&entry), told.slow.post(&entry));
    let codes = (fast.as_ref().err().map(waybill_journal::Refusal::code), slow.err());
    if codes.0 != codes.1 {
        return Err(format!("{codes:?} on {entry}"));
    }
    let name = codes.0.map_or_else(|| situation.to_owned(), |code| format!("refused {code}"));
    *told.counts.entry(name).or_default() += 1;
    match fast {
        Ok(posted) => {
            told.journal.push(entry);
            balances(&posted.balances, &told.slow)
        }
        Err(refusal) if told.book != before => Err(format!("{refusal} left something behind")),
        Err(refusal) if refusal.to_string().len() < 20 => Err(format!("{refusal} is no sentence")),
        Err(_) => Ok(()),
    }
}

fn balances(after: &[(waybill_journal::Pool, i64)], slow: &Parcels) -> Result<(), String> {
    for (pool, balance) in after {
        if slow.balance(&pool.to_string()) != whole(*balance) {
            return Err(format!("balance of {pool}"));
        }
    }
    Ok(())
}

/// Compares everything the two books can say.
pub fn compare(told: &Told) -> Result<(), String> {
    if told.slow.fault_is_none() {
        told.slow.check()?;
    }
    same_lines(told)?;
    let (track, back) = told.slow.answers();
    let gifts: BTreeMap<Key, BTreeMap<String, (Ratio, Ratio)>> =
        told.book.origins().into_iter().map(|gift| (key(gift), text(told.book.track(gift).unwrap()))).collect();
    differ("track", &gifts, &track)?;
    let ends: BTreeMap<String, BTreeMap<Key, (Ratio, Ratio)>> = told
        .book
        .ends()
        .into_iter()
        .map(|end| (end.to_string(), told.book.trace(&end).unwrap()))
        .map(|(end, rows)| (end, rows.into_iter().map(|(id, row)| (key(id), (row.share, row.quantity))).collect()))
        .collect();
    differ("trace", &ends, &back)
}

fn text(rows: BTreeMap<End, Share>) -> BTreeMap<String, (Ratio, Ratio)> {
    rows.into_iter().map(|(end, row)| (end.to_string(), (row.share, row.quantity))).collect()
}

fn differ<T: PartialEq + std::fmt::Debug>(what: &str, fast: &T, slow: &T) -> Result<(), String> {
    if fast == slow { Ok(()) } else { Err(format!("{what}:\n fast {fast:?}\n slow {slow:?}")) }
}

/// Running starts, matches, what rests and in which order.
fn same_lines(told: &Told) -> Result<(), String> {
    let mut again = Book::new();
    let (mut into, mut out) = (BTreeMap::new(), BTreeMap::new());
    let mut left = BTreeSet::new();
    for entry in &told.journal {
        let posted = again.post_json(entry).map_err(|refusal| format!("replay: {refusal}"))?;
        into.extend(posted.arrivals.iter().map(|arrival| (key(arrival.id), whole(arrival.start))));
        let starts = posted.departures.iter().filter_map(|d| Some((key(d.id), whole(d.start?))));
        out.extend(starts);
        left.extend(posted.departures.iter().map(|departure| departure.id));
    }
    differ("replay", &again, &told.book)?;
    differ("starts", &(into, out), &told.slow.starts())?;
    let used = left.into_iter().map(|id| (key(id), joined(told.book.matches(id)))).collect::<BTreeMap<_, _>>();
    differ("matches", &used, &told.slow.matches)?;
    for (pool, _) in told.book.pools() {
        let slow = told.slow.pools[&pool.to_string()].iter();
        let slow = joined_parts(slow.map(|p| (p.key, p.off.clone(), p.qty.clone())));
        differ("resting", &joined(told.book.resting(pool)), &slow)?;
    }
    Ok(())
}

fn joined(rows: Vec<Slice>) -> Vec<(Key, Ratio, Ratio)> {
    joined_parts(rows.into_iter().map(|row| (key(row.of), whole(row.offset), whole(row.amount))))
}

/// Neighbours in one arrival made one.
fn joined_parts(parts: impl Iterator<Item = (Key, Ratio, Ratio)>) -> Vec<(Key, Ratio, Ratio)> {
    let mut joined: Vec<(Key, Ratio, Ratio)> = Vec::new();
    for (key, off, qty) in parts {
        match joined.last_mut() {
            Some((of, at, sum)) if *of == key && &*at + &*sum == off => *sum += qty,
            _ => joined.push((key, off, qty)),
        }
    }
    joined
}
