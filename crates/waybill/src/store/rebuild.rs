//! Checking the book against itself: replay every entry, compare every derived row, follow the chain of heads.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use waybill_journal::Book;
use waybill_journal::chain::{Commitment, Commitments, Head, Salt, commit};

use super::ground::{Home, derived_in};
use super::operation::{Operation, Waiting, entries_of};
use super::post::{lock_head, write_pools};
use super::schema::{arrival, corrected, departure, entry, erased, operations, outbox, pool, sealed, snapshot};
use super::{Db, MaybeConflict, StoreError, tables};
use crate::both;

/// The gate and the log fill these, so they follow from the entries only once every day is closed again.
const AFTER_CLOSING: [&str; 2] = [OUTBOX, "log_place"];
const OUTBOX: &str = "outbox";

/// Something stored that is not what the entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A commitment is not that of the stored bytes.
    Commitment(u64),
    /// A head does not follow from the one before.
    Head(u64),
    /// The operation's row names another head or number than its last entry.
    Tip,
    /// A derived row was missing, extra or different; it stood as written here.
    Row(String),
}

impl Difference {
    /// As a sentence goes on. Rows may hold what only the book may say, so it names their table.
    pub fn said(&self) -> String {
        match self {
            Self::Commitment(entry) => format!("entry {entry} is not what it was when it was written"),
            Self::Head(entry) => format!("the chain is broken at entry {entry}"),
            Self::Tip => "its last entry is not the one that the head belongs to".to_owned(),
            Self::Row(row) => {
                format!("a row does not follow from the entries: {}", row.split([' ', ':']).next().unwrap_or_default())
            }
        }
    }
}

/// The end of a check whose transaction must be rolled back.
enum Undone {
    Found(Vec<Difference>),
    Failed(StoreError),
}

impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl MaybeConflict for Undone {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_conflict())
    }

    fn is_fault(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_fault())
    }
}

/// An entry's bytes, salts, commitments and head, as stored.
#[derive(Queryable)]
struct Link {
    number: i64,
    parts: (Vec<u8>, Vec<u8>),
    salts: (Vec<u8>, Vec<u8>, Vec<u8>),
    commitments: (Vec<u8>, Vec<u8>, Vec<u8>),
    head: Vec<u8>,
}

impl Operation {
    /// Throws away every derived row and writes it again from the entries, in one transaction. Says what was different.
    pub fn rebuild(&self) -> Result<Vec<Difference>, StoreError> {
        self.live()?.db.transaction(|db| self.replay(db))
    }

    fn replay(&self, db: &mut Db) -> Result<Vec<Difference>, StoreError> {
        // Another program that is writing now is waited for: half of its entry would look like a difference.
        lock_head(db, &self.slug)?;
        let mut differences = check_chain(db, &self.slug)?;
        let before = self.rows_that_follow(db)?;
        self.clear_derived(db)?;
        let mut book = Book::default();
        for recorded in entries_of(db, &self.slug, 0)? {
            let damaged = |e: String| StoreError::Damaged(recorded.number, e);
            let posted = book.post(&recorded.as_entry()?).map_err(|e| damaged(e.to_string()))?;
            write_pools(db, &self.slug, &posted)?;
            self.derive(db, &recorded)?;
        }
        let after = self.rows_that_follow(db)?;
        differences.extend(before.symmetric_difference(&after).cloned().map(Difference::Row));
        Ok(differences)
    }

    /// Follows the chain alone, from the first entry to the last.
    pub fn check_heads(&self) -> Result<Vec<Difference>, StoreError> {
        self.write(|db| {
            // Nothing is entered in between.
            lock_head(db, &self.slug)?;
            check_chain(db, &self.slug)
        })
    }

    /// What a rebuild would find, without writing anything.
    pub fn check_derived(&self) -> Result<Vec<Difference>, StoreError> {
        let mut live = self.live()?;
        let done = live.db.transaction(|db| match self.replay(db) {
            Ok(differences) => Err(Undone::Found(differences)),
            Err(error) => Err::<(), _>(Undone::Failed(error)),
        });
        match done {
            Err(Undone::Found(differences)) => Ok(differences),
            Err(Undone::Failed(error)) => Err(error),
            Ok(()) => Ok(Vec::new()),
        }
    }

    /// Empties every derived table but the outbox, whatever feature it belongs to.
    fn clear_derived(&self, db: &mut Db) -> Result<(), StoreError> {
        for kind in self.kinds {
            (kind.clear)(db, &self.slug)?;
        }
        for table in derived_in(Home::Book).filter(|table| !AFTER_CLOSING.contains(table)) {
            tables::clear(db, table, &self.slug)?;
        }
        Ok(())
    }

    /// Every row of those tables, to the letter.
    fn rows_that_follow(&self, db: &mut Db) -> Result<BTreeSet<String>, StoreError> {
        let mut rows = BTreeSet::new();
        for table in derived_in(Home::Book).filter(|table| !AFTER_CLOSING.contains(table)) {
            rows.extend(tables::rows(db, Home::Book, table, &self.slug)?);
        }
        Ok(rows)
    }

    /// Every row of every derived table of both stores, to the letter: what a rebuild has to make again.
    pub fn derived_tables(&self) -> Result<BTreeMap<&'static str, BTreeSet<String>>, StoreError> {
        let all = |db: &mut Db, home: Home| {
            derived_in(home)
                .map(|table| Ok((table, tables::rows(db, home, table, &self.slug)?.into_iter().collect())))
                .collect::<Result<BTreeMap<_, _>, StoreError>>()
        };
        let mut rows = self.read(|db| all(db, Home::Book))?;
        rows.extend(self.with_gate(|db| all(db, Home::Shown))?);
        Ok(rows)
    }

    /// Every entry as it waits at the gate once all that was told is forgotten.
    pub fn every_entry(&self) -> Result<Vec<Waiting>, StoreError> {
        let entries = self.read(|db| entries_of(db, &self.slug, 0))?;
        let waiting = entries.into_iter().map(|entry| Waiting {
            entry: entry.number,
            kind: entry.kind,
            recorded_at: entry.recorded_at,
            public: entry.public,
        });
        Ok(waiting.collect())
    }

    /// Forgets that days before one closed, of which nothing was told.
    pub fn forget_closes_before(&self, step: i32) -> Result<(), StoreError> {
        let early = snapshot::table.filter(snapshot::operation.eq(&self.slug)).filter(snapshot::step.lt(step));
        self.write_shown(|db| {
            both!(db, c => diesel::delete(early).execute(c))?;
            Ok(())
        })
    }

    /// Forgets what the gate told, so that it can tell it again from the entries alone.
    pub fn close_all(&self) -> Result<(), StoreError> {
        self.write(|db| {
            lock_head(db, &self.slug)?;
            tables::clear(db, OUTBOX, &self.slug)?;
            let numbers = entry::table.filter(entry::operation.eq(&self.slug)).order(entry::number);
            let numbers: Vec<i64> = both!(db, c => numbers.select(entry::number).load(c))?;
            // 2 values a row; PostgreSQL takes 65,535 parameters, SQLite 32,766.
            for some in numbers.chunks(10_000) {
                let row = |number: &i64| (outbox::operation.eq(&self.slug), outbox::entry.eq(*number));
                let rows: Vec<_> = some.iter().map(row).collect();
                both!(db, c => diesel::insert_into(outbox::table).values(&rows).execute(c))?;
            }
            Ok(())
        })?;
        self.clear_log()?;
        self.clear_texts()?;
        self.clear_shown()?;
        self.with_gate(|db| tables::clear(db, "card", &self.slug))?;
        self.copy_settings()
    }

    /// Derived rows as text, in a fixed order: for comparing a rebuild, and for tests.
    pub fn derived(&self) -> Result<Vec<String>, StoreError> {
        self.read(|db| self.derived_rows(db))
    }

    /// The store's own derived rows and those of every feature.
    fn derived_rows(&self, db: &mut Db) -> Result<Vec<String>, StoreError> {
        let mut rows = derived_rows(db, &self.slug)?;
        for kind in self.kinds {
            rows.extend((kind.rows)(db, &self.slug)?);
        }
        Ok(rows)
    }
}

/// An arrival or departure as read: entry, move, account, commodity, start, amount.
type LineRow = (i64, i64, String, String, Option<i64>, i64);

fn derived_rows(db: &mut Db, slug: &str) -> Result<Vec<String>, StoreError> {
    let mut rows = Vec::new();
    let query = pool::table.filter(pool::operation.eq(slug)).order((pool::account, pool::commodity));
    let columns = (pool::account, pool::commodity, pool::balance, pool::next_out);
    let pools: Vec<(String, String, i64, i64)> = both!(db, c => query.select(columns).load(c))?;
    rows.extend(pools.iter().map(|row| format!("pool {row:?}")));
    let query = arrival::table.filter(arrival::operation.eq(slug)).order((arrival::entry, arrival::r#move));
    let columns = (
        arrival::entry,
        arrival::r#move,
        arrival::account,
        arrival::commodity,
        arrival::start.nullable(),
        arrival::amount,
    );
    let arrivals: Vec<LineRow> = both!(db, c => query.select(columns).load(c))?;
    rows.extend(arrivals.iter().map(|row| format!("arrival {row:?}")));
    let query = departure::table.filter(departure::operation.eq(slug)).order((departure::entry, departure::r#move));
    let columns = (
        departure::entry,
        departure::r#move,
        departure::account,
        departure::commodity,
        departure::start,
        departure::amount,
    );
    let departures: Vec<LineRow> = both!(db, c => query.select(columns).load(c))?;
    rows.extend(departures.iter().map(|row| format!("departure {row:?}")));
    let query = corrected::table.filter(corrected::operation.eq(slug)).order(corrected::entry);
    let pairs: Vec<(i64, i64)> = both!(db, c => query.select((corrected::entry, corrected::by_entry)).load(c))?;
    rows.extend(pairs.iter().map(|row| format!("corrected {row:?}")));
    Ok(rows)
}

/// The sealed parts of entries by subject; nothing in place of those that were erased.
fn envelopes_of_entries(db: &mut Db, slug: &str) -> Result<BTreeMap<String, Option<Vec<u8>>>, StoreError> {
    let of_entries = "entry/%";
    let gone = erased::table.filter(erased::operation.eq(slug)).filter(erased::subject.like(of_entries));
    let gone: Vec<String> = both!(db, c => gone.select(erased::subject).load(c))?;
    let kept = sealed::table.filter(sealed::operation.eq(slug)).filter(sealed::subject.like(of_entries));
    let kept: Vec<(String, Vec<u8>)> = both!(db, c => kept.select((sealed::subject, sealed::envelope)).load(c))?;
    let kept = kept.into_iter().map(|(subject, envelope)| (subject, Some(envelope)));
    Ok(gone.into_iter().map(|subject| (subject, None)).chain(kept).collect())
}

fn check_chain(db: &mut Db, slug: &str) -> Result<Vec<Difference>, StoreError> {
    let query = entry::table.filter(entry::operation.eq(slug)).order(entry::number).select((
        entry::number,
        (entry::public_part, entry::private_part),
        (entry::salt_public, entry::salt_private, entry::salt_sealed),
        (entry::commitment_public, entry::commitment_private, entry::commitment_sealed),
        entry::head,
    ));
    let links: Vec<Link> = both!(db, c => query.load(c))?;
    let envelopes = envelopes_of_entries(db, slug)?;
    let mut differences = Vec::new();
    let mut head = Head::first();
    for link in &links {
        let number = u64::try_from(link.number).unwrap_or(0);
        let salted = |salt: &[u8], bytes: &[u8]| {
            let salt: [u8; 32] =
                salt.try_into().map_err(|_| StoreError::Damaged(number, "a salt is not 32 bytes".into()))?;
            Ok::<_, StoreError>(commit(&Salt(salt), bytes))
        };
        let made = Commitments {
            public: salted(&link.salts.0, &link.parts.0)?,
            private: salted(&link.salts.1, &link.parts.1)?,
            sealed: match envelopes.get(&Operation::entry_subject(number)) {
                // What was erased is gone; that it once was this stays proved.
                Some(None) => {
                    let stored = link.commitments.2.as_slice().try_into();
                    Commitment(stored.map_err(|_| StoreError::Damaged(number, "a commitment is not 32 bytes".into()))?)
                }
                Some(Some(envelope)) => salted(&link.salts.2, envelope)?,
                None => salted(&link.salts.2, b"")?,
            },
        };
        let stored = [&link.commitments.0, &link.commitments.1, &link.commitments.2];
        if [&made.public, &made.private, &made.sealed].iter().zip(stored).any(|(m, s)| m.0.as_slice() != s.as_slice()) {
            differences.push(Difference::Commitment(number));
        }
        head = head.next(&made);
        if head.0.as_slice() != link.head.as_slice() {
            differences.push(Difference::Head(number));
        }
    }
    let tip = operations::table.find(slug).select((operations::last_entry, operations::head));
    let (last, stored): (i64, Vec<u8>) = both!(db, c => tip.first(c))?;
    if last != links.last().map_or(0, |l| l.number) || stored.as_slice() != head.0.as_slice() {
        differences.push(Difference::Tip);
    }
    Ok(differences)
}
