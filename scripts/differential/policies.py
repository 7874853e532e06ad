"""Policies as both sides read them."""

import re
from dataclasses import dataclass, field

from documents import parameters


@dataclass
class Policy:
    """A policy, with the types that it judges and reads, and the words in its text."""

    path: str
    text: str
    types: list
    reads: list
    words: list = field(default_factory=list)

    @property
    def has_applicable(self):
        return bool(re.search(r"^(default )?applicable\b", self.text, re.M))


@dataclass
class Shipped:
    """All modules by path, the policies among them by id, and the documents of parameters."""

    modules: dict
    policies: dict
    parameters: dict


def read(directory, described):
    paths = sorted(directory.glob("**/*.rego"))
    modules = {str(path.relative_to(directory)): path.read_text() for path in paths}
    libraries = " ".join(text for path, text in modules.items() if path.startswith("lib/"))
    common = words(libraries)
    common = common[:: max(1, len(common) // 40)]
    policies = {}
    for known in described:
        identifier = known["recommendation"]
        path = identifier.replace(".", "/") + "/policy.rego"
        own = words(modules[path])
        policies[identifier] = Policy(
            path, modules[path], known["types"], known["reads"], [*own * 3, *common, "x"]
        )
    return Shipped(modules, policies, parameters(described))


def words(text):
    """The literals and attributes that a text names."""
    found = re.findall(r'"([^"\n]{1,60})"', text)
    found += re.findall(r"\.([a-z]\w{2,40})\b", text)
    return sorted(set(found))
