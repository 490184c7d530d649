//! Refusals where money is not there, or is not written as money.

use crate::ground::{Ground, On, on_both_engines};
use crate::refused::{Case, refused};

on_both_engines!(
    an_order_over_the_money_of_its_fund,
    two_orders_that_are_too_much_together,
    a_decision_and_an_advance_over_the_account,
    a_payment_by_somebody_who_has_not_enough,
    amounts_that_are_none,
    amounts_of_other_currencies,
    references_that_are_none,
    an_order_that_is_paid_already,
);

/// The gifts for vests are 600.00 EUR, and 300.00 EUR of them were paid out by the order of the small operation.
fn an_order_over_the_money_of_its_fund(on: On) {
    let ground = Ground::small(on);
    refused(
        &ground,
        &Case {
            form: "order",
            typed: &[("quantity1", "7")],
            at: "price1",
            says: "over the fund’s money",
            figures: &["70000", "30000", "40000"],
            ..Case::default()
        },
    );
}

fn two_orders_that_are_too_much_together(on: On) {
    let ground = Ground::small(on);
    ground.record("order", &[("quantity1", "2")]);
    refused(
        &ground,
        &Case {
            form: "order",
            typed: &[("quantity1", "2")],
            at: "price1",
            says: "“Protective vests” has 100.00 EUR free",
            figures: &["20000", "10000"],
            ..Case::default()
        },
    );
}

fn a_decision_and_an_advance_over_the_account(on: On) {
    let ground = Ground::small(on);
    let from = ("from", "bank-eur-1/open/EUR");
    refused(
        &ground,
        &Case {
            form: "decision",
            typed: &[from, ("fund", "vest-1"), ("amount", "1000.01")],
            at: "amount",
            says: "There is not enough: Bank account, EUR, fund “Not earmarked”",
            figures: &["100000", "100001", "001"],
            ..Case::default()
        },
    );
    refused(
        &ground,
        &Case {
            form: "decision",
            typed: &[from, ("fund", "open"), ("amount", "1")],
            at: "fund",
            says: "the fund the money is in already",
            ..Case::default()
        },
    );
    refused(
        &ground,
        &Case {
            form: "advance",
            typed: &[from, ("amount", "5 000"), ("role", "foundation"), ("country", "PL")],
            at: "amount",
            says: "There is not enough",
            figures: &["100000", "500000", "400000"],
            ..Case::default()
        },
    );
}

fn a_payment_by_somebody_who_has_not_enough(on: On) {
    let ground = Ground::small(on);
    let advance = [("from", "bank-eur-1/vest-1/EUR"), ("amount", "250"), ("role", "foundation"), ("country", "PL")];
    ground.record("advance", &advance);
    ground.record("order", &[("quantity1", "3")]);
    refused(
        &ground,
        &Case {
            form: "payment",
            typed: &[("holder", "foundation-pl-1")],
            at: "holder",
            says: "There is not enough: Foundation, Poland",
            figures: &["25000", "30000", "5000"],
            ..Case::default()
        },
    );
}

fn amounts_that_are_none(on: On) {
    let ground = Ground::small(on);
    let limit = "9007199254740991";
    for (amount, says, figures) in [
        ("0", "must be more than 0", &["0"][..]),
        ("0,00", "must be more than 0", &["0"]),
        ("", "Fill this in.", &[]),
        ("40.125 ", "can be read as thousands or as decimals", &["1234", "123400"]),
        ("1.234", "can be read as thousands or as decimals", &["1234", "123400"]),
        ("1,234", "can be read as thousands or as decimals", &["1234", "123400"]),
        ("40.1255", "EUR has 2 decimals", &["2"]),
        ("90071992547409.92", "over the limit of 90,071,992,547,409.91 EUR", &[limit]),
        ("999999999999999999999999999999", "over the limit", &[limit]),
        ("-5", "This is not an amount", &["123450"]),
        ("1e3", "This is not an amount", &["123450"]),
        ("five", "This is not an amount", &["123450"]),
        ("5 EUR", "This is not an amount", &["123450"]),
        ("5.", "This is not an amount", &["123450"]),
        ("٤٠", "This is not an amount", &["123450"]),
    ] {
        refused(&ground, &Case { typed: &[("amount", amount)], at: "amount", says, figures, ..Case::default() });
    }
}

fn amounts_of_other_currencies(on: On) {
    let ground = Ground::small(on);
    let need = |price, currency| [("item", "helmet"), ("quantity", "3"), ("price", price), ("currency", currency)];
    for (price, currency, at, says, echoes) in [
        ("5", "EURO", "currency", "“EURO” is not a currency", &["EURO"][..]),
        ("5", "XYZ", "currency", "“XYZ” is not a currency", &["XYZ"]),
        ("5", "VEST", "currency", "“VEST” is not a currency", &["VEST"]),
        ("5", "", "currency", "Fill this in.", &[]),
        ("5.5", "JPY", "price", "JPY has no decimals", &[]),
        ("1.234", "JPY", "price", "can be read as thousands", &[]),
        ("1.2345", "KWD", "price", "KWD has 3 decimals", &[]),
    ] {
        refused(&ground, &Case { form: "need", typed: &need(price, currency), at, says, echoes, ..Case::default() });
    }
    // Three decimals are no riddle where the currency has three.
    ground.record("need", &need("1.234", "KWD"));
}

fn references_that_are_none(on: On) {
    let ground = Ground::small(on);
    for (reference, says, echoes) in [
        ("RF18 5390 0754 7035", "“RF18 5390 0754 7035” is not a reference: a character was mistyped", &[][..]),
        ("DE18 5390", "is not a reference", &["DE"]),
        ("thank you", "is not a reference", &["thank", "you"]),
        ("RF18 5390 0754 7034", "The reference RF18 5390 0754 7034 was not given out by this book", &[]),
    ] {
        refused(
            &ground,
            &Case { typed: &[("reference", reference)], at: "reference", says, echoes, ..Case::default() },
        );
    }
}

fn an_order_that_is_paid_already(on: On) {
    let ground = Ground::small(on);
    let arrival = ground.filled("en", "arrival", &[]);
    let code = &arrival["order"];
    refused(
        &ground,
        &Case {
            form: "payment",
            typed: &[("order", code), ("holder", "bank-eur-1")],
            at: "order",
            says: "This order is paid already.",
            off_list: &["order"],
            ..Case::default()
        },
    );
}
