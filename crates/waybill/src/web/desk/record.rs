//! Recording: the forms, what they will change, what the world will see and when, and the answer once it is entered.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::proposals::{Entered, Manner, PROOF, proposal_in};
use super::{Visit, moves_of};
use crate::publish::corrected::{Outcome, TakenBack, righted};
use crate::publish::fact::Fact;
use crate::publish::gate::{self, Shaped, Shaping};
use crate::publish::in_force::{InForce, NOT_YET};
use crate::publish::policy::{POLICY, Step};
use crate::store::{Draft, PostError, StoreError, Waiting};
use crate::web::access::Method;
use crate::web::answer::{self, Answer};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{self, Form, Input, InputKind, Unread, problem_of};
use crate::web::hands::Hands;
use crate::web::layout::DeskNav;
use crate::web::sealed::lock_mark;
use crate::web::typed::{Problem, Typed};
use crate::web::words::Tongue;
use crate::web::{pieces, telling};

impl Visit<'_> {
    pub(super) fn record(&self) -> Markup {
        html! { section.band { h1 { (self.w().t("record-title")) } p.lede { (self.w().t("record-about")) } (self.record_list()) } }
    }

    pub(super) fn record_list(&self) -> Markup {
        html! {
            ul.plain {
                @for form in self.app.house.forms.iter().filter(|form| self.may(Method::Post, &format!("record/{}", form.path))) {
                    li { a href=(self.href(&format!("record/{}", form.path))) { (self.w().t(form.title)) } }
                }
                @if self.may(Method::Post, "reference") { li { a href=(self.href("reference")) { (self.w().t("reference-title")) } } }
            }
            h2 { (self.w().t("record-pages")) }
            ul.plain {
                @for page in self.app.house.desk_pages.iter().filter(|page| self.may(Method::Get, page.name)) { li { a href=(self.href(page.name)) { (self.w().t(page.title)) } } }
            }
        }
    }

    /// A reference and a code for somebody who will give: looked at first, made by a button, shown once. Pressed twice
    /// it is the same one: the reference follows from the form's key, the code travels in the form.
    pub(super) fn reference(&self, sent: Option<&Typed>) -> Result<Answer, StoreError> {
        let w = self.w();
        let slip = match sent.filter(|typed| self.has_its_key(typed)) {
            Some(typed) => Some((self.app.house.make_reference)(&self.bench, typed)?),
            None => None,
        };
        let hidden = vec![
            ("key".into(), self.bench.key.as_str().into()),
            ("code".into(), (self.app.house.draw_code)(&self.bench)),
        ];
        let view = FormView {
            action: self.href("reference"),
            hidden,
            buttons: vec![Button::new(w.t("reference-make"))],
            ..FormView::default()
        };
        let content = html! {
            section.band {
                h1 { (w.t("reference-title")) }
                p.lede { (w.t("reference-about")) }
                @if let Some(slip) = slip { (slip) p.acts { a.btn.less href=(self.href("reference")) { (w.t("reference-another")) } } }
                @else { (fields::form_html(w, &view)) }
            }
        };
        Ok(self.page(DeskNav::Record, "reference-title", &content))
    }

    /// A form as it is opened, or as it was sent. An address may fill in what is known: `record/correction?entry=17`.
    pub(super) fn form(&self, form: &Form, sent: Option<&Typed>, query: &str) -> Result<Answer, StoreError> {
        let Some(typed) = sent else {
            // An address stands in histories and logs: nothing that is sealed is taken from one.
            let known = form_urlencoded::parse(query.as_bytes()).into_owned();
            let known = Typed::new(known.filter(|(name, _)| !form.sealed.is_some_and(|part| part.has(name))));
            return match self.with_proposal(form, known)? {
                Some(known) => self.show(form, &known, Vec::new()),
                None => Ok(self.missing()),
            };
        };
        match typed.get("go") {
            "look" => match self.read(form, typed)? {
                Ok(draft) => self.preview(form, typed, draft, Vec::new()),
                Err(problems) => self.show(form, typed, problems),
            },
            "enter" => self.enter_form(form, typed),
            _ => self.show(form, typed, Vec::new()),
        }
    }

    /// Reads the form and tries it against the book; nothing is written.
    pub(super) fn read(&self, form: &Form, typed: &Typed) -> Result<Result<Draft, Vec<Problem>>, StoreError> {
        let sealed = form.sealed.map(|part| part.problems(&self.bench, typed)).transpose()?.unwrap_or_default();
        let draft = match (form.read)(&self.bench, typed) {
            Ok(draft) if sealed.is_empty() => draft,
            Ok(_) => return Ok(Err(sealed)),
            Err(Unread::Problems(problems)) => return Ok(Err(problems.into_iter().chain(sealed).collect())),
            Err(Unread::Store(error)) => return Err(error),
        };
        match self.bench.operation.check(&draft, self.bench.world) {
            Ok(()) => Ok(Ok(draft)),
            Err(PostError::Store(error)) => Err(error),
            Err(refused) => Ok(Err(problem_of(self.w(), &refused, form.short_field).into_iter().collect())),
        }
    }

    /// Whether the form brought the key it was given; without one, pressing twice would be two entries.
    fn has_its_key(&self, typed: &Typed) -> bool {
        typed.get("key") == self.bench.key.as_str()
    }

    fn enter_form(&self, form: &Form, typed: &Typed) -> Result<Answer, StoreError> {
        if !self.has_its_key(typed) {
            let lost = Problem { field: String::new(), text: self.w().t("form-key-lost") };
            return self.show(form, typed, vec![lost]);
        }
        // What the form is checked against must still hold when its entry is posted.
        match self.bench.operation.in_turn(|| self.enter_in_turn(form, typed))? {
            Entered::Entry(entry) => self.done(form, typed, entry),
            Entered::Proposed(id) => Ok(answer::go(&self.href(&format!("proposals/{id}")))),
            Entered::Unproved(draft, problem) => self.preview(form, typed, *draft, vec![problem]),
            Entered::Wrong(problems) => self.show(form, typed, problems),
        }
    }

    fn enter_in_turn(&self, form: &Form, typed: &Typed) -> Result<Entered, StoreError> {
        if let Some(first) = self.bench.operation.answered(&self.bench.key)? {
            return Ok(Entered::Entry(first.entry));
        }
        if self.hands(form, typed)? == Hands::Two || proposal_in(typed).is_some() {
            return self.enter_with_two(form, typed);
        }
        Ok(match forms::enter(&self.bench, form, typed, |_, _| Ok(()))? {
            Ok(entry) => Entered::Entry(entry),
            Err(problems) => Entered::Wrong(problems),
        })
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
                @if let Some(wrong) = recorded.corrects() { (self.enter_it_right(wrong)?) }
                p.acts {
                    a.btn href=(self.href(&format!("record/{}", form.path))) { (w.t("done-again")) }
                    a.btn.less href=(self.href(&format!("book/{entry}"))) { (w.t("done-entry")) }
                    a href=(self.href("")) { (w.t("desk-today")) }
                }
            }
        };
        Ok(self.page(DeskNav::Record, "done-title", &content))
    }

    /// After a correction: the forms with which the entry that was wrong can be entered as it should have been.
    fn enter_it_right(&self, wrong: u64) -> Result<Markup, StoreError> {
        let w = self.w();
        let kind = self.bench.operation.entry(wrong)?.map(|entry| entry.kind).unwrap_or_default();
        let forms: Vec<&Form> = self.app.house.forms.iter().filter(|form| form.kind == kind).collect();
        Ok(html! {
            p { (w.t("correction-then")) }
            ul.plain { @for form in forms { li { a href=(self.href(&format!("record/{}", form.path))) { (w.t(form.title)) } } } }
        })
    }

    /// The key was sent before with something else: nothing is done.
    pub(super) fn other_body(&self, typed: &Typed) -> Result<Answer, StoreError> {
        self.back_as_typed(typed, StatusCode::CONFLICT, ("form-other-title", "form-other-body"))
    }

    /// Nothing is done, for a reason that is not in the form: what was typed comes back, with a title and a sentence.
    pub(super) fn back_as_typed(
        &self,
        typed: &Typed,
        status: StatusCode,
        (title, why): (&'static str, &'static str),
    ) -> Result<Answer, StoreError> {
        let w = self.w();
        let form = self.here.strip_prefix("record/");
        let form = form.and_then(|path| self.app.house.forms.iter().find(|form| form.path == path));
        let mut answer = if let Some(form) = form {
            self.show(form, typed, vec![Problem { field: String::new(), text: w.t(why) }])?
        } else {
            // Beside the pages of one name alone, only an entry and what is done about it can be opened again.
            let first = self.here.split('/').next().unwrap_or_default();
            let anew = if first == "book" { self.here.as_str() } else { first };
            let words = |name: &str| name == "name" || name == "title" || name == "lede" || name == "note";
            let prose = |name: &str| words(name) || name.starts_with("text") || name.starts_with("reply-");
            let kept: Vec<&str> =
                typed.pairs().filter(|(name, v)| prose(name) && !v.is_empty()).map(|(_, v)| v.as_str()).collect();
            let content = html! {
                section.band {
                    h1 { (w.t(title)) }
                    p.lede { (w.t(why)) }
                    @if !kept.is_empty() {
                        h2 { (w.t("form-other-typed")) }
                        @for text in &kept { pre.scroll tabindex="0" { (text) } }
                    }
                    p.acts { a.btn href=(self.href(anew)) { (w.t("form-other-anew")) } }
                }
            };
            self.page(DeskNav::Record, title, &content)
        };
        *answer.status_mut() = status;
        Ok(answer)
    }

    fn show(&self, form: &Form, typed: &Typed, problems: Vec<Problem>) -> Result<Answer, StoreError> {
        let w = self.w();
        let inputs = self.with_addresses((form.fields)(&self.bench, typed)?);
        let (rows, mut hidden) = split_hidden(w, inputs, typed, &problems);
        hidden.push(("key".into(), self.bench.key.as_str().into()));
        hidden.extend(proposal_in(typed));
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let view = FormView {
            action: self.href(&format!("record/{}#problems", form.path)),
            fields: rows,
            sealed: form.sealed.map(|part| part.group(&self.bench, typed, &problems)).transpose()?,
            hidden,
            buttons: vec![Button::sending(w.t("form-look"), "go", "look")],
            problems,
        };
        let title = fields::title(w, &view, &w.t(form.title));
        let content = html! {
            section.band { h1 { (w.t(form.title)) } p.lede { (w.t(form.about)) } p.note { (w.t(if form.sealed.is_some() { "form-people-sealed" } else { "form-no-people" })) } (fields::form_html(w, &view)) }
        };
        Ok(self.page_with(status, DeskNav::Record, title, &content))
    }

    /// The fields with whole addresses where they lead to pages.
    fn with_addresses(&self, mut rows: Vec<Vec<Input>>) -> Vec<Vec<Input>> {
        for input in rows.iter_mut().flatten() {
            if let InputKind::Links(links) = &mut input.kind {
                for (path, _) in links {
                    *path = self.href(path);
                }
            }
        }
        rows
    }

    /// Exactly what the book will say and what the world will see, and when, before anything is written.
    fn preview(&self, form: &Form, typed: &Typed, draft: Draft, problems: Vec<Problem>) -> Result<Answer, StoreError> {
        let w = self.w();
        let manner = self.manner(form, typed)?;
        let (_, mut hidden) = split_hidden(w, (form.fields)(&self.bench, typed)?, typed, &[]);
        hidden.push(("key".into(), self.bench.key.as_str().into()));
        let carried = |name: &str| name != "go" && name != PROOF && hidden.iter().all(|(known, _)| known != name);
        let typed_here: Vec<_> =
            typed.pairs().filter(|(n, _)| carried(n)).map(|(n, v)| (n.clone(), v.clone())).collect();
        hidden.extend(typed_here);
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let view = FormView {
            sealed: None,
            action: self.href(&format!("record/{}#problems", form.path)),
            fields: self.proof_field(manner != Manner::AtOnce, &problems),
            hidden,
            buttons: vec![
                Button::sending(w.t(manner.button()), "go", "enter"),
                Button::sending(w.t("form-back"), "go", "back"),
            ],
            problems,
        };
        let content = html! {
            div.band.cols {
                section {
                    h1 { (w.t("preview-title")) }
                    p.lede { (w.t(form.title)) ", " (w.date(draft.on)) }
                    (self.looked_over(form, typed, &draft)?)
                    @if let Some(note) = manner.note() { p { (w.t(note)) } }
                    (fields::form_html(w, &view))
                }
                (pieces::world_sees(w, &self.world_sees(&manner.marked(draft))?))
            }
        };
        Ok(self.page_with(status, DeskNav::Record, fields::title(w, &view, &w.t("preview-title")), &content))
    }

    /// Exactly what the book will say.
    pub(super) fn looked_over(&self, form: &Form, typed: &Typed, draft: &Draft) -> Result<Markup, StoreError> {
        let mut remarks = Vec::new();
        for remark in self.app.house.remarks.iter().filter(|r| r.kind == form.kind) {
            remarks.extend((remark.say)(&self.bench, typed)?);
        }
        Ok(html! {
            @for remark in &remarks { (remark) }
            (self.typed_table(form, typed)?)
            (self.moves_table(&draft.moves))
        })
    }

    /// What was typed, in words, as it will be read.
    pub(super) fn typed_table(&self, form: &Form, typed: &Typed) -> Result<Markup, StoreError> {
        let rows = (form.fields)(&self.bench, typed)?;
        let shown = rows.into_iter().flatten().filter_map(|input| {
            let value = typed.get(&input.name).to_owned();
            let words = match &input.kind {
                InputKind::Hidden | InputKind::Trap | InputKind::Passphrase | InputKind::Code => return None,
                InputKind::Links(links) => links.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("; "),
                InputKind::Select(options) => options.iter().find(|(code, _)| *code == value)?.1.clone(),
                InputKind::Date => value.parse().map_or(value, |date| self.w().date(date)),
                InputKind::Text | InputKind::Number | InputKind::Area | InputKind::Nickname | InputKind::Email => value,
            };
            (!words.is_empty()).then_some((input.label, words))
        });
        let sealed = form.sealed.map_or_else(Vec::new, |part| part.rows(self.w(), typed));
        Ok(html! { table { tbody {
            @for (label, words) in shown { tr { th scope="row" { (label) } td { (words) } } }
            @for (label, words) in &sealed { tr { th scope="row" { (lock_mark()) " " (label) } td.said { (words) } } }
        } } })
    }

    /// The gate's own answer for this draft, alone.
    pub(super) fn world_sees(&self, draft: &Draft) -> Result<Vec<(String, Markup)>, StoreError> {
        let w = self.w();
        let mut moments = vec![(w.t("world-now"), html! { (w.t("world-nothing")) })];
        if gate::says_nothing(&draft.public) {
            return Ok(vec![(w.t("world-never"), html! { (w.t("sees-nothing-ever")) })]);
        }
        let told = match draft.corrects {
            Some(wrong) => match righted(self.bench.operation, wrong)? {
                Outcome::Nothing => {
                    moments.push((w.t("sees-later"), html! { (w.t("sees-vanishes")) }));
                    moments.push((w.t("world-never"), html! { (w.t("sees-never-what")) }));
                    return Ok(moments);
                }
                Outcome::InATotal => None,
                Outcome::Fact(fact) => self.when_taken_back(draft, &fact, &self.policies()?),
            },
            None => self.when_told(draft, &self.policies()?),
        };
        if let Some((step, told)) = told {
            let when = w.with("sees-then", &[("date", w.weekday_date(step.date).into())]);
            moments.extend(told.iter().map(|shaped| (when.clone(), told_words(w, step.number, shaped))));
        } else {
            let k = self.policies()?.newest().people_min;
            let key = if draft.corrects.is_some() { "sees-out-of-a-total" } else { "sees-in-a-total" };
            moments.push((w.t("sees-later"), html! { (w.with(key, &[("k", k.into())])) }));
        }
        moments.push((w.t("world-never"), html! { (w.t("sees-never-what")) }));
        Ok(moments)
    }

    /// The first close that would tell this draft, and what it would tell; none where it waits for company. A week's
    /// goods open on a Monday weeks ahead: the shape is asked on the days to come.
    fn when_told(&self, draft: &Draft, policies: &InForce) -> Option<(Step, Vec<Shaped>)> {
        let mut public = draft.public.clone();
        public["id"] = self.bench.operation.id_of(&self.bench.key).into();
        let waiting = Waiting {
            entry: NOT_YET,
            kind: draft.kind.to_owned(),
            recorded_at: self.bench.world.now().as_second(),
            public,
        };
        let shape = self.app.house.shapes.iter().find(|s| s.kind == draft.kind)?;
        self.steps_ahead().find_map(|step| {
            let shaped = (shape.shape)(&[&waiting], Shaping { policies, step, undone: &[] });
            let told: Vec<Shaped> = shaped.into_iter().filter(|s| s.opens <= step.date).collect();
            (!told.is_empty()).then_some((step, told))
        })
    }

    /// The first close that would tell this correction of a fact.
    fn when_taken_back(&self, draft: &Draft, fact: &TakenBack, policies: &InForce) -> Option<(Step, Vec<Shaped>)> {
        self.steps_ahead().find_map(|step| {
            let shaped = fact.shaped(&draft.public, policies, step);
            (shaped.opens <= step.date).then(|| (step, vec![shaped]))
        })
    }

    /// Which policy holds for what is entered now.
    fn policies(&self) -> Result<InForce, StoreError> {
        InForce::of(self.bench.operation, &self.bench.card)
    }

    fn steps_ahead(&self) -> impl Iterator<Item = Step> + '_ {
        let last = POLICY.last_closed(&self.bench.card, self.bench.world.now());
        (1..=DAYS_AHEAD_MAX).map(move |ahead| POLICY.step(&self.bench.card, last + ahead))
    }
}

/// How many days ahead a preview asks the gate; what happened today opens after its week, the longest delay and the
/// days up to a Monday.
const DAYS_AHEAD_MAX: i32 = 110;

fn told_words(w: Tongue, step: i32, shaped: &Shaped) -> Markup {
    let fact = Fact {
        id: String::new(),
        step,
        kind: shaped.kind.clone(),
        body: shaped.body.clone(),
        moves: shaped.moves.clone(),
    };
    html! { (telling::sentence(w, &fact)) }
}

/// Fields with what was typed and what was wrong, and the hidden ones apart.
fn split_hidden(
    w: Tongue,
    rows: Vec<Vec<Input>>,
    typed: &Typed,
    problems: &[Problem],
) -> (Vec<Vec<Field>>, Vec<(String, String)>) {
    let mut hidden = Vec::new();
    let mut shown = Vec::new();
    for row in rows {
        let mut fields = Vec::new();
        for mut input in row {
            let typed_here = typed.pairs().any(|(name, _)| *name == input.name);
            let value = if typed_here { typed.raw(&input.name).to_owned() } else { input.first.clone() };
            let error = problems.iter().find(|p| p.field == input.name).map(|p| p.text.clone());
            match &mut input.kind {
                // Made anew at each look, as the key is: what was sent belongs to what was entered with it.
                InputKind::Hidden => {
                    hidden.push((input.name, input.first));
                    continue;
                }
                InputKind::Select(options) => ask_to_choose(w, options, &value),
                _ => {}
            }
            fields.push(Field { input, value, error });
        }
        if !fields.is_empty() {
            shown.push(fields);
        }
    }
    (shown, hidden)
}

/// Where nothing is chosen yet and there are several, "choose" stands first: a country that was only never changed must
/// not get into the book.
fn ask_to_choose(w: Tongue, options: &mut Vec<(String, String)>, value: &str) {
    let unsure = value.is_empty() && options.len() > 1 && options.iter().all(|(code, _)| !code.is_empty());
    if unsure || options.is_empty() {
        options.insert(0, (String::new(), w.t(if unsure { "option-choose" } else { "option-nothing-here" })));
    }
}
