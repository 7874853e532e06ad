"""All mutants in one program, asleep until the environment names one of them."""

import json
import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

# Compiles the tests that .cargo/mutants.toml stands for, with all mutants in them.
PROFILE = ["--locked", "--profile", "mutants"]

# A text or a character, whose braces are not Rust's.
LITERAL = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.[^\']*|[^\'\\])\'', re.DOTALL)

# What the copy's lib.rs gets: which mutant is awake, 0 for none.
SWITCH = """
/// The mutant that is awake.
pub(crate) fn awake() -> u32 {
    static AWAKE: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *AWAKE.get_or_init(|| std::env::var("MUTANT").map_or(0, |number| number.parse().unwrap_or(0)))
}
"""


def listed(root):
    """The mutants that cargo-mutants knows of the modules of its configuration."""
    command = ["cargo", "mutants", "--list", "--json", "--diff"]
    listing = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    mutants = [m for m in json.loads(listing.stdout) if m["function"]]
    return [dict(mutant, number=number) for number, mutant in enumerate(mutants, 1)]


def copy_of(root):
    """A copy of what git tracks here, beside a target folder that stays for the next run."""
    copy = root / "target/mutation/tree"
    shutil.rmtree(copy, ignore_errors=True)
    files = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True)
    for name in filter(None, files.stdout.decode().split("\0")):
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, copy / name)
    return copy


def compiled_in(copy, mutants):
    """Writes all mutants into the copy; returns those with which it compiles."""
    originals = {name: (copy / name).read_text() for name in {m["file"] for m in mutants}}
    with (copy / "src/lib.rs").open("a") as lib:
        lib.write(SWITCH)
    while True:
        for name, text in originals.items():
            (copy / name).write_text(with_sleepers(text, [m for m in mutants if m["file"] == name]))
        broken = refused(copy, originals)
        if not broken:
            return mutants
        mutants = [m for m in mutants if m["number"] not in broken]


def with_sleepers(text, mutants):
    """A module whose functions choose between their own body and those of their mutants."""
    functions = defaultdict(list)
    for mutant in mutants:
        functions[span(text, mutant["function"]["span"])].append(mutant)
    for (start, end), sleeping in sorted(functions.items(), reverse=True):
        function = text[start:end]
        opening = body_of(function)
        arms = [arm(text, start, end, opening, mutant) for mutant in sleeping]
        chosen = f"{{ match crate::awake() {{\n{''.join(arms)}_ => {function[opening:]} }} }}"
        text = text[: start + opening] + chosen + text[end:]
    return text


def arm(text, start, end, opening, mutant):
    """One mutant's body, between marks by which a compiler's error finds it."""
    if mutant["genre"] == "FnValue":
        body = f"{{ {mutant['replacement']} }}"
    else:
        first, last = span(text, mutant["span"])
        body = (text[start:first] + mutant["replacement"] + text[last:end])[opening:]
    return f"/*MUTANT {mutant['number']}*/ {mutant['number']} => {body},\n/*END*/"


def span(text, of):
    """Where a span begins and ends, in characters."""
    lines = [0] + [found.end() for found in re.finditer("\n", text)]
    return tuple(lines[of[at]["line"] - 1] + of[at]["column"] - 1 for at in ("start", "end"))


def body_of(function):
    """Where the last balanced block of a function begins: its body."""
    function = LITERAL.sub(lambda found: " " * len(found[0]), function)
    depth = 0
    for at in range(len(function) - 1, -1, -1):
        depth += {"}": 1, "{": -1}.get(function[at], 0)
        if depth == 0 and function[at] == "{":
            return at
    raise ValueError(f"no body in {function}")


def refused(copy, originals):
    """The numbers of the mutants that the compiler refuses."""
    command = ["cargo", "check", *PROFILE, "--lib", "--message-format=json"]
    run = subprocess.run(command, cwd=copy, env=environment(copy), capture_output=True, text=True)
    broken, others = set(), []
    for message in map(json.loads, run.stdout.splitlines()):
        if message.get("message", {}).get("level") != "error":
            continue
        spans = [s for s in message["message"]["spans"] if s["file_name"] in originals]
        found = {mutant_at(copy / s["file_name"], s["line_start"]) for s in spans} - {None}
        broken |= found
        if not found:
            others.append(message["message"]["rendered"])
    if run.returncode and not broken:
        raise SystemExit("\n".join(others) or run.stderr)
    return broken


def mutant_at(file, line):
    """The mutant that a line of the copy belongs to."""
    marks = re.findall(r"/\*(?:MUTANT (\d+)|END)\*/", "\n".join(file.read_text().split("\n")[:line]))
    return int(marks[-1]) if marks and marks[-1] else None


def environment(copy, **more):
    """What cargo and the tests run with; warnings of mutants are nobody's concern."""
    target = str(Path(copy).parent / "target")
    return dict(os.environ, RUSTFLAGS="-A warnings", CARGO_TARGET_DIR=target, **more)
