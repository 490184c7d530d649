//! The public books for Beancount, with every account and commodity declared and the pages' balances checked at the end.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use waybill_journal::{Account, Commodity};

use super::ledger::{Ledger, put};
use crate::catalogue::plain_amount;
use crate::publish::shown::Shown;
use crate::web::words::capital;

/// The longest name of a commodity that Beancount reads.
const NAME_MAX: usize = 24;

/// `books.beancount`.
pub fn beancount(shown: &Shown) -> String {
    let book = Ledger::of(shown);
    let names: BTreeMap<&Commodity, String> = book.commodities.iter().map(|one| (*one, name(one))).collect();
    // A price of one thing, worked out from the price of all, is off by less than this; a cent is far more.
    let mut text = format!(
        "; The public books as of the close of day {}, {}.\n; Check them: bean-check books.beancount\n\n\
         option \"title\" \"{}\"\noption \"inferred_tolerance_default\" \"*:0.000001\"\n\n",
        book.snapshot,
        book.last,
        book.name.replace('\\', "\\\\").replace('"', "\\\""),
    );
    for (commodity, name) in &names {
        put(&mut text, format_args!("{} commodity {name}\n  name: \"{commodity}\"\n", book.first));
    }
    for (account, held) in &book.accounts {
        let held: Vec<&str> = held.iter().map(|one| names[one].as_str()).collect();
        put(&mut text, format_args!("{} open {} {}\n", book.first, path(account), held.join(",")));
    }
    for entry in &book.entries {
        put(&mut text, format_args!("\n{} * \"{}\"\n  fact: \"{}\"\n", entry.date, entry.kind, entry.id));
        for posting in &entry.postings {
            put(&mut text, format_args!("  {}\n", posting.line(path, |commodity| names[commodity].clone())));
        }
    }
    if !book.balances.is_empty() {
        put(&mut text, format_args!("\n; What the pages show, at the beginning of the next day.\n"));
    }
    let next = book.last.tomorrow().unwrap_or(book.last);
    for (account, commodity, amount) in &book.balances {
        let (amount, exact) = (plain_amount(*amount, commodity), plain_amount(0, commodity));
        put(&mut text, format_args!("{next} balance {}  {amount} ~ {exact} {}\n", path(account), names[commodity]));
    }
    text
}

fn path(account: &Account) -> String {
    let holder = capital(account.holder());
    match (account.fund(), account.holder()) {
        (Some(fund), _) => format!("Assets:{holder}:{}", capital(fund)),
        (None, "before") => "Equity:Before".to_owned(),
        (None, "givers") => "Income:Givers".to_owned(),
        (None, _) => format!("Expenses:{holder}"),
    }
}

/// The commodity's own name where Beancount can read it, else its beginning and a few letters that no other has.
fn name(commodity: &Commodity) -> String {
    let own = commodity.as_str();
    let begins = own.starts_with(|c: char| c.is_ascii_uppercase());
    if begins && !own.ends_with('-') && (2..=NAME_MAX).contains(&own.len()) {
        return own.to_owned();
    }
    let [a, b, c, d, ..] = Sha256::digest(own.as_bytes()).0;
    let kept: String = own.chars().skip_while(|c| !c.is_ascii_uppercase()).take(NAME_MAX - 9).collect();
    let kept = if kept.is_empty() { "X" } else { &kept };
    format!("{kept}-{a:02X}{b:02X}{c:02X}{d:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_too_long_for_the_program_is_shortened_and_stays_its_own() {
        let short = |text: &str| name(&Commodity::parse(text).expect("a commodity"));
        assert_eq!(short("VEST-DSTU-8782-2018-4-L"), "VEST-DSTU-8782-2018-4-L");
        let (large, larger) = (short("HELMET-DSTU-8835-2019-4-XL"), short("HELMET-DSTU-8835-2019-4-XXL"));
        assert_ne!(large, larger);
        for name in [large, larger, short("-"), short("7-A-"), short("A")] {
            assert!(
                (2..=NAME_MAX).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_uppercase()),
                "{name}"
            );
        }
    }
}
