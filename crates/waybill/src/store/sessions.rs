//! Who sits at the coordinators' side: a random secret in a cookie, only its hash in a row, and beside it the keys that the
//! passphrase opened, locked under that secret.
//!
//! Nothing here can be opened from the row alone: a taken disk has the box and not the cookie. Idle, over or signed out means
//! that the row is gone.

use std::sync::Arc;

use diesel::prelude::*;
use waybill_seal::key_of_secret;

use super::operation::Operation;
use super::people::{Person, Role, Status, Unlocked, hash_of, person_in};
use super::schema::{invitation, person, session};
use super::{Db, StoreError};
use crate::both;
use crate::world::World;

/// A session nobody used for so long has ended (THREATS: idle at most 15 minutes).
pub const IDLE_SECONDS: i64 = 15 * 60;
/// It ends after so long in any case.
pub const SESSION_SECONDS: i64 = 8 * 60 * 60;
/// Money asks for the second factor again after so long.
pub const PROVED_SECONDS: i64 = 5 * 60;
/// Use is noted no more often than this, so that reading pages does not write all the time.
const NOTED_EVERY_SECONDS: i64 = 30;
/// Sessions of one person at once; with one more the oldest ends.
const SESSIONS_MAX: usize = 10;
/// Tries a minute under one name, or of one person who is signed in: a person mistypes twice, a machine a million times.
pub(super) const TRIES_A_NAME: u32 = 6;
/// Strangers' tries a minute under all names.
const TRIES_IN_ALL: u32 = 300;

/// Somebody who is signed in, for one request.
pub struct Sitting {
    /// Who.
    pub person: Person,
    /// What the passphrase opened; `None` at the machine itself, where nothing sealed can be opened.
    pub unlocked: Option<Unlocked>,
    /// Names the session in lists.
    pub mark: String,
    /// When the second factor was last shown, seconds since 1970.
    pub proved_at: i64,
}

impl Sitting {
    /// Whoever runs a command at the machine: writes as the first person, opens nothing.
    pub fn at_the_machine() -> Arc<Self> {
        let person = Person {
            id: 1,
            name: String::new(),
            role: Role::Coordinator,
            status: Status::Active,
            recipient: None,
            seen_on: String::new(),
        };
        Arc::new(Self { person, unlocked: None, mark: String::new(), proved_at: i64::MAX })
    }

    /// Whether money would ask for a code now.
    pub fn has_proved(&self, world: &World) -> bool {
        self.proved_at.saturating_add(PROVED_SECONDS) > world.now_for_people().as_second()
    }
}

/// A session in its person's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionShown {
    /// Names it.
    pub mark: String,
    /// When it began, seconds since 1970; shown as a date.
    pub begun_at: i64,
}

/// What came of somebody's trying to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The secret for the cookie, kept nowhere.
    In(String),
    /// Name, passphrase or code is wrong; which one, nobody is told.
    Wrong,
    /// Too many tries in this minute, under this name or in all.
    TooMany,
}

impl Operation {
    /// Name, passphrase, and a changing code or one on paper. Whatever is wrong, it takes as long and says the same.
    pub fn sign_in(&self, world: &World, name: &str, passphrase: &str, code: &str) -> Result<SignIn, StoreError> {
        let now = world.now_for_people();
        let name_hash = self.keys().keyed_hash("tries", super::people::known_as(name).as_bytes());
        if !self.within_tries(&name_hash, now, TRIES_A_NAME, Some(TRIES_IN_ALL)) {
            return Ok(SignIn::TooMany);
        }
        let Some((person, unlocked)) = self.unlock_box(name, passphrase)? else { return Ok(SignIn::Wrong) };
        if person.status != Status::Active {
            return Ok(SignIn::Wrong);
        }
        let shown = self.use_code(person.id, &unlocked.secret, code, world)? || self.use_paper_code(person.id, code)?;
        if !shown {
            return Ok(SignIn::Wrong);
        }
        self.share_out(&person, Some(&unlocked), world)?;
        self.begin_session(world, &person, &unlocked).map(SignIn::In)
    }

    /// A session for somebody whose passphrase and code were right; answers the secret for the cookie.
    pub fn begin_session(&self, world: &World, of: &Person, unlocked: &Unlocked) -> Result<String, StoreError> {
        // 52 characters of 5 bits: 260 random bits.
        let token = world.word(52);
        let now = world.now_for_people();
        let under = key_of_secret(token.as_bytes(), BOX);
        let sealed =
            waybill_seal::lock(&unlocked.bytes(), &under, world.random(), self.about_session(of.id).as_bytes());
        let today = self.card()?.local(now).date().to_string();
        let now = now.as_second();
        let mark = world.word(8);
        self.write(|db| {
            forget_ended(db, self.slug(), now)?;
            self.forget_oldest(db, of.id)?;
            let row = (
                (session::operation.eq(self.slug()), session::token.eq(hash_of(&token)), session::mark.eq(&mark)),
                (session::person.eq(of.id), session::r#box.eq(&sealed), session::begun_at.eq(now)),
                (session::used_at.eq(now), session::proved_at.eq(now)),
            );
            both!(db, c => diesel::insert_into(session::table).values(row).execute(c))?;
            let seen = diesel::update(person::table.find((self.slug(), of.id))).set(person::seen_on.eq(&today));
            both!(db, c => seen.execute(c))?;
            Ok(())
        })?;
        Ok(token)
    }

    fn about_session(&self, of: i32) -> String {
        format!("waybill session {} {of}", self.slug())
    }

    fn forget_oldest(&self, db: &mut Db, of: i32) -> Result<(), StoreError> {
        let own = session::table.filter(session::operation.eq(self.slug())).filter(session::person.eq(of));
        let marks = own.order(session::begun_at.desc()).select(session::mark);
        let marks: Vec<String> = both!(db, c => marks.load(c))?;
        for mark in marks.iter().skip(SESSIONS_MAX - 1) {
            let one = session::table.filter(session::operation.eq(self.slug())).filter(session::mark.eq(mark));
            both!(db, c => diesel::delete(one).execute(c))?;
        }
        Ok(())
    }

    /// Who holds this cookie's secret, if the session is still good and its person still takes part.
    pub fn session(&self, token: &str, world: &World) -> Result<Option<Sitting>, StoreError> {
        let now = world.now_for_people().as_second();
        let found = self.read(|db| {
            let row = session::table.find((self.slug(), hash_of(token)));
            let row =
                row.filter(session::used_at.gt(now - IDLE_SECONDS)).filter(session::begun_at.gt(now - SESSION_SECONDS));
            let columns = (session::person, session::r#box, session::mark, session::used_at, session::proved_at);
            let row: Option<(i32, Vec<u8>, String, i64, i64)> =
                both!(db, c => row.select(columns).first(c).optional())?;
            let Some(row) = row else { return Ok(None) };
            let person = person_in(db, self.slug(), row.0)?;
            Ok::<_, StoreError>(person.map(|person| (person, row)))
        })?;
        let Some((person, (_, sealed, mark, used_at, proved_at))) = found else { return Ok(None) };
        let under = key_of_secret(token.as_bytes(), BOX);
        let opened = waybill_seal::unlock(&sealed, &under, self.about_session(person.id).as_bytes()).ok();
        let Some(unlocked) = opened.and_then(|bytes| Unlocked::parse(&bytes)) else { return Ok(None) };
        if person.status != Status::Active {
            return Ok(None);
        }
        if now - used_at >= NOTED_EVERY_SECONDS {
            let noted = self.write(|db| {
                let row = diesel::update(session::table.find((self.slug(), hash_of(token))));
                both!(db, c => row.set(session::used_at.eq(now)).execute(c))?;
                Ok(())
            });
            // Whoever only reads goes on reading while the disk takes nothing.
            noted.or_else(|error| if error.disk().is_some() { Ok(()) } else { Err(error) })?;
        }
        Ok(Some(Sitting { person, unlocked: Some(unlocked), mark, proved_at }))
    }

    /// The second factor once more. False where the code is wrong or was used before.
    pub fn prove(&self, sitting: &Sitting, code: &str, world: &World) -> Result<bool, StoreError> {
        let Some(unlocked) = &sitting.unlocked else { return Ok(true) };
        let of = sitting.person.id;
        let tries = self.keys().keyed_hash("proof", &of.to_be_bytes());
        if !self.within_tries(&tries, world.now_for_people(), TRIES_A_NAME, None) {
            return Ok(false);
        }
        if !self.use_code(of, &unlocked.secret, code, world)? && !self.use_paper_code(of, code)? {
            return Ok(false);
        }
        let now = world.now_for_people().as_second();
        self.write(|db| {
            let row = session::table.filter(session::operation.eq(self.slug())).filter(session::mark.eq(&sitting.mark));
            let row = diesel::update(row.filter(session::person.eq(of)));
            both!(db, c => row.set(session::proved_at.eq(now)).execute(c))?;
            Ok(())
        })?;
        Ok(true)
    }

    /// Somebody's sessions, the newest first.
    pub fn sessions_of(&self, of: i32, world: &World) -> Result<Vec<SessionShown>, StoreError> {
        let now = world.now_for_people().as_second();
        self.read(|db| {
            let own = session::table.filter(session::operation.eq(self.slug())).filter(session::person.eq(of));
            let own =
                own.filter(session::used_at.gt(now - IDLE_SECONDS)).filter(session::begun_at.gt(now - SESSION_SECONDS));
            let own = own.order((session::begun_at.desc(), session::mark)).select((session::mark, session::begun_at));
            let rows: Vec<(String, i64)> = both!(db, c => own.load(c))?;
            Ok(rows.into_iter().map(|(mark, begun_at)| SessionShown { mark, begun_at }).collect())
        })
    }

    /// Ends one of somebody's own sessions. False where they have none of that name.
    pub fn end_session(&self, of: i32, mark: &str) -> Result<bool, StoreError> {
        self.write(|db| {
            let own = session::table.filter(session::operation.eq(self.slug())).filter(session::person.eq(of));
            let own = own.filter(session::mark.eq(mark));
            Ok(both!(db, c => diesel::delete(own).execute(c))? == 1)
        })
    }

    /// Ends all of somebody's sessions but one.
    pub fn end_other_sessions(&self, of: i32, but: &str) -> Result<(), StoreError> {
        self.write(|db| {
            let own = session::table.filter(session::operation.eq(self.slug())).filter(session::person.eq(of));
            both!(db, c => diesel::delete(own.filter(session::mark.ne(but))).execute(c))?;
            Ok(())
        })
    }

    /// A link that seats somebody of a demonstration without their typing anything; in no other operation.
    pub fn demo_link(&self, world: &World, of: i32) -> Result<String, StoreError> {
        let token = world.word(52);
        let ends_at = world.now_for_people().as_second() + 24 * 60 * 60;
        self.write(|db| {
            let row = (
                (
                    invitation::operation.eq(self.slug()),
                    invitation::token.eq(hash_of(&token)),
                    invitation::person.eq(of),
                ),
                (invitation::made_by.eq(0), invitation::confirmed_by.eq(1), invitation::used.eq(0)),
                invitation::ends_at.eq(ends_at),
            );
            both!(db, c => diesel::insert_into(invitation::table).values(row).execute(c))?;
            Ok(())
        })?;
        Ok(token)
    }

    /// Uses such a link, once. `passphrase` is the demonstration's, which is no secret.
    pub fn use_demo_link(&self, token: &str, passphrase: &str, world: &World) -> Result<Option<String>, StoreError> {
        let Some(invited) = self.invitation(token, world)? else { return Ok(None) };
        if !self.card()?.demo || invited.person.status != Status::Active {
            return Ok(None);
        }
        let used = self.write(|db| {
            let link = invitation::table.find((self.slug(), hash_of(token))).filter(invitation::used.eq(0));
            Ok(both!(db, c => diesel::update(link).set(invitation::used.eq(1)).execute(c))? == 1)
        })?;
        if !used {
            return Ok(None);
        }
        let Some((person, unlocked)) = self.unlock_box(&invited.person.name, passphrase)? else { return Ok(None) };
        self.share_out(&person, Some(&unlocked), world)?;
        self.begin_session(world, &person, &unlocked).map(Some)
    }
}

/// What the key under which a session's box lies is made for.
const BOX: &str = "waybill session box";

fn forget_ended(db: &mut Db, slug: &str, now: i64) -> Result<(), StoreError> {
    let over = session::used_at.le(now - IDLE_SECONDS).or(session::begun_at.le(now - SESSION_SECONDS));
    let ended = session::table.filter(session::operation.eq(slug)).filter(over);
    both!(db, c => diesel::delete(ended).execute(c))?;
    let old = invitation::table.filter(invitation::operation.eq(slug)).filter(invitation::ends_at.le(now));
    both!(db, c => diesel::delete(old).execute(c))?;
    Ok(())
}
