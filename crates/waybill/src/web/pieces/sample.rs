//! An invented day 23 and what may follow, for looking at the pages while they are being made. Tests only.
//!
//! `WAYBILL_PAGES=/tmp/pages cargo test -p waybill` writes every page of it into that folder.
#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use serde_json::Value;
use waybill_journal::{Commodity, Move};

use crate::catalogue::item_of;
use crate::publish::comments::Comments;
use crate::publish::details::{Details, DetailsShown, Way};
use crate::publish::fact::Fact;
use crate::publish::policy::POLICY;
use crate::publish::shown::{
    AdvanceShown, Card, Figure, FundMoney, FundShown, NeedShown, NeedState, OrderLine, OrderShown, OrderState, Shown,
    Standing,
};
use crate::publish::texts::{Head, Name, Title};
use crate::web::public::Reading;
use crate::web::words::{Lang, Tongue};

/// A commodity by its code.
pub fn commodity(code: &str) -> Commodity {
    Commodity::parse(code).unwrap()
}

/// A page asked for by this name, where no text is published and no earlier close is asked for.
pub fn reading<'a>(w: Tongue, shown: &'a Shown, name: &'a str) -> Reading<'a> {
    Reading {
        w,
        base: "/o/demo",
        shown,
        telling: &|_| None,
        comments: &|_, _| Comments::default(),
        as_of: &|_| None,
        signed: &|| None,
        all_texts: &|| Ok(String::new()),
        name,
    }
}

/// Writes a page where somebody wants to look at it.
pub fn keep(name: &str, lang: Lang, page: &str) {
    let Ok(folder) = std::env::var("WAYBILL_PAGES") else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let here = page.replace(crate::web::layout::stylesheet_href(), "waybill.css");
    std::fs::write(format!("{folder}/{name}.{}.html", lang.code()), here).unwrap();
    std::fs::write(format!("{folder}/waybill.css"), crate::web::layout::stylesheet()).unwrap();
}

const VEST: &str = "VEST-DSTU-8782-2018-4-L";

fn need(item: &str, numbers: [i64; 5], price: i64, priority: i64) -> NeedShown {
    let [quantity, funded, bought, delivered, missing] = numbers;
    NeedShown {
        fund: format!("{item}-1"),
        item: item_of(item).unwrap(),
        quantity,
        priority,
        state: NeedState::Needed,
        confirmed: date(2022, 3, 15),
        by: Some("medic".into()),
        stale: false,
        price,
        currency: commodity("EUR"),
        price_source: "offer".into(),
        price_on: date(2022, 3, 11),
        funded,
        bought,
        delivered,
        missing,
        facts: vec!["k7qm3xvt".into()],
    }
}

fn order(code: &str, fund: &str, line: (&str, i64, i64, &str), state: OrderState, expected: Date) -> OrderShown {
    let (what, quantity, price, origin) = line;
    let arrived = if matches!(state, OrderState::Arrived | OrderState::HandedOver) { quantity - 4 } else { 0 };
    OrderShown {
        code: code.into(),
        fund: fund.into(),
        supplier: format!("manufacturer-{}-1", origin.to_lowercase()),
        through: Some("foundation-pl-1".into()),
        lines: vec![OrderLine {
            commodity: commodity(what),
            quantity,
            price,
            currency: commodity("EUR"),
            origin: origin.into(),
        }],
        expected,
        state,
        told_from: date(2022, 4, 4),
        ordered: quantity,
        arrived,
        claimed: if arrived > 0 { 4 } else { 0 },
        paid: if state == OrderState::Ordered { Vec::new() } else { vec![(commodity("EUR"), quantity * price)] },
        facts: vec!["4htq7bwm".into()],
    }
}

fn fund(code: &str, money: [i64; 4], now: &[(&str, &str, i64)]) -> FundShown {
    let [before, given, moved, spent] = money;
    let standing = |(holder, what, amount): &(&str, &str, i64)| Standing {
        holder: (*holder).into(),
        commodity: commodity(what),
        amount: *amount,
        figure: format!("at.{holder}.{code}.{what}"),
    };
    FundShown {
        code: code.into(),
        money: if money == [0; 4] {
            Vec::new()
        } else {
            vec![FundMoney { currency: commodity("EUR"), before, given, moved, changed: 0, spent }]
        },
        now: now.iter().map(standing).collect(),
        entries: if money == [0; 4] { Vec::new() } else { (0..facts().len()).rev().collect() },
    }
}

/// Facts as `facts.jsonl` has them, one of each kind.
const FACTS: &str = r#"
{"id":"m2xk9wpc","step":1,"kind":"opening","body":{"as_of":"2022-02-24"},"moves":[{"m":"transfer","from":"w:before","to":"bank/open","c":"EUR","a":200000}]}
{"id":"k7qm3xvt","step":4,"kind":"need","body":{"need":"vest-1","item":"vest","quantity":100,"priority":1,"confirmed":"2022-03-15","price":{"commodity":"EUR","amount":60000,"source":"offer","on":"2022-03-11"}},"moves":[]}
{"id":"x2rf8qln","step":12,"kind":"gifts","body":{"fund":"open","country":"DE","currency":"EUR","count":141,"sum":2740000},"moves":[{"m":"transfer","from":"w:givers","to":"bank/open","c":"EUR","a":2740000}]}
{"id":"9zpt3hcm","step":13,"kind":"gifts","body":{"fund":"open","country":"others","currency":"EUR","count":31,"sum":440000},"moves":[]}
{"id":"3cwd6tzp","step":14,"kind":"decision","body":{"from":"open","to":"vest-1","commodity":"EUR","amount":6000000},"moves":[{"m":"transfer","from":"bank/open","to":"bank/vest-1","c":"EUR","a":6000000}]}
{"id":"8fvn2sqh","step":15,"kind":"advance","body":{"intermediary":"foundation-pl-1","fund":"vest-1","currency":"EUR","amount":6000000,"agreed_days":14},"moves":[]}
{"id":"4htq7bwm","step":21,"kind":"order","body":{"order":"order-4htq7bwm","fund":"vest-1","supplier":"manufacturer-il-1","through":"foundation-pl-1","expected_week":"2022-03-21","lines":[{"commodity":"VEST-DSTU-8782-2018-4-L","quantity":100,"price":60000,"currency":"EUR","origin":"IL"}]},"moves":[]}
{"id":"hm5k1vea","step":22,"kind":"payment","body":{"order":"order-4htq7bwm","holder":"foundation-pl-1","fund":"vest-1","lines":[{"commodity":"VEST-DSTU-8782-2018-4-L","quantity":100,"paid":6000000,"currency":"EUR"}]},"moves":[{"m":"exchange","from":"foundation-pl-1/vest-1","c":"EUR","a":6000000,"to":"order-4htq7bwm/vest-1","gc":"VEST-DSTU-8782-2018-4-L","ga":100,"with":"w:manufacturer-il-1"}]}
{"id":"q8yb4ndr","step":22,"kind":"arrival","body":{"order":"order-9pqz","region":"UA-46","week":"2022-03-07","lines":[{"commodity":"FIRSTAID","declared":84,"received":80,"reason":"damaged"}]},"moves":[]}
{"id":"t6jx9gkc","step":22,"kind":"handover","body":{"commodity":"FIRSTAID","region":"UA-46","week":"2022-03-07","units":40,"people":40,"fund":"firstaid-1"},"moves":[]}
{"id":"w5fz3hmk","step":22,"kind":"flow","body":{"currency":"EUR","cells":[["DE","firstaid-1","order-9pqz","hands",340000],["DE","vest-1","order-4htq7bwm","order",2400000],["FR","open","none","bank",1410000],["PL","vest-1","order-4htq7bwm","order",1920000],["others","open","none","bank",270000],["others","vest-1","order-4htq7bwm","order",1680000]]},"moves":[]}
"#;

fn facts() -> Vec<Fact> {
    let read = |line: &str| {
        let told: Value = serde_json::from_str(line).unwrap();
        let moves = told["moves"].as_array().unwrap().iter().map(|m| Move::from_json(m).unwrap()).collect();
        let text = |member: &str| told[member].as_str().unwrap().to_owned();
        let step = i32::try_from(told["step"].as_i64().unwrap()).unwrap();
        Fact { id: text("id"), step, kind: text("kind"), body: told["body"].clone(), moves }
    };
    FACTS.trim().lines().map(read).collect()
}

/// The founding example on its day 23.
pub fn day_23() -> Shown {
    let monday = date(2022, 3, 21);
    let mut shown = Shown {
        policy: POLICY,
        card: Card {
            slug: "demo".into(),
            name: "Solidarity operation Ukraine".into(),
            languages: Vec::new(),
            address: None,
            onion: None,
            day_one: date(2022, 2, 24),
            zone: jiff::tz::TimeZone::UTC,
            demo: true,
        },
        day: 23,
        today: date(2022, 3, 18),
        snapshot: 22,
        snapshot_date: Some(date(2022, 3, 17)),
        gifts: 1_243,
        countries: 21,
        other_countries: true,
        given: vec![(commodity("EUR"), 8_020_000), (commodity("GBP"), 612_000), (commodity("UAH"), 9_340_000)],
        given_by_country: vec![
            ("DE".into(), commodity("EUR"), 141, 2_740_000),
            ("PL".into(), commodity("EUR"), 210, 1_920_000),
            ("FR".into(), commodity("EUR"), 96, 1_410_000),
            ("others".into(), commodity("EUR"), 31, 440_000),
            ("GB".into(), commodity("GBP"), 48, 612_000),
            ("UA".into(), commodity("UAH"), 155, 9_340_000),
        ],
        bought: 241,
        arrived: 140,
        handed: 81,
        needs: vec![
            need("helmet", [100, 48, 20, 0, 1_300_000], 25_000, 1),
            need("firstaid", [200, 140, 80, 40, 510_000], 8_500, 1),
            need("carrier", [100, 0, 0, 0, 900_000], 9_000, 2),
            need("thermal", [6, 1, 1, 0, 1_200_000], 240_000, 2),
            need("clothing", [200, 102, 60, 41, 490_000], 5_000, 3),
            need("vest", [100, 100, 100, 0, 0], 60_000, 1),
        ],
        funds: funds(),
        orders: vec![
            order("order-4htq7bwm", "vest-1", (VEST, 100, 60_000, "IL"), OrderState::UnderWay, monday),
            order("order-d3kh9pqz", "thermal-1", ("THERMAL", 1, 240_000, "SE"), OrderState::Awaited, date(2022, 3, 14)),
            order("order-9zpt3hcm", "firstaid-1", ("FIRSTAID", 84, 8_500, "PL"), OrderState::Arrived, date(2022, 3, 7)),
        ],
        advances: vec![advance("helmet-1", 600_000, 9), advance("vest-1", 0, 0)],
        details: details(),
        facts: facts(),
        texts: vec![text(23, true), text(22, false)],
        figures: std::collections::BTreeMap::new(),
    };
    figures(&mut shown);
    shown
}

/// The published example of an IBAN, and an account that has none; a change of the first is announced.
fn details() -> Vec<DetailsShown> {
    let iban = |iban: &str| Details {
        account: "bank-eur-1".into(),
        currency: commodity("EUR"),
        holder: "Solidarity Ukraine, registered association".into(),
        way: Way::Iban { iban: iban.into(), bic: Some("COBADEFFXXX".into()) },
    };
    let number = Way::Number { number: "26001234567".into(), bank: "A bank in Kyiv".into() };
    let uah = Details { account: "bank-uah-1".into(), currency: commodity("UAH"), way: number, ..iban("") };
    vec![
        DetailsShown {
            now: Some(iban("DE89370400440532013000")),
            fact: "d7".into(),
            coming: Some((iban("GB82WEST12345698765432"), 25)),
            alone: true,
        },
        DetailsShown { now: Some(uah), fact: "d8".into(), coming: None, alone: false },
    ]
}

fn funds() -> Vec<FundShown> {
    vec![
        fund("open", [200_000, 9_160_000, -8_340_000, 0], &[("bank", "EUR", 1_020_000)]),
        fund("carrier-1", [0; 4], &[]),
        fund(
            "clothing-1",
            [0, 0, 510_000, 300_000],
            &[("bank", "EUR", 210_000), ("stock", "CLOTHING-L", 19), ("w:recipients", "CLOTHING-L", 41)],
        ),
        fund(
            "helmet-1",
            [0, 0, 1_200_000, 500_000],
            &[("bank", "EUR", 100_000), ("foundation-pl-1", "EUR", 600_000), ("stock", "HELMET-NIJ-0106-01-IIIA", 20)],
        ),
        fund("vest-1", [0, 100_000, 6_000_000, 6_000_000], &[("bank", "EUR", 100_000), ("order-4htq7bwm", VEST, 100)]),
    ]
}

fn text(day: i32, corrected: bool) -> Head {
    let figures = [("need.helmet-1.missing".to_owned(), 1_300_000)].into();
    let lede = "Helmets lack {need.helmet-1.missing}.".to_owned();
    let units = [("need.helmet-1.missing".to_owned(), "EUR".to_owned())].into();
    let title = Title { title: "What a vest does not cover".to_owned(), lede, figures, units };
    let published = date(2022, 3, 18).at(18, 0, 0, 0);
    Head { name: Name::of_day(day), published, corrected, snapshot: 22, titles: [("en".to_owned(), title)].into() }
}

fn advance(fund: &str, open: i64, age_days: i64) -> AdvanceShown {
    AdvanceShown {
        holder: "foundation-pl-1".into(),
        fund: fund.into(),
        currency: commodity("EUR"),
        paid: 3_600_000,
        open,
        since: date(2022, 3, 9),
        age_days,
        agreed_days: 14,
        figure: format!("at.foundation-pl-1.{fund}.EUR"),
    }
}

/// Day 40: the vests were told as handed over, another order and an advance are late.
pub fn day_40() -> Shown {
    let mut shown = day_23();
    (shown.day, shown.today, shown.snapshot, shown.snapshot_date) = (40, date(2022, 4, 4), 39, Some(date(2022, 4, 3)));
    shown.orders[0].state = OrderState::HandedOver;
    (shown.orders[0].arrived, shown.orders[0].claimed) = (96, 4);
    shown.orders[1].state = OrderState::Overdue;
    shown.orders[2].state = OrderState::Ordered;
    shown.orders[2].paid.clear();
    (shown.orders[2].arrived, shown.orders[2].claimed) = (0, 0);
    shown.advances[0].age_days = 26;
    shown.needs[5].delivered = 96;
    shown
}

/// Before anything was told.
pub fn empty() -> Shown {
    let mut shown = day_23();
    (shown.day, shown.today, shown.snapshot, shown.snapshot_date) = (1, date(2022, 2, 24), 0, None);
    (shown.gifts, shown.countries, shown.other_countries, shown.bought, shown.arrived, shown.handed) =
        (0, 0, false, 0, 0, 0);
    shown.card.demo = false;
    shown.given.clear();
    shown.given_by_country.clear();
    shown.needs.clear();
    shown.funds.clear();
    shown.orders.clear();
    shown.advances.clear();
    shown.details.clear();
    shown.facts.clear();
    shown.texts.clear();
    figures(&mut shown);
    shown
}

/// Two hundred needs.
pub fn huge() -> Shown {
    let mut shown = day_23();
    let needs = shown.needs.clone();
    shown.needs = (0..200)
        .map(|n| NeedShown { fund: format!("{}-{}", needs[n % 6].item.code, n / 6 + 1), ..needs[n % 6].clone() })
        .collect();
    figures(&mut shown);
    shown
}

/// Every figure the pages name, each made of one fact.
fn figures(shown: &mut Shown) {
    let mut all: Vec<(String, i64, Option<Commodity>, &'static str)> = vec![
        ("gifts.count".into(), shown.gifts, None, "rule-sum"),
        ("gifts.countries".into(), shown.countries, None, "rule-distinct"),
        ("things.bought".into(), shown.bought, None, "rule-sum"),
        ("things.arrived".into(), shown.arrived, None, "rule-sum"),
        ("things.handed".into(), shown.handed, None, "rule-sum"),
    ];
    for need in &shown.needs {
        for (what, n) in [("funded", need.funded), ("bought", need.bought), ("delivered", need.delivered)] {
            all.push((format!("need.{}.{what}", need.fund), n, None, "rule-funded"));
        }
        all.push((format!("need.{}.missing", need.fund), need.missing, Some(need.currency.clone()), "rule-missing"));
    }
    for fund in &shown.funds {
        for money in &fund.money {
            let name = |what: &str| format!("fund.{}.{}.{what}", fund.code, money.currency);
            for (what, n) in
                [("given", money.given), ("before", money.before), ("moved", money.moved), ("spent", money.spent)]
            {
                all.push((name(what), n, Some(money.currency.clone()), "rule-sum"));
            }
        }
        all.extend(fund.now.iter().map(|s| (s.figure.clone(), s.amount, Some(s.commodity.clone()), "rule-sum")));
    }
    for order in &shown.orders {
        for (what, n) in [("bought", order.ordered), ("arrived", order.arrived), ("claimed", order.claimed)] {
            all.push((format!("order.{}.{what}", order.code), n, None, "rule-sum"));
        }
        all.extend(
            order.paid.iter().map(|(c, n)| (format!("order.{}.paid.{c}", order.code), *n, Some(c.clone()), "rule-sum")),
        );
    }
    all.extend(shown.funds.iter().map(|fund| (format!("goods.{}.delivered", fund.code), 40, None, "rule-sum")));
    all.extend(
        shown
            .given_by_country
            .iter()
            .map(|(country, c, n, _)| (format!("gifts.count.{c}.{country}"), *n, None, "rule-sum")),
    );
    all.extend(
        shown
            .given_by_country
            .iter()
            .map(|(country, c, _, n)| (format!("given.{c}.{country}"), *n, Some(c.clone()), "rule-sum")),
    );
    all.extend(shown.given.iter().map(|(c, n)| (format!("given.{c}"), *n, Some(c.clone()), "rule-sum")));
    let ids: Vec<String> = shown.facts.iter().map(|fact| fact.id.clone()).collect();
    let figure = |(name, value, unit, rule): (String, i64, Option<Commodity>, &'static str)| {
        let parts = ids.iter().enumerate().map(|(n, id)| (id.clone(), if n == 0 { value } else { 0 })).collect();
        (name, Figure { value, unit, parts, rule })
    };
    shown.figures = all.into_iter().map(figure).collect();
}
