//! First steps: from an empty book to the first dispatch, each step with the form that does it and the sentence why.
//!
//! Nothing is remembered about them: what is done is read from the book and the settings, every time.

use maud::{Markup, html};

use crate::store::StoreError;
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::words::Tongue;

/// The page's name in addresses.
const NAME: &str = "start";

/// One step; its words are the phrases `start-<name>` and `start-<name>-why`.
#[derive(Clone, Copy)]
pub struct Step {
    /// In the names of its phrases.
    pub name: &'static str,
    /// Whether every operation has it; the others are left out by whoever has nothing to enter there.
    pub needed: bool,
    /// Whether it is done.
    pub done: fn(&Bench) -> Result<bool, StoreError>,
    /// The page that does it, behind the language, with what can be known filled in.
    pub at: fn(&Bench) -> String,
}

/// How far one step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Done,
    /// The one to do now.
    Next,
    Later,
    /// Only for those who have something to enter there.
    Optional,
}

impl State {
    fn phrase(self) -> &'static str {
        match self {
            Self::Done => "start-done",
            Self::Next => "start-next",
            Self::Later => "start-later",
            Self::Optional => "start-optional",
        }
    }
}

/// The page on the coordinators' side, for the house to give it its steps.
pub const fn desk_page(answer: fn(&DeskAsk) -> Result<DeskAnswer, StoreError>) -> DeskPage {
    DeskPage { name: NAME, title: "start-title", answer }
}

/// The list of steps.
pub fn page(ask: &DeskAsk, steps: &[Step]) -> Result<DeskAnswer, StoreError> {
    if !ask.parts.is_empty() || ask.sent.is_some() {
        return Ok(DeskAnswer::Missing);
    }
    let w = ask.bench.w;
    let all = states(ask.bench, steps)?;
    let content = html! {
        section.band {
            h1 { (w.t("start-title")) }
            p.lede { (w.t("start-about")) }
            ol.steps { @for (step, state) in &all { li aria-current=[(*state == State::Next).then_some("step")] {
                h2 { a href=(address(ask.base, w, &(step.at)(ask.bench))) { (w.t(&format!("start-{}", step.name))) } " " (stamp(w, *state)) }
                p { (w.t(&format!("start-{}-why", step.name))) }
                @if *state == State::Next { p.acts { a.btn href=(address(ask.base, w, &(step.at)(ask.bench))) { (w.t("start-do-it")) } } }
            } } }
            (look(ask))
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("start-title"), content })
}

fn stamp(w: Tongue, state: State) -> Markup {
    html! { span.state.done[state == State::Done].next[state == State::Next] { (w.t(state.phrase())) } }
}

/// The last step has no form: looking at what the world sees.
fn look(ask: &DeskAsk) -> Markup {
    let w = ask.bench.w;
    let here = format!("{}{}", ask.public_at, ask.public_base);
    let addresses = std::iter::once(here).chain(ask.bench.card.settings.address.clone());
    html! {
        h2 { (w.t("start-look")) }
        p { (w.t("start-look-why")) }
        ul.plain { @for address in addresses { li { a.where href=(format!("{address}/")) { (address) "/" } } } }
        p.note { (w.t("start-later-found")) }
    }
}

/// What stands on "Today" until the needed steps are done.
pub fn banner(bench: &Bench, base: &str, steps: &[Step]) -> Result<Option<Markup>, StoreError> {
    let w = bench.w;
    let all = states(bench, steps)?;
    if all.iter().all(|(step, state)| !step.needed || *state == State::Done) {
        return Ok(None);
    }
    let next = all.iter().find(|(_, state)| *state == State::Next).map_or("name", |(step, _)| step.name);
    Ok(Some(html! {
        div.note-box.calm {
            h2 { (w.t("start-title")) }
            p { (w.with("start-now", &[("step", w.t(&format!("start-{next}")).into())])) }
            p.acts { a.btn href=(address(base, w, NAME)) { (w.t("start-go-on")) } }
        }
    }))
}

fn states<'a>(bench: &Bench, steps: &'a [Step]) -> Result<Vec<(&'a Step, State)>, StoreError> {
    let done = steps.iter().map(|step| (step.done)(bench)).collect::<Result<Vec<_>, _>>()?;
    let needed: Vec<bool> = steps.iter().map(|step| step.needed).collect();
    Ok(steps.iter().zip(told(&needed, &done)).collect())
}

/// The next step is the first that is open. One that only some have anything to enter in is left out by whoever has done a
/// needed one behind it.
fn told(needed: &[bool], done: &[bool]) -> Vec<State> {
    let reached = (0..done.len()).rev().find(|n| needed[*n] && done[*n]);
    let next = (0..done.len()).find(|n| !done[*n] && (needed[*n] || reached.is_none_or(|reached| *n > reached)));
    let state = |n: usize| match (done[n], needed[n]) {
        (true, _) => State::Done,
        _ if next == Some(n) => State::Next,
        (_, true) => State::Later,
        _ => State::Optional,
    };
    (0..done.len()).map(state).collect()
}

#[cfg(test)]
mod tests {
    use super::State::{Done, Later, Next, Optional};
    use super::told;

    const NEEDED: [bool; 5] = [true, false, false, true, true];

    #[test]
    fn the_next_step_is_the_first_that_is_open() {
        assert_eq!(told(&NEEDED, &[false; 5]), [Next, Optional, Optional, Later, Later]);
        assert_eq!(told(&NEEDED, &[true, false, false, false, false]), [Done, Next, Optional, Later, Later]);
        assert_eq!(told(&NEEDED, &[true, true, false, false, false]), [Done, Done, Next, Later, Later]);
        // Whoever did a step early that only some have is still led through the others.
        assert_eq!(told(&NEEDED, &[true, false, true, false, false]), [Done, Next, Done, Later, Later]);
    }

    #[test]
    fn whoever_went_on_has_left_out_what_only_some_have() {
        assert_eq!(told(&NEEDED, &[true, false, false, true, false]), [Done, Optional, Optional, Done, Next]);
        assert_eq!(told(&NEEDED, &[true, false, false, true, true]), [Done, Optional, Optional, Done, Done]);
    }

    #[test]
    fn a_needed_step_that_was_jumped_over_is_next() {
        assert_eq!(told(&NEEDED, &[true, false, false, false, true]), [Done, Optional, Optional, Next, Done]);
        assert_eq!(told(&NEEDED, &[false, true, false, false, false]), [Next, Done, Optional, Later, Later]);
    }
}
