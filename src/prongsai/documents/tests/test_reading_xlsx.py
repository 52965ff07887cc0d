"""Workbooks by XlsxWriter and openpyxl: values as a person sees them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings

from prongsai.documents.reading import ReadDocument, read_bytes
from prongsai.documents.tests.reading_samples import letters, lines, paragraphs, rows, stripped, tables, texts
from prongsai.documents.tests.samples import report
from prongsai.documents.xlsx import render_xlsx


def written(fill: Callable[[Any], None]) -> ReadDocument:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        fill(book)
    return read_bytes(buffer.getvalue(), "x.xlsx")


def sheet_of(*cells: tuple[int, int, Any, str]) -> list[list[list[str]]]:
    """Lines of a sheet with these cells: row, column, value, number format."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("แผ่น")
        for row, column, value, form in cells:
            sheet.write(row, column, value, book.add_format({"num_format": form}) if form else None)

    (table,) = tables(written(fill))
    assert table.where == "แผ่น"
    return lines(table)


@settings(deadline=None)
@given(rows(3))
def test_what_stands_in_cells_comes_back_line_for_line(cells: list[list[list[str]]]) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for place, row in enumerate(cells):
            for column, cell in enumerate(row):
                sheet.write_string(place + 2, column + 1, "\n".join(cell))

    document = written(fill)
    assert document.kind == "xlsx"
    assert lines(tables(document)[0]) == stripped(cells)
    assert letters(texts(document)) == letters(line for row in cells for cell in row for line in cell)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (3.0, "", "3"),
        (96.01, "", "96.01"),
        (0.1 + 0.2, "", "0.3"),
        (1e15, "", "1000000000000000"),
        (0.9601, "0.00%", "96.01%"),
        (datetime(2025, 9, 30), "dd/mm/yyyy", "2025-09-30"),  # noqa: DTZ001 - a workbook knows no zones
        (datetime(2025, 9, 30, 14, 5), "dd/mm/yyyy hh:mm", "2025-09-30 14:05:00"),  # noqa: DTZ001
        (True, "", "TRUE"),
        ("๙๖.๐๑", "", "๙๖.๐๑"),
    ],
)
def test_a_value_is_text_as_a_person_would_write_it(value: Any, form: str, shown: str) -> None:
    assert sheet_of((0, 0, value, form)) == [[[shown]]]


def test_empty_edges_are_trimmed_and_gaps_inside_stay() -> None:
    assert sheet_of((3, 2, "ก", ""), (5, 4, "ข", "")) == [[["ก"], [], []], [[], [], []], [[], [], ["ข"]]]


def test_a_stray_cell_far_away_does_no_harm() -> None:
    found = sheet_of((0, 0, "ก", ""), (1_000_000, 300, "ไกล", ""))
    assert len(found) < 200
    assert letters(line for row in found for cell in row for line in cell) == letters(["กไกล"])


def test_merged_cells_formulas_hidden_sheets_and_boxes() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("หนึ่ง")
        sheet.merge_range(0, 0, 1, 1, "รวม")
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.insert_textbox(5, 0, "กล่อง")
        hidden = book.add_worksheet("ลับ")
        hidden.write(0, 0, "ซ่อน")
        hidden.hide()
        book.add_worksheet("เปล่า")

    document = written(fill)
    assert [lines(table) for table in tables(document)] == [[[["รวม"], [], []], [[], [], ["2"]]], [[["ซ่อน"]]]]
    assert paragraphs(document) == ["กล่อง"]
    (note,) = document.notes
    assert "ลับ" in note.message_th
    assert "ลับ" in note.message_en


def test_formulas_that_were_never_computed_are_said() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(
        ["ก", "=1+1", time(9, 30), datetime(2025, 1, 2, tzinfo=UTC).replace(tzinfo=None)]
    )
    buffer = io.BytesIO()
    book.save(buffer)
    document = read_bytes(buffer.getvalue(), "x")
    assert lines(tables(document)[0]) == [[["ก"], [], ["09:30:00"], ["2025-01-02"]]]
    assert any("formulas" in note.message_en for note in document.notes)


def test_our_own_report_reads_back() -> None:
    found = lines(tables(read_bytes(render_xlsx(report()), "x"))[0])
    assert [["E-Service"], ["วิธีดำเนินการ", "๑. กำหนดนโยบาย", "หมายเหตุ: ร่าง"]] in [row[:2] for row in found]
