//! A run of the program as a process of its own, watched.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use super::TIME_LIMIT;

/// Far above every deadline: a run that takes longer does not end by itself.
const WATCHDOG: Duration = Duration::from_secs(60);

/// A run that eats the memory of the machine is stopped there, kibibytes of addresses.
const MOST_ADDRESSES: u64 = 6 << 20;

/// What a run left behind.
pub(crate) struct Ran {
    /// Nothing where the watchdog had to end it.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) output: String,
    pub(crate) errors: String,
    /// The most memory that the process itself held, in bytes; its children are not counted.
    pub(crate) peak: u64,
    pub(crate) took: Duration,
}

/// Scores an inventory by directories of policies.
pub(crate) fn score(inventory: &Path, catalog: &Path, policies: &[&Path], more: &[String]) -> Ran {
    let mut command = Command::new("sh");
    let limit = format!("ulimit -S -v {MOST_ADDRESSES}; exec \"$0\" \"$@\"");
    command.env("RUST_BACKTRACE", "0");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_securescore"), "score"]);
    command.arg(inventory).arg("--catalog").arg(catalog);
    for directory in policies {
        command.arg("--policies").arg(directory);
    }
    command.args([
        "--no-builtin-policies",
        "--format",
        "json",
        "--assessments",
        "all",
    ]);
    command.args([
        "--as-of",
        "2026-11-24",
        "--threads",
        "2",
        "--memory-limit",
        "64",
    ]);
    command.args(["--time-limit", &TIME_LIMIT.to_string()]);
    command.args(more);
    watched(command)
}

fn watched(mut command: Command) -> Ran {
    let (mut output, mut errors) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
    command.stdin(fs::File::open("/dev/null").unwrap());
    command.stdout(output.try_clone().unwrap());
    command.stderr(errors.try_clone().unwrap());
    // A group of its own, so that its workers end with it.
    let mut child = command.process_group(0).spawn().unwrap();
    #[allow(clippy::disallowed_methods, reason = "the watchdog's clock")]
    let start = Instant::now();
    let mut peak = 0;
    let status = loop {
        peak = peak_of(&child).unwrap_or(peak);
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if start.elapsed() > WATCHDOG {
            kill(&mut child);
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    Ran {
        status,
        output: text(&mut output),
        errors: text(&mut errors),
        peak,
        took: start.elapsed(),
    }
}

fn kill(child: &mut Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    let _ = child.wait();
}

/// The most that a process held so far, where the system says it.
fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}

fn text(file: &mut File) -> String {
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}
