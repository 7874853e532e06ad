"""Runs the tests with one mutant awake, until one of them notices."""

import json
import os
import signal
import subprocess
import threading

from sleepers import PROFILE, environment

# Which test programs look at which modules, the quickest first.
LOOKING = {
    "src/score": ["securescore", "vectors", "properties", "flags"],
    "src/exemption": ["securescore", "properties", "flags", "rejected"],
    "src/cli/gate.rs": ["securescore", "flags", "properties", "malformed"],
    "src/source": ["securescore", "malformed", "rejected", "program"],
    "src/text/escape.rs": ["securescore", "hostile_names", "rejected"],
}
# A test program that takes this many seconds never ends: the mutant loops.
PATIENCE = 300
# Random cases of each property: a mutant wants to be noticed, not to be hidden from.
CASES = "60"


def programs(copy):
    """The test programs by name, built."""
    names = sorted({name for looking in LOOKING.values() for name in looking} - {"securescore"})
    tests = [word for name in names for word in ("--test", name)]
    command = ["cargo", "test", *PROFILE, "--lib", *tests, "--no-run", "--message-format=json"]
    run = subprocess.run(command, cwd=copy, env=environment(copy), capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    found = {}
    for message in map(json.loads, run.stdout.splitlines()):
        if message.get("executable") and message["profile"]["test"]:
            found[message["target"]["name"]] = message["executable"]
    return found


def must_pass(copy, built):
    """With no mutant awake every test passes, or nothing that follows means anything."""
    for name, program in built.items():
        if fails(copy, program, 0):
            raise SystemExit(f"the tests of `{name}` fail without a mutant")


def killer(copy, built, mutant):
    """The first test program that notices a mutant."""
    looking = next(names for start, names in LOOKING.items() if mutant["file"].startswith(start))
    return next((n for n in looking if fails(copy, built[n], mutant["number"])), None)


def fails(copy, program, number):
    """Whether a test program fails, or never ends, with a mutant awake."""
    run = subprocess.Popen(
        [program],
        cwd=copy,
        env=environment(copy, MUTANT=str(number), PROPTEST_CASES=CASES, INSTA_UPDATE="no", RUST_BACKTRACE="0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    alarm = threading.Timer(PATIENCE, stop, [run])
    alarm.start()
    # One failed test is enough, whatever the others would say.
    noticed = any(line.startswith("test ") and line.endswith("... FAILED\n") for line in run.stdout)
    if noticed:
        stop(run)
    code = run.wait()
    alarm.cancel()
    return noticed or code != 0


def stop(run):
    """Kills a test program and the programs that it started."""
    try:
        os.killpg(run.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
