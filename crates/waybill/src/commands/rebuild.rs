//! `waybill rebuild`: everything that follows from the entries is thrown away and made again, tables and public pages; then both
//! are held against what was there, to the letter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::store::{Difference, Operation, make_folder};
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
    // What is due is told first: it would be a difference that is none.
    close_days(operation, world, SHAPES)?;
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
