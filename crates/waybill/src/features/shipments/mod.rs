//! Shipments: goods on the road, leg by leg, known to coordinators alone until they arrive.
//!
//! Goods of a paid order set out in one or several shipments; goods of a place set out for another place. Each leg is an
//! entry of which the world never reads anything: until goods arrive, an order is "on the way" as a whole, and what goes
//! from place to place is in stock all the time. Legs of an order move nothing in the journal, so nobody's receipt can
//! depend on them; what arrives of an order is counted with the arrival's own form.

mod leg;
mod page;
mod road;
mod unloading;

pub use leg::{BETWEEN_FORM, ON_FORM, ORDER_FORM};
pub use page::DESK_PAGE;
pub use unloading::FORM as UNLOADING_FORM;

use crate::publish::gate::{KindShape, ruled};
use crate::store::{KindRows, StoreError};
use crate::web::forms::{Bench, Waits};

/// The two kinds have no rows of their own: what is where says the journal, the rest stands in the entries.
pub const ROWS: [KindRows; 2] = [KindRows::none(leg::KIND), KindRows::none(unloading::KIND)];

/// Nothing is ever told of either.
pub const SHAPES: [KindShape; 2] =
    [KindShape { kind: leg::KIND, shape: ruled }, KindShape { kind: unloading::KIND, shape: ruled }];

/// What is on the road between two places, and what of an order is late on its last leg.
pub fn waits(bench: &Bench) -> Result<Vec<Waits>, StoreError> {
    let w = bench.w;
    let mut waits = Vec::new();
    for shipment in road::on_the_road(bench)? {
        let days = shipment.days_late(bench.today);
        if shipment.order.is_some() && days == 0 {
            // The order waits already, with its own words.
            continue;
        }
        waits.push(Waits {
            words: shipment.words(w),
            late: (days > 0).then(|| w.with("waits-late", &[("n", days.into())])),
            at: shipment.arrives_with(),
        });
    }
    Ok(waits)
}
