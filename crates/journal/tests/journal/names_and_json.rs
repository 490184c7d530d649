//! What is a name, what is a move, and what is refused when it is neither.

use crate::common::short::{account, book, commodity, exchange, pool, slice, transfer};
use serde_json::{Value, json};
use waybill_journal::{AMOUNT_MAX, Account, Commodity, End, Entry, Move, MoveId, NotAMove, Pool, Ratio, shown};

// ---- names -------------------------------------------------------------------------------------------------------------

#[test]
fn an_account_is_ours_or_the_worlds_and_nothing_else() {
    let ours = account("bank/open");
    assert_eq!(
        (ours.holder(), ours.fund(), ours.is_world(), ours.to_string()),
        ("bank", Some("open"), false, "bank/open".to_owned())
    );
    assert_eq!(Account::ours("bank", "open"), Ok(ours));
    let world = account("w:giver-7");
    assert_eq!((world.holder(), world.fund(), world.is_world(), world.as_str()), ("giver-7", None, true, "w:giver-7"));
    assert_eq!(Account::world("giver-7"), Ok(world));
    let (fits, too_long) = ("a".repeat(40), "a".repeat(41));
    assert!(Account::ours(&fits, &fits).is_ok() && Account::world(&fits).is_ok());
    for bad in [
        "",
        "/",
        "bank",
        "bank/",
        "/open",
        "a/b/c",
        "w:",
        "w:a/b",
        "Bank/open",
        "bank/öpen",
        "bank open/x",
        "x:a",
        "w:w:a",
        "a_b/c",
    ] {
        let error = Account::parse(bad).unwrap_err();
        assert_eq!(error.0, bad);
        assert!(error.to_string().contains("is no account"), "{error}");
    }
    assert!(
        Account::ours(&too_long, "a").is_err()
            && Account::ours("a", &too_long).is_err()
            && Account::world(&too_long).is_err()
    );
    assert!(Account::ours("a/b", "c").is_err() && Account::ours("w:a", "c").is_err());
}

#[test]
fn only_funds_that_begin_with_pending_are_named_only() {
    let named_only = |text: &str| account(text).is_named_only();
    assert!(named_only("bank/pending") && named_only("bank/pending-2"));
    assert!(!named_only("bank/open") && !named_only("pending/open") && !named_only("w:pending"));
}

#[test]
fn a_commodity_is_written_in_capitals() {
    assert_eq!(commodity("VEST-4").as_str(), "VEST-4");
    assert!(Commodity::parse(&"A".repeat(40)).is_ok());
    for bad in ["", "eur", "E U", "E/R", "É", &"A".repeat(41)] {
        assert!(Commodity::parse(bad).unwrap_err().to_string().ends_with('.'));
    }
}

#[test]
fn pools_moves_and_ends_read_back_what_they_show() {
    for text in ["at:bank/open/EUR", "out:12:0", "settled:3:4294967295"] {
        assert_eq!(text.parse::<End>().unwrap().to_string(), text);
    }
    for bad in [
        "",
        "at",
        "at:bank/EUR",
        "at:w:giver/EUR",
        "out:1",
        "out:1:x",
        "out:01:0",
        "out:1:+0",
        "here:1:0",
        "settled:",
        "out:-1:0",
    ] {
        assert!(End::parse(bad).is_err(), "{bad}");
    }
    assert_eq!("bank/open/EUR".parse::<Pool>().unwrap().to_string(), "bank/open/EUR");
    assert!(
        Pool::parse("w:giver/EUR").is_err() && Pool::parse("bank/open/eur").is_err() && Pool::parse("EUR").is_err()
    );
    assert!(Pool::new(account("w:giver"), commodity("EUR")).is_err());
    assert_eq!("7:2".parse::<MoveId>(), Ok(MoveId::new(7, 2)));
    assert_eq!("bank/open".parse::<Account>(), Ok(account("bank/open")));
    assert_eq!("EUR".parse::<Commodity>(), Ok(commodity("EUR")));
    let debug = format!("{:?} {:?} {:?}", account("bank/open"), commodity("EUR"), pool("bank/open/EUR"));
    assert_eq!(debug, "Account(bank/open) Commodity(EUR) Pool(bank/open/EUR)");
}

#[test]
fn a_fraction_is_shown_in_lowest_terms() {
    let ratio = |n: i64, d: i64| shown(&Ratio::new(n.into(), d.into()));
    assert_eq!([ratio(2, 24), ratio(10, 5), ratio(0, 3), ratio(-3, 6)], ["1/12", "2", "0", "-1/2"]);
}

// ---- reading -----------------------------------------------------------------------------------------------------------

#[test]
fn a_move_reads_back_as_it_was_written() {
    let rows = vec![slice(1, 0, 2, 3), slice(4, 5, 6, 7)];
    let all = [
        transfer("bank/a", "w:x", "EUR", 10).drawing(rows.clone()).settling(rows.clone()),
        transfer("w:x", "bank/a", "EUR", 10).returning(rows.clone()),
        exchange("bank/a", "EUR", 10, "order/a", "VEST", 1, "w:s").drawing(rows.clone()),
        exchange("bank/a", "EUR", 10, "order/a", "VEST", 1, "w:s").returning(rows.clone()).settling(rows),
    ];
    for said in &all {
        assert_eq!(Move::from_json(&said.to_json()).as_ref(), Ok(said));
    }
    assert_eq!(all[3].returns(), None, "an exchange brings nothing back");
    let text = json!({"m": "exchange", "from": "bank/a", "c": "EUR", "a": 10, "to": "order/a", "gc": "VEST", "ga": 1, "with": "w:s"});
    assert_eq!(exchange("bank/a", "EUR", 10, "order/a", "VEST", 1, "w:s").to_json(), text);
    let said = &all[2];
    assert_eq!(
        (said.from(), said.to(), said.commodity(), said.amount()),
        (&account("bank/a"), &account("order/a"), &commodity("EUR"), 10)
    );
    assert_eq!((said.gets_commodity(), said.gets_amount()), (&commodity("VEST"), 1));
}

#[test]
fn what_cannot_be_read_as_a_move_says_amount_before_shape() {
    let good = json!({"m": "transfer", "from": "w:a", "to": "bank/a", "c": "EUR", "a": 5});
    let bought = json!({"m": "exchange", "from": "bank/a", "c": "EUR", "a": 1, "to": "order/a", "gc": "VEST", "ga": 1, "with": "w:s"});
    let with = |base: &Value, changes: &[(&str, Value)]| {
        let mut said = base.clone();
        for (key, value) in changes {
            said[*key] = value.clone();
        }
        Move::from_json(&said)
    };
    assert!(with(&good, &[]).is_ok() && with(&bought, &[]).is_ok());
    for amount in [json!(0), json!(-1), json!(1.0), json!("1"), json!(null), json!(AMOUNT_MAX + 1), json!(u64::MAX)] {
        assert_eq!(with(&good, &[("a", amount.clone()), ("m", json!("gift"))]), Err(NotAMove::Amount));
        assert_eq!(with(&bought, &[("ga", amount.clone()), ("with", json!(1))]), Err(NotAMove::Amount));
        let row = json!([[1, 0, 0, amount]]);
        assert_eq!(with(&good, &[("returns", row), ("to", json!("nowhere"))]), Err(NotAMove::Amount));
    }
    assert!(with(&good, &[("a", json!(AMOUNT_MAX)), ("returns", json!([[1, 0, AMOUNT_MAX, AMOUNT_MAX]]))]).is_ok());
    for offset in [json!(-1), json!(AMOUNT_MAX + 1), json!(0.5)] {
        assert_eq!(with(&good, &[("draw", json!([[1, 0, offset, 1]])), ("x", json!(1))]), Err(NotAMove::Amount));
    }
    // A row of the wrong form does not hide an unusable amount behind it.
    assert_eq!(with(&good, &[("draw", json!([[1], [1, 0, 0, 0]]))]), Err(NotAMove::Amount));
    let misshapen = [
        ("m", json!("gift")),
        ("m", json!(null)),
        ("from", json!("Bank")),
        ("to", json!(7)),
        ("c", json!("eur")),
        ("x", json!(1)),
        ("gc", json!("EUR")),
        ("draw", json!({})),
        ("draw", json!([[1, 0, 0]])),
        ("draw", json!([1])),
        ("draw", json!([[-1, 0, 0, 1]])),
        ("draw", json!([[1, 1.5, 0, 1]])),
        ("draw", json!([[1, 4_294_967_296_u64, 0, 1]])),
        ("settles", json!("all")),
    ];
    for (key, value) in misshapen {
        assert_eq!(with(&good, &[(key, value.clone())]), Err(NotAMove::Shape), "{key}: {value}");
    }
    for (key, value) in
        [("with", json!("s")), ("gc", json!("vest")), ("settles", json!([[1, 0, 0, 1]])), ("returns", json!([]))]
    {
        assert_eq!(with(&bought, &[(key, value)]), Err(NotAMove::Shape));
    }
    assert_eq!(Move::from_json(&json!([])), Err(NotAMove::Shape));
    assert!(NotAMove::Amount.to_string().contains("9007199254740991") && NotAMove::Shape.to_string().ends_with('.'));
}

#[test]
fn an_unreadable_move_is_refused_at_its_place() {
    let mut book = book(vec![transfer("w:a", "bank/a", "EUR", 5)]);
    let before = book.clone();
    let mut code = |value: Value| {
        let refusal = book.post_json(&value).unwrap_err();
        assert_eq!(book, before);
        (refusal.code(), refusal.index())
    };
    let bad = json!({"m": "transfer", "from": "w:a", "to": "bank/a", "c": "EUR", "a": 1.5});
    let odd = json!({"m": "gift", "from": "w:a", "to": "bank/a", "c": "EUR", "a": 1});
    let takes = |a: i64| json!({"m": "transfer", "from": "bank/a", "to": "w:b", "c": "EUR", "a": a});
    assert_eq!(code(json!({"n": 3, "moves": [bad]})), ("number", None));
    assert_eq!(code(json!({"n": "2", "moves": [takes(1)]})), ("number", None));
    assert_eq!(code(json!({"moves": [takes(1)]})), ("number", None));
    assert_eq!(code(json!({"n": 2, "moves": [bad], "corrects": 2})), ("corrects", None));
    assert_eq!(code(json!({"n": 2, "moves": [takes(1)], "corrects": "x"})), ("corrects", None));
    assert_eq!(code(json!({"n": 2, "moves": [takes(1)], "corrects": 0})), ("corrects", None));
    assert_eq!(code(json!({"n": 2, "moves": [bad]})), ("amount", Some(0)));
    assert_eq!(code(json!({"n": 2, "moves": [takes(6), bad]})), ("short", Some(0)));
    assert_eq!(code(json!({"n": 2, "moves": [takes(5), bad]})), ("amount", Some(1)));
    assert_eq!(code(json!({"n": 2, "moves": [takes(5), odd, bad]})), ("shape", Some(1)));
    assert_eq!(code(json!({"n": 2, "moves": [takes(3), takes(3), bad]})), ("short", Some(1)));
    assert_eq!(code(json!({"n": 2, "moves": []})), ("moves", None));
    assert_eq!(code(json!({"n": 2, "moves": null})), ("moves", None));
    let unread = Entry::from_json(&json!({"n": 2, "moves": [takes(5), odd]})).unwrap_err();
    assert_eq!((unread.index(), unread.error), (1, NotAMove::Shape));
    assert!(unread.to_string().starts_with("Move 1 of entry 2 cannot be read."), "{unread}");
}

#[test]
fn a_fact_without_moves_takes_a_number_and_may_correct() {
    let mut book = book(vec![transfer("w:a", "bank/a", "EUR", 5)]);
    let fact = Entry { number: 2, moves: None, corrects: Some(1) };
    assert_eq!(Entry::from_json(&fact.to_json()), Ok(fact.clone()));
    let posted = book.post(&fact).unwrap();
    assert_eq!((posted.number, posted.arrivals.len(), posted.balances.len(), book.last()), (2, 0, 0, 2));
}
