"""The OPA engine, as a shared library inside a Python wheel, called through ctypes.

The wheel embeds OPA 1.20 and evaluates with strict built-in errors. Its own Python sources want
Python 3.14; the library does not, so it is loaded here. glibc 2.34 is enough.
"""

import ctypes
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "opa-golib-python-bindings==0.4.4"
WHEEL = "opa_golib_python_bindings-0.4.4-py3-none-manylinux_2_34_x86_64.whl"
SHA256 = "d411c901e14b8c7c3023e23e4a944f4cf429c1d31baf80e959e57d11efbfd24a"
LIBRARY = "opa_bindings/libopabridge.so"


class OpaError(Exception):
    """What OPA says instead of an answer."""

    @property
    def is_of_compiler(self):
        return str(self).startswith("prepare_error")


def cache():
    """Where the wheel and the reports of runs are kept: outside the repository."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    directory = Path(base) / "securescore-differential"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def library():
    """The path of the shared library."""
    return wheel(PACKAGE, WHEEL, SHA256, "3.14") / LIBRARY


def wheel(package, name, sha256, python):
    """A wheel's unpacked content: downloaded once, checked each time."""
    archive = cache() / name
    if not archive.exists():
        download(package, python, archive.parent)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != sha256:
        sys.exit(f"{archive} is not the wheel that was pinned: its SHA-256 is {digest}")
    unpacked = archive.parent / sha256[:16]
    if not unpacked.exists():
        with zipfile.ZipFile(archive) as content:
            content.extractall(unpacked)
    return unpacked


def download(package, python, directory):
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
            *("--only-binary=:all:", "--python-version", python),
            *("--platform", "manylinux_2_34_x86_64", "--dest", str(directory), package),
        ],
        check=True,
    )


class Opa:
    """One engine with its policies and data."""

    def __init__(self, modules, data=None):
        self.bridge = ctypes.CDLL(str(library()))
        self.bridge.OpaNew.restype = ctypes.c_uint64
        self.bridge.OpaFreeString.argtypes = [ctypes.c_void_p]
        text, handle = ctypes.c_char_p, ctypes.c_uint64
        for name, *arguments in [
            ("OpaAddPolicy", text, text),
            ("OpaAddData", text, text),
            ("OpaEvalQuery", text, text, ctypes.c_int, ctypes.c_int),
        ]:
            function = getattr(self.bridge, name)
            function.restype = ctypes.c_void_p
            function.argtypes = [handle, *arguments]
        self.handle = self.bridge.OpaNew()
        for path, source in modules.items():
            self.call("OpaAddPolicy", path.encode(), source.encode())
        if data:
            self.call("OpaAddData", b"", encoded(data))

    def call(self, name, *arguments):
        answer = getattr(self.bridge, name)(self.handle, *arguments)
        try:
            envelope = json.loads(ctypes.string_at(answer))
        finally:
            self.bridge.OpaFreeString(answer)
        if error := envelope.get("error"):
            raise OpaError(f"{error.get('code')}: {error.get('message')}")
        return envelope

    def ask(self, path, document=None):
        """The value of a path under `data`, None where it is undefined, and what was printed."""
        given = b"" if document is None else encoded(document)
        envelope = self.call("OpaEvalQuery", f"answer = {path}".encode(), given, 0, 0)
        results = envelope.get("result") or []
        prints = [printed["message"] for printed in envelope.get("prints") or []]
        return (results[0]["bindings"]["answer"] if results else None), prints


def encoded(value):
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
