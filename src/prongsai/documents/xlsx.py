"""The document as an Excel workbook: one sheet in the order of the document, further tables on sheets of their own.

Nothing is ever a formula, a number or a guessed link: each text is written as text. One row of the table is one row
of the sheet; only a cell that Excel could not show (409 points) or hold (32,767 UTF-16 units) goes on in the row
beneath, where the other cells stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from prongsai.documents import wording
from prongsai.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    QrCodes,
    Signatures,
    Table,
    Voice,
)
from prongsai.documents.plain import cleaned, link_target
from prongsai.documents.sheet_text import LINE_POINTS, TALLEST_POINTS, lines_needed, pieces, sheet_name

UNDATED: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands in the properties when the caller gives no time."""
SHEET: Final = "รายงาน"
FONT: Final = "TH Sarabun New"
_SIZE: Final = 14
_INK: Final[dict[Voice, dict[str, Any]]] = {
    Voice.WRITTEN: {},
    Voice.HEADING: {"underline": 1},
    Voice.COMPUTED: {"font_color": "#123F73"},
    Voice.NOTE: {"font_color": "#4A4A4A", "font_size": 12},
}
_WIDTHS: Final = (180, 200, 220, 240, 260, 280)
"""Total widths to try, in characters: the narrowest that lets every row stay one row."""
_FREEZE_POINTS: Final = 300
"""What stands above the first row must leave room on a small screen, or nothing is frozen."""
_URL_LIMIT: Final = 2_000
_HEADER_LIMIT: Final = 200


def render_xlsx(document: Document, *, created: datetime | None = None) -> bytes:
    """The document as .xlsx; created: the time in its properties (aware), UNDATED when not given."""
    tidy = cleaned(document)
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": tidy.title,
            "subject": tidy.subject,
            "author": tidy.author,
            "company": tidy.author,
            "keywords": ", ".join(tidy.keywords),
            "created": (created or UNDATED).astimezone(UTC).replace(tzinfo=None),
        }
    )
    _Workbook(book, tidy).write()
    book.close()
    return _with_growing_rows(out)


def _with_growing_rows(written: BytesIO) -> bytes:
    """The same package with row heights as proposals, not as fixed ones, so that a row grows when an officer edits it.

    XlsxWriter can only fix a height (customHeight), and without any height LibreOffice draws one line per row.
    """
    packed = BytesIO()
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", content)
            entry = ZipInfo(name, date_time=UNDATED.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return packed.getvalue()


@dataclass(slots=True)
class _Sheet:
    """A worksheet that is filled from the top. widths: of its columns, in characters."""

    page: Any
    widths: tuple[int, ...]
    row: int = 0
    points: float = 0
    links: dict[str, str] = field(default_factory=dict)


class _Workbook:
    """Writes one document into one workbook."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book = book
        self.document = document
        self.taken: list[str] = []
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def write(self) -> None:
        document = self.document
        tables = [block for block in document.blocks if isinstance(block, Table)]
        sheet = self._sheet(SHEET, _column_widths(tables[0]) if tables else (_WIDTHS[0],))
        self._wide(sheet, document.title, bold=True, font_size=20, align="center")
        for text in document.subtitles:
            self._wide(sheet, text, font_size=16, align="center")
        if document.notice:
            self._wide(
                sheet, document.notice, bold=True, font_color="#5C3200", bg_color="#FFF6E5", align="center"
            )
        for block in document.blocks:
            self._block(sheet, block, first_table=tables[0] if tables else None)
        if document.footer:
            self._wide(sheet, document.footer, font_color="#4A4A4A")

    def _block(self, sheet: _Sheet, block: Block, *, first_table: Table | None) -> None:
        match block:
            case Heading():
                sheet.row += 1
                self._wide(sheet, block.text, bold=True, font_size=16)
            case Paragraph():
                line = Line(block.text, block.voice)
                self._wide(sheet, line.shown, indent=2 if block.indent else 0, **_INK[block.voice])
            case Table() if block is first_table:
                self._table(sheet, block)
            case Table():
                self._further_table(sheet, block)
            case Signatures():
                self._signatures(sheet, block)
            case QrCodes():
                for code in block.codes:
                    self._wide(sheet, code.caption, url=code.content)

    def _sheet(self, wanted: str, widths: tuple[int, ...]) -> _Sheet:
        name = sheet_name(wanted, self.taken)
        self.taken.append(name)
        page = self.book.add_worksheet(name)
        if self.document.landscape:
            page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.hide_gridlines(2)
        page.set_header(_running("&C", self.document.notice))
        page.set_footer(f"{_running('&L', self.document.footer)}&R{wording.PAGE} &P {wording.OF} &N")
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        return _Sheet(page, widths)

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": _SIZE, "text_wrap": True, "valign": "top"}
            self._formats[key] = self.book.add_format(base | properties)
        return self._formats[key]

    def _wide(self, sheet: _Sheet, text: str, *, url: str = "", **look: object) -> None:
        """One text over all columns, in as many rows as it needs; Excel does not size merged rows, so we do."""
        width = sum(sheet.widths)
        style = self._format(**look)
        for piece in pieces((Line(text),), width):
            content = "\n".join(line.text for line in piece)
            size = float(str(look.get("font_size", _SIZE)))
            height = min(
                TALLEST_POINTS, lines_needed(content, int(width * _SIZE / size)) * LINE_POINTS * size / _SIZE
            )
            sheet.page.set_row(sheet.row, height)
            if len(sheet.widths) > 1:
                sheet.page.merge_range(sheet.row, 0, sheet.row, len(sheet.widths) - 1, "", style)
            if not self._link(sheet, url, content):
                self._text(sheet.page, sheet.row, 0, [(Voice.WRITTEN, content)], style, dict(look))
            sheet.row += 1
            sheet.points += height

    def _link(self, sheet: _Sheet, url: str, text: str) -> bool:
        target = link_target(url)
        if not target or len(target) > _URL_LIMIT:
            return False
        look = self._format(font_color="#0B4F9E", underline=1)
        return bool(sheet.page.write_url(sheet.row, 0, target, look, string=text) == 0)

    def _text(
        self,
        page: Any,
        row: int,
        column: int,
        runs: Sequence[tuple[Voice, str]],
        style: Any,
        look: dict[str, object],
    ) -> None:
        """A cell of runs in their voices; plain when one voice speaks."""
        if not runs:
            page.write_blank(row, column, None, style)
            return
        if len(runs) == 1:
            voice, text = runs[0]
            # XlsxWriter would take a text between <r> and </r> for its own markup; as two runs it is text again.
            if len(text) == 1 or voice is Voice.WRITTEN and not text.startswith("<r>"):
                page.write_string(row, column, text, style)
                return
            runs = [(voice, text[:1]), (voice, text[1:])]
        tokens: list[Any] = []
        for voice, text in runs:
            tokens += [self._format(**look | _INK[voice]), text]
        page.write_rich_string(row, column, *tokens, style)

    def _table(self, sheet: _Sheet, table: Table) -> None:
        if table.caption:
            sheet.row += 1
            self._wide(sheet, table.caption, bold=True, font_size=16)
        head = sheet.row
        labels = tuple(Cell((Line(column.label),)) for column in table.columns)
        look: dict[str, object] = {
            "bold": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#E6ECF3",
        }
        self._row(sheet, labels, lambda _: look)
        height = max(
            lines_needed(column.label, width)
            for column, width in zip(table.columns, sheet.widths, strict=True)
        )
        if sheet.points + height * LINE_POINTS <= _FREEZE_POINTS:
            sheet.page.freeze_panes(sheet.row, 1 if len(table.columns) > 2 else 0)
        sheet.page.repeat_rows(head, sheet.row - 1)
        for row in table.rows:
            self._row(sheet, row, lambda place: {"bold": True} if place == 0 else {})
            sheet.links.update({link_target(line.url): line.shown for cell in row for line in cell.lines})
        self._links(sheet)

    def _row(self, sheet: _Sheet, row: Sequence[Cell], look: Callable[[int], dict[str, object]]) -> None:
        """A row of the table: mostly one row of the sheet. The border closes only at its ends."""
        parts = [pieces(cell.lines, width) for cell, width in zip(row, sheet.widths, strict=True)]
        deep = max(1, *(len(part) for part in parts))
        for step in range(deep):
            needed = (
                _lines_of(part[step], width)
                for part, width in zip(parts, sheet.widths, strict=True)
                if step < len(part)
            )
            sheet.page.set_row(sheet.row, min(TALLEST_POINTS, max(needed, default=1) * LINE_POINTS))
            edges = {
                "left": 1,
                "right": 1,
                "top": 1 if step == 0 else 0,
                "bottom": 1 if step == deep - 1 else 0,
            }
            for place, part in enumerate(parts):
                runs = _runs(part[step]) if step < len(part) else []
                style = self._format(**edges, **look(place))
                self._text(sheet.page, sheet.row, place, runs, style, look(place))
            sheet.row += 1

    def _links(self, sheet: _Sheet) -> None:
        """What lines of the table lead to: Excel has one link per cell, so they stand in a list beneath."""
        sheet.links.pop("", None)
        if not sheet.links:
            return
        sheet.row += 1
        self._wide(sheet, wording.LINKS, bold=True)
        for url, text in sheet.links.items():
            self._wide(sheet, f"{text} — {url}", url=url)
        sheet.links.clear()

    def _further_table(self, sheet: _Sheet, table: Table) -> None:
        other = self._sheet(table.caption, _column_widths(table))
        self._table(other, table)
        self._wide(sheet, f"{wording.SEE_SHEET} {other.page.get_name()}: {table.caption}")

    def _signatures(self, sheet: _Sheet, block: Signatures) -> None:
        sheet.row += 1
        self._wide(sheet, block.title, bold=True, font_size=16)
        for person in block.people:
            for line in wording.signature_lines(person):
                self._wide(sheet, line)
            sheet.row += 1


def _lines_of(lines: Iterable[Line], width: int) -> int:
    return sum(lines_needed(line.text, width) for line in lines)


def _runs(lines: Iterable[Line]) -> list[tuple[Voice, str]]:
    """Lines joined by line feeds, neighbours of one voice together, nothing empty: what a rich string takes."""
    runs: list[tuple[Voice, str]] = []
    for place, line in enumerate(lines):
        text = line.text if place == 0 else f"\n{line.text}"
        if runs and (runs[-1][0] is line.voice or not line.text):
            runs[-1] = (runs[-1][0], runs[-1][1] + text)
        elif text:
            runs.append((line.voice, text))
    return runs


def _column_widths(table: Table) -> tuple[int, ...]:
    """Characters per column: the narrowest total at which every row of the table fits one row of the sheet."""
    widths: tuple[int, ...] = ()
    for total in _WIDTHS:
        widths = _shares(table.columns, total)
        if all(
            len(pieces(cell.lines, width)) <= 1
            for row in table.rows
            for cell, width in zip(row, widths, strict=True)
        ):
            break
    return widths


def _shares(columns: Sequence[Column], total: int) -> tuple[int, ...]:
    whole = sum(column.share for column in columns)
    return tuple(min(250, max(8, round(total * column.share / whole))) for column in columns)


def _running(place: str, text: str) -> str:
    """A text for the head or foot of printed pages, where & begins a command; Excel allows 255 characters."""
    if not text:
        return ""
    line = re.sub(r"\s+", " ", text)[:_HEADER_LIMIT]
    return f'{place}&"{FONT},Regular"&12 {line.replace("&", "&&")}'[:_HEADER_LIMIT]
