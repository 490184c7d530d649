//! Comments: the form under a dispatch with everything that people, robots and accidents send; moderators; what the world reads.

use jiff::{SignedDuration, Timestamp};
use waybill::publish::comments::{A_MINUTE_MAX, HELD_MAX};

use crate::ground::{Ground, On, Pairs, on_both_engines, pairs};
use crate::page::Page;
use crate::wire::Side;

on_both_engines!(
    a_comment_is_held_approved_answered_and_taken_down,
    what_is_missing_or_wrong_is_told_at_its_field_and_kept,
    markup_and_turned_letters_are_only_text,
    a_form_sent_twice_is_one_comment,
    a_filled_trap_gets_the_same_answer_and_is_not_kept,
    a_form_sent_too_fast_or_too_late_comes_back_with_everything,
    a_forged_form_is_not_taken,
    a_form_of_another_text_is_not_taken,
    five_hundred_in_a_minute_harm_nothing_else,
    a_full_queue_says_so_and_keeps_what_was_typed,
    two_moderators_are_told_of_one_another,
    moderators_choose_and_nothing_odd_is_carried_out,
    rejected_words_are_gone_at_once,
    nobody_moderates_without_a_session,
    a_comment_changes_no_public_byte_before_it_is_approved,
    many_comments_are_told_page_by_page,
    only_published_texts_take_comments,
);

const FORM: &str = "/o/ours/en/dispatches/1/comment";
const GOOD: [(&str, &str); 2] = [("author", "Anna"), ("words", "Well said.")];

/// A published dispatch of day 1.
fn told(on: On) -> Ground {
    let ground = Ground::empty(on);
    publish(&ground, "1", "The first day");
    ground
}

pub fn publish(ground: &Ground, day: &str, title: &str) {
    let path = format!("en/dispatches/{day}/en");
    let mut sent = ground.open(&path).editor();
    sent.extend(pairs(&[("title", title), ("lede", "It began."), ("text1", "We began."), ("go", "look")]));
    assert_eq!(ground.send(&path, &sent).status, 303);
    let look = format!("en/dispatches/{day}/look");
    let hidden = ground.open(&look).hidden();
    assert_eq!(ground.send(&look, &hidden).status, 200);
}

/// Time passes, as it does while somebody types.
fn wait(ground: &Ground, seconds: i64) {
    let world = &ground.app.world;
    let now: Timestamp = world.now() + SignedDuration::from_secs(seconds);
    world.set_now(now);
}

fn opened(ground: &Ground) -> Pairs {
    let page = ground.ask_public(FORM, "localhost", None);
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    page.form()
}

/// The form filled in like this, ten seconds after it was opened.
fn filled(ground: &Ground, typed: &[(&str, &str)]) -> Pairs {
    let mut sent = opened(ground);
    sent.extend(pairs(&GOOD));
    sent.extend(pairs(typed));
    wait(ground, 10);
    sent
}

fn send(ground: &Ground, sent: &Pairs) -> Page {
    let page = ground.ask_public(FORM, "localhost", Some(sent));
    assert_eq!(page.header("cache-control"), "no-store");
    page
}

fn write(ground: &Ground, author: &str, words: &str) {
    let page = send(ground, &filled(ground, &[("author", author), ("words", words)]));
    assert_eq!(page.status, 200, "{:?}", page.problems());
    assert!(page.main().contains("held for a coordinator to read"), "{}", page.main());
}

fn text(ground: &Ground) -> Page {
    ground.read("en/dispatches/1")
}

fn kept(ground: &Ground) -> i64 {
    ground.state_of("comment_kept")
}

/// Ids of the comments on a page of moderators, in its order.
fn ids(page: &Page) -> Vec<String> {
    let ids = page.tags().into_iter().filter(|tag| tag.name == "li").map(|tag| tag.get("id").to_owned());
    ids.filter_map(|id| id.strip_prefix("c-").map(str::to_owned)).collect()
}

/// The page of moderators, with this chosen for the first comment on it.
fn chosen(page: &Page, choice: &str, reply: &str) -> Pairs {
    let id = ids(page).remove(0);
    let mut sent = page.hidden();
    sent.insert(format!("do-{id}"), choice.into());
    sent.insert(format!("reply-{id}"), reply.into());
    sent
}

fn decide(ground: &Ground, path: &str, choice: &str, reply: &str) -> Page {
    let page = ground.open(path);
    ground.send(path, &chosen(&page, choice, reply))
}

fn a_comment_is_held_approved_answered_and_taken_down(on: On) {
    let ground = told(on);
    assert!(text(&ground).main().contains("0 comments Nobody’s comment stands here yet"), "{}", text(&ground).main());
    assert!(!ground.open("en/").main().contains("waits to be read"));
    let sent = filled(&ground, &[("mail", "anna@example.org"), ("words", "Well said.\r\n\r\nAll of it.")]);
    let page = send(&ground, &sent);
    assert_eq!(page.status, 200, "{:?}", page.problems());
    assert!(!text(&ground).body.contains("Anna"), "nobody has read it yet");
    let today = ground.open("en/");
    assert!(today.main().contains("1 comment waits to be read") && today.body.contains("\"/d/ours/en/comments\""));
    let desk = ground.open("en/comments");
    assert!(desk.main().contains("Anna") && desk.main().contains("1 comment waits"), "{}", desk.main());
    let done = decide(&ground, "en/comments", "approve", "Thank you.\nCome again.");
    assert_eq!(done.status, 200, "{:?}", done.problems());
    assert!(done.main().contains("The comment by Anna is published.") && done.main().contains("0 comments wait"));
    let page = text(&ground);
    assert!(page.body.contains("<bdi>Anna</bdi><span class=\"box\">18 March 2022</span>"), "{}", page.body);
    assert!(
        page.body.contains("<div class=\"words\"><p dir=\"auto\">Well said.</p><p dir=\"auto\">All of it.</p></div>")
    );
    assert!(
        page.main().contains("1 comment Anna")
            && page.main().contains("Answer of the coordinators, 18 March 2022 Thank you.")
    );
    let foreign = ground.read("uk/dispatches/1");
    assert!(foreign.body.contains("<div class=\"words\" lang=\"en\"><p dir=\"auto\">Well said."));
    // The answer is put right, then taken away; then the comment goes.
    let again = decide(&ground, "en/comments/published", "reply", "Thanks.");
    assert_eq!(again.status, 200, "{:?}", again.problems());
    assert!(text(&ground).main().contains("18 March 2022 Thanks.") && !text(&ground).main().contains("Come again"));
    assert_eq!(decide(&ground, "en/comments/published", "reply", " ").status, 200);
    assert!(!text(&ground).main().contains("Answer of the coordinators"));
    assert_eq!(decide(&ground, "en/comments/published", "remove", "").status, 200);
    let page = text(&ground);
    assert!(page.main().contains("0 comments A comment of 18 March 2022 was taken down."), "{}", page.main());
    assert!(!page.body.contains("Anna") && !page.body.contains("Well said"));
    assert!(!ground.everything().contains("anna@example.org"), "the address is kept nowhere");
    assert!(!ground.everything().contains("Well said"), "what was taken down is kept nowhere");
}

fn what_is_missing_or_wrong_is_told_at_its_field_and_kept(on: On) {
    let ground = told(on);
    for (typed, at, says) in [
        (&[("author", "")][..], "author", "Fill this in"),
        (&[("author", "\u{3164}\u{2800}\u{202e}")], "author", "needs a letter or a digit"),
        (&[("author", "★★★")], "author", "needs a letter or a digit"),
        (&[("author", &*"я".repeat(61))], "author", "61 characters, at most 60"),
        (&[("mail", "anna at home")], "mail", "not an e-mail address"),
        (&[("mail", &*format!("{}@b.cd", "a".repeat(250)))], "mail", "not an e-mail address"),
        (&[("words", " \n\t ")], "words", "Fill this in"),
        (&[("words", "\u{200b}\u{3164}")], "words", "Fill this in"),
        (&[("words", &*"ї".repeat(4001))], "words", "4,001 characters, at most 4,000"),
    ] {
        let sent = filled(&ground, typed);
        let page = send(&ground, &sent);
        assert_eq!(page.status, 422, "{typed:?}");
        let lines = page.problems();
        let line = lines.iter().find(|(link, _)| link.as_deref() == Some(&format!("#f-{at}")));
        assert!(line.is_some_and(|(_, line)| line.contains(says)), "{says}: {lines:?}");
        assert!(page.field(at).unwrap().invalid && page.title().starts_with("One thing to put right: "));
        assert!(
            page.field("author").unwrap().value == sent["author"]
                && page.field("mail").unwrap().value == *sent.get("mail").unwrap()
        );
        assert_eq!(page.words(), sent["words"], "what was typed is kept");
        // In Ukrainian as well, and nothing of it in English.
        let path = FORM.replace("/en/", "/uk/");
        let uk = ground.ask_public(&path, "localhost", Some(&sent));
        let forgotten: Vec<_> = crate::page::english(&uk).into_iter().filter(|word| !is_shown(word)).collect();
        assert!(uk.status == 422 && forgotten.is_empty(), "{typed:?}: {forgotten:?}");
    }
    let both = send(&ground, &filled(&ground, &[("author", ""), ("words", "")]));
    assert!(both.title().starts_with("2 things to put right: "), "{}", both.title());
    assert_eq!(kept(&ground), 0);
    // The longest there may be is taken.
    write(&ground, &"я".repeat(60), &"ї".repeat(4000));
}

/// What the Ukrainian page quotes: the title of the dispatch, and how an address looks.
fn is_shown(word: &str) -> bool {
    ["The", "first", "day", "name", "example", "org", "Anna", "Well", "said", "anna", "at", "home"].contains(&word)
}

fn markup_and_turned_letters_are_only_text(on: On) {
    let ground = told(on);
    let hostile =
        "<script>alert(1)</script> [here](javascript:x) https://elsewhere.example/a <img src=x>\u{202e}turned";
    write(&ground, "<b>Ann\u{202e}a</b>", hostile);
    decide(&ground, "en/comments", "approve", "<i>We</i> \u{2066}answer");
    for page in [text(&ground), ground.open("en/comments/published"), ground.read("en/comments/1")] {
        let told = page.tags();
        assert!(["<script", "<img", "<b>", "<i>"].iter().all(|tag| !page.body.contains(tag)), "{}", page.body);
        assert!(told.iter().all(|tag| !tag.get("href").contains("elsewhere.example")), "no link is made of an address");
        assert!(
            page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                && page.body.contains("&lt;b&gt;Anna&lt;/b&gt;")
        );
        assert!(!page.body.contains('\u{202e}'), "nothing turns the direction");
        assert!(page.body.contains("&lt;i&gt;We&lt;/i&gt; answer"));
    }
}

fn a_form_sent_twice_is_one_comment(on: On) {
    let mut ground = told(on);
    let sent = filled(&ground, &[]);
    let first = send(&ground, &sent);
    let again = send(&ground, &sent);
    assert_eq!((first.status, again.status, kept(&ground)), (200, 200, 1));
    assert_eq!(first.body, again.body, "the same answer to the letter");
    let mut changed = sent.clone();
    changed.insert("words".into(), "Something else.".into());
    let other = send(&ground, &changed);
    assert_eq!((other.status, kept(&ground)), (409, 1));
    assert!(other.main().contains("This form has sent something else already"), "{}", other.main());
    assert_eq!(other.words(), "Something else.");
    // It is another comment: the form that came back has a key of its own.
    changed.extend(other.form());
    wait(&ground, 5);
    assert_eq!((send(&ground, &changed).status, kept(&ground)), (200, 2));
    // Also after a restart, after the day is over, and after it was rejected: the answer stays, and so does their number.
    ground.restart();
    wait(&ground, 60 * 60 * 25);
    ground.sign_in();
    assert_eq!((send(&ground, &sent).status, kept(&ground)), (200, 2));
    decide(&ground, "en/comments", "reject", "");
    assert_eq!(
        (send(&ground, &sent).status, ground.open("en/comments").main().contains("1 comment waits")),
        (200, true)
    );
}

fn a_filled_trap_gets_the_same_answer_and_is_not_kept(on: On) {
    let ground = told(on);
    let page = ground.ask_public(FORM, "localhost", None);
    let trap = page.by_id("f-topic").expect("there is a trap");
    assert_eq!((trap.get("tabindex"), trap.get("autocomplete"), trap.get("value")), ("-1", "off", ""));
    assert!(
        page.body.contains("<div class=\"trap\" aria-hidden=\"true\"><label for=\"f-topic\">Leave this empty</label>")
    );
    let honest = send(&ground, &filled(&ground, &[]));
    let robot = send(&ground, &filled(&ground, &[("topic", "cheap watches")]));
    assert_eq!((robot.status, robot.body == honest.body, kept(&ground)), (200, true, 1));
}

fn a_form_sent_too_fast_or_too_late_comes_back_with_everything(on: On) {
    let ground = told(on);
    let mut sent = opened(&ground);
    sent.extend(pairs(&[("author", "Anna"), ("mail", "a@b.cd"), ("words", "One\nTwo")]));
    wait(&ground, 2);
    let fast = send(&ground, &sent);
    assert_eq!((fast.status, kept(&ground)), (422, 0));
    assert!(fast.main().contains("faster than people write"), "{}", fast.main());
    assert_eq!((fast.field("author").unwrap().value.as_str(), fast.words().as_str()), ("Anna", "One\nTwo"));
    // A second later the same words pass: the time counts from the first look.
    sent.extend(fast.form());
    wait(&ground, 1);
    assert_eq!((send(&ground, &sent).status, kept(&ground)), (200, 1));
    // A page that stood open for a day and a second more is shown again, and passes at once.
    let mut late = opened(&ground);
    late.extend(pairs(&GOOD));
    wait(&ground, 24 * 60 * 60);
    assert_eq!((send(&ground, &late).status, kept(&ground)), (200, 2), "a whole day is not too long");
    let mut late = opened(&ground);
    late.extend(pairs(&GOOD));
    wait(&ground, 24 * 60 * 60 + 1);
    let old = send(&ground, &late);
    assert_eq!((old.status, kept(&ground)), (422, 2));
    assert!(old.main().contains("more than a day ago") && old.words() == "Well said.");
    late.extend(old.form());
    late.extend(pairs(&GOOD));
    assert_eq!((send(&ground, &late).status, kept(&ground)), (200, 3));
}

fn a_forged_form_is_not_taken(on: On) {
    let ground = told(on);
    let sent = filled(&ground, &[]);
    let token = sent["token"].clone();
    let (second, mac) = token.split_once('-').unwrap();
    let later = second.parse::<i64>().unwrap() - 60;
    let forged = [
        String::new(),
        "x".into(),
        format!("{later}-{mac}"),
        format!("{second}-{}", "0".repeat(20)),
        format!("{second}-"),
        format!("+{token}"),
        format!("99999999999999999999-{mac}"),
        format!("{second}-{mac}0"),
    ];
    for token in forged {
        let mut sent = sent.clone();
        sent.insert("token".into(), token.clone());
        let page = send(&ground, &sent);
        assert_eq!((page.status, kept(&ground)), (422, 0), "{token}");
        assert!(page.main().contains("not handed out for this text"), "{token}: {}", page.main());
        assert_ne!(page.form()["key"], sent["key"], "the form that comes back is a new one");
    }
    for key in ["", "short", "<b>aaaaaaaaaaaa", &*"a".repeat(20)] {
        let mut sent = sent.clone();
        sent.insert("key".into(), key.into());
        assert_eq!((send(&ground, &sent).status, kept(&ground)), (422, 0), "{key}");
    }
    assert_eq!(send(&ground, &sent).status, 200, "the form itself is good");
}

fn a_form_of_another_text_is_not_taken(on: On) {
    let ground = told(on);
    publish(&ground, "2", "The second day");
    let sent = filled(&ground, &[]);
    let elsewhere = FORM.replace("/1/", "/2/");
    assert_eq!(ground.ask_public(&elsewhere, "localhost", Some(&sent)).status, 422);
    assert_eq!(kept(&ground), 0);
    // In another language it is the same form.
    assert_eq!(ground.ask_public(&FORM.replace("/en/", "/pl/"), "localhost", Some(&sent)).status, 200);
}

fn five_hundred_in_a_minute_harm_nothing_else(on: On) {
    let ground = told(on);
    let forms: Vec<Pairs> = (0..500).map(|_| opened(&ground)).collect();
    wait(&ground, 10);
    let mut answers = std::collections::BTreeMap::new();
    let mut last = None;
    for (n, mut sent) in forms.into_iter().enumerate() {
        sent.extend(pairs(&[("author", "Anna"), ("words", &format!("Words {n}"))]));
        let page = send(&ground, &sent);
        *answers.entry(page.status).or_insert(0) += 1;
        last = Some((sent, page));
    }
    assert_eq!(answers, [(200, A_MINUTE_MAX), (429, 500 - A_MINUTE_MAX)].into());
    assert_eq!(kept(&ground), i64::from(A_MINUTE_MAX));
    let (sent, page) = last.unwrap();
    assert!(page.main().contains("So many people are writing") && page.words() == "Words 499", "{}", page.main());
    assert_eq!((text(&ground).status, ground.open("en/").status), (200, 200));
    assert!(ground.open("en/").main().contains("60 comments wait to be read"));
    wait(&ground, 60);
    assert_eq!(send(&ground, &sent).status, 200, "a minute later the same form is taken");
}

fn a_full_queue_says_so_and_keeps_what_was_typed(on: On) {
    let ground = told(on);
    ground.fill_comments(HELD_MAX - 1);
    write(&ground, "The last", "Just in time.");
    let sent = filled(&ground, &[("words", "Too late.")]);
    let page = send(&ground, &sent);
    assert_eq!((page.status, kept(&ground)), (503, HELD_MAX));
    assert!(page.main().contains("no more are taken now") && page.words() == "Too late.", "{}", page.main());
    // One is read, and there is room for one.
    assert_eq!(decide(&ground, "en/comments", "reject", "").status, 200);
    assert_eq!(send(&ground, &sent).status, 200);
    let desk = ground.open("en/comments");
    assert!(
        desk.main().contains("500 comments wait") && desk.main().contains("475 more wait and come next"),
        "{}",
        desk.main()
    );
    assert_eq!(ids(&desk).len(), 25);
}

fn two_moderators_are_told_of_one_another(on: On) {
    let ground = told(on);
    write(&ground, "Anna", "First.");
    write(&ground, "Bohdan", "Second.");
    let (one, two) = (ground.open("en/comments"), ground.open("en/comments"));
    let approve = chosen(&one, "approve", "Thanks.");
    let first = ground.send("en/comments", &approve);
    assert_eq!(first.status, 200);
    // The same press again, over a broken line: the same answer.
    let again = ground.send("en/comments", &approve);
    assert_eq!(again.status, 200, "{:?}", again.problems());
    assert!(again.main().contains("The comment by Anna is published."));
    // The other one rejects it: nothing is undone, and the page says what happened.
    let crossed = ground.send("en/comments", &chosen(&two, "reject", ""));
    assert_eq!(crossed.status, 422);
    assert!(
        crossed.problems()[0].1.contains("Somebody else approved or answered the comment by Anna"),
        "{:?}",
        crossed.problems()
    );
    assert!(text(&ground).main().contains("First.") && text(&ground).main().contains("Thanks."));
    // Both answer one that is published: the second keeps its words in the field.
    let path = "en/comments/published";
    let (one, two) = (ground.open(path), ground.open(path));
    assert_eq!(ground.send(path, &chosen(&one, "reply", "One.")).status, 200);
    let crossed = ground.send(path, &chosen(&two, "reply", "Two."));
    assert_eq!(crossed.status, 422);
    assert!(crossed.body.contains(">\nTwo.</textarea>") && text(&ground).main().contains("One."));
    let knowingly = ground.send(path, &chosen(&crossed, "reply", "Two."));
    assert!(knowingly.status == 200 && text(&ground).main().contains("Two."), "{:?}", knowingly.problems());
}

fn moderators_choose_and_nothing_odd_is_carried_out(on: On) {
    let ground = told(on);
    write(&ground, "Anna", "First.");
    let page = ground.open("en/comments");
    let before = ground.everything();
    let later = ground.send("en/comments", &chosen(&page, "later", ""));
    assert_eq!(later.status, 422);
    assert!(later.problems()[0].1.contains("Nothing was chosen"), "{:?}", later.problems());
    for choice in ["remove", "reply", "WWW", ""] {
        assert_eq!(ground.send("en/comments", &chosen(&page, choice, "")).status, 422, "{choice}");
    }
    let long = ground.send("en/comments", &chosen(&page, "approve", &"x".repeat(2001)));
    assert_eq!(long.status, 422);
    assert!(
        long.problems()[0].1.contains("2,001 characters, at most 2,000") && long.body.contains("aria-invalid=\"true\"")
    );
    assert!(long.body.contains(&"x".repeat(2001)), "what was typed is kept");
    let mut keyless = chosen(&page, "approve", "");
    keyless.remove("key");
    assert_eq!(ground.send("en/comments", &keyless).status, 422);
    // Ids that nothing has, or that are none.
    for id in ["zzzzzzzzzzzzzzzzzzzz", "", "../x"] {
        let sent = pairs(&[
            ("key", "aaaaaaaaaaaaaaaaaaaa"),
            (&format!("do-{id}"), "approve"),
            (&format!("version-{id}"), "0"),
        ]);
        let page = ground.send("en/comments", &sent);
        assert_eq!(page.status, 422);
        assert!(page.problems()[0].1.contains("not there any more"), "{:?}", page.problems());
    }
    assert_eq!(ground.everything(), before);
    for nowhere in [
        "en/comments/x",
        "en/comments/published/0",
        "en/comments/published/1",
        "en/comments/published/x",
        "en/comments/a/b/c",
    ] {
        assert_eq!(ground.open(nowhere).status, 404, "{nowhere}");
    }
}

fn rejected_words_are_gone_at_once(on: On) {
    let ground = told(on);
    write(&ground, "Petro", "An unspeakable thing");
    assert!(ground.everything().contains("unspeakable"), "this story can fail");
    if on == On::Sqlite {
        assert!(ground.bytes().windows(11).any(|some| some == b"unspeakable"), "this story can fail");
    }
    let page = decide(&ground, "en/comments", "reject", "");
    assert!(page.main().contains("A comment was rejected and deleted."), "{}", page.main());
    assert!(!ground.everything().contains("unspeakable") && !ground.everything().contains("Petro"));
    if on == On::Sqlite {
        let bytes = ground.bytes();
        assert!(!bytes.windows(11).any(|some| some == b"unspeakable"), "it stands in a file, perhaps in a log");
    }
    assert_eq!(kept(&ground), 1, "its form is still known");
    wait(&ground, 3 * 24 * 60 * 60);
    write(&ground, "Anna", "Later.");
    assert_eq!(kept(&ground), 1, "and forgotten once it cannot be sent any more");
}

fn nobody_moderates_without_a_session(on: On) {
    let ground = told(on);
    write(&ground, "Anna", "First.");
    let sent = chosen(&ground.open("en/comments"), "approve", "");
    for path in ["comments", "comments/published"] {
        for form in [None, Some(&sent)] {
            assert_eq!(ground.ask_desk(&format!("/d/ours/en/{path}"), "", "", form).status, 403, "{path}");
        }
    }
    // Nor does the public side carry anything out.
    for path in ["/o/ours/en/comments/1", "/o/ours/en/dispatches/1", "/o/ours/en/comments"] {
        ground.ask_public(path, "localhost", Some(&sent));
    }
    assert!(!text(&ground).main().contains("First."));
    assert!(ground.open("en/comments").main().contains("1 comment waits"));
}

fn a_comment_changes_no_public_byte_before_it_is_approved(on: On) {
    let ground = told(on);
    let paths = [
        "en/",
        "en/dispatches",
        "en/dispatches/1",
        "uk/dispatches/1",
        "en/comments/1",
        "en/books",
        "facts.jsonl",
        "figures.json",
        "dispatches.jsonl",
    ];
    let public = || paths.map(|path| (ground.read(path).body, format!("{:?}", ground.read(path).headers)));
    let before = public();
    write(&ground, "Anna", "First.");
    assert!(public() == before, "a held comment shows");
    decide(&ground, "en/comments", "reject", "");
    assert!(public() == before, "a rejected comment shows");
    write(&ground, "Bohdan", "Second.");
    decide(&ground, "en/comments", "approve", "");
    let after = public();
    let changed: Vec<&str> =
        paths.into_iter().zip(after.iter().zip(&before)).filter(|(_, (a, b))| a != b).map(|(path, _)| path).collect();
    assert_eq!(changed, ["en/dispatches/1", "uk/dispatches/1", "en/comments/1"]);
}

fn many_comments_are_told_page_by_page(on: On) {
    let ground = told(on);
    ground.fill_comments(120);
    for round in 0..5 {
        let page = ground.open("en/comments");
        let mut sent = page.hidden();
        for id in ids(&page) {
            sent.insert(format!("do-{id}"), "approve".into());
        }
        assert_eq!(ground.send("en/comments", &sent).status, 200, "{round}");
    }
    let below = text(&ground);
    assert!(below.main().contains("120 comments All comments, from the first"), "{}", below.main());
    assert_eq!(ids(&below).len(), 50);
    let (first, second) = (ground.read("en/comments/1"), ground.read("en/comments/1@2"));
    assert_eq!((ids(&first).len(), ids(&second).len()), (100, 20));
    assert_eq!(ids(&below)[30..], ids(&second), "the newest stand below the text, oldest of them first");
    assert!(
        first.body.contains("href=\"/o/ours/en/comments/1@2\"")
            && second.body.contains("href=\"/o/ours/en/comments/1\"")
    );
    assert!(second.text().contains("2 of 2"));
    for nowhere in ["1@1", "1@3", "1@0", "1@-1", "1@02", "1@", "1@x", "2", "x", "1@99999999999999999999"] {
        assert_eq!(ground.read(&format!("en/comments/{nowhere}")).status, 404, "{nowhere}");
    }
    let desk = ground.open("en/comments/published/5");
    assert_eq!((desk.status, ids(&desk).len()), (200, 20));
}

fn only_published_texts_take_comments(on: On) {
    let ground = told(on);
    let sent = filled(&ground, &[]);
    for name in ["2", "1-1", "x", "", "1/1", "..", "01", "99999999999"] {
        let path = format!("/o/ours/en/dispatches/{name}/comment");
        assert_eq!(ground.ask_public(&path, "localhost", None).status, 404, "{name}");
        assert_eq!(ground.ask_public(&path, "localhost", Some(&sent)).status, 404, "{name}");
    }
    assert_eq!(kept(&ground), 0);
}

#[test]
fn a_megabyte_is_refused_with_a_sentence_and_half_of_it_comes_back() {
    let ground = told(On::Sqlite);
    let side = Side::public(&ground);
    let sent = filled(&ground, &[]);
    let body = |words: usize| {
        let form = format!("key={}&token={}&author=Anna&words=", sent["key"], sent["token"]);
        form + &"w".repeat(words)
    };
    let page = side.post(FORM, &[], &body(1_000_000));
    assert_eq!((page.status, kept(&ground)), (413, 0));
    assert!(page.text().contains("A form takes at most 500 kilobytes. Nothing was entered; go back and shorten it."));
    let page = side.post(FORM, &[], &body(400_000));
    assert_eq!((page.status, kept(&ground)), (422, 0));
    assert!(page.text().contains("400,000 characters, at most 4,000") && page.text().contains(&"w".repeat(400_000)));
    assert_eq!(side.post(FORM, &[], &body(4_000)).status, 200);
}
