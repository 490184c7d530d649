//! Choices that several forms offer: catalogue, countries, funds, and what lies where in the book.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use waybill_journal::{Account, Commodity, Pool};

use super::forms::{Bench, Input, InputKind};
use super::typed::Reader;
use super::words::Tongue;
use crate::catalogue::{COUNTRIES, ITEMS, OPEN_FUND, REGIONS, SIZES, STANDARDS, Variant, currency_of, item_of};
use crate::store::{Recorded, StoreError};

/// Code and words of each choice.
pub type Options = Vec<(String, String)>;

/// Items of the catalogue by name.
pub fn items(w: Tongue) -> Options {
    by_name(ITEMS.iter().map(|i| (i.code.to_owned(), w.item_name(i.code))))
}

/// Countries by name.
pub fn countries(w: Tongue) -> Options {
    by_name(COUNTRIES.iter().map(|c| ((*c).to_owned(), w.country(c))))
}

/// Regions by name, then countries as regions.
pub fn regions(w: Tongue) -> Options {
    let mut regions = by_name(REGIONS.iter().map(|r| ((*r).to_owned(), w.region(r))));
    regions.extend(countries(w));
    regions
}

/// Protection classes as `standard/level`, after "no class".
pub fn classes(w: Tongue) -> Options {
    let mut classes = vec![(String::new(), w.t("option-no-class"))];
    for standard in STANDARDS {
        for level in standard.levels {
            let words = w.with("option-class", &[("standard", standard.name.into()), ("level", (*level).into())]);
            classes.push((format!("{}/{level}", standard.code), words));
        }
    }
    classes
}

/// Sizes, after "no size".
pub fn sizes(w: Tongue) -> Options {
    let mut sizes = vec![(String::new(), w.t("option-no-size"))];
    sizes.extend(SIZES.iter().map(|s| ((*s).to_owned(), (*s).to_owned())));
    sizes
}

/// Codes whose words are phrases `<prefix>-<code>`.
pub fn phrases(w: Tongue, prefix: &str, codes: &[&str]) -> Options {
    codes.iter().map(|c| ((*c).to_owned(), w.t(&format!("{prefix}-{c}")))).collect()
}

/// Every fund: the open one, each need's, and any that ever held something.
pub fn funds(bench: &Bench) -> Result<Options, StoreError> {
    let codes = fund_codes(bench)?;
    Ok(codes.into_iter().map(|code| (code.clone(), bench.w.fund(&code))).collect())
}

/// Codes of every fund, the open one first. Needs are met in the journal, where each opened a fund.
pub fn fund_codes(bench: &Bench) -> Result<Vec<String>, StoreError> {
    let mut codes = BTreeSet::new();
    for need in bench.operation.standing("need")? {
        codes.extend(need.public.get("need").and_then(Value::as_str).map(str::to_owned));
    }
    let held = bench.operation.with_book(|book| {
        book.pools().filter_map(|(pool, _)| pool.account.fund().map(str::to_owned)).collect::<Vec<_>>()
    })?;
    codes.extend(held);
    codes.remove(OPEN_FUND);
    Ok(std::iter::once(OPEN_FUND.to_owned()).chain(codes).collect())
}

/// The operation's accounts and cash boxes.
pub fn accounts(bench: &Bench) -> Options {
    bench.card.accounts.iter().map(|code| (code.clone(), bench.w.holder(code))).collect()
}

/// Pools that hold something now and pass the test, as `holder/fund/COMMODITY`, with what lies there.
pub fn pools(bench: &Bench, test: impl Fn(&Pool) -> bool) -> Result<Options, StoreError> {
    bench.operation.with_book(|book| {
        let here = book.pools().filter(|(pool, balance)| *balance > 0 && test(pool));
        here.map(|(pool, balance)| (pool.to_string(), pool_words(bench.w, pool, balance))).collect()
    })
}

fn pool_words(w: Tongue, pool: &Pool, balance: i64) -> String {
    let fund = pool.account.fund().unwrap_or_default();
    let args = [
        ("holder", w.holder(pool.account.holder()).into()),
        ("fund", w.fund(fund).into()),
        ("amount", w.amount(balance, &pool.commodity).into()),
    ];
    w.with("option-pool", &args)
}

/// What lies on each shelf: a place and a variant, over all funds, with how many; the empty ones as well.
pub fn on_shelves(bench: &Bench) -> Result<BTreeMap<(String, Commodity), i64>, StoreError> {
    bench.operation.with_book(|book| {
        let mut here: BTreeMap<(String, Commodity), i64> = BTreeMap::new();
        for (pool, balance) in book.pools().filter(|(pool, _)| !is_money(pool)) {
            if pool.account.holder().starts_with("place-") {
                *here.entry((pool.account.holder().to_owned(), pool.commodity.clone())).or_default() += balance;
            }
        }
        here
    })
}

/// The shelves on which something lies, as `place/COMMODITY`.
pub fn shelves(bench: &Bench) -> Result<Options, StoreError> {
    let full = on_shelves(bench)?.into_iter().filter(|(_, count)| *count > 0);
    Ok(full.map(|((holder, commodity), count)| shelf(bench.w, &holder, &commodity, count)).collect())
}

/// One shelf as a choice.
pub fn shelf(w: Tongue, holder: &str, commodity: &Commodity, count: i64) -> (String, String) {
    let args = [("holder", w.holder(holder).into()), ("amount", w.amount(count, commodity).into())];
    (format!("{holder}/{commodity}"), w.with("option-shelf", &args))
}

/// The place and the goods of a shelf: nothing that is still with others, and no money.
pub fn read_shelf(r: &mut Reader, field: &str) -> Option<(String, Commodity)> {
    let shelf_of = |code: &str| {
        let (holder, commodity) = code.split_once('/').filter(|(holder, _)| holder.starts_with("place-"))?;
        let commodity = Commodity::parse(commodity).ok().filter(|commodity| currency_of(commodity).is_none())?;
        Some((holder.to_owned(), commodity))
    };
    r.choice(field, |code| shelf_of(code).is_some()).and_then(shelf_of)
}

/// Whether a pool holds money.
pub fn is_money(pool: &Pool) -> bool {
    currency_of(&pool.commodity).is_some()
}

/// The account and currency of a pool of ours that can hold money, back from an option's code.
pub fn money_of(code: &str) -> Option<(Account, Commodity)> {
    let pool = Pool::parse(code).ok().filter(|pool| is_money(pool) && pool.account.fund().is_some())?;
    Some((pool.account, pool.commodity))
}

fn by_name(options: impl Iterator<Item = (String, String)>) -> Options {
    let mut options: Options = options.collect();
    options.sort_by_key(|(_, words)| words.to_lowercase());
    options
}

/// A part of an order that set out by itself, and how much of what it took.
pub struct SetOut {
    /// The shipment's code.
    pub shipment: String,
    /// The order whose goods they are.
    pub order: String,
    /// What is on it.
    pub goods: BTreeMap<Commodity, i64>,
}

/// What set out of orders and no arrival has named. Legs and arrivals meet in the book: a leg with goods is a setting out.
pub fn set_out(bench: &Bench) -> Result<Vec<SetOut>, StoreError> {
    let named = |arrival: &Recorded| Some(arrival.private.get("rest")?.get("shipment")?.as_str()?.to_owned());
    let arrived: BTreeSet<String> = bench.operation.standing("arrival")?.iter().filter_map(named).collect();
    let part = |leg: &Recorded| {
        let rest = leg.private.get("rest")?;
        let text = |member: &str| Some(rest.get(member)?.as_str()?.to_owned());
        let goods: BTreeMap<String, i64> = serde_json::from_value(rest.get("goods")?.clone()).ok()?;
        let goods = goods.into_iter().filter_map(|(code, count)| Some((Commodity::parse(&code).ok()?, count)));
        Some(SetOut { shipment: text("shipment")?, order: text("order")?, goods: goods.collect() })
    };
    let legs = bench.operation.standing("leg")?;
    Ok(legs.iter().filter_map(part).filter(|one| !arrived.contains(&one.shipment)).collect())
}

/// The three fields that name a catalogue variant: `item`, `class` and `size`.
pub fn variant_fields(w: Tongue) -> Vec<Input> {
    vec![
        Input::new("item", w.t("opening-item"), InputKind::Select(items(w))),
        Input::new("class", w.t("opening-class"), InputKind::Select(classes(w))),
        Input::new("size", w.t("opening-size"), InputKind::Select(sizes(w))),
    ]
}

/// A catalogue variant from three fields: item, `standard/level`, size.
pub fn read_variant(r: &mut Reader, item: &str, class: &str, size: &str) -> Option<Variant> {
    let code = r.choice(item, |code| item_of(code).is_some())?;
    let (standard, level) = {
        let class_code = r.optional(class)?;
        class_code.split_once('/').filter(|(standard, _)| !standard.is_empty()).unwrap_or((class_code, ""))
    };
    let size_code = r.optional(size)?;
    let variant = Variant::new(code, standard, level, size_code);
    if variant.is_none() {
        let item_words = r.w().item_name(code);
        r.problem(class, r.w().with("error-variant", &[("item", item_words.into())]));
    }
    variant
}

/// The two fields that name a place as finely as the world may know it: `region` and `place`.
pub fn place_fields(w: Tongue) -> Vec<Input> {
    vec![
        Input::new("region", w.t("opening-region"), InputKind::Select(regions(w))),
        Input::new("place", w.t("opening-place"), InputKind::Number).hint(w.t("opening-place-hint")).first("1"),
    ]
}

/// A place as its holder code, from a region and a number.
pub fn read_place(r: &mut Reader, region: &str, number: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let region_code = r.choice(region, known);
    let place = r.count(number)?;
    if place > NUMBER_MAX {
        r.problem(number, r.w().with("error-number-limit", &[("max", NUMBER_MAX.into())]));
        return None;
    }
    Some(format!("place-{}-{place}", region_code?.to_lowercase()))
}

/// The three fields that name a body without naming a person: what it is, where, which of several.
pub fn body_fields(w: Tongue, roles: &[&str], role: &str, country: &str, number: &str) -> Vec<Input> {
    vec![
        Input::new("role", w.t(role), InputKind::Select(phrases(w, "role", roles))),
        Input::new("country", w.t(country), InputKind::Select(countries(w))),
        Input::new("number", w.t(number), InputKind::Number).hint(w.t("option-body-hint")).first("1"),
    ]
}

/// A body's holder code from its three fields: `foundation-pl-1`.
pub fn read_body(r: &mut Reader, roles: &[&str], countries: &[&str]) -> Option<String> {
    let role = r.choice("role", |code| roles.contains(&code));
    let country = r.choice("country", |code| countries.contains(&code));
    let number = r.count("number")?;
    if number > NUMBER_MAX {
        r.problem("number", r.w().with("error-number-limit", &[("max", NUMBER_MAX.into())]));
        return None;
    }
    Some(format!("{}-{}-{number}", role?, country?.to_lowercase()))
}

/// Bodies and places of one sort are counted up to here.
const NUMBER_MAX: i64 = 99;
