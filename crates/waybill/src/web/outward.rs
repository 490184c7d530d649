//! The only place from which this program speaks to another server first: a text is sent, a short text comes back.
//!
//! Whoever answers may be down, slow or hostile: time and bytes are limited, nobody is followed elsewhere, and no proxy is
//! taken from the environment. Encrypted with rustls; which authorities are trusted comes with the program.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::{Agent, Error};

use crate::publish::witnesses::{Heard, Unheard};

/// Everything from the name to the last byte of the answer must be done in this time.
pub const ANSWERED_WITHIN: Duration = Duration::from_secs(20);

/// The longest answer in bytes: a witness sends some 300, and a note has 32 signatures at most.
pub const ANSWER_MAX: u64 = 16 * 1024;

/// The longest head of an answer in bytes.
const HEAD_MAX: usize = 16 * 1024;

/// Sends a text by POST and brings what came back, within [`ANSWERED_WITHIN`].
pub fn post_text(address: &str, body: &str) -> Result<Heard, Unheard> {
    post_text_within(address, body, ANSWERED_WITHIN)
}

/// The same within another time.
pub fn post_text_within(address: &str, body: &str, within: Duration) -> Result<Heard, Unheard> {
    let config = Agent::config_builder()
        .timeout_global(Some(within))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent("waybill")
        .max_response_header_size(HEAD_MAX)
        .max_idle_connections(0)
        .build();
    let sent = config.new_agent().post(address).content_type("text/plain; charset=utf-8").send(body);
    let mut answer = match sent {
        Ok(answer) => answer,
        // Sent on with its body (307, 308), which nobody told us to do.
        Err(Error::RedirectFailed | Error::TooManyRedirects) => {
            return Ok(Heard { status: 307, body: String::new() });
        }
        Err(error) => return Err(unheard(&error)),
    };
    let status = answer.status().as_u16();
    match answer.body_mut().with_config().limit(ANSWER_MAX).lossy_utf8(true).read_to_string() {
        Ok(body) => Ok(Heard { status, body }),
        Err(error) => Err(unheard(&error)),
    }
}

fn unheard(error: &Error) -> Unheard {
    match error {
        Error::Timeout(_) => Unheard::Slow,
        Error::Io(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => Unheard::Slow,
        Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => Unheard::Huge,
        Error::Tls(_) | Error::Rustls(_) => Unheard::Tls,
        // rustls tells of a wrong certificate while bytes are moved.
        Error::Io(error) if error.kind() == ErrorKind::InvalidData => Unheard::Tls,
        _ => Unheard::Down,
    }
}
