//! Goods that went from one place to another are there. What is missing stays on the road until it comes or is lost.

use serde_json::json;
use waybill_journal::Move;

use super::leg::{LINES_MAX, moved};
use super::road::{self, Shipment};
use crate::catalogue::is_region;
use crate::store::{Draft, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options::{self, Options};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub(super) const KIND: &str = "unloading";
/// Its form.
pub const FORM: Form = Form {
    path: "unloading",
    kind: KIND,
    title: "unloading-title",
    about: "unloading-about",
    fields,
    read,
    sealed: None,
    short_field: "received1",
    also: nothing_also,
    done: nothing_more,
};

fn between(bench: &Bench) -> Result<Vec<Shipment>, StoreError> {
    Ok(road::on_the_road(bench)?.into_iter().filter(|shipment| shipment.order.is_none()).collect())
}

fn fields(bench: &Bench, typed: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let road = between(bench)?;
    let options: Options = road.iter().map(|shipment| (shipment.code.clone(), shipment.goods_words(w))).collect();
    let chosen = road.iter().find(|shipment| shipment.code == typed.get("shipment")).or(road.first());
    let mut rows = vec![vec![
        Input::new("shipment", w.t("leg-on-shipment"), InputKind::Select(options)).hint(w.t("arrival-order-hint")),
    ]];
    let lines = (1..=LINES_MAX).zip(chosen.into_iter().flat_map(|shipment| &shipment.goods));
    rows.push(
        lines
            .map(|(n, (commodity, count))| {
                let goods = w.amount(*count, commodity);
                let label = w.with("arrival-received", &[("goods", goods.into())]);
                Input::new(format!("received{n}"), label, InputKind::Number).hint(w.t("unloading-received-hint"))
            })
            .collect(),
    );
    let to = chosen.and_then(|shipment| shipment.legs.last()).map(|leg| leg.to.clone()).unwrap_or_default();
    rows.push(vec![
        Input::new("region", w.t("arrival-region"), InputKind::Select(options::regions(w))).first(to),
        Input::new("place", w.t("arrival-place"), InputKind::Number).hint(w.t("opening-place-hint")).first("1"),
        Input::new("on", w.t("arrival-on"), InputKind::Date).first(bench.today.to_string()),
    ]);
    Ok(rows)
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let road = between(bench)?;
    let code = r.text("shipment");
    let shipment = road.iter().find(|shipment| Some(shipment.code.as_str()) == code);
    if code.is_some() && shipment.is_none() {
        r.problem("shipment", r.w().t("unloading-not-waiting"));
    }
    let place = options::read_place(&mut r, "region", "place", is_region);
    let moves = match (shipment, &place) {
        (Some(shipment), Some(place)) => read_moves(bench, &mut r, shipment, place)?,
        _ => None,
    };
    let all = (|| {
        let rest = json!({ "shipment": shipment?.code });
        Some(Draft { kind: KIND, on: on?, public: json!({}), rest, moves: moves?, corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// What is there, of each kind; nothing at all is no arrival.
fn read_moves(
    bench: &Bench,
    r: &mut Reader,
    shipment: &Shipment,
    place: &str,
) -> Result<Option<Vec<Move>>, StoreError> {
    let (mut moves, mut whole) = (Vec::new(), true);
    for (n, (commodity, here)) in (1..=LINES_MAX).zip(&shipment.goods) {
        let field = format!("received{n}");
        let received = match r.text(&field) {
            Some("0") => Some(0),
            Some(_) => r.count(&field),
            None => None,
        };
        let Some(received) = received else {
            whole = false;
            continue;
        };
        let split = bench.operation.with_book(|book| book.split_by_arrival(&shipment.code, commodity, received))?;
        let Some(parts) = split.ok().and_then(|parts| moved(parts, place, commodity)) else {
            let args = [("count", received.into()), ("here", r.w().amount(*here, commodity).into())];
            r.problem(&field, r.w().with("unloading-too-many", &args));
            whole = false;
            continue;
        };
        moves.extend(parts);
    }
    if whole && moves.is_empty() {
        r.problem("received1", r.w().t("unloading-nothing"));
    }
    Ok((whole && !moves.is_empty()).then_some(moves))
}
