//! Every number on a page against the facts: what it is, what it says, and how its language writes that.

use std::collections::BTreeMap;

use serde_json::Value;
use waybill_journal::Commodity;

use crate::finding::Findings;
use crate::known::{Known, Told};
use crate::page::{Mark, Page, Table, named};
use crate::written::Lang;

/// One page of a copy, and what it is a page of.
pub(crate) struct Sheet<'a> {
    pub(crate) file: &'a str,
    pub(crate) page: &'a Page,
    /// The figure whose page it is, as its address names it.
    pub(crate) figure: Option<&'a str>,
}

/// Checks every number of a page; answers how many there are.
pub(crate) fn check(sheet: &Sheet, known: &Known, findings: &mut Findings) -> usize {
    let Sheet { file, page, .. } = *sheet;
    if let Some(fault) = page.fault {
        findings.file(file, fault);
    }
    for mark in &page.marks {
        check_mark(sheet, mark, known, findings);
    }
    for (href, text) in &page.bare {
        findings.file(file, format!("The number {text:?} leads to {href:?} and has no value beside it."));
    }
    for table in &page.tables {
        check_table(file, table, known, findings);
    }
    for (fact, numbers) in &page.drawings {
        check_drawing(file, fact, numbers, known, findings);
    }
    for (fact, text) in &page.quoted {
        let said = serde_json::from_str::<Value>(text).ok();
        match known.fact(fact) {
            Some(told) if said.as_ref() == Some(&told.body) => {}
            Some(_) => findings.file(file, format!("The body of the fact {fact} is not the one in facts.jsonl.")),
            None => findings.file(file, format!("It quotes a fact that facts.jsonl has not: {fact}.")),
        }
    }
    sums_of_adds(sheet, findings);
    page.marks.len()
}

/// What a number is said to be.
enum Meant<'a> {
    Figure(String, i64, Option<Commodity>),
    /// One that a fact adds to the figure whose page this is.
    Adds(&'a Told, String),
    /// One that a fact says.
    Of(&'a Told),
    Nothing(String),
}

fn check_mark(sheet: &Sheet, mark: &Mark, known: &Known, findings: &mut Findings) {
    let file = sheet.file;
    let Ok(value) = mark.value.parse::<i64>() else {
        return findings.file(file, format!("The value {:?} is no whole number.", mark.value));
    };
    let Some(lang) = mark.lang else {
        return findings.file(file, format!("The number {:?} is in a language that is not described.", mark.text));
    };
    match meant(sheet, mark, known) {
        Meant::Nothing(why) => findings.file(file, why),
        Meant::Figure(name, should, unit) => {
            if value != should {
                findings.number(file, &name, &value.to_string(), should);
            } else if !lang.says(&mark.text, should, unit.as_ref()) {
                findings.number(file, &name, &mark.text, lang.write(should, unit.as_ref()));
            }
        }
        Meant::Adds(told, figure) => {
            let may = known.adds(&figure, told);
            if !may.contains(&value) {
                let should = may.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
                findings.number(file, &format!("{} in {figure}", told.id), &value.to_string(), should);
            }
            writes_value(file, &told.id, mark, (value, lang), told, findings);
        }
        Meant::Of(told) => {
            // The cells of a flow are held against each other, and their total against what was given.
            if told.kind != "flow" && !told.numbers().contains(&value) {
                findings.number(file, &told.id, &value.to_string(), "a number of this fact");
            }
            writes_value(file, &told.id, mark, (value, lang), told, findings);
        }
    }
}

/// The words beside a value are how the language writes it, in whatever the fact counts.
fn writes_value(
    file: &str,
    about: &str,
    mark: &Mark,
    (value, lang): (i64, Lang),
    told: &Told,
    findings: &mut Findings,
) {
    let units = told.commodities();
    let says = |unit: Option<&Commodity>| lang.says(&mark.text, value, unit);
    if !says(None) && !units.iter().any(|unit| says(Some(unit))) {
        findings.number(file, about, &mark.text, lang.write(value, None));
    }
}

fn meant<'a>(sheet: &Sheet, mark: &Mark, known: &'a Known) -> Meant<'a> {
    let figure = mark.figure.clone().or_else(|| named(mark.link.as_deref()?, "figures"));
    if let Some(name) = figure {
        return figure_at(&name, known);
    }
    let fact = mark.link.as_deref().and_then(|link| named(link, "facts")).or_else(|| mark.fact.clone());
    match (fact, sheet.figure) {
        (Some(id), page_of) => match (known.fact(&id), page_of) {
            (None, _) => Meant::Nothing(format!("It names a fact that facts.jsonl has not: {id:?}.")),
            (Some(told), Some(figure)) => Meant::Adds(told, bare_name(figure).to_owned()),
            (Some(told), None) => Meant::Of(told),
        },
        (None, Some(figure)) => figure_at(figure, known),
        (None, None) => Meant::Nothing(format!("The number {:?} does not say what it is.", mark.text)),
    }
}

/// The name of a figure without the close it is pinned to.
fn bare_name(name: &str) -> &str {
    name.split_once('@').map_or(name, |(name, _)| name)
}

fn figure_at(name: &str, known: &Known) -> Meant<'static> {
    let (bare, close) = match name.split_once('@') {
        Some((bare, close)) => (bare, close.parse().unwrap_or(-1)),
        None => (name, known.snapshot),
    };
    match known.figure(bare, close) {
        Some((value, unit)) if known.is_made(bare, close) => Meant::Figure(name.to_owned(), value, unit),
        Some(_) => Meant::Nothing(format!("It shows the figure {name:?}, which no fact makes.")),
        None => Meant::Nothing(format!("It shows the figure {name:?} at a close that no dispatch is pinned to.")),
    }
}

/// On the page of a figure that is a plain sum: what the facts add comes to the figure.
fn sums_of_adds(sheet: &Sheet, findings: &mut Findings) {
    let Some(figure) = sheet.figure else { return };
    let value = |mark: &Mark| mark.value.parse::<i128>().unwrap_or(0);
    let is_add = |mark: &&Mark| mark.fact.is_some() && mark.link.is_none();
    let (adds, own): (Vec<&Mark>, Vec<&Mark>) = sheet.page.marks.iter().partition(|mark| is_add(mark));
    let own: Vec<&&Mark> = own.iter().filter(|mark| mark.link.is_none() && mark.figure.is_none()).collect();
    match own.as_slice() {
        [] => findings.file(sheet.file, format!("The page of {figure:?} does not show the figure.")),
        // Shown a second time below the list, where the list is all of it.
        [_, total] => {
            let sum: i128 = adds.iter().map(|mark| value(mark)).sum();
            let complete = adds.len() < 1000;
            if complete && sum != value(total) {
                findings.number(sheet.file, figure, &format!("{sum}, by what the facts add"), value(total));
            }
        }
        _ => {}
    }
}

/// A table of a flow: each row's last number is the sum of the others, each column's last that of those above.
fn check_table(file: &str, table: &Table, known: &Known, findings: &mut Findings) {
    let Some(told) = known.fact(&table.fact).filter(|told| told.kind == "flow") else { return };
    let rows: Vec<&Vec<i64>> = table.rows.iter().filter(|row| !row.is_empty()).collect();
    let Some((last, above)) = rows.split_last() else { return };
    for row in &rows {
        if let Some((sum, parts)) = row.split_last()
            && parts.iter().map(|n| i128::from(*n)).sum::<i128>() != i128::from(*sum)
        {
            findings.number(file, &table.fact, &sum.to_string(), parts.iter().map(|n| i128::from(*n)).sum::<i128>());
        }
    }
    for (column, said) in last.iter().enumerate() {
        let sum: i128 = above.iter().filter_map(|row| row.get(column)).map(|n| i128::from(*n)).sum();
        if sum != i128::from(*said) {
            findings.number(file, &table.fact, &said.to_string(), sum);
        }
    }
    if let Some(said) = last.last().filter(|said| **said != total(told)) {
        findings.number(file, &table.fact, &said.to_string(), total(told));
    }
}

/// A column of the drawing of a flow holds the whole of it.
fn check_drawing(file: &str, fact: &str, numbers: &[i64], known: &Known, findings: &mut Findings) {
    let Some(told) = known.fact(fact).filter(|told| told.kind == "flow" && !numbers.is_empty()) else { return };
    let sum: i128 = numbers.iter().map(|n| i128::from(*n)).sum();
    if sum != i128::from(total(told)) {
        findings.number(file, &format!("{fact}, drawn"), &sum.to_string(), total(told));
    }
}

fn total(flow: &Told) -> i64 {
    let cells = flow.body["cells"].as_array().map_or(&[][..], Vec::as_slice);
    cells.iter().filter_map(|cell| cell[4].as_i64()).fold(0, i64::saturating_add)
}

/// Pages of one address in several languages show the same numbers; the file that differs from most is named.
pub(crate) fn same_in_all(pages: &BTreeMap<String, Vec<(String, Vec<String>)>>, findings: &mut Findings) {
    for versions in pages.values() {
        let mut counts: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
        for (_, marks) in versions {
            *counts.entry(marks).or_default() += 1;
        }
        let Some((most, _)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        for (file, marks) in versions.iter().filter(|(_, marks)| marks != *most) {
            let why =
                format!("It shows {} checked numbers, the same page in other languages {}.", marks.len(), most.len());
            findings.file(file, why);
        }
    }
}
