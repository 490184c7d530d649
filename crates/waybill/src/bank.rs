//! What banks write and check: account numbers (IBAN), a bank's own code (BIC), and check digits that see a typing mistake.

use std::fmt;

/// ISO 7064 MOD 97-10: letters count as 10 to 35, the number is taken modulo 97. The text holds A-Z and 0-9 only.
pub fn mod_97(text: &str) -> u32 {
    text.bytes().fold(0, |sum, b| match b {
        b'0'..=b'9' => (sum * 10 + u32::from(b - b'0')) % 97,
        _ => (sum * 100 + u32::from(b - b'A') + 10) % 97,
    })
}

/// In groups of four, as banks print it.
pub fn grouped(text: &str, between: char) -> String {
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        if i > 0 && i % 4 == 0 {
            out.push(between);
        }
        out.push(c);
    }
    out
}

/// The country code of account numbers that no bank has: ISO 3166 leaves XX to its users. Demonstrations use it.
pub const NO_COUNTRY: &str = "XX";

/// How many characters an IBAN has, where we know the country (ISO 13616 registry; Europe and its neighbours).
const LENGTHS: [(&str, usize); 36] = [
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MD", 24),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TR", 26),
    ("UA", 29),
];

/// An international bank account number (ISO 13616).
///
/// Invariant: 15 to 34 of A-Z and 0-9, the length of its country where we know it, and the check digits are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iban(String);

/// Why a text is no IBAN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotIban {
    /// A character that no IBAN has.
    Letter(char),
    /// Not two letters, two digits and 11 to 30 more.
    Form,
    /// The country writes more or fewer characters.
    Length {
        /// Its code.
        country: String,
        /// So many it writes.
        expected: usize,
        /// So many were typed.
        typed: usize,
    },
    /// A character was mistyped or two were exchanged.
    Digits,
}

impl Iban {
    /// Reads one as people type it: any case, blanks and dashes between.
    pub fn parse(text: &str) -> Result<Self, NotIban> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if let Some(unknown) = compact.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(NotIban::Letter(unknown));
        }
        let compact = compact.to_ascii_uppercase();
        let bytes = compact.as_bytes();
        let head = bytes.len() >= 4
            && bytes[..2].iter().all(u8::is_ascii_uppercase)
            && bytes[2..4].iter().all(u8::is_ascii_digit);
        let country = compact.get(..2).unwrap_or_default();
        if let (true, Some((_, expected))) = (head, LENGTHS.iter().find(|(code, _)| *code == country))
            && *expected != bytes.len()
        {
            return Err(NotIban::Length { country: country.to_owned(), expected: *expected, typed: bytes.len() });
        }
        if !head || !(15..=34).contains(&bytes.len()) {
            return Err(NotIban::Form);
        }
        if mod_97(&format!("{}{}", &compact[4..], &compact[..4])) != 1 {
            return Err(NotIban::Digits);
        }
        Ok(Self(compact))
    }

    /// Whether it belongs to no country, so that no bank can have it.
    pub fn is_nobodys(&self) -> bool {
        self.0.starts_with(NO_COUNTRY)
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A creditor reference (ISO 11649) as a bank prints it, in any case and with blanks: `RF`, two check digits, 1 to 21 of A-Z
/// and 0-9. In capitals without blanks; `None` where a character was mistyped.
pub fn creditor_reference(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let rest = compact.strip_prefix("RF")?;
    let fits = (3..=23).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    let digits = rest.bytes().take(2).all(|b| b.is_ascii_digit());
    (fits && digits && mod_97(&format!("{}RF{}", &rest[2..], &rest[..2])) == 1).then_some(compact)
}

/// A bank's code (ISO 9362): `None` where it is none. Four letters or digits, two letters of the country, two more, and
/// three more or none.
pub fn parse_bic(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let bytes = compact.as_bytes();
    let fits = matches!(bytes.len(), 8 | 11) && bytes.iter().all(u8::is_ascii_alphanumeric);
    (fits && bytes[4..6].iter().all(u8::is_ascii_uppercase)).then_some(compact)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn published_examples_of_account_numbers_are_read() {
        for example in ["DE89 3704 0044 0532 0130 00", "gb82-west-1234-5698-7654-32", "FR1420041010050500013M02606"] {
            assert!(Iban::parse(example).is_ok(), "{example}");
        }
        let read = Iban::parse(" de89 3704 0044 0532 0130 00 ").unwrap();
        assert_eq!(read.to_string(), "DE89370400440532013000");
        assert_eq!(grouped(&read.to_string(), ' '), "DE89 3704 0044 0532 0130 00");
    }

    #[test]
    fn one_wrong_character_is_seen_at_every_place() {
        let good = "DE89370400440532013000";
        for place in 2..good.len() {
            let mut wrong = good.as_bytes().to_vec();
            wrong[place] = if wrong[place] == b'9' { b'8' } else { wrong[place] + 1 };
            assert_eq!(Iban::parse(&String::from_utf8(wrong).unwrap()), Err(NotIban::Digits), "{place}");
        }
    }

    #[test]
    fn what_is_no_account_number_says_why() {
        let length = NotIban::Length { country: "DE".into(), expected: 22, typed: 21 };
        for (text, why) in [
            ("", NotIban::Form),
            ("X", NotIban::Form),
            ("8937040044053201", NotIban::Form),
            ("DE8937040044053201300", length),
            ("DE89 3704 0044 0532 0130 0О", NotIban::Letter('О')),
            ("DE89/3704", NotIban::Letter('/')),
            ("DE98370400440532013000", NotIban::Digits),
            ("XX0012", NotIban::Form),
        ] {
            assert_eq!(Iban::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_number_that_no_bank_has_keeps_its_check_digits() {
        let body = "DEMO00000000000000";
        let check = 98 - mod_97(&format!("{body}XX00"));
        let iban = Iban::parse(&format!("XX{check:02}{body}")).unwrap();
        assert!(iban.is_nobodys(), "{iban}");
        assert_eq!(Iban::parse(&iban.to_string().replace("DEMO", "DEMA")), Err(NotIban::Digits));
    }

    #[test]
    fn a_banks_code_has_eight_or_eleven_letters() {
        assert_eq!(parse_bic("cobadeff xxx").as_deref(), Some("COBADEFFXXX"));
        assert_eq!(parse_bic("COBADEFF").as_deref(), Some("COBADEFF"));
        for wrong in ["", "COBADEF", "COBA12FF", "COBADEFFX", "COBADEFF-XX", "СOBADEFF"] {
            assert_eq!(parse_bic(wrong), None, "{wrong}");
        }
    }
}
