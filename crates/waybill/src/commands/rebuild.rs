//! `waybill rebuild`: everything that follows from the entries is thrown away and made again, tables and public pages; then both
//! are held against what was there, to the letter. What was told is thrown away only once it is known to come back as it was
//! signed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use waybill::house::SHAPES;
use waybill::publish::foretold::{Kept, foretold};
use waybill::publish::gate::{close_days, forget_empty_days};
use waybill::store::{Difference, Operation, StoreError, make_folder};
use waybill::world::World;

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
    match foretold(operation, SHAPES)? {
        Ok(kept) => Ok(kept),
        Err(why) if operation.check_derived()?.is_empty() => Err(refused(why)),
        Err(_) => {
            println!("{}: rows did not follow from the entries; they are made again first.", operation.slug());
            operation.rebuild()?;
            foretold(operation, SHAPES)?.map_err(refused)
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
