//! Losses: goods that will reach nobody - seized, lost, destroyed, spoiled, stolen - and say so in public.

use serde_json::json;
use waybill_journal::{Account, Move, Pool};

use crate::publish::gate::{KindShape, ruled, told_moves};
use crate::publish::policy::week_of;
use crate::store::{Draft, KindRows, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "loss";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it: one by one, on the Monday on which arrivals of its week are told.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    path: "loss",
    kind: KIND,
    title: "loss-title",
    about: "loss-about",
    fields,
    read,
    sealed: None,
    short_field: "count",
    also: nothing_also,
    done: nothing_more,
};

/// Why goods are gone; the words stand under `reason-…`.
const REASONS: &[&str] = &["seized", "lost", "destroyed", "spoiled", "stolen"];

/// Goods that can be lost: what lies at a place, what is on the road from one place to another, and what a supplier will
/// never send.
fn can_be_lost(pool: &Pool) -> bool {
    let holder = pool.account.holder();
    !options::is_money(pool) && ["place-", "claim-", "shipment-"].iter().any(|sort| holder.starts_with(sort))
}

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    Ok(vec![
        vec![
            Input::new("from", w.t("loss-from"), InputKind::Select(options::pools(bench, can_be_lost)?)),
            Input::new("count", w.t("loss-count"), InputKind::Number),
        ],
        vec![
            Input::new("reason", w.t("loss-reason"), InputKind::Select(options::phrases(w, "reason", REASONS))),
            Input::new("on", w.t("loss-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let pool_of = |code: &str| Pool::parse(code).ok().filter(can_be_lost);
    let pool = r.choice("from", |code| pool_of(code).is_some()).and_then(pool_of);
    let count = r.count("count");
    let reason = r.choice("reason", |code| REASONS.contains(&code));
    let all = (|| {
        let (pool, count) = (pool?, count?);
        let gone = Account::world("loss").ok()?;
        let (fund, commodity) = (pool.account.fund()?.to_owned(), pool.commodity.clone());
        let moves = vec![Move::transfer(pool.account, gone, pool.commodity, count)];
        let public = json!({
            "fund": fund, "commodity": commodity.as_str(), "units": count, "reason": reason?,
            "week": week_of(on?).to_string(), "moves": told_moves(&moves),
        });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}
