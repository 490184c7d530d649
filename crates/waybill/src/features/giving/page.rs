//! The page for giving: where the money goes, what for and how much. It holds no reference: that comes with the answer.

use maud::{Markup, html};

use super::wish;
use crate::bank::grouped;
use crate::catalogue::OPEN_FUND;
use crate::publish::details::{Details, DetailsShown, Way};
use crate::publish::shown::NeedShown;
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{Input, InputKind};
use crate::web::give::GiveForm;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::pieces::{self, as_of};
use crate::web::public::Reading;
use crate::web::words::Tongue;

/// The page with its form; `None` for a fund that nobody knows.
pub fn page(reading: &Reading, form: &GiveForm) -> Option<String> {
    let Reading { w, base, shown, name, .. } = *reading;
    let need = shown.needs.iter().find(|need| need.fund == name);
    if need.is_none() && !matches!(name, "" | OPEN_FUND) {
        return None;
    }
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Give;
    page.here = if name.is_empty() { "give".to_owned() } else { format!("give/{name}") };
    page.title = w.with("give-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("give-lede");
    page.strip = vec![
        StripBox::text(w.t("strip-date"), &w.weekday_date(shown.today)),
        StripBox::text(w.t("strip-as-of"), &as_of(w, shown)),
    ];
    let view = view(reading, need, form);
    if !form.problems.is_empty() {
        page.title = fields::title(w, &view, &page.title);
    }
    let can = wish::accounts(shown).next().is_some();
    let content = html! {
        div.hero.plain-hero { h1 { (w.t("give-heading")) } p.lede { (w.t("give-lede")) } }
        (banners(w, reading))
        @if can {
            div.band.cols {
                section aria-labelledby="h-what" {
                    h2 #h-what { (w.t("give-what")) }
                    @if let Some(need) = need { (state(w, reading, need)) }
                    (fields::form_html(w, &view))
                    p.note { (w.t("give-nothing-kept")) }
                }
                section.slip aria-labelledby="h-where" {
                    h2 #h-where { (w.t("give-where")) }
                    @for details in wish::accounts(shown) { (pieces::account(w, details)) }
                    p.note { (pieces::who_confirmed(w, &shown.details)) }
                    p.note { (w.t("give-no-reference-yet")) }
                }
            }
        } @else {
            section.band { p.lede { (w.t("give-no-details")) } p.note { (w.t("give-no-details-note")) } }
        }
        section.band aria-labelledby="h-then" { div.read {
            h2 #h-then { (w.t("give-then")) }
            ol { li { (w.t("give-then-transfer")) } li { (w.t("give-then-booked")) } li { (w.t("give-then-follow")) " " a href=(address(base, w, "gift")) { (w.t("front-follow-link")) } } }
            p { (w.t("give-other-way")) }
        } }
    };
    Some(page.render(&content))
}

/// What must be seen before anything else: a demonstration, and details that are about to change.
fn banners(w: Tongue, reading: &Reading) -> Markup {
    let shown = reading.shown;
    html! {
        @if shown.card.demo { div.note-box { p { (w.t("give-demo")) } } }
        @for changing in shown.details.iter().filter(|d| d.coming.is_some()) { (change(w, reading, changing)) }
    }
}

/// A change of details that is announced, with the old and the new.
fn change(w: Tongue, reading: &Reading, shown: &DetailsShown) -> Markup {
    let Some((coming, from)) = &shown.coming else { return html! {} };
    let from = reading.shown.card.day_one.saturating_add(jiff::Span::new().days(from - 1));
    let args = [("currency", coming.currency.as_str().into()), ("date", w.weekday_date(from).into())];
    html! {
        section.note-box.change {
            h2 { (w.with("give-change", &args)) }
            p { (w.with("give-change-text", &args)) }
            @if let Some(now) = &shown.now { p { (w.t("give-change-now")) " " (line(w, now)) } }
            p { (w.t("give-change-then")) " " (line(w, coming)) }
        }
    }
}

/// Holder and number in one line.
fn line(w: Tongue, details: &Details) -> Markup {
    html! { (details.holder) ", " code dir="ltr" { (number(w, details)) } }
}

fn number(w: Tongue, details: &Details) -> String {
    match &details.way {
        Way::Iban { iban, .. } => grouped(iban, ' '),
        Way::Number { number, bank } => {
            w.with("give-number-at", &[("number", number.as_str().into()), ("bank", bank.as_str().into())])
        }
    }
}

/// How a need that was asked for stands.
fn state(w: Tongue, reading: &Reading, need: &NeedShown) -> Markup {
    let args = [
        ("need", w.fund(&need.fund).into()),
        ("money", w.money_short(need.missing, &need.currency).into()),
        ("price", w.money_short(need.price, &need.currency).into()),
        ("currency", need.currency.as_str().into()),
    ];
    let key = if let Some(key) = wish::complete(need) {
        key
    } else if wish::account_for(reading.shown, &need.currency).is_none() {
        "give-need-no-account"
    } else {
        "give-need-state"
    };
    html! {
        @if let Some(stale) = pieces::stale(w, need).filter(|_| need.missing > 0) {
            div.note-box { p { (stale) " " (w.t("give-need-stale")) } }
        }
        p.lede { (w.with(key, &args)) }
    }
}

fn view(reading: &Reading, asked: Option<&NeedShown>, form: &GiveForm) -> FormView {
    let (w, shown) = (reading.w, reading.shown);
    let needs: Vec<&NeedShown> = shown.needs.iter().filter(|need| wish::can_be_given_for(shown, need)).collect();
    let asked = asked.filter(|need| wish::can_be_given_for(shown, need));
    let mut funds = vec![(OPEN_FUND.to_owned(), w.t("give-for-open"))];
    funds.extend(needs.iter().map(|need| {
        let args = [("need", w.fund(&need.fund).into()), ("money", w.money_short(need.missing, &need.currency).into())];
        let words = w.with("give-for-need", &args);
        // Before it is chosen, not after.
        let words = pieces::stale(w, need).map_or(words.clone(), |stale| format!("{words}. {stale}"));
        (need.fund.clone(), words)
    }));
    let mut currencies: Vec<String> = wish::accounts(shown).map(|d| d.currency.to_string()).collect();
    currencies.dedup();
    let currency = asked.map(|need| need.currency.to_string()).or(currencies.first().cloned()).unwrap_or_default();
    let fund = asked.map_or(OPEN_FUND, |need| need.fund.as_str());
    let field = |input: Input| {
        let typed = form.typed.as_ref().map(|typed| typed.raw(&input.name).to_owned());
        let error = form.problems.iter().find(|p| p.field == input.name).map(|p| p.text.clone());
        Field { value: typed.unwrap_or_else(|| input.first.clone()), input, error }
    };
    let currencies = currencies.into_iter().map(|code| (code.clone(), code)).collect();
    let mut rows = vec![
        vec![field(Input::new("fund", w.t("give-for"), InputKind::Select(funds)).first(fund))],
        vec![
            field(Input::new("amount", w.t("give-amount"), InputKind::Number)),
            field(Input::new("currency", w.t("give-currency"), InputKind::Select(currencies)).first(currency)),
        ],
    ];
    if !needs.is_empty() {
        let pieces = Input::new("pieces", w.t("give-pieces"), InputKind::Number).hint(w.t("give-pieces-hint"));
        rows.push(vec![field(pieces)]);
    }
    FormView {
        action: address(reading.base, w, "give#problems"),
        fields: rows,
        sealed: None,
        hidden: vec![("key".into(), form.key.clone()), ("code".into(), form.code.clone())],
        buttons: vec![Button::new(w.t("give-send"))],
        problems: form.problems.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn the_page_is_whole_in_every_language_and_state() {
        let mut none = sample::day_23();
        none.details.clear();
        for lang in Lang::ALL {
            for (state, shown, name) in [
                ("give", sample::day_23(), "helmet-1"),
                ("give-open", sample::day_40(), ""),
                ("give-none", none.clone(), ""),
            ] {
                let w = Tongue::new(lang);
                let reading = sample::reading(w, &shown, name);
                let page = page(&reading, &GiveForm::default()).unwrap();
                assert!(!page.contains(">give-") && !page.contains("{ $"), "a phrase is missing in {}", lang.code());
                assert!(!page.contains("RF"), "no reference stands on the page itself");
                sample::keep(state, lang, &page);
            }
        }
    }

    #[test]
    fn a_change_is_told_with_the_old_and_the_new_details() {
        let shown = sample::day_23();
        let w = Tongue::new(Lang::En);
        let page = page(&sample::reading(w, &shown, ""), &GiveForm::default()).unwrap();
        assert!(page.contains("DE89 3704 0044 0532 0130 00") && page.contains("GB82 WEST 1234 5698 7654 32"));
        assert!(page.contains("Sunday, 20 March 2022"), "day 25 closes then");
    }
}
