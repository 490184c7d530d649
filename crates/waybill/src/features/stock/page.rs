//! The page "Stock": what lies where, since when, and when it was last counted; and the sheet to print and count with.

use std::collections::BTreeMap;

use maud::{Markup, html};
use waybill_journal::Commodity;

use super::shelf::{self, Shelf};
use crate::store::StoreError;
use crate::web::forms::{DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::pieces::scroll;
use crate::web::words::capital;

/// The page.
pub const DESK_PAGE: DeskPage = DeskPage { name: "stock", title: "stock-title", answer };

/// Shelves on one page; more fit no list that somebody reads. The rest stands on the sheets of its places.
const LISTED_MAX: usize = 300;

/// Empty lines on a place's sheet, for goods that the book does not know there.
const EMPTY_LINES: usize = 3;

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let places = shelf::by_place(ask.bench)?;
    let (title, content) = match ask.parts {
        [] => ("stock-title", stock(ask, &places)?),
        ["sheet"] => ("sheet-title", sheet(ask, places.iter().collect())?),
        ["sheet", place] => match places.get_key_value(*place) {
            Some(one) => ("sheet-title", sheet(ask, vec![one])?),
            None => return Ok(DeskAnswer::Missing),
        },
        _ => return Ok(DeskAnswer::Missing),
    };
    if ask.sent.is_some() {
        return Ok(DeskAnswer::Missing);
    }
    Ok(DeskAnswer::Page { wrong: false, title: w.t(title), content })
}

fn href(ask: &DeskAsk, path: &str) -> String {
    address(ask.base, ask.bench.w, path)
}

fn stock(ask: &DeskAsk, places: &BTreeMap<String, Vec<Shelf>>) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let shelves: usize = places.values().map(Vec::len).sum();
    let mut room = LISTED_MAX;
    let mut sections = Vec::new();
    for (place, shelves) in places {
        let listed = &shelves[..shelves.len().min(room)];
        room -= listed.len();
        if !listed.is_empty() {
            sections.push(section(ask, place, listed)?);
        }
    }
    Ok(html! {
        section.band {
            h1 { (w.t("stock-title")) }
            @if places.is_empty() { p.lede { (w.t("stock-empty")) } } @else {
                p.lede { (w.with("stock-shelves", &[("n", shelves.into())])) }
                p.acts {
                    a.btn href=(href(ask, "record/stocktake")) { (w.t("stocktake-title")) }
                    a.btn.less href=(href(ask, "stock/sheet")) { (w.t("sheet-title")) }
                    a href=(href(ask, "shipments")) { (w.t("shipments-title")) }
                }
            }
        }
        @for section in sections { (section) }
        @if shelves > LISTED_MAX {
            p.note { (w.with("stock-more", &[("n", (shelves - LISTED_MAX).into())])) " " a href=(href(ask, "stock/sheet")) { (w.t("sheet-title")) } }
        }
        @if places.len() > 1 { (totals(ask, places)) }
        (claims(ask)?)
    })
}

fn section(ask: &DeskAsk, place: &str, shelves: &[Shelf]) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let mut rows = Vec::new();
    for one in shelves {
        let since = ask.bench.operation.entry(one.oldest)?.map(|entry| w.date(entry.on)).unwrap_or_default();
        rows.push((one, since));
    }
    let count = |one: &Shelf| format!("{}?shelf={place}/{}", href(ask, "record/stocktake"), one.commodity);
    let table = html! { table.shelves {
        thead { tr {
            th scope="col" { (w.t("column-kind")) }
            th.num scope="col" { (w.t("stock-here")) }
            th scope="col" { (w.t("stock-oldest")) }
            th scope="col" { (w.t("stock-counted")) }
        } }
        tbody { @for (one, since) in rows { tr {
            th scope="row" {
                (capital(&w.variant(&one.commodity)))
                @for (fund, count) in &one.by_fund {
                    br; span.of { (w.with("stock-of-fund", &[("fund", w.fund(fund).into())])) @if one.by_fund.len() > 1 { ": " (w.number(*count)) } }
                }
            }
            td.num { (w.number(one.count)) }
            td { (since) }
            td { a href=(count(one)) {
                @match one.counted { Some(day) => (w.date(day)), None => (w.t("stock-never-counted")) }
            } }
        } } }
    } };
    let name = w.holder(place);
    Ok(html! {
        section.band id=(place) {
            h2 { (name) }
            (scroll(&name, &table))
            p.acts { a href=(href(ask, &format!("stock/sheet/{place}"))) { (w.with("sheet-of", &[("place", name.as_str().into())])) } }
        }
    })
}

/// Everything together, by item: what the journal has at all places.
fn totals(ask: &DeskAsk, places: &BTreeMap<String, Vec<Shelf>>) -> Markup {
    let w = ask.bench.w;
    let mut sums: BTreeMap<&Commodity, i64> = BTreeMap::new();
    for one in places.values().flatten() {
        *sums.entry(&one.commodity).or_default() += one.count;
    }
    let table = html! { table {
        thead { tr { th scope="col" { (w.t("column-kind")) } th.num scope="col" { (w.t("stock-here")) } } }
        tbody { @for (commodity, count) in sums { tr {
            th scope="row" { (capital(&w.variant(commodity))) } td.num { (w.number(count)) }
        } } }
    } };
    html! { section.band #together { h2 { (w.t("stock-together")) } (scroll(&w.t("stock-together"), &table)) } }
}

fn claims(ask: &DeskAsk) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let claims = shelf::claims(ask.bench)?;
    Ok(html! {
        @if !claims.is_empty() {
            section.band #claims {
                h2 { (w.t("stock-claims")) }
                ul.plain.wide { @for (pool, count) in &claims { li {
                    (w.amount(*count, &pool.commodity)) " (" (w.fund(pool.account.fund().unwrap_or_default())) ")"
                } } }
            }
        }
    })
}

/// A sheet to print: what to count at each place, with room for the number. It does not say how many there should be, so
/// that whoever counts counts.
fn sheet(ask: &DeskAsk, places: Vec<(&String, &Vec<Shelf>)>) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let last = ask.bench.operation.with_book(waybill_journal::Book::last)?;
    // As it is typed in again: no commas.
    let number = last.to_string();
    let table = |shelves: &[Shelf]| {
        html! { table.tally {
            thead { tr { th scope="col" { (w.t("column-kind")) } th scope="col" { (w.t("stocktake-counted")) } th scope="col" { (w.t("sheet-remark")) } } }
            tbody {
                @for one in shelves { tr { th scope="row" { (capital(&w.variant(&one.commodity))) } td {} td {} } }
                @for _ in 0..EMPTY_LINES { tr { td {} td {} td {} } }
            }
        } }
    };
    let enter = format!("{}?sheet={last}", href(ask, "record/stocktake"));
    Ok(html! {
        section.band {
            h1 { (w.t("sheet-title")) }
            p.lede { (w.t("sheet-about")) }
            p.acts { a.btn.less href=(enter) { (w.with("sheet-enter", &[("n", number.as_str().into())])) } }
        }
        @if places.is_empty() { p.lede { (w.t("stock-empty")) } }
        @for (place, shelves) in places {
            @let name = w.holder(place);
            section.band.tallied {
                h2 { (name) }
                p { (w.with("sheet-number", &[("n", number.as_str().into())])) ", " (w.date(ask.bench.today)) }
                (scroll(&name, &table(shelves)))
            }
        }
    })
}
