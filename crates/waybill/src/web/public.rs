//! The public side: reads published facts, and answers a giver's code. It has no other way to the book.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use maud::Markup;

use super::access::Access;
use super::answer::{self, Answer, Keep, Sorry};
use super::comment::Commenting;
use super::forms::{Bench, DeskPage, EntryAct, Form, Remark, WaitsList};
use super::give::Giving;
use super::kept::Kept;
use super::layout::{self, MARK_SVG};
use super::log::{self, LOG};
use super::sealed::SealedPart;
use super::words::{Lang, Tongue};
use crate::publish::comments::{Comments, Listed};
use crate::publish::gate::KindShape;
use crate::publish::giver::ReceiptDoor;
use crate::publish::published::{Published, SignedLog};
use crate::publish::receipt::{Followed, Receipt, ReceiptShown};
use crate::publish::shown::Shown;
use crate::publish::texts::{Name, Telling};
use crate::store::{Operation, StoreError};
use crate::web::hands::FourEyes;
use crate::web::typed::Typed;
use crate::world::World;

/// The lists that `house.rs` writes: what there is to show and to record.
pub struct House {
    /// Public pages.
    pub pages: &'static [PublicPage],
    /// Files for programs and spreadsheets, beside the languages.
    pub files: &'static [PublicFile],
    /// Files that every language has one of.
    pub feeds: &'static [PublicFile],
    /// Who may ask for what on the coordinators' side.
    pub access: &'static [Access],
    /// The passphrase of everybody in a demonstration, which is no secret.
    pub demo_passphrase: &'static str,
    /// The parts of forms that are sealed.
    pub sealed: &'static [SealedPart],
    /// Coordinators' forms.
    pub forms: &'static [Form],
    /// Those of them that wait for a second person.
    pub four_eyes: &'static [FourEyes],
    /// Pages of their own that features have on the coordinators' side.
    pub desk_pages: &'static [DeskPage],
    /// Which of those take a file, and of how many bytes at most.
    pub uploads: &'static [(&'static str, usize)],
    /// What "Today" says of the first steps, until they are done; from what stands before the language in addresses.
    pub first_steps: fn(&Bench, &str) -> Result<Option<Markup>, StoreError>,
    /// What waits for a coordinator, by feature.
    pub waits: &'static [WaitsList],
    /// What the gate tells of each kind.
    pub shapes: &'static [KindShape],
    /// The gifts behind a code as typed.
    pub gifts_of_code: fn(&Operation, &str) -> Result<Asked, StoreError>,
    /// A fresh receipt code, for a form to carry.
    pub draw_code: fn(&Bench) -> String,
    /// Makes a reference for somebody who will give, and shows it with its code.
    pub make_reference: fn(&Bench, &Typed) -> Result<Markup, StoreError>,
    /// The form for a code with a problem: the phrase's key, and what was typed.
    pub gift_problem: fn(&Reading, &str, &str) -> String,
    /// "What became of my gift", and the code that was typed.
    pub gift_answer: fn(&Reading, &[Followed], &str) -> String,
    /// The receipt of one gift, to print.
    pub gift_receipt: fn(&Reading, &Followed, &Receipt) -> String,
    /// Giving: the page, its form, the answer.
    pub giving: Giving,
    /// Comments: the page, its form, the answer.
    pub commenting: Commenting,
    /// What can be done about an entry of one kind, from its own page.
    pub entry_acts: &'static [EntryAct],
    /// What is said beside a preview.
    pub remarks: &'static [Remark],
}

/// What a code opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Not 20 characters of the alphabet.
    NotACode,
    /// No gift under it. Looks the same whether the code was never given out or has no gift yet.
    Unknown,
    /// Entries of the gifts.
    Gifts(Vec<u64>),
}

/// What a public page is made from.
pub struct Reading<'a> {
    /// The reader's language.
    pub w: Tongue,
    /// What stands before the language in addresses.
    pub base: &'a str,
    /// Everything the public side can say.
    pub shown: &'a Shown,
    /// One text with all its versions, where one of that name is published.
    pub telling: &'a dyn Fn(Name) -> Option<Telling>,
    /// Comments of one text.
    pub comments: &'a dyn Fn(Name, Listed) -> Comments,
    /// What an earlier close showed; none for one that has not been.
    pub as_of: &'a dyn Fn(i32) -> Option<Arc<Shown>>,
    /// The log's newest signed checkpoint; none before the first.
    pub signed: &'a dyn Fn() -> Option<SignedLog>,
    /// Every version of every text, as `dispatches.jsonl` has it.
    pub all_texts: &'a dyn Fn() -> Result<String, StoreError>,
    /// What stands for `*` in the page's path.
    pub name: &'a str,
}

/// A public page: its path and how it is written.
#[derive(Clone, Copy)]
pub struct PublicPage {
    /// Behind the language; may end in `*` for one name.
    pub path: &'static str,
    /// The page; `None` where there is nothing of that name.
    pub page: fn(&Reading) -> Option<String>,
}

/// A file that lies beside the pages: its path, its media type, and how it is written.
#[derive(Clone, Copy)]
pub struct PublicFile {
    /// Behind the operation, or behind the language: one name.
    pub path: &'static str,
    /// As the header says it.
    pub kind: &'static str,
    /// What stands in it.
    pub text: fn(&Reading) -> Result<String, StoreError>,
}

impl PublicFile {
    fn answer(&self, reading: &Reading) -> Answer {
        match (self.text)(reading) {
            Ok(text) => answer::file(StatusCode::OK, Keep::Minute, self.kind, text),
            Err(error) => answer::went_wrong(reading.w, &error),
        }
    }
}

/// An operation as it is served.
pub struct Served {
    /// Its book.
    pub operation: Operation,
    /// Its published door.
    pub published: Published,
    /// Its own host name, if it has one.
    pub host: Option<String>,
    /// Its front page, as long as nothing else is shown.
    kept: Kept,
}

impl Served {
    /// Nothing is kept yet.
    pub fn new(operation: Operation, published: Published, host: Option<String>) -> Self {
        Self { operation, published, host, kept: Kept::default() }
    }
}

/// What a demonstration does when a coordinator passes the day.
pub type PassDay = fn(&App, &Operation) -> Result<(), StoreError>;

/// The whole program while it serves.
pub struct App {
    /// Time and chance.
    pub world: World,
    /// Every operation here.
    pub operations: Vec<Served>,
    /// The house's lists.
    pub house: &'static House,
    /// Where the public side listens, `http://127.0.0.1:8400`: what coordinators on this machine are led to.
    pub public_at: String,
    /// Where the coordinators' side is reached, as browsers see it; empty where that is this machine alone.
    pub desk_at: String,
    /// Called after a demonstration's clock moved; nothing in an own operation.
    pub next_day: Option<PassDay>,
}

/// A public request, as far as pages care.
pub struct Request {
    /// Path without query.
    pub path: String,
    /// Host header without port.
    pub host: String,
    /// Accept-Language.
    pub languages: String,
    /// A form, if one was sent.
    pub form: Option<Typed>,
}

impl App {
    /// Answers one request of the public side.
    pub fn public(&self, request: &Request) -> Answer {
        let w = Tongue::new(Lang::from_accept_language(&request.languages));
        if let Some(shared) = shared_file(&request.path) {
            return shared;
        }
        if request.path == "/health" {
            return self.health();
        }
        let mut parts = request.path.trim_matches('/').splitn(3, '/');
        let by_host = self
            .operations
            .iter()
            .find(|s| s.host.as_deref().is_some_and(|host| host.eq_ignore_ascii_case(&request.host)));
        if let Some(served) = by_host {
            return self.operation(served, "", request.path.trim_matches('/'), request, w);
        }
        match (parts.next(), parts.next(), parts.next()) {
            (Some("o"), Some(slug), rest) => match self.operations.iter().find(|s| s.operation.slug() == slug) {
                Some(served) => self.operation(served, &format!("/o/{slug}"), rest.unwrap_or(""), request, w),
                None => answer::plain_sorry(Sorry::NotFound, w),
            },
            (Some(""), None, None) => self.entrance(request, w),
            _ => answer::plain_sorry(Sorry::NotFound, w),
        }
    }

    /// For whoever watches over the program: whether every operation's published facts can be read and its disk has not
    /// failed, and nothing else.
    fn health(&self) -> Answer {
        let broken = self.operations.iter().find_map(|served| served.published.answers().err());
        let stopped = self.operations.iter().any(|served| served.operation.is_stopped());
        let (status, text) = match broken {
            None if stopped => {
                (StatusCode::SERVICE_UNAVAILABLE, "the book cannot be written; start the program again\n")
            }
            None => (StatusCode::OK, "ok\n"),
            Some(error) => {
                tracing::error!(%error, "the health page finds that a book cannot be read");
                (StatusCode::SERVICE_UNAVAILABLE, "the book cannot be read\n")
            }
        };
        answer::file(status, Keep::Never, "text/plain; charset=utf-8", text.to_owned())
    }

    /// The bare address: straight to the only operation, or to the first of several.
    fn entrance(&self, request: &Request, w: Tongue) -> Answer {
        match self.operations.first() {
            Some(served) => self.operation(served, &format!("/o/{}", served.operation.slug()), "", request, w),
            None => answer::plain_sorry(Sorry::NoOperation, w),
        }
    }

    fn operation(&self, served: &Served, base: &str, rest: &str, request: &Request, w: Tongue) -> Answer {
        let shown = match served.published.shown(&self.world) {
            Ok(shown) => shown,
            Err(error) => return answer::went_wrong(w, &error),
        };
        let (first, path) = rest.split_once('/').unwrap_or((rest, ""));
        let offered = Lang::offered(&shown.card.languages);
        match (first, Lang::parse(first)) {
            ("", _) => answer::go(&format!("{base}/{}/", Lang::wished(&request.languages, &offered).code())),
            // An old link to a language that is offered no more leads to the same page in the usual one.
            (_, Some(lang)) if !offered.contains(&lang) => {
                answer::go(&format!("{base}/{}/{path}", offered.first().copied().unwrap_or(w.lang()).code()))
            }
            (_, Some(lang)) => {
                let mut page =
                    self.in_language(served, base, path.trim_end_matches('/'), request, Tongue::new(lang), &shown);
                let here = request.path.strip_prefix(base).unwrap_or_default();
                lead_to_onion(&mut page, request, here, shown.card.onion.as_deref());
                page
            }
            (LOG, _) => match log::answer(&served.published, path, shown.card.demo) {
                Ok(Some(file)) => file,
                Ok(None) => answer::sorry(Sorry::NotFound, w, base, &shown.card),
                Err(error) => answer::went_wrong(w, &error),
            },
            // A file has one address, without anything behind its name.
            _ => match self.house.files.iter().find(|file| file.path == rest) {
                Some(file) => with_reading(served, base, Tongue::new(Lang::En), &shown, |r| file.answer(r)),
                None => answer::sorry(Sorry::NotFound, w, base, &shown.card),
            },
        }
    }

    fn in_language(
        &self,
        served: &Served,
        base: &str,
        path: &str,
        request: &Request,
        w: Tongue,
        shown: &Arc<Shown>,
    ) -> Answer {
        with_reading(served, base, w, shown, |reading| {
            let answered = match path {
                "" => self.front(served, shown, reading),
                _ => self.page(served, path, request, reading),
            };
            answered.unwrap_or_else(|| answer::sorry(Sorry::NotFound, w, base, &shown.card))
        })
    }

    /// The front page follows from what is shown alone, so it is made once for all who ask.
    fn front(&self, served: &Served, shown: &Arc<Shown>, reading: &Reading) -> Option<Answer> {
        let front = self.house.pages.iter().find(|page| page.path.is_empty())?;
        let body = served.kept.page(shown, (reading.w.lang(), reading.base), || (front.page)(reading))?;
        Some(answer::page(StatusCode::OK, keep_of(shown), body))
    }

    fn page(&self, served: &Served, path: &str, request: &Request, reading: &Reading) -> Option<Answer> {
        if let (Some(form), "gift") = (&request.form, path) {
            return Some(self.gift(served, reading, form));
        }
        let fund = path.strip_prefix("give/").filter(|name| !name.is_empty() && !name.contains('/'));
        if let Some(name) = fund.or((path == "give").then_some("")) {
            return self.give(served, &Reading { name, ..*reading }, request.form.as_ref());
        }
        if let Some(feed) = self.house.feeds.iter().find(|feed| feed.path == path) {
            return Some(feed.answer(reading));
        }
        let about = path.strip_prefix("dispatches/").and_then(|rest| rest.strip_suffix("/comment"));
        if let Some(name) = about {
            return self.comment(served, &Reading { name, ..*reading }, request.form.as_ref());
        }
        for page in self.house.pages {
            let name = match page.path.strip_suffix('*') {
                Some(before) => path.strip_prefix(before).filter(|name| !name.is_empty() && !name.contains('/')),
                None => (page.path == path).then_some(""),
            };
            if let Some(body) = name.and_then(|name| (page.page)(&Reading { name, ..*reading })) {
                return Some(answer::page(StatusCode::OK, keep_of(reading.shown), body));
            }
        }
        None
    }

    /// A giver's code, typed into the form; never part of an address, never cached. With it can be asked for one gift's receipt:
    /// `gift` is its public id, `as` says whether as a `file` or as a `page` to print.
    fn gift(&self, served: &Served, reading: &Reading, form: &Typed) -> Answer {
        self.followed(served, reading, form).unwrap_or_else(|error| answer::went_wrong(reading.w, &error))
    }

    fn followed(&self, served: &Served, reading: &Reading, form: &Typed) -> Result<Answer, StoreError> {
        let typed = form.get("code");
        let again = |key: &str| {
            let page = (self.house.gift_problem)(reading, key, typed);
            Ok(answer::page(StatusCode::UNPROCESSABLE_ENTITY, Keep::Never, page))
        };
        let entries = match (self.house.gifts_of_code)(&served.operation, typed)? {
            Asked::NotACode => return again("trace-problem-form"),
            Asked::Unknown => return again("trace-problem-unknown"),
            Asked::Gifts(entries) => entries,
        };
        let door = ReceiptDoor::new(&served.operation);
        let gifts = door.follow(&entries, &served.published, self.world.now())?;
        let asked = gifts.iter().find_map(|one| match &one.receipt {
            ReceiptShown::Final(receipt) if receipt.id == form.get("gift") => Some((one, &**receipt)),
            _ => None,
        });
        let page = match (form.get("as"), asked) {
            ("file", Some((_, receipt))) => return Ok(receipt_file(receipt)),
            ("page", Some((followed, receipt))) => (self.house.gift_receipt)(reading, followed, receipt),
            _ => (self.house.gift_answer)(reading, &gifts, typed),
        };
        Ok(answer::page(StatusCode::OK, Keep::Never, page))
    }
}

/// A demonstration's day ends at the press of a button, not in the evening.
fn keep_of(shown: &Shown) -> Keep {
    if shown.card.demo { Keep::Never } else { Keep::Minute }
}

/// A receipt as a file to keep; its name is the beginning of the gift's public id.
fn receipt_file(receipt: &Receipt) -> Answer {
    let mut file = answer::file(StatusCode::OK, Keep::Never, "text/plain; charset=utf-8", receipt.text.clone());
    let name = format!("attachment; filename=\"{}\"", receipt.file_name());
    if let Ok(name) = HeaderValue::from_str(&name) {
        file.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    file
}

/// Hands on what pages are made from, read through the published door.
fn with_reading(
    served: &Served,
    base: &str,
    w: Tongue,
    shown: &Arc<Shown>,
    answer: impl FnOnce(&Reading) -> Answer,
) -> Answer {
    let telling = |name| {
        served.published.telling(name).unwrap_or_else(|error| {
            tracing::error!(%error, "a published text could not be read");
            None
        })
    };
    let comments = |name, asked| {
        served.published.comments(name, asked).unwrap_or_else(|error| {
            tracing::error!(%error, "published comments could not be read");
            Comments::default()
        })
    };
    let as_of = |step| served.published.as_of(shown, step);
    let signed = || {
        served.published.signed().unwrap_or_else(|error| {
            tracing::error!(%error, "the signed log could not be read");
            None
        })
    };
    let all_texts = || dispatches_text(&served.published);
    let (telling, comments, as_of, signed, all_texts) = (&telling, &comments, &as_of, &signed, &all_texts);
    answer(&Reading { w, base, shown, telling, comments, as_of, signed, all_texts, name: "" })
}

/// Tells the Tor Browser where the same page is on the onion service, unless the reader is there already.
fn lead_to_onion(page: &mut Answer, request: &Request, here: &str, onion: Option<&str>) {
    let Some(onion) = onion.filter(|_| request.form.is_none() && page.status() == StatusCode::OK) else { return };
    let host = onion.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or_default();
    if request.host.eq_ignore_ascii_case(host) {
        return;
    }
    if let Ok(there) = HeaderValue::from_str(&format!("{onion}{here}")) {
        page.headers_mut().insert("onion-location", there);
    }
}

/// Files that belong to the program.
fn shared_file(path: &str) -> Option<Answer> {
    if path == layout::stylesheet_href() {
        return Some(answer::file(
            StatusCode::OK,
            Keep::Forever,
            "text/css; charset=utf-8",
            layout::stylesheet().to_owned(),
        ));
    }
    match path {
        "/mark.svg" => Some(answer::file(StatusCode::OK, Keep::Minute, "image/svg+xml", MARK_SVG.to_owned())),
        "/robots.txt" => {
            Some(answer::file(StatusCode::OK, Keep::Minute, "text/plain; charset=utf-8", "User-agent: *\nAllow: /\n"))
        }
        _ => None,
    }
}

/// The text of `facts.jsonl`: every published fact, one a line, as an outsider checks them.
pub fn facts_text(shown: &Shown) -> String {
    shown.facts.iter().map(|fact| fact.line() + "\n").collect()
}

/// The text of `dispatches.jsonl`: every version of every published text, as it was entered, oldest first.
pub fn dispatches_text(published: &Published) -> Result<String, StoreError> {
    let zone = published.zone()?;
    let mut text = String::new();
    for row in published.all_texts()? {
        text.push_str(&crate::publish::texts::line(&row, &zone));
        text.push('\n');
    }
    Ok(text)
}

/// The text of `figures.json`: every figure the pages show, by name.
pub fn figures_text(shown: &Shown) -> String {
    let figures: serde_json::Map<String, serde_json::Value> =
        shown.figures.iter().map(|(name, figure)| (name.clone(), figure.value.into())).collect();
    serde_json::json!({ "snapshot": shown.snapshot, "figures": figures }).to_string() + "\n"
}
