//! How people are protected: what is public, when and how coarse, what is never stored - and what is not protected yet.

use maud::{Markup, html};

use crate::publish::shown::Shown;
use crate::web::layout::{Nav, Page, StripBox};
use crate::web::words::{Arg, Tongue};

/// The numbers of the policy that the page names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyWords {
    /// No group of fewer people is told.
    pub k: i64,
    /// Days between the end of a week and the telling of its arrivals and handovers.
    pub delay_days: i64,
    /// The hour at which a day closes, on the operation's clock.
    pub close_hour: i8,
}

/// The page.
pub fn page(w: Tongue, base: &str, shown: &Shown, policy: &PolicyWords) -> String {
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Protect;
    "protect".clone_into(&mut page.here);
    page.title = w.with("protect-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("protect-lede");
    let hour = format!("{}:00", policy.close_hour);
    page.strip = vec![
        StripBox::text(w.t("protect-strip-group"), &w.with("protect-strip-people", &[("n", policy.k.into())])),
        StripBox::text(w.t("protect-strip-close"), &hour),
        StripBox::text(w.t("protect-strip-delay"), &w.with("days", &[("n", policy.delay_days.into())])),
    ];
    let args = [
        ("k", policy.k.into()),
        ("days", w.with("days", &[("n", policy.delay_days.into())]).into()),
        ("hour", hour.into()),
    ];
    let list = |keys: &[&str]| {
        html! { ul { @for key in keys { li { (w.with(&format!("protect-{key}"), &args)) } } } }
    };
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("protect-heading")) }
            p.lede { (w.t("protect-lede")) }
        }
        (public_table(w, &args))
        div.band.cols {
            div.read {
                h2 { (w.t("protect-never")) }
                (list(&["never-names", "never-places", "never-ways", "never-address", "never-mail", "never-code"]))
                h2 { (w.t("protect-code")) }
                p { (w.t("protect-code-text")) }
                h2 { (w.t("protect-taken")) }
                p { (w.t("protect-taken-lede")) }
                (list(&["taken-book", "taken-not", "taken-notes"]))
            }
            section.note-box #not-yet aria-labelledby="h-not-yet" {
                h2 #h-not-yet { (w.t("protect-not-yet")) }
                (list(&["not-yet-sealing", "not-yet-login", "not-yet-four-eyes", "not-yet-log", "not-yet-witness", "not-yet-pay", "not-yet-people"]))
                p { (w.t("protect-not-yet-why")) }
            }
        }
    };
    page.render(&content)
}

/// What is public, how coarse, and when.
fn public_table(w: Tongue, args: &[(&'static str, Arg)]) -> Markup {
    let rows = [
        "gifts",
        "needs",
        "orders",
        "advances",
        "changes",
        "arrivals",
        "losses",
        "handovers",
        "inkind",
        "corrections",
        "dispatches",
        "comments",
        "details",
    ];
    html! {
        section.band aria-labelledby="h-public" {
            h2 #h-public { (w.t("protect-public")) }
            div.scroll tabindex="0" role="group" aria-labelledby="h-public" {
                table.wordy {
                    thead { tr {
                        th scope="col" { (w.t("protect-col-what")) }
                        th scope="col" { (w.t("protect-col-told")) }
                        th scope="col" { (w.t("protect-col-when")) }
                    } }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" { (w.t(&format!("protect-{row}"))) }
                                td { (w.with(&format!("protect-{row}-told"), args)) }
                                td { (w.with(&format!("protect-{row}-when"), args)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn the_page_says_what_is_not_protected_yet() {
        let policy = PolicyWords { k: 5, delay_days: 7, close_hour: 18 };
        for lang in Lang::ALL {
            let page = page(Tongue::new(lang), "/o/demo", &sample::day_23(), &policy);
            assert!(page.contains("id=\"not-yet\"") && !page.contains(">protect-"));
            sample::keep("protect", lang, &page);
        }
    }
}
