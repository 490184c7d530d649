//! Wrong entries put right: what coordinators can do again, what the world learns of it, and what it never learns.

use serde_json::Value;
use waybill::store::FormKey;

use crate::common::prose::{giver, reads};
use crate::common::{Place, Story};

stories![
    what_was_used_is_corrected_newest_first,
    an_order_is_payable_again_and_an_arrival_awaited_again,
    an_order_and_a_need_that_moved_nothing_are_corrected,
    what_cannot_be_corrected_says_why_and_changes_nothing,
    pressing_twice_corrects_once,
    a_wrong_entry_that_nobody_heard_of_leaves_no_trace,
    what_was_told_alone_is_taken_back_by_a_fact,
    an_order_is_taken_back_after_its_arrival_and_payment,
    a_gift_told_in_a_total_goes_out_of_the_next_one,
    a_correction_that_would_leave_too_few_waits,
    a_handover_told_in_a_total_goes_out_of_the_next_one,
    a_correction_in_a_total_is_not_seen_before_that_total,
    an_advance_is_as_old_as_before_its_payment_was_corrected,
    a_rebuild_tells_corrections_again_as_they_were_told,
];

impl Story {
    fn correct(&self, entry: u64) -> u64 {
        self.enter("correction", &[("entry", &entry.to_string()), ("reason", "amount")])
    }

    fn not_corrected(&self, entry: u64) -> String {
        self.refused("correction", &[("entry", &entry.to_string()), ("reason", "never")]).says()
    }

    fn waits(&self) -> Vec<String> {
        let key = FormKey::parse("a-look-at-the-list").unwrap();
        let lists = waybill::house::HOUSE.waits;
        lists.iter().flat_map(|list| list(&self.bench(&key)).unwrap()).map(|one| one.words).collect()
    }
}

/// Five gifts of 60 euros for blankets, an order of 30 at 10, paid; answers the order and the payment.
fn a_paid_order(story: &Story) -> (u64, u64) {
    story.need_blankets("30");
    story.gifts(5, "60", "DE", "blanket-1");
    let order = story.order_blankets("blanket-1", "30", "10", "");
    let payment = story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    (order, payment)
}

/// So many of the first order arrive; answers the entry.
fn arrival(story: &Story, received: &str) -> u64 {
    let there = [("region", "UA-30"), ("place", "2"), ("reason1", "damaged")];
    story.enter("arrival", &[("order", &story.order(1)), ("received1", received), there[0], there[1], there[2]])
}

fn what_was_used_is_corrected_newest_first(place: &Place) {
    let story = Story::founded(place);
    let (order, payment) = a_paid_order(&story);
    let arrived = arrival(&story, "28");
    let handed = story.enter("handover", &[("shelf", "place-ua-30-2/BLANKET"), ("count", "8"), ("region", "UA-30")]);
    let before = story.every_row();
    for (entry, first) in [(payment, handed), (arrived, handed), (order, arrived), (3, handed)] {
        let says = story.not_corrected(entry);
        assert!(says.contains(&format!("entry {first}")), "{entry} waits for {first}: {says}");
    }
    assert_eq!(story.every_row(), before, "nothing is posted");
    for entry in [handed, arrived, payment, order] {
        story.correct(entry);
        assert_eq!(story.differences(), []);
    }
    assert_eq!(story.balance("bank-eur-1/blanket-1/EUR"), 30_000);
    assert_eq!(story.balance("place-ua-30-2/blanket-1/BLANKET"), 0);
    // Now the gift can go as well.
    story.correct(3);
    assert_eq!(story.balance("bank-eur-1/blanket-1/EUR"), 24_000);
    story.close(1).close(40);
    story.sound();
}

fn an_order_is_payable_again_and_an_arrival_awaited_again(place: &Place) {
    let story = Story::founded(place);
    let (_, payment) = a_paid_order(&story);
    let arrived = arrival(&story, "28");
    assert!(!story.waits().iter().any(|words| words.starts_with("On its way")));
    story.correct(arrived);
    assert!(story.waits().iter().any(|words| words.starts_with("On its way")), "{:?}", story.waits());
    let again = arrival(&story, "30");
    story.correct(again);
    story.correct(payment);
    assert!(story.waits().iter().any(|words| words.starts_with("To pay")), "{:?}", story.waits());
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    story.refused("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    arrival(&story, "30");
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.sound();
}

fn an_order_and_a_need_that_moved_nothing_are_corrected(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    let twice = [("need", "blanket-1"), ("quantity", "300"), ("priority", "1"), ("price", "10"), ("source", "offer")];
    let wrong = story.enter("need", &twice);
    let alone = story.enter(
        "need",
        &[("item", "tent"), ("quantity", "3"), ("priority", "1"), ("price", "100"), ("source", "offer")],
    );
    story.gifts(5, "60", "DE", "blanket-1");
    let order = story.order_blankets("blanket-1", "30", "10", "");
    story.close(1);
    let quantities =
        |story: &Story| story.shown().needs.iter().map(|n| (n.fund.clone(), n.quantity)).collect::<Vec<_>>();
    assert_eq!(quantities(&story).len(), 2);
    // All of the money is promised by that order.
    assert!(story.refused("order", &[("fund", "blanket-1")]).says().len() > 1);
    story.on(2, 9);
    for entry in [wrong, alone, order] {
        story.correct(entry);
    }
    story.order_blankets("blanket-1", "29", "10", "");
    story.close(2);
    assert_eq!(quantities(&story), [("blanket-1".to_owned(), 30)], "the older word counts again");
    assert_eq!(story.shown().orders.iter().map(|o| o.ordered).collect::<Vec<_>>(), [29]);
    story.sound();
    // The item's name is free again, and no fund is left behind.
    story.on(3, 9);
    story.enter(
        "need",
        &[("item", "tent"), ("quantity", "4"), ("priority", "1"), ("price", "100"), ("source", "offer")],
    );
    story.close(3);
    assert_eq!(quantities(&story).iter().filter(|(fund, n)| fund == "tent-1" && *n == 4).count(), 1);
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.sound();
}

fn what_cannot_be_corrected_says_why_and_changes_nothing(place: &Place) {
    let story = Story::founded(place);
    let gift = story.gift("60", "DE", "open");
    let correction = story.correct(gift.entry);
    let before = story.every_row();
    assert!(story.not_corrected(gift.entry).contains(&format!("corrected already, by entry {correction}")));
    assert!(story.not_corrected(correction).contains("is a correction itself"));
    for nothing in ["999", "0", "-1", "x", "18446744073709551616"] {
        let says = story.refused("correction", &[("entry", nothing), ("reason", "never")]).says();
        assert!(says.contains(&format!("There is no entry “{nothing}”")), "{says}");
    }
    story.refused("correction", &[("entry", "1"), ("reason", "because")]);
    assert_eq!(story.every_row(), before);
    story.sound();
}

fn pressing_twice_corrects_once(place: &Place) {
    let story = Story::founded(place);
    let gift = story.gift("60", "DE", "open");
    let (key, number) = (story.next_key(), gift.entry.to_string());
    let typed = [("entry", number.as_str()), ("reason", "twice")];
    let first = story.send(&key, "correction", &typed).unwrap();
    let again = story.send(&key, "correction", &typed).unwrap();
    assert_eq!((first.entry, first.repeated, again.entry, again.repeated), (2, false, 2, true));
    assert_eq!(story.balance("bank-eur-1/open/EUR"), 0);
    story.sound();
}

/// Two books that differ in wrong entries of every kind, each put right before anybody heard of it.
fn a_wrong_entry_that_nobody_heard_of_leaves_no_trace(place: &Place) {
    let beside = place.another();
    let book = |place: &Place| {
        let story = Story::founded(place);
        story.stock_blankets("60");
        story.need_blankets("90");
        story.gifts(6, "60", "DE", "blanket-1");
        story.gifts(6, "60", "FR", "open");
        story.close(1).on(2, 9);
        story
    };
    let (with, without) = (book(place), book(&beside));
    let later = |story: &Story, n: i32| {
        let key = FormKey::parse(&format!("later-in-both-{n}")).unwrap();
        let from = [("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "10")];
        story.send(&key, "decision", &from).unwrap();
    };
    let mut wrong = vec![with.gift("60", "DE", "blanket-1").entry];
    wrong.push(with.enter("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "200")]));
    wrong.push(with.order_blankets("blanket-1", "30", "10", ""));
    wrong.push(with.enter("payment", &[("order", &with.order(1)), ("holder", "bank-eur-1")]));
    wrong.push(arrival(&with, "20"));
    let shelf = ("shelf", "place-ua-30-2/BLANKET");
    wrong.push(with.enter("handover", &[shelf, ("count", "9"), ("region", "UA-46")]));
    wrong.push(with.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "7")]));
    for entry in wrong.iter().rev() {
        with.correct(*entry);
    }
    for day in 2..=40 {
        for (story, other) in [(&with, &without), (&without, &with)] {
            if day % 5 == 0 {
                later(story.on(day, 12), day);
            }
            story.close(day);
            assert!(other.told_of("correction") == 0);
        }
        assert_eq!(with.told(), without.told(), "day {day}");
        assert_eq!(with.shown(), without.shown(), "day {day}");
    }
    assert_eq!(with.operation.waiting(jiff::Timestamp::MAX).unwrap(), [], "all of it is dealt with");
    with.sound();
    without.sound();
}

fn what_was_told_alone_is_taken_back_by_a_fact(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    story.gifts(5, "60", "DE", "open");
    let from = ("from", "bank-eur-1/open/EUR");
    let decision = story.enter("decision", &[from, ("fund", "blanket-1"), ("amount", "200")]);
    let opening = story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "50")]);
    story.close(1);
    let before = story.told();
    assert_eq!((story.figure("need.blanket-1.funded"), story.figure("fund.open.EUR.before")), (20, 5000));
    story.on(2, 9).correct(decision);
    story.correct(opening);
    assert_eq!(story.told(), before, "not before the close");
    story.close(2);
    assert_eq!((story.figure("need.blanket-1.funded"), story.figure("fund.open.EUR.before")), (0, 0));
    assert_eq!((story.figure("at.bank.open.EUR"), story.figure("fund.open.EUR.moved")), (30_000, 0));
    let shown = story.shown();
    let wrong = shown.facts.iter().find(|f| f.kind == "decision").unwrap();
    let right = shown.facts.iter().find(|f| f.text("of") == wrong.id).unwrap();
    assert_eq!((right.text("kind"), right.text("reason"), right.step), ("decision", "amount", 2));
    assert_eq!(right.body.as_object().unwrap().len(), 3);
    story.sound();
}

/// The arrival is told late, and so is that it was wrong; until then the payment and the order stand.
fn an_order_is_taken_back_after_its_arrival_and_payment(place: &Place) {
    let story = Story::founded(place);
    let (order, payment) = a_paid_order(&story);
    story.close(1).on(2, 9);
    let arrived = arrival(&story, "30");
    story.close(11);
    assert_eq!((story.told_of("arrival"), story.figure("things.arrived")), (0, 0));
    story.close(12);
    assert_eq!((story.told_of("arrival"), story.figure("things.arrived")), (1, 30));
    // On Tuesday of the week of 14 March; arrivals of that week are told on Monday, 28 March, day 33.
    story.on(20, 9);
    for entry in [arrived, payment, order] {
        story.correct(entry);
    }
    for day in [20, 26, 32] {
        story.close(day);
        assert_eq!((story.told_of("correction"), story.shown().orders.len()), (0, 1), "day {day}");
    }
    story.close(33);
    assert_eq!((story.told_of("correction"), story.shown().orders.len()), (3, 0));
    for name in ["things.arrived", "things.bought", "goods.blanket-1.bought", "fund.blanket-1.EUR.spent"] {
        assert_eq!(story.figure(name), 0, "{name}");
    }
    assert_eq!(story.figure("at.bank.blanket-1.EUR"), 30_000);
    story.sound();
}

fn a_gift_told_in_a_total_goes_out_of_the_next_one(place: &Place) {
    let story = Story::founded(place);
    let gifts = story.gifts(6, "50", "DE", "open");
    story.close(1);
    assert_eq!((story.figure("gifts.count"), story.figure("given.EUR.DE")), (6, 30_000));
    story.on(2, 9).correct(gifts[0].entry);
    let right = story.gift_again(&gifts[0], "5", "DE", "open");
    story.close(2);
    assert_eq!((story.figure("gifts.count"), story.told_of("correction")), (6, 0), "one person is never told alone");
    let answers = story.answer(&gifts[0].code);
    assert_eq!((answers.len(), answers[0].corrected, answers[1].corrected), (2, true, false));
    assert!(answers[0].way.is_empty() && answers[0].ends.is_empty());
    assert_eq!(story.answer(&gifts[1].code)[0].counted, Some(1));
    // Six more people and the right gift, less the wrong one: six gifts of 305 less 50 euros.
    story.on(3, 9).gifts(6, "50", "DE", "open");
    story.close(3);
    let shown = story.shown();
    let total = shown.facts.iter().rfind(|fact| fact.kind == "gifts").unwrap();
    assert_eq!((total.number("count"), total.number("sum")), (6, 25_500));
    assert_eq!(total.body["corrected"], Value::Bool(true));
    assert_eq!((story.figure("gifts.count"), story.figure("at.bank.open.EUR")), (12, 55_500));
    assert_eq!(story.balance("bank-eur-1/open/EUR"), 55_500);
    assert!(story.operation.told_by(right).unwrap().is_some());
    story.sound();
}

fn a_correction_that_would_leave_too_few_waits(place: &Place) {
    let story = Story::founded(place);
    let gifts = story.gifts(5, "50", "DE", "open");
    let from_france = story.gifts(5, "50", "FR", "open");
    story.close(1).on(2, 9).correct(gifts[0].entry);
    story.correct(from_france[0].entry);
    // Five people less one are four: the total is told whole, and the correction goes on waiting.
    story.gifts(5, "50", "DE", "open");
    story.close(2);
    assert_eq!((story.figure("gifts.count.EUR.DE"), story.figure("given.EUR.DE")), (10, 50_000));
    assert!(!story.told().0.contains("corrected"));
    // Six people, but together less than what is to go out.
    story.on(3, 9).gifts(6, "5", "DE", "open");
    story.close(3);
    assert_eq!(story.figure("given.EUR.DE"), 53_000);
    // Another country and another fund are another cell.
    story.on(4, 9).gifts(7, "50", "IT", "open");
    story.gifts(7, "50", "DE", "open");
    story.close(4);
    assert_eq!((story.figure("gifts.count.EUR.DE"), story.figure("given.EUR.DE")), (22, 83_000));
    assert_eq!(story.figure("gifts.count.EUR.FR"), 5);
    assert_eq!(story.operation.waiting(jiff::Timestamp::MAX).unwrap().len(), 1, "France waits");
    story.sound();
}

/// Where the blankets lie.
const SHELF: &str = "place-ua-46-1/BLANKET";

fn a_handover_told_in_a_total_goes_out_of_the_next_one(place: &Place) {
    let story = Story::founded(place);
    story.stock_blankets("100");
    story.on(6, 9);
    let entries: Vec<u64> = ["20", "10"]
        .iter()
        .map(|n| story.enter("handover", &[("shelf", SHELF), ("count", n), ("region", "UA-46")]))
        .collect();
    story.close(19);
    assert_eq!((story.figure("hands.BLANKET"), story.figure("things.handed")), (30, 30));
    story.on(20, 9).correct(entries[0]);
    assert_eq!(story.balance("place-ua-46-1/open/BLANKET"), 90);
    // Of another region, and of too few: neither takes it out.
    story.enter("handover", &[("shelf", SHELF), ("count", "30"), ("region", "UA-30")]);
    story.enter("handover", &[("shelf", SHELF), ("count", "22"), ("region", "UA-46")]);
    story.close(33);
    assert_eq!((story.figure("hands.BLANKET"), story.told_of("correction")), (82, 0));
    story.on(34, 9).enter("handover", &[("shelf", SHELF), ("count", "28"), ("region", "UA-46")]);
    story.close(60);
    let shown = story.shown();
    let total = shown.facts.iter().rfind(|fact| fact.kind == "handover").unwrap();
    assert_eq!((total.number("units"), total.number("people"), total.text("region")), (8, 8, "UA-46"));
    assert_eq!(total.body["corrected"], Value::Bool(true));
    assert_eq!((story.figure("hands.BLANKET"), story.figure("at.stock.open.BLANKET")), (90, 10));
    story.sound();
}

/// A correction that waits for a total changes nothing public until then, also not for other givers.
fn a_correction_in_a_total_is_not_seen_before_that_total(place: &Place) {
    let beside = place.another();
    let book = |place: &Place| {
        let story = Story::founded(place);
        let gifts = story.gifts(6, "50", "DE", "open");
        story.close(1);
        (story, gifts)
    };
    let ((with, gifts), (without, same)) = (book(place), book(&beside));
    with.on(2, 9).correct(gifts[0].entry);
    for day in 2..=9 {
        with.close(day);
        without.close(day);
        assert_eq!(with.told(), without.told(), "day {day}");
        assert_eq!(with.shown(), without.shown(), "day {day}");
        assert_eq!(with.answer(&gifts[1].code), without.answer(&same[1].code), "day {day}");
    }
    with.on(10, 9).gifts(6, "50", "DE", "open");
    without.on(10, 9).gifts(6, "50", "DE", "open");
    with.close(10);
    without.close(10);
    assert_eq!((with.figure("gifts.count"), without.figure("gifts.count")), (11, 12));
    with.sound();
    without.sound();
}

fn an_advance_is_as_old_as_before_its_payment_was_corrected(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("30");
    let gift = story.gifts(5, "60", "DE", "blanket-1").swap_remove(0);
    let from = ("from", "bank-eur-1/blanket-1/EUR");
    let foundation = [("role", "foundation"), ("country", "PL")];
    story.enter("advance", &[from, ("amount", "300"), foundation[0], foundation[1], ("agreed", "7")]);
    story.close(1).on(5, 9).order_blankets("blanket-1", "30", "10", "foundation-pl-1");
    let payment = story.enter("payment", &[("order", &story.order(1)), ("holder", "foundation-pl-1")]);
    story.close(5).on(10, 9).correct(payment);
    let held = |words: &&String| words.contains("holds");
    assert_eq!(story.waits().iter().filter(held).count(), 1);
    assert!(story.waits().iter().find(held).unwrap().contains("for 9 days"), "{:?}", story.waits());
    story.close(10);
    let advance = &story.shown().advances[0];
    assert_eq!((advance.open, advance.age_days), (30_000, 9));
    reads(
        &giver(&story.answer(&gift.code)[0]),
        "A gift of 60 EUR for blanket-1, counted on day 1.
        - gift (told on 24 February): 60 EUR from w:givers to bank/blanket-1.
        - advance (told on 24 February): 60 EUR from bank/blanket-1 to foundation-pl-1/blanket-1.
        - payment (told on 28 February): 60 EUR from foundation-pl-1/blanket-1 to the order/blanket-1, and became 6 BLANKET.
        - correction (told on 5 March): 6 BLANKET from the order/blanket-1 to foundation-pl-1/blanket-1, and became 60 EUR.
        = 60 EUR: foundation-pl-1.",
    );
    story.sound();
}

fn a_rebuild_tells_corrections_again_as_they_were_told(place: &Place) {
    let story = Story::founded(place);
    let (order, payment) = a_paid_order(&story);
    let gifts = story.gifts(5, "20", "FR", "open");
    story.close(1).on(2, 9).correct(payment);
    story.correct(gifts[0].entry);
    let silent = story.gift("20", "FR", "open");
    story.correct(silent.entry);
    story.close(2).on(3, 9).correct(order);
    story.gifts(7, "20", "FR", "open");
    story.close(3).close(9);
    let (told, rows, shown) = (story.told(), story.every_row(), story.shown());
    assert_eq!(story.told_of("correction"), 2);
    assert!(told.0.contains("\"corrected\":true"));
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.operation.close_all().unwrap();
    waybill::publish::gate::close_days(&story.operation, &story.world, waybill::house::SHAPES).unwrap();
    assert_eq!((story.told(), story.shown(), story.every_row()), (told, shown, rows));
    story.raw("DELETE FROM corrected");
    assert_ne!(story.differences(), [], "a correction taken out by hand shows");
    assert_ne!(story.operation.rebuild().unwrap(), []);
    story.sound();
}
