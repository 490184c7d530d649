//! What is decided about many lines at once: booked, held, ignored, taken back; each on its own.

use serde_json::json;

use super::enter::{Done, book_ready};
use super::line::{Line, LineId, State};
use super::propose::{Proposed, of_lines, open_lines};
use super::{Entering, rows};
use crate::store::StoreError;
use crate::web::forms::DeskAsk;
use crate::web::typed::{Problem, Typed};

/// Entries made by one press: at twenty a second, the slowest disk we know, they are written within the time of an answer.
/// The next press goes on.
const AT_ONCE_MAX: usize = 500;

/// What was decided just now, to be told above the list.
#[derive(Default)]
pub(super) struct Said {
    pub(super) sentences: Vec<String>,
    /// Lines that could not be booked, with the reason.
    pub(super) reasons: Vec<(Line, String)>,
    /// Whether there is something to put right.
    pub(super) wrong: bool,
    /// Whether something was done at all.
    pub(super) done: bool,
}

impl Said {
    /// As it is noted for the next press of the same form.
    pub(super) fn to_json(&self) -> String {
        let reasons: Vec<_> = self.reasons.iter().map(|(line, why)| (line.id.to_string(), why)).collect();
        json!([self.sentences, reasons, self.wrong]).to_string()
    }

    /// As it was noted; a line that is gone since has no reason any more.
    pub(super) fn from_json(
        noted: &str,
        find: impl Fn(&LineId) -> Result<Option<Line>, StoreError>,
    ) -> Result<Self, StoreError> {
        let damaged = |_| StoreError::Damaged(0, "what a form said".into());
        let (sentences, noted, wrong): (Vec<String>, Vec<(String, String)>, bool) =
            serde_json::from_str(noted).map_err(damaged)?;
        let mut reasons = Vec::new();
        for (id, why) in noted {
            let line = LineId::parse(&id).map(|id| find(&id)).transpose()?.flatten();
            reasons.extend(line.map(|line| (line, why)));
        }
        Ok(Self { sentences, reasons, wrong, done: true })
    }
}

/// Does what a button says with the ticked lines, or with all that are ready.
pub(super) fn decide(
    ask: &DeskAsk,
    entering: &Entering,
    accounts: &[String],
    typed: &Typed,
) -> Result<Said, StoreError> {
    let w = ask.bench.w;
    if typed.get("go") == "all" {
        let all = open_lines(ask.bench, entering, accounts)?;
        let ready: Vec<Proposed> = all.into_iter().filter(|one| one.proposal.is_ready()).collect();
        return enter(ask, entering, ready);
    }
    let ticked: Vec<(LineId, State)> = typed
        .pairs()
        .filter_map(|(name, state)| Some((LineId::parse(name.strip_prefix("l-")?)?, State::parse(state)?)))
        .collect();
    if ticked.is_empty() {
        return Ok(Said { sentences: vec![w.t("statements-none-ticked")], wrong: true, ..Said::default() });
    }
    let to = match typed.get("go") {
        "hold" => State::Held,
        "ignore" => State::Ignored,
        "open" => State::Open,
        _ => return enter_ticked(ask, entering, &ticked),
    };
    // What is booked is put right by a correction, not here.
    let may: Vec<(LineId, State)> = ticked.into_iter().filter(|(_, state)| *state != State::Booked).collect();
    let moved = rows::decide(ask.bench.operation, &may, to)?;
    let mut said = Said { done: moved > 0, ..Said::default() };
    said.sentences.push(w.with(&format!("statements-now-{}", to.code()), &[("n", moved.into())]));
    if moved < may.len() {
        said.sentences.push(w.with("statements-meanwhile", &[("n", (may.len() - moved).into())]));
    }
    Ok(said)
}

fn enter_ticked(ask: &DeskAsk, entering: &Entering, ticked: &[(LineId, State)]) -> Result<Said, StoreError> {
    // What a line looks like depends on the others: of two equal ones each takes an entry of its own.
    let mut all = open_lines(ask.bench, entering, &ask.bench.card.accounts)?;
    all.retain(|one| ticked.iter().any(|(id, _)| *id == one.line.id));
    let open: Vec<LineId> = all.iter().map(|one| one.line.id.clone()).collect();
    let mut held = Vec::new();
    let mut gone = 0;
    for (id, _) in ticked.iter().filter(|(id, _)| !open.contains(id)) {
        match rows::find(ask.bench.operation, id)?.filter(|line| line.state == State::Held) {
            Some(line) => held.push(line),
            None => gone += 1,
        }
    }
    all.extend(of_lines(ask.bench, entering, held)?);
    let mut said = enter(ask, entering, all)?;
    if gone > 0 {
        said.sentences.push(ask.bench.w.with("statements-meanwhile", &[("n", gone.into())]));
    }
    Ok(said)
}

/// Enters these lines, oldest first, each on its own: one that is refused keeps none of the others out.
fn enter(ask: &DeskAsk, entering: &Entering, mut lines: Vec<Proposed>) -> Result<Said, StoreError> {
    let w = ask.bench.w;
    lines.sort_by(|a, b| (a.line.booked, &a.line.id).cmp(&(b.line.booked, &b.line.id)));
    let left = lines.len().saturating_sub(AT_ONCE_MAX);
    let (mut booked, mut settled, mut gone) = (0, 0, 0);
    let mut said = Said::default();
    for one in lines.into_iter().take(AT_ONCE_MAX) {
        match book_ready(ask.bench, entering, &one)? {
            Done::Booked(_) => booked += 1,
            Done::Settled(_) => settled += 1,
            Done::Gone => gone += 1,
            Done::Refused(problems) => said.reasons.push((one.line, sentence(&problems))),
        }
    }
    let refused = said.reasons.len();
    said.wrong = refused > 0;
    said.done = booked + settled > 0;
    let counted = [
        ("statements-now-booked", booked),
        ("statements-now-settled", settled),
        ("statements-now-refused", refused),
        ("statements-meanwhile", gone),
        ("statements-left", left),
    ];
    let told = counted.into_iter().filter(|(key, n)| *n > 0 || (*key == "statements-now-booked" && settled == 0));
    said.sentences = told.map(|(key, n)| w.with(key, &[("n", n.into())])).collect();
    Ok(said)
}

/// All that is wrong with a line in one text.
pub(super) fn sentence(problems: &[Problem]) -> String {
    problems.iter().map(|problem| problem.text.as_str()).collect::<Vec<_>>().join(" ")
}
