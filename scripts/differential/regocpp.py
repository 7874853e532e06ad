"""rego-cpp, an engine that shares no code with OPA or regorus, from its Python wheel.

It knows less of the language than OPA does, and it crashes on some of what it knows, so each
decision is made in a process of its own, forked from one that has the modules loaded.
"""

import json
import os
import re
import signal
import sys

import opa
import subjects

PACKAGE = "regopy==1.5.2"
WHEEL = "regopy-1.5.2-cp311-cp311-manylinux_2_34_x86_64.whl"
SHA256 = "c1a92eab90592d7926d72d082a4b5fb9c968cbf6332406d28c3e96079ae97a26"
# What a decision may take, in seconds; a crash is an answer too.
PATIENCE = 20
PACKAGE_LINE = re.compile(r"^package (\S+)", re.M)
PAIR = re.compile(r"\bsome (\w+), (\w+) in ([^\n;{}|]+?)(?=\s*(?:[;}\]]|$))", re.M)
IMPORT = re.compile(r"^import data\.(\S+)", re.M)


class RegoCppError(Exception):
    """What rego-cpp says instead of an answer."""


class RegoCpp:
    """Answers as `subjects.Opa` does, from one interpreter a policy."""

    def __init__(self, shipped, as_of_ns):
        self.shipped = shipped
        self.as_of_ns = as_of_ns
        self.paths = {PACKAGE_LINE.search(text)[1]: path for path, text in shipped.modules.items()}
        self.loaded = {}
        unpacked = opa.wheel(PACKAGE, WHEEL, SHA256, "3.11")
        sys.path.insert(0, str(unpacked))
        # It explains its errors at length, on the file descriptor that is standard output.
        sys.stdout = os.fdopen(os.dup(1), "w")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def verdicts(self, scope):
        """rego-cpp's verdict on each assessment of a scope, in order."""
        rows = {row["id"]: row for row in scope.rows}
        return [
            self.alone(assessment["recommendation"], rows[assessment["resource"]], scope.inventory)
            for assessment in scope.assessments
        ]

    def alone(self, identifier, row, inventory):
        """Asks as securescore does: `applicable`, then `healthy`, then `reasons`."""
        answer = {"applicable": [True]}
        asked = subjects.QUESTIONS
        if not self.shipped.policies[identifier].has_applicable:
            asked = asked[1:]
        try:
            interpreter = self.interpreter(identifier)
            data = {"inventory": inventory, "parameters": self.shipped.parameters}
            for question in asked:
                query = f"answer := data.{identifier}.{question} with time.now_ns as {self.as_of_ns}"
                answer[question] = forked(lambda: value(interpreter, query, row, data))
                if question == "applicable" and answer[question] != [True]:
                    break
                if question == "healthy" and answer[question] == [True]:
                    break
        except RegoCppError as error:
            # Whether the policy is at fault or rego-cpp, it does not say.
            return "none", str(error)
        return subjects.verdict(answer)

    def interpreter(self, identifier):
        """One with the modules of a policy, or why there is none."""
        if identifier not in self.loaded:
            self.loaded[identifier] = self.load(identifier)
        if isinstance(self.loaded[identifier], RegoCppError):
            raise self.loaded[identifier]
        return self.loaded[identifier]

    def load(self, identifier):
        import regopy

        interpreter = regopy.Interpreter()
        interpreter.strict_builtin_errors = True
        try:
            for package in self.closure(identifier):
                path = self.paths[package]
                interpreter.add_module(path, readable(self.shipped.modules[path]))
        except regopy.RegoError as error:
            return RegoCppError(f"it does not read {path}: {message(error)}")
        return interpreter

    def closure(self, identifier):
        """A package and all that it imports."""
        known, open_ = [], [identifier]
        while open_:
            package = open_.pop()
            if package in self.paths and package not in known:
                known.append(package)
                open_ += IMPORT.findall(self.shipped.modules[self.paths[package]])
        return known


def readable(text):
    """A module without `some key, value in`, which rego-cpp does not read in comprehensions."""

    def apart(found):
        key, value, collection = found.groups()
        declared = "" if key == "_" else f"some {key}; "
        return f"{declared}{value} = {collection}[{key}]"

    return PAIR.sub(apart, text)


def value(interpreter, query, row, data):
    """The value of a query in a list, which undefined leaves empty."""
    import regopy

    try:
        # All at once: a second document makes it crash.
        interpreter.add_data(data)
        interpreter.set_input_term(json.dumps(row))
        text = str(interpreter.query(query))
    except regopy.RegoError as error:
        raise RegoCppError(message(error)) from error
    return [] if text == "undefined" else [json.loads(text)["bindings"]["answer"]]


def forked(work):
    """What work gives in a child, which may crash."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        try:
            said = ["answer", work()]
        except Exception as error:
            said = ["error", str(error)]
        with os.fdopen(writer, "w") as pipe:
            json.dump(said, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise RegoCppError(f"it ends with {signal.strsignal(status & 127)}")
    kind, answer = json.loads(text)
    if kind == "error":
        raise RegoCppError(answer)
    return answer


def message(error):
    """The first sentence of an error, which is a tree."""
    found = re.search(r"\(errormsg \d+:([^)]*)\)", str(error))
    return found[1] if found else str(error)[:200]
