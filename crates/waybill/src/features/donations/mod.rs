//! Gifts of money: booked against a reference, told to the world only as totals, followed by a receipt code.
//!
//! A giver has a *reference* (the bank sees it, it opens nothing) and a *receipt code* (only its hash is kept). Several
//! gifts may come under one reference: they are one person to the gate.

mod bulk;
mod codes;
pub mod inkind;
mod promises;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use serde_json::{Value, json};
use waybill_journal::chain::to_hex;
use waybill_journal::{AMOUNT_MAX, Account, Commodity, Move};

pub use bulk::BULK;
pub use codes::{Code, Reference};
pub use promises::{DESK_PAGE as PROMISES_PAGE, KEEPER};
pub use rows::{entries_under, gifts_of_code, reference_of, references_of_gifts};

use crate::catalogue::{COUNTRIES, currency_of, currency_of_account};
use crate::publish::corrected::{Undone, netted};
use crate::publish::gate::{KindShape, Shaped, Shaping};
use crate::publish::intake::Wish;
use crate::store::{Draft, FormKey, KindRows, Operation, Recorded, StoreError, Waiting};
use crate::web::forms::{Bench, Form, Input, InputKind, PlainRows, Unread};
use crate::web::options;
use crate::web::sealed::GIVER;
use crate::web::typed::{Reader, Typed};

/// The kind of entry.
pub const KIND: &str = "gift";
/// Its rows.
pub const ROWS: KindRows = KindRows {
    derive: rows::derive,
    derive_many: Some(rows::derive_many),
    clear: rows::clear,
    rows: rows::rows,
    ..KindRows::none(KIND)
};
/// What the gate tells of it.
pub const SHAPE: KindShape = KindShape { kind: KIND, shape };
/// Its form.
pub const FORM: Form = Form {
    path: "gift",
    kind: KIND,
    title: "gift-title",
    about: "gift-about",
    fields,
    read,
    sealed: Some(GIVER),
    short_field: "amount",
    also,
    done,
};

fn fields(bench: &Bench, _: &Typed) -> Result<Vec<Vec<Input>>, StoreError> {
    let w = bench.w;
    let number = |name: &str, key: &str| Input::new(name, w.t(key), InputKind::Number);
    let code = Code::draw(bench.world);
    Ok(vec![
        vec![
            number("amount", "gift-amount").hint(w.t("gift-amount-hint")),
            Input::new("account", w.t("gift-account"), InputKind::Select(options::accounts(bench))),
        ],
        vec![
            Input::new("country", w.t("gift-country"), InputKind::Select(options::countries(w)))
                .hint(w.t("gift-country-hint")),
            Input::new("fund", w.t("gift-fund"), InputKind::Select(options::funds(bench)?)),
        ],
        vec![
            Input::new("on", w.t("gift-on"), InputKind::Date).first(bench.today.to_string()),
            Input::new("reference", w.t("gift-reference"), InputKind::Text).hint(w.t("gift-reference-hint")),
        ],
        vec![Input::new("code", String::new(), InputKind::Hidden).first(code.to_string())],
    ])
}

/// A gift as it was read.
struct Read {
    draft: Draft,
    /// A reference that is made together with the gift, with its code.
    new: Option<(Reference, Code)>,
}

/// What reading a gift asks the book for.
struct Asked {
    /// The funds there are.
    funds: Vec<String>,
    /// Of the references that stand in what is read, those that the book gave out; `None` asks for each as it comes.
    references: Option<BTreeSet<String>>,
}

impl Asked {
    fn of(bench: &Bench) -> Result<Self, StoreError> {
        Ok(Self { funds: options::fund_codes(bench)?, references: None })
    }

    fn is_known(&self, bench: &Bench, reference: &Reference) -> Result<bool, StoreError> {
        match &self.references {
            Some(known) => Ok(known.contains(&reference.to_string())),
            None => rows::is_known(bench.operation, reference),
        }
    }
}

fn read(bench: &Bench, typed: &Typed) -> Result<Draft, Unread> {
    Ok(read_gift(bench, typed, &Asked::of(bench)?)?.draft)
}

fn read_gift(bench: &Bench, typed: &Typed, asked: &Asked) -> Result<Read, Unread> {
    let mut r = Reader::new(typed, bench.w);
    let on = r.date("on", bench.card.day_one, bench.today);
    let account = r.choice("account", |code| bench.card.accounts.iter().any(|a| a == code));
    let currency = account.and_then(currency_of_account);
    let amount = r.money_in("amount", currency.as_ref());
    let country = r.choice("country", |code| COUNTRIES.contains(&code));
    let fund = r.choice("fund", |code| asked.funds.iter().any(|f| f == code));
    let reference = read_reference(bench, typed, &mut r, |reference| asked.is_known(bench, reference))?;
    let sent = read_sent(typed, &mut r);
    let all = (|| {
        let (currency, fund) = (currency?, fund?);
        let (reference, new) = reference?;
        let holder = Account::ours(account?, fund).ok()?;
        let giver = new_giver(bench)?;
        let draft = Draft {
            kind: KIND,
            on: on?,
            public: json!({
                "fund": fund, "country": country?, "currency": currency.as_str(), "amount": amount?,
                "giver": bench.operation.keys().public_id(&format!("reference {reference}")),
            }),
            rest: rest_of(&reference, sent?),
            moves: vec![Move::transfer(giver, holder, currency, amount?)],
            corrects: None,
        };
        Some(Read { draft, new })
    })();
    Ok(r.finish(all)?)
}

/// What stays private of a gift: the reference, and what was sent where that was another currency than came in.
fn rest_of(reference: &Reference, sent: Value) -> Value {
    let mut rest = json!({ "reference": reference.to_string() });
    if !sent.is_null() {
        rest["sent"] = sent;
    }
    rest
}

/// The longest rate that a bank writes: 11 digits and a point (ISO 20022, `BaseOneRate`).
const RATE_MAX: usize = 12;

/// What the giver sent and at which rate, where a bank's statement says so: `sent_currency`, `sent_amount` in the smallest
/// unit, `rate`. No page asks for them. Null where nothing was said; `None` where it makes no sense, and then that is told.
fn read_sent(typed: &Typed, r: &mut Reader) -> Option<Value> {
    let (currency, amount, rate) = (typed.get("sent_currency"), typed.get("sent_amount"), typed.get("rate"));
    if currency.is_empty() && amount.is_empty() && rate.is_empty() {
        return Some(Value::Null);
    }
    let known = Commodity::parse(currency).ok().filter(|code| currency_of(code).is_some());
    let amount = amount.parse::<i64>().ok().filter(|amount| (1..=AMOUNT_MAX).contains(amount));
    let decimal = |c: char| c.is_ascii_digit() || c == '.';
    let fits = rate.len() <= RATE_MAX && rate.chars().all(decimal) && rate.matches('.').count() <= 1;
    if let (Some(currency), Some(amount), true) = (known, amount, fits) {
        let mut sent = json!({ "currency": currency.as_str(), "amount": amount });
        if !rate.is_empty() {
            sent["rate"] = json!(rate);
        }
        return Some(sent);
    }
    r.problem("", r.w().t("error-choice"));
    None
}

/// The reference a gift is booked against, and the same with its code where it is new.
type Booked = (Reference, Option<(Reference, Code)>);

/// The reference as typed, which must be known; or, where the field was left empty, a new one with the code that came
/// with the form.
fn read_reference(
    bench: &Bench,
    typed: &Typed,
    r: &mut Reader,
    is_known: impl Fn(&Reference) -> Result<bool, StoreError>,
) -> Result<Option<Booked>, StoreError> {
    let Some(text) = r.optional("reference") else { return Ok(None) };
    if text.is_empty() {
        let Some(code) = Code::parse(typed.get("code")) else {
            r.problem("reference", r.w().t("gift-code-lost"));
            return Ok(None);
        };
        let reference = new_reference(bench);
        return Ok(Some((reference.clone(), Some((reference, code)))));
    }
    let Some(reference) = Reference::parse(text) else {
        r.problem("reference", r.w().with("gift-reference-typo", &[("reference", text.into())]));
        return Ok(None);
    };
    if !is_known(&reference)? {
        r.problem("reference", r.w().with("gift-reference-unknown", &[("reference", reference.grouped().into())]));
        return Ok(None);
    }
    Ok(Some((reference, None)))
}

/// The giver of the book has a random name: nothing ties it to a reference but the private part.
fn new_giver(bench: &Bench) -> Option<Account> {
    Account::world(&format!("giver-{}", &bench.operation.id_of(&bench.key)[..12])).ok()
}

/// The reference that this form's key stands for.
pub fn new_reference(bench: &Bench) -> Reference {
    Reference::from_seed(&bench.operation.keys().public_id(&format!("new reference {}", bench.key.as_str())))
}

/// Makes a reference for somebody who will give, with the code that came in the form; the same form makes it once.
pub fn make_reference(bench: &Bench, typed: &Typed) -> Result<Markup, StoreError> {
    let code = Code::parse(typed.get("code")).unwrap_or_else(|| Code::draw(bench.world));
    let reference = new_reference(bench);
    Ok(if rows::make_reference(bench.operation, &reference, &code)? {
        codes::slip(bench.w, &reference, &code)
    } else {
        html! { p.note { (bench.w.t("reference-made-before")) } }
    })
}

/// Which of these references the book gave out, each with what was promised under it, if something still is.
pub fn known_references(operation: &Operation, asked: &[String]) -> Result<BTreeMap<String, Option<Wish>>, StoreError> {
    let mut promised = promises::of_references(operation, asked)?;
    let known = rows::known_of(operation, asked)?;
    Ok(known.into_iter().map(|known| (known.clone(), promised.remove(&known))).collect())
}

fn also(bench: &Bench, typed: &Typed) -> Result<PlainRows, StoreError> {
    let new = match read_gift(bench, typed, &Asked::of(bench)?) {
        Ok(read) => read.new,
        Err(Unread::Store(error)) => return Err(error),
        Err(Unread::Problems(_)) => None,
    };
    Ok(came_under(bench, typed, new))
}

/// The plain rows of a gift of money or goods: a new reference, or an end to the promise behind the one it came under.
fn came_under(bench: &Bench, typed: &Typed, new: Option<(Reference, Code)>) -> PlainRows {
    let operation = bench.operation.slug().to_owned();
    let promised = Reference::parse(typed.get("reference")).map(|known| known.to_string());
    let mut with_reference = rows::with_reference(&operation, new);
    Box::new(move |db, entry| {
        with_reference(db, entry)?;
        promised.as_ref().map_or(Ok(()), |reference| promises::forget(db, &operation, reference))
    })
}

/// Before a gift is booked against a promise: whether it is as promised, and whether the promise had ended. Money that
/// came is booked all the same.
pub fn remark(bench: &Bench, typed: &Typed) -> Result<Option<Markup>, StoreError> {
    let Some(reference) = Reference::parse(typed.get("reference")) else { return Ok(None) };
    let Some(promised) = promises::of_reference(bench.operation, &reference.to_string())? else { return Ok(None) };
    let draft = match read(bench, typed) {
        Ok(draft) => draft,
        Err(Unread::Store(error)) => return Err(error),
        Err(Unread::Problems(_)) => return Ok(None),
    };
    let [given] = draft.moves.as_slice() else { return Ok(None) };
    let fund = given.to().fund().unwrap_or_default().to_owned();
    let came = Wish { fund, currency: given.commodity().clone(), amount: given.amount() };
    Ok(Some(promises::remark(bench.w, &promised, &came, bench.today)))
}

/// A new code for the reference of a booked gift, for somebody who lost theirs or never had one. `here` is the page's own
/// address. What the form says of the old code is its one-time key: pressed twice, it is the same new code.
pub fn new_code_page(
    bench: &Bench,
    gift: &Recorded,
    here: &str,
    sent: Option<&Typed>,
) -> Result<Option<Markup>, StoreError> {
    let text = gift.private.pointer("/rest/reference").and_then(Value::as_str).unwrap_or_default();
    let Some(reference) = Reference::parse(text) else { return Ok(None) };
    let mark = |hash: &[u8]| bench.operation.keys().public_id(&format!("code behind {}", to_hex(hash)));
    let hash = bench.operation.read(|db| rows::code_hash(db, bench.operation.slug(), &reference))?;
    let Some(hash) = hash else { return Ok(None) };
    let sent = sent.and_then(|typed| Some((Code::parse(typed.get("code"))?, typed.get("was"))));
    if let Some((code, was)) = sent {
        // Pressed twice, the code is the newest already, and is shown again to whoever carries it.
        let made =
            hash == code.hash() || rows::replace_code(bench.operation, &reference, |now| mark(now) == was, &code)?;
        return Ok(Some(if made {
            codes::slip(bench.w, &reference, &code)
        } else {
            html! { p.note { (bench.w.t("new-code-made-before")) } }
        }));
    }
    Ok(Some(html! {
        form method="post" action=(here) autocomplete="off" {
            input type="hidden" name="key" value=(FormKey::draw(bench.world).as_str());
            input type="hidden" name="code" value=(Code::draw(bench.world));
            input type="hidden" name="was" value=(mark(&hash));
            p.acts { button.btn type="submit" { (bench.w.t("new-code-make")) } }
        }
    }))
}

/// The code and reference, shown this once.
fn done(bench: &Bench, typed: &Typed) -> Markup {
    let read = Asked::of(bench).map_err(Unread::from).and_then(|asked| read_gift(bench, typed, &asked));
    let Ok(Read { new: Some((reference, code)), .. }) = read else { return html! {} };
    codes::slip(bench.w, &reference, &code)
}

/// Gifts are told as totals only: fund, country or "others", currency, count, sum; never fewer people than the policy
/// says, else they wait for a later day.
fn shape(waiting: &[&Waiting], shaping: Shaping) -> Vec<Shaped> {
    let mut cells = rows::cells(waiting);
    let mut shaped = Vec::new();
    for (place, mut countries) in std::mem::take(&mut cells) {
        let mut others: Vec<&Waiting> = Vec::new();
        countries.retain(|_, gifts| {
            let enough = rows::people(gifts) >= shaping.people_min(gifts);
            if !enough {
                others.append(gifts);
            }
            enough
        });
        if rows::people(&others) >= shaping.people_min(&others) {
            countries.insert("others".to_owned(), others);
        }
        for (country, gifts) in countries {
            shaped.extend(total(&place, &country, &gifts, shaping));
        }
    }
    shaped
}

fn total((fund, currency): &(String, String), country: &str, gifts: &[&Waiting], shaping: Shaping) -> Option<Shaped> {
    let commodity = Commodity::parse(currency).ok()?;
    let given: i64 = gifts.iter().map(|g| amount_of(&g.public)).sum();
    // What is left of the total without these: people, gifts, money.
    let left = |out: &[&Undone]| {
        let gone: Vec<&Value> = out.iter().map(|one| &one.public).collect();
        let people = rows::people(gifts) - rows::givers(&gone);
        let count = i64::try_from(gifts.len()).unwrap_or(i64::MAX) - i64::try_from(out.len()).unwrap_or(i64::MAX);
        (people, count, given - gone.iter().map(|public| amount_of(public)).sum::<i64>())
    };
    let k = shaping.people_min(gifts);
    let fits = |out: &[&Undone]| matches!(left(out), (people, count, sum) if people >= k && count >= k && sum > 0);
    let same_cell = |one: &&Undone| {
        let told = |member: &str| one.told.text(member);
        one.kind == KIND && told("fund") == fund && told("currency") == currency && told("country") == country
    };
    let out = netted(shaping.undone.iter().filter(same_cell), fits);
    let (_, count, sum) = left(&out);
    let mut body = json!({ "fund": fund, "country": country, "currency": currency, "count": count, "sum": sum });
    if !out.is_empty() {
        body["corrected"] = json!(true);
    }
    let moved = Move::transfer(Account::world("givers").ok()?, Account::ours("bank", fund).ok()?, commodity, sum);
    Some(Shaped {
        key: format!("gifts {} {fund} {currency} {country}", shaping.step.number),
        kind: "gifts".to_owned(),
        body,
        moves: vec![moved],
        entries: gifts.iter().map(|g| g.entry).chain(out.iter().map(|one| one.by)).collect(),
        opens: shaping.step.date,
    })
}

fn amount_of(public: &Value) -> i64 {
    public.get("amount").and_then(Value::as_i64).unwrap_or_default()
}
