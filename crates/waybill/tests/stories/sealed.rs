//! Sealed records through the life of an operation: people come, change and go, programs share a book, bytes rot.

use std::collections::BTreeSet;

use diesel::prelude::*;
use waybill::both;
use waybill::demo::people::{PASSPHRASE, seat};
use waybill::factor::CodeSecret;
use waybill::house::FORMS;
use waybill::store::{Change, Class, Difference, NotOpened, Operation, Role, SignIn, Sitting, Status, erase_in};
use waybill::web::forms;
use waybill::web::typed::Typed;
use waybill_seal::{SIZES, Zeroizing};

use crate::common::{Place, Story};

stories![
    who_loses_the_role_opens_nothing_old_and_nothing_new,
    a_newcomer_opens_once_a_colleague_has_signed_in,
    whoever_rests_comes_back_to_what_they_could_open,
    the_only_holder_of_a_key_hands_it_on_before_stepping_down,
    a_damaged_envelope_is_told_and_the_book_notices,
    two_programs_seal_and_open_for_each_other,
    what_is_sealed_and_what_was_erased_outlive_a_rebuild,
    whatever_is_sealed_has_one_of_few_sizes,
];

/// Somebody who joined, with what they sign in with.
fn joined(story: &Story, name: &str, role: Role) -> (i32, CodeSecret) {
    let (joined, secret) = seat(&story.operation, &story.world, name, role).unwrap();
    (joined.person.id, secret)
}

/// Somebody with a session.
fn sits(story: &Story, name: &str) -> Sitting {
    let operation = &story.operation;
    let (person, unlocked) = operation.unlock_box(name, PASSPHRASE).unwrap().unwrap();
    let token = operation.begin_session(&story.world, &person, &unlocked).unwrap();
    operation.session(&token, &story.world).unwrap().unwrap()
}

/// Somebody signs in a minute later, with a code that was not used yet, and hands keys on.
fn signs_in(story: &Story, name: &str, secret: &CodeSecret) {
    story.world.set_now(story.world.now() + jiff::SignedDuration::from_secs(60));
    let code = secret.code_at(story.world.now_for_people());
    assert!(matches!(story.operation.sign_in(&story.world, name, PASSPHRASE, &code).unwrap(), SignIn::In(_)));
}

/// A gift whose giver is named.
fn gift_of(story: &Story, name: &str) -> u64 {
    let key = story.next_key();
    let bench = story.bench(&key);
    let form = FORMS.iter().find(|form| form.path == "gift").unwrap();
    let mut typed = Typed::new(
        [("amount", "40"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "open"), ("giver_name", name)]
            .map(|(field, value)| (field.to_owned(), value.to_owned())),
    );
    for input in (form.fields)(&bench, &typed).unwrap().into_iter().flatten() {
        if typed.get(&input.name).is_empty() && !input.first.is_empty() {
            typed.set(&input.name, &input.first);
        }
    }
    forms::enter(&bench, form, &typed, |_, _| Ok(())).unwrap().unwrap()
}

fn opens(story: &Story, entry: u64, sitting: &Sitting) -> Result<String, &'static str> {
    match story.operation.unseal(&Operation::entry_subject(entry), sitting).unwrap() {
        Ok(plain) => Ok(String::from_utf8(plain.to_vec()).unwrap()),
        Err(NotOpened::Gone) => Err("gone"),
        Err(NotOpened::NoShare) => Err("no share"),
        Err(NotOpened::Damaged) => Err("damaged"),
    }
}

fn said(name: &str) -> String {
    format!("{{\"giver_name\":\"{name}\"}}")
}

/// Erases the sealed part of an entry; false where there is none.
fn erases(operation: &Operation, entry: u64, on: jiff::civil::Date) -> bool {
    let subject = Operation::entry_subject(entry);
    let gone = operation.write(|db| erase_in(db, operation.slug(), &subject, on)).unwrap();
    operation.leave_no_trace().unwrap();
    gone
}

fn change(story: &Story, sql: &str) {
    story.operation.write(|db| Ok(both!(db, c => diesel::sql_query(sql).execute(c))?)).unwrap();
}

fn who_loses_the_role_opens_nothing_old_and_nothing_new(place: &Place) {
    let story = Story::founded(place);
    let (_, secret) = joined(&story, "heron", Role::Coordinator);
    let (abacus, _) = joined(&story, "abacus", Role::Treasurer);
    let (till, _) = joined(&story, "till", Role::Treasurer);
    let before = gift_of(&story, "Wren");
    // Whoever joined first made the key; the others have it once that person signs in.
    signs_in(&story, "heron", &secret);
    assert_eq!(opens(&story, before, &sits(&story, "abacus")), Ok(said("Wren")));
    let heron = sits(&story, "heron");
    assert_eq!(opens(&story, before, &heron), Ok(said("Wren")));

    story.operation.change_role(abacus, Role::Moderator, &story.world).unwrap();
    let after = gift_of(&story, "Lark");
    let abacus = sits(&story, "abacus");
    assert_eq!((opens(&story, before, &abacus), opens(&story, after, &abacus)), (Err("no share"), Err("no share")));
    let heron = sits(&story, "heron");
    assert_eq!((opens(&story, before, &heron), opens(&story, after, &heron)), (Ok(said("Wren")), Ok(said("Lark"))));

    // Whoever is removed keeps nothing, even with the session they had.
    let sitting = sits(&story, "till");
    assert_eq!(opens(&story, after, &sitting), Ok(said("Lark")), "everybody who may gets a share of a new key");
    story.operation.change_status(till, Status::Removed, &story.world).unwrap();
    assert_eq!(opens(&story, after, &sitting), Err("no share"));
    let last = gift_of(&story, "Swift");
    assert_eq!(opens(&story, last, &sitting), Err("no share"));
    assert_eq!(opens(&story, last, &sits(&story, "heron")), Ok(said("Swift")));
    story.sound();
}

fn a_newcomer_opens_once_a_colleague_has_signed_in(place: &Place) {
    let story = Story::founded(place);
    let (_, secret) = joined(&story, "heron", Role::Coordinator);
    let entry = gift_of(&story, "Wren");
    joined(&story, "abacus", Role::Treasurer);
    assert_eq!(opens(&story, entry, &sits(&story, "abacus")), Err("no share"));
    signs_in(&story, "heron", &secret);
    assert_eq!(opens(&story, entry, &sits(&story, "abacus")), Ok(said("Wren")));
}

fn whoever_rests_comes_back_to_what_they_could_open(place: &Place) {
    let story = Story::founded(place);
    let (operation, world) = (&story.operation, &story.world);
    joined(&story, "heron", Role::Coordinator);
    joined(&story, "finch", Role::Coordinator);
    let before = gift_of(&story, "Wren");
    // Heron alone holds the key to what was sealed first, and is suspended by somebody who does not.
    let finch = sits(&story, "finch");
    assert_eq!(opens(&story, before, &finch), Err("no share"));
    let key = story.next_key();
    operation.change_person(world, &key, &finch, (1, "coordinator active"), Change::Suspend).unwrap().unwrap();
    let during = gift_of(&story, "Lark");
    assert_eq!(opens(&story, during, &finch), Ok(said("Lark")));
    let key = story.next_key();
    operation.change_person(world, &key, &finch, (1, "coordinator suspended"), Change::Back).unwrap().unwrap();
    let heron = sits(&story, "heron");
    assert_eq!(opens(&story, before, &heron), Ok(said("Wren")), "nothing is lost with somebody who rests");
}

fn the_only_holder_of_a_key_hands_it_on_before_stepping_down(place: &Place) {
    let story = Story::founded(place);
    let (operation, world) = (&story.operation, &story.world);
    joined(&story, "heron", Role::Coordinator);
    let before = gift_of(&story, "Wren");
    joined(&story, "finch", Role::Coordinator);
    let (key, heron) = (story.next_key(), sits(&story, "heron"));
    let change = Change::Role(Role::Editor);
    operation.change_person(world, &key, &heron, (1, "coordinator active"), change).unwrap().unwrap();
    assert_eq!(opens(&story, before, &sits(&story, "heron")), Err("no share"));
    assert_eq!(opens(&story, before, &sits(&story, "finch")), Ok(said("Wren")));
}

fn a_damaged_envelope_is_told_and_the_book_notices(place: &Place) {
    let story = Story::founded(place);
    joined(&story, "heron", Role::Coordinator);
    let entry = gift_of(&story, "Wren");
    let heron = sits(&story, "heron");
    assert_eq!(opens(&story, entry, &heron), Ok(said("Wren")));
    assert_eq!(story.operation.check_derived().unwrap(), []);
    let cut = if place.is_sqlite() { "substr(envelope, 1, 700)" } else { "substring(envelope from 1 for 700)" };
    change(&story, &format!("UPDATE sealed SET envelope = {cut}"));
    assert_eq!(opens(&story, entry, &heron), Err("damaged"));
    assert_eq!(
        story.operation.check_derived().unwrap(),
        [Difference::Commitment(entry), Difference::Head(entry), Difference::Tip]
    );
}

fn two_programs_seal_and_open_for_each_other(place: &Place) {
    let story = Story::founded(place);
    let other = Story::opened_again(place, "story");
    joined(&story, "heron", Role::Coordinator);
    let (abacus, _) = joined(&story, "abacus", Role::Treasurer);
    let one = gift_of(&other, "Wren");
    assert_eq!(opens(&story, one, &sits(&story, "heron")), Ok(said("Wren")));
    story.operation.change_role(abacus, Role::Editor, &story.world).unwrap();
    // The other program seals to the new key at once: it asks for it each time.
    let two = gift_of(&other, "Lark");
    assert_eq!(opens(&other, two, &sits(&other, "heron")), Ok(said("Lark")));
    assert_eq!(opens(&other, two, &sits(&other, "abacus")), Err("no share"));
    assert!(erases(&other.operation, one, story.card.day_one));
    assert_eq!(opens(&story, one, &sits(&story, "heron")), Err("gone"));
    assert!(!erases(&story.operation, one, story.card.day_one), "once");
    assert_eq!(story.operation.check_derived().unwrap(), []);
}

fn what_is_sealed_and_what_was_erased_outlive_a_rebuild(place: &Place) {
    let story = Story::founded(place);
    joined(&story, "heron", Role::Coordinator);
    let (kept, gone, lost) = (gift_of(&story, "Wren"), gift_of(&story, "Lark"), gift_of(&story, "Swift"));
    assert!(erases(&story.operation, gone, story.card.day_one));
    assert_eq!(story.operation.rebuild().unwrap(), []);
    let heron = sits(&story, "heron");
    assert_eq!(opens(&story, kept, &heron), Ok(said("Wren")));
    assert_eq!(opens(&story, gone, &heron), Err("gone"));
    assert_eq!(story.operation.erased_on(&Operation::entry_subject(gone)).unwrap(), Some(story.card.day_one));
    // A sealed part that is gone and was not erased is a difference: this check can fail.
    change(&story, &format!("DELETE FROM sealed WHERE subject = 'entry/{lost}'"));
    assert!(story.operation.check_derived().unwrap().contains(&Difference::Commitment(lost)));
}

fn whatever_is_sealed_has_one_of_few_sizes(place: &Place) {
    let story = Story::founded(place);
    joined(&story, "heron", Role::Coordinator);
    let plain: Vec<Zeroizing<Vec<u8>>> = (0..=64).map(|n| Zeroizing::new(vec![b'x'; n * 128])).collect();
    let sealed = story.operation.seal_all(Class::Giver, &plain).unwrap().unwrap();
    let sizes: BTreeSet<usize> = sealed.iter().map(|one| one.envelope.len()).collect();
    assert_eq!(sizes, SIZES.into_iter().collect());
    assert!(sizes.len() <= 8);
    assert!(story.operation.seal(Class::Giver, &[0; 8193]).is_err());
}
