//! The shapes the pages are made of: figures with a double underline, bars, stamps, the way of a gift.
//!
//! Bars are measured in ten-thousandths ([`WHOLE`]), in whole numbers; what they show always stands in words beside
//! them, so they are hidden from screen readers or carry a label.

use maud::{Markup, PreEscaped, html};
use waybill_journal::Ratio;

#[cfg(test)]
pub(crate) mod sample;

use super::layout::address;
use super::words::{Arg, Tongue};
use crate::bank::grouped;
use crate::catalogue::{self, HolderName};
use crate::publish::details::{Details, DetailsShown, Way};
use crate::publish::shown::{AdvanceShown, NeedShown, OrderShown, OrderState, Shown};

/// The length of a whole bar.
pub const WHOLE: i64 = 10_000;

/// The white gap between two shares of a bar.
const GAP: i64 = 30;

/// Where a page stands: its language, its addresses and what it reads from.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The reader's language.
    pub w: Tongue,
    /// What stands before the language in addresses.
    pub base: &'a str,
    /// Everything the public side can say.
    pub shown: &'a Shown,
}

/// `Day 22, 17 March 2022`: the close that everything shown is told as of.
pub fn as_of(w: Tongue, shown: &Shown) -> String {
    shown.snapshot_date.map_or_else(
        || w.t("as-of-none"),
        |date| w.with("as-of", &[("n", shown.snapshot.into()), ("date", w.date(date).into())]),
    )
}

/// Something put into a phrase: a word, a number that chooses the plural, or a piece of the page such as a figure.
#[derive(Clone, Debug)]
pub enum Part {
    /// Escaped like all text.
    Word(Arg),
    /// Put in as it is.
    Piece(Markup),
}

impl<T: Into<Arg>> From<T> for Part {
    fn from(word: T) -> Part {
        Part::Word(word.into())
    }
}

/// A phrase whose gaps may hold pieces of the page; the words are escaped.
pub fn phrase(w: Tongue, key: &str, parts: Vec<(&'static str, Part)>) -> Markup {
    // A private-use letter stands for each piece while Fluent builds the sentence.
    const FIRST: u32 = 0xe000;
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    for (name, part) in parts {
        match part {
            Part::Word(arg) => words.push((name, arg)),
            Part::Piece(piece) => {
                let index = u32::try_from(pieces.len()).unwrap_or(0);
                let mark = char::from_u32(FIRST + index).unwrap_or(' ');
                words.push((name, mark.to_string().into()));
                pieces.push((mark, piece));
            }
        }
    }
    let sentence = w.with(key, &words);
    html! {
        @for letter in Letters::of(&sentence) {
            @match pieces.iter().find(|(mark, _)| letter.starts_with(*mark)) {
                Some((_, piece)) => (piece),
                None => (letter),
            }
        }
    }
}

/// Cuts a sentence before and after each private-use letter.
struct Letters<'a>(&'a str);

impl<'a> Letters<'a> {
    fn of(sentence: &'a str) -> Letters<'a> {
        Letters(sentence)
    }
}

impl<'a> Iterator for Letters<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let is_mark = |letter: char| ('\u{e000}'..'\u{f8ff}').contains(&letter);
        let first = self.0.chars().next()?;
        let end = if is_mark(first) { first.len_utf8() } else { self.0.find(is_mark).unwrap_or(self.0.len()) };
        let (head, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(head)
    }
}

/// Where a figure's page lies.
pub fn figure_href(base: &str, w: Tongue, name: &str) -> String {
    address(base, w, &format!("figures/{name}"))
}

/// Where a fact's page lies.
pub fn fact_href(base: &str, w: Tongue, id: &str) -> String {
    address(base, w, &format!("facts/{id}"))
}

/// Where a fund's page lies.
pub fn fund_href(base: &str, w: Tongue, fund: &str) -> String {
    address(base, w, &format!("books/{fund}"))
}

/// A figure read from the book: its number, underlined twice, leading to the facts that make it. A figure that no fact
/// has made yet is a plain number: nothing stands behind it.
pub fn fig(at: At<'_>, name: &str, text: &str) -> Markup {
    html! {
        @match at.shown.figures.get(name) {
            Some(figure) => (figure_link(&figure_href(at.base, at.w, name), figure.value, text)),
            None => (text),
        }
    }
}

/// A number underlined twice: where it comes from, its value in the smallest unit for programs that check it
/// (`docs/FACTS.md`, "Figures on pages"), and how the page's language writes it.
pub fn figure_link(href: &str, value: i64, text: &str) -> Markup {
    html! { a.fig data-value=(value) href=(href) { (text) } }
}

/// A figure that one fact alone says; `value` is the number in `text`, in the smallest unit.
pub fn fig_of_fact(at: At<'_>, fact: Option<&String>, (value, text): (i64, &str)) -> Markup {
    html! {
        @match fact {
            Some(id) => (figure_link(&fact_href(at.base, at.w, id), value, text)),
            None => (text),
        }
    }
}

/// The one large number of a page; one of many digits is set smaller, so that it keeps to its line.
pub fn day_number(text: &str) -> Markup {
    let class = match text.chars().count() {
        ..=6 => "day",
        7..=9 => "day long",
        _ => "day longer",
    };
    html! { span class=(class) { (text) } }
}

/// A table that may be wider than a phone; it scrolls by itself and can be reached by keyboard.
pub fn scroll(label: &str, table: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="group" aria-label=(label) { (table) } }
}

/// How far along something is; one fill for each, everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// Handed over: full ink.
    Done,
    /// In stock, bought: half ink.
    Half,
    /// In motion: hatched.
    Way,
    /// Claimed: hatched in stamp red.
    Claim,
    /// Lost: a frame in stamp red.
    Gone,
    /// Money with an intermediary, money that came in: outline.
    Outline,
    /// In the bank, fees, returned: grey.
    Grey,
}

impl Fill {
    /// The fill for what a public holder holds.
    pub fn of_holder(code: &str) -> Fill {
        match catalogue::holder_name(code.strip_prefix("w:").unwrap_or(code)) {
            Some(HolderName::Recipients) => Fill::Done,
            Some(HolderName::Place(_)) => Fill::Half,
            Some(HolderName::Order(_)) => Fill::Way,
            Some(HolderName::Claim(_)) => Fill::Claim,
            Some(HolderName::Body(..)) => Fill::Outline,
            // Goods that left for anybody else reached nobody.
            None if code.starts_with("w:") => Fill::Gone,
            _ => Fill::Grey,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Fill::Done => "done",
            Fill::Half => "half",
            Fill::Way => "hatch",
            Fill::Claim => "claim",
            Fill::Gone => "gone",
            Fill::Outline => "outline",
            Fill::Grey => "fee",
        }
    }
}

/// The little box in a table that says which share of the bar above is meant.
pub fn key(fill: Fill) -> Markup {
    html! { svg.key aria-hidden="true" { rect class=(fill.class()) width="100%" height="100%" {} } }
}

/// A bar of shares in a row. `shares` are any whole numbers; the bar is their sum. The table beneath it tells the same.
pub fn share_bar(shares: &[(Fill, i64)]) -> Markup {
    let total: i128 = shares.iter().map(|(_, amount)| i128::from((*amount).max(0))).sum();
    if total == 0 {
        return html! {};
    }
    let count = shares.iter().filter(|(_, amount)| *amount > 0).count();
    let mut start = 0_i128;
    let mut drawn = Vec::new();
    for (fill, amount) in shares.iter().filter(|(_, amount)| *amount > 0) {
        let begins = along(start, total);
        start += i128::from(*amount);
        // The last share needs no gap behind it; a very small one is still drawn.
        let gap = if drawn.len() + 1 == count { 0 } else { GAP };
        drawn.push((fill, begins, (along(start, total) - begins - gap).max(GAP)));
    }
    html! {
        svg.bar.flip aria-hidden="true" {
            @for (fill, begins, width) in drawn {
                rect class=(fill.class()) x=(percent(begins)) width=(percent(width)) height="100%" {}
            }
        }
    }
}

fn along(part: i128, total: i128) -> i64 {
    i64::try_from(part * i128::from(WHOLE) / total.max(1)).unwrap_or(WHOLE)
}

/// The part of a whole that an exact share is, on the scale of a bar.
pub fn on_bar(share: &Ratio, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let scaled = (share * Ratio::from_integer(WHOLE.into()) / Ratio::from_integer(whole.into())).floor();
    i64::try_from(scaled.numer()).unwrap_or(WHOLE)
}

fn percent(ten_thousandths: i64) -> String {
    format!("{}.{:02}%", ten_thousandths / 100, ten_thousandths % 100)
}

/// Three bars between two posts; the right post is the need. Outline funded, half ink bought, full ink delivered.
pub fn three(at: At<'_>, need: &NeedShown) -> Markup {
    let w = at.w;
    let rows = [
        ("funded", need.funded, "outline", "6%"),
        ("bought", need.bought, "half", "39%"),
        ("delivered", need.delivered, "done", "72%"),
    ];
    html! {
        div.three {
            svg.flip aria-hidden="true" {
                @for (_, n, class, y) in rows {
                    @if n > 0 {
                        rect class=(class) y=(y) width=(percent(along(n.min(need.quantity).into(), need.quantity.into()))) height="22%" {}
                    }
                }
            }
            dl {
                @for (key, n, _, _) in rows {
                    dt { (w.t(key)) }
                    dd { (fig(at, &format!("need.{}.{key}", need.fund), &w.number(n))) }
                }
            }
        }
    }
}

/// How many people stand behind the accounts that gifts go to, and that a change is announced first.
pub fn who_confirmed(w: Tongue, details: &[DetailsShown]) -> String {
    w.t(if details.iter().any(|one| one.alone) { "give-one-person" } else { "give-two-people" })
}

/// How a stamp looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// Double frame.
    Done,
    /// Dashed: under way.
    Due,
    /// Red and dashed: still money, or late.
    Open,
}

/// Words in a worn frame; at most one to a paragraph.
pub fn stamp(look: Stamp, word: &str) -> Markup {
    let class = match look {
        Stamp::Done => "stamp",
        Stamp::Due => "stamp due",
        Stamp::Open => "stamp due open",
    };
    html! { span class=(class) { (word) } }
}

/// The stamp of an order's state.
pub fn order_stamp(w: Tongue, state: OrderState) -> Markup {
    let (look, key) = match state {
        OrderState::Ordered => (Stamp::Due, "order-ordered"),
        OrderState::UnderWay => (Stamp::Due, "order-underway"),
        OrderState::Awaited => (Stamp::Due, "order-awaited"),
        OrderState::Overdue => (Stamp::Open, "order-overdue"),
        OrderState::PartlyArrived => (Stamp::Due, "order-partly"),
        OrderState::Arrived => (Stamp::Done, "order-arrived"),
        OrderState::HandedOver => (Stamp::Done, "order-handedover"),
    };
    stamp(look, &w.t(key))
}

/// What an order is about, in a heading's words: `100 protective vests`, `60 helmets and other goods`.
pub fn order_title(w: Tongue, order: &OrderShown) -> String {
    let item = |line: &crate::publish::shown::OrderLine| catalogue::Variant::of(&line.commodity).map(|v| v.item);
    let Some(first) = order.lines.first().and_then(item) else { return w.t("kind-order") };
    let n = order.lines.iter().filter(|line| item(line) == Some(first)).map(|line| line.quantity).sum();
    let title = w.item(first.code, n);
    if order.lines.iter().all(|line| item(line) == Some(first)) {
        title
    } else {
        w.with("order-title-more", &[("first", title.into())])
    }
}

/// The state of an order in one or two sentences, with its figures.
pub fn order_state(at: At<'_>, order: &OrderShown) -> Markup {
    let w = at.w;
    let arrived = || Part::Piece(fig(at, &format!("order.{}.arrived", order.code), &w.number(order.arrived)));
    let ordered = || Part::Piece(fig_of_fact(at, order.facts.first(), (order.ordered, &w.number(order.ordered))));
    let week = || vec![("week", Part::from(w.week(order.expected)))];
    // What reached hands is known by fund; it is this order's only where the fund has no other.
    let alone = at.shown.orders.iter().filter(|other| other.fund == order.fund).count() == 1;
    let delivered = format!("goods.{}.delivered", order.fund);
    let handed = at.shown.figures.get(&delivered).map_or(0, |figure| figure.value);
    html! {
        @match order.state {
            OrderState::Ordered => {
                @if let Some(advance) = advance_for(at.shown, order) {
                    (phrase(w, "order-advanced", vec![
                        ("money", Part::Piece(fig(at, &advance.figure, &w.money_short(advance.open, &advance.currency)))),
                    ]))
                } @else { (w.t("order-unpaid")) } " " (phrase(w, "order-expected", week())) },
            OrderState::UnderWay => { (w.t("order-paid-for")) " " (phrase(w, "order-expected", week())) },
            OrderState::Awaited => {
                (phrase(w, "order-awaited-told", vec![("week", w.week(order.expected).into()), ("date", w.date(order.told_from).into())]))
            },
            OrderState::Overdue => strong.late { (phrase(w, "order-overdue-told", week())) },
            OrderState::PartlyArrived | OrderState::Arrived | OrderState::HandedOver => {
                (phrase(w, "order-arrived-of", vec![("arrived", arrived()), ("ordered", ordered())]))
                @if order.state == OrderState::PartlyArrived {
                    " " @if is_late(at.shown, order) { strong.late { (phrase(w, "order-rest-late", week())) } }
                    @else { (w.t("order-rest-way")) }
                }
                @if order.state == OrderState::HandedOver { " " (w.t("order-handed-all")) }
                @else if alone && (1..=order.arrived).contains(&handed) {
                    " " (phrase(w, "order-handed-of", vec![("handed", Part::Piece(fig(at, &delivered, &w.number(handed))))]))
                }
            },
        }
        @if order.claimed > 0 {
            " " span.late { (w.with("order-claimed-n", &[("n", order.claimed.into())])) }
        }
    }
}

/// Whether an arrival in the week that was agreed would have been told by now.
fn is_late(shown: &Shown, order: &OrderShown) -> bool {
    shown.snapshot_date.is_some_and(|as_of| as_of >= order.told_from)
}

/// The advance with which an order that is not paid yet will be paid.
pub fn advance_for<'a>(shown: &'a Shown, order: &OrderShown) -> Option<&'a AdvanceShown> {
    let through = order.through.as_ref()?;
    shown.advances.iter().find(|a| a.open > 0 && a.fund == order.fund && a.holder == *through)
}

/// Who sells it and who pays for us.
pub fn order_parties(w: Tongue, order: &OrderShown) -> String {
    let supplier = w.holder(&order.supplier);
    match &order.through {
        None => w.with("order-by", &[("supplier", supplier.into())]),
        Some(body) => w.with("order-by-through", &[("supplier", supplier.into()), ("through", w.holder(body).into())]),
    }
}

/// One box per day agreed, filled for each day gone; after the last day boxes and words turn stamp red.
pub fn ages(w: Tongue, advance: &AdvanceShown) -> Markup {
    // More boxes than fit a phone tell nothing more; 60 days is the longest advance worth drawing.
    let agreed = advance.agreed_days.clamp(1, 60);
    let gone = advance.age_days.clamp(0, agreed);
    let late = advance.age_days > advance.agreed_days;
    let slot = WHOLE / agreed;
    let width = percent(slot * 9 / 10);
    let class = if late { "bar flip ages over" } else { "bar flip ages" };
    let label = w.with("age-label", &[("n", advance.age_days.into()), ("agreed", advance.agreed_days.into())]);
    html! {
        svg class=(class) role="img" aria-label=(label) {
            @for day in 0..agreed {
                rect class=(if day < gone { "done" } else { "outline" }) x=(percent(day * slot)) width=(width) height="100%" {}
            }
        }
        p {
            (w.with("age-open-since", &[
                ("days", w.with("days", &[("n", advance.age_days.into())]).into()),
                ("agreed", w.with("days", &[("n", advance.agreed_days.into())]).into()),
            ]))
            @if late {
                " " strong.late {
                    (w.with("age-overdue", &[("days", w.with("days", &[("n", (advance.age_days - advance.agreed_days).into())]).into())]))
                }
            }
        }
    }
}

/// One step of a journey.
#[derive(Clone, Debug)]
pub struct TripStep {
    /// How its stamp looks.
    pub look: Stamp,
    /// The word on the stamp.
    pub word: String,
    /// What happened, in a heading.
    pub title: String,
    /// What there is to say about it.
    pub text: Markup,
    /// Whether goods reached hands here: the dot is filled.
    pub hands: bool,
}

/// The way something took, oldest step first.
pub fn trip(steps: &[TripStep]) -> Markup {
    html! {
        ol.trip {
            @for step in steps {
                li class=[step.hands.then_some("end")] {
                    (stamp(step.look, &step.word))
                    h3 { (step.title) }
                    p { (step.text) }
                }
            }
        }
    }
}

/// When a need was confirmed and by whom, in small letters: "confirmed on 15 March 2022 (a medic)".
pub fn confirmed(w: Tongue, on: jiff::civil::Date, by: Option<&str>) -> String {
    let Some(by) = by else { return w.with("confirmed-on", &[("date", w.date(on).into())]) };
    let by = w.t(&format!("confirmer-{by}"));
    w.with("confirmed-on-by", &[("date", w.date(on).into()), ("by", by.into())])
}

/// That nobody confirmed a need again in time; nothing where somebody did.
pub fn stale(w: Tongue, need: &NeedShown) -> Option<String> {
    need.stale.then(|| w.with("need-stale", &[("date", w.date(need.confirmed).into())]))
}

/// An account that gifts go to, one line for each thing a transfer asks for.
pub fn account(w: Tongue, details: &Details) -> Markup {
    html! {
        dl.account {
            div { dt { (w.with("give-to", &[("currency", details.currency.as_str().into())])) } dd { (details.holder) } }
            @match &details.way {
                Way::Iban { iban, bic } => {
                    div { dt { (w.t("give-iban")) } dd { code dir="ltr" { (grouped(iban, ' ')) } } }
                    @if let Some(bic) = bic { div { dt { (w.t("give-bic")) } dd { code dir="ltr" { (bic) } } } }
                }
                Way::Number { number, bank } => {
                    div { dt { (w.t("give-number")) } dd { code dir="ltr" { (number) } } }
                    div { dt { (w.t("give-bank")) } dd { (bank) } }
                }
            }
        }
    }
}

/// "What the world will see, and when": one row for each moment, sealed values hatched by the caller with [`sealed`].
pub fn world_sees(w: Tongue, moments: &[(String, Markup)]) -> Markup {
    html! {
        aside.proof aria-labelledby="h-world" {
            h2 #h-world { (w.t("world-title")) }
            ol.when {
                @for (moment, seen) in moments {
                    li { p.box { (moment) } p { (seen) } }
                }
            }
        }
    }
}

/// A value that nobody outside will read; its length says nothing.
pub fn sealed() -> Markup {
    PreEscaped("<span class=\"seal\" aria-hidden=\"true\">xxxxxxx</span>".to_owned())
}
