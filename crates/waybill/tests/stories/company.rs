//! What is told only in company: gifts, countries, handovers, and what waits for them.

use waybill_journal::Pool;

use crate::common::{Place, Story};

stories![
    a_gift_of_too_few_people_waits_for_company,
    countries_of_too_few_people_become_others,
    two_gifts_of_one_reference_are_one_person,
    a_decision_waits_until_the_gifts_behind_it_are_told,
    a_small_handover_waits_for_others,
    a_total_of_handovers_shows_none_of_them,
    arrivals_and_handovers_open_on_the_second_monday,
    what_is_entered_late_opens_on_a_monday_as_well,
];

fn a_gift_of_too_few_people_waits_for_company(place: &Place) {
    let story = Story::founded(place);
    let first = story.gift("50", "DE", "open");
    story.gifts(3, "50", "DE", "open");
    for day in 1..=3 {
        story.close(day);
        assert_eq!((story.told_of("gifts"), story.figure("gifts.count")), (0, 0));
        assert_eq!(story.answer(&first.code)[0].counted, None);
    }
    // Another fund and another currency are no company.
    story.gift_into("bank-uah-1", "500", "DE", "open");
    story.close(4);
    assert_eq!(story.told_of("gifts"), 0);
    story.gift("1", "DE", "open");
    // After the close, so it is for the next day.
    assert_eq!(story.close(4).told_of("gifts"), 0);
    story.close(5);
    assert_eq!((story.figure("gifts.count"), story.figure("given.EUR.DE")), (5, 20_100));
    assert_eq!(story.answer(&first.code)[0].counted, Some(5));
    story.sound();
}

fn countries_of_too_few_people_become_others(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "10", "DE", "open");
    story.gifts(2, "10", "FR", "open");
    story.gifts(2, "10", "IT", "open");
    story.close(1);
    // Four people from two countries are still too few.
    assert_eq!((story.figure("gifts.count"), story.figure("given.EUR.others")), (5, 0));
    let smallest = story.on(2, 9).gift("10", "GR", "open");
    story.close(2);
    assert_eq!((story.figure("gifts.count"), story.figure("gifts.count.EUR.others")), (10, 5));
    let (facts, figures) = story.told();
    for country in ["FR", "IT", "GR"] {
        assert!(!facts.contains(country) && !figures.contains(country), "{country} is named");
    }
    assert_eq!(story.figure("gifts.countries"), 1);
    assert_eq!(story.answer(&smallest.code)[0].counted, Some(2));
    // A country that was among the others is named once enough people of it gave on one day.
    story.on(3, 9).gifts(5, "10", "FR", "open");
    story.close(3);
    assert_eq!((story.figure("gifts.count.EUR.FR"), story.figure("gifts.countries")), (5, 2));
    story.sound();
}

fn two_gifts_of_one_reference_are_one_person(place: &Place) {
    let story = Story::founded(place);
    let first = story.gift("50", "DE", "open");
    for _ in 0..9 {
        story.gift_again(&first, "50", "DE", "open");
    }
    story.gifts(3, "50", "DE", "open");
    assert_eq!(story.close(1).figure("gifts.count"), 0, "ten gifts of one person and three others are four people");
    story.on(2, 9).gift("50", "DE", "open");
    assert_eq!(story.close(2).figure("gifts.count"), 14);
    assert_eq!(story.answer(&first.code).len(), 10);
    story.sound();
}

fn a_decision_waits_until_the_gifts_behind_it_are_told(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("10");
    story.gifts(4, "25", "DE", "open");
    story.enter("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "100")]);
    story.order_blankets("blanket-1", "10", "10", "");
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    let spent = Pool::parse("bank-eur-1/blanket-1/EUR").unwrap();
    assert_eq!(story.operation.with_book(|book| book.balance(&spent)).unwrap(), 0, "coordinators see it spent");
    for day in 1..=2 {
        story.close(day);
        assert_eq!((story.told_of("decision"), story.told_of("payment")), (0, 0));
        // The order moves nothing, so it needs no money that is told.
        assert_eq!(story.told_of("order"), 1);
        story.sound();
    }
    story.on(3, 9).gift("25", "DE", "open");
    story.close(3);
    assert_eq!((story.told_of("gifts"), story.told_of("decision"), story.told_of("payment")), (1, 1, 1));
    assert_eq!((story.figure("at.bank.open.EUR"), story.figure("goods.blanket-1.bought")), (2500, 10));
    let below_zero = |f: &(&String, &waybill::publish::shown::Figure)| f.0.starts_with("at.") && f.1.value < 0;
    assert_eq!(story.shown().figures.iter().find(below_zero), None);
    story.sound();
}

/// Where the blankets lie.
const SHELF: &str = "place-ua-46-1/BLANKET";

/// Sixty blankets on a shelf since before the book.
fn a_full_shelf(place: &Place) -> Story {
    let story = Story::founded(place);
    story.stock_blankets("60");
    story
}

fn a_small_handover_waits_for_others(place: &Place) {
    let story = a_full_shelf(place);
    // Week of 28 February: three people in one region, four in another.
    story.on(6, 9);
    story.hand_over(SHELF, "3", "UA-46");
    story.hand_over(SHELF, "4", "UA-30");
    // Twenty blankets for two people are two people.
    story.enter(
        "handover",
        &[("shelf", "place-ua-46-1/BLANKET"), ("count", "20"), ("people", "2"), ("region", "UA-63")],
    );
    // Week of 14 March: two more in the first region.
    story.on(20, 9);
    story.hand_over(SHELF, "2", "UA-46");
    for day in [19, 25, 26, 32] {
        assert_eq!(story.close(day).told_of("handover"), 0, "day {day}");
    }
    story.close(33);
    assert_eq!((story.told_of("handover"), story.figure("hands.BLANKET")), (1, 5));
    let shown = story.shown();
    let told = shown.facts.iter().find(|f| f.kind == "handover").unwrap();
    assert_eq!((told.text("region"), told.text("week"), told.number("people")), ("UA-46", "2022-03-14", 5));
    story.close(60);
    assert_eq!(story.told_of("handover"), 1, "the others wait as long as it takes");
    story.sound();
}

/// Goods of two funds on one shelf: one move of each, whatever became of it in how many handovers.
fn a_total_of_handovers_shows_none_of_them(place: &Place) {
    let story = a_full_shelf(place);
    story.need_blankets("9");
    let later = [("item", "blanket"), ("count", "20"), ("fund", "blanket-1"), ("region", "UA-46"), ("place", "1")];
    story.enter("opening-stock", &later);
    story.on(6, 9);
    for count in ["1", "54", "3", "9", "2"] {
        story.hand_over(SHELF, count, "UA-46");
    }
    story.close(19);
    let shown = story.shown();
    let total = shown.facts.iter().find(|f| f.kind == "handover").unwrap();
    let moves: Vec<(&str, i64)> = total.moves.iter().map(|m| (m.from().as_str(), m.amount())).collect();
    assert_eq!(moves, [("stock/blanket-1", 9), ("stock/open", 60)]);
    story.sound();
}

fn arrivals_and_handovers_open_on_the_second_monday(place: &Place) {
    let story = a_full_shelf(place);
    // On each day of the week of 7 March; Monday and Sunday open together.
    for day in 12..=18 {
        story.on(day, 9).hand_over(SHELF, "5", "UA-46");
    }
    // On Monday, 14 March.
    story.on(19, 9).hand_over(SHELF, "7", "UA-46");
    for day in 19..=25 {
        assert_eq!(story.close(day).told_of("handover"), 0, "day {day}");
    }
    // One hour before the close of the Monday, and at it.
    story.on(26, 17);
    waybill::publish::gate::close_days(&story.operation, &story.world, waybill::house::SHAPES).unwrap();
    assert_eq!(story.told_of("handover"), 0);
    assert_eq!(story.close(26).figure("hands.BLANKET"), 35);
    assert_eq!(story.close(32).figure("hands.BLANKET"), 35);
    assert_eq!(story.close(33).figure("hands.BLANKET"), 42);
    let facts = story.told().0;
    for day in 12..=20 {
        let date = story.card.date_of_day(day);
        let finer = format!("\"{date}\"");
        assert!(date.weekday() == jiff::civil::Weekday::Monday || !facts.contains(&finer), "{date} is told");
    }
    story.sound();
}

/// Otherwise the day on which it is told would tell the day on which it was written down.
fn what_is_entered_late_opens_on_a_monday_as_well(place: &Place) {
    let story = a_full_shelf(place);
    // On Thursday, 7 April, somebody remembers a handover of 9 March.
    story.close(42).on(43, 9);
    story.enter(
        "handover",
        &[("shelf", "place-ua-46-1/BLANKET"), ("count", "9"), ("region", "UA-46"), ("on", "2022-03-09")],
    );
    for day in 43..=46 {
        assert_eq!(story.close(day).told_of("handover"), 0, "day {day}");
    }
    assert_eq!(story.close(47).told_of("handover"), 1, "Monday, 11 April");
    story.sound();
}
