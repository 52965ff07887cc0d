"""Pages of a PDF taken apart: cells by the rules drawn around them, and the text that stands outside tables."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from prongsai.documents.reading import refusals
from prongsai.documents.reading.model import (
    Note,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    UnreadableFileError,
)
from prongsai.documents.reading.pdf_lines import Area, Glyph, habits_of, lines_of, paragraphs_of
from prongsai.documents.reading.pdf_text import UNKNOWN, letter
from prongsai.documents.reading.safety import damaged, encrypted

MOST_PAGES: Final = 300
_THIN: Final = 2.0
"""Points; what is thinner is a rule, what is thicker and only filled is a background."""
_NARROWEST: Final = 20.0
"""Points; a table is wider."""
_TABLE_SETTINGS: Final = {"snap_tolerance": 1.5, "join_tolerance": 1.5, "intersection_tolerance": 1.5}
_MOST_RULES: Final = 20_000
_MOST_UNKNOWN: Final = 0.3


@dataclass(slots=True)
class _PageTable:
    page: int
    rows: list[list[Area]]
    is_continued: bool = False
    """It begins with a row that goes on from the page before, as far as that can be told."""

    def areas(self) -> Iterator[Area]:
        for row in self.rows:
            yield from row


@dataclass(slots=True)
class _PageText:
    page: int
    area: Area

    def areas(self) -> Iterator[Area]:
        yield self.area


@dataclass(slots=True)
class _Pages:
    parts: list[_PageTable | _PageText] = field(default_factory=list)
    letters: int = 0
    unknown: dict[int, int] = field(default_factory=dict)
    """Glyphs without a letter, by page."""


def read_pages(content: bytes) -> ReadDocument:
    """Everything on the pages; raises UnreadableFileError for a PDF that is encrypted, damaged, too long or a scan."""
    try:
        with pdfplumber.open(io.BytesIO(content), unicode_norm=None) as pdf:
            pages = _taken_apart(pdf)
    except (PdfminerException, PDFEncryptionError) as error:
        cause = error.args[0] if error.args else error
        raise (
            encrypted() if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) else damaged()
        ) from error
    except UnreadableFileError:
        raise
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as error:
        # What pdfminer lets pass when the objects of a file are not what they should be.
        raise damaged() from error
    unknown = sum(pages.unknown.values())
    if pages.letters == 0 or unknown > _MOST_UNKNOWN * pages.letters:
        raise refusals.scan() if pages.letters == 0 else _no_letters()
    return _document(pages)


def _no_letters() -> UnreadableFileError:
    return UnreadableFileError(
        "ตัวอักษรใน PDF นี้อ่านไม่ออก เพราะแฟ้มไม่บอกว่ารูปใดคืออักษรใด: ใช้แฟ้มต้นฉบับ (DOCX) หรือบันทึกเป็น PDF ใหม่จากต้นฉบับ",
        "The letters of this PDF cannot be told, as it does not say which shape is which letter: "
        "use the original (DOCX), or save it as PDF again.",
    )


def _taken_apart(pdf: Any) -> _Pages:
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableFileError(
            f"PDF ยาวเกิน {MOST_PAGES} หน้า: บันทึกเฉพาะหน้าที่เป็นรายงานแล้วลองใหม่",
            f"The PDF has more than {MOST_PAGES} pages: save only those of the report and try again.",
        )
    pages = _Pages()
    for page in pdf.pages:
        _take_page(pages, page)
        page.close()
    _join_continued(pages.parts)
    return pages


def _take_page(pages: _Pages, page: Any) -> None:
    number = int(page.page_number)
    glyphs: list[Glyph] = page.dedupe_chars(tolerance=0.5).chars
    shown = [letter(glyph["text"]) for glyph in glyphs]
    pages.letters += sum(1 for text in shown if text.strip())
    unknown = sum(text.count(UNKNOWN) for text in shown)
    if unknown:
        pages.unknown[number] = unknown
    rules = _rules(page)
    tables = sorted(_tables(page), key=lambda table: (table.bbox[1], table.bbox[0]))
    outside = set(range(len(glyphs)))
    parts: list[tuple[float, _PageTable | _PageText]] = []
    for table in tables:
        rows = _cells(table, glyphs, outside, number, rules)
        if any(area.lines for row in rows for area in row):
            parts.append((float(table.bbox[1]), _PageTable(number, rows)))
    loose = lines_of([glyphs[place] for place in sorted(outside)], number, rules)
    parts += _open_text(loose, [top for top, _ in parts], number)
    pages.parts += [part for _, part in sorted(parts, key=lambda one: one[0])]


def _tables(page: Any) -> list[Any]:
    """Tables by their rules; a filled background is no rule."""
    if len(page.edges) > _MOST_RULES:
        return []
    drawn = page.filter(lambda thing: not (thing.get("object_type") == "rect" and _is_background(thing)))
    return list(
        drawn.find_tables({**_TABLE_SETTINGS, "explicit_horizontal_lines": _missing_edges(drawn.edges)})
    )


def _missing_edges(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Level edges where a table's upright rules begin or end in the open, as some programs leave them at a page's end."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    levels = sorted(edge["top"] for edge in edges if edge["orientation"] == "h")
    ends = sorted((edge[end], edge["x0"]) for edge in upright for end in ("top", "bottom"))
    groups: list[list[tuple[float, float]]] = []
    for end in ends:
        if not groups or end[0] - groups[-1][0][0] > _THIN:
            groups.append([])
        groups[-1].append(end)
    found = []
    for group in groups:
        left, right = min(x for _, x in group), max(x for _, x in group)
        place = bisect_left(levels, group[0][0] - _THIN)
        is_drawn = place < len(levels) and levels[place] <= group[-1][0] + _THIN
        if right - left > _NARROWEST and not is_drawn:
            found.append(_level_edge(left, right, group[0][0]))
    return found


def _level_edge(left: float, right: float, top: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": top,
        "width": right - left,
        "height": 0.0,
    }


def _is_background(rect: dict[str, Any]) -> bool:
    return not rect.get("stroke") and rect["width"] > _THIN and rect["height"] > _THIN


def _rules(page: Any) -> list[tuple[float, float, float]]:
    """Left, right and height of the level rules on a page."""
    thin = [thing for thing in (*page.lines, *page.rects) if thing["height"] <= _THIN < thing["width"]]
    return [(thing["x0"], thing["x1"], (thing["top"] + thing["bottom"]) / 2) for thing in thin[:_MOST_RULES]]


def _cells(
    table: Any,
    glyphs: Sequence[Glyph],
    outside: set[int],
    page: int,
    rules: Sequence[tuple[float, float, float]],
) -> list[list[Area]]:
    """Rows of areas; a place that a merged cell covers has an area without lines. Glyphs taken leave `outside`."""
    left, top, right, bottom = table.bbox
    near = [
        place
        for place in outside
        if left <= _middle(glyphs[place])[0] <= right and top <= _middle(glyphs[place])[1] <= bottom
    ]
    rows = []
    for row in table.rows:
        areas = []
        for box in row.cells:
            taken = sorted(
                place for place in near if place in outside and box and _is_in(_middle(glyphs[place]), box)
            )
            outside.difference_update(taken)
            inner = [rule for rule in rules if box and box[1] + 1 < rule[2] < box[3] - 1]
            lines = lines_of([glyphs[place] for place in taken], page, inner)
            areas.append(Area(box[0] if box else 0.0, box[2] if box else 0.0, lines))
        rows.append(areas)
    return rows


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph["x0"] + glyph["x1"]) / 2, (glyph["top"] + glyph["bottom"]) / 2


def _is_in(point: tuple[float, float], box: Sequence[float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _open_text(lines: Sequence[Any], tops: list[float], page: int) -> Iterator[tuple[float, _PageText]]:
    """Lines outside tables, those between two tables together."""
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    between: dict[int, list[Any]] = {}
    for line in lines:
        between.setdefault(sum(1 for top in tops if top < line.baseline), []).append(line)
    for group in between.values():
        yield group[0].baseline, _PageText(page, Area(left, right, group))


def _join_continued(parts: list[_PageTable | _PageText]) -> None:
    """Put rows that pages cut together again, where that is beyond doubt: the header is repeated, the first cell empty."""
    before: _PageTable | None = None
    last_row: list[Area] | None = None
    for part in parts:
        if not isinstance(part, _PageTable):
            continue
        follows = (
            before is not None and part.page == before.page + 1 and len(part.rows[0]) == len(before.rows[0])
        )
        if before is not None and follows:
            _join(before, last_row, part)
        if not follows or len(part.rows) > 1:
            last_row = part.rows[-1] if len(part.rows) > 1 else None
        before = part


def _join(before: _PageTable, last_row: list[Area] | None, table: _PageTable) -> None:
    """last_row: the row that may go on, None when there was only a header."""
    repeated = _words(before.rows[0]) == _words(table.rows[0])
    first = 1 if repeated else 0
    if first >= len(table.rows) or table.rows[first][0].lines:
        return
    if not repeated or last_row is None:
        table.is_continued = True
        return
    for area, more in zip(last_row, table.rows.pop(first), strict=False):
        area.lines += more.lines
        # A place that was covered before has no edges of its own.
        area.left, area.right = (area.left, area.right) if area.right else (more.left, more.right)


def _words(row: list[Area]) -> list[str]:
    return ["".join("".join(line.text for line in area.lines).split()) for area in row]


def _document(pages: _Pages) -> ReadDocument:
    habits = habits_of([area for part in pages.parts for area in part.areas()])
    blocks: list[ReadParagraph | ReadTable] = []
    tables = 0
    for part in pages.parts:
        if isinstance(part, _PageText):
            blocks += [ReadParagraph(text, f"page {part.page}") for text in paragraphs_of(part.area, habits)]
        else:
            tables += 1
            rows = tuple(
                tuple(ReadCell(tuple(paragraphs_of(area, habits))) for area in row) for row in part.rows
            )
            blocks.append(ReadTable(rows, f"table {tables}, page {part.page}"))
    return ReadDocument(tuple(blocks), "pdf", tuple(_notes(pages)))


def _notes(pages: _Pages) -> Iterator[Note]:
    for part in pages.parts:
        if isinstance(part, _PageTable) and part.is_continued:
            yield Note(
                f"แถวแรกของตารางในหน้า {part.page} อาจต่อจากหน้าก่อน: ตรวจเทียบกับต้นฉบับ",
                f"The first row of the table on page {part.page} may go on from the page before: compare with the original.",
            )
    for page, count in sorted(pages.unknown.items()):
        yield Note(
            f"หน้า {page} มี {count} ตัวอักษรที่อ่านไม่ออก แสดงเป็น {UNKNOWN}: ตรวจเทียบกับต้นฉบับ",
            f"Page {page} has {count} letters that cannot be told, shown as {UNKNOWN}: compare with the original.",
        )
