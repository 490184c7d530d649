//! Over real sockets: forms that coordinators send, and the front page that everybody reads, beside nginx with the same bytes.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use axum::Router;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use waybill::demo::people;
use waybill::house::HOUSE;
use waybill::publish::published::Published;
use waybill::store::{Operation, Role};
use waybill::web::public::{App, Served};
use waybill::web::serve::{Limits, bind, desk_router, public_router, serve_within};

use super::client::{self, Seen};
use super::nginx::{self, Nginx};
use super::workload::Sums;
use super::{Plant, REPEATED_MAX, book, line, rate, shown, spread};

/// Who sends forms, and how many connections they hold.
const SENDERS: u64 = 64;
/// Readers of the front page at once.
const READERS: usize = 200;
/// Turns of each: other work on the machine then falls on both.
const ROUNDS: usize = 3;
/// Worker threads of the server, as in the program itself.
const WORKERS: usize = 2;

/// The book as the program serves it, on the day on which all was entered.
pub(super) fn app(operation: Operation) -> anyhow::Result<Arc<App>> {
    let published = Published::open(&operation)?;
    Ok(Arc::new(App {
        world: book::world()?,
        operations: vec![Served::new(operation, published, None)],
        house: &HOUSE,
        public_at: String::new(),
        desk_at: String::new(),
        next_day: None,
    }))
}

/// A server on a port of its own, until it is dropped.
struct Server {
    runtime: Option<Runtime>,
    end: watch::Sender<bool>,
    at: SocketAddr,
}

impl Server {
    fn start(router: Router, limits: Limits) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build()?;
        let listener = runtime.block_on(bind((Ipv4Addr::LOCALHOST, 0).into()))?;
        let at = listener.local_addr()?;
        let (end, ending) = watch::channel(false);
        runtime.spawn(serve_within(listener, router, limits, ending));
        Ok(Self { runtime: Some(runtime), end, at })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end.send(true);
        if let Some(runtime) = self.runtime.take() {
            // The clients are gone; what still waits for one of them is not waited for.
            runtime.shutdown_timeout(Duration::from_secs(5));
        }
    }
}

/// Gifts through the form, each sender on a connection that stays open; beside them one writer without any form, at so many a
/// second. Afterwards the book must hold each of them, once.
pub(super) fn form_lines(app: &Arc<App>, entries: u64, one_writer: f64, plant: Option<Plant>) -> anyhow::Result<()> {
    let operation = &app.operations[0].operation;
    people::seat(operation, &app.world, "heron", Role::Coordinator)?;
    let (person, unlocked) =
        operation.unlock_box("heron", people::PASSPHRASE)?.context("whoever was seated has a passphrase")?;
    let cookie = format!("desk={}", operation.begin_session(&app.world, &person, &unlocked)?);
    let each = (entries / 640).clamp(2, 60);
    let (mut requests, mut sums) = (Vec::new(), Sums::default());
    for sender in 0..SENDERS {
        // Behind the gifts of the file and those that were posted one by one.
        let first = entries + 10_000 + sender * each;
        let of_one = (first..first + each).map(|n| form(app, &cookie, n, &mut sums));
        requests.push(of_one.collect::<anyhow::Result<Vec<_>>>()?);
    }
    if plant == Some(Plant::UnsentForm) {
        requests.first_mut().context("somebody sends forms")?.pop();
    }
    let before = book::Before::of(operation, &sums)?;
    let server = Server::start(desk_router(Arc::clone(app)), Limits::of_desk())?;
    let took = client::each_its_own(server.at, requests, 200)?;
    drop(server);
    before.has_got(operation, &sums)?;
    let ours = rate(sums.count, took);
    line(
        "gifts through the form, 64 connections; beside them 1 writer",
        &format!("{ours:.0}/s"),
        &format!("{one_writer:.0}/s"),
        &format!("{:.2}", ours / one_writer),
        "1500/s",
    );
    Ok(())
}

/// One form as a browser sends it once it was looked over, under a key of its own.
fn form(app: &App, cookie: &str, n: u64, sums: &mut Sums) -> anyhow::Result<Vec<u8>> {
    let operation = &app.operations[0].operation;
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in book::gift_form(operation, &app.world, n, sums)? {
        body.append_pair(&name, &value);
    }
    let body = body.append_pair("go", "enter").finish();
    let head = [
        ("Host", "127.0.0.1"),
        ("Cookie", cookie),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Content-Length", &body.len().to_string()),
    ];
    Ok(request("POST", &format!("/d/{}/en/record/gift", operation.slug()), &head, &body))
}

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\n");
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    (text + "\r\n" + body).into_bytes()
}

/// The front page for two hundred readers, by turns from us and, with the same bytes, from nginx.
pub(super) fn page_lines(app: &Arc<App>, folder: &Path, entries: u64, plant: Option<Plant>) -> anyhow::Result<()> {
    let during = if entries < REPEATED_MAX / 10 { Duration::from_millis(200) } else { Duration::from_secs(2) };
    let ask = |path: &str| request("GET", path, &[("Host", "127.0.0.1"), ("Accept-Encoding", "identity")], "");
    let path = format!("/o/{}/en/", app.operations[0].operation.slug());
    let server = Server::start(public_router(Arc::clone(app)), Limits::default())?;
    let page = client::once(server.at, ask(&path))?;
    if page.status != 200 || page.body.is_empty() {
        bail!("the front page is answered with {}", page.status);
    }
    let mut expected = page.body.clone();
    if plant == Some(Plant::ChangedPage) {
        let middle = expected.len() / 2;
        expected[middle] ^= 1;
    }
    let expected: Arc<[u8]> = expected.into();
    // Whatever keeps another program from serving here is no fault of ours.
    let nginx = nginx::program().ok_or_else(|| anyhow!("not installed"));
    let nginx = nginx.and_then(|program| Nginx::start(&program, &folder.join("nginx"), &page));
    let (nginx, why) = nginx.map_or_else(|why| (None, why.to_string()), |nginx| (Some(nginx), String::new()));
    let (mut ours, mut beside) = (Seen::default(), nginx.is_some().then(Seen::default));
    for _ in 0..ROUNDS {
        ours = ours.and(client::again(server.at, READERS, &ask(&path), &expected, during)?);
        if let (Some(nginx), Some(seen)) = (&nginx, beside.take()) {
            beside = Some(seen.and(client::again(nginx.at, READERS, &ask(nginx::PATH), &expected, during)?));
        }
    }
    drop((server, nginx));
    let per_second = |seen: &Seen| rate(seen.each.len() as u64, seen.took);
    let words = |seen: &Seen| format!("{:.0}/s", per_second(seen));
    let what = format!("the front page, {} kB, 200 connections; beside it nginx", page.body.len() / 1000);
    let (beside_words, ratio) = match &beside {
        Some(seen) => (words(seen), format!("{:.2}", per_second(&ours) / per_second(seen))),
        None => (why, String::new()),
    };
    line(&what, &words(&ours), &beside_words, &ratio, "0.5");
    let waited = |seen: Seen| {
        let (median, last) = spread(seen.each);
        format!("{} {}", shown(median), shown(last))
    };
    line("waiting for it, median and p99", &waited(ours), &beside.map(waited).unwrap_or_default(), "", "p99 20 ms");
    Ok(())
}
