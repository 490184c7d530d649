//! The front page, kept as it was made until something else is shown: most readers ask for it, and for nothing else.
//!
//! It is looked up by the very object it was made from. A close, another day, a new text or other settings make another
//! [`Shown`], under which nothing is kept yet; so no page outlives what it says.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;

use super::words::Lang;
use crate::publish::shown::Shown;

/// Pages of what is shown now. Invariant: all of them were made from the object beside them, and from nothing else that changes.
#[derive(Default)]
pub struct Kept(Mutex<Option<Made>>);

struct Made {
    /// Held, so that no other object can come to lie at its address.
    of: Arc<Shown>,
    /// One for each language and for each of the operation's two addresses, with its own host and without.
    pages: Vec<(Lang, String, Bytes)>,
}

impl Kept {
    /// The page in this language under this address; `make` makes it where it is not kept. Two who ask first may both make it.
    pub fn page(
        &self,
        shown: &Arc<Shown>,
        (lang, base): (Lang, &str),
        make: impl FnOnce() -> Option<String>,
    ) -> Option<Bytes> {
        if let Some(made) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && Arc::ptr_eq(&made.of, shown)
            && let Some((.., page)) = made.pages.iter().find(|(of, at, _)| (*of, at.as_str()) == (lang, base))
        {
            return Some(page.clone());
        }
        let page = Bytes::from(make()?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = kept.get_or_insert_with(|| Made { of: Arc::clone(shown), pages: Vec::new() });
        if !Arc::ptr_eq(&made.of, shown) {
            *made = Made { of: Arc::clone(shown), pages: Vec::new() };
        }
        made.pages.retain(|(of, at, _)| (*of, at.as_str()) != (lang, base));
        made.pages.push((lang, base.to_owned(), page.clone()));
        Some(page)
    }
}
