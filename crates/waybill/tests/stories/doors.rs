//! The doors: what each one opens, and that it opens nothing else.

use waybill::features::donations::{Code, Reference, gifts_of_code, make_reference};
use waybill::publish::published::Published;
use waybill::web::typed::Typed;

use crate::common::{Place, Story, bytes_below, lines};

stories![
    the_published_door_reads_published_facts_only,
    a_link_works_once_and_a_session_ends,
    an_unknown_code_and_a_code_without_gifts_answer_alike,
    only_hashes_of_tokens_and_codes_are_stored,
];

fn the_published_door_reads_published_facts_only(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "50", "DE", "open");
    story.close(1);
    let facts = story.told();
    let door = Published::open(&story.operation).unwrap();
    let is_refused = |sql: &str| {
        assert!(door.try_sql(sql).is_err(), "the published door ran: {sql}");
        let _ = door.try_sql("ROLLBACK");
    };
    let schema = if place.is_sqlite() { "" } else { "book." };
    let tables = story.tables();
    for needed in ["entry", "operations", "session", "reference", "gift", "outbox", "dispatch_draft", "comment_kept"] {
        assert!(tables.iter().any(|t| t == needed), "{needed} is no longer a private table");
    }
    for table in &tables {
        let select = format!("SELECT * FROM {schema}{table}");
        is_refused(&select);
        is_refused(&format!("SELECT * FROM {table}"));
        is_refused(&format!("DELETE FROM {schema}{table}"));
        // The same words, said by the writer, are understood: this story can fail.
        story.raw(&select);
    }
    for (table, column) in
        [("fact", "kind"), ("card", "name"), ("snapshot", "operation"), ("text", "heads"), ("comment", "words")]
    {
        let shown = if place.is_sqlite() { table.to_owned() } else { format!("shown.{table}") };
        door.try_sql(&format!("SELECT * FROM {shown}")).unwrap();
        is_refused(&format!("UPDATE {shown} SET {column} = 'x'"));
        is_refused(&format!("DELETE FROM {shown}"));
        is_refused(&format!("DROP TABLE {shown}"));
    }
    is_refused("CREATE TABLE elsewhere (n INTEGER)");
    if place.is_sqlite() {
        no_way_around_on_sqlite(place, is_refused);
    } else {
        no_way_around_on_postgres(place, is_refused);
    }
    assert_eq!(story.told(), facts);
    story.sound();
}

fn no_way_around_on_sqlite(place: &Place, is_refused: impl Fn(&str)) {
    let book = place.data.join("story").join("book.db");
    assert!(book.is_file());
    let book = book.display();
    is_refused(&format!("ATTACH DATABASE '{book}' AS book"));
    is_refused(&format!("ATTACH DATABASE 'file:{book}?mode=ro' AS book"));
    is_refused("PRAGMA query_only = OFF; DELETE FROM fact");
    is_refused("PRAGMA writable_schema = ON; DELETE FROM sqlite_master");
    is_refused(&format!("VACUUM INTO '{}'", place.data.join("copy.db").display()));
    is_refused("SELECT load_extension('anything')");
    is_refused("INSERT INTO fact SELECT operation, position + 1000, id || 'x', step, kind, body, moves FROM fact");
}

fn no_way_around_on_postgres(place: &Place, is_refused: impl Fn(&str)) {
    let name = place.data.file_name().unwrap().to_string_lossy().into_owned();
    is_refused("SET search_path TO book; SELECT * FROM entry");
    is_refused("RESET ROLE; SELECT * FROM book.entry");
    is_refused("RESET ALL; SELECT * FROM book.entry");
    is_refused("SET ROLE waybill");
    is_refused("SET ROLE NONE; SELECT * FROM book.entry");
    is_refused("SET SESSION AUTHORIZATION waybill");
    is_refused("SET default_transaction_read_only = off; DELETE FROM shown.fact");
    is_refused("BEGIN READ WRITE; UPDATE shown.card SET name = 'x'; COMMIT");
    is_refused("SET default_transaction_read_only = off; CREATE SCHEMA elsewhere");
    is_refused("SET default_transaction_read_only = off; CREATE TABLE public.elsewhere (n INTEGER)");
    is_refused("SELECT pg_read_file('postgresql.conf')");
    is_refused("COPY book.entry TO STDOUT");
    is_refused(&format!("COPY (SELECT 1) TO PROGRAM 'echo {name}'"));
    is_refused("SELECT * FROM pg_authid");
    is_refused("GRANT SELECT ON book.entry TO PUBLIC");
    is_refused("ALTER ROLE waybill PASSWORD 'x'");
}

fn a_link_works_once_and_a_session_ends(place: &Place) {
    let story = Story::founded(place);
    let (operation, world) = (&story.operation, &story.world);
    let link = operation.make_link(world).unwrap();
    assert_eq!(operation.entered(&link, world).unwrap(), None, "a link is not a session");
    let session = operation.use_link(&link, world).unwrap().unwrap();
    assert_ne!(session, link);
    assert_eq!(operation.use_link(&link, world).unwrap(), None, "a link works once");
    assert_eq!(operation.use_link(&session, world).unwrap(), None, "a session is not a link");
    assert_eq!(operation.use_link("", world).unwrap(), None);
    assert_eq!(operation.entered(&session, world).unwrap().map(|e| e.person), Some(1));
    assert_eq!(operation.entered("", world).unwrap(), None);
    // Ten in the morning and eight hours.
    assert!(story.on(1, 17).operation.entered(&session, world).unwrap().is_some());
    assert_eq!(story.on(1, 18).operation.entered(&session, world).unwrap(), None);
    // A link that nobody used ends after a day; of many who use one at once, one enters.
    let late = operation.make_link(world).unwrap();
    assert_eq!(story.on(2, 18).operation.use_link(&late, world).unwrap(), None);
    let wanted = operation.make_link(world).unwrap();
    let entered: Vec<bool> = std::thread::scope(|scope| {
        let enter = || operation.use_link(&wanted, world).unwrap().is_some();
        let all: Vec<_> = (0..8).map(|_| scope.spawn(enter)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(entered.iter().filter(|e| **e).count(), 1);
}

fn an_unknown_code_and_a_code_without_gifts_answer_alike(place: &Place) {
    let story = Story::founded(place);
    let gift = story.gift("50", "DE", "open");
    let (unknown, promised) = (Code::draw(&story.world), Code::draw(&story.world));
    let reference = a_promise(&story, &promised);
    for code in [&unknown, &promised] {
        assert_eq!(gifts_of_code(&story.operation, code).unwrap(), Vec::<u64>::new());
        assert_eq!(story.answer(code), []);
    }
    assert_eq!(gifts_of_code(&story.operation, &gift.code).unwrap(), [gift.entry]);
    // The promised gift comes: now its code answers.
    let typed = reference.grouped();
    let entry = story.enter(
        "gift",
        &[("amount", "7"), ("account", "bank-eur-1"), ("country", "FR"), ("fund", "open"), ("reference", &typed)],
    );
    assert_eq!(gifts_of_code(&story.operation, &promised).unwrap(), [entry]);
    // The reference, which the bank sees, is no code.
    assert_eq!(Code::parse(&gift.reference), None);
}

/// A reference for somebody who will give, made on the coordinators' side: the same form makes it once.
fn a_promise(story: &Story, code: &Code) -> Reference {
    let key = story.next_key();
    let typed = Typed::new([("code".to_owned(), code.to_string())]);
    let slip = make_reference(&story.bench(&key), &typed).unwrap().into_string();
    let rows = story.every_row();
    assert_eq!(make_reference(&story.bench(&key), &typed).unwrap().into_string(), slip);
    assert_eq!(story.every_row(), rows);
    let reference = Reference::from_seed(&story.operation.keys().public_id(&format!("new reference {}", key.as_str())));
    assert!(slip.contains(&reference.grouped()) && slip.contains(&code.to_string()), "{slip}");
    reference
}

fn only_hashes_of_tokens_and_codes_are_stored(place: &Place) {
    let story = Story::founded(place);
    let gift = story.gift("50", "DE", "open");
    let link = story.operation.make_link(&story.world).unwrap();
    let session = story.operation.use_link(&link, &story.world).unwrap().unwrap();
    let waiting = story.operation.make_link(&story.world).unwrap();
    story.close(1);
    let stored = everything_stored(place, &story);
    let is_there = |needle: &[u8]| stored.windows(needle.len()).any(|w| w.eq_ignore_ascii_case(needle));
    let grouped = gift.code.to_string();
    let plain = grouped.replace('-', "");
    for secret in [&link, &session, &waiting, &grouped, &plain] {
        assert!(!is_there(secret.as_bytes()), "{secret} is stored");
        assert!(!is_there(hex(secret.as_bytes()).as_bytes()), "{secret} is stored in hexadecimal");
    }
    // What is stored is found: the reference as text, the code as its hash.
    assert!(is_there(gift.reference.as_bytes()));
    let hash = gift.code.hash();
    assert!(is_there(&hash) || is_there(hex(&hash).as_bytes()));
}

fn hex(bytes: &[u8]) -> String {
    waybill_journal::chain::to_hex(bytes)
}

/// On SQLite every byte of every file; on PostgreSQL every row of both schemas as text, and the files beside it.
fn everything_stored(place: &Place, story: &Story) -> Vec<u8> {
    let mut stored = bytes_below(&place.data);
    stored.extend(story.every_row().join("\n").into_bytes());
    if !place.is_sqlite() {
        let shown = |db: &mut waybill::store::Db| lines(db, "SELECT f::text AS line FROM shown.fact f");
        stored.extend(story.operation.write(|db| Ok(shown(db))).unwrap().join("\n").into_bytes());
    }
    stored
}
