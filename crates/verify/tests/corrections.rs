//! Facts that take back others, changes of money and gifts in kind: what they make of the figures, and planted faults.

#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::{Value, json};
use waybill_verify::check;

fn fact(n: usize, kind: &str, body: &Value, moves: &Value) -> Value {
    json!({ "id": format!("0000000000000000000{n}"), "step": n, "kind": kind, "body": body, "moves": moves })
}

fn need(quantity: i64) -> Value {
    let price = json!({ "commodity": "EUR", "amount": 100, "source": "offer", "on": "2026-01-02" });
    json!({ "need": "a", "item": "vest", "quantity": quantity, "priority": 1, "confirmed": "2026-01-02", "price": price })
}

fn taken_back(of: usize, kind: &str) -> Value {
    json!({ "of": format!("0000000000000000000{of}"), "kind": kind, "reason": "amount" })
}

/// Money from before; a need told twice; a decision and a change; goods of five givers; the second word on the need and
/// the decision are taken back.
fn told() -> Vec<Value> {
    let transfer = |from: &str, to: &str, c: &str, a: i64| json!({"m":"transfer","from":from,"to":to,"c":c,"a":a});
    vec![
        fact(0, "opening", &json!({"as_of": "2026-01-01"}), &json!([transfer("w:before", "bank/a", "EUR", 1000)])),
        fact(1, "need", &need(10), &json!([])),
        fact(2, "need", &need(30), &json!([])),
        fact(
            3,
            "decision",
            &json!({"from":"a","to":"b","commodity":"EUR","amount":400}),
            &json!([transfer("bank/a", "bank/b", "EUR", 400)]),
        ),
        fact(
            4,
            "change",
            &json!({"fund":"a","currency":"EUR","amount":100,"got_currency":"UAH","got":4000,"source":"bank"}),
            &json!([{"m":"exchange","from":"bank/a","c":"EUR","a":100,"to":"bank/a","gc":"UAH","ga":4000,"with":"w:exchange"}]),
        ),
        fact(
            5,
            "gifts-in-kind",
            &json!({"fund":"a","commodity":"VEST","gifts":5,"units":2,"values":[
                {"currency":"EUR","sum":200,"source":"offer","on":"2026-01-05"}]}),
            &json!([transfer("w:givers", "stock/a", "VEST", 2)]),
        ),
        fact(6, "correction", &taken_back(2, "need"), &json!([])),
        fact(7, "correction", &taken_back(3, "decision"), &json!([transfer("bank/b", "bank/a", "EUR", 400)])),
    ]
}

fn figures() -> Value {
    json!({ "snapshot": 9, "figures": {
        "at.bank.a.EUR": 900, "at.bank.a.UAH": 4000, "at.stock.a.VEST": 2, "fund.a.EUR.before": 1000,
        "fund.a.EUR.changed": -100, "fund.a.UAH.changed": 4000, "goods.a.bought": 2, "things.bought": 2,
        "things.arrived": 2, "need.a.bought": 2, "need.a.funded": 9, "need.a.missing": 0, "need.a.delivered": 0,
    } })
}

/// What is found in these facts, in sentences.
fn found(facts: &[Value], figures: &Value) -> Vec<String> {
    let lines: Vec<String> = facts.iter().map(Value::to_string).collect();
    let checked = check(&lines.join("\n"), &figures.to_string());
    checked.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_taken_back_counts_no_more() {
    let mut right = figures();
    // (10 - 2) at 100 each, less 900.
    right["figures"]["need.a.missing"] = json!(0);
    assert_eq!(found(&told(), &right), [""; 0]);
}

#[test]
fn what_is_not_needed_now_lacks_nothing_and_says_so_in_two_ways_only() {
    let with = |said: &[(&str, Value)]| {
        let mut facts = told();
        for (member, value) in said {
            facts[1]["body"][*member] = value.clone();
        }
        // Five times as many, so that much would be missing.
        facts[1]["body"]["quantity"] = json!(50);
        facts
    };
    let stated = |missing: i64, surplus: Option<i64>| {
        let mut figures = figures();
        figures["figures"]["need.a.missing"] = json!(missing);
        if let Some(surplus) = surplus {
            figures["figures"]["need.a.surplus"] = json!(surplus);
        }
        figures
    };
    let (rests, many, by) = (("state", json!("not-now")), ("state", json!("surplus")), ("by", json!("medic")));
    // (50 - 2) at 100 each, less 900.
    assert_eq!(found(&with(std::slice::from_ref(&by)), &stated(3900, None)), [""; 0]);
    assert_eq!(found(&with(&[rests.clone(), by]), &stated(0, None)), [""; 0]);
    assert_eq!(found(&with(&[many.clone(), ("surplus", json!(12))]), &stated(0, Some(12))), [""; 0]);
    assert_eq!(found(&with(std::slice::from_ref(&rests)), &stated(3900, None)).len(), 1, "it lacks nothing");
    assert_eq!(found(&with(&[many.clone(), ("surplus", json!(12))]), &stated(0, Some(13))).len(), 1);
    let unread = [
        vec![many.clone()],
        vec![many, ("surplus", json!(0))],
        vec![rests, ("surplus", json!(12))],
        vec![("surplus", json!(12))],
        vec![("state", json!("needed"))],
        vec![("state", json!(7))],
        vec![("by", json!("Somebody's name"))],
    ];
    for said in unread {
        let sentences = found(&with(&said), &stated(0, None));
        assert!(
            sentences.iter().any(|s| s.contains("state") || s.contains("surplus") || s.contains("by")),
            "{sentences:?}"
        );
    }
}

#[test]
fn what_is_changed_is_neither_given_nor_spent() {
    let mut wrong = figures();
    wrong["figures"]["fund.a.EUR.spent"] = json!(100);
    assert_eq!(found(&told(), &wrong), ["The figure “fund.a.EUR.spent” is stated as 100; no fact makes it."]);
}

#[test]
fn a_correction_names_a_fact_that_stands_and_was_told_on_its_own() {
    for (place, of) in [(6, 9), (6, 5), (6, 3)] {
        let mut facts = told();
        facts[place]["body"] = taken_back(of, facts[of.min(5)]["kind"].as_str().unwrap());
        let sentences = found(&facts, &figures());
        let said = sentences.iter().any(|s| s.contains("nothing that stands") || s.contains("the moves"));
        assert!(said, "{of}: {sentences:?}");
    }
    let mut twice = told();
    twice.push(fact(8, "correction", &taken_back(2, "need"), &json!([])));
    let sentences = found(&twice, &figures());
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    assert!(sentences[0].contains("line 9") || sentences[0].contains("Line 9"), "{sentences:?}");
}

#[test]
fn a_correction_tells_the_kind_and_moves_the_same_back() {
    let mut kind = told();
    kind[7]["body"]["kind"] = json!("advance");
    let sentences = found(&kind, &figures());
    assert_eq!(
        sentences,
        ["Line 8 (correction) and its moves differ in the kind: it says advance, they say decision."]
    );
    let mut less = told();
    less[7]["moves"][0]["a"] = json!(399);
    assert!(found(&less, &figures())[0].contains("differ in the moves"));
    let mut other = told();
    other[4]["body"]["got"] = json!(4001);
    assert!(found(&other, &figures())[0].contains("Line 5 (change) and its moves differ in the moves"));
}

#[test]
fn gifts_in_kind_of_fewer_than_five_people_are_found() {
    let mut few = told();
    few[5]["body"]["gifts"] = json!(4);
    assert_eq!(found(&few, &figures()), ["Line 6 (gifts-in-kind) tells of 4 people; a group has at least 5."]);
    let mut flag = told();
    flag[5]["body"]["corrected"] = json!(false);
    assert!(found(&flag, &figures())[0].contains("corrected"));
    let mut more = told();
    more[5]["body"]["units"] = json!(3);
    assert!(found(&more, &figures())[0].contains("the units"));
}
