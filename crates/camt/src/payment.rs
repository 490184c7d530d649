//! One payment within an entry, as the bank wrote it: who, how much, with which references and which words.

use crate::Direction;
use crate::amount::{Money, rate};
use crate::elements::{Leaf, TEXT_MAX};
use crate::text::{clean, code};

/// What was found twice or too long while reading; a line that holds such things is not used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Odd {
    /// Something stands twice that may stand once.
    pub(crate) twice: bool,
    /// A text is longer than any may be.
    pub(crate) too_long: bool,
}

impl Odd {
    /// Puts something where nothing may stand yet.
    pub(crate) fn put<T>(&mut self, place: &mut Option<T>, value: T) {
        self.twice |= place.is_some();
        place.get_or_insert(value);
    }
}

/// A payer or a payee.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) account: String,
}

impl Party {
    /// Where the party is: its postal address, else its account number.
    pub(crate) fn at_home(&self) -> Option<String> {
        let of_account = self.account.get(..2).unwrap_or_default();
        let country = if self.country.is_empty() { of_account } else { &self.country };
        (country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase())).then(|| country.to_owned())
    }
}

/// One payment, or what an entry says of its only one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Payment {
    pub(crate) amount: Option<Money>,
    pub(crate) transaction: Option<Money>,
    pub(crate) countervalue: Option<Money>,
    pub(crate) instructed: Option<Money>,
    pub(crate) rate: Option<String>,
    pub(crate) direction: Option<String>,
    pub(crate) bank_reference: Option<String>,
    pub(crate) transaction_id: Option<String>,
    pub(crate) end_to_end: Option<String>,
    pub(crate) creditor_references: Vec<String>,
    pub(crate) payer: Party,
    pub(crate) for_payer: Party,
    pub(crate) payee: Party,
    pub(crate) for_payee: Party,
    pub(crate) words: Vec<String>,
    /// Characters in `words` and `creditor_references`, which may come any number of times.
    letters: usize,
    pub(crate) odd: Odd,
}

impl Payment {
    /// Takes what stands at a path below `TxDtls`.
    pub(crate) fn take(&mut self, path: &[&str], leaf: Leaf) {
        let Leaf { text, currency, too_long } = leaf;
        let money = |text| Money { text, currency: currency.unwrap_or_default() };
        let odd = &mut self.odd;
        match path {
            ["Amt"] => odd.put(&mut self.amount, money(text)),
            ["AmtDtls", "TxAmt", "Amt"] => odd.put(&mut self.transaction, money(text)),
            ["AmtDtls", "CntrValAmt", "Amt"] => odd.put(&mut self.countervalue, money(text)),
            ["AmtDtls", "InstdAmt", "Amt"] => odd.put(&mut self.instructed, money(text)),
            ["AmtDtls", "InstdAmt" | "TxAmt" | "CntrValAmt", "CcyXchg", "XchgRate"] => {
                self.rate = self.rate.take().or_else(|| rate(&text));
            }
            ["CdtDbtInd"] => odd.put(&mut self.direction, text),
            ["Refs", "AcctSvcrRef"] => odd.put(&mut self.bank_reference, text),
            ["Refs", "TxId"] => odd.put(&mut self.transaction_id, text),
            ["Refs", "EndToEndId"] => odd.put(&mut self.end_to_end, text),
            ["RmtInf", "Strd", "CdtrRefInf", "Ref"] => self.more(Words::Reference, &text),
            ["RmtInf", "Ustrd"] | ["RmtInf", "Strd", "AddtlRmtInf"] | ["AddtlTxInf"] => self.more(Words::Free, &text),
            ["RltdPties", rest @ ..] => self.take_party(rest, &text),
            _ => return,
        }
        self.odd.too_long |= too_long;
    }

    fn take_party(&mut self, path: &[&str], text: &str) {
        let Some((whose, path)) = path.split_first() else { return };
        let party = match *whose {
            "Dbtr" | "DbtrAcct" => &mut self.payer,
            "UltmtDbtr" => &mut self.for_payer,
            "Cdtr" | "CdtrAcct" => &mut self.payee,
            "UltmtCdtr" => &mut self.for_payee,
            _ => return,
        };
        match path {
            // Version 08 puts a party one element deeper.
            ["Nm"] | ["Pty", "Nm"] => party.name = clean(text),
            ["PstlAdr", "Ctry"] | ["Pty", "PstlAdr", "Ctry"] => party.country = code(text),
            ["Id", "IBAN"] if whose.ends_with("Acct") => party.account = code(text),
            _ => {}
        }
    }

    fn more(&mut self, kind: Words, text: &str) {
        self.letters += text.len();
        if self.letters > 4 * TEXT_MAX {
            self.odd.too_long = true;
            return;
        }
        match kind {
            Words::Reference => self.creditor_references.push(text.to_owned()),
            Words::Free => self.words.push(clean(text)),
        }
    }

    /// The other side: who paid where money came, who was paid where it went.
    pub(crate) fn other_side(&self, direction: Direction) -> (&Party, &Party) {
        match direction {
            Direction::In => (&self.payer, &self.for_payer),
            Direction::Out => (&self.payee, &self.for_payee),
        }
    }
}

/// Texts that may come any number of times.
#[derive(Clone, Copy)]
enum Words {
    Reference,
    Free,
}
