//! From the bytes of a file to its statements.

use crate::account::Draft;
use crate::elements::{Elements, Leaf, Step};
use crate::entry::MinorUnit;
use crate::text::decode;
use crate::{Fault, Statement, Version};

/// How large a file may be. A line takes one to four thousand bytes, so this is tens of thousands of lines; it is held in
/// memory while it is read.
pub const BYTES_MAX: usize = 64 << 20;

/// How many entries, payments, balances and statements a file may have: a gift a minute for four months.
pub const LINES_MAX: usize = 200_000;

/// Reads one file: one or several statements. `minor_unit` knows how many decimals a currency has.
///
/// A file that cannot be read whole is refused whole: nothing of a file that was cut off looks like all of it. A line that
/// cannot be used, or a statement that does not add up, is told in its place; the others can be used.
pub fn read(bytes: &[u8], minor_unit: &dyn Fn(&str) -> Option<u32>) -> Result<Vec<Statement>, Fault> {
    if bytes.len() > BYTES_MAX {
        return Err(Fault::TooLarge { bytes: bytes.len(), max: BYTES_MAX });
    }
    let text = decode(bytes)?;
    let mut elements = Elements::new(&text)?;
    let mut reading = Reading { version: elements.version(), minor_unit, count: 0, draft: None, statements: vec![] };
    loop {
        match elements.step()? {
            Step::Opened => reading.open(within(elements.path()))?,
            Step::Closed(leaf) => reading.close(within(elements.path()), leaf),
            Step::End if reading.statements.is_empty() => return Err(Fault::NoStatement),
            Step::End => return Ok(reading.statements),
        }
    }
}

/// The path below a statement; `None` outside of any.
fn within<'a>(path: &'a [&'static str]) -> Option<&'a [&'static str]> {
    path.strip_prefix(["Document", "BkToCstmrStmt", "Stmt"].as_slice())
}

/// A file so far.
struct Reading<'a> {
    version: Version,
    minor_unit: MinorUnit<'a>,
    /// What counts against [`LINES_MAX`].
    count: usize,
    draft: Option<Draft<'a>>,
    statements: Vec<Statement>,
}

impl Reading<'_> {
    fn open(&mut self, path: Option<&[&str]>) -> Result<(), Fault> {
        match (path, &mut self.draft) {
            (Some([]), _) => self.draft = Some(Draft::new(self.version, self.minor_unit)),
            (Some(["Bal"]), Some(draft)) => draft.begin_balance(),
            (Some(["Ntry"]), Some(draft)) => draft.begin_entry(),
            (Some(["Ntry", "NtryDtls", "TxDtls"]), Some(draft)) => draft.begin_payment(),
            _ => return Ok(()),
        }
        self.count += 1;
        if self.count > LINES_MAX { Err(Fault::TooManyLines { max: LINES_MAX }) } else { Ok(()) }
    }

    fn close(&mut self, path: Option<&[&str]>, leaf: Option<Leaf>) {
        match (path, &mut self.draft, leaf) {
            (Some([]), _, _) => self.statements.extend(self.draft.take().map(Draft::finish)),
            (Some(["Ntry"]), Some(draft), _) => draft.end_entry(),
            (Some(path), Some(draft), Some(leaf)) => draft.take(path, leaf),
            _ => {}
        }
    }
}
