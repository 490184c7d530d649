//! Dispatches: told at once, with figures that stay as they were; corrected in the open; refused where a figure is not told.

use std::collections::BTreeMap;

use waybill::features::dispatches::{Written, entry_of, problems_of, published_entries};
use waybill::features::figures;
use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::publish::texts::{self, Name, Section, SectionKind, Words};
use waybill::store::{Answer, FormKey, PostError};
use waybill::web::public::dispatches_text;
use waybill::web::words::{Lang, Tongue};

use crate::common::{Place, Story};

stories![
    a_dispatch_is_told_at_once_with_the_figures_of_the_last_close,
    a_figure_that_is_not_told_or_would_single_somebody_out_is_refused,
    a_correction_keeps_the_close_and_both_versions_are_published,
    what_was_published_is_told_again_to_the_byte,
    a_text_that_cannot_be_written_leaves_its_draft,
    what_is_not_told_changes_no_text,
    the_same_key_publishes_once,
];

/// A text with this sentence, in English.
fn saying(sentence: &str) -> BTreeMap<String, Words> {
    let section = Section { kind: SectionKind::Report, text: sentence.to_owned() };
    let words =
        Words { title: "A day".into(), lede: "What it was.".into(), sections: vec![section], note: String::new() };
    [("en".to_owned(), words)].into()
}

fn publish_with(story: &Story, key: &FormKey, name: Name, words: BTreeMap<String, Words>) -> Result<Answer, PostError> {
    let shown = story.shown();
    let written = Written::of(name, words, &story.published, &shown).unwrap();
    let problems = problems_of(Tongue::new(Lang::En), &written, "en");
    assert!(problems.is_empty(), "{problems:?}");
    let bench = story.bench(key);
    let posted = story.operation.post(
        &story.world,
        &waybill::store::Behind::one(1),
        key,
        &entry_of(&bench, &written),
        |_, _| Ok(()),
    )?;
    texts::tell(&story.operation).unwrap();
    Ok(posted)
}

fn publish(story: &Story, day: i32, sentence: &str) -> u64 {
    publish_with(story, &story.next_key(), Name::of_day(day), saying(sentence)).unwrap().entry
}

/// What keeps a sentence from being published now.
fn refused(story: &Story, day: i32, sentence: &str) -> Vec<String> {
    let shown = story.shown();
    let written = Written::of(Name::of_day(day), saying(sentence), &story.published, &shown).unwrap();
    problems_of(Tongue::new(Lang::En), &written, "en").into_iter().map(|p| format!("{}: {}", p.field, p.text)).collect()
}

fn checked(story: &Story) -> usize {
    let texts = dispatches_text(&story.published).unwrap();
    waybill_verify::check_texts(&story.told().0, &texts).unwrap()
}

fn a_dispatch_is_told_at_once_with_the_figures_of_the_last_close(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "50", "DE", "open");
    story.close(1);
    publish(&story, 1, "So far {gifts.count} gifts.");
    assert_eq!(story.shown().texts.len(), 1);
    let told = story.published.telling(Name::of_day(1)).unwrap().unwrap();
    assert_eq!((told.newest().snapshot, told.newest().figures["gifts.count"]), (1, 5));
    // Two days later there are more gifts; the text says what it said, and its figure leads to what it was made of.
    story.on(2, 9).gifts(6, "50", "DE", "open");
    story.close(2);
    let again = story.published.telling(Name::of_day(1)).unwrap().unwrap();
    assert_eq!((again, story.figure("gifts.count")), (told, 11));
    let (w, shown) = (Tongue::new(Lang::En), story.shown());
    let (then, now) = ("gifts.count@1", "gifts.count");
    let as_of = |step| story.published.as_of(&shown, step);
    assert!(figures::page(w, "", &shown, &as_of, then).unwrap().contains("<span class=\"day\">5</span>"));
    assert!(figures::page(w, "", &shown, &as_of, now).unwrap().contains("<span class=\"day\">11</span>"));
    for nowhere in ["gifts.count@0", "gifts.count@3", "gifts.count@01", "gifts.count@", "nothing@1"] {
        assert_eq!(figures::page(w, "", &shown, &as_of, nowhere), None, "{nowhere}");
    }
    assert_eq!(checked(&story), 1);
    story.sound();
}

fn a_figure_that_is_not_told_or_would_single_somebody_out_is_refused(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("90");
    assert_eq!(refused(&story, 1, "{gifts.count} gifts").len(), 1, "before the first close there are no figures");
    story.gifts(5, "50", "DE", "open");
    story.gifts(4, "50", "LT", "open");
    story.gifts(1, "50", "LV", "open");
    story.close(1);
    assert_eq!(refused(&story, 1, "{gifts.count} gifts, {need.blanket-1.missing} missing"), Vec::<String>::new());
    for name in ["gifts.count.EUR.LT", "given.EUR.LV", "gifts.cuont", "at.bank-eur-1.open.EUR"] {
        let sentences = refused(&story, 1, &format!("{{{name}}}"));
        assert!(matches!(&sentences[..], [one] if one.starts_with("text1: ") && one.contains(name)), "{sentences:?}");
    }
    // A text of the first day may not use what was told later: it keeps its close.
    publish(&story, 1, "{gifts.count} gifts.");
    story.on(2, 9).gifts(7, "20", "PL", "open");
    story.close(2);
    let (shown, name) = (story.shown(), Name::of_day(1));
    let written = Written::of(name, saying("{gifts.count.EUR.PL}"), &story.published, &shown).unwrap();
    let problems = problems_of(Tongue::new(Lang::En), &written, "en");
    assert!(problems.iter().any(|p| p.text.contains("not told yet at the close")), "{problems:?}");
}

fn a_correction_keeps_the_close_and_both_versions_are_published(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "50", "DE", "open");
    story.close(1);
    let first = publish(&story, 1, "{gifts.count} gifts on Thursday.");
    story.on(2, 9).gifts(5, "50", "DE", "open");
    story.close(2);
    let mut words = saying("{gifts.count} gifts on Friday.");
    words.get_mut("en").unwrap().note = "It was Friday.".into();
    let second = publish_with(&story, &story.next_key(), Name::of_day(1), words).unwrap().entry;
    let told = story.published.telling(Name::of_day(1)).unwrap().unwrap();
    let said: Vec<_> = told.versions.iter().map(|v| (v.snapshot, v.figures["gifts.count"])).collect();
    assert_eq!(said, [(1, 5), (1, 5)]);
    assert!(story.shown().texts[0].corrected);
    assert_eq!(published_entries(&story.operation, Name::of_day(1)).unwrap(), [first, second]);
    assert_eq!(checked(&story), 2);
    story.sound();
}

fn what_was_published_is_told_again_to_the_byte(place: &Place) {
    let story = Story::founded(place);
    story.gifts(5, "50", "DE", "open");
    story.close(1);
    publish(&story, 1, "{gifts.count} gifts.");
    story.on(2, 9).gifts(5, "50", "FR", "open");
    publish(&story, 2, "Nothing new.");
    story.close(3);
    let before = (story.published.all_texts().unwrap(), story.told());
    assert_eq!(story.operation.rebuild().unwrap(), []);
    story.operation.close_all().unwrap();
    assert!(story.published.all_texts().unwrap().is_empty(), "this story can fail");
    close_days(&story.operation, &story.world, SHAPES).unwrap();
    assert_eq!((story.published.all_texts().unwrap(), story.told()), before);
}

fn a_text_that_cannot_be_written_leaves_its_draft(place: &Place) {
    let story = Story::founded(place);
    let stop = if place.is_sqlite() {
        "CREATE TRIGGER stop BEFORE INSERT ON dispatch BEGIN SELECT RAISE(ABORT, 'not today'); END"
    } else {
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
         CREATE TRIGGER stop BEFORE INSERT ON dispatch FOR EACH ROW EXECUTE FUNCTION stop()"
    };
    story.raw(stop);
    let (rows, key) = (story.every_row(), story.next_key());
    let failed = publish_with(&story, &key, Name::of_day(1), saying("Nothing."));
    assert!(failed.unwrap_err().to_string().contains("not today"));
    assert_eq!(story.every_row(), rows);
    assert!(story.shown().texts.is_empty());
    story.raw(if place.is_sqlite() { "DROP TRIGGER stop" } else { "DROP FUNCTION stop() CASCADE" });
    publish_with(&story, &key, Name::of_day(1), saying("Nothing.")).unwrap();
    assert_eq!(story.shown().texts.len(), 1);
}

/// One book holds gifts of too few people besides; what it publishes in words is the same to the byte.
fn what_is_not_told_changes_no_text(place: &Place) {
    let other = place.another();
    let published = [(place, false), (&other, true)].map(|(place, more)| {
        let story = Story::founded(place);
        for n in 0..5 {
            let key = FormKey::parse(&format!("same-gift-in-both-{n}")).unwrap();
            let typed = [("amount", "50"), ("account", "bank-eur-1"), ("country", "DE"), ("fund", "open")];
            story.send(&key, "gift", &typed).unwrap();
        }
        story.close(1);
        if more {
            story.on(2, 9).gifts(4, "70", "FR", "open");
        }
        story.close(2);
        let key = FormKey::parse("same-text-in-both-books").unwrap();
        publish_with(&story, &key, Name::of_day(2), saying("{gifts.count} gifts, {given.EUR}.")).unwrap();
        dispatches_text(&story.published).unwrap()
    });
    assert_eq!(published[0], published[1]);
    assert!(published[0].contains("\"gifts.count\":5"));
}

fn the_same_key_publishes_once(place: &Place) {
    let story = Story::founded(place);
    let key = story.next_key();
    let first = publish_with(&story, &key, Name::of_day(1), saying("Once.")).unwrap();
    let mut words = saying("Twice.");
    words.get_mut("en").unwrap().note = "Pressed again.".into();
    let second = publish_with(&story, &key, Name::of_day(1), words).unwrap();
    assert_eq!((second.entry, second.repeated), (first.entry, true));
    let told = story.published.telling(Name::of_day(1)).unwrap().unwrap();
    assert_eq!(told.versions.len(), 1);
    assert_eq!(told.newest().languages, saying("Once."));
}
