"""An Excel workbook: each sheet one table, values as a person sees them, text of its drawing boxes as paragraphs."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

import openpyxl

from prongsai.documents.reading.model import (
    Note,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    UnreadableFileError,
)
from prongsai.documents.reading.safety import Allowance, Package, damaged, parse_xml

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWING: Final = re.compile(r"xl/drawings/drawing\d+\.xml")
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE: Final = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)")
_LONGEST_GAP: Final = 100
_EMPTY: Final = ReadCell()


def read_xlsx(content: bytes, package: Package, allowance: Allowance) -> ReadDocument:
    """All sheets in order, hidden ones too, each without empty rows and columns at its edges."""
    blocks: list[ReadParagraph | ReadTable] = []
    notes: list[Note] = []
    with warnings.catch_warnings():
        # openpyxl warns of whatever it will not write back; nothing is written back.
        warnings.simplefilter("ignore")
        for title, hidden, rows in _sheets(content, allowance):
            if rows:
                blocks.append(ReadTable(rows, title))
                notes += [_hidden(title)] if hidden else []
    blocks += _boxes(package, allowance)
    notes += [_NOT_COMPUTED] if _has_formulas_without_values(package) else []
    return ReadDocument(tuple(blocks), "xlsx", tuple(notes))


def _sheets(
    content: bytes, allowance: Allowance
) -> Iterator[tuple[str, bool, tuple[tuple[ReadCell, ...], ...]]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # What a file says of its own extent may be wrong, and rows beyond it would be lost.
            sheet.reset_dimensions()
            yield sheet.title, sheet.sheet_state != "visible", _trimmed(sheet.iter_rows(), allowance)
        book.close()
    except UnreadableFileError:
        raise
    except Exception as error:  # openpyxl lets whatever a malformed part causes pass through
        raise damaged() from error


def _hidden(title: str) -> Note:
    return Note(
        f"แผ่นงาน {title!r} ถูกซ่อนไว้ แต่อ่านรวมด้วย", f"The sheet {title!r} is hidden; it was read all the same."
    )


_NOT_COMPUTED: Final = Note(
    "บางสูตรยังไม่มีผลลัพธ์ในแฟ้ม ช่องเหล่านั้นจึงว่าง: เปิดแฟ้มด้วยโปรแกรมตารางคำนวณ บันทึก แล้วลองใหม่",
    "Some formulas have no saved value and their cells are empty: open the file in a spreadsheet program, save it, and retry.",
)


def _trimmed(rows: Iterator[tuple[Any, ...]], allowance: Allowance) -> tuple[tuple[ReadCell, ...], ...]:
    """The rows without the empty edges; a stray cell far below does not bring a million empty rows with it."""
    kept: list[list[ReadCell]] = []
    empty = 0
    for row in rows:
        cells = [_cell(cell) for cell in row]
        while cells and not cells[-1].lines:
            cells.pop()
        allowance.spend(len(cells))
        empty = 0 if cells else empty + 1
        if cells or (kept and empty <= _LONGEST_GAP):
            kept.append(cells)
    while kept and not kept[-1]:
        kept.pop()
    width = max(map(len, kept), default=0)
    allowance.spend(len(kept) * width)
    left = min(
        (next(place for place, cell in enumerate(row) if cell.lines) for row in kept if row), default=0
    )
    return tuple((*row, *[_EMPTY] * (width - len(row)))[left:] for row in kept)


def _cell(cell: Any) -> ReadCell:
    if cell.value is None:
        return _EMPTY
    text = _as_text(cell.value, cell.number_format or "")
    return ReadCell(tuple(line.strip() for line in text.splitlines() if line.strip()))


def _as_text(value: Any, number_format: str) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, percent=number_format.rstrip().endswith("%"))
        case datetime():
            at_midnight = value.time() == time()
            return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)


def _number(value: float, *, percent: bool) -> str:
    """A number in plain digits, as exact as Excel keeps it: 15 places, no ".0", no exponent."""
    try:
        exact = Decimal(format(value, ".15g") if isinstance(value, float) else value)
        shown = exact * 100 if percent else exact
        text = format(shown, "f")
    except (ArithmeticError, ValueError):
        return str(value)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if percent else text


def _boxes(package: Package, allowance: Allowance) -> Iterator[ReadParagraph]:
    """Text in shapes and text boxes, which lie over the sheets."""
    for name in sorted(package.names):
        if _DRAWING.fullmatch(name):
            for paragraph in parse_xml(package.part(name)).iter(f"{_A}p"):
                allowance.spend()
                text = "".join(part.text or "" for part in paragraph.iter(f"{_A}t")).strip()
                if text:
                    yield ReadParagraph(text, "text box")


def _has_formulas_without_values(package: Package) -> bool:
    return any(_NO_VALUE.search(package.part(name)) for name in package.names if _SHEET.fullmatch(name))
