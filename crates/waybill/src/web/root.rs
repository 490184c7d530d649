//! The root of the signed log as a strip of bars: what two people hold beside each other to see whether they were shown the
//! same book.

use std::fmt::Write as _;

use maud::{Markup, html};
use waybill_log::Hash;

/// Width of a bar and of a bar with its gap, in the drawing's own units.
const BAR: (u32, u32) = (5, 8);
/// The height of the strip; a byte of 255 reaches the top, one of 0 is still seen.
const HEIGHT: u32 = 28;
const LOWEST: u32 = 2;

/// One bar a byte, as high as the byte is large. `label` says what the picture shows.
pub fn strip(root: &Hash, label: &str) -> Markup {
    let (bar, step) = BAR;
    let mut path = String::new();
    for (place, byte) in (0_u32..).zip(root.0) {
        let height = LOWEST + u32::from(byte) * (HEIGHT - LOWEST) / 255;
        let _ = write!(path, "M{} {HEIGHT}v-{height}h{bar}v{height}z", place * step);
    }
    let width = 32 * step - (step - bar);
    html! {
        svg.print-of viewBox=(format!("0 0 {width} {HEIGHT}")) preserveAspectRatio="none" role="img" aria-label=(label) {
            path d=(path) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_root_is_another_strip() {
        let mut bytes = [0; 32];
        bytes[31] = 255;
        let drawn = strip(&Hash(bytes), "A strip").into_string();
        assert!(drawn.contains("viewBox=\"0 0 253 28\"") && drawn.contains("M0 28v-2h5v2z"), "{drawn}");
        assert!(drawn.contains("M248 28v-28h5v28z"), "{drawn}");
        bytes[0] = 10;
        assert_ne!(strip(&Hash(bytes), "A strip").into_string(), drawn);
    }
}
