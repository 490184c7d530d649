//! The commands: found an operation, serve it, show the demonstration, check and rebuild.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use waybill::features::giving;
use waybill::house::{HOUSE, ROWS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::store::{Difference, Engine, FormKey, Founding, Operation, Store};
use waybill::web::forms::{Bench, Unread};
use waybill::web::mirror::mirror;
use waybill::web::public::{App, PassDay, Served, dispatches_text, facts_text, figures_text};
use waybill::web::serve::{bind, desk_router, public_router, serve};
use waybill::web::typed::Typed;
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;
use waybill::{catalogue, demo};

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
    /// Check a book against itself: chain, balances, running starts, and every public figure.
    Verify(Place),
    /// Copy the whole public side into a folder, to be opened without a server: from a stick, from any web space.
    Mirror(Mirror),
    /// Write all derived rows and published facts again from the entries.
    Rebuild(Place),
}

#[derive(Args, Clone)]
struct Place {
    /// Where books are kept: one folder an operation.
    #[arg(long, default_value = "waybill-data")]
    data: PathBuf,
    /// PostgreSQL instead of SQLite, as `postgres://user@host/name`.
    #[arg(long, env = "WAYBILL_DATABASE")]
    database: Option<String>,
}

#[derive(Args)]
struct Init {
    #[command(flatten)]
    place: Place,
    /// Short name in addresses: a-z, 0-9 and -.
    slug: String,
    /// Its name, as public pages say it.
    #[arg(long)]
    name: String,
    /// Day 1, as YYYY-MM-DD; today if you say nothing.
    #[arg(long)]
    day_one: Option<jiff::civil::Date>,
    /// Time zone of its calendar.
    #[arg(long, default_value = "Europe/Kyiv")]
    zone: String,
    /// A currency it has a bank account in; may be given several times.
    #[arg(long = "account", default_value = "EUR")]
    accounts: Vec<String>,
    /// Where gifts go: the IBAN of its first account. The other accounts' giving details are entered in the form.
    #[arg(long, requires = "account_holder")]
    iban: Option<String>,
    /// Who holds that account: an association, foundation or company, never a private person.
    #[arg(long, requires = "iban")]
    account_holder: Option<String>,
    /// The BIC of that account's bank.
    #[arg(long, requires = "iban")]
    bic: Option<String>,
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
    /// An operation's own host name, as slug=host; may be given several times.
    #[arg(long = "host")]
    hosts: Vec<String>,
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
    let done = match Commands::parse().command {
        Command::Init(init) => found(init),
        Command::Serve(serving) => serve_all(serving),
        Command::Demo(demo) => show_demo(demo),
        Command::Verify(place) => verify_all(&place),
        Command::Mirror(mirror) => copy_public_side(&mirror),
        Command::Rebuild(place) => rebuild_all(&place),
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

fn found(init: Init) -> anyhow::Result<()> {
    let world = World::real();
    let zone = jiff::tz::TimeZone::get(&init.zone)
        .with_context(|| format!("{} is not a time zone, e.g. Europe/Kyiv", init.zone))?;
    let today = world.now().to_zoned(zone).date();
    let day_one = init.day_one.unwrap_or(today);
    if day_one > today {
        bail!("day 1 cannot be in the future: {day_one} is after {today}");
    }
    let name = init.name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(waybill::web::typed::is_hidden) {
        bail!("the name has 1 to {NAME_MAX} visible characters");
    }
    let mut accounts = Vec::new();
    for currency in &init.accounts {
        let code = currency.to_uppercase();
        let known = waybill_journal::Commodity::parse(&code).ok().filter(|c| catalogue::currency_of(c).is_some());
        known.with_context(|| format!("{currency} is not a currency; give its three letters, e.g. EUR"))?;
        let same =
            accounts.iter().filter(|a: &&String| a.starts_with(&format!("bank-{}-", code.to_lowercase()))).count();
        accounts.push(format!("bank-{}-{}", code.to_lowercase(), same + 1));
    }
    let details = details_typed(&init, &accounts)?;
    let founding = Founding { name: name.to_owned(), day_one, zone: init.zone, accounts, demo_clock: None };
    let operation = store_at(&init.place).found(&init.slug, &founding, &world)?;
    if let Some(typed) = details {
        enter_details(&operation, &world, &typed)?;
        println!("Giving details entered: told when the day closes, marked as confirmed by one person.");
    }
    println!("Founded {} in {}. Day 1 is {day_one}.", init.slug, init.place.data.display());
    println!("Now: waybill serve --data {}", init.place.data.display());
    Ok(())
}

/// The form for giving details, as the command line fills it in; checked before anything is founded.
fn details_typed(init: &Init, accounts: &[String]) -> anyhow::Result<Option<Typed>> {
    let Some(iban) = &init.iban else { return Ok(None) };
    let pairs = [
        ("account", accounts.first().cloned().unwrap_or_default()),
        ("iban", iban.clone()),
        ("holder", init.account_holder.clone().unwrap_or_default()),
        ("bic", init.bic.clone().unwrap_or_default()),
    ];
    let typed = Typed::new(pairs.map(|(name, value)| (name.to_owned(), value)));
    match giving::read_details(&typed, Tongue::new(Lang::En), accounts, false) {
        Ok(_) => Ok(Some(typed)),
        Err(problems) => {
            let told: Vec<String> = problems.into_iter().map(|p| format!("{}: {}", p.field, p.text)).collect();
            bail!("{}\nNothing was founded.", told.join("\n"))
        }
    }
}

/// Enters giving details through their form.
fn enter_details(operation: &Operation, world: &World, typed: &Typed) -> anyhow::Result<()> {
    let card = operation.card()?;
    let today = card.local(world.now()).date();
    let bench = Bench { operation, card, world, today, w: Tongue::new(Lang::En), key: FormKey::draw(world) };
    let draft = match (giving::FORM.read)(&bench, typed) {
        Ok(draft) => draft,
        Err(Unread::Store(error)) => return Err(error.into()),
        Err(Unread::Problems(problems)) => {
            bail!("{}", problems.into_iter().map(|p| p.text).collect::<Vec<_>>().join(" "))
        }
    };
    operation.post(world, &bench.key, &draft, (giving::FORM.also)(&bench, typed)?)?;
    Ok(())
}

/// Longest name of an operation: it has to fit the head of a page on a phone.
const NAME_MAX: usize = 80;

fn serve_all(serving: Serving) -> anyhow::Result<()> {
    let world = World::real();
    let store = store_at(&serving.place);
    let slugs = store.slugs()?;
    if slugs.is_empty() {
        bail!(
            "there is no operation in {}. Found one first: waybill init NAME --name \"...\"",
            serving.place.data.display()
        );
    }
    let operations = slugs.iter().map(|slug| store.open(slug, &world)).collect::<Result<Vec<_>, _>>()?;
    let demo_clock =
        operations.iter().map(Operation::demo_clock).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().next();
    if demo_clock.is_some() {
        bail!("{} holds the demonstration; serve it with: waybill demo", serving.place.data.display());
    }
    run(serving, world, operations, None)
}

fn show_demo(demo: Demo) -> anyhow::Result<()> {
    let mut serving = demo.serving;
    if serving.place.data.as_os_str() == "waybill-data" {
        serving.place.data = PathBuf::from("waybill-demo");
    }
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

fn verify_all(place: &Place) -> anyhow::Result<()> {
    each(place, verify_one)
}

fn rebuild_all(place: &Place) -> anyhow::Result<()> {
    each(place, |operation, world| {
        let differences = operation.rebuild()?;
        operation.close_all()?;
        close_days(operation, world, SHAPES)?;
        for difference in &differences {
            println!("{}: was different: {difference:?}", operation.slug());
        }
        let entries = differences.iter().filter(|d| !matches!(d, Difference::Row(_))).count();
        println!("Rebuilt {}: {} rows differed.", operation.slug(), differences.len() - entries);
        if entries > 0 {
            bail!(
                "{entries} entries of {} are not what they were when they were written; restore a backup",
                operation.slug()
            );
        }
        verify_one(operation, world)
    })
}

/// Copies what is published now into a folder. A server may run meanwhile: only the published door is read.
fn copy_public_side(asked: &Mirror) -> anyhow::Result<()> {
    let store = store_at(&asked.place);
    let slugs = store.slugs()?;
    let slug = match (&asked.operation, slugs.as_slice()) {
        (Some(slug), known) if known.contains(slug) => slug,
        (None, [only]) => only,
        (_, []) => bail!("there is no operation in {}", asked.place.data.display()),
        (Some(slug), _) => bail!("there is no operation called {slug}; there are: {}", slugs.join(", ")),
        (None, _) => bail!("say which operation behind the folder: {}", slugs.join(", ")),
    };
    let operation = store.open(slug, &World::real())?;
    // The clock stands still while pages are made, so that all of them are of one day.
    let now = operation.demo_clock()?.unwrap_or_else(|| World::real().now());
    let world = World::held_clock(now);
    let published = Published::open(&operation)?;
    let app =
        App { world, operations: vec![Served { operation, published, host: None }], house: &HOUSE, next_day: None };
    let done = mirror(&app, &app.operations[0], &asked.folder)?;
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

/// Serves until the process ends.
fn run(serving: Serving, world: World, operations: Vec<Operation>, next_day: Option<PassDay>) -> anyhow::Result<()> {
    let mut served = Vec::new();
    for operation in operations {
        close_days(&operation, &world, SHAPES)?;
        let prefix = format!("{}=", operation.slug());
        let host = serving.hosts.iter().find_map(|h| h.strip_prefix(&prefix)).map(str::to_owned);
        let published = Published::open(&operation)?;
        served.push(Served { operation, published, host });
    }
    let link = |s: &Served| s.operation.make_link(&world).map(|token| (s.operation.slug().to_owned(), token));
    let links = served.iter().map(link).collect::<Result<Vec<_>, _>>()?;
    let app = Arc::new(App { world, operations: served, house: &HOUSE, next_day });
    // A connection to PostgreSQL waits on a runtime of its own, so it is neither used nor closed inside this one: `app`
    // is held here until all tasks are over.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let ended = runtime.block_on(listen(serving, Arc::clone(&app), &links));
    drop(runtime);
    ended
}

async fn listen(serving: Serving, app: Arc<App>, links: &[(String, String)]) -> anyhow::Result<()> {
    let public = bind(SocketAddr::new(serving.public_address, serving.public_port)).await;
    let public = public.with_context(|| format!("port {} cannot be used; try --public-port 0", serving.public_port))?;
    let desk = bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), serving.desk_port)).await;
    let desk = desk.with_context(|| format!("port {} cannot be used; try --desk-port 0", serving.desk_port))?;
    println!("Public side:   http://{}/", public.local_addr()?);
    for (slug, token) in links {
        println!("Coordinators:  http://{}/d/{slug}/enter/{token}", desk.local_addr()?);
    }
    println!("The coordinators' link can be used once, for a day. Stop with Ctrl-C.");
    let gate = Arc::clone(&app);
    let ticking = tokio::spawn(async move {
        loop {
            tokio::time::sleep(GATE_EVERY).await;
            let app = Arc::clone(&gate);
            let _ = tokio::task::spawn_blocking(move || close_all_days(&app)).await;
        }
    });
    tokio::select! {
        () = serve(public, public_router(Arc::clone(&app))) => {}
        () = serve(desk, desk_router(Arc::clone(&app))) => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    ticking.abort();
    Ok(())
}

/// How often the gate looks whether a day is over.
const GATE_EVERY: Duration = Duration::from_secs(20);

fn close_all_days(app: &App) {
    for served in &app.operations {
        if let Err(error) = close_days(&served.operation, &app.world, SHAPES) {
            tracing::error!(%error, operation = served.operation.slug(), "a day could not be closed; it is tried again");
        }
    }
}
