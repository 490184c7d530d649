//! Time and chance: the two things the program takes from outside, so that a test or the demo can hold them still.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Where "now" and random bytes come from.
#[derive(Debug)]
pub struct World {
    clock: Clock,
    chance: Chance,
}

#[derive(Debug)]
enum Clock {
    System,
    /// Seconds since 1970; moved by hand.
    Held(AtomicI64),
    /// The same, for a demonstration: what happens in the book follows it, sessions follow the machine.
    Demonstration(AtomicI64),
}

#[derive(Debug)]
enum Chance {
    System,
    /// A seed and a counter: the same bytes at every run.
    Seeded(Mutex<(u64, u64)>),
}

impl World {
    /// The machine's clock and the operating system's randomness.
    pub fn real() -> Self {
        Self { clock: Clock::System, chance: Chance::System }
    }

    /// A clock that moves by hand and chance from a seed: for tests, and for building the demo.
    pub fn held(now: Timestamp, seed: u64) -> Self {
        Self { clock: Clock::Held(AtomicI64::new(now.as_second())), chance: Chance::Seeded(Mutex::new((seed, 0))) }
    }

    /// A clock that moves by hand with real randomness: a demo that people use.
    pub fn held_clock(now: Timestamp) -> Self {
        Self { clock: Clock::Demonstration(AtomicI64::new(now.as_second())), chance: Chance::System }
    }

    /// Now, in whole seconds.
    pub fn now(&self) -> Timestamp {
        match &self.clock {
            Clock::System => machine(),
            Clock::Held(second) | Clock::Demonstration(second) => {
                Timestamp::from_second(second.load(Ordering::SeqCst)).expect("set from a valid timestamp")
            }
        }
    }

    /// Now for the people at their screens: how long a session lasts has nothing to do with a demonstration's days.
    pub fn now_for_people(&self) -> Timestamp {
        match &self.clock {
            Clock::Demonstration(_) => machine(),
            Clock::System | Clock::Held(_) => self.now(),
        }
    }

    /// Moves a held clock; the machine's clock cannot be moved and stays.
    pub fn set_now(&self, now: Timestamp) {
        if let Clock::Held(second) | Clock::Demonstration(second) = &self.clock {
            second.store(now.as_second(), Ordering::SeqCst);
        }
    }

    /// `N` random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.chance {
            Chance::System => getrandom::fill(&mut bytes).expect("the operating system gives randomness"),
            Chance::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    state.1 += 1;
                    let block = Sha256::new()
                        .chain_update(state.0.to_be_bytes())
                        .chain_update(state.1.to_be_bytes())
                        .finalize();
                    chunk.copy_from_slice(&block[..chunk.len()]);
                }
            }
        }
        bytes
    }

    /// A random word of `len` characters of Crockford's base32 in lower case (5 bits each), for codes and keys.
    pub fn word(&self, len: usize) -> String {
        let bytes: [u8; 64] = self.random();
        bytes.iter().take(len).map(|b| char::from(CROCKFORD[usize::from(b & 31)])).collect()
    }
}

/// The machine's clock, in whole seconds.
fn machine() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).expect("a whole second of a valid time is valid")
}

/// Crockford's base32 alphabet: no i, l, o, u.
pub const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
