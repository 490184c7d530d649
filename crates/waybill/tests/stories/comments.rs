//! Comments beside the book: kept before they are told, told once, left alone by a rebuild, decided by one of many.

use waybill::features::comments::{Act, Decided, KEEPER, State, decide, held, settle};
use waybill::house::SHAPES;
use waybill::publish::comments::{Comment, Comments, HELD_MAX, Listed, Said, Taken};
use waybill::publish::gate::close_days;
use waybill::publish::intake::IntakeDoor;
use waybill::publish::texts::Name;
use waybill::store::{CommentRow, FormKey};

use crate::common::{Place, Story};

stories![
    a_decision_that_could_not_be_told_is_told_at_the_next_look,
    a_rebuild_leaves_comments_alone,
    of_many_moderators_at_once_one_decides,
    of_many_presses_at_once_one_is_a_comment,
    an_older_decision_never_replaces_a_newer_one,
    a_flood_of_comments_leaves_promises_their_pace,
    the_entries_know_nothing_of_comments,
];

fn comment(n: usize, words: &str) -> Comment {
    let key = FormKey::parse(&format!("a-comment-of-a-story-{n}")).unwrap();
    let said = Said { author: "Anna".into(), words: words.into() };
    Comment { key, about: Name::of_day(1), lang: "en", said, reach: None }
}

fn write(story: &Story, n: usize, words: &str) {
    let today = story.shown().today;
    assert_eq!((KEEPER.keep)(&story.operation, &comment(n, words), today).unwrap(), Taken::Held);
}

/// Approves everything that waits.
fn approve_all(story: &Story, reply: &str) {
    let today = story.shown().today;
    for kept in held(&story.operation, HELD_MAX).unwrap() {
        let act = Act::Approve(reply.into());
        decide(&story.operation, (&kept.id, kept.version), &story.next_key(), &act, today).unwrap();
    }
}

fn told(story: &Story) -> Comments {
    story.published.comments(Name::of_day(1), Listed::Newest).unwrap()
}

fn a_decision_that_could_not_be_told_is_told_at_the_next_look(place: &Place) {
    let story = Story::founded(place);
    write(&story, 1, "First.");
    write(&story, 2, "Second.");
    let (stop, go) = if place.is_sqlite() {
        (
            "CREATE TRIGGER stop BEFORE INSERT ON comment BEGIN SELECT RAISE(ABORT, 'not today'); END",
            "DROP TRIGGER stop",
        )
    } else {
        (
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
             CREATE TRIGGER stop BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION stop()",
            "DROP FUNCTION stop() CASCADE",
        )
    };
    let at_the_gate = |sql: &str| story.operation.with_gate(|db| Ok(db.batch(sql)?)).unwrap();
    at_the_gate(stop);
    approve_all(&story, "Thanks.");
    assert!(settle(&story.operation).unwrap_err().to_string().contains("not today"));
    assert_eq!((told(&story).count, held(&story.operation, 9).unwrap()), (0, Vec::new()), "decided, and not told");
    at_the_gate(go);
    for _ in 0..2 {
        settle(&story.operation).unwrap();
        let said: Vec<String> = told(&story).listed.into_iter().filter_map(|c| Some(c.said?.words)).collect();
        assert_eq!(said, ["First.", "Second."]);
    }
}

fn a_rebuild_leaves_comments_alone(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "50", "DE", "open");
    write(&story, 1, "First.");
    approve_all(&story, "Thanks.");
    write(&story, 2, "Second.");
    settle(&story.operation).unwrap();
    story.close(2);
    let before = (told(&story), held(&story.operation, 9).unwrap(), story.told());
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.operation.close_all().unwrap();
    assert_ne!(story.told(), before.2, "this story can fail");
    close_days(&story.operation, &story.world, SHAPES).unwrap();
    assert_eq!((told(&story), held(&story.operation, 9).unwrap(), story.told()), before);
    assert_eq!(before.0.count, 1);
    story.sound();
}

fn of_many_moderators_at_once_one_decides(place: &Place) {
    let story = Story::founded(place);
    write(&story, 1, "First.");
    let kept = held(&story.operation, 1).unwrap().remove(0);
    let today = story.shown().today;
    let other = Story::opened_again(place, "story");
    let act = |n: usize| if n.is_multiple_of(2) { Act::Approve(format!("Answer {n}")) } else { Act::Reject };
    let decided: Vec<Decided> = std::thread::scope(|scope| {
        let decide_nth = |n: usize| {
            let (kept, operation) = (&kept, if n < 4 { &story.operation } else { &other.operation });
            let key = FormKey::parse(&format!("moderator-{n}")).unwrap();
            scope.spawn(move || decide(operation, (&kept.id, kept.version), &key, &act(n), today).unwrap())
        };
        let all: Vec<_> = (0..8).map(decide_nth).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let done: Vec<&Decided> = decided.iter().filter(|one| matches!(one, Decided::Done(_))).collect();
    let crossed = decided.iter().filter(|one| matches!(one, Decided::Crossed(kept) if kept.version == 1)).count();
    assert_eq!((done.len(), crossed), (1, 7), "{decided:?}");
    settle(&story.operation).unwrap();
    let Decided::Done(kept) = done[0] else { unreachable!() };
    assert_eq!(told(&story).count, i64::from(kept.state == State::Approved));
}

fn of_many_presses_at_once_one_is_a_comment(place: &Place) {
    let story = Story::founded(place);
    let other = Story::opened_again(place, "story");
    let today = story.shown().today;
    let answers: Vec<Taken> = std::thread::scope(|scope| {
        let send = |n: usize| {
            let operation = if n < 4 { &story.operation } else { &other.operation };
            scope.spawn(move || (KEEPER.keep)(operation, &comment(1, "First."), today))
        };
        let all: Vec<_> = (0..8).map(send).collect();
        all.into_iter().map(|one| one.join().unwrap().unwrap()).collect()
    });
    assert_eq!(answers, [Taken::Held; 8]);
    assert_eq!(held(&story.operation, 9).unwrap().len(), 1);
}

fn an_older_decision_never_replaces_a_newer_one(place: &Place) {
    let story = Story::founded(place);
    let row = |version: i32, words: &str, removed: i32| CommentRow {
        operation: story.operation.slug().to_owned(),
        id: "c0mment".into(),
        about: "1".into(),
        position: 0,
        written_on: "2022-02-24".into(),
        lang: "en".into(),
        author: "Anna".into(),
        words: words.into(),
        reply: String::new(),
        replied_on: String::new(),
        removed,
        version,
    };
    for (version, words, removed, count) in
        [(1, "First.", 0, 1), (3, "", 1, 0), (2, "Second.", 0, 0), (3, "Third.", 0, 0)]
    {
        story.operation.write_comment(&row(version, words, removed)).unwrap();
        assert_eq!(told(&story).count, count, "version {version}");
    }
    assert_eq!(told(&story).listed[0].said, None);
}

fn a_flood_of_comments_leaves_promises_their_pace(place: &Place) {
    let story = Story::founded(place);
    let now = story.world.now();
    let paced =
        |sort: &'static str, at_most| (0..5).filter(|_| story.operation.within_pace(sort, now, at_most)).count();
    assert_eq!((paced("comment", 3), paced("promise", 4)), (3, 4));
    let door = IntakeDoor::new(&story.operation, waybill::features::donations::KEEPER);
    let today = story.shown().today;
    let sent: Vec<Taken> =
        (0..70).map(|n| door.comment(KEEPER, &comment(n, "Words."), today, &story.world).unwrap()).collect();
    // Five of this minute's sixty are counted above.
    assert_eq!(sent.iter().filter(|taken| **taken == Taken::Held).count(), 55);
    assert_eq!(door.comment(KEEPER, &comment(0, "Words."), today, &story.world).unwrap(), Taken::Held, "sent before");
    assert_eq!(door.comment(KEEPER, &comment(0, "Others."), today, &story.world).unwrap(), Taken::FormUsed);
}

/// What is said under a text is no part of the book: with comments and without them, its entries are the same.
fn the_entries_know_nothing_of_comments(place: &Place) {
    let other = place.another();
    let books = [(place, false), (&other, true)].map(|(place, talks)| {
        let story = Story::founded(place);
        if talks {
            write(&story, 1, "First.");
            approve_all(&story, "");
            settle(&story.operation).unwrap();
        }
        for n in 0..5 {
            let key = FormKey::parse(&format!("same-gift-in-both-{n}")).unwrap();
            let typed = [("amount", "50"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "open")];
            story.send(&key, "gift", &typed).unwrap();
        }
        story.close(1);
        story.sound();
        (told(&story).count, story.told(), story.in_memory().0)
    });
    assert_eq!((books[0].0, books[1].0), (0, 1), "this story can fail");
    assert_eq!((&books[0].1, books[0].2), (&books[1].1, books[1].2));
}
