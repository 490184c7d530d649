//! The house rules, read from the source text: who may name whom, whose table is whose, which words a reader sees.
//!
//! Each rule is one function from a [`tree::Tree`] (path to text) to what it found, so a plant - a small tree that
//! breaks the rule on purpose - is judged by exactly the code that judges the repository. The plants stand below
//! the rule they break.

#[path = "house/asvs.rs"]
mod asvs;
#[path = "house/language.rs"]
mod language;
#[path = "house/plurals.rs"]
mod plurals;
#[path = "house/purity.rs"]
mod purity;
#[path = "house/resolve.rs"]
mod resolve;
#[path = "house/scan.rs"]
mod scan;
#[path = "house/tables.rs"]
mod tables;
#[path = "house/tree.rs"]
mod tree;
#[path = "house/walls.rs"]
mod walls;
#[path = "house/words.rs"]
mod words;

use tree::{Finding, Tree};
use waybill::web::words::Lang;

#[test]
fn no_feature_names_another_and_doors_open_downward() {
    nothing(&walls::broken(&Tree::of_the_repository()));
}

#[test]
fn a_table_belongs_to_one_feature_alone() {
    nothing(&tables::broken(&Tree::of_the_repository()));
}

#[test]
fn the_pure_crates_touch_nothing_outside() {
    nothing(&purity::impure(&Tree::of_the_repository()));
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    nothing(&purity::unsafe_code(&Tree::of_the_repository()));
}

#[test]
fn no_source_file_is_too_long_and_no_lint_is_silenced() {
    nothing(&purity::too_long(&Tree::of_the_repository()));
}

#[test]
fn every_phrase_is_there_in_every_language() {
    nothing(&words::broken(&Tree::of_the_repository(), &Lang::ALL.map(Lang::code)));
}

#[test]
fn a_phrase_that_counts_has_every_form_of_its_language() {
    nothing(&plurals::broken(&Tree::of_the_repository()));
}

#[test]
fn the_files_speak_of_the_project_alone() {
    nothing(&language::broken(&Tree::of_the_repository()));
}

#[test]
fn whatever_the_asvs_table_calls_met_has_its_test() {
    let tree = Tree::of_the_repository();
    let table = tree.text("docs/asvs.md").expect("the table is there");
    nothing(&asvs::broken(table, &tree));
    // Planted: a test that nobody wrote, a number twice, a state that says nothing.
    let planted = format!("{table}| V1.1.1 | 1 | met | `nobody_wrote_this` |\n| V99.1.1 | 1 | perhaps | so |\n");
    let found = asvs::broken(&planted, &tree);
    tree::seen(&found, &["V1.1.1 stands twice", "V1.1.1 names no test", "what is “perhaps”", "254 numbers"]);
}

#[test]
fn the_scanner_sees_the_repository_at_all() {
    let tree = Tree::of_the_repository();
    let sources = tree.rust_under("crates/waybill/src/").count();
    assert!(sources > 5, "only {sources} source files were found");
}

/// The one way in which a rule fails: every finding on a line of its own.
fn nothing(found: &[Finding]) {
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} broken:\n{}", found.len(), lines.join("\n"));
}
