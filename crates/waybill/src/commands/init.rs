//! `waybill init`: founds an operation from what the command says, and on a terminal asks for the rest.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use jiff::civil::Date;
use waybill::features::giving;
use waybill::features::settings::{NAME_MAX, address};
use waybill::store::{ACCOUNTS_MAX, FormKey, Founding, Operation, Role, Settings, Store, is_slug};
use waybill::web::forms::{Bench, enter_behind};
use waybill::web::hands::Hands;
use waybill::web::typed::{Typed, is_hidden};
use waybill::web::words::{Lang, Tongue};
use waybill::world::World;
use waybill::{catalogue, store};

use super::asking::Asking;
use super::people;
use crate::{Place, store_at};

/// What can be said about an operation that is founded.
#[derive(Args, Clone)]
pub struct Init {
    #[command(flatten)]
    pub place: Place,
    /// Short name in addresses: a-z, 0-9 and -. On a terminal you are asked for what you leave out.
    slug: Option<String>,
    /// Its name, as public pages say it.
    #[arg(long)]
    name: Option<String>,
    /// Day 1, as YYYY-MM-DD; today if you say nothing.
    #[arg(long)]
    day_one: Option<String>,
    /// Time zone of its calendar; Europe/Kyiv if you say nothing.
    #[arg(long)]
    zone: Option<String>,
    /// A language of its pages (en, uk, de, pl), the usual one first; may be given several times; all if you say nothing.
    #[arg(long = "language")]
    languages: Vec<String>,
    /// A currency it has a bank account in; may be given several times; EUR if you say nothing.
    #[arg(long = "account")]
    accounts: Vec<String>,
    /// Where strangers reach it, e.g. <https://example.org/o/flood>; can be entered later.
    #[arg(long)]
    address: Option<String>,
    /// What the first coordinator goes by here; not their real name.
    #[arg(long)]
    coordinator: Option<String>,
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

impl Init {
    /// Nothing said but where.
    pub fn at(place: Place) -> Self {
        let (slug, name, day_one, zone) = (None, None, None, None);
        let (languages, accounts) = (Vec::new(), Vec::new());
        Self {
            place,
            slug,
            name,
            day_one,
            zone,
            languages,
            accounts,
            address: None,
            coordinator: None,
            iban: None,
            account_holder: None,
            bic: None,
        }
    }
}

/// What was read, all of it checked.
struct Read {
    slug: String,
    settings: Settings,
    day_one: Date,
    zone: String,
    accounts: Vec<String>,
    coordinator: String,
}

/// What the first coordinator goes by where nobody said a name.
pub const COORDINATOR: &str = "coordinator";
/// Time zone and currency of whoever says nothing.
const ZONE: &str = "Europe/Kyiv";
const CURRENCY: &str = "EUR";
/// What machines in a hall have for a time zone; no operation's days begin by it.
const SERVERS: [&str; 2] = ["UTC", "Etc/"];

/// Founds an operation, and says what to type next.
pub fn found(init: &Init) -> anyhow::Result<()> {
    let world = World::real();
    let store = store_at(&init.place);
    let read = if init.slug.is_some() && init.name.is_some() {
        said(init, &store, &world)?
    } else if std::io::stdin().is_terminal() {
        let mut asking = Asking::new(std::io::stdin().lock(), std::io::stdout());
        asked(init, &store, &world, &mut asking)?
    } else {
        bail!(
            "say what it is called: {} init flood --name \"River flood, spring\" (on a terminal you are asked for everything)",
            program()
        );
    };
    let details = details_typed(init, &read.accounts)?;
    let Read { slug, settings, day_one, zone, accounts, coordinator } = read;
    let founding = Founding { name: settings.name.clone(), day_one, zone: zone.clone(), accounts, demo_clock: None };
    let operation = store.found(&slug, &founding, &world)?;
    operation.change_settings(&settings).with_context(|| {
        format!("{slug} is founded, but its languages and its address were not kept: enter them under \"Settings\"")
    })?;
    if let Some(typed) = details {
        enter_details(&operation, &world, &typed).with_context(|| {
            format!("{slug} is founded, but its giving details were not entered: enter them in their form")
        })?;
        println!("Giving details entered: told when the day closes, marked as confirmed by one person.");
    }
    println!("Founded {slug} in {}. Day 1 is {day_one}, in the time zone {zone}.", init.place.data.display());
    people::invite_to(&operation, &world, &coordinator, Role::Coordinator, &init.place)?;
    println!(
        "There you join with a passphrase and codes, and \"First steps\" leads on. (serve prints a link to join as well.)"
    );
    Ok(())
}

/// This program as it was called, so that what we print can be typed.
pub fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "waybill".into())
}

/// What a command needs to find the same books again.
pub fn where_it_is(place: &Place) -> String {
    let data = if place.data == *crate::DATA { String::new() } else { format!(" --data {}", place.data.display()) };
    // The address of a database may hold a password, which is not printed.
    let database = place.database.is_some() && std::env::var_os("WAYBILL_DATABASE").is_none();
    format!("{data}{}", if database { " --database (as before)" } else { "" })
}

/// Everything from the command.
fn said(init: &Init, store: &Store, world: &World) -> anyhow::Result<Read> {
    let wrong = |sentence: String| anyhow!("{sentence} Nothing was founded.");
    let slug = read_slug(init.slug.as_deref().unwrap_or_default(), store).map_err(wrong)?;
    let name = read_name(init.name.as_deref().unwrap_or_default()).map_err(wrong)?;
    let zone = read_zone(init.zone.as_deref().unwrap_or(ZONE)).map_err(wrong)?;
    let day_one = match &init.day_one {
        Some(text) => read_day_one(text, &zone, world).map_err(wrong)?,
        None => today(&zone, world),
    };
    let languages = read_languages(&init.languages.join(" ")).map_err(wrong)?;
    let accounts = if init.accounts.is_empty() { CURRENCY.to_owned() } else { init.accounts.join(" ") };
    let accounts = read_accounts(&accounts).map_err(wrong)?;
    let address = read_address(init.address.as_deref().unwrap_or_default(), &slug).map_err(wrong)?;
    let coordinator = people::read_person(init.coordinator.as_deref().unwrap_or(COORDINATOR)).map_err(wrong)?;
    let settings = Settings { name, languages, address, onion: None };
    Ok(Read { slug, settings, day_one, zone, accounts, coordinator })
}

/// What the command does not say, from whoever sits at the terminal.
fn asked<R: BufRead, W: Write>(
    init: &Init,
    store: &Store,
    world: &World,
    asking: &mut Asking<R, W>,
) -> anyhow::Result<Read> {
    asking.say("A few questions; Enter takes what stands in brackets. Most of it can be changed later.")?;
    let name = match &init.name {
        Some(name) => read_name(name).map_err(|wrong| anyhow!(wrong))?,
        None => asking.ask("What is it called, as the public page will say it?", "", read_name)?,
    };
    let slug = match &init.slug {
        Some(slug) => read_slug(slug, store).map_err(|wrong| anyhow!(wrong))?,
        None => asking
            .ask("A short name for its addresses (a-z, 0-9, -)?", &short_of(&name), |text| read_slug(text, store))?,
    };
    let here = jiff::tz::TimeZone::system();
    let usual = init.zone.as_deref().or(here.iana_name()).filter(|zone| !SERVERS.iter().any(|of| zone.starts_with(of)));
    let usual = usual.unwrap_or(ZONE);
    let zone = asking.ask("Its time zone, by a city?", usual, read_zone)?;
    let usual = init.day_one.clone().unwrap_or_else(|| today(&zone, world).to_string());
    let day_one = asking.ask("Day 1, as year-month-day?", &usual, |text| read_day_one(text, &zone, world))?;
    let all = Lang::ALL.map(Lang::code).join(" ");
    let usual = if init.languages.is_empty() { all } else { init.languages.join(" ") };
    let languages = asking.ask("The languages of its pages, the usual one first?", &usual, read_languages)?;
    let usual = if init.accounts.is_empty() { CURRENCY.to_owned() } else { init.accounts.join(" ") };
    let accounts = asking.ask("The currencies it has bank accounts in?", &usual, read_accounts)?;
    let usual = init.address.clone().unwrap_or_default();
    let question = format!("The address under which strangers will reach it, https://…/o/{slug} (Enter: later)?");
    let address = asking.ask(&question, &usual, |text| read_address(text, &slug))?;
    let usual = init.coordinator.as_deref().unwrap_or(COORDINATOR);
    let question = "What do you go by here, as its first coordinator (not your real name)?";
    let coordinator = asking.ask(question, usual, people::read_person)?;
    let settings = Settings { name, languages, address, onion: None };
    Ok(Read { slug, settings, day_one, zone, accounts, coordinator })
}

/// A short name out of a long one, as far as it has plain letters.
fn short_of(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let mut short = String::new();
    for word in plain.split_whitespace() {
        if short.len() + word.len() > SHORT_MAX {
            break;
        }
        short = if short.is_empty() { word.to_owned() } else { format!("{short}-{word}") };
    }
    if is_slug(&short) { short } else { "aid".to_owned() }
}

/// A short name that is offered should be short.
const SHORT_MAX: usize = 15;

fn read_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(is_hidden);
    if fits { Ok(name.to_owned()) } else { Err(format!("The name has 1 to {NAME_MAX} visible characters.")) }
}

fn read_slug(text: &str, store: &Store) -> Result<String, String> {
    if !is_slug(text) {
        return Err(format!("{}.", sentence(&store::StoreError::Slug)));
    }
    match store.slugs() {
        Ok(slugs) if slugs.iter().any(|slug| slug == text) => {
            Err(format!("{}; choose another.", sentence(&store::StoreError::Exists(text.to_owned()))))
        }
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("{}.", sentence(&error))),
    }
}

/// An error of the store, as the beginning of a sentence.
fn sentence(error: &store::StoreError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn read_zone(text: &str) -> Result<String, String> {
    let zone = jiff::tz::TimeZone::get(text).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
    zone.ok_or_else(|| format!("{text} is not a time zone; write continent and city, e.g. Europe/Kyiv."))
}

fn today(zone: &str, world: &World) -> Date {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    world.now().to_zoned(zone).date()
}

fn read_day_one(text: &str, zone: &str, world: &World) -> Result<Date, String> {
    let day_one: Date = text.parse().map_err(|_| format!("{text} is not a date; write it like 2026-04-02."))?;
    let today = today(zone, world);
    if day_one > today {
        return Err(format!("Day 1 cannot be in the future: {day_one} is after {today}."));
    }
    Ok(day_one)
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ';']).filter(|word| !word.is_empty())
}

/// Codes of languages, each once; none means all.
fn read_languages(text: &str) -> Result<Vec<String>, String> {
    let mut languages: Vec<String> = Vec::new();
    for word in words_of(text) {
        let Some(lang) = Lang::parse(&word.to_ascii_lowercase()) else {
            let all = Lang::ALL.map(Lang::code).join(", ");
            return Err(format!("{word} is not a language of these pages; choose of {all}."));
        };
        if !languages.iter().any(|known| known == lang.code()) {
            languages.push(lang.code().to_owned());
        }
    }
    Ok(languages)
}

/// Codes of bank accounts, one for each currency named.
fn read_accounts(text: &str) -> Result<Vec<String>, String> {
    let mut accounts = Vec::new();
    for word in words_of(text) {
        let currency = waybill_journal::Commodity::parse(&word.to_uppercase()).ok();
        let Some(currency) = currency.filter(|c| catalogue::currency_of(c).is_some()) else {
            return Err(format!("{word} is not a currency; give its three letters, e.g. EUR."));
        };
        accounts.push(catalogue::account_code("bank", &currency, &accounts));
    }
    match accounts.len() {
        1..=ACCOUNTS_MAX => Ok(accounts),
        _ => Err(format!("Name 1 to {ACCOUNTS_MAX} currencies, e.g. EUR UAH.")),
    }
}

fn read_address(text: &str, slug: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let path = format!("/o/{slug}");
    let read = address::parse(text, slug);
    read.map(Some).map_err(|wrong| Tongue::new(Lang::En).with(wrong.key(), &[("path", path.into())]))
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
    let bench = Bench::at_the_machine(operation, world, FormKey::draw(world))?;
    match enter_behind(&bench, &giving::FORM, typed, Hands::Two, &bench.behind(), |_, _| Ok(()))? {
        Ok(_) => Ok(()),
        Err(problems) => bail!("{}", problems.into_iter().map(|p| p.text).collect::<Vec<_>>().join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place { data: std::env::temp_dir().join("waybill-nothing-is-here"), database: None }
    }

    fn asked_of(init: &Init, typed: &str) -> (anyhow::Result<Read>, String) {
        let world = World::held("2026-04-02T20:00:00Z".parse().unwrap(), 1);
        let mut said = Vec::new();
        let read = asked(init, &store_at(&init.place), &world, &mut Asking::new(typed.as_bytes(), &mut said));
        (read, String::from_utf8(said).unwrap())
    }

    #[test]
    fn somebody_who_only_knows_the_name_answers_the_rest_with_enter() {
        let init = Init { zone: Some("Europe/Kyiv".into()), ..Init::at(place()) };
        let (read, said) = asked_of(&init, "River flood, spring\n\n\n\n\n\n\n\n");
        let read = read.unwrap();
        assert_eq!(read.slug, "river-flood", "{said}");
        assert_eq!(read.settings.name, "River flood, spring");
        assert_eq!(read.settings.languages, ["en", "uk", "de", "pl"]);
        assert_eq!((read.zone.as_str(), read.day_one.to_string().as_str()), ("Europe/Kyiv", "2026-04-02"));
        assert_eq!((read.accounts, read.settings.address), (vec!["bank-eur-1".to_owned()], None));
    }

    #[test]
    fn every_mistake_gets_its_sentence_and_another_try() {
        let typed = "\nПовінь\nЇ\nflood\nKyiv\nEurope/Kyiv\n2026-04-05\ntomorrow\n2026-04-01\nfr\nuk, en uk\n\
                     EURO\neur,uah,EUR\nexample.org\nhttps://example.org/o/other\nhttps://example.org/o/flood/\n\u{200b}\nheron  of the river\n";
        let (read, said) = asked_of(&Init::at(place()), typed);
        let read = read.unwrap();
        assert_eq!((read.slug.as_str(), read.settings.languages.join(" ").as_str()), ("flood", "uk en"));
        assert_eq!(read.accounts, ["bank-eur-1", "bank-uah-1", "bank-eur-2"]);
        assert_eq!(read.settings.address.as_deref(), Some("https://example.org/o/flood"));
        assert_eq!(read.coordinator, "heron of the river");
        for sentence in [
            "The name has 1 to 80 visible characters.",
            "The short name of an operation has 2 to 30 characters",
            "Kyiv is not a time zone",
            "Day 1 cannot be in the future: 2026-04-05 is after 2026-04-02.",
            "tomorrow is not a date",
            "fr is not a language",
            "EURO is not a currency",
            "An address begins with https://",
            "Behind the host may stand /o/flood or nothing.",
            "The name has 1 to 40 visible characters.",
        ] {
            assert!(said.contains(sentence), "{sentence}\n{said}");
        }
    }

    #[test]
    fn what_the_command_says_is_not_asked() {
        let init = Init { name: Some("River aid".into()), ..Init::at(place()) };
        let (read, said) = asked_of(&init, "\n\n\n\n\n\n\n");
        assert_eq!(read.unwrap().slug, "river-aid");
        assert!(!said.contains("What is it called"));
        let wrong = Init { name: Some(" ".into()), ..Init::at(place()) };
        assert!(asked_of(&wrong, "\n\n\n\n\n\n\n").0.is_err());
    }

    #[test]
    fn a_name_without_plain_letters_still_gets_a_short_one() {
        assert_eq!(short_of("Допомога"), "aid");
        assert_eq!(short_of("A very long name of something that goes on"), "a-very-long-name");
    }
}
