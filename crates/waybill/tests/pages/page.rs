//! An answer as a reader gets it, and the little of HTML that is needed to read it.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use waybill::web::answer::Answer;
use waybill::web::words::Lang;

use crate::ground::Pairs;

/// An answer.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

/// A tag with its attributes, and where in the body it ends.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    end: usize,
}

impl Tag {
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// A field of a form: what stands in it, and what is said to be wrong with it.
#[derive(Debug, Default)]
pub struct Field {
    pub value: String,
    pub choices: Vec<String>,
    pub error: Option<String>,
    pub invalid: bool,
}

/// One line of the box on top: where it leads, and what it says.
pub type ProblemLine = (Option<String>, String);

impl Page {
    pub fn of(answer: Answer) -> Self {
        let (parts, body) = answer.into_parts();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let bytes = runtime.block_on(axum::body::to_bytes(body, usize::MAX)).unwrap();
        Self { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn title(&self) -> String {
        unescaped(between(&self.body, "<title>", "</title>"))
    }

    /// Everything a reader reads, with one blank where tags were.
    pub fn text(&self) -> String {
        text_of(&self.body)
    }

    /// The part of the page between the header and the footer.
    pub fn main(&self) -> String {
        let start = self.body.find("<main").expect("every page has its content in <main>");
        text_of(&self.body[start..self.body.find("</main>").unwrap()])
    }

    pub fn tags(&self) -> Vec<Tag> {
        tags_of(&self.body)
    }

    /// The element with this id.
    pub fn by_id(&self, id: &str) -> Option<Tag> {
        self.tags().into_iter().find(|tag| tag.get("id") == id)
    }

    /// The text of a simple element without elements of its own.
    fn text_by_id(&self, id: &str) -> Option<String> {
        let tag = self.by_id(id)?;
        let rest = &self.body[tag.end..];
        Some(unescaped(&rest[..rest.find('<')?]))
    }

    /// The HTML of the form that records something.
    fn form_html(&self) -> &str {
        let start = self.body.find("#problems\" autocomplete").expect("there is a form");
        let start = self.body[..start].rfind("<form").unwrap();
        &self.body[start..start + self.body[start..].find("</form>").unwrap()]
    }

    /// What a browser would send of the form, without a button.
    pub fn form(&self) -> Pairs {
        sent_of(self.form_html())
    }

    /// What a browser would send of the form that is sent to this address, without a button.
    pub fn form_to(&self, action: &str) -> Pairs {
        let start = self.body.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form to {action}"));
        let html = &self.body[start..start + self.body[start..].find("</form>").unwrap()];
        sent_of(&format!("<form {html}"))
    }

    /// What a browser would send of the editor of a text, without a button.
    pub fn editor(&self) -> Pairs {
        let start = self.body.find("<form class=\"wide\"").expect("there is an editor");
        let html = &self.body[start..start + self.body[start..].find("</form>").unwrap()];
        let mut sent = sent_of(html);
        for tag in tags_of(html).into_iter().filter(|tag| tag.name == "textarea") {
            let text = &html[tag.end..];
            // A browser drops a line feed right behind the tag.
            let text = unescaped(&text[..text.find("</textarea>").unwrap()]);
            sent.insert(tag.get("name").into(), text.strip_prefix('\n').unwrap_or(&text).into());
        }
        sent
    }

    /// The hidden fields of the page's forms.
    pub fn hidden(&self) -> Pairs {
        let start = self.body.find("<main").unwrap();
        let tags = tags_of(&self.body[start..self.body.find("</main>").unwrap()]);
        let hidden = tags.iter().filter(|tag| tag.name == "input" && tag.get("type") == "hidden");
        hidden.map(|tag| (tag.get("name").to_owned(), tag.get("value").to_owned())).collect()
    }

    /// One visible field of the form.
    pub fn field(&self, name: &str) -> Option<Field> {
        let id = format!("f-{name}");
        let tag = self.by_id(&id)?;
        let error = self.text_by_id(&format!("e-{name}"));
        let mut field = Field { error, invalid: tag.get("aria-invalid") == "true", ..Field::default() };
        if field.error.is_some() {
            assert!(
                tag.get("aria-describedby").split(' ').any(|d| d == format!("e-{name}")),
                "{name} is not described by its error"
            );
        }
        if tag.name == "select" {
            let rest = &self.body[tag.end..];
            let options = tags_of(&rest[..rest.find("</select>").unwrap()]);
            let options: Vec<&Tag> = options.iter().filter(|t| t.name == "option").collect();
            field.choices = options.iter().map(|o| o.get("value").to_owned()).collect();
            let selected = options.iter().find(|o| o.attributes.contains_key("selected"));
            field.value = selected.map_or(String::new(), |o| o.get("value").to_owned());
        } else {
            tag.get("value").clone_into(&mut field.value);
        }
        Some(field)
    }

    /// What stands in the field for a comment, as a browser reads it.
    pub fn words(&self) -> String {
        let tag = self.by_id("f-words").expect("there is a field for words");
        let text = &self.body[tag.end..];
        let text = unescaped(&text[..text.find("</textarea>").unwrap()]);
        text.strip_prefix('\n').unwrap_or(&text).to_owned()
    }

    /// The box on top, line by line.
    pub fn problems(&self) -> Vec<ProblemLine> {
        let Some(start) = self.body.find("id=\"problems\"") else { return Vec::new() };
        let html = &self.body[start..];
        let html = between(html, "<ul>", "</ul>");
        let lines = html.split("<li>").skip(1);
        lines
            .map(|line| {
                let link = tags_of(line).into_iter().find(|t| t.name == "a").map(|t| t.get("href").to_owned());
                (link, text_of(line))
            })
            .collect()
    }
}

fn sent_of(html: &str) -> Pairs {
    let mut sent = Pairs::new();
    let mut select: Option<(String, Option<String>)> = None;
    for tag in tags_of(html) {
        match tag.name.as_str() {
            "input" => {
                sent.insert(tag.get("name").into(), tag.get("value").into());
            }
            "select" => select = Some((tag.get("name").into(), None)),
            "option" => {
                if let Some((_, chosen)) = &mut select
                    && (chosen.is_none() || tag.attributes.contains_key("selected"))
                {
                    *chosen = Some(tag.get("value").into());
                }
            }
            "/select" => {
                if let Some((name, Some(chosen))) = select.take() {
                    sent.insert(name, chosen);
                }
            }
            _ => {}
        }
    }
    sent
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let Some((_, rest)) = text.split_once(start) else { return "" };
    rest.split_once(end).map_or("", |(inner, _)| inner)
}

pub fn tags_of(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i + 1) {
        let mut quoted = false;
        let close = html[open..].char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == '>' && !quoted
        });
        let end = open + close.expect("every tag is closed").0;
        tags.push(tag_of(&html[open..end], end + 1));
        at = end + 1;
    }
    tags
}

fn tag_of(inner: &str, end: usize) -> Tag {
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Tag { name: name.to_owned(), attributes, end };
        }
        let stop = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (attribute, behind) = rest.split_at(stop);
        if let Some(value) = behind.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').expect("a quoted value ends");
            attributes.insert(attribute.to_owned(), unescaped(value));
            rest = after;
        } else {
            attributes.insert(attribute.to_owned(), String::new());
            rest = behind;
        }
    }
}

fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    plain(&unescaped(&text))
}

/// Without the marks that hold directions apart, and with one blank for any.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The numbers of a sentence as bare digits: `1,234.50` and `1 234,50` are both `123450`.
pub fn figures(sentence: &str) -> Vec<String> {
    let digits_or_marks = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}');
    let runs = sentence.split(|c| !digits_or_marks(c));
    runs.map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>()).filter(|run| !run.is_empty()).collect()
}

/// Latin words a Ukrainian page may hold: names of standards, sizes, currencies, the program.
const NOT_ENGLISH: [&str; 30] = [
    "hledger",
    "Beancount",
    "written",
    "Atom",
    "Waybill",
    "waybill",
    "init",
    "EUR",
    "UAH",
    "PLN",
    "KWD",
    "JPY",
    "RF",
    "DSTU",
    "NIJ",
    "VPAM",
    "BSW",
    "EN",
    "CSV",
    "IBAN",
    "BIC",
    "COBADEFFXXX",
    "II",
    "III",
    "IIA",
    "IIIA",
    "IV",
    "XS",
    "XL",
    "XXL",
];

/// What is called the same in every language.
const NAMES: [&str; 12] = [
    // The people of these books; in the demonstration it is the same six.
    "heron",
    "abacus",
    "ferry",
    "quill",
    "sieve",
    "lens",
    "facts.jsonl",
    "figures.json",
    "waybill-verify",
    "XXXX-XXXX-XXXX-XXXX-XXXX",
    "Solidarity operation (demonstration)",
    "No bank (demonstration)",
];

/// The page without these elements: those whose first tag begins so.
fn without(html: &str, tag: &str) -> String {
    let (opens, closes) = (format!("<{tag}"), format!("</{}>", tag.split(' ').next().unwrap()));
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once(opens.as_str()) {
        kept.push_str(before);
        rest = behind.split_once(closes.as_str()).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// English words on a page that should have none. Any phrase of `words/en` holds at least one word that is found here.
pub fn english(page: &Page) -> Vec<String> {
    // What machines read as it is - facts, names of figures - is the same in every language.
    // What readers wrote is in whatever language they write.
    let body = ["pre", "code", "bdi", "div class=\"words\""]
        .into_iter()
        .fold(page.body.clone(), |body, tag| without(&body, tag));
    let mut text = text_of(&body);
    for tag in page.tags() {
        text.push(' ');
        text.push_str(tag.get("aria-label"));
        text.push(' ');
        text.push_str(tag.get("title"));
    }
    for name in NAMES {
        text = text.replace(name, "");
    }
    // Names of figures and files (`need.vest-1.missing`, `facts.jsonl`) are the same in every language.
    let named = |word: &&str| word.is_ascii() && word.trim_end_matches(['.', ',', ':']).contains('.');
    let text: String = text.split_whitespace().filter(|word| !named(word)).collect::<Vec<_>>().join(" ");
    // Ids of facts and codes are letters and digits mixed; words are not. An id may by chance be letters alone: 20 of them.
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.chars().any(char::is_numeric));
    words
        .filter(|word| word.len() < 20)
        .filter(|word| word.len() > 1 && word.is_ascii() && !NOT_ENGLISH.contains(word))
        // A page leads to the other languages by their own names.
        .filter(|word| Lang::ALL.into_iter().all(|lang| lang.own_name() != *word))
        .map(str::to_owned)
        .collect()
}
