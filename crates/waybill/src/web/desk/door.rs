//! The door: joining with a link, signing in, going on after a session ended.
//!
//! Whatever is wrong with a name, a passphrase or a code, the same sentence says so, after the same time.

use axum::http::{HeaderValue, StatusCode, header};
use maud::{Markup, html};
use waybill_seal::Cost;

use super::DeskRequest;
use crate::factor::{self, CodeSecret, PASSPHRASE_MAX, PASSPHRASE_MIN, Weak};
use crate::store::{Joined, Joining, NotJoined, SignIn, Status, StoreError};
use crate::web::answer::{self, Answer, Sorry};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{Input, InputKind};
use crate::web::public::{App, Served};
use crate::web::square;
use crate::web::typed::{Problem, Typed};
use crate::web::words::{Lang, Tongue};

/// What a form that outlived its session may carry over: a long dispatch in one language, escaped.
const KEPT_MAX: usize = 200_000;

/// Fields that no page ever holds again: a form that has one is not carried over.
const SECRETS: [&str; 5] = ["passphrase", "chosen", "again", "secret", "paper"];

/// One request at the door.
pub(super) struct Door<'a> {
    pub(super) app: &'a App,
    pub(super) served: &'a Served,
    pub(super) request: &'a DeskRequest,
    pub(super) w: Tongue,
}

impl Door<'_> {
    fn base(&self) -> String {
        format!("/d/{}", self.served.operation.slug())
    }

    /// A link: of a demonstration, it seats whoever presses its button; any other is for joining. A link that is merely
    /// looked at (by a preview, by a chat program) is not used up.
    pub(super) fn enter(&self, token: &str) -> Result<Answer, StoreError> {
        let (operation, world) = (&self.served.operation, &self.app.world);
        let here = format!("{}/enter/{token}", self.base());
        let invited = operation.invitation(token, world)?;
        match (&invited, &self.request.form) {
            (Some(one), None) if one.person.status == Status::Active => Ok(self.page(
                StatusCode::OK,
                "enter-title",
                &html! {
                    p.lede { (self.w.with("enter-text", &[("name", one.person.name.as_str().into())])) }
                    form method="post" action=(here) { button.btn type="submit" { (self.w.t("enter-button")) } }
                },
            )),
            (Some(one), Some(_)) if one.person.status == Status::Active => {
                let session = operation.use_demo_link(token, self.app.house.demo_passphrase, world)?;
                Ok(session
                    .map_or_else(|| self.sorry(Sorry::LinkUsed), |session| self.go_in(&self.first_page(), &session)))
            }
            (Some(one), None) => {
                Ok(self.join_page(&one.person.name, one.confirmed, &here, &CodeSecret::draw(world), Vec::new()))
            }
            (_, Some(typed)) => self.join(token, &here, invited.map(|one| one.person.name).unwrap_or_default(), typed),
            (None, None) => Ok(self.sorry(Sorry::LinkUsed)),
        }
    }

    fn join(&self, token: &str, here: &str, name: String, typed: &Typed) -> Result<Answer, StoreError> {
        let w = self.w;
        // A form that brings no secret was not ours.
        let Some(secret) = CodeSecret::parse(typed.get("secret")) else { return Ok(self.sorry(Sorry::LinkUsed)) };
        let problem = |field: &str, text: String| vec![Problem { field: field.to_owned(), text }];
        let passphrase = typed.raw("chosen");
        let card = self.served.operation.card()?;
        // Judging takes time, so only whoever has a link that opens something is judged.
        let names = [name.as_str(), &card.settings.name, self.served.operation.slug()];
        let weak = if name.is_empty() { None } else { weak_words(w, passphrase, &names) };
        let problems = match weak {
            Some(text) => problem("chosen", text),
            None if passphrase != typed.raw("again") => problem("again", w.t("passphrase-differs")),
            None => Vec::new(),
        };
        if !problems.is_empty() {
            return Ok(self.join_page(&name, true, here, &secret, problems));
        }
        let joining = Joining { passphrase, secret: &secret, code: typed.get("code") };
        match self.served.operation.join(&self.app.world, token, &joining, Cost::USUAL)? {
            Ok(joined) => Ok(self.joined(&joined)),
            Err(NotJoined::Code) => {
                Ok(self.join_page(&name, true, here, &secret, problem("code", w.t("join-code-wrong"))))
            }
            Err(NotJoined::Unconfirmed) => Ok(self.join_page(&name, false, here, &secret, Vec::new())),
            Err(NotJoined::Link) => Ok(self.sorry(Sorry::LinkUsed)),
        }
    }

    fn join_page(
        &self,
        name: &str,
        confirmed: bool,
        here: &str,
        secret: &CodeSecret,
        problems: Vec<Problem>,
    ) -> Answer {
        let w = self.w;
        if !confirmed {
            return self.page(
                StatusCode::OK,
                "join-title",
                &html! { p.lede { (w.with("join-unconfirmed", &[("name", name.into())])) } },
            );
        }
        let operation = self.served.operation.settings().map(|settings| settings.name).unwrap_or_default();
        let address = secret.address(name, self.served.operation.slug());
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let length = [("min", PASSPHRASE_MIN.into())];
        let inputs = [
            Input::new("chosen", w.t("join-passphrase"), InputKind::Passphrase)
                .hint(w.with("join-passphrase-hint", &length)),
            Input::new("again", w.t("join-again"), InputKind::Passphrase),
            Input::new("code", w.t("join-code"), InputKind::Code).hint(w.t("join-code-hint")),
        ];
        let view = self.view(here, inputs, problems, vec![("secret".into(), secret.text())], "join-button");
        let content = html! {
            p.lede { (w.with("join-text", &[("name", name.into()), ("operation", operation.into())])) }
            h2 { (w.t("join-app-title")) }
            p { (w.t("join-app-text")) }
            @if let Some(picture) = square::for_screen(&address, &w.t("join-app-picture")) { (picture) }
            p { (w.t("join-app-by-hand")) " " code dir="ltr" { (secret.grouped()) } }
            h2 { (w.t("join-own-title")) }
            (fields::form_html(w, &view))
            p.note { (w.t("join-no-way-back")) }
        };
        self.page(status, "join-title", &content)
    }

    fn joined(&self, joined: &Joined) -> Answer {
        let w = self.w;
        let content = html! {
            p.lede { (w.with("joined-text", &[("name", joined.person.name.as_str().into())])) }
            h2 { (w.t("joined-codes-title")) }
            p { (w.t("joined-codes-text")) }
            (paper(&joined.codes))
            p.acts { a.btn href=(format!("{}/sign-in", self.base())) { (w.t("sign-in-title")) } }
        };
        self.page(StatusCode::OK, "joined-title", &content)
    }

    /// Name, passphrase, code.
    pub(super) fn sign_in(&self) -> Result<Answer, StoreError> {
        let Some(typed) = &self.request.form else {
            return Ok(self.sign_in_page(StatusCode::OK, &Typed::new([]), Vec::new()));
        };
        let (name, passphrase, code) = (typed.get("name"), typed.raw("passphrase"), typed.get("code"));
        let key = match self.served.operation.sign_in(&self.app.world, name, passphrase, code)? {
            SignIn::In(session) => return Ok(self.signed_in(typed, &session)),
            SignIn::Wrong => "sign-in-wrong",
            SignIn::TooMany => "sign-in-too-many",
        };
        let problem = Problem { field: String::new(), text: self.w.t(key) };
        Ok(self.sign_in_page(StatusCode::UNPROCESSABLE_ENTITY, typed, vec![problem]))
    }

    /// For whoever asks for a page without a session, or whose session ended: the way in, and what was typed is carried
    /// along. It looks the same whatever was asked for.
    pub(super) fn not_entered(&self) -> Answer {
        let mut typed = vec![("to".to_owned(), self.request.path.clone())];
        if let Some(form) = &self.request.form {
            // Nor does what is sealed: somebody else may sign in at this browser.
            let sealed = |name: &str| self.app.house.sealed.iter().any(|part| part.has(name));
            let pairs = form.pairs().filter(|(name, _)| !sealed(name));
            let kept = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            // A passphrase never comes back, not even hidden.
            let secret = form.pairs().any(|(name, _)| SECRETS.contains(&name.as_str()));
            if kept.len() <= KEPT_MAX && !secret {
                typed.push(("kept".to_owned(), kept));
            }
        }
        self.sign_in_page(StatusCode::FORBIDDEN, &Typed::new(typed), Vec::new())
    }

    fn sign_in_page(&self, status: StatusCode, typed: &Typed, problems: Vec<Problem>) -> Answer {
        let w = self.w;
        let inputs = [
            Input::new("name", w.t("sign-in-name"), InputKind::Nickname).first(typed.get("name")),
            Input::new("passphrase", w.t("sign-in-passphrase"), InputKind::Passphrase),
            Input::new("code", w.t("sign-in-code"), InputKind::Code).hint(w.t("sign-in-code-hint")),
        ];
        let carried = ["to", "kept"].map(|name| (name.to_owned(), typed.raw(name).to_owned()));
        let hidden = carried.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let view = self.view(&format!("{}/sign-in", self.base()), inputs, problems, hidden, "sign-in-button");
        let content = html! {
            @if status == StatusCode::FORBIDDEN { p.lede { (w.t("not-entered-text")) } }
            (fields::form_html(w, &view))
            p.note { (w.t("sign-in-lost")) }
        };
        self.page(status, "sign-in-title", &content)
    }

    /// On to where somebody was going; a form that outlived its session is sent by one more press.
    fn signed_in(&self, typed: &Typed, session: &str) -> Answer {
        let own = format!("{}/", self.base());
        let to = typed.get("to");
        // Only ever a page of this operation, whatever a form from elsewhere says.
        let inside = to.starts_with(&own)
            && !to.contains("//")
            && to.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._".contains(&b));
        let to = if inside { to.to_owned() } else { self.first_page() };
        let kept = typed.raw("kept");
        if kept.is_empty() || !inside {
            return self.go_in(&to, session);
        }
        let pairs: Vec<(String, String)> = form_urlencoded::parse(kept.as_bytes()).into_owned().collect();
        let w = self.w;
        let content = html! {
            p.lede { (w.t("signed-in-kept")) }
            form method="post" action=(to) {
                @for (name, value) in &pairs { input type="hidden" name=(name) value=(value); }
                p.acts { button.btn type="submit" { (w.t("signed-in-go-on")) } a href=(self.first_page()) { (w.t("signed-in-drop")) } }
            }
        };
        self.with_session(self.page(StatusCode::OK, "signed-in-title", &content), session)
    }

    fn view<const N: usize>(
        &self,
        action: &str,
        inputs: [Input; N],
        problems: Vec<Problem>,
        hidden: Vec<(String, String)>,
        button: &str,
    ) -> FormView {
        let field = |input: Input| {
            let error = problems.iter().find(|problem| problem.field == input.name).map(|problem| problem.text.clone());
            vec![Field { value: input.first.clone(), input, error }]
        };
        let fields = inputs.into_iter().map(field).collect();
        FormView {
            action: action.to_owned(),
            fields,
            sealed: None,
            hidden,
            buttons: vec![Button::new(self.w.t(button))],
            problems,
        }
    }

    fn first_page(&self) -> String {
        format!("{}/{}/", self.base(), self.w.lang().code())
    }

    fn go_in(&self, to: &str, session: &str) -> Answer {
        self.with_session(answer::go(to), session)
    }

    /// The same answer, with the session's secret for this operation's pages.
    fn with_session(&self, mut answer: Answer, session: &str) -> Answer {
        let secure = if self.app.desk_at.starts_with("https://") { "; Secure" } else { "" };
        let cookie = format!("desk={session}; Path={}/; HttpOnly; SameSite=Strict{secure}", self.base());
        let cookie = HeaderValue::from_str(&cookie).expect("a token is plain letters");
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
        answer
    }

    fn sorry(&self, why: Sorry) -> Answer {
        answer::plain_sorry(why, self.w)
    }

    fn page(&self, status: StatusCode, title: &str, content: &Markup) -> Answer {
        let title = self.w.t(title);
        answer::bare(status, self.w, &title, &html! { section.band { h1 { (title) } (content) } })
    }
}

/// Codes for paper, as a list that prints well.
pub fn paper(codes: &[String]) -> Markup {
    html! { ol.codes { @for code in codes { li { code dir="ltr" { (code) } } } } }
}

/// What is wrong with a passphrase, in words; nothing where it is good.
pub fn weak_words(w: Tongue, passphrase: &str, names: &[&str]) -> Option<String> {
    let length = passphrase.chars().count();
    factor::judge(passphrase, names).err().map(|weak| match weak {
        Weak::Short => w.with("passphrase-short", &[("min", PASSPHRASE_MIN.into()), ("length", length.into())]),
        Weak::Long => crate::web::typed::too_long(w, length, PASSPHRASE_MAX),
        Weak::Guessed => w.t("passphrase-guessed"),
    })
}

/// The same answer, which takes the session's secret out of the browser.
pub(super) fn without_session(mut answer: Answer, base: &str) -> Answer {
    let cookie = format!("desk=; Path={base}/; HttpOnly; SameSite=Strict; Max-Age=0");
    answer.headers_mut().insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).expect("a slug is plain letters"));
    answer
}

/// The language of the door: one that the address names, or what the browser prefers.
pub(super) fn language(named: &str, accepted: &str) -> Tongue {
    Tongue::new(Lang::parse(named).unwrap_or_else(|| Lang::from_accept_language(accepted)))
}
