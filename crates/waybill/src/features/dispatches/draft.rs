//! A draft's rules: what may be published, and what must be put right first.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::rows;
use crate::publish::published::Published;
use crate::publish::shown::Shown;
use crate::publish::texts::{KIND, Name, Telling, Words};
use crate::store::{Draft, StoreError};
use crate::web::forms::Bench;
use crate::web::prose::{self, Refused};
use crate::web::typed::{Problem, is_hidden, too_long};
use crate::web::words::{Lang, Tongue};

/// Longest title, in characters: three lines on a phone.
const TITLE_MAX: usize = 120;
/// Longest first words and longest note of a correction.
pub(super) const LEDE_MAX: usize = 600;
/// Most sections of a text.
pub(super) const SECTIONS_MAX: usize = 12;
/// Longest text in one language; three of the longest sections.
const WHOLE_MAX: usize = 3 * prose::PROSE_MAX;
/// Most corrections of a text; a text that needs more wants to be told anew, on another day.
const CORRECTIONS_MAX: usize = 20;

/// A text as it is written now, with all that its rules look at.
pub struct Written<'a> {
    /// Which text.
    pub name: Name,
    /// What was written, by language; a language without a draft stands as it is published.
    pub languages: BTreeMap<String, Words>,
    /// What is published of it already.
    pub published: Option<Telling>,
    /// What the world can see now.
    pub now: &'a Shown,
    /// What the world could see at the close whose figures the text pins; none before the first close.
    pub then: Option<Arc<Shown>>,
}

impl<'a> Written<'a> {
    /// The text of that name, from drafts and what is published.
    pub(super) fn gather(bench: &Bench, now: &'a Shown, published: &Published, name: Name) -> Result<Self, StoreError> {
        let mut written = Self::of(name, BTreeMap::new(), published, now)?;
        let mut languages = written.published.as_ref().map_or_else(BTreeMap::new, |t| t.newest().languages.clone());
        for words in languages.values_mut() {
            words.note.clear();
        }
        for lang in Lang::ALL {
            if let Some(draft) = rows::find(bench.operation, name, lang.code())? {
                languages.insert(lang.code().to_owned(), draft.words);
            }
        }
        languages.retain(|_, words| *words != Words::default());
        written.languages = languages;
        Ok(written)
    }

    /// The text with these words.
    pub fn of(
        name: Name,
        languages: BTreeMap<String, Words>,
        published: &Published,
        now: &'a Shown,
    ) -> Result<Self, StoreError> {
        let told = published.telling(name)?;
        // A correction keeps the close of the first version: other figures of the same words would be another report.
        let snapshot = told.as_ref().map_or(now.snapshot, |t| t.first().snapshot);
        Ok(Self { name, languages, published: told, now, then: published.as_of(now, snapshot) })
    }

    /// The close whose figures it pins; 0 before the first.
    pub(super) fn snapshot(&self) -> i32 {
        self.then.as_ref().map_or(0, |shown| shown.snapshot)
    }

    /// A figure as it stood at that close.
    pub(super) fn figure(&self, name: &str) -> Option<i64> {
        self.then.as_ref()?.figures.get(name).map(|figure| figure.value)
    }

    /// The words of a language as they are published.
    pub(super) fn before(&self, lang: &str) -> Option<&Words> {
        self.published.as_ref()?.newest().languages.get(lang)
    }
}

/// Everything that keeps one language from being published; the fields are those of the editor.
pub fn problems_of(w: Tongue, written: &Written, lang: &str) -> Vec<Problem> {
    let Some(words) = written.languages.get(lang) else { return Vec::new() };
    let mut found = Found { w, written, problems: Vec::new() };
    found.plain("title", &words.title, TITLE_MAX);
    found.prose("lede", &words.lede, LEDE_MAX);
    if words.lede.trim().is_empty() {
        found.problem("lede", w.t("error-required"));
    }
    for (n, section) in (1..).zip(&words.sections) {
        found.prose(&format!("text{n}"), &section.text, prose::PROSE_MAX);
    }
    let whole: usize = words.sections.iter().map(|s| s.text.chars().count()).sum();
    if whole > WHOLE_MAX {
        found.too_long("text1", whole, WHOLE_MAX);
    }
    if words.sections.len() > SECTIONS_MAX {
        let max = i64::try_from(SECTIONS_MAX).unwrap_or(i64::MAX);
        found.problem("text1", w.with("dispatch-too-many-sections", &[("max", max.into())]));
    }
    if let Some(before) = written.before(lang)
        && changed(before, words)
    {
        found.plain("note", &words.note, LEDE_MAX);
    }
    found.problems
}

/// Whether the words themselves differ; a note alone changes nothing.
pub(super) fn changed(before: &Words, now: &Words) -> bool {
    let told = |words: &Words| (words.title.clone(), words.lede.clone(), words.sections.clone());
    told(before) != told(now)
}

/// What keeps the text as a whole from being published.
pub(super) fn problem_of_all(w: Tongue, written: &Written) -> Option<String> {
    if written.languages.is_empty() {
        return Some(w.t("dispatch-nothing-written"));
    }
    let published = written.published.as_ref()?;
    if let Some(gone) = published.newest().languages.keys().find(|lang| !written.languages.contains_key(*lang)) {
        let language = Lang::parse(gone).map_or(gone.as_str(), |lang| lang.own_name());
        return Some(w.with("dispatch-language-gone", &[("language", language.into())]));
    }
    if published.versions.len() > CORRECTIONS_MAX {
        let max = i64::try_from(CORRECTIONS_MAX).unwrap_or(i64::MAX);
        return Some(w.with("dispatch-too-many-corrections", &[("max", max.into())]));
    }
    let same = |(lang, words): (&String, &Words)| written.before(lang).is_some_and(|before| !changed(before, words));
    written.languages.iter().all(same).then(|| w.t("dispatch-nothing-changed"))
}

/// The entry that publishes a text without problems.
pub fn entry_of(bench: &Bench, written: &Written) -> Draft {
    let (mut figures, mut units) = (BTreeMap::new(), BTreeMap::new());
    for words in written.languages.values() {
        let texts = words.sections.iter().map(|s| &s.text).chain([&words.lede]);
        for name in texts.flat_map(|text| prose::figures(text)) {
            let Some(figure) = written.then.as_ref().and_then(|then| then.figures.get(&name)) else { continue };
            if let Some(unit) = &figure.unit {
                units.insert(name.clone(), unit.as_str().to_owned());
            }
            figures.insert(name, figure.value);
        }
    }
    let public = json!({
        "name": written.name.to_string(), "day": written.name.day, "snapshot": written.snapshot(), "figures": figures,
        "units": units, "languages": written.languages,
    });
    Draft { kind: KIND, on: bench.today, public, rest: json!({}), moves: Vec::new(), corrects: None }
}

struct Found<'a> {
    w: Tongue,
    written: &'a Written<'a>,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn problem(&mut self, field: &str, text: String) {
        self.problems.push(Problem { field: field.to_owned(), text });
    }

    fn too_long(&mut self, field: &str, length: usize, max: usize) {
        self.problem(field, too_long(self.w, length, max));
    }

    /// A line without Markdown that must be there.
    fn plain(&mut self, field: &str, text: &str, max: usize) {
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.problem(field, self.w.t("error-required"));
        } else if length > max {
            self.too_long(field, length, max);
        } else if text.chars().any(is_hidden) {
            self.problem(field, self.w.t("error-hidden-characters"));
        }
    }

    fn prose(&mut self, field: &str, text: &str, max: usize) {
        let length = text.chars().count();
        if length > max && max < prose::PROSE_MAX {
            self.too_long(field, length, max);
            return;
        }
        for refused in prose::refusals(text, |name| self.written.figure(name).is_some()) {
            let sentence = self.sentence(&refused);
            self.problem(field, sentence);
        }
        if self.written.name.is_statement() && !prose::figures(text).is_empty() {
            self.problem(field, self.w.t("dispatch-statement-figure"));
        }
    }

    fn sentence(&self, refused: &Refused) -> String {
        let w = self.w;
        let say = |key: &str, what: &str| w.with(key, &[("what", what.into())]);
        match refused {
            Refused::TooLong(length) => too_long(w, *length, prose::PROSE_MAX),
            Refused::Hidden => w.t("error-hidden-characters"),
            Refused::Html(what) => say("dispatch-html", what),
            Refused::Picture(what) => say("dispatch-picture", what),
            Refused::Link(what) => say("dispatch-link", what),
            Refused::Figure(name) => {
                // A figure that is told today was not told yet at the close this text keeps to.
                let told_since = self.written.now.figures.contains_key(name);
                say(if told_since { "dispatch-figure-later" } else { "dispatch-figure-unknown" }, name)
            }
            Refused::FigureInLink(name) => say("dispatch-figure-in-link", name),
            Refused::TooManyFigures => w.t("dispatch-too-many-figures"),
            Refused::TooDeep => w.t("dispatch-too-deep"),
        }
    }
}
