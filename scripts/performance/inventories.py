"""Generated inventories, kept outside of the repository: each is made once."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

# Resources and the subscriptions that they stand in.
SIZES = {10_000: 20, 100_000: 60, 1_000_000: 200}


def cache():
    """Where they are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    directory = Path(base) / "securescore-bench"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


class Generator:
    """The example that writes inventories."""

    def __init__(self, examples):
        self.program = examples / "generate"
        if not self.program.exists():
            sys.exit("build first: cargo build --release --locked --bins --examples")
        # Files of another generator are other files.
        digest = hashlib.sha256(self.program.read_bytes()).hexdigest()
        self.directory = cache() / digest[:12]
        self.directory.mkdir(exist_ok=True)

    def file(self, resources, scopes=None, change=None):
        """The inventory of a size, perhaps with a share of its resources changed."""
        scopes = scopes or SIZES[resources]
        changed = f"-{change}" if change else ""
        path = self.directory / f"{resources}-{scopes}{changed}.ndjson"
        if not path.exists():
            written = path.with_suffix(".part")
            command = [self.program, "--output", written]
            command += ["--resources", str(resources), "--scopes", str(scopes)]
            command += ["--change", change] if change else []
            subprocess.run(command, check=True)
            written.rename(path)
        return path

    def one(self, kind):
        """An inventory of one resource, of a type."""
        path = self.directory / f"{kind.replace('/', '-')}.ndjson"
        with self.file(10_000).open() as rows:
            row = next(row for row in rows if json.loads(row)["type"] == kind)
        path.write_text(row)
        return path
