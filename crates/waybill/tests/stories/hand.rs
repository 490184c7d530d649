//! From a gift to a hand: every stage, as the giver and as a stranger read it on the day before and on the day.

use crate::common::prose::{giver, public, reads};
use crate::common::{Gift, Place, Story};

stories![from_a_gift_to_a_hand];

fn from_a_gift_to_a_hand(place: &Place) {
    let story = Story::founded(place);
    let gift = a_gift_among_five(&story);
    the_money_is_decided_and_sent_ahead(&story, &gift);
    blankets_are_ordered_and_paid(&story, &gift);
    sixteen_of_twenty_five_arrive(&story, &gift);
    fifteen_reach_hands(&story, &gift);
    story.sound();
}

/// The way, told one line after the other as it becomes public.
const COUNTED: &str = "A gift of 45 EUR for open, counted on day 3.
    - gift (told on 26 February): 45 EUR from w:givers to bank/open.";
const SENT_AHEAD: &str = "
    - decision (told on 27 February): 45 EUR from bank/open to bank/blanket-1.
    - advance (told on 27 February): 45 EUR from bank/blanket-1 to foundation-pl-1/blanket-1.";
const PAID: &str = "
    - payment (told on 1 March): 45 EUR from foundation-pl-1/blanket-1 to the order/blanket-1, and became 9/2 BLANKET.";
const ARRIVED: &str = "
    - arrival (told on 21 March): 5/2 BLANKET from the order/blanket-1 to the claim/blanket-1.
    - arrival (told on 21 March): 2 BLANKET from the order/blanket-1 to stock/blanket-1.";
const IN_HANDS: &str = "
    - handover (told on 28 March): 1 BLANKET from stock/blanket-1 to w:recipients.";

fn the_giver_reads(story: &Story, gift: &Gift, way: &[&str], now: &str) {
    reads(&giver(&story.answer(&gift.code)[0]), &format!("{}\n{now}", way.concat()));
}

fn a_stranger_reads(story: &Story, text: &str) {
    reads(&public(&story.shown()), text);
}

/// 100 euros were there before; five people give 200 more. The story follows the second, who gives 45.
fn a_gift_among_five(story: &Story) -> Gift {
    story.on(1, 11).enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "100")]);
    let need = [("item", "blanket"), ("quantity", "25"), ("priority", "1"), ("price", "10"), ("source", "offer")];
    story.enter("need", &need);
    story.close(1).on(2, 9);
    story.gift("40", "DE", "open");
    let followed = story.gift("45", "DE", "open");
    story.gift("60", "DE", "open");
    story.gift("30", "DE", "open");
    story.close(2);
    let waiting = "A gift of 45 EUR for open, not counted yet.
        - gift (not told yet): 45 EUR from w:givers to bank/open.
        = 45 EUR: bank.";
    reads(&giver(&story.answer(&followed.code)[0]), waiting);
    a_stranger_reads(
        story,
        "Day 2: 0 gifts, nothing given; 0 things bought, 0 arrived, 0 in hands.
        - blanket-1: 0 of 25 funded, 0 bought, 0 delivered; 250 EUR missing.",
    );
    story.on(3, 9).gift("25", "DE", "open");
    reads(&giver(&story.answer(&followed.code)[0]), waiting);
    story.close(3);
    the_giver_reads(story, &followed, &[COUNTED], "= 45 EUR: bank.");
    a_stranger_reads(story, GIVEN);
    followed
}

/// What is for all is for no need yet.
const GIVEN: &str = "
    Day 3: 5 gifts, 200 EUR given; 0 things bought, 0 arrived, 0 in hands.
    - blanket-1: 0 of 25 funded, 0 bought, 0 delivered; 250 EUR missing.";

fn the_money_is_decided_and_sent_ahead(story: &Story, gift: &Gift) {
    story.on(4, 9).enter("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "250")]);
    let foundation = [("role", "foundation"), ("country", "PL")];
    let advance = [("from", "bank-eur-1/blanket-1/EUR"), ("amount", "250"), foundation[0], foundation[1]];
    story.enter("advance", &advance);
    the_giver_reads(story, gift, &[COUNTED], "= 45 EUR: bank.");
    a_stranger_reads(story, GIVEN);
    story.close(4);
    the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD], "= 45 EUR: foundation-pl-1.");
    a_stranger_reads(
        story,
        "Day 4: 5 gifts, 200 EUR given; 0 things bought, 0 arrived, 0 in hands.
        - blanket-1: 25 of 25 funded, 0 bought, 0 delivered; 0 EUR missing.",
    );
}

fn blankets_are_ordered_and_paid(story: &Story, gift: &Gift) {
    story.on(5, 9).order_blankets("blanket-1", "25", "10", "foundation-pl-1");
    story.close(5);
    the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD], "= 45 EUR: foundation-pl-1.");
    a_stranger_reads(
        story,
        "Day 5: 5 gifts, 200 EUR given; 0 things bought, 0 arrived, 0 in hands.
        - blanket-1: 25 of 25 funded, 0 bought, 0 delivered; 0 EUR missing.
        - 25 ordered, nothing paid: Ordered, 0 arrived, 0 claimed.",
    );
    story.on(6, 9).enter("payment", &[("order", &story.order(1)), ("holder", "foundation-pl-1")]);
    story.close(6);
    the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD, PAID], ON_ITS_WAY);
    a_stranger_reads(
        story,
        "Day 6: 5 gifts, 200 EUR given; 25 things bought, 0 arrived, 0 in hands.
        - blanket-1: 25 of 25 funded, 25 bought, 0 delivered; 0 EUR missing.
        - 25 ordered, 250 EUR paid: UnderWay, 0 arrived, 0 claimed.",
    );
}

/// 140 euros came before these 45, so they paid for half of the 19th blanket and all of the 15th to 18th.
const ON_ITS_WAY: &str = "= 45 EUR: the order, as 9/2 BLANKET.";

/// On Friday, 11 March: the first sixteen. The world reads it on the Monday after next.
fn sixteen_of_twenty_five_arrive(story: &Story, gift: &Gift) {
    let (order, place) = (story.order(1), [("region", "UA-46"), ("place", "1")]);
    let arrival = [("order", order.as_str()), ("received1", "16"), ("reason1", "notsent"), place[0], place[1]];
    story.on(16, 9).enter("arrival", &arrival);
    for (day, state) in [(16, "UnderWay"), (18, "UnderWay"), (19, "Awaited"), (25, "Awaited")] {
        story.close(day);
        the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD, PAID], ON_ITS_WAY);
        let nothing_new = format!(
            "Day {day}: 5 gifts, 200 EUR given; 25 things bought, 0 arrived, 0 in hands.
            - blanket-1: 25 of 25 funded, 25 bought, 0 delivered; 0 EUR missing.
            - 25 ordered, 250 EUR paid: {state}, 0 arrived, 0 claimed."
        );
        a_stranger_reads(story, &nothing_new);
        if day == 19 {
            fifteen_are_handed_over(story);
        }
    }
    story.close(26);
    the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD, PAID, ARRIVED], PART_OF_IT_IS_MISSING);
    a_stranger_reads(
        story,
        "Day 26: 5 gifts, 200 EUR given; 25 things bought, 16 arrived, 0 in hands.
        - blanket-1: 25 of 25 funded, 25 bought, 0 delivered; 0 EUR missing.
        - 25 ordered, 250 EUR paid: Arrived, 16 arrived, 9 claimed.",
    );
}

const PART_OF_IT_IS_MISSING: &str = "
    = 20 EUR: stock, as 2 BLANKET.
    = 25 EUR: the claim, as 5/2 BLANKET.";

/// On Wednesday, 16 March, the week after the arrival and before anybody outside knows of it.
fn fifteen_are_handed_over(story: &Story) {
    let handover = [("shelf", "place-ua-46-1/BLANKET"), ("count", "15"), ("people", "15"), ("region", "UA-46")];
    story.on(21, 9).enter("handover", &handover);
}

fn fifteen_reach_hands(story: &Story, gift: &Gift) {
    story.close(32);
    the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD, PAID, ARRIVED], PART_OF_IT_IS_MISSING);
    a_stranger_reads(
        story,
        "Day 32: 5 gifts, 200 EUR given; 25 things bought, 16 arrived, 0 in hands.
        - blanket-1: 25 of 25 funded, 25 bought, 0 delivered; 0 EUR missing.
        - 25 ordered, 250 EUR paid: Arrived, 16 arrived, 9 claimed.",
    );
    story.close(33);
    let now = "= 10 EUR: w:recipients, as 1 BLANKET.
        = 10 EUR: stock, as 1 BLANKET.
        = 25 EUR: the claim, as 5/2 BLANKET.";
    the_giver_reads(story, gift, &[COUNTED, SENT_AHEAD, PAID, ARRIVED, IN_HANDS], now);
    a_stranger_reads(
        story,
        "Day 33: 5 gifts, 200 EUR given; 25 things bought, 16 arrived, 15 in hands.
        - blanket-1: 25 of 25 funded, 25 bought, 15 delivered; 0 EUR missing.
        - 25 ordered, 250 EUR paid: Arrived, 16 arrived, 9 claimed.",
    );
}
