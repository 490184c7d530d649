//! A public address as somebody types it: read strictly, because givers will follow it.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a text is no public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It begins neither with `https://` nor with `http://`.
    Scheme,
    /// Unencrypted to a host that others have to cross the network to.
    Http,
    /// What stands for the host is none.
    Host,
    /// The port is no number from 1 to 65535.
    Port,
    /// Behind the host stands something else than the operation's own path.
    Path,
    /// Not an onion service of version 3.
    Onion,
}

impl Wrong {
    /// The phrase that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Scheme => "settings-address-scheme",
            Self::Http => "settings-address-http",
            Self::Host => "settings-address-host",
            Self::Port => "settings-address-port",
            Self::Path => "settings-address-path",
            Self::Onion => "settings-address-onion",
        }
    }
}

/// Reads the address of an operation, without the slash at its end: `https://example.org/o/flood`, or a host of its own.
pub fn parse(text: &str, slug: &str) -> Result<String, Wrong> {
    let (encrypted, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
        _ => return Err(Wrong::Scheme),
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.to_ascii_lowercase();
    let (host, port) = host_and_port(&authority)?;
    let kind = kind_of(host)?;
    if !encrypted && kind == Host::Far {
        return Err(Wrong::Http);
    }
    let path = path.trim_end_matches('/');
    if !path.is_empty() && path != format!("/o/{slug}") {
        return Err(Wrong::Path);
    }
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    Ok(format!("{}://{host}{port}{path}", if encrypted { "https" } else { "http" }))
}

/// The same for the address of an onion service.
pub fn parse_onion(text: &str, slug: &str) -> Result<String, Wrong> {
    let read = parse(text, slug)?;
    let authority = read.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    if host_of(authority).rsplit('.').next() == Some("onion") { Ok(read) } else { Err(Wrong::Onion) }
}

fn host_of(authority: &str) -> &str {
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

fn host_and_port(authority: &str) -> Result<(&str, Option<u16>), Wrong> {
    let (host, port) = match authority.rsplit_once(':') {
        // The colons of an address in brackets are its own.
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let number = |port: &str| port.parse::<u16>().ok().filter(|n| *n > 0 && !port.starts_with(['+', '0']));
    Ok((host, port.map(|port| number(port).ok_or(Wrong::Port)).transpose()?))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Host {
    /// An onion service encrypts by itself.
    Onion,
    /// This machine, or the network in this house.
    Near,
    Far,
}

/// Longest name of a host (RFC 1035), and of one of its parts.
const HOST_MAX: usize = 253;
const PART_MAX: usize = 63;

fn kind_of(host: &str) -> Result<Host, Wrong> {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let address: Ipv6Addr = inner.parse().map_err(|_| Wrong::Host)?;
        return Ok(if address.is_loopback() || address.is_unique_local() { Host::Near } else { Host::Far });
    }
    let part_is_plain = |part: &str| {
        let letters = part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        letters && (1..=PART_MAX).contains(&part.len()) && !part.starts_with('-') && !part.ends_with('-')
    };
    if host.len() > HOST_MAX || !host.split('.').all(part_is_plain) {
        return Err(Wrong::Host);
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|b| b.is_ascii_digit()) {
        let address: Ipv4Addr = host.parse().map_err(|_| Wrong::Host)?;
        return Ok(if address.is_loopback() || address.is_private() { Host::Near } else { Host::Far });
    }
    match (host, last) {
        ("localhost", _) | (_, "local") => Ok(Host::Near),
        (_, "onion") if is_onion(host) => Ok(Host::Onion),
        (_, "onion") => Err(Wrong::Onion),
        // A name without a dot leads nowhere from another machine.
        _ if last == host => Err(Wrong::Host),
        _ => Ok(Host::Far),
    }
}

/// Version 3: 56 characters of base32, perhaps behind names of its own.
fn is_onion(host: &str) -> bool {
    let key = host.strip_suffix(".onion").and_then(|rest| rest.rsplit('.').next()).unwrap_or_default();
    key.len() == 56 && key.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONION: &str = "waybillexampleaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    #[test]
    fn an_address_is_read_without_its_last_slash_and_in_small_letters() {
        for (typed, read) in [
            ("https://example.org", "https://example.org"),
            ("https://example.org/", "https://example.org"),
            ("HTTPS://Example.ORG/o/flood/", "https://example.org/o/flood"),
            ("https://aid.example.org:8443/o/flood", "https://aid.example.org:8443/o/flood"),
            ("http://localhost:8400/o/flood", "http://localhost:8400/o/flood"),
            ("http://192.168.1.7:8400", "http://192.168.1.7:8400"),
            ("http://[::1]:8400", "http://[::1]:8400"),
            ("http://box.local", "http://box.local"),
            ("https://xn--80ak6aa92e.example", "https://xn--80ak6aa92e.example"),
        ] {
            assert_eq!(parse(typed, "flood").as_deref(), Ok(read), "{typed}");
        }
        let onion = format!("http://{ONION}.onion");
        assert_eq!(parse(&onion, "flood").as_ref(), Ok(&onion));
        assert_eq!(parse_onion(&format!("{onion}/o/flood"), "flood"), Ok(format!("{onion}/o/flood")));
    }

    #[test]
    fn what_is_no_address_of_this_operation_is_refused_with_its_reason() {
        for (typed, wrong) in [
            ("example.org", Wrong::Scheme),
            ("ftp://example.org", Wrong::Scheme),
            ("javascript://example.org", Wrong::Scheme),
            ("http://example.org", Wrong::Http),
            ("http://8.8.8.8", Wrong::Http),
            ("http://172.32.0.1", Wrong::Http),
            ("https://", Wrong::Host),
            ("https://example", Wrong::Host),
            ("https://ex ample.org", Wrong::Host),
            ("https://-example.org", Wrong::Host),
            ("https://example..org", Wrong::Host),
            ("https://user@example.org", Wrong::Host),
            ("https://приклад.укр", Wrong::Host),
            ("https://1.2.3", Wrong::Host),
            ("https://example.org?x", Wrong::Host),
            ("https://[::1", Wrong::Host),
            ("https://example.org:0", Wrong::Port),
            ("https://example.org:99999", Wrong::Port),
            ("https://example.org:", Wrong::Port),
            ("https://example.org:+80", Wrong::Port),
            ("https://example.org/o/other", Wrong::Path),
            ("https://example.org/o/flood/../other", Wrong::Path),
            ("https://example.org/o/flood?x=1", Wrong::Path),
            ("https://example.org//o/flood", Wrong::Path),
            ("https://example.org/%6f/flood", Wrong::Path),
            ("http://short.onion", Wrong::Onion),
        ] {
            assert_eq!(parse(typed, "flood"), Err(wrong), "{typed}");
        }
        assert_eq!(parse_onion("https://example.org", "flood"), Err(Wrong::Onion));
    }
}
