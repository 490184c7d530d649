//! What a correction changed, word by word: the paragraphs that differ, with what went and what came.

use similar::{Algorithm, ChangeTag, TextDiff, capture_diff_slices};

use crate::publish::texts::Words;

/// A stretch of a changed paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Same(String),
    Gone(String),
    Come(String),
}

/// Longest paragraph that is compared word by word, in bytes; a longer one is shown whole, as it was and as it is.
const COMPARED_MAX: usize = 4_000;

/// The paragraphs in which two versions differ; `plain` says a text with its figures as numbers.
pub(super) fn between(before: &Words, now: &Words, plain: impl Fn(&str) -> String) -> Vec<Vec<Stretch>> {
    let (before, now) = (paragraphs(before, &plain), paragraphs(now, &plain));
    let mut changes = Vec::new();
    for part in capture_diff_slices(Algorithm::Myers, &before, &now) {
        let (_, old, new) = part.as_tag_tuple();
        let (old, new) = (&before[old], &now[new]);
        if old == new {
            continue;
        }
        // Paragraphs that stand at the same place are two versions of one; the rest came or went whole.
        for n in 0..old.len().max(new.len()) {
            changes.push(compared(old.get(n).map_or("", String::as_str), new.get(n).map_or("", String::as_str)));
        }
    }
    changes
}

fn paragraphs(words: &Words, plain: impl Fn(&str) -> String) -> Vec<String> {
    let texts = [&words.title, &words.lede].into_iter().chain(words.sections.iter().map(|s| &s.text));
    let mut paragraphs = Vec::new();
    for text in texts {
        let text = plain(text);
        paragraphs.extend(text.split("\n\n").map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()));
    }
    paragraphs
}

fn compared(old: &str, new: &str) -> Vec<Stretch> {
    let whole = |text: &str, stretch: fn(String) -> Stretch| (!text.is_empty()).then(|| stretch(text.to_owned()));
    if old.is_empty() || new.is_empty() || old.len().max(new.len()) > COMPARED_MAX {
        return [whole(old, Stretch::Gone), whole(new, Stretch::Come)].into_iter().flatten().collect();
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let word = change.value();
        match (change.tag(), stretches.last_mut()) {
            (ChangeTag::Equal, Some(Stretch::Same(text)))
            | (ChangeTag::Delete, Some(Stretch::Gone(text)))
            | (ChangeTag::Insert, Some(Stretch::Come(text))) => text.push_str(word),
            (ChangeTag::Equal, _) => stretches.push(Stretch::Same(word.to_owned())),
            (ChangeTag::Delete, _) => stretches.push(Stretch::Gone(word.to_owned())),
            (ChangeTag::Insert, _) => stretches.push(Stretch::Come(word.to_owned())),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::texts::{Section, SectionKind};

    fn words(texts: &[&str]) -> Words {
        let section = |text: &&str| Section { kind: SectionKind::Report, text: (*text).to_owned() };
        Words { title: "T".into(), lede: "L".into(), sections: texts.iter().map(section).collect(), note: "n".into() }
    }

    fn read(changes: &[Vec<Stretch>]) -> Vec<String> {
        let say = |stretch: &Stretch| match stretch {
            Stretch::Same(text) => text.clone(),
            Stretch::Gone(text) => format!("[-{text}]"),
            Stretch::Come(text) => format!("[+{text}]"),
        };
        changes.iter().map(|paragraph| paragraph.iter().map(say).collect()).collect()
    }

    #[test]
    fn only_the_paragraphs_that_differ_are_told_word_by_word() {
        let before = words(&["It comes on Thursday.\n\nThe rest stays.", "Last."]);
        let now = words(&["It comes on Friday.\n\nThe rest stays.", "Last.", "One more."]);
        let told = read(&between(&before, &now, str::to_owned));
        assert_eq!(told, ["It comes on [-Thursday.][+Friday.]", "[+One more.]"]);
        assert_eq!(between(&before, &before, str::to_owned), Vec::<Vec<Stretch>>::new());
    }

    #[test]
    fn a_very_long_paragraph_is_told_whole() {
        let (before, now) = ("a ".repeat(3_000), "b ".repeat(3_000));
        let told = between(&words(&[&before]), &words(&[&now]), str::to_owned);
        assert_eq!(told, [[Stretch::Gone(before.trim().into()), Stretch::Come(now.trim().into())]]);
    }
}
