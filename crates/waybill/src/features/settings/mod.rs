//! Settings: what the operation is called, which languages its pages offer, where strangers reach it, its accounts; and
//! its calendar, until the first entry.

pub mod address;

use maud::{Markup, html};
use sha2::{Digest, Sha256};

use crate::catalogue::{ACCOUNT_KINDS, account_code};
use crate::store::{ACCOUNTS_MAX, FormKey, OperationCard, Settings, StoreError};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage, Input, InputKind};
use crate::web::layout::address as page_address;
use crate::web::typed::{Problem, Reader, Typed, too_long};
use crate::web::words::{Lang, Tongue};

/// The page on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "settings", title: "settings-title", answer };

/// Longest name of an operation: it has to fit the head of a page on a phone.
pub const NAME_MAX: usize = 80;

/// The forms of the page; each has an address of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Own,
    Account,
    Calendar,
}

impl Part {
    fn path(self) -> &'static str {
        match self {
            Self::Own => "settings",
            Self::Account => "settings/account",
            Self::Calendar => "settings/calendar",
        }
    }
}

/// A form that was sent, and what came of it.
struct Sent<'a> {
    part: Part,
    typed: &'a Typed,
    done: Done,
}

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let part = match ask.parts {
        [] => Part::Own,
        ["account"] => Part::Account,
        ["calendar"] => Part::Calendar,
        _ => return Ok(DeskAnswer::Missing),
    };
    let Some(typed) = ask.sent else { return show(ask, None) };
    let done = ask.bench.operation.in_turn(|| match part {
        Part::Own => save(ask.bench, typed),
        Part::Account => add_account(ask.bench, typed),
        Part::Calendar => change_calendar(ask.bench, typed),
    })?;
    show(ask, Some(&Sent { part, typed, done }))
}

/// What was kept, or what is to be put right.
type Done = Result<&'static str, Vec<Problem>>;

/// Sent twice it is kept once: the second time it stands there already. Where somebody else changed something after the
/// form was opened, nothing is overwritten.
fn save(bench: &Bench, typed: &Typed) -> Result<Done, StoreError> {
    let settings = match read(bench, typed) {
        Ok(settings) => settings,
        Err(problems) => return Ok(Err(problems)),
    };
    let now = bench.operation.settings()?;
    if settings != now {
        if typed.get("seen") != seal(&now) {
            return Ok(Err(whole(bench, "settings-crossed")));
        }
        bench.operation.change_settings(&settings)?;
    }
    Ok(Ok("settings-kept"))
}

fn whole(bench: &Bench, key: &str) -> Vec<Problem> {
    vec![Problem { field: String::new(), text: bench.w.t(key) }]
}

fn read(bench: &Bench, typed: &Typed) -> Result<Settings, Vec<Problem>> {
    let mut r = Reader::new(typed, bench.w);
    let name = r.text("name").filter(|name| {
        let length = name.chars().count();
        if length > NAME_MAX {
            r.problem("name", too_long(r.w(), length, NAME_MAX));
        }
        length <= NAME_MAX
    });
    let usual = r.choice("usual", |code| Lang::parse(code).is_some());
    let slug = bench.operation.slug();
    let mut read_address = |field: &str, parse: fn(&str, &str) -> Result<String, address::Wrong>| {
        let text = r.optional(field)?;
        if text.is_empty() {
            return Some(None);
        }
        let read = parse(text, slug);
        if let Err(wrong) = read {
            r.problem(field, r.w().with(wrong.key(), &[("path", format!("/o/{slug}").into())]));
        }
        read.ok().map(Some)
    };
    let public = read_address("address", address::parse);
    let onion = read_address("onion", address::parse_onion);
    let all = (|| {
        let (name, usual) = (name?.to_owned(), usual?);
        let others = Lang::ALL.map(Lang::code).into_iter().filter(|code| *code != usual && ticked(typed, code));
        let languages = std::iter::once(usual).chain(others).map(str::to_owned).collect();
        Some(Settings { name, languages, address: public?, onion: onion? })
    })();
    r.finish(all)
}

fn ticked(typed: &Typed, code: &str) -> bool {
    !typed.get(&format!("lang-{code}")).is_empty()
}

/// What a form was opened over: sent with it, so that a change made meanwhile is not lost.
fn seal(settings: &Settings) -> String {
    let Settings { name, languages, address, onion } = settings;
    let parts = [name.as_str(), &languages.join(" "), address.as_deref().unwrap_or(""), onion.as_deref().unwrap_or("")];
    waybill_journal::chain::to_hex(&Sha256::digest(parts.join("\n").as_bytes()))
}

/// How many accounts the form was opened over is its one-time key: the new one's code follows from them.
fn add_account(bench: &Bench, typed: &Typed) -> Result<Done, StoreError> {
    let mut r = Reader::new(typed, bench.w);
    let kind = r.choice("kind", |kind| ACCOUNT_KINDS.contains(&kind));
    let currency = r.currency("currency");
    let (kind, currency) = match r.finish(kind.zip(currency)) {
        Ok(read) => read,
        Err(problems) => return Ok(Err(problems)),
    };
    let accounts = &bench.operation.card()?.accounts;
    let seen = typed.get("seen").parse().unwrap_or(usize::MAX);
    let Some(before) = accounts.get(..seen) else { return Ok(Err(whole(bench, "settings-account-crossed"))) };
    if before.len() >= ACCOUNTS_MAX {
        let text = bench.w.with("settings-account-full", &[("max", ACCOUNTS_MAX.into())]);
        return Ok(Err(vec![Problem { field: String::new(), text }]));
    }
    let added = bench.operation.add_account(&account_code(kind, &currency, before), seen)?;
    Ok(if added { Ok("settings-account-kept") } else { Err(whole(bench, "settings-account-crossed")) })
}

/// Sets the calendar to what was typed, whatever it was: pressed twice, it is set twice to the same.
fn change_calendar(bench: &Bench, typed: &Typed) -> Result<Done, StoreError> {
    let mut r = Reader::new(typed, bench.w);
    let named = r.text("zone").map(str::to_owned);
    let zone = named.as_deref().and_then(|name| jiff::tz::TimeZone::get(name).ok());
    if let (Some(name), None) = (&named, &zone) {
        r.problem("zone", r.w().with("settings-zone-unknown", &[("zone", name.as_str().into())]));
    }
    let today = bench.world.now().to_zoned(zone.unwrap_or_else(|| bench.card.zone.clone())).date();
    // A first day left as it stood is no mistake where it is still the evening before: there it is today.
    let stood = typed.raw("seen").parse().ok().filter(|_| typed.raw("day_one") == typed.raw("seen"));
    // The oldest day a person at work now can mean; before it a year was mistyped.
    let oldest = jiff::civil::date(1990, 1, 1);
    let day_one = r.date("day_one", oldest, stood.map_or(today, |stood| today.max(stood))).map(|day| day.min(today));
    let (zone, day_one) = match r.finish(named.zip(day_one)) {
        Ok(read) => read,
        Err(problems) => return Ok(Err(problems)),
    };
    let changed = bench.operation.change_calendar(day_one, &zone)?;
    Ok(if changed { Ok("settings-calendar-kept") } else { Err(whole(bench, "settings-calendar-late")) })
}

impl Sent<'_> {
    /// What was typed into a form that has to be put right; nothing for the others, which show what stands.
    fn again(sent: Option<&Self>, part: Part) -> Option<(&Typed, &[Problem])> {
        let sent = sent.filter(|sent| sent.part == part)?;
        sent.done.as_ref().err().map(|problems| (sent.typed, problems.as_slice()))
    }

    fn note(sent: Option<&Self>, part: Part, w: Tongue) -> Markup {
        let kept = sent.filter(|sent| sent.part == part).and_then(|sent| sent.done.as_ref().ok());
        html! { @if let Some(key) = kept { p.note-box.calm role="status" { (w.t(key)) } } }
    }
}

fn show(ask: &DeskAsk, sent: Option<&Sent>) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let card = ask.bench.operation.card()?;
    let empty = ask.bench.operation.with_book(waybill_journal::Book::last)? == 0;
    let own = own_form(ask, &card, Sent::again(sent, Part::Own));
    let account = account_form(ask, &card, Sent::again(sent, Part::Account));
    let calendar = calendar_form(ask, &card, Sent::again(sent, Part::Calendar));
    let forms = [&own, &account, &calendar];
    let shown = forms.into_iter().find(|form| !form.problems.is_empty());
    let title = shown.map_or_else(|| w.t("settings-title"), |form| fields::title(w, form, &w.t("settings-title")));
    let ticks = Sent::again(sent, Part::Own).map(|(typed, _)| typed);
    let content = html! {
        div.band.cols {
            section {
                h1 { (w.t("settings-title")) }
                p.lede { (w.t("settings-about")) }
                (Sent::note(sent, Part::Own, w))
                (own_html(w, &card, ticks, &own))
                h2 { (w.t("settings-front")) }
                (front_pages(ask, &card.settings))
                p { a href=(page_address(ask.base, w, "witnesses")) { (w.t("settings-witnesses")) } }
            }
            section.slip {
                h2 { (w.t("settings-accounts")) }
                ul.plain { @for code in &card.accounts { li { (w.holder(code)) } } }
                p.note { (w.t("settings-accounts-note")) }
                (Sent::note(sent, Part::Account, w))
                (fields::form_html(w, &account))
                h2 { (w.t("settings-calendar")) }
                p { (w.with("settings-calendar-now", &[("date", w.date(card.day_one).into()), ("zone", zone_of(&card).into())])) }
                p.note { (w.t(if empty { "settings-calendar-open" } else { "settings-calendar-closed" })) }
                (Sent::note(sent, Part::Calendar, w))
                @if empty { (fields::form_html(w, &calendar)) }
                @else { (fields::problems_html(w, &calendar)) }
            }
        }
    };
    Ok(DeskAnswer::Page { wrong: shown.is_some(), title, content })
}

fn zone_of(card: &OperationCard) -> &str {
    card.zone.iana_name().unwrap_or("UTC")
}

/// A form as it stands, or as it was typed, with what is to be put right.
fn form(ask: &DeskAsk, part: Part, inputs: Vec<Input>, seen: String, again: Option<(&Typed, &[Problem])>) -> FormView {
    let problems = again.map_or_else(Vec::new, |(_, problems)| problems.to_vec());
    let field = |input: Input| {
        let value = again.map_or_else(|| input.first.clone(), |(typed, _)| typed.raw(&input.name).to_owned());
        let error = problems.iter().find(|problem| problem.field == input.name).map(|problem| problem.text.clone());
        vec![Field { input, value, error }]
    };
    let fields = inputs.into_iter().map(field).collect();
    let label = match part {
        Part::Own => "settings-save",
        Part::Account => "settings-account-add",
        Part::Calendar => "settings-calendar-save",
    };
    FormView {
        action: format!("{}#problems", page_address(ask.base, ask.bench.w, part.path())),
        fields,
        sealed: None,
        hidden: vec![("key".into(), FormKey::draw(ask.bench.world).as_str().into()), ("seen".into(), seen)],
        buttons: vec![Button::new(ask.bench.w.t(label))],
        problems,
    }
}

fn own_form(ask: &DeskAsk, card: &OperationCard, again: Option<(&Typed, &[Problem])>) -> FormView {
    let w = ask.bench.w;
    let settings = &card.settings;
    let text = |name: &str, label: &str, hint: String| Input::new(name, w.t(label), InputKind::Text).hint(hint);
    let path = [("path", format!("/o/{}", card.slug).into())];
    let languages = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).to_vec();
    let usual = Lang::offered(&settings.languages)[0].code();
    let inputs = vec![
        text("name", "settings-name", w.t("settings-name-hint")).first(&settings.name),
        text("address", "settings-address", w.with("settings-address-hint", &path))
            .first(settings.address.clone().unwrap_or_default()),
        text("onion", "settings-onion", w.t("settings-onion-hint")).first(settings.onion.clone().unwrap_or_default()),
        Input::new("usual", w.t("settings-usual"), InputKind::Select(languages))
            .hint(w.t("settings-usual-hint"))
            .first(usual),
    ];
    form(ask, Part::Own, inputs, seal(settings), again)
}

/// The same with a box to tick for each language.
fn own_html(w: Tongue, card: &OperationCard, again: Option<&Typed>, view: &FormView) -> Markup {
    let offered = Lang::offered(&card.settings.languages);
    let is_ticked = |lang: Lang| again.map_or(offered.contains(&lang), |typed| ticked(typed, lang.code()));
    html! {
        (fields::problems_html(w, view))
        form method="post" action=(view.action) autocomplete="off" novalidate {
            @for (name, value) in &view.hidden { input type="hidden" name=(name) value=(value); }
            @for field in view.fields.iter().flatten() { (fields::field_html(field)) }
            fieldset.row {
                legend { (w.t("settings-languages")) }
                @for lang in Lang::ALL { label {
                    input type="checkbox" name=(format!("lang-{}", lang.code())) value="yes" checked[is_ticked(lang)];
                    (lang.own_name())
                } }
            }
            p.acts { @for button in &view.buttons { button.btn type="submit" { (button.label) } } }
        }
    }
}

/// Where the front page is: on this machine, and as strangers reach it.
fn front_pages(ask: &DeskAsk, settings: &Settings) -> Markup {
    let w = ask.bench.w;
    let here = format!("{}{}", ask.public_at, ask.public_base);
    let link = |address: &str| html! { a.where href=(format!("{address}/")) { (address) "/" } };
    html! {
        ul.plain {
            li { (w.t("settings-front-here")) ": " (link(&here)) }
            li { (w.t("settings-front-public")) ": " @match &settings.address {
                Some(address) => (link(address)),
                None => (w.t("settings-front-none")),
            } }
            @if let Some(onion) = &settings.onion { li { (w.t("settings-front-onion")) ": " (link(onion)) } }
        }
    }
}

fn account_form(ask: &DeskAsk, card: &OperationCard, again: Option<(&Typed, &[Problem])>) -> FormView {
    let w = ask.bench.w;
    let kinds =
        ACCOUNT_KINDS.iter().map(|kind| ((*kind).to_owned(), w.t(&format!("settings-account-{kind}")))).collect();
    let inputs = vec![
        Input::new("kind", w.t("settings-account-kind"), InputKind::Select(kinds)),
        Input::new("currency", w.t("settings-account-currency"), InputKind::Text)
            .hint(w.t("settings-account-currency-hint")),
    ];
    form(ask, Part::Account, inputs, card.accounts.len().to_string(), again)
}

fn calendar_form(ask: &DeskAsk, card: &OperationCard, again: Option<(&Typed, &[Problem])>) -> FormView {
    let w = ask.bench.w;
    let inputs = vec![
        Input::new("day_one", w.t("settings-day-one"), InputKind::Date).first(card.day_one.to_string()),
        Input::new("zone", w.t("settings-zone"), InputKind::Text).hint(w.t("settings-zone-hint")).first(zone_of(card)),
    ];
    form(ask, Part::Calendar, inputs, card.day_one.to_string(), again)
}
