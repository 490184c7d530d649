//! What seals, opens; what was touched or meant for another does not; and no size tells more than its step.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use waybill_seal::{Identity, LENGTH_MAX, OpenError, SIZES, STEPS, SealError, open, open_share, seal, share};

fn key(seed: u8) -> Identity {
    Identity::from_seed([seed; 32])
}

/// The age file in a container, read as `docs/SEALING.md` tells to read it by hand.
fn age_file(sealed: &[u8]) -> &[u8] {
    assert_eq!(&sealed[..6], b"WSEAL\x01");
    let length = usize::from(u16::from_be_bytes([sealed[6], sealed[7]]));
    &sealed[8..8 + length]
}

/// The kinds of an age file's stanzas, grease under one name.
fn stanzas(file: &[u8]) -> Vec<String> {
    let end = file.windows(5).position(|bytes| bytes == b"\n--- ").expect("a header ends with its tag");
    let header = std::str::from_utf8(&file[..end]).expect("a header is text");
    let kinds = header.lines().filter_map(|line| line.strip_prefix("-> ")?.split(' ').next());
    kinds.map(|kind| if kind.ends_with("-grease") { "grease".into() } else { kind.into() }).collect()
}

/// The check of sizes: how many there are among what `sealer` makes of 2,000 lengths.
fn sizes(sealer: impl Fn(&[u8]) -> Vec<u8>) -> BTreeSet<usize> {
    (0..2000).map(|n| sealer(&vec![7; n * LENGTH_MAX / 1999]).len()).collect()
}

#[test]
fn two_thousand_lengths_take_six_sizes() {
    let to = key(1).recipient();
    assert_eq!(sizes(|plain| seal(plain, &to).unwrap()), SIZES.into());
    assert_eq!(SIZES, [768, 1024, 1536, 2560, 4608, 8704]);
}

#[test]
fn planted_envelopes_without_padding_take_more_sizes() {
    let secret = key(1).to_secret();
    let to = secret.parse::<age::x25519::Identity>().unwrap().to_public();
    assert!(sizes(|plain| age::encrypt(&to, plain).unwrap()).len() > SIZES.len(), "nothing padded");
    let padded = |plain: &[u8]| [plain, &vec![0; LENGTH_MAX - plain.len()]].concat();
    assert!(sizes(|plain| age::encrypt(&to, &padded(plain)).unwrap()).len() > SIZES.len(), "grease alone shows");
}

#[test]
fn each_step_holds_its_last_byte_and_the_next_byte_takes_the_next() {
    let to = key(1).recipient();
    for (step, size) in STEPS.into_iter().zip(SIZES) {
        assert_eq!(seal(&vec![1; step], &to).unwrap().len(), size);
        assert_ne!(seal(&vec![1; step + 1], &to).map(|sealed| sealed.len()), Ok(size));
    }
    let refused = seal(&vec![1; LENGTH_MAX + 1], &to).unwrap_err();
    assert_eq!(refused, SealError::TooLong { max: 8192, length: 8193 });
    assert_eq!(refused.to_string(), "This is 8193 bytes long; 8192 can be sealed. Shorten it.");
}

#[test]
fn every_envelope_has_one_stanza_and_age_s_grease() {
    let person = key(2).recipient();
    for n in 0..200 {
        assert_eq!(stanzas(age_file(&seal(&vec![7; n * 40], &person).unwrap())), ["X25519", "grease"]);
        assert_eq!(stanzas(age_file(&share(&key(1), &person).unwrap())), ["X25519", "grease"]);
    }
}

#[test]
fn planted_an_envelope_to_two_people_shows_a_stanza_more() {
    let age_key = |seed| key(seed).to_secret().parse::<age::x25519::Identity>().unwrap().to_public();
    let (one, other) = (age_key(1), age_key(2));
    let both = [&one as &dyn age::Recipient, &other];
    let mut file = Vec::new();
    let writer = age::Encryptor::with_recipients(both.into_iter()).unwrap().wrap_output(&mut file).unwrap();
    writer.finish().unwrap();
    assert_eq!(stanzas(&file), ["X25519", "X25519", "grease"]);
}

#[test]
fn any_age_opens_what_is_inside() {
    let sealed = seal(b"Anna Example, 12 Main Street", &key(1).recipient()).unwrap();
    let plain = age::decrypt(&key(1).to_secret().parse::<age::x25519::Identity>().unwrap(), age_file(&sealed)).unwrap();
    assert_eq!(plain.len(), 3 + 256);
    assert_eq!(&plain[..3], b"r\x00\x1c");
    assert_eq!(&plain[3..31], b"Anna Example, 12 Main Street");
    assert!(plain[31..].iter().all(|byte| *byte == 0));
}

#[test]
fn another_key_opens_nothing() {
    let sealed = seal(b"a name", &key(1).recipient()).unwrap();
    assert_eq!(open(&sealed, &key(2)), Err(OpenError::NotForThisKey));
    let handed = share(&key(3), &key(1).recipient()).unwrap();
    assert_eq!(open_share(&handed, &key(2)).unwrap_err(), OpenError::NotForThisKey);
}

#[test]
fn a_shared_key_opens_what_was_sealed_to_it_before() {
    let (class, person) = (key(1), key(2));
    let sealed = seal(b"a name", &class.recipient()).unwrap();
    let handed = share(&class, &person.recipient()).unwrap();
    assert_eq!(handed.len(), SIZES[0]);
    let opened = open_share(&handed, &person).unwrap();
    assert_eq!(opened.recipient(), class.recipient());
    assert_eq!(&**open(&sealed, &opened).unwrap(), b"a name");
}

#[test]
fn a_share_is_not_a_record_and_a_record_not_a_share() {
    let handed = share(&key(1), &key(2).recipient()).unwrap();
    assert_eq!(open(&handed, &key(2)), Err(OpenError::Corrupted));
    let posing = seal(key(1).to_secret().as_bytes(), &key(2).recipient()).unwrap();
    assert_eq!(open_share(&posing, &key(2)).unwrap_err(), OpenError::Corrupted);
}

#[test]
fn each_flipped_bit_and_each_cut_is_refused() {
    let mut sealed = seal(b"a name", &key(1).recipient()).unwrap();
    for bit in 0..sealed.len() * 8 {
        sealed[bit / 8] ^= 1 << (bit % 8);
        assert!(open(&sealed, &key(1)).is_err(), "bit {bit}");
        sealed[bit / 8] ^= 1 << (bit % 8);
    }
    for length in 0..sealed.len() {
        assert_eq!(open(&sealed[..length], &key(1)), Err(OpenError::Corrupted), "cut to {length}");
    }
    assert_eq!(open(&[&sealed[..], &[0]].concat(), &key(1)), Err(OpenError::Corrupted));
    assert_eq!(&**open(&sealed, &key(1)).unwrap(), b"a name", "whole again");
}

proptest! {
    #[test]
    fn what_seals_opens(plain in vec(any::<u8>(), 0..=LENGTH_MAX), seed in any::<[u8; 32]>()) {
        let key = Identity::from_seed(seed);
        prop_assert_eq!(&**open(&seal(&plain, &key.recipient()).unwrap(), &key).unwrap(), &plain[..]);
    }

    #[test]
    fn any_bytes_are_refused_in_peace(bytes in vec(any::<u8>(), 0..1200)) {
        prop_assert!(open(&bytes, &key(1)).is_err() && open_share(&bytes, &key(1)).is_err());
    }

    #[test]
    fn any_bytes_in_a_true_container_are_refused_in_peace(text in "(age-encryption.org/v1\n)?(-> X25519 [A-Za-z+/]{0,50}\n[A-Z+\n]{0,90}\n){0,3}(--- [A-Z]{43}\n)?", rest in vec(any::<u8>(), 0..40)) {
        let file = [text.as_bytes(), &rest].concat();
        let length = u16::try_from(file.len()).unwrap().to_be_bytes();
        let mut bytes = [b"WSEAL\x01", &length[..], &file].concat();
        bytes.resize(SIZES[0], 0);
        prop_assert!(open(&bytes, &key(1)).is_err());
    }
}
