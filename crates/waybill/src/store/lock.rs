//! The lock switch: one person throws it, and every session ends; two undo it, or one with a code on paper.
//!
//! While it is thrown nothing is entered and nothing is told. Comments and promises of strangers still come in: they wait.

use diesel::prelude::*;

use super::members::{DeedKind, note};
use super::operation::Operation;
use super::people::{Person, Role, Status, people_in};
use super::post::lock_head;
use super::schema::{operations, recovery_code, session, unlock_vote};
use super::sessions::TRIES_A_NAME;
use super::{Db, StoreError};
use crate::both;
use crate::factor::paper_hash;
use crate::world::World;

/// So many different people undo it.
const PEOPLE_TO_UNLOCK: usize = 2;

/// The switch as it is thrown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// When, in seconds since 1970.
    pub since: i64,
    /// Who wants it undone.
    pub wanted_by: Vec<i32>,
}

/// What came of somebody's wanting it undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlocking {
    /// It is undone, or was not thrown.
    Open,
    /// One more person has to want it.
    Waits,
    /// It was thrown anew after this person looked.
    Crossed,
    /// The code on paper is none of theirs, or was used.
    Wrong,
    /// Too many tries in this minute.
    TooMany,
    /// Not for them.
    NotYou,
}

impl Operation {
    /// Whether it is thrown now. Asked with every request, so another program's throwing it counts at once.
    pub fn is_locked(&self) -> Result<bool, StoreError> {
        Ok(self.read(|db| since_in(db, self.slug()))? != 0)
    }

    /// The switch with those who want it undone; `None` while it is not thrown.
    pub fn lock(&self) -> Result<Option<Lock>, StoreError> {
        self.read(|db| {
            let since = since_in(db, self.slug())?;
            let wanted_by = wanted(db, self.slug())?;
            Ok((since != 0).then_some(Lock { since, wanted_by }))
        })
    }

    /// Throws it, `by` somebody or 0 at the machine: all sessions end in the same transaction. Thrown again it ends what
    /// began since, and who wanted it undone has to say so again. False where it is not for them.
    pub fn throw_lock(&self, world: &World, by: i32) -> Result<bool, StoreError> {
        let now = world.now_for_people();
        let today = self.card()?.local(world.now()).date();
        let thrown = self.write(|db| {
            lock_head(db, self.slug())?;
            if by != 0 && !may(&people_in(db, self.slug())?, by) {
                return Ok(false);
            }
            let since = since_in(db, self.slug())?.saturating_add(1).max(now.as_second());
            set(db, self.slug(), since)?;
            let all = session::table.filter(session::operation.eq(self.slug()));
            both!(db, c => diesel::delete(all).execute(c))?;
            note(db, self.slug(), today, by, 0, DeedKind::Locked)?;
            Ok(true)
        })?;
        self.leave_no_trace()?;
        Ok(thrown)
    }

    /// Somebody wants it undone, as it was thrown at `since`. The second person who does undoes it; the same person twice
    /// is one.
    pub fn want_unlocked(&self, world: &World, by: i32, since: i64) -> Result<Unlocking, StoreError> {
        self.undo(world, (by, since), DeedKind::Unlocked, |db, people| {
            let row = (unlock_vote::operation.eq(self.slug()), unlock_vote::person.eq(by));
            let insert = diesel::insert_into(unlock_vote::table).values(row).on_conflict_do_nothing();
            both!(db, c => insert.execute(c))?;
            let wanted = wanted(db, self.slug())?.into_iter().filter(|one| may(people, *one)).count();
            Ok(if wanted < PEOPLE_TO_UNLOCK { Unlocking::Waits } else { Unlocking::Open })
        })
    }

    /// One person undoes it alone with one of their codes on paper, which is used up.
    pub fn unlock_with_paper(&self, world: &World, by: i32, since: i64, code: &str) -> Result<Unlocking, StoreError> {
        let now = world.now_for_people();
        let tries = self.keys().keyed_hash("unlock", &by.to_be_bytes());
        if !self.within_tries(&tries, now, TRIES_A_NAME, None) {
            return Ok(Unlocking::TooMany);
        }
        let Some(hash) = paper_hash(code) else { return Ok(Unlocking::Wrong) };
        self.undo(world, (by, since), DeedKind::UnlockedAlone, |db, _| {
            let one = recovery_code::table.find((self.slug(), by, &hash));
            let used = both!(db, c => diesel::delete(one).execute(c))? == 1;
            Ok(if used { Unlocking::Open } else { Unlocking::Wrong })
        })
    }

    /// Undoes it as it was thrown at `since`, for somebody who may, where what they bring is `enough`.
    fn undo(
        &self,
        world: &World,
        (by, since): (i32, i64),
        what: DeedKind,
        mut enough: impl FnMut(&mut Db, &[Person]) -> Result<Unlocking, StoreError>,
    ) -> Result<Unlocking, StoreError> {
        let today = self.card()?.local(world.now()).date();
        self.write(|db| {
            lock_head(db, self.slug())?;
            let people = people_in(db, self.slug())?;
            if let Some(answer) = cannot(db, self.slug(), &people, by, since)? {
                return Ok(answer);
            }
            let answer = enough(db, &people)?;
            if answer == Unlocking::Open {
                set(db, self.slug(), 0)?;
                note(db, self.slug(), today, by, 0, what)?;
            }
            Ok(answer)
        })
    }
}

/// When it was thrown; 0 while it is not.
pub(super) fn since_in(db: &mut Db, slug: &str) -> Result<i64, StoreError> {
    Ok(both!(db, c => operations::table.find(slug).select(operations::locked_at).first(c))?)
}

/// Why somebody's wanting it undone counts for nothing; `None` where it counts.
fn cannot(db: &mut Db, slug: &str, people: &[Person], by: i32, since: i64) -> Result<Option<Unlocking>, StoreError> {
    let now = since_in(db, slug)?;
    Ok(match now {
        0 => Some(Unlocking::Open),
        _ if !may(people, by) => Some(Unlocking::NotYou),
        _ if now != since => Some(Unlocking::Crossed),
        _ => None,
    })
}

/// Throwing and undoing are for everybody who takes part and does more than read.
fn may(people: &[Person], id: i32) -> bool {
    people.iter().any(|one| one.id == id && one.status == Status::Active && one.role != Role::Auditor)
}

fn wanted(db: &mut Db, slug: &str) -> Result<Vec<i32>, StoreError> {
    let all = unlock_vote::table.filter(unlock_vote::operation.eq(slug)).order(unlock_vote::person);
    Ok(both!(db, c => all.select(unlock_vote::person).load(c))?)
}

/// Either way whoever wanted it undone has been heard.
fn set(db: &mut Db, slug: &str, since: i64) -> Result<(), StoreError> {
    let row = diesel::update(operations::table.find(slug));
    both!(db, c => row.set(operations::locked_at.eq(since)).execute(c))?;
    both!(db, c => diesel::delete(unlock_vote::table.filter(unlock_vote::operation.eq(slug))).execute(c))?;
    Ok(())
}
