//! The doors: what each one opens, and that it opens nothing else.

use waybill::demo::people::{COST, PASSPHRASE, seat};
use waybill::factor::CodeSecret;
use waybill::features::donations::{Code, Reference, gifts_of_code, make_reference};
use waybill::publish::published::Published;
use waybill::store::{Joining, NotJoined, Role, SignIn};
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
    let (_, link) = operation.invite(world, "heron", Role::Coordinator, 0).unwrap().unwrap();
    assert!(operation.session(&link, world).unwrap().is_none(), "a link is not a session");
    assert!(operation.invitation("", world).unwrap().is_none());
    let secret = CodeSecret::draw(world);
    let code = secret.code_at(world.now());
    let joining = Joining { passphrase: PASSPHRASE, secret: &secret, code: &code };
    let join = |link: &str, joining: &Joining| operation.join(world, link, joining, COST).unwrap();
    assert_eq!(join(&link, &Joining { code: "000000", ..joining }).unwrap_err(), NotJoined::Code);
    let joined = join(&link, &joining).unwrap();
    assert_eq!(joined.codes, join(&link, &joining).unwrap().codes, "sent again it is the same answer");
    let other = Joining { passphrase: "another one that is long enough", ..joining };
    assert_eq!(join(&link, &other).unwrap_err(), NotJoined::Link, "a link works once");
    let sign_in = |passphrase, code: &str| operation.sign_in(world, " HERON ", passphrase, code).unwrap();
    assert_eq!(sign_in(PASSPHRASE, &code), SignIn::Wrong, "a code works once");
    story.on(1, 10).world.set_now(world.now() + jiff::Span::new().minutes(2));
    let code = secret.code_at(world.now());
    assert_eq!(sign_in("seven lamps under a warm bridge", &code), SignIn::Wrong);
    assert_eq!(operation.sign_in(world, "nobody", PASSPHRASE, &code).unwrap(), SignIn::Wrong);
    let SignIn::In(session) = sign_in(PASSPHRASE, &code) else { panic!("all three fit") };
    assert_eq!(sign_in(PASSPHRASE, &code), SignIn::Wrong, "a code works once");
    let SignIn::In(by_paper) = sign_in(PASSPHRASE, &joined.codes[0]) else { panic!("a code on paper fits") };
    assert_eq!(sign_in(PASSPHRASE, &joined.codes[0]), SignIn::Wrong, "a code on paper works once");
    assert_eq!(sign_in(PASSPHRASE, "12 34"), SignIn::Wrong);
    assert_eq!(sign_in(PASSPHRASE, &joined.codes[1]), SignIn::TooMany, "six tries a minute");
    assert_ne!(session, by_paper);
    assert_eq!(operation.session(&session, world).unwrap().map(|one| one.person.id), Some(1));
    assert!(operation.session("", world).unwrap().is_none());
    // A quarter of an hour without use, eight hours in all.
    let after = |minutes: i64| world.set_now(world.now() + jiff::Span::new().minutes(minutes));
    for _ in 0..33 {
        after(14);
        assert!(operation.session(&session, world).unwrap().is_some());
    }
    assert!(operation.session(&by_paper, world).unwrap().is_none(), "idle");
    after(14);
    after(14);
    assert!(operation.session(&session, world).unwrap().is_none(), "over");
    // An invitation that nobody used ends.
    let (_, late) = operation.invite(world, "ferry", Role::Logistics, 1).unwrap().unwrap();
    after(3 * 24 * 60);
    assert!(operation.invitation(&late, world).unwrap().is_none());
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
    let (joined, secret) = seat(&story.operation, &story.world, "heron", Role::Coordinator).unwrap();
    let (person, unlocked) = story.operation.unlock_box("heron", PASSPHRASE).unwrap().unwrap();
    let session = story.operation.begin_session(&story.world, &person, &unlocked).unwrap();
    let (_, waiting) = story.operation.invite(&story.world, "ferry", Role::Logistics, 1).unwrap().unwrap();
    let (secret, key) = (secret.text(), unlocked.identity.to_secret());
    let paper = joined.codes[0].replace('-', "");
    story.close(1);
    let stored = everything_stored(place, &story);
    let is_there = |needle: &[u8]| stored.windows(needle.len()).any(|w| w.eq_ignore_ascii_case(needle));
    let grouped = gift.code.to_string();
    let plain = grouped.replace('-', "");
    for secret in [PASSPHRASE, &paper, &secret, &key, &session, &waiting, &grouped, &plain] {
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
