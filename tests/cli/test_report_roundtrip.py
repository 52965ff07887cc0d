"""The real report read in, kept, printed again in every format, and read in again: the same table each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Prongsai, run_in
from prongsai.documents.reading import read_file
from prongsai.measures.draft import Draft
from prongsai.measures.importing import draft_of, same_report

pytestmark = pytest.mark.seed


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, seed_report: Path) -> tuple[Prongsai, Path]:
    folder = tmp_path_factory.mktemp("printed")
    run = run_in(folder / "home")
    saved = run("import-report", seed_report, "--save", "--json")
    assert saved.code == 0, saved.err
    assert saved.json["saved"]["fiscal_year"] == 2568
    done = run("report", "2568", "-o", folder)
    assert done.code == 0, done.err
    return run, folder


def draft_in(path: Path) -> Draft:
    return draft_of(read_file(path))


def test_the_command_prints_the_agreed_shape(prongsai: Prongsai, seed_report: Path) -> None:
    data = prongsai("import-report", seed_report, "--json").json
    assert set(data) >= {"agency", "fiscal_year", "measures", "unread", "findings"}
    assert data["agency"] == {
        "name": "เทศบาลตำบลบางทรายใหญ่",
        "district": "เมืองมุกดาหาร",
        "province": "มุกดาหาร",
    }
    assert data["fiscal_year"] == 2568
    outcomes = {
        measure["issue"]: [o for o in measure["outcomes"] if o["scores"]] for measure in data["measures"]
    }
    assert {issue: found[0]["delta_computed"] for issue, found in outcomes.items() if found} == {
        "processes": 0,
        "eservice": 3.99,
        "property": 0,
        "anticorruption": 4.88,
    }
    assert outcomes["eservice"][0]["scores"] == [{"year": 2567, "score": 96.01}, {"year": 2568, "score": 100}]
    assert {finding["rule"] for finding in data["findings"]} >= {"year-mismatch", "outcome-without-score"}


@pytest.mark.parametrize("extension", ["html", "docx", "xlsx"])
def test_what_was_printed_reads_as_the_same_report(
    printed: tuple[Prongsai, Path], seed_report: Path, extension: str
) -> None:
    again = draft_in(printed[1] / f"report-2568.{extension}")
    assert same_report(again, draft_in(seed_report))
    assert any(measure.evidence for measure in again.measures)


def test_what_was_printed_as_pdf_reads_as_the_same_report(
    printed: tuple[Prongsai, Path], seed_report: Path
) -> None:
    """Of a PDF uncertain cells may stand in `unread`; here none has to."""
    again = draft_in(printed[1] / "report-2568.pdf")
    assert [measure.issue for measure in again.measures] == [
        measure.issue for measure in draft_in(seed_report).measures
    ]
    assert same_report(again, draft_in(seed_report))


def test_saving_again_replaces_the_plan_and_keeps_the_old_one(
    printed: tuple[Prongsai, Path], seed_report: Path
) -> None:
    run, folder = printed
    before = json.loads((folder / "report-2568.json").read_bytes())
    assert run("import-report", seed_report, "--save", "--json").code == 0
    assert run("report", "2568", "--format", "json", "-o", folder / "again.json").code == 0
    again = json.loads((folder / "again.json").read_bytes())
    assert again["measures"] == before["measures"]
    assert run("ledger", "verify").code == 0
