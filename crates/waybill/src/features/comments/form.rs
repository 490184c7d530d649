//! The form for a comment on a page of its own, and what is told once it was sent.

use maud::{Markup, html};

use super::said::WORDS_MAX;
use crate::publish::texts::{Telling, in_language};
use crate::web::comment::{CommentForm, TRAP};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{Input, InputKind};
use crate::web::layout::{Nav, Page, address};
use crate::web::public::Reading;

/// The page with its form.
pub fn page(reading: &Reading, told: &Telling, form: &CommentForm) -> String {
    let w = reading.w;
    let view = view(reading, told, form);
    let mut page = blank(reading, told);
    page.title = fields::title(w, &view, &w.t("comment-title"));
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("comment-title")) }
            p.lede { (about(reading, told)) }
        }
        div.band.cols {
            section aria-label=(w.t("comment-title")) { (fields::form_html(w, &view)) }
            section.slip aria-labelledby="h-kept" {
                h2 #h-kept { (w.t("comment-kept")) }
                ul {
                    li { (w.t("comment-kept-read")) }
                    li { (w.t("comment-kept-what")) }
                    li { (w.t("comment-kept-not")) }
                }
            }
        }
    };
    page.render(&content)
}

/// What is told once a comment is held.
pub fn answer(reading: &Reading, told: &Telling) -> String {
    let w = reading.w;
    let mut page = blank(reading, told);
    page.title = w.t("comment-held");
    let back = address(reading.base, w, &format!("dispatches/{}", told.name));
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("comment-held")) }
            p.lede { (w.t("comment-held-text")) }
        }
        section.band {
            p { (w.t("comment-held-again")) }
            p.acts { a.btn href=(back) { (w.t("comment-back")) } }
        }
    };
    page.render(&content)
}

fn blank<'a>(reading: &Reading<'a>, told: &Telling) -> Page<'a> {
    let mut page = Page::new(reading.w, reading.base, &reading.shown.card);
    page.nav = Nav::Dispatches;
    page.here = format!("dispatches/{}/comment", told.name);
    page.noindex = true;
    page
}

/// The text it is about.
fn about(reading: &Reading, told: &Telling) -> Markup {
    let w = reading.w;
    let title = in_language(&told.newest().languages, w.lang().code());
    html! {
        (super::page::label(w, told.name))
        @if let Some((lang, words)) = title {
            ": "
            a href=(address(reading.base, w, &format!("dispatches/{}", told.name))) lang=(lang) { (words.title) }
        }
    }
}

fn view(reading: &Reading, told: &Telling, form: &CommentForm) -> FormView {
    let w = reading.w;
    let field = |input: Input| {
        let value = form.typed.as_ref().map_or(String::new(), |typed| typed.raw(&input.name).to_owned());
        let error = form.problems.iter().find(|p| p.field == input.name).map(|p| p.text.clone());
        vec![Field { input, value, error }]
    };
    let max = i64::try_from(WORDS_MAX).unwrap_or(i64::MAX);
    let rows = vec![
        field(Input::new("author", w.t("comment-name"), InputKind::Nickname).hint(w.t("comment-name-hint"))),
        field(Input::new("mail", w.t("comment-mail"), InputKind::Email).hint(w.t("comment-mail-hint"))),
        field(Input::new(TRAP, w.t("comment-trap"), InputKind::Trap)),
        field(
            Input::new("words", w.t("comment-words"), InputKind::Area)
                .hint(w.with("comment-words-hint", &[("max", max.into())])),
        ),
    ];
    FormView {
        action: address(reading.base, w, &format!("dispatches/{}/comment#problems", told.name)),
        fields: rows,
        sealed: None,
        hidden: vec![("key".into(), form.key.clone()), ("token".into(), form.token.clone())],
        buttons: vec![Button::new(w.t("comment-send"))],
        problems: form.problems.clone(),
    }
}
