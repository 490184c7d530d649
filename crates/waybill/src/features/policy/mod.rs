//! The gate's policy: an entry says how much less than the rules allow is told, and how much later.
//!
//! What tells less holds from the next close, also for what waits. What tells more holds for what is entered from then on
//! (`publish/in_force.rs`).

pub mod early;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use serde_json::json;

use crate::publish::gate::{KindShape, date_in, ruled};
use crate::publish::in_force::InForce;
use crate::publish::policy::{self, DELAY, LATE, Late, PEOPLE, POLICY, Policy, STALE, Step, finest, week_of};
use crate::publish::rules::Place;
use crate::store::{Draft, KindRows, StoreError};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::policies;
use crate::web::typed::{Problem, Reader, Typed};
use crate::web::words::Tongue;

/// The kind of entry.
pub const KIND: &str = policy::KIND;
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it: all of it, at the close from which it holds.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    sealed: None,
    path: "policy",
    kind: KIND,
    title: "policy-title",
    about: "policy-about",
    fields,
    read,
    short_field: "people",
    also: nothing_also,
    done: nothing_more,
};

/// The form as the policy is now, each kind in a row.
fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let now = InForce::of(bench.operation, &bench.card)?.newest();
    let number = |name: String, label: String, range: &RangeInclusive<i64>, first: i64| {
        Input::new(name, label, InputKind::Number).hint(within(w, range)).first(first.to_string())
    };
    let mut rows = vec![vec![
        number("people".into(), w.t("policy-people"), &PEOPLE, now.people_min),
        number("stale".into(), w.t("policy-stale-days"), &STALE, now.stale_days),
    ]];
    for kind in LATE {
        let late = now.of(kind);
        let mut row = vec![number(format!("delay-{kind}"), policies::delay_label(w, kind), &DELAY, late.delay_days)];
        if finest(kind) != Place::None {
            let places = Place::ALL.into_iter().filter(|place| *place <= finest(kind));
            let options = places.map(|p| (p.word().to_owned(), w.t(&format!("policy-place-{}", p.word())))).collect();
            let input = Input::new(format!("place-{kind}"), policies::place_label(w, kind), InputKind::Select(options));
            row.push(input.first(late.place.word()));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn within(w: Tongue, range: &RangeInclusive<i64>) -> String {
    w.with("policy-within", &[("from", (*range.start()).into()), ("to", (*range.end()).into())])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let read = read_policy(typed, bench.w)?;
    if InForce::of(bench.operation, &bench.card)?.newest() == read {
        return Err(vec![Problem { field: "people".into(), text: bench.w.t("policy-same") }].into());
    }
    let (public, rest, moves) = (read.body(), json!({}), Vec::new());
    Ok(Draft { kind: KIND, on: bench.today, public, rest, moves, corrects: None })
}

fn read_policy(typed: &Typed, w: Tongue) -> Result<Policy, Vec<Problem>> {
    let mut r = Reader::new(typed, w);
    let people = number(&mut r, "people", "policy-wrong-people", &PEOPLE);
    let stale = number(&mut r, "stale", "policy-wrong-stale", &STALE);
    let mut late = POLICY.late;
    let mut whole = true;
    for (kind, late) in LATE.iter().zip(&mut late) {
        let delay = number(&mut r, &format!("delay-{kind}"), "policy-wrong-delay", &DELAY);
        let finest = finest(kind);
        let may_be = |word: &str| Place::read(word).filter(|place| *place <= finest);
        let place = match finest {
            Place::None => Some(Place::None),
            _ => r.choice(&format!("place-{kind}"), |word| may_be(word).is_some()).and_then(may_be),
        };
        match (delay, place) {
            (Some(delay_days), Some(place)) => *late = Late { delay_days, place },
            _ => whole = false,
        }
    }
    let all = (|| Some(Policy { people_min: people?, stale_days: stale?, late, ..POLICY }))();
    r.finish(all.filter(|_| whole))
}

/// A number within its bounds; beyond them, the sentence that says why they are there.
fn number(r: &mut Reader, field: &str, wrong: &str, range: &RangeInclusive<i64>) -> Option<i64> {
    let number = r.count(field)?;
    if range.contains(&number) {
        return Some(number);
    }
    let bounds = [("from", (*range.start()).into()), ("to", (*range.end()).into()), ("n", number.into())];
    r.problem(field, r.w().with(wrong, &bounds));
    None
}

/// What will change for the world and from when, and what that means for what waits.
pub fn remark(bench: &Bench, typed: &Typed) -> Result<Option<Markup>, StoreError> {
    let w = bench.w;
    let Ok(new) = read_policy(typed, w) else { return Ok(None) };
    let policies = InForce::of(bench.operation, &bench.card)?;
    let next = next_close(bench);
    let waiting = waiting(bench, &policies, &policies.with(new, &bench.card, bench.world.now()), next)?;
    Ok(Some(html! {
        section.note-box aria-labelledby="h-policy-change" {
            h2 #h-policy-change { (w.with("policy-changes-from", &[("date", w.weekday_date(next.date).into())])) }
            ul { @for change in policies::changes(w, &policies.newest(), &new) { li { (change) } } }
            p { (w.t("policy-promise")) }
            h2 { (w.t("policy-waiting")) }
            @if waiting.is_empty() { p { (w.t("policy-waiting-none")) } }
            ul { @for line in &waiting { li { (line) } } }
        }
    }))
}

/// The close that comes next.
fn next_close(bench: &Bench) -> Step {
    POLICY.step(&bench.card, POLICY.last_closed(&bench.card, bench.world.now()) + 1)
}

/// What waits for a Monday, by kind and by the Mondays before and after: how many.
fn waiting(bench: &Bench, before: &InForce, after: &InForce, next: Step) -> Result<Vec<String>, StoreError> {
    let w = bench.w;
    // As everything stands once the new policy holds.
    let then = Step { closes: Timestamp::MAX, ..next };
    let mut lines = Vec::new();
    for kind in LATE {
        let mut mondays: BTreeMap<(Date, Date), i64> = BTreeMap::new();
        for entry in bench.operation.waiting_of(kind)? {
            let Some(week) = date_in(&entry.public, "week").map(week_of) else { continue };
            if bench.operation.corrected_by(entry.entry)?.is_some() {
                continue;
            }
            let opens = |of: &InForce| of.for_entry(entry.entry, then).opens(kind, week, next.date);
            *mondays.entry((opens(before), opens(after))).or_default() += 1;
        }
        lines.extend(mondays.into_iter().map(|((was, is), n)| {
            let key = if was == is { "policy-waits-same" } else { "policy-waits" };
            let kind = policies::kind_name(w, kind);
            let (was, is) = (w.date(was), w.date(is));
            w.with(key, &[("n", n.into()), ("kind", kind.into()), ("was", was.into()), ("is", is.into())])
        }));
    }
    Ok(lines)
}
