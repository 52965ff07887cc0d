"""Rows of a file of scores, XLSX or CSV, with the place of every cell, so that errors can name it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from prongsai.documents.reading.encoding import decoded
from prongsai.documents.reading.model import UnreadableFileError
from prongsai.documents.reading.safety import Package, damaged

LARGEST_FILE: Final = 5_000_000
"""Bytes. A year has some 70 rows; official files stay far below."""
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
MOST_SHEETS: Final = 20


@dataclass(frozen=True, slots=True)
class SheetCell:
    """Text of a cell as a person sees it; `fault_th`, `fault_en` say why it cannot be used, empty when it can."""

    text: str
    fault_th: str = ""
    fault_en: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number: of the row in the file, from 1."""

    number: int
    cells: tuple[SheetCell, ...]

    def cell(self, column: int) -> SheetCell:
        """The cell of a column from 0; an empty one where the row is short."""
        return self.cells[column] if column < len(self.cells) else SheetCell("")


def read_sheets(content: bytes, name: str) -> list[list[SheetRow]]:
    """The sheets of a file that hold anything, each with its rows that are not empty; a CSV is one sheet.

    Raises UnreadableFileError, which says what to change.
    """
    if not content.strip():
        raise UnreadableFileError(
            "แฟ้มว่างเปล่า: เลือกแฟ้มที่มีคะแนน", "The file is empty: choose the file that holds the scores."
        )
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(
            f"แฟ้มใหญ่เกิน {LARGEST_FILE // 1_000_000} เมกะไบต์: เหลือไว้เฉพาะแผ่นงานคะแนน",
            f"The file is larger than {LARGEST_FILE // 1_000_000} MB: keep the sheet of scores only.",
        )
    if content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError(
            f"แฟ้ม {name[:80]} ไม่ใช่ XLSX หรือ CSV: เปิดในโปรแกรมตารางแล้วบันทึกเป็น .xlsx",
            f"{name[:80]} is neither XLSX nor CSV: open it in a spreadsheet program and save it as .xlsx.",
        )
    sheets = _workbook_sheets(content) if content.startswith(b"PK") else [list(_csv_rows(decoded(content)))]
    if not any(sheets):
        raise UnreadableFileError(
            "แฟ้มไม่มีข้อมูล: ดาวน์โหลดแบบฟอร์มแล้วกรอกคะแนน",
            "The file has no rows: download the template and fill in the scores.",
        )
    return [rows for rows in sheets if rows]


def _csv_rows(text: str) -> Iterator[SheetRow]:
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first_line.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(rows, 1):
            _refuse_too_many(number, len(cells))
            if any(cell.strip() for cell in cells):
                yield SheetRow(number, tuple(SheetCell(cell.strip()) for cell in cells))
    except csv.Error as error:
        raise UnreadableFileError(
            "อ่าน CSV ไม่ได้ เครื่องหมายคำพูดหรือบรรทัดไม่ครบ: บันทึกใหม่เป็น XLSX หรือ CSV UTF-8",
            f"The CSV cannot be read ({error}): save it again as XLSX or CSV UTF-8.",
        ) from error


def _workbook_sheets(content: bytes) -> list[list[SheetRow]]:
    """Rows of each sheet. Formulas count by the value that was saved with them."""
    Package(content).check_parts()
    try:
        values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [list(_sheet_rows(sheet, formulas[sheet.title])) for sheet in values.worksheets[:MOST_SHEETS]]
    except UnreadableFileError:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
    ) as error:
        raise damaged() from error


def _sheet_rows(sheet: Any, formulas: Any) -> Iterator[SheetRow]:
    limits = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS}
    for number, (shown, written) in enumerate(
        zip(sheet.iter_rows(**limits), formulas.iter_rows(**limits), strict=False), 1
    ):
        _refuse_too_many(number, len(shown))
        cells = tuple(_cell(value, formula) for value, formula in zip(shown, written, strict=False))
        if any(cell.text or cell.fault_en for cell in cells):
            yield SheetRow(number, cells)


def _refuse_too_many(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnreadableFileError(
            f"ตารางใหญ่เกิน {MOST_ROWS} แถวหรือ {MOST_COLUMNS} คอลัมน์: เหลือไว้เฉพาะตารางคะแนน",
            f"The table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns: keep the table of scores only.",
        )


def _cell(shown: Any, written: Any) -> SheetCell:
    value = shown.value
    if value is None:
        if isinstance(written.value, str) and written.value.startswith("="):
            return SheetCell(
                "", "เป็นสูตรที่ไม่มีค่าบันทึกไว้: วางเป็นค่า", "is a formula without a saved value: paste it as a value"
            )
        return SheetCell("")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return SheetCell(re.sub(r"\s+", " ", str(value)).strip())
    if "%" in (shown.number_format or ""):
        return SheetCell(
            f"{value}",
            "เป็นรูปแบบร้อยละ: เปลี่ยนเป็นตัวเลข 0-100",
            "has a per cent format: change it to a number 0-100",
        )
    return SheetCell(_number(value))


def _number(value: float) -> str:
    """A number as it was meant: 96.01 for the nearest double, 100 for 100.0."""
    whole = round(value, 6)
    return str(int(whole)) if whole == int(whole) else f"{whole:.6f}".rstrip("0")
