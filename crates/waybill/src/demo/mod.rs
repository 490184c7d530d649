//! The demonstration: the founding example, entered through the same forms as anybody's own book.
//!
//! Everything in it is made up but the shape of one day: 100 vests for 60,000 EUR through a mediating foundation. It
//! is the same at every run. Gifts come as lines of the bank's statements, one file a day. Its clock is a row of its book; a coordinator's button passes the days.

mod comments;
mod dispatches;
mod gifts;
pub mod people;
mod statement;
mod story;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::house::{FORMS, SHAPES};
use crate::publish::gate::close_days;
use crate::store::{Class, FormKey, Founding, Operation, OperationCard, PostError, Store, StoreError};
use crate::web::forms::{self, Bench, Form};
use crate::web::hands::Hands;
use crate::web::public::App;
use crate::web::sealed::{Subject, json_of};
use crate::web::typed::{Problem, Typed};
use crate::web::words::{Lang, Tongue};
use crate::world::World;

pub use gifts::{CODE, GIFTS};

use gifts::Gift;
use statement::Bank;

/// Its short name.
pub const SLUG: &str = "demo";
/// Day 1 of the founding example.
const DAY_ONE: Date = date(2022, 2, 24);
/// The day on which the demonstration begins, at the close of the day.
const FIRST_DAY: i32 = 23;
/// The hour at which a day of the demonstration begins and ends: its close.
const HOUR: i8 = 18;

/// One thing that happened: when, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    /// The operation's day.
    day: i32,
    /// The hour at which it was entered.
    hour: i8,
    /// What.
    what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// Somebody filled in a form: its path, and what was typed.
    Form { form: &'static str, typed: Vec<(String, String)> },
    /// A gift came; somebody books its line of the bank's statement.
    Gift(Gift),
}

/// A form of the demonstration was refused: a fault of the demonstration, told in the form's own words.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The form found something wrong.
    #[error("day {day}, form {form}: {problems}")]
    Form {
        /// The day.
        day: i32,
        /// The form's path.
        form: &'static str,
        /// Its sentences.
        problems: String,
    },
    /// The book refused the entry.
    #[error("day {day}: {error}")]
    Refused {
        /// The day.
        day: i32,
        /// Why.
        error: PostError,
    },
    /// The book did not take the bank's statement as the demonstration wrote it.
    #[error("day {day}, the bank's statement: {why}")]
    Statement {
        /// The day.
        day: i32,
        /// Why.
        why: String,
    },
    /// The machine failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is decided when the demonstration is founded.
pub fn founding() -> Founding {
    Founding {
        name: "Solidarity operation (demonstration)".into(),
        day_one: DAY_ONE,
        zone: "Europe/Kyiv".into(),
        accounts: ["bank-eur-1", "bank-pln-1", "bank-uah-1"].map(String::from).to_vec(),
        demo_clock: Some(Timestamp::UNIX_EPOCH),
    }
}

/// Builds the book up to the evening of day 23. `step` is called after each entry with how many there will be.
pub fn build(store: &Store, mut step: impl FnMut(usize, usize)) -> Result<Operation, DemoError> {
    let world = World::held(Timestamp::UNIX_EPOCH, 23);
    let operation = store.found(SLUG, &founding(), &world)?;
    for (name, role) in people::PEOPLE {
        people::seat(&operation, &world, name, role)?;
    }
    let card = operation.card()?;
    let events = events_between(0, FIRST_DAY);
    let mut evenings: Vec<i32> = dispatches::days().filter(|day| *day < FIRST_DAY).collect();
    evenings.dedup();
    let mut bank = Bank::default();
    for (n, event) in events.iter().enumerate() {
        while let Some(day) = evenings.first().copied().filter(|day| (event.day, event.hour) >= (*day, HOUR)) {
            dispatches::publish(&operation, &card, day)?;
            evenings.remove(0);
        }
        happen(&operation, &card, &mut bank, event, n)?;
        step(n + 1, events.len());
    }
    let now = at(&card, FIRST_DAY, HOUR);
    world.set_now(now);
    operation.set_demo_clock(now)?;
    close_days(&operation, &world, SHAPES)?;
    dispatches::publish(&operation, &card, FIRST_DAY)?;
    comments::write(&operation, &card)?;
    keep_contacts(&operation)?;
    Ok(operation)
}

/// Made-up people at made-up places; nobody can be reached there (RFC 2606).
const CONTACTS: [(&str, &str, &str); 2] = [
    ("foundation-pl-1", "Duty desk, ask for Sorrel", "desk@foundation.example"),
    ("manufacturer-il-1", "Export, ask for Tamarisk", "export@manufacturer.example"),
];

/// Whom to call, sealed for those whose work needs it.
fn keep_contacts(operation: &Operation) -> Result<(), StoreError> {
    for (code, name, reach) in CONTACTS {
        let plain = json_of(&[("contact_name", name.to_owned()), ("contact_reach", reach.to_owned())].into());
        if let Some(record) = operation.seal(Class::Contact, &plain)? {
            operation.replace_sealed(&Subject::Holder(code.to_owned()).to_string(), &record)?;
        }
    }
    Ok(())
}

/// Passes to the next evening: what happens in between is entered, the day closes, the clock's row is written.
pub fn next_day(app: &App, operation: &Operation) -> Result<(), StoreError> {
    let card = operation.card()?;
    let today = card.day_number(card.local(app.world.now()).date());
    let events = events_between(today, today + 1);
    let mut bank = Bank::default();
    for (n, event) in events.iter().enumerate() {
        // A visitor may have entered something that leaves no room for what the story would do; then the story yields.
        if let Err(error) = happen(operation, &card, &mut bank, event, n) {
            tracing::warn!(%error, "the demonstration's story was overtaken by an entry of a visitor");
        }
    }
    let now = at(&card, today + 1, HOUR);
    operation.set_demo_clock(now)?;
    app.world.set_now(now);
    close_days(operation, &app.world, SHAPES)?;
    if dispatches::days().any(|day| day == today + 1)
        && let Err(error) = dispatches::publish(operation, &card, today + 1)
    {
        tracing::warn!(%error, "a dispatch of the demonstration was overtaken by what a visitor entered");
    }
    Ok(())
}

/// Everything entered after the close of day `after` and before the close of day `until`, in order.
fn events_between(after: i32, until: i32) -> Vec<Event> {
    let key = |event: &Event| (event.day, event.hour);
    let mut events = story::events();
    events.extend(gifts::events());
    events.retain(|e| key(e) >= (after, HOUR) && key(e) < (until, HOUR));
    // Sorting is stable: the story's own order stays, and on one hour its entries come before the gifts.
    events.sort_by_key(key);
    events
}

fn at(card: &OperationCard, day: i32, hour: i8) -> Timestamp {
    let local = card.date_of_day(day).at(hour, 0, 0, 0).to_zoned(card.zone.clone());
    local.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// What is at hand when something is entered: a world of its own. Chance depends on day and number alone, so every run makes
/// the same codes.
fn world_of(card: &OperationCard, day: i32, hour: i8, n: usize) -> World {
    let seed = u64::try_from(day).unwrap_or(0) * 100_000 + u64::try_from(n).unwrap_or(0);
    World::held(at(card, day, hour), seed)
}

/// For whoever of the story writes down what comes through this form.
fn bench_of<'a>(
    operation: &'a Operation,
    card: &OperationCard,
    world: &'a World,
    day: i32,
    form: &str,
    key: &str,
) -> Bench<'a> {
    let key = FormKey::parse(key).expect("letters, digits and dashes");
    let today = card.date_of_day(day);
    let by = people::sitting(people::author(form));
    Bench { operation, card: card.clone(), world, today, w: Tongue::new(Lang::En), key, by }
}

/// One event, as coordinators would do it.
fn happen(
    operation: &Operation,
    card: &OperationCard,
    bank: &mut Bank,
    event: &Event,
    n: usize,
) -> Result<(), DemoError> {
    let world = world_of(card, event.day, event.hour, n);
    let key = format!("demonstration-{}-{}-{n}", event.day, event.hour);
    let form = match &event.what {
        What::Form { form, .. } => form,
        What::Gift(_) => "gift",
    };
    let bench = bench_of(operation, card, &world, event.day, form, &key);
    match &event.what {
        What::Form { form, typed } => enter(&bench, event.day, form, typed),
        What::Gift(gift) => bank.book(&bench, gift),
    }
}

/// Enters what was typed through its form.
fn enter(bench: &Bench, day: i32, path: &'static str, typed: &[(String, String)]) -> Result<(), DemoError> {
    let form = FORMS.iter().find(|f| f.path == path).expect("the story names forms of the house");
    let typed = typed_of(bench, form, typed)?;
    match forms::enter_behind(bench, form, &typed, Hands::One, &people::behind(path), |_, _| Ok(()))? {
        Ok(_) => Ok(()),
        Err(problems) => Err(DemoError::Form { day, form: path, problems: told(&problems) }),
    }
}

/// What a form said, in one line.
fn told(problems: &[Problem]) -> String {
    problems.iter().map(|p| format!("{}: {}", p.field, p.text)).collect::<Vec<_>>().join("; ")
}

/// What was typed, over what stands in the form at first. A story cannot know the code of an order or a shipment: `#3` is
/// the third one.
fn typed_of(bench: &Bench, form: &Form, typed: &[(String, String)]) -> Result<Typed, DemoError> {
    let mut typed = Typed::new(typed.to_vec());
    for (field, kind, place) in [("order", "order", "/order"), ("shipment", "leg", "/rest/shipment")] {
        let Some(nth) = typed.get(field).strip_prefix('#').and_then(|n| n.parse::<usize>().ok()) else { continue };
        let mut codes: Vec<String> = Vec::new();
        for entry in bench.operation.entries_of_kind(kind)? {
            let part = if kind == "order" { &entry.public } else { &entry.private };
            codes.extend(part.pointer(place).and_then(Value::as_str).map(str::to_owned));
        }
        codes.dedup();
        typed.set(field, codes.get(nth - 1).map_or("", String::as_str));
    }
    for input in (form.fields)(bench, &typed)?.into_iter().flatten() {
        if typed.get(&input.name).is_empty() && !input.first.is_empty() {
            typed.set(&input.name, &input.first);
        }
    }
    Ok(typed)
}
