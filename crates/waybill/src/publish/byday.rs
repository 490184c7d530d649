//! Day by day: what came into a fund and what went out of it, added up from published facts.

use waybill_journal::{Account, Commodity, Move};

use super::corrected::counted;
use super::fact::Fact;

/// A closed day on which money moved, with everything up to its close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day's number.
    pub step: i32,
    /// All that came in so far, in the smallest unit.
    pub came: i64,
    /// All that went out so far; the difference is what is left.
    pub went: i64,
}

/// The days of one fund, or of all funds together, in one currency, oldest first. What stays within moves nothing.
pub fn days(facts: &[Fact], fund: Option<&str>, currency: &Commodity) -> Vec<Day> {
    let inside = |account: &Account| account.fund().is_some_and(|of| fund.is_none_or(|fund| fund == of));
    let mut days: Vec<Day> = Vec::new();
    for fact in facts {
        let (mut came, mut went) = (0, 0);
        let (sign, moves) = counted(fact);
        for moved in moves.iter() {
            let stays = matches!(moved, Move::Transfer { .. }) && inside(moved.from()) && inside(moved.to());
            if inside(moved.from()) && moved.commodity() == currency && !stays {
                went += sign * moved.amount();
            }
            if inside(moved.to()) && moved.gets_commodity() == currency && !stays {
                came += sign * moved.gets_amount();
            }
        }
        if came == 0 && went == 0 {
            continue;
        }
        let before = days.last().copied().unwrap_or(Day { step: 0, came: 0, went: 0 });
        let day = Day { step: fact.step, came: before.came + came, went: before.went + went };
        match days.last_mut() {
            Some(last) if last.step == fact.step => *last = day,
            _ => days.push(day),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::publish::corrected::mirrored;
    use crate::store::CORRECTION;
    use serde_json::{Value, json};

    fn fact(step: i32, moves: &Value) -> Fact {
        let moves = moves.as_array().unwrap().iter().map(|one| Move::from_json(one).unwrap()).collect();
        Fact { id: String::new(), step, kind: String::new(), body: json!({}), moves }
    }

    fn facts() -> Vec<Fact> {
        let moved = |from: &str, to: &str, c: &str, a: i64| json!({"m":"transfer","from":from,"to":to,"c":c,"a":a});
        let paid = json!({"m":"exchange","from":"bank/tent-1","c":"EUR","a":30,"to":"order-1/tent-1","gc":"TENT","ga":3,
            "with":"w:trader-pl-1"});
        vec![
            fact(1, &json!([moved("w:before", "bank/open", "EUR", 10)])),
            fact(2, &json!([moved("w:givers", "bank/open", "EUR", 50)])),
            fact(2, &json!([moved("w:givers", "bank/open", "UAH", 900)])),
            fact(2, &json!([moved("w:givers", "bank/open", "EUR", 5)])),
            fact(4, &json!([moved("bank/open", "bank/tent-1", "EUR", 40)])),
            fact(4, &json!([moved("bank/tent-1", "foundation-pl-1/tent-1", "EUR", 2)])),
            fact(7, &json!([paid])),
            fact(9, &json!([moved("order-1/tent-1", "stock/tent-1", "TENT", 3)])),
        ]
    }

    fn told(fund: Option<&str>, currency: &str) -> Vec<(i32, i64, i64)> {
        let days = days(&facts(), fund, &Commodity::parse(currency).unwrap());
        days.iter().map(|day| (day.step, day.came, day.went)).collect()
    }

    #[test]
    fn a_day_holds_everything_up_to_its_close() {
        assert_eq!(told(Some("open"), "EUR"), [(1, 10, 0), (2, 65, 0), (4, 65, 40)]);
        assert_eq!(told(Some("tent-1"), "EUR"), [(4, 40, 0), (7, 40, 30)]);
        assert_eq!(told(Some("open"), "UAH"), [(2, 900, 0)]);
        assert_eq!(told(Some("boots-1"), "EUR"), []);
    }

    #[test]
    fn what_is_taken_back_neither_came_nor_went() {
        let mut facts = facts();
        for (step, wrong) in [(10, 6), (11, 1)] {
            let of: &Fact = &facts[wrong];
            let back = Fact { step, kind: CORRECTION.to_owned(), moves: mirrored(&of.moves), ..of.clone() };
            facts.push(back);
        }
        let told = |fund| {
            let days = days(&facts, fund, &Commodity::parse("EUR").unwrap());
            days.iter().map(|day| (day.step, day.came, day.went)).collect::<Vec<_>>()
        };
        assert_eq!(told(Some("tent-1")), [(4, 40, 0), (7, 40, 30), (10, 40, 0)]);
        assert_eq!(told(None), [(1, 10, 0), (2, 65, 0), (7, 65, 30), (10, 65, 0), (11, 15, 0)]);
    }

    #[test]
    fn between_funds_nothing_comes_or_goes_for_all_of_them() {
        assert_eq!(told(None, "EUR"), [(1, 10, 0), (2, 65, 0), (7, 65, 30)]);
    }
}
