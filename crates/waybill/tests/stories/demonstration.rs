//! The demonstration is the same at every run, on either engine, and an outsider finds nothing wrong with it.

use std::sync::OnceLock;

use waybill::demo;
use waybill::publish::published::Published;
use waybill::publish::rules::{RULES, rule_of};
use waybill::web::public::{facts_text, figures_text};
use waybill::world::World;

use crate::common::Place;

stories![the_demo_is_the_same_at_every_run];

fn built(place: &Place) -> (String, String) {
    let operation = demo::build(&place.store(), |_, _| {}).unwrap();
    let world = World::held_clock(operation.demo_clock().unwrap().unwrap());
    assert_eq!(operation.check_derived().unwrap(), []);
    let shown = Published::open(&operation).unwrap().shown(&world).unwrap();
    assert_eq!(shown.snapshot, 23);
    for fact in &shown.facts {
        assert_eq!(crate::rules::beyond_its_row(RULES, fact), [""; 0]);
    }
    for dispatch in operation.entries_of_kind("dispatch").unwrap() {
        let known = rule_of("dispatch").unwrap().members;
        let members = dispatch.public.as_object().unwrap().keys();
        assert_eq!(members.filter(|m| *m != "id" && !known.contains(&m.as_str())).collect::<Vec<_>>(), [""; 0]);
    }
    (facts_text(&shown), figures_text(&shown))
}

/// The first run of this program, on SQLite: what all others are compared with.
fn first_run() -> &'static (String, String) {
    static FIRST: OnceLock<(String, String)> = OnceLock::new();
    FIRST.get_or_init(|| built(&Place::sqlite()))
}

fn the_demo_is_the_same_at_every_run(place: &Place) {
    let (facts, figures) = built(place);
    let (first_facts, first_figures) = first_run();
    let differs = facts.lines().zip(first_facts.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None);
    assert_eq!((&facts, &figures), (first_facts, first_figures));
    let report =
        waybill_verify::check(&facts, &figures).unwrap_or_else(|found| panic!("an outsider finds: {}", found[0]));
    assert!(report.facts > 100 && report.figures > 100, "{report:?}");
}
