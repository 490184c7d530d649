//! Who may name whom: features never each other, and doors open downward only.

use std::collections::BTreeSet;

use crate::resolve::{Crate, File, SOURCES};
use crate::tree::{Finding, Tree};

/// The files that list the features by hand, and so may name them. Nothing below may name these files.
const ABOVE: [&str; 4] = ["main.rs", "commands/", "house.rs", "demo/"];

/// A floor of the house and the floors it must not know. What is missing here is allowed.
const FLOORS: [(&str, &[&str]); 5] = [
    ("catalogue", &["features", "house", "demo"]),
    ("store", &["features", "house", "demo", "web", "publish"]),
    ("publish", &["features", "house", "demo", "web"]),
    ("web", &["features", "house", "demo"]),
    ("features", &["house", "demo"]),
];

pub fn broken(tree: &Tree) -> Vec<Finding> {
    let house = Crate::of(tree);
    let mut found: Vec<Finding> = house.files.iter().flat_map(|file| of_file(&house, file)).collect();
    let features: BTreeSet<&str> = house.files.iter().filter_map(|file| feature_of(&file.path)).collect();
    for (path, text) in tree.under(SOURCES).filter(|(path, _)| !is_above(path)) {
        found.extend(files_of_another(path, text, &features));
    }
    found
}

/// The feature whose folder (or single file) this is.
pub fn feature_of(path: &str) -> Option<&str> {
    let inner = path.strip_prefix(SOURCES)?.strip_prefix("features/")?;
    match inner.split_once('/') {
        Some((folder, _)) => Some(folder),
        None => inner.strip_suffix(".rs").filter(|name| *name != "mod"),
    }
}

/// The top folder or file of the crate: `store`, `web`, `features`.
pub fn floor_of(path: &str) -> &str {
    let inner = path.trim_start_matches(SOURCES);
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

fn is_above(path: &str) -> bool {
    ABOVE.iter().any(|above| path.trim_start_matches(SOURCES).starts_with(above))
}

fn of_file(house: &Crate, file: &File) -> Vec<Finding> {
    let mut found = hidden_doors(file);
    for mention in &file.scan.mentions {
        let meanings = house.meanings(file, mention);
        let written = mention.path.join("::");
        let complaint = meanings.iter().find_map(|meaning| complaint(file, meaning, mention.exported));
        if let Some(what) = complaint {
            found.push(Finding::new(&file.path, mention.line, format!("`{written}` {what}")));
        }
    }
    found
}

/// What is wrong with this file naming that path from the crate's root.
fn complaint(file: &File, meaning: &[String], exported: bool) -> Option<String> {
    let floor = meaning.first()?;
    let own = feature_of(&file.path);
    if is_above(&file.path) {
        let leads_out = exported && floor == "features" && meaning.len() > 1;
        return leads_out.then(|| "re-exports a feature, so that another could use it".to_string());
    }
    if floor == "features" {
        return match meaning.get(1) {
            Some(other) if Some(other.as_str()) == own => None,
            Some(other) => Some(format!("names the feature `{other}`: features meet in the journal")),
            None => Some("names the whole of the features".to_string()),
        };
    }
    let forbidden = FLOORS.iter().find(|(name, _)| *name == floor_of(&file.path))?.1;
    forbidden.contains(&floor.as_str()).then(|| format!("opens a door upward, to `{floor}`"))
}

/// Ways around a path that this scanner could not follow: they are not used at all.
fn hidden_doors(file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    let words = &file.scan.idents;
    for pair in words.windows(2).filter(|pair| pair[0].1 == "extern" && pair[1].1 == "crate") {
        found.push(Finding::new(&file.path, pair[0].0, "`extern crate` gives a crate another name"));
    }
    for (line, attribute, _) in &file.scan.attributes {
        let first = attribute.first().map_or("", String::as_str);
        let in_feature = feature_of(&file.path).is_some();
        if first == "path" {
            found.push(Finding::new(&file.path, *line, "`#[path]` hides where a module stands"));
        }
        if in_feature && ["macro_export", "macro_use"].contains(&first) {
            found.push(Finding::new(&file.path, *line, format!("`#[{first}]` carries a macro out of its feature")));
        }
    }
    for (line, _) in words.iter().filter(|(_, word)| word == "include") {
        found.push(Finding::new(&file.path, *line, "`include!` hides where code stands"));
    }
    found
}

/// Another feature's files, named as text: a template that extends another's, an `include_str!` beside the wall.
fn files_of_another(path: &str, text: &str, features: &BTreeSet<&str>) -> Vec<Finding> {
    let others = features.iter().filter(|name| Some(**name) != feature_of(path));
    let mut found = Vec::new();
    for other in others {
        let ways = [format!("features/{other}/"), format!("../{other}/"), format!("\"{other}/")];
        for (number, line) in text.lines().enumerate() {
            let names = ways.iter().any(|way| line.contains(way.as_str())) && names_a_file(line);
            if names && !line.trim_start().starts_with("//") {
                found.push(Finding::new(path, number + 1, format!("names a file of the feature `{other}`")));
            }
        }
    }
    found
}

/// A line that takes in a file by its name, rather than an address that happens to look like one.
fn names_a_file(line: &str) -> bool {
    ["include", "template(", "extends", "import", "features/"].iter().any(|word| line.contains(word))
}

mod plants {
    use super::broken;
    use crate::tree::{Tree, seen};

    /// A house in good order, with one file more.
    fn with(path: &str, text: &str) -> Vec<crate::tree::Finding> {
        broken(&Tree::planted(&[
            (
                "crates/waybill/src/main.rs",
                "mod house; mod web; mod store; mod publish; mod features; fn main() { crate::features::gifts::page(); }",
            ),
            ("crates/waybill/src/features/mod.rs", "pub mod gifts; pub mod needs;"),
            (
                "crates/waybill/src/features/gifts/mod.rs",
                "mod rows; pub struct Gift; pub fn page() { rows::all(); self::rows::all(); }",
            ),
            (
                "crates/waybill/src/features/gifts/rows.rs",
                "use super::Gift; use crate::store::post; pub fn all() -> Vec<super::Gift> { super::super::gifts::page() }",
            ),
            (
                "crates/waybill/src/features/needs/mod.rs",
                "//! As `crate::features::gifts` does.\nuse crate::web::Page; pub struct Need;",
            ),
            ("crates/waybill/src/store/mod.rs", "pub fn post() {}"),
            ("crates/waybill/src/publish/mod.rs", "use crate::store::post; pub struct Fact;"),
            ("crates/waybill/src/web/mod.rs", "use crate::{store, publish::Fact}; pub struct Page;"),
            (path, text),
        ]))
    }

    const NEEDS: &str = "crates/waybill/src/features/needs/pages.rs";

    #[test]
    fn a_house_in_good_order_is_left_in_peace() {
        seen(
            &with(
                "crates/waybill/src/house.rs",
                "use crate::features::{gifts, needs}; pub fn kinds() { gifts::page() }",
            ),
            &[],
        );
    }

    #[test]
    fn an_import_is_seen() {
        seen(&with(NEEDS, "use crate::features::gifts::Gift;"), &["pages.rs:1: `crate::features::gifts::Gift`"]);
    }

    #[test]
    fn an_import_by_way_of_the_parent_is_seen() {
        seen(&with(NEEDS, "use super::super::gifts;"), &["`super::super::gifts` names the feature `gifts`"]);
        let beside = with("crates/waybill/src/features/needs.rs", "use super::gifts as g;");
        seen(&beside, &["`super::gifts` names"]);
    }

    #[test]
    fn an_import_in_a_group_is_seen() {
        let text = "use crate::{store::post, features::{needs::Need, gifts::{self, Gift}}};";
        seen(&with(NEEDS, text), &["`crate::features::gifts` names", "`crate::features::gifts::Gift` names"]);
    }

    #[test]
    fn a_renamed_import_is_seen_where_it_is_made_and_where_it_is_used() {
        let text = "use crate::features as all;\nfn f() { all::gifts::page() }";
        seen(&with(NEEDS, text), &["pages.rs:1: `crate::features` names the whole", "pages.rs:2: `all::gifts::page`"]);
        let text = "use crate as home;\nfn f() { home::features::gifts::page() }";
        seen(&with(NEEDS, text), &["pages.rs:2: `home::features::gifts::page`"]);
    }

    #[test]
    fn a_glob_import_is_seen() {
        let text = "use crate::features::*;\nfn f() { gifts::page() }";
        seen(&with(NEEDS, text), &["pages.rs:1:", "pages.rs:2: `gifts::page`"]);
        seen(&with(NEEDS, "use super::super::*;"), &["the whole of the features"]);
        seen(&with(NEEDS, "use crate::features::gifts::*;"), &["`crate::features::gifts`"]);
    }

    #[test]
    fn a_path_in_the_middle_of_code_is_seen() {
        seen(&with(NEEDS, "fn f(g: &crate::features::gifts::Gift) {}"), &["`crate::features::gifts::Gift`"]);
        seen(
            &with(NEEDS, "mod deep { fn f() { super::super::super::gifts::page() } }"),
            &["`super::super::super::gifts::page`"],
        );
        seen(&with(NEEDS, "fn f() -> Vec<String> { Vec::<crate::features::gifts::Gift>::new() }"), &["::Gift`"]);
    }

    #[test]
    fn a_path_inside_a_macro_or_an_attribute_is_seen() {
        seen(
            &with(NEEDS, "fn f() { println!(\"{}\", crate::features::gifts::page()) }"),
            &["`crate::features::gifts::page`"],
        );
        seen(
            &with(NEEDS, "#[diesel(table_name = crate::features::gifts::rows::gifts)] struct Row;"),
            &["::rows::gifts`"],
        );
        seen(&with(NEEDS, "macro_rules! m { () => { $crate::features::gifts::page() } }"), &["::gifts::page`"]);
    }

    #[test]
    fn an_import_in_a_test_is_seen() {
        seen(&with(NEEDS, "#[cfg(test)] mod tests { use crate::features::gifts; }"), &["`crate::features::gifts`"]);
    }

    #[test]
    fn an_import_through_a_re_export_is_seen() {
        let house = |web: &str, needs: &str| {
            broken(&Tree::planted(&[
                ("crates/waybill/src/lib.rs", "pub mod features; pub mod web;"),
                ("crates/waybill/src/features/gifts/mod.rs", "pub struct Gift;"),
                ("crates/waybill/src/web/mod.rs", web),
                (NEEDS, needs),
            ]))
        };
        let named = house("pub use crate::features::gifts::Gift;", "use crate::web::Gift;");
        seen(
            &named,
            &[
                "web/mod.rs:1: `crate::features::gifts::Gift`",
                "pages.rs:1: `crate::web::Gift` names the feature `gifts`",
            ],
        );
        let renamed = house("pub use crate::features::gifts as presents;", "use crate::web::presents::Gift;");
        seen(&renamed, &["web/mod.rs:1:", "pages.rs:1: `crate::web::presents::Gift`"]);
        let glob = house("pub use crate::features::*;", "fn f() { crate::web::gifts::page() }");
        seen(&glob, &["web/mod.rs:1:", "pages.rs:1: `crate::web::gifts::page`"]);
        let typed = house("pub type Present = crate::features::gifts::Gift;", "fn f(_: crate::web::Present) {}");
        seen(&typed, &["web/mod.rs:1:", "pages.rs:1: `crate::web::Present`"]);
        let twice = house(
            "mod a { pub use crate::features::gifts::Gift; } pub use a::Gift as Present;",
            "use crate::web::Present;",
        );
        seen(&twice, &["web/mod.rs:1: `crate::features", "web/mod.rs:1: `a::Gift`", "pages.rs:1:"]);
    }

    #[test]
    fn a_re_export_at_the_root_is_seen() {
        let lib = |text: &str| {
            broken(&Tree::planted(&[
                ("crates/waybill/src/lib.rs", text),
                ("crates/waybill/src/features/gifts/mod.rs", ""),
            ]))
        };
        seen(&lib("pub mod features; pub use features::gifts::Gift;"), &["lib.rs:1: `features::gifts::Gift`"]);
        seen(&lib("pub mod features; pub(crate) use features::gifts;"), &["lib.rs:1: `features::gifts`"]);
        let parent = with("crates/waybill/src/features/mod.rs", "pub mod gifts; pub mod needs; pub use gifts::Gift;");
        seen(&parent, &["features/mod.rs:1: `gifts::Gift`"]);
    }

    #[test]
    fn a_re_export_by_those_who_may_name_features_is_seen() {
        let house = "crates/waybill/src/house.rs";
        seen(&with(house, "pub use crate::features::gifts::Gift;"), &["house.rs:1:"]);
        seen(&with(house, "pub type Present = crate::features::gifts::Gift;"), &["house.rs:1:"]);
        seen(&with(NEEDS, "use crate::house::Present;"), &["opens a door upward, to `house`"]);
        let through_the_root = broken(&Tree::planted(&[
            ("crates/waybill/src/main.rs", "mod features; use features::gifts::Gift;"),
            ("crates/waybill/src/features/gifts/mod.rs", "pub struct Gift;"),
            (NEEDS, "use crate::Gift as Present;"),
        ]));
        seen(&through_the_root, &["pages.rs:1: `crate::Gift`"]);
    }

    #[test]
    fn a_door_upward_is_seen() {
        seen(&with("crates/waybill/src/store/up.rs", "use crate::web::Page;"), &["upward, to `web`"]);
        seen(&with("crates/waybill/src/store/up.rs", "use crate::publish;"), &["upward, to `publish`"]);
        seen(&with("crates/waybill/src/publish/up.rs", "use super::super::web::Page;"), &["upward, to `web`"]);
        seen(&with("crates/waybill/src/web/up.rs", "use crate::features::gifts;"), &["names the feature"]);
        seen(&with("crates/waybill/src/catalogue.rs", "use crate::features::gifts;"), &["names the feature"]);
        seen(&with("crates/waybill/src/web/up.rs", "fn f() { crate::house::kinds() }"), &["upward, to `house`"]);
    }

    #[test]
    fn hidden_doors_are_seen() {
        seen(&with(NEEDS, "extern crate self as me;"), &["`extern crate`"]);
        seen(&with(NEEDS, "#[path = \"../gifts/rows.rs\"] mod rows;"), &["`#[path]`"]);
        seen(&with(NEEDS, "include!(\"../gifts/mod.rs\");"), &["`include!`", "names a file"]);
        seen(&with(NEEDS, "#[macro_export] macro_rules! m { () => {} }"), &["macro_export"]);
    }

    #[test]
    fn another_features_template_is_seen() {
        seen(
            &with(NEEDS, "#[template(path = \"features/gifts/page.html\")] struct Page;"),
            &["names a file of the feature `gifts`"],
        );
        let template = with("crates/waybill/src/features/needs/page.html", "{% include \"gifts/row.html\" %}");
        seen(&template, &["page.html:1: names a file"]);
        seen(&with(NEEDS, "const A: &str = include_str!(\"../gifts/words.txt\");"), &["names a file"]);
    }
}
