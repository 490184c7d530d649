//! Changes of money: money of one fund in one account becomes another currency in another account of ours.
//!
//! Not spent and not given: the fund has less of one currency and more of another. The rate is not typed; it follows
//! from the two amounts.

use serde_json::json;
use waybill_journal::{Account, Commodity, Move};

use crate::catalogue::{RATE_SOURCES, currency_of_account};
use crate::publish::gate::{KindShape, ruled, told_moves};
use crate::store::{Draft, KindRows, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "change";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    path: "change",
    kind: KIND,
    title: "change-title",
    about: "change-about",
    fields,
    read,
    sealed: None,
    short_field: "amount",
    also: nothing_also,
    done: nothing_more,
};

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let own = options::pools(bench, |pool| options::is_money(pool) && is_own(bench, pool.account.holder()))?;
    Ok(vec![
        vec![
            Input::new("from", w.t("change-from"), InputKind::Select(own)),
            Input::new("amount", w.t("change-amount"), InputKind::Number),
        ],
        vec![
            Input::new("account", w.t("change-into"), InputKind::Select(options::accounts(bench))),
            Input::new("got", w.t("change-got"), InputKind::Number).hint(w.t("change-got-hint")),
        ],
        vec![
            Input::new("source", w.t("change-source"), InputKind::Select(options::phrases(w, "rate", RATE_SOURCES))),
            Input::new("on", w.t("change-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

/// Whether a holder is an account or cash box of this operation.
fn is_own(bench: &Bench, holder: &str) -> bool {
    bench.card.accounts.iter().any(|account| account == holder)
}

/// The account and currency of money that is our own to change.
fn own_money_of(bench: &Bench, code: &str) -> Option<(Account, Commodity)> {
    options::money_of(code).filter(|(account, _)| is_own(bench, account.holder()))
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let pool = r.choice("from", |code| own_money_of(bench, code).is_some()).and_then(|code| own_money_of(bench, code));
    let amount = r.money_in("amount", pool.as_ref().map(|(_, currency)| currency));
    let account = r.choice("account", |code| is_own(bench, code));
    let into = account.and_then(currency_of_account);
    if let (Some((_, currency)), Some(into)) = (&pool, &into)
        && currency == into
    {
        let same = r.w().with("change-same-currency", &[("currency", currency.as_str().into())]);
        r.problem("account", same);
    }
    let got = r.money_in("got", into.as_ref());
    let source = r.choice("source", |code| RATE_SOURCES.contains(&code));
    let all = (|| {
        let ((from, currency), into) = (pool?, into?);
        let fund = from.fund()?.to_owned();
        let to = Account::ours(account?, &fund).ok()?;
        let changer = Account::world("exchange").ok()?;
        let moves = vec![Move::exchange(from, currency.clone(), amount?, to, into.clone(), got?, changer)];
        let told = told_moves(&moves);
        let public = json!({
            "fund": fund, "currency": currency.as_str(), "amount": amount?, "got_currency": into.as_str(), "got": got?,
            "source": source?, "moves": told,
        });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}
