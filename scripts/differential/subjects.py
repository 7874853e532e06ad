"""The two sides: securescore as its users run it, and OPA."""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import documents
import opa


@dataclass
class Scope:
    """What was decided in one scope, and what the policies were given there."""

    rows: list
    inventory: dict
    assessments: list


class Securescore:
    """The binary, and the example that prints what policies are given."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.binary = arguments.bin
        self.example = arguments.bin.parent / "examples" / "documents"
        self.directory = tempfile.TemporaryDirectory()
        if not self.binary.exists() or not self.example.exists():
            sys.exit("build first: cargo build --release --locked --bins --examples")

    def described(self):
        """Every recommendation with its types and parameters."""
        lines = self.documents([], [])
        self.known = [line for line in lines if "recommendation" in line]
        return self.known

    def documents(self, inventories, owned):
        command = [self.example, self.arguments.policies, *inventories]
        command += [part for pair in owned for part in ("--of", pair)]
        ran = subprocess.run(command, capture_output=True, text=True)
        if ran.returncode:
            sys.exit(ran.stderr)
        return [json.loads(line) for line in ran.stdout.splitlines()]

    def fixtures(self):
        """The rows of each scope of the fixtures."""
        scopes = []
        for path in self.arguments.fixtures:
            clusters = sorted(path.glob("clusters/*")) if path.is_dir() else []
            owned = [f"{CLUSTERS}{file.stem}={file}" for file in clusters]
            plain = [path]
            if clusters:
                plain = [file for file in sorted(path.rglob("*")) if file.is_file()]
                plain = [file for file in plain if file not in clusters]
            lines = self.documents(plain, owned)
            scopes += [line["rows"] for line in lines if "scope" in line]
        return [rows for rows in scopes if rows]

    def judge(self, rows):
        """Runs `score` on rows; what was decided, by scope."""
        inventory = Path(self.directory.name) / "inventory.ndjson"
        inventory.write_text("".join(json.dumps(row) + "\n" for row in rows))
        report = self.report(inventory)
        scopes = {line["scope"]: line["rows"] for line in self.documents([inventory], []) if "scope" in line}
        decided = defaultdict(list)
        for assessment in report["assessments"]:
            decided[assessment["scope"]].append(assessment)
        above = scopes.get("/", [])
        for scope, assessments in decided.items():
            higher = above if scope.startswith("/subscriptions/") else []
            given = documents.inventory(scopes[scope], higher)
            yield Scope(scopes[scope], given, assessments)

    def report(self, inventory):
        catalog = Path(self.directory.name) / "catalog.yaml"
        names = "".join(f"      - {known['recommendation']}\n" for known in self.known)
        catalog.write_text(CATALOG + names)
        types = sorted({kind for known in self.known for kind in known["reads"]})
        collected = [part for kind in types for part in ("--collected", kind)]
        output = Path(self.directory.name) / "report.json"
        command = [self.binary, "score", inventory, "--catalog", catalog, "--no-builtin-policies"]
        command += ["--policies", self.arguments.policies, "--as-of", self.arguments.as_of]
        command += ["--format", "json", "--assessments", "all", "--output", output]
        command += ["--allow-partial", "--skip-invalid", "--on-duplicate", "first", *collected]
        output.unlink(missing_ok=True)
        ran = subprocess.run(command, capture_output=True, text=True, cwd=self.directory.name)
        if not output.exists():
            sys.exit(f"{ran.stderr[-3000:]}\nsecurescore gave no report: exit {ran.returncode}")
        return json.loads(output.read_text())


CLUSTERS = (
    "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/g/providers"
    "/Microsoft.ContainerService/managedClusters/"
)
CATALOG = """name: differential
title: Everything
controls:
  - id: everything
    title: Everything
    max_score: 10
    recommendations:
"""
QUESTIONS = ("applicable", "healthy", "reasons")


class Opa:
    """OPA with all policies, and a module that asks them about rows."""

    def __init__(self, shipped, as_of_ns):
        self.shipped = shipped
        modules = {**shipped.modules, "differential": asker(shipped, as_of_ns)}
        self.opa = opa.Opa(modules, {"parameters": shipped.parameters})

    def verdicts(self, scope):
        """OPA's verdict on each assessment of a scope, in order."""
        positions = {row["id"]: position for position, row in enumerate(scope.rows)}
        tasks = [
            [assessment["recommendation"], positions[assessment["resource"]]]
            for assessment in scope.assessments
        ]
        return self.together(tasks, scope)

    def together(self, tasks, scope):
        """One question for many; where it fails, halves are asked, in the end one by one."""
        if len(tasks) == 1:
            return [self.alone(tasks[0], scope)]
        try:
            answers, _ = self.ask("all", tasks, scope)
        except opa.OpaError:
            half = len(tasks) // 2
            return self.together(tasks[:half], scope) + self.together(tasks[half:], scope)
        return [verdict(answer) for answer in answers]

    def alone(self, task, scope):
        """Asks as securescore does: `applicable`, then `healthy`, then `reasons`."""
        answer = {}
        try:
            for question in QUESTIONS:
                answers, _ = self.ask(question, [task], scope)
                answer[question] = answers[0]
                if question == "applicable" and not answer[question] == [True]:
                    break
                if question == "healthy" and answer[question] == [True]:
                    break
        except opa.OpaError as error:
            return "error", str(error)
        return verdict(answer)

    def ask(self, question, tasks, scope):
        given = {"tasks": tasks, "rows": scope.rows, "inventory": scope.inventory}
        return self.opa.ask(f"data.differential.answers.{question}", given)


def verdict(answer):
    """Health and reasons from the values of a policy's rules, each in a list or none."""
    applicable, healthy = answer["applicable"], answer.get("healthy", [])
    for value in (*applicable, *healthy):
        if not isinstance(value, bool):
            return "error", f"{value!r} is neither true nor false"
    if applicable != [True]:
        return "notApplicable", []
    if healthy == [True]:
        return "healthy", []
    reasons = [reason for found in answer["reasons"] for reason in found]
    if not all(isinstance(reason, str) for reason in reasons):
        return "error", "reasons that are no texts"
    return "unhealthy", sorted(reasons)


def asker(shipped, as_of_ns):
    """A module that asks policies by name. A value is in a list, which undefined leaves empty."""
    lines = ["package differential"]
    for question in (*QUESTIONS, "all"):
        lines.append(
            f"answers.{question} := [answer |\n\tsome [id, position] in input.tasks\n"
            f"\tanswer := {question}(id, input.rows[position], input.inventory)\n]"
        )
    lines.append(
        "all(id, row, inventory) := {"
        + ", ".join(f'"{question}": {question}(id, row, inventory)' for question in QUESTIONS)
        + "}"
    )
    given = f"with input as row with data.inventory as inventory with time.now_ns as {as_of_ns}"
    for identifier, policy in shipped.policies.items():
        for question in QUESTIONS:
            asked = f"[value | value := data.{identifier}.{question} {given}]"
            if question == "applicable" and not policy.has_applicable:
                asked = "[true]"
            lines.append(f'{question}("{identifier}", row, inventory) := {asked}')
    return "\n".join(lines)
