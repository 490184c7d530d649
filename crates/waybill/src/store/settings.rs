//! What coordinators may change about the operation itself: its name, the languages of its pages, its public addresses;
//! one more account; and, while its book is empty, its calendar.
//!
//! Plain rows: none of it moves anything, and an earlier name is nobody's business. The book's row is written first; the
//! public card is a copy of it, made again whenever the operation is opened.

use diesel::prelude::*;
use jiff::civil::Date;

use super::post::lock_head;
use super::schema::{card, operations};
use super::{Operation, StoreError};
use crate::both;

/// Accounts and cash boxes of one operation: several banks in every currency it deals in, and still a list to choose from.
pub const ACCOUNTS_MAX: usize = 40;

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
        let (day_one, zone, last, demo): (String, String, i64, i32) = self.read(|db| {
            let query = operations::table.find(self.slug());
            let query = query.select((operations::day_one, operations::zone, operations::last_entry, operations::demo));
            Ok::<_, StoreError>(both!(db, c => query.first(c))?)
        })?;
        if last == 0 {
            // An empty book has told nothing; what days were counted by an earlier calendar would hold back the first.
            self.clear_shown()?;
        }
        let now = (
            card::name.eq(name),
            card::languages.eq(languages.join(" ")),
            card::address.eq(address.unwrap_or_default()),
            card::onion.eq(onion.unwrap_or_default()),
            card::day_one.eq(day_one),
            card::zone.eq(zone),
        );
        self.with_gate(|db| {
            // The whole of it where it is gone.
            let key = (card::operation.eq(self.slug()), card::demo.eq(demo));
            let insert = diesel::insert_into(card::table).values((key, now.clone())).on_conflict(card::operation);
            both!(db, c => insert.do_update().set(now).execute(c))?;
            Ok(())
        })
    }

    /// Adds an account or cash box behind the `seen` ones; none is ever taken away. The place is its one-time key: asked
    /// twice, the second time it stands there already. False where another one was added there meanwhile.
    pub fn add_account(&self, code: &str, seen: usize) -> Result<bool, StoreError> {
        self.write(|db| {
            lock_head(db, self.slug())?;
            let row = operations::table.find(self.slug());
            let kept: String = both!(db, c => row.select(operations::accounts).first(c))?;
            let damaged = |_| StoreError::Damaged(0, "the operation's accounts cannot be read".into());
            let mut accounts: Vec<String> = serde_json::from_str(&kept).map_err(damaged)?;
            if accounts.len() != seen || accounts.len() >= ACCOUNTS_MAX {
                return Ok(accounts.get(seen).is_some_and(|there| there == code));
            }
            accounts.push(code.to_owned());
            let now = operations::accounts.eq(serde_json::json!(accounts).to_string());
            Ok(both!(db, c => diesel::update(row).set(now).execute(c))? == 1)
        })
    }

    /// Changes day 1 and the time zone while the book is empty; false where something was entered already.
    pub fn change_calendar(&self, day_one: Date, zone: &str) -> Result<bool, StoreError> {
        let now = (operations::day_one.eq(day_one.to_string()), operations::zone.eq(zone));
        let changed = self.write(|db| {
            let row = operations::table.find(self.slug()).filter(operations::last_entry.eq(0));
            Ok(both!(db, c => diesel::update(row).set(now.clone()).execute(c))? == 1)
        })?;
        if changed {
            self.copy_settings()?;
        }
        Ok(changed)
    }
}
