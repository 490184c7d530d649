//! Witnesses: another operation signs that our book only grows, and ours signs for theirs. Coordinators exchange a few lines
//! and paste them here; everything else happens by itself after each close of a day.

mod pasted;

use jiff::Timestamp;
use maud::{Markup, html};
use waybill_log::note::VerifierKey;

use self::pasted::{Pasted, Wrong};
use crate::publish::ticks::{origin, signers};
use crate::publish::witnesses::{Trouble, WITNESS, key, keys_of};
use crate::store::{FormKey, StoreError, WITNESSED_MAX, WITNESSES_MAX, WitnessRow, WitnessedRow};
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage, Input, InputKind};
use crate::web::layout::address;
use crate::web::typed::{Problem, Typed};

/// The page on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "witnesses", title: "witnesses-title", answer };

/// The field into which lines are pasted.
const LINES: &str = "lines";

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let bench = ask.bench;
    match (ask.parts, ask.sent) {
        ([] | ["remove"], None) => show(ask, None, &[], None),
        ([], Some(typed)) => match bench.operation.in_turn(|| add(bench, typed))? {
            Ok(()) => show(ask, None, &[], Some("witnesses-added")),
            Err(problem) => show(ask, Some(typed), &[problem], None),
        },
        (["remove"], Some(typed)) => {
            if !typed.get("name").is_empty() {
                bench.operation.remove_witness(typed.get("name"))?;
            }
            if !typed.get("log").is_empty() {
                bench.operation.stop_witnessing(typed.get("log"))?;
            }
            show(ask, None, &[], Some("witnesses-removed"))
        }
        _ => Ok(DeskAnswer::Missing),
    }
}

/// Keeps what was pasted. Pasted twice it stands there once.
fn add(bench: &Bench, typed: &Typed) -> Result<Result<(), Problem>, StoreError> {
    let w = bench.w;
    let problem = |text: String| Ok(Err(Problem { field: LINES.to_owned(), text }));
    let Pasted { log, witness } = match pasted::read(typed.raw(LINES)) {
        Ok(read) => read,
        Err(wrong) => return problem(sentence(bench, wrong)),
    };
    let ours = key(bench.operation)?;
    let own_log = log.as_ref().is_some_and(|(name, _)| *name == origin(bench.operation));
    if own_log || witness.as_ref().is_some_and(|(key, _)| key == ours.verifier()) {
        return problem(w.t("witnesses-own"));
    }
    if let Some((name, keys)) = &log {
        let known = bench.operation.witnessed_log(name)?.map(|row| keys_of(&row)).unwrap_or_default();
        let goes_on = |key: &VerifierKey| keys.lines().any(|line| line == key.to_string());
        if !known.is_empty() && !known.iter().any(goes_on) {
            return problem(w.with("witnesses-changed", &[("name", name.as_str().into())]));
        }
    }
    let witnesses = bench.operation.witnesses()?;
    if let Some((key, _)) = &witness
        && witnesses.iter().any(|row| row.name == key.name() && row.key != key.to_string())
    {
        return problem(w.with("witnesses-changed", &[("name", key.name().into())]));
    }
    if let Some((key, address)) = &witness
        && !bench.operation.add_witness(key.name(), &key.to_string(), address)?
    {
        return problem(w.with("witnesses-full", &[("max", WITNESSES_MAX.into())]));
    }
    if let Some((name, keys)) = &log
        && !bench.operation.witness_log(name, keys)?
    {
        return problem(w.with("witnesses-logs-full", &[("max", WITNESSED_MAX.into())]));
    }
    Ok(Ok(()))
}

fn sentence(bench: &Bench, wrong: Wrong) -> String {
    let w = bench.w;
    match wrong {
        Wrong::Empty => w.t("error-required"),
        Wrong::Long => w.t("witnesses-long"),
        Wrong::Line(number) => w.with("witnesses-line", &[("n", number.into())]),
        Wrong::Address => w.t("witnesses-address"),
        Wrong::Half => w.t("witnesses-half"),
        Wrong::Several => w.t("witnesses-several"),
    }
}

fn show(
    ask: &DeskAsk,
    typed: Option<&Typed>,
    problems: &[Problem],
    done: Option<&str>,
) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let form = form(ask, typed, problems);
    let witnesses = bench.operation.witnesses()?;
    let witnessed: Vec<_> = bench.operation.witnessed()?.into_iter().filter(|row| !row.keys.is_empty()).collect();
    let content = html! {
        div.band.cols {
            section {
                h1 { (w.t("witnesses-title")) }
                p.lede { (w.t("witnesses-about")) }
                @if let Some(key) = done { p.note-box.calm role="status" { (w.t(key)) } }
                (held_up(bench, &witnesses))
                h2 { (w.t("witnesses-of-us")) }
                @if witnesses.is_empty() { p { (w.t("witnesses-nobody")) } }
                @if !witnesses.is_empty() { ul.plain.queue { @for row in &witnesses { li.wide {
                    b.where { (row.name) } br;
                    span.where { (row.address) }
                    p { (state(bench, row)?) }
                    (remove_html(ask, "name", &row.name))
                } } } }
                h2 { (w.t("witnesses-by-us")) }
                @if witnessed.is_empty() { p { (w.t("witnesses-nobody")) } }
                @if !witnessed.is_empty() { ul.plain.queue { @for row in &witnessed { li.wide {
                    b.where { (row.origin) }
                    p { (signed_for(bench, row)) }
                    (remove_html(ask, "log", &row.origin))
                } } } }
            }
            section.slip {
                h2 { (w.t("witnesses-ours")) }
                p { (w.t("witnesses-ours-about")) }
                (own_lines(ask)?)
                h2 { (w.t("witnesses-add")) }
                (fields::form_html(w, &form))
            }
        }
    };
    let title = fields::title(w, &form, &w.t("witnesses-title"));
    Ok(DeskAnswer::Page { wrong: !problems.is_empty(), title, content })
}

fn form(ask: &DeskAsk, typed: Option<&Typed>, problems: &[Problem]) -> FormView {
    let w = ask.bench.w;
    let lines = Input::new(LINES, w.t("witnesses-lines"), InputKind::Area).hint(w.t("witnesses-lines-hint"));
    FormView {
        action: format!("{}#problems", address(ask.base, w, DESK_PAGE.name)),
        fields: fields::filled(vec![lines], typed, problems),
        hidden: vec![("key".into(), FormKey::draw(ask.bench.world).as_str().into())],
        buttons: vec![Button::new(w.t("witnesses-add-button"))],
        problems: problems.to_vec(),
        ..FormView::default()
    }
}

/// What friends need: where our witness is asked, its key, and the keys of our log.
fn own_lines(ask: &DeskAsk) -> Result<Markup, StoreError> {
    let (operation, w) = (ask.bench.operation, ask.bench.w);
    let public = ask.bench.card.settings.address.as_ref();
    let mut lines: Vec<String> = public.map(|address| format!("{address}/{WITNESS}")).into_iter().collect();
    lines.push(key(operation)?.verifier().to_string());
    lines.extend(signers(operation)?.iter().map(|key| key.verifier().to_string()));
    Ok(html! {
        @if public.is_some() { pre.slab.where #ours { code { (lines.join("\n")) } } }
        @else { p.note-box { a href=(address(ask.base, w, "settings")) { (w.t("witnesses-no-address")) } } }
    })
}

/// Why nothing is signed, where a witness saw what this book does not go on from.
fn held_up(bench: &Bench, witnesses: &[WitnessRow]) -> Markup {
    let ahead: Vec<_> = witnesses.iter().filter(|row| row.ahead > 0).collect();
    html! {
        @for row in ahead {
            div.note-box role="alert" {
                p { (bench.w.with("witnesses-held-up", &[("name", row.name.as_str().into()), ("n", row.ahead.into())])) }
            }
        }
    }
}

/// What came of asking a witness, in a few sentences.
fn state(bench: &Bench, row: &WitnessRow) -> Result<String, StoreError> {
    let w = bench.w;
    let mut said = Vec::new();
    match Trouble::parse(&row.said) {
        Some(trouble) => {
            said.push(w.t(&format!("witnesses-said-{}", trouble.code())));
            said.push(at(bench, "witnesses-since", row.since, &[]));
        }
        None if row.cosigned_at == 0 => said.push(w.t("witnesses-not-asked")),
        None => {}
    }
    if row.cosigned_at > 0 {
        let tick = bench.operation.tick_at(row.seen)?.filter(|tick| tick.size == row.seen);
        let day = tick.map_or(0, |tick| i64::from(tick.step));
        said.push(at(bench, "witnesses-signed", row.cosigned_at, &[("day", day)]));
    }
    Ok(said.join(" "))
}

fn signed_for(bench: &Bench, row: &WitnessedRow) -> String {
    if row.signed_at == 0 {
        return bench.w.t("witnesses-never-asked-us");
    }
    at(bench, "witnesses-signed-theirs", row.signed_at, &[("n", row.size)])
}

/// A phrase with a moment in it, on the operation's calendar.
fn at(bench: &Bench, phrase: &str, second: i64, more: &[(&'static str, i64)]) -> String {
    let moment = bench.card.local(Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH));
    let mut args =
        vec![("date", bench.w.date(moment.date()).into()), ("time", moment.strftime("%H:%M").to_string().into())];
    args.extend(more.iter().map(|(name, n)| (*name, (*n).into())));
    bench.w.with(phrase, &args)
}

fn remove_html(ask: &DeskAsk, what: &str, name: &str) -> Markup {
    let w = ask.bench.w;
    html! {
        form.acts method="post" action=(address(ask.base, w, "witnesses/remove")) {
            button.btn.less type="submit" aria-label=(w.with("witnesses-remove-one", &[("name", name.into())])) { (w.t("witnesses-remove")) }
            input type="hidden" name="key" value=(FormKey::draw(ask.bench.world).as_str());
            input type="hidden" name=(what) value=(name);
        }
    }
}
