//! How a proposal is shown: the list of what waits, and the page on which a second person looks at exactly what would be
//! entered.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::Visit;
use super::proposals::{to_hex, typed_of};
use crate::store::{HANDS_NEEDED, Proposal, ProposalState, Standing, StoreError};
use crate::web::answer::Answer;
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{Form, Waits};
use crate::web::layout::DeskNav;
use crate::web::pieces;
use crate::web::typed::Problem;

impl Visit<'_> {
    /// The proposals that this person may see: those that wait and come from a form that is theirs too.
    fn seen(&self) -> Result<Vec<(&Form, Proposal)>, StoreError> {
        let mut open = Vec::new();
        for proposal in self.bench.operation.open_proposals()? {
            if let Some(form) = self.form_of(&proposal) {
                open.push((form, proposal));
            }
        }
        Ok(open)
    }

    pub(super) fn form_of(&self, proposal: &Proposal) -> Option<&Form> {
        let form = self.app.house.forms.iter().find(|form| form.path == proposal.form)?;
        self.role_may(form.path, self.bench.by.person.role).then_some(form)
    }

    pub(super) fn waiting_proposals(&self) -> Result<Vec<Waits>, StoreError> {
        let w = self.w();
        let words = |form: &Form| w.with("waits-proposal", &[("what", w.t(form.title).into())]);
        Ok(self.seen()?.iter().map(|(form, _)| Waits { words: words(form), late: None, at: "proposals" }).collect())
    }

    /// All that waits.
    pub(super) fn proposals(&self) -> Result<Answer, StoreError> {
        let (w, seen) = (self.w(), self.seen()?);
        let mut rows = Vec::new();
        for (form, proposal) in &seen {
            rows.push((w.t(form.title), self.made(proposal)?, self.href(&format!("proposals/{}", proposal.id))));
        }
        let content = html! {
            section.band {
                h1 { (w.t("proposals-title")) }
                p.lede { (w.t("proposals-about")) }
                @if rows.is_empty() { p { (w.t("proposals-none")) } }
                ol.queue.plain { @for (what, made, href) in &rows { li.wide { a href=(href) { (what) } " " (made) } } }
            }
        };
        Ok(self.page(DeskNav::Today, "proposals-title", &content))
    }

    /// Who proposed it, and on which day.
    fn made(&self, proposal: &Proposal) -> Result<String, StoreError> {
        let on = jiff::Timestamp::from_second(proposal.made_at).unwrap_or_default();
        let date = self.w().date(self.bench.card.local(on).date());
        let name = self.names(&[proposal.maker])?;
        Ok(self.w().with("proposal-made", &[("name", name.into()), ("date", date.into())]))
    }

    fn names(&self, ids: &[i32]) -> Result<String, StoreError> {
        let people = self.bench.operation.people()?;
        let names = people.into_iter().filter(|one| ids.contains(&one.id)).map(|one| one.name);
        Ok(names.collect::<Vec<_>>().join(", "))
    }

    pub(super) fn show_proposal(&self, form: &Form, id: &str, problems: Vec<Problem>) -> Result<Answer, StoreError> {
        let w = self.w();
        let Some(now) = self.bench.operation.standing_behind(id, |role| self.role_may(form.path, role))? else {
            return Ok(self.missing());
        };
        let title = match now.proposal.state {
            ProposalState::Open => "proposal-title",
            ProposalState::Done(_) => "proposal-done-title",
            ProposalState::Withdrawn => "proposal-withdrawn-title",
        };
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let there = Visit {
            app: self.app,
            served: self.served,
            base: self.base.clone(),
            bench: self.bench.with_key(now.proposal.key.clone()),
            here: self.here.clone(),
        };
        let view = self.answers(form, &now, problems)?;
        let content = there.proposal_html(form, &now, title, &view)?;
        Ok(self.page_with(status, DeskNav::Today, fields::title(w, &view, &w.t(title)), &content))
    }

    fn proposal_html(&self, form: &Form, now: &Standing, title: &str, view: &FormView) -> Result<Markup, StoreError> {
        let (w, proposal, typed) = (self.w(), &now.proposal, typed_of(&now.proposal));
        let open = proposal.state == ProposalState::Open;
        let read = if open { Some(self.read(form, &typed)?) } else { None };
        let sees = match &read {
            Some(Ok(draft)) => Some(self.world_sees(draft)?),
            _ => None,
        };
        let short: String = to_hex(&proposal.digest).chars().take(8).collect();
        let args = [
            ("n", now.people.len().into()),
            ("needed", HANDS_NEEDED.into()),
            ("names", self.names(&now.people)?.into()),
        ];
        Ok(html! {
            div.band.cols {
                section {
                    h1 { (w.t(title)) }
                    p.lede { (w.t(form.title)) ", " (self.made(proposal)?) }
                    @match &read {
                        Some(Ok(draft)) => { (self.looked_over(form, &typed, draft)?) }
                        Some(Err(problems)) => {
                            (self.typed_table(form, &typed)?)
                            div.note-box { p { (w.t("proposal-refused-now")) } @for problem in problems { p { (problem.text) } } }
                        }
                        None => { (self.typed_table(form, &typed)?) }
                    }
                    @if open { p { (w.with("proposal-behind", &args)) } }
                    p.note { (w.t("proposal-digest")) " " code { (short) } }
                    (self.what_to_do(form, proposal)?)
                    @if !view.buttons.is_empty() || !view.problems.is_empty() { (fields::form_html(w, view)) }
                    p.acts {
                        @if let ProposalState::Done(entry) = proposal.state { a.btn.less href=(self.href(&format!("book/{entry}"))) { (w.t("done-entry")) } }
                        a href=(self.href("proposals")) { (w.t("proposals-title")) }
                    }
                }
                @if let Some(sees) = &sees { (pieces::world_sees(w, sees)) }
            }
        })
    }

    /// What its maker, and whoever is left alone with it, has to know.
    fn what_to_do(&self, form: &Form, proposal: &Proposal) -> Result<Markup, StoreError> {
        let (w, own) = (self.w(), proposal.maker == self.bench.by.person.id);
        if proposal.state != ProposalState::Open {
            return Ok(html! {});
        }
        let alone = self.who_may(form.path)?.len() < HANDS_NEEDED;
        Ok(html! {
            @if alone { p { (w.t("proposal-nobody")) } } @else if own { p { (w.t("proposal-own")) } }
        })
    }

    /// The buttons that this person has, and a code where one is asked for.
    fn answers(&self, form: &Form, now: &Standing, problems: Vec<Problem>) -> Result<FormView, StoreError> {
        let (w, proposal) = (self.w(), &now.proposal);
        let action = self.href(&format!("proposals/{}#problems", proposal.id));
        if proposal.state != ProposalState::Open {
            return Ok(FormView { action, problems, ..FormView::default() });
        }
        let me = self.bench.by.person.id;
        let mut buttons = Vec::new();
        let approves = proposal.maker != me;
        if approves {
            let words = if now.people.contains(&me) { "proposal-again" } else { "proposal-approve" };
            buttons.push(Button::sending(w.t(words), "go", "approve"));
        }
        if !approves {
            buttons.push(Button::sending(w.t("proposal-change"), "go", "change"));
        }
        if self.may_withdraw(form, proposal)? {
            buttons.push(Button::sending(w.t("proposal-withdraw"), "go", "withdraw"));
        }
        let fields = self.proof_field(approves, &problems);
        let hidden = vec![("digest".to_owned(), to_hex(&proposal.digest))];
        Ok(FormView { action, fields, sealed: None, hidden, buttons, problems })
    }
}
