//! The coordinators' page of needs: the oldest word first, and one press that confirms one or many of them today.

use jiff::civil::Date;
use maud::{Markup, html};

use super::rows::{Known, known};
use super::{FORM, NOT_NOW, SURPLUS, as_typed};
use crate::catalogue::CONFIRMERS;
use crate::publish::in_force::InForce;
use crate::publish::policy::Policy;
use crate::store::{FormKey, StoreError};
use crate::web::forms::{self, Bench, DeskAnswer, DeskAsk, DeskPage, Waits};
use crate::web::layout::{address, page_number};
use crate::web::options;
use crate::web::pieces;
use crate::web::typed::Typed;
use crate::web::words::{Arg, Tongue};

/// The page "Needs" on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "needs", title: "needs-title", answer };

/// Needs on one page: a form with a tick for each of them stays far below the 200 fields that are read.
const LISTED_MAX: usize = 50;

/// The field of the one need whose own button was pressed; ticks are `tick-<fund>`.
const ONE: &str = "one";

/// Needs whose last word is too old: they are told to the world as not confirmed.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let (w, known) = (bench.w, known(bench.operation)?);
    let policy = InForce::of(bench.operation, &bench.card)?.newest();
    let stale = known.iter().filter(|known| is_stale(known, bench.today, &policy));
    let Some(oldest) = stale.clone().map(|known| known.confirmed).min() else { return Ok(Vec::new()) };
    let args = [("n", stale.count().into()), ("days", days(w, &policy))];
    let late = w.with("waits-needs-oldest", &[("date", w.date(oldest).into())]);
    Ok(vec![Waits { words: w.with("waits-needs", &args), late: Some(late), at: DESK_PAGE.name }])
}

/// How long a word is fresh.
fn days(w: Tongue, policy: &Policy) -> Arg {
    w.with("days", &[("n", policy.stale_days.into())]).into()
}

/// Whether somebody should ask again. What is not needed now asks for nothing.
fn is_stale(known: &Known, today: Date, policy: &Policy) -> bool {
    known.state != NOT_NOW && policy.fresh_until(known.confirmed) < today
}

/// What a press did.
enum Pressed {
    /// So many are confirmed today, by this press or by the same one before.
    Confirmed(usize),
    /// What is wrong, in sentences.
    Wrong(Vec<String>),
}

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let Some(page) = page_of(ask.parts) else { return Ok(DeskAnswer::Missing) };
    let pressed = match ask.sent {
        Some(typed) => Some(ask.bench.operation.in_turn(|| press(ask.bench, typed))?),
        None => None,
    };
    let mut all = known(ask.bench.operation)?;
    all.sort_by_key(|known| (known.state == NOT_NOW, known.confirmed, known.fund.clone()));
    let pages = all.len().div_ceil(LISTED_MAX).max(1);
    if page > pages {
        return Ok(DeskAnswer::Missing);
    }
    let listed: Vec<&Known> = all.iter().skip((page - 1) * LISTED_MAX).take(LISTED_MAX).collect();
    let policy = InForce::of(ask.bench.operation, &ask.bench.card)?.newest();
    let view = View { ask, page, policy, opened: FormKey::draw(ask.bench.world) };
    let content = html! {
        section.band {
            h1 { (w.t("needs-title")) }
            p.lede { (w.with("needs-about", &[("days", days(w, &policy))])) }
            @if let Some(pressed) = &pressed { (said(w, pressed)) }
            @if listed.is_empty() {
                p.lede { (w.t("needs-none")) }
                p.acts { a.btn href=(address(ask.base, w, "record/need")) { (w.t(FORM.title)) } }
            } @else {
                (view.many())
                ul.plain.ended { @for known in &listed { (view.one(known)) } }
                p.acts {
                    @if page > 1 { a.btn.less href=(view.href(page - 1)) { (w.t("needs-older")) } }
                    @if page < pages { a.btn.less href=(view.href(page + 1)) { (w.t("needs-newer")) } }
                    a href=(address(ask.base, w, "record/need")) { (w.t(FORM.title)) }
                }
            }
        }
    };
    let wrong = matches!(pressed, Some(Pressed::Wrong(_)));
    Ok(DeskAnswer::Page { wrong, title: w.t("needs-title"), content })
}

/// The first page is `needs`, the others `needs/2` and on.
fn page_of(parts: &[&str]) -> Option<usize> {
    match parts {
        [] => Some(1),
        [number] => page_number(number),
        _ => None,
    }
}

fn said(w: Tongue, pressed: &Pressed) -> Markup {
    match pressed {
        Pressed::Confirmed(n) => {
            html! { div.note-box.calm role="status" { p { (w.with("needs-confirmed", &[("n", (*n).into())])) } } }
        }
        Pressed::Wrong(sentences) => html! {
            div.note-box #problems role="alert" { @for sentence in sentences { p { (sentence) } } }
        },
    }
}

/// Confirms what was pressed or ticked, each by an entry of its own, as the form would. The keys of the entries follow from
/// the look at the page: pressed twice, each need is confirmed once.
fn press(bench: &Bench, typed: &Typed) -> Result<Pressed, StoreError> {
    let w = bench.w;
    let wrong = |key: &str| Ok(Pressed::Wrong(vec![w.t(key)]));
    if typed.get("key") != bench.key.as_str() || FormKey::parse(typed.get("opened")).is_none() {
        return wrong("form-key-lost");
    }
    if !CONFIRMERS.contains(&typed.get("by")) {
        return wrong("error-choice");
    }
    let ticked = typed.pairs().filter_map(|(name, seen)| Some((name.strip_prefix("tick-")?, seen.as_str())));
    let wanted: Vec<(&str, &str)> =
        if typed.get(ONE).is_empty() { ticked.collect() } else { vec![(typed.get(ONE), typed.get("seen"))] };
    if wanted.is_empty() {
        return wrong("needs-nothing-ticked");
    }
    let known = known(bench.operation)?;
    let (mut confirmed, mut problems) = (0, Vec::new());
    for (fund, seen) in wanted {
        match confirm(bench, &known, (fund, seen), (typed.get("by"), typed.get("opened")))? {
            None => confirmed += 1,
            Some(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(Pressed::Confirmed(confirmed));
    }
    if confirmed > 0 {
        problems.insert(0, w.with("needs-confirmed", &[("n", confirmed.into())]));
    }
    Ok(Pressed::Wrong(problems))
}

/// Says of one need again what its newest word says, today. `seen` is the entry that stood on the page: whoever presses
/// confirms what they saw, not what another wrote meanwhile. Answers what is wrong, if something is.
fn confirm(
    bench: &Bench,
    known: &[Known],
    (fund, seen): (&str, &str),
    (by, opened): (&str, &str),
) -> Result<Option<String>, StoreError> {
    let w = bench.w;
    let Some(key) = FormKey::parse(&format!("{opened}-{fund}")) else {
        return Ok(Some(w.t("error-choice")));
    };
    if bench.operation.answered(&key)?.is_some() {
        return Ok(None);
    }
    let word = match seen.parse() {
        Ok(entry) => bench.operation.entry(entry)?,
        Err(_) => None,
    };
    let stands = known.iter().any(|known| known.fund == fund && known.entry.to_string() == seen);
    let Some(word) = word.filter(|_| stands) else {
        return Ok(Some(w.with("needs-changed", &[("need", w.fund(fund).into())])));
    };
    let mut typed = Typed::new(as_typed(&word.public).into_iter().map(|(name, value)| (name.to_owned(), value)));
    if typed.get("state").is_empty() {
        typed.set("state", super::NEEDED);
    }
    typed.set("confirmed", &bench.today.to_string());
    typed.set("by", by);
    let bench = bench.with_key(key);
    let about =
        |problem: String| w.with("needs-refused", &[("need", w.fund(fund).into()), ("problem", problem.into())]);
    Ok(match forms::enter(&bench, &FORM, &typed, |_, _| Ok(()))? {
        Ok(_) => None,
        Err(problems) => problems.into_iter().next().map(|problem| about(problem.text)),
    })
}

struct View<'a> {
    ask: &'a DeskAsk<'a>,
    page: usize,
    policy: Policy,
    /// One look at the page, in all its forms: whichever of them confirms a need, it is confirmed once.
    opened: FormKey,
}

impl View<'_> {
    fn w(&self) -> Tongue {
        self.ask.bench.w
    }

    fn href(&self, page: usize) -> String {
        let path = if page == 1 { DESK_PAGE.name.to_owned() } else { format!("{}/{page}", DESK_PAGE.name) };
        address(self.ask.base, self.w(), &path)
    }

    /// Who confirmed it; after something was to be put right, the one that was chosen.
    fn by(&self, id: &str, label: &str) -> Markup {
        let chosen = self.ask.sent.map_or("", |typed| typed.get("by"));
        html! {
            select name="by" id=(id) aria-label=[(!label.is_empty()).then_some(label)] {
                @for (code, words) in options::phrases(self.w(), "confirmer", CONFIRMERS) { option value=(code) selected[code == chosen] { (words) } }
            }
        }
    }

    fn keys(&self) -> Markup {
        html! {
            input type="hidden" name="key" value=(FormKey::draw(self.ask.bench.world).as_str());
            input type="hidden" name="opened" value=(self.opened.as_str());
        }
    }

    /// The form that the ticks below belong to.
    fn many(&self) -> Markup {
        let w = self.w();
        html! {
            form #many method="post" action=(self.href(self.page)) {
                (self.keys())
                div.field { label for="f-by" { (w.t("need-by")) } (self.by("f-by", "")) }
                p.acts { button.btn type="submit" { (w.t("needs-confirm-ticked")) } }
            }
        }
    }

    /// One need with its tick and its own button.
    fn one(&self, known: &Known) -> Markup {
        let (w, today) = (self.w(), self.ask.bench.today);
        let name = w.fund(&known.fund);
        let tick = format!("tick-{}", known.fund);
        // A tick stays where it was set over this very word.
        let ticked = self.ask.sent.is_some_and(|typed| typed.get(&tick) == known.entry.to_string());
        let done = known.confirmed == today;
        let this = |key: &str| w.with(key, &[("need", name.as_str().into())]);
        let by = Some(known.by.as_str()).filter(|by| !by.is_empty());
        html! {
            li {
                div {
                    p {
                        @if done { b { (name) } } @else {
                            label.tick { input type="checkbox" form="many" name=(tick) value=(known.entry) checked[ticked]; (name) }
                        }
                    }
                    p.note { (self.what(known)) }
                    @if is_stale(known, today, &self.policy) {
                        p.late { (w.with("need-stale", &[("date", w.date(known.confirmed).into())])) }
                    } @else {
                        p.note { (crate::web::words::capital(&pieces::confirmed(w, known.confirmed, by))) }
                    }
                }
                p { a href=(address(self.ask.base, w, &format!("record/need?need={}", known.fund))) aria-label=(this("needs-change-this")) { (w.t("needs-change")) } }
                @if !done {
                    form.beside method="post" action=(self.href(self.page)) {
                        (self.keys())
                        input type="hidden" name=(ONE) value=(known.fund);
                        input type="hidden" name="seen" value=(known.entry);
                        (self.by(&format!("by-{}", known.fund), &this("needs-by-this")))
                        button.btn.less type="submit" aria-label=(this("needs-confirm-this")) { (w.t("needs-confirm")) }
                    }
                }
            }
        }
    }

    /// How many are needed, or that they are not.
    fn what(&self, known: &Known) -> String {
        let w = self.w();
        match known.state.as_str() {
            NOT_NOW => w.t("need-state-not-now"),
            SURPLUS => w.with("needs-surplus", &[("things", w.item(&known.item, known.surplus).into())]),
            _ => w.with("needs-needed", &[("things", w.item(&known.item, known.quantity).into())]),
        }
    }
}
