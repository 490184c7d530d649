//! A line goes into the book: through the gift form's own rules, or tied to an entry that is there already.

use waybill_journal::Commodity;

use super::line::Line;
use super::propose::{Choice, Proposal, Proposed, Why};
use super::{Entering, rows};
use crate::catalogue::plain_amount;
use crate::store::StoreError;
use crate::web::forms::{self, Bench};
use crate::web::typed::{Problem, Typed};

/// What became of a line that somebody wanted in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is this entry now.
    Booked(u64),
    /// It was tied to this entry, which was there already.
    Settled(u64),
    /// It could not be booked; these rules are broken.
    Refused(Vec<Problem>),
    /// Somebody decided about it meanwhile.
    Gone,
}

/// Books a line as a gift. Whoever presses again, from wherever, gets the same entry.
pub fn book(bench: &Bench, entering: &Entering, line: &Line, choice: &Choice) -> Result<Done, StoreError> {
    let bench = of_line(bench, line);
    bench.operation.in_turn(|| book_in_turn(&bench, entering, line, &typed_of(&bench, entering, line, choice)))
}

/// Enters what is proposed, if nobody has to look at it.
pub fn book_ready(bench: &Bench, entering: &Entering, one: &Proposed) -> Result<Done, StoreError> {
    let w = bench.w;
    let told = |text: String| Ok(Done::Refused(vec![Problem { field: String::new(), text }]));
    match &one.proposal {
        Proposal::Gift(choice) | Proposal::Look(Why::Reference | Why::Several(_), choice)
            if !choice.country.is_empty() =>
        {
            book(bench, entering, &one.line, choice)
        }
        Proposal::Entered(entry) => {
            let settled = rows::settle(bench.operation, &one.line.id, *entry)?;
            Ok(if settled { Done::Settled(*entry) } else { Done::Gone })
        }
        Proposal::Gift(_) | Proposal::Look(..) => told(w.t("statement-refused-look")),
        Proposal::WentOut => told(w.t("statement-refused-out")),
        Proposal::Reversal => told(w.t("statement-refused-reversal")),
    }
}

/// The same bench with the line's own key in it.
pub(super) fn of_line<'a>(bench: &Bench<'a>, line: &Line) -> Bench<'a> {
    bench.with_key(line.key())
}

/// What would be typed into the form for gifts.
pub(super) fn typed_of(bench: &Bench, entering: &Entering, line: &Line, choice: &Choice) -> Typed {
    let code = if choice.code.is_empty() { (entering.draw_code)(bench) } else { choice.code.clone() };
    let mut typed = vec![
        ("amount", plain_amount(line.amount, &line.currency())),
        ("account", line.account.clone()),
        ("on", line.booked.to_string()),
        ("fund", choice.fund.clone()),
        ("country", choice.country.clone()),
        ("reference", choice.reference.clone()),
        ("code", code),
    ];
    if let Some(sent) = line.sent.as_ref().filter(|sent| Commodity::parse(&sent.currency).is_ok()) {
        typed.push(("sent_currency", sent.currency.clone()));
        typed.push(("sent_amount", sent.amount.to_string()));
        typed.push(("rate", sent.rate.clone().unwrap_or_default()));
    }
    Typed::new(typed.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

/// Reads and posts what was typed for a line. The key of the entry is the line's own, and its row changes in the same
/// transaction.
pub(super) fn book_in_turn(bench: &Bench, entering: &Entering, line: &Line, typed: &Typed) -> Result<Done, StoreError> {
    let operation = bench.operation;
    if let Some(first) = operation.answered(&bench.key)? {
        return Ok(Done::Booked(first.entry));
    }
    let (slug, id) = (operation.slug(), &line.id);
    let entered = forms::enter(bench, &entering.gift, typed, |db, entry| rows::note_booked(db, slug, id, entry));
    match entered {
        Ok(Ok(entry)) => Ok(Done::Booked(entry)),
        Ok(Err(problems)) => Ok(Done::Refused(problems)),
        Err(StoreError::Query(diesel::result::Error::RollbackTransaction)) => Ok(Done::Gone),
        Err(error) => Err(error),
    }
}
