//! The program: standard streams are bound here, everything else is in the library.

use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use securescore::cli::{self, Console, Exit};
use securescore::worker;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|verb| verb == worker::VERB)
    {
        return work();
    }
    let is_colour_wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut console = Console {
        input: Box::new(std::io::stdin()),
        output: Box::new(std::io::BufWriter::new(std::io::stdout())),
        errors: Box::new(std::io::stderr()),
        is_output_terminal: std::io::stdout().is_terminal(),
        is_error_terminal: std::io::stderr().is_terminal(),
        is_colour_wanted,
        program: std::env::current_exe().ok(),
    };
    let run = || cli::run(std::env::args_os(), &mut console);
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or(Exit::Fault)
        .into()
}

fn work() -> ExitCode {
    let served = worker::serve(std::io::stdin().lock(), std::io::stdout());
    served.map_or(Exit::Fault, |()| Exit::Done).into()
}
