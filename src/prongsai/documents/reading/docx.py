"""A Word file: its text and tables in order, tracked insertions taken and deletions left out.

Text boxes follow the paragraph that anchors them. Footnotes, endnotes, comments, headers and footers stand at the
end, each saying where it comes from, for they are text too. Numbers that Word prints before list points are computed
from its numbering, as they belong to what a reader sees.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from prongsai.documents.reading.model import (
    LineBuilder,
    Note,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
)
from prongsai.documents.reading.numbering import Numbering
from prongsai.documents.reading.safety import Allowance, Package, damaged, parse_xml

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WIDEST_SPAN: Final = 200
_LEFT_OUT: Final = frozenset(
    _W + name
    for name in (
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "instrText",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "tcPr",
        "trPr",
        "sectPr",
        "sdtPr",
    )
)
_SAID_AS: Final = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_SYMBOLS: Final = {
    0xB7: "•",
    0xA7: "▪",
    0xD8: "➢",
    0xFC: "✓",
    0xFE: "☑",
    0xA8: "☐",
    0x6F: "☐",
    0x52: "☑",
    0x2D: "-",
}
_SIDE_PARTS: Final = (
    ("footnotes", "footnote", "footnote"),
    ("endnotes", "endnote", "endnote"),
    ("comments", "comment", "comment"),
    ("header", "", "page header"),
    ("footer", "", "page footer"),
)


@dataclass(slots=True)
class _Reading:
    allowance: Allowance
    numbering: Numbering
    blocks: list[ReadParagraph | ReadTable] = field(default_factory=list)
    tables: int = 0


def read_docx(package: Package, allowance: Allowance) -> ReadDocument:
    """Everything that the file shows; raises UnreadableFileError when its main part is missing or damaged."""
    main = _main_part(package)
    related = _related(package, main)
    numbering = Numbering.of(
        _first_root(package, related, "numbering"), _first_root(package, related, "styles")
    )
    reading = _Reading(allowance, numbering)
    body = _root(package, main).find(f"{_W}body")
    if body is None:
        raise damaged()
    _read_blocks(reading, body)
    at_the_end = len(reading.blocks)
    for relation, element, where in _SIDE_PARTS:
        for part in related.get(relation, []):
            if part in package.names:
                _read_side_part(reading, _root(package, part), element, where)
    notes = (_AT_THE_END,) if len(reading.blocks) > at_the_end else ()
    return ReadDocument(tuple(reading.blocks), "docx", notes)


_AT_THE_END: Final = Note(
    "หัวกระดาษ ท้ายกระดาษ เชิงอรรถ และความเห็นของแฟ้ม Word อยู่ท้ายข้อความที่อ่านได้",
    "Headers, footers, footnotes and comments of the Word file stand at the end of what was read.",
)


def _root(package: Package, part: str) -> etree._Element:
    content = package.part(part)
    # "Strict" files differ in the addresses of their vocabularies alone.
    return parse_xml(content.replace(_W_STRICT, _W[1:-1].encode()))


def _first_root(package: Package, related: dict[str, list[str]], relation: str) -> etree._Element | None:
    parts = [part for part in related.get(relation, []) if part in package.names]
    return _root(package, parts[0]) if parts else None


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package.names:
        for kind, target in _relations(package, "_rels/.rels", ""):
            if kind == "officeDocument" and target in package.names:
                return target
    return "word/document.xml"


def _related(package: Package, main: str) -> dict[str, list[str]]:
    """Names of the parts that belong to the main part, by kind of relation."""
    folder, name = posixpath.split(main)
    rels = f"{folder}/_rels/{name}.rels"
    found: dict[str, list[str]] = {}
    if rels in package.names:
        for kind, target in _relations(package, rels, folder):
            found.setdefault(kind, []).append(target)
    return found


def _relations(package: Package, rels: str, folder: str) -> Iterator[tuple[str, str]]:
    """Kind and part of each relation inside the package; what lies outside is never followed."""
    for relation in parse_xml(package.part(rels)).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            part = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            yield relation.get("Type", "").rpartition("/")[2], part


def _read_side_part(reading: _Reading, root: etree._Element, element: str, where: str) -> None:
    """Text of a header or footer, or of each note in a part of notes."""
    notes = root.iter(_W + element) if element else iter([root])
    for note in notes:
        if note.get(f"{_W}type") in {"separator", "continuationSeparator", "continuationNotice"}:
            continue
        lines = _block_lines(reading, note, underlined_apart=False)
        reading.blocks += [ReadParagraph(line, where) for line in lines]


def _read_blocks(reading: _Reading, parent: etree._Element) -> None:
    for child in _shown_children(parent):
        if child.tag == f"{_W}p":
            _read_paragraph(reading, child)
        elif child.tag == f"{_W}tbl":
            reading.tables += 1
            where = f"table {reading.tables}"
            reading.blocks.append(ReadTable(tuple(_rows(reading, child)), where))
        else:
            _read_blocks(reading, child)


def _read_paragraph(reading: _Reading, paragraph: etree._Element) -> None:
    reading.allowance.spend()
    builder = LineBuilder()
    boxes = _fill(reading, builder, paragraph, underlined_apart=False)
    text = "\n".join(builder.lines())
    if text:
        where = f"after table {reading.tables}" if reading.tables else "before the first table"
        reading.blocks.append(ReadParagraph(text, where))
    for box in boxes:
        _read_blocks(reading, box)


def _shown_children(parent: etree._Element) -> Iterator[etree._Element]:
    """Children that carry text that is shown; of alternatives the first that has any."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_MC}AlternateContent":
            yield from _chosen(child)
        else:
            yield child


def _chosen(alternatives: etree._Element) -> Iterator[etree._Element]:
    options = [option for option in alternatives if option.tag in {f"{_MC}Choice", f"{_MC}Fallback"}]
    with_text = [option for option in options if any(text.text for text in option.iter(f"{_W}t"))]
    yield from with_text[:1]


def _rows(reading: _Reading, parent: etree._Element) -> Iterator[tuple[ReadCell, ...]]:
    for child in _shown_children(parent):
        if child.tag != f"{_W}tr":
            yield from _rows(reading, child)
        elif child.find(f"{_W}trPr/{_W}del") is None:
            yield _row(reading, child)


def _row(reading: _Reading, row: etree._Element) -> tuple[ReadCell, ...]:
    before = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    after = _number(row.find(f"{_W}trPr/{_W}gridAfter"), 0)
    cells = [ReadCell()] * before
    for cell in _cells(row):
        span = max(_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), 1)
        reading.allowance.spend(span)
        # A cell that continues the one above is empty in files that Word wrote; text of others is kept.
        cells += [ReadCell(_block_lines(reading, cell)), *[ReadCell()] * (span - 1)]
    return (*cells, *[ReadCell()] * after)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    for child in _shown_children(parent):
        if child.tag == f"{_W}tc":
            yield child
        else:
            yield from _cells(child)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), _WIDEST_SPAN) if value.isdecimal() and len(value) < 9 else otherwise


def _block_lines(
    reading: _Reading, parent: etree._Element, *, underlined_apart: bool = True
) -> tuple[str, ...]:
    """Lines of all paragraphs in a cell, a note or a box, those of tables inside it too."""
    builder = LineBuilder()
    _fill_blocks(reading, builder, parent, underlined_apart=underlined_apart)
    return builder.lines()


def _fill_blocks(
    reading: _Reading, builder: LineBuilder, parent: etree._Element, *, underlined_apart: bool
) -> None:
    reading.allowance.spend(0)
    for child in _shown_children(parent):
        if child.tag == f"{_W}p":
            builder.end_line()
            boxes = _fill(reading, builder, child, underlined_apart=underlined_apart)
            builder.end_line()
            for box in boxes:
                _fill_blocks(reading, builder, box, underlined_apart=underlined_apart)
        else:
            _fill_blocks(reading, builder, child, underlined_apart=underlined_apart)


def _fill(
    reading: _Reading, builder: LineBuilder, paragraph: etree._Element, *, underlined_apart: bool
) -> list[etree._Element]:
    """Put a paragraph's text into the builder; returns the text boxes anchored in it."""
    boxes: list[etree._Element] = []
    label = reading.numbering.label(paragraph)
    inline = LineBuilder()
    _fill_inline(inline, paragraph, boxes, underlined_apart=underlined_apart, underlined=False)
    for number, line in enumerate(inline.lines()):
        if number:
            builder.end_line()
        builder.add(f"{label} {line}" if label and not number else line)
    return boxes


def _fill_inline(
    builder: LineBuilder,
    parent: etree._Element,
    boxes: list[etree._Element],
    *,
    underlined_apart: bool,
    underlined: bool,
) -> None:
    for child in _shown_children(parent):
        name = child.tag.rpartition("}")[2]
        if name == "txbxContent":
            boxes.append(child)
        elif name == "t":
            builder.add((child.text or "").replace("\n", " "), underlined=underlined)
        elif name in {"br", "cr"}:
            builder.end_line()
        elif name in _SAID_AS:
            builder.add(_SAID_AS[name], underlined=underlined)
        elif name == "sym":
            builder.add(_symbol(child), underlined=underlined)
        else:
            inside = underlined or (underlined_apart and name == "r" and _is_underlined(child))
            is_link = name == "hyperlink"
            _fill_inline(
                builder, child, boxes, underlined_apart=underlined_apart and not is_link, underlined=inside
            )


def _is_underlined(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}u")
    return mark is not None and mark.get(f"{_W}val", "single") != "none"


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font; those fonts number theirs from F000."""
    try:
        code = int(element.get(f"{_W}char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, chr(code))
    return chr(code) if 32 <= code < 0xD800 else ""
