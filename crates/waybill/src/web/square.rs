//! A square code as one shape: black on white in the dark as well, with white around it.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};

/// Squares along one side of version 13: the largest that EPC069-12 allows, and as fine as a phone reads from a screen.
const SQUARES_MAX: usize = 69;

/// Squares along one side of version 40, the largest there is (ISO/IEC 18004): 2,953 bytes. It wants paper, or a large screen.
const SQUARES_WHOLE: usize = 177;

/// Light squares around the code, as the standard for such codes asks.
const QUIET: usize = 4;

/// The code as a picture, with the correction of errors that EPC069-12 asks for; `None` where the text is too long for one.
pub fn picture(text: &str, label: &str) -> Option<Markup> {
    drawn(text, label, ECL::M, SQUARES_MAX)
}

/// The same with the least correction: for a screen, where coarse squares are worth more than a torn corner.
pub fn for_screen(text: &str, label: &str) -> Option<Markup> {
    drawn(text, label, ECL::L, SQUARES_MAX)
}

/// A whole document as one code, as large as such codes get, with the least correction.
pub fn whole(text: &str, label: &str) -> Option<Markup> {
    drawn(text, label, ECL::L, SQUARES_WHOLE)
}

fn drawn(text: &str, label: &str, correction: ECL, squares_max: usize) -> Option<Markup> {
    let code = QRBuilder::new(text).ecl(correction).build().ok()?;
    if code.size > squares_max {
        return None;
    }
    let size = code.size + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let dark = (x..code.size).take_while(|x| code[y][*x].value()).count();
            if dark > 0 {
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    Some(html! {
        svg.qr viewBox=(format!("0 0 {size} {size}")) role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The browser's journey reads this very picture with another program.
    const SAMPLE: &str = include_str!("../../../../tests/browser/samples/receipt.svg");

    #[test]
    fn a_document_is_drawn_whole_or_not_at_all() {
        let text = "waybill/receipt/1\nThis is a text to read.\n";
        assert_eq!(whole(text, "A receipt").unwrap().into_string(), SAMPLE.trim_end());
        // What version 40 holds with the least correction, and one byte more (ISO/IEC 18004, table 7).
        assert!(whole(&"a".repeat(2_953), "The most").is_some());
        assert!(whole(&"a".repeat(2_954), "Too much").is_none());
        assert!(for_screen(&"a".repeat(500), "Too fine for a screen").is_none());
    }
}
