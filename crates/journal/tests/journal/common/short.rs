//! Short ways to write moves and entries in tests.

use waybill_journal::{Account, Book, Commodity, Entry, Move, MoveId, Pool, Refusal, Slice};

pub fn account(text: &str) -> Account {
    Account::parse(text).unwrap()
}

pub fn commodity(text: &str) -> Commodity {
    Commodity::parse(text).unwrap()
}

pub fn pool(text: &str) -> Pool {
    Pool::parse(text).unwrap()
}

pub fn slice(n: u64, m: u32, offset: i64, amount: i64) -> Slice {
    Slice::new(MoveId::new(n, m), offset, amount)
}

pub fn transfer(from: &str, to: &str, what: &str, amount: i64) -> Move {
    Move::transfer(account(from), account(to), commodity(what), amount)
}

pub fn exchange(from: &str, what: &str, amount: i64, to: &str, gets: &str, gets_amount: i64, with: &str) -> Move {
    Move::exchange(account(from), commodity(what), amount, account(to), commodity(gets), gets_amount, account(with))
}

pub fn entry(number: u64, moves: Vec<Move>) -> Entry {
    Entry { number, moves: Some(moves), corrects: None }
}

/// A book of these entries, one move each.
pub fn book(moves: Vec<Move>) -> Book {
    let mut book = Book::new();
    for said in moves {
        book.post(&entry(book.last() + 1, vec![said])).unwrap();
    }
    book
}

pub fn refused(book: &mut Book, said: Move) -> Refusal {
    let number = book.last() + 1;
    book.post(&entry(number, vec![said])).unwrap_err()
}
