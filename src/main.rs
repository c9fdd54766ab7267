//! The program: reads its surroundings, runs the command, turns a failure into lines and an exit code.

use std::process::ExitCode;

use dangwu::ctx::Surroundings;

fn main() -> ExitCode {
    dangwu::cli::main(&Surroundings::read())
}
