//! Rows of dispatches: drafts, which change with every save, and which names are published.

use diesel::prelude::*;
use serde_json::Value;

use crate::both;
use crate::publish::texts::{Name, Words};
use crate::store::{Db, Operation, Recorded, StoreError};

diesel::table! {
    #[allow(missing_docs)]
    dispatch_draft (operation, name, lang) {
        operation -> Text, name -> Text, lang -> Text, version -> Integer, body -> Text,
    }
}
diesel::table! {
    #[allow(missing_docs)]
    dispatch (operation, entry) { operation -> Text, entry -> BigInt, name -> Text, }
}

/// Drafts an operation may have open, over all languages; whoever has more wants to publish or drop some.
pub(super) const DRAFTS_MAX: i64 = 100;

/// A draft in one language, with the number of its last save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) version: i32,
    pub(super) words: Words,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// It is kept, under this number.
    As(i32),
    /// Somebody saved in between; this is what stands there, and nothing was changed.
    Crossed(Draft),
    /// The draft they had seen was published or dropped; nothing was changed.
    Gone,
    /// There are [`DRAFTS_MAX`] drafts already.
    TooMany,
}

pub(super) fn derive(db: &mut Db, operation: &str, recorded: &Recorded) -> QueryResult<()> {
    let name = recorded.public.get("name").and_then(Value::as_str).unwrap_or_default();
    let number = i64::try_from(recorded.number).unwrap_or(i64::MAX);
    let row = (dispatch::operation.eq(operation), dispatch::entry.eq(number), dispatch::name.eq(name));
    both!(db, c => diesel::insert_into(dispatch::table).values(row).execute(c))?;
    Ok(())
}

pub(super) fn clear(db: &mut Db, operation: &str) -> QueryResult<()> {
    both!(db, c => diesel::delete(dispatch::table.filter(dispatch::operation.eq(operation))).execute(c))?;
    Ok(())
}

pub(super) fn rows(db: &mut Db, operation: &str) -> QueryResult<Vec<String>> {
    let query = dispatch::table.filter(dispatch::operation.eq(operation)).order(dispatch::entry);
    let rows: Vec<(i64, String)> = both!(db, c => query.select((dispatch::entry, dispatch::name)).load(c))?;
    Ok(rows.iter().map(|row| format!("dispatch {row:?}")).collect())
}

/// The entries that published a text and corrected it, oldest first; none where nothing of that name is published.
pub fn published_entries(operation: &Operation, name: Name) -> Result<Vec<u64>, StoreError> {
    operation.read(|db| {
        let query = dispatch::table
            .filter(dispatch::operation.eq(operation.slug()))
            .filter(dispatch::name.eq(name.to_string()))
            .order(dispatch::entry)
            .select(dispatch::entry);
        let entries: Vec<i64> = both!(db, c => query.load(c))?;
        Ok(entries.into_iter().map(|n| u64::try_from(n).unwrap_or(0)).collect())
    })
}

/// How many versions of a text are published, also by this very transaction.
pub(super) fn versions(db: &mut Db, operation: &str, name: Name) -> QueryResult<usize> {
    let query = dispatch::table.filter(dispatch::operation.eq(operation)).filter(dispatch::name.eq(name.to_string()));
    let count: i64 = both!(db, c => query.count().get_result(c))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Names and languages of all drafts, newest day first.
pub(super) fn open(operation: &Operation) -> Result<Vec<(Name, String)>, StoreError> {
    let rows: Vec<(String, String)> = operation.read(|db| {
        let query = dispatch_draft::table.filter(dispatch_draft::operation.eq(operation.slug()));
        let query = query.select((dispatch_draft::name, dispatch_draft::lang)).order(dispatch_draft::lang);
        Ok::<_, StoreError>(both!(db, c => query.load(c))?)
    })?;
    let mut open: Vec<(Name, String)> =
        rows.into_iter().filter_map(|(name, lang)| Some((Name::parse(&name)?, lang))).collect();
    open.sort_by_key(|(name, _)| std::cmp::Reverse(*name));
    Ok(open)
}

/// The draft of one language.
pub(super) fn find(operation: &Operation, name: Name, lang: &str) -> Result<Option<Draft>, StoreError> {
    operation.read(|db| Ok(found(db, operation.slug(), &name.to_string(), lang)?))
}

fn found(db: &mut Db, operation: &str, name: &str, lang: &str) -> QueryResult<Option<Draft>> {
    let query = dispatch_draft::table.find((operation, name, lang));
    let query = query.select((dispatch_draft::version, dispatch_draft::body));
    let row: Option<(i32, String)> = both!(db, c => query.first(c).optional())?;
    Ok(row.map(|(version, body)| Draft { version, words: serde_json::from_str(&body).unwrap_or_default() }))
}

/// Keeps what somebody wrote, unless somebody else saved since they looked: `seen` is the number they saw, 0 for none.
/// A new draft begins at `first`, a random number, so that no number of one draft means something in a later one. The
/// same words sent twice are kept once.
pub(super) fn save(
    operation: &Operation,
    name: Name,
    lang: &str,
    (seen, first): (i32, i32),
    words: &Words,
) -> Result<Saved, StoreError> {
    let (slug, name) = (operation.slug(), name.to_string());
    let body = serde_json::to_string(words).map_err(|e| StoreError::Damaged(0, e.to_string()))?;
    operation.write(|db| {
        let before = found(db, slug, &name, lang)?;
        let stands = before.as_ref().map_or(first, |draft| draft.version);
        match before {
            Some(draft) if draft.words == *words => return Ok(Saved::As(stands)),
            None if seen != 0 => return Ok(Saved::Gone),
            Some(draft) if stands != seen => return Ok(Saved::Crossed(draft)),
            None => {
                let query = dispatch_draft::table.filter(dispatch_draft::operation.eq(slug)).count();
                let open: i64 = both!(db, c => query.get_result(c))?;
                if open >= DRAFTS_MAX {
                    return Ok(Saved::TooMany);
                }
            }
            Some(_) => {}
        }
        let row = (
            dispatch_draft::operation.eq(slug),
            dispatch_draft::name.eq(&name),
            dispatch_draft::lang.eq(lang),
            dispatch_draft::version.eq(stands + 1),
            dispatch_draft::body.eq(&body),
        );
        let now = (dispatch_draft::version.eq(stands + 1), dispatch_draft::body.eq(&body));
        let key = (dispatch_draft::operation, dispatch_draft::name, dispatch_draft::lang);
        let insert = diesel::insert_into(dispatch_draft::table).values(row).on_conflict(key).do_update().set(now);
        both!(db, c => insert.execute(c))?;
        Ok(Saved::As(stands + 1))
    })
}

/// Drops the drafts of a name: they are published, or not wanted.
pub(super) fn drop_drafts(db: &mut Db, operation: &str, name: Name) -> QueryResult<()> {
    let rows = dispatch_draft::table.filter(dispatch_draft::operation.eq(operation));
    let rows = rows.filter(dispatch_draft::name.eq(name.to_string()));
    both!(db, c => diesel::delete(rows).execute(c))?;
    Ok(())
}
