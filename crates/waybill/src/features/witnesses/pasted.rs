//! The lines that friends send each other, as somebody pastes them: an address, the key of a witness, the keys of a log.

use std::net::IpAddr;

use axum::http::Uri;
use waybill_log::note::{Kind, VerifierKey};

use crate::web::outward::{is_here, is_public};

/// Longest text: eight keys of a log, a witness's and an address are half of this.
const TEXT_MAX: usize = 4000;
/// Longest address.
const ADDRESS_MAX: usize = 200;

/// What the lines say. At least one of the two is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// A log that is to be witnessed: its name, and its keys, one a line.
    pub log: Option<(String, String)>,
    /// A witness that is to be asked: its key and what stands before `/add-checkpoint`.
    pub witness: Option<(VerifierKey, String)>,
}

/// Why they cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is there.
    Empty,
    /// Far more than such lines are.
    Long,
    /// This line, counted from 1, is neither an address nor a key.
    Line(usize),
    /// The address leads over an unencrypted way, or nowhere.
    Address,
    /// An address without the key of its witness, or the key without the address.
    Half,
    /// Two addresses, two witnesses, or keys of two logs.
    Several,
}

/// Reads the lines, in any order; empty ones between them do no harm.
pub fn read(text: &str) -> Result<Pasted, Wrong> {
    if text.len() > TEXT_MAX {
        return Err(Wrong::Long);
    }
    let (mut addresses, mut witnesses, mut logs) = (Vec::new(), Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        match line.parse::<VerifierKey>() {
            _ if line.is_empty() => {}
            Ok(key) if key.kind() == Kind::Witness => witnesses.push(key),
            Ok(key) => logs.push(key),
            Err(_) if line.starts_with("http") => addresses.push(address(line).ok_or(Wrong::Address)?),
            Err(_) => return Err(Wrong::Line(number)),
        }
    }
    let name = logs.first().map(|key| key.name().to_owned());
    if addresses.len() > 1 || witnesses.len() > 1 || logs.iter().any(|key| Some(key.name()) != name.as_deref()) {
        return Err(Wrong::Several);
    }
    if addresses.len() != witnesses.len() {
        return Err(Wrong::Half);
    }
    let witness = witnesses.pop().zip(addresses.pop());
    let keys: Vec<String> = logs.iter().map(ToString::to_string).collect();
    let log = name.map(|name| (name, keys.join("\n")));
    if log.is_none() && witness.is_none() { Err(Wrong::Empty) } else { Ok(Pasted { log, witness }) }
}

/// An address whose way is encrypted, or does not leave this machine; without the slash at its end.
fn address(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let host = uri.host()?.to_ascii_lowercase();
    let here = is_here(&host);
    // Names are looked up when they are asked; what is written as a number is seen now.
    let number = host.trim_matches(['[', ']']).parse::<IpAddr>();
    let inner = !here && number.is_ok_and(|number| !is_public(number));
    let encrypted = match uri.scheme_str()? {
        "https" => true,
        "http" => here,
        _ => return None,
    };
    let letters = |sign: char| sign.is_ascii_alphanumeric() || "/-._~:[]%".contains(sign);
    let plain = text.len() <= ADDRESS_MAX && text.chars().all(letters) && uri.query().is_none();
    let far = here || host.starts_with('[') || host.contains('.');
    (encrypted && plain && far && !inner).then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use waybill_log::note::SigningKey;

    fn log(name: &str, seed: u8) -> String {
        SigningKey::from_seed(name, &[seed; 32]).unwrap().verifier().to_string()
    }

    fn witness(name: &str) -> String {
        SigningKey::witness_from_seed(name, &[9; 32]).unwrap().verifier().to_string()
    }

    #[test]
    fn the_lines_are_read_in_any_order() {
        let (first, second, witness) = (log("flood", 1), log("flood", 2), witness("flood/witness"));
        let all = format!("\r\n {second}\r\n{witness}\n\nhttps://example.org/o/flood/witness/ \n{first}\n");
        let read_all = read(&all).unwrap();
        assert_eq!(read_all.log, Some(("flood".to_owned(), format!("{second}\n{first}"))));
        let (key, address) = read_all.witness.unwrap();
        assert_eq!(
            (key.to_string().as_str(), address.as_str()),
            (witness.as_str(), "https://example.org/o/flood/witness")
        );
        assert_eq!(read(&first).unwrap().witness, None);
        assert_eq!(read(&format!("{witness}\nhttp://127.0.0.1:8400/o/x/witness")).unwrap().log, None);
    }

    #[test]
    fn whatever_is_not_whole_is_refused_with_its_reason() {
        let (key, witness) = (log("flood", 1), witness("w"));
        let of = |address: &str| read(&format!("{witness}\n{address}"));
        assert_eq!(read(" \n"), Err(Wrong::Empty));
        assert_eq!(read(&"x".repeat(TEXT_MAX + 1)), Err(Wrong::Long));
        assert_eq!(read(&format!("{key}\nthanks!")), Err(Wrong::Line(2)));
        assert_eq!(read(&key[..key.len() - 1]), Err(Wrong::Line(1)));
        assert_eq!(read(&witness), Err(Wrong::Half));
        assert_eq!(read("https://example.org/witness"), Err(Wrong::Half));
        assert_eq!(read(&format!("{key}\n{}", log("other", 1))), Err(Wrong::Several));
        assert_eq!(read(&format!("{witness}\n{witness}\nhttps://a.example\nhttps://b.example")), Err(Wrong::Several));
        for bad in [
            "http://example.org/witness",
            "https://example",
            "https://user@example.org/witness",
            "https://example.org/witness?x=1",
            "https://example.org/witness#x",
            "httpx://example.org",
            "http:///witness",
            "https://10.0.0.1/witness",
            "https://169.254.169.254/latest",
            "https://[fd00::1]/witness",
        ] {
            assert_eq!(of(bad), Err(Wrong::Address), "{bad}");
        }
        assert!(of("http://[::1]:8400/witness").is_ok() && of("https://xn--80ak6aa92e.example:8443/a").is_ok());
    }
}
