//! The square code that a bank's app reads: a transfer in euros after EPC069-12, drawn as one shape.

use super::HOLDER_MAX;

/// A transfer in euros.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transfer<'a> {
    /// Who holds the account.
    pub(super) holder: &'a str,
    /// The account.
    pub(super) iban: &'a str,
    /// The bank, where it was given.
    pub(super) bic: &'a str,
    /// The amount.
    pub(super) cents: i64,
    /// The structured reference (ISO 11649), without blanks.
    pub(super) reference: &'a str,
}

/// The standard's largest amount, 999,999,999.99.
pub(super) const CENTS_MAX: i64 = 99_999_999_999;

/// The standard's longest content; just what its largest code, version 13, holds.
const BYTES_MAX: usize = 331;

/// What the code says: version 002, UTF-8, a SEPA transfer with a structured reference. `None` where the standard has no
/// room for it.
pub(super) fn text(transfer: &Transfer) -> Option<String> {
    let Transfer { holder, iban, bic, cents, reference } = *transfer;
    let fits = (1..=CENTS_MAX).contains(&cents) && holder.chars().count() <= HOLDER_MAX && reference.len() <= 25;
    let one_line = [holder, iban, bic, reference].iter().all(|part| !part.contains(['\n', '\r']));
    let amount = format!("EUR{}.{:02}", cents / 100, cents % 100);
    // Purpose stays empty; after the structured reference nothing follows.
    let lines = ["BCD", "002", "1", "SCT", bic, holder, iban, &amount, "", reference];
    let text = lines.join("\n");
    (fits && one_line && text.len() <= BYTES_MAX).then_some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::web::square::picture;

    const GERMAN: Transfer = Transfer {
        holder: "Solidarity Ukraine, registered association",
        iban: "DE89370400440532013000",
        bic: "COBADEFFXXX",
        cents: 5000,
        reference: "RF18539007547034",
    };

    /// Reads the text back as a bank's app does.
    fn read(text: &str) -> [String; 5] {
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(lines[..4], ["BCD", "002", "1", "SCT"]);
        assert_eq!((lines.len(), lines[8]), (10, ""));
        [lines[4], lines[5], lines[6], lines[7], lines[9]].map(str::to_owned)
    }

    #[test]
    fn the_published_examples_of_accounts_read_back_as_they_were_written() {
        let same = ["COBADEFFXXX", GERMAN.holder, "DE89370400440532013000", "EUR50.00", "RF18539007547034"];
        assert_eq!(read(&text(&GERMAN).unwrap()), same);
        let british =
            Transfer {
                iban: "GB82WEST12345698765432", bic: "", cents: 1, holder: "Допомога „Україна“", ..GERMAN
            };
        let same = ["", british.holder, british.iban, "EUR0.01", british.reference];
        assert_eq!(read(&text(&british).unwrap()), same);
    }

    #[test]
    fn what_the_standard_has_no_room_for_gets_no_code() {
        let long = "Ж".repeat(71);
        for wrong in [
            Transfer { cents: 0, ..GERMAN },
            Transfer { cents: CENTS_MAX + 1, ..GERMAN },
            Transfer { holder: &long, ..GERMAN },
            Transfer { holder: "Two\nlines", ..GERMAN },
            Transfer { reference: "RF1853900754703400000000000", ..GERMAN },
        ] {
            assert_eq!(text(&wrong), None, "{wrong:?}");
        }
        let longest = Transfer { holder: &long[..140], cents: CENTS_MAX, ..GERMAN };
        let said = text(&longest).unwrap();
        assert_eq!(said.len(), 3 + 1 + 3 + 1 + 1 + 1 + 3 + 1 + 11 + 1 + 140 + 1 + 22 + 1 + 15 + 1 + 1 + 16);
        assert!(picture(&said, "A code").is_some());
        assert!(picture(&"x".repeat(332), "A code").is_none(), "larger than version 13");
    }

    #[test]
    fn the_picture_has_white_around_it_and_words_for_those_who_do_not_see_it() {
        let drawn = picture(&text(&GERMAN).unwrap(), "50.00 EUR").unwrap().into_string();
        assert!(drawn.contains("role=\"img\" aria-label=\"50.00 EUR\"") && !drawn.contains("style"));
        // The corner pattern begins four squares from the edge.
        assert!(drawn.contains("d=\"M4 4h7v1h-7z"), "{drawn}");
    }
}
