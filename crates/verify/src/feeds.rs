//! The feeds: each text in them is a piece of a page, and its numbers are checked like a page's.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::finding::Findings;
use crate::known::Known;
use crate::page::Page;
use crate::shown::{self, Sheet};
use crate::written::Lang;

/// How deep elements may lie in one another; ours have three.
const DEPTH_MAX: usize = 32;

/// Checks every number of a feed; answers how many there are.
pub(crate) fn check(file: &str, text: &str, known: &Known, findings: &mut Findings) -> usize {
    let Ok(contents) = contents(text) else {
        findings.file(file, "It is not a feed that can be read.");
        return 0;
    };
    let mut count = 0;
    for (lang, html) in contents {
        let page = Page::read(&html, lang);
        count += shown::check(&Sheet { file, page: &page, figure: None }, known, findings);
    }
    count
}

/// What cannot be read.
struct Unread;

/// The HTML in a feed, each with its language.
fn contents(text: &str) -> Result<Vec<(Option<Lang>, String)>, Unread> {
    let mut reader = Reader::from_str(text);
    // Of each open element its language and whether it holds HTML.
    let mut open: Vec<(Option<Lang>, bool)> = Vec::new();
    let (mut found, mut html) = (Vec::new(), String::new());
    loop {
        match reader.read_event().map_err(|_| Unread)? {
            Event::Eof if open.is_empty() => return Ok(found),
            Event::Start(start) if open.len() < DEPTH_MAX => {
                let lang = attribute(&start, "xml:lang")?.as_deref().and_then(Lang::of);
                let before = open.last().and_then(|(lang, _)| *lang);
                open.push((lang.or(before), attribute(&start, "type")?.as_deref() == Some("html")));
                html.clear();
            }
            Event::Start(_) | Event::DocType(_) | Event::Eof => return Err(Unread),
            Event::End(_) => {
                if let Some((lang, true)) = open.pop() {
                    found.push((lang, std::mem::take(&mut html)));
                }
            }
            Event::Text(text) => html.push_str(&text.xml10_content()),
            Event::CData(text) => html.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => html.push(letter(&reference)?),
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart, name: &str) -> Result<Option<String>, Unread> {
    let found = start.try_get_attribute(name).map_err(|_| Unread)?;
    Ok(found.map(|found| found.value.into_owned()))
}

/// The letter that a reference stands for; XML knows five names.
fn letter(reference: &BytesRef) -> Result<char, Unread> {
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| Unread)? {
        return Ok(letter);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(Unread),
    }
}
