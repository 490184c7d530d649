//! A leg: goods set out, or go on. Where from, where to, by what, and when they are expected; no names, no addresses.

use std::collections::BTreeMap;

use jiff::Span;
use serde_json::{Value, json};
use waybill_journal::{Account, Commodity, Move};

use super::road::{self, BY, Leg};
use crate::catalogue::{HolderName, holder_name, is_region};
use crate::store::{Draft, Recorded, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options::{self, Options};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub(super) const KIND: &str = "leg";

const fn form(path: &'static str, title: &'static str, about: &'static str) -> Form {
    let (fields, read) = (order_fields, read_order);
    let short_field = "count1";
    Form {
        path,
        kind: KIND,
        title,
        about,
        fields,
        read,
        sealed: None,
        short_field,
        also: nothing_also,
        done: nothing_more,
    }
}

/// Goods of an order set out.
pub const ORDER_FORM: Form = form("leg", "leg-title", "leg-about");
/// Goods of a place set out for another place.
pub const BETWEEN_FORM: Form = Form {
    fields: between_fields,
    read: read_between,
    sealed: None,
    short_field: "count",
    ..form("between", "between-title", "between-about")
};
/// A shipment on the road goes on.
pub const ON_FORM: Form = Form {
    fields: on_fields,
    read: read_on,
    sealed: None,
    short_field: "shipment",
    ..form("leg-on", "leg-on-title", "leg-on-about")
};

/// Kinds of goods that one form takes, as many as an order has lines.
pub(super) const LINES_MAX: usize = 4;
/// The hidden field with the commodities that stood beside the counts, in their order.
const LINES: &str = "lines";
/// Shipments of one order: their number has two digits.
const SHIPMENTS_MAX: u32 = 99;
/// How far ahead the end of a leg can be expected; the longest way by sea takes three months.
const EXPECTED_MONTHS_MAX: i64 = 6;

fn journey_fields(bench: &Bench, from: bool, to: bool) -> Vec<Vec<Input>> {
    let w = bench.w;
    let end = |name: &str| Input::new(name, w.t(&format!("leg-{name}")), InputKind::Select(options::regions(w)));
    let mut ends: Vec<Input> =
        [("from", from), ("to", to)].into_iter().filter(|(_, asked)| *asked).map(|(name, _)| end(name)).collect();
    ends.push(Input::new("by", w.t("leg-by"), InputKind::Select(options::phrases(w, "by", BY))));
    let dates = vec![
        Input::new("on", w.t("leg-on"), InputKind::Date).first(bench.today.to_string()),
        Input::new("expected", w.t("leg-expected"), InputKind::Date).hint(w.t("leg-expected-hint")),
    ];
    vec![ends, dates]
}

/// Reads by what and when; `from` and `to` are read or known by then.
fn read_leg(bench: &Bench, r: &mut Reader, from: Option<&str>, to: Option<&str>) -> Option<Leg> {
    let by = r.choice("by", |code| BY.contains(&code));
    let on = r.date("on", bench.card.day_one, bench.today);
    let latest = bench.today.saturating_add(Span::new().months(EXPECTED_MONTHS_MAX));
    let expected = r.date("expected", on.unwrap_or(bench.card.day_one), latest);
    let (from, to) = (from?.to_owned(), to?.to_owned());
    Some(Leg { from, to, by: by?.to_owned(), on: on?, expected: expected? })
}

/// The entry of a leg: its public part is empty, so nothing of it can ever be told.
fn draft(leg: &Leg, rest: Value, moves: Vec<Move>) -> Draft {
    Draft { kind: KIND, on: leg.on, public: json!({}), rest, moves, corrects: None }
}

/// Paid goods that have not set out, by order: what the supplier owes, less what is on the road.
pub(super) fn ready(bench: &Bench) -> Result<BTreeMap<String, BTreeMap<Commodity, i64>>, StoreError> {
    let mut ready = road::owed(bench)?;
    for shipment in road::on_the_road(bench)? {
        let Some(left) = shipment.order.as_ref().and_then(|order| ready.get_mut(order)) else { continue };
        for (commodity, count) in &shipment.goods {
            *left.entry(commodity.clone()).or_default() -= count;
        }
        left.retain(|_, count| *count > 0);
    }
    ready.retain(|_, left| !left.is_empty());
    Ok(ready)
}

/// An order's goods and supplier.
pub(super) fn order_words(bench: &Bench, suppliers: &BTreeMap<String, String>, code: &str, goods: &str) -> String {
    let supplier = suppliers.get(code).map_or_else(String::new, |supplier| bench.w.holder(supplier));
    bench.w.with("leg-order-words", &[("goods", goods.into()), ("supplier", supplier.into())])
}

/// Who supplies each order.
pub(super) fn suppliers(bench: &Bench) -> Result<BTreeMap<String, String>, StoreError> {
    let text = |public: &Value, member: &str| Some(public.get(member)?.as_str()?.to_owned());
    let orders = bench.operation.standing("order")?;
    Ok(orders.iter().filter_map(|o| Some((text(&o.public, "order")?, text(&o.public, "supplier")?))).collect())
}

fn order_fields(bench: &Bench, typed: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let (ready, suppliers) = (ready(bench)?, suppliers(bench)?);
    let words = |(code, goods): (&String, &BTreeMap<Commodity, i64>)| {
        (code.clone(), order_words(bench, &suppliers, code, &road::goods_words(w, goods)))
    };
    let options: Options = ready.iter().map(words).collect();
    let chosen = ready.get(typed.get("order")).or(ready.values().next());
    let mut rows =
        vec![vec![Input::new("order", w.t("leg-order"), InputKind::Select(options)).hint(w.t("arrival-order-hint"))]];
    let counts = (1..=LINES_MAX).zip(chosen.into_iter().flatten());
    if let Some(goods) = chosen {
        rows.push(vec![Input::new(LINES, String::new(), InputKind::Hidden).first(lines_of(goods))]);
    }
    rows.push(
        counts
            .map(|(n, (commodity, here))| {
                let label = w.with("leg-count", &[("goods", w.amount(*here, commodity).into())]);
                Input::new(format!("count{n}"), label, InputKind::Number).hint(w.t("leg-count-hint"))
            })
            .collect(),
    );
    rows.extend(journey_fields(bench, true, true));
    Ok(rows)
}

fn read_order(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let (from, to) = (r.choice("from", is_region), r.choice("to", is_region));
    let leg = read_leg(bench, &mut r, from, to);
    let ready = ready(bench)?;
    let code = r.text("order");
    let goods = code.and_then(|code| ready.get(code));
    if code.is_some() && goods.is_none() {
        r.problem("order", r.w().t("leg-nothing-ready"));
    }
    let counts = goods.and_then(|goods| read_counts(&mut r, typed, goods));
    let shipment = code.filter(|_| goods.is_some()).map(|code| next_shipment(bench, code)).transpose()?.flatten();
    if goods.is_some() && shipment.is_none() {
        r.problem("order", r.w().with("leg-too-many-shipments", &[("max", SHIPMENTS_MAX.into())]));
    }
    let all = (|| {
        let (leg, counts, shipment) = (leg?, counts?, shipment?);
        let mut rest = leg.rest(&shipment);
        let goods = counts.iter().map(|(commodity, count)| (commodity.as_str(), *count));
        rest["order"] = json!(code?);
        rest["goods"] = json!(goods.collect::<BTreeMap<_, _>>());
        Some(draft(&leg, rest, Vec::new()))
    })();
    Ok(r.finish(all)?)
}

/// The commodities of the counts, as the form carries them.
fn lines_of(goods: &BTreeMap<Commodity, i64>) -> String {
    goods.keys().take(LINES_MAX).map(Commodity::as_str).collect::<Vec<_>>().join(" ")
}

/// How many of each kind set out. Where no number was typed, it is everything.
fn read_counts(r: &mut Reader, typed: &Typed, goods: &BTreeMap<Commodity, i64>) -> Option<Vec<(Commodity, i64)>> {
    let fields = || (1..=LINES_MAX).map(|n| format!("count{n}")).zip(goods);
    let everything = fields().all(|(field, _)| typed.get(&field).is_empty());
    // Numbers stand by their place: they mean nothing beside other goods than those the form was shown with.
    let numbers = (1..=LINES_MAX).any(|n| !typed.get(&format!("count{n}")).is_empty());
    let odd = typed.get(LINES).split_whitespace().any(|code| Commodity::parse(code).is_err());
    if odd || (numbers && typed.get(LINES) != lines_of(goods)) {
        r.problem("order", r.w().t("leg-lines-changed"));
        return None;
    }
    let (mut counts, mut whole) = (Vec::new(), true);
    for (field, (commodity, here)) in fields() {
        let count = match typed.get(&field) {
            "" if everything => Some(*here),
            "" | "0" => continue,
            _ => r.count(&field),
        };
        if let Some(count) = count.filter(|count| count > here) {
            let args = [("count", count.into()), ("here", r.w().amount(*here, commodity).into())];
            r.problem(&field, r.w().with("leg-too-many", &args));
        }
        whole &= count.is_some_and(|count| count <= *here);
        counts.extend(count.map(|count| (commodity.clone(), count)));
    }
    if counts.is_empty() && whole {
        r.problem("count1", r.w().t("error-count-zero"));
    }
    (whole && !counts.is_empty()).then_some(counts)
}

/// The code of the next shipment of an order; a number that was given once is not given again.
fn next_shipment(bench: &Bench, order: &str) -> Result<Option<String>, StoreError> {
    let own = order.replacen("order-", "shipment-", 1);
    let number = |leg: &Recorded| -> Option<u32> {
        let code = leg.private.get("rest")?.get("shipment")?.as_str()?;
        code.strip_prefix(&own)?.strip_prefix('-')?.parse().ok()
    };
    let next = bench.operation.entries_of_kind(KIND)?.iter().filter_map(number).max().unwrap_or(0) + 1;
    Ok((next <= SHIPMENTS_MAX).then(|| format!("{own}-{next}")))
}

/// Each fund's part, into the same fund at another holder.
pub(super) fn moved(parts: Vec<(Account, i64)>, to: &str, commodity: &Commodity) -> Option<Vec<Move>> {
    let transfer = |(from, amount): (Account, i64)| {
        let to = Account::ours(to, from.fund()?).ok()?;
        Some(Move::transfer(from, to, commodity.clone(), amount))
    };
    parts.into_iter().map(transfer).collect()
}

fn between_fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let mut rows = vec![
        vec![
            Input::new("shelf", w.t("handover-what"), InputKind::Select(options::shelves(bench)?)),
            Input::new("count", w.t("handover-count"), InputKind::Number),
        ],
        vec![
            Input::new("region", w.t("between-region"), InputKind::Select(options::regions(w))),
            Input::new("place", w.t("between-place"), InputKind::Number).hint(w.t("opening-place-hint")).first("1"),
        ],
    ];
    rows.extend(journey_fields(bench, false, false));
    Ok(rows)
}

fn read_between(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let shelf = options::read_shelf(&mut r, "shelf");
    let count = r.count("count");
    let place = options::read_place(&mut r, "region", "place", is_region);
    let from = shelf.as_ref().and_then(|(holder, _)| region_of(holder));
    let leg = read_leg(bench, &mut r, from.as_deref(), Some(typed.get("region")));
    if let (Some((holder, _)), Some(place)) = (&shelf, &place)
        && holder == place
    {
        r.problem("place", r.w().t("between-same"));
    }
    let shipment = format!("shipment-{}", &bench.operation.id_of(&bench.key)[..8]);
    let moves = match (&shelf, count) {
        (Some((holder, commodity)), Some(count)) => {
            let split = bench.operation.with_book(|book| book.split_by_arrival(holder, commodity, count))?;
            let split = split.map_err(|short| {
                let w = bench.w;
                let args = [("has", w.amount(short.has, commodity).into()), ("missing", short.missing.into())];
                r.problem("count", w.with("between-short", &args));
            });
            split.ok().and_then(|parts| moved(parts, &shipment, commodity))
        }
        _ => None,
    };
    let all = (|| {
        let (leg, place, moves) = (leg?, place?, moves?);
        let mut rest = leg.rest(&shipment);
        rest["place"] = json!(place);
        Some(draft(&leg, rest, moves))
    })();
    Ok(r.finish(all)?)
}

/// The region of a place.
pub(super) fn region_of(place: &str) -> Option<String> {
    match holder_name(place) {
        Some(HolderName::Place(Some((region, _)))) => Some(region),
        _ => None,
    }
}

fn on_fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let options: Options =
        road::on_the_road(bench)?.iter().map(|shipment| (shipment.code.clone(), shipment.words(w))).collect();
    let mut rows = vec![vec![Input::new("shipment", w.t("leg-on-shipment"), InputKind::Select(options))]];
    rows.extend(journey_fields(bench, true, true));
    Ok(rows)
}

fn read_on(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let (from, to) = (r.choice("from", is_region), r.choice("to", is_region));
    let leg = read_leg(bench, &mut r, from, to);
    let road = road::on_the_road(bench)?;
    let shipment = r.choice("shipment", |code| road.iter().any(|shipment| shipment.code == code));
    let all = (|| {
        let (leg, shipment) = (leg?, shipment?);
        Some(draft(&leg, leg.rest(shipment), Vec::new()))
    })();
    Ok(r.finish(all)?)
}
