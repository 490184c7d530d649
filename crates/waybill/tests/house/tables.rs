//! Whose table is whose: declared once, by one feature or one floor, and named by nobody else - in Diesel or in SQL.

use std::collections::BTreeMap;

use crate::resolve::{Crate, File, SOURCES};
use crate::tree::{Finding, Tree, ending};
use crate::walls::{feature_of, floor_of};

/// The words after which SQL names a table.
const BEFORE_A_TABLE: [&str; 6] = ["from", "join", "into", "update", "table", "references"];
/// What may stand between such a word and the table's name.
const BETWEEN: [&str; 5] = ["if", "not", "exists", "only", "or"];

pub fn broken(tree: &Tree) -> Vec<Finding> {
    let house = Crate::of(tree);
    let (owners, mut found) = owners(&house);
    for file in &house.files {
        found.extend(sql_of_another(file, &owners));
        found.extend(schema_from_outside(&house, file));
    }
    for (path, text) in tree.under(SOURCES).filter(|(path, _)| ending(path) == "sql") {
        found.push(Finding::new(
            path,
            1,
            format!("SQL stands in `migrations/` or beside its query, not here: {} bytes", text.len()),
        ));
    }
    found
}

/// The owner of a file: its feature, else its floor.
fn owner_of(path: &str) -> String {
    match feature_of(path) {
        Some(feature) => format!("feature {feature}"),
        None => floor_of(path).to_string(),
    }
}

/// Table to owner, and every table that two of them declare.
fn owners(house: &Crate) -> (BTreeMap<String, String>, Vec<Finding>) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    for file in &house.files {
        let owner = owner_of(&file.path);
        for table in &file.scan.tables {
            let first = owners.entry(table.name.clone()).or_insert_with(|| owner.clone());
            if *first != owner {
                found.push(Finding::new(
                    &file.path,
                    table.line,
                    format!("declares the table `{}` of {first} once more", table.name),
                ));
            }
        }
    }
    (owners, found)
}

fn sql_of_another(file: &File, owners: &BTreeMap<String, String>) -> Vec<Finding> {
    let own = owner_of(&file.path);
    let mut found = Vec::new();
    for text in &file.scan.strings {
        for table in tables_named(&text.value) {
            let Some(owner) = owners.get(&table).filter(|owner| **owner != own) else { continue };
            // Floors may know each other's tables as far as they may know each other; a feature's are its own.
            if owner.starts_with("feature ") || own.starts_with("feature ") {
                found.push(Finding::new(&file.path, text.line, format!("names the table `{table}` of {owner} in SQL")));
            }
        }
    }
    found
}

/// The tables that a piece of SQL names.
fn tables_named(sql: &str) -> Vec<String> {
    let separated = |c: char| !(c.is_alphanumeric() || c == '_' || c == '.');
    let words: Vec<String> = sql.split(separated).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let mut tables = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if BEFORE_A_TABLE.contains(&word.as_str()) {
            let name = words[at + 1..].iter().find(|word| !BETWEEN.contains(&word.as_str()));
            tables.extend(name.map(|name| name.rsplit('.').next().unwrap_or(name).to_string()));
        }
    }
    // `FROM one, other`: what follows a comma right after a table is a table too.
    tables.extend(after_commas(sql));
    tables
}

fn after_commas(sql: &str) -> Vec<String> {
    let lower = sql.to_lowercase();
    let Some((_, list)) = lower.split_once("from ") else { return Vec::new() };
    let end = [" where ", " order ", " group ", " join ", ";", ")"].iter().filter_map(|word| list.find(word)).min();
    let names = list[..end.unwrap_or(list.len())].split(',').filter_map(|part| part.split_whitespace().next());
    names.map(|name| name.trim_matches('"').to_string()).collect()
}

/// The store's own tables are reached through its functions; its schema is named nowhere else.
fn schema_from_outside(house: &Crate, file: &File) -> Vec<Finding> {
    let in_store = floor_of(&file.path) == "store";
    let mut found = Vec::new();
    for mention in &file.scan.mentions {
        let meanings = house.meanings(file, mention);
        let in_schema = meanings.iter().any(|path| path.len() > 1 && path[0] == "store" && path[1] == "schema");
        let written = mention.path.join("::");
        if in_schema && feature_of(&file.path).is_some() {
            found.push(Finding::new(
                &file.path,
                mention.line,
                format!("`{written}` names the store's own tables: ask its functions"),
            ));
        } else if in_schema && in_store && mention.exported {
            found.push(Finding::new(&file.path, mention.line, format!("`{written}` hands the store's tables out")));
        }
    }
    found
}

mod plants {
    use super::broken;
    use crate::tree::{Finding, Tree, seen};

    const NEEDS: &str = "crates/waybill/src/features/needs/rows.rs";

    fn with(path: &str, text: &str) -> Vec<Finding> {
        broken(&Tree::planted(&[
            ("crates/waybill/src/lib.rs", "pub mod features; pub mod store; pub mod publish;"),
            (
                "crates/waybill/src/features/gifts/rows.rs",
                "diesel::table! { /// A gift.\n gift_rows (id) { id -> BigInt, } }\nfn f() { sql_query(\"SELECT id FROM gift_rows\") }",
            ),
            (
                "crates/waybill/src/features/needs/mod.rs",
                "diesel::table! { use diesel::sql_types::*; book.need_rows (id) { id -> BigInt, } }",
            ),
            ("crates/waybill/src/store/schema.rs", "diesel::table! { entries (id) { id -> BigInt, } }"),
            (
                "crates/waybill/src/store/mod.rs",
                "pub mod schema; mod raw; use schema::entries; pub fn latest() { \"SELECT 1 FROM entries\" }",
            ),
            (path, text),
        ]))
    }

    #[test]
    fn everyone_with_their_own_table_is_left_in_peace() {
        seen(&with(NEEDS, "fn f() { sql_query(\"UPDATE need_rows SET id = 1 -- from here to gifts\") }"), &[]);
    }

    #[test]
    fn a_table_declared_twice_is_seen() {
        seen(
            &with(NEEDS, "diesel::table! { gift_rows (id) { id -> BigInt, } }"),
            &["rows.rs:1: declares the table `gift_rows` of feature gifts"],
        );
        seen(
            &with(NEEDS, "use diesel::table;\ntable! { shown.gift_rows (id) { id -> BigInt, } }"),
            &["rows.rs:2: declares"],
        );
        let renamed = "diesel::table! { #[sql_name = \"gift_rows\"] presents (id) { id -> BigInt, } }";
        seen(&with(NEEDS, renamed), &["declares the table `gift_rows`"]);
        seen(
            &with(NEEDS, "diesel::table! { entries (id) { id -> BigInt, } }"),
            &["`entries` of", "names the table `entries`"],
        );
    }

    #[test]
    fn another_features_table_in_sql_is_seen() {
        for sql in [
            "SELECT * FROM gift_rows",
            "select a.id from need_rows a\\n left join gift_rows b on a.id = b.id",
            "INSERT INTO gift_rows VALUES (1)",
            "update gift_rows set id = 2",
            "DELETE FROM \\\"gift_rows\\\"",
            "DROP TABLE IF EXISTS gift_rows",
            "SELECT * FROM book.gift_rows",
            "SELECT * FROM need_rows, gift_rows WHERE true",
            "SELECT (SELECT count(*) FROM gift_rows)",
        ] {
            seen(
                &with(NEEDS, &format!("fn f() {{ sql_query(\"{sql}\") }}")),
                &["names the table `gift_rows` of feature gifts"],
            );
        }
    }

    #[test]
    fn sql_in_a_raw_or_joined_string_is_seen() {
        seen(&with(NEEDS, "const A: &str = r#\"SELECT * FROM \"gift_rows\"\"#;"), &["`gift_rows`"]);
        seen(&with(NEEDS, "const A: &str = concat!(\"SELECT * FROM \", \"gift_rows\");"), &["`gift_rows`"]);
        seen(&with(NEEDS, "fn f() { format!(\"SELECT {} FROM gift_rows\", 1) }"), &["`gift_rows`"]);
        seen(&with(NEEDS, "const A: &str = \"SELECT 1 \\\n    FROM gift_rows\";"), &["`gift_rows`"]);
    }

    #[test]
    fn a_feature_in_the_stores_tables_is_seen() {
        seen(
            &with(NEEDS, "use crate::store::schema::entries;"),
            &["`crate::store::schema::entries` names the store's own"],
        );
        seen(
            &with(NEEDS, "fn f() { crate::store::entries::table.load() }"),
            &["`crate::store::entries::table` names the store's own"],
        );
        seen(&with(NEEDS, "const A: &str = \"SELECT 1 FROM entries\";"), &["names the table `entries` of store"]);
    }

    #[test]
    fn a_store_that_hands_its_tables_out_is_seen() {
        seen(
            &with("crates/waybill/src/store/raw.rs", "pub use super::schema::entries;"),
            &["hands the store's tables out"],
        );
    }

    #[test]
    fn a_floor_in_a_features_table_is_seen() {
        seen(
            &with("crates/waybill/src/store/raw.rs", "const A: &str = \"SELECT 1 FROM gift_rows\";"),
            &["raw.rs:1: names the table `gift_rows`"],
        );
        seen(
            &with("crates/waybill/src/publish/mod.rs", "const A: &str = \"DELETE FROM gift_rows\";"),
            &["publish/mod.rs:1"],
        );
    }

    #[test]
    fn sql_files_among_the_sources_are_seen() {
        seen(&with("crates/waybill/src/features/needs/up.sql", "CREATE TABLE gift_rows"), &["up.sql:1"]);
    }
}
