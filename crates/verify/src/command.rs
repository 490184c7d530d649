//! The program's answers: what was asked, what was found, and in one sentence what that proves to whom.

use std::fmt::Write;

use waybill_log::checkpoint::{self, Checkpoint};
use waybill_log::note::VerifierKey;
use waybill_log::receipt::Receipt;
use waybill_log::{keys, tree};

use crate::finding::Finding;
use crate::site::{Asked, Files, Site, check_asked};
use crate::trail::{self, Earlier, Trail};
use crate::{PEOPLE_MIN, Report, check, check_texts};

/// How the program is called.
pub const USAGE: &str = "\
Usage: waybill-verify DIR [--since OLD-CHECKPOINT] [--trust KEY]   a whole copy, made by `waybill mirror`
       waybill-verify DIR OTHER-DIR                                two copies: one history, or two?
       waybill-verify RECEIPT [DIR] [--trust KEY]                  a receipt, alone or against a copy
       waybill-verify facts.jsonl figures.json [dispatches.jsonl]  facts and figures alone
It leaves with 0 if everything is proven, 1 if something is wrong, 2 if it was called wrongly or a file cannot be read.";

/// The largest text that is read whole: a receipt, or a checkpoint.
const SMALL_MAX: u64 = 4 << 20;

/// The largest list of facts, in bytes: a million facts of a kilobyte each.
const LARGE_MAX: u64 = 1 << 30;

/// What the program says, and how it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For the reader, whole sentences.
    pub said: String,
    /// 0 proven, 1 something is wrong, 2 called wrongly or unreadable.
    pub code: u8,
}

/// Where files are read. Contract: nothing is written, and links inside a folder are not followed.
pub trait Disk {
    /// Whether a folder stands there.
    fn is_folder(&self, path: &str) -> bool;
    /// A text of at most so many bytes, or a sentence why not.
    fn text(&self, path: &str, bytes_max: u64) -> Result<String, String>;
    /// The files below a folder, or a sentence why not.
    fn folder(&self, path: &str) -> Result<Box<dyn Files>, String>;
}

/// What somebody asks for.
#[derive(Default)]
struct Call {
    paths: Vec<String>,
    since: Option<String>,
    trust: Option<VerifierKey>,
}

/// Answers a call.
pub fn answer(arguments: &[String], disk: &dyn Disk) -> Answer {
    read_call(arguments).and_then(|call| of_call(&call, disk)).unwrap_or_else(|said| Answer { said, code: 2 })
}

fn read_call(arguments: &[String]) -> Result<Call, String> {
    let mut call = Call::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--since" => call.since = Some(rest.next().ok_or(USAGE)?.clone()),
            "--trust" => {
                let key = rest.next().ok_or(USAGE)?;
                call.trust = Some(key.parse().map_err(|_| "The key behind --trust is not a vkey of one line.\n")?);
            }
            option if option.starts_with("--") => return Err(format!("{USAGE}\n")),
            path => call.paths.push(path.to_owned()),
        }
    }
    Ok(call)
}

fn of_call(call: &Call, disk: &dyn Disk) -> Result<Answer, String> {
    let trust = call.trust.as_ref();
    let alone = call.since.is_none();
    match call.paths.as_slice() {
        [folder] if disk.is_folder(folder) => {
            let since = call.since.as_ref().map(|path| Ok::<_, String>((path, read(disk, path, SMALL_MAX)?)));
            one_copy(&*open(disk, folder)?, since.transpose()?, trust)
        }
        [first, second] if alone && disk.is_folder(first) && disk.is_folder(second) => {
            Ok(two_copies((first, &*open(disk, first)?), (second, &*open(disk, second)?), trust))
        }
        [receipt] if alone => of_receipt(&read(disk, receipt, SMALL_MAX)?, None, trust),
        [receipt, folder] if alone && disk.is_folder(folder) => {
            of_receipt(&read(disk, receipt, SMALL_MAX)?, Some(&*open(disk, folder)?), trust)
        }
        [facts, figures, texts @ ..] if alone && trust.is_none() && texts.len() < 2 => {
            let (facts, figures) = (read(disk, facts, LARGE_MAX)?, read(disk, figures, LARGE_MAX)?);
            let texts = texts.first().map(|path| read(disk, path, LARGE_MAX)).transpose()?;
            Ok(of_files(&facts, &figures, texts.as_deref()))
        }
        _ => Err(format!("{USAGE}\n")),
    }
}

fn read(disk: &dyn Disk, path: &str, bytes_max: u64) -> Result<String, String> {
    disk.text(path, bytes_max).map_err(|why| format!("{} cannot be read: {why}\n", path.escape_debug()))
}

fn open(disk: &dyn Disk, path: &str) -> Result<Box<dyn Files>, String> {
    disk.folder(path).map_err(|why| format!("{} cannot be read: {why}\n", path.escape_debug()))
}

fn of_files(facts: &str, figures: &str, texts: Option<&str>) -> Answer {
    let quoted = |report| Ok((report, texts.map(|texts| check_texts(facts, texts)).transpose()?));
    match check(facts, figures).and_then(quoted) {
        Ok((report, quoted)) => {
            let mut said = agrees(&report);
            if let Some(n) = quoted {
                let _ = writeln!(
                    said,
                    "Rebuilt every figure that a dispatch quotes, at the close it names: all {n} are right."
                );
            }
            said.push_str(
                "What this proves to you, a stranger: every public figure follows from published facts - not that the facts \
                 are true sums of the private book, which only an auditor can compare, nor that they never changed: for \
                 that, check a whole copy with its log.\n",
            );
            Answer { said, code: 0 }
        }
        Err(findings) => wrong(&findings),
    }
}

fn wrong(findings: &[Finding]) -> Answer {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Answer { said: format!("What is published does not agree with itself.\n{}\n", lines.join("\n")), code: 1 }
}

fn one_copy(
    files: &dyn Files,
    since: Option<(&String, String)>,
    trusted: Option<&VerifierKey>,
) -> Result<Answer, String> {
    let mut asked = Asked { trusted, earlier: Vec::new() };
    if let Some((path, note)) = since {
        let why = |why: &dyn std::fmt::Display| format!("{} is no checkpoint: {why}\n", path.escape_debug());
        let checkpoint = checkpoint::unverified(&note).map_err(|error| why(&error))?;
        // A checkpoint that nobody signed proves nothing against the log; so the log's keys are asked for here as well.
        let served = trail::text(files, "log/keys").map_err(|error| why(&error))?;
        let known = keys::read(&served).map_err(|error| why(&error))?;
        if let Err(error) = checkpoint::open(&note, &known) {
            let said = format!("{} is not signed by a key of this log: {error}\n", path.escape_debug());
            return Ok(Answer { said, code: 1 });
        }
        asked.earlier.push(Earlier { said_by: path.clone(), checkpoint, leaf: None });
    }
    Ok(match check_asked(files, &asked) {
        Ok(site) => Answer { said: good_copy(&site), code: 0 },
        Err(findings) => wrong(&findings),
    })
}

/// Two copies are checked each for itself, and then as two views of one log.
fn two_copies(
    (first_path, first): (&str, &dyn Files),
    (second_path, second): (&str, &dyn Files),
    trusted: Option<&VerifierKey>,
) -> Answer {
    let head = |files: &dyn Files| {
        let mut findings = crate::finding::Findings::default();
        trail::head(files, trusted, &mut findings).ok_or_else(|| findings.into_list())
    };
    let (one, other) = match (head(first), head(second)) {
        (Ok(one), Ok(other)) => (one.checkpoint, other.checkpoint),
        (Err(list), _) | (_, Err(list)) => return wrong(&list),
    };
    // The larger one must have had the other's root when it had the other's size.
    let (larger, smaller) = if one.size() >= other.size() { (first, second) } else { (second, first) };
    let (before, before_path, at) =
        if one.size() >= other.size() { (&other, second_path, first_path) } else { (&one, first_path, second_path) };
    let earlier = vec![Earlier { said_by: before_path.to_owned(), checkpoint: before.clone(), leaf: None }];
    let mut said = String::new();
    for (files, asked) in [(smaller, Asked { trusted, earlier: Vec::new() }), (larger, Asked { trusted, earlier })] {
        match check_asked(files, &asked) {
            Ok(site) => said.push_str(&good_copy(&site)),
            Err(findings) => return wrong(&findings),
        }
    }
    let _ = writeln!(said, "The two copies are one history: what {at} says goes on from what {before_path} says.");
    Answer { said, code: 0 }
}

fn of_receipt(text: &str, copy: Option<&dyn Files>, trusted: Option<&VerifierKey>) -> Result<Answer, String> {
    let receipt: Receipt = text.parse().map_err(|why| format!("{why}\n{USAGE}\n"))?;
    let mut known = match (trusted, copy) {
        (Some(key), None) => vec![key.clone()],
        (None, None) => vec![receipt.key.clone()],
        (_, Some(files)) => {
            let served = trail::text(files, "log/keys").map_err(|why| format!("log/keys: {why}\n"))?;
            match trusted.map_or_else(|| keys::read(&served), |key| keys::trusted_from(key, &served)) {
                Ok(keys) => keys,
                Err(why) => return Ok(Answer { said: format!("log/keys: {why}\n"), code: 1 }),
            }
        }
    };
    known.dedup();
    let proven = match receipt.check(&known) {
        Ok(proven) => proven,
        Err(why) => return Ok(Answer { said: format!("The receipt proves nothing. {why}\n"), code: 1 }),
    };
    let mut said = good_receipt(&receipt, &proven.checkpoint, &proven.public, proven.index);
    if trusted.is_none() {
        let _ = writeln!(
            said,
            "The key is taken from {}: compare it with one that reached you another way.",
            if copy.is_some() { "the copy" } else { "the receipt itself" }
        );
    }
    if let Some(files) = copy {
        let leaf = Some((proven.index, tree::leaf_hash(&receipt.leaf.bytes())));
        let earlier = vec![Earlier { said_by: "the receipt".to_owned(), checkpoint: proven.checkpoint, leaf }];
        match check_asked(files, &Asked { trusted, earlier }) {
            Ok(site) => said.push_str(&good_copy(&site)),
            Err(findings) => return Ok(wrong(&findings)),
        }
    }
    said.push_str(
        "What this proves to you, who gave: your gift stands in the book that was signed, with this amount, and cannot be taken out \
         or changed without the log showing it - not what became of it, nor that the goods reached anybody.\n",
    );
    Ok(Answer { said, code: 0 })
}

fn good_receipt(receipt: &Receipt, checkpoint: &Checkpoint, public: &[u8], index: u64) -> String {
    let opened = String::from_utf8_lossy(public);
    let body = opened.lines().last().unwrap_or_default();
    format!(
        "The receipt is right.
It is leaf {index} of the {} leaves of the log {}, signed by the key
{}
The book says of it: {}
",
        checkpoint.size(),
        checkpoint.origin(),
        receipt.key,
        body.escape_debug(),
    )
}

/// What every good answer about facts and figures begins with.
fn agrees(report: &Report) -> String {
    let Report { snapshot, facts, moves, figures, commodities } = report;
    let names = if commodities.is_empty() { "none".to_owned() } else { commodities.join(", ") };
    format!(
        "Everything agrees, as of step {snapshot}.
Read {facts} facts with {moves} moves; commodities: {names}.
Rebuilt every figure from the facts: all {figures} stated figures are right, and none but zeros is left out.
Posted every move again: none breaks a rule of the journal, and nothing of ours falls below zero.
Compared for every commodity what came from the world and went to it with what is ours: they are equal.
Compared the words of every fact with its moves: they say the same; no total tells of fewer than {PEOPLE_MIN} people.
"
    )
}

fn good_copy(site: &Site) -> String {
    let Site { report, quoted, pages, numbers, exports, log, unchecked } = site;
    let mut said = agrees(report);
    let _ =
        writeln!(said, "Rebuilt every figure that a dispatch quotes, at the close it names: all {quoted} are right.");
    let _ = writeln!(
        said,
        "Read {pages} pages: all {numbers} marked numbers on them and in the feeds are what the facts make, and are written so; \
         and {exports} other files."
    );
    match log {
        Some(trail) => said.push_str(&good_trail(trail)),
        None => said.push_str("The copy has no log.\n"),
    }
    for name in unchecked.iter().take(20) {
        let _ = writeln!(said, "Not checked: {}", name.escape_debug());
    }
    if unchecked.len() > 20 {
        let _ = writeln!(said, "Not checked: {} more files.", unchecked.len() - 20);
    }
    let never = if log.is_some() {
        "and nothing that this log holds changed without showing"
    } else {
        "but not that they never changed, for there is no log"
    };
    let _ = writeln!(
        said,
        "What this proves to you, a stranger: every marked public figure follows from published facts, {never} - not that the \
         facts are true sums of the private book, which only an auditor can compare, nor numbers that stand in plain words."
    );
    said
}

fn good_trail(trail: &Trail) -> String {
    let Trail { origin, size, ticks, told, waiting, key, earlier } = trail;
    let mut said = format!(
        "Read the log {origin}: {size} leaves in {ticks} ticks; every tile is what the leaves make, and the root is the signed one, \
         by the key\n{key}\nAll {told} facts and texts of the log are published, each once, in its day; {waiting} wait for the next close.\n"
    );
    for one in earlier {
        let _ = writeln!(
            said,
            "The log goes on from what {} says: nothing of that was changed or taken out.",
            one.escape_debug()
        );
    }
    said
}
