//! What somebody changes about themselves: another passphrase, new codes on paper, another phone.
//!
//! Each asks for what a session alone does not have, so that whoever finds a screen open cannot take the person's place.

use diesel::prelude::*;
use waybill_seal::Cost;

use super::operation::Operation;
use super::people::{Person, Status, Unlocked, write_codes};
use super::post::lock_head;
use super::schema::{person, recovery_code, session};
use super::sessions::{Sitting, TRIES_A_NAME};
use super::{Db, StoreError};
use crate::both;
use crate::factor::{CodeSecret, paper_codes, paper_hash};
use crate::world::World;

/// Why something of somebody's own was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotProved {
    /// Passphrase or code is wrong, or the code was used; which, is not told.
    Wrong,
    /// The code of the new phone is not of now.
    NewCode,
    /// Too many tries in this minute.
    TooMany,
}

/// What a passphrase opened, and the salt it was stretched with then: a box that somebody else locked meanwhile has another.
struct Opened {
    of: Person,
    unlocked: Unlocked,
    salt: Vec<u8>,
}

impl Operation {
    /// Another passphrase, for the old one and a code, changing or on paper. Other sessions end. Sent again it is done.
    pub fn new_passphrase(
        &self,
        world: &World,
        sitting: &Sitting,
        (old, code): (&str, &str),
        passphrase: &str,
        cost: Cost,
    ) -> Result<Result<(), NotProved>, StoreError> {
        let opened = match self.open_own(world, sitting, old)? {
            Ok(opened) => opened,
            Err(NotProved::Wrong) => {
                // Over a broken line the same form comes twice: then the new passphrase holds already.
                let again = self.unlock_box(&sitting.person.name, passphrase)?;
                return Ok(if again.is_some() { Ok(()) } else { Err(NotProved::Wrong) });
            }
            Err(other) => return Ok(Err(other)),
        };
        if !self.shows(&opened, code, world)? {
            return Ok(Err(NotProved::Wrong));
        }
        self.relock(world, &opened, &opened.unlocked, (passphrase, cost), |db| {
            let own = session::table.filter(session::operation.eq(self.slug()));
            let own = own.filter(session::person.eq(opened.of.id)).filter(session::mark.ne(&sitting.mark));
            both!(db, c => diesel::delete(own).execute(c))?;
            Ok(())
        })
    }

    /// Another phone: a new secret for codes, for the passphrase and a code, of the old phone or on paper, and one of the new.
    /// All sessions end, this one too: what they hold is of the old phone.
    pub fn new_phone(
        &self,
        world: &World,
        sitting: &Sitting,
        (passphrase, code): (&str, &str),
        (secret, new_code): (&CodeSecret, &str),
        cost: Cost,
    ) -> Result<Result<(), NotProved>, StoreError> {
        let opened = match self.open_own(world, sitting, passphrase)? {
            Ok(opened) => opened,
            Err(problem) => return Ok(Err(problem)),
        };
        let Some(step) = secret.step_of(new_code, world.now_for_people()) else { return Ok(Err(NotProved::NewCode)) };
        if !self.shows(&opened, code, world)? {
            return Ok(Err(NotProved::Wrong));
        }
        let Some(unlocked) = Unlocked::parse(&opened.unlocked.bytes()) else { return Ok(Err(NotProved::Wrong)) };
        let unlocked = Unlocked { secret: secret.clone(), ..unlocked };
        self.relock(world, &opened, &unlocked, (passphrase, cost), |db| {
            let row = diesel::update(person::table.find((self.slug(), opened.of.id)));
            both!(db, c => row.set(person::code_step.eq(step)).execute(c))?;
            let own = session::table.filter(session::operation.eq(self.slug()));
            both!(db, c => diesel::delete(own.filter(session::person.eq(opened.of.id))).execute(c))?;
            Ok(())
        })
    }

    /// New codes on paper, for a changing code; the old ones end. The same form with the same code gives the same codes.
    pub fn new_codes(
        &self,
        world: &World,
        sitting: &Sitting,
        code: &str,
        key: &str,
    ) -> Result<Result<Vec<String>, NotProved>, StoreError> {
        let Some(unlocked) = &sitting.unlocked else { return Ok(Err(NotProved::Wrong)) };
        if !self.may_try(sitting, world) {
            return Ok(Err(NotProved::TooMany));
        }
        let codes = paper_codes(&[key.as_bytes(), unlocked.secret.text().as_bytes()].concat());
        let Some(step) = unlocked.secret.step_of(code, world.now_for_people()) else {
            return Ok(Err(NotProved::Wrong));
        };
        let of = sitting.person.id;
        let done = self.write(|db| {
            lock_head(db, self.slug())?;
            let row = person::table.find((self.slug(), of)).filter(person::status.eq(Status::Active.code()));
            let newest: Option<i64> = both!(db, c => row.select(person::code_step).first(c).optional())?;
            let Some(newest) = newest else { return Ok(false) };
            if newest == step {
                return holds_one_of(db, self.slug(), of, &codes);
            }
            if newest > step {
                return Ok(false);
            }
            let row = diesel::update(person::table.find((self.slug(), of)));
            both!(db, c => row.set(person::code_step.eq(step)).execute(c))?;
            write_codes(db, self.slug(), of, &codes)?;
            Ok(true)
        })?;
        Ok(if done { Ok(codes) } else { Err(NotProved::Wrong) })
    }

    fn may_try(&self, sitting: &Sitting, world: &World) -> bool {
        let tries = self.keys().keyed_hash("own", &sitting.person.id.to_be_bytes());
        self.within_tries(&tries, world.now_for_people(), TRIES_A_NAME, None)
    }

    fn open_own(
        &self,
        world: &World,
        sitting: &Sitting,
        passphrase: &str,
    ) -> Result<Result<Opened, NotProved>, StoreError> {
        if !self.may_try(sitting, world) {
            return Ok(Err(NotProved::TooMany));
        }
        let of = sitting.person.id;
        let salt: Vec<u8> = self.read(|db| {
            let row = person::table.find((self.slug(), of)).select(person::salt);
            Ok::<_, StoreError>(both!(db, c => row.first(c))?)
        })?;
        let opened = self.unlock_box(&sitting.person.name, passphrase)?;
        Ok(opened.map(|(of, unlocked)| Opened { of, unlocked, salt }).ok_or(NotProved::Wrong))
    }

    fn shows(&self, opened: &Opened, code: &str, world: &World) -> Result<bool, StoreError> {
        let of = opened.of.id;
        Ok(self.use_code(of, &opened.unlocked.secret, code, world)? || self.use_paper_code(of, code)?)
    }

    /// Locks the box anew, unless its person is gone or somebody locked it meanwhile.
    fn relock(
        &self,
        world: &World,
        opened: &Opened,
        unlocked: &Unlocked,
        (passphrase, cost): (&str, Cost),
        mut also: impl FnMut(&mut Db) -> Result<(), StoreError>,
    ) -> Result<Result<(), NotProved>, StoreError> {
        let salt: [u8; 16] = world.random();
        let locked = self.lock_box(world, opened.of.id, passphrase, &salt, unlocked, cost);
        let done = self.write(|db| {
            let row = person::table.find((self.slug(), opened.of.id)).filter(person::salt.eq(&opened.salt));
            let row = diesel::update(row.filter(person::status.eq(Status::Active.code())));
            if both!(db, c => row.set((person::salt.eq(salt.to_vec()), person::locked.eq(&locked))).execute(c))? == 0 {
                return Ok(false);
            }
            also(db)?;
            Ok(true)
        })?;
        self.leave_no_trace()?;
        Ok(if done { Ok(()) } else { Err(NotProved::Wrong) })
    }
}

/// Whether these are the codes somebody has now.
fn holds_one_of(db: &mut Db, slug: &str, of: i32, codes: &[String]) -> Result<bool, StoreError> {
    let hashes: Vec<Vec<u8>> = codes.iter().filter_map(|code| paper_hash(code)).collect();
    let held = recovery_code::table.filter(recovery_code::operation.eq(slug)).filter(recovery_code::person.eq(of));
    let held: i64 = both!(db, c => held.filter(recovery_code::hash.eq_any(&hashes)).count().get_result(c))?;
    Ok(held > 0)
}
