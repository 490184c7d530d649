//! Whatever is entered, in whatever order: the promises hold after every day.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use waybill::store::{Answer, FormKey};

use crate::common::{NotEntered, Place, Story, order_of_blankets};

stories![whatever_is_entered_the_promises_hold];

/// How many books are written; each is a database of its own.
const BOOKS: u32 = 6;
/// How many things happen in each.
const STEPS: usize = 40;

/// Something somebody tries to enter. Much of it is refused, which is part of the story.
#[derive(Clone, Debug)]
enum Step {
    Gift { euros: u16, country: usize, fund: usize },
    OneMore { gift: usize, euros: u16 },
    Opening { euros: u16 },
    Decision { euros: u16, from: usize, to: usize },
    Advance { euros: u16, fund: usize },
    Order { count: u8, price: u8, through: bool },
    Payment { order: usize, ahead: bool },
    Arrival { order: usize, missing: u8 },
    Handover { count: u8, people: u8, region: usize },
    Days(i32),
    Rebuild,
}

const FUNDS: [&str; 3] = ["open", "blanket-1", "tent-1"];
const COUNTRIES: [&str; 4] = ["DE", "DE", "FR", "IT"];
const REGIONS: [&str; 2] = ["UA-46", "UA-30"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (1..300_u16, 0..4_usize, 0..3_usize).prop_map(|(euros, country, fund)| Step::Gift { euros, country, fund }),
        1 => (any::<usize>(), 1..50_u16).prop_map(|(gift, euros)| Step::OneMore { gift, euros }),
        1 => (1..500_u16).prop_map(|euros| Step::Opening { euros }),
        3 => (1..400_u16, 0..3_usize, 0..3_usize).prop_map(|(euros, from, to)| Step::Decision { euros, from, to }),
        2 => (1..300_u16, 0..3_usize).prop_map(|(euros, fund)| Step::Advance { euros, fund }),
        3 => (1..20_u8, 1..15_u8, any::<bool>()).prop_map(|(count, price, through)| Step::Order { count, price, through }),
        4 => (any::<usize>(), any::<bool>()).prop_map(|(order, ahead)| Step::Payment { order, ahead }),
        4 => (any::<usize>(), 0..6_u8).prop_map(|(order, missing)| Step::Arrival { order, missing }),
        4 => (1..12_u8, 1..12_u8, 0..2_usize).prop_map(|(count, people, region)| Step::Handover { count, people, region }),
        4 => (1..9_i32).prop_map(Step::Days),
        1 => Just(Step::Rebuild),
    ]
}

fn whatever_is_entered_the_promises_hold(place: &Place) {
    let config = Config { cases: BOOKS, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let steps = proptest::collection::vec(step(), STEPS);
    let told = runner.run(&steps, |steps| {
        let place = place.another();
        let story = Story::founded(&place);
        for item in ["blanket", "tent"] {
            story.enter(
                "need",
                &[("item", item), ("quantity", "90"), ("priority", "1"), ("price", "10"), ("source", "offer")],
            );
        }
        let mut day = 1;
        for step in &steps {
            take(&story, step, &mut day);
        }
        story.close(day + 30);
        story.sound();
        let told = story.told();
        story.operation.close_all().unwrap();
        story.close(day + 30);
        prop_assert_eq!(told, story.told());
        Ok(())
    });
    told.unwrap_or_else(|failed| panic!("{failed}"));
}

/// Tries one step: it is entered, or refused with everything as it was.
fn take(story: &Story, step: &Step, day: &mut i32) {
    let before = story.in_memory();
    let sent = match step {
        Step::Gift { euros, country, fund } => {
            drop(story.gift(&euros.to_string(), COUNTRIES[*country], FUNDS[*fund]));
            return;
        }
        Step::Days(days) => {
            *day += days;
            story.close(*day).sound();
            story.on(*day, 19);
            return;
        }
        Step::Rebuild => return assert_eq!(story.operation.rebuild().unwrap(), []),
        Step::OneMore { gift, euros } => {
            let gifts = story.operation.entries_of_kind("gift").unwrap();
            let Some(known) = gifts.get(gift % gifts.len().max(1)) else { return };
            let reference = known.private["rest"]["reference"].as_str().unwrap();
            story.send(
                &story.next_key(),
                "gift",
                &[
                    ("amount", &euros.to_string()),
                    ("account", "bank-eur-1"),
                    ("country", "DE"),
                    ("fund", "open"),
                    ("reference", reference),
                ],
            )
        }
        _ => send(story, step),
    };
    if sent.is_err() {
        assert_eq!(story.in_memory(), before, "{step:?} was refused");
    }
}

/// Sends the form of a step.
fn send(story: &Story, step: &Step) -> Result<Answer, NotEntered> {
    let key = story.next_key();
    let orders = story.operation.entries_of_kind("order").unwrap().len();
    let order = |nth: &usize| if orders == 0 { "none".to_owned() } else { story.order(nth % orders + 1) };
    match step {
        Step::Gift { .. } | Step::OneMore { .. } | Step::Days(_) | Step::Rebuild => {
            unreachable!("taken without a form")
        }
        Step::Opening { euros } => story.send(
            &key,
            "opening-money",
            &[("account", "bank-eur-1"), ("fund", "open"), ("amount", &euros.to_string())],
        ),
        Step::Decision { euros, from, to } => {
            let from = format!("bank-eur-1/{}/EUR", FUNDS[*from]);
            story.send(&key, "decision", &[("from", &from), ("fund", FUNDS[*to]), ("amount", &euros.to_string())])
        }
        Step::Advance { euros, fund } => {
            let from = format!("bank-eur-1/{}/EUR", FUNDS[*fund]);
            story.send(
                &key,
                "advance",
                &[("from", &from), ("amount", &euros.to_string()), ("role", "foundation"), ("country", "PL")],
            )
        }
        Step::Order { count, price, through } => {
            let through = if *through { "foundation-pl-1" } else { "" };
            let (count, price) = (count.to_string(), price.to_string());
            story.send(&key, "order", &order_of_blankets("blanket-1", &count, &price, through))
        }
        Step::Payment { order: nth, ahead } => {
            let holder = if *ahead { "foundation-pl-1" } else { "bank-eur-1" };
            story.send(&key, "payment", &[("order", &order(nth)), ("holder", holder)])
        }
        Step::Arrival { order: nth, missing } => arrival(story, &key, &order(nth), i64::from(*missing)),
        Step::Handover { count, people, region } => story.send(
            &key,
            "handover",
            &[
                ("shelf", "place-ua-46-1/BLANKET"),
                ("count", &count.to_string()),
                ("people", &people.to_string()),
                ("region", REGIONS[*region]),
            ],
        ),
    }
}

/// What was ordered arrives, but for a few.
fn arrival(story: &Story, key: &FormKey, order: &str, missing: i64) -> Result<Answer, NotEntered> {
    let ordered = story.operation.entries_of_kind("order").unwrap();
    let lines =
        ordered.iter().find(|o| o.public["order"] == order).map(|o| o.public["lines"][0]["quantity"].as_i64().unwrap());
    let received = (lines.unwrap_or(1) - missing).max(0).to_string();
    story.send(
        key,
        "arrival",
        &[("order", order), ("received1", &received), ("reason1", "lost"), ("region", "UA-46"), ("place", "1")],
    )
}
