//! An arrival: what was declared against what is there, with a reason for every difference.

use std::collections::BTreeMap;

use serde_json::json;
use waybill_journal::{Account, Commodity, Move, Pool};

use super::order::LINES_MAX;
use super::payment::order_words;
use super::rows::{self, Order};
use crate::catalogue::{SHORTFALL_REASONS, is_region};
use crate::publish::gate::told_moves;
use crate::publish::policy::week_of;
use crate::store::{Draft, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options::{self, Options};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub(super) const KIND: &str = "arrival";
/// Its form.
pub const FORM: Form = Form {
    path: "arrival",
    kind: KIND,
    title: "arrival-title",
    about: "arrival-about",
    fields,
    read,
    sealed: None,
    short_field: "received1",
    also: nothing_also,
    done: nothing_more,
};

/// What of an order is still owed: its lines with what lies at the order's holder.
fn owed(bench: &Bench, order: &Order) -> Result<Vec<(Commodity, i64)>, StoreError> {
    bench.operation.with_book(|book| {
        let here = |commodity: Commodity| {
            let account = Account::ours(&order.code, &order.fund).ok()?;
            let balance = book.balance(&Pool::new(account, commodity.clone()).ok()?);
            (balance > 0).then_some((commodity, balance))
        };
        order.lines.iter().filter_map(|l| here(Commodity::parse(&l.commodity).ok()?)).collect()
    })
}

/// Whether something of an order is still owed.
pub(super) fn is_waiting(bench: &Bench, order: &Order) -> Result<bool, StoreError> {
    Ok(!owed(bench, order)?.is_empty())
}

/// An order, or one shipment of it, of which something can arrive now.
struct Awaited {
    /// As the form names it: the order's code, or the shipment's.
    code: String,
    order: Order,
    /// What is declared.
    lines: Vec<(Commodity, i64)>,
}

impl Awaited {
    fn words(&self, bench: &Bench) -> String {
        if self.code == self.order.code {
            return order_words(bench, &self.order);
        }
        let goods: Vec<String> = self.lines.iter().map(|(commodity, n)| bench.w.amount(*n, commodity)).collect();
        let n = self.code.rsplit('-').next().and_then(|n| n.parse::<i64>().ok()).unwrap_or_default();
        bench.w.with("shipment-words", &[("n", n.into()), ("goods", goods.join("; ").into())])
    }
}

/// Every order of which something is still owed; where it comes in several parts, each shipment on the road as well.
fn awaited(bench: &Bench) -> Result<Vec<Awaited>, StoreError> {
    let road = options::set_out(bench)?;
    let mut awaited = Vec::new();
    for order in rows::open_orders(bench.operation)? {
        let owed = owed(bench, &order)?;
        if owed.is_empty() {
            continue;
        }
        let part = |goods: &BTreeMap<Commodity, i64>| -> Vec<(Commodity, i64)> {
            let of_line = |(commodity, count): &(Commodity, i64)| {
                let here = goods.get(commodity).copied().unwrap_or_default().min(*count);
                (here > 0).then(|| (commodity.clone(), here))
            };
            owed.iter().filter_map(of_line).collect()
        };
        let parts =
            road.iter().filter(|one| one.order == order.code).map(|one| (one.shipment.clone(), part(&one.goods)));
        let parts: Vec<_> = parts.filter(|(_, lines)| !lines.is_empty() && *lines != owed).collect();
        awaited.push(Awaited { code: order.code.clone(), order: order.clone(), lines: owed });
        awaited.extend(parts.into_iter().map(|(code, lines)| Awaited { code, order: order.clone(), lines }));
    }
    Ok(awaited)
}

fn fields(bench: &Bench, typed: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let awaited = awaited(bench)?;
    let options: Options = awaited.iter().map(|one| (one.code.clone(), one.words(bench))).collect();
    let mut rows = vec![vec![
        Input::new("order", w.t("arrival-order"), InputKind::Select(options)).hint(w.t("arrival-order-hint")),
    ]];
    let chosen = awaited.iter().find(|one| one.code == typed.get("order")).or(awaited.first());
    let lines = chosen.map_or(&[][..], |one| &one.lines);
    let mut reasons = vec![(String::new(), w.t("arrival-no-reason"))];
    reasons.extend(options::phrases(w, "reason", SHORTFALL_REASONS));
    for (n, (commodity, count)) in (1..=LINES_MAX).zip(lines) {
        let goods = w.amount(*count, commodity);
        rows.push(vec![
            Input::new(
                format!("received{n}"),
                w.with("arrival-received", &[("goods", goods.into())]),
                InputKind::Number,
            ),
            Input::new(format!("reason{n}"), w.t("arrival-reason"), InputKind::Select(reasons.clone()))
                .hint(w.t("arrival-reason-hint")),
        ]);
    }
    rows.push(vec![
        Input::new("region", w.t("arrival-region"), InputKind::Select(options::regions(w))),
        Input::new("place", w.t("arrival-place"), InputKind::Number).hint(w.t("opening-place-hint")).first("1"),
        Input::new("on", w.t("arrival-on"), InputKind::Date).first(bench.today.to_string()),
    ]);
    Ok(rows)
}

/// One line of what arrived.
struct Received {
    commodity: Commodity,
    declared: i64,
    received: i64,
    reason: Option<String>,
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let code = r.text("order");
    let chosen = awaited(bench)?.into_iter().find(|one| Some(one.code.as_str()) == code);
    if code.is_some() && chosen.is_none() {
        r.problem("order", r.w().t("arrival-not-waiting"));
    }
    let place = options::read_place(&mut r, "region", "place", is_region);
    let mut lines = Vec::new();
    if let Some(chosen) = &chosen {
        for (n, (commodity, declared)) in (1..=LINES_MAX).zip(chosen.lines.clone()) {
            lines.push(read_line(&mut r, n, commodity, declared));
        }
    }
    let all = (|| {
        let (Awaited { code, order, .. }, place) = (chosen?, place?);
        // Which shipment it came with is for coordinators alone.
        let rest = if code == order.code { json!({}) } else { json!({ "shipment": code }) };
        let lines: Vec<Received> = lines.into_iter().collect::<Option<_>>()?;
        let moves = moves(&order, &place, &lines)?;
        let told = told_moves(&moves);
        let region = typed.get("region").to_owned();
        let public = json!({
            "order": order.code, "fund": order.fund, "region": region, "week": week_of(on?).to_string(),
            "lines": lines.iter().map(told_line).collect::<Vec<_>>(), "moves": told,
        });
        Some(Draft { kind: KIND, on: on?, public, rest, moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}

fn told_line(line: &Received) -> serde_json::Value {
    let mut told =
        json!({ "commodity": line.commodity.as_str(), "declared": line.declared, "received": line.received });
    if let Some(reason) = &line.reason {
        told["reason"] = json!(reason);
    }
    told
}

/// What was received of one line; nothing is a count as well. A difference needs a reason.
fn read_line(r: &mut Reader, n: usize, commodity: Commodity, declared: i64) -> Option<Received> {
    let (count_field, reason_field) = (format!("received{n}"), format!("reason{n}"));
    let received = if r.text(&count_field)? == "0" { Some(0) } else { r.count(&count_field) };
    let reason = match r.optional(&reason_field)? {
        "" => "",
        _ => r.choice(&reason_field, |code| SHORTFALL_REASONS.contains(&code))?,
    };
    let received = received?;
    let w = r.w();
    let args =
        [("declared", declared.into()), ("received", received.into()), ("missing", (declared - received).into())];
    if received > declared {
        r.problem(&count_field, w.with("arrival-too-many", &args));
        return None;
    }
    if received < declared && !SHORTFALL_REASONS.contains(&reason) {
        r.problem(&reason_field, w.with("arrival-needs-reason", &args));
        return None;
    }
    let reason = (received < declared).then(|| reason.to_owned());
    Some(Received { commodity, declared, received, reason })
}

/// What is there goes to the place, what is missing into a claim.
fn moves(order: &Order, place: &str, lines: &[Received]) -> Option<Vec<Move>> {
    let from = Account::ours(&order.code, &order.fund).ok()?;
    let there = Account::ours(place, &order.fund).ok()?;
    let claim = Account::ours(&order.code.replacen("order-", "claim-", 1), &order.fund).ok()?;
    let mut moves = Vec::new();
    for line in lines {
        if line.received > 0 {
            moves.push(Move::transfer(from.clone(), there.clone(), line.commodity.clone(), line.received));
        }
        if line.received < line.declared {
            moves.push(Move::transfer(
                from.clone(),
                claim.clone(),
                line.commodity.clone(),
                line.declared - line.received,
            ));
        }
    }
    Some(moves)
}
