//! Answers with the headers that every page carries, and the pages for what cannot be shown.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use maud::{Markup, html};

use super::layout::{CONTENT_SECURITY_POLICY, Nav, Page};
use super::words::Tongue;
use crate::publish::shown::Card;
use crate::store::{Disk, StoreError};

/// An answer of ours.
pub type Answer = Response<Body>;

/// Who may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Anyone, for a minute: the page is the same for everyone until the next snapshot.
    Minute,
    /// Anyone, for ever: its address changes with it.
    Forever,
    /// Nobody: it is somebody's own.
    Never,
}

/// A page.
pub fn page(status: StatusCode, keep: Keep, body: impl Into<Body>) -> Answer {
    file(status, keep, "text/html; charset=utf-8", body)
}

/// Any text or bytes with their type.
pub fn file(status: StatusCode, keep: Keep, kind: &'static str, body: impl Into<Body>) -> Answer {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    let kept = match keep {
        Keep::Minute => "public, max-age=60",
        Keep::Forever => "public, max-age=31536000, immutable",
        Keep::Never => "no-store",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    answer
}

/// Sends the reader on. `to` is an address of our own.
pub fn go(to: &str) -> Answer {
    let mut answer = page(StatusCode::SEE_OTHER, Keep::Never, String::new());
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    answer.headers_mut().insert(header::LOCATION, to);
    answer
}

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorry {
    /// Nothing at this address, or not told yet.
    NotFound,
    /// No operation on this server.
    NoOperation,
    /// A request that is none of ours.
    BadRequest(StatusCode),
    /// More than a form may hold.
    TooLarge,
    /// More than a file may hold.
    FileTooLarge,
    /// Another file is being read.
    FileBusy,
    /// The printed link was used, or is too old.
    LinkUsed,
    /// The coordinators' side without a session.
    NotEntered,
    /// The disk has no room.
    DiskFull,
    /// The disk failed.
    DiskFaulty,
    /// Our fault.
    WentWrong,
}

/// Why nothing can be written now, where the disk is why.
pub fn unwritten(error: &StoreError) -> Option<Sorry> {
    error.disk().map(|disk| match disk {
        Disk::Full => Sorry::DiskFull,
        Disk::Faulty => Sorry::DiskFaulty,
    })
}

impl Sorry {
    /// The phrases of its title and its text.
    pub fn phrases(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("not-found-title", "not-found-text"),
            Self::NoOperation => ("no-operation-title", "no-operation-text"),
            Self::BadRequest(_) => ("bad-request-title", "bad-request-text"),
            Self::TooLarge => ("too-large-title", "too-large-text"),
            Self::FileTooLarge => ("file-large-title", "file-large-text"),
            Self::FileBusy => ("file-busy-title", "file-busy-text"),
            Self::LinkUsed => ("link-used-title", "link-used-text"),
            Self::NotEntered => ("sign-in-title", "not-entered-text"),
            Self::DiskFull => ("disk-full-title", "disk-full-text"),
            Self::DiskFaulty => ("disk-faulty-title", "disk-faulty-text"),
            Self::WentWrong => ("went-wrong-title", "went-wrong-text"),
        }
    }

    /// Its status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoOperation => StatusCode::NOT_FOUND,
            Self::BadRequest(status) => status,
            Self::TooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::FileBusy | Self::DiskFaulty => StatusCode::SERVICE_UNAVAILABLE,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::LinkUsed | Self::NotEntered => StatusCode::FORBIDDEN,
            Self::WentWrong => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A public page that says why there is nothing to show.
pub fn sorry(why: Sorry, w: Tongue, base: &str, card: &Card) -> Answer {
    let (title, text) = why.phrases();
    let mut sheet = Page::new(w, base, card);
    sheet.title = w.t(title);
    sheet.nav = Nav::Elsewhere;
    sheet.noindex = true;
    let content = html! {
        section.band { h1 { (w.t(title)) } p.lede { (w.t(text)) } }
    };
    page(why.status(), Keep::Never, sheet.render(&content))
}

/// For addresses that belong to no operation: no name to show, no language known but the browser's.
pub fn plain_sorry(why: Sorry, w: Tongue) -> Answer {
    let (title, text) = why.phrases();
    let (title, text) = (w.t(title), w.t(text));
    bare(why.status(), w, &title, &html! { h1 { (title) } p.lede { (text) } p.note { "Waybill" } })
}

/// A page with nothing around its content: no way to other pages, nothing about whose it is. Nobody keeps it.
pub fn bare(status: StatusCode, w: Tongue, title: &str, content: &Markup) -> Answer {
    let body = html! {
        (maud::DOCTYPE)
        html lang=(w.lang().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href=(super::layout::stylesheet_href());
            }
            body { main.wrap { (content) } }
        }
    };
    page(status, Keep::Never, body.into_string())
}

/// Logs what went wrong, once, and says so without the cause; where the disk is why, with what has to be done.
pub fn went_wrong(w: Tongue, error: &StoreError) -> Answer {
    tracing::error!(%error, "a request could not be answered");
    plain_sorry(unwritten(error).unwrap_or(Sorry::WentWrong), w)
}
