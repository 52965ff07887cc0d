"""An OpenDocument text: paragraphs and tables in order, tracked deletions left out, page headers and footers at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from prongsai.documents.reading.model import LineBuilder, ReadCell, ReadDocument, ReadParagraph, ReadTable
from prongsai.documents.reading.safety import Allowance, Package, damaged, encrypted, parse_xml

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT: Final = f"{{{_NS}text:1.0}}"
_TABLE: Final = f"{{{_NS}table:1.0}}"
_OFFICE: Final = f"{{{_NS}office:1.0}}"
_STYLE: Final = f"{{{_NS}style:1.0}}"
_LEFT_OUT: Final = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_OFFICE}forms",
        f"{_TEXT}note-citation",
        f"{_TEXT}variable-decls",
    }
)
_PARAGRAPHS: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_FRAMES: Final = f"{{{_NS}drawing:1.0}}"
_WIDEST_SPAN: Final = 200
_MOST_SPACES: Final = 100


@dataclass(slots=True)
class _Reading:
    allowance: Allowance
    underlined_styles: frozenset[str]
    blocks: list[ReadParagraph | ReadTable] = field(default_factory=list)
    tables: int = 0


def read_odt(package: Package, allowance: Allowance) -> ReadDocument:
    """Everything that the text shows; raises UnreadableFileError."""
    root = _root(package, "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise damaged()
    reading = _Reading(allowance, _underlined_styles(root))
    _read_blocks(reading, body, "")
    if "styles.xml" in package.names:
        for master in _root(package, "styles.xml").iter(f"{_STYLE}master-page"):
            for part in master:
                _read_blocks(reading, part, "page header or footer")
    return ReadDocument(tuple(reading.blocks), "odt")


def _root(package: Package, part: str) -> etree._Element:
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.part(
        "META-INF/manifest.xml"
    ):
        raise encrypted()
    return parse_xml(package.part(part))


def _underlined_styles(root: etree._Element) -> frozenset[str]:
    styles = root.iter(f"{_STYLE}style")
    return frozenset(style.get(f"{_STYLE}name", "") for style in styles if _underlines(style))


def _underlines(style: etree._Element) -> bool:
    properties = style.find(f"{_STYLE}text-properties")
    return properties is not None and properties.get(f"{_STYLE}text-underline-style", "none") != "none"


def _read_blocks(reading: _Reading, parent: etree._Element, where: str) -> None:
    for child in parent:
        reading.allowance.spend(0)
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag in _PARAGRAPHS:
            _read_paragraph(reading, child, where)
        elif child.tag == f"{_TABLE}table":
            reading.tables += 1
            place = f"table {reading.tables}"
            reading.blocks.append(ReadTable(tuple(_rows(reading, child)), place))
        else:
            _read_blocks(reading, child, where)


def _read_paragraph(reading: _Reading, paragraph: etree._Element, where: str) -> None:
    reading.allowance.spend()
    builder = LineBuilder()
    _fill(reading, builder, paragraph, underlined_apart=False)
    text = "\n".join(builder.lines())
    if text:
        after = f"after table {reading.tables}" if reading.tables else "before the first table"
        reading.blocks.append(ReadParagraph(text, where or after))


def _rows(reading: _Reading, parent: etree._Element) -> Iterator[tuple[ReadCell, ...]]:
    """Rows of a table; rows that a program repeats to fill a sheet are said once when they are empty."""
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            row = _row(reading, child)
            repeats = _count(child, f"{_TABLE}number-rows-repeated") if any(cell.lines for cell in row) else 1
            reading.allowance.spend(repeats * max(len(row), 1))
            yield from [row] * repeats
        elif isinstance(child.tag, str):
            yield from _rows(reading, child)


def _row(reading: _Reading, row: etree._Element) -> tuple[ReadCell, ...]:
    cells: list[ReadCell] = []
    for child in row:
        if child.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            builder = LineBuilder()
            _fill(reading, builder, child, underlined_apart=True)
            repeats = _count(child, f"{_TABLE}number-columns-repeated")
            reading.allowance.spend(repeats)
            cells += [ReadCell(builder.lines())] * repeats
    return tuple(cells)


def _count(element: etree._Element, attribute: str) -> int:
    value = element.get(attribute, "1")
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isdecimal() and len(value) < 9 else 1


def _fill(
    reading: _Reading,
    builder: LineBuilder,
    element: etree._Element,
    *,
    underlined_apart: bool,
    underlined: bool = False,
) -> None:
    """Text of an element and all in it; a box, a note or a paragraph inside gives lines of its own."""
    reading.allowance.spend(0)
    builder.add(_plain(element.text), underlined=underlined)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            _fill_child(reading, builder, child, underlined_apart=underlined_apart, underlined=underlined)
        builder.add(_plain(child.tail), underlined=underlined)


def _fill_child(
    reading: _Reading,
    builder: LineBuilder,
    child: etree._Element,
    *,
    underlined_apart: bool,
    underlined: bool,
) -> None:
    if child.tag == f"{_TEXT}s":
        builder.add(" " * min(_count(child, f"{_TEXT}c"), _MOST_SPACES))
    elif child.tag == f"{_TEXT}tab":
        builder.add(" ")
    elif child.tag == f"{_TEXT}line-break":
        builder.end_line()
    else:
        block = (
            child.tag in _PARAGRAPHS
            or child.tag in {f"{_TEXT}note", f"{_OFFICE}annotation"}
            or child.tag.startswith(_FRAMES)
        )
        inside = underlined or (
            underlined_apart and child.get(f"{_TEXT}style-name", "") in reading.underlined_styles
        )
        if block:
            builder.end_line()
        _fill(
            reading,
            builder,
            child,
            underlined_apart=underlined_apart and child.tag != f"{_TEXT}a",
            underlined=inside,
        )
        if block:
            builder.end_line()


def _plain(text: str | None) -> str:
    return " ".join(text.split("\n")) if text else ""
