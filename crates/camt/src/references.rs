//! What a payer may have quoted, so that a line finds the promise or the giver it belongs to.

use crate::text::code;

/// How many references of one line are kept; a payer quotes one.
const REFERENCES_MAX: usize = 20;

/// What banks write where the payer wrote nothing.
const NOTHING: [&str; 3] = ["NOTPROVIDED", "NONREF", "NONE"];

/// The references of a line, each once: those in fields of their own, then the creditor references in its free text.
pub(crate) fn all<'a>(fields: impl Iterator<Item = &'a str>, free: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let fields = fields.map(code).filter(|field| !field.is_empty() && !NOTHING.contains(&field.as_str()));
    for reference in fields.chain(in_text(free)) {
        if found.len() < REFERENCES_MAX && !found.contains(&reference) {
            found.push(reference);
        }
    }
    found
}

/// Creditor references after ISO 11649 in free text: `RF18 5390 0754 7034` or in one word. Banks break free text wherever
/// a line is full, and people go on writing after the reference: so every reading with right check digits is given.
fn in_text(text: &str) -> Vec<String> {
    let capitals = text.to_uppercase();
    let starts = capitals.match_indices("RF").map(|(at, _)| at);
    let free = starts.filter(|at| !capitals[..*at].ends_with(|c: char| c.is_alphanumeric()));
    free.flat_map(|at| readings(&capitals[at..])).collect()
}

/// The readings of a text that begins with `RF`: it may end at each end of a word.
fn readings(text: &str) -> Vec<String> {
    let mut read = String::new();
    let mut found = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            'A'..='Z' | '0'..='9' => read.push(c),
            ' ' | '-' => continue,
            _ => break,
        }
        // ISO 11649: at most 25 characters.
        if read.len() > 25 {
            break;
        }
        if letters.peek().is_none_or(|next| !next.is_alphanumeric()) && is_reference(&read) {
            found.push(read.clone());
        }
    }
    found
}

/// Whether the check digits are right (ISO 7064 MOD 97-10): `RF`, two digits, one to 21 letters and digits.
fn is_reference(text: &str) -> bool {
    let (head, body) = text.split_at(text.len().min(4));
    let digits = head.len() == 4 && head.starts_with("RF") && head[2..].bytes().all(|b| b.is_ascii_digit());
    let rest = body.bytes().chain(head.bytes()).fold(0, |sum: u32, b| match b {
        b'0'..=b'9' => (sum * 10 + u32::from(b - b'0')) % 97,
        _ => (sum * 100 + u32::from(b - b'A') + 10) % 97,
    });
    digits && !body.is_empty() && rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(free: &str) -> Vec<String> {
        all(std::iter::empty(), free)
    }

    #[test]
    fn a_reference_is_found_however_it_is_written() {
        // ISO 11649's own example.
        for text in [
            "RF18539007547034",
            "rf18 5390 0754 7034",
            "For the vests: RF18-5390-0754-7034, thank you",
            "RF18 5390 0754 7034 thank you",
            "ref:RF185390 07547034.",
        ] {
            assert_eq!(of(text), ["RF18539007547034"], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_reference_is_none() {
        for text in [
            "",
            "RF",
            "RF18",
            "RF19539007547034",
            "SURF18539007547034",
            "RF18 5390/0754 7034",
            "ＲＦ18539007547034",
            "RFRFRFRF",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_the_fields_say_comes_first_and_nothing_comes_twice() {
        let fields = ["e2e 1", "NOTPROVIDED", "rf18 5390 0754 7034", "", "E2E1"];
        assert_eq!(all(fields.into_iter(), "RF18539007547034"), ["E2E1", "RF18539007547034"]);
    }

    #[test]
    fn a_text_of_nothing_but_references_is_read_to_a_limit() {
        let many: Vec<String> = (0..5000).map(|n| format!("e{n}")).collect();
        assert_eq!(all(many.iter().map(String::as_str), &"RF".repeat(5000)).len(), REFERENCES_MAX);
    }
}
