//! Locks: a secret under a key of 32 bytes, and the two ways to such a key, from a passphrase and from another secret.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::OpenError;

/// What stands in front of a lock: the nonce, in bytes.
const NONCE: usize = 24;

/// What stands at the end of a lock, in bytes.
const TAG: usize = 16;

/// What the first step of [`key_of_secret`] is keyed with (HKDF's salt).
const KEY_OF_SECRET: &[u8] = b"waybill/key-of-secret/1";

/// How dear it is to try one passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB: 8 to 1,048,576; a number outside counts as the nearest of them.
    pub memory_kib: u32,
    /// How often it is gone through: 1 to 64; a number outside counts as the nearest of them.
    pub passes: u32,
}

impl Cost {
    /// What new passphrases get: 64 MiB, three passes. OWASP's Password Storage Cheat Sheet asks for 46 MiB and one pass, or
    /// 19 MiB and two, at least; RFC 9106 recommends 64 MiB and three where memory is scarce. Above the least, because who takes
    /// the disk has time. One lane.
    pub const USUAL: Cost = Cost { memory_kib: 64 * 1024, passes: 3 };
}

/// Encrypts a secret under a key with XChaCha20-Poly1305: the nonce, the ciphertext, the tag; 40 bytes longer than the secret,
/// whose length shows. The nonce is 24 random bytes, never used twice. What the lock is `about`, say whose it is, is not stored,
/// but must be said again to unlock: a lock carried to another row does not open there.
pub fn lock(secret: &[u8], under: &[u8; 32], nonce: [u8; 24], about: &[u8]) -> Vec<u8> {
    let payload = Payload { msg: secret, aad: about };
    let cipher = XChaCha20Poly1305::new(under.into());
    let locked = cipher.encrypt(&XNonce::from(nonce), payload).expect("a secret is shorter than 256 GiB");
    [&nonce[..], &locked].concat()
}

/// Opens what [`lock`] made, under the same key and about the same. Takes any bytes and never panics. Errors:
/// [`OpenError::Corrupted`] when it is too short for a lock, else [`OpenError::NotForThisKey`]: another key, another `about` and
/// damage look alike.
pub fn unlock(bytes: &[u8], under: &[u8; 32], about: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (nonce, locked) = bytes.split_first_chunk::<NONCE>().ok_or(OpenError::Corrupted)?;
    if locked.len() < TAG {
        return Err(OpenError::Corrupted);
    }
    let cipher = XChaCha20Poly1305::new(under.into());
    let secret = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: locked, aad: about });
    secret.map(Zeroizing::new).map_err(|_| OpenError::NotForThisKey)
}

/// The key that a passphrase makes: Argon2id, version 1.3, one lane. Hashed are the text's UTF-8 bytes as they come: nothing is
/// trimmed, folded or normalised, so a caller that wants "é" to be one thing must make it so. The salt is 16 random bytes, one
/// for each passphrase. Takes as much memory as it costs, overwrites it afterwards, and blocks for a good part of a second.
pub fn passphrase_key(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Zeroizing<[u8; 32]> {
    let (memory, passes) = (cost.memory_kib.clamp(8, 1 << 20), cost.passes.clamp(1, 64));
    let params = Params::new(memory, passes, 1, Some(32)).expect("the cost is within Argon2's bounds");
    let mut blocks = Zeroizing::new(vec![Block::new(); params.block_count()]);
    let mut key = Zeroizing::new([0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let made = argon2.hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut *key, &mut blocks[..]);
    made.expect("a passphrase is shorter than 4 GiB");
    key
}

/// The key that a random secret makes for one purpose: HKDF-SHA-256 (RFC 5869) with the salt `waybill/key-of-secret/1` and
/// the purpose as info. Keys for different purposes tell nothing of each other or of the secret. For random secrets only, of 16
/// bytes at least: it is quick, so what a person remembers goes through [`passphrase_key`].
pub fn key_of_secret(secret: &[u8], purpose: &str) -> Zeroizing<[u8; 32]> {
    let extracted = hmac(KEY_OF_SECRET, &[secret]);
    hmac(&*extracted, &[purpose.as_bytes(), &[1]])
}

/// HMAC-SHA-256; a key is 64 bytes at most.
fn hmac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut padded = Zeroizing::new([0; 64]);
    padded[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new((&*padded).into());
    for part in parts {
        mac.update(part);
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}
