//! The lock switch: one press ends every session and stops entering and telling; two people undo it.

use maud::{Markup, html};

use crate::store::{Deed, DeedKind, Lock, Person, Role, StoreError, Unlocking};
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{DeskAnswer, DeskAsk, DeskPage, Input, InputKind};
use crate::web::layout::address;
use crate::web::typed::{Problem, Typed};

/// Everything under `lock` on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "lock", title: "lock-title", answer };

/// How far back is looked for whoever threw it.
const DEEDS: i64 = 200;

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    match (ask.parts, ask.sent) {
        ([], Some(typed)) if typed.get("go") == "lock" => throw(ask),
        ([], _) | (["undo"], None) => show(ask, None),
        (["undo"], Some(typed)) => undo(ask, typed),
        _ => Ok(DeskAnswer::Missing),
    }
}

fn throw(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    if !ask.bench.operation.throw_lock(ask.bench.world, ask.bench.by.person.id)? {
        return Ok(DeskAnswer::Missing);
    }
    let content = html! {
        section.band {
            h1 { (w.t("lock-done-title")) }
            p.lede { (w.t("lock-done-text")) }
            (what_it_does(ask))
            p.acts { a.btn href=(format!("{}/sign-in/{}", ask.base, w.lang().code())) { (w.t("sign-in-title")) } }
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("lock-done-title"), content })
}

/// One press of the button is one voice; with a code on paper it is enough.
fn undo(ask: &DeskAsk, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let (by, since) = (bench.by.person.id, typed.get("since").parse().unwrap_or(0));
    let alone = typed.get("go") == "alone";
    let done = if alone {
        bench.operation.unlock_with_paper(bench.world, by, since, typed.get("paper"))?
    } else {
        bench.operation.want_unlocked(bench.world, by, since)?
    };
    let (field, key) = match done {
        Unlocking::Open => return Ok(DeskAnswer::Go(String::new())),
        Unlocking::Waits => return show(ask, None),
        Unlocking::NotYou => return Ok(DeskAnswer::Missing),
        Unlocking::Crossed => ("", "lock-crossed"),
        Unlocking::Wrong => ("paper", "lock-paper-wrong"),
        Unlocking::TooMany => ("paper", "sign-in-too-many"),
    };
    show(ask, Some(Problem { field: field.into(), text: w.t(key) }))
}

fn show(ask: &DeskAsk, problem: Option<Problem>) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let reads_only = ask.bench.by.person.role == Role::Auditor;
    let lock = ask.bench.operation.lock()?;
    let title = w.t(if lock.is_some() { "lock-locked-title" } else { "lock-title" });
    let problems: Vec<Problem> = problem.into_iter().collect();
    let wrong = !problems.is_empty();
    let (content, problems) = match lock {
        None => (open(ask, reads_only), Vec::new()),
        Some(lock) => (locked(ask, &lock, reads_only, problems.clone())?, problems),
    };
    let named = fields::title(w, &FormView { problems, ..FormView::default() }, &title);
    Ok(DeskAnswer::Page { wrong, title: named, content: html! { section.band { h1 { (title) } (content) } } })
}

fn what_it_does(ask: &DeskAsk) -> Markup {
    let w = ask.bench.w;
    html! {
        ul {
            li { (w.t("lock-does-sessions")) }
            li { (w.t("lock-does-book")) }
            li { (w.t("lock-does-public")) }
            li { (w.t("lock-does-undo")) }
        }
    }
}

fn open(ask: &DeskAsk, reads_only: bool) -> Markup {
    let w = ask.bench.w;
    html! {
        p.lede { (w.t("lock-about")) }
        (what_it_does(ask))
        @if !reads_only {
            form method="post" action=(address(ask.base, w, "lock")) {
                p.acts { button.btn type="submit" name="go" value="lock" { (w.t("lock-button")) } }
            }
        }
    }
}

fn locked(ask: &DeskAsk, lock: &Lock, reads_only: bool, problems: Vec<Problem>) -> Result<Markup, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let people = bench.operation.people()?;
    let thrown = bench.operation.deeds(DEEDS)?.into_iter().find(|deed| deed.what == DeedKind::Locked);
    let wanted: Vec<String> =
        people.iter().filter(|one| lock.wanted_by.contains(&one.id)).map(|one| one.name.clone()).collect();
    let mine = lock.wanted_by.contains(&bench.by.person.id);
    let form = FormView {
        sealed: None,
        action: format!("{}#problems", address(ask.base, w, "lock/undo")),
        fields: fields::filled(
            vec![Input::new("paper", w.t("lock-paper"), InputKind::Code).hint(w.t("lock-paper-hint"))],
            None,
            &problems,
        ),
        hidden: vec![("since".into(), lock.since.to_string())],
        buttons: vec![Button::sending(w.t("lock-undo-alone"), "go", "alone")],
        problems,
    };
    Ok(html! {
        p.lede { (w.t("lock-locked-text")) }
        @if let Some(deed) = thrown { p { (who_threw(ask, &people, &deed)) } }
        @for name in &wanted { p.note-box.calm role="status" { (w.with("lock-wanted", &[("name", name.as_str().into())])) } }
        @if reads_only { p { (w.t("lock-not-yours")) } }
        @else {
            @if !mine {
                form method="post" action=(address(ask.base, w, "lock/undo")) {
                    input type="hidden" name="since" value=(lock.since);
                    p.acts { button.btn type="submit" { (w.t("lock-undo")) } }
                    p.note { (w.t("lock-undo-note")) }
                }
            }
            h2 { (w.t("lock-alone-title")) }
            (fields::form_html(w, &form))
        }
    })
}

fn who_threw(ask: &DeskAsk, people: &[Person], deed: &Deed) -> String {
    let w = ask.bench.w;
    let on = w.date(deed.on);
    match people.iter().find(|one| one.id == deed.by) {
        Some(one) => w.with("lock-thrown-by", &[("name", one.name.as_str().into()), ("date", on.into())]),
        None => w.with("lock-thrown-machine", &[("date", on.into())]),
    }
}
