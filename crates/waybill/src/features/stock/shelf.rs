//! What lies on each shelf now, read from the book: how many, of which funds, since when, and when somebody last counted.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;
use waybill_journal::{Commodity, EntryNumber, Pool};

use super::count::KIND;
use crate::store::StoreError;
use crate::web::forms::Bench;
use crate::web::options;

/// One sort of goods at one place.
pub(super) struct Shelf {
    pub(super) commodity: Commodity,
    /// Over all funds.
    pub(super) count: i64,
    pub(super) by_fund: Vec<(String, i64)>,
    /// The entry with which the oldest of them came to this place.
    pub(super) oldest: EntryNumber,
    /// The day of the newest count.
    pub(super) counted: Option<Date>,
}

/// The shelves on which something lies, by place.
pub(super) fn by_place(bench: &Bench) -> Result<BTreeMap<String, Vec<Shelf>>, StoreError> {
    let counted = last_counted(bench)?;
    bench.operation.with_book(|book| {
        let mut places: BTreeMap<String, Vec<Shelf>> = BTreeMap::new();
        let mut here: BTreeMap<(&str, &Commodity), Vec<(&Pool, i64)>> = BTreeMap::new();
        for (pool, count) in book.pools().filter(|(pool, count)| *count > 0 && !options::is_money(pool)) {
            if pool.account.holder().starts_with("place-") {
                here.entry((pool.account.holder(), &pool.commodity)).or_default().push((pool, count));
            }
        }
        for ((place, commodity), pools) in here {
            let oldest =
                pools.iter().filter_map(|(pool, _)| book.resting(pool).first().map(|slice| slice.of.entry)).min();
            let fund = |pool: &Pool| pool.account.fund().unwrap_or_default().to_owned();
            places.entry(place.to_owned()).or_default().push(Shelf {
                commodity: commodity.clone(),
                count: pools.iter().map(|(_, count)| count).sum(),
                by_fund: pools.iter().map(|(pool, count)| (fund(pool), *count)).collect(),
                oldest: oldest.unwrap_or_default(),
                counted: counted.get(&(place.to_owned(), commodity.to_string())).copied(),
            });
        }
        places
    })
}

/// The day of the newest count of each shelf.
fn last_counted(bench: &Bench) -> Result<BTreeMap<(String, String), Date>, StoreError> {
    let mut counted: BTreeMap<(String, String), Date> = BTreeMap::new();
    for entry in bench.operation.standing(KIND)? {
        let text = |member: &str| {
            let rest = entry.private.get("rest").and_then(|rest| rest.get(member));
            rest.and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let day = counted.entry((text("place"), text("commodity"))).or_insert(entry.on);
        *day = entry.on.max(*day);
    }
    Ok(counted)
}

/// What suppliers owe because it was missing on arrival.
pub(super) fn claims(bench: &Bench) -> Result<Vec<(Pool, i64)>, StoreError> {
    bench.operation.with_book(|book| {
        let open = book.pools().filter(|(pool, count)| *count > 0 && pool.account.holder().starts_with("claim-"));
        open.map(|(pool, count)| (pool.clone(), count)).collect()
    })
}
