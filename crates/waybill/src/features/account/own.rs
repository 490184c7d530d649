//! Another passphrase, new codes on paper, another phone: each on a page of its own, each asking for what a session has not.

use maud::{Markup, html};
use waybill_seal::Cost;

use crate::factor::{CodeSecret, PASSPHRASE_MIN};
use crate::store::{NotProved, StoreError};
use crate::web::desk::door::{paper, weak_words};
use crate::web::fields::{self, Button, FormView};
use crate::web::forms::{DeskAnswer, DeskAsk, Input, InputKind};
use crate::web::layout::address;
use crate::web::square;
use crate::web::typed::{Problem, Typed};
use crate::web::words::Tongue;

/// One of the pages.
struct Sheet<'a> {
    ask: &'a DeskAsk<'a>,
    path: &'static str,
    title: &'static str,
    about: &'static str,
    button: &'static str,
}

impl Sheet<'_> {
    fn w(&self) -> Tongue {
        self.ask.bench.w
    }

    /// The page with its form; what is typed here never comes back.
    fn show(
        &self,
        inputs: Vec<Input>,
        hidden: Vec<(String, String)>,
        above: &Markup,
        problems: Vec<Problem>,
    ) -> DeskAnswer {
        let w = self.w();
        let form = FormView {
            sealed: None,
            action: format!("{}#problems", address(self.ask.base, w, self.path)),
            fields: fields::filled(inputs, None, &problems),
            hidden,
            buttons: vec![Button::new(w.t(self.button))],
            problems,
        };
        let title = w.t(self.title);
        let content = html! {
            section.band { h1 { (title) } p.lede { (w.t(self.about)) } (above) (fields::form_html(w, &form)) (self.back()) }
        };
        DeskAnswer::Page { wrong: !form.problems.is_empty(), title: fields::title(w, &form, &title), content }
    }

    fn done(&self, content: &Markup) -> DeskAnswer {
        let title = self.w().t(self.title);
        let content = html! { section.band { h1 { (title) } (content) } };
        DeskAnswer::Page { wrong: false, title, content }
    }

    fn back(&self) -> Markup {
        let w = self.w();
        html! { p.acts { a href=(address(self.ask.base, w, "account")) { (w.t("account-back")) } } }
    }

    fn problem(&self, field: &str, key: &str) -> Vec<Problem> {
        vec![Problem { field: field.to_owned(), text: self.w().t(key) }]
    }

    fn not_proved(&self, why: NotProved) -> Vec<Problem> {
        match why {
            NotProved::Wrong => self.problem("", "account-wrong"),
            NotProved::NewCode => self.problem("fresh", "join-code-wrong"),
            NotProved::TooMany => self.problem("", "sign-in-too-many"),
        }
    }
}

/// What stretching a new passphrase costs: as much as anywhere, and nothing in a demonstration.
fn cost(ask: &DeskAsk) -> Cost {
    if ask.bench.card.demo { Cost { memory_kib: 8, passes: 1 } } else { Cost::USUAL }
}

/// Another passphrase.
pub fn passphrase(ask: &DeskAsk, sent: Option<&Typed>) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let sheet = Sheet {
        ask,
        path: "account/passphrase",
        title: "account-passphrase-title",
        about: "account-passphrase-about",
        button: "account-passphrase-button",
    };
    let show = |problems| {
        let inputs = vec![
            Input::new("passphrase", w.t("account-passphrase-old"), InputKind::Passphrase),
            Input::new("code", w.t("sign-in-code"), InputKind::Code).hint(w.t("sign-in-code-hint")),
            Input::new("chosen", w.t("account-passphrase-new"), InputKind::Passphrase)
                .hint(w.with("join-passphrase-hint", &[("min", PASSPHRASE_MIN.into())])),
            Input::new("again", w.t("join-again"), InputKind::Passphrase),
        ];
        Ok(sheet.show(inputs, Vec::new(), &html! {}, problems))
    };
    let Some(typed) = sent else { return show(Vec::new()) };
    let new = typed.raw("chosen");
    let names = [bench.by.person.name.as_str(), bench.card.settings.name.as_str(), bench.operation.slug()];
    if let Some(text) = weak_words(w, new, &names) {
        return show(vec![Problem { field: "chosen".into(), text }]);
    }
    if new != typed.raw("again") {
        return show(sheet.problem("again", "passphrase-differs"));
    }
    let proof = (typed.raw("passphrase"), typed.get("code"));
    match bench.operation.new_passphrase(bench.world, &bench.by, proof, new, cost(ask))? {
        Ok(()) => {
            let told = html! { p.note-box.calm role="status" { (w.t("account-passphrase-done")) } (sheet.back()) };
            Ok(sheet.done(&told))
        }
        Err(why) => show(sheet.not_proved(why)),
    }
}

/// New codes on paper.
pub fn codes(ask: &DeskAsk, sent: Option<&Typed>) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let sheet = Sheet {
        ask,
        path: "account/codes",
        title: "account-codes-title",
        about: "account-codes-about",
        button: "account-codes-button",
    };
    let left = bench.operation.codes_left(bench.by.person.id)?;
    let show = |problems| {
        let inputs = vec![Input::new("code", w.t("account-codes-code"), InputKind::Code).hint(w.t("join-code-hint"))];
        let above = html! { p { (w.with("account-codes-left", &[("n", left.into())])) } };
        Ok(sheet.show(inputs, vec![("key".into(), bench.key.as_str().into())], &above, problems))
    };
    let Some(typed) = sent else { return show(Vec::new()) };
    match bench.operation.new_codes(bench.world, &bench.by, typed.get("code"), bench.key.as_str())? {
        Ok(codes) => Ok(sheet.done(&html! {
            p.lede { (w.t("account-codes-done")) }
            (paper(&codes))
            (sheet.back())
        })),
        Err(why) => show(sheet.not_proved(why)),
    }
}

/// Another phone.
pub fn phone(ask: &DeskAsk, sent: Option<&Typed>) -> Result<DeskAnswer, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    let sheet = Sheet {
        ask,
        path: "account/phone",
        title: "account-phone-title",
        about: "account-phone-about",
        button: "account-phone-button",
    };
    let carried = sent.and_then(|typed| CodeSecret::parse(typed.get("secret")));
    let (typed, secret) = match carried {
        Some(secret) => (sent, secret),
        // A form that brings no secret was not ours: it begins anew.
        None => (None, CodeSecret::draw(bench.world)),
    };
    let show = |problems| {
        let inputs = vec![
            Input::new("fresh", w.t("account-phone-new-code"), InputKind::Code).hint(w.t("join-code-hint")),
            Input::new("passphrase", w.t("sign-in-passphrase"), InputKind::Passphrase),
            Input::new("code", w.t("account-phone-code"), InputKind::Code).hint(w.t("account-phone-code-hint")),
        ];
        let address = secret.address(&bench.by.person.name, bench.operation.slug());
        let above = html! {
            p { (w.t("join-app-text")) }
            @if let Some(picture) = square::for_screen(&address, &w.t("join-app-picture")) { (picture) }
            p { (w.t("join-app-by-hand")) " " code dir="ltr" { (secret.grouped()) } }
        };
        Ok(sheet.show(inputs, vec![("secret".into(), secret.text())], &above, problems))
    };
    let Some(typed) = typed else { return show(Vec::new()) };
    let proof = (typed.raw("passphrase"), typed.get("code"));
    match bench.operation.new_phone(bench.world, &bench.by, proof, (&secret, typed.get("fresh")), cost(ask))? {
        Ok(()) => Ok(sheet.done(&html! {
            p.note-box.calm role="status" { (w.t("account-phone-done")) }
            p.acts { a.btn href=(format!("{}/sign-in/{}", ask.base, w.lang().code())) { (w.t("sign-in-title")) } }
        })),
        Err(why) => show(sheet.not_proved(why)),
    }
}
