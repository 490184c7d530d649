//! People: who stands behind an invitation, who goes, what one changes about oneself.

use std::sync::Arc;

use jiff::Span;
use waybill::demo::people::{COST, PASSPHRASE, seat};
use waybill::factor::CodeSecret;
use waybill::store::{
    Change, DeedKind, FormKey, Joining, NotChanged, NotConfirmed, NotInvited, NotJoined, NotProved, Operation, Role,
    SignIn, Sitting, Status,
};
use waybill::world::World;

use crate::common::{Place, Story};

stories![
    two_people_stand_behind_an_invitation,
    a_form_makes_one_link_and_a_name_is_one_person,
    an_invitation_runs_out_and_is_renewed,
    the_machine_invites_while_fewer_than_two_take_part,
    the_last_coordinator_stays,
    two_coordinators_who_remove_each_other_leave_one,
    whoever_is_removed_stays_removed,
    what_was_decided_over_an_old_page_is_not_done,
    keys_come_back_with_a_colleague,
    a_lost_passphrase_is_no_dead_end,
    another_passphrase_asks_for_the_old_one_and_a_code,
    another_phone_ends_the_old_one,
    codes_on_paper_are_renewed_once,
];

const ANOTHER: &str = "eleven boats on a frozen canal";

fn later(world: &World, minutes: i64) {
    world.set_now(world.now() + Span::new().minutes(minutes));
}

fn key(text: &str) -> FormKey {
    FormKey::parse(&format!("people-form-{text}")).unwrap()
}

/// Somebody joins with their link, and has this secret for codes from now on.
fn joins(operation: &Operation, world: &World, token: &str) -> Result<CodeSecret, NotJoined> {
    let secret = CodeSecret::draw(world);
    let code = secret.code_at(world.now());
    let joining = Joining { passphrase: PASSPHRASE, secret: &secret, code: &code };
    operation.join(world, token, &joining, COST).unwrap().map(|_| secret)
}

/// A session of somebody with the demonstration's passphrase, as a request finds it.
fn sits(operation: &Operation, world: &World, name: &str) -> Sitting {
    let (person, unlocked) = operation.unlock_box(name, PASSPHRASE).unwrap().unwrap();
    let token = operation.begin_session(world, &person, &unlocked).unwrap();
    operation.session(&token, world).unwrap().unwrap()
}

/// heron coordinates, abacus keeps the money, lens reads: people 1, 2 and 3.
fn with_three(place: &Place) -> (Story, Vec<CodeSecret>) {
    let story = Story::founded(place);
    let of = |name, role| seat(&story.operation, &story.world, name, role).unwrap().1;
    let secrets = vec![of("heron", Role::Coordinator), of("abacus", Role::Treasurer), of("lens", Role::Auditor)];
    (story, secrets)
}

fn deeds(operation: &Operation) -> Vec<(i32, i32, DeedKind)> {
    operation.deeds(100).unwrap().into_iter().map(|deed| (deed.by, deed.about, deed.what)).collect()
}

fn two_people_stand_behind_an_invitation(place: &Place) {
    let (story, _) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let token = operation.invite_by(world, &key("one"), 1, "ferry", Role::Logistics).unwrap().unwrap();
    assert_eq!(joins(operation, world, &token).unwrap_err(), NotJoined::Unconfirmed);
    let confirm = |by| operation.confirm(world, 4, by).unwrap();
    assert_eq!(confirm(1), Err(NotConfirmed::Own));
    assert_eq!(confirm(3), Err(NotConfirmed::Gone), "an auditor changes nothing");
    assert_eq!(confirm(4), Err(NotConfirmed::Gone), "nobody lets themselves in");
    assert_eq!(confirm(9), Err(NotConfirmed::Gone));
    assert_eq!(joins(operation, world, &token).unwrap_err(), NotJoined::Unconfirmed);
    assert_eq!((confirm(2), confirm(2)), (Ok(()), Ok(())));
    joins(operation, world, &token).unwrap();
    assert_eq!(confirm(2), Err(NotConfirmed::Gone), "who has joined waits for nobody");
    assert_eq!(deeds(operation), [(2, 4, DeedKind::Confirmed), (1, 4, DeedKind::Invited)]);
    assert_eq!(operation.person(4).unwrap().unwrap().status, Status::Active);
}

fn a_form_makes_one_link_and_a_name_is_one_person(place: &Place) {
    let (story, _) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let invite = |form: &str, by, name| operation.invite_by(world, &key(form), by, name, Role::Editor).unwrap();
    let token = invite("one", 1, "quill").unwrap();
    assert_eq!(invite("one", 1, "quill"), Ok(token.clone()), "pressed twice it is one link");
    assert_eq!(invite("one", 1, "sieve"), Err(NotInvited::Key));
    for name in ["quill", " QUILL", "Abacus"] {
        assert_eq!(invite("two", 1, name), Err(NotInvited::Name), "{name}");
    }
    for by in [2, 3, 4, 9] {
        assert_eq!(invite("three", by, "sieve"), Err(NotInvited::NotYou), "person {by}");
    }
    assert_eq!(operation.people().unwrap().len(), 4);
    // What was withdrawn before anybody came frees the name; who was here keeps it.
    let heron = sits(operation, world, "heron");
    let remove = |form: &str, of: i32| {
        let mark = operation.person(of).unwrap().unwrap().mark();
        operation.change_person(world, &key(form), &heron, (of, &mark), Change::Remove).unwrap().unwrap()
    };
    remove("four", 4);
    assert_eq!(joins(operation, world, &token).unwrap_err(), NotJoined::Link);
    invite("five", 1, "quill").unwrap();
    sits(operation, world, "abacus");
    remove("six", 2);
    assert_eq!(invite("seven", 1, "abacus"), Err(NotInvited::Name));
    assert_eq!(operation.person(2).unwrap().unwrap().name, "abacus", "the name stays beside the entries");
}

fn an_invitation_runs_out_and_is_renewed(place: &Place) {
    let (story, _) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let old = operation.invite_by(world, &key("one"), 1, "ferry", Role::Logistics).unwrap().unwrap();
    operation.confirm(world, 4, 2).unwrap().unwrap();
    later(world, 3 * 24 * 60);
    assert_eq!(operation.links(world).unwrap(), []);
    assert_eq!(joins(operation, world, &old).unwrap_err(), NotJoined::Link);
    assert_eq!(operation.confirm(world, 4, 2).unwrap(), Err(NotConfirmed::Gone));
    let heron = sits(operation, world, "heron");
    let anew = || {
        operation.change_person(world, &key("two"), &heron, (4, "logistics invited"), Change::Anew).unwrap().unwrap()
    };
    let new = anew().unwrap();
    assert_eq!(anew().as_ref(), Some(&new), "pressed twice it is one link");
    assert_ne!(new, old);
    assert_eq!(joins(operation, world, &new).unwrap_err(), NotJoined::Unconfirmed, "a new link is confirmed anew");
    operation.confirm(world, 4, 2).unwrap().unwrap();
    joins(operation, world, &new).unwrap();
    assert_eq!(joins(operation, world, &new).unwrap_err(), NotJoined::Link, "a link works once");
}

fn the_machine_invites_while_fewer_than_two_take_part(place: &Place) {
    let story = Story::founded(place);
    let (operation, world) = (&story.operation, &story.world);
    let invite = |form: &str, name, role| operation.invite_by(world, &key(form), 0, name, role).unwrap();
    let first = invite("one", "heron", Role::Coordinator).unwrap();
    assert_ne!(operation.one_more_link(world).unwrap(), None);
    let second = invite("two", "heron", Role::Coordinator).unwrap();
    let beside = operation.one_more_link(world).unwrap().unwrap();
    assert_eq!(joins(operation, world, &first).unwrap_err(), NotJoined::Link, "the lost link ends with a new one");
    joins(operation, world, &second).unwrap();
    assert_eq!(joins(operation, world, &beside).unwrap_err(), NotJoined::Link, "a second link ends with the first");
    assert_eq!(operation.one_more_link(world).unwrap(), None);
    assert_eq!(invite("three", "heron", Role::Coordinator), Err(NotInvited::Name), "whoever joined keeps the name");
    let third = invite("four", "abacus", Role::Treasurer).unwrap();
    joins(operation, world, &third).unwrap();
    for name in ["heron", "abacus"] {
        assert_eq!(invite("five", name, Role::Coordinator), Err(NotInvited::Name));
    }
    // No door in the back: somebody who takes part has to confirm what the machine made.
    let fourth = invite("six", "ferry", Role::Coordinator).unwrap();
    assert_eq!(joins(operation, world, &fourth).unwrap_err(), NotJoined::Unconfirmed);
    assert_eq!(operation.people().unwrap().len(), 3);
    // Where the coordinator's keys are lost, the treasurer can: the group is not shut out for good.
    operation.confirm(world, 3, 2).unwrap().unwrap();
    joins(operation, world, &fourth).unwrap();
}

/// Everything that would leave nobody who coordinates.
const ENDS: [Change; 4] = [Change::Suspend, Change::Remove, Change::Anew, Change::Role(Role::Treasurer)];

fn the_last_coordinator_stays(place: &Place) {
    let (story, _) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let heron = sits(operation, world, "heron");
    let change = |form: &str, of: i32, change| {
        let mark = operation.person(of).unwrap().unwrap().mark();
        operation.change_person(world, &key(form), &heron, (of, &mark), change).unwrap().map(|_| ())
    };
    for ends in ENDS {
        assert_eq!(change("one", 1, ends), Err(NotChanged::Last), "{ends:?}");
    }
    // A suspended coordinator coordinates nothing.
    change("two", 2, Change::Role(Role::Coordinator)).unwrap();
    change("three", 2, Change::Suspend).unwrap();
    for ends in ENDS {
        assert_eq!(change("four", 1, ends), Err(NotChanged::Last), "{ends:?}");
    }
    change("five", 2, Change::Back).unwrap();
    change("six", 1, Change::Role(Role::Editor)).unwrap();
    assert_eq!(change("seven", 2, Change::Suspend), Err(NotChanged::Gone), "who coordinates no more changes nobody");
    assert_eq!(coordinators(operation), 1);
}

fn coordinators(operation: &Operation) -> usize {
    let coordinates = |one: &&waybill::store::Person| one.role == Role::Coordinator && one.status == Status::Active;
    operation.people().unwrap().iter().filter(coordinates).count()
}

/// Two programs, two coordinators, each does something to the other at the same moment: who is left?
fn at_each_other(place: &Place, slug: &str, does: fn(&Operation, &World, &Sitting, i32)) -> usize {
    let story = Story::founded_as(place, slug);
    seat(&story.operation, &story.world, "heron", Role::Coordinator).unwrap();
    seat(&story.operation, &story.world, "crane", Role::Coordinator).unwrap();
    let second = place.store().open(slug, &story.world).unwrap();
    let world = Arc::new(World::held(story.world.now(), 77));
    let sitting = [sits(&story.operation, &world, "heron"), sits(&second, &world, "crane")];
    let [heron, crane] = &sitting;
    std::thread::scope(|scope| {
        scope.spawn(|| does(&story.operation, &world, heron, 2));
        scope.spawn(|| does(&second, &world, crane, 1));
    });
    coordinators(&story.operation)
}

fn two_coordinators_who_remove_each_other_leave_one(place: &Place) {
    for round in 0..5 {
        let left = at_each_other(place, &format!("round-{round}"), |operation, world, by, of| {
            let _ =
                operation.change_person(world, &key("one"), by, (of, "coordinator active"), Change::Suspend).unwrap();
        });
        assert_eq!(left, 1);
    }
    // Planted: the same without looking again.
    let left = at_each_other(place, "planted", |operation, world, _, of| {
        operation.change_status(of, Status::Suspended, world).unwrap();
    });
    assert_eq!(left, 0, "this story can fail");
}

fn whoever_is_removed_stays_removed(place: &Place) {
    let (story, secrets) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let (heron, abacus) = (sits(operation, world, "heron"), sits(operation, world, "abacus"));
    later(world, 1);
    let code = secrets[1].code_at(world.now());
    let change = |form: &str, change| {
        let mark = operation.person(2).unwrap().unwrap().mark();
        operation.change_person(world, &key(form), &heron, (2, &mark), change).unwrap()
    };
    change("one", Change::Remove).unwrap();
    assert_eq!(change("one", Change::Remove), Ok(None), "pressed twice it is done");
    assert_eq!(operation.sessions_of(2, world).unwrap(), []);
    assert_eq!(operation.codes_left(2).unwrap(), 0);
    assert_eq!(operation.sign_in(world, "abacus", PASSPHRASE, &code).unwrap(), SignIn::Wrong);
    // A form of theirs that was on its way.
    let proof = (PASSPHRASE, code.as_str());
    assert_eq!(operation.new_passphrase(world, &abacus, proof, ANOTHER, COST).unwrap(), Err(NotProved::Wrong));
    assert_eq!(operation.new_codes(world, &abacus, &code, "a-key-of-a-form").unwrap(), Err(NotProved::Wrong));
    assert!(operation.unlock_box("abacus", ANOTHER).unwrap().is_none());
    for undone in [Change::Back, Change::Anew, Change::Suspend, Change::Role(Role::Coordinator)] {
        assert_eq!(change("two", undone), Err(NotChanged::Gone), "{undone:?}");
    }
    assert_eq!(deeds(operation), [(1, 2, DeedKind::Removed)]);
}

fn what_was_decided_over_an_old_page_is_not_done(place: &Place) {
    let (story, _) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let heron = sits(operation, world, "heron");
    let change = |form: &str, seen, change| {
        operation.change_person(world, &key(form), &heron, (2, seen), change).unwrap().map(|_| ())
    };
    change("one", "treasurer active", Change::Role(Role::Editor)).unwrap();
    assert_eq!(change("one", "treasurer active", Change::Role(Role::Editor)), Ok(()), "it is so already");
    assert_eq!(change("two", "treasurer active", Change::Role(Role::Moderator)), Err(NotChanged::Crossed));
    assert_eq!(change("three", "treasurer active", Change::Remove), Err(NotChanged::Crossed));
    assert_eq!(change("four", "editor active", Change::Back), Ok(()), "it is so already");
    assert_eq!(deeds(operation), [(1, 2, DeedKind::Role(Role::Editor))]);
    // Who confirmed an invitation confirmed its role.
    operation.invite_by(world, &key("five"), 1, "quill", Role::Editor).unwrap().unwrap();
    let role = Change::Role(Role::Coordinator);
    let refused = operation.change_person(world, &key("six"), &heron, (4, "editor invited"), role).unwrap();
    assert_eq!(refused, Err(NotChanged::Gone));
}

fn keys_come_back_with_a_colleague(place: &Place) {
    let story = Story::founded(place);
    let (operation, world) = (&story.operation, &story.world);
    let (_, secret) = seat(operation, world, "heron", Role::Coordinator).unwrap();
    assert_eq!(operation.waiting_for_keys().unwrap(), [0; 0]);
    seat(operation, world, "abacus", Role::Treasurer).unwrap();
    assert_eq!(operation.waiting_for_keys().unwrap(), [2], "until somebody who has the keys signs in");
    later(world, 1);
    let code = secret.code_at(world.now());
    let SignIn::In(token) = operation.sign_in(world, "heron", PASSPHRASE, &code).unwrap() else { panic!("all fits") };
    assert_eq!(operation.waiting_for_keys().unwrap(), [0; 0]);
    let heron = operation.session(&token, world).unwrap().unwrap();
    let change = |form: &str, change| {
        let mark = operation.person(2).unwrap().unwrap().mark();
        operation.change_person(world, &key(form), &heron, (2, &mark), change).unwrap().unwrap();
    };
    change("one", Change::Suspend);
    change("two", Change::Back);
    assert_eq!(operation.waiting_for_keys().unwrap(), [0; 0], "who brings somebody back hands on the keys");
    change("three", Change::Role(Role::Editor));
    change("four", Change::Role(Role::Treasurer));
    assert_eq!(operation.waiting_for_keys().unwrap(), [0; 0]);
}

fn a_lost_passphrase_is_no_dead_end(place: &Place) {
    let (story, _) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    operation.invite_by(world, &key("one"), 1, "ferry", Role::Logistics).unwrap().unwrap();
    let (heron, abacus) = (sits(operation, world, "heron"), sits(operation, world, "abacus"));
    let before = operation.person(2).unwrap().unwrap();
    let token = operation
        .change_person(world, &key("two"), &heron, (2, "treasurer active"), Change::Anew)
        .unwrap()
        .unwrap()
        .unwrap();
    assert!(operation.unlock_box("abacus", PASSPHRASE).unwrap().is_none(), "the old key is destroyed");
    assert_eq!(operation.sessions_of(abacus.person.id, world).unwrap(), []);
    assert_eq!(joins(operation, world, &token).unwrap_err(), NotJoined::Unconfirmed, "heron and lens take part");
    assert_eq!(operation.confirm(world, 2, 1).unwrap(), Err(NotConfirmed::Own));
    assert_eq!(operation.confirm(world, 2, 3).unwrap(), Err(NotConfirmed::Gone));
    // Suspending the others does not make one enough: a coordinator could sit in everybody's place.
    operation.change_person(world, &key("three"), &heron, (3, "auditor active"), Change::Suspend).unwrap().unwrap();
    let token = operation
        .change_person(world, &key("four"), &heron, (2, "treasurer invited"), Change::Anew)
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(joins(operation, world, &token).unwrap_err(), NotJoined::Unconfirmed);
    let zoe = operation.invite_by(world, &key("five"), 1, "quill", Role::Treasurer).unwrap().unwrap();
    assert_eq!(joins(operation, world, &zoe).unwrap_err(), NotJoined::Unconfirmed);
    // Whoever keeps the machine is the second person then.
    let token = operation.invite_by(world, &key("six"), 0, "abacus", Role::Treasurer).unwrap().unwrap();
    joins(operation, world, &token).unwrap();
    let after = operation.person(2).unwrap().unwrap();
    assert_eq!((after.name, after.role, after.status), (before.name, before.role, Status::Active));
    assert_ne!(after.recipient, before.recipient);
}

fn another_passphrase_asks_for_the_old_one_and_a_code(place: &Place) {
    let (story, secrets) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let (here, elsewhere) = (sits(operation, world, "abacus"), sits(operation, world, "abacus"));
    let change = |old: &str, code: &str| operation.new_passphrase(world, &here, (old, code), ANOTHER, COST).unwrap();
    later(world, 1);
    let code = secrets[1].code_at(world.now());
    assert_eq!(change("seven lamps under a warm bridge", &code), Err(NotProved::Wrong));
    assert_eq!(change(PASSPHRASE, "000000"), Err(NotProved::Wrong));
    assert_eq!(change(PASSPHRASE, &secrets[0].code_at(world.now())), Err(NotProved::Wrong), "somebody else's code");
    assert!(operation.unlock_box("abacus", PASSPHRASE).unwrap().is_some(), "nothing was changed");
    assert_eq!(operation.sessions_of(2, world).unwrap().len(), 2);
    assert_eq!(change(PASSPHRASE, &code), Ok(()));
    assert_eq!(change(PASSPHRASE, &code), Ok(()), "sent again it is done");
    assert!(operation.unlock_box("abacus", PASSPHRASE).unwrap().is_none());
    assert!(operation.unlock_box("abacus", ANOTHER).unwrap().is_some());
    let left = operation.sessions_of(2, world).unwrap();
    assert_eq!(left.iter().map(|one| &one.mark).collect::<Vec<_>>(), [&here.mark]);
    assert_ne!(here.mark, elsewhere.mark);
    // Whoever guesses is stopped.
    assert_eq!(change("guess", &code), Ok(()), "they know the one that holds");
    assert_eq!(change("guess", &code), Err(NotProved::TooMany));
    later(world, 1);
    let code = secrets[1].code_at(world.now());
    let back = operation.new_passphrase(world, &here, (ANOTHER, &code), PASSPHRASE, COST).unwrap();
    assert_eq!(back, Ok(()));
    let again = operation.new_passphrase(world, &here, (PASSPHRASE, &code), ANOTHER, COST).unwrap();
    assert_eq!(again, Err(NotProved::Wrong), "a code works once");
}

fn another_phone_ends_the_old_one(place: &Place) {
    let story = Story::founded(place);
    let (operation, world) = (&story.operation, &story.world);
    let (joined, old) = seat(operation, world, "heron", Role::Coordinator).unwrap();
    let here = sits(operation, world, "heron");
    let new = CodeSecret::draw(world);
    later(world, 1);
    let change = |proof, fresh: &str| operation.new_phone(world, &here, proof, (&new, fresh), COST).unwrap();
    let fresh = new.code_at(world.now());
    let paper = joined.codes[0].as_str();
    assert_eq!(change((PASSPHRASE, paper), "000000"), Err(NotProved::NewCode));
    assert_eq!(change(("seven lamps", paper), &fresh), Err(NotProved::Wrong));
    assert_eq!(change((PASSPHRASE, "0000-0000-0000-0000"), &fresh), Err(NotProved::Wrong));
    assert_eq!(operation.codes_left(1).unwrap(), 8, "no code was used up by a mistake");
    assert_eq!(change((PASSPHRASE, paper), &fresh), Ok(()));
    assert_eq!(operation.codes_left(1).unwrap(), 7);
    assert_eq!(operation.sessions_of(1, world).unwrap(), [], "what sessions hold is of the old phone");
    later(world, 1);
    let sign_in = |code: &str| operation.sign_in(world, "heron", PASSPHRASE, code).unwrap();
    assert_eq!(sign_in(&old.code_at(world.now())), SignIn::Wrong);
    let SignIn::In(_) = sign_in(&new.code_at(world.now())) else { panic!("the new phone's code fits") };
}

fn codes_on_paper_are_renewed_once(place: &Place) {
    let (story, secrets) = with_three(place);
    let (operation, world) = (&story.operation, &story.world);
    let here = sits(operation, world, "abacus");
    let renew = |code: &str, form: &str| operation.new_codes(world, &here, code, form).unwrap();
    let used = secrets[1].code_at(world.now());
    assert_eq!(renew(&used, "form-one-one"), Err(NotProved::Wrong), "the code with which they joined");
    assert_eq!(renew("123456", "form-one-one"), Err(NotProved::Wrong));
    later(world, 1);
    let code = secrets[1].code_at(world.now());
    let codes = renew(&code, "form-one-one").unwrap();
    assert_eq!(renew(&code, "form-one-one"), Ok(codes.clone()), "over a broken line they are not lost");
    assert_eq!(renew(&code, "form-two-two"), Err(NotProved::Wrong), "another form is another renewal");
    assert_eq!((codes.len(), operation.codes_left(2).unwrap()), (8, 8));
    assert!(operation.use_paper_code(2, &codes[3].to_uppercase()).unwrap());
    assert!(!operation.use_paper_code(2, &codes[3]).unwrap());
}
