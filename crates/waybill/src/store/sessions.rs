//! Who has entered the coordinators' side: a random token in a cookie, and only its hash in a row.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::operation::Operation;
use super::schema::session;
use super::{Db, StoreError};
use crate::both;
use crate::world::World;

/// A printed link that nobody used ends after a day.
const LINK_SECONDS: i64 = 24 * 60 * 60;
/// A session ends after 8 hours at most (docs/DECISIONS.md, "sessions").
const SESSION_SECONDS: i64 = 8 * 60 * 60;

/// A person who has entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// 1 until people sign in.
    pub person: i32,
}

impl Operation {
    /// Makes a link that can be used once; its token is returned here and never again.
    pub fn make_link(&self, world: &World) -> Result<String, StoreError> {
        self.insert_token(world, 0, LINK_SECONDS)
    }

    /// Uses a link: it is gone, and the token of a new session is returned. `None` where there is no such unused link.
    pub fn use_link(&self, token: &str, world: &World) -> Result<Option<String>, StoreError> {
        let hash = hash_of(token);
        let now = world.now_for_people().as_second();
        let used = self.write(|db| {
            let link = session::table
                .filter(session::operation.eq(&self.slug))
                .filter(session::token.eq(&hash))
                .filter(session::entered.eq(0))
                .filter(session::ends_at.gt(now));
            Ok(both!(db, c => diesel::delete(link).execute(c))? == 1)
        })?;
        if used { self.insert_token(world, 1, SESSION_SECONDS).map(Some) } else { Ok(None) }
    }

    /// Who holds this session's token, if it is still good.
    pub fn entered(&self, token: &str, world: &World) -> Result<Option<Entered>, StoreError> {
        let now = world.now_for_people().as_second();
        self.read(|db| {
            let row = session::table
                .find((&self.slug, hash_of(token)))
                .filter(session::entered.eq(1))
                .filter(session::ends_at.gt(now))
                .select(session::person);
            let person: Option<i32> = both!(db, c => row.first(c).optional())?;
            Ok(person.map(|person| Entered { person }))
        })
    }

    fn insert_token(&self, world: &World, entered: i32, seconds: i64) -> Result<String, StoreError> {
        // 52 characters of 5 bits: 260 random bits.
        let token = world.word(52);
        let now = world.now_for_people().as_second();
        self.write(|db| {
            forget_ended(db, &self.slug, now)?;
            let row = (
                session::operation.eq(&self.slug),
                session::token.eq(hash_of(&token)),
                session::person.eq(1),
                session::entered.eq(entered),
                session::ends_at.eq(now + seconds),
            );
            both!(db, c => diesel::insert_into(session::table).values(row).execute(c))?;
            Ok(())
        })?;
        Ok(token)
    }
}

fn forget_ended(db: &mut Db, slug: &str, now: i64) -> Result<(), StoreError> {
    let ended = session::table.filter(session::operation.eq(slug)).filter(session::ends_at.le(now));
    both!(db, c => diesel::delete(ended).execute(c))?;
    Ok(())
}

fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
