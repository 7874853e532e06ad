//! Going through what is changed or new, case by case, a key each.

use std::io;

use ::console::{Key, Term};

use super::snapshots::{Colour, Judged, painted, show_changes};
use crate::cli::console::{Console, Failure, unwritten};
use crate::project::Case;
use crate::text::escape::shown;

/// What is asked behind each case.
const QUESTION: &str = "accept, reject, skip, accept or reject All, quit, help [a/r/s/A/R/q/?] ";

/// What the keys do.
const HELP: &str =
    "  a  accept: this is what the policies are to say; it is written to the snapshot
  r  reject: the snapshot stays, the policies or the fixture have to be mended
  s  skip: the snapshot stays, somebody decides another time
  A  accept this one and all that remain; it asks again where a policy failed
  R  reject this one and all that remain
  q  quit: all that remain stay undecided
  ?  this help";

/// What a person decided about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Accept,
    Reject,
    Skip,
    Quit,
}

/// Keys pressed, one a call; none where there will be no more.
pub(super) type Keys<'a> = &'a mut dyn FnMut() -> io::Result<Option<char>>;

/// The keys of the terminal. One that is no letter is shown as a blank.
pub(super) fn keys() -> impl FnMut() -> io::Result<Option<char>> {
    let terminal = Term::stdout();
    move || match terminal.read_key() {
        Ok(Key::Char(letter)) => Ok(Some(letter)),
        // A terminal that is none answers so for ever.
        Ok(Key::Unknown) => Ok(None),
        Ok(_) => Ok(Some(' ')),
        Err(error) if is_end(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the terminal was closed, or somebody pressed Ctrl-C, which ends the program anyway.
fn is_end(error: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, UnexpectedEof};
    matches!(error.kind(), Interrupted | UnexpectedEof)
}

/// Shows each case with all its changes and does what its key says. What is accepted is accepted
/// at once: whoever quits keeps it.
///
/// # Errors
/// The terminal went away; those of `accept`.
pub(super) fn walk(
    pending: &[(&Case, &Judged)],
    keys: Keys<'_>,
    console: &mut Console,
    accept: &mut dyn FnMut(&Case, &Judged) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut for_all = None;
    for (number, (case, judged)) in pending.iter().enumerate() {
        let place = format!("({} of {})", number + 1, pending.len());
        present(case, judged, &place, console)?;
        let choice = match for_all {
            // What is to be taken for a policy's answer though it failed is accepted one by one.
            Some(Choice::Accept) if judged.is_doubtful() => ask(keys, &mut for_all, console)?,
            Some(choice) => choice,
            None => ask(keys, &mut for_all, console)?,
        };
        let (word, colour) = match choice {
            Choice::Accept => ("accepted", Colour::Good),
            Choice::Reject => ("rejected", Colour::Bad),
            Choice::Skip => ("skipped", Colour::Notable),
            Choice::Quit => ("quit", Colour::Notable),
        };
        if choice == Choice::Accept {
            accept(case, judged)?;
        }
        tell(&format!("{}\n", painted(word, colour, console)), console)?;
        if choice == Choice::Quit {
            break;
        }
    }
    Ok(())
}

/// A case with everything that is to be decided.
fn present(
    case: &Case,
    judged: &Judged,
    place: &str,
    console: &mut Console,
) -> Result<(), Failure> {
    let what = match judged {
        judged if judged.is_doubtful() => "a policy failed",
        Judged { accepted: None, .. } => "new",
        _ => "changed",
    };
    let title = format!("{}: {what} {place}", shown(&case.name));
    tell(&painted(&title, Colour::Notable, console), console)?;
    show_changes(&judged.changes(), usize::MAX, console)
}

/// Asks until a key is one of those that decide.
fn ask(
    keys: Keys<'_>,
    for_all: &mut Option<Choice>,
    console: &mut Console,
) -> Result<Choice, Failure> {
    loop {
        console
            .output
            .write_all(QUESTION.as_bytes())
            .map_err(unwritten)?;
        console.output.flush().map_err(unwritten)?;
        let key = keys().map_err(|error| Failure::fault(format!("cannot read a key: {error}")))?;
        let choice = match key {
            Some('a' | 'A') => Choice::Accept,
            Some('r' | 'R') => Choice::Reject,
            Some('s') => Choice::Skip,
            Some('q') | None => Choice::Quit,
            Some('?') => {
                tell(&format!("?\n{HELP}"), console)?;
                continue;
            }
            Some(other) => {
                let other = other.to_string();
                tell(&format!("`{}` is none of the keys", shown(&other)), console)?;
                continue;
            }
        };
        if matches!(key, Some('A' | 'R')) {
            *for_all = Some(choice);
        }
        return Ok(choice);
    }
}

fn tell(text: &str, console: &mut Console) -> Result<(), Failure> {
    writeln!(console.output, "{text}").map_err(unwritten)
}
