//! Tests again whenever a file changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::UnitArgs;
use super::selection::directories;
use crate::cli::args::DecisionArgs;
use crate::cli::console::{Console, Exit, Failure, unwritten};
use crate::cli::load::project_file;

/// How long nothing may have changed before tests run: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(200);

/// What policies, tests and fixtures end in.
const ENDINGS: [&str; 8] = [
    "rego", "yaml", "yml", "json", "ndjson", "jsonl", "gz", "zst",
];

/// Runs tests now and after each change, until a signal ends the program. `more` is what is
/// watched beside the policies.
pub(in crate::cli::test) fn watch(
    args: &UnitArgs,
    decisions: &DecisionArgs,
    more: &[PathBuf],
    console: &mut Console,
    once: &mut dyn FnMut(&mut Console) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let places = places(args, decisions, more)?;
    let (sender, changes) = channel();
    // Nobody is left to be told once this is over.
    let tell = move |event| _ = sender.send(event);
    let mut watcher = notify::recommended_watcher(tell).map_err(unwatched)?;
    for (place, mode) in places {
        let watched = watcher.watch(&place, mode);
        let missing = |error| format!("cannot watch `{}`: {error}", place.display());
        watched.map_err(|error| Failure::input(missing(error)))?;
    }
    loop {
        let outcome = once(console);
        console.close(outcome);
        wait(&changes)?;
        writeln!(console.output).map_err(unwritten)?;
    }
}

fn unwatched(error: notify::Error) -> Failure {
    Failure::fault(format!("cannot watch the files: {error}"))
}

/// What is watched: the directories of policies, what the user named, what else is read, and the
/// directory of the project file, which editors put another file in the place of.
fn places(
    args: &UnitArgs,
    decisions: &DecisionArgs,
    more: &[PathBuf],
) -> Result<Vec<(PathBuf, RecursiveMode)>, Failure> {
    let mut whole = directories(args, decisions)?;
    whole.extend(args.paths.iter().chain(more).cloned());
    if whole.is_empty() || args.builtin {
        return Err(Failure::advised(
            "there is nothing to watch: the built-in policies do not change",
            "name a directory of policies",
        ));
    }
    let whole = whole
        .into_iter()
        .map(|place| (place, RecursiveMode::Recursive));
    let file = project_file(decisions, &args.paths);
    let beside = file.map(|file| match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    });
    let beside = beside.map(|folder| (folder, RecursiveMode::NonRecursive));
    // The later of two that are the same would take the place of the first.
    Ok(beside.into_iter().chain(whole).collect())
}

/// Waits for a change, and then for the end of it.
fn wait(changes: &Receiver<notify::Result<Event>>) -> Result<(), Failure> {
    loop {
        let event = changes.recv().map_err(Failure::fault)?;
        if is_change(&event.map_err(unwatched)?) {
            break;
        }
    }
    while changes.recv_timeout(QUIET).is_ok() {}
    Ok(())
}

fn is_change(event: &Event) -> bool {
    let is_read = matches!(event.kind, EventKind::Access(_));
    !is_read && event.paths.iter().any(|path| is_of_interest(path))
}

fn is_of_interest(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && (ending.is_empty() || ENDINGS.contains(&ending.as_ref()))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind};

    use super::*;

    #[test]
    fn what_is_read_or_hidden_or_something_else_is_no_change() {
        let event = |kind, path: &str| is_change(&Event::new(kind).add_path(path.into()));
        let create = EventKind::Create(CreateKind::Any);
        assert!(event(create, "a/policy.rego"));
        assert!(event(create, "a/new_folder"));
        assert!(!event(EventKind::Access(AccessKind::Any), "a/policy.rego"));
        assert!(!event(create, "a/.policy.rego.swp"));
        assert!(!event(create, "a/lines.info"));
    }
}
