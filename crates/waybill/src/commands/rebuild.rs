//! `waybill rebuild`: everything that follows from the entries is thrown away and made again, tables and public pages; then both
//! are held against what was there, to the letter. What was told is thrown away only once it is known to come back as it was
//! signed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use jiff::civil::DateTime;
use waybill::house::SHAPES;
use waybill::publish::fact::Fact;
use waybill::publish::gate::{close_days, forget_empty_days, told, told_anew};
use waybill::publish::{texts, ticks};
use waybill::store::{Difference, Operation, StoreError, TextRow, Tick, Waiting, make_folder};
use waybill::world::World;
use waybill_journal::chain::{Commitments, Head};
use waybill_log::leaf::{self, Leaf};
use waybill_log::tree::Frontier;

use super::alone::alone;
use crate::{Place, mirrored, store_at, verify_one};

/// Rebuilds every operation.
pub fn all(place: &Place) -> anyhow::Result<()> {
    // It forgets what was told and tells it again; a program that serves would show the gap, and tell in between.
    let _alone = alone(place)?;
    let store = store_at(place);
    let slugs = store.slugs()?;
    if slugs.is_empty() {
        bail!("there is no operation in {}", place.data.display());
    }
    for slug in slugs {
        let operation = store.open(&slug, &World::real())?;
        let now = operation.demo_clock()?.unwrap_or_else(|| World::real().now());
        // The clock stands still, so that no day ends between the pages before and the pages after.
        let world = || World::held_clock(now);
        let pages = |name: &'static str| -> anyhow::Result<Pages> {
            let pages = Pages::begin(&slug, name)?;
            mirrored(store.open(&slug, &World::real())?, world(), &pages.0)?;
            Ok(pages)
        };
        one(&operation, &world(), pages)?;
        verify_one(&operation, &world())?;
    }
    Ok(())
}

fn one(
    operation: &Operation,
    world: &World,
    pages: impl Fn(&'static str) -> anyhow::Result<Pages>,
) -> anyhow::Result<()> {
    let slug = operation.slug();
    if operation.is_locked()? {
        bail!("{slug} is locked, so nothing of it is told anew; unlock it first");
    }
    let kept = mendable(operation)?;
    match &kept {
        // What is due is told first: it would be a difference that is none.
        Kept::AsTold => close_where_possible(operation, world)?,
        Kept::Otherwise(why) => println!("{slug}: {why} It is told again as it was signed."),
    }
    forget_empty_days(operation)?;
    let rows = operation.derived_tables()?;
    // Pages that cannot be made are a reason for a rebuild, not against one.
    let before =
        pages("before").map_err(|error| println!("{slug}: the public pages could not be made before: {error:#}"));
    let differences = operation.rebuild()?;
    operation.close_all()?;
    close_days(operation, world, SHAPES)?;
    for difference in differences.iter().filter(|one| !matches!(one, Difference::Row(_))) {
        println!("{slug}: {}", difference.said());
    }
    let differing = differing(&rows, &operation.derived_tables()?);
    for (table, count) in &differing {
        println!("{slug}: {count} rows of the table {table} were not what follows from the entries; they are now.");
    }
    let count: usize = rows.values().map(BTreeSet::len).sum();
    println!("Rebuilt {slug}: {count} rows of {} tables made again; {} tables differed.", rows.len(), differing.len());
    if let Ok(before) = before {
        compare(slug, &before, &pages("after")?)?;
    }
    let entries = differences.iter().filter(|one| !matches!(one, Difference::Row(_))).count();
    if entries > 0 {
        bail!("{entries} entries of {slug} are not what they were when they were written; restore a backup");
    }
    Ok(())
}

/// What stands of what was told, where telling it again makes every tick of the log as it is.
enum Kept {
    /// All of it.
    AsTold,
    /// Not all of it; a sentence.
    Otherwise(String),
}

/// Sees what would come of telling everything again, and refuses where that is not what was told and signed. Nothing is touched
/// but derived rows of the book, and those only where they are in the way.
fn mendable(operation: &Operation) -> anyhow::Result<Kept> {
    let refused = |why: String| {
        let slug = operation.slug();
        anyhow::anyhow!(
            "{slug}: nothing that was told was touched, for it would not come back as it is: {why} Look with `waybill verify`; if this \
             version tells otherwise than the one that told it, run that one; if not, restore a backup"
        )
    };
    match foretold(operation)? {
        Ok(kept) => Ok(kept),
        Err(why) if operation.check_derived()?.is_empty() => Err(refused(why)),
        Err(_) => {
            println!("{}: rows did not follow from the entries; they are made again first.", operation.slug());
            operation.rebuild()?;
            foretold(operation)?.map_err(refused)
        }
    }
}

/// Closes the days that are due. Tiles that are lost are a reason for a rebuild, not against one.
fn close_where_possible(operation: &Operation, world: &World) -> anyhow::Result<()> {
    match close_days(operation, world, SHAPES) {
        Err(error @ (StoreError::Damaged(0, _) | StoreError::LogDiffers(_))) => {
            println!("{}: the log could not be brought up to date before: {error}", operation.slug());
            Ok(())
        }
        done => Ok(done.map(drop)?),
    }
}

/// Holds what would be told anew against the ticks, and what is told against both. `Ok(Err)` is a sentence that says what would
/// be lost.
fn foretold(operation: &Operation) -> Result<Result<Kept, String>, StoreError> {
    let (entries, made) = (operation.every_entry()?, told_anew(operation, SHAPES)?);
    let zone = operation.card()?.zone;
    let mut texts = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == texts::KIND) {
        let Some(row) = text_row(entry) else {
            return Ok(Err(format!("The text in entry {} cannot be read.", entry.entry)));
        };
        texts.push(texts::line(&row, &zone));
    }
    let lines: Vec<String> = made.iter().map(Fact::line).collect();
    let ticks = operation.ticks_behind(0)?;
    let told = told(operation);
    let differs = match &told {
        Ok(told) => differing_fact(told, &made),
        Err(error) => Some(format!("{error}.")),
    };
    if let Some(step) = unlike(operation, &ticks, &lines, &texts)? {
        let why = differs.unwrap_or_default();
        return Ok(Err(format!("tick {step} of the log would not be made again. {why}").trim_end().to_owned()));
    }
    // What no tick holds is signed nowhere: nobody can say which of the two was told.
    let signed = ticks.last().map_or(0, |tick| usize::try_from(tick.facts).unwrap_or(0));
    let unsigned = |facts: &[Fact]| facts.get(signed..).map_or_else(Vec::new, <[Fact]>::to_vec);
    let same = unsigned(&told.unwrap_or_default()) == unsigned(&made);
    let shown: Vec<String> = operation.texts()?.iter().map(|row| texts::line(row, &zone)).collect();
    Ok(match differs {
        Some(why) if !same => Err(why),
        Some(why) => Ok(Kept::Otherwise(why)),
        None if !texts.starts_with(&shown) => Ok(Kept::Otherwise("A text is not as it was published.".to_owned())),
        None => Ok(Kept::AsTold),
    })
}

/// The first fact that is told otherwise than it would be anew, as a sentence.
fn differing_fact(told: &[Fact], made: &[Fact]) -> Option<String> {
    if let Some((Fact { id, kind, step, .. }, _)) = told.iter().zip(made).find(|(told, made)| told != made) {
        return Some(format!("The fact {id} ({kind}) of step {step} is not what the gate makes of the book."));
    }
    let counts = || format!("{} facts are told; the gate makes {} of the book.", told.len(), made.len());
    (told.len() != made.len()).then(counts)
}

/// A text as it is published, of its entry; only what its line is made of. None where it cannot be published.
fn text_row(entry: &Waiting) -> Option<TextRow> {
    texts::version(DateTime::default(), &entry.public)?;
    Some(TextRow {
        operation: String::new(),
        position: 0,
        id: String::new(),
        name: entry.public.get("name")?.as_str()?.to_owned(),
        published_at: entry.recorded_at,
        snapshot: 0,
        heads: String::new(),
        body: entry.public.to_string(),
    })
}

/// The first tick whose tree is not made by the entries and by these lines; none where all are.
fn unlike(operation: &Operation, all: &[Tick], facts: &[String], texts: &[String]) -> Result<Option<i32>, StoreError> {
    let (mut tree, mut before) = (Frontier::default(), None::<&Tick>);
    for tick in all {
        let after = before.map_or(0, |before| before.entries);
        let entries = operation.commitments(after, tick.entries)?;
        let some = |lines: &[String], count: fn(&Tick) -> i64| {
            let [from, to] = [before.map_or(0, count), count(tick)].map(|at| usize::try_from(at).unwrap_or(0));
            lines.get(from..to).map(<[String]>::to_vec)
        };
        let (Some(facts), Some(texts)) = (some(facts, |tick| tick.facts), some(texts, |tick| tick.texts)) else {
            return Ok(Some(tick.step));
        };
        let leaves = leaves(operation, tick, entries, &facts, &texts);
        leaves
            .map_err(|why| StoreError::Damaged(0, format!("tick {} of the log: {why}", tick.step)))?
            .iter()
            .for_each(|leaf| tree.push(leaf.hash()));
        let edge: Vec<u8> = tree.parts().iter().flat_map(|hash| hash.0).collect();
        let same = tree.root().0.as_slice() == tick.root && i64::try_from(tree.size()) == Ok(tick.size);
        if !same || edge != tick.edge {
            return Ok(Some(tick.step));
        }
        before = Some(tick);
    }
    Ok(None)
}

/// The leaves of one tick, as `docs/LOG.md` has them.
fn leaves(
    operation: &Operation,
    tick: &Tick,
    entries: Vec<(i64, Commitments)>,
    facts: &[String],
    texts: &[String],
) -> Result<Vec<Leaf>, leaf::BadLeaf> {
    let of_entries = entries.into_iter().map(|(_, made)| Ok(Leaf::Commitment(made)));
    let of_texts = texts.iter().map(|line| Leaf::text(line));
    let new = of_entries.chain(facts.iter().map(|line| Leaf::fact(line))).chain(of_texts).collect::<Result<_, _>>()?;
    let [number, facts, texts, last] =
        [i64::from(tick.step), tick.facts, tick.texts, tick.entries].map(|number| u64::try_from(number).unwrap_or(0));
    let head = Head(tick.head.as_slice().try_into().unwrap_or_default());
    let commit = leaf::tick_commitment(&ticks::salt_of(operation.keys(), tick), last, &head);
    leaf::close(&operation.keys().log_secret("leaves"), new, leaf::Tick { number, facts, texts, commit })
}

/// How many rows differ, by table.
fn differing<'a>(
    before: &BTreeMap<&'a str, BTreeSet<String>>,
    after: &BTreeMap<&'a str, BTreeSet<String>>,
) -> Vec<(&'a str, usize)> {
    let none = BTreeSet::new();
    let of = |table: &'a str| {
        let (before, after) = (before.get(table).unwrap_or(&none), after.get(table).unwrap_or(&none));
        (table, before.difference(after).count().max(after.difference(before).count()))
    };
    let tables: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    tables.into_iter().map(of).filter(|(_, count)| *count > 0).collect()
}

/// Says whether all pages are the same, and which is the first that is not.
fn compare(slug: &str, before: &Pages, after: &Pages) -> anyhow::Result<()> {
    let (old, new) = (before.files()?, after.files()?);
    let mut names = old.union(&new);
    let first = names.find(|name| fs::read(before.0.join(name)).ok() != fs::read(after.0.join(name)).ok());
    match first {
        None => println!("{slug}: {} public pages and files made again, each the same to the letter.", new.len()),
        Some(name) => println!(
            "{slug}: the public pages were not what follows from the entries; they are now. The first that differs: {}",
            name.display()
        ),
    }
    Ok(())
}

/// The whole public side in a folder that goes when it is not needed any more.
struct Pages(PathBuf);

impl Pages {
    fn begin(slug: &str, name: &str) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("waybill-rebuild-{slug}-{name}-{}", std::process::id()));
        make_folder(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self(folder))
    }

    fn files(&self) -> std::io::Result<BTreeSet<PathBuf>> {
        let (mut files, mut folders) = (BTreeSet::new(), vec![self.0.clone()]);
        while let Some(folder) = folders.pop() {
            for inside in fs::read_dir(folder)? {
                let path = inside?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.extend(path.strip_prefix(&self.0).map(Path::to_path_buf));
                }
            }
        }
        Ok(files)
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
