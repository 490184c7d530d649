//! A file line by line, whatever it holds: no line may fill the memory, and each is known by its number.

use std::io::{BufRead, Read};

/// Longest line, in bytes: every field of the largest form filled in as far as it goes, several times over.
pub(super) const LINE_MAX: usize = 64 * 1024;

/// One line as it stands in the file.
pub(super) enum Physical<'a> {
    /// Its bytes, without the end of the line.
    Line(&'a [u8]),
    /// It is longer than [`LINE_MAX`]; it was passed over.
    TooLong,
}

/// Lines with their numbers, from 1. Empty lines are counted and passed over.
pub(super) struct Lines<R> {
    from: R,
    number: u64,
    bytes: u64,
    line: Vec<u8>,
}

/// What some files begin with to say that they are UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl<R: BufRead> Lines<R> {
    pub(super) fn of(from: R) -> Self {
        Self { from, number: 0, bytes: 0, line: Vec::new() }
    }

    /// How far it was read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The next line that is not empty.
    pub(super) fn next(&mut self) -> std::io::Result<Option<(u64, Physical<'_>)>> {
        loop {
            let Some(fits) = self.read_line()? else { return Ok(None) };
            if !fits {
                return Ok(Some((self.number, Physical::TooLong)));
            }
            if self.number == 1 && self.line.starts_with(BYTE_ORDER_MARK) {
                self.line.drain(..BYTE_ORDER_MARK.len());
            }
            if !self.line.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        Ok(Some((self.number, Physical::Line(&self.line))))
    }

    /// Reads one line into `line`; whether it fitted, and nothing at the end of the file.
    fn read_line(&mut self) -> std::io::Result<Option<bool>> {
        self.line.clear();
        let mut length = 0;
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                if length == 0 {
                    return Ok(None);
                }
                break;
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            let said = &buffer[..end.unwrap_or(used)];
            length += used;
            if self.line.len() + said.len() <= LINE_MAX {
                self.line.extend_from_slice(said);
            }
            self.from.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.number += 1;
        self.bytes += length as u64;
        // The end of the line is one byte, and the last line may have none.
        let fits = self.line.len() + 1 >= length;
        if self.line.last() == Some(&b'\r') {
            self.line.pop();
        }
        Ok(Some(fits))
    }
}

/// How many lines a file has.
pub(super) fn count(mut from: impl Read) -> std::io::Result<u64> {
    let mut buffer = vec![0; LINE_MAX];
    let mut lines = 1;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(lines),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        lines += buffer[..read].iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(bytes: &[u8], buffer: usize) -> Vec<(u64, String)> {
        let mut lines = Lines::of(std::io::BufReader::with_capacity(buffer, bytes));
        let mut told = Vec::new();
        while let Some((number, physical)) = lines.next().unwrap() {
            told.push((
                number,
                match physical {
                    Physical::Line(line) => String::from_utf8_lossy(line).into_owned(),
                    Physical::TooLong => "too long".to_owned(),
                },
            ));
        }
        assert_eq!(lines.bytes(), bytes.len() as u64);
        told
    }

    #[test]
    fn lines_keep_their_numbers_over_empty_and_endless_ones() {
        let mut file = b"\xef\xbb\xbfone\r\n\n \nfour\n".to_vec();
        file.extend(std::iter::repeat_n(b'x', LINE_MAX + 1));
        file.extend(b"\n");
        file.extend(std::iter::repeat_n(b'y', LINE_MAX));
        file.extend(b"\nlast");
        for buffer in [1, 7, 100, 3 * LINE_MAX] {
            let told = told(&file, buffer);
            let numbers: Vec<u64> = told.iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [1, 4, 5, 6, 7], "{buffer}");
            assert_eq!((&*told[0].1, &*told[1].1, &*told[2].1, &*told[4].1), ("one", "four", "too long", "last"));
            assert_eq!(told[3].1.len(), LINE_MAX);
        }
        assert_eq!(count(&file[..]).unwrap(), 7);
    }
}
