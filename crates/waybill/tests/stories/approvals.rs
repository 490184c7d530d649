//! The moment in which a proposal becomes an entry: whatever changed since it was looked at is seen in the entry's own
//! transaction, through whichever program it changed.

use waybill::demo::people::seat;
use waybill::store::{Approved, Behind, FormKey, PostError, ProposalState, Role, Standing, Status};

use crate::common::{Place, Story};

stories![
    what_changed_in_between_stops_the_entry,
    two_programs_enter_one_proposal_once,
    an_approval_counts_for_what_it_names,
];

const TYPED: [(&str, &str); 3] = [("account", "bank-eur-1"), ("fund", "open"), ("amount", "500")];

fn may(role: Role) -> bool {
    matches!(role, Role::Coordinator | Role::Treasurer)
}

/// A book with three people who may and an editor who may not, opened by two programs.
fn peopled(place: &Place) -> (Story, Story) {
    let one = Story::founded(place);
    let people = [
        ("heron", Role::Coordinator),
        ("abacus", Role::Treasurer),
        ("ledger", Role::Treasurer),
        ("quill", Role::Editor),
    ];
    for (name, role) in people {
        seat(&one.operation, &one.world, name, role).unwrap();
    }
    (one, Story::opened_again(place, "story"))
}

/// Proposed by the first person and approved by the second.
fn approved(story: &Story, name: &str) -> (FormKey, Standing) {
    let key = FormKey::parse(&format!("a-proposal-of-{name}")).unwrap();
    let made = story.operation.propose(&story.world, "opening-money", &key, name, 1).unwrap();
    assert_eq!(story.operation.approve_proposal(&made.id, 2, &made.digest).unwrap(), Approved::Counted);
    (key, story.operation.standing_behind(&made.id, may).unwrap().unwrap())
}

fn enter(story: &Story, key: &FormKey, looked_at: &Standing) -> Result<u64, PostError> {
    let (draft, _) = story.read(key, "opening-money", &TYPED).unwrap();
    let close = |db: &mut _, entry| story.operation.close_proposal(db, looked_at, may, entry);
    story.operation.post(&story.world, &looked_at.behind(), key, &draft, close).map(|answer| answer.entry)
}

/// What another program does between looking and entering.
type Meanwhile = fn(&Story, &Standing);

fn what_changed_in_between_stops_the_entry(place: &Place) {
    let (one, two) = peopled(place);
    let meanwhile: [(&str, Meanwhile); 6] = [
        ("changed", |two, now| assert!(two.operation.change_proposal(&now.proposal.id, 1, "something else").unwrap())),
        ("withdrawn", |two, now| assert!(two.operation.withdraw_proposal(&now.proposal.id).unwrap())),
        ("suspended", |two, _| two.operation.change_status(2, Status::Suspended, &two.world).unwrap()),
        ("back", |two, _| two.operation.change_status(2, Status::Active, &two.world).unwrap()),
        ("another role", |two, _| two.operation.change_role(1, Role::Editor, &two.world).unwrap()),
        ("one more", |two, now| {
            two.operation.change_role(1, Role::Coordinator, &two.world).unwrap();
            let counted = two.operation.approve_proposal(&now.proposal.id, 3, &now.proposal.digest).unwrap();
            assert_eq!(counted, Approved::Counted);
        }),
    ];
    for (name, change) in meanwhile {
        let name = name.replace(' ', "-");
        let (key, looked_at) = approved(&one, &name);
        change(&two, &looked_at);
        let before = (one.every_row(), one.in_memory());
        assert!(enter(&one, &key, &looked_at).is_err(), "{name}");
        assert_eq!((one.every_row(), one.in_memory()), before, "{name}: something is left behind");
    }
    // What is read anew is entered, with everybody who stands behind it.
    let (key, _) = approved(&one, "one-more");
    let made = one.operation.proposal_of(&key).unwrap().unwrap();
    let now = one.operation.standing_behind(&made.id, may).unwrap().unwrap();
    assert_eq!(now.behind(), Behind { checkers: vec![2, 3], ..Behind::one(1) });
    let entry = enter(&one, &key, &now).unwrap();
    assert_eq!(two.operation.proposal(&made.id).unwrap().unwrap().state, ProposalState::Done(entry));
    // Planted: whoever does not read again enters what was withdrawn.
    let (key, looked_at) = approved(&one, "planted");
    assert!(two.operation.withdraw_proposal(&looked_at.proposal.id).unwrap());
    let (draft, _) = one.read(&key, "opening-money", &TYPED).unwrap();
    assert!(one.operation.post(&one.world, &looked_at.behind(), &key, &draft, |_, _| Ok(())).is_ok());
    assert_eq!(one.differences(), []);
}

fn two_programs_enter_one_proposal_once(place: &Place) {
    let (one, two) = peopled(place);
    for round in 0..10 {
        let (key, looked_at) = approved(&one, &format!("round-{round}"));
        let before = one.in_memory().0;
        let entries: Vec<u64> = std::thread::scope(|scope| {
            let asked: Vec<_> = [&one, &two, &one, &two]
                .map(|story| {
                    let (key, looked_at) = (&key, &looked_at);
                    scope.spawn(move || enter(story, key, looked_at).unwrap())
                })
                .into();
            asked.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(entries, [before + 1; 4]);
        assert_eq!((one.in_memory().0, two.in_memory().0), (before + 1, before + 1));
        let proposal = one.operation.proposal(&looked_at.proposal.id).unwrap().unwrap();
        assert_eq!(proposal.state, ProposalState::Done(before + 1));
    }
}

fn an_approval_counts_for_what_it_names(place: &Place) {
    let (one, two) = peopled(place);
    let key = FormKey::parse("a-proposal-of-two").unwrap();
    let made = one.operation.propose(&one.world, "advance", &key, "first", 2).unwrap();
    let stands = || one.operation.standing_behind(&made.id, may).unwrap().unwrap().people;
    assert_eq!(stands(), [2]);
    // The maker's own, somebody's without the right, and of other bytes.
    assert_eq!(one.operation.approve_proposal(&made.id, 2, &made.digest).unwrap(), Approved::Closed);
    assert_eq!(one.operation.approve_proposal(&made.id, 4, &made.digest).unwrap(), Approved::Counted);
    assert_eq!(two.operation.approve_proposal(&made.id, 1, &made.digest[1..]).unwrap(), Approved::Changed);
    assert_eq!(stands(), [2]);
    for _ in 0..10 {
        assert_eq!(two.operation.approve_proposal(&made.id, 1, &made.digest).unwrap(), Approved::Counted);
        assert_eq!(stands(), [1, 2], "one person is one, however often");
    }
    assert!(!two.operation.change_proposal(&made.id, 1, "somebody else’s").unwrap());
    assert!(one.operation.change_proposal(&made.id, 2, "second").unwrap());
    assert_eq!(stands(), [2], "a change voids what was approved");
    assert!(one.operation.change_proposal(&made.id, 2, "first").unwrap());
    assert_eq!(stands(), [2], "also where the old words come back");
    // Planted: an approval that survives the change counts, and the witness beside the book has to see it.
    one.raw(&format!("INSERT INTO approval SELECT operation, id, 1, digest FROM proposal WHERE id = '{}'", made.id));
    assert_eq!(stands(), [1, 2]);
    // The same key proposes nothing else.
    let again = two.operation.propose(&two.world, "payment", &key, "third", 1).unwrap();
    assert_eq!((again.id, again.payload.as_str(), again.maker), (made.id.clone(), "first", 2));
}
