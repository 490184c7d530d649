//! Its comments: more than one page of them, the longest names and words there may be, some answered, some taken down, and
//! a full page that waits.

use anyhow::ensure;
use waybill::features::comments::{Act, KEEPER, decide, held, settle};
use waybill::publish::comments::{A_PAGE, Comment, Said, Taken};
use waybill::publish::texts::Name;
use waybill::store::FormKey;

use crate::desk::Desk;
use crate::told::LONGEST;

/// As many as stand on one page, and a few on the next.
const PUBLISHED: i64 = A_PAGE + 12;
/// More than one page of moderators.
const WAITING: i64 = 30;
/// A word without a place to part it, as long as a name may be.
const WORD: &str = "Schutzwestenbeschaffungsfinanzierungsnachweisveroeffentlichu";

/// Writes all of it under the longest dispatch.
pub fn write(desk: &Desk) -> anyhow::Result<()> {
    send(desk, 0..PUBLISHED)?;
    let today = desk.today();
    for (n, kept) in held(&desk.operation, PUBLISHED)?.into_iter().enumerate() {
        let reply = if n % 10 == 0 { words(2_000) } else { String::new() };
        let key = |what: &str| FormKey::parse(&format!("crowded-{what}-{n}")).ok_or_else(|| anyhow::anyhow!("a key"));
        decide(&desk.operation, (&kept.id, kept.version), &key("approval")?, &Act::Approve(reply), today)?;
        if n % 15 == 1 {
            decide(&desk.operation, (&kept.id, kept.version + 1), &key("removal")?, &Act::Remove, today)?;
        }
    }
    send(desk, PUBLISHED..PUBLISHED + WAITING)?;
    Ok(settle(&desk.operation)?)
}

fn send(desk: &Desk, numbers: std::ops::Range<i64>) -> anyhow::Result<()> {
    for n in numbers {
        let Some(key) = FormKey::parse(&format!("crowded-comment-{n}")) else { continue };
        let (author, words) = match n % 10 {
            0 => (WORD.to_owned(), words(4_000)),
            1 => ("Ж".repeat(60), WORD.repeat(20)),
            2 => ("ليلى".to_owned(), "شكرا لكم.\n\nمن أين تأتي السترات؟".to_owned()),
            _ => (format!("Reader {n}"), format!("What came in on day {n} was well told.")),
        };
        let comment =
            Comment { key, about: Name::of_day(LONGEST), lang: "en", said: Said { author, words }, reach: None };
        let taken = (KEEPER.keep)(&desk.operation, &comment, desk.today())?;
        ensure!(taken == Taken::Held, "comment {n} was not taken: {taken:?}");
    }
    Ok(())
}

/// Paragraphs, so many characters in all.
fn words(length: usize) -> String {
    let text = format!("A day like others, {WORD}.\n\n").chars().cycle().take(length).collect::<String>();
    text.trim().to_owned()
}
