//! A page as a browser would take it apart: every number on it that says where it comes from.
//!
//! Tags and letters are told apart by `html5gum`, by the rules browsers keep. What a style sheet hides, or lays over something
//! else, is not seen here.

use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};

use crate::written::Lang;

/// How deep elements may lie in one another; our deepest page has 20.
const DEPTH_MAX: usize = 256;

/// What the tags of a page say about its numbers.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) marks: Vec<Mark>,
    pub(crate) tables: Vec<Table>,
    /// Numbers of drawings, by the fact they are drawn from.
    pub(crate) drawings: Vec<(String, Vec<i64>)>,
    /// What stands word for word of a fact: its id, and JSON.
    pub(crate) quoted: Vec<(String, String)>,
    /// Links to figures and facts whose words look like a number without a value beside them.
    pub(crate) bare: Vec<(String, String)>,
    /// Where the page cannot be taken apart.
    pub(crate) fault: Option<&'static str>,
}

/// A number with its value beside it.
pub(crate) struct Mark {
    /// As written: a whole number in the smallest unit, if it is one.
    pub(crate) value: String,
    /// What a reader sees.
    pub(crate) text: String,
    pub(crate) lang: Option<Lang>,
    /// Where it leads.
    pub(crate) link: Option<String>,
    /// The figure it names itself, where it leads nowhere.
    pub(crate) figure: Option<String>,
    /// The fact that says it.
    pub(crate) fact: Option<String>,
}

/// A table drawn from one fact.
pub(crate) struct Table {
    pub(crate) fact: String,
    /// Of each row with numbers, those of its cells; an empty cell is 0.
    pub(crate) rows: Vec<Vec<i64>>,
}

/// An element that is not closed yet.
struct Open {
    name: HtmlString,
    lang: Option<Lang>,
    href: Option<String>,
    fact: Option<String>,
    figure: Option<String>,
    value: Option<String>,
    text: String,
}

impl Page {
    /// Reads a page; `lang` holds where the page itself does not say its language.
    pub(crate) fn read(html: &str, lang: Option<Lang>) -> Page {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut reading = Reading { page: Page::default(), open: Vec::new(), lang };
        for token in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => {
                    let get = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| text_of(value));
                    let value = get("data-value");
                    let element = Open {
                        lang: get("lang").as_deref().and_then(Lang::of),
                        href: get("href"),
                        fact: get("data-fact"),
                        figure: get("data-figure"),
                        value,
                        text: String::new(),
                        name: tag.name,
                    };
                    reading.start(element, tag.self_closing);
                }
                Ok(Token::EndTag(tag)) => reading.end(&tag.name),
                Ok(Token::String(text)) => reading.text(&text_of(&text)),
                _ => {}
            }
        }
        while let Some(name) = reading.open.last().map(|open| open.name.clone()) {
            reading.end(&name);
        }
        reading.page
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Reading {
    page: Page,
    open: Vec<Open>,
    lang: Option<Lang>,
}

impl Reading {
    fn start(&mut self, element: Open, self_closing: bool) {
        const VOID: [&[u8]; 14] = [
            b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
            b"track", b"wbr",
        ];
        let is_table = element.name.as_slice() == b"table";
        if is_table && let Some(fact) = &element.fact {
            self.page.tables.push(Table { fact: fact.clone(), rows: Vec::new() });
        }
        if element.name.as_slice() == b"tr"
            && let Some(table) = self.table()
        {
            table.rows.push(Vec::new());
        }
        if element.name.as_slice() == b"svg"
            && let Some(fact) = self.nearest(|open| open.fact.clone())
        {
            self.page.drawings.push((fact, Vec::new()));
        }
        let in_svg = self.is_in(b"svg") || element.name.as_slice() == b"svg";
        if VOID.contains(&element.name.as_slice()) || (self_closing && in_svg) {
            return;
        }
        if self.open.len() == DEPTH_MAX {
            self.page.fault = Some("Elements lie too deep in one another.");
            return;
        }
        self.open.push(element);
    }

    fn text(&mut self, text: &str) {
        let hidden = |name: &[u8]| matches!(name, b"script" | b"style" | b"template" | b"title" | b"noscript");
        if self.open.last().is_some_and(|open| hidden(&open.name)) {
            return;
        }
        self.open.iter_mut().for_each(|open| open.text.push_str(text));
    }

    /// Closes the innermost element of that name and whatever is open in it.
    fn end(&mut self, name: &HtmlString) {
        if !self.open.iter().any(|open| open.name == *name) {
            return;
        }
        while let Some(open) = self.open.pop() {
            let found = open.name == *name;
            self.closed(open);
            if found {
                return;
            }
        }
    }

    fn closed(&mut self, open: Open) {
        if open.name.as_slice() == b"td" {
            let value = open.value.clone().or_else(|| {
                let last = self.page.marks.last().filter(|mark| mark.text.trim() == open.text.trim());
                last.map(|mark| mark.value.clone())
            });
            let number = value.and_then(|value| value.parse().ok()).unwrap_or(0);
            if let Some(row) = self.table().and_then(|table| table.rows.last_mut()) {
                row.push(number);
            }
        }
        if open.name.as_slice() == b"pre"
            && let Some(fact) = &open.fact
        {
            self.page.quoted.push((fact.clone(), open.text.clone()));
            return;
        }
        match &open.value {
            Some(value) => self.mark(value.clone(), open),
            None => self.bare(&open),
        }
    }

    fn mark(&mut self, value: String, open: Open) {
        let own = |of: fn(&Open) -> Option<String>| of(&open).or_else(|| self.nearest(of));
        let (link, fact) = (own(|open| open.href.clone()), own(|open| open.fact.clone()));
        let lang = open.lang.or_else(|| self.nearest(|open| open.lang)).or(self.lang);
        if self.is_in(b"svg")
            && let Some((_, numbers)) = self.page.drawings.last_mut()
        {
            numbers.extend(value.parse::<i64>().ok());
        }
        let Open { text, figure, .. } = open;
        // A cell without a number has no value to be held against.
        if !(text.is_empty() && value.is_empty()) {
            self.page.marks.push(Mark { value, text: text.trim().to_owned(), lang, link, figure, fact });
        }
    }

    /// A link whose words begin like a number and that says no value.
    fn bare(&mut self, open: &Open) {
        let Some(href) = &open.href else { return };
        let text = open.text.trim();
        let leads = named(href, "figures").or_else(|| named(href, "facts"));
        let digits = text.trim_start_matches(['-', '\u{2212}', '+']).starts_with(char::is_numeric);
        let is_name = leads.as_deref() == Some(text);
        if leads.is_some() && digits && !is_name && open.name.as_slice() == b"a" {
            self.page.bare.push((href.clone(), text.to_owned()));
        }
    }

    fn nearest<T>(&self, of: impl Fn(&Open) -> Option<T>) -> Option<T> {
        self.open.iter().rev().find_map(of)
    }

    fn is_in(&self, name: &[u8]) -> bool {
        self.open.iter().any(|open| open.name.as_slice() == name)
    }

    /// The table that is being read, where it is drawn from a fact.
    fn table(&mut self) -> Option<&mut Table> {
        let innermost = self.open.iter().rev().find(|open| open.name.as_slice() == b"table")?;
        if innermost.fact.is_some() { self.page.tables.last_mut() } else { None }
    }
}

/// What follows `figures/` or `facts/` in an address, without the ending of a file.
pub(crate) fn named(href: &str, folder: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    let (before, name) = path.rsplit_once('/')?;
    let is_folder = before == folder || before.strip_suffix(folder).is_some_and(|rest| rest.ends_with('/'));
    is_folder.then(|| name.strip_suffix(".html").unwrap_or(name).to_owned())
}
