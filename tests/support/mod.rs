//! Runs the program in this process, with captured streams.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "each test file uses its part"
)]

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use securescore::cli::{self, Console, Exit};

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// The instant of all runs here.
pub(crate) const AS_OF: &str = "2026-11-24";

/// Runs `securescore` with arguments.
pub(crate) fn securescore(arguments: &[&str]) -> Ran {
    securescore_reading(arguments, b"")
}

/// Runs `securescore` with arguments and a standard input.
pub(crate) fn securescore_reading(arguments: &[&str], input: &[u8]) -> Ran {
    securescore_on(arguments, input, Streams::Pipes)
}

/// What the streams of a run are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Streams {
    Pipes,
    /// Coloured ones.
    Terminals,
}

/// Runs `securescore` with arguments, a standard input, and streams of a kind.
pub(crate) fn securescore_on(arguments: &[&str], input: &[u8], streams: Streams) -> Ran {
    let program = Path::new(env!("CARGO_BIN_EXE_securescore"));
    securescore_hiring(program, arguments, input, streams)
}

/// Runs `securescore` with a program that it starts for its workers.
pub(crate) fn securescore_hiring(
    program: &Path,
    arguments: &[&str],
    input: &[u8],
    streams: Streams,
) -> Ran {
    let is_terminal = streams == Streams::Terminals;
    let (output, errors) = (Captured::default(), Captured::default());
    let mut console = Console {
        input: Box::new(io::Cursor::new(input.to_vec())) as Box<dyn Read>,
        output: Box::new(output.clone()),
        errors: Box::new(errors.clone()),
        is_output_terminal: is_terminal,
        is_error_terminal: is_terminal,
        is_colour_wanted: is_terminal,
        program: Some(program.to_owned()),
    };
    let arguments = std::iter::once("securescore").chain(arguments.iter().copied());
    let exit = cli::run(arguments.map(Into::into), &mut console);
    Ran {
        exit,
        output: output.text(),
        errors: errors.text(),
    }
}

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
