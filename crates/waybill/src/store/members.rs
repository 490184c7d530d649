//! What people do about people: inviting, confirming, another role, going and coming back; and what was done, for the
//! others to see.
//!
//! Every act looks at everybody again inside its transaction, under the lock on the head row: of two coordinators who
//! remove each other at once, one is left.

use diesel::prelude::*;
use jiff::civil::Date;

use super::operation::Operation;
use super::people::{
    Person, Role, Status, active_in, cannot_be_named, hash_of, known_as, people_in, set_role, set_status,
};
use super::post::{FormKey, lock_head};
use super::schema::{deed, invitation, person};
use super::sessions::Sitting;
use super::{Db, StoreError};
use crate::both;
use crate::world::World;

/// What becomes of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another role.
    Role(Role),
    /// Not for now.
    Suspend,
    /// Takes part again.
    Back,
    /// Goes for good; an invitation is withdrawn.
    Remove,
    /// A new link: for somebody whose link ran out, or who lost their passphrase and begins anew, with a new key.
    Anew,
}

/// Why it does not become of them. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// There is nobody with whom this can be done.
    Gone,
    /// Somebody else changed something after the form was opened.
    Crossed,
    /// Nobody would be left who coordinates.
    Last,
}

/// Why somebody was not invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInvited {
    /// Somebody has that name, or had it.
    Name,
    /// This form invited somebody else.
    Key,
    /// Whoever asks coordinates no more.
    NotYou,
}

/// Why an invitation was not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotConfirmed {
    /// Nobody confirms what they wrote themselves.
    Own,
    /// There is none, or it ran out.
    Gone,
}

/// A link that can still be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose.
    pub person: i32,
    /// Who made it; 0 at the machine.
    pub made_by: i32,
    /// Whether enough people stand behind it.
    pub confirmed: bool,
    /// Until when, in seconds since 1970.
    pub ends_at: i64,
}

/// What can be done that the others see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeedKind {
    /// Somebody was invited.
    Invited,
    /// An invitation was confirmed.
    Confirmed,
    /// Somebody got a new link.
    Anew,
    /// Somebody got this role.
    Role(Role),
    /// Somebody was suspended.
    Suspended,
    /// Somebody takes part again.
    Back,
    /// Somebody is gone.
    Removed,
    /// The lock switch was thrown.
    Locked,
    /// Two people undid it; this is the second.
    Unlocked,
    /// One person undid it with a code on paper.
    UnlockedAlone,
}

impl DeedKind {
    const PLAIN: [(Self, &str); 9] = [
        (Self::Invited, "invited"),
        (Self::Confirmed, "confirmed"),
        (Self::Anew, "anew"),
        (Self::Suspended, "suspended"),
        (Self::Back, "back"),
        (Self::Removed, "removed"),
        (Self::Locked, "locked"),
        (Self::Unlocked, "unlocked"),
        (Self::UnlockedAlone, "unlocked-alone"),
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Role(role) => role.code(),
            _ => Self::PLAIN.iter().find(|(kind, _)| *kind == self).map_or("", |(_, code)| code),
        }
    }

    fn parse(code: &str) -> Option<Self> {
        let plain = Self::PLAIN.iter().find(|(_, known)| *known == code).map(|(kind, _)| *kind);
        plain.or_else(|| Role::parse(code).map(Self::Role))
    }
}

/// Something that was done, for the others to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// On which day.
    pub on: Date,
    /// By whom; 0 at the machine.
    pub by: i32,
    /// About whom; 0 where it was about nobody.
    pub about: i32,
    /// What.
    pub what: DeedKind,
}

impl Change {
    /// Whether it is so already: a form sent twice changes something once.
    fn stands(self, of: &Person) -> bool {
        match self {
            Self::Role(role) => of.role == role,
            Self::Suspend => of.status == Status::Suspended,
            Self::Back => of.status == Status::Active,
            Self::Remove => of.status == Status::Removed,
            Self::Anew => false,
        }
    }

    /// Whether it can be done with somebody of this status.
    pub fn fits(self, status: Status) -> bool {
        match self {
            // Who confirmed an invitation confirmed its role as well.
            Self::Role(_) => matches!(status, Status::Active | Status::Suspended),
            Self::Suspend => status == Status::Active,
            Self::Back => status == Status::Suspended,
            Self::Remove | Self::Anew => status != Status::Removed,
        }
    }

    /// Whether somebody coordinates no more after it.
    fn ends_coordinating(self) -> bool {
        !matches!(self, Self::Role(Role::Coordinator) | Self::Back)
    }

    fn deed(self) -> DeedKind {
        match self {
            Self::Role(role) => DeedKind::Role(role),
            Self::Suspend => DeedKind::Suspended,
            Self::Back => DeedKind::Back,
            Self::Remove => DeedKind::Removed,
            Self::Anew => DeedKind::Anew,
        }
    }
}

fn coordinates(one: &Person) -> bool {
    one.status == Status::Active && one.role == Role::Coordinator
}

impl Operation {
    /// The token of a link that a form makes: the same for the same form, so that pressing twice makes one.
    fn token_of(&self, key: &FormKey) -> String {
        self.keys().keyed_hash("invitation", key.as_str().as_bytes())
    }

    /// A coordinator invites somebody, or the machine does (`by` is 0); answers the token of their link. It opens nothing until
    /// somebody else who is active confirms it, but for a first helper, and for the machine's where fewer than two are left. The same form
    /// gives the same link; the machine gives whoever is invited already a new one.
    pub fn invite_by(
        &self,
        world: &World,
        key: &FormKey,
        by: i32,
        name: &str,
        role: Role,
    ) -> Result<Result<String, NotInvited>, StoreError> {
        let now = world.now_for_people();
        let today = self.card()?.local(world.now()).date();
        let token = self.token_of(key);
        self.write(|db| {
            lock_head(db, self.slug())?;
            let known = people_in(db, self.slug())?;
            if by != 0 && !known.iter().any(|one| one.id == by && coordinates(one)) {
                return Ok(Err(NotInvited::NotYou));
            }
            if let Some(before) = person_of(db, self.slug(), &token)? {
                let same = known.iter().any(|one| one.id == before && one.name == name && one.role == role);
                return Ok(if same { Ok(token.clone()) } else { Err(NotInvited::Key) });
            }
            let again = |one: &&Person| one.status == Status::Invited && one.name == name && one.role == role;
            let id = match known.iter().find(again).filter(|_| by == 0) {
                Some(one) => one.id,
                None if cannot_be_named(&known, name) => return Ok(Err(NotInvited::Name)),
                None => self.write_invited(db, &known, name, role)?,
            };
            self.write_invitation(db, &token, id, (by, stands_behind(&known, by)), now.as_second())?;
            note(db, self.slug(), today, by, id, DeedKind::Invited)?;
            Ok(Ok(token.clone()))
        })
    }

    /// While nobody has joined: one more link for the first coordinator, beside those that were printed before. `None` where
    /// nobody is invited as one, or somebody takes part.
    pub fn one_more_link(&self, world: &World) -> Result<Option<String>, StoreError> {
        let token = world.word(52);
        let now = world.now_for_people().as_second();
        self.write(|db| {
            lock_head(db, self.slug())?;
            let known = people_in(db, self.slug())?;
            let first = known.iter().find(|one| one.status == Status::Invited && one.role == Role::Coordinator);
            let Some(first) = first.filter(|_| active_in(&known) == 0) else { return Ok(None) };
            self.write_link(db, &token, first.id, (0, 1), now)?;
            Ok(Some(token.clone()))
        })
    }

    /// A second person stands behind an invitation; pressed twice, once.
    pub fn confirm(&self, world: &World, of: i32, by: i32) -> Result<Result<(), NotConfirmed>, StoreError> {
        let now = world.now_for_people();
        let today = self.card()?.local(world.now()).date();
        self.write(|db| {
            lock_head(db, self.slug())?;
            let may = |one: &Person| one.id == by && one.status == Status::Active && one.role != Role::Auditor;
            let known = people_in(db, self.slug())?;
            let links = links_in(db, self.slug(), now.as_second())?;
            let Some(link) = links.iter().find(|link| link.person == of).filter(|_| known.iter().any(may)) else {
                return Ok(Err(NotConfirmed::Gone));
            };
            if link.made_by == by {
                return Ok(Err(NotConfirmed::Own));
            }
            if !link.confirmed {
                let row = invitation::table.filter(invitation::operation.eq(self.slug()));
                let row = diesel::update(row.filter(invitation::person.eq(of)));
                both!(db, c => row.set(invitation::confirmed_by.eq(by)).execute(c))?;
                note(db, self.slug(), today, by, of, DeedKind::Confirmed)?;
            }
            Ok(Ok(()))
        })
    }

    /// Links that can still be used, by those they are for.
    pub fn links(&self, world: &World) -> Result<Vec<Link>, StoreError> {
        let now = world.now_for_people().as_second();
        self.read(|db| links_in(db, self.slug(), now))
    }

    /// A coordinator changes what somebody may do, or whether they take part; `seen` is [`Person::mark`] as the form showed
    /// it. For [`Change::Anew`] the token of the new link comes back. What is sealed from then on follows.
    pub fn change_person(
        &self,
        world: &World,
        key: &FormKey,
        by: &Sitting,
        (of, seen): (i32, &str),
        change: Change,
    ) -> Result<Result<Option<String>, NotChanged>, StoreError> {
        let now = world.now_for_people();
        let today = self.card()?.local(world.now()).date();
        let token = self.token_of(key);
        let link = (change == Change::Anew).then(|| token.clone());
        // What this coordinator can hand on is handed on first: whoever is about to lose a key may have been its only holder.
        self.share_out(&by.person, by.unlocked.as_ref(), world)?;
        let done = self.write(|db| {
            lock_head(db, self.slug())?;
            let known = people_in(db, self.slug())?;
            let Some(one) = known.iter().find(|one| one.id == of) else { return Ok(Err(NotChanged::Gone)) };
            if !known.iter().any(|one| one.id == by.person.id && coordinates(one)) {
                return Ok(Err(NotChanged::Gone));
            }
            if change.stands(one) || person_of(db, self.slug(), &token)? == Some(of) {
                return Ok(Ok(false));
            }
            if one.mark() != seen {
                return Ok(Err(NotChanged::Crossed));
            }
            if !change.fits(one.status) {
                return Ok(Err(NotChanged::Gone));
            }
            let others = known.iter().filter(|other| other.id != of && coordinates(other)).count();
            if coordinates(one) && change.ends_coordinating() && others == 0 {
                return Ok(Err(NotChanged::Last));
            }
            self.carry_out(db, one, change)?;
            if change == Change::Anew {
                let behind = (by.person.id, stands_behind(&known, by.person.id));
                self.write_invitation(db, &token, of, behind, now.as_second())?;
            }
            note(db, self.slug(), today, by.person.id, of, change.deed())?;
            Ok(Ok(true))
        })?;
        if done.is_ok() {
            // Also where it was done before: a stop in between left the keys as they were.
            self.renew_seal_keys(world)?;
            // Whoever came back, or may open more now, gets the keys that this coordinator can hand them.
            self.share_out(&by.person, by.unlocked.as_ref(), world)?;
            self.leave_no_trace()?;
        }
        Ok(done.map(|_| link))
    }

    fn carry_out(&self, db: &mut Db, one: &Person, change: Change) -> Result<(), StoreError> {
        match change {
            Change::Role(role) => set_role(db, self.slug(), one.id, role),
            Change::Suspend => set_status(db, self.slug(), one.id, Status::Suspended),
            Change::Back => set_status(db, self.slug(), one.id, Status::Active),
            Change::Anew => set_status(db, self.slug(), one.id, Status::Invited),
            Change::Remove => {
                set_status(db, self.slug(), one.id, Status::Removed)?;
                if one.seen_on.is_empty() {
                    // Nothing of theirs stands anywhere, so somebody else may have the name. No name begins with a blank.
                    let row = diesel::update(person::table.find((self.slug(), one.id)));
                    let free = format!(" {} {}", one.id, known_as(&one.name));
                    both!(db, c => row.set(person::known_as.eq(free)).execute(c))?;
                }
                Ok(())
            }
        }
    }

    /// What was done about people and with the lock, the newest first.
    pub fn deeds(&self, at_most: i64) -> Result<Vec<Deed>, StoreError> {
        let rows: Vec<(String, i32, i32, String)> = self.read(|db| {
            let all = deed::table.filter(deed::operation.eq(self.slug())).order(deed::n.desc()).limit(at_most);
            let columns = (deed::done_on, deed::made_by, deed::about, deed::what);
            Ok::<_, StoreError>(both!(db, c => all.select(columns).load(c))?)
        })?;
        let read = |(on, by, about, what): (String, i32, i32, String)| {
            let damaged = || StoreError::Damaged(0, "what was done about people".to_owned());
            let what = DeedKind::parse(&what).ok_or_else(damaged)?;
            Ok(Deed { on: on.parse().map_err(|_| damaged())?, by, about, what })
        };
        rows.into_iter().map(read).collect()
    }
}

/// Who stands behind an invitation beside whoever writes it: nobody yet, or where one is enough, the same person. One is
/// enough for somebody who was always alone: whoever ever took part counts, or a coordinator could suspend the others, bring
/// in a second pair of eyes of their own, and approve with them. Who is left alone later has the machine, whose keeper is the
/// second person then.
pub(super) fn stands_behind(known: &[Person], by: i32) -> i32 {
    let takes_part = |one: &Person| matches!(one.status, Status::Active | Status::Suspended);
    let took_part = |one: &&Person| takes_part(one) || !one.seen_on.is_empty();
    let alone = if by == 0 { active_in(known) < 2 } else { known.iter().filter(took_part).count() < 2 };
    if alone { by.max(1) } else { 0 }
}

/// Whose link this token is, used or not.
fn person_of(db: &mut Db, slug: &str, token: &str) -> Result<Option<i32>, StoreError> {
    let link = invitation::table.find((slug, hash_of(token))).select(invitation::person);
    Ok(both!(db, c => link.first(c).optional())?)
}

fn links_in(db: &mut Db, slug: &str, now: i64) -> Result<Vec<Link>, StoreError> {
    let good = invitation::table.filter(invitation::operation.eq(slug)).filter(invitation::used.eq(0));
    let good = good.filter(invitation::ends_at.gt(now)).order(invitation::person);
    let columns = (invitation::person, invitation::made_by, invitation::confirmed_by, invitation::ends_at);
    let rows: Vec<(i32, i32, i32, i64)> = both!(db, c => good.select(columns).load(c))?;
    let link =
        |(person, made_by, confirmed_by, ends_at)| Link { person, made_by, confirmed: confirmed_by != 0, ends_at };
    Ok(rows.into_iter().map(link).collect())
}

/// Writes down what was done, in the transaction that does it.
pub(super) fn note(db: &mut Db, slug: &str, on: Date, by: i32, about: i32, what: DeedKind) -> Result<(), StoreError> {
    let newest = deed::table.filter(deed::operation.eq(slug)).select(diesel::dsl::max(deed::n));
    let newest: Option<i32> = both!(db, c => newest.first(c))?;
    let row = (
        (deed::operation.eq(slug), deed::n.eq(newest.unwrap_or(0) + 1), deed::done_on.eq(on.to_string())),
        (deed::made_by.eq(by), deed::about.eq(about), deed::what.eq(what.code())),
    );
    both!(db, c => diesel::insert_into(deed::table).values(row).execute(c))?;
    Ok(())
}
