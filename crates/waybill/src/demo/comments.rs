//! The demonstration's comments: made-up first names, some answered, one that still waits for a coordinator.

use jiff::civil::Date;

use super::DemoError;
use crate::features::comments::{Act, KEEPER, decide, held, settle};
use crate::publish::comments::{Comment, Said};
use crate::publish::texts::Name;
use crate::store::{Class, FormKey, Operation, OperationCard};
use crate::web::sealed::json_of;

/// A comment of the demonstration.
struct Told {
    /// Under the dispatch of that day.
    about: i32,
    /// The day on which it was written, and on which it was approved; one that waits has no such day.
    on: i32,
    approved: Option<i32>,
    lang: &'static str,
    author: &'static str,
    words: &'static str,
    reply: &'static str,
}

const COMMENTS: &[Told] = &[
    Told {
        about: 16,
        on: 17,
        approved: Some(18),
        lang: "de",
        author: "Jonas",
        words: "Wir sind vier in der WG und geben, was beim Flohmarkt zusammenkam. Könnt ihr auch Schlafsäcke brauchen? Wir hätten sechs, gewaschen, für den Winter.",
        reply: "Danke! Im Augenblick steht Kleidung nicht oben auf der Liste. Bewahrt sie bitte auf; wenn wir sie brauchen, steht es unter dem Bedarf.",
    },
    Told {
        about: 16,
        on: 19,
        approved: Some(20),
        lang: "uk",
        author: "Леся",
        words: "Дякую, що пишете й про те, чого бракує, а не лише про те, що вдалося. Так легше повірити решті.",
        reply: "",
    },
    Told {
        about: 16,
        on: 21,
        approved: Some(21),
        lang: "en",
        author: "Maeve",
        words: "I gave in the second week and looked up my code today. It says plainly which part is not spent yet. I would rather read that than a card with a heart on it.\n\nWhat happens to the money if an order is cancelled?",
        reply: "Then it comes back to the same fund, and your code says so. Nothing of it goes anywhere without a line in the books.",
    },
    Told {
        about: 23,
        on: 23,
        approved: Some(23),
        lang: "pl",
        author: "Zosia",
        words: "Udostępniłam na naszej uczelni. Ludzie pytają przede wszystkim o hełmy.",
        reply: "",
    },
    Told {
        about: 23,
        on: 23,
        approved: None,
        lang: "en",
        author: "A reader in Porto",
        words: "Is there a way to help with translating? I could do Portuguese in the evenings.",
        reply: "",
    },
];

/// Writes them and approves all but those that wait.
pub(super) fn write(operation: &Operation, card: &OperationCard) -> Result<(), DemoError> {
    let key = |what: &str, n: usize| {
        FormKey::parse(&format!("demonstration-{what}-{n}")).expect("letters, digits and dashes")
    };
    for (n, told) in COMMENTS.iter().enumerate() {
        let on = |day: i32| -> Date { card.date_of_day(day) };
        let said = Said { author: told.author.to_owned(), words: told.words.to_owned() };
        let key_of = key("comment", n);
        // One writer wants an answer; nobody can be reached at this address (RFC 2606).
        let reach = match told.approved {
            None => operation.seal(Class::Writer, &json_of(&[("mail", "reader@example.org".to_owned())].into()))?,
            Some(_) => None,
        };
        let comment = Comment { key: key_of, about: Name::of_day(told.about), lang: told.lang, said, reach };
        (KEEPER.keep)(operation, &comment, on(told.on))?;
        let Some(approved) = told.approved else { continue };
        // The ones before it are approved by now, so it is the first that waits.
        for kept in held(operation, 1)? {
            let act = Act::Approve(told.reply.to_owned());
            decide(operation, (&kept.id, kept.version), &key("approval", n), &act, on(approved))?;
        }
    }
    Ok(settle(operation)?)
}
