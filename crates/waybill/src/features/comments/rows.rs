//! Rows of comments: what came in, what was decided about it, and telling the public side.

use diesel::prelude::*;
use jiff::Span;
use jiff::civil::Date;

use crate::both;
use crate::publish::comments::{Comment, CommentKeeper, HELD_MAX, Taken};
use crate::store::{CommentRow, Db, FormKey, Operation, StoreError, erase_in, keep_sealed};

diesel::table! {
    #[allow(missing_docs)]
    comment_kept (operation, id) {
        operation -> Text, id -> Text, about -> Text, lang -> Text, digest -> Text, place -> BigInt, written_on -> Text,
        author -> Text, words -> Text, state -> Text, reply -> Text, replied_on -> Text, version -> Integer,
        decided_by -> Text, told -> Integer,
    }
}

/// For the intake door.
pub const KEEPER: CommentKeeper = CommentKeeper { find, keep };

/// Days for which it is remembered that a form's comment was rejected: as long as that form can be sent, and a day more.
const REJECTED_DAYS: i64 = 2;

/// Decisions told to the public side in one go; whoever looks next tells the rest.
const TOLD_MAX: i64 = 200;

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody but coordinators can read it.
    Held,
    /// Everybody can.
    Approved,
    /// Nobody will; its words are gone.
    Rejected,
    /// Everybody could, and its words are gone.
    Removed,
}

impl State {
    const ALL: [State; 4] = [State::Held, State::Approved, State::Rejected, State::Removed];

    /// As it is stored, and in the names of its phrases.
    pub fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Removed => "removed",
        }
    }
}

/// A comment as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The same in public.
    pub id: String,
    /// The text it stands under, as in addresses.
    pub about: String,
    /// Of the page on which it was written.
    pub lang: String,
    /// The day on which it was written.
    pub on: Date,
    /// The name its writer chose.
    pub author: String,
    /// Plain text.
    pub words: String,
    /// Where it stands.
    pub state: State,
    /// The operation's answer; may be empty.
    pub reply: String,
    /// Grows with every decision.
    pub version: i32,
    decided_by: String,
}

/// What a moderator decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The world may read it, with this answer; the answer may be empty.
    Approve(String),
    /// Nobody will read it.
    Reject,
    /// Another answer, or none any more.
    Reply(String),
    /// Nobody will read it any more.
    Remove,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It stands, by this form.
    Done(Kept),
    /// Somebody else decided in between; this is where the comment stands, and nothing was changed.
    Crossed(Kept),
    /// There is no such comment any more.
    Gone,
}

type Row = ((String, String, String, String), (String, String), (String, String), (i32, String));
type Columns = (
    (comment_kept::id, comment_kept::about, comment_kept::lang, comment_kept::written_on),
    (comment_kept::author, comment_kept::words),
    (comment_kept::state, comment_kept::reply),
    (comment_kept::version, comment_kept::decided_by),
);
const COLUMNS: Columns = (
    (comment_kept::id, comment_kept::about, comment_kept::lang, comment_kept::written_on),
    (comment_kept::author, comment_kept::words),
    (comment_kept::state, comment_kept::reply),
    (comment_kept::version, comment_kept::decided_by),
);

fn kept(row: Row) -> Result<Kept, StoreError> {
    let ((id, about, lang, on), (author, words), (state, reply), (version, decided_by)) = row;
    let damaged = || StoreError::Damaged(0, format!("the comment {id}"));
    let on = on.parse().map_err(|_| damaged())?;
    let state = State::ALL.into_iter().find(|known| known.code() == state).ok_or_else(damaged)?;
    Ok(Kept { id, about, lang, on, author, words, state, reply, version, decided_by })
}

/// The id that a form's key stands for.
fn id_of(operation: &Operation, key: &FormKey) -> String {
    operation.keys().public_id(&format!("comment {}", key.as_str()))
}

/// Under what name the address of a comment's writer is sealed.
pub(super) fn subject_of(id: &str) -> String {
    format!("comment/{id}")
}

/// What a form said, in one short word. An address is no part of it: nothing of it stands unsealed.
fn digest_of(operation: &Operation, comment: &Comment) -> String {
    let said = &comment.said;
    operation.keys().public_id(&format!("comment-said {} {}\n{}", comment.about, said.author, said.words))
}

fn find(operation: &Operation, comment: &Comment) -> Result<Option<Taken>, StoreError> {
    operation.read(|db| taken_before(db, operation, comment))
}

fn taken_before(db: &mut Db, operation: &Operation, comment: &Comment) -> Result<Option<Taken>, StoreError> {
    let query = comment_kept::table.find((operation.slug(), id_of(operation, &comment.key)));
    let digest: Option<String> = both!(db, c => query.select(comment_kept::digest).first(c).optional())?;
    let same = digest_of(operation, comment);
    Ok(digest.map(|digest| if digest == same { Taken::Held } else { Taken::FormUsed }))
}

fn keep(operation: &Operation, comment: &Comment, today: Date) -> Result<Taken, StoreError> {
    operation.write(|db| {
        if let Some(first) = taken_before(db, operation, comment)? {
            return Ok(first);
        }
        sweep(db, operation.slug(), today)?;
        if count_of(db, operation.slug(), State::Held)? >= HELD_MAX {
            return Ok(Taken::Full);
        }
        let mine = comment_kept::table.filter(comment_kept::operation.eq(operation.slug()));
        let last = mine.select(diesel::dsl::max(comment_kept::place));
        let last: Option<i64> = both!(db, c => last.first(c))?;
        let row = (
            (comment_kept::operation.eq(operation.slug()), comment_kept::id.eq(id_of(operation, &comment.key))),
            (comment_kept::about.eq(comment.about.to_string()), comment_kept::lang.eq(comment.lang)),
            (comment_kept::digest.eq(digest_of(operation, comment)), comment_kept::place.eq(last.unwrap_or(0) + 1)),
            (comment_kept::written_on.eq(today.to_string()), comment_kept::author.eq(&comment.said.author)),
            (comment_kept::words.eq(&comment.said.words), comment_kept::state.eq(State::Held.code())),
            (comment_kept::reply.eq(""), comment_kept::replied_on.eq("")),
            (comment_kept::version.eq(0), comment_kept::decided_by.eq(""), comment_kept::told.eq(1)),
        );
        let insert = diesel::insert_into(comment_kept::table).values(row).on_conflict_do_nothing();
        if both!(db, c => insert.execute(c))? == 0 {
            // Another program took the same form a moment ago.
            return Ok(taken_before(db, operation, comment)?.unwrap_or(Taken::FormUsed));
        }
        if let Some(reach) = &comment.reach {
            keep_sealed(db, operation.slug(), &subject_of(&id_of(operation, &comment.key)), reach)?;
        }
        Ok(Taken::Held)
    })
}

/// Forgets rejected comments whose forms can be sent no more. Rides on somebody's comment.
fn sweep(db: &mut Db, operation: &str, today: Date) -> Result<(), StoreError> {
    let before = today.saturating_sub(Span::new().days(REJECTED_DAYS)).to_string();
    let rows = comment_kept::table.filter(comment_kept::operation.eq(operation));
    let rows = rows.filter(comment_kept::state.eq(State::Rejected.code())).filter(comment_kept::written_on.lt(before));
    both!(db, c => diesel::delete(rows).execute(c))?;
    Ok(())
}

fn count_of(db: &mut Db, operation: &str, state: State) -> Result<i64, StoreError> {
    let query = comment_kept::table.filter(comment_kept::operation.eq(operation));
    let query = query.filter(comment_kept::state.eq(state.code())).count();
    Ok(both!(db, c => query.get_result(c))?)
}

/// How many stand there.
pub(super) fn count(operation: &Operation, state: State) -> Result<i64, StoreError> {
    operation.read(|db| count_of(db, operation.slug(), state))
}

/// Comments that wait, oldest first, at most so many.
pub fn held(operation: &Operation, at_most: i64) -> Result<Vec<Kept>, StoreError> {
    operation.read(|db| {
        let query = comment_kept::table.filter(comment_kept::operation.eq(operation.slug()));
        let query = query.filter(comment_kept::state.eq(State::Held.code())).order(comment_kept::place).limit(at_most);
        let rows: Vec<Row> = both!(db, c => query.select(COLUMNS).load(c))?;
        rows.into_iter().map(kept).collect()
    })
}

/// Comments that everybody can read, newest first, from behind the first `before`.
pub(super) fn approved(operation: &Operation, before: i64, at_most: i64) -> Result<Vec<Kept>, StoreError> {
    operation.read(|db| {
        let query = comment_kept::table.filter(comment_kept::operation.eq(operation.slug()));
        let query = query.filter(comment_kept::state.eq(State::Approved.code())).order(comment_kept::place.desc());
        let rows: Vec<Row> = both!(db, c => query.offset(before).limit(at_most).select(COLUMNS).load(c))?;
        rows.into_iter().map(kept).collect()
    })
}

fn row_of(db: &mut Db, operation: &str, id: &str) -> Result<Option<Kept>, StoreError> {
    let query = comment_kept::table.find((operation, id)).select(COLUMNS);
    let row: Option<Row> = both!(db, c => query.first(c).optional())?;
    row.map(kept).transpose()
}

/// Decides about one comment as it stood when the form was opened. The same form once more finds its decision made.
pub fn decide(
    operation: &Operation,
    (id, seen): (&str, i32),
    form: &FormKey,
    act: &Act,
    today: Date,
) -> Result<Decided, StoreError> {
    operation.write(|db| {
        let Some(before) = row_of(db, operation.slug(), id)? else { return Ok(Decided::Gone) };
        if before.decided_by == form.as_str() {
            return Ok(Decided::Done(before));
        }
        let Some(state) = after(before.state, act).filter(|_| before.version == seen) else {
            return Ok(Decided::Crossed(before));
        };
        if write(db, operation.slug(), &before, (state, act), form, today)? == 0 {
            // Another program was faster by a moment; what it wrote is there by now.
            let now = row_of(db, operation.slug(), id)?;
            return Ok(now.map_or(Decided::Gone, Decided::Crossed));
        }
        if matches!(act, Act::Reject | Act::Remove) {
            erase_in(db, operation.slug(), &subject_of(id), today)?;
        }
        Ok(row_of(db, operation.slug(), id)?.map_or(Decided::Gone, Decided::Done))
    })
}

/// Where a comment stands after a decision; `None` where it cannot be decided so.
fn after(state: State, act: &Act) -> Option<State> {
    match (state, act) {
        (State::Held, Act::Approve(_)) | (State::Approved, Act::Reply(_)) => Some(State::Approved),
        (State::Held, Act::Reject) => Some(State::Rejected),
        (State::Approved, Act::Remove) => Some(State::Removed),
        _ => None,
    }
}

fn write(
    db: &mut Db,
    operation: &str,
    before: &Kept,
    (state, act): (State, &Act),
    form: &FormKey,
    today: Date,
) -> Result<usize, StoreError> {
    let (author, words, reply) = match act {
        Act::Approve(reply) | Act::Reply(reply) => (before.author.as_str(), before.words.as_str(), reply.as_str()),
        Act::Reject | Act::Remove => ("", "", ""),
    };
    let replied_on = if reply.is_empty() { String::new() } else { today.to_string() };
    let row = comment_kept::table.find((operation, &before.id)).filter(comment_kept::version.eq(before.version));
    let set = (
        (comment_kept::author.eq(author), comment_kept::words.eq(words)),
        (comment_kept::state.eq(state.code()), comment_kept::reply.eq(reply), comment_kept::replied_on.eq(replied_on)),
        (comment_kept::version.eq(before.version + 1), comment_kept::decided_by.eq(form.as_str())),
        comment_kept::told.eq(i32::from(state == State::Rejected)),
    );
    Ok(both!(db, c => diesel::update(row).set(set).execute(c))?)
}

/// Tells the public side every decision that it has not heard of yet. Repeating it changes nothing.
pub fn settle(operation: &Operation) -> Result<(), StoreError> {
    let untold: Vec<(Row, String)> = operation.read(|db| {
        let query = comment_kept::table.filter(comment_kept::operation.eq(operation.slug()));
        let query = query.filter(comment_kept::told.eq(0)).order(comment_kept::place).limit(TOLD_MAX);
        Ok::<_, StoreError>(both!(db, c => query.select((COLUMNS, comment_kept::replied_on)).load(c))?)
    })?;
    for (row, replied_on) in untold {
        let one = kept(row)?;
        let version = one.version;
        operation.write_comment(&CommentRow {
            operation: operation.slug().to_owned(),
            id: one.id.clone(),
            about: one.about,
            position: 0,
            written_on: one.on.to_string(),
            lang: one.lang,
            author: one.author,
            words: one.words,
            reply: one.reply,
            replied_on,
            removed: i32::from(one.state == State::Removed),
            version,
        })?;
        operation.write(|db| {
            let row = comment_kept::table.find((operation.slug(), &one.id)).filter(comment_kept::version.eq(version));
            both!(db, c => diesel::update(row).set(comment_kept::told.eq(1)).execute(c))?;
            Ok(())
        })?;
    }
    Ok(())
}
