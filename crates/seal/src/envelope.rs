//! Envelopes: what is personal, padded, in an age file to one key, in a container of one of six sizes.
//!
//! ```text
//!    container   "WSEAL" version(1)  length of the age file(2)  age file                             zeros up to a size
//!    age file                                                   header: one stanza, grease; payload
//!    payload                                                    kind(1)  length(2)  content  zeros up to a step
//! ```
//!
//! Lengths are big-endian. The payload is padded so that its length tells only the step. The container is padded because age
//! adds to each header a stanza of random words and size ("grease", so that readers learn to pass over what they do not know).

use std::fmt;
use std::io::Read;
use std::iter;

use age::{DecryptError, Decryptor};
use zeroize::Zeroizing;

use crate::{Identity, Recipient};

/// Content is padded to the first of these lengths into which it fits, in bytes.
pub const STEPS: [usize; 6] = [256, 512, 1024, 2048, 4096, 8192];

/// The longest content that can be sealed, in bytes.
pub const LENGTH_MAX: usize = STEPS[5];

/// What an envelope may take in all beyond its content's step, in bytes. With the longest grease it is 401 (`docs/SEALING.md`).
const BESIDES: usize = 512;

/// The sizes of sealed bytes: there are no others, whatever is sealed or shared, in bytes.
pub const SIZES: [usize; 6] = [
    STEPS[0] + BESIDES,
    STEPS[1] + BESIDES,
    STEPS[2] + BESIDES,
    STEPS[3] + BESIDES,
    STEPS[4] + BESIDES,
    LENGTH_MAX + BESIDES,
];

/// How a container begins: its name and the version of this layout.
const MAGIC: [u8; 6] = *b"WSEAL\x01";

/// Where the age file begins in its container.
const FILE_AT: usize = MAGIC.len() + 2;

/// Where the content begins in the payload.
const CONTENT_AT: usize = 3;

/// What a payload holds, as its first byte: neither is ever taken for the other.
const RECORD: u8 = b'r';
const SHARE: u8 = b's';

/// Why something could not be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The content is longer than an envelope takes; both in bytes.
    TooLong {
        /// What an envelope takes: [`LENGTH_MAX`].
        max: usize,
        /// How long the content is.
        length: usize,
    },
    /// The age file did not fit beside its padding: an age library that writes longer headers than ours was built for.
    NoRoom,
}

/// Why something could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It was sealed to another key, or is damaged just where it would tell for whom it is.
    NotForThisKey,
    /// It is not what was sealed: cut off, changed, of another kind or version.
    Corrupted,
}

/// Seals bytes, [`LENGTH_MAX`] at most, to one recipient. What comes out has one of [`SIZES`], and is another each time.
pub fn seal(plain: &[u8], to: &Recipient) -> Result<Vec<u8>, SealError> {
    enclose(RECORD, plain, to)
}

/// Opens what [`seal`] made. Takes any bytes and never panics.
pub fn open(sealed: &[u8], with: &Identity) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    disclose(RECORD, sealed, with)
}

/// Hands a class key to one person. What comes out always has the smallest of [`SIZES`].
pub fn share(key: &Identity, to: &Recipient) -> Result<Vec<u8>, SealError> {
    enclose(SHARE, key.to_secret().as_bytes(), to)
}

/// Opens what [`share`] made. Takes any bytes and never panics.
pub fn open_share(bytes: &[u8], with: &Identity) -> Result<Identity, OpenError> {
    let secret = disclose(SHARE, bytes, with)?;
    let text = std::str::from_utf8(&secret).map_err(|_| OpenError::Corrupted)?;
    Identity::parse(text).map_err(|_| OpenError::Corrupted)
}

fn enclose(kind: u8, content: &[u8], to: &Recipient) -> Result<Vec<u8>, SealError> {
    let length = content.len();
    let too_long = SealError::TooLong { max: LENGTH_MAX, length };
    let step = STEPS.into_iter().find(|step| length <= *step).ok_or(too_long)?;
    let mut payload = Zeroizing::new(Vec::with_capacity(CONTENT_AT + step));
    payload.push(kind);
    payload.extend(u16::try_from(length).map_err(|_| too_long)?.to_be_bytes());
    payload.extend(content);
    payload.resize(CONTENT_AT + step, 0);
    let file = age::encrypt(to.key(), &payload).expect("one X25519 key, and memory to write to");
    pack(&file, step + BESIDES)
}

fn disclose(kind: u8, sealed: &[u8], with: &Identity) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let file = unpack(sealed).ok_or(OpenError::Corrupted)?;
    let payload = decrypt(file, with)?;
    let content = content_of(kind, &payload, sealed.len() - BESIDES).ok_or(OpenError::Corrupted)?;
    Ok(Zeroizing::new(content.to_vec()))
}

fn pack(file: &[u8], size: usize) -> Result<Vec<u8>, SealError> {
    let length = u16::try_from(file.len()).map_err(|_| SealError::NoRoom)?;
    if FILE_AT + file.len() > size {
        return Err(SealError::NoRoom);
    }
    let mut container = Vec::with_capacity(size);
    container.extend(MAGIC);
    container.extend(length.to_be_bytes());
    container.extend(file);
    container.resize(size, 0);
    Ok(container)
}

/// The age file in a container, if it is one that [`pack`] could have made.
fn unpack(container: &[u8]) -> Option<&[u8]> {
    if !SIZES.contains(&container.len()) {
        return None;
    }
    let (length, rest) = container.strip_prefix(&MAGIC)?.split_first_chunk()?;
    let (file, padding) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    padding.iter().all(|byte| *byte == 0).then_some(file)
}

fn content_of(kind: u8, payload: &[u8], step: usize) -> Option<&[u8]> {
    let ([is, high, low], padded) = payload.split_first_chunk()?;
    let content = padded.get(..usize::from(u16::from_be_bytes([*high, *low])))?;
    (*is == kind && padded.len() == step).then_some(content)
}

fn decrypt(file: &[u8], with: &Identity) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let decryptor = Decryptor::new_buffered(file).map_err(|_| OpenError::Corrupted)?;
    let mut reader =
        decryptor.decrypt(iter::once(with.key() as &dyn age::Identity)).map_err(|refusal| match refusal {
            DecryptError::NoMatchingKeys => OpenError::NotForThisKey,
            _ => OpenError::Corrupted,
        })?;
    // As large as it can get from the start: a buffer that grows leaves copies behind.
    let mut payload = Zeroizing::new(Vec::with_capacity(file.len()));
    reader.read_to_end(&mut payload).map_err(|_| OpenError::Corrupted)?;
    Ok(payload)
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SealError::TooLong { max, length } => {
                write!(f, "This is {length} bytes long; {max} can be sealed. Shorten it.")
            }
            SealError::NoRoom => f.write_str("The age library writes longer headers than an envelope has room for."),
        }
    }
}

impl std::error::Error for SealError {}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OpenError::NotForThisKey => "This was sealed to another key.",
            OpenError::Corrupted => "This is damaged, or not what was sealed; look for it in a backup.",
        })
    }
}

impl std::error::Error for OpenError {}

#[cfg(test)]
mod tests {
    use super::{FILE_AT, LENGTH_MAX, RECORD, SIZES, SealError, content_of, pack, unpack};

    #[test]
    fn a_container_takes_a_file_up_to_its_last_byte_and_no_more() {
        for size in SIZES {
            let file = vec![7; size - FILE_AT];
            assert_eq!(unpack(&pack(&file, size).unwrap()), Some(&file[..]));
            assert_eq!(pack(&vec![7; size - FILE_AT + 1], size), Err(SealError::NoRoom));
        }
        assert_eq!(pack(&vec![7; 65536], 1 << 17), Err(SealError::NoRoom), "the length has two bytes");
    }

    #[test]
    fn what_is_written_behind_the_file_is_refused() {
        let mut container = pack(&[7; 100], SIZES[0]).unwrap();
        container[SIZES[0] - 1] = 1;
        assert_eq!(unpack(&container), None);
    }

    #[test]
    fn a_payload_of_another_step_or_a_length_beyond_it_is_refused() {
        let payload = |length: u16, step: usize| {
            let [high, low] = length.to_be_bytes();
            [vec![RECORD, high, low], vec![0; step]].concat()
        };
        assert_eq!(content_of(RECORD, &payload(5, 256), 256), Some(&[0; 5][..]));
        assert_eq!(content_of(RECORD, &payload(256, 256), 256), Some(&[0; 256][..]));
        assert_eq!(content_of(RECORD, &payload(257, 256), 256), None);
        assert_eq!(content_of(RECORD, &payload(5, 512), 256), None);
        assert_eq!(content_of(RECORD, &[RECORD, 0], 256), None);
        assert_eq!(content_of(RECORD, &[], LENGTH_MAX), None);
    }
}
