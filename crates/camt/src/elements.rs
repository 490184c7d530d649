//! Walks through a document element by element: what opens, what closes, and what stands in those that hold only text.

use quick_xml::NsReader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::text::{line_of, shortened};
use crate::{Fault, Version};

/// How deep elements may stand in one another. The schema's own are less than twenty deep.
pub(crate) const DEPTH_MAX: usize = 64;

/// How many characters the text of one element may have. The schema's longest has 500.
pub(crate) const TEXT_MAX: usize = 2_000;

/// What the namespace of every version begins with.
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";

/// The elements that matter, in order of the alphabet; all others are stepped over with all that is in them.
#[rustfmt::skip]
const KNOWN: [&str; 55] = [
    "Acct", "AcctSvcrRef", "AddtlNtryInf", "AddtlRmtInf", "AddtlTxInf", "Amt", "AmtDtls", "Bal", "BkToCstmrStmt",
    "BookgDt", "Btch", "Ccy", "CcyXchg", "Cd", "CdOrPrtry", "CdtDbtInd", "Cdtr", "CdtrAcct", "CdtrRefInf", "CntrValAmt",
    "Ctry", "Dbtr", "DbtrAcct", "Document", "Dt", "DtTm", "EndToEndId", "IBAN", "Id", "InstdAmt", "NbOfTxs", "Nm", "Ntry",
    "NtryDtls", "Othr", "Prtry", "PstlAdr", "Pty", "Ref", "Refs", "RltdPties", "RmtInf", "RvslInd", "Stmt", "Strd", "Sts",
    "Tp", "TxAmt", "TxDtls", "TxId", "UltmtCdtr", "UltmtDbtr", "Ustrd", "ValDt", "XchgRate",
];

/// What stands in the path for an element that does not matter; no known element has this name.
const OTHER: &str = "";

/// One step of the walk. [`Elements::path`] ends with the element that it is about.
pub(crate) enum Step {
    /// An element begins.
    Opened,
    /// An element ends; the text where it held nothing else.
    Closed(Option<Leaf>),
    /// The document is at its end, and whole.
    End,
}

/// The text of an element that holds nothing but text.
pub(crate) struct Leaf {
    /// Its text; cut where it is too long.
    pub(crate) text: String,
    /// Its attribute `Ccy`.
    pub(crate) currency: Option<String>,
    /// Whether it has more characters than a text may have.
    pub(crate) too_long: bool,
}

/// The walk.
pub(crate) struct Elements<'a> {
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    path: Vec<&'static str>,
    version: Version,
    namespace: String,
    /// Where the step began that is being made.
    at: usize,
    /// The element just closed is still at the end of the path.
    closed: bool,
    /// What was collected since the last element opened; `None` where it is not a leaf.
    leaf: Option<Leaf>,
}

impl<'a> Elements<'a> {
    /// Walks up to the root element, which says the version.
    pub(crate) fn new(text: &'a str) -> Result<Self, Fault> {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let mut first = true;
        loop {
            let at = position(&reader);
            let (namespace, event) = reader.read_resolved_event().map_err(|e| refused(text, e, at))?;
            match event {
                Event::Start(root) => {
                    let namespace = match namespace {
                        ResolveResult::Bound(bound) => bound.0.to_owned(),
                        _ => String::new(),
                    };
                    let version =
                        version(&namespace).ok_or_else(|| Fault::Namespace { found: shortened(&namespace, 100) })?;
                    if root.local_name().as_ref() != "Document" {
                        return Err(Fault::NoStatement);
                    }
                    let path = vec!["Document"];
                    return Ok(Self { text, reader, path, version, namespace, at, closed: false, leaf: None });
                }
                Event::DocType(_) => return Err(Fault::Entities { line: line_of(text, at) }),
                Event::Eof if !first => return Err(Fault::Truncated { line: line_of(text, at) }),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) if first => {}
                Event::Text(blank) if blank.trim().is_empty() => {}
                _ => return Err(Fault::NotXml { line: line_of(text, at) }),
            }
            first = false;
        }
    }

    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// The names from the root down to where the walk is.
    pub(crate) fn path(&self) -> &[&'static str] {
        &self.path
    }

    /// Goes on to the next element that begins or ends.
    pub(crate) fn step(&mut self) -> Result<Step, Fault> {
        if std::mem::take(&mut self.closed) {
            self.path.pop();
        }
        loop {
            self.at = position(&self.reader);
            let (namespace, event) = match self.reader.read_resolved_event() {
                Ok((ResolveResult::Bound(bound), event)) => (bound.0 == self.namespace, event),
                Ok((_, event)) => (false, event),
                Err(error) => return Err(refused(self.text, error, self.at)),
            };
            match event {
                Event::Start(start) => return self.open(&start, namespace),
                Event::End(_) => {
                    self.closed = true;
                    return Ok(Step::Closed(self.leaf.take()));
                }
                Event::Text(text) => self.collect(&text.xml10_content())?,
                Event::CData(text) => self.collect(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let letter = self.letter(&reference)?;
                    self.collect(letter.encode_utf8(&mut [0; 4]))?;
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if self.path.is_empty() => return Ok(Step::End),
                Event::Eof => return Err(Fault::Truncated { line: line_of(self.text, self.text.len()) }),
                Event::DocType(_) => return Err(Fault::Entities { line: self.line() }),
                Event::Decl(_) | Event::Empty(_) => return Err(Fault::NotXml { line: self.line() }),
            }
        }
    }

    fn open(&mut self, start: &BytesStart, ours: bool) -> Result<Step, Fault> {
        // A document has one root.
        if self.path.is_empty() {
            return Err(Fault::NotXml { line: self.line() });
        }
        if self.path.len() == DEPTH_MAX {
            return Err(Fault::TooDeep { line: self.line(), max: DEPTH_MAX });
        }
        let mut currency = None;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Fault::NotXml { line: self.line() })?;
            if attribute.key.as_ref() == "Ccy" {
                currency = Some(attribute.value.into_owned());
            }
        }
        let name = start.local_name();
        let known = KNOWN.binary_search(&name.as_ref()).ok().filter(|_| ours);
        self.path.push(known.map_or(OTHER, |at| KNOWN[at]));
        // Of what does not matter nothing is collected.
        let matters = known.is_some() && !self.path.contains(&OTHER);
        self.leaf = matters.then(|| Leaf { text: String::new(), currency, too_long: false });
        Ok(Step::Opened)
    }

    fn collect(&mut self, text: &str) -> Result<(), Fault> {
        if self.path.is_empty() && !text.trim().is_empty() {
            return Err(Fault::NotXml { line: self.line() });
        }
        if let Some(leaf) = &mut self.leaf {
            // Four bytes are the most that a letter takes: what is longer has more letters than it may have.
            let room = (4 * TEXT_MAX).saturating_sub(leaf.text.len());
            if text.len() <= room {
                leaf.text.push_str(text);
            }
            leaf.too_long |= text.len() > room;
        }
        Ok(())
    }

    /// The letter that a reference stands for. Only the five that XML itself names are known: a statement needs no others.
    fn letter(&self, reference: &BytesRef) -> Result<char, Fault> {
        let wrong = || Fault::NotXml { line: self.line() };
        match reference.resolve_char_ref() {
            Ok(Some(c)) if c >= ' ' || matches!(c, '\t' | '\n' | '\r') => Ok(c),
            Ok(None) => match &**reference {
                "lt" => Ok('<'),
                "gt" => Ok('>'),
                "amp" => Ok('&'),
                "apos" => Ok('\''),
                "quot" => Ok('"'),
                _ => Err(Fault::Entities { line: self.line() }),
            },
            Ok(Some(_)) | Err(_) => Err(wrong()),
        }
    }

    fn line(&self) -> usize {
        line_of(self.text, self.at)
    }
}

/// The version of a namespace.
fn version(namespace: &str) -> Option<Version> {
    match namespace.strip_prefix(NAMESPACE)? {
        "02" => Some(Version::V02),
        "04" => Some(Version::V04),
        "08" => Some(Version::V08),
        _ => None,
    }
}

/// The namespace of a version.
pub(crate) fn namespace(version: Version) -> String {
    let number = match version {
        Version::V02 => "02",
        Version::V04 => "04",
        Version::V08 => "08",
    };
    format!("{NAMESPACE}{number}")
}

/// Where the next piece of the text begins.
fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// What the reader of XML refused, in our words.
fn refused(text: &str, error: Error, at: usize) -> Fault {
    let line = line_of(text, at);
    match error {
        // It began something and found the end of the file.
        Error::Syntax(SyntaxError::InvalidBangMarkup) => Fault::NotXml { line },
        Error::Syntax(_) => Fault::Truncated { line },
        _ => Fault::NotXml { line },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_elements_stand_in_order() {
        assert!(KNOWN.is_sorted(), "the search in them would miss some");
    }
}
