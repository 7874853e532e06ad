"""The same decisions by OPA, and what they take there.

OPA gets what suits it: the documents of a scope as data, where it reads them fastest; one query
for all policies of a resource, prepared once; no reasons where a resource is healthy. Each scope
has an engine of its own, for documents are not taken back, but only the first one's compiling
counts. Writing the documents as text is Python's work and does not count, nor does reading the
answers.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "differential"))

import documents
import opa
import policies
import subjects

QUERY = b"answer = data.bench.answers[input._kind]"
ALONE = b"answer = data.bench.answers[input._kind][input._policy]"


class Comparison:
    """What OPA took, and where its verdicts differ from those of a report."""

    def __init__(self, examples, root, inventory, report):
        self.example = examples / "documents"
        self.root = root
        self.differences, self.in_other_words, self.by_a_limit = [], 0, 0
        self.decisions = len(report["assessments"])
        with tempfile.TemporaryDirectory() as directory:
            expected = self.prepare(Path(directory), inventory, report)
            ran = subprocess.run([sys.executable, __file__, directory], capture_output=True, text=True)
            if ran.returncode:
                sys.exit(f"{ran.stderr[-3000:]}\nOPA gave no answer")
            self.cpu = json.loads(ran.stdout)
            for path, assessments in expected.items():
                self.compare(assessments, json.loads(path.with_suffix(".answers").read_text()))

    def prepare(self, directory, inventory, report):
        """Writes a file for each scope, and one for the policies; gives what we decided, by file."""
        command = [self.example, self.root / "policies", inventory]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        lines = [json.loads(line) for line in ran.stdout.splitlines()]
        shipped = policies.read(self.root / "policies", [line for line in lines if "types" in line])
        scopes = {line["scope"]: line["rows"] for line in lines if "scope" in line}
        kinds, expected = {}, {}
        for number, (scope, assessments) in enumerate(sorted(by_scope(report).items())):
            path = directory / f"{number:05}.scope"
            above = scopes.get("/", []) if scope.startswith("/subscriptions/") else []
            given = documents.inventory(scopes[scope], above)
            inputs = [asked(row, assessments, kinds) for row in scopes[scope] if row["id"] in assessments]
            path.write_text(json.dumps({"inventory": given, "inputs": inputs}))
            expected[path] = assessments
        modules = {path: text for path, text in shipped.modules.items() if not path.endswith("_test.rego")}
        modules["bench"] = asker(shipped, kinds)
        given = {"modules": modules, "parameters": shipped.parameters}
        (directory / "policies").write_text(json.dumps(given))
        return expected

    def compare(self, assessments, answers):
        for identifier, answer in answers.items():
            for recommendation, ours in assessments[identifier].items():
                self.compare_one(recommendation, ours, answer[recommendation])

    def compare_one(self, recommendation, ours, answer):
        failed = isinstance(answer, str)
        health, reasons = ("indeterminate", answer) if failed else subjects.verdict(answer)
        health = "indeterminate" if health == "error" else health
        if health == ours["rawHealth"]:
            self.in_other_words += health == "unhealthy" and sorted(ours["reasons"]) != reasons
        elif ours["rawHealth"] == "indeterminate" and "limit" in " ".join(ours["reasons"]):
            self.by_a_limit += 1
        else:
            what = f"{recommendation} of {ours['resource']}: {ours['rawHealth']}, OPA {health} {reasons}"
            self.differences.append(what)


def by_scope(report):
    """Assessments by scope, resource and recommendation."""
    found = defaultdict(lambda: defaultdict(dict))
    for assessment in report["assessments"]:
        of_resource = found[assessment["scope"]][assessment["resource"]]
        of_resource[assessment["recommendation"]] = assessment
    return found


def asked(row, assessments, kinds):
    """A resource with the number of what is asked about it."""
    key = (row["type"], tuple(sorted(assessments[row["id"]])))
    return {**row, "_kind": str(kinds.setdefault(key, len(kinds)))}


def asker(shipped, kinds):
    """A module that asks policies in the order of securescore, each as far as it matters."""
    lines = ["package bench"]
    for (_, recommendations), number in kinds.items():
        lines.append(f'names["{number}"] := {json.dumps(recommendations)}')
        for name in recommendations:
            applicable = f"data.{name}.applicable" if shipped.policies[name].has_applicable else "true"
            lines.append(
                f'answers["{number}"]["{name}"] := {{'
                f'"applicable": [v | v := {applicable}], '
                f'"healthy": [v | {applicable} == true; v := data.{name}.healthy], '
                f'"reasons": [v | {applicable} == true; not data.{name}.healthy == true; v := data.{name}.reasons]}}'
            )
    return "\n".join(lines)


class Engine:
    """OPA with the policies and the documents of a scope, and the processor time it took."""

    def __init__(self, given, inventory):
        self.took = 0.0
        data = {"parameters": given["parameters"]}
        self.compiling = measured(lambda: self.start(given["modules"], data))
        text = opa.encoded(inventory)
        self.giving = measured(lambda: self.engine.call("OpaAddData", b"inventory", text))

    def start(self, modules, data):
        self.engine = opa.Opa(modules, data)
        # The first query compiles the policies, whatever it asks.
        self.engine.call("OpaEvalQuery", QUERY, b'{"_kind": "none"}', 0, 0)

    def end(self):
        destroy = self.engine.bridge.OpaDestroy
        destroy.argtypes = [opa.ctypes.c_uint64]
        destroy(self.engine.handle)

    def answer(self, row):
        """All policies of a resource; one by one where one of them fails."""
        try:
            return self.ask(QUERY, row)
        except opa.OpaError:
            return {name: self.alone({**row, "_policy": name}) for name in self.names(row["_kind"])}

    def names(self, kind):
        names, _ = self.engine.ask(f'data.bench.names["{kind}"]')
        return names

    def alone(self, row):
        try:
            return self.ask(ALONE, row)
        except opa.OpaError as error:
            return str(error)

    def ask(self, query, row):
        text = opa.encoded(row)
        bridge, free = self.engine.bridge, self.engine.bridge.OpaFreeString
        started = time.process_time()
        answer = bridge.OpaEvalQuery(self.engine.handle, query, text, 0, 0)
        self.took += time.process_time() - started
        envelope = json.loads(opa.ctypes.string_at(answer))
        free(answer)
        if error := envelope.get("error"):
            raise opa.OpaError(f"{error.get('code')}: {error.get('message')}")
        return envelope["result"][0]["bindings"]["answer"]


def measured(work):
    started = time.process_time()
    work()
    return time.process_time() - started


def judge(directory):
    """Answers every question in a directory; prints what that took."""
    given = json.loads((directory / "policies").read_text())
    cpu = {"compile": None, "give": 0.0, "evaluate": 0.0}
    for path in sorted(directory.glob("*.scope")):
        scope = json.loads(path.read_text())
        engine = Engine(given, scope["inventory"])
        answers = {row["id"]: engine.answer(row) for row in scope["inputs"]}
        path.with_suffix(".answers").write_text(json.dumps(answers))
        cpu["compile"] = cpu["compile"] or engine.compiling
        cpu["give"] += engine.giving
        cpu["evaluate"] += engine.took
        engine.end()
    print(json.dumps(cpu))


if __name__ == "__main__":
    judge(Path(sys.argv[1]))
