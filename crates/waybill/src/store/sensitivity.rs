//! How much each column may be known: one line a column in `sensitivity.txt`, held against the schema of both engines by a
//! test. The page "if it is taken" is written from it.

/// How much what stands in a column may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// On the public pages.
    Public,
    /// Told after its delay, often coarser.
    PublicLater,
    /// Readable in the book, never told.
    Private,
    /// Ciphertext.
    Sealed,
    /// A fingerprint: opens nothing.
    Hashed,
    /// A key.
    Secret,
    /// Says nothing of people or of the campaign.
    Technical,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 7] =
        [Self::Public, Self::PublicLater, Self::Private, Self::Sealed, Self::Hashed, Self::Secret, Self::Technical];

    /// Its name in the list and in phrases.
    pub fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::PublicLater => "public-later",
            Self::Private => "private",
            Self::Sealed => "sealed",
            Self::Hashed => "hashed",
            Self::Secret => "secret",
            Self::Technical => "technical",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// One column of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The table; no table of the book has the name of one that is shown.
    pub table: &'static str,
    /// The column.
    pub name: &'static str,
    /// How much it may be known.
    pub class: Class,
}

const LIST: &str = include_str!("sensitivity.txt");

/// Every column of both stores. A line that cannot be read is no column, so that its column lacks a class and a test fails.
pub fn columns() -> impl Iterator<Item = Column> {
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (column, class) = line.split_once(' ')?;
        let (table, name) = column.split_once('.')?;
        Some(Column { table, name, class: Class::parse(class)? })
    })
}
