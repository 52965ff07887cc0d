"""The real report as other programs save it: Word, Excel, a web page, an old encoding. The same draft each time."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from prongsai.documents.reading import ReadParagraph, ReadTable, read_bytes, read_file
from prongsai.measures.importing import draft_of, same_report

pytestmark = pytest.mark.seed

Blocks = list[ReadParagraph | ReadTable]


def as_docx(blocks: Blocks) -> bytes:
    """Paragraphs and tables as python-docx writes them, without any style of ours."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, ReadParagraph):
            document.add_paragraph(block.text)
            continue
        table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
        for row, read in zip(table.rows, block.rows, strict=True):
            for cell, content in zip(row.cells, read, strict=True):
                cell.text = "\n".join(content.lines)
    return saved(document.save)


def as_xlsx(blocks: Blocks) -> bytes:
    """One sheet, the tables under one another as somebody would paste them."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for block in blocks:
        if isinstance(block, ReadParagraph):
            sheet.append([block.text])
        else:
            for row in block.rows:
                sheet.append(["\n".join(cell.lines) for cell in row])
    return saved(workbook.save)


def as_html(blocks: Blocks) -> bytes:
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body>"]
    for block in blocks:
        if isinstance(block, ReadParagraph):
            parts.append(f"<p>{html.escape(block.text)}</p>")
            continue
        rows = (
            "<tr>"
            + "".join(f"<td>{'<br>'.join(map(html.escape, cell.lines))}</td>" for cell in row)
            + "</tr>"
            for row in block.rows
        )
        parts.append(f"<table>{''.join(rows)}</table>")
    return "".join([*parts, "</body></html>"]).encode()


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


@pytest.mark.parametrize("save", [as_docx, as_xlsx, as_html])
def test_the_format_does_not_matter(seed_report: Path, save: Callable[[Blocks], bytes]) -> None:
    read = read_file(seed_report)
    expected = draft_of(read)
    again = draft_of(read_bytes(save(list(read.blocks)), "report"))
    assert same_report(again, expected)
    assert (again.agency_name, again.province, again.fiscal_year) == (
        expected.agency_name,
        expected.province,
        2568,
    )
    shape = [
        (measure.responsible, [outcome.as_json()["scores"] for outcome in measure.outcomes])
        for measure in again.measures
    ]
    assert shape == [
        (measure.responsible, [outcome.as_json()["scores"] for outcome in measure.outcomes])
        for measure in expected.measures
    ]


def test_neither_does_the_encoding(seed_report: Path) -> None:
    text = seed_report.read_text("utf-8")
    assert same_report(
        draft_of(read_bytes(text.encode("cp874", "xmlcharrefreplace"), "r.txt")),
        draft_of(read_file(seed_report)),
    )
