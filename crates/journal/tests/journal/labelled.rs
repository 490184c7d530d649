//! Tracking with labels: the way is told apart, and nothing else about the answer changes.

use std::collections::BTreeMap;

use crate::common::compare::tell;
use crate::common::parcels::Fault;
use num_traits::Zero;
use proptest::prelude::*;
use waybill_journal::{Book, End, Move, MoveId, Ratio, Share, shown};

fn after(choices: &[u64]) -> Book {
    tell(choices, Fault::None).unwrap().book
}

/// The last exchange that the units passed.
fn last_exchange(before: Option<MoveId>, departure: MoveId, said: &Move) -> Option<MoveId> {
    if matches!(said, Move::Exchange { .. }) { Some(departure) } else { before }
}

/// A label of its own for every way: all departures in order.
fn whole_way(mut before: Vec<MoveId>, departure: MoveId, _: &Move) -> Vec<MoveId> {
    before.push(departure);
    before
}

fn without_labels<L: Ord>(rows: BTreeMap<(L, End), Share>) -> BTreeMap<End, (Ratio, Ratio)> {
    let mut sums: BTreeMap<End, (Ratio, Ratio)> = BTreeMap::new();
    for ((_, end), row) in rows {
        let sum = sums.entry(end).or_insert((Ratio::zero(), Ratio::zero()));
        sum.0 += row.share;
        sum.1 += row.quantity;
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(crate::common::cases(48)) })]

    #[test]
    fn over_all_labels_the_shares_are_those_of_the_track(
        choices in proptest::collection::vec(any::<u64>(), 1..45),
        told in any::<u64>(),
    ) {
        let book = after(&choices);
        let opened = |entry: u64| told >> (entry % 64) & 1 == 1;
        for gift in book.origins() {
            let plain = book.track_where(gift, &opened).unwrap();
            let plain: BTreeMap<End, (Ratio, Ratio)> =
                plain.into_iter().map(|(end, row)| (end, (row.share, row.quantity))).collect();
            let by_exchange = book.track_labelled(gift, None, &last_exchange, &opened).unwrap();
            let amount = Ratio::from_integer(book.said(gift).unwrap().amount().into());
            prop_assert_eq!(by_exchange.values().map(|row| row.share.clone()).sum::<Ratio>(), amount);
            for (label, _) in by_exchange.keys() {
                let exchanged = label.is_none_or(|id| matches!(book.said(id), Some(Move::Exchange { .. })));
                prop_assert!(exchanged && label.is_none_or(|id| opened(id.entry)));
            }
            prop_assert_eq!(without_labels(by_exchange), plain.clone());
            let by_way = book.track_labelled(gift, Vec::new(), &whole_way, &opened).unwrap();
            prop_assert_eq!(without_labels(by_way), plain);
        }
    }
}

#[test]
fn money_carries_the_name_of_its_order_to_where_the_goods_are() {
    let mut book = Book::new();
    for line in [
        r#"{"n":1,"moves":[{"m":"transfer","from":"w:giver-1","to":"bank/a","c":"EUR","a":100}]}"#,
        r#"{"n":2,"moves":[{"m":"exchange","from":"bank/a","c":"EUR","a":30,"to":"order-1/a","gc":"TENT","ga":4,"with":"w:s"}]}"#,
        r#"{"n":3,"moves":[{"m":"exchange","from":"bank/a","c":"EUR","a":50,"to":"order-2/a","gc":"TENT","ga":5,"with":"w:s"}]}"#,
        r#"{"n":4,"moves":[{"m":"transfer","from":"order-1/a","to":"shelf/a","c":"TENT","a":4}]}"#,
        r#"{"n":5,"moves":[{"m":"transfer","from":"order-2/a","to":"shelf/a","c":"TENT","a":5}]}"#,
        r#"{"n":6,"moves":[{"m":"transfer","from":"shelf/a","to":"w:people","c":"TENT","a":6}]}"#,
    ] {
        book.post_json(&serde_json::from_str(line).unwrap()).unwrap();
    }
    let order = |before: String, _: MoveId, said: &Move| match said {
        Move::Exchange { to, .. } => to.holder().to_owned(),
        Move::Transfer { .. } => before,
    };
    let rows = book.track_labelled(MoveId::new(1, 0), String::new(), &order, &|_| true).unwrap();
    let told: Vec<String> = rows
        .iter()
        .map(|((label, end), row)| format!("{label} {end} {} {}", shown(&row.share), shown(&row.quantity)))
        .collect();
    assert_eq!(
        told,
        [" at:bank/a/EUR 20 20", "order-1 out:6:0 30 4", "order-2 at:shelf/a/TENT 30 3", "order-2 out:6:0 20 2",]
    );
}
