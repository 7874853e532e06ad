"""Verdicts of both sides in classes."""

import json
import re
from collections import Counter, defaultdict
from random import Random

CLASSES = {
    "equal": "the same health, the same reasons",
    "reasons": "both unhealthy, for reasons in other words",
    "no answer": "the other engine does not read the policy, crashes or knows a function less",
    "fail-closed": "ours is not healthy and not out of the count; the other is another",
    "fail-open": "ours is healthy or out of the count; the other is another",
}
# Of each cause, what a report holds; of each resource, the decisions that are compared.
KEPT, MOST = 20, 8


class Tally:
    """What was decided, and what differs."""

    def __init__(self, tests, arguments):
        self.tests = tests
        self.engine = arguments.engine
        self.report = arguments.report
        self.decisions = 0
        self.healths = Counter()
        self.classes = Counter()
        self.judged = defaultdict(set)
        self.resources = 0
        self.causes = defaultdict(Counter)
        self.differing = []

    def add_scope(self, scope, own, theirs):
        rows = {row["id"]: row for row in scope.rows}
        scope.assessments = thinned(scope.assessments, rows, own)
        if not scope.assessments:
            return
        self.resources += len({assessment["resource"] for assessment in scope.assessments})
        for ours, (health, detail) in zip(scope.assessments, theirs.verdicts(scope)):
            kind = classified(ours, health, detail)
            self.decisions += 1
            self.classes[kind] += 1
            self.healths[ours["rawHealth"], health] += 1
            self.judged[ours["recommendation"]].add(ours["rawHealth"])
            if kind != "equal":
                why = cause(ours, health, detail)
                self.causes[kind][why] += 1
                if self.causes[kind][why] <= KEPT:
                    self.differing.append(
                        {
                            "class": kind,
                            "ours": ours,
                            self.engine: {"health": health, "detail": detail},
                            "input": rows[ours["resource"]],
                            "inventory": scope.inventory,
                        }
                    )

    def is_bad(self):
        return bool(self.classes["fail-open"] or self.tests.failed)

    def table(self, shipped):
        if self.report:
            lines = (json.dumps(differing) + "\n" for differing in self.differing)
            self.report.write_text("".join(lines))
        lines = [f"unit tests under OPA: {self.tests.passed} passed, {len(self.tests.failed)} failed"]
        lines += [f"  {failed}" for failed in self.tests.failed]
        both = sum(len(found) > 1 for found in self.judged.values())
        lines.append(
            f"{self.decisions} decisions on {self.resources} resources by {len(self.judged)} of "
            f"{len(shipped.policies)} policies, {both} of them with more than one answer"
        )
        lines += [f"{self.classes[name]:>8}  {name}: {said}" for name, said in CLASSES.items()]
        lines.append(f"ours, then {self.engine}'s:")
        lines += [f"{count:>8}  {ours}, {other}" for (ours, other), count in sorted(self.healths.items())]
        for kind, causes in self.causes.items():
            lines.append(f"{kind}, by cause:")
            lines += [f"{count:>8}  {why}" for why, count in causes.most_common(60)]
        return "\n".join(lines)


def thinned(assessments, rows, own):
    """Those that cases were made for, and some more of each resource, so that what many policies
    judge does not crowd out the rest. A subscription that only ids name is the same everywhere."""
    of_resource = defaultdict(list)
    for assessment in assessments:
        if not rows[assessment["resource"]].get("synthetic"):
            of_resource[assessment["resource"]].append(assessment)
    kept = []
    for resource, found in of_resource.items():
        Random(resource).shuffle(found)
        found.sort(key=lambda assessment: (assessment["recommendation"], resource) not in own)
        kept += found[:MOST]
    return kept


def classified(ours, health, detail):
    """The class of one decision. An error and our `indeterminate` are the same answer."""
    if health == "none" and ours["rawHealth"] != "indeterminate":
        return "no answer"
    health = "indeterminate" if health in ("error", "none") else health
    if ours["rawHealth"] == health:
        same = health != "unhealthy" or sorted(ours["reasons"]) == detail
        return "equal" if same else "reasons"
    return "fail-open" if ours["rawHealth"] in ("healthy", "notApplicable") else "fail-closed"


def cause(ours, health, detail):
    """What lies behind a difference: the message without the values in it."""
    said = "; ".join(ours["reasons"]) if ours["rawHealth"] == "indeterminate" else ""
    if health in ("error", "none"):
        said += f" there: {detail}"
    if not said or ours["rawHealth"] == health == "unhealthy":
        said = ours["recommendation"]
    said = re.sub(r"\([^()]*\.rego:\d+:\d+\)", "", said)
    said = re.sub(r"\S*\.rego:\d+: ", "", said)
    return f"{ours['rawHealth']}, there {health}: {re.sub(r'[0-9]+', 'N', said)[:160].strip()}"
