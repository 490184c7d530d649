//! The log as files: the signed checkpoint, the keys, and tiles, for whoever checks without asking us (C2SP tlog-tiles).

use axum::http::StatusCode;
use waybill_log::tile::{TilePath, tiles_between};

use super::answer::{self, Answer, Keep};
use crate::publish::published::Published;
use crate::publish::ticks::{first_of, level_of};
use crate::store::StoreError;

/// Where the log stands behind an operation's address.
pub const LOG: &str = "log";

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

/// Every address of a log of so many leaves, behind the operation's: what a copy of it needs.
pub fn paths(size: u64) -> Vec<String> {
    let tiles = tiles_between(0, size).into_iter().map(|tile| format!("{LOG}/{tile}"));
    if size == 0 {
        Vec::new()
    } else {
        ["checkpoint", "keys"].map(|name| format!("{LOG}/{name}")).into_iter().chain(tiles).collect()
    }
}

/// What stands at an address behind `log/`; none where nothing does. What is served for ever never changes: a tile that grows
/// has a new address for each width.
pub(super) fn answer(published: &Published, path: &str, demo: bool) -> Result<Option<Answer>, StoreError> {
    let log = published.log()?;
    let shown = |text: String| (!text.is_empty()).then(|| answer::file(StatusCode::OK, Keep::Minute, TEXT, text));
    match path {
        "checkpoint" => return Ok(shown(log.checkpoint)),
        "keys" => return Ok(shown(log.keys)),
        _ => {}
    }
    let Ok(tile) = path.parse::<TilePath>() else { return Ok(None) };
    let kept = published.tile(level_of(tile), tile.index)?.unwrap_or_default();
    let asked = first_of(tile, &kept);
    // A demonstration is built anew, and then has another log under the same address.
    let keep = if demo { Keep::Never } else { Keep::Forever };
    Ok(asked.map(|bytes| answer::file(StatusCode::OK, keep, BYTES, bytes)))
}
