//! What an entry says: which units move from whom to whom.
//!
//! A [`Move`] may still be wrong; only [`crate::Book::post`] decides. The JSON form is that of `docs/TRACING.md` section 1.
//! Errors: [`NotAMove`] for one move that cannot be read, [`NotAnEntry`] for an entry; everything that can be read but not
//! posted is a [`crate::Refusal`].

use std::fmt;

use serde_json::{Map, Value, json};

use crate::names::{Account, Commodity, EntryNumber, MoveId, Pool};

/// The largest amount of one move, 2^53 - 1: the largest integer that every JSON reader keeps exact.
pub const AMOUNT_MAX: i64 = (1 << 53) - 1;

/// One numbered entry of the journal, as far as the journal cares; kind, author and times are somebody else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Gapless from 1.
    pub number: EntryNumber,
    /// The moves in order, at least one; `None` for a fact that moves nothing.
    pub moves: Option<Vec<Move>>,
    /// The earlier entry that this one corrects; never changes a match.
    pub corrects: Option<EntryNumber>,
}

/// One row `[n, m, offset, amount]` of a list: units `[offset, offset + amount)` of what move n:m made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    /// The move whose arrival or departure is meant.
    pub of: MoveId,
    /// The first unit, counted from 0 in that arrival or departure.
    pub offset: i64,
    /// How many units.
    pub amount: i64,
}

impl Slice {
    /// Units `[offset, offset + amount)` of what `of` made.
    pub fn new(of: MoveId, offset: i64, amount: i64) -> Slice {
        Slice { of, offset, amount }
    }
}

/// One move. Amounts are in the smallest unit of their commodity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// The same thing changes hands, or its purpose.
    Transfer {
        /// Who gives it.
        from: Account,
        /// Who gets it.
        to: Account,
        /// What.
        commodity: Commodity,
        /// How much of it.
        amount: i64,
        /// The very units that leave; without it the oldest leave.
        draw: Option<Box<[Slice]>>,
        /// World to ours: the departures that now come back.
        returns: Option<Box<[Slice]>>,
        /// Ours to world: the origins that are now paid back.
        settles: Option<Box<[Slice]>>,
    },
    /// One thing of ours becomes another thing of ours at a world holder: a purchase line, a change of money.
    Exchange {
        /// Whose it was.
        from: Account,
        /// What was given.
        commodity: Commodity,
        /// How much was given.
        amount: i64,
        /// Whose it becomes.
        to: Account,
        /// What was got.
        gets_commodity: Commodity,
        /// How much was got.
        gets_amount: i64,
        /// The supplier or changer.
        with: Account,
        /// The very units that leave; without it the oldest leave.
        draw: Option<Box<[Slice]>>,
    },
}

impl Move {
    /// A transfer of the oldest units.
    pub fn transfer(from: Account, to: Account, commodity: Commodity, amount: i64) -> Move {
        Move::Transfer { from, to, commodity, amount, draw: None, returns: None, settles: None }
    }

    /// An exchange of the oldest units.
    pub fn exchange(
        from: Account,
        commodity: Commodity,
        amount: i64,
        to: Account,
        gets_commodity: Commodity,
        gets_amount: i64,
        with: Account,
    ) -> Move {
        Move::Exchange { from, commodity, amount, to, gets_commodity, gets_amount, with, draw: None }
    }

    /// The same move, taking exactly these units of the pool it leaves.
    #[must_use]
    pub fn drawing(mut self, rows: Vec<Slice>) -> Move {
        match &mut self {
            Move::Transfer { draw, .. } | Move::Exchange { draw, .. } => *draw = Some(rows.into()),
        }
        self
    }

    /// The same transfer, bringing back these departures. An exchange stays as it is: it brings nothing back.
    #[must_use]
    pub fn returning(mut self, rows: Vec<Slice>) -> Move {
        if let Move::Transfer { returns, .. } = &mut self {
            *returns = Some(rows.into());
        }
        self
    }

    /// The same transfer, paying back these origins. An exchange stays as it is: it pays nobody back.
    #[must_use]
    pub fn settling(mut self, rows: Vec<Slice>) -> Move {
        if let Move::Transfer { settles, .. } = &mut self {
            *settles = Some(rows.into());
        }
        self
    }

    /// Who gives.
    pub fn from(&self) -> &Account {
        match self {
            Move::Transfer { from, .. } | Move::Exchange { from, .. } => from,
        }
    }

    /// Who gets.
    pub fn to(&self) -> &Account {
        match self {
            Move::Transfer { to, .. } | Move::Exchange { to, .. } => to,
        }
    }

    /// What leaves.
    pub fn commodity(&self) -> &Commodity {
        match self {
            Move::Transfer { commodity, .. } | Move::Exchange { commodity, .. } => commodity,
        }
    }

    /// How much leaves.
    pub fn amount(&self) -> i64 {
        match self {
            Move::Transfer { amount, .. } | Move::Exchange { amount, .. } => *amount,
        }
    }

    /// What arrives: of a transfer the same thing.
    pub fn gets_commodity(&self) -> &Commodity {
        match self {
            Move::Transfer { commodity, .. } => commodity,
            Move::Exchange { gets_commodity, .. } => gets_commodity,
        }
    }

    /// How much arrives: of a transfer the same amount.
    pub fn gets_amount(&self) -> i64 {
        match self {
            Move::Transfer { amount, .. } => *amount,
            Move::Exchange { gets_amount, .. } => *gets_amount,
        }
    }

    /// The named units that leave, if they are named.
    pub fn draw(&self) -> Option<&[Slice]> {
        match self {
            Move::Transfer { draw, .. } | Move::Exchange { draw, .. } => draw.as_deref(),
        }
    }

    /// The departures that come back, if any.
    pub fn returns(&self) -> Option<&[Slice]> {
        match self {
            Move::Transfer { returns, .. } => returns.as_deref(),
            Move::Exchange { .. } => None,
        }
    }

    /// The origins that are paid back, if any.
    pub fn settles(&self) -> Option<&[Slice]> {
        match self {
            Move::Transfer { settles, .. } => settles.as_deref(),
            Move::Exchange { .. } => None,
        }
    }

    /// Takes the names of a pool that it speaks of from there, so that a million gifts into one pool keep them once.
    pub(crate) fn share_names(&mut self, pool: &Pool) {
        let (from, what, to, gets) = match self {
            Move::Transfer { from, to, commodity, .. } => (from, commodity, to, None),
            Move::Exchange { from, commodity, to, gets_commodity, .. } => (from, commodity, to, Some(gets_commodity)),
        };
        for account in [from, to] {
            if *account == pool.account {
                account.clone_from(&pool.account);
            }
        }
        for commodity in [Some(what), gets].into_iter().flatten() {
            if *commodity == pool.commodity {
                commodity.clone_from(&pool.commodity);
            }
        }
    }

    /// The move with exactly the keys of `docs/TRACING.md` section 1.
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
        set("from", json!(self.from().as_str()));
        set("to", json!(self.to().as_str()));
        set("c", json!(self.commodity().as_str()));
        set("a", json!(self.amount()));
        match self {
            Move::Transfer { .. } => set("m", json!("transfer")),
            Move::Exchange { gets_commodity, gets_amount, with, .. } => {
                set("m", json!("exchange"));
                set("gc", json!(gets_commodity.as_str()));
                set("ga", json!(gets_amount));
                set("with", json!(with.as_str()))
            }
        };
        for (key, rows) in [("draw", self.draw()), ("returns", self.returns()), ("settles", self.settles())] {
            if let Some(rows) = rows {
                let row = |r: &Slice| json!([r.of.entry, r.of.index, r.offset, r.amount]);
                object.insert(key.to_owned(), rows.iter().map(row).collect());
            }
        }
        Value::Object(object)
    }

    /// Reads a move. Fails as [`crate::Book::post`] would refuse: unusable amounts first, then everything else.
    pub fn from_json(value: &Value) -> Result<Move, NotAMove> {
        let shape = NotAMove::Shape;
        let object = value.as_object().ok_or(shape)?;
        let is_exchange = object.get("m") == Some(&json!("exchange"));
        let amount = integer(object.get("a"))?;
        let gets_amount = if is_exchange { integer(object.get("ga"))? } else { amount };
        let mut well_formed = true;
        let mut list = |key: &str| rows(object.get(key), &mut well_formed);
        let (draw, returns, settles) = (list("draw")?, list("returns")?, list("settles")?);
        let rows_usable = [&draw, &returns, &settles].into_iter().flatten().flatten().all(row_is_usable);
        if !is_amount(amount) || !is_amount(gets_amount) || !rows_usable {
            return Err(NotAMove::Amount);
        }
        let keys: &[&str] = if is_exchange {
            &["m", "from", "c", "a", "to", "gc", "ga", "with", "draw"]
        } else {
            &["m", "from", "to", "c", "a", "draw", "returns", "settles"]
        };
        if !well_formed || !object.keys().all(|key| keys.contains(&key.as_str())) {
            return Err(shape);
        }
        let account = |key: &str| word(object, key).and_then(|text| Account::parse(text).map_err(|_| shape));
        let commodity = |key: &str| word(object, key).and_then(|text| Commodity::parse(text).map_err(|_| shape));
        let (from, to, what) = (account("from")?, account("to")?, commodity("c")?);
        match word(object, "m")? {
            "transfer" => Ok(Move::Transfer { from, to, commodity: what, amount, draw, returns, settles }),
            "exchange" => {
                let (gets_commodity, with) = (commodity("gc")?, account("with")?);
                Ok(Move::Exchange { from, commodity: what, amount, to, gets_commodity, gets_amount, with, draw })
            }
            _ => Err(shape),
        }
    }
}

impl Entry {
    /// Reads `{"n":…,"moves":[…],"corrects":…}`; any other member is somebody else's.
    ///
    /// An entry with a move that cannot be read is a [`NotAnEntry`] that knows everything before it, so that
    /// [`crate::Book::post_json`] refuses it with the code of the rule that is broken first.
    pub fn from_json(value: &Value) -> Result<Entry, NotAnEntry> {
        // Entries count from 1, so 0 is never an earlier one: the refusal is `corrects`.
        let corrects = value.get("corrects").map(|given| given.as_u64().unwrap_or(0));
        // As above: 0 is never the next number.
        let number = value.get("n").and_then(Value::as_u64).unwrap_or(0);
        let mut entry = Entry { number, moves: None, corrects };
        let Some(list) = value.get("moves") else { return Ok(entry) };
        let mut moves = Vec::new();
        // A member that is no list holds no moves.
        for item in list.as_array().into_iter().flatten() {
            match Move::from_json(item) {
                Ok(read) => moves.push(read),
                Err(error) => {
                    entry.moves = Some(moves);
                    return Err(NotAnEntry { before: entry, error });
                }
            }
        }
        entry.moves = Some(moves);
        Ok(entry)
    }

    /// The entry as [`Entry::from_json`] reads it.
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("n".to_owned(), json!(self.number));
        if let Some(moves) = &self.moves {
            object.insert("moves".to_owned(), moves.iter().map(Move::to_json).collect());
        }
        if let Some(corrects) = self.corrects {
            object.insert("corrects".to_owned(), json!(corrects));
        }
        Value::Object(object)
    }
}

/// Why a move cannot be read; each is also the code with which it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAMove {
    /// Some amount is not an integer in 1..2^53-1, or an offset not in 0..2^53-1.
    Amount,
    /// Anything else: an unknown `m`, an unknown or missing key, a name that is none, a row that is not four integers.
    Shape,
}

/// An entry one of whose moves cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnEntry {
    /// What could be read: number, `corrects` and the moves before the unreadable one.
    pub before: Entry,
    /// Why the next move cannot be read.
    pub error: NotAMove,
}

impl NotAnEntry {
    /// The index of the move that cannot be read.
    pub fn index(&self) -> u32 {
        let moves = self.before.moves.as_ref().map_or(0, Vec::len);
        u32::try_from(moves).unwrap_or(u32::MAX)
    }
}

/// Whether this many units can be moved at once.
pub(crate) fn is_amount(amount: i64) -> bool {
    (1..=AMOUNT_MAX).contains(&amount)
}

/// Whether a row's offset and amount are in range; what it names is a later question.
pub(crate) fn row_is_usable(row: &Slice) -> bool {
    is_amount(row.amount) && (0..=AMOUNT_MAX).contains(&row.offset)
}

fn word<'a>(object: &'a Map<String, Value>, key: &str) -> Result<&'a str, NotAMove> {
    object.get(key).and_then(Value::as_str).ok_or(NotAMove::Shape)
}

fn integer(value: Option<&Value>) -> Result<i64, NotAMove> {
    value.and_then(Value::as_i64).ok_or(NotAMove::Amount)
}

/// The rows of a list. Amounts come first in the order of refusals, so a row of the wrong form is only noted.
fn rows(value: Option<&Value>, well_formed: &mut bool) -> Result<Option<Box<[Slice]>>, NotAMove> {
    let Some(value) = value else { return Ok(None) };
    *well_formed &= value.is_array();
    let mut read = Vec::new();
    for row in value.as_array().into_iter().flatten() {
        let Some([n, m, offset, amount]) = row.as_array().map(Vec::as_slice) else {
            *well_formed = false;
            continue;
        };
        let index = m.as_u64().and_then(|m| u32::try_from(m).ok());
        *well_formed &= n.is_u64() && index.is_some();
        let of = MoveId { entry: n.as_u64().unwrap_or(0), index: index.unwrap_or(0) };
        read.push(Slice { of, offset: integer(Some(offset))?, amount: integer(Some(amount))? });
    }
    Ok(Some(read.into()))
}

impl fmt::Display for NotAMove {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotAMove::Amount => "An amount must be a whole number from 1 to 9007199254740991, an offset from 0.",
            NotAMove::Shape => "A move must be a transfer or an exchange with exactly the members of its kind.",
        })
    }
}

impl fmt::Display for NotAnEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Move {} of entry {} cannot be read. {}", self.index(), self.before.number, self.error)
    }
}

impl std::error::Error for NotAMove {}
impl std::error::Error for NotAnEntry {}
