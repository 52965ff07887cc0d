"""Homes for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import Prongsai, run_in


@pytest.fixture
def prongsai(tmp_path: Path) -> Prongsai:
    """`prongsai(*words)` in a fresh home below tmp_path/home."""
    return run_in(tmp_path / "home")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prongsai, Path]:
    """A home with the sample years and their reports, made once: (command, folder of the reports). Only to read."""
    folder = tmp_path_factory.mktemp("demo")
    run = run_in(folder / "home")
    done = run("demo", "--no-serve", "--out", folder / "out")
    assert done.code == 0, done.err
    return run, folder / "out"
