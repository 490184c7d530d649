//! A stocktake: what was counted on a shelf, against what the book said when the sheet was printed.

use serde_json::json;
use waybill_journal::{Account, Commodity, Move};

use super::found::{LOSS, found_again};
use crate::catalogue::OPEN_FUND;
use crate::publish::gate::told_moves;
use crate::publish::policy::week_of;
use crate::store::{Draft, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options::{self, Options};
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub(super) const KIND: &str = "stocktake";
/// Its form.
pub const FORM: Form = Form {
    path: "stocktake",
    kind: KIND,
    title: "stocktake-title",
    about: "stocktake-about",
    fields,
    read,
    sealed: None,
    short_field: "counted",
    also: nothing_also,
    done: nothing_more,
};

/// Why there are fewer; the words stand under `reason-…`.
const REASONS: &[&str] = &["lost", "spoiled", "stolen", "destroyed", "miscounted"];

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let shelves: Options = options::on_shelves(bench)?
        .into_iter()
        .map(|((place, commodity), count)| options::shelf(w, &place, &commodity, count))
        .collect();
    let mut reasons = vec![(String::new(), w.t("stocktake-not-fewer"))];
    reasons.extend(options::phrases(w, "reason", REASONS));
    let mut funds = vec![(String::new(), w.t("stocktake-not-more"))];
    funds.extend(options::funds(bench)?);
    let sheet = bench.operation.with_book(waybill_journal::Book::last)?;
    Ok(vec![
        vec![
            Input::new("shelf", w.t("stocktake-shelf"), InputKind::Select(shelves)).hint(w.t("stocktake-shelf-hint")),
            Input::new("counted", w.t("stocktake-counted"), InputKind::Number).hint(w.t("stocktake-counted-hint")),
        ],
        vec![
            Input::new("reason", w.t("stocktake-reason"), InputKind::Select(reasons)),
            Input::new("fund", w.t("stocktake-fund"), InputKind::Select(funds)).hint(w.t("stocktake-fund-hint")),
        ],
        vec![
            Input::new("sheet", w.t("stocktake-sheet"), InputKind::Number)
                .hint(w.t("stocktake-sheet-hint"))
                .first(sheet.to_string()),
            Input::new("on", w.t("stocktake-on"), InputKind::Date).first(bench.today.to_string()),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let shelves = options::on_shelves(bench)?;
    let shelf = options::read_shelf(&mut r, "shelf");
    let here = shelf.as_ref().and_then(|shelf| shelves.get(shelf)).copied();
    if shelf.is_some() && here.is_none() {
        r.problem("shelf", r.w().t("error-choice"));
    }
    let counted = match r.text("counted") {
        Some("0") => Some(0),
        Some(_) => r.count("counted"),
        None => None,
    };
    let sheet = read_sheet(bench, &mut r)?;
    if let (Some(shelf), Some(here), Some(sheet)) = (&shelf, here, sheet) {
        check_sheet(bench, &mut r, shelf, here, sheet)?;
    }
    let funds = options::fund_codes(bench)?;
    let fund = match r.optional("fund") {
        Some("") => Some(OPEN_FUND),
        Some(_) => r.choice("fund", |code| funds.iter().any(|known| known == code)),
        None => None,
    };
    let difference = match (&shelf, here, counted, fund) {
        (Some(shelf), Some(here), Some(counted), Some(fund)) => {
            difference(bench, &mut r, shelf, counted - here, fund, on)?
        }
        _ => None,
    };
    let all = (|| {
        let (place, commodity) = shelf?;
        let (moves, public) = difference?;
        let rest = json!({
            "place": place, "commodity": commodity.as_str(), "sheet": sheet?, "counted": counted?, "book": here?,
        });
        Some(Draft { kind: KIND, on: on?, public, rest, moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// The number on the sheet: the book's newest entry when it was printed.
fn read_sheet(bench: &Bench, r: &mut Reader) -> Result<Option<u64>, StoreError> {
    let last = bench.operation.with_book(waybill_journal::Book::last)?;
    let Some(sheet) = r.count("sheet").and_then(|sheet| u64::try_from(sheet).ok()) else { return Ok(None) };
    if sheet <= last {
        return Ok(Some(sheet));
    }
    r.problem("sheet", r.w().with("stocktake-no-sheet", &[("last", last.to_string().into())]));
    Ok(None)
}

/// Whether the shelf is as it was when the sheet was printed; else both numbers, and nothing is taken.
fn check_sheet(
    bench: &Bench,
    r: &mut Reader,
    (place, commodity): &(String, Commodity),
    here: i64,
    sheet: u64,
) -> Result<(), StoreError> {
    let moved = bench.operation.moved_on_shelf_since(place, commodity.as_str(), sheet)?;
    if moved.is_empty() {
        return Ok(());
    }
    let last = bench.operation.with_book(waybill_journal::Book::last)?;
    let w = bench.w;
    let args = [
        ("then", w.amount(here - moved.iter().sum::<i64>(), commodity).into()),
        ("now", w.amount(here, commodity).into()),
        ("sheet", last.to_string().into()),
    ];
    r.problem("counted", w.with("stocktake-moved", &args));
    Ok(())
}

/// What moves, and what the world may know of it: nothing at all of a count that agrees.
fn difference(
    bench: &Bench,
    r: &mut Reader,
    (place, commodity): &(String, Commodity),
    more: i64,
    fund: &str,
    on: Option<jiff::civil::Date>,
) -> Result<Option<(Vec<Move>, serde_json::Value)>, StoreError> {
    let Some(on) = on else { return Ok(None) };
    if more == 0 {
        return Ok(Some((Vec::new(), json!({}))));
    }
    let mut told = json!({ "commodity": commodity.as_str(), "units": more.abs(), "week": week_of(on).to_string() });
    let moves = if more < 0 {
        let Some(reason) = r.choice("reason", |code| REASONS.contains(&code)) else { return Ok(None) };
        told["counted"] = json!("fewer");
        told["reason"] = json!(reason);
        let split = bench.operation.with_book(|book| book.split_by_arrival(place, commodity, -more))?;
        let gone = Account::world(LOSS).expect("a plain name");
        let lost = |(from, count): (Account, i64)| Move::transfer(from, gone.clone(), commodity.clone(), count);
        split.ok().map(|parts| parts.into_iter().map(lost).collect::<Vec<_>>())
    } else {
        let (mut moves, week) = found_again(bench, place, commodity, more)?;
        told["counted"] = json!("more");
        told["week"] = json!(week.map_or(week_of(on), |lost| lost.max(week_of(on))).to_string());
        let without_a_past = more - moves.iter().map(Move::amount).sum::<i64>();
        if without_a_past > 0 {
            let (Ok(found), Ok(there)) = (Account::world("found"), Account::ours(place, fund)) else { return Ok(None) };
            moves.push(Move::transfer(found, there, commodity.clone(), without_a_past));
        }
        Some(moves)
    };
    Ok(moves.map(|moves| {
        told["moves"] = told_moves(&moves);
        (moves, told)
    }))
}
