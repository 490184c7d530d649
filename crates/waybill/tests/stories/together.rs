//! Together: two programs on one book, several operations in one place, a runtime around it all.

use std::sync::Arc;

use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::store::{FormKey, Role};

use crate::common::{Place, Story, lines};

stories![
    two_programs_on_one_book_take_turns,
    two_programs_on_one_book_write_at_once,
    what_another_program_did_to_an_order_stops_an_entry,
    two_gates_on_one_book_tell_everything_once,
    several_operations_do_not_see_each_other,
    a_book_works_inside_and_outside_a_runtime,
];

fn two_programs_on_one_book_take_turns(place: &Place) {
    let one = Story::founded(place);
    let two = Story::opened_again(place, "story");
    for turn in 0..6_u64 {
        let (writer, reader) = if turn % 2 == 0 { (&one, &two) } else { (&two, &one) };
        let key = FormKey::parse(&format!("turn-number-{turn}")).unwrap();
        let typed = [("account", "bank-eur-1"), ("fund", "open"), ("amount", "10")];
        let answer = writer.send(&key, "opening-money", &typed).unwrap();
        assert_eq!((answer.entry, answer.repeated), (turn + 1, false));
        // The other program sees it at once, and answers the same form with it.
        assert_eq!(reader.in_memory(), writer.in_memory());
        let again = reader.send(&key, "opening-money", &typed).unwrap();
        assert_eq!((again.entry, again.repeated), (turn + 1, true));
    }
    // What one program spent, the other cannot spend again.
    one.need_blankets("9");
    let all = [("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "60")];
    two.send(&FormKey::parse("spends-it-all").unwrap(), "decision", &all).unwrap();
    one.refused("decision", &all);
    one.sound();
    two.sound();
}

fn two_programs_on_one_book_write_at_once(place: &Place) {
    const EACH: usize = 12;
    let one = Story::founded(place);
    let two = Story::opened_again(place, "story");
    let entries: Vec<u64> = std::thread::scope(|scope| {
        let write = |program: usize, side: usize| {
            let (one, two) = (&one, &two);
            move || {
                let story = if program == 0 { one } else { two };
                let gift = |n: usize| {
                    let key = FormKey::parse(&format!("at-once-{program}-{side}-{n}")).unwrap();
                    let typed = [("amount", "1"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "open")];
                    story.send(&key, "gift", &typed).unwrap().entry
                };
                (0..EACH).map(gift).collect::<Vec<u64>>()
            }
        };
        let sides: Vec<_> = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(p, s)| scope.spawn(write(p, s))).into();
        sides.into_iter().flat_map(|side| side.join().unwrap()).collect()
    });
    let mut sorted = entries.clone();
    sorted.sort_unstable();
    let expected: Vec<u64> = (1..=u64::try_from(4 * EACH).unwrap()).collect();
    assert_eq!(sorted, expected, "no number is missing, none is given twice");
    assert_eq!(one.in_memory(), two.in_memory());
    two.close(1);
    one.on(1, 18);
    assert_eq!(one.figure("gifts.count"), i64::try_from(4 * EACH).unwrap());
    assert_eq!(one.told(), two.told());
    one.sound();
    two.sound();
}

/// Both programs read their form while the order stood unpaid; one of them comes second.
fn what_another_program_did_to_an_order_stops_an_entry(place: &Place) {
    let one = Story::founded(place);
    let two = Story::opened_again(place, "story");
    one.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "500")]);
    let orders: Vec<u64> = (0..2).map(|_| one.order_blankets("open", "10", "2", "")).collect();
    let (paid, taken_back) = (one.order(1), one.order(2));
    let key = |name: &str| FormKey::parse(&format!("of-one-order-{name}")).unwrap();
    let pay = |order: &str| [("order", order.to_owned()), ("holder", "bank-eur-1".to_owned())];
    let correct = |entry: u64| [("entry", entry.to_string()), ("reason", "amount".to_owned())];
    let read = |name: &str, form: &str, typed: &[(&str, String)]| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        two.read(&key(name), form, &typed).unwrap()
    };
    let late = [
        ("payment", read("payment", "payment", &pay(&paid))),
        ("righting", read("righting", "correction", &correct(orders[0]))),
        ("orphan", read("orphan", "payment", &pay(&taken_back))),
    ];
    let typed = pay(&paid);
    one.enter("payment", &[("order", &typed[0].1), ("holder", &typed[1].1)]);
    let typed = correct(orders[1]);
    one.enter("correction", &[("entry", &typed[0].1), ("reason", &typed[1].1)]);
    let before = (one.every_row(), one.in_memory());
    for (name, (draft, also)) in late {
        assert!(
            two.operation.post(&two.world, &waybill::store::Behind::one(1), &key(name), &draft, also).is_err(),
            "{name}"
        );
        assert_eq!((one.every_row(), one.in_memory()), before, "{name}");
        assert_eq!(two.in_memory(), before.1, "{name}");
    }
    assert_eq!(one.operation.rebuild().unwrap(), []);
    // Everything goes on: the payment is taken back, then its order.
    for entry in [before.1.0 - 1, orders[0]] {
        let typed = correct(entry);
        two.send(&two_key(entry), "correction", &[("entry", &typed[0].1), ("reason", &typed[1].1)]).unwrap();
    }
    assert_eq!(two.operation.rebuild().unwrap(), []);
    one.sound();
    two.sound();
}

fn two_key(entry: u64) -> FormKey {
    FormKey::parse(&format!("goes-on-with-{entry}")).unwrap()
}

/// Both look at the clock at the same moment, every day.
fn two_gates_on_one_book_tell_everything_once(place: &Place) {
    let beside = place.another();
    let (one, alone) = (Story::founded(place), Story::founded(&beside));
    let two = Story::opened_again(place, "story");
    for day in 1..=12 {
        for story in [&one, &alone] {
            story.on(day, 9).gifts(3, "10", "DE", "open");
            story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "1")]);
        }
        alone.close(day);
        std::thread::scope(|scope| {
            for story in [&one, &two] {
                scope.spawn(move || {
                    story.on(day, 18);
                    close_days(&story.operation, &story.world, SHAPES).unwrap();
                });
            }
        });
    }
    assert_eq!(one.told(), alone.told());
    assert_eq!(two.told(), alone.told());
    let told = |story: &Story| story.operation.opened().unwrap().len();
    assert_eq!(told(&one), told(&alone), "every told entry knows that it was told");
    one.sound();
}

fn several_operations_do_not_see_each_other(place: &Place) {
    let one = Story::founded_as(place, "one");
    let two = Story::founded_as(place, "two");
    assert_eq!(place.store().slugs().unwrap(), ["one", "two"]);
    let of_one = one.gifts(5, "50", "DE", "open").swap_remove(0);
    let (_, link) = one.operation.invite(&one.world, "heron", Role::Coordinator, 0).unwrap().unwrap();
    one.close(1);
    two.close(1);
    assert_eq!((one.figure("gifts.count"), two.figure("gifts.count")), (5, 0));
    assert_eq!(two.in_memory(), (0, vec![]));
    assert_eq!(two.answer(&of_one.code), [], "a code of one opens nothing in two");
    assert_eq!(two.operation.invitation(&link, &two.world).unwrap(), None, "nor does a link");
    // The same keys in two operations are two forms; each book counts from 1.
    let first = two.gifts(6, "10", "FR", "open");
    assert_eq!(first[0].entry, 1);
    two.close(2);
    one.close(2);
    assert_eq!((one.figure("given.EUR.FR"), two.figure("given.EUR.FR")), (0, 6000));
    // One is told again from the beginning; the other is not touched.
    let (rows_told, facts) = (two.operation.opened().unwrap(), two.told());
    assert_eq!(one.operation.rebuild().unwrap(), []);
    one.operation.close_all().unwrap();
    assert_eq!((two.operation.opened().unwrap(), two.told()), (rows_told, facts));
    one.close(2);
    // Opened once more, in the order in which a program opens them: both doors still open.
    let again = ["one", "two"].map(|slug| Story::opened_again(place, slug));
    assert_eq!(again[0].on(2, 18).told(), one.told());
    assert_eq!(again[1].on(2, 18).told(), two.told());
    the_reader_has_one_password(place, &one);
    one.sound();
    two.sound();
}

/// On PostgreSQL operations of one database are read by one role: the last to be opened must not lock the others out.
fn the_reader_has_one_password(place: &Place, story: &Story) {
    if place.is_sqlite() {
        return;
    }
    // Stored like this, two equal passwords look equal.
    story.raw(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET password_encryption = md5', current_database()); END $$",
    );
    let stored = ["one", "two", "one"].map(|slug| {
        let opened = Story::opened_again(place, slug);
        let sql = "SELECT rolpassword AS line FROM pg_authid WHERE rolname = current_database() || '_shown_reader'";
        opened.operation.write(|db| Ok(lines(db, sql))).unwrap()
    });
    assert!(stored[0][0].starts_with("md5"), "{stored:?}");
    assert!(stored.iter().all(|s| *s == stored[0]), "two passwords for one role: {stored:?}");
}

/// Commands open a book outside a runtime; the web uses the same book on its threads that may wait.
fn a_book_works_inside_and_outside_a_runtime(place: &Place) {
    let story = Arc::new(Story::founded(place));
    story.gift("10", "DE", "open");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let story = Arc::clone(&story);
                tokio::task::spawn_blocking(move || (story.gift("10", "DE", "open"), story.in_memory().0))
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let opened = tokio::task::spawn_blocking({
            let (store, world) = (place.store(), waybill::world::World::real());
            move || store.open("story", &world).unwrap()
        });
        let opened = opened.await.unwrap();
        assert_eq!(
            tokio::task::spawn_blocking(move || opened.with_book(waybill_journal::Book::last).unwrap()).await.unwrap(),
            5
        );
    });
    drop(runtime);
    story.close(1);
    assert_eq!(story.figure("gifts.count"), 5);
    story.sound();
}
