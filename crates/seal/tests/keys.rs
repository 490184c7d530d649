//! Keys are age's own, show no secret, and a bad one is refused.

use bech32::{Bech32, Hrp};
use proptest::prelude::{any, prop_assert_eq, proptest};
use waybill_seal::{Identity, NotAKey, Recipient};

/// The pair in age's own tests.
const SECRET: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
const PUBLIC: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

#[test]
fn age_s_own_pair_is_a_pair() {
    let key = Identity::parse(SECRET).unwrap();
    assert_eq!(key.recipient().as_str(), PUBLIC);
    assert_eq!(Recipient::parse(PUBLIC), Ok(key.recipient()));
    assert_eq!(*key.to_secret(), SECRET);
    let (_, seed) = bech32::decode(SECRET).unwrap();
    assert_eq!(*Identity::from_seed(seed.try_into().unwrap()).to_secret(), SECRET);
}

#[test]
fn debug_shows_no_secret() {
    let key = Identity::parse(SECRET).unwrap();
    assert_eq!(format!("{key:?} {key:#?}"), "Identity(secret) Identity(secret)");
    assert_eq!(format!("{:?}", key.recipient()), format!("Recipient({PUBLIC})"));
}

#[test]
fn what_is_not_a_key_is_refused() {
    let mistyped = PUBLIC.replace("t7rx", "t7rz");
    for text in ["", "age1", " ", &mistyped, &format!(" {PUBLIC}"), SECRET, "ssh-ed25519 AAAA"] {
        assert_eq!(Recipient::parse(text), Err(NotAKey), "{text:?}");
    }
    for text in ["", PUBLIC, &SECRET[..73], &format!("{SECRET}\n")] {
        assert_eq!(Identity::parse(text).unwrap_err(), NotAKey, "{text:?}");
    }
}

#[test]
fn a_point_that_keeps_nothing_secret_is_refused() {
    let text = |point: [u8; 32]| bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), &point).unwrap();
    let mut one = [0; 32];
    one[0] = 1;
    let mut nine = [0; 32];
    nine[0] = 9;
    assert!(text([0; 32]).parse::<age::x25519::Recipient>().is_ok(), "age itself takes it, and panics later");
    assert_eq!(Recipient::parse(&text([0; 32])), Err(NotAKey));
    assert_eq!(Recipient::parse(&text(one)), Err(NotAKey));
    assert!(Recipient::parse(&text(nine)).is_ok());
}

proptest! {
    #[test]
    fn texts_read_back(seed in any::<[u8; 32]>()) {
        let key = Identity::from_seed(seed);
        let secret = key.to_secret();
        prop_assert_eq!(secret.len(), 74);
        prop_assert_eq!(&Identity::parse(&secret).unwrap().recipient(), &key.recipient());
        prop_assert_eq!(Recipient::parse(key.recipient().as_str()), Ok(key.recipient()));
    }
}
