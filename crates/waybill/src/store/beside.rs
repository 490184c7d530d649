//! What is kept beside the data folder, outside of it and of every backup: how far a book had come, and what was erased from
//! it. A book that comes back from an older copy is held against both.
//!
//! `waybill-data.high-water/flood.book` is one line: generation, last entry, head. `waybill-data.high-water/flood.erased`
//! grows by one line for every record that was erased, and for every one that was entered anew later; it is never shortened.
//! Subjects are names such as `entry/17`, which say nothing of anybody.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::prelude::*;
use waybill_journal::chain::to_hex;

use super::operation::Operation;
use super::schema::{erased, sealed};
use super::{StoreError, make_folder};
use crate::both;

/// How a mark begins.
const MARK: &str = "waybill/mark/1";
/// How a list of erasures begins; the generation follows.
const ERASURES: &str = "waybill/erasures/1";
/// The longest list that is read: more than a million erasures.
pub(super) const LIST_MAX: u64 = 64 << 20;

/// The folder beside a data folder, which need not be there yet.
pub fn high_water_of(data: &Path) -> std::io::Result<PathBuf> {
    let whole = if let Ok(whole) = data.canonicalize() {
        whole
    } else {
        // Not there yet, so it has a name of its own in a folder that is.
        let above = data.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        above.canonicalize()?.join(data.file_name().unwrap_or_default())
    };
    let mut name = whole.file_name().unwrap_or_default().to_os_string();
    name.push(".high-water");
    Ok(whole.with_file_name(name))
}

/// Forgets an operation that is forgotten itself.
pub(super) fn forget(data: &Path, slug: &str) -> std::io::Result<()> {
    let folder = high_water_of(data)?;
    for file in [mark_file(&folder, slug), list_file(&folder, slug)] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Where the mark of an operation stands.
pub(super) fn mark_file(folder: &Path, slug: &str) -> PathBuf {
    folder.join(format!("{slug}.book"))
}

/// Where the list of what was erased stands.
pub(super) fn list_file(folder: &Path, slug: &str) -> PathBuf {
    folder.join(format!("{slug}.erased"))
}

/// How far a book had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookMark {
    /// Which book.
    pub generation: String,
    /// Its newest entry.
    pub last: u64,
    /// The head after it, in hexadecimal.
    pub head: String,
}

impl BookMark {
    /// The mark in a high-water folder; none where nothing was noted.
    pub fn read(folder: &Path, slug: &str) -> Result<Option<Self>, StoreError> {
        let file = mark_file(folder, slug);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let found = match words.as_slice() {
            [MARK, generation, last, head] => last.parse().ok().map(|last| Self {
                generation: (*generation).to_owned(),
                last,
                head: (*head).to_owned(),
            }),
            _ => None,
        };
        found.map(Some).ok_or_else(|| StoreError::Beside(file, "it is not the one line of a mark".into()))
    }

    /// Writes it down to the disk, whatever stood there.
    pub(super) fn write(&self, folder: &Path, slug: &str) -> Result<(), StoreError> {
        let line = format!("{MARK} {} {} {}\n", self.generation, self.last, self.head);
        write_over(&mark_file(folder, slug), line.as_bytes())
    }

    /// Writes it where it is further than what stood there. The mark of another book of this name is put aside.
    pub(super) fn raise(&self, folder: &Path, slug: &str) -> Result<(), StoreError> {
        match Self::read(folder, slug)? {
            Some(there) if there.generation == self.generation && there.last >= self.last => Ok(()),
            Some(there) if there.generation != self.generation => {
                put_aside(folder, slug, &there.generation)?;
                self.write(folder, slug)
            }
            _ => self.write(folder, slug),
        }
    }

    /// Puts a mark aside that a returning book does not reach, under a name that says where it stood.
    pub(super) fn give_up(&self, folder: &Path, slug: &str) -> Result<(), StoreError> {
        fs::rename(mark_file(folder, slug), folder.join(format!("{slug}.book.lost-{}", self.last)))?;
        sync_folder(folder)?;
        Ok(())
    }
}

fn put_aside(folder: &Path, slug: &str, generation: &str) -> Result<(), StoreError> {
    for file in [mark_file(folder, slug), list_file(folder, slug)] {
        let mut name = file.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".of-{generation}"));
        match fs::rename(&file, folder.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Replaces a file by one rename: a stop leaves the old one or the new one.
pub(super) fn write_over(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let folder = file.parent().unwrap_or(file);
    make_folder(folder)?;
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".new-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst)));
    let beside = folder.join(name);
    super::write_new(&beside, bytes)?;
    fs::rename(&beside, file)?;
    sync_folder(folder)?;
    Ok(())
}

/// What a folder lists, down to the disk.
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Erasure {
    /// `entry/17`.
    pub(super) subject: String,
    /// The day it was erased; none where the line says that it was entered anew.
    pub(super) on: Option<jiff::civil::Date>,
}

impl Erasure {
    fn parse(line: &str) -> Option<Self> {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["erased", on, subject] => Some(Self { subject: (*subject).to_owned(), on: Some(on.parse().ok()?) }),
            ["anew", subject] => Some(Self { subject: (*subject).to_owned(), on: None }),
            _ => None,
        }
    }

    fn line(&self) -> String {
        match self.on {
            Some(on) => format!("erased {on} {}\n", self.subject),
            None => format!("anew {}\n", self.subject),
        }
    }
}

/// What was erased from one book, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Erasures {
    /// Which book.
    pub(super) generation: String,
    /// Oldest first.
    pub(super) lines: Vec<Erasure>,
}

impl Erasures {
    /// Reads a list. A last line without its end was being written when the machine stopped: it is none.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut lines = whole.lines();
        let first = lines.next().unwrap_or_default();
        let generation = first.strip_prefix(ERASURES).map(str::trim).filter(|generation| !generation.is_empty());
        let generation = generation.ok_or("it does not begin as a list of erasures does")?.to_owned();
        let lines = lines.enumerate().map(|(at, line)| {
            Erasure::parse(line).ok_or_else(|| format!("line {} does not say what was erased, and when", at + 2))
        });
        Ok(Self { generation, lines: lines.collect::<Result<_, _>>()? })
    }

    /// The list in a file; none where there is no file.
    pub(super) fn read(file: &Path) -> Result<Option<Self>, StoreError> {
        let opened = match fs::File::open(file) {
            Ok(opened) => opened,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let damaged = |why: String| StoreError::Beside(file.to_path_buf(), why);
        let text = read_text(&opened).map_err(|error| damaged(error.to_string()))?;
        // The very first line may have been cut as well.
        if !text.contains('\n') {
            return Ok(None);
        }
        Self::parse(&text).map(Some).map_err(damaged)
    }

    /// As it stands in its file.
    pub(super) fn text(&self) -> String {
        let lines: String = self.lines.iter().map(Erasure::line).collect();
        format!("{ERASURES} {}\n{lines}", self.generation)
    }

    /// Whether the other list goes on where this one ends.
    pub(super) fn goes_on_in(&self, other: &Self) -> bool {
        other.lines.starts_with(&self.lines) && (self.lines.is_empty() || self.generation == other.generation)
    }

    /// Subjects whose newest line says that they are erased.
    pub(super) fn erased_now(&self) -> impl Iterator<Item = &str> {
        self.standing().into_iter().filter(|(_, erased)| *erased).map(|(subject, _)| subject)
    }

    /// Whether the newest line about each subject says that it is erased.
    fn standing(&self) -> BTreeMap<&str, bool> {
        self.lines.iter().map(|line| (line.subject.as_str(), line.on.is_some())).collect()
    }
}

fn read_text(file: &fs::File) -> std::io::Result<String> {
    let mut text = String::new();
    file.take(LIST_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LIST_MAX {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "it is longer than any list of erasures"));
    }
    Ok(text)
}

impl Operation {
    /// Notes beside the data how far the book has come.
    pub fn raise_mark(&self) -> Result<(), StoreError> {
        let (last, head) = self.tip()?;
        let mark = BookMark { generation: self.generation()?, last, head: to_hex(&head.0) };
        mark.raise(&self.beside()?, self.slug())
    }

    /// Brings the list of what was erased up to what the book says. It is called after every erasure and at every opening,
    /// so that a stop in between loses nothing.
    pub(super) fn note_erasures(&self) -> Result<(), StoreError> {
        let (gone, there) = self.read(|db| {
            let gone = erased::table.filter(erased::operation.eq(self.slug())).order(erased::subject);
            let gone: Vec<(String, String)> =
                both!(db, c => gone.select((erased::subject, erased::erased_on)).load(c))?;
            let there = sealed::table.filter(sealed::operation.eq(self.slug())).select(sealed::subject);
            let there: Vec<String> = both!(db, c => there.order(sealed::subject).load(c))?;
            Ok::<_, StoreError>((gone, there))
        })?;
        let file = list_file(&self.beside()?, self.slug());
        if gone.is_empty() && !file.exists() {
            return Ok(());
        }
        let generation = self.generation()?;
        if Erasures::read(&file)?.is_some_and(|list| list.generation != generation) {
            put_aside(&self.beside()?, self.slug(), "another-book")?;
        }
        make_folder(file.parent().unwrap_or(&file))?;
        append(&file, &generation, |list| {
            let standing = list.standing();
            let anew = there.iter().filter(|subject| standing.get(subject.as_str()) == Some(&true));
            let anew = anew.map(|subject| Erasure { subject: subject.clone(), on: None });
            let gone = gone.iter().filter(|(subject, _)| standing.get(subject.as_str()) != Some(&true));
            let gone = gone.map(|(subject, on)| Erasure { subject: subject.clone(), on: on.parse().ok() });
            gone.chain(anew).collect()
        })
    }

    /// The folder beside the data folder, which may not be there yet.
    pub(super) fn beside(&self) -> Result<PathBuf, StoreError> {
        let data = self.folder.canonicalize()?;
        Ok(high_water_of(data.parent().unwrap_or(&data))?)
    }
}

/// Adds lines to a list while nobody else does, down to the disk; `which` says them from what stands there.
fn append(file: &Path, generation: &str, which: impl FnOnce(&Erasures) -> Vec<Erasure>) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file)?;
    opened.lock()?;
    let text = read_text(&opened)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    let empty = Erasures { generation: generation.to_owned(), lines: Vec::new() };
    let damaged = |why| StoreError::Beside(file.to_path_buf(), why);
    let list = if whole == 0 { empty.clone() } else { Erasures::parse(&text).map_err(damaged)? };
    let lines: String = which(&list).iter().map(Erasure::line).collect();
    if whole < text.len() {
        opened.set_len(whole as u64)?;
        opened.seek(SeekFrom::End(0))?;
    }
    let first = if whole == 0 { empty.text() } else { String::new() };
    if first.is_empty() && lines.is_empty() {
        return Ok(());
    }
    opened.write_all(format!("{first}{lines}").as_bytes())?;
    opened.sync_all()?;
    if whole == 0 {
        sync_folder(file.parent().unwrap_or(file))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_line_that_was_cut_is_none_and_another_word_is_told() {
        let whole = "waybill/erasures/1 abc\nerased 2022-03-18 entry/17\nanew holder/x\n";
        let list = Erasures::parse(whole).unwrap();
        assert_eq!((list.text().as_str(), list.lines.len()), (whole, 2));
        assert_eq!(Erasures::parse(&format!("{whole}erased 2022-03-1")).unwrap(), list);
        assert!(Erasures::parse(&format!("{whole}lost entry/18\n")).unwrap_err().contains("line 4"));
        assert!(Erasures::parse("something else\n").is_err());
        let shorter = Erasures { lines: list.lines[..1].to_vec(), ..list.clone() };
        assert!(shorter.goes_on_in(&list) && !list.goes_on_in(&shorter));
    }

    #[test]
    fn a_list_is_only_ever_made_longer() {
        let folder = std::env::temp_dir().join(format!("waybill-list-{}", std::process::id()));
        make_folder(&folder).unwrap();
        let file = folder.join("flood.erased");
        let line = |subject: &str| Erasure { subject: subject.to_owned(), on: "2022-03-18".parse().ok() };
        append(&file, "abc", |_| vec![line("entry/1")]).unwrap();
        let first = fs::read_to_string(&file).unwrap();
        // The machine stopped in the middle of a line.
        fs::OpenOptions::new().append(true).open(&file).unwrap().write_all(b"erased 2022-").unwrap();
        append(&file, "abc", |list| {
            assert_eq!(list.lines.len(), 1);
            vec![line("entry/2")]
        })
        .unwrap();
        let second = fs::read_to_string(&file).unwrap();
        assert_eq!(second, format!("{first}erased 2022-03-18 entry/2\n"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
