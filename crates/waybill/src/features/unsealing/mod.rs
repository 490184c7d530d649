//! Opening what is sealed: first the book says who opens what, then it is shown, once.
//!
//! Nothing is shown that the book does not say. What is damaged, erased or not handed on yet is told before anything is
//! written: nothing was opened then.

use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::publish::gate::{KindShape, ruled};
use crate::store::{Answer, Class, Draft, FormKey, KindRows, NotOpened, PostError, Recorded, StoreError};
use crate::web::forms::{DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::sealed::{Subject, lock_mark, opened_rows};

/// The kind of entry.
pub const KIND: &str = "unsealing";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// The gate never tells it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Everything under `sealed`: the list, and the button for each class.
pub const DESK_PAGE: DeskPage = DeskPage { name: "sealed", title: "unsealed-title", answer };

/// The kind of entry with which something sealed is erased; the list names both.
const ERASURE: &str = "erasure";
/// Rows of the list; what is older stands in the book.
const LISTED_MAX: usize = 200;

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    match (ask.parts, ask.sent) {
        ([], None) => list(ask),
        ([class], Some(typed)) => {
            let subject = Subject::parse(typed.get("subject"));
            match (Class::parse(class), subject, FormKey::parse(typed.get("key"))) {
                (Some(class), Some(subject), Some(key)) => open(ask, class, &subject, &key),
                _ => Ok(DeskAnswer::Missing),
            }
        }
        _ => Ok(DeskAnswer::Missing),
    }
}

/// Opens one record for whoever asks. The address names the class, so that the table of who may do what decides.
fn open(ask: &DeskAsk, class: Class, subject: &Subject, key: &FormKey) -> Result<DeskAnswer, StoreError> {
    let (w, operation) = (ask.bench.w, ask.bench.operation);
    let name = subject.to_string();
    if let Some(on) = operation.erased_on(&name)? {
        return Ok(told(ask, subject, &w.with("opened-gone-on", &[("date", w.date(on).into())])));
    }
    if operation.has_sealed(&name)? != Some(class) {
        return Ok(DeskAnswer::Missing);
    }
    if operation.answered(key)?.is_some() {
        return Ok(told(ask, subject, &w.t("opened-before")));
    }
    let plain = match operation.unseal(&name, &ask.bench.by)? {
        Ok(plain) => plain,
        Err(NotOpened::Gone) => return Ok(told(ask, subject, &w.t("opened-gone"))),
        Err(NotOpened::Damaged) => return Ok(told(ask, subject, &w.t("opened-damaged"))),
        Err(NotOpened::NoShare) => return no_share(ask, class, subject),
    };
    let Some(rows) = opened_rows(w, &plain) else { return Ok(told(ask, subject, &w.t("opened-damaged"))) };
    drop(plain);
    match written(ask, class, &name, key)? {
        Answer { repeated: true, .. } => Ok(told(ask, subject, &w.t("opened-before"))),
        Answer { entry, .. } => Ok(shown(ask, subject, entry, &rows)),
    }
}

/// Says in the book that this is opened, by whoever asks.
fn written(ask: &DeskAsk, class: Class, subject: &str, key: &FormKey) -> Result<Answer, StoreError> {
    let bench = ask.bench;
    let draft = Draft {
        kind: KIND,
        on: bench.today.max(bench.card.day_one),
        public: json!({}),
        rest: json!({ "subject": subject, "class": class.code() }),
        moves: Vec::new(),
        corrects: None,
    };
    match bench.operation.post(bench.world, &bench.behind(), key, &draft, |_, _| Ok(())) {
        Ok(answer) => Ok(answer),
        Err(PostError::Store(error)) => Err(error),
        // An entry of today that moves nothing; the only way here is a clock before day 1.
        Err(refused) => Err(StoreError::Sealing(refused.to_string())),
    }
}

fn shown(ask: &DeskAsk, subject: &Subject, entry: u64, rows: &[(String, String)]) -> DeskAnswer {
    let w = ask.bench.w;
    let n = i64::try_from(entry).unwrap_or(i64::MAX);
    let content = html! {
        table { tbody { @for (label, words) in rows { tr { th scope="row" { (label) } td.said { bdi { (words) } } } } } }
        p.note { (lock_mark()) " " (w.with("opened-once", &[("n", n.into())])) }
    };
    page(ask, subject, false, &content)
}

fn told(ask: &DeskAsk, subject: &Subject, sentence: &str) -> DeskAnswer {
    page(ask, subject, true, &html! { div.note-box role="status" { p { (sentence) } } })
}

fn no_share(ask: &DeskAsk, class: Class, subject: &Subject) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let name = &ask.bench.by.person.name;
    let others: Vec<String> = ask.bench.operation.openers(class)?.into_iter().filter(|one| one != name).collect();
    let sentence = w.t(if others.is_empty() { "opened-no-share-nobody" } else { "opened-no-share" });
    let content = html! { div.note-box role="status" { p { (sentence) " " bdi { (others.join(", ")) } } } };
    Ok(page(ask, subject, true, &content))
}

fn page(ask: &DeskAsk, subject: &Subject, wrong: bool, content: &Markup) -> DeskAnswer {
    let w = ask.bench.w;
    let title = w.t(if wrong { "unsealed-title" } else { "opened-title" });
    DeskAnswer::Page {
        wrong,
        title: title.clone(),
        content: html! {
            section.band {
                h1 { (title) }
                p.lede { (subject.words(w)) }
                (content)
                p.acts { a.btn.less href=(address(ask.base, w, &subject.page())) { (w.t("opened-back")) } }
            }
        },
    }
}

/// Who opened and erased what, the newest first.
fn list(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let mut entries = ask.bench.operation.entries_of_kind(KIND)?;
    entries.extend(ask.bench.operation.entries_of_kind(ERASURE)?);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.number));
    let people = ask.bench.operation.people()?;
    let who = |entry: &Recorded| {
        let author = entry.private.get("author").and_then(Value::as_i64);
        let known = people.iter().find(|one| Some(i64::from(one.id)) == author);
        known.map_or_else(|| w.t("unsealed-machine"), |one| one.name.clone())
    };
    let content = html! {
        section.band {
            h1 { (w.t("unsealed-title")) }
            p.lede { (w.t("unsealed-about")) }
            @if entries.is_empty() { p { (w.t("unsealed-none")) } } @else {
                div.scroll tabindex="0" role="group" aria-label=(w.t("unsealed-title")) { table {
                    thead { tr {
                        th scope="col" { (w.t("column-entry")) } th scope="col" { (w.t("unsealed-when")) }
                        th scope="col" { (w.t("unsealed-who")) } th scope="col" { (w.t("unsealed-did")) }
                        th scope="col" { (w.t("unsealed-what")) }
                    } }
                    tbody { @for entry in entries.iter().take(LISTED_MAX) { tr {
                        td { a href=(address(ask.base, w, &format!("book/{}", entry.number))) { (w.number(i64::try_from(entry.number).unwrap_or(i64::MAX))) } }
                        td { (moment(ask, entry)) }
                        th scope="row" { bdi { (who(entry)) } }
                        td { (w.t(if entry.kind == KIND { "unsealed-opened" } else { "unsealed-erased" })) }
                        td { (subjects(ask, entry)) }
                    } } }
                } }
                @if entries.len() > LISTED_MAX { p.note { (w.with("unsealed-more", &[("n", LISTED_MAX.into())])) } }
            }
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("unsealed-title"), content })
}

fn moment(ask: &DeskAsk, entry: &Recorded) -> String {
    let local = ask.bench.card.local(Timestamp::from_second(entry.recorded_at).unwrap_or(Timestamp::UNIX_EPOCH));
    format!("{}, {:02}:{:02}", ask.bench.w.date(local.date()), local.hour(), local.minute())
}

/// What an entry opened or erased, each with a link to its place.
fn subjects(ask: &DeskAsk, entry: &Recorded) -> Markup {
    let w = ask.bench.w;
    let one = entry.private.pointer("/rest/subject").and_then(Value::as_str);
    let several = entry.private.pointer("/rest/subjects").and_then(Value::as_array);
    let all = several.into_iter().flatten().filter_map(Value::as_str).chain(one).filter_map(Subject::parse);
    html! { @for (place, subject) in all.enumerate() {
        @if place > 0 { "; " }
        a href=(address(ask.base, w, &subject.page())) { (subject.words(w)) }
    } }
}
