//! Words, numbers and dates, written the way the reader's language writes them.
//!
//! Phrases stand in `words/<language>/*.ftl`; a phrase missing in one language is taken from English. A key may stand in
//! one file only. Numbers given to a phrase choose its plural form and are shown with the separators of the language.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use fluent_bundle::types::FluentValue;
use fluent_templates::{Loader, static_loader};
use icu_datetime::fieldsets::{MD, YMD, YMDE};
use icu_datetime::{DateTimeFormatter, input::Date as IcuDate};
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::{Locale, locale};
use jiff::civil::Date;
use unic_langid::{LanguageIdentifier, langid};
use waybill_journal::{Commodity, Ratio};

use crate::catalogue::{self, FundName, HolderName, Item, Variant};

static_loader! {
    static PHRASES = {
        locales: "./words",
        fallback_language: "en",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            let lang = bundle.locales.first().and_then(|l| Lang::parse(l.language.as_str()));
            bundle.set_formatter(Some(lang.unwrap_or(Lang::En).number_writer()));
        },
    };
}

/// A space that no line may break at: between a number and its unit.
pub const NBSP: char = '\u{a0}';

/// The largest denominator that is shown as a fraction; beyond it a share is floored to two decimals.
const DENOMINATOR_MAX: i32 = 1000;

/// A language the pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Ukrainian.
    Uk,
    /// German.
    De,
    /// Polish.
    Pl,
}

impl Lang {
    /// Every language, the fallback first.
    pub const ALL: [Lang; 4] = [Lang::En, Lang::Uk, Lang::De, Lang::Pl];

    /// As in addresses and in `lang=`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Uk => "uk",
            Lang::De => "de",
            Lang::Pl => "pl",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Uk => "Українська",
            Lang::De => "Deutsch",
            Lang::Pl => "Polski",
        }
    }

    /// Reads a code from an address.
    pub fn parse(text: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == text)
    }

    /// The languages an operation offers, the usual one first; all of them where it names none.
    pub fn offered(codes: &[String]) -> Vec<Lang> {
        let named: Vec<Lang> = codes.iter().filter_map(|code| Lang::parse(code)).collect();
        if named.is_empty() { Lang::ALL.to_vec() } else { named }
    }

    /// The first of our languages that the reader's browser asks for with the highest weight; English where none is.
    pub fn from_accept_language(header: &str) -> Lang {
        Lang::wished(header, &Lang::ALL)
    }

    /// The same among those that are offered; the first of them where none is asked for.
    pub fn wished(header: &str, offered: &[Lang]) -> Lang {
        let wish = |part: &str| {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let lang = Lang::parse(&tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase())?;
            let lang = offered.contains(&lang).then_some(lang)?;
            let weight: f32 = weight.trim().parse().ok().filter(|w| *w > 0.0)?;
            Some((lang, weight))
        };
        // A browser sends a handful; whatever stands behind the first 32 is noise.
        let mut best: Option<(Lang, f32)> = None;
        for (lang, weight) in header.split(',').take(32).filter_map(wish) {
            if best.is_none_or(|(_, b)| weight > b) {
                best = Some((lang, weight));
            }
        }
        best.map_or(offered.first().copied().unwrap_or(Lang::En), |(lang, _)| lang)
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        static EN: LanguageIdentifier = langid!("en");
        static UK: LanguageIdentifier = langid!("uk");
        static DE: LanguageIdentifier = langid!("de");
        static PL: LanguageIdentifier = langid!("pl");
        match self {
            Lang::En => &EN,
            Lang::Uk => &UK,
            Lang::De => &DE,
            Lang::Pl => &PL,
        }
    }

    /// Whose numbers and dates are written.
    fn locale(self) -> Locale {
        match self {
            // English as newspapers in Europe write it: day before month.
            Lang::En => locale!("en-GB"),
            Lang::Uk => locale!("uk"),
            Lang::De => locale!("de"),
            Lang::Pl => locale!("pl"),
        }
    }

    /// What writes the numbers in this language's phrases. Fluent takes a plain function that it tells no language, hence
    /// one for each.
    fn number_writer<M>(self) -> fn(&FluentValue<'_>, &M) -> Option<String> {
        match self {
            Lang::En => |value, _| number_in(Lang::En, value),
            Lang::Uk => |value, _| number_in(Lang::Uk, value),
            Lang::De => |value, _| number_in(Lang::De, value),
            Lang::Pl => |value, _| number_in(Lang::Pl, value),
        }
    }
}

/// What is put into a phrase: a number (chooses the plural form) or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Shown with the separators of the language.
    Number(i64),
    /// Shown as it is.
    Text(String),
}

impl From<i64> for Arg {
    fn from(n: i64) -> Arg {
        Arg::Number(n)
    }
}

impl From<i32> for Arg {
    fn from(n: i32) -> Arg {
        Arg::Number(n.into())
    }
}

impl From<u32> for Arg {
    fn from(n: u32) -> Arg {
        Arg::Number(n.into())
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Arg {
        Arg::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

/// How much of a date is written.
#[derive(Clone, Copy)]
enum DateStyle {
    Full,
    Weekday,
    DayOfMonth,
}

/// How numbers and dates of one language are written; built once.
struct Writer {
    decimal: DecimalFormatter,
    date: DateTimeFormatter<YMD>,
    weekday: DateTimeFormatter<YMDE>,
    day_of_month: DateTimeFormatter<MD>,
}

impl Writer {
    fn new(locale: &Locale) -> Writer {
        let here = "all locales are compiled in";
        Writer {
            decimal: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).expect(here),
            date: DateTimeFormatter::try_new(locale.into(), YMD::long()).expect(here),
            weekday: DateTimeFormatter::try_new(locale.into(), YMDE::long()).expect(here),
            day_of_month: DateTimeFormatter::try_new(locale.into(), MD::long()).expect(here),
        }
    }

    /// Lends the language's writer; each thread has its own, because they cannot be shared.
    fn lend<T>(lang: Lang, write: impl FnOnce(&Writer) -> T) -> T {
        thread_local! {
            static WRITERS: [OnceCell<Writer>; Lang::ALL.len()] = const { [const { OnceCell::new() }; Lang::ALL.len()] };
        }
        WRITERS.with(|writers| write(writers[lang as usize].get_or_init(|| Writer::new(&lang.locale()))))
    }
}

/// The reader's language; every page is handed one and asks it for every word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue(Lang);

impl Tongue {
    /// Speaks this language.
    pub const fn new(lang: Lang) -> Tongue {
        Tongue(lang)
    }

    /// The language.
    pub fn lang(self) -> Lang {
        self.0
    }

    /// The phrase; its key where no language has it.
    pub fn t(self, key: &str) -> String {
        self.known(key).unwrap_or_else(|| key.to_owned())
    }

    /// The phrase, if any language has it.
    pub fn known(self, key: &str) -> Option<String> {
        PHRASES.try_lookup(self.0.identifier(), key)
    }

    /// The phrase with its gaps filled; its key where no language has it.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let filled: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Number(n) => FluentValue::from(*n),
                    Arg::Text(text) => FluentValue::from(text.as_str()),
                };
                (Cow::Borrowed(*name), value)
            })
            .collect();
        let said = PHRASES.try_lookup_with_args(self.0.identifier(), key, &filled).unwrap_or_else(|| key.to_owned());
        // A Ukrainian date ends in the full stop of "р."; a sentence that ends there needs no second one.
        if self.0 == Lang::Uk { said.replace("р..", "р.") } else { said }
    }

    /// A whole number: `60,000`, `60 000`, `60.000`.
    pub fn number(self, n: i64) -> String {
        self.decimal(n, 0)
    }

    /// An amount in units of 10^-`decimals`: `60,000.00`, `60 000,00`.
    pub fn decimal(self, amount: i64, decimals: u32) -> String {
        let mut value = Decimal::from(amount);
        value.multiply_pow10(-i16::try_from(decimals).unwrap_or(0));
        Writer::lend(self.0, |writer| writer.decimal.format(&value).to_string())
    }

    /// Money with its currency: `60,000.00 EUR`.
    pub fn money(self, amount: i64, currency: &Commodity) -> String {
        format!("{}{NBSP}{currency}", self.decimal(amount, catalogue::decimals_of(currency)))
    }

    /// Money without its empty decimals: `60,000 EUR`, but `60,000.50 EUR`.
    pub fn money_short(self, amount: i64, currency: &Commodity) -> String {
        format!("{}{NBSP}{currency}", self.money_bare(amount, currency))
    }

    /// The number of [`Tongue::money_short`] without its currency.
    pub fn money_bare(self, amount: i64, currency: &Commodity) -> String {
        let decimals = catalogue::decimals_of(currency);
        let whole = 10_i64.pow(decimals);
        if amount % whole == 0 { self.number(amount / whole) } else { self.decimal(amount, decimals) }
    }

    /// An amount of anything: money, or `100 protective vests, DSTU 8782:2018 class 4, size L`.
    pub fn amount(self, amount: i64, commodity: &Commodity) -> String {
        match Variant::of(commodity) {
            None => self.money(amount, commodity),
            Some(variant) => self.detailed(self.item(variant.item.code, amount), &variant),
        }
    }

    /// So many of an item: `21 protective vests`.
    pub fn item(self, code: &str, n: i64) -> String {
        self.with(&format!("item-{code}-n"), &[("n", n.into())])
    }

    /// An item's name for many of it, small letters: `protective vests`.
    pub fn item_name(self, code: &str) -> String {
        self.t(&format!("item-{code}"))
    }

    /// What a commodity is: `protective vests, DSTU 8782:2018 class 4, size L`; a currency's code.
    pub fn variant(self, commodity: &Commodity) -> String {
        match Variant::of(commodity) {
            None => commodity.to_string(),
            Some(variant) => self.detailed(self.item_name(variant.item.code), &variant),
        }
    }

    /// Class and size alone: `DSTU 8782:2018 class 4, size L`; empty where there is neither.
    pub fn class_and_size(self, commodity: &Commodity) -> String {
        Variant::of(commodity).map_or_else(String::new, |v| self.class_parts(&v).join(", "))
    }

    fn detailed(self, name: String, variant: &Variant) -> String {
        let mut parts = vec![name];
        parts.extend(self.class_parts(variant));
        parts.join(", ")
    }

    fn class_parts(self, variant: &Variant) -> Vec<String> {
        let mut parts = Vec::new();
        if let Some((standard, level)) = variant.class {
            let name = standard.name.replace("DSTU", &self.t("standard-dstu"));
            // Ukraine's standards speak of classes, the others of levels.
            let key = if standard.code.starts_with("DSTU") { "standard-class" } else { "standard-level" };
            parts.push(self.with(key, &[("standard", name.into()), ("level", level.into())]));
        }
        match variant.size {
            Some("U") => parts.push(self.t("size-any")),
            Some(size) => parts.push(self.with("size", &[("size", size.into())])),
            None => {}
        }
        parts
    }

    /// A share of goods that is no whole thing of its own: `1/12 of a protective vest`, `2 2/3 protective vests, in shares`.
    pub fn item_share(self, quantity: &Ratio, item: Item) -> String {
        let number = self.fraction(quantity);
        let of_one = self.with(&format!("item-{}-of", item.code), &[("q", number.as_str().into())]);
        let one = Ratio::from_integer(1.into());
        if quantity < &one {
            return of_one;
        }
        let whole = quantity.is_integer().then(|| i64::try_from(quantity.numer()).ok()).flatten();
        let amount = match whole {
            Some(n) => self.item(item.code, n),
            None => self.with(
                "item-mixed",
                &[("q", number.into()), ("items", self.item_name(item.code).into()), ("of", of_one.into())],
            ),
        };
        self.with("in-shares", &[("amount", amount.into())])
    }

    /// A fund by what it is for: `Protective vests`, `Not earmarked`.
    pub fn fund(self, code: &str) -> String {
        match catalogue::fund_name(code) {
            Some(FundName::Open) => self.t("fund-open"),
            Some(FundName::Need(item, 1)) => capital(&self.item_name(item.code)),
            Some(FundName::Need(item, n)) => self
                .with("numbered", &[("name", capital(&self.item_name(item.code)).into()), ("n", i64::from(n).into())]),
            None => code.to_owned(),
        }
    }

    /// Who or what holds something, by its public or private code, with or without `w:`, as a heading: `In the bank`,
    /// `Foundation, Poland`.
    pub fn holder(self, code: &str) -> String {
        let bare = code.strip_prefix("w:").unwrap_or(code);
        let numbered = |name: String, n: u32| {
            if n <= 1 { name } else { self.with("numbered", &[("name", name.into()), ("n", i64::from(n).into())]) }
        };
        match catalogue::holder_name(bare) {
            Some(HolderName::Bank(None)) => self.t("holder-bank"),
            Some(HolderName::Bank(Some((currency, n)))) => {
                numbered(self.with("holder-bank-of", &[("currency", currency.into())]), n)
            }
            Some(HolderName::Cash(currency, n)) => {
                numbered(self.with("holder-cash", &[("currency", currency.into())]), n)
            }
            Some(HolderName::Body(role, country, n)) => {
                let role = numbered(capital(&self.t(&format!("role-{role}"))), n);
                self.with("holder-body", &[("role", role.into()), ("country", self.country(country).into())])
            }
            Some(HolderName::Order(_)) => self.t("holder-order"),
            Some(HolderName::Claim(_)) => self.t("holder-claim"),
            Some(HolderName::Place(None)) => self.t("holder-stock"),
            Some(HolderName::Place(Some((region, n)))) => {
                let region = self.region(&region);
                self.with("holder-place", &[("region", region.into()), ("n", i64::from(n).into())])
            }
            Some(HolderName::Shipment) => self.t("holder-shipment"),
            Some(HolderName::Before) => self.t("holder-before"),
            Some(HolderName::Exchange) => self.t("holder-exchange"),
            Some(HolderName::Givers) => self.t("holder-givers"),
            Some(HolderName::Recipients) => self.t("holder-recipients"),
            // Others of the world are named where their kind of entry is.
            None => self.known(&format!("holder-{bare}")).unwrap_or_else(|| code.to_owned()),
        }
    }

    /// A country by ISO 3166-1 alpha-2, or `others`.
    pub fn country(self, code: &str) -> String {
        self.known(&format!("country-{code}")).unwrap_or_else(|| code.to_owned())
    }

    /// A region by ISO 3166-2, or a country that is its own region.
    pub fn region(self, code: &str) -> String {
        self.known(&format!("region-{code}")).unwrap_or_else(|| self.country(code))
    }

    /// `18 March 2022`, `18 березня 2022 р.`
    pub fn date(self, date: Date) -> String {
        self.written(date, DateStyle::Full)
    }

    /// `Friday, 18 March 2022`.
    pub fn weekday_date(self, date: Date) -> String {
        self.written(date, DateStyle::Weekday)
    }

    /// `18 March`: only where the year is clear from the page.
    pub fn day_of_month(self, date: Date) -> String {
        self.written(date, DateStyle::DayOfMonth)
    }

    fn written(self, date: Date, style: DateStyle) -> String {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        let date =
            IcuDate::try_new_iso(date.year().into(), month, day).expect("a civil date is a date of the calendar");
        Writer::lend(self.0, |writer| match style {
            DateStyle::Full => writer.date.format(&date).to_string(),
            DateStyle::Weekday => writer.weekday.format(&date).to_string(),
            DateStyle::DayOfMonth => writer.day_of_month.format(&date).to_string(),
        })
    }

    /// `the week of 21 March`, `тиждень з 21 березня`.
    pub fn week(self, monday: Date) -> String {
        self.with("week-of", &[("day", self.day_of_month(monday).into())])
    }

    /// An exact share as people read it: `2 2/3`; where the denominator is large, floored to two decimals.
    pub fn fraction(self, value: &Ratio) -> String {
        if value.denom() <= Ratio::from_integer(DENOMINATOR_MAX.into()).numer() {
            let (whole, rest) = (value.trunc(), value.fract());
            let count = i64::try_from(whole.numer()).map_or_else(|_| whole.to_string(), |n| self.number(n));
            let zero = Ratio::from_integer(0.into());
            return match (whole == zero, rest == zero) {
                (_, true) => count,
                (true, false) => rest.to_string(),
                (false, false) => format!("{count}{NBSP}{rest}"),
            };
        }
        let hundredths = (value * Ratio::from_integer(100.into())).floor();
        match i64::try_from(hundredths.numer()) {
            Ok(0) => self.with("less-than", &[("n", self.decimal(1, 2).into())]),
            Ok(n) => self.decimal(n, 2),
            Err(_) => value.floor().to_string(),
        }
    }

    /// The percentage of `whole` that `share` is, floored to a tenth: `33.3%`.
    pub fn percent_floor(self, share: &Ratio, whole: i64) -> String {
        if whole <= 0 {
            return String::new();
        }
        let tenths = (share * Ratio::from_integer(1000.into()) / Ratio::from_integer(whole.into())).floor();
        let tenths = i64::try_from(tenths.numer()).unwrap_or(0);
        if tenths == 0 && share > &Ratio::from_integer(0.into()) {
            let least = self.with("percent", &[("n", self.decimal(1, 1).into())]);
            return self.with("less-than", &[("n", least.into())]);
        }
        self.with("percent", &[("n", self.decimal(tenths, 1).into())])
    }
}

/// The text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Fluent counts in `f64`; what we hand it are whole numbers below 2^53.
fn number_in(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let whole: i64 = format!("{:.0}", number.value).parse().ok()?;
    Some(Tongue::new(lang).number(whole))
}

#[cfg(test)]
mod tests;
