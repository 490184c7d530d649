//! The flow from gifts to hands, followed by hand for the sample; and every fault that can be planted in it.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::Sample;
use serde_json::{Value, json};
use waybill_verify::{Finding, check};

/// Lines of the two flows, from 0.
const EUR: usize = 14;
const GBP: usize = 15;

/// The sample with its flows: of the 20,000 EUR from before the book and 300,000 from DE that were advanced, the first
/// 300,000 bought six vests and the next 15,000 two plates; the first four vests are in hands, the sixth is claimed.
fn with_flows() -> Sample {
    let mut sample = Sample::new();
    sample.facts.push(json!({"id":"00000000000000000a15","step":9,"kind":"flow","body":{"currency":"EUR","cells":[
        ["CZ","tourniquets","none","bank",60000],
        ["CZ","vests","none","bank",30000],
        ["DE","vests","none","foundation-pl-1",5000],
        ["DE","vests","order-7","claim",50000],
        ["DE","vests","order-7","hands",180_000],
        ["DE","vests","order-7","stock",65000]]},"moves":[]}));
    sample.facts.push(json!({"id":"00000000000000000a16","step":9,"kind":"flow","body":{"currency":"GBP","cells":[
        ["others","vests","none","bank",40000]]},"moves":[]}));
    for (name, value) in [
        ("flow.EUR.bank", 90000),
        ("flow.EUR.foundation-pl-1", 5000),
        ("flow.EUR.claim", 50000),
        ("flow.EUR.hands", 180_000),
        ("flow.EUR.stock", 65000),
        ("flow.GBP.bank", 40000),
    ] {
        sample.figures["figures"][name] = json!(value);
    }
    sample
}

fn found(plant: impl FnOnce(&mut Sample)) -> Vec<Finding> {
    let mut sample = with_flows();
    plant(&mut sample);
    check(&sample.facts_text(), &sample.figures_text()).unwrap_err()
}

fn sentences(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

fn cells(sample: &mut Sample) -> &mut Vec<Value> {
    sample.facts[EUR]["body"]["cells"].as_array_mut().unwrap()
}

#[test]
fn a_flow_that_follows_the_gifts_is_right() {
    let (plain, sample) = (Sample::new(), with_flows());
    let without = check(&plain.facts_text(), &plain.figures_text()).unwrap();
    let report = check(&sample.facts_text(), &sample.figures_text()).unwrap();
    assert_eq!((report.facts, report.figures), (without.facts + 2, without.figures + 6));
}

#[test]
fn an_operation_may_tell_no_flow() {
    check(&Sample::new().facts_text(), &Sample::new().figures_text()).unwrap();
}

#[test]
fn money_said_to_be_in_hands_that_lies_in_the_stock_is_found() {
    let findings = found(|sample| {
        cells(sample)[4][4] = json!(180_001);
        cells(sample)[5][4] = json!(64999);
        sample.figures["figures"]["flow.EUR.hands"] = json!(180_001);
        sample.figures["figures"]["flow.EUR.stock"] = json!(64999);
    });
    assert_eq!(
        sentences(&findings),
        [
            "Line 15 (flow) says 180001 for “DE, vests, order-7, hands”; following the gifts makes it 180000.",
            "Line 15 (flow) says 64999 for “DE, vests, order-7, stock”; following the gifts makes it 65000.",
        ]
    );
}

#[test]
fn a_cell_under_another_name_is_found() {
    for (column, other) in [(0, "FR"), (1, "tents"), (2, "order-8"), (3, "order")] {
        let findings = found(|sample| cells(sample)[3][column] = json!(other));
        assert!(findings.iter().any(|one| matches!(one, Finding::FlowCell { line: 15, .. })), "{findings:?}");
    }
}

#[test]
fn cells_that_do_not_sum_to_what_was_given_are_found() {
    let findings = found(|sample| {
        cells(sample)[0][4] = json!(60007);
        sample.figures["figures"]["flow.EUR.bank"] = json!(90007);
    });
    assert_eq!(
        sentences(&findings),
        [
            "Line 15 (flow) has cells of 390007 in all for “given.EUR”, which is 390000.",
            "Line 15 (flow) has cells of 90007 in all for “given.EUR.CZ”, which is 90000.",
            "Line 15 (flow) says 60007 for “CZ, tourniquets, none, bank”; following the gifts makes it 60000.",
        ]
    );
}

#[test]
fn an_earlier_flow_is_held_against_what_was_given_before_it() {
    let flow = json!({"id":"00000000000000000a17","step":2,"kind":"flow","body":{"currency":"EUR","cells":[
        ["DE","vests","none","bank",300_000]]},"moves":[]});
    let with = |flow: Value| {
        let mut sample = with_flows();
        sample.facts.insert(5, flow);
        check(&sample.facts_text(), &sample.figures_text())
    };
    with(flow.clone()).unwrap();
    let mut wrong = flow;
    wrong["body"]["cells"][0][4] = json!(299_999);
    assert_eq!(
        sentences(&with(wrong).unwrap_err()),
        [
            "Line 6 (flow) has cells of 299999 in all for “given.EUR”, which is 300000.",
            "Line 6 (flow) has cells of 299999 in all for “given.EUR.DE”, which is 300000.",
        ]
    );
}

#[test]
fn a_flow_that_was_not_told_anew_is_found() {
    let findings = found(|sample| {
        sample.facts.push(json!({"id":"00000000000000000a17","step":10,"kind":"handover","body":{"commodity":"VEST",
            "region":"UA-46","week":"2026-W09","units":1,"people":5},
            "moves":[{"m":"transfer","from":"stock/vests","to":"w:recipients","c":"VEST","a":1}]}));
    });
    let stale = "Line 15 (flow) says 180000 for “DE, vests, order-7, hands”; following the gifts makes it 230000.";
    assert!(sentences(&findings).contains(&stale.to_owned()), "{findings:?}");
}

#[test]
fn countries_and_orders_told_together_are_followed_together() {
    let mut sample = with_flows();
    *cells(&mut sample) = serde_json::from_value(json!([
        ["DE", "vests", "none", "foundation-pl-1", 5000],
        ["DE", "vests", "others", "claim", 50000],
        ["DE", "vests", "others", "hands", 180_000],
        ["DE", "vests", "others", "stock", 65000],
        ["others", "tourniquets", "none", "bank", 60000],
        ["others", "vests", "none", "bank", 30000]
    ]))
    .unwrap();
    check(&sample.facts_text(), &sample.figures_text()).unwrap();
    cells(&mut sample)[4][1] = json!("vests-2");
    assert!(check(&sample.facts_text(), &sample.figures_text()).is_err());
}

#[test]
fn cells_out_of_order_or_twice_are_found() {
    let findings = found(|sample| cells(sample).swap(0, 1));
    assert_eq!(sentences(&findings), ["Line 15 (flow) does not list its cells in order, each once."]);
    let twice = found(|sample| {
        cells(sample)[0][4] = json!(59999);
        cells(sample).insert(0, json!(["CZ", "tourniquets", "none", "bank", 1]));
    });
    assert!(matches!(twice.first(), Some(Finding::FlowOrder { line: 15 })), "{twice:?}");
}

#[test]
fn a_cell_that_cannot_be_read_is_found() {
    let bad = [
        json!(["DE", "vests", "none", "bank"]),
        json!(["DE", "vests", "none", "bank", 0]),
        json!(["Germany", "vests", "none", "bank", 5]),
        json!(["DE", "a fund", "none", "bank", 5]),
        json!({"country":"DE"}),
    ];
    for cell in bad {
        let findings = found(|sample| cells(sample)[0] = cell.clone());
        assert!(sentences(&findings)[0].starts_with("Line 15 cannot be read: the member “cells”"), "{findings:?}");
    }
}

#[test]
fn a_flow_that_moves_something_is_found() {
    let findings = found(|sample| {
        sample.facts[GBP]["moves"] = json!([{"m":"transfer","from":"w:before","to":"bank/vests","c":"GBP","a":1}]);
        sample.figures["figures"]["at.bank.vests.GBP"] = json!(40001);
        sample.figures["figures"]["fund.vests.GBP.before"] = json!(1);
    });
    assert!(sentences(&findings)[0].contains("it says that nothing moves"), "{findings:?}");
}

#[test]
fn a_wrong_figure_of_the_flow_is_found() {
    let findings = found(|sample| sample.figures["figures"]["flow.EUR.hands"] = json!(180_001));
    assert_eq!(sentences(&findings), ["The figure “flow.EUR.hands” is stated as 180001; the facts make it 180000."]);
}
