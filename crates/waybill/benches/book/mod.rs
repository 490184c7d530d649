//! A book to measure on: founded, written through the house's forms, with a dispatch a day.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use waybill::features::dispatches::{Written, entry_of, problems_of};
use waybill::house::{FORMS, ROWS};
use waybill::publish::published::Published;
use waybill::publish::texts::{Name, Section, Words};
use waybill::store::{Engine, FormKey, Founding, Operation, Store};
use waybill::web::forms::Bench;
use waybill::web::typed::Typed;
use waybill::world::World;

pub const DAY_ONE: Date = date(2022, 2, 24);

/// The evening of a day.
pub fn at(day: i32) -> Timestamp {
    let date = DAY_ONE.saturating_add(jiff::Span::new().days(day - 1));
    date.at(20, 0, 0, 0).in_tz("Europe/Kyiv").unwrap().timestamp()
}

/// An operation in whose book nothing stands, on the evening of day 1.
pub fn founded(folder: &Path) -> (Operation, World) {
    std::fs::create_dir_all(folder).unwrap();
    let world = World::held(at(1), 1);
    let (name, zone, accounts) = ("Bench".to_owned(), "Europe/Kyiv".to_owned(), vec!["bank-eur-1".to_owned()]);
    let founding = Founding { name, day_one: DAY_ONE, zone, accounts, demo_clock: None };
    let operation = Store::new(folder, Engine::Sqlite, ROWS).found("bench", &founding, &world).unwrap();
    (operation, world)
}

pub fn bench<'a>(operation: &'a Operation, world: &'a World, key: FormKey) -> Bench<'a> {
    Bench::at_the_machine(operation, world, key).unwrap()
}

/// Ten things of one item are needed.
pub fn need(operation: &Operation, world: &World, item: &str) {
    let bench = bench(operation, world, FormKey::parse(&format!("bench-need-{item}")).unwrap());
    let form = FORMS.iter().find(|form| form.path == "need").unwrap();
    let typed = [("item", item), ("quantity", "10"), ("priority", "1"), ("price", "10"), ("source", "offer")];
    let mut typed = Typed::new(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    for input in (form.fields)(&bench, &typed).unwrap().into_iter().flatten() {
        if typed.get(&input.name).is_empty() {
            typed.set(&input.name, &input.first);
        }
    }
    waybill::web::forms::enter(&bench, form, &typed, |_, _| Ok(())).unwrap().unwrap();
}

/// The dispatch of a day, in English.
pub fn publish(operation: &Operation, world: &World, published: &Published, day: i32, sections: Vec<Section>) {
    let bench = bench(operation, world, FormKey::parse(&format!("bench-dispatch-{day}")).unwrap());
    let words = Words { title: "A day".into(), lede: "What it was.".into(), sections, note: String::new() };
    let shown = published.shown(world).unwrap();
    let languages = BTreeMap::from([("en".to_owned(), words)]);
    let written = Written::of(Name::of_day(day), languages, published, &shown).unwrap();
    let wrong = problems_of(bench.w, &written, "en");
    assert!(wrong.is_empty(), "{wrong:?}");
    operation
        .post(world, &waybill::store::Behind::one(1), &bench.key, &entry_of(&bench, &written), |_, _| Ok(()))
        .unwrap();
    waybill::publish::texts::tell(operation).unwrap();
}
