//! A published fact: one thing the world may know, as the gate let it through.

use serde_json::{Value, json};
use waybill_journal::Move;

/// One published fact. Facts are all the public side ever reads.
///
/// Its accounts are coarser than the book's: every bank account is `bank`, every place is `stock`, every giver is
/// `w:givers`; orders, claims and intermediaries keep their codes. Read in order, the moves of all facts are a
/// journal of their own, kept by the same rules (nothing below zero).
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Looks random; keyed by the operation, never a count.
    pub id: String,
    /// The snapshot it opened with: the number of the operation's day that closed then.
    pub step: i32,
    /// `opening`, `need`, `gifts`, `decision`, …: the table in `docs/FACTS.md` lists every kind.
    pub kind: String,
    /// What is told, by kind; see `docs/FACTS.md`.
    pub body: Value,
    /// What moved, between public accounts.
    pub moves: Vec<Move>,
}

impl Fact {
    /// Text of a member of the body; empty where there is none.
    pub fn text(&self, member: &str) -> &str {
        self.body.get(member).and_then(Value::as_str).unwrap_or_default()
    }

    /// A whole number of the body; 0 where there is none.
    pub fn number(&self, member: &str) -> i64 {
        self.body.get(member).and_then(Value::as_i64).unwrap_or_default()
    }

    /// One line of `facts.jsonl`: what an outsider downloads and checks.
    pub fn line(&self) -> String {
        let moves = moves_json(&self.moves);
        json!({ "id": self.id, "step": self.step, "kind": self.kind, "body": self.body, "moves": moves }).to_string()
    }
}

/// Moves as a JSON list, as `docs/TRACING.md` section 1 writes them.
pub fn moves_json(moves: &[Move]) -> Value {
    Value::Array(moves.iter().map(Move::to_json).collect())
}
