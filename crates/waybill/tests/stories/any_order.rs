//! Whatever is entered, in whatever order: the promises hold after every day.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use waybill::features::donations::Code;

use crate::common::{Place, Story, order_of_blankets};

stories![whatever_is_entered_the_promises_hold];

/// How many books are written; each is a database of its own.
const BOOKS: u32 = 8;
/// How many things happen in each.
const STEPS: usize = 50;

/// Something somebody tries to enter. Much of it is refused, which is part of the story.
#[derive(Clone, Debug)]
enum Step {
    Gifts {
        people: usize,
        euros: u16,
        country: usize,
        fund: usize,
    },
    OneMore {
        gift: usize,
        euros: u16,
    },
    Opening {
        euros: u16,
    },
    Decision {
        euros: u16,
        from: usize,
        to: usize,
    },
    Advance {
        euros: u16,
        fund: usize,
    },
    Order {
        count: u8,
        price: u8,
        through: bool,
    },
    Payment {
        order: usize,
        ahead: bool,
    },
    Arrival {
        order: usize,
        missing: u8,
    },
    Handover {
        count: u8,
        people: u8,
        region: usize,
    },
    Change {
        euros: u16,
        got: u16,
        fund: usize,
    },
    InKind {
        people: u8,
        count: u8,
        fund: usize,
    },
    Loss {
        count: u8,
    },
    /// A new word on the blankets.
    Need {
        state: usize,
        surplus: u8,
        quantity: u8,
    },
    Leg {
        order: usize,
        count: u8,
    },
    Between {
        count: u8,
    },
    Unloading {
        count: u8,
    },
    Stocktake {
        fewer: bool,
        by: u8,
    },
    Return {
        nth: usize,
        count: u8,
    },
    /// Of any entry but the needs, whose funds are in everybody's list: the newest is 0, the one before it 1.
    Correction {
        back: usize,
    },
    Days(i32),
    Rebuild,
}

/// The first entries of every book.
const NEEDS: u64 = 2;
const FUNDS: [&str; 3] = ["open", "blanket-1", "tent-1"];
const COUNTRIES: [&str; 4] = ["DE", "DE", "FR", "IT"];
const REGIONS: [&str; 2] = ["UA-46", "UA-30"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (1..7_usize, 1..300_u16, 0..4_usize, 0..3_usize)
            .prop_map(|(people, euros, country, fund)| Step::Gifts { people, euros, country, fund }),
        1 => (any::<usize>(), 1..50_u16).prop_map(|(gift, euros)| Step::OneMore { gift, euros }),
        1 => (1..500_u16).prop_map(|euros| Step::Opening { euros }),
        3 => (1..400_u16, 0..3_usize, 0..3_usize).prop_map(|(euros, from, to)| Step::Decision { euros, from, to }),
        2 => (1..300_u16, 0..3_usize).prop_map(|(euros, fund)| Step::Advance { euros, fund }),
        3 => (1..20_u8, 1..15_u8, any::<bool>()).prop_map(|(count, price, through)| Step::Order { count, price, through }),
        6 => (any::<usize>(), any::<bool>()).prop_map(|(order, ahead)| Step::Payment { order, ahead }),
        6 => (any::<usize>(), 0..6_u8).prop_map(|(order, missing)| Step::Arrival { order, missing }),
        6 => (1..12_u8, 1..12_u8, 0..2_usize).prop_map(|(count, people, region)| Step::Handover { count, people, region }),
        2 => (1..200_u16, 1..9000_u16, 0..3_usize).prop_map(|(euros, got, fund)| Step::Change { euros, got, fund }),
        2 => (1..9_u8, 1..9_u8, 0..2_usize).prop_map(|(people, count, fund)| Step::InKind { people, count, fund }),
        2 => (1..9_u8).prop_map(|count| Step::Loss { count }),
        2 => (0..3_usize, 0..9_u8, 1..120_u8).prop_map(|(state, surplus, quantity)| Step::Need { state, surplus, quantity }),
        3 => (any::<usize>(), 0..20_u8).prop_map(|(order, count)| Step::Leg { order, count }),
        2 => (1..12_u8).prop_map(|count| Step::Between { count }),
        2 => (0..12_u8).prop_map(|count| Step::Unloading { count }),
        3 => (any::<usize>(), 1..5_u8).prop_map(|(nth, count)| Step::Return { nth, count }),
        3 => (any::<bool>(), 0..4_u8).prop_map(|(fewer, by)| Step::Stocktake { fewer, by }),
        9 => prop_oneof![0..3_usize, 0..60_usize].prop_map(|back| Step::Correction { back }),
        5 => (1..9_i32).prop_map(Step::Days),
        1 => Just(Step::Rebuild),
    ]
}

fn whatever_is_entered_the_promises_hold(place: &Place) {
    let config = Config { cases: BOOKS, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let steps = proptest::collection::vec(step(), STEPS);
    let kinds = RefCell::new(BTreeSet::new());
    let told = runner.run(&steps, |steps| {
        let place = place.another();
        let story = Story::founded(&place);
        for item in ["blanket", "tent"] {
            story.enter(
                "need",
                &[("item", item), ("quantity", "90"), ("priority", "1"), ("price", "10"), ("source", "offer")],
            );
        }
        story.stock_blankets("60");
        for (fund, amount) in [("open", "200"), ("blanket-1", "900")] {
            story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", fund), ("amount", amount)]);
        }
        let mut day = 1;
        for step in &steps {
            take(&story, step, &mut day);
        }
        one_of_each(&story, &mut day);
        story.close(day + 30);
        story.sound();
        day += 31;
        story.on(day, 9);
        story.enter("correction", &[("entry", &story.in_memory().0.to_string()), ("reason", "other")]);
        story.close(day + 30);
        story.sound();
        kinds.borrow_mut().extend(story.shown().facts.iter().map(|fact| fact.kind.clone()));
        let name = place.data.file_name().unwrap().to_string_lossy();
        crate::common::taken::keep(&name, &story.shown(), &[]);
        let told = story.told();
        story.operation.close_all().unwrap();
        story.close(day + 30);
        prop_assert_eq!(told, story.told());
        everything_is_taken_back(&story);
        story.close(day + 90).sound();
        Ok(())
    });
    told.unwrap_or_else(|failed| panic!("{failed}"));
    let kinds = kinds.into_inner();
    assert_eq!(kinds.len(), 15, "in one book or another, each kind was told, and these were: {kinds:?}");
}

/// What fifty steps by chance may leave out; the last of them is told on its own.
fn one_of_each(story: &Story, day: &mut i32) {
    story.stock_blankets("20");
    // More than all the orders by chance could take.
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "blanket-1"), ("amount", "20000")]);
    let before = story.in_memory().0;
    let of_the_next = story.operation.entries_of_kind("order").unwrap().len();
    let each = [
        Step::Opening { euros: 90 },
        Step::Decision { euros: 40, from: 0, to: 1 },
        Step::Advance { euros: 5, fund: 0 },
        Step::Change { euros: 1, got: 40, fund: 0 },
        Step::Gifts { people: 6, euros: 20, country: 0, fund: 0 },
        Step::InKind { people: 8, count: 2, fund: 0 },
        Step::Order { count: 2, price: 10, through: false },
        Step::Payment { order: of_the_next, ahead: false },
        Step::Arrival { order: of_the_next, missing: 0 },
        Step::Handover { count: 8, people: 8, region: 0 },
        Step::Return { nth: 0, count: 1 },
        Step::Loss { count: 1 },
        Step::Stocktake { fewer: true, by: 2 },
        Step::Stocktake { fewer: false, by: 3 },
        Step::Between { count: 3 },
        Step::Unloading { count: 1 },
        Step::Advance { euros: 5, fund: 0 },
    ];
    for step in &each {
        take(story, step, day);
    }
    let entered = story.in_memory().0 - before;
    assert_eq!(entered, 15 + 6 + 8, "fifteen by one entry each, six gifts of money and eight in kind");
}

/// Whatever was entered, newest first, each by one entry: nothing is left anywhere, and nothing stands in the way.
fn everything_is_taken_back(story: &Story) {
    let corrected = story.operation.all_corrected().unwrap();
    for entry in (1..=story.in_memory().0).rev() {
        let recorded = story.operation.entry(entry).unwrap().unwrap();
        if recorded.corrects().is_none() && !corrected.contains_key(&entry) {
            let first = story.operation.with_book(|book| book.later_entries_using(entry)).unwrap();
            let used = |n: &u64| story.operation.entry(*n).unwrap().unwrap().private.to_string();
            assert_eq!(first.iter().map(used).collect::<Vec<_>>(), [""; 0], "used what {} brought", recorded.private);
            story.enter("correction", &[("entry", &entry.to_string()), ("reason", "never")]);
        }
    }
    assert_eq!(story.in_memory().1.into_iter().find(|(_, balance)| *balance != 0), None);
    assert_eq!(story.operation.rebuild().unwrap(), []);
}

/// Tries one step: it is entered, or refused with everything as it was.
fn take(story: &Story, step: &Step, day: &mut i32) {
    match step {
        Step::Days(days) => {
            *day += days;
            story.close(*day).sound();
            story.on(*day, 19);
        }
        Step::Rebuild => assert_eq!(story.operation.rebuild().unwrap(), []),
        Step::Gifts { people, euros, country, fund } => {
            story.gifts(*people, &euros.to_string(), COUNTRIES[*country], FUNDS[*fund]);
        }
        Step::InKind { people, count, fund } => {
            let goods = [("item", "blanket"), ("region", "UA-46"), ("country", "DE"), ("fund", FUNDS[*fund])];
            let worth = [("price", "12"), ("source", "estimate")];
            for _ in 0..*people {
                let (code, count) = (Code::draw(&story.world).to_string(), count.to_string());
                let mut typed: Vec<(&str, &str)> = goods.into_iter().chain(worth).collect();
                typed.extend([("code", code.as_str()), ("count", count.as_str())]);
                story.enter("gift-in-kind", &typed);
            }
        }
        _ => {
            let Some((form, typed)) = form_of(story, step) else { return };
            let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let before = (story.every_row(), story.in_memory());
            if story.send(&story.next_key(), form, &typed).is_err() {
                assert_eq!((story.every_row(), story.in_memory()), before, "{step:?} was refused");
            }
        }
    }
}

/// What is typed, and into which form.
type Filled = (&'static str, Vec<(&'static str, String)>);

/// The form of a step; none where it speaks of a gift or an order and there is none yet.
fn form_of(story: &Story, step: &Step) -> Option<Filled> {
    let text = |text: &str| text.to_owned();
    let euros = |euros: &u16| ("amount", euros.to_string());
    let account = || ("account", text("bank-eur-1"));
    let bank = |fund: usize| ("from", format!("bank-eur-1/{}/EUR", FUNDS[fund]));
    Some(match step {
        Step::OneMore { gift, euros: given } => {
            let reference = ("reference", reference(story, *gift)?);
            ("gift", vec![euros(given), account(), ("country", text("DE")), ("fund", text("open")), reference])
        }
        Step::Opening { euros: had } => ("opening-money", vec![account(), ("fund", text("open")), euros(had)]),
        Step::Decision { euros: decided, from, to } => {
            ("decision", vec![bank(*from), ("fund", text(FUNDS[*to])), euros(decided)])
        }
        Step::Advance { euros: sent, fund } => {
            ("advance", vec![bank(*fund), euros(sent), ("role", text("foundation")), ("country", text("PL"))])
        }
        Step::Order { count, price, through } => {
            let (count, price) = (count.to_string(), price.to_string());
            let typed = order_of_blankets("blanket-1", &count, &price, if *through { "foundation-pl-1" } else { "" });
            ("order", typed.into_iter().map(|(name, value)| (name, text(value))).collect())
        }
        Step::Payment { order: nth, ahead } => {
            let holder = text(if *ahead { "foundation-pl-1" } else { "bank-eur-1" });
            ("payment", vec![("order", order(story, *nth)?.0), ("holder", holder)])
        }
        Step::Arrival { order: nth, missing } => {
            let (code, ordered) = order(story, *nth)?;
            let received = ("received1", (ordered - i64::from(*missing)).max(0).to_string());
            let place = [("region", text("UA-46")), ("place", text("1"))];
            ("arrival", [("order", code), received, ("reason1", text("lost"))].into_iter().chain(place).collect())
        }
        Step::Handover { count, people, region } => {
            let shelf = ("shelf", text("place-ua-46-1/BLANKET"));
            let hands = [("count", count.to_string()), ("people", (*people).min(count + 2).to_string())];
            let region = ("region", text(REGIONS[*region]));
            ("handover", [shelf, region].into_iter().chain(hands).collect())
        }
        Step::Loss { count } => {
            let from = ("from", text("place-ua-46-1/open/BLANKET"));
            ("loss", vec![from, ("count", count.to_string()), ("reason", text("spoiled"))])
        }
        Step::Need { state, surplus, quantity } => word_on_blankets(*state, *surplus, *quantity),
        Step::Change { euros: gave, got, fund } => {
            let into = [("account", text("bank-uah-1")), ("got", got.to_string()), ("source", text("bank"))];
            ("change", [bank(*fund), euros(gave)].into_iter().chain(into).collect())
        }
        Step::Correction { back } => {
            let last = story.in_memory().0;
            let entry = last.checked_sub(u64::try_from(*back).unwrap()).filter(|entry| *entry > NEEDS)?;
            ("correction", vec![("entry", entry.to_string()), ("reason", text("other"))])
        }
        _ => return movement(story, step),
    })
}

fn word_on_blankets(state: usize, surplus: u8, quantity: u8) -> Filled {
    let state = ["needed", "not-now", "surplus"][state];
    // A number that has no place is refused.
    let surplus = if state == "surplus" || surplus == 0 { surplus.to_string() } else { String::new() };
    let said = [("need", "blanket-1".to_owned()), ("quantity", quantity.to_string()), ("state", state.to_owned())];
    ("need", said.into_iter().chain([("surplus", surplus)]).collect())
}

/// The form of a step on the road, of a count, or of what came back.
fn movement(story: &Story, step: &Step) -> Option<Filled> {
    let text = |text: &str| text.to_owned();
    Some(match step {
        Step::Leg { order: nth, count } => {
            let way = [("from", "PL"), ("to", "UA-46"), ("by", "road"), ("expected", "2022-08-01")];
            let count = if *count == 0 { String::new() } else { count.to_string() };
            let what = [("order", order(story, *nth)?.0), ("count1", count)];
            ("leg", way.map(|(name, value)| (name, text(value))).into_iter().chain(what).collect())
        }
        Step::Between { count } => {
            let way = [("region", "UA-30"), ("place", "7"), ("by", "hand"), ("expected", "2022-08-01")];
            let what = [("shelf", text("place-ua-46-1/BLANKET")), ("count", count.to_string())];
            ("between", way.map(|(name, value)| (name, text(value))).into_iter().chain(what).collect())
        }
        Step::Unloading { count } => {
            let to = [("region", text("UA-30")), ("place", text("7"))];
            let what = [("shipment", on_the_road(story)?), ("received1", count.to_string())];
            ("unloading", to.into_iter().chain(what).collect())
        }
        Step::Stocktake { fewer, by } => {
            let here = |(pool, n): (waybill_journal::Pool, i64)| {
                let shelf = pool.account.holder() == "place-ua-46-1" && pool.commodity.as_str() == "BLANKET";
                shelf.then_some(n)
            };
            let lies: i64 = story.in_memory().1.into_iter().filter_map(here).sum();
            let by = i64::from(*by) * if *fewer { -1 } else { 1 };
            let what = [("shelf", text("place-ua-46-1/BLANKET")), ("counted", (lies + by).max(0).to_string())];
            let why = [("reason", text("lost")), ("fund", text("blanket-1"))];
            ("stocktake", what.into_iter().chain(why).collect())
        }
        Step::Return { nth, count } => {
            let handed = story.operation.standing("handover").unwrap();
            // The newest is 0.
            let of = handed.iter().rev().nth(nth.checked_rem(handed.len())?)?.number.to_string();
            let there = [("region", text("UA-46")), ("place", text("1"))];
            ("return", there.into_iter().chain([("handover", of), ("count", count.to_string())]).collect())
        }
        // Not one form, or none at all.
        _ => return None,
    })
}

/// The reference of some gift.
fn reference(story: &Story, nth: usize) -> Option<String> {
    let gifts = story.operation.entries_of_kind("gift").unwrap();
    let known = gifts.get(nth.checked_rem(gifts.len())?)?;
    known.private["rest"]["reference"].as_str().map(str::to_owned)
}

/// What is on the road between two places.
fn on_the_road(story: &Story) -> Option<String> {
    let held = story.in_memory().1;
    let road = held.into_iter().find(|(pool, n)| *n > 0 && pool.account.holder().starts_with("shipment-"))?;
    Some(road.0.account.holder().to_owned())
}

/// The code of some order, and how many things were ordered.
fn order(story: &Story, nth: usize) -> Option<(String, i64)> {
    let orders = story.operation.entries_of_kind("order").unwrap();
    let known = &orders.get(nth.checked_rem(orders.len())?)?.public;
    Some((known["order"].as_str()?.to_owned(), known["lines"][0]["quantity"].as_i64()?))
}
