//! The sheet every page is printed on: head, numbered boxes, content, foot.
//!
//! [`Page`] is for everybody, [`Desk`] for coordinators. Nothing on either needs a script, an inline style or a request
//! to a third party; [`CONTENT_SECURITY_POLICY`] holds the browser to it.

use std::sync::LazyLock;

use askama::Template;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::words::{Lang, Tongue};
use crate::publish::shown::Card;

/// The policy each page is sent with: nothing but our own style and images, no script at all, no frame, forms only to
/// ourselves.
pub const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The feed of dispatches, behind the language.
pub const FEED: &str = "feed.atom";

/// The mark, served as `/mark.svg`.
pub const MARK_SVG: &str = include_str!("mark.svg");

/// The one style sheet, without comments and needless spaces.
pub fn stylesheet() -> &'static str {
    static SHEET: LazyLock<String> = LazyLock::new(|| minified(include_str!("waybill.css")));
    &SHEET
}

/// The address of [`stylesheet`]; it changes with the content, so the file may be cached for ever.
pub fn stylesheet_href() -> &'static str {
    static HREF: LazyLock<String> = LazyLock::new(|| {
        let digest = Sha256::digest(stylesheet().as_bytes());
        let [a, b, c, d, e, f, ..] = digest.0;
        format!("/waybill-{a:02x}{b:02x}{c:02x}{d:02x}{e:02x}{f:02x}.css")
    });
    &HREF
}

/// One numbered box under the head.
#[derive(Clone, Debug)]
pub struct StripBox {
    /// What the box is for.
    pub label: String,
    /// What is filled in.
    pub value: Markup,
}

impl StripBox {
    /// A box with plain text.
    pub fn text(label: String, value: &str) -> StripBox {
        StripBox { label, value: html! { (value) } }
    }

    /// A box whose text leads somewhere.
    pub fn link(label: String, value: &str, href: &str) -> StripBox {
        StripBox { label, value: html! { a href=(href) { (value) } } }
    }
}

/// Which of the public pages is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The front page.
    Front,
    /// Dispatches and statements.
    Dispatches,
    /// The page for giving.
    Give,
    /// The books and whatever stands behind a figure.
    Books,
    /// "What became of my gift".
    Gift,
    /// "How we protect people".
    Protect,
    /// "Check this yourself", which the foot leads to.
    Check,
    /// None of them.
    Elsewhere,
}

/// A public page without its content.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The reader's language.
    pub w: Tongue,
    /// For the browser's tab and for search engines.
    pub title: String,
    /// One sentence for search engines and previews; may be empty.
    pub description: String,
    /// What stands before the language in addresses: `/o/demo`, or nothing under a host name of its own.
    pub base: &'a str,
    /// The path behind the language: nothing for the front page, `books`.
    pub here: String,
    /// The operation's name.
    pub name: &'a str,
    /// The languages it is offered in.
    pub offered: Vec<Lang>,
    /// Whether the page must say that its gifts are invented.
    pub demo: bool,
    /// Which page is open.
    pub nav: Nav,
    /// At most four boxes.
    pub strip: Vec<StripBox>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
}

impl<'a> Page<'a> {
    /// A page of this operation; title and boxes are still to be filled in.
    pub fn new(w: Tongue, base: &'a str, card: &'a Card) -> Page<'a> {
        Page {
            w,
            title: card.name.clone(),
            description: String::new(),
            base,
            here: String::new(),
            name: &card.name,
            offered: Lang::offered(&card.languages),
            demo: card.demo,
            nav: Nav::Elsewhere,
            strip: Vec::new(),
            noindex: false,
        }
    }

    /// The whole document around `content`.
    ///
    /// # Panics
    /// Never: the template has no part that can fail.
    pub fn render(self, content: &Markup) -> String {
        let w = self.w;
        let link = |nav, key: &str, path: &str| Link {
            label: w.t(key),
            href: address(self.base, w, path),
            code: "",
            current: self.nav == nav,
        };
        let links = vec![
            link(Nav::Dispatches, "nav-dispatches", "dispatches"),
            link(Nav::Give, "nav-give", "give"),
            link(Nav::Books, "nav-books", "books"),
            link(Nav::Gift, "nav-gift", "gift"),
            link(Nav::Protect, "nav-protect", "protect"),
        ];
        let foot = html! {
            @if self.demo { p { (w.t("foot-demo")) } }
            p { (w.t("foot-promise")) " " a href=(address(self.base, w, "check")) aria-current=[(self.nav == Nav::Check).then_some("page")] { (w.t("foot-check")) } }
        };
        let sheet = Sheet {
            w,
            title: self.title,
            description: self.description,
            noindex: self.noindex,
            style_href: stylesheet_href(),
            home: address(self.base, w, ""),
            name: self.name,
            links,
            languages: languages(self.base, w, &self.here, &self.offered),
            feed: Some(address(self.base, w, FEED)),
            numbered: true,
            strip: self.strip,
            content: &content.0,
            foot,
        };
        sheet.render().expect("the template has no part that can fail")
    }
}

/// Which of the coordinators' pages is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskNav {
    /// What waits.
    Today,
    /// Recording something.
    Record,
    /// The private book.
    Book,
    /// None of them.
    Elsewhere,
}

/// The button that ends the day; only a demonstration has one.
#[derive(Clone, Debug)]
pub struct NextDay {
    /// Where the form is sent.
    pub action: String,
    /// One-time key and the like.
    pub hidden: Vec<(String, String)>,
}

/// Who is signed in, as every page of theirs says it.
#[derive(Clone, Debug)]
pub struct Seated {
    /// The name they go by.
    pub name: String,
    /// Their role, in words.
    pub role: String,
    /// Whether the switch that locks everything is for them.
    pub may_lock: bool,
}

/// A coordinators' page without its content. Its addresses are `base/<language>/`, `…/record`, `…/book`.
#[derive(Clone, Debug)]
pub struct Desk<'a> {
    /// The reader's language.
    pub w: Tongue,
    /// For the browser's tab; a page with errors counts them here.
    pub title: String,
    /// What stands before the language in addresses.
    pub base: &'a str,
    /// The path behind the language.
    pub here: String,
    /// The operation's name, always visible: nobody should write into the wrong book.
    pub name: &'a str,
    /// The operation's day.
    pub day: i32,
    /// Its date.
    pub today: Date,
    /// Which page is open.
    pub nav: DeskNav,
    /// At most four boxes, not numbered.
    pub strip: Vec<StripBox>,
    /// In a demonstration: the way to the next day.
    pub next_day: Option<NextDay>,
    /// Who is signed in.
    pub seated: Seated,
}

impl Desk<'_> {
    /// The whole document around `content`.
    ///
    /// # Panics
    /// Never: the template has no part that can fail.
    pub fn render(self, content: &Markup) -> String {
        let w = self.w;
        let link = |nav, key: &str, path: &str| Link {
            label: w.t(key),
            href: address(self.base, w, path),
            code: "",
            current: self.nav == nav,
        };
        let links = vec![
            link(DeskNav::Today, "desk-today", ""),
            link(DeskNav::Record, "desk-record", "record"),
            link(DeskNav::Book, "desk-book", "book"),
        ];
        let day = w.with("desk-day", &[("n", self.day.into()), ("date", w.weekday_date(self.today).into())]);
        let mut strip = vec![StripBox::text(w.t("desk-strip-day"), &day)];
        let Seated { name, role, may_lock } = &self.seated;
        let who = w.with("desk-who", &[("name", name.as_str().into()), ("role", role.as_str().into())]);
        strip.push(StripBox::link(w.t("desk-strip-who"), &who, &address(self.base, w, "account")));
        strip.extend(self.strip);
        let foot = html! {
            p { (w.t("desk-foot")) }
            form method="post" action=(address(self.base, w, "sign-out")) {
                p.acts {
                    button.btn.less type="submit" { (w.t("desk-sign-out")) }
                    @if *may_lock { a href=(address(self.base, w, "lock")) { (w.t("desk-lock")) } }
                }
            }
            @if let Some(next) = &self.next_day {
                form.next method="post" action=(next.action) {
                    @for (name, value) in &next.hidden { input type="hidden" name=(name) value=(value); }
                    button.btn.less type="submit" { (w.t("desk-next-day")) }
                    p.note { (w.t("desk-next-day-note")) }
                }
            }
        };
        let sheet = Sheet {
            w,
            title: self.title,
            description: String::new(),
            noindex: true,
            style_href: stylesheet_href(),
            home: address(self.base, w, ""),
            name: self.name,
            links,
            languages: languages(self.base, w, &self.here, &Lang::ALL),
            feed: None,
            numbered: false,
            strip,
            content: &content.0,
            foot,
        };
        sheet.render().expect("the template has no part that can fail")
    }
}

/// An address of this operation in the reader's language: `/o/demo/uk/books`.
pub fn address(base: &str, w: Tongue, path: &str) -> String {
    format!("{base}/{}/{path}", w.lang().code())
}

/// The number of a page behind the first, as an address writes it: from 2, in no other way than one.
pub fn page_number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|page: &usize| *page > 1 && page.to_string() == text)
}

#[derive(Template)]
#[template(path = "web/layout.html")]
struct Sheet<'a> {
    w: Tongue,
    title: String,
    description: String,
    noindex: bool,
    style_href: &'a str,
    home: String,
    name: &'a str,
    links: Vec<Link>,
    languages: Vec<Link>,
    feed: Option<String>,
    numbered: bool,
    strip: Vec<StripBox>,
    content: &'a str,
    foot: PreEscaped<String>,
}

struct Link {
    label: String,
    href: String,
    code: &'static str,
    current: bool,
}

fn languages(base: &str, w: Tongue, here: &str, offered: &[Lang]) -> Vec<Link> {
    let link = |lang: Lang| Link {
        label: lang.own_name().to_owned(),
        href: address(base, Tongue::new(lang), here),
        code: lang.code(),
        current: lang == w.lang(),
    };
    offered.iter().copied().map(link).collect()
}

/// Takes comments and needless spaces out of a style sheet; quoted text stays as it is.
fn minified(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(letter) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let after = &rest[letter.len_utf8()..];
        rest = after;
        match letter {
            '"' => {
                let (text, behind) = after.split_once('"').unwrap_or((after, ""));
                out.extend(['"']);
                out.push_str(text);
                out.extend(['"']);
                rest = behind;
            }
            _ if letter.is_whitespace() => {
                let glued = out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', '>', ' ']);
                if !glued {
                    out.push(' ');
                }
            }
            '{' | '}' | ';' | ',' | '>' => {
                while out.ends_with(' ') || (letter == '}' && out.ends_with(';')) {
                    out.pop();
                }
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_loses_comments_and_spaces_and_nothing_else() {
        let sheet = "/* a */\n.a > b,\n.c :hover {\n  font: 1px \"A  B\" ;\n  width: calc(1px + 2px);\n}\n";
        assert_eq!(minified(sheet), ".a>b,.c :hover{font:1px \"A  B\";width:calc(1px + 2px)}");
        assert!(stylesheet().len() < include_str!("waybill.css").len());
    }
}
