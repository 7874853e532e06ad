//! The program: standard streams, signals and panics are bound here, everything else is in the
//! library.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{BufWriter, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::process::ExitCode;

use securescore::cli::{self, Console, Exit, UntilClosed};
use securescore::text::escape::{cut, shown};
use securescore::worker;

/// The most characters of what a panic says: it may quote anything.
const LONGEST_PANIC: usize = 200;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(report_panic));
    if std::env::args_os()
        .nth(1)
        .is_some_and(|verb| verb == worker::VERB)
    {
        return work();
    }
    #[cfg(unix)]
    unix::end_on_signals();
    let is_colour_wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut console = Console {
        input: Box::new(std::io::stdin()),
        output: Box::new(BufWriter::new(UntilClosed::new(std::io::stdout()))),
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

/// One line for a person, whatever the message quotes; `RUST_BACKTRACE` brings the calls.
fn report_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "an unknown place".to_owned());
    let words = panic.payload_as_str().unwrap_or("no message");
    let words = cut(words, LONGEST_PANIC);
    let line = format!("fault: securescore failed at {place}: {words}");
    let mut errors = std::io::stderr().lock();
    let _ = writeln!(errors, "{}", shown(&line));
    let calls = Backtrace::capture();
    if calls.status() == BacktraceStatus::Captured {
        let _ = writeln!(errors, "{calls}");
    }
}

#[cfg(unix)]
mod unix {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use securescore::format::file;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    /// Removes what is not finished when somebody ends the program; the second time it ends at once.
    pub(super) fn end_on_signals() {
        let signals = [SIGHUP, SIGINT, SIGTERM].map(|signal| (signal, !is_ignored(signal)));
        let signals = signals.into_iter().filter(|(_, is_heard)| *is_heard);
        let signals: Vec<i32> = signals.map(|(signal, _)| signal).collect();
        let is_ending = Arc::new(AtomicBool::new(false));
        for signal in &signals {
            let _ = flag::register_conditional_shutdown(*signal, 128 + signal, is_ending.clone());
            let _ = flag::register(*signal, is_ending.clone());
        }
        // Where the thread cannot be had, the second signal ends the program.
        let Ok(mut signals) = Signals::new(signals) else {
            return;
        };
        let watch = move || {
            if let Some(signal) = signals.forever().next() {
                let _nobody_writes = file::abandon();
                #[allow(
                    clippy::disallowed_methods,
                    reason = "this is `main`, which ends the program"
                )]
                std::process::exit(128 + signal);
            }
        };
        let _ = std::thread::Builder::new().spawn(watch);
    }

    /// Whether the parent had a signal ignored, as `nohup` does with one: it stays so.
    fn is_ignored(signal: i32) -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        ignored.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }
}
