//! The public pages: every dispatch by day, and one of them with its figures and corrections.

use maud::{Markup, html};

use super::changes::{self, Stretch};
use crate::publish::shown::Shown;
use crate::publish::texts::{Head, Name, Section, SectionKind, Telling, Version, Words, in_language};
use crate::web::layout::{FEED, Nav, Page, StripBox, address};
use crate::web::pieces::{At, Part, figure_href, figure_link, phrase, scroll};
use crate::web::pinned::Pins;
use crate::web::words::{Lang, Tongue};
use crate::web::{prose, telling};

/// Texts listed with their first words; the older ones by title alone, so that years of them still load.
const TOLD_IN_FULL: usize = 20;
/// Texts on the list; more than eight years of days.
const LISTED_MAX: usize = 3_000;

/// The list of all texts, newest day first.
pub fn list(w: Tongue, base: &str, shown: &Shown) -> String {
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Dispatches;
    "dispatches".clone_into(&mut page.here);
    page.title = w.with("dispatches-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("dispatches-lede");
    page.strip = vec![
        StripBox::text(w.t("strip-date"), &w.weekday_date(shown.today)),
        StripBox::text(w.t("dispatches-strip-count"), &w.number(i64::try_from(shown.texts.len()).unwrap_or(i64::MAX))),
    ];
    let at = At { w, base, shown };
    let (newest, older) = shown.texts.split_at(shown.texts.len().min(TOLD_IN_FULL));
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("dispatches-heading")) }
            p.lede { (w.t("dispatches-lede")) }
            p { a href=(address(base, w, FEED)) { (w.t("dispatches-feed")) } }
        }
        section.band aria-label=(w.t("dispatches-newest")) {
            @if newest.is_empty() { p { (w.t("dispatches-none")) } }
            @else { ol.told.plain { @for head in newest { (told(at, head)) } } }
        }
        @if !older.is_empty() {
            section.band aria-labelledby="h-older" {
                h2 #h-older { (w.t("dispatches-older")) }
                ol.facts { @for head in older.iter().take(LISTED_MAX) { (older_line(at, head)) } }
            }
        }
    };
    page.render(&content)
}

fn told(at: At, head: &Head) -> Markup {
    let Some((lang, title)) = in_language(&head.titles, at.w.lang().code()) else { return html! {} };
    let pins = Pins { at, lang, snapshot: head.snapshot, figures: &title.figures, units: &title.units };
    html! {
        li {
            p.box { (label(at.w, head.name)) ", " (at.w.date(head.published.date())) @if head.corrected { ", " (at.w.t("dispatch-corrected")) } }
            h2 lang=[foreign(at.w, lang)] { a href=(href(at, head.name)) { (title.title) } }
            div.lede lang=[foreign(at.w, lang)] { (pins.html(&title.lede)) }
        }
    }
}

fn older_line(at: At, head: &Head) -> Markup {
    let Some((lang, title)) = in_language(&head.titles, at.w.lang().code()) else { return html! {} };
    html! {
        li {
            span { (label(at.w, head.name)) }
            b lang=[foreign(at.w, lang)] { a href=(href(at, head.name)) { (title.title) } }
            span { (at.w.date(head.published.date())) }
        }
    }
}

fn href(at: At, name: Name) -> String {
    address(at.base, at.w, &format!("dispatches/{name}"))
}

/// `Day 23`; `Statement, Day 23`.
pub(super) fn label(w: Tongue, name: Name) -> String {
    w.with(if name.is_statement() { "dispatch-label-statement" } else { "day-n" }, &[("n", name.day.into())])
}

/// The language of a text where it is not the page's own.
pub(super) fn foreign(w: Tongue, lang: &str) -> Option<&str> {
    (lang != w.lang().code()).then_some(lang)
}

/// One text, and what stands below it; none where nothing of that name is published.
pub fn one(
    w: Tongue,
    base: &str,
    shown: &Shown,
    telling: &dyn Fn(Name) -> Option<Telling>,
    name: &str,
    below: &dyn Fn(Name) -> Markup,
) -> Option<String> {
    let name = Name::parse(name)?;
    let told = telling(name)?;
    let at = At { w, base, shown };
    let version = told.newest();
    let (lang, words) = in_language(&version.languages, w.lang().code())?;
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Dispatches;
    page.here = format!("dispatches/{name}");
    page.title = w.with("dispatch-title", &[("label", label(w, name).into()), ("title", (&words.title).into())]);
    page.strip = strip(w, &told);
    let content = html! {
        (article(at, &told, version, (lang, words)))
        (below(name))
        (neighbours(at, name))
    };
    Some(page.render(&content))
}

fn strip(w: Tongue, told: &Telling) -> Vec<StripBox> {
    let (first, newest) = (told.first(), told.newest());
    let published = first.published;
    let time = format!("{:02}:{:02}", published.hour(), published.minute());
    let moment = w.with("moment", &[("date", w.date(published.date()).into()), ("time", time.into())]);
    let mut boxes = vec![
        StripBox::text(
            w.t(if told.name.is_statement() { "dispatch-statement" } else { "dispatch-dispatch" }),
            &w.with("day-n", &[("n", told.name.day.into())]),
        ),
        StripBox::text(w.t("dispatch-published"), &moment),
    ];
    if newest.snapshot > 0 && !newest.figures.is_empty() {
        boxes.push(StripBox::text(
            w.t("dispatch-figures-of"),
            &w.with("dispatch-close-of-day", &[("n", newest.snapshot.into())]),
        ));
    }
    boxes.push(StripBox { label: w.t("strip-id"), value: html! { span.ref { (first.id) } } });
    boxes
}

/// A text with its corrections and its table of figures, as the page and the preview show it.
pub(super) fn article(at: At, told: &Telling, version: &Version, (lang, words): (&str, &Words)) -> Markup {
    let w = at.w;
    let pins = Pins { at, lang, snapshot: version.snapshot, figures: &version.figures, units: &version.units };
    html! {
        div.band.cols.open {
            article.read lang=[foreign(w, lang)] {
                h1 { (words.title) }
                (words_of(at, told, version, (lang, words)))
            }
            @if !version.figures.is_empty() { (figures(at, &pins, words)) }
        }
    }
}

/// The text below its title: page and feed show the same.
pub(super) fn words_of(at: At, told: &Telling, version: &Version, (lang, words): (&str, &Words)) -> Markup {
    let w = at.w;
    let pins = Pins { at, lang, snapshot: version.snapshot, figures: &version.figures, units: &version.units };
    let others: Vec<&String> = version.languages.keys().filter(|code| *code != lang).collect();
    html! {
        div.lede { (pins.html(&words.lede)) }
        @if foreign(w, lang).is_some() { p.note lang=(w.lang().code()) { (w.t("dispatch-not-in-your-language")) } }
        @for n in 1..told.versions.len() { (correction(at, told, n, lang)) }
        @for section in &words.sections { (section_html(at, &pins, section)) }
        @if !others.is_empty() { (other_languages(at, told.name, &others)) }
    }
}

fn other_languages(at: At, name: Name, others: &[&String]) -> Markup {
    let known = others.iter().filter_map(|code| Lang::parse(code));
    html! {
        p.note { (at.w.t("dispatch-also-in")) " "
            @for (n, lang) in known.enumerate() {
                @if n > 0 { ", " }
                a href=(address(at.base, Tongue::new(lang), &format!("dispatches/{name}"))) lang=(lang.code()) hreflang=(lang.code()) { (lang.own_name()) }
            }
        }
    }
}

fn section_html(at: At, pins: &Pins, section: &Section) -> Markup {
    let text = pins.html(&section.text);
    match section.kind {
        SectionKind::Report => html! { div { (text) } },
        SectionKind::Call => html! {
            div.call { (text) p.acts { a.btn href=(address(at.base, at.w, "give")) { (at.w.t("give-now")) } } }
        },
        SectionKind::Statement => html! {
            section.note-box.calm.said { p.box { (at.w.t("section-statement")) } (text) }
        },
        SectionKind::Quote => html! { blockquote { (text) } },
    }
}

/// The correction that made version `n`, in the language it is read in; none where it changed nothing there.
fn correction(at: At, told: &Telling, n: usize, lang: &str) -> Markup {
    let w = at.w;
    let (Some(before), Some(now)) = (told.versions.get(n - 1), told.versions.get(n)) else { return html! {} };
    let (Some(old), Some(new)) = (before.languages.get(lang), now.languages.get(lang)) else { return html! {} };
    // One set of figures says both: each name stands for one number at one close.
    let mut all = before.figures.clone();
    all.extend(now.figures.clone());
    let mut units = before.units.clone();
    units.extend(now.units.clone());
    let pins = Pins { at, lang, snapshot: now.snapshot, figures: &all, units: &units };
    let changed = changes::between(old, new, |text| pins.plain(text));
    if changed.is_empty() {
        return html! {};
    }
    let time = format!("{:02}:{:02}", now.published.hour(), now.published.minute());
    let heading =
        w.with("dispatch-correction", &[("date", w.date(now.published.date()).into()), ("time", time.into())]);
    html! {
        div.note-box role="note" aria-label=(heading) {
            p { strong lang=(w.lang().code()) { (heading) } }
            p { (new.note) }
            @for paragraph in &changed { p.changed { @for stretch in paragraph {
                @match stretch {
                    Stretch::Same(text) => (text),
                    Stretch::Gone(text) => del { (text) },
                    Stretch::Come(text) => ins { (text) },
                }
            } } }
            p.note lang=(w.lang().code()) { (w.t("dispatch-correction-entry")) " " span.ref { (now.id) } }
        }
    }
}

/// Every figure of the text in the order of the text: as it was told, and as it is today where that differs.
fn figures(at: At, pins: &Pins, words: &Words) -> Markup {
    let w = at.w;
    let texts = [&words.lede].into_iter().chain(words.sections.iter().map(|s| &s.text));
    let mut names: Vec<String> = Vec::new();
    for name in texts.flat_map(|text| prose::figures(text)).filter(|name| pins.figures.contains_key(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let today = |name: &String| at.shown.figures.get(name).filter(|f| pins.figures.get(name) != Some(&f.value));
    let moved = names.iter().any(|name| today(name).is_some());
    let table = html! {
        table {
            thead { tr {
                th scope="col" { (w.t("dispatch-col-what")) }
                th.num scope="col" { (w.t("dispatch-col-then")) }
                @if moved { th.num scope="col" { (w.t("dispatch-col-today")) } }
            } }
            tbody {
                @for name in &names {
                    tr {
                        th scope="row" { (telling::figure_title(w, at.shown, name)) }
                        td.num { (Pins { lang: w.lang().code(), ..*pins }.figure(name)) }
                        @if moved { td.num { @if let Some(figure) = today(name) {
                            (figure_link(&figure_href(at.base, w, name), figure.value, &telling::figure_short(w, figure.value, figure)))
                        } } }
                    }
                }
            }
        }
    };
    // The preview shows a text in every language: each table of figures says whose it is.
    let of = Lang::parse(pins.lang).map_or("", Lang::own_name);
    html! {
        aside aria-label=(format!("{} ({of})", w.t("dispatch-figures"))) {
            h2 { (w.t("dispatch-figures")) }
            (scroll(&w.t("dispatch-figures"), &table))
            p.note { (phrase(w, "dispatch-figures-note", vec![("day", Part::from(pins.snapshot))])) }
        }
    }
}

/// The texts before and after this one.
fn neighbours(at: At, name: Name) -> Markup {
    let place = at.shown.texts.iter().position(|head| head.name == name);
    let newer = place.and_then(|n| at.shown.texts.get(n.checked_sub(1)?));
    let older = place.and_then(|n| at.shown.texts.get(n + 1));
    let link = |head: &Head, rel: &str, key: &str| {
        let title = in_language(&head.titles, at.w.lang().code());
        html! { @if let Some((lang, title)) = title {
            li { p.box { (at.w.t(key)) ", " (label(at.w, head.name)) }
                a rel=(rel) href=(href(at, head.name)) lang=[foreign(at.w, lang)] { (title.title) } }
        } }
    };
    html! {
        nav.band aria-label=(at.w.t("dispatch-others")) {
            ul.plain.pair {
                @if let Some(head) = older { (link(head, "prev", "dispatch-before")) }
                @if let Some(head) = newer { (link(head, "next", "dispatch-after")) }
            }
            p { a href=(address(at.base, at.w, "dispatches")) { (at.w.t("dispatch-all")) } }
        }
    }
}
