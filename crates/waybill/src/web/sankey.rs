//! A picture of where money flows: columns of nodes, and streams between them as wide as what they carry.
//!
//! Pure drawing: columns and streams in, SVG out, in whole half-pixels. Shapes stretch with the page, words do not: each
//! gap between two columns is an SVG of its own that may be squeezed, and the words stand beside the nodes.

use std::fmt;

use maud::{Markup, html};

/// Half-pixels from top to bottom.
const HEIGHT: i64 = 1000;
/// Where the first node begins; above it stand the heads of the columns.
const TOP: i64 = 52;
/// What is left for nodes.
const ROOM: i64 = HEIGHT - TOP;
/// The whole sum takes at most this much of the room, in percent.
const SUM_PERCENT: i64 = 70;
/// Two lines of words fit into this, with a hair of air.
const SLOT_MIN: i64 = 66;
/// Space between two slots at most.
const SPACE_MAX: i64 = 68;
/// A node is never thinner than this.
const NODE_MIN: i64 = 3;
/// Where columns stand, in tenths of a percent of the width.
const PLACES: [i64; 4] = [0, 333, 666, 999];
/// The width of a gap between two columns, likewise.
const GAP: i64 = 333;

/// How a node or a stream is inked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Watered-down ink.
    Plain,
    /// Darkest: what reached hands. The eye ends there.
    Hands,
    /// Grey: what lies in the bank, fees.
    Grey,
}

/// One node of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// At most 14 letters.
    pub label: String,
    /// Its amount, in the smallest unit.
    pub amount: i64,
    /// The amount as it is written.
    pub figure: String,
    /// How it is inked.
    pub ink: Ink,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// From top to bottom.
    pub nodes: Vec<Node>,
}

/// What flows from a node of one column to a node of the next, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// In the column before.
    pub from: usize,
    /// In the column behind.
    pub to: usize,
    /// In the smallest unit.
    pub amount: i64,
    /// How it is inked.
    pub ink: Ink,
}

/// Four columns and the three gaps between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sankey {
    /// Countries, funds, purchases, now.
    pub columns: [Column; 4],
    /// What flows between each two.
    pub gaps: [Vec<Stream>; 3],
}

/// The way a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// From left to right.
    LeftToRight,
    /// From right to left: the picture is mirrored, words and numbers are not.
    RightToLeft,
}

/// The columns, or a node and its streams, do not carry the same sum: nothing is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unequal {
    /// What was compared.
    pub what: &'static str,
}

/// Where a node stands: its upper edge and its height, in half-pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    top: i64,
    height: i64,
}

impl Sankey {
    /// The picture; `label` says what it shows and where the same stands in words.
    ///
    /// Fails where the columns do not carry the same sum or a node's streams do not carry the node's.
    pub fn draw(&self, label: &str, reading: Reading) -> Result<Markup, Unequal> {
        let total = self.check()?;
        let scale = self.scale(total);
        let spans = [0, 1, 2, 3].map(|place| spans(&self.columns[place].nodes, total, scale));
        let turned = reading == Reading::RightToLeft;
        let place = |tenths: i64| percent(if turned { 1000 - tenths } else { tenths });
        Ok(html! {
            svg role="img" paint-order="stroke" aria-label=(label) {
                @for gap in 0..3 {
                    @let x = if turned { 1000 - GAP - PLACES[gap] } else { PLACES[gap] };
                    svg x=(percent(x)) width=(percent(GAP)) viewBox="0 0 9 1000" preserveAspectRatio="none" {
                        g transform=[turned.then_some("matrix(-1 0 0 1 9 0)")] { (self.streams(gap, &spans)) }
                    }
                }
                @for column in 0..4 {
                    svg x=(place(PLACES[column])) { (nodes(&self.columns[column].nodes, &spans[column], turned)) }
                }
                @for column in 0..4 {
                    svg x=(place(PLACES[column])) { (words(&self.columns[column], &spans[column], turned)) }
                }
            }
        })
    }

    /// The sum that every column carries.
    fn check(&self) -> Result<i128, Unequal> {
        let sum = |column: &Column| column.nodes.iter().map(|node| i128::from(node.amount)).sum::<i128>();
        let total = sum(&self.columns[0]);
        if total <= 0 || self.columns.iter().any(|column| sum(column) != total) {
            return Err(Unequal { what: "the columns" });
        }
        for (gap, streams) in self.gaps.iter().enumerate() {
            let (mut out, mut into) =
                (vec![0; self.columns[gap].nodes.len()], vec![0; self.columns[gap + 1].nodes.len()]);
            for stream in streams {
                let (Some(from), Some(to)) = (out.get_mut(stream.from), into.get_mut(stream.to)) else {
                    return Err(Unequal { what: "a stream without a node" });
                };
                *from += stream.amount;
                *to += stream.amount;
            }
            let carries =
                |sums: &[i64], column: &Column| column.nodes.iter().map(|node| node.amount).eq(sums.iter().copied());
            if !carries(&out, &self.columns[gap]) || !carries(&into, &self.columns[gap + 1]) {
                return Err(Unequal { what: "a node and its streams" });
            }
        }
        Ok(total)
    }

    /// How many half-pixels the whole sum takes: as many as are allowed, or as leave a slot for every node.
    fn scale(&self, total: i128) -> i64 {
        let fits = |scale: i64| {
            let slots = |column: &Column| column.nodes.iter().map(|node| slot(node, total, scale)).sum::<i64>();
            self.columns.iter().all(|column| slots(column) <= ROOM)
        };
        (1..=ROOM * SUM_PERCENT / 100).rev().find(|scale| fits(*scale)).unwrap_or(1)
    }

    /// The streams of one gap, by ink. What leaves a node leaves in the order of its targets, what comes in comes in the
    /// order of its sources, so that streams cross as little as they can.
    fn streams(&self, gap: usize, spans: &[Vec<Span>; 4]) -> Markup {
        let mut leaving: Vec<&Stream> = self.gaps[gap].iter().filter(|stream| stream.amount > 0).collect();
        leaving.sort_by_key(|stream| (stream.from, stream.to));
        let mut gone = vec![0; spans[gap].len()];
        let mut come = vec![0; spans[gap + 1].len()];
        let mut drawn = Vec::new();
        // Sorted by source, the parts of each target come in the order of their sources as well.
        for stream in leaving {
            let left = part(&self.columns[gap].nodes[stream.from], spans[gap][stream.from], gone[stream.from], stream);
            let right =
                part(&self.columns[gap + 1].nodes[stream.to], spans[gap + 1][stream.to], come[stream.to], stream);
            gone[stream.from] += stream.amount;
            come[stream.to] += stream.amount;
            drawn.push((stream.ink, path(left, right)));
        }
        html! {
            @for (ink, class) in [(Ink::Plain, "l"), (Ink::Grey, "l g"), (Ink::Hands, "l k")] {
                @if drawn.iter().any(|(of, _)| *of == ink) {
                    g class=(class) { @for (_, d) in drawn.iter().filter(|(of, _)| *of == ink) { path d=(d) {} } }
                }
            }
        }
    }
}

/// True to scale, rounded.
fn height(node: &Node, total: i128, scale: i64) -> i64 {
    let scaled = (i128::from(node.amount) * i128::from(scale) + total / 2) / total;
    i64::try_from(scaled).unwrap_or(ROOM).max(NODE_MIN)
}

fn slot(node: &Node, total: i128, scale: i64) -> i64 {
    height(node, total, scale).max(SLOT_MIN)
}

/// Each node in the middle of its slot; what is left of the room parts the slots.
fn spans(nodes: &[Node], total: i128, scale: i64) -> Vec<Span> {
    let slots: i64 = nodes.iter().map(|node| slot(node, total, scale)).sum();
    let parted = i64::try_from(nodes.len()).unwrap_or(1).saturating_sub(1).max(1);
    let space = ((ROOM - slots) / parted).clamp(0, SPACE_MAX);
    let mut top = TOP;
    nodes
        .iter()
        .map(|node| {
            let (height, slot) = (height(node, total, scale), slot(node, total, scale));
            let span = Span { top: top + (slot - height) / 2, height };
            top += slot + space;
            span
        })
        .collect()
}

/// The part of a node's edge at which a stream begins or ends, behind what went before it.
fn part(node: &Node, span: Span, before: i64, stream: &Stream) -> Span {
    let along = |amount: i64| {
        let scaled = i128::from(amount) * i128::from(span.height) / i128::from(node.amount.max(1));
        i64::try_from(scaled).unwrap_or(span.height)
    };
    let (top, end) = (along(before), along(before + stream.amount));
    // A cent beside nine millions is still a hair.
    let top = top.min(span.height - 1);
    Span { top: span.top + top, height: (end - top).max(1) }
}

/// A band from one span to the other, across nine units.
fn path(left: Span, right: Span) -> String {
    let (down, back) = (right.top - left.top, left.top + left.height - right.top - right.height);
    let number = |n: i64| if n < 0 { n.to_string() } else { format!(" {n}") };
    let (c1, v, c2) = (number(down), right.height, number(back));
    format!("M0 {}c4 0 5{c1} 9{c1}v{v}c-4 0-5{c2}-9{c2}", left.top)
}

fn nodes(nodes: &[Node], spans: &[Span], turned: bool) -> Markup {
    let side = if turned { -6 } else { 6 };
    let shape = |span: &Span| format!("M0 {}h{side}v{}h{}", pixels(span.top), pixels(span.height), -side);
    let of = |grey: bool| {
        let these = nodes.iter().zip(spans).filter(|(node, _)| (node.ink == Ink::Grey) == grey);
        these.map(|(_, span)| shape(span)).collect::<String>()
    };
    let (ink, grey) = (of(false), of(true));
    html! {
        @if !ink.is_empty() { path class="n" d=(ink) {} }
        @if !grey.is_empty() { path class="n g" d=(grey) {} }
    }
}

/// Two lines beside each node: its name and its amount.
fn words(column: &Column, spans: &[Span], turned: bool) -> Markup {
    let x = if turned { -12 } else { 12 };
    html! {
        text.h y="12" { (column.head) }
        @for (node, span) in column.nodes.iter().zip(spans) {
            text x=(x) y=(middle(span) - 2) { (node.label) tspan x=(x) dy="1.15em" data-value=(node.amount) { (node.figure) } }
        }
    }
}

/// The middle of a node, in pixels.
fn middle(span: &Span) -> i64 {
    (2 * span.top + span.height) / 4
}

/// Half-pixels as pixels.
fn pixels(half: i64) -> String {
    if half % 2 == 0 { (half / 2).to_string() } else { format!("{}.5", half / 2) }
}

/// Tenths of a percent.
fn percent(tenths: i64) -> String {
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

impl fmt::Display for Unequal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The flow cannot be drawn: {} do not carry the same sum.", self.what)
    }
}

impl std::error::Error for Unequal {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn node(label: &str, amount: i64, ink: Ink) -> Node {
        Node { label: label.to_owned(), amount, figure: amount.to_string(), ink }
    }

    fn column(head: &str, nodes: Vec<Node>) -> Column {
        Column { head: head.to_owned(), nodes }
    }

    fn stream(from: usize, to: usize, amount: i64, ink: Ink) -> Stream {
        Stream { from, to, amount, ink }
    }

    /// 70 from one country and 30 from another; 60 in hands, 40 in the bank.
    fn small() -> Sankey {
        let ink = Ink::Plain;
        Sankey {
            columns: [
                column("From", vec![node("Germany", 70, ink), node("Others", 30, ink)]),
                column("Fund", vec![node("Vests", 100, ink)]),
                column("Bought", vec![node("Vests", 60, ink), node("Not yet spent", 40, Ink::Grey)]),
                column("Now", vec![node("Handed over", 60, Ink::Hands), node("In the bank", 40, Ink::Grey)]),
            ],
            gaps: [
                vec![stream(0, 0, 70, ink), stream(1, 0, 30, ink)],
                vec![stream(0, 0, 60, ink), stream(0, 1, 40, Ink::Grey)],
                vec![stream(0, 0, 60, Ink::Hands), stream(1, 1, 40, Ink::Grey)],
            ],
        }
    }

    /// The drawing, a shape or a word a line.
    fn drawn(sankey: &Sankey, reading: Reading) -> Vec<String> {
        let svg = sankey.draw("a label", reading).unwrap().0;
        svg.replace("><", ">\n<").lines().filter(|line| !line.starts_with("</")).map(str::to_owned).collect()
    }

    #[test]
    fn a_small_flow_is_drawn_like_this() {
        assert_eq!(
            drawn(&small(), Reading::LeftToRight),
            [
                r#"<svg role="img" paint-order="stroke" aria-label="a label">"#,
                r#"<svg x="0%" width="33.3%" viewBox="0 0 9 1000" preserveAspectRatio="none">"#,
                "<g>",
                r#"<g class="l">"#,
                r#"<path d="M0 52c4 0 5 0 9 0v464c-4 0-5 0-9 0">"#,
                r#"<path d="M0 584c4 0 5-68 9-68v199c-4 0-5 68-9 68">"#,
                r#"<svg x="33.3%" width="33.3%" viewBox="0 0 9 1000" preserveAspectRatio="none">"#,
                "<g>",
                r#"<g class="l">"#,
                r#"<path d="M0 52c4 0 5 0 9 0v398c-4 0-5-1-9-1">"#,
                r#"<g class="l g">"#,
                r#"<path d="M0 449c4 0 5 69 9 69v265c-4 0-5-68-9-68">"#,
                r#"<svg x="66.6%" width="33.3%" viewBox="0 0 9 1000" preserveAspectRatio="none">"#,
                "<g>",
                r#"<g class="l g">"#,
                r#"<path d="M0 518c4 0 5 0 9 0v265c-4 0-5 0-9 0">"#,
                r#"<g class="l k">"#,
                r#"<path d="M0 52c4 0 5 0 9 0v398c-4 0-5 0-9 0">"#,
                r#"<svg x="0%">"#,
                r#"<path class="n" d="M0 26h6v232h-6M0 292h6v99.5h-6">"#,
                r#"<svg x="33.3%">"#,
                r#"<path class="n" d="M0 26h6v331.5h-6">"#,
                r#"<svg x="66.6%">"#,
                r#"<path class="n" d="M0 26h6v199h-6">"#,
                r#"<path class="n g" d="M0 259h6v132.5h-6">"#,
                r#"<svg x="99.9%">"#,
                r#"<path class="n" d="M0 26h6v199h-6">"#,
                r#"<path class="n g" d="M0 259h6v132.5h-6">"#,
                r#"<svg x="0%">"#,
                r#"<text class="h" y="12">From</text>"#,
                r#"<text x="12" y="140">Germany<tspan x="12" dy="1.15em" data-value="70">70</tspan>"#,
                r#"<text x="12" y="339">Others<tspan x="12" dy="1.15em" data-value="30">30</tspan>"#,
                r#"<svg x="33.3%">"#,
                r#"<text class="h" y="12">Fund</text>"#,
                r#"<text x="12" y="189">Vests<tspan x="12" dy="1.15em" data-value="100">100</tspan>"#,
                r#"<svg x="66.6%">"#,
                r#"<text class="h" y="12">Bought</text>"#,
                r#"<text x="12" y="123">Vests<tspan x="12" dy="1.15em" data-value="60">60</tspan>"#,
                r#"<text x="12" y="323">Not yet spent<tspan x="12" dy="1.15em" data-value="40">40</tspan>"#,
                r#"<svg x="99.9%">"#,
                r#"<text class="h" y="12">Now</text>"#,
                r#"<text x="12" y="123">Handed over<tspan x="12" dy="1.15em" data-value="60">60</tspan>"#,
                r#"<text x="12" y="323">In the bank<tspan x="12" dy="1.15em" data-value="40">40</tspan>"#,
            ]
        );
    }

    #[test]
    fn read_from_right_to_left_everything_is_mirrored_but_the_words() {
        let (left, right) = (drawn(&small(), Reading::LeftToRight), drawn(&small(), Reading::RightToLeft));
        assert_eq!(left.len(), right.len());
        let mirrored = |line: &String| {
            let places = [("0%", "100%"), ("33.3%", "66.7%"), ("66.6%", "33.4%"), ("99.9%", "0.1%")];
            let gap = |line: &str| line.contains("viewBox");
            let gaps = [("x=\"0%", "x=\"66.7%"), ("x=\"33.3%", "x=\"33.4%"), ("x=\"66.6%", "x=\"0.1%")];
            let found = |from: &str| line.contains(from);
            if gap(line) {
                let (from, to) = gaps.iter().find(|(from, _)| found(&format!("{from}\""))).unwrap();
                return line.replacen(from, to, 1);
            }
            if line == "<g>" {
                return "<g transform=\"matrix(-1 0 0 1 9 0)\">".to_owned();
            }
            if let Some((from, to)) = places.iter().find(|(from, _)| *line == format!("<svg x=\"{from}\">")) {
                return line.replace(from, to);
            }
            if line.contains("class=\"n") {
                return line.replace("h6", "h+").replace("h-6", "h6").replace("h+", "h-6");
            }
            line.replace("x=\"12\"", "x=\"-12\"")
        };
        assert_eq!(left.iter().map(mirrored).collect::<Vec<_>>(), right);
    }

    #[test]
    fn columns_that_do_not_carry_the_same_sum_are_not_drawn() {
        let mut less = small();
        less.columns[3].nodes[0].amount = 59;
        assert_eq!(less.draw("", Reading::LeftToRight).unwrap_err().what, "the columns");
        let mut lost = small();
        lost.gaps[1][0].amount = 59;
        let error = lost.draw("", Reading::LeftToRight).unwrap_err();
        assert_eq!(error.to_string(), "The flow cannot be drawn: a node and its streams do not carry the same sum.");
        let mut astray = small();
        astray.gaps[0][0].to = 7;
        assert!(astray.draw("", Reading::LeftToRight).is_err());
        let nothing = Sankey { columns: [(); 4].map(|()| column("", vec![])), gaps: [vec![], vec![], vec![]] };
        assert!(nothing.draw("", Reading::LeftToRight).is_err());
    }

    /// As many nodes as the page ever asks for, one of them a cent beside nine million.
    fn crowded() -> Sankey {
        let amounts = [900_000_000, 1, 250_000, 1, 70, 3, 12_345, 8, 90_001, 5, 777];
        let nodes = || amounts.iter().map(|amount| node("x", *amount, Ink::Plain)).collect::<Vec<_>>();
        let streams = || amounts.iter().enumerate().map(|(n, amount)| stream(n, n, *amount, Ink::Plain)).collect();
        Sankey { columns: [(); 4].map(|()| column("", nodes())), gaps: [streams(), streams(), streams()] }
    }

    #[test]
    fn every_node_keeps_a_slot_for_two_lines_of_words_and_stays_inside() {
        for sankey in [small(), crowded()] {
            let total = sankey.check().unwrap();
            let scale = sankey.scale(total);
            for column in &sankey.columns {
                let spans = spans(&column.nodes, total, scale);
                let middles: Vec<i64> = spans.iter().map(|span| span.top + span.height / 2).collect();
                assert!(middles.windows(2).all(|two| two[1] - two[0] >= SLOT_MIN - 1), "{middles:?}");
                assert!(spans.iter().all(|span| span.height >= NODE_MIN && span.top >= TOP));
                assert!(spans.last().is_none_or(|last| last.top + last.height <= HEIGHT));
            }
        }
    }

    #[test]
    fn heights_are_true_to_scale_and_the_streams_of_a_node_tile_it() {
        let sankey = small();
        let spans = spans(&sankey.columns[2].nodes, 100, sankey.scale(100));
        assert_eq!((spans[0].height, spans[1].height), (398, 265));
        let node = node("x", 7, Ink::Plain);
        let span = Span { top: 100, height: 10 };
        let mut before = 0;
        let mut edge = 100;
        for amount in [1, 2, 3, 1] {
            let part = part(&node, span, before, &stream(0, 0, amount, Ink::Plain));
            assert_eq!(part.top, edge);
            (before, edge) = (before + amount, part.top + part.height);
        }
        assert_eq!(edge, 110);
    }

    #[test]
    fn a_cent_beside_nine_million_is_still_a_hair() {
        let svg = crowded().draw("", Reading::LeftToRight).unwrap().0;
        assert_eq!(svg.matches("<path d=").count(), 33, "each stream is drawn");
        assert!(!svg.contains("v0"), "none is empty");
    }
}
