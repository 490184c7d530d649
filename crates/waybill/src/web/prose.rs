//! What a person writes in Markdown: which of it is refused, and how the rest becomes a page.
//!
//! A figure stands in the text as its name in braces, `{need.helmet-1.missing}`, and becomes the number read from the
//! book. Raw HTML, pictures and links to anything but web and mail addresses are refused with a sentence, not taken
//! out in silence; what remains is cleaned once more by a second library before it reaches a page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, format_html, parse_document};
use maud::{Markup, PreEscaped};

use super::typed::is_hidden;

/// Longest text of one piece, in characters: about 3,000 words, more than anybody reads on a phone.
pub const PROSE_MAX: usize = 20_000;

/// Most figures in one piece; a report of a day has a dozen.
const FIGURES_MAX: usize = 200;

/// Deepest nesting: a list in a list in a quote, with emphasis in it, is 10.
const DEPTH_MAX: usize = 30;

/// Stands for the first figure while the text is made into HTML: letters of this range mean nothing to anybody.
const FIRST_MARK: u32 = 0xe000;

/// Why a piece of text cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Longer than [`PROSE_MAX`]: its length.
    TooLong(usize),
    /// Characters that cannot be seen, or that turn the direction of others.
    Hidden,
    /// Raw HTML: how it begins.
    Html(String),
    /// A picture: its address.
    Picture(String),
    /// A link to something else than a web page or a mailbox: its address.
    Link(String),
    /// A figure that nothing published makes: its name.
    Figure(String),
    /// A figure inside a link, which is a link itself: its name.
    FigureInLink(String),
    /// More figures than a piece may hold.
    TooManyFigures,
    /// Quotes in quotes, lists in lists, more than [`DEPTH_MAX`] of them.
    TooDeep,
}

/// Everything in a text that cannot be published; `known` says which figures are.
pub fn refusals(text: &str, known: impl Fn(&str) -> bool) -> Vec<Refused> {
    let length = text.chars().count();
    if length > PROSE_MAX {
        return vec![Refused::TooLong(length)];
    }
    if text.chars().any(|c| c != '\n' && (is_hidden(c) || is_mark(c))) {
        return vec![Refused::Hidden];
    }
    let arena = Arena::new();
    let mut found = Vec::new();
    let mut figures = 0;
    let root = parse_document(&arena, text, &OPTIONS);
    if is_too_deep(root) {
        return vec![Refused::TooDeep];
    }
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::HtmlInline(html) | NodeValue::Raw(html) => found.push(Refused::Html(quoted(html))),
            NodeValue::HtmlBlock(block) => found.push(Refused::Html(quoted(&block.literal))),
            NodeValue::Image(link) => found.push(Refused::Picture(quoted(&link.url))),
            NodeValue::Link(link) if !is_address(&link.url) => found.push(Refused::Link(quoted(&link.url))),
            // What stood there as an entity is a letter only now.
            NodeValue::Text(said) if said.chars().any(|c| is_hidden(c) || is_mark(c)) => found.push(Refused::Hidden),
            NodeValue::Text(said) => {
                if is_in_a_link(node) {
                    found.extend(pieces(said).filter_map(Piece::figure).map(|n| Refused::FigureInLink(quoted(n))));
                }
                let names = pieces(said).filter_map(Piece::figure);
                found.extend(names.inspect(|_| figures += 1).filter(|n| !known(n)).map(|n| Refused::Figure(quoted(n))));
            }
            _ => {}
        }
    }
    if figures > FIGURES_MAX {
        found.push(Refused::TooManyFigures);
    }
    found.dedup();
    found
}

/// The names of the figures in a text, in their order, each once.
pub fn figures(text: &str) -> Vec<String> {
    let arena = Arena::new();
    let mut names: Vec<String> = Vec::new();
    for node in parse_document(&arena, text, &OPTIONS).descendants() {
        let NodeValue::Text(said) = &node.data.borrow().value else { continue };
        for name in pieces(said).filter_map(Piece::figure) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The text as HTML, each figure as `figure` writes it. What [`refusals`] would refuse is left out.
pub fn html(text: &str, figure: impl Fn(&str) -> Markup) -> Markup {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &OPTIONS);
    if is_too_deep(root) {
        return PreEscaped(String::new());
    }
    let mut marked: Vec<Markup> = Vec::new();
    for node in root.descendants() {
        prepare(node, &mut |name| {
            let mark = mark_of(marked.len());
            marked.push(figure(name));
            mark
        });
    }
    let mut written = String::new();
    if format_html(root, &OPTIONS, &mut written).is_err() {
        return PreEscaped(String::new());
    }
    let clean = CLEANER.clean(&written).to_string();
    let mut out = String::with_capacity(clean.len());
    for letter in clean.chars() {
        match figure_of(letter).map(|n| marked.get(n)) {
            Some(figure) => out.push_str(figure.map_or("", |f| f.0.as_str())),
            None => out.push(letter),
        }
    }
    PreEscaped(out)
}

/// The text as it is read aloud, with each figure as `figure` says it: for comparing two versions.
pub fn plain(text: &str, figure: impl Fn(&str) -> String) -> String {
    pieces(text)
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Figure(name) => figure(name),
        })
        .collect()
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(Options::default);

/// What a page of words is made of, and nothing else.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let tags = ["p", "h2", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "code", "pre", "br", "hr", "a"];
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .tags(HashSet::from(tags))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(SCHEMES))
        .link_rel(Some("nofollow noopener noreferrer"));
    cleaner
});

/// Where a link may lead.
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

fn is_address(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    url.contains(':') && SCHEMES.contains(&scheme.as_str())
}

/// Whether something lies in more than [`DEPTH_MAX`] others. Whoever cleans HTML takes a time that grows with the square.
fn is_too_deep(root: Node<'_>) -> bool {
    let mut depth = 0;
    root.traverse().any(|edge| {
        match edge {
            NodeEdge::Start(_) => depth += 1,
            NodeEdge::End(_) => depth -= 1,
        }
        depth > DEPTH_MAX
    })
}

/// Whether a node stands inside a link.
fn is_in_a_link(node: Node<'_>) -> bool {
    node.ancestors().skip(1).any(|above| matches!(above.data.borrow().value, NodeValue::Link(_)))
}

/// Puts marks in place of figures, keeps headings below the page's own, and takes pictures and raw HTML out.
fn prepare(node: Node<'_>, mark: &mut impl FnMut(&str) -> char) {
    let linked = is_in_a_link(node);
    let value = &mut node.data.borrow_mut().value;
    match value {
        NodeValue::Text(said) => {
            *said = said.chars().filter(|c| !(is_hidden(*c) || is_mark(*c))).collect::<String>().into();
            if linked {
                return;
            }
            let mut marked = String::with_capacity(said.len());
            for piece in pieces(said) {
                match piece {
                    Piece::Words(words) => marked.push_str(words),
                    Piece::Figure(name) => marked.push(mark(name)),
                }
            }
            *said = marked.into();
        }
        NodeValue::Heading(heading) => heading.level = if heading.level <= 2 { 2 } else { 3 },
        NodeValue::HtmlInline(_) | NodeValue::Raw(_) => *value = NodeValue::Text("".into()),
        NodeValue::HtmlBlock(block) => block.literal.clear(),
        NodeValue::Image(link) => link.url.clear(),
        _ => {}
    }
}

fn mark_of(n: usize) -> char {
    u32::try_from(n).ok().and_then(|n| char::from_u32(FIRST_MARK + n)).filter(|c| is_mark(*c)).unwrap_or(' ')
}

fn is_mark(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

fn figure_of(letter: char) -> Option<usize> {
    if is_mark(letter) { usize::try_from(u32::from(letter) - FIRST_MARK).ok() } else { None }
}

/// A stretch of text: words, or the name of a figure that stood in braces.
enum Piece<'a> {
    Words(&'a str),
    Figure(&'a str),
}

impl<'a> Piece<'a> {
    fn figure(self) -> Option<&'a str> {
        match self {
            Piece::Figure(name) => Some(name),
            Piece::Words(_) => None,
        }
    }
}

/// Cuts a text at its figures. Braces around anything that cannot be a figure's name are words.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (words, after) = rest.split_at(next_figure(rest).unwrap_or(rest.len()));
        if !words.is_empty() {
            rest = after;
            return Some(Piece::Words(words));
        }
        let (name, behind) = after[1..].split_once('}').unwrap_or((&after[1..], ""));
        rest = behind;
        Some(Piece::Figure(name.trim()))
    })
}

/// Where the next figure begins.
fn next_figure(text: &str) -> Option<usize> {
    let could_be_a_name = |inside: &[u8]| {
        let name = inside.trim_ascii();
        !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'@'))
    };
    text.match_indices('{').map(|(at, _)| at).find(|at| {
        let inside = &text.as_bytes()[at + 1..];
        let end = inside.iter().take(NAME_MAX).position(|b| *b == b'}');
        end.is_some_and(|end| could_be_a_name(&inside[..end]))
    })
}

/// Longest name of a figure, with blanks around it; the longest of ours has 70 letters.
const NAME_MAX: usize = 100;

/// The beginning of something refused, short enough for a sentence.
fn quoted(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let short: String = line.chars().take(60).collect();
    if short.len() < text.trim().len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        html(text, |name| PreEscaped(format!("<a class=\"fig\" href=\"/{name}\">7</a>"))).into_string()
    }

    #[test]
    fn a_figure_in_braces_becomes_the_figure_and_other_braces_stay() {
        assert_eq!(
            shown("We lack **{ need.a-1.missing }** {of course}."),
            "<p>We lack <strong><a class=\"fig\" href=\"/need.a-1.missing\">7</a></strong> {of course}.</p>\n"
        );
        assert_eq!(shown("`{gifts.count}`"), "<p><code>{gifts.count}</code></p>\n");
        assert_eq!(figures("{a.b} {c.d} {a.b} `{e.f}` {not one}"), ["a.b", "c.d"]);
        assert_eq!(plain("so {a.b}!", |_| "7".to_owned()), "so 7!");
    }

    #[test]
    fn headings_stay_below_the_title_of_the_page() {
        assert_eq!(shown("# A\n\n###### B"), "<h2>A</h2>\n<h3>B</h3>\n");
    }

    #[test]
    fn what_could_harm_a_reader_is_refused_by_its_name() {
        let refused = |text: &str| refusals(text, |name| name == "gifts.count");
        assert_eq!(refused("Plain, with {gifts.count} and [a page](https://example.org)."), []);
        assert_eq!(refused("<script>alert(1)</script>"), [Refused::Html("<script>alert(1)</script>".into())]);
        assert_eq!(refused("a <b onclick=x>b</b>")[0], Refused::Html("<b onclick=x>".into()));
        assert_eq!(refused("[x](javascript:alert(1))"), [Refused::Link("javascript:alert(1)".into())]);
        assert_eq!(refused("[x](JaVaScRiPt&#58;alert(1))").len(), 1);
        assert_eq!(refused("[x](data:text/html,x)"), [Refused::Link("data:text/html,x".into())]);
        assert_eq!(refused("[x](/elsewhere)"), [Refused::Link("/elsewhere".into())]);
        let picture = Refused::Picture("https://elsewhere.example/a.png".into());
        assert_eq!(refused("![a](https://elsewhere.example/a.png)"), [picture]);
        assert_eq!(refused("{gifts.cuont}"), [Refused::Figure("gifts.cuont".into())]);
        assert_eq!(refused("turned \u{202e} round"), [Refused::Hidden]);
        assert_eq!(refused("an entity &#x202E; of it"), [Refused::Hidden]);
        assert!(!shown("{gifts.count} and &#xE000; an entity").contains("7</a> and <a"));
        let linked = Refused::FigureInLink("gifts.count".into());
        assert_eq!(refused("[{gifts.count} gifts](https://example.org)"), [linked]);
        assert!(!shown("[{gifts.count} gifts](https://example.org) &#xE000;").contains("class"));
        assert_eq!(refused("a mark \u{e000} of ours"), [Refused::Hidden]);
        assert_eq!(refused(&"a".repeat(PROSE_MAX + 1)), [Refused::TooLong(PROSE_MAX + 1)]);
        assert_eq!(refused(&"{gifts.count} ".repeat(FIGURES_MAX + 1)), [Refused::TooManyFigures]);
    }

    #[test]
    fn nothing_refused_reaches_a_page_even_if_nobody_asked() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "![a](https://elsewhere.example/a.png)",
            "<a href=\"https://a.example\" style=\"position:fixed\">x</a>",
            "<div id=main>",
        ] {
            let page = shown(text);
            for bad in ["<script", "<img", "javascript", "elsewhere", "style", "onerror", "<div"] {
                assert!(!page.contains(bad), "{text}: {page}");
            }
        }
    }

    #[test]
    fn deep_and_endless_texts_are_answered_too() {
        for text in [">".repeat(PROSE_MAX), "[".repeat(PROSE_MAX), "{".repeat(PROSE_MAX), "*a ".repeat(PROSE_MAX / 3)] {
            let deep = refusals(&text, |_| true) == [Refused::TooDeep];
            assert_eq!(shown(&text).is_empty(), deep, "{}", &text[..3]);
        }
    }
}
