"""Homes, a served installation and a browser for the tests that no room owns."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import OFFICER, PASSWORD
from commandline import Prongsai, environment_of, run_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")


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


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running installation with the sample years and one officer in each agency, served as in real life."""
    folder = tmp_path_factory.mktemp("served")
    run = run_in(folder / "home")
    assert run("demo", "--no-serve", "--out", folder / "out").code == 0
    added = run("staff", "add", OFFICER, "--role", "officer", "--agency", "bangsaiyai", stdin=PASSWORD + "\n")
    assert added.code == 0, added.err
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "prongsai.cli.main", "serve", "--port", str(port)],
        env=environment_of(folder / "home"),
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, that talks to this machine only."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: apt-get install chromium")
    # Playwright runs an event loop in this thread; Django's guard against that has nothing to guard here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync", "--disable-quic"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"no answer from {address} within {seconds} s")
