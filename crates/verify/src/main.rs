//! `waybill-verify facts.jsonl figures.json [dispatches.jsonl]`: says whether every public figure follows from the published facts.
//!
//! Leaves with 0 if everything follows, 1 if something does not, 2 if it was called wrongly or a file cannot be read.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use waybill_verify::{PEOPLE_MIN, Report, check, check_texts};

const USAGE: &str = "Usage: waybill-verify facts.jsonl figures.json [dispatches.jsonl]";

/// The largest file that is read, in bytes: a million facts of a kilobyte each.
const FILE_BYTES_MAX: u64 = 1 << 30;

const FOUND: u8 = 1;
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let (facts, figures, texts) = match arguments.as_slice() {
        [facts, figures] => (facts, figures, None),
        [facts, figures, texts] => (facts, figures, Some(texts)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(UNUSABLE);
        }
    };
    let read = |path: &std::ffi::OsString| {
        read(path).map_err(|error| eprintln!("{} cannot be read: {error}.", path.to_string_lossy().escape_debug()))
    };
    let (Ok(facts), Ok(figures), Ok(texts)) = (read(facts), read(figures), texts.map(read).transpose()) else {
        return ExitCode::from(UNUSABLE);
    };
    let quoted = |report| Ok((report, texts.map(|texts| check_texts(&facts, &texts)).transpose()?));
    let (text, code) = match check(&facts, &figures).and_then(quoted) {
        Ok((report, None)) => (good(&report), ExitCode::SUCCESS),
        Ok((report, Some(n))) => {
            let quoted = "Rebuilt every figure that a dispatch quotes, at the close it names: all";
            (format!("{}{quoted} {n} are right.\n", good(&report)), ExitCode::SUCCESS)
        }
        Err(findings) => {
            let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
            (format!("What is published does not agree with itself.\n{}\n", lines.join("\n")), ExitCode::from(FOUND))
        }
    };
    // Whoever closes the pipe early still gets the answer in the code.
    let _ = io::stdout().write_all(text.as_bytes());
    code
}

fn read(path: &std::ffi::OsString) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(FILE_BYTES_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(io::Error::other(format!("it is larger than {FILE_BYTES_MAX} bytes")));
    }
    Ok(text)
}

/// What was checked, and what that proves and does not.
fn good(report: &Report) -> String {
    let Report { snapshot, facts, moves, figures, commodities } = report;
    let names = if commodities.is_empty() { "none".to_owned() } else { commodities.join(", ") };
    format!(
        "Everything agrees, as of step {snapshot}.
Read {facts} facts with {moves} moves; commodities: {names}.
Rebuilt every figure from the facts: all {figures} stated figures are right, and none but zeros is left out.
Posted every move again: none breaks a rule of the journal, and nothing of ours falls below zero.
Compared for every commodity what came from the world and went to it with what is ours: they are equal.
Compared the words of every fact with its moves: they say the same; no total tells of fewer than {PEOPLE_MIN} people.
What this proves to you, a stranger: every public figure follows from published facts - not that the facts are true \
sums of the private book, which only an auditor can compare; and nothing yet proves that published facts never \
changed: signed checkpoints come with a later release.
"
    )
}
