//! Its dispatches: one a day, the longest title and first words there may be, every kind of section, one corrected, some
//! in one language only; and a statement.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use waybill::features::dispatches::{Written, entry_of, problems_of};
use waybill::house::HOUSE;
use waybill::publish::published::Published;
use waybill::publish::texts::{self, Name, Section, SectionKind, Words};
use waybill::web::forms::DeskAsk;
use waybill::web::typed::Typed;

use crate::desk::Desk;

/// The days that have a dispatch.
const DAYS: std::ops::RangeInclusive<i32> = 13..=37;
/// A day whose dispatch is the longest, in every language, and corrected.
pub const LONGEST: i32 = 37;
/// The day of a draft that nobody has published.
pub const DRAFT: i32 = 40;
/// Sections of the longest, as many as a text takes.
const SECTIONS: usize = 12;
/// Figures it quotes, as many as make a page heavy.
const FIGURES: usize = 40;
/// A word of 80 letters without a place to part it.
const WORD: &str = "Schutzwestenbeschaffungsfinanzierungsnachweisveroeffentlichungsverantwortlichste";
const TITLE_MAX: usize = 120;

/// Publishes all of it.
pub fn publish(desk: &Desk) -> anyhow::Result<()> {
    let everywhere = ["en", "uk", "de", "pl"];
    for day in DAYS {
        desk.on(day + 1)?;
        // Some are told in one language alone, and not always in English.
        let languages: &[&str] =
            if day == LONGEST { &everywhere } else { &everywhere[usize::try_from(day % 4)?..][..1] };
        let words = if day == LONGEST { longest(desk)? } else { short(day) };
        post(desk, Name::of_day(day), languages, &words)?;
    }
    let statement = Words { sections: every_section("Nobody is named here.", 4), ..short(LONGEST) };
    post(desk, Name { day: LONGEST, statement: 1 }, &["en", "de"], &statement)?;
    desk.on(LONGEST + 2)?;
    let mut corrected = longest(desk)?;
    corrected.sections[0].text = format!("It was another day.\n\n{}", corrected.sections[0].text);
    corrected.note = format!("The day was wrong: {WORD}. It is right now.");
    post(desk, Name::of_day(LONGEST), &everywhere, &corrected)?;
    desk.on(DRAFT)?;
    for lang in ["en", "de"] {
        draft(desk, lang)?;
    }
    Ok(())
}

/// A long draft as the editor keeps it, in the state before it is looked over.
fn draft(desk: &Desk, lang: &str) -> anyhow::Result<()> {
    let (bench, published, words) = (desk.bench()?, Published::open(&desk.operation)?, longest(desk)?);
    let shown = published.shown(&desk.world)?;
    let mut pairs: Vec<(String, String)> =
        [("title", &words.title), ("lede", &words.lede)].map(|(name, text)| (name.to_owned(), text.clone())).into();
    for (n, section) in (1..).zip(&words.sections) {
        pairs
            .extend([(format!("kind{n}"), section.kind.code().to_owned()), (format!("text{n}"), section.text.clone())]);
    }
    let sent = Typed::new(pairs.into_iter().chain([("go".to_owned(), "save".to_owned())]));
    let page = HOUSE.desk_pages.iter().find(|page| page.name == "dispatches").context("the house has dispatches")?;
    let day = DRAFT.to_string();
    let parts = [day.as_str(), lang];
    let (bench, shown, published, sent) = (&bench, &shown, &published, Some(&sent));
    let ask =
        DeskAsk { bench, shown, published, base: "", public_base: "", public_at: "", parts: &parts, sent, file: None };
    (page.answer)(&ask)?;
    Ok(())
}

fn short(day: i32) -> Words {
    let sections = vec![Section { kind: SectionKind::Report, text: format!("What came in on day {day}.") }];
    Words {
        title: format!("{WORD} of day {day}"),
        lede: "A day like others.".to_owned(),
        sections,
        note: String::new(),
    }
}

fn longest(desk: &Desk) -> anyhow::Result<Words> {
    let shown = Published::open(&desk.operation)?.shown(&desk.world)?;
    // The largest figures, since they take the most room; the ones a correction finds as well.
    let mut names: Vec<(&String, i64)> = shown.figures.iter().map(|(name, figure)| (name, figure.value)).collect();
    names.retain(|(name, _)| name.starts_with("fund.") || name.starts_with("need."));
    names.sort_by_key(|(name, value)| (-value, (*name).clone()));
    let quoted: Vec<String> = names.iter().take(FIGURES).map(|(name, _)| format!("{{{name}}}")).collect();
    let text = format!(
        "{}\n\n{WORD}{WORD}\n\n- {WORD}\n- **{WORD}**\n\n> {WORD}\n\n[{WORD}](https://example.org/{WORD}) `{WORD}`\n\n## {WORD}",
        quoted.join(", ")
    );
    let title: String = format!("{WORD} {WORD}").chars().take(TITLE_MAX).collect();
    let mut sections = every_section(&format!("A day like others, {WORD}."), SECTIONS);
    sections[0].text = text;
    Ok(Words {
        title,
        lede: format!("{WORD}. {}", quoted.iter().take(3).cloned().collect::<Vec<_>>().join(", ")),
        sections,
        note: String::new(),
    })
}

fn every_section(text: &str, count: usize) -> Vec<Section> {
    let kinds = SectionKind::ALL.into_iter().cycle().take(count);
    kinds.map(|kind| Section { kind, text: text.to_owned() }).collect()
}

fn post(desk: &Desk, name: Name, languages: &[&str], words: &Words) -> anyhow::Result<()> {
    let bench = desk.bench()?;
    let published = Published::open(&desk.operation)?;
    let shown = published.shown(&desk.world)?;
    let languages: BTreeMap<String, Words> = languages.iter().map(|lang| ((*lang).to_owned(), words.clone())).collect();
    let written = Written::of(name, languages, &published, &shown)?;
    for lang in written.languages.keys() {
        let wrong = problems_of(bench.w, &written, lang);
        ensure!(wrong.is_empty(), "the dispatch {name} in {lang} is refused: {wrong:?}");
    }
    desk.operation.post(
        &desk.world,
        &waybill::store::Behind::one(1),
        &bench.key,
        &entry_of(&bench, &written),
        |_, _| Ok(()),
    )?;
    Ok(texts::tell(&desk.operation)?)
}
