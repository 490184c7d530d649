//! One text, one string of bytes: how an entry is written so that everybody computes the same fingerprint.
//!
//! The header line, then JSON in the canonical form of RFC 8785: members sorted by the UTF-16 code units of their names,
//! no white space, the fewest escapes. Numbers are integers of at most 2^53-1 in size, so nothing is ever rounded.
//! Test vectors: `tests/vectors/canonical.json`.

use std::fmt;

use serde_json::{Map, Value};

/// The first bytes of every entry: what it is, and in which version of this form.
pub const HEADER: &[u8] = b"waybill/entry/1\n";

/// The deepest nesting of lists and objects. An entry needs 5; a reader's stack must not depend on a stranger's text.
pub const DEPTH_MAX: usize = 32;

/// The longest entry in bytes, header included: 1 MiB, some ten thousand rows.
pub const SIZE_MAX: usize = 1 << 20;

/// The largest integer in size, 2^53 - 1.
pub const INTEGER_MAX: i64 = (1 << 53) - 1;

/// Why a text has no canonical form, or is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCanonical {
    /// A number with a fraction or an exponent, or beyond 2^53-1; as it was written.
    Number(String),
    /// Nested deeper than [`DEPTH_MAX`].
    Depth,
    /// Longer than [`SIZE_MAX`] bytes.
    Size,
    /// The bytes do not begin with [`HEADER`].
    Header,
    /// What follows the header is no JSON; with the reader's reason.
    Json(String),
    /// It is JSON, but written otherwise than the canonical form; the first byte that differs.
    Form {
        /// Counted from 0, header included.
        at: usize,
    },
}

/// The bytes of a value: header and canonical JSON.
pub fn bytes(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    let mut out = HEADER.to_vec();
    write(value, DEPTH_MAX, &mut out)?;
    if out.len() > SIZE_MAX { Err(NotCanonical::Size) } else { Ok(out) }
}

/// Reads bytes back. Strict: whatever is not exactly what [`bytes`] writes is refused, doubled members too.
pub fn parse(bytes: &[u8]) -> Result<Value, NotCanonical> {
    if bytes.len() > SIZE_MAX {
        return Err(NotCanonical::Size);
    }
    let body = bytes.strip_prefix(HEADER).ok_or(NotCanonical::Header)?;
    let value: Value = serde_json::from_slice(body).map_err(|error| NotCanonical::Json(error.to_string()))?;
    let again = self::bytes(&value)?;
    if again == bytes {
        return Ok(value);
    }
    let same = again.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    Err(NotCanonical::Form { at: same })
}

fn write(value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<(), NotCanonical> {
    if out.len() > SIZE_MAX {
        return Err(NotCanonical::Size);
    }
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => match number.as_i64() {
            Some(integer) if (-INTEGER_MAX..=INTEGER_MAX).contains(&integer) => {
                out.extend_from_slice(integer.to_string().as_bytes());
            }
            _ => return Err(NotCanonical::Number(number.to_string())),
        },
        Value::String(text) => write_text(text, out),
        Value::Array(items) => {
            let depth = depth.checked_sub(1).ok_or(NotCanonical::Depth)?;
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(item, depth, out)?;
            }
            out.push(b']');
        }
        Value::Object(members) => write_object(members, depth, out)?,
    }
    Ok(())
}

fn write_object(members: &Map<String, Value>, depth: usize, out: &mut Vec<u8>) -> Result<(), NotCanonical> {
    let depth = depth.checked_sub(1).ok_or(NotCanonical::Depth)?;
    let mut sorted: Vec<_> = members.iter().collect();
    // Not the order of bytes: a sign beyond U+FFFF is two code units from U+D800, and so comes before U+E000. Plain names, which
    // all of ours are, have one order.
    let plain = sorted.iter().all(|(name, _)| name.is_ascii()) && sorted.is_sorted_by_key(|(name, _)| *name);
    if !plain {
        sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    }
    out.push(b'{');
    for (i, (name, value)) in sorted.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_text(name, out);
        out.push(b':');
        write(value, depth, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x00..0x20 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

impl fmt::Display for NotCanonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotCanonical::Number(text) => write!(f, "{text} is not a whole number between -(2^53-1) and 2^53-1."),
            NotCanonical::Depth => write!(f, "Lists and objects are nested deeper than {DEPTH_MAX}."),
            NotCanonical::Size => write!(f, "The text is longer than {SIZE_MAX} bytes."),
            NotCanonical::Header => f.write_str("The bytes do not begin with waybill/entry/1 and a line feed."),
            NotCanonical::Json(reason) => write!(f, "This is no JSON: {reason}."),
            NotCanonical::Form { at } => write!(f, "From byte {at} on this is not the canonical form."),
        }
    }
}

impl std::error::Error for NotCanonical {}
