//! What comes from a file is what somebody would have typed: the same book, once, line by line, or not at all.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use waybill::demo::people;
use waybill::house::{FORMS, IMPORTING};
use waybill::import::{Told, Unusable, import};
use waybill::store::{Engine, FormKey, Role};
use waybill::web::forms;
use waybill::web::typed::Typed;

use crate::common::{Place, Story, bytes_below, lines};

stories![
    a_file_makes_the_same_book_as_the_form,
    a_file_read_again_adds_nothing,
    a_run_that_was_stopped_goes_on_where_it_was,
    a_batch_that_the_database_refuses_leaves_nothing,
    every_line_that_is_refused_says_why_and_nothing_of_what_it_holds,
    a_file_that_is_no_use_changes_nothing,
    forms_come_in_order_and_what_needs_two_people_stays_out,
    the_examples_of_the_manual_can_be_imported,
    the_command_says_by_its_exit_how_it_went,
];

const HEADER: &str = "key,on,account,amount,country,fund,reference,giver_name";

/// A story at noon of day 20, in which somebody could open what is sealed.
fn story(place: &Place) -> Story {
    let story = Story::founded(place);
    people::seat(&story.operation, &story.world, "heron", Role::Coordinator).unwrap();
    story.need_blankets("90");
    story.on(20, 12);
    story
}

fn file(place: &Place, name: &str, text: &str) -> PathBuf {
    let folder = place.data.join("..").join(format!("{}-files", place.data.file_name().unwrap().to_string_lossy()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, text).unwrap();
    file
}

fn imported(story: &Story, file: &Path) -> Told {
    import(&IMPORTING, &story.operation, &story.world, file, &mut |_| ()).unwrap()
}

fn counts(told: &Told) -> (u64, u64, u64) {
    (told.entered, told.known, told.rejected)
}

/// Line n as names and values: many countries, two funds, some under a known reference, some by a named giver, every 100th wrong.
fn line(n: usize, reference: &str) -> Vec<(&'static str, String)> {
    let amount = if n.is_multiple_of(100) { "4O".to_owned() } else { format!("{}.{:02}", 5 + n % 90, n % 100) };
    vec![
        ("key", format!("k-{n}")),
        ("on", format!("2022-03-{:02}", 1 + n % 14)),
        ("account", if n.is_multiple_of(7) { "bank-uah-1" } else { "bank-eur-1" }.to_owned()),
        ("amount", amount),
        ("country", ["DE", "FR", "PL", "UA"][n % 4].to_owned()),
        ("fund", if n.is_multiple_of(3) { "blanket-1" } else { "open" }.to_owned()),
        ("reference", if n.is_multiple_of(11) { reference.to_owned() } else { String::new() }),
        ("giver_name", if n.is_multiple_of(50) { format!("Canary {n}") } else { String::new() }),
    ]
}

fn csv(lines: impl Iterator<Item = usize>, reference: &str) -> String {
    let mut text = format!("{HEADER}\n");
    for n in lines {
        let cells: Vec<String> = line(n, reference).into_iter().map(|(_, value)| value).collect();
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    text
}

fn key_of(story: &Story, key: &str) -> FormKey {
    let hash = story.operation.keys().keyed_hash("import key", key.as_bytes());
    FormKey::parse(&format!("import-{hash}")).unwrap()
}

/// What both ways must agree about: entries but for when they were written, derived rows, and plain rows but for what is drawn.
fn book(story: &Story) -> Vec<String> {
    let mut told = Vec::new();
    for mut entry in story.operation.entries_before(i64::MAX, 100_000).unwrap() {
        entry.private["recorded"] = json!(0);
        told.push(format!("{} {} {} {} {}", entry.number, entry.kind, entry.on, entry.public, entry.private));
    }
    told.extend(story.operation.derived().unwrap());
    let mut plain = |sql: &str| {
        told.extend(story.operation.read(|db| Ok::<_, waybill::store::StoreError>(lines(db, sql))).unwrap());
    };
    plain("SELECT reference AS line FROM reference ORDER BY 1");
    plain("SELECT key || ' ' || CAST(entry AS TEXT) AS line FROM form_key ORDER BY 1");
    plain("SELECT CAST(entry AS TEXT) AS line FROM outbox WHERE opened IS NULL ORDER BY 1");
    plain("SELECT subject || ' ' || class || ' ' || CAST(epoch AS TEXT) AS line FROM sealed ORDER BY 1");
    told
}

fn a_file_makes_the_same_book_as_the_form(place: &Place) {
    let other = place.another();
    let (by_form, by_file) = (story(place), story(&other));
    let known = by_form.gift("5", "DE", "open").reference;
    assert_eq!(by_file.gift("5", "DE", "open").reference, known);
    let form = FORMS.iter().find(|form| form.path == "gift").unwrap();
    let mut refused = Vec::new();
    for n in 1..=500 {
        let bench = by_form.bench(&key_of(&by_form, &format!("k-{n}")));
        let typed = line(n, &known).into_iter().map(|(name, value)| (name.to_owned(), value));
        let code = ("code".to_owned(), by_form.world.word(20));
        let typed = Typed::new(typed.filter(|(name, _)| name != "key").chain([code]));
        if let Err(problems) = forms::enter(&bench, form, &typed, |_, _| Ok(())).unwrap() {
            refused.extend(
                problems.into_iter().map(|problem| format!("{},{},\"{}\"", n + 1, problem.field, problem.text)),
            );
        }
    }
    let gifts = file(place, "gifts.csv", &csv(1..=500, &known));
    let told = imported(&by_file, &gifts);
    assert_eq!(counts(&told), (495, 0, 5));
    assert_eq!(book(&by_file), book(&by_form));
    assert_eq!(by_file.in_memory(), by_form.in_memory());
    let reasons = std::fs::read_to_string(told.reasons.unwrap()).unwrap();
    assert_eq!(reasons.lines().skip(1).collect::<Vec<_>>(), refused);
    for story in [&by_form, &by_file] {
        story.close(30).sound();
    }
    assert_eq!(by_file.told().1, by_form.told().1, "and the world is told the same");
    // Planted: one cent of one pool, and one gift less, would be seen.
    by_file.raw("UPDATE pool SET balance = balance + 1 WHERE account = 'bank-eur-1/open'");
    assert_ne!(book(&by_file), book(&by_form));
    assert_ne!(by_file.differences(), []);
}

fn a_file_read_again_adds_nothing(place: &Place) {
    let story = story(place);
    let text = csv((1..=120).filter(|n| n % 100 != 0), "");
    let gifts = file(place, "gifts.csv", &text);
    assert_eq!(counts(&imported(&story, &gifts)), (119, 0, 0));
    let rows = story.every_row();
    let told = imported(&story, &gifts);
    assert_eq!((counts(&told), told.reasons), ((0, 119, 0), None));
    assert_eq!(story.every_row(), rows);
    // Without keys a line is known by what it says, and twice the same is twice a gift.
    let alike = "on;account;amount;country;fund\n2022-03-01;bank-eur-1;7;DE;open\n2022-03-01;bank-eur-1;7;DE;open\n";
    let alike = file(place, "alike.csv", alike);
    assert_eq!(counts(&imported(&story, &alike)), (2, 0, 0));
    let more =
        std::fs::read_to_string(&alike).unwrap().replace(";open\n", ";open\r\n") + "2022-03-01;bank-eur-1;7;DE;open";
    std::fs::write(&alike, more).unwrap();
    assert_eq!(counts(&imported(&story, &alike)), (1, 2, 0));
    // The same key twice in one file is told; the first stands.
    let twice = file(
        place,
        "twice.csv",
        "key,on,account,amount,country,fund\na,2022-03-01,bank-eur-1,7,DE,open\na,2022-03-01,bank-eur-1,8,DE,open\n",
    );
    let told = imported(&story, &twice);
    assert_eq!(counts(&told), (1, 0, 1));
    assert!(
        std::fs::read_to_string(told.reasons.unwrap()).unwrap().contains("3,key,\"an earlier line has the same key\"")
    );
    story.sound();
}

fn a_run_that_was_stopped_goes_on_where_it_was(place: &Place) {
    let story = story(place);
    let gifts = file(place, "gifts.csv", &csv((1..=2_700).filter(|n| n % 100 != 0), ""));
    let before = story.in_memory().0;
    let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        import(&IMPORTING, &story.operation, &story.world, &gifts, &mut |_| panic!("the lights went out"))
    }));
    assert!(stopped.is_err());
    let again = Story::opened_again(place, "story");
    again.on(20, 12);
    assert_eq!(again.in_memory().0 - before, 2_500, "whole batches are in, and nothing of another");
    assert_eq!(again.differences(), []);
    assert_eq!(counts(&imported(&again, &gifts)), (173, 2_500, 0));
    assert_eq!(counts(&imported(&story, &gifts)), (0, 2_673, 0), "the program that stopped sees it as well");
    assert_eq!(again.differences(), []);
}

fn a_batch_that_the_database_refuses_leaves_nothing(place: &Place) {
    let story = story(place);
    let gifts = file(place, "gifts.csv", &csv((1..=60).filter(|n| n % 100 != 0), ""));
    for table in ["entry", "arrival", "pool", "gift", "reference", "outbox", "form_key", "sealed", "operations"] {
        let (rows, memory) = (story.every_row(), story.in_memory());
        let stop = if place.is_sqlite() {
            let on = |what: &str| {
                format!(
                    "CREATE TRIGGER stop_{what} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'not today'); END;"
                )
            };
            if table == "operations" {
                // Every writer takes its lock with an update that changes nothing.
                "CREATE TRIGGER stop_INSERT BEFORE UPDATE ON operations WHEN NEW.last_entry > OLD.last_entry \
                 BEGIN SELECT RAISE(ABORT, 'not today'); END"
                    .to_owned()
            } else {
                on("INSERT") + &on("UPDATE")
            }
        } else {
            let when = if table == "operations" { "WHEN (NEW.last_entry > OLD.last_entry)" } else { "" };
            let what = if table == "operations" { "UPDATE" } else { "INSERT OR UPDATE" };
            format!(
                "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
                 CREATE TRIGGER stop BEFORE {what} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION stop()"
            )
        };
        story.raw(&stop);
        let failed = import(&IMPORTING, &story.operation, &story.world, &gifts, &mut |_| ());
        assert!(matches!(failed, Err(Unusable::Store(_))), "{table}: {failed:?}");
        story.raw(match (place.is_sqlite(), table) {
            (true, "operations") => "DROP TRIGGER stop_INSERT",
            (true, _) => "DROP TRIGGER stop_INSERT; DROP TRIGGER stop_UPDATE",
            (false, _) => "DROP FUNCTION stop() CASCADE",
        });
        assert_eq!((story.every_row(), story.in_memory()), (rows, memory), "{table}");
    }
    assert_eq!(counts(&imported(&story, &gifts)), (60, 0, 0));
    story.sound();
}

const GIVER_HEADER: &str = "on,account,amount,country,fund,reference,giver_name";
const GOOD: &str = "2022-03-01,bank-eur-1,7,DE,open,,";

/// Lines 2 to 17 must be refused, the two after them must not.
fn hostile() -> Vec<u8> {
    let mut bytes = format!("\u{feff}{GIVER_HEADER}\n").into_bytes();
    for line in [
        &b"2022-03-01,bank-eur-1,=1+1,DE,open,,"[..],
        b"2021-03-01,bank-eur-1,7,DE,open,,",
        b"2022-12-01,bank-eur-1,7,DE,open,,",
        b",bank-eur-1,7,DE,open,,",
        b"2022-03-01,bank-xxx-9,7,DE,open,,",
        b"2022-03-01,bank-eur-1,7,Canaryland,open,,",
        b"2022-03-01,bank-eur-1,7,DE,no-such-fund,,",
        b"2022-03-01,bank-eur-1,7,DE,open,Canary Meyer,",
        b"2022-03-01,bank-eur-1,7,DE,open,,Canary\x00",
        b"2022-03-01,bank-eur-1,7,DE,open,,Canary \xff",
        "2022-03-01,bank-eur-1,7,DE,open,,Canary \u{202e}".as_bytes(),
        b"2022-03-01,bank-eur-1,7,DE,open,,\"Canary",
        b"2022-03-01,bank-eur-1,7",
        b"2022-03-01,bank-eur-1,7,DE,open,,Canary,Canary",
    ] {
        bytes.extend(line);
        bytes.push(b'\n');
    }
    bytes.extend(format!("{},{}\n", &GOOD[..GOOD.len() - 1], "Canary ".repeat(40)).bytes());
    bytes.extend(format!("{GOOD}{}\n", "Canary ".repeat(20_000)).bytes());
    bytes.extend(b"2022-03-01,bank-eur-1,7,DE,open,,\"=HYPERLINK(\"\"Canary\"\")\"\n");
    bytes.extend(format!("{GOOD}\n").bytes());
    bytes
}

fn every_line_that_is_refused_says_why_and_nothing_of_what_it_holds(place: &Place) {
    let story = story(place);
    let gifts = file(place, "gifts.csv", "");
    std::fs::write(&gifts, hostile()).unwrap();
    let told = imported(&story, &gifts);
    assert_eq!(counts(&told), (2, 0, 16));
    let reasons = std::fs::read_to_string(told.reasons.unwrap()).unwrap();
    let at: Vec<String> =
        reasons.lines().skip(1).map(|line| line.split(',').take(2).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(
        at,
        [
            "2,amount",
            "3,on",
            "4,on",
            "5,on",
            "6,account",
            "7,country",
            "8,fund",
            "9,reference",
            "10,",
            "11,",
            "12,giver_name",
            "13,",
            "14,",
            "15,",
            "16,giver_name",
            "17,",
        ]
    );
    for text in [&reasons, &story.every_row().concat()] {
        assert!(!text.contains("anary"), "{text}");
    }
    if place.is_sqlite() {
        let all = bytes_below(&place.data);
        assert!(!all.windows(5).any(|some| some == b"anary"), "a name lies in clear");
    }
    let two = story
        .operation
        .read(|db| Ok::<_, waybill::store::StoreError>(lines(db, "SELECT subject AS line FROM sealed")))
        .unwrap();
    assert_eq!(two.len(), 1);
    // Put right, the file is imported again, and the list of reasons is gone.
    std::fs::write(&gifts, format!("{GIVER_HEADER}\n{GOOD}\n")).unwrap();
    let told = imported(&story, &gifts);
    assert_eq!((counts(&told), told.reasons), ((0, 1, 0), None));
    assert!(!gifts.with_extension("rejected.csv").exists());
    story.sound();
}

fn a_file_that_is_no_use_changes_nothing(place: &Place) {
    let story = story(place);
    let rows = story.every_row();
    for (name, text) in [
        ("gifts.txt", "on"),
        ("empty.csv", ""),
        ("none.csv", "2022-03-01,bank-eur-1,7,DE,open\n"),
        ("few.csv", "on,account,amount\n"),
        ("gifts.rejected.csv", "line,field,reason\n"),
    ] {
        let file = file(place, name, text);
        let told = import(&IMPORTING, &story.operation, &story.world, &file, &mut |_| ());
        assert!(told.is_err(), "{name}: {told:?}");
    }
    let wide = "on,account,amount,country,fund\n".encode_utf16().flat_map(u16::to_le_bytes);
    let wide_file = file(place, "wide.csv", "");
    std::fs::write(&wide_file, [0xff, 0xfe].into_iter().chain(wide).collect::<Vec<u8>>()).unwrap();
    assert!(import(&IMPORTING, &story.operation, &story.world, &wide_file, &mut |_| ()).is_err());
    let gifts = file(place, "gifts.csv", &csv(1..=3, ""));
    story.operation.throw_lock(&story.world, 1).unwrap();
    let told = import(&IMPORTING, &story.operation, &story.world, &gifts, &mut |_| ());
    assert!(matches!(told, Err(Unusable::Locked)), "{told:?}");
    let locked: Vec<String> = story.every_row().into_iter().filter(|row| row.starts_with("entry:")).collect();
    assert_eq!(locked, rows.into_iter().filter(|row| row.starts_with("entry:")).collect::<Vec<_>>());
}

fn forms_come_in_order_and_what_needs_two_people_stays_out(place: &Place) {
    let story = story(place);
    let lines = [
        json!({"form": "need", "item": "vest", "quantity": 10, "priority": 1, "price": "600", "source": "offer", "price_on": "2022-03-01", "confirmed": "2022-03-01"}),
        json!({"on": "2022-03-02", "account": "bank-eur-1", "amount": "60", "country": "DE", "fund": "vest-1"}),
        json!({"form": "opening-stock", "on": "2022-02-24", "item": "blanket", "count": 30, "fund": "open", "region": "UA-46", "place": "1"}),
        json!({"form": "handover", "shelf": "place-ua-46-1/BLANKET", "count": 6, "region": "UA-46"}),
        json!({"form": "handover", "on": "2022-03-03", "shelf": "place-ua-46-1/BLANKET", "count": 5, "region": "UA-46"}),
        json!({"form": "change", "on": "2022-03-03", "from": "bank-eur-1/open/EUR", "amount": "1", "to": "bank-uah-1", "got": "30"}),
        json!({"form": "no-such-form", "on": "2022-03-03"}),
        json!({"on": "2022-03-02", "account": "bank-eur-1", "amount": "60", "country": "DE", "fund": "vest-1", "Canary": "1"}),
        json!({"on": "2022-03-02", "account": "bank-eur-1", "amount": 60.5, "country": "DE", "fund": "vest-1"}),
    ];
    let text = lines.map(|line| line.to_string()).join("\n");
    let several = file(place, "several.jsonl", &text);
    let told = imported(&story, &several);
    let reasons = std::fs::read_to_string(told.reasons.as_ref().unwrap()).unwrap();
    assert_eq!(counts(&told), (4, 0, 5), "{reasons}");
    let at: Vec<(u64, String)> = reasons
        .lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            (row["line"].as_u64().unwrap(), row["field"].as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(
        at,
        [(4, "on".to_owned()), (6, "form".to_owned()), (7, "form".to_owned()), (8, String::new()), (9, String::new())]
    );
    assert!(!reasons.contains("Canary"));
    assert_eq!(counts(&imported(&story, &several)), (0, 4, 5));
    assert_eq!(story.balance("place-ua-46-1/open/BLANKET"), 25);
    story.close(30).sound();
}

/// What stands between three marks in the manual, one block a kind of file.
fn example(kind: &str) -> String {
    let manual = include_str!("../../../../docs/import.md");
    let (_, behind) = manual.split_once(&format!("```{kind}\n")).unwrap();
    behind.split_once("```").unwrap().0.to_owned()
}

fn the_examples_of_the_manual_can_be_imported(place: &Place) {
    let story = Story::founded(place);
    people::seat(&story.operation, &story.world, "heron", Role::Coordinator).unwrap();
    story.on(20, 12);
    assert_eq!(counts(&imported(&story, &file(place, "gifts.csv", &example("csv")))), (3, 0, 0));
    let told = imported(&story, &file(place, "all.jsonl", &example("jsonl")));
    assert_eq!(counts(&told), (4, 0, 0), "{:?}", told.reasons.map(std::fs::read_to_string));
    assert_eq!(story.balance("bank-eur-1/open/EUR"), 4_000 + 125_050 + 50_000);
    assert_eq!(story.balance("bank-eur-1/blanket-1/EUR"), 8_550);
    story.sound();
}

fn the_command_says_by_its_exit_how_it_went(place: &Place) {
    drop(Story::founded(place));
    let run = |file: &PathBuf| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waybill"));
        command.arg("import").arg(file).arg("--data").arg(&place.data);
        if let Engine::Postgres(address) = &place.engine {
            command.env("WAYBILL_DATABASE", address);
        }
        let done = command.output().unwrap();
        (done.status.code().unwrap(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let header = "key,on,account,amount,country,fund\n";
    let good = file(place, "good.csv", &format!("{header}1,2022-03-01,bank-eur-1,7,DE,open\n"));
    let told = run(&good);
    assert_eq!((told.0, told.1.contains("1 lines entered, 0 in the book already, 0 refused")), (0, true), "{told:?}");
    let told = run(&good);
    assert_eq!((told.0, told.1.contains("Nothing was new")), (0, true), "{told:?}");
    let told = run(&file(place, "some.csv", &format!("{header}2,2022-03-01,bank-eur-1,0,DE,open\n")));
    assert_eq!((told.0, told.1.contains("some.rejected.csv")), (1, true), "{told:?}");
    assert_eq!(run(&file(place, "none.csv", "nothing\n")).0, 2);
    assert_eq!(run(&place.data.join("no-such-file.csv")).0, 2);
}
