//! Early publication: one entry that waits for its Monday is told at the next close, with a reason that everybody reads.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::next_close;
use crate::publish::early::{self, may_be};
use crate::publish::fact::Fact;
use crate::publish::gate::{KindShape, date_in, ruled};
use crate::publish::in_force::InForce;
use crate::publish::policy::{LATE, week_of};
use crate::store::{Draft, KindRows, StoreError, Waiting};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also, nothing_more};
use crate::web::options;
use crate::web::telling;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = early::KIND;
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it: that it was told early, and why.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape: ruled };
/// Its form.
pub const FORM: Form = Form {
    sealed: None,
    path: "early",
    kind: KIND,
    title: "early-title",
    about: "early-about",
    fields,
    read,
    short_field: "what",
    also: nothing_also,
    done: nothing_more,
};

/// Why something is told early; the words stand under `sooner-…`. No free text: nothing can be told by the way.
const REASONS: &[&str] = &["safe", "known", "asked", "urgent"];

/// Something that waits for its Monday.
struct Late {
    /// The id its fact will have.
    fact: String,
    entry: Waiting,
    /// The Monday it waits for.
    opens: jiff::civil::Date,
}

/// What waits for a Monday after the next close, stands, and is not named yet.
fn late(bench: &Bench) -> Result<Vec<Late>, StoreError> {
    let operation = bench.operation;
    let (policies, next) = (InForce::of(operation, &bench.card)?, next_close(bench));
    let mut named = Vec::new();
    for entry in operation.waiting_of(KIND)? {
        if operation.corrected_by(entry.entry)?.is_none() {
            named.extend(entry.public.get("of").and_then(Value::as_str).map(str::to_owned));
        }
    }
    let mut found = Vec::new();
    for kind in LATE.into_iter().filter(|kind| may_be(kind)) {
        for entry in operation.waiting_of(kind)? {
            let own = entry.public.get("id").and_then(Value::as_str).unwrap_or_default();
            let (fact, week) = (operation.keys().public_id(own), date_in(&entry.public, "week").map(week_of));
            let Some(week) = week else { continue };
            let opens = policies.for_entry(entry.entry, next).opens(kind, week, next.date);
            let stands = operation.corrected_by(entry.entry)?.is_none();
            if opens > next.date && stands && !named.contains(&fact) {
                found.push(Late { fact, entry, opens });
            }
        }
    }
    Ok(found)
}

/// What the entry says, in the sentence everybody will read at most.
fn words(bench: &Bench, late: &Late) -> String {
    let (kind, body) = (late.entry.kind.clone(), late.entry.public.clone());
    let fact = Fact { id: String::new(), step: 0, kind, body, moves: Vec::new() };
    let n = i64::try_from(late.entry.entry).unwrap_or(i64::MAX);
    let (sentence, date) = (telling::sentence(bench.w, &fact), bench.w.date(late.opens));
    bench.w.with("early-option", &[("sentence", sentence.into()), ("n", n.into()), ("date", date.into())])
}

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let waits = late(bench)?.iter().map(|late| (late.fact.clone(), words(bench, late))).collect();
    let reasons = options::phrases(w, "sooner", REASONS);
    Ok(vec![
        vec![Input::new("what", w.t("early-what"), InputKind::Select(waits)).hint(w.t("early-what-hint"))],
        vec![Input::new("reason", w.t("early-reason"), InputKind::Select(reasons)).hint(w.t("early-reason-hint"))],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let waits = late(bench)?;
    let what = r.choice("what", |fact| waits.iter().any(|late| late.fact == fact));
    let what = what.and_then(|fact| waits.iter().find(|late| late.fact == fact));
    let reason = r.choice("reason", |code| REASONS.contains(&code));
    let all = (|| {
        let (what, reason) = (what?, reason?);
        let public = json!({ "of": what.fact, "kind": what.entry.kind, "reason": reason });
        let (rest, moves) = (json!({ "entry": what.entry.entry }), Vec::new());
        Some(Draft { kind: KIND, on: bench.today, public, rest, moves, corrects: None })
    })();
    Ok(r.finish(all)?)
}

/// What opens early, when, and when it would have.
pub fn remark(bench: &Bench, typed: &Typed) -> Result<Option<Markup>, StoreError> {
    let w = bench.w;
    let waits = late(bench)?;
    let Some(late) = waits.iter().find(|late| late.fact == typed.get("what")) else { return Ok(None) };
    let (next, date) = (w.weekday_date(next_close(bench).date), w.date(late.opens));
    Ok(Some(html! {
        p.note-box { (w.with("early-remark", &[("next", next.into()), ("date", date.into())])) }
    }))
}
