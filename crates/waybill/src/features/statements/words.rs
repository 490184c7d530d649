//! What the reader of files found wrong, in the words of whoever sent one.

use waybill_camt::{Fault, LineFault, StatementFault, Status, Why};
use waybill_journal::Commodity;

use crate::web::words::Tongue;

/// Why a file cannot be read.
pub(super) fn of_file(w: Tongue, fault: &Fault) -> String {
    let line = |key: &str, line: usize| w.with(key, &[("line", line.into())]);
    match fault {
        Fault::TooLarge { max, .. } => w.with("file-too-large", &[("max", (max / 1024 / 1024).into())]),
        Fault::TooManyLines { max } => w.with("file-too-many", &[("max", (*max).into())]),
        Fault::TooDeep { line: at, .. } => line("file-too-deep", *at),
        Fault::NotXml { line: at } => line("file-not-xml", *at),
        Fault::Truncated { line: at } => line("file-truncated", *at),
        Fault::Entities { line: at } => line("file-entities", *at),
        Fault::Encoding { declared } => w.with("file-encoding", &[("declared", declared.clone().into())]),
        Fault::Namespace { found } => w.with("file-namespace", &[("found", found.clone().into())]),
        Fault::NoStatement => w.t("file-no-statement"),
    }
}

/// What is wrong with a statement as a whole.
pub(super) fn of_statement(w: Tongue, fault: &StatementFault, currency: &str) -> String {
    match fault {
        StatementFault::NoAccount => w.t("statement-no-account"),
        StatementFault::NoCurrency => w.t("statement-no-currency"),
        StatementFault::UnknownCurrency { currency } => {
            w.with("statement-unknown-currency", &[("code", currency.clone().into())])
        }
        StatementFault::Balance { which, why } => {
            let key = match which {
                waybill_camt::End::Opening => "statement-opening-unread",
                waybill_camt::End::Closing => "statement-closing-unread",
            };
            w.with(key, &[("why", of_why(w, why, currency).into())])
        }
        StatementFault::DoesNotAddUp { opening, moved, made, closing, unread } => {
            let args = [
                ("opening", money(w, *opening, currency).into()),
                ("moved", money(w, *moved, currency).into()),
                ("made", money(w, *made, currency).into()),
                ("closing", money(w, *closing, currency).into()),
                ("unread", (*unread).into()),
            ];
            w.with("statement-does-not-add-up", &args)
        }
    }
}

/// A line that cannot be used: its place and why.
pub(super) fn of_line(w: Tongue, fault: &LineFault, currency: &str) -> String {
    let args = [("n", fault.place.into()), ("why", of_why(w, &fault.why, currency).into())];
    w.with("statement-line-fault", &args)
}

fn of_why(w: Tongue, why: &Why, currency: &str) -> String {
    match why {
        Why::NotBooked { status, amount, .. } => {
            let key = match status {
                Status::Pending => "line-pending",
                Status::Future => "line-future",
                Status::Information => "line-information",
                Status::Other => "line-not-booked",
            };
            match amount {
                Some(amount) => {
                    let args = [("money", money(w, *amount, currency).into()), ("why", w.t(key).into())];
                    w.with("line-amount-why", &args)
                }
                None => w.t(key),
            }
        }
        Why::NoStatus => w.t("line-no-status"),
        Why::NoAmount => w.t("line-no-amount"),
        Why::NotANumber => w.t("line-not-a-number"),
        Why::Zero => w.t("line-zero"),
        Why::TooMuch => w.t("line-too-much"),
        Why::Decimals { currency, found, allowed } => {
            let args = [
                ("currency", currency.clone().into()),
                ("found", (*found).into()),
                ("allowed", i64::from(*allowed).into()),
            ];
            w.with("line-decimals", &args)
        }
        Why::OtherCurrency { found, account } => {
            w.with("line-other-currency", &[("found", found.clone().into()), ("account", account.clone().into())])
        }
        Why::UnknownCurrency { currency } => w.with("line-unknown-currency", &[("code", currency.clone().into())]),
        Why::NoDate => w.t("line-no-date"),
        Why::NotADate => w.t("line-not-a-date"),
        Why::NoDirection => w.t("line-no-direction"),
        Why::BatchDoesNotSum { payments, made, amount } => {
            let args = [
                ("n", (*payments).into()),
                ("made", money(w, *made, currency).into()),
                ("amount", money(w, *amount, currency).into()),
            ];
            w.with("line-batch", &args)
        }
        Why::Twice => w.t("line-twice"),
        Why::TooLong { max } => w.with("line-too-long", &[("max", (*max).into())]),
    }
}

fn money(w: Tongue, amount: i64, currency: &str) -> String {
    Commodity::parse(currency).map_or_else(|_| amount.to_string(), |currency| w.money(amount, &currency))
}
