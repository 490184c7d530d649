//! The lock switch: thrown by one, honoured by every program at once, undone by two.

use waybill::demo::people::{PASSPHRASE, seat};
use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::store::{DeedKind, Operation, PostError, Role, Status, Unlocking};

use crate::common::{NotEntered, Place, Story};

stories![
    every_session_ends_and_another_program_knows_at_once,
    while_locked_nothing_is_entered_and_nothing_is_told,
    two_different_people_undo_it,
    one_undoes_it_with_a_code_on_paper,
    a_voice_for_an_earlier_lock_counts_no_more,
    twenty_presses_of_one_person_are_one_voice,
];

/// heron, abacus, ferry and lens: people 1 to 4, and the codes on paper of each.
fn with_four(place: &Place) -> (Story, Vec<Vec<String>>) {
    let story = Story::founded(place);
    let all = [
        ("heron", Role::Coordinator),
        ("abacus", Role::Treasurer),
        ("ferry", Role::Logistics),
        ("lens", Role::Auditor),
    ];
    let paper = all.map(|(name, role)| seat(&story.operation, &story.world, name, role).unwrap().0.codes).to_vec();
    (story, paper)
}

fn begins(story: &Story, operation: &Operation, name: &str) -> String {
    let (person, unlocked) = operation.unlock_box(name, PASSPHRASE).unwrap().unwrap();
    operation.begin_session(&story.world, &person, &unlocked).unwrap()
}

fn since(operation: &Operation) -> i64 {
    operation.lock().unwrap().unwrap().since
}

fn every_session_ends_and_another_program_knows_at_once(place: &Place) {
    let (story, _) = with_four(place);
    let elsewhere = place.store().open("story", &story.world).unwrap();
    let tokens = [begins(&story, &story.operation, "heron"), begins(&story, &elsewhere, "abacus")];
    let seated = |operation: &Operation| {
        tokens.iter().filter(|token| operation.session(token, &story.world).unwrap().is_some()).count()
    };
    assert_eq!((seated(&story.operation), seated(&elsewhere)), (2, 2));
    assert!(!story.operation.throw_lock(&story.world, 4).unwrap(), "an auditor changes nothing");
    assert!(!story.operation.throw_lock(&story.world, 9).unwrap());
    assert!(!elsewhere.is_locked().unwrap());
    assert!(elsewhere.throw_lock(&story.world, 3).unwrap());
    assert_eq!((seated(&story.operation), seated(&elsewhere)), (0, 0));
    assert!(story.operation.is_locked().unwrap() && elsewhere.is_locked().unwrap());
    // Whoever signs in under the lock is out again when it is thrown once more, now at the machine.
    let again = begins(&story, &story.operation, "heron");
    assert!(story.operation.throw_lock(&story.world, 0).unwrap());
    assert!(elsewhere.session(&again, &story.world).unwrap().is_none());
    let deeds: Vec<_> = story.operation.deeds(9).unwrap().into_iter().map(|deed| (deed.by, deed.what)).collect();
    assert_eq!(deeds, [(0, DeedKind::Locked), (3, DeedKind::Locked)]);
}

fn while_locked_nothing_is_entered_and_nothing_is_told(place: &Place) {
    let (story, _) = with_four(place);
    story.gifts(5, "50", "DE", "open");
    story.close(1);
    let key = story.next_key();
    let typed = [("amount", "50"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "open")];
    story.on(2, 9);
    story.gifts(5, "50", "DE", "open");
    let first = story.send(&key, "gift", &typed).unwrap();
    let told = story.told();
    // Another program throws it while a form is being read here.
    let other_key = story.next_key();
    let (draft, also) = story.read(&other_key, "gift", &typed).unwrap();
    place.store().open("story", &story.world).unwrap().throw_lock(&story.world, 1).unwrap();
    let behind = waybill::store::Behind::one(1);
    let refused = story.operation.post(&story.world, &behind, &other_key, &draft, also);
    assert!(matches!(refused, Err(PostError::Locked)), "{refused:?}");
    assert!(matches!(story.refused("gift", &typed), NotEntered::Post(PostError::Locked)));
    assert_eq!(story.send(&key, "gift", &typed).unwrap().entry, first.entry, "what was entered is answered as before");
    for day in 2..5 {
        story.close(day);
        assert_eq!(story.told(), told, "day {day}");
    }
    story.sound();
    // Planted: somebody undoes it behind everybody's back, and all of that goes on: this story can fail.
    story.raw("UPDATE operations SET locked_at = 0");
    story.on(5, 9).enter("gift", &typed);
    close_days(&story.operation, &story.world, SHAPES).unwrap();
    assert_ne!(story.told(), told);
    story.sound();
}

fn two_different_people_undo_it(place: &Place) {
    let (story, _) = with_four(place);
    let (operation, world) = (&story.operation, &story.world);
    assert_eq!(operation.want_unlocked(world, 1, 0).unwrap(), Unlocking::Open, "it was not thrown");
    operation.throw_lock(world, 1).unwrap();
    let elsewhere = place.store().open("story", world).unwrap();
    let want = |by| operation.want_unlocked(world, by, since(operation)).unwrap();
    assert_eq!((want(1), want(1)), (Unlocking::Waits, Unlocking::Waits), "one person twice is one");
    assert_eq!((want(4), want(9)), (Unlocking::NotYou, Unlocking::NotYou), "auditors and strangers");
    assert_eq!(operation.lock().unwrap().unwrap().wanted_by, [1]);
    // Somebody who said so and was suspended since is no voice.
    operation.change_status(1, Status::Suspended, world).unwrap();
    assert_eq!(want(2), Unlocking::Waits);
    assert_eq!(want(1), Unlocking::NotYou);
    let now = since(operation);
    assert_eq!(elsewhere.want_unlocked(world, 3, now).unwrap(), Unlocking::Open);
    assert!(!operation.is_locked().unwrap());
    assert_eq!(operation.deeds(1).unwrap()[0].what, DeedKind::Unlocked);
    story.gift("50", "DE", "open");
}

fn one_undoes_it_with_a_code_on_paper(place: &Place) {
    let (story, paper) = with_four(place);
    let (operation, world) = (&story.operation, &story.world);
    operation.throw_lock(world, 0).unwrap();
    let alone = |by, code: &str| operation.unlock_with_paper(world, by, since(operation), code).unwrap();
    assert_eq!(alone(2, &paper[0][0]), Unlocking::Wrong, "somebody else's paper");
    assert_eq!(alone(2, "hello"), Unlocking::Wrong);
    assert_eq!(alone(4, &paper[3][0]), Unlocking::NotYou);
    assert_eq!(operation.codes_left(4).unwrap(), 8);
    assert_eq!(alone(2, &paper[1][0]), Unlocking::Open);
    assert_eq!(operation.codes_left(2).unwrap(), 7);
    assert_eq!(operation.deeds(1).unwrap()[0].what, DeedKind::UnlockedAlone);
    operation.throw_lock(world, 1).unwrap();
    assert_eq!(alone(2, &paper[1][0]), Unlocking::Wrong, "a code works once");
    for _ in 0..2 {
        alone(2, "0000-0000-0000-0000");
    }
    assert_eq!(alone(2, &paper[1][1]), Unlocking::TooMany, "six tries a minute");
    assert!(operation.is_locked().unwrap());
}

fn a_voice_for_an_earlier_lock_counts_no_more(place: &Place) {
    let (story, paper) = with_four(place);
    let (operation, world) = (&story.operation, &story.world);
    operation.throw_lock(world, 1).unwrap();
    let before = since(operation);
    assert_eq!(operation.want_unlocked(world, 1, before).unwrap(), Unlocking::Waits);
    operation.throw_lock(world, 2).unwrap();
    assert_eq!(operation.lock().unwrap().unwrap().wanted_by, [0; 0]);
    assert_eq!(operation.want_unlocked(world, 3, before).unwrap(), Unlocking::Crossed);
    assert_eq!(operation.unlock_with_paper(world, 1, before, &paper[0][0]).unwrap(), Unlocking::Crossed);
    assert_eq!(operation.codes_left(1).unwrap(), 8);
    assert!(operation.is_locked().unwrap());
}

/// Everybody named presses as often and at once, in two programs; whether it is undone.
fn pressed_at_once(place: &Place, slug: &str, who: &[i32]) -> bool {
    let story = Story::founded_as(place, slug);
    for (name, role) in [("heron", Role::Coordinator), ("abacus", Role::Treasurer)] {
        seat(&story.operation, &story.world, name, role).unwrap();
    }
    story.operation.throw_lock(&story.world, 0).unwrap();
    let elsewhere = place.store().open(slug, &story.world).unwrap();
    let now = since(&story.operation);
    let world = &story.world;
    std::thread::scope(|scope| {
        for n in 0..20 {
            let operation = if n % 2 == 0 { &story.operation } else { &elsewhere };
            scope.spawn(move || operation.want_unlocked(world, who[(n / 2) % who.len()], now).unwrap());
        }
    });
    !story.operation.is_locked().unwrap()
}

fn twenty_presses_of_one_person_are_one_voice(place: &Place) {
    assert!(!pressed_at_once(place, "one-voice", &[1]));
    // Planted: a second person among them.
    assert!(pressed_at_once(place, "two-voices", &[1, 2]), "this story can fail");
}
