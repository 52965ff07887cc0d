"""What `make test` runs: checks of the code, then the tests on SQLite, then those of the rows on PostgreSQL.

On a newcomer's machine a missing program skips what needs it, loudly. With CI set, a skip is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
sys.path.insert(0, str(ROOT / "tests"))

from postgres import temporary_server

CHECKS = {
    "ruff": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "imports": [BIN / "lint-imports", "--no-cache"],
    "types": [BIN / "mypy"],
    "templates": [BIN / "djlint", "--lint", "--quiet", "src/prongsai"],
    "dead code": [BIN / "vulture"],
    "migrations": [
        BIN / "django-admin",
        "makemigrations",
        "--check",
        "--dry-run",
        "--settings",
        "prongsai.settings",
    ],
    "system": [BIN / "django-admin", "check", "--settings", "prongsai.settings", "--fail-level", "WARNING"],
}
ROWS = ["agencies", "accounts", "ledger", "assessment", "measures"]


def main() -> int:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if "--only-lint" not in sys.argv:
        failed += run_tests()
    if failed:
        print(f"\nไม่ผ่าน / failed: {', '.join(failed)}")
        return 1
    print("\nผ่านทั้งหมด / all passed")
    return 0


def run_tests() -> list[str]:
    failed = []
    with temporary_server() as server:
        there = {"PRONGSAI_TEST_POSTGRES_URL": server.url} if server.url else {}
        if not passes("tests on SQLite", [BIN / "python", "-m", "pytest", "-q", "-n", "2"], there):
            failed.append("tests on SQLite")
        if server.url is None:
            print(f"\n*** ข้าม / SKIPPED: tests on PostgreSQL — {server.reason} ***")
            return [*failed, "tests on PostgreSQL (skipped)"] if os.environ.get("CI") else failed
        rows = [f"src/prongsai/{room}" for room in ROWS]
        command = [BIN / "python", "-m", "pytest", "-q", "-n", "2", "-m", "not browser and not seed", *rows]
        if not passes("tests on PostgreSQL", command, there | {"PRONGSAI_DATABASE_URL": server.url}):
            failed.append("tests on PostgreSQL")
    return failed


def passes(name: str, command: list[object], more: dict[str, str] | None = None) -> bool:
    print(f"\n=== {name}", flush=True)
    start = time.monotonic()
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=os.environ | (more or {}), check=False
    )
    print(
        f"--- {name}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - start:.0f} s)",
        flush=True,
    )
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
