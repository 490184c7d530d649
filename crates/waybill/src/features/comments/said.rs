//! Reading what somebody wrote: a name, an address to be sealed, some words.

use crate::publish::comments::Said;
use crate::web::public::Reading;
use crate::web::typed::{Problem, Reader, Typed, is_hidden, too_long};
use crate::web::words::Tongue;

/// Longest name, in characters; a full name in any language fits.
pub(super) const NAME_MAX: usize = 60;
/// Longest comment: about two typed pages.
pub(super) const WORDS_MAX: usize = 4_000;
/// Longest answer of the operation.
pub(super) const REPLY_MAX: usize = 2_000;
/// Longest e-mail address there is (RFC 5321).
const MAIL_MAX: usize = 254;

/// Reads the form, or says what is wrong: what is said, and the address, empty where none was typed.
pub fn read(reading: &Reading, typed: &Typed) -> Result<(Said, String), Vec<Problem>> {
    let w = reading.w;
    let mut r = Reader::new(typed, w);
    let author = name(&mut r, typed);
    let mail = mail(&mut r, typed);
    let words = longest(&mut r, "words", words(typed.get("words")), WORDS_MAX);
    let words = words.filter(|words| {
        if words.is_empty() {
            r.problem("words", w.t("error-required"));
        }
        !words.is_empty()
    });
    r.finish((|| Some((Said { author: author?, words: words? }, mail?)))())
}

fn name(r: &mut Reader, typed: &Typed) -> Option<String> {
    let w = r.w();
    let author = longest(r, "author", one_line(typed.get("author")), NAME_MAX)?;
    if author.is_empty() {
        r.problem("author", w.t("error-required"));
        return None;
    }
    if !author.chars().any(char::is_alphanumeric) {
        r.problem("author", w.t("comment-name-letter"));
        return None;
    }
    Some(author)
}

/// An address is looked at so that whoever mistyped it hears of it.
fn mail(r: &mut Reader, typed: &Typed) -> Option<String> {
    let address = typed.get("mail");
    if address.is_empty() || address.chars().count() <= MAIL_MAX && is_mail(address) {
        return Some(address.to_owned());
    }
    let text = r.w().t("comment-mail-form");
    r.problem("mail", text);
    None
}

/// The form of an address: something, one `@`, a host with a dot in it, nothing that needs quoting. Whether anybody reads
/// it only a letter could tell.
fn is_mail(address: &str) -> bool {
    let Some((local, host)) = address.rsplit_once('@') else { return false };
    let odd = |c: char| c.is_whitespace() || is_hidden(c) || matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')');
    let labels: Vec<&str> = host.split('.').collect();
    let label = |l: &&str| !l.is_empty() && !l.starts_with('-') && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    !local.is_empty() && !local.chars().any(odd) && labels.len() > 1 && labels.iter().all(label)
}

/// The operation's answer, or what is wrong with it.
pub(super) fn reply(w: Tongue, typed: &str) -> Result<String, String> {
    let reply = words(typed);
    let length = reply.chars().count();
    if length > REPLY_MAX { Err(too_long(w, length, REPLY_MAX)) } else { Ok(reply) }
}

fn longest(r: &mut Reader, field: &str, text: String, max: usize) -> Option<String> {
    let length = text.chars().count();
    if length <= max {
        return Some(text);
    }
    let told = too_long(r.w(), length, max);
    r.problem(field, told);
    None
}

/// One line without anything that cannot be seen.
fn one_line(text: &str) -> String {
    let seen: String = text.chars().map(blank).filter(|c| !unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines and paragraphs as they were typed, but never two empty lines in a row, and nothing that cannot be seen. Joiners stay:
/// Persian is spelt with them, and so are some signs.
pub(super) fn words(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut kept = String::new();
    let mut empty = 0;
    for line in lines.split('\n') {
        let seen: String =
            line.chars().map(blank).filter(|c| matches!(c, '\u{200c}' | '\u{200d}') || !unseen(*c)).collect();
        empty = if seen.trim().is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            kept.push_str(seen.trim_end());
            kept.push('\n');
        }
    }
    kept.trim().to_owned()
}

fn blank(c: char) -> char {
    if c == '\t' { ' ' } else { c }
}

/// What nobody sees: controls, marks that turn the direction, letters that are drawn as nothing.
fn unseen(c: char) -> bool {
    let fillers = matches!(c, '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}');
    let format = matches!(c, '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    is_hidden(c) || fillers || format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_taken_out_and_lines_stay() {
        assert_eq!(words("  a\u{202e}b\r\n\r\n\r\n\r\nc\td \u{200b}\n"), "ab\n\nc d");
        assert_eq!(words("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(words("\u{3164}\n\u{2066} \u{ad}"), "");
        assert_eq!(one_line(" Ann\u{202e}a\n B\u{200d}. "), "Anna B.");
    }

    #[test]
    fn an_address_is_known_by_its_form() {
        for good in ["a@b.cd", "anna.b+c@mail.example.org", "анна@пошта.укр", "o'neil@ex-ample.org"] {
            assert!(is_mail(good), "{good}");
        }
        for wrong in
            ["", "a", "@b.cd", "a@", "a@b", "a@b.", "a@.cd", "a b@c.de", "a@b@c.de", "<a@b.cd>", "a@-b.cd", "a@b c.de"]
        {
            assert!(!is_mail(wrong), "{wrong}");
        }
    }
}
