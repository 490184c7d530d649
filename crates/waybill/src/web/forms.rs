//! One way for every form: typed, looked over, entered. Features bring fields and rules; this brings the rest.

use std::sync::Arc;

use jiff::civil::Date;
use maud::{Markup, html};
use waybill_journal::Refusal;

use super::hands::{Hands, mark};
use super::sealed::SealedPart;
use super::typed::{Problem, Typed};
use super::words::{Lang, Tongue};
use crate::publish::published::Published;
use crate::publish::shown::Shown;
use crate::store::{Behind, Db, Draft, FormKey, Operation, OperationCard, PostError, Recorded, Sitting, StoreError};
use crate::world::World;

/// What a form can use while it is shown, read or entered.
pub struct Bench<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Its row, with its calendar.
    pub card: OperationCard,
    /// Time and chance.
    pub world: &'a World,
    /// Today on the operation's calendar.
    pub today: Date,
    /// The reader's language.
    pub w: Tongue,
    /// The form's one-time key.
    pub key: FormKey,
    /// Who sits here.
    pub by: Arc<Sitting>,
}

impl<'a> Bench<'a> {
    /// For whoever runs a command at the machine, in English, today.
    pub fn at_the_machine(operation: &'a Operation, world: &'a World, key: FormKey) -> Result<Self, StoreError> {
        let card = operation.card()?;
        let today = card.local(world.now()).date();
        Ok(Self { operation, card, world, today, w: Tongue::new(Lang::En), key, by: Sitting::at_the_machine() })
    }

    /// Whoever sits here stands behind an entry alone.
    pub fn behind(&self) -> Behind {
        Behind::one(self.by.person.id)
    }

    /// The same bench for the form with this key.
    #[must_use]
    pub fn with_key(&self, key: FormKey) -> Self {
        Self { card: self.card.clone(), by: Arc::clone(&self.by), key, ..*self }
    }
}

/// One field, before what was typed is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in the form.
    pub name: String,
    /// Its label, in words.
    pub label: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// How it is filled in.
    pub kind: InputKind,
    /// What stands in it at first.
    pub first: String,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A line of text.
    Text,
    /// An amount or count; digits on a phone's keyboard.
    Number,
    /// A day.
    Date,
    /// Many lines of text.
    Area,
    /// The name somebody goes by; a browser may know it.
    Nickname,
    /// An e-mail address; a browser may know it.
    Email,
    /// A passphrase: nobody reads it over a shoulder, and it never comes back with the form.
    Passphrase,
    /// A code that works once.
    Code,
    /// For robots: no person sees it, and nobody is to fill it in.
    Trap,
    /// One of several: code and words.
    Select(Vec<(String, String)>),
    /// Carried along, not shown.
    Hidden,
    /// Nothing to fill in: pages of this side to look at, as path behind the language and words.
    Links(Vec<(String, String)>),
}

impl Input {
    /// A field with its label.
    pub fn new(name: impl Into<String>, label: String, kind: InputKind) -> Self {
        Self { name: name.into(), label, hint: String::new(), kind, first: String::new() }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    /// With what stands in it at first.
    #[must_use]
    pub fn first(mut self, first: impl Into<String>) -> Self {
        self.first = first.into();
        self
    }
}

/// Why a form was not read.
#[derive(Debug)]
pub enum Unread {
    /// Rules were broken; the person can mend them.
    Problems(Vec<Problem>),
    /// The machine failed.
    Store(StoreError),
}

impl From<StoreError> for Unread {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Vec<Problem>> for Unread {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Problems(problems)
    }
}

/// A feature's form for one kind of entry.
#[derive(Clone, Copy)]
pub struct Form {
    /// Its place in addresses: `record/<path>`.
    pub path: &'static str,
    /// The kind of entry it makes.
    pub kind: &'static str,
    /// The phrase that names it: "A gift came in".
    pub title: &'static str,
    /// The phrase below the title: what it is for, what it does not store.
    pub about: &'static str,
    /// Rows of fields, from the book as it is now and from what was typed so far.
    pub fields: fn(&Bench, &Typed) -> Result<Vec<Vec<Input>>, StoreError>,
    /// Reads the form into a draft: all the rules of the feature.
    pub read: fn(&Bench, &Typed) -> Result<Draft, Unread>,
    /// What of it only some may read, if anything.
    pub sealed: Option<SealedPart>,
    /// The field a shortage is told at.
    pub short_field: &'static str,
    /// Plain rows that come with the entry, in its transaction. Asked before the transaction begins: whoever writes
    /// holds the book's lock, so the rows must not ask the book for anything.
    pub also: fn(&Bench, &Typed) -> Result<PlainRows, StoreError>,
    /// What is told once it is entered, e.g. a receipt code.
    pub done: fn(&Bench, &Typed) -> Markup,
}

/// Writes plain rows beside an entry; may run again if the transaction is tried again.
pub type PlainRows = Box<dyn FnMut(&mut Db, u64) -> Result<(), diesel::result::Error>>;

/// For forms without rows of their own.
pub fn nothing_also(_: &Bench, _: &Typed) -> Result<PlainRows, StoreError> {
    Ok(Box::new(|_, _| Ok(())))
}

/// A feature's own pages on the coordinators' side: everything under one name.
#[derive(Clone, Copy)]
pub struct DeskPage {
    /// The first part of their addresses.
    pub name: &'static str,
    /// The phrase under which the list of what can be recorded leads there.
    pub title: &'static str,
    /// Answers a request.
    pub answer: fn(&DeskAsk) -> Result<DeskAnswer, StoreError>,
}

/// What a feature's own page is made from.
pub struct DeskAsk<'a> {
    /// The operation and whoever asks.
    pub bench: &'a Bench<'a>,
    /// What the world can see now.
    pub shown: &'a Shown,
    /// The door through which it sees it.
    pub published: &'a Published,
    /// What stands before the language in addresses.
    pub base: &'a str,
    /// The same for the public side; its pages are on another port, so this is for showing, not for links.
    pub public_base: &'a str,
    /// Where the public side listens on this machine.
    pub public_at: &'a str,
    /// The parts of the address behind the name.
    pub parts: &'a [&'a str],
    /// A form, if one was sent.
    pub sent: Option<&'a Typed>,
    /// The file that came with the form.
    pub file: Option<&'a [u8]>,
}

/// A feature's answer.
pub enum DeskAnswer {
    /// A page.
    Page {
        /// Whether something is to be put right.
        wrong: bool,
        /// For the browser's tab.
        title: String,
        /// What stands on it.
        content: Markup,
    },
    /// On to another page, by its path behind the language.
    Go(String),
    /// There is nothing here.
    Missing,
}

/// Something a coordinator can do about an entry that stands in the book, without changing it.
#[derive(Clone, Copy)]
pub struct EntryAct {
    /// The kind of entry.
    pub kind: &'static str,
    /// Behind the entry's address.
    pub path: &'static str,
    /// The phrase that names it, also on the button that leads there.
    pub title: &'static str,
    /// The phrase below the title: what it does, before it is done.
    pub about: &'static str,
    /// Its content, from the entry, its own address and what was sent to it; `None` where it cannot be done.
    pub page: EntryPage,
}

/// The content of an act's page.
pub type EntryPage = fn(&Bench, &Recorded, &str, Option<&Typed>) -> Result<Option<Markup>, StoreError>;

/// What a feature says beside the preview of an entry, from what was typed.
#[derive(Clone, Copy)]
pub struct Remark {
    /// The kind of entry.
    pub kind: &'static str,
    /// What there is to say, if anything.
    pub say: fn(&Bench, &Typed) -> Result<Option<Markup>, StoreError>,
}

/// Something that waits for a coordinator, and where it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// What it is.
    pub words: String,
    /// Whether it is late, and how.
    pub late: Option<String>,
    /// The path behind the language: `record/payment`, or a page of a feature's own.
    pub at: &'static str,
}

/// A feature's list of what waits.
pub type WaitsList = fn(&Bench) -> Result<Vec<Waits>, StoreError>;

/// For forms that have nothing more to say.
pub fn nothing_more(_: &Bench, _: &Typed) -> Markup {
    html! {}
}

/// Reads a form and posts its entry, with the plain rows that come with it and those that `beside` writes in the same
/// transaction: the entry, or the rules that were broken. Whoever asks has the turn and knows that the form was not
/// answered before.
pub fn enter(
    bench: &Bench,
    form: &Form,
    typed: &Typed,
    beside: impl FnMut(&mut Db, u64) -> Result<(), diesel::result::Error>,
) -> Result<Result<u64, Vec<Problem>>, StoreError> {
    enter_behind(bench, form, typed, Hands::One, &bench.behind(), beside)
}

/// The same with others who stand behind it. Where two should and one does, the entry says so.
pub fn enter_behind(
    bench: &Bench,
    form: &Form,
    typed: &Typed,
    hands: Hands,
    behind: &Behind,
    mut beside: impl FnMut(&mut Db, u64) -> Result<(), diesel::result::Error>,
) -> Result<Result<u64, Vec<Problem>>, StoreError> {
    let mut draft = match (form.read)(bench, typed) {
        Ok(draft) => draft,
        Err(Unread::Problems(problems)) => return Ok(Err(problems)),
        Err(Unread::Store(error)) => return Err(error),
    };
    mark(&mut draft, hands, behind);
    // Each sealing is another envelope; pressed twice, the first stays, for its key answers before anything is written.
    let sealed = match form.sealed.map(|part| part.seal(bench, typed)).transpose()? {
        Some(Err(problems)) => return Ok(Err(problems)),
        Some(Ok(sealed)) => sealed,
        None => None,
    };
    let behind = Behind { sealed, ..behind.clone() };
    let mut also = (form.also)(bench, typed)?;
    let posted = bench.operation.post(bench.world, &behind, &bench.key, &draft, |db, entry| {
        also(db, entry)?;
        beside(db, entry)
    });
    match posted {
        Ok(answered) => Ok(Ok(answered.entry)),
        Err(PostError::Store(error)) => Err(error),
        Err(refused) => Ok(Err(problem_of(bench.w, &refused, form.short_field).into_iter().collect())),
    }
}

/// The sentence for an entry that the book refused, at the field where it can be mended.
pub fn problem_of(w: Tongue, error: &PostError, short_field: &str) -> Option<Problem> {
    let at = |field: &str, text| Some(Problem { field: field.to_owned(), text });
    match error {
        PostError::Refused(Refusal::Short { account, commodity, has, missing, .. }) => {
            let fund = account.fund().unwrap_or_default();
            let wanted = has.saturating_add(*missing);
            let args = [
                ("holder", w.holder(account.holder()).into()),
                ("fund", w.fund(fund).into()),
                ("has", w.amount(*has, commodity).into()),
                ("wanted", w.amount(wanted, commodity).into()),
                ("missing", w.amount(*missing, commodity).into()),
            ];
            at(short_field, w.with("refused-short", &args))
        }
        PostError::Refused(refusal) => at("", w.with("refused-other", &[("code", refusal.code().into())])),
        PostError::Date { on, first, today } => {
            let args =
                [("date", w.date(*on).into()), ("first", w.date(*first).into()), ("last", w.date(*today).into())];
            at("on", w.with(if on < first { "error-date-early" } else { "error-date-late" }, &args))
        }
        PostError::Locked => at("", w.t("lock-nothing-entered")),
        PostError::Bytes(_) => at("", w.t("refused-bytes")),
        PostError::Store(_) => None,
    }
}
