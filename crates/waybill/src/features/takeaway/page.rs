//! The page that lists the files: what each is for, how large it is, and how to check it without trusting anybody.

use maud::{Markup, html};

use crate::publish::shown::Shown;
use crate::web::layout::{FEED, Nav, Page, StripBox, address};
use crate::web::pieces::{as_of, scroll};
use crate::web::words::Tongue;

/// A file as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileShown {
    /// Its name.
    pub name: &'static str,
    /// Its size in bytes.
    pub bytes: usize,
}

/// Commands that check a file, by the phrase that introduces them: they are the same in every language.
const CHECKS: [(&str, &str); 3] = [
    ("takeaway-check-figures", "waybill-verify facts.jsonl figures.json dispatches.jsonl"),
    ("takeaway-check-hledger", "hledger check --strict -f books.journal"),
    ("takeaway-check-beancount", "bean-check books.beancount"),
];

/// The page.
pub fn page(w: Tongue, base: &str, shown: &Shown, files: &[FileShown]) -> String {
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Books;
    "takeaway".clone_into(&mut page.here);
    page.title = w.with("takeaway-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("takeaway-lede");
    page.strip = vec![
        StripBox::text(w.t("strip-as-of"), &as_of(w, shown)),
        StripBox::text(w.t("strip-facts"), &w.with("strip-facts-n", &[("n", shown.facts.len().into())])),
        StripBox::text(w.t("takeaway-strip-files"), &w.number(i64::try_from(files.len()).unwrap_or(i64::MAX))),
    ];
    let content = html! {
        div.hero.plain-hero { h1 { (w.t("takeaway-heading")) } p.lede { (w.t("takeaway-lede")) } }
        section.band aria-labelledby="h-files" {
            h2 #h-files { (w.t("takeaway-files")) }
            (table(w, base, files))
            p.note { (w.t("takeaway-smallest-unit")) }
        }
        div.band.cols {
            section.read aria-labelledby="h-check" {
                h2 #h-check { (w.t("takeaway-check")) }
                p { (w.t("takeaway-check-lede")) }
                @for (key, command) in CHECKS { p { span.box { (w.t(key)) } br; code dir="ltr" { (command) } } }
                p { a href=(address(base, w, "check")) { (w.t("takeaway-check-more")) } }
            }
            section.read aria-labelledby="h-feed" {
                h2 #h-feed { (w.t("takeaway-feed")) }
                p { (w.t("takeaway-feed-text")) " " a href=(address(base, w, FEED)) { (w.t("takeaway-feed-link")) } }
                h2 { (w.t("takeaway-mirror")) }
                p { (w.t("takeaway-mirror-text")) }
                p { code dir="ltr" { "waybill mirror " (w.t("takeaway-mirror-folder")) } }
            }
        }
        p.band { a href=(address(base, w, "books")) { (w.t("figures-to-books")) } }
    };
    page.render(&content)
}

fn table(w: Tongue, base: &str, files: &[FileShown]) -> Markup {
    let rows = html! {
        table.wordy {
            thead { tr {
                th scope="col" { (w.t("takeaway-col-file")) }
                th scope="col" { (w.t("takeaway-col-what")) }
                th.num scope="col" { (w.t("takeaway-col-size")) }
            } }
            tbody {
                @for file in files {
                    tr {
                        th scope="row" { a href=(format!("{base}/{}", file.name)) download { (file.name) } }
                        td { (w.t(&format!("takeaway-file-{}", file.name.replace('.', "-")))) }
                        td.num { (w.with("takeaway-kilobytes", &[("n", file.bytes.div_ceil(1000).into())])) }
                    }
                }
            }
        }
    };
    scroll(&w.t("takeaway-files"), &rows)
}
