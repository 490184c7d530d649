//! What is held back, how long, and how coarse: one constant policy, shown to everyone on "how we protect people".

use jiff::civil::{Date, Weekday};
use jiff::{Span, Timestamp};

use crate::store::OperationCard;

/// The rules of the gate. Constant for now; changing it will be an entry of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The smallest group of people any published figure may stand for.
    pub people_min: i64,
    /// Days between the end of a week and the first Monday on which its arrivals and handovers may be told.
    pub delay_days: i64,
    /// The hour, on the operation's clock, at which a day closes and its snapshot is taken.
    pub close_hour: i8,
    /// Days after which a need that nobody confirmed again is shown as stale.
    pub stale_days: i64,
}

/// The policy of this version.
pub const POLICY: Policy = Policy { people_min: 5, delay_days: 7, close_hour: 18, stale_days: 14 };

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

    /// The first Monday on which something that happened in the week of `monday` may be told: after the end of that
    /// week, plus the delay.
    pub fn told_from(&self, monday: Date) -> Date {
        let week_over = monday.saturating_add(Span::new().days(7 + self.delay_days));
        monday_on_or_after(week_over)
    }

    /// The Monday on which it is told, asked on the close of `today`: also what was written down late, or waited for
    /// something else, opens on a Monday, so that the opening tells no day.
    pub fn opens(&self, monday: Date, today: Date) -> Date {
        self.told_from(monday).max(monday_on_or_after(today))
    }
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
        assert_eq!(POLICY.told_from(week_of(friday)), date(2022, 4, 4));
        assert_eq!(POLICY.told_from(week_of(date(2022, 3, 21))), date(2022, 4, 4));
        assert_eq!(POLICY.told_from(week_of(date(2022, 3, 27))), date(2022, 4, 4));
        assert_eq!(POLICY.told_from(week_of(date(2022, 3, 28))), date(2022, 4, 11));
    }

    #[test]
    fn a_word_is_fresh_for_fourteen_days() {
        assert_eq!(POLICY.fresh_until(date(2022, 3, 11)), date(2022, 3, 25));
    }

    #[test]
    fn a_longer_delay_still_opens_on_a_monday() {
        let policy = Policy { delay_days: 10, ..POLICY };
        assert_eq!(policy.told_from(date(2022, 3, 21)), date(2022, 4, 11));
    }
}
