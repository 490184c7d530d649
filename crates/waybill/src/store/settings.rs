//! What coordinators may change about the operation itself: its name, the languages of its pages, its public addresses.
//!
//! Plain rows: none of it moves anything, and an earlier name is nobody's business. The book's row is written first; the
//! public card is a copy of it, made again whenever the operation is opened.

use diesel::prelude::*;

use super::schema::{card, operations};
use super::{Operation, StoreError};
use crate::both;

/// The settings of one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// As public pages say it.
    pub name: String,
    /// Codes of the languages its pages offer, the usual one first; none means all.
    pub languages: Vec<String>,
    /// Where strangers reach its public side, `https://example.org/o/flood`, without a slash at its end.
    pub address: Option<String>,
    /// The same as an onion service.
    pub onion: Option<String>,
}

/// As the columns hold it: name, languages, address, onion.
pub(crate) type SettingsRow = (String, String, String, String);

impl From<SettingsRow> for Settings {
    fn from((name, languages, address, onion): SettingsRow) -> Self {
        let some = |text: String| (!text.is_empty()).then_some(text);
        let languages = languages.split_whitespace().map(str::to_owned).collect();
        Self { name, languages, address: some(address), onion: some(onion) }
    }
}

impl Operation {
    /// The settings as they are now.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        let columns = (operations::name, operations::languages, operations::address, operations::onion);
        let row: SettingsRow = self.read(|db| {
            let query = operations::table.find(self.slug()).select(columns);
            Ok::<_, StoreError>(both!(db, c => query.first(c))?)
        })?;
        Ok(row.into())
    }

    /// Changes them, in the book and on the public card.
    pub fn change_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        let languages = settings.languages.join(" ");
        let (address, onion) = (settings.address.as_deref(), settings.onion.as_deref());
        let now = (
            operations::name.eq(&settings.name),
            operations::languages.eq(&languages),
            operations::address.eq(address.unwrap_or_default()),
            operations::onion.eq(onion.unwrap_or_default()),
        );
        self.write(|db| {
            let row = operations::table.find(self.slug());
            Ok(both!(db, c => diesel::update(row).set(now).execute(c))?)
        })?;
        self.copy_settings()
    }

    /// Brings the public card to what the book says: stopped between the two, the next opening does it.
    pub(super) fn copy_settings(&self) -> Result<(), StoreError> {
        let Settings { name, languages, address, onion } = self.settings()?;
        let now = (
            card::name.eq(name),
            card::languages.eq(languages.join(" ")),
            card::address.eq(address.unwrap_or_default()),
            card::onion.eq(onion.unwrap_or_default()),
        );
        self.with_gate(|db| {
            let row = card::table.find(self.slug());
            Ok(both!(db, c => diesel::update(row).set(now).execute(c))?)
        })?;
        Ok(())
    }
}
