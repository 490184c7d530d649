//! The sample: a small operation written and added up by hand, and ways to plant a fault in it.

use serde_json::Value;

/// The published facts of the sample.
pub const FACTS: &str = include_str!("../sample/facts.jsonl");

/// Its figures, added up by hand.
pub const FIGURES: &str = include_str!("../sample/figures.json");

/// The facts and the figures as JSON, to be changed and written again.
#[derive(Clone)]
pub struct Sample {
    /// The lines, from 0.
    pub facts: Vec<Value>,
    /// The whole of the other file.
    pub figures: Value,
}

impl Sample {
    /// The sample as it is.
    pub fn new() -> Sample {
        let facts = FACTS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        Sample { facts, figures: serde_json::from_str(FIGURES).unwrap() }
    }

    /// The facts as a file.
    pub fn facts_text(&self) -> String {
        let lines: Vec<String> = self.facts.iter().map(Value::to_string).collect();
        lines.join("\n")
    }

    /// The figures as a file.
    pub fn figures_text(&self) -> String {
        self.figures.to_string()
    }
}
