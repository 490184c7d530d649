//! One line, looked at: what it may be, what can be put right before it is booked, and the ways on.

use maud::{Markup, html};

use super::decide::sentence;
use super::enter::{Done, book_in_turn, of_line, typed_of};
use super::line::{Line, LineId, State};
use super::list::{facts, key, proposed};
use super::propose::{Choice, Proposal, Proposed, Why, of_lines};
use super::{Entering, here, rows};
use crate::catalogue::plain_amount;
use crate::store::{FormKey, StoreError};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, Input, InputKind};
use crate::web::layout::address;
use crate::web::sealed;
use crate::web::typed::{Problem, Typed};

/// What is chosen for a line; everything else is as the bank says.
const CHOSEN: [&str; 3] = ["fund", "country", "reference"];

/// Shows a line, after doing what was sent.
pub(super) fn answer(ask: &DeskAsk, entering: &Entering, id: &LineId) -> Result<DeskAnswer, StoreError> {
    let Some(line) = rows::find(ask.bench.operation, id)? else { return Ok(DeskAnswer::Missing) };
    let Some(typed) = ask.sent else { return page(ask, entering, line, None, Vec::new(), &html! {}) };
    let seen = State::parse(typed.get("seen")).unwrap_or(line.state);
    let to = match typed.get("go") {
        "hold" => Some(State::Held),
        "ignore" => Some(State::Ignored),
        "open" => Some(State::Open),
        _ => None,
    };
    if let Some(to) = to {
        if seen != State::Booked {
            rows::decide(ask.bench.operation, &[(id.clone(), seen)], to)?;
        }
        return again(ask, entering, id, &html! {});
    }
    if let Ok(entry) = typed.get("go").trim_start_matches("entry-").parse::<u64>() {
        return settle(ask, entering, line, entry);
    }
    book(ask, entering, line, typed)
}

/// Ties the line to the entry that was shown beside it, if it still is the one.
fn settle(ask: &DeskAsk, entering: &Entering, line: Line, entry: u64) -> Result<DeskAnswer, StoreError> {
    let id = line.id.clone();
    let may = match proposal(ask.bench, entering, &line)? {
        Proposal::Entered(n) | Proposal::Look(Why::Perhaps(n), _) => n == entry,
        _ => line.entry == Some(entry),
    };
    let done = may && rows::settle(ask.bench.operation, &id, entry)?;
    let said = if done {
        html! {}
    } else {
        html! { div.note-box role="status" { p { (ask.bench.w.t("statement-gone")) } } }
    };
    again(ask, entering, &id, &said)
}

fn book(ask: &DeskAsk, entering: &Entering, line: Line, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let bench = of_line(ask.bench, &line);
    let get = |name: &str| typed.get(name).to_owned();
    let choice = Choice { fund: get("fund"), country: get("country"), reference: get("reference"), code: get("code") };
    let whole = typed_of(&bench, entering, &line, &choice);
    match bench.operation.in_turn(|| book_in_turn(&bench, entering, &line, &whole))? {
        Done::Booked(entry) | Done::Settled(entry) => {
            // Two tabs may carry two codes; the one that the book has is shown, and no other.
            let its_code = (entering.gifts_of_code)(bench.operation, &choice.code)?.contains(&entry);
            let slip = if its_code {
                (entering.gift.done)(&bench, &whole)
            } else {
                html! {}
            };
            again(ask, entering, &line.id, &slip)
        }
        Done::Refused(problems) => page(ask, entering, line, Some(typed), problems, &html! {}),
        Done::Gone => {
            let said = html! { div.note-box role="status" { p { (ask.bench.w.t("statement-gone")) } } };
            again(ask, entering, &line.id, &said)
        }
    }
}

/// The line as it is now.
fn again(ask: &DeskAsk, entering: &Entering, id: &LineId, said: &Markup) -> Result<DeskAnswer, StoreError> {
    match rows::find(ask.bench.operation, id)? {
        Some(line) => page(ask, entering, line, None, Vec::new(), said),
        None => Ok(DeskAnswer::Missing),
    }
}

/// What this line looks like among the other open ones.
fn proposal(bench: &Bench, entering: &Entering, line: &Line) -> Result<Proposal, StoreError> {
    let mut lines = rows::in_state(bench.operation, State::Open, std::slice::from_ref(&line.account))?;
    if !lines.iter().any(|other| other.id == line.id) {
        lines.push(line.clone());
    }
    let all = of_lines(bench, entering, lines)?;
    Ok(all.into_iter().find(|one| one.line.id == line.id).map_or(Proposal::WentOut, |one| one.proposal))
}

fn page(
    ask: &DeskAsk,
    entering: &Entering,
    line: Line,
    typed: Option<&Typed>,
    problems: Vec<Problem>,
    said: &Markup,
) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let proposal = proposal(ask.bench, entering, &line)?;
    let one = Proposed { line, proposal };
    let line = &one.line;
    let undecided = matches!(line.state, State::Open | State::Held);
    let booking = match &one.proposal {
        Proposal::Gift(choice) | Proposal::Look(_, choice) if undecided => {
            Some(booking(ask, entering, line, choice, typed, problems.clone())?)
        }
        _ => None,
    };
    let content = html! {
        section.band.bank {
            h1 { (w.t("statement-title")) }
            (said)
            p.lede { b { (w.money(line.signed(), &line.currency())) } ", " (facts(w, line)) }
            p { (w.t(&format!("statement-is-{}", line.state.code()))) " " (proposed(ask, &one)) }
            @if booking.is_none() && !problems.is_empty() { div.note-box role="alert" { p { (sentence(&problems)) } } }
            @if undecided { (ways(ask, entering, &one)) }
            @if let Some(booking) = &booking { (booking) }
            (others(ask, line))
            (sealed::below(ask.bench, ask.base, &format!("line/{}", line.id))?)
            p { a href=(here(ask, "")) { (w.t("statements-to-list")) } }
        }
    };
    Ok(DeskAnswer::Page { wrong: !problems.is_empty(), title: w.t("statement-title"), content })
}

/// The fields of a gift that a person may choose, with what is proposed or was typed in them.
fn booking(
    ask: &DeskAsk,
    entering: &Entering,
    line: &Line,
    choice: &Choice,
    typed: Option<&Typed>,
    problems: Vec<Problem>,
) -> Result<Markup, StoreError> {
    let (w, bench) = (ask.bench.w, of_line(ask.bench, line));
    let first = typed_of(&bench, entering, line, choice);
    let value = |name: &str| typed.map_or(first.raw(name), |typed| typed.raw(name)).to_owned();
    let inputs = (entering.gift.fields)(&bench, &first)?.into_iter().flatten();
    let mut chosen: Vec<Input> = inputs.filter(|input| CHOSEN.contains(&input.name.as_str())).collect();
    for input in &mut chosen {
        if let (InputKind::Select(options), true) = (&mut input.kind, value(&input.name).is_empty()) {
            options.insert(0, (String::new(), w.t("option-choose")));
        }
    }
    let error = |name: &str| problems.iter().find(|p| p.field == name).map(|p| p.text.clone());
    let fields = chosen.into_iter().map(|input| {
        let (value, error) = (value(&input.name), error(&input.name));
        vec![Field { input, value, error }]
    });
    // A rule that is broken by what the bank says has no field here.
    let at_a_field = |mut problem: Problem| {
        if !CHOSEN.contains(&problem.field.as_str()) {
            problem.field.clear();
        }
        problem
    };
    let view = FormView {
        action: here(ask, &format!("/line/{}#problems", line.id)),
        fields: fields.collect(),
        sealed: None,
        hidden: vec![
            ("key".to_owned(), FormKey::draw(ask.bench.world).as_str().to_owned()),
            ("code".to_owned(), first.raw("code").to_owned()),
            ("seen".to_owned(), line.state.code().to_owned()),
        ],
        buttons: vec![Button::sending(w.t("statement-book"), "go", "book")],
        problems: problems.iter().cloned().map(at_a_field).collect(),
    };
    let remark = if problems.is_empty() { (entering.remark)(&bench, &first)? } else { None };
    Ok(html! {
        h2 { (w.t(entering.gift.title)) }
        @if let Some(remark) = remark { (remark) }
        (fields::form_html(w, &view))
    })
}

/// What else a line may be: an entry that is there, or one that a form makes.
fn ways(ask: &DeskAsk, entering: &Entering, one: &Proposed) -> Markup {
    let w = ask.bench.w;
    let line = &one.line;
    match &one.proposal {
        Proposal::Entered(entry) | Proposal::Look(Why::Perhaps(entry), _) => html! {
            form method="post" action=(here(ask, &format!("/line/{}", line.id))) {
                (key(ask))
                p.acts { button.btn type="submit" name="go" value=(format!("entry-{entry}")) { (w.with("statement-settle", &[("n", usize::try_from(*entry).unwrap_or(0).into())])) } }
            }
        },
        Proposal::WentOut | Proposal::Reversal => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("on", &line.booked.to_string())
                .append_pair("amount", &plain_amount(line.amount, &line.currency()))
                .append_pair("holder", &line.account)
                .finish();
            html! {
                p { (w.t("statement-ways")) }
                ul { @for form in entering.went_out {
                    li { a href=(format!("{}?{query}", address(ask.base, w, &format!("record/{}", form.path)))) { (w.t(form.title)) } }
                } }
            }
        }
        Proposal::Gift(_) | Proposal::Look(..) => html! {},
    }
}

/// Holding back, ignoring, taking back.
fn others(ask: &DeskAsk, line: &Line) -> Markup {
    let w = ask.bench.w;
    let buttons: &[&str] = match line.state {
        State::Open => &["hold", "ignore"],
        State::Held => &["open", "ignore"],
        State::Ignored => &["open"],
        State::Booked => &[],
    };
    html! {
        @if !buttons.is_empty() {
            form method="post" action=(here(ask, &format!("/line/{}", line.id))) {
                (key(ask))
                input type="hidden" name="seen" value=(line.state.code());
                p.acts { @for go in buttons { button.btn.less type="submit" name="go" value=(go) { (w.t(&format!("statement-go-{go}"))) } } }
            }
        }
    }
}
