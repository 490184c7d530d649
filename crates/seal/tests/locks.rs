//! Locks open under their key and about their matter only; derived keys are what other programs derive.

use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use waybill_seal::{Cost, OpenError, key_of_secret, lock, passphrase_key, unlock};

const CHEAP: Cost = Cost { memory_kib: 64, passes: 2 };
const SALT: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const PASSPHRASE: &str = "correct horse — Zażółć";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Expected: argon2-cffi 25 (the reference C code) with the same numbers, one lane, 32 bytes.
#[test]
fn a_passphrase_makes_the_key_that_the_reference_makes() {
    let key = |cost| hex(&*passphrase_key(PASSPHRASE, &SALT, cost));
    assert_eq!(key(CHEAP), "7aae74bb10b809abad5b26261f3fae89967d6626080602d559c3654b5efa1255");
    assert_eq!(key(Cost::USUAL), "56d41e4d66b655aae1227af5113b84feef6c942b55035add05c1c685cf5cebef");
}

#[test]
fn another_letter_salt_or_cost_makes_another_key() {
    let key = |text: &str, salt: [u8; 16], cost| passphrase_key(text, &salt, cost);
    let first = key(PASSPHRASE, SALT, CHEAP);
    assert_ne!(key("correct horse — Zażółć ", SALT, CHEAP), first, "nothing is trimmed");
    assert_ne!(key(PASSPHRASE, [9; 16], CHEAP), first);
    assert_ne!(key(PASSPHRASE, SALT, Cost { passes: 3, ..CHEAP }), first);
    assert_ne!(key(PASSPHRASE, SALT, Cost { memory_kib: 72, ..CHEAP }), first);
}

#[test]
fn a_cost_below_all_bounds_counts_as_the_least() {
    let key = |memory_kib, passes| passphrase_key("", &SALT, Cost { memory_kib, passes });
    assert_eq!(key(0, 0), key(8, 1));
    assert_eq!(key(8, u32::MAX), key(8, 64));
}

/// Expected: Python's hmac, as RFC 5869 writes it.
#[test]
fn a_secret_makes_a_key_of_its_own_for_each_purpose() {
    let secret: Vec<u8> = (0..32).collect();
    let session = key_of_secret(&secret, "session");
    assert_eq!(hex(&*session), "dea91344d3b35503cb778800a8ba222dae5de7411aa4ac89347ece4c984a43e5");
    assert_ne!(key_of_secret(&secret, "sessions"), session);
    assert_ne!(key_of_secret(&secret[1..], "session"), session);
}

/// Expected: libsodium's `crypto_aead_xchacha20poly1305_ietf_encrypt`, behind the nonce.
#[test]
fn a_lock_is_what_libsodium_makes() {
    let locked = lock(b"a secret", &[9; 32], [7; 24], b"row 1");
    let expected = "6979e121ecaecc5b2886fc5367baf9e65dcf5a90830e3747";
    assert_eq!(hex(&locked), format!("{}{expected}", "07".repeat(24)));
}

#[test]
fn a_lock_touched_anywhere_stays_shut() {
    let mut locked = lock(b"a secret", &[9; 32], [7; 24], b"row 1");
    assert_eq!(unlock(&locked, &[8; 32], b"row 1"), Err(OpenError::NotForThisKey));
    assert_eq!(unlock(&locked, &[9; 32], b"row 2"), Err(OpenError::NotForThisKey), "carried to another row");
    for bit in 0..locked.len() * 8 {
        locked[bit / 8] ^= 1 << (bit % 8);
        assert!(unlock(&locked, &[9; 32], b"row 1").is_err(), "bit {bit}");
        locked[bit / 8] ^= 1 << (bit % 8);
    }
    for length in 0..locked.len() {
        let expected = if length < 40 { OpenError::Corrupted } else { OpenError::NotForThisKey };
        assert_eq!(unlock(&locked[..length], &[9; 32], b"row 1"), Err(expected), "cut to {length}");
    }
    assert_eq!(&**unlock(&locked, &[9; 32], b"row 1").unwrap(), b"a secret", "whole again");
}

proptest! {
    #[test]
    fn what_locks_unlocks(secret in vec(any::<u8>(), 0..200), under in any::<[u8; 32]>(), nonce in any::<[u8; 24]>(), about in vec(any::<u8>(), 0..40)) {
        let locked = lock(&secret, &under, nonce, &about);
        prop_assert_eq!(locked.len(), secret.len() + 40);
        prop_assert_eq!(&**unlock(&locked, &under, &about).unwrap(), &secret[..]);
        prop_assert!(unlock(&secret, &under, &about).is_err());
    }
}
