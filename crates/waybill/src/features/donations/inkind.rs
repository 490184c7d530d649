//! Gifts in kind: goods that somebody gave. Told only in totals of many givers, with the delay of goods; their fair
//! value is a fact with source and date, never a posting.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use serde_json::{Value, json};
use waybill_journal::{Account, Commodity, Move};

use super::codes::{self, Code};
use super::{Booked, came_under, new_giver, read_reference, rows};
use crate::catalogue::{COUNTRIES, PRICE_SOURCES, Variant, is_region};
use crate::publish::corrected::{Undone, netted};
use crate::publish::gate::{KindShape, Shaped, Shaping, date_in};
use crate::publish::policy::week_of;
use crate::store::{Draft, KindRows, StoreError, Waiting};
use crate::web::forms::{Bench, Form, Input, InputKind, PlainRows, Unread};
use crate::web::options;
use crate::web::sealed::GIVER;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "gift-in-kind";
/// What the totals are called.
const TOLD: &str = "gifts-in-kind";
/// Its gifts stand in the same rows as gifts of money, whose kind clears and lists them.
pub const ROWS: KindRows = KindRows { derive: rows::derive, ..KindRows::none(KIND) };
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape };
/// Its form.
pub const FORM: Form = Form {
    path: KIND,
    kind: KIND,
    title: "inkind-title",
    about: "inkind-about",
    fields,
    read,
    sealed: Some(GIVER),
    short_field: "count",
    also,
    done,
};

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let code = Code::draw(bench.world);
    let today = bench.today.to_string();
    let mut place = options::place_fields(w);
    place.push(Input::new("on", w.t("inkind-on"), InputKind::Date).first(today.clone()));
    Ok(vec![
        options::variant_fields(w),
        vec![
            Input::new("count", w.t("opening-count"), InputKind::Number),
            Input::new("fund", w.t("inkind-fund"), InputKind::Select(options::funds(bench)?)),
            Input::new("country", w.t("inkind-country"), InputKind::Select(options::countries(w)))
                .hint(w.t("inkind-country-hint")),
        ],
        place,
        vec![
            Input::new("price", w.t("inkind-price"), InputKind::Number).hint(w.t("inkind-price-hint")),
            Input::new("currency", w.t("inkind-currency"), InputKind::Text).first("EUR"),
        ],
        vec![
            Input::new("source", w.t("inkind-source"), InputKind::Select(options::phrases(w, "source", PRICE_SOURCES))),
            Input::new("price_on", w.t("inkind-price-on"), InputKind::Date).first(today),
        ],
        vec![
            Input::new("reference", w.t("gift-reference"), InputKind::Text).hint(w.t("gift-reference-hint")),
            Input::new("code", String::new(), InputKind::Hidden).first(code.to_string()),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    Ok(read_gift(bench, typed)?.0)
}

fn read_gift(bench: &Bench, typed: &Typed) -> Result<(Draft, Booked), Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let variant = options::read_variant(&mut r, "item", "class", "size");
    let count = r.count("count");
    let funds = options::fund_codes(bench)?;
    let fund = r.choice("fund", |code| funds.iter().any(|f| f == code));
    let country = r.choice("country", |code| COUNTRIES.contains(&code));
    let place = options::read_place(&mut r, "region", "place", is_region);
    let value = read_value(bench, &mut r);
    let reference = read_reference(bench, typed, &mut r, |reference| rows::is_known(bench.operation, reference))?;
    let all = (|| {
        let (fund, booked) = (fund?, reference?);
        let commodity = variant.as_ref().map(Variant::commodity)?;
        let draft = Draft {
            kind: KIND,
            on: on?,
            public: json!({
                "fund": fund, "commodity": commodity.as_str(), "count": count?, "country": country?,
                "giver": bench.operation.keys().public_id(&format!("reference {}", booked.0)),
                "week": week_of(on?).to_string(), "value": value?,
            }),
            rest: json!({ "reference": booked.0.to_string() }),
            moves: vec![Move::transfer(new_giver(bench)?, Account::ours(&place?, fund).ok()?, commodity, count?)],
            corrects: None,
        };
        Some((draft, booked))
    })();
    Ok(r.finish(all)?)
}

/// What one is worth, from where that is known, and of which day.
fn read_value(bench: &Bench, r: &mut Reader) -> Option<Value> {
    // As for needs: an estimate may be a year older than the operation.
    let oldest = bench.card.day_one.saturating_sub(jiff::Span::new().years(1));
    let currency = r.currency("currency");
    let price = r.money_in("price", currency.as_ref());
    let source = r.choice("source", |s| PRICE_SOURCES.contains(&s));
    let on = r.date("price_on", oldest, bench.today);
    Some(json!({ "currency": currency?.as_str(), "amount": price?, "source": source?, "on": on?.to_string() }))
}

fn also(bench: &Bench, typed: &Typed) -> Result<PlainRows, StoreError> {
    let booked = match read_gift(bench, typed) {
        Ok((_, booked)) => Some(booked),
        Err(Unread::Store(error)) => return Err(error),
        Err(Unread::Problems(_)) => None,
    };
    Ok(came_under(bench, typed, booked.and_then(|(_, new)| new)))
}

/// The code and reference, shown this once.
fn done(bench: &Bench, typed: &Typed) -> Markup {
    let Ok((_, (_, Some((reference, code))))) = read_gift(bench, typed) else { return html! {} };
    codes::slip(bench.w, &reference, &code)
}

fn text<'a>(public: &'a Value, member: &str) -> &'a str {
    public.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn count_of(public: &Value) -> i64 {
    public.get("count").and_then(Value::as_i64).unwrap_or_default()
}

/// Gifts in kind of one fund and thing are told together, once they stand for enough givers; fewer wait for company.
fn shape(waiting: &[&Waiting], shaping: Shaping) -> Vec<Shaped> {
    let mut cells: BTreeMap<(&str, &str), Vec<&Waiting>> = BTreeMap::new();
    for gift in waiting {
        if shaping.due(KIND, gift.entry, date_in(&gift.public, "week")) {
            cells.entry((text(&gift.public, "fund"), text(&gift.public, "commodity"))).or_default().push(gift);
        }
    }
    cells.into_iter().filter_map(|(cell, gifts)| total(cell, &gifts, shaping)).collect()
}

fn total((fund, commodity): (&str, &str), gifts: &[&Waiting], shaping: Shaping) -> Option<Shaped> {
    let k = shaping.people_min(gifts);
    let left = |out: &[&Undone]| {
        let gone: Vec<&Value> = out.iter().map(|one| &one.public).collect();
        let units: i64 = gifts.iter().map(|g| count_of(&g.public)).sum();
        let number = i64::try_from(gifts.len()).unwrap_or(i64::MAX) - i64::try_from(out.len()).unwrap_or(i64::MAX);
        (rows::people(gifts) - rows::givers(&gone), number, units - gone.iter().map(|p| count_of(p)).sum::<i64>())
    };
    let fits =
        |out: &[&Undone]| matches!(left(out), (people, number, units) if people >= k && number >= k && units > 0);
    if !fits(&[]) {
        return None;
    }
    let same_cell = |one: &&Undone| {
        shaping.due(KIND, one.by, one.week)
            && one.kind == KIND
            && one.told.text("fund") == fund
            && one.told.text("commodity") == commodity
    };
    let out = netted(shaping.undone.iter().filter(same_cell), fits);
    let (_, number, units) = left(&out);
    // What a corrected gift was worth would stand in the difference.
    let values = if out.is_empty() { values(gifts, k) } else { Vec::new() };
    let mut body = json!({ "fund": fund, "commodity": commodity, "gifts": number, "units": units, "values": values });
    if !out.is_empty() {
        body["corrected"] = json!(true);
    }
    let goods = Commodity::parse(commodity).ok()?;
    Some(Shaped {
        key: format!("gifts in kind {} {fund} {commodity}", shaping.step.number),
        kind: TOLD.to_owned(),
        body,
        moves: vec![Move::transfer(Account::world("givers").ok()?, Account::ours("stock", fund).ok()?, goods, units)],
        entries: gifts.iter().map(|g| g.entry).chain(out.iter().map(|one| one.by)).collect(),
        opens: shaping.opens(KIND, gifts)?,
    })
}

/// What the gifts were worth, by currency and source, with the newest week of those prices; only where at least `k`
/// givers stand behind it.
fn values(gifts: &[&Waiting], k: i64) -> Vec<Value> {
    let mut cells: BTreeMap<(&str, &str), Vec<&Waiting>> = BTreeMap::new();
    for gift in gifts {
        if let Some(value) = gift.public.get("value") {
            cells.entry((text(value, "currency"), text(value, "source"))).or_default().push(gift);
        }
    }
    let told = cells.into_iter().filter(|(_, gifts)| rows::people(gifts) >= k).filter_map(|(cell, gifts)| {
        let worth = |gift: &&Waiting| count_of(&gift.public).checked_mul(gift.public["value"]["amount"].as_i64()?);
        let sum = gifts.iter().try_fold(0_i64, |sum, gift| sum.checked_add(worth(gift)?))?;
        let on: Date = gifts.iter().filter_map(|gift| date_in(&gift.public["value"], "on")).max()?;
        let fits = sum <= waybill_journal::AMOUNT_MAX;
        fits.then(|| json!({ "currency": cell.0, "sum": sum, "source": cell.1, "on": week_of(on).to_string() }))
    });
    told.collect()
}
