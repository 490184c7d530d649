//! Every form that writes, pressed once to twenty times at once with one key, and again after a restart: one effect, one
//! answer. The same key with another body: refused, and nothing is done.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Barrier;

use waybill::demo::people::PASSPHRASE;
use waybill::factor::CodeSecret;
use waybill::house::HOUSE;
use waybill::store::Role;

use crate::giving::giving;
use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines, pairs, pressed};
use crate::page::{Page, tags_of, unescaped};
use crate::tables::everything;

on_both_engines!(
    every_entry_form_is_one_effect_and_one_answer,
    every_form_of_the_bank_is_one_effect_and_one_answer,
    every_form_of_a_text_and_its_comments_is_one_effect_and_one_answer,
    every_form_of_promises_needs_and_settings_is_one_effect_and_one_answer,
    every_form_about_people_is_one_effect_and_one_answer,
    a_demonstrations_day_passes_once,
    a_link_is_one_joining_and_one_answer,
    a_key_that_is_not_looked_at_is_seen,
);

/// One form, filled in.
#[derive(Clone, Debug)]
struct Sent {
    /// Behind `/d/<operation>/`, or the whole path on the public side.
    path: String,
    pairs: Pairs,
    file: Option<Vec<u8>>,
}

impl Sent {
    fn new(path: &str, pairs: Pairs) -> Self {
        assert!(pairs.contains_key("key"), "the form of {path} has no key: {pairs:?}");
        Self { path: path.into(), pairs, file: None }
    }

    fn press(&self, ground: &Ground) -> Page {
        match &self.file {
            Some(file) => ground.send_file(&self.path, &self.pairs, file),
            None if self.path.starts_with('/') => ground.ask_public(&self.path, "localhost", Some(&self.pairs)),
            None => ground.send(&self.path, &self.pairs),
        }
    }

    /// The same with one thing typed otherwise.
    fn otherwise(&self, field: &str, value: &str) -> Self {
        let mut other = self.clone();
        assert_ne!(other.pairs.insert(field.into(), value.into()).as_deref(), Some(value), "{} {field}", self.path);
        other
    }
}

/// What a reader is told: the status, where it leads, the words; without the marks that every look draws anew.
fn told(page: &Page) -> (u16, String, String) {
    let main = if page.body.is_empty() { String::new() } else { page.main() };
    (page.status, page.header("location").to_owned(), main)
}

/// What is kept of presses themselves is no effect of the form.
const BESIDE: [&str; 2] = ["form_done", "session"];

thread_local! {
    /// Addresses of forms met on pages, and those that were pressed.
    static MET: RefCell<(BTreeSet<String>, BTreeSet<String>)> = RefCell::default();
}

/// An address without what is one entry's or line's own.
fn shape_of(address: &str) -> String {
    let path = address.split('#').next().unwrap();
    let path = path.strip_prefix(&format!("/d/{SLUG}/")).unwrap_or(path);
    let parts = path.split('/').map(|part| {
        let own = part.len() > 20 || (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if own { "*" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn meet(page: &Page) {
    let forms = tags_of(&page.body).into_iter().filter(|tag| tag.name == "form" && tag.get("method") == "post");
    MET.with_borrow_mut(|(met, _)| met.extend(forms.map(|form| shape_of(form.get("action")))));
}

/// Presses a form `times` at once, then twice more after a restart, then with something else: what is wrong with that.
fn faults(
    ground: &mut Ground,
    sent: &Sent,
    times: usize,
    (field, value): (&str, &str),
    each: fn(&Sent, usize) -> Sent,
) -> Vec<String> {
    let together = Barrier::new(times);
    let before = everything(ground, &BESIDE);
    let mut answers: Vec<Page> = std::thread::scope(|scope| {
        let (ground, together) = (&*ground, &together);
        let press = |n| {
            move || {
                together.wait();
                each(sent, n).press(ground)
            }
        };
        let threads: Vec<_> = (0..times).map(|n| scope.spawn(press(n))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let after = everything(ground, &BESIDE);
    let mut wrong = Vec::new();
    let first = told(&answers[0]);
    if !matches!(first.0, 200 | 303) {
        wrong.push(format!("{} was refused: {first:?}", sent.path));
    }
    if before == after {
        wrong.push(format!("{} did nothing", sent.path));
    }
    ground.restart();
    answers.extend((0..2).map(|n| each(sent, times + n).press(ground)));
    for answer in &answers[1..] {
        if told(answer) != first {
            wrong.push(format!("{} answered {:?} and {first:?}", sent.path, told(answer)));
        }
    }
    if everything(ground, &BESIDE) != after {
        wrong.push(format!("{} had another effect after a restart", sent.path));
    }
    let other = sent.otherwise(field, value).press(ground);
    if other.status != 409 {
        wrong.push(format!("{} with another {field} was answered {}", sent.path, other.status));
    }
    if everything(ground, &BESIDE) != after {
        wrong.push(format!("{} with another {field} had an effect", sent.path));
    }
    meet(&other);
    answers.iter().for_each(meet);
    wrong
}

fn same(sent: &Sent, _: usize) -> Sent {
    sent.clone()
}

fn once(ground: &mut Ground, sent: &Sent, times: usize, other: (&str, &str)) {
    let wrong = faults(ground, sent, times, other, same);
    assert!(wrong.is_empty(), "{wrong:#?}");
    MET.with_borrow_mut(|(_, done)| done.insert(shape_of(sent.path.trim_start_matches(&format!("/d/{SLUG}/")))));
}

/// Forms whose second press has the same effect and another answer. After signing out, and after the lock was thrown, nobody is
/// left to be answered; what was opened is shown once, and every further look is an entry of its own.
const OTHERWISE: [&str; 7] = [
    "en/sign-out",
    "en/lock",
    "en/sealed/giver",
    "en/sealed/counterparty",
    "en/sealed/writer",
    "en/sealed/recipient",
    "en/sealed/contact",
];

/// Every form met on the way was pressed as well, but those named here.
fn nothing_is_missing(elsewhere: &[&str]) {
    MET.with_borrow(|(met, done)| {
        let missing: Vec<_> = met
            .iter()
            .filter(|form| {
                !done.contains(*form) && !OTHERWISE.contains(&form.as_str()) && !elsewhere.contains(&form.as_str())
            })
            .collect();
        assert!(missing.is_empty(), "forms that nobody presses here: {missing:#?}\npressed: {done:#?}");
    });
}

/// The hidden fields of the form in which this stands.
fn form(page: &Page, with: &str) -> Pairs {
    let all: Vec<&str> = page.body.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap()).collect();
    let found = all
        .into_iter()
        .find(|form| form.contains(with))
        .unwrap_or_else(|| panic!("no form with {with}: {}", page.main()));
    let tags = tags_of(&found[found.find('>').unwrap() + 1..]);
    let hidden = tags.iter().filter(|tag| tag.name == "input" && tag.get("type") == "hidden");
    hidden.map(|tag| (tag.get("name").to_owned(), unescaped(tag.get("value")))).collect()
}

/// Every form of the house in an order in which each can be entered, what is typed, and what is typed otherwise.
type Typed = &'static [(&'static str, &'static str)];
const ENTRIES: [(&str, Typed, (&str, &str)); 23] = [
    ("gift", &[], ("amount", "101")),
    ("gift-in-kind", &[], ("count", "4")),
    ("need", &[("item", "helmet"), ("quantity", "5"), ("price", "250")], ("quantity", "6")),
    ("decision", &[], ("amount", "41")),
    ("change", &[], ("amount", "41")),
    ("loss", &[], ("count", "2")),
    ("handover", &[], ("count", "4")),
    ("between", &[], ("count", "2")),
    ("leg-on", &[], ("by", "hand")),
    ("unloading", &[], ("received1", "2")),
    ("leg", &[], ("by", "hand")),
    ("arrival", &[], ("received1", "2")),
    ("early", &[("reason", "asked")], ("reason", "known")),
    ("policy", &[("people", "6")], ("people", "7")),
    ("order", &[("quantity1", "1")], ("quantity1", "2")),
    ("payment", &[], ("on", "2022-03-17")),
    ("advance", &[], ("amount", "41")),
    ("return", &[], ("count", "2")),
    ("stocktake", &[("counted", "10")], ("counted", "11")),
    ("opening-money", &[("amount", "7")], ("amount", "8")),
    ("opening-stock", &[("item", "tent"), ("count", "2")], ("count", "3")),
    ("correction", &[], ("reason", "other")),
    ("giving-details", &[], ("holder", "Other")),
];

fn every_entry_form_is_one_effect_and_one_answer(on: On) {
    let listed: BTreeSet<&str> = ENTRIES.iter().map(|(form, ..)| *form).collect();
    let house: BTreeSet<&str> = HOUSE.forms.iter().map(|form| form.path).collect();
    assert_eq!(listed, house, "every form of the house is pressed here");
    let mut ground = Ground::small(on);
    for (n, (name, typed, other)) in ENTRIES.iter().enumerate() {
        // What nothing came after can be put right.
        let newest = ground.entries().to_string();
        // And what waits for its Monday can be told early.
        let waits =
            ground.open(&format!("en/record/{name}")).field("what").map(|field| field.choices).unwrap_or_default();
        let waits = waits.into_iter().find(|code| !code.is_empty()).unwrap_or_default();
        let chosen = match *name {
            "correction" => vec![("entry", newest.as_str())],
            "early" => vec![("what", waits.as_str())],
            _ => Vec::new(),
        };
        let looked = ground.look("en", name, &[*typed, &chosen].concat());
        assert_eq!(looked.status, 200, "{name}: {:?}", looked.problems());
        let sent = Sent::new(&format!("en/record/{name}"), pressed(looked.form(), "enter"));
        once(&mut ground, &sent, 1 + (n * 7 + 1) % 20, *other);
    }
    assert!(ground.operation().check_derived().unwrap().is_empty());
    for act in HOUSE.entry_acts {
        let entry = ground.operation().entries_of_kind(act.kind).unwrap().last().unwrap().number;
        let path = format!("en/book/{entry}/{}", act.path);
        let page = ground.open(&path);
        meet(&page);
        once(&mut ground, &Sent::new(&path, form(&page, "name=\"code\"")), 20, ("code", "zzzzzzzzzzzzzzzzzzzz"));
    }
    let page = ground.open("en/reference");
    meet(&page);
    once(&mut ground, &Sent::new("en/reference", page.hidden()), 13, ("code", "zzzzzzzzzzzzzzzzzzzz"));
    nothing_is_missing(&[]);
}

const SAMPLE: &str = include_str!("../../../../tests/browser/samples/statement.xml");

fn every_form_of_the_bank_is_one_effect_and_one_answer(on: On) {
    let mut ground = Ground::small(on);
    let made = ground.send("en/reference", &ground.open("en/reference").hidden()).main();
    let reference: String = made[made.find("RF").unwrap()..].split_whitespace().take(4).collect();
    let file = SAMPLE.replace("{day}", "2022-03-16").replace("{reference}", &reference[..14]);
    let asked =
        ground.send_file("en/statements/file", &form(&ground.open("en/statements/file"), "multipart"), file.as_bytes());
    let select = asked.tags().into_iter().find(|tag| tag.name == "select").unwrap();
    let mut chosen = form(&asked, "multipart");
    chosen.insert(select.get("name").into(), "bank-eur-1".into());
    let sent = Sent { file: Some(file.into_bytes()), ..Sent::new("en/statements/file", chosen) };
    once(&mut ground, &sent, 7, (select.get("name"), "bank-uah-1"));
    let list = ground.open("en/statements");
    meet(&list);
    let lines: Vec<Pairs> = {
        let boxes = list.tags().into_iter().filter(|tag| tag.get("type") == "checkbox");
        boxes.map(|tag| pairs(&[(tag.get("name"), tag.get("value"))])).collect()
    };
    let id_of = |line: &Pairs| line.keys().next().unwrap().strip_prefix("l-").unwrap().to_owned();
    let with = |mut sent: Pairs, more: &Pairs| {
        sent.extend(more.clone());
        sent
    };
    let held = with(form(&list, "class=\"lines\""), lines.last().unwrap());
    let path = "en/statements/open/all/1";
    once(&mut ground, &Sent::new(path, pressed(held, "hold")), 20, ("go", "ignore"));
    let page = ground.open("en/statements");
    once(&mut ground, &Sent::new(path, pressed(form(&page, "value=\"all\""), "all")), 11, ("go", "book"));
    // The line that is left: held, opened and booked from its own page.
    let path = format!("en/statements/line/{}", id_of(lines.last().unwrap()));
    for (go, other) in [("open", "ignore"), ("hold", "ignore")] {
        let page = ground.open(&path);
        meet(&page);
        let sent = Sent::new(&path, pressed(form(&page, &format!("value=\"{go}\"")), go));
        once(&mut ground, &sent, 9, ("go", other));
    }
    nothing_is_missing(&["en/statements/held/all/1"]);
}

fn every_form_of_a_text_and_its_comments_is_one_effect_and_one_answer(on: On) {
    let mut ground = Ground::small(on);
    let path = "en/dispatches/2/en";
    let typed = [("title", "The second day"), ("lede", "It began."), ("text1", "We began.")];
    let editor = |ground: &Ground, path: &str, go: &str| {
        let page = ground.open(path);
        meet(&page);
        let mut sent = page.editor();
        sent.extend(pairs(&typed));
        Sent::new(path, pressed(sent, go))
    };
    let sent = editor(&ground, path, "look");
    once(&mut ground, &sent, 12, ("lede", "Something else."));
    let look = ground.open("en/dispatches/2/look");
    meet(&look);
    once(&mut ground, &Sent::new("en/dispatches/2/drop", form(&look, "/drop\"")), 5, ("more", "x"));
    let path = "en/dispatches/1/en";
    let sent = editor(&ground, path, "save");
    once(&mut ground, &sent, 3, ("title", "Something else"));
    let publishing = form(&ground.open("en/dispatches/1/look"), "name=\"seen\"");
    once(&mut ground, &Sent::new("en/dispatches/1/look", publishing), 20, ("seen", "x"));
    let public = "/o/ours/en/dispatches/1/comment";
    let mut comment = ground.ask_public(public, "localhost", None).form();
    comment.extend(pairs(&[("author", "Anna"), ("words", "Well said.")]));
    let world = &ground.app.world;
    world.set_now(world.now() + jiff::SignedDuration::from_secs(10));
    once(&mut ground, &Sent::new(public, comment), 20, ("words", "Something else."));
    for (path, go, other) in [("en/comments", "approve", "reject"), ("en/comments/published", "reply", "remove")] {
        let page = ground.open(path);
        meet(&page);
        let mut sent = form(&page, "name=\"do-");
        let field =
            page.tags().into_iter().find(|tag| tag.get("name").starts_with("do-")).unwrap().get("name").to_owned();
        sent.insert(field.clone(), go.into());
        sent.insert(field.replacen("do-", "reply-", 1), "Thank you.".into());
        once(&mut ground, &Sent::new(path, sent), 17, (&field, other));
    }
    nothing_is_missing(&["en/dispatches"]);
}

fn every_form_of_promises_needs_and_settings_is_one_effect_and_one_answer(on: On) {
    let mut empty = Ground::empty(on);
    let mut sent = form(&empty.open("en/settings"), "settings/calendar");
    sent.extend(pairs(&[("day_one", "2022-02-20"), ("zone", "Europe/Kyiv")]));
    once(&mut empty, &Sent::new("en/settings/calendar", sent), 6, ("day_one", "2022-02-21"));
    let mut ground = giving(on);
    let mut promise = ground.read("en/give").form();
    promise.extend(pairs(&[("fund", "vest-1"), ("amount", "50")]));
    once(&mut ground, &Sent::new("/o/ours/en/give", promise), 20, ("amount", "70"));
    ground.pass_to("2022-04-18T12:00:00+03:00");
    ground.sign_in();
    let page = ground.open("en/promises");
    meet(&page);
    once(&mut ground, &Sent::new("en/promises", form(&page, "name=\"renew\"")), 8, ("until", "2022-04-16"));
    ground.record("need", &[("item", "helmet"), ("quantity", "5"), ("price", "250")]);
    ground.pass_to("2022-04-28T12:00:00+03:00");
    ground.sign_in();
    let page = ground.open("en/needs");
    meet(&page);
    let mut sent = form(&page, "value=\"helmet-1\"");
    sent.insert("by".into(), "medic".into());
    once(&mut ground, &Sent::new("en/needs", sent), 15, ("by", "recipients"));
    let page = ground.open("en/settings");
    meet(&page);
    let tick = form(&page, "name=\"usual\"");
    let mut sent = tick.clone();
    sent.extend(pairs(&[("name", "River aid"), ("usual", "en"), ("address", ""), ("onion", "")]));
    once(&mut ground, &Sent::new("en/settings", sent), 20, ("name", "Other aid"));
    let mut sent = form(&ground.open("en/settings"), "settings/account");
    sent.extend(pairs(&[("kind", "bank"), ("currency", "PLN")]));
    once(&mut ground, &Sent::new("en/settings/account", sent), 20, ("currency", "USD"));
    let page = ground.open("en/witnesses");
    meet(&page);
    let mut sent = form(&page, "name=\"lines\"");
    sent.insert("lines".into(), friends_key("friend"));
    let other = friends_key("another");
    once(&mut ground, &Sent::new("en/witnesses", sent), 20, ("lines", &other));
    let page = ground.open("en/witnesses");
    meet(&page);
    once(&mut ground, &Sent::new("en/witnesses/remove", form(&page, "name=\"log\"")), 20, ("log", "another"));
    nothing_is_missing(&[]);
    let pages: BTreeSet<&str> = HOUSE.desk_pages.iter().map(|page| page.name).collect();
    let pressed = ["statements", "dispatches", "comments", "promises", "needs", "settings", "witnesses"];
    let read_only = ["shipments", "stock", "start"];
    // Pressed twice and at once in `people.rs`, `sealed.rs` and below.
    let in_their_own_files = ["people", "account", "lock", "contacts", "sealed", "erase"];
    assert_eq!(
        pages,
        pressed.into_iter().chain(read_only).chain(in_their_own_files).collect(),
        "every page of the house is pressed in this file"
    );
    for page in read_only {
        let page = ground.open(&format!("en/{page}"));
        let forms = tags_of(&page.body).into_iter().filter(|tag| tag.get("method") == "post");
        let own: Vec<_> = forms.filter(|form| !OTHERWISE.contains(&shape_of(form.get("action")).as_str())).collect();
        assert!(own.is_empty(), "{}: {own:?}", page.title());
    }
}

/// The key of somebody's log, as they would send it.
fn friends_key(name: &str) -> String {
    waybill_log::note::SigningKey::from_seed(name, &[7; 32]).unwrap().verifier().to_string()
}

fn every_form_about_people_is_one_effect_and_one_answer(on: On) {
    let mut ground = Ground::small(on);
    let page = ground.open("en/people");
    meet(&page);
    let mut sent = form(&page, "name=\"role\"");
    sent.extend(pairs(&[("name", "quill"), ("role", "editor")]));
    once(&mut ground, &Sent::new("en/people", sent), 20, ("name", "sieve"));
    assert_eq!(ground.operation().people().unwrap().len(), 2, "one person");
    ground.record("gift", &[("giver_name", "Wren")]);
    let path = format!("en/erase/entry/{}", ground.entries());
    let page = ground.open(&path);
    meet(&page);
    once(&mut ground, &Sent::new(&path, form(&page, "name=\"key\"")), 20, ("more", "x"));
    let holder = ground.open("en/contacts");
    let link = holder.tags().into_iter().find(|tag| tag.get("href").contains("/en/contacts/")).unwrap();
    let path = format!("en/contacts/{}", link.get("href").rsplit('/').next().unwrap());
    let page = ground.open(&path);
    meet(&page);
    let field = page.tags().into_iter().find(|tag| tag.name == "input" && tag.get("type") == "text").unwrap();
    let mut sent = form(&page, "name=\"key\"");
    sent.insert(field.get("name").into(), "Wren".into());
    once(&mut ground, &Sent::new(&path, sent), 20, ("more", "x"));
    nothing_is_missing(&[]);
}

fn a_demonstrations_day_passes_once(on: On) {
    let ground = Ground::demo(on);
    let page = ground.open("en/");
    let sent = Sent::new("en/next-day", form(&page, "name=\"day\""));
    let together = Barrier::new(5);
    std::thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| {
                together.wait();
                let answer = sent.press(&ground);
                assert_eq!((answer.status, answer.header("location")), (303, "/d/demo/en/"));
            });
        }
    });
    let day = |page: &Page| form(page, "name=\"day\"")["day"].parse::<i64>().unwrap();
    assert_eq!(day(&ground.open("en/")), day(&page) + 1);
    assert_eq!(sent.otherwise("day", "77").press(&ground).status, 409);
    assert_eq!(day(&ground.open("en/")), day(&page) + 1);
}

/// Joining has the link for its key: pressed twenty times one person joins, and every answer shows the same codes for paper.
fn a_link_is_one_joining_and_one_answer(on: On) {
    let mut ground = Ground::empty(on);
    let path = format!("enter/{}", ground.invite("ferry", Role::Logistics));
    let mut sent = ground.open(&path).hidden();
    let code = CodeSecret::parse(&sent["secret"]).unwrap().code_at(ground.app.world.now());
    sent.extend(pairs(&[("chosen", PASSPHRASE), ("again", PASSPHRASE), ("code", &code)]));
    let together = Barrier::new(20);
    let mut answers: Vec<Page> = std::thread::scope(|scope| {
        let (ground, sent, path, together) = (&ground, &sent, &path, &together);
        let press = move || {
            together.wait();
            ground.send(path, sent)
        };
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(press)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    ground.restart();
    answers.push(ground.send(&path, &sent));
    assert_eq!(answers[0].status, 200);
    assert!(answers.iter().all(|answer| answer.body == answers[0].body), "another answer");
    assert_eq!(ground.operation().people().unwrap().len(), 2);
    sent.insert("chosen".into(), "another one that is long enough".into());
    sent.insert("again".into(), "another one that is long enough".into());
    assert_eq!(ground.send(&path, &sent).status, 403, "a link is no second door");
}

/// Planted: presses whose key is replaced on the way, as if nobody looked at it.
fn a_key_that_is_not_looked_at_is_seen(on: On) {
    let mut ground = Ground::small(on);
    let looked = ground.look("en", "need", &[("item", "helmet"), ("quantity", "5"), ("price", "250")]);
    let sent = Sent::new("en/record/need", pressed(looked.form(), "enter"));
    let fresh = |sent: &Sent, n: usize| sent.otherwise("key", &format!("planted-key-{n}"));
    let wrong = faults(&mut ground, &sent, 5, ("quantity", "6"), fresh);
    assert!(wrong.iter().any(|fault| fault.contains("another effect after a restart")), "{wrong:?}");
    assert!(wrong.iter().any(|fault| fault.contains("was answered 200")), "{wrong:?}");
}
