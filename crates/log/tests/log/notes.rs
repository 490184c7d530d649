//! Notes and checkpoints: signed, read back, and refused when anything in them is changed.

use waybill_log::checkpoint::{self, BadCheckpoint};
use waybill_log::cosignature::cosign;
use waybill_log::note::{Kind, NOTE_MAX, NoteError, SIGNATURES_MAX, check_name, open, sign};
use waybill_log::tree::EMPTY_ROOT;
use waybill_log::{Checkpoint, SigningKey, VerifierKey};

use crate::common::{Log, ORIGIN, log_key, trusted, witness_key};

/// The example of C2SP signed-note.
const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE: &str = "This is an example message.\n\n\u{2014} example.com/foo \
     Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

#[test]
fn the_example_of_the_specification_opens() {
    let key: VerifierKey = KEY.parse().unwrap();
    assert_eq!(
        (key.name(), key.kind(), key.id(), key.to_string().as_str()),
        ("example.com/foo", Kind::Log, 0x530d_903a, KEY)
    );
    let opened = open(NOTE, &[key]).unwrap();
    assert_eq!((opened.text.as_str(), opened.verified[0].time), ("This is an example message.\n", None));
}

#[test]
fn every_changed_bit_of_a_note_is_refused() {
    let note = with_witness();
    let keys = [log_key().verifier().clone(), witness_key().verifier().clone()];
    assert_eq!(checkpoint::open(&note, &keys).unwrap().verified.len(), 2);
    for_each_flip(&note, |changed, at| {
        // A changed name or id makes a signature that of somebody unknown: then it does not count.
        let opened = checkpoint::open(changed, &keys);
        assert!(opened.as_ref().map_or(true, |signed| signed.verified.len() < 2), "{at}: {opened:?}");
        let alone = checkpoint::open(changed, &trusted());
        if let Ok(signed) = alone {
            assert!(at > note.find("neighbours").unwrap() - 16, "only the line of a stranger may change: {at}");
            assert_eq!(signed.checkpoint, Log::counted(7).checkpoint());
        }
    });
}

pub fn for_each_flip(text: &str, mut check: impl FnMut(&str, usize)) {
    for bit in 0..text.len() * 8 {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(changed) = std::str::from_utf8(&bytes) {
            check(changed, bit / 8);
        }
    }
}

fn with_witness() -> String {
    let log = Log::counted(7);
    log.signed() + &cosign(&witness_key(), &log.checkpoint(), 1_700_000_000).unwrap()
}

#[test]
fn a_cosignature_says_when() {
    let keys = [log_key().verifier().clone(), witness_key().verifier().clone()];
    let signed = checkpoint::open(&with_witness(), &keys).unwrap();
    assert_eq!(signed.verified.iter().map(|one| one.time).collect::<Vec<_>>(), [None, Some(1_700_000_000)]);
    // The same witness again, at another time, is not a second witness; and a wrong line after a right one is wrong.
    let checkpoint = Log::counted(7).checkpoint();
    let again = with_witness() + &cosign(&witness_key(), &checkpoint, 1_700_000_001).unwrap();
    assert_eq!(checkpoint::open(&again, &keys), Ok(signed));
    let other = with_witness() + &cosign(&witness_key(), &Log::counted(8).checkpoint(), 1_700_000_001).unwrap();
    let forged = NoteError::Forged(witness_key().verifier().name().to_owned());
    assert_eq!(checkpoint::open(&other, &keys), Err(BadCheckpoint::Note(forged)));
    for time in [0, 1 << 63] {
        assert_eq!(cosign(&witness_key(), &checkpoint, time), Err(NoteError::Key));
    }
    assert_eq!(cosign(&log_key(), &checkpoint, 1), Err(NoteError::Key));
    assert_eq!(sign("x\n", &[&witness_key()]), Err(NoteError::Key));
}

#[test]
fn a_checkpoint_needs_the_key_of_its_own_log() {
    let log = Log::counted(7);
    let witness = cosign(&witness_key(), &log.checkpoint(), 5).unwrap();
    let alone = format!("{}\n{witness}", log.checkpoint());
    let keys = [log_key().verifier().clone(), witness_key().verifier().clone()];
    assert_eq!(checkpoint::open(&alone, &keys), Err(BadCheckpoint::Origin(ORIGIN.to_owned())));
    let other = SigningKey::from_seed("waybill/other/x", &[8; 32]).unwrap();
    assert_eq!(log.checkpoint().sign(&other), Err(BadCheckpoint::Origin(ORIGIN.to_owned())));
    let borrowed = sign(&log.checkpoint().to_string(), &[&other]).unwrap();
    assert_eq!(checkpoint::open(&borrowed, &[other.verifier().clone()]), Err(BadCheckpoint::Origin(ORIGIN.to_owned())));
    let stranger = SigningKey::from_seed(ORIGIN, &[9; 32]).unwrap();
    let unsigned = BadCheckpoint::Note(NoteError::Unsigned);
    assert_eq!(checkpoint::open(&log.signed(), &[stranger.verifier().clone()]), Err(unsigned.clone()));
    assert_eq!(checkpoint::open(&log.signed(), &[]), Err(unsigned));
}

#[test]
fn a_checkpoint_has_one_form() {
    let root = EMPTY_ROOT;
    assert_eq!(Checkpoint::new("a", 0, root).unwrap().to_string(), format!("a\n0\n{root}\n"));
    let bad = [
        format!("a\n00\n{root}\n"),
        format!("a\n+1\n{root}\n"),
        format!("a\n1\n{root}"),
        format!("a\n1\n{root}\n\n"),
        format!("a\n1\n{root}\nextension\n"),
        format!("\n1\n{root}\n"),
        format!("a b\n1\n{root}\n"),
        format!("a\r\n1\n{root}\n"),
        format!("a\n9223372036854775808\n{root}\n"),
        format!("a\n1\n{}\n", &root.to_string()[..43]),
        "a\n1\n\n".to_owned(),
        String::new(),
    ];
    for text in bad {
        assert_eq!(text.parse::<Checkpoint>(), Err(BadCheckpoint::Form), "{text:?}");
    }
}

#[test]
fn keys_have_one_form() {
    let good = log_key().verifier().to_string();
    assert_eq!(&good.parse::<VerifierKey>().unwrap(), log_key().verifier());
    for_each_flip(&good, |changed, at| assert!(changed.parse::<VerifierKey>().is_err(), "{at}: {changed}"));
    // The point of small order, under which some signatures fit every text.
    let weak = "a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for bad in ["", "a", "a+b", "a++", weak, &format!("{good} "), &good.to_uppercase()] {
        assert_eq!(bad.parse::<VerifierKey>(), Err(NoteError::Key), "{bad}");
    }
    for bad in ["", "a b", "a+b", "a\u{2003}b", "a\u{7f}", &"a".repeat(256)] {
        assert_eq!(check_name(bad), Err(NoteError::Name), "{bad:?}");
    }
}

#[test]
fn notes_have_limits() {
    let key = log_key();
    let line = sign("x\n", &[&key]).unwrap().lines().last().unwrap().to_owned() + "\n";
    let many = |count: usize| format!("x\n\n{}", line.repeat(count));
    assert_eq!(open(&many(SIGNATURES_MAX), &trusted()).unwrap().verified.len(), 1, "one key is one signer");
    assert_eq!(open(&many(SIGNATURES_MAX + 1), &trusted()), Err(NoteError::Signatures));
    let long = "x".repeat(NOTE_MAX) + "\n";
    assert_eq!(sign(&long, &[&key]), Err(NoteError::Size));
    assert_eq!(open(&format!("{long}\n{line}"), &trusted()), Err(NoteError::Size));
    for bad in ["", "\n", "x", "x\n", "x\n\n", "x\ty\n", "x\0\n"] {
        assert_eq!(open(bad, &trusted()), Err(NoteError::Form), "{bad:?}");
    }
    for bad in [
        "x\n\nno line\n",
        "x\n\n\u{2014} a\n",
        "x\n\n\u{2014} a AAAA\n",
        "x\n\n\u{2014} a AAAAAA==\n",
        "x\n\n\u{2014} a ?\n",
    ] {
        assert_eq!(open(bad, &trusted()), Err(NoteError::Form), "{bad:?}");
    }
    for bad in ["x", "", "x\u{1}\n"] {
        assert_eq!(sign(bad, &[&key]), Err(NoteError::Form), "{bad:?}");
    }
}

#[test]
fn nothing_secret_is_shown() {
    assert!(!format!("{:?}", SigningKey::from_seed("a", &[0x41; 32]).unwrap()).contains("65, 65"));
}
