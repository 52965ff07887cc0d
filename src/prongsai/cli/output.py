"""What commands print: sentences for people, JSON for programs, progress on standard error."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def say(text: str) -> None:
    print(text)  # noqa: T201 - the command line talks to people


def say_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))  # noqa: T201


def progress(text: str) -> None:
    """A line about what takes longer than a moment; never mixed into the output."""
    print(f"… {text}", file=sys.stderr, flush=True)  # noqa: T201


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader or a crash sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
