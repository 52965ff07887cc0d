"""The log of a real home: intact as made; one flipped byte anywhere is found and its place named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commandline import Prongsai, run_in


@pytest.fixture
def own_copy(demo: tuple[Prongsai, Path], tmp_path: Path) -> Path:
    """A copy of the sample home that a test may damage."""
    shutil.copytree(demo[1].parent / "home", tmp_path / "home")
    return tmp_path / "home"


def test_the_sample_is_intact(own_copy: Path) -> None:
    verified = run_in(own_copy)("ledger", "verify", "--json")
    assert verified.code == 0
    assert verified.json["intact"]
    assert verified.json["size"] >= 4


def test_one_flipped_byte_is_found_in_every_file_of_the_log(own_copy: Path) -> None:
    run = run_in(own_copy)
    files = sorted(
        path for path in (own_copy / "tlog").rglob("*") if path.is_file() and not path.name.startswith(".")
    )
    assert len(files) >= 3
    for path in files:
        content = bytearray(path.read_bytes())
        if not content:
            continue
        content[len(content) // 2] ^= 1
        sound = path.read_bytes()
        path.write_bytes(content)
        verified = run("ledger", "verify", "--json")
        assert verified.code == 1, path
        assert any(path.name in problem["where"] for problem in verified.json["problems"]), path
        path.write_bytes(sound)
    assert run("ledger", "verify").code == 0
