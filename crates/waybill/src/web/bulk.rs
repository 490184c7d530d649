//! Very many of one form at once, as a file brings them: the same rules, the same words for what is wrong, the same entries.

use super::forms::{Bench, Form, PlainRows, Unread, problem_of};
use super::sealed::SealedPart;
use super::typed::{Problem, Typed};
use crate::store::{AlsoMany, Answer, Draft, FormKey, Planned, PostError, Sealed, StoreError};

/// One filled-in form of many.
pub struct Line {
    /// Its own key: sent again, it is answered and not entered.
    pub key: FormKey,
    /// What stands in it.
    pub typed: Typed,
}

/// A form that can be read many at a time, asking the book once for all of them.
#[derive(Clone, Copy)]
pub struct Bulk {
    /// Its path.
    pub form: &'static str,
    /// Fields that every line must have.
    pub needed: &'static [&'static str],
    /// Fields that a line may have besides, but for sealed ones.
    pub may: &'static [&'static str],
    /// Reads the lines as the form's own `read` and `also` read one. What the form would draw into a hidden field is drawn
    /// here. No line may need what an earlier one of them makes.
    pub read: fn(&Bench, &mut [Line]) -> Result<Drafts, StoreError>,
}

/// What was read: for each line a draft or what is wrong with it, and the plain rows of those that will be entered.
pub struct Drafts {
    /// One a line, in order.
    pub drafts: Vec<Result<Draft, Vec<Problem>>>,
    /// Writes plain rows, by the place of a line.
    pub also: AlsoMany,
}

/// Enters the lines of one form in order: for each its entry, or the rules that were broken. Whoever asks has the turn.
pub fn enter_many(
    bench: &Bench,
    form: &Form,
    bulk: Option<&Bulk>,
    lines: &mut [Line],
) -> Result<Vec<Result<Answer, Vec<Problem>>>, StoreError> {
    let Drafts { drafts, mut also } = match bulk {
        Some(bulk) => (bulk.read)(bench, lines)?,
        None => read_each(bench, form, lines)?,
    };
    let sealed = match form.sealed {
        Some(part) => seal_each(bench, part, lines)?,
        None => lines.iter().map(|_| Ok(None)).collect(),
    };
    let (mut planned, mut places, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for (place, ((line, draft), sealed)) in lines.iter().zip(drafts).zip(sealed).enumerate() {
        match (draft, sealed) {
            (Ok(draft), Ok(sealed)) => {
                let behind = crate::store::Behind { sealed, ..bench.behind() };
                planned.push(Planned { key: line.key.clone(), behind, draft });
                places.push(place);
            }
            (draft, sealed) => {
                let problems = [draft.err(), sealed.err()].into_iter().flatten().flatten().collect();
                wrong.push((place, problems));
            }
        }
    }
    let mut answers: Vec<(usize, Result<Answer, Vec<Problem>>)> =
        wrong.into_iter().map(|(place, problems)| (place, Err(problems))).collect();
    // The plain rows know lines by their place among all that were read.
    let at = places.clone();
    let mut also: AlsoMany = Box::new(move |db, entered| {
        let entered: Vec<(usize, u64)> = entered.iter().map(|(place, entry)| (at[*place], *entry)).collect();
        also(db, &entered)
    });
    let posted = bench.operation.post_many(bench.world, &planned, &mut also)?;
    for (place, posted) in places.into_iter().zip(posted) {
        let told = |error: PostError| problem_of(bench.w, &error, form.short_field).into_iter().collect();
        answers.push((place, posted.map_err(told)));
    }
    answers.sort_by_key(|(place, _)| *place);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// One by one, for forms of which few come.
fn read_each(bench: &Bench, form: &Form, lines: &[Line]) -> Result<Drafts, StoreError> {
    let (mut drafts, mut rows): (Vec<_>, Vec<PlainRows>) = (Vec::new(), Vec::new());
    for line in lines {
        let bench = bench.with_key(line.key.clone());
        drafts.push(match (form.read)(&bench, &line.typed) {
            Ok(draft) => Ok(draft),
            Err(Unread::Problems(problems)) => Err(problems),
            Err(Unread::Store(error)) => return Err(error),
        });
        rows.push((form.also)(&bench, &line.typed)?);
    }
    let also: AlsoMany =
        Box::new(move |db, entered| entered.iter().try_for_each(|(place, entry)| rows[*place](db, *entry)));
    Ok(Drafts { drafts, also })
}

/// Seals what only some may read, on all the cores there are.
fn seal_each(
    bench: &Bench,
    part: SealedPart,
    lines: &[Line],
) -> Result<Vec<Result<Option<Sealed>, Vec<Problem>>>, StoreError> {
    let (mut each, mut plain) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        each.push(part.read(bench.w, &line.typed).map(|said| {
            said.map(|said| {
                plain.push(said);
                plain.len() - 1
            })
        }));
    }
    if plain.is_empty() {
        return Ok(each.into_iter().map(|one| one.map(|_| None)).collect());
    }
    let Some(sealed) = bench.operation.seal_all(part.class, &plain)? else {
        // Nobody could open it; each line says so at its own field.
        return lines.iter().map(|line| part.seal(bench, &line.typed)).collect();
    };
    let mut sealed: Vec<Option<Sealed>> = sealed.into_iter().map(Some).collect();
    Ok(each.into_iter().map(|one| one.map(|at| at.and_then(|at| sealed[at].take()))).collect())
}
