"""The source as the architecture tests see it: files, trees, and which room a file belongs to."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "prongsai"
FOUNDATIONS = ("evidence", "documents", "channels", "ledger", "accounts", "agencies", "ui", "thai")
TOP = ("site", "cli")


@cache
def modules(*, tests: bool = False) -> tuple[Path, ...]:
    """Python files of the package: without migrations, and without tests unless asked for only those."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" in parts or "node_modules" in parts:
            continue
        if ("tests" in parts) == tests:
            found.append(path)
    return tuple(found)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def app_of(path: Path) -> str:
    """The room or foundation that a file belongs to: its first folder."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def shown(path: Path) -> str:
    return str(path.relative_to(PACKAGE))
