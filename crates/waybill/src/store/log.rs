//! What the log is made from and where it is kept: ticks in the book, tiles beside the published facts, and outside of both
//! the highest size that was ever signed. What the leaves say and who signs is [`crate::publish::ticks`].

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use diesel::prelude::*;
use jiff::Timestamp;
use waybill_journal::chain::{Commitment, Commitments, Head};

use super::post::lock_head;
use super::schema::{entry, log_place, signed, tick, tile};
use super::{Db, Operation, StoreError, make_folder};
use crate::both;

/// One tick: what it took in, and the tree after it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable)]
#[diesel(table_name = tick)]
pub struct Tick {
    /// The operation.
    pub operation: String,
    /// The close it belongs to.
    pub step: i32,
    /// The last entry whose commitments are in the log.
    pub entries: i64,
    /// The chained head at that entry.
    pub head: Vec<u8>,
    /// How many published facts are in the log.
    pub facts: i64,
    /// How many published texts.
    pub texts: i64,
    /// Leaves after it.
    pub size: i64,
    /// The root over them.
    pub root: Vec<u8>,
    /// Roots of the perfect trees that make it, the largest first, 32 bytes each.
    pub edge: Vec<u8>,
}

/// A part of the log as strangers read it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable)]
#[diesel(table_name = tile)]
pub struct TileRow {
    /// The operation.
    pub operation: String,
    /// -1 for leaves, 0 for their hashes, and so on upwards.
    pub level: i32,
    /// The how-many-eth of its level, from 0.
    pub place: i64,
    /// Up to 256 leaves, each behind its length, or hashes.
    pub bytes: Vec<u8>,
}

/// The highest tree that was ever signed here. Kept outside the data and its backups, so that a book that came back from an
/// old copy does not sign another history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HighWater {
    /// Leaves.
    pub size: u64,
    /// The root over them, in hexadecimal.
    pub root: String,
}

/// What a tick takes in of the book: entries with their commitments, and the head after the last of them.
pub struct TakenIn {
    /// The newest tick before, if there is one.
    pub before: Option<Tick>,
    /// Entries in their order.
    pub entries: Vec<(i64, Commitments)>,
    /// The head after the last entry of all.
    pub head: Head,
}

/// An entry's number, its commitments, and the head after it.
type LinkRow = (i64, (Vec<u8>, Vec<u8>, Vec<u8>), Vec<u8>);

impl Operation {
    /// Writes one tick over everything entered before `until`, unless it is written already. `make` gets what there is and
    /// answers the tick with the place of each entry's leaf. One at a time: the head row is locked.
    pub fn write_tick<E: From<StoreError>>(
        &self,
        number: i32,
        until: Timestamp,
        make: impl Fn(&TakenIn) -> Result<(Tick, Vec<(i64, i64)>), E>,
    ) -> Result<bool, E> {
        // The transaction speaks the store's errors; what `make` says is carried past it.
        let mut said = None;
        let written = self.write(|db| {
            lock_head(db, self.slug())?;
            let before = newest(db, self.slug())?;
            if before.as_ref().is_some_and(|before| before.step >= number) {
                return Ok(false);
            }
            let after = before.as_ref().map_or(0, |before| before.entries);
            let (entries, head) = links(db, self.slug(), after, i64::MAX, Some(until.as_second()))?;
            let head = head.or_else(|| before.as_ref().and_then(|b| b.head.as_slice().try_into().ok().map(Head)));
            let taken = TakenIn { before, entries, head: head.unwrap_or_else(Head::first) };
            let (made, places) = match make(&taken) {
                Ok(made) => made,
                Err(error) => {
                    said = Some(error);
                    return Ok(false);
                }
            };
            both!(db, c => diesel::insert_into(tick::table).values(&made).execute(c))?;
            write_places(db, self.slug(), &places)?;
            Ok(true)
        })?;
        said.map_or(Ok(written), Err)
    }

    /// Every tick, oldest first, from behind `size` leaves.
    pub fn ticks_behind(&self, size: i64) -> Result<Vec<Tick>, StoreError> {
        let query = tick::table.filter(tick::operation.eq(self.slug())).filter(tick::size.gt(size)).order(tick::step);
        self.read(|db| Ok(both!(db, c => query.load(c))?))
    }

    /// The newest tick with at most `size` leaves.
    pub fn tick_at(&self, size: i64) -> Result<Option<Tick>, StoreError> {
        let query = tick::table.filter(tick::operation.eq(self.slug())).filter(tick::size.le(size));
        self.read(|db| Ok(both!(db, c => query.order(tick::step.desc()).first(c).optional())?))
    }

    /// The tick that took in the leaf at this place.
    pub fn tick_over(&self, place: u64) -> Result<Option<Tick>, StoreError> {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let query = tick::table.filter(tick::operation.eq(self.slug())).filter(tick::size.gt(place)).order(tick::step);
        self.read(|db| Ok(both!(db, c => query.first(c).optional())?))
    }

    /// Commitments of the entries after one number and up to another, in order, with the head after the last.
    pub fn commitments(&self, after: i64, last: i64) -> Result<Vec<(i64, Commitments)>, StoreError> {
        self.read(|db| Ok(links(db, self.slug(), after, last, None)?.0))
    }

    /// The chained head after an entry.
    pub fn head_after(&self, entry: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let query = entry::table.find((self.slug(), entry)).select(entry::head);
        self.read(|db| Ok(both!(db, c => query.first(c).optional())?))
    }

    /// The leaf with an entry's commitments; none before its tick.
    pub fn place_in_log(&self, entry: u64) -> Result<Option<u64>, StoreError> {
        let number = i64::try_from(entry).unwrap_or(i64::MAX);
        let query = log_place::table.find((self.slug(), number)).select(log_place::place);
        let place: Option<i64> = self.read(|db| Ok::<_, StoreError>(both!(db, c => query.first(c).optional())?))?;
        Ok(place.and_then(|place| u64::try_from(place).ok()))
    }

    /// Writes the places of entries again, as a rebuild does.
    pub fn write_log_places(&self, places: &[(i64, i64)]) -> Result<(), StoreError> {
        self.write(|db| write_places(db, self.slug(), places))
    }

    /// What an entry's public part is, and the salt that opens its commitment.
    pub fn opening_of(&self, entry: u64) -> Result<Option<(Vec<u8>, Vec<u8>)>, StoreError> {
        let number = i64::try_from(entry).unwrap_or(i64::MAX);
        let query = entry::table.find((self.slug(), number)).select((entry::salt_public, entry::public_part));
        self.read(|db| Ok(both!(db, c => query.first(c).optional())?))
    }

    /// How many leaves the tiles hold, and the newest signed checkpoint; empty before the first.
    pub fn log_stands(&self) -> Result<(i64, String), StoreError> {
        let query = signed::table.find(self.slug()).select((signed::tiles, signed::checkpoint));
        self.with_gate(|db| {
            let row: Option<(i64, String)> = both!(db, c => query.first(c).optional())?;
            Ok(row.unwrap_or_default())
        })
    }

    /// One tile as it stands, read by the side that writes; empty where there is none.
    pub fn tile_to_extend(&self, level: i32, place: i64) -> Result<Vec<u8>, StoreError> {
        self.with_gate(|db| Ok(tile_in(db, self.slug(), level, place)?.unwrap_or_default()))
    }

    /// Writes tiles up to `size` leaves, all or nothing; what was written already is left alone.
    pub fn write_tiles(&self, before: i64, size: i64, tiles: &[TileRow]) -> Result<(), StoreError> {
        self.write_shown(|db| {
            let row = (
                signed::operation.eq(self.slug()),
                signed::tiles.eq(0),
                signed::checkpoint.eq(""),
                signed::keys.eq(""),
            );
            both!(db, c => diesel::insert_into(signed::table).values(row).on_conflict_do_nothing().execute(c))?;
            let stand = signed::table.find(self.slug()).filter(signed::tiles.eq(before));
            if both!(db, c => diesel::update(stand).set(signed::tiles.eq(size)).execute(c))? == 0 {
                return Ok(());
            }
            for one in tiles {
                let place = (tile::operation, tile::level, tile::place);
                let insert = diesel::insert_into(tile::table).values(one).on_conflict(place).do_update();
                both!(db, c => insert.set(tile::bytes.eq(&one.bytes)).execute(c))?;
            }
            Ok::<(), StoreError>(())
        })
    }

    /// Shows a checkpoint of so many leaves, with the keys that may sign; nothing where the tiles have grown beyond it by now.
    pub fn show_checkpoint(&self, size: i64, checkpoint: &str, keys: &str) -> Result<(), StoreError> {
        self.write_shown(|db| {
            let row = diesel::update(signed::table.find(self.slug()).filter(signed::tiles.eq(size)));
            both!(db, c => row.set((signed::checkpoint.eq(checkpoint), signed::keys.eq(keys))).execute(c))?;
            Ok(())
        })
    }

    /// Shows the same checkpoint with more signatures below it; false where another text is shown by now.
    pub fn add_to_checkpoint(&self, before: &str, after: &str) -> Result<bool, StoreError> {
        self.write_shown(|db| {
            let row = signed::table.find(self.slug()).filter(signed::checkpoint.eq(before));
            Ok(both!(db, c => diesel::update(row).set(signed::checkpoint.eq(after)).execute(c))? == 1)
        })
    }

    /// Throws the tiles away, for writing them again. The checkpoint stays: what others have signed below it is not ours to
    /// make again.
    pub(super) fn clear_log(&self) -> Result<(), StoreError> {
        self.write_shown(|db| {
            both!(db, c => diesel::delete(tile::table.filter(tile::operation.eq(self.slug()))).execute(c))?;
            both!(db, c => diesel::update(signed::table.find(self.slug())).set(signed::tiles.eq(0)).execute(c))?;
            Ok::<(), StoreError>(())
        })?;
        self.write(|db| {
            let places = log_place::table.filter(log_place::operation.eq(self.slug()));
            both!(db, c => diesel::delete(places).execute(c))?;
            Ok(())
        })
    }

    /// The highest tree ever signed with this key, if any was.
    pub fn high_water(&self) -> Result<Option<HighWater>, StoreError> {
        let file = self.high_water_file()?;
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let (size, root) = text.trim_end().split_once(' ').ok_or_else(|| StoreError::Key(file.clone()))?;
        let size = size.parse().map_err(|_| StoreError::Key(file))?;
        Ok(Some(HighWater { size, root: root.to_owned() }))
    }

    /// Keeps other programs from the mark until what is answered here is dropped.
    pub fn lock_high_water(&self) -> Result<fs::File, StoreError> {
        let folder = self.beside()?;
        make_folder(&folder)?;
        let lock = fs::File::create(folder.join(".lock"))?;
        match lock.lock() {
            // Some disks of other machines cannot lock; there one program at a time is for whoever starts them.
            Err(error) if error.kind() != std::io::ErrorKind::Unsupported => Err(error.into()),
            _ => Ok(lock),
        }
    }

    /// Notes the highest tree, down to the disk, before it is signed. Whoever calls holds the lock.
    pub fn raise_high_water(&self, to: &HighWater) -> Result<(), StoreError> {
        let file = self.high_water_file()?;
        let folder = file.parent().unwrap_or(&file);
        make_folder(folder)?;
        let beside = file.with_extension("new");
        let mut made = fs::File::create(&beside)?;
        made.write_all(format!("{} {}\n", to.size, to.root).as_bytes())?;
        made.sync_all()?;
        fs::rename(&beside, &file)?;
        fs::File::open(folder)?.sync_all()?;
        Ok(())
    }

    /// Puts the mark aside where this book never had the tree it names, and no longer asks witnesses who saw another, so that
    /// signing goes on; false where nothing held it up.
    pub fn accept_loss(&self) -> Result<bool, StoreError> {
        let refused = self.give_up_witnesses()?;
        let Some(mark) = self.high_water()? else { return Ok(refused) };
        let had = self.tick_at(i64::try_from(mark.size).unwrap_or(i64::MAX))?;
        if had.is_some_and(|tick| waybill_journal::chain::to_hex(&tick.root) == mark.root) {
            return Ok(refused);
        }
        let file = self.high_water_file()?;
        fs::rename(&file, file.with_extension(format!("lost-{}", mark.size)))?;
        Ok(true)
    }

    fn high_water_file(&self) -> Result<PathBuf, StoreError> {
        Ok(self.beside()?.join(format!("{}-{}", self.slug(), self.keys.log_name())))
    }
}

/// One tile as strangers are given it.
pub(crate) fn tile_in(db: &mut Db, slug: &str, level: i32, place: i64) -> QueryResult<Option<Vec<u8>>> {
    let query = tile::table.find((slug, level, place)).select(tile::bytes);
    both!(db, c => query.first(c).optional())
}

fn newest(db: &mut Db, slug: &str) -> QueryResult<Option<Tick>> {
    let query = tick::table.filter(tick::operation.eq(slug)).order(tick::step.desc());
    both!(db, c => query.first(c).optional())
}

fn write_places(db: &mut Db, slug: &str, places: &[(i64, i64)]) -> Result<(), StoreError> {
    // 3 columns a row; PostgreSQL takes 65,535 parameters, SQLite 32,766.
    for some in places.chunks(10_000) {
        let row = |(entry, place): &(i64, i64)| {
            (log_place::operation.eq(slug.to_owned()), log_place::entry.eq(*entry), log_place::place.eq(*place))
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        both!(db, c => diesel::insert_into(log_place::table).values(&rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Entries after one number up to another, without a gap: up to the last that was recorded before `until`.
fn links(
    db: &mut Db,
    slug: &str,
    after: i64,
    last: i64,
    until: Option<i64>,
) -> Result<(Vec<(i64, Commitments)>, Option<Head>), StoreError> {
    let mine = || entry::table.filter(entry::operation.eq(slug)).filter(entry::number.gt(after));
    // A clock that was wrong for a while must neither leave a hole nor hold up what comes after it: whatever stands before an
    // entry that is old enough was entered before it, so it is old enough as well.
    let newest = match until {
        Some(until) => {
            let query = mine().filter(entry::recorded_at.lt(until)).select(diesel::dsl::max(entry::number));
            let newest: Option<i64> = both!(db, c => query.first(c))?;
            newest.unwrap_or(after)
        }
        None => i64::MAX,
    };
    let query = mine().filter(entry::number.le(last)).filter(entry::number.le(newest)).order(entry::number).select((
        entry::number,
        (entry::commitment_public, entry::commitment_private, entry::commitment_sealed),
        entry::head,
    ));
    let rows: Vec<LinkRow> = both!(db, c => query.load(c))?;
    let mut links = Vec::with_capacity(rows.len());
    let mut head = None;
    for (number, (public, private, sealed), after) in rows {
        let damaged = || StoreError::Damaged(u64::try_from(number).unwrap_or(0), "its commitments".into());
        let of = |bytes: Vec<u8>| bytes.try_into().map(Commitment).map_err(|_| damaged());
        links.push((number, Commitments { public: of(public)?, private: of(private)?, sealed: of(sealed)? }));
        head = Some(Head(after.try_into().map_err(|_| damaged())?));
    }
    Ok((links, head))
}
