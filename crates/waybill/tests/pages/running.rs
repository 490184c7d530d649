//! Running it: health, the onion service beside it, an end in good order, and backups made while the book is written.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::Text;
use waybill::both;
use waybill::house::{ROWS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::store::{Engine, Operation, Settings, Store, StoreError};
use waybill::world::World;

use crate::ground::{Ground, HOST, On, on_both_engines};
use crate::wire::{PATIENCE, Raw, Side};

on_both_engines!(
    health_says_ok_and_nothing_else,
    readers_are_led_to_the_onion_service_unless_they_are_there,
    what_was_begun_is_answered_before_the_end,
);

const ONION: &str = "waybillexampleaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.onion";

fn health_says_ok_and_nothing_else(on: On) {
    let ground = Ground::small(on);
    for host in ["localhost", HOST] {
        let health = ground.ask_public("/health", host, None);
        assert_eq!((health.status, health.body.as_str()), (200, "ok\n"));
        assert_eq!(health.header("cache-control"), "no-store");
    }
    ground.operation().with_gate(|db| Ok(db.batch("ALTER TABLE snapshot RENAME TO elsewhere")?)).unwrap();
    let health = ground.ask_public("/health", "localhost", None);
    assert_eq!((health.status, health.body.as_str()), (503, "the book cannot be read\n"));
}

fn readers_are_led_to_the_onion_service_unless_they_are_there(on: On) {
    let ground = Ground::small(on);
    let led = |host: &str, path: &str| ground.ask_public(path, host, None).header("onion-location").to_owned();
    assert_eq!(led("localhost", "/o/ours/en/books"), "", "there is none");
    let onion = Some(format!("http://{ONION}/o/ours"));
    let settings = Settings { onion, ..ground.operation().settings().unwrap() };
    ground.operation().change_settings(&settings).unwrap();
    assert_eq!(led("localhost", "/o/ours/en/books"), format!("http://{ONION}/o/ours/en/books"));
    assert_eq!(led(HOST, "/en/"), format!("http://{ONION}/o/ours/en/"));
    assert_eq!(led(ONION, "/o/ours/en/books"), "", "the reader is there already");
    assert_eq!(led("localhost", "/o/ours/en/no-such-page"), "");
    let code = crate::ground::pairs(&[("code", "AAAAA-AAAAA-AAAAA-AAAAA")]);
    let asked = ground.ask_public("/o/ours/en/gift", "localhost", Some(&code));
    assert_eq!(asked.header("onion-location"), "", "what was sent is not sent again elsewhere");
}

fn what_was_begun_is_answered_before_the_end(on: On) {
    let ground = Ground::small(on);
    let side = Side::public(&ground);
    let silent = side.say(b"");
    let body = "code=AAAAA";
    let head = format!(
        "POST /o/ours/en/gift HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut begun = side.say(head.as_bytes());
    // Asked for once the head was read and somebody waits for the body: from here on it is begun.
    let mut go_on = [0; 25];
    begun.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    side.end();
    let refused = Instant::now();
    while std::net::TcpStream::connect(side.address).is_ok() {
        assert!(refused.elapsed() < PATIENCE, "somebody new is still let in");
        std::thread::sleep(Duration::from_millis(20));
    }
    begun.write_all(body.as_bytes()).unwrap();
    let answer = Raw::read(begun);
    assert_eq!(answer.status, 422, "{}", answer.text());
    let mut rest = Vec::new();
    let mut silent = silent;
    silent.read_to_end(&mut rest).unwrap();
    assert!(rest.is_empty(), "who asked for nothing is let go at once");
}

/// A folder of this test's own, gone afterwards; and before, should a run that was broken off have had this number.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("waybill-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn waybill(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
    command.env_remove("WAYBILL_DATABASE").args(words).stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The names of whole backups, oldest first.
fn backups(folder: &Path) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<String> = all.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
    all.sort();
    all
}

/// Waits until the clock shows another second: a backup is named by its second.
fn another_second() {
    std::thread::sleep(Duration::from_millis(1100));
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Text)]
    id: String,
}

fn ids(db: &mut waybill::store::Db, sql: &str) -> BTreeSet<String> {
    let rows: Vec<Id> = both!(db, c => diesel::sql_query(sql).load(c)).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// Everything that the book says was told is told; and what waited is told by the next close.
fn told_as_marked(operation: &Operation) -> usize {
    let sql = "SELECT fact AS id FROM outbox WHERE opened IS NOT NULL AND fact IS NOT NULL";
    let marked = operation.read(|db| Ok::<_, StoreError>(ids(db, sql))).unwrap();
    let told = operation.with_gate(|db| Ok(ids(db, "SELECT id FROM fact"))).unwrap();
    let lost: Vec<&String> = marked.difference(&told).collect();
    assert!(lost.is_empty(), "marked as told and told nowhere: {lost:?}");
    marked.len()
}

#[test]
fn a_backup_made_while_the_book_is_written_can_be_gone_on_with() {
    let ground = Ground::small(On::Sqlite);
    let (data, kept) = (ground.folder().to_path_buf(), Folder::new("backups"));
    let folder = kept.0.join("there");
    let ended = std::sync::atomic::AtomicBool::new(false);
    let (wrote, written) = std::sync::mpsc::channel();
    let (small, stop) = (&ground, &ended);
    let founded = ground.entries();
    let reached = std::thread::scope(|scope| {
        // Gifts all the time, and a close after every six of them, so that a copy meets the gate at work.
        let writing = scope.spawn(move || {
            let mut day: jiff::Timestamp = "2022-03-18T18:00:01+02:00".parse().unwrap();
            while !stop.load(std::sync::atomic::Ordering::SeqCst) {
                for _ in 0..6 {
                    crate::backups::gift(small, "");
                    let _ = wrote.send(());
                }
                small.pass_to(&day.to_string());
                day += jiff::SignedDuration::from_hours(24);
            }
            day
        });
        // The first copy holds something of this too.
        written.recv().expect("somebody writes");
        for _ in 0..4 {
            let made = waybill(&["backup", text(&folder), "--data", text(&data)]);
            assert!(made.status.success(), "{}", said(&made));
            another_second();
        }
        ended.store(true, std::sync::atomic::Ordering::SeqCst);
        writing.join().unwrap()
    });
    let entries = ground.entries();
    for (n, backup) in backups(&folder).iter().enumerate() {
        let restored = kept.0.join(format!("restored-{n}"));
        let words = ["restore", text(&folder), "--at", backup, "--data", text(&restored)];
        let done = waybill(&words);
        assert!(done.status.success() && said(&done).contains("every head follows"), "{}", said(&done));
        let verified = waybill(&["verify", "--data", text(&restored)]);
        assert!(verified.status.success(), "{}", said(&verified));
        let store = Store::new(&restored, Engine::Sqlite, ROWS);
        let operation = store.open("ours", &World::real()).unwrap();
        told_as_marked(&operation);
        // However many days a fast machine has passed: what a copy left half told is told at a later close.
        let world = World::held(reached + jiff::SignedDuration::from_hours(30 * 24), 7);
        close_days(&operation, &world, SHAPES).unwrap();
        assert!(told_as_marked(&operation) > 0 && operation.telling().unwrap().is_empty());
        assert!(operation.check_derived().unwrap().is_empty());
        let last = operation.with_book(waybill_journal::Book::last).unwrap();
        assert!(last > founded && last <= entries, "{last} of {entries}");
        drop(operation);
        let verified = waybill(&["verify", "--data", text(&restored)]);
        assert!(verified.status.success(), "{}", said(&verified));
    }
}

#[test]
fn a_backup_is_put_together_by_hand_as_the_manual_says() {
    let ground = Ground::small(On::Sqlite);
    let kept = Folder::new("by-hand");
    let made = waybill(&["backup", text(&kept.0), "--data", text(ground.folder())]);
    assert!(made.status.success(), "{}", said(&made));
    let name = &backups(&kept.0)[0];
    let sums = Command::new("sha256sum").arg("-c").arg(format!("{name}.sha256")).current_dir(&kept.0).output().unwrap();
    assert!(sums.status.success(), "{}", said(&sums));
    let manifest = std::fs::read_to_string(kept.0.join(format!("{name}.json"))).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let paths: Vec<&str> = manifest["files"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        ["ours/book.db", "ours/keys/id", "ours/keys/log", "ours/keys/witness", "ours/public.db", "reader.key"]
    );
    let log = said(&made);
    for file in manifest["files"].as_array().unwrap() {
        let blocks = file["blocks"].as_array().unwrap().iter().map(|block| block.as_str().unwrap());
        let mut cat = Command::new("cat");
        cat.args(blocks.map(|block| kept.0.join("blocks").join(&block[..2]).join(block)));
        let path = kept.0.join("restored").join(file["path"].as_str().unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, cat.output().unwrap().stdout).unwrap();
        let sum = Command::new("sha256sum").arg(&path).output().unwrap();
        assert!(said(&sum).starts_with(file["sha256"].as_str().unwrap()), "{}", path.display());
        if path.ends_with("keys/id") {
            let key = waybill_journal::chain::to_hex(&std::fs::read(&path).unwrap());
            assert!(!manifest.to_string().contains(&key) && !log.contains(&key), "no key stands in what is shown");
        }
    }
    let verified = waybill(&["verify", "--data", text(&kept.0.join("restored"))]);
    assert!(verified.status.success(), "{}", said(&verified));
    let refused = waybill(&["restore", text(&kept.0), "--data", text(&kept.0.join("restored"))]);
    assert!(!refused.status.success() && said(&refused).contains("is not empty"), "{}", said(&refused));
    let database = ["--database", "postgres://nobody@localhost:1/none"];
    let told = waybill(&[&["restore", text(&kept.0)], &database[..]].concat());
    assert!(!told.status.success() && said(&told).contains("pg_restore"), "{}", said(&told));
}

#[test]
fn backups_lie_in_a_folder_of_their_own_and_the_oldest_are_dropped() {
    let ground = Ground::small(On::Sqlite);
    let data = text(ground.folder()).to_owned();
    let kept = Folder::new("kept");
    for _ in 0..3 {
        assert!(waybill(&["backup", text(&kept.0), "--data", &data, "--keep", "2"]).status.success());
        another_second();
    }
    assert_eq!(backups(&kept.0).len(), 2);
    let refused = |folder: &Path, sentence: &str| {
        let told = waybill(&["backup", text(folder), "--data", &data]);
        assert!(!told.status.success() && said(&told).contains(sentence), "{}", said(&told));
    };
    refused(&ground.folder().join("backups"), "lies in the data folder itself");
    std::fs::write(kept.0.join("letter.txt"), "Dear").unwrap();
    refused(&kept.0, "holds letter.txt, which is no backup");
    assert_eq!(backups(&kept.0).len(), 2, "nothing was touched");
    let none = waybill(&["backup", text(&kept.0), "--data", "/nowhere/at/all"]);
    assert!(!none.status.success() && said(&none).contains("there is no operation"));
    let zero = waybill(&["backup", text(&kept.0), "--data", &data, "--keep", "0"]);
    assert!(!zero.status.success());
}

#[test]
fn no_dump_is_deleted_before_there_is_a_newer_one() {
    let ground = Ground::small(On::Sqlite);
    let kept = Folder::new("dumps");
    let before = kept.0.join("2022-03-01T03-30-00Z");
    std::fs::create_dir(&before).unwrap();
    std::fs::write(before.join("manifest.json"), "{}").unwrap();
    std::fs::write(before.join("waybill.dump"), "books").unwrap();
    let words = ["backup", text(&kept.0), "--data", text(ground.folder()), "--keep", "1"];
    let refused = waybill(&[&words[..], &["--database", "postgres://nobody@localhost:1/none"]].concat());
    assert!(!refused.status.success() && said(&refused).contains("--keep does not go with a database"));
    assert!(before.join("waybill.dump").is_file());
}

#[test]
fn an_own_operation_is_founded_served_and_ended_by_the_commands_alone() {
    let folder = Folder::new("served");
    let data = folder.0.join("data");
    let empty = waybill(&["serve", "--data", text(&data)]);
    assert!(!empty.status.success() && said(&empty).contains("init NAME --name"), "{}", said(&empty));
    let unnamed = waybill(&["init", "--data", text(&data)]);
    assert!(!unnamed.status.success() && said(&unnamed).contains("say what it is called"), "{}", said(&unnamed));
    let words = ["init", "flood", "--name", "River aid", "--language", "uk", "--language", "en"];
    let more = ["--address", "https://example.org/o/flood/", "--zone", "Europe/Warsaw", "--data", text(&data)];
    let founded = waybill(&[&words[..], &more[..]].concat());
    assert!(founded.status.success() && said(&founded).contains(&format!("serve --data {}", data.display())));
    let wrong = waybill(&["init", "flood", "--name", "Twice", "--data", text(&data)]);
    assert!(!wrong.status.success() && said(&wrong).contains("already an operation called flood"), "{}", said(&wrong));

    let (mut serving, health) = serving(&data);
    let address = health.split("http://").nth(1).unwrap().trim_end_matches("/health").to_owned();
    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    stream.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    let id = serving.id().to_string();
    #[cfg(target_os = "linux")]
    {
        let core = |id: &str| {
            let limits = std::fs::read_to_string(format!("/proc/{id}/limits")).unwrap();
            let line = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned();
            line.split_whitespace().skip(4).take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(core(&id), ["0", "0"], "a crash would write the memory to the disk");
        assert_ne!(core("self")[1], "0", "a program that says nothing about it is seen");
    }
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let status = ended(&mut serving).expect("it does not end");
    assert!(status.success(), "{status}: an end in good order is no failure");
}

/// A program that serves these books, and the line that says where its health is asked.
fn serving(data: &Path) -> (Child, String) {
    let mut serving = Command::new(env!("CARGO_BIN_EXE_waybill"));
    serving.env_remove("WAYBILL_DATABASE").args(["serve", "--public-port", "0", "--desk-port", "0", "--data"]);
    let mut serving = serving.arg(data).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines().map_while(Result::ok);
    let health = lines.find(|line| line.starts_with("Health:")).expect("it serves");
    // Somebody has to read what it prints.
    std::thread::spawn(move || lines.for_each(drop));
    (serving, health)
}

/// How a program ended; nothing if it goes on.
fn ended(program: &mut Child) -> Option<ExitStatus> {
    let told = Instant::now();
    loop {
        if let Some(status) = program.try_wait().unwrap() {
            return Some(status);
        }
        if told.elapsed() > PATIENCE {
            program.kill().unwrap();
            program.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Whoever would serve as well is refused, with the one who does and what to do; whoever looks, copies, locks or invites is not.
#[test]
fn one_program_at_a_time_serves_a_folder() {
    let folder = Folder::new("alone");
    let (data, other) = (folder.0.join("data"), folder.0.join("other"));
    for data in [&data, &other] {
        let founded = waybill(&["init", "flood", "--name", "River aid", "--data", text(data)]);
        assert!(founded.status.success(), "{}", said(&founded));
    }
    let (mut first, _) = serving(&data);
    let id = first.id().to_string();
    for second in
        [&["serve", "--public-port", "0", "--desk-port", "0"][..], &["demo", "--public-port", "0"], &["rebuild"]]
    {
        let mut second = Command::new(env!("CARGO_BIN_EXE_waybill"))
            .env_remove("WAYBILL_DATABASE")
            .args([second, &["--data", text(&data)]].concat())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let status = ended(&mut second).expect("a second program serves the same books");
        let mut told = String::new();
        second.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(!status.success());
        assert!(
            told.contains(&format!("served by process {id} already")) && told.contains(&format!("kill {id}")),
            "{told}"
        );
    }
    // Other books at the same time, and everything that is meant for a running program.
    let (mut elsewhere, _) = serving(&other);
    for beside in [
        &["verify"][..],
        &["backup", text(&folder.0.join("backups"))],
        &["mirror", text(&folder.0.join("mirror"))],
        &["invite", "tally", "treasurer"],
        &["lock"],
    ] {
        let done = waybill(&[beside, &["--data", text(&data)]].concat());
        assert!(done.status.success(), "{beside:?}: {}", said(&done));
    }
    // A program that was killed lets go.
    for program in [&mut first, &mut elsewhere] {
        program.kill().unwrap();
        program.wait().unwrap();
    }
    let (mut next, _) = serving(&data);
    assert_eq!(std::fs::read_to_string(data.join("serving.lock")).unwrap(), next.id().to_string());
    next.kill().unwrap();
    next.wait().unwrap();
}
