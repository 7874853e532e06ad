//! The command line: clap types, and one file a verb.

mod args;
mod check;
mod collect;
mod completions;
mod console;
mod coverage;
mod explain;
mod fix;
mod gate;
mod list;
mod load;
mod progress;
mod run;
mod score;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use console::{Console, Exit};

/// The secure score of Microsoft Defender for Cloud, recomputed from an exported inventory.
///
/// Rego policies decide, resource by resource, whether a recommendation is met; a catalog groups
/// the recommendations into controls worth points; exemptions say what is excepted. Everything
/// runs on this machine, from files.
#[derive(Debug, Parser)]
#[command(
    name = "securescore",
    version,
    max_term_width = 100,
    after_long_help = "Exit codes: 0 done and every gate passed; 1 a gate failed; 2 the input is wrong or the \
                       verdict cannot be trusted; 3 a fault of the program itself.\n\n\
                       Start with: securescore score exports/"
)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Score(score::Args),
    Check(check::Args),
    List(list::Args),
    Explain(explain::Args),
    Coverage(coverage::Args),
    Collect(collect::Args),
    Fix(fix::Args),
    Completions(completions::Args),
}

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return console.usage(&error),
    };
    let exit = match cli.verb {
        Verb::Score(args) => score::run(&args, console),
        Verb::Check(args) => check::run(&args, console),
        Verb::List(args) => list::run(&args, console),
        Verb::Explain(args) => explain::run(&args, console),
        Verb::Coverage(args) => coverage::run(&args, console),
        Verb::Collect(args) => collect::run(&args, console),
        Verb::Fix(args) => fix::run(&args, console),
        Verb::Completions(args) => completions::run(&args, console),
    };
    console.close(exit)
}
