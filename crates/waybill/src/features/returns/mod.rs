//! Returns: things that were handed over come back, because they do not fit or are not needed any more.
//!
//! A return names the handover whose things they are, so that givers see them in stock again. The world never hears of it
//! alone: it goes out of a later total of the same goods and region that still stands for enough people.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use waybill_journal::{Account, Commodity, Move, Slice};

use crate::catalogue::is_region;
use crate::publish::gate::{KindShape, public_account};
use crate::publish::policy::week_of;
use crate::store::{Draft, Gone, KindRows, RETURN, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options::{self, Options};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = RETURN;
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// It has no shape of its own: the gate hands it to the handovers' totals.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: |_, _| Vec::new() };
/// Its form.
pub const FORM: Form = Form {
    path: "return",
    kind: KIND,
    title: "return-title",
    about: "return-about",
    fields,
    read,
    sealed: None,
    short_field: "count",
    also: nothing_also,
    done: nothing_more,
};

/// Handovers on offer, the newest: what comes back later than that comes back as a gift in kind.
const OFFERED_MAX: usize = 200;

/// A handover of which something is still with people.
struct Handed {
    entry: u64,
    commodity: Commodity,
    region: String,
    week: jiff::civil::Date,
    parts: Vec<Gone>,
}

impl Handed {
    fn count(&self) -> i64 {
        self.parts.iter().map(|part| part.slice.amount).sum()
    }
}

/// The newest handovers of which something could come back.
fn handed(bench: &Bench) -> Result<Vec<Handed>, StoreError> {
    let mut by_entry: BTreeMap<u64, Vec<Gone>> = BTreeMap::new();
    for gone in bench.operation.still_gone(&["handover"], &[KIND])? {
        by_entry.entry(gone.entry).or_default().push(gone);
    }
    let mut handed = Vec::new();
    for (entry, parts) in by_entry.into_iter().rev().take(OFFERED_MAX) {
        let Some(recorded) = bench.operation.entry(entry)? else { continue };
        let region = recorded.public.get("region").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(commodity) = parts.first().map(|part| part.said.commodity().clone()) else { continue };
        handed.push(Handed { entry, commodity, region, week: week_of(recorded.on), parts });
    }
    Ok(handed)
}

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let words = |one: &Handed| {
        let args = [
            ("things", w.amount(one.count(), &one.commodity).into()),
            ("region", w.region(&one.region).into()),
            ("week", w.week(one.week).into()),
            ("n", one.entry.to_string().into()),
        ];
        (one.entry.to_string(), w.with("return-handover-words", &args))
    };
    let options: Options = handed(bench)?.iter().map(words).collect();
    Ok(vec![
        vec![
            Input::new("handover", w.t("return-handover"), InputKind::Select(options)),
            Input::new("count", w.t("return-count"), InputKind::Number),
            Input::new("people", w.t("return-people"), InputKind::Number).hint(w.t("return-people-hint")),
        ],
        vec![
            Input::new("region", w.t("return-region"), InputKind::Select(options::regions(w))),
            Input::new("place", w.t("arrival-place"), InputKind::Number).hint(w.t("opening-place-hint")).first("1"),
            Input::new("on", w.t("return-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let handed = handed(bench)?;
    let of = |code: &str| handed.iter().find(|one| one.entry.to_string() == code);
    let one = r.choice("handover", |code| of(code).is_some()).and_then(of);
    let count = r.count("count");
    let people = if typed.get("people").is_empty() { count } else { r.count("people") };
    if let (Some(count), Some(people)) = (count, people)
        && people > count
    {
        r.problem("people", r.w().with("handover-more-people", &[("people", people.into()), ("count", count.into())]));
    }
    let place = options::read_place(&mut r, "region", "place", is_region);
    if let (Some(one), Some(count)) = (one, count)
        && count > one.count()
    {
        let args = [("count", count.into()), ("here", r.w().amount(one.count(), &one.commodity).into())];
        r.problem("count", r.w().with("return-too-many", &args));
    }
    let all = (|| {
        let (one, count, place, on) = (one?, count?, place?, on?);
        let moves = moves(one, count, &place)?;
        // As the total that tells it takes them away: what had left the stock did not.
        let hands = Account::world("recipients").ok()?;
        let less = |back: &Move| {
            Move::transfer(public_account(back.to()), hands.clone(), back.commodity().clone(), back.amount())
        };
        let public = json!({
            "commodity": one.commodity.as_str(), "region": one.region, "units": count, "people": people?,
            "week": week_of(on).max(one.week).to_string(),
            "moves": moves.iter().map(|back| less(back).to_json()).collect::<Vec<_>>(),
        });
        Some(Draft { kind: KIND, on, public, rest: json!({ "of": one.entry }), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// The things come back into the funds that gave them, the first handed over first.
fn moves(one: &Handed, count: i64, place: &str) -> Option<Vec<Move>> {
    let mut left = count;
    let mut moves = Vec::new();
    for part in &one.parts {
        let amount = part.slice.amount.min(left);
        if amount > 0 {
            left -= amount;
            let there = Account::ours(place, part.said.from().fund()?).ok()?;
            let back = Move::transfer(part.said.to().clone(), there, one.commodity.clone(), amount);
            moves.push(back.returning(vec![Slice { amount, ..part.slice }]));
        }
    }
    (left == 0).then_some(moves)
}
