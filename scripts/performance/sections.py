"""The sections of the benchmark: each measures something, and says it in the table."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import measure
from inventories import Generator
from table import microseconds, number, seconds
from theirs import Comparison

NAMES = ("stages", "growth", "threads", "cache", "one", "opa")
STAGES = ("start", "scan", "read", "evaluate", "score", "write")
AS_OF = "2026-11-24"
SIZE = 10_000
CACHED = 100_000
CHANGED = "azure.compute.attack_ports_closed"
LABELS = {
    "cold": "an empty cache",
    "warm": "nothing changed",
    "changed": "1% of the resources changed",
    "policy": "a parameter of a policy changed",
}


class Bench:
    """What is measured, and what was found so far."""

    def __init__(self, arguments, root, table):
        self.arguments, self.root, self.table = arguments, root, table
        self.inventories = Generator(arguments.examples)
        self.found, self.differences = {}, []
        self.directory = Path(tempfile.mkdtemp(prefix="securescore-bench-"))
        self.report = self.directory / "report.json"
        known = subprocess.run([arguments.bin, "score", "--help"], capture_output=True, text=True)
        self.has_timings = "--timings" in known.stdout
        self.found["has stages"] = self.has_timings

    def close(self):
        shutil.rmtree(self.directory)

    def command(self, inventory, threads=None, more=()):
        command = [self.arguments.bin, "score", inventory, "--format", "json", "--as-of", AS_OF]
        command += ["--output", self.report, *more]
        command += ["--threads", threads] if threads is not None else []
        command += ["--timings"] if self.has_timings else []
        return command

    def score(self, inventory, threads=None, more=(), runs=None, before=None):
        command = self.command(inventory, threads, more)
        return measure.fastest(command, runs or self.arguments.runs, self.directory, before)

    def stages(self):
        """One run on one thread, part by part, beside the parse floor."""
        inventory = self.inventories.file(SIZE)
        run = self.score(inventory, 1)
        floor = measure.fastest([self.arguments.examples / "floor", inventory], self.arguments.runs)
        decisions = run.stages.get("decisions") or self.decisions(inventory)
        megabytes = inventory.stat().st_size / 1e6
        self.found.update({"cpu": run.cpu, "floor": floor.cpu, "decisions": decisions})
        self.found["evaluate"] = run.stages.get("evaluate", run.cpu)
        self.table.section(f"One run: {SIZE:,} resources, {megabytes:.1f} MB, {number(decisions)} decisions, 1 thread")
        for stage in STAGES:
            if stage in run.stages:
                self.table.row(stage, seconds(run.stages[stage]), share(run.stages[stage], run.seconds))
        self.table.row("start to end", seconds(run.seconds), f"{seconds(run.cpu)} of processor time")
        self.table.row("parse floor", seconds(floor.cpu), f"{megabytes / floor.cpu:.0f} MB/s")
        self.table.row("bytes", f"{megabytes / run.seconds:.1f} MB/s")
        self.table.row("resources", f"{number(SIZE / run.seconds)} /s")
        self.table.row("decisions", f"{number(decisions / self.found['evaluate'])} /s", "a core, evaluation alone")
        self.table.row("decisions", f"{number(decisions / run.cpu)} /s", "a core, start to end")
        self.table.row("memory at most", f"{run.megabytes:.0f} MB")
        if not self.has_timings:
            self.table.row("evaluation alone", "unknown", "no --timings: the whole run stands for it")

    def decisions(self, inventory):
        return len(self.assessments(inventory))

    def growth(self):
        """Time and memory as inventories grow, with all cores."""
        self.table.section("Growth: all cores")
        sizes = [SIZE, 100_000] + [1_000_000] * self.arguments.full
        for size in sizes:
            runs = self.arguments.runs if size == SIZE else 1
            run = self.score(self.inventories.file(size), runs=runs)
            each = self.found["each", size] = run.seconds / size
            self.found["memory", size] = run.megabytes
            beside = each / self.found["each", SIZE]
            remark = f"{microseconds(each)} a resource, {beside:.2f} times that at {SIZE:,}; {run.megabytes:.0f} MB"
            self.table.row(f"{size:,} resources", seconds(run.seconds), remark)

    def threads(self):
        """One thread and two."""
        self.table.section(f"Threads: {SIZE:,} resources")
        for threads in (1, 2):
            run = self.score(self.inventories.file(SIZE), threads)
            self.found["threads", threads] = run.seconds
            speed = self.found["threads", 1] / run.seconds
            self.table.row("1 thread" if threads == 1 else f"{threads} threads", seconds(run.seconds), f"{speed:.2f} times as fast as 1")

    def cache(self):
        """Nothing remembered, everything remembered, a resource in a hundred or a policy changed."""
        whole, changed = self.inventories.file(CACHED), self.inventories.file(CACHED, change="1%")
        policy = ["--catalog", self.catalog()]
        self.table.section(f"Cache: {CACHED:,} resources, 1 thread")
        remembered, kept = self.directory / "cache", self.directory / "kept"
        for name, inventory, more, earlier in (
            ("cold", whole, [], []),
            ("warm", whole, [], [whole]),
            ("changed", changed, [], [whole]),
            ("policy", whole, policy, [whole]),
        ):
            def before(earlier=earlier):
                shutil.rmtree(remembered, ignore_errors=True)
                for one in earlier:
                    self.score(one, 1, ["--cache", remembered], runs=1)

            run = self.score(inventory, 1, [*more, "--cache", remembered], runs=1, before=before)
            shutil.copy(self.report, kept)
            without = self.score(inventory, 1, more, runs=1)
            is_same = kept.read_bytes() == self.report.read_bytes()
            self.found[name] = run.seconds
            if not is_same:
                self.differences.append(f"the report of a {name} cache is another than without a cache")
            of_cold = share(run.seconds, self.found["cold"])
            of_plain = share(run.seconds, without.seconds)
            report = "the same" if is_same else "ANOTHER"
            self.table.row(LABELS[name], seconds(run.seconds), f"{of_cold} of an empty cache, {of_plain} of none; the report is {report}")
        asked = sum(one["recommendation"] == CHANGED for one in self.assessments(whole))
        self.table.row("decisions of the changed policy", number(asked))

    def catalog(self):
        """A catalog in which one policy has another parameter."""
        path = self.directory / "catalog.yaml"
        path.write_text(f"name: changed\nextends: azure\nrecommendations:\n  {CHANGED}: {{parameters: {{tcpPorts: [22]}}}}\n")
        return path

    def assessments(self, inventory):
        measure.run(self.command(inventory, more=["--assessments", "all"]), self.directory)
        return json.loads(self.report.read_text())["assessments"]

    def one(self):
        """One resource, beside loading every policy: what is not needed is not loaded."""
        self.table.section("Instructions")
        empty = self.directory / "empty"
        empty.mkdir(exist_ok=True)
        inventory = self.inventories.one("microsoft.storage/storageaccounts")
        one = self.command(inventory, 1)
        one = [word for word in one if word != "--timings"]
        self.found["one"] = measure.instructions(one, empty)
        self.found["everything"] = measure.instructions([self.arguments.bin, "check"], empty)
        for name in ("one", "everything"):
            label = {"one": "scoring one storage account", "everything": "checking all built-in policies"}[name]
            remark = share(self.found[name], self.found["everything"])
            self.table.row(label, f"{self.found[name] / 1e6:,.0f} million", remark)

    def opa(self):
        """The same decisions by OPA."""
        inventory = self.inventories.file(SIZE)
        if "cpu" not in self.found:
            self.stages()
        self.score(inventory, 1, ["--assessments", "all"], runs=1)
        report = json.loads(self.report.read_text())
        theirs = Comparison(self.arguments.examples, self.root, inventory, report)
        evaluate, decisions = theirs.cpu["evaluate"], theirs.decisions
        whole = sum(theirs.cpu.values())
        self.found.update({"opa evaluate": evaluate, "opa all": whole})
        self.table.section(f"OPA 1.20: {number(decisions)} decisions on the same {SIZE:,} resources, processor time")
        for name, ours, other in (("evaluation", self.found["evaluate"], evaluate), ("start to end", self.found["cpu"], whole)):
            self.table.row(f"{name}, a decision", microseconds(ours / decisions), f"{ours / other:.3f} of OPA's")
            self.table.row(f"{name} by OPA, a decision", microseconds(other / decisions), seconds(other))
        for name, title in (("compile", "compiling"), ("give", "documents")):
            self.table.row(f"of these, {title}", seconds(theirs.cpu[name]))
        self.table.row("verdicts that differ", number(len(theirs.differences)), f"{theirs.by_a_limit} more by a limit")
        self.table.row("reasons in other words", number(theirs.in_other_words))
        for difference in theirs.differences[:10]:
            self.table.row("differs", "", difference)
        self.differences += theirs.differences


def share(part, whole):
    return f"{part / whole:.1%}"
