//! Decisions: money that nobody earmarked, or that a fund can spare, is given to a fund.

use serde_json::json;
use waybill_journal::{Account, Move};

use crate::publish::gate::{KindShape, ruled, told_moves};
use crate::store::{Draft, KindRows, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "decision";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    path: "decision",
    kind: KIND,
    title: "decision-title",
    about: "decision-about",
    fields,
    read,
    sealed: None,
    short_field: "amount",
    also: nothing_also,
    done: nothing_more,
};

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    Ok(vec![
        vec![
            Input::new("from", w.t("decision-from"), InputKind::Select(options::pools(bench, options::is_money)?)),
            Input::new("fund", w.t("decision-fund"), InputKind::Select(options::funds(bench)?)),
        ],
        vec![
            Input::new("amount", w.t("decision-amount"), InputKind::Number),
            Input::new("on", w.t("decision-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let pool = r.choice("from", |code| options::money_of(code).is_some()).and_then(options::money_of);
    let funds = options::fund_codes(bench)?;
    let fund = r.choice("fund", |code| funds.iter().any(|f| f == code));
    let amount = r.money_in("amount", pool.as_ref().map(|(_, currency)| currency));
    if let (Some((from, _)), Some(fund)) = (&pool, fund)
        && from.fund() == Some(fund)
    {
        r.problem("fund", r.w().t("decision-same-fund"));
    }
    let all = (|| {
        let (from, currency) = pool?;
        let to = Account::ours(from.holder(), fund?).ok()?;
        let body = (from.fund()?.to_owned(), fund?.to_owned());
        let moves = vec![Move::transfer(from, to, currency.clone(), amount?)];
        let told = told_moves(&moves);
        let public =
            json!({ "from": body.0, "to": body.1, "commodity": currency.as_str(), "amount": amount?, "moves": told });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}
