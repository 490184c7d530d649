//! The load: a served book, and writers who send forms to it until it is gone.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use jiff::civil::date;
use waybill::both;
use waybill::demo::{SLUG, people};
use waybill::features::donations::Code;
use waybill::house::FORMS;
use waybill::store::{Behind, Db, Engine, FormKey, Founding, Operation, Role, StoreError};
use waybill::web::forms::Bench;
use waybill::web::typed::Typed;
use waybill::world::World;

use crate::place::Place;

/// Writers at once.
pub const WRITERS: usize = 16;
/// Longer than any answer takes here; a run that waits this long has failed.
const PATIENCE: Duration = Duration::from_mins(1);
/// Who finds nobody listening asks again after this: the program is gone, or about to be said to be.
const AGAIN_AFTER: Duration = Duration::from_millis(5);
/// Day 100 of the demonstration: its own story has ended, so that all that is entered comes from here.
pub const CLOCK: &str = "2022-06-03T12:00:00+03:00";
/// The day on which everything here happens.
const ON: &str = "2022-06-03";
/// What is entered while the operation is founded: money, and a need for whose fund some of it is meant.
pub const FOUNDED_WITH: u64 = 2;

/// Forms of several kinds, with what is typed into each beside the amount or count that is its own.
const KINDS: [(&str, &str, &[(&str, &str)]); 5] = [
    ("gift", "amount", &[("account", "bank-eur-1"), ("country", "DE"), ("fund", "open")]),
    ("opening-money", "amount", &[("account", "bank-eur-1"), ("fund", "open")]),
    ("decision", "amount", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1")]),
    ("opening-stock", "count", &[("item", "tourniquet"), ("fund", "open"), ("region", "UA-30"), ("place", "1")]),
    (
        "gift-in-kind",
        "count",
        &[
            ("item", "blanket"),
            ("fund", "open"),
            ("country", "DE"),
            ("region", "UA-30"),
            ("price", "12"),
            ("source", "offer"),
        ],
    ),
];

/// An operation on the demonstration's clock, whose coordinator is signed in.
pub struct Book {
    pub place: Place,
    /// Beside the program, as another one on the same books.
    pub watching: Operation,
    cookie: String,
    next: AtomicU64,
    /// What stands in each form when it is opened.
    opened: BTreeMap<&'static str, Vec<(String, String)>>,
    chance: World,
}

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct Post {
    pub key: FormKey,
    /// What no other form says: cents, or things.
    pub own: i64,
    /// What the clock said when it was answered.
    pub at: u64,
    path: String,
    body: String,
}

impl Post {
    /// The same, as if the form had been opened anew.
    pub fn with_key(&self, key: FormKey) -> Self {
        Self { body: self.body.replace(self.key.as_str(), key.as_str()), key, ..self.clone() }
    }
}

/// How long everybody writes, and how many forms: whichever is reached first.
#[derive(Clone, Copy)]
pub struct Until {
    pub after: Duration,
    pub forms: usize,
}

/// What a run of writers heard.
#[derive(Default)]
pub struct Heard {
    /// Answered with "entered".
    pub taken: Vec<Post>,
    /// Sent, and no answer came.
    pub unsure: Vec<Post>,
    /// Answered with anything else: there is nothing wrong with any of them.
    pub refused: Vec<String>,
}

impl Book {
    pub fn founded(place: Place, seed: u64) -> Self {
        let chance = World::held(CLOCK.parse().unwrap(), seed);
        let founding = Founding {
            name: "Held to it".into(),
            day_one: date(2022, 2, 24),
            zone: "Europe/Kyiv".into(),
            accounts: vec!["bank-eur-1".into()],
            demo_clock: Some(CLOCK.parse().unwrap()),
        };
        let world = World::held_clock(CLOCK.parse().unwrap());
        let watching = place.store().found(SLUG, &founding, &world).unwrap();
        people::seat(&watching, &world, "heron", Role::Coordinator).unwrap();
        let (person, unlocked) = watching.unlock_box("heron", people::PASSPHRASE).unwrap().unwrap();
        let cookie = format!("desk={}", watching.begin_session(&world, &person, &unlocked).unwrap());
        let mut book = Self { place, watching, cookie, next: AtomicU64::new(1), opened: BTreeMap::new(), chance };
        book.enter(&world, "opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "90000000")]);
        let need = [("item", "blanket"), ("quantity", "9000"), ("priority", "1"), ("price", "10"), ("source", "offer")];
        book.enter(&world, "need", &need);
        book.opened = KINDS.map(|(form, ..)| (form, book.as_opened(&world, form))).into();
        book
    }

    fn as_opened(&self, world: &World, form: &str) -> Vec<(String, String)> {
        let bench = Bench::at_the_machine(&self.watching, world, FormKey::draw(world)).unwrap();
        let form = FORMS.iter().find(|one| one.path == form).unwrap();
        let fields = (form.fields)(&bench, &Typed::default()).unwrap();
        fields.into_iter().flatten().map(|input| (input.name, input.first)).collect()
    }

    fn enter(&self, world: &World, form: &str, typed: &[(&str, &str)]) {
        let mut all = Typed::new(self.as_opened(world, form));
        for (name, value) in typed {
            all.set(name, value);
        }
        let bench = Bench::at_the_machine(&self.watching, world, FormKey::draw(world)).unwrap();
        let form = FORMS.iter().find(|one| one.path == form).unwrap();
        let Ok(draft) = (form.read)(&bench, &all) else { panic!("{} was not taken", form.path) };
        let also = (form.also)(&bench, &all).unwrap();
        self.watching.post(world, &Behind::one(1), &bench.key, &draft, also).unwrap();
    }

    /// How many entries there are, as another program finds it.
    pub fn entries(&self) -> u64 {
        self.watching.with_book(waybill_journal::Book::last).unwrap()
    }

    /// The next form nobody sent before, under a key of its own.
    pub fn fresh(&self) -> Post {
        self.next(self.draw_key())
    }

    /// The next form nobody sent before.
    fn next(&self, key: FormKey) -> Post {
        let n = self.next.fetch_add(1, Ordering::SeqCst);
        let (form, own, typed) = KINDS[usize::try_from(n).unwrap() % KINDS.len()];
        let mut all = Typed::new(self.opened[form].clone());
        for (name, value) in typed {
            all.set(name, value);
        }
        let amount = n.to_string();
        let code = Code::draw(&self.chance).to_string();
        for (name, value) in [("on", ON), (own, &amount), ("code", &code), ("go", "enter"), ("key", key.as_str())] {
            all.set(name, value);
        }
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in all.pairs() {
            body.append_pair(name, value);
        }
        let own = i64::try_from(n).unwrap() * if own == "amount" { 100 } else { 1 };
        Post { key, own, at: 0, path: format!("/d/{SLUG}/en/record/{form}"), body: body.finish() }
    }

    pub fn draw_key(&self) -> FormKey {
        FormKey::draw(&self.chance)
    }

    /// Sends one form; nothing where no answer came.
    pub fn send(&self, server: &Server, post: &Post) -> Option<u16> {
        server.post(&post.path, &self.cookie, &post.body)
    }

    /// Everybody writes until the program is killed, which happens after a while or so many forms; `meanwhile` is done in the middle of it. Each
    /// answer is noted with what the clock says.
    pub fn write_until_killed(
        &self,
        server: &mut Server,
        until: Until,
        clock: &(impl Fn() -> u64 + Sync),
        meanwhile: impl FnOnce(),
    ) -> Heard {
        let (heard, more) = (Mutex::new(Heard::default()), Condvar::new());
        let (killed, sent) = (AtomicBool::new(false), AtomicUsize::new(0));
        let at = server.desk.clone();
        let half = |forms| {
            let heard = heard.lock().unwrap();
            drop(more.wait_timeout_while(heard, until.after / 2, |heard| heard.taken.len() < forms).unwrap());
        };
        scope(|scope| {
            for _ in 0..WRITERS {
                scope.spawn(|| {
                    while !killed.load(Ordering::SeqCst) && sent.fetch_add(1, Ordering::SeqCst) < until.forms {
                        let Some(stream) = reached(&at, &killed) else { return };
                        let post = self.fresh();
                        let status = told(stream, &post.path, &self.cookie, &post.body);
                        let post = Post { at: clock(), ..post };
                        let mut heard = heard.lock().unwrap();
                        match status {
                            Some(200) => heard.taken.push(post),
                            Some(status) => heard.refused.push(format!("{} {}: {status}", post.path, post.own)),
                            None => heard.unsure.push(post),
                        }
                        more.notify_one();
                    }
                });
            }
            // Days close meanwhile: what is told to the public is written too.
            scope.spawn(|| {
                while !killed.load(Ordering::SeqCst) {
                    let day = self.today().to_string();
                    let body = format!("key={}&day={day}", self.draw_key().as_str());
                    ask(&at, &format!("/d/{SLUG}/en/next-day"), &self.cookie, &body);
                    sleep(Duration::from_millis(400));
                }
            });
            half(until.forms / 2);
            meanwhile();
            half(until.forms);
            server.kill();
            killed.store(true, Ordering::SeqCst);
        });
        heard.into_inner().unwrap()
    }

    fn today(&self) -> i32 {
        let card = self.watching.card().unwrap();
        card.day_number(card.local(self.watching.demo_clock().unwrap().unwrap()).date())
    }
}

/// The program, serving.
pub struct Server {
    child: Child,
    desk: String,
}

impl Server {
    /// Starts it and waits until it answers. It checks book and public side first, as the demonstration does at every start, and does not
    /// serve where they do not agree.
    pub fn start(place: &Place, environment: &[(&str, &str)]) -> Self {
        let mut command = waybill(place, "demo");
        command.args(["--public-port", "0", "--desk-port", "0"]).envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("Coordinators:"));
        let Some(line) = line else {
            let status = child.wait().unwrap();
            panic!("it does not serve: {status}");
        };
        let desk = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        // Somebody has to read what it prints.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, desk }
    }

    fn post(&self, path: &str, cookie: &str, body: &str) -> Option<u16> {
        ask(&self.desk, path, cookie, body)
    }

    /// Kills it as a machine does that has no memory left: at once.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn waybill(place: &Place, word: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
    command.env_remove("WAYBILL_DATABASE").env_remove("WAYBILL_PLANTED").arg(word).arg("--data").arg(&place.data);
    if let Engine::Postgres(url) = &place.engine {
        command.args(["--database", url]);
    }
    command
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// The rows of a raw query with one text column called `line`.
pub fn line_of(db: &mut Db, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Line> = both!(db, c => diesel::sql_query(sql).load(c))?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}

/// Whether the book agrees with itself and its public side with it, as another program finds it.
pub fn verified(place: &Place) -> Result<(), String> {
    let done = waybill(place, "verify").output().unwrap();
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}

/// One form on a connection of its own; its status, if one came.
fn ask(at: &str, path: &str, cookie: &str, body: &str) -> Option<u16> {
    told(TcpStream::connect(at).ok()?, path, cookie, body)
}

/// A connection; none once the program is known to be killed. Whoever finds nobody listening has sent nothing, and need not send it again.
fn reached(at: &str, killed: &AtomicBool) -> Option<TcpStream> {
    while !killed.load(Ordering::SeqCst) {
        if let Ok(stream) = TcpStream::connect(at) {
            return Some(stream);
        }
        sleep(AGAIN_AFTER);
    }
    None
}

/// One form on this connection; its status, if one came.
fn told(mut stream: TcpStream, path: &str, cookie: &str, body: &str) -> Option<u16> {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
    let asked = Instant::now();
    let mut answer = Vec::new();
    // Whoever sees the beginning of a page was answered, even where the rest is lost.
    let _ = stream.read_to_end(&mut answer);
    assert!(asked.elapsed() < PATIENCE, "no answer to {path}");
    answer.get(9..12).and_then(|three| std::str::from_utf8(three).ok()?.parse().ok())
}
