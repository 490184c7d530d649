//! Bytes as text: the standard Base 64 of RFC 4648, section 4, strictly.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Bytes as text, padded.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads what [`encode`] writes and nothing else: padding must be there, and the bits nobody needs must be zero, so that
/// every string of bytes has one text.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}
