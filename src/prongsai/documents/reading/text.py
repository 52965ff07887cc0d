"""Plain text with tab-separated tables, as extraction of a web page leaves it: some cells keep their HTML tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Final

from prongsai.documents.reading.model import LineBuilder, ReadCell, ReadDocument, ReadParagraph, ReadTable
from prongsai.documents.reading.safety import Allowance, too_much

# fmt: off
_BLOCK_TAGS: Final = frozenset(
    {
        "p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "tr", "td", "th", "table", "tbody", "thead", "tfoot", "caption", "blockquote", "pre", "section", "center",
    }
)
_INLINE_TAGS: Final = frozenset(
    {
        "u", "b", "i", "s", "a", "em", "strong", "span", "font", "sup", "sub", "small",
        "big", "strike", "del", "ins", "mark", "tt", "code", "wbr",
    }
)
# fmt: on
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>"
    + "|".join(sorted(_BLOCK_TAGS | _INLINE_TAGS, key=len, reverse=True))
    + r")(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_PARAGRAPH_TAG: Final = re.compile(r"<(/?)p(?:\s[^<>]*)?>", re.IGNORECASE)
_ENTITY: Final = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)
_WHITE: Final = re.compile(r"[\t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_LINE_ENDS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_MOST_LINES: Final = 2_000_000
_FARTHEST_END: Final = 500
"""Lines after which an open paragraph tag no longer holds a row together."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file, with those that an open paragraph tag joins to it; number: from 1."""

    number: int
    text: str


def read_text(text: str, allowance: Allowance) -> ReadDocument:
    """Paragraphs and tables of a text: lines with a tab are rows, rows without a line between them are a table."""
    if sum(map(text.count, _LINE_ENDS)) > _MOST_LINES:
        raise too_much()
    blocks: list[ReadParagraph | ReadTable] = []
    rows: list[_Line] = []
    for line in _logical_lines(text.splitlines()):
        allowance.spend(1 + line.text.count("\t"))
        if "\t" in line.text:
            rows.append(line)
            continue
        blocks += _table(rows)
        rows = []
        blocks += _paragraph(line)
    blocks += _table(rows)
    return ReadDocument(tuple(blocks), "txt")


def _logical_lines(lines: list[str]) -> Iterator[_Line]:
    position = 0
    while position < len(lines):
        end = _end_of(lines, position)
        yield _Line(position + 1, "\n".join(lines[position:end]))
        position = end


def _end_of(lines: list[str], start: int) -> int:
    """Index after the last line that belongs to the line at `start`."""
    end = start + 1
    while _is_open(lines[end - 1]):
        closing = _closing_line(lines, end)
        if closing is None:
            return end
        end = closing + 1
    return end


def _is_open(line: str) -> bool:
    """Whether the last paragraph tag of the line opens one."""
    tags = _PARAGRAPH_TAG.findall(line)
    return bool(tags) and tags[-1] != "/"


def _closing_line(lines: list[str], start: int) -> int | None:
    """The first line from `start` with a paragraph tag, if that tag closes one; files may also never close any."""
    for position in range(start, min(len(lines), start + _FARTHEST_END)):
        tag = _PARAGRAPH_TAG.search(lines[position])
        if tag is not None:
            return position if tag[1] else None
    return None


def _table(rows: list[_Line]) -> Iterator[ReadParagraph | ReadTable]:
    """The rows as a table; lines that a tab only indents are paragraphs."""
    if not rows:
        return
    cells = [tuple(ReadCell(lines_of(part)) for part in row.text.split("\t")) for row in rows]
    if any(sum(bool(cell.lines) for cell in row) > 1 for row in cells):
        yield ReadTable(tuple(cells), f"line {rows[0].number}")
        return
    for row in rows:
        yield from _paragraph(row)


def _paragraph(line: _Line) -> Iterator[ReadParagraph]:
    text = "\n".join(lines_of(line.text, underlined_apart=False))
    if text:
        yield ReadParagraph(text, f"line {line.number}")


def lines_of(text: str, *, underlined_apart: bool = True) -> tuple[str, ...]:
    """Lines of a piece of text with HTML tags in it; what is no tag stays as it stands."""
    builder = LineBuilder()
    underlines = 0
    position = 0
    for tag in _TAG.finditer(text):
        builder.add(_plain(text[position : tag.start()]), underlined=underlined_apart and underlines > 0)
        position = tag.end()
        name = tag["name"].lower()
        if name in _BLOCK_TAGS:
            builder.end_line()
        elif name == "u":
            underlines = max(0, underlines - 1) if tag["end"] else underlines + 1
    builder.add(_plain(text[position:]), underlined=underlined_apart and underlines > 0)
    return builder.lines()


def _plain(text: str) -> str:
    return _WHITE.sub(" ", _ENTITY.sub(_character, text))


def _character(entity: re.Match[str]) -> str:
    """What an entity stands for; one that stands for nothing known, or for what no text can hold, stays."""
    if entity["name"]:
        return html5.get(entity["name"] + ";", entity[0])
    code = int(entity["decimal"] or entity["hex"], 10 if entity["decimal"] else 16)
    if code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return entity[0]
    return chr(code)
