//! `securescore completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;
use super::console::{Console, Exit, Failure, unwritten};

/// Print the completions of a shell.
///
/// For bash: securescore completions bash > ~/.local/share/bash-completion/completions/securescore
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// Prints the completions.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    // clap_complete writes to its writer without asking whether that worked: a buffer never fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "securescore", &mut script);
    console.output.write_all(&script).map_err(unwritten)?;
    Ok(Exit::Done)
}
