//! Fingerprints: each part of an entry has a salted one, and each entry's are chained to all before.
//!
//! An entry has three parts: public, private and sealed. Each has a commitment, HMAC-SHA-256 of its bytes with a random salt
//! of its own as the key. To open a part is to show its bytes and its salt; to destroy the salt is to close it for ever.
//! There are always three: a part that does not exist is empty bytes under a salt, so that a stranger cannot tell.
//! Test vectors: `tests/vectors/chain.json`.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The secret beside one part of an entry: 32 random bytes, never used twice. Not shown in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt(pub [u8; 32]);

/// The fingerprint of one part of an entry; tells nothing about it without the salt.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment(pub [u8; 32]);

/// The three fingerprints of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Commitments {
    /// Of what the gate may read.
    pub public: Commitment,
    /// Of the moves, the author and the rest.
    pub private: Commitment,
    /// Of the ciphertext; of empty bytes when there is none.
    pub sealed: Commitment,
}

/// The fingerprint of all entries up to one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head(pub [u8; 32]);

/// The commitment to a part: HMAC-SHA-256 with the salt as key.
pub fn commit(salt: &Salt, part: &[u8]) -> Commitment {
    // HMAC fills a key up with zeros to the hash's block of 64 bytes.
    let mut key = [0; 64];
    key[..32].copy_from_slice(&salt.0);
    let mut mac = Hmac::<Sha256>::new(&key.into());
    mac.update(part);
    Commitment(mac.finalize().into_bytes().into())
}

impl Head {
    /// The head of an empty journal: 32 zero bytes.
    pub fn first() -> Head {
        Head([0; 32])
    }

    /// The head after one more entry: SHA-256 of this head and the three commitments, 128 bytes in this order.
    #[must_use]
    pub fn next(&self, entry: &Commitments) -> Head {
        let mut hash = Sha256::new();
        for part in [&self.0, &entry.public.0, &entry.private.0, &entry.sealed.0] {
            hash.update(part);
        }
        Head(hash.finalize().into())
    }
}

/// The text is not 64 hexadecimal digits in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotHex;

/// Bytes as hexadecimal digits, small letters.
pub fn to_hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads 32 bytes from 64 hexadecimal digits; capital letters are refused, so that every value has one text.
pub fn from_hex(text: &str) -> Result<[u8; 32], NotHex> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return Err(NotHex);
    }
    let mut out = [0; 32];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0])? * 16 + nibble(pair[1])?;
    }
    Ok(out)
}

fn nibble(digit: u8) -> Result<u8, NotHex> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotHex),
    }
}

impl Salt {
    /// The salt as 64 hexadecimal digits.
    pub fn to_hex(&self) -> String {
        to_hex(&self.0)
    }

    /// Reads what [`Salt::to_hex`] writes.
    pub fn from_hex(text: &str) -> Result<Salt, NotHex> {
        from_hex(text).map(Salt)
    }
}

impl Commitment {
    /// Reads what `Display` writes: 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Commitment, NotHex> {
        from_hex(text).map(Commitment)
    }
}

impl Head {
    /// Reads what `Display` writes: 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Head, NotHex> {
        from_hex(text).map(Head)
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(secret)")
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commitment({self})")
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Head({self})")
    }
}

impl fmt::Display for NotHex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This is not 64 hexadecimal digits in small letters.")
    }
}

impl std::error::Error for NotHex {}
