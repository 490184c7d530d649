//! One entry of a statement, and the lines it makes: one, or one for each payment the bank booked together.

use jiff::civil::Date;

use crate::amount::{Money, Unit, day};
use crate::elements::{Leaf, TEXT_MAX};
use crate::payment::{Odd, Payment};
use crate::references;
use crate::text::{clean, code, shortened};
use crate::{Direction, Line, Sent, Status, Why};

/// How many characters of name and free text are shown; what a payer writes has 140.
const WORDS_MAX: usize = 1_000;
/// Longest name of another side that is handed on, in characters; ISO 20022 has 140.
const NAME_MAX: usize = 140;
/// Longest account number (ISO 20022, `Max34Text`).
const NUMBER_MAX: usize = 34;

/// How many decimals a currency has.
pub(crate) type MinorUnit<'a> = &'a dyn Fn(&str) -> Option<u32>;

/// An entry as the bank wrote it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) amount: Option<Money>,
    direction: Option<String>,
    reversal: Option<String>,
    status: Option<String>,
    booked: Option<String>,
    value: Option<String>,
    bank_reference: Option<String>,
    words: Option<String>,
    /// How many payments the bank says are in it.
    told: usize,
    /// What it says of amounts itself, for its only payment.
    own: Payment,
    pub(crate) payments: Vec<Payment>,
    odd: Odd,
}

impl Entry {
    /// Takes what stands at a path below `Ntry`.
    pub(crate) fn take(&mut self, path: &[&str], leaf: Leaf) {
        let too_long = leaf.too_long;
        let odd = &mut self.odd;
        match path {
            ["NtryDtls", "TxDtls", rest @ ..] => {
                if let Some(payment) = self.payments.last_mut() {
                    payment.take(rest, leaf);
                }
                return;
            }
            ["AmtDtls", ..] => return self.own.take(path, leaf),
            ["NtryDtls", "Btch", "NbOfTxs"] => {
                // A number that is none says nothing; it is only told to whoever looks at the line.
                self.told = self.told.saturating_add(leaf.text.trim().parse().unwrap_or(0));
            }
            ["Amt"] => {
                let currency = leaf.currency.unwrap_or_default();
                odd.put(&mut self.amount, Money { text: leaf.text, currency });
            }
            ["CdtDbtInd"] => odd.put(&mut self.direction, leaf.text),
            ["RvslInd"] => odd.put(&mut self.reversal, leaf.text),
            ["Sts"] | ["Sts", "Cd"] => odd.put(&mut self.status, leaf.text),
            // A word of the bank's own, which no code has.
            ["Sts", "Prtry"] => odd.put(&mut self.status, "-".to_owned()),
            ["BookgDt", "Dt" | "DtTm"] => odd.put(&mut self.booked, leaf.text),
            ["ValDt", "Dt" | "DtTm"] => odd.put(&mut self.value, leaf.text),
            ["AcctSvcrRef"] => odd.put(&mut self.bank_reference, leaf.text),
            ["AddtlNtryInf"] => odd.put(&mut self.words, leaf.text),
            _ => return,
        }
        self.odd.too_long |= too_long;
    }

    /// The lines it makes, or why it makes none.
    pub(crate) fn lines(self, unit: Unit, minor_unit: MinorUnit) -> Result<Vec<Line>, Why> {
        let odd = self.payments.iter().chain([&self.own]).map(|p| p.odd).chain([self.odd]);
        let (twice, too_long) = odd.fold((false, false), |(t, l), odd| (t | odd.twice, l | odd.too_long));
        if twice {
            return Err(Why::Twice);
        }
        if too_long {
            return Err(Why::TooLong { max: TEXT_MAX });
        }
        self.is_booked(unit)?;
        let head = Head {
            booked: day(self.booked.as_deref().or(self.value.as_deref()).ok_or(Why::NoDate)?)?,
            value: self.value.as_deref().map(day).transpose()?,
            direction: direction(self.direction.as_deref())?.ok_or(Why::NoDirection)?,
            reversal: matches!(self.reversal.as_deref().map(str::trim), Some("true" | "1")),
            bank_reference: self.bank_reference.as_deref(),
            words: self.words.as_deref().unwrap_or_default(),
            unit,
            minor_unit,
        };
        let amount = more_than_nothing(self.amount.as_ref().ok_or(Why::NoAmount)?.in_unit(unit)?)?;
        if let Some(each) = self.each(&head, amount)? {
            return Ok(each.into_iter().map(|(way, amount, payment)| head.line(way, amount, payment, 1)).collect());
        }
        let payments = self.payments.len().max(self.told).max(1);
        let mut only = together(self.payments);
        only.instructed = only.instructed.or(self.own.instructed);
        only.rate = only.rate.or(self.own.rate);
        Ok(vec![head.line(head.direction, amount, &only, payments)])
    }

    /// Only what is booked has come.
    fn is_booked(&self, unit: Unit) -> Result<(), Why> {
        let status = match self.status.as_deref().map(str::trim) {
            Some("BOOK") => return Ok(()),
            None | Some("") => return Err(Why::NoStatus),
            Some("PDNG") => Status::Pending,
            Some("FUTR") => Status::Future,
            Some("INFO") => Status::Information,
            Some(_) => Status::Other,
        };
        let amount = self.amount.as_ref().and_then(|money| money.in_unit(unit).ok());
        Err(Why::NotBooked { status, amount, direction: direction(self.direction.as_deref()).unwrap_or_default() })
    }

    /// Each payment with its amount, where the bank booked several as one, tells each amount, and they make the whole.
    fn each(&self, head: &Head, whole: i64) -> Result<Option<Vec<(Direction, i64, &Payment)>>, Why> {
        if self.payments.len() < 2 {
            return Ok(None);
        }
        let mut each = Vec::new();
        for payment in &self.payments {
            let told = [&payment.amount, &payment.transaction, &payment.countervalue, &payment.instructed];
            let in_account = told.into_iter().flatten().find(|money| money.currency == head.unit.currency);
            let Some(money) = in_account else { return Ok(None) };
            let way = direction(payment.direction.as_deref())?.unwrap_or(head.direction);
            each.push((way, more_than_nothing(money.in_unit(head.unit)?)?, payment));
        }
        let signed = each.iter().map(|(way, amount, _)| if *way == head.direction { *amount } else { -amount });
        let made: i64 = signed.sum();
        if made != whole {
            return Err(Why::BatchDoesNotSum { payments: each.len(), made, amount: whole });
        }
        Ok(Some(each))
    }
}

/// Several payments whose amounts are not told make one line: with the references and words of all of them, and with
/// what names one person only where there is one.
fn together(mut payments: Vec<Payment>) -> Payment {
    if payments.len() < 2 {
        return payments.pop().unwrap_or_default();
    }
    let mut all = Payment::default();
    for payment in payments {
        all.creditor_references.extend(payment.end_to_end);
        all.creditor_references.extend(payment.creditor_references);
        all.words.extend([payment.payer.name, payment.payee.name]);
        all.words.extend(payment.words);
    }
    all
}

/// What all lines of an entry have in common.
struct Head<'a> {
    booked: Date,
    value: Option<Date>,
    direction: Direction,
    reversal: bool,
    bank_reference: Option<&'a str>,
    words: &'a str,
    unit: Unit<'a>,
    minor_unit: MinorUnit<'a>,
}

impl Head<'_> {
    fn line(&self, direction: Direction, amount: i64, payment: &Payment, payments: usize) -> Line {
        let (side, behind) = payment.other_side(direction);
        let free: Vec<&str> = payment.words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        let note = clean(self.words);
        let fields = payment.end_to_end.iter().chain(&payment.creditor_references).map(String::as_str);
        let references = references::all(fields, &format!("{} | {note}", free.join(" ")));
        let bank_reference =
            [payment.bank_reference.as_deref(), payment.transaction_id.as_deref(), self.bank_reference];
        let bank_reference = bank_reference.into_iter().flatten().map(code).find(|reference| !reference.is_empty());
        let (sent, unread) = self.sent(payment);
        let mut shown: Vec<&str> = [side.name.as_str(), behind.name.as_str()].into_iter().chain(free.clone()).collect();
        shown.extend([note.as_str(), unread.as_str()]);
        let mut told = Vec::new();
        shown.retain(|part| {
            !part.is_empty() && !told.contains(part) && {
                told.push(*part);
                true
            }
        });
        let mut line = Line {
            booked: self.booked,
            value: self.value,
            amount,
            direction,
            reversal: self.reversal,
            bank_reference,
            references,
            payments,
            sent,
            country: side.at_home(),
            name: shortened(&side.name, NAME_MAX),
            number: shortened(&side.account, NUMBER_MAX),
            words: shortened(&shown.join(" · "), WORDS_MAX),
            canonical: Vec::new(),
        };
        line.canonical = canonical(&line, &[&side.name, &behind.name, &side.account, &free.join("\n"), &note]);
        line
    }

    /// What was sent in another currency. Where it cannot be read, what the bank wrote is shown instead: what counts is
    /// what the bank credited.
    fn sent(&self, payment: &Payment) -> (Option<Sent>, String) {
        let Some(money) = payment.instructed.as_ref().filter(|money| money.currency != self.unit.currency) else {
            return (None, String::new());
        };
        let unit = (self.minor_unit)(&money.currency).map(|decimals| Unit { currency: &money.currency, decimals });
        match unit.and_then(|unit| money.in_unit(unit).ok()) {
            Some(amount) if amount > 0 => {
                (Some(Sent { currency: money.currency.clone(), amount, rate: payment.rate.clone() }), String::new())
            }
            _ => (None, clean(&format!("{} {}", money.text, money.currency))),
        }
    }
}

/// Bytes that tell two lines apart: each field with its length before it, so that no two lists of fields look alike.
fn canonical(line: &Line, names: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut field = |text: &str| {
        bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(text.as_bytes());
    };
    field("statement line 1");
    field(&line.booked.to_string());
    field(&line.value.map(|day| day.to_string()).unwrap_or_default());
    field(&line.amount.to_string());
    field(match line.direction {
        Direction::In => "in",
        Direction::Out => "out",
    });
    field(if line.reversal { "reversal" } else { "" });
    field(line.bank_reference.as_deref().unwrap_or_default());
    field(&line.references.join("\n"));
    for name in names {
        field(name);
    }
    bytes
}

/// Which way; nothing where nothing is said.
pub(crate) fn direction(text: Option<&str>) -> Result<Option<Direction>, Why> {
    match text.map(str::trim) {
        None => Ok(None),
        Some("CRDT") => Ok(Some(Direction::In)),
        Some("DBIT") => Ok(Some(Direction::Out)),
        Some(_) => Err(Why::NoDirection),
    }
}

fn more_than_nothing(amount: i64) -> Result<i64, Why> {
    if amount == 0 { Err(Why::Zero) } else { Ok(amount) }
}
