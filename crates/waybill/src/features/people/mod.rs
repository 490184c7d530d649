//! People: who takes part, who is invited, what was done about them. Coordinators invite and change; another one confirms.

mod one;

use maud::{Markup, html};

use crate::store::{Deed, DeedKind, Link, NotInvited, PERSON_NAME_MAX, Person, Role, Status, StoreError};
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage, Input, InputKind, Waits};
use crate::web::layout::address;
use crate::web::typed::{Problem, Reader, Typed, too_long};
use crate::web::words::Tongue;

/// Everything under `people` on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "people", title: "people-title", answer };

/// What was done, as far back as the page tells.
const DEEDS_SHOWN: i64 = 30;

/// Invitations that somebody else wrote wait for a second person.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let n = waiting(bench)?.len();
    let words = bench.w.with("waits-invitations", &[("n", n.into())]);
    Ok(if n > 0 { vec![Waits { words, late: None, at: "people" }] } else { Vec::new() })
}

/// Links that whoever sits here can confirm.
fn waiting(bench: &Bench) -> Result<Vec<Link>, StoreError> {
    let by = &bench.by.person;
    if by.role == Role::Auditor {
        return Ok(Vec::new());
    }
    let links = bench.operation.links(bench.world)?;
    Ok(links.into_iter().filter(|link| !link.confirmed && link.made_by != by.id).collect())
}

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    match (ask.parts, ask.sent) {
        ([], None) => list(ask, None, &[], &html! {}),
        ([], Some(typed)) => invite(ask, typed),
        ([id], sent) => one::page(ask, id, sent),
        ([id, "confirm"], sent) => one::confirm(ask, id, sent.is_some()),
        _ => Ok(DeskAnswer::Missing),
    }
}

fn invite(ask: &DeskAsk, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let mut r = Reader::new(typed, w);
    let name = r.text("name").and_then(|name| {
        let length = name.chars().count();
        if length > PERSON_NAME_MAX {
            r.problem("name", too_long(r.w(), length, PERSON_NAME_MAX));
            return None;
        }
        Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let role = r.choice("role", |code| Role::parse(code).is_some()).and_then(Role::parse);
    let (name, role) = match r.finish(name.zip(role)) {
        Ok(read) => read,
        Err(problems) => return list(ask, Some(typed), &problems, &html! {}),
    };
    let problem = |field: &str, key: &str| vec![Problem { field: field.to_owned(), text: w.t(key) }];
    match bench.operation.invite_by(bench.world, &bench.key, bench.by.person.id, &name, role)? {
        Ok(token) => {
            let unconfirmed = bench.operation.invitation(&token, bench.world)?.is_none_or(|found| !found.confirmed);
            list(ask, None, &[], &link_shown(ask, &name, &token, unconfirmed))
        }
        Err(NotInvited::Name) => list(ask, Some(typed), &problem("name", "people-name-taken"), &html! {}),
        Err(NotInvited::Key) => list(ask, Some(typed), &problem("", "people-form-used"), &html! {}),
        Err(NotInvited::NotYou) => Ok(DeskAnswer::Missing),
    }
}

/// A link, shown this once: only a hash of it is kept.
fn link_shown(ask: &DeskAsk, name: &str, token: &str, unconfirmed: bool) -> Markup {
    let w = ask.bench.w;
    let path = format!("{}/enter/{token}", ask.base);
    html! {
        div.note-box.calm #link role="status" {
            h2 { (w.with("people-link-title", &[("name", name.into())])) }
            p { (w.t("people-link-text")) }
            p.link-shown { a href=(path) rel="noreferrer" { code dir="ltr" { (path) } } }
            @if unconfirmed { p { b { (w.t("people-link-unconfirmed")) } } }
        }
    }
}

fn list(ask: &DeskAsk, typed: Option<&Typed>, problems: &[Problem], told: &Markup) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let people: Vec<Person> = bench.operation.people()?.into_iter().filter(|one| !one.never_came()).collect();
    let leads = bench.by.person.role == Role::Coordinator;
    let form = invite_form(ask, typed, problems);
    let content = html! {
        div.band.cols {
            section {
                h1 { (w.t("people-title")) }
                p.lede { (w.t("people-about")) }
                (told)
                (confirmations(ask, &people)?)
                (table(ask, &people, leads)?)
                (deeds(ask, &bench.operation.deeds(DEEDS_SHOWN)?)?)
            }
            @if leads {
                section.slip {
                    h2 { (w.t("people-invite-title")) }
                    p { (w.t("people-invite-about")) }
                    (fields::form_html(w, &form))
                }
            }
        }
    };
    let title = fields::title(w, &form, &w.t("people-title"));
    Ok(DeskAnswer::Page { wrong: !problems.is_empty(), title, content })
}

fn invite_form(ask: &DeskAsk, typed: Option<&Typed>, problems: &[Problem]) -> FormView {
    let w = ask.bench.w;
    let inputs = vec![
        Input::new("name", w.t("people-name"), InputKind::Text).hint(w.t("people-name-hint")),
        Input::new("role", w.t("people-role"), InputKind::Select(roles(w, true))),
    ];
    FormView {
        sealed: None,
        action: format!("{}#problems", address(ask.base, w, "people")),
        fields: fields::filled(inputs, typed, problems),
        hidden: vec![("key".into(), ask.bench.key.as_str().into())],
        buttons: vec![Button::new(w.t("people-invite-button"))],
        problems: problems.to_vec(),
    }
}

/// Roles with what each is for. None stands there at first where one has to be chosen.
fn roles(w: Tongue, choose: bool) -> Vec<(String, String)> {
    let first = choose.then(|| (String::new(), w.t("option-choose")));
    first.into_iter().chain(Role::ALL.map(|role| (role.code().to_owned(), w.t(for_what(role))))).collect()
}

fn for_what(role: Role) -> &'static str {
    match role {
        Role::Coordinator => "role-is-coordinator",
        Role::Treasurer => "role-is-treasurer",
        Role::Logistics => "role-is-logistics",
        Role::Editor => "role-is-editor",
        Role::Moderator => "role-is-moderator",
        Role::Auditor => "role-is-auditor",
    }
}

fn status_words(w: Tongue, status: Status) -> String {
    w.t(match status {
        Status::Invited => "status-invited",
        Status::Active => "status-active",
        Status::Suspended => "status-suspended",
        Status::Removed => "status-removed",
    })
}

fn confirmations(ask: &DeskAsk, people: &[Person]) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let waiting = waiting(ask.bench)?;
    let of = |id: i32| people.iter().find(|one| one.id == id);
    Ok(html! {
        @if !waiting.is_empty() {
            h2 { (w.t("people-waiting-title")) }
            ul.plain.queue {
                @for link in &waiting { @if let Some(one) = of(link.person) { li.wide {
                    a href=(address(ask.base, w, &format!("people/{}/confirm", link.person))) {
                        (w.with("people-waiting", &[("name", one.name.as_str().into()), ("role", w.t(one.role.words()).into())]))
                    }
                } } }
            }
        }
    })
}

fn table(ask: &DeskAsk, people: &[Person], leads: bool) -> Result<Markup, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let links = bench.operation.links(bench.world)?;
    let keyless = bench.operation.waiting_for_keys()?;
    let note = |one: &Person| {
        let link = links.iter().find(|link| link.person == one.id);
        match (one.status, link) {
            (Status::Invited, None) => Some("people-link-over"),
            (Status::Invited, Some(link)) if !link.confirmed => Some("people-unconfirmed"),
            (Status::Active, _) if keyless.contains(&one.id) => Some("people-keyless"),
            _ => None,
        }
    };
    let seen = |one: &Person| one.seen_on.parse().ok().map(|on| w.date(on));
    Ok(html! {
        div.scroll tabindex="0" role="group" aria-label=(w.t("people-list")) { table {
            caption { (w.t("people-list")) }
            thead { tr {
                th scope="col" { (w.t("people-column-name")) }
                th scope="col" { (w.t("people-column-role")) }
                th scope="col" { (w.t("people-column-status")) }
                th scope="col" { (w.t("people-column-seen")) }
            } }
            tbody { @for one in people { tr {
                th scope="row" {
                    @if leads && one.status != Status::Removed { a href=(address(ask.base, w, &format!("people/{}", one.id))) { (one.name) } }
                    @else { (one.name) }
                    @if one.id == bench.by.person.id { " " span { (w.t("people-you")) } }
                }
                td { (w.t(one.role.words())) }
                td { (status_words(w, one.status)) }
                td { @if let Some(on) = seen(one) { (on) } @else { (w.t("people-never")) } }
            } } }
        } }
        @let noted: Vec<_> = people.iter().filter_map(|one| Some((one, note(one)?))).collect();
        @if !noted.is_empty() {
            ul { @for (one, note) in noted { li { b { (one.name) } ": " (w.t(note)) } } }
        }
    })
}

/// Who did what: nobody's rights change behind the others' backs.
fn deeds(ask: &DeskAsk, deeds: &[Deed]) -> Result<Markup, StoreError> {
    let w = ask.bench.w;
    let people = ask.bench.operation.people()?;
    let name =
        |id: i32| people.iter().find(|one| one.id == id).map_or_else(|| w.t("people-machine"), |one| one.name.clone());
    let words = |deed: &Deed| {
        let args = [("by", name(deed.by).into()), ("name", name(deed.about).into()), ("role", role_of(w, deed).into())];
        w.with(deed_phrase(deed.what), &args)
    };
    Ok(html! {
        @if !deeds.is_empty() {
            h2 { (w.t("people-deeds-title")) }
            ul.plain.queue { @for deed in deeds { li.wide { (w.date(deed.on)) ": " (words(deed)) } } }
        }
    })
}

fn role_of(w: Tongue, deed: &Deed) -> String {
    match deed.what {
        DeedKind::Role(role) => w.t(role.words()),
        _ => String::new(),
    }
}

fn deed_phrase(what: DeedKind) -> &'static str {
    match what {
        DeedKind::Invited => "deed-invited",
        DeedKind::Confirmed => "deed-confirmed",
        DeedKind::Anew => "deed-anew",
        DeedKind::Role(_) => "deed-role",
        DeedKind::Suspended => "deed-suspended",
        DeedKind::Back => "deed-back",
        DeedKind::Removed => "deed-removed",
        DeedKind::Locked => "deed-locked",
        DeedKind::Unlocked => "deed-unlocked",
        DeedKind::UnlockedAlone => "deed-unlocked-alone",
    }
}
