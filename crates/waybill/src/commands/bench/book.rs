//! The measured book: founded, its needs entered, gifts imported, one order bought and handed out.

use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use waybill::demo::people;
use waybill::house::{FORMS, IMPORTING, ROWS};
use waybill::import::{Told, import};
use waybill::store::{Behind, Engine, FormKey, Founding, Operation, Store};
use waybill::web::forms::{Bench, Form, enter_behind};
use waybill::web::hands::Hands;
use waybill::web::typed::Typed;
use waybill::world::World;
use waybill_journal::Pool;

use super::workload::{ACCOUNTS, DAY_ONE, NEEDED, Sums, gift};

const SLUG: &str = "bench";
/// Pieces of the measured order, and of its measured handover.
const ORDERED: i64 = 100;
const HANDED: i64 = 10;
/// What the order costs at most, in cents: that of the founding example.
const ORDER_MAX: i64 = 6_000_000;

/// The evening of a day, after its close.
pub(super) fn evening(day: i64) -> anyhow::Result<Timestamp> {
    let date: Date = DAY_ONE.saturating_add(jiff::Span::new().days(day - 1));
    Ok(date.at(20, 0, 0, 0).in_tz("Europe/Kyiv")?.timestamp())
}

/// Day 400, on which all is entered, with the machine's own chance.
pub(super) fn world() -> anyhow::Result<World> {
    Ok(World::held_clock(evening(400)?))
}

fn store(folder: &Path) -> Store {
    Store::new(folder, Engine::Sqlite, ROWS)
}

/// The database of its book.
pub(super) fn database(folder: &Path) -> std::path::PathBuf {
    folder.join(SLUG).join("book.db")
}

/// A new operation with its accounts and needs.
pub(super) fn found(folder: &Path) -> anyhow::Result<()> {
    let world = world()?;
    let founding = Founding {
        name: "Bench".to_owned(),
        day_one: DAY_ONE,
        zone: "Europe/Kyiv".to_owned(),
        accounts: ACCOUNTS.map(|(account, _)| account.to_owned()).to_vec(),
        demo_clock: None,
    };
    let operation = store(folder).found(SLUG, &founding, &world)?;
    for item in NEEDED {
        let typed = [("item", item), ("quantity", "1000"), ("priority", "1"), ("price", "10"), ("source", "offer")];
        enter(&operation, &world, "need", &typed)?;
    }
    Ok(())
}

pub(super) fn open(folder: &Path) -> anyhow::Result<Operation> {
    Ok(store(folder).open(SLUG, &world()?)?)
}

pub(super) fn bring_in(operation: &Operation, file: &Path) -> anyhow::Result<Told> {
    Ok(import(&IMPORTING, operation, &world()?, file, &mut |_| ())?)
}

fn form(path: &str) -> anyhow::Result<&'static Form> {
    FORMS.iter().find(|form| form.path == path).with_context(|| format!("there is no form {path}"))
}

fn typed_into(bench: &Bench, form: &Form, said: &[(&str, &str)]) -> anyhow::Result<Typed> {
    let mut typed = Typed::new(said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    for input in (form.fields)(bench, &typed)?.into_iter().flatten() {
        if typed.get(&input.name).is_empty() && !input.first.is_empty() {
            typed.set(&input.name, &input.first);
        }
    }
    Ok(typed)
}

/// Enters a form with a second person behind it.
fn enter(operation: &Operation, world: &World, path: &str, said: &[(&str, &str)]) -> anyhow::Result<u64> {
    let bench = Bench::at_the_machine(operation, world, FormKey::draw(world))?;
    let form = form(path)?;
    let typed = typed_into(&bench, form, said)?;
    let behind = Behind { checkers: vec![2], ..people::behind(path) };
    match enter_behind(&bench, form, &typed, Hands::One, &behind, |_, _| Ok(()))? {
        Ok(entry) => Ok(entry),
        Err(problems) => bail!("the form {path} was refused: {problems:?}"),
    }
}

/// What the book says lies on its accounts is what the gifts add up to.
pub(super) fn agrees(operation: &Operation, sums: &Sums) -> anyhow::Result<()> {
    let expected = sums.count + NEEDED.len() as u64;
    let last = operation.with_book(waybill_journal::Book::last)?;
    if last != expected {
        bail!("the book ends with entry {last}, where the gifts would make it end with {expected}");
    }
    for ((account, fund), cents) in &sums.pools {
        let pool = pool_of(account, fund)?;
        let balance = operation.with_book(|book| book.balance(&pool))?;
        if balance != *cents {
            bail!("{pool} holds {balance}, where the gifts add up to {cents}");
        }
    }
    Ok(())
}

/// What the book held before gifts that are about to come.
pub(super) struct Before {
    last: u64,
    pools: Vec<(Pool, i64)>,
}

impl Before {
    pub(super) fn of(operation: &Operation, coming: &Sums) -> anyhow::Result<Self> {
        let last = operation.with_book(waybill_journal::Book::last)?;
        let pools = coming.pools.keys().map(|(account, fund)| {
            let pool = pool_of(account, fund)?;
            let balance = operation.with_book(|book| book.balance(&pool))?;
            Ok((pool, balance))
        });
        Ok(Self { last, pools: pools.collect::<anyhow::Result<_>>()? })
    }

    /// Each of these gifts has come, once, and nothing else.
    pub(super) fn has_got(&self, operation: &Operation, came: &Sums) -> anyhow::Result<()> {
        let (last, expected) = (operation.with_book(waybill_journal::Book::last)?, self.last + came.count);
        if last != expected {
            bail!("the book ends with entry {last}, where the forms would make it end with {expected}");
        }
        for ((pool, before), cents) in self.pools.iter().zip(came.pools.values()) {
            let balance = operation.with_book(|book| book.balance(pool))?;
            if balance != before + cents {
                bail!("{pool} holds {balance}, where the forms add up to {}", before + cents);
            }
        }
        Ok(())
    }
}

fn pool_of(account: &str, fund: &str) -> anyhow::Result<Pool> {
    let code = waybill::catalogue::currency_of_account(account).context("an account of the bench has a currency")?;
    Pool::parse(&format!("{account}/{fund}/{}", code.as_str())).context("a pool of the bench has a name")
}

/// Names and values of the form for one gift, with a key of its own; what it brings is added to the sums.
pub(super) fn gift_form(
    operation: &Operation,
    world: &World,
    n: u64,
    sums: &mut Sums,
) -> anyhow::Result<Vec<(String, String)>> {
    let bench = Bench::at_the_machine(operation, world, FormKey::draw(world))?;
    let gift = gift(n, 1_000_000);
    sums.add(&gift);
    let fields = gift.fields();
    let said: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut typed = typed_into(&bench, form("gift")?, &said)?;
    typed.set("key", bench.key.as_str());
    Ok(typed.pairs().map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// Posts so many gifts, each in a transaction of its own, by so many writers at once; what is read beforehand is not timed.
pub(super) fn post_single(operation: &Operation, writers: u64, each: u64, seed: u64) -> anyhow::Result<Duration> {
    let world = world()?;
    let form = form("gift")?;
    let barrier = Barrier::new(usize::try_from(writers)? + 1);
    let read = |writer: u64| -> anyhow::Result<Vec<_>> {
        let mut read = Vec::new();
        for n in 0..each {
            let bench = Bench::at_the_machine(operation, &world, FormKey::draw(&world))?;
            let fields = gift(seed + writer * each + n, 1_000_000).fields();
            let said: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let typed = typed_into(&bench, form, &said)?;
            let draft = (form.read)(&bench, &typed).map_err(|unread| anyhow::anyhow!("{unread:?}"))?;
            read.push((bench.key.clone(), draft, (form.also)(&bench, &typed)?));
        }
        Ok(read)
    };
    let write = |writer: u64| -> anyhow::Result<()> {
        let read = read(writer);
        // Also who could read nothing comes here: the others wait.
        barrier.wait();
        for (key, draft, also) in read? {
            operation.post(&world, &Behind::one(1), &key, &draft, also)?;
        }
        Ok(())
    };
    let write = &write;
    std::thread::scope(|scope| {
        let writing: Vec<_> = (0..writers).map(|writer| scope.spawn(move || write(writer))).collect();
        barrier.wait();
        let began = Instant::now();
        for one in writing {
            one.join().map_err(|_| anyhow::anyhow!("a writer panicked"))??;
        }
        Ok(began.elapsed())
    })
}

/// Buys and hands out: of the open fund's euros, as much as the founding example at most. Answers the handover's entry.
pub(super) fn buy_and_hand_out(operation: &Operation) -> anyhow::Result<u64> {
    let world = world()?;
    let pool = Pool::parse("bank-eur-1/open/EUR").context("a name of a pool")?;
    let money = operation.with_book(|book| book.balance(&pool))?;
    let price = (money / 2).min(ORDER_MAX) / ORDERED;
    let price = format!("{}.{:02}", price / 100, price % 100);
    let ordered = ORDERED.to_string();
    let expected = DAY_ONE.saturating_add(jiff::Span::new().days(406)).to_string();
    let supplier = [("role", "trader"), ("country", "PL"), ("origin1", "PL"), ("fund", "open"), ("currency", "EUR")];
    let goods = [("item1", "blanket"), ("quantity1", &*ordered), ("price1", &*price), ("expected", &*expected)];
    enter(operation, &world, "order", &[&supplier[..], &goods].concat())?;
    let orders = operation.entries_of_kind("order")?;
    let order =
        orders.last().and_then(|order| order.public["order"].as_str()).context("an order has a code")?.to_owned();
    enter(operation, &world, "payment", &[("order", &order), ("holder", "bank-eur-1")])?;
    enter(
        operation,
        &world,
        "arrival",
        &[("order", &order), ("received1", &ordered), ("region", "UA-46"), ("place", "1")],
    )?;
    let handed = HANDED.to_string();
    enter(operation, &world, "handover", &[("shelf", "place-ua-46-1/BLANKET"), ("count", &handed), ("region", "UA-46")])
}
