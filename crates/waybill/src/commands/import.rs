//! `waybill import`: gifts and entries from a file, through the rules of the forms.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use waybill::house::IMPORTING;
use waybill::import::{Told, import};
use waybill::world::World;

use super::people::chosen;
use crate::{Place, store_at};

/// What is imported, and into which book.
#[derive(Args)]
pub struct Import {
    /// Gifts as .csv, or gifts and other entries as .jsonl; docs/import.md names the columns.
    file: PathBuf,
    /// The operation's short name; may be left out where there is only one.
    operation: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Some lines were refused.
const SOME_REJECTED: u8 = 1;
/// Nothing could be done with the file, or not all of it.
const UNUSABLE: u8 = 2;

/// Imports, and says what became of the lines: 0 where all are in, 1 where some were refused, 2 where the file is no use.
pub fn run(asked: &Import) -> ExitCode {
    match imported(asked) {
        Ok(told) => {
            println!("{}", sentence(&told));
            if let Some(reasons) = &told.reasons {
                println!(
                    "Why lines were refused stands in {}; put them right and import the file again.",
                    reasons.display()
                );
                return ExitCode::from(SOME_REJECTED);
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(UNUSABLE)
        }
    }
}

fn imported(asked: &Import) -> anyhow::Result<Told> {
    let store = store_at(&asked.place);
    let operation = store.open(&chosen(&store, asked.operation.as_deref(), &asked.place)?, &World::real())?;
    let world = operation.demo_clock()?.map_or_else(World::real, World::held_clock);
    let bytes = std::fs::metadata(&asked.file).map_or(0, |file| file.len());
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes}, {msg}, {eta} to go")?;
    let bar = ProgressBar::new(bytes).with_style(style);
    let told = import(&IMPORTING, &operation, &world, &asked.file, &mut |told| {
        bar.set_position(told.bytes);
        bar.set_message(format!("{} entered, {} there already, {} refused", told.entered, told.known, told.rejected));
    });
    bar.finish_and_clear();
    Ok(told?)
}

fn sentence(told: &Told) -> String {
    let Told { entered, known, rejected, .. } = told;
    let again = if *entered == 0 && *rejected == 0 && *known > 0 { " Nothing was new." } else { "" };
    format!("{entered} lines entered, {known} in the book already, {rejected} refused.{again}")
}
