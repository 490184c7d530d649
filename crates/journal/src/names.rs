//! Who has it, what it is for, and what it is: the names every move is written in.
//!
//! All names are opaque: the journal compares them and nothing else. Syntax: `docs/TRACING.md`, opening lines and section 1.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The number of an entry: gapless from 1, never shown to the public.
pub type EntryNumber = u64;

/// The longest holder, fund or commodity, in characters (`docs/TRACING.md`, opening lines).
pub const NAME_LENGTH_MAX: usize = 40;

/// Where something is held: by us (`holder/fund`) or by the world (`w:name`).
///
/// Invariant: the text is one of those two forms, each part `[a-z0-9-]{1,40}`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(Arc<str>);

impl Account {
    /// Reads `holder/fund` or `w:name`.
    pub fn parse(text: &str) -> Result<Account, NotAnAccount> {
        let good = match text.strip_prefix("w:") {
            Some(name) => is_word(name),
            None => text.split_once('/').is_some_and(|(holder, fund)| is_word(holder) && is_word(fund)),
        };
        if good { Ok(Account(text.into())) } else { Err(NotAnAccount(text.to_owned())) }
    }

    /// An account of ours: `holder` says who has it, `fund` what it is for.
    pub fn ours(holder: &str, fund: &str) -> Result<Account, NotAnAccount> {
        Account::parse(&format!("{holder}/{fund}"))
    }

    /// An account of the world: a giver, a supplier, a recipient, a loss.
    pub fn world(name: &str) -> Result<Account, NotAnAccount> {
        Account::parse(&format!("w:{name}"))
    }

    /// Whether the world holds it; the world may go below zero, we may not.
    pub fn is_world(&self) -> bool {
        self.0.starts_with("w:")
    }

    /// Who has it; of a world account the name behind `w:`.
    pub fn holder(&self) -> &str {
        match self.0.split_once('/') {
            Some((holder, _)) => holder,
            None => &self.0[2..],
        }
    }

    /// What it is for; the world has no funds.
    pub fn fund(&self) -> Option<&str> {
        self.0.split_once('/').map(|(_, fund)| fund)
    }

    /// Whether every departure must name its units: funds whose name begins with `pending` (`docs/TRACING.md` section 1).
    pub fn is_named_only(&self) -> bool {
        self.fund().is_some_and(|fund| fund.starts_with("pending"))
    }

    /// The text form, as [`Account::parse`] reads it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is counted: a currency or a thing, `[A-Z0-9-]{1,40}`. One unit is its smallest unit.
///
/// Invariant: the text has that form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Commodity(Arc<str>);

impl Commodity {
    /// Reads a commodity's name.
    pub fn parse(text: &str) -> Result<Commodity, NotAName> {
        let good = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
        if (1..=NAME_LENGTH_MAX).contains(&text.len()) && text.bytes().all(good) {
            Ok(Commodity(text.into()))
        } else {
            Err(NotAName(text.to_owned()))
        }
    }

    /// The text form, as [`Commodity::parse`] reads it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One account of ours and one commodity: the place where units rest. Shown as `holder/fund/COMMODITY`.
///
/// Invariant: [`Pool::new`] and [`Pool::parse`] take accounts of ours only; the book makes no other.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pool {
    /// Whose and what for.
    pub account: Account,
    /// What.
    pub commodity: Commodity,
}

impl Pool {
    /// A pool of an account of ours; an account of the world has none.
    pub fn new(account: Account, commodity: Commodity) -> Result<Pool, NotAnAccount> {
        if account.is_world() { Err(NotAnAccount(account.to_string())) } else { Ok(Pool { account, commodity }) }
    }

    /// Reads `holder/fund/COMMODITY`.
    pub fn parse(text: &str) -> Result<Pool, NotAName> {
        let bad = || NotAName(text.to_owned());
        let (account, commodity) = text.rsplit_once('/').ok_or_else(bad)?;
        let account = Account::parse(account).map_err(|_| bad())?;
        Pool::new(account, Commodity::parse(commodity).map_err(|_| bad())?).map_err(|_| bad())
    }
}

/// One move of one entry, and the departure and the arrival it made. Shown as `n:m`, moves counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MoveId {
    /// The entry.
    pub entry: EntryNumber,
    /// Which of its moves, from 0.
    pub index: u32,
}

impl MoveId {
    /// Move `index` (from 0) of entry `entry`.
    pub fn new(entry: EntryNumber, index: u32) -> MoveId {
        MoveId { entry, index }
    }

    /// Reads `n:m`, digits only and without leading zeros.
    pub fn parse(text: &str) -> Result<MoveId, NotAName> {
        let bad = || NotAName(text.to_owned());
        let (entry, index) = text.split_once(':').ok_or_else(bad)?;
        let id = MoveId { entry: entry.parse().map_err(|_| bad())?, index: index.parse().map_err(|_| bad())? };
        if id.to_string() == text { Ok(id) } else { Err(bad()) }
    }
}

/// The text is no account; it is kept to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAccount(pub String);

/// The text is no commodity, pool, move or end; it is kept to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAName(pub String);

fn is_word(text: &str) -> bool {
    let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=NAME_LENGTH_MAX).contains(&text.len()) && text.bytes().all(good)
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Commodity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.account, self.commodity)
    }
}

impl fmt::Display for MoveId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.entry, self.index)
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({self})")
    }
}

impl fmt::Debug for Commodity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commodity({self})")
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pool({self})")
    }
}

impl FromStr for Account {
    type Err = NotAnAccount;
    fn from_str(text: &str) -> Result<Account, NotAnAccount> {
        Account::parse(text)
    }
}

impl FromStr for Commodity {
    type Err = NotAName;
    fn from_str(text: &str) -> Result<Commodity, NotAName> {
        Commodity::parse(text)
    }
}

impl FromStr for Pool {
    type Err = NotAName;
    fn from_str(text: &str) -> Result<Pool, NotAName> {
        Pool::parse(text)
    }
}

impl FromStr for MoveId {
    type Err = NotAName;
    fn from_str(text: &str) -> Result<MoveId, NotAName> {
        MoveId::parse(text)
    }
}

impl fmt::Display for NotAnAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}” is no account: write holder/fund for one of ours or w:name for one of the world, \
             each of small letters, digits and hyphens, at most {NAME_LENGTH_MAX}.",
            self.0
        )
    }
}

impl fmt::Display for NotAName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}” is not written as this name must be (commodities: capital letters, digits and hyphens).",
            self.0
        )
    }
}

impl std::error::Error for NotAnAccount {}
impl std::error::Error for NotAName {}
