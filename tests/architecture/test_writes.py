"""Rows are written in actions and nowhere else; a view that writes is a view that forgets the ledger."""

from __future__ import annotations

import ast
from pathlib import Path

from sourcecode import modules, shown, tree

WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
}
READERS = {
    "views",
    "api",
    "queries",
    "evidence",
    "templatetags",
    "forms",
    "urls",
    "report",
    "layout",
    "context",
}
SIGNAL_WORDS = {"receiver", "connect"}


def _reads_only(path: Path) -> bool:
    return bool(READERS & {path.stem, path.parent.name})


def _writes_in(path: Path) -> list[str]:
    """Calls such as `rows.objects.create(...)` or `row.save()`; `.update()` of a dict or a hash is no write of rows."""
    found = []
    for node in ast.walk(tree(path)):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        ):
            continue
        source = ast.unparse(node.func.value)
        if node.func.attr == "update" and "objects" not in source and "filter(" not in source:
            continue
        found.append(f"{shown(path)}:{node.lineno} {source}.{node.func.attr}()")
    return found


def test_readers_do_not_write() -> None:
    assert not [line for path in modules() if _reads_only(path) for line in _writes_in(path)]


def test_a_planted_write_would_be_seen(tmp_path: Path) -> None:
    planted = tmp_path / "views.py"
    planted.write_text("def view(request):\n    Plan.objects.create(year=1)\n    plan.save()\n")
    calls = [node for node in ast.walk(ast.parse(planted.read_text())) if isinstance(node, ast.Call)]
    assert sum(isinstance(call.func, ast.Attribute) and call.func.attr in WRITES for call in calls) == 2


def test_rooms_use_no_signals() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("django.db.models.signals")
        )
        or (isinstance(node, ast.ImportFrom) and node.module == "django.dispatch")
    ]
    assert not found
