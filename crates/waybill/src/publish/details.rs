//! Where a gift is sent: which giving details hold at a snapshot, and which change of them is announced.
//!
//! The first details of an operation hold as soon as they are told. Whatever is told later is announced first and holds
//! from the close of the third day after: 72 hours in which everybody can see that the details change. Both follow from
//! the published facts alone, so an outsider can check them.

use std::collections::BTreeMap;

use waybill_journal::Commodity;

use super::fact::Fact;

/// The kind of fact.
pub const KIND: &str = "giving-details";

/// Days between the close that announces a change and the close from which it holds: 72 hours (swapped payment details
/// are the oldest fraud on a campaign, and a weekend must not hide them).
pub const COOLING_DAYS: i32 = 3;

/// How a transfer finds the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// An IBAN, and the bank's code where it was given.
    Iban {
        /// Without blanks.
        iban: String,
        /// ISO 9362.
        bic: Option<String>,
    },
    /// A number of the bank's own.
    Number {
        /// As the bank writes it.
        number: String,
        /// The bank's name.
        bank: String,
    },
}

/// One account as a giver needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The operation's account, e.g. `bank-eur-1`.
    pub account: String,
    /// Its currency.
    pub currency: Commodity,
    /// The body that holds it.
    pub holder: String,
    /// Its number.
    pub way: Way,
}

/// What holds for one account, and what is announced for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailsShown {
    /// What a giver is told now; none where the first details of an account are still announced.
    pub now: Option<Details>,
    /// The fact that told them.
    pub fact: String,
    /// What is announced, and the day from whose close it holds.
    pub coming: Option<(Details, i32)>,
    /// Whether one person alone stood behind what the newest fact told of this account.
    pub alone: bool,
}

impl Details {
    /// From a fact or from an entry's public part.
    pub fn of(body: &serde_json::Value) -> Option<Self> {
        let text = |member: &str| body.get(member).and_then(serde_json::Value::as_str).map(str::to_owned);
        let way = match text("iban") {
            Some(iban) => Way::Iban { iban, bic: text("bic") },
            None => Way::Number { number: text("number")?, bank: text("bank")? },
        };
        let currency = Commodity::parse(&text("currency")?).ok()?;
        Some(Self { account: text("account")?, currency, holder: text("holder")?, way })
    }
}

/// Giving details by account, as of a snapshot.
pub fn at_snapshot(facts: &[Fact], snapshot: i32) -> Vec<DetailsShown> {
    let mut accounts: BTreeMap<String, DetailsShown> = BTreeMap::new();
    let mut first = None;
    for fact in facts.iter().filter(|f| f.kind == KIND) {
        let Some(details) = Details::of(&fact.body) else { continue };
        let first = *first.get_or_insert(fact.step);
        let shown = accounts.entry(details.account.clone()).or_insert_with(|| DetailsShown {
            now: None,
            fact: String::new(),
            coming: None,
            alone: false,
        });
        settle(shown, fact.step);
        fact.id.clone_into(&mut shown.fact);
        shown.alone = fact.body.get("alone").is_some();
        // Told again as they are, they take back what was announced.
        if fact.step == first || shown.now.as_ref() == Some(&details) {
            (shown.now, shown.coming) = (Some(details), None);
        } else {
            shown.coming = Some((details, fact.step + COOLING_DAYS));
        }
    }
    let mut all: Vec<DetailsShown> = accounts.into_values().collect();
    for shown in &mut all {
        settle(shown, snapshot);
    }
    all
}

fn settle(shown: &mut DetailsShown, day: i32) {
    if let Some((details, _)) = shown.coming.take_if(|(_, from)| *from <= day) {
        shown.now = Some(details);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn told(step: i32, account: &str, iban: &str) -> Fact {
        let body = json!({ "account": account, "currency": "EUR", "holder": "An association", "iban": iban });
        Fact { id: format!("{account}-{step}"), step, kind: KIND.into(), body, moves: Vec::new() }
    }

    /// (what holds, what is announced and from when) of one account.
    fn state(facts: &[Fact], account: &str, snapshot: i32) -> (String, String) {
        let all = at_snapshot(facts, snapshot);
        let named = |d: &Details| match &d.way {
            Way::Iban { iban, .. } => iban.clone(),
            Way::Number { number, .. } => number.clone(),
        };
        let of_account = |s: &&DetailsShown| {
            s.now.as_ref().or(s.coming.as_ref().map(|c| &c.0)).is_some_and(|d| d.account == account)
        };
        let shown = all.iter().find(of_account).unwrap();
        let coming = shown.coming.as_ref().map_or_else(String::new, |(d, from)| format!("{} from {from}", named(d)));
        (shown.now.as_ref().map_or_else(String::new, named), coming)
    }

    fn says(now: &str, coming: &str) -> (String, String) {
        (now.into(), coming.into())
    }

    #[test]
    fn a_change_holds_from_the_third_close_after_it_was_told() {
        let facts = [told(2, "a", "OLD"), told(10, "a", "NEW")];
        assert_eq!(state(&facts[..1], "a", 2), says("OLD", ""));
        assert_eq!(state(&facts, "a", 10), says("OLD", "NEW from 13"));
        assert_eq!(state(&facts, "a", 12), says("OLD", "NEW from 13"));
        assert_eq!(state(&facts, "a", 13), says("NEW", ""));
    }

    #[test]
    fn the_old_details_told_again_take_a_change_back() {
        let facts = [told(2, "a", "OLD"), told(10, "a", "EVIL"), told(11, "a", "OLD")];
        assert_eq!(state(&facts, "a", 40), says("OLD", ""));
    }

    #[test]
    fn a_newer_change_takes_the_place_of_one_that_does_not_hold_yet() {
        let facts = [told(2, "a", "OLD"), told(10, "a", "FIRST"), told(12, "a", "SECOND")];
        assert_eq!(state(&facts, "a", 13), says("OLD", "SECOND from 15"));
        assert_eq!(state(&facts, "a", 15), says("SECOND", ""));
    }

    #[test]
    fn another_account_that_is_told_later_waits_as_well() {
        let facts = [told(2, "a", "OLD"), told(2, "b", "ALSO"), told(9, "c", "LATE")];
        assert_eq!(state(&facts, "b", 2), says("ALSO", ""));
        assert_eq!(state(&facts, "c", 11), says("", "LATE from 12"));
        assert_eq!(state(&facts, "c", 12), says("LATE", ""));
    }
}
