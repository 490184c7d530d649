//! A whole copy of what an operation publishes: every page, feed, table and book in it, and its log.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};
use waybill_log::note::VerifierKey;

use crate::exports::{self, Calendar};
use crate::finding::{Finding, Findings};
use crate::known::Known;
use crate::ledgers::{self, Program};
use crate::page::Page;
use crate::shown::{self, Sheet};
use crate::stated::Stated;
use crate::trail::{self, Earlier, Head, Trail};
use crate::{Report, check, check_texts, feeds};

/// The most files of one copy; ten years in four languages are about half of it.
pub const FILES_MAX: usize = 400_000;

/// The most facts of a copy whose pages are checked: as many have pages.
const FACTS_MAX: usize = 200_000;

/// The files of a copy, wherever they are kept.
///
/// Contract: `names` are relative paths with `/` between, each once; `read` answers the bytes of one of them, or a sentence why it
/// cannot. What is a link to elsewhere is never read: it is among `links` instead.
pub trait Files {
    /// Every file, in any order.
    fn names(&self) -> &[String];
    /// What is no file of the copy: links, and what has no readable name.
    fn links(&self) -> &[String];
    /// The bytes of one file.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// What was checked of a copy and found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The facts and figures.
    pub report: Report,
    /// Figures that dispatches quote.
    pub quoted: usize,
    /// Pages, and numbers on them and in the feeds.
    pub pages: usize,
    /// Numbers with a value beside them.
    pub numbers: usize,
    /// Feeds, tables and books beside the pages.
    pub exports: usize,
    /// Its log, where it has one.
    pub log: Option<Trail>,
    /// Files that were not checked, in order; nothing is said of them.
    pub unchecked: Vec<String>,
}

/// How a copy is checked.
#[derive(Default)]
pub(crate) struct Asked<'a> {
    /// The key that is trusted already.
    pub(crate) trusted: Option<&'a VerifierKey>,
    /// What the log must go on from.
    pub(crate) earlier: Vec<Earlier>,
}

/// Checks a whole copy: `Err` is everything that is wrong.
pub fn check_site(files: &dyn Files) -> Result<Site, Vec<Finding>> {
    check_asked(files, &Asked::default())
}

pub(crate) fn check_asked(files: &dyn Files, asked: &Asked) -> Result<Site, Vec<Finding>> {
    let mut findings = Findings::default();
    if files.names().len() > FILES_MAX {
        findings.file("", format!("There are more than {FILES_MAX} files; this program stops there."));
        return Err(findings.into_list());
    }
    let site = Checking { files, findings: &mut findings, checked: BTreeSet::new() }.all(asked);
    match (site, findings.into_list()) {
        (Some(site), list) if list.is_empty() => Ok(site),
        (_, list) => Err(list),
    }
}

struct Checking<'a> {
    files: &'a dyn Files,
    findings: &'a mut Findings,
    checked: BTreeSet<String>,
}

/// What the first files say.
struct Ground {
    facts: String,
    texts: String,
    report: Option<Report>,
    quoted: usize,
    known: Known,
}

impl Checking<'_> {
    fn all(mut self, asked: &Asked) -> Option<Site> {
        for link in self.files.links() {
            self.findings
                .file(link, "It is a link to elsewhere, or has no readable name; neither is followed or read.");
        }
        let ground = self.ground()?;
        self.exports(&ground.known);
        let (pages, numbers) = self.pages(&ground.known);
        self.needed_pages(&ground.known);
        let log = self.log(&ground, asked);
        let listed = self.list();
        let unchecked =
            self.files.names().iter().filter(|name| !self.checked.contains(*name) && !listed.contains(*name));
        let mut unchecked: Vec<String> = unchecked.cloned().collect();
        unchecked.sort();
        let exports = self.checked.iter().filter(|name| ending(name) != "html" && !name.starts_with("log/")).count();
        Some(Site { report: ground.report?, quoted: ground.quoted, pages, numbers, exports, log, unchecked })
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.checked.insert(name.to_owned());
        trail::text(self.files, name).map_err(|why| self.findings.file(name, why)).ok()
    }

    fn has(&self, name: &str) -> bool {
        self.files.names().iter().any(|one| one == name)
    }

    /// Facts, figures, dispatches: as before, and then added up for everything else.
    fn ground(&mut self) -> Option<Ground> {
        let (facts, figures) = (self.text("facts.jsonl")?, self.text("figures.json")?);
        let texts = if self.has("dispatches.jsonl") { self.text("dispatches.jsonl")? } else { String::new() };
        if facts.lines().nth(FACTS_MAX).is_some() {
            self.findings.file("facts.jsonl", format!("Copies of more than {FACTS_MAX} facts are not checked."));
            return None;
        }
        let report = check(&facts, &figures).map_err(|list| self.findings.extend(list)).ok();
        let quoted = check_texts(&facts, &texts).map_err(|list| self.findings.extend(list)).unwrap_or(0);
        let stated = Stated::read(&figures).ok()?;
        let closes = texts.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()?["snapshot"].as_i64());
        let known = Known::read(&facts, stated.figures, stated.snapshot, closes.collect());
        Some(Ground { facts, texts, report, quoted, known })
    }

    /// The same as other files.
    fn exports(&mut self, known: &Known) {
        let json = self.text("facts.json");
        let calendar: Option<Calendar> =
            json.and_then(|text| exports::facts_json("facts.json", &text, known, self.findings));
        if let Some(text) = self.text("facts.csv") {
            exports::facts_csv("facts.csv", &text, known, calendar, self.findings);
        }
        if let Some(text) = self.text("figures.csv") {
            exports::figures_csv("figures.csv", &text, known, self.findings);
        }
        for (name, program) in [("books.journal", Program::Hledger), ("books.beancount", Program::Beancount)] {
            if let Some(text) = self.text(name) {
                ledgers::check(program, name, &text, known, calendar, self.findings);
            }
        }
    }

    /// Every page and feed; how many pages, and how many numbers they have.
    fn pages(&mut self, known: &Known) -> (usize, usize) {
        let figures: BTreeMap<String, &String> = known.figures.keys().map(|name| (safe(name), name)).collect();
        let (mut pages, mut numbers) = (0, 0);
        let mut same: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
        for name in self.files.names() {
            let is_page = ending(name) == "html";
            if !is_page && ending(name) != "atom" {
                continue;
            }
            let Some(text) = self.text(name) else { continue };
            if !is_page {
                numbers += feeds::check(name, &text, known, self.findings);
                continue;
            }
            pages += 1;
            let page = Page::read(&text, None);
            let figure = figure_of(name, &figures);
            numbers +=
                shown::check(&Sheet { file: name, page: &page, figure: figure.as_deref() }, known, self.findings);
            if let Some((_, path)) = name.split_once('/').filter(|(_, path)| !path.starts_with("dispatches")) {
                let mut marks: Vec<String> = page.marks.iter().map(|mark| mark.value.clone()).collect();
                marks.sort();
                same.entry(path.to_owned()).or_default().push((name.clone(), marks));
            }
        }
        shown::same_in_all(&same, self.findings);
        (pages, numbers)
    }

    /// In every language each figure and each fact has its page.
    fn needed_pages(&mut self, known: &Known) {
        let names: BTreeSet<&str> = self.files.names().iter().map(String::as_str).collect();
        let languages: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix("/index.html")).collect();
        if languages.is_empty() {
            self.findings.file("index.html", "No language has a first page.");
        }
        let missing = |name: String| (!names.contains(name.as_str())).then_some(name);
        for lang in languages {
            let figures = known.figures.keys().map(|name| format!("{lang}/figures/{}.html", safe(name)));
            let facts = known.facts.iter().map(|told| format!("{lang}/facts/{}.html", told.id));
            let more = ["books.html", "feed.atom"].map(|name| format!("{lang}/{name}"));
            for name in figures.chain(facts).chain(more).filter_map(missing) {
                self.findings.file(&name, "The page is missing.");
            }
        }
    }

    fn log(&mut self, ground: &Ground, asked: &Asked) -> Option<Trail> {
        if !trail::is_there(self.files) {
            if !asked.earlier.is_empty() || asked.trusted.is_some() {
                self.findings.file("log/checkpoint", "The copy has no log.");
            }
            return None;
        }
        let head: Head = trail::head(self.files, asked.trusted, self.findings)?;
        for one in asked.earlier.iter().filter(|one| one.checkpoint.origin() != head.checkpoint.origin()) {
            let why = format!("This is the log {:?}, not that of {}.", head.checkpoint.origin(), one.said_by);
            self.findings.file("log/checkpoint", why);
        }
        let read = (ground.facts.as_str(), ground.texts.as_str());
        let found = trail::check(self.files, &head, read, &asked.earlier, self.findings)?;
        self.checked.extend(trail::names(found.size));
        Some(found)
    }

    /// What the copy says it is made of; without such a list every file is looked at for itself.
    fn list(&mut self) -> BTreeSet<String> {
        const LIST: &str = "mirror.json";
        if !self.has(LIST) {
            return BTreeSet::new();
        }
        let text = self.text(LIST).unwrap_or_default();
        let list: Value = serde_json::from_str(&text).unwrap_or_default();
        let Some(files) = list["files"].as_array() else {
            self.findings.file(LIST, "It is no list of files.");
            return BTreeSet::new();
        };
        let there: BTreeSet<&String> = self.files.names().iter().collect();
        let mut listed = BTreeSet::new();
        for file in files {
            let name = file["name"].as_str().unwrap_or_default().to_owned();
            if !there.contains(&name) {
                self.findings.file(&name, "It is missing: mirror.json lists it.");
            } else if let Some(why) = self.unlike(&name, file) {
                self.findings.file(&name, why);
            }
            listed.insert(name);
        }
        listed
    }

    fn unlike(&self, name: &str, listed: &Value) -> Option<String> {
        let bytes = match self.files.read(name) {
            Ok(bytes) => bytes,
            Err(why) => return Some(why),
        };
        let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let same = listed["bytes"].as_u64() == Some(bytes.len() as u64) && listed["sha256"].as_str() == Some(&sha256);
        (!same).then(|| "It is not the file that mirror.json lists.".to_owned())
    }
}

/// What stands behind the last dot of a name.
fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The figure whose page a file is: of `en/figures/need.vest-1.missing@22.html` its name with the close.
fn figure_of(file: &str, figures: &BTreeMap<String, &String>) -> Option<String> {
    let (_, path) = file.split_once('/')?;
    let name = path.strip_prefix("figures/")?.strip_suffix(".html")?;
    let (bare, close) = name.split_once('@').map_or((name, None), |(bare, close)| (bare, Some(close)));
    let bare = figures.get(bare).map_or(bare, |name| name.as_str());
    Some(close.map_or_else(|| bare.to_owned(), |close| format!("{bare}@{close}")))
}

/// How the name of a figure stands in the name of its file: what is not a plain letter becomes its number.
fn safe(name: &str) -> String {
    name.chars().fold(String::new(), |mut safe, letter| {
        let plain = letter.is_ascii_alphanumeric() || ['-', '.', '@'].contains(&letter);
        let _ = if plain { write!(safe, "{letter}") } else { write!(safe, "_{:x}", u32::from(letter)) };
        safe
    })
}
