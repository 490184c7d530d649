//! What must hold of every journal. Each property is a function of what the book said, so that it can be shown a lie:
//! the tests at the end plant one in each and demand that it is noticed.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::compare::{Told, tell};
use crate::common::parcels::Fault;
use crate::common::situations::Dice;
use num_traits::Zero;
use proptest::prelude::*;
use waybill_journal::{Book, End, Entry, Move, MoveId, Pool, Ratio, Share, Slice};

type Rows<K> = BTreeMap<K, Share>;
type Holds = Result<(), String>;

/// Everything a book says after one entry.
#[derive(Clone)]
struct Facts {
    moves: Vec<(MoveId, Move)>,
    balances: BTreeMap<Pool, i64>,
    matches: BTreeMap<MoveId, Vec<Slice>>,
    resting: BTreeMap<Pool, Vec<Slice>>,
    tracks: BTreeMap<MoveId, Rows<End>>,
    traces: BTreeMap<End, Rows<MoveId>>,
}

impl Facts {
    fn of(book: &Book) -> Facts {
        let ids = (1..=book.last()).flat_map(|entry| {
            (0..).map_while(move |m| book.said(MoveId::new(entry, m)).map(|said| (MoveId::new(entry, m), said.clone())))
        });
        let moves: Vec<(MoveId, Move)> = ids.collect();
        let from_us = moves.iter().filter(|(_, said)| !said.from().is_world());
        Facts {
            balances: book.pools().map(|(pool, balance)| (pool.clone(), balance)).collect(),
            matches: from_us.map(|(id, _)| (*id, book.matches(*id))).collect(),
            resting: book.pools().map(|(pool, _)| (pool.clone(), book.resting(pool))).collect(),
            tracks: book.origins().into_iter().map(|gift| (gift, book.track(gift).unwrap())).collect(),
            traces: book.ends().into_iter().map(|end| (end.clone(), book.trace(&end).unwrap())).collect(),
            moves,
        }
    }

    fn said(&self, id: MoveId) -> &Move {
        &self.moves.iter().find(|(other, _)| *other == id).unwrap().1
    }
}

fn units(n: i64) -> Ratio {
    Ratio::from_integer(n.into())
}

fn holds(good: bool, what: &str) -> Holds {
    if good { Ok(()) } else { Err(what.to_owned()) }
}

// ---- the properties ------------------------------------------------------------------------------------------------

/// Per commodity, what the world gave and took and what we hold sum to zero.
fn sums_stay_zero(facts: &Facts) -> Holds {
    let mut world: BTreeMap<String, i128> = BTreeMap::new();
    for (_, said) in &facts.moves {
        let mut book = |commodity: &waybill_journal::Commodity, amount: i64, gives: bool| {
            *world.entry(commodity.to_string()).or_default() += i128::from(amount) * if gives { -1 } else { 1 };
        };
        let through_the_world = matches!(said, Move::Exchange { .. });
        if through_the_world || said.to().is_world() {
            book(said.commodity(), said.amount(), false);
        }
        if through_the_world || said.from().is_world() {
            book(said.gets_commodity(), said.gets_amount(), true);
        }
    }
    for (pool, balance) in &facts.balances {
        *world.entry(pool.commodity.to_string()).or_default() += i128::from(*balance);
    }
    holds(world.values().all(|sum| *sum == 0), "sums per commodity")
}

fn nothing_of_ours_is_below_zero(facts: &Facts) -> Holds {
    holds(facts.balances.values().all(|balance| *balance >= 0), "a pool below zero")
}

/// The units of each arrival left with exactly one departure each, or rest.
fn no_unit_leaves_twice_or_is_lost(facts: &Facts) -> Holds {
    let mut parts: BTreeMap<MoveId, Vec<(i64, i64)>> = BTreeMap::new();
    for row in facts.matches.values().chain(facts.resting.values()).flatten() {
        parts.entry(row.of).or_default().push((row.offset, row.amount));
    }
    for (id, said) in facts.moves.iter().filter(|(_, said)| !said.to().is_world()) {
        let mut parts = parts.remove(id).unwrap_or_default();
        parts.sort_unstable();
        let end = parts.iter().try_fold(0, |at, (offset, amount)| (*offset == at).then_some(at + amount));
        holds(end == Some(said.gets_amount()), "an arrival is not tiled")?;
    }
    let resting = |pool: &Pool| facts.resting[pool].iter().map(|row| row.amount).sum::<i64>();
    holds(facts.balances.iter().all(|(pool, balance)| resting(pool) == *balance), "a balance is not what rests")
}

fn departures_take_what_they_say(facts: &Facts) -> Holds {
    let sum = |rows: &Vec<Slice>| rows.iter().map(|row| row.amount).sum::<i64>();
    holds(facts.matches.iter().all(|(id, rows)| sum(rows) == facts.said(*id).amount()), "a departure's rows")
}

fn shares_sum_to_the_gift(facts: &Facts) -> Holds {
    for (gift, rows) in &facts.tracks {
        let sum: Ratio = rows.values().map(|row| row.share.clone()).sum();
        holds(sum == units(facts.said(*gift).amount()), "shares do not sum to the gift")?;
        holds(rows.values().all(|row| row.share > Ratio::zero() && row.quantity > Ratio::zero()), "an empty share")?;
    }
    Ok(())
}

fn quantities_sum_to_the_end(facts: &Facts) -> Holds {
    for (end, rows) in &facts.traces {
        let sum: Ratio = rows.values().map(|row| row.quantity.clone()).sum();
        let whole = match end {
            End::At(pool) => facts.balances[pool],
            End::Out(id) => {
                let back = facts.moves.iter().flat_map(|(_, said)| said.returns().unwrap_or_default());
                facts.said(*id).amount() - back.filter(|row| row.of == *id).map(|row| row.amount).sum::<i64>()
            }
            End::Settled(_) => return Err("settled is no end to trace".to_owned()),
        };
        holds(sum == units(whole), "quantities do not sum to the end")?;
    }
    Ok(())
}

fn track_and_trace_are_inverse(facts: &Facts) -> Holds {
    for (gift, rows) in &facts.tracks {
        for (end, row) in rows.iter().filter(|(end, _)| !matches!(end, End::Settled(_))) {
            holds(
                facts.traces.get(end).and_then(|trace| trace.get(gift)) == Some(row),
                "track says what trace does not",
            )?;
        }
    }
    for (end, rows) in &facts.traces {
        for (gift, row) in rows {
            holds(
                facts.tracks.get(gift).and_then(|track| track.get(end)) == Some(row),
                "trace says what track does not",
            )?;
        }
    }
    Ok(())
}

const OF_ONE_STATE: [fn(&Facts) -> Holds; 7] = [
    sums_stay_zero,
    nothing_of_ours_is_below_zero,
    no_unit_leaves_twice_or_is_lost,
    departures_take_what_they_say,
    shares_sum_to_the_gift,
    quantities_sum_to_the_end,
    track_and_trace_are_inverse,
];

/// What entries between two states may not change.
fn later_entries_change_no_match(early: &Facts, late: &Facts) -> Holds {
    holds(early.matches.iter().all(|(id, rows)| late.matches.get(id) == Some(rows)), "a match changed")
}

/// Section 6: the trace of an `out` end changes only by a return from it or a settlement of an origin behind it.
fn traces_change_only_when_told(early: &Facts, late: &Facts) -> Holds {
    let new = &late.moves[early.moves.len()..];
    let returned: BTreeSet<MoveId> =
        new.iter().flat_map(|(_, said)| said.returns().unwrap_or_default()).map(|row| row.of).collect();
    let settled: BTreeSet<MoveId> =
        new.iter().flat_map(|(_, said)| said.settles().unwrap_or_default()).map(|row| row.of).collect();
    for (end, rows) in &early.traces {
        let End::Out(id) = end else { continue };
        if returned.contains(id) {
            continue;
        }
        let now = late.traces.get(end).ok_or("an end is gone")?;
        if !rows.keys().any(|gift| settled.contains(gift)) {
            holds(now == rows, "a trace changed without cause")?;
        }
        let sum = |rows: &Rows<MoveId>| rows.values().map(|row| row.quantity.clone()).sum::<Ratio>();
        holds(sum(now) == sum(rows), "an end changed its size")?;
        let kept = rows.iter().filter(|(gift, _)| !settled.contains(gift));
        holds(
            kept.into_iter().all(|(gift, row)| now.get(gift).is_some_and(|now| now.share >= row.share)),
            "a gift lost a part",
        )?;
    }
    Ok(())
}

// ---- journals --------------------------------------------------------------------------------------------------------

fn journal(choices: &[u64]) -> Told {
    tell(choices, Fault::None).unwrap()
}

fn settings(usual: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(crate::common::cases(usual)) }
}

fn entries(told: &Told) -> Vec<Entry> {
    told.journal.iter().map(|value| Entry::from_json(value).unwrap()).collect()
}

fn after(entries: &[Entry]) -> Book {
    let mut book = Book::new();
    for entry in entries {
        book.post(entry).unwrap();
    }
    book
}

fn fail(result: Holds) -> Result<(), TestCaseError> {
    result.map_err(TestCaseError::fail)
}

fn choices(length: usize) -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(any::<u64>(), 1..length)
}

proptest! {
    #![proptest_config(settings(48))]

    #[test]
    fn every_state_of_every_journal_is_sound(choices in choices(30)) {
        let entries = entries(&journal(&choices));
        let mut book = Book::new();
        let mut before: Option<Facts> = None;
        for entry in &entries {
            book.post(entry).unwrap();
            let facts = Facts::of(&book);
            for property in OF_ONE_STATE {
                fail(property(&facts))?;
            }
            if let Some(before) = before {
                fail(later_entries_change_no_match(&before, &facts))?;
                fail(traces_change_only_when_told(&before, &facts))?;
            }
            before = Some(facts);
        }
    }

    #[test]
    fn what_was_said_early_stays_true(choices in choices(45), at in any::<prop::sample::Index>()) {
        let entries = entries(&journal(&choices));
        let early = Facts::of(&after(&entries[..at.index(entries.len() + 1)]));
        let late = Facts::of(&after(&entries));
        fail(later_entries_change_no_match(&early, &late))?;
        fail(traces_change_only_when_told(&early, &late))?;
    }

    #[test]
    fn an_entry_taken_back_leaves_nothing_behind(choices in choices(40)) {
        let mut book = Book::new();
        let mut states = Vec::new();
        for entry in entries(&journal(&choices)) {
            let before = book.clone();
            prop_assert_eq!(book.check(&entry), Ok(()));
            prop_assert_eq!(&book, &before, "a dry run leaves nothing behind");
            let posted = book.post(&entry).unwrap();
            book.take_back(posted).unwrap();
            prop_assert_eq!(&book, &before);
            states.push((before, book.post(&entry).unwrap()));
        }
        // All the way back, newest first; an older one is not taken.
        if states.len() > 1 {
            let last = book.last();
            let (_, early) = states.remove(0);
            let number = early.number;
            prop_assert_eq!(book.take_back(early), Err(waybill_journal::NotTheLast { number, last }));
        }
        while let Some((before, posted)) = states.pop() {
            book.take_back(posted).unwrap();
            prop_assert_eq!(&book, &before);
        }
    }

    #[test]
    fn a_reversal_is_taken_and_the_pair_nets_to_zero(choices in choices(30)) {
        let entries = entries(&journal(&choices));
        let mut book = Book::new();
        for entry in &entries {
            let before = balances(&book);
            book.post(entry).unwrap();
            if entry.moves.is_none() {
                prop_assert!(book.reversal(entry.number).is_err());
            } else if !entry.moves.iter().flatten().any(|said| said.settles().is_some()) {
                let mut undone = book.clone();
                correct(&mut undone, entry.number);
                prop_assert_eq!(before, balances(&undone), "the pair nets to zero");
            }
        }
        for number in 1..=book.last() {
            fail(reversal_is_honest(&book, number))?;
        }
    }

    #[test]
    fn later_entries_corrected_newest_first_free_an_earlier_one(choices in choices(20), at in any::<prop::sample::Index>()) {
        let mut book = after(&entries(&journal(&choices)));
        let number = 1 + at.index(book.entries().max(1)) as u64;
        let (before, moved) = (balances(&book), deltas(&book));
        if let Some(undone) = correct_all(&mut book, number) {
            let mut expected = before;
            for (pool, amount) in undone.iter().flat_map(|number| &moved[number]) {
                *expected.entry(pool.clone()).or_default() -= amount;
            }
            expected.retain(|_, balance| *balance != 0);
            prop_assert_eq!(expected, balances(&book));
            prop_assert!(book.reversal(number).is_err(), "what is undone is not undone again");
        }
    }

    #[test]
    fn corrections_are_never_in_the_way_of_what_they_do_not_undo(
        choices in choices(25), wrong in proptest::collection::vec(any::<prop::sample::Index>(), 1..8),
    ) {
        let mut book = Book::new();
        let mut corrected: BTreeMap<u64, u64> = BTreeMap::new();
        for said in entries(&journal(&choices)).into_iter().filter(|entry| entry.corrects.is_none()) {
            // What names the units of an entry that was left out is refused, and left out too.
            let _ = book.post(&Entry { number: book.last() + 1, ..said });
        }
        let written = book.last();
        for at in wrong {
            let number = 1 + at.index(book.entries().max(1)) as u64;
            if number <= written && !corrected.contains_key(&number) && book.reversal(number).is_ok() {
                correct(&mut book, number);
                corrected.insert(number, book.last());
            }
        }
        for number in (1..=written).filter(|number| !corrected.contains_key(number)) {
            let by = book.later_entries_using(number);
            prop_assert!(by.iter().all(|later| *later <= written && !corrected.contains_key(later)), "{number}: {by:?}");
        }
    }

    #[test]
    fn with_everything_told_the_giver_sees_the_track(choices in choices(45), at in any::<prop::sample::Index>()) {
        let entries = entries(&journal(&choices));
        let book = after(&entries);
        let told = at.index(entries.len() + 1);
        let early = after(&entries[..told]);
        for gift in book.origins() {
            prop_assert_eq!(book.track_where(gift, &|_| true), book.track(gift));
            let seen = book.track_where(gift, &|entry| entry <= told as u64).unwrap();
            if gift.entry <= told as u64 {
                prop_assert_eq!(seen, early.track(gift).unwrap(), "told up to an entry is the book at that entry");
            }
        }
    }

    #[test]
    fn whatever_is_told_the_shares_sum_to_the_gift(choices in choices(45), told in any::<u64>()) {
        let book = after(&entries(&journal(&choices)));
        let opened = |entry: u64| told >> (entry % 64) & 1 == 1;
        for gift in book.origins() {
            let amount = book.said(gift).unwrap().amount();
            let seen = book.track_where(gift, &opened).unwrap();
            prop_assert_eq!(seen.values().map(|row| row.share.clone()).sum::<Ratio>(), units(amount));
            for end in seen.keys() {
                if let End::Out(id) | End::Settled(id) = end {
                    prop_assert!(opened(id.entry), "{} is not told yet", end);
                }
            }
            let nothing = book.track_where(gift, &|_| false).unwrap();
            let said = book.said(gift).unwrap();
            let pool = Pool::new(said.to().clone(), said.commodity().clone()).unwrap();
            let all = Share { share: units(amount), quantity: units(amount) };
            prop_assert_eq!(nothing, BTreeMap::from([(End::At(pool), all)]));
        }
    }

    #[test]
    fn a_shelf_is_split_by_the_age_of_its_units(choices in choices(40), wish in 1..200_i64) {
        let book = after(&entries(&journal(&choices)));
        let shelves: BTreeSet<_> = book.pools().map(|(pool, _)| (pool.account.holder().to_owned(), pool.commodity.clone())).collect();
        for (holder, commodity) in shelves {
            let shelf = book.pools().map(|(pool, _)| pool).filter(|pool| pool.account.holder() == holder && pool.commodity == commodity);
            let shelf = shelf.filter(|pool| !pool.account.fund().unwrap().starts_with("pending"));
            let mut lying: Vec<Slice> = shelf.flat_map(|pool| book.resting(pool)).collect();
            lying.sort_by_key(|row| row.of);
            let has: i64 = lying.iter().map(|row| row.amount).sum();
            match book.split_by_arrival(&holder, &commodity, wish) {
                Err(short) => {
                    prop_assert!(has < wish);
                    prop_assert_eq!((short.has, short.missing), (has, wish - has));
                }
                Ok(parts) => {
                    let moves = parts.iter().map(|(account, part)| {
                        Move::transfer(account.clone(), "w:recipients".parse().unwrap(), commodity.clone(), *part)
                    });
                    let mut book = book.clone();
                    let number = book.last() + 1;
                    let posted = book.post(&Entry { number, moves: Some(moves.collect()), corrects: None }).unwrap();
                    let mut taken: Vec<Slice> = posted.departures.iter().flat_map(|left| book.matches(left.id)).collect();
                    taken.sort_by_key(|row| (row.of, row.offset));
                    prop_assert_eq!(taken, first_units(&lying, wish));
                    prop_assert_eq!(parts.iter().map(|(_, part)| part).sum::<i64>(), wish);
                    prop_assert!(parts.iter().all(|(_, part)| *part > 0));
                }
            }
        }
    }
}

// ---- corrections -----------------------------------------------------------------------------------------------------

fn balances(book: &Book) -> BTreeMap<Pool, i64> {
    book.pools().filter(|(_, balance)| *balance != 0).map(|(pool, balance)| (pool.clone(), balance)).collect()
}

/// What each entry put into each pool and took out of it.
fn deltas(book: &Book) -> BTreeMap<u64, BTreeMap<Pool, i64>> {
    let mut all: BTreeMap<u64, BTreeMap<Pool, i64>> =
        (1..=book.last()).map(|number| (number, BTreeMap::new())).collect();
    for (id, said) in Facts::of(book).moves {
        let moved = all.get_mut(&id.entry).unwrap();
        if let Ok(pool) = Pool::new(said.from().clone(), said.commodity().clone()) {
            *moved.entry(pool).or_default() -= said.amount();
        }
        if let Ok(pool) = Pool::new(said.to().clone(), said.gets_commodity().clone()) {
            *moved.entry(pool).or_default() += said.gets_amount();
        }
    }
    all
}

fn correct(book: &mut Book, number: u64) {
    let moves = book.reversal(number).unwrap();
    let entry = Entry { number: book.last() + 1, moves: Some(moves), corrects: Some(number) };
    book.post(&entry).unwrap_or_else(|refusal| panic!("the reversal of {number} is refused: {refusal}"));
}

/// Corrects entry `number` after everything in its way, newest first; the entries undone, or `None` where somebody was paid back.
fn correct_all(book: &mut Book, number: u64) -> Option<Vec<u64>> {
    let mut undone = Vec::new();
    for _ in 0..200 {
        let mut next = number;
        while let Some(newer) = book.later_entries_using(next).first() {
            assert!(*newer > next, "a later entry is later");
            next = *newer;
        }
        book.reversal(next).ok()?;
        correct(book, next);
        undone.push(next);
        if next == number {
            return Some(undone);
        }
    }
    panic!("corrections of {number} do not come to an end");
}

fn reversal_is_honest(book: &Book, number: u64) -> Holds {
    let by = book.later_entries_using(number);
    holds(by.is_sorted_by(|a, b| a > b) && by.iter().all(|later| *later > number), "later entries, newest first")?;
    match book.reversal(number) {
        Ok(moves) => {
            let entry = Entry { number: book.last() + 1, moves: Some(moves), corrects: Some(number) };
            holds(by.is_empty() && book.clone().check(&entry).is_ok(), "an offered reversal is refused")
        }
        Err(error) => holds(error.to_string().ends_with('.'), "a reason is a sentence"),
    }
}

/// The first `wish` units of rows in order, neighbours as they were.
fn first_units(rows: &[Slice], wish: i64) -> Vec<Slice> {
    let (mut need, mut first) = (wish, Vec::new());
    for row in rows {
        let amount = row.amount.min(need);
        need -= amount;
        if amount > 0 {
            first.push(Slice { amount, ..*row });
        }
    }
    first
}

trait Entries {
    fn entries(&self) -> usize;
}

impl Entries for Book {
    fn entries(&self) -> usize {
        usize::try_from(self.last()).unwrap()
    }
}

// ---- a lie in each property ------------------------------------------------------------------------------------------

/// The facts of journals that are long enough to lie about.
fn true_facts() -> Vec<Facts> {
    let journals = (0..20).map(|seed| {
        let mut dice = Dice(seed);
        (0..40).map(|_| dice.roll()).collect::<Vec<u64>>()
    });
    journals.map(|choices| Facts::of(&journal(&choices).book)).collect()
}

/// Tells a lie in every journal where it can be told, and demands that the property is red each time and green before.
fn is_noticed(property: fn(&Facts) -> Holds, lie: impl Fn(&mut Facts) -> Option<()>) {
    let mut told = 0;
    for mut facts in true_facts() {
        assert_eq!(property(&facts), Ok(()));
        if lie(&mut facts).is_some() {
            assert!(property(&facts).is_err());
            told += 1;
        }
    }
    assert!(told > 5, "the lie was told {told} times");
}

#[test]
fn a_unit_from_nowhere_is_noticed() {
    is_noticed(sums_stay_zero, |facts| facts.balances.values_mut().next().map(|balance| *balance += 1));
}

#[test]
fn a_pool_below_zero_is_noticed() {
    is_noticed(nothing_of_ours_is_below_zero, |facts| facts.balances.values_mut().next().map(|balance| *balance = -1));
}

#[test]
fn a_unit_drawn_twice_is_noticed() {
    is_noticed(no_unit_leaves_twice_or_is_lost, |facts| {
        let row = *facts.matches.values().flatten().next()?;
        facts.matches.values_mut().last()?.push(Slice { amount: 1, ..row });
        Some(())
    });
}

#[test]
fn a_unit_that_is_lost_is_noticed() {
    is_noticed(no_unit_leaves_twice_or_is_lost, |facts| facts.resting.values_mut().find_map(Vec::pop).map(|_| ()));
}

#[test]
fn a_departure_of_more_than_it_says_is_noticed() {
    is_noticed(departures_take_what_they_say, |facts| {
        facts.matches.values_mut().flatten().next().map(|row| row.amount += 1)
    });
}

#[test]
fn a_share_that_is_rounded_is_noticed() {
    is_noticed(shares_sum_to_the_gift, |facts| {
        let row = facts.tracks.values_mut().flat_map(BTreeMap::values_mut).next()?;
        row.share += Ratio::new(1.into(), (1_i64 << 40).into());
        Some(())
    });
}

#[test]
fn a_quantity_that_is_rounded_is_noticed() {
    is_noticed(quantities_sum_to_the_end, |facts| {
        let row = facts.traces.values_mut().flat_map(BTreeMap::values_mut).next()?;
        row.quantity -= Ratio::new(1.into(), (1_i64 << 40).into());
        Some(())
    });
}

#[test]
fn a_gift_that_trace_forgets_is_noticed() {
    is_noticed(track_and_trace_are_inverse, |facts| facts.traces.values_mut().last()?.pop_last().map(|_| ()));
}

#[test]
fn a_gift_that_track_forgets_is_noticed() {
    is_noticed(track_and_trace_are_inverse, |facts| {
        let forgets = |(end, _): &(&End, &Share)| !matches!(end, End::Settled(_));
        let (gift, end) =
            facts.tracks.iter().find_map(|(gift, rows)| Some((*gift, rows.iter().find(forgets)?.0.clone())))?;
        facts.tracks.get_mut(&gift)?.remove(&end).map(|_| ())
    });
}

#[test]
fn a_match_that_changes_later_is_noticed() {
    for facts in true_facts() {
        let mut later = facts.clone();
        later.matches.values_mut().flatten().next().unwrap().offset += 1;
        assert!(later_entries_change_no_match(&facts, &facts).is_ok());
        assert!(later_entries_change_no_match(&facts, &later).is_err());
    }
}

#[test]
fn a_trace_that_changes_without_cause_is_noticed() {
    for facts in true_facts() {
        let mut later = facts.clone();
        let out = later.traces.iter_mut().find(|(end, _)| matches!(end, End::Out(_)));
        let Some((_, rows)) = out else { continue };
        rows.values_mut().next().unwrap().share /= units(2);
        assert!(traces_change_only_when_told(&facts, &facts).is_ok());
        assert!(traces_change_only_when_told(&facts, &later).is_err());
    }
}
