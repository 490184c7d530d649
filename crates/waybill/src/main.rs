//! The commands: found an operation, serve it, show the demonstration, back up, check and rebuild.

mod commands;

use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;
use waybill::demo;
use waybill::house::{HOUSE, ROWS, SHAPES};
use waybill::publish::audit::{Audited, audit};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::publish::witnesses;
use waybill::store::{Disk, Engine, FormKey, Operation, Person, Role, Status, Store, StoreError};
use waybill::web::mirror::{Mirrored, mirror};
use waybill::web::outward::post_text;
use waybill::web::public::{App, PassDay, Served, dispatches_text, facts_text, figures_text};
use waybill::web::serve::{Limits, bind, desk_router, public_router, serve, serve_within};
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;

use commands::alone::alone;
use commands::backup::{Backup, Restore};
use commands::init::{COORDINATOR, Init, found, program, where_it_is};
use commands::people::chosen;

/// The one book behind a solidarity operation, and the public page that is read from it.
#[derive(Parser)]
#[command(version, about)]
struct Commands {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Found an operation of your own.
    Init(Init),
    /// Serve every operation in the data folder.
    Serve(Serving),
    /// Show the founding example on a clock of its own; nothing in it is real.
    Demo(Demo),
    /// Copy every book and its keys, also while they are served.
    Backup(Backup),
    /// Measure how fast this machine keeps a book, each figure beside the raw engine.
    Bench(commands::bench::Bench),
    /// Enter gifts and other entries from a file.
    Import(commands::import::Import),
    /// Bring a backup back into a new or empty folder, once it is proved to be the book it says it is.
    Restore(Restore),
    /// Lock an operation at once: every session ends, nothing is entered or told until two people unlock it.
    Lock(commands::people::Lock),
    /// Invite somebody at the machine; while two or more people take part, one of them has to confirm it.
    Invite(commands::people::Invite),
    /// Show the keys that sign the log, or make a new one.
    Keys(commands::keys::Keys),
    /// Check a book against itself, its facts and its log; or, with a path, a copy or a receipt as a stranger would.
    Verify(Verifying),
    /// Copy the whole public side into a folder, to be opened without a server: from a stick, from any web space.
    Mirror(Mirror),
    /// Write all derived rows and published facts again from the entries.
    Rebuild(Place),
    /// Look for everything that can be seen to be wrong, without changing anything.
    Fsck(commands::fsck::Fsck),
}

/// Where books are kept if nobody says otherwise.
const DATA: &str = "waybill-data";

#[derive(Args, Clone)]
struct Place {
    /// Where books are kept: one folder an operation.
    #[arg(long, default_value = DATA)]
    data: PathBuf,
    /// PostgreSQL instead of SQLite, as `postgres://user@host/name`.
    #[arg(long, env = "WAYBILL_DATABASE")]
    database: Option<String>,
}

#[derive(Args)]
struct Verifying {
    /// A folder made by `waybill mirror`, two of them, a receipt, or a receipt and a folder. Without it, the books in the data folder.
    paths: Vec<String>,
    /// A checkpoint of that copy's log from before: it must have gone on from there.
    #[arg(long, requires = "paths")]
    since: Option<String>,
    /// The log's key, as it reached you another way.
    #[arg(long, requires = "paths")]
    trust: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct Serving {
    #[command(flatten)]
    place: Place,
    /// Where the public side listens.
    #[arg(long, default_value = "127.0.0.1")]
    public_address: IpAddr,
    /// The public side's port; 0 takes any free one.
    #[arg(long, default_value_t = 8400)]
    public_port: u16,
    /// The coordinators' port, on this machine only; 0 takes any free one.
    #[arg(long, default_value_t = 8401)]
    desk_port: u16,
    /// Where coordinators reach their side through a proxy with TLS or as an onion service: `https://desk.example.org`. The
    /// program itself listens for them on this machine only.
    #[arg(long, value_parser = desk_address)]
    desk_at: Option<String>,
    /// An operation's own host name, as slug=host; may be given several times.
    #[arg(long = "host")]
    hosts: Vec<String>,
}

/// An address for coordinators: encrypted on its way, and nothing behind the host.
fn desk_address(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| {
        text.strip_prefix("http://").filter(|rest| rest.trim_end_matches('/').to_lowercase().ends_with(".onion"))
    });
    let bare = host.map(|host| host.trim_end_matches('/'));
    match bare {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(text.to_owned()),
        _ => Err("give it as https://desk.example.org, or http://….onion, with nothing behind the host".to_owned()),
    }
}

#[derive(Args)]
struct Demo {
    #[command(flatten)]
    serving: Serving,
    /// Build it again from the beginning.
    #[arg(long)]
    fresh: bool,
}

#[derive(Args)]
struct Mirror {
    /// A new or empty folder, or one that holds an earlier mirror, which is renewed.
    folder: PathBuf,
    /// The operation's short name; may be left out where there is only one.
    operation: Option<String>,
    #[command(flatten)]
    place: Place,
}

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    commands::dumps::none();
    let done = match Commands::parse().command {
        Command::Init(init) => found(&init),
        Command::Backup(backup) => commands::backup::make(&backup),
        Command::Bench(bench) => commands::bench::run(&bench),
        Command::Import(import) => return commands::import::run(&import),
        Command::Restore(restore) => commands::backup::bring_back(&restore),
        Command::Lock(lock) => commands::people::lock(&lock),
        Command::Invite(invite) => commands::people::invite(&invite),
        Command::Keys(keys) => commands::keys::show(&keys),
        Command::Serve(serving) => serve_all(serving),
        Command::Demo(demo) => show_demo(demo),
        Command::Verify(asked) if !asked.paths.is_empty() => return verify_paths(&asked),
        Command::Verify(asked) => verify_all(&asked.place),
        Command::Mirror(mirror) => copy_public_side(&mirror),
        Command::Rebuild(place) => commands::rebuild::all(&place),
        Command::Fsck(fsck) => commands::fsck::look(&fsck),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn store_at(place: &Place) -> Store {
    let engine = place.database.clone().map_or(Engine::Sqlite, Engine::Postgres);
    Store::new(&place.data, engine, ROWS)
}

fn serve_all(serving: Serving) -> anyhow::Result<()> {
    let world = World::real();
    let store = store_at(&serving.place);
    if store.slugs()?.is_empty() {
        begin(&serving.place)?;
    }
    let _alone = alone(&serving.place)?;
    let slugs = store.slugs()?;
    let operations = slugs.iter().map(|slug| store.open(slug, &world)).collect::<Result<Vec<_>, _>>()?;
    let demo_clock =
        operations.iter().map(Operation::demo_clock).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().next();
    if demo_clock.is_some() {
        bail!("{} holds the demonstration; serve it with: waybill demo", serving.place.data.display());
    }
    run(serving, world, operations, None)
}

/// Nothing was founded yet: on a terminal it can be done there and then.
fn begin(place: &Place) -> anyhow::Result<()> {
    let none = format!("there is no operation in {}", place.data.display());
    if !std::io::stdin().is_terminal() {
        bail!("{none}. Found one first: {} init NAME --name \"...\"{}", program(), where_it_is(place));
    }
    println!("Welcome: {none} yet, so we found one now. (Ctrl-C leaves everything as it is.)");
    found(&Init::at(place.clone()))
}

fn show_demo(demo: Demo) -> anyhow::Result<()> {
    let mut serving = demo.serving;
    if serving.place.data.as_os_str() == DATA {
        serving.place.data = PathBuf::from("waybill-demo");
    }
    let _alone = alone(&serving.place)?;
    let store = store_at(&serving.place);
    let mut built = store.slugs()?.iter().any(|slug| slug == demo::SLUG);
    if demo.fresh && built {
        // Only ever a demonstration: an own operation of that name stays.
        store.open(demo::SLUG, &World::real())?.demo_clock()?.context(NOT_A_DEMO)?;
        store.forget(demo::SLUG)?;
        built = false;
    }
    let operation = if built { store.open(demo::SLUG, &World::real())? } else { build_demo(&store)? };
    let now = operation.demo_clock()?.context(NOT_A_DEMO)?;
    let world = World::held_clock(now);
    close_days(&operation, &world, SHAPES)?;
    verify_one(&operation, &world)?;
    println!("A giver's code to try under \"What became of my gift\": {}", demo::CODE);
    run(serving, world, vec![operation], Some(demo::next_day))
}

/// For a folder in which somebody called an operation of their own "demo".
const NOT_A_DEMO: &str =
    "this folder holds an operation called demo that is not a demonstration; choose another with --data";

/// Builds the demonstration; half of one would be taken for a whole one at the next start.
fn build_demo(store: &Store) -> anyhow::Result<Operation> {
    println!("Building the founding example: {} made-up gifts and what became of them.", demo::GIFTS);
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} entries, {elapsed}")?);
    let built = demo::build(store, |done, of| {
        bar.set_length(u64::try_from(of).unwrap_or(0));
        bar.set_position(u64::try_from(done).unwrap_or(0));
    });
    bar.finish();
    if built.is_err() {
        store.forget(demo::SLUG)?;
    }
    Ok(built?)
}

/// Checks a book: the chain, every derived row, and the public figures through the outsider's checker.
fn verify_one(operation: &Operation, world: &World) -> anyhow::Result<()> {
    let differences = operation.check_derived()?;
    if let Some(first) = differences.first() {
        bail!("{} does not agree with itself in {} places; the first: {first:?}", operation.slug(), differences.len());
    }
    let entries = operation.with_book(waybill_journal::Book::last)?;
    println!(
        "Checked {entries} entries of {}: each commodity conserved, nothing below zero, every head follows.",
        operation.slug()
    );
    let published = Published::open(operation)?;
    let shown = published.shown(world)?;
    match waybill_verify::check(&facts_text(&shown), &figures_text(&shown)) {
        Ok(report) => {
            println!(
                "Checked {} public figures: recomputed from {} published facts by waybill-verify.",
                report.figures, report.facts
            );
        }
        Err(findings) => bail!("public figures do not follow from the published facts: {}", findings[0]),
    }
    match waybill_verify::check_texts(&facts_text(&shown), &dispatches_text(&published)?) {
        Ok(quoted) => println!("Checked {quoted} figures that dispatches quote, each at the close it names."),
        Err(findings) => bail!("a dispatch quotes a figure that the facts did not make: {}", findings[0]),
    }
    Ok(())
}

fn each(place: &Place, mut work: impl FnMut(&Operation, &World) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let store = store_at(place);
    let slugs = store.slugs()?;
    if slugs.is_empty() {
        bail!("there is no operation in {}", place.data.display());
    }
    for slug in slugs {
        let operation = store.open(&slug, &World::real())?;
        let world = operation.demo_clock()?.map_or_else(World::real, World::held_clock);
        work(&operation, &world)?;
    }
    Ok(())
}

/// Checks every book, and then as an auditor does: what was told against the book, and the log against both.
fn verify_all(place: &Place) -> anyhow::Result<()> {
    each(place, |operation, world| {
        verify_one(operation, world)?;
        let Audited { facts, ticks, entries } = audit(operation, SHAPES)?.map_err(anyhow::Error::msg)?;
        println!(
            "Told all of {} again: each of its {facts} published facts is what the gate makes of the private book.\n\
             Made the {ticks} ticks of its log again: every leaf is an entry, a fact, a text or a blank, and none of the entries up to \
             {entries} is left out.\n\
             What this proves to you, an auditor: the published facts are the true sums of the private book, and the log holds all of it - \
             not that what the book says happened.",
            operation.slug()
        );
        Ok(())
    })
}

/// Answers as `waybill-verify` does, with its code: 0 proven, 1 something is wrong, 2 called wrongly or unreadable.
fn verify_paths(asked: &Verifying) -> ExitCode {
    let option = |name: &str, value: &Option<String>| {
        value.iter().flat_map(|value| [name.to_owned(), value.clone()]).collect::<Vec<_>>()
    };
    let call = [asked.paths.clone(), option("--since", &asked.since), option("--trust", &asked.trust)].concat();
    let answer = waybill_verify::command::answer(&call, &waybill_verify::disk::ThisDisk);
    if answer.code == 2 {
        eprint!("{}", answer.said);
    } else {
        print!("{}", answer.said);
    }
    ExitCode::from(answer.code)
}

/// Copies what is published now into a folder. A server may run meanwhile: only the published door is read.
fn copy_public_side(asked: &Mirror) -> anyhow::Result<()> {
    let store = store_at(&asked.place);
    let slug = &chosen(&store, asked.operation.as_deref(), &asked.place)?;
    let operation = store.open(slug, &World::real())?;
    // The clock stands still while pages are made, so that all of them are of one day.
    let now = operation.demo_clock()?.unwrap_or_else(|| World::real().now());
    let world = World::held_clock(now);
    let done = mirrored(operation, world, &asked.folder)?;
    println!(
        "Mirrored {slug}: {} files, {} kB; {} new or changed, {} taken away. A copy of day {}, with the figures of snapshot {}.",
        done.files,
        done.bytes.div_ceil(1000),
        done.written,
        done.removed,
        done.day,
        done.snapshot
    );
    println!("Open {}", asked.folder.join("index.html").display());
    Ok(())
}

/// The whole public side of one operation as it is now, in a folder.
fn mirrored(operation: Operation, world: World, folder: &Path) -> anyhow::Result<Mirrored> {
    let published = Published::open(&operation)?;
    let operations = vec![Served::new(operation, published, None)];
    let app =
        App { world, operations, house: &HOUSE, public_at: String::new(), desk_at: String::new(), next_day: None };
    Ok(mirror(&app, &app.operations[0], folder)?)
}

/// Serves until the process ends.
fn run(serving: Serving, world: World, operations: Vec<Operation>, next_day: Option<PassDay>) -> anyhow::Result<()> {
    let mut served = Vec::new();
    for operation in operations {
        bring_home(&operation)?;
        if !witnesses::ask_on_a_new_machine(&operation, world.now(), &post_text)? {
            tracing::warn!(
                operation = operation.slug(),
                "this book is new on this machine, and no witness could be asked whether it is the newest"
            );
        }
        // What stands can be read all the same, and others here are served; the running loop tries again.
        close_one(&operation, &world);
        let prefix = format!("{}=", operation.slug());
        let host = serving.hosts.iter().find_map(|h| h.strip_prefix(&prefix)).map(str::to_owned);
        let published = Published::open(&operation)?;
        served.push(Served::new(operation, published, host));
    }
    let links = served.iter().map(|s| ways_in(&s.operation, &world)).collect::<Result<Vec<_>, _>>()?.concat();
    // A connection to PostgreSQL waits on a runtime of its own, so it is neither used nor closed inside this one: `app`
    // is held here until all tasks are over.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listeners = runtime.block_on(bound(&serving))?;
    let public_at = format!("http://{}", listeners.0.local_addr()?);
    let desk_at = serving.desk_at.clone().unwrap_or_default().trim_end_matches('/').to_owned();
    let app = Arc::new(App { world, operations: served, house: &HOUSE, public_at, desk_at, next_day });
    let ended = runtime.block_on(listen(listeners, Arc::clone(&app), &links));
    drop(runtime);
    ended
}

/// Brings what an earlier program left in the write-ahead log into the files. After a sync that failed the log may lie in the machine's
/// memory alone while it looks written; nothing new may rest on that.
fn bring_home(operation: &Operation) -> Result<(), StoreError> {
    match operation.leave_no_trace() {
        // Without room for it everything can be read all the same.
        Err(error) if error.disk() == Some(Disk::Full) => {
            tracing::error!(%error, operation = operation.slug(), "the disk is full; until there is room nothing is entered");
            Ok(())
        }
        done => done,
    }
}

/// A way to the coordinators' side, as it is printed.
#[derive(Clone)]
struct WayIn {
    who: String,
    path: String,
}

/// In a demonstration a link for everybody in it; elsewhere where to sign in, or while nobody has joined, a link to join.
fn ways_in(operation: &Operation, world: &World) -> Result<Vec<WayIn>, StoreError> {
    let slug = operation.slug();
    let people = operation.people()?;
    let active = people.iter().filter(|one| one.status == Status::Active);
    let enter = |who: String, token: String| WayIn { who, path: format!("/d/{slug}/enter/{token}") };
    if operation.card()?.demo {
        let link = |one: &Person| {
            let who = if one.id == 1 { "Coordinators".to_owned() } else { Tongue::new(Lang::En).t(one.role.words()) };
            operation.demo_link(world, one.id).map(|token| enter(who, token))
        };
        return active.map(link).collect();
    }
    if active.count() > 0 {
        return Ok(vec![WayIn { who: "Coordinators".into(), path: format!("/d/{slug}/sign-in") }]);
    }
    let token = match operation.one_more_link(world)? {
        Some(token) => Some(token),
        None => operation.invite_by(world, &FormKey::draw(world), 0, COORDINATOR, Role::Coordinator)?.ok(),
    };
    Ok(token.map(|token| enter("Join here".into(), token)).into_iter().collect())
}

async fn bound(serving: &Serving) -> anyhow::Result<(TcpListener, TcpListener)> {
    let public = bind(SocketAddr::new(serving.public_address, serving.public_port)).await;
    let public = public.with_context(|| format!("port {} cannot be used; try --public-port 0", serving.public_port))?;
    let desk = bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), serving.desk_port)).await;
    let desk = desk.with_context(|| format!("port {} cannot be used; try --desk-port 0", serving.desk_port))?;
    Ok((public, desk))
}

async fn listen((public, desk): (TcpListener, TcpListener), app: Arc<App>, links: &[WayIn]) -> anyhow::Result<()> {
    println!("Public side:   {}/", app.public_at);
    println!("Health:        {}/health", app.public_at);
    let here = format!("http://{}", desk.local_addr()?);
    let desk_at = if app.desk_at.is_empty() { &here } else { &app.desk_at };
    for WayIn { who, path } in links {
        println!("{:<15}{desk_at}{path}", format!("{who}:"));
    }
    println!("A link to enter or join works once. Stop with Ctrl-C.");
    let gate = Arc::clone(&app);
    let ticking = tokio::spawn(async move {
        loop {
            tokio::time::sleep(GATE_EVERY).await;
            let app = Arc::clone(&gate);
            let _ = tokio::task::spawn_blocking(move || close_all_days(&app)).await;
        }
    });
    // A loop of its own: whoever is asked may take their time, and no close of a day waits for that.
    let asked = Arc::clone(&app);
    let asking = tokio::spawn(async move {
        loop {
            tokio::time::sleep(GATE_EVERY).await;
            let app = Arc::clone(&asked);
            let _ = tokio::task::spawn_blocking(move || ask_all_witnesses(&app)).await;
        }
    });
    let (end, ending) = tokio::sync::watch::channel(false);
    let told = tokio::spawn(async move {
        told_to_end().await;
        // Whoever listens no more has ended already.
        let _ = end.send(true);
    });
    tokio::join!(
        serve(public, public_router(Arc::clone(&app)), ending.clone()),
        serve_within(desk, desk_router(Arc::clone(&app)), Limits::of_desk(), ending)
    );
    told.abort();
    ticking.abort();
    asking.abort();
    Ok(())
}

/// Ctrl-C, or the word of whatever runs services here.
async fn told_to_end() {
    #[cfg(unix)]
    {
        let mut stop = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(stop) => stop,
            Err(error) => {
                tracing::warn!(%error, "only Ctrl-C ends this program in good order");
                let _ = tokio::signal::ctrl_c().await;
                return;
            }
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = stop.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}

/// How often the gate looks whether a day is over.
const GATE_EVERY: Duration = Duration::from_secs(20);

fn ask_all_witnesses(app: &App) {
    for served in &app.operations {
        if let Err(error) = witnesses::ask_all(&served.operation, app.world.now(), &post_text) {
            tracing::error!(%error, operation = served.operation.slug(), "witnesses could not be asked; they are asked again");
        }
    }
}

fn close_all_days(app: &App) {
    for served in &app.operations {
        close_one(&served.operation, &app.world);
    }
}

fn close_one(operation: &Operation, world: &World) {
    if let Err(error) = close_days(operation, world, SHAPES) {
        tracing::error!(%error, operation = operation.slug(), "a day could not be closed; it is tried again");
    }
}
