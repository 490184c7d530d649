//! The demonstration is the same at every run, on either engine, and an outsider finds nothing wrong with it.

use std::sync::OnceLock;

use waybill::demo;
use waybill::features::statements::{self, Proposal, State};
use waybill::house::ENTERING;
use waybill::publish::published::Published;
use waybill::publish::rules::{RULES, rule_of};
use waybill::store::{FormKey, Operation};
use waybill::web::forms::Bench;
use waybill::web::public::{facts_text, figures_text};
use waybill::world::World;

use crate::common::Place;

stories![the_demo_is_the_same_at_every_run, its_bank_and_its_book_differ_by_what_the_story_leaves];

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

fn bench_of<'a>(operation: &'a Operation, world: &'a World) -> Bench<'a> {
    Bench::at_the_machine(operation, world, FormKey::parse("looking-on").unwrap()).unwrap()
}

fn its_bank_and_its_book_differ_by_what_the_story_leaves(place: &Place) {
    let operation = demo::build(&place.store(), |_, _| {}).unwrap();
    let world = World::held_clock(operation.demo_clock().unwrap().unwrap());
    let bench = bench_of(&operation, &world);
    // Every gift came as a line of the bank's, a good part of them in another currency.
    let gifts = operation.entries_of_kind("gift").unwrap();
    let sent = gifts.iter().filter(|gift| gift.private.pointer("/rest/sent").is_some()).count();
    assert!(gifts.len() == demo::GIFTS && (50..300).contains(&sent), "{sent} of {}", gifts.len());
    // The bank has three lines more, and nobody has tied what went out yesterday to its entry.
    let told: Vec<String> = statements::balanced(&bench)
        .unwrap()
        .iter()
        .map(|one| {
            assert!(one.before == 0 && one.unexplained == 0 && one.nowhere.len() + one.later.len() < 3, "{one:?}");
            let left = one.lines.iter().map(|(state, lines)| {
                assert!(lines.is_empty() || *state == State::Open, "{one:?}");
                lines.iter().map(|line| line.amount).collect::<Vec<_>>()
            });
            // Lines of one day lie in no order.
            let mut left = left.collect::<Vec<_>>().concat();
            left.sort_unstable();
            format!("{} {left:?}", one.account)
        })
        .collect();
    assert_eq!(told, ["bank-eur-1 [-490, 2500]", "bank-pln-1 [-2400000, 6000]", "bank-uah-1 []"]);
    // What went out yesterday is recognised, the rest waits for somebody's look.
    let proposed = statements::proposals(&bench, &ENTERING, &bench.card.accounts).unwrap();
    let ready: Vec<i64> = proposed.iter().filter(|one| one.proposal.is_ready()).map(|one| one.line.signed()).collect();
    assert_eq!((ready, proposed.len()), (vec![-2_400_000], 4));
    assert!(proposed.iter().any(|one| one.proposal == Proposal::WentOut));
}
