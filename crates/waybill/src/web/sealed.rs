//! What only some may read: fields that are sealed as soon as the form is entered, and the way to open what is sealed.
//!
//! A form names a class and its fields; everything else happens here. What was typed travels between looking it over and
//! entering as every field does, and is never part of an address: what an address says for such a field is dropped.

use std::collections::BTreeMap;
use std::fmt;

use maud::{Markup, PreEscaped, html};
use serde_json::Value;
use waybill_seal::Zeroizing;

use super::fields::{Field, Group};
use super::forms::{Bench, Input, InputKind};
use super::layout::address;
use super::typed::{Problem, TEXT_MAX, Typed, is_hidden, too_long};
use super::words::Tongue;
use crate::store::{Class, FormKey, Sealed, StoreError};

/// Longest text of many lines, in characters: with two lines beside it, all in letters of four bytes, it fits an envelope.
pub const AREA_MAX: usize = 1_200;

/// The part of a form that is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedPart {
    /// Who may open it follows from this.
    pub class: Class,
    /// Its fields; all of them may stay empty.
    pub inputs: &'static [SealedInput],
}

/// One sealed field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedInput {
    /// Its name in the form, and in what is sealed; its label is the phrase `sealed-<name>` with `-` for `_`.
    pub name: &'static str,
    /// The phrase that helps to fill it in.
    pub hint: &'static str,
    /// Whether it takes many lines.
    pub area: bool,
}

/// Who gave: a name and how to reach them.
pub const GIVER: SealedPart = SealedPart {
    class: Class::Giver,
    inputs: &[
        SealedInput { name: "giver_name", hint: "sealed-giver-hint", area: false },
        SealedInput { name: "giver_contact", hint: "sealed-contact-hint", area: false },
    ],
};

/// The phrase that names a sealed field.
pub fn label(w: Tongue, name: &str) -> String {
    w.t(&format!("sealed-{}", name.replace('_', "-")))
}

impl SealedPart {
    /// Whether a field of this name is sealed.
    pub fn has(&self, name: &str) -> bool {
        self.inputs.iter().any(|input| input.name == name)
    }

    /// The fields as they are shown, under the names of those who will be able to read them.
    pub fn group(&self, bench: &Bench, typed: &Typed, problems: &[Problem]) -> Result<Group, StoreError> {
        let w = bench.w;
        let openers = bench.operation.openers(self.class)?;
        let fields = self.inputs.iter().map(|input| {
            let kind = if input.area { InputKind::Area } else { InputKind::Text };
            let error = problems.iter().find(|p| p.field == input.name).map(|p| p.text.clone());
            let shown = Input::new(input.name, label(w, input.name), kind).hint(w.t(input.hint));
            vec![Field { input: shown, value: typed.raw(input.name).to_owned(), error }]
        });
        let legend = w.t(if openers.is_empty() { "sealed-nobody-yet" } else { "sealed-only" });
        Ok(Group { legend, people: openers.join(", "), fields: fields.collect() })
    }

    /// What was typed as canonical JSON; `None` where all of it is empty.
    pub fn read(&self, w: Tongue, typed: &Typed) -> Result<Option<Zeroizing<Vec<u8>>>, Vec<Problem>> {
        let mut said: BTreeMap<&str, String> = BTreeMap::new();
        let mut problems = Vec::new();
        for input in self.inputs {
            let text = typed.get(input.name).replace("\r\n", "\n");
            let (length, max) = (text.chars().count(), if input.area { AREA_MAX } else { TEXT_MAX });
            let hidden = |c: char| is_hidden(c) && !(input.area && c == '\n');
            let mut problem = |text| problems.push(Problem { field: input.name.to_owned(), text });
            if length > max {
                problem(too_long(w, length, max));
            } else if text.chars().any(hidden) {
                problem(w.t("error-hidden-characters"));
            } else if !text.is_empty() {
                said.insert(input.name, text);
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok((!said.is_empty()).then(|| json_of(&said)))
    }

    /// Seals what was typed; nothing where nothing was typed. A problem where nobody could open it.
    pub fn seal(&self, bench: &Bench, typed: &Typed) -> Result<Result<Option<Sealed>, Vec<Problem>>, StoreError> {
        let plain = match self.read(bench.w, typed) {
            Ok(Some(plain)) => plain,
            Ok(None) => return Ok(Ok(None)),
            Err(problems) => return Ok(Err(problems)),
        };
        let sealed = bench.operation.seal(self.class, &plain)?;
        if sealed.is_some() {
            return Ok(Ok(sealed));
        }
        let typed_here = self.inputs.iter().find(|input| !typed.get(input.name).is_empty());
        let field = typed_here.map_or(String::new(), |input| input.name.to_owned());
        Ok(Err(vec![Problem { field, text: bench.w.t("sealed-nobody") }]))
    }

    /// What is wrong with what was typed, before anything is sealed.
    pub fn problems(&self, bench: &Bench, typed: &Typed) -> Result<Vec<Problem>, StoreError> {
        Ok(self.seal(bench, typed)?.err().unwrap_or_default())
    }

    /// What was typed, as rows of a table: label and words.
    pub fn rows(&self, w: Tongue, typed: &Typed) -> Vec<(String, String)> {
        let said = self.inputs.iter().map(|input| (label(w, input.name), typed.get(input.name).to_owned()));
        said.filter(|(_, words)| !words.is_empty()).collect()
    }
}

/// What something sealed belongs to, as the store names it.
///
/// Invariant: the word behind the slash is made of small letters, digits and dashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An entry of the book.
    Entry(u64),
    /// A line of the bank.
    Line(String),
    /// A comment.
    Comment(String),
    /// A supplier, or somebody who holds money for us, by its code.
    Holder(String),
}

impl Subject {
    /// From its name: `entry/17`, `line/…`, `comment/…`, `holder/…`.
    pub fn parse(text: &str) -> Option<Self> {
        let (sort, id) = text.split_once('/')?;
        let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        match sort {
            "entry" => id.parse().ok().map(Self::Entry),
            "line" if plain => Some(Self::Line(id.to_owned())),
            "comment" if plain => Some(Self::Comment(id.to_owned())),
            "holder" if plain => Some(Self::Holder(id.to_owned())),
            _ => None,
        }
    }

    /// The page on which it is looked at, behind the language.
    pub fn page(&self) -> String {
        match self {
            Self::Entry(number) => format!("book/{number}"),
            Self::Line(id) => format!("statements/line/{id}"),
            Self::Comment(_) => "comments".to_owned(),
            Self::Holder(code) => format!("contacts/{code}"),
        }
    }

    /// In words.
    pub fn words(&self, w: Tongue) -> String {
        match self {
            Self::Entry(number) => {
                w.with("unsealed-entry", &[("n", i64::try_from(*number).unwrap_or(i64::MAX).into())])
            }
            Self::Line(_) => w.t("unsealed-line"),
            Self::Comment(_) => w.t("unsealed-comment"),
            Self::Holder(code) => w.with("unsealed-holder", &[("holder", w.holder(code).into())]),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(number) => write!(f, "entry/{number}"),
            Self::Line(id) => write!(f, "line/{id}"),
            Self::Comment(id) => write!(f, "comment/{id}"),
            Self::Holder(code) => write!(f, "holder/{code}"),
        }
    }
}

/// Canonical JSON of one level of texts: members in order, no white space.
pub fn json_of(said: &BTreeMap<&str, String>) -> Zeroizing<Vec<u8>> {
    let members = said.iter().map(|(name, text)| ((*name).to_owned(), Value::String(text.clone())));
    Zeroizing::new(Value::Object(members.collect()).to_string().into_bytes())
}

/// What was sealed as rows of a table, names first; nothing where it is not what [`json_of`] writes.
pub fn opened_rows(w: Tongue, plain: &[u8]) -> Option<Vec<(String, String)>> {
    let said: BTreeMap<String, String> = serde_json::from_slice(plain).ok()?;
    let mut said: Vec<(String, String)> = said.into_iter().collect();
    said.sort_by_key(|(name, _)| !name.ends_with("_name"));
    Some(said.into_iter().map(|(name, text)| (label(w, &name), text)).collect())
}

/// The mark of what is sealed: a padlock.
pub fn lock_mark() -> Markup {
    PreEscaped(
        "<svg class=\"lock\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z\"/></svg>"
            .to_owned(),
    )
}

/// Below something that has a sealed part: the button that opens it, for those who may, and the way to erase it. `base` is what
/// stands before the language in addresses.
pub fn below(bench: &Bench, base: &str, subject: &str) -> Result<Markup, StoreError> {
    let w = bench.w;
    if let Some(on) = bench.operation.erased_on(subject)? {
        return Ok(html! { p.note { (lock_mark()) " " (w.with("sealed-erased", &[("date", w.date(on).into())])) } });
    }
    let Some(class) = bench.operation.has_sealed(subject)? else { return Ok(html! {}) };
    let openers = bench.operation.openers(class)?;
    let words = w.t(if openers.is_empty() { "sealed-there-nobody" } else { "sealed-there" });
    Ok(html! {
        div.sealed {
            p { (lock_mark()) " " (words) " " bdi { (openers.join(", ")) } }
            div.acts {
                (open_button(bench, base, class, subject, None))
                @if bench.by.person.role.answers_for_all() {
                    a href=(address(base, w, &format!("erase/{subject}"))) { (w.t("sealed-erase")) }
                }
            }
        }
    })
}

/// The button that opens a sealed part; nothing for those who may not. Within another form, where no form can stand, the button
/// names a form that stands elsewhere ([`open_form`]).
pub fn open_button(bench: &Bench, base: &str, class: Class, subject: &str, label: Option<String>) -> Markup {
    if !class.opened_by().contains(&bench.by.person.role) {
        return html! {};
    }
    html! { form.one method="post" action=(address(base, bench.w, &format!("sealed/{}", class.code()))) {
        (asked(bench, subject))
        button.btn.less type="submit" { (label.unwrap_or_else(|| bench.w.t("sealed-open"))) }
    } }
}

/// A form without a button of its own, called `id`; nothing for those who may not open this.
pub fn open_form(bench: &Bench, base: &str, class: Class, subject: &str, id: &str) -> Markup {
    if !class.opened_by().contains(&bench.by.person.role) {
        return html! {};
    }
    html! { form id=(id) method="post" action=(address(base, bench.w, &format!("sealed/{}", class.code()))) { (asked(bench, subject)) } }
}

fn asked(bench: &Bench, subject: &str) -> Markup {
    html! {
        input type="hidden" name="key" value=(FormKey::draw(bench.world).as_str());
        input type="hidden" name="subject" value=(subject);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::web::words::Lang;

    #[test]
    fn what_is_too_long_or_hidden_is_told_at_its_field_and_empty_is_nothing() {
        let w = Tongue::new(Lang::En);
        let read = |name: &str, text: &str| GIVER.read(w, &Typed::new([(name.to_owned(), text.to_owned())]));
        assert_eq!(read("giver_name", "  ").unwrap(), None);
        assert_eq!(&**read("giver_name", " Ann \"A\" ").unwrap().unwrap(), br#"{"giver_name":"Ann \"A\""}"#);
        for wrong in ["a\u{202e}b", "a\nb", &"x".repeat(TEXT_MAX + 1)] {
            let problems = read("giver_contact", wrong).unwrap_err();
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].field, "giver_contact");
        }
    }
}
