//! Amounts and days from the letters a bank writes: digit by digit, never through a floating number.

use jiff::civil::Date;

use crate::Why;
use crate::text::shortened;

/// The largest amount: a hundred thousand million of a currency with two decimals. As many lines as a file may have, each
/// as large as this, still make a sum that 64 bits hold.
pub(crate) const AMOUNT_MAX: i64 = 10_000_000_000_000;

/// An amount as written, with its currency.
#[derive(Clone, Debug)]
pub(crate) struct Money {
    pub(crate) text: String,
    pub(crate) currency: String,
}

/// What an amount is read against: the account's currency and its decimals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit<'a> {
    pub(crate) currency: &'a str,
    pub(crate) decimals: u32,
}

impl Money {
    /// The amount in the smallest unit, where it is in this currency.
    pub(crate) fn in_unit(&self, unit: Unit) -> Result<i64, Why> {
        if self.currency != unit.currency {
            return Err(Why::OtherCurrency { found: shortened(&self.currency, 8), account: unit.currency.to_owned() });
        }
        smallest_units(&self.text, unit)
    }
}

/// Digits with at most one point, in the currency's smallest unit. Noughts after the point may be more than it has.
fn smallest_units(text: &str, unit: Unit) -> Result<i64, Why> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
        return Err(Why::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let decimals = usize::try_from(unit.decimals).unwrap_or(usize::MAX);
    if fraction.len() > decimals {
        let currency = unit.currency.to_owned();
        return Err(Why::Decimals { currency, found: fraction.len(), allowed: unit.decimals });
    }
    let padding = std::iter::repeat_n(b'0', decimals - fraction.len());
    whole
        .bytes()
        .chain(fraction.bytes())
        .chain(padding)
        .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
        .filter(|sum| *sum <= AMOUNT_MAX)
        .ok_or(Why::TooMuch)
}

/// A rate as written, where it is one: digits, perhaps a point and more digits, not nothing. The schema allows eleven
/// digits; twenty is more than any bank writes.
pub(crate) fn rate(text: &str) -> Option<String> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let something = text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    (digits(whole) && digits(fraction) && something && text.len() <= 20).then(|| text.to_owned())
}

/// The day of a date, or of a date with a time, as it is written: the bank's own day, whatever the time zone.
pub(crate) fn day(text: &str) -> Result<Date, Why> {
    let text = text.trim();
    let (Some(date), Some(rest)) = (text.get(..10), text.get(10..)) else { return Err(Why::NotADate) };
    if !shaped(date, "0000-00-00") || !(is_zone(rest) || rest.strip_prefix('T').is_some_and(is_time)) {
        return Err(Why::NotADate);
    }
    date.parse().map_err(|_| Why::NotADate)
}

/// `10:30:00`, perhaps with parts of a second, perhaps with a zone.
fn is_time(text: &str) -> bool {
    let Some((time, rest)) = text.split_at_checked(8) else { return false };
    let rest = rest.strip_prefix('.').map_or(rest, |parts| parts.trim_start_matches(|c: char| c.is_ascii_digit()));
    shaped(time, "00:00:00") && is_zone(rest)
}

/// Nothing, `Z`, or `+01:00`.
fn is_zone(text: &str) -> bool {
    matches!(text, "" | "Z") || shaped(text, "+00:00") || shaped(text, "-00:00")
}

/// Whether a text has digits where the shape has noughts, and the shape's own characters elsewhere.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(b, s)| if s == b'0' { b.is_ascii_digit() } else { b == s })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EUR: Unit = Unit { currency: "EUR", decimals: 2 };
    const YEN: Unit = Unit { currency: "JPY", decimals: 0 };

    #[test]
    fn an_amount_is_read_to_the_digit() {
        for (text, unit, amount) in [
            ("40", EUR, 4000),
            ("40.5", EUR, 4050),
            ("40.50000", EUR, 4050),
            ("+0.01", EUR, 1),
            (".5", EUR, 50),
            ("5.", EUR, 500),
            ("0", EUR, 0),
            // A floating number makes 8.49 of this, times a hundred 848.9999999999999.
            ("8.49", EUR, 849),
            ("90071992547.41", EUR, 9_007_199_254_741),
            ("100000000000.00", EUR, AMOUNT_MAX),
            ("2700", YEN, 2700),
            ("2700.00", YEN, 2700),
        ] {
            assert_eq!(smallest_units(text, unit), Ok(amount), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_told_apart() {
        let finer = |currency: &str, found, allowed| Why::Decimals { currency: currency.into(), found, allowed };
        for (text, unit, why) in [
            ("12.34567", EUR, finer("EUR", 5, 2)),
            ("12.345", EUR, finer("EUR", 3, 2)),
            ("0.1", YEN, finer("JPY", 1, 0)),
            ("", EUR, Why::NotANumber),
            (".", EUR, Why::NotANumber),
            ("-5.00", EUR, Why::NotANumber),
            ("12,50", EUR, Why::NotANumber),
            ("1 000", EUR, Why::NotANumber),
            ("1e3", EUR, Why::NotANumber),
            ("1.2.3", EUR, Why::NotANumber),
            ("٤٠", EUR, Why::NotANumber),
            ("100000000000.01", EUR, Why::TooMuch),
            ("99999999999999999999999999999", EUR, Why::TooMuch),
        ] {
            assert_eq!(smallest_units(text, unit), Err(why), "{text}");
        }
    }

    #[test]
    fn a_day_is_the_day_the_bank_wrote() {
        for text in
            ["2022-03-01", "2022-03-01Z", "2022-03-01+02:00", "2022-03-01T23:59:59", "2022-03-01T00:10:00.123+03:00"]
        {
            assert_eq!(day(text).map(|d| d.to_string()), Ok("2022-03-01".to_owned()), "{text}");
        }
        for text in [
            "",
            "2022-02-30",
            "2022-13-01",
            "01.03.2022",
            "2022-3-1",
            "20220301",
            "2022-03-01T10:00",
            "2022-03-01 10:00:00",
            "22022-03-01",
            "2022-03-0é",
        ] {
            assert_eq!(day(text), Err(Why::NotADate), "{text}");
        }
    }

    #[test]
    fn a_rate_is_kept_as_it_stands() {
        assert_eq!(rate("4.6923").as_deref(), Some("4.6923"));
        assert_eq!(rate("31").as_deref(), Some("31"));
        for text in ["", "0", "0.000", "-1", "4,69", "1e9", ".5", "5.", "1.0000000000000000000001"] {
            assert_eq!(rate(text), None, "{text}");
        }
    }
}
