//! "If it is taken": what each thief gets, what they do not get, and what nobody can promise. Written from the class of every
//! column, so that a table more is a line more.

use maud::{Markup, html};

use crate::publish::rules::{Holds, KEPT};
use crate::publish::shown::Shown;
use crate::store::sensitivity::{Class, Column, columns};
use crate::web::layout::{Nav, Page, address};
use crate::web::words::Tongue;

/// What can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Server,
    Backup,
    /// The databases without the key files beside them.
    Database,
    Laptop,
    Mirror,
    Moderator,
}

impl Taken {
    const ALL: [Self; 6] = [Self::Server, Self::Backup, Self::Database, Self::Laptop, Self::Mirror, Self::Moderator];

    fn code(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Backup => "backup",
            Self::Database => "database",
            Self::Laptop => "laptop",
            Self::Mirror => "mirror",
            Self::Moderator => "moderator",
        }
    }

    /// The classes that lie open to whoever has it. Whoever signed in sees pages, never the rows behind them.
    fn opens(self) -> &'static [Class] {
        match self {
            Self::Server | Self::Backup | Self::Database => &[
                Class::Public,
                Class::PublicLater,
                Class::Private,
                Class::Sealed,
                Class::Hashed,
                Class::Secret,
                Class::Technical,
            ],
            Self::Laptop | Self::Moderator => &[Class::Public, Class::PublicLater, Class::Private],
            Self::Mirror => &[Class::Public],
        }
    }

    /// Whether this table is within its reach: a moderator's role opens comments and nothing of the book.
    fn reaches(self, table: &str) -> bool {
        self != Self::Moderator || table == "comment_kept"
    }

    /// Whether the key files come with it.
    fn has_keys(self) -> bool {
        matches!(self, Self::Server | Self::Backup)
    }
}

/// What is not promised, whatever is taken.
const NOT_PROMISED: [&str; 8] =
    ["running", "memory", "existence", "deniability", "colluding", "copies", "domains", "flood"];

/// The page.
pub fn page(w: Tongue, base: &str, shown: &Shown) -> String {
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Protect;
    "protect/taken".clone_into(&mut page.here);
    page.title = w.with("taken-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("taken-lede");
    let columns: Vec<Column> = columns().collect();
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("taken-heading")) }
            p.lede { (w.t("taken-lede")) }
        }
        @for one in Taken::ALL { (section(w, one, &columns, KEPT)) }
        section.band #not-promised aria-labelledby="h-not-promised" {
            h2 #h-not-promised { (w.t("taken-not-promised")) }
            p { (w.t("taken-not-promised-lede")) }
            ul { @for one in NOT_PROMISED { li { (w.t(&format!("taken-not-promised-{one}"))) } } }
            p { a href=(address(base, w, "protect")) { (w.t("taken-back")) } }
        }
    };
    page.render(&content)
}

fn section(w: Tongue, one: Taken, columns: &[Column], kept: &[(&str, Holds)]) -> Markup {
    let id = format!("h-{}", one.code());
    html! {
        section.band id=(one.code()) aria-labelledby=(id) {
            h2 id=(id) { (w.t(&format!("taken-{}", one.code()))) }
            p { (w.t(&format!("taken-{}-text", one.code()))) }
            h3 { (w.t("taken-get")) }
            (gets(w, one, columns, kept))
            h3 { (w.t("taken-get-not")) }
            (gets_not(w, one, columns))
        }
    }
}

/// What lies open, table by table; then fingerprints and ciphertext, which open nothing.
fn gets(w: Tongue, one: Taken, columns: &[Column], kept: &[(&str, Holds)]) -> Markup {
    let readable = |class: Class| matches!(class, Class::PublicLater | Class::Private) && one.opens().contains(&class);
    let open = |table: &str| {
        one.reaches(table) && columns.iter().any(|column| column.table == table && readable(column.class))
    };
    let tables: Vec<&(&str, Holds)> = kept.iter().filter(|(table, _)| open(table)).collect();
    let others = tables.iter().filter(|(_, holds)| *holds != Holds::Its).count();
    let has = |class: Class| one.opens().contains(&class) && columns.iter().any(|column| column.class == class);
    html! {
        ul {
            li { (w.t("taken-all-public")) }
            @for (table, _) in tables.iter().filter(|(_, holds)| *holds == Holds::Its) {
                li { (w.t(&format!("kept-{}", table.replace('_', "-")))) }
            }
            @if others > 0 { li { (w.with("protect-kept-others", &[("n", others.into())])) } }
            @if has(Class::Hashed) {
                li { (w.t(if one.has_keys() { "taken-hashed-with-keys" } else { "taken-hashed" })) }
            }
            @if has(Class::Sealed) { li { (w.t("taken-sealed")) } }
        }
    }
}

/// What stays closed: what nobody has, and the classes that this does not open.
fn gets_not(w: Tongue, one: Taken, columns: &[Column]) -> Markup {
    let closed = [Class::PublicLater, Class::Private, Class::Hashed];
    let closed = closed
        .into_iter()
        .filter(|class| !one.opens().contains(class) && columns.iter().any(|column| column.class == *class));
    html! {
        ul {
            @for class in closed { li { (w.t(&format!("taken-no-{}", class.code()))) } }
            @if !one.has_keys() { li { (w.t("taken-no-keys")) } }
            li { (w.t("protect-taken-not")) }
            li { (w.t("protect-taken-notes")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn every_thief_is_told_of_in_every_language() {
        for lang in Lang::ALL {
            let page = page(Tongue::new(lang), "/o/demo", &sample::day_23());
            for name in [">taken-", ">kept-", ">protect-"] {
                assert!(!page.contains(name), "{name} in {}", lang.code());
            }
            sample::keep("taken", lang, &page);
        }
    }

    #[test]
    fn a_column_of_another_class_is_another_sentence() {
        let w = Tongue::new(Lang::En);
        let said = |one: Taken, class: Class| {
            let columns = [Column { table: "promise", name: "fund", class }];
            let kept = [("promise", Holds::Its)];
            (gets(w, one, &columns, &kept).into_string(), gets_not(w, one, &columns).into_string())
        };
        let promise = w.t("kept-promise");
        for one in Taken::ALL {
            let (gets, not) = said(one, Class::Private);
            assert_eq!(gets.contains(&promise), !matches!(one, Taken::Mirror | Taken::Moderator), "{one:?}");
            assert_eq!(not.contains(&w.t("taken-no-private")), one == Taken::Mirror, "{one:?}");
        }
        let (sealed, _) = said(Taken::Server, Class::Sealed);
        assert!(!sealed.contains(&promise) && sealed.contains(&w.t("taken-sealed")), "{sealed}");
        let (hashed, _) = said(Taken::Database, Class::Hashed);
        assert!(!hashed.contains(&promise) && hashed.contains(&w.t("taken-hashed")), "{hashed}");
    }

    #[test]
    fn whatever_is_readable_is_in_the_list_of_tables() {
        for column in columns() {
            assert!(KEPT.iter().any(|(table, _)| *table == column.table), "{} is not in KEPT", column.table);
        }
    }
}
