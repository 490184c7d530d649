//! What was there before this book: balances and stock, as of a date.

use serde_json::json;
use waybill_journal::{Account, Commodity, Move};

use crate::catalogue::{Variant, currency_of, currency_of_account, is_region};
use crate::publish::gate::{KindShape, moves_in, ruled, told_moves};
use crate::store::{Draft, KindRows, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "opening";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// The form for money.
pub const MONEY_FORM: Form = Form {
    path: "opening-money",
    kind: KIND,
    title: "opening-money-title",
    about: "opening-about",
    fields: money_fields,
    read: read_money,
    sealed: None,
    short_field: "amount",
    also: nothing_also,
    done: nothing_more,
};
/// The form for stock.
pub const STOCK_FORM: Form = Form {
    path: "opening-stock",
    kind: KIND,
    title: "opening-stock-title",
    about: "opening-about",
    fields: stock_fields,
    read: read_stock,
    sealed: None,
    short_field: "count",
    also: nothing_also,
    done: nothing_more,
};

/// Whether a balance was entered.
pub fn has_money(bench: &Bench) -> Result<bool, StoreError> {
    has(bench, |commodity| currency_of(commodity).is_some())
}

/// Whether stock was entered.
pub fn has_stock(bench: &Bench) -> Result<bool, StoreError> {
    has(bench, |commodity| currency_of(commodity).is_none())
}

fn has(bench: &Bench, which: fn(&Commodity) -> bool) -> Result<bool, StoreError> {
    let entries = bench.operation.standing(KIND)?;
    Ok(entries.iter().flat_map(|entry| moves_in(&entry.private)).any(|one| which(one.commodity())))
}

fn as_of(bench: &Bench) -> Input {
    Input::new("on", bench.w.t("opening-as-of"), InputKind::Date).first(bench.card.day_one.to_string())
}

fn money_fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    Ok(vec![
        vec![
            Input::new("account", w.t("opening-account"), InputKind::Select(options::accounts(bench))),
            Input::new("fund", w.t("opening-fund"), InputKind::Select(options::funds(bench)?)),
        ],
        vec![Input::new("amount", w.t("opening-amount"), InputKind::Number), as_of(bench)],
    ])
}

fn stock_fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    Ok(vec![
        options::variant_fields(w),
        vec![
            Input::new("count", w.t("opening-count"), InputKind::Number),
            Input::new("fund", w.t("opening-fund"), InputKind::Select(options::funds(bench)?)),
        ],
        options::place_fields(w),
        vec![as_of(bench)],
    ])
}

fn read_money(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let account = r.choice("account", |code| bench.card.accounts.iter().any(|a| a == code));
    let currency = account.and_then(currency_of_account);
    let amount = r.money_in("amount", currency.as_ref());
    let holder = account.map(str::to_owned);
    let draft = draft(bench, &mut r, holder, currency, amount)?;
    Ok(r.finish(draft)?)
}

fn read_stock(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let variant = options::read_variant(&mut r, "item", "class", "size");
    let count = r.count("count");
    let holder = options::read_place(&mut r, "region", "place", is_region);
    let commodity = variant.as_ref().map(Variant::commodity);
    let draft = draft(bench, &mut r, holder, commodity, count)?;
    Ok(r.finish(draft)?)
}

fn draft(
    bench: &Bench,
    r: &mut Reader,
    holder: Option<String>,
    commodity: Option<Commodity>,
    amount: Option<i64>,
) -> Result<Option<Draft>, StoreError> {
    let on = r.date("on", bench.card.day_one, bench.today);
    let funds = options::fund_codes(bench)?;
    let fund = r.choice("fund", |code| funds.iter().any(|f| f == code));
    let all = (|| {
        let to = Account::ours(&holder?, fund?).ok()?;
        let moves = vec![Move::transfer(Account::world("before").ok()?, to, commodity?, amount?)];
        let told = told_moves(&moves);
        let public = json!({ "as_of": on?.to_string(), "moves": told });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(all)
}
