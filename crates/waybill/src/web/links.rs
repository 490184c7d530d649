//! Where the links of a finished page lead: for copies of pages that stand somewhere else, in a feed or on a stick.
//!
//! Pages are ours and well formed: in their text each `<` is written `&lt;`, so a `<` begins a tag.

/// What becomes of one link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// It stays as it is.
    Same,
    /// It leads there instead.
    To(String),
    /// Nothing is there: its words stay, the link goes.
    Nowhere,
}

/// The page with each `href`, `src` and `action` as `leads` says, which is given the address as it is meant.
pub fn led(page: &str, mut leads: impl FnMut(&str) -> Leads) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page;
    // Links do not stand in one another.
    let mut gone = false;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..][..end_of_tag(&rest[at..])];
        rest = &rest[at + tag.len()..];
        if gone && tag == "</a>" {
            gone = false;
            continue;
        }
        match address_in(tag).map(|(place, address)| (place, leads(&plain(address)))) {
            None | Some((_, Leads::Same)) => out.push_str(tag),
            Some((place, Leads::To(other))) => {
                out.push_str(&tag[..place.start]);
                out.push_str(&escaped(&other));
                out.push_str(&tag[place.end..]);
            }
            Some((_, Leads::Nowhere)) => gone |= tag.starts_with("<a "),
        }
    }
    out.push_str(rest);
    out
}

/// Behind the `>` that ends the tag at the beginning of `text`.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.bytes().enumerate() {
        match (quote, letter) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The address that a tag leads to, and where in the tag it stands.
fn address_in(tag: &str) -> Option<(std::ops::Range<usize>, &str)> {
    if !tag[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut at = 0;
    // Each quoted value ends before the next attribute begins.
    while let Some(opens) = tag[at..].find("=\"").map(|found| at + found) {
        let value = opens + 2;
        let end = value + tag[value..].find('"')?;
        let name = tag[at..opens].rsplit([' ', '\n', '\t']).next().unwrap_or_default();
        if ["href", "src", "action"].contains(&name) {
            return Some((value..end, &tag[value..end]));
        }
        at = end + 1;
    }
    None
}

/// An attribute's text as it is meant.
fn plain(written: &str) -> String {
    written
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn escaped(meant: &str) -> String {
    meant.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_led_elsewhere_and_words_are_not() {
        let page = "<!doctype html><p title=\"href=\">href=\"/a\" &lt;a href=\"/b\"&gt;</p>\
            <a class=\"fig\" href=\"/c?x=1&amp;y=2#d\" title=\"a > b\">7 <b>EUR</b></a><img src=\"/e\"><a href=\"https://f/\">f</a>";
        let mut seen = Vec::new();
        let same = led(page, |address| {
            seen.push(address.to_owned());
            Leads::Same
        });
        assert_eq!((same.as_str(), seen), (page, ["/c?x=1&y=2#d", "/e", "https://f/"].map(String::from).to_vec()));
        let other = led(page, |address| if address == "/e" { Leads::To("x\"&".into()) } else { Leads::Same });
        assert_eq!(other, page.replace("\"/e\"", "\"x&quot;&amp;\""));
        let none = led(page, |address| if address.starts_with('/') { Leads::Nowhere } else { Leads::Same });
        assert!(none.ends_with("</p>7 <b>EUR</b><a href=\"https://f/\">f</a>"), "{none}");
    }

    #[test]
    fn half_a_page_is_left_as_it_is() {
        for page in ["", "<", "<a href=\"/x", "a < b", "<a href=/x>", "</a>", "<!-- href=\"/x\" -->"] {
            assert_eq!(led(page, |_| Leads::Nowhere), page);
        }
    }
}
