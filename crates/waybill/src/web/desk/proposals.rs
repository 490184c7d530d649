//! Four eyes: what is proposed instead of entered, who approves it, and the moment in which it becomes an entry.

use serde_json::{Value, json};
use waybill_journal::canonical;

use super::Visit;
use crate::store::{
    Approved, Behind, Draft, HANDS_NEEDED, Person, Proposal, ProposalState, Role, Status, StoreError, digest_of,
};
use crate::web::access::{self, Method};
use crate::web::answer::{self, Answer};
use crate::web::fields::Field;
use crate::web::forms::{self, Form, Input, InputKind};
use crate::web::hands::{Hands, mark};
use crate::web::typed::{Problem, Typed};

/// The field for the second factor, where money asks for it again.
pub(super) const PROOF: &str = "proof";
/// The field that carries which proposal a form changes.
const PROPOSAL: &str = "proposal";
/// How often an entry is tried whose approvals change while it is posted; each time somebody else got further.
const TRIES: usize = 3;

/// What came of a form.
pub(super) enum Entered {
    /// This entry.
    Entry(u64),
    /// This proposal.
    Proposed(String),
    /// Nothing yet: the second factor is asked for, or was wrong.
    Unproved(Box<Draft>, Problem),
    /// Nothing: rules are broken.
    Wrong(Vec<Problem>),
}

/// What pressing the button will do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Enter it, as most forms do.
    AtOnce,
    /// Enter it, and say that one person approved it: there is no other.
    Alone,
    /// Propose it.
    Proposal,
    /// Say something else in one's own proposal.
    Change,
}

impl Manner {
    pub(super) fn button(self) -> &'static str {
        match self {
            Self::AtOnce | Self::Alone => "form-enter",
            Self::Proposal => "proposal-propose",
            Self::Change => "proposal-save",
        }
    }

    pub(super) fn note(self) -> Option<&'static str> {
        match self {
            Self::AtOnce => None,
            Self::Alone => Some("proposal-note-alone"),
            Self::Proposal => Some("proposal-note"),
            Self::Change => Some("proposal-note-change"),
        }
    }

    /// The draft as it would be entered, for showing what the world will see.
    pub(super) fn marked(self, mut draft: Draft) -> Draft {
        if self == Self::Alone {
            mark(&mut draft, Hands::Two, &Behind::one(0));
        }
        draft
    }
}

/// The proposal that a form changes, as a hidden field.
pub(super) fn proposal_in(typed: &Typed) -> Option<(String, String)> {
    let id = typed.get(PROPOSAL);
    (!id.is_empty()).then(|| (PROPOSAL.to_owned(), id.to_owned()))
}

/// What was typed, as it was proposed.
pub(super) fn typed_of(proposal: &Proposal) -> Typed {
    let payload: Value = serde_json::from_str(&proposal.payload).unwrap_or_default();
    let typed = payload["typed"].as_object().cloned().unwrap_or_default();
    Typed::new(typed.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))))
}

impl Visit<'_> {
    /// How many people have to stand behind what this form enters.
    pub(super) fn hands(&self, form: &Form, typed: &Typed) -> Result<Hands, StoreError> {
        let listed = self.app.house.four_eyes.iter().find(|one| one.form == form.path);
        listed.map_or(Ok(Hands::One), |one| (one.hands)(&self.bench, typed))
    }

    /// What pressing the button will do.
    pub(super) fn manner(&self, form: &Form, typed: &Typed) -> Result<Manner, StoreError> {
        Ok(if proposal_in(typed).is_some() {
            Manner::Change
        } else if self.hands(form, typed)? == Hands::One {
            Manner::AtOnce
        } else if self.who_may(form.path)?.len() < HANDS_NEEDED {
            Manner::Alone
        } else {
            Manner::Proposal
        })
    }

    /// Whether people of a role may enter, and so approve, what a form enters.
    pub(super) fn role_may(&self, form: &str, role: Role) -> bool {
        access::may(self.app.house.access, role, Method::Post, &format!("record/{form}"))
    }

    /// Everybody who takes part and may.
    pub(super) fn who_may(&self, form: &str) -> Result<Vec<Person>, StoreError> {
        let mut people = self.bench.operation.people()?;
        people.retain(|one| one.status == Status::Active && self.role_may(form, one.role));
        Ok(people)
    }

    /// The field for a code, where money asks for one now.
    pub(super) fn proof_field(&self, is_asked: bool, problems: &[Problem]) -> Vec<Vec<Field>> {
        if !is_asked || self.bench.by.has_proved(self.bench.world) {
            return Vec::new();
        }
        let w = self.w();
        let input = Input::new(PROOF, w.t("sign-in-code"), InputKind::Code).hint(w.t("proof-hint"));
        let error = problems.iter().find(|p| p.field == PROOF).map(|p| p.text.clone());
        vec![vec![Field { input, value: String::new(), error }]]
    }

    /// The second factor, where it was not shown a short while ago.
    fn prove(&self, typed: &Typed) -> Result<Result<(), Problem>, StoreError> {
        if self.bench.by.has_proved(self.bench.world) {
            return Ok(Ok(()));
        }
        let code = typed.get(PROOF);
        if !code.is_empty() && self.bench.operation.prove(&self.bench.by, code, self.bench.world)? {
            return Ok(Ok(()));
        }
        let text = self.w().t(if code.is_empty() { "proof-missing" } else { "proof-wrong" });
        Ok(Err(Problem { field: PROOF.to_owned(), text }))
    }

    /// Enters, proposes or changes what needs two; whoever asks has the turn.
    pub(super) fn enter_with_two(&self, form: &Form, typed: &Typed) -> Result<Entered, StoreError> {
        let operation = self.bench.operation;
        let (payload, me) = (self.payload(form, typed)?, self.bench.by.person.id);
        if let Some(first) = operation.proposal_of(&self.bench.key)? {
            let same = first.maker == me && first.digest == digest_of(&payload);
            return Ok(if same { Entered::Proposed(first.id) } else { self.wrong("proposal-key-used") });
        }
        let draft = match self.read(form, typed)? {
            Ok(draft) => draft,
            Err(problems) => return Ok(Entered::Wrong(problems)),
        };
        if let Err(problem) = self.prove(typed)? {
            return Ok(Entered::Unproved(Box::new(draft), problem));
        }
        match self.manner(form, typed)? {
            Manner::Change => self.change(form, typed, &payload),
            Manner::Proposal => {
                let made = operation.propose(self.bench.world, form.path, &self.bench.key, &payload, me)?;
                Ok(Entered::Proposed(made.id))
            }
            Manner::Alone | Manner::AtOnce => {
                let behind = self.bench.behind();
                let entered = forms::enter_behind(&self.bench, form, typed, Hands::Two, &behind, |_, _| Ok(()))?;
                Ok(match entered {
                    Ok(entry) => Entered::Entry(entry),
                    Err(problems) => Entered::Wrong(problems),
                })
            }
        }
    }

    fn wrong(&self, key: &str) -> Entered {
        Entered::Wrong(vec![self.whole(key)])
    }

    fn whole(&self, key: &str) -> Problem {
        Problem { field: String::new(), text: self.w().t(key) }
    }

    /// Canonical JSON of what the form asks for and nothing else: its fields, the form, the maker.
    fn payload(&self, form: &Form, typed: &Typed) -> Result<String, StoreError> {
        let mut fields = serde_json::Map::new();
        for input in (form.fields)(&self.bench, typed)?.into_iter().flatten() {
            let value = typed.get(&input.name);
            if !value.is_empty() && !matches!(input.kind, InputKind::Links(_) | InputKind::Trap) {
                fields.insert(input.name, value.into());
            }
        }
        let payload = json!({ "form": form.path, "maker": self.bench.by.person.id, "typed": fields });
        let damaged = |why: String| StoreError::Damaged(0, why);
        let bytes = canonical::bytes(&payload).map_err(|error| damaged(error.to_string()))?;
        let json = bytes.strip_prefix(canonical::HEADER).unwrap_or(&bytes).to_vec();
        String::from_utf8(json).map_err(|error| damaged(error.to_string()))
    }

    /// What somebody's own proposal says, for changing it; `None` where it is not theirs to change.
    pub(super) fn with_proposal(&self, form: &Form, known: Typed) -> Result<Option<Typed>, StoreError> {
        let Some((name, id)) = proposal_in(&known) else { return Ok(Some(known)) };
        let Some(found) = self.own_open(form, &id)? else { return Ok(None) };
        let mut typed = typed_of(&found);
        typed.set(&name, &id);
        Ok(Some(typed))
    }

    fn own_open(&self, form: &Form, id: &str) -> Result<Option<Proposal>, StoreError> {
        let me = self.bench.by.person.id;
        let own = |found: &Proposal| found.maker == me && found.form == form.path && found.state == ProposalState::Open;
        Ok(self.bench.operation.proposal(id)?.filter(own))
    }

    fn change(&self, form: &Form, typed: &Typed, payload: &str) -> Result<Entered, StoreError> {
        let id = typed.get(PROPOSAL);
        let own = self.own_open(form, id)?.is_some();
        if own && self.bench.operation.change_proposal(id, self.bench.by.person.id, payload)? {
            return Ok(Entered::Proposed(id.to_owned()));
        }
        Ok(self.wrong("proposal-closed"))
    }

    /// One proposal, looked at or answered. What is none of this person's business is as if it were not there.
    pub(super) fn proposal(&self, id: &str, sent: Option<&Typed>) -> Result<Answer, StoreError> {
        let Some(found) = self.bench.operation.proposal(id)? else { return Ok(self.missing()) };
        let Some(form) = self.form_of(&found) else { return Ok(self.missing()) };
        let Some(typed) = sent else { return self.show_proposal(form, id, Vec::new()) };
        let own = found.maker == self.bench.by.person.id;
        let said = match typed.get("go") {
            "approve" if !own => self.bench.operation.in_turn(|| self.approve(form, id, typed))?,
            "withdraw" if self.may_withdraw(form, &found)? => {
                if self.bench.operation.withdraw_proposal(id)? {
                    Vec::new()
                } else {
                    vec![self.whole("proposal-closed")]
                }
            }
            "change" if own => {
                let form = format!("record/{}?{PROPOSAL}={id}", form.path);
                return Ok(answer::go(&self.href(&form)));
            }
            "approve" | "withdraw" | "change" => return Ok(self.missing()),
            _ => return self.show_proposal(form, id, Vec::new()),
        };
        if said.is_empty() {
            Ok(answer::go(&self.href(&format!("proposals/{id}"))))
        } else {
            self.show_proposal(form, id, said)
        }
    }

    /// Whoever made it; a coordinator; and whoever is left alone with it, so that it waits for nobody for ever.
    pub(super) fn may_withdraw(&self, form: &Form, proposal: &Proposal) -> Result<bool, StoreError> {
        let me = &self.bench.by.person;
        let one = proposal.maker == me.id || me.role == Role::Coordinator;
        Ok(one || self.who_may(form.path)?.len() < HANDS_NEEDED)
    }

    /// Whoever asks has the turn. Pressed again, it is the same approval.
    fn approve(&self, form: &Form, id: &str, typed: &Typed) -> Result<Vec<Problem>, StoreError> {
        let operation = self.bench.operation;
        let me = self.bench.by.person.id;
        let Some(now) = operation.standing_behind(id, |role| self.role_may(form.path, role))? else {
            return Ok(vec![self.whole("proposal-closed")]);
        };
        let looked_at = from_hex(typed.get("digest"));
        let through = matches!(now.proposal.state, ProposalState::Done(_));
        if through && now.people.contains(&me) && now.proposal.digest == looked_at {
            return Ok(Vec::new());
        }
        if now.proposal.state == ProposalState::Open
            && let Err(problem) = self.prove(typed)?
        {
            return Ok(vec![problem]);
        }
        match operation.approve_proposal(id, me, &looked_at)? {
            Approved::Counted => self.carry_out(form, id),
            Approved::Changed => Ok(vec![self.whole("proposal-changed")]),
            Approved::Closed => Ok(vec![self.whole("proposal-closed")]),
        }
    }

    /// Enters it where enough people stand behind it. Who does is read again in the entry's own transaction.
    fn carry_out(&self, form: &Form, id: &str) -> Result<Vec<Problem>, StoreError> {
        let operation = self.bench.operation;
        let may = |role| self.role_may(form.path, role);
        for _ in 0..TRIES {
            let Some(now) = operation.standing_behind(id, may)? else { break };
            if now.proposal.state != ProposalState::Open || now.people.len() < HANDS_NEEDED {
                return Ok(Vec::new());
            }
            let bench = self.bench.with_key(now.proposal.key.clone());
            let close = |db: &mut _, entry| operation.close_proposal(db, &now, may, entry);
            let typed = typed_of(&now.proposal);
            match forms::enter_behind(&bench, form, &typed, Hands::Two, &now.behind(), close) {
                // Entered, by this program or another; or somebody else approved or changed it in the same moment.
                Ok(Ok(_)) | Err(StoreError::Query(diesel::result::Error::RollbackTransaction)) => {}
                Ok(Err(problems)) => return Ok(refused(problems)),
                Err(error) => return Err(error),
            }
        }
        let closed = operation.proposal(id)?.is_some_and(|now| now.state != ProposalState::Open);
        Ok(if closed { Vec::new() } else { vec![self.whole("proposal-moved")] })
    }
}

/// On this page the fields of the form are not there to be mended: their sentences stand for the whole.
fn refused(problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().map(|problem| Problem { field: String::new(), ..problem }).collect()
}

pub(super) fn to_hex(bytes: &[u8]) -> String {
    waybill_journal::chain::to_hex(bytes)
}

/// Nothing where it is no hexadecimal: that is no digest of anything.
fn from_hex(text: &str) -> Vec<u8> {
    let digit = |at: usize| text.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    (0..text.len() / 2).map(|n| digit(2 * n)).collect::<Option<Vec<u8>>>().unwrap_or_default()
}
