//! `waybill fsck`: a sound book passes every check, each planted damage is named by its own line, and nothing is changed.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};

use waybill::store::{Class, Operation, erase_in, high_water_of};

use crate::ground::{Ground, On, SLUG, on_both_engines};
use crate::tables::everything;

on_both_engines!(a_sound_book_passes_and_every_damage_is_named_by_its_line, a_look_changes_nothing);

/// Every line that a look prints, with what comes before.
const LINES: [&str; 11] = [
    "files",
    "leftovers",
    "ours: database",
    "ours: chain",
    "ours: derived rows",
    "ours: sealed records",
    "ours: erased records",
    "ours: one-time keys",
    "ours: outbox",
    "ours: marks beside the data",
    "ours: public figures",
];

fn fsck(ground: &Ground, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
    command.env_remove("WAYBILL_DATABASE").args(["fsck", "--data"]).arg(ground.folder());
    if let waybill::store::Engine::Postgres(address) = ground.engine() {
        command.args(["--database", &address]);
    }
    command.args(more).stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The checks that found something, and all that was printed.
fn wrong(ground: &Ground, more: &[&str]) -> (Vec<String>, String) {
    let done = fsck(ground, more);
    let text = said(&done);
    let wrong: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("WRONG  "))
        .map(|line| {
            line.rsplit_once(": ")
                .map_or(line, |_| LINES.iter().find(|at| line.starts_with(&format!("{at}:"))).unwrap_or(&line))
                .to_owned()
        })
        .collect();
    assert_eq!(done.status.code(), Some(i32::from(!wrong.is_empty())), "{text}");
    (wrong, text)
}

/// A small operation with a sealed giver, one who was erased, and a day that closed; nobody else can read its folder.
fn ground(on: On) -> (Ground, u64, u64) {
    let ground = Ground::small(on);
    let (there, gone) = (crate::backups::gift(&ground, "Wren"), crate::backups::gift(&ground, "Lark"));
    let operation = ground.operation();
    let subject = Operation::entry_subject(gone);
    operation.write(|db| erase_in(db, SLUG, &subject, jiff::civil::date(2022, 3, 18))).unwrap();
    operation.leave_no_trace().unwrap();
    ground.pass_to("2022-03-18T18:00:01+02:00");
    fs::set_permissions(ground.folder(), fs::Permissions::from_mode(0o700)).unwrap();
    (ground, there, gone)
}

fn raw(ground: &Ground, sql: &str) {
    ground.operation().write(|db| Ok(db.batch(sql)?)).unwrap();
}

fn a_sound_book_passes_and_every_damage_is_named_by_its_line(on: On) {
    let (ground, there, gone) = ground(on);
    let sound = said(&fsck(&ground, &[]));
    let well: Vec<&str> = sound.lines().filter_map(|line| line.strip_prefix("well   ")).collect();
    assert_eq!(well, LINES, "{sound}");
    let blob = if on == On::Sqlite { "zeroblob(32)" } else { "decode(repeat('00', 32), 'hex')" };
    // Each with what puts it right again.
    let damages: Vec<(&str, &str, String, String)> = vec![
        (
            "ours: derived rows",
            "a row does not follow from the entries: pool",
            "UPDATE pool SET balance = balance + 1 WHERE account = 'bank-eur-1/open'".into(),
            "UPDATE pool SET balance = balance - 1 WHERE account = 'bank-eur-1/open'".into(),
        ),
        (
            "ours: sealed records",
            "something is sealed for entry/9999",
            format!("UPDATE sealed SET subject = 'entry/9999' WHERE subject = 'entry/{there}'"),
            format!("UPDATE sealed SET subject = 'entry/{there}' WHERE subject = 'entry/9999'"),
        ),
        (
            "ours: erased records",
            "is gone, and nobody erased it",
            format!("UPDATE erased SET subject = 'holder/x' WHERE subject = 'entry/{gone}'"),
            format!("UPDATE erased SET subject = 'entry/{gone}' WHERE subject = 'holder/x'"),
        ),
        (
            "ours: one-time keys",
            "a form made entry 9999",
            "INSERT INTO form_key VALUES ('ours', 'a-key-of-nobody', 9999)".into(),
            "DELETE FROM form_key WHERE entry = 9999".into(),
        ),
        (
            "ours: outbox",
            "entry 2 is not in the outbox",
            "UPDATE outbox SET entry = 9999 WHERE entry = 2".into(),
            "UPDATE outbox SET entry = 2 WHERE entry = 9999".into(),
        ),
        (
            "ours: chain",
            "the chain is broken at entry 3",
            format!(
                "CREATE TABLE kept AS SELECT head FROM entry WHERE number = 3; UPDATE entry SET head = {blob} WHERE number = 3"
            ),
            "UPDATE entry SET head = (SELECT head FROM kept) WHERE number = 3; DROP TABLE kept".into(),
        ),
    ];
    for (line, sentence, damage, repair) in damages {
        raw(&ground, &damage);
        let (found, text) = wrong(&ground, &[]);
        assert!(found.contains(&line.to_owned()) && text.contains(sentence), "{line}: {text}");
        raw(&ground, &repair);
        assert_eq!(wrong(&ground, &[]).0, Vec::<String>::new(), "{line}: put right");
    }
    let figures = |sql: &str| ground.operation().with_gate(|db| Ok(db.batch(sql)?)).unwrap();
    figures("UPDATE fact SET kind = 'gifts-of-nobody'");
    assert!(wrong(&ground, &[]).0.contains(&"ours: public figures".to_owned()));
    damaged_files(on, &ground);
}

/// What stands in files: who may read them, what lies there, marks and leftovers.
fn damaged_files(on: On, _: &Ground) {
    let (ground, there, _) = ground(on);
    let key = ground.folder().join("reader.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(ground.folder().join("letter.txt"), "Dear").unwrap();
    let (found, text) = wrong(&ground, &[]);
    assert_eq!(found, ["files"], "{text}");
    assert!(
        text.contains("its mode is 0644, not 0600") && text.contains("letter.txt belongs to no operation"),
        "{text}"
    );
    fs::remove_file(ground.folder().join("letter.txt")).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();

    let restoring = ground.folder().with_file_name("books.restoring");
    let backups = ground.folder().with_file_name("backups");
    fs::create_dir_all(backups.join(".unfinished-2022-03-18T03-30-00Z")).unwrap();
    fs::create_dir(&restoring).unwrap();
    let (found, text) = wrong(&ground, &["--backups", backups.to_str().unwrap()]);
    assert_eq!(found, ["leftovers"], "{text}");
    assert!(text.contains("was never finished") && text.contains("a restore that was stopped"), "{text}");
    fs::remove_dir(&restoring).unwrap();

    let beside = high_water_of(ground.folder()).unwrap();
    let (mark, list) = (beside.join("ours.book"), beside.join("ours.erased"));
    let (marked, listed) = (fs::read_to_string(&mark).unwrap(), fs::read_to_string(&list).unwrap());
    let last = ground.entries();
    fs::write(&mark, marked.replace(&format!(" {last} "), " 9999 ")).unwrap();
    assert!(wrong(&ground, &[]).1.contains("the book had come to entry 9999"));
    fs::write(&mark, marked).unwrap();
    fs::write(&list, format!("{listed}erased 2022-03-18 entry/{there}\n")).unwrap();
    let (found, text) = wrong(&ground, &[]);
    assert_eq!(found, ["ours: marks beside the data"], "{text}");
    assert!(text.contains("was erased by the list, and is there"), "{text}");
    fs::write(&list, listed).unwrap();
    if on == On::Sqlite {
        damaged_pages(&ground);
    }
}

/// What only files of SQLite can have.
fn damaged_pages(ground: &Ground) {
    let backups = ground.folder().with_file_name("kept");
    fs::create_dir(&backups).unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_waybill"))
        .arg("backup")
        .arg(&backups)
        .arg("--data")
        .arg(ground.folder())
        .output();
    assert!(made.unwrap().status.success());
    let here = ["--backups", backups.to_str().unwrap()];
    assert!(said(&fsck(ground, &here)).contains("well   backups"));
    let part = fs::read_dir(backups.join("blocks")).unwrap().next().unwrap().unwrap().path();
    let block = fs::read_dir(part).unwrap().next().unwrap().unwrap().path();
    fs::write(block, "rot").unwrap();
    assert!(wrong(ground, &here).1.contains("is not what it is named after"));

    // A page in the middle of an index, overwritten while nobody looks.
    let book = ground.folder().join(SLUG).join("book.db");
    ground.operation().leave_no_trace().unwrap();
    let mut bytes = fs::read(&book).unwrap();
    let opened = rusqlite::Connection::open(&book).unwrap();
    let sql = "SELECT rootpage FROM sqlite_master WHERE name = 'outbox_waiting'";
    let page: usize = usize::try_from(opened.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()).unwrap();
    drop(opened);
    bytes[(page - 1) * 4096 + 3..][..5].fill(0);
    fs::write(&book, bytes).unwrap();
    let (found, text) = wrong(ground, &[]);
    assert!(found.contains(&"ours: database".to_owned()), "{text}");
}

/// What a program leaves that served the books is its own.
#[test]
fn books_that_were_served_are_sound() {
    let ground = Ground::empty(On::Sqlite);
    let data = ground.folder().with_file_name("served");
    let waybill = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
        command.env_remove("WAYBILL_DATABASE").stdin(Stdio::null());
        command
    };
    let founded = waybill().args(["init", "flood", "--name", "River aid", "--data"]).arg(&data).output().unwrap();
    assert!(founded.status.success(), "{}", said(&founded));
    let mut serving = waybill();
    serving.args(["serve", "--public-port", "0", "--desk-port", "0", "--data"]).arg(&data).stdout(Stdio::piped());
    let mut serving = serving.spawn().unwrap();
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("Health:")), "it serves");
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert!(data.join("serving.lock").is_file());
    let looked = waybill().arg("fsck").arg("--data").arg(&data).output().unwrap();
    assert!(looked.status.success() && said(&looked).contains("well   files"), "{}", said(&looked));
}

fn a_look_changes_nothing(on: On) {
    let (ground, ..) = ground(on);
    ground
        .operation()
        .replace_sealed("holder/x", &ground.operation().seal(Class::Contact, b"x").unwrap().unwrap())
        .unwrap();
    let (rows, beside) = (everything(&ground, &[]), high_water_of(ground.folder()).unwrap());
    let lists = || fs::read_dir(&beside).unwrap().map(|f| fs::read(f.unwrap().path()).unwrap()).collect::<Vec<_>>();
    let before = lists();
    assert!(fsck(&ground, &[]).status.success());
    assert_eq!((everything(&ground, &[]), lists()), (rows, before));
    // Not even a key is made where it is missing.
    let key = ground.folder().join("reader.key");
    fs::remove_file(&key).unwrap();
    let (found, text) = wrong(&ground, &[]);
    assert!(found.iter().any(|at| at == "files") && text.contains("ours: opening"), "{text}");
    assert!(!key.exists());
}
