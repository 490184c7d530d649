//! Losses: what reaches nobody is told like an arrival, with its reason, and its givers see it.

use crate::common::{Place, Story};

stories![
    what_is_lost_is_told_on_its_monday_and_seen_by_its_givers,
    what_a_supplier_never_sends_is_a_loss_at_last,
    nobody_loses_more_than_there_is_or_money,
];

/// Five givers' blankets at a place, one short.
fn blankets(story: &Story) -> Vec<waybill::features::donations::Code> {
    story.need_blankets("90");
    let codes = story.gifts(5, "60", "DE", "blanket-1").into_iter().map(|gift| gift.code).collect();
    story.close(1).on(2, 9).order_blankets("blanket-1", "30", "10", "");
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    story.arrive("29", "UA-46", "1");
    codes
}

fn what_is_lost_is_told_on_its_monday_and_seen_by_its_givers(place: &Place) {
    let story = Story::founded(place);
    let codes = blankets(&story);
    story.on(3, 9);
    story.enter("loss", &[("from", "place-ua-46-1/blanket-1/BLANKET"), ("count", "6"), ("reason", "spoiled")]);
    story.close(11);
    assert_eq!((story.figure("goods.blanket-1.loss"), story.told_of("loss")), (0, 0), "not before its Monday");
    story.close(12);
    assert_eq!((story.figure("goods.blanket-1.loss"), story.figure("things.loss")), (6, 6));
    // First in, first out: the first giver's six blankets are the ones that are gone.
    let lost = |code| story.answer(code)[0].ends.iter().filter(|end| end.holder == "w:loss").count();
    assert_eq!(codes.iter().map(lost).collect::<Vec<_>>(), [1, 0, 0, 0, 0]);
    story.sound();
    // Found again: the correction is told on a Monday as well, and nothing is lost any more.
    let entry = story.in_memory().0.to_string();
    story.on(13, 9).enter("correction", &[("entry", &entry), ("reason", "never")]);
    story.close(47);
    assert_eq!(story.figure("goods.blanket-1.loss"), 0);
    assert_eq!(codes.iter().map(lost).sum::<usize>(), 0);
    story.sound();
}

fn what_a_supplier_never_sends_is_a_loss_at_last(place: &Place) {
    let story = Story::founded(place);
    blankets(&story);
    let claim = format!("{}/blanket-1/BLANKET", story.order(1).replacen("order-", "claim-", 1));
    story.enter("loss", &[("from", &claim), ("count", "1"), ("reason", "lost")]);
    story.close(19);
    assert_eq!((story.figure("things.loss"), story.figure("things.arrived")), (1, 29));
    story.sound();
}

fn nobody_loses_more_than_there_is_or_money(place: &Place) {
    let story = Story::founded(place);
    blankets(&story);
    let before = story.every_row();
    let shelf = "place-ua-46-1/blanket-1/BLANKET";
    let refused = |from: &str, count: &str| {
        story.refused("loss", &[("from", from), ("count", count), ("reason", "stolen")]).says()
    };
    assert_eq!(refused(shelf, "30"), "place-ua-46-1/blanket-1 has 29 BLANKET; 1 more are missing.");
    assert_eq!(refused("bank-eur-1/blanket-1/EUR", "1"), "This is not one of the choices. Choose from the list.");
    assert_eq!(refused(shelf, "0"), "The count must be at least 1.");
    assert_eq!(story.every_row(), before);
}
