//! Giving: where money is sent, the page that turns an amount or a need into a reference and a code, and what is
//! printed of it.
//!
//! Giving details are entries: the account of the operation's legal body. The first are told at the next close and marked
//! "confirmed by one person"; a change is announced for 72 hours before it holds (`publish/details.rs`).

mod answer;
mod epc;
mod page;
mod wish;

use serde_json::{Value, json};

pub use answer::answer;
pub use page::page;
pub use wish::read as read_wish;

use crate::bank::{Iban, NO_COUNTRY, NotIban, parse_bic};
use crate::catalogue::currency_of_account;
use crate::publish::details::{self, Details, Way};
use crate::publish::gate::{KindShape, Shaped, Shaping};
use crate::store::{Draft, KindRows, StoreError, Waiting};
use crate::web::forms::{Bench, Form, Input, InputKind, Unread, nothing_also};
use crate::web::options;
use crate::web::typed::{Problem, Reader, Typed, too_long};
use crate::web::words::Tongue;

/// The kind of entry.
pub const KIND: &str = details::KIND;
/// It has no rows of its own.
pub const ROWS: KindRows = KindRows::none(KIND);
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape };
/// Its form.
pub const FORM: Form = Form {
    path: "giving-details",
    kind: KIND,
    title: "details-title",
    about: "details-about",
    fields,
    read,
    sealed: None,
    short_field: "account",
    also: nothing_also,
    done: |bench, _| maud::html! { p.note { (bench.w.t("details-done")) } },
};

/// The longest name of an account's holder: what a bank's QR code takes (EPC069-12).
pub const HOLDER_MAX: usize = 70;
/// The longest number of an account that has no IBAN, and of its bank's name.
const NUMBER_MAX: usize = 34;

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let text = |name: &str, key: &str, hint: &str| Input::new(name, w.t(key), InputKind::Text).hint(w.t(hint));
    // The body that carries an operation holds all its accounts.
    let before = bench.operation.entries_of_kind(KIND)?;
    let holder = before.last().and_then(|entry| Details::of(&entry.public)).map(|details| details.holder);
    Ok(vec![
        vec![
            Input::new("account", w.t("details-account"), InputKind::Select(options::accounts(bench))),
            text("holder", "details-holder", "details-holder-hint").first(holder.unwrap_or_default()),
        ],
        vec![text("iban", "details-iban", "details-iban-hint"), text("bic", "details-bic", "details-bic-hint")],
        vec![
            text("number", "details-number", "details-number-hint"),
            Input::new("bank", w.t("details-bank"), InputKind::Text),
        ],
    ])
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    let details = read_details(typed, bench.w, &bench.card.accounts, bench.card.demo)?;
    let body = body_of(&details);
    let before = bench.operation.entries_of_kind(KIND)?;
    let newest = before.iter().rev().filter_map(|e| Details::of(&e.public)).find(|d| d.account == details.account);
    if newest.as_ref() == Some(&details) {
        return Err(vec![Problem { field: "account".into(), text: bench.w.t("details-same") }].into());
    }
    Ok(Draft { kind: KIND, on: bench.today, public: body, rest: json!({}), moves: Vec::new(), corrects: None })
}

/// Reads what was typed, or says what is wrong with it; also for the command line, before anything is founded.
pub fn read_details(typed: &Typed, w: Tongue, accounts: &[String], demo: bool) -> Result<Details, Vec<Problem>> {
    let mut r = Reader::new(typed, w);
    let account = r.choice("account", |code| accounts.iter().any(|a| a == code));
    let holder =
        r.text("holder").filter(|text| fits(&mut r, "holder", text, HOLDER_MAX) && is_a_name(&mut r, "holder", text));
    let currency = account.and_then(currency_of_account);
    let way = read_way(&mut r, currency.as_ref().map_or("", |c| c.as_str()), demo);
    let all = (|| {
        Some(Details { account: account?.to_owned(), currency: currency?, holder: holder?.to_owned(), way: way? })
    })();
    r.finish(all)
}

fn fits(r: &mut Reader, field: &str, text: &str, max: usize) -> bool {
    let length = text.chars().count();
    if length > max {
        r.problem(field, too_long(r.w(), length, max));
    }
    length <= max
}

/// What banks' names are written with, in any script; nothing that could be read as something else elsewhere.
fn is_a_name(r: &mut Reader, field: &str, text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || "/-–?:().,'’+&\"„“”«»№".contains(c);
    if let Some(strange) = text.chars().find(|c| !plain(*c)) {
        r.problem(field, r.w().with("details-name-letter", &[("letter", strange.to_string().into())]));
        return false;
    }
    // An “а” of the other script looks the same to people and different to a bank.
    let mixed = |word: &&str| {
        word.chars().any(|c| c.is_ascii_alphabetic()) && word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
    };
    if let Some(word) = text.split(' ').find(mixed) {
        r.problem(field, r.w().with("details-name-mixed", &[("word", word.into())]));
        return false;
    }
    true
}

/// An IBAN with or without the bank's code; or, where the bank has none, its own number and its name.
fn read_way(r: &mut Reader, currency: &str, demo: bool) -> Option<Way> {
    let (iban, bic) = (r.optional("iban")?, r.optional("bic")?);
    let (number, bank) = (r.optional("number")?, r.optional("bank")?);
    if iban.is_empty() && (number.is_empty() || currency == "EUR") {
        let key = if currency == "EUR" { "details-iban-euro" } else { "details-iban-missing" };
        r.problem("iban", r.w().t(key));
        return None;
    }
    if !iban.is_empty() && !number.is_empty() {
        r.problem("number", r.w().t("details-both"));
        return None;
    }
    for (field, alone) in [("bank", !iban.is_empty() && !bank.is_empty()), ("bic", iban.is_empty() && !bic.is_empty())]
    {
        if alone {
            r.problem(field, r.w().t(&format!("details-{field}-alone")));
            return None;
        }
    }
    if iban.is_empty() {
        let whole = fits(r, "number", number, NUMBER_MAX) && fits(r, "bank", bank, HOLDER_MAX);
        let whole = whole && is_a_name(r, "number", number) && is_a_name(r, "bank", bank);
        if bank.is_empty() {
            r.problem("bank", r.w().t("details-bank-missing"));
            return None;
        }
        return whole.then(|| Way::Number { number: number.to_owned(), bank: bank.to_owned() });
    }
    let iban = read_iban(r, iban, demo)?;
    let bic = if bic.is_empty() {
        None
    } else if let Some(read) = parse_bic(bic) {
        Some(read)
    } else {
        r.problem("bic", r.w().with("details-bic-form", &[("bic", bic.into())]));
        return None;
    };
    Some(Way::Iban { iban: iban.to_string(), bic })
}

fn read_iban(r: &mut Reader, text: &str, demo: bool) -> Option<Iban> {
    let w = r.w();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let wrong = match Iban::parse(text) {
        Ok(iban) if iban.is_nobodys() == demo => return Some(iban),
        Ok(_) => {
            w.with(if demo { "details-iban-demo" } else { "details-iban-nobodys" }, &[("code", NO_COUNTRY.into())])
        }
        Err(NotIban::Letter(letter)) => w.with("details-iban-letter", &[("letter", letter.to_string().into())]),
        Err(NotIban::Form) => w.t("details-iban-form"),
        Err(NotIban::Length { country, expected, typed }) => {
            let args =
                [("country", country.into()), ("expected", count(expected).into()), ("typed", count(typed).into())];
            w.with("details-iban-length", &args)
        }
        Err(NotIban::Digits) => w.t("details-iban-digits"),
    };
    r.problem("iban", wrong);
    None
}

/// As a public part tells it.
fn body_of(details: &Details) -> Value {
    let mut body = json!({
        "account": details.account, "currency": details.currency.as_str(), "holder": details.holder,
    });
    match &details.way {
        Way::Iban { iban, bic } => {
            body["iban"] = json!(iban);
            if let Some(bic) = bic {
                body["bic"] = json!(bic);
            }
        }
        Way::Number { number, bank } => {
            body["number"] = json!(number);
            body["bank"] = json!(bank);
        }
    }
    body
}

/// One fact an account: what was put right before the day closed was never told.
fn shape(waiting: &[&Waiting], shaping: Shaping) -> Vec<Shaped> {
    let account = |entry: &Waiting| entry.public.get("account").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut shaped: Vec<Shaped> = Vec::new();
    for entry in waiting {
        let mut body = entry.public.clone();
        let key = body.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(members) = body.as_object_mut() {
            members.remove("id");
        }
        let mut entries = vec![entry.entry];
        if let Some(older) = shaped.iter().position(|s| s.body["account"] == account(entry).as_str()) {
            entries.extend(shaped.remove(older).entries);
        }
        let kind = KIND.to_owned();
        shaped.push(Shaped { key, kind, body, moves: Vec::new(), entries, opens: shaping.step.date });
    }
    shaped
}
