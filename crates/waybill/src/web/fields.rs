//! Forms for coordinators: label, hint, error, field; and a box on top that says what is to be put right.
//!
//! A page builds a [`FormView`] and shows [`form_html`]. After an error the same view comes back with everything that
//! was typed, `error` set at the fields and [`FormView::problems`] filled; the redirect ends in `#problems`.

use maud::{Markup, html};

use super::forms::{Input, InputKind};
use super::typed::{Problem, Typed};
use super::words::Tongue;

/// A field as it is shown: what its feature declared, what was typed, what was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Name, label, hint and kind.
    pub input: Input,
    /// What was typed or chosen.
    pub value: String,
    /// What was wrong and the ways out.
    pub error: Option<String>,
}

/// A button; the words say what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// Name and value that are sent when it is pressed.
    pub sends: Option<(String, String)>,
}

impl Button {
    /// A button that sends nothing of its own.
    pub fn new(label: String) -> Button {
        Button { label, sends: None }
    }

    /// A button that says which of several was pressed.
    pub fn sending(label: String, name: &str, value: &str) -> Button {
        Button { label, sends: Some((name.to_owned(), value.to_owned())) }
    }
}

/// Fields that belong together, under words of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub legend: String,
    /// The names that belong behind it, if any.
    pub people: String,
    /// Rows, as in a form.
    pub fields: Vec<Vec<Field>>,
}

/// A whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormView {
    /// Where it is sent, by POST.
    pub action: String,
    /// Rows of fields; fields of one row stand side by side where there is room.
    pub fields: Vec<Vec<Field>>,
    /// Fields that only some will be able to read, below the others.
    pub sealed: Option<Group>,
    /// One-time key and whatever else travels unseen.
    pub hidden: Vec<(String, String)>,
    /// The first is filled and is what the Enter key presses; the rest are outlined.
    pub buttons: Vec<Button>,
    /// What is to be put right; empty at first.
    pub problems: Vec<Problem>,
}

/// Fields one below the other, with what was typed into them and what is wrong with it. A field nobody sent keeps what
/// stood in it at first.
pub fn filled(inputs: Vec<Input>, typed: Option<&Typed>, problems: &[Problem]) -> Vec<Vec<Field>> {
    let field = |input: Input| {
        let value = typed.map_or_else(|| input.first.clone(), |typed| typed.raw(&input.name).to_owned());
        let error = problems.iter().find(|problem| problem.field == input.name).map(|problem| problem.text.clone());
        vec![Field { input, value, error }]
    };
    inputs.into_iter().map(field).collect()
}

/// How a page with problems is called: the title begins with their number.
pub fn title(w: Tongue, form: &FormView, title: &str) -> String {
    match i64::try_from(form.problems.len()).unwrap_or(i64::MAX) {
        0 => title.to_owned(),
        n => w.with("form-title", &[("n", n.into()), ("title", title.into())]),
    }
}

/// The form, with the box of problems above it.
pub fn form_html(w: Tongue, form: &FormView) -> Markup {
    html! {
        (problems_html(w, form))
        form method="post" action=(form.action) autocomplete="off" novalidate {
            @for (name, value) in &form.hidden { input type="hidden" name=(name) value=(value); }
            (rows_html(&form.fields))
            @if let Some(group) = &form.sealed {
                fieldset.sealed { legend { (super::sealed::lock_mark()) " " (group.legend) " " bdi { (group.people) } } (rows_html(&group.fields)) }
            }
            p.acts {
                @for (place, button) in form.buttons.iter().enumerate() {
                    button class=(if place == 0 { "btn" } else { "btn less" }) type="submit"
                        name=[button.sends.as_ref().map(|s| &s.0)] value=[button.sends.as_ref().map(|s| &s.1)] { (button.label) }
                }
            }
        }
    }
}

fn rows_html(rows: &[Vec<Field>]) -> Markup {
    html! {
        @for row in rows {
            @match row.as_slice() {
                [field] => (field_html(field)),
                fields => div.row { @for field in fields { (field_html(field)) } },
            }
        }
    }
}

/// The red-edged box: nothing entered, everything kept, each problem a link to its field, which it names.
pub fn problems_html(w: Tongue, form: &FormView) -> Markup {
    if form.problems.is_empty() {
        return html! {};
    }
    let n = i64::try_from(form.problems.len()).unwrap_or(i64::MAX);
    let label = |name: &str| {
        let sealed = form.sealed.iter().flat_map(|group| &group.fields);
        let all = form.fields.iter().chain(sealed).flatten();
        all.into_iter().find(|field| field.input.name == name).map(|field| field.input.label.as_str())
    };
    html! {
        section.note-box #problems role="alert" aria-labelledby="h-problems" tabindex="-1" {
            h2 #h-problems { (w.with("form-problems", &[("n", n.into())])) }
            ul {
                @for problem in &form.problems {
                    li {
                        @if problem.field.is_empty() { (problem.text) }
                        @else {
                            a href=(format!("#f-{}", problem.field)) { @if let Some(label) = label(&problem.field) { (label) ": " } (problem.text) }
                        }
                    }
                }
            }
            p { (w.t("form-kept")) }
        }
    }
}

/// One field with its label, hint and error.
pub fn field_html(field: &Field) -> Markup {
    let id = format!("f-{}", field.input.name);
    let (hint_id, error_id) = (format!("h-{}", field.input.name), format!("e-{}", field.input.name));
    let mut described = Vec::new();
    if !field.input.hint.is_empty() {
        described.push(hint_id.as_str());
    }
    if field.error.is_some() {
        described.push(error_id.as_str());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let notes = html! {
        @if !field.input.hint.is_empty() { span.hint id=(hint_id) { (field.input.hint) } }
        @if let Some(error) = &field.error { span.err id=(error_id) { (error) } }
    };
    if let InputKind::Links(links) = &field.input.kind {
        return html! {
            div.field {
                b { (field.input.label) }
                (notes)
                ul.plain { @for (href, words) in links { li { a href=(href) { (words) } } } }
            }
        };
    }
    if field.input.kind == InputKind::Trap {
        return html! {
            div.trap aria-hidden="true" {
                label for=(id) { (field.input.label) }
                input type="text" id=(id) name=(field.input.name) value=(field.value) tabindex="-1" autocomplete="off";
            }
        };
    }
    html! {
        div.field {
            label for=(id) { (field.input.label) }
            (notes)
            (control(field, &id, described))
        }
    }
}

fn is_date(value: &str) -> bool {
    value.is_empty() || value.parse::<jiff::civil::Date>().is_ok()
}

fn control(field: &Field, id: &str, described: Option<String>) -> Markup {
    let invalid = field.error.is_some().then_some("true");
    let (kind, keys, class) = match &field.input.kind {
        InputKind::Number => ("text", Some("decimal"), Some("n")),
        // A field for dates shows nothing that is none; whoever typed something else must find it again.
        InputKind::Date if is_date(&field.value) => ("date", None, None),
        InputKind::Email => ("text", Some("email"), None),
        InputKind::Passphrase => ("password", None, None),
        InputKind::Code => ("text", None, Some("n")),
        _ => ("text", None, None),
    };
    // What a browser knows of its reader it may offer; of the book it knows nothing.
    let offers = match &field.input.kind {
        InputKind::Nickname => "nickname",
        InputKind::Email => "email",
        InputKind::Passphrase if field.input.name == "passphrase" => "current-password",
        InputKind::Passphrase => "new-password",
        InputKind::Code => "one-time-code",
        _ => "off",
    };
    let shown = if field.input.kind == InputKind::Passphrase { "" } else { field.value.as_str() };
    html! {
        @if let InputKind::Select(options) = &field.input.kind {
            select id=(id) name=(field.input.name) aria-invalid=[invalid] aria-describedby=[described] {
                @for (code, words) in options { option value=(code) selected[*code == field.value] { (words) } }
            }
        } @else if field.input.kind == InputKind::Area {
            // A line feed right behind the tag is not part of the text, so one that was typed needs another before it.
            textarea id=(id) name=(field.input.name) rows="8" autocomplete="off" aria-invalid=[invalid] aria-describedby=[described] { "\n" (field.value) }
        } @else {
            input type=(kind) class=[class] id=(id) name=(field.input.name) value=(shown) inputmode=[keys]
                autocomplete=(offers) aria-invalid=[invalid] aria-describedby=[described];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::layout::{Desk, DeskNav, NextDay, Seated, StripBox};
    use crate::web::pieces::{sample, world_sees};
    use crate::web::words::Lang;

    fn form() -> FormView {
        let currencies = ["EUR", "UAH"].map(|code| (code.to_owned(), code.to_owned())).to_vec();
        let field = |name: &str, label: &str, kind, value: &str| Field {
            input: Input::new(name, label.to_owned(), kind),
            value: value.to_owned(),
            error: None,
        };
        let wrong = Some("26 helmets at 250.00 take 6,500.00 EUR, but this advance holds 6,000.00.".to_owned());
        let mut week = field("week", "Expected on", InputKind::Date, "");
        week.input.hint = "the public sees the week, not the day".to_owned();
        FormView {
            sealed: None,
            action: "#".to_owned(),
            fields: vec![
                vec![
                    Field { error: wrong, ..field("quantity", "How many", InputKind::Number, "26") },
                    field("currency", "Currency", InputKind::Select(currencies), "UAH"),
                ],
                vec![week],
            ],
            hidden: vec![("key".to_owned(), "k".to_owned())],
            buttons: vec![
                Button::sending("Look it over".to_owned(), "go", "look"),
                Button::new("Put aside".to_owned()),
            ],
            problems: vec![Problem {
                field: "quantity".to_owned(),
                text: "500.00 EUR more than the advance holds".to_owned(),
            }],
        }
    }

    #[test]
    fn an_error_is_told_above_the_form_and_at_its_field() {
        let page = form_html(Tongue::new(Lang::En), &form()).into_string();
        assert!(page.contains("One thing to put right"));
        assert!(page.contains("<a href=\"#f-quantity\">"));
        assert!(page.contains("aria-invalid=\"true\" aria-describedby=\"e-quantity\""));
        assert!(page.contains("value=\"26\""), "what was typed is kept");
        assert!(page.contains("<option value=\"UAH\" selected>"));
    }

    #[test]
    fn a_date_that_is_none_is_shown_as_it_was_typed() {
        let field = |value: &str| Field {
            input: Input::new("on", "On".to_owned(), InputKind::Date),
            value: value.to_owned(),
            error: None,
        };
        assert!(field_html(&field("2022-03-18")).into_string().contains("type=\"date\""));
        assert!(field_html(&field("")).into_string().contains("type=\"date\""));
        let wrong = field_html(&field("tomorrow")).into_string();
        assert!(wrong.contains("type=\"text\"") && wrong.contains("value=\"tomorrow\""), "{wrong}");
    }

    #[test]
    fn a_desk_page_is_whole_in_every_language() {
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            let desk = Desk {
                w,
                title: title(w, &form(), "Order"),
                base: "",
                here: "record/order".to_owned(),
                name: "Solidarity operation Ukraine",
                day: 23,
                today: jiff::civil::date(2022, 3, 18),
                nav: DeskNav::Record,
                strip: vec![StripBox::text("Open advance".to_owned(), "6,000.00 EUR")],
                next_day: Some(NextDay { action: "#".to_owned(), hidden: Vec::new() }),
                seated: Seated { name: "heron".to_owned(), role: w.t("role-coordinator"), may_lock: true },
            };
            let sees = [
                (w.t("world-now"), html! { (w.t("world-nothing")) }),
                (w.t("world-never"), crate::web::pieces::sealed()),
            ];
            let content =
                html! { div.band.cols { div { h1 { "Order" } (form_html(w, &form())) } (world_sees(w, &sees)) } };
            sample::keep("desk", lang, &desk.render(&content));
        }
    }
}
