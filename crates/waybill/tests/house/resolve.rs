//! Where a written path leads: through `self` and `super`, renames, globs and re-exports, to the module it means.

use std::collections::{BTreeMap, BTreeSet};

use crate::scan::{Mention, Scan};
use crate::tree::Tree;

/// The application crate, every file scanned.
pub struct Crate {
    pub files: Vec<File>,
    /// Every module there is, as its path from the crate's root.
    modules: BTreeSet<Vec<String>>,
    /// Inside a module, the paths that a name stands for.
    aliases: BTreeMap<(Vec<String>, String), Vec<Vec<String>>>,
}

pub struct File {
    pub path: String,
    pub module: Vec<String>,
    pub scan: Scan,
}

/// Where the application's sources stand.
pub const SOURCES: &str = "crates/waybill/src/";

/// How often one path may lead on to another before we take it for a circle.
const STEPS_MAX: usize = 16;

impl Crate {
    pub fn of(tree: &Tree) -> Crate {
        let has_library = tree.text(&format!("{SOURCES}lib.rs")).is_some();
        let mut here = Crate { files: Vec::new(), modules: BTreeSet::new(), aliases: BTreeMap::new() };
        for (path, text) in tree.rust_under(SOURCES) {
            let module = module_of(path, has_library);
            here.add(File { path: path.to_string(), module, scan: Scan::of(path, text) });
        }
        here
    }

    fn add(&mut self, file: File) {
        for depth in 0..=file.module.len() {
            self.modules.insert(file.module[..depth].to_vec());
        }
        for module in &file.scan.modules {
            self.modules.insert([&file.module[..], &module.inside, std::slice::from_ref(&module.name)].concat());
        }
        for alias in &file.scan.aliases {
            let inside = [&file.module[..], &alias.inside].concat();
            self.aliases.entry((inside, alias.name.clone())).or_default().push(alias.path.clone());
        }
        self.files.push(file);
    }

    /// All that the mention may mean: paths from the crate's root, every step of the way included. Empty when it
    /// leads out of the crate.
    pub fn meanings(&self, file: &File, mention: &Mention) -> BTreeSet<Vec<String>> {
        let inside = [&file.module[..], &mention.inside].concat();
        let mut seen = BTreeSet::new();
        self.follow(&inside, &mention.path, &mut seen, 0);
        seen
    }

    fn follow(&self, inside: &[String], path: &[String], seen: &mut BTreeSet<Vec<String>>, steps: usize) {
        if steps > STEPS_MAX {
            return;
        }
        match path[0].as_str() {
            "crate" | "waybill" => self.lead_on(path[1..].to_vec(), seen, steps),
            "self" => self.follow_within(inside, &path[1..], seen, steps),
            "super" if !inside.is_empty() => {
                let parent = &inside[..inside.len() - 1];
                self.follow_within(parent, &path[1..], seen, steps);
            }
            "super" | "Self" => {}
            _ => self.follow_name(inside, path, seen, steps),
        }
    }

    /// After `self` or `super`: more of `super`, or a path from that module.
    fn follow_within(&self, module: &[String], rest: &[String], seen: &mut BTreeSet<Vec<String>>, steps: usize) {
        if rest.first().is_some_and(|word| word == "super") {
            self.follow(module, rest, seen, steps);
        } else {
            self.lead_on([module, rest].concat(), seen, steps);
        }
    }

    /// A plain name: a child of this module, or what a `use` here makes of it.
    fn follow_name(&self, inside: &[String], path: &[String], seen: &mut BTreeSet<Vec<String>>, steps: usize) {
        let child = [inside, &path[..1]].concat();
        if self.modules.contains(&child) {
            self.lead_on([inside, path].concat(), seen, steps);
        }
        for target in self.targets(inside, &path[0]) {
            self.follow(inside, &[target, &path[1..]].concat(), seen, steps + 1);
        }
        for glob in self.targets(inside, "*") {
            let mut open = BTreeSet::new();
            self.follow(inside, glob, &mut open, steps + 1);
            for module in open {
                self.step_into(&module, path, seen, steps + 1);
            }
        }
    }

    /// A name reached through a glob exists there as a module or as a `use`; anything else we cannot know.
    fn step_into(&self, module: &[String], path: &[String], seen: &mut BTreeSet<Vec<String>>, steps: usize) {
        let is_module = self.modules.contains(&[module, &path[..1]].concat());
        if is_module || self.aliases.contains_key(&(module.to_vec(), path[0].clone())) {
            self.lead_on([module, path].concat(), seen, steps);
        }
    }

    /// A path from the root: noted, then each word of it that is itself a `use` is followed.
    fn lead_on(&self, path: Vec<String>, seen: &mut BTreeSet<Vec<String>>, steps: usize) {
        if steps > STEPS_MAX || !seen.insert(path.clone()) {
            return;
        }
        for at in 0..path.len() {
            let (module, rest) = path.split_at(at);
            for target in self.targets(module, &rest[0]) {
                self.follow(module, &[target, &rest[1..]].concat(), seen, steps + 1);
            }
            for glob in self.targets(module, "*") {
                let mut open = BTreeSet::new();
                self.follow(module, glob, &mut open, steps + 1);
                for from in open.iter().filter(|from| from.as_slice() != module) {
                    self.step_into(from, rest, seen, steps + 1);
                }
            }
        }
    }

    fn targets(&self, module: &[String], name: &str) -> impl Iterator<Item = &[String]> {
        let found = self.aliases.get(&(module.to_vec(), name.to_string()));
        // `use tokio;` names itself.
        found.into_iter().flatten().map(Vec::as_slice).filter(move |target| target[0] != name)
    }
}

/// `features/gifts/rows.rs` is `features::gifts::rows`; `main.rs` beside a `lib.rs` is a crate of its own.
fn module_of(path: &str, has_library: bool) -> Vec<String> {
    let inner = path.trim_start_matches(SOURCES).trim_end_matches(".rs");
    if inner == "main" && has_library {
        return vec!["(main)".to_string()];
    }
    let mut words: Vec<String> = inner.split('/').map(ToString::to_string).collect();
    if words.last().is_some_and(|word| ["mod", "lib", "main"].contains(&word.as_str())) {
        words.pop();
    }
    words
}
