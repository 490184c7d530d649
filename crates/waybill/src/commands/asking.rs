//! Questions on a terminal: short, each with an answer that Enter takes, checked at once and asked again on a mistake.

use std::io::{BufRead, Write};

use anyhow::bail;

/// How often one question is asked before we stop: whoever leans on a key must not be asked for ever.
const TRIES_MAX: usize = 20;

/// Somebody who answers.
pub struct Asking<R, W> {
    input: R,
    output: W,
}

impl<R: BufRead, W: Write> Asking<R, W> {
    /// Reads answers from one side and writes questions to the other.
    pub fn new(input: R, output: W) -> Self {
        Self { input, output }
    }

    /// Says something that is no question.
    pub fn say(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(self.output, "{text}")?;
        Ok(())
    }

    /// One question. `usual` is what Enter alone answers; `read` makes the answer of it, or says what is wrong and what to
    /// do instead.
    pub fn ask<T>(
        &mut self,
        question: &str,
        usual: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> anyhow::Result<T> {
        for _ in 0..TRIES_MAX {
            let offer = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
            write!(self.output, "{question}{offer}: ")?;
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                bail!("the answers ended before the questions. Nothing was founded.");
            }
            let typed = line.trim();
            match read(if typed.is_empty() { usual } else { typed }) {
                Ok(answer) => return Ok(answer),
                Err(wrong) => self.say(&format!("  {wrong}"))?,
            }
        }
        bail!("that was not understood {TRIES_MAX} times. Nothing was founded.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<u8, String> {
        text.parse().map_err(|_| format!("“{text}” is not a small number. Write digits."))
    }

    fn asked(typed: &str, usual: &str) -> (anyhow::Result<u8>, String) {
        let mut said = Vec::new();
        let answer = Asking::new(typed.as_bytes(), &mut said).ask("How many?", usual, number);
        (answer, String::from_utf8(said).unwrap())
    }

    #[test]
    fn a_mistake_is_explained_and_asked_again() {
        let (answer, said) = asked("many\n 7 \n", "");
        assert_eq!(answer.unwrap(), 7);
        assert_eq!(said, "How many?:   “many” is not a small number. Write digits.\nHow many?: ");
    }

    #[test]
    fn enter_alone_takes_the_usual_answer() {
        let (answer, said) = asked("\n", "3");
        assert_eq!(answer.unwrap(), 3);
        assert_eq!(said, "How many? [3]: ");
    }

    #[test]
    fn answers_that_end_or_never_fit_end_the_questions() {
        assert!(asked("", "3").0.is_err());
        assert!(asked(&"x\n".repeat(99), "").0.is_err());
    }
}
