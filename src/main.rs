//! Arguments in, exit code out.
#![allow(clippy::print_stderr, reason = "the one place that prints an error")]

fn main() -> std::process::ExitCode {
    touchline::cli::main()
}
