//! Needs: what is lacking, how many, how urgent, and when who last confirmed it. Each need has a fund of its own.
//!
//! A need that nobody confirmed for a while is shown as stale; what is not needed now, or is there in surplus, says so.

mod desk;
mod rows;

use jiff::Span;
use serde_json::{Value, json};
use waybill_journal::Commodity;

pub use desk::{DESK_PAGE, waits};

use crate::catalogue::{CONFIRMERS, PRICE_SOURCES, decimals_of, item_of, plain_decimal};
use crate::publish::gate::{KindShape, ruled};
use crate::store::{Draft, KindRows, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "need";
/// Its rows.
pub const ROWS: KindRows = KindRows {
    derive: rows::derive,
    correct: rows::correct,
    clear: rows::clear,
    rows: rows::rows,
    ..KindRows::none(KIND)
};
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    path: "need",
    kind: KIND,
    title: "need-title",
    about: "need-about",
    fields,
    read,
    sealed: None,
    short_field: "quantity",
    also: nothing_also,
    done: nothing_more,
};

/// How many needs one item may have; a book with more of them wants another item.
const NEEDS_PER_ITEM_MAX: u32 = 99;

/// Whether it is needed, as the form offers it; the first is said by saying nothing.
const STATES: [&str; 3] = [NEEDED, NOT_NOW, SURPLUS];
const NEEDED: &str = "needed";
const NOT_NOW: &str = "not-now";
const SURPLUS: &str = "surplus";

fn fields(bench: &Bench, typed: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let today = bench.today.to_string();
    let known = rows::known(bench.operation)?;
    // A need that is chosen already stands in the form as the newest word says it.
    let chosen = known.iter().find(|known| known.fund == typed.get("need"));
    let last = match chosen {
        Some(chosen) => bench.operation.entry(chosen.entry)?.map(|word| as_typed(&word.public)),
        None => None,
    };
    let first = |name: &str, or: &str| {
        let last = last.iter().flatten().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        last.unwrap_or_else(|| or.to_owned())
    };
    let input = |name: &str, key: &str, kind, or: &str| Input::new(name, w.t(key), kind).first(first(name, or));
    let mut needs = vec![(String::new(), w.t("need-new"))];
    needs.extend(known.iter().map(|known| (known.fund.clone(), w.fund(&known.fund))));
    let priorities = ["1", "2", "3"].map(|p| (p.to_owned(), w.t(&format!("need-priority-{p}"))));
    let states = STATES.map(|state| (state.to_owned(), w.t(&format!("need-state-{state}"))));
    let confirmers = options::phrases(w, "confirmer", CONFIRMERS);
    let sources = options::phrases(w, "source", PRICE_SOURCES);
    Ok(vec![
        vec![
            Input::new("need", w.t("need-which"), InputKind::Select(needs)).hint(w.t("need-which-hint")),
            input("item", "need-item", InputKind::Select(options::items(w)), "").hint(w.t("need-item-hint")),
        ],
        vec![
            input("quantity", "need-quantity", InputKind::Number, ""),
            input("priority", "need-priority", InputKind::Select(priorities.to_vec()), ""),
        ],
        vec![
            Input::new("confirmed", w.t("need-confirmed"), InputKind::Date).first(today.clone()),
            Input::new("by", w.t("need-by"), InputKind::Select(confirmers)).first(CONFIRMERS[0]),
        ],
        vec![
            input("state", "need-state", InputKind::Select(states.to_vec()), NEEDED),
            input("surplus", "need-surplus", InputKind::Number, "").hint(w.t("need-surplus-hint")),
        ],
        vec![
            input("price", "need-price", InputKind::Number, ""),
            input("currency", "need-currency", InputKind::Text, "EUR"),
        ],
        vec![
            input("source", "need-source", InputKind::Select(sources), ""),
            input("price_on", "need-price-on", InputKind::Date, &today),
        ],
    ])
}

/// A word on a need as somebody would type it again.
fn as_typed(public: &Value) -> Vec<(&'static str, String)> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |value: Option<&Value>| value.and_then(Value::as_i64).map_or_else(String::new, |n| n.to_string());
    let price = public.get("price").unwrap_or(&Value::Null);
    let currency = text(price.get("commodity"));
    let decimals = Commodity::parse(&currency).map_or(0, |currency| decimals_of(&currency));
    let amount = price.get("amount").and_then(Value::as_i64).unwrap_or_default();
    let mut typed = vec![
        ("need", text(public.get("need"))),
        ("item", text(public.get("item"))),
        ("quantity", number(public.get("quantity"))),
        ("priority", number(public.get("priority"))),
        ("surplus", number(public.get("surplus"))),
        ("price", plain_decimal(amount, decimals)),
        ("currency", currency),
        ("source", text(price.get("source"))),
        ("price_on", text(price.get("on"))),
    ];
    if let Some(state) = public.get("state").and_then(Value::as_str) {
        typed.push(("state", state.to_owned()));
    }
    typed
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let known = rows::known(bench.operation)?;
    // A known need has its fund; only a new one asks which names are free.
    let funds = if typed.get("need").is_empty() { options::fund_codes(bench)? } else { Vec::new() };
    let mut r = Reader::new(typed, bench.w);
    // An estimate may be older than the operation; a year is far enough back for a price.
    let oldest = bench.card.day_one.saturating_sub(Span::new().years(1));
    let (first, today) = (bench.card.day_one, bench.today);
    let fund = read_fund(&mut r, &known, &funds);
    let quantity = r.count("quantity");
    let priority = r.choice("priority", |p| matches!(p, "1" | "2" | "3")).and_then(|p| p.parse::<i64>().ok());
    let confirmed = r.date("confirmed", first, today);
    let by = r.choice("by", |by| CONFIRMERS.contains(&by));
    let state = read_state(&mut r);
    let currency = r.currency("currency");
    let price = currency.as_ref().and_then(|currency| r.money("price", currency));
    let source = r.choice("source", |s| PRICE_SOURCES.contains(&s));
    let price_on = r.date("price_on", oldest, today);
    let all = (|| {
        let (fund, item) = fund?;
        let mut public = json!({
            "need": fund, "item": item, "quantity": quantity?, "priority": priority?, "confirmed": confirmed?.to_string(),
            "by": by?,
            "price": {
                "commodity": currency?.as_str(), "amount": price?, "source": source?, "on": price_on?.to_string(),
            },
        });
        let (state, surplus) = state?;
        if state != NEEDED {
            public["state"] = json!(state);
        }
        if let Some(surplus) = surplus {
            public["surplus"] = json!(surplus);
        }
        Some(Draft { kind: KIND, on: today, public, rest: json!({}), moves: Vec::new(), corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// Whether it is needed, and how many are too many: a number that says something only where there are.
fn read_state<'a>(r: &mut Reader<'a>) -> Option<(&'a str, Option<i64>)> {
    let state = r.choice("state", |state| STATES.contains(&state))?;
    if state == SURPLUS {
        return Some((state, Some(r.count("surplus")?)));
    }
    if !r.optional("surplus")?.is_empty() {
        r.problem("surplus", r.w().t("need-surplus-alone"));
        return None;
    }
    Some((state, None))
}

/// The need's fund and item: of a known need, or a new fund for a new one.
fn read_fund(r: &mut Reader, known: &[rows::Known], funds: &[String]) -> Option<(String, String)> {
    let chosen = r.optional("need")?;
    if !chosen.is_empty() {
        let found = known.iter().find(|known| known.fund == chosen);
        if found.is_none() {
            r.problem("need", r.w().t("error-choice"));
        }
        return found.map(|known| (known.fund.clone(), known.item.clone()));
    }
    let item = r.choice("item", |code| item_of(code).is_some())?;
    // A fund that holds something keeps its name, also where the word on its need was corrected away.
    let free = (1..=NEEDS_PER_ITEM_MAX).map(|n| format!("{item}-{n}")).find(|fund| !funds.contains(fund));
    if free.is_none() {
        r.problem("item", r.w().t("need-too-many"));
    }
    Some((free?, item.to_owned()))
}
