//! The chart by day: what came in as a heavy line, what went out as an area, in steps, because money moves in entries.
//!
//! The gap between the two is what is left. Both are labelled where they end, and only days on which something was told
//! are marked. The same stands in a table below.

use maud::{Markup, html};
use waybill_journal::Commodity;

use super::words::Tongue;
use crate::catalogue::decimals_of;
use crate::publish::byday::Day;

/// Steps drawn, and rows of the table; of more days several are told together. A year of days fits.
const STEPS_MAX: usize = 400;
/// The height of the drawing in its own units; on the page it is a tenth of that in pixels.
const HEIGHT: i64 = 2000;
/// Days named below the chart at most.
const NAMED_MAX: usize = 5;
/// Two named days stand at least this far apart, in percent of the width: `Day 23` on a phone.
const APART_MIN: i64 = 16;

/// The chart of these days up to `last`, with its table.
pub fn chart(w: Tongue, days: &[Day], currency: &Commodity, last: i32) -> Markup {
    let days = &together(days)[..];
    let Some(end) = days.last() else { return html! {} };
    let money = |n: i64| w.money_short(n, currency);
    let label = w.with(
        "chart-label",
        &[("came", money(end.came).into()), ("went", money(end.went).into()), ("n", last.max(end.step).into())],
    );
    html! {
        div.chart {
            (drawing(w, days, currency, last.max(end.step), &label))
            p.note { (w.with("chart-caption", &[("left", money(end.came - end.went).into())])) }
        }
        details {
            summary { (w.with("chart-as-table", &[("n", days.len().into())])) }
            (super::pieces::scroll(&w.t("chart-title"), &table(w, days, currency)))
        }
    }
}

/// At most [`STEPS_MAX`] of them, each holding what happened since the one before.
fn together(days: &[Day]) -> Vec<Day> {
    let each = days.len().div_ceil(STEPS_MAX).max(1);
    days.rchunks(each).rev().filter_map(|some| some.last().copied()).collect()
}

fn drawing(w: Tongue, days: &[Day], currency: &Commodity, last: i32, label: &str) -> Markup {
    let highest = days.last().map_or(0, |day| day.came.max(day.went)).max(1);
    let unit = grid_unit(highest, decimals_of(currency));
    let lines = (highest + unit - 1) / unit;
    let top = lines * unit;
    let y = |amount: i64| HEIGHT - scaled(amount, HEIGHT, top);
    let (came, went) = days.last().map_or((0, 0), |day| (y(day.came), y(day.went)));
    let grid = (0..lines).map(|line| format!("M0 {}h{last}", y(line * unit))).collect::<Vec<_>>().concat();
    let ticks = days.iter().map(|day| format!("M{} 0v1", day.step - 1)).collect::<Vec<_>>().concat();
    let named = named(days, last);
    html! {
        svg role="img" aria-label=(label) {
            svg y="16" height="200" width="100%" viewBox=(format!("0 0 {last} {HEIGHT}")) preserveAspectRatio="none" {
                path class="grid" vector-effect="non-scaling-stroke" d=(grid) {}
                @if went < HEIGHT { path class="out" vector-effect="non-scaling-stroke" d=(steps(days, last, |day| y(day.went), true)) {} }
                path class="in" vector-effect="non-scaling-stroke" d=(steps(days, last, |day| y(day.came), false)) {}
            }
            svg y="217" height="5" width="100%" viewBox=(format!("0 0 {last} 1")) preserveAspectRatio="none" {
                path class="tick" vector-effect="non-scaling-stroke" d=(ticks) {}
            }
            @for line in 1..lines {
                @let value = if line + 1 == lines { w.money_short(line * unit, currency) } else { w.money_bare(line * unit, currency) };
                text y=(16 + y(line * unit) / 10 - 4) { (value) }
            }
            text.t x="100%" y=(16 + came / 10 - 6) text-anchor="end" { (w.t("chart-came")) }
            @if went < HEIGHT {
                // Inside the area where it is high enough for a word, else above it.
                text.t.o x="99%" y=(if HEIGHT - went > 260 { 16 + went / 10 + 18 } else { 16 + went / 10 - 6 }) text-anchor="end" { (w.t("chart-went")) }
            }
            @for (place, day) in named.iter().enumerate() {
                @let x = i64::from(day - 1) * 1000 / i64::from(last.max(1));
                @let word = if place == 0 || place + 1 == named.len() { w.with("day-n", &[("n", (*day).into())]) } else { w.number(i64::from(*day)) };
                text x=(format!("{}.{}%", x / 10, x % 10)) y="238" text-anchor=(if x < 60 { "start" } else if x > 880 { "end" } else { "middle" }) { (word) }
            }
        }
    }
}

/// A path in steps: each day begins with what it brought. An area is closed at the foot.
fn steps(days: &[Day], last: i32, y: impl Fn(&Day) -> i64, area: bool) -> String {
    let (mut d, mut before) = (vec![format!("M0 {HEIGHT}")], HEIGHT);
    for day in days {
        let here = y(day);
        if here != before {
            d.push(format!("H{}V{here}", day.step - 1));
            before = here;
        }
    }
    d.push(format!("H{last}"));
    if area {
        d.push(format!("V{HEIGHT}"));
    }
    d.concat()
}

/// The distance of two grid lines: 1, 2 or 5 and zeros, at most four lines, and no smaller than one whole of the
/// currency, so that they read as round numbers.
fn grid_unit(highest: i64, decimals: u32) -> i64 {
    let mut power = 10_i64.pow(decimals);
    loop {
        for digit in [1, 2, 5] {
            let unit = power.saturating_mul(digit);
            if highest <= unit.saturating_mul(4) {
                return unit;
            }
        }
        power = power.saturating_mul(10);
    }
}

fn scaled(amount: i64, height: i64, top: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(height) / i128::from(top.max(1))).unwrap_or(height)
}

/// The days that are named: the first, the last, and those on which most moved, as far as their names have room.
fn named(days: &[Day], last: i32) -> Vec<i32> {
    let (Some(first), Some(end)) = (days.first(), days.last()) else { return Vec::new() };
    let mut before = Day { step: 0, came: 0, went: 0 };
    let mut moved: Vec<(i64, i32)> = Vec::new();
    for day in days {
        moved.push(((day.came - before.came).max(day.went - before.went), day.step));
        before = *day;
    }
    moved.sort_by_key(|(amount, step)| (std::cmp::Reverse(*amount), *step));
    let mut named = vec![first.step];
    let apart = |a: i32, b: i32| i64::from((a - b).abs()) * 100 / i64::from(last.max(1)) >= APART_MIN;
    for step in [end.step].into_iter().chain(moved.into_iter().map(|(_, step)| step)) {
        if named.len() < NAMED_MAX && named.iter().all(|other| apart(*other, step)) {
            named.push(step);
        }
    }
    named.sort_unstable();
    named
}

fn table(w: Tongue, days: &[Day], currency: &Commodity) -> Markup {
    let decimals = decimals_of(currency);
    let amount = |n: i64| if n == 0 { String::new() } else { w.decimal(n, decimals) };
    let start = Day { step: 0, came: 0, went: 0 };
    let before = [start].into_iter().chain(days.iter().copied());
    let end = days.last().copied().unwrap_or(start);
    html! {
        table.nums {
            caption { (currency) }
            thead { tr {
                @for key in ["chart-day", "chart-came", "chart-went", "chart-left"] { th scope="col" { (w.t(key)) } }
            } }
            tbody {
                @for (before, day) in before.zip(days) {
                    tr {
                        th scope="row" { (w.number(i64::from(day.step))) }
                        td { (amount(day.came - before.came)) }
                        td { (amount(day.went - before.went)) }
                        td { (w.decimal(day.came - day.went, decimals)) }
                    }
                }
            }
            tfoot { tr {
                th scope="row" { (w.t("together")) }
                td { (w.decimal(end.came, decimals)) }
                td { (w.decimal(end.went, decimals)) }
                td { (w.decimal(end.came - end.went, decimals)) }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::web::words::Lang;

    fn days(told: &[(i32, i64, i64)]) -> Vec<Day> {
        told.iter().map(|(step, came, went)| Day { step: *step, came: *came, went: *went }).collect()
    }

    #[test]
    fn money_moves_in_steps_on_the_day_it_was_told() {
        let days = days(&[(1, 10, 0), (4, 30, 20), (5, 30, 20), (9, 30, 25)]);
        let path = |of: fn(&Day) -> i64, area| steps(&days, 12, |day| HEIGHT - of(day), area);
        assert_eq!(path(|day| day.came, false), "M0 2000H0V1990H3V1970H12");
        assert_eq!(path(|day| day.went, true), "M0 2000H3V1980H8V1975H12V2000");
    }

    #[test]
    fn grid_values_are_round_and_at_most_four() {
        let highest = [1, 99, 100, 401, 12_345, 6_140_500, 7_200_000, 9_007_199_254_740_991];
        let units = highest.map(|highest| grid_unit(highest, 2));
        assert_eq!(units, [100, 100, 100, 200, 5_000, 2_000_000, 2_000_000, 5_000_000_000_000_000]);
        for (highest, unit) in highest.into_iter().zip(units) {
            assert!((highest + unit - 1) / unit <= 4);
            assert!(unit.to_string().trim_end_matches('0').len() == 1);
        }
        assert_eq!(grid_unit(3, 0), 1);
    }

    #[test]
    fn the_first_the_last_and_the_fullest_days_are_named_where_there_is_room() {
        let few = days(&[(2, 10, 0), (3, 500, 0), (10, 510, 300), (11, 520, 300), (23, 530, 300)]);
        assert_eq!(named(&few, 23), [2, 10, 23]);
        let many: Vec<Day> = (1..=300).map(|step| Day { step, came: i64::from(step), went: 0 }).collect();
        let named = named(&many, 300);
        assert!(named.len() <= NAMED_MAX && named[0] == 1 && named.contains(&300), "{named:?}");
        assert!(named.windows(2).all(|two| two[1] - two[0] >= 48));
    }

    #[test]
    fn of_very_many_days_several_are_told_together_and_nothing_is_lost() {
        let many: Vec<Day> =
            (1..=1234).map(|step| Day { step, came: i64::from(step) * 5, went: i64::from(step) }).collect();
        let fewer = together(&many);
        assert!(fewer.len() <= STEPS_MAX);
        assert_eq!(fewer.last(), many.last());
        assert_eq!(together(&many[..7]), many[..7]);
    }

    #[test]
    fn the_table_sums_to_what_the_picture_shows() {
        let w = Tongue::new(Lang::En);
        let euro = Commodity::parse("EUR").unwrap();
        let page = chart(w, &days(&[(2, 1_000_000, 0), (5, 1_500_050, 400_000)]), &euro, 9).0;
        assert!(page.contains("15,000.50\u{a0}EUR came in, 4,000\u{a0}EUR went out"), "{page}");
        assert!(page.contains("what is left, 11,000.50\u{a0}EUR"));
        for row in
            ["<td>10,000.00</td><td></td><td>10,000.00</td>", "<td>5,000.50</td><td>4,000.00</td><td>11,000.50</td>"]
        {
            assert!(page.contains(row), "{row} in {page}");
        }
        assert!(page.contains(">15,000\u{a0}EUR</text>") && page.contains(">5,000</text>"));
        assert_eq!(chart(w, &[], &euro, 9).0, "");
    }

    #[test]
    fn where_nothing_went_out_nothing_is_drawn_of_it() {
        let euro = Commodity::parse("EUR").unwrap();
        let page = chart(Tongue::new(Lang::En), &days(&[(2, 500, 0)]), &euro, 9).0;
        assert!(!page.contains("class=\"out\"") && !page.contains(">Went out</text>"));
    }
}
