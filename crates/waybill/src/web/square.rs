//! A square code as one shape: black on white in the dark as well, with white around it.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};

/// Squares along one side of version 13: the largest that EPC069-12 allows, and as fine as a phone reads from a screen.
const SQUARES_MAX: usize = 69;

/// Light squares around the code, as the standard for such codes asks.
const QUIET: usize = 4;

/// The code as a picture, with the correction of errors that EPC069-12 asks for; `None` where the text is too long for one.
pub fn picture(text: &str, label: &str) -> Option<Markup> {
    drawn(text, label, ECL::M)
}

/// The same with the least correction: for a screen, where coarse squares are worth more than a torn corner.
pub fn for_screen(text: &str, label: &str) -> Option<Markup> {
    drawn(text, label, ECL::L)
}

fn drawn(text: &str, label: &str, correction: ECL) -> Option<Markup> {
    let code = QRBuilder::new(text).ecl(correction).build().ok()?;
    if code.size > SQUARES_MAX {
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
