//! A log that lies: every way of changing the past is refused by a witness, and shown by an old receipt.
//!
//! Each attack is made as well as it can be made: whole tiles, the best proof there is, the log's own signature. The plant: eyes
//! that look at signatures alone let every one of them through, so it is the remembered root that finds it.

use waybill_journal::chain::Commitment;
use waybill_log::checkpoint;
use waybill_log::leaf::{Tick, blank, close};
use waybill_log::receipt::{Receipt, ReceiptFault};
use waybill_log::tree::{Wrong, check_consistency};
use waybill_log::witness::{Known, Request, Verdict, judge};
use waybill_log::{Leaf, SigningKey};

use crate::common::{
    BLANKS, Log, ORIGIN, day_of, entry, fact, log_key, operation, place_of, public, receipt, salt, trusted,
};

/// Who looks at what a log shows.
struct Eyes {
    witness: fn(Known, &Request) -> Verdict,
    holder: fn(&Receipt, &Log) -> Result<(), Wrong>,
}

const OPEN: Eyes = Eyes {
    witness: |known, request| judge(Some(known), request, &trusted()),
    // Somebody with an old receipt: the log of today must go on from the checkpoint in it.
    holder: |receipt, log| {
        let old = receipt.check(&trusted()).unwrap().checkpoint;
        let proof = if log.size() < old.size() { vec![] } else { log.consistency(old.size()) };
        check_consistency(old.size(), &old.root(), log.size(), &log.root(), &proof)
    },
};

/// The plant: a right signature is enough for these.
const BLIND: Eyes = Eyes {
    witness: |_, request| match checkpoint::open(&request.checkpoint, &trusted()) {
        Ok(signed) => Verdict::Cosign(signed),
        Err(_) => Verdict::Unsigned,
    },
    holder: |receipt, log| {
        receipt.check(&trusted()).unwrap();
        checkpoint::open(&log.signed(), &trusted()).unwrap();
        Ok(())
    },
};

/// What the world saw before the attack: two days.
const DAYS: u64 = 2;

fn attacks() -> Vec<(&'static str, Log)> {
    let honest = operation(DAYS);
    let changed = |change: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let mut leaves = honest.leaves.clone();
        change(&mut leaves);
        let mut log = Log::of(leaves);
        day_of(&mut log, DAYS + 1);
        log
    };
    let gift = usize::try_from(place_of(&honest, &entry(4))).unwrap();
    let blank_place =
        honest.leaves.iter().position(|leaf| (0..64).any(|i| *leaf == blank(&BLANKS, 1, i).bytes())).unwrap();
    let filler = |i| blank(&BLANKS, 1, i).bytes();
    vec![
        ("fork", {
            let mut log = operation(1);
            day_of(&mut log, 7);
            day_of(&mut log, DAYS + 1);
            log
        }),
        ("rollback", operation(1)),
        ("rollback to nothing", Log::default()),
        ("deletion, closed up", changed(&|leaves| drop(leaves.remove(gift)))),
        ("deletion, a blank in its place", changed(&|leaves| leaves[gift] = filler(999))),
        ("back-dating, in between", changed(&|leaves| leaves.insert(5, entry(50).bytes()))),
        ("back-dating, in the place of a blank", changed(&|leaves| leaves[blank_place] = entry(50).bytes())),
        ("reordering", changed(&|leaves| leaves.swap(gift, gift + 1))),
        (
            "edited leaf",
            changed(&|leaves| {
                leaves[gift] = leaves[gift].iter().map(|byte| if *byte == b'a' { b'b' } else { *byte }).collect();
            }),
        ),
        (
            "a fact told otherwise",
            changed(&|leaves| {
                let place = leaves.iter().position(|leaf| *leaf == fact(1).bytes()).unwrap();
                leaves[place] = fact(77).bytes();
            }),
        ),
    ]
}

/// The names of the attacks that these eyes let through: by the witness, and past the holder of a receipt.
fn unseen(eyes: &Eyes) -> Vec<String> {
    let honest = operation(DAYS);
    let (known, held) = (Known::from(&honest.checkpoint()), receipt(&honest, 4));
    let mut through = Vec::new();
    for (name, log) in attacks() {
        // The best that the hostile log can say: that it goes on from what the witness knows, or from its own past.
        for old in [known.size, log.size(), 64, 0] {
            let proof = if old <= log.size() { log.consistency(old) } else { vec![] };
            let request = Request { old, proof, checkpoint: log.signed() };
            if matches!((eyes.witness)(known, &request), Verdict::Cosign(_)) {
                through.push(format!("{name}: the witness signs, old {old}"));
            }
        }
        if (eyes.holder)(&held, &log).is_ok() {
            through.push(format!("{name}: the receipt shows nothing"));
        }
    }
    through
}

#[test]
fn no_change_of_the_past_goes_unseen() {
    assert_eq!(unseen(&OPEN), Vec::<String>::new());
}

#[test]
fn planted_eyes_that_trust_signatures_see_none_of_it() {
    assert_eq!(unseen(&BLIND).len(), attacks().len() * 5);
}

#[test]
fn an_honest_log_goes_on() {
    let (before, after) = (operation(DAYS), operation(DAYS + 1));
    let request = Request { old: 128, proof: after.consistency(128), checkpoint: after.signed() };
    assert!(matches!((OPEN.witness)(Known::from(&before.checkpoint()), &request), Verdict::Cosign(_)));
    assert_eq!((OPEN.holder)(&receipt(&before, 4), &after), Ok(()));
}

#[test]
fn each_attack_is_named() {
    let known = Known::from(&operation(DAYS).checkpoint());
    let said = |log: &Log, old: u64| {
        let proof = if old <= log.size() { log.consistency(old) } else { vec![] };
        judge(Some(known), &Request { old, proof, checkpoint: log.signed() }, &trusted())
    };
    for (name, log) in attacks() {
        let (verdict, honest) = (said(&log, 128), said(&log, 64));
        if name.starts_with("rollback") {
            assert_eq!((verdict.status(), said(&log, log.size())), (400, Verdict::Conflict(128)), "{name}");
        } else {
            // 128 leaves are one perfect subtree, so its root begins the proof, and what comes out is not the newer root.
            assert_eq!((verdict, honest), (Verdict::Inconsistent(Wrong::Root), Verdict::Conflict(128)), "{name}");
        }
    }
}

/// The log shows one reader one past and another reader another one, both signed. Whoever compares two checkpoints sees it; a
/// witness signs one of them only, so a reader who asks for its name is shown that one.
#[test]
fn two_views_do_not_both_find_a_witness() {
    let mut views = [operation(1), operation(1)];
    day_of(&mut views[0], 2);
    day_of(&mut views[1], 3);
    let [one, other] = &views;
    assert!(views.iter().all(|view| checkpoint::open(&view.signed(), &trusted()).is_ok()), "both are well signed");
    let compared = check_consistency(one.size(), &one.root(), other.size(), &other.root(), &[]);
    assert_eq!(compared, Err(Wrong::OldRoot));

    let mut known = Known::from(&operation(1).checkpoint());
    let signs = views.each_ref().map(|view| {
        let request = Request { old: known.size, proof: view.consistency(known.size), checkpoint: view.signed() };
        let verdict = judge(Some(known), &request, &trusted());
        if let Verdict::Cosign(signed) = &verdict {
            known = Known::from(&signed.checkpoint);
        }
        verdict.status()
    });
    assert_eq!(signs, [200, 409]);
    // Planted: a witness that forgets signs both.
    let forgetful = views.each_ref().map(|view| {
        let request = Request { old: 64, proof: view.consistency(64), checkpoint: view.signed() };
        judge(Some(Known::from(&operation(1).checkpoint())), &request, &trusted()).status()
    });
    assert_eq!(forgetful, [200, 200]);
}

/// A blank is no place to hide an entry, and no gift.
#[test]
fn blanks_are_not_abused() {
    let new = || vec![entry(1), entry(2), fact(1)];
    let tick = Tick { number: 1, facts: 1, texts: 0, commit: Commitment([0; 32]) };
    let honest = close(&BLANKS, new(), tick).unwrap();
    // An auditor knows the entries and the key of the blanks, and makes the day again.
    let audit = |leaves: &[Leaf]| close(&BLANKS, new(), tick).unwrap() == leaves;
    assert!(audit(&honest));
    // Something in the log that is in no book, said to be a blank; and a gift that is in the book and left out for a blank.
    let hidden = close(&BLANKS, [new(), vec![entry(9)]].concat(), tick).unwrap();
    let left_out = close(&BLANKS, vec![entry(1), fact(1)], tick).unwrap();
    assert!(!audit(&hidden) && !audit(&left_out));
    // Planted: who only looks at forms and counts sees neither.
    let looks = |leaves: &[Leaf]| {
        leaves.len().is_multiple_of(64) && leaves.iter().all(|leaf| Leaf::parse(&leaf.bytes()).is_ok())
    };
    assert!(looks(&hidden) && looks(&left_out));

    // The giver whose gift was left out is shown a blank instead: it is in the log, and opens to nothing.
    let log = Log::of(left_out.iter().map(Leaf::bytes));
    let instead = left_out.iter().find(|leaf| matches!(leaf, Leaf::Commitment(_)) && **leaf != entry(1)).unwrap();
    let mut proof = log.proof(place_of(&log, instead));
    proof.extra = Some(Receipt::extra(&salt(2), &public(2)));
    let shown = Receipt { key: log_key().verifier().clone(), leaf: instead.clone(), proof: proof.clone() };
    assert_eq!(shown.check(&trusted()), Err(ReceiptFault::Opening));
    // With the leaf of the gift in its place, the leaf is not in the log.
    let shown = Receipt { leaf: entry(2), ..shown };
    assert_eq!(shown.check(&trusted()), Err(ReceiptFault::Inclusion(Wrong::Root)));
    // Planted: a proof alone says that something is in the log, not what.
    assert!(proof.check(&instead.bytes(), &trusted()).is_ok());
}

/// A stolen name is not a key.
#[test]
fn another_key_of_the_same_name_is_nobody() {
    let log = operation(1);
    let thief = SigningKey::from_seed(ORIGIN, &[66; 32]).unwrap();
    let request = Request { old: 0, proof: vec![], checkpoint: log.checkpoint().sign(&thief).unwrap() };
    assert_eq!(judge(None, &request, &trusted()), Verdict::Unsigned);
}
