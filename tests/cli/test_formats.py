"""The five files of one report, read back by other programs, say the same."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import pikepdf
import pypdfium2
import pytest
from lxml import html

from commandline import Prongsai
from prongsai.thai.spaces import bare

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reference" / "report-1.schema.json"
NAMES = ["report-2568", "report-2568-tuayang"]


def text_of_html(content: bytes) -> str:
    return " ".join(html.fromstring(content).itertext())


def text_of_docx(content: bytes) -> str:
    """Body and page headers: the notice stands in the header, so that every page has it."""
    opened = docx.Document(io.BytesIO(content))
    parts = [opened.element.body, *(section.header._element for section in opened.sections)]
    return " ".join(str(node.text or "") for part in parts for node in part.iter() if node.tag.endswith("}t"))


def text_of_xlsx(content: bytes) -> str:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(
        str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value
    )


def text_of_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened)


READERS: dict[str, Callable[[bytes], str]] = {
    "html": text_of_html,
    "docx": text_of_docx,
    "xlsx": text_of_xlsx,
    "pdf": text_of_pdf,
}


def facts_of(report: dict[str, Any]) -> list[str]:
    """Every statement of the report, as it must stand in each format."""
    found = [report["title"], report["agency"]["name"], report["preamble"], report["agency"]["notice"]]
    for measure in report["measures"]:
        found += [
            measure["title"],
            measure["timeframe"],
            *measure["steps"],
            *measure["responsible"],
            *measure["results"],
        ]
        for outcome in measure["outcomes"]:
            found += outcome["text"].split("\n")
            found += [re.sub(r"\.00$", "", score["score"]) for score in outcome["scores"]]
            found += [outcome["delta"].removeprefix("-")] if outcome["delta"] else []
        found += [fact["label_th"] for fact in measure["facts"]]
        found += [str(fact["value"]) for fact in measure["facts"] if fact["value"] is not None]
    return [text for text in found if text]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("extension", READERS)
def test_every_fact_stands_in_every_format(demo: tuple[Prongsai, Path], name: str, extension: str) -> None:
    _, out = demo
    report = json.loads((out / f"{name}.json").read_bytes())
    text = bare(READERS[extension]((out / f"{name}.{extension}").read_bytes()))
    facts = facts_of(report)
    assert len(facts) > 60
    assert [fact for fact in facts if bare(fact) not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_json_keeps_its_published_shape(demo: tuple[Prongsai, Path], name: str) -> None:
    _, out = demo
    jsonschema.validate(
        json.loads((out / f"{name}.json").read_bytes()),
        json.loads(SCHEMA.read_text()),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_json_travels_in_the_pdf(demo: tuple[Prongsai, Path], name: str) -> None:
    _, out = demo
    with pikepdf.open(out / f"{name}.pdf") as opened:
        assert (
            dict(opened.attachments)["report-2568.json"].get_file().read_bytes()
            == (out / f"{name}.json").read_bytes()
        )


def test_invented_data_says_so_on_every_page(demo: tuple[Prongsai, Path]) -> None:
    _, out = demo
    with pypdfium2.PdfDocument(out / "report-2568-tuayang.pdf") as opened:
        pages = [bare(page.get_textpage().get_text_range()) for page in opened]
    assert pages
    assert all(bare("ข้อมูลตัวอย่าง") in page for page in pages)


def test_scores_of_the_real_town_are_those_of_its_report(demo: tuple[Prongsai, Path]) -> None:
    _, out = demo
    report = json.loads((out / "report-2568.json").read_bytes())
    scores = {
        outcome["item"]["code"]: ([score["score"] for score in outcome["scores"]], outcome["delta"])
        for measure in report["measures"]
        for outcome in measure["outcomes"]
        if outcome["item"]
    }
    assert scores == {
        "i3": (["100.00", "100.00"], "0.00"),
        "e9": (["96.01", "100.00"], "3.99"),
        "i11": (["100.00", "100.00"], "0.00"),
        "e7": (["92.50", "97.38"], "4.88"),
    }
