//! Keys that hand over to each other.

use waybill_log::keys::{KEYS_MAX, KeysFault, first, hand_over, read, trusted_from};
use waybill_log::{SigningKey, VerifierKey};

use crate::common::{ORIGIN, witness_key};
use crate::notes::for_each_flip;

fn key(number: usize) -> SigningKey {
    SigningKey::from_seed(ORIGIN, &[u8::try_from(number).unwrap(); 32]).unwrap()
}

fn chain(count: usize) -> String {
    let mut text = first(key(1).verifier());
    (1..count).for_each(|n| text.push_str(&hand_over(&key(n), key(n + 1).verifier()).unwrap()));
    text
}

fn public(numbers: std::ops::RangeInclusive<usize>) -> Vec<VerifierKey> {
    numbers.map(|n| key(n).verifier().clone()).collect()
}

#[test]
fn trust_runs_forward() {
    assert_eq!(read(&chain(1)), Ok(public(1..=1)));
    assert_eq!(trusted_from(key(1).verifier(), &chain(4)), Ok(public(1..=4)));
    assert_eq!(trusted_from(key(3).verifier(), &chain(4)), Ok(public(3..=4)));
    assert_eq!(trusted_from(key(9).verifier(), &chain(4)), Err(KeysFault::Unknown));
}

#[test]
fn a_stranger_cannot_put_a_key_in() {
    let stolen = chain(1) + &hand_over(&key(8), key(2).verifier()).unwrap();
    assert_eq!(read(&stolen), Err(KeysFault::Handover(2)));
    // Not by a key that was the right one once.
    let late = chain(3) + &hand_over(&key(1), key(4).verifier()).unwrap();
    assert_eq!(read(&late), Err(KeysFault::Handover(4)));
    let round = chain(3) + &hand_over(&key(3), key(1).verifier()).unwrap();
    assert_eq!(read(&round), Err(KeysFault::Key(4)));
    let other = SigningKey::from_seed("waybill/other/x", &[9; 32]).unwrap();
    assert_eq!(hand_over(&key(1), other.verifier()), None);
    assert_eq!(hand_over(&key(1), key(1).verifier()), None);
    assert_eq!(hand_over(&key(1), witness_key().verifier()), None);
    assert_eq!(read(&first(witness_key().verifier())), Err(KeysFault::Key(1)));
    assert_eq!(read(&(chain(1) + &other_name())), Err(KeysFault::Key(2)));
}

/// A hand-over that the functions here do not write: to a key of another name.
fn other_name() -> String {
    let other = SigningKey::from_seed("waybill/other/x", &[9; 32]).unwrap();
    "\n".to_owned() + &waybill_log::note::sign(&format!("waybill/key/1\n{}\n", other.verifier()), &[&key(1)]).unwrap()
}

#[test]
fn every_changed_bit_and_every_cut_is_refused() {
    let text = chain(3);
    for_each_flip(&text, |changed, at| assert!(read(changed).is_err(), "{at}: {changed}"));
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        // Without its last statements it is the list as it was before: it says less, and nothing wrong.
        let whole = [chain(1).len(), chain(2).len()].contains(&end);
        assert_eq!(read(&text[..end]).is_ok(), whole, "{end}");
    }
    assert_eq!(read(&chain(KEYS_MAX)).unwrap().len(), KEYS_MAX);
    assert_eq!(read(&chain(KEYS_MAX + 1)), Err(KeysFault::Form));
    assert_eq!(read(""), Err(KeysFault::Form));
}
