//! The public books: every fund with what was given, what it became and where all of it is now.

use std::collections::BTreeSet;

use maud::{Markup, html};
use waybill_journal::Commodity;

use crate::catalogue::{self, HolderName};
use crate::publish::byday;
use crate::publish::corrected::corrected;
use crate::publish::fact::Fact;
use crate::publish::flow::newest;
use crate::publish::shown::{AdvanceShown, FundMoney, FundShown, NeedShown, NeedState, OrderShown, Shown, Standing};
use crate::web::hands::is_alone;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::pieces::{self, At, Fill, Part, fact_href, fund_href, key, phrase, scroll, share_bar};
use crate::web::telling;
use crate::web::words::{Tongue, capital};
use crate::web::{chart, flow};

/// Facts told per fund on the page of all funds; the fund's own page tells more.
const FACTS_PER_FUND: usize = 5;

/// Facts told on a fund's own page; `facts.jsonl` holds them all.
const FACTS_ON_FUND_PAGE: usize = 300;

/// Currencies with a picture on the page of all funds; each is about 3 kB on the line. The tables have all.
const CHARTS_MAX: usize = 6;

/// The page of all funds.
pub fn page(w: Tongue, base: &str, shown: &Shown) -> String {
    let view = View { w, base, shown };
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Books;
    "books".clone_into(&mut page.here);
    page.title = w.with("books-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("books-description");
    page.strip = view.strip(&w.t("books-all-funds"));
    let (used, empty): (Vec<_>, Vec<_>) =
        shown.funds.iter().partition(|fund| !fund.entries.is_empty() || !fund.now.is_empty());
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("books-heading")) }
            p.lede { (w.t("books-lede")) }
        }
        @if used.is_empty() { p.band { (w.t("books-empty")) } }
        @for fund in used {
            section.band aria-labelledby=(format!("h-{}", fund.code)) {
                h2 id=(format!("h-{}", fund.code)) { a href=(fund_href(base, w, &fund.code)) { (w.fund(&fund.code)) } }
                (view.fund(fund))
            }
        }
        @if !empty.is_empty() {
            section.band aria-labelledby="h-empty" {
                h2 #h-empty { (w.t("books-empty-funds")) }
                p { @for (index, fund) in empty.iter().enumerate() { @if index > 0 { ", " } a href=(fund_href(base, w, &fund.code)) { (w.fund(&fund.code)) } } }
            }
        }
        (view.by_day())
        (view.flows())
        (view.advances(&shown.advances.iter().collect::<Vec<_>>()))
        (view.orders(&shown.orders.iter().collect::<Vec<_>>()))
        (view.countries())
        p.band { a href=(address(base, w, "takeaway")) { (w.t("takeaway-link")) } }
    };
    page.render(&content)
}

/// The page of one fund; none where there is no such fund.
pub fn fund_page(w: Tongue, base: &str, shown: &Shown, fund_code: &str) -> Option<String> {
    let fund = shown.funds.iter().find(|fund| fund.code == fund_code)?;
    let view = View { w, base, shown };
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Books;
    page.here = format!("books/{fund_code}");
    let name = w.fund(fund_code);
    page.title = w.with("books-fund-title", &[("fund", name.as_str().into()), ("name", (&shown.card.name).into())]);
    page.strip = view.strip(&name);
    let need = shown.needs.iter().find(|need| need.fund == fund_code);
    let of_fund = |order: &&OrderShown| order.fund == fund_code;
    let content = html! {
        div.hero.plain-hero {
            h1 { (name) }
            p.lede {
                @match need {
                    None if fund_code == catalogue::OPEN_FUND => (w.t("books-open-lede")),
                    None => (w.t("books-lede")),
                    Some(need) if !need.is_needed() => (view.not_needed(need)),
                    Some(need) => (phrase(w, "books-need-lede", vec![
                        ("things", w.item(need.item.code, need.quantity).into()),
                        ("price", w.money_short(need.price, &need.currency).into()),
                        ("missing", Part::Piece(view.fig(&format!("need.{fund_code}.missing"), &w.money_short(need.missing, &need.currency)))),
                    ])),
                }
            }
            @if let Some(need) = need { p.note { (view.checked(need)) } }
        }
        @if let Some(need) = need { div.band { (pieces::three(view.at(), need)) } }
        section.band aria-labelledby="h-where" {
            h2 #h-where { (w.t("books-money")) }
            (view.money(fund))
            (view.now(fund))
        }
        (view.fund_by_day(fund))
        (view.advances(&shown.advances.iter().filter(|a| a.fund == fund_code).collect::<Vec<_>>()))
        (view.orders(&shown.orders.iter().filter(of_fund).collect::<Vec<_>>()))
        div.band { (view.ledger(fund, FACTS_ON_FUND_PAGE)) }
        p.band { a href=(address(base, w, "books")) { (w.t("books-back")) } }
    };
    Some(page.render(&content))
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

    fn strip(&self, fund: &str) -> Vec<StripBox> {
        let (w, shown) = (self.w, self.shown);
        let as_of = pieces::as_of(w, shown);
        vec![
            StripBox::text(w.t("strip-fund"), fund),
            StripBox::text(w.t("strip-as-of"), &as_of),
            StripBox::link(
                w.t("strip-facts"),
                &w.with("strip-facts-n", &[("n", shown.facts.len().into())]),
                &format!("{}/facts.jsonl", self.base),
            ),
        ]
    }

    /// That a need is none now; what is in its fund is told below all the same.
    fn not_needed(&self, need: &NeedShown) -> Markup {
        let w = self.w;
        let NeedState::Surplus(surplus) = need.state else { return html! { (w.t("books-need-not-now")) } };
        let things = self.fig(&format!("need.{}.surplus", need.fund), &w.item(need.item.code, surplus));
        html! { (phrase(w, "books-need-surplus", vec![("things", Part::Piece(things))])) " " (w.t("front-surplus-ask")) }
    }

    /// When somebody confirmed it last, or that this is too long ago.
    fn checked(&self, need: &NeedShown) -> Markup {
        html! {
            @if let Some(stale) = pieces::stale(self.w, need) { span.late { (stale) } }
            @else { (capital(&pieces::confirmed(self.w, need.confirmed, need.by.as_deref()))) }
        }
    }

    fn fig(&self, name: &str, text: &str) -> Markup {
        pieces::fig(self.at(), name, text)
    }

    fn fund(&self, fund: &FundShown) -> Markup {
        html! {
            (self.money(fund))
            (self.now(fund))
            (self.ledger(fund, FACTS_PER_FUND))
        }
    }

    /// What came in and went out, one row a currency.
    fn money(&self, fund: &FundShown) -> Markup {
        let w = self.w;
        if fund.money.is_empty() {
            return html! { p { (w.t("books-no-money")) } };
        }
        // Where no money of the fund is changed, the column says nothing.
        let changed = fund.money.iter().any(|money| money.changed != 0);
        let columns: Vec<&str> = ["before", "given", "moved", "changed", "spent"]
            .into_iter()
            .filter(|c| *c != "changed" || changed)
            .collect();
        let table = html! {
            table.nums {
                thead { tr {
                    th scope="col" { (w.t("books-col-currency")) }
                    @for column in &columns { th scope="col" { (w.t(&format!("books-col-{column}"))) } }
                } }
                tbody {
                    @for money in &fund.money {
                        tr {
                            th scope="row" { (money.currency) }
                            @for column in &columns {
                                td { (self.fig(&format!("fund.{}.{}.{column}", fund.code, money.currency), &w.decimal(of_column(money, column), catalogue::decimals_of(&money.currency)))) }
                            }
                        }
                    }
                }
            }
        };
        scroll(&w.t("books-money"), &table)
    }

    /// Where all of it is: one bar a currency for money, then the goods.
    fn now(&self, fund: &FundShown) -> Markup {
        let w = self.w;
        let is_money = |standing: &&Standing| catalogue::currency_of(&standing.commodity).is_some();
        let (money, goods): (Vec<&Standing>, Vec<&Standing>) = fund.now.iter().partition(is_money);
        html! {
            @for row in &fund.money { (self.money_now(&fund.code, row, &money)) }
            @if !goods.is_empty() { (self.goods_now(&w.fund(&fund.code), &goods)) }
        }
    }

    fn money_now(&self, fund: &str, row: &FundMoney, standing: &[&Standing]) -> Markup {
        let w = self.w;
        let mut here: Vec<&&Standing> = standing.iter().filter(|s| s.commodity == row.currency).collect();
        here.sort_by_key(|s| Fill::of_holder(&s.holder));
        let mut shares = vec![(Fill::Half, row.spent)];
        shares.extend(here.iter().map(|s| (Fill::of_holder(&s.holder), s.amount)));
        let total: i64 = shares.iter().map(|(_, amount)| *amount).sum();
        if total <= 0 {
            return html! {};
        }
        let parts = shares.iter().filter(|(_, amount)| *amount > 0).count();
        let number = |amount: i64| w.decimal(amount, catalogue::decimals_of(&row.currency));
        html! {
            h3.bar-head { (w.with("books-where", &[("currency", row.currency.as_str().into())])) }
            @if parts > 1 { (share_bar(&shares)) }
            table {
                tbody {
                    @if row.spent > 0 {
                        tr { th scope="row" { (key(Fill::Half)) (w.t("at-goods")) } td.num { (self.fig(&format!("fund.{fund}.{}.spent", row.currency), &number(row.spent))) } }
                    }
                    @for s in here {
                        tr {
                            th scope="row" { (key(Fill::of_holder(&s.holder))) (w.holder(&s.holder)) }
                            td.num { (self.fig(&s.figure, &number(s.amount))) }
                        }
                    }
                }
                @if parts > 1 { tfoot { tr { th scope="row" { (w.t("together")) } td.num { (number(total)) } } } }
            }
        }
    }

    fn goods_now(&self, name: &str, goods: &[&Standing]) -> Markup {
        let w = self.w;
        let table = html! {
            table.goods {
                caption { (w.t("books-goods")) }
                thead { tr {
                    th scope="col" { (w.t("books-col-what")) }
                    th scope="col" { (w.t("books-col-class")) }
                    th scope="col" { (w.t("books-col-where")) }
                    th.num scope="col" { (w.t("books-col-count")) }
                } }
                tbody {
                    @for s in goods {
                        tr {
                            th scope="row" { (key(Fill::of_holder(&s.holder))) (self.item_of(&s.commodity)) }
                            td { (w.class_and_size(&s.commodity)) }
                            td { (self.where_goods_are(s)) }
                            td.num { (self.fig(&s.figure, &w.number(s.amount))) }
                        }
                    }
                }
            }
        };
        scroll(name, &table)
    }

    fn item_of(&self, commodity: &Commodity) -> String {
        catalogue::Variant::of(commodity)
            .map_or_else(|| commodity.to_string(), |v| crate::web::words::capital(&self.w.item_name(v.item.code)))
    }

    /// A holder's name; an order leads to its lines.
    fn where_goods_are(&self, standing: &Standing) -> Markup {
        let name = self.w.holder(&standing.holder);
        let is_order = matches!(catalogue::holder_name(&standing.holder), Some(HolderName::Order(_)));
        html! {
            @if is_order { a href=(address(self.base, self.w, &format!("books#{}", standing.holder))) { (name) } }
            @else { (name) }
        }
    }

    /// The fund's money day by day, in the currency in which most happened.
    fn fund_by_day(&self, fund: &FundShown) -> Markup {
        let days = |money: &FundMoney| byday::days(&self.shown.facts, Some(&fund.code), &money.currency);
        let most = fund.money.iter().map(|money| (days(money), &money.currency)).max_by_key(|(days, _)| days.len());
        let Some((days, currency)) = most.filter(|(days, _)| !days.is_empty()) else { return html! {} };
        html! {
            section.band aria-labelledby="h-day" {
                h2 #h-day { (self.w.t("chart-title")) }
                (chart::chart(self.w, &days, currency, self.shown.snapshot))
            }
        }
    }

    /// All funds together day by day, one chart a currency.
    fn by_day(&self) -> Markup {
        let w = self.w;
        let currencies: BTreeSet<&Commodity> =
            self.shown.funds.iter().flat_map(|fund| &fund.money).map(|money| &money.currency).collect();
        let mut charts: Vec<_> = currencies
            .into_iter()
            .map(|currency| (byday::days(&self.shown.facts, None, currency), currency))
            .filter(|(days, _)| !days.is_empty())
            .collect();
        charts.sort_by_key(|(days, _)| std::cmp::Reverse(days.len()));
        html! {
            @if !charts.is_empty() {
                section.band #by-day aria-labelledby="h-day" {
                    h2 #h-day { (w.t("chart-title-all")) }
                    @for (days, currency) in charts.iter().take(CHARTS_MAX) {
                        @if charts.len() > 1 { h3.bar-head { (currency) } }
                        (chart::chart(w, days, currency, self.shown.snapshot))
                    }
                }
            }
        }
    }

    /// The flows that do not stand on the front page.
    fn flows(&self) -> Markup {
        let w = self.w;
        let foremost = flow::foremost(self.shown);
        let others: Vec<Commodity> =
            newest(&self.shown.facts).into_keys().filter(|c| Some(c) != foremost.as_ref()).collect();
        html! {
            @if foremost.is_some() {
                section.band #flows aria-labelledby="h-flows" {
                    h2 #h-flows { (w.t("front-hands")) }
                    @if let Some(currency) = &foremost {
                        p { a href=(address(self.base, w, "#h-hands")) { (w.with("flow-on-front", &[("currency", currency.as_str().into())])) } }
                    }
                    @for currency in others.iter().take(CHARTS_MAX) {
                        h3.bar-head { (currency) }
                        (flow::of_currency(self.at(), currency))
                    }
                }
            }
        }
    }

    /// The last facts that touched the fund, newest first.
    fn ledger(&self, fund: &FundShown, most: usize) -> Markup {
        let w = self.w;
        let gone = corrected(&self.shown.facts);
        let facts: Vec<&Fact> = fund.entries.iter().filter_map(|index| self.shown.facts.get(*index)).collect();
        html! {
            h3.bar-head { (w.t("books-ledger")) }
            @if facts.is_empty() { p { (w.t("books-ledger-none")) } }
            @else {
                ol.facts {
                    @for fact in facts.iter().take(most) {
                        li {
                            span { (w.with("day-n", &[("n", fact.step.into())])) }
                            b { (telling::listed(w, fact, &gone)) }
                            a.ref href=(fact_href(self.base, w, &fact.id)) { (fact.id) }
                        }
                    }
                }
                @if facts.len() > most {
                    p { a href=(fund_href(self.base, w, &fund.code)) { (w.with("books-ledger-all", &[("n", facts.len().into())])) } }
                }
            }
        }
    }

    fn advances(&self, advances: &[&AdvanceShown]) -> Markup {
        let w = self.w;
        if advances.is_empty() {
            return html! {};
        }
        html! {
            section.band #advances aria-labelledby="h-advances" {
                h2 #h-advances { (w.t("books-advances")) }
                p { (w.t("books-advances-what")) }
                div.advances {
                    @for advance in advances {
                        div.proof {
                            p.box { (w.holder(&advance.holder)) ", " (w.fund(&advance.fund)) }
                            h3 { (phrase(w, "advance-heading", vec![("amount", Part::Piece(self.fig(&advance.figure, &w.money_short(advance.open, &advance.currency))))])) }
                            (self.alone(|fact| fact.kind == "advance" && fact.text("intermediary") == advance.holder && fact.text("fund") == advance.fund && fact.text("currency") == advance.currency.as_str()))
                            @if advance.open > 0 { (pieces::ages(w, advance)) } @else { p { (w.t("age-settled")) } }
                            p.note {
                                (w.with("books-advance-paid", &[
                                    ("paid", w.money_short(advance.paid, &advance.currency).into()),
                                    ("settled", w.money_short(advance.paid - advance.open, &advance.currency).into()),
                                ]))
                            }
                        }
                    }
                }
            }
        }
    }

    fn orders(&self, orders: &[&OrderShown]) -> Markup {
        let w = self.w;
        html! {
            section.band #orders aria-labelledby="h-orders" {
                h2 #h-orders { (w.t("books-orders")) }
                @if orders.is_empty() { p { (w.t("front-orders-none")) } }
                @for order in orders {
                    article.order id=(order.code) {
                        h3 { (pieces::order_title(w, order)) " " (pieces::order_stamp(w, order.state)) }
                        p { (pieces::order_state(self.at(), order)) }
                        (self.alone(|fact| fact.kind == "payment" && fact.text("order") == order.code))
                        (self.lines(order))
                        p.note {
                            (pieces::order_parties(w, order)) " "
                            @if let Some(fact) = order.facts.first() { a.ref href=(fact_href(self.base, w, fact)) { (fact) } }
                        }
                    }
                }
            }
        }
    }

    /// A mark where one person alone approved one of these facts that stand.
    fn alone(&self, is_one: impl Fn(&Fact) -> bool) -> Markup {
        let w = self.w;
        let gone = corrected(&self.shown.facts);
        let mut these = self.shown.facts.iter().filter(|fact| is_one(fact) && !gone.contains(fact.id.as_str()));
        html! {
            @if these.any(|fact| is_alone(&fact.body)) {
                p { (pieces::stamp(pieces::Stamp::Due, &w.t("alone-stamp"))) " " (w.t("alone-note")) }
            }
        }
    }

    fn lines(&self, order: &OrderShown) -> Markup {
        let w = self.w;
        let table = html! {
            table data-fact=[order.facts.first()] {
                thead { tr {
                    th scope="col" { (w.t("books-col-what")) }
                    th scope="col" { (w.t("books-col-class")) }
                    th scope="col" { (w.t("books-col-origin")) }
                    th.num scope="col" { (w.t("books-col-count")) }
                    th.num scope="col" { (w.t("books-col-price")) }
                } }
                tbody {
                    @for line in &order.lines {
                        tr {
                            th scope="row" { (self.item_of(&line.commodity)) }
                            td { (w.class_and_size(&line.commodity)) }
                            td { (w.country(&line.origin)) }
                            td.num data-value=(line.quantity) { (w.number(line.quantity)) }
                            td.num data-value=(line.price) { (w.money(line.price, &line.currency)) }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" colspan="3" { (w.t("books-ordered-paid")) }
                    td.num { (pieces::fig_of_fact(self.at(), order.facts.first(), (order.ordered, &w.number(order.ordered)))) }
                    td.num {
                        @for (index, (currency, amount)) in order.paid.iter().enumerate() {
                            @if index > 0 { br; }
                            (self.fig(&format!("order.{}.paid.{currency}", order.code), &w.money(*amount, currency)))
                        }
                        @if order.paid.is_empty() { (w.t("books-unpaid")) }
                    }
                } }
            }
        };
        scroll(&pieces::order_title(w, order), &table)
    }

    fn countries(&self) -> Markup {
        let w = self.w;
        let table = html! {
            table {
                thead { tr {
                    th scope="col" { (w.t("books-col-country")) }
                    th.num scope="col" { (w.t("books-col-gifts")) }
                    th.num scope="col" { (w.t("books-col-sum")) }
                } }
                tbody {
                    @for (country, commodity, gifts, sum) in &self.shown.given_by_country {
                        tr {
                            th scope="row" { (crate::web::words::capital(&w.country(country))) }
                            td.num { (self.fig(&format!("gifts.count.{commodity}.{country}"), &w.number(*gifts))) }
                            td.num { (self.fig(&format!("given.{commodity}.{country}"), &w.amount(*sum, commodity))) }
                        }
                    }
                }
            }
        };
        html! {
            section.band #countries aria-labelledby="h-countries" {
                h2 #h-countries { (w.t("books-countries")) }
                @if self.shown.given_by_country.is_empty() { p { (w.t("front-given-none")) } }
                @else {
                    (scroll(&w.t("books-countries"), &table))
                    p.note { (w.t("front-given-note")) }
                }
            }
        }
    }
}

/// What stands in a column of a fund's money.
fn of_column(money: &FundMoney, column: &str) -> i64 {
    match column {
        "before" => money.before,
        "given" => money.given,
        "moved" => money.moved,
        "changed" => money.changed,
        _ => money.spent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn the_books_tell_every_fund_in_every_language() {
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            let all = page(w, "/o/demo", &sample::day_23());
            assert!(all.contains("DSTU 8782:2018") || all.contains("ДСТУ 8782:2018"));
            sample::keep("books", lang, &all);
            sample::keep("books40", lang, &page(w, "/o/demo", &sample::day_40()));
            sample::keep("books-empty", lang, &page(w, "/o/demo", &sample::empty()));
            sample::keep(
                "fund",
                lang,
                &fund_page(w, "/o/demo", &sample::day_23(), "helmet-1").expect("the sample has helmets"),
            );
        }
        assert_eq!(fund_page(Tongue::new(Lang::En), "", &sample::day_23(), "nothing"), None);
    }

    #[test]
    fn an_advance_older_than_agreed_says_so() {
        let page = page(Tongue::new(Lang::En), "", &sample::day_40());
        assert!(page.contains("Overdue by 12 days."));
    }
}
