//! `waybill backup`: all books as they are now, beside the earlier backups, made while the program goes on. `waybill restore`:
//! one of them back in a folder of its own, proved before it is there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use serde_json::json;
use waybill::house::{ROWS, SHAPES};
use waybill::publish::audit::audit;
use waybill::store::{
    Backups, Copied, NotRestored, Operation, Restoring, Store, keep_name, keep_names, make_folder, restore, write_new,
};
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

/// How a copy of the keys beside a database is named, in UTC: the order of the names is the order of time.
const NAMED: &str = "%Y-%m-%dT%H-%M-%SZ";
/// What it is called until it is whole.
const UNFINISHED: &str = ".unfinished-";
/// What is in it, written last.
const MANIFEST: &str = "manifest.json";

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
    let into = || format!("backing up into {} failed", folder.display());
    let backups = Backups::open(&folder).with_context(into)?;
    let now = World::real().now();
    if asked.place.database.is_some() {
        return keys_alone(&store, &folder, now);
    }
    let added = backups.add(&store, now).with_context(into)?;
    println!(
        "Backed up {} to {}: {} files, {} kB, of them {} kB new.",
        slugs.join(", "),
        folder.join(&added.name).display(),
        added.manifest.files.len(),
        added.bytes.div_ceil(1000),
        added.new_bytes.div_ceil(1000)
    );
    println!(
        "Keys are in it: whoever reads this folder reads the books. Bring one back, and see that it comes back, with:"
    );
    println!("    {} restore {} --data restored", program(), folder.display());
    if let Some(keep) = asked.keep {
        for old in backups.forget_older(usize::try_from(keep)?)? {
            println!("Deleted {old}");
        }
    }
    Ok(())
}

/// What a return is told.
#[derive(Args)]
pub struct Restore {
    /// The folder of backups.
    backups: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The name of one backup, such as 2026-04-02T03-30-00Z; the newest if you say nothing.
    #[arg(long)]
    at: Option<String>,
    /// The list of what was erased since the backup; the one beside the data folder if you say nothing.
    #[arg(long)]
    erasures: Option<PathBuf>,
    /// Brings back a backup although the book is known to have had more entries than it.
    #[arg(long)]
    accept_loss: bool,
    /// Brings back a backup although what was told or signed is not what this program makes of the book: an earlier version may
    /// have told otherwise.
    #[arg(long)]
    accept_differences: bool,
}

/// Brings a backup back into a new or empty folder, and says what came.
pub fn bring_back(asked: &Restore) -> anyhow::Result<()> {
    if asked.place.database.is_some() {
        bail!(
            "books in PostgreSQL come back with its own program: make an empty database, give\n    \
             pg_restore --no-owner --no-privileges --dbname=\"$WAYBILL_DATABASE\" waybill.dump\n\
             put reader.key and the folders of keys from the same backup into the data folder, then run: {} verify",
            program()
        );
    }
    let data = &asked.place.data;
    let restoring = Restoring {
        backups: &asked.backups,
        at: asked.at.as_deref(),
        data,
        erasures: asked.erasures.as_deref(),
        accept_loss: asked.accept_loss,
        accept_differences: asked.accept_differences,
    };
    let agrees = |operation: &Operation| Ok(audit(operation, SHAPES)?.map(drop));
    let done = restore(restoring, ROWS, &agrees, &World::real()).map_err(|error| match error {
        NotRestored::Unnoted(..) => anyhow::Error::new(error),
        error => anyhow::Error::new(error).context(format!("nothing was restored to {}", data.display())),
    })?;
    println!("Restored {} into {}.", done.name, data.display());
    for one in &done.operations {
        print!(
            "{}: {} entries; every head follows from the one before, up to the one in the manifest",
            one.slug, one.entries
        );
        match &one.differs {
            None => println!(", and what was told and signed follows from them."),
            Some(why) => println!(
                ".\n{}: what was told and signed is NOT what this program makes of them, which you accepted: {why} It stands as it \
                 was told.",
                one.slug
            ),
        }
        if one.lost > 0 {
            println!("{}: {} later entries are missing, which you accepted. Enter them again.", one.slug, one.lost);
        }
        println!("{}: {} records that were erased after the backup were erased again.", one.slug, one.erased);
        if !one.had_list {
            println!(
                "{}: no list of erasures lies beside {}, so only what the backups themselves know was erased again. Whatever \
                 was erased after {} and after the newest backup, erase once more.",
                one.slug,
                data.display(),
                done.made
            );
        }
    }
    Ok(())
}

/// Copies the keys of books in PostgreSQL into a dated folder.
fn keys_alone(store: &Store, folder: &Path, now: Timestamp) -> anyhow::Result<()> {
    let name = now.strftime(NAMED).to_string();
    let whole = folder.join(&name);
    if whole.exists() {
        bail!("there is a backup of this second already: {}", whole.display());
    }
    let begun = folder.join(format!("{UNFINISHED}{name}"));
    if let Err(error) = write(store, &begun, now) {
        // Half a backup would be taken for a whole one.
        let _ = fs::remove_dir_all(&begun);
        return Err(error).with_context(|| format!("no backup was made in {}", folder.display()));
    }
    keep_names(&begun)?;
    fs::rename(&begun, &whole)?;
    fs::File::open(folder)?.sync_all()?;
    println!("Backed up the keys to {}", whole.display());
    println!("{}", of_postgres(&whole));
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
        if !Backups::knows(&name) {
            bail!("{} holds {name}, which is no backup; choose a folder of its own", folder.display());
        }
    }
    Ok(folder)
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
