//! Leaves: each has one text; a tick tells when, and nothing more.

use std::collections::BTreeSet;

use proptest::prelude::*;
use waybill_journal::chain::{Commitment, Commitments, Head, Salt};
use waybill_log::Leaf;
use waybill_log::leaf::{BLOCK, BadLeaf, LINE_MAX, Tick, blank, close, order, tick_commitment, tick_opening};

use crate::common::{BLANKS, entry, fact};
use crate::notes::for_each_flip;

const TICK: Tick = Tick { number: 23, facts: 5, texts: 1, commit: Commitment([7; 32]) };

fn all() -> Vec<Leaf> {
    vec![
        entry(1),
        blank(&BLANKS, 23, 0),
        fact(1),
        Leaf::fact(&"x".repeat(LINE_MAX)).unwrap(),
        Leaf::fact(&"x".repeat(LINE_MAX + 1)).unwrap(),
        Leaf::text("{}").unwrap(),
        Leaf::Tick(TICK),
    ]
}

#[test]
fn every_form_is_read_back() {
    for leaf in all() {
        assert_eq!(Leaf::parse(&leaf.bytes()), Ok(leaf.clone()));
    }
    assert!(matches!(all()[3], Leaf::Fact(_)));
    assert!(matches!(all()[4], Leaf::FactHash(_)));
}

#[test]
fn no_leaf_has_two_texts() {
    for leaf in all().iter().filter(|leaf| leaf.bytes().len() < 1000) {
        for_each_flip(&leaf.to_string(), |changed, at| {
            // What is still a leaf is another one.
            assert!(Leaf::parse(changed.as_bytes()).map_or(true, |other| other != *leaf), "{at}: {changed:?}");
        });
        let text = leaf.to_string();
        for bad in [format!("{text}\n"), text.trim_end().to_owned(), format!(" {text}"), text.replace('\n', "\r\n")] {
            assert_eq!(Leaf::parse(bad.as_bytes()), Err(BadLeaf::Form), "{bad:?}");
        }
    }
    let long = format!("waybill/leaf/fact/1\n{}\n", "x".repeat(LINE_MAX + 1));
    assert_eq!(Leaf::parse(long.as_bytes()), Err(BadLeaf::Form), "a long fact stands there by its hash");
    assert_eq!(Leaf::parse(&vec![b'x'; 65_536]), Err(BadLeaf::Size));
    let upper = entry(1).to_string().to_uppercase().replace("WAYBILL/LEAF/COMMITMENT", "waybill/leaf/commitment");
    assert_eq!(Leaf::parse(upper.as_bytes()), Err(BadLeaf::Form));
    for bad in [
        r#"{"commit":"hmac-sha256:HEX","facts":5,"texts":1,"tick":-1}"#,
        r#"{"commit":"hmac-sha256:HEX","facts":5.0,"texts":1,"tick":1}"#,
        r#"{"commit":"hmac-sha256:HEX","facts":5,"texts":1,"tick":9007199254740992}"#,
        r#"{"facts":5,"commit":"hmac-sha256:HEX","texts":1,"tick":1}"#,
        r#"{"commit":"hmac-sha256:HEX","facts":5,"more":0,"texts":1,"tick":1}"#,
        r#"{"commit":"hmac-sha256:HEX","facts":5,"facts":5,"texts":1,"tick":1}"#,
        "[]",
    ] {
        let text = format!("waybill/leaf/tick/1\n{}\n", bad.replace("HEX", &"07".repeat(32)));
        assert_eq!(Leaf::parse(text.as_bytes()), Err(BadLeaf::Form), "{bad}");
    }
}

#[test]
fn a_line_is_one_line() {
    for bad in ["", "a\nb", "\n"] {
        assert_eq!(Leaf::fact(bad), Err(BadLeaf::Line));
        assert_eq!(Leaf::text(bad), Err(BadLeaf::Line));
    }
    let large = Tick { facts: 1 << 53, ..TICK };
    assert_eq!(close(&BLANKS, vec![], large), Err(BadLeaf::Number));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_tick_is_full_shuffled_and_closed(entries in 0..200u64, facts in 0..5u64, other in any::<u64>()) {
        let new: Vec<_> = (0..entries).map(|n| entry(n + 1)).chain((0..facts).map(fact)).collect();
        let tick = close(&BLANKS, new.clone(), TICK).unwrap();
        prop_assert_eq!(tick.len() % BLOCK, 0);
        prop_assert!(tick.len() < new.len() + 1 + BLOCK, "no more blanks than needed");
        prop_assert_eq!(tick.last(), Some(&Leaf::Tick(TICK)));
        prop_assert!(new.iter().all(|leaf| tick.iter().filter(|one| *one == leaf).count() == 1));
        // The same again, whatever order they came in; another with another key.
        let mut turned = new.clone();
        turned.rotate_left(usize::try_from(other % (new.len() as u64 + 1)).unwrap());
        prop_assert_eq!(close(&BLANKS, turned, TICK).unwrap(), tick.clone());
        prop_assert_ne!(close(&[2; 32], new, TICK).unwrap(), tick);
    }
}

/// A blank is told from an entry by nothing but the key: the same form, the same length, no value twice.
#[test]
fn blanks_look_like_entries() {
    let blanks: Vec<_> = (0..200).flat_map(|i| [blank(&BLANKS, 1, i), blank(&BLANKS, 2, i)]).collect();
    let mut values = BTreeSet::new();
    for leaf in &blanks {
        assert_eq!(leaf.bytes().len(), entry(1).bytes().len());
        let Leaf::Commitment(Commitments { public, private, sealed }) = leaf else { panic!("a blank is a commitment") };
        assert!([public, private, sealed].iter().all(|value| values.insert(value.0)));
    }
    // Where an entry stands says nothing of its number: over many days its place goes through the whole tick.
    let first = |day| {
        let tick = close(&BLANKS, (1..=32).map(entry).collect(), Tick { number: day, ..TICK }).unwrap();
        tick.iter().position(|leaf| *leaf == entry(1)).unwrap()
    };
    let places: BTreeSet<_> = (0..400).map(first).collect();
    assert_eq!(places, (0..63).collect(), "every place but the last, which is the tick's own");
}

#[test]
fn the_order_needs_the_key() {
    let leaves: Vec<_> = (1..20).map(entry).collect();
    assert_ne!(order(&BLANKS, 1, leaves.clone()), order(&BLANKS, 2, leaves.clone()));
    assert_ne!(order(&BLANKS, 1, leaves.clone()), order(&[2; 32], 1, leaves));
}

#[test]
fn a_tick_commits_to_the_last_entry() {
    let head = Head([0xab; 32]);
    let text = String::from_utf8(tick_opening(17, &head)).unwrap();
    assert_eq!(text, format!("{{\"entries\":17,\"head\":\"{}\"}}", "ab".repeat(32)));
    assert_eq!(
        tick_commitment(&Salt([4; 32]), 17, &head),
        waybill_journal::chain::commit(&Salt([4; 32]), text.as_bytes())
    );
    assert_ne!(tick_commitment(&Salt([4; 32]), 17, &head), tick_commitment(&Salt([4; 32]), 18, &head));
}
