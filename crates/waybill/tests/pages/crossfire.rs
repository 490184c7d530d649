//! Many people at once at a few proposals: approving, changing, withdrawing, sending again what was sent, one of them in ten
//! sessions, through two programs on one book. Whatever they do, no entry has fewer people behind it than it needs, each of
//! whom looked at exactly what was entered; and nothing is entered twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use waybill::store::{HANDS_NEEDED, ProposalState, Role};
use waybill::web::public::App;
use waybill::world::World;

use crate::ground::{Ground, On, Pairs, ask, on_both_engines, pressed};
use crate::page::Page;

on_both_engines!(
    never_fewer_people_and_never_twice,
    an_approval_that_outlives_a_change_is_seen,
    sessions_that_count_as_people_are_seen,
);

/// Things done in all, by as many threads.
const DEEDS: usize = 200;
const THREADS: usize = 8;
/// The seat of the first of ten sessions of one person.
const FIRST_OF_TEN: usize = 8;
/// Proposals they are done to.
const PROPOSALS: usize = 24;

/// What is built wrong on purpose, so that the judge has something to see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Planted {
    Nothing,
    /// Whoever approves, approves whatever stands there, as if proposals were compared by their ids.
    SurvivesAChange,
    /// What one person does in ten sessions is done by ten.
    SessionsArePeople,
}

/// A cookie and the human being behind it.
struct Seat {
    human: usize,
    cookie: String,
}

/// Everything somebody asked for, as a witness beside the program wrote it down.
#[derive(Default)]
struct Witness {
    /// Who wrote or approved exactly this: digest, human beings.
    willed: BTreeMap<String, BTreeSet<usize>>,
    /// Which amount, in cents, each digest is about: no two are about the same.
    amounts: BTreeMap<i64, String>,
    /// Pages that were looked at: proposal, digest.
    looked: Vec<(usize, String)>,
    /// What was sent, for sending it again: seat, path, form.
    sent: Vec<(usize, String, Pairs)>,
    next_amount: i64,
}

struct Crossfire {
    ground: Ground,
    programs: [Arc<App>; 2],
    seats: Vec<Seat>,
    /// Where each waits, and the seat of its maker.
    proposals: Vec<(String, usize)>,
    planted: Planted,
    witness: Mutex<Witness>,
}

impl Crossfire {
    fn begin(on: On, planted: Planted) -> Self {
        let ground = Ground::empty(on);
        ground.record("opening-money", &[("amount", "1000000")]);
        let mut seats = Vec::new();
        // Four people with two sessions each, and one with ten.
        for (human, name) in ["heron", "abacus", "ledger", "tally"].into_iter().enumerate() {
            for _ in 0..2 {
                seats.push(Seat { human, cookie: ground.cookie_of(name, role_of(human)) });
            }
        }
        for session in 0..10 {
            let name = if planted == Planted::SessionsArePeople { format!("hydra {session}") } else { "hydra".into() };
            seats.push(Seat { human: 4, cookie: ground.cookie_of(&name, Role::Treasurer) });
        }
        let programs = [Arc::clone(&ground.app), ground.beside()];
        let mut all = Self { ground, programs, seats, proposals: Vec::new(), planted, witness: Mutex::default() };
        // The last two are kept for what is done one after the other: by the coordinator, and in the first of ten sessions.
        for n in 0..PROPOSALS + 2 {
            let maker = match n {
                PROPOSALS => 1,
                n if n > PROPOSALS => FIRST_OF_TEN,
                n if n % 2 == 0 => FIRST_OF_TEN + n % 10,
                n => n % FIRST_OF_TEN,
            };
            let at = all.write_down(0, maker, "");
            all.proposals.push((at, maker));
        }
        all
    }

    fn ask(&self, program: usize, seat: usize, at: &str, sent: Option<&Pairs>) -> Page {
        let (path, query) = at.split_once('?').unwrap_or((at, ""));
        let path = format!("/d/ours/en/{path}");
        ask(&self.programs[program], &path, query, &self.seats[seat].cookie, sent, None)
    }

    fn send(&self, program: usize, seat: usize, at: &str, sent: Pairs) -> Page {
        let page = self.ask(program, seat, at, Some(&sent));
        self.witness.lock().unwrap().sent.push((seat, at.to_owned(), sent));
        page
    }

    /// Somebody fills in the form for an advance, new or of a proposal of theirs, with an amount nobody typed before. Answers
    /// where it waits; nothing where it waits no more.
    fn write_down(&self, program: usize, seat: usize, change: &str) -> String {
        let form = self.ask(program, seat, &format!("record/advance{change}"), None);
        if form.status != 200 {
            return String::new();
        }
        let amount = {
            let mut witness = self.witness.lock().unwrap();
            witness.next_amount += 1;
            witness.next_amount
        };
        let mut typed = pressed(form.form(), "look");
        let fields = [("from", "bank-eur-1/open/EUR"), ("role", "foundation"), ("country", "PL")];
        typed.extend(fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
        typed.insert("amount".into(), amount.to_string());
        let looked = self.ask(program, seat, "record/advance", Some(&typed));
        // Whoever writes something down wants it, from the moment in which it may be there.
        let digest = self.digest_of(&looked.form(), seat);
        self.wills(&digest, seat);
        self.witness.lock().unwrap().amounts.insert(100 * amount, digest);
        let sent = self.send(program, seat, "record/advance", pressed(looked.form(), "enter"));
        sent.header("location").strip_prefix("/d/ours/en/").unwrap_or_default().to_owned()
    }

    /// What an approval of this form will have to name; reckoned here, and not asked of the program.
    fn digest_of(&self, form: &Pairs, seat: usize) -> String {
        let name = self.person_of(seat);
        let fields = ["agreed", "amount", "country", "from", "number", "on", "role"];
        let typed = fields.iter().filter(|field| form.get(**field).is_some_and(|value| !value.is_empty()));
        let typed: Vec<String> = typed.map(|field| format!("{field:?}:{:?}", form[*field])).collect();
        let payload = format!("{{\"form\":\"advance\",\"maker\":{name},\"typed\":{{{}}}}}", typed.join(","));
        waybill_journal::chain::to_hex(&waybill::store::digest_of(&payload))
    }

    fn person_of(&self, seat: usize) -> i32 {
        let token = self.seats[seat].cookie.strip_prefix("desk=").unwrap();
        self.ground.operation().session(token, &self.ground.app.world).unwrap().unwrap().person.id
    }

    fn wills(&self, digest: &str, seat: usize) {
        let mut witness = self.witness.lock().unwrap();
        witness.willed.entry(digest.to_owned()).or_default().insert(self.seats[seat].human);
    }

    /// Opens a proposal as somebody does before approving.
    fn look(&self, program: usize, seat: usize, n: usize) -> Option<String> {
        let digest = self.ask(program, seat, &self.proposals[n].0, None).hidden().get("digest").cloned()?;
        self.witness.lock().unwrap().looked.push((n, digest.clone()));
        Some(digest)
    }

    /// Approves what was looked at, now or a while ago.
    fn approve(&self, program: usize, seat: usize, n: usize, looked_at: &str) -> u16 {
        self.wills(looked_at, seat);
        let mut named = looked_at.to_owned();
        if self.planted == Planted::SurvivesAChange {
            named =
                self.ask(program, seat, &self.proposals[n].0, None).hidden().get("digest").cloned().unwrap_or(named);
        }
        let sent = [("go", "approve"), ("digest", named.as_str())];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
        self.send(program, seat, &self.proposals[n].0.clone(), sent).status
    }

    /// One deed: who, to what, how and through which program are all left to chance. What cannot be done any more gives way to
    /// sending something again.
    fn deed(&self, chance: &World) {
        let pick = |below: usize| usize::from(chance.random::<1>()[0]) % below;
        let (program, seat, n) = (pick(2), pick(self.seats.len()), pick(PROPOSALS));
        let (at, maker) = &self.proposals[n];
        let done = match pick(20) {
            0..6 => self.look(program, seat, n).map(|digest| self.approve(program, seat, n, &digest)).is_some(),
            6..10 => {
                let looked = self.witness.lock().unwrap().looked.clone();
                let old: Vec<_> = looked.into_iter().filter(|(of, _)| *of == n).collect();
                let one = old.get(pick(old.len().max(1)));
                one.map(|(_, digest)| self.approve(program, seat, n, digest)).is_some()
            }
            10..15 => {
                let id = at.rsplit('/').next().unwrap_or_default();
                !self.write_down(program, *maker, &format!("?proposal={id}")).is_empty()
            }
            15 => {
                self.send(program, *maker, at, pressed(Pairs::new(), "withdraw"));
                true
            }
            _ => false,
        };
        if !done {
            let (seat, at, form) = {
                let sent = &self.witness.lock().unwrap().sent;
                sent[pick(sent.len().min(256))].clone()
            };
            self.ask(program, seat, &at, Some(&form));
        }
    }

    fn all_at_once(&self) {
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                scope.spawn(move || {
                    let chance = World::held(self.ground.app.world.now(), 100 + u64::try_from(thread).unwrap());
                    (0..DEEDS / THREADS).for_each(|_| self.deed(&chance));
                });
            }
        });
    }

    /// What must not be: somebody approves what they looked at before it was changed; and one person, in another session of
    /// theirs, approves their own.
    fn one_after_the_other(&self) -> [u16; 2] {
        let (changed, own) = (PROPOSALS, PROPOSALS + 1);
        let (maker, other) = (self.proposals[changed].1, 2);
        let looked_at = self.look(0, other, changed).unwrap();
        let id = self.proposals[changed].0.rsplit('/').next().unwrap().to_owned();
        assert_ne!(self.write_down(1, maker, &format!("?proposal={id}")), "");
        let late = self.approve(0, other, changed, &looked_at);
        let digest = self.look(0, other, own).unwrap();
        let again: Vec<u16> =
            (FIRST_OF_TEN + 1..self.seats.len()).map(|seat| self.approve(1, seat, own, &digest)).collect();
        [late, again.into_iter().min().unwrap()]
    }

    /// What the witness finds wrong with the book.
    fn findings(&self) -> Vec<String> {
        let mut found = Vec::new();
        let witness = self.witness.lock().unwrap();
        let operation = self.ground.operation();
        let entries = operation.entries_of_kind("advance").unwrap();
        for entry in &entries {
            let amount = entry.public["amount"].as_i64().unwrap();
            let digest = &witness.amounts[&amount];
            let willed = witness.willed.get(digest).map_or(0, BTreeSet::len);
            if willed < HANDS_NEEDED {
                found.push(format!("entry {} has {willed} behind it", entry.number));
            }
            let approved = entry.private["approved"].as_array().map_or(0, Vec::len);
            if approved + 1 < HANDS_NEEDED || !entry.public["alone"].is_null() {
                found.push(format!("entry {} says that {approved} approved it", entry.number));
            }
        }
        let mut of_proposals = BTreeSet::new();
        for (at, _) in &self.proposals {
            let proposal = operation.proposal(at.rsplit('/').next().unwrap()).unwrap().unwrap();
            if let ProposalState::Done(entry) = proposal.state {
                let recorded = operation.entry(entry).unwrap().unwrap();
                let digest = &witness.amounts[&recorded.public["amount"].as_i64().unwrap()];
                if waybill_journal::chain::to_hex(&proposal.digest) != *digest {
                    found.push(format!("entry {entry} is not what its proposal says"));
                }
                if !of_proposals.insert(entry) {
                    found.push(format!("entry {entry} came of two proposals"));
                }
            }
        }
        let numbers: BTreeSet<u64> = entries.iter().map(|entry| entry.number).collect();
        if numbers != of_proposals {
            found.push(format!("entries {numbers:?} came of {of_proposals:?}"));
        }
        found
    }
}

fn role_of(human: usize) -> Role {
    if human == 0 { Role::Coordinator } else { Role::Treasurer }
}

fn never_fewer_people_and_never_twice(on: On) {
    let all = Crossfire::begin(on, Planted::Nothing);
    all.all_at_once();
    assert_eq!(all.one_after_the_other(), [422, 404]);
    assert_eq!(all.findings(), Vec::<String>::new());
    assert!(!all.ground.operation().entries_of_kind("advance").unwrap().is_empty(), "something was entered at all");
    let willed = all.witness.lock().unwrap().willed.len();
    assert!(willed > PROPOSALS + DEEDS / 20, "much was changed meanwhile: {willed}");
    assert_eq!(all.ground.operation().check_derived().unwrap(), []);
}

fn an_approval_that_outlives_a_change_is_seen(on: On) {
    let all = Crossfire::begin(on, Planted::SurvivesAChange);
    assert_eq!(all.one_after_the_other(), [303, 404]);
    let found = all.findings();
    assert!(found.iter().any(|one| one.ends_with("has 1 behind it")), "{found:?}");
}

fn sessions_that_count_as_people_are_seen(on: On) {
    let all = Crossfire::begin(on, Planted::SessionsArePeople);
    assert_eq!(all.one_after_the_other(), [422, 303]);
    let found = all.findings();
    assert!(found.iter().any(|one| one.ends_with("has 1 behind it")), "{found:?}");
}
