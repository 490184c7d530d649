//! The log of a copy: signed, whole, only ever grown, and holding every published fact and text once.
//!
//! Every tile is made again from the leaves and compared; so the root is that of these leaves, and whatever was signed earlier
//! either is a beginning of it or is shown to be another history.

use std::collections::BTreeMap;

use waybill_log::checkpoint::{self, Checkpoint};
use waybill_log::keys;
use waybill_log::leaf::{BLOCK, Leaf, Tick};
use waybill_log::note::VerifierKey;
use waybill_log::tile::{Edge, Level, TilePath, bundle_leaves, tiles_between};
use waybill_log::tree::{Frontier, Hash};

use crate::fact::Fact;
use crate::finding::Findings;
use crate::site::Files;

/// The most leaves that are read: a million entries with as many facts, and blanks.
const LEAVES_MAX: u64 = 4_000_000;

/// A tree that was signed once, and must be the beginning of this log.
pub(crate) struct Earlier {
    /// Who says so, for sentences: `the receipt`, a file's name.
    pub(crate) said_by: String,
    pub(crate) checkpoint: Checkpoint,
    /// A leaf that must stand at a place.
    pub(crate) leaf: Option<(u64, Hash)>,
}

/// What is known of a log that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// Its name.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// How many days it closed.
    pub ticks: usize,
    /// Facts and texts in it.
    pub told: usize,
    /// Facts and texts that the next close will take in.
    pub waiting: usize,
    /// The vkey that signs now.
    pub key: String,
    /// The names of witnesses whose signatures are right; none are asked for here.
    pub earlier: Vec<String>,
}

/// The keys and the newest checkpoint of a copy.
pub(crate) struct Head {
    pub(crate) keys: Vec<VerifierKey>,
    pub(crate) checkpoint: Checkpoint,
}

/// Whether a copy has a log.
pub(crate) fn is_there(files: &dyn Files) -> bool {
    files.names().iter().any(|name| name.starts_with("log/"))
}

/// Opens the checkpoint with the keys of the copy, or, where one is named, those that follow from it.
pub(crate) fn head(files: &dyn Files, trusted: Option<&VerifierKey>, findings: &mut Findings) -> Option<Head> {
    let mut read = |name: &str| text(files, name).map_err(|why| findings.file(name, why)).ok();
    let (served, note) = (read("log/keys")?, read("log/checkpoint")?);
    let keys = match trusted {
        None => keys::read(&served),
        Some(trusted) => keys::trusted_from(trusted, &served),
    };
    let keys = keys.map_err(|why| findings.file("log/keys", why.to_string())).ok()?;
    let signed = checkpoint::open(&note, &keys).map_err(|why| findings.file("log/checkpoint", why.to_string())).ok()?;
    if !keys.last().is_some_and(|newest| signed.verified.iter().any(|one| one.key == *newest)) {
        findings.file("log/checkpoint", "It is not signed by the newest of the keys.");
    }
    Some(Head { keys, checkpoint: signed.checkpoint })
}

/// Reads the whole log; `facts` and `texts` are the published lines, in order.
pub(crate) fn check(
    files: &dyn Files,
    head: &Head,
    (facts, texts): (&str, &str),
    earlier: &[Earlier],
    findings: &mut Findings,
) -> Option<Trail> {
    let Head { keys, checkpoint } = head;
    let size = checkpoint.size();
    if size == 0 || size > LEAVES_MAX || !size.is_multiple_of(BLOCK as u64) {
        findings
            .file("log/checkpoint", format!("It signs {size} leaves, which is no size of a log that is read here."));
        return None;
    }
    // First of all: what follows from it may be more than is listed.
    taken_back(checkpoint, earlier, findings);
    let mut walk = Walk::new(facts, texts, earlier);
    for path in tiles_between(0, size).into_iter().filter(|path| path.level == Level::Entries) {
        let name = format!("log/{path}");
        let bytes = files.read(&name).map_err(|why| findings.file(&name, why)).ok()?;
        let Ok(leaves) = bundle_leaves(&bytes) else {
            findings.file(&name, "It is not a bundle of leaves.");
            return None;
        };
        if leaves.len() != usize::from(path.width) {
            findings.file(&name, format!("It holds {} leaves; it should hold {}.", leaves.len(), path.width));
            return None;
        }
        for leaf in leaves {
            walk.leaf(files, &name, leaf, findings);
        }
    }
    walk.tiles(files, findings);
    let last = walk.finish(checkpoint, findings);
    let waiting = walk.facts.waiting() + walk.texts.waiting();
    let told = walk.facts.seen + walk.texts.seen;
    let key = keys.last().map_or_else(String::new, ToString::to_string);
    let earlier = earlier.iter().map(|one| one.said_by.clone()).collect();
    last.map(|()| Trail {
        origin: checkpoint.origin().to_owned(),
        size,
        ticks: walk.ticks,
        told,
        waiting,
        key,
        earlier,
    })
}

/// A log never becomes smaller than it was when somebody saw it.
fn taken_back(checkpoint: &Checkpoint, earlier: &[Earlier], findings: &mut Findings) {
    for one in earlier.iter().filter(|one| one.checkpoint.size() > checkpoint.size()) {
        let why = format!(
            "It signs {} leaves, fewer than the {} of {}: something was taken back (a rollback).",
            checkpoint.size(),
            one.checkpoint.size(),
            one.said_by
        );
        findings.file("log/checkpoint", why);
    }
}

/// Published lines, and which of them the log had so far.
struct Lines {
    /// By the hash of its leaf: the line's number from 0, and for a fact the step that told it.
    numbers: BTreeMap<Hash, (usize, Option<i64>)>,
    count: usize,
    had: Vec<bool>,
    seen: usize,
    /// How many the ticks so far count.
    counted: usize,
}

impl Lines {
    fn of<'a>(lines: impl Iterator<Item = &'a str>, leaf: impl Fn(&str) -> Option<Leaf>) -> Lines {
        let mut numbers = BTreeMap::new();
        let mut count = 0;
        for line in lines {
            let step = Fact::read(line).ok().map(|fact| fact.step);
            if let Some(leaf) = leaf(line) {
                numbers.insert(leaf.hash(), (count, step));
            }
            count += 1;
        }
        Lines { numbers, count, had: vec![false; count], seen: 0, counted: 0 }
    }

    fn waiting(&self) -> usize {
        self.count.saturating_sub(self.counted)
    }
}

/// The log, leaf by leaf.
struct Walk<'a> {
    facts: Lines,
    texts: Lines,
    earlier: &'a [Earlier],
    tree: Frontier,
    edge: Edge,
    ticks: usize,
    last: Option<Tick>,
    /// Facts since the last tick, with their steps.
    since: Vec<(usize, Option<i64>)>,
    texts_since: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn new(facts: &str, texts: &str, earlier: &'a [Earlier]) -> Walk<'a> {
        Walk {
            facts: Lines::of(facts.lines(), |line| Leaf::fact(line).ok()),
            texts: Lines::of(texts.lines(), |line| Leaf::text(line).ok()),
            earlier,
            tree: Frontier::default(),
            edge: Edge::default(),
            ticks: 0,
            last: None,
            since: Vec::new(),
            texts_since: Vec::new(),
        }
    }

    fn leaf(&mut self, files: &dyn Files, file: &str, bytes: &[u8], findings: &mut Findings) {
        let place = self.tree.size();
        let hash = waybill_log::tree::leaf_hash(bytes);
        for one in self.earlier {
            if one.leaf.is_some_and(|(at, leaf)| at == place && leaf != hash) {
                findings.file(file, format!("Leaf {place} is another than in {}.", one.said_by));
            }
        }
        match Leaf::parse(bytes) {
            Err(why) => findings.file(file, format!("Leaf {place}: {why}")),
            Ok(Leaf::Commitment(_)) => {}
            Ok(Leaf::Fact(_) | Leaf::FactHash(_)) => match take(&mut self.facts, &hash) {
                Ok(found) => self.since.push(found),
                Err(why) => findings.file(file, format!("Leaf {place} is a fact that {why}")),
            },
            Ok(Leaf::Text(_)) => match take(&mut self.texts, &hash) {
                Ok((number, _)) => self.texts_since.push(number),
                Err(why) => findings.file(file, format!("Leaf {place} is a text that {why}")),
            },
            Ok(Leaf::Tick(tick)) => self.tick(file, place, tick, findings),
        }
        self.tree.push(hash);
        match self.edge.push(bytes) {
            Ok(full) => full.into_iter().for_each(|(path, bytes)| compare(files, path, &bytes, findings)),
            Err(why) => findings.file(file, format!("Leaf {place}: {why}")),
        }
        self.look_back(findings);
    }

    /// Where the log had the size of a tree that was signed earlier, it must have had its root.
    fn look_back(&self, findings: &mut Findings) {
        for one in self.earlier.iter().filter(|one| one.checkpoint.size() == self.tree.size()) {
            if one.checkpoint.root() != self.tree.root() {
                let why = format!(
                    "At {} leaves this log has another root than {} says: these are two histories (a fork).",
                    one.checkpoint.size(),
                    one.said_by
                );
                findings.file("log/checkpoint", why);
            }
        }
    }

    /// A tick counts what the log holds, in the order in which it was published, and nothing is told before its day or after.
    fn tick(&mut self, file: &str, place: u64, tick: Tick, findings: &mut Findings) {
        if !(place + 1).is_multiple_of(BLOCK as u64) {
            findings.file(file, format!("Leaf {place} closes a day, and is not the last of {BLOCK}."));
        }
        let before = self.last.map(|before| before.number);
        if before.is_some_and(|before| before >= tick.number) {
            findings.file(file, format!("Leaf {place} closes step {}, which was closed before.", tick.number));
        }
        for (said, lines, what) in [(tick.facts, &self.facts, "facts"), (tick.texts, &self.texts, "texts")] {
            if said != lines.seen as u64 {
                findings.number(file, &format!("{what} up to step {}", tick.number), &said.to_string(), lines.seen);
            }
        }
        for (number, step) in self.since.drain(..) {
            let step = step.and_then(|step| u64::try_from(step).ok()).unwrap_or(0);
            let in_time = step <= tick.number && before.is_none_or(|before| step > before);
            if !in_time || number >= self.facts.seen || number < self.facts.counted {
                let why = format!(
                    "The close of step {} holds fact {} of facts.jsonl, which is of step {step}.",
                    tick.number,
                    number + 1
                );
                findings.file(file, why);
            }
        }
        for number in self.texts_since.drain(..) {
            if number >= self.texts.seen || number < self.texts.counted {
                findings
                    .file(file, format!("The close of step {} holds text {} out of order.", tick.number, number + 1));
            }
        }
        (self.facts.counted, self.texts.counted) = (self.facts.seen, self.texts.seen);
        self.last = Some(tick);
        self.ticks += 1;
    }

    /// The partial tiles at the right edge.
    fn tiles(&mut self, files: &dyn Files, findings: &mut Findings) {
        for (path, bytes) in self.edge.partial() {
            compare(files, path, &bytes, findings);
        }
    }

    fn finish(&mut self, checkpoint: &Checkpoint, findings: &mut Findings) -> Option<()> {
        if self.tree.root() != checkpoint.root() {
            findings.file("log/checkpoint", "The leaves do not make the root that is signed.");
        }
        if !self.since.is_empty() || !self.texts_since.is_empty() || self.tree.size() == 0 {
            findings.file("log/checkpoint", "The log does not end with the close of a day.");
        }
        let last = self.last?;
        let closed = i64::try_from(last.number).unwrap_or(i64::MAX);
        for (number, step) in self.facts.numbers.values() {
            if !self.facts.had[*number] && step.is_some_and(|step| step <= closed) {
                findings.file("facts.jsonl", format!("Line {} is not in the log.", number + 1));
            }
        }
        for (number, _) in self.texts.numbers.values().filter(|(number, _)| *number < self.texts.counted) {
            if !self.texts.had[*number] {
                findings.file("dispatches.jsonl", format!("Line {} is not in the log.", number + 1));
            }
        }
        Some(())
    }
}

/// Finds the published line of a leaf, once.
fn take(lines: &mut Lines, hash: &Hash) -> Result<(usize, Option<i64>), &'static str> {
    let found = *lines.numbers.get(hash).ok_or("is not published in this copy: it was left out, or changed.")?;
    if std::mem::replace(&mut lines.had[found.0], true) {
        return Err("stands in the log twice.");
    }
    lines.seen += 1;
    Ok(found)
}

fn compare(files: &dyn Files, path: TilePath, made: &[u8], findings: &mut Findings) {
    let name = format!("log/{path}");
    match files.read(&name) {
        Ok(bytes) if bytes == made => {}
        Ok(_) => findings.file(&name, "It is not the tile that the leaves make."),
        Err(why) => findings.file(&name, why),
    }
}

/// The texts of a file that must be there.
pub(crate) fn text(files: &dyn Files, name: &str) -> Result<String, String> {
    String::from_utf8(files.read(name)?).map_err(|_| "It is not text.".to_owned())
}

/// Whether a path is one of the log's at its newest size.
pub(crate) fn names(size: u64) -> impl Iterator<Item = String> {
    let tiles = tiles_between(0, size).into_iter().map(|path| format!("log/{path}"));
    ["log/checkpoint", "log/keys"].map(str::to_owned).into_iter().chain(tiles)
}
