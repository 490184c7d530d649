//! Words are counted, dated and shared out as each language does it.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::catalogue::{
    COUNTRIES, INTERMEDIARY_ROLES, ITEMS, PRICE_SOURCES, REGIONS, SHORTFALL_REASONS, SUPPLIER_ROLES,
};

const EN: Tongue = Tongue(Lang::En);
const UK: Tongue = Tongue(Lang::Uk);
const DE: Tongue = Tongue(Lang::De);
const PL: Tongue = Tongue(Lang::Pl);

fn ratio(n: i64, d: i64) -> Ratio {
    Ratio::new(n.into(), d.into())
}

fn commodity(code: &str) -> Commodity {
    Commodity::parse(code).unwrap()
}

#[test]
fn things_are_counted_as_each_language_counts() {
    let counted = |w: Tongue| [1, 2, 5, 21, 1_000].map(|n| w.item("vest", n)).join(" | ");
    assert_eq!(
        counted(EN),
        "1 protective vest | 2 protective vests | 5 protective vests | 21 protective vests | 1,000 protective vests"
    );
    assert_eq!(
        counted(UK),
        "1 захисний жилет | 2 захисні жилети | 5 захисних жилетів | 21 захисний жилет | 1\u{a0}000 захисних жилетів"
    );
    assert_eq!(counted(DE), "1 Schutzweste | 2 Schutzwesten | 5 Schutzwesten | 21 Schutzwesten | 1.000 Schutzwesten");
}

#[test]
fn money_and_goods_are_written_as_each_language_writes_them() {
    let (eur, vest) = (commodity("EUR"), commodity("VEST-DSTU-8782-2018-4-L"));
    assert_eq!(EN.money(6_000_000, &eur), "60,000.00\u{a0}EUR");
    assert_eq!(UK.money(6_000_000, &eur), "60\u{a0}000,00\u{a0}EUR");
    assert_eq!(DE.money(6_000_050, &eur), "60.000,50\u{a0}EUR");
    assert_eq!(PL.money(6_000_050, &eur), "60\u{a0}000,50\u{a0}EUR");
    // Polish groups digits from ten thousand on.
    assert_eq!(PL.money(240_000, &eur), "2400,00\u{a0}EUR");
    assert_eq!(EN.money_short(6_000_000, &eur), "60,000\u{a0}EUR");
    assert_eq!(EN.money_short(6_000_050, &eur), "60,000.50\u{a0}EUR");
    assert_eq!(EN.money(1_234, &commodity("JPY")), "1,234\u{a0}JPY");
    assert_eq!(EN.amount(100, &vest), "100 protective vests, DSTU 8782:2018 class 4, size L");
    assert_eq!(DE.amount(2, &vest), "2 Schutzwesten, DSTU 8782:2018 Klasse 4, Größe L");
    assert_eq!(UK.amount(2, &vest), "2 захисні жилети, ДСТУ 8782:2018, клас 4, розмір L");
}

#[test]
fn dates_are_written_out() {
    let day = jiff::civil::date(2022, 3, 18);
    assert_eq!(EN.date(day), "18 March 2022");
    assert_eq!(UK.date(day), "18 березня 2022\u{202f}р.");
    assert_eq!(DE.date(day), "18. März 2022");
    assert_eq!(PL.date(day), "18 marca 2022");
    assert_eq!(DE.weekday_date(day), "Freitag, 18. März 2022");
    assert_eq!(PL.weekday_date(day), "piątek, 18 marca 2022");
    assert_eq!(DE.week(jiff::civil::date(2022, 3, 21)), "Woche vom 21. März");
    assert_eq!(EN.weekday_date(day), "Friday, 18 March 2022");
    assert_eq!(EN.week(jiff::civil::date(2022, 3, 21)), "the week of 21 March");
    assert_eq!(UK.week(jiff::civil::date(2022, 3, 21)), "тиждень з 21 березня");
}

#[test]
fn shares_are_exact_or_floored_and_never_rounded_up() {
    let read = |n, d| EN.fraction(&ratio(n, d));
    assert_eq!(read(8, 3), "2\u{a0}2/3");
    assert_eq!(read(1, 12), "1/12");
    assert_eq!(read(5, 1), "5");
    assert_eq!(read(0, 1), "0");
    assert_eq!(read(1_999, 1_001), "1.99");
    assert_eq!(read(1, 1_001), "less than 0.01");
    assert_eq!(UK.fraction(&ratio(1_999, 1_001)), "1,99");
    assert_eq!(EN.percent_floor(&ratio(2, 1), 3), "66.6%");
    assert_eq!(EN.percent_floor(&ratio(1, 1), 100_000), "less than 0.1%");
    assert_eq!(DE.fraction(&ratio(1_999, 1_001)), "1,99");
    assert_eq!(DE.percent_floor(&ratio(1, 1), 3), "33,3\u{a0}%");
    assert_eq!(PL.percent_floor(&ratio(1, 1), 3), "33,3%");
    assert_eq!(UK.percent_floor(&ratio(1, 1), 3), "33,3\u{a0}%");
}

#[test]
fn a_share_of_goods_is_told_as_a_share() {
    let vest = catalogue::item_of("vest").unwrap();
    assert_eq!(EN.item_share(&ratio(1, 12), vest), "1/12 of a protective vest");
    assert_eq!(EN.item_share(&ratio(8, 3), vest), "2\u{a0}2/3 protective vests, in shares");
    assert_eq!(EN.item_share(&ratio(5, 1), vest), "5 protective vests, in shares");
    assert_eq!(DE.item_share(&ratio(1, 12), vest), "1/12 einer Schutzweste");
    assert_eq!(DE.item_share(&ratio(8, 3), vest), "2\u{a0}2/3 Schutzwesten, in Anteilen");
    assert_eq!(UK.item_share(&ratio(8, 3), vest), "2\u{a0}2/3 захисного жилета, частками");
    assert_eq!(UK.item_share(&ratio(5, 1), vest), "5 захисних жилетів, частками");
}

#[test]
fn holders_are_named_by_their_codes() {
    assert_eq!(EN.holder("foundation-pl-1"), "Foundation, Poland");
    assert_eq!(UK.holder("w:manufacturer-il-2"), "Виробник, № 2, Ізраїль");
    assert_eq!(EN.holder("w:recipients"), "Handed over");
    assert_eq!(EN.holder("bank-eur-1"), "Bank account, EUR");
    assert_eq!(EN.holder("place-ua-46-1"), "Place 1, Lviv oblast");
    assert_eq!(EN.fund("helmet-2"), "Helmets, no. 2");
}

#[test]
fn the_browsers_wish_is_heard() {
    assert_eq!(Lang::from_accept_language("uk-UA,uk;q=0.9,en;q=0.8"), Lang::Uk);
    assert_eq!(Lang::from_accept_language("fr,en;q=0.5,uk;q=0.7"), Lang::Uk);
    assert_eq!(Lang::from_accept_language("de-AT,en;q=0.5,uk;q=0.7"), Lang::De);
    assert_eq!(Lang::from_accept_language("cs, pl;q=0.9, en;q=0.8"), Lang::Pl);
    assert_eq!(Lang::from_accept_language("cs, fr"), Lang::En);
    assert_eq!(Lang::from_accept_language("uk;q=0"), Lang::En);
}

#[test]
fn everything_in_the_catalogue_has_a_name_in_every_language() {
    for lang in Lang::ALL {
        let phrases = phrases_in(lang.code());
        let here = |key: String| assert!(phrases.contains_key(&key), "{key} has no name in {}", lang.code());
        for item in ITEMS {
            for end in ["", "-n", "-of"] {
                here(format!("item-{}{end}", item.code));
            }
        }
        let lists: [(&str, Vec<&&str>); 5] = [
            ("role", INTERMEDIARY_ROLES.iter().chain(SUPPLIER_ROLES).collect()),
            ("source", PRICE_SOURCES.iter().collect()),
            ("reason", SHORTFALL_REASONS.iter().collect()),
            ("country", COUNTRIES.iter().collect()),
            ("region", REGIONS.iter().collect()),
        ];
        for (sort, codes) in lists {
            for code in codes {
                here(format!("{sort}-{code}"));
            }
        }
    }
}

#[test]
fn every_phrase_stands_in_every_language_with_the_same_gaps() {
    let english = phrases_in(Lang::En.code());
    for lang in Lang::ALL.into_iter().skip(1).map(Lang::code) {
        let here = phrases_in(lang);
        for (key, gaps) in &english {
            let other = here.get(key).unwrap_or_else(|| panic!("{key} is missing in {lang}"));
            // A language may leave out a number its sentence does not bend by; a mixed number is bent in its own way.
            let known = key == "item-mixed" || other.is_subset(gaps);
            assert!(known, "{key} asks in {lang} for {other:?}, in English for {gaps:?}");
        }
        for key in here.keys() {
            assert!(english.contains_key(key), "{key} of {lang} is missing in English");
        }
    }
}

/// Every phrase of a language and the gaps in it.
fn phrases_in(lang: &str) -> std::collections::BTreeMap<String, std::collections::BTreeSet<String>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("words").join(lang);
    let mut found = std::collections::BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '['])) {
                key = name.to_owned();
                found.entry(key.clone()).or_insert_with(std::collections::BTreeSet::new);
            }
            let gaps = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or_default().to_owned());
            if !key.is_empty() {
                found.entry(key.clone()).or_default().extend(gaps);
            }
        }
    }
    found
}
