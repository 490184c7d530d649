//! Words with figures in them, shown as they were published: each number pinned to the close it was read at.

use std::collections::BTreeMap;

use maud::{Markup, html};
use waybill_journal::Commodity;

use super::pieces::{At, figure_href, figure_link};
use super::words::{Lang, Tongue};
use super::{prose, telling};
use crate::publish::shown::Figure;

/// The figures of a text, and the tongue it is written in.
#[derive(Clone, Copy)]
pub struct Pins<'a> {
    /// The page it stands on: the reader's language, for links.
    pub at: At<'a>,
    /// The text's own language, for numbers.
    pub lang: &'a str,
    /// The close the figures were read at.
    pub snapshot: i32,
    /// By name.
    pub figures: &'a BTreeMap<String, i64>,
    /// What they count, by name: as it was told then, whatever the figure is today.
    pub units: &'a BTreeMap<String, String>,
}

impl Pins<'_> {
    /// Markdown as HTML, its figures underlined twice and linked to what made them at that close.
    pub fn html(&self, text: &str) -> Markup {
        prose::html(text, |name| self.figure(name))
    }

    /// The same words without markup, for comparing.
    pub fn plain(&self, text: &str) -> String {
        prose::plain(text, |name| self.words(name).unwrap_or_default())
    }

    /// One figure.
    pub fn figure(&self, name: &str) -> Markup {
        html! {
            @if let (Some(words), Some(value)) = (self.words(name), self.figures.get(name)) {
                (figure_link(&figure_href(self.at.base, self.at.w, &format!("{name}@{}", self.snapshot)), *value, &words))
            }
        }
    }

    /// A figure's number with its unit: `13,000 EUR`.
    pub fn words(&self, name: &str) -> Option<String> {
        let value = *self.figures.get(name)?;
        let tongue = Lang::parse(self.lang).map_or(self.at.w, Tongue::new);
        let unit = self.units.get(name).and_then(|code| Commodity::parse(code).ok());
        Some(telling::figure_short(tongue, value, &Figure { unit, ..Figure::default() }))
    }
}
