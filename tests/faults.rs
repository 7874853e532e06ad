//! Faults of the system while a report is written: the N-th call of each kind fails, disks are
//! full, readers leave, the program is killed. After each, the file holds the old report or the
//! new one, whole; and exit code 0 means the new one.
//!
//! `cargo test --test faults` is quick. The long run, with ten times as many kills:
//! `cargo test --test faults -- --ignored`. Tests that need gcc or root say that they are skipped.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "faults/bench.rs"]
mod bench;

use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use bench::{Bench, FULL, Fault, OLD, Shim, skipped};

/// Errors by their numbers on Linux.
const EINTR: &str = "4";
const EIO: &str = "5";
const EMFILE: &str = "24";
const ENOSPC: &str = "28";
const SHORT: &str = "short";

/// What can happen to each kind of call, and whether a run has to survive it.
const FAULTS: [(&str, &[(&str, bool)]); 7] = [
    (
        "write",
        &[(EIO, false), (ENOSPC, false), (EINTR, true), (SHORT, true)],
    ),
    ("fsync", &[(EIO, false), (ENOSPC, false), (EINTR, true)]),
    ("rename", &[(EIO, false), (ENOSPC, false)]),
    ("ftruncate", &[(EIO, false)]),
    ("open", &[(EIO, false), (EMFILE, false), (EINTR, true)]),
    ("read", &[(EIO, false), (EINTR, true), (SHORT, true)]),
    ("close", &[(EIO, true), (EINTR, true)]),
];

/// Runs with each call failing in turn, until there is no further call; counts the runs.
fn each_call(mut run: impl FnMut(&Fault<'_>, bool) -> bool) -> usize {
    let mut runs = 0;
    for (call, faults) in FAULTS {
        for (how, is_survived) in faults {
            let mut nth = 1;
            while run(&Fault { call, how, nth }, *is_survived) {
                nth += 1;
            }
            runs += nth - 1;
        }
    }
    runs
}

#[test]
fn a_failing_call_never_tears_the_file() {
    let bench = Bench::new();
    let Some(shim) = Shim::build(&bench) else {
        return;
    };
    let whole = bench.whole();
    let runs = each_call(|fault, is_survived| {
        bench.write_old();
        let (output, is_reached) = shim.strike(fault, bench.to_file());
        let exit = output.status.code();
        let found = fs::read(bench.report()).unwrap();
        assert!(found == OLD || found == whole, "{fault:?}: torn");
        match exit {
            Some(0) => assert!(found == whole, "{fault:?}: exit 0 without the report"),
            Some(2 | 3) => assert!(is_reached && !is_survived, "{fault:?}: {output:?}"),
            _ => panic!("{fault:?}: {output:?}"),
        }
        assert_eq!(
            bench.unfinished(),
            0,
            "{fault:?}: something is left beside the file"
        );
        is_reached
    });
    assert!(runs > 50, "only {runs} calls were reached");
}

#[test]
fn a_failing_call_never_passes_for_a_report() {
    let bench = Bench::new();
    let Some(shim) = Shim::build(&bench) else {
        return;
    };
    let whole = bench.whole();
    each_call(|fault, is_survived| {
        let out = fs::File::create(bench.report()).unwrap();
        let mut command = bench.to_output();
        command.stdout(out);
        let (output, is_reached) = shim.strike(fault, command);
        let found = fs::read(bench.report()).unwrap();
        match output.status.code() {
            Some(0) => assert!(found == whole, "{fault:?}: exit 0 without the report"),
            Some(2 | 3) => assert!(is_reached && !is_survived, "{fault:?}: {output:?}"),
            _ => panic!("{fault:?}: {output:?}"),
        }
        is_reached
    });
}

#[test]
fn a_full_disk_is_a_fault() {
    let bench = Bench::new();
    let full = || fs::OpenOptions::new().write(true).open(FULL).unwrap();
    let runs = [
        bench.to_output().stdout(full()).output().unwrap(),
        bench.to_output().args(["--output", FULL]).output().unwrap(),
        bench.program(&["--help"]).stdout(full()).output().unwrap(),
        bench.program(&["list"]).stdout(full()).output().unwrap(),
    ];
    for run in runs {
        assert_eq!(run.status.code(), Some(3), "{run:?}");
        assert!(
            String::from_utf8_lossy(&run.stderr).contains("No space left"),
            "{run:?}"
        );
    }
}

#[test]
fn nobody_hears_and_the_verdict_stays() {
    let bench = Bench::new();
    let gate = ["--fail-under", "100%"];
    let full = || fs::OpenOptions::new().write(true).open(FULL).unwrap();
    for (options, exit) in [(&gate[..], 1), (&[], 0)] {
        let deaf = bench
            .to_file()
            .args(options)
            .stderr(full())
            .status()
            .unwrap();
        assert_eq!(deaf.code(), Some(exit));
        let closed = bench.in_shell("exec 2>&-", options).status().unwrap();
        assert_eq!(closed.code(), Some(exit));
        let mut left = bench
            .to_output()
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut reader = left.stdout.take().unwrap();
        reader.read_exact(&mut [0; 8]).unwrap();
        drop(reader);
        assert_eq!(left.wait().unwrap().code(), Some(exit));
    }
}

#[test]
fn a_pipe_is_written_to() {
    let bench = Bench::new();
    let pipe = bench.folder().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let mut reader = Command::new("timeout");
    reader.args(["60", "cat"]).arg(&pipe);
    let reader = reader.stdout(Stdio::piped()).spawn().unwrap();
    let mut run = bench.to_output();
    let run = run.arg("--output").arg(&pipe).status().unwrap();
    assert_eq!(run.code(), Some(0));
    assert!(reader.wait_with_output().unwrap().stdout == bench.whole());
    let standard = bench
        .to_output()
        .args(["--output", "/dev/stdout"])
        .output()
        .unwrap();
    assert!(standard.stdout == bench.whole());
}

#[test]
fn a_small_disk_keeps_the_old_report() {
    let bench = Bench::new();
    let Some(disk) = bench.small_disk() else {
        return skipped("a small disk needs root and `mount`");
    };
    let report = disk.path().join("report.json");
    fs::write(&report, OLD).unwrap();
    let run = bench
        .to_output()
        .arg("--output")
        .arg(&report)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    assert!(fs::read(&report).unwrap() == OLD);
    assert_eq!(fs::read_dir(disk.path()).unwrap().count(), 1);
}

/// More rows than are held in memory wait in a file, which takes no more than a few pages here.
#[test]
fn no_room_for_rows_that_wait_keeps_the_old_report() {
    let bench = Bench::new();
    bench.write_wordy_estate();
    let wordy = bench.to_output().output().unwrap();
    assert!(wordy.stdout.len() > 1 << 20, "{}", wordy.stdout.len());
    assert_eq!(bench.to_file().status().unwrap().code(), Some(0));
    assert!(fs::read(bench.report()).unwrap() == wordy.stdout);
    bench.write_old();
    let run = bench
        .in_shell("trap '' XFSZ; ulimit -f 64", &[])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    let said = String::from_utf8_lossy(&run.stderr);
    let why = "cannot keep the assessments for the report: File too large";
    assert!(said.contains(why), "{said}");
    assert!(fs::read(bench.report()).unwrap() == OLD);
    assert_eq!(bench.unfinished(), 0);
}

fn send(signal: &str, run: &Child) {
    let command = format!("kill -{signal} {} 2>&-", run.id());
    Command::new("sh").args(["-c", &command]).status().unwrap();
}

/// Sends a signal at moments that are spread over the whole of a run.
fn interrupted(times: u32, signal: &str, mut check: impl FnMut(&Bench, std::process::ExitStatus)) {
    let bench = Bench::new();
    #[allow(
        clippy::disallowed_methods,
        reason = "signals are spread over the time that a run takes"
    )]
    let start = Instant::now();
    assert!(bench.to_file().status().unwrap().success());
    let usual = start.elapsed();
    for time in 0..times {
        bench.write_old();
        let mut run = bench.to_file().stderr(Stdio::null()).spawn().unwrap();
        sleep(usual * time / times * 11 / 10);
        send(signal, &run);
        check(&bench, run.wait().unwrap());
        let found = fs::read(bench.report()).unwrap();
        assert!(found == OLD || found == bench.whole(), "time {time}: torn");
    }
}

fn killed(times: u32) {
    interrupted(times, "KILL", |bench, status| {
        if status.success() {
            assert!(fs::read(bench.report()).unwrap() == bench.whole());
        }
    });
}

fn terminated(times: u32) {
    for (signal, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        interrupted(times, signal, |bench, status| {
            // In its first moments the program has no say in how it ends.
            let is_early = status.signal() == Some(number);
            let is_known = status.success() || status.code() == Some(128 + number);
            assert!(is_early || is_known, "{status:?}");
            assert_eq!(bench.unfinished(), 0, "something is left beside the file");
        });
    }
}

#[test]
fn a_kill_leaves_the_old_report_or_the_new_one() {
    killed(30);
}

#[test]
fn a_signal_leaves_nothing_else() {
    terminated(10);
}

#[test]
fn a_signal_that_the_parent_ignores_is_ignored() {
    let bench = Bench::new();
    let mut run = bench.in_shell("trap '' HUP", &[]).spawn().unwrap();
    while run.try_wait().unwrap().is_none() {
        send("HUP", &run);
    }
    // The shell itself may not have come to its trap.
    let status = run.wait().unwrap();
    assert!(status.success() || status.signal() == Some(1), "{status:?}");
}

#[test]
#[ignore = "the long run"]
fn three_hundred_kills_leave_the_old_report_or_the_new_one() {
    killed(300);
    terminated(100);
}

#[test]
fn what_a_kill_left_is_read_by_nobody() {
    let bench = Bench::new();
    let stale = bench.inventory().join(".securescore-abcdef.partial");
    fs::write(stale, "{\"half").unwrap();
    assert!(bench.whole() == bench.to_output().output().unwrap().stdout);
    assert!(Path::new(&bench.report()).exists());
}
