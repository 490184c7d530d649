//! The story beside the gifts - needs, decisions, the foundation, the orders, what arrived - read from `story.txt`.

use super::{Event, What};

/// One line an entry, in the order in which they happened.
const STORY: &str = include_str!("story.txt");

/// Everything but gifts, in order.
pub(super) fn events() -> Vec<Event> {
    let told = STORY.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    told.map(|line| event(line).expect("story.txt is part of the program and read by its tests")).collect()
}

/// What was typed into a field of a form about an account, the first time.
pub(super) fn typed_about(account: &str, asked: &str, field: &str) -> Option<String> {
    events().into_iter().find_map(|event| {
        let What::Form { form, typed } = event.what else { return None };
        let value = |name: &str| typed.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        (form == asked && value("account").as_deref() == Some(account)).then(|| value(field))?
    })
}

/// `4 17 order fund=tourniquet-1 …`: day, hour, form, what was typed.
fn event(line: &str) -> Option<Event> {
    let mut words = line.split(' ');
    let (day, hour, form): (i32, i8, &'static str) =
        (words.next()?.parse().ok()?, words.next()?.parse().ok()?, path(words.next()?)?);
    let mut typed: Vec<(String, String)> = Vec::new();
    for word in words {
        let (name, value) = word.split_once('=')?;
        // A blank parts two fields; within one it is written as a dash at the foot of the line.
        typed.push((name.to_owned(), value.replace('_', " ")));
    }
    if !typed.iter().any(|(name, _)| name == "on") {
        let date = super::DAY_ONE.saturating_add(jiff::Span::new().days(day - 1));
        typed.push(("on".to_owned(), date.to_string()));
    }
    Some(Event { day, hour, what: What::Form { form, typed } })
}

/// The form of that path.
fn path(name: &str) -> Option<&'static str> {
    crate::house::FORMS.iter().map(|form| form.path).find(|path| *path == name)
}
