//! How numbers are written: by each language on pages, and plainly in files for machines.

use waybill_journal::Commodity;

use crate::currency::{decimals, is_currency};

/// A language of the pages, as far as its numbers go (`docs/FACTS.md`, "Figures on pages").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lang {
    group: char,
    point: char,
    /// From so many digits on, groups are set apart.
    groups_from: usize,
}

impl Lang {
    /// The language of a `lang` attribute; none where its numbers are not described.
    pub(crate) fn of(code: &str) -> Option<Lang> {
        let (group, point, groups_from) = match code {
            "en" => (',', '.', 4),
            "de" => ('.', ',', 4),
            "uk" => ('\u{a0}', ',', 4),
            "pl" => ('\u{a0}', ',', 5),
            _ => return None,
        };
        Some(Lang { group, point, groups_from })
    }

    /// Whether `text` begins with this value, and goes on as a figure of this unit may.
    pub(crate) fn says(self, text: &str, value: i64, unit: Option<&Commodity>) -> bool {
        let places = unit.map_or(0, decimals);
        let short = shortened(value, places).map(|whole| self.number(whole, 0));
        let forms = [Some(self.number(value, places)), short];
        forms
            .iter()
            .flatten()
            .any(|form| text.strip_prefix(form.as_str()).is_some_and(|rest| self.may_follow(rest, unit)))
    }

    /// What a figure of this value should look like.
    pub(crate) fn write(self, value: i64, unit: Option<&Commodity>) -> String {
        let places = unit.map_or(0, decimals);
        match shortened(value, places) {
            Some(whole) => self.number(whole, 0),
            None => self.number(value, places),
        }
    }

    /// Nothing, the currency, or words: never more of a number.
    fn may_follow(self, rest: &str, unit: Option<&Commodity>) -> bool {
        let mut letters = rest.chars();
        match (unit.filter(|unit| is_currency(unit)), letters.next()) {
            (_, None) => true,
            (Some(currency), Some('\u{a0}' | ' ')) => letters.as_str() == currency.as_str(),
            (Some(_), Some(_)) => false,
            // Behind a separator or a blank a digit would belong to the number as a reader takes it.
            (None, Some(next)) if [self.group, self.point, '\u{a0}', ' '].contains(&next) => {
                !letters.next().is_some_and(char::is_numeric)
            }
            (None, Some(next)) => !next.is_numeric(),
        }
    }

    fn number(self, value: i64, places: usize) -> String {
        let plain = plain_places(value, places);
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let mut written = sign.to_owned();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) && whole.len() >= self.groups_from {
                written.push(self.group);
            }
            written.push(digit);
        }
        if !part.is_empty() {
            written.push(self.point);
            written.push_str(part);
        }
        written
    }
}

/// The value in whole units, where it has no part of one.
fn shortened(value: i64, places: usize) -> Option<i64> {
    let unit = 10_i64.pow(u32::try_from(places).unwrap_or(0));
    (places > 0 && value % unit == 0).then(|| value / unit)
}

/// For machines, in whole units: `60000.00`, `100`.
pub(crate) fn plain(value: i64, commodity: &Commodity) -> String {
    plain_places(value, decimals(commodity))
}

fn plain_places(value: i64, places: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        let eur = Commodity::parse("EUR").unwrap();
        let vest = Commodity::parse("VEST").unwrap();
        let lang = |code| Lang::of(code).unwrap();
        for (code, text) in [
            ("en", "60,000.50\u{a0}EUR"),
            ("de", "60.000,50\u{a0}EUR"),
            ("uk", "60\u{a0}000,50\u{a0}EUR"),
            ("pl", "60\u{a0}000,50\u{a0}EUR"),
            ("en", "60,000.50"),
        ] {
            assert!(lang(code).says(text, 6_000_050, Some(&eur)), "{text}");
            assert!(!lang(code).says(text, 6_000_051, Some(&eur)), "{text}");
        }
        assert!(lang("en").says("60,000 EUR", 6_000_000, Some(&eur)));
        assert!(lang("pl").says("2400,00", 240_000, Some(&eur)) && !lang("pl").says("2\u{a0}400", 240_000, Some(&eur)));
        assert!(lang("en").says("21 vests, class 4", 21, Some(&vest)) && lang("en").says("-5", -5, None));
        for (text, value) in
            [("1234", 123), ("12,345", 12), ("12 345", 12), ("12.5", 12), ("1,234", 1), ("60,000 USD", 60_000)]
        {
            assert!(
                !lang("en").says(text, value, Some(&eur)) && !lang("en").says(text, value, None)
                    || text.ends_with("USD"),
                "{text}"
            );
        }
        assert!(!lang("en").says("60,000 USD", 6_000_000, Some(&eur)));
        assert_eq!(
            (plain(-5, &eur), plain(6_000_000, &eur), plain(7, &vest)),
            ("-0.05".into(), "60000.00".into(), "7".into())
        );
    }
}
