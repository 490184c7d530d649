//! How long a file of ten thousand lines takes, and the list of them: `cargo bench -p waybill --bench statements`.
//!
//! Reading and keeping stands beside writing the same rows with the same engine and nothing else, in the same minute, because
//! machines differ and are noisy; the ratio is what can be compared.

#![allow(clippy::unwrap_used, missing_docs)]

mod book;

use std::hint::black_box;
use std::time::{Duration, Instant};

use book::DAY_ONE;
use diesel::prelude::*;
use waybill::both;
use waybill::demo::people;
use waybill::features::statements::{import, proposals};
use waybill::house::{ENTERING, HOUSE};
use waybill::publish::published::Published;
use waybill::store::{FormKey, Operation, Role, StoreError};
use waybill::web::desk::DeskRequest;
use waybill::web::forms::Bench;
use waybill::web::public::{App, Served};
use waybill::web::typed::Typed;
use waybill::world::World;
use waybill_camt::{Balance, Direction, Version, Written, WrittenEntry, WrittenPayment, write};

/// Lines of the file, half of them under references that the book gave out.
const LINES: usize = 10_000;
/// Gifts that were entered by hand before, so that there is something to compare with.
const BY_HAND: usize = 500;
const NUMBER: &str = "XX69WAYBILLEUR0000000001";

fn main() {
    let folder = std::env::temp_dir().join(format!("waybill-bench-statements-{}", std::process::id()));
    let (operation, world) = book::founded(&folder);
    world.set_now(book::at(60));
    let references = references(&operation, &world);
    let text = write(Version::V08, &[statement(&references)], &|_| Some(2));
    by_hand(&operation, &world);
    let (read, _) = once(|| waybill_camt::read(text.as_bytes(), &|_| Some(2)).unwrap()[0].lines.len());
    let (imported, told) = once(|| {
        let bench = bench(&operation, &world);
        import(&bench, &ENTERING, text.as_bytes(), &chosen(&operation)).unwrap().unwrap()
    });
    assert_eq!(told[0].new, LINES, "{told:?}");
    let (again, told) =
        once(|| import(&bench(&operation, &world), &ENTERING, text.as_bytes(), &Typed::default()).unwrap().unwrap());
    assert_eq!((told[0].new, told[0].known), (0, LINES));
    let raw = raw_rows(&operation);
    let (proposed, n) =
        once(|| proposals(&bench(&operation, &world), &ENTERING, &accounts_of(&operation)).unwrap().len());
    assert_eq!(n, LINES);
    let (page, bytes) = list_page(operation, world, &folder);
    let say = |what: &str, took: Duration, limit: &str| {
        let ratio = took.as_secs_f64() / raw.as_secs_f64();
        println!(
            "{what:<58} {:>9.1} ms  {ratio:>6.2} times the rows alone  (to reach: {limit})",
            1e3 * took.as_secs_f64()
        );
    };
    println!("a file of {LINES} lines has {} kB; the first page of the list {} kB", text.len() / 1024, bytes / 1024);
    say("the same rows written raw, one transaction", raw, "-");
    say("the file read, without the book", read, "-");
    say("the file read and kept", imported, "-");
    say("every line proposed", proposed, "-");
    say("together, from the file to proposals", imported + proposed, "2,000 ms");
    say("the same file once more", again, "-");
    say("the list opens", page, "200 ms");
    std::fs::remove_dir_all(folder).unwrap();
}

fn once<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let done = black_box(work());
    (began.elapsed(), done)
}

fn bench<'a>(operation: &'a Operation, world: &'a World) -> Bench<'a> {
    book::bench(operation, world, FormKey::draw(world))
}

fn accounts_of(operation: &Operation) -> Vec<String> {
    operation.card().unwrap().accounts
}

/// What somebody chose who said whose account it is.
fn chosen(operation: &Operation) -> Typed {
    let mark = operation.keys().keyed_hash("account number", NUMBER.as_bytes());
    Typed::new([(format!("account-{mark}-EUR"), "bank-eur-1".to_owned())])
}

fn references(operation: &Operation, world: &World) -> Vec<String> {
    (0..LINES / 2)
        .map(|_| {
            let typed = Typed::new([("code".to_owned(), world.word(20))]);
            let slip = (HOUSE.make_reference)(&bench(operation, world), &typed).unwrap().into_string();
            let at = slip.find("RF").unwrap();
            slip[at..].split('<').next().unwrap().replace(' ', "")
        })
        .collect()
}

fn statement(references: &[String]) -> Written {
    let entries = (0..LINES).map(|n| {
        let day = DAY_ONE.saturating_add(jiff::Span::new().days(i64::try_from(n % 50).unwrap()));
        let payment = WrittenPayment {
            end_to_end: references.get(n).cloned().unwrap_or_default(),
            name: format!("Giver {n}"),
            country: "DE".to_owned(),
            words: "for whatever is needed most".to_owned(),
            ..WrittenPayment::default()
        };
        WrittenEntry {
            booked: day,
            value: Some(day),
            amount: 1000 + i64::try_from(n % 97).unwrap() * 100,
            direction: Direction::In,
            reversal: false,
            unbooked: None,
            bank_reference: Some(format!("REF{n:010}")),
            payments: vec![payment],
        }
    });
    Written {
        id: "bench".to_owned(),
        account: NUMBER.to_owned(),
        currency: "EUR".to_owned(),
        made: DAY_ONE.at(20, 0, 0, 0),
        opening: Balance { amount: 0, on: DAY_ONE },
        until: DAY_ONE.saturating_add(jiff::Span::new().days(50)),
        entries: entries.collect(),
    }
}

fn by_hand(operation: &Operation, world: &World) {
    for n in 0..BY_HAND {
        let bench = bench(operation, world);
        let pairs = [
            ("amount", format!("{}", 2000 + n)),
            ("account", "bank-eur-1".to_owned()),
            ("country", "FR".to_owned()),
            ("fund", "open".to_owned()),
            ("on", bench.today.to_string()),
            ("code", world.word(20)),
        ];
        let typed = Typed::new(pairs.map(|(name, value)| (name.to_owned(), value)));
        let draft = (ENTERING.gift.read)(&bench, &typed).unwrap();
        let also = (ENTERING.gift.also)(&bench, &typed).unwrap();
        operation.post(world, &waybill::store::Behind::one(1), &bench.key, &draft, also).unwrap();
    }
}

/// As many rows as wide, written by the engine without us.
fn raw_rows(operation: &Operation) -> Duration {
    let copy = "CREATE TABLE raw_line AS SELECT * FROM statement_line; DELETE FROM raw_line; \
                CREATE UNIQUE INDEX raw_key ON raw_line (operation, mark, nth); \
                CREATE INDEX raw_state ON raw_line (operation, state, account, booked);";
    operation.write(|db| Ok(db.batch(copy)?)).unwrap();
    let insert = "INSERT INTO raw_line VALUES (?, ?, 1, 'bank-eur-1', '2022-03-01', '2022-03-01', 'in', 1000, 0, 1, \
                  'RF18539007547034', 'DE', '', 0, '', 'open', NULL, 0)";
    let marks: Vec<String> = (0..LINES).map(|n| operation.keys().keyed_hash("bench", &n.to_be_bytes())).collect();
    let (took, ()) = once(|| {
        operation
            .write(|db| {
                for mark in &marks {
                    let query = diesel::sql_query(insert)
                        .bind::<diesel::sql_types::Text, _>("bench")
                        .bind::<diesel::sql_types::Text, _>(mark);
                    both!(&mut *db, c => query.execute(c))?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
    });
    operation.write(|db| Ok(db.batch("DROP TABLE raw_line")?)).unwrap();
    took
}

/// The middle of 11 looks at the list over the whole program, and how large it is.
fn list_page(operation: Operation, world: World, folder: &std::path::Path) -> (Duration, usize) {
    let (joined, _) = people::seat(&operation, &world, "heron", Role::Coordinator).unwrap();
    let (_, unlocked) = operation.unlock_box("heron", people::PASSPHRASE).unwrap().unwrap();
    let session = operation.begin_session(&world, &joined.person, &unlocked).unwrap();
    let published = Published::open(&operation).unwrap();
    let served = Served::new(operation, published, None);
    let app = App {
        world,
        operations: vec![served],
        house: &HOUSE,
        public_at: String::new(),
        desk_at: String::new(),
        next_day: None,
    };
    let request = DeskRequest {
        path: "/d/bench/en/statements".into(),
        query: String::new(),
        languages: "en".into(),
        cookies: format!("desk={session}"),
        form: None,
        file: None,
    };
    let mut took: Vec<(Duration, usize)> = (0..11)
        .map(|_| {
            let (took, answer) = once(|| app.desk(&request));
            assert_eq!(answer.status().as_u16(), 200, "{}", folder.display());
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let bytes = runtime.block_on(axum::body::to_bytes(answer.into_body(), usize::MAX)).unwrap();
            (took, bytes.len())
        })
        .collect();
    took.sort_unstable();
    took[5]
}
