//! What each table is: the one list that says what `waybill rebuild` throws away and makes again, and what it must not touch.

/// Whether what stands in a table can be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The book itself: everything derived follows from it.
    Ground,
    /// Written beside the book and in no entry: lost where it is lost.
    Plain,
    /// Follows from the ground: thrown away and made again by a rebuild, equal to the letter.
    Derived,
}

/// In which of the two stores a table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// The private book.
    Book,
    /// What is published.
    Shown,
}

/// Every table of both stores.
pub const TABLES: &[(&str, Home, Mark)] = &[
    ("operations", Home::Book, Mark::Ground),
    ("entry", Home::Book, Mark::Ground),
    // What each close took into the log, which is signed and cannot be chosen again.
    ("tick", Home::Book, Mark::Ground),
    // What a form, a person, a bank said, which no entry repeats.
    ("reference", Home::Book, Mark::Plain),
    ("promise", Home::Book, Mark::Plain),
    ("dispatch_draft", Home::Book, Mark::Plain),
    ("statement_line", Home::Book, Mark::Plain),
    ("statement_account", Home::Book, Mark::Plain),
    ("statement_balance", Home::Book, Mark::Plain),
    ("session", Home::Book, Mark::Plain),
    ("person", Home::Book, Mark::Plain),
    ("recovery_code", Home::Book, Mark::Plain),
    ("invitation", Home::Book, Mark::Plain),
    ("seal_key", Home::Book, Mark::Plain),
    ("seal_share", Home::Book, Mark::Plain),
    ("sealed", Home::Book, Mark::Plain),
    ("erased", Home::Book, Mark::Plain),
    ("proposal", Home::Book, Mark::Plain),
    ("approval", Home::Book, Mark::Plain),
    ("unlock_vote", Home::Book, Mark::Plain),
    ("deed", Home::Book, Mark::Plain),
    ("comment_kept", Home::Book, Mark::Plain),
    ("witness", Home::Book, Mark::Plain),
    ("witnessed", Home::Book, Mark::Plain),
    ("form_key", Home::Book, Mark::Plain),
    ("form_done", Home::Book, Mark::Plain),
    ("pool", Home::Book, Mark::Derived),
    ("arrival", Home::Book, Mark::Derived),
    ("departure", Home::Book, Mark::Derived),
    ("corrected", Home::Book, Mark::Derived),
    ("gift", Home::Book, Mark::Derived),
    ("need", Home::Book, Mark::Derived),
    ("purchase_order", Home::Book, Mark::Derived),
    ("dispatch", Home::Book, Mark::Derived),
    ("outbox", Home::Book, Mark::Derived),
    ("log_place", Home::Book, Mark::Derived),
    ("tile", Home::Shown, Mark::Derived),
    ("card", Home::Shown, Mark::Derived),
    ("snapshot", Home::Shown, Mark::Derived),
    ("fact", Home::Shown, Mark::Derived),
    ("text", Home::Shown, Mark::Derived),
    // What witnesses signed below the checkpoint stands here alone.
    ("signed", Home::Shown, Mark::Plain),
    // The order in which comments were approved stands here alone.
    ("comment", Home::Shown, Mark::Plain),
];

/// The tables of one store that are made again.
pub fn derived_in(home: Home) -> impl Iterator<Item = &'static str> {
    TABLES.iter().filter(move |(_, at, mark)| (*at, *mark) == (home, Mark::Derived)).map(|(name, ..)| *name)
}
