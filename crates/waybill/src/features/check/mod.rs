//! "Check this yourself": what is proven to whom and what is not, how to check it with a program or by asking somebody, and how
//! a book is held fast, in four drawings.

mod drawings;

use maud::{Markup, html};

use crate::publish::policy::POLICY;
use crate::publish::published::SignedLog;
use crate::publish::shown::Shown;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::log::LOG;
use crate::web::public::Reading;
use crate::web::root;
use crate::web::words::Tongue;

/// Who can prove what, in the order in which most ask.
const READERS: [&str; 3] = ["anybody", "giver", "auditor"];

/// The page.
pub fn page(reading: &Reading) -> String {
    let Reading { w, base, shown, .. } = *reading;
    let signed = (reading.signed)();
    let hour = format!("{}:00", POLICY.close_hour);
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Check;
    "check".clone_into(&mut page.here);
    page.title = w.with("check-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("check-lede");
    let stands = signed.as_ref().map_or_else(|| w.t("as-of-none"), |signed| day_of(w, shown, signed.day));
    page.strip = vec![
        StripBox::text(w.t("check-strip-signed"), &stands),
        StripBox::text(w.t("check-strip-hour"), &hour),
        StripBox::text(w.t("check-strip-facts"), &w.with("strip-facts-n", &[("n", shown.facts.len().into())])),
    ];
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("check-heading")) }
            p.lede { (w.t("check-lede")) }
        }
        section.band aria-labelledby="h-picture" {
            h2 #h-picture { (w.t("check-picture")) }
            (drawings::four(w, &hour, signed.as_ref().map_or(0, |signed| signed.day)))
        }
        section.band aria-labelledby="h-proven" {
            h2 #h-proven { (w.t("check-proven")) }
            (proven(w))
        }
        div.band.cols {
            div {
                (with_a_program(w))
                (by_asking(w))
            }
            (newest(w, base, shown, signed.as_ref(), &hour))
        }
        p.band {
            a href=(address(base, w, "gift")) { (w.t("check-to-gift")) } " · "
            a href=(address(base, w, "takeaway")) { (w.t("check-to-takeaway")) } " · "
            a href=(address(base, w, "protect")) { (w.t("check-to-protect")) }
        }
    };
    page.render(&content)
}

/// What each reader can prove, and what nobody should think is proven by it.
fn proven(w: Tongue) -> Markup {
    html! {
        div.found {
            @for who in READERS {
                div {
                    h3 { (w.t(&format!("check-to-{who}"))) }
                    p { (w.t(&format!("check-to-{who}-yes"))) }
                    p.note { strong { (w.t("check-not")) } " " (w.t(&format!("check-to-{who}-no"))) }
                }
            }
            div { h3 { (w.t("check-to-nobody")) } p { (w.t("check-world")) } }
        }
    }
}

fn with_a_program(w: Tongue) -> Markup {
    let folder = w.t("takeaway-mirror-folder");
    let commands = [
        ("check-run-receipt", format!("waybill-verify receipt-4htq7bwm.txt --trust {}", w.t("check-run-key"))),
        ("check-run-copy", format!("waybill-verify {folder}")),
        ("check-run-since", format!("waybill-verify {folder} --since checkpoint")),
        ("check-run-figures", "waybill-verify facts.jsonl figures.json dispatches.jsonl".to_owned()),
    ];
    html! {
        section.read aria-labelledby="h-run" {
            h2 #h-run { (w.t("check-run")) }
            p { (w.t("check-run-lede")) }
            @for (key, command) in &commands { p { span.box { (w.t(key)) } br; code dir="ltr" { (command) } } }
            p { (w.t("check-run-ends")) }
        }
    }
}

fn by_asking(w: Tongue) -> Markup {
    html! {
        section.read aria-labelledby="h-ask" {
            h2 #h-ask { (w.t("check-ask")) }
            p { (w.t("check-ask-lede")) }
            ol { @for step in ["check-ask-give", "check-ask-key", "check-ask-strip"] { li { (w.t(step)) } } }
        }
    }
}

/// The newest checkpoint: what everybody must have been shown alike.
fn newest(w: Tongue, base: &str, shown: &Shown, signed: Option<&SignedLog>, hour: &str) -> Markup {
    let Some(signed) = signed else {
        return html! {
            section.proof aria-labelledby="h-newest" {
                h2 #h-newest { (w.t("check-newest")) }
                p { (w.with("check-none", &[("hour", hour.into())])) }
            }
        };
    };
    let checkpoint = &signed.checkpoint;
    let size = w.number(i64::try_from(checkpoint.size()).unwrap_or(i64::MAX));
    html! {
        section.proof aria-labelledby="h-newest" {
            h2 #h-newest { (w.t("check-newest")) }
            p { (w.with("check-newest-day", &[("day", day_of(w, shown, signed.day).into()), ("hour", hour.into())])) }
            (root::strip(&checkpoint.root(), &w.t("log-strip-label")))
            dl {
                div { dt { (w.with("log-root", &[("n", size.into())])) } dd { code dir="ltr" { (checkpoint.root()) } } }
                div { dt { (w.t("log-origin")) } dd { code dir="ltr" { (checkpoint.origin()) } } }
                div { dt { (w.t("log-key")) } dd { code dir="ltr" { (signed.key) } } }
                @if !signed.witnesses.is_empty() {
                    div {
                        dt { (w.t("check-witnesses")) }
                        @for (name, _) in &signed.witnesses { dd { code dir="ltr" { (name) } } }
                    }
                }
            }
            @if signed.witnesses.is_empty() { p { (w.t("check-witnesses-none")) } }
            p { (w.t("check-compare")) }
            p { a href=(format!("{base}/{LOG}/checkpoint")) { (w.t("check-file-checkpoint")) } }
            p { a href=(format!("{base}/{LOG}/keys")) { (w.t("check-file-keys")) } }
        }
    }
}

fn day_of(w: Tongue, shown: &Shown, day: i32) -> String {
    w.with("as-of", &[("n", day.into()), ("date", w.date(shown.card.date_of_day(day)).into())])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use waybill_log::note::{SigningKey, sign};
    use waybill_log::{Checkpoint, Hash};

    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    fn signed() -> SignedLog {
        let key = SigningKey::from_seed("waybill/demo/4htq7bwm2x", &[7; 32]).unwrap();
        let root = Hash(std::array::from_fn(|n| u8::try_from(n * 37 % 256).unwrap()));
        let checkpoint = Checkpoint::new("waybill/demo/4htq7bwm2x", 1472, root).unwrap();
        let note = sign(&checkpoint.to_string(), &[&key]).unwrap();
        let key = key.verifier().clone();
        SignedLog { note, checkpoint, keys: vec![key.clone()], key, witnesses: Vec::new(), day: 23 }
    }

    #[test]
    fn the_page_is_whole_in_every_language_before_the_first_signature_and_after() {
        let shown = sample::day_23();
        for lang in Lang::ALL {
            let mut reading = sample::reading(Tongue::new(lang), &shown, "");
            let before = page(&reading);
            assert!(!before.contains("print-of") && !before.contains("log/checkpoint"), "{}", lang.code());
            reading.signed = &|| Some(signed());
            let after = page(&reading);
            assert!(after.contains("log/checkpoint") && after.contains(&signed().key.to_string()));
            assert!(after.contains(&Tongue::new(lang).t("check-witnesses-none")));
            reading.signed =
                &|| Some(SignedLog { witnesses: vec![("waybill/neighbours/w".to_owned(), 1)], ..signed() });
            let witnessed = page(&reading);
            assert!(witnessed.contains("waybill/neighbours/w"));
            assert!(!witnessed.contains(&Tongue::new(lang).t("check-witnesses-none")));
            for page in [&before, &after, &witnessed] {
                assert!(!page.contains(">check-") && !page.contains(">log-"), "a phrase is missing in {}", lang.code());
                assert_eq!(page.matches("<title id=").count(), 4, "each drawing says what it shows");
            }
            sample::keep("check", lang, &after);
            sample::keep("check-before", lang, &before);
        }
    }
}
