//! What shows who somebody is: a passphrase, a code that changes every half minute, and codes on paper.
//!
//! Pure: time and chance come in. Codes follow RFC 6238 (SHA-1, six digits, thirty seconds), which every app for them reads.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::world::{CROCKFORD, World};

/// Fewer characters than this are guessed.
pub const PASSPHRASE_MIN: usize = 12;
/// More than this nobody types; what is judged must end.
pub const PASSPHRASE_MAX: usize = 200;
/// From this length on a passphrase of several words is good whatever else is said of it (OWASP ASVS 5.0, V6.2: length
/// before composition), unless it stands in everybody's list.
const LONG: usize = 24;
/// How many codes on paper somebody gets.
const PAPER_CODES: usize = 8;

/// Why a passphrase is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Too few characters.
    Short,
    /// Too many characters.
    Long,
    /// Soon guessed: a common one, a pattern, or made of names everybody here knows.
    Guessed,
}

/// Judges a passphrase. `names` are words that anybody trying would try: the person's, the operation's.
pub fn judge(passphrase: &str, names: &[&str]) -> Result<(), Weak> {
    let length = passphrase.chars().count();
    if length < PASSPHRASE_MIN {
        return Err(Weak::Short);
    }
    if length > PASSPHRASE_MAX {
        return Err(Weak::Long);
    }
    let guesses = zxcvbn::zxcvbn(passphrase, names).guesses_log10();
    // 10^10 guesses are months at the price that Argon2id asks for each; a long one has to be less strange.
    let wanted = if length >= LONG { 8.0 } else { 10.0 };
    if guesses < wanted { Err(Weak::Guessed) } else { Ok(()) }
}

/// The secret behind somebody's changing codes. 160 random bits.
#[derive(Clone)]
pub struct CodeSecret(Totp, String);

impl std::fmt::Debug for CodeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeSecret")
    }
}

impl CodeSecret {
    /// A fresh one.
    pub fn draw(world: &World) -> Self {
        Self::of(Secret::from(world.random::<20>()))
    }

    fn of(secret: Secret) -> Self {
        let text = secret.to_base32();
        Self(Builder::new().with_secret(secret).build_noncompliant(), text)
    }

    /// A secret as a form or a locked box carries it: base32.
    pub fn parse(text: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(text).ok()?;
        (secret.as_bytes().len() == 20).then(|| Self::of(secret))
    }

    /// Base32, 32 characters, to be typed into an app.
    pub fn text(&self) -> String {
        self.1.clone()
    }

    /// The same in groups of four, for typing.
    pub fn grouped(&self) -> String {
        let four = self.1.as_bytes().chunks(4).map(String::from_utf8_lossy);
        four.collect::<Vec<_>>().join(" ")
    }

    /// The address that an app reads from a QR code.
    pub fn address(&self, person: &str, operation: &str) -> String {
        let escaped =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (person, operation) = (escaped(person), escaped(operation));
        // The issuer stands before the name; once more as a parameter it would only make the square finer.
        format!("otpauth://totp/{operation}:{person}?secret={}", self.text())
    }

    /// The half minute a code belongs to, if it is of now, or of the one before or after (RFC 6238, section 5.2).
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let step = self.0.check(&digits, u64::try_from(now.as_second()).ok()?)?;
        i64::try_from(step).ok()
    }

    /// The code of a moment; for whoever shows the demonstration, and for tests.
    pub fn code_at(&self, now: Timestamp) -> String {
        self.0.generate(u64::try_from(now.as_second()).unwrap_or(0)).to_string()
    }
}

/// Codes on paper, made from a secret that is known when they are shown: shown twice they are the same. 80 bits each.
pub fn paper_codes(secret: &[u8]) -> Vec<String> {
    let one = |n: usize| {
        let key = waybill_seal::key_of_secret(secret, &format!("waybill paper code {n}"));
        let letters: Vec<u8> = key.iter().take(16).map(|b| CROCKFORD[usize::from(b & 31)]).collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
        groups.join("-")
    };
    (1..=PAPER_CODES).map(one).collect()
}

/// The hash under which a code on paper is kept; typed with or without dashes, in any case. `None` where it cannot be one.
pub fn paper_hash(code: &str) -> Option<Vec<u8>> {
    let plain: String = code.chars().filter(|c| !matches!(c, '-' | ' ')).map(|c| c.to_ascii_lowercase()).collect();
    let plain = plain.replace('o', "0").replace(['i', 'l'], "1");
    let whole = plain.len() == 16 && plain.bytes().all(|b| CROCKFORD.contains(&b));
    whole.then(|| Sha256::digest(plain.as_bytes()).to_vec())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn length_is_rewarded_and_what_everybody_uses_is_refused() {
        for (passphrase, judged) in [
            ("short", Err(Weak::Short)),
            ("Password1234", Err(Weak::Guessed)),
            ("qwertyuiop123", Err(Weak::Guessed)),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Err(Weak::Guessed)),
            ("riverfloodaid", Err(Weak::Guessed)),
            ("correct horse battery staple", Ok(())),
            ("seven lamps under a cold bridge", Ok(())),
            ("мокрий ліхтар біля старого мосту", Ok(())),
        ] {
            assert_eq!(judge(passphrase, &["River flood aid", "Mira"]), judged, "{passphrase}");
        }
        assert_eq!(judge(&"seven lamps ".repeat(20), &[]), Err(Weak::Long));
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits.
        let secret = CodeSecret::of(Secret::from(*b"12345678901234567890"));
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(secret.code_at(Timestamp::from_second(second).unwrap()), code);
        }
        let now = Timestamp::from_second(1_111_111_109).unwrap();
        assert_eq!(secret.step_of("081 804", now), Some(37_037_036));
        assert_eq!(secret.step_of("081805", now), None);
        let near = |seconds: i64| secret.step_of("081804", Timestamp::from_second(1_111_111_109 + seconds).unwrap());
        assert_eq!((near(30), near(90)), (Some(37_037_036), None), "a code lives for a minute and a half at most");
        assert_eq!(CodeSecret::parse(&secret.text()).unwrap().text(), secret.text());
        assert!(CodeSecret::parse("MFRGG").is_none());
        assert_eq!(format!("{secret:?}"), "CodeSecret");
    }

    #[test]
    fn codes_on_paper_are_forgiving_and_many() {
        let codes = paper_codes(b"a secret");
        assert_eq!(codes.len(), 8);
        assert_eq!(codes, paper_codes(b"a secret"));
        assert!(codes.iter().all(|code| code.len() == 19 && paper_hash(code).is_some()));
        assert_eq!(paper_hash(&codes[0].replace('-', " ").to_uppercase()), paper_hash(&codes[0]));
        assert_eq!(paper_hash("1234"), None);
        assert_ne!(paper_codes(b"another")[0], codes[0]);
    }
}
