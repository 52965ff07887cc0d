"""Rules about the repository itself: what may never be committed."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|registry\.|deb\.debian)[\w./-]*")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:home|root|work|Users)/\w")


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[Path, str]:
    found = {}
    for path in tracked():
        try:
            found[path] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_registry_or_a_machine_path() -> None:
    here = Path(__file__).resolve()
    wrong = [
        str(path.relative_to(ROOT))
        for path, text in texts().items()
        if path != here and (REGISTRY.search(text) or MACHINE_PATH.search(text))
    ]
    assert not wrong


def test_nothing_third_party_is_committed() -> None:
    fonts_and_programs = {".ttf", ".otf", ".woff", ".woff2", ".whl", ".jar", ".so", ".exe", ".dll"}
    assert not [
        path.name for path in tracked() if path.suffix in fonts_and_programs or "node_modules" in path.parts
    ]


def test_dependencies_are_locked_with_hashes() -> None:
    for name in ("base", "dev"):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
        pinned = [line for line in lines if re.match(r"[a-zA-Z0-9]", line)]
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)


def test_every_dependency_carries_its_reason() -> None:
    for name in ("base", "dev"):
        lines = (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
        assert not [line for line in lines if line and not line.startswith("-r") and "# " not in line]


def test_the_node_lock_records_no_address() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text())
    assert lock["packages"]
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_no_unfinished_work_is_marked_in_the_code() -> None:
    words = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    code = {".py", ".html", ".js", ".mjs", ".scss", ".typ", ".toml"}
    assert not [path.name for path, text in texts().items() if path.suffix in code and words.search(text)]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers
