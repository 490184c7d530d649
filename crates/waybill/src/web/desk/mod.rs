//! The coordinators' side: who may enter, what waits; the forms and the book stand in the files beside.

mod book;
pub mod door;
mod proposal_page;
mod proposals;
mod record;

use std::sync::Arc;

use axum::http::StatusCode;
use maud::{Markup, html};
use waybill_journal::Move;

use crate::publish::gate;
use crate::store::{Claim, FormKey, Recorded, StoreError};
use crate::web::access::{self, Method};
use crate::web::answer::{self, Answer, Keep, Sorry};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage};
use crate::web::layout::{self, Desk, DeskNav, NextDay, Seated};
use crate::web::public::{App, Served};
use crate::web::typed::Typed;
use crate::web::words::{Lang, Tongue};

use door::Door;

/// Where a request leads while the operation is locked.
const LOCK: &str = "lock";
/// Ends the session from which it is asked.
const SIGN_OUT: &str = "sign-out";

/// A request of the coordinators' side.
pub struct DeskRequest {
    /// Path without query.
    pub path: String,
    /// The query, as it came.
    pub query: String,
    /// Accept-Language.
    pub languages: String,
    /// The Cookie header.
    pub cookies: String,
    /// A form, if one was sent.
    pub form: Option<Typed>,
    /// The file that came with the form.
    pub file: Option<Vec<u8>>,
}

/// One page while it is made.
struct Visit<'a> {
    app: &'a App,
    served: &'a Served,
    base: String,
    bench: Bench<'a>,
    /// The path behind the language.
    here: String,
}

impl App {
    /// Answers one request of the coordinators' side.
    pub fn desk(&self, request: &DeskRequest) -> Answer {
        let w = Tongue::new(Lang::from_accept_language(&request.languages));
        let not_found = || answer::plain_sorry(Sorry::NotFound, w);
        if request.path == layout::stylesheet_href() || request.path == "/mark.svg" {
            let file = super::public::Request {
                path: request.path.clone(),
                host: String::new(),
                languages: request.languages.clone(),
                form: None,
            };
            return self.public(&file);
        }
        let mut parts = request.path.trim_matches('/').splitn(4, '/');
        let (Some("d"), Some(slug)) = (parts.next(), parts.next()) else { return not_found() };
        let Some(served) = self.operations.iter().find(|s| s.operation.slug() == slug) else { return not_found() };
        let (first, rest) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let door = |served, w| Door { app: self, served, request, w };
        let answered = match first {
            "enter" => door(served, w).enter(rest),
            "sign-in" => door(served, door::language(rest, &request.languages)).sign_in(),
            _ => self.entered(served, first, rest, request, w),
        };
        answered.unwrap_or_else(|error| answer::went_wrong(w, &error))
    }

    /// How large a file may be that is sent to this address with these cookies. Asked before the file is read, so that
    /// nobody without a session can make us hold one.
    pub fn takes_file(&self, path: &str, cookies: &str) -> Result<usize, Sorry> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let ["d", slug, _, name, ..] = parts.as_slice() else { return Err(Sorry::NotFound) };
        let found = self.operations.iter().find(|s| s.operation.slug() == *slug).ok_or(Sorry::NotFound)?;
        match found.operation.session(cookie(cookies, "desk"), &self.world) {
            Ok(Some(sitting)) => {
                let behind: Vec<&str> = parts.iter().skip(3).copied().collect();
                let may = access::may(self.house.access, sitting.person.role, Method::Post, &behind.join("/"));
                let locked = found.operation.is_locked().map_err(|error| {
                    tracing::error!(%error, "whether the operation is locked could not be looked up");
                    Sorry::WentWrong
                })?;
                if !may || locked {
                    return Err(Sorry::NotFound);
                }
            }
            Ok(None) => return Err(Sorry::NotEntered),
            Err(error) => {
                tracing::error!(%error, "a session could not be looked up");
                return Err(Sorry::WentWrong);
            }
        }
        let takes = self.house.uploads.iter().find(|(page, _)| page == name);
        takes.map(|(_, max)| *max).ok_or(Sorry::BadRequest(StatusCode::UNSUPPORTED_MEDIA_TYPE))
    }

    fn entered(
        &self,
        served: &Served,
        lang: &str,
        path: &str,
        request: &DeskRequest,
        w: Tongue,
    ) -> Result<Answer, StoreError> {
        let token = cookie(&request.cookies, "desk");
        let Some(sitting) = served.operation.session(token, &self.world)? else {
            return Ok(Door { app: self, served, request, w }.not_entered());
        };
        let base = format!("/d/{}", served.operation.slug());
        let Some(lang) = Lang::parse(lang) else { return Ok(answer::go(&format!("{base}/{}/", w.lang().code()))) };
        let card = served.operation.card()?;
        let today = card.local(self.world.now()).date();
        // The key of a form belongs to one look at it: whoever goes back and looks again means another entry.
        let entering = request.form.as_ref().filter(|f| matches!(f.get("go"), "" | "enter"));
        let key = entering.and_then(|f| FormKey::parse(f.get("key"))).unwrap_or_else(|| FormKey::draw(&self.world));
        let bench = Bench {
            operation: &served.operation,
            card,
            world: &self.world,
            today,
            w: Tongue::new(lang),
            key,
            by: Arc::new(sitting),
        };
        let visit = Visit { app: self, served, base, bench, here: path.trim_end_matches('/').to_owned() };
        visit.once(request)
    }
}

impl Visit<'_> {
    /// A form's key is good for one form: the same press again gets the first answer, another body is refused.
    /// Whoever may not ask does not get as far as that.
    fn once(&self, request: &DeskRequest) -> Result<Answer, StoreError> {
        let method = if request.form.is_some() { Method::Post } else { Method::Get };
        let row = access::row_of(self.app.house.access, method, &self.here);
        let Some(row) = row.filter(|row| row.roles.contains(&self.bench.by.person.role)) else {
            return Ok(self.missing());
        };
        // Read with every request: whoever threw the switch may have done it in another program.
        if !row.while_locked && self.bench.operation.is_locked()? {
            return Ok(answer::go(&self.href(LOCK)));
        }
        let Some((typed, key)) = request.form.as_ref().and_then(|typed| Some((typed, self.key_of(typed)?))) else {
            return self.answer(request);
        };
        let operation = self.bench.operation;
        let fields = typed.pairs().filter(|(name, value)| *name != "go" || !matches!(value.as_str(), "" | "enter"));
        // Of what is sealed not even a fingerprint is kept: whoever has a list of names could try them.
        let sealed = |name: &str| self.app.house.sealed.iter().any(|part| part.has(name));
        let fields = fields.filter(|(name, _)| !sealed(name)).map(|(name, value)| (name.as_str(), value.as_str()));
        let digest = operation.digest_of_form(&self.here, fields, request.file.as_deref());
        let answered = operation.one_press(&key, || {
            let claim = operation.claim(&key, &digest, self.bench.today)?;
            if claim == Claim::Other {
                return self.other_body(typed);
            }
            let answer = self.answer(request)?;
            let refused = answer.status().is_client_error();
            // Where a part was done the key stays with it.
            if claim == Claim::First && refused && operation.said_first(&key)?.is_none() {
                operation.give_back(&key)?;
            }
            Ok(answer)
        });
        // The key stays with the form: sent again once the disk takes something, it is one entry, whatever became of this one.
        answered.or_else(|error| match answer::unwritten(&error) {
            Some(why) => {
                tracing::error!(%error, "a form could not be written");
                self.back_as_typed(typed, why.status(), why.phrases())
            }
            None => Err(error),
        })
    }

    /// The key of a form that does something; looking over and going back do nothing.
    fn key_of(&self, typed: &Typed) -> Option<FormKey> {
        if self.here.starts_with("record/") && typed.get("go") != "enter" {
            return None;
        }
        FormKey::parse(typed.get("key"))
    }

    fn answer(&self, request: &DeskRequest) -> Result<Answer, StoreError> {
        let parts: Vec<&str> = self.here.split('/').collect();
        match (parts.as_slice(), &request.form) {
            ([""], None) => self.today(),
            (["record"], None) => Ok(self.page(DeskNav::Record, "record-title", &self.record())),
            (["record", path], form) => match self.app.house.forms.iter().find(|f| f.path == *path) {
                Some(found) => self.form(found, form.as_ref(), &request.query),
                None => Ok(self.missing()),
            },
            (["proposals"], None) => self.proposals(),
            (["proposals", id], form) => self.proposal(id, form.as_ref()),
            (["reference"], form) => self.reference(form.as_ref()),
            (["book"], None) => self.book(&request.query),
            (["book.csv"], None) => self.csv(),
            (["book", number], None) => self.entry(number),
            (["book", number, act], form) => self.entry_act(number, act, form.as_ref()),
            ([SIGN_OUT], Some(_)) => self.sign_out(),
            (["next-day"], Some(typed)) => self.bench.operation.day_by_day(|| self.next_day(typed)),
            ([name, rest @ ..], _) => match self.app.house.desk_pages.iter().find(|page| page.name == *name) {
                Some(page) => self.own_page(page, rest, request),
                None => Ok(self.missing()),
            },
            _ => Ok(self.missing()),
        }
    }

    /// A page that a feature brings.
    fn own_page(&self, page: &DeskPage, parts: &[&str], request: &DeskRequest) -> Result<Answer, StoreError> {
        let shown = self.served.published.shown(self.bench.world)?;
        let ask = DeskAsk {
            bench: &self.bench,
            shown: &shown,
            published: &self.served.published,
            base: &self.base,
            public_base: &format!("/o/{}", self.bench.operation.slug()),
            public_at: &self.app.public_at,
            parts,
            sent: request.form.as_ref(),
            file: request.file.as_deref(),
        };
        Ok(match (page.answer)(&ask)? {
            DeskAnswer::Page { wrong, title, content } => {
                let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
                self.page_with(status, DeskNav::Record, title, &content)
            }
            DeskAnswer::Go(path) => answer::go(&self.href(&path)),
            DeskAnswer::Missing => self.missing(),
        })
    }

    /// Ends this session; the cookie goes too.
    fn sign_out(&self) -> Result<Answer, StoreError> {
        let by = &self.bench.by;
        self.bench.operation.end_session(by.person.id, &by.mark)?;
        self.bench.operation.leave_no_trace()?;
        Ok(door::without_session(answer::go(&format!("{}/sign-in/{}", self.base, self.w().lang().code())), &self.base))
    }

    fn w(&self) -> Tongue {
        self.bench.w
    }

    /// Whether whoever sits here may ask for this.
    fn may(&self, method: Method, path: &str) -> bool {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        access::may(self.app.house.access, self.bench.by.person.role, method, path)
    }

    fn href(&self, path: &str) -> String {
        layout::address(&self.base, self.w(), path)
    }

    fn missing(&self) -> Answer {
        answer::plain_sorry(Sorry::NotFound, self.w())
    }

    fn page(&self, nav: DeskNav, title: &str, content: &Markup) -> Answer {
        self.page_with(StatusCode::OK, nav, self.w().t(title), content)
    }

    fn page_with(&self, status: StatusCode, nav: DeskNav, title: String, content: &Markup) -> Answer {
        let card = &self.bench.card;
        // The page that changes the name already says the new one.
        let name = self.bench.operation.settings().map_or_else(|_| card.settings.name.clone(), |now| now.name);
        let next_day = (card.demo && self.app.next_day.is_some()).then(|| NextDay {
            action: self.href("next-day"),
            hidden: vec![
                ("key".into(), FormKey::draw(self.bench.world).as_str().into()),
                ("day".into(), card.day_number(self.bench.today).to_string()),
            ],
        });
        let sheet = Desk {
            w: self.w(),
            title,
            base: &self.base,
            here: self.here.clone(),
            name: &name,
            day: card.day_number(self.bench.today),
            today: self.bench.today,
            nav,
            strip: Vec::new(),
            next_day,
            seated: Seated {
                name: self.bench.by.person.name.clone(),
                role: self.w().t(self.bench.by.person.role.words()),
                may_lock: self.may(Method::Post, LOCK),
            },
        };
        answer::page(status, Keep::Never, sheet.render(content))
    }

    /// What is where, and what the world does not know yet.
    fn today(&self) -> Result<Answer, StoreError> {
        let w = self.w();
        let operation = self.bench.operation;
        let waiting = operation.waiting(jiff::Timestamp::MAX)?;
        let pools: Vec<(String, String, String)> = operation.with_book(|book| {
            let held = book.pools().filter(|(_, balance)| *balance > 0);
            held.map(|(pool, balance)| {
                let account = &pool.account;
                (
                    w.holder(account.holder()),
                    w.fund(account.fund().unwrap_or_default()),
                    w.amount(balance, &pool.commodity),
                )
            })
            .collect()
        })?;
        let first_steps = (self.app.house.first_steps)(&self.bench, &self.base)?;
        let content = html! {
            div.band.cols {
                section {
                    h1 { (w.t("today-title")) }
                    @if let Some(steps) = first_steps.as_ref().filter(|_| self.may(Method::Get, "start")) { (steps) }
                    (self.waiting_list()?)
                    @if self.may(Method::Get, "book") { (self.held(&pools)) }
                }
                section.slip {
                    h2 { (w.t("today-record")) }
                    (self.record_list())
                    h2 { (w.t("today-gate")) }
                    p { (w.with("today-waiting", &[("n", i64::try_from(waiting.len()).unwrap_or(i64::MAX).into())])) }
                    p.note { (w.t("today-gate-note")) }
                }
            }
        };
        Ok(self.page(DeskNav::Today, "today-title", &content))
    }

    /// What waits for somebody, late things first.
    fn waiting_list(&self) -> Result<Markup, StoreError> {
        let w = self.w();
        let mut waits = Vec::new();
        for list in self.app.house.waits {
            waits.extend(list(&self.bench)?);
        }
        waits.extend(self.waiting_proposals()?);
        waits.retain(|one| self.may(Method::Get, one.at));
        waits.sort_by_key(|one| one.late.is_none());
        let n = i64::try_from(waits.len()).unwrap_or(i64::MAX);
        Ok(html! {
            h2 { (w.with("waits-title", &[("n", n.into())])) }
            ol.queue.plain { @for one in &waits { li.wide {
                a href=(self.href(one.at)) { (one.words) }
                @if let Some(late) = &one.late { " " span.late { (late) } }
            } } }
        })
    }

    fn held(&self, pools: &[(String, String, String)]) -> Markup {
        let w = self.w();
        if pools.is_empty() {
            return html! { p.lede { (w.t("today-empty")) } };
        }
        html! {
            div.scroll tabindex="0" role="group" aria-label=(w.t("today-held")) {
                table {
                    caption { (w.t("today-held")) }
                    thead { tr {
                        th scope="col" { (w.t("column-holder")) ": " (w.t("column-fund")) }
                        th.num scope="col" { (w.t("column-amount")) }
                    } }
                    tbody { @for (holder, fund, amount) in pools {
                        tr { th scope="row" { (holder) ": " span { (fund) } } td.num.words { (amount) } }
                    } }
                }
            }
        }
    }

    fn moves_table(&self, moves: &[Move]) -> Markup {
        let w = self.w();
        if moves.is_empty() {
            return html! { p.note { (w.t("moves-none")) } };
        }
        html! {
            div.scroll tabindex="0" role="group" aria-label=(w.t("moves-title")) { table {
                caption { (w.t("moves-title")) }
                thead { tr {
                    th scope="col" { (w.t("column-from")) }
                    th scope="col" { (w.t("column-to")) }
                    th.num scope="col" { (w.t("column-amount")) }
                    th.num scope="col" { (w.t("column-becomes")) }
                } }
                tbody { @for m in moves { tr {
                    th scope="row" { (self.account(m.from())) }
                    td { (self.account(m.to())) }
                    td.num { (w.amount(m.amount(), m.commodity())) }
                    td.num { @if let Move::Exchange { gets_commodity, gets_amount, .. } = m { (w.amount(*gets_amount, gets_commodity)) } }
                } } }
            } }
        }
    }

    fn account(&self, account: &waybill_journal::Account) -> String {
        let w = self.w();
        match account.fund() {
            Some(fund) => {
                w.with("account-words", &[("holder", w.holder(account.holder()).into()), ("fund", w.fund(fund).into())])
            }
            None => w.holder(account.as_str()),
        }
    }

    /// Ends the day that the button stood on; pressed again, that day is over already.
    fn next_day(&self, typed: &Typed) -> Result<Answer, StoreError> {
        let card = &self.bench.card;
        match self.app.next_day {
            Some(pass) if card.demo => {
                let today = card.day_number(card.local(self.app.world.now()).date());
                if typed.get("day") != today.to_string() {
                    return Ok(answer::go(&self.href("")));
                }
                pass(self.app, &self.served.operation)?;
                Ok(answer::go(&self.href("")))
            }
            _ => Ok(self.missing()),
        }
    }
}

fn moves_of(entry: &Recorded) -> Vec<Move> {
    gate::moves_in(&entry.private)
}

fn cookie<'a>(header: &'a str, name: &str) -> &'a str {
    let found = header.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name);
    found.map_or("", |(_, value)| value)
}
