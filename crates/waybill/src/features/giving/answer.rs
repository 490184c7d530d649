//! The answer to a promise: everything a transfer needs, the code for one's own eyes, and a sheet to print and fold.

use maud::{Markup, html};

use super::{epc, wish};
use crate::bank::grouped;
use crate::catalogue::plain_amount;
use crate::publish::details::{Details, Way};
use crate::publish::intake::Kept;
use crate::web::layout::{Nav, Page, address};
use crate::web::public::Reading;
use crate::web::words::Tongue;

/// The page; it is shown once and kept by nobody.
pub fn answer(reading: &Reading, kept: &Kept) -> String {
    let Reading { w, base, shown, .. } = *reading;
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Give;
    "give".clone_into(&mut page.here);
    page.noindex = true;
    page.title = w.t("given-title");
    let money = w.money(kept.wish.amount, &kept.wish.currency);
    let args =
        [("money", money.into()), ("fund", w.fund(&kept.wish.fund).into()), ("until", w.date(kept.until).into())];
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("given-heading")) }
            p.lede { (w.with("given-lede", &args)) }
        }
        @if shown.card.demo { div.note-box { p { (w.t("give-demo")) } } }
        div.band.cols.sheet {
            section aria-labelledby="h-transfer" {
                h2 #h-transfer { (w.t("given-transfer")) }
                @if let Some(details) = wish::account_for(shown, &kept.wish.currency) {
                    (transfer(w, kept, details))
                } @else {
                    // The details were taken away between the page and its form.
                    p { (w.t("give-no-details")) }
                }
                p.note { (w.with("given-until", &args)) }
            }
            (slip(w, reading, kept))
        }
    };
    page.render(&content)
}

/// One field a line, to copy, and the square code where a bank's app can read one.
fn transfer(w: Tongue, kept: &Kept, details: &Details) -> Markup {
    let amount = plain_amount(kept.wish.amount, &kept.wish.currency);
    let reference = grouped(&kept.reference, ' ');
    let (iban, bic) = match &details.way {
        Way::Iban { iban, bic } => (iban.as_str(), bic.as_deref().unwrap_or_default()),
        Way::Number { .. } => ("", ""),
    };
    let code = (details.currency.as_str() == "EUR" && !iban.is_empty())
        .then(|| epc::Transfer {
            holder: &details.holder,
            iban,
            bic,
            cents: kept.wish.amount,
            reference: &kept.reference,
        })
        .and_then(|transfer| epc::text(&transfer))
        .and_then(|text| {
            crate::web::square::picture(&text, &w.with("given-qr-label", &[("reference", (&reference).into())]))
        });
    let row = |label: &str, field: &str, value: &str| {
        html! { div { dt { (w.t(label)) } dd.copy dir="auto" data-field=(field) { (value) } } }
    };
    html! {
        div.transfer {
            dl {
                (row("given-reference", "reference", &reference))
                (row("give-holder", "holder", &details.holder))
                @match &details.way {
                    Way::Iban { iban, bic } => {
                        (row("give-iban", "iban", &grouped(iban, ' ')))
                        @if let Some(bic) = bic { (row("give-bic", "bic", bic)) }
                    }
                    Way::Number { number, bank } => {
                        (row("give-number", "number", number))
                        (row("give-bank", "bank", bank))
                    }
                }
                (row("give-amount", "amount", &format!("{amount} {}", details.currency)))
            }
            @if let Some(code) = code {
                figure { (code) figcaption.note { (w.t("given-qr")) } }
            }
        }
        p.note { (w.t("given-copy")) }
    }
}

/// What the giver keeps.
fn slip(w: Tongue, reading: &Reading, kept: &Kept) -> Markup {
    html! {
        section.slip aria-labelledby="h-keep" {
            h2 #h-keep { (w.t("given-keep")) }
            dl.account {
                div { dt { (w.t("given-code")) } dd { code.kept data-field="code" { (kept.code) } } }
                div { dt { (w.t("given-reference")) } dd { code dir="ltr" { (grouped(&kept.reference, ' ')) } } }
            }
            p { (w.t("given-once")) }
            p.note { (w.t("given-use")) }
            p.acts { a href=(address(reading.base, w, "gift")) { (w.t("front-follow-link")) } }
            p.note.paper { (w.t("given-print")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::intake::Wish;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    fn kept(currency: &str) -> Kept {
        Kept {
            reference: "RF18539007547034".into(),
            code: "0123-4567-89AB-CDEF-GHJK".into(),
            wish: Wish { fund: "helmet-1".into(), currency: sample::commodity(currency), amount: 5000 },
            until: jiff::civil::date(2022, 4, 17),
        }
    }

    #[test]
    fn euros_get_a_code_for_the_banks_app_and_others_the_plain_lines() {
        let shown = sample::day_23();
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            let reading = sample::reading(w, &shown, "");
            let euros = answer(&reading, &kept("EUR"));
            assert!(euros.contains("<svg class=\"qr\"") && euros.contains("DE89 3704 0044 0532 0130 00"));
            assert!(euros.contains("RF18 5390 0754 7034") && euros.contains("0123-4567-89AB-CDEF-GHJK"));
            assert!(!euros.contains("GB82"), "announced details are not given out yet");
            let others = answer(&reading, &kept("UAH"));
            assert!(!others.contains("class=\"qr\"") && others.contains("26001234567"));
            assert!([&euros, &others].iter().all(|p| !p.contains(">give") && !p.contains("{ $")));
            sample::keep("given", lang, &euros);
        }
    }
}
