//! A book with a held clock and held chance, and what coordinators, givers and strangers do with it.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::Value;
use waybill::both;
use waybill::features::donations::{Code, gifts_of_code};
use waybill::house::{FORMS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::giver::ReceiptDoor;
use waybill::publish::published::Published;
use waybill::publish::receipt::GiftShown;
use waybill::publish::shown::Shown;
use waybill::store::{Answer, Db, Difference, Draft, FormKey, Founding, Operation, OperationCard, PostError};
use waybill::web::forms::{Bench, PlainRows, Unread};
use waybill::web::public::{facts_text, figures_text};
use waybill::web::typed::Typed;
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;
use waybill_journal::{Book, Entry, Pool};

use super::Place;

/// Day 1 of every story: a Thursday. The Mondays are days 5, 12, 19, 26, 33, 40.
pub const DAY_ONE: Date = date(2022, 2, 24);
/// The hour at which a day closes.
const CLOSE: i8 = 18;
/// Two books of one name have the same keys, so their facts have the same ids.
fn seed_of(slug: &str) -> u64 {
    slug.bytes().fold(1, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte))
}

/// One operation in the middle of a story.
pub struct Story {
    pub operation: Operation,
    pub published: Published,
    pub world: World,
    pub card: OperationCard,
    sent: AtomicU32,
}

/// A gift as its giver holds it: the entry, the code, the reference.
#[derive(Clone, Debug)]
pub struct Gift {
    pub entry: u64,
    pub code: Code,
    pub reference: String,
}

/// Why a form did not become an entry.
#[derive(Debug)]
pub enum NotEntered {
    /// The form's own sentences.
    Problems(Vec<String>),
    /// The book, or the engine.
    Post(PostError),
}

impl NotEntered {
    /// What a coordinator reads, or what the book or the engine said.
    pub fn says(&self) -> String {
        match self {
            Self::Problems(sentences) => sentences.join(" "),
            Self::Post(error) => error.to_string(),
        }
    }
}

pub fn founding() -> Founding {
    Founding {
        name: "A story".into(),
        day_one: DAY_ONE,
        zone: "Europe/Kyiv".into(),
        accounts: vec!["bank-eur-1".into(), "bank-uah-1".into()],
        demo_clock: None,
    }
}

impl Story {
    /// A new operation at ten in the morning of day 1.
    pub fn founded(place: &Place) -> Self {
        Self::founded_as(place, "story")
    }

    pub fn founded_as(place: &Place, slug: &str) -> Self {
        let world = World::held(morning(), seed_of(slug));
        let operation = place.store().found(slug, &founding(), &world).unwrap();
        Self::with(operation, world)
    }

    /// The same operation, opened once more, as another program would.
    pub fn opened_again(place: &Place, slug: &str) -> Self {
        let world = World::held(morning(), seed_of(slug) + 1);
        let operation = place.store().open(slug, &world).unwrap();
        Self::with(operation, world)
    }

    fn with(operation: Operation, world: World) -> Self {
        let (published, card) = (Published::open(&operation).unwrap(), operation.card().unwrap());
        Self { operation, published, world, card, sent: AtomicU32::new(0) }
    }

    /// Moves the clock.
    pub fn on(&self, day: i32, hour: i8) -> &Self {
        let local = self.card.date_of_day(day).at(hour, 0, 0, 0).to_zoned(self.card.zone.clone()).unwrap();
        self.world.set_now(local.timestamp());
        self
    }

    /// Moves the clock to the close of a day and lets the gate work.
    pub fn close(&self, day: i32) -> &Self {
        self.on(day, CLOSE);
        close_days(&self.operation, &self.world, SHAPES).unwrap();
        self
    }

    /// A key of this story's own: the same in every book that tells the same story.
    pub fn next_key(&self) -> FormKey {
        let n = self.sent.fetch_add(1, Ordering::SeqCst);
        FormKey::parse(&format!("story-form-{n}")).unwrap()
    }

    /// Sends a form as a coordinator would: what stands in it at first is kept where nothing was typed.
    pub fn send(&self, key: &FormKey, form: &str, typed: &[(&str, &str)]) -> Result<Answer, NotEntered> {
        if let Some(first) = self.operation.answered(key).map_err(|e| NotEntered::Post(e.into()))? {
            return Ok(first);
        }
        let (draft, also) = self.read(key, form, typed)?;
        self.operation.post(&self.world, &waybill::store::Behind::one(1), key, &draft, also).map_err(NotEntered::Post)
    }

    /// Reads a form, and posts nothing yet: what another program does meanwhile comes in between.
    pub fn read(&self, key: &FormKey, form: &str, typed: &[(&str, &str)]) -> Result<(Draft, PlainRows), NotEntered> {
        let form = FORMS.iter().find(|f| f.path == form).expect("a form of the house");
        let bench = self.bench(key);
        let pairs = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut typed = Typed::new(pairs);
        for input in (form.fields)(&bench, &typed).unwrap().into_iter().flatten() {
            if typed.get(&input.name).is_empty() && !input.first.is_empty() {
                typed.set(&input.name, &input.first);
            }
        }
        let draft = (form.read)(&bench, &typed).map_err(|unread| match unread {
            Unread::Problems(all) => NotEntered::Problems(all.into_iter().map(|p| p.text).collect()),
            Unread::Store(error) => NotEntered::Post(error.into()),
        })?;
        let also = (form.also)(&bench, &typed).unwrap();
        Ok((draft, also))
    }

    /// What a form can use, now.
    pub fn bench(&self, key: &FormKey) -> Bench<'_> {
        let today = self.card.local(self.world.now()).date();
        let (operation, world) = (&self.operation, &self.world);
        Bench {
            operation,
            card: self.card.clone(),
            world,
            today,
            w: Tongue::new(Lang::En),
            key: key.clone(),
            by: waybill::store::Sitting::at_the_machine(),
        }
    }

    /// Enters a form that must be taken.
    pub fn enter(&self, form: &str, typed: &[(&str, &str)]) -> u64 {
        match self.send(&self.next_key(), form, typed) {
            Ok(answer) => answer.entry,
            Err(why) => panic!("{form} {typed:?} was not taken: {why:?}"),
        }
    }

    /// Enters a form that must not be taken; answers why.
    pub fn refused(&self, form: &str, typed: &[(&str, &str)]) -> NotEntered {
        let sent = self.send(&self.next_key(), form, typed);
        sent.expect_err("this must be refused")
    }

    /// A gift in euros by a new person.
    pub fn gift(&self, amount: &str, country: &str, fund: &str) -> Gift {
        self.gift_into("bank-eur-1", amount, country, fund)
    }

    pub fn gift_into(&self, account: &str, amount: &str, country: &str, fund: &str) -> Gift {
        let code = Code::draw(&self.world);
        let text = code.to_string();
        let typed = [("amount", amount), ("account", account), ("country", country), ("fund", fund), ("code", &text)];
        let entry = self.enter("gift", &typed);
        let recorded = self.operation.entry(entry).unwrap().unwrap();
        let reference = recorded.private.pointer("/rest/reference").and_then(Value::as_str).unwrap().to_owned();
        Gift { entry, code, reference }
    }

    /// One more gift in euros under a reference known already.
    pub fn gift_again(&self, first: &Gift, amount: &str, country: &str, fund: &str) -> u64 {
        let reference = first.reference.as_str();
        self.enter(
            "gift",
            &[
                ("amount", amount),
                ("account", "bank-eur-1"),
                ("country", country),
                ("fund", fund),
                ("reference", reference),
            ],
        )
    }

    /// Gifts of as many people, one each.
    pub fn gifts(&self, people: usize, amount: &str, country: &str, fund: &str) -> Vec<Gift> {
        (0..people).map(|_| self.gift(amount, country, fund)).collect()
    }

    /// A need of blankets at 10 euros each; its fund is `blanket-1`.
    pub fn need_blankets(&self, quantity: &str) -> u64 {
        let item = [("item", "blanket"), ("quantity", quantity), ("priority", "1")];
        self.enter("need", &[item[0], item[1], item[2], ("price", "10"), ("source", "offer")])
    }

    /// An order of blankets, expected in the week of 7 March; `through` may be empty.
    pub fn order_blankets(&self, fund: &str, quantity: &str, price: &str, through: &str) -> u64 {
        self.enter("order", &order_of_blankets(fund, quantity, price, through))
    }

    /// Blankets on the shelf `place-ua-46-1/BLANKET` since before the book, in the open fund.
    pub fn stock_blankets(&self, count: &str) -> u64 {
        let place = [("region", "UA-46"), ("place", "1")];
        self.enter("opening-stock", &[("item", "blanket"), ("count", count), ("fund", "open"), place[0], place[1]])
    }

    /// A story in which thirty blankets that five people paid for lie on a shelf since day 2; it is day 20. With the codes
    /// of the five.
    pub fn with_thirty_blankets(place: &Place) -> (Self, Vec<Code>) {
        let story = Self::founded(place);
        story.need_blankets("90");
        let codes = story.gifts(5, "60", "DE", "blanket-1").into_iter().map(|gift| gift.code).collect();
        story.close(1).on(2, 9).order_blankets("blanket-1", "30", "10", "");
        story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
        story.arrive("30", "UA-46", "1");
        story.close(19).on(20, 9);
        (story, codes)
    }

    /// So many of the first order arrive at a place; the rest was damaged.
    pub fn arrive(&self, received: &str, region: &str, place: &str) {
        let there = [("region", region), ("place", place), ("reason1", "damaged")];
        self.enter("arrival", &[("order", &self.order(1)), ("received1", received), there[0], there[1], there[2]]);
    }

    /// One each for as many people.
    pub fn hand_over(&self, shelf: &str, count: &str, region: &str) {
        self.enter("handover", &[("shelf", shelf), ("count", count), ("region", region)]);
    }

    /// Code of the nth order, counted from 1.
    pub fn order(&self, nth: usize) -> String {
        let orders = self.operation.entries_of_kind("order").unwrap();
        orders[nth - 1].public["order"].as_str().unwrap().to_owned()
    }

    /// What the giver of a code is told.
    pub fn answer(&self, code: &Code) -> Vec<GiftShown> {
        let gifts = gifts_of_code(&self.operation, code).unwrap();
        ReceiptDoor::new(&self.operation).answer(&gifts).unwrap()
    }

    pub fn shown(&self) -> std::sync::Arc<Shown> {
        self.published.shown(&self.world).unwrap()
    }

    /// A public figure; 0 where there is none.
    pub fn figure(&self, name: &str) -> i64 {
        self.shown().figures.get(name).map_or(0, |f| f.value)
    }

    /// `facts.jsonl` and `figures.json`, to the byte.
    pub fn told(&self) -> (String, String) {
        let shown = self.shown();
        (facts_text(&shown), figures_text(&shown))
    }

    /// How many facts of a kind are told.
    pub fn told_of(&self, kind: &str) -> usize {
        self.shown().facts.iter().filter(|f| f.kind == kind).count()
    }

    /// Every row of the private book, to the byte.
    pub fn every_row(&self) -> Vec<String> {
        self.operation.write(|db| Ok(rows(db))).unwrap()
    }

    /// The private book's tables.
    pub fn tables(&self) -> Vec<String> {
        self.operation.write(|db| Ok(tables(db))).unwrap()
    }

    /// The book in memory: its last entry and what lies where.
    pub fn in_memory(&self) -> (u64, Vec<(Pool, i64)>) {
        let here = |book: &Book| (book.last(), book.pools().map(|(pool, n)| (pool.clone(), n)).collect());
        self.operation.with_book(here).unwrap()
    }

    /// How much lies in a pool, `holder/fund/COMMODITY`.
    pub fn balance(&self, pool: &str) -> i64 {
        let pool = Pool::parse(pool).unwrap();
        self.operation.with_book(|book| book.balance(&pool)).unwrap()
    }

    /// Raw statements through the writer's connection.
    pub fn raw(&self, sql: &str) {
        self.operation.write(|db| Ok(db.batch(sql)?)).unwrap();
    }

    /// What the book says is wrong with itself.
    pub fn differences(&self) -> Vec<Difference> {
        self.operation.check_derived().unwrap()
    }

    /// Everything that must hold at every moment: derived rows, the chain, the published journal, every public figure.
    pub fn sound(&self) {
        assert_eq!(self.differences(), []);
        let shown = self.shown();
        let mut book = Book::default();
        for (number, fact) in (1..).zip(shown.facts.iter().filter(|f| !f.moves.is_empty())) {
            let entry = Entry { number, moves: Some(fact.moves.clone()), corrects: None };
            book.post(&entry).expect("published facts are a journal of their own");
        }
        for fact in &shown.facts {
            assert_eq!(crate::rules::beyond_its_row(waybill::publish::rules::RULES, fact), [""; 0]);
        }
        let (facts, figures) = self.told();
        if let Err(findings) = waybill_verify::check(&facts, &figures) {
            panic!("an outsider finds: {}\n{facts}{figures}", findings[0]);
        }
    }
}

/// What is typed for an order of blankets.
pub fn order_of_blankets<'a>(
    fund: &'a str,
    quantity: &'a str,
    price: &'a str,
    through: &'a str,
) -> Vec<(&'static str, &'a str)> {
    let supplier = [("role", "trader"), ("country", "PL"), ("origin1", "PL"), ("through", through)];
    let line = [("item1", "blanket"), ("quantity1", quantity), ("price1", price)];
    let mut typed = vec![("fund", fund), ("currency", "EUR"), ("expected", "2022-03-10")];
    typed.extend(supplier.into_iter().chain(line));
    typed
}

fn morning() -> Timestamp {
    DAY_ONE.at(10, 0, 0, 0).in_tz("Europe/Kyiv").unwrap().timestamp()
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// The rows of a raw query with one text column called `line`.
pub fn lines(db: &mut Db, sql: &str) -> Vec<String> {
    let rows: Vec<Line> = both!(db, c => diesel::sql_query(sql).load(c)).unwrap();
    rows.into_iter().map(|row| row.line).collect()
}

fn tables(db: &mut Db) -> Vec<String> {
    let sql = if db.is_sqlite() {
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%migrations' ORDER BY 1"
    } else {
        "SELECT table_name::text AS line FROM information_schema.tables \
         WHERE table_schema = 'book' AND table_name NOT LIKE '%migrations' ORDER BY 1"
    };
    lines(db, sql)
}

fn rows(db: &mut Db) -> Vec<String> {
    let mut all = Vec::new();
    for table in tables(db) {
        let row = if db.is_sqlite() {
            let columns =
                lines(db, &format!("SELECT 'quote(' || name || ')' AS line FROM pragma_table_info('{table}')"));
            columns.join(" || ',' || ")
        } else {
            "t::text".to_owned()
        };
        let found = lines(db, &format!("SELECT {row} AS line FROM {table} t ORDER BY 1"));
        all.extend(found.into_iter().map(|line| format!("{table}: {line}")));
    }
    all
}

/// The bytes of every file below a folder.
pub fn bytes_below(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { bytes.extend(bytes_below(&path)) } else { bytes.extend(std::fs::read(path).unwrap()) }
    }
    bytes
}
