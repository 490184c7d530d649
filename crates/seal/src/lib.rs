//! Sealing: what is personal is written so that only those who need it can read it, and nothing but its kind shows.
//!
//! ```text
//!      a person's passphrase             one class of data, one epoch               one record
//!   ─────────────────────────────   ───────────────────────────────────   ──────────────────────────────
//!    passphrase_key ── lock ──▶ person's key ── open_share ──▶ class key ── open ──▶ name, address, e-mail
//!                               person's recipient ◀── share ── class key
//!                                                               class recipient ◀────── seal
//! ```
//!
//! Personal data is sealed to a *class key*: one for givers, one for bank counterparties, for comment e-mails, for
//! recipients, for contacts. Each class key is handed to each person who may open that class, as a *share*. Who comes later
//! gets shares of what is there; when somebody is removed, a class gets a new key, an *epoch*, for what comes "from now on".
//! So a record has one envelope with one stanza, however many people may read it, and a person's coming and going touches no
//! record. Sealing needs a recipient only, no secret. The key of the record's data stands in its envelope's header and nowhere
//! else: who deletes the envelope destroys it.
//!
//! The story, in order of reading:
//! 1. [`Identity`] and [`Recipient`]: the secret that opens, and the text to which anybody may seal.
//! 2. [`seal`] and [`open`]: a record's envelope, an age file in a container of one of [`SIZES`].
//! 3. [`share`] and [`open_share`]: a class key in an envelope to one person.
//! 4. [`lock`] and [`unlock`]: a secret under a key of 32 bytes, which [`passphrase_key`] makes from what a person
//!    remembers, and [`key_of_secret`] from the secret in a session's cookie.
//!
//! ```
//! use waybill_seal::{Identity, open, open_share, seal, share};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (person, class) = (Identity::from_seed([1; 32]), Identity::from_seed([2; 32]));
//! let envelope = seal("the giver's name".as_bytes(), &class.recipient())?;
//! let handed = share(&class, &person.recipient())?;
//!
//! let key = open_share(&handed, &person)?;
//! assert_eq!(&**open(&envelope, &key)?, "the giver's name".as_bytes());
//! assert!(open(&envelope, &person).is_err(), "a person's own key opens shares, not records");
//! # Ok(())
//! # }
//! ```
//!
//! The crate is pure: no input or output, no clock; seeds, salts and nonces come in from outside. One chance does not: age
//! itself draws the key of each file, the one-time key to its recipient and its nonce from the operating system, and offers no
//! other way. That is right: if one of them ever came twice, two envelopes would open each other, so a caller shall not be able
//! to get it wrong, and nothing here depends on their value. Two envelopes of the same bytes therefore differ.
//!
//! What a secret touched is overwritten when it is dropped, as far as it is ours; age forgets its keys likewise, but not the
//! buffer through which it writes what is being sealed. What is sealed where, and how to open an envelope with the ordinary
//! `age` tool: `docs/SEALING.md`.

mod envelope;
mod key;
mod lock;

pub use envelope::{LENGTH_MAX, OpenError, SIZES, STEPS, SealError, open, open_share, seal, share};
pub use key::{Identity, NotAKey, Recipient};
pub use lock::{Cost, key_of_secret, lock, passphrase_key, unlock};
pub use zeroize::Zeroizing;
