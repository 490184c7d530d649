//! The published door: reads published facts, and the engine lets it read nothing else.

use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;
use jiff::tz::TimeZone;
use serde_json::Value;
use waybill_journal::Move;
use waybill_log::checkpoint::{Signed, open, unverified};
use waybill_log::tile::{WIDTH, bundle_leaves};
use waybill_log::{Checkpoint, Leaf, VerifierKey, cosignature};

use super::comments::{self, A_PAGE, CommentShown, Comments, Listed, NEWEST};
use super::fact::{Fact, moves_json};
use super::figures;
use super::shown::{Card, Shown};
use super::texts::{self, Head, Name, Telling};
use crate::both;
use crate::store::schema::{card, comment, fact, signed, snapshot, text};
use crate::store::{
    CommentRow, Db, FactRow, Operation, OperationCard, Settings, SettingsRow, StoreError, TextRow, tile_in,
};
use crate::world::World;

/// What a page depends on: the snapshot, today, and how many texts are published.
type Stand = (i32, i32, i64);

/// What was shown last.
struct Newest {
    stand: Stand,
    /// The engine's own mark, read before anything else was; none where it has no such thing.
    mark: Option<i64>,
    shown: Arc<Shown>,
}

/// Earlier closes kept at hand: the dispatches of a week quote no more than these.
const EARLIER_MAX: usize = 8;

/// The level under which leaves themselves are kept.
const LEAVES: i32 = -1;

/// The log as strangers are given it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogShown {
    /// Leaves that are signed for; tiles may hold more already.
    pub size: u64,
    /// The newest signed checkpoint; empty before the first.
    pub checkpoint: String,
    /// The keys it may be signed with.
    pub keys: String,
    /// Witnesses who signed it as well, by the names of their keys, and when in seconds since 1970 UTC. Each was checked
    /// before it was added to the checkpoint.
    pub witnesses: Vec<(String, i64)>,
}

/// The newest signed checkpoint, read and checked, for pages to tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedLog {
    /// Word for word, with its signatures.
    pub note: String,
    /// What it says.
    pub checkpoint: Checkpoint,
    /// Every key of the log, oldest first.
    pub keys: Vec<VerifierKey>,
    /// The newest of them that signed it.
    pub key: VerifierKey,
    /// Witnesses who signed it as well, as in [`LogShown`].
    pub witnesses: Vec<(String, i64)>,
    /// The day whose close it signs.
    pub day: i32,
}

/// All that public pages have. Its connection can read published facts and nothing else.
pub struct Published {
    slug: String,
    db: Mutex<Db>,
    /// Opens the same door again, for a database that was restarted.
    reopen: Box<dyn Fn() -> Result<Db, StoreError> + Send + Sync>,
    /// What the newest snapshot shows, so that a page does not add it up again.
    newest: Mutex<Option<Newest>>,
    /// What earlier closes showed, asked for lately: step and day of each, the latest last.
    earlier: Mutex<Vec<((i32, i32), Arc<Shown>)>>,
}

impl Published {
    /// Opens the door.
    pub fn open(operation: &Operation) -> Result<Self, StoreError> {
        let reopen = operation.published_door();
        let db = Mutex::new(reopen()?);
        Ok(Self {
            slug: operation.slug().to_owned(),
            db,
            reopen,
            newest: Mutex::new(None),
            earlier: Mutex::new(Vec::new()),
        })
    }

    /// Everything the public side can say now.
    pub fn shown(&self, world: &World) -> Result<Arc<Shown>, StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = db.mark_of_others()?;
        if let Some(shown) = self.unchanged(mark, world) {
            return Ok(shown);
        }
        // A file is not restarted.
        if mark.is_none() {
            self.open_again(&mut db)?;
        }
        let card = card_of(&mut db, &self.slug)?;
        let today = card.local(world.now()).date();
        let day = card.day_number(today);
        let step = last_step_of(&mut db, &self.slug)?.unwrap_or(0);
        let stand = (step, day, texts_told(&mut db, &self.slug)?);
        let public = public_card(&card);
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = newest.as_mut()
            && known.stand == stand
            && known.shown.card == public
        {
            known.mark = mark;
            return Ok(Arc::clone(&known.shown));
        }
        let facts = facts_of(&mut db, &self.slug)?;
        let snapshot_date = (step > 0).then(|| card.date_of_day(step));
        let mut shown = figures::add_up(public, (day, today), (step, snapshot_date), facts);
        shown.texts = heads_of(&mut db, &self.slug, &card.zone)?;
        let shown = Arc::new(shown);
        *newest = Some(Newest { stand, mark, shown: Arc::clone(&shown) });
        Ok(shown)
    }

    /// What was shown last, where nobody has written since and it is still the same day.
    fn unchanged(&self, mark: Option<i64>, world: &World) -> Option<Arc<Shown>> {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let known = newest.as_ref().filter(|known| mark.is_some() && known.mark == mark)?;
        let today = world.now().to_zoned(known.shown.card.zone.clone()).date();
        (today == known.shown.today).then(|| Arc::clone(&known.shown))
    }

    /// Whether published facts can be read now; opens the door again where the database was restarted.
    pub fn answers(&self) -> Result<(), StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        self.open_again(&mut db)?;
        card_of(&mut db, &self.slug)?;
        last_step_of(&mut db, &self.slug)?;
        Ok(())
    }

    /// Opens the door again where the database was restarted. A mark belongs to its connection, so what was shown goes with it.
    fn open_again(&self, db: &mut Db) -> Result<(), StoreError> {
        if !db.is_alive() {
            *db = (self.reopen)()?;
            *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        Ok(())
    }

    /// What an earlier close showed; none for one that has not been. Added up once for whoever asks next, and one at a
    /// time: strangers can ask for any close.
    pub fn as_of(&self, shown: &Shown, step: i32) -> Option<Arc<Shown>> {
        let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = (step, shown.day);
        if let Some((_, known)) = earlier.iter().find(|(known, _)| *known == asked) {
            return Some(Arc::clone(known));
        }
        let then = Arc::new(figures::as_of(shown, step)?);
        if earlier.len() == EARLIER_MAX {
            earlier.remove(0);
        }
        earlier.push((asked, Arc::clone(&then)));
        Some(then)
    }

    /// One text with all its versions; none where nothing of that name is published.
    pub fn telling(&self, name: Name) -> Result<Option<Telling>, StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let query = text::table.filter(text::operation.eq(&self.slug)).filter(text::name.eq(name.to_string()));
        let rows: Vec<TextRow> = both!(&mut *db, c => query.order(text::position).load(c))?;
        Ok(texts::telling(&rows, &card_of(&mut db, &self.slug)?.zone))
    }

    /// Every version of every text as it was published, oldest first: id, moment and body.
    pub fn all_texts(&self) -> Result<Vec<TextRow>, StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let query = text::table.filter(text::operation.eq(&self.slug)).order(text::position);
        Ok(both!(&mut *db, c => query.load(c))?)
    }

    /// Comments of one text, oldest first.
    pub fn comments(&self, name: Name, asked: Listed) -> Result<Comments, StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let about = name.to_string();
        let here = || comment::table.filter(comment::operation.eq(&self.slug)).filter(comment::about.eq(&about));
        let places: i64 = both!(&mut *db, c => here().count().get_result(c))?;
        let count: i64 = both!(&mut *db, c => here().filter(comment::removed.eq(0)).count().get_result(c))?;
        let (first, at_most) = match asked {
            Listed::Newest => ((places - NEWEST).max(0), NEWEST),
            Listed::Page(page) => ((page - 1).saturating_mul(A_PAGE), A_PAGE),
        };
        let query = here().order((comment::written_on, comment::position, comment::id)).offset(first).limit(at_most);
        let rows: Vec<CommentRow> = both!(&mut *db, c => query.load(c))?;
        let listed: Vec<CommentShown> = rows.into_iter().map(comments::from_row).collect::<Result<_, _>>()?;
        Ok(Comments { count, places, listed })
    }

    /// How many comments there are, and how often they were changed: where either differs, so do pages.
    pub fn comments_told(&self) -> Result<(i64, i64), StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let all = || comment::table.filter(comment::operation.eq(&self.slug));
        let places: i64 = both!(&mut *db, c => all().count().get_result(c))?;
        let versions: Option<i64> = both!(&mut *db, c => all().select(diesel::dsl::sum(comment::version)).first(c))?;
        Ok((places, versions.unwrap_or(0)))
    }

    /// The log's newest signed checkpoint and its keys; nothing before the first.
    pub fn log(&self) -> Result<LogShown, StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let query = signed::table.find(&self.slug).select((signed::checkpoint, signed::keys));
        let row: Option<(String, String)> = both!(&mut *db, c => query.first(c).optional())?;
        let (checkpoint, keys) = row.unwrap_or_default();
        let size = unverified(&checkpoint).map_or(0, |signed| signed.size());
        let witnesses = witnesses_shown(&checkpoint);
        Ok(LogShown { size, checkpoint, keys, witnesses })
    }

    /// The newest signed checkpoint, if one is signed; with its day, which the last leaf says.
    pub fn signed(&self) -> Result<Option<SignedLog>, StoreError> {
        let log = self.log()?;
        let Some(last) = log.size.checked_sub(1) else { return Ok(None) };
        let damaged = |why: &dyn ToString| StoreError::Damaged(0, format!("the log: {}", why.to_string()));
        let keys = waybill_log::keys::read(&log.keys).map_err(|fault| damaged(&fault))?;
        let Signed { checkpoint, verified } = open(&log.checkpoint, &keys).map_err(|fault| damaged(&fault))?;
        let key = keys.iter().rev().find(|key| verified.iter().any(|one| one.key == **key)).cloned();
        let key = key.ok_or_else(|| damaged(&"no key of the log signed it"))?;
        let bundle = self.tile(LEAVES, last / u64::from(WIDTH))?.unwrap_or_default();
        let leaves = bundle_leaves(&bundle).map_err(|fault| damaged(&fault))?;
        let leaf = usize::try_from(last % u64::from(WIDTH)).ok().and_then(|place| leaves.get(place).copied());
        let Some(Leaf::Tick(tick)) = leaf.and_then(|leaf| Leaf::parse(leaf).ok()) else {
            return Err(damaged(&"its last leaf does not close a day"));
        };
        let day = i32::try_from(tick.number).map_err(|_| damaged(&"a day beyond all calendars"))?;
        Ok(Some(SignedLog { note: log.checkpoint, checkpoint, keys, key, witnesses: log.witnesses, day }))
    }

    /// A tile of the log as far as it goes: level -1 for leaves, 0 for their hashes.
    pub fn tile(&self, level: i32, place: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(tile_in(&mut db, &self.slug, level, i64::try_from(place).unwrap_or(i64::MAX))?)
    }

    /// The time zone of the operation's calendar.
    pub fn zone(&self) -> Result<TimeZone, StoreError> {
        Ok(card_of(&mut self.db.lock().unwrap_or_else(PoisonError::into_inner), &self.slug)?.zone)
    }

    /// For the test of the wall: whatever SQL it is given, this door reaches published facts only.
    pub fn try_sql(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.db.lock().unwrap_or_else(PoisonError::into_inner).batch(sql)?)
    }
}

/// Who says below a checkpoint of ours that they saw it, and when.
pub fn witnesses_shown(checkpoint: &str) -> Vec<(String, i64)> {
    let said = cosignature::unverified(checkpoint).into_iter();
    said.filter_map(|(name, time)| Some((name, i64::try_from(time).ok()?))).collect()
}

fn card_of(db: &mut Db, slug: &str) -> Result<OperationCard, StoreError> {
    let settings = (card::name, card::languages, card::address, card::onion);
    let query = card::table.find(slug).select((settings, card::day_one, card::zone, card::demo));
    let (settings, day_one, zone, demo): (SettingsRow, String, String, i32) = both!(db, c => query.first(c))?;
    let damaged = || StoreError::Damaged(0, "the published card".into());
    Ok(OperationCard {
        slug: slug.to_owned(),
        settings: settings.into(),
        day_one: day_one.parse().map_err(|_| damaged())?,
        zone: jiff::tz::TimeZone::get(&zone).map_err(|_| damaged())?,
        accounts: Vec::new(),
        demo: demo == 1,
    })
}

fn public_card(card: &OperationCard) -> Card {
    let Settings { name, languages, address, onion } = card.settings.clone();
    let (slug, zone) = (card.slug.clone(), card.zone.clone());
    Card { slug, name, languages, address, onion, day_one: card.day_one, zone, demo: card.demo }
}

fn last_step_of(db: &mut Db, slug: &str) -> Result<Option<i32>, StoreError> {
    let query = snapshot::table.filter(snapshot::operation.eq(slug)).select(diesel::dsl::max(snapshot::step));
    Ok(both!(db, c => query.first(c))?)
}

fn texts_told(db: &mut Db, slug: &str) -> Result<i64, StoreError> {
    let query = text::table.filter(text::operation.eq(slug)).count();
    Ok(both!(db, c => query.get_result(c))?)
}

fn heads_of(db: &mut Db, slug: &str, zone: &TimeZone) -> Result<Vec<Head>, StoreError> {
    let query = text::table.filter(text::operation.eq(slug)).order(text::position);
    let query = query.select((text::name, text::published_at, text::snapshot, text::heads));
    let rows: Vec<(String, i64, i32, String)> = both!(db, c => query.load(c))?;
    Ok(texts::heads(rows, zone))
}

fn facts_of(db: &mut Db, slug: &str) -> Result<Vec<Fact>, StoreError> {
    let query = fact::table.filter(fact::operation.eq(slug)).order(fact::position);
    let rows: Vec<FactRow> = both!(db, c => query.load(c))?;
    rows.into_iter().map(from_row).collect()
}

/// The newest snapshot, for the gate.
pub(super) fn last_step(operation: &Operation) -> Result<Option<i32>, StoreError> {
    operation.with_gate(|db| last_step_of(db, operation.slug()))
}

/// What is told so far, for the gate.
pub(super) fn facts_for_gate(operation: &Operation) -> Result<Vec<Fact>, StoreError> {
    operation.with_gate(|db| facts_of(db, operation.slug()))
}

/// As it is stored.
pub(super) fn to_row(operation: &str, position: usize, fact: &Fact) -> FactRow {
    FactRow {
        operation: operation.to_owned(),
        position: i64::try_from(position).expect("facts are counted in thousands"),
        id: fact.id.clone(),
        step: fact.step,
        kind: fact.kind.clone(),
        body: fact.body.to_string(),
        moves: moves_json(&fact.moves).to_string(),
    }
}

/// As it was stored.
pub(super) fn from_row(row: FactRow) -> Result<Fact, StoreError> {
    let damaged = || StoreError::Damaged(0, format!("published fact {}", row.id));
    let body = serde_json::from_str(&row.body).map_err(|_| damaged())?;
    let moves: Vec<Value> = serde_json::from_str(&row.moves).map_err(|_| damaged())?;
    let moves = moves.iter().map(Move::from_json).collect::<Result<_, _>>().map_err(|_| damaged())?;
    Ok(Fact { id: row.id, step: row.step, kind: row.kind, body, moves })
}
