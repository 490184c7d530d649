//! An operation of a test's own, on either engine, with a coordinator who has entered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use jiff::Timestamp;
use waybill::both;
use waybill::demo::people;
use waybill::factor::CodeSecret;
use waybill::features::comments::KEEPER;
use waybill::house::{HOUSE, ROWS, SHAPES};
use waybill::publish::comments::{Comment, Said, Taken};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::publish::texts::Name;
use waybill::store::{Engine, Founding, Operation, Role, Store, StoreError};
use waybill::web::desk::DeskRequest;
use waybill::web::public::{App, House, Request, Served};
use waybill::web::typed::Typed;
use waybill::world::World;

use crate::page::Page;
use crate::scratch::scratch;

/// The operation's short name.
pub const SLUG: &str = "ours";
/// Its name; without Latin letters, so that a Ukrainian page can be searched for forgotten English.
pub const NAME: &str = "Допомога";
/// Its own host name.
pub const HOST: &str = "aid.example";
/// Where the public side listens, as the program would say it.
pub const PUBLIC_AT: &str = "http://127.0.0.1:8400";
/// Noon of day 23, a Friday.
pub const NOW: &str = "2022-03-18T12:00:00+02:00";

/// Which engine a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Makes two tests of each story: `story::on_sqlite` and `story::on_postgres`.
macro_rules! on_both_engines {
    ($($story:ident),+ $(,)?) => { $(
        mod $story {
            #[test]
            fn on_sqlite() {
                super::$story($crate::ground::On::Sqlite);
            }

            #[test]
            fn on_postgres() {
                super::$story($crate::ground::On::Postgres);
            }
        }
    )+ };
}
pub(crate) use on_both_engines;

/// A folder and, on PostgreSQL, a database; both are gone afterwards.
struct Place {
    root: PathBuf,
    folder: PathBuf,
    database: Option<(String, String)>,
}

impl Place {
    fn new(on: On) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        // With the moment: a run that was broken off may have had this process's number, and its database is still there.
        let moment = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
        let name = format!("waybill_pages_{}_{moment}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        // In memory, where it can be: what a disk takes for a sync is not what is tested here.
        let root = scratch().join(&name);
        // Books lie one deeper, because what was signed is noted beside their folder.
        let folder = root.join("books");
        std::fs::create_dir_all(&folder).unwrap();
        let database = (on == On::Postgres).then(|| {
            let server = std::env::var("WAYBILL_TEST_POSTGRES").expect(
                "WAYBILL_TEST_POSTGRES is not set: give the address of a PostgreSQL server, postgres://user@host/name",
            );
            administer(&server, &format!("CREATE DATABASE {name}"));
            (server, name)
        });
        Self { root, folder, database }
    }

    fn engine(&self) -> Engine {
        match &self.database {
            None => Engine::Sqlite,
            Some((server, name)) => Engine::Postgres(format!("{}/{name}", server.rsplit_once('/').unwrap().0)),
        }
    }

    fn store(&self) -> Store {
        Store::new(&self.folder, self.engine(), ROWS)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
        if let Some((server, name)) = &self.database {
            administer(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            administer(server, &format!("DROP ROLE IF EXISTS {name}_shown_reader"));
        }
    }
}

fn administer(server: &str, sql: &str) {
    let connection = AsyncConnectionWrapper::<AsyncPgConnection>::establish(server);
    connection.expect("WAYBILL_TEST_POSTGRES names no server that answers").batch_execute(sql).unwrap();
}

/// Everything that must be the same before and after something that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    last: u64,
    derived: Vec<String>,
    rows: BTreeMap<&'static str, i64>,
}

/// Tables of the book in which a refused form might have left something.
const TABLES: [&str; 11] = [
    "entry",
    "form_key",
    "outbox",
    "reference",
    "promise",
    "gift",
    "need",
    "purchase_order",
    "pool",
    "corrected",
    "comment_kept",
];

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// One operation, served, and a coordinator's session.
pub struct Ground {
    pub app: Arc<App>,
    pub cookie: String,
    place: Place,
    restarts: u64,
}

impl Ground {
    /// An operation in whose book nothing stands.
    pub fn empty(on: On) -> Self {
        Self::empty_by_chance(on, 1)
    }

    /// The same with other keys.
    pub fn empty_by_chance(on: On, seed: u64) -> Self {
        let place = Place::new(on);
        let founding = Founding {
            name: NAME.into(),
            day_one: jiff::civil::date(2022, 2, 24),
            zone: "Europe/Kyiv".into(),
            accounts: ["bank-eur-1", "bank-uah-1"].map(String::from).to_vec(),
            demo_clock: None,
        };
        let world = World::held(NOW.parse().unwrap(), seed);
        let operation = place.store().found(SLUG, &founding, &world).unwrap();
        Self::served(place, world, operation, None)
    }

    /// The founding example as its builder leaves it.
    pub fn demo(on: On) -> Self {
        let place = Place::new(on);
        let operation = waybill::demo::build(&place.store(), |_, _| {}).unwrap();
        let world = World::held_clock(operation.demo_clock().unwrap().unwrap());
        Self::served(place, world, operation, Some(waybill::demo::next_day))
    }

    fn served(place: Place, world: World, operation: Operation, next_day: Option<NextDay>) -> Self {
        let app = Arc::new(app_of(world, operation, next_day));
        let mut ground = Self { app, cookie: String::new(), place, restarts: 1 };
        ground.sign_in();
        ground
    }

    /// The first coordinator has a session anew.
    pub fn sign_in(&mut self) {
        self.cookie = self.cookie_of("heron", Role::Coordinator);
    }

    /// The cookie of a new session of somebody, who joins first if nobody has that name.
    pub fn cookie_of(&self, name: &str, role: Role) -> String {
        let (operation, world) = (self.operation(), &self.app.world);
        if !operation.people().unwrap().iter().any(|one| one.name == name) {
            people::seat(operation, world, name, role).unwrap();
        }
        let (person, unlocked) = operation.unlock_box(name, people::PASSPHRASE).unwrap().unwrap();
        format!("desk={}", operation.begin_session(world, &person, &unlocked).unwrap())
    }

    /// The code somebody's app shows now.
    pub fn code_of(&self, name: &str) -> String {
        let (_, unlocked) = self.operation().unlock_box(name, people::PASSPHRASE).unwrap().unwrap();
        unlocked.secret.code_at(self.app.world.now())
    }

    /// The token of a link for somebody who is to join.
    pub fn invite(&self, name: &str, role: Role) -> String {
        self.operation().invite(&self.app.world, name, role, 0).unwrap().unwrap().1
    }

    /// The cookie of somebody who signs in through the door, with the demonstration's passphrase.
    pub fn signs_in(&self, name: &str, secret: &CodeSecret) -> String {
        let code = secret.code_at(self.app.world.now());
        let typed = pairs(&[("name", name), ("passphrase", people::PASSPHRASE), ("code", &code)]);
        let page = self.ask_desk(&format!("/d/{SLUG}/sign-in"), "", "", Some(&typed));
        assert_eq!((page.status, page.header("location")), (303, "/d/ours/en/"), "{}", page.text());
        let (session, flags) = page.header("set-cookie").split_once("; ").unwrap();
        assert_eq!(flags, "Path=/d/ours/; HttpOnly; SameSite=Strict");
        assert_eq!(session.len(), "desk=".len() + 52);
        session.to_owned()
    }

    /// Opening money and stock, a need, six gifts, an order that was paid and is on its way.
    pub fn small(on: On) -> Self {
        Self::small_by_chance(on, 1)
    }

    /// The same with other keys.
    pub fn small_by_chance(on: On, seed: u64) -> Self {
        let ground = Self::empty_by_chance(on, seed);
        ground.record("need", &[]);
        ground.record("opening-money", &[]);
        ground.record("opening-stock", &[]);
        // 600.00 EUR for vests, of which 300.00 become three.
        for _ in 0..6 {
            ground.record("gift", &[]);
        }
        ground.record("order", &[("quantity1", "3")]);
        ground.record("payment", &[]);
        ground
    }

    /// The program stops and starts again: the same books, opened anew, with other chance.
    pub fn restart(&mut self) {
        self.restarts += 1;
        let world = World::held(self.app.world.now(), self.restarts);
        let operation = self.place.store().open(SLUG, &world).unwrap();
        self.app = Arc::new(app_of(world, operation, None));
    }

    /// The log gets one more key; programs that run take it when they start again.
    pub fn new_log_key(&self) {
        self.place.store().new_log_key(SLUG, &self.app.world).unwrap();
    }

    /// Another program on the same books, at the same time.
    pub fn beside(&self) -> Arc<App> {
        let world = World::held(self.app.world.now(), 4);
        let operation = self.place.store().open(SLUG, &world).unwrap();
        Arc::new(app_of(world, operation, None))
    }

    /// The same books in another house.
    pub fn move_to(&mut self, house: &'static House) {
        let world = World::held(self.app.world.now(), u64::from_be_bytes(self.app.world.random()));
        let slug = self.operation().slug().to_owned();
        let operation = self.place.store().open(&slug, &world).unwrap();
        self.app = Arc::new(App { house, ..app_of(world, operation, self.app.next_day) });
    }

    /// Which engine, and where.
    pub fn engine(&self) -> Engine {
        self.place.engine()
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    pub fn operation(&self) -> &Operation {
        &self.app.operations[0].operation
    }

    /// Moves the clock and closes every day that is over by then.
    pub fn pass_to(&self, moment: &str) {
        let now = moment.parse::<Timestamp>().unwrap();
        self.app.world.set_now(now);
        // Whoever sits at the desk has come back and signed in again.
        let again = format!("UPDATE session SET begun_at = {0}, used_at = {0}", now.as_second());
        self.operation().write(|db| Ok(db.batch(&again)?)).unwrap();
        close_days(self.operation(), &self.app.world, SHAPES).unwrap();
    }

    pub fn state(&self) -> State {
        let operation = self.operation();
        let last = operation.with_book(waybill_journal::Book::last).unwrap();
        let count = |table: &'static str| {
            let sql = format!("SELECT count(*) AS n FROM {table}");
            let found: Count = operation
                .read(|db| Ok::<_, StoreError>(both!(db, c => diesel::sql_query(&sql).get_result(c))?))
                .unwrap();
            (table, found.n)
        };
        State { last, derived: operation.derived().unwrap(), rows: TABLES.into_iter().map(count).collect() }
    }

    /// Rows of one table.
    pub fn state_of(&self, table: &str) -> i64 {
        self.state().rows[table]
    }

    /// Every comment in both stores, to the letter.
    pub fn everything(&self) -> String {
        let sql = "SELECT author || ' ' || words || ' ' || reply || ' ' || state || ' ' || digest AS line FROM comment_kept ORDER BY id";
        let book: Vec<Line> =
            self.operation().read(|db| Ok::<_, StoreError>(both!(db, c => diesel::sql_query(sql).load(c))?)).unwrap();
        let sql = "SELECT author || ' ' || words || ' ' || reply AS line FROM comment ORDER BY id";
        let shown: Vec<Line> =
            self.operation().with_gate(|db| Ok(both!(db, c => diesel::sql_query(sql).load(c))?)).unwrap();
        book.into_iter().chain(shown).map(|row| row.line + "\n").collect()
    }

    /// So many comments on the dispatch of day 1 that wait.
    pub fn fill_comments(&self, count: i64) {
        let today = jiff::civil::date(2022, 3, 18);
        for n in 0..count {
            let key = waybill::store::FormKey::parse(&format!("filled-comment-{n}")).unwrap();
            let said = Said { author: format!("Reader {n}"), words: format!("Words {n}.") };
            let comment = Comment { key, about: Name::of_day(1), lang: "en", said, reach: None };
            assert_eq!((KEEPER.keep)(self.operation(), &comment, today).unwrap(), Taken::Held);
        }
    }

    /// Nobody can open anything any more, and nothing can be sealed, as before the first person joined.
    pub fn forget_keys(&self) {
        for table in ["seal_share", "seal_key"] {
            let sql = format!("DELETE FROM {table}");
            self.operation().write(|db| Ok(both!(db, c => diesel::sql_query(&sql).execute(c))?)).unwrap();
        }
    }

    /// What is sealed loses its last bytes, as on a disk that rots.
    pub fn cut_envelopes(&self) {
        let sql = "UPDATE sealed SET envelope = substr(envelope, 1, 700)";
        self.operation().write(|db| Ok(both!(db, c => diesel::sql_query(sql).execute(c))?)).unwrap();
    }

    /// How many entries the book has.
    pub fn entries(&self) -> u64 {
        self.operation().with_book(waybill_journal::Book::last).unwrap()
    }

    /// A coordinator opens a page; `path` stands behind `/d/<slug>/`.
    pub fn open(&self, path: &str) -> Page {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        self.ask_desk(&self.under(path), query, &self.cookie, None)
    }

    /// A coordinator sends a form.
    pub fn send(&self, path: &str, pairs: &Pairs) -> Page {
        self.ask_desk(&self.under(path), "", &self.cookie, Some(pairs))
    }

    fn under(&self, path: &str) -> String {
        format!("/d/{}/{path}", self.operation().slug())
    }

    /// Any request of the coordinators' side.
    pub fn ask_desk(&self, path: &str, query: &str, cookies: &str, form: Option<&Pairs>) -> Page {
        self.ask_desk_with(path, query, cookies, form, None)
    }

    /// A coordinator sends a form with a file.
    pub fn send_file(&self, path: &str, pairs: &Pairs, file: &[u8]) -> Page {
        self.ask_desk_with(&self.under(path), "", &self.cookie, Some(pairs), Some(file.to_vec()))
    }

    fn ask_desk_with(
        &self,
        path: &str,
        query: &str,
        cookies: &str,
        form: Option<&Pairs>,
        file: Option<Vec<u8>>,
    ) -> Page {
        ask(&self.app, path, query, cookies, form, file)
    }

    /// Anybody opens a public page; `path` stands behind `/o/<slug>/`.
    pub fn read(&self, path: &str) -> Page {
        self.ask_public(&format!("/o/{}/{path}", self.operation().slug()), "localhost", None)
    }

    /// A file of the public side, as bytes; none where there is none.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        let path = format!("/o/{}/{path}", self.operation().slug());
        let request = Request { path, host: "localhost".into(), languages: "en".into(), form: None };
        let (parts, body) = self.app.public(&request).into_parts();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let bytes = runtime.block_on(axum::body::to_bytes(body, usize::MAX)).unwrap();
        (parts.status == 200).then(|| bytes.to_vec())
    }

    /// Any request of the public side.
    pub fn ask_public(&self, path: &str, host: &str, form: Option<&Pairs>) -> Page {
        let form = form.map(|pairs| Typed::new(pairs.clone()));
        let request = Request { path: path.into(), host: host.into(), languages: "en".into(), form };
        Page::of(self.app.public(&request))
    }

    /// Every byte in the operation's folder; on SQLite all there is.
    pub fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.place.folder.join(SLUG)).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap()).collect()
    }

    /// A giver types a code.
    pub fn follow(&self, lang: &str, code: &str) -> Page {
        let path = format!("/o/{}/{lang}/gift", self.operation().slug());
        self.ask_public(&path, "localhost", Some(&pairs(&[("code", code)])))
    }

    /// The form as it is opened, filled in with something usual, and then with these fields.
    pub fn filled(&self, lang: &str, form: &str, typed: &[(&str, &str)]) -> Pairs {
        let page = self.open(&format!("{lang}/record/{form}"));
        assert_eq!(page.status, 200, "the form {form}");
        let mut sent = page.form();
        // Where several orders wait or several shipments are on the road, the last of the list.
        for several in ["order", "shipment"] {
            if let (Some(field), true) = (page.field(several), sent.get(several).is_some_and(String::is_empty)) {
                sent.insert(several.into(), field.choices.last().unwrap().clone());
            }
        }
        sent.extend(pairs(usual(form)));
        sent.extend(pairs(typed));
        sent
    }

    /// Fills a form in and looks it over.
    pub fn look(&self, lang: &str, form: &str, typed: &[(&str, &str)]) -> Page {
        let sent = pressed(self.filled(lang, form, typed), "look");
        self.send(&format!("{lang}/record/{form}"), &sent)
    }

    /// Fills a form in, looks it over, and enters it from the preview. Anything but "entered" is a failure.
    pub fn record(&self, form: &str, typed: &[(&str, &str)]) -> Page {
        let before = self.entries();
        let looked = self.look("en", form, typed);
        assert_eq!(looked.status, 200, "{form} {typed:?}: {:?}", looked.problems());
        let mut sent = pressed(looked.form(), "enter");
        if looked.field("proof").is_some() {
            sent.insert("proof".into(), self.code_of("heron"));
        }
        let entered = self.send(&format!("en/record/{form}"), &sent);
        assert_eq!(
            (entered.status, entered.title().as_str()),
            (200, "Entered"),
            "{form} {typed:?}: {:?}",
            entered.problems()
        );
        assert_eq!(self.entries(), before + 1);
        entered
    }
}

/// Any request of a program's coordinators' side.
pub fn ask(app: &App, path: &str, query: &str, cookies: &str, form: Option<&Pairs>, file: Option<Vec<u8>>) -> Page {
    let request = DeskRequest {
        path: path.into(),
        query: query.into(),
        languages: "en".into(),
        cookies: cookies.into(),
        form: form.map(|pairs| Typed::new(pairs.clone())),
        file,
    };
    Page::of(app.desk(&request))
}

type NextDay = fn(&App, &Operation) -> Result<(), StoreError>;

fn app_of(world: World, operation: Operation, next_day: Option<NextDay>) -> App {
    let published = Published::open(&operation).unwrap();
    let served = Served::new(operation, published, Some(HOST.into()));
    App {
        world,
        operations: vec![served],
        house: &HOUSE,
        public_at: PUBLIC_AT.into(),
        desk_at: String::new(),
        next_day,
    }
}

/// Names and values of a form.
pub type Pairs = BTreeMap<String, String>;

/// Owned pairs.
pub fn pairs(typed: &[(&str, &str)]) -> Pairs {
    typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The form with one of its buttons pressed.
pub fn pressed(mut sent: Pairs, button: &str) -> Pairs {
    sent.insert("go".into(), button.into());
    sent
}

/// What every form is filled in with where a test says nothing else; it can be entered into the small operation.
fn usual(form: &str) -> &'static [(&'static str, &'static str)] {
    match form {
        "gift" => &[("amount", "100"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "vest-1")],
        "need" => &[("item", "vest"), ("quantity", "10"), ("priority", "1"), ("price", "100"), ("source", "offer")],
        "opening-money" => &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "1000")],
        "opening-stock" => &[("item", "tourniquet"), ("count", "20"), ("fund", "open"), ("region", "UA-30")],
        "decision" => &[("from", "bank-eur-1/open/EUR"), ("fund", "vest-1"), ("amount", "40")],
        "advance" => &[("from", "bank-eur-1/open/EUR"), ("amount", "40"), ("role", "foundation"), ("country", "PL")],
        "order" => &[
            ("fund", "vest-1"),
            ("role", "manufacturer"),
            ("country", "IL"),
            ("item1", "vest"),
            ("class1", "DSTU-8782-2018/4"),
            ("size1", "L"),
            ("quantity1", "2"),
            ("price1", "100"),
            ("origin1", "IL"),
            ("expected", "2022-03-25"),
        ],
        "change" => &[
            ("from", "bank-eur-1/open/EUR"),
            ("amount", "40"),
            ("account", "bank-uah-1"),
            ("got", "1298.02"),
            ("source", "bank"),
        ],
        "gift-in-kind" => &[
            ("item", "blanket"),
            ("count", "3"),
            ("fund", "open"),
            ("country", "DE"),
            ("region", "UA-30"),
            ("price", "12"),
            ("source", "offer"),
        ],
        "correction" => &[("entry", "2"), ("reason", "amount")],
        "payment" => &[("holder", "bank-eur-1")],
        "arrival" => &[("received1", "3"), ("region", "UA-46")],
        "loss" => &[("from", "place-ua-30-1/open/TOURNIQUET"), ("count", "1"), ("reason", "spoiled")],
        "leg" | "leg-on" => &[("from", "PL"), ("to", "UA-46"), ("by", "road"), ("expected", "2022-03-25")],
        "between" => &[
            ("shelf", "place-ua-30-1/TOURNIQUET"),
            ("count", "1"),
            ("region", "UA-46"),
            ("by", "hand"),
            ("expected", "2022-03-25"),
        ],
        "unloading" => &[("received1", "1"), ("region", "UA-46")],
        "return" => &[("count", "1"), ("region", "UA-30")],
        "stocktake" => &[("shelf", "place-ua-30-1/TOURNIQUET"), ("counted", "19"), ("reason", "lost")],
        "handover" => &[("shelf", "place-ua-30-1/TOURNIQUET"), ("count", "3"), ("region", "UA-30")],
        // The published example of a German account number.
        "giving-details" => {
            &[("account", "bank-eur-1"), ("holder", "Допомога"), ("iban", "DE89 3704 0044 0532 0130 00")]
        }
        "policy" | "early" => &[],
        _ => panic!("no form is called {form}"),
    }
}
