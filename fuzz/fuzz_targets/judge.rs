//! What holds for whatever the reader of bank statements reads, whether chance wrote it or a bank.

use waybill_camt::{Fault, Statement, StatementFault, read};

fn minor_unit(currency: &str) -> Option<u32> {
    match currency {
        "EUR" | "PLN" | "UAH" | "CHF" => Some(2),
        "JPY" => Some(0),
        "TND" => Some(3),
        _ => None,
    }
}

/// Refused, or sane; and no part of it is taken for another whole.
pub fn judge(bytes: &[u8]) {
    let Ok(statements) = read(bytes, &minor_unit) else { return };
    assert!(!statements.is_empty());
    statements.iter().for_each(sane);
    // A part of it is refused, or is the same: what stands behind the end of a document says nothing.
    let sum = bytes.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let cut = sum % bytes.len();
    match read(&bytes[..cut], &minor_unit) {
        Ok(part) => assert_eq!(part, statements, "cut at {cut}"),
        Err(Fault::TooLarge { .. } | Fault::TooManyLines { .. }) => panic!("a part is larger than the whole"),
        Err(_) => {}
    }
}

/// What holds for every statement, whatever it was read from.
fn sane(statement: &Statement) {
    let mut moved = 0;
    let mut last = 0;
    for line in &statement.lines {
        match line {
            Ok(line) => {
                assert!(line.amount > 0 && line.payments > 0);
                assert!(line.words.chars().count() <= 1001);
                assert!(line.words.chars().all(|c| c == ' ' || !(c.is_control() || c.is_whitespace())));
                assert!(
                    line.references.len() <= 20 && line.references.iter().all(|r| !r.contains(char::is_whitespace))
                );
                assert!(line.country.iter().all(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase())));
                assert!(line.sent.iter().all(|sent| sent.amount > 0 && sent.currency != statement.currency));
                assert!(!line.canonical.is_empty());
                moved += line.signed();
            }
            Err(fault) => {
                assert!(fault.place > last, "faults stand in order");
                last = fault.place;
            }
        }
    }
    // Either it adds up or it says that it does not.
    if let (Some(opening), Some(closing)) = (statement.opening, statement.closing) {
        let adds_up = opening.amount + moved == closing.amount;
        let says_so =
            matches!(statement.complaint, Some(StatementFault::DoesNotAddUp { .. } | StatementFault::NoAccount));
        assert!(adds_up || says_so);
    }
}
