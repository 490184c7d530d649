//! Corrections: a wrong entry is put right by one more entry that names it and takes back exactly what it moved.
//!
//! Nothing is edited. What was right is then entered again, with its own form. Where later entries used what the wrong
//! one brought, they are corrected first, newest first; the page lists them.

use serde_json::{Value, json};
use waybill_journal::{Move, NotReversible};

use crate::catalogue::{CORRECTION_REASONS, currency_of};
use crate::publish::gate::KindShape;
use crate::publish::policy::week_of;
use crate::store::{CORRECTION, Draft, KindRows, Recorded, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::hands::{Hands, is_alone};
use crate::web::options;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = CORRECTION;
/// It has no rows of its own: the store notes what is corrected.
pub const ROWS: KindRows = KindRows::none(KIND);
/// It has no shape of its own: what is told follows from what it puts right, and the gate knows that.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: |_, _| Vec::new() };
/// Its form.
pub const FORM: Form = Form {
    path: "correction",
    kind: KIND,
    title: "correction-title",
    about: "correction-about",
    fields,
    read,
    sealed: None,
    short_field: "entry",
    also: nothing_also,
    done: nothing_more,
};

/// Entries listed as having to be corrected first; whoever has more begins with these.
const LISTED_MAX: usize = 50;

/// Kinds of entries that are put right where they were made, and the phrase that says so.
const ELSEWHERE: &[(&str, &str)] = &[
    ("dispatch", "correction-of-text"),
    ("giving-details", "correction-of-details"),
    ("unsealing", "correction-of-opening"),
    ("erasure", "correction-of-opening"),
];

/// Kinds of entries that carry out an order, so that it cannot be taken back before them.
const CARRIES_OUT: &[&str] = &["payment", "arrival"];

fn fields(bench: &Bench, typed: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let mut rows = vec![vec![
        Input::new("entry", w.t("correction-entry"), InputKind::Number).hint(w.t("correction-entry-hint")),
        Input::new(
            "reason",
            w.t("correction-reason"),
            InputKind::Select(options::phrases(w, "wrong", CORRECTION_REASONS)),
        ),
    ]];
    if let Found::Entry { wrong, .. } = find(bench, typed.get("entry"))? {
        let what = vec![entry_link(bench, &wrong)];
        rows.push(vec![Input::new("wrong", w.t("correction-wrong"), InputKind::Links(what))]);
        if let Err(Hindrance::First(first)) = moves_back(bench, &wrong)? {
            let links = first.iter().rev().take(LISTED_MAX).map(|entry| entry_link(bench, entry)).collect();
            rows.push(vec![Input::new("first", w.t("correction-first"), InputKind::Links(links))]);
        }
    }
    Ok(rows)
}

/// The page of an entry, and what it was.
fn entry_link(bench: &Bench, entry: &Recorded) -> (String, String) {
    let w = bench.w;
    let args = [
        ("n", number(entry.number).into()),
        ("kind", w.t(&format!("entry-{}", entry.kind)).into()),
        ("date", w.date(entry.on).into()),
    ];
    (format!("book/{}", entry.number), w.with("correction-link", &args))
}

fn number(entry: u64) -> i64 {
    i64::try_from(entry).unwrap_or(i64::MAX)
}

/// What a typed number stands for.
enum Found {
    /// There is no such entry.
    Nothing,
    /// An entry that can be put right, unless later ones stand in the way.
    Entry { wrong: Box<Recorded> },
    /// A correction; what it put right is entered again instead.
    Correction,
    /// Put right where it was made; the phrase.
    Elsewhere(&'static str),
    /// Put right already, by this entry.
    Already(u64),
}

/// The entry with this number, as people copy numbers: `1061`, `1,061`, `1 061`.
fn find(bench: &Bench, typed: &str) -> Result<Found, StoreError> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '.')).collect();
    let Some(wrong) = digits.parse().ok().map(|n| bench.operation.entry(n)).transpose()?.flatten() else {
        return Ok(Found::Nothing);
    };
    if wrong.corrects().is_some() {
        return Ok(Found::Correction);
    }
    if let Some((_, told)) = ELSEWHERE.iter().find(|(kind, _)| *kind == wrong.kind) {
        return Ok(Found::Elsewhere(told));
    }
    if let Some(by) = bench.operation.corrected_by(wrong.number)? {
        return Ok(Found::Already(by));
    }
    Ok(Found::Entry { wrong: Box::new(wrong) })
}

/// Why an entry cannot be taken back now.
enum Hindrance {
    /// These have to be taken back before it; oldest first.
    First(Vec<Recorded>),
    /// It paid somebody back, which cannot come back.
    PaidBack,
}

/// The moves that take an entry back; none for an entry that moved nothing.
fn moves_back(bench: &Bench, wrong: &Recorded) -> Result<Result<Vec<Move>, Hindrance>, StoreError> {
    match bench.operation.with_book(|book| book.reversal(wrong.number))? {
        Ok(moves) => Ok(Ok(moves)),
        Err(NotReversible::Used { by, .. }) => {
            let mut first = Vec::new();
            for later in by.into_iter().rev() {
                first.extend(bench.operation.entry(later)?);
            }
            Ok(Err(Hindrance::First(first)))
        }
        Err(NotReversible::PaidBack(_)) => Ok(Err(Hindrance::PaidBack)),
        Err(NotReversible::MovesNothing(_) | NotReversible::NoSuchEntry(_)) => {
            let first = carried_out(bench, wrong)?;
            Ok(if first.is_empty() { Ok(Vec::new()) } else { Err(Hindrance::First(first)) })
        }
    }
}

/// The payment and arrivals of an order that still stand, oldest first.
fn carried_out(bench: &Bench, wrong: &Recorded) -> Result<Vec<Recorded>, StoreError> {
    let Some(code) = wrong.public.get("order").and_then(Value::as_str) else { return Ok(Vec::new()) };
    let mut first = Vec::new();
    for kind in CARRIES_OUT {
        let of_order = |entry: &Recorded| entry.public.get("order").and_then(Value::as_str) == Some(code);
        first.extend(bench.operation.standing(kind)?.into_iter().filter(of_order));
    }
    first.sort_by_key(|entry| entry.number);
    Ok(first)
}

/// Money that came to us, left us or changed does not do so back again by one person's word: what takes a gift or an opening
/// back pays it out, on paper at least. Goods, and money between two funds of one account, wait for nobody.
pub fn hands(bench: &Bench, typed: &Typed) -> Result<Hands, StoreError> {
    let Found::Entry { wrong } = find(bench, typed.get("entry"))? else { return Ok(Hands::One) };
    // What two people had to stand behind, one does not take back, whether or not it moved anything.
    let took_two = is_alone(&wrong.public) || wrong.private.get("approved").is_some();
    let moves = wrong.as_entry()?.moves.unwrap_or_default();
    Ok(if took_two || moves.iter().any(crosses_with_money) { Hands::Two } else { Hands::One })
}

fn crosses_with_money(moved: &Move) -> bool {
    let got = if let Move::Exchange { gets_commodity, .. } = moved { currency_of(gets_commodity) } else { None };
    let is_money = got.is_some() || currency_of(moved.commodity()).is_some();
    let stays = matches!(moved, Move::Transfer { .. }) && moved.from().holder() == moved.to().holder();
    is_money && !stays
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let reason = r.choice("reason", |code| CORRECTION_REASONS.contains(&code));
    let wrong = match r.text("entry") {
        Some(text) => read_entry(bench, &mut r, text)?,
        None => None,
    };
    let moves = match &wrong {
        Some(wrong) => read_moves(bench, &mut r, wrong)?,
        None => None,
    };
    let all = (|| {
        let (wrong, moves, reason) = (wrong?, moves?, reason?);
        let public = json!({
            "of": wrong.public.get("id")?.as_str()?, "kind": wrong.kind, "reason": reason,
            "week": week_of(bench.today).to_string(),
        });
        Some(Draft { kind: KIND, on: bench.today, public, rest: json!({}), moves, corrects: Some(wrong.number) })
    })();
    Ok(r.finish(all)?)
}

fn read_entry(bench: &Bench, r: &mut Reader, text: &str) -> Result<Option<Recorded>, StoreError> {
    let told = match find(bench, text)? {
        Found::Entry { wrong } => return Ok(Some(*wrong)),
        Found::Nothing => r.w().with("correction-no-entry", &[("entry", text.into())]),
        Found::Correction => r.w().t("correction-of-correction"),
        Found::Elsewhere(told) => r.w().t(told),
        Found::Already(by) => r.w().with("correction-already", &[("n", number(by).into())]),
    };
    r.problem("entry", told);
    Ok(None)
}

fn read_moves(bench: &Bench, r: &mut Reader, wrong: &Recorded) -> Result<Option<Vec<Move>>, StoreError> {
    let told = match moves_back(bench, wrong)? {
        Ok(moves) => return Ok(Some(moves)),
        Err(Hindrance::PaidBack) => r.w().t("correction-paid-back"),
        Err(Hindrance::First(first)) => {
            let newest = first.last().map_or(0, |entry| number(entry.number));
            let args = [("count", number(first.len() as u64).into()), ("n", newest.into())];
            r.w().with("correction-used", &args)
        }
    };
    r.problem("entry", told);
    Ok(None)
}
