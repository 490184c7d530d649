//! The feed: the newest dispatches and statements of one language as Atom (RFC 4287), whole, with their corrections.
//!
//! Names never depend on where the feed was fetched: a reader who moves from the onion service to a mirror, or whose
//! operation gets a new host name, meets the same entries. Links are written only where the public address is known;
//! without one the words stand alone.

use std::fmt::Write;

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use maud::html;
use quick_xml::Writer as XmlWriter;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use sha2::{Digest, Sha256};

use super::page::{foreign, label, words_of};
use crate::publish::shown::Shown;
use crate::publish::texts::{Name, Telling, in_language};
use crate::web::layout::{FEED, address};
use crate::web::links::{Leads, led};
use crate::web::pieces::At;
use crate::web::words::Tongue;

/// Texts in the feed: seven weeks of a dispatch a day, which is longer than a reader stays away.
const ENTRIES_MAX: usize = 50;

/// `feed.atom` of one language.
pub fn feed(w: Tongue, shown: &Shown, telling: &dyn Fn(Name) -> Option<Telling>) -> String {
    let told: Vec<Telling> = shown.texts.iter().take(ENTRIES_MAX).filter_map(|head| telling(head.name)).collect();
    let card = &shown.card;
    let (lang, started) = (w.lang().code(), card.day_one.at(0, 0, 0, 0));
    let updated = told.iter().map(|told| changed(told, w)).max().unwrap_or(started);
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang)]);
    xml.text("id", &[], &urn(&["feed", &card.slug, &card.day_one.to_string(), lang]));
    xml.text("title", &[], &w.with("dispatches-title", &[("name", (&card.name).into())]));
    xml.text("subtitle", &[], &w.t("dispatches-lede"));
    xml.text("updated", &[], &moment(shown, updated));
    xml.open("author", &[]);
    xml.text("name", &[], &card.name);
    xml.close("author");
    xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Waybill");
    if let Some(base) = &card.address {
        xml.link("self", "application/atom+xml", &address(base, w, FEED));
        xml.link("alternate", "text/html", &address(base, w, "dispatches"));
    }
    for told in &told {
        entry(&mut xml, w, shown, told);
    }
    xml.close("feed");
    xml.done()
}

fn entry(xml: &mut Xml, w: Tongue, shown: &Shown, told: &Telling) {
    let version = told.newest();
    let Some((lang, words)) = in_language(&version.languages, w.lang().code()) else { return };
    let base = shown.card.address.as_deref();
    let language: Vec<(&str, &str)> = foreign(w, lang).map(|lang| ("xml:lang", lang)).into_iter().collect();
    let at = At { w, base: base.unwrap_or_default(), shown };
    let whole = words_of(at, told, version, (lang, words));
    let content = match base {
        Some(_) => whole.into_string(),
        None => {
            led(&unlinked(&whole.into_string()), |to| if to.starts_with('/') { Leads::Nowhere } else { Leads::Same })
        }
    };
    let title = w.with("dispatch-title", &[("label", label(w, told.name).into()), ("title", (&words.title).into())]);
    let (published, updated) = (told.first().published, changed(told, w));
    xml.open("entry", &language);
    xml.text("id", &[], &urn(&["text", &told.first().id, w.lang().code()]));
    xml.text("title", &[], &title);
    xml.text("published", &[], &moment(shown, published));
    xml.text("updated", &[], &moment(shown, updated));
    if let Some(base) = base {
        xml.link("alternate", "text/html", &address(base, w, &format!("dispatches/{}", told.name)));
    }
    if updated != published {
        let day = w.date(updated.date());
        let time = format!("{:02}:{:02}", updated.hour(), updated.minute());
        let said = html! { (w.with("dispatch-correction", &[("date", day.into()), ("time", time.into())])) };
        xml.text("summary", &[("type", "html"), ("xml:lang", w.lang().code())], &said.into_string());
    }
    xml.text("content", &[("type", "html")], &content);
    xml.close("entry");
}

/// Figures that have nowhere to lead say themselves what they are, so that a program can still check them
/// (`docs/FACTS.md`, "Figures on pages").
fn unlinked(html: &str) -> String {
    const OPEN: &str = "<a class=\"fig\" data-value=\"";
    let mut parts = html.split(OPEN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let read = part.split_once("\" href=\"").and_then(|(value, rest)| {
            let (href, rest) = rest.split_once("\">")?;
            let (text, rest) = rest.split_once("</a>")?;
            Some((value, href.rsplit('/').next()?, text, rest))
        });
        match read {
            Some((value, name, text, rest)) => {
                let _ = write!(out, "<span data-value=\"{value}\" data-figure=\"{name}\">{text}</span>{rest}");
            }
            None => out.extend([OPEN, part]),
        }
    }
    out
}

/// When what this language says of a text was changed last: a correction of another language changes nothing here.
fn changed(told: &Telling, w: Tongue) -> DateTime {
    let said = |n: usize| in_language(&told.versions[n].languages, w.lang().code());
    let last = (1..told.versions.len()).rev().find(|n| said(*n) != said(n - 1));
    told.versions[last.unwrap_or(0)].published
}

/// A moment on the operation's clock, with its distance from UTC. Of the hour that comes twice in autumn the first is
/// meant: the clock alone does not say which.
fn moment(shown: &Shown, at: DateTime) -> String {
    let zoned = at.to_zoned(shown.card.zone.clone());
    zoned.map_or_else(|_| format!("{at}Z"), |zoned| strtime::format("%Y-%m-%dT%H:%M:%S%:z", &zoned).unwrap_or_default())
}

/// A name that is the same wherever it is read: a UUID (RFC 9562, version 8) made from public words.
fn urn(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in [&["waybill"], parts].concat() {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A document in the making. Writing to memory does not fail.
struct Xml(XmlWriter<Vec<u8>>);

impl Xml {
    fn new() -> Xml {
        let mut xml = Xml(XmlWriter::new(Vec::new()));
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    fn put(&mut self, event: Event) {
        self.0.write_event(event).expect("written to memory");
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
        self.put(Event::Text(BytesText::new("\n")));
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let readable: String = text.chars().filter(|c| is_xml(*c)).collect();
        self.open(name, attributes);
        self.put(Event::Text(BytesText::new(&readable)));
        self.close(name);
    }

    fn link(&mut self, rel: &str, kind: &str, href: &str) {
        let link = BytesStart::new("link").with_attributes([("rel", rel), ("type", kind), ("href", href)]);
        self.put(Event::Empty(link));
    }

    fn done(self) -> String {
        String::from_utf8(self.0.into_inner()).expect("made of texts")
    }
}

/// Letters that XML 1.0 has.
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn a_feed_without_a_dispatch_is_a_feed() {
        let shown = sample::day_23();
        let text = feed(Tongue::new(Lang::En), &shown, &|_| None);
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns="), "{text}");
        assert!(text.contains("<updated>2022-02-24T00:00:00+00:00</updated>"), "{text}");
    }

    #[test]
    fn a_figure_that_leads_nowhere_names_itself() {
        let linked =
            "<p>a <a class=\"fig\" data-value=\"7\" href=\"/en/figures/x.y@22\">7</a> b <a href=\"/c\">c</a></p>";
        let said = "<p>a <span data-value=\"7\" data-figure=\"x.y@22\">7</span> b <a href=\"/c\">c</a></p>";
        assert_eq!(unlinked(linked), said);
    }

    #[test]
    fn names_are_stable_and_each_its_own() {
        assert_eq!(urn(&["text", "abc", "en"]), urn(&["text", "abc", "en"]));
        assert_ne!(urn(&["text", "abc", "en"]), urn(&["text", "abc", "uk"]));
        assert_ne!(urn(&["a", "bc"]), urn(&["ab", "c"]));
        let name = urn(&["feed"]);
        assert_eq!((name.len(), &name[..9], &name[23..24]), (45, "urn:uuid:", "8"));
    }
}
