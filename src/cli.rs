//! The command line: clap types, and one file a verb.

mod args;
mod cache;
mod check;
mod collect;
mod completions;
mod console;
mod coverage;
mod docs;
mod explain;
mod fix;
mod gate;
mod lint;
mod list;
mod load;
mod new;
mod outlet;
mod preview;
mod progress;
mod run;
mod schema;
mod score;
mod shown;
mod test;
mod texts;
mod timings;
mod what_if;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::text::escape::shown;
use console::Failure;

pub use console::{Console, Exit};
pub use outlet::UntilClosed;

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
                       verdict cannot be trusted; 3 a fault of the program or the system; 130 interrupted.\n\n\
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
    Lint(lint::Args),
    List(list::Args),
    Explain(explain::Args),
    Coverage(coverage::Args),
    Collect(collect::Args),
    Fix(fix::Args),
    New(new::Args),
    Docs(docs::Args),
    Schema(schema::Args),
    Test(test::Args),
    Preview(preview::Args),
    WhatIf(what_if::Args),
    Completions(completions::Args),
}

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let answer = usage(error, &arguments, console);
            return console.close(answer);
        }
    };
    let exit = match cli.verb {
        Verb::Score(args) => score::run(&args, console),
        Verb::Check(args) => check::run(&args, console),
        Verb::Lint(args) => lint::run(&args, console),
        Verb::List(args) => list::run(&args, console),
        Verb::Explain(args) => explain::run(&args, console),
        Verb::Coverage(args) => coverage::run(&args, console),
        Verb::Collect(args) => collect::run(&args, console),
        Verb::Fix(args) => fix::run(&args, console),
        Verb::New(args) => new::run(&args, console),
        Verb::Docs(args) => docs::run(&args, console),
        Verb::Schema(args) => schema::run(&args, console),
        Verb::Test(args) => test::run(&args, console),
        Verb::Preview(args) => preview::run(&args, console),
        Verb::WhatIf(args) => what_if::run(&args, console),
        Verb::Completions(args) => completions::run(&args, console),
    };
    console.close(exit)
}

/// Shows what clap has to say. Its complaints quote arguments: those about the arguments as they
/// are shown say the same.
fn usage(
    error: clap::Error,
    arguments: &[OsString],
    console: &mut Console,
) -> Result<Exit, Failure> {
    let kind = error.kind();
    if !error.use_stderr() {
        return console.help(&error.render());
    }
    let seen = arguments.iter().map(|argument| argument.to_string_lossy());
    match Cli::try_parse_from(seen.map(|argument| shown(&argument).into_owned())) {
        Err(error) if error.kind() == kind => Ok(console.misuse(&error.render())),
        _ => Err(Failure::input(format!("an argument is wrong: {kind}"))),
    }
}
