//! What a backup is: one file that says which book it is of, how far that had come, and of which blocks each file is made.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::is_slug;

/// How every manifest begins to say what it is.
pub const BEGINS: &str = "waybill/backup/1";
/// The longest manifest that is read; one of 10 GB of books has 11 MB.
pub(in super::super) const MANIFEST_MAX: u64 = 64 << 20;
/// Files of one backup, at most.
const FILES_MAX: usize = 10_000;

/// A backup's manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`BEGINS`].
    pub format: String,
    /// When it was begun, UTC.
    pub made: String,
    /// The version of the program.
    pub waybill: String,
    /// The backup before it in this folder.
    pub before: Option<Before>,
    /// What is in it.
    pub operations: Vec<Kept>,
    /// Its files, in the order of their paths.
    pub files: Vec<KeptFile>,
}

/// The manifest before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// Its name, without the ending.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// One operation as it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Its short name.
    pub slug: String,
    /// Which book it is.
    pub generation: String,
    /// A keyed hash of the generation and of every file of its keys: says whether keys and book belong together and none of
    /// them is missing, and nothing of the keys.
    pub keys: String,
    /// The newest entry.
    pub entries: u64,
    /// The head after it.
    pub head: String,
    /// The newest snapshot of the published facts.
    pub snapshot: i64,
    /// How many facts are published.
    pub facts: i64,
    /// The newest tick of the log, where there is one.
    pub log: Option<KeptLog>,
}

/// The log as it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptLog {
    /// The close of the newest tick.
    pub tick: i64,
    /// Leaves after it.
    pub size: i64,
    /// The root over them.
    pub root: String,
}

/// One file, cut into blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptFile {
    /// Its place below a data folder, with `/` between the parts.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// SHA-256 of its blocks, in their order.
    pub blocks: Vec<String>,
}

impl Manifest {
    /// Whether what it says can be a backup at all: nothing outside the folder, nothing twice, nothing missing.
    pub(in super::super) fn check(&self) -> Result<(), String> {
        if self.format != BEGINS {
            return Err(format!("it is of the form {}, and this program reads {BEGINS}", self.format));
        }
        if self.files.len() > FILES_MAX {
            return Err(format!("it lists more than {FILES_MAX} files"));
        }
        let mut paths = BTreeSet::new();
        for file in &self.files {
            if !is_a_path_of_ours(&file.path) {
                return Err(format!("{} is no file of a data folder", file.path));
            }
            if !paths.insert(file.path.as_str()) {
                return Err(format!("{} stands in it twice", file.path));
            }
            let sums = file.blocks.iter().chain([&file.sha256]);
            if let Some(sum) = sums.into_iter().find(|sum| !is_a_sum(sum)) {
                return Err(format!("{sum} is no SHA-256"));
            }
        }
        let listed: BTreeSet<&str> = self.operations.iter().map(|kept| kept.slug.as_str()).collect();
        if listed.len() != self.operations.len() || listed.is_empty() {
            return Err("it does not name each operation once".to_owned());
        }
        for path in &paths {
            let slug = path.split(['/', '.']).next().unwrap_or_default();
            if *path != "reader.key" && !listed.contains(slug) {
                return Err(format!("{path} belongs to no operation it names"));
            }
        }
        let of_each = listed.iter().flat_map(|slug| OF_EACH.map(|name| format!("{slug}/{name}")));
        match of_each.chain(["reader.key".to_owned()]).find(|path| !paths.contains(path.as_str())) {
            Some(missing) => Err(format!("{missing} is missing")),
            None => Ok(()),
        }
    }
}

/// What every operation has.
const OF_EACH: [&str; 3] = ["book.db", "public.db", "keys/id"];

/// `reader.key`, `flood/book.db`, `flood/public.db`, `flood/keys/…`, `flood.erased`; nothing that leads elsewhere.
fn is_a_path_of_ours(path: &str) -> bool {
    let plain = |name: &str| {
        !name.is_empty()
            && name.len() <= 60
            && !name.starts_with('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
    };
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["reader.key"] => true,
        [name] => name.strip_suffix(".erased").is_some_and(is_slug),
        [slug, "book.db" | "public.db"] => is_slug(slug),
        [slug, "keys", name] => is_slug(slug) && plain(name),
        _ => false,
    }
}

/// 64 lower-case hexadecimal digits.
pub(in super::super) fn is_a_sum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Where a block lies below the folder of blocks.
pub(in super::super) fn place_of(folder: &Path, sum: &str) -> std::path::PathBuf {
    folder.join(sum.get(..2).unwrap_or_default()).join(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere_else() {
        for path in
            ["reader.key", "flood/book.db", "flood/public.db", "flood/keys/id", "flood/keys/log-1", "flood.erased"]
        {
            assert!(is_a_path_of_ours(path), "{path}");
        }
        for path in
            ["", "/etc/passwd", "../reader.key", "flood/keys/..", "flood/../x", "flood/keys/a/b", "FLOOD/book.db"]
        {
            assert!(!is_a_path_of_ours(path), "{path}");
        }
    }
}
