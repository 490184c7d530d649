//! Bytes, commitments and heads, against vectors worked out by another program: whoever checks us can use the same files.

use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use waybill_journal::canonical::{self, DEPTH_MAX, HEADER, INTEGER_MAX, NotCanonical, SIZE_MAX};
use waybill_journal::chain::{self, Commitment, Commitments, Head, NotHex, Salt, commit};

fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn list<'a>(vectors: &'a Value, name: &str) -> &'a Vec<Value> {
    let list = vectors[name].as_array().unwrap();
    assert!(!list.is_empty());
    list
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap()
}

fn unhex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn why(error: &NotCanonical) -> &'static str {
    match error {
        NotCanonical::Number(_) => "number",
        NotCanonical::Depth => "depth",
        NotCanonical::Size => "size",
        NotCanonical::Header => "header",
        NotCanonical::Json(_) => "json",
        NotCanonical::Form { .. } => "form",
    }
}

#[test]
fn every_value_has_the_bytes_the_vectors_say_and_reads_back() {
    for vector in list(&vectors("canonical.json"), "good") {
        let value: Value = serde_json::from_str(text(vector, "json")).unwrap();
        let bytes = canonical::bytes(&value).unwrap();
        let expected = [b"waybill/entry/1\n", text(vector, "canonical").as_bytes()].concat();
        assert_eq!(bytes, expected, "{}", vector["name"]);
        assert_eq!(chain::to_hex(&Sha256::digest(&bytes)), text(vector, "sha256"), "{}", vector["name"]);
        assert_eq!(canonical::parse(&bytes).unwrap(), value, "{}", vector["name"]);
    }
}

#[test]
fn values_that_would_be_rounded_have_no_bytes() {
    for vector in list(&vectors("canonical.json"), "refused_values") {
        let value: Value = serde_json::from_str(text(vector, "json")).unwrap();
        assert_eq!(why(&canonical::bytes(&value).unwrap_err()), "number", "{}", vector["name"]);
    }
}

#[test]
fn bytes_written_otherwise_are_refused() {
    for vector in list(&vectors("canonical.json"), "refused_bytes") {
        let error = canonical::parse(text(vector, "text").as_bytes()).unwrap_err();
        assert_eq!(why(&error), text(vector, "why"), "{}: {error}", vector["name"]);
        assert!(error.to_string().ends_with('.'), "{error}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let bytes = [HEADER, b"[\"\xff\"]"].concat();
    assert_eq!(why(&canonical::parse(&bytes).unwrap_err()), "json");
}

#[test]
fn the_first_difference_is_named() {
    let at = |text: &str| canonical::parse(&[HEADER, text.as_bytes()].concat()).unwrap_err();
    assert_eq!(at(r#"{"b":1,"a":2}"#), NotCanonical::Form { at: HEADER.len() + 2 });
    assert_eq!(at("{} "), NotCanonical::Form { at: HEADER.len() + 2 });
}

#[test]
fn nesting_ends_at_its_limit() {
    let nested = |depth| (1..depth).fold(json!([]), |inner, _| json!([inner]));
    let objects = |depth| (1..depth).fold(json!({}), |inner, _| json!({"a": inner}));
    assert!(canonical::bytes(&nested(DEPTH_MAX)).is_ok());
    assert_eq!(canonical::bytes(&nested(DEPTH_MAX + 1)), Err(NotCanonical::Depth));
    assert!(canonical::bytes(&objects(DEPTH_MAX)).is_ok());
    assert_eq!(canonical::bytes(&objects(DEPTH_MAX + 1)), Err(NotCanonical::Depth));
}

#[test]
fn an_entry_may_have_a_mebibyte_and_not_a_byte_more() {
    let room = SIZE_MAX - HEADER.len() - 2;
    let bytes = canonical::bytes(&json!("x".repeat(room))).unwrap();
    assert_eq!(bytes.len(), 1 << 20);
    assert!(canonical::parse(&bytes).is_ok());
    assert_eq!(canonical::bytes(&json!("x".repeat(room + 1))), Err(NotCanonical::Size));
    assert_eq!(canonical::parse(&[HEADER, &vec![b' '; SIZE_MAX]].concat()), Err(NotCanonical::Size));
    // Given up in the middle, not after writing all of it; a list of one text twice is twice as long.
    assert_eq!(canonical::bytes(&json!(["x".repeat(room), "x".repeat(room), 1.5])), Err(NotCanonical::Size));
}

#[test]
fn commitments_are_what_the_vectors_say() {
    for vector in list(&vectors("chain.json"), "commitments") {
        let salt = Salt::from_hex(text(vector, "salt")).unwrap();
        assert_eq!(salt.to_hex(), text(vector, "salt"));
        let commitment = commit(&salt, &unhex(text(vector, "part_hex")));
        assert_eq!(commitment.to_string(), text(vector, "commitment"));
        assert_eq!(Commitment::from_hex(&commitment.to_string()), Ok(commitment));
    }
}

#[test]
fn heads_are_what_the_vectors_say() {
    let mut head = Head::first();
    for vector in list(&vectors("chain.json"), "heads") {
        assert_eq!(head.to_string(), text(vector, "before"));
        let part = |name| Commitment::from_hex(text(vector, name)).unwrap();
        head = head.next(&Commitments { public: part("public"), private: part("private"), sealed: part("sealed") });
        assert_eq!(head.to_string(), text(vector, "after"));
        assert_eq!(Head::from_hex(text(vector, "after")), Ok(head));
    }
}

#[test]
fn a_changed_vector_is_noticed() {
    let vector = &vectors("chain.json")["commitments"][1];
    let salt = Salt::from_hex(text(vector, "salt")).unwrap();
    let mut part = unhex(text(vector, "part_hex"));
    part[0] ^= 1;
    assert_ne!(commit(&salt, &part).to_string(), text(vector, "commitment"));
}

#[test]
fn the_order_of_the_three_parts_matters() {
    let (a, b, c) = (Commitment([1; 32]), Commitment([2; 32]), Commitment([3; 32]));
    let head = |public, private, sealed| Head::first().next(&Commitments { public, private, sealed });
    assert_ne!(head(a, b, c), head(b, a, c));
    assert_ne!(head(a, b, c), head(a, c, b));
}

#[test]
fn hexadecimal_digits_are_read_strictly() {
    let good = "00ff".repeat(16);
    assert_eq!(chain::to_hex(&chain::from_hex(&good).unwrap()), good);
    for bad in [
        "",
        "00",
        &"0".repeat(63),
        &"0".repeat(65),
        &"0F".repeat(32),
        &"0g".repeat(32),
        &" 0".repeat(32),
        &"é".repeat(32),
    ] {
        assert_eq!(chain::from_hex(bad), Err(NotHex), "{bad}");
    }
}

#[test]
fn a_salt_does_not_show_in_debug_output() {
    assert_eq!(format!("{:?}", Salt([7; 32])), "Salt(secret)");
    assert_eq!(format!("{:?}", Head::first()), format!("Head({})", "00".repeat(32)));
    assert_eq!(format!("{:?}", Commitment([1; 32])), format!("Commitment({})", "01".repeat(32)));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-INTEGER_MAX..=INTEGER_MAX).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn whatever_is_written_reads_back_the_same(value in any_value()) {
        let bytes = canonical::bytes(&value).unwrap();
        prop_assert_eq!(canonical::parse(&bytes).unwrap(), value);
    }

    #[test]
    fn one_changed_byte_never_reads_as_the_same_entry(value in any_value(), at in any::<proptest::sample::Index>(), bit in 0..8) {
        let mut bytes = canonical::bytes(&value).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        if let Ok(read) = canonical::parse(&bytes) {
            prop_assert_ne!(read, value);
        }
    }
}

#[test]
fn what_is_no_hash_says_what_one_is() {
    assert_eq!(NotHex.to_string(), "This is not 64 hexadecimal digits in small letters.");
}
