//! The witness as others ask it over HTTP (C2SP tlog-witness): a text comes in, a signature goes out. Nothing is fetched.

use axum::http::{Method, StatusCode};

use super::answer::{self, Answer, Keep};
use super::public::{App, Served};
use crate::publish::witnesses::{ADD_CHECKPOINT, Said, WITNESS, answer};

/// Whether a request is for a witness.
pub(super) fn is_asked(method: &Method, path: &str) -> bool {
    let mut parts = path.rsplit('/');
    *method == Method::POST && parts.next() == Some(ADD_CHECKPOINT) && parts.next() == Some(WITNESS)
}

/// What is said where the body is no text that a witness reads.
pub(super) fn turned_away(status: StatusCode, text: &str) -> Answer {
    plain(&Said::plain(status.as_u16(), text))
}

impl App {
    /// Answers a log that asks one of the operations here for its signature.
    pub fn witness(&self, path: &str, host: &str, body: &[u8]) -> Answer {
        let Some(served) = self.witness_at(path, host) else {
            return turned_away(StatusCode::NOT_FOUND, "There is no witness at this address.");
        };
        let Ok(body) = std::str::from_utf8(body) else {
            return turned_away(StatusCode::BAD_REQUEST, "This is not a request to a witness.");
        };
        match answer(&served.operation, self.world.now(), body) {
            Ok(said) => plain(&said),
            Err(error) => {
                tracing::error!(%error, "a log that asked for our signature could not be answered");
                turned_away(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here. Ask again later.")
            }
        }
    }

    /// The operation whose witness has this address: behind a host of its own, or behind `/o/<slug>`.
    fn witness_at(&self, path: &str, host: &str) -> Option<&Served> {
        let by_host = |served: &&Served| served.host.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(host));
        let before = path.strip_suffix(ADD_CHECKPOINT)?.strip_suffix('/')?.strip_suffix(WITNESS)?;
        if let Some(served) = self.operations.iter().find(by_host) {
            return (before == "/").then_some(served);
        }
        let slug = before.strip_prefix("/o/")?.strip_suffix('/')?;
        self.operations.iter().find(|served| served.operation.slug() == slug)
    }
}

fn plain(said: &Said) -> Answer {
    let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    answer::file(status, Keep::Never, said.kind, said.text.clone())
}
