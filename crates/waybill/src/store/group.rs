//! One COMMIT for many: whoever writes while the disk is busy with somebody else shares the next way to it.
//!
//! The first writer opens a transaction; each one works in it behind a savepoint of its own, so that one who is refused
//! leaves nothing behind and the others go on. Whoever finds nobody waiting behind commits for all. Nobody is answered
//! before that COMMIT returned. Nobody who only reads sees the book in memory while it is ahead of the disk.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, MutexGuard, OnceLock, PoisonError};

use diesel::prelude::*;
use waybill_journal::{Book, Posted};

use super::db::{Db, TRIES_MAX};
use super::operation::{Live, Operation, lock};
use super::schema::operations;
use super::{MaybeConflict, StoreError};

/// Most writers that share one COMMIT: more than 64 people press a button in the same moment nowhere, and the first of
/// them waits for the last.
const MEMBERS_MAX: usize = 128;

/// Writers whose work lies in one open transaction.
/// Invariant: while there is one, the book in memory is ahead of the disk by `posted` and by nothing else.
#[derive(Default)]
pub(super) struct Group {
    outcome: Arc<OnceLock<Outcome>>,
    /// What was posted in memory, oldest first; taken back in reverse.
    posted: Vec<Posted>,
    /// How much of it belongs to writers who are done with their part.
    kept: usize,
    /// Writers whose part is in it.
    members: usize,
    /// Writers who came, also those whose part was refused: a group ends after so many, whatever became of them.
    came: usize,
}

/// What became of a group, told to everybody in it.
#[derive(Clone)]
enum Outcome {
    /// It is on the disk.
    Kept,
    /// Nothing of it was kept, for the sake of somebody else in it: worth trying again.
    Again,
    /// The database did not keep it.
    Failed(Arc<diesel::result::Error>),
}

/// What became of one writer's own part.
enum Part<T, E> {
    Done(T),
    /// Only this part was undone.
    Refused(E),
    /// The whole transaction is gone with it.
    Broken(E),
}

/// Who waits, who is told, and how often the disk was asked.
#[derive(Default)]
pub(super) struct Sharing {
    /// Writers on their way into a group.
    joining: AtomicUsize,
    /// Told whenever a group has ended.
    ended: Condvar,
    commits: AtomicU64,
    /// The disk failed: nothing is written any more. A sync that failed is never tried again, because the second one may find nothing
    /// left to do and say that all is well.
    stopped: AtomicBool,
}

impl Operation {
    /// Does one writer's part, and answers once it is on the disk. `work` gets the connection, the book in memory, and the
    /// list into which it puts what it posts there. It may be asked again: after a conflict of two programs (SQLSTATE 40001), or when the
    /// transaction was lost with somebody else's part.
    pub(super) fn share<T, E>(
        &self,
        mut work: impl FnMut(&mut Db, &mut Book, &mut Vec<Posted>) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError> + MaybeConflict,
    {
        for _ in 1..TRIES_MAX {
            match self.share_once(&mut work) {
                Err(error) if error.is_conflict() => {}
                done => return done,
            }
        }
        self.share_once(&mut work)
    }

    fn share_once<T, E>(
        &self,
        work: &mut impl FnMut(&mut Db, &mut Book, &mut Vec<Posted>) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError> + MaybeConflict,
    {
        let (mut live, outcome) = self.enter_group()?;
        match catch_unwind(AssertUnwindSafe(|| live.part(work))) {
            Ok(Part::Done(value)) => {
                self.commit_if_last(&mut live);
                match self.outcome_of(live, &outcome) {
                    Outcome::Kept => Ok(value),
                    Outcome::Again => Err(StoreError::Crossed.into()),
                    Outcome::Failed(error) => Err(StoreError::NotKept(error).into()),
                }
            }
            Ok(Part::Refused(error)) => {
                self.commit_if_last(&mut live);
                Err(error)
            }
            Ok(Part::Broken(error)) => {
                self.stop_at(&error);
                self.abandon(&mut live);
                Err(error)
            }
            Err(panic) => {
                self.after_panic(&mut live);
                drop(live);
                resume_unwind(panic)
            }
        }
    }

    /// The connection with a group open on it.
    fn enter_group(&self) -> Result<(MutexGuard<'_, Live>, Arc<OnceLock<Outcome>>), StoreError> {
        self.sharing.joining.fetch_add(1, Ordering::SeqCst);
        let mut live = lock(&self.live);
        self.sharing.joining.fetch_sub(1, Ordering::SeqCst);
        if let Err(stopped) = self.not_stopped() {
            // Whoever waited for this one to commit must not wait on.
            self.abandon(&mut live);
            return Err(stopped);
        }
        if live.group.is_none() || self.live.is_poisoned() {
            self.revive(&mut live)?;
            live.db.open_shared(self.slug())?;
        }
        let group = live.group.get_or_insert_with(Group::default);
        group.came += 1;
        let outcome = Arc::clone(&group.outcome);
        Ok((live, outcome))
    }

    /// Ends the group where nobody comes after this one, who would end it.
    fn commit_if_last(&self, live: &mut Live) {
        let full = live.group.as_ref().is_some_and(|group| group.came >= MEMBERS_MAX);
        if full || self.sharing.joining.load(Ordering::SeqCst) == 0 {
            self.commit(live);
        }
    }

    fn commit(&self, live: &mut Live) {
        let Some(group) = live.group.take() else { return };
        if group.members == 0 {
            let _ = live.db.undo();
            return self.tell(&group.outcome, Outcome::Kept);
        }
        self.sharing.commits.fetch_add(1, Ordering::SeqCst);
        match live.db.keep() {
            Ok(()) => self.tell(&group.outcome, Outcome::Kept),
            Err(error) => {
                // A failed COMMIT has rolled back already; where it has not, this does.
                let _ = live.db.undo();
                self.stop_at(&error);
                let outcome = if error.is_conflict() { Outcome::Again } else { Outcome::Failed(Arc::new(error)) };
                take_back(&mut live.book, group.posted);
                self.tell(&group.outcome, outcome);
            }
        }
    }

    /// The transaction is lost: nothing of the group is kept, and its other writers try again.
    fn abandon(&self, live: &mut Live) {
        let Some(group) = live.group.take() else { return };
        let _ = live.db.undo();
        take_back(&mut live.book, group.posted);
        self.tell(&group.outcome, Outcome::Again);
    }

    /// Somebody's part panicked. What the others did is kept; the book in memory, in which the panic may have been, is read
    /// again from what the database has.
    fn after_panic(&self, live: &mut Live) {
        if live.undo_part() {
            self.commit(live);
        } else {
            self.abandon(live);
        }
        live.book = Book::default();
    }

    /// The connection and the book in memory are given up, and with them whatever group was open.
    pub(super) fn forget_group(&self, live: &mut Live) {
        if let Some(group) = live.group.take() {
            self.tell(&group.outcome, Outcome::Again);
        }
    }

    fn tell(&self, told: &OnceLock<Outcome>, outcome: Outcome) {
        let _ = told.set(outcome);
        self.sharing.ended.notify_all();
    }

    fn outcome_of(&self, mut live: MutexGuard<'_, Live>, outcome: &OnceLock<Outcome>) -> Outcome {
        loop {
            if let Some(told) = outcome.get() {
                return told.clone();
            }
            live = self.sharing.ended.wait(live).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits until no group is open.
    pub(super) fn between_groups<'a>(&self, mut live: MutexGuard<'a, Live>) -> MutexGuard<'a, Live> {
        while live.group.is_some() && !self.live.is_poisoned() {
            live = self.sharing.ended.wait(live).unwrap_or_else(PoisonError::into_inner);
        }
        live
    }

    /// Refused once the disk has failed.
    pub(super) fn not_stopped(&self) -> Result<(), StoreError> {
        if self.sharing.stopped.load(Ordering::SeqCst) { Err(StoreError::Stopped) } else { Ok(()) }
    }

    /// Stops all writing where this says that the disk failed.
    pub(super) fn stop_at(&self, error: &impl MaybeConflict) {
        if error.is_fault() && !self.sharing.stopped.swap(true, Ordering::SeqCst) {
            tracing::error!(
                "the disk failed: nothing more is written until the program is started again; look at the disk first"
            );
        }
    }

    /// Whether the disk failed, so that nothing is written until the program is started again.
    pub fn is_stopped(&self) -> bool {
        self.not_stopped().is_err()
    }

    /// How many writers stand before the book now.
    pub fn writers_waiting(&self) -> usize {
        self.sharing.joining.load(Ordering::SeqCst)
    }

    /// How many COMMITs of the book there were since the program started.
    pub fn commits(&self) -> u64 {
        self.sharing.commits.load(Ordering::SeqCst)
    }
}

impl Live {
    fn part<T, E>(&mut self, work: &mut impl FnMut(&mut Db, &mut Book, &mut Vec<Posted>) -> Result<T, E>) -> Part<T, E>
    where
        E: From<StoreError> + MaybeConflict,
    {
        let group = self.group.as_mut().expect("a writer has joined it");
        if let Err(error) = self.db.mark() {
            return Part::Broken(StoreError::from(error).into());
        }
        let worked = work(&mut self.db, &mut self.book, &mut group.posted);
        let kept =
            worked.and_then(|value| self.db.keep().map(|()| value).map_err(|error| StoreError::from(error).into()));
        match kept {
            Ok(value) => {
                group.members += 1;
                group.kept = group.posted.len();
                Part::Done(value)
            }
            Err(error) => {
                let undone = self.undo_part();
                if undone && !error.is_conflict() && !error.is_fault() {
                    Part::Refused(error)
                } else {
                    Part::Broken(error)
                }
            }
        }
    }

    /// Undoes what the newest writer did; false where the transaction itself is gone.
    fn undo_part(&mut self) -> bool {
        let undone = self.db.undo().is_ok();
        if let Some(group) = self.group.as_mut() {
            take_back(&mut self.book, group.posted.split_off(group.kept));
        }
        undone
    }
}

impl Db {
    /// Begins a transaction that several writers will share. Each program takes the book's head first, so that two programs wait for
    /// each other in one order whatever their writers write.
    fn open_shared(&mut self, slug: &str) -> QueryResult<()> {
        self.begin()?;
        if let Self::Postgres(c) = self {
            let head = operations::table.find(slug).select(operations::last_entry).for_update();
            if let Err(error) = head.first::<i64>(&mut **c).optional() {
                let _ = self.undo();
                return Err(error);
            }
        }
        Ok(())
    }
}

/// The database did not keep these, so memory must not either.
fn take_back(book: &mut Book, posted: Vec<Posted>) {
    posted.into_iter().rev().for_each(|one| super::post::take_back(book, one));
}
