//! What several harnesses share: the slow second book, the random journals, how the two
//! books are compared, and short ways to write moves.

pub mod compare;
pub mod nonsense;
pub mod parcels;
pub mod short;
pub mod situations;

/// How many random journals a harness looks at; `WAYBILL_CASES` asks for more or fewer.
pub fn cases(usual: u32) -> u32 {
    std::env::var("WAYBILL_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
