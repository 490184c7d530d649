//! What somebody typed into a form, read field by field; every rule that is broken is told in one sentence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use waybill_journal::{AMOUNT_MAX, Commodity};

use super::words::Tongue;
use crate::catalogue::{currency_of, decimals_of};

/// Longest text a field takes. No field holds prose yet; an amount, a date, a code fits many times over.
pub const TEXT_MAX: usize = 200;
/// Most fields a form sends; the largest form of ours has 40.
const FIELDS_MAX: usize = 200;
/// Most things counted in one entry.
pub const COUNT_MAX: i64 = 10_000_000;

/// A form as it came: names and what was typed, exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// From the pairs of a form; the first of a repeated name counts.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut typed = BTreeMap::new();
        for (name, value) in pairs.into_iter().take(FIELDS_MAX) {
            typed.entry(name).or_insert(value);
        }
        Self(typed)
    }

    /// What was typed, without blanks around it; empty where there was nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |v| v.trim())
    }

    /// What was typed, to the letter, for showing it again.
    pub fn raw(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Sets a value, for defaults.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// Names and values, for carrying a form through its preview.
    pub fn pairs(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter()
    }
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name; empty for the form as a whole.
    pub field: String,
    /// What was wrong and what to do, in the reader's language.
    pub text: String,
}

/// Reads the fields of a form and collects what is wrong.
pub struct Reader<'a> {
    typed: &'a Typed,
    w: Tongue,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// Reads this form.
    pub fn new(typed: &'a Typed, w: Tongue) -> Self {
        Self { typed, w, problems: Vec::new() }
    }

    /// What is wrong so far, or the value.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<Problem>> {
        if value.is_none() && self.problems.is_empty() {
            // Codes that no list of ours offers; never refuse without a word.
            self.problem("", self.w.t("error-choice"));
        }
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }

    /// The reader's language.
    pub fn w(&self) -> Tongue {
        self.w
    }

    /// Notes a broken rule of the form's own.
    pub fn problem(&mut self, field: &str, text: String) {
        self.problems.push(Problem { field: field.to_owned(), text });
    }

    /// A field's text; a rule is broken where it is missing, too long or holds invisible characters.
    pub fn text(&mut self, field: &str) -> Option<&'a str> {
        let text = self.optional(field)?;
        if text.is_empty() {
            self.problem(field, self.w.t("error-required"));
            return None;
        }
        Some(text)
    }

    /// Like [`Reader::text`], but may be empty.
    pub fn optional(&mut self, field: &str) -> Option<&'a str> {
        let text = self.typed.get(field);
        if text.chars().count() > TEXT_MAX {
            self.problem(field, too_long(self.w, text.chars().count(), TEXT_MAX));
            return None;
        }
        if text.chars().any(is_hidden) {
            self.problem(field, self.w.t("error-hidden-characters"));
            return None;
        }
        Some(text)
    }

    /// One of the codes on offer.
    pub fn choice(&mut self, field: &str, known: impl Fn(&str) -> bool) -> Option<&'a str> {
        let text = self.text(field)?;
        if known(text) {
            return Some(text);
        }
        self.problem(field, self.w.t("error-choice"));
        None
    }

    /// A date between two others, both allowed.
    pub fn date(&mut self, field: &str, first: Date, last: Date) -> Option<Date> {
        let text = self.text(field)?;
        let Ok(date) = text.parse::<Date>() else {
            self.problem(field, self.w.t("error-date-form"));
            return None;
        };
        let args = [
            ("date", self.w.date(date).into()),
            ("first", self.w.date(first).into()),
            ("last", self.w.date(last).into()),
        ];
        if date < first {
            self.problem(field, self.w.with("error-date-early", &args));
            return None;
        }
        if date > last {
            self.problem(field, self.w.with("error-date-late", &args));
            return None;
        }
        Some(date)
    }

    /// A count of things, at least 1.
    pub fn count(&mut self, field: &str) -> Option<i64> {
        let text = self.text(field)?;
        let digits: String = text.chars().filter(|c| !is_separator(*c)).collect();
        let Ok(count) = digits.parse::<i64>() else {
            self.problem(field, self.w.t("error-count-form"));
            return None;
        };
        if count < 1 {
            self.problem(field, self.w.t("error-count-zero"));
            return None;
        }
        if count > COUNT_MAX {
            self.problem(field, self.w.with("error-count-limit", &[("max", COUNT_MAX.into())]));
            return None;
        }
        Some(count)
    }

    /// A currency's code (ISO 4217).
    pub fn currency(&mut self, field: &str) -> Option<Commodity> {
        let text = self.text(field)?;
        let found = Commodity::parse(&text.to_uppercase()).ok().filter(|c| currency_of(c).is_some());
        if found.is_none() {
            self.problem(field, self.w.with("error-currency", &[("code", text.into())]));
        }
        found
    }

    /// An amount in a currency that another field decides. Where that one is missing, this one may still be empty, and
    /// both are told at once.
    pub fn money_in(&mut self, field: &str, currency: Option<&Commodity>) -> Option<i64> {
        match currency {
            Some(currency) => self.money(field, currency),
            None => self.text(field).and(None),
        }
    }

    /// An amount of money in the smallest unit, at least 1. Never through a float.
    pub fn money(&mut self, field: &str, currency: &Commodity) -> Option<i64> {
        let text = self.text(field)?;
        match parse_money(text, decimals_of(currency)) {
            Ok(0) => self.problem(field, self.w.t("error-amount-zero")),
            Ok(amount) => return Some(amount),
            Err(wrong) => {
                let decimals = i64::from(decimals_of(currency));
                let (key, limit) = (wrong.key(), self.w.money(AMOUNT_MAX, currency));
                let args =
                    [("currency", currency.as_str().into()), ("decimals", decimals.into()), ("limit", limit.into())];
                self.problem(field, self.w.with(key, &args));
            }
        }
        None
    }
}

/// Why a text is no amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMoney {
    /// Not a positive number.
    Form,
    /// More decimals than the currency has.
    Decimals,
    /// `1,234`: thousands or decimals?
    Unclear,
    /// More than the journal takes.
    Limit,
}

impl NotMoney {
    fn key(self) -> &'static str {
        match self {
            Self::Form => "error-amount-form",
            Self::Decimals => "error-amount-decimals",
            Self::Unclear => "error-amount-unclear",
            Self::Limit => "error-amount-limit",
        }
    }
}

/// Reads an amount as people write it in any of our languages: `1234.5`, `1 234,50`, `1.234,50`, `1,234.50`.
pub fn parse_money(text: &str, decimals: u32) -> Result<i64, NotMoney> {
    let compact: String = text.chars().filter(|c| !is_separator(*c)).collect();
    let marks: Vec<char> = compact.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let point = match marks.as_slice() {
        [] => None,
        [one] => Some(*one),
        [first, rest @ ..] if rest.iter().all(|m| m == first) => None,
        [first, middle @ .., last] if middle.iter().all(|m| m == first) && last != first => Some(*last),
        _ => return Err(NotMoney::Form),
    };
    let (whole, fraction) = match point {
        Some(point) => compact.rsplit_once(point).ok_or(NotMoney::Form)?,
        None => (compact.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    if groups.len() > 1 && (groups[0].is_empty() || groups[0].len() > 3 || groups[1..].iter().any(|g| g.len() != 3)) {
        return Err(NotMoney::Form);
    }
    let digits = groups.concat();
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() || !all_digits(&digits) || !all_digits(fraction) || (point.is_some() && fraction.is_empty()) {
        return Err(NotMoney::Form);
    }
    let places = usize::try_from(decimals).unwrap_or(0);
    if fraction.len() > places {
        let thousands = fraction.len() == 3 && marks.len() == 1 && digits.len() <= 3;
        return Err(if thousands { NotMoney::Unclear } else { NotMoney::Decimals });
    }
    let padded = format!("{digits}{fraction:0<places$}");
    let amount: i64 = padded.parse().map_err(|_| NotMoney::Limit)?;
    if amount > AMOUNT_MAX { Err(NotMoney::Limit) } else { Ok(amount) }
}

/// Blanks and apostrophes that group digits.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '\u{202f}')
}

/// That a text has more characters than its field takes, with both numbers.
pub fn too_long(w: Tongue, length: usize, max: usize) -> String {
    w.with("error-too-long", &[("max", max.into()), ("length", length.into())])
}

/// Controls, and marks that turn the direction of text so that it reads as something else (THREATS: bidi controls).
pub fn is_hidden(c: char) -> bool {
    let bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    bidi || c.is_control() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, amount) in [
            ("40", 4000),
            ("40.5", 4050),
            ("40,50", 4050),
            ("60 000", 6_000_000),
            ("60\u{a0}000,00", 6_000_000),
            ("60'000.00", 6_000_000),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1,234,567", 123_456_700),
            // German, Polish: what our own pages write, and what a keyboard has for it.
            ("60.000,50", 6_000_050),
            ("1.234.567,89", 123_456_789),
            ("1 234,50", 123_450),
            ("1\u{a0}234,50", 123_450),
            ("1\u{202f}234,50", 123_450),
            ("2400,00", 240_000),
            ("0", 0),
            ("90071992547409.91", AMOUNT_MAX),
        ] {
            assert_eq!(parse_money(text, 2), Ok(amount), "{text}");
        }
        assert_eq!(parse_money("100", 0), Ok(100));
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, wrong) in [
            ("", NotMoney::Form),
            ("-5", NotMoney::Form),
            ("5.", NotMoney::Form),
            ("1e3", NotMoney::Form),
            ("12,34,56", NotMoney::Form),
            ("1,23.4,5", NotMoney::Form),
            ("٤٠", NotMoney::Form),
            ("1.234", NotMoney::Unclear),
            ("5.125", NotMoney::Unclear),
            ("5.1255", NotMoney::Decimals),
            ("90071992547409.92", NotMoney::Limit),
            ("99999999999999999999999", NotMoney::Limit),
        ] {
            assert_eq!(parse_money(text, 2), Err(wrong), "{text}");
        }
        assert_eq!(parse_money("100.5", 0), Err(NotMoney::Decimals));
    }
}
