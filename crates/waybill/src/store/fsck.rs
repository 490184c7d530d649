//! Everything about a book that can be seen to be wrong without being told anything: one list of findings for each kind of check.
//! Nothing is changed; what has to be tried out is rolled back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use waybill_journal::chain::{Salt, commit, to_hex};

use super::backup::{Backups, manifest_in, names_in, read_block};
use super::beside::{BookMark, Erasures, high_water_of, list_file};
use super::rebuild::Difference;
use super::schema::{entry, erased, form_key, outbox, sealed};
use super::{Db, Engine, Keys, Operation, Store, StoreError, db};
use crate::both;
use crate::world::World;

/// One kind of check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// What was looked at.
    pub at: &'static str,
    /// What is wrong with it; nothing where all is well.
    pub found: Vec<String>,
}

/// What whoever serves a data folder holds locked; it stays there, and means nothing while nobody does.
pub(super) const SERVING: &str = "serving.lock";

/// What a row of any table is, as text.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// A kind of check of an operation.
type Check = fn(&Operation) -> Result<Vec<String>, StoreError>;

/// Every kind of check of one operation, in the order in which a fault of one explains those below it.
const CHECKS: [(&str, Check); 8] = [
    ("database", database),
    ("chain", chain),
    ("derived rows", derived),
    ("sealed records", sealed_records),
    ("erased records", erased_records),
    ("one-time keys", form_keys),
    ("outbox", outbox_rows),
    ("marks beside the data", marks),
];

impl Store {
    /// Looks at the data folder itself: what lies in it, and who may read it.
    pub fn look_at_files(&self) -> Result<Looked, StoreError> {
        let mut found = Vec::new();
        let slugs = self.slugs()?;
        look_into(&self.data, &mut |path, folder| {
            let inside = path.strip_prefix(&self.data).unwrap_or(path);
            if !is_known(inside, &slugs, self.engine == Engine::Sqlite) {
                found.push(format!("{} belongs to no operation", path.display()));
            } else if let Some(mode) = open_to_others(path, folder) {
                let wanted = if folder { "0700" } else { "0600" };
                found.push(format!("{} can be read by others: its mode is {mode}, not {wanted}", path.display()));
            }
        })?;
        let databases: &[&str] = if self.engine == Engine::Sqlite { &["book.db", "public.db"] } else { &[] };
        let needed = slugs.iter().flat_map(|slug| databases.iter().map(move |name| Path::new(slug).join(name)));
        for file in needed.chain([PathBuf::from("reader.key")]) {
            if !self.data.join(&file).is_file() {
                found.push(format!("{} is missing", self.data.join(&file).display()));
            }
        }
        Ok(Looked { at: "files", found })
    }

    /// Looks for what was left by something that stopped in the middle.
    pub fn look_for_leftovers(&self, backups: Option<&Path>) -> Result<Looked, StoreError> {
        let mut found = Vec::new();
        let beside = high_water_of(&self.data)?;
        let mut restoring = self.data.file_name().unwrap_or_default().to_os_string();
        restoring.push(".restoring");
        let restoring = self.data.with_file_name(restoring);
        if restoring.exists() {
            found.push(format!("{} was left by a restore that was stopped", restoring.display()));
        }
        for folder in [Some(beside.as_path()), backups].into_iter().flatten().filter(|folder| folder.is_dir()) {
            for inside in fs::read_dir(folder)? {
                let path = inside?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if Backups::is_unfinished(&name) {
                    found.push(format!("{} was never finished", path.display()));
                }
            }
        }
        found.sort();
        Ok(Looked { at: "leftovers", found })
    }

    /// Looks at every backup in a folder, block by block.
    pub fn look_at_backups(&self, folder: &Path) -> Result<Looked, StoreError> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for name in names_in(folder)? {
            let manifest = match manifest_in(folder, &name) {
                Ok((manifest, _)) => manifest,
                Err(why) => {
                    found.push(format!("{name}.json cannot be trusted: {why}"));
                    continue;
                }
            };
            for (file, sum) in manifest.files.iter().flat_map(|file| file.blocks.iter().map(move |sum| (file, sum))) {
                if seen.insert(sum.clone())
                    && let Err(why) = read_block(folder, sum)
                {
                    found.push(format!("{name}, {}: block {sum} {why}", file.path));
                }
            }
        }
        Ok(Looked { at: "backups", found })
    }

    /// Opens an operation as it is, to look at it. What says that it cannot be is the finding.
    pub fn open_to_look(&self, slug: &str, world: &World) -> Result<Result<Operation, String>, StoreError> {
        let folder = db::folder_of(&self.data, slug);
        let missing = |file: &Path| Ok(Err(format!("{} is missing", file.display())));
        let mut needed = vec![self.data.join("reader.key")];
        if self.engine == Engine::Sqlite {
            needed.extend(["book.db", "public.db"].map(|name| folder.join(name)));
        }
        if let Some(file) = needed.iter().find(|file| !file.is_file()) {
            return missing(file);
        }
        let keys = match Keys::open(&self.data, &folder, world) {
            Ok(keys) => keys,
            Err(error) => return Ok(Err(error.to_string())),
        };
        match db::is_newest(&self.engine, &folder) {
            Ok(true) => {}
            Ok(false) => return Ok(Err("its tables are of an older version; start this program once".to_owned())),
            Err(error) => return Ok(Err(error.to_string())),
        }
        Ok(Operation::connect(slug, &folder, self.engine.clone(), keys, self.kinds).map_err(|error| error.to_string()))
    }
}

impl Operation {
    /// Makes every check of one operation. A check that cannot be made is a finding of its own.
    pub fn look_through(&self) -> Vec<Looked> {
        let one = |(at, check): &(&'static str, Check)| {
            let found = check(self).unwrap_or_else(|error| vec![error.to_string()]);
            Looked { at, found }
        };
        CHECKS.iter().map(one).collect()
    }
}

/// Calls back for every file and folder below one, and for itself.
fn look_into(path: &Path, call: &mut impl FnMut(&Path, bool)) -> std::io::Result<()> {
    let folder = fs::symlink_metadata(path)?.is_dir();
    call(path, folder);
    if folder {
        let mut inside: Vec<PathBuf> = Vec::new();
        for one in fs::read_dir(path)? {
            inside.push(one?.path());
        }
        inside.sort();
        for one in inside {
            look_into(&one, call)?;
        }
    }
    Ok(())
}

/// What this program puts into a data folder.
fn is_known(inside: &Path, slugs: &[String], sqlite: bool) -> bool {
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    let of = |slug: &str| slugs.iter().any(|known| known == slug);
    match parts.as_slice() {
        [] | ["reader.key" | SERVING] => true,
        [slug] | [slug, "keys"] | [slug, "keys", _] => of(slug),
        [slug, name] => {
            let bare = ["-wal", "-shm"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
            sqlite && of(slug) && matches!(bare, "book.db" | "public.db")
        }
        _ => false,
    }
}

/// The mode of a file that others than its owner may read or write.
#[cfg(unix)]
fn open_to_others(path: &Path, _folder: bool) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(path).ok()?.permissions().mode() & 0o7777;
    (mode & 0o077 != 0).then(|| format!("{mode:04o}"))
}

#[cfg(not(unix))]
fn open_to_others(_path: &Path, _folder: bool) -> Option<String> {
    None
}

fn lines(db: &mut Db, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Line> = both!(db, c => diesel::sql_query(sql).load(c))?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}

/// SQLite's own look at its files, and rows that name rows which are not there. PostgreSQL looks after its files itself.
fn database(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let look = |db: &mut Db, name: &str| {
        if !db.is_sqlite() {
            return Ok(Vec::new());
        }
        let pages = lines(db, "SELECT integrity_check AS line FROM pragma_integrity_check")?;
        let rows = "SELECT \"table\" || ' names a row of ' || parent || ' that is not there' AS line FROM pragma_foreign_key_check";
        let rows = lines(db, rows)?;
        let wrong = pages.into_iter().filter(|said| said != "ok").chain(rows);
        Ok::<_, StoreError>(wrong.map(|said| format!("{name}: {said}")).collect())
    };
    let mut found = operation.read(|db| look(db, "book.db"))?;
    found.extend(operation.with_gate(|db| look(db, "public.db"))?);
    Ok(found)
}

fn chain(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let differences = operation.check_heads()?;
    Ok(differences.iter().map(Difference::said).collect())
}

fn derived(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let differences = operation.check_derived()?;
    let rows = differences.iter().filter(|one| matches!(one, Difference::Row(_)));
    Ok(rows.map(Difference::said).collect())
}

/// The number in `entry/17`.
fn entry_of(subject: &str) -> Option<i64> {
    subject.strip_prefix("entry/")?.parse().ok()
}

fn numbers(operation: &Operation) -> Result<BTreeSet<i64>, StoreError> {
    let query = entry::table.filter(entry::operation.eq(operation.slug())).select(entry::number);
    let numbers: Vec<i64> = operation.read(|db| Ok::<_, StoreError>(both!(db, c => query.load(c))?))?;
    Ok(numbers.into_iter().collect())
}

/// Subjects with a sealed record, and subjects that were erased.
fn subjects(operation: &Operation) -> Result<(BTreeSet<String>, BTreeSet<String>), StoreError> {
    let there = sealed::table.filter(sealed::operation.eq(operation.slug())).select(sealed::subject);
    let gone = erased::table.filter(erased::operation.eq(operation.slug())).select(erased::subject);
    operation.read(|db| {
        let there: Vec<String> = both!(db, c => there.load(c))?;
        let gone: Vec<String> = both!(db, c => gone.load(c))?;
        Ok((there.into_iter().collect(), gone.into_iter().collect()))
    })
}

/// What is sealed for an entry that is not there.
fn sealed_records(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let (numbers, (there, _)) = (numbers(operation)?, subjects(operation)?);
    let without = there.iter().filter(|subject| entry_of(subject).is_some_and(|number| !numbers.contains(&number)));
    Ok(without.map(|subject| format!("something is sealed for {subject}, and there is no such entry")).collect())
}

/// Entries whose sealed part is gone without having been erased, and records that are erased and there.
fn erased_records(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let (there, gone) = subjects(operation)?;
    let query = entry::table.filter(entry::operation.eq(operation.slug())).order(entry::number);
    let query = query.select((entry::number, entry::salt_sealed, entry::commitment_sealed));
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> =
        operation.read(|db| Ok::<_, StoreError>(both!(db, c => query.load(c))?))?;
    let lost = rows.into_iter().filter_map(|(number, salt, commitment)| {
        let subject = format!("entry/{number}");
        let nothing = commit(&Salt(salt.try_into().ok()?), b"");
        let known = there.contains(&subject) || gone.contains(&subject);
        (!known && nothing.0.as_slice() != commitment.as_slice())
            .then(|| format!("what was sealed with entry {number} is gone, and nobody erased it"))
    });
    let both = there.intersection(&gone).map(|subject| format!("{subject} is erased and there all the same"));
    Ok(lost.chain(both).collect())
}

/// Forms that say they made an entry which is not there.
fn form_keys(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let numbers = numbers(operation)?;
    let query = form_key::table.filter(form_key::operation.eq(operation.slug())).order(form_key::key);
    let query = query.select(form_key::entry);
    let made: Vec<i64> = operation.read(|db| Ok::<_, StoreError>(both!(db, c => query.load(c))?))?;
    let orphans = made.into_iter().filter(|number| !numbers.contains(number));
    Ok(orphans.map(|number| format!("a form made entry {number}, and there is no such entry")).collect())
}

/// Entries that the gate will never see, rows for entries that are not there, facts and texts that were told and cannot be
/// read.
fn outbox_rows(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let numbers = numbers(operation)?;
    let query = outbox::table.filter(outbox::operation.eq(operation.slug())).order(outbox::entry);
    let query = query.select((outbox::entry, outbox::opened, outbox::fact));
    let rows: Vec<(i64, Option<i32>, Option<String>)> =
        operation.read(|db| Ok::<_, StoreError>(both!(db, c => query.load(c))?))?;
    let listed: BTreeSet<i64> = rows.iter().map(|(number, ..)| *number).collect();
    let mut found: Vec<String> = Vec::new();
    found.extend(numbers.difference(&listed).map(|number| format!("entry {number} is not in the outbox")));
    found.extend(
        listed.difference(&numbers).map(|number| format!("the outbox names entry {number}, which is not there")),
    );
    let shown = super::schema::fact::table.filter(super::schema::fact::operation.eq(operation.slug()));
    let shown = shown.select(super::schema::fact::id);
    let shown: Vec<String> = operation.with_gate(|db| Ok(both!(db, c => shown.load(c))?))?;
    let texts = operation.texts()?.into_iter().map(|text| text.id);
    let shown: BTreeSet<String> = shown.into_iter().chain(texts).collect();
    for (number, opened, fact) in rows {
        if let (Some(step), Some(fact)) = (opened, fact)
            && !shown.contains(&fact)
        {
            found.push(format!("entry {number} was told with snapshot {step}, and its fact is not there"));
        }
    }
    Ok(found)
}

/// Whether the book is what was noted beside it.
fn marks(operation: &Operation) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let beside = operation.beside()?;
    let generation = operation.generation()?;
    match BookMark::read(&beside, operation.slug())? {
        Some(mark) if mark.generation != generation => {
            found.push(format!("the mark is of another book, generation {}", mark.generation));
        }
        Some(mark) => match operation.head_at(mark.last)? {
            None => found.push(format!("the book had come to entry {}, and now ends before it", mark.last)),
            Some(head) if to_hex(&head.0) != mark.head => {
                found.push(format!("entry {} is not the one the mark remembers", mark.last));
            }
            Some(_) => {}
        },
        None => {}
    }
    if let Some(list) = Erasures::read(&list_file(&beside, operation.slug()))? {
        if list.generation == generation {
            let (there, _) = subjects(operation)?;
            let erased = list.erased_now().filter(|subject| there.contains(*subject));
            found.extend(erased.map(|subject| format!("{subject} was erased by the list, and is there")));
        } else {
            found.push(format!("the list of erasures is of another book, generation {}", list.generation));
        }
    }
    Ok(found)
}
