//! What of each kind of entry the world may know: one table, from which the gate tells and the page "how we protect people"
//! is written.
//!
//! A kind without a row is told nothing of. Tests hold every row against what the shapes do and what the facts hold.

/// How entries of a kind are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Each by a fact of its own.
    Singly,
    /// Only in totals of at least as many people as the policy says.
    InTotals,
    /// In the words that somebody wrote for everybody.
    InWords,
    /// As what it puts right was told.
    AsCorrected,
    /// It is no entry: it is worked out from what is told.
    FromFacts,
    /// It is no entry: readers write it for everybody, and a person reads it first.
    FromReaders,
    /// Not at all; it is in the book alone.
    Never,
}

/// When they may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// As soon as they are entered.
    AtOnce,
    /// When a coordinator has read and approved it.
    Approved,
    /// When the day closes.
    NextClose,
    /// When the day closes; a change of what was told holds hours later.
    Cooling,
    /// On the first Monday after the end of their week and the delay.
    Monday,
    /// As what they put right.
    AsCorrected,
    /// Never.
    Never,
}

/// The finest place that is told; the coarser comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// None at all.
    None,
    /// A country.
    Country,
    /// A region.
    Region,
}

impl Place {
    /// Every one, the finest first.
    pub const ALL: [Place; 3] = [Place::Region, Place::Country, Place::None];

    /// As facts and forms name it.
    pub fn word(self) -> &'static str {
        match self {
            Place::None => "none",
            Place::Country => "country",
            Place::Region => "region",
        }
    }

    /// As facts and forms name it.
    pub fn read(word: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.word() == word)
    }
}

/// The finest date that is told, beside the day on which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// None at all.
    None,
    /// A week.
    Week,
    /// A day.
    Day,
}

/// What the world may know of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind of entry.
    pub kind: &'static str,
    /// The kind of fact that tells it; its name in words stands under `kind-…`.
    pub fact: &'static str,
    /// How.
    pub told: Told,
    /// When.
    pub when: When,
    /// How exactly where.
    pub place: Place,
    /// How exactly on which day.
    pub dated: Dated,
    /// What is public: the members a fact's body may have. Their names in words stand under `member-…`.
    pub members: &'static [&'static str],
}

/// One row a kind, in the order of the page: what is told soonest and alone comes first.
pub const RULES: &[Rule] = &[
    Rule {
        dated: Dated::Day,
        ..soon("need", &["need", "item", "quantity", "priority", "confirmed", "by", "state", "surplus", "price"])
    },
    soon("decision", &["from", "to", "commodity", "amount"]),
    soon("change", &["fund", "currency", "amount", "got_currency", "got", "source", "alone"]),
    Rule {
        place: Place::Country,
        ..soon("advance", &["intermediary", "fund", "currency", "amount", "agreed_days", "alone"])
    },
    Rule {
        place: Place::Country,
        dated: Dated::Week,
        ..soon("order", &["order", "fund", "supplier", "through", "lines", "expected_week"])
    },
    Rule { place: Place::Country, ..soon("payment", &["order", "fund", "holder", "lines", "alone"]) },
    Rule { dated: Dated::Day, ..soon("opening", &["as_of"]) },
    Rule {
        when: When::Cooling,
        ..soon("giving-details", &["account", "currency", "holder", "iban", "bic", "number", "bank", "alone"])
    },
    soon("policy", &["people_min", "stale_days", "kinds", "alone"]),
    soon("early", &["of", "kind", "reason", "alone"]),
    Rule {
        fact: "gifts",
        told: Told::InTotals,
        place: Place::Country,
        ..soon("gift", &["fund", "country", "currency", "count", "sum", "corrected"])
    },
    Rule { place: Place::Region, ..late("arrival", &["order", "fund", "region", "week", "lines"]) },
    late("loss", &["fund", "commodity", "units", "reason", "week"]),
    late("stocktake", &["commodity", "counted", "units", "reason", "week"]),
    Rule {
        told: Told::InTotals,
        place: Place::Region,
        ..late("handover", &["commodity", "region", "week", "units", "people", "corrected"])
    },
    Rule {
        fact: "gifts-in-kind",
        told: Told::InTotals,
        ..late("gift-in-kind", &["fund", "commodity", "gifts", "units", "values", "corrected"])
    },
    Rule { told: Told::AsCorrected, when: When::AsCorrected, ..soon("correction", &["of", "kind", "reason", "alone"]) },
    Rule {
        told: Told::AsCorrected,
        when: When::AsCorrected,
        place: Place::Region,
        ..soon("return", &["commodity", "region", "units"])
    },
    Rule { told: Told::FromFacts, place: Place::Country, ..soon("flow", &["currency", "cells"]) },
    Rule {
        told: Told::InWords,
        when: When::AtOnce,
        dated: Dated::Day,
        ..soon("dispatch", &["name", "day", "snapshot", "figures", "units", "languages"])
    },
    Rule {
        told: Told::FromReaders,
        when: When::Approved,
        dated: Dated::Day,
        ..soon("comment", &["author", "words", "written", "reply"])
    },
    never("leg"),
    never("unloading"),
    never("unsealing"),
    never("erasure"),
];

/// Told one by one at the next close, without place or date.
const fn soon(kind: &'static str, members: &'static [&'static str]) -> Rule {
    let (told, when) = (Told::Singly, When::NextClose);
    Rule { kind, fact: kind, told, when, place: Place::None, dated: Dated::None, members }
}

/// Told one by one weeks later, with the week.
const fn late(kind: &'static str, members: &'static [&'static str]) -> Rule {
    Rule { when: When::Monday, dated: Dated::Week, ..soon(kind, members) }
}

/// Told to nobody.
const fn never(kind: &'static str) -> Rule {
    Rule { told: Told::Never, when: When::Never, ..soon(kind, &[]) }
}

/// The rule for entries of a kind.
pub fn rule_of(kind: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.kind == kind)
}

/// What a table of the private book or of the published facts holds, for whoever asks what a taken server gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Something that stands nowhere else; said on the page under `kept-<table>`.
    Its,
    /// What is public already.
    Public,
    /// What other tables say as well: made from them, or the program's own account of what it did with them.
    Repeats,
}

/// Every table, so that none is forgotten on the page.
pub const KEPT: &[(&str, Holds)] = &[
    ("operations", Holds::Its),
    ("entry", Holds::Its),
    ("reference", Holds::Its),
    ("promise", Holds::Its),
    ("dispatch_draft", Holds::Its),
    ("statement_line", Holds::Its),
    ("statement_account", Holds::Its),
    ("statement_balance", Holds::Its),
    ("session", Holds::Its),
    ("person", Holds::Its),
    ("invitation", Holds::Its),
    ("sealed", Holds::Its),
    ("erased", Holds::Its),
    ("proposal", Holds::Its),
    ("deed", Holds::Its),
    ("witnessed", Holds::Its),
    ("witness", Holds::Its),
    // Said with the person, the sealed record, the proposal, the operation they belong to.
    ("recovery_code", Holds::Repeats),
    ("seal_key", Holds::Repeats),
    ("seal_share", Holds::Repeats),
    ("approval", Holds::Repeats),
    ("unlock_vote", Holds::Repeats),
    ("card", Holds::Public),
    ("snapshot", Holds::Public),
    ("fact", Holds::Public),
    ("text", Holds::Public),
    ("comment", Holds::Public),
    ("tile", Holds::Public),
    ("signed", Holds::Public),
    ("comment_kept", Holds::Its),
    ("pool", Holds::Repeats),
    ("arrival", Holds::Repeats),
    ("departure", Holds::Repeats),
    ("form_key", Holds::Repeats),
    ("form_done", Holds::Repeats),
    ("outbox", Holds::Repeats),
    ("gift", Holds::Repeats),
    ("need", Holds::Repeats),
    ("purchase_order", Holds::Repeats),
    ("dispatch", Holds::Repeats),
    ("corrected", Holds::Repeats),
    ("tick", Holds::Repeats),
    ("log_place", Holds::Repeats),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    /// The tables that migrations make.
    fn tables(migrations: &str) -> BTreeSet<String> {
        let made = migrations.split("CREATE TABLE ").skip(1);
        made.map(|rest| rest.split([' ', '(', '\n']).next().unwrap().to_owned()).collect()
    }

    fn every_migration() -> String {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let folders = ["book", "shown"].into_iter().flat_map(|part| std::fs::read_dir(root.join(part)).unwrap());
        folders.map(|folder| std::fs::read_to_string(folder.unwrap().path().join("up.sql")).unwrap()).collect()
    }

    #[test]
    fn every_table_is_said_on_the_page_or_says_nothing_new() {
        let known: BTreeSet<String> = KEPT.iter().map(|(table, _)| (*table).to_owned()).collect();
        assert_eq!(known.len(), KEPT.len(), "each once");
        assert_eq!(tables(&every_migration()), known, "a table is missing in KEPT, or one of it is gone");
        let planted = every_migration() + "CREATE TABLE recipients (name TEXT)";
        assert_ne!(tables(&planted), known, "a table more is seen");
    }

    #[test]
    fn a_kind_has_one_row_and_a_member_is_named_once() {
        let kinds: BTreeSet<&str> = RULES.iter().map(|rule| rule.kind).collect();
        assert_eq!(kinds.len(), RULES.len());
        for rule in RULES {
            let members: BTreeSet<&str> = rule.members.iter().copied().collect();
            assert_eq!(members.len(), rule.members.len(), "{}", rule.kind);
            assert!(!members.contains("id") && !members.contains("moves"), "these are not the body's");
        }
    }
}
