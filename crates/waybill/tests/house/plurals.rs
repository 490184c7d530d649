//! Whoever counts in a phrase counts as the language does: "1 жилет, 2 жилети, 5 жилетів" are three forms, and each stands there.
//!
//! A form left out would be taken from `other`, which reads well in English and wrong in Polish.

use crate::tree::{Finding, Tree, ending};

const WORDS: &str = "crates/waybill/words/";

/// Every name a form may have (CLDR).
const NAMES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The forms of each language. `other` is for fractions in Ukrainian and Polish; Fluent asks for it everywhere.
const FORMS: [(&str, &[&str]); 4] = [
    ("en", &["one", "other"]),
    ("uk", &["one", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("pl", &["one", "few", "many", "other"]),
];

pub fn broken(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.under(WORDS).filter(|(path, _)| ending(path) == "ftl") {
        let language = path.trim_start_matches(WORDS).split('/').next().unwrap_or_default();
        match FORMS.iter().find(|(name, _)| *name == language) {
            Some((_, forms)) => found.extend(judged(path, text, forms)),
            None => found.push(Finding::new(path, 1, format!("the plural forms of `{language}` are not listed"))),
        }
    }
    found
}

/// A choice between forms: where it stands, and the names of its forms.
struct Choice<'a> {
    line: usize,
    forms: Vec<&'a str>,
}

fn judged(path: &str, text: &str, forms: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut key = "";
    let mut open: Vec<Choice> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
            key = name.trim();
            open.clear();
        }
        let line = line.trim();
        if line.starts_with('}')
            && let Some(choice) = open.pop()
        {
            let odd = odd_forms(&choice, forms);
            found.extend(odd.into_iter().map(|what| Finding::new(path, choice.line, format!("`{key}` {what}"))));
        }
        let form = line.strip_prefix('*').unwrap_or(line).strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let (Some((name, _)), Some(choice)) = (form, open.last_mut()) {
            choice.forms.push(name.trim());
        }
        if line.ends_with("->") {
            open.push(Choice { line: number + 1, forms: Vec::new() });
        }
    }
    found
}

/// What is missing or never asked for; a choice that is not about number is left in peace.
fn odd_forms(choice: &Choice, wanted: &[&str]) -> Vec<String> {
    let of_number = |name: &&str| NAMES.contains(name) || name.bytes().all(|b| b.is_ascii_digit());
    if !choice.forms.iter().all(of_number) {
        return Vec::new();
    }
    let missing = wanted.iter().filter(|name| !choice.forms.contains(name)).map(|name| format!("has no form `{name}`"));
    let idle = choice.forms.iter().filter(|name| NAMES.contains(name) && !wanted.contains(name));
    missing.chain(idle.map(|name| format!("has a form `{name}`, which its language does not know"))).collect()
}

mod plants {
    use super::broken;
    use crate::tree::{Finding, Tree, seen};

    fn in_language(language: &str, forms: &[&str]) -> Vec<Finding> {
        let forms = forms.iter().fold(String::new(), |all, form| all + "    [" + form + "] { $n } things\n");
        let text = format!("things = {{ $n ->\n{forms}   *[other] {{ $n }} things\n}} in stock\nnext = one = 1\n");
        broken(&Tree::planted(&[(&format!("crates/waybill/words/{language}/all.ftl"), &text)]))
    }

    #[test]
    fn every_form_of_a_language_is_left_in_peace() {
        seen(&in_language("en", &["0", "one"]), &[]);
        seen(&in_language("de", &["one"]), &[]);
        seen(&in_language("uk", &["one", "few", "many"]), &[]);
        seen(&in_language("pl", &["0", "one", "few", "many"]), &[]);
        seen(&in_language("pl", &["paid", "late"]), &[]);
    }

    #[test]
    fn a_missing_form_is_seen() {
        seen(&in_language("pl", &["one", "few"]), &["pl/all.ftl:1: `things` has no form `many`"]);
        seen(&in_language("uk", &["one", "many"]), &["`things` has no form `few`"]);
        seen(&in_language("de", &["1"]), &["`things` has no form `one`"]);
    }

    #[test]
    fn a_form_that_the_language_does_not_know_is_seen() {
        seen(&in_language("de", &["one", "few"]), &["`things` has a form `few`"]);
    }

    #[test]
    fn a_language_whose_forms_nobody_listed_is_seen() {
        seen(&in_language("cs", &["one", "few", "many"]), &["the plural forms of `cs` are not listed"]);
    }
}
