//! The outsider's checker on a whole copy: it finds nothing wrong with ours, and names every file in which one digit was changed.

use std::collections::{BTreeMap, BTreeSet};

use waybill_verify::Finding;
use waybill_verify::site::{Files, check_site};

use crate::ground::{Ground, On, on_both_engines};
use crate::mirror::{Folder, hex, made};

on_both_engines!(an_outsider_checks_every_number_of_a_copy);

/// Changes of one digit each; eight files are changed at a time, for a copy takes seconds to read.
const AT_A_TIME: usize = 8;

/// Files in memory.
#[derive(Clone)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
    names: Vec<String>,
}

impl Memory {
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Memory {
        let names = files.keys().cloned().collect();
        Memory { files, names }
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.files[name].clone()).unwrap()
    }

    /// Changes a file, and the list of the copy with it: whoever lies lies there as well.
    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        let mut list: serde_json::Value = serde_json::from_slice(&self.files["mirror.json"]).unwrap();
        for file in list["files"].as_array_mut().unwrap() {
            if file["name"] == name {
                (file["bytes"], file["sha256"]) = (bytes.len().into(), hex(&bytes).into());
            }
        }
        self.files.insert("mirror.json".into(), list.to_string().into_bytes());
        self.files.insert(name.to_owned(), bytes);
    }
}

impl Files for Memory {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn links(&self) -> &[String] {
        &[]
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        self.files.get(name).cloned().ok_or_else(|| "It is missing.".to_owned())
    }
}

/// A checker that does not look at files of one ending: it reads there what stood there before. The plant.
struct Blind<'a> {
    changed: &'a Memory,
    before: &'a Memory,
    ending: &'a str,
}

impl Files for Blind<'_> {
    fn names(&self) -> &[String] {
        self.changed.names()
    }

    fn links(&self) -> &[String] {
        &[]
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let seen = if name.ends_with(self.ending) || name == "mirror.json" { self.before } else { self.changed };
        seen.read(name)
    }
}

pub fn copy(on: On) -> (Ground, Memory) {
    let ground = Ground::demo(on);
    let folder = Folder::of(&ground);
    made(&ground, &folder).unwrap();
    let files = folder.files();
    (ground, Memory::of(files))
}

fn an_outsider_checks_every_number_of_a_copy(on: On) {
    let (_ground, memory) = copy(on);
    match check_site(&memory) {
        Ok(site) => {
            assert!(site.numbers > 1_000 && site.pages > 500 && site.quoted > 0, "{site:?}");
            assert_eq!(site.unchecked, Vec::<String>::new());
            assert!(site.log.is_some_and(|log| log.told > 100 && log.ticks > 10));
        }
        Err(findings) => panic!("{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// Chance with a seed: xorshift, for choosing places.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// Where a digit of a figure stands in a file: of a page or a feed behind each value, in it or in the words; of any other file
/// wherever a number stands that is no date and no name.
fn places(name: &str, text: &str) -> Vec<usize> {
    let is_page = ["html", "atom"].contains(&ending(name));
    if !is_page {
        let wanted: &[&str] = match name {
            "facts.jsonl" => &["\"a\":", "\"sum\":"],
            "facts.json" => &["\"a\":", "\"sum\":", "\"quantity\":"],
            "figures.json" => &[".EUR\":", ".missing\":", "things.bought\":"],
            "dispatches.jsonl" => &[".missing\":", ".funded\":", ".count\":"],
            "figures.csv" => &["\",\""],
            "facts.csv" => &["\"EUR\",\""],
            "books.journal" => &[":open  ", ":vest-1  ", "= "],
            _ => &[":Open  ", ":Vest-1  "],
        };
        let behind = |what: &&str| text.match_indices(*what).map(|(at, what)| at + what.len()).collect::<Vec<_>>();
        let starts = wanted.iter().flat_map(behind);
        let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        return starts
            .map(|at| if text[at..].starts_with('-') { at + 1 } else { at })
            .filter(|at| digit(*at))
            .collect();
    }
    let (quote, end) = if ending(name) == "atom" { ("&quot;", "&gt;") } else { ("\"", ">") };
    let mut found = Vec::new();
    for (at, _) in text.match_indices(&format!("data-value={quote}")) {
        let value = at + "data-value=".len() + quote.len();
        let digit =
            |from: usize, to: usize| text[from..to].find(|c: char| c.is_ascii_digit()).map(|place| from + place);
        found.extend(digit(value, value + 2));
        // The words begin behind the tag, and of a large number behind one more.
        let Some(tag) = text[value..].find(end).map(|place| value + place + end.len()) else { continue };
        let words = if text[tag..].starts_with("<span") { tag + text[tag..].find('>').unwrap() + 1 } else { tag };
        let close = text[words..].find(['<', '&']).map_or(text.len(), |place| words + place);
        found.extend(digit(words, close));
    }
    found
}

/// One digit of one figure in a file becomes the next.
fn one_digit_changed(text: &str, at: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
    bytes
}

/// Files to change: of each kind some, each time another.
fn chosen(memory: &Memory, dice: &mut Dice) -> Vec<String> {
    let mut names: Vec<String> = [
        "facts.json",
        "facts.csv",
        "figures.csv",
        "books.journal",
        "books.beancount",
        "dispatches.jsonl",
        "figures.json",
    ]
    .map(str::to_owned)
    .to_vec();
    names.extend(["en", "uk", "de", "pl"].map(|lang| format!("{lang}/feed.atom")));
    for lang in ["en", "uk", "de", "pl"] {
        names.extend(["index", "books", "books/vest-1", "dispatches/23"].map(|page| format!("{lang}/{page}.html")));
        for folder in ["figures", "facts", "books", "dispatches"] {
            let of = format!("{lang}/{folder}/");
            let pages: Vec<&String> = memory
                .names
                .iter()
                .filter(|name| {
                    name.starts_with(&of) && ending(name) == "html" && !places(name, &memory.text(name)).is_empty()
                })
                .collect();
            for _ in 0..3 {
                names.push(pages[dice.below(pages.len())].clone());
            }
        }
    }
    let once: BTreeSet<String> = names.into_iter().collect();
    once.into_iter().collect()
}

/// Changes files, eight at a time; answers those that were not named though changed, and those named though not.
fn unseen(memory: &Memory, names: &[String], dice: &mut Dice, blind: Option<&str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for some in names.chunks(AT_A_TIME) {
        let mut changed = memory.clone();
        for name in some {
            let text = memory.text(name);
            let places = places(name, &text);
            assert!(!places.is_empty(), "nothing to change in {name}");
            changed.put(name, one_digit_changed(&text, places[dice.below(places.len())]));
        }
        let found = match blind {
            None => check_site(&changed),
            Some(ending) => check_site(&Blind { changed: &changed, before: memory, ending }),
        };
        let findings = found.err().unwrap_or_default();
        let named: BTreeSet<String> = findings
            .iter()
            .map(|finding| match finding {
                Finding::Number { file, .. } | Finding::File { file, .. } => file.clone(),
                Finding::QuotedWrong { .. } => "dispatches.jsonl".to_owned(),
                Finding::Differs { .. } | Finding::Unmade { .. } => "figures.json".to_owned(),
                other => format!("{other}"),
            })
            .collect();
        let changed: BTreeSet<String> = some.iter().cloned().collect();
        // What the log holds of a text is found there too, and a stated figure in every table of figures.
        let also = |name: &String| name.starts_with("log/") && changed.contains("dispatches.jsonl");
        wrong.extend(changed.symmetric_difference(&named).filter(|name| !also(name)).map(|name| {
            format!("{name}: {}", findings.iter().map(ToString::to_string).take(3).collect::<Vec<_>>().join(" "))
        }));
    }
    wrong
}

#[test]
fn one_digit_changed_anywhere_is_named_with_its_file() {
    let (_ground, memory) = copy(On::Sqlite);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let names = chosen(&memory, &mut dice);
    assert!(names.len() >= 60, "{}", names.len());
    assert_eq!(unseen(&memory, &names, &mut dice, None), Vec::<String>::new());
    // A checker that passes over pages, feeds or tables is found out.
    for (ending, name) in [(".html", "uk/index.html"), (".atom", "pl/feed.atom"), (".csv", "facts.csv")] {
        assert!(
            !unseen(&memory, &[name.to_owned()], &mut dice, Some(ending)).is_empty(),
            "planted: {ending} went unread"
        );
    }
}

#[test]
fn what_is_missing_hidden_or_too_much_is_named() {
    let (_ground, memory) = copy(On::Sqlite);
    let mut less = memory.clone();
    less.files.remove("de/books.html");
    less.names.retain(|name| name != "de/books.html");
    let named = |memory: &Memory, name: &str| {
        let findings = check_site(memory).err().unwrap_or_default();
        findings
            .iter()
            .any(|one| matches!(one, Finding::File { file, .. } | Finding::Number { file, .. } if file == name))
    };
    assert!(named(&less, "de/books.html"), "a page that is gone");
    let mut hidden = memory.clone();
    hidden.put("pl/index.html", memory.text("pl/index.html").replacen("data-value", "data-x", 1).into_bytes());
    assert!(named(&hidden, "pl/index.html"), "a number without its value");
    let mut deep = memory.clone();
    let nested = format!("{}{}", "<div>".repeat(300), memory.text("uk/books.html"));
    deep.put("uk/books.html", nested.into_bytes());
    assert!(named(&deep, "uk/books.html"), "elements that lie too deep");
    let mut more = memory.clone();
    more.files.insert("holiday.jpg".into(), b"x".to_vec());
    more.names.push("holiday.jpg".into());
    assert_eq!(
        check_site(&more).unwrap().unchecked,
        ["holiday.jpg"],
        "what belongs to nobody is named and is no fault"
    );
}
