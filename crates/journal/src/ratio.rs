//! Exact fractions: a share is never rounded here.
//!
//! Why not a fixed number of digits: slices under one digit vanish, and then track and trace are no longer inverse
//! (`docs/TRACING.md` section 7).

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

/// An exact fraction of any size, always in lowest terms with a positive denominator.
pub type Ratio = num_rational::BigRational;

/// The fraction as text: `n/d` in lowest terms, `n` when the denominator is 1. The only machine-readable form.
pub fn shown(ratio: &Ratio) -> String {
    if ratio.is_integer() { ratio.numer().to_string() } else { format!("{}/{}", ratio.numer(), ratio.denom()) }
}

/// A whole number as a fraction.
pub(crate) fn whole(units: impl Into<BigInt>) -> Ratio {
    Ratio::from_integer(units.into())
}

/// A stretch `[lo, hi)` of some line of units; ends may be fractions, because an exchange bends one line into another.
///
/// Invariant: `lo < hi`; the functions here return no empty span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) lo: Ratio,
    pub(crate) hi: Ratio,
}

impl Span {
    pub(crate) fn of(lo: impl Into<BigInt>, hi: impl Into<BigInt>) -> Span {
        Span { lo: whole(lo), hi: whole(hi) }
    }

    pub(crate) fn length(&self) -> Ratio {
        &self.hi - &self.lo
    }

    /// The part in common, if any.
    pub(crate) fn within(&self, other: &Span) -> Option<Span> {
        let lo = if self.lo > other.lo { &self.lo } else { &other.lo };
        let hi = if self.hi < other.hi { &self.hi } else { &other.hi };
        (lo < hi).then(|| Span { lo: lo.clone(), hi: hi.clone() })
    }

    /// The same stretch on a line whose zero lies elsewhere.
    pub(crate) fn shifted(&self, by: &Ratio) -> Span {
        Span { lo: &self.lo + by, hi: &self.hi + by }
    }

    /// The line `[0, from)` bent evenly into `[0, to)`: where this stretch comes to lie.
    pub(crate) fn bent(&self, from: &BigInt, to: &BigInt) -> Span {
        if from == to {
            return self.clone();
        }
        let per = Ratio::new(to.clone(), from.clone());
        Span { lo: &self.lo * &per, hi: &self.hi * &per }
    }

    /// The whole units `[floor, ceiling)` that cover the stretch. Lines of pools end below 2^63, so they fit.
    pub(crate) fn cover(&self) -> (i64, i64) {
        debug_assert!(!self.lo.is_negative(), "offsets are never below zero");
        let down = self.lo.numer().div_floor(self.lo.denom());
        let up = self.hi.numer().div_ceil(self.hi.denom());
        (down.to_i64().unwrap_or(i64::MAX), up.to_i64().unwrap_or(i64::MAX))
    }

    /// `weight`, spread evenly over this stretch: the weight of `part` of it.
    pub(crate) fn portion(&self, part: &Span, weight: &Ratio) -> Ratio {
        if part == self { weight.clone() } else { weight * (part.length() / self.length()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(n: i64, d: i64) -> Ratio {
        Ratio::new(n.into(), d.into())
    }

    #[test]
    fn spans_meet_only_where_both_have_units() {
        let span = Span::of(2, 6);
        assert_eq!(span.within(&Span::of(4, 9)), Some(Span::of(4, 6)));
        assert_eq!(Span::of(4, 9).within(&span), Some(Span::of(4, 6)));
        assert_eq!(span.within(&Span::of(3, 4)), Some(Span::of(3, 4)));
        assert_eq!(span.within(&Span::of(0, 9)), Some(span.clone()));
        assert_eq!((span.within(&Span::of(6, 9)), span.within(&Span::of(0, 2))), (None, None));
    }

    #[test]
    fn a_bent_span_keeps_its_place_in_proportion() {
        let span = Span::of(2, 6);
        assert_eq!(span.bent(&12.into(), &4.into()), Span { lo: parts(2, 3), hi: whole(2) });
        assert_eq!(span.bent(&12.into(), &12.into()), span);
        assert_eq!(span.shifted(&whole(-2)), Span::of(0, 4));
    }

    #[test]
    fn the_cover_is_the_whole_units_that_are_touched() {
        assert_eq!(Span::of(2, 6).cover(), (2, 6));
        assert_eq!(Span { lo: parts(7, 3), hi: parts(16, 3) }.cover(), (2, 6));
        assert_eq!(Span { lo: parts(1, 3), hi: parts(2, 3) }.cover(), (0, 1));
    }

    #[test]
    fn a_portion_is_the_weight_in_proportion() {
        let (span, weight) = (Span::of(2, 6), whole(10));
        assert_eq!(span.portion(&Span::of(3, 4), &weight), parts(5, 2));
        assert_eq!(span.portion(&span, &weight), weight);
    }
}
