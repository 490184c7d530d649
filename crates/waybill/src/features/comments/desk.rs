//! The coordinators' pages: comments that wait, oldest first, and those that everybody can read.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::page::{label, paragraphs};
use super::rows::{self, Act, Decided, Kept, State};
use super::said;
use crate::publish::texts::Name;
use crate::store::{Class, FormKey, StoreError};
use crate::web::fields::{self, Field, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage, Input, InputKind, Waits};
use crate::web::layout::{address, page_number};
use crate::web::sealed;
use crate::web::typed::{Problem, Typed};
use crate::web::words::Tongue;

/// Comments on one page: with three fields each they stay well below what a form may send.
const LISTED_MAX: i64 = 25;

/// Everything under `comments` on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "comments", title: "comments-desk", answer };

/// Comments wait for somebody to read them. What was decided and not told yet is told here at the latest.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    rows::settle(bench.operation)?;
    let held = rows::count(bench.operation, State::Held)?;
    let words = bench.w.with("waits-comments", &[("n", held.into())]);
    Ok(if held > 0 { vec![Waits { words, late: None, at: "comments" }] } else { Vec::new() })
}

/// Which comments a page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Those that wait.
    Held,
    /// A page of those that are published, newest first; pages are counted from 1.
    Published(i64),
}

impl Side {
    /// What can be done with each; the first does nothing.
    fn choices(self) -> &'static [&'static str] {
        match self {
            Self::Held => &["later", "approve", "reject"],
            Self::Published(_) => &["leave", "reply", "remove"],
        }
    }

    fn path(self) -> String {
        match self {
            Self::Held => "comments".to_owned(),
            Self::Published(1) => "comments/published".to_owned(),
            Self::Published(n) => format!("comments/published/{n}"),
        }
    }
}

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    let side = match ask.parts {
        [] => Side::Held,
        ["published"] => Side::Published(1),
        ["published", number] => match page_number(number).and_then(|n| i64::try_from(n).ok()) {
            Some(n) if n <= PAGES_MAX => Side::Published(n),
            _ => return Ok(DeskAnswer::Missing),
        },
        _ => return Ok(DeskAnswer::Missing),
    };
    rows::settle(ask.bench.operation)?;
    let mut sheet = Sheet {
        ask,
        side,
        typed: ask.sent,
        problems: Vec::new(),
        told: Vec::new(),
        done: BTreeSet::new(),
        erased: false,
        with_address: BTreeSet::new(),
    };
    if let Some(typed) = ask.sent {
        sheet.decide(typed)?;
        rows::settle(ask.bench.operation)?;
        if sheet.erased {
            ask.bench.operation.leave_no_trace()?;
        }
    }
    sheet.show()
}

/// Pages of published comments, at most; more than anybody turns over.
const PAGES_MAX: i64 = 10_000;

/// One page while it is made.
struct Sheet<'a> {
    ask: &'a DeskAsk<'a>,
    side: Side,
    typed: Option<&'a Typed>,
    problems: Vec<Problem>,
    /// What was done, sentence by sentence.
    told: Vec<String>,
    /// The comments it was done with: what was typed for them is used up.
    done: BTreeSet<String>,
    /// Whether words were deleted, of which nothing may stay behind.
    erased: bool,
    /// The listed comments whose writers left an address.
    with_address: BTreeSet<String>,
}

impl Sheet<'_> {
    fn w(&self) -> Tongue {
        self.ask.bench.w
    }

    /// Carries out whatever was chosen; each comment for itself, so that one that cannot be decided holds up no other.
    fn decide(&mut self, typed: &Typed) -> Result<(), StoreError> {
        let w = self.w();
        let Some(key) = FormKey::parse(typed.get("key")) else {
            self.problem("", w.t("form-key-lost"));
            return Ok(());
        };
        let mut chosen = 0;
        let ids = typed.pairs().filter_map(|(name, _)| name.strip_prefix("do-")).map(str::to_owned);
        for id in ids.collect::<Vec<_>>() {
            let choice = typed.get(&format!("do-{id}"));
            let field = format!("do-{id}");
            if choice == self.side.choices()[0] {
                continue;
            }
            chosen += 1;
            let seen = typed.get(&format!("version-{id}")).parse::<i32>();
            let (true, Ok(seen)) = (self.side.choices().contains(&choice), seen) else {
                self.problem(&field, w.t("error-choice"));
                continue;
            };
            let act = match (choice, said::reply(w, typed.get(&format!("reply-{id}")))) {
                ("reject", _) => Act::Reject,
                ("remove", _) => Act::Remove,
                (_, Err(text)) => {
                    self.problem(&format!("reply-{id}"), text);
                    continue;
                }
                ("approve", Ok(reply)) => Act::Approve(reply),
                (_, Ok(reply)) => Act::Reply(reply),
            };
            let bench = self.ask.bench;
            let decided = rows::decide(bench.operation, (&id, seen), &key, &act, bench.today)?;
            self.tell(&decided);
            if matches!(decided, Decided::Done(_)) {
                self.erased |= matches!(act, Act::Reject | Act::Remove);
                self.done.insert(id);
            }
        }
        if chosen == 0 {
            self.problem("", w.t("comments-nothing-chosen"));
        }
        Ok(())
    }

    fn problem(&mut self, field: &str, text: String) {
        self.problems.push(Problem { field: field.to_owned(), text });
    }

    fn tell(&mut self, decided: &Decided) {
        let w = self.w();
        match decided {
            Decided::Done(kept) => {
                let args = [("name", kept.author.as_str().into())];
                self.told.push(w.with(&format!("comments-now-{}", kept.state.code()), &args));
            }
            Decided::Crossed(kept) => {
                let args = [("name", kept.author.as_str().into())];
                self.problem("", w.with(&format!("comments-crossed-{}", kept.state.code()), &args));
            }
            Decided::Gone => self.problem("", w.t("comments-gone")),
        }
    }

    fn listed(&self) -> Result<Vec<Kept>, StoreError> {
        let operation = self.ask.bench.operation;
        match self.side {
            Side::Held => rows::held(operation, LISTED_MAX),
            Side::Published(n) => rows::approved(operation, (n - 1) * LISTED_MAX, LISTED_MAX),
        }
    }

    fn show(&mut self) -> Result<DeskAnswer, StoreError> {
        let w = self.w();
        let state = if self.side == Side::Held { State::Held } else { State::Approved };
        let count = rows::count(self.ask.bench.operation, state)?;
        let listed = self.listed()?;
        for kept in &listed {
            if self.ask.bench.operation.has_sealed(&rows::subject_of(&kept.id))?.is_some() {
                self.with_address.insert(kept.id.clone());
            }
        }
        let form = self.form(&listed);
        let heading = w.with(&format!("comments-desk-{}", state.code()), &[("n", count.into())]);
        let content = html! {
            section.band {
                h1 { (w.t("comments-desk")) }
                p.lede { (w.t("comments-desk-lede")) }
                (self.tabs())
                @if !self.told.is_empty() {
                    div.note-box.calm role="status" { ul { @for line in &self.told { li { (line) } } } }
                }
                (fields::problems_html(w, &form))
                h2 { (heading) }
                @if !listed.is_empty() { (self.form_html(&form, &listed)) }
                (self.more(count))
            }
        };
        let title = fields::title(w, &form, &w.t("comments-desk"));
        Ok(DeskAnswer::Page { wrong: !self.problems.is_empty(), title, content })
    }

    fn tabs(&self) -> Markup {
        let w = self.w();
        let tabs = [(Side::Held, "comments-tab-held"), (Side::Published(1), "comments-tab-published")];
        html! {
            ul.plain.tabs { @for (side, key) in tabs { li {
                a href=(address(self.ask.base, w, &side.path())) aria-current=[(side == self.side).then_some("page")] { (w.t(key)) }
            } } }
        }
    }

    /// The replies as fields, for the box of problems to name.
    fn form(&self, listed: &[Kept]) -> FormView {
        let w = self.w();
        let fields = listed.iter().map(|kept| {
            let name = format!("reply-{}", kept.id);
            let typed = self
                .typed
                .filter(|_| !self.done.contains(&kept.id))
                .filter(|t| t.pairs().any(|(known, _)| *known == name));
            let value = typed.map_or_else(|| kept.reply.clone(), |typed| typed.raw(&name).to_owned());
            let error = self.problems.iter().find(|p| p.field == name).map(|p| p.text.clone());
            let max = i64::try_from(said::REPLY_MAX).unwrap_or(i64::MAX);
            let input = Input::new(
                name,
                w.with("comments-reply-to", &[("name", kept.author.as_str().into())]),
                InputKind::Area,
            )
            .hint(w.with("comments-reply-hint", &[("max", max.into())]));
            vec![Field { input, value, error }]
        });
        FormView {
            action: address(self.ask.base, w, &format!("{}#problems", self.side.path())),
            fields: fields.collect(),
            problems: self.problems.clone(),
            ..FormView::default()
        }
    }

    fn form_html(&self, form: &FormView, listed: &[Kept]) -> Markup {
        let w = self.w();
        let key = FormKey::draw(self.ask.bench.world);
        html! {
            form.wide method="post" action=(form.action) autocomplete="off" novalidate {
                input type="hidden" name="key" value=(key.as_str());
                ol.plain.comments.desk {
                    @for (kept, field) in listed.iter().zip(form.fields.iter().flatten()) { (self.one(kept, field)) }
                }
                p.acts { button.btn type="submit" { (w.t("comments-carry-out")) } }
            }
            @for kept in listed.iter().filter(|kept| self.with_address.contains(&kept.id)) {
                (sealed::open_form(self.ask.bench, self.ask.base, Class::Writer, &rows::subject_of(&kept.id), &format!("open-{}", kept.id)))
            }
        }
    }

    fn one(&self, kept: &Kept, reply: &Field) -> Markup {
        let w = self.w();
        let about = Name::parse(&kept.about).map_or(String::new(), |name| label(w, name));
        let field = format!("do-{}", kept.id);
        let error = self.problems.iter().find(|p| p.field == field).map(|p| p.text.as_str());
        let error_id = format!("e-{field}");
        let typed = self.typed.filter(|_| !self.done.contains(&kept.id)).map_or("", |typed| typed.get(&field));
        let chosen = if self.side.choices().contains(&typed) { typed } else { self.side.choices()[0] };
        html! {
            li id=(format!("c-{}", kept.id)) {
                div.who { bdi { (kept.author) } span.box { (w.date(kept.on)) } span.box { (about) } }
                div {
                    (paragraphs(Some(&kept.lang), &kept.words))
                    @if self.with_address.contains(&kept.id) { p.acts {
                        button.btn.less type="submit" form=(format!("open-{}", kept.id)) { (sealed::lock_mark()) " " (w.with("sealed-open-of", &[("name", kept.author.as_str().into())])) }
                        @if self.ask.bench.by.person.role.answers_for_all() {
                            a href=(address(self.ask.base, w, &format!("erase/{}", rows::subject_of(&kept.id)))) { (w.t("sealed-erase")) }
                        }
                    } }
                    input type="hidden" name=(format!("version-{}", kept.id)) value=(kept.version);
                    details open[reply.error.is_some() || !reply.value.is_empty()] {
                        summary { (w.t("comments-answer")) }
                        (fields::field_html(reply))
                    }
                    fieldset.row id=(format!("f-{field}")) aria-describedby=[error.map(|_| error_id.as_str())] {
                        legend.hide { (w.with("comments-what-with", &[("name", kept.author.as_str().into())])) }
                        @if let Some(error) = error { span.err id=(error_id) { (error) } }
                        @for choice in self.side.choices() {
                            label {
                                input type="radio" name=(field) value=(choice) checked[*choice == chosen] aria-invalid=[error.map(|_| "true")];
                                (w.t(&format!("comments-do-{choice}")))
                            }
                        }
                    }
                }
            }
        }
    }

    /// What does not stand on this page.
    fn more(&self, count: i64) -> Markup {
        let w = self.w();
        let page =
            |n: i64, key: &str| html! { a href=(address(self.ask.base, w, &Side::Published(n).path())) { (w.t(key)) } };
        match self.side {
            Side::Held => html! {
                @if count > LISTED_MAX { p.note { (w.with("comments-more-held", &[("n", (count - LISTED_MAX).into())])) } }
            },
            Side::Published(n) => html! {
                p.acts {
                    @if n > 1 { (page(n - 1, "comments-newer")) }
                    @if count > n * LISTED_MAX { (page(n + 1, "comments-older-page")) }
                }
            },
        }
    }
}
