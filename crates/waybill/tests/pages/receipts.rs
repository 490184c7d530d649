//! Receipts as givers get them: when there is one, what it proves to somebody who asks nobody, and what it tells nobody else.

use waybill::web::words::Lang;
use waybill_log::keys;
use waybill_log::receipt::{Proven, Receipt, ReceiptFault};
use waybill_log::tree::{check_consistency, consistency};
use waybill_log::{Checkpoint, Hash, VerifierKey};

use crate::ground::{Ground, On, SLUG, on_both_engines, pairs};
use crate::page::{Page, english, unescaped};

on_both_engines!(
    a_receipt_is_final_after_the_next_close,
    the_file_proves_itself_with_the_log_alone,
    the_sheet_holds_the_whole_receipt_and_no_code,
    one_giver_gets_no_receipt_of_another,
    a_code_that_opens_nothing_gets_no_receipt_and_says_nothing,
    a_gift_that_was_wrong_has_none_and_its_page_says_why,
    a_gift_in_kind_has_one,
    several_gifts_under_one_code_have_one_each,
    an_old_receipt_still_proves_after_a_month_and_an_erasure,
    a_new_key_signs_receipts_and_the_old_ones_stay,
    where_nothing_is_signed_the_page_says_so,
    the_page_to_check_tells_of_the_newest_close,
);

const CLOSED: &str = "2022-03-18T18:00:00+02:00";

/// The code on the slip that an entered gift answers with.
fn code_on(page: &Page) -> String {
    page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// A giver asks for one gift's receipt.
fn ask(ground: &Ground, code: &str, gift: &str, form: &str) -> Page {
    let sent = pairs(&[("code", code), ("gift", gift), ("as", form)]);
    ground.ask_public(&format!("/o/{SLUG}/en/gift"), "localhost", Some(&sent))
}

/// The public ids of gifts whose receipts the answer offers.
fn offered(answer: &Page) -> Vec<String> {
    let hidden = answer.tags().into_iter().filter(|tag| tag.get("name") == "gift");
    hidden.map(|tag| tag.get("value").to_owned()).collect()
}

/// The file that is handed out for the only gift of a code.
fn file(ground: &Ground, code: &str) -> String {
    let ids = offered(&ground.follow("en", code));
    assert_eq!(ids.len(), 1);
    ask(ground, code, &ids[0], "file").body
}

/// The log's keys as strangers fetch them.
fn known_keys(ground: &Ground) -> Vec<VerifierKey> {
    keys::read(&ground.read("log/keys").body).unwrap()
}

fn checked(text: &str, trusted: &[VerifierKey]) -> Result<Proven, ReceiptFault> {
    text.parse::<Receipt>()?.check(trusted)
}

fn public(proven: &Proven) -> serde_json::Value {
    let text = std::str::from_utf8(&proven.public).unwrap();
    serde_json::from_str(text.strip_prefix("waybill/entry/1\n").unwrap()).unwrap()
}

fn a_receipt_is_final_after_the_next_close(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    let before = ground.follow("en", &code);
    assert!(before.text().contains("Not final yet"), "{}", before.text());
    assert!(before.text().contains("when the day closes, today at 18:00"), "{}", before.text());
    assert_eq!(offered(&before), Vec::<String>::new());
    let recorded = ground.operation().entry(ground.entries()).unwrap().unwrap();
    let id = recorded.public["id"].as_str().unwrap();
    assert_eq!(ask(&ground, &code, id, "file").body, ground.follow("en", &code).body, "no receipt before its time");
    ground.pass_to(CLOSED);
    let after = ground.follow("en", &code);
    assert!(after.text().contains("since the close of Day 23, 18 March 2022"), "{}", after.text());
    assert_eq!(offered(&after), [id]);
    let late = code_on(&ground.record("gift", &[]));
    let waits = ground.follow("en", &late);
    assert!(waits.text().contains("tomorrow, 19 March 2022, at 18:00"), "{}", waits.text());
    for lang in Lang::ALL.map(Lang::code) {
        assert_eq!((ground.follow(lang, &code).status, ground.follow(lang, &late).status), (200, 200));
    }
    assert_eq!(english(&ground.follow("uk", &late)), Vec::<String>::new());
    assert_eq!(english(&ground.follow("uk", &code)), Vec::<String>::new());
}

fn the_file_proves_itself_with_the_log_alone(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[("amount", "40"), ("country", "PL")]));
    ground.pass_to(CLOSED);
    let ids = offered(&ground.follow("en", &code));
    let answer = ask(&ground, &code, &ids[0], "file");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let name = format!("attachment; filename=\"receipt-{}.txt\"", &ids[0][..8]);
    assert_eq!(answer.header("content-disposition"), name);
    for (name, value) in &answer.headers {
        assert!(!value.to_str().unwrap().contains(&code[..9]), "{name}");
    }
    assert!(!answer.body.contains(&code[..9]), "the file does not open what the code opens");

    let trusted = known_keys(&ground);
    let proven = checked(&answer.body, &trusted).unwrap();
    assert_eq!(
        format!("{}\n", proven.checkpoint.origin()),
        ground.read("log/checkpoint").body.lines().next().unwrap().to_owned() + "\n"
    );
    // Everything it opens, and nothing that its giver does not know: what was given, the reference of the entry, and the tag
    // that all gifts under one reference have.
    let mut opened = public(&proven);
    let giver = opened.as_object_mut().unwrap().remove("giver").unwrap();
    assert_eq!(giver.as_str().unwrap().len(), 20);
    let given =
        serde_json::json!({ "amount": 4000, "country": "PL", "currency": "EUR", "fund": "vest-1", "id": ids[0] });
    assert_eq!(opened, given);
    let leaf = ground.operation().place_in_log(ground.entries()).unwrap();
    assert_eq!(Some(proven.index), leaf);
    // A key that is not trusted, and a file in which any one letter is another.
    assert!(matches!(checked(&answer.body, &[]), Err(ReceiptFault::Key(_))));
    let passed = |check: &dyn Fn(&str) -> bool| mutants(&answer.body).filter(|mutant| check(mutant)).count();
    assert_eq!(passed(&|text| checked(text, &trusted).is_ok()), 0);
    // Planted: a check that reads and looks no further.
    assert!(passed(&|text| text.parse::<Receipt>().is_ok()) > 100);
}

/// The text with one letter changed, for every letter in turn.
fn mutants(text: &str) -> impl Iterator<Item = String> {
    text.char_indices().map(|(at, letter)| {
        let other = if letter == 'A' { 'B' } else { 'A' };
        format!("{}{other}{}", &text[..at], &text[at + letter.len_utf8()..])
    })
}

fn the_sheet_holds_the_whole_receipt_and_no_code(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    ground.pass_to(CLOSED);
    let ids = offered(&ground.follow("en", &code));
    let (sheet, file) = (ask(&ground, &code, &ids[0], "page"), file(&ground, &code));
    assert_eq!((sheet.status, sheet.header("cache-control")), (200, "no-store"));
    assert!(!sheet.body.contains(&code[..9]), "the code stands on the sheet");
    let said =
        sheet.body.split("<pre class=\"slab whole\" dir=\"ltr\">").nth(1).unwrap().split("</pre>").next().unwrap();
    assert_eq!(unescaped(said), file);
    // The square is drawn from the very text; that a phone reads it, the journey through the browser looks at.
    let label = sheet.tags().into_iter().find(|tag| tag.get("class") == "qr").unwrap().get("aria-label").to_owned();
    assert!(sheet.body.contains(&waybill::web::square::whole(&file, &label).unwrap().into_string()));
    for words in ["100.00 EUR", "Day 23, 18 March 2022", &ids[0], "waybill-verify receipt-"] {
        assert!(sheet.text().contains(words), "{words}: {}", sheet.text());
    }
    assert!(sheet.text().contains(&known_keys(&ground)[0].to_string()));
    let ukrainian = {
        let sent = pairs(&[("code", code.as_str()), ("gift", &ids[0]), ("as", "page")]);
        ground.ask_public(&format!("/o/{SLUG}/uk/gift"), "localhost", Some(&sent))
    };
    assert_eq!(english(&ukrainian), Vec::<String>::new());
}

fn one_giver_gets_no_receipt_of_another(on: On) {
    let ground = Ground::small(on);
    let [mine, theirs] = [(); 2].map(|()| code_on(&ground.record("gift", &[])));
    ground.pass_to(CLOSED);
    let their_gift = offered(&ground.follow("en", &theirs)).remove(0);
    for form in ["file", "page", "", "anything"] {
        assert_eq!(ask(&ground, &mine, &their_gift, form).body, ground.follow("en", &mine).body, "{form}");
    }
    // The opening of one does not open the other's leaf.
    let [mut one, other] = [&mine, &theirs].map(|code| file(&ground, code).parse::<Receipt>().unwrap());
    one.proof.extra = other.proof.extra;
    assert_eq!(one.check(&known_keys(&ground)), Err(ReceiptFault::Opening));
}

fn a_code_that_opens_nothing_gets_no_receipt_and_says_nothing(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    ground.pass_to(CLOSED);
    let gift = offered(&ground.follow("en", &code)).remove(0);
    for typed in ["0000-0000-0000-0000-0000", "", "hello", &code[..23]] {
        let plain = ground.follow("en", typed);
        for form in ["file", "page"] {
            let asked = ask(&ground, typed, &gift, form);
            assert_eq!((asked.status, &asked.body), (422, &plain.body), "{typed}");
            assert_eq!(asked.headers, plain.headers, "{typed}");
        }
    }
}

fn a_gift_that_was_wrong_has_none_and_its_page_says_why(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    let entry = ground.entries().to_string();
    ground.pass_to(CLOSED);
    let (early, gift) = (file(&ground, &code), offered(&ground.follow("en", &code)).remove(0));
    ground.record("correction", &[("entry", &entry), ("reason", "twice")]);
    assert_eq!(offered(&ground.follow("en", &code)).len(), 1, "not before the close");
    ground.pass_to("2022-03-19T18:00:00+02:00");
    let answer = ground.follow("en", &code);
    assert_eq!(offered(&answer), Vec::<String>::new());
    assert!(answer.text().contains("There is no receipt for this gift: it was entered wrongly"), "{}", answer.text());
    assert_eq!(ask(&ground, &code, &gift, "file").body, answer.body);
    assert!(checked(&early, &known_keys(&ground)).is_ok(), "nobody wiped out that it was entered");
}

fn a_gift_in_kind_has_one(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift-in-kind", &[]));
    assert!(ground.follow("en", &code).text().contains("Not final yet"));
    ground.pass_to(CLOSED);
    let proven = checked(&file(&ground, &code), &known_keys(&ground)).unwrap();
    let opened = public(&proven);
    assert_eq!((opened["commodity"].as_str(), opened["count"].as_i64()), (Some("BLANKET"), Some(3)));
    let known = ["commodity", "count", "country", "fund", "giver", "id", "value", "week"];
    for member in opened.as_object().unwrap().keys() {
        assert!(known.contains(&member.as_str()), "{member}: does its giver know it?");
    }
    let gift = offered(&ground.follow("en", &code)).remove(0);
    assert!(ask(&ground, &code, &gift, "page").text().contains("3 blankets"), "the sheet says what was given");
}

fn several_gifts_under_one_code_have_one_each(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[("amount", "11")]));
    let first = ground.operation().entry(ground.entries()).unwrap().unwrap().private;
    let reference = first["rest"]["reference"].as_str().unwrap().to_owned();
    ground.pass_to(CLOSED);
    ground.record("gift", &[("amount", "22"), ("reference", &reference)]);
    let one = ground.follow("en", &code);
    assert_eq!(offered(&one).len(), 1);
    assert!(one.text().contains("Not final yet") && one.text().contains("In the book"), "{}", one.text());
    ground.pass_to("2022-03-19T18:00:00+02:00");
    let both = offered(&ground.follow("en", &code));
    let amounts: Vec<_> = both
        .iter()
        .map(|gift| public(&checked(&ask(&ground, &code, gift, "file").body, &known_keys(&ground)).unwrap()))
        .map(|opened| opened["amount"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [1100, 2200]);
}

fn an_old_receipt_still_proves_after_a_month_and_an_erasure(on: On) {
    let mut ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    ground.record("gift", &[("giver_name", "Wren")]);
    let named = ground.entries();
    ground.pass_to(CLOSED);
    let old = file(&ground, &code);
    let trusted = known_keys(&ground);
    ground.sign_in();
    let at = format!("en/erase/entry/{named}");
    let sent = ground.open(&at).form_to(&format!("/d/{SLUG}/{at}"));
    assert_eq!(ground.send(&at, &sent).status, 200);
    ground.pass_to("2022-04-17T18:00:00+03:00");
    let then = checked(&old, &trusted).unwrap();
    // The log of today goes on from the one the old receipt leads to, and a new receipt says the same of the gift.
    let new = checked(&file(&ground, &code), &known_keys(&ground)).unwrap();
    assert!(new.checkpoint.size() >= then.checkpoint.size() + 30 * 64);
    assert_eq!((new.index, &new.public), (then.index, &then.public));
    assert_goes_on(&ground, &then.checkpoint, &new.checkpoint);
    let forged = Checkpoint::new(then.checkpoint.origin(), then.checkpoint.size(), Hash([7; 32])).unwrap();
    assert!(!goes_on(&ground, &forged, &new.checkpoint), "planted: a checkpoint that this log never had");
}

fn assert_goes_on(ground: &Ground, old: &Checkpoint, new: &Checkpoint) {
    assert!(goes_on(ground, old, new), "the log does not go on from the old receipt");
}

/// Whether one checkpoint leads to another, by a proof from the tiles.
fn goes_on(ground: &Ground, old: &Checkpoint, new: &Checkpoint) -> bool {
    let published = &ground.app.operations[0].published;
    let proof = consistency::<waybill_log::tree::Wrong>(old.size(), new.size(), |part| {
        let stands = waybill_log::tile::subtree_in_tile(part, new.size())?;
        let waybill_log::tile::Level::Hashes(level) = stands.tile.level else { panic!("hashes") };
        let tile = published.tile(i32::from(level), stands.tile.index).unwrap().unwrap();
        Ok(stands.root(&tile).unwrap())
    });
    check_consistency(old.size(), &old.root(), new.size(), &new.root(), &proof.unwrap()).is_ok()
}

fn a_new_key_signs_receipts_and_the_old_ones_stay(on: On) {
    let mut ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    ground.pass_to(CLOSED);
    let (old, before) = (file(&ground, &code), known_keys(&ground));
    ground.new_log_key();
    ground.restart();
    ground.pass_to("2022-03-19T18:00:00+02:00");
    let after = known_keys(&ground);
    assert_eq!((after.len(), &after[0]), (2, &before[0]));
    let new = file(&ground, &code);
    assert_eq!(new.parse::<Receipt>().unwrap().key, after[1], "the newest key");
    assert!(checked(&new, &after).is_ok() && checked(&old, &after).is_ok() && checked(&old, &before).is_ok());
    assert!(
        matches!(checked(&new, &before), Err(ReceiptFault::Key(_))),
        "who has the old key only asks for the new one"
    );
}

fn where_nothing_is_signed_the_page_says_so(on: On) {
    let ground = Ground::small(on);
    let code = code_on(&ground.record("gift", &[]));
    ground.pass_to(CLOSED);
    let [note, keys] = ["log/checkpoint", "log/keys"].map(|path| ground.read(path).body);
    ground.operation().show_checkpoint(ground.operation().log_stands().unwrap().0, "", "").unwrap();
    let answer = ground.follow("en", &code);
    assert!(answer.text().contains("the newest days are not signed at present"), "{}", answer.text());
    assert_eq!(offered(&answer), Vec::<String>::new());
    assert!(ground.read("en/check").text().contains("Nothing is signed yet"));
    // Whatever stands there in place of a signature makes no receipt, and what became of the gift is told all the same.
    let forged = |note: &str, keys: &str| {
        ground.operation().show_checkpoint(ground.operation().log_stands().unwrap().0, note, keys).unwrap();
        let answer = ground.follow("en", &code);
        assert_eq!((answer.status, offered(&answer)), (200, Vec::new()), "{note}");
        assert_eq!(ground.read("en/check").status, 200);
    };
    forged("waybill/ours/x\n64\nnothing\n", "no keys");
    forged(&note.replace("\n64\n", "\n128\n"), &keys);
    forged(&note, "no keys");
    ground.operation().show_checkpoint(ground.operation().log_stands().unwrap().0, &note, &keys).unwrap();
    assert_eq!(offered(&ground.follow("en", &code)).len(), 1);
}

fn the_page_to_check_tells_of_the_newest_close(on: On) {
    let ground = Ground::small(on);
    let before = ground.read("en/check");
    assert!(before.text().contains("The first seal stands here after the first close, at 18:00"), "{}", before.text());
    assert!(!before.body.contains("log/checkpoint"));
    ground.pass_to(CLOSED);
    let after = ground.read("en/check");
    let note = ground.read("log/checkpoint").body;
    for line in note.lines().take(3).filter(|line| line.len() > 10) {
        assert!(after.text().contains(line), "{line}: {}", after.text());
    }
    assert!(after.text().contains("Signed at the close of Day 23, 18 March 2022, 18:00"), "{}", after.text());
    assert!(after.text().contains(&known_keys(&ground)[0].to_string()));
    for link in ["log/checkpoint", "log/keys"] {
        assert!(after.tags().iter().any(|tag| tag.get("href") == format!("/o/{SLUG}/{link}")), "{link}");
        assert_eq!(ground.read(link).status, 200);
    }
    // Every page's foot leads to it, and so do the pages about protection and about files.
    for path in ["en/", "en/protect", "en/takeaway"] {
        assert!(ground.read(path).tags().iter().any(|tag| tag.get("href") == format!("/o/{SLUG}/en/check")), "{path}");
    }
    assert_eq!(english(&ground.read("uk/check")), Vec::<String>::new());
    // The strip moves with each close.
    let strip =
        |page: &Page| page.body.split("class=\"print-of\"").nth(1).unwrap().split("</svg>").next().unwrap().to_owned();
    ground.pass_to("2022-03-19T18:00:00+02:00");
    assert_ne!(strip(&ground.read("en/check")), strip(&after));
}
