//! Your receipt: a slip to tear off beside what became of the gift, and a sheet to print with the whole of it as a square code.

use maud::{Markup, html};

use crate::catalogue::{self, Variant};
use crate::publish::policy::POLICY;
use crate::publish::receipt::{Followed, GiftShown, Receipt, ReceiptShown};
use crate::publish::shown::Shown;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::pieces::{Stamp, day_number, stamp};
use crate::web::words::{Arg, Tongue};
use crate::web::{root, square};

/// What the slips of one answer have in common.
pub(super) struct Slips<'a> {
    pub w: Tongue,
    pub base: &'a str,
    pub shown: &'a Shown,
    /// As it was typed; it goes back with the form and stands in no address.
    pub code: &'a str,
}

impl Slips<'_> {
    /// The slip of one gift; `place` counts the gifts of an answer.
    pub fn slip(&self, receipt: &ReceiptShown, place: usize) -> Markup {
        let w = self.w;
        let heading = format!("h-receipt-{place}");
        html! {
            section.slip aria-labelledby=(heading) {
                h2 id=(heading) { (w.t("receipt-heading")) }
                (self.stands(receipt))
            }
        }
    }

    fn stands(&self, receipt: &ReceiptShown) -> Markup {
        let w = self.w;
        let (look, word) = match receipt {
            ReceiptShown::Final(_) => (Stamp::Done, "receipt-stamp-final"),
            ReceiptShown::Waits { .. } => (Stamp::Due, "receipt-stamp-waits"),
            ReceiptShown::Unsigned | ReceiptShown::PutRight => (Stamp::Open, "receipt-stamp-none"),
        };
        let mark = stamp(look, &w.t(word));
        let how = html! { a href=(address(self.base, w, "check")) { (w.t("receipt-how")) } };
        match receipt {
            ReceiptShown::Final(receipt) => html! {
                p { (mark) }
                p { (w.with("receipt-final", &[("day", day_of(w, self.shown, receipt.taken).into())])) }
                (self.buttons(receipt))
                p.note { (w.t("receipt-keep")) " " (how) }
            },
            ReceiptShown::Waits { closes, today } => {
                let args = [("hour", hour()), ("date", w.date(*closes).into())];
                html! {
                    p { (mark) }
                    p { (w.with(if *today { "receipt-waits-today" } else { "receipt-waits-tomorrow" }, &args)) }
                    p.note { (w.t("receipt-waits-again")) " " (how) }
                }
            }
            ReceiptShown::Unsigned => html! { p { (mark) } p { (w.t("receipt-unsigned")) } p.note { (how) } },
            ReceiptShown::PutRight => html! {
                p { (mark) }
                p { (w.t("receipt-put-right")) }
                p.note { (w.t("receipt-put-right-earlier")) }
            },
        }
    }

    fn buttons(&self, receipt: &Receipt) -> Markup {
        let w = self.w;
        html! {
            form method="post" action=(address(self.base, w, "gift")) autocomplete="off" {
                input type="hidden" name="code" value=(self.code);
                input type="hidden" name="gift" value=(receipt.id);
                p.acts {
                    button.btn type="submit" name="as" value="file" { (w.t("receipt-save")) }
                    button.btn.less type="submit" name="as" value="page" { (w.t("receipt-print")) }
                }
            }
        }
    }
}

/// The sheet to print. It does not say the code.
pub fn page(w: Tongue, base: &str, shown: &Shown, followed: &Followed, receipt: &Receipt) -> String {
    let gift = &followed.gift;
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Gift;
    "gift".clone_into(&mut page.here);
    page.noindex = true;
    page.title = w.t("receipt-title");
    page.strip = vec![
        StripBox::text(w.t("receipt-strip-by"), &shown.card.name),
        StripBox::text(w.t("receipt-strip-fund"), &w.fund(&gift.fund)),
        StripBox::text(w.t("receipt-strip-since"), &day_of(w, shown, receipt.taken)),
        StripBox { label: w.t("receipt-strip-id"), value: html! { span.ref { (receipt.id) } } },
    ];
    let (number, unit) = number_and_unit(w, gift);
    let label = w.t("receipt-square-label");
    let content = html! {
        div.hero.receipt {
            h1 { span.box { (w.t("receipt-for")) } br; (day_number(&number)) " " (unit) }
            div {
                p { (stamp(Stamp::Done, &w.t("receipt-stamp-final"))) }
                p.lede { (w.with("receipt-says", &[("name", (&shown.card.name).into()), ("day", day_of(w, shown, receipt.taken).into())])) }
            }
        }
        div.band.cols.receipt {
            figure {
                @match square::whole(&receipt.text, &label) {
                    Some(code) => { (code) figcaption.note { (w.t("receipt-square")) } }
                    None => p.note { (w.t("receipt-no-square")) },
                }
            }
            (checking(w, base, shown, receipt))
        }
        section.band.receipt aria-labelledby="h-text" {
            h2 #h-text { (w.t("receipt-text")) }
            p.note { (w.t("receipt-text-note")) }
            pre.slab.whole dir="ltr" { (receipt.text) }
        }
    };
    page.render(&content)
}

/// How whoever holds the sheet finds out whether it is right.
fn checking(w: Tongue, base: &str, shown: &Shown, receipt: &Receipt) -> Markup {
    let checkpoint = &receipt.checkpoint;
    let command = format!("waybill-verify {}", receipt.file_name());
    html! {
        section.proof aria-labelledby="h-checking" {
            h2 #h-checking { (w.t("receipt-checking")) }
            ol {
                li { (w.t("receipt-check-keep")) }
                li { (w.t("receipt-check-run")) br; code dir="ltr" { (command) } }
                li { (w.t("receipt-check-key")) }
            }
            dl {
                div { dt { (w.t("log-origin")) } dd { code dir="ltr" { (checkpoint.origin()) } } }
                div { dt { (w.t("log-key")) } dd { code dir="ltr" { (receipt.key) } } }
                div {
                    dt { (w.with("log-root", &[("n", w.number(i64::try_from(checkpoint.size()).unwrap_or(i64::MAX)).into())])) }
                    dd { (root::strip(&checkpoint.root(), &w.t("log-strip-label"))) code dir="ltr" { (checkpoint.root()) } }
                }
            }
            p { a href=(address(base, w, "check")) { (w.t("receipt-how")) }
                @if let Some(site) = &shown.card.address { br; code.where dir="ltr" { (site) "/" (w.lang().code()) "/check" } } }
        }
    }
}

/// A gift's amount in the size of a headline, and what it is an amount of.
pub(super) fn number_and_unit(w: Tongue, gift: &GiftShown) -> (String, String) {
    match Variant::of(&gift.currency) {
        None => (w.decimal(gift.amount, catalogue::decimals_of(&gift.currency)), gift.currency.to_string()),
        Some(_) => (w.number(gift.amount), w.variant(&gift.currency)),
    }
}

fn day_of(w: Tongue, shown: &Shown, day: i32) -> String {
    w.with("as-of", &[("n", day.into()), ("date", w.date(shown.card.date_of_day(day)).into())])
}

fn hour() -> Arg {
    format!("{}:00", POLICY.close_hour).into()
}
