//! Advances: an intermediary holds our money until it shows what it bought; its age is public.

use serde_json::{Value, json};
use waybill_journal::{Account, Commodity, Move, Pool};

use crate::catalogue::{COUNTRIES, INTERMEDIARY_ROLES};
use crate::publish::gate::{KindShape, ruled, told_moves};
use crate::store::{Draft, KindRows, Recorded, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, Waits, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "advance";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    path: "advance",
    kind: KIND,
    title: "advance-title",
    about: "advance-about",
    fields,
    read,
    sealed: None,
    short_field: "amount",
    also: nothing_also,
    done: nothing_more,
};

/// Days that can be agreed for showing what was bought.
const AGREED_DAYS: &[&str] = &["7", "14", "30", "60"];

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let pools = options::pools(bench, |pool| options::is_money(pool) && is_own(pool.account.holder()))?;
    let days = AGREED_DAYS
        .iter()
        .map(|d| ((*d).to_owned(), w.with("advance-days", &[("n", d.parse::<i64>().unwrap_or(0).into())])));
    Ok(vec![
        vec![
            Input::new("from", w.t("advance-from"), InputKind::Select(pools)),
            Input::new("amount", w.t("advance-amount"), InputKind::Number),
        ],
        options::body_fields(w, INTERMEDIARY_ROLES, "advance-role", "advance-country", "advance-number"),
        vec![
            Input::new("agreed", w.t("advance-agreed"), InputKind::Select(days.collect())).first("14"),
            Input::new("on", w.t("advance-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

/// Money that intermediaries still hold, with its age; late after the days agreed. What an intermediary spends settles
/// its oldest advance first.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let w = bench.w;
    let open: Vec<(Pool, i64)> = bench.operation.with_book(|book| {
        let held = book.pools().filter(|(pool, balance)| *balance > 0 && is_body(pool.account.holder()));
        held.map(|(pool, balance)| (pool.clone(), balance)).collect()
    })?;
    let made = if open.is_empty() { Vec::new() } else { bench.operation.standing(KIND)? };
    let mut waits = Vec::new();
    for (pool, balance) in open {
        let Some(advance) = oldest_open(&made, &pool, balance)? else { continue };
        let agreed = advance.public.get("agreed_days").and_then(Value::as_i64).unwrap_or_default();
        let age = i64::from(bench.today.since(advance.on).map_or(0, |span| span.get_days()));
        let args = [
            ("holder", w.holder(pool.account.holder()).into()),
            ("amount", w.amount(balance, &pool.commodity).into()),
            ("fund", w.fund(pool.account.fund().unwrap_or_default()).into()),
            ("n", age.into()),
        ];
        let late = (age > agreed).then(|| w.with("waits-late", &[("n", (age - agreed).into())]));
        waits.push(Waits { words: w.with("waits-advance", &args), late, at: "record/payment" });
    }
    Ok(waits)
}

/// The oldest advance into a pool of which something is left when `balance` is: walked back from the newest.
fn oldest_open<'a>(made: &'a [Recorded], pool: &Pool, balance: i64) -> Result<Option<&'a Recorded>, StoreError> {
    let (mut oldest, mut left) = (None, balance);
    for advance in made.iter().rev() {
        let moves = advance.as_entry()?.moves.unwrap_or_default();
        let into = moves.iter().filter(|m| *m.to() == pool.account && *m.commodity() == pool.commodity);
        let amount: i64 = into.map(Move::amount).sum();
        if amount > 0 && left > 0 {
            oldest = Some(advance);
            left -= amount;
        }
    }
    Ok(oldest)
}

fn is_body(holder: &str) -> bool {
    INTERMEDIARY_ROLES.contains(&holder.split('-').next().unwrap_or_default())
}

/// The account and currency of money that is our own to advance.
fn own_money_of(code: &str) -> Option<(Account, Commodity)> {
    options::money_of(code).filter(|(account, _)| is_own(account.holder()))
}

/// Whether a holder is an account or cash box of our own.
fn is_own(holder: &str) -> bool {
    holder.starts_with("bank-") || holder.starts_with("cash-")
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let pool = r.choice("from", |code| own_money_of(code).is_some()).and_then(own_money_of);
    let amount = r.money_in("amount", pool.as_ref().map(|(_, currency)| currency));
    let holder = options::read_body(&mut r, INTERMEDIARY_ROLES, COUNTRIES);
    let agreed = r.choice("agreed", |days| AGREED_DAYS.contains(&days)).and_then(|d| d.parse::<i64>().ok());
    let all = (|| {
        let (from, currency) = pool?;
        let (fund, holder) = (from.fund()?.to_owned(), holder?);
        let to = Account::ours(&holder, &fund).ok()?;
        let moves = vec![Move::transfer(from, to, currency.clone(), amount?)];
        let told = told_moves(&moves);
        let public = json!({
            "intermediary": holder, "fund": fund, "currency": currency.as_str(), "amount": amount?,
            "agreed_days": agreed?, "moves": told,
        });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}
