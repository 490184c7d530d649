//! The lines that were refused: number, field and reason beside the file, and nothing of what stood in them.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Unusable, Written};
use crate::web::typed::{Problem, Typed};

/// Shortest text that is taken for something somebody typed when a sentence holds it.
const TYPED_MIN: usize = 3;

/// The file of reasons; made when the first line is refused.
pub(super) struct Rejected {
    path: PathBuf,
    written: Written,
    file: Option<BufWriter<File>>,
}

impl Rejected {
    /// Beside the file. What an earlier run wrote there goes: those lines are read again now.
    pub(super) fn beside(file: &Path, written: Written) -> Result<Self, Unusable> {
        let ending = if written == Written::Csv { "rejected.csv" } else { "rejected.jsonl" };
        let path = file.with_extension(ending);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Unusable::Unwritten(path, error)),
            _ => Ok(Self { path, written, file: None }),
        }
    }

    /// Notes what was wrong with a line.
    pub(super) fn note(&mut self, number: u64, problems: &[Problem]) -> Result<(), Unusable> {
        self.write(number, problems).map_err(|error| Unusable::Unwritten(self.path.clone(), error))
    }

    fn write(&mut self, number: u64, problems: &[Problem]) -> std::io::Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.made()?,
        };
        for Problem { field, text } in problems {
            if self.written == Written::Csv {
                writeln!(file, "{number},{field},\"{}\"", text.replace('"', "\"\""))?;
            } else {
                writeln!(file, "{}", json!({ "line": number, "field": field, "reason": text }))?;
            }
        }
        self.file = Some(file);
        Ok(())
    }

    fn made(&self) -> std::io::Result<BufWriter<File>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = BufWriter::new(options.open(&self.path)?);
        if self.written == Written::Csv {
            writeln!(file, "line,field,reason")?;
        }
        Ok(file)
    }

    /// Where the reasons are; nothing where none was noted.
    pub(super) fn finish(&mut self) -> Result<Option<PathBuf>, Unusable> {
        let Some(mut file) = self.file.take() else { return Ok(None) };
        let unwritten = |error| Unusable::Unwritten(self.path.clone(), error);
        file.flush().map_err(unwritten)?;
        file.get_ref().sync_all().map_err(unwritten)?;
        Ok(Some(self.path.clone()))
    }
}

/// The sentence without words that somebody typed: a name may stand in the wrong column. Numbers and days stay.
pub(super) fn without_what_was_typed(text: &str, typed: &Typed) -> String {
    let mut text = text.to_owned();
    for (_, value) in typed.pairs() {
        let value = value.trim();
        if value.len() >= TYPED_MIN && value.chars().any(char::is_alphabetic) && text.contains(value) {
            text = text.replace(value, "…");
        }
    }
    text
}
