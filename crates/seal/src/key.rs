//! Keys: the secret that opens, and the text to which anybody may seal. Both are age's, written as age writes them.

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

/// What stands before an age secret's digits.
const SECRET: Hrp = Hrp::parse_unchecked("age-secret-key-");

/// An age secret is a text of this length, in bytes.
const SECRET_LENGTH: usize = 74;

/// A secret key: opens what was sealed to its [`Recipient`]. Overwritten when dropped, and not shown in debug output.
pub struct Identity(x25519::Identity);

/// To whom is sealed: the public half of an [`Identity`], a text `age1…` that may be shown.
#[derive(Clone)]
pub struct Recipient {
    text: String,
    key: x25519::Recipient,
}

/// The text is not a key that can be used: mistyped, of another kind, or one that would keep nothing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

impl Identity {
    /// The key made from 32 random bytes, which must be used for nothing else.
    pub fn from_seed(seed: [u8; 32]) -> Identity {
        let seed = Zeroizing::new(seed);
        // age takes a secret as text only.
        let mut text = Zeroizing::new(String::with_capacity(SECRET_LENGTH));
        bech32::encode_upper_to_fmt::<Bech32, _>(&mut *text, SECRET, &*seed).expect("32 bytes fit into such a text");
        Identity::parse(&text).expect("any 32 bytes are a secret")
    }

    /// Reads `AGE-SECRET-KEY-1…`, with nothing around it.
    pub fn parse(text: &str) -> Result<Identity, NotAKey> {
        x25519::Identity::from_str(text).map(Identity).map_err(|_| NotAKey)
    }

    /// The key as `AGE-SECRET-KEY-1…`, as the age tool reads it; always 74 bytes.
    pub fn to_secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// To whom others seal what this key opens.
    pub fn recipient(&self) -> Recipient {
        Recipient::of(self.0.to_public())
    }

    pub(crate) fn key(&self) -> &x25519::Identity {
        &self.0
    }
}

impl Recipient {
    /// Reads `age1…`, with nothing around it.
    pub fn parse(text: &str) -> Result<Recipient, NotAKey> {
        let key = x25519::Recipient::from_str(text).map_err(|_| NotAKey)?;
        if keeps_nothing_secret(text) {
            return Err(NotAKey);
        }
        Ok(Recipient::of(key))
    }

    /// The key as `age1…`, in small letters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn of(key: x25519::Recipient) -> Recipient {
        Recipient { text: key.to_string(), key }
    }

    pub(crate) fn key(&self) -> &x25519::Recipient {
        &self.key
    }
}

/// A few points of the curve give the same shared secret with every key, all zeros. age stops the program when asked to seal
/// to one; nobody has such a key by chance.
fn keeps_nothing_secret(text: &str) -> bool {
    let point = CheckedHrpstring::new::<Bech32>(text).map(|read| read.byte_iter().collect::<Vec<u8>>());
    let Ok(Ok(point)) = point.map(<[u8; 32]>::try_from) else { return true };
    // Any key would do: the answer is the same for each.
    !StaticSecret::from([1; 32]).diffie_hellman(&PublicKey::from(point)).was_contributory()
}

impl PartialEq for Recipient {
    fn eq(&self, other: &Recipient) -> bool {
        self.text == other.text
    }
}

impl Eq for Recipient {}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(secret)")
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({})", self.text)
    }
}

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This is not an age key. One begins with age1 or AGE-SECRET-KEY-1; copy it again, whole.")
    }
}

impl std::error::Error for NotAKey {}
