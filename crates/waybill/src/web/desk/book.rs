//! The private book: as a list, entry by entry, and as CSV.

use std::fmt::Write as _;

use axum::http::StatusCode;
use maud::{Markup, html};
use serde_json::Value;
use waybill_journal::{Book, Commodity, End, Move, MoveId, Ratio, Share};

use super::{Visit, moves_of};
use crate::catalogue::{decimals_of, plain_amount, plain_decimal};
use crate::store::{CORRECTION, Operation, Recorded, StoreError};
use crate::web::answer::{self, Answer, Keep};
use crate::web::layout::DeskNav;
use crate::web::sealed;
use crate::web::typed::Typed;

/// Entries on one page of the book.
const BOOK_PAGE: i64 = 100;

/// Rows of a track or trace on one page; a handover can have thousands of gifts behind it.
const ROWS_MAX: usize = 200;

impl Visit<'_> {
    pub(super) fn book(&self, query: &str) -> Result<Answer, StoreError> {
        let w = self.w();
        let before = query.strip_prefix("before=").and_then(|n| n.parse().ok()).unwrap_or(i64::MAX);
        let entries = self.bench.operation.entries_before(before, BOOK_PAGE)?;
        let corrected = self.bench.operation.all_corrected()?;
        let older = entries.last().map(|e| e.number).filter(|n| *n > 1);
        let content = html! {
            section.band {
                h1 { (w.t("book-title")) }
                p.note { (w.t("book-note")) }
                @if entries.is_empty() { p.lede { (w.t("book-empty")) } } @else {
                    div.scroll tabindex="0" role="group" aria-label=(w.t("book-title")) { table.ledger {
                        thead { tr {
                            th scope="col" { (w.t("column-entry")) } th scope="col" { (w.t("column-day")) }
                            th scope="col" { (w.t("column-kind")) } th scope="col" { (w.t("column-moved")) }
                        } }
                        tbody { @for e in &entries { tr {
                            td { a href=(self.href(&format!("book/{}", e.number))) { (w.number(i64::try_from(e.number).unwrap_or(i64::MAX))) } }
                            td { (w.date(e.on)) }
                            th scope="row" { (w.t(&format!("entry-{}", e.kind))) @if corrected.contains_key(&e.number) { " " span.late { (w.t("entry-is-corrected")) } } }
                            td { (self.moved_words(e)) }
                        } } }
                    } }
                }
                p.acts {
                    @if let Some(number) = older { a.btn.less href=(self.href(&format!("book?before={number}"))) { (w.t("book-older")) } }
                    a href=(self.href("book.csv")) { (w.t("book-csv")) }
                }
            }
        };
        Ok(self.page(DeskNav::Book, "book-title", &content))
    }

    fn moved_words(&self, entry: &Recorded) -> String {
        let w = self.w();
        let moves = moves_of(entry);
        let words = moves.iter().map(|m| w.amount(m.amount(), m.commodity()));
        words.collect::<Vec<_>>().join("; ")
    }

    pub(super) fn entry(&self, number: &str) -> Result<Answer, StoreError> {
        let w = self.w();
        let Some(entry) = number.parse().ok().map(|n| self.bench.operation.entry(n)).transpose()?.flatten() else {
            return Ok(self.missing());
        };
        let content = html! {
            section.band {
                h1 { (w.with("entry-title", &[("n", i64::try_from(entry.number).unwrap_or(i64::MAX).into())])) }
                p.lede { (w.t(&format!("entry-{}", entry.kind))) ", " (w.date(entry.on)) }
                (self.moves_table(&moves_of(&entry)))
                @for act in self.app.house.entry_acts.iter().filter(|act| act.kind == entry.kind) {
                    p.acts { a.btn.less href=(self.href(&format!("book/{}/{}", entry.number, act.path))) { (w.t(act.title)) } }
                }
                (sealed::below(&self.bench, &self.base, &Operation::entry_subject(entry.number))?)
                (self.put_right(&entry)?)
                (self.followed(&entry)?)
                details { summary { (w.t("entry-bytes")) } pre.scroll tabindex="0" dir="ltr" { (entry.public) "\n" (entry.private) } }
            }
        };
        Ok(self.page(DeskNav::Book, "book-title", &content))
    }

    /// The page of something that can be done about an entry.
    pub(super) fn entry_act(&self, number: &str, act: &str, sent: Option<&Typed>) -> Result<Answer, StoreError> {
        let w = self.w();
        let entry = number.parse().ok().map(|n| self.bench.operation.entry(n)).transpose()?.flatten();
        let known = |entry: &Recorded| self.app.house.entry_acts.iter().find(|a| a.path == act && a.kind == entry.kind);
        let Some((entry, act)) = entry.and_then(|entry| known(&entry).map(|act| (entry, act))) else {
            return Ok(self.missing());
        };
        let here = self.href(&format!("book/{}/{}", entry.number, act.path));
        let Some(page) = (act.page)(&self.bench, &entry, &here, sent)? else { return Ok(self.missing()) };
        let n = i64::try_from(entry.number).unwrap_or(i64::MAX);
        let content = html! {
            section.band {
                h1 { (w.t(act.title)) }
                p.lede { (w.t(act.about)) }
                (page)
                p.acts { a href=(self.href(&format!("book/{}", entry.number))) { (w.with("entry-title", &[("n", n.into())])) } }
            }
        };
        Ok(self.page(DeskNav::Book, act.title, &content))
    }

    /// What an entry puts right, or by what it was put right; else the way to do so.
    fn put_right(&self, entry: &Recorded) -> Result<Markup, StoreError> {
        let (w, operation) = (self.w(), self.bench.operation);
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let why = |righting: &Recorded| {
            w.t(&format!("wrong-{}", righting.public.get("reason").and_then(Value::as_str).unwrap_or("other")))
        };
        if let Some(wrong) = entry.corrects() {
            let words = w.with("entry-corrects", &[("n", number(wrong).into()), ("reason", why(entry).into())]);
            return Ok(html! { p.note-box.calm { a href=(self.href(&format!("book/{wrong}"))) { (words) } } });
        }
        if let Some(by) = operation.corrected_by(entry.number)?.map(|by| operation.entry(by)).transpose()?.flatten() {
            let args = [("n", number(by.number).into()), ("reason", why(&by).into()), ("date", w.date(by.on).into())];
            let words = w.with("entry-corrected-by", &args);
            return Ok(html! { p.note-box.calm { a href=(self.href(&format!("book/{}", by.number))) { (words) } } });
        }
        let Some(form) = self.app.house.forms.iter().find(|form| form.kind == CORRECTION) else { return Ok(html! {}) };
        let href = format!("{}?entry={}", self.href(&format!("record/{}", form.path)), entry.number);
        Ok(html! { p.acts { a.btn.less href=(href) { (w.t("entry-correct")) } } })
    }

    /// What became of what an entry brought, and which gifts stand behind what it gave away; exact, for coordinators.
    fn followed(&self, entry: &Recorded) -> Result<Markup, StoreError> {
        let w = self.w();
        let moves = moves_of(entry);
        let mut tables = Vec::new();
        for (index, moved) in (0..).zip(&moves) {
            let id = MoveId { entry: entry.number, index };
            let (key, rows) = self.bench.operation.with_book(|book| {
                if let Ok(ends) = book.track(id) {
                    let rows = ends.iter().map(|(end, share)| {
                        Self::followed_row(&self.end_words(book, end), moved.commodity(), end_unit(book, end), share)
                    });
                    return ("followed-track", rows.collect::<Vec<_>>());
                }
                let behind = book.trace(&End::Out(id)).unwrap_or_default();
                let rows =
                    behind.iter().filter_map(|(gift, share)| self.origin_row(book, *gift, moved.commodity(), share));
                ("followed-trace", rows.collect())
            })?;
            if !rows.is_empty() {
                tables.push((key, rows));
            }
        }
        Ok(html! { @for (key, rows) in &tables {
            div.scroll tabindex="0" role="group" aria-label=(w.t(key)) { table {
                caption { (w.t(key)) @if rows.len() > ROWS_MAX { " " (w.with("followed-more", &[("n", i64::try_from(rows.len() - ROWS_MAX).unwrap_or(i64::MAX).into())])) } }
                thead { tr { th scope="col" { (w.t("column-holder")) } th.num scope="col" { (w.t("column-share")) } th.num scope="col" { (w.t("column-amount")) } } }
                tbody { @for (what, share, quantity) in rows.iter().take(ROWS_MAX) { tr { th scope="row" { (what) } td.num { (share) } td.num { (quantity) } } } }
            } }
        } })
    }

    /// One row: who, the share in the gift's unit, the quantity in the end's unit, both exact.
    fn followed_row(what: &str, coin: &Commodity, unit: Option<Commodity>, share: &Share) -> (String, String, String) {
        let quantity = unit
            .map_or_else(|| exact(&share.quantity, 0), |u| format!("{} {u}", exact(&share.quantity, decimals_of(&u))));
        (what.to_owned(), format!("{} {coin}", exact(&share.share, decimals_of(coin))), quantity)
    }

    fn end_words(&self, book: &Book, end: &End) -> String {
        match end {
            End::At(pool) => self.account(&pool.account),
            End::Out(id) | End::Settled(id) => book.said(*id).map_or_else(String::new, |m| self.account(m.to())),
        }
    }

    fn origin_row(
        &self,
        book: &Book,
        gift: MoveId,
        unit: &Commodity,
        share: &Share,
    ) -> Option<(String, String, String)> {
        let given = book.said(gift)?;
        let number = i64::try_from(gift.entry).unwrap_or(i64::MAX);
        let what =
            self.w().with("followed-origin", &[("from", self.account(given.from()).into()), ("n", number.into())]);
        Some(Self::followed_row(&what, given.commodity(), Some(unit.clone()), share))
    }

    /// The book as CSV, one move a line. Cells that a spreadsheet would take for a formula are marked as text.
    pub(super) fn csv(&self) -> Result<Answer, StoreError> {
        let mut text = String::from("entry,date,kind,from,to,commodity,amount,becomes,quantity\n");
        let mut before = i64::MAX;
        let mut pages = Vec::new();
        loop {
            let entries = self.bench.operation.entries_before(before, BOOK_PAGE)?;
            let Some(last) = entries.last() else { break };
            before = i64::try_from(last.number).unwrap_or(0);
            pages.extend(entries);
        }
        for entry in pages.iter().rev() {
            let moves = moves_of(entry);
            if moves.is_empty() {
                let _ = writeln!(text, "{},{},{},,,,,,", entry.number, entry.on, cell(&entry.kind));
            }
            for m in &moves {
                let got = matches!(m, Move::Exchange { .. }).then(|| (m.gets_commodity(), m.gets_amount()));
                let (becomes, quantity) =
                    got.map_or_else(Default::default, |(c, a)| (c.to_string(), plain_amount(a, c)));
                let amount = plain_amount(m.amount(), m.commodity());
                let cells = [m.from().as_str(), m.to().as_str(), m.commodity().as_str(), &amount, &becomes, &quantity]
                    .map(cell);
                let _ = writeln!(text, "{},{},{},{}", entry.number, entry.on, cell(&entry.kind), cells.join(","));
            }
        }
        Ok(answer::file(StatusCode::OK, Keep::Never, "text/csv; charset=utf-8", text))
    }
}

/// A CSV cell (RFC 4180); one that begins like a formula gets an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// What lies at an end.
fn end_unit(book: &Book, end: &End) -> Option<Commodity> {
    match end {
        End::At(pool) => Some(pool.commodity.clone()),
        End::Out(id) | End::Settled(id) => book.said(*id).map(|m| m.commodity().clone()),
    }
}

/// An exact number in whole units: `40.00`, or `1/15`.
fn exact(value: &Ratio, decimals: u32) -> String {
    let whole = value.is_integer().then(|| i64::try_from(value.to_integer()).ok()).flatten();
    match whole {
        Some(amount) => plain_decimal(amount, decimals),
        None => waybill_journal::shown(&(value / Ratio::from_integer(10_i64.pow(decimals).into()))),
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_never_a_formula_and_never_ends_early() {
        for (text, written) in [
            ("gift", "gift"),
            ("bank-eur-1/open", "bank-eur-1/open"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("a,b", "\"a,b\""),
            ("a\n=b", "\"a\n=b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=HYPERLINK(\"http://evil.example\",\"x\")", "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
