//! An order: who supplies, what exactly, at what price, for when. It moves nothing and may not exceed its fund's money.

use serde_json::json;
use waybill_journal::Commodity;

use super::rows::{self, Line};
use crate::catalogue::{COUNTRIES, INTERMEDIARY_ROLES, SUPPLIER_ROLES, Variant, currency_of};
use crate::publish::policy::week_of;
use crate::store::{Draft, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub(super) const KIND: &str = "order";
/// Its form.
pub const FORM: Form = Form {
    path: "order",
    kind: KIND,
    title: "order-title",
    about: "order-about",
    fields,
    read,
    sealed: None,
    short_field: "price1",
    also: nothing_also,
    done: nothing_more,
};

/// Lines an order's form offers; a longer order is written as two.
pub const LINES_MAX: usize = 4;
/// How far ahead goods can be expected.
const EXPECTED_MONTHS_MAX: i64 = 12;

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let mut through = vec![(String::new(), w.t("order-directly"))];
    through.extend(intermediaries(bench)?.into_iter().map(|code| (code.clone(), w.holder(&code))));
    let mut rows = vec![
        vec![
            Input::new("fund", w.t("order-fund"), InputKind::Select(options::funds(bench)?)),
            Input::new("currency", w.t("order-currency"), InputKind::Text).first("EUR"),
            Input::new("through", w.t("order-through"), InputKind::Select(through)),
        ],
        options::body_fields(w, SUPPLIER_ROLES, "order-role", "order-country", "order-number"),
    ];
    for line in 1..=LINES_MAX {
        let n = i64::try_from(line).unwrap_or_default();
        let label = |key: &str| w.with(key, &[("n", n.into())]);
        let optional = |options: options::Options| {
            let nothing = (String::new(), w.t("order-no-line"));
            InputKind::Select(if line == 1 { options } else { std::iter::once(nothing).chain(options).collect() })
        };
        rows.push(vec![
            Input::new(format!("item{line}"), label("order-item"), optional(options::items(w))),
            Input::new(format!("class{line}"), label("order-class"), InputKind::Select(options::classes(w))),
            Input::new(format!("size{line}"), label("order-size"), InputKind::Select(options::sizes(w))),
        ]);
        rows.push(vec![
            Input::new(format!("quantity{line}"), label("order-quantity"), InputKind::Number),
            Input::new(format!("price{line}"), label("order-price"), InputKind::Number),
            Input::new(format!("origin{line}"), label("order-origin"), InputKind::Select(options::countries(w))),
        ]);
    }
    rows.push(vec![
        Input::new("expected", w.t("order-due"), InputKind::Date).hint(w.t("order-due-hint")),
        Input::new("on", w.t("order-on"), InputKind::Date).first(bench.today.to_string()),
    ]);
    Ok(rows)
}

fn intermediaries(bench: &Bench) -> Result<Vec<String>, StoreError> {
    let mut codes: Vec<String> = bench.operation.with_book(|book| {
        let holders = book.pools().map(|(pool, _)| pool.account.holder());
        holders
            .filter(|h| INTERMEDIARY_ROLES.iter().any(|r| h.starts_with(&format!("{r}-"))))
            .map(str::to_owned)
            .collect()
    })?;
    codes.dedup();
    Ok(codes)
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let latest = bench.today.saturating_add(jiff::Span::new().months(EXPECTED_MONTHS_MAX));
    let expected = r.date("expected", bench.card.day_one, latest);
    let funds = options::fund_codes(bench)?;
    let fund = r.choice("fund", |code| funds.iter().any(|f| f == code));
    let supplier = options::read_body(&mut r, SUPPLIER_ROLES, COUNTRIES);
    let through = read_through(bench, &mut r)?;
    let currency = r.currency("currency");
    let lines = currency.as_ref().and_then(|currency| read_lines(&mut r, typed, currency));
    if let (Some(fund), Some(currency), Some(lines)) = (fund, &currency, &lines) {
        check_money(bench, &mut r, fund, currency, lines)?;
    }
    let all = (|| {
        let mut public = json!({
            "order": format!("order-{}", &bench.operation.id_of(&bench.key)[..8]), "fund": fund?, "supplier": supplier?,
            "lines": lines?, "expected_week": week_of(expected?).to_string(),
        });
        if let Some(through) = through.filter(|t| !t.is_empty()) {
            public["through"] = json!(through);
        }
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves: Vec::new(), corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// The intermediary that pays, one of those that ever held our money; empty where we pay ourselves.
fn read_through<'a>(bench: &Bench, r: &mut Reader<'a>) -> Result<Option<&'a str>, StoreError> {
    let through = r.optional("through");
    if through.is_some_and(|code| !code.is_empty())
        && !intermediaries(bench)?.iter().any(|known| Some(known.as_str()) == through)
    {
        r.problem("through", r.w().t("error-choice"));
        return Ok(None);
    }
    Ok(through)
}

fn read_lines(r: &mut Reader, typed: &Typed, currency: &Commodity) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    let mut whole = true;
    for line in 1..=LINES_MAX {
        let field = |name: &str| format!("{name}{line}");
        let filled = ["item", "class", "size", "quantity", "price", "origin"]
            .iter()
            .any(|name| !typed.get(&field(name)).is_empty());
        if line > 1 && !filled {
            continue;
        }
        let variant = options::read_variant(r, &field("item"), &field("class"), &field("size"));
        let quantity = r.count(&field("quantity"));
        let price = r.money(&field("price"), currency);
        let origin = r.choice(&field("origin"), |code| COUNTRIES.contains(&code));
        let read = (|| {
            let commodity = variant.as_ref().map(Variant::commodity)?.as_str().to_owned();
            let (currency, origin) = (currency.as_str().to_owned(), origin?.to_owned());
            Some(Line { commodity, quantity: quantity?, price: price?, currency, origin })
        })();
        whole &= read.is_some();
        lines.extend(read);
    }
    let total = lines.iter().try_fold(0_i64, |sum, l| sum.checked_add(l.quantity.checked_mul(l.price)?));
    if total.is_none_or(|total| total > waybill_journal::AMOUNT_MAX) {
        r.problem(
            "price1",
            r.w().with("order-too-large", &[("limit", r.w().money(waybill_journal::AMOUNT_MAX, currency).into())]),
        );
        return None;
    }
    let mut codes: Vec<&str> = lines.iter().map(|l| l.commodity.as_str()).collect();
    codes.sort_unstable();
    if codes.windows(2).any(|pair| pair[0] == pair[1]) {
        r.problem("item1", r.w().t("order-same-line"));
        return None;
    }
    whole.then_some(lines)
}

/// An order may not promise more than its fund holds in that currency, less what other unpaid orders promise already.
fn check_money(
    bench: &Bench,
    r: &mut Reader,
    fund: &str,
    currency: &Commodity,
    lines: &[Line],
) -> Result<(), StoreError> {
    let total: i64 = lines.iter().map(|l| l.quantity.saturating_mul(l.price)).sum();
    let held: i64 = bench.operation.with_book(|book| {
        let theirs = book.pools().filter(|(pool, _)| pool.account.fund() == Some(fund) && pool.commodity == *currency);
        theirs.map(|(_, balance)| balance).sum()
    })?;
    let unpaid = rows::open_orders(bench.operation)?;
    let same = |l: &&Line| l.currency == currency.as_str();
    let promised: i64 = unpaid
        .iter()
        .filter(|o| !o.paid && o.fund == fund)
        .flat_map(|o| o.lines.iter().filter(same))
        .map(|l| l.quantity.saturating_mul(l.price))
        .sum();
    let has = (held - promised).max(0);
    debug_assert!(currency_of(currency).is_some(), "the form reads currencies only");
    if total > has {
        let w = bench.w;
        let args = [
            ("fund", w.fund(fund).into()),
            ("wanted", w.money(total, currency).into()),
            ("has", w.money(has, currency).into()),
            ("missing", w.money(total - has, currency).into()),
        ];
        r.problem("price1", w.with("order-short", &args));
    }
    Ok(())
}
