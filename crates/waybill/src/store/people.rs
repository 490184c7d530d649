//! People of an operation: their roles, how somebody is invited and joins, and how somebody goes.
//!
//! A person is known by a pseudonym. Of their passphrase nothing is kept: it opens the box that holds their private key
//! and the secret of their codes, and whoever opens the box knew it.

use diesel::prelude::*;
use sha2::{Digest, Sha256};
use waybill_seal::{Cost, Identity, Recipient};
use zeroize::Zeroizing;

use super::members::stands_behind;
use super::operation::Operation;
use super::schema::{approval, invitation, person, recovery_code, session, unlock_vote};
use super::{Db, StoreError};
use crate::both;
use crate::factor::{CodeSecret, paper_codes, paper_hash};
use crate::world::World;

/// A link with which somebody joins is good for three days.
const INVITATION_SECONDS: i64 = 3 * 24 * 60 * 60;
/// Longest name somebody goes by.
pub const PERSON_NAME_MAX: usize = 40;
/// People of one operation, with those who left: a list to look through.
const PEOPLE_MAX: usize = 200;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Answers for the whole.
    Coordinator,
    /// Money.
    Treasurer,
    /// Goods: orders, ways, stock, handovers.
    Logistics,
    /// Dispatches.
    Editor,
    /// Comments.
    Moderator,
    /// Reads the book, changes nothing.
    Auditor,
}

impl Role {
    /// All of them, in the order of pages.
    pub const ALL: [Self; 6] =
        [Self::Coordinator, Self::Treasurer, Self::Logistics, Self::Editor, Self::Moderator, Self::Auditor];

    /// As the book and forms write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Treasurer => "treasurer",
            Self::Logistics => "logistics",
            Self::Editor => "editor",
            Self::Moderator => "moderator",
            Self::Auditor => "auditor",
        }
    }

    /// The phrase that names it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Coordinator => "role-coordinator",
            Self::Treasurer => "role-treasurer",
            Self::Logistics => "role-logistics",
            Self::Editor => "role-editor",
            Self::Moderator => "role-moderator",
            Self::Auditor => "role-auditor",
        }
    }

    /// Whether this role may do what cannot be taken back for everybody.
    pub fn answers_for_all(self) -> bool {
        self == Self::Coordinator
    }

    /// The role of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Whether somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Has a link and has not joined yet.
    Invited,
    /// Takes part.
    Active,
    /// Not for now: sessions are ended, nothing new is sealed to them.
    Suspended,
    /// Gone: their keys are destroyed; their name stays beside what they entered.
    Removed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Active, Self::Suspended, Self::Removed];

    /// As the table writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Somebody who takes part, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// From 1; the author of entries.
    pub id: i32,
    /// The pseudonym.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they take part.
    pub status: Status,
    /// To whom records are sealed; `None` until they joined, and once they are gone.
    pub recipient: Option<Recipient>,
    /// The day on which they signed in last; empty before the first time.
    pub seen_on: String,
}

impl Person {
    /// What a form about somebody was opened over: their role and status as they were then.
    pub fn mark(&self) -> String {
        format!("{} {}", self.role.code(), self.status.code())
    }

    /// Was invited, never came, and is not expected any more.
    pub fn never_came(&self) -> bool {
        self.status == Status::Removed && self.seen_on.is_empty()
    }
}

type PersonRow = (i32, String, String, String, String, String);

const PERSON_COLUMNS: (person::id, person::name, person::role, person::status, person::recipient, person::seen_on) =
    (person::id, person::name, person::role, person::status, person::recipient, person::seen_on);

fn of_row((id, name, role, status, recipient, seen_on): PersonRow) -> Result<Person, StoreError> {
    let damaged = || StoreError::Damaged(0, format!("person {id}"));
    let role = Role::parse(&role).ok_or_else(damaged)?;
    let status = Status::parse(&status).ok_or_else(damaged)?;
    Ok(Person { id, name, role, status, recipient: Recipient::parse(&recipient).ok(), seen_on })
}

/// What only the person knows once they joined; shown once.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Who.
    pub person: Person,
    /// For paper.
    pub codes: Vec<String>,
}

/// What somebody who joins brings.
pub struct Joining<'a> {
    /// Judged already.
    pub passphrase: &'a str,
    /// The secret their app has.
    pub secret: &'a CodeSecret,
    /// Of now, from that app.
    pub code: &'a str,
}

/// Why somebody could not join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJoined {
    /// The link is used, too old, or none of ours.
    Link,
    /// Somebody else has to confirm the invitation first.
    Unconfirmed,
    /// The code is not of now.
    Code,
}

/// An invitation as its link opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who is invited.
    pub person: Person,
    /// Whether enough people stand behind it.
    pub confirmed: bool,
}

/// What a passphrase opens: everything a session needs. Wiped when it goes.
pub struct Unlocked {
    /// Opens what is sealed to the person.
    pub identity: Identity,
    /// Their codes.
    pub secret: CodeSecret,
}

impl Unlocked {
    /// As a box holds it.
    pub(super) fn bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(format!("{}\n{}", self.identity.to_secret().as_str(), self.secret.text()).into_bytes())
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let (identity, secret) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        Some(Self { identity: Identity::parse(identity).ok()?, secret: CodeSecret::parse(secret)? })
    }
}

/// A name as it is looked up: lower case, single blanks.
pub fn known_as(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Operation {
    /// Everybody, those who joined first before the others.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        self.read(|db| people_in(db, self.slug()))
    }

    /// One of them.
    pub fn person(&self, id: i32) -> Result<Option<Person>, StoreError> {
        self.read(|db| person_in(db, self.slug(), id))
    }

    /// Writes down somebody who is to join, and returns the token of their link, which is kept nowhere. `by` is who
    /// invites, 0 at the machine itself; whether somebody has to confirm it is as in [`Operation::invite_by`]. `None` where
    /// somebody has that name already, or the list is full.
    pub fn invite(&self, world: &World, name: &str, role: Role, by: i32) -> Result<Option<(i32, String)>, StoreError> {
        let token = world.word(52);
        let now = world.now_for_people().as_second();
        self.write(|db| {
            let known = people_in(db, self.slug())?;
            if cannot_be_named(&known, name) {
                return Ok(None);
            }
            let id = self.write_invited(db, &known, name, role)?;
            self.write_invitation(db, &token, id, (by, stands_behind(&known, by)), now)?;
            Ok(Some((id, token.clone())))
        })
    }

    /// Writes down somebody who is invited; answers their number.
    pub(super) fn write_invited(
        &self,
        db: &mut Db,
        known: &[Person],
        name: &str,
        role: Role,
    ) -> Result<i32, StoreError> {
        let id = known.iter().map(|one| one.id).max().unwrap_or(0) + 1;
        let row = (
            (person::operation.eq(self.slug()), person::id.eq(id), person::name.eq(name)),
            (person::known_as.eq(known_as(name)), person::role.eq(role.code())),
            (person::status.eq(Status::Invited.code()), person::recipient.eq(""), person::salt.eq(Vec::new())),
            (person::locked.eq(Vec::new()), person::code_step.eq(0_i64), person::seen_on.eq("")),
        );
        both!(db, c => diesel::insert_into(person::table).values(row).execute(c))?;
        Ok(id)
    }

    /// The link of somebody who is invited, in place of the one before.
    pub(super) fn write_invitation(
        &self,
        db: &mut Db,
        token: &str,
        id: i32,
        (made_by, confirmed_by): (i32, i32),
        now: i64,
    ) -> Result<(), StoreError> {
        let old = invitation::table.filter(invitation::operation.eq(self.slug())).filter(invitation::person.eq(id));
        both!(db, c => diesel::delete(old).execute(c))?;
        self.write_link(db, token, id, (made_by, confirmed_by), now)
    }

    /// A link beside those that somebody has already; all but the one that is used end with joining.
    pub(super) fn write_link(
        &self,
        db: &mut Db,
        token: &str,
        id: i32,
        (made_by, confirmed_by): (i32, i32),
        now: i64,
    ) -> Result<(), StoreError> {
        let row = (
            (invitation::operation.eq(self.slug()), invitation::token.eq(hash_of(token)), invitation::person.eq(id)),
            (invitation::made_by.eq(made_by), invitation::confirmed_by.eq(confirmed_by), invitation::used.eq(0)),
            invitation::ends_at.eq(now + INVITATION_SECONDS),
        );
        both!(db, c => diesel::insert_into(invitation::table).values(row).execute(c))?;
        Ok(())
    }

    /// A second person stands behind an invitation. False where there is none, or it is their own.
    pub fn confirm_invitation(&self, id: i32, by: i32) -> Result<bool, StoreError> {
        self.write(|db| {
            let waits =
                invitation::table.filter(invitation::operation.eq(self.slug())).filter(invitation::person.eq(id));
            let waits = waits.filter(invitation::made_by.ne(by)).filter(invitation::confirmed_by.eq(0));
            Ok(both!(db, c => diesel::update(waits).set(invitation::confirmed_by.eq(by)).execute(c))? == 1)
        })
    }

    /// What a link opens, if it is still good.
    pub fn invitation(&self, token: &str, world: &World) -> Result<Option<Invitation>, StoreError> {
        let now = world.now_for_people().as_second();
        self.read(|db| {
            let good = invitation::table.find((self.slug(), hash_of(token))).filter(invitation::ends_at.gt(now));
            let good = good.filter(invitation::used.eq(0));
            let good = good.select((invitation::person, invitation::confirmed_by, invitation::made_by));
            let found: Option<(i32, i32, i32)> = both!(db, c => good.first(c).optional())?;
            let Some((id, confirmed_by, made_by)) = found else { return Ok(None) };
            // While the operation is locked only the machine lets somebody in: whoever joins gets codes that undo the lock.
            let opens = confirmed_by != 0 && (made_by == 0 || super::lock::since_in(db, self.slug())? == 0);
            let person = person_in(db, self.slug(), id)?;
            Ok(person.map(|person| Invitation { person, confirmed: opens }))
        })
    }

    /// Somebody joins with their link: their key pair is drawn, and locked under their passphrase. Sent again with the same
    /// passphrase and secret it gives the same answer.
    pub fn join(
        &self,
        world: &World,
        token: &str,
        joining: &Joining,
        cost: Cost,
    ) -> Result<Result<Joined, NotJoined>, StoreError> {
        let now = world.now_for_people();
        let codes = paper_codes(&[token.as_bytes(), joining.secret.text().as_bytes()].concat());
        let Some(invited) = self.invitation(token, world)? else { return self.joined_before(token, joining, codes) };
        if !invited.confirmed {
            return Ok(Err(NotJoined::Unconfirmed));
        }
        let Some(step) = joining.secret.step_of(joining.code, now) else { return Ok(Err(NotJoined::Code)) };
        let unlocked = Unlocked { identity: Identity::from_seed(world.random()), secret: joining.secret.clone() };
        let salt: [u8; 16] = world.random();
        let locked = self.lock_box(world, invited.person.id, joining.passphrase, &salt, &unlocked, cost);
        let recipient = unlocked.identity.recipient();
        let done = self.write(|db| {
            let link = invitation::table.find((self.slug(), hash_of(token))).filter(invitation::used.eq(0));
            if both!(db, c => diesel::update(link).set(invitation::used.eq(1)).execute(c))? == 0 {
                return Ok(false);
            }
            let row = diesel::update(person::table.find((self.slug(), invited.person.id)));
            let set = (
                (person::status.eq(Status::Active.code()), person::recipient.eq(recipient.as_str())),
                (person::salt.eq(salt.to_vec()), person::locked.eq(&locked), person::code_step.eq(step)),
            );
            both!(db, c => row.set(set).execute(c))?;
            write_codes(db, self.slug(), invited.person.id, &codes)?;
            let others = invitation::table.filter(invitation::operation.eq(self.slug()));
            let others = others.filter(invitation::person.eq(invited.person.id)).filter(invitation::used.eq(0));
            both!(db, c => diesel::delete(others).execute(c))?;
            Ok(true)
        })?;
        if !done {
            return self.joined_before(token, joining, codes);
        }
        let person = Person { status: Status::Active, recipient: Some(recipient), ..invited.person };
        self.share_out(&person, None, world)?;
        Ok(Ok(Joined { person, codes }))
    }

    /// The same form a second time: whoever brings the passphrase and the secret that were taken gets the same answer.
    fn joined_before(
        &self,
        token: &str,
        joining: &Joining,
        codes: Vec<String>,
    ) -> Result<Result<Joined, NotJoined>, StoreError> {
        let used: Option<i32> = self.read(|db| {
            let used = invitation::table.find((self.slug(), hash_of(token))).filter(invitation::used.eq(1));
            Ok::<_, StoreError>(both!(db, c => used.select(invitation::person).first(c).optional())?)
        })?;
        let Some(person) = used.map(|id| self.person(id)).transpose()?.flatten() else {
            return Ok(Err(NotJoined::Link));
        };
        let opened = self.unlock_box(&person.name, joining.passphrase)?;
        let same = opened.is_some_and(|(_, unlocked)| unlocked.secret.text() == joining.secret.text());
        Ok(if same { Ok(Joined { person, codes }) } else { Err(NotJoined::Link) })
    }

    /// A box under a passphrase, beginning with what the passphrase cost to stretch.
    pub(super) fn lock_box(
        &self,
        world: &World,
        id: i32,
        passphrase: &str,
        salt: &[u8; 16],
        unlocked: &Unlocked,
        cost: Cost,
    ) -> Vec<u8> {
        let _one = self.hashing();
        let key = waybill_seal::passphrase_key(passphrase, salt, cost);
        let mut row = cost_bytes(cost);
        row.extend(waybill_seal::lock(&unlocked.bytes(), &key, world.random(), self.about_box(id).as_bytes()));
        row
    }

    fn about_box(&self, id: i32) -> String {
        format!("waybill person {} {id}", self.slug())
    }

    /// What a passphrase opens for a name. Takes as long for a name that nobody has.
    pub fn unlock_box(&self, name: &str, passphrase: &str) -> Result<Option<(Person, Unlocked)>, StoreError> {
        let found = self.read(|db| {
            let row =
                person::table.filter(person::operation.eq(self.slug())).filter(person::known_as.eq(known_as(name)));
            let columns = (PERSON_COLUMNS, person::salt, person::locked);
            let row: Option<(PersonRow, Vec<u8>, Vec<u8>)> = both!(db, c => row.select(columns).first(c).optional())?;
            Ok::<_, StoreError>(row)
        })?;
        let (salt, cost) = match &found {
            Some((_, salt, locked)) => (salt.clone().try_into().ok(), cost_of(locked)),
            None => (None, None),
        };
        let salt = salt.unwrap_or_else(|| self.salt_of_nobody(name));
        let key = {
            let _one = self.hashing();
            waybill_seal::passphrase_key(passphrase, &salt, cost.unwrap_or(self.usual_cost()?))
        };
        let Some((row, _, locked)) = found else { return Ok(None) };
        let person = of_row(row)?;
        let sealed = locked.get(COST_BYTES..).unwrap_or_default();
        let opened = waybill_seal::unlock(sealed, &key, self.about_box(person.id).as_bytes()).ok();
        Ok(opened.and_then(|bytes| Unlocked::parse(&bytes)).map(|unlocked| (person, unlocked)))
    }

    /// The cost of a guess for a name nobody has: as for those who joined.
    fn usual_cost(&self) -> Result<Cost, StoreError> {
        self.read(|db| {
            let any = person::table.filter(person::operation.eq(self.slug()));
            let any = any.filter(person::status.eq(Status::Active.code())).order(person::id).select(person::locked);
            let locked: Option<Vec<u8>> = both!(db, c => any.first(c).optional())?;
            Ok(locked.and_then(|bytes| cost_of(&bytes)).unwrap_or(Cost::USUAL))
        })
    }

    fn salt_of_nobody(&self, name: &str) -> [u8; 16] {
        let digest = Sha256::digest(self.keys().keyed_hash("nobody", known_as(name).as_bytes()).as_bytes());
        digest[..16].try_into().expect("a digest has more than 16 bytes")
    }

    /// How many codes on paper somebody has left.
    pub fn codes_left(&self, of: i32) -> Result<i64, StoreError> {
        self.read(|db| {
            let left = recovery_code::table.filter(recovery_code::operation.eq(self.slug()));
            Ok(both!(db, c => left.filter(recovery_code::person.eq(of)).count().get_result(c))?)
        })
    }

    /// Takes a code on paper: each works once.
    pub fn use_paper_code(&self, of: i32, code: &str) -> Result<bool, StoreError> {
        let Some(hash) = paper_hash(code) else { return Ok(false) };
        self.write(|db| {
            let one = recovery_code::table.find((self.slug(), of, &hash));
            Ok(both!(db, c => diesel::delete(one).execute(c))? == 1)
        })
    }

    /// Takes a changing code: each works once, and none before one that was used.
    pub fn use_code(&self, of: i32, secret: &CodeSecret, code: &str, world: &World) -> Result<bool, StoreError> {
        let Some(step) = secret.step_of(code, world.now_for_people()) else { return Ok(false) };
        self.write(|db| {
            let row = person::table.find((self.slug(), of)).filter(person::code_step.lt(step));
            Ok(both!(db, c => diesel::update(row).set(person::code_step.eq(step)).execute(c))? == 1)
        })
    }

    /// Another role; what is sealed from now on follows it.
    pub fn change_role(&self, of: i32, role: Role, world: &World) -> Result<(), StoreError> {
        self.write(|db| set_role(db, self.slug(), of, role))?;
        self.renew_seal_keys(world)
    }

    /// Somebody is suspended, comes back, or goes. Whoever goes loses their keys: what only they could open stays shut.
    /// Their sessions end at once, and what is sealed from now on is not for them.
    pub fn change_status(&self, of: i32, status: Status, world: &World) -> Result<(), StoreError> {
        self.write(|db| set_status(db, self.slug(), of, status))?;
        self.renew_seal_keys(world)?;
        self.leave_no_trace()
    }
}

/// A box begins with what its passphrase cost to stretch, so that it can cost more one day.
const COST_BYTES: usize = 8;

fn cost_bytes(cost: Cost) -> Vec<u8> {
    [cost.memory_kib.to_be_bytes(), cost.passes.to_be_bytes()].concat()
}

fn cost_of(locked: &[u8]) -> Option<Cost> {
    let number = |at: usize| Some(u32::from_be_bytes(locked.get(at..at + 4)?.try_into().ok()?));
    Some(Cost { memory_kib: number(0)?, passes: number(4)? })
}

/// Whether somebody has that name already, or the list is full.
pub(super) fn cannot_be_named(known: &[Person], name: &str) -> bool {
    let taken = known.iter().any(|one| !one.never_came() && known_as(&one.name) == known_as(name));
    taken || known.len() >= PEOPLE_MAX
}

pub(super) fn set_role(db: &mut Db, slug: &str, of: i32, role: Role) -> Result<(), StoreError> {
    let row = diesel::update(person::table.find((slug, of)));
    both!(db, c => row.set(person::role.eq(role.code())).execute(c))?;
    Ok(())
}

/// Sets a status with what it means: whoever is not active has no sessions, and whoever is to join, or is gone, no keys.
pub(super) fn set_status(db: &mut Db, slug: &str, of: i32, status: Status) -> Result<(), StoreError> {
    let row = diesel::update(person::table.find((slug, of)));
    both!(db, c => row.set(person::status.eq(status.code())).execute(c))?;
    if status == Status::Active {
        return Ok(());
    }
    let sessions = session::table.filter(session::operation.eq(slug)).filter(session::person.eq(of));
    both!(db, c => diesel::delete(sessions).execute(c))?;
    // What they said for something that still waits, or against the lock, counts no more, whoever sits in their place later.
    let said = approval::table.filter(approval::operation.eq(slug)).filter(approval::person.eq(of));
    both!(db, c => diesel::delete(said).execute(c))?;
    let votes = unlock_vote::table.filter(unlock_vote::operation.eq(slug)).filter(unlock_vote::person.eq(of));
    both!(db, c => diesel::delete(votes).execute(c))?;
    if matches!(status, Status::Removed | Status::Invited) {
        let row = diesel::update(person::table.find((slug, of)));
        let gone = (person::recipient.eq(""), person::salt.eq(Vec::new()), person::locked.eq(Vec::new()));
        both!(db, c => row.set(gone).execute(c))?;
        write_codes(db, slug, of, &[])?;
        let links = invitation::table.filter(invitation::operation.eq(slug));
        both!(db, c => diesel::delete(links.filter(invitation::person.eq(of))).execute(c))?;
    }
    Ok(())
}

pub(super) fn active_in(people: &[Person]) -> usize {
    people.iter().filter(|one| one.status == Status::Active).count()
}

pub(super) fn person_in(db: &mut Db, slug: &str, id: i32) -> Result<Option<Person>, StoreError> {
    let one = person::table.find((slug, id)).select(PERSON_COLUMNS);
    let row: Option<PersonRow> = both!(db, c => one.first(c).optional())?;
    row.map(of_row).transpose()
}

pub(super) fn people_in(db: &mut Db, slug: &str) -> Result<Vec<Person>, StoreError> {
    let all = person::table.filter(person::operation.eq(slug)).order(person::id).select(PERSON_COLUMNS);
    let rows: Vec<PersonRow> = both!(db, c => all.load(c))?;
    rows.into_iter().map(of_row).collect()
}

pub(super) fn write_codes(db: &mut Db, slug: &str, of: i32, codes: &[String]) -> Result<(), StoreError> {
    let old = recovery_code::table.filter(recovery_code::operation.eq(slug)).filter(recovery_code::person.eq(of));
    both!(db, c => diesel::delete(old).execute(c))?;
    for hash in codes.iter().filter_map(|code| paper_hash(code)) {
        let row = (recovery_code::operation.eq(slug), recovery_code::person.eq(of), recovery_code::hash.eq(hash));
        both!(db, c => diesel::insert_into(recovery_code::table).values(row).execute(c))?;
    }
    Ok(())
}

pub(super) fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
