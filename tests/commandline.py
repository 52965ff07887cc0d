"""The command as people run it: a process of its own, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Prongsai = Callable[..., Run]


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a process that works in that home and knows nothing of this one's."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PRONGSAI_", "DJANGO_"))
    }
    return environment | {"PRONGSAI_HOME": str(home), "PYTHONWARNINGS": "default"}


def run_in(home: Path) -> Prongsai:
    """The command, working in that home."""
    environment = environment_of(home)

    def run(*words: object, stdin: str = "") -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "prongsai.cli.main", *map(str, words)],
            capture_output=True, text=True, env=environment, input=stdin, timeout=120, check=False, cwd=home.parent,
        )  # fmt: skip
        return Run(done.returncode, done.stdout, done.stderr)

    return run
