//! Erasing a person: what goes, what stays and why; then the envelopes are destroyed, and the book says that they were.
//!
//! The data key of an envelope stands in its header and nowhere else, so whoever deletes the envelope destroys it. Amounts,
//! days and commitments stay: the books add up, and prove that nothing else was changed.

use jiff::civil::Date;
use maud::{Markup, html};
use serde_json::json;

use crate::publish::gate::{KindShape, ruled};
use crate::store::{Class, Draft, FormKey, KindRows, Operation, PostError, StoreError, erase_in};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{DeskAnswer, DeskAsk, Input, InputKind};
use crate::web::layout::address;
use crate::web::sealed::{Subject, lock_mark};
use crate::web::typed::Problem;

/// The kind of entry.
pub const KIND: &str = "erasure";
/// The first part of its addresses: `erase/entry/17`; `erase/giver/17` is everything of the giver of that entry.
pub const NAME: &str = "erase";
/// It has no rows of its own: what was erased is noted by the store.
pub const ROWS: KindRows = KindRows::none(KIND);
/// The gate never tells it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };

/// What belongs to one person in the rows of other features; the house lends it.
#[derive(Clone, Copy)]
pub struct Belonging {
    /// The reference under which an entry came, if it came under one.
    pub reference_of: fn(&Operation, u64) -> Result<Option<String>, StoreError>,
    /// The entries that came under a reference, as somebody may type it.
    pub entries_of: fn(&Operation, &str) -> Result<Vec<u64>, StoreError>,
    /// The bank's lines that became these entries, by their ids.
    pub lines_of: fn(&Operation, &[u64]) -> Result<Vec<String>, StoreError>,
}

/// One thing that is sealed, or was.
struct Part {
    subject: Subject,
    class: Option<Class>,
    erased: Option<Date>,
}

/// What is asked about: one subject with what hangs on it, or everything of one giver.
struct Asked {
    parts: Vec<Part>,
    /// An entry whose giver's other entries can be erased as well.
    of_giver: Option<u64>,
    /// The page to go back to, behind the language.
    back: String,
}

/// Answers a request of these pages.
pub fn answer(ask: &DeskAsk, belonging: &Belonging) -> Result<DeskAnswer, StoreError> {
    if ask.parts.is_empty() {
        return search(ask, belonging);
    }
    let Some(asked) = asked(ask, belonging)? else { return Ok(DeskAnswer::Missing) };
    let Some(typed) = ask.sent else { return Ok(page(ask, &asked, false)) };
    let Some(key) = FormKey::parse(typed.get("key")) else { return Ok(page(ask, &asked, false)) };
    ask.bench.operation.in_turn(|| erase(ask, belonging, &key))?;
    // Shown as it is now: pressed twice, it is erased once and told twice.
    match self::asked(ask, belonging)? {
        Some(now) => Ok(page(ask, &now, true)),
        None => Ok(DeskAnswer::Missing),
    }
}

/// Asks for a giver's reference, as it stands in a letter that somebody wrote us; it leads on by an entry, so that no address
/// holds it.
fn search(ask: &DeskAsk, belonging: &Belonging) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let value = ask.sent.map_or(String::new(), |typed| typed.raw("reference").to_owned());
    let mut error = None;
    if let Some(typed) = ask.sent {
        let entries = (belonging.entries_of)(ask.bench.operation, typed.get("reference"))?;
        match entries.first() {
            Some(first) => return Ok(DeskAnswer::Go(format!("{NAME}/giver/{first}"))),
            None => error = Some(w.t("erase-reference-unknown")),
        }
    }
    let problems = error.clone().map(|text| Problem { field: "reference".to_owned(), text }).into_iter().collect();
    let input = Input::new("reference", w.t("gift-reference"), InputKind::Text).hint(w.t("erase-reference-hint"));
    let view = FormView {
        action: address(ask.base, w, &format!("{NAME}#problems")),
        fields: vec![vec![Field { input, value, error }]],
        buttons: vec![Button::new(w.t("erase-find"))],
        problems,
        ..FormView::default()
    };
    let content = html! {
        section.band {
            h1 { (w.t("erase-title")) }
            p.lede { (w.t("erase-how")) }
            (fields::form_html(w, &view))
        }
    };
    let title = fields::title(w, &view, &w.t("erase-title"));
    Ok(DeskAnswer::Page { wrong: !view.problems.is_empty(), title, content })
}

fn asked(ask: &DeskAsk, belonging: &Belonging) -> Result<Option<Asked>, StoreError> {
    let operation = ask.bench.operation;
    let [sort, id] = ask.parts else { return Ok(None) };
    let giver = *sort == "giver";
    let Some(subject) = Subject::parse(&format!("{}/{id}", if giver { "entry" } else { sort })) else {
        return Ok(None);
    };
    let mut entries = Vec::new();
    let mut of_giver = None;
    if let Subject::Entry(number) = subject {
        entries.push(number);
        let reference = (belonging.reference_of)(operation, number)?;
        match reference {
            Some(reference) if giver => entries = (belonging.entries_of)(operation, &reference)?,
            Some(_) => of_giver = Some(number),
            None if giver => return Ok(None),
            None => {}
        }
    }
    let (back, mut subjects) = (subject.page(), vec![subject]);
    subjects.extend(entries.iter().map(|number| Subject::Entry(*number)));
    subjects.extend((belonging.lines_of)(operation, &entries)?.into_iter().map(Subject::Line));
    subjects.sort();
    subjects.dedup();
    let mut parts = Vec::new();
    for subject in subjects {
        let name = subject.to_string();
        let (class, erased) = (operation.has_sealed(&name)?, operation.erased_on(&name)?);
        if class.is_some() || erased.is_some() {
            parts.push(Part { subject, class, erased });
        }
    }
    Ok((!parts.is_empty()).then_some(Asked { parts, of_giver, back }))
}

/// Erases what is still there, and says so in the book, in one transaction.
fn erase(ask: &DeskAsk, belonging: &Belonging, key: &FormKey) -> Result<(), StoreError> {
    let bench = ask.bench;
    let operation = bench.operation;
    // Seen anew, now that it is our turn: what another page erased meanwhile is not erased again.
    let Some(asked) = asked(ask, belonging)? else { return Ok(()) };
    let there = asked.parts.iter().filter(|part| part.class.is_some());
    let names: Vec<String> = there.map(|part| part.subject.to_string()).collect();
    if names.is_empty() || operation.answered(key)?.is_some() {
        return operation.leave_no_trace();
    }
    let on = bench.today.max(bench.card.day_one);
    let draft = Draft {
        kind: KIND,
        on,
        public: json!({}),
        rest: json!({ "subjects": names }),
        moves: Vec::new(),
        corrects: None,
    };
    let posted = operation.post(bench.world, &bench.behind(), key, &draft, |db, _| {
        names.iter().try_for_each(|name| match erase_in(db, operation.slug(), name, on) {
            Ok(_) => Ok(()),
            Err(StoreError::Query(error)) => Err(error),
            Err(_) => Err(diesel::result::Error::RollbackTransaction),
        })
    });
    match posted {
        Ok(_) => operation.leave_no_trace(),
        Err(PostError::Store(error)) => Err(error),
        Err(refused) => Err(StoreError::Sealing(refused.to_string())),
    }
}

fn page(ask: &DeskAsk, asked: &Asked, done: bool) -> DeskAnswer {
    let w = ask.bench.w;
    let there = asked.parts.iter().any(|part| part.class.is_some());
    let has_words = asked.parts.iter().any(|part| matches!(part.subject, Subject::Comment(_)));
    let content = html! {
        section.band {
            h1 { (w.t("erase-title")) }
            @if done && !there { div.note-box.calm role="status" { p { (w.t("erase-done")) } } }
            @else { p.lede { (w.t("erase-about")) } }
            h2 { (w.t("erase-goes")) }
            ul { @for part in &asked.parts { li { (part_html(ask, part)) } } }
            h2 { (w.t("erase-stays")) }
            ul {
                li { (w.t("erase-stays-book")) }
                li { (w.t("erase-stays-proof")) }
                @if has_words { li { (w.t("erase-stays-words")) } }
                li { (w.t("erase-stays-backups")) }
            }
            @if there { form method="post" action=(address(ask.base, w, &format!("{NAME}/{}", ask.parts.join("/")))) {
                input type="hidden" name="key" value=(FormKey::draw(ask.bench.world).as_str());
                p.acts { button.btn type="submit" { (w.t("erase-button")) } }
            } }
            p.acts {
                a.btn.less href=(address(ask.base, w, &asked.back)) { (w.t("opened-back")) }
                @if let Some(entry) = asked.of_giver {
                    a href=(address(ask.base, w, &format!("{NAME}/giver/{entry}"))) { (w.t("erase-all-of")) }
                }
            }
        }
    };
    DeskAnswer::Page { wrong: false, title: w.t("erase-title"), content }
}

fn part_html(ask: &DeskAsk, part: &Part) -> Markup {
    let w = ask.bench.w;
    html! {
        a href=(address(ask.base, w, &part.subject.page())) { (part.subject.words(w)) } ": "
        @if let Some(class) = part.class { (lock_mark()) " " (w.t(&format!("erase-class-{}", class.code()))) }
        @else if let Some(on) = part.erased { (w.with("erase-was", &[("date", w.date(on).into())])) }
    }
}
