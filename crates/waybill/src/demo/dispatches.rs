//! The demonstration's dispatches, published in the evening of their day, after its close; and one correction.

use std::collections::BTreeMap;

use super::{DemoError, HOUR, at, people};
use crate::features::dispatches::{Written, entry_of, problems_of};
use crate::house::SHAPES;
use crate::publish::gate::close_days;
use crate::publish::published::Published;
use crate::publish::texts::{self, Name, Section, SectionKind, Words};
use crate::store::{FormKey, Operation, OperationCard, StoreError};
use crate::web::forms::Bench;
use crate::web::words::{Lang, Tongue};
use crate::world::World;

/// Day, language, text.
const TEXTS: &[(i32, &str, &str)] = &[
    (16, "en", include_str!("dispatches/16.en.md")),
    (16, "uk", include_str!("dispatches/16.uk.md")),
    (23, "en", include_str!("dispatches/23.en.md")),
    (23, "uk", include_str!("dispatches/23.uk.md")),
    (23, "de", include_str!("dispatches/23.de.md")),
    (23, "pl", include_str!("dispatches/23.pl.md")),
    (31, "en", include_str!("dispatches/31.en.md")),
    (31, "uk", include_str!("dispatches/31.uk.md")),
    (31, "de", include_str!("dispatches/31.de.md")),
    (31, "pl", include_str!("dispatches/31.pl.md")),
    (40, "en", include_str!("dispatches/40.en.md")),
    (40, "uk", include_str!("dispatches/40.uk.md")),
    (40, "de", include_str!("dispatches/40.de.md")),
    (40, "pl", include_str!("dispatches/40.pl.md")),
];

/// The day on which the dispatch of day 23 is corrected, and how: language, what it said, what it says now, the note.
const CORRECTED_ON: i32 = 24;
const CORRECTED: Name = Name { day: 23, statement: 0 };
const CORRECTIONS: &[(&str, &str, &str, &str)] = &[
    (
        "en",
        "next Thursday",
        "in the week of 21 March",
        "We named a day. The foundation only names the week, and so do we from now on.",
    ),
    (
        "uk",
        "наступного четверга",
        "протягом тижня з 21 березня",
        "Ми назвали день. Фундація називає лише тиждень, і ми відтепер так само.",
    ),
    (
        "de",
        "Nächsten Donnerstag sollen sie",
        "In der Woche vom 21. März sollen sie",
        "Wir hatten einen Tag genannt. Die Stiftung nennt nur die Woche, und wir von nun an auch.",
    ),
    (
        "pl",
        "w najbliższy czwartek",
        "w tygodniu od 21 marca",
        "Podaliśmy dzień. Fundacja podaje tylko tydzień i odtąd my także.",
    ),
];

/// Days on which something is published.
pub(super) fn days() -> impl Iterator<Item = i32> {
    TEXTS.iter().map(|(day, _, _)| *day).chain([CORRECTED_ON])
}

/// Publishes what belongs to the evening of a day, which must have closed.
pub(super) fn publish(operation: &Operation, card: &OperationCard, day: i32) -> Result<(), DemoError> {
    let evening = Evening::of(operation, card, day)?;
    let mut languages = BTreeMap::new();
    for (_, lang, text) in TEXTS.iter().filter(|(of, _, _)| *of == day) {
        languages.insert((*lang).to_owned(), evening.words(text));
    }
    if !languages.is_empty() {
        evening.post(Name::of_day(day), languages)?;
    }
    if day == CORRECTED_ON
        && let Some(told) = evening.published.telling(CORRECTED)?
    {
        let mut languages = told.newest().languages.clone();
        for (lang, old, new, note) in CORRECTIONS {
            let Some(words) = languages.get_mut(*lang) else { continue };
            words.sections.iter_mut().for_each(|section| section.text = section.text.replace(old, new));
            (*note).clone_into(&mut words.note);
        }
        evening.post(CORRECTED, languages)?;
    }
    Ok(())
}

/// One evening of the demonstration.
struct Evening<'a> {
    operation: &'a Operation,
    card: &'a OperationCard,
    world: World,
    day: i32,
    published: Published,
}

impl<'a> Evening<'a> {
    fn of(operation: &'a Operation, card: &'a OperationCard, day: i32) -> Result<Self, StoreError> {
        let seed = u64::try_from(day).unwrap_or(0) * 100_000 + 99_999;
        let world = World::held(at(card, day, HOUR), seed);
        close_days(operation, &world, SHAPES)?;
        Ok(Self { operation, card, world, day, published: Published::open(operation)? })
    }

    /// A title, the first words, then sections; a line `::: call` begins one of that kind. A story cannot know an order's
    /// code: `order#3` is the third one.
    fn words(&self, text: &str) -> Words {
        let orders = self.operation.entries_of_kind("order").unwrap_or_default();
        let mut text = text.to_owned();
        for (n, order) in (1..).zip(&orders) {
            let code = order.public.get("order").and_then(serde_json::Value::as_str).unwrap_or_default();
            text = text.replace(&format!("{{order#{n}."), &format!("{{order.{code}."));
        }
        let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let (lede, rest) = rest.split_once('\n').unwrap_or((rest, ""));
        let mut sections = Vec::new();
        for part in format!("::: report\n{rest}").split("::: ").skip(1) {
            let (kind, text) = part.split_once('\n').unwrap_or((part, ""));
            let kind = SectionKind::parse(kind).unwrap_or(SectionKind::Report);
            sections.push(Section { kind, text: text.trim().to_owned() });
        }
        let title = title.trim_start_matches("# ").to_owned();
        Words { title, lede: lede.to_owned(), sections, note: String::new() }
    }

    fn post(&self, name: Name, languages: BTreeMap<String, Words>) -> Result<(), DemoError> {
        let key = FormKey::parse(&format!("demonstration-dispatch-{}-{name}", self.day)).expect("letters and digits");
        let (card, w) = (self.card.clone(), Tongue::new(Lang::En));
        let today = card.date_of_day(self.day);
        let by = people::sitting(people::author("dispatch"));
        let bench = Bench { operation: self.operation, card, world: &self.world, today, w, key, by };
        let shown = self.published.shown(&self.world)?;
        let written = Written::of(name, languages, &self.published, &shown)?;
        let wrong: Vec<String> = written
            .languages
            .keys()
            .flat_map(|lang| {
                problems_of(w, &written, lang).into_iter().map(move |p| format!("{lang}, {}: {}", p.field, p.text))
            })
            .collect();
        if !wrong.is_empty() {
            return Err(DemoError::Form { day: self.day, form: "dispatch", problems: wrong.join("; ") });
        }
        let posted =
            self.operation.post(&self.world, &bench.behind(), &bench.key, &entry_of(&bench, &written), |_, _| Ok(()));
        posted.map_err(|error| DemoError::Refused { day: self.day, error })?;
        Ok(texts::tell(self.operation)?)
    }
}
