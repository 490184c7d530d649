//! The coordinators' pages: drafts, the editor of one language with its figures to pick, the preview, publishing.

use maud::{Markup, html};

use super::draft::{SECTIONS_MAX, Written, entry_of, problem_of_all, problems_of};
use super::page::{article, label};
use super::rows::{self, Saved};
use crate::publish::published::Published;
use crate::publish::shown::Shown;
use crate::publish::texts::{self, Name, Section, SectionKind, Telling, Version, Words};
use crate::store::{Db, FormKey, PostError, StoreError};
use crate::web::fields::{self, Button, Field, FormView};
use crate::web::forms::{Bench, DeskAnswer, DeskAsk, DeskPage, Input, InputKind};
use crate::web::layout::address;
use crate::web::pieces::{At, Part, phrase};
use crate::web::telling;
use crate::web::typed::{Problem, Typed};
use crate::web::words::{Lang, Tongue};

/// Statements of one day; a day with more has said enough.
const STATEMENTS_PER_DAY_MAX: u8 = 20;
/// Where a picked figure goes in a text.
const HERE: &str = "??";

/// Everything under `dispatches` on the coordinators' side.
pub const DESK_PAGE: DeskPage = DeskPage { name: "dispatches", title: "dispatches-desk", answer };

fn answer(ask: &DeskAsk) -> Result<DeskAnswer, StoreError> {
    match (ask.parts, ask.sent) {
        ([], None) => desk(ask, None, Vec::new()),
        ([], Some(typed)) => begin(ask, typed),
        ([name, rest], sent) => {
            let Some(name) = Name::parse(name).filter(|name| name.day <= today(ask.bench)) else {
                return Ok(DeskAnswer::Missing);
            };
            match (*rest, sent) {
                ("look", None) => look(ask, name, None),
                ("look", Some(typed)) => publish(ask, name, typed),
                ("drop", Some(_)) => {
                    let operation = ask.bench.operation;
                    operation.in_turn(|| operation.write(|db| Ok(rows::drop_drafts(db, operation.slug(), name)?)))?;
                    Ok(DeskAnswer::Go("dispatches".to_owned()))
                }
                (lang, sent) => match Lang::parse(lang) {
                    Some(lang) => Editor { ask, name, lang }.answer(sent),
                    None => Ok(DeskAnswer::Missing),
                },
            }
        }
        _ => Ok(DeskAnswer::Missing),
    }
}

fn today(bench: &Bench) -> i32 {
    bench.card.day_number(bench.today)
}

fn here(ask: &DeskAsk, path: &str) -> String {
    address(ask.base, ask.bench.w, &format!("dispatches{path}"))
}

/// Drafts, what is published, and the way to a new one.
fn desk(ask: &DeskAsk, typed: Option<&Typed>, problems: Vec<Problem>) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let mut open: Vec<(Name, Vec<Lang>)> = Vec::new();
    for (name, lang) in rows::open(ask.bench.operation)? {
        let Some(lang) = Lang::parse(&lang) else { continue };
        match open.last_mut() {
            Some((last, langs)) if *last == name => langs.push(lang),
            _ => open.push((name, vec![lang])),
        }
    }
    let day = typed.map_or_else(|| today(ask.bench).to_string(), |t| t.raw("day").to_owned());
    let error = problems.iter().find(|p| p.field == "day").map(|p| p.text.clone());
    let input = Input::new("day", w.t("dispatch-new-day"), InputKind::Number).hint(w.t("dispatch-new-day-hint"));
    let form = FormView {
        action: here(ask, "#problems"),
        fields: vec![vec![Field { input, value: day, error }]],
        buttons: vec![
            Button::sending(w.t("dispatch-begin"), "go", "dispatch"),
            Button::sending(w.t("dispatch-begin-statement"), "go", "statement"),
        ],
        sealed: None,
        hidden: vec![("key".into(), FormKey::draw(ask.bench.world).as_str().into())],
        problems,
    };
    let title = fields::title(w, &form, &w.t("dispatches-desk"));
    let content = html! {
        div.band.cols {
            section {
                h1 { (w.t("dispatches-desk")) }
                p.lede { (w.t("dispatches-desk-lede")) }
                h2 { (w.t("dispatch-drafts")) }
                @if open.is_empty() { p { (w.t("dispatch-drafts-none")) } }
                ul.plain.queue { @for (name, langs) in &open { li.wide { (label(w, *name)) ": " @for (n, lang) in langs.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(here(ask, &format!("/{name}/{}", lang.code()))) { (lang.own_name()) }
                } } } }
                (published(ask, ask.shown))
            }
            section.slip { h2 { (w.t("dispatch-new")) } (fields::form_html(w, &form)) }
        }
    };
    Ok(DeskAnswer::Page { wrong: !form.problems.is_empty(), title, content })
}

fn published(ask: &DeskAsk, shown: &Shown) -> Markup {
    let w = ask.bench.w;
    html! {
        h2 { (w.t("dispatch-told")) }
        @if shown.texts.is_empty() { p { (w.t("dispatch-told-none")) } }
        ol.queue.plain { @for head in &shown.texts { @if let Some((lang, title)) = texts::in_language(&head.titles, w.lang().code()) {
            li.wide { (label(w, head.name)) ": " span lang=(lang) { (title.title) } " "
                a href=(here(ask, &format!("/{}/{lang}", head.name))) { (w.with("dispatch-correct-it", &[("name", label(w, head.name).into())])) } }
        } } }
    }
}

/// Begins a text: the dispatch of a day that has none, or one more statement.
fn begin(ask: &DeskAsk, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let (day, last) = (typed.get("day").parse::<i32>(), today(ask.bench));
    let problem = |text: String| vec![Problem { field: "day".to_owned(), text }];
    let day = match day {
        Ok(day) if (1..=last).contains(&day) => day,
        Ok(day) => {
            let args = [("day", i64::from(day).into()), ("last", i64::from(last).into())];
            return desk(ask, Some(typed), problem(w.with("dispatch-day-out", &args)));
        }
        Err(_) => return desk(ask, Some(typed), problem(w.t("error-count-form"))),
    };
    let name = if typed.get("go") == "statement" {
        let open = rows::open(ask.bench.operation)?;
        let taken =
            |name: &Name| open.iter().any(|(n, _)| n == name) || ask.shown.texts.iter().any(|h| h.name == *name);
        let free = (1..=STATEMENTS_PER_DAY_MAX).map(|statement| Name { day, statement }).find(|name| !taken(name));
        match free {
            Some(name) => name,
            None => return desk(ask, Some(typed), problem(w.t("dispatch-statements-full"))),
        }
    } else {
        let name = Name::of_day(day);
        if !rows::published_entries(ask.bench.operation, name)?.is_empty() {
            return desk(ask, Some(typed), problem(w.with("dispatch-day-taken", &[("day", i64::from(day).into())])));
        }
        name
    };
    Ok(DeskAnswer::Go(format!("dispatches/{name}/{}", w.lang().code())))
}

/// The editor of one language.
struct Editor<'a> {
    ask: &'a DeskAsk<'a>,
    name: Name,
    lang: Lang,
}

/// What stands in the editor.
struct Sheet {
    /// The number of the save it shows; 0 where nothing was saved yet.
    version: i32,
    words: Words,
    /// Sections shown, also empty ones.
    sections: usize,
    problems: Vec<Problem>,
    /// What somebody else saved meanwhile.
    crossed: Option<Words>,
    /// Whether what stands there was just kept.
    kept: bool,
}

impl Editor<'_> {
    fn w(&self) -> Tongue {
        self.ask.bench.w
    }

    fn answer(&self, sent: Option<&Typed>) -> Result<DeskAnswer, StoreError> {
        let operation = self.ask.bench.operation;
        let Some(typed) = sent else {
            let draft = rows::find(operation, self.name, self.lang.code())?;
            let told = self.ask.published.telling(self.name)?;
            let as_told = || told.and_then(|t| t.newest().languages.get(self.lang.code()).cloned()).unwrap_or_default();
            let version = draft.as_ref().map_or(0, |d| d.version);
            let words = draft.map_or_else(|| Words { note: String::new(), ..as_told() }, |d| d.words);
            let sections = words.sections.len().max(1);
            return self.show(Sheet { version, words, sections, problems: Vec::new(), crossed: None, kept: false });
        };
        let (mut words, shown) = read(typed);
        let mut sections = shown.max(1);
        match typed.get("go") {
            "figure" => put_figure(&mut words, typed.get("figure")),
            "section" => sections = (sections + 1).min(SECTIONS_MAX),
            _ => {}
        }
        let seen = typed.get("version").parse().unwrap_or(0);
        // Half of the numbers, so that counting up from any of them fits.
        let first = i32::from_be_bytes(self.ask.bench.world.random()).rem_euclid(i32::MAX / 2) + 1;
        let saved = operation.in_turn(|| rows::save(operation, self.name, self.lang.code(), (seen, first), &words))?;
        let mut sheet = Sheet { version: seen, words, sections, problems: Vec::new(), crossed: None, kept: true };
        match saved {
            Saved::As(version) => sheet.version = version,
            Saved::Crossed(theirs) => {
                let text = self.w().t("dispatch-crossed");
                sheet.problems.push(Problem { field: String::new(), text });
                (sheet.version, sheet.crossed, sheet.kept) = (theirs.version, Some(theirs.words), false);
                return self.show(sheet);
            }
            Saved::Gone => {
                sheet.problems.push(Problem { field: String::new(), text: self.w().t("dispatch-gone") });
                (sheet.version, sheet.kept) = (0, false);
                return self.show(sheet);
            }
            Saved::TooMany => {
                let text = self.w().with("dispatch-too-many-drafts", &[("max", rows::DRAFTS_MAX.into())]);
                sheet.problems.push(Problem { field: String::new(), text });
                sheet.kept = false;
                return self.show(sheet);
            }
        }
        if typed.get("go") == "look" {
            let mut written = Written::gather(self.ask.bench, self.ask.shown, self.ask.published, self.name)?;
            if written.languages.is_empty() {
                // Nothing at all: the fields say what is missing.
                written.languages.insert(self.lang.code().to_owned(), sheet.words.clone());
            }
            sheet.problems = problems_of(self.w(), &written, self.lang.code());
            if sheet.problems.is_empty() {
                return Ok(DeskAnswer::Go(format!("dispatches/{}/look", self.name)));
            }
        }
        self.show(sheet)
    }

    fn show(&self, sheet: Sheet) -> Result<DeskAnswer, StoreError> {
        let w = self.w();
        let written = Written::gather(self.ask.bench, self.ask.shown, self.ask.published, self.name)?;
        let told = written.published.as_ref();
        let form = self.form(&sheet, told);
        let heading = w.with(
            "dispatch-editing",
            &[("name", label(w, self.name).into()), ("language", self.lang.own_name().into())],
        );
        let title = fields::title(w, &form, &heading);
        let content = html! {
            section.band {
                h1 { (heading) }
                p.lede { (w.t(if told.is_some() { "dispatch-editing-told" } else { "dispatch-editing-lede" })) }
                p.note { (w.t("dispatch-no-people")) }
                (self.languages(&written))
                @if sheet.kept && sheet.problems.is_empty() { p.note-box.calm role="status" { (w.t("dispatch-kept")) } }
                (fields::problems_html(w, &form))
                form.wide method="post" action=(form.action) autocomplete="off" novalidate {
                    input type="hidden" name="key" value=(FormKey::draw(self.ask.bench.world).as_str());
                    input type="hidden" name="version" value=(sheet.version);
                    @for field in form.fields.iter().flatten() { (fields::field_html(field)) }
                    @if !self.name.is_statement() { (self.picker(written.then.as_deref())) }
                    p.acts {
                        button.btn type="submit" name="go" value="look" { (w.t("form-look")) }
                        button.btn.less type="submit" name="go" value="save" { (w.t("dispatch-save")) }
                        @if sheet.sections < SECTIONS_MAX { button.btn.less type="submit" name="go" value="section" { (w.t("dispatch-add-section")) } }
                    }
                }
                @if let Some(theirs) = &sheet.crossed { (crossed(w, theirs)) }
            }
        };
        Ok(DeskAnswer::Page { wrong: !form.problems.is_empty(), title, content })
    }

    /// The other languages of this text, and the preview.
    fn languages(&self, written: &Written) -> Markup {
        html! {
            ul.plain.tabs { @for lang in Lang::ALL {
                li { a href=(here(self.ask, &format!("/{}/{}", self.name, lang.code()))) aria-current=[(lang == self.lang).then_some("page")] {
                    (lang.own_name()) @if written.languages.contains_key(lang.code()) { " ✓" }
                } }
            } }
        }
    }

    fn form(&self, sheet: &Sheet, told: Option<&Telling>) -> FormView {
        let w = self.w();
        let field = |name: &str, label: String, hint: String, kind: InputKind, value: &str| {
            let error = sheet.problems.iter().find(|p| p.field == name).map(|p| p.text.clone());
            vec![Field { input: Input::new(name, label, kind).hint(hint), value: value.to_owned(), error }]
        };
        let none = String::new;
        let words = &sheet.words;
        let mut rows = Vec::new();
        if told.is_some_and(|t| t.newest().languages.contains_key(self.lang.code())) {
            rows.push(field("note", w.t("dispatch-note"), w.t("dispatch-note-hint"), InputKind::Area, &words.note));
        }
        rows.push(field("title", w.t("dispatch-title-field"), none(), InputKind::Text, &words.title));
        rows.push(field("lede", w.t("dispatch-lede-field"), w.t("dispatch-lede-hint"), InputKind::Area, &words.lede));
        for n in 1..=sheet.sections {
            let section = words.sections.get(n - 1);
            let code = section.map_or(SectionKind::Report, |s| s.kind).code();
            let kinds = SectionKind::ALL.map(|k| (k.code().to_owned(), w.t(&format!("section-{}", k.code()))));
            let number = [("n", i64::try_from(n).unwrap_or(i64::MAX).into())];
            rows.push(field(
                &format!("kind{n}"),
                w.with("dispatch-section-kind", &number),
                none(),
                InputKind::Select(kinds.to_vec()),
                code,
            ));
            let hint = if n == 1 { w.t("dispatch-section-hint") } else { none() };
            let text = section.map_or("", |s| s.text.as_str());
            rows.push(field(
                &format!("text{n}"),
                w.with("dispatch-section-text", &number),
                hint,
                InputKind::Area,
                text,
            ));
        }
        FormView {
            action: here(self.ask, &format!("/{}/{}#problems", self.name, self.lang.code())),
            fields: rows,
            problems: sheet.problems.clone(),
            ..FormView::default()
        }
    }

    /// Every figure the world knows, in words, to put into the text.
    fn picker(&self, then: Option<&Shown>) -> Markup {
        let w = self.w();
        let Some(then) = then else { return html! { p.note { (w.t("dispatch-no-figures-yet")) } } };
        let mut options: Vec<(String, String)> = then
            .figures
            .iter()
            .map(|(name, figure)| {
                let title = telling::figure_title(w, then, name);
                let value = telling::figure_short(w, figure.value, figure);
                (name.clone(), w.with("dispatch-figure-option", &[("title", title.into()), ("value", value.into())]))
            })
            .collect();
        options.sort_by(|a, b| a.1.cmp(&b.1));
        options.insert(0, (String::new(), w.t("option-choose")));
        let input = Input::new("figure", w.t("dispatch-figure"), InputKind::Select(options))
            .hint(w.with("dispatch-figure-hint", &[("mark", HERE.into()), ("n", then.snapshot.into())]));
        html! {
            div.row.pick {
                (fields::field_html(&Field { input, value: String::new(), error: None }))
                p { button.btn.less type="submit" name="go" value="figure" { (w.t("dispatch-figure-put")) } }
            }
        }
    }
}

/// What the other editor saved, to copy from.
fn crossed(w: Tongue, theirs: &Words) -> Markup {
    html! {
        section.proof aria-labelledby="h-theirs" {
            h2 #h-theirs { (w.t("dispatch-theirs")) }
            p { strong { (theirs.title) } }
            pre tabindex="0" { (theirs.lede) @for section in &theirs.sections { "\n\n" (section.text) } }
        }
    }
}

/// What was typed, and how many sections the form showed. Sections without text are left out.
fn read(typed: &Typed) -> (Words, usize) {
    let text = |name: &str| typed.get(name).replace("\r\n", "\n").replace('\t', " ");
    let shown = (1..=SECTIONS_MAX).take_while(|n| typed.pairs().any(|(name, _)| *name == format!("text{n}"))).count();
    let section = |n: usize| {
        let kind = SectionKind::parse(typed.get(&format!("kind{n}"))).unwrap_or(SectionKind::Report);
        Section { kind, text: text(&format!("text{n}")) }
    };
    let sections = (1..=shown).map(section).filter(|s| !s.text.is_empty()).collect();
    (Words { title: text("title"), lede: text("lede"), sections, note: text("note") }, shown)
}

/// Puts a figure where the first mark stands; without a mark, at the end of the last section.
fn put_figure(words: &mut Words, name: &str) {
    if name.is_empty() {
        return;
    }
    let token = format!("{{{name}}}");
    let mut texts = vec![&mut words.lede];
    texts.extend(words.sections.iter_mut().map(|s| &mut s.text));
    if let Some(text) = texts.iter_mut().find(|text| text.contains(HERE)) {
        **text = text.replacen(HERE, &token, 1);
        return;
    }
    if let Some(last) = texts.last_mut() {
        let gap = if last.is_empty() { "" } else { " " };
        **last = format!("{last}{gap}{token}");
    }
}

/// The text as the world will see it, in every language, and the button.
fn look(ask: &DeskAsk, name: Name, refused: Option<String>) -> Result<DeskAnswer, StoreError> {
    let bench = ask.bench;
    let w = bench.w;
    let written = Written::gather(bench, ask.shown, ask.published, name)?;
    let mut problems: Vec<Problem> = Vec::new();
    let mut links = Vec::new();
    for lang in written.languages.keys().filter_map(|code| Lang::parse(code)) {
        let wrong = problems_of(w, &written, lang.code()).len();
        if wrong > 0 {
            links.push((lang, wrong));
        }
    }
    let whole = refused.or_else(|| problem_of_all(w, &written));
    problems.extend(whole.map(|text| Problem { field: String::new(), text }));
    let form = FormView {
        action: here(ask, &format!("/{name}/look")),
        sealed: None,
        hidden: vec![
            ("key".into(), FormKey::draw(bench.world).as_str().into()),
            ("seen".into(), seen(bench, &written)),
        ],
        buttons: vec![Button::new(w.t("dispatch-publish"))],
        problems,
        ..FormView::default()
    };
    let may = form.problems.is_empty() && links.is_empty();
    let told = preview_of(bench, &written);
    let wrong = FormView { problems: form.problems.clone(), ..FormView::default() };
    let content = html! {
        section.band {
            h1 { (w.with("dispatch-look", &[("name", label(w, name).into())])) }
            (fields::problems_html(w, &wrong))
            @if !links.is_empty() { div.note-box role="alert" { ul { @for (lang, n) in &links {
                li { a href=(here(ask, &format!("/{name}/{}", lang.code()))) { (w.with("dispatch-language-wrong", &[("language", lang.own_name().into()), ("n", (*n).into())])) } }
            } } } }
            @else if form.problems.is_empty() { (what_happens(w, &written)) }
            @if may { (fields::form_html(w, &form)) }
            p.acts {
                a.btn.less href=(here(ask, &format!("/{name}/{}", w.lang().code()))) { (w.t("form-back")) }
            }
            form method="post" action=(here(ask, &format!("/{name}/drop"))) {
                input type="hidden" name="key" value=(FormKey::draw(bench.world).as_str());
                button.btn.less type="submit" { (w.t("dispatch-drop")) }
            }
        }
        @if let Some(told) = &told { @for (code, words) in &told.newest().languages { @if let Some(lang) = Lang::parse(code) {
            section.looked aria-label=(lang.own_name()) {
                p.box { (lang.own_name()) }
                (article(At { w, base: ask.public_base, shown: ask.shown }, told, told.newest(), (code.as_str(), words)))
            }
        } } }
    };
    let title = fields::title(w, &form, &w.with("dispatch-look", &[("name", label(w, name).into())]));
    Ok(DeskAnswer::Page { wrong: !form.problems.is_empty(), title, content })
}

fn what_happens(w: Tongue, written: &Written) -> Markup {
    let languages: Vec<&str> =
        written.languages.keys().filter_map(|code| Lang::parse(code)).map(Lang::own_name).collect();
    html! {
        p.lede { (w.with("dispatch-will", &[("languages", languages.join(", ").into())])) }
        @if written.snapshot() > 0 { p { (phrase(w, "dispatch-will-figures", vec![("n", Part::from(written.snapshot()))])) } }
        p.note { (w.t("dispatch-will-stay")) }
    }
}

/// What is published already with what is written now behind it.
fn preview_of(bench: &Bench, written: &Written) -> Option<Telling> {
    let mut public = entry_of(bench, written).public;
    public["id"] = bench.operation.id_of(&bench.key).into();
    let now: Version = texts::version(bench.card.local(bench.world.now()).datetime(), &public)?;
    let mut versions = written.published.as_ref().map_or_else(Vec::new, |t| t.versions.clone());
    versions.push(now);
    Some(Telling { name: written.name, versions })
}

/// What was looked at, in one short word: publishing needs the same words to stand there still.
fn seen(bench: &Bench, written: &Written) -> String {
    let words = serde_json::to_string(&written.languages).unwrap_or_default();
    bench.operation.keys().public_id(&format!("seen {} {} {words}", written.name, written.snapshot()))
}

/// Publishes what was looked at. Pressed twice, it is one entry.
fn publish(ask: &DeskAsk, name: Name, typed: &Typed) -> Result<DeskAnswer, StoreError> {
    let bench = ask.bench;
    let Some(key) = FormKey::parse(typed.get("key")) else {
        return look(ask, name, Some(bench.w.t("form-key-lost")));
    };
    let refused = bench.operation.in_turn(|| publish_in_turn(ask, name, typed, &key))?;
    match refused {
        None => done(ask, name),
        Some(refused) => look(ask, name, Some(refused)),
    }
}

fn publish_in_turn(ask: &DeskAsk, name: Name, typed: &Typed, key: &FormKey) -> Result<Option<String>, StoreError> {
    let (bench, w) = (ask.bench, ask.bench.w);
    if let Some(first) = bench.operation.answered(key)? {
        let here = rows::published_entries(bench.operation, name)?.contains(&first.entry);
        return Ok((!here).then(|| w.t("form-key-lost")));
    }
    let fresh: &Published = ask.published;
    let written = Written::gather(bench, ask.shown, fresh, name)?;
    if let Some(problem) = problem_of_all(w, &written) {
        return Ok(Some(problem));
    }
    if typed.get("seen") != seen(bench, &written) {
        return Ok(Some(w.t("dispatch-changed-since")));
    }
    let wrong = written.languages.keys().any(|lang| !problems_of(w, &written, lang).is_empty());
    if wrong {
        return Ok(Some(w.t("dispatch-changed-since")));
    }
    let draft = entry_of(bench, &written);
    let slug = bench.operation.slug().to_owned();
    let versions = written.published.as_ref().map_or(0, |told| told.versions.len());
    let also = move |db: &mut Db, _| {
        // Another program may have published meanwhile; what was looked at is then no longer what follows.
        if rows::versions(db, &slug, name)? != versions + 1 {
            return Err(diesel::result::Error::RollbackTransaction);
        }
        rows::drop_drafts(db, &slug, name)
    };
    match bench.operation.post(bench.world, &bench.behind(), key, &draft, also) {
        Ok(_) => {
            texts::tell(bench.operation)?;
            Ok(None)
        }
        Err(PostError::Store(StoreError::Query(diesel::result::Error::RollbackTransaction))) => {
            Ok(Some(w.t("dispatch-changed-since")))
        }
        Err(PostError::Store(error)) => Err(error),
        Err(refused) => Ok(Some(w.with("refused-other", &[("code", refused.to_string().into())]))),
    }
}

fn done(ask: &DeskAsk, name: Name) -> Result<DeskAnswer, StoreError> {
    let w = ask.bench.w;
    let title = ask.published.telling(name)?.and_then(|told| {
        let words = texts::in_language(&told.newest().languages, w.lang().code())?;
        Some(words.1.title.clone())
    });
    let public = address(ask.public_base, w, &format!("dispatches/{name}"));
    let content = html! {
        section.band {
            h1 { (w.t("dispatch-done")) }
            p.lede { (label(w, name)) @if let Some(title) = title { ": " (title) } }
            p { (w.t("dispatch-done-where")) " " code { (public) } }
            p.acts { a.btn href=(here(ask, "")) { (w.t("dispatches-desk")) } }
        }
    };
    Ok(DeskAnswer::Page { wrong: false, title: w.t("dispatch-done"), content })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_figure_goes_where_the_mark_stands_or_to_the_end() {
        let section = |text: &str| Section { kind: SectionKind::Report, text: text.into() };
        let mut words =
            Words { lede: "We lack ??.".into(), sections: vec![section("So ?? and ??")], ..Words::default() };
        for name in ["a.b", "c.d", "e.f", "g.h", ""] {
            put_figure(&mut words, name);
        }
        assert_eq!(words.lede, "We lack {a.b}.");
        assert_eq!(words.sections, [section("So {c.d} and {e.f} {g.h}")]);
    }

    #[test]
    fn lines_from_any_machine_are_the_same_and_empty_sections_are_left_out() {
        let pairs = [
            ("title", " T "),
            ("text1", "a\r\n\r\nb"),
            ("kind2", "call"),
            ("text2", " "),
            ("text3", "c"),
            ("kind3", "quote"),
        ];
        let (words, shown) = read(&Typed::new(pairs.map(|(n, v)| (n.to_owned(), v.to_owned()))));
        assert_eq!((words.title.as_str(), shown), ("T", 3));
        let told: Vec<_> = words.sections.iter().map(|s| (s.kind.code(), s.text.as_str())).collect();
        assert_eq!(told, [("report", "a\n\nb"), ("quote", "c")]);
    }
}
