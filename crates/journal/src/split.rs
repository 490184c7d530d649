//! A person at a shelf knows the holder, the item and the count, not the funds: this splits the count over the funds.

use std::collections::BTreeMap;
use std::fmt;

use crate::book::Book;
use crate::names::{Account, Commodity, MoveId};

/// The holder has less than is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// Who.
    pub holder: String,
    /// What.
    pub commodity: Commodity,
    /// How much can leave without naming units.
    pub has: i64,
    /// How much more is asked for.
    pub missing: i64,
}

impl Book {
    /// Splits `amount` units over the holder's funds by order of arrival, oldest first: what each fund gives, in the
    /// order in which the first unit of each arrived.
    ///
    /// A transfer of each part that names no units takes exactly the units counted here. Pending funds are left out:
    /// what leaves them must be named. An amount below 1 splits into nothing.
    pub fn split_by_arrival(
        &self,
        holder: &str,
        commodity: &Commodity,
        amount: i64,
    ) -> Result<Vec<(Account, i64)>, Short> {
        let theirs = self.places.iter().filter(|(pool, _)| {
            pool.account.holder() == holder && pool.commodity == *commodity && !pool.account.is_named_only()
        });
        let mut by_age: BTreeMap<MoveId, (&Account, i64)> = BTreeMap::new();
        for (pool, place) in theirs {
            let line = &self.lines[*place];
            for (id, _, (lo, hi)) in line.resting().flat_map(|(lo, hi)| line.arrivals(lo, hi)) {
                by_age.entry(id).or_insert((&pool.account, 0)).1 += hi - lo;
            }
        }
        let (mut parts, mut need) = (Vec::<(Account, i64)>::new(), amount.max(0));
        for (account, here) in by_age.into_values() {
            let part = here.min(need);
            need -= part;
            match parts.iter_mut().find(|(known, _)| known == account) {
                Some((_, sum)) => *sum += part,
                None if part > 0 => parts.push((account.clone(), part)),
                None => {}
            }
        }
        if need == 0 {
            Ok(parts)
        } else {
            let (holder, commodity) = (holder.to_owned(), commodity.clone());
            Err(Short { holder, commodity, has: amount - need, missing: need })
        }
    }
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has {} {}; {} more are missing.", self.holder, self.has, self.commodity, self.missing)
    }
}

impl std::error::Error for Short {}
