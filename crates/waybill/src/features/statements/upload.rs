//! Sending a file, and what is told of it once it is read.

use maud::{Markup, html};

use super::file::{Refused, Told, Unsure, field, import};
use super::{Entering, FILE_MAX, here, words};
use crate::catalogue::currency_of_account;
use crate::store::{FormKey, StoreError};
use crate::web::fields::{self, Field};
use crate::web::forms::{DeskAnswer, DeskAsk, Input, InputKind};
use crate::web::typed::Typed;
use crate::web::upload::FILE;
use crate::web::words::Tongue;

/// Lines listed that cannot be used; whoever has more has a file that is wrong as a whole.
const FAULTS_MAX: usize = 50;

/// Reads the file that was sent, or asks for one.
pub(super) fn answer(ask: &DeskAsk, entering: &Entering) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let page = |wrong: bool, content: Markup| {
        let title = w.t("statements-file");
        Ok(DeskAnswer::Page {
            wrong,
            title: title.clone(),
            content: html! { section.band.bank { h1 { (title) } (content) } },
        })
    };
    let Some(typed) = ask.sent else { return page(false, html! { (about(w)) (form(ask, &[], &[])) }) };
    let Some(file) = ask.file.filter(|file| !file.is_empty()) else {
        return page(true, html! { (about(w)) (form(ask, &[], &[w.t("file-missing")])) });
    };
    match import(ask.bench, entering, file, typed)? {
        Err(fault) => page(true, html! { (about(w)) (form(ask, &[], &[words::of_file(w, &fault)])) }),
        Ok(told) => {
            let wrong = told.iter().any(|one| one.account.is_err());
            page(wrong, html! { (result(ask, &told, typed)) })
        }
    }
}

fn about(w: Tongue) -> Markup {
    html! { p.lede { (w.t("statements-about")) } }
}

/// The form for a file; with a choice for each number of which nobody has said whose it is.
pub(super) fn form(ask: &DeskAsk, asked: &[&Told], problems: &[String]) -> Markup {
    let w = ask.bench.w;
    let choices: Vec<Field> = asked.iter().filter_map(|one| which(w, one)).collect();
    let megabytes = FILE_MAX / 1024 / 1024;
    let described = if problems.is_empty() { "h-file" } else { "h-file e-file" };
    html! {
        @if !problems.is_empty() {
            div.note-box #problems role="alert" tabindex="-1" { @for problem in problems { p { (problem) } } }
        }
        form method="post" action=(here(ask, "/file")) enctype="multipart/form-data" {
            input type="hidden" name="key" value=(FormKey::draw(ask.bench.world).as_str());
            @for choice in &choices { (fields::field_html(choice)) }
            div.field {
                label for="f-file" { (w.t("statements-file-field")) }
                span.hint #h-file { (w.with("statements-file-hint", &[("max", megabytes.into())])) }
                @for problem in problems { span.err #e-file { (problem) } }
                input type="file" id="f-file" name=(FILE) accept=".xml,application/xml,text/xml" aria-describedby=(described) aria-invalid=[(!problems.is_empty()).then_some("true")];
            }
            p.acts { button.btn type="submit" { (w.t("statements-read")) } }
        }
    }
}

/// The choice of an account of ours for a number of the bank's.
fn which(w: Tongue, one: &Told) -> Option<Field> {
    let Err(Refused::WhichAccount(ours)) = &one.account else { return None };
    let mut choices: Vec<(String, String)> = ours.iter().map(|code| (code.clone(), w.holder(code))).collect();
    choices.insert(0, (String::new(), w.t("option-choose")));
    let args = [("ends", one.ends.clone().into()), ("currency", one.currency.clone().into())];
    let label = w.with("statements-which", &args);
    let input = Input::new(field(&one.number, &one.currency), label, InputKind::Select(choices));
    Some(Field { input, value: String::new(), error: None })
}

/// What became of each statement, and the way on.
fn result(ask: &DeskAsk, told: &[Told], typed: &Typed) -> Markup {
    let w = ask.bench.w;
    let mut asked: Vec<&Told> = Vec::new();
    for one in told.iter().filter(|one| matches!(one.account, Err(Refused::WhichAccount(_)))) {
        if !asked.iter().any(|known| known.number == one.number && known.currency == one.currency) {
            asked.push(one);
        }
    }
    let new: usize = told.iter().map(|one| one.new).sum();
    html! {
        @if told.iter().any(|one| one.account.is_ok()) {
            div.note-box.calm role="status" { p { (w.with("statements-new", &[("n", new.into())])) } }
        }
        @for one in told { (statement(ask, one)) }
        @if !asked.is_empty() {
            section aria-labelledby="h-which" {
                h2 #h-which { (w.t("statements-which-title")) }
                p { (w.t("statements-which-about")) }
                (form(ask, &asked, &[]))
            }
        }
        p.acts {
            a.btn.less href=(here(ask, "")) { (w.t("statements-to-list")) }
            a href=(here(ask, "/balance")) { (w.t("statements-balance")) }
            @if asked.is_empty() && !typed.pairs().any(|(name, _)| name.starts_with("account-")) { a href=(here(ask, "/file")) { (w.t("statements-another")) } }
        }
    }
}

fn statement(ask: &DeskAsk, one: &Told) -> Markup {
    let w = ask.bench.w;
    let ends = [("ends", one.ends.clone().into()), ("currency", one.currency.clone().into())];
    let title = match &one.account {
        Ok(account) => {
            w.with("statements-of", &[("holder", w.holder(account).into()), ("ends", one.ends.clone().into())])
        }
        Err(_) => w.with("statements-of-unknown", &ends),
    };
    html! {
        section {
            h2 { (title) }
            @match &one.account {
                Ok(_) => p { (w.with("statements-counted", &[("new", one.new.into()), ("known", one.known.into())])) },
                Err(why) => div.note-box { p { (refusal(w, one, why)) } },
            }
            @if let Some(complaint) = &one.complaint { div.note-box { p { (words::of_statement(w, complaint, &one.currency)) } } }
            (faults(w, one))
            (unsure(ask, one))
        }
    }
}

fn refusal(w: Tongue, one: &Told, why: &Refused) -> String {
    let args = [("ends", one.ends.clone().into()), ("currency", one.currency.clone().into())];
    match why {
        Refused::WhichAccount(_) => w.with("statements-refused-which", &args),
        Refused::NoAccount => w.with("statements-refused-none", &args),
        Refused::OtherCurrency(account) => {
            let ours = currency_of_account(account).map_or_else(String::new, |currency| currency.as_str().to_owned());
            let args = [
                ("holder", w.holder(account).into()),
                ("ours", ours.into()),
                ("currency", one.currency.clone().into()),
            ];
            w.with("statements-refused-currency", &args)
        }
        Refused::Complaint => w.t("statements-refused-complaint"),
    }
}

/// Lines that cannot be used, each with its place.
fn faults(w: Tongue, one: &Told) -> Markup {
    let more = one.faults.len().saturating_sub(FAULTS_MAX);
    html! {
        @if !one.faults.is_empty() {
            h3 { (w.with("statements-faults", &[("n", one.faults.len().into())])) }
            ul { @for fault in one.faults.iter().take(FAULTS_MAX) { li { (words::of_line(w, fault, &one.currency)) } } }
            @if more > 0 { p.note { (w.with("followed-more", &[("n", more.into())])) } }
        }
    }
}

/// Lines to compare now, with the words that are not kept.
fn unsure(ask: &DeskAsk, one: &Told) -> Markup {
    let w = ask.bench.w;
    let Ok(account) = &one.account else { return html! {} };
    let Some(currency) = currency_of_account(account) else { return html! {} };
    let row = |line: &Unsure| {
        let short = w.with(
            "statement-line",
            &[("date", w.date(line.booked).into()), ("money", w.money(line.amount, &currency).into())],
        );
        html! { li { a href=(here(ask, &format!("/line/{}", line.id))) { (short) } p.note { bdi { (line.words) } } } }
    };
    html! {
        @if !one.unsure.is_empty() {
            h3 { (w.t("statements-unsure")) }
            p.note.lean { (w.t("statements-unsure-note")) }
            ul.plain.queue { @for line in &one.unsure { (row(line)) } }
            @if one.unsure_more > 0 { p.note { (w.with("followed-more", &[("n", one.unsure_more.into())])) } }
        }
    }
}
