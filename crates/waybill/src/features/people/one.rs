//! One person's page: another role, going, coming back, a new link; and the page where a second person confirms.

use maud::{Markup, html};

use super::{link_shown, roles, status_words};
use crate::store::{Change, NotChanged, NotConfirmed, Person, Role, Status, StoreError, known_as};
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{DeskAnswer, DeskAsk, Input, InputKind};
use crate::web::layout::address;
use crate::web::typed::{Problem, Typed};

/// The forms of the page, by what their button sends.
const DOINGS: [&str; 5] = ["role", "anew", "suspend", "back", "remove"];

fn found(ask: &DeskAsk, id: &str) -> Result<Option<Person>, StoreError> {
    let one = match id.parse::<i32>() {
        Ok(number) if number.to_string() == id => ask.bench.operation.person(number)?,
        _ => None,
    };
    Ok(one.filter(|one| one.status != Status::Removed))
}

/// A second person confirms an invitation, which nobody does for what they wrote themselves.
pub fn confirm(ask: &DeskAsk, id: &str, sent: bool) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let Some(one) = found(ask, id)? else { return Ok(DeskAnswer::Missing) };
    let links = bench.operation.links(bench.world)?;
    let Some(link) = links.iter().find(|link| link.person == one.id) else { return Ok(DeskAnswer::Missing) };
    let name = [("name", one.name.as_str().into())];
    let (wrong, said) = if sent {
        match bench.operation.confirm(bench.world, one.id, bench.by.person.id)? {
            Ok(()) => (false, Some(w.with("people-confirmed", &name))),
            Err(NotConfirmed::Own) => (true, Some(w.t("people-confirm-own"))),
            Err(NotConfirmed::Gone) => return Ok(DeskAnswer::Missing),
        }
    } else if link.made_by == bench.by.person.id {
        (false, Some(w.t("people-confirm-own")))
    } else if link.confirmed {
        (false, Some(w.with("people-confirmed", &name)))
    } else {
        (false, None)
    };
    let people = bench.operation.people()?;
    let maker = people.iter().find(|other| other.id == link.made_by);
    let maker = maker.map_or_else(|| w.t("people-machine"), |maker| maker.name.clone());
    let args = [("by", maker.into()), ("name", one.name.as_str().into()), ("role", w.t(one.role.words()).into())];
    let content = html! {
        section.band {
            h1 { (w.t("people-confirm-title")) }
            @if let Some(said) = said {
                p class=(if wrong { "note-box" } else { "note-box calm" }) #problems role="status" { (said) }
            } @else {
                p.lede { (w.with("people-confirm-text", &args)) }
                p { (w.t("people-confirm-check")) }
                form method="post" action=(address(ask.base, w, &format!("people/{}/confirm", one.id))) {
                    p.acts { button.btn type="submit" { (w.t("people-confirm-button")) } }
                }
            }
            p.acts { a href=(address(ask.base, w, "people")) { (w.t("people-back")) } }
        }
    };
    Ok(DeskAnswer::Page { wrong, title: w.t("people-confirm-title"), content })
}

/// What somebody's page says after a form was sent.
#[derive(Default)]
struct Said {
    doing: String,
    problems: Vec<Problem>,
    done: Markup,
}

/// The page, and what was sent to it.
pub fn page(ask: &DeskAsk, id: &str, sent: Option<&Typed>) -> Result<DeskAnswer, StoreError> {
    let Some(one) = found(ask, id)? else {
        // Whoever was removed by this very form is gone from here; the list says so.
        return Ok(if sent.is_some() { DeskAnswer::Go("people".into()) } else { DeskAnswer::Missing });
    };
    let Some(typed) = sent else { return show(ask, &one, None, &Said::default()) };
    match read(ask, &one, typed) {
        Err(problems) => {
            show(ask, &one, Some(typed), &Said { doing: typed.get("go-for").into(), problems, done: html! {} })
        }
        Ok(change) => carry_out(ask, &one, typed, change),
    }
}

fn read(ask: &DeskAsk, one: &Person, typed: &Typed) -> Result<Change, Vec<Problem>> {
    let w = ask.bench.w;
    let problem = |field: &str, key: &str| vec![Problem { field: field.to_owned(), text: w.t(key) }];
    match typed.get("go-for") {
        "role" => Role::parse(typed.get("role")).map(Change::Role).ok_or_else(|| problem("role", "error-choice")),
        "anew" => Ok(Change::Anew),
        "suspend" => Ok(Change::Suspend),
        "back" => Ok(Change::Back),
        "remove" if known_as(typed.get("name")) != known_as(&one.name) => Err(problem("name", "people-remove-name")),
        "remove" => Ok(Change::Remove),
        _ => Err(problem("", "error-choice")),
    }
}

fn carry_out(ask: &DeskAsk, one: &Person, typed: &Typed, change: Change) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let doing = typed.get("go-for").to_owned();
    let sorry = |key: &str| {
        let problems = vec![Problem { field: String::new(), text: w.t(key) }];
        show(ask, one, Some(typed), &Said { doing: doing.clone(), problems, done: html! {} })
    };
    let token =
        match bench.operation.change_person(bench.world, &bench.key, &bench.by, (one.id, typed.get("seen")), change)? {
            Ok(token) => token,
            Err(NotChanged::Last) => return sorry("people-last"),
            Err(NotChanged::Crossed) => return sorry("people-crossed"),
            Err(NotChanged::Gone) => return sorry("people-not-now"),
        };
    let Some(now) = bench.operation.person(one.id)?.filter(|now| now.status != Status::Removed) else {
        return Ok(DeskAnswer::Go("people".into()));
    };
    let done = if let Some(token) = token {
        let unconfirmed = bench.operation.invitation(&token, bench.world)?.is_none_or(|found| !found.confirmed);
        link_shown(ask, &now.name, &token, unconfirmed)
    } else {
        html! { p.note-box.calm role="status" { (w.t("people-kept")) } }
    };
    show(ask, &now, None, &Said { doing, problems: Vec::new(), done })
}

fn show(ask: &DeskAsk, one: &Person, typed: Option<&Typed>, said: &Said) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let keyless = ask.bench.operation.waiting_for_keys()?.contains(&one.id);
    let title = w.with("people-one-title", &[("name", one.name.as_str().into())]);
    let form = |doing: &str| form(ask, one, doing, typed.filter(|_| said.doing == doing), said);
    let wanted = FormView { problems: said.problems.clone(), ..FormView::default() };
    let part = |doing: &str| {
        html! {
            @if fits(doing, one.status) {
                h2 { (w.t(heading(doing, one.status))) }
                p { (w.t(about(doing, one.status))) }
                (fields::form_html(w, &form(doing)))
            }
        }
    };
    let content = html! {
        div.band.cols {
            section {
                h1 { (title) }
                p.lede { (w.with("people-one-text", &[("role", w.t(one.role.words()).into()), ("status", status_words(w, one.status).into())])) }
                (said.done)
                @if keyless { p.note { (w.t("people-keyless")) } }
                @if !DOINGS.contains(&said.doing.as_str()) { (fields::problems_html(w, &wanted)) }
                @for doing in ["role", "suspend", "back"] { (part(doing)) }
                p.acts { a href=(address(ask.base, w, "people")) { (w.t("people-back")) } }
            }
            section.slip { @for doing in ["anew", "remove"] { (part(doing)) } }
        }
    };
    Ok(DeskAnswer::Page { wrong: !said.problems.is_empty(), title: fields::title(w, &wanted, &title), content })
}

fn fits(doing: &str, status: Status) -> bool {
    match doing {
        "role" => Change::Role(Role::Coordinator).fits(status),
        "anew" => Change::Anew.fits(status),
        "suspend" => Change::Suspend.fits(status),
        "back" => Change::Back.fits(status),
        _ => Change::Remove.fits(status),
    }
}

fn form(ask: &DeskAsk, one: &Person, doing: &str, typed: Option<&Typed>, said: &Said) -> FormView {
    let w = ask.bench.w;
    let problems = if said.doing == doing { said.problems.clone() } else { Vec::new() };
    let inputs = match doing {
        "role" => {
            vec![Input::new("role", w.t("people-role"), InputKind::Select(roles(w, false))).first(one.role.code())]
        }
        "remove" => vec![
            Input::new("name", w.t("people-remove-field"), InputKind::Text)
                .hint(w.with("people-remove-hint", &[("name", one.name.as_str().into())])),
        ],
        _ => Vec::new(),
    };
    FormView {
        sealed: None,
        action: format!("{}#problems", address(ask.base, w, &format!("people/{}", one.id))),
        fields: fields::filled(inputs, typed, &problems),
        hidden: vec![
            ("key".into(), ask.bench.key.as_str().into()),
            ("seen".into(), one.mark()),
            ("go-for".into(), doing.into()),
        ],
        buttons: vec![Button::new(w.t(button(doing, one.status)))],
        problems,
    }
}

fn heading(doing: &str, status: Status) -> &'static str {
    match (doing, status) {
        ("role", _) => "people-role-title",
        ("suspend", _) => "people-suspend-title",
        ("back", _) => "people-return-title",
        ("anew", Status::Invited) => "people-link-again-title",
        ("anew", _) => "people-anew-title",
        (_, Status::Invited) => "people-withdraw-title",
        _ => "people-remove-title",
    }
}

fn about(doing: &str, status: Status) -> &'static str {
    match (doing, status) {
        ("role", _) => "people-role-about",
        ("suspend", _) => "people-suspend-about",
        ("back", _) => "people-return-about",
        ("anew", Status::Invited) => "people-link-again-about",
        ("anew", _) => "people-anew-about",
        (_, Status::Invited) => "people-withdraw-about",
        _ => "people-remove-about",
    }
}

fn button(doing: &str, status: Status) -> &'static str {
    match (doing, status) {
        ("role", _) => "people-role-button",
        ("suspend", _) => "people-suspend-button",
        ("back", _) => "people-return-button",
        ("anew", _) => "people-anew-button",
        (_, Status::Invited) => "people-withdraw-button",
        _ => "people-remove-button",
    }
}
