//! What every refusal owes to whoever typed.

use waybill::web::words::Lang;

use crate::ground::{Ground, Pairs, pressed};
use crate::page::{Page, english, figures, plain};

/// A form that must be refused at one field.
pub struct Case<'a> {
    /// The form's path.
    pub form: &'a str,
    /// What is typed over the form as it is opened.
    pub typed: &'a [(&'a str, &'a str)],
    /// The field at which it is told; empty for the form as a whole.
    pub at: &'a str,
    /// What the English sentence holds.
    pub says: &'a str,
    /// The figures of the sentence, as bare digits, in any language.
    pub figures: &'a [&'a str],
    /// Fields that cannot show what was sent, because it is not on their list.
    pub off_list: &'a [&'a str],
    /// Latin words of what was typed, which the sentence says again.
    pub echoes: &'a [&'a str],
}

impl Default for Case<'_> {
    fn default() -> Self {
        Self { form: "gift", typed: &[], at: "", says: "", figures: &[], off_list: &[], echoes: &[] }
    }
}

/// Sends the form with either button in any language. Each time: the sentence with its figures on the page where it
/// happened, status 422, everything typed still there, the number of problems in the title, the book unchanged.
pub fn refused(ground: &Ground, case: &Case) {
    for lang in Lang::ALL.map(Lang::code) {
        for button in ["look", "enter"] {
            let sent = pressed(ground.filled(lang, case.form, case.typed), button);
            let before = ground.state();
            let page = ground.send(&format!("{lang}/record/{}", case.form), &sent);
            let told = format!("{} {lang} {button}: {:?}", case.form, page.problems());
            assert_eq!(ground.state(), before, "{told}");
            check(&page, lang, &sent, case);
        }
    }
}

/// Checks one refusal.
fn check(page: &Page, lang: &str, sent: &Pairs, case: &Case) {
    let told = format!("{} {lang} {:?}: {:?}", case.form, case.typed, page.problems());
    assert_eq!(page.status, 422, "{told}");
    let sentence = told_at(page, case.at).unwrap_or_else(|| panic!("nothing is told at {}: {told}", case.at));
    if lang == "en" {
        assert!(plain(&sentence).contains(case.says), "`{}` is not in `{sentence}`", case.says);
    } else if lang == "uk" {
        let forgotten: Vec<_> =
            english(page).into_iter().filter(|word| !case.echoes.contains(&word.as_str())).collect();
        assert!(forgotten.is_empty(), "English on a Ukrainian page: {forgotten:?}, {told}");
    }
    let found = figures(&sentence);
    for figure in case.figures {
        assert!(found.iter().any(|f| f == figure), "{figure} is not among {found:?} of `{sentence}`");
    }
    box_and_fields_agree(page, &told);
    counted_in_title(page, lang, &told);
    for (name, value) in sent.iter().filter(|(name, _)| !["key", "go", "code"].contains(&name.as_str())) {
        if !case.off_list.contains(&name.as_str()) {
            let field = page.field(name).unwrap_or_else(|| panic!("the field {name} is gone: {told}"));
            assert_eq!(field.value.len(), value.len(), "{name} is not as it was typed: {told}");
            assert!(field.value == *value, "{name} is not as it was typed: {told}");
        }
    }
    assert!(!page.form()["key"].is_empty());
}

/// The sentence at a field, or in the box for the form as a whole.
fn told_at(page: &Page, field: &str) -> Option<String> {
    let sentence = if field.is_empty() {
        page.problems().into_iter().find(|(link, _)| link.is_none())?.1
    } else {
        page.field(field)?.error?
    };
    Some(sentence)
}

/// Every line of the box leads to a field that says the same, and every field that complains stands in the box.
fn box_and_fields_agree(page: &Page, told: &str) {
    let lines = page.problems();
    for (link, text) in &lines {
        if let Some(link) = link {
            let name = link.strip_prefix("#f-").expect("a link leads to a field");
            let field = page.field(name).unwrap_or_else(|| panic!("{link} leads nowhere: {told}"));
            assert!(field.invalid, "{name} is not marked as invalid: {told}");
            let error = plain(&field.error.unwrap_or_default());
            assert!(!error.is_empty() && text.ends_with(&error), "the box says `{text}`, the field `{error}`: {told}");
        }
    }
    let complaining = page.tags().into_iter().filter(|tag| tag.get("aria-invalid") == "true").count();
    assert_eq!(complaining, lines.iter().filter(|(link, _)| link.is_some()).count(), "{told}");
}

fn counted_in_title(page: &Page, lang: &str, told: &str) {
    let n = page.problems().len();
    let title = page.title();
    let counted = match (lang, n) {
        ("en", 1) => title.starts_with("One thing to put right: "),
        ("uk", 1) => title.contains("Одн") || title.contains('1'),
        ("pl", 1) => title.starts_with("Jedna rzecz do poprawy: "),
        ("de", 1) => title.starts_with("Eine Sache zu berichtigen: "),
        _ => title.contains(&n.to_string()),
    };
    assert!(counted && n > 0, "the title `{title}` does not count {n} problems: {told}");
}
