//! `waybill backup`: a dated copy of all books beside the earlier ones, made while the program goes on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use serde_json::json;
use waybill::store::{Copied, Store, keep_name, keep_names, make_folder, write_new};
use waybill::world::World;

use super::init::program;
use crate::{Place, store_at};

/// What a backup is told.
#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    place: Place,
    /// The folder of backups: a new one, or one that holds earlier backups and nothing else.
    folder: PathBuf,
    /// How many backups to keep; older ones are deleted once the new one is whole. All if you say nothing. Not with a
    /// database, whose books are in a dump made afterwards.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
}

/// How a backup is named, in UTC: the order of the names is the order of time.
const NAMED: &str = "%Y-%m-%dT%H-%M-%SZ";
/// What a backup is called until it is whole.
const UNFINISHED: &str = ".unfinished-";
/// What is in it, written last.
const MANIFEST: &str = "manifest.json";
/// An unfinished backup older than this belongs to nobody any more.
const FORGOTTEN_AFTER_SECONDS: i64 = 24 * 60 * 60;

/// Makes a backup, and says what to do with it.
pub fn make(asked: &Backup) -> anyhow::Result<()> {
    if asked.keep.is_some() && asked.place.database.is_some() {
        // The dump comes after us: whatever we deleted would be gone before there is a new one.
        bail!(
            "--keep does not go with a database: the books are in the dump that you make after this, and older dumps must \
             stay until it is there. Leave --keep out, and delete old backups once the new dump is whole"
        );
    }
    let store = store_at(&asked.place);
    let slugs = store.slugs()?;
    if slugs.is_empty() {
        bail!("there is no operation in {}", asked.place.data.display());
    }
    let folder = prepared(&asked.folder, &asked.place.data)?;
    let now = World::real().now();
    let whole = folder.join(now.strftime(NAMED).to_string());
    if whole.exists() {
        bail!("there is a backup of this second already: {}", whole.display());
    }
    forget_unfinished(&folder, now)?;
    let begun = folder.join(format!("{UNFINISHED}{}", now.strftime(NAMED)));
    if let Err(error) = write(&store, &begun, now) {
        // Half a backup would be taken for a whole one.
        let _ = fs::remove_dir_all(&begun);
        return Err(error).with_context(|| format!("no backup was made in {}", folder.display()));
    }
    keep_names(&begun)?;
    fs::rename(&begun, &whole)?;
    fs::File::open(&folder)?.sync_all()?;
    println!("Backed up {} to {}", slugs.join(", "), whole.display());
    if asked.place.database.is_some() {
        println!("{}", of_postgres(&whole));
    } else {
        println!("Keys are in it: whoever reads this folder reads the books. Check a copy, never this folder itself:");
        println!("    cp -a {} restored && {} verify --data restored", whole.display(), program());
    }
    for old in older(&folder, asked.keep)? {
        fs::remove_dir_all(&old)?;
        println!("Deleted {}", old.display());
    }
    Ok(())
}

/// PostgreSQL copies itself better than we could. Its address may hold a password, so it is not printed.
fn of_postgres(whole: &Path) -> String {
    format!(
        "This copied the keys ONLY. The books are in PostgreSQL; its own program copies them, all at one moment:\n    \
         pg_dump --schema=book --schema=shown --no-owner --no-privileges --format=custom --file={} \"$WAYBILL_DATABASE\"",
        whole.join("waybill.dump").display()
    )
}

/// The folder of backups, made if it is not there; refused where other things lie in it.
fn prepared(folder: &Path, data: &Path) -> anyhow::Result<PathBuf> {
    if !folder.exists() {
        make_folder(folder)?;
        keep_name(folder)?;
    }
    let folder = folder.canonicalize()?;
    if folder.starts_with(data.canonicalize()?) {
        bail!("{} lies in the data folder itself; choose another place, best on another disk", folder.display());
    }
    for inside in fs::read_dir(&folder)? {
        let inside = inside?.file_name();
        let name = inside.to_string_lossy();
        if made_at(name.strip_prefix(UNFINISHED).unwrap_or(&name)).is_none() {
            bail!("{} holds {name}, which is no backup; choose a folder of its own", folder.display());
        }
    }
    Ok(folder)
}

fn made_at(name: &str) -> Option<Timestamp> {
    let civil = jiff::civil::DateTime::strptime(NAMED, name).ok()?;
    Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
}

/// What was stopped in the middle long ago.
fn forget_unfinished(folder: &Path, now: Timestamp) -> anyhow::Result<()> {
    for inside in fs::read_dir(folder)? {
        let inside = inside?;
        let name = inside.file_name().to_string_lossy().into_owned();
        let begun = name.strip_prefix(UNFINISHED).and_then(made_at);
        if begun.is_some_and(|at| now.as_second() - at.as_second() > FORGOTTEN_AFTER_SECONDS) {
            fs::remove_dir_all(inside.path())?;
        }
    }
    Ok(())
}

fn write(store: &Store, begun: &Path, now: Timestamp) -> anyhow::Result<()> {
    make_folder(begun)?;
    let files = store.copy(begun)?;
    let row = |file: &Copied| json!({ "path": file.path, "bytes": file.bytes, "sha256": file.sha256 });
    let files: Vec<_> = files.iter().map(row).collect();
    let manifest = json!({ "made": now.to_string(), "waybill": env!("CARGO_PKG_VERSION"), "files": files });
    write_new(&begun.join(MANIFEST), format!("{manifest:#}\n").as_bytes())?;
    Ok(())
}

/// Whole backups beyond the number that is kept, oldest first.
fn older(folder: &Path, keep: Option<u32>) -> anyhow::Result<Vec<PathBuf>> {
    let Some(keep) = keep else { return Ok(Vec::new()) };
    let mut whole = Vec::new();
    for inside in fs::read_dir(folder)? {
        let inside = inside?;
        if made_at(&inside.file_name().to_string_lossy()).is_some() && inside.path().join(MANIFEST).is_file() {
            whole.push(inside.path());
        }
    }
    whole.sort();
    let beyond = whole.len().saturating_sub(usize::try_from(keep)?);
    whole.truncate(beyond);
    Ok(whole)
}
