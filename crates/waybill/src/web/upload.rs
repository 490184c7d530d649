//! A file sent with a form: taken whole, one at a time, only where a page takes one and only from somebody who has entered.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use multer::{Constraints, Multipart, SizeLimit};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::answer::Sorry;
use super::public::App;
use super::serve::text_of;
use super::typed::Typed;

/// The name of the field that holds the file.
pub const FILE: &str = "file";
/// What the other fields and the boundaries may take beside the file.
const BESIDE_MAX: usize = 64 * 1024;
/// Most fields of such a form; the largest of ours has a choice for each of 20 accounts.
const FIELDS_MAX: usize = 50;

/// Files that come in at once: each is held in memory, and a slow line must not keep everybody else waiting.
const RECEIVED_AT_ONCE: usize = 4;

/// Whose turn it is to send a file, and to have one read: that takes twice as much memory beside it.
#[derive(Clone)]
pub(super) struct Turns {
    receiving: Arc<Semaphore>,
    reading: Arc<Semaphore>,
}

impl Default for Turns {
    fn default() -> Self {
        Self { receiving: Arc::new(Semaphore::new(RECEIVED_AT_ONCE)), reading: Arc::new(Semaphore::new(1)) }
    }
}

/// A form with its file. The permit is held until the file was dealt with.
pub(super) struct Sent {
    pub(super) typed: Typed,
    pub(super) file: Vec<u8>,
    pub(super) permit: OwnedSemaphorePermit,
}

/// Whether a request carries a file.
pub(super) fn is_one(headers: &HeaderMap) -> bool {
    text_of(headers, header::CONTENT_TYPE).to_ascii_lowercase().starts_with("multipart/form-data")
}

/// Reads the form, if its page takes a file and whoever sends it has entered: asked before a byte of it is read.
pub(super) async fn read(
    app: &Arc<App>,
    turns: &Turns,
    path: &str,
    headers: &HeaderMap,
    body: axum::body::Body,
) -> Result<Sent, Sorry> {
    let (asked, where_to, cookies) = (Arc::clone(app), path.to_owned(), text_of(headers, header::COOKIE));
    let allowed = tokio::task::spawn_blocking(move || asked.takes_file(&where_to, &cookies)).await;
    let max = allowed.unwrap_or(Err(Sorry::WentWrong))?;
    let length = text_of(headers, header::CONTENT_LENGTH).parse::<usize>().ok();
    if length.is_some_and(|length| length > max.saturating_add(BESIDE_MAX)) {
        return Err(Sorry::FileTooLarge);
    }
    let _received = turns.receiving.try_acquire().map_err(|_| Sorry::FileBusy)?;
    let unreadable = Sorry::BadRequest(StatusCode::BAD_REQUEST);
    let boundary = multer::parse_boundary(text_of(headers, header::CONTENT_TYPE)).map_err(|_| unreadable)?;
    let limit = SizeLimit::new().whole_stream(u64::try_from(max.saturating_add(BESIDE_MAX)).unwrap_or(u64::MAX));
    let constraints = Constraints::new().size_limit(limit.for_field(FILE, u64::try_from(max).unwrap_or(u64::MAX)));
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let (mut pairs, mut file) = (Vec::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|error| why(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == FILE {
            file = field.bytes().await.map_err(|error| why(&error))?.to_vec();
        } else if pairs.len() < FIELDS_MAX {
            pairs.push((name, field.text().await.map_err(|error| why(&error))?));
        } else {
            return Err(unreadable);
        }
    }
    let permit = Arc::clone(&turns.reading).acquire_owned().await.map_err(|_| Sorry::FileBusy)?;
    Ok(Sent { typed: Typed::new(pairs), file, permit })
}

fn why(error: &multer::Error) -> Sorry {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => Sorry::FileTooLarge,
        _ => Sorry::BadRequest(StatusCode::BAD_REQUEST),
    }
}
