//! `waybill-verify`: says whether what an operation published agrees with itself, with its log, and with a receipt.
//!
//! Leaves with 0 if everything is proven, 1 if something is wrong, 2 if it was called wrongly or a file cannot be read.

use std::io::{self, Write};
use std::process::ExitCode;

use waybill_verify::command::answer;
use waybill_verify::disk::ThisDisk;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let answer = answer(&arguments, &ThisDisk);
    // Whoever closes the pipe early still gets the answer in the code.
    let _ = if answer.code == 2 {
        io::stderr().write_all(answer.said.as_bytes())
    } else {
        io::stdout().write_all(answer.said.as_bytes())
    };
    ExitCode::from(answer.code)
}
