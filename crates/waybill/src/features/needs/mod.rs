//! Needs: what is lacking, how many, how urgent, and when somebody last confirmed it. Each need has a fund of its own.

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::both;
use crate::catalogue::{PRICE_SOURCES, item_of};
use crate::publish::gate::{KindShape, plain};
use crate::store::{Db, Draft, KindRows, Recorded, StoreError, standing_of_kind};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "need";
/// Its rows.
pub const ROWS: KindRows = KindRows { kind: KIND, derive, correct, clear, rows };
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: plain };
/// Its form.
pub const FORM: Form = Form {
    path: "need",
    kind: KIND,
    title: "need-title",
    about: "need-about",
    fields,
    read,
    short_field: "quantity",
    also: nothing_also,
    done: nothing_more,
};

diesel::table! {
    #[allow(missing_docs)]
    need (operation, fund) {
        operation -> Text, fund -> Text, entry -> BigInt, item -> Text, quantity -> BigInt, priority -> BigInt, confirmed -> Text,
    }
}

/// How many needs one item may have; a book with more of them wants another item.
const NEEDS_PER_ITEM_MAX: u32 = 99;

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let today = bench.today.to_string();
    let mut known = vec![(String::new(), w.t("need-new"))];
    known.extend(known_needs(bench)?.into_iter().map(|(fund, _)| (fund.clone(), w.fund(&fund))));
    let priorities = ["1", "2", "3"].map(|p| (p.to_owned(), w.t(&format!("need-priority-{p}"))));
    Ok(vec![
        vec![
            Input::new("need", w.t("need-which"), InputKind::Select(known)).hint(w.t("need-which-hint")),
            Input::new("item", w.t("need-item"), InputKind::Select(options::items(w))).hint(w.t("need-item-hint")),
        ],
        vec![
            Input::new("quantity", w.t("need-quantity"), InputKind::Number),
            Input::new("priority", w.t("need-priority"), InputKind::Select(priorities.to_vec())),
            Input::new("confirmed", w.t("need-confirmed"), InputKind::Date).first(today.clone()),
        ],
        vec![
            Input::new("price", w.t("need-price"), InputKind::Number),
            Input::new("currency", w.t("need-currency"), InputKind::Text).first("EUR"),
        ],
        vec![
            Input::new("source", w.t("need-source"), InputKind::Select(options::phrases(w, "source", PRICE_SOURCES))),
            Input::new("price_on", w.t("need-price-on"), InputKind::Date).first(today),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let known = known_needs(bench)?;
    let funds = options::fund_codes(bench)?;
    let mut r = Reader::new(typed, bench.w);
    // An estimate may be older than the operation; a year is far enough back for a price.
    let oldest = bench.card.day_one.saturating_sub(jiff::Span::new().years(1));
    let (first, today) = (bench.card.day_one, bench.today);
    let fund = read_fund(&mut r, &known, &funds);
    let quantity = r.count("quantity");
    let priority = r.choice("priority", |p| matches!(p, "1" | "2" | "3")).and_then(|p| p.parse::<i64>().ok());
    let confirmed = r.date("confirmed", first, today);
    let currency = r.currency("currency");
    let price = currency.as_ref().and_then(|currency| r.money("price", currency));
    let source = r.choice("source", |s| PRICE_SOURCES.contains(&s));
    let price_on = r.date("price_on", oldest, today);
    let all = (|| {
        let (fund, item) = fund?;
        let public = json!({
            "need": fund, "item": item, "quantity": quantity?, "priority": priority?, "confirmed": confirmed?.to_string(),
            "price": {
                "commodity": currency?.as_str(), "amount": price?, "source": source?, "on": price_on?.to_string(),
            },
        });
        Some(Draft { kind: KIND, on: today, public, rest: json!({}), moves: Vec::new(), corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// The need's fund and item: of a known need, or a new fund for a new one.
fn read_fund(r: &mut Reader, known: &[(String, String)], funds: &[String]) -> Option<(String, String)> {
    let chosen = r.optional("need")?;
    if !chosen.is_empty() {
        let found = known.iter().find(|(fund, _)| fund == chosen).cloned();
        if found.is_none() {
            r.problem("need", r.w().t("error-choice"));
        }
        return found;
    }
    let item = r.choice("item", |code| item_of(code).is_some())?;
    // A fund that holds something keeps its name, also where the word on its need was corrected away.
    let free = (1..=NEEDS_PER_ITEM_MAX).map(|n| format!("{item}-{n}")).find(|fund| !funds.contains(fund));
    if free.is_none() {
        r.problem("item", r.w().t("need-too-many"));
    }
    Some((free?, item.to_owned()))
}

/// Funds and items of the needs known so far.
fn known_needs(bench: &Bench) -> Result<Vec<(String, String)>, StoreError> {
    bench.operation.read(|db| {
        let query = need::table.filter(need::operation.eq(bench.operation.slug())).order(need::fund);
        Ok(both!(db, c => query.select((need::fund, need::item)).load(c))?)
    })
}

fn derive(db: &mut Db, operation: &str, recorded: &Recorded) -> QueryResult<()> {
    let text = |member: &str| recorded.public.get(member).and_then(Value::as_str).unwrap_or_default();
    let number = |member: &str| recorded.public.get(member).and_then(Value::as_i64).unwrap_or_default();
    let entry = i64::try_from(recorded.number).unwrap_or(i64::MAX);
    let said = (
        need::entry.eq(entry),
        need::item.eq(text("item")),
        need::quantity.eq(number("quantity")),
        need::priority.eq(number("priority")),
        need::confirmed.eq(text("confirmed")),
    );
    let row = (need::operation.eq(operation), need::fund.eq(text("need")), said);
    let key = (need::operation, need::fund);
    both!(db, c => diesel::insert_into(need::table).values(row).on_conflict(key).do_update().set(said).execute(c))?;
    Ok(())
}

/// The newest word that still stands counts again; where there is none, the need is forgotten.
fn correct(db: &mut Db, operation: &str, wrong: &Recorded) -> QueryResult<()> {
    let fund = wrong.public.get("need").and_then(Value::as_str).unwrap_or_default();
    both!(db, c => diesel::delete(need::table.find((operation, fund))).execute(c))?;
    let standing = standing_of_kind(db, operation, KIND)?;
    let newest = standing.iter().rev().find(|word| word.public.get("need").and_then(Value::as_str) == Some(fund));
    newest.map_or(Ok(()), |word| derive(db, operation, word))
}

fn clear(db: &mut Db, operation: &str) -> QueryResult<()> {
    both!(db, c => diesel::delete(need::table.filter(need::operation.eq(operation))).execute(c))?;
    Ok(())
}

fn rows(db: &mut Db, operation: &str) -> QueryResult<Vec<String>> {
    let columns = (need::fund, need::entry, need::item, need::quantity, need::priority, need::confirmed);
    let query = need::table.filter(need::operation.eq(operation)).order(need::fund).select(columns);
    let rows: Vec<(String, i64, String, i64, i64, String)> = both!(db, c => query.load(c))?;
    Ok(rows.iter().map(|row| format!("need {row:?}")).collect())
}
