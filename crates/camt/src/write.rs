//! Writes statements, for demonstrations and tests: what [`crate::read`] reads, valid after the schemas of ISO 20022.

use std::fmt::Write as _;

use jiff::civil::{Date, DateTime};

use crate::elements::namespace;
use crate::entry::MinorUnit;
use crate::{Balance, Direction, Sent, Status, Version};

/// A statement to be written. Its closing balance is made from the opening one and the booked entries.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its name, at most 35 characters.
    pub id: String,
    /// The account's IBAN, or its number where it has none.
    pub account: String,
    /// The account's currency.
    pub currency: String,
    /// When the bank made it.
    pub made: DateTime,
    /// What was on the account before.
    pub opening: Balance,
    /// The day of the closing balance.
    pub until: Date,
    /// What came and went.
    pub entries: Vec<WrittenEntry>,
}

/// An entry to be written.
#[derive(Clone, Debug)]
pub struct WrittenEntry {
    /// The day it is booked.
    pub booked: Date,
    /// The day from which it bears interest.
    pub value: Option<Date>,
    /// In the smallest unit.
    pub amount: i64,
    /// Which way.
    pub direction: Direction,
    /// Whether it takes back an earlier one.
    pub reversal: bool,
    /// What it is instead of booked.
    pub unbooked: Option<Status>,
    /// The bank's own reference.
    pub bank_reference: Option<String>,
    /// Its payments: one, or several that the bank booked together.
    pub payments: Vec<WrittenPayment>,
}

/// A payment to be written. Empty texts are left out.
#[derive(Clone, Debug, Default)]
pub struct WrittenPayment {
    /// Its amount in the smallest unit of the account, where it is told. Version 04 wants it of each; an entry's only
    /// payment has the entry's amount there.
    pub amount: Option<i64>,
    /// End-to-end reference.
    pub end_to_end: String,
    /// Structured creditor reference.
    pub creditor_reference: String,
    /// The other side's name.
    pub name: String,
    /// The other side's country.
    pub country: String,
    /// The other side's IBAN.
    pub account: String,
    /// Free text.
    pub words: String,
    /// What was sent in another currency.
    pub sent: Option<Sent>,
}

impl Written {
    /// What is on the account in the end.
    pub fn closing(&self) -> Balance {
        let booked = self.entries.iter().filter(|entry| entry.unbooked.is_none());
        let moved = booked.map(|entry| match entry.direction {
            Direction::In => entry.amount,
            Direction::Out => -entry.amount,
        });
        Balance { amount: self.opening.amount + moved.sum::<i64>(), on: self.until }
    }
}

/// The file of these statements in a version of the message. A currency that `minor_unit` does not know is written without
/// decimals.
pub fn write(version: Version, statements: &[Written], minor_unit: MinorUnit) -> String {
    let mut pen = Pen { out: String::new(), depth: 1, version, minor_unit };
    pen.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = write!(pen.out, "<Document xmlns=\"{}\">", namespace(version));
    pen.within("BkToCstmrStmt", |pen| {
        pen.within("GrpHdr", |pen| {
            pen.leaf("MsgId", statements.first().map_or("-", |first| &first.id));
            pen.leaf("CreDtTm", &statements.first().map_or_else(String::new, |first| first.made.to_string()));
        });
        for statement in statements {
            pen.within("Stmt", |pen| pen.statement(statement));
        }
    });
    pen.out.push_str("\n</Document>\n");
    pen.out
}

/// Writes elements, one a line.
struct Pen<'a> {
    out: String,
    depth: usize,
    version: Version,
    minor_unit: MinorUnit<'a>,
}

impl Pen<'_> {
    fn statement(&mut self, statement: &Written) {
        self.leaf("Id", &statement.id);
        self.leaf("CreDtTm", &statement.made.to_string());
        self.within("Acct", |pen| {
            pen.within("Id", |pen| {
                if is_iban(&statement.account) {
                    pen.leaf("IBAN", &statement.account);
                } else {
                    pen.within("Othr", |pen| pen.leaf("Id", &statement.account));
                }
            });
            pen.leaf("Ccy", &statement.currency);
        });
        for (code, balance) in [("OPBD", statement.opening), ("CLBD", statement.closing())] {
            self.within("Bal", |pen| {
                pen.within("Tp", |pen| pen.within("CdOrPrtry", |pen| pen.leaf("Cd", code)));
                pen.amount(balance.amount.abs(), &statement.currency);
                pen.leaf("CdtDbtInd", if balance.amount < 0 { "DBIT" } else { "CRDT" });
                pen.within("Dt", |pen| pen.leaf("Dt", &balance.on.to_string()));
            });
        }
        for entry in &statement.entries {
            self.within("Ntry", |pen| pen.entry(entry, &statement.currency));
        }
    }

    fn entry(&mut self, entry: &WrittenEntry, currency: &str) {
        self.amount(entry.amount, currency);
        self.direction(entry.direction);
        if entry.reversal {
            self.leaf("RvslInd", "true");
        }
        let status = match entry.unbooked {
            None => "BOOK",
            Some(Status::Pending) => "PDNG",
            // Only version 08 knows days to come.
            Some(Status::Future) if self.version == Version::V08 => "FUTR",
            Some(_) => "INFO",
        };
        match self.version {
            Version::V02 | Version::V04 => self.leaf("Sts", status),
            Version::V08 => self.within("Sts", |pen| pen.leaf("Cd", status)),
        }
        self.within("BookgDt", |pen| pen.leaf("Dt", &entry.booked.to_string()));
        if let Some(value) = entry.value {
            self.within("ValDt", |pen| pen.leaf("Dt", &value.to_string()));
        }
        self.leaf("AcctSvcrRef", entry.bank_reference.as_deref().unwrap_or_default());
        // The one code that the schema wants: a payment, received or made, without further detail.
        self.within("BkTxCd", |pen| {
            pen.within("Domn", |pen| {
                pen.leaf("Cd", "PMNT");
                pen.within("Fmly", |pen| {
                    pen.leaf("Cd", if entry.direction == Direction::In { "RCDT" } else { "ICDT" });
                    pen.leaf("SubFmlyCd", "OTHR");
                });
            });
        });
        if !entry.payments.is_empty() {
            self.within("NtryDtls", |pen| {
                for payment in &entry.payments {
                    pen.within("TxDtls", |pen| pen.payment(payment, entry, currency));
                }
            });
        }
    }

    fn payment(&mut self, payment: &WrittenPayment, entry: &WrittenEntry, currency: &str) {
        if !payment.end_to_end.is_empty() {
            self.within("Refs", |pen| pen.leaf("EndToEndId", &payment.end_to_end));
        }
        // Version 02 has no place for a payment's own amount but the details of amounts.
        let (told, detail) = match self.version {
            Version::V02 => (None, payment.amount),
            Version::V04 => (payment.amount.or(Some(entry.amount)), None),
            Version::V08 => (payment.amount, None),
        };
        if let Some(amount) = told {
            self.amount(amount, currency);
            self.direction(entry.direction);
        }
        if payment.sent.is_some() || detail.is_some() {
            self.within("AmtDtls", |pen| {
                if let Some(sent) = &payment.sent {
                    pen.within("InstdAmt", |pen| pen.sent(sent, currency));
                }
                if let Some(amount) = detail {
                    pen.within("TxAmt", |pen| pen.amount(amount, currency));
                }
            });
        }
        self.parties(payment, entry.direction);
        if !payment.words.is_empty() || !payment.creditor_reference.is_empty() {
            self.within("RmtInf", |pen| {
                pen.leaf("Ustrd", &payment.words);
                if !payment.creditor_reference.is_empty() {
                    pen.within("Strd", |pen| {
                        pen.within("CdtrRefInf", |pen| pen.leaf("Ref", &payment.creditor_reference));
                    });
                }
            });
        }
    }

    fn sent(&mut self, sent: &Sent, currency: &str) {
        self.amount(sent.amount, &sent.currency);
        if let Some(rate) = &sent.rate {
            self.within("CcyXchg", |pen| {
                pen.leaf("SrcCcy", &sent.currency);
                pen.leaf("TrgtCcy", currency);
                pen.leaf("XchgRate", rate);
            });
        }
    }

    fn parties(&mut self, payment: &WrittenPayment, direction: Direction) {
        let WrittenPayment { name, country, account, .. } = payment;
        let party = !(name.is_empty() && country.is_empty());
        if !party && account.is_empty() {
            return;
        }
        let (role, role_account) = match direction {
            Direction::In => ("Dbtr", "DbtrAcct"),
            Direction::Out => ("Cdtr", "CdtrAcct"),
        };
        self.within("RltdPties", |pen| {
            if party {
                pen.within(role, |pen| match pen.version {
                    Version::V02 | Version::V04 => pen.party(name, country),
                    Version::V08 => pen.within("Pty", |pen| pen.party(name, country)),
                });
            }
            if !account.is_empty() {
                pen.within(role_account, |pen| pen.within("Id", |pen| pen.leaf("IBAN", account)));
            }
        });
    }

    fn party(&mut self, name: &str, country: &str) {
        self.leaf("Nm", name);
        if !country.is_empty() {
            self.within("PstlAdr", |pen| pen.leaf("Ctry", country));
        }
    }

    fn direction(&mut self, direction: Direction) {
        self.leaf("CdtDbtInd", if direction == Direction::In { "CRDT" } else { "DBIT" });
    }

    fn amount(&mut self, amount: i64, currency: &str) {
        let decimals = (self.minor_unit)(currency).unwrap_or(0);
        let unit = 10_i64.pow(decimals.min(5));
        self.indent();
        let _ = write!(self.out, "<Amt Ccy=\"{}\">{}", escaped(currency), amount / unit);
        if decimals > 0 {
            let width = usize::try_from(decimals).unwrap_or(0);
            let _ = write!(self.out, ".{:0width$}", amount % unit);
        }
        self.out.push_str("</Amt>");
    }

    /// An element that holds others.
    fn within(&mut self, name: &'static str, inside: impl FnOnce(&mut Self)) {
        self.indent();
        let _ = write!(self.out, "<{name}>");
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.indent();
        let _ = write!(self.out, "</{name}>");
    }

    /// An element that holds text; none where there is none.
    fn leaf(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.indent();
            let _ = write!(self.out, "<{name}>{}</{name}>", escaped(text));
        }
    }

    fn indent(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.depth));
    }
}

/// Whether a text has the form of an IBAN.
fn is_iban(text: &str) -> bool {
    let (country, rest) = text.split_at_checked(2).unwrap_or_default();
    country.bytes().all(|b| b.is_ascii_uppercase())
        && (3..=32).contains(&rest.len())
        && rest.bytes().take(2).all(|b| b.is_ascii_digit())
        && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// A text as it stands in XML; characters that XML does not know are left out.
fn escaped(text: &str) -> String {
    let known = |c: &char| *c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let mut out = String::new();
    for c in text.chars().filter(known) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
