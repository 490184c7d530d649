//! The disk refuses, under the real program: a sync that fails, and no room (`tests/powercut/record.c` stands between them).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::load::{Book, Server, verified};
use crate::place::Place;
use crate::powercut::{Folder, recorder};

/// A book whose program meets a disk that does as the files `fail` and `full` say.
fn book_in(folder: &Folder) -> Book {
    let mut place = Place::sqlite();
    let _ = fs::remove_dir_all(&place.data);
    place.data = folder.0.join("data");
    let book = Book::founded(place, 7);
    book.watching.leave_no_trace().unwrap();
    book
}

fn served(book: &Book, folder: &Folder) -> Server {
    let at = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let (library, data, log) = (recorder().to_str().unwrap().to_owned(), at("data"), at("log"));
    let (fail, full) = (at("fail"), at("full"));
    let disk = [("RECORD_FOLDER", &data), ("RECORD_LOG", &log), ("RECORD_FAIL", &fail), ("RECORD_FULL", &full)];
    let mut environment: Vec<(&str, &str)> = disk.into_iter().map(|(name, value)| (name, value.as_str())).collect();
    environment.push(("LD_PRELOAD", &library));
    Server::start(&book.place, &environment)
}

#[test]
fn a_sync_that_fails_stops_all_writing_until_the_start() {
    let folder = Folder::new("fault");
    let book = book_in(&folder);
    let mut server = served(&book, &folder);
    assert_eq!(book.send(&server, &book.fresh()), Some(200));
    let entries = book.entries();
    fs::write(folder.0.join("fail"), "").unwrap();
    let post = book.fresh();
    assert_eq!(book.send(&server, &post), Some(503));
    // The next sync would succeed; what it found left to do nobody knows.
    fs::remove_file(folder.0.join("fail")).unwrap();
    for again in [&post, &book.fresh(), &post] {
        assert_eq!(book.send(&server, again), Some(503));
    }
    assert_eq!(book.entries(), entries);
    server.kill();
    let server = served(&book, &folder);
    for _ in 0..2 {
        assert_eq!(book.send(&server, &post), Some(200));
    }
    assert_eq!(book.entries(), entries + 1);
    verified(&book.place).unwrap();
}

#[test]
fn without_room_forms_are_refused_until_there_is_some() {
    let folder = Folder::new("room");
    let book = book_in(&folder);
    let server = served(&book, &folder);
    assert_eq!(book.send(&server, &book.fresh()), Some(200));
    let entries = book.entries();
    fs::write(folder.0.join("full"), "").unwrap();
    let post = book.fresh();
    for again in [&post, &book.fresh(), &post] {
        assert_eq!(book.send(&server, again), Some(507));
    }
    assert_eq!(book.entries(), entries);
    fs::remove_file(folder.0.join("full")).unwrap();
    for _ in 0..2 {
        assert_eq!(book.send(&server, &post), Some(200), "work goes on by itself");
    }
    assert_eq!(book.entries(), entries + 1);
    verified(&book.place).unwrap();
}

/// Founded, and the power goes: names that were never synced are gone. The operation must be there.
#[test]
fn what_was_founded_is_there_after_a_power_cut() {
    let folder = Folder::new("founded");
    let (ground, log): (PathBuf, PathBuf) = (folder.0.join("ground"), folder.0.join("log"));
    fs::create_dir(&ground).unwrap();
    let before = crate::disk::Disk::of(&ground);
    let data = ground.join("data");
    let mut init = Command::new(env!("CARGO_BIN_EXE_waybill"));
    init.args(["init", "flood", "--name", "River aid", "--data"]).arg(&data).env_remove("WAYBILL_DATABASE");
    init.env("LD_PRELOAD", recorder()).env("RECORD_FOLDER", &ground).env("RECORD_LOG", &log);
    assert!(init.output().unwrap().status.success());
    let (bytes, mut disk) = (fs::read(&log).unwrap(), before);
    for record in crate::disk::records(&bytes, &ground) {
        disk.happen(&bytes, &record);
    }
    let state = folder.0.join("state");
    disk.cut_at_worst(&state);
    let verify = |data: &Path| {
        Command::new(env!("CARGO_BIN_EXE_waybill")).arg("verify").arg("--data").arg(data).output().unwrap()
    };
    let done = verify(&state.join("data"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
