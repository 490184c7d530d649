//! The list of lines: what waits, what was decided, a hundred at a time; and what is decided about many at once.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::decide::{Said, decide};
use super::line::{Line, LineId, State};
use super::propose::{Proposal, Proposed, Why, of_lines, open_lines};
use super::{Entering, here, rows, upload};
use crate::bank::grouped;
use crate::catalogue::OPEN_FUND;
use crate::store::{FormKey, StoreError};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk};
use crate::web::typed::Typed;
use crate::web::words::Tongue;

/// Lines on one page: a page stays below 100 kB, and all its boxes fit into one form (200 fields).
pub(super) const PAGE: usize = 100;
/// Reasons listed above the lines; each stands at its line as well.
const REASONS_MAX: usize = 20;

/// Which lines are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    state: State,
    /// One account, or all where there is none.
    account: Option<String>,
    /// From 1.
    page: usize,
}

impl Filter {
    pub(super) fn first(state: State) -> Self {
        Self { state, account: None, page: 1 }
    }

    /// From an address.
    pub(super) fn parse(bench: &Bench, state: &str, account: &str, page: &str) -> Option<Self> {
        let state = State::parse(state)?;
        let account = match account {
            "all" => None,
            code => Some(bench.card.accounts.iter().find(|account| *account == code)?.clone()),
        };
        let page = page.parse().ok().filter(|page| *page > 0 && *page < 1_000_000)?;
        Some(Self { state, account, page })
    }

    fn href(&self, ask: &DeskAsk) -> String {
        let account = self.account.as_deref().unwrap_or("all");
        here(ask, &format!("/{}/{account}/{}", self.state.code(), self.page))
    }

    fn accounts(&self, bench: &Bench) -> Vec<String> {
        self.account.clone().map_or_else(|| bench.card.accounts.clone(), |account| vec![account])
    }
}

/// The lines of a page, and how many there are in all.
struct Shown {
    lines: Vec<Proposed>,
    all: usize,
    /// Of all, not of the page.
    ready: usize,
    looks: usize,
    out: usize,
}

/// Shows the list, after doing what was sent.
pub(super) fn answer(ask: &DeskAsk, entering: &Entering, filter: Filter) -> Result<DeskAnswer, StoreError> {
    let said = match ask.sent {
        Some(typed) => once(ask, typed, || decide(ask, entering, &filter.accounts(ask.bench), typed))?,
        None => Said::default(),
    };
    let counts = rows::counts(ask.bench.operation)?;
    let (filter, shown) = shown(ask.bench, entering, filter, &counts)?;
    let w = ask.bench.w;
    let content = html! {
        div.band.cols {
            section {
                h1 { (w.t("statements-title")) }
                (told(ask, &said))
                p.lede { (w.t("statements-about")) }
                (tabs(ask, &filter, &counts))
                (accounts(ask, &filter, &counts))
                @if shown.lines.is_empty() { p { (w.t(&format!("statements-none-{}", filter.state.code()))) } }
                @else { (list(ask, &filter, &shown, &said)) }
            }
            section.slip {
                h2 { (w.t("statements-send")) }
                (upload::form(ask, &[], &[]))
                p { a href=(here(ask, "/balance")) { (w.t("statements-balance")) } }
            }
        }
    };
    Ok(DeskAnswer::Page { wrong: said.wrong, title: w.t("statements-title"), content })
}

/// Decides once for each form: the same press again is told what the first one did.
fn once(ask: &DeskAsk, typed: &Typed, decide: impl FnOnce() -> Result<Said, StoreError>) -> Result<Said, StoreError> {
    let (operation, key) = (ask.bench.operation, FormKey::parse(typed.get("key")));
    let Some(key) = key else { return decide() };
    if let Some(first) = operation.said_first(&key)? {
        return Said::from_json(&first, |id| rows::find(operation, id));
    }
    let said = decide()?;
    if said.done {
        operation.note_said(&key, &said.to_json())?;
    }
    Ok(said)
}

/// The lines of the page asked for, or of the last one there is. What open lines look like depends on all of them.
fn shown(
    bench: &Bench,
    entering: &Entering,
    mut filter: Filter,
    counts: &Counts,
) -> Result<(Filter, Shown), StoreError> {
    let accounts = filter.accounts(bench);
    let mut shown = Shown { lines: Vec::new(), all: 0, ready: 0, looks: 0, out: 0 };
    let clamp = |filter: &mut Filter, all: usize| filter.page = filter.page.min(all.div_ceil(PAGE).max(1));
    if filter.state == State::Open {
        let all = open_lines(bench, entering, &accounts)?;
        shown.all = all.len();
        shown.ready = all.iter().filter(|one| one.proposal.is_ready()).count();
        shown.out = all.iter().filter(|one| one.proposal == Proposal::WentOut).count();
        shown.looks = all.len() - shown.ready - shown.out;
        clamp(&mut filter, shown.all);
        shown.lines = all.into_iter().skip((filter.page - 1) * PAGE).take(PAGE).collect();
        return Ok((filter, shown));
    }
    shown.all = usize::try_from(how_many(counts, filter.state, &accounts)).unwrap_or(0);
    clamp(&mut filter, shown.all);
    let signed = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let part = (signed((filter.page - 1) * PAGE), signed(PAGE));
    let lines = rows::some_in_state(bench.operation, filter.state, &accounts, part)?;
    shown.lines = match filter.state {
        State::Held => of_lines(bench, entering, lines)?,
        _ => lines.into_iter().map(|line| Proposed { line, proposal: Proposal::WentOut }).collect(),
    };
    Ok((filter, shown))
}

/// How many lines there are, by account and state.
type Counts = BTreeMap<(String, State), i64>;

/// How many lines of these accounts are in a state.
fn how_many(counts: &Counts, state: State, accounts: &[String]) -> i64 {
    counts.iter().filter(|((account, of), _)| *of == state && accounts.contains(account)).map(|(_, n)| n).sum()
}

fn told(ask: &DeskAsk, said: &Said) -> Markup {
    let w = ask.bench.w;
    html! {
        @if !said.sentences.is_empty() {
            div class=(if said.wrong { "note-box" } else { "note-box calm" }) #problems role=(if said.wrong { "alert" } else { "status" }) tabindex="-1" {
                @for sentence in &said.sentences { p { (sentence) } }
                @if !said.reasons.is_empty() { ul { @for (line, reason) in said.reasons.iter().take(REASONS_MAX) {
                    li { a href=(here(ask, &format!("/line/{}", line.id))) { (in_short(w, line)) } ": " (reason) }
                } } }
            }
        }
    }
}

/// Day and amount.
pub(super) fn in_short(w: Tongue, line: &Line) -> String {
    w.with(
        "statement-line",
        &[("date", w.date(line.booked).into()), ("money", w.money(line.signed(), &line.currency()).into())],
    )
}

/// One tab a state, with how many lines are in it.
fn tabs(ask: &DeskAsk, filter: &Filter, counts: &Counts) -> Markup {
    let w = ask.bench.w;
    let accounts = filter.accounts(ask.bench);
    html! {
        nav aria-label=(w.t("statements-states")) { ul.plain.tabs { @for state in State::ALL {
            @let to = Filter { state, page: 1, ..filter.clone() };
            li { a href=(to.href(ask)) aria-current=[(state == filter.state).then_some("page")] {
                (w.with(&format!("statements-tab-{}", state.code()), &[("n", how_many(counts, state, &accounts).into())]))
            } }
        } } }
    }
}

/// Which account's lines, where there are several.
fn accounts(ask: &DeskAsk, filter: &Filter, counts: &Counts) -> Markup {
    let w = ask.bench.w;
    let mut with_lines: Vec<String> = counts.keys().map(|(account, _)| account.clone()).collect();
    with_lines.dedup();
    let choices = std::iter::once(None).chain(with_lines.iter().cloned().map(Some));
    html! {
        @if with_lines.len() > 1 {
            nav aria-label=(w.t("statements-accounts")) { ul.plain.tabs { @for account in choices {
                @let name = account.as_ref().map_or_else(|| w.t("statements-all-accounts"), |code| w.holder(code));
                @let to = Filter { account: account.clone(), page: 1, ..filter.clone() };
                li { a href=(to.href(ask)) aria-current=[(account == filter.account).then_some("page")] { (name) } }
            } } }
        }
    }
}

fn list(ask: &DeskAsk, filter: &Filter, shown: &Shown, said: &Said) -> Markup {
    let w = ask.bench.w;
    let reasons: BTreeMap<&LineId, &str> = said.reasons.iter().map(|(line, why)| (&line.id, why.as_str())).collect();
    let open = filter.state == State::Open;
    let action = format!("{}#problems", filter.href(ask));
    let args = [("ready", shown.ready.into()), ("looks", shown.looks.into()), ("out", shown.out.into())];
    html! {
        @if open {
            p { (w.with("statements-counts", &args)) }
            @if shown.ready > 0 { form method="post" action=(action) { (key(ask)) p.acts {
                button.btn type="submit" name="go" value="all" { (w.with("statements-book-all", &[("n", shown.ready.into())])) }
            } } }
        }
        form.lines method="post" action=(action) {
            (key(ask))
            @if filter.state == State::Booked { (rows_of(ask, shown, &reasons)) }
            @else {
                fieldset {
                    legend { (w.t("statements-tick")) }
                    (rows_of(ask, shown, &reasons))
                }
                p.acts { @for (place, go) in buttons(filter.state).iter().enumerate() {
                    button class=(if place == 0 && shown.ready == 0 { "btn" } else { "btn less" }) type="submit" name="go" value=(go) { (w.t(&format!("statements-go-{go}"))) }
                } }
            }
        }
        (pages(ask, filter, shown.all))
    }
}

/// A form's one-time key.
pub(super) fn key(ask: &DeskAsk) -> Markup {
    html! { input type="hidden" name="key" value=(FormKey::draw(ask.bench.world).as_str()); }
}

/// What can be done with ticked lines of a state.
fn buttons(state: State) -> &'static [&'static str] {
    match state {
        State::Open => &["book", "hold", "ignore"],
        State::Held => &["book", "open", "ignore"],
        State::Ignored => &["open"],
        State::Booked => &[],
    }
}

fn rows_of(ask: &DeskAsk, shown: &Shown, reasons: &BTreeMap<&LineId, &str>) -> Markup {
    let w = ask.bench.w;
    html! {
        ul.plain { @for one in &shown.lines { @let line = &one.line; li {
            @if line.state == State::Booked { p.line { span { (facts(w, line)) } (amount(w, line)) } }
            @else { label { input type="checkbox" name=(format!("l-{}", line.id)) value=(line.state.code()); span { (facts(w, line)) } (amount(w, line)) } }
            p.note {
                @if let Some(why) = reasons.get(&line.id) { strong.err { (why) } " " }
                (proposed(ask, one)) " "
                a href=(here(ask, &format!("/line/{}", line.id))) aria-label=(w.with("statements-open-this", &[("line", in_short(w, line).into())])) { (w.t("statements-open")) }
            }
        } } }
    }
}

/// What the bank says of a line beside its amount, as far as it is kept.
pub(super) fn facts(w: Tongue, line: &Line) -> Markup {
    html! {
        (w.date(line.booked))
        @if let Some(country) = &line.country { ", " (country_words(w, country)) }
        @if let Some(sent) = &line.sent { @if let Ok(currency) = waybill_journal::Commodity::parse(&sent.currency) {
            ", " (w.with("statement-sent", &[("money", w.money(sent.amount, &currency).into())]))
        } }
        @if let Some(reference) = &line.reference { ", " span.ref { (grouped(reference, ' ')) } }
    }
}

fn amount(w: Tongue, line: &Line) -> Markup {
    html! { b.num { (w.money(line.signed(), &line.currency())) } }
}

/// A country's name; its code where the catalogue has none.
fn country_words(w: Tongue, code: &str) -> String {
    if crate::catalogue::COUNTRIES.contains(&code) { w.country(code) } else { code.to_owned() }
}

/// What a line looks like, or what it is.
pub(super) fn proposed(ask: &DeskAsk, one: &Proposed) -> Markup {
    let w = ask.bench.w;
    let entry = |n: u64| html! { a href=(crate::web::layout::address(ask.base, w, &format!("book/{n}"))) { (w.with("entry-title", &[("n", usize::try_from(n).unwrap_or(0).into())])) } };
    let line = &one.line;
    if let (State::Booked, Some(n)) = (line.state, line.entry) {
        return html! { (entry(n)) };
    }
    if line.state == State::Ignored {
        return html! {};
    }
    match &one.proposal {
        Proposal::Gift(choice) => html! { (gift_words(w, &choice.fund)) },
        Proposal::Entered(n) => html! { (w.t("statement-entered")) " " (entry(*n)) "." },
        Proposal::Look(Why::Perhaps(n), _) => html! { (w.t("statement-perhaps")) " " (entry(*n)) "." },
        Proposal::Look(why, _) => html! { (why_words(w, *why)) },
        Proposal::WentOut => html! { (w.t("statement-out")) },
        Proposal::Reversal => html! { (w.t("statement-reversal")) },
    }
}

fn gift_words(w: Tongue, fund: &str) -> String {
    if fund == OPEN_FUND {
        w.t("statement-gift-open")
    } else {
        w.with("statement-gift", &[("fund", w.fund(fund).into())])
    }
}

/// Why somebody has to look.
fn why_words(w: Tongue, why: Why) -> String {
    match why {
        Why::Reference | Why::Perhaps(_) => w.t("statement-look-reference"),
        Why::Corrected => w.t("statement-look-corrected"),
        Why::Country => w.t("statement-look-country"),
        Why::Early => w.t("statement-look-early"),
        Why::Late => w.t("statement-look-late"),
        Why::Several(n) => w.with("statement-look-several", &[("n", i64::from(n).into())]),
    }
}

/// The pages before and behind this one.
fn pages(ask: &DeskAsk, filter: &Filter, all: usize) -> Markup {
    let w = ask.bench.w;
    let last = all.div_ceil(PAGE).max(1);
    let to = |page: usize| Filter { page, ..filter.clone() }.href(ask);
    html! {
        @if last > 1 { nav aria-label=(w.t("statements-pages")) { p.acts {
            @if filter.page > 1 { a href=(to(filter.page - 1)) { (w.t("statements-newer")) } }
            span { (w.with("statements-page", &[("n", filter.page.into()), ("of", last.into())])) }
            @if filter.page < last { a href=(to(filter.page + 1)) { (w.t("statements-older")) } }
        } } }
    }
}
