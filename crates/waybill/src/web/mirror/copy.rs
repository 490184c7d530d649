//! A page as it stands in a folder: with links from file to file, without forms, and saying of which day it is a copy.

use std::collections::BTreeSet;
use std::fmt::Write;

use maud::html;

use crate::publish::shown::Shown;
use crate::web::layout::{address, stylesheet_href};
use crate::web::links::{Leads, led};
use crate::web::log::LOG;
use crate::web::pieces::as_of;
use crate::web::public::House;
use crate::web::words::{Lang, Tongue};

/// What a browser may do with a page from a folder: nothing but show it with its own style and mark.
const POLICY: &str =
    "default-src 'none'; style-src 'self' file:; img-src 'self' file:; form-action 'none'; base-uri 'none'";

/// Turns pages of one operation into files of one folder.
pub(super) struct Copyist<'a> {
    house: &'a House,
    shown: &'a Shown,
    base: String,
}

/// A page as a file.
pub(super) struct PageCopy {
    /// In the folder: `en/books/vest-1.html`.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// Addresses on the server that it leads to.
    pub leads_to: BTreeSet<String>,
}

impl<'a> Copyist<'a> {
    pub(super) fn new(house: &'a House, shown: &'a Shown) -> Copyist<'a> {
        Copyist { house, shown, base: format!("/o/{}", shown.card.slug) }
    }

    /// What stands before the language in addresses on the server.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// What was answered at `path`, as a file.
    pub(super) fn copy(&self, path: &str, answer: &[u8]) -> PageCopy {
        let name = self.name_of(path).unwrap_or_else(|| "index.html".to_owned());
        let is_page = name.rsplit('.').next() == Some("html");
        let Some(page) = is_page.then(|| std::str::from_utf8(answer).ok()).flatten() else {
            return PageCopy { name, bytes: answer.to_vec(), leads_to: BTreeSet::new() };
        };
        let below = path.strip_prefix(&self.base).unwrap_or(path).trim_start_matches('/');
        let lang = below.split('/').next().and_then(Lang::parse).unwrap_or(Lang::En);
        let w = Tongue::new(lang);
        let page = without_forms(page, &self.instead_of_a_form(w, below));
        let page = marked(&page, &self.copy_of(w));
        let mut leads_to = BTreeSet::new();
        let up = "../".repeat(name.matches('/').count());
        let page = led(&page, |to| self.lead(to, &up, &mut leads_to));
        PageCopy { name, bytes: page.into_bytes(), leads_to }
    }

    /// The first thing that is opened: the languages to choose from.
    pub(super) fn cover(&self) -> String {
        let card = &self.shown.card;
        let languages = Lang::offered(&card.languages);
        let first = languages.first().copied().unwrap_or(Lang::En);
        let page = html! {
            (maud::DOCTYPE)
            html lang=(first.code()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (card.name) }
                    link rel="stylesheet" href=(stylesheet_href().trim_start_matches('/'));
                    link rel="icon" href="mark.svg" type="image/svg+xml";
                }
                body { main.wrap {
                    div.hero.plain-hero { h1 { (card.name) } }
                    @for lang in languages {
                        @let w = Tongue::new(lang);
                        section.band lang=(lang.code()) {
                            h2 { a href=(format!("{}/index.html", lang.code())) hreflang=(lang.code()) { (lang.own_name()) ": " (w.t("mirror-open")) } }
                            p.note { (self.copy_of(w)) }
                        }
                    }
                } }
            }
        };
        page.into_string()
    }

    /// Of which day it is a copy.
    fn copy_of(&self, w: Tongue) -> String {
        w.with("mirror-copy", &[("day", self.shown.day.into()), ("as-of", as_of(w, self.shown).into())])
    }

    fn instead_of_a_form(&self, w: Tongue, below: &str) -> String {
        let path = below.split_once('/').map_or("", |(_, path)| path);
        let live = self.shown.card.address.as_deref().map(|base| address(base, w, path));
        let note = html! {
            div.note-box.calm role="note" {
                p { (w.t("mirror-form")) }
                @match live {
                    Some(live) => p { (w.t("mirror-form-live")) " " a href=(live) { (live) } },
                    None => p { (w.t("mirror-form-none")) },
                }
            }
        };
        note.into_string()
    }

    fn lead(&self, to: &str, up: &str, found: &mut BTreeSet<String>) -> Leads {
        if !to.starts_with('/') {
            return Leads::Same;
        }
        let (path, fragment) = to.split_once('#').unwrap_or((to, ""));
        let Some(name) = self.name_of(path) else { return Leads::Nowhere };
        found.insert(path.to_owned());
        let hash = if fragment.is_empty() { "" } else { "#" };
        Leads::To(format!("{up}{name}{hash}{fragment}"))
    }

    /// The file for an address on the server; none where the address is not one of this operation's.
    fn name_of(&self, path: &str) -> Option<String> {
        let Some(below) = path.strip_prefix(&self.base).and_then(|rest| rest.strip_prefix('/')) else {
            // The style sheet and the mark, beside all operations.
            let shared = path.strip_prefix('/').filter(|name| !name.contains('/') && !name.is_empty())?;
            return Some(safe(shared));
        };
        let (first, rest) = below.split_once('/').unwrap_or((below, ""));
        if first == LOG {
            return Some(safe(below));
        }
        if Lang::parse(first).is_none() {
            return self.house.files.iter().any(|file| file.path == below).then(|| safe(below));
        }
        Some(match rest.trim_end_matches('/') {
            "" => format!("{first}/index.html"),
            feed if self.house.feeds.iter().any(|one| one.path == feed) => format!("{first}/{}", safe(feed)),
            page => format!("{first}/{}.html", safe(page)),
        })
    }
}

/// A name that every file system takes, also that of a stick: whatever is not a plain letter becomes its number.
fn safe(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    for letter in path.chars() {
        if letter.is_ascii_alphanumeric() || ['-', '.', '@', '/'].contains(&letter) {
            name.push(letter);
        } else {
            write!(name, "_{:x}", u32::from(letter)).expect("written to memory");
        }
    }
    // Nothing leads up, and nothing is hidden.
    name.split('/')
        .map(|part| if part.starts_with('.') { format!("_{part}") } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("/")
}

/// The page with `note` in place of each form: a form would be sent to nobody, and carries keys for one reader.
fn without_forms(page: &str, note: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<form") {
        out.push_str(before);
        out.push_str(note);
        rest = after.split_once("</form>").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// The page with the policy in its head and, first in its foot, what it is a copy of.
fn marked(page: &str, copy_of: &str) -> String {
    const CHARSET: &str = "<meta charset=\"utf-8\">";
    const FOOT: &str = "<div class=\"foot note\">";
    let policy = html! { meta http-equiv="Content-Security-Policy" content=(POLICY); }.into_string();
    let said = html! { p { strong { (copy_of) } } }.into_string();
    page.replacen(CHARSET, &format!("{CHARSET}\n{policy}"), 1).replacen(FOOT, &format!("{FOOT}{said}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_on_every_stick() {
        assert_eq!(safe("en/figures/need.helmet-1.missing@22"), "en/figures/need.helmet-1.missing@22");
        assert_eq!(safe("a:b*c\\d_e é"), "a_3ab_2ac_5cd_5fe_20_e9");
        assert_eq!(safe("../../.x"), "_../_../_.x");
    }

    #[test]
    fn a_form_goes_with_everything_in_it() {
        let page = "<p>a</p><form method=\"post\"><input name=\"key\" value=\"secret\"></form><p>b</p><form></form>";
        assert_eq!(without_forms(page, "<i></i>"), "<p>a</p><i></i><p>b</p><i></i>");
    }
}
