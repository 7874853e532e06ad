"""Cases to start from: what the unit tests of policies give them, and rows of the fixtures.

A case is a list of rows, of which the first one is judged and the others stand around it.
"""

import json
import re

from opa import Opa, OpaError

UNKNOWN = "test.unknown/things"
RULE = re.compile(r"^(?=(?:default )?(?:healthy|applicable)\b)", re.M)
RECORDER = """{rule} if {{
	print("given", json.marshal(input), json.marshal(data.inventory))
	false
}}

"""
SUBSCRIPTION = re.compile(r"^/subscriptions/[^/]+(/resourcegroups/[^/]+)?", re.I)
ORGANISATION = re.compile(r"//[^/]+/[^/]+")


class UnitTests:
    """The unit tests under OPA. A rule in front of `healthy` and of `applicable` prints what a
    policy is given, and fails: those are the cases."""

    def __init__(self, modules, policies):
        recording = dict(modules)
        for policy in policies.values():
            recording[policy.path] = RULE.sub(recorder(policy.text), policy.text, count=1)
        self.opa = Opa({**recording, "seeds": collector(modules)})
        self.cases, self.failed, self.passed = {}, [], 0
        types = {f"{identifier}_test": policy.types for identifier, policy in policies.items()}
        for package, names in tests(modules):
            self.run(package, names, types.get(package))

    def run(self, package, names, types):
        try:
            passed, prints = self.opa.ask("data.seeds.passed", {"package": package})
        except OpaError as error:
            if error.is_of_compiler:
                raise
            self.failed.append(f"{package}: {error}")
            return
        self.passed += len(passed)
        self.failed += [f"{package}.{name}" for name in names if name not in passed]
        if types:
            found = dict.fromkeys(text for text in prints if text.startswith("given "))
            cases = [case for text in found if (case := of_print(text, types))]
            self.cases[package.removesuffix("_test")] = cases


def tests(modules):
    """Each package of tests, with their names."""
    for text in modules.values():
        package = re.search(r"^package (\S+_test)$", text, re.M)
        names = sorted(set(re.findall(r"^(test_\w+)", text, re.M)))
        if package and names:
            yield package[1], names


def recorder(text):
    rules = ["healthy"] + ["applicable"] * bool(re.search(r"^applicable\b", text, re.M))
    return "".join(RECORDER.format(rule=rule) for rule in rules).replace("\\", "\\\\")


def collector(modules):
    """A module that runs the tests of one package."""
    lines = ["package seeds"]
    for package, names in tests(modules):
        for name in names:
            lines.append(f'passed contains "{name}" if {{')
            lines.append(f'\tinput.package == "{package}"\n\tdata.{package}.{name}\n}}')
    return "\n".join(lines)


def of_print(text, types):
    """The case in what a recorder printed: the input, then the inventory."""
    reader = json.JSONDecoder()
    rest = text.removeprefix("given ")
    try:
        judged, end = reader.raw_decode(rest)
        rest = rest[end:].strip()
        documents = {} if rest == "<undefined>" else json.loads(rest)
    except json.JSONDecodeError:
        return None
    if not isinstance(judged, dict) or not isinstance(documents, dict):
        return None
    judged = {"type": types[0], **judged}
    if not isinstance(judged["type"], str):
        return None
    judged.setdefault("id", f"/subscriptions/0001/resourcegroups/g/providers/{judged['type']}/a")
    return [judged, *related(judged, documents)]


def related(judged, documents):
    """The rows of the documents around a judged one, each with an id and a type."""
    rows = {}

    def add(row, identifier, kind):
        if not isinstance(row, dict) or not isinstance(kind, str):
            return
        row = {"id": identifier, "type": kind, **row}
        if isinstance(row["id"], str) and isinstance(row["type"], str):
            same = row["id"] in rows and rows[row["id"]] != row
            row["id"] += f"-{len(rows)}" if same else ""
            rows.setdefault(row["id"], row)

    for owner, kinds in entries(documents.get("children")):
        for kind, children in entries(kinds):
            for index, child in enumerate(elements(children)):
                add(child, below(owner, kind, f"c{index}"), kind)
    for kind, children in entries(documents.get("by_type")):
        for index, child in enumerate(elements(children)):
            add(child, f"/subscriptions/0001/resourcegroups/g/providers/{kind}/t{index}", kind)
    for identifier, row in entries(documents.get("by_id")):
        if identifier not in rows:
            add(row, identifier, UNKNOWN)
    rows.pop(judged["id"], None)
    return list(rows.values())


def entries(value):
    return value.items() if isinstance(value, dict) else ()


def elements(value):
    return value if isinstance(value, list) else ()


def below(owner, kind, name):
    """An id of a type under another one: a child if the types say so, else an extension."""
    segments = kind.split("/")
    if len(segments) > 2 and "/".join(segments[:-1]) in spelled(owner):
        return f"{owner}/{segments[-1]}/{name}"
    if owner.startswith("//"):
        return f"{owner}/{segments[-1]}/{name}"
    names = "".join(f"/{segment}/{name}" for segment in segments[1:])
    return f"{owner}/providers/{segments[0]}{names}"


def spelled(identifier):
    """The type that an id spells out."""
    namespace, *words = identifier.lower().rpartition("/providers/")[2].split("/")
    return "/".join([namespace, *words[::2]])


def of_rows(rows, types, reads, random):
    """A case around a random row of some types, with some of what its policy reads."""
    judged = [row for row in rows if row["type"] in types]
    if not judged:
        return None
    chosen = random.choice(judged)
    beneath = [row for row in rows if row["id"].startswith(chosen["id"] + "/")]
    others = [row for row in rows if row["type"] in reads and row not in beneath]
    others = [row for row in others if row is not chosen]
    kept = random.sample(beneath, min(20, len(beneath))) + random.sample(others, min(15, len(others)))
    return [chosen, *kept]


def settled(case, scope, group, keeps_tenant):
    """The rows of a case with their ids in a scope and a group, wherever they are named."""
    odd = case[0]["id"]
    is_odd = not odd.startswith("//") and "/providers/" not in odd and not SUBSCRIPTION.match(odd)
    segments = case[0]["type"].split("/")
    names = "".join(f"/{segment}/a" for segment in segments[1:])
    proper = f"/subscriptions/{scope}/resourcegroups/{group}/providers/{segments[0]}{names}"

    def within(old_group):
        return f"/subscriptions/{scope}" + (f"/resourcegroups/{group}" if old_group else "")

    def placed(text):
        if is_odd and (text == odd or text.startswith(odd + "/")):
            return proper + text[len(odd) :]
        if text.startswith("//"):
            return ORGANISATION.sub(f"//github.com/{scope}", text, count=1)
        if SUBSCRIPTION.match(text):
            return SUBSCRIPTION.sub(lambda found: within(found[1]), text)
        if text.startswith("/providers/") and not keeps_tenant:
            return f"/subscriptions/{scope}{text}"
        return text

    def walk(value):
        if isinstance(value, str):
            return placed(value)
        if isinstance(value, list):
            return [walk(element) for element in value]
        if isinstance(value, dict):
            return {placed(key): walk(element) for key, element in value.items()}
        return value

    rows = walk(case)
    for row in rows:
        if not row["id"].startswith(("/subscriptions/", "//", "/providers/")):
            row["id"] = f"/subscriptions/{scope}/{row['id'].strip('/')}"
        if "tenantId" in row:
            row["tenantId"] = "t"
    return rows
