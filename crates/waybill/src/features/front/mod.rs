//! The front page: the day, what is missing, what was ordered, and how far the gifts have come.
//!
//! It is read from published facts alone and is the same for every reader of a language, so it may be cached.

use maud::{Markup, html};

use crate::catalogue;
use crate::publish::shown::{NeedShown, NeedState, OrderShown, OrderState, Shown, Standing};
use crate::publish::texts::{Head, in_language};
use crate::web::flow;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::pieces::{self, At, Fill, Part, order_stamp, order_state, order_title, phrase};
use crate::web::pinned::Pins;
use crate::web::words::{Tongue, capital};

/// Rows with bars; the needs behind them stand in a table, so that two hundred needs still load on a bad line.
const NEEDS_DRAWN_MAX: usize = 12;

/// Dispatches named below the newest one.
const EARLIER_SHOWN: usize = 2;

/// Orders on the front page; the books hold them all.
const ORDERS_SHOWN_MAX: usize = 8;

/// The page.
pub fn page(w: Tongue, base: &str, shown: &Shown) -> String {
    let view = View { w, base, shown };
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Front;
    page.title = w.with("front-title", &[("n", shown.day.into()), ("name", (&shown.card.name).into())]);
    page.description = view.plain_state();
    page.strip = view.strip();
    let content = html! {
        (view.hero())
        (view.needs())
        (view.dispatch_and_orders())
        (view.gifts_to_hands())
        (view.check())
        @if shown.card.demo { (view.demo()) }
    };
    page.render(&content)
}

struct View<'a> {
    w: Tongue,
    base: &'a str,
    shown: &'a Shown,
}

impl<'a> View<'a> {
    fn at(&self) -> At<'a> {
        At { w: self.w, base: self.base, shown: self.shown }
    }

    fn t(&self, key: &str) -> String {
        self.w.t(key)
    }

    fn fig(&self, name: &str, text: &str) -> Markup {
        pieces::fig(self.at(), name, text)
    }

    fn strip(&self) -> Vec<StripBox> {
        let (w, shown) = (self.w, self.shown);
        let as_of = pieces::as_of(w, shown);
        let last = if shown.card.demo {
            StripBox::link(w.t("strip-this-is"), &w.t("strip-demo"), "#demo")
        } else {
            StripBox::link(w.t("strip-facts"), &w.with("strip-facts-n", &[("n", shown.facts.len().into())]), "#check")
        };
        vec![
            StripBox::text(w.t("strip-date"), &w.weekday_date(shown.today)),
            StripBox::text(w.t("strip-since"), &w.date(shown.card.day_one)),
            StripBox::text(w.t("strip-as-of"), &as_of),
            last,
        ]
    }

    /// The orders that are told first: a late one, and the largest of those that have not reached hands yet; where all
    /// have, the newest.
    fn foremost_orders(&self) -> Vec<&OrderShown> {
        let orders = &self.shown.orders;
        let late = orders.iter().find(|order| order.state == OrderState::Overdue);
        let open = |order: &&OrderShown| !matches!(order.state, OrderState::Overdue | OrderState::HandedOver);
        let largest = orders.iter().rev().filter(open).max_by_key(|order| order.ordered);
        let told: Vec<&OrderShown> = late.into_iter().chain(largest).collect();
        if told.is_empty() { orders.iter().take(1).collect() } else { told }
    }

    /// What lacks most, of what somebody confirmed lately; where nobody did, of all.
    fn most_missing(&self) -> Option<&NeedShown> {
        let lacks = || self.shown.needs.iter().filter(|need| need.missing > 0);
        lacks().find(|need| !need.stale).or_else(|| lacks().next())
    }

    fn needed(&self) -> Vec<&NeedShown> {
        self.shown.needs.iter().filter(|need| need.is_needed()).collect()
    }

    /// The sentences on what is late and what is under way, without figures: also the page's description.
    fn order_sentence(&self) -> Option<String> {
        let sentences: Vec<String> = self.foremost_orders().into_iter().map(|order| self.sentence_of(order)).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    fn sentence_of(&self, order: &OrderShown) -> String {
        let key = match order.state {
            OrderState::Ordered if pieces::advance_for(self.shown, order).is_some() => "front-lede-advanced",
            OrderState::Ordered => "front-lede-ordered",
            OrderState::UnderWay => "front-lede-underway",
            OrderState::Awaited => "front-lede-awaited",
            OrderState::Overdue => "front-lede-overdue",
            OrderState::PartlyArrived | OrderState::Arrived => "front-lede-arrived",
            OrderState::HandedOver => "front-lede-handedover",
        };
        self.w.with(
            key,
            &[
                ("things", order_title(self.w, order).into()),
                ("n", order.ordered.into()),
                ("arrived", order.arrived.into()),
            ],
        )
    }

    fn plain_state(&self) -> String {
        let missing = self.most_missing().map(|need| {
            let name = self.w.item_name(need.item.code);
            let missing = self.w.with(
                "front-lede-missing",
                &[("item", name.into()), ("money", self.w.money_short(need.missing, &need.currency).into())],
            );
            pieces::stale(self.w, need).map_or(missing.clone(), |stale| format!("{missing} {stale}"))
        });
        let parts: Vec<String> = [self.order_sentence(), missing].into_iter().flatten().collect();
        if parts.is_empty() { self.t("front-lede-empty") } else { parts.join(" ") }
    }

    fn hero(&self) -> Markup {
        let w = self.w;
        html! {
            div.hero {
                h1.day { (w.with("day-n", &[("n", self.shown.day.into())])) }
                div {
                    p.lede {
                        @if let Some(sentence) = self.order_sentence() { (sentence) " " }
                        @if let Some(need) = self.most_missing() {
                            (phrase(w, "front-lede-missing", vec![
                                ("item", w.item_name(need.item.code).into()),
                                ("money", Part::Piece(self.fig(&format!("need.{}.missing", need.fund), &w.money_short(need.missing, &need.currency)))),
                            ]))
                            @if let Some(stale) = pieces::stale(w, need) { " " span.late { (stale) } }
                        } @else if !self.needed().is_empty() {
                            (w.t("front-lede-complete"))
                        } @else if !self.shown.needs.is_empty() {
                            (w.t("front-lede-nothing-now"))
                        } @else if self.shown.orders.is_empty() {
                            (w.t("front-lede-empty"))
                        }
                    }
                    p.acts {
                        @if self.can_give() { a.btn href=(address(self.base, w, "give")) { (w.t("give-now")) } }
                        @else { a.btn href="#give" { (w.t("front-give-link")) } }
                        @if let Some(newest) = self.shown.texts.first() { " " a href=(self.text_href(newest)) { (w.t("front-dispatch-link")) } }
                        " " a href=(address(self.base, w, "gift")) { (w.t("front-follow-link")) }
                    }
                }
            }
        }
    }

    fn needs(&self) -> Markup {
        let w = self.w;
        let needed = self.needed();
        let (drawn, listed) = needed.split_at(needed.len().min(NEEDS_DRAWN_MAX));
        html! {
            section.band aria-labelledby="h-needs" {
                h2 #h-needs { (w.t("front-needs")) }
                @if self.shown.needs.is_empty() { p.lede { (w.t("front-needs-none")) } }
                @else if drawn.is_empty() { p.lede { (w.t("front-lede-nothing-now")) } }
                @else {
                    p.note.legend {
                        span { (pieces::key(Fill::Outline)) (w.t("funded")) }
                        span { (pieces::key(Fill::Half)) (w.t("bought")) }
                        span { (pieces::key(Fill::Done)) (w.t("delivered")) }
                    }
                    ol.needs { @for need in drawn { (self.need(need)) } }
                }
                @if !listed.is_empty() {
                    details {
                        summary { (w.with("front-needs-more", &[("n", listed.len().into())])) }
                        (pieces::scroll(&w.t("front-needs"), &self.needs_listed(listed)))
                    }
                }
                (self.not_needed())
            }
        }
    }

    /// What is not needed now, and what we have too many of, which others may ask for.
    fn not_needed(&self) -> Markup {
        let w = self.w;
        let fund = |need: &NeedShown| {
            html! { a href=(pieces::fund_href(self.base, w, &need.fund)) { (w.fund(&need.fund)) } }
        };
        let later: Vec<&NeedShown> = self.shown.needs.iter().filter(|n| n.state == NeedState::NotNow).collect();
        let surplus = |need: &NeedShown| match need.state {
            NeedState::Surplus(surplus) => Some(surplus),
            _ => None,
        };
        let many: Vec<(&NeedShown, i64)> = self.shown.needs.iter().filter_map(|n| Some((n, surplus(n)?))).collect();
        html! {
            @if !later.is_empty() {
                p.later {
                    (w.t("front-not-now")) " "
                    @for (index, need) in later.iter().enumerate() { @if index > 0 { ", " } (fund(need)) }
                }
            }
            @if !many.is_empty() {
                div.note-box.calm.later {
                    h3 { (w.t("front-surplus")) }
                    ul.plain {
                        @for (need, surplus) in &many {
                            li {
                                (self.fig(&format!("need.{}.surplus", need.fund), &w.item(need.item.code, *surplus)))
                                @if let Some(stale) = pieces::stale(w, need) { ". " span.late { (stale) } }
                                @else { ", " (pieces::confirmed(w, need.confirmed, need.by.as_deref())) }
                            }
                        }
                    }
                    p { (w.t("front-surplus-ask")) }
                }
            }
        }
    }

    fn need(&self, need: &NeedShown) -> Markup {
        let w = self.w;
        let late =
            self.shown.orders.iter().filter(|order| order.fund == need.fund && order.state == OrderState::Overdue);
        let about = [("quantity", need.quantity.into()), ("price", w.money_short(need.price, &need.currency).into())];
        let checked =
            [("source", w.t(&format!("source-{}", need.price_source)).into()), ("date", w.date(need.price_on).into())];
        let confirmed = capital(&pieces::confirmed(w, need.confirmed, need.by.as_deref()));
        html! {
            li {
                div {
                    h3 { a href=(pieces::fund_href(self.base, w, &need.fund)) { (w.fund(&need.fund)) } }
                    p.note { (w.with("front-need-about", &about)) }
                    p.note { (w.with("front-need-price", &checked)) }
                    @if let Some(stale) = pieces::stale(w, need) { p.note { span.late { (stale) } } }
                    @else { p.note { (confirmed) } }
                }
                (pieces::three(self.at(), need))
                div.state {
                    @if need.missing > 0 {
                        p.miss {
                            (phrase(w, "front-missing", vec![("money", Part::Piece(
                                self.fig(&format!("need.{}.missing", need.fund), &w.money_short(need.missing, &need.currency))))]))
                        }
                    } @else if need.delivered >= need.quantity {
                        p.note { (w.t("front-need-delivered")) }
                    } @else {
                        p.note { (w.t("front-need-funded")) }
                    }
                    @if self.can_give_for(need) {
                        p.note { a href=(address(self.base, w, &format!("give/{}", need.fund)))
                            aria-label=(w.with("give-for-this-need", &[("need", w.fund(&need.fund).into())])) { (w.t("give-for-this")) } }
                    }
                    @for order in late {
                        p.late { a href=(format!("#{}", order.code)) { (w.with("front-need-late", &[("things", order_title(w, order).into())])) } }
                    }
                }
            }
        }
    }

    fn needs_listed(&self, needs: &[&NeedShown]) -> Markup {
        let w = self.w;
        html! {
            table {
                thead { tr {
                    th scope="col" { (w.t("front-col-need")) }
                    th.num scope="col" { (w.t("front-col-needed")) }
                    th.num scope="col" { (w.t("funded")) }
                    th.num scope="col" { (w.t("delivered")) }
                    th.num scope="col" { (w.t("front-col-missing")) }
                } }
                tbody {
                    @for need in needs {
                        tr {
                            th scope="row" {
                                a href=(pieces::fund_href(self.base, w, &need.fund)) { (w.fund(&need.fund)) }
                                @if let Some(stale) = pieces::stale(w, need) { " " span.late { (stale) } }
                            }
                            td.num { (w.number(need.quantity)) }
                            td.num { (self.fig(&format!("need.{}.funded", need.fund), &w.number(need.funded))) }
                            td.num { (self.fig(&format!("need.{}.delivered", need.fund), &w.number(need.delivered))) }
                            td.num { (self.fig(&format!("need.{}.missing", need.fund), &w.money_short(need.missing, &need.currency))) }
                        }
                    }
                }
            }
        }
    }

    /// The newest dispatch large, two before it by title, and the slip beside them; without one the orders stand there.
    fn dispatch_and_orders(&self) -> Markup {
        let Some((newest, older)) = self.shown.texts.split_first() else {
            return html! { div.band.cols { (self.orders()) (self.slip()) } };
        };
        let w = self.w;
        let own = w.lang().code();
        let foreign = |lang: &str| (lang != own).then(|| lang.to_owned());
        html! {
            div.band.cols {
                section aria-labelledby="h-dispatch" {
                    p.box { (w.t("front-dispatch")) ", " (w.with("day-n", &[("n", newest.name.day.into())])) }
                    @if let Some((lang, title)) = in_language(&newest.titles, own) {
                        h2.large #h-dispatch lang=[foreign(lang)] { a href=(self.text_href(newest)) { (title.title) } }
                        div.lede lang=[foreign(lang)] {
                            (Pins { at: self.at(), lang, snapshot: newest.snapshot, figures: &title.figures, units: &title.units }.html(&title.lede))
                        }
                    }
                    ul.plain.earlier {
                        @for head in older.iter().take(EARLIER_SHOWN) {
                            @if let Some((lang, title)) = in_language(&head.titles, own) {
                                li { (w.with("day-n", &[("n", head.name.day.into())])) ": " a href=(self.text_href(head)) lang=[foreign(lang)] { (title.title) } }
                            }
                        }
                    }
                    p { a href=(address(self.base, w, "dispatches")) { (w.t("front-dispatch-more")) } }
                }
                (self.slip())
            }
            div.band { (self.orders()) }
        }
    }

    fn text_href(&self, head: &Head) -> String {
        address(self.base, self.w, &format!("dispatches/{}", head.name))
    }

    fn orders(&self) -> Markup {
        let w = self.w;
        html! {
            section aria-labelledby="h-orders" {
                h2 #h-orders { (w.t("front-orders")) }
                @if self.shown.orders.is_empty() { p { (w.t("front-orders-none")) } }
                @else {
                    ol.orders { @for order in self.shown.orders.iter().take(ORDERS_SHOWN_MAX) { (self.order(order)) } }
                    @if self.shown.orders.len() > ORDERS_SHOWN_MAX {
                        p { a href=(address(self.base, w, "books#orders")) { (w.with("front-orders-all", &[("n", self.shown.orders.len().into())])) } }
                    }
                }
            }
        }
    }

    fn order(&self, order: &OrderShown) -> Markup {
        let w = self.w;
        let mut origins: Vec<&str> = order.lines.iter().map(|line| line.origin.as_str()).collect();
        origins.dedup();
        let origins: Vec<String> = origins.into_iter().map(|code| w.country(code)).collect();
        html! {
            li id=(order.code) {
                (order_stamp(w, order.state))
                h3 { a href=(address(self.base, w, &format!("books#{}", order.code))) { (order_title(w, order)) } }
                p { (order_state(self.at(), order)) }
                p.note { (self.price_and_origin(order, &origins.join(", "))) }
                p.note { (pieces::order_parties(w, order)) }
            }
        }
    }

    /// What was paid for an order, or what it will cost; and where its goods are made.
    fn price_and_origin(&self, order: &OrderShown, origin: &str) -> Markup {
        let w = self.w;
        let say =
            |key: &str, money: Markup| phrase(w, key, vec![("money", Part::Piece(money)), ("origin", origin.into())]);
        if let Some((currency, amount)) = order.paid.first() {
            let paid = format!("order.{}.paid.{currency}", order.code);
            return say("front-order-paid", self.fig(&paid, &w.money_short(*amount, currency)));
        }
        let Some(first) = order.lines.first() else { return html! {} };
        let same = order.lines.iter().filter(|line| line.currency == first.currency);
        let sum = same.map(|line| line.price.saturating_mul(line.quantity)).fold(0, i64::saturating_add);
        let money = w.money_short(sum, &first.currency);
        say("front-order-agreed", pieces::fig_of_fact(self.at(), order.facts.first(), (sum, &money)))
    }

    fn slip(&self) -> Markup {
        let w = self.w;
        html! {
            section.slip #give aria-labelledby="h-give" {
                h2 #h-give { (w.t("front-slip-give")) }
                @if self.can_give() { (self.how_to_give()) } @else { p { (w.t("front-slip-give-not-yet")) } }
                h3 { (w.t("front-slip")) }
                p { (w.t("front-slip-follow")) }
                p.acts { a.btn.less href=(address(self.base, w, "gift")) { (w.t("front-slip-button")) } }
            }
        }
    }

    /// Where gifts go, without any reference: this page is the same for everybody.
    fn how_to_give(&self) -> Markup {
        let w = self.w;
        let shown = self.shown;
        html! {
            @if shown.details.iter().any(|details| details.coming.is_some()) {
                div.note-box { p { a href=(address(self.base, w, "give")) { (w.t("give-change-soon")) } } }
            }
            @for details in shown.details.iter().filter_map(|details| details.now.as_ref()) {
                (pieces::account(w, details))
            }
            p.acts { a.btn href=(address(self.base, w, "give")) { (w.t("give-now")) } }
            p.note { (pieces::who_confirmed(w, &shown.details)) }
            @if shown.card.demo { p.note { (w.t("give-demo")) } }
        }
    }

    fn can_give(&self) -> bool {
        self.shown.details.iter().any(|details| details.now.is_some())
    }

    fn can_give_for(&self, need: &NeedShown) -> bool {
        need.missing > 0
            && self.shown.details.iter().filter_map(|d| d.now.as_ref()).any(|d| d.currency == need.currency)
    }

    fn gifts_to_hands(&self) -> Markup {
        let (w, shown) = (self.w, self.shown);
        let gifts = w.with(
            if shown.other_countries { "front-big-gifts-others" } else { "front-big-gifts" },
            &[("n", shown.gifts.into())],
        );
        html! {
            section.band aria-labelledby="h-hands" {
                h2 #h-hands { (w.t("front-hands")) }
                div.big {
                    p { b { (self.fig("gifts.count", &w.number(shown.gifts))) } (gifts) " "
                        (phrase(w, "front-big-countries", vec![
                            ("n", shown.countries.into()),
                            ("countries", Part::Piece(self.fig("gifts.countries", &w.number(shown.countries)))),
                        ])) }
                    p { b { (self.fig("things.bought", &w.number(shown.bought))) } (w.with("front-big-bought", &[("n", shown.bought.into())])) }
                    p { b { (self.fig("things.handed", &w.number(shown.handed))) } (w.with("front-big-handed", &[("n", shown.handed.into())])) }
                }
                @if shown.bought > 0 { (self.things()) }
                @if shown.given.is_empty() { p { (w.t("front-given-none")) } }
                @else {
                    p.lede { (w.t("front-given")) " "
                        @for (index, (currency, amount)) in shown.given.iter().enumerate() {
                            @if index > 0 { ", " }
                            (self.given(currency, *amount))
                        }
                        "."
                    }
                    p.note { (w.t("front-given-note")) }
                }
                @if let Some(currency) = flow::foremost(shown) { (flow::of_currency(self.at(), &currency)) }
            }
        }
    }

    /// How far the things have come, as one bar and one sentence.
    fn things(&self) -> Markup {
        let (w, shown) = (self.w, self.shown);
        let shares = [
            (Fill::Done, shown.handed),
            (Fill::Half, self.standing(&[Fill::Half])),
            (Fill::Way, self.standing(&[Fill::Way, Fill::Claim])),
            (Fill::Gone, self.standing(&[Fill::Gone])),
        ];
        html! {
            (pieces::share_bar(&shares))
            p.note.legend {
                span { (pieces::key(Fill::Done)) (w.t("at-done")) }
                span { (pieces::key(Fill::Half)) (w.t("front-things-stock")) }
                span { (pieces::key(Fill::Way)) (w.t("front-things-way")) }
                @if self.standing(&[Fill::Gone]) > 0 { span { (pieces::key(Fill::Gone)) (w.t("holder-loss")) } }
            }
            p.lede {
                (phrase(w, "front-things", vec![
                    ("n", shown.bought.into()),
                    ("bought", Part::Piece(self.fig("things.bought", &w.number(shown.bought)))),
                    ("arrived", Part::Piece(self.fig("things.arrived", &w.number(shown.arrived)))),
                    ("handed", Part::Piece(self.fig("things.handed", &w.number(shown.handed)))),
                ]))
            }
        }
    }

    /// Goods of all funds that are in one of these ways now.
    fn standing(&self, ways: &[Fill]) -> i64 {
        let goods = |s: &&Standing| catalogue::currency_of(&s.commodity).is_none();
        let all = self.shown.funds.iter().flat_map(|fund| &fund.now).filter(goods);
        all.filter(|s| ways.contains(&Fill::of_holder(&s.holder))).map(|s| s.amount).sum()
    }

    fn given(&self, currency: &waybill_journal::Commodity, amount: i64) -> Markup {
        let text = if catalogue::currency_of(currency).is_some() {
            self.w.money_short(amount, currency)
        } else {
            self.w.amount(amount, currency)
        };
        self.fig(&format!("given.{currency}"), &text)
    }

    fn check(&self) -> Markup {
        let w = self.w;
        html! {
            section.band.cols #check aria-labelledby="h-check" {
                div {
                    h2 #h-check { (w.t("front-check")) }
                    p { (w.t("front-check-figures")) }
                    p { (w.t("front-check-files")) }
                    p { (w.t("front-check-not-yet")) " " a href=(address(self.base, w, "protect#not-yet")) { (w.t("front-check-not-yet-link")) } }
                }
                div.proof {
                    p.box { "5 " (w.t("front-check-box")) }
                    ol {
                        li { a href=(format!("{}/facts.jsonl", self.base)) { "facts.jsonl" } ": " (w.t("front-check-facts")) }
                        li { a href=(format!("{}/figures.json", self.base)) { "figures.json" } ": " (w.t("front-check-numbers")) }
                        @if !self.shown.texts.is_empty() { li { a href=(format!("{}/dispatches.jsonl", self.base)) { "dispatches.jsonl" } ": " (w.t("front-check-texts")) } }
                        li { (w.t("front-check-run")) }
                    }
                    pre dir="ltr" tabindex="0" role="region" aria-label=(w.t("front-check-command")) { "waybill-verify facts.jsonl figures.json" @if !self.shown.texts.is_empty() { " dispatches.jsonl" } }
                }
            }
        }
    }

    fn demo(&self) -> Markup {
        let w = self.w;
        html! {
            section.band #demo aria-labelledby="h-demo" {
                h2 #h-demo { (capital(&w.t("front-demo"))) }
                div.read {
                    p { (w.t("front-demo-true")) }
                    p { (w.t("front-demo-invented")) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn the_front_page_says_the_day_the_lack_and_the_state_of_orders() {
        let page = page(Tongue::new(Lang::En), "/o/demo", &sample::day_23());
        assert!(page.contains("Day 23"));
        assert!(page.contains("100 protective vests are paid for and on the way."));
        assert!(page.contains("13,000\u{a0}EUR</a> still missing"));
        assert!(page.contains("Arrivals are told later than they happen"));
        assert!(page.contains("a demonstration: gifts are invented"));
    }

    #[test]
    fn late_orders_are_told_at_the_need_and_in_the_first_sentence() {
        let mut shown = sample::day_40();
        shown.orders[1].fund = "thermal-1".to_owned();
        let page = page(Tongue::new(Lang::En), "", &shown);
        assert!(page.contains("1 thermal imager is overdue."));
        assert!(page.contains("Late: 1 thermal imager"));
    }

    #[test]
    fn every_state_is_a_whole_page_in_every_language() {
        let states = [
            ("front", sample::day_23()),
            ("front40", sample::day_40()),
            ("front-empty", sample::empty()),
            ("front-huge", sample::huge()),
        ];
        for lang in Lang::ALL {
            for (name, shown) in &states {
                let page = page(Tongue::new(lang), "/o/demo", shown);
                assert!(!page.contains(">front-") && !page.contains("{ $"), "a phrase is missing in {}", lang.code());
                sample::keep(name, lang, &page);
            }
        }
    }
}
