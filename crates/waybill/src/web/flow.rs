//! The flow from gifts to hands on a page: the picture, and the same as two tables.
//!
//! Read from one published fact of the kind `flow`; its cells are added up to nodes and streams and to nothing else.

mod tables;

use std::collections::BTreeMap;

use maud::{Markup, html};
use waybill_journal::Commodity;

use super::pieces::{self, At, Part, fact_href, phrase};
use super::sankey::{Column, Ink, Node, Reading, Sankey, Stream};
use super::words::Tongue;
use crate::catalogue::{self, FundName, HolderName, INTERMEDIARY_ROLES, Variant};
use crate::publish::fact::Fact;
use crate::publish::flow::{self, Cells, OTHERS, UNSPENT, Way};
use crate::publish::shown::Shown;

/// Countries with a node of their own; the rest is "n others".
const COUNTRIES_MAX: usize = 6;
/// Funds likewise: as many nodes as stand in 500 pixels with room between them.
const FUNDS_MAX: usize = 8;
/// Purchases likewise.
const PURCHASES_MAX: usize = 8;

/// The currency in which most gifts were told; its flow stands on the front page, the others in the books.
pub fn foremost(shown: &Shown) -> Option<Commodity> {
    let told = flow::newest(&shown.facts);
    let mut counts: BTreeMap<&Commodity, i64> = BTreeMap::new();
    for (_, currency, count, _) in &shown.given_by_country {
        *counts.entry(currency).or_default() += count;
    }
    let most =
        told.keys().max_by_key(|currency| (counts.get(*currency).copied().unwrap_or(0), std::cmp::Reverse(*currency)));
    most.cloned()
}

/// The newest flow of one currency, with its sentence.
pub fn of_currency(at: At<'_>, currency: &Commodity) -> Markup {
    let Some(fact) = flow::newest(&at.shown.facts).remove(currency) else { return html! {} };
    let amount = |name: String| {
        let value = at.shown.figures.get(&name).map_or(0, |figure| figure.value);
        Part::Piece(pieces::fig(at, &name, &at.w.money_short(value, currency)))
    };
    let (given, hands) = (amount(format!("given.{currency}")), amount(format!("flow.{currency}.hands")));
    html! {
        p.lede { (phrase(at.w, "flow-lede", vec![("given", given), ("hands", hands)])) }
        p.note { (at.w.t("flow-note")) }
        (picture(at, fact))
    }
}

/// The picture and the tables of one fact.
pub fn picture(at: At<'_>, fact: &Fact) -> Markup {
    let Ok(currency) = Commodity::parse(fact.text("currency")) else { return html! {} };
    let flow = Flow::of(at, &flow::cells_of(fact));
    if flow.columns.iter().any(Vec::is_empty) {
        return html! {};
    }
    let w = at.w;
    let said = [("currency", currency.as_str().into())];
    // Every language so far is read from left to right.
    let drawn = flow.sankey(w, &currency).draw(&w.with("flow-label", &said), Reading::LeftToRight);
    html! {
        @if let Ok(svg) = drawn {
            div.flow data-fact=(fact.id) tabindex="0" role="group" aria-label=(w.with("flow-title", &said)) { (svg) }
        }
        details {
            summary { (w.t("flow-as-table")) }
            p.note {
                (w.with("flow-table-note", &said)) " "
                a.ref href=(fact_href(at.base, w, &fact.id)) { (fact.id) }
            }
            (tables::Tables { at, flow: &flow, fact, currency: &currency }.write())
        }
    }
}

/// The nodes of one column from above: by rank, then so that streams from the column before cross little, then by size.
fn column(placed: &[([Key; 4], i64)], place: usize, before: &[(Key, i64)]) -> Vec<(Key, i64)> {
    // By key: the sum, and the sum weighted by the places it comes from.
    let mut sums: BTreeMap<&Key, (i64, i128)> = BTreeMap::new();
    for (keys, amount) in placed {
        let came = place.checked_sub(1).and_then(|left| before.iter().position(|(key, _)| *key == keys[left]));
        let sum = sums.entry(&keys[place]).or_default();
        sum.0 += amount;
        sum.1 += i128::from(*amount) * 1000 * came.map_or(0, |place| place as i128);
    }
    let middle = |sum: &(i64, i128)| sum.1 / i128::from(sum.0.max(1));
    let mut nodes: Vec<(&Key, (i64, i128))> = sums.into_iter().collect();
    nodes.sort_by_key(|(key, sum)| (key.rank, middle(sum), -sum.0, *key));
    nodes.into_iter().map(|(key, sum)| (key.clone(), sum.0)).collect()
}

/// A node before it is drawn: sorted as it stands here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The group it stands in, from above.
    rank: i64,
    /// Its label.
    label: String,
    ink: Ink,
    /// The figures that this node is the whole of, by their last name.
    figure: Option<String>,
}

/// Nodes by column, streams by gap.
struct Flow {
    columns: [Vec<(Key, i64)>; 4],
    gaps: [Vec<Stream>; 3],
    /// Fund, purchase and now together, for the second table.
    spent: BTreeMap<(usize, usize, usize), i64>,
}

impl Flow {
    fn of(at: At<'_>, cells: &Cells) -> Flow {
        let names = Names::of(at, cells);
        let placed: Vec<([Key; 4], i64)> = cells.iter().map(|(way, amount)| (names.keys(way), *amount)).collect();
        let countries = column(&placed, 0, &[]);
        let funds = column(&placed, 1, &[]);
        let bought = column(&placed, 2, &funds);
        let now = column(&placed, 3, &bought);
        let columns = [countries, funds, bought, now];
        let place = |column: usize, key: &Key| columns[column].iter().position(|(of, _)| of == key).unwrap_or(0);
        let mut streams: [BTreeMap<(usize, usize), i64>; 3] = Default::default();
        let mut spent: BTreeMap<(usize, usize, usize), i64> = BTreeMap::new();
        for (keys, amount) in &placed {
            let places = [0, 1, 2, 3].map(|column| place(column, &keys[column]));
            for gap in 0..3 {
                *streams[gap].entry((places[gap], places[gap + 1])).or_default() += amount;
            }
            *spent.entry((places[1], places[2], places[3])).or_default() += amount;
        }
        let gaps = [0, 1, 2].map(|gap: usize| {
            let stream = |(&(from, to), &amount): (&(usize, usize), &i64)| {
                let ink = if gap == 0 { Ink::Plain } else { columns[gap + 1][to].0.ink };
                Stream { from, to, amount, ink }
            };
            streams[gap].iter().map(stream).collect()
        });
        Flow { columns, gaps, spent }
    }

    fn sankey(&self, w: Tongue, currency: &Commodity) -> Sankey {
        let heads = ["flow-from", "flow-fund", "flow-bought", "flow-now"];
        let column = |place: usize| Column {
            head: w.t(heads[place]),
            nodes: self.columns[place]
                .iter()
                .map(|(key, amount)| Node {
                    label: key.label.clone(),
                    amount: *amount,
                    figure: w.money_bare(*amount, currency),
                    ink: key.ink,
                })
                .collect(),
        };
        Sankey { columns: [0, 1, 2, 3].map(column), gaps: self.gaps.clone() }
    }
}

/// Which names stand alone in the picture, and how each is called in it.
struct Names<'a> {
    at: At<'a>,
    countries: Vec<String>,
    /// Countries that are told together for want of room; none where some are told together for want of givers.
    others: Option<usize>,
    funds: Vec<String>,
    items: Vec<String>,
    /// How many kinds of goods stand for "others".
    other_items: usize,
}

impl<'a> Names<'a> {
    fn of(at: At<'a>, cells: &Cells) -> Names<'a> {
        let by = |name: &dyn Fn(&Way) -> Option<String>| {
            let mut sums: BTreeMap<String, i64> = BTreeMap::new();
            for (way, amount) in cells {
                if let Some(name) = name(way) {
                    *sums.entry(name).or_default() += amount;
                }
            }
            let mut sums: Vec<(String, i64)> = sums.into_iter().collect();
            sums.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
            sums.into_iter().map(|(name, _)| name).collect::<Vec<String>>()
        };
        let mut countries = by(&|way| (way.country != OTHERS).then(|| way.country.clone()));
        let told_together = cells.keys().any(|way| way.country == OTHERS);
        let others = (!told_together).then_some(countries.len().saturating_sub(COUNTRIES_MAX));
        countries.truncate(COUNTRIES_MAX);
        let mut funds = by(&|way| Some(way.fund.clone()));
        if funds.len() > FUNDS_MAX {
            funds.truncate(FUNDS_MAX - 1);
        }
        let mut items = by(&|way| item(at.shown, &way.purchase));
        let other_items = items.len().saturating_sub(PURCHASES_MAX);
        items.truncate(PURCHASES_MAX);
        Names { at, countries, others, funds, items, other_items }
    }

    fn keys(&self, way: &Way) -> [Key; 4] {
        [self.country(&way.country), self.fund(&way.fund), self.purchase(way), self.now(&way.now)]
    }

    fn country(&self, code: &str) -> Key {
        let w = self.at.w;
        if self.countries.iter().any(|named| named == code) {
            let label = w.known(&format!("flow-country-{code}")).unwrap_or_else(|| w.country(code));
            return Key { rank: 0, label, ink: Ink::Plain, figure: Some(code.to_owned()) };
        }
        let label = self.others.map_or_else(|| w.t("flow-others"), |n| w.with("flow-n-others", &[("n", n.into())]));
        // Where no named country stands with them, they are what the book calls others.
        let figure = (code == OTHERS).then(|| OTHERS.to_owned());
        let alone = self.countries.len() < COUNTRIES_MAX;
        Key { rank: 1, label, ink: Ink::Plain, figure: figure.filter(|_| alone) }
    }

    fn fund(&self, code: &str) -> Key {
        if self.funds.iter().any(|named| named == code) {
            return Key { rank: 0, label: fund_label(self.at.w, code), ink: Ink::Plain, figure: None };
        }
        Key { rank: 1, label: self.at.w.t("flow-others"), ink: Ink::Plain, figure: None }
    }

    fn purchase(&self, way: &Way) -> Key {
        let w = self.at.w;
        let plain = |rank: i64, label: String, ink: Ink| Key { rank, label, ink, figure: None };
        if way.purchase == UNSPENT {
            return match now_of(&way.now) {
                "bank" => plain(1, w.t("flow-unspent"), Ink::Grey),
                "body" => plain(0, w.t("flow-advance"), Ink::Plain),
                _ => plain(2, self.now(&way.now).label, Ink::Grey),
            };
        }
        match item(self.at.shown, &way.purchase) {
            Some(item) if self.items.contains(&item) => plain(0, w.t(&format!("flow-item-{item}")), Ink::Plain),
            _ if self.other_items > 0 && way.purchase != OTHERS => {
                plain(0, w.with("flow-n-others", &[("n", self.other_items.into())]), Ink::Plain)
            }
            _ => plain(0, w.t("flow-others"), Ink::Plain),
        }
    }

    fn now(&self, now: &str) -> Key {
        let w = self.at.w;
        let of = now_of(now);
        let (rank, ink) = match of {
            "order" | "body" | "claim" | "stock" => (0, Ink::Plain),
            "hands" => (1, Ink::Hands),
            "bank" => (2, Ink::Grey),
            _ => (3, Ink::Grey),
        };
        // Several intermediaries, or several ends of other kinds, are one node.
        let figure = (of == now).then(|| now.to_owned());
        Key { rank, label: w.t(&format!("flow-now-{of}")), ink, figure }
    }
}

/// Where something is, in a word or two, by the last part of a figure's name.
pub fn now_label(w: Tongue, now: &str) -> String {
    match now_of(now) {
        "body" => w.holder(now),
        of => w.t(&format!("flow-now-{of}")),
    }
}

/// The kind of place in which something is.
fn now_of(now: &str) -> &'static str {
    let known = ["order", "claim", "stock", "hands", "bank", "returned"];
    if let Some(known) = known.into_iter().find(|known| *known == now) {
        return known;
    }
    match catalogue::holder_name(now) {
        Some(HolderName::Body(role, ..)) if INTERMEDIARY_ROLES.contains(&role) => "body",
        _ if now.starts_with("fee") => "fees",
        _ if now == "loss" => "lost",
        _ => "other",
    }
}

/// The code of the item that an order is about, by its first line; none for what is no order.
fn item(shown: &Shown, purchase: &str) -> Option<String> {
    let order = shown.orders.iter().find(|order| order.code == purchase)?;
    Some(Variant::of(&order.lines.first()?.commodity)?.item.code.to_owned())
}

/// A fund's short name.
fn fund_label(w: Tongue, code: &str) -> String {
    match catalogue::fund_name(code) {
        Some(FundName::Open) => w.t("flow-open"),
        Some(FundName::Need(item, 1)) => w.t(&format!("flow-item-{}", item.code)),
        Some(FundName::Need(item, n)) => format!("{} {n}", w.t(&format!("flow-item-{}", item.code))),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::{COUNTRIES, ITEMS};
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    const EN: Tongue = Tongue::new(Lang::En);

    fn way(country: &str, fund: &str, purchase: &str, now: &str) -> Way {
        let [country, fund, purchase, now] = [country, fund, purchase, now].map(str::to_owned);
        Way { country, fund, purchase, now }
    }

    fn told(cells: &Cells) -> Vec<String> {
        let shown = sample::day_23();
        let flow = Flow::of(At { w: EN, base: "", shown: &shown }, cells);
        let sums: Vec<i64> = flow.columns.iter().map(|column| column.iter().map(|(_, n)| n).sum()).collect();
        assert!(sums.iter().all(|sum| *sum == cells.values().sum::<i64>()), "every column has the whole sum");
        let euro = Commodity::parse("EUR").unwrap();
        flow.sankey(EN, &euro).draw("", Reading::LeftToRight).unwrap();
        let nodes = |column: &Vec<(Key, i64)>| {
            column.iter().map(|(key, n)| format!("{} {n}", key.label)).collect::<Vec<_>>().join(", ")
        };
        flow.columns.iter().map(nodes).collect()
    }

    #[test]
    fn cells_become_nodes_with_names() {
        let cells = Cells::from([
            (way("DE", "vest-1", "order-4htq7bwm", "hands"), 40),
            (way("DE", "vest-1", "order-4htq7bwm", "claim"), 4),
            (way("FR", "open", "none", "bank"), 30),
            (way("others", "vest-1", "none", "foundation-pl-1"), 20),
            (way("others", "vest-1", "none", "fees"), 1),
            (way("others", "vest-1", "order-gone", "order"), 5),
        ]);
        assert_eq!(
            told(&cells),
            [
                "Germany 44, France 30, Others 26",
                "Vests 70, Not earmarked 30",
                "Vests 44, Advance 20, Others 5, Not yet spent 30, Fees 1",
                "Claimed 4, Intermediary 20, On the way 5, Handed over 40, In the bank 30, Fees 1",
            ]
        );
    }

    #[test]
    fn one_cell_is_a_picture_and_none_is_not() {
        let one = Cells::from([(way("DE", "open", "none", "bank"), 1)]);
        assert_eq!(told(&one), ["Germany 1", "Not earmarked 1", "Not yet spent 1", "In the bank 1"]);
        let shown = sample::day_23();
        let at = At { w: EN, base: "", shown: &shown };
        let none = serde_json::json!({"currency":"EUR","cells":[]});
        let fact = Fact { id: String::new(), step: 1, kind: "flow".into(), body: none, moves: Vec::new() };
        assert_eq!(picture(at, &fact).0, "");
    }

    #[test]
    fn two_hundred_countries_and_forty_purchases_keep_their_room() {
        let mut cells = Cells::new();
        for number in 0..200_u32 {
            let letter = |n: u32| char::from_u32('A' as u32 + n).unwrap();
            let country = format!("{}{}", letter(number / 26), letter(number % 26));
            let fund = format!("{}-{}", ITEMS[number as usize % 24].code, 1 + number / 100);
            cells.insert(way(&country, &fund, "none", "bank"), i64::from(number) + 1);
        }
        let columns = told(&cells);
        assert_eq!(columns[0].matches(',').count(), COUNTRIES_MAX);
        assert!(columns[0].ends_with("194 others 18915"), "{}", columns[0]);
        assert_eq!(columns[1].matches(',').count() + 1, FUNDS_MAX);
        let mut shown = sample::day_23();
        let template = shown.orders[0].clone();
        shown.orders = ITEMS
            .iter()
            .map(|item| {
                let mut order = template.clone();
                order.code = format!("order-{}", item.code);
                order.lines[0].commodity = Variant::new(item.code, "", "", "").unwrap().commodity();
                order
            })
            .collect();
        let bought: Cells = (1..)
            .zip(ITEMS)
            .map(|(n, item)| (way("DE", &format!("{}-1", item.code), &format!("order-{}", item.code), "hands"), n))
            .collect();
        let flow = Flow::of(At { w: EN, base: "", shown: &shown }, &bought);
        let labels: Vec<&str> = flow.columns[2].iter().map(|(key, _)| key.label.as_str()).collect();
        assert_eq!(labels.len(), PURCHASES_MAX + 1);
        assert!(labels.contains(&"16 others") && labels.contains(&"Pumps"), "{labels:?}");
    }

    #[test]
    fn no_name_in_the_picture_is_longer_than_fourteen_letters() {
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            let shown = sample::empty();
            let all = COUNTRIES.iter().map(|code| way(code, "open", "none", "bank"));
            let mut names: Vec<String> = Vec::new();
            for one in all {
                let cells = Cells::from([(one, 1)]);
                let flow = Flow::of(At { w, base: "", shown: &shown }, &cells);
                names.extend(flow.columns.iter().flatten().map(|(key, _)| key.label.clone()));
            }
            for item in ITEMS {
                names.extend([fund_label(w, &format!("{}-1", item.code))]);
            }
            for now in ["order", "claim", "stock", "hands", "bank", "returned", "fees", "lost", "other", "body"] {
                names.push(w.t(&format!("flow-now-{now}")));
            }
            names.extend(
                ["flow-advance", "flow-others", "flow-from", "flow-fund", "flow-bought", "flow-now"]
                    .map(|key| w.t(key)),
            );
            names.push(w.with("flow-n-others", &[("n", 194.into())]));
            for name in names {
                assert!(name.chars().count() <= 14, "{name:?} in {} has {} letters", lang.code(), name.chars().count());
                assert!(!name.contains("flow-"), "{name}");
            }
        }
    }
}
