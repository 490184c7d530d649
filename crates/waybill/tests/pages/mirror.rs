//! The copy for a stick: every link leads to a file, nothing needs a server, a second run goes on, nothing foreign is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use waybill::house::{FILES, HOUSE, SHAPES};
use waybill::publish::gate::close_days;
use waybill::store::{Settings, StoreError};
use waybill::web::mirror::{Mirrored, NotMirrored, mirror};
use waybill::web::public::{App, House, PublicFile, Reading, facts_text, figures_text};
use waybill::web::words::Lang;

use crate::ground::{Ground, NAME, On, on_both_engines};
use crate::page::tags_of;

on_both_engines!(
    every_link_of_a_mirror_leads_to_a_file,
    an_empty_book_has_a_mirror,
    a_mirror_is_renewed_and_only_what_changed_is_written,
    a_form_is_not_copied_and_says_where_it_is,
    an_outsider_checks_the_mirror,
);

/// A folder that goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn of(ground: &Ground) -> Folder {
        Folder(ground.folder().join("mirror"))
    }

    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for inside in fs::read_dir(folder).unwrap() {
                let path = inside.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.0).unwrap().to_string_lossy().into_owned();
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        files
    }
}

pub fn made(ground: &Ground, folder: &Folder) -> Result<Mirrored, NotMirrored> {
    mirror(&ground.app, &ground.app.operations[0], &folder.0)
}

/// Every link of these pages that leads to no file, to no place on its page, or away from the folder.
fn broken(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let pages: BTreeMap<&String, String> = files
        .iter()
        .filter(|(name, _)| is_page(name))
        .map(|(name, bytes)| (name, String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let ids: BTreeMap<&String, BTreeSet<String>> = pages
        .iter()
        .map(|(name, page)| (*name, tags_of(page).iter().map(|tag| tag.get("id").to_owned()).collect()))
        .collect();
    let mut broken = Vec::new();
    for (name, page) in &pages {
        for tag in tags_of(page) {
            for link in [tag.get("href"), tag.get("src"), tag.get("action")] {
                if link.is_empty() || link.starts_with("https://") || link.starts_with("mailto:") {
                    continue;
                }
                let (file, place) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { Some((*name).clone()) } else { from(name, file) };
                let there = target.filter(|target| files.contains_key(target));
                let found = there
                    .is_some_and(|target| place.is_empty() || ids.get(&target).is_some_and(|ids| ids.contains(place)));
                if !found {
                    broken.push(format!("{name}: {link}"));
                }
            }
        }
    }
    broken
}

fn is_page(name: &str) -> bool {
    name.rsplit('.').next() == Some("html")
}

/// The file that a relative link leads to; none where it leads out of the folder.
fn from(name: &str, link: &str) -> Option<String> {
    if link.starts_with('/') || link.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn every_link_of_a_mirror_leads_to_a_file(on: On) {
    let ground = Ground::demo(on);
    let folder = Folder::of(&ground);
    let done = made(&ground, &folder).unwrap();
    let mut files = folder.files();
    assert_eq!(files.len(), done.files + 1, "and the list of them");
    assert_eq!(broken(&files), Vec::<String>::new());
    for lang in Lang::ALL.map(Lang::code) {
        for name in ["index", "books", "books/vest-1", "dispatches/23", "protect", "takeaway", "give", "gift"] {
            assert!(files.contains_key(&format!("{lang}/{name}.html")), "{lang} {name}");
        }
    }
    let pinned = files.keys().filter(|name| name.starts_with("uk/figures/") && name.contains('@')).count();
    assert!(pinned > 0, "figures that dispatches quote are there as they were");
    for (name, page) in files.iter().filter(|(name, _)| is_page(name)) {
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{name}");
        assert!(page.contains("23") && !page.contains("<form") && !page.contains("type=\"hidden\""), "{name}");
    }
    // The check sees what it is for: a file that is gone, a place that is gone, a link to a server's root.
    let taken = files.remove("en/books.html").unwrap();
    assert!(!broken(&files).is_empty());
    for plant in
        ["<a href=\"nothing.html\">", "<a href=\"#nothing\">", "<a href=\"/en/books.html\">", "<a href=\"../../x\">"]
    {
        let page = [plant.as_bytes(), &taken].concat();
        files.insert("en/books.html".into(), page);
        assert_eq!(broken(&files).len(), 1, "{plant}");
    }
}

fn an_empty_book_has_a_mirror(on: On) {
    let ground = Ground::empty(on);
    let folder = Folder::of(&ground);
    made(&ground, &folder).unwrap();
    assert_eq!(broken(&folder.files()), Vec::<String>::new());
}

fn a_mirror_is_renewed_and_only_what_changed_is_written(on: On) {
    let ground = Ground::small(on);
    let folder = Folder::of(&ground);
    let first = made(&ground, &folder).unwrap();
    let before = folder.files();
    assert_eq!((first.written, first.removed), (first.files, 0));
    let again = made(&ground, &folder).unwrap();
    assert_eq!((again.written, again.removed, folder.files() == before), (0, 0, true));
    // What somebody put beside it stays; what the mirror had and has no more goes.
    fs::write(folder.0.join("my-notes.txt"), "mine").unwrap();
    ground
        .operation()
        .change_settings(&Settings { name: NAME.into(), languages: vec!["uk".into()], address: None, onion: None })
        .unwrap();
    let fewer = made(&ground, &folder).unwrap();
    assert!(fewer.removed > 10, "{fewer:?}");
    let files = folder.files();
    assert!(
        files.contains_key("my-notes.txt") && !files.keys().any(|name| name.starts_with("de/")),
        "{:?}",
        files.keys()
    );
    assert!(!folder.0.join("de").exists() && !folder.0.join(".next").exists());
    assert_eq!(broken(&files), Vec::<String>::new());
}

fn a_form_is_not_copied_and_says_where_it_is(on: On) {
    let ground = Ground::small(on);
    let folder = Folder::of(&ground);
    made(&ground, &folder).unwrap();
    let gift = |folder: &Folder| String::from_utf8(folder.files().remove("en/gift.html").unwrap()).unwrap();
    assert!(gift(&folder).contains("does not know where the pages are served"));
    let settings = Settings {
        name: NAME.into(),
        languages: Vec::new(),
        address: Some("https://aid.example/o/ours".into()),
        onion: None,
    };
    ground.operation().change_settings(&settings).unwrap();
    made(&ground, &folder).unwrap();
    assert!(gift(&folder).contains("<a href=\"https://aid.example/o/ours/en/gift\">"));
}

fn an_outsider_checks_the_mirror(on: On) {
    let ground = Ground::demo(on);
    let folder = Folder::of(&ground);
    made(&ground, &folder).unwrap();
    let text = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    let report = waybill_verify::check(&text("facts.jsonl"), &text("figures.json")).unwrap();
    assert!(report.facts > 100 && report.figures > 100, "{report:?}");
    assert!(waybill_verify::check_texts(&text("facts.jsonl"), &text("dispatches.jsonl")).unwrap() > 0);
    let list: serde_json::Value = serde_json::from_str(&text("mirror.json")).unwrap();
    assert_eq!((&list["snapshot"], &list["operation"]), (&23.into(), &"demo".into()));
    for file in list["files"].as_array().unwrap() {
        let bytes = fs::read(folder.0.join(file["name"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"], bytes.len());
        assert_eq!(file["sha256"], hex(&bytes), "{file}");
    }
    assert!(FILES.iter().all(|file| folder.0.join(file.path).is_file()));
}

pub fn hex(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).0.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// A small operation on SQLite: what follows is about folders, not about databases.
fn small() -> (Ground, Folder) {
    let ground = Ground::small(On::Sqlite);
    let folder = Folder::of(&ground);
    (ground, folder)
}

#[test]
fn a_folder_with_other_things_is_refused_and_left_alone() {
    let (ground, folder) = small();
    fs::create_dir(&folder.0).unwrap();
    fs::write(folder.0.join("holiday.jpg"), "mine").unwrap();
    let refused = made(&ground, &folder).unwrap_err().to_string();
    assert!(refused.contains("holiday.jpg") && refused.contains("empty or a new folder"), "{refused}");
    assert_eq!(folder.files().len(), 1);
}

#[test]
fn a_list_that_names_something_outside_is_refused() {
    let (ground, folder) = small();
    made(&ground, &folder).unwrap();
    let outside = ground.folder().join("precious");
    fs::write(&outside, "mine").unwrap();
    for list in ["{\"files\":[{\"name\":\"../precious\"}]}", "{\"files\":[{\"name\":\"/etc/passwd\"}]}", "{", "[]", ""]
    {
        fs::write(folder.0.join("mirror.json"), list).unwrap();
        assert!(matches!(made(&ground, &folder), Err(NotMirrored::NotAList(_))), "{list}");
    }
    assert!(outside.is_file());
}

#[cfg(unix)]
#[test]
fn links_to_elsewhere_are_not_followed() {
    let (ground, folder) = small();
    made(&ground, &folder).unwrap();
    let outside = ground.folder().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("index.html"), "mine").unwrap();
    fs::remove_dir_all(folder.0.join("de")).unwrap();
    std::os::unix::fs::symlink(&outside, folder.0.join("de")).unwrap();
    let refused = made(&ground, &folder).unwrap_err().to_string();
    assert!(refused.contains("de could not be written"), "{refused}");
    assert_eq!(
        (fs::read_dir(&outside).unwrap().count(), fs::read(outside.join("index.html")).unwrap()),
        (1, b"mine".to_vec())
    );
    // Put right, it goes on.
    fs::remove_file(folder.0.join("de")).unwrap();
    made(&ground, &folder).unwrap();
    assert_eq!(broken(&folder.files()), Vec::<String>::new());
}

#[test]
fn what_cannot_be_written_leaves_the_old_copy_whole_and_the_next_run_goes_on() {
    let (ground, folder) = small();
    made(&ground, &folder).unwrap();
    let before = folder.files();
    ground.pass_to("2022-03-18T18:00:00+02:00");
    // A folder stands where a file has to wait: the run ends there, as it would on a full disk.
    let stuck = folder.0.join(".next/files/pl/protect.html/in-the-way");
    fs::create_dir_all(&stuck).unwrap();
    let refused = made(&ground, &folder).unwrap_err().to_string();
    assert!(refused.contains("protect.html could not be written") && refused.contains("goes on"), "{refused}");
    let mut after = folder.files();
    let waiting = after.keys().filter(|name| name.starts_with(".next/files/")).count();
    after.retain(|name, _| !name.starts_with(".next"));
    assert_eq!((after == before, waiting > 10), (true, true), "{waiting}");
    fs::remove_dir_all(stuck.parent().unwrap()).unwrap();
    let done = made(&ground, &folder).unwrap();
    assert!(done.written > waiting);
    assert_eq!((broken(&folder.files()), folder.0.join(".next").exists()), (Vec::new(), false));
}

#[test]
fn two_mirrors_at_once_do_not_mix() {
    let (ground, folder) = small();
    fs::create_dir_all(folder.0.join(".next")).unwrap();
    let lock = fs::File::create(folder.0.join(".next/lock")).unwrap();
    lock.try_lock().unwrap();
    assert!(matches!(made(&ground, &folder), Err(NotMirrored::Busy(_))));
    drop(lock);
    made(&ground, &folder).unwrap();
}

/// The operation whose day a server closes while pages are made, and how often it still does.
static MEANWHILE: Mutex<Option<(Arc<App>, usize)>> = Mutex::new(None);

/// A house in which a day ends just after the facts were written down.
static BUSY: House = House {
    files: &[
        PublicFile { path: "facts.jsonl", kind: "text/plain", text: facts_and_then_a_close },
        PublicFile { path: "figures.json", kind: "text/plain", text: |r| Ok(figures_text(r.shown)) },
    ],
    ..HOUSE
};

#[allow(clippy::unnecessary_wraps, reason = "a file of the house can fail")]
fn facts_and_then_a_close(reading: &Reading) -> Result<String, StoreError> {
    let facts = facts_text(reading.shown);
    if let Some((app, left)) = MEANWHILE.lock().unwrap().as_mut().filter(|(_, left)| *left > 0) {
        *left -= 1;
        app.world.set_now(app.world.now() + jiff::SignedDuration::from_hours(24));
        close_days(&app.operations[0].operation, &app.world, SHAPES).unwrap();
    }
    Ok(facts)
}

#[test]
fn a_day_that_is_closed_meanwhile_does_not_mix_two_snapshots() {
    let mut ground = Ground::small(On::Sqlite);
    ground.move_to(&BUSY);
    let folder = Folder::of(&ground);
    made(&ground, &folder).unwrap();
    let before = folder.files();
    let closes = |left: usize| *MEANWHILE.lock().unwrap() = Some((Arc::clone(&ground.app), left));
    closes(100);
    let refused = made(&ground, &folder).unwrap_err();
    assert!(matches!(refused, NotMirrored::Moving), "{refused}");
    let mut after = folder.files();
    after.retain(|name, _| !name.starts_with(".next"));
    assert!(after == before, "nothing was changed");
    assert_eq!(MEANWHILE.lock().unwrap().as_ref().map(|(_, left)| *left), Some(97), "it tried three times");
    closes(2);
    let done = made(&ground, &folder).unwrap();
    closes(0);
    let text = |name: &str| String::from_utf8(folder.files().remove(name).unwrap()).unwrap();
    waybill_verify::check(&text("facts.jsonl"), &text("figures.json")).unwrap();
    let list: serde_json::Value = serde_json::from_str(&text("mirror.json")).unwrap();
    let shown = ground.app.operations[0].published.shown(&ground.app.world).unwrap();
    assert_eq!((&list["snapshot"], done.snapshot, done.day), (&shown.snapshot.into(), shown.snapshot, shown.day));
    assert_eq!((text("facts.jsonl"), text("figures.json")), (facts_text(&shown), figures_text(&shown)));
    assert_eq!(broken(&folder.files()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_prepared_link_opens_nothing_outside() {
    let (ground, folder) = small();
    let outside = ground.folder().join("precious");
    let link = |at: &str, to: &Path| {
        let _ = fs::remove_dir_all(&folder.0);
        let at = folder.0.join(at);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(to, &at).unwrap();
    };
    fs::write(&outside, "mine").unwrap();
    link(".next/lock", &outside);
    let refused = made(&ground, &folder).unwrap_err().to_string();
    assert!(refused.contains("lock could not be written: it is a link"), "{refused}");
    link(".next/lock", &ground.folder().join("new"));
    assert!(made(&ground, &folder).is_err() && !ground.folder().join("new").exists(), "nothing is made there either");
    // A file where a page or the list has to wait is put aside, and what it leads to stays.
    for name in [".next/mirror.json", ".next/files/index.html", ".next/files/en/books.html"] {
        fs::write(&outside, "{\"files\":[]}").unwrap();
        link(name, &outside);
        made(&ground, &folder).unwrap();
        assert_eq!(fs::read_to_string(&outside).unwrap(), "{\"files\":[]}", "{name}");
    }
    let elsewhere = ground.folder().join("elsewhere");
    for name in [".next", ".next/files", ".next/files/en"] {
        let _ = fs::remove_dir_all(&elsewhere);
        fs::create_dir(&elsewhere).unwrap();
        link(name, &elsewhere);
        assert!(made(&ground, &folder).is_err(), "{name}");
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0, "{name}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_leaves_the_old_copy_whole() {
    let (ground, folder) = small();
    let languages = |codes: &[&str]| {
        let languages = codes.iter().map(ToString::to_string).collect();
        let settings = Settings { name: NAME.into(), languages, address: None, onion: None };
        ground.operation().change_settings(&settings).unwrap();
    };
    languages(&["en"]);
    made(&ground, &folder).unwrap();
    fs::write(folder.0.join("uk"), "no folder").unwrap();
    let before = folder.files();
    languages(&["en", "uk"]);
    let refused = made(&ground, &folder).unwrap_err().to_string();
    assert!(refused.contains("uk could not be written"), "{refused}");
    let mut after = folder.files();
    after.retain(|name, _| !name.starts_with(".next"));
    assert!(after == before, "not one page took its place");
    fs::remove_file(folder.0.join("uk")).unwrap();
    made(&ground, &folder).unwrap();
    assert_eq!(broken(&folder.files()), Vec::<String>::new());
}

#[test]
fn the_command_says_what_it_wants_and_what_it_did() {
    let ground = Ground::small(On::Sqlite);
    let (data, to) = (ground.folder().join("data"), ground.folder().join("stick"));
    let (data, to) = (data.to_str().unwrap(), to.to_str().unwrap());
    let run = |arguments: &[&str]| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_waybill")).args(arguments).output().unwrap();
        let told = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (done.status.success(), told)
    };
    assert!(run(&["mirror", to, "--data", data]).1.contains("there is no operation in"));
    for slug in ["ours", "theirs"] {
        assert!(run(&["init", slug, "--name", "Aid", "--data", data]).0);
    }
    for (asked, told) in [(vec![], "say which operation"), (vec!["nobody"], "there are: ours, theirs")] {
        let (well, said) = run(&[&["mirror", to], asked.as_slice(), &["--data", data]].concat());
        assert!(!well && said.contains(told), "{said}");
    }
    let (well, said) = run(&["mirror", to, "ours", "--data", data]);
    assert!(well && said.contains("A copy of day 1, with the figures of snapshot 0"), "{said}");
    assert!(Path::new(to).join("index.html").is_file());
    assert!(run(&["mirror", "--help"]).1.contains("without a server"));
}
