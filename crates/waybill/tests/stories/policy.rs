//! The policy of what is told: what it holds back, what it never opens, and one thing told early.

use serde_json::Value;
use waybill::house::SHAPES;
use waybill::publish::gate::{KindShape, Shaped, close_days};
use waybill::publish::policy::{LATE, POLICY, Policy, finest};
use waybill::publish::rules::Place as Coarse;

use crate::common::{Place, Story};

stories![
    a_longer_delay_holds_also_for_what_waits,
    a_shorter_delay_opens_nothing_that_was_entered_before_it,
    a_larger_group_holds_back_a_total_of_seven,
    a_coarser_place_is_told_of_everything_from_then_on,
    early_opens_one_entry_and_no_other,
    what_is_corrected_before_anybody_heard_of_it_is_not_told_early,
    a_rebuild_tells_the_same_policies_again,
    a_policy_put_right_holds_no_more,
    of_two_policies_of_a_day_the_second_holds,
    whatever_the_policy_nothing_opens_before_the_rules_allow_it,
];

/// Blankets on a shelf since day 1, told.
fn a_book(place: &Place) -> Story {
    let story = Story::founded(place);
    story.stock_blankets("90");
    story.close(1);
    story
}

/// A loss on a day; its week is told after it.
fn lose(story: &Story, day: i32) -> u64 {
    let what = [("from", "place-ua-46-1/open/BLANKET"), ("count", "1"), ("reason", "spoiled")];
    story.on(day, 9).enter("loss", &what)
}

/// Every day is closed up to this one, with these shapes.
fn up_to(story: &Story, day: i32, shapes: &[KindShape]) {
    story.on(day, 18);
    close_days(&story.operation, &story.world, shapes).unwrap();
}

/// The days on which facts of a kind were told.
fn told_on(story: &Story, kind: &str) -> Vec<i32> {
    story.shown().facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.step).collect()
}

// Day 1 is Thursday, 24 February 2022; its week is told from Monday, 7 March (day 12) on.
const FIRST_MONDAY: i32 = 12;

/// A longer delay is entered after the loss; whether it waits two weeks more.
fn longer(story: &Story, shapes: &[KindShape]) -> Vec<i32> {
    lose(story, 2);
    story.on(3, 9).enter("policy", &[("delay-loss", "21")]);
    up_to(story, FIRST_MONDAY + 30, shapes);
    told_on(story, "loss")
}

fn a_longer_delay_holds_also_for_what_waits(place: &Place) {
    let beside = place.another();
    let story = a_book(place);
    assert_eq!(longer(&story, SHAPES), [FIRST_MONDAY + 14]);
    assert_eq!(told_on(&story, "policy"), [3], "told at the close from which it holds");
    story.sound();
    // Planted: a gate that ignores the delay.
    let hasty = planted("loss", |entries, shaping| {
        let told = real("loss")(entries, shaping);
        told.into_iter().map(|one| Shaped { opens: shaping.step.date, ..one }).collect()
    });
    assert_eq!(longer(&a_book(&beside), &hasty), [2], "a gate that ignores the delay is seen");
}

/// A long delay, a loss, then the shortest delay again, and another loss.
fn shorter(story: &Story, shapes: &[KindShape]) -> Vec<i32> {
    story.on(2, 8).enter("policy", &[("delay-loss", "35")]);
    lose(story, 2);
    up_to(story, 2, shapes);
    story.on(3, 8).enter("policy", &[("delay-loss", "7")]);
    lose(story, 3);
    up_to(story, FIRST_MONDAY + 40, shapes);
    told_on(story, "loss")
}

fn a_shorter_delay_opens_nothing_that_was_entered_before_it(place: &Place) {
    let beside = place.another();
    let story = a_book(place);
    assert_eq!(shorter(&story, SHAPES), [FIRST_MONDAY, FIRST_MONDAY + 28]);
    story.sound();
    // Planted: a gate that goes by the newest policy alone.
    let forgetful = planted("loss", |entries, shaping| {
        let newest = shaping.policies.at(shaping.step);
        let opens =
            |one: &Shaped| newest.opens("loss", one.body["week"].as_str().unwrap().parse().unwrap(), shaping.step.date);
        real("loss")(entries, shaping).into_iter().map(|one| Shaped { opens: opens(&one), ..one }).collect()
    });
    assert_eq!(shorter(&a_book(&beside), &forgetful), [FIRST_MONDAY; 2], "a gate that breaks its word is seen");
}

fn real(kind: &str) -> waybill::publish::gate::Shape {
    SHAPES.iter().find(|shape| shape.kind == kind).unwrap().shape
}

/// The house's shapes, but one.
fn planted(kind: &'static str, shape: waybill::publish::gate::Shape) -> Vec<KindShape> {
    SHAPES.iter().map(|one| if one.kind == kind { KindShape { kind, shape } } else { *one }).collect()
}

fn a_larger_group_holds_back_a_total_of_seven(place: &Place) {
    let beside = place.another();
    let (raised, usual) = (a_book(place), a_book(&beside));
    raised.on(2, 8).enter("policy", &[("people", "10")]);
    for story in [&raised, &usual] {
        story.on(2, 9).gifts(7, "20", "DE", "open");
        story.close(2);
    }
    assert_eq!((raised.told_of("gifts"), usual.told_of("gifts")), (0, 1));
    raised.on(3, 9).gifts(3, "20", "DE", "open");
    raised.close(3);
    assert_eq!(raised.told_of("gifts"), 1);
    // Lower again: what was entered under ten keeps ten.
    raised.on(4, 8).gifts(6, "20", "DE", "open");
    raised.on(4, 9).enter("policy", &[("people", "5")]);
    raised.close(4);
    assert_eq!(raised.told_of("gifts"), 1);
    raised.on(5, 9).gifts(4, "20", "DE", "open");
    raised.close(5);
    assert_eq!(raised.told_of("gifts"), 2);
    raised.sound();
}

fn a_coarser_place_is_told_of_everything_from_then_on(place: &Place) {
    let story = a_book(place);
    story.on(2, 9).hand_over("place-ua-46-1/BLANKET", "6", "UA-46");
    story.on(2, 10).hand_over("place-ua-46-1/BLANKET", "6", "UA-30");
    story.on(3, 9).enter("policy", &[("place-handover", "country")]);
    story.close(FIRST_MONDAY);
    let regions = |story: &Story| -> Vec<Value> {
        let facts = story.shown().facts.clone();
        facts.iter().filter(|fact| fact.kind == "handover").map(|fact| fact.body["region"].clone()).collect()
    };
    assert_eq!(regions(&story), ["UA"], "two regions are one total of one country");
    story.on(13, 9).enter("policy", &[("place-handover", "none")]);
    story.on(13, 10).hand_over("place-ua-46-1/BLANKET", "6", "UA-46");
    story.on(13, 11).enter("policy", &[("place-handover", "region")]);
    story.on(13, 12).hand_over("place-ua-46-1/BLANKET", "6", "UA-46");
    story.close(40);
    assert_eq!(regions(&story)[1..], [Value::Null, Value::from("UA-46")]);
    story.sound();
}

/// The id under which the newest entry's fact will be told.
fn fact_of(story: &Story, entry: u64) -> String {
    let entry = story.operation.entry(entry).unwrap().unwrap();
    story.operation.keys().public_id(entry.public["id"].as_str().unwrap())
}

fn early_opens_one_entry_and_no_other(place: &Place) {
    let story = a_book(place);
    let (first, second) = (lose(&story, 2), lose(&story, 2));
    story.on(2, 11).hand_over("place-ua-46-1/BLANKET", "6", "UA-46");
    let named = fact_of(&story, second);
    story.on(3, 9).enter("early", &[("what", &named), ("reason", "asked")]);
    story.refused("early", &[("what", &named), ("reason", "asked")]);
    story.refused("early", &[("what", &fact_of(&story, second + 1)), ("reason", "asked")]);
    story.close(3);
    let facts = story.shown().facts.clone();
    let told: Vec<&str> = facts.iter().filter(|fact| fact.kind == "loss").map(|fact| fact.id.as_str()).collect();
    assert_eq!(told, [named.as_str()]);
    let early = facts.iter().find(|fact| fact.kind == "early").unwrap();
    assert_eq!(early.body, serde_json::json!({ "of": named, "kind": "loss", "reason": "asked" }));
    story.close(FIRST_MONDAY - 1);
    assert_eq!(story.told_of("loss"), 1, "the other still waits");
    story.close(FIRST_MONDAY);
    assert!(story.told().0.contains(&fact_of(&story, first)));
    assert_eq!((story.told_of("loss"), story.told_of("handover"), story.told_of("early")), (2, 1, 1));
    story.sound();
}

fn what_is_corrected_before_anybody_heard_of_it_is_not_told_early(place: &Place) {
    let story = a_book(place);
    let wrong = lose(&story, 2);
    story.enter("early", &[("what", &fact_of(&story, wrong)), ("reason", "asked")]);
    story.enter("correction", &[("entry", &wrong.to_string()), ("reason", "never")]);
    let other = lose(&story, 2);
    let early = story.enter("early", &[("what", &fact_of(&story, other)), ("reason", "safe")]);
    story.enter("correction", &[("entry", &early.to_string()), ("reason", "other")]);
    story.close(FIRST_MONDAY - 1);
    assert_eq!((story.told_of("loss"), story.told_of("early"), story.told_of("correction")), (0, 0, 0));
    story.close(FIRST_MONDAY);
    assert_eq!((story.told_of("loss"), story.told_of("early")), (1, 0));
    story.sound();
}

fn a_rebuild_tells_the_same_policies_again(place: &Place) {
    let story = a_book(place);
    shorter(&story, SHAPES);
    story.on(60, 8).enter("policy", &[("people", "12"), ("place-arrival", "none")]);
    let lost = lose(&story, 60);
    story.enter("early", &[("what", &fact_of(&story, lost)), ("reason", "known")]);
    story.close(60);
    let (told, shown, rows) = (story.told(), story.shown(), story.every_row());
    assert_eq!((story.told_of("policy"), story.told_of("early")), (3, 1));
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.operation.close_all().unwrap();
    close_days(&story.operation, &story.world, SHAPES).unwrap();
    assert_eq!((story.told(), story.shown(), story.every_row()), (told, shown, rows));
    story.sound();
}

fn a_policy_put_right_holds_no_more(place: &Place) {
    let story = a_book(place);
    // Put right before anybody heard of it: as if it had never been.
    lose(&story, 2);
    let slip = story.enter("policy", &[("delay-loss", "90")]);
    story.enter("correction", &[("entry", &slip.to_string()), ("reason", "other")]);
    story.close(2);
    assert_eq!((story.told_of("policy"), story.told_of("correction")), (0, 0));
    story.close(FIRST_MONDAY);
    assert_eq!(told_on(&story, "loss"), [FIRST_MONDAY]);
    // Put right later: what was entered meanwhile keeps it, and everybody reads both.
    let held = story.on(13, 8).enter("policy", &[("people", "20")]);
    story.on(13, 9).gifts(7, "20", "DE", "open");
    story.close(13);
    assert_eq!(story.shown().policy.people_min, 20);
    story.on(14, 8).enter("correction", &[("entry", &held.to_string()), ("reason", "other")]);
    story.close(14);
    assert_eq!((story.shown().policy, story.told_of("gifts")), (POLICY, 0));
    story.on(15, 9).gifts(7, "20", "FR", "open");
    story.close(15);
    assert_eq!((told_on(&story, "correction"), told_on(&story, "gifts")), (vec![14], vec![15]));
    story.sound();
}

fn of_two_policies_of_a_day_the_second_holds(place: &Place) {
    let story = a_book(place);
    lose(&story, 2);
    story.enter("policy", &[("delay-loss", "90")]);
    story.enter("policy", &[("delay-loss", "21")]);
    story.close(FIRST_MONDAY + 30);
    assert_eq!((told_on(&story, "policy"), told_on(&story, "loss")), (vec![2, 2], vec![FIRST_MONDAY + 14]));
    assert_eq!(story.shown().policy.of("loss").delay_days, 21);
    story.sound();
}

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % n
    }

    fn policy(&mut self) -> Vec<(String, String)> {
        let mut typed = vec![("people".to_owned(), (5 + self.below(4)).to_string())];
        for kind in LATE {
            typed.push((format!("delay-{kind}"), (7 + self.below(30)).to_string()));
            if finest(kind) != Coarse::None {
                let place = Coarse::ALL[usize::try_from(self.below(3)).unwrap()];
                typed.push((format!("place-{kind}"), place.word().to_owned()));
            }
        }
        typed
    }
}

/// Facts that stand for fewer than five people, or were told before the default policy would have told them.
fn too_soon_or_too_few(story: &Story) -> Vec<String> {
    let shown = story.shown();
    let wrong = |fact: &&waybill::publish::fact::Fact| {
        let people = ["people", "count", "gifts"].iter().find_map(|member| fact.body[*member].as_i64());
        let week = fact.body["week"].as_str().and_then(|week| week.parse().ok());
        let day = shown.card.date_of_day(fact.step);
        let soon = week.is_some_and(|week| Policy::told_from(&POLICY, &fact.kind, week) > day);
        people.is_some_and(|people| people < POLICY.people_min) || soon
    };
    shown.facts.iter().filter(wrong).map(|fact| format!("{} {}", fact.step, fact.kind)).collect()
}

fn whatever_the_policy_nothing_opens_before_the_rules_allow_it(place: &Place) {
    let beside = place.another();
    let live = |story: &Story, shapes: &[KindShape], seed: u64| {
        let mut chance = Chance(seed);
        for day in 2..=60 {
            story.on(day, 8);
            if day % 4 == 0 {
                let typed = chance.policy();
                let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
                story.enter("policy", &typed);
            }
            match chance.below(4) {
                0 => drop(lose(story, day)),
                1 => story.hand_over("place-ua-46-1/BLANKET", &(1 + chance.below(3)).to_string(), "UA-46"),
                _ => drop(story.gifts(usize::try_from(1 + chance.below(4)).unwrap(), "20", "DE", "open")),
            }
            up_to(story, day, shapes);
        }
        up_to(story, 150, shapes);
    };
    let story = a_book(place);
    live(&story, SHAPES, 7);
    assert!(story.told_of("loss") > 3 && story.told_of("gifts") > 3 && story.told_of("policy") > 10);
    assert_eq!(too_soon_or_too_few(&story), [""; 0]);
    story.sound();
    let hasty = planted("loss", |entries, shaping| {
        let told = real("loss")(entries, shaping);
        told.into_iter().map(|one| Shaped { opens: shaping.step.date, ..one }).collect()
    });
    let planted = a_book(&beside);
    live(&planted, &hasty, 7);
    assert!(!too_soon_or_too_few(&planted).is_empty(), "a gate that ignores the delay is seen");
}
