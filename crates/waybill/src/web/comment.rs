//! The form under a published text: somebody writes a name and some words, and a person reads them before the world does.
//!
//! The page is never cached: each look at it carries a one-time key, and a token that says when it was opened. Nothing of
//! whoever asks is kept or compared: a robot is known by its haste and by filling in what no person sees.

use axum::http::StatusCode;

use super::answer::{self, Answer, Keep};
use super::public::{App, Reading, Served};
use super::typed::{Problem, Typed};
use crate::publish::comments::{Comment, CommentKeeper, Said, Taken};
use crate::publish::intake::IntakeDoor;
use crate::publish::texts::{Name, Telling};
use crate::store::{FormKey, Keys, StoreError};

/// Seconds between opening the form and sending it, at least: nobody writes a name and a sentence faster.
pub const SECONDS_MIN: i64 = 3;

/// Seconds for which a form can be sent: a page that stood open for a night and a day is shown again first.
pub const SECONDS_MAX: i64 = 24 * 60 * 60;

/// The field that no person sees and every simple robot fills in.
pub const TRAP: &str = "topic";

/// What the house brings for commenting.
#[derive(Clone, Copy)]
pub struct Commenting {
    /// The page with its form.
    pub page: fn(&Reading, &Telling, &CommentForm) -> String,
    /// Reads the form: what is said, and an address, which is empty where none was typed.
    pub read: fn(&Reading, &Typed) -> Result<(Said, String), Vec<Problem>>,
    /// What is told once it is held.
    pub answer: fn(&Reading, &Telling) -> String,
    /// Who keeps comments.
    pub keeper: CommentKeeper,
}

/// One look at the form.
#[derive(Clone, Debug, Default)]
pub struct CommentForm {
    /// Its one-time key.
    pub key: String,
    /// When it was opened, signed.
    pub token: String,
    /// What was typed before, where something was wrong.
    pub typed: Option<Typed>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl App {
    /// The page, or the answer to its form; `None` where no text of that name is published.
    pub(super) fn comment(&self, served: &Served, reading: &Reading, form: Option<&Typed>) -> Option<Answer> {
        let about = Name::parse(reading.name)?;
        let told = (reading.telling)(about)?;
        let desk = FormDesk { app: self, served, reading, about, told };
        let Some(typed) = form else { return Some(desk.blank()) };
        Some(desk.answer(typed).unwrap_or_else(|error| match answer::unwritten(&error) {
            Some(why) => desk.sorry(typed, FormKey::parse(typed.get("key")), why.phrases().1, why.status()),
            None => answer::went_wrong(reading.w, &error),
        }))
    }
}

/// Where one form is handed out and taken back.
struct FormDesk<'a> {
    app: &'a App,
    served: &'a Served,
    reading: &'a Reading<'a>,
    about: Name,
    told: Telling,
}

impl FormDesk<'_> {
    fn blank(&self) -> Answer {
        let key = FormKey::draw(&self.app.world);
        let token = token(self.served.operation.keys(), self.about, &key, self.now());
        let form = CommentForm { key: key.as_str().to_owned(), token, ..CommentForm::default() };
        answer::page(StatusCode::OK, Keep::Never, (self.app.house.commenting.page)(self.reading, &self.told, &form))
    }

    fn now(&self) -> i64 {
        self.app.world.now_for_people().as_second()
    }

    fn answer(&self, typed: &Typed) -> Result<Answer, StoreError> {
        let house = self.app.house.commenting;
        let door = IntakeDoor::new(&self.served.operation, self.app.house.giving.keeper);
        let key = FormKey::parse(typed.get("key"));
        let said = (house.read)(self.reading, typed);
        let (key, (said, mail)) = match (key, said) {
            (key, Err(problems)) => return Ok(self.again(typed, key, problems, StatusCode::UNPROCESSABLE_ENTITY)),
            (None, Ok(_)) => return Ok(self.sorry(typed, None, "comment-form-lost", StatusCode::UNPROCESSABLE_ENTITY)),
            (Some(key), Ok(said)) => (key, said),
        };
        let reach = if mail.is_empty() { None } else { door.sealed_for_moderators(&mail)? };
        if reach.is_none() && !mail.is_empty() {
            let problem = Problem { field: "mail".to_owned(), text: self.reading.w.t("comment-mail-nobody") };
            return Ok(self.again(typed, Some(key), vec![problem], StatusCode::UNPROCESSABLE_ENTITY));
        }
        let comment = Comment { key, about: self.about, lang: self.reading.w.lang().code(), said, reach };
        let taken = match door.commented(house.keeper, &comment)? {
            Some(first) => first,
            // Told nothing, a robot has nothing to learn from.
            None if !typed.get(TRAP).is_empty() => Taken::Held,
            None => match self.age(typed, &comment.key) {
                Age::Ripe => door.comment(house.keeper, &comment, self.reading.shown.today, &self.app.world)?,
                age => return Ok(self.not_ripe(typed, comment.key, age)),
            },
        };
        let sorry = |key: &str, status| self.sorry(typed, Some(comment.key.clone()), key, status);
        Ok(match taken {
            Taken::Held => answer::page(StatusCode::OK, Keep::Never, (house.answer)(self.reading, &self.told)),
            Taken::FormUsed => self.sorry(typed, None, "comment-form-used", StatusCode::CONFLICT),
            Taken::TooMany => sorry("comment-too-many", StatusCode::TOO_MANY_REQUESTS),
            Taken::Full => sorry("comment-full", StatusCode::SERVICE_UNAVAILABLE),
        })
    }

    fn not_ripe(&self, typed: &Typed, key: FormKey, age: Age) -> Answer {
        let phrase = match age {
            Age::Young => "comment-too-fast",
            Age::Old => "comment-too-old",
            Age::Ripe | Age::Foreign => "comment-form-lost",
        };
        self.sorry(typed, Some(key), phrase, StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn sorry(&self, typed: &Typed, key: Option<FormKey>, phrase: &str, status: StatusCode) -> Answer {
        self.again(typed, key, vec![Problem { field: String::new(), text: self.reading.w.t(phrase) }], status)
    }

    /// The form once more, with everything that was typed. Whoever held a form of ours need not wait again: their time
    /// counts from their first look.
    fn again(&self, typed: &Typed, key: Option<FormKey>, problems: Vec<Problem>, status: StatusCode) -> Answer {
        let keys = self.served.operation.keys();
        let ours = key.map(|key| (self.age(typed, &key), key));
        let (key, token) = match ours {
            Some((Age::Young | Age::Ripe, key)) => (key, typed.get("token").to_owned()),
            Some((Age::Old, key)) => {
                let token = token(keys, self.about, &key, self.now() - SECONDS_MIN);
                (key, token)
            }
            Some((Age::Foreign, _)) | None => {
                let key = FormKey::draw(&self.app.world);
                let token = token(keys, self.about, &key, self.now());
                (key, token)
            }
        };
        let form = CommentForm { key: key.as_str().to_owned(), token, typed: Some(typed.clone()), problems };
        answer::page(status, Keep::Never, (self.app.house.commenting.page)(self.reading, &self.told, &form))
    }

    fn age(&self, typed: &Typed, key: &FormKey) -> Age {
        let sent = typed.get("token");
        let opened = sent.split_once('-').and_then(|(second, _)| second.parse::<i64>().ok());
        let Some(opened) = opened else { return Age::Foreign };
        let ours = token(self.served.operation.keys(), self.about, key, opened);
        if !alike(&ours, sent) {
            return Age::Foreign;
        }
        match self.now() - opened {
            ..0 => Age::Foreign,
            0..SECONDS_MIN => Age::Young,
            SECONDS_MIN..=SECONDS_MAX => Age::Ripe,
            _ => Age::Old,
        }
    }
}

/// How long a form was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    /// Sent faster than anybody writes.
    Young,
    /// As long as a person takes.
    Ripe,
    /// Longer than a day.
    Old,
    /// Not handed out by us, or for another text, or by a clock that was put back since.
    Foreign,
}

/// `1647604800-…`: when a form was opened, and a keyed hash of it with the text and the form's key.
fn token(keys: &Keys, about: Name, key: &FormKey, second: i64) -> String {
    format!("{second}-{}", keys.public_id(&format!("comment-form {second} {about} {}", key.as_str())))
}

/// Whether two words are the same, in a time that does not tell where they differ.
fn alike(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
