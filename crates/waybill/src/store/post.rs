//! The one way into the book: `post` checks an entry, numbers it, commits to it and writes everything it changes.

use diesel::prelude::*;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use waybill_journal::chain::{Commitments, Head, Salt, commit};
use waybill_journal::{Arrival, Book, Departure, Entry, Move, Pool, Posted, Refusal, canonical};

use super::operation::{Operation, Recorded};
use super::schema::{arrival, departure, entry, form_key, operations, outbox, pool};
use super::sealed::{Sealed, keep_sealed};
use super::{Db, MaybeConflict, StoreError};
use crate::both;
use crate::world::World;

/// Who stands behind an entry, and what comes with it that only some may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Who wrote it down.
    pub maker: i32,
    /// Who else looked at exactly this and approved.
    pub checkers: Vec<i32>,
    /// Its sealed part.
    pub sealed: Option<Sealed>,
}

impl Behind {
    /// One person, nothing sealed.
    pub fn one(maker: i32) -> Self {
        Self { maker, checkers: Vec::new(), sealed: None }
    }
}

/// An entry as somebody proposes it; it can still be refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its kind, one of the house's list.
    pub kind: &'static str,
    /// The local date on which it happened.
    pub on: Date,
    /// What the gate may read.
    pub public: Value,
    /// What stays private beside number, times, author and moves.
    pub rest: Value,
    /// Its moves; empty for a fact that moves nothing.
    pub moves: Vec<Move>,
    /// The entry it corrects.
    pub corrects: Option<u64>,
}

/// A form's one-time key. Invariant: 10 to 64 characters of `[a-z0-9-]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormKey(String);

impl FormKey {
    /// A fresh key of 100 random bits.
    pub fn draw(world: &World) -> Self {
        Self(world.word(20))
    }

    /// A key that came back with a form.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (10..=64).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The key's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What `post` answers: the entry, and whether this key had made it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The entry's number.
    pub entry: u64,
    /// The form was sent before; nothing was written this time.
    pub repeated: bool,
}

/// Why an entry was not posted. The book is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The journal refused a move.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// It says it happened before day 1, or after today.
    #[error("the date {on} is not between {first} and {today}")]
    Date {
        /// The date given.
        on: Date,
        /// Day 1.
        first: Date,
        /// Today on the operation's calendar.
        today: Date,
    },
    /// The entry cannot be written as canonical bytes.
    #[error("the entry cannot be written: {0}")]
    Bytes(String),
    /// The operation is locked: nothing is entered until it is unlocked.
    #[error("the operation is locked")]
    Locked,
    /// The machine or the database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for PostError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl MaybeConflict for PostError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }

    fn is_fault(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_fault())
    }
}

impl Operation {
    /// Whether the entry would be accepted now; changes nothing.
    pub fn check(&self, draft: &Draft, world: &World) -> Result<(), PostError> {
        self.check_date(draft, world)?;
        let mut live = self.live()?;
        self.catch_up(&mut live)?;
        let proposed = journal_entry(draft, live.book.last() + 1);
        Ok(live.book.check(&proposed)?)
    }

    /// Posts an entry whole or not at all: head check, entry, commitments, balances, running starts, the feature's rows,
    /// outbox, the form's key. `also` writes plain rows that must come or go with it. The same key gives the first answer.
    /// Many at once share one COMMIT (`store/group.rs`); each is answered once it is on the disk.
    pub fn post(
        &self,
        world: &World,
        behind: &Behind,
        key: &FormKey,
        draft: &Draft,
        mut also: impl FnMut(&mut Db, u64) -> Result<(), diesel::result::Error>,
    ) -> Result<Answer, PostError> {
        if let Some(first) = self.answered(key)? {
            return Ok(first);
        }
        self.check_date(draft, world)?;
        let salts = [world.random(), world.random(), world.random()];
        self.share(|db, book, posted| {
            let (last, head) = lock_head(db, &self.slug)?;
            if let Some(first) = find_key(db, &self.slug, key)? {
                return Ok(first);
            }
            if super::lock::since_in(db, &self.slug)? != 0 {
                return Err(PostError::Locked);
            }
            for newer in super::operation::entries_of(db, &self.slug, signed(book.last()))? {
                book.post(&newer.as_entry()?).map_err(|e| StoreError::Damaged(newer.number, e.to_string()))?;
            }
            if signed(book.last()) != last {
                return Err(StoreError::Damaged(book.last(), "the head names another entry".into()).into());
            }
            let number = book.last() + 1;
            // In the list before anything can fail: whatever fails takes it back.
            posted.push(book.post(&journal_entry(draft, number))?);
            let recorded = self.recorded(draft, behind, number, key, world.now().as_second());
            self.write_entry(db, &recorded, behind.sealed.as_ref(), &head, salts)?;
            if let Some(made) = posted.last() {
                write_pools(db, &self.slug, made)?;
            }
            self.write_rows(db, &recorded, key)?;
            also(db, number)?;
            Ok(Answer { entry: number, repeated: false })
        })
    }

    fn check_date(&self, draft: &Draft, world: &World) -> Result<(), PostError> {
        let card = self.card()?;
        let today = card.local(world.now()).date();
        if draft.on < card.day_one || draft.on > today {
            return Err(PostError::Date { on: draft.on, first: card.day_one, today });
        }
        Ok(())
    }

    /// The entry this key made before, if it did.
    pub fn answered(&self, key: &FormKey) -> Result<Option<Answer>, StoreError> {
        self.read(|db| Ok(find_key(db, &self.slug, key)?))
    }

    fn write_entry(
        &self,
        db: &mut Db,
        recorded: &Recorded,
        sealed: Option<&Sealed>,
        head: &Head,
        salts: [[u8; 32]; 3],
    ) -> Result<(), PostError> {
        let bytes = |value: &Value| canonical::bytes(value).map_err(|e| PostError::Bytes(e.to_string()));
        let (public, private) = (bytes(&recorded.public)?, bytes(&recorded.private)?);
        let [salt_public, salt_private, salt_sealed] = salts.map(Salt);
        let commitments = Commitments {
            public: commit(&salt_public, &public),
            private: commit(&salt_private, &private),
            sealed: commit(&salt_sealed, sealed.map_or(b"", |record| &record.envelope)),
        };
        let next = head.next(&commitments);
        let row = (
            entry::operation.eq(&self.slug),
            entry::number.eq(signed(recorded.number)),
            entry::kind.eq(&recorded.kind),
            entry::happened_on.eq(recorded.on.to_string()),
            entry::recorded_at.eq(recorded.recorded_at),
            entry::public_part.eq(public),
            entry::private_part.eq(private),
            entry::salt_public.eq(salt_public.0.to_vec()),
            entry::salt_private.eq(salt_private.0.to_vec()),
            entry::salt_sealed.eq(salt_sealed.0.to_vec()),
            entry::commitment_public.eq(commitments.public.0.to_vec()),
            entry::commitment_private.eq(commitments.private.0.to_vec()),
            entry::commitment_sealed.eq(commitments.sealed.0.to_vec()),
            entry::head.eq(next.0.to_vec()),
        );
        both!(db, c => diesel::insert_into(entry::table).values(row).execute(c))?;
        let head_row = diesel::update(operations::table.find(&self.slug));
        let set = (operations::last_entry.eq(signed(recorded.number)), operations::head.eq(next.0.to_vec()));
        both!(db, c => head_row.set(set).execute(c))?;
        if let Some(record) = sealed {
            keep_sealed(db, &self.slug, &Self::entry_subject(recorded.number), record)?;
        }
        Ok(())
    }

    /// Under what name the sealed part of an entry is kept.
    pub fn entry_subject(number: u64) -> String {
        format!("entry/{number}")
    }

    /// The rows that follow from one entry: its kind's own, and what a correction takes back.
    pub(super) fn derive(&self, db: &mut Db, recorded: &Recorded) -> Result<(), StoreError> {
        let of_kind = |name: &str| self.kinds.iter().find(|k| k.kind == name);
        if let Some(kind) = of_kind(&recorded.kind) {
            (kind.derive)(db, &self.slug, recorded)?;
        }
        if let Some(wrong) = super::corrected::note(db, &self.slug, recorded)?
            && let Some(kind) = of_kind(&wrong.kind)
        {
            (kind.correct)(db, &self.slug, &wrong)?;
        }
        Ok(())
    }

    fn write_rows(&self, db: &mut Db, recorded: &Recorded, key: &FormKey) -> Result<(), StoreError> {
        let number = signed(recorded.number);
        self.derive(db, recorded)?;
        let waiting = (outbox::operation.eq(&self.slug), outbox::entry.eq(number));
        both!(db, c => diesel::insert_into(outbox::table).values(waiting).execute(c))?;
        let used = (form_key::operation.eq(&self.slug), form_key::key.eq(key.as_str()), form_key::entry.eq(number));
        both!(db, c => diesel::insert_into(form_key::table).values(used).execute(c))?;
        Ok(())
    }
}

/// The database did not keep the entry, so memory must not either.
pub(super) fn take_back(book: &mut Book, posted: Posted) {
    book.take_back(posted).expect("nothing was posted since, the book is locked");
}

pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).expect("entry numbers stay far below 2^63")
}

/// Takes the head row's lock for this transaction (an update that changes nothing), so that one writer at a time
/// extends the chain whatever the isolation level, then reads it.
pub(super) fn lock_head(db: &mut Db, slug: &str) -> Result<(i64, Head), StoreError> {
    let row = diesel::update(operations::table.find(slug)).set(operations::last_entry.eq(operations::last_entry));
    both!(db, c => row.execute(c))?;
    let query = operations::table.find(slug).select((operations::last_entry, operations::head));
    let (last, head): (i64, Vec<u8>) = both!(db, c => query.first(c))?;
    let head = head.try_into().map_err(|_| StoreError::Damaged(0, "the head is not 32 bytes".into()))?;
    Ok((last, Head(head)))
}

fn find_key(db: &mut Db, slug: &str, key: &FormKey) -> Result<Option<Answer>, diesel::result::Error> {
    let query = form_key::table.find((slug, key.as_str())).select(form_key::entry);
    let found: Option<i64> = both!(db, c => query.first(c).optional())?;
    Ok(found.map(|entry| Answer { entry: u64::try_from(entry).unwrap_or(0), repeated: true }))
}

pub(super) fn journal_entry(draft: &Draft, number: u64) -> Entry {
    let moves = if draft.moves.is_empty() { None } else { Some(draft.moves.clone()) };
    Entry { number, moves, corrects: draft.corrects }
}

impl Operation {
    /// The public id an entry gets from its form's key: known before it is posted, and the same whatever else is in the
    /// book.
    pub fn id_of(&self, key: &FormKey) -> String {
        self.keys.public_id(&format!("entry {}", key.as_str()))
    }

    pub(super) fn recorded(
        &self,
        draft: &Draft,
        behind: &Behind,
        number: u64,
        key: &FormKey,
        recorded_at: i64,
    ) -> Recorded {
        let mut public = draft.public.clone();
        public["id"] = json!(self.id_of(key));
        Recorded {
            number,
            kind: draft.kind.to_owned(),
            on: draft.on,
            recorded_at,
            public,
            private: private_part(draft, behind, number, recorded_at),
        }
    }
}

fn private_part(draft: &Draft, behind: &Behind, number: u64, recorded_at: i64) -> Value {
    let mut private = Map::new();
    private.insert("n".into(), json!(number));
    private.insert("recorded".into(), json!(recorded_at));
    private.insert("on".into(), json!(draft.on.to_string()));
    private.insert("kind".into(), json!(draft.kind));
    private.insert("author".into(), json!(behind.maker));
    if !behind.checkers.is_empty() {
        private.insert("approved".into(), json!(behind.checkers));
    }
    private.insert("rest".into(), draft.rest.clone());
    if !draft.moves.is_empty() {
        private.insert("moves".into(), Value::Array(draft.moves.iter().map(Move::to_json).collect()));
    }
    if let Some(corrected) = draft.corrects {
        private.insert("corrects".into(), json!(corrected));
    }
    Value::Object(private)
}

/// An arrival as it is kept.
#[derive(Insertable)]
#[diesel(table_name = arrival)]
pub(super) struct ArrivalRow<'a> {
    operation: &'a str,
    entry: i64,
    r#move: i64,
    account: &'a str,
    commodity: &'a str,
    start: i64,
    amount: i64,
}

impl<'a> ArrivalRow<'a> {
    pub(super) fn of(slug: &'a str, Arrival { id, pool, start, amount }: &'a Arrival) -> Self {
        let (account, commodity) = (pool.account.as_str(), pool.commodity.as_str());
        let (entry, r#move) = (signed(id.entry), i64::from(id.index));
        Self { operation: slug, entry, r#move, account, commodity, start: *start, amount: *amount }
    }
}

/// A departure as it is kept.
#[derive(Insertable)]
#[diesel(table_name = departure)]
pub(super) struct DepartureRow<'a> {
    operation: &'a str,
    entry: i64,
    r#move: i64,
    account: &'a str,
    commodity: &'a str,
    start: Option<i64>,
    amount: i64,
}

impl<'a> DepartureRow<'a> {
    pub(super) fn of(slug: &'a str, Departure { id, pool, start, amount }: &'a Departure) -> Self {
        let (account, commodity) = (pool.account.as_str(), pool.commodity.as_str());
        let (entry, r#move) = (signed(id.entry), i64::from(id.index));
        Self { operation: slug, entry, r#move, account, commodity, start: *start, amount: *amount }
    }
}

/// Writes the derived rows of one entry: arrivals, departures, and the pools as they stand now. Row by row, for such a
/// statement is prepared once and for all.
pub(super) fn write_pools(db: &mut Db, slug: &str, posted: &Posted) -> Result<(), diesel::result::Error> {
    for row in posted.arrivals.iter().map(|arrival| ArrivalRow::of(slug, arrival)) {
        both!(db, c => diesel::insert_into(arrival::table).values(row).execute(c))?;
    }
    for row in posted.departures.iter().map(|departure| DepartureRow::of(slug, departure)) {
        both!(db, c => diesel::insert_into(departure::table).values(row).execute(c))?;
    }
    let pools = posted.balances.iter().zip(&posted.cursors);
    pools.into_iter().try_for_each(|((touched, balance), (_, cursor))| write_pool(db, slug, touched, *balance, *cursor))
}

/// Writes a pool as it stands now.
pub(super) fn write_pool(
    db: &mut Db,
    slug: &str,
    of: &Pool,
    balance: i64,
    cursor: i64,
) -> Result<(), diesel::result::Error> {
    let row = (
        pool::operation.eq(slug),
        pool::account.eq(of.account.as_str()),
        pool::commodity.eq(of.commodity.as_str()),
        pool::balance.eq(balance),
        pool::next_out.eq(cursor),
    );
    let now = (pool::balance.eq(balance), pool::next_out.eq(cursor));
    let key = (pool::operation, pool::account, pool::commodity);
    both!(db, c => diesel::insert_into(pool::table).values(row).on_conflict(key).do_update().set(now).execute(c))?;
    Ok(())
}
