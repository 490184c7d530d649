//! Forms for coordinators: label, hint, error, field; and a box on top that says what is to be put right.
//!
//! A page builds a [`FormView`] and shows [`form_html`]. After an error the same view comes back with everything that
//! was typed, `error` set at the fields and [`FormView::problems`] filled; the redirect ends in `#problems`.

use maud::{Markup, html};

use super::typed::Problem;
use super::words::Tongue;

/// One thing to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into() }
    }
}

/// What a field looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A whole number: digits on the right, the phone shows its number keys.
    Number,
    /// An amount with decimals.
    Decimal,
    /// A day.
    Date,
    /// One of many, in a list.
    Select(Vec<Choice>),
    /// One of few, all in sight.
    Radio(Vec<Choice>),
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As it is sent; unique in the form.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Says `required` or `sealed` in words, or how to write it; may be empty.
    pub hint: String,
    /// What was typed or chosen.
    pub value: String,
    /// What was wrong and the ways out.
    pub error: Option<String>,
    /// How it looks.
    pub kind: FieldKind,
}

impl Field {
    /// An empty field without hint.
    pub fn new(name: &str, label: String, kind: FieldKind) -> Field {
        Field { name: name.to_owned(), label, hint: String::new(), value: String::new(), error: None, kind }
    }

    /// The same field with a hint.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Field {
        self.hint = hint;
        self
    }

    /// The same field with what was typed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }

    /// The same field with what was wrong.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Field {
        self.error = error;
        self
    }
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

/// A whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormView {
    /// Where it is sent, by POST.
    pub action: String,
    /// Rows of fields; fields of one row stand side by side where there is room.
    pub fields: Vec<Vec<Field>>,
    /// One-time key and whatever else travels unseen.
    pub hidden: Vec<(String, String)>,
    /// The first is filled and is what the Enter key presses; the rest are outlined.
    pub buttons: Vec<Button>,
    /// What is to be put right; empty at first.
    pub problems: Vec<Problem>,
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
            @for row in &form.fields {
                @match row.as_slice() {
                    [field] => (field_html(field)),
                    fields => div.row { @for field in fields { (field_html(field)) } },
                }
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

/// The red-edged box: nothing entered, everything kept, each problem a link to its field, which it names.
pub fn problems_html(w: Tongue, form: &FormView) -> Markup {
    if form.problems.is_empty() {
        return html! {};
    }
    let n = i64::try_from(form.problems.len()).unwrap_or(i64::MAX);
    let label =
        |name: &str| form.fields.iter().flatten().find(|field| field.name == name).map(|field| field.label.as_str());
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
    let id = format!("f-{}", field.name);
    let (hint_id, error_id) = (format!("h-{}", field.name), format!("e-{}", field.name));
    let mut described = Vec::new();
    if !field.hint.is_empty() {
        described.push(hint_id.as_str());
    }
    if field.error.is_some() {
        described.push(error_id.as_str());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let notes = html! {
        @if !field.hint.is_empty() { span.hint id=(hint_id) { (field.hint) } }
        @if let Some(error) = &field.error { span.err id=(error_id) { (error) } }
    };
    if let FieldKind::Radio(choices) = &field.kind {
        return html! {
            fieldset #(id) tabindex="-1" aria-describedby=[described] {
                legend { (field.label) }
                (notes)
                div.row {
                    @for choice in choices {
                        label { input type="radio" name=(field.name) value=(choice.value) checked[choice.value == field.value]; (choice.label) }
                    }
                }
            }
        };
    }
    html! {
        div.field {
            label for=(id) { (field.label) }
            (notes)
            (control(field, &id, described))
        }
    }
}

fn control(field: &Field, id: &str, described: Option<String>) -> Markup {
    let invalid = field.error.is_some().then_some("true");
    let (kind, keys, class) = match &field.kind {
        FieldKind::Number => ("text", Some("numeric"), Some("n")),
        FieldKind::Decimal => ("text", Some("decimal"), Some("n")),
        FieldKind::Date => ("date", None, None),
        _ => ("text", None, None),
    };
    html! {
        @match &field.kind {
            FieldKind::Select(choices) => select id=(id) name=(field.name) aria-invalid=[invalid] aria-describedby=[described] {
                @for choice in choices {
                    option value=(choice.value) selected[choice.value == field.value] { (choice.label) }
                }
            },
            FieldKind::LongText => textarea id=(id) name=(field.name) aria-invalid=[invalid] aria-describedby=[described] { (field.value) },
            _ => input type=(kind) class=[class] id=(id) name=(field.name) value=(field.value) inputmode=[keys]
                autocomplete="off" aria-invalid=[invalid] aria-describedby=[described];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::layout::{Desk, DeskNav, NextDay, StripBox};
    use crate::web::pieces::{sample, world_sees};
    use crate::web::words::Lang;

    fn form() -> FormView {
        let currencies = vec![Choice::new("EUR", "EUR"), Choice::new("UAH", "UAH")];
        let ways = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
        let field = |name: &str, label: &str, kind| Field::new(name, label.to_owned(), kind);
        let wrong = Some("26 helmets at 250.00 take 6,500.00 EUR, but this advance holds 6,000.00.".to_owned());
        FormView {
            action: "#".to_owned(),
            fields: vec![
                vec![
                    field("quantity", "How many", FieldKind::Number).value("26").error(wrong),
                    field("currency", "Currency", FieldKind::Select(currencies)).value("UAH"),
                ],
                vec![
                    field("week", "Expected on", FieldKind::Date)
                        .hint("the public sees the week, not the day".to_owned()),
                ],
                vec![field("partly", "Only a part of it?", FieldKind::Radio(ways)).value("no")],
                vec![field("note", "Note", FieldKind::LongText)],
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
