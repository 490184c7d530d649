//! What stands under a text: its comments, oldest first, with the operation's answers; and all of them, page by page.

use maud::{Markup, html};

use crate::publish::comments::{A_PAGE, CommentShown, Comments, Listed};
use crate::publish::texts::{Name, in_language};
use crate::web::layout::{Nav, Page, StripBox, address, page_number};
use crate::web::public::Reading;
use crate::web::words::Tongue;

/// The part of a text's page that holds its comments: the newest, oldest of them first.
pub fn below(reading: &Reading, name: Name) -> Markup {
    let w = reading.w;
    let told = (reading.comments)(name, Listed::Newest);
    let listed = i64::try_from(told.listed.len()).unwrap_or(i64::MAX);
    html! {
        section.band #comments aria-labelledby="h-comments" {
            h2 #h-comments { (w.with("comments-count", &[("n", told.count.into())])) }
            @if told.places == 0 { p { (w.t("comments-none")) } }
            @if told.places > listed {
                p { a href=(address(reading.base, w, &format!("comments/{name}"))) { (w.t("comments-older")) } }
            }
            (list(w, &told.listed))
            p.acts { a.btn.less href=(address(reading.base, w, &format!("dispatches/{name}/comment"))) { (w.t("comment-title")) } }
        }
    }
}

/// All comments of a text, from the first; `23` is the first page, `23@2` the second. None where there is no such page.
pub fn all(reading: &Reading) -> Option<String> {
    let w = reading.w;
    let (name, number) = match reading.name.split_once('@') {
        None => (Name::parse(reading.name)?, 1),
        Some((name, number)) => (Name::parse(name)?, i64::try_from(page_number(number)?).ok()?),
    };
    let text = (reading.telling)(name)?;
    let told = (reading.comments)(name, Listed::Page(number));
    if number > 1 && told.listed.is_empty() {
        return None;
    }
    let mut page = Page::new(w, reading.base, &reading.shown.card);
    page.nav = Nav::Dispatches;
    page.here = format!("comments/{}", reading.name);
    page.title = w.with("comments-title", &[("name", label(w, name).into())]);
    page.strip = strip(w, name, &told, number);
    let title = in_language(&text.newest().languages, w.lang().code());
    let here = |path: String| address(reading.base, w, &path);
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.with("comments-title", &[("name", label(w, name).into())])) }
            @if let Some((lang, words)) = title {
                p.lede { a href=(here(format!("dispatches/{name}"))) lang=(lang) { (words.title) } }
            }
        }
        section.band aria-label=(w.t("comments-heading")) {
            @if told.places == 0 { p { (w.t("comments-none")) } }
            (list(w, &told.listed))
            p.acts {
                @if number > 1 { a rel="prev" href=(here(path_of(name, number - 1))) { (w.t("comments-before")) } }
                @if number < pages(&told) { a rel="next" href=(here(path_of(name, number + 1))) { (w.t("comments-after")) } }
                a.btn.less href=(here(format!("dispatches/{name}/comment"))) { (w.t("comment-title")) }
            }
        }
    };
    Some(page.render(&content))
}

fn path_of(name: Name, number: i64) -> String {
    if number == 1 { format!("comments/{name}") } else { format!("comments/{name}@{number}") }
}

fn pages(told: &Comments) -> i64 {
    (told.places - 1).max(0) / A_PAGE + 1
}

fn strip(w: Tongue, name: Name, told: &Comments, number: i64) -> Vec<StripBox> {
    vec![
        StripBox::text(w.t("comments-about"), &label(w, name)),
        StripBox::text(w.t("comments-heading"), &w.number(told.count)),
        StripBox::text(
            w.t("comments-page"),
            &w.with("comments-page-of", &[("n", number.into()), ("of", pages(told).into())]),
        ),
    ]
}

/// `Day 23`; `Statement, Day 23`.
pub(super) fn label(w: Tongue, name: Name) -> String {
    w.with(if name.is_statement() { "dispatch-label-statement" } else { "day-n" }, &[("n", name.day.into())])
}

/// Comments one under the other.
fn list(w: Tongue, comments: &[CommentShown]) -> Markup {
    html! {
        @if !comments.is_empty() { ol.plain.comments { @for comment in comments { (one(w, comment)) } } }
    }
}

fn one(w: Tongue, comment: &CommentShown) -> Markup {
    let day = w.date(comment.on);
    html! {
        li id=(format!("c-{}", comment.id)) {
            @match &comment.said {
                None => p.note { (w.with("comments-removed", &[("date", day.into())])) },
                Some(said) => {
                    div.who { bdi { (said.author) } span.box { (day) } }
                    div {
                        (paragraphs(foreign(w, &comment.lang), &said.words))
                        @if let Some((reply, on)) = &comment.reply {
                            div.reply {
                                p.box { (w.with("comments-reply", &[("date", w.date(*on).into())])) }
                                (paragraphs(foreign(w, &comment.lang), reply))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Somebody's words as they were typed: an empty line ends a paragraph, each of which turns as its own letters do.
pub(super) fn paragraphs(lang: Option<&str>, words: &str) -> Markup {
    html! { div.words lang=[lang] { @for paragraph in words.split("\n\n") { p dir="auto" { (paragraph) } } } }
}

/// The language of a comment where it is not the page's own.
fn foreign(w: Tongue, lang: &str) -> Option<&str> {
    (lang != w.lang().code()).then_some(lang)
}
