"""A web page: its text and its tables, navigation and all; scripts, styles and what is never shown are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml import etree, html

from prongsai.documents.reading.encoding import not_text
from prongsai.documents.reading.model import (
    LineBuilder,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
)
from prongsai.documents.reading.safety import Allowance, damaged, too_much

# fmt: off
_DROPPED: Final = frozenset(
    {
        "script", "style", "noscript", "template", "head", "iframe", "object", "audio", "video",
        "title", "desc", "metadata", "datalist",
    }
)
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center",
        "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option",
        "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
    }
)
# fmt: on
_SECTIONS: Final = frozenset({"tbody", "thead", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})
_INNER_LOOKED_AT: Final = 50
_SPACES: Final = re.compile("[ \t\r\n\f]+")
_UNDERLINE: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bunderline", re.IGNORECASE)
_LONGEST_STYLE: Final = 1_000
_WIDEST_SPAN: Final = 200
_MOST_TAGS: Final = 2_000_000
_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?P<begins><!doctype\s+html|<html|<head|<body)?(?P<tag><[a-z])?",
    re.IGNORECASE | re.DOTALL,
)
_CELL_TAG: Final = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_LOOKED_AT: Final = 200_000


def is_page(text: str) -> bool:
    """Whether a text is a web page or a piece of one, rather than a plain text that holds some tags."""
    start = _START.match(text)
    if start is not None and start["begins"]:
        return True
    if start is not None and start["tag"] and (_CELL_TAG.search(text) or "\t" not in text):
        return True
    head = text[:_LOOKED_AT].lower()
    return "\t" not in head.strip() and all(tag in head for tag in ("<table", "<tr", "</table>"))


@dataclass(slots=True)
class _Reading:
    allowance: Allowance
    blocks: list[ReadParagraph | ReadTable] = field(default_factory=list)
    tables: int = 0
    paragraph: LineBuilder = field(default_factory=LineBuilder)

    def end_paragraph(self) -> None:
        text = "\n".join(self.paragraph.lines())
        self.paragraph = LineBuilder()
        if text:
            self.allowance.spend()
            where = f"after table {self.tables}" if self.tables else "before the first table"
            self.blocks.append(ReadParagraph(text, where))


def read_html(text: str, allowance: Allowance) -> ReadDocument:
    """Paragraphs and tables of a page; raises UnreadableFileError for one without text, or too large."""
    if text.count("<") > _MOST_TAGS:
        raise too_much()
    # The size is limited already, and HTML has no entities to inflate; without huge_tree the parser would drop
    # whatever is nested deeper than 256 elements or longer than 10 MB.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    # Bytes, because the parser refuses a str that declares an encoding; lone surrogates cannot be encoded.
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        raise not_text()
    if any(entry.level >= etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise damaged()
    reading = _Reading(allowance)
    _read_blocks(reading, root)
    reading.end_paragraph()
    return ReadDocument(tuple(reading.blocks), "html")


def _read_blocks(reading: _Reading, root: etree._Element) -> None:
    for token in _tokens(root, tables_whole=True):
        reading.allowance.spend(0)
        match token:
            case _Text():
                reading.paragraph.add(_shown(token))
            case _Table():
                reading.end_paragraph()
                _read_table(reading, token.element)
            case _Break():
                if token.tag == "br":
                    reading.paragraph.end_line()
                else:
                    reading.end_paragraph()


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    underlined: bool
    kept_as_is: bool


@dataclass(frozen=True, slots=True)
class _Break:
    tag: str


@dataclass(frozen=True, slots=True)
class _Table:
    element: etree._Element


@dataclass(frozen=True, slots=True)
class _Inside:
    """An element that is open, its children still to come, and what it does to its text."""

    element: etree._Element
    children: Iterator[etree._Element]
    underlined: bool
    kept_as_is: bool


def _tokens(root: etree._Element, *, tables_whole: bool = False) -> Iterator[_Text | _Break | _Table]:
    """Text and breaks of an element in reading order, without recursion: pages nest as deep as they like.

    tables_whole: yield a data table as one token instead of what is in it.
    """
    stack = [_Inside(root, iter(root), underlined=False, kept_as_is=False)]
    yield from _text_of(root.text, stack[-1])
    while stack:
        inside = stack[-1]
        child = next(inside.children, None)
        if child is None:
            stack.pop()
            yield from _break_of(inside.element)
            if stack:
                yield from _text_of(inside.element.tail, stack[-1])
        elif child.tag in _DROPPED or not isinstance(child.tag, str):
            yield from _text_of(child.tail, inside)
        elif tables_whole and child.tag == "table" and not _is_layout(child):
            yield _Table(child)
            yield from _text_of(child.tail, inside)
        else:
            yield from _break_of(child)
            stack.append(_entered(child, inside))
            yield from _text_of(child.text, stack[-1])


def _entered(child: etree._Element, parent: _Inside) -> _Inside:
    decorated = child.tag == "u" or bool(_UNDERLINE.search((child.get("style") or "")[:_LONGEST_STYLE]))
    underlined = (parent.underlined or decorated) and child.tag != "a"
    return _Inside(child, iter(child), underlined, parent.kept_as_is or child.tag in {"pre", "textarea"})


def _text_of(text: str | None, inside: _Inside) -> Iterator[_Text | _Break]:
    if not text:
        return
    if not inside.kept_as_is:
        yield _Text(text, inside.underlined, kept_as_is=False)
        return
    for number, line in enumerate(text.splitlines()):
        if number:
            yield _Break("br")
        yield _Text(line, inside.underlined, kept_as_is=True)


def _break_of(element: etree._Element) -> Iterator[_Break]:
    if element.tag in _BLOCKS:
        yield _Break(str(element.tag))


def _shown(token: _Text) -> str:
    return token.text if token.kept_as_is else _SPACES.sub(" ", token.text)


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page, with the tables that matter inside it."""
    if table.get("role") == "presentation":
        return True
    own = _own_rows(table)
    if any(cell.tag == "th" for row in own for cell in row):
        return False
    size = sum(map(len, own))
    inner = (_own_rows(one) for one in islice(table.iter("table"), 1, _INNER_LOOKED_AT))
    return any(len(rows) > 1 and max(map(len, rows)) > 2 and sum(map(len, rows)) > size for rows in inner)


def _own_rows(table: etree._Element) -> list[list[etree._Element]]:
    """Cells of the table's own rows, those of tables inside it left out."""
    parts = (child if child.tag in _SECTIONS else (child,) for child in table)
    return [[cell for cell in row if cell.tag in _CELLS] for part in parts for row in part if row.tag == "tr"]


@dataclass(slots=True)
class _Grid:
    """Rows as they fill up; `hanging`: column -> how many more rows a cell from above covers there."""

    allowance: Allowance
    rows: list[tuple[ReadCell, ...]] = field(default_factory=list)
    hanging: dict[int, int] = field(default_factory=dict)

    def add(self, cells: list[etree._Element]) -> None:
        row: list[ReadCell] = []
        coming: dict[int, int] = {}
        for cell in cells:
            self._skip_covered(row)
            width = _span(cell, "colspan")
            below = _span(cell, "rowspan") - 1
            coming |= {len(row) + place: below for place in range(width) if below}
            row += [ReadCell(cell_lines(cell)), *[ReadCell()] * (width - 1)]
            self.allowance.spend(width)
        self._skip_covered(row)
        self.hanging = {place: left - 1 for place, left in self.hanging.items() if left > 1} | coming
        self.rows.append(tuple(row))

    def _skip_covered(self, row: list[ReadCell]) -> None:
        while self.hanging.get(len(row)):
            self.allowance.spend()
            row.append(ReadCell())


def _span(cell: etree._Element, attribute: str) -> int:
    value = re.match(r"\s*\+?(\d{1,6})", cell.get(attribute) or "")
    number = int(value[1]) if value else 1
    if attribute == "rowspan" and number == 0:
        return 65_534
    return min(max(number, 1), _WIDEST_SPAN if attribute == "colspan" else 65_534)


def cell_lines(cell: etree._Element) -> tuple[str, ...]:
    """Lines of a cell; tables inside it give one line for each paragraph of their cells."""
    builder = LineBuilder()
    for token in _tokens(cell):
        if isinstance(token, _Text):
            builder.add(_shown(token), underlined=token.underlined)
        else:
            builder.end_line()
    return builder.lines()


def _read_table(reading: _Reading, table: etree._Element) -> None:
    """The table, after its caption; text that stands in it outside any cell follows as paragraphs."""
    reading.tables += 1
    grid = _Grid(reading.allowance)
    strays: list[str] = []
    _read_rows(reading, grid, table, strays)
    if grid.rows:
        reading.blocks.append(ReadTable(tuple(grid.rows), f"table {reading.tables}"))
    for stray in strays:
        reading.blocks.append(ReadParagraph(stray, f"table {reading.tables}"))


def _read_rows(reading: _Reading, grid: _Grid, parent: etree._Element, strays: list[str]) -> None:
    _note_stray(strays, parent.text)
    for child in parent:
        if child.tag in _SECTIONS:
            grid.hanging.clear()
            _read_rows(reading, grid, child, strays)
        elif child.tag == "tr":
            grid.add([cell for cell in child if cell.tag in _CELLS])
            _note_stray(strays, child.text, *(cell.tail for cell in child))
            for other in child:
                if other.tag not in _CELLS:
                    _note_stray(strays, *_lines_outside(other))
        elif child.tag == "caption":
            lines = cell_lines(child)
            reading.blocks += [ReadParagraph("\n".join(lines), f"table {reading.tables}")] if lines else []
        elif child.tag in _CELLS:
            grid.add([child])
        else:
            _note_stray(strays, *_lines_outside(child))
        _note_stray(strays, child.tail)


def _lines_outside(element: etree._Element) -> tuple[str, ...]:
    return cell_lines(element) if isinstance(element.tag, str) and element.tag not in _DROPPED else ()


def _note_stray(strays: list[str], *texts: str | None) -> None:
    strays += [_SPACES.sub(" ", text).strip() for text in texts if text and text.strip()]
