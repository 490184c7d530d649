//! The page "On the road": each shipment with its legs, late ones in stamp red, and what has not set out yet.

use jiff::civil::Date;
use maud::{Markup, html};

use super::leg;
use super::road::{self, Leg, Shipment};
use crate::store::StoreError;
use crate::web::forms::{DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::pieces::{self, Stamp, TripStep};
use crate::web::words::Tongue;

/// The page.
pub const DESK_PAGE: DeskPage = DeskPage { name: "shipments", title: "shipments-title", answer };

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    if !ask.parts.is_empty() || ask.sent.is_some() {
        return Ok(DeskAnswer::Missing);
    }
    let (w, today) = (ask.bench.w, ask.bench.today);
    let road = road::on_the_road(ask.bench)?;
    let n = i64::try_from(road.len()).unwrap_or(i64::MAX);
    let content = html! {
        section.band {
            h1 { (w.t("shipments-title")) }
            p.lede { (w.with("shipments-n", &[("n", n.into())])) }
            p.note { (w.t("shipments-private")) }
            p.acts {
                a.btn.less href=(record(ask, "leg")) { (w.t("leg-title")) }
                a.btn.less href=(record(ask, "between")) { (w.t("between-title")) }
            }
        }
        @for shipment in &road { (one(ask, shipment, today)) }
        (not_set_out(ask)?)
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("shipments-title"), content })
}

fn record(ask: &DeskAsk, form: &str) -> String {
    address(ask.base, ask.bench.w, &format!("record/{form}"))
}

fn one(ask: &DeskAsk, shipment: &Shipment, today: Date) -> Markup {
    let w = ask.bench.w;
    let field = if shipment.order.is_some() { "order" } else { "shipment" };
    let on = format!("{}?shipment={}", record(ask, "leg-on"), shipment.code);
    let arrived = format!("{}?{field}={}", address(ask.base, ask.bench.w, shipment.arrives_with()), shipment.code);
    let last = shipment.legs.len().saturating_sub(1);
    let steps: Vec<TripStep> = shipment
        .legs
        .iter()
        .enumerate()
        .map(|(n, leg)| step(w, leg, n == last, shipment.days_late(today), today))
        .collect();
    html! {
        section.band id=(shipment.code) {
            h2 { (shipment.goods_words(w)) }
            p.note { @match shipment.number() { Some(n) => (w.with("shipment-n", &[("n", n.into())])), None => (w.t("holder-shipment")) } }
            (pieces::trip(&steps))
            p.acts {
                a.btn.less href=(arrived) { (w.t("shipments-arrived")) }
                a href=(on) { (w.t("shipments-on")) }
            }
        }
    }
}

/// One leg; only of the last one is it open whether it came to its end.
fn step(w: Tongue, leg: &Leg, last: bool, late: i64, today: Date) -> TripStep {
    let ends = [("from", w.region(&leg.from).into()), ("to", w.region(&leg.to).into())];
    let gone = today.since(leg.on).map_or(0, |span| i64::from(span.get_days()));
    let days = [("days", w.with("days", &[("n", gone.into())]).into())];
    let dates = [("on", w.date(leg.on).into()), ("expected", w.date(leg.expected).into())];
    let look = match (last, late) {
        (false, _) => Stamp::Done,
        (true, 0) => Stamp::Due,
        (true, _) => Stamp::Open,
    };
    TripStep {
        look,
        word: w.t(&format!("by-{}", leg.by)),
        title: w.with("leg-ends", &ends),
        text: html! {
            (w.with("leg-dates", &dates))
            @if last { " " (w.with("leg-days", &days)) }
            @if last && late > 0 { " " strong.late { (w.with("waits-late", &[("n", late.into())])) } }
        },
        hands: false,
    }
}

/// Paid orders of which goods are still with the supplier.
fn not_set_out(ask: &DeskAsk) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let (ready, suppliers) = (leg::ready(ask.bench)?, leg::suppliers(ask.bench)?);
    Ok(html! {
        @if !ready.is_empty() {
            section.band {
                h2 { (w.t("shipments-ready")) }
                ul.plain.wide { @for (code, goods) in &ready { li {
                    a href=(format!("{}?order={code}", record(ask, "leg"))) {
                        (leg::order_words(ask.bench, &suppliers, code, &road::goods_words(w, goods)))
                    }
                } } }
            }
        }
    })
}
