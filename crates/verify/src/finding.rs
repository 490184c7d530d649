//! What can be wrong with what an operation published, each said in one plain sentence.

use std::fmt;

use waybill_journal::Refusal;

use crate::members::Unread;

/// The most findings that are listed one by one; whoever has a hundred has enough to start with.
pub const FINDINGS_MAX: usize = 100;

/// The longest piece of a published text that is repeated in a sentence, in characters.
const QUOTED_LENGTH_MAX: usize = 80;

/// One thing that is wrong. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The members say in data what the sentence says in words.
pub enum Finding {
    /// There are more facts than are checked.
    TooManyLines { max: usize },
    /// The figures cannot be read; the facts were checked without them.
    BadFigures { why: Unread },
    /// A line, or the body in it, cannot be read.
    BadLine { line: usize, why: Unread },
    /// An id was used before.
    DuplicateId { line: usize, id: String, first: usize },
    /// An id does not have the form of one.
    MalformedId { line: usize, id: String },
    /// A fact says that it was told before the fact above it.
    StepBack { line: usize, step: i64, before: i64 },
    /// A fact says that it was told after the figures were made.
    StepAfterSnapshot { line: usize, step: i64, snapshot: i64 },
    /// A fact is of a kind that is not described.
    UnknownKind { line: usize, kind: String },
    /// A group is so small that a person in it could be guessed.
    SmallGroup { line: usize, kind: String, people: i64, least: i64 },
    /// The moves of a fact break a rule of the journal.
    Refused { line: usize, code: &'static str, refusal: Refusal },
    /// What a fact says in words is not what its moves do.
    Disagree { line: usize, kind: String, about: &'static str, said: String, moved: String },
    /// The cells of a flow are not in order, or one stands there twice.
    FlowOrder { line: usize },
    /// Cells of a flow do not sum to what was given.
    FlowSum { line: usize, what: String, said: i128, given: i128 },
    /// A cell of the newest flow is not what following the gifts makes.
    FlowCell { line: usize, way: String, said: i64, made: String },
    /// A figure is stated and is another.
    Differs { name: String, stated: i64, recomputed: i128 },
    /// A figure is stated, is not 0, and no fact makes it.
    Unmade { name: String, stated: i64 },
    /// The facts make a figure that is not 0 and is not stated.
    Missing { name: String, recomputed: i128 },
    /// What crossed the border between us and the world is not what we hold.
    NotConserved { commodity: String, crossed: i128, held: i128 },
    /// A text cannot be read.
    BadText { line: usize, why: Unread },
    /// A text has the id of an earlier one.
    DuplicateText { line: usize, first: usize },
    /// A correction of a text names another close than the text it corrects.
    TextMoved { line: usize, first: usize },
    /// A text quotes a figure that the facts did not make at the close it names.
    QuotedWrong { line: usize, name: String, stated: i64, recomputed: i128 },
    /// A number in a file of a copy is not what the facts make it.
    Number { file: String, figure: String, said: String, should: String },
    /// Something else is wrong with a file of a copy, or of the log.
    File { file: String, why: String },
    /// So many more findings were left out; always the last.
    More { count: usize },
}

/// Everything found so far.
///
/// Invariant: at most [`FINDINGS_MAX`] are kept, the first ones; the others are counted.
#[derive(Default)]
pub(crate) struct Findings {
    kept: Vec<Finding>,
    more: usize,
}

impl Findings {
    /// A number in a file.
    pub(crate) fn number(&mut self, file: &str, figure: &str, said: &str, should: impl ToString) {
        let (file, figure, said) = (file.to_owned(), figure.to_owned(), said.to_owned());
        self.push(Finding::Number { file, figure, said, should: should.to_string() });
    }

    /// Anything else about a file; `why` is a sentence.
    pub(crate) fn file(&mut self, file: &str, why: impl Into<String>) {
        self.push(Finding::File { file: file.to_owned(), why: why.into() });
    }

    /// Takes over what another check found.
    pub(crate) fn extend(&mut self, list: Vec<Finding>) {
        for finding in list {
            self.push(finding);
        }
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        if self.kept.len() < FINDINGS_MAX {
            self.kept.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn into_list(mut self) -> Vec<Finding> {
        if self.more > 0 {
            self.kept.push(Finding::More { count: self.more });
        }
        self.kept
    }
}

/// A published text in a sentence: short, and without characters that would move a terminal's cursor.
pub(crate) fn quoted(text: &str) -> String {
    let short: String = text.chars().take(QUOTED_LENGTH_MAX).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("“{}{dots}”", short.escape_debug())
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::TooManyLines { max } => write!(f, "There are more than {max} facts; this program stops there."),
            Finding::BadFigures { why } => write!(f, "The figures cannot be read: {}", lower_first(why)),
            Finding::BadLine { line, why } => write!(f, "Line {line} cannot be read: {}", lower_first(why)),
            Finding::DuplicateId { line, id, first } => {
                write!(f, "Line {line} has the id {}, which line {first} has already.", quoted(id))
            }
            Finding::MalformedId { line, id } => {
                write!(f, "Line {line} has the id {}, which is not 20 characters of base32.", quoted(id))
            }
            Finding::StepBack { line, step, before } => {
                write!(f, "Line {line} says it was told on step {step}, but the line before it on step {before}.")
            }
            Finding::StepAfterSnapshot { line, step, snapshot } => {
                write!(f, "Line {line} was told on step {step}, but the figures are those of step {snapshot}.")
            }
            Finding::UnknownKind { line, kind } => {
                write!(f, "Line {line} is of the kind {}, which is not described.", quoted(kind))
            }
            Finding::SmallGroup { line, kind, people, least } => {
                write!(f, "Line {line} ({kind}) tells of {people} people; a group has at least {least}.")
            }
            Finding::Refused { line, code, refusal } => {
                write!(f, "The moves of line {line} break a rule of the journal ({code}): {}", lower_first(refusal))
            }
            Finding::Disagree { line, kind, about, said, moved } => {
                write!(f, "Line {line} ({kind}) and its moves differ in {about}: it says {said}, they say {moved}.")
            }
            Finding::FlowOrder { line } => {
                write!(f, "Line {line} (flow) does not list its cells in order, each once.")
            }
            Finding::FlowSum { line, what, said, given } => {
                write!(f, "Line {line} (flow) has cells of {said} in all for {}, which is {given}.", quoted(what))
            }
            Finding::FlowCell { line, way, said, made } => {
                write!(f, "Line {line} (flow) says {said} for {}; following the gifts makes it {made}.", quoted(way))
            }
            _ => self.fmt_figure(f),
        }
    }
}

impl Finding {
    /// The sentences about figures and sums.
    fn fmt_figure(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Differs { name, stated, recomputed } => {
                write!(f, "The figure {} is stated as {stated}; the facts make it {recomputed}.", quoted(name))
            }
            Finding::Unmade { name, stated } => {
                write!(f, "The figure {} is stated as {stated}; no fact makes it.", quoted(name))
            }
            Finding::Missing { name, recomputed } => {
                write!(f, "The figure {} is not stated; the facts make it {recomputed}.", quoted(name))
            }
            Finding::NotConserved { commodity, crossed, held } => {
                write!(f, "Of {commodity} {crossed} came and did not leave, but {held} are held.")
            }
            Finding::BadText { line, why } => write!(f, "Text {line} cannot be read: {}", lower_first(why)),
            Finding::DuplicateText { line, first } => write!(f, "Text {line} has the id of text {first}."),
            Finding::TextMoved { line, first } => {
                write!(f, "Text {line} names another close than text {first}, which it corrects.")
            }
            Finding::QuotedWrong { line, name, stated, recomputed } => {
                write!(
                    f,
                    "Text {line} quotes {} as {stated}; at its close the facts made it {recomputed}.",
                    quoted(name)
                )
            }
            Finding::Number { file, figure, said, should } => {
                write!(f, "{}: {} is said to be {}; it should be {should}.", quoted(file), quoted(figure), quoted(said))
            }
            Finding::File { file, why } => write!(f, "{}: {why}", quoted(file)),
            Finding::More { count } => write!(f, "And {count} more."),
            _ => Ok(()),
        }
    }
}

/// A sentence to stand behind a colon. Names of accounts and commodities keep their first letter.
fn lower_first(sentence: &impl fmt::Display) -> String {
    let text = sentence.to_string();
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => format!("{}{}", first.to_lowercase(), chars.as_str()),
        _ => text,
    }
}

impl std::error::Error for Finding {}
