//! Many gifts from a file: from CSV, or gifts and other entries from JSON lines, typed into the same forms as by hand.
//!
//! Each line is one filled-in form. Its key follows from the line, so the same file read again enters nothing twice, and a run
//! that was stopped goes on where it was. A line that breaks a rule is refused by itself, in the words of the form.
//! `docs/import.md` names the columns. Errors: [`Unusable`] where the file as a whole is no use; a refused line is no error.

mod line;
mod lines;
mod rejected;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use line::{Reader, Said};
use lines::{LINE_MAX, Lines, Physical};
use rejected::{Rejected, without_what_was_typed};

use crate::store::{FormKey, Operation, StoreError};
use crate::web::bulk::{Bulk, Line, enter_many};
use crate::web::forms::{Bench, Form, InputKind};
use crate::web::hands::{FourEyes, Hands};
use crate::web::typed::{Problem, Typed};
use crate::world::World;

/// Most lines of one file: the gifts of a very large operation over years. Each takes some 20 bytes while it is read.
pub const LINES_MAX: u64 = 5_000_000;
/// Most lines entered in one transaction: a tenth of a second, in which nobody else enters anything, and some 15 MB.
const BATCH: usize = 2_500;
/// Longest key of a line, in bytes.
const KEY_MAX: usize = 200;
/// Most members of a line of JSON; the largest form has 40 fields.
const MEMBERS_MAX: usize = 200;

/// What a file may bring.
#[derive(Clone, Copy)]
pub struct Importing {
    /// Forms, by path.
    pub forms: &'static [Form],
    /// Those of them that wait for a second person: a file has no second person.
    pub four_eyes: &'static [FourEyes],
    /// Those of which a file brings very many.
    pub bulk: &'static [Bulk],
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Csv,
    JsonLines,
}

/// What became of the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Entered now.
    pub entered: u64,
    /// In the book since an earlier run.
    pub known: u64,
    /// Refused; why stands in the file of rejected lines.
    pub rejected: u64,
    /// Bytes of the file that were read.
    pub bytes: u64,
    /// Where the reasons are, if a line was refused.
    pub reasons: Option<PathBuf>,
}

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It is not called .csv or .jsonl.
    #[error("{0} is neither .csv nor .jsonl; name it after what it is")]
    Name(PathBuf),
    /// It is what an earlier import wrote.
    #[error("{0} lists the lines that an earlier import refused; import the file itself, put right")]
    Reasons(PathBuf),
    /// It cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    /// Its first line names no columns, or wrong ones.
    #[error("{0}")]
    Header(String),
    /// It is too long.
    #[error("{0} has more than {LINES_MAX} lines; split it")]
    TooMany(PathBuf),
    /// Nothing is entered now.
    #[error("the operation is locked: nothing is entered until it is unlocked")]
    Locked,
    /// The reasons cannot be written.
    #[error("{0} cannot be written: {1}. Lines that were in by then stay in; import again when there is room")]
    Unwritten(PathBuf, std::io::Error),
    /// The machine or the database failed.
    #[error("{0}. Lines that were in by then stay in; import the file again to go on")]
    Store(#[from] StoreError),
}

/// Imports a file. `step` is told after each batch how far it is.
pub fn import(
    importing: &Importing,
    operation: &Operation,
    world: &World,
    file: &Path,
    step: &mut dyn FnMut(&Told),
) -> Result<Told, Unusable> {
    let unread = |error| Unusable::File(file.to_owned(), error);
    let written = written_as(file)?;
    if operation.is_locked()? {
        return Err(Unusable::Locked);
    }
    let lines = lines::count(File::open(file).map_err(unread)?).map_err(unread)?;
    if lines > LINES_MAX {
        return Err(Unusable::TooMany(file.to_owned()));
    }
    let mut lines = Lines::of(BufReader::with_capacity(2 * LINE_MAX, File::open(file).map_err(unread)?));
    let gift = importing.bulk.first().ok_or_else(|| Unusable::Header("nothing can be imported here".to_owned()))?;
    let mut reader = match written {
        Written::JsonLines => Reader::JsonLines,
        Written::Csv => match lines.next().map_err(unread)? {
            Some((_, Physical::Line(header))) => {
                Reader::csv(header, &columns(importing, gift), gift.needed).map_err(Unusable::Header)?
            }
            _ => return Err(Unusable::Header("the first line names no columns".to_owned())),
        },
    };
    let bench = Bench::at_the_machine(operation, world, FormKey::draw(world))?;
    let rejected = Rejected::beside(file, written)?;
    let (told, seen, again) = (Told::default(), HashSet::new(), HashMap::new());
    let (waiting, refused) = (Vec::new(), BTreeMap::new());
    let mut run = Run { importing, bench, rejected, told, seen, again, waiting, refused };
    while let Some((number, physical)) = lines.next().map_err(unread)? {
        let said = match physical {
            Physical::Line(bytes) => reader.read(bytes),
            Physical::TooLong => Err(Problem::of_line(format!("the line is longer than {LINE_MAX} bytes"))),
        };
        match said {
            Ok(said) => run.take(number, said)?,
            Err(problem) => run.reject(number, vec![problem]),
        }
        if run.waiting.len() + run.refused.len() >= BATCH {
            run.enter()?;
            run.told.bytes = lines.bytes();
            step(&run.told);
        }
    }
    run.enter()?;
    run.told.bytes = lines.bytes();
    run.told.reasons = run.rejected.finish()?;
    step(&run.told);
    Ok(run.told)
}

impl Problem {
    /// Something that is wrong with a line as a whole.
    fn of_line(text: String) -> Self {
        Self { field: String::new(), text }
    }

    fn of(field: &str, text: impl Into<String>) -> Self {
        Self { field: field.to_owned(), text: text.into() }
    }
}

fn written_as(file: &Path) -> Result<Written, Unusable> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let written = match name.rsplit('.').next() {
        Some("csv") => Written::Csv,
        Some("jsonl" | "ndjson") => Written::JsonLines,
        _ => return Err(Unusable::Name(file.to_owned())),
    };
    if name.ends_with(".rejected.csv") || name.ends_with(".rejected.jsonl") {
        return Err(Unusable::Reasons(file.to_owned()));
    }
    Ok(written)
}

/// Every field that a line of this form may have.
fn columns(importing: &Importing, bulk: &Bulk) -> Vec<&'static str> {
    let form = importing.forms.iter().find(|form| form.path == bulk.form);
    let sealed = form.and_then(|form| form.sealed).map_or(&[][..], |part| part.inputs);
    let sealed = sealed.iter().map(|input| input.name);
    bulk.needed.iter().chain(bulk.may).copied().chain(sealed).collect()
}

/// A line that waits for the rest of its batch.
struct Waiting {
    number: u64,
    form: &'static Form,
    line: Line,
}

/// A file on its way into the book.
struct Run<'a> {
    importing: &'a Importing,
    bench: Bench<'a>,
    rejected: Rejected,
    told: Told,
    /// Keyed hashes of keys, and of lines without one.
    seen: HashSet<u64>,
    /// Of lines without a key that stood there before: how often.
    again: HashMap<u64, u32>,
    /// Lines of one form.
    waiting: Vec<Waiting>,
    /// Lines refused since the last batch, in order.
    refused: BTreeMap<u64, Vec<Problem>>,
}

impl Run<'_> {
    /// Takes one line up into the batch; what stands in a form of which few come is entered at once.
    fn take(&mut self, number: u64, said: Said) -> Result<(), Unusable> {
        let Some(form) = self.importing.forms.iter().find(|form| form.path == said.form) else {
            let known: Vec<&str> = self.importing.forms.iter().map(|form| form.path).collect();
            let text = format!("there is no such form; there are: {}", known.join(", "));
            self.reject(number, vec![Problem::of("form", text)]);
            return Ok(());
        };
        let key = match self.key_of(&said) {
            Ok(key) => key,
            Err(problem) => {
                self.reject(number, vec![problem]);
                return Ok(());
            }
        };
        let few = self.bulk_of(form).is_none();
        if few || self.waiting.first().is_some_and(|first| first.form.path != form.path) {
            // What this line says may need what those before it make.
            self.enter()?;
        }
        self.waiting.push(Waiting { number, form, line: Line { key, typed: Typed::new(said.fields) } });
        if few { self.enter() } else { Ok(()) }
    }

    /// The key that this line always has: from the key in it, or from what it says and how often that stood before.
    fn key_of(&mut self, said: &Said) -> Result<FormKey, Problem> {
        let keys = self.bench.operation.keys();
        let hash = match &said.key {
            Some(key) if key.len() > KEY_MAX => {
                return Err(Problem::of("key", format!("the key is longer than {KEY_MAX} bytes")));
            }
            Some(key) => {
                let hash = keys.keyed_hash("import key", key.as_bytes());
                if !self.seen.insert(short(&hash)) {
                    return Err(Problem::of("key", "an earlier line has the same key"));
                }
                hash
            }
            None => {
                let line = keys.keyed_hash("import line", &said.bytes());
                let mut times = 1;
                if !self.seen.insert(short(&line)) {
                    let again = self.again.entry(short(&line)).or_insert(1);
                    *again += 1;
                    times = *again;
                }
                keys.keyed_hash("import line that stands there again", format!("{times} {line}").as_bytes())
            }
        };
        FormKey::parse(&format!("import-{hash}")).ok_or_else(|| Problem::of("key", "the key cannot be used"))
    }

    fn bulk_of(&self, form: &Form) -> Option<&'static Bulk> {
        self.importing.bulk.iter().find(|bulk| bulk.form == form.path)
    }

    /// Enters the batch, and notes what of it was refused, and why.
    fn enter(&mut self) -> Result<(), Unusable> {
        self.enter_waiting()?;
        for (number, problems) in std::mem::take(&mut self.refused) {
            self.rejected.note(number, &problems)?;
        }
        Ok(())
    }

    /// Enters what waits; what is in the book already is counted.
    fn enter_waiting(&mut self) -> Result<(), StoreError> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let Some(form) = waiting.first().map(|one| one.form) else { return Ok(()) };
        let before = self.bench.operation.answered_of_many(waiting.iter().map(|one| &one.line.key))?;
        waiting.retain(|one| !before.contains_key(one.line.key.as_str()));
        self.told.known += before.len() as u64;
        let bulk = self.bulk_of(form);
        let operation = self.bench.operation;
        operation.in_turn(|| {
            let (mut lines, mut numbers) = (Vec::with_capacity(waiting.len()), Vec::with_capacity(waiting.len()));
            for mut one in waiting {
                let problems = match bulk {
                    Some(bulk) => unknown_fields(&one.line.typed, &columns(self.importing, bulk)),
                    None => self.as_shown(form, &mut one.line)?,
                };
                if problems.is_empty() {
                    numbers.push(one.number);
                    lines.push(one.line);
                } else {
                    self.refuse(one.number, &one.line.typed, &problems);
                }
            }
            let answers = enter_many(&self.bench, form, bulk, &mut lines)?;
            for ((answer, line), number) in answers.into_iter().zip(lines).zip(numbers) {
                match answer {
                    Ok(answer) if answer.repeated => self.told.known += 1,
                    Ok(_) => self.told.entered += 1,
                    Err(problems) => self.refuse(number, &line.typed, &problems),
                }
            }
            Ok(())
        })
    }

    /// Fills in what stands in a form at first, but for days: no day is ever guessed. Answers what keeps this line out.
    fn as_shown(&self, form: &Form, line: &mut Line) -> Result<Vec<Problem>, StoreError> {
        let bench = self.bench.with_key(line.key.clone());
        if let Some(eyes) = self.importing.four_eyes.iter().find(|one| one.form == form.path)
            && (eyes.hands)(&bench, &line.typed)? == Hands::Two
        {
            let text =
                "this waits for a second person, so a file cannot enter it; propose it on the coordinators' side";
            return Ok(vec![Problem::of("form", text)]);
        }
        let inputs: Vec<_> = (form.fields)(&bench, &line.typed)?.into_iter().flatten().collect();
        let sealed = form.sealed.map_or(&[][..], |part| part.inputs);
        let shown = inputs.iter().filter(|input| !matches!(input.kind, InputKind::Hidden | InputKind::Links(_)));
        let known: Vec<&str> = shown.map(|input| &*input.name).chain(sealed.iter().map(|input| input.name)).collect();
        let unknown = unknown_fields(&line.typed, &known);
        if !unknown.is_empty() {
            return Ok(unknown);
        }
        for input in inputs.iter().filter(|input| input.kind != InputKind::Date && !input.first.is_empty()) {
            if line.typed.get(&input.name).is_empty() {
                line.typed.set(&input.name, &input.first);
            }
        }
        Ok(Vec::new())
    }

    /// Refuses a line that was read, without a word of what was typed in it.
    fn refuse(&mut self, number: u64, typed: &Typed, problems: &[Problem]) {
        let told = problems.iter().map(|problem| Problem {
            field: problem.field.clone(),
            text: without_what_was_typed(&problem.text, typed),
        });
        self.reject(number, told.collect());
    }

    fn reject(&mut self, number: u64, problems: Vec<Problem>) {
        self.told.rejected += 1;
        self.refused.insert(number, problems);
    }
}

/// Fields that the form does not have. Their names are not repeated: a line may hold anything.
fn unknown_fields(typed: &Typed, known: &[&str]) -> Vec<Problem> {
    if typed.pairs().count() > MEMBERS_MAX {
        return vec![Problem::of_line("the line has too many fields".to_owned())];
    }
    if typed.pairs().all(|(name, _)| known.contains(&name.as_str())) {
        return Vec::new();
    }
    vec![Problem::of_line(format!("a field of this line is not one of the form's, which are: {}", known.join(", ")))]
}

/// The first 64 of a keyed hash's bits: two of five million lines are alike in one of a million files, and then one of them is
/// told to be there already.
fn short(hash: &str) -> u64 {
    hash.bytes().take(12).fold(0, |sum, byte| sum.wrapping_mul(37).wrapping_add(u64::from(byte)))
}
