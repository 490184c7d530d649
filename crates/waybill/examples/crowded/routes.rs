//! Every address of the house, each `*` filled in with names of the book; asked of the pages themselves.
//!
//! A public page is tried with every name the book has told: the longest and the shortest answer of each sort of name is
//! taken. A page that answers to none of them stops the program, so a new page cannot be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use serde_json::{Value, json};
use waybill::house::{FILES, FORMS, HOUSE, PAGES};
use waybill::publish::published::Published;
use waybill::publish::shown::Shown;
use waybill::web::public::{PublicPage, Reading, dispatches_text};
use waybill::web::words::{Lang, Tongue};

use crate::desk::{Desk, SLUG};
use crate::told;

/// Sorts of names that a page is shown with; a page with more sorts is shown with those whose pages are longest.
const SORTS_MAX: usize = 14;
/// Where the forms are: their names belong to the program.
const FORM_PATHS: &str = "record/*";
/// A name that nothing has.
const NOBODY: &str = "nobody-has-this-name";

/// The list as the browser tests read it.
pub fn of_the_house(desk: &Desk, shown: &Shown, published: &Published, lines: Vec<String>) -> anyhow::Result<Value> {
    let names = names_of(shown);
    let mut public = Vec::new();
    for page in PAGES {
        let paths = paths_of(page, &names, shown, published)?;
        public.push(route(page.path, paths));
    }
    // The public forms that leave something behind have doors of their own.
    let longest = told::LONGEST;
    public.push(route("dispatches/*/comment", vec![format!("dispatches/{longest}/comment")]));
    public.push(route("give", vec!["give".to_owned()]));
    public.push(route("give/*", shown.needs.iter().take(1).map(|need| format!("give/{}", need.fund)).collect()));
    Ok(json!({
        "slug": SLUG, "languages": Lang::ALL.map(Lang::code), "files": FILES.iter().map(|file| file.path).collect::<Vec<_>>(), "public": public, "desk": desk_routes(desk, lines)?,
    }))
}

/// `always`: whether its paths are those of any book, also one that was founded a minute ago.
fn route(pattern: &str, paths: Vec<String>) -> Value {
    let wrong = pattern.contains('*').then(|| pattern.replace('*', NOBODY));
    let always = wrong.is_none() || pattern == FORM_PATHS;
    json!({ "pattern": pattern, "paths": paths, "wrong": wrong, "always": always })
}

/// Every name that something told has, with its sort.
fn names_of(shown: &Shown) -> BTreeSet<(String, String)> {
    let mut names = BTreeSet::new();
    let mut add = |sort: &str, name: &str| names.insert((sort.to_owned(), name.to_owned()));
    for fund in &shown.funds {
        add("fund", &fund.code);
    }
    for fact in &shown.facts {
        add(&fact.kind, &fact.id);
    }
    for head in &shown.texts {
        let sort = format!("text {} {} {}", head.name.is_statement(), head.corrected, head.titles.contains_key("en"));
        add(&sort, &head.name.to_string());
        add("second page of comments", &format!("{}@2", head.name));
    }
    for (name, figure) in &shown.figures {
        // `need.helmet-1.missing` is of one sort with `need.vest-1.missing`.
        let ends: Vec<&str> = name.split('.').collect();
        let sort = format!("{} {} {}", ends[0], figure.rule, figure.unit.is_some());
        add(&sort, name);
    }
    if let Some(name) = shown.figures.keys().find(|name| name.starts_with("need.")) {
        add("pinned", &format!("{name}@{}", shown.snapshot / 2));
    }
    for order in &shown.orders {
        add("order", &order.code);
        add("holder", &order.supplier);
    }
    for advance in &shown.advances {
        add("holder", &advance.holder);
    }
    names
}

/// The names a page is shown with: of each sort the one whose page is longest, and the shortest page of all.
fn paths_of(
    page: &PublicPage,
    names: &BTreeSet<(String, String)>,
    shown: &Shown,
    published: &Published,
) -> anyhow::Result<Vec<String>> {
    let (w, base) = (Tongue::new(Lang::En), format!("/o/{SLUG}"));
    let length = |name: &str| {
        let telling = |name| published.telling(name).ok().flatten();
        let comments = |name, asked| published.comments(name, asked).unwrap_or_default();
        let as_of = |step| published.as_of(shown, step);
        let signed = || published.signed().ok().flatten();
        let all_texts = || dispatches_text(published);
        let (telling, comments, as_of, signed, all_texts) = (&telling, &comments, &as_of, &signed, &all_texts);
        let reading = Reading { w, base: &base, shown, telling, comments, as_of, signed, all_texts, name };
        (page.page)(&reading).map(|body| body.len())
    };
    let Some(before) = page.path.strip_suffix('*') else {
        if length("").is_none() {
            bail!("the public page \"{}\" is not there", page.path);
        }
        return Ok(vec![page.path.to_owned()]);
    };
    let mut longest: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut shortest: Option<(usize, &str)> = None;
    for (sort, name) in names {
        let Some(length) = length(name) else { continue };
        let here = (length, name.as_str());
        longest.entry(sort).and_modify(|there| *there = here.max(*there)).or_insert(here);
        shortest = Some(shortest.map_or(here, |there| here.min(there)));
    }
    let Some((_, shortest)) = shortest else {
        bail!(
            "the public page \"{}\" answers to no name of the crowded book: give names_of one that it knows",
            page.path
        );
    };
    let mut longest: Vec<(usize, &str)> = longest.into_values().collect();
    longest.sort_unstable_by(|a, b| b.cmp(a));
    let chosen: BTreeSet<&str> = longest.iter().take(SORTS_MAX).map(|(_, name)| *name).chain([shortest]).collect();
    Ok(chosen.into_iter().map(|name| format!("{before}{name}")).collect())
}

/// The coordinators' side: the fixed pages, every form, an entry of each kind, and what features bring.
fn desk_routes(desk: &Desk, lines: Vec<String>) -> anyhow::Result<Vec<Value>> {
    let mut routes: Vec<Value> =
        ["", "record", "reference", "book"].map(|path| route(path, vec![path.to_owned()])).into();
    routes.push(route(FORM_PATHS, FORMS.iter().map(|form| format!("record/{}", form.path)).collect()));
    let mut entries = BTreeMap::new();
    for entry in desk.operation.entries_before(i64::MAX, i64::MAX)? {
        let bytes = entry.public.to_string().len() + entry.private.to_string().len();
        let here = (bytes, entry.number);
        entries.entry(entry.kind).and_modify(|there: &mut (usize, u64)| *there = here.max(*there)).or_insert(here);
    }
    for act in HOUSE.entry_acts {
        let of = entries.get(act.kind).map(|(_, number)| format!("book/{number}/{}", act.path));
        let Some(path) = of else { bail!("there is no {} to do \"{}\" about", act.kind, act.path) };
        routes.push(route(&format!("book/*/{}", act.path), vec![path]));
    }
    routes.push(route("book/*", entries.into_values().map(|(_, number)| format!("book/{number}")).collect()));
    for page in HOUSE.desk_pages {
        routes.push(route(page.name, vec![page.name.to_owned()]));
    }
    routes.push(route("comments/published", vec!["comments/published".to_owned()]));
    routes.push(route("comments/published/*", vec!["comments/published/2".to_owned()]));
    // What else lies below those is found by following links; a draft is named here, so that it is looked over as well.
    let below = [(told::LONGEST, "en"), (told::DRAFT, "en"), (told::DRAFT, "uk"), (told::DRAFT, "look")];
    routes.push(route("dispatches/*/*", below.map(|(day, part)| format!("dispatches/{day}/{part}")).into()));
    routes.extend(["statements/file", "statements/balance"].map(|path| route(path, vec![path.to_owned()])));
    let lists = ["open/all/1", "open/bank-eur-1/2", "held/all/1", "ignored/all/1", "booked/bank-eur-1/1"];
    routes.push(route("statements/*/*/*", lists.map(|list| format!("statements/{list}")).into()));
    routes.push(route("statements/line/*", lines));
    Ok(routes)
}
