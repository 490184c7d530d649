//! The bank's statements: the same line once, however often it comes; gifts booked once, whoever
//! presses; and nobody's name kept.

use jiff::civil::{Date, DateTime};
use waybill::features::statements::{Choice, Done, Proposal, Proposed, Told, Why, book, book_ready, import, proposals};
use waybill::house::ENTERING;
use waybill::store::FormKey;
use waybill::web::typed::Typed;
use waybill_camt::{Balance, Direction, Sent, Version, Written, WrittenEntry, WrittenPayment, write};

use crate::common::{DAY_ONE, Place, Story};

stories![
    the_same_file_twice_brings_nothing_new,
    a_daily_and_a_monthly_file_overlap,
    two_equal_gifts_on_one_day_are_two,
    one_file_with_several_accounts_currencies_and_versions,
    a_reference_leads_to_its_fund,
    a_gift_keeps_what_was_sent,
    one_line_that_fails_keeps_no_other_out,
    pressing_again_is_the_same_entry_from_anywhere,
    a_line_that_was_entered_by_hand_finds_its_entry,
    money_that_went_out_finds_its_entry_once_it_is_entered,
    a_statement_that_stands_twice_in_a_file_counts_once,
    a_gift_entered_by_hand_is_not_ready_once_more,
    two_programs_tie_one_line_to_one_entry,
    nothing_personal_of_a_line_is_kept,
    an_unknown_account_is_asked_for_once,
];

/// An account number that no bank has; the check digits hold.
pub const EUR: &str = "XX69WAYBILLEUR0000000001";
const UAH: &str = "XX66WAYBILLUAH0000000001";

fn minor_unit(code: &str) -> Option<u32> {
    (!code.is_empty()).then_some(2)
}

pub fn day(n: i32) -> Date {
    DAY_ONE.saturating_add(jiff::Span::new().days(n - 1))
}

/// A gift of so many cents on a day, with what was written on it.
pub fn gift(on: i32, amount: i64, reference: &str, country: &str) -> WrittenEntry {
    let payment = WrittenPayment {
        end_to_end: reference.to_owned(),
        name: "Somebody Unknown".to_owned(),
        country: country.to_owned(),
        words: "for the helmets".to_owned(),
        ..WrittenPayment::default()
    };
    WrittenEntry {
        booked: day(on),
        value: Some(day(on)),
        amount,
        direction: Direction::In,
        reversal: false,
        unbooked: None,
        bank_reference: None,
        payments: vec![payment],
    }
}

pub fn out(on: i32, amount: i64) -> WrittenEntry {
    WrittenEntry { direction: Direction::Out, ..gift(on, amount, "", "") }
}

pub fn statement(id: &str, account: &str, opening: i64, from: i32, until: i32, entries: Vec<WrittenEntry>) -> Written {
    Written {
        id: id.to_owned(),
        account: account.to_owned(),
        currency: if account == UAH { "UAH" } else { "EUR" }.to_owned(),
        made: DateTime::from_parts(day(until), jiff::civil::time(20, 0, 0, 0)),
        opening: Balance { amount: opening, on: day(from) },
        until: day(until),
        entries,
    }
}

pub fn file(statements: &[Written]) -> String {
    write(Version::V08, statements, &minor_unit)
}

/// A story whose two accounts are known, on day 10.
pub fn known(place: &Place) -> Story {
    let story = Story::founded(place);
    story.on(10, 10);
    assign(&story);
    story
}

/// Says once which account is which, with a file that has no line.
fn assign(story: &Story) {
    let empty = file(&[statement("0", EUR, 0, 1, 1, vec![]), statement("0", UAH, 0, 1, 1, vec![])]);
    let asked =
        import(&story.bench(&story.next_key()), &ENTERING, empty.as_bytes(), &Typed::default()).unwrap().unwrap();
    let fields = asked.iter().zip(["bank-eur-1", "bank-uah-1"]);
    let chosen = fields.map(|(one, account)| (format!("account-{}-{}", one.number, one.currency), account.to_owned()));
    let told =
        import(&story.bench(&story.next_key()), &ENTERING, empty.as_bytes(), &Typed::new(chosen)).unwrap().unwrap();
    assert!(told.iter().all(|one| one.account.is_ok()), "{told:?}");
    // The balances of that file would stand beside those of the story.
    story.raw("DELETE FROM statement_balance");
}

pub fn read(story: &Story, text: &str) -> Vec<Told> {
    import(&story.bench(&story.next_key()), &ENTERING, text.as_bytes(), &Typed::default()).unwrap().unwrap()
}

/// (new, known) of each statement.
fn counted(told: &[Told]) -> Vec<(usize, usize)> {
    told.iter().map(|one| (one.new, one.known)).collect()
}

pub fn open(story: &Story) -> Vec<Proposed> {
    let accounts = story.card.accounts.clone();
    proposals(&story.bench(&story.next_key()), &ENTERING, &accounts).unwrap()
}

pub fn book_all(story: &Story) -> Vec<Done> {
    let bench = story.bench(&story.next_key());
    open(story).iter().map(|one| book_ready(&bench, &ENTERING, one).unwrap()).collect()
}

/// A reference that the book gave out, with nothing promised under it.
pub fn reference(story: &Story, seed: &str) -> String {
    let key = FormKey::parse(&format!("reference-{seed}")).unwrap();
    let typed = Typed::new([("code".to_owned(), story.world.word(20))]);
    let slip = waybill::features::donations::make_reference(&story.bench(&key), &typed).unwrap().into_string();
    let at = slip.find("RF").unwrap();
    slip[at..].split('<').next().unwrap().replace(' ', "")
}

fn the_same_file_twice_brings_nothing_new(place: &Place) {
    let story = known(place);
    let text = file(&[statement("1", EUR, 0, 1, 3, vec![gift(2, 5000, "", "DE"), gift(3, 2500, "", "FR")])]);
    assert_eq!(counted(&read(&story, &text)), [(2, 0)]);
    let before = story.every_row();
    assert_eq!(counted(&read(&story, &text)), [(0, 2)]);
    assert_eq!(story.every_row(), before);
    // Also once they are booked, and in another version of the message.
    book_all(&story);
    let again = write(
        Version::V02,
        &[statement("1", EUR, 0, 1, 3, vec![gift(2, 5000, "", "DE"), gift(3, 2500, "", "FR")])],
        &minor_unit,
    );
    assert_eq!((counted(&read(&story, &again)), open(&story).len()), (vec![(0, 2)], 0));
}

fn a_daily_and_a_monthly_file_overlap(place: &Place) {
    let story = known(place);
    let (one, two, three) = (gift(2, 5000, "", "DE"), gift(3, 2500, "", "FR"), gift(4, 1000, "", "PL"));
    let daily = |n: &str, opening, day, entry: &WrittenEntry| {
        file(&[statement(n, EUR, opening, day, day, vec![entry.clone()])])
    };
    assert_eq!(counted(&read(&story, &daily("d2", 0, 2, &one))), [(1, 0)]);
    assert_eq!(counted(&read(&story, &daily("d3", 5000, 3, &two))), [(1, 0)]);
    let month = file(&[statement("m", EUR, 0, 1, 4, vec![one, two, three])]);
    assert_eq!(counted(&read(&story, &month)), [(1, 2)]);
    assert_eq!(open(&story).len(), 3);
}

fn two_equal_gifts_on_one_day_are_two(place: &Place) {
    let story = known(place);
    let twin = gift(2, 5000, "", "DE");
    let text = file(&[statement("1", EUR, 0, 1, 2, vec![twin.clone(), twin.clone()])]);
    assert_eq!(counted(&read(&story, &text)), [(2, 0)]);
    // A longer file holds the same two and a third.
    let longer = file(&[statement("2", EUR, 0, 1, 3, vec![twin.clone(), twin.clone(), twin])]);
    assert_eq!(counted(&read(&story, &longer)), [(1, 2)]);
    assert_eq!(book_all(&story).len(), 3);
    let entries = story.operation.entries_of_kind("gift").unwrap();
    assert_eq!(entries.len(), 3, "three gifts, though nothing tells them apart");
    story.sound();
}

fn one_file_with_several_accounts_currencies_and_versions(place: &Place) {
    let story = known(place);
    for version in [Version::V02, Version::V04, Version::V08] {
        let n = i32::from(version as u8) + 2;
        let many = [
            statement(
                &format!("e{n}"),
                EUR,
                0,
                n,
                n,
                vec![WrittenEntry {
                    payments: vec![WrittenPayment {
                        amount: Some(100),
                        country: "DE".into(),
                        ..WrittenPayment::default()
                    }],
                    ..gift(n, 100, "", "DE")
                }],
            ),
            statement(
                &format!("u{n}"),
                UAH,
                0,
                n,
                n,
                vec![WrittenEntry {
                    payments: vec![WrittenPayment {
                        amount: Some(700),
                        country: "UA".into(),
                        ..WrittenPayment::default()
                    }],
                    ..gift(n, 700, "", "UA")
                }],
            ),
        ];
        let told = read(&story, &write(version, &many, &minor_unit));
        assert_eq!(counted(&told), [(1, 0), (1, 0)], "{version:?}: {told:?}");
    }
    let uah = proposals(&story.bench(&story.next_key()), &ENTERING, &["bank-uah-1".to_owned()]).unwrap();
    assert_eq!(uah.len(), 3);
    assert!(uah.iter().all(|one| one.line.amount == 700 && one.line.account == "bank-uah-1"));
}

fn a_reference_leads_to_its_fund(place: &Place) {
    let story = known(place);
    story.need_blankets("10");
    let plain = reference(&story, "plain-one");
    // A stranger promised something for the blankets; the bank prints the reference in groups, in small letters.
    let wish = waybill::publish::intake::Wish {
        fund: "blanket-1".into(),
        currency: waybill_journal::Commodity::parse("EUR").unwrap(),
        amount: 4000,
    };
    let code = story.world.word(20);
    let promise = waybill::publish::intake::Promise { key: story.next_key(), code, wish };
    let door = waybill::publish::intake::IntakeDoor::new(&story.operation, waybill::features::donations::KEEPER);
    let kept = door.promise(&promise, day(10), &story.world).unwrap().unwrap();
    let printed = waybill::bank::grouped(&kept.reference, ' ').to_lowercase();
    let entries = vec![gift(2, 4000, &printed, "DE"), gift(3, 5000, &plain, "FR"), gift(4, 100, "NOTPROVIDED", "DE")];
    read(&story, &file(&[statement("1", EUR, 0, 1, 4, entries)]));
    let said: Vec<String> = open(&story)
        .iter()
        .map(|one| match &one.proposal {
            Proposal::Gift(choice) => format!("a gift from {} for {}", choice.country, choice.fund),
            Proposal::Look(why, _) => format!("look: {why:?}"),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(said, ["look: Reference", "a gift from FR for open", "a gift from DE for blanket-1"]);
    let ready = open(&story).into_iter().filter(|one| one.proposal.is_ready()).count();
    assert_eq!(ready, 2);
    book_all(&story);
    let gifts = story.operation.entries_of_kind("gift").unwrap();
    assert_eq!(gifts.iter().filter(|g| g.private["rest"]["reference"] == kept.reference).count(), 1);
    story.sound();
}

fn a_gift_keeps_what_was_sent(place: &Place) {
    let story = known(place);
    let known = reference(&story, "sent-one");
    let mut entry = gift(2, 10_870, &known, "PL");
    entry.payments[0].sent = Some(Sent { currency: "PLN".into(), amount: 50_000, rate: Some("4.6".into()) });
    read(&story, &file(&[statement("1", EUR, 0, 1, 2, vec![entry])]));
    assert!(matches!(book_all(&story)[..], [Done::Booked(_)]));
    let gift = story.operation.entries_of_kind("gift").unwrap().remove(0);
    assert_eq!(gift.public["amount"], 10_870, "what the bank credited counts");
    assert_eq!(gift.private["rest"]["sent"].to_string(), r#"{"amount":50000,"currency":"PLN","rate":"4.6"}"#);
    assert!(!gift.public.to_string().contains("PLN"));
}

fn one_line_that_fails_keeps_no_other_out(place: &Place) {
    let story = known(place);
    let (good, bad) = (reference(&story, "good-one"), reference(&story, "early-one"));
    let early = WrittenEntry { booked: day(-20), ..gift(1, 900, &bad, "DE") };
    let nowhere = gift(3, 800, &bad, "");
    let entries = vec![early, gift(2, 5000, &good, "DE"), nowhere, gift(3, 600, &good, "DE")];
    read(&story, &file(&[statement("1", EUR, 0, 1, 3, entries)]));
    let done = book_all(&story);
    let booked = done.iter().filter(|one| matches!(one, Done::Booked(_))).count();
    let refused = done.iter().filter(|one| matches!(one, Done::Refused(why) if !why.is_empty())).count();
    assert_eq!((booked, refused), (2, 2), "{done:?}");
    let whys: Vec<Why> = open(&story)
        .into_iter()
        .filter_map(|one| match one.proposal {
            Proposal::Look(why, _) => Some(why),
            _ => None,
        })
        .collect();
    assert_eq!(whys, [Why::Country, Why::Early]);
    // A second press goes on: with a country, the one of them can be booked.
    let bench = story.bench(&story.next_key());
    let one = open(&story).into_iter().find(|one| one.line.amount == 800).unwrap();
    let choice = Choice { fund: "open".into(), country: "AT".into(), reference: bad, code: String::new() };
    assert!(matches!(book(&bench, &ENTERING, &one.line, &choice).unwrap(), Done::Booked(_)));
    assert_eq!(open(&story).len(), 1);
    story.sound();
}

fn pressing_again_is_the_same_entry_from_anywhere(place: &Place) {
    let story = known(place);
    let known = reference(&story, "press-one");
    read(&story, &file(&[statement("1", EUR, 0, 1, 3, vec![gift(2, 5000, &known, "DE"), gift(3, 700, "", "DE")])]));
    let seen = open(&story);
    let first: Vec<Done> =
        seen.iter().map(|one| book_ready(&story.bench(&story.next_key()), &ENTERING, one).unwrap()).collect();
    // The same page in another tab, and another program that looked before.
    let other = Story::opened_again(place, "story");
    other.on(10, 11);
    for _ in 0..3 {
        for (one, done) in seen.iter().zip(&first) {
            assert_eq!(book_ready(&story.bench(&story.next_key()), &ENTERING, one).unwrap(), *done);
            assert_eq!(book_ready(&other.bench(&other.next_key()), &ENTERING, one).unwrap(), *done);
        }
    }
    assert_eq!(story.operation.entries_of_kind("gift").unwrap().len(), 2);
    // Two programs at the same moment.
    read(&story, &file(&[statement("2", EUR, 5700, 4, 4, (0..8).map(|n| gift(4, 100 + n, &known, "DE")).collect())]));
    let seen = open(&story);
    let made: Vec<Vec<Done>> = std::thread::scope(|scope| {
        let presses: Vec<_> = [&story, &other]
            .into_iter()
            .map(|who| {
                let seen = &seen;
                scope.spawn(move || {
                    let bench = who.bench(&who.next_key());
                    seen.iter().map(|one| book_ready(&bench, &ENTERING, one).unwrap()).collect::<Vec<_>>()
                })
            })
            .collect();
        presses.into_iter().map(|press| press.join().unwrap()).collect()
    });
    assert_eq!(made[0], made[1]);
    assert_eq!(story.operation.entries_of_kind("gift").unwrap().len(), 10);
    story.sound();
}

fn a_line_that_was_entered_by_hand_finds_its_entry(place: &Place) {
    let story = known(place);
    story.on(4, 9);
    let by_hand = story.gift("50", "DE", "open");
    let nameless = story.gift("70", "DE", "open");
    story.on(10, 10);
    let twin = gift(2, 5000, &by_hand.reference, "DE");
    let entries = vec![twin.clone(), twin, gift(5, 7000, "", "DE"), gift(10, 7000, &by_hand.reference, "DE")];
    read(&story, &file(&[statement("1", EUR, 0, 1, 10, entries)]));
    let all = open(&story);
    let entered = all.iter().filter(|one| one.proposal == Proposal::Entered(by_hand.entry)).count();
    assert_eq!(entered, 1, "an entry is one line, the other one is a gift of its own");
    assert!(all.iter().any(|one| matches!(one.proposal, Proposal::Look(Why::Perhaps(n), _) if n == nameless.entry)));
    book_all(&story);
    assert_eq!(story.operation.entries_of_kind("gift").unwrap().len(), 4, "two by hand, two by the bank");
    let left = open(&story);
    assert_eq!(left.len(), 1, "whether it is the gift of 70 somebody has to say: {left:?}");
    story.sound();
}

fn money_that_went_out_finds_its_entry_once_it_is_entered(place: &Place) {
    let story = known(place);
    let known = reference(&story, "out-one");
    read(&story, &file(&[statement("1", EUR, 0, 1, 5, vec![gift(2, 90_000, &known, "DE"), out(5, 40_000)])]));
    book_all(&story);
    assert!(matches!(&open(&story)[..], [one] if one.proposal == Proposal::WentOut));
    let advance = [("from", "bank-eur-1/open/EUR"), ("amount", "400"), ("role", "foundation"), ("country", "PL")];
    let entry = story.enter("advance", &advance);
    let all = open(&story);
    assert!(matches!(&all[..], [one] if one.proposal == Proposal::Entered(entry)), "{all:?}");
    assert_eq!(book_all(&story), [Done::Settled(entry)]);
    // Another line of the same amount does not find it once more.
    read(&story, &file(&[statement("2", EUR, 50_000, 5, 6, vec![out(6, 40_000)])]));
    assert!(matches!(&open(&story)[..], [one] if one.proposal == Proposal::WentOut));
}

fn a_statement_that_stands_twice_in_a_file_counts_once(place: &Place) {
    let story = known(place);
    let (twin, other) = (gift(2, 5000, "", "DE"), gift(2, 700, "", "FR"));
    let named = WrittenEntry { bank_reference: Some("B-1".into()), ..gift(2, 60, "", "DE") };
    let entries = vec![twin.clone(), twin.clone(), named.clone()];
    let day = statement("day", EUR, 0, 2, 2, entries.clone());
    let month = statement("month", EUR, 0, 1, 2, [entries, vec![other.clone()]].concat());
    assert_eq!(counted(&read(&story, &file(&[day.clone(), day.clone(), month]))), [(3, 0), (0, 3), (1, 3)]);
    // Pages of one statement are one: the same gift on each of them is two; but not where the bank says it is the same.
    let pages = [vec![gift(3, 9, "", "DE"), named.clone()], vec![other, gift(3, 9, "", "DE"), named]];
    let pages = pages.map(|entries| statement("pages", EUR, 0, 3, 3, entries));
    assert_eq!(counted(&read(&story, &file(&pages))), [(1, 1), (1, 2)]);
}

fn a_gift_entered_by_hand_is_not_ready_once_more(place: &Place) {
    let story = known(place);
    let asked = reference(&story, "asked-one");
    story.on(2, 9);
    let late = story.gift("50", "DE", "open");
    story.on(17, 9);
    let nameless = story.gift("70", "DE", "open");
    story.on(28, 10);
    // A week and more behind what was entered; under another reference; and a month later, as a standing order comes.
    let entries = vec![gift(15, 5000, &late.reference, "DE"), gift(18, 7000, &asked, "DE")];
    read(&story, &file(&[statement("1", EUR, 0, 1, 18, entries)]));
    let all = open(&story);
    for entry in [late.entry, nameless.entry] {
        let perhaps = |one: &Proposed| matches!(one.proposal, Proposal::Look(Why::Perhaps(n), _) if n == entry);
        assert!(all.iter().any(perhaps), "{entry}: {all:?}");
    }
    assert!(book_all(&story).iter().all(|done| matches!(done, Done::Refused(_))));
    assert_eq!(story.operation.entries_of_kind("gift").unwrap().len(), 2);
    read(&story, &file(&[statement("2", EUR, 12_000, 18, 28, vec![gift(28, 5000, &late.reference, "DE")])]));
    assert_eq!(open(&story).iter().filter(|one| one.proposal.is_ready()).count(), 1, "{:?}", open(&story));
}

fn two_programs_tie_one_line_to_one_entry(place: &Place) {
    let story = known(place);
    let other = Story::opened_again(place, "story");
    other.on(10, 11);
    for n in 0..10 {
        let amount = 1000 + n;
        let entry = story.gift(&format!("10.0{n}"), "DE", "open").entry;
        read(
            &story,
            &file(&[statement(
                &n.to_string(),
                EUR,
                0,
                10,
                10,
                vec![gift(10, amount, "", "DE"), gift(9, amount, "", "DE")],
            )]),
        );
        let lines: Vec<Proposed> = open(&story).into_iter().filter(|one| one.line.amount == amount).collect();
        let both = std::sync::Barrier::new(2);
        let made: Vec<Done> = std::thread::scope(|scope| {
            let press = |(who, one): (&'static str, &Proposed)| {
                let one = Proposed { line: one.line.clone(), proposal: Proposal::Entered(entry) };
                let (story, both) = (if who == "one" { &story } else { &other }, &both);
                scope.spawn(move || {
                    let bench = story.bench(&story.next_key());
                    both.wait();
                    book_ready(&bench, &ENTERING, &one).unwrap()
                })
            };
            let presses: Vec<_> = ["one", "other"].into_iter().zip(&lines).map(press).collect();
            presses.into_iter().map(|press| press.join().unwrap()).collect()
        });
        assert_eq!(made.iter().filter(|done| **done == Done::Settled(entry)).count(), 1, "{made:?}");
        assert_eq!(made.iter().filter(|done| **done == Done::Gone).count(), 1, "{made:?}");
    }
}

fn nothing_personal_of_a_line_is_kept(place: &Place) {
    let story = known(place);
    let text = file(&[statement("1", EUR, 0, 1, 2, vec![gift(2, 5000, "MY-OWN-WORDS", "DE")])]);
    let told = read(&story, &text);
    assert!(told[0].unsure[0].words.contains("Somebody Unknown"), "shown once: {:?}", told[0].unsure);
    book_all(&story);
    let rows = story.every_row().join("\n");
    for secret in ["Somebody", "Unknown", "for the helmets", "MY-OWN-WORDS", EUR, "00000001"] {
        assert!(!rows.contains(secret), "{secret} is kept");
    }
}

fn an_unknown_account_is_asked_for_once(place: &Place) {
    let story = Story::founded(place);
    story.on(10, 10);
    let text = file(&[
        statement("1", EUR, 0, 1, 2, vec![gift(2, 5000, "", "DE")]),
        Written { currency: "CHF".into(), ..statement("2", UAH, 0, 1, 2, vec![gift(2, 300, "", "CH")]) },
    ]);
    let told = read(&story, &text);
    assert_eq!(told[0].account, Err(waybill::features::statements::Refused::WhichAccount(vec!["bank-eur-1".into()])));
    assert_eq!(told[1].account, Err(waybill::features::statements::Refused::NoAccount));
    assert_eq!((open(&story).len(), told[0].ends.as_str()), (0, "0001"));
    // An account of another currency, or one that we do not have, is no answer.
    let field = format!("account-{}-EUR", told[0].number);
    for wrong in ["bank-uah-1", "bank-eur-9", "", "cash-eur-1"] {
        let chosen = Typed::new([(field.clone(), wrong.to_owned())]);
        let bench = story.bench(&story.next_key());
        let told = import(&bench, &ENTERING, text.as_bytes(), &chosen).unwrap().unwrap();
        assert!(told[0].account.is_err(), "{wrong}");
    }
    let chosen = Typed::new([(field, "bank-eur-1".to_owned())]);
    import(&story.bench(&story.next_key()), &ENTERING, text.as_bytes(), &chosen).unwrap().unwrap();
    assert_eq!(open(&story).len(), 1);
    assert_eq!(counted(&read(&story, &text)), [(0, 1), (0, 0)], "it is remembered");
    // Giving details name the number themselves.
    story.enter(
        "giving-details",
        &[("account", "bank-uah-1"), ("holder", "An association"), ("number", "UA 777"), ("bank", "A bank")],
    );
    let other = Written {
        account: "UA777".into(),
        currency: "UAH".into(),
        ..statement("3", UAH, 0, 1, 2, vec![gift(2, 300, "", "UA")])
    };
    let told = read(&story, &file(&[Written { account: "UA777".into(), ..other }]));
    assert_eq!(told[0].account.as_deref(), Ok("bank-uah-1"));
}
