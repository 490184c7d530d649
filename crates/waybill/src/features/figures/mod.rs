//! What stands behind a figure: its value, the rule that makes it, and every fact that went into it.

use std::sync::Arc;

use maud::{Markup, html};
use waybill_journal::{Account, Move};

use crate::catalogue::currency_of;
use crate::publish::corrected::corrected;
use crate::publish::fact::Fact;
use crate::publish::flow::KIND as FLOW;
use crate::publish::shown::{Figure, Shown};
use crate::store::CORRECTION;
use crate::web::flow;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::pieces::{At, Part, as_of, day_number, fact_href, phrase, scroll};
use crate::web::telling;
use crate::web::words::{Tongue, capital};

/// Facts listed on one page; `facts.jsonl` holds them all. A page of 1,000 rows is about 25 kB on the line.
const PARTS_LISTED_MAX: usize = 1_000;

/// The page of a figure as it is, or, for `name@22`, as it was at the close of day 22; none where there is no such figure.
pub fn page(
    w: Tongue,
    base: &str,
    shown: &Shown,
    as_of: &dyn Fn(i32) -> Option<Arc<Shown>>,
    name: &str,
) -> Option<String> {
    let Some((name, step)) = name.split_once('@') else { return page_of(w, base, shown, name, "") };
    let then = as_of(step.parse().ok().filter(|n: &i32| n.to_string() == step)?)?;
    page_of(w, base, &then, name, &format!("@{step}"))
}

fn page_of(w: Tongue, base: &str, shown: &Shown, name: &str, at: &str) -> Option<String> {
    let figure = shown.figures.get(name)?;
    let view = View { w, base, shown };
    let title = view.title(name);
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Books;
    page.here = format!("figures/{name}{at}");
    page.noindex = !at.is_empty();
    page.title = w
        .with("figures-title", &[("value", view.value(figure.value, figure).into()), ("title", title.as_str().into())]);
    page.strip = vec![
        StripBox::text(w.t("strip-figure"), name),
        StripBox::text(w.t("strip-as-of"), &as_of(w, shown)),
        StripBox::link(w.t("strip-facts"), &w.with("strip-facts-n", &[("n", figure.parts.len().into())]), "#facts"),
    ];
    let content = html! {
        div.hero {
            h1 { span.box { (title) } br; span data-value=(figure.value) { (day_number(&view.number(figure))) } " " @if let Some(unit) = view.unit(figure) { (unit) } }
            p.lede { (w.t(figure.rule)) }
            @if !at.is_empty() { p { (w.t("figures-pinned")) " " a href=(address(base, w, &format!("figures/{name}"))) { (w.t("figures-today")) } } }
        }
        section.band #facts aria-labelledby="h-facts" {
            h2 #h-facts { (w.t("figures-facts")) }
            @if figure.parts.is_empty() { p { (w.t("figures-none")) } }
            @else { (scroll(&w.t("figures-facts"), &view.parts(figure))) }
            @if figure.parts.len() > PARTS_LISTED_MAX {
                p { (w.with("figures-more", &[("n", (figure.parts.len() - PARTS_LISTED_MAX).into())])) " " a href=(format!("{base}/facts.jsonl")) { "facts.jsonl" } }
            }
        }
        p.band { a href=(address(base, w, "books")) { (w.t("figures-to-books")) } }
    };
    Some(page.render(&content))
}

/// The page of one fact; none where there is no such fact.
pub fn fact_page(w: Tongue, base: &str, shown: &Shown, id: &str) -> Option<String> {
    let fact = shown.facts.iter().find(|fact| fact.id == id)?;
    let view = View { w, base, shown };
    let sentence = telling::sentence(w, fact);
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Books;
    page.here = format!("facts/{id}");
    page.title = w.with("figures-fact-title", &[("sentence", sentence.as_str().into())]);
    page.strip = vec![
        StripBox::text(w.t("strip-kind"), &telling::kind(w, fact)),
        StripBox::text(w.t("strip-opened"), &telling::opened(w, shown, fact)),
        StripBox { label: w.t("strip-id"), value: html! { span.ref { (fact.id) } } },
    ];
    let named: Vec<&String> = shown
        .figures
        .iter()
        .filter(|(_, f)| f.parts.iter().any(|(part, _)| part == id))
        .map(|(name, _)| name)
        .collect();
    let content = html! {
        div.hero.plain-hero {
            h1.told { (sentence) }
            p.note { (w.t("figures-fact-opened-note")) }
            (view.put_right(fact))
        }
        @if fact.kind == FLOW {
            section.band { (flow::picture(At { w, base, shown }, fact)) }
        }
        section.band aria-labelledby="h-moves" {
            h2 #h-moves { (w.t("figures-moves")) }
            @if fact.moves.is_empty() { p { (w.t("figures-no-moves")) } }
            @else { (scroll(&w.t("figures-moves"), &view.moves(fact))) }
        }
        @if !named.is_empty() {
            section.band aria-labelledby="h-in" {
                h2 #h-in { (w.t("figures-in")) }
                ul {
                    @for name in named { li { a href=(address(base, w, &format!("figures/{name}"))) { (view.title(name)) } } }
                }
            }
        }
        section.band aria-labelledby="h-json" {
            h2 #h-json { (w.t("figures-json")) }
            div.proof { pre data-fact=(fact.id) dir="ltr" tabindex="0" { (serde_json::to_string_pretty(&fact.body).unwrap_or_default()) } }
        }
    };
    Some(page.render(&content))
}

struct View<'a> {
    w: Tongue,
    base: &'a str,
    shown: &'a Shown,
}

impl View<'_> {
    fn title(&self, name: &str) -> String {
        telling::figure_title(self.w, self.shown, name)
    }

    /// What a fact takes back, or what took it back; each leads to the other.
    fn put_right(&self, fact: &Fact) -> Markup {
        let other = |key: &str, other: &Fact| {
            let sentence = telling::sentence(self.w, other);
            html! { p.note-box.calm { (self.w.t(key)) " " a href=(fact_href(self.base, self.w, &other.id)) { (sentence) } } }
        };
        let takes_back = |one: &&Fact| one.kind == CORRECTION && one.text("of") == fact.id;
        html! {
            @if let Some(by) = self.shown.facts.iter().find(takes_back) { (other("figures-corrected-by", by)) }
            @if let Some(of) = self.shown.facts.iter().find(|one| fact.kind == CORRECTION && one.id == fact.text("of")) { (other("figures-corrects", of)) }
            @if fact.body["corrected"] == true { p.note-box.calm { (self.w.t("figures-netted")) } }
        }
    }

    fn value(&self, value: i64, figure: &Figure) -> String {
        telling::figure_value(self.w, value, figure)
    }

    fn number(&self, figure: &Figure) -> String {
        figure.unit.as_ref().map_or_else(|| self.w.number(figure.value), |unit| self.w.money_bare(figure.value, unit))
    }

    fn unit(&self, figure: &Figure) -> Option<String> {
        figure.unit.as_ref().map(|unit| self.w.variant(unit))
    }

    fn parts(&self, figure: &Figure) -> Markup {
        let w = self.w;
        let gone = corrected(&self.shown.facts);
        // Goods have names that are too long for one line on paper.
        let goods = figure.unit.as_ref().is_some_and(|unit| currency_of(unit).is_none());
        html! {
            table {
                thead { tr {
                    th scope="col" { (w.t("figures-col-opened")) }
                    th scope="col" { (w.t("figures-col-fact")) }
                    th scope="col" { (w.t("strip-id")) }
                    th.num scope="col" { (w.t("figures-col-adds")) }
                } }
                tbody {
                    @for (id, adds) in figure.parts.iter().take(PARTS_LISTED_MAX) {
                        @let fact = self.shown.facts.iter().find(|fact| fact.id == *id);
                        tr data-fact=(id) {
                            td { @if let Some(fact) = fact { (w.with("day-n", &[("n", fact.step.into())])) } }
                            th scope="row" { @if let Some(fact) = fact { (telling::listed(w, fact, &gone)) } @else { (id) } }
                            td { a.ref href=(fact_href(self.base, w, id)) { (id) } }
                            td.num.words[goods] data-value=(adds) { (self.value(*adds, figure)) }
                        }
                    }
                }
                @if figure.rule == "rule-sum" {
                    tfoot { tr { th scope="row" colspan="3" { (w.t("together")) } td.num.words[goods] data-value=(figure.value) { (self.value(figure.value, figure)) } } }
                }
            }
        }
    }

    fn moves(&self, fact: &Fact) -> Markup {
        let w = self.w;
        html! {
            table data-fact=(fact.id) {
                thead { tr {
                    th scope="col" { (w.t("figures-col-from")) }
                    th scope="col" { (w.t("figures-col-gives")) }
                    th scope="col" { (w.t("figures-col-to")) }
                    th scope="col" { (w.t("figures-col-gets")) }
                } }
                tbody {
                    @for one in &fact.moves {
                        tr {
                            th scope="row" { (self.account(one.from())) }
                            td data-value=(one.amount()) { (w.amount(one.amount(), one.commodity())) }
                            td { (self.account(one.to())) }
                            td {
                                @match one {
                                    Move::Transfer { .. } => (w.t("figures-same")),
                                    Move::Exchange { with, .. } => {
                                        (phrase(w, "figures-exchange", vec![
                                            ("gets", Part::Piece(html! { span data-value=(one.gets_amount()) { (w.amount(one.gets_amount(), one.gets_commodity())) } })),
                                            ("with", w.holder(with.as_str()).into()),
                                        ]))
                                    },
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn account(&self, account: &Account) -> String {
        let holder = self.w.holder(account.holder());
        match account.fund() {
            None => capital(&holder),
            Some(fund) => {
                self.w.with("figures-account", &[("holder", holder.into()), ("fund", self.w.fund(fund).into())])
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
    fn a_figure_and_a_fact_are_told_in_every_language() {
        let shown = sample::day_23();
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            for name in shown.figures.keys() {
                let page = page(w, "/o/demo", &shown, &|_| None, name).expect("it is in the list");
                assert!(!page.contains("figure-"), "{name} has no title in {}", lang.code());
            }
            sample::keep(
                "figure",
                lang,
                &page(w, "/o/demo", &shown, &|_| None, "need.helmet-1.missing").unwrap_or_default(),
            );
            sample::keep("fact", lang, &fact_page(w, "/o/demo", &shown, "hm5k1vea").unwrap_or_default());
        }
        assert_eq!(page(Tongue::new(Lang::En), "", &shown, &|_| None, "nothing"), None);
        assert_eq!(fact_page(Tongue::new(Lang::En), "", &shown, "nothing"), None);
    }
}
