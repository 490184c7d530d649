//! Money that becomes another currency: neither given nor spent, at a rate that follows from the two amounts.

use waybill::web::telling;
use waybill::web::words::{Lang, Tongue};

use crate::common::prose::{giver, reads};
use crate::common::{Place, Story};

stories![money_changed_stays_in_its_fund_and_can_be_followed, what_cannot_be_changed_says_why];

const CHANGE: [(&str, &str); 5] = [
    ("from", "bank-eur-1/blanket-1/EUR"),
    ("amount", "100"),
    ("account", "bank-uah-1"),
    ("got", "3245.06"),
    ("source", "bank"),
];

fn money_changed_stays_in_its_fund_and_can_be_followed(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    let gift = story.gifts(5, "60", "DE", "blanket-1").swap_remove(0);
    story.close(1);
    assert_eq!(story.figure("need.blanket-1.funded"), 30);
    let change = story.on(2, 9).enter("change", &CHANGE);
    story.close(2);
    let shown = story.shown();
    let fact = shown.facts.iter().find(|f| f.kind == "change").unwrap();
    let sentence = telling::sentence(Tongue::new(Lang::En), fact);
    assert!(sentence.contains("1 EUR = 32.4506 UAH, the bank’s own rate"), "{sentence}");
    for (name, value) in [
        ("fund.blanket-1.EUR.changed", -10_000),
        ("fund.blanket-1.UAH.changed", 324_506),
        ("fund.blanket-1.EUR.spent", 0),
        ("at.bank.blanket-1.EUR", 20_000),
        ("at.bank.blanket-1.UAH", 324_506),
        ("need.blanket-1.funded", 20),
        ("things.bought", 0),
    ] {
        assert_eq!(story.figure(name), value, "{name}");
    }
    reads(
        &giver(&story.answer(&gift.code)[0]),
        "A gift of 60 EUR for blanket-1, counted on day 1.
        - gift (told on 24 February): 60 EUR from w:givers to bank/blanket-1.
        - change (told on 25 February): 60 EUR from bank/blanket-1 to bank/blanket-1, and became 486759/250 UAH.
        = 60 EUR: bank, as 486759/250 UAH.",
    );
    story.sound();
    story.on(3, 9).enter("correction", &[("entry", &change.to_string()), ("reason", "amount")]);
    story.close(3);
    for name in ["fund.blanket-1.EUR.changed", "fund.blanket-1.UAH.changed", "at.bank.blanket-1.UAH"] {
        assert_eq!(story.figure(name), 0, "{name}");
    }
    assert_eq!(story.figure("need.blanket-1.funded"), 30);
    reads(
        &giver(&story.answer(&gift.code)[0]),
        "A gift of 60 EUR for blanket-1, counted on day 1.
        - gift (told on 24 February): 60 EUR from w:givers to bank/blanket-1.
        - change (told on 25 February): 60 EUR from bank/blanket-1 to bank/blanket-1, and became 486759/250 UAH.
        - correction (told on 26 February): 486759/250 UAH from bank/blanket-1 to bank/blanket-1, and became 60 EUR.
        = 60 EUR: bank.",
    );
    story.sound();
}

fn what_cannot_be_changed_says_why(place: &Place) {
    let story = Story::founded(place);
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "100")]);
    let with = |other: &[(&'static str, &'static str)]| {
        let mut typed: Vec<(&str, &str)> = CHANGE.to_vec();
        typed[0].1 = "bank-eur-1/open/EUR";
        typed.retain(|(name, _)| other.iter().all(|(changed, _)| changed != name));
        typed.extend(other);
        typed
    };
    let before = story.every_row();
    let same = story.refused("change", &with(&[("account", "bank-eur-1")])).says();
    assert!(same.contains("Both accounts are in EUR"), "{same}");
    let short = story.refused("change", &with(&[("amount", "100.01")])).says();
    assert!(short.contains("bank-eur-1/open"), "{short}");
    story.refused("change", &with(&[("source", "guess")]));
    story.refused("change", &with(&[("account", "bank-usd-1")]));
    story.refused("change", &with(&[("got", "0")]));
    assert_eq!(story.every_row(), before);
    story.enter("change", &with(&[]));
    story.sound();
}
