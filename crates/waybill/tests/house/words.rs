//! Every phrase a reader sees: there in each language, with the same arguments, used, and asked for by its right name.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::SOURCES;
use crate::scan::{Call, Scan, Text};
use crate::tree::{Finding, Tree, ending};

const WORDS: &str = "crates/waybill/words/";

/// The language that is complete by definition; the others are held against it.
const FIRST: &str = "en";

/// Phrases that languages build from different parts: English names the items, Ukrainian takes the whole share.
const BUILT_DIFFERENTLY: [&str; 1] = ["item-mixed"];

/// The functions that are given the name of a phrase, which must then exist, and at which place they are given it.
const CALLS: [(&str, usize); 3] = [("t", 0), ("with", 0), ("phrase", 1)];

/// Literals that look like phrases of a family and are something else: headers, forms' paths, ends of phrases' names.
const NO_PHRASES: [&str; 13] = [
    "gift-in-kind",
    "new-password",
    "no-referrer",
    "no-store",
    "not-now",
    "not-yet-keys",
    "not-yet-people",
    "not-yet-sealing",
    "not-yet-witness",
    "opening-money",
    "opening-stock",
    "sign-in",
    "sign-out",
];

/// Whether a literal in code may be the name of a phrase, as `gift-thanks` and `country-DE`, or the pattern of some,
/// as `country-{code}`.
fn looks_like_a_key(text: &str) -> bool {
    let mut fixed = String::new();
    for part in text.split('}') {
        fixed.push_str(part.split('{').next().unwrap_or_default());
    }
    let first = fixed.chars().next();
    let whole = first.is_some_and(|c| c.is_ascii_lowercase()) && !text.ends_with('-');
    whole && fixed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Whether a phrase's name is one that the literal may stand for: each `{gap}` stands for some letters.
fn stands_for(literal: &str, key: &str) -> bool {
    let Some((before, rest)) = literal.split_once('{') else { return literal == key };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    let Some(tail) = key.strip_prefix(before) else { return false };
    (1..=tail.len()).any(|gap| tail.is_char_boundary(gap) && stands_for(after, &tail[gap..]))
}

/// One message or term of a file in Fluent's form.
#[derive(Default)]
struct Phrase {
    path: String,
    line: usize,
    /// The arguments that the reader sees.
    arguments: BTreeSet<String>,
    /// The arguments that choose a form (`{ $n -> ...`): grammar, which is each language's own.
    choosers: BTreeSet<String>,
    /// The other messages and terms it stands on.
    uses: BTreeSet<String>,
}

type Language = BTreeMap<String, Phrase>;

/// `spoken`: the languages a page may be asked for in. Each must be whole, and no other may lie about.
pub fn broken(tree: &Tree, spoken: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut languages: BTreeMap<String, Language> =
        spoken.iter().map(|name| ((*name).to_owned(), Language::new())).collect();
    for (path, text) in tree.under(WORDS).filter(|(path, _)| ending(path) == "ftl") {
        let name = path.trim_start_matches(WORDS).split('/').next().unwrap_or_default().to_string();
        read_phrases(path, text, languages.entry(name).or_default(), &mut found);
    }
    let silent = languages.keys().filter(|name| !spoken.contains(&name.as_str()));
    found.extend(silent.map(|name| Finding::new(WORDS, 1, format!("no page can be asked for in `{name}`"))));
    let empty = Language::new();
    let first = languages.get(FIRST).unwrap_or(&empty);
    for (name, language) in languages.iter().filter(|(name, _)| *name != FIRST) {
        found.extend(differences(first, name, language));
    }
    let asked = asked_for(tree);
    let needs = needs_of(&languages);
    found.extend(asked.wrong(&needs));
    found.extend(asked.misspelt(&needs));
    found.extend(asked.unused(first));
    found.extend(asked.found);
    found
}

fn read_phrases(path: &str, text: &str, into: &mut Language, found: &mut Vec<Finding>) {
    if let Err((_, errors)) = fluent_bundle::FluentResource::try_new(text.to_string()) {
        found.extend(
            errors.iter().map(|e| Finding::new(path, line_at(text, e.pos.start), format!("is not Fluent: {e}"))),
        );
    }
    let mut current: Option<String> = None;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        if let (true, Some((key, _))) = (starts, line.split_once('=')) {
            let key = key.trim().to_string();
            let phrase = Phrase { path: path.to_string(), line: number + 1, ..Phrase::default() };
            if into.insert(key.clone(), phrase).is_some() {
                found.push(Finding::new(path, number + 1, format!("`{key}` is said twice in one language")));
            }
            current = Some(key);
        }
        if let Some(phrase) = current.as_ref().and_then(|key| into.get_mut(key)) {
            for gap in line.split('$').skip(1) {
                let rest = gap.split(['$', '}']).next().unwrap_or_default();
                let set = if rest.contains("->") { &mut phrase.choosers } else { &mut phrase.arguments };
                set.insert(word_at(gap));
            }
            let references = line.split('{').skip(1).map(|part| word_at(part.trim_start()));
            phrase.uses.extend(references.filter(|word| !word.is_empty()));
        }
    }
}

fn line_at(text: &str, position: usize) -> usize {
    text[..position.min(text.len())].matches('\n').count() + 1
}

fn word_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

fn differences(first: &Language, name: &str, language: &Language) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, phrase) in first {
        let Some(other) = language.get(key) else {
            found.push(Finding::new(&phrase.path, phrase.line, format!("`{key}` is missing in {name}")));
            continue;
        };
        if other.arguments != phrase.arguments && !BUILT_DIFFERENTLY.contains(&key.as_str()) {
            let both = format!("{:?} in {FIRST}, {:?} in {name}", phrase.arguments, other.arguments);
            found.push(Finding::new(&other.path, other.line, format!("`{key}` has other arguments: {both}")));
        }
    }
    for (key, phrase) in language.iter().filter(|(key, _)| !first.contains_key(*key)) {
        found.push(Finding::new(&phrase.path, phrase.line, format!("`{key}` is missing in {FIRST}")));
    }
    found
}

/// Every phrase with the arguments that one language or another needs for it.
fn needs_of(languages: &BTreeMap<String, Language>) -> BTreeMap<&str, BTreeSet<String>> {
    let mut needs: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (key, phrase) in languages.values().flatten() {
        needs.entry(key).or_default().extend(phrase.arguments.union(&phrase.choosers).cloned());
    }
    needs
}

/// What code and templates say of phrases.
#[derive(Default)]
struct Asked {
    /// Names given to one of [`CALLS`]: these must exist, and get the arguments they need.
    by_name: Vec<Request>,
    /// Every literal that looks like a name or a pattern: a phrase that is not even among these is unused.
    in_passing: BTreeMap<String, (String, usize)>,
    found: Vec<Finding>,
}

struct Request {
    path: String,
    line: usize,
    key: String,
    arguments: Option<BTreeSet<String>>,
}

impl Asked {
    fn read(&mut self, path: &str, lines_before: usize, scan: Scan) {
        let asks = |call: &Call| call.literal_at.is_some_and(|at| CALLS.contains(&(call.name.as_str(), at)));
        for call in scan.calls.into_iter().filter(asks) {
            let key = call.strings[0].clone();
            let named = call.named.map(|names| names.into_iter().collect());
            // `.t(` fills no gaps.
            let arguments = if call.name == "t" { Some(BTreeSet::new()) } else { named };
            if looks_like_a_key(&key) {
                self.by_name.push(Request { path: path.to_string(), line: lines_before + call.line, key, arguments });
            }
        }
        let is_key = |text: &Text| !text.in_test && looks_like_a_key(&text.value);
        for text in scan.strings.into_iter().filter(is_key) {
            let place = (path.to_string(), lines_before + text.line);
            self.in_passing.entry(text.value).or_insert(place);
        }
    }

    fn wrong(&self, needs: &BTreeMap<&str, BTreeSet<String>>) -> Vec<Finding> {
        let mut found = Vec::new();
        for request in &self.by_name {
            let key = &request.key;
            let what = match (needs.get(key.as_str()), &request.arguments) {
                (None, _) => format!("`{key}` is asked for and in no words file"),
                (Some(needed), Some(given)) if given != needed => {
                    format!("`{key}` is given {given:?} and needs {needed:?}")
                }
                _ => continue,
            };
            found.push(Finding::new(&request.path, request.line, what));
        }
        found
    }

    /// A literal of a family that only phrases have (`gift-...`) is a phrase misspelt, wherever it stands.
    fn misspelt(&self, needs: &BTreeMap<&str, BTreeSet<String>>) -> Vec<Finding> {
        let families: BTreeSet<&str> = needs.keys().filter_map(|key| Some(key.split_once('-')?.0)).collect();
        let of_a_family = |literal: &str| literal.split_once('-').is_some_and(|(family, _)| families.contains(family));
        let mut found = Vec::new();
        for (literal, (path, line)) in &self.in_passing {
            let known =
                needs.contains_key(literal.as_str()) || self.by_name.iter().any(|request| request.key == *literal);
            // A code of the book (`order-4htq7bwm`) has digits; phrases with digits are asked for by name.
            let plain = !literal.contains(|c: char| c == '{' || c.is_ascii_digit());
            if !known && plain && of_a_family(literal) && !NO_PHRASES.contains(&literal.as_str()) {
                found.push(Finding::new(
                    path,
                    *line,
                    format!("`{literal}` reads like a phrase and is in no words file"),
                ));
            }
        }
        found
    }

    fn unused(&self, first: &Language) -> Vec<Finding> {
        let named = |key: &&String| self.in_passing.keys().any(|literal| stands_for(literal, key));
        let mut used: BTreeSet<String> = first.keys().filter(named).cloned().collect();
        // A phrase that a used phrase stands on is used.
        loop {
            let below =
                first.iter().filter(|(key, _)| used.contains(*key)).flat_map(|(_, phrase)| phrase.uses.iter().cloned());
            let more: BTreeSet<String> = below.filter(|key| !used.contains(key)).collect();
            if more.is_empty() {
                break;
            }
            used.extend(more);
        }
        let idle = first.iter().filter(|(key, _)| !used.contains(*key));
        idle.map(|(key, phrase)| Finding::new(&phrase.path, phrase.line, format!("`{key}` is used nowhere"))).collect()
    }
}

fn asked_for(tree: &Tree) -> Asked {
    let mut asked = Asked::default();
    for (path, text) in tree.under(SOURCES) {
        if ending(path) == "rs" {
            asked.read(path, 0, Scan::of(path, text));
        } else if ending(path) == "html" {
            read_template(path, text, &mut asked);
        }
    }
    asked
}

/// The code of a template stands in `{{ }}` and `{% %}`, and is read as Rust is.
fn read_template(path: &str, text: &str, asked: &mut Asked) {
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at + open.len()) {
            let end = text[start..].find(close).map_or(text.len(), |at| start + at);
            let line = line_at(text, start);
            match Scan::of_code(&text[start..end]) {
                Ok(scan) => asked.read(path, line - 1, scan),
                Err(e) => asked.found.push(Finding::new(path, line, format!("cannot be read as code: {e}"))),
            }
            from = end;
        }
    }
}

mod plants {
    use super::broken;
    use crate::tree::{Finding, Tree, seen};

    const EN: &str = "gift-thanks = Thank you, { $name }.\nfront-day = Day { $day }\n";
    const UK: &str = "gift-thanks = Дякуємо, { $name }.\nfront-day = День { $day }\n";
    const CODE: &str = "fn f(w: Words) { w.with(\"gift-thanks\", &[(\"name\", name.into())]); }";
    const PAGE: &str = "<h1>{{ words.with(\"front-day\", [(\"day\", day.into())]) }}</h1>";

    fn with(en: &str, uk: &str, code: &str, page: &str) -> Vec<Finding> {
        let files = [
            ("crates/waybill/words/en/all.ftl", en),
            ("crates/waybill/words/uk/all.ftl", uk),
            ("crates/waybill/src/features/gifts/mod.rs", code),
            ("crates/waybill/src/features/gifts/page.html", page),
        ];
        broken(&Tree::planted(&files), &["en", "uk"])
    }

    #[test]
    fn complete_words_are_left_in_peace() {
        seen(&with(EN, UK, CODE, PAGE), &[]);
        let term = "-house = Waybill\nfront-day = Day { $day } of { -house }\ngift-thanks = { $name }\n";
        let same = "-house = Waybill\nfront-day = { -house }, день { $day }\ngift-thanks = { $name }\n";
        seen(&with(term, same, CODE, PAGE), &[]);
    }

    #[test]
    fn a_phrase_missing_in_a_language_is_seen() {
        seen(&with(EN, "front-day = День { $day }\n", CODE, PAGE), &["`gift-thanks` is missing in uk"]);
        seen(&with("front-day = { $day }\n", UK, "", PAGE), &["`gift-thanks` is missing in en"]);
    }

    #[test]
    fn each_language_is_held_against_the_first_not_one_of_them() {
        let spoken = ["en", "uk", "de", "pl"];
        let german = "gift-thanks = Danke, { $name }.\nfront-day = Tag { $tag }\n";
        let polish = "front-day = Dzień { $day }\n";
        let files = [
            ("crates/waybill/words/en/all.ftl", EN),
            ("crates/waybill/words/uk/all.ftl", UK),
            ("crates/waybill/words/de/all.ftl", german),
            ("crates/waybill/words/pl/all.ftl", polish),
            ("crates/waybill/src/features/gifts/mod.rs", CODE),
        ];
        let lost = "de/all.ftl:2: `front-day` has other arguments";
        let missing = "`gift-thanks` is missing in pl";
        seen(&broken(&Tree::planted(&files), &spoken), &[lost, missing, "`front-day` is used nowhere"]);
    }

    #[test]
    fn a_language_without_a_folder_and_a_folder_without_a_language_are_seen() {
        let files = [("crates/waybill/words/en/all.ftl", EN), ("crates/waybill/src/features/gifts/mod.rs", CODE)];
        let gone = ["`gift-thanks` is missing in pl", "`front-day` is missing in pl", "`front-day` is used nowhere"];
        seen(&broken(&Tree::planted(&files), &["en", "pl"]), &gone);
        let files =
            [("crates/waybill/words/en/all.ftl", "a-b = a\n"), ("crates/waybill/words/cs/all.ftl", "a-b = a\n")];
        seen(&broken(&Tree::planted(&files), &["en"]), &["no page can be asked for in `cs`", "`a-b` is used nowhere"]);
    }

    #[test]
    fn a_lost_or_odd_argument_is_seen() {
        let lost = "gift-thanks = Дякуємо.\nfront-day = День { $day }\n";
        seen(&with(EN, lost, CODE, PAGE), &["`gift-thanks` has other arguments"]);
        let plural = "gift-thanks = { $count } { $name }\nfront-day = { $day }\n";
        seen(&with(EN, plural, CODE, PAGE), &["`gift-thanks` has other arguments", "mod.rs:1: `gift-thanks` is given"]);
    }

    #[test]
    fn an_argument_that_only_chooses_a_form_may_be_one_languages_own() {
        let en = "gift-thanks = { $n ->\n    [one] { $name } is\n   *[other] { $name } are\n }\nfront-day = { $day }\n";
        let uk = "gift-thanks = { $name }\nfront-day = { $day }\n";
        let code = "fn f(w: Words) { w.with(\"gift-thanks\", &[(\"name\", name.into()), (\"n\", n.into())]); }";
        seen(&with(en, uk, code, PAGE), &[]);
        seen(&with(en, uk, CODE, PAGE), &["mod.rs:1: `gift-thanks` is given {\"name\"} and needs {\"n\", \"name\"}"]);
    }

    #[test]
    fn an_unused_phrase_is_seen() {
        seen(&with(EN, UK, "", PAGE), &["`gift-thanks` is used nowhere"]);
        let only_in_a_test = "#[cfg(test)] mod tests { fn f() { with(\"gift-thanks\", [(\"name\", n)]) } }";
        seen(&with(EN, UK, only_in_a_test, PAGE), &["`gift-thanks` is used nowhere"]);
    }

    #[test]
    fn a_phrase_that_does_not_exist_is_seen() {
        let code = format!("{CODE} fn g(w: Words) {{ w.t(\"gift-thnaks\"); }}");
        seen(&with(EN, UK, &code, PAGE), &["mod.rs:1: `gift-thnaks` is asked for"]);
        let page = format!("{PAGE}\n<p>{{% if day %}}{{{{ words.t(\"front-dya\") }}}}{{% endif %}}");
        seen(&with(EN, UK, CODE, &page), &["page.html:2: `front-dya` is asked for"]);
    }

    #[test]
    fn a_pattern_of_names_uses_what_it_may_stand_for() {
        let code = format!("{CODE} fn g(w: Words) {{ w.t(&format!(\"item-{{code}}-n\")); }}");
        let (en, uk) = (format!("{EN}item-VEST-n = vests\n"), format!("{UK}item-VEST-n = жилети\n"));
        seen(&with(&en, &uk, &code, PAGE), &[]);
        let (en, uk) = (format!("{en}item-VEST-of = vest\n"), format!("{uk}item-VEST-of = жилета\n"));
        seen(&with(&en, &uk, &code, PAGE), &["`item-VEST-of` is used nowhere"]);
    }

    #[test]
    fn an_argument_that_is_not_given_is_seen() {
        let code = "fn f(w: Words) { w.with(\"gift-thanks\", &[(\"nmae\", name.into())]); }";
        seen(&with(EN, UK, code, PAGE), &["mod.rs:1: `gift-thanks` is given {\"nmae\"}"]);
        seen(&with(EN, UK, "fn f(w: Words) { w.t(\"gift-thanks\"); }", PAGE), &["`gift-thanks` is given {}"]);
        seen(&with(EN, UK, CODE, "\n{{ words.with(\"front-day\", []) }}"), &["page.html:2: `front-day` is given {}"]);
        seen(&with(EN, UK, "fn f(w: Words) { w.with(\"gift-thanks\", &all); }", PAGE), &[]);
    }

    #[test]
    fn a_phrase_in_a_table_or_inside_a_sentence_is_seen() {
        let code = format!("{CODE} const FORM: Form = Form {{ title: \"gift-tilte\" }};");
        seen(&with(EN, UK, &code, PAGE), &["mod.rs:1: `gift-tilte` reads like a phrase"]);
        let code = format!("{CODE} fn g(w: Words) {{ phrase(w, \"gift-thnaks\", vec![(\"name\", n)]) }}");
        seen(&with(EN, UK, &code, PAGE), &["mod.rs:1: `gift-thnaks` is asked for"]);
        let code = format!("{CODE} fn g(w: Words) {{ phrase(w, \"gift-thanks\", vec![(\"nmae\", n)]) }}");
        seen(&with(EN, UK, &code, PAGE), &["mod.rs:1: `gift-thanks` is given {\"nmae\"}"]);
    }

    #[test]
    fn a_phrase_said_twice_and_a_broken_file_are_seen() {
        seen(
            &with(&format!("{EN}front-day = { } Day {{ $day }}\n", "{\"\"}"), UK, CODE, PAGE),
            &["`front-day` is said twice"],
        );
        seen(&with(&format!("{EN}oh = {{ $day\n"), UK, CODE, PAGE), &["is not Fluent", "`oh`", "`oh`"]);
    }
}
