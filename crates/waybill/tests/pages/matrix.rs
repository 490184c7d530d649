//! Who may do what, asked for over HTTP: every row of the table as every role, on things that exist, of one's own operation and
//! of another, as somebody invited, suspended, removed, or gone since the last request.

use waybill::access::ACCESS;
use waybill::house::{FORMS, HOUSE};
use waybill::store::{Class, Role, Status, keep_sealed};
use waybill::web::access::{ALL, Access, Method, Owner};
use waybill::web::public::House;

use crate::ground::{Ground, On, Pairs, on_both_engines, pairs, pressed};
use crate::page::Page;

on_both_engines!(
    every_row_is_as_the_table_says,
    a_form_that_a_role_may_not_send_changes_nothing,
    whoever_does_not_take_part_gets_nothing,
    a_right_that_is_taken_is_gone_at_the_next_request,
    a_check_that_is_missing_is_seen,
);

#[test]
fn every_address_of_the_house_has_its_row() {
    assert_eq!(without_a_row(ACCESS), Vec::<String>::new());
    // Planted: a table that forgot some.
    let forgetful: Vec<Access> =
        ACCESS.iter().filter(|row| row.path != "stock" && row.path != "record/payment").copied().collect();
    assert_eq!(without_a_row(&forgetful), ["GET record/payment", "POST record/payment", "GET stock"]);
    // And no row is about something that is not there, or twice.
    for row in ACCESS {
        let (first, rest) = row.path.split_once('/').unwrap_or((row.path, ""));
        let known = match first {
            "record" => rest.is_empty() || FORMS.iter().any(|form| form.path == rest),
            "" | "reference" | "proposals" | "book" | "book.csv" | "next-day" | "sign-out" => true,
            page => HOUSE.desk_pages.iter().any(|known| known.name == page),
        };
        assert!(known, "{}", row.path);
        let same = |other: &&Access| (other.path, other.method) == (row.path, row.method);
        assert_eq!(ACCESS.iter().filter(same).count(), 1, "{} stands twice", row.path);
        assert!(row.roles.contains(&Role::Coordinator), "{}: a coordinator answers for the whole", row.path);
        let reads = row.method == Method::Get || row.roles == ALL || !row.roles.contains(&Role::Auditor);
        assert!(reads, "{}: an auditor reads only", row.path);
    }
}

/// Addresses that the house's lists make and the table does not know.
fn without_a_row(table: &[Access]) -> Vec<String> {
    let mut asked = vec![(Method::Get, String::new()), (Method::Get, "book".into()), (Method::Get, "book/*".into())];
    for form in FORMS {
        asked.extend([Method::Get, Method::Post].map(|method| (method, format!("record/{}", form.path))));
    }
    asked.extend(HOUSE.desk_pages.iter().map(|page| (Method::Get, page.name.to_owned())));
    for act in HOUSE.entry_acts {
        asked.extend([Method::Get, Method::Post].map(|method| (method, format!("book/*/{}", act.path))));
    }
    let known = |(method, path): &(Method, String)| table.iter().any(|row| row.method == *method && row.path == path);
    asked.retain(|one| !known(one));
    asked.into_iter().map(|(method, path)| format!("{} {path}", word(method))).collect()
}

fn word(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
    }
}

/// The cookies of everybody, by role.
fn cookies(ground: &Ground) -> Vec<(Role, String)> {
    let names = ["heron", "abacus", "ferry", "quill", "sieve", "lens"];
    Role::ALL.into_iter().zip(names).map(|(role, name)| (role, ground.cookie_of(name, role))).collect()
}

/// Something that exists for each row with a `*`; none where the demonstration has nothing of the kind. `book/1` is the opening
/// balance; the gift is found in the book.
fn sample(ground: &Ground, path: &str) -> Option<String> {
    Some(match path {
        "book/*" => "book/1".into(),
        "book/*/code" => {
            let gifts = ground.operation().entries_of_kind("gift").unwrap();
            format!("book/{}/code", gifts.last()?.number)
        }
        "stock/sheet/*" | "statements/line/*" => {
            let list = path.split('/').next().unwrap();
            let page = ground.open(&format!("en/{list}"));
            let wanted = path.trim_end_matches('*');
            let link = page.tags().into_iter().find(|tag| tag.get("href").contains(&format!("/{wanted}")))?;
            link.get("href").split_once("/en/")?.1.split(['#', '?']).next()?.to_owned()
        }
        "statements/*/*/*" => "statements/open/all/1".into(),
        "proposals/*" => format!("proposals/{}", a_correction_that_waits(ground)),
        "dispatches/*/*" => "dispatches/23/en".into(),
        "people/*" => "people/2".into(),
        "contacts/*" => "contacts/foundation-pl-1".into(),
        "erase/*/*" => {
            let operation = ground.operation();
            let subject = format!("entry/{}", operation.entries_of_kind("gift").unwrap().last()?.number);
            let record = operation.seal(Class::Giver, b"{\"giver_name\":\"Wren\"}").unwrap().unwrap();
            operation.write(|db| Ok(keep_sealed(db, operation.slug(), &subject, &record)?)).unwrap();
            format!("erase/{subject}")
        }
        "people/*/confirm" => {
            let (operation, world) = (ground.operation(), &ground.app.world);
            if operation.links(world).unwrap().iter().all(|link| link.person < 7) {
                operation.invite(world, "waiting", Role::Editor, 1).unwrap();
            }
            format!("people/{}/confirm", operation.links(world).unwrap().last()?.person)
        }
        path if path.contains('*') => return None,
        path => path.to_owned(),
    })
}

/// Something the treasurer proposed, of the one form whose rights are those of the list of proposals.
fn a_correction_that_waits(ground: &Ground) -> String {
    let payload = r#"{"form":"correction","maker":2,"typed":{"entry":"1","reason":"amount"}}"#;
    let key = waybill::store::FormKey::parse("a-correction-that-waits").unwrap();
    ground.operation().propose(&ground.app.world, "correction", &key, payload, 2).unwrap().id
}

/// Every row of a table with its sample.
fn samples<'a>(ground: &Ground, table: &'a [Access]) -> Vec<(&'a Access, String)> {
    table.iter().filter_map(|row| Some((row, sample(ground, row.path)?))).collect()
}

/// What a row of the table says and what comes of asking, for one role.
fn difference(ground: &Ground, row: &Access, path: &str, (role, cookie): &(Role, String)) -> Option<String> {
    let form = (row.method == Method::Post).then(|| body(ground, path));
    let asked =
        |path: &str| ground.ask_desk(&format!("/d/{}/en/{path}", ground.operation().slug()), "", cookie, form.as_ref());
    // In this order: after signing out there is nobody left to be denied.
    let (absent, page) = (asked("nothing/of/this/name"), asked(path));
    assert_eq!(absent.status, 404);
    let denied = same(&page, &absent);
    let told = |what: &str| Some(format!("{} {path} as {}: {what} ({})", word(row.method), role.code(), page.status));
    match (row.roles.contains(role), denied) {
        (true, true) => told("denied to whom the table lets in"),
        (true, false) if row.method == Method::Get && page.status != 200 => told("did not succeed"),
        (true, false) if !matches!(page.status, 200 | 303 | 422) => told("did not succeed"),
        (false, false) => told("lets in whom the table denies"),
        _ => None,
    }
}

/// What is sent: nothing typed; where something sealed is opened, a record of that class, which is made first.
fn body(ground: &Ground, path: &str) -> Pairs {
    let Some(class) = path.strip_prefix("sealed/").and_then(Class::parse) else { return Pairs::new() };
    let (operation, subject) = (ground.operation(), format!("entry/{}", 9000 + class as u32));
    if operation.has_sealed(&subject).unwrap().is_none() {
        let record = operation.seal(class, b"{\"giver_name\":\"Wren\"}").unwrap().unwrap();
        operation.write(|db| Ok(keep_sealed(db, operation.slug(), &subject, &record)?)).unwrap();
    }
    let key = waybill::store::FormKey::draw(&ground.app.world);
    pairs(&[("subject", &subject), ("key", key.as_str())])
}

/// Nothing tells a denied answer from a missing one.
fn same(page: &Page, absent: &Page) -> bool {
    page.status == absent.status
        && page.body == absent.body
        && format!("{:?}", page.headers) == format!("{:?}", absent.headers)
}

fn differences(ground: &Ground, table: &[Access]) -> Vec<String> {
    let everybody = cookies(ground);
    let mut found = Vec::new();
    for (row, path) in samples(ground, table) {
        // Whoever signs out is out: those sessions are of nobody else's rows.
        let everybody = if row.path == "sign-out" { &cookies(ground) } else { &everybody };
        found.extend(everybody.iter().filter_map(|one| difference(ground, row, &path, one)));
    }
    found
}

fn every_row_is_as_the_table_says(on: On) {
    let ground = Ground::demo(on);
    assert_eq!(differences(&ground, ACCESS), Vec::<String>::new());
    // Second pages need more than the demonstration has; other stories open them.
    let unseen: Vec<&str> =
        ACCESS.iter().filter(|row| sample(&ground, row.path).is_none()).map(|row| row.path).collect();
    assert_eq!(unseen, ["needs/*", "needs/*", "comments/published/*", "comments/published/*"]);
    // What is one's own is nobody else's business.
    for row in ACCESS.iter().filter(|row| row.owner == Owner::Own) {
        assert!(row.roles == ALL, "{}: everybody has their own", row.path);
    }
    // A session of one operation is nothing in another.
    let other = Ground::small(on);
    let asked = samples(&ground, ACCESS);
    for (role, cookie) in cookies(&ground) {
        for (row, path) in &asked {
            let form = (row.method == Method::Post).then(Pairs::new);
            let path = format!("/d/ours/en/{path}");
            assert_eq!(other.ask_desk(&path, "", &cookie, form.as_ref()).status, 403, "{path} as {}", role.code());
        }
    }
}

fn a_form_that_a_role_may_not_send_changes_nothing(on: On) {
    let ground = Ground::small(on);
    // Before anybody else joins: one person alone needs no second.
    let mut looked = Vec::new();
    for (form, typed) in [
        ("need", &[("item", "helmet"), ("quantity", "5"), ("price", "250")][..]),
        ("decision", &[("from", "bank-eur-1/open/EUR"), ("fund", "vest-1"), ("amount", "10")]),
        ("gift", &[]),
        ("handover", &[("shelf", "place-ua-30-1/TOURNIQUET"), ("count", "2"), ("region", "UA-30")]),
        ("loss", &[]),
        ("opening-money", &[("amount", "7")]),
        ("opening-stock", &[("item", "tent"), ("count", "2"), ("region", "UA-30")]),
    ] {
        let page = ground.look("en", form, typed);
        assert_eq!(page.status, 200, "{form}: {:?}", page.problems());
        looked.push((form, pressed(page.form(), "enter")));
    }
    let everybody = cookies(&ground);
    for (form, sent) in looked {
        let path = format!("/d/ours/en/record/{form}");
        let row = ACCESS.iter().find(|row| row.method == Method::Post && row.path == format!("record/{form}")).unwrap();
        let before = ground.state();
        let denied = everybody.iter().filter(|(role, _)| !row.roles.contains(role));
        for (role, cookie) in denied {
            let page = ground.ask_desk(&path, "", cookie, Some(&sent));
            let absent = ground.ask_desk("/d/ours/en/record/nothing", "", cookie, Some(&sent));
            assert!(same(&page, &absent), "{form} as {}", role.code());
            assert_eq!(ground.state(), before, "{form} as {}", role.code());
        }
        // The same body from somebody who may: so it was no empty threat.
        let (role, cookie) = everybody.iter().rev().find(|(role, _)| row.roles.contains(role)).unwrap();
        let page = ground.ask_desk(&path, "", cookie, Some(&sent));
        assert_eq!((page.status, page.title().as_str()), (200, "Entered"), "{form} as {}", role.code());
        assert_ne!(ground.state(), before);
        let author = ground.operation().entry(ground.entries()).unwrap().unwrap().private["author"].clone();
        assert_eq!(author, serde_json::json!(Role::ALL.iter().position(|one| one == role).unwrap() + 1), "its author");
    }
}

fn whoever_does_not_take_part_gets_nothing(on: On) {
    let ground = Ground::demo(on);
    let everybody = cookies(&ground);
    let invited = format!(
        "desk={}",
        ground.operation().invite(&ground.app.world, "late", Role::Coordinator, 1).unwrap().unwrap().1
    );
    let asked = samples(&ground, ACCESS);
    let nothing = |cookie: &str, who: &str| {
        for (row, path) in &asked {
            let form = (row.method == Method::Post).then(|| pairs(&[("go", "enter")]));
            let path = format!("/d/demo/en/{path}");
            let page = ground.ask_desk(&path, "", cookie, form.as_ref());
            assert_eq!((page.status, page.title().as_str()), (403, "Sign in"), "{} {path} as {who}", word(row.method));
        }
    };
    nothing(&invited, "somebody invited");
    for (status, left) in [(Status::Suspended, "suspended"), (Status::Removed, "removed")] {
        for (id, (role, cookie)) in (1..).zip(&everybody).skip(1) {
            if status == Status::Suspended {
                assert_eq!(ground.ask_desk("/d/demo/en/", "", cookie, None).status, 200, "until now");
            }
            ground.operation().change_status(id, status, &ground.app.world).unwrap();
            nothing(cookie, &format!("{left} {}", role.code()));
        }
    }
    assert_eq!(ground.ask_desk("/d/demo/en/", "", &everybody[0].1, None).status, 200, "who stays, stays");
}

fn a_right_that_is_taken_is_gone_at_the_next_request(on: On) {
    let ground = Ground::small(on);
    let cookie = ground.cookie_of("abacus", Role::Treasurer);
    let asked = |path: &str| ground.ask_desk(&format!("/d/ours/en/{path}"), "", &cookie, None).status;
    assert_eq!((asked("record/gift"), asked("dispatches"), asked("book/1")), (200, 404, 200));
    ground.operation().change_role(2, Role::Editor, &ground.app.world).unwrap();
    assert_eq!((asked("record/gift"), asked("dispatches"), asked("book/1")), (404, 200, 404));
}

/// A house in which editors may send payments, and one in which nobody may read the book.
fn a_check_that_is_missing_is_seen(on: On) {
    let mut ground = Ground::demo(on);
    let changed = |change: fn(&mut Access)| -> &'static House {
        let mut table = ACCESS.to_vec();
        table.iter_mut().for_each(change);
        Box::leak(Box::new(House { access: Box::leak(table.into_boxed_slice()), ..HOUSE }))
    };
    ground.move_to(changed(|row| {
        if row.path == "record/payment" {
            row.roles = ALL;
        }
    }));
    let found = differences(&ground, ACCESS);
    assert_eq!(found.len(), 8, "{found:#?}");
    assert!(
        found.contains(&"POST record/payment as editor: lets in whom the table denies (200)".to_owned()),
        "{found:#?}"
    );
    ground.move_to(changed(|row| {
        if row.path == "book" {
            row.roles = &[];
        }
    }));
    let found = differences(&ground, ACCESS);
    assert_eq!(found.len(), 4, "{found:#?}");
}
