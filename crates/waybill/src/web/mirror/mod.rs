//! A copy of the whole public side that opens from a stick: every page in every language, every file, no server.
//!
//! Pages are made by the function that answers readers, [`App::public`], and found as a reader finds them, by following
//! links; what the lists know besides is asked for as well, so that nothing is missed. [`copy`] turns a page into one that
//! stands in a folder, [`folder`] puts it there: first beside what is there, and only when all of it is made in its place.

mod copy;
mod folder;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use axum::http::StatusCode;

use self::copy::{Copyist, PageCopy};
use self::folder::Folder;
use super::log;
use super::public::{App, Request, Served};
use super::words::Lang;
use crate::publish::published::LogShown;
use crate::publish::shown::Shown;
use crate::store::StoreError;

/// Most pages of one mirror: ten years of an operation in four languages are about half of it.
const PAGES_MAX: usize = 200_000;

/// The longest page or file; the longest so far, the facts of ten years, has 40 MB.
const BYTES_MAX: usize = 1 << 28;

/// Who makes pages at a time: the smallest machine for this has two cores.
const HANDS: usize = 2;

/// How often a copy is begun: a day is closed once in 24 hours, and a copy of ten years takes minutes.
const TRIES: usize = 3;

/// Why there is no copy, or no newer one. What was there before stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotMirrored {
    /// Somebody keeps other things in the folder.
    #[error("{0} holds other things, such as {1}; name an empty or a new folder")]
    Foreign(String, String),
    /// The list of an earlier mirror cannot be trusted.
    #[error("{0} is not the list of a mirror any more; name another folder, or empty this one")]
    NotAList(String),
    /// Two at once.
    #[error("another mirror is being made in {0}; wait until it is done")]
    Busy(String),
    /// The disk is full, read-only, gone.
    #[error(
        "{path} could not be written: {error}. The copy that was there stays as it was. Make room or put it right, and give the same command again: it goes on with what is done"
    )]
    Disk {
        /// Where.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A page that others lead to cannot be shown.
    #[error("the page {0} could not be made: it answers {1}; nothing was changed")]
    Page(String, StatusCode),
    /// Longer than years could make it.
    #[error("the public side has more than {PAGES_MAX} pages; nothing was changed")]
    TooMany,
    /// Each time something was told meanwhile.
    #[error(
        "what is published changed {TRIES} times while the copy was made; nothing was changed. Give the same command again at a quieter hour"
    )]
    Moving,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// Files in the folder, pages and others.
    pub files: usize,
    /// How many bytes they are.
    pub bytes: u64,
    /// Of them new or changed.
    pub written: usize,
    /// Files of an earlier mirror that are no more.
    pub removed: usize,
    /// The day on which it was made.
    pub day: i32,
    /// The snapshot it was made from.
    pub snapshot: i32,
}

/// Makes or renews the copy of one operation in `folder`.
pub fn mirror(app: &App, served: &Served, folder: &Path) -> Result<Mirrored, NotMirrored> {
    let mut folder = Folder::open(folder)?;
    for _ in 0..TRIES {
        let stand = Stand::now(app, served)?;
        folder.begin_again();
        let made = all_pages(app, &stand, &folder);
        // A server may have closed the day meanwhile: pages of two snapshots do not agree, and one that was listed may be gone.
        if !Stand::now(app, served)?.is(&stand) {
            continue;
        }
        made?;
        let (day, snapshot) = (stand.shown.day, stand.shown.snapshot);
        let slug = stand.shown.card.slug.as_str();
        let head = [("operation", slug.into()), ("day", day.into()), ("snapshot", snapshot.into())];
        let (written, removed) = folder.finish(head)?;
        return Ok(Mirrored { files: folder.files(), bytes: folder.bytes(), written, removed, day, snapshot });
    }
    Err(NotMirrored::Moving)
}

/// What all pages of one copy are made from.
struct Stand {
    shown: Arc<Shown>,
    comments: (i64, i64),
    log: LogShown,
}

impl Stand {
    fn now(app: &App, served: &Served) -> Result<Stand, StoreError> {
        let (shown, comments) = (served.published.shown(&app.world)?, served.published.comments_told()?);
        Ok(Stand { shown, comments, log: served.published.log()? })
    }

    fn is(&self, other: &Stand) -> bool {
        let parts = |stand: &Stand| (stand.shown.day, stand.shown.snapshot, stand.shown.texts.len(), stand.comments);
        parts(self) == parts(other) && self.shown.card == other.shown.card && self.log == other.log
    }
}

/// Makes every page and file, and puts them where they wait.
fn all_pages(app: &App, stand: &Stand, folder: &Folder) -> Result<(), NotMirrored> {
    let shown = &stand.shown;
    let copyist = Copyist::new(app.house, shown);
    let mut known = beginnings(app, &copyist, shown);
    known.extend(log::paths(stand.log.size).iter().map(|path| format!("{}/{path}", copyist.base())));
    let mut next: Vec<String> = known.iter().cloned().collect();
    folder.put("index.html", copyist.cover().as_bytes())?;
    while !next.is_empty() {
        // Pages of one close stand together: what that close showed is then added up once.
        next.sort_by_cached_key(|path| (close_of(path), path.clone()));
        let found = level(app, &copyist, folder, &next)?;
        next = found.into_iter().filter(|path| known.insert(path.clone())).collect();
        if known.len() > PAGES_MAX {
            return Err(NotMirrored::TooMany);
        }
    }
    Ok(())
}

/// Addresses to begin with: the entrance in each language, every page and file of the house, everything that has a name.
fn beginnings(app: &App, copyist: &Copyist, shown: &Arc<Shown>) -> BTreeSet<String> {
    let base = copyist.base();
    let mut paths: BTreeSet<String> = app.house.files.iter().map(|file| format!("{base}/{}", file.path)).collect();
    let names = |path: &str| -> Vec<String> {
        match path {
            "dispatches/*" => shown.texts.iter().map(|head| head.name.to_string()).collect(),
            "books/*" => shown.funds.iter().map(|fund| fund.code.clone()).collect(),
            "facts/*" => shown.facts.iter().map(|fact| fact.id.clone()).collect(),
            "figures/*" => shown.figures.keys().cloned().collect(),
            _ => Vec::new(),
        }
    };
    for lang in Lang::offered(&shown.card.languages).into_iter().map(Lang::code) {
        paths.extend(app.house.feeds.iter().map(|feed| format!("{base}/{lang}/{}", feed.path)));
        for page in app.house.pages {
            match page.path.strip_suffix('*') {
                None => drop(paths.insert(format!("{base}/{lang}/{}", page.path))),
                Some(before) => {
                    paths.extend(names(page.path).iter().map(|name| format!("{base}/{lang}/{before}{name}")));
                }
            }
        }
    }
    paths
}

/// The close a figure is pinned to, `…@22`; 0 for everything else.
fn close_of(path: &str) -> i32 {
    path.rsplit_once('@').and_then(|(_, step)| step.parse().ok()).unwrap_or(0)
}

/// Makes these pages and puts them into the folder; hands back where they lead.
fn level(app: &App, copyist: &Copyist, folder: &Folder, paths: &[String]) -> Result<BTreeSet<String>, NotMirrored> {
    let share = paths.len().div_ceil(HANDS).max(1);
    let one_share = |paths: &[String]| -> Result<BTreeSet<String>, NotMirrored> {
        let mut found = BTreeSet::new();
        for path in paths {
            let PageCopy { name, bytes, leads_to } = copyist.copy(path, &answered(app, path)?);
            folder.put(&name, &bytes)?;
            found.extend(leads_to);
        }
        Ok(found)
    };
    std::thread::scope(|scope| {
        let hands: Vec<_> = paths.chunks(share).map(|paths| scope.spawn(move || one_share(paths))).collect();
        let mut found = BTreeSet::new();
        for hand in hands {
            found.extend(hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(found)
    })
}

/// What a reader would get at this address.
fn answered(app: &App, path: &str) -> Result<Vec<u8>, NotMirrored> {
    let request = Request { path: path.to_owned(), host: String::new(), languages: String::new(), form: None };
    let (head, body) = app.public(&request).into_parts();
    let failed = |status| NotMirrored::Page(path.to_owned(), status);
    if head.status != StatusCode::OK {
        return Err(failed(head.status));
    }
    // The body is there already: one look at it is enough, and nothing is waited for.
    let read = std::pin::pin!(axum::body::to_bytes(body, BYTES_MAX));
    match read.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(bytes)) => Ok(bytes.to_vec()),
        _ => Err(failed(StatusCode::INSUFFICIENT_STORAGE)),
    }
}
