//! A small operation that is right in every figure, and every fault that can be planted in it.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{FACTS, FIGURES, Sample};
use serde_json::{Value, json};
use waybill_verify::{FINDINGS_MAX, Finding, LINE_BYTES_MAX, LINES_MAX, Report, Unread, check};

/// Plants a fault and tells what is found.
fn found(plant: impl FnOnce(&mut Sample)) -> Vec<Finding> {
    let mut sample = Sample::new();
    plant(&mut sample);
    check(&sample.facts_text(), &sample.figures_text()).unwrap_err()
}

fn sentences(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

/// Exactly one finding, and it says this.
#[track_caller]
fn one(findings: &[Finding], sentence: &str) {
    assert_eq!(sentences(findings), [sentence]);
}

fn figures(sample: &mut Sample) -> &mut serde_json::Map<String, Value> {
    sample.figures["figures"].as_object_mut().unwrap()
}

#[test]
fn the_sample_is_right_in_every_figure() {
    let commodities = ["EUR", "GBP", "PLATE", "TOURNIQUET", "VEST"].map(str::to_owned).to_vec();
    let report = Report { snapshot: 10, facts: 14, moves: 14, figures: 51, commodities };
    assert_eq!(check(FACTS, FIGURES), Ok(report));
}

#[test]
fn zeros_may_be_absent_and_stated() {
    let mut sample = Sample::new();
    figures(&mut sample).retain(|_, value| *value != json!(0));
    figures(&mut sample).insert("hands.DRONE".to_owned(), json!(0));
    check(&sample.facts_text(), &sample.figures_text()).unwrap();
}

#[test]
fn an_operation_without_facts_has_no_figures() {
    let report = check("", r#"{"snapshot":0,"figures":{}}"#).unwrap();
    assert_eq!((report.facts, report.moves, report.figures), (0, 0, 0));
}

#[test]
fn what_only_changes_its_fund_is_neither_bought_nor_arrived() {
    let mut sample = Sample::new();
    sample.facts.push(json!({"id":"00000000000000000a15","step":9,"kind":"decision",
        "body":{"from":"vests","to":"tourniquets","commodity":"PLATE","amount":2},
        "moves":[{"m":"transfer","from":"stock/vests","to":"stock/tourniquets","c":"PLATE","a":2}]}));
    figures(&mut sample).insert("at.stock.vests.PLATE".to_owned(), json!(0));
    figures(&mut sample).insert("at.stock.tourniquets.PLATE".to_owned(), json!(2));
    check(&sample.facts_text(), &sample.figures_text()).unwrap();
}

#[test]
fn a_need_that_is_met_misses_nothing() {
    let mut sample = Sample::new();
    sample.facts[10]["body"]["quantity"] = json!(8);
    figures(&mut sample).insert("need.vests.missing".to_owned(), json!(0));
    check(&sample.facts_text(), &sample.figures_text()).unwrap();
}

#[test]
fn a_line_that_is_no_fact_is_found() {
    let with = |line: &str| check(&format!("{FACTS}{line}\n"), FIGURES).unwrap_err();
    one(&with("oops"), "Line 15 cannot be read: it is not JSON.");
    one(&with(""), "Line 15 cannot be read: it is not JSON.");
    one(&with("[]"), "Line 15 cannot be read: it is not a JSON object.");
    one(&with("{}"), "Line 15 cannot be read: the member id is missing.");
    one(&with(r#"{"id":7}"#), "Line 15 cannot be read: the member “id” is not what it must be.");
    one(&with(r#"{"id":"a","id":"b"}"#), "Line 15 cannot be read: it names a member twice.");
    one(&with(&" ".repeat(LINE_BYTES_MAX + 1)), "Line 15 cannot be read: it is longer than 65536 bytes.");
    let note = found(|sample| sample.facts[8]["note"] = json!("\u{1b}[2J"));
    assert_eq!(note[0], Finding::BadLine { line: 9, why: Unread::Unknown { member: "note".to_owned() } });
}

#[test]
fn a_body_that_is_not_as_described_is_found() {
    let unusable =
        |line: usize, member: &str| Finding::BadLine { line, why: Unread::Unusable { member: member.to_owned() } };
    assert_eq!(
        found(|sample| sample.facts[8]["body"]["lines"][0]["currency"] = json!("VEST"))[0],
        unusable(9, "currency")
    );
    assert_eq!(found(|sample| sample.facts[8]["body"]["lines"] = json!([]))[0], unusable(9, "lines"));
    assert_eq!(found(|sample| sample.facts[1]["body"]["priority"] = json!(4)), [unusable(2, "priority")]);
    assert_eq!(found(|sample| sample.facts[1]["body"]["price"]["amount"] = json!(0)), [unusable(2, "amount")]);
    let extra = found(|sample| sample.facts[11]["body"]["place"] = json!("a street"));
    one(&extra, "Line 12 cannot be read: nothing describes the member “place”.");
    let missing = found(|sample| {
        sample.facts[12]["body"].as_object_mut().unwrap().remove("people");
    });
    one(&missing, "Line 13 cannot be read: the member people is missing.");
}

#[test]
fn giving_details_are_read_and_move_nothing() {
    let details = |body: &str, moves: &str| {
        let line = format!(
            r#"{{"id":"00000000000000000d15","step":9,"kind":"giving-details","body":{body},"moves":[{moves}]}}"#
        );
        check(&format!("{FACTS}{line}\n"), FIGURES)
    };
    let iban = r#"{"account":"bank-eur-1","currency":"EUR","holder":"An association","iban":"DE89370400440532013000"}"#;
    details(iban, "").unwrap();
    details(&iban.replace("\"iban\"", "\"bic\":\"COBADEFFXXX\",\"iban\""), "").unwrap();
    details(&iban.replace("\"iban\"", "\"bank\":\"A bank\",\"number\""), "").unwrap();
    let half = details(&iban.replace("\"iban\"", "\"number\""), "").unwrap_err();
    one(&half, "Line 15 cannot be read: the member bank is missing.");
    let person = details(&iban.replace("\"iban\"", "\"phone\":\"1\",\"iban\""), "").unwrap_err();
    one(&person, "Line 15 cannot be read: nothing describes the member “phone”.");
    let moved = r#"{"m":"transfer","from":"w:givers","to":"bank/vests","c":"EUR","a":1}"#;
    assert!(details(iban, moved).is_err(), "details that move money are found");
}

#[test]
fn a_policy_keeps_its_bounds_and_a_group_keeps_the_policy_of_its_step() {
    let kinds = r#"[{"kind":"arrival","delay_days":7,"place":"region"},{"kind":"loss","delay_days":90,"place":"none"},{"kind":"stocktake","delay_days":7,"place":"none"},{"kind":"handover","delay_days":7,"place":"country"},{"kind":"gift-in-kind","delay_days":7,"place":"none"}]"#;
    let good = format!(r#"{{"people_min":5,"stale_days":14,"kinds":{kinds}}}"#);
    let line =
        |body: &str| format!(r#"{{"id":"00000000000000000d15","step":9,"kind":"policy","body":{body},"moves":[]}}"#);
    let last = |body: &str| check(&format!("{FACTS}{}\n", line(body)), FIGURES);
    last(&good).unwrap();
    for (wrong, with, member) in [
        (r#"min":5"#, r#"min":4"#, "people_min"),
        (r#"min":5"#, r#"min":51"#, "people_min"),
        (r#""stale_days":14"#, r#""stale_days":61"#, "stale_days"),
        (r#""delay_days":90"#, r#""delay_days":6"#, "delay_days"),
        (r#""delay_days":90,"place":"none""#, r#""delay_days":90,"place":"region""#, "kinds"),
        (r#"{"kind":"loss","delay_days":90,"place":"none"},"#, "", "kinds"),
    ] {
        let found = last(&good.replace(wrong, with)).unwrap_err();
        one(&found, &format!("Line 15 cannot be read: the member “{member}” is not what it must be."));
    }
    let first = FACTS.lines().next().unwrap();
    let at_first = line(&good.replace(r#"min":5"#, r#"min":9"#)).replace(r#""step":9"#, r#""step":1"#);
    let found = check(&FACTS.replacen(first, &format!("{at_first}\n{first}"), 1), FIGURES).unwrap_err();
    assert!(found.iter().any(|one| one.to_string().ends_with("a group has at least 9.")), "{found:?}");
    let back = r#"{"id":"00000000000000000d16","step":1,"kind":"correction","body":{"of":"00000000000000000d15","kind":"policy","reason":"other"},"moves":[]}"#;
    check(&FACTS.replacen(first, &format!("{at_first}\n{back}\n{first}"), 1), FIGURES).unwrap();
}

#[test]
fn what_was_told_early_was_told_before_and_alone() {
    let arrival = FACTS.lines().find(|line| line.contains(r#""kind":"arrival""#)).unwrap();
    let id = &arrival[arrival.find(r#""id":""#).unwrap() + 6..][..20];
    let early = |of: &str, kind: &str| {
        let body = format!(r#"{{"of":"{of}","kind":"{kind}","reason":"asked"}}"#);
        let line = format!(r#"{{"id":"00000000000000000d15","step":9,"kind":"early","body":{body},"moves":[]}}"#);
        check(&format!("{FACTS}{line}\n"), FIGURES)
    };
    early(id, "arrival").unwrap();
    one(&early(id, "handover").unwrap_err(), "Line 15 cannot be read: the member “kind” is not what it must be.");
    assert!(early(id, "loss").is_err() && early("00000000000000000d99", "arrival").is_err());
}

#[test]
fn figures_that_cannot_be_read_are_found() {
    one(&check(FACTS, "7").unwrap_err(), "The figures cannot be read: it is not a JSON object.");
    let half = found(|sample| sample.figures["figures"]["hands.VEST"] = json!(3.5));
    one(&half, "The figures cannot be read: the member “hands.VEST” is not what it must be.");
    let twice = FIGURES.replace("\"hands.VEST\": 4", "\"hands.VEST\": 40, \"hands.VEST\": 4");
    one(&check(FACTS, &twice).unwrap_err(), "The figures cannot be read: it names a member twice.");
}

#[test]
fn more_facts_than_the_limit_are_found() {
    let findings = check(&"\n".repeat(LINES_MAX + 1), FIGURES).unwrap_err();
    one(&findings, "There are more than 1000000 facts; this program stops there.");
}

#[test]
fn an_id_used_twice_is_found() {
    let findings = found(|sample| sample.facts[4]["id"] = sample.facts[3]["id"].clone());
    one(&findings, "Line 5 has the id “00000000000000000a04”, which line 4 has already.");
}

#[test]
fn an_id_of_another_form_is_found() {
    for id in ["", "0000000000000000a05", "00000000000000000A05", "00000000000000000u05", "000000000000000000a05"] {
        let findings = found(|sample| sample.facts[4]["id"] = json!(id));
        one(&findings, &format!("Line 5 has the id “{id}”, which is not 20 characters of base32."));
    }
}

#[test]
fn a_step_that_goes_back_is_found() {
    let findings = found(|sample| sample.facts[4]["step"] = json!(1));
    one(&findings, "Line 5 says it was told on step 1, but the line before it on step 2.");
}

#[test]
fn a_step_after_the_snapshot_is_found() {
    let findings = found(|sample| sample.facts[13]["step"] = json!(11));
    one(&findings, "Line 14 was told on step 11, but the figures are those of step 10.");
}

#[test]
fn an_unknown_kind_is_found() {
    let findings = found(|sample| sample.facts[12]["kind"] = json!("raffle"));
    one(&findings, "Line 13 is of the kind “raffle”, which is not described.");
}

#[test]
fn a_group_below_five_people_is_found() {
    let handover = found(|sample| sample.facts[12]["body"]["people"] = json!(4));
    one(&handover, "Line 13 (handover) tells of 4 people; a group has at least 5.");
    let gifts = found(|sample| {
        sample.facts[4]["body"]["count"] = json!(4);
        figures(sample).insert("gifts.count".to_owned(), json!(23));
        figures(sample).insert("gifts.count.GBP.others".to_owned(), json!(4));
    });
    one(&gifts, "Line 5 (gifts) tells of 4 people; a group has at least 5.");
}

#[test]
fn a_refused_entry_is_found_with_its_code() {
    // The decision comes before the gift it spends: every sum is the same, but the fund was empty.
    let short = found(|sample| {
        sample.facts.swap(5, 6);
        sample.facts[5]["step"] = json!(3);
    });
    one(
        &short,
        "The moves of line 6 break a rule of the journal (short): bank/tourniquets has 0 EUR; 30000 more are missing.",
    );
    let named = found(|sample| sample.facts[6]["moves"][0]["draw"] = json!([[9, 0, 0, 30000]]));
    assert!(matches!(named.as_slice(), [Finding::Refused { line: 7, code: "draw-unknown", .. }]), "{named:?}");
    let unread = found(|sample| {
        sample.facts.truncate(1);
        sample.facts[0]["moves"] = json!([{"m":"gift"}]);
        *sample = Sample { facts: sample.facts.clone(), figures: json!({"snapshot":1,"figures":{}}) };
    });
    assert!(matches!(unread.as_slice(), [Finding::Refused { line: 1, code: "amount", .. }]), "{unread:?}");
}

#[test]
fn after_a_refused_entry_numbers_stay_right() {
    // The second entry is refused; the decision names the fifth, the gift that it spends, and is taken.
    let findings = found(|sample| {
        sample.facts[6]["moves"][0]["draw"] = json!([[5, 0, 0, 30000]]);
        let refused = json!({"id":"00000000000000000a00","step":1,"kind":"opening","body":{"as_of":"2026-01-01"},
            "moves":[{"m":"transfer","from":"w:before","to":"nowhere","c":"EUR","a":1}]});
        sample.facts.insert(1, refused);
    });
    assert!(matches!(findings.as_slice(), [Finding::Refused { line: 2, code: "shape", .. }]), "{findings:?}");
}

#[test]
fn a_sum_its_move_does_not_move_is_found() {
    let sum = found(|sample| {
        sample.facts[3]["body"]["sum"] = json!(300_001);
        figures(sample).insert("given.EUR".to_owned(), json!(390_001));
        figures(sample).insert("given.EUR.DE".to_owned(), json!(300_001));
    });
    one(&sum, "Line 4 (gifts) and its moves differ in the sum: it says 300001, they say 300000.");
    let decision = found(|sample| sample.facts[6]["body"]["amount"] = json!(1));
    one(&decision, "Line 7 (decision) and its moves differ in the amount: it says 1, they say 30000.");
    let advance = found(|sample| sample.facts[7]["body"]["amount"] = json!(1));
    one(&advance, "Line 8 (advance) and its moves differ in the amount: it says 1, they say 320000.");
    let handover = found(|sample| sample.facts[12]["body"]["units"] = json!(5));
    one(&handover, "Line 13 (handover) and its moves differ in the units: it says 5, they say 4.");
}

#[test]
fn gifts_that_move_into_another_fund_or_currency_are_found() {
    let fund = found(|sample| sample.facts[4]["body"]["fund"] = json!("tourniquets"));
    one(
        &fund,
        "Line 5 (gifts) and its moves differ in the moves: it says GBP from w:givers to bank/tourniquets, \
         they say 40000 GBP from w:givers to bank/vests.",
    );
    let currency = found(|sample| {
        sample.facts[4]["body"]["currency"] = json!("USD");
        let all = figures(sample);
        for name in ["gifts.count.#.others", "given.#", "given.#.others"] {
            let value = all.remove(&name.replace('#', "GBP")).unwrap();
            all.insert(name.replace('#', "USD"), value);
        }
    });
    assert!(matches!(currency.as_slice(), [Finding::Disagree { line: 5, .. }]), "{currency:?}");
}

#[test]
fn lines_that_are_not_the_moves_are_found() {
    let payment = found(|sample| sample.facts[9]["body"]["lines"][1]["paid"] = json!(1));
    one(
        &payment,
        "Line 10 (payment) and its moves differ in the lines: it says 2 PLATE for 1 EUR; 6 VEST for 300000 EUR, \
         they say 2 PLATE for 15000 EUR; 6 VEST for 300000 EUR.",
    );
    let arrival = found(|sample| sample.facts[11]["body"]["lines"][0]["received"] = json!(6));
    one(
        &arrival,
        "Line 12 (arrival) and its moves differ in the lines: it says 2 PLATE received and 0 missing; 6 VEST received \
         and 0 missing, they say 2 PLATE received and 0 missing; 5 VEST received and 1 missing.",
    );
    for (line, member, other) in [(10, "holder", "bank"), (10, "order", "order-8"), (12, "order", "order-8")] {
        let findings = found(|sample| sample.facts[line - 1]["body"][member] = json!(other));
        assert!(matches!(findings.as_slice(), [Finding::Disagree { about: "the moves", .. }]), "{findings:?}");
    }
}

#[test]
fn moves_that_do_not_belong_to_the_kind_are_found() {
    let need = found(|sample| {
        sample.facts[0]["moves"].as_array_mut().unwrap().pop();
        let later = json!({"m":"transfer","from":"w:before","to":"stock/tourniquets","c":"TOURNIQUET","a":10});
        sample.facts[2]["moves"] = json!([later]);
    });
    one(
        &need,
        "Line 3 (need) and its moves differ in the moves: it says that nothing moves, \
         they say 10 TOURNIQUET from w:before to stock/tourniquets.",
    );
    let decision = found(|sample| sample.facts[6]["body"]["to"] = json!("drones"));
    assert!(matches!(decision.as_slice(), [Finding::Disagree { line: 7, .. }]), "{decision:?}");
    let advance = found(|sample| sample.facts[7]["body"]["intermediary"] = json!("foundation-pl-2"));
    assert!(matches!(advance.as_slice(), [Finding::Disagree { line: 8, .. }]), "{advance:?}");
    let handover = found(|sample| sample.facts[12]["body"]["commodity"] = json!("PLATE"));
    assert!(matches!(handover.as_slice(), [Finding::Disagree { line: 13, .. }]), "{handover:?}");
    let opening = found(|sample| {
        sample.facts.push(json!({"id":"00000000000000000a15","step":9,"kind":"opening",
            "body":{"as_of":"2026-01-01"},"moves":[]}));
    });
    assert!(matches!(opening.as_slice(), [Finding::Disagree { line: 15, .. }]), "{opening:?}");
}

#[test]
fn a_figure_that_differs_is_found() {
    let findings = found(|sample| sample.figures["figures"]["hands.VEST"] = json!(5));
    one(&findings, "The figure “hands.VEST” is stated as 5; the facts make it 4.");
}

#[test]
fn a_figure_that_nothing_makes_is_found() {
    let findings = found(|sample| sample.figures["figures"]["hands.DRONE"] = json!(1));
    one(&findings, "The figure “hands.DRONE” is stated as 1; no fact makes it.");
}

#[test]
fn a_figure_that_is_missing_is_found() {
    let findings = found(|sample| {
        figures(sample).remove("hands.VEST");
    });
    one(&findings, "The figure “hands.VEST” is not stated; the facts make it 4.");
}

#[test]
fn after_a_hundred_findings_the_others_are_counted() {
    let findings = found(|sample| {
        for number in 0..FINDINGS_MAX + 7 {
            figures(sample).insert(format!("hands.DRONE-{number}"), json!(1));
        }
    });
    assert_eq!(findings.len(), FINDINGS_MAX + 1);
    assert_eq!(findings.last().unwrap().to_string(), "And 7 more.");
}
