//! How a book is held fast, in four drawings with words below each: envelopes in a box, boxes chained by their seals, the stub
//! that is torn off, pictures that others keep.
//!
//! Each drawing is made from a few shapes in units of its own and grows with the page. Words stand below, in the page's own
//! size; in a drawing stand numbers of days alone. Red marks what is wrong, and dashes mark it as well.

use maud::{Markup, html};

use crate::web::words::Tongue;

/// Width and height of a drawing.
const VIEW: &str = "0 0 320 200";

/// The four, up to the newest day that is signed; 0 before the first.
pub fn four(w: Tongue, hour: &str, newest: i32) -> Markup {
    // Three days are shown; before the third they are the first three.
    let last = newest.max(3);
    let drawn = [envelopes(last), chain(last), stub(last), pictures(last)];
    html! {
        ol.panels {
            @for (place, drawing) in (1..).zip(drawn) {
                li {
                    svg.draw viewBox=(VIEW) role="img" aria-labelledby=(format!("d-{place}-title d-{place}-desc")) {
                        title id=(format!("d-{place}-title")) { (w.t(&format!("check-drawing-{place}"))) }
                        desc id=(format!("d-{place}-desc")) { (w.t(&format!("check-drawing-{place}-shows"))) }
                        (drawing)
                    }
                    h3 { span.box { (place) } " " (w.t(&format!("check-drawing-{place}"))) }
                    p { (w.with(&format!("check-drawing-{place}-text"), &[("hour", hour.into())])) }
                }
            }
        }
    }
}

/// Closed envelopes on their way into the open box of a day; one is the reader's own.
fn envelopes(day: i32) -> Markup {
    let fall = [(78, 62, -14), (160, 40, 3), (242, 66, 12)];
    html! {
        // The far edge and the flaps of the open box.
        path d="M92 118 104 104H216L228 118M92 118 62 106M228 118 258 106" {}
        @for (place, (x, y, turn)) in fall.into_iter().enumerate() {
            g transform=(format!("translate({x} {y}) rotate({turn})")) {
                @let class = if place == 1 { "own" } else { "white" };
                path class=(class) d="M-32-21H32V21H-32z" {}
                path d="M-32-21 0 5 32-21" {}
            }
        }
        path.dash d="M160 70V98M90 88l14 14M230 92 218 102" {}
        path.white d="M92 118H228V186H92z" {}
        text x="160" y="161" { (day) }
    }
}

/// Three closed boxes; the seal of each holds the one before it, as the rings of a tree do.
fn chain(day: i32) -> Markup {
    let boxes = [(50, 1), (156, 2), (266, 3)];
    html! {
        path d="M60 76H134M124 70 134 76 124 82M176 76H238M228 70 238 76 228 82" {}
        @for (x, rings) in boxes {
            path d=(format!("M{x} 104V126")) {}
            (seal(x, 76, rings))
            path.white d=(format!("M{} 126h80v60h-80z", x - 40)) {}
            path d=(format!("M{} 140h80", x - 40)) {}
            text x=(x) y="171" { (day - 3 + rings) }
        }
    }
}

/// The box, and a ticket parted through its seal: one half stays with the box, the other is the receipt and leads to the seal
/// of the day.
fn stub(day: i32) -> Markup {
    html! {
        path d="M58 100V58H82" {}
        path.white d="M14 100h88v86h-88z" {}
        path d="M14 116h88" {}
        text x="58" y="159" { (day) }
        path.white d="M158 16H82V100H158" {}
        path.dash d="M158 16V100" {}
        path d="M158 34a24 24 0 0 0 0 48M158 45a13 13 0 0 0 0 26" {}
        path.thin d="M94 32h28M94 44h18M94 84h32" {}
        g transform="translate(186 12) rotate(7)" {
            path.own d="M0 0H112V84H0" {}
            path.dash d="M0 0V84" {}
            path d="M0 18a24 24 0 0 1 0 48M0 29a13 13 0 0 1 0 26" {}
            path.thin d="M42 26h52M42 42h52M42 58h30" {}
        }
        path d="M238 112V132M230 124 238 132 246 124" {}
        (seal(238, 164, 3))
    }
}

/// A box that was exchanged, beside the pictures of the true one that others keep.
fn pictures(day: i32) -> Markup {
    let kept = [(170, 66, -8), (240, 52, 5), (262, 128, -3), (184, 140, 7)];
    html! {
        g.wrong {
            path d="M60 104V126" {}
            circle cx="60" cy="76" r="6" {}
            circle cx="60" cy="76" r="17" {}
            path d="M20 126h80v60H20zM20 140h80" {}
            path.solid d="M28 44 92 108M92 44 28 108" {}
        }
        text x="60" y="171" { (day) }
        @for (x, y, turn) in kept {
            g transform=(format!("translate({x} {y}) rotate({turn})")) {
                path.white d="M-30-36H30V40H-30z" {}
                path.own d="M-24-30H24V22H-24z" {}
                (seal(0, -4, 3))
            }
        }
    }
}

/// A seal with so many rings around its middle.
fn seal(x: i32, y: i32, rings: i32) -> Markup {
    html! {
        circle.white cx=(x) cy=(y) r=(4 + 6 * rings) {}
        @for ring in 1..rings { circle cx=(x) cy=(y) r=(4 + 6 * ring) {} }
        circle.full cx=(x) cy=(y) r="4" {}
    }
}
