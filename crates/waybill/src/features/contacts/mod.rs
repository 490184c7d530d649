//! Contacts: whom to call at a supplier, or at a body that holds money for us. All of it is sealed; the book has the code.
//!
//! A contact belongs to a holder's code and not to an entry: it outlives orders, and another one takes its place for good.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::catalogue::{HolderName, holder_name};
use crate::store::{Class, FormKey, StoreError};
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::sealed::{self, SealedInput, SealedPart, Subject};
use crate::web::typed::{Problem, Typed};

/// Everything under `contacts`.
pub const DESK_PAGE: DeskPage = DeskPage { name: NAME, title: "contacts-title", answer };

const NAME: &str = "contacts";

/// What a contact is.
pub const CONTACT: SealedPart = SealedPart {
    class: Class::Contact,
    inputs: &[
        SealedInput { name: "contact_name", hint: "sealed-contact-name-hint", area: false },
        SealedInput { name: "contact_reach", hint: "sealed-contact-hint", area: false },
        SealedInput { name: "contact_note", hint: "sealed-contact-note-hint", area: true },
    ],
};

/// The kinds of entries that name suppliers and bodies, and where they do.
const NAMED: [(&str, &[&str]); 2] = [("order", &["/supplier", "/through"]), ("advance", &["/intermediary"])];

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    match (ask.parts, ask.sent) {
        ([], None) => list(ask),
        ([code], sent) if holders(ask.bench)?.contains(*code) => match sent {
            Some(typed) => keep(ask, code, typed),
            None => one(ask, code, &Typed::default(), Vec::new()),
        },
        _ => Ok(DeskAnswer::Missing),
    }
}

/// Codes of suppliers and of bodies that hold or held money for us.
fn holders(bench: &Bench) -> Result<BTreeSet<String>, StoreError> {
    let mut codes = BTreeSet::new();
    for (kind, places) in NAMED {
        for entry in bench.operation.entries_of_kind(kind)? {
            let named = places.iter().filter_map(|place| entry.public.pointer(place)?.as_str());
            codes.extend(
                named.filter(|code| matches!(holder_name(code), Some(HolderName::Body(..)))).map(str::to_owned),
            );
        }
    }
    Ok(codes)
}

fn list(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let mut rows = Vec::new();
    for code in holders(ask.bench)? {
        let kept = ask.bench.operation.has_sealed(&Subject::Holder(code.clone()).to_string())?.is_some();
        rows.push((w.holder(&code), code, kept));
    }
    let content = html! {
        section.band {
            h1 { (w.t("contacts-title")) }
            p.lede { (w.t("contacts-about")) }
            @if rows.is_empty() { p { (w.t("contacts-none")) } } @else {
                ul.plain.queue { @for (words, code, kept) in &rows { li {
                    a href=(address(ask.base, w, &format!("{NAME}/{code}"))) { (words) }
                    p.note { (w.t(if *kept { "contacts-kept" } else { "contacts-empty" })) }
                } } }
            }
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("contacts-title"), content })
}

/// Seals what was typed in place of what was there.
fn keep(ask: &DeskAsk, code: &str, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let (subject, bench) = (Subject::Holder(code.to_owned()).to_string(), ask.bench);
    // The same press again: it is kept, and sealing it anew would only make another envelope.
    if bench.operation.said_first(&bench.key)?.is_some() {
        return Ok(DeskAnswer::Go(format!("{NAME}/{code}")));
    }
    match CONTACT.seal(ask.bench, typed)? {
        Err(problems) => one(ask, code, typed, problems),
        Ok(None) => {
            let text = ask.bench.w.t("contacts-nothing");
            one(ask, code, typed, vec![Problem { field: CONTACT.inputs[0].name.to_owned(), text }])
        }
        Ok(Some(record)) => {
            bench.operation.replace_sealed(&subject, &record)?;
            bench.operation.note_said(&bench.key, "kept")?;
            Ok(DeskAnswer::Go(format!("{NAME}/{code}")))
        }
    }
}

fn one(ask: &DeskAsk, code: &str, typed: &Typed, problems: Vec<Problem>) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let subject = Subject::Holder(code.to_owned()).to_string();
    let there = ask.bench.operation.has_sealed(&subject)?.is_some();
    let wrong = !problems.is_empty();
    let view = FormView {
        action: address(ask.base, w, &format!("{NAME}/{code}#problems")),
        sealed: Some(CONTACT.group(ask.bench, typed, &problems)?),
        hidden: vec![("key".into(), FormKey::draw(ask.bench.world).as_str().into())],
        buttons: vec![Button::new(w.t("contacts-keep"))],
        problems,
        ..FormView::default()
    };
    let words = w.holder(code);
    let title = fields::title(w, &view, &words);
    let may_keep = CONTACT.class.opened_by().contains(&ask.bench.by.person.role);
    let content = html! {
        section.band {
            h1 { (words) }
            (sealed::below(ask.bench, ask.base, &subject)?)
            @if may_keep { (form(ask, there, &view)) }
            p.acts { a href=(address(ask.base, w, NAME)) { (w.t("contacts-list")) } }
        }
    };
    Ok(DeskAnswer::Page { wrong, title, content })
}

fn form(ask: &DeskAsk, there: bool, view: &FormView) -> Markup {
    let w = ask.bench.w;
    html! {
        @if there { h2 { (w.t("contacts-replace")) } p.note { (w.t("contacts-replaces")) } }
        (fields::form_html(w, view))
    }
}
