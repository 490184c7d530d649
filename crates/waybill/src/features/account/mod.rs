//! Somebody's own account: their sessions, passphrase, codes on paper, phone. Nobody sees another's.

mod own;

use jiff::Timestamp;
use maud::{Markup, html};

use crate::store::StoreError;
use crate::web::forms::{DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::address;
use crate::web::typed::Typed;

/// Everything under `account` on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "account", title: "account-title", answer };

/// Fewer codes on paper than this are few.
const FEW_CODES: i64 = 3;

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    match (ask.parts, ask.sent) {
        ([] | ["sessions"], None) => overview(ask, None),
        (["sessions"], Some(typed)) => end(ask, typed),
        (["passphrase"], sent) => own::passphrase(ask, sent),
        (["codes"], sent) => own::codes(ask, sent),
        (["phone"], sent) => own::phone(ask, sent),
        _ => Ok(DeskAnswer::Missing),
    }
}

/// Ends one session, or all but this one. Ended twice it has ended.
fn end(ask: &DeskAsk, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let (operation, by) = (ask.bench.operation, &ask.bench.by);
    match typed.get("session") {
        "others" => operation.end_other_sessions(by.person.id, &by.mark)?,
        mark => {
            operation.end_session(by.person.id, mark)?;
        }
    }
    operation.leave_no_trace()?;
    overview(ask, Some("account-session-ended"))
}

fn overview(ask: &DeskAsk, told: Option<&str>) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let left = bench.operation.codes_left(bench.by.person.id)?;
    let link = |path: &str, key: &str| html! { li { a href=(address(ask.base, w, path)) { (w.t(key)) } } };
    let who = [("name", bench.by.person.name.as_str().into()), ("role", w.t(bench.by.person.role.words()).into())];
    let content = html! {
        div.band.cols {
            section {
                h1 { (w.t("account-title")) }
                p.lede { (w.with("account-about", &who)) }
                @if let Some(told) = told { p.note-box.calm role="status" { (w.t(told)) } }
                (sessions(ask)?)
            }
            section.slip {
                h2 { (w.t("account-own-title")) }
                ul.plain {
                    (link("account/passphrase", "account-passphrase-title"))
                    (link("account/codes", "account-codes-title"))
                    (link("account/phone", "account-phone-title"))
                }
                p class=(if left < FEW_CODES { "late" } else { "note" }) { (w.with("account-codes-left", &[("n", left.into())])) }
            }
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("account-title"), content })
}

fn sessions(ask: &DeskAsk) -> Result<Markup, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let all = bench.operation.sessions_of(bench.by.person.id, bench.world)?;
    let action = address(ask.base, w, "account/sessions");
    let begun = |second: i64| {
        let at = bench.card.local(Timestamp::from_second(second).unwrap_or_default());
        (w.date(at.date()), format!("{:02}:{:02}", at.hour(), at.minute()))
    };
    let others = all.iter().filter(|one| one.mark != bench.by.mark).count();
    Ok(html! {
        h2 { (w.t("account-sessions-title")) }
        p { (w.t("account-sessions-about")) }
        ul.plain.queue { @for one in &all { li.wide {
            @let (date, time) = begun(one.begun_at);
            form.acts method="post" action=(action) {
                span {
                    (w.with("account-session", &[("date", date.into()), ("time", time.into())]))
                    @if one.mark == bench.by.mark { ": " b { (w.t("account-session-this")) } }
                }
                @if one.mark != bench.by.mark {
                    input type="hidden" name="session" value=(one.mark);
                    button.btn.less type="submit" { (w.t("account-session-end")) }
                }
            }
        } } }
        @if others > 0 {
            form method="post" action=(action) {
                input type="hidden" name="session" value="others";
                p.acts { button.btn.less type="submit" { (w.t("account-sessions-end")) } }
            }
        }
    })
}
