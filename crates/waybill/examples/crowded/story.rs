//! What is in the crowded book: 200 needs, gifts from everywhere, forty orders in every state, the largest numbers.

use anyhow::ensure;
use jiff::Span;
use serde_json::Value;
use waybill::catalogue::{
    CONFIRMERS, COUNTRIES, INTERMEDIARY_ROLES, ITEMS, PRICE_SOURCES, SHORTFALL_REASONS, SUPPLIER_ROLES,
};
use waybill::house::FORMS;
use waybill::publish::shown::{NeedShown, NeedState, Shown};
use waybill::web::typed::COUNT_MAX;

use crate::desk::{Desk, Pairs};

/// As many needs as an operation is promised to hold.
const NEEDS: usize = 200;
const ORDERS: usize = 40;
/// Orders paid, and arrived.
const PAID: usize = 30;
const ARRIVED: usize = 20;
/// The most whole euros that the journal takes in one entry, and hryvnias, and yen.
const AMOUNT_MAX: i64 = 90_071_992_547_409;
/// People behind each gift of a country: enough to be told.
const PEOPLE: usize = 5;
/// Tries for a form that this file does not know.
const TRIES: usize = 60;

/// Goods whose codes and names are the longest there are, as `item`, class, size.
const LONGEST: &[(&str, &str, &str)] = &[
    ("vest", "DSTU-8782-2018/6", "XXL"),
    ("helmet", "VPAM-BSW-2006/9", "XXL"),
    ("sleepingbag", "", ""),
    ("tourniquet", "", ""),
    ("vest", "NIJ-0101-06/IIIA", "XXL"),
];

/// Tells the whole story, day by day.
pub fn tell(desk: &Desk) -> anyhow::Result<()> {
    desk.on(1)?;
    before(desk)?;
    giving(desk)?;
    needs(desk)?;
    desk.on(2)?;
    gifts(desk)?;
    desk.on(3)?;
    advances(desk)?;
    desk.on(4)?;
    orders(desk)?;
    payments(desk)?;
    desk.on(6)?;
    legs(desk)?;
    desk.on(10)?;
    arrivals(desk)?;
    desk.on(12)?;
    handovers(desk)?;
    between(desk)?;
    desk.on(40)?;
    words_on_needs(desk)?;
    every_other_form(desk)
}

/// The book must be as crowded as it says, or the pages are looked at in vain.
pub fn is_crowded(desk: &Desk, shown: &Shown) -> anyhow::Result<()> {
    ensure!(shown.needs.len() >= NEEDS, "only {} needs are told", shown.needs.len());
    ensure!(shown.orders.len() >= ORDERS, "only {} orders are told", shown.orders.len());
    ensure!(shown.given.len() >= 4, "gifts are told in {} currencies only", shown.given.len());
    ensure!(shown.countries >= 12, "gifts are told from {} countries only", shown.countries);
    let states: [fn(&NeedShown) -> bool; 3] =
        [|n| n.stale, |n| n.state == NeedState::NotNow, |n| matches!(n.state, NeedState::Surplus(_))];
    for state in states {
        ensure!(shown.needs.iter().filter(|need| state(need)).count() >= 10, "needs are told in one state only");
    }
    ensure!(shown.arrived > 0 && shown.handed > 0, "no arrival or no handover is told");
    ensure!(shown.texts.len() >= 25, "only {} dispatches are told", shown.texts.len());
    for form in FORMS {
        let entered = desk.operation.entries_of_kind(form.kind)?.len();
        ensure!(entered > 0, "nothing of the kind {} is in the book", form.kind);
    }
    Ok(())
}

fn before(desk: &Desk) -> anyhow::Result<()> {
    for account in &desk.card.accounts {
        let typed = vec![("account", account.clone()), ("fund", "open".to_owned())];
        desk.enter_largest("opening-money", "amount", AMOUNT_MAX / 1000, &typed)?;
    }
    for (n, (item, class, size)) in LONGEST.iter().enumerate() {
        let goods = vec![("item", *item), ("class", *class), ("size", *size), ("fund", "open"), ("region", "UA-21")];
        let mut typed: Pairs = goods.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        typed.push(("place", (99 - n).to_string()));
        desk.enter_largest("opening-stock", "count", COUNT_MAX, &typed)?;
    }
    Ok(())
}

/// Where gifts go: the longest names and numbers that banks have.
fn giving(desk: &Desk) -> anyhow::Result<()> {
    let longest = |name: &str, letters: usize| name.chars().cycle().take(letters).collect::<String>();
    for account in &desk.card.accounts {
        let holder = ("holder", longest("Solidaritätsgemeinschaftsunterstützungsverein", 70));
        let mut typed = vec![("account", account.clone()), holder];
        if account == "bank-eur-1" {
            // The longest there is, from the registry's own example.
            typed.push(("iban", "MT84MALT011000012345MTLCAST001S".to_owned()));
        } else {
            typed.extend([("number", longest("1234567890", 34)), ("bank", longest("Genossenschaftsbank", 70))]);
        }
        desk.enter("giving-details", typed)?;
    }
    Ok(())
}

fn needs(desk: &Desk) -> anyhow::Result<()> {
    let currencies = ["EUR", "EUR", "UAH", "PLN", "JPY", "KWD"];
    for n in 0..NEEDS {
        // Every tenth need is as large as the forms take, the rest as needs are.
        let quantity = if n % 10 == 0 { COUNT_MAX } else { i64::try_from(n)? * 7 + 1 };
        let typed = vec![
            ("item", ITEMS[n % ITEMS.len()].code.to_owned()),
            ("quantity", quantity.to_string()),
            ("priority", (n % 3 + 1).to_string()),
            ("currency", currencies[n % currencies.len()].to_owned()),
            ("source", PRICE_SOURCES[n % PRICE_SOURCES.len()].to_owned()),
            ("by", CONFIRMERS[n % CONFIRMERS.len()].to_owned()),
        ];
        desk.enter_largest("need", "price", if n % 10 == 0 { 99_999 } else { 1_999 }, &typed)?;
    }
    Ok(())
}

/// Some needs rest, of some there is too much, and some were confirmed so late that they are not stale; all others are.
fn words_on_needs(desk: &Desk) -> anyhow::Result<()> {
    for n in (NEEDS - 40)..NEEDS {
        let said = match n % 4 {
            0 => vec![("state", "not-now".to_owned())],
            1 => vec![("state", "surplus".to_owned()), ("surplus", COUNT_MAX.to_string())],
            _ => Vec::new(),
        };
        desk.enter("need", [("need", fund_of(n))].into_iter().chain(said).collect())?;
    }
    Ok(())
}

/// Gifts of five people from each country, in every account; one of each is as large as it may be.
fn gifts(desk: &Desk) -> anyhow::Result<()> {
    for (n, country) in COUNTRIES.iter().enumerate() {
        let account = &desk.card.accounts[n % desk.card.accounts.len()];
        let fund = if n % 2 == 0 { "open".to_owned() } else { fund_of(n) };
        for person in 0..PEOPLE {
            let typed = vec![("account", account.clone()), ("country", (*country).to_owned()), ("fund", fund.clone())];
            let amount = if person == 0 { AMOUNT_MAX / 100_000 } else { 40 + i64::try_from(n)? };
            desk.enter_largest("gift", "amount", amount, &typed)?;
        }
    }
    // Three more from each of a few countries, for one need: too few to be named apart.
    for country in &COUNTRIES[..6] {
        for _ in 0..3 {
            let typed =
                vec![("account", "bank-eur-1".to_owned()), ("country", (*country).to_owned()), ("fund", fund_of(0))];
            desk.enter_largest("gift", "amount", 25, &typed)?;
        }
    }
    Ok(())
}

/// Money for the orders' funds; intermediaries of every kind hold some of it.
fn advances(desk: &Desk) -> anyhow::Result<()> {
    for n in 0..ORDERS {
        let typed = vec![("from", "bank-eur-1/open/EUR".to_owned()), ("fund", fund_of(n))];
        desk.enter_largest("decision", "amount", 9_999_999, &typed)?;
    }
    for n in 0..10 {
        let typed = vec![
            ("from", format!("bank-eur-1/{}/EUR", fund_of(n * 4))),
            ("role", INTERMEDIARY_ROLES[n % INTERMEDIARY_ROLES.len()].to_owned()),
            ("country", COUNTRIES[n * 3].to_owned()),
            ("number", "99".to_owned()),
            ("agreed", ["7", "60"][n % 2].to_owned()),
        ];
        desk.enter_largest("advance", "amount", 9_999_999, &typed)?;
    }
    Ok(())
}

/// Orders of one to four lines; some are due soon, some are long overdue by today.
fn orders(desk: &Desk) -> anyhow::Result<()> {
    for n in 0..ORDERS {
        let expected = desk.today().saturating_add(Span::new().days(i64::try_from(n)? * 4));
        let (lines, largest) = (1 + n % 4, n % 5 == 0);
        let mut typed: Vec<(String, String)> = vec![
            ("fund".into(), fund_of(n)),
            ("role".into(), SUPPLIER_ROLES[n % SUPPLIER_ROLES.len()].into()),
            ("country".into(), COUNTRIES[(n * 7) % COUNTRIES.len()].into()),
            ("number".into(), "99".into()),
            ("expected".into(), expected.to_string()),
        ];
        for (line, (item, class, size)) in (1..=lines).zip(LONGEST.iter().cycle().skip(n)) {
            let price = if largest { 0.1 } else { 99.99 };
            typed.extend([
                (format!("item{line}"), (*item).into()),
                (format!("class{line}"), (*class).into()),
                (format!("size{line}"), (*size).into()),
                (format!("quantity{line}"), if largest { 2_000_000 } else { 480 + n }.to_string()),
                (format!("price{line}"), format!("{price:.2}")),
                (format!("origin{line}"), COUNTRIES[(n + line) % COUNTRIES.len()].into()),
            ]);
        }
        let pairs = typed.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        desk.enter("order", pairs)?;
    }
    Ok(())
}

fn payments(desk: &Desk) -> anyhow::Result<()> {
    for (n, order) in codes_of_orders(desk)?.into_iter().enumerate().take(PAID) {
        // Where an intermediary holds money of that fund, it pays.
        let intermediary = (n % 4 == 0).then(|| {
            let n = n / 4;
            let role = INTERMEDIARY_ROLES[n % INTERMEDIARY_ROLES.len()];
            format!("{role}-{}-99", COUNTRIES[n * 3].to_lowercase())
        });
        let through = |holder: String| desk.enter("payment", vec![("order", order.clone()), ("holder", holder)]);
        match intermediary.map(through) {
            Some(Ok(_)) => {}
            _ => {
                through("bank-eur-1".to_owned())?;
            }
        }
    }
    Ok(())
}

/// From every second order a part sets out, by every means and from everywhere; some of it goes on. Half of the orders
/// arrive, the rest is on the road until today, and late.
fn legs(desk: &Desk) -> anyhow::Result<()> {
    for (n, order) in codes_of_orders(desk)?.into_iter().enumerate().take(PAID).step_by(2) {
        let way = |from: &str, to: &str| {
            let by = ["road", "rail", "air", "sea", "hand"][n % 5];
            vec![
                ("from", from.to_owned()),
                ("to", to.to_owned()),
                ("by", by.to_owned()),
                ("expected", desk.today().saturating_add(Span::new().days(9)).to_string()),
            ]
        };
        let mut typed = way(COUNTRIES[(n * 7) % COUNTRIES.len()], "UA-21");
        typed.extend([("order", order.clone()), ("count1", "17".to_owned())]);
        desk.enter("leg", typed)?;
        let mut on = way("UA-21", "UA-46");
        on.push(("shipment", format!("{}-1", order.replacen("order-", "shipment-", 1))));
        desk.enter("leg-on", on)?;
    }
    Ok(())
}

/// From a few shelves something goes to another place and is not there yet.
fn between(desk: &Desk) -> anyhow::Result<()> {
    for turn in 0..6 {
        let way = [("count", "3"), ("region", "UA-63"), ("place", "98"), ("by", "hand")];
        let mut typed: Pairs = way.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        typed.push(("expected", desk.today().saturating_add(Span::new().days(9)).to_string()));
        desk.enter_in_turn("between", typed, turn)?;
    }
    Ok(())
}

fn arrivals(desk: &Desk) -> anyhow::Result<()> {
    for (n, order) in codes_of_orders(desk)?.into_iter().enumerate().take(ARRIVED) {
        let mut typed = vec![("order", order), ("region", ["UA-21", "UA-46", "UA-63"][n % 3].to_owned())];
        typed.push(("place", "99".to_owned()));
        for (line, field) in (1..=1 + n % 4).zip(["received1", "received2", "received3", "received4"]) {
            let reason = ["reason1", "reason2", "reason3", "reason4"][line - 1];
            typed.push((field, (480 - 7 * n).to_string()));
            typed.push((reason, SHORTFALL_REASONS[n % SHORTFALL_REASONS.len()].to_owned()));
        }
        desk.enter("arrival", typed)?;
    }
    Ok(())
}

/// From every shelf, several times: as much as one entry takes of the first, then a few.
fn handovers(desk: &Desk) -> anyhow::Result<()> {
    for turn in 0..24 {
        desk.enter_in_turn("handover", vec![("count", "55".to_owned())], turn)?;
    }
    desk.enter_largest("handover", "count", 5_000_000, &Vec::new())?;
    Ok(())
}

/// A form that nothing above has used, because it came to the house later, is filled in with whatever it offers.
fn every_other_form(desk: &Desk) -> anyhow::Result<()> {
    // A policy that changes nothing is refused.
    desk.enter("policy", vec![("stale", "20".to_owned())])?;
    for form in FORMS {
        if desk.operation.entries_of_kind(form.kind)?.is_empty() {
            desk.enter_anything(form, TRIES)?;
        }
    }
    Ok(())
}

/// The fund of the nth need.
fn fund_of(n: usize) -> String {
    format!("{}-{}", ITEMS[n % ITEMS.len()].code, n / ITEMS.len() + 1)
}

fn codes_of_orders(desk: &Desk) -> anyhow::Result<Vec<String>> {
    let orders = desk.operation.entries_of_kind("order")?;
    Ok(orders.iter().filter_map(|o| Some(o.public.get("order").and_then(Value::as_str)?.to_owned())).collect())
}
