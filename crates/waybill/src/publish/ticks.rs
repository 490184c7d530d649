//! The log: at each close everything that was entered and told since joins a tree that only grows, and its root is signed.
//!
//! What a leaf says, `docs/LOG.md`. A tick is written into the book first; the tiles strangers read are made from it, and only
//! when they are kept is the root signed. Stopped anywhere in between, the next close ends it: the same tick makes the same
//! leaves in the same order.

use std::collections::HashMap;

use waybill_journal::chain::{Commitment, Commitments, Head, Salt, to_hex};
use waybill_log::checkpoint::{self, Checkpoint};
use waybill_log::keys;
use waybill_log::leaf::{self, BadLeaf, Leaf};
use waybill_log::note::{self, SigningKey};
use waybill_log::tile::{BadTile, Edge, Level, TilePath, bundle_leaves, bundle_push};
use waybill_log::tree::{Frontier, Hash};

use super::policy::Step;
use super::{published, texts};
use crate::store::{HighWater, Keys, Operation, StoreError, TakenIn, Tick, TileRow};

/// What a tick takes in beside entries.
struct Told {
    facts: Vec<String>,
    texts: Vec<String>,
}

/// Whether the newest checkpoint is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signing {
    /// It is, or there is nothing to sign yet.
    Done,
    /// This book never had the tree that was signed here before, or that a witness saw (then without its root): it came back
    /// from an older copy, or is another's.
    Below(HighWater),
    /// This log was never signed on this machine, and its witnesses were not asked yet whether this book is the newest.
    Unasked,
}

/// The name under which the operation's log is known, fixed when it is founded.
pub fn origin(operation: &Operation) -> String {
    format!("waybill/{}/{}", operation.slug(), operation.keys().log_name())
}

/// The keys that sign the log, the newest last.
pub fn signers(operation: &Operation) -> Result<Vec<SigningKey>, StoreError> {
    let origin = origin(operation);
    let seeds = operation.keys().log_seeds().iter();
    let keys: Result<Vec<_>, _> = seeds.map(|seed| SigningKey::from_seed(&origin, seed)).collect();
    keys.map_err(|error| StoreError::Damaged(0, format!("the log's key: {error}")))
}

/// Takes everything entered and told before a close into the log, once.
pub(super) fn tick(operation: &Operation, step: Step) -> Result<(), StoreError> {
    if operation.tick_at(i64::MAX)?.is_some_and(|newest| newest.step >= step.number) {
        return Ok(());
    }
    let told = told_until(operation, &step)?;
    operation.write_tick(step.number, step.closes, |taken| grown(operation, taken, step.number, &told))?;
    Ok(())
}

/// Brings tiles and signature up to the newest tick.
pub fn settle(operation: &Operation) -> Result<Signing, StoreError> {
    let (mut size, shown) = operation.log_stands()?;
    let behind = operation.ticks_behind(size)?;
    if !behind.is_empty() {
        let told = everything_told(operation)?;
        for tick in behind {
            write_tiles(operation, size, &tick, &told)?;
            size = tick.size;
        }
    }
    sign(operation, size, &shown)
}

fn told_until(operation: &Operation, step: &Step) -> Result<Told, StoreError> {
    let facts = published::facts_for_gate(operation)?;
    let facts = facts.iter().take_while(|fact| fact.step <= step.number).map(super::fact::Fact::line).collect();
    Ok(Told { facts, texts: texts::lines(operation, step.closes.as_second())? })
}

fn everything_told(operation: &Operation) -> Result<Told, StoreError> {
    let facts = published::facts_for_gate(operation)?.iter().map(super::fact::Fact::line).collect();
    Ok(Told { facts, texts: texts::lines(operation, i64::MAX)? })
}

/// The tree after one more tick, and where the commitments of its entries stand.
fn grown(
    operation: &Operation,
    taken: &TakenIn,
    number: i32,
    told: &Told,
) -> Result<(Tick, Vec<(i64, i64)>), StoreError> {
    let before = taken.before.as_ref();
    let since = |count: fn(&Tick) -> i64| before.map_or(0, |tick| usize::try_from(count(tick)).unwrap_or(0));
    let entries = taken.entries.last().map_or_else(|| before.map_or(0, |tick| tick.entries), |(number, _)| *number);
    let (facts, texts) = (since(|tick| tick.facts), since(|tick| tick.texts));
    let mut tick = Tick {
        operation: operation.slug().to_owned(),
        step: number,
        entries,
        head: taken.head.0.to_vec(),
        facts: stored(told.facts.len().max(facts)),
        texts: stored(told.texts.len().max(texts)),
        size: 0,
        root: Vec::new(),
        edge: Vec::new(),
    };
    let told = (told.facts.get(facts..).unwrap_or_default(), told.texts.get(texts..).unwrap_or_default());
    let leaves = leaves(operation.keys(), &tick, &taken.entries, told)?;
    let mut tree = frontier(before)?;
    for leaf in &leaves {
        tree.push(leaf.hash());
    }
    tick.size = i64::try_from(tree.size()).unwrap_or(i64::MAX);
    tick.root = tree.root().0.to_vec();
    tick.edge = tree.parts().iter().flat_map(|hash| hash.0).collect();
    let places = places(before.map_or(0, |before| before.size), &taken.entries, &leaves);
    Ok((tick, places))
}

/// The leaves of a tick: what it took in and blanks, mixed by a key of our own, and last what the tick says of itself.
pub(super) fn leaves(
    keys: &Keys,
    tick: &Tick,
    entries: &[(i64, Commitments)],
    (facts, texts): (&[String], &[String]),
) -> Result<Vec<Leaf>, StoreError> {
    let of_entries = entries.iter().map(|(_, made)| Ok(Leaf::Commitment(*made)));
    let of_texts = texts.iter().map(|line| Leaf::text(line));
    let new = of_entries.chain(facts.iter().map(|line| Leaf::fact(line))).chain(of_texts);
    let closed = new
        .collect::<Result<Vec<Leaf>, BadLeaf>>()
        .and_then(|new| leaf::close(&keys.log_secret("leaves"), new, says_of_itself(keys, tick)));
    closed.map_err(|error| damaged(tick, &error))
}

/// The tick's own leaf. Its commitment is to how far the book had come, so that an auditor sees that nothing was left out.
fn says_of_itself(keys: &Keys, tick: &Tick) -> leaf::Tick {
    let [number, facts, texts, last] =
        [i64::from(tick.step), tick.facts, tick.texts, tick.entries].map(|number| u64::try_from(number).unwrap_or(0));
    leaf::Tick { number, facts, texts, commit: leaf::tick_commitment(&salt_of(keys, tick), last, &head_of(tick)) }
}

/// What opens a tick's own commitment.
pub fn salt_of(keys: &Keys, tick: &Tick) -> Salt {
    Salt(keys.log_secret(&format!("salt {}", tick.step)))
}

fn head_of(tick: &Tick) -> Head {
    Head(tick.head.as_slice().try_into().unwrap_or_default())
}

/// Where the commitments of each entry stand, when the first of the leaves stands at `base`.
fn places(base: i64, entries: &[(i64, Commitments)], leaves: &[Leaf]) -> Vec<(i64, i64)> {
    let numbers: HashMap<Commitment, i64> = entries.iter().map(|(number, made)| (made.public, *number)).collect();
    let place = |(at, leaf): (i64, &Leaf)| match leaf {
        Leaf::Commitment(made) => Some((*numbers.get(&made.public)?, at)),
        _ => None,
    };
    (base..).zip(leaves).filter_map(place).collect()
}

fn frontier(before: Option<&Tick>) -> Result<Frontier, StoreError> {
    let Some(tick) = before else { return Ok(Frontier::default()) };
    let (parts, _) = tick.edge.as_chunks::<32>();
    let size = u64::try_from(tick.size).unwrap_or(0);
    Frontier::from_parts(size, parts.iter().copied().map(Hash).collect()).map_err(|error| damaged(tick, &error))
}

/// Makes the tiles of one tick again from the book and what is told, and keeps them if they make its root.
fn write_tiles(operation: &Operation, size: i64, tick: &Tick, told: &Told) -> Result<(), StoreError> {
    let before = operation.tick_at(size)?;
    let entries = operation.commitments(before.as_ref().map_or(0, |before| before.entries), tick.entries)?;
    let facts = between(&told.facts, before.as_ref(), tick, |tick| tick.facts);
    let texts = between(&told.texts, before.as_ref(), tick, |tick| tick.texts);
    let leaves = leaves(operation.keys(), tick, &entries, (facts, texts))?;
    let mut tree = frontier(before.as_ref())?;
    for leaf in &leaves {
        tree.push(leaf.hash());
    }
    if tree.root().0.as_slice() != tick.root.as_slice() || i64::try_from(tree.size()) != Ok(tick.size) {
        return Err(StoreError::LogDiffers(tick.step));
    }
    // Another program may have gone on meanwhile: what is extended is the tile as it was then.
    let read = |path: TilePath| {
        let kept = operation.tile_to_extend(level_of(path), place_of(path))?;
        Ok(first_of(path, &kept).unwrap_or_default())
    };
    let from = u64::try_from(size).unwrap_or(0);
    let mut edge = Edge::at(from, |path| read(path).map_err(TileFault::Store)).map_err(|fault| match fault {
        TileFault::Store(error) => error,
        TileFault::Bad(error) => damaged(tick, &error),
    })?;
    let mut tiles = Vec::new();
    for leaf in &leaves {
        tiles.extend(edge.push(&leaf.bytes()).map_err(|error| damaged(tick, &error))?);
    }
    tiles.extend(edge.partial());
    let row = |(path, bytes): (TilePath, Vec<u8>)| TileRow {
        operation: operation.slug().to_owned(),
        level: level_of(path),
        place: place_of(path),
        bytes,
    };
    let rows: Vec<TileRow> = tiles.into_iter().map(row).collect();
    operation.write_tiles(size, tick.size, &rows)?;
    operation.write_log_places(&places(size, &entries, &leaves))
}

/// The lines that one tick took in of all that are told.
fn between<'a>(lines: &'a [String], before: Option<&Tick>, tick: &Tick, count: fn(&Tick) -> i64) -> &'a [String] {
    let [from, to] = [before.map_or(0, count), count(tick)].map(|number| usize::try_from(number).unwrap_or(0));
    lines.get(from..to).unwrap_or_default()
}

/// The log held against the book, as only who has its keys can: for each tick the leaves are made again from the entries, the
/// published facts and the key of the blanks, and compared with those strangers read. So every leaf is an entry's, a fact's, a
/// text's or a blank, no entry up to the last one that the tick commits to is left out, and that commitment opens.
/// Answers how many ticks and entries there are, or what is wrong, as a sentence.
///
/// What a stop leaves half done is no fault: ticks whose tiles the next close makes are held against their own roots, and the
/// signature may be that of an earlier tick.
pub fn audit(operation: &Operation) -> Result<Result<(usize, i64), String>, StoreError> {
    let told = everything_told(operation)?;
    let (size, note) = operation.log_stands()?;
    let shown = shown_leaves(operation, size)?;
    let ticks = operation.ticks_behind(0)?;
    let before = std::iter::once(None).chain(ticks.iter().map(Some));
    for (tick, before) in ticks.iter().zip(before) {
        let shown = (tick.size <= size).then_some(shown.as_slice());
        if let Some(wrong) = audit_tick(operation, before, tick, &told, shown)? {
            return Ok(Err(format!("The tick of step {}: {wrong}", tick.step)));
        }
    }
    if size != 0 && !ticks.iter().any(|tick| tick.size == size) {
        return Ok(Err(format!("The log has {size} leaves; no tick ends there.")));
    }
    if let Some(wrong) = audit_signature(operation, &ticks, &note)? {
        return Ok(Err(wrong));
    }
    Ok(Ok((ticks.len(), ticks.last().map_or(0, |last| last.entries))))
}

/// What is wrong with the newest signature; none where nothing was ever signed here.
fn audit_signature(operation: &Operation, ticks: &[Tick], note: &str) -> Result<Option<String>, StoreError> {
    if note.is_empty() && operation.high_water()?.is_none() {
        return Ok(None);
    }
    let keys: Vec<_> = signers(operation)?.iter().map(|key| key.verifier().clone()).collect();
    Ok(match checkpoint::open(note, &keys) {
        Ok(signed) => {
            let (size, root) = (i64::try_from(signed.checkpoint.size()), signed.checkpoint.root().0);
            let is = |tick: &Tick| Ok(tick.size) == size && tick.root == root;
            (!ticks.iter().any(is)).then(|| "The checkpoint signs a tree that no tick has.".to_owned())
        }
        Err(why) => Some(format!("The checkpoint is not signed: {why}")),
    })
}

fn audit_tick(
    operation: &Operation,
    before: Option<&Tick>,
    tick: &Tick,
    told: &Told,
    shown: Option<&[Vec<u8>]>,
) -> Result<Option<String>, StoreError> {
    let after = before.map_or(0, |before| before.entries);
    let entries = operation.commitments(after, tick.entries)?;
    if i64::try_from(entries.len()) != Ok(tick.entries - after) {
        return Ok(Some(format!("of the entries {} to {} some are missing in the book.", after + 1, tick.entries)));
    }
    let head = operation.head_after(tick.entries)?;
    if head.is_some_and(|head| head != tick.head) {
        return Ok(Some(format!("it commits to another head than the book has after entry {}.", tick.entries)));
    }
    let facts = between(&told.facts, before, tick, |tick| tick.facts);
    let texts = between(&told.texts, before, tick, |tick| tick.texts);
    let made = leaves(operation.keys(), tick, &entries, (facts, texts))?;
    let mut tree = frontier(before)?;
    for leaf in &made {
        tree.push(leaf.hash());
    }
    let [from, to] = [before.map_or(0, |before| before.size), tick.size].map(|at| usize::try_from(at).unwrap_or(0));
    let stands = shown.map(|shown| shown.get(from..to).unwrap_or_default());
    if let Some(stands) = stands.filter(|stands| stands.len() != made.len()) {
        return Ok(Some(format!("the book makes {} leaves of it, the log has {}.", made.len(), stands.len())));
    }
    let wrong = stands.and_then(|stands| made.iter().zip(stands).position(|(made, stands)| made.bytes() != *stands));
    let differs = || "its root is not what the book, what was told and the key of the blanks make.".to_owned();
    Ok(wrong
        .map(|at| format!("leaf {} is not what the book, what was told and the key of the blanks make.", from + at))
        .or_else(|| (tree.root().0.as_slice() != tick.root.as_slice()).then(differs)))
}

fn shown_leaves(operation: &Operation, size: i64) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut all = Vec::new();
    for place in 0..(size + 255) / 256 {
        let bundle = operation.tile_to_extend(-1, place)?;
        all.extend(waybill_log::tile::bundle_leaves(&bundle).unwrap_or_default().into_iter().map(<[u8]>::to_vec));
    }
    all.truncate(usize::try_from(size).unwrap_or(0));
    Ok(all)
}

enum TileFault {
    Store(StoreError),
    Bad(BadTile),
}

impl From<BadTile> for TileFault {
    fn from(error: BadTile) -> Self {
        Self::Bad(error)
    }
}

/// A tile as wide as its address says, of what is kept of it by now; none where that is less.
pub fn first_of(path: TilePath, kept: &[u8]) -> Option<Vec<u8>> {
    const HASH: usize = 32;
    let width = usize::from(path.width);
    match path.level {
        Level::Hashes(_) => kept.get(..width * HASH).map(<[u8]>::to_vec),
        Level::Entries => {
            let leaves = bundle_leaves(kept).ok()?;
            let mut first = Vec::new();
            leaves.get(..width)?.iter().try_for_each(|leaf| bundle_push(&mut first, leaf)).ok()?;
            Some(first)
        }
    }
}

/// How a tile's level is stored: -1 for leaves.
pub fn level_of(path: TilePath) -> i32 {
    match path.level {
        Level::Entries => -1,
        Level::Hashes(level) => i32::from(level),
    }
}

fn place_of(path: TilePath) -> i64 {
    i64::try_from(path.index).unwrap_or(i64::MAX)
}

/// Signs the newest tree, unless that is done. Everything it stands for is kept by now, and the mark outside of the data is
/// raised first: what is signed once is never signed otherwise.
fn sign(operation: &Operation, size: i64, shown: &str) -> Result<Signing, StoreError> {
    let Some(tick) = operation.tick_at(size)?.filter(|tick| tick.size == size) else { return Ok(Signing::Done) };
    let root = Hash(tick.root.as_slice().try_into().unwrap_or_default());
    let made = Checkpoint::new(&origin(operation), u64::try_from(size).unwrap_or(0), root);
    let made = made.map_err(|error| damaged(&tick, &error))?;
    if checkpoint::unverified(shown).is_ok_and(|shown| shown == made) {
        return Ok(Signing::Done);
    }
    // The mark is on this machine; what witnesses saw is known also where the machine was lost.
    if let Some(size) = operation.seen_ahead()? {
        return Ok(Signing::Below(HighWater { size, root: String::new() }));
    }
    // A command beside the server must not sign for a machine that never asked.
    let new_here = !shown.is_empty() && operation.high_water()?.is_none();
    if new_here && !operation.was_asked() && !operation.witnesses()?.is_empty() {
        return Ok(Signing::Unasked);
    }
    let here = HighWater { size: made.size(), root: to_hex(&root.0) };
    // Another program on the same books may be at this very place; one after the other looks at the mark and raises it.
    let _alone = operation.lock_high_water()?;
    match operation.high_water()? {
        Some(mark) if mark == here => {}
        Some(mark) if !has_been(operation, &mark)? => return Ok(Signing::Below(mark)),
        // It went on from here, and signs what is newer.
        Some(mark) if mark.size > here.size => return Ok(Signing::Done),
        _ => operation.raise_high_water(&here)?,
    }
    let signers = signers(operation)?;
    let note = note::sign(&made.to_string(), &signers.iter().collect::<Vec<_>>());
    operation.show_checkpoint(tick.size, &note.map_err(|error| damaged(&tick, &error))?, &keys_text(&signers))?;
    Ok(Signing::Done)
}

/// The text of `log/keys`: the first key, then each later one, signed by the one before.
fn keys_text(signers: &[SigningKey]) -> String {
    let later = signers.windows(2).filter_map(|two| keys::hand_over(&two[0], two[1].verifier()));
    signers.first().map(|first| keys::first(first.verifier())).into_iter().chain(later).collect()
}

/// Whether this book went through the very tree that was signed: a book that came back from an older copy grows beyond its
/// size as well, but with another root.
fn has_been(operation: &Operation, mark: &HighWater) -> Result<bool, StoreError> {
    let size = i64::try_from(mark.size).unwrap_or(i64::MAX);
    let then = operation.tick_at(size)?;
    Ok(then.is_some_and(|tick| tick.size == size && to_hex(&tick.root) == mark.root))
}

fn damaged(tick: &Tick, why: &impl ToString) -> StoreError {
    StoreError::Damaged(0, format!("tick {} of the log: {}", tick.step, why.to_string()))
}

fn stored(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
