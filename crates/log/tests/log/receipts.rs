//! A receipt proves itself, and a changed one does not.

use waybill_log::checkpoint::BadCheckpoint;
use waybill_log::note::NoteError;
use waybill_log::receipt::{Proof, RECEIPT_MAX, ReceiptFault};
use waybill_log::tree::Wrong;
use waybill_log::{Receipt, SigningKey};

use crate::common::{ORIGIN, entry, fact, log_key, operation, place_of, public, receipt, trusted};
use crate::notes::for_each_flip;

fn check(text: &str) -> Result<waybill_log::receipt::Proven, ReceiptFault> {
    text.parse::<Receipt>()?.check(&trusted())
}

#[test]
fn a_receipt_says_what_is_in_the_book() {
    let log = operation(3);
    let proven = check(&receipt(&log, 7).to_string()).unwrap();
    assert_eq!(proven.public, public(7));
    assert_eq!((proven.index, proven.checkpoint), (place_of(&log, &entry(7)), log.checkpoint()));
}

#[test]
fn every_changed_bit_is_refused() {
    for_each_flip(&receipt(&operation(3), 7).to_string(), |changed, at| {
        assert!(check(changed).is_err(), "{at}: {changed}");
    });
}

#[test]
fn every_cut_or_longer_file_is_refused() {
    let text = receipt(&operation(2), 4).to_string();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(check(&text[..end]).is_err(), "{end}");
        assert!(check(&text[end..]).is_err() || end == 0, "{end}");
    }
    for more in ["\n", " ", "x", "\n\n"] {
        assert!(check(&format!("{text}{more}")).is_err());
        assert!(check(&format!("{more}{text}")).is_err());
    }
    assert!(check(&text.replace('\n', "\r\n")).is_err());
    assert_eq!("x".repeat(RECEIPT_MAX + 1).parse::<Receipt>(), Err(ReceiptFault::Size));
    assert_eq!("x".repeat(RECEIPT_MAX + 1).parse::<Proof>(), Err(ReceiptFault::Size));
}

#[test]
fn each_fault_has_its_name() {
    let log = operation(2);
    let good = receipt(&log, 4);
    let fault = |change: &dyn Fn(&mut Receipt)| {
        let mut bad = good.clone();
        change(&mut bad);
        check(&bad.to_string()).unwrap_err()
    };
    assert_eq!(fault(&|r| r.proof.extra = None), ReceiptFault::Opening);
    assert_eq!(fault(&|r| r.proof.extra = Some(vec![4; 31])), ReceiptFault::Opening);
    assert_eq!(fault(&|r| r.proof.extra.as_mut().unwrap().push(b' ')), ReceiptFault::Opening);
    assert_eq!(fault(&|r| r.leaf = entry(5)), ReceiptFault::Inclusion(Wrong::Root));
    assert_eq!(fault(&|r| r.proof.index = 9999), ReceiptFault::Inclusion(Wrong::Index));
    assert_eq!(fault(&|r| r.proof.path.truncate(1)), ReceiptFault::Inclusion(Wrong::Length));
    let other = SigningKey::from_seed(ORIGIN, &[9; 32]).unwrap();
    assert_eq!(fault(&|r| r.key = other.verifier().clone()), ReceiptFault::Key(other.verifier().to_string()));
    let forged = log.checkpoint().sign(&other).unwrap();
    let unsigned = ReceiptFault::Checkpoint(BadCheckpoint::Note(NoteError::Unsigned));
    assert_eq!(fault(&|r| r.proof.checkpoint.clone_from(&forged)), unsigned);
    // Both keys are trusted, but the one that the receipt names is not the one that signed.
    let mut bad = good.clone();
    bad.key = other.verifier().clone();
    assert_eq!(bad.check(&[trusted(), vec![other.verifier().clone()]].concat()), Err(ReceiptFault::Signature));
    // A fact is in the log as well, but it is nobody's gift.
    let mut told = good.clone();
    told.leaf = fact(1);
    told.proof = log.proof(place_of(&log, &fact(1)));
    assert_eq!(told.check(&trusted()), Err(ReceiptFault::Leaf));
}

#[test]
fn a_proof_is_a_file_of_its_own() {
    let log = operation(2);
    let proof = receipt(&log, 4).proof;
    assert_eq!(proof.to_string().parse(), Ok(proof.clone()));
    assert_eq!(proof.check(&entry(4).bytes(), &trusted()).unwrap().checkpoint, log.checkpoint());
    assert!(proof.check(&entry(5).bytes(), &trusted()).is_err());
    let text = proof.to_string();
    for bad in
        [text.replacen("index ", "index 0", 1), text.replacen("index ", "index +", 1), text.replacen("@v1", "@v2", 1)]
    {
        assert_eq!(bad.parse::<Proof>(), Err(ReceiptFault::Form));
    }
    let endless = text.replacen("\n\n", &("\n".to_owned() + &log.root().to_string()).repeat(70), 1);
    assert_eq!(endless.parse::<Proof>(), Err(ReceiptFault::Form));
    assert_eq!(log_key().verifier().name(), ORIGIN);
}
