"""For every test: a home of its own, two agencies to keep apart, and skips that cannot be overlooked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before Django reads its settings: no test touches the developer's var/.
os.environ["PRONGSAI_HOME"] = tempfile.mkdtemp(prefix="prongsai-test-")
os.environ.setdefault("RAYON_NUM_THREADS", "1")

_skipped: dict[str, str] = {}


def pytest_configure() -> None:
    """SQLite of tests is in memory, said aloud: to pytest-django our engine's name is none of the file-less ones."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "prongsai.agencies.sqlite":
        database.setdefault("TEST", {})["NAME"] = ":memory:"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, (tuple, list)):
        _skipped[report.nodeid] = report.longrepr[2]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped:
        terminalreporter.section(f"ข้าม {len(_skipped)} / SKIPPED", sep="*", yellow=True, bold=True)
        for nodeid, reason in sorted(_skipped.items()):
            terminalreporter.line(f"{nodeid}: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skipped and os.environ.get("CI") and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object) -> Iterator[Path]:
    """PRONGSAI_HOME of this test alone: keys, tiles and output never meet those of another test."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    yield tmp_path


@pytest.fixture(scope="session")
def seed_report() -> Path:
    """The real report beside the checkout; tests that need it are skipped where it is absent."""
    path = Path(__file__).resolve().parent.parent / "shared" / "seed" / "bangsaiyai-report-2568.txt"
    if not path.exists():
        pytest.skip("the real report is not beside the checkout (../shared/seed)")
    return path
