//! Forms that were sent: one key, one body, one effect, one answer.
//!
//! Before a form does anything its key is claimed for what it says. The same key with the same body goes on to whatever gives
//! the first answer again; with another body it goes nowhere. A form that was refused gives its key back. The claim comes
//! first, so that a stop in between leaves a key that still fits its own form and no other.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

use diesel::prelude::*;
use jiff::Span;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::operation::Operation;
use super::schema::form_done;
use super::{FormKey, StoreError};
use crate::both;

/// Days for which a key is remembered: longer than any page stands open and any browser is left asleep.
const KEPT_DAYS: i64 = 90;

/// What a claim found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nobody sent this key before; it belongs to this form now.
    First,
    /// The same form was sent before.
    Again,
    /// The key was sent with something else. Nothing may be done.
    Other,
}

/// Keys whose forms are being dealt with now. In memory: on another machine, or after a stop, the claim decides.
#[derive(Default)]
pub(super) struct Pressing {
    keys: Mutex<BTreeSet<String>>,
    freed: Condvar,
}

/// Gives the key's turn back, also when somebody panics.
struct Turn<'a>(&'a Pressing, &'a str);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(self.1);
        self.0.freed.notify_all();
    }
}

impl Operation {
    /// One press of a form at a time: whoever presses twice gets the first answer once there is one.
    pub fn one_press<T>(&self, key: &FormKey, work: impl FnOnce() -> T) -> T {
        let pressing = &self.pressing;
        let mut keys = pressing.keys.lock().unwrap_or_else(PoisonError::into_inner);
        while !keys.insert(key.as_str().to_owned()) {
            keys = pressing.freed.wait(keys).unwrap_or_else(PoisonError::into_inner);
        }
        drop(keys);
        let _turn = Turn(pressing, key.as_str());
        work()
    }

    /// What a form says, in one short word: where it was sent, every field but its key, and the file that came with it.
    pub fn digest_of_form<'a>(
        &self,
        place: &str,
        fields: impl Iterator<Item = (&'a str, &'a str)>,
        file: Option<&[u8]>,
    ) -> String {
        let mut whole = Sha256::new();
        let mut add = |bytes: &[u8]| {
            whole.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            whole.update(bytes);
        };
        add(place.as_bytes());
        for (name, value) in fields.filter(|(name, _)| *name != "key") {
            add(name.as_bytes());
            add(value.as_bytes());
        }
        add(file.unwrap_or_default());
        self.keys.keyed_hash("form", &whole.finalize())
    }

    /// Claims a key for what a form says; forgets keys that are too old to come back.
    pub fn claim(&self, key: &FormKey, digest: &str, today: Date) -> Result<Claim, StoreError> {
        let key = self.kept_key(key);
        self.write(|db| {
            let known = form_done::table.find((&self.slug, &key)).select(form_done::digest);
            let known: Option<String> = both!(db, c => known.first(c).optional())?;
            if let Some(known) = known {
                return Ok(if known == digest { Claim::Again } else { Claim::Other });
            }
            let before = today.saturating_sub(Span::new().days(KEPT_DAYS)).to_string();
            let old =
                form_done::table.filter(form_done::operation.eq(&self.slug)).filter(form_done::sent_on.lt(before));
            both!(db, c => diesel::delete(old).execute(c))?;
            let row = (
                form_done::operation.eq(&self.slug),
                form_done::key.eq(&key),
                form_done::digest.eq(digest),
                form_done::said.eq(""),
                form_done::sent_on.eq(today.to_string()),
            );
            let insert = diesel::insert_into(form_done::table).values(row).on_conflict_do_nothing();
            // Nothing written: another program took it a moment ago, for something that is not known here.
            Ok(if both!(db, c => insert.execute(c))? == 1 { Claim::First } else { Claim::Other })
        })
    }

    /// Gives a key back whose form was refused: put right, it may be sent again.
    pub fn give_back(&self, key: &FormKey) -> Result<(), StoreError> {
        let key = self.kept_key(key);
        self.write(|db| {
            both!(db, c => diesel::delete(form_done::table.find((&self.slug, &key))).execute(c))?;
            Ok(())
        })
    }

    /// What the first answer to this form told, where it was noted.
    pub fn said_first(&self, key: &FormKey) -> Result<Option<String>, StoreError> {
        let key = self.kept_key(key);
        let said: Option<String> = self.read(|db| {
            let row = form_done::table.find((&self.slug, &key)).select(form_done::said);
            Ok::<_, StoreError>(both!(db, c => row.first(c).optional())?)
        })?;
        Ok(said.filter(|said| !said.is_empty()))
    }

    /// Notes what the answer to this form tells, so that the next press is told the same. Only counts and sentences made of
    /// them: nothing of a person.
    pub fn note_said(&self, key: &FormKey, said: &str) -> Result<(), StoreError> {
        let key = self.kept_key(key);
        self.write(|db| {
            let row = diesel::update(form_done::table.find((&self.slug, &key)));
            both!(db, c => row.set(form_done::said.eq(said)).execute(c))?;
            Ok(())
        })
    }

    fn kept_key(&self, key: &FormKey) -> String {
        self.keys.keyed_hash("form key", key.as_str().as_bytes())
    }
}
