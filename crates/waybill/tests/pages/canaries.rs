//! Canaries: two hundred words that stand nowhere else, typed into every sealed field as people type; then everything that a
//! thief of the machine gets is searched for them, in every form in which they might have been written down.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex};

use diesel::prelude::*;
use diesel::sql_types::{Binary, Text};
use jiff::SignedDuration;
use waybill::both;
use waybill::features::donations;
use waybill::house::HOUSE;
use waybill::store::{Db, Engine, Role, Store, StoreError};
use waybill::web::forms::Form;
use waybill::web::public::House;
use waybill_camt::{Balance, Direction, Version, Written, WrittenEntry, WrittenPayment, write};
use waybill_journal::chain::to_hex;

use crate::comments::publish;
use crate::ground::{Ground, On, Pairs, SLUG, on_both_engines, pairs, pressed};

on_both_engines!(two_hundred_canaries_are_nowhere_and_the_right_person_opens_each, a_field_left_unsealed_is_found,);

const GIFTS: usize = 20;
const IN_KIND: usize = 10;
const HANDOVERS: usize = 10;
const COMMENTS: usize = 20;
const LINES: usize = 28;
const ALL: usize = 200;

/// The nth canary: letters of both cases, so that a copy in small letters differs.
fn canary(n: usize) -> String {
    let mut seed = u64::try_from(n).unwrap().wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x1234_5678_9ABC_DEF1);
    let mut word = format!("Kn{n:03}");
    for _ in 0..11 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let letter = char::from(b'a' + u8::try_from((seed >> 33) % 26).unwrap());
        word.push(if (seed >> 60) % 2 == 0 { letter.to_ascii_uppercase() } else { letter });
    }
    word
}

/// Hands out canaries one after another.
#[derive(Default)]
struct Cage(usize);

impl Cage {
    fn next(&mut self) -> String {
        self.0 += 1;
        canary(self.0 - 1)
    }
}

/// What a canary may look like where it was written down.
struct Search {
    patterns: Vec<(String, Vec<u8>)>,
    by_start: HashMap<[u8; 6], Vec<usize>>,
}

impl Search {
    fn new(canaries: &[String]) -> Self {
        Self::knowing(canaries, true)
    }

    /// A search that knows base64, or one that does not.
    fn knowing(canaries: &[String], base64: bool) -> Self {
        let mut patterns = Vec::new();
        for word in canaries {
            let mut add = |form: &str, bytes: Vec<u8>| patterns.push((format!("{word} as {form}"), bytes));
            let hex = to_hex(word.as_bytes());
            add("it is", word.clone().into_bytes());
            add("small letters", word.to_lowercase().into_bytes());
            add("capitals", word.to_uppercase().into_bytes());
            add("UTF-16, little end first", word.encode_utf16().flat_map(u16::to_le_bytes).collect());
            add("UTF-16, big end first", word.encode_utf16().flat_map(u16::to_be_bytes).collect());
            add("hex", hex.clone().into_bytes());
            add("HEX", hex.to_uppercase().into_bytes());
            for before in 0..3_usize {
                if base64 {
                    add("base64", base64_within(word.as_bytes(), before));
                }
            }
        }
        let mut by_start: HashMap<[u8; 6], Vec<usize>> = HashMap::new();
        for (place, (_, bytes)) in patterns.iter().enumerate() {
            by_start.entry(bytes[..6].try_into().unwrap()).or_default().push(place);
        }
        Self { patterns, by_start }
    }

    /// What of it stands in these bytes, also packed by gzip.
    fn hits(&self, haystack: &[u8]) -> Vec<String> {
        let mut hits = Vec::new();
        for at in 0..haystack.len().saturating_sub(5) {
            let start: [u8; 6] = haystack[at..at + 6].try_into().unwrap();
            for place in self.by_start.get(&start).into_iter().flatten() {
                let (name, bytes) = &self.patterns[*place];
                if haystack[at..].starts_with(bytes) {
                    hits.push(name.clone());
                }
            }
            if start.starts_with(&[0x1f, 0x8b, 0x08]) {
                let mut unpacked = Vec::new();
                let _ = flate2::read::GzDecoder::new(&haystack[at..]).read_to_end(&mut unpacked);
                hits.extend(self.hits(&unpacked));
            }
        }
        hits
    }
}

/// The letters of base64 that depend on these bytes alone, where so many bytes stand before them.
fn base64_within(bytes: &[u8], before: usize) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = std::iter::repeat_n(0, before)
        .chain(bytes.iter().copied())
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let whole = bits.chunks_exact(6).map(|six| LETTERS[six.iter().fold(0, |sum, bit| sum * 2 + usize::from(*bit))]);
    whole.skip((before * 8).div_ceil(6)).collect()
}

/// Every file below a folder, one after another.
fn files(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        bytes.extend(if path.is_dir() { files(&path) } else { std::fs::read(&path).unwrap() });
        bytes.push(b'\n');
    }
    bytes
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Every row of every table of ours as PostgreSQL writes it, and the bytes that it writes in hex.
fn rows(db: &mut Db) -> Result<Vec<u8>, StoreError> {
    let tables =
        "SELECT format('%I.%I', schemaname, tablename) AS line FROM pg_tables WHERE schemaname IN ('book', 'shown')";
    let tables: Vec<Row> = both!(db, c => diesel::sql_query(tables).load(c))?;
    assert!(tables.len() > 20);
    let mut bytes = Vec::new();
    for table in tables {
        let sql = format!("SELECT t::text AS line FROM {} t", table.line);
        let found: Vec<Row> = both!(db, c => diesel::sql_query(sql).load(c))?;
        for row in found {
            bytes.extend(row.line.as_bytes());
            for part in row.line.split("\\x").skip(1) {
                let digits: Vec<u8> = part.bytes().take_while(u8::is_ascii_hexdigit).collect();
                let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap();
                bytes.extend(digits.chunks_exact(2).map(byte));
            }
        }
    }
    Ok(bytes)
}

/// All that whoever takes the machine, a backup of it or its log gets, and all that the world can read.
fn everything(on: On, ground: &Ground, log: &Log) -> Vec<u8> {
    let mut bytes = files(ground.folder());
    if on == On::Postgres {
        bytes.extend(ground.operation().read(rows).unwrap());
    } else {
        let copy = ground.folder().join("copied");
        std::fs::create_dir(&copy).unwrap();
        Store::new(ground.folder(), Engine::Sqlite, waybill::house::ROWS).copy(&copy).unwrap();
        bytes.extend(files(&copy));
        std::fs::remove_dir_all(&copy).unwrap();
    }
    for path in
        ["en/", "en/books", "en/books/vest-1", "en/dispatches", "en/dispatches/1", "en/comments/1", "en/protect"]
    {
        bytes.extend(ground.read(path).body.bytes());
    }
    for path in ["en/takeaway", "en/dispatches.atom", "facts.csv", "facts.jsonl", "figures.json", "books.journal"] {
        bytes.extend(ground.read(path).body.bytes());
    }
    bytes.extend(log.0.lock().unwrap().iter());
    bytes
}

/// What the program would have written to its log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Hears everything on this thread, down to the finest.
    fn listening(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let heard = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || log.clone());
        tracing::subscriber::set_default(heard.finish())
    }
}

/// Types a form wrongly first, then looks it over and goes back, then enters it.
fn through_the_form(ground: &Ground, form: &str, wrong: (&str, &str), typed: &[(&str, &str)]) {
    let path = format!("en/record/{form}");
    let failed: Vec<(&str, &str)> = typed.iter().copied().chain([wrong]).collect();
    let page = ground.look("en", form, &failed);
    assert_eq!(page.status, 422, "{form}");
    let looked = ground.look("en", form, typed);
    assert_eq!(looked.status, 200, "{form}: {:?}", looked.problems());
    assert_eq!(ground.send(&path, &pressed(looked.form(), "back")).status, 200);
    ground.record(form, typed);
}

/// Everything is typed in; answers where what can be opened: page and class.
fn filled(ground: &Ground, cage: &mut Cage) -> Vec<(String, &'static str)> {
    let mut places = Vec::new();
    for _ in 0..GIFTS {
        let (name, contact) = (cage.next(), cage.next());
        through_the_form(ground, "gift", ("amount", ""), &[("giver_name", &name), ("giver_contact", &contact)]);
        ground.open(&format!("en/record/gift?giver_name={name}&fund=open"));
        places.push((format!("book/{}", ground.entries()), "giver"));
    }
    for _ in 0..IN_KIND {
        let (name, contact) = (cage.next(), cage.next());
        let typed = [("giver_name", name.as_str()), ("giver_contact", &contact)];
        through_the_form(ground, "gift-in-kind", ("count", "0"), &typed);
        places.push((format!("book/{}", ground.entries()), "giver"));
    }
    for _ in 0..HANDOVERS {
        let [name, contact, place] = [cage.next(), cage.next(), cage.next()];
        let typed =
            [("count", "1"), ("recipient_name", &name), ("recipient_contact", &contact), ("recipient_place", &place)];
        through_the_form(ground, "handover", ("count", "999"), &typed);
        places.push((format!("book/{}", ground.entries()), "recipient"));
    }
    places.extend(contacts(ground, cage));
    places.extend(statement(ground, cage));
    comments(ground, cage);
    places
}

fn contacts(ground: &Ground, cage: &mut Cage) -> Vec<(String, &'static str)> {
    ground.record("advance", &[]);
    let mut places = Vec::new();
    for code in ["foundation-pl-1", "manufacturer-il-1"] {
        let page = format!("en/contacts/{code}");
        let long = "x".repeat(300);
        let typed = [cage.next(), cage.next(), cage.next()];
        let mut sent = pairs(&[("contact_name", &typed[0]), ("contact_reach", &long), ("contact_note", &typed[2])]);
        assert_eq!(ground.send(&page, &sent).status, 422);
        sent.insert("contact_reach".into(), typed[1].clone());
        assert_eq!(ground.send(&page, &sent).status, 303);
        places.push((format!("contacts/{code}"), "contact"));
    }
    places
}

fn statement(ground: &Ground, cage: &mut Cage) -> Vec<(String, &'static str)> {
    let day = jiff::civil::date(2022, 3, 16);
    let entries = (0..LINES).map(|n| WrittenEntry {
        payments: vec![WrittenPayment {
            name: cage.next(),
            account: cage.next(),
            words: cage.next(),
            ..WrittenPayment::default()
        }],
        booked: day,
        value: None,
        amount: 1_000 + i64::try_from(n).unwrap(),
        direction: Direction::In,
        reversal: false,
        unbooked: None,
        bank_reference: None,
    });
    let entries: Vec<WrittenEntry> = entries.collect();
    let file = Written {
        id: "canaries".into(),
        account: "XX69WAYBILLEUR0000000001".into(),
        currency: "EUR".into(),
        made: day.at(20, 0, 0, 0),
        opening: Balance { amount: 0, on: day },
        until: day,
        entries,
    };
    let text = write(Version::V08, &[file], &|_| Some(2));
    let page = ground.send_file("en/statements/file", &Pairs::new(), text.as_bytes());
    let select = page.tags().into_iter().find(|tag| tag.name == "select").unwrap();
    let chosen = pairs(&[(select.get("name"), "bank-eur-1")]);
    assert_eq!(ground.send_file("en/statements/file", &chosen, text.as_bytes()).status, 200);
    // Once more: nothing new, and nothing is sealed twice.
    assert_eq!(ground.send_file("en/statements/file", &Pairs::new(), text.as_bytes()).status, 200);
    let list = ground.open("en/statements");
    let ids = list.body.split("/statements/line/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let mut ids: Vec<String> = ids.collect();
    ids.dedup();
    assert_eq!(ids.len(), LINES);
    ids.into_iter().map(|id| (format!("statements/line/{id}"), "counterparty")).collect()
}

fn comments(ground: &Ground, cage: &mut Cage) {
    publish(ground, "1", "The first day");
    let form = format!("/o/{SLUG}/en/dispatches/1/comment");
    for n in 0..COMMENTS {
        let mut sent = ground.ask_public(&form, "localhost", None).form();
        let mail = format!("{}@example.org", cage.next());
        sent.extend(pairs(&[("author", &format!("Reader {n}")), ("mail", &mail)]));
        let world = &ground.app.world;
        world.set_now(world.now() + SignedDuration::from_secs(20));
        assert_eq!(ground.ask_public(&form, "localhost", Some(&sent)).status, 422, "without words");
        sent.extend(pairs(&[("words", "Well said.")]));
        let page = ground.ask_public(&form, "localhost", Some(&sent));
        assert_eq!(page.status, 200, "{:?}", page.problems());
    }
}

/// Everything that this person can open, opened on its page; answers what was shown.
fn open_all(ground: &Ground, cookie: &str, places: &[(String, &'static str)]) -> String {
    let mut shown = String::new();
    let mut ask = |sent: &Pairs, class: &str| {
        let page = ground.ask_desk(&format!("/d/{SLUG}/en/sealed/{class}"), "", cookie, Some(sent));
        shown.push_str(&page.body);
    };
    for (page, class) in places {
        let at = ground.ask_desk(&format!("/d/{SLUG}/en/{page}"), "", cookie, None);
        let action = format!("/d/{SLUG}/en/sealed/{class}");
        if at.body.contains(&action) {
            ask(&at.form_to(&action), class);
        }
    }
    let at = ground.ask_desk(&format!("/d/{SLUG}/en/comments"), "", cookie, None);
    let forms = at.body.split("<form id=\"open-").skip(1);
    for form in forms {
        let value = |name: &str| {
            let rest = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
            rest.split('"').next().unwrap().to_owned()
        };
        ask(&pairs(&[("key", &value("key")), ("subject", &value("subject"))]), "writer");
    }
    shown
}

fn two_hundred_canaries_are_nowhere_and_the_right_person_opens_each(on: On) {
    let log = Log::default();
    let _heard = log.listening();
    let mut ground = Ground::small(on);
    let mut cage = Cage::default();
    let places = filled(&ground, &mut cage);
    assert_eq!(cage.0, ALL);
    let canaries: Vec<String> = (0..ALL).map(canary).collect();
    ground.pass_to("2022-04-20T12:00:00+03:00");

    // Locked: nobody is signed in. The search itself is shown to see first.
    end_sessions(&ground);
    let search = Search::new(&canaries);
    let found = everything(on, &ground, &log);
    assert!(found.len() > 100_000);
    assert_eq!(search.hits(&found), Vec::<String>::new());
    the_search_sees(&canaries);
    let sizes = sizes(&ground);
    assert!(!sizes.is_empty() && sizes.len() <= 8, "{sizes:?}");

    // The wrong people open nothing, the right one everything.
    // Banks write account numbers in capitals, and so does whoever reads their files.
    let seen = |shown: &str| {
        let shown = shown.to_lowercase();
        canaries.iter().filter(|word| shown.contains(&word.to_lowercase())).count()
    };
    for (name, role) in [("quill", Role::Editor), ("lens", Role::Auditor)] {
        let cookie = ground.cookie_of(name, role);
        assert_eq!(seen(&open_all(&ground, &cookie, &places)), 0, "{name}");
    }
    ground.sign_in();
    assert_eq!(seen(&open_all(&ground, &ground.cookie, &places)), ALL);

    // Half of it is erased: of those records not even the sealed bytes are left.
    let gone: Vec<Vec<u8>> = envelopes(&ground);
    let half: Vec<&(String, &str)> = places.iter().step_by(2).collect();
    for (page, _) in &half {
        let subject =
            page.replace("book/", "entry/").replace("statements/line/", "line/").replace("contacts/", "holder/");
        let at = format!("en/erase/{subject}");
        let asked = ground.open(&at);
        let sent = asked.form_to(&format!("/d/{SLUG}/{at}"));
        assert!(ground.send(&at, &sent).text().contains("Nobody can open it any more"), "{page}");
    }
    let left = envelopes(&ground);
    assert_eq!(left.len(), gone.len() - half.len());
    end_sessions(&ground);
    let found = everything(on, &ground, &log);
    assert_eq!(search.hits(&found), Vec::<String>::new());
    if on == On::Sqlite {
        // A stretch of ciphertext of each, from behind its header.
        let of = |envelope: &Vec<u8>| envelope[300..332].to_vec();
        let holds = |piece: &[u8]| found.windows(32).any(|window| window == piece);
        assert!(holds(&of(&left[0])), "what is left is there");
        let erased: Vec<&Vec<u8>> = gone.iter().filter(|envelope| !left.contains(envelope)).collect();
        assert_eq!(erased.len(), half.len());
        assert!(
            !erased.iter().take(10).any(|envelope| holds(&of(envelope))),
            "an erased envelope is still on the disk"
        );
    }
    ground.sign_in();
    assert_eq!(ground.operation().check_derived().unwrap(), []);
}

fn end_sessions(ground: &Ground) {
    for one in ground.operation().people().unwrap() {
        ground.operation().end_other_sessions(one.id, "").unwrap();
    }
}

#[derive(QueryableByName)]
struct Envelope {
    #[diesel(sql_type = Binary)]
    envelope: Vec<u8>,
}

fn envelopes(ground: &Ground) -> Vec<Vec<u8>> {
    let sql = "SELECT envelope FROM sealed ORDER BY subject";
    let rows: Vec<Envelope> =
        ground.operation().read(|db| Ok::<_, StoreError>(both!(db, c => diesel::sql_query(sql).load(c))?)).unwrap();
    rows.into_iter().map(|row| row.envelope).collect()
}

fn sizes(ground: &Ground) -> std::collections::BTreeSet<usize> {
    envelopes(ground).iter().map(Vec::len).collect()
}

/// Each form is found where it is planted; a search that does not know base64 misses it there.
fn the_search_sees(canaries: &[String]) {
    let search = Search::new(canaries);
    let word = &canaries[17];
    let hex = to_hex(word.as_bytes());
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let broad: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(word.as_bytes(), flate2::Compression::best()).read_to_end(&mut packed).unwrap();
    for plant in [word.clone().into_bytes(), word.to_lowercase().into_bytes(), wide, broad, hex.into_bytes(), packed] {
        assert!(!search.hits(&[b"..", plant.as_slice(), b".."].concat()).is_empty());
    }
    for before in ["", "a", "ab"] {
        let whole = base64_within(format!("{before}{word} and more").as_bytes(), 0);
        assert!(!search.hits(&whole).is_empty(), "{before}");
        assert!(Search::knowing(canaries, false).hits(&whole).is_empty(), "a search without base64 sees none");
    }
}

/// A house whose form for gifts forgets to seal a name.
static CARELESS: House = House { forms: CARELESS_FORMS, ..HOUSE };
const CARELESS_FORMS: &[Form] = &[Form {
    read: |bench, typed| {
        let mut draft = (donations::FORM.read)(bench, typed)?;
        draft.rest["giver_name"] = typed.get("giver_name").into();
        Ok(draft)
    },
    ..donations::FORM
}];

fn a_field_left_unsealed_is_found(on: On) {
    let log = Log::default();
    let _heard = log.listening();
    let mut ground = Ground::small(on);
    ground.move_to(&CARELESS);
    ground.record("gift", &[("giver_name", &canary(0)), ("giver_contact", &canary(1))]);
    let hits = Search::new(&[canary(0), canary(1)]).hits(&everything(on, &ground, &log));
    assert!(hits.contains(&format!("{} as it is", canary(0))), "{hits:?}");
    assert!(!hits.iter().any(|hit| hit.starts_with(&canary(1))), "{hits:?}");
}
