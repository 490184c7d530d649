//! A disk as it may look after the power went: what was synced is there; of the rest any part, torn anywhere.
//!
//! Strict, as POSIX allows it: a file's bytes are kept by a sync of the file, its name by a sync of its folder. Names that were not synced are
//! there up to some moment, since file systems write them down in order. Bytes that were not synced are there or not, sector by sector.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use waybill::world::World;

/// What a disk writes whole.
const SECTOR: usize = 512;

/// One line of the recorder's log.
#[derive(Clone, Debug)]
pub struct Record {
    what: u8,
    /// Below the recorded folder; empty for the folder itself. Of a renaming, both with a zero byte between them.
    path: String,
    offset: u64,
    bytes: Range<usize>,
    /// Where it ends in the log: what was heard when the log was longer came after it.
    pub end: u64,
}

/// Reads a log; what was being written to it when the program was killed is left out.
pub fn records(log: &[u8], folder: &Path) -> Vec<Record> {
    let number =
        |at: usize, length: usize| log[at..at + length].iter().rev().fold(0_u64, |n, b| n << 8 | u64::from(*b));
    let size = |n: u64| usize::try_from(n).unwrap();
    let (mut at, mut all) = (0, Vec::new());
    let folder = folder.to_str().unwrap();
    while at + 24 <= log.len() {
        let (what, path, offset, length) =
            (log[at], size(number(at + 4, 4)), number(at + 8, 8), size(number(at + 16, 8)));
        let bytes = at + 24 + path..at + 24 + path + if what == b'w' { length } else { 0 };
        if bytes.end > log.len() {
            break;
        }
        let path = std::str::from_utf8(&log[at + 24..bytes.start]).unwrap();
        let below = |path: &str| path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/').to_owned();
        let path = path.split('\0').map(below).collect::<Vec<_>>().join("\0");
        at = bytes.end;
        // The index of a write-ahead log is made again at each opening; a file without a name is gone anyway.
        if !path.ends_with("-shm") && !path.ends_with(" (deleted)") {
            all.push(Record { what, path, offset, bytes, end: u64::try_from(at).unwrap() });
        }
    }
    all
}

/// The disk while the log is read.
#[derive(Default)]
pub struct Disk {
    files: Vec<File>,
    /// As the program sees them.
    names: BTreeMap<String, Thing>,
    /// As they are kept.
    kept: BTreeMap<String, Thing>,
    /// What became of names since, in order.
    changes: Vec<Change>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Folder,
    File(usize),
}

#[derive(Default)]
struct File {
    kept: Vec<u8>,
    /// Not synced yet, in order.
    pending: Vec<Record>,
    /// Syncs on their way: how much of `pending` was there when each began.
    begun: BTreeMap<u64, usize>,
}

#[derive(Clone)]
enum Change {
    Made(String, Thing),
    Gone(String),
    Renamed(String, String),
}

impl Change {
    /// The folder whose sync keeps it.
    fn folder(&self) -> &str {
        let (Self::Made(path, _) | Self::Gone(path) | Self::Renamed(_, path)) = self;
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    fn follow(&mut self, from: &str, to: &str) {
        if let Self::Made(path, _) | Self::Gone(path) = self
            && let Some(rest) = path.strip_prefix(&format!("{from}/"))
        {
            *path = format!("{to}/{rest}");
        }
    }

    fn apply(&self, names: &mut BTreeMap<String, Thing>) {
        match self {
            Self::Made(path, thing) => drop(names.insert(path.clone(), *thing)),
            Self::Gone(path) => drop(names.remove(path)),
            Self::Renamed(from, to) => {
                let moved = names.extract_if(.., |path, _| path == from || path.starts_with(&format!("{from}/")));
                let moved: Vec<_> =
                    moved.map(|(path, thing)| (format!("{to}{}", &path[from.len()..]), thing)).collect();
                names.extend(moved);
            }
        }
    }
}

impl Disk {
    /// What lies in a folder, all of it kept.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        disk.take_in(folder, "");
        disk.names = disk.kept.clone();
        disk
    }

    fn take_in(&mut self, folder: &Path, below: &str) {
        for inside in fs::read_dir(folder).unwrap() {
            let inside = inside.unwrap();
            let path = format!("{below}{}", inside.file_name().to_str().unwrap());
            if inside.file_type().unwrap().is_dir() {
                self.take_in(&inside.path(), &format!("{path}/"));
                self.kept.insert(path, Thing::Folder);
            } else if !path.ends_with("-shm") {
                self.kept.insert(path, Thing::File(self.files.len()));
                self.files.push(File { kept: fs::read(inside.path()).unwrap(), ..File::default() });
            }
        }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.names);
        self.changes.push(change);
    }

    fn file(&mut self, path: &str) -> usize {
        if let Some(Thing::File(number)) = self.names.get(path) {
            return *number;
        }
        self.files.push(File::default());
        let number = self.files.len() - 1;
        self.change(Change::Made(path.to_owned(), Thing::File(number)));
        number
    }

    /// One more thing happened.
    pub fn happen(&mut self, log: &[u8], record: &Record) {
        let path = record.path.as_str();
        let is_folder = path.is_empty() || self.names.get(path) == Some(&Thing::Folder);
        match record.what {
            b'w' | b't' => {
                let file = self.file(path);
                self.files[file].pending.push(record.clone());
            }
            b'b' if !is_folder => {
                let file = self.file(path);
                let file = &mut self.files[file];
                file.begun.insert(record.offset, file.pending.len());
            }
            b's' if is_folder => {
                let (done, open) = self.changes.drain(..).partition(|change| change.folder() == path);
                self.changes = open;
                let done: Vec<Change> = done;
                for change in &done {
                    change.apply(&mut self.kept);
                    // What is still open about a folder follows it to its new name.
                    if let Change::Renamed(from, to) = change {
                        self.changes.iter_mut().for_each(|open| open.follow(from, to));
                    }
                }
            }
            b's' => {
                let number = self.file(path);
                let file = &mut self.files[number];
                let synced = file.begun.remove(&record.offset).unwrap_or(0);
                for one in file.pending.drain(..synced) {
                    one.write(log, &mut file.kept, None);
                }
                file.begun.values_mut().for_each(|begun| *begun = begun.saturating_sub(synced));
            }
            b'u' => self.change(Change::Gone(path.to_owned())),
            b'm' => self.change(Change::Made(path.to_owned(), Thing::Folder)),
            b'r' => {
                let (from, to) = path.split_once('\0').unwrap();
                self.change(Change::Renamed(from.to_owned(), to.to_owned()));
            }
            _ => {}
        }
    }

    /// The disk as it may look if the power goes now.
    pub fn cut(&self, log: &[u8], chance: &World, to: &Path) {
        let pick = |below: usize| usize::try_from(u32::from_be_bytes(chance.random())).unwrap() % below;
        let mut names = self.kept.clone();
        for change in &self.changes[..pick(self.changes.len() + 1)] {
            change.apply(&mut names);
        }
        self.write(&names, to, |file| file.after(log, &pick));
    }

    /// The disk if nothing is there that was not synced.
    pub fn cut_at_worst(&self, to: &Path) {
        self.write(&self.kept, to, |file| file.kept.clone());
    }

    fn write(&self, names: &BTreeMap<String, Thing>, to: &Path, bytes: impl Fn(&File) -> Vec<u8>) {
        fs::create_dir_all(to).unwrap();
        for (path, thing) in names {
            // Without the name of its folder nothing leads to a file.
            let folder = path.rsplit_once('/').map(|(folder, _)| folder);
            if folder.is_some_and(|folder| !names.contains_key(folder)) {
                continue;
            }
            match thing {
                Thing::Folder => fs::create_dir_all(to.join(path)).unwrap(),
                Thing::File(number) => {
                    if let Some(parent) = to.join(path).parent() {
                        fs::create_dir_all(parent).unwrap();
                    }
                    fs::write(to.join(path), bytes(&self.files[*number])).unwrap();
                }
            }
        }
    }
}

impl File {
    fn after(&self, log: &[u8], pick: &impl Fn(usize) -> usize) -> Vec<u8> {
        let mut bytes = self.kept.clone();
        // Nothing that was not synced, all of it, or any of it.
        let mode = pick(5);
        for one in &self.pending {
            if mode == 0 || (mode > 1 && pick(2) == 0) {
                continue;
            }
            let sectors = one.bytes.len().div_ceil(SECTOR);
            let torn = (mode > 1 && sectors > 1 && pick(7) == 0).then(|| SECTOR * (1 + pick(sectors - 1)));
            one.write(log, &mut bytes, torn);
        }
        bytes
    }
}

impl Record {
    fn write(&self, log: &[u8], file: &mut Vec<u8>, torn: Option<usize>) {
        let at = usize::try_from(self.offset).unwrap();
        if self.what == b't' {
            file.resize(at, 0);
            return;
        }
        let bytes = &log[self.bytes.clone()];
        let bytes = &bytes[..torn.unwrap_or(bytes.len()).min(bytes.len())];
        if file.len() < at + bytes.len() {
            file.resize(at + bytes.len(), 0);
        }
        file[at..at + bytes.len()].copy_from_slice(bytes);
    }
}
