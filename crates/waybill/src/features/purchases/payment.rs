//! A payment: money of a fund becomes goods that the supplier owes us.

use serde_json::json;
use waybill_journal::{Account, Commodity, Move};

use super::rows::{self, Order};
use crate::catalogue::INTERMEDIARY_ROLES;
use crate::publish::gate::told_moves;
use crate::store::{Draft, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options::{self, Options};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub(super) const KIND: &str = "payment";
/// Its form.
pub const FORM: Form = Form {
    path: "payment",
    kind: KIND,
    title: "payment-title",
    about: "payment-about",
    fields,
    read,
    sealed: None,
    short_field: "holder",
    also: nothing_also,
    done: nothing_more,
};

/// An order in one line: supplier, fund, total.
pub(super) fn order_words(bench: &Bench, order: &Order) -> String {
    let w = bench.w;
    let currency = order.lines.first().and_then(|l| Commodity::parse(&l.currency).ok());
    let total = currency.map_or_else(String::new, |c| w.money(order.total(), &c));
    let goods: Vec<String> =
        order.lines.iter().filter_map(|l| Some(w.amount(l.quantity, &Commodity::parse(&l.commodity).ok()?))).collect();
    let args =
        [("goods", goods.join("; ").into()), ("supplier", w.holder(&order.supplier).into()), ("total", total.into())];
    w.with("payment-order-words", &args)
}

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let orders = rows::open_orders(bench.operation)?;
    let unpaid: Options = orders.iter().filter(|o| !o.paid).map(|o| (o.code.clone(), order_words(bench, o))).collect();
    Ok(vec![
        vec![Input::new("order", w.t("payment-order"), InputKind::Select(unpaid))],
        vec![
            Input::new("holder", w.t("payment-holder"), InputKind::Select(payers(bench)?)),
            Input::new("on", w.t("payment-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

/// Who holds money now and can pay: accounts, cash boxes, intermediaries.
fn payers(bench: &Bench) -> Result<Options, StoreError> {
    let mut codes: Vec<String> = bench.operation.with_book(|book| {
        let money = book.pools().filter(|(pool, balance)| *balance > 0 && options::is_money(pool));
        money.map(|(pool, _)| pool.account.holder().to_owned()).filter(|h| can_pay(h)).collect()
    })?;
    codes.dedup();
    Ok(codes.into_iter().map(|code| (code.clone(), bench.w.holder(&code))).collect())
}

fn can_pay(holder: &str) -> bool {
    let role = holder.split('-').next().unwrap_or_default();
    matches!(role, "bank" | "cash") || INTERMEDIARY_ROLES.contains(&role)
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let code = r.text("order");
    let order = match code {
        Some(code) => rows::find(bench.operation, code)?,
        None => None,
    };
    if code.is_some() && order.is_none() {
        r.problem("order", r.w().t("error-choice"));
    }
    if order.as_ref().is_some_and(|o| o.paid) {
        r.problem("order", r.w().t("payment-paid-already"));
    }
    let holder = r.choice("holder", can_pay);
    let all = (|| {
        let (order, holder) = (order?, holder?);
        let from = Account::ours(holder, &order.fund).ok()?;
        let to = Account::ours(&order.code, &order.fund).ok()?;
        let with = Account::world(&order.supplier).ok()?;
        let mut moves = Vec::new();
        for line in &order.lines {
            let (currency, goods) = (Commodity::parse(&line.currency).ok()?, Commodity::parse(&line.commodity).ok()?);
            let cost = line.quantity.checked_mul(line.price)?;
            moves.push(Move::exchange(from.clone(), currency, cost, to.clone(), goods, line.quantity, with.clone()));
        }
        let told = told_moves(&moves);
        let public = json!({
            "order": order.code, "fund": order.fund, "holder": crate::publish::gate::public_holder(holder),
            "lines": order.lines.iter().map(|l| json!({
                "commodity": l.commodity, "quantity": l.quantity, "paid": l.quantity.saturating_mul(l.price), "currency": l.currency,
            })).collect::<Vec<_>>(),
            "moves": told,
        });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}
