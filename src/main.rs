//! The program: reads its surroundings, runs the command, turns a failure into lines and an exit code.

use std::process::ExitCode;

use dangwu::ctx::Surroundings;

/// Rows of a roster are made on one thread and let go on another, where the system's allocator takes a third of an import.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dangwu::cli::main(&Surroundings::read())
}
