//! Files and folders as they lie on a disk: read and never written; links inside a folder are named and not followed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::command::Disk;
use crate::site::{FILES_MAX, Files};

/// How deep folders may lie in one another; a log of a billion leaves has 7.
const DEPTH_MAX: usize = 16;

/// The largest file of a copy; the facts of ten years have 40 MB.
const FILE_BYTES_MAX: u64 = 1 << 28;

/// This machine's disk.
pub struct ThisDisk;

/// A folder that was walked through once.
struct Folder {
    path: PathBuf,
    names: Vec<String>,
    links: Vec<String>,
}

impl Disk for ThisDisk {
    fn is_folder(&self, path: &str) -> bool {
        Path::new(path).is_dir()
    }

    fn text(&self, path: &str, bytes_max: u64) -> Result<String, String> {
        let bytes = read(Path::new(path), bytes_max).map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
    }

    fn folder(&self, path: &str) -> Result<Box<dyn Files>, String> {
        let mut folder = Folder { path: PathBuf::from(path), names: Vec::new(), links: Vec::new() };
        folder.walk(&PathBuf::new(), 0).map_err(|error| error.to_string())?;
        folder.names.sort();
        Ok(Box::new(folder))
    }
}

impl Folder {
    fn walk(&mut self, below: &Path, depth: usize) -> io::Result<()> {
        if depth > DEPTH_MAX {
            return Err(io::Error::other(format!("folders lie more than {DEPTH_MAX} deep in one another")));
        }
        for inside in fs::read_dir(self.path.join(below))? {
            let inside = inside?;
            let (path, kind) = (below.join(inside.file_name()), inside.file_type()?);
            if kind.is_dir() {
                self.walk(&path, depth + 1)?;
                continue;
            }
            let name = path.to_str().map(|name| name.replace(std::path::MAIN_SEPARATOR, "/"));
            match name.filter(|_| kind.is_file()) {
                Some(name) => self.names.push(name),
                None => self.links.push(path.to_string_lossy().into_owned()),
            }
            if self.names.len() + self.links.len() > FILES_MAX {
                return Err(io::Error::other(format!("it holds more than {FILES_MAX} files")));
            }
        }
        Ok(())
    }
}

impl Files for Folder {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn links(&self) -> &[String] {
        &self.links
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        // Names come from the walk or are made from facts; only those of the walk are read, so nothing leads out.
        if self.names.binary_search_by(|one| one.as_str().cmp(name)).is_err() {
            return Err("It is missing.".to_owned());
        }
        read(&self.path.join(name), FILE_BYTES_MAX).map_err(|error| format!("It cannot be read: {error}."))
    }
}

fn read(path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bytes_max {
        return Err(io::Error::other(format!("it is larger than {bytes_max} bytes")));
    }
    Ok(bytes)
}
