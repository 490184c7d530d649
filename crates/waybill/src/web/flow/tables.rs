//! The twin of the picture: the same nodes and streams as two tables, whose totals lead to the facts behind them.

use std::collections::BTreeMap;

use maud::{Markup, html};
use waybill_journal::Commodity;

use super::{Flow, Key};
use crate::catalogue::decimals_of;
use crate::publish::fact::Fact;
use crate::web::pieces::{self, At, scroll};
use crate::web::words::capital;

/// What the tables are written from.
pub(super) struct Tables<'a> {
    pub(super) at: At<'a>,
    pub(super) flow: &'a Flow,
    pub(super) fact: &'a Fact,
    pub(super) currency: &'a Commodity,
}

impl Tables<'_> {
    /// From which country into which fund; and what each fund bought, and where that is.
    pub(super) fn write(&self) -> Markup {
        html! {
            (scroll(&self.at.w.t("flow-table-from"), &self.countries()))
            (scroll(&self.at.w.t("flow-table-now"), &self.goods()))
        }
    }

    fn countries(&self) -> Markup {
        let (w, [countries, funds, ..]) = (self.at.w, &self.flow.columns);
        let cells: BTreeMap<(usize, usize), i64> =
            self.flow.gaps[0].iter().map(|stream| ((stream.from, stream.to), stream.amount)).collect();
        html! {
            table.matrix data-fact=(self.fact.id) {
                caption { (w.t("flow-table-from")) }
                (self.head(&["flow-from"], funds))
                tbody {
                    @for (row, (key, sum)) in countries.iter().enumerate() {
                        tr {
                            th scope="row" { (capital(&key.label)) }
                            @for column in 0..funds.len() { (self.cell(cells.get(&(row, column)))) }
                            td.num { (self.total(self.given(key), *sum)) }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" { (w.t("together")) }
                    @for (_, sum) in funds { td.num { (self.total(None, *sum)) } }
                    td.num { (self.whole()) }
                } }
            }
        }
    }

    fn goods(&self) -> Markup {
        let (w, [_, funds, bought, now]) = (self.at.w, &self.flow.columns);
        let rows: BTreeMap<(usize, usize), i64> =
            self.flow.gaps[1].iter().map(|stream| ((stream.from, stream.to), stream.amount)).collect();
        html! {
            table data-fact=(self.fact.id) {
                caption { (w.t("flow-table-now")) }
                (self.head(&["flow-fund", "flow-bought"], now))
                tbody {
                    @for ((fund, purchase), sum) in &rows {
                        tr {
                            th scope="row" { (capital(&funds[*fund].0.label)) }
                            th scope="row" { (capital(&bought[*purchase].0.label)) }
                            @for place in 0..now.len() {
                                (self.cell(self.flow.spent.get(&(*fund, *purchase, place))))
                            }
                            td.num { (self.total(None, *sum)) }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" colspan="2" { (w.t("together")) }
                    @for (key, sum) in now { td.num { (self.total(self.now(key), *sum)) } }
                    td.num { (self.whole()) }
                } }
            }
        }
    }

    fn head(&self, first: &[&str], columns: &[(Key, i64)]) -> Markup {
        let w = self.at.w;
        html! {
            thead { tr {
                @for key in first { th scope="col" { (w.t(key)) } }
                @for (key, _) in columns { th.num scope="col" { (key.label) } }
                th.num scope="col" { (w.t("together")) }
            } }
        }
    }

    fn amount(&self, n: i64) -> String {
        self.at.w.decimal(n, decimals_of(self.currency))
    }

    /// Empty where nothing happened.
    fn cell(&self, n: Option<&i64>) -> Markup {
        html! { td.num data-value=[n] { @if let Some(n) = n { (self.amount(*n)) } } }
    }

    /// A total with its own figure, or else with the fact that says it.
    fn total(&self, figure: Option<String>, n: i64) -> Markup {
        let is_it = |name: &String| self.at.shown.figures.get(name).is_some_and(|figure| figure.value == n);
        match figure.filter(is_it) {
            Some(name) => pieces::fig(self.at, &name, &self.amount(n)),
            None => pieces::fig_of_fact(self.at, Some(&self.fact.id), (n, &self.amount(n))),
        }
    }

    fn whole(&self) -> Markup {
        let sum = self.flow.columns[0].iter().map(|(_, n)| n).sum();
        self.total(Some(format!("given.{}", self.currency)), sum)
    }

    fn given(&self, key: &Key) -> Option<String> {
        key.figure.as_ref().map(|country| format!("given.{}.{country}", self.currency))
    }

    fn now(&self, key: &Key) -> Option<String> {
        key.figure.as_ref().map(|now| format!("flow.{}.{now}", self.currency))
    }
}
