//! Standard streams, exit codes, and how failures are shown.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::StyledStr;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, MietteDiagnostic};

use super::shown::Shown;
use crate::assess::AssessError;
use crate::format::table::Look;
use crate::text::escape::shown;
use crate::worker::WorkerError;

/// What the program ends with; the same for every verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and every gate passed.
    Done,
    /// A gate failed.
    Gate,
    /// The input is wrong, or the verdict cannot be trusted.
    Input,
    /// A fault of the program itself.
    Fault,
}

impl Exit {
    /// The number that the system sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Gate => 1,
            Self::Input => 2,
            Self::Fault => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

/// Why a verb ended early.
#[derive(Debug)]
pub(super) struct Failure {
    exit: Exit,
    complaints: Vec<miette::Report>,
}

impl Failure {
    fn new(exit: Exit, complaints: Vec<miette::Report>) -> Self {
        Self { exit, complaints }
    }

    /// Wrong input, in one sentence.
    pub(super) fn input(message: impl ToString) -> Self {
        Self::new(Exit::Input, vec![miette::Report::msg(message.to_string())])
    }

    /// Wrong input, in one sentence, and what to do about it.
    pub(super) fn advised(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::one(MietteDiagnostic::new(message).with_help(advice))
    }

    /// Wrong input, with its place.
    pub(super) fn one(error: impl Diagnostic + Send + Sync + 'static) -> Self {
        vec![error].into()
    }

    /// Says which side of a comparison it is about.
    pub(super) fn of(self, side: &str, console: &mut Console) -> Self {
        console.say(&format!("the {side} cannot be used:"));
        self
    }

    /// Whether what was given is at fault, and not the program.
    pub(super) fn is_of_input(&self) -> bool {
        self.exit == Exit::Input
    }

    /// A fault of the program or of the system, in one sentence.
    pub(super) fn fault(message: impl ToString) -> Self {
        Self::new(Exit::Fault, vec![miette::Report::msg(message.to_string())])
    }
}

impl<E: Diagnostic + Send + Sync + 'static> From<Vec<E>> for Failure {
    fn from(errors: Vec<E>) -> Self {
        let complaints = errors.into_iter().map(miette::Report::new).collect();
        Self::new(Exit::Input, complaints)
    }
}

impl From<WorkerError> for Failure {
    fn from(error: WorkerError) -> Self {
        match error {
            WorkerError::Policies(errors) => errors.into(),
            error => Self::new(Exit::Fault, vec![miette::Report::new(error)]),
        }
    }
}

impl From<AssessError> for Failure {
    fn from(error: AssessError) -> Self {
        match error {
            AssessError::Inventory(error) => Self::one(error),
            AssessError::Record(error) => Self::one(error),
            error => Self::fault(error),
        }
    }
}

/// A failure to write the output.
pub(super) fn unwritten(error: io::Error) -> Failure {
    Failure::fault(format!("cannot write the output: {error}"))
}

/// The streams of a run, and what may be shown on them.
pub struct Console {
    /// Standard input.
    pub input: Box<dyn Read>,
    /// Where reports go.
    pub output: Box<dyn Write>,
    /// Where progress, warnings and errors go.
    pub errors: Box<dyn Write>,
    /// Whether a person reads the reports.
    pub is_output_terminal: bool,
    /// Whether a person reads the errors.
    pub is_error_terminal: bool,
    /// Whether that person wants colours.
    pub is_colour_wanted: bool,
    /// This program, to be started again for policies that are not trusted.
    pub program: Option<PathBuf>,
}

/// Complaints that are shown at once.
pub(super) const SHOWN: usize = 20;

impl Console {
    /// How tables look here.
    pub(super) fn look(&self) -> Look {
        Look {
            terminal: self.is_output_terminal,
            colour: self.is_output_terminal && self.is_colour_wanted,
        }
    }

    /// Says a line beside the report. A terminal that went away hears nothing, and nothing
    /// depends on its having heard.
    pub(super) fn say(&mut self, line: &str) {
        let _ = writeln!(self.errors, "{}", shown(line));
    }

    /// Shows what clap has to say of the program.
    pub(super) fn help(&mut self, text: &StyledStr) -> Result<Exit, Failure> {
        let text = self.styled(text, self.is_output_terminal);
        self.output.write_all(text.as_bytes()).map_err(unwritten)?;
        Ok(Exit::Done)
    }

    /// Shows what clap has to say of misuse.
    pub(super) fn misuse(&mut self, text: &StyledStr) -> Exit {
        let text = self.styled(text, self.is_error_terminal);
        let _ = self.errors.write_all(text.as_bytes());
        Exit::Input
    }

    fn styled(&self, text: &StyledStr, is_terminal: bool) -> String {
        match is_terminal && self.is_colour_wanted {
            true => text.ansi().to_string(),
            false => text.to_string(),
        }
    }

    /// Ends a run: shows why it failed, if it did.
    pub(super) fn close(&mut self, outcome: Result<Exit, Failure>) -> Exit {
        match outcome.and_then(|exit| self.output.flush().map(|()| exit).map_err(unwritten)) {
            Ok(exit) => exit,
            Err(failure) => self.complain(&failure),
        }
    }

    /// Shows why something failed, for a verb that goes on with the rest.
    pub(super) fn complain(&mut self, failure: &Failure) -> Exit {
        self.show(&failure.complaints);
        failure.exit
    }

    fn show(&mut self, complaints: &[miette::Report]) {
        let colour = self.is_error_terminal && self.is_colour_wanted;
        for complaint in complaints.iter().take(SHOWN) {
            match drawn(complaint.as_ref(), colour) {
                Some(text) => _ = writeln!(self.errors, "{text}"),
                None => self.say(&complaint.to_string()),
            }
        }
        if complaints.len() > SHOWN {
            self.say(&format!("and {} more", complaints.len() - SHOWN));
        }
    }
}

/// A complaint with the lines that it speaks of, fit to be shown; nothing where they cannot be drawn.
pub(super) fn drawn(complaint: &dyn Diagnostic, colour: bool) -> Option<String> {
    let theme = match colour {
        true => GraphicalTheme::unicode(),
        false => GraphicalTheme::unicode_nocolor(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        // Paths and ids are for copying and searching: none is broken over two lines.
        .with_wrap_lines(false);
    let mut text = String::new();
    let rendered = handler.render_report(&mut text, &Shown::of(complaint));
    rendered.is_ok().then_some(text)
}
