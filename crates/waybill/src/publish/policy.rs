//! What is held back, how long, and how coarse: the numbers an operation may choose within bounds, shown to everyone on
//! "how we protect people".
//!
//! What each kind may tell at most stands in [`super::rules`]; a policy can only tell less. Which one holds when, an entry of
//! the book says ([`super::in_force`]).

use jiff::civil::{Date, Weekday};
use jiff::{Span, Timestamp};
use serde_json::{Value, json};

use super::fact::Fact;
use super::rules::{Place, rule_of};
use crate::store::OperationCard;

/// The kind of entry that says a policy, and of the fact that tells it.
pub const KIND: &str = "policy";
/// The kinds that are told on a Monday weeks later, each with a delay of its own.
pub const LATE: [&str; 5] = ["arrival", "loss", "stocktake", "handover", "gift-in-kind"];
/// The smallest group a policy may allow, and the largest it may ask for.
pub const PEOPLE: std::ops::RangeInclusive<i64> = 5..=50;
/// The shortest and the longest delay, in days.
pub const DELAY: std::ops::RangeInclusive<i64> = 7..=90;
/// After how many days an unconfirmed need may be shown as stale.
pub const STALE: std::ops::RangeInclusive<i64> = 3..=60;

/// How goods of one kind are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Days between the end of a week and the first Monday on which what happened in it may be told.
    pub delay_days: i64,
    /// The finest place that is told; never finer than the kind's rule.
    pub place: Place,
}

/// The rules of the gate that an operation chooses within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The smallest group of people any published figure may stand for.
    pub people_min: i64,
    /// The hour, on the operation's clock, at which a day closes and its snapshot is taken.
    pub close_hour: i8,
    /// Days after which a need that nobody confirmed again is shown as stale.
    pub stale_days: i64,
    /// Each kind of [`LATE`], in its order.
    pub late: [Late; LATE.len()],
}

/// The policy that holds until an entry says another; as much as any policy may tell.
pub const POLICY: Policy = {
    let (here, nowhere) = (Late { delay_days: 7, place: Place::Region }, Late { delay_days: 7, place: Place::None });
    Policy { people_min: 5, close_hour: 18, stale_days: 14, late: [here, nowhere, nowhere, here, nowhere] }
};

/// The close of one day of the operation: the moment when what may be told is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day's number; also the number of the snapshot.
    pub number: i32,
    /// The day's date.
    pub date: Date,
    /// When it closes.
    pub closes: Timestamp,
}

impl Policy {
    /// The close of one day.
    pub fn step(&self, card: &OperationCard, number: i32) -> Step {
        let date = card.date_of_day(number);
        let closes = date
            .at(self.close_hour, 0, 0, 0)
            .to_zoned(card.zone.clone())
            .map_or(Timestamp::MAX, |zoned| zoned.timestamp());
        Step { number, date, closes }
    }

    /// The number of the newest day that has closed by `now`; 0 or less before day 1 closed.
    pub fn last_closed(&self, card: &OperationCard, now: Timestamp) -> i32 {
        let local = card.local(now);
        let today = card.day_number(local.date());
        if self.step(card, today).closes <= now { today } else { today - 1 }
    }

    /// The last day on which a word of that day still counts as fresh.
    pub fn fresh_until(&self, confirmed: Date) -> Date {
        confirmed.saturating_add(Span::new().days(self.stale_days))
    }

    /// How a kind is told weeks later; a kind that is not of [`LATE`] waits as by default and tells no place.
    pub fn of(&self, kind: &str) -> Late {
        let known = LATE.iter().position(|late| *late == kind).map(|place| self.late[place]);
        known.unwrap_or(Late { delay_days: *DELAY.start(), place: Place::None })
    }

    /// The first Monday on which something of that kind in the week of `monday` may be told: after the end of that
    /// week, plus the delay.
    pub fn told_from(&self, kind: &str, monday: Date) -> Date {
        let week_over = monday.saturating_add(Span::new().days(7 + self.of(kind).delay_days));
        monday_on_or_after(week_over)
    }

    /// The Monday on which it is told, asked on the close of `today`: also what was written down late, or waited for
    /// something else, opens on a Monday, so that the opening tells no day.
    pub fn opens(&self, kind: &str, monday: Date, today: Date) -> Date {
        self.told_from(kind, monday).max(monday_on_or_after(today))
    }

    /// A region (ISO 3166-2, or a country that is its own) as exactly as this kind tells it; none where it tells no place.
    pub fn coarsened<'a>(&self, kind: &str, region: &'a str) -> Option<&'a str> {
        match self.of(kind).place {
            Place::Region => Some(region),
            Place::Country => region.split('-').next(),
            Place::None => None,
        }
    }

    /// What tells less of two policies, in everything that is a promise: the larger group, the longer delay, the coarser
    /// place. When a need is stale promises nobody anything, so that is the policy's own.
    #[must_use]
    pub fn and(mut self, other: &Policy) -> Policy {
        self.people_min = self.people_min.max(other.people_min);
        for (late, other) in self.late.iter_mut().zip(other.late) {
            late.delay_days = late.delay_days.max(other.delay_days);
            late.place = late.place.min(other.place);
        }
        self
    }

    /// As an entry's public part and a fact say it.
    pub fn body(&self) -> Value {
        let kinds: Vec<Value> = LATE
            .iter()
            .zip(self.late)
            .map(|(kind, late)| json!({ "kind": kind, "delay_days": late.delay_days, "place": late.place.word() }))
            .collect();
        json!({ "people_min": self.people_min, "stale_days": self.stale_days, "kinds": kinds })
    }

    /// As an entry or a fact says it; none for what is no policy within the bounds.
    pub fn read(body: &Value) -> Option<Policy> {
        let number = |of: &Value, member: &str| of.get(member)?.as_i64();
        let mut policy = Policy {
            people_min: number(body, "people_min").filter(|n| PEOPLE.contains(n))?,
            stale_days: number(body, "stale_days").filter(|n| STALE.contains(n))?,
            ..POLICY
        };
        let kinds = body.get("kinds")?.as_array().filter(|kinds| kinds.len() == LATE.len())?;
        for ((kind, late), said) in LATE.iter().zip(&mut policy.late).zip(kinds) {
            let place = Place::read(said.get("place")?.as_str()?)?;
            let fine = said.get("kind")?.as_str()? == *kind && place <= finest(kind);
            let delay_days = number(said, "delay_days").filter(|n| fine && DELAY.contains(n))?;
            *late = Late { delay_days, place };
        }
        Some(policy)
    }

    /// The policy in force after these facts: the newest that stands.
    pub fn told_in<'a>(facts: impl DoubleEndedIterator<Item = &'a Fact> + Clone) -> Policy {
        let gone = super::corrected::corrected(facts.clone());
        let mut standing = facts.rev().filter(|fact| fact.kind == KIND && !gone.contains(fact.id.as_str()));
        standing.find_map(|fact| Policy::read(&fact.body)).unwrap_or(POLICY)
    }
}

/// The finest place a kind may ever tell, as its rule says.
pub fn finest(kind: &str) -> Place {
    rule_of(kind).map_or(Place::None, |rule| rule.place)
}

/// The Monday of a date's week: the finest date a public fact about goods or people carries.
pub fn week_of(date: Date) -> Date {
    date.saturating_sub(Span::new().days(i64::from(date.weekday().to_monday_zero_offset())))
}

fn monday_on_or_after(date: Date) -> Date {
    if date.weekday() == Weekday::Monday { date } else { week_of(date.saturating_add(Span::new().days(7))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_arrival_on_a_friday_is_told_on_the_second_monday_after() {
        let friday = date(2022, 3, 25);
        assert_eq!(week_of(friday), date(2022, 3, 21));
        assert_eq!(POLICY.told_from("arrival", week_of(friday)), date(2022, 4, 4));
        assert_eq!(POLICY.told_from("arrival", week_of(date(2022, 3, 21))), date(2022, 4, 4));
        assert_eq!(POLICY.told_from("arrival", week_of(date(2022, 3, 27))), date(2022, 4, 4));
        assert_eq!(POLICY.told_from("arrival", week_of(date(2022, 3, 28))), date(2022, 4, 11));
    }

    #[test]
    fn a_word_is_fresh_for_fourteen_days() {
        assert_eq!(POLICY.fresh_until(date(2022, 3, 11)), date(2022, 3, 25));
    }

    #[test]
    fn a_longer_delay_still_opens_on_a_monday() {
        let mut policy = POLICY;
        policy.late[0].delay_days = 10;
        assert_eq!(policy.told_from("loss", date(2022, 3, 21)), date(2022, 4, 4));
        assert_eq!(policy.told_from("arrival", date(2022, 3, 21)), date(2022, 4, 11));
    }

    #[test]
    fn a_body_says_the_policy_and_nothing_beyond_the_bounds_is_one() {
        let mut policy = Policy { people_min: 12, stale_days: 20, ..POLICY };
        policy.late[3] = Late { delay_days: 30, place: Place::Country };
        assert_eq!(Policy::read(&policy.body()), Some(policy));
        assert_eq!(Policy::read(&POLICY.body()), Some(POLICY));
        let wrong: [fn(&mut Value); 7] = [
            |body| body["people_min"] = json!(4),
            |body| body["people_min"] = json!(51),
            |body| body["stale_days"] = json!(0),
            |body| body["kinds"][0]["delay_days"] = json!(6),
            |body| body["kinds"][0]["delay_days"] = json!(91),
            |body| body["kinds"][1]["place"] = json!("region"),
            |body| body["kinds"][1]["kind"] = json!("arrival"),
        ];
        for (number, spoil) in wrong.iter().enumerate() {
            let mut body = POLICY.body();
            spoil(&mut body);
            assert_eq!(Policy::read(&body), None, "{number}");
        }
    }

    #[test]
    fn by_default_as_much_is_told_as_the_rules_allow_and_two_policies_promise_what_either_does() {
        for (kind, late) in LATE.iter().zip(POLICY.late) {
            assert_eq!((late.place, late.delay_days), (finest(kind), *DELAY.start()), "{kind}");
        }
        let late: Vec<&str> = super::super::rules::RULES
            .iter()
            .filter(|rule| rule.when == super::super::rules::When::Monday)
            .map(|rule| rule.kind)
            .collect();
        assert_eq!(late, LATE, "each kind that is told on a Monday has its row");
        let (mut slow, mut coarse) = (Policy { people_min: 9, ..POLICY }, POLICY);
        slow.late[0].delay_days = 30;
        coarse.late[0].place = Place::None;
        let both = slow.and(&coarse);
        assert_eq!(both, coarse.and(&slow));
        assert_eq!((both.people_min, both.of("arrival")), (9, Late { delay_days: 30, place: Place::None }));
        assert_eq!(both.coarsened("handover", "UA-46"), Some("UA-46"));
        coarse.late[3].place = Place::Country;
        assert_eq!(coarse.coarsened("handover", "UA-46"), Some("UA"));
        assert_eq!(coarse.coarsened("handover", "PL"), Some("PL"));
        assert_eq!(coarse.coarsened("arrival", "PL"), None);
    }
}
