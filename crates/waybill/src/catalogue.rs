//! The names of things: goods, standards, countries, regions, and who may hold them.
//!
//! Every holder, fund and commodity of the journal has a code that explains itself (`foundation-pl-1`,
//! `vest-1`, `VEST-DSTU-8782-2018-4-L`), so a page in any language can name it and nobody has to type a name.
//! Weapons and ammunition are not in these lists, and nothing outside the lists can be entered.

use iso_currency::Currency;
use waybill_journal::Commodity;

/// An item of the catalogue: a code (`vest`) whose name stands in `words/*/catalogue.ftl` under `item-vest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Lower case, as in the fund that buys it.
    pub code: &'static str,
    /// Whether a protection class (standard, edition, level) belongs to it.
    pub classed: bool,
    /// Whether it comes in sizes.
    pub sized: bool,
}

const fn item(code: &'static str, classed: bool, sized: bool) -> Item {
    Item { code, classed, sized }
}

/// Everything that can be needed, ordered and handed over: protective, medical and humanitarian goods.
pub const ITEMS: &[Item] = &[
    item("vest", true, true),
    item("helmet", true, true),
    item("carrier", false, true),
    item("firstaid", false, false),
    item("tourniquet", false, false),
    item("bandage", false, false),
    item("stretcher", false, false),
    item("thermal", false, false),
    item("radio", false, false),
    item("generator", false, false),
    item("powerbank", false, false),
    item("lamp", false, false),
    item("clothing", false, true),
    item("boots", false, true),
    item("blanket", false, false),
    item("sleepingbag", false, false),
    item("tent", false, false),
    item("stove", false, false),
    item("food", false, false),
    item("babyfood", false, false),
    item("hygiene", false, false),
    item("water", false, false),
    item("filter", false, false),
    item("pump", false, false),
];

/// A protection standard with its edition, and the levels it knows. Never translated into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// As it stands in a commodity code.
    pub code: &'static str,
    /// As people write it: standard and edition.
    pub name: &'static str,
    /// The levels of this edition, weakest first.
    pub levels: &'static [&'static str],
}

/// Standards for vests and helmets.
pub const STANDARDS: &[Standard] = &[
    Standard { code: "DSTU-8782-2018", name: "DSTU 8782:2018", levels: &["1", "2", "3", "4", "5", "6"] },
    Standard { code: "DSTU-8835-2019", name: "DSTU 8835:2019", levels: &["1", "2", "3", "4"] },
    Standard { code: "NIJ-0101-06", name: "NIJ 0101.06", levels: &["IIA", "II", "IIIA", "III", "IV"] },
    Standard { code: "NIJ-0106-01", name: "NIJ 0106.01", levels: &["IIA", "II", "IIIA"] },
    Standard { code: "VPAM-BSW-2006", name: "VPAM BSW 2006", levels: &["3", "6", "9"] },
    Standard { code: "EN-397-2012", name: "EN 397:2012", levels: &["A"] },
];

/// Sizes of clothing and vests; `U` is one size for all.
pub const SIZES: &[&str] = &["XS", "S", "M", "L", "XL", "XXL", "U"];

/// Bodies that may hold money for us; the word stands under `role-…`.
pub const INTERMEDIARY_ROLES: &[&str] = &["foundation", "association", "union", "collective", "cooperative"];

/// Bodies that sell to us; the word stands under `role-…`.
pub const SUPPLIER_ROLES: &[&str] = &["manufacturer", "wholesaler", "trader", "shop", "pharmacy", "workshop"];

/// Where an estimated price comes from; the word stands under `source-…`.
pub const PRICE_SOURCES: &[&str] = &["offer", "pricelist", "lastpurchase", "estimate"];

/// Who says that something is needed, a role and never a name; the word stands under `confirmer-…`. The first says least: whoever
/// enters a need is a coordinator.
pub const CONFIRMERS: &[&str] = &["coordinator", "recipients", "medic", "logistician", "partner", "visit"];

/// Where the rate of a change of money comes from; the word stands under `rate-…`.
pub const RATE_SOURCES: &[&str] = &["bank", "national", "office", "card", "agreed"];

/// Why an entry is corrected; the word stands under `wrong-…`.
pub const CORRECTION_REASONS: &[&str] = &["amount", "fund", "account", "twice", "never", "goods", "other"];

/// Why fewer arrived than were declared; the word stands under `reason-…`.
pub const SHORTFALL_REASONS: &[&str] = &["notsent", "damaged", "held", "lost", "wrongitem", "miscounted"];

/// Countries by ISO 3166-1 alpha-2; names under `country-…`.
pub const COUNTRIES: &[&str] = &[
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GE", "GR",
    "HR", "HU", "IE", "IL", "IN", "IS", "IT", "JP", "KR", "LT", "LU", "LV", "MD", "ME", "MT", "NL", "NO", "NZ", "PL",
    "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UA", "US",
];

/// Regions a public place is coarsened to, by ISO 3166-2; names under `region-…`. Where a country's regions
/// are not listed, the country itself is the region.
pub const REGIONS: &[&str] = &[
    "UA-05", "UA-07", "UA-09", "UA-12", "UA-14", "UA-18", "UA-21", "UA-23", "UA-26", "UA-30", "UA-32", "UA-35",
    "UA-46", "UA-48", "UA-51", "UA-53", "UA-56", "UA-59", "UA-61", "UA-63", "UA-65", "UA-68", "UA-71", "UA-74",
    "UA-77",
];

/// The item with this code.
pub fn item_of(code: &str) -> Option<Item> {
    ITEMS.iter().copied().find(|i| i.code == code)
}

/// The standard with this code.
pub fn standard_of(code: &str) -> Option<Standard> {
    STANDARDS.iter().copied().find(|s| s.code == code)
}

/// Whether a region code is one we can name.
pub fn is_region(code: &str) -> bool {
    REGIONS.contains(&code) || COUNTRIES.contains(&code)
}

/// A catalogue variant: an item with its class and size.
///
/// Invariant: the item is in [`ITEMS`]; a class only where the item is classed, its level one of its standard's;
/// a size only where the item is sized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What it is.
    pub item: Item,
    /// Standard with edition, and level.
    pub class: Option<(Standard, &'static str)>,
    /// One of [`SIZES`].
    pub size: Option<&'static str>,
}

impl Variant {
    /// A variant from codes; empty text means "none". `None` where the codes do not fit together.
    pub fn new(item: &str, standard: &str, level: &str, size: &str) -> Option<Self> {
        let item = item_of(item)?;
        let class = if standard.is_empty() && level.is_empty() {
            None
        } else {
            let standard = standard_of(standard)?;
            Some((standard, standard.levels.iter().copied().find(|l| *l == level)?))
        };
        let size = if size.is_empty() { None } else { Some(SIZES.iter().copied().find(|s| *s == size)?) };
        if (class.is_some() && !item.classed) || (size.is_some() && !item.sized) {
            return None;
        }
        Some(Self { item, class, size })
    }

    /// The commodity code, e.g. `VEST-DSTU-8782-2018-4-L`.
    pub fn commodity(&self) -> Commodity {
        let mut code = self.item.code.to_uppercase();
        if let Some((standard, level)) = self.class {
            code = format!("{code}-{}-{level}", standard.code);
        }
        if let Some(size) = self.size {
            code = format!("{code}-{size}");
        }
        Commodity::parse(&code).expect("catalogue codes are short upper case words")
    }

    /// Reads a commodity code back; `None` for money and for what is not in the catalogue.
    pub fn of(commodity: &Commodity) -> Option<Self> {
        let code = commodity.as_str();
        let (name, mut rest) = code.split_once('-').unwrap_or((code, ""));
        let (mut standard_code, mut level) = ("", "");
        for standard in STANDARDS {
            let Some(after) = rest.strip_prefix(standard.code).and_then(|r| r.strip_prefix('-')) else { continue };
            (level, rest) = after.split_once('-').unwrap_or((after, ""));
            standard_code = standard.code;
        }
        Self::new(&name.to_lowercase(), standard_code, level, rest)
    }
}

/// The currency a commodity is, if it is money.
pub fn currency_of(commodity: &Commodity) -> Option<Currency> {
    Currency::from_code(commodity.as_str())
}

/// How many decimals a commodity has: a currency's minor unit (ISO 4217), 0 for goods.
pub fn decimals_of(commodity: &Commodity) -> u32 {
    currency_of(commodity).and_then(Currency::exponent).map_or(0, u32::from)
}

/// How many decimals the currency of this code has; `None` where it is no currency that the book knows.
pub fn minor_unit(code: &str) -> Option<u32> {
    let currency = Commodity::parse(code).ok()?;
    currency_of(&currency).map(|_| decimals_of(&currency))
}

/// An amount of a commodity in whole units, for machines: `60000.00`, `100`.
pub fn plain_amount(amount: i64, commodity: &Commodity) -> String {
    plain_decimal(amount, decimals_of(commodity))
}

/// An amount for machines: digits, a point, no grouping.
pub fn plain_decimal(amount: i64, decimals: u32) -> String {
    if decimals == 0 {
        return amount.to_string();
    }
    let unit = 10_i64.pow(decimals);
    let width = usize::try_from(decimals).unwrap_or(0);
    let (sign, amount, unit) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs(), unit.unsigned_abs());
    format!("{sign}{}.{:0width$}", amount / unit, amount % unit)
}

/// What a fund's code says: the open fund, or the item it buys and which of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FundName {
    /// Money nobody has earmarked: `open`.
    Open,
    /// A fund that serves one need, `vest-1`: the item, and a number counted from 1.
    Need(Item, u32),
}

/// The fund of money that nobody earmarked.
pub const OPEN_FUND: &str = "open";

/// Reads a fund's code.
pub fn fund_name(code: &str) -> Option<FundName> {
    if code == OPEN_FUND {
        return Some(FundName::Open);
    }
    let (name, number) = code.rsplit_once('-')?;
    Some(FundName::Need(item_of(name)?, number.parse().ok()?))
}

/// What a holder's code says. The public side knows the first of each pair of banks and places only as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolderName {
    /// `bank` in public, `bank-eur-1` in the book: an account in a currency.
    Bank(Option<(String, u32)>),
    /// `cash-eur-1`: a cash box.
    Cash(String, u32),
    /// `foundation-pl-1`: a body in a country that holds money for us, or sells to us.
    Body(&'static str, &'static str, u32),
    /// `order-…`: bought, not yet delivered.
    Order(String),
    /// `claim-…`: paid, missing on arrival, claimed from the supplier.
    Claim(String),
    /// `stock` in public, `place-ua-46-1` in the book: goods at a place in a region.
    Place(Option<(String, u32)>),
    /// `shipment-…`: goods on the road from one place of ours to another, known to coordinators alone.
    Shipment,
    /// `before`: the time before this book.
    Before,
    /// `exchange`: where one currency becomes another.
    Exchange,
    /// `givers`, `giver-…`.
    Givers,
    /// `recipients`, `recipients-…`.
    Recipients,
}

/// The currency of a bank account or cash box: `EUR` of `bank-eur-1`.
pub fn currency_of_account(code: &str) -> Option<Commodity> {
    match holder_name(code)? {
        HolderName::Bank(Some((currency, _))) | HolderName::Cash(currency, _) => Commodity::parse(&currency).ok(),
        _ => None,
    }
}

/// Kinds of accounts an operation has: at a bank, or money in a box.
pub const ACCOUNT_KINDS: &[&str] = &["bank", "cash"];

/// The code of one more account behind those there are: `bank-eur-2` after `bank-eur-1`.
pub fn account_code(kind: &str, currency: &Commodity, before: &[String]) -> String {
    let start = format!("{kind}-{}-", currency.as_str().to_lowercase());
    format!("{start}{}", before.iter().filter(|code| code.starts_with(&start)).count() + 1)
}

/// Reads a holder's code (without `w:`).
pub fn holder_name(code: &str) -> Option<HolderName> {
    match code {
        "bank" => return Some(HolderName::Bank(None)),
        "stock" => return Some(HolderName::Place(None)),
        "before" => return Some(HolderName::Before),
        "exchange" => return Some(HolderName::Exchange),
        _ => {}
    }
    let (first, rest) = code.split_once('-').unwrap_or((code, ""));
    let numbered = || rest.rsplit_once('-').and_then(|(word, n)| Some((word.to_uppercase(), n.parse().ok()?)));
    match first {
        "bank" => Some(HolderName::Bank(Some(numbered()?))),
        "cash" => numbered().map(|(c, n)| HolderName::Cash(c, n)),
        "order" => Some(HolderName::Order(rest.to_owned())),
        "claim" => Some(HolderName::Claim(rest.to_owned())),
        "place" => Some(HolderName::Place(Some(numbered()?))),
        "shipment" => Some(HolderName::Shipment),
        "giver" | "givers" => Some(HolderName::Givers),
        "recipients" => Some(HolderName::Recipients),
        _ => {
            let role = INTERMEDIARY_ROLES.iter().chain(SUPPLIER_ROLES).find(|r| **r == first)?;
            let (country, n) = numbered()?;
            let country = COUNTRIES.iter().find(|c| **c == country)?;
            Some(HolderName::Body(role, country, n))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_variant_is_read_back_from_its_commodity() {
        for item in ITEMS {
            for standard in STANDARDS {
                for level in standard.levels {
                    for size in SIZES.iter().copied().chain([""]) {
                        let Some(variant) = Variant::new(item.code, standard.code, level, size) else { continue };
                        assert_eq!(Variant::of(&variant.commodity()), Some(variant));
                        assert!(variant.commodity().as_str().len() <= 40);
                    }
                }
            }
            let plain = Variant::new(item.code, "", "", "").unwrap();
            assert_eq!(Variant::of(&plain.commodity()), Some(plain));
        }
    }

    #[test]
    fn no_item_is_called_like_a_currency() {
        for item in ITEMS {
            assert_eq!(Currency::from_code(&item.code.to_uppercase()), None, "{}", item.code);
        }
    }

    #[test]
    fn codes_outside_the_catalogue_have_no_name() {
        assert_eq!(Variant::new("rifle", "", "", ""), None);
        assert_eq!(Variant::new("vest", "NIJ-0101-06", "7", ""), None);
        assert_eq!(Variant::new("blanket", "", "", "L"), None);
        assert_eq!(holder_name("ivan-ua-1"), None);
        assert_eq!(fund_name("vest-1"), Some(FundName::Need(item_of("vest").unwrap(), 1)));
    }
}
