//! What waits for a second person: exactly what was typed, and who stands behind it.
//!
//! An approval names the digest of what its person looked at, so it is worth nothing once something else stands there.
//! Everything that writes here takes the book's head first: of two programs, one comes after the other.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::operation::Operation;
use super::people::{Role, Status, people_in};
use super::post::{Behind, FormKey, lock_head};
use super::schema::{approval, proposal};
use super::{Db, StoreError};
use crate::both;
use crate::world::World;

/// How many people have to stand behind the same thing, whoever wrote it down included.
pub const HANDS_NEEDED: usize = 2;

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits.
    Open,
    /// It is this entry now.
    Done(u64),
    /// Somebody took it back.
    Withdrawn,
}

/// Something that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Random; in addresses.
    pub id: String,
    /// Path of its form.
    pub form: String,
    /// The form's one-time key, and the key of the entry that comes of it.
    pub key: FormKey,
    /// What was typed, as canonical JSON with the form and the maker.
    pub payload: String,
    /// SHA-256 of the payload.
    pub digest: Vec<u8>,
    /// Who wrote it down.
    pub maker: i32,
    /// When, seconds since 1970.
    pub made_at: i64,
    /// What became of it.
    pub state: ProposalState,
}

/// A proposal and everybody who stands behind what it says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The proposal.
    pub proposal: Proposal,
    /// Distinct people who take part and may, in the order in which they joined; the maker may be among them.
    pub people: Vec<i32>,
}

impl Standing {
    /// As the entry will say it.
    pub fn behind(&self) -> Behind {
        let maker = self.proposal.maker;
        let checkers = self.people.iter().copied().filter(|one| *one != maker).collect();
        Behind { checkers, ..Behind::one(maker) }
    }
}

/// What came of an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approved {
    /// It counts.
    Counted,
    /// Something else stands there now than what was looked at.
    Changed,
    /// It does not wait any more, or it is the person's own.
    Closed,
}

/// As the table holds it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = proposal)]
struct Row {
    id: String,
    form: String,
    key: String,
    payload: String,
    digest: Vec<u8>,
    maker: i32,
    made_at: i64,
    state: String,
    entry: Option<i64>,
}

impl TryFrom<Row> for Proposal {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let Row { id, form, key, payload, digest, maker, made_at, state, entry } = row;
        let damaged = || StoreError::Damaged(0, format!("proposal {id}"));
        let key = FormKey::parse(&key).ok_or_else(damaged)?;
        let state = match (state.as_str(), entry) {
            ("open", None) => ProposalState::Open,
            ("done", Some(entry)) => ProposalState::Done(u64::try_from(entry).map_err(|_| damaged())?),
            ("withdrawn", None) => ProposalState::Withdrawn,
            _ => return Err(damaged()),
        };
        Ok(Self { id, form, key, payload, digest, maker, made_at, state })
    }
}

/// What an approval names.
pub fn digest_of(payload: &str) -> Vec<u8> {
    Sha256::digest(payload.as_bytes()).to_vec()
}

impl Operation {
    /// Lets something wait for a second person. The same key gives the proposal it made before, whatever is sent with it.
    pub fn propose(
        &self,
        world: &World,
        form: &str,
        key: &FormKey,
        payload: &str,
        maker: i32,
    ) -> Result<Proposal, StoreError> {
        let (id, made_at) = (world.word(20), world.now().as_second());
        self.write(|db| {
            lock_head(db, self.slug())?;
            if let Some(first) = of_key(db, self.slug(), key)? {
                return Ok(first);
            }
            let row = (
                (proposal::operation.eq(self.slug()), proposal::id.eq(&id), proposal::form.eq(form)),
                (
                    proposal::key.eq(key.as_str()),
                    proposal::payload.eq(payload),
                    proposal::digest.eq(digest_of(payload)),
                ),
                (proposal::maker.eq(maker), proposal::made_at.eq(made_at), proposal::state.eq("open")),
            );
            both!(db, c => diesel::insert_into(proposal::table).values(row).execute(c))?;
            find(db, self.slug(), &id)?.ok_or_else(|| StoreError::Damaged(0, format!("proposal {id}")))
        })
    }

    /// One of them, whatever became of it.
    pub fn proposal(&self, id: &str) -> Result<Option<Proposal>, StoreError> {
        self.read(|db| find(db, self.slug(), id))
    }

    /// The one that this form's key made, if it did.
    pub fn proposal_of(&self, key: &FormKey) -> Result<Option<Proposal>, StoreError> {
        self.read(|db| of_key(db, self.slug(), key))
    }

    /// Those that wait, oldest first.
    pub fn open_proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        self.read(|db| {
            let open = proposal::table.filter(proposal::operation.eq(self.slug())).filter(proposal::state.eq("open"));
            let rows: Vec<Row> =
                both!(db, c => open.order((proposal::made_at, proposal::id)).select(Row::as_select()).load(c))?;
            rows.into_iter().map(Proposal::try_from).collect()
        })
    }

    /// Its maker says something else: whoever approved, approved what is gone. False where it does not wait any more, or is
    /// somebody else's.
    pub fn change_proposal(&self, id: &str, maker: i32, payload: &str) -> Result<bool, StoreError> {
        let digest = digest_of(payload);
        self.write(|db| {
            lock_head(db, self.slug())?;
            let own =
                find(db, self.slug(), id)?.filter(|found| found.maker == maker && found.state == ProposalState::Open);
            let Some(found) = own else { return Ok(false) };
            if found.digest == digest {
                return Ok(true);
            }
            let row = diesel::update(proposal::table.find((self.slug(), id)));
            both!(db, c => row.set((proposal::payload.eq(payload), proposal::digest.eq(&digest))).execute(c))?;
            let void = approval::table.filter(approval::operation.eq(self.slug())).filter(approval::proposal.eq(id));
            both!(db, c => diesel::delete(void).execute(c))?;
            Ok(true)
        })
    }

    /// Takes it back; false where it does not wait any more. Taken back before, it stays so.
    pub fn withdraw_proposal(&self, id: &str) -> Result<bool, StoreError> {
        self.write(|db| {
            lock_head(db, self.slug())?;
            match find(db, self.slug(), id)?.map(|found| found.state) {
                Some(ProposalState::Open) => {
                    let row = diesel::update(proposal::table.find((self.slug(), id)));
                    both!(db, c => row.set(proposal::state.eq("withdrawn")).execute(c))?;
                    Ok(true)
                }
                Some(ProposalState::Withdrawn) => Ok(true),
                Some(ProposalState::Done(_)) | None => Ok(false),
            }
        })
    }

    /// Somebody looked at exactly this and approves it.
    pub fn approve_proposal(&self, id: &str, person: i32, looked_at: &[u8]) -> Result<Approved, StoreError> {
        self.write(|db| {
            lock_head(db, self.slug())?;
            let open = find(db, self.slug(), id)?.filter(|found| found.state == ProposalState::Open);
            let Some(found) = open.filter(|found| found.maker != person) else { return Ok(Approved::Closed) };
            if found.digest != looked_at {
                return Ok(Approved::Changed);
            }
            let row = (
                (approval::operation.eq(self.slug()), approval::proposal.eq(id)),
                (approval::person.eq(person), approval::digest.eq(looked_at)),
            );
            let key = (approval::operation, approval::proposal, approval::person);
            let now = approval::digest.eq(looked_at);
            both!(db, c => diesel::insert_into(approval::table).values(row).on_conflict(key).do_update().set(now).execute(c))?;
            Ok(Approved::Counted)
        })
    }

    /// Who stands behind it now; of people with a role that `may`.
    pub fn standing_behind(&self, id: &str, may: impl Fn(Role) -> bool) -> Result<Option<Standing>, StoreError> {
        self.read(|db| standing_in(db, self.slug(), id, &may))
    }

    /// Closes it with the entry that came of it, in that entry's own transaction, which holds the head: everything that was
    /// read before is read again here. It fails, and the entry with it, where something else is proposed by now, where other
    /// people stand behind it than the entry says, or where they are too few.
    pub fn close_proposal(
        &self,
        db: &mut Db,
        looked_at: &Standing,
        may: impl Fn(Role) -> bool,
        entry: u64,
    ) -> Result<(), diesel::result::Error> {
        let id = looked_at.proposal.id.as_str();
        let now = standing_in(db, self.slug(), id, &may).map_err(|error| match error {
            StoreError::Query(error) => error,
            other => diesel::result::Error::DeserializationError(Box::new(other)),
        })?;
        let same = now.is_some_and(|now| now == *looked_at);
        let open = looked_at.proposal.state == ProposalState::Open;
        if !same || !open || looked_at.people.len() < HANDS_NEEDED {
            return Err(diesel::result::Error::RollbackTransaction);
        }
        let row = diesel::update(proposal::table.find((self.slug(), id)).filter(proposal::state.eq("open")));
        let number = i64::try_from(entry).unwrap_or(i64::MAX);
        let done = (proposal::state.eq("done"), proposal::entry.eq(Some(number)));
        let closed = both!(db, c => row.set(done).execute(c))?;
        if closed == 1 { Ok(()) } else { Err(diesel::result::Error::RollbackTransaction) }
    }
}

fn find(db: &mut Db, slug: &str, id: &str) -> Result<Option<Proposal>, StoreError> {
    let row = proposal::table.find((slug, id));
    let row: Option<Row> = both!(db, c => row.select(Row::as_select()).first(c).optional())?;
    row.map(Proposal::try_from).transpose()
}

fn of_key(db: &mut Db, slug: &str, key: &FormKey) -> Result<Option<Proposal>, StoreError> {
    let row = proposal::table.filter(proposal::operation.eq(slug)).filter(proposal::key.eq(key.as_str()));
    let row: Option<Row> = both!(db, c => row.select(Row::as_select()).first(c).optional())?;
    row.map(Proposal::try_from).transpose()
}

/// People count, not their sessions; only for what stands there now; and only while they take part and may.
fn standing_in(db: &mut Db, slug: &str, id: &str, may: &dyn Fn(Role) -> bool) -> Result<Option<Standing>, StoreError> {
    let Some(proposal) = find(db, slug, id)? else { return Ok(None) };
    let approved = approval::table.filter(approval::operation.eq(slug)).filter(approval::proposal.eq(id));
    let approved = approved.filter(approval::digest.eq(&proposal.digest)).select(approval::person);
    let approved: Vec<i32> = both!(db, c => approved.load(c))?;
    let stands = |one: i32| one == proposal.maker || approved.contains(&one);
    let people = people_in(db, slug)?.into_iter().filter(|one| one.status == Status::Active && may(one.role));
    let people = people.map(|one| one.id).filter(|one| stands(*one)).collect();
    Ok(Some(Standing { proposal, people }))
}
