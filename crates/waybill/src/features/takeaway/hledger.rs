//! The public books for hledger, with every account and commodity declared and the pages' balances asserted at the end.

use waybill_journal::{Account, Commodity};

use super::ledger::{Ledger, put};
use crate::catalogue::{currency_of, decimals_of, plain_amount};
use crate::publish::shown::Shown;

/// `books.journal`.
pub fn hledger(shown: &Shown) -> String {
    let book = Ledger::of(shown);
    let mut text = format!(
        "; {}: the public books as of the close of day {}, {}.\n; Check them: hledger check --strict -f books.journal\n\ndecimal-mark .\n",
        book.name, book.snapshot, book.last
    );
    for commodity in &book.commodities {
        let zeros = "0".repeat(usize::try_from(decimals_of(commodity)).unwrap_or(0));
        put(&mut text, format_args!("commodity 1000.{zeros} {}\n", name(commodity)));
    }
    for account in book.accounts.keys() {
        put(&mut text, format_args!("account {}\n", path(account)));
    }
    for entry in &book.entries {
        put(&mut text, format_args!("\n{} * ({}) {}\n", entry.date, entry.id, entry.kind));
        for posting in &entry.postings {
            put(&mut text, format_args!("    {}\n", posting.line(path, name)));
        }
    }
    if !book.balances.is_empty() {
        put(
            &mut text,
            format_args!(
                "\n; What the pages show: hledger stops where it comes to anything else.\n{} * balances\n",
                book.last
            ),
        );
    }
    for (account, commodity, amount) in &book.balances {
        let (name, zero, amount) = (name(commodity), plain_amount(0, commodity), plain_amount(*amount, commodity));
        put(&mut text, format_args!("    {}  {zero} {name} = {amount} {name}\n", path(account)));
    }
    text
}

/// Ours are assets by holder and fund; the world is where it comes from and where it goes to.
fn path(account: &Account) -> String {
    match (account.fund(), account.holder()) {
        (Some(fund), holder) => format!("assets:{holder}:{fund}"),
        (None, "before") => "equity:before".to_owned(),
        (None, "givers") => "income:givers".to_owned(),
        (None, holder) => format!("expenses:{holder}"),
    }
}

/// Names with digits or dashes stand in quotes.
fn name(commodity: &Commodity) -> String {
    if currency_of(commodity).is_some() { commodity.to_string() } else { format!("\"{commodity}\"") }
}
