//! Bank and book side by side: the balance explained to the last cent, also when something was taken back or corrected.

use waybill::features::statements::{Done, Item, Proposal, State, Why, balanced, book, book_ready};
use waybill::house::ENTERING;
use waybill_camt::WrittenEntry;

use super::statements::{EUR, book_all, day, file, gift, known, open, out, read, reference, statement};
use crate::common::{Place, Story};

stories![
    a_reversal_is_held,
    a_corrected_entry_opens_its_line_again,
    a_gift_that_the_bank_took_back_is_not_booked_again,
    amounts_without_end_are_still_told,
    the_gap_between_bank_and_book_is_explained,
    a_missing_statement_is_not_explained_away,
];

fn lines_in(lines: &[(State, Vec<Item>)], state: State) -> Vec<Item> {
    lines.iter().find(|(of, _)| *of == state).map(|(_, items)| items.clone()).unwrap_or_default()
}

fn a_reversal_is_held(place: &Place) {
    let story = known(place);
    let known = reference(&story, "back-one");
    let back = WrittenEntry { reversal: true, ..out(3, 5000) };
    read(&story, &file(&[statement("1", EUR, 0, 1, 3, vec![gift(2, 5000, &known, "DE"), back])]));
    assert_eq!(book_all(&story).len(), 1);
    assert_eq!(open(&story), []);
    let told = balanced(&story.bench(&story.next_key())).unwrap().remove(0);
    assert_eq!((told.difference(), told.unexplained), (-5000, 0));
    let held: Vec<i64> = lines_in(&told.lines, State::Held).iter().map(|item| item.amount).collect();
    assert_eq!(held, [-5000]);
}

fn a_corrected_entry_opens_its_line_again(place: &Place) {
    let story = known(place);
    let known = reference(&story, "wrong-one");
    read(&story, &file(&[statement("1", EUR, 0, 1, 2, vec![gift(2, 5000, &known, "DE")])]));
    let Done::Booked(wrong) = book_all(&story)[0] else { panic!("it was booked") };
    story.enter("correction", &[("entry", &wrong.to_string()), ("reason", "fund")]);
    let told = balanced(&story.bench(&story.next_key())).unwrap().remove(0);
    assert_eq!((told.unexplained, lines_in(&told.lines, State::Open).len()), (0, 1), "{told:?}");
    let again = open(&story);
    assert_eq!((again.len(), again[0].line.round), (1, 1));
    let Proposal::Look(Why::Corrected, choice) = &again[0].proposal else { panic!("somebody looks: {again:?}") };
    let done = book(&story.bench(&story.next_key()), &ENTERING, &again[0].line, choice).unwrap();
    let Done::Booked(right) = done else { panic!("it can be booked anew: {done:?}") };
    assert_ne!(right, wrong);
    assert_eq!(story.operation.standing("gift").unwrap().len(), 1);
    story.sound();
}

fn a_gift_that_the_bank_took_back_is_not_booked_again(place: &Place) {
    let story = known(place);
    let known = reference(&story, "taken-one");
    let back = WrittenEntry { reversal: true, ..out(3, 5000) };
    read(&story, &file(&[statement("1", EUR, 0, 1, 3, vec![gift(2, 5000, &known, "DE"), back])]));
    let Done::Booked(wrong) = book_all(&story)[0] else { panic!("it was booked") };
    story.enter("correction", &[("entry", &wrong.to_string()), ("reason", "amount")]);
    assert!(open(&story).iter().all(|one| !one.proposal.is_ready()), "{:?}", open(&story));
    assert!(matches!(book_all(&story)[..], [Done::Refused(_)]), "also where its line is ticked");
    assert_eq!(story.operation.standing("gift").unwrap().len(), 0);
    let told = balanced(&story.bench(&story.next_key())).unwrap().remove(0);
    assert_eq!((told.difference(), told.unexplained), (0, 0));
}

fn amounts_without_end_are_still_told(place: &Place) {
    let story = known(place);
    read(&story, &file(&[statement("1", EUR, 0, 1, 2, vec![gift(2, 5000, "", "DE"), gift(2, 700, "", "DE")])]));
    story.raw(&format!("UPDATE statement_line SET amount = {}", i64::MAX));
    story.raw(&format!("UPDATE statement_balance SET opening = {}", i64::MAX));
    let told = balanced(&story.bench(&story.next_key())).unwrap().remove(0);
    assert_eq!((told.before, told.unexplained), (i64::MAX, -i64::MAX));
}

fn the_gap_between_bank_and_book_is_explained(place: &Place) {
    let story = known(place);
    // In the book: an opening balance of 1,000, of which the bank's first statement says 1,200.
    story.on(1, 9);
    story.enter("opening-money", &[("account", "bank-eur-1"), ("fund", "open"), ("amount", "1000")]);
    story.on(10, 10);
    let known = reference(&story, "gap-one");
    let entries = vec![gift(3, 5000, &known, "DE"), gift(4, 700, "", "DE"), out(5, 30_000), gift(5, 90, "", "FR")];
    read(&story, &file(&[statement("1", EUR, 120_000, 1, 5, entries)]));
    for one in open(&story).into_iter().filter(|one| one.proposal.is_ready()) {
        book_ready(&story.bench(&story.next_key()), &ENTERING, &one).unwrap();
    }
    // Entered by hand: one gift the bank has not seen in its days, one after them.
    story.on(4, 9);
    story.gift("13", "DE", "open");
    story.on(9, 9);
    story.gift("17", "DE", "open");
    story.on(10, 10);
    let told = balanced(&story.bench(&story.next_key())).unwrap().remove(0);
    let sum = |items: &[Item]| items.iter().map(|item| item.amount).sum::<i64>();
    let open_lines = sum(&lines_in(&told.lines, State::Open));
    assert_eq!((told.book, told.bank), (108_000, Some((day(5), 95_790))));
    assert_eq!((told.before, open_lines, sum(&told.nowhere), sum(&told.later)), (20_000, -29_210, 1300, 1700));
    assert_eq!(told.difference(), told.before + open_lines - sum(&told.nowhere) - sum(&told.later));
    assert_eq!(told.unexplained, 0);
    // What happened on the very day on which the statements begin counts as it makes the smaller difference.
    story.on(1, 9);
    story.gift("200", "DE", "open");
    story.on(10, 10);
    let told = balanced(&story.bench(&story.next_key())).unwrap().remove(0);
    assert_eq!((told.begins, told.before, told.unexplained), (day(1), 0, 0));
}

fn a_missing_statement_is_not_explained_away(place: &Place) {
    let story = known(place);
    let monday = file(&[statement("1", EUR, 0, 1, 2, vec![gift(2, 5000, "", "DE")])]);
    let tuesday = file(&[statement("2", EUR, 5000, 2, 3, vec![gift(3, 700, "", "DE")])]);
    let wednesday = file(&[statement("3", EUR, 5700, 3, 4, vec![gift(4, 30, "", "DE")])]);
    read(&story, &monday);
    read(&story, &wednesday);
    let told = |story: &Story| balanced(&story.bench(&story.next_key())).unwrap().remove(0).unexplained;
    assert_eq!(told(&story), 700);
    read(&story, &tuesday);
    assert_eq!(told(&story), 0);
}
