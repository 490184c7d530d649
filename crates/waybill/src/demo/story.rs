//! The story beside the gifts: needs, decisions, the foundation, the orders, what arrived and what was handed over.

use super::Event;

/// Everything but gifts, in order.
pub(super) fn events() -> Vec<Event> {
    let mut events = before_day_23();
    events.extend(after_day_23());
    events
}

fn before_day_23() -> Vec<Event> {
    let mut events = needs();
    events.extend([
        at(2, 9, "opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "8000"), ("on", "2022-02-24")]),
        at(2, 9, "opening-money", &[("account", "bank-uah-1"), ("fund", "tourniquet-1"), ("amount", "60000"), ("on", "2022-02-24")]),
        at(
            2,
            9,
            "opening-stock",
            &[("item", "tourniquet"), ("count", "40"), ("fund", "tourniquet-1"), ("region", "UA-30"), ("place", "1"), ("on", "2022-02-24")],
        ),
        // Tourniquets from a local supplier: the first thing that reached hands.
        at(4, 17, "order", &[
            ("fund", "tourniquet-1"), ("currency", "UAH"), ("role", "pharmacy"), ("country", "UA"), ("number", "1"),
            ("item1", "tourniquet"), ("quantity1", "70"), ("price1", "900"), ("origin1", "UA"), ("expected", "2022-03-01"),
        ]),
        at(5, 17, "payment", &[("order", "#1"), ("holder", "bank-uah-1")]),
        at(7, 17, "arrival", &[("order", "#1"), ("received1", "70"), ("region", "UA-30"), ("place", "1")]),
        at(9, 17, "handover", &[("shelf", "place-ua-30-1/TOURNIQUET"), ("count", "60"), ("people", "30"), ("region", "UA-30")]),
        at(10, 17, "handover", &[("shelf", "place-ua-30-1/TOURNIQUET"), ("count", "30"), ("people", "15"), ("region", "UA-32")]),
        // One thermal imager: paid, expected on day 14, and late ever since.
        at(8, 17, "decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "thermal-1"), ("amount", "2400")]),
        at(8, 17, "order", &[
            ("fund", "thermal-1"), ("currency", "EUR"), ("role", "trader"), ("country", "DE"), ("number", "1"),
            ("item1", "thermal"), ("quantity1", "1"), ("price1", "2400"), ("origin1", "US"), ("expected", "2022-03-09"),
        ]),
        at(9, 17, "payment", &[("order", "#2"), ("holder", "bank-eur-1")]),
        // Warm clothing, sewn nearby.
        at(13, 17, "order", &[
            ("fund", "clothing-1"), ("currency", "UAH"), ("role", "workshop"), ("country", "UA"), ("number", "1"),
            ("item1", "clothing"), ("size1", "L"), ("quantity1", "15"), ("price1", "1600"), ("origin1", "UA"), ("expected", "2022-03-15"),
        ]),
        at(13, 17, "payment", &[("order", "#3"), ("holder", "bank-uah-1")]),
        at(19, 17, "arrival", &[("order", "#3"), ("received1", "15"), ("region", "UA-30"), ("place", "1")]),
        // The hundred vests: decided, and the money is with the mediating foundation.
        at(19, 17, "decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "vest-1"), ("amount", VESTS_FROM_OPEN)]),
        at(19, 17, "advance", &[
            ("from", "bank-eur-1/vest-1/EUR"), ("amount", "60000"), ("role", "foundation"), ("country", "PL"), ("number", "1"),
            ("agreed", "14"),
        ]),
        at(22, 16, "order", &[
            ("fund", "firstaid-1"), ("currency", "PLN"), ("role", "wholesaler"), ("country", "PL"), ("number", "1"),
            ("item1", "firstaid"), ("quantity1", "60"), ("price1", "400"), ("origin1", "PL"), ("expected", "2022-03-30"),
        ]),
        at(22, 16, "payment", &[("order", "#4"), ("holder", "bank-pln-1")]),
        at(22, 17, "order", &vests()),
    ]);
    events
}

/// What the open fund adds to the gifts for vests, so that 60,000 EUR can be advanced.
const VESTS_FROM_OPEN: &str = "24000";

fn vests() -> Vec<(&'static str, &'static str)> {
    let mut typed = vec![
        ("fund", "vest-1"),
        ("currency", "EUR"),
        ("through", "foundation-pl-1"),
        ("role", "manufacturer"),
        ("country", "IL"),
        ("number", "1"),
        ("expected", "2022-03-25"),
    ];
    for line in [
        [("item1", "vest"), ("class1", VEST_CLASS), ("size1", "M"), ("quantity1", "30"), ("price1", "600"), ("origin1", "IL")],
        [("item2", "vest"), ("class2", VEST_CLASS), ("size2", "L"), ("quantity2", "50"), ("price2", "600"), ("origin2", "IL")],
        [("item3", "vest"), ("class3", VEST_CLASS), ("size3", "XL"), ("quantity3", "20"), ("price3", "600"), ("origin3", "IL")],
    ] {
        typed.extend(line);
    }
    typed
}

/// Standard, edition and level of the vests.
const VEST_CLASS: &str = "DSTU-8782-2018/4";

fn after_day_23() -> Vec<Event> {
    let shelf = |size: &str| format!("place-ua-46-1/VEST-DSTU-8782-2018-4-{size}");
    let hand = |day: i32, size: &str, count: &str, region: &str| {
        let shelf = shelf(size);
        at(day, 12, "handover", &[("shelf", shelf.as_str()), ("count", count), ("region", region)])
    };
    vec![
        at(24, 12, "payment", &[("order", "#5"), ("holder", "foundation-pl-1")]),
        at(25, 12, "need", &[
            ("need", "helmet-1"), ("quantity", "200"), ("priority", "1"), ("price", "250"), ("currency", "EUR"), ("source", "offer"),
        ]),
        // In the evening of day 30, after the close: coordinators see it on day 31, the world on day 40.
        at(30, 20, "arrival", &[
            ("order", "#5"), ("received1", "30"), ("received2", "46"), ("reason2", "notsent"), ("received3", "20"),
            ("region", "UA-46"), ("place", "1"),
        ]),
        hand(32, "M", "15", "UA-30"),
        hand(32, "L", "25", "UA-30"),
        hand(34, "L", "21", "UA-32"),
        hand(36, "XL", "12", "UA-63"),
        at(37, 12, "arrival", &[("order", "#4"), ("received1", "60"), ("region", "UA-30"), ("place", "1")]),
        at(39, 12, "handover", &[("shelf", "place-ua-30-1/FIRSTAID"), ("count", "24"), ("people", "24"), ("region", "UA-30")]),
    ]
}

/// What is lacking: item, quantity, urgency, price, currency.
const NEEDS: &[[&str; 5]] = &[
    ["vest", "100", "1", "600", "EUR"],
    ["helmet", "160", "1", "250", "EUR"],
    ["tourniquet", "600", "1", "900", "UAH"],
    ["firstaid", "200", "1", "400", "PLN"],
    ["carrier", "100", "2", "90", "EUR"],
    ["thermal", "6", "2", "2400", "EUR"],
    ["clothing", "200", "3", "1600", "UAH"],
];

fn needs() -> Vec<Event> {
    let need = |[item, quantity, priority, price, currency]: &[&str; 5]| {
        at(1, 20, "need", &[
            ("item", item), ("quantity", quantity), ("priority", priority), ("price", price), ("currency", currency),
            ("source", "offer"),
        ])
    };
    NEEDS.iter().map(need).collect()
}

/// Something entered on a day at an hour; it happened on that day unless `on` says otherwise.
fn at(day: i32, hour: i8, form: &'static str, typed: &[(&str, &str)]) -> Event {
    let date = super::DAY_ONE.saturating_add(jiff::Span::new().days(day - 1)).to_string();
    let mut pairs: Vec<(String, String)> = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    if !typed.iter().any(|(name, _)| *name == "on") {
        pairs.push(("on".to_owned(), date));
    }
    Event { day, hour, form, typed: pairs }
}
