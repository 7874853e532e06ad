"""Runs a program and says what it took: time, processor time, memory, instructions."""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Run:
    """What one run of a program took."""

    seconds: float
    cpu: float
    megabytes: float
    stages: dict = field(default_factory=dict)


def environment():
    """Ours, without what slows a program down: RUST_BACKTRACE makes each error that a policy meets
    and handles collect a backtrace."""
    return {name: value for name, value in os.environ.items() if name != "RUST_BACKTRACE"}


def run(command, directory=None, allowed=(0,)):
    """Runs a command to its end."""
    with tempfile.TemporaryFile() as errors:
        started = time.monotonic()
        child = subprocess.Popen(
            [str(word) for word in command],
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=directory,
            env=environment(),
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if child.returncode not in allowed:
        sys.exit(f"{said[-3000:]}\n{' '.join(map(str, command))}: exit {child.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss / 1024, stages(said))


def stages(said):
    """The lines `time: NAME NUMBER s` on standard error, of a program that writes them."""
    found = re.findall(r"^time: (\w+) ([0-9.]+)(?: s)?\s*$", said, re.M)
    return {name: float(number) for name, number in found}


def fastest(command, runs, directory=None, before=None):
    """The run of several that took the least time. `before` is done ahead of each."""
    found = []
    for _ in range(runs):
        if before:
            before()
        found.append(run(command, directory))
    return min(found, key=lambda one: one.seconds)


def instructions(command, directory):
    """How many instructions a program executes, by callgrind."""
    with tempfile.NamedTemporaryFile() as log:
        counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        counted += [f"--log-file={log.name}", *command]
        run(counted, directory)
        said = Path(log.name).read_text(errors="replace")
    found = re.search(r"Collected : ([0-9]+)", said)
    if not found:
        sys.exit(f"{said[-2000:]}\nvalgrind counted nothing")
    return int(found[1])


def machine():
    """The processor, how many cores, how much memory."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model[1] if model else "unknown processor"
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB"
