//! From the bytes of a file to letters, and from a bank's letters to what may stand on a screen.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_2, ISO_8859_15, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use crate::Fault;

/// The declaration of a document stands within its first bytes; a longer one is none.
const DECLARATION_MAX: usize = 1024;

/// The letters of a file, read as the encoding that it declares; UTF-8 where it declares none.
///
/// Bytes that are not what was declared are a fault: guessing would change somebody's name or a reference in silence.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let declared = declared(bytes);
    let wrong = || Fault::Encoding { declared: shortened(&declared, 40) };
    let text = match declared.to_ascii_uppercase().as_str() {
        "UTF-8" | "UTF8" => utf8(bytes).map_err(|e| e.unwrap_or_else(wrong))?.into(),
        "US-ASCII" | "ASCII" if bytes.is_ascii() => utf8(bytes).map_err(|e| e.unwrap_or_else(wrong))?.into(),
        named => single_byte(named)
            .and_then(|e| e.decode_without_bom_handling_and_without_replacement(bytes))
            .ok_or_else(wrong)?,
    };
    match text.bytes().position(|b| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) {
        // XML knows no such character, not even escaped.
        Some(at) => Err(Fault::NotXml { line: line_of(&text, at) }),
        None => Ok(text),
    }
}

/// Letters of UTF-8, or why not; a letter that the end cuts in two is a file that was cut off.
fn utf8(bytes: &[u8]) -> Result<&str, Option<Fault>> {
    str::from_utf8(bytes).map_err(|error| {
        error.error_len().is_none().then(|| Fault::Truncated { line: bytes.split(|b| *b == b'\n').count() })
    })
}

/// What banks of our part of the world declare besides UTF-8. ISO-8859-1 is read as windows-1252, which has the same
/// letters and more signs.
fn single_byte(named: &str) -> Option<&'static Encoding> {
    Some(match named {
        "ISO-8859-1" | "LATIN1" | "WINDOWS-1252" | "CP1252" => WINDOWS_1252,
        "ISO-8859-2" => ISO_8859_2,
        "ISO-8859-15" => ISO_8859_15,
        "WINDOWS-1250" | "CP1250" => WINDOWS_1250,
        "WINDOWS-1251" | "CP1251" => WINDOWS_1251,
        _ => return None,
    })
}

/// The encoding that the first line names.
fn declared(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(DECLARATION_MAX)];
    let named = || {
        let head = str::from_utf8(&head[..head.windows(2).position(|two| two == b"?>")?]).ok()?;
        let rest = head.strip_prefix("<?xml")?.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(name, _)| name.to_owned())
    };
    named().unwrap_or_else(|| "UTF-8".to_owned())
}

/// Which line of a text a byte stands in, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].split(|b| *b == b'\n').count()
}

/// A text as it may stand on a screen: no hidden characters, one blank between words.
pub(crate) fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_hidden(*c) || c.is_whitespace()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that nobody sees, or that turn the order of what is seen around.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}'
            | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FFFE}' | '\u{FFFF}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{10FFFF}')
}

/// A cleaned text of at most so many characters; what was left out is shown by a sign.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    let text = clean(text);
    match text.char_indices().nth(max) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// A code: capitals without blanks.
pub(crate) fn code(text: &str) -> String {
    clean(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}
