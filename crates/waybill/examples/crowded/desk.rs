//! A coordinator who never tires: sends forms with what was chosen, and fills in the rest as somebody would who has to.

use std::cell::Cell;

use anyhow::{Context, anyhow, bail};
use jiff::Span;
use jiff::civil::Date;
use waybill::house::{FORMS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::store::{FormKey, Founding, Operation, OperationCard, Store};
use waybill::web::forms::{Bench, Form, InputKind, Unread};
use waybill::web::typed::{Problem, Typed};
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;

/// The book's short name: as long as `init` takes.
pub const SLUG: &str = "crowded-with-everything-at-its";
/// Its name: 80 characters, the most that `init` takes, and one word as long as German makes them.
const NAME: &str = "Solidaritätsgemeinschaftsunterstützungsvereinigungsnetzwerk für alle an der Oder";
/// Days ago on which it began: far enough for arrivals to be told.
const BEGAN_DAYS_AGO: i64 = 45;
/// The hour at which things are entered.
const HOUR: i8 = 10;
/// How often a form is filled in anew, because a choice changes what it asks.
const ROUNDS_MAX: usize = 5;

/// The desk with its book.
pub struct Desk {
    pub operation: Operation,
    pub card: OperationCard,
    pub world: World,
    sent: Cell<usize>,
}

/// What is typed into a form.
pub type Pairs<'a> = Vec<(&'a str, String)>;

impl Desk {
    /// Founds the operation, so long ago that everything in it can be told by today.
    pub fn founded(store: &Store) -> anyhow::Result<Self> {
        let today = World::real().now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let day_one = today.saturating_sub(Span::new().days(BEGAN_DAYS_AGO));
        let world = World::held(jiff::Timestamp::UNIX_EPOCH, 200);
        let founding = Founding {
            name: NAME.to_owned(),
            day_one,
            zone: "Europe/Kyiv".to_owned(),
            accounts: ["eur", "pln", "uah", "jpy", "kwd"].map(|currency| format!("bank-{currency}-1")).to_vec(),
            demo_clock: None,
        };
        let operation = store.found(SLUG, &founding, &world)?;
        let card = operation.card()?;
        let desk = Self { operation, card, world, sent: Cell::new(0) };
        desk.on(1)?;
        Ok(desk)
    }

    /// Moves the clock to the morning of a day; the days before close.
    pub fn on(&self, day: i32) -> anyhow::Result<()> {
        let local = self.card.date_of_day(day).at(HOUR, 0, 0, 0).to_zoned(self.card.zone.clone())?;
        self.world.set_now(local.timestamp());
        close_days(&self.operation, &self.world, SHAPES)?;
        Ok(())
    }

    pub fn today(&self) -> Date {
        self.card.local(self.world.now()).date()
    }

    /// What a form can use, with a key of its own.
    pub fn bench(&self) -> anyhow::Result<Bench<'_>> {
        let n = self.sent.get();
        self.sent.set(n + 1);
        let key = FormKey::parse(&format!("crowded-form-{n}")).context("letters, digits and dashes")?;
        let (card, w) = (self.card.clone(), Tongue::new(Lang::En));
        Ok(Bench {
            operation: &self.operation,
            card,
            world: &self.world,
            today: self.today(),
            w,
            key,
            by: waybill::store::Sitting::at_the_machine(),
        })
    }

    /// Enters a form, with what was typed and whatever else it asks.
    pub fn enter(&self, form: &str, typed: Pairs) -> anyhow::Result<u64> {
        self.enter_in_turn(form, typed, self.sent.get())
    }

    /// The same, where what nobody chose is the nth of what is offered.
    pub fn enter_in_turn(&self, form: &str, typed: Pairs, turn: usize) -> anyhow::Result<u64> {
        let form = FORMS.iter().find(|f| f.path == form).with_context(|| format!("the house has no form {form}"))?;
        self.send(form, typed, turn).map_err(|error| anyhow!("form {}: {error:#}", form.path))
    }

    /// Enters a form with the largest number it takes in a field, from the most that any takes down to 1.
    pub fn enter_largest(&self, form: &str, field: &str, from: i64, typed: &Pairs) -> anyhow::Result<u64> {
        let mut number = from;
        loop {
            let with_it = typed.iter().cloned().chain([(field, number.to_string())]).collect();
            match self.enter(form, with_it) {
                Ok(entry) => return Ok(entry),
                Err(error) if number <= 1 => return Err(error),
                Err(_) => number /= 10,
            }
        }
    }

    /// Any form of the house, also one this file has never heard of: whatever it offers is chosen in turn, until what
    /// was chosen fits together.
    pub fn enter_anything(&self, form: &Form, tries: usize) -> anyhow::Result<u64> {
        let mut last = anyhow!("not tried");
        for turn in 0..tries {
            match self.send(form, Vec::new(), turn) {
                Ok(entry) => return Ok(entry),
                Err(error) => last = error,
            }
        }
        Err(last.context(format!("form {} took nothing: tell the crowded book how to fill it in", form.path)))
    }

    fn send(&self, form: &Form, typed: Pairs, turn: usize) -> anyhow::Result<u64> {
        let bench = self.bench()?;
        let mut typed = Typed::new(typed.into_iter().map(|(name, value)| (name.to_owned(), value)));
        let mut asked = Vec::new();
        for _ in 0..ROUNDS_MAX {
            fill_in(form, &bench, &mut typed, &asked, turn)?;
            let draft = match (form.read)(&bench, &typed) {
                Ok(draft) => draft,
                Err(Unread::Store(error)) => bail!(error),
                Err(Unread::Problems(problems)) if problems == asked => break,
                Err(Unread::Problems(problems)) => {
                    asked = problems;
                    continue;
                }
            };
            let also = (form.also)(&bench, &typed)?;
            return Ok(self
                .operation
                .post(&self.world, &waybill::store::Behind::one(1), &bench.key, &draft, also)?
                .entry);
        }
        let told: Vec<String> = asked.into_iter().map(|p| format!("{}: {}", p.field, p.text)).collect();
        bail!("{}", told.join("; "))
    }
}

/// Keeps what stands in the form at first, and fills in what it asked for and is still empty.
fn fill_in(form: &Form, bench: &Bench, typed: &mut Typed, asked: &[Problem], turn: usize) -> anyhow::Result<()> {
    for input in (form.fields)(bench, typed)?.into_iter().flatten() {
        let wanted = asked.iter().any(|problem| problem.field == input.name);
        let value = match &input.kind {
            _ if typed.pairs().any(|(name, value)| *name == input.name && !value.is_empty()) => continue,
            _ if !input.first.is_empty() => input.first,
            _ if !wanted => continue,
            InputKind::Select(options) => {
                let choices: Vec<&String> =
                    options.iter().map(|(code, _)| code).filter(|code| !code.is_empty()).collect();
                let Some(choice) = choices.get(turn % choices.len().max(1)) else { continue };
                (*choice).clone()
            }
            InputKind::Number => number(bench, turn)?,
            InputKind::Date => bench.today.to_string(),
            _ => "EUR".to_owned(),
        };
        typed.set(&input.name, &value);
    }
    Ok(())
}

/// A number may be a count, or name an entry: every other turn it is one of the last.
fn number(bench: &Bench, turn: usize) -> anyhow::Result<String> {
    let last = bench.operation.with_book(waybill_journal::Book::last)?;
    Ok(if turn.is_multiple_of(2) { 1 } else { last.saturating_sub(u64::try_from(turn / 2)?).max(1) }.to_string())
}
