//! Very many entries at once: the same entries and rows that `post` would write one by one, some thousands in one transaction.
//!
//! Each draft is judged, numbered and committed to on its own, so a refused one leaves no gap and stops nobody behind it. What
//! differs is how rows go to the database: many in one statement, and each pool once, as it stands at the end.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use waybill_journal::chain::{Commitments, Head, Salt, commit};
use waybill_journal::{Arrival, Book, Departure, Pool, Posted, canonical};

use super::operation::{Operation, OperationCard, Recorded, entries_of};
use super::post::{
    Answer, ArrivalRow, Behind, DepartureRow, Draft, FormKey, PostError, journal_entry, lock_head, signed, take_back,
    write_pool,
};
use super::schema::{arrival, departure, entry, form_key, operations, outbox};
use super::sealed::keep_sealed;
use super::{Db, StoreError};
use crate::both;
use crate::world::World;

/// Rows of one statement. The widest has 14 columns; `PostgreSQL` takes 65,535 values, `SQLite` 32,766. More than some
/// hundreds gain nothing and take memory.
const ROWS_AT_ONCE: usize = 250;

/// One of many drafts, with who stands behind it and the key of its form.
pub struct Planned {
    /// Its one-time key.
    pub key: FormKey,
    /// Who stands behind it, and its sealed part.
    pub behind: Behind,
    /// What is proposed.
    pub draft: Draft,
}

/// Writes the plain rows of those that were entered: the place among the planned, and the entry. May run again if the
/// transaction is tried again.
pub type AlsoMany = Box<dyn FnMut(&mut Db, &[(usize, u64)]) -> Result<(), diesel::result::Error>>;

/// An entry of the batch with everything its row says.
struct Taken {
    recorded: Recorded,
    public: Vec<u8>,
    private: Vec<u8>,
    salts: [Salt; 3],
    commitments: Commitments,
    head: Head,
    /// Its place among the planned.
    place: usize,
}

/// What a batch writes, gathered while its drafts are judged.
struct Batch {
    head: Head,
    taken: Vec<Taken>,
    arrivals: Vec<Arrival>,
    departures: Vec<Departure>,
    pools: BTreeMap<Pool, (i64, i64)>,
}

impl Operation {
    /// Posts many drafts in order, in one transaction: all that can be, or none where the machine fails. Each gets the answer
    /// that [`Operation::post`] would give it; a key that made an entry before makes none now. `also` writes the plain rows
    /// that come with those that were entered now.
    pub fn post_many(
        &self,
        world: &World,
        planned: &[Planned],
        also: &mut AlsoMany,
    ) -> Result<Vec<Result<Answer, PostError>>, StoreError> {
        let card = self.card()?;
        self.share(|db, book, posted| {
            let (last, head) = lock_head(db, &self.slug)?;
            if super::lock::since_in(db, &self.slug)? != 0 {
                return Ok(planned.iter().map(|_| Err(PostError::Locked)).collect());
            }
            catch_up(db, &self.slug, book, last)?;
            let mut before = answered(db, &self.slug, planned.iter().map(|one| &one.key))?;
            let mut batch = Batch::after(head, planned.len());
            let mut answers = Vec::with_capacity(planned.len());
            for (place, one) in planned.iter().enumerate() {
                if let Some(number) = before.get(one.key.as_str()) {
                    answers.push(Ok(Answer { entry: *number, repeated: true }));
                    continue;
                }
                let answer = self.take((world, &card), (book, posted), (place, one), &mut batch);
                if let Ok(answer) = &answer {
                    before.insert(one.key.as_str().to_owned(), answer.entry);
                }
                answers.push(answer);
            }
            self.write_many(db, planned, &batch)?;
            let entered: Vec<(usize, u64)> = batch.taken.iter().map(|one| (one.place, one.recorded.number)).collect();
            also(db, &entered)?;
            Ok(answers)
        })
    }

    /// Which of these keys made an entry before, and which entry.
    pub fn answered_of_many<'a>(
        &self,
        keys: impl Iterator<Item = &'a FormKey>,
    ) -> Result<BTreeMap<String, u64>, StoreError> {
        self.read(|db| Ok(answered(db, &self.slug, keys)?))
    }

    /// Judges one draft and gathers what it writes; a refused one leaves nothing.
    fn take(
        &self,
        (world, card): (&World, &OperationCard),
        (book, in_memory): (&mut Book, &mut Vec<Posted>),
        (place, one): (usize, &Planned),
        batch: &mut Batch,
    ) -> Result<Answer, PostError> {
        let now = world.now();
        let (first, today) = (card.day_one, card.local(now).date());
        if one.draft.on < first || one.draft.on > today {
            return Err(PostError::Date { on: one.draft.on, first, today });
        }
        let number = book.last() + 1;
        let posted = book.post(&journal_entry(&one.draft, number))?;
        let recorded = self.recorded(&one.draft, &one.behind, number, &one.key, now.as_second());
        let written = canonical::bytes(&recorded.public)
            .and_then(|public| Ok((public, canonical::bytes(&recorded.private)?)))
            .map_err(|error| PostError::Bytes(error.to_string()));
        let (public, private) = match written {
            Ok(parts) => parts,
            Err(error) => {
                take_back(book, posted);
                return Err(error);
            }
        };
        let chance: [u8; 96] = world.random();
        let salt = |nth: usize| Salt(std::array::from_fn(|byte| chance[32 * nth + byte]));
        let salts = [salt(0), salt(1), salt(2)];
        let sealed = one.behind.sealed.as_ref().map_or(&b""[..], |record| &record.envelope);
        let commitments = Commitments {
            public: commit(&salts[0], &public),
            private: commit(&salts[1], &private),
            sealed: commit(&salts[2], sealed),
        };
        batch.head = batch.head.next(&commitments);
        batch.add_lines(&posted);
        batch.taken.push(Taken { recorded, public, private, salts, commitments, head: batch.head, place });
        in_memory.push(posted);
        Ok(Answer { entry: number, repeated: false })
    }

    /// Writes everything that the entries of a batch change, but for their plain rows.
    fn write_many(&self, db: &mut Db, planned: &[Planned], batch: &Batch) -> Result<(), StoreError> {
        let Some(last) = batch.taken.last() else { return Ok(()) };
        for some in batch.taken.chunks(ROWS_AT_ONCE) {
            write_entries(db, &self.slug, some)?;
            write_keys(db, &self.slug, planned, some)?;
        }
        batch.write_lines(db, &self.slug)?;
        for one in &batch.taken {
            if let Some(record) = &planned[one.place].behind.sealed {
                keep_sealed(db, &self.slug, &Self::entry_subject(one.recorded.number), record)?;
            }
        }
        for some in batch.taken.chunk_by(|one, next| one.recorded.kind == next.recorded.kind) {
            self.derive_many(db, some)?;
        }
        let row = diesel::update(operations::table.find(&self.slug));
        let set = (operations::last_entry.eq(signed(last.recorded.number)), operations::head.eq(last.head.0.to_vec()));
        both!(db, c => row.set(set).execute(c))?;
        Ok(())
    }

    /// The rows that follow from entries of one kind.
    fn derive_many(&self, db: &mut Db, taken: &[Taken]) -> Result<(), StoreError> {
        let of_kind = self.kinds.iter().find(|kind| taken.iter().all(|one| one.recorded.kind == kind.kind));
        let plain = taken.iter().all(|one| one.recorded.corrects().is_none());
        if let Some(derive_many) = of_kind.and_then(|kind| kind.derive_many).filter(|_| plain) {
            for some in taken.chunks(ROWS_AT_ONCE) {
                let recorded: Vec<&Recorded> = some.iter().map(|one| &one.recorded).collect();
                derive_many(db, &self.slug, &recorded)?;
            }
            return Ok(());
        }
        taken.iter().try_for_each(|one| self.derive(db, &one.recorded))
    }
}

impl Batch {
    fn after(head: Head, room: usize) -> Self {
        let (taken, arrivals) = (Vec::with_capacity(room), Vec::with_capacity(room));
        Self { head, taken, arrivals, departures: Vec::new(), pools: BTreeMap::new() }
    }

    fn add_lines(&mut self, posted: &Posted) {
        self.arrivals.extend_from_slice(&posted.arrivals);
        self.departures.extend_from_slice(&posted.departures);
        for ((touched, balance), (_, cursor)) in posted.balances.iter().zip(&posted.cursors) {
            if let Some(known) = self.pools.get_mut(touched) {
                *known = (*balance, *cursor);
            } else {
                self.pools.insert(touched.clone(), (*balance, *cursor));
            }
        }
    }

    /// Arrivals and departures, and each pool as it stands after the last of them.
    fn write_lines(&self, db: &mut Db, slug: &str) -> Result<(), diesel::result::Error> {
        for some in self.arrivals.chunks(ROWS_AT_ONCE) {
            let rows: Vec<_> = some.iter().map(|arrival| ArrivalRow::of(slug, arrival)).collect();
            both!(db, c => diesel::insert_into(arrival::table).values(&rows).execute(c))?;
        }
        for some in self.departures.chunks(ROWS_AT_ONCE) {
            let rows: Vec<_> = some.iter().map(|departure| DepartureRow::of(slug, departure)).collect();
            both!(db, c => diesel::insert_into(departure::table).values(&rows).execute(c))?;
        }
        self.pools.iter().try_for_each(|(pool, (balance, cursor))| write_pool(db, slug, pool, *balance, *cursor))
    }
}

fn write_entries(db: &mut Db, slug: &str, taken: &[Taken]) -> Result<(), diesel::result::Error> {
    let rows = taken.iter().map(|one| {
        let Taken { recorded, public, private, salts, commitments, head, .. } = one;
        (
            entry::operation.eq(slug),
            entry::number.eq(signed(recorded.number)),
            entry::kind.eq(&recorded.kind),
            entry::happened_on.eq(recorded.on.to_string()),
            entry::recorded_at.eq(recorded.recorded_at),
            entry::public_part.eq(public),
            entry::private_part.eq(private),
            entry::salt_public.eq(&salts[0].0[..]),
            entry::salt_private.eq(&salts[1].0[..]),
            entry::salt_sealed.eq(&salts[2].0[..]),
            entry::commitment_public.eq(&commitments.public.0[..]),
            entry::commitment_private.eq(&commitments.private.0[..]),
            entry::commitment_sealed.eq(&commitments.sealed.0[..]),
            entry::head.eq(&head.0[..]),
        )
    });
    let rows: Vec<_> = rows.collect();
    both!(db, c => diesel::insert_into(entry::table).values(&rows).execute(c))?;
    Ok(())
}

/// The rows that let entries go through the gate once, and their forms be answered once.
fn write_keys(db: &mut Db, slug: &str, planned: &[Planned], taken: &[Taken]) -> Result<(), diesel::result::Error> {
    let number = |one: &Taken| signed(one.recorded.number);
    let rows: Vec<_> = taken.iter().map(|one| (outbox::operation.eq(slug), outbox::entry.eq(number(one)))).collect();
    both!(db, c => diesel::insert_into(outbox::table).values(&rows).execute(c))?;
    let rows = taken.iter().map(|one| {
        let key = planned[one.place].key.as_str();
        (form_key::operation.eq(slug), form_key::key.eq(key), form_key::entry.eq(number(one)))
    });
    let rows: Vec<_> = rows.collect();
    both!(db, c => diesel::insert_into(form_key::table).values(&rows).execute(c))?;
    Ok(())
}

/// Takes into memory what others posted; afterwards the book ends where the head row says.
fn catch_up(db: &mut Db, slug: &str, book: &mut Book, last: i64) -> Result<(), StoreError> {
    for newer in entries_of(db, slug, signed(book.last()))? {
        book.post(&newer.as_entry()?).map_err(|e| StoreError::Damaged(newer.number, e.to_string()))?;
    }
    if signed(book.last()) == last {
        return Ok(());
    }
    Err(StoreError::Damaged(book.last(), "the head names another entry".into()))
}

fn answered<'a>(
    db: &mut Db,
    slug: &str,
    keys: impl Iterator<Item = &'a FormKey>,
) -> Result<BTreeMap<String, u64>, diesel::result::Error> {
    let keys: BTreeSet<&str> = keys.map(FormKey::as_str).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let mut found = BTreeMap::new();
    for some in keys.chunks(ROWS_AT_ONCE) {
        let query = form_key::table.filter(form_key::operation.eq(slug)).filter(form_key::key.eq_any(some));
        let rows: Vec<(String, i64)> = both!(db, c => query.select((form_key::key, form_key::entry)).load(c))?;
        found.extend(rows.into_iter().map(|(key, entry)| (key, u64::try_from(entry).unwrap_or(0))));
    }
    Ok(found)
}
