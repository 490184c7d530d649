//! The one public form that leaves something behind: somebody says what they want to give, and gets a reference and a
//! code, this once.
//!
//! The page is never cached: each look at it carries a one-time key and a code of its own.

use axum::http::StatusCode;

use super::answer::{self, Answer, Keep};
use super::public::{App, Reading, Served};
use super::typed::{Problem, Typed};
use crate::publish::intake::{IntakeDoor, Keeper, Kept, NotKept, Promise, Wish};
use crate::store::{FormKey, StoreError};

/// What the house brings for giving.
#[derive(Clone, Copy)]
pub struct Giving {
    /// The page with its form; `None` where it asks for a fund that nobody knows.
    pub page: fn(&Reading, &GiveForm) -> Option<String>,
    /// Reads the form against what is public now.
    pub read: fn(&Reading, &Typed) -> Result<Wish, Vec<Problem>>,
    /// The reference and the code, this once.
    pub answer: fn(&Reading, &Kept) -> String,
    /// Who keeps promises.
    pub keeper: Keeper,
}

/// One look at the form.
#[derive(Clone, Debug, Default)]
pub struct GiveForm {
    /// Its one-time key.
    pub key: String,
    /// The code it carries.
    pub code: String,
    /// What was typed before, where something was wrong.
    pub typed: Option<Typed>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl App {
    /// The page, or the answer to its form.
    pub(super) fn give(&self, served: &Served, reading: &Reading, form: Option<&Typed>) -> Option<Answer> {
        let Some(typed) = form else { return self.give_form(reading, None, Vec::new(), StatusCode::OK) };
        let wrong = |status, problems| self.give_form(reading, Some(typed), problems, status);
        let again = |status, key: &str| wrong(status, vec![Problem { field: String::new(), text: reading.w.t(key) }]);
        match self.promised(served, reading, typed) {
            Ok(Promised::Kept(kept)) => {
                Some(answer::page(StatusCode::OK, Keep::Never, (self.house.giving.answer)(reading, &kept)))
            }
            Ok(Promised::Wrong(problems)) => wrong(StatusCode::UNPROCESSABLE_ENTITY, problems),
            Ok(Promised::Not(NotKept::FormUsed)) => {
                // Without a key of ours nothing was sent before.
                let known = FormKey::parse(typed.get("key")).is_some();
                again(if known { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }, "give-form-used")
            }
            Ok(Promised::Not(NotKept::TooMany)) => again(StatusCode::TOO_MANY_REQUESTS, "give-too-many"),
            Ok(Promised::Not(NotKept::Full)) => again(StatusCode::SERVICE_UNAVAILABLE, "give-full"),
            Err(error) => match answer::unwritten(&error) {
                Some(why) => again(why.status(), why.phrases().1),
                None => Some(answer::went_wrong(reading.w, &error)),
            },
        }
    }

    fn give_form(
        &self,
        reading: &Reading,
        typed: Option<&Typed>,
        problems: Vec<Problem>,
        status: StatusCode,
    ) -> Option<Answer> {
        let key = FormKey::draw(&self.world).as_str().to_owned();
        let form = GiveForm { key, code: self.world.word(20), typed: typed.cloned(), problems };
        (self.house.giving.page)(reading, &form).map(|body| answer::page(status, Keep::Never, body))
    }

    fn promised(&self, served: &Served, reading: &Reading, typed: &Typed) -> Result<Promised, StoreError> {
        let today = reading.shown.today;
        let door = IntakeDoor::new(&served.operation, self.house.giving.keeper);
        let wish = (self.house.giving.read)(reading, typed);
        let Some(key) = FormKey::parse(typed.get("key")) else {
            return Ok(wish.map_or_else(Promised::Wrong, |_| Promised::Not(NotKept::FormUsed)));
        };
        let code = typed.get("code").to_owned();
        match wish {
            Ok(wish) => {
                let promise = Promise { key, code, wish };
                Ok(door.promise(&promise, today, &self.world)?.map_or_else(Promised::Not, Promised::Kept))
            }
            // What this form promised before holds, even where the same could not be promised any more.
            Err(problems) => Ok(door.answered(&key, &code)?.map_or(Promised::Wrong(problems), Promised::Kept)),
        }
    }
}

/// What became of a form.
enum Promised {
    Kept(Kept),
    Wrong(Vec<Problem>),
    Not(NotKept),
}
