//! Two books, written in two different ways, read the same random journals and must say the same.

use std::collections::BTreeMap;

use crate::common::compare::{compare, tell};
use crate::common::parcels::Fault;
use crate::common::situations::{Dice, SITUATIONS};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// The proposals of one journal, the same on every machine.
fn choices(journal: u64) -> Vec<u64> {
    let mut dice = Dice(journal);
    let length = dice.between(8, 45);
    (0..length).map(|_| dice.roll()).collect()
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(crate::common::cases(96)) })]

    #[test]
    fn both_books_agree_on_every_journal(choices in proptest::collection::vec(any::<u64>(), 1..45)) {
        let told = tell(&choices, Fault::None).map_err(TestCaseError::fail)?;
        compare(&told).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn both_books_agree_on_the_same_journals_every_time() {
    for journal in 0..u64::from(crate::common::cases(150)) {
        let told = tell(&choices(journal), Fault::None).unwrap();
        compare(&told).unwrap();
    }
}

#[test]
fn every_situation_and_every_refusal_occurs() {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for journal in 0..200 {
        let told = tell(&choices(journal), Fault::None).unwrap();
        for (name, count) in told.counts {
            *counts.entry(name).or_default() += count;
        }
    }
    let situations = SITUATIONS.iter().map(|(name, _)| (*name).to_owned());
    let codes = [
        "number",
        "moves",
        "corrects",
        "amount",
        "shape",
        "named-only",
        "short",
        "draw-unknown",
        "draw-range",
        "draw-taken",
        "draw-sum",
        "return-unknown",
        "return-range",
        "return-taken",
        "return-sum",
        "settle-unknown",
        "settle-range",
        "settle-taken",
        "settle-sum",
        "settle-self",
    ];
    // `full` needs more than a thousand of the largest gifts: a test of its own.
    let mut wanted: Vec<String> = situations.chain(codes.iter().map(|code| format!("refused {code}"))).collect();
    wanted.extend(["wrong entry, unused".to_owned(), "nonsense".to_owned()]);
    let missing: Vec<_> = wanted.into_iter().filter(|name| !counts.contains_key(name)).collect();
    println!("{counts:#?}");
    assert!(missing.is_empty(), "never occurred: {missing:?}");
}

/// Plants the fault in the slow book and asserts that some journal shows a difference; returns what it showed.
fn noticed(fault: Fault) -> String {
    let shown = (0..400).find_map(|journal| {
        let choices = choices(journal);
        tell(&choices, fault).and_then(|told| compare(&told)).err()
    });
    shown.unwrap_or_else(|| panic!("nobody noticed {fault:?}"))
}

#[test]
fn every_planted_fault_is_noticed() {
    use Fault::*;
    let all = [
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
    ];
    for fault in all {
        let difference = noticed(fault);
        println!("{fault:?}: {}", difference.chars().take(100).collect::<String>());
    }
}
