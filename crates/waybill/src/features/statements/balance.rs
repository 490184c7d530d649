//! The bank's balance beside the book's, and what makes the difference: to the last cent, or it says that it does not know.

use std::collections::BTreeSet;

use jiff::civil::Date;
use maud::{Markup, html};
use waybill_journal::Commodity;

use super::line::{Line, State};
use super::{here, rows};
use crate::catalogue::currency_of_account;
use crate::store::{Flow, StoreError};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk};
use crate::web::layout::address;
use crate::web::words::Tongue;

/// Lines or entries of one sort that are listed; the rest is counted.
const LISTED_MAX: usize = 30;

/// The two balances of one account, and everything that lies between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balanced {
    /// Our account.
    pub account: String,
    /// Its currency.
    pub currency: Commodity,
    /// What the book says is there, all funds together.
    pub book: i64,
    /// What the newest statement says, and of which day; none where no statement told a balance.
    pub bank: Option<(Date, i64)>,
    /// What the bank had where its statements begin, more than the book had.
    pub before: i64,
    /// The day on which they begin.
    pub begins: Date,
    /// Lines the bank has and the book has not, by state.
    pub lines: Vec<(State, Vec<Item>)>,
    /// Entries after the day of the bank's balance.
    pub later: Vec<Item>,
    /// Entries up to that day that no line is.
    pub nowhere: Vec<Item>,
    /// What the statements' lines do not make of their balances: a statement is missing, or one was changed.
    pub unexplained: i64,
}

/// A line or an entry that is on one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it is looked at, behind the language.
    pub path: String,
    /// Its day.
    pub on: Date,
    /// Below 0 where it went out.
    pub amount: i64,
    /// The entry, and what it is; none for a line.
    pub entry: Option<(u64, String)>,
}

impl Balanced {
    /// What the bank has more than the book.
    pub fn difference(&self) -> i64 {
        self.bank.map_or(0, |(_, bank)| bank.saturating_sub(self.book))
    }
}

/// The balances of every account of which the bank has told something.
pub fn balanced(bench: &Bench) -> Result<Vec<Balanced>, StoreError> {
    rows::reopen(bench.operation)?;
    let mut all = Vec::new();
    for account in &bench.card.accounts {
        let Some(currency) = currency_of_account(account) else { continue };
        all.extend(of_account(bench, account, currency)?);
    }
    Ok(all)
}

/// Bank − book = what was there before + lines without an entry − entries without a line + what nothing explains. A line and its
/// entry are the same amount, so the sum holds whatever is in the lists.
fn of_account(bench: &Bench, account: &str, currency: Commodity) -> Result<Option<Balanced>, StoreError> {
    let lines = rows::of_account(bench.operation, account)?;
    let spans = rows::spans(bench.operation, account)?;
    if lines.is_empty() && spans.is_empty() {
        return Ok(None);
    }
    let flows = bench.operation.flows(account, &currency)?;
    let book = bench.operation.with_book(|book| {
        let held = book.pools().filter(|(pool, _)| pool.account.holder() == account && pool.commodity == currency);
        held.map(|(_, balance)| balance).sum()
    })?;
    let bank = spans.last().map(|span| span.closing);
    let mut told = Balanced {
        account: account.to_owned(),
        currency,
        book,
        bank,
        before: 0,
        begins: Date::MIN,
        lines: Vec::new(),
        later: Vec::new(),
        nowhere: Vec::new(),
        unexplained: 0,
    };
    let Some((day, closing)) = bank else { return Ok(Some(told)) };
    // The statements' own beginning; without one, the lines must make all there is.
    let (begins, base) = spans.iter().filter_map(|span| span.opening).min().unwrap_or((Date::MIN, 0));
    let counted: Vec<&Line> = lines.iter().filter(|line| line.booked <= day).collect();
    let moved = sum(counted.iter().map(|line| line.signed()));
    let booked: BTreeSet<u64> = counted.iter().filter_map(|line| line.entry).collect();
    let (same, loose): (Vec<&Flow>, Vec<&Flow>) = flows.iter().partition(|flow| booked.contains(&flow.entry));
    let first = first_day(begins, base, &loose);
    let earlier = sum(loose.iter().filter(|flow| flow.on < first).map(|flow| flow.amount));
    (told.begins, told.before) = (begins, short(i128::from(base) - earlier));
    for flow in loose.into_iter().filter(|flow| flow.on >= first) {
        let items = if flow.on > day { &mut told.later } else { &mut told.nowhere };
        items.push(item_of_entry(flow));
    }
    for state in [State::Open, State::Held, State::Ignored] {
        let of_state = counted.iter().filter(|line| line.state == state).map(|line| item_of_line(line));
        told.lines.push((state, of_state.collect()));
    }
    // No more than a check: a line and its entry are the same amount.
    let same_lines = sum(counted.iter().filter(|line| line.entry.is_some()).map(|line| line.signed()));
    let apart = same_lines - sum(same.iter().map(|flow| flow.amount));
    told.unexplained = short(i128::from(closing) - i128::from(base) - moved + apart);
    Ok(Some(told))
}

/// Amounts of many lines: each fits, but what a bank writes has no end.
fn sum(amounts: impl Iterator<Item = i64>) -> i128 {
    amounts.map(i128::from).sum()
}

/// The nearest amount that can be shown; its negative can be as well.
fn short(amount: i128) -> i64 {
    i64::try_from(amount.clamp(-i128::from(i64::MAX), i128::from(i64::MAX))).unwrap_or(i64::MAX)
}

/// The first day whose entries ought to be on lines. Banks date the balance at the beginning with the first day or with the
/// evening before: it is whichever leaves the smaller difference.
fn first_day(begins: Date, base: i64, loose: &[&Flow]) -> Date {
    let before =
        |until: Date| i128::from(base) - sum(loose.iter().filter(|flow| flow.on < until).map(|flow| flow.amount));
    let next = begins.saturating_add(jiff::Span::new().days(1));
    if before(begins).abs() <= before(next).abs() { begins } else { next }
}

fn item_of_line(line: &Line) -> Item {
    Item { path: format!("{}/line/{}", super::NAME, line.id), on: line.booked, amount: line.signed(), entry: None }
}

fn item_of_entry(flow: &Flow) -> Item {
    let entry = Some((flow.entry, flow.kind.clone()));
    Item { path: format!("book/{}", flow.entry), on: flow.on, amount: flow.amount, entry }
}

/// The page.
pub(super) fn page(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let all = balanced(ask.bench)?;
    let content = html! {
        section.band.bank {
            h1 { (w.t("statements-balance")) }
            p.lede { (w.t("statements-balance-about")) }
            @if all.is_empty() { p { (w.t("statements-balance-none")) } }
            @for one in &all { (account(ask, one)) }
            p { a href=(here(ask, "")) { (w.t("statements-to-list")) } }
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("statements-balance"), content })
}

fn account(ask: &DeskAsk, one: &Balanced) -> Markup {
    let w = ask.bench.w;
    let money = |amount: i64| w.money(amount, &one.currency);
    let sum = |items: &[Item]| short(sum(items.iter().map(|item| item.amount)));
    let Some((day, bank)) = one.bank else {
        return html! {
            h2 { (w.holder(&one.account)) }
            p { (w.with("balance-unknown", &[("book", money(one.book).into())])) }
        };
    };
    let row = |words: String, amount: i64| html! { tr { th scope="row" { (words) } td.num { (money(amount)) } } };
    let counted = |key: &str, items: &[Item]| w.with(key, &[("n", items.len().into())]);
    html! {
        h2 { (w.holder(&one.account)) }
        div.scroll tabindex="0" role="group" aria-label=(w.holder(&one.account)) { table {
            tbody {
                (row(w.t("balance-book"), one.book))
                @if one.before != 0 { (row(w.with("balance-before", &[("date", w.date(one.begins).into())]), one.before)) }
                @for (state, items) in &one.lines { @if !items.is_empty() {
                    (row(counted(&format!("balance-{}", state.code()), items), sum(items)))
                } }
                @if !one.later.is_empty() { (row(counted("balance-later", &one.later), -sum(&one.later))) }
                @if !one.nowhere.is_empty() { (row(counted("balance-nowhere", &one.nowhere), -sum(&one.nowhere))) }
                @if one.unexplained != 0 { tr { th scope="row" { strong.err { (w.t("balance-unexplained")) } } td.num { (money(one.unexplained)) } } }
            }
            tfoot { tr { th scope="row" { (w.with("balance-bank", &[("date", w.date(day).into())])) } td.num { (money(bank)) } } }
        } }
        @if one.difference() == 0 { p { (w.t("balance-same")) } }
        @if one.unexplained != 0 { p.note { (w.t("balance-unexplained-note")) } }
        @for (state, items) in &one.lines { (listed(ask, &counted(&format!("balance-{}", state.code()), items), items, &one.currency)) }
        (listed(ask, &counted("balance-later", &one.later), &one.later, &one.currency))
        (listed(ask, &counted("balance-nowhere", &one.nowhere), &one.nowhere, &one.currency))
    }
}

/// The lines or entries behind one row.
fn listed(ask: &DeskAsk, title: &str, items: &[Item], currency: &Commodity) -> Markup {
    let w = ask.bench.w;
    let more = items.len().saturating_sub(LISTED_MAX);
    html! {
        @if !items.is_empty() {
            h3 { (title) }
            ul.plain { @for item in items.iter().take(LISTED_MAX) {
                li { a href=(address(ask.base, w, &item.path)) { (words(w, item, currency)) } }
            } }
            @if more > 0 { p.note { (w.with("followed-more", &[("n", more.into())])) } }
        }
    }
}

fn words(w: Tongue, item: &Item, currency: &Commodity) -> String {
    let args = [("date", w.date(item.on).into()), ("money", w.money(item.amount, currency).into())];
    let short = w.with("statement-line", &args);
    match &item.entry {
        Some((_, kind)) => format!("{}: {short}", w.t(&format!("entry-{kind}"))),
        None => short,
    }
}
