//! One program at a time serves a data folder.
//!
//! Two would both close days, both print links, and each keep a book in memory that the other one moves on. Beside a program that serves,
//! copying, checking, locking and inviting go on: they look, or they do one thing and end.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use waybill::store::make_folder;

use crate::Place;

/// In the data folder. It stays when the program ends, empty of meaning: what counts is who holds it locked, and the system lets go of
/// that with the process, however it ends.
const LOCK: &str = "serving.lock";

/// Holds the data folder for as long as it lives.
pub struct Alone {
    _held: Option<File>,
}

/// Takes the data folder for this program alone; refused where another one has it. On PostgreSQL several machines may serve the same books, so
/// nothing is taken there.
pub fn alone(place: &Place) -> anyhow::Result<Alone> {
    if place.database.is_some() {
        return Ok(Alone { _held: None });
    }
    make_folder(&place.data)?;
    let file = place.data.join(LOCK);
    let cannot = || format!("{} cannot be locked, so nothing keeps a second program from these books", file.display());
    let mut held = open(&file).with_context(cannot)?;
    match held.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!("{}", taken(&mut held, &place.data)),
        Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
    }
    held.set_len(0)?;
    write!(held, "{}", std::process::id())?;
    Ok(Alone { _held: Some(held) })
}

fn open(file: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Who has it, and what to do.
fn taken(held: &mut File, data: &Path) -> String {
    let mut id = String::new();
    // Between the locking and the writing of its number it has none yet.
    let known = held.read_to_string(&mut id).is_ok() && id.parse::<u32>().is_ok();
    let (who, stop) = if known {
        (format!("process {id}"), format!("`kill {id}` ends it in good order"))
    } else {
        ("another process".to_owned(), "look for another waybill".to_owned())
    };
    format!(
        "the books in {} are served by {who} already, and one program at a time may serve them. Use that one, or stop it first ({stop}); \
         other books are served with --data ANOTHER-FOLDER",
        data.display()
    )
}
