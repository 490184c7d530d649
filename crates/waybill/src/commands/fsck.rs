//! `waybill fsck`: every check that can be made without being told anything, one line each. It changes nothing.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use waybill::publish::published::Published;
use waybill::store::{Looked, Operation};
use waybill::web::public::{dispatches_text, facts_text, figures_text};
use waybill::world::World;

use crate::{Place, store_at};

/// What a look is told.
#[derive(Args)]
pub struct Fsck {
    #[command(flatten)]
    place: Place,
    /// A folder of backups to look at as well, block by block.
    #[arg(long)]
    backups: Option<PathBuf>,
}

/// Findings of one check that are printed; how many there are is said.
const SHOWN: usize = 3;

/// Looks, and says what was seen. An error where anything was found.
pub fn look(asked: &Fsck) -> anyhow::Result<()> {
    let store = store_at(&asked.place);
    let slugs = store.slugs()?;
    if slugs.is_empty() {
        bail!("there is no operation in {}", asked.place.data.display());
    }
    let mut wrong = 0;
    wrong += said("", &store.look_at_files()?);
    wrong += said("", &store.look_for_leftovers(asked.backups.as_deref())?);
    if let Some(backups) = &asked.backups {
        wrong += said("", &store.look_at_backups(backups)?);
    }
    for slug in &slugs {
        let before = format!("{slug}: ");
        match store.open_to_look(slug, &World::real())? {
            Err(why) => wrong += said(&before, &Looked { at: "opening", found: vec![why] }),
            Ok(operation) => {
                wrong += operation.look_through().iter().map(|one| said(&before, one)).sum::<usize>();
                let found = figures(&operation).unwrap_or_else(|error| vec![error.to_string()]);
                wrong += said(&before, &Looked { at: "public figures", found });
            }
        }
    }
    if wrong > 0 {
        bail!("{wrong} checks found something wrong; nothing was changed");
    }
    Ok(())
}

/// Prints one line; 1 where something was found.
fn said(before: &str, one: &Looked) -> usize {
    let Looked { at, found } = one;
    if found.is_empty() {
        println!("well   {before}{at}");
        return 0;
    }
    let more = found.len().saturating_sub(SHOWN);
    let first: Vec<&str> = found.iter().take(SHOWN).map(String::as_str).collect();
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    println!("WRONG  {before}{at}: {}{more}", first.join("; "));
    1
}

/// Every public figure and every quoted one, recomputed by the outsider's checker.
fn figures(operation: &Operation) -> anyhow::Result<Vec<String>> {
    let published = Published::open(operation)?;
    let world = operation.demo_clock()?.map_or_else(World::real, World::held_clock);
    let shown = published.shown(&world)?;
    let facts = facts_text(&shown);
    let mut found = Vec::new();
    if let Err(findings) = waybill_verify::check(&facts, &figures_text(&shown)) {
        found.extend(findings.iter().map(ToString::to_string));
    }
    if let Err(findings) = waybill_verify::check_texts(&facts, &dispatches_text(&published)?) {
        found.extend(findings.iter().map(ToString::to_string));
    }
    Ok(found)
}
