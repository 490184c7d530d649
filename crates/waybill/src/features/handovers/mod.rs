//! Handovers: goods reach hands. The count, the region and how many people; who they are is sealed.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use waybill_journal::{Account, Commodity, Move};

use crate::catalogue::is_region;
use crate::publish::corrected::{Undone, netted};
use crate::publish::gate::{KindShape, Shaped, Shaping, date_in, moves_in, public_moves};
use crate::publish::policy::week_of;
use crate::store::{Class, Draft, KindRows, RETURN, StoreError, Waiting};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, Waits, nothing_also, nothing_more};
use crate::web::options;
use crate::web::sealed::{SealedInput, SealedPart};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "handover";
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape };
/// Its form.
pub const FORM: Form = Form {
    path: "handover",
    kind: KIND,
    title: "handover-title",
    about: "handover-about",
    fields,
    read,
    sealed: Some(HANDS),
    short_field: "count",
    also: nothing_also,
    done: nothing_more,
};

/// Into whose hands: sealed, all of it. The world hears count, item and region.
pub const HANDS: SealedPart = SealedPart {
    class: Class::Recipient,
    inputs: &[
        SealedInput { name: "recipient_name", hint: "sealed-recipient-hint", area: false },
        SealedInput { name: "recipient_contact", hint: "sealed-contact-hint", area: false },
        SealedInput { name: "recipient_place", hint: "sealed-place-hint", area: true },
    ],
};

/// Goods on a shelf wait for hands.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let words = |(_, words): (String, String)| bench.w.with("waits-handover", &[("shelf", words.into())]);
    Ok(options::shelves(bench)?
        .into_iter()
        .map(|shelf| Waits { words: words(shelf), late: None, at: "record/handover" })
        .collect())
}

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    Ok(vec![
        vec![
            Input::new("shelf", w.t("handover-what"), InputKind::Select(options::shelves(bench)?)),
            Input::new("count", w.t("handover-count"), InputKind::Number),
        ],
        vec![
            Input::new("people", w.t("handover-people"), InputKind::Number).hint(w.t("handover-people-hint")),
            Input::new("region", w.t("handover-region"), InputKind::Select(options::regions(w))),
        ],
        vec![Input::new("on", w.t("handover-on"), InputKind::Date).first(bench.today.to_string())],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let shelf = options::read_shelf(&mut r, "shelf");
    let count = r.count("count");
    let people = if typed.get("people").is_empty() { count } else { r.count("people") };
    if let (Some(count), Some(people)) = (count, people)
        && people > count
    {
        r.problem("people", r.w().with("handover-more-people", &[("people", people.into()), ("count", count.into())]));
    }
    let region = r.choice("region", is_region);
    let parts = match (&shelf, count) {
        (Some((holder, commodity)), Some(count)) => split(bench, &mut r, holder, commodity, count)?,
        _ => None,
    };
    let all = (|| {
        let (_, commodity) = shelf?;
        let hands = Account::world(&format!("recipients-{}", &bench.operation.id_of(&bench.key)[..12])).ok()?;
        let transfer = |(from, amount): (Account, i64)| Move::transfer(from, hands.clone(), commodity.clone(), amount);
        let moves: Vec<Move> = parts?.into_iter().map(transfer).collect();
        let told: Vec<_> = public_moves(&moves).into_iter().map(|m| to_anyone(&m).to_json()).collect();
        let public = json!({
            "commodity": commodity.as_str(), "units": count?, "people": people?, "region": region?,
            "week": week_of(on?).to_string(), "moves": told,
        });
        Some(Draft { kind: KIND, on: on?, public, rest: json!({}), moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// The count over the funds whose goods lie on that shelf, oldest first.
fn split(
    bench: &Bench,
    r: &mut Reader,
    holder: &str,
    commodity: &Commodity,
    count: i64,
) -> Result<Option<Vec<(Account, i64)>>, StoreError> {
    let split = bench.operation.with_book(|book| book.split_by_arrival(holder, commodity, count))?;
    Ok(split
        .map_err(|short| {
            let w = bench.w;
            let args = [
                ("holder", w.holder(holder).into()),
                ("has", w.amount(short.has, commodity).into()),
                ("wanted", w.amount(count, commodity).into()),
                ("missing", w.amount(short.missing, commodity).into()),
            ];
            r.problem("count", w.with("handover-short", &args));
        })
        .ok())
}

fn to_anyone(told: &Move) -> Move {
    let hands = Account::world("recipients").expect("a plain name");
    Move::transfer(told.from().clone(), hands, told.commodity().clone(), told.amount())
}

/// Handovers of one item in one region and week are told together, and only once they stand for enough people; a
/// smaller group waits for company in a later week.
fn shape(waiting: &[&Waiting], shaping: Shaping) -> Vec<Shaped> {
    let text = |w: &Waiting, member: &str| w.public.get(member).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut groups: BTreeMap<(String, String), Vec<&Waiting>> = BTreeMap::new();
    for entry in waiting {
        if shaping.due(KIND, entry.entry, date_in(&entry.public, "week")) {
            let (policy, region) = (shaping.policy(entry.entry), text(entry, "region"));
            let region = policy.coarsened(KIND, &region).unwrap_or_default().to_owned();
            groups.entry((text(entry, "commodity"), region)).or_default().push(entry);
        }
    }
    groups.into_iter().filter_map(|((commodity, region), group)| total(&commodity, &region, &group, shaping)).collect()
}

/// One total, without the handovers of its cell that were corrected meanwhile, as far as enough people are left.
fn total(commodity: &str, region: &str, group: &[&Waiting], shaping: Shaping) -> Option<Shaped> {
    let number = |public: &Value, member: &str| public.get(member).and_then(Value::as_i64).unwrap_or_default();
    let left = |out: &[&Undone], member: &str| {
        let gone: i64 = out.iter().map(|one| sign(one) * number(&one.public, member)).sum();
        group.iter().map(|w| number(&w.public, member)).sum::<i64>() - gone
    };
    let k = shaping.people_min(group);
    // Fewer things than people would say that somebody gave nearly all of it back.
    let fits = |out: &[&Undone]| {
        let (people, units) = (left(out, "people"), left(out, "units"));
        people >= k && units >= people && without(group, out).is_some()
    };
    let same_cell = |one: &&Undone| {
        shaping.due(KIND, one.by, one.week)
            && [KIND, RETURN].contains(&one.kind.as_str())
            && one.told.text("commodity") == commodity
            && is_of_region(one, region, shaping)
    };
    if left(&[], "people") < k {
        return None;
    }
    let out = netted(shaping.undone.iter().filter(same_cell), fits);
    let week = group.iter().filter_map(|w| date_in(&w.public, "week")).max()?;
    let mut body = json!({
        "commodity": commodity, "week": week.to_string(), "units": left(&out, "units"), "people": left(&out, "people"),
    });
    if !region.is_empty() {
        body["region"] = json!(region);
    }
    if !out.is_empty() {
        body["corrected"] = json!(true);
    }
    Some(Shaped {
        key: format!("handover {} {commodity} {region}", shaping.step.number),
        kind: KIND.to_owned(),
        body,
        moves: without(group, &out)?,
        entries: group.iter().map(|w| w.entry).chain(out.iter().map(|one| one.by)).collect(),
        // A group too small in its own week is told on a Monday as well.
        opens: shaping.opens(KIND, group)?,
    })
}

/// Whether what is taken out was told of this region, or would be now that places are told more or less coarsely.
fn is_of_region(undone: &Undone, region: &str, shaping: Shaping) -> bool {
    let told = undone.told.text("region");
    let its_own = undone.public.get("region").and_then(Value::as_str).filter(|_| undone.kind == KIND);
    let coarser = shaping.policy(undone.by).coarsened(KIND, told).unwrap_or_default();
    told == region || coarser == region || its_own.is_some_and(|own| own != told && own == region)
}

/// What is taken out of a total: a handover that was wrong or came back. A return that was wrong comes in again.
fn sign(undone: &Undone) -> i64 {
    if undone.kind == RETURN { -1 } else { 1 }
}

/// What moved, less what was corrected; none where that would be less than nothing, or nothing. One move an account, or
/// each handover would stand beside the others with its own count.
fn without(group: &[&Waiting], out: &[&Undone]) -> Option<Vec<Move>> {
    let mut sums: BTreeMap<(Account, Commodity), i64> = BTreeMap::new();
    let moved = group.iter().flat_map(|w| moves_in(&w.public)).map(|m| (1, m));
    let undone = out.iter().flat_map(|one| moves_in(&one.public).into_iter().map(|m| (-sign(one), m)));
    for (sign, moved) in moved.chain(undone) {
        *sums.entry((moved.from().clone(), moved.commodity().clone())).or_default() += sign * moved.amount();
    }
    if sums.values().any(|sum| *sum < 0) || sums.values().all(|sum| *sum == 0) {
        return None;
    }
    let hands = Account::world("recipients").ok()?;
    let left = sums.into_iter().filter(|(_, sum)| *sum > 0);
    Some(left.map(|((from, commodity), sum)| Move::transfer(from, hands.clone(), commodity, sum)).collect())
}
