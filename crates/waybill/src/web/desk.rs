//! The coordinators' side: what waits, the forms with their preview, the book as a list and as CSV.

use std::fmt::Write as _;

use axum::http::{HeaderValue, StatusCode, header};
use maud::{Markup, html};
use waybill_journal::Move;

use super::answer::{self, Answer, Keep};
use super::fields::{self, Button, Choice, Field, FieldKind, FormView};
use super::forms::{Bench, Form, Input, InputKind, Unread, problem_of};
use super::layout::{self, Desk, DeskNav, NextDay};
use super::pieces;
use super::public::{App, Served};
use super::telling;
use super::typed::{Problem, Typed};
use super::words::{Lang, Tongue};
use crate::catalogue::decimals_of;
use crate::publish::fact::Fact;
use crate::publish::gate::{self, Shaped, Shaping};
use crate::publish::policy::POLICY;
use crate::store::{Draft, FormKey, PostError, Recorded, StoreError, Waiting};

/// Entries on one page of the book.
const BOOK_PAGE: i64 = 100;

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
        let not_found = || answer::plain_sorry(StatusCode::NOT_FOUND, w, "not-found");
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
        let answered = match first {
            "enter" => self.enter(served, rest, request, w),
            _ => self.entered(served, first, rest, request, w),
        };
        answered.unwrap_or_else(|error| answer::went_wrong(w, &error))
    }

    /// Uses the printed link once. Its page only has a button: a link that is merely looked at (by a preview, by a
    /// chat program) is not used up.
    fn enter(&self, served: &Served, token: &str, request: &DeskRequest, w: Tongue) -> Result<Answer, StoreError> {
        let base = format!("/d/{}", served.operation.slug());
        if request.form.is_none() {
            return Ok(enter_page(w, &format!("{base}/enter/{token}")));
        }
        let Some(session) = served.operation.use_link(token, &self.world)? else {
            return Ok(answer::plain_sorry(StatusCode::FORBIDDEN, w, "link-used"));
        };
        let mut answer = answer::go(&format!("{base}/{}/", w.lang().code()));
        let cookie = format!("desk={session}; Path={base}/; HttpOnly; SameSite=Strict");
        answer.headers_mut().insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).expect("a token is plain letters"));
        Ok(answer)
    }

    fn entered(&self, served: &Served, lang: &str, path: &str, request: &DeskRequest, w: Tongue) -> Result<Answer, StoreError> {
        let token = cookie(&request.cookies, "desk");
        if served.operation.entered(token, &self.world)?.is_none() {
            return Ok(answer::plain_sorry(StatusCode::FORBIDDEN, w, "not-entered"));
        }
        let base = format!("/d/{}", served.operation.slug());
        let Some(lang) = Lang::parse(lang) else { return Ok(answer::go(&format!("{base}/{}/", w.lang().code()))) };
        let card = served.operation.card()?;
        let today = card.local(self.world.now()).date();
        let key = request.form.as_ref().and_then(|f| FormKey::parse(f.get("key"))).unwrap_or_else(|| FormKey::draw(&self.world));
        let bench = Bench { operation: &served.operation, card, world: &self.world, today, w: Tongue::new(lang), key };
        let visit = Visit { app: self, served, base, bench, here: path.trim_end_matches('/').to_owned() };
        visit.answer(request)
    }
}

impl Visit<'_> {
    fn answer(&self, request: &DeskRequest) -> Result<Answer, StoreError> {
        let parts: Vec<&str> = self.here.split('/').collect();
        match (parts.as_slice(), &request.form) {
            ([""], None) => self.today(),
            (["record"], None) => Ok(self.page(DeskNav::Record, "record-title", &self.record())),
            (["record", path], form) => match self.app.house.forms.iter().find(|f| f.path == *path) {
                Some(found) => self.form(found, form.as_ref()),
                None => Ok(self.missing()),
            },
            (["book"], None) => self.book(&request.query),
            (["book.csv"], None) => self.csv(),
            (["book", number], None) => self.entry(number),
            (["next-day"], Some(_)) => self.next_day(),
            _ => Ok(self.missing()),
        }
    }

    fn w(&self) -> Tongue {
        self.bench.w
    }

    fn href(&self, path: &str) -> String {
        layout::address(&self.base, self.w(), path)
    }

    fn missing(&self) -> Answer {
        answer::plain_sorry(StatusCode::NOT_FOUND, self.w(), "not-found")
    }

    fn page(&self, nav: DeskNav, title: &str, content: &Markup) -> Answer {
        self.page_with(StatusCode::OK, nav, self.w().t(title), content)
    }

    fn page_with(&self, status: StatusCode, nav: DeskNav, title: String, content: &Markup) -> Answer {
        let card = &self.bench.card;
        let next_day = (card.demo && self.app.next_day.is_some())
            .then(|| NextDay { action: self.href("next-day"), hidden: vec![("key".into(), self.bench.key.as_str().into())] });
        let sheet = Desk {
            w: self.w(),
            title,
            base: &self.base,
            here: self.here.clone(),
            name: &card.name,
            day: card.day_number(self.bench.today),
            today: self.bench.today,
            nav,
            strip: Vec::new(),
            next_day,
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
                (w.holder(account.holder()), w.fund(account.fund().unwrap_or_default()), w.amount(balance, &pool.commodity))
            })
            .collect()
        })?;
        let content = html! {
            div.band.cols {
                section {
                    h1 { (w.t("today-title")) }
                    (self.held(&pools))
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
                        th scope="col" { (w.t("column-holder")) }
                        th scope="col" { (w.t("column-fund")) }
                        th.num scope="col" { (w.t("column-amount")) }
                    } }
                    tbody { @for (holder, fund, amount) in pools {
                        tr { th scope="row" { (holder) } td { (fund) } td.num { (amount) } }
                    } }
                }
            }
        }
    }

    fn record(&self) -> Markup {
        html! { section.band { h1 { (self.w().t("record-title")) } p.lede { (self.w().t("record-about")) } (self.record_list()) } }
    }

    fn record_list(&self) -> Markup {
        html! {
            ul.plain { @for form in self.app.house.forms {
                li { a href=(self.href(&format!("record/{}", form.path))) { (self.w().t(form.title)) } }
            } }
        }
    }

    fn form(&self, form: &Form, sent: Option<&Typed>) -> Result<Answer, StoreError> {
        let Some(typed) = sent else { return self.show(form, &Typed::default(), Vec::new()) };
        match typed.get("go") {
            "look" => match self.read(form, typed)? {
                Ok(draft) => self.preview(form, typed, &draft),
                Err(problems) => self.show(form, typed, problems),
            },
            "enter" => self.enter_form(form, typed),
            _ => self.show(form, typed, Vec::new()),
        }
    }

    /// Reads the form and tries it against the book; nothing is written.
    fn read(&self, form: &Form, typed: &Typed) -> Result<Result<Draft, Vec<Problem>>, StoreError> {
        let draft = match (form.read)(&self.bench, typed) {
            Ok(draft) => draft,
            Err(Unread::Problems(problems)) => return Ok(Err(problems)),
            Err(Unread::Store(error)) => return Err(error),
        };
        match self.bench.operation.check(&draft, self.bench.world) {
            Ok(()) => Ok(Ok(draft)),
            Err(PostError::Store(error)) => Err(error),
            Err(refused) => Ok(Err(problem_of(self.w(), &refused, form.short_field).into_iter().collect())),
        }
    }

    fn enter_form(&self, form: &Form, typed: &Typed) -> Result<Answer, StoreError> {
        let operation = self.bench.operation;
        let answered = match operation.answered(&self.bench.key)? {
            Some(first) => first,
            None => match self.read(form, typed)? {
                Err(problems) => return self.show(form, typed, problems),
                Ok(draft) => {
                    let also = (form.also)(&self.bench, typed)?;
                    match operation.post(self.bench.world, &self.bench.key, &draft, also) {
                        Ok(answered) => answered,
                        Err(PostError::Store(error)) => return Err(error),
                        Err(refused) => {
                            let problems = problem_of(self.w(), &refused, form.short_field).into_iter().collect();
                            return self.show(form, typed, problems);
                        }
                    }
                }
            },
        };
        self.done(form, typed, answered.entry)
    }

    fn done(&self, form: &Form, typed: &Typed, entry: u64) -> Result<Answer, StoreError> {
        let w = self.w();
        let Some(recorded) = self.bench.operation.entry(entry)? else { return Ok(self.missing()) };
        let content = html! {
            section.band {
                h1 { (w.t("done-title")) }
                p.lede { (w.t("done-text")) }
                ((form.done)(&self.bench, typed))
                (self.moves_table(&moves_of(&recorded)))
                p.acts {
                    a.btn href=(self.href(&format!("record/{}", form.path))) { (w.t("done-again")) }
                    a.btn.less href=(self.href(&format!("book/{entry}"))) { (w.t("done-entry")) }
                    a href=(self.href("")) { (w.t("desk-today")) }
                }
            }
        };
        Ok(self.page(DeskNav::Record, "done-title", &content))
    }

    fn show(&self, form: &Form, typed: &Typed, problems: Vec<Problem>) -> Result<Answer, StoreError> {
        let w = self.w();
        let (rows, mut hidden) = split_hidden((form.fields)(&self.bench, typed)?, typed, &problems);
        hidden.push(("key".into(), self.bench.key.as_str().into()));
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let view = FormView {
            action: self.href(&format!("record/{}#problems", form.path)),
            fields: rows,
            hidden,
            buttons: vec![Button::sending(w.t("form-look"), "go", "look")],
            problems,
        };
        let title = fields::title(w, &view, &w.t(form.title));
        let content = html! {
            section.band { h1 { (w.t(form.title)) } p.lede { (w.t(form.about)) } p.note { (w.t("form-no-people")) } (fields::form_html(w, &view)) }
        };
        Ok(self.page_with(status, DeskNav::Record, title, &content))
    }

    /// Exactly what the book will say and what the world will see, and when, before anything is written.
    fn preview(&self, form: &Form, typed: &Typed, draft: &Draft) -> Result<Answer, StoreError> {
        let w = self.w();
        let mut hidden: Vec<(String, String)> =
            typed.pairs().filter(|(n, _)| !matches!(n.as_str(), "go" | "key")).map(|(n, v)| (n.clone(), v.clone())).collect();
        hidden.push(("key".into(), self.bench.key.as_str().into()));
        let view = FormView {
            action: self.href(&format!("record/{}#problems", form.path)),
            hidden,
            buttons: vec![
                Button::sending(w.t("form-enter"), "go", "enter"),
                Button::sending(w.t("form-back"), "go", "back"),
            ],
            ..FormView::default()
        };
        let content = html! {
            div.band.cols {
                section {
                    h1 { (w.t("preview-title")) }
                    p.lede { (w.t(form.title)) ", " (w.date(draft.on)) }
                    (self.typed_table(form, typed)?)
                    (self.moves_table(&draft.moves))
                    (fields::form_html(w, &view))
                }
                (pieces::world_sees(w, &self.world_sees(draft)))
            }
        };
        Ok(self.page(DeskNav::Record, "preview-title", &content))
    }

    /// What was typed, in words, as it will be read.
    fn typed_table(&self, form: &Form, typed: &Typed) -> Result<Markup, StoreError> {
        let rows = (form.fields)(&self.bench, typed)?;
        let shown = rows.into_iter().flatten().filter_map(|input| {
            let value = typed.get(&input.name).to_owned();
            let words = match &input.kind {
                InputKind::Hidden => return None,
                InputKind::Select(options) => options.iter().find(|(code, _)| *code == value)?.1.clone(),
                InputKind::Date => value.parse().map_or(value, |date| self.w().date(date)),
                InputKind::Text | InputKind::Number => value,
            };
            (!words.is_empty()).then_some((input.label, words))
        });
        Ok(html! { table { tbody { @for (label, words) in shown { tr { th scope="row" { (label) } td { (words) } } } } } })
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
            Some(fund) => w.with("account-words", &[("holder", w.holder(account.holder()).into()), ("fund", w.fund(fund).into())]),
            None => w.holder(account.as_str()),
        }
    }

    /// The gate's own answer for this draft, alone.
    fn world_sees(&self, draft: &Draft) -> Vec<(String, Markup)> {
        let w = self.w();
        let card = &self.bench.card;
        let mut public = draft.public.clone();
        public["id"] = self.bench.operation.id_of(&self.bench.key).into();
        let waiting = Waiting { entry: 0, kind: draft.kind.to_owned(), recorded_at: self.bench.world.now().as_second(), public };
        let last = POLICY.last_closed(card, self.bench.world.now());
        let mut moments = vec![(w.t("world-now"), html! { (w.t("world-nothing")) })];
        let shape = self.app.house.shapes.iter().find(|s| s.kind == draft.kind);
        let mut told = Vec::new();
        // A week's goods open on a Monday weeks ahead: ask the shape on the days to come until it would tell.
        for ahead in 1..=DAYS_AHEAD_MAX {
            let step = POLICY.step(card, last + ahead);
            let shaped = shape.map(|s| (s.shape)(&[&waiting], Shaping { policy: &POLICY, step })).unwrap_or_default();
            told = shaped.into_iter().filter(|s| s.opens <= step.date).map(|s| (step, s)).collect();
            if !told.is_empty() {
                break;
            }
        }
        for (step, shaped) in &told {
            moments.push((w.with("sees-then", &[("date", w.weekday_date(step.date).into())]), told_words(w, step.number, shaped)));
        }
        if told.is_empty() {
            let k = POLICY.people_min;
            moments.push((w.t("sees-later"), html! { (w.with("sees-in-a-total", &[("k", k.into())])) }));
        }
        moments.push((w.t("world-never"), html! { (w.t("sees-never-what")) }));
        moments
    }

    fn book(&self, query: &str) -> Result<Answer, StoreError> {
        let w = self.w();
        let before = query.strip_prefix("before=").and_then(|n| n.parse().ok()).unwrap_or(i64::MAX);
        let entries = self.bench.operation.entries_before(before, BOOK_PAGE)?;
        let older = entries.last().map(|e| e.number).filter(|n| *n > 1);
        let content = html! {
            section.band {
                h1 { (w.t("book-title")) }
                p.note { (w.t("book-note")) }
                @if entries.is_empty() { p.lede { (w.t("book-empty")) } } @else {
                    div.scroll tabindex="0" role="group" aria-label=(w.t("book-title")) { table.ledger {
                        thead { tr {
                            th scope="col" { (w.t("column-entry")) } th scope="col" { (w.t("column-day")) }
                            th scope="col" { (w.t("column-kind")) } th scope="col" { (w.t("column-moved")) }
                        } }
                        tbody { @for e in &entries { tr {
                            td { a href=(self.href(&format!("book/{}", e.number))) { (w.number(i64::try_from(e.number).unwrap_or(i64::MAX))) } }
                            td { (w.date(e.on)) }
                            th scope="row" { (w.t(&format!("entry-{}", e.kind))) }
                            td { (self.moved_words(e)) }
                        } } }
                    } }
                }
                p.acts {
                    @if let Some(number) = older { a.btn.less href=(self.href(&format!("book?before={number}"))) { (w.t("book-older")) } }
                    a href=(self.href("book.csv")) { (w.t("book-csv")) }
                }
            }
        };
        Ok(self.page(DeskNav::Book, "book-title", &content))
    }

    fn moved_words(&self, entry: &Recorded) -> String {
        let w = self.w();
        let moves = moves_of(entry);
        let words = moves.iter().map(|m| w.amount(m.amount(), m.commodity()));
        words.collect::<Vec<_>>().join("; ")
    }

    fn entry(&self, number: &str) -> Result<Answer, StoreError> {
        let w = self.w();
        let Some(entry) = number.parse().ok().map(|n| self.bench.operation.entry(n)).transpose()?.flatten() else {
            return Ok(self.missing());
        };
        let content = html! {
            section.band {
                h1 { (w.with("entry-title", &[("n", i64::try_from(entry.number).unwrap_or(i64::MAX).into())])) }
                p.lede { (w.t(&format!("entry-{}", entry.kind))) ", " (w.date(entry.on)) }
                (self.moves_table(&moves_of(&entry)))
                details { summary { (w.t("entry-bytes")) } pre.scroll tabindex="0" dir="ltr" { (entry.public) "\n" (entry.private) } }
            }
        };
        Ok(self.page(DeskNav::Book, "book-title", &content))
    }

    /// The book as CSV, one move a line. Cells that a spreadsheet would take for a formula are marked as text.
    fn csv(&self) -> Result<Answer, StoreError> {
        let mut text = String::from("entry,date,kind,from,to,commodity,amount,becomes,quantity\n");
        let mut before = i64::MAX;
        let mut pages = Vec::new();
        loop {
            let entries = self.bench.operation.entries_before(before, BOOK_PAGE)?;
            let Some(last) = entries.last() else { break };
            before = i64::try_from(last.number).unwrap_or(0);
            pages.extend(entries);
        }
        for entry in pages.iter().rev() {
            let moves = moves_of(entry);
            if moves.is_empty() {
                let _ = writeln!(text, "{},{},{},,,,,,", entry.number, entry.on, cell(&entry.kind));
            }
            for m in &moves {
                let got = matches!(m, Move::Exchange { .. }).then(|| (m.gets_commodity(), m.gets_amount()));
                let (becomes, quantity) = got.map_or_else(Default::default, |(c, a)| (c.to_string(), decimal(a, decimals_of(c))));
                let amount = decimal(m.amount(), decimals_of(m.commodity()));
                let cells = [m.from().as_str(), m.to().as_str(), m.commodity().as_str(), &amount, &becomes, &quantity].map(cell);
                let _ = writeln!(text, "{},{},{},{}", entry.number, entry.on, cell(&entry.kind), cells.join(","));
            }
        }
        Ok(answer::file(StatusCode::OK, Keep::Never, "text/csv; charset=utf-8", text))
    }

    fn next_day(&self) -> Result<Answer, StoreError> {
        match self.app.next_day {
            Some(pass) if self.bench.card.demo => {
                pass(self.app, &self.served.operation)?;
                Ok(answer::go(&self.href("")))
            }
            _ => Ok(self.missing()),
        }
    }
}

/// How many days ahead a preview asks the gate; the delay of a week's goods is three weeks at most.
const DAYS_AHEAD_MAX: i32 = 30;

fn told_words(w: Tongue, step: i32, shaped: &Shaped) -> Markup {
    let fact = Fact {
        id: String::new(),
        step,
        kind: shaped.kind.to_owned(),
        body: shaped.body.clone(),
        moves: shaped.moves.clone(),
    };
    html! { (telling::sentence(w, &fact)) }
}

fn moves_of(entry: &Recorded) -> Vec<Move> {
    gate::moves_in(&entry.private)
}

/// Fields with what was typed and what was wrong, and the hidden ones apart.
fn split_hidden(rows: Vec<Vec<Input>>, typed: &Typed, problems: &[Problem]) -> (Vec<Vec<Field>>, Vec<(String, String)>) {
    let mut hidden = Vec::new();
    let mut shown = Vec::new();
    for row in rows {
        let mut fields = Vec::new();
        for input in row {
            let typed_here = typed.pairs().any(|(name, _)| *name == input.name);
            let value = if typed_here { typed.raw(&input.name).to_owned() } else { input.first.clone() };
            let error = problems.iter().find(|p| p.field == input.name).map(|p| p.text.clone());
            let choices = |options: &[(String, String)]| options.iter().map(|(v, l)| Choice::new(v, l)).collect();
            let kind = match &input.kind {
                InputKind::Hidden => {
                    hidden.push((input.name.clone(), value));
                    continue;
                }
                InputKind::Text => FieldKind::Text,
                InputKind::Number => FieldKind::Decimal,
                InputKind::Date => FieldKind::Date,
                InputKind::Select(options) => FieldKind::Select(choices(options)),
            };
            fields.push(Field::new(&input.name, input.label, kind).hint(input.hint).value(value).error(error));
        }
        if !fields.is_empty() {
            shown.push(fields);
        }
    }
    (shown, hidden)
}

/// An amount with a point, for machines.
fn decimal(amount: i64, decimals: u32) -> String {
    if decimals == 0 {
        return amount.to_string();
    }
    let unit = 10_i64.pow(decimals);
    let width = usize::try_from(decimals).unwrap_or(0);
    format!("{}.{:0width$}", amount / unit, amount % unit)
}

/// A CSV cell (RFC 4180); one that begins like a formula gets an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn cookie<'a>(header: &'a str, name: &str) -> &'a str {
    let found = header.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name);
    found.map_or("", |(_, value)| value)
}

fn enter_page(w: Tongue, action: &str) -> Answer {
    let body = html! {
        (maud::DOCTYPE)
        html lang=(w.lang().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (w.t("enter-title")) }
                link rel="stylesheet" href=(layout::stylesheet_href());
            }
            body { main.wrap { section.band {
                h1 { (w.t("enter-title")) }
                p.lede { (w.t("enter-text")) }
                form method="post" action=(action) { button.btn type="submit" { (w.t("enter-button")) } }
            } } }
        }
    };
    answer::page(StatusCode::OK, Keep::Never, body.into_string())
}
