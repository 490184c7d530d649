//! The two strings a giver gets: a reference for the bank, and a receipt code for themselves.

use std::fmt;

use maud::{Markup, html};
use sha2::{Digest, Sha256};

use crate::bank::{creditor_reference, grouped, mod_97};
use crate::web::words::Tongue;
use crate::world::{CROCKFORD, World};

/// A creditor reference after ISO 11649: `RF`, two check digits (ISO 7064 MOD 97-10), then 10 characters of our own.
///
/// Invariant: the check digits are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// A reference with its check digits from ten characters of Crockford's base32.
    pub fn from_seed(seed: &str) -> Self {
        let body: String = seed.chars().take(10).collect::<String>().to_uppercase();
        let check = 98 - mod_97(&format!("{body}RF00"));
        Self(format!("RF{check:02}{body}"))
    }

    /// Reads one as a bank prints it: any case, blanks between. `None` where a character was mistyped.
    pub fn parse(text: &str) -> Option<Self> {
        creditor_reference(text).map(Self)
    }

    /// In groups of four, as it is written on a transfer.
    pub fn grouped(&self) -> String {
        grouped(&self.0, ' ')
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A receipt code: 100 random bits as 20 characters of Crockford's base32. Whoever has it may see what became of the
/// gift; only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new code.
    pub fn draw(world: &World) -> Self {
        Self(world.word(20))
    }

    /// Reads one as people type it: any case, blanks and dashes anywhere, O for 0, I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let mut plain = String::new();
        for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')) {
            let c = match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                c => c,
            };
            let known = u8::try_from(c).is_ok_and(|b| CROCKFORD.contains(&b));
            if !known || plain.len() == 20 {
                return None;
            }
            plain.push(c);
        }
        (plain.len() == 20).then_some(Self(plain))
    }

    /// What is stored of it. A hash of 100 random bits cannot be searched for; no slow hash is needed.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(&self.0.to_uppercase(), '-'))
    }
}

/// What the treasurer gives to the giver: reference and code.
pub(super) fn slip(w: Tongue, reference: &Reference, code: &Code) -> Markup {
    html! {
        div.slip {
            h2 { (w.t("gift-slip-title")) }
            dl {
                div { dt { (w.t("gift-slip-code")) } dd { code { (code) } } }
                div { dt { (w.t("gift-slip-reference")) } dd { code { (reference.grouped()) } } }
            }
            p.note { (w.t("gift-slip-note")) }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_published_example_of_a_reference_is_read() {
        // ISO 11649's own example.
        assert_eq!(Reference::parse("RF18 5390 0754 7034").unwrap().to_string(), "RF18539007547034");
        assert_eq!(Reference::parse("rf18 5390 0754 7035"), None);
        assert_eq!(Reference::parse("RF18"), None);
        assert_eq!(Reference::parse("DE18 5390"), None);
        assert_eq!(Reference::parse(""), None);
    }

    #[test]
    fn a_new_reference_is_read_back_and_one_wrong_character_is_seen() {
        let made = Reference::from_seed("0123456789");
        assert_eq!(Reference::parse(&made.grouped().to_lowercase()), Some(made.clone()));
        for place in 4..14 {
            let mut wrong = made.to_string().into_bytes();
            wrong[place] = if wrong[place] == b'X' { b'Y' } else { b'X' };
            assert_eq!(Reference::parse(&String::from_utf8(wrong).unwrap()), None);
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::parse("0123-4567-89ab-cdef-ghjk").unwrap();
        assert_eq!(code.to_string(), "0123-4567-89AB-CDEF-GHJK");
        assert_eq!(Code::parse(" o123 4567 89ABCDEF GHJK "), Some(code.clone()));
        for alike in ["0l23-4567-89ab-cdef-ghjk", "OI23–4567–89AB–CDEF–GHJK", "oL234567 89ab cdef—ghjk"] {
            assert_eq!(Code::parse(alike), Some(code.clone()), "{alike}");
        }
        assert_ne!(Code::parse("0223-4567-89ab-cdef-ghjk"), Some(code));
        for wrong in ["", "0123", "0123-4567-89ab-cdef-ghjkm", "0123-4567-89ab-cdef-ghju", "0123-4567-89ab-cdef-ghjї"]
        {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }
}
