//! Witnesses: two operations sign for each other, no fork is signed, and whatever a witness answers holds nothing up.

use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Barrier;
use std::time::Duration;

use waybill::publish::ticks::{Signing, origin, settle, signers};
use waybill::publish::witnesses::{Heard, Unheard, answer, ask_all, ask_on_a_new_machine, key};
use waybill::store::{Settings, WitnessRow};
use waybill::web::outward::{ANSWER_MAX, post_text, post_text_within};
use waybill_log::checkpoint::{self, Checkpoint};
use waybill_log::cosignature::cosign;
use waybill_log::note::{SigningKey, VerifierKey, open};
use waybill_log::tree::{Frontier, Hash, Subtree, Wrong, consistency, leaf_hash};
use waybill_log::witness::Request;

use crate::ground::{Ground, On, SLUG, on_both_engines};
use crate::page::{Page, unescaped};
use crate::wire::{PATIENCE, Side};

on_both_engines!(
    two_operations_witness_each_other,
    a_witness_signs_one_history_and_no_other,
    a_witness_that_forgets_or_restarts_signs_no_second_past,
    of_two_requests_at_once_one_is_signed,
    an_older_book_is_told_so_and_signs_nothing,
    a_book_on_a_new_machine_asks_before_it_signs,
    whatever_a_witness_answers_is_one_sentence_and_a_pause,
    what_is_pasted_wrong_is_told_and_nothing_is_kept,
);

/// Where the operation of this ground says it is.
fn settled_at(ground: &Ground, address: &str) {
    let settings = Settings { address: Some(format!("{address}/o/{SLUG}")), ..ground.operation().settings().unwrap() };
    ground.operation().change_settings(&settings).unwrap();
}

/// The lines that the page shows for friends.
fn lines(ground: &Ground) -> String {
    let page = ground.open("en/witnesses");
    let (_, rest) = page.body.split_once("id=\"ours\"><code>").expect("the lines for friends");
    unescaped(rest.split_once("</code>").unwrap().0)
}

fn paste(ground: &Ground, lines: &str) -> Page {
    let mut sent = ground.open("en/witnesses").form();
    sent.insert("lines".into(), lines.into());
    ground.send("en/witnesses", &sent)
}

/// Both sides paste what the other's page shows.
fn introduce(ground: &Ground, friend: &Ground) {
    let page = paste(ground, &lines(friend));
    assert!(page.status == 200 && page.text().contains("Added."), "{:?}", page.problems());
}

/// The way to a witness, without a network.
fn to(witness: &Ground) -> impl Fn(&str, &str) -> Result<Heard, Unheard> {
    |address, body| {
        let (_, path) = address.strip_prefix("https://").unwrap().split_at("b.example".len());
        let page = Page::of(witness.app.witness(path, "b.example", body.as_bytes()));
        assert_eq!(page.header("cache-control"), "no-store");
        Ok(Heard { status: page.status, body: page.body })
    }
}

fn shown(ground: &Ground) -> String {
    ground.read("log/checkpoint").body
}

/// The size of the checkpoint that is shown, and whether a witness has signed it.
fn stands(ground: &Ground, witness: &VerifierKey) -> (u64, bool) {
    let log = signers(ground.operation()).unwrap()[0].verifier().clone();
    let signed = checkpoint::open(&shown(ground), &[log, witness.clone()]).unwrap();
    (signed.checkpoint.size(), signed.verified.iter().any(|one| one.key == *witness))
}

fn witness_of(ground: &Ground) -> VerifierKey {
    key(ground.operation()).unwrap().verifier().clone()
}

fn now(ground: &Ground) -> jiff::Timestamp {
    ground.app.world.now()
}

/// Two operations of a few days, who know each other's addresses.
fn two(on: On) -> (Ground, Ground) {
    let (a, b) = (Ground::small(on), Ground::small_by_chance(on, 2));
    for (ground, address) in [(&a, "https://a.example"), (&b, "https://b.example")] {
        settled_at(ground, address);
        ground.pass_to("2022-03-20T18:01:00+02:00");
    }
    (a, b)
}

fn two_operations_witness_each_other(on: On) {
    let (a, b) = two(on);
    introduce(&a, &b);
    introduce(&b, &a);
    let (of_a, of_b) = (witness_of(&a), witness_of(&b));
    assert_ne!(of_a, of_b);
    assert!(a.open("en/witnesses").text().contains("Has not been asked yet."));
    assert_eq!(ask_all(a.operation(), now(&a), &to(&b)).unwrap(), 1);
    let (size, signed) = stands(&a, &of_b);
    assert!(signed, "{}", shown(&a));
    let told = a.app.operations[0].published.log().unwrap().witnesses;
    assert_eq!(told, [(of_b.name().to_owned(), now(&b).as_second())]);
    let page = a.open("en/witnesses").text();
    assert!(page.contains("Signed our book of day 25 on 20 March 2022 at 18:01."), "{page}");
    let page = b.open("en/witnesses").text();
    assert!(page.contains(&format!("We signed last on 20 March 2022 at 18:01: {size} leaves.")), "{page}");

    // The other way round, and nobody is asked twice about the same.
    let back = |address: &str, body: &str| to(&a)(&address.replace("a.example", "b.example"), body);
    assert_eq!(ask_all(b.operation(), now(&b), &back).unwrap(), 1);
    assert!(stands(&b, &of_a).1);
    let never = |_: &str, _: &str| -> Result<Heard, Unheard> { panic!("asked about what is signed") };
    assert_eq!(ask_all(a.operation(), now(&a), &never).unwrap(), 0);

    // The next close grows the log; with a proof from the size that was signed, not from the beginning.
    a.pass_to("2022-03-21T18:01:00+02:00");
    assert!(!stands(&a, &of_b).1, "nobody has seen it yet");
    let asked = RefCell::new(Vec::new());
    let heard = |address: &str, body: &str| {
        asked.borrow_mut().push(body.to_owned());
        to(&b)(address, body)
    };
    assert_eq!(ask_all(a.operation(), now(&a), &heard).unwrap(), 1);
    assert!(asked.take()[0].starts_with(&format!("old {size}\n")));
    assert_eq!(stands(&a, &of_b), (size + 64, true));

    // What was shown is lost and made again: the same signature is asked for, and had.
    let before = shown(&a);
    a.operation().with_gate(|db| Ok(db.batch("DELETE FROM tile; DELETE FROM signed")?)).unwrap();
    assert_eq!(settle(a.operation()).unwrap(), Signing::Done);
    assert_eq!(ask_all(a.operation(), now(&a), &to(&b)).unwrap(), 1);
    assert_eq!(shown(&a), before, "to the letter");
}

/// A log of a test's own: its key and its leaves.
struct Log {
    key: SigningKey,
    leaves: Vec<Hash>,
}

impl Log {
    fn of(leaves: impl IntoIterator<Item = u64>) -> Log {
        let leaves = leaves.into_iter().map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
        Log { key: SigningKey::from_seed("friend", &[3; 32]).unwrap(), leaves }
    }

    fn root(leaves: &[Hash]) -> Hash {
        let mut tree = Frontier::default();
        for leaf in leaves {
            tree.push(*leaf);
        }
        tree.root()
    }

    /// Its checkpoint of so many leaves, with the proof that it goes on from `old`.
    fn request(&self, old: u64, size: u64) -> Request {
        let leaves = &self.leaves[..usize::try_from(size).unwrap()];
        let made = Checkpoint::new("friend", size, Log::root(leaves)).unwrap();
        let span = |Subtree { level, index }| {
            let from = usize::try_from(index << level).unwrap();
            Ok::<_, Wrong>(Log::root(&leaves[from..from + (1 << level)]))
        };
        let proof = consistency(old.min(size), size, span).unwrap();
        Request { old, proof, checkpoint: made.sign(&self.key).unwrap() }
    }
}

/// An operation that witnesses the log of [`Log`].
fn witness(on: On) -> Ground {
    let ground = Ground::empty_by_chance(on, 2);
    settled_at(&ground, "https://b.example");
    let page = paste(&ground, &Log::of([]).key.verifier().to_string());
    assert!(page.text().contains("Added."), "{}", page.text());
    ground
}

/// What a witness answers: status and body.
type Answers<'a> = &'a dyn Fn(&str) -> (u16, String);

fn asked(ground: &Ground) -> impl Fn(&str) -> (u16, String) {
    |body| {
        let page = Page::of(ground.app.witness(&format!("/o/{SLUG}/witness/add-checkpoint"), "h", body.as_bytes()));
        (page.status, page.body)
    }
}

/// Tries to get two histories signed, every way there is; says what was signed or answered wrongly. The witness has signed
/// nothing of the log before.
fn signed_wrongly(witness: Answers) -> Vec<String> {
    let log = Log::of(0..300);
    // The same up to the hundredth leaf, then another; and one that lost a leaf in the middle; and one that was put in order.
    let fork = Log::of((0..100).chain(1000..1200));
    let edited = Log::of((0..50).chain([7777]).chain(51..300));
    let deleted = Log::of((0..50).chain(51..300));
    let reordered = Log::of((0..20).chain([21, 20]).chain(22..300));
    let mut wrong = Vec::new();
    let mut expect = |what: &str, request: &Request, status: u16, body: &str| {
        let (got, said) = witness(&request.to_string());
        if got != status || !(body.is_empty() || said == body) {
            wrong.push(format!("{what}: {got} {}", said.trim_end()));
        }
    };
    expect("a first time", &log.request(0, 64), 200, "");
    expect("a first time, again", &log.request(64, 64), 200, "");
    expect("a replay of the first time", &log.request(0, 64), 409, "64\n");
    expect("growing", &log.request(64, 128), 200, "");
    expect("a replay of growing", &log.request(64, 128), 409, "128\n");
    expect("a rollback", &log.request(64, 64), 409, "128\n");
    expect("a rollback that says so", &log.request(128, 64), 400, "");
    expect("a fork of the same size", &fork.request(128, 128), 409, "128\n");
    for (name, other) in
        [("a fork", &fork), ("an edit", &edited), ("a deletion", &deleted), ("another order", &reordered)]
    {
        expect(&format!("{name}, with a proof of its own"), &other.request(128, 192), 422, "");
        expect(&format!("{name}, from before"), &other.request(64, 192), 409, "128\n");
        expect(&format!("{name}, from the beginning"), &other.request(0, 192), 409, "128\n");
        let borrowed = Request { proof: log.request(128, 192).proof, ..other.request(128, 192) };
        expect(&format!("{name}, with a proof of the true one"), &borrowed, 422, "");
    }
    expect("no proof", &Request { proof: Vec::new(), ..log.request(128, 192) }, 422, "");
    expect("going on", &log.request(128, 300), 200, "");
    wrong
}

fn a_witness_signs_one_history_and_no_other(on: On) {
    let ground = witness(on);
    assert_eq!(signed_wrongly(&asked(&ground)), Vec::<String>::new());
    let row = ground.operation().witnessed_log("friend").unwrap().unwrap();
    assert_eq!((row.size, row.root), (300, Log::root(&Log::of(0..300).leaves).0.to_vec()));

    // Planted: one that checks the signature and the size, and not that the log goes on. It is seen.
    let last = Cell::new(0);
    let careless = |body: &str| {
        let request: Request = body.parse().unwrap();
        let made = checkpoint::unverified(&request.checkpoint).unwrap();
        if request.old > made.size() {
            return (400, String::new());
        }
        if request.old != last.get() {
            return (409, format!("{}\n", last.get()));
        }
        last.set(made.size());
        (200, cosign(&SigningKey::witness_from_seed("w", &[1; 32]).unwrap(), &made, 1).unwrap())
    };
    let seen = signed_wrongly(&careless);
    assert!(seen.iter().any(|one| one.starts_with("a fork, with a proof of its own: 200")), "{seen:#?}");
    assert!(seen.iter().any(|one| one.starts_with("a fork of the same size: 200")), "{seen:#?}");

    // Who is not known, or signs with another key, or sends something else, gets nothing.
    let ask = asked(&ground);
    let stranger = SigningKey::from_seed("stranger", &[3; 32]).unwrap();
    let made = Checkpoint::new("stranger", 1, leaf_hash(b"x")).unwrap().sign(&stranger).unwrap();
    assert_eq!(ask(&format!("old 0\n\n{made}")).0, 404);
    let impostor = Log { key: SigningKey::from_seed("friend", &[4; 32]).unwrap(), ..Log::of(0..400) };
    assert_eq!(ask(&impostor.request(300, 400).to_string()).0, 403);
    let good = Log::of(0..400).request(300, 400).to_string();
    for bad in
        ["", "old", "old 300\n", "hello", &good[1..], &good.replace("old 300", "old 0300"), &good.replace('\n', "\r\n")]
    {
        assert_eq!(ask(bad).0, 400, "{bad:?}");
    }
    assert_eq!(ground.app.witness("/o/ours/witness/add-checkpoint", "h", &[0xff, 0xfe]).status(), 400);
    for nowhere in ["/o/theirs/witness/add-checkpoint", "/witness/add-checkpoint", "/o/ours/en/witness/add-checkpoint"]
    {
        assert_eq!(ground.app.witness(nowhere, "h", good.as_bytes()).status(), 404, "{nowhere}");
    }
    let own_host = ground.app.witness("/witness/add-checkpoint", crate::ground::HOST, good.as_bytes());
    assert_eq!(own_host.status(), 200, "behind a host of its own");
}

fn a_witness_that_forgets_or_restarts_signs_no_second_past(on: On) {
    let mut ground = witness(on);
    assert_eq!(asked(&ground)(&Log::of(0..64).request(0, 64).to_string()).0, 200);
    ground.restart();
    let fork = Log::of(500..600);
    assert_eq!(asked(&ground)(&fork.request(0, 64).to_string()), (409, "64\n".to_owned()));
    // Taken from the list and put back: the same.
    ground.sign_in();
    let sent = ground.open("en/witnesses").form_to(&format!("/d/{SLUG}/en/witnesses/remove"));
    assert!(ground.send("en/witnesses/remove", &sent).text().contains("Removed."));
    assert!(!ground.open("en/witnesses").text().contains("We signed last"));
    assert_eq!(asked(&ground)(&Log::of(0..100).request(64, 100).to_string()).0, 404, "signs no more");
    paste(&ground, &fork.key.verifier().to_string());
    assert_eq!(asked(&ground)(&fork.request(0, 64).to_string()), (409, "64\n".to_owned()));
    assert_eq!(asked(&ground)(&Log::of(0..100).request(64, 100).to_string()).0, 200);
    // The clock was set back: the later tree does not get the earlier time.
    let before = ground.operation().witnessed_log("friend").unwrap().unwrap().signed_at;
    let back = jiff::Timestamp::from_second(before - 9000).unwrap();
    assert_eq!(answer(ground.operation(), back, &Log::of(0..164).request(100, 164).to_string()).unwrap().status, 200);
    assert_eq!(ground.operation().witnessed_log("friend").unwrap().unwrap().signed_at, before);
}

/// Two histories, asked for at the same moment of two programs on the same book.
fn of_two_requests_at_once_one_is_signed(on: On) {
    let ground = witness(on);
    let beside = ground.beside();
    let mut leaves: Vec<u64> = Vec::new();
    for round in 1..=12_u64 {
        let (old, size) = ((round - 1) * 10, round * 10);
        let histories = [round * 1000, round * 1000 + 500]
            .map(|from| leaves.iter().copied().chain(from..from + 10).collect::<Vec<u64>>());
        let bodies = histories.clone().map(|history| Log::of(history).request(old, size).to_string());
        let together = Barrier::new(2);
        let ask = |app: &waybill::web::public::App, body: &str| {
            together.wait();
            app.witness(&format!("/o/{SLUG}/witness/add-checkpoint"), "h", body.as_bytes()).status().as_u16()
        };
        let [one, two] = std::thread::scope(|scope| {
            let one = scope.spawn(|| ask(&ground.app, &bodies[0]));
            let two = scope.spawn(|| ask(&beside, &bodies[1]));
            [one.join().unwrap(), two.join().unwrap()]
        });
        assert!(matches!((one, two), (200, 409) | (409, 200)), "round {round}: {one} and {two}");
        let kept = ground.operation().witnessed_log("friend").unwrap().unwrap();
        leaves.clone_from(&histories[usize::from(two == 200)]);
        assert_eq!(kept.root, Log::root(&Log::of(leaves.clone()).leaves).0, "round {round}: what was signed is kept");
    }
}

fn an_older_book_is_told_so_and_signs_nothing(on: On) {
    let (a, b) = two(on);
    introduce(&a, &b);
    introduce(&b, &a);
    a.pass_to("2022-03-25T18:01:00+02:00");
    assert_eq!(ask_all(a.operation(), now(&a), &to(&b)).unwrap(), 1);
    let (newest, _) = stands(&a, &witness_of(&b));
    // The same operation as an older copy has it: it never signed beyond the twentieth.
    let older = Ground::small(on);
    older.pass_to("2022-03-20T18:01:00+02:00");
    assert_eq!(origin(older.operation()), origin(a.operation()));
    introduce(&older, &b);
    // Work goes on in it, so that it becomes another book.
    older.record("gift", &[]);
    assert_eq!(ask_all(older.operation(), now(&older), &to(&b)).unwrap(), 0);
    let (size, _) = stands(&older, &witness_of(&b));
    assert!(size < newest);
    let page = older.open("en/witnesses");
    assert!(
        page.text().contains(&format!("saw a log of {newest} leaves that this book does not go on from")),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Saw a larger book of ours than this one."));
    // The days go by and nothing is signed, also once it is as large as the other was.
    for day in 21..30 {
        older.pass_to(&format!("2022-03-{day}T18:01:00+03:00"));
        assert_eq!(stands(&older, &witness_of(&b)).0, size);
    }
    assert!(matches!(settle(older.operation()).unwrap(), Signing::Below(mark) if mark.size == newest));
    // Asked again it says the same. Only somebody at the machine can accept the loss; the witness never signs that book.
    assert_eq!(ask_all(older.operation(), now(&older), &to(&b)).unwrap(), 0);
    assert!(older.operation().accept_loss().unwrap());
    assert_eq!(settle(older.operation()).unwrap(), Signing::Done);
    assert!(stands(&older, &witness_of(&b)).0 > newest);
    let never = |_: &str, _: &str| -> Result<Heard, Unheard> { panic!("asked once more") };
    assert_eq!(ask_all(older.operation(), now(&older), &never).unwrap(), 0);
    older.app.world.set_now("2022-03-20T18:01:00+02:00".parse().unwrap());
    assert!(older.open("en/witnesses").text().contains("the loss was accepted"));
    // Beyond the size that was seen it is a fork, which a witness that is asked anew names as well.
    older.operation().remove_witness(witness_of(&b).name()).unwrap();
    introduce(&older, &b);
    assert_eq!(ask_all(older.operation(), now(&older), &to(&b)).unwrap(), 0);
    assert_eq!(older.operation().witnesses().unwrap()[0].said, "differs");
    assert_eq!(older.operation().seen_ahead().unwrap(), Some(newest));
}

fn a_book_on_a_new_machine_asks_before_it_signs(on: On) {
    let (a, b) = two(on);
    introduce(&a, &b);
    introduce(&b, &a);
    a.pass_to("2022-03-25T18:01:00+02:00");
    assert_eq!(ask_all(a.operation(), now(&a), &to(&b)).unwrap(), 1);
    let older = Ground::small(on);
    older.pass_to("2022-03-20T18:01:00+02:00");
    introduce(&older, &b);
    let never = |_: &str, _: &str| -> Result<Heard, Unheard> { panic!("this machine knows what it signed") };
    assert!(ask_on_a_new_machine(older.operation(), now(&older), &never).unwrap());
    // The machine is lost, and with it the mark of what was signed.
    std::fs::remove_dir_all(older.folder().with_file_name("books.high-water")).unwrap();
    let before = shown(&older);
    older.pass_to("2022-03-21T18:01:00+02:00");
    assert_eq!(shown(&older), before, "a command beside the server signs nothing before somebody was asked");
    let down = |_: &str, _: &str| Err(Unheard::Down);
    assert!(!ask_on_a_new_machine(older.operation(), now(&older), &down).unwrap(), "nobody could be asked");
    assert!(ask_on_a_new_machine(older.operation(), now(&older), &to(&b)).unwrap());
    older.pass_to("2022-03-22T18:01:00+02:00");
    assert_eq!(shown(&older), before, "not one checkpoint of the other history");
    // Of the newest copy nothing holds up signing.
    std::fs::remove_dir_all(a.folder().with_file_name("books.high-water")).unwrap();
    assert!(ask_on_a_new_machine(a.operation(), now(&a), &to(&b)).unwrap());
    a.pass_to("2022-03-26T18:01:00+02:00");
    assert_eq!(ask_all(a.operation(), now(&a), &to(&b)).unwrap(), 1);
}

fn only_witness(ground: &Ground) -> WitnessRow {
    let mut rows = ground.operation().witnesses().unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

fn whatever_a_witness_answers_is_one_sentence_and_a_pause(on: On) {
    let (a, b) = two(on);
    introduce(&a, &b);
    let before = shown(&a);
    let other = SigningKey::witness_from_seed(witness_of(&b).name(), &[8; 32]).unwrap();
    let ours = checkpoint::unverified(&before).unwrap();
    let heard = |status: u16, body: &str| Ok(Heard { status, body: body.to_owned() });
    let far = u64::try_from(now(&a).as_second()).unwrap() + 30 * 86_400;
    let real = key(b.operation()).unwrap();
    let cases: [(Result<Heard, Unheard>, &str); 13] = [
        (Err(Unheard::Down), "Does not answer."),
        (Err(Unheard::Slow), "Does not answer in time."),
        (Err(Unheard::Tls), "Its certificate is not right"),
        (Err(Unheard::Huge), "Its answer is far too long"),
        (heard(302, ""), "Sends us to another address."),
        (heard(404, "what?"), "Does not know our log."),
        (heard(403, ""), "Knows our log under another key."),
        (heard(500, "<script>"), "Refuses, and does not say why"),
        (heard(409, "not a size"), "Refuses, and does not say why"),
        (heard(200, ""), "Answers with something that is not its signature."),
        (heard(200, &cosign(&other, &ours, 5).unwrap()), "Answers with something that is not its signature."),
        (heard(200, &"\u{2014} x y\n".repeat(3000)), "Answers with something that is not its signature."),
        (heard(200, &cosign(&real, &ours, far).unwrap()), "Answers with something that is not its signature."),
    ];
    let first = now(&a);
    let mut pauses = Vec::new();
    for (answer, sentence) in cases {
        let asked = Cell::new(0);
        let ask = |_: &str, _: &str| {
            asked.set(asked.get() + 1);
            answer.clone()
        };
        assert_eq!(ask_all(a.operation(), now(&a), &ask).unwrap(), 0, "{sentence}");
        assert_eq!((asked.get(), shown(&a)), (1, before.clone()), "{sentence}");
        let page = a.open("en/witnesses").text();
        assert!(page.contains(sentence) && page.contains("So it is since 20 March 2022, 18:01"), "{sentence}: {page}");
        // Not asked again before its pause is over.
        let row = only_witness(&a);
        assert_eq!(row.since, first.as_second());
        let soon = jiff::Timestamp::from_second(row.next_at - 1).unwrap();
        assert_eq!((ask_all(a.operation(), soon, &ask).unwrap(), asked.get()), (0, 1), "{sentence}");
        pauses.push(row.next_at - now(&a).as_second());
        a.app.world.set_now(jiff::Timestamp::from_second(row.next_at).unwrap());
        let again = format!("UPDATE session SET begun_at = {0}, used_at = {0}", row.next_at);
        a.operation().write(|db| Ok(db.batch(&again)?)).unwrap();
    }
    assert!(pauses.is_sorted() && pauses[0] == 60 && *pauses.last().unwrap() == 6 * 3600, "{pauses:?}");
    // Whatever it said, once it signs all is well.
    introduce(&b, &a);
    assert_eq!(ask_all(a.operation(), now(&a), &to(&b)).unwrap(), 1);
    assert_eq!((only_witness(&a).said.as_str(), only_witness(&a).since), ("", 0));
    // One that forgot what it signed is told anew from where it is, and asked at most twice.
    a.operation().with_gate(|db| Ok(db.batch("DELETE FROM tile; DELETE FROM signed")?)).unwrap();
    settle(a.operation()).unwrap();
    let olds = RefCell::new(Vec::new());
    let liar = |_: &str, body: &str| {
        olds.borrow_mut().push(body.lines().next().unwrap().to_owned());
        heard(409, if olds.borrow().len() % 2 == 1 { "64\n" } else { "128\n" })
    };
    assert_eq!(ask_all(a.operation(), now(&a), &liar).unwrap(), 0);
    assert_eq!(olds.take(), [format!("old {}", ours.size()), "old 64".to_owned()]);
}

fn what_is_pasted_wrong_is_told_and_nothing_is_kept(on: On) {
    let (a, b) = two(on);
    let friend = lines(&b);
    let cases = [
        (String::new(), "Fill this in."),
        ("Hello!".to_owned(), "Line 1 is neither an address nor a key."),
        (friend.replace("https://", "http://"), "The address must begin with https://"),
        (friend.lines().skip(1).collect::<Vec<_>>().join("\n"), "belong together"),
        (format!("{friend}\n{}", lines(&a)), "more than one operation"),
        (lines(&a), "These are your own lines."),
        ("x".repeat(5000), "far more than an address"),
    ];
    for (pasted, sentence) in cases {
        let page = paste(&a, &pasted);
        assert_eq!(page.status, 422, "{sentence}");
        assert!(page.text().contains(sentence), "{sentence}: {:?}", page.problems());
        assert_eq!((a.operation().witnesses().unwrap(), a.operation().witnessed().unwrap()), (Vec::new(), Vec::new()));
    }
    introduce(&a, &b);
    // The same again does no harm; another key under a name that is known is refused.
    introduce(&a, &b);
    let name = origin(b.operation());
    let stolen = SigningKey::from_seed(&name, &[5; 32]).unwrap();
    let page = paste(&a, &stolen.verifier().to_string());
    assert!(page.text().contains(&format!("Another key is known for {name}.")), "{:?}", page.problems());
    // A second key beside the one that is known is a change that the log itself announces.
    let both = format!("{}\n{}", signers(b.operation()).unwrap()[0].verifier(), stolen.verifier());
    assert_eq!(paste(&a, &both).status, 200);
    assert_eq!(a.operation().witnessed_log(&name).unwrap().unwrap().keys.lines().count(), 2);
    for n in 0..7 {
        let key = SigningKey::witness_from_seed(&format!("w{n}"), &[6; 32]).unwrap();
        assert_eq!(paste(&a, &format!("https://w.example/{n}\n{}", key.verifier())).status, 200);
    }
    let one_more = SigningKey::witness_from_seed("w8", &[6; 32]).unwrap();
    let page = paste(&a, &format!("https://w.example/8\n{}", one_more.verifier()));
    assert!(page.text().contains("There are 8 witnesses already"), "{:?}", page.problems());
}

/// Over a socket, as programs do it.
#[test]
fn two_programs_witness_each_other_over_a_socket() {
    let (a, b) = two(On::Sqlite);
    let side = Side::public(&b);
    settled_at(&b, &format!("http://{}", side.address));
    introduce(&a, &b);
    introduce(&b, &a);
    assert_eq!(ask_all(a.operation(), now(&a), &post_text).unwrap(), 1);
    assert!(stands(&a, &witness_of(&b)).1);
    // Ten megabytes are turned away unread, also in the shape of a request; and a body without its length.
    let path = format!("POST /o/{SLUG}/witness/add-checkpoint");
    let length = |bytes: usize| format!("Content-Length: {bytes}");
    let huge = side.ask(&path, &[&length(10_000_000)], "old 0\n\n");
    assert_eq!((huge.status, huge.header("content-type")), (413, Some("text/plain; charset=utf-8")));
    assert_eq!(side.ask(&path, &["Transfer-Encoding: chunked"], "0\r\n\r\n").status, 400);
    let conflict = Request { old: 5, proof: Vec::new(), checkpoint: shown(&a) }.to_string();
    let answer = side.ask(&path, &[&length(conflict.len())], &conflict);
    let told = (answer.status, answer.header("content-type"), answer.header("cache-control"));
    assert_eq!(told, (409, Some("text/x.tlog.size"), Some("no-store")));
    assert_eq!(answer.text(), format!("{}\n", stands(&a, &witness_of(&b)).0));
    assert_eq!(side.ask(&path.replace("POST", "GET"), &[], "").status, 404, "nothing to read there");
}

/// A server that answers everybody the same bytes; with none it never answers.
fn server(bytes: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            if bytes.is_empty() {
                std::thread::sleep(PATIENCE);
            }
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&bytes);
        }
    });
    address
}

#[test]
fn a_hostile_server_gets_little_time_and_few_bytes() {
    let within = |bytes: Vec<u8>, within| post_text_within(&format!("http://{}/w", server(bytes)), "x", within);
    let ask = |bytes: Vec<u8>| within(bytes, PATIENCE);
    let good = ask(b"HTTP/1.1 409 Conflict\r\nContent-Length: 3\r\n\r\n64\n".to_vec());
    assert_eq!(good, Ok(Heard { status: 409, body: "64\n".into() }));
    assert_eq!(within(Vec::new(), Duration::from_millis(200)), Err(Unheard::Slow));
    let stalls = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n".to_vec();
    assert!(within(stalls, Duration::from_millis(500)).is_err());
    let long = usize::try_from(ANSWER_MAX).unwrap() + 1;
    let body = [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec(), vec![b'x'; long]].concat();
    assert_eq!(ask(body), Err(Unheard::Huge));
    let head = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "y".repeat(100_000)).into_bytes();
    assert!(ask(head).is_err());
    // Nobody is followed: the second server would be asked otherwise.
    let elsewhere = server(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec());
    for status in [301, 302, 303, 307, 308] {
        let sent = format!("HTTP/1.1 {status} X\r\nLocation: http://{elsewhere}/\r\nContent-Length: 0\r\n\r\n");
        let heard = ask(sent.into_bytes()).unwrap();
        assert!((300..=399).contains(&heard.status), "{status}: {heard:?}");
    }
    assert!(ask(b"\x16\x03\x01 this is no HTTP".to_vec()).is_err());
    // Nobody listens there; a free port that is let go of may be somebody's a moment later.
    assert_eq!(post_text("http://127.0.0.1:1/w", "x"), Err(Unheard::Down));
    // Encrypted to somebody who does not speak that.
    let plain = server(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec());
    assert!(post_text(&format!("https://{plain}/w"), "x").is_err());
    // The checkpoint is the only thing that is sent, and it opens.
    let note = Checkpoint::new("friend", 0, waybill_log::tree::EMPTY_ROOT).unwrap().sign(&Log::of([]).key).unwrap();
    assert!(open(&note, &[Log::of([]).key.verifier().clone()]).is_ok());
}
