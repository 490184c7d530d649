//! Returns: what comes back is in stock again, and the world learns it only inside a later total.

use waybill::features::donations::Code;

use crate::common::{Place, Story};

stories![
    what_came_back_goes_out_of_the_next_total_that_is_large_enough,
    a_return_that_was_wrong_comes_in_again,
    a_return_nobody_heard_of_leaves_no_trace,
    what_was_put_right_twice_is_not_found_again,
    nobody_returns_more_than_they_have,
    a_total_never_has_fewer_things_than_people,
];

const SHELF: &str = "place-ua-46-1/BLANKET";

/// Thirty blankets on a shelf; ten handed over on day 20, told on day 33.
fn handed_over(place: &Place) -> (Story, Vec<Code>, u64) {
    let (story, codes) = Story::with_thirty_blankets(place);
    story.hand_over(SHELF, "10", "UA-46");
    let entry = story.in_memory().0;
    story.close(33).on(34, 9);
    assert_eq!(story.figure("things.handed"), 10);
    (story, codes, entry)
}

fn come_back(story: &Story, handover: u64, count: &str) -> u64 {
    let handover = handover.to_string();
    story.enter("return", &[("handover", &handover), ("count", count), ("region", "UA-46"), ("place", "1")])
}

fn what_came_back_goes_out_of_the_next_total_that_is_large_enough(place: &Place) {
    let (story, codes, handover) = handed_over(place);
    let hands = |code| story.answer(code)[0].ends.iter().filter(|end| end.holder == "w:recipients").count();
    assert_eq!(codes.iter().map(hands).collect::<Vec<_>>(), [1, 1, 0, 0, 0]);
    come_back(&story, handover, "7");
    assert_eq!(story.balance("place-ua-46-1/blanket-1/BLANKET"), 27);
    story.close(60).sound();
    assert_eq!(story.figure("things.handed"), 10, "it is told to nobody by itself");
    assert_eq!(story.told_of("correction") + story.told_of("return"), 0);
    assert_eq!(codes.iter().map(hands).collect::<Vec<_>>(), [1, 1, 0, 0, 0]);
    // Six more people: six less seven are not five, so the total is told whole and the return waits on.
    story.on(61, 9).hand_over(SHELF, "6", "UA-46");
    story.close(82).sound();
    assert_eq!(story.figure("things.handed"), 16);
    story.on(83, 9).hand_over(SHELF, "12", "UA-46");
    story.close(110).sound();
    assert_eq!((story.figure("things.handed"), story.figure("hands.BLANKET")), (21, 21));
    assert_eq!(story.figure("at.stock.blanket-1.BLANKET"), 9);
    let last = story.shown().facts.iter().rfind(|fact| fact.kind == "handover").unwrap().clone();
    assert_eq!((last.number("units"), last.number("people"), &last.body["corrected"]), (5, 5, &true.into()));
    assert_eq!(story.operation.waiting(jiff::Timestamp::MAX).unwrap(), [], "it is dealt with");
    // The first seven handed over were the first giver's six and one of the second's: in stock again, at the end of the line.
    assert_eq!(codes.iter().map(hands).sum::<usize>(), 4);
    let kinds: Vec<_> = story.answer(&codes[0])[0].way.iter().map(|step| step.to.clone()).collect();
    assert_eq!(kinds.last().map(String::as_str), Some("stock/blanket-1"));
    assert_eq!(story.operation.rebuild().unwrap(), []);
}

fn a_return_that_was_wrong_comes_in_again(place: &Place) {
    let (story, _, handover) = handed_over(place);
    let back = come_back(&story, handover, "3");
    let refused = story.refused("correction", &[("entry", &handover.to_string()), ("reason", "never")]).says();
    assert!(refused.contains(&format!("by entry {back}")), "{refused}");
    story.hand_over(SHELF, "9", "UA-46");
    story.close(60).sound();
    assert_eq!(story.figure("things.handed"), 10 + 9 - 3);
    story.on(61, 9).enter("correction", &[("entry", &back.to_string()), ("reason", "never")]);
    story.hand_over(SHELF, "5", "UA-46");
    story.close(90).sound();
    assert_eq!(story.figure("things.handed"), 10 + 9 + 5);
    assert_eq!(story.balance("place-ua-46-1/blanket-1/BLANKET"), 30 - 24);
}

fn a_return_nobody_heard_of_leaves_no_trace(place: &Place) {
    let (story, _, handover) = handed_over(place);
    let before = story.told();
    let back = come_back(&story, handover, "3");
    story.close(35).on(36, 9);
    story.enter("correction", &[("entry", &back.to_string()), ("reason", "never")]);
    story.close(36);
    assert_eq!(story.operation.waiting(jiff::Timestamp::MAX).unwrap(), []);
    assert_eq!(story.told().0, before.0);
    come_back(&story, handover, "10");
    story.sound();
}

/// A loss, found by mistake, put right, and itself put right: nothing is missing, so the next count finds without a past.
fn what_was_put_right_twice_is_not_found_again(place: &Place) {
    let (story, _, _) = handed_over(place);
    let wrong = story.enter("stocktake", &[("shelf", SHELF), ("counted", "15"), ("reason", "lost")]);
    let found = story.enter("stocktake", &[("shelf", SHELF), ("counted", "18")]);
    for entry in [found, wrong] {
        story.enter("correction", &[("entry", &entry.to_string()), ("reason", "never")]);
    }
    story.enter("stocktake", &[("shelf", SHELF), ("counted", "22")]);
    assert_eq!(story.balance("place-ua-46-1/open/BLANKET"), 2);
    story.close(60).sound();
    assert_eq!((story.figure("things.found"), story.figure("things.loss")), (2, 0));
}

fn nobody_returns_more_than_they_have(place: &Place) {
    let (story, _, handover) = handed_over(place);
    come_back(&story, handover, "4");
    let before = story.every_row();
    let refused = |handover: &str, count: &str, people: &str| {
        let typed = [("handover", handover), ("count", count), ("people", people), ("region", "UA-46")];
        story.refused("return", &typed).says()
    };
    let known = handover.to_string();
    assert!(refused(&known, "7", "").starts_with("7 is more than is still with people from this handover: 6 blankets"));
    assert!(refused(&known, "2", "3").contains("3 people cannot share 2"));
    assert_eq!(refused("1", "1", ""), "This is not one of the choices. Choose from the list.");
    assert_eq!(refused(&known, "0", ""), "The count must be at least 1.");
    assert_eq!(story.every_row(), before);
}

/// One household gave back nearly all: a total of eight people and one blanket would say so.
fn a_total_never_has_fewer_things_than_people(place: &Place) {
    let (story, _, handover) = handed_over(place);
    let known = handover.to_string();
    let back = [("handover", known.as_str()), ("count", "7"), ("people", "1"), ("region", "UA-46"), ("place", "1")];
    story.enter("return", &back);
    story.hand_over(SHELF, "8", "UA-46");
    story.close(60).sound();
    let last = || story.shown().facts.iter().rfind(|fact| fact.kind == "handover").unwrap().clone();
    assert_eq!((last().number("units"), last().number("people")), (8, 8));
    assert_eq!(story.figure("things.handed"), 18, "it waits");
    story.on(61, 9);
    story.enter("handover", &[("shelf", SHELF), ("count", "18"), ("people", "9"), ("region", "UA-46")]);
    story.close(90).sound();
    assert_eq!((last().number("units"), last().number("people")), (11, 8), "and goes out of a larger one");
}
