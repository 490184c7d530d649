//! The table of what the world may know, held against what the gate does: each kind has a row, each row is kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde_json::Value;
use waybill::house::SHAPES;
use waybill::publish::fact::Fact;
use waybill::publish::gate::{KindShape, Shaped, Shaping};
use waybill::publish::in_force::InForce;
use waybill::publish::policy::{POLICY, Step, week_of};
use waybill::publish::rules::{Dated, Place, RULES, Rule, Told, When, rule_of};
use waybill::store::Waiting;

use crate::common::{Place as Ground, Story, order_of_blankets};

stories![every_kind_is_told_as_its_row_says, a_wrong_row_is_found];

/// What a fact says that its row does not allow.
pub fn beyond_its_row(rules: &[Rule], fact: &Fact) -> Vec<String> {
    let Some(rule) = rules.iter().find(|rule| rule.fact == fact.kind) else {
        return vec![format!("the kind {} has no row", fact.kind)];
    };
    said_too_much(rule, &fact.body)
}

fn said_too_much(rule: &Rule, body: &Value) -> Vec<String> {
    let of = |what: String| format!("{}: {what}", rule.kind);
    let mut found = Vec::new();
    for member in body.as_object().into_iter().flat_map(|members| members.keys()) {
        if !rule.members.contains(&member.as_str()) {
            found.push(of(format!("the member {member} is not in the row")));
        }
    }
    let mut words = Vec::new();
    texts(body, &mut words);
    let days = words.iter().filter_map(|word| word.parse::<Date>().ok());
    for day in days {
        let fine = match rule.dated {
            Dated::Day => true,
            Dated::Week => day.weekday() == Weekday::Monday,
            Dated::None => false,
        };
        if !fine {
            found.push(of(format!("{day} is finer than the row says")));
        }
    }
    let members = body.as_object();
    let has = |member: &str| members.is_some_and(|members| members.contains_key(member));
    let (country, region) = (has("country") || words.iter().any(|word| names_a_country(word)), has("region"));
    let fine = match rule.place {
        Place::None => !country && !region,
        Place::Country => !region,
        Place::Region => true,
    };
    if !fine || words.iter().any(|word| word.starts_with("place-")) {
        found.push(of(format!("a place finer than the row says in {body}")));
    }
    found
}

/// Every text in it, however deep.
fn texts<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(list) => list.iter().for_each(|value| texts(value, into)),
        Value::Object(members) => members.values().for_each(|value| texts(value, into)),
        _ => {}
    }
}

/// `foundation-pl-1`: a body with its country.
fn names_a_country(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    matches!(parts.as_slice(), [_, country, number] if country.len() == 2 && number.parse::<u8>().is_ok())
        && waybill::catalogue::COUNTRIES.iter().any(|known| known.eq_ignore_ascii_case(parts[1]))
}

/// A Wednesday long after all that happened.
fn a_step() -> Step {
    let date = jiff::civil::date(2022, 6, 1);
    Step { number: 98, date, closes: jiff::Timestamp::MAX }
}

/// What a shape does with these entries of its kind that the row does not say.
fn unruly(rule: &Rule, shape: &KindShape, entries: &[Waiting]) -> Vec<String> {
    let all: Vec<&Waiting> = entries.iter().collect();
    let mut found = Vec::new();
    let mut shaped = |entries: &[&Waiting]| {
        let told = (shape.shape)(entries, Shaping { policies: &InForce::default(), step: a_step(), undone: &[] });
        found.extend(told.iter().flat_map(|one| held_against(rule, entries, one)));
        told
    };
    let one_by_one: Vec<usize> = all.iter().map(|entry| shaped(&[*entry]).len()).collect();
    let together = shaped(&all).len();
    let alone = |n: usize| one_by_one.iter().all(|told| *told == n);
    let fine = match rule.told {
        Told::Singly => alone(1) && together == all.len(),
        Told::InTotals => together == 1 && one_by_one.contains(&0),
        Told::InWords | Told::AsCorrected | Told::Never => alone(0) && together == 0,
        Told::FromFacts | Told::FromReaders => false,
    };
    if !fine {
        found.push(format!("{}: {one_by_one:?} one by one and {together} together are not {:?}", rule.kind, rule.told));
    }
    found
}

fn held_against(rule: &Rule, entries: &[&Waiting], shaped: &Shaped) -> Vec<String> {
    let mut found = said_too_much(rule, &shaped.body);
    let own = entries.iter().any(|entry| entry.public["id"] == shaped.key.as_str());
    if own != (rule.told == Told::Singly) || shaped.kind != rule.fact {
        found.push(format!("{}: told as {} under {}", rule.kind, shaped.kind, shaped.key));
    }
    let step = a_step().date;
    // The week of the latest of them, of which all else waits as well.
    let weeks = entries.iter().filter_map(|entry| entry.public["week"].as_str()?.parse::<Date>().ok());
    let opens = match rule.when {
        When::Monday => weeks.max().map(|week| POLICY.opens(rule.kind, week_of(week), step)),
        When::NextClose | When::Cooling => Some(step),
        When::AtOnce | When::Approved | When::AsCorrected | When::Never => None,
    };
    if opens != Some(shaped.opens) {
        found.push(format!("{}: opens on {} and not as {:?}", rule.kind, shaped.opens, rule.when));
    }
    found
}

/// A book with entries of every kind, as they wait, by kind.
fn entries_of_every_kind(story: &Story) -> BTreeMap<String, Vec<Waiting>> {
    story.need_blankets("30");
    story.stock_blankets("60");
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "900")]);
    story.gifts(6, "100", "DE", "blanket-1");
    let bank = ("from", "bank-eur-1/open/EUR");
    story.enter("decision", &[bank, ("fund", "blanket-1"), ("amount", "40")]);
    story.enter("change", &[bank, ("amount", "10"), ("account", "bank-uah-1"), ("got", "300"), ("source", "bank")]);
    story.enter("advance", &[bank, ("amount", "50"), ("role", "foundation"), ("country", "PL")]);
    story.enter("order", &order_of_blankets("blanket-1", "20", "10", ""));
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    story.arrive("18", "UA-46", "1");
    for people in ["2", "3", "1"] {
        let shelf = [("shelf", "place-ua-46-1/BLANKET"), ("region", "UA-30")];
        story.enter("handover", &[shelf[0], shelf[1], ("count", people), ("people", people)]);
    }
    let handover = story.in_memory().0.to_string();
    story.enter("return", &[("handover", handover.as_str()), ("count", "1"), ("region", "UA-46"), ("place", "1")]);
    story.enter("stocktake", &[("shelf", "place-ua-46-1/BLANKET"), ("counted", "71"), ("reason", "spoiled")]);
    let way = [("region", "UA-30"), ("place", "2"), ("by", "road"), ("expected", "2022-03-01")];
    let what = [("shelf", "place-ua-46-1/BLANKET"), ("count", "3")];
    story.enter("between", &what.into_iter().chain(way).collect::<Vec<_>>());
    let shipment = crate::shipments::on_the_road(story);
    let got = [("shipment", shipment.as_str()), ("received1", "3"), ("region", "UA-30"), ("place", "2")];
    story.enter("unloading", &got);
    story.enter("loss", &[("from", "place-ua-46-1/open/BLANKET"), ("count", "1"), ("reason", "spoiled")]);
    for _ in 0..6 {
        let code = waybill::features::donations::Code::draw(&story.world).to_string();
        let goods = [("item", "blanket"), ("region", "UA-46"), ("country", "DE"), ("fund", "open"), ("count", "2")];
        let typed: Vec<(&str, &str)> =
            goods.into_iter().chain([("code", code.as_str()), ("price", "12"), ("source", "estimate")]).collect();
        story.enter("gift-in-kind", &typed);
    }
    let iban = "DE89370400440532013000";
    story.enter("giving-details", &[("account", "bank-eur-1"), ("holder", "An association"), ("iban", iban)]);
    let last = story.in_memory().0;
    story.enter("policy", &[("people", "6")]);
    let loss = story.operation.entries_of_kind("loss").unwrap().remove(0);
    let fact = story.operation.keys().public_id(loss.public["id"].as_str().unwrap());
    story.enter("early", &[("what", &fact), ("reason", "asked")]);
    story.enter("correction", &[("entry", &last.saturating_sub(1).to_string()), ("reason", "other")]);
    let mut kinds: BTreeMap<String, Vec<Waiting>> = BTreeMap::new();
    for entry in story.operation.waiting(jiff::Timestamp::MAX).unwrap() {
        kinds.entry(entry.kind.clone()).or_default().push(entry);
    }
    // A dispatch is told in words at once, so nothing of it waits; one is made up.
    let dispatch = serde_json::json!({ "id": "d", "name": "1", "day": 1, "figures": {}, "units": {}, "languages": {} });
    let dispatch = Waiting { entry: 999, kind: "dispatch".into(), recorded_at: 0, public: dispatch };
    kinds.insert("dispatch".into(), vec![dispatch]);
    // Openings and erasures say nothing but their id; made up as well, for stories open nothing.
    for kind in ["unsealing", "erasure"] {
        let public = serde_json::json!({ "id": kind });
        kinds.insert(kind.into(), vec![Waiting { entry: 998, kind: kind.into(), recorded_at: 0, public }]);
    }
    kinds
}

fn is_of_entries(rule: &Rule) -> bool {
    !matches!(rule.told, Told::FromFacts | Told::FromReaders)
}

fn every_kind_is_told_as_its_row_says(place: &Ground) {
    let shapes: BTreeSet<&str> = SHAPES.iter().map(|shape| shape.kind).collect();
    let entries: BTreeSet<&str> = RULES.iter().filter(|rule| is_of_entries(rule)).map(|rule| rule.kind).collect();
    assert_eq!(shapes, entries, "each kind of house.rs has its row in publish/rules.rs, and no row stands for nothing");
    let story = Story::founded(place);
    let kinds = entries_of_every_kind(&story);
    for shape in SHAPES {
        let entries = kinds.get(shape.kind).unwrap_or_else(|| panic!("this story enters no {}", shape.kind));
        let rule = rule_of(shape.kind).unwrap();
        assert_eq!(unruly(rule, shape, entries), [""; 0]);
    }
    story.close(60).sound();
}

fn a_wrong_row_is_found(place: &Ground) {
    let story = Story::founded(place);
    let kinds = entries_of_every_kind(&story);
    let found = |kind: &str, wrong: &dyn Fn(Rule) -> Rule| {
        let shape = SHAPES.iter().find(|shape| shape.kind == kind).unwrap();
        unruly(&wrong(*rule_of(kind).unwrap()), shape, &kinds[kind])
    };
    let wrongs: [(&str, &dyn Fn(Rule) -> Rule); 12] = [
        ("arrival", &|rule| Rule { when: When::NextClose, ..rule }),
        ("loss", &|rule| Rule { when: When::AtOnce, ..rule }),
        ("need", &|rule| Rule { when: When::Monday, ..rule }),
        ("gift", &|rule| Rule { told: Told::Singly, ..rule }),
        ("handover", &|rule| Rule { told: Told::Never, ..rule }),
        ("order", &|rule| Rule { told: Told::InTotals, ..rule }),
        ("dispatch", &|rule| Rule { told: Told::Singly, ..rule }),
        ("handover", &|rule| Rule { place: Place::Country, ..rule }),
        ("order", &|rule| Rule { place: Place::None, ..rule }),
        ("need", &|rule| Rule { dated: Dated::Week, ..rule }),
        ("order", &|rule| Rule { dated: Dated::None, ..rule }),
        ("gift-in-kind", &|rule| Rule { fact: "gifts", ..rule }),
    ];
    for (kind, wrong) in wrongs {
        assert!(!found(kind, wrong).is_empty(), "{kind} {:?}", wrong(*rule_of(kind).unwrap()));
    }
    story.close(60);
    let facts = story.shown().facts.clone();
    for fact in &facts {
        assert_eq!(beyond_its_row(RULES, fact), [""; 0]);
        let mut chatty = fact.clone();
        chatty.body["carrier"] = serde_json::json!("a lorry");
        assert_eq!(beyond_its_row(RULES, &chatty).len(), 1, "{}", fact.kind);
        let without: Vec<Rule> = RULES.iter().filter(|rule| rule.fact != fact.kind).copied().collect();
        assert_eq!(beyond_its_row(&without, fact), [format!("the kind {} has no row", fact.kind)]);
    }
    let told: BTreeSet<&str> = facts.iter().map(|fact| fact.kind.as_str()).collect();
    assert!(told.len() >= 14, "{told:?}");
}
