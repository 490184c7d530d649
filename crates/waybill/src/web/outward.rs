//! The only place from which this program speaks to another server first: a text is sent, a short text comes back.
//!
//! Whoever answers may be down, slow or hostile: time and bytes are limited, nobody is followed elsewhere, and no proxy is
//! taken from the environment. Whoever names an address may mean a machine behind ours: only public addresses are spoken to, and
//! this machine itself where its address is written out. Encrypted with rustls; which authorities are trusted comes with the program.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
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
    let agent = Agent::with_parts(config, DefaultConnector::default(), Public(DefaultResolver::default()));
    let sent = agent.post(address).content_type("text/plain; charset=utf-8").send(body);
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

/// Finds the addresses of a name, and keeps those that lead neither into an inner network nor to this machine.
#[derive(Debug)]
struct Public(DefaultResolver);

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let here = uri.host().is_some_and(is_here);
        let mut kept = self.empty();
        for address in &found {
            if is_public(address.ip()) || here && address.ip().is_loopback() {
                kept.push(*address);
            }
        }
        if kept.is_empty() { Err(Error::HostNotFound) } else { Ok(kept) }
    }
}

/// Whether a host is this machine, written out: two operations on one machine witness each other. A name that somebody else
/// made lead here is not.
pub fn is_here(host: &str) -> bool {
    ["127.0.0.1", "[::1]", "localhost"].iter().any(|here| host.eq_ignore_ascii_case(here))
}

/// Whether an address can be reached by everybody (the special ones are those of RFC 6890), or hides one that cannot.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let assigned = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99) || a == 198 && (18..20).contains(&b);
    !(a == 0
        || a >= 224
        || shared
        || assigned
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inside = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // ::ffff:a.b.c.d, 64:ff9b::a.b.c.d, 2002:abcd::
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, _, _, _, _, _] => inside(high, low),
        [0x2001, 0xdb8, ..] => false,
        // Only 2000::/3 is given out.
        [first, ..] => first & 0xe000 == 0x2000,
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

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn only_addresses_that_everybody_can_reach_are_public() {
        let public = |text: &str| is_public(text.parse().expect("an address"));
        for inner in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.7",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "::ffff:127.0.0.1",
        ] {
            assert!(!public(inner), "{inner}");
        }
        for outer in ["8.8.8.8", "193.0.0.1", "100.128.0.1", "2a00:1450::1", "64:ff9b::808:808", "::ffff:8.8.8.8"] {
            assert!(public(outer), "{outer}");
        }
    }
}
