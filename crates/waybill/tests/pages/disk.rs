//! A disk without room, and a disk that failed, as people meet them: what they typed stays, and the page says what has to be done.

use waybill::web::words::Lang;

use crate::giving;
use crate::ground::{Ground, On, Pairs, on_both_engines, pressed};
use crate::page::{Page, english};

on_both_engines!(
    a_full_disk_keeps_what_was_typed_and_work_goes_on,
    a_faulty_disk_is_told_and_nothing_is_entered_until_the_start,
);

fn raw(ground: &Ground, sql: &str) {
    ground.operation().write(|db| Ok(db.batch(sql)?)).unwrap();
}

/// Nothing more can be written into these tables, in the words of an engine.
fn stop(ground: &Ground, on: On, words: &str) {
    for table in ["entry", "promise"] {
        raw(
            ground,
            &if on == On::Sqlite {
                format!(
                    "CREATE TRIGGER stop_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
                )
            } else {
                format!(
                    "CREATE FUNCTION stop_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                   RAISE EXCEPTION '{words}' USING ERRCODE = '53100'; END $$; \
                 CREATE TRIGGER stop BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION stop_{table}()"
                )
            },
        );
    }
}

fn go_on(ground: &Ground, on: On) {
    for table in ["entry", "promise"] {
        raw(
            ground,
            &if on == On::Sqlite {
                format!("DROP TRIGGER stop_{table}")
            } else {
                format!("DROP FUNCTION stop_{table}() CASCADE")
            },
        );
    }
}

/// Everybody can read: coordinators, strangers, and whoever follows a gift.
fn all_can_be_read(ground: &Ground) {
    for path in ["en/", "en/book", "en/record/gift", "en/proposals"] {
        assert_eq!(ground.open(path).status, 200, "{path}");
    }
    for path in ["en/", "en/books", "en/give", "facts.jsonl"] {
        assert_eq!(ground.read(path).status, 200, "{path}");
    }
}

/// The form came back with all that was typed into it, and a sentence in its language.
fn came_back(page: &Page, lang: &str, sent: &Pairs, says: &str) {
    let problems = page.problems();
    assert!(problems.len() == 1 && problems[0].0.is_none(), "{problems:?}");
    if lang == "en" {
        assert!(problems[0].1.contains(says), "{problems:?}");
    } else if lang == "uk" {
        assert_eq!(english(page), [""; 0]);
    }
    for (name, value) in sent.iter().filter(|(name, _)| !["key", "go", "code", "token"].contains(&name.as_str())) {
        let field = page.field(name).unwrap_or_else(|| panic!("the field {name} is gone"));
        assert_eq!(field.value, *value, "{name}");
    }
}

fn a_full_disk_keeps_what_was_typed_and_work_goes_on(on: On) {
    let ground = giving::giving(on);
    stop(
        &ground,
        on,
        if on == On::Sqlite { "database or disk is full" } else { "could not write: No space left on device" },
    );
    let (before, entries) = (ground.state(), ground.entries());
    let mut last = Pairs::new();
    for lang in Lang::ALL.map(Lang::code) {
        let sent = pressed(ground.filled(lang, "gift", &[("amount", "123")]), "enter");
        let page = ground.send(&format!("{lang}/record/gift"), &sent);
        assert_eq!(page.status, 507, "{}", page.main());
        came_back(&page, lang, &sent, "make room");
        assert_eq!(page.form()["key"], sent["key"], "sent again it is the same form");
        let mut wish = ground.read(&format!("{lang}/give")).form();
        wish.insert("amount".into(), "77".into());
        let page = giving::send(&ground, lang, &wish);
        assert_eq!(page.status, 507, "{}", page.main());
        came_back(&page, lang, &wish, "make room");
        last = sent;
    }
    assert_eq!(ground.state(), before);
    all_can_be_read(&ground);
    let health = ground.ask_public("/health", "localhost", None);
    assert_eq!(health.status, 200, "nothing has to be started again");
    go_on(&ground, on);
    for _ in 0..2 {
        let page = ground.send("pl/record/gift", &last);
        assert_eq!(page.status, 200, "{}", page.main());
    }
    assert_eq!(ground.entries(), entries + 1, "pressed twice, entered once");
}

fn a_faulty_disk_is_told_and_nothing_is_entered_until_the_start(on: On) {
    let mut ground = giving::giving(on);
    stop(&ground, on, "disk I/O error");
    let (before, entries) = (ground.state(), ground.entries());
    let mut last = Pairs::new();
    for (n, lang) in Lang::ALL.map(Lang::code).into_iter().enumerate() {
        let sent = pressed(ground.filled(lang, "gift", &[("amount", "123")]), "enter");
        if n == 1 {
            // The disk would take it by now; the program does not know what it has.
            let other = ground.beside();
            let operation = &other.operations[0].operation;
            for table in ["entry", "promise"] {
                let sql = if on == On::Sqlite {
                    format!("DROP TRIGGER stop_{table}")
                } else {
                    format!("DROP FUNCTION stop_{table}() CASCADE")
                };
                operation.write(|db| Ok(db.batch(&sql)?)).unwrap();
            }
        }
        let page = ground.send(&format!("{lang}/record/gift"), &sent);
        assert_eq!(page.status, 503, "{}", page.main());
        came_back(&page, lang, &sent, "the program started again");
        last = sent;
    }
    assert_eq!(ground.state(), before);
    all_can_be_read(&ground);
    let health = ground.ask_public("/health", "localhost", None);
    assert_eq!((health.status, health.body.contains("cannot be written")), (503, true));
    ground.move_to(&waybill::house::HOUSE);
    assert_eq!(ground.send("pl/record/gift", &last).status, 200);
    assert_eq!(ground.entries(), entries + 1);
    assert_eq!(ground.ask_public("/health", "localhost", None).status, 200);
}
