"""A document as the data that the PDF's template prints: every text cut into lines that fit their column.

The template decides how things look; here is decided where lines may break, which needs the widths of its columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Final

from prongsai.documents import fonts, linebreak, qr, wording
from prongsai.documents.model import (
    Attachment,
    Cell,
    Document,
    Heading,
    Line,
    Paragraph,
    QrCodes,
    Signatures,
    Table,
    Voice,
)
from prongsai.documents.plain import clean, cleaned, language, link_target

_DATE_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
_POINTS_PER_CM: Final = 72 / 2.54
_MARGIN: Final = 1.5 * _POINTS_PER_CM
_PAPER: Final = {True: 29.7 * _POINTS_PER_CM, False: 21.0 * _POINTS_PER_CM}
"""Width of A4 by whether it lies on its side, in points."""
_INSET: Final = 4.5
_COMPUTED_INSET: Final = 5.0
_SIZE: Final = 11.0
_LEVEL_SIZES: Final = {1: 16.0, 2: 13.0}
_SUBTITLE_SIZE: Final = 13.0
_FOOTER_SIZE: Final = 9.0
_CODE_SIZE: Final = 28 / 10 * _POINTS_PER_CM
_NOTE_SHARE: Final = 0.86
_INDENT: Final = 1.25 * _POINTS_PER_CM
_FOOTER_SHARE: Final = 0.7
_LONGEST_REPEATED_HEADER: Final = 600
"""Characters; a taller header would leave no room for rows when it repeats."""

_SARA_AM_PARTS: Final = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Nothing to print; zero-width spaces would spoil searching, direction controls could reverse what is read."""

_SLACK: Final = 0.25
"""Points that a line stays short of its column, for what kerning may add."""

_NOT_IN_FILE_NAMES: Final = re.compile(r'[\\/:*?"<>|\s]+')

Lines = list[str]


@dataclass(slots=True)
class _Typesetter:
    """Cuts the texts of one document and remembers the characters that the typeface does not have."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]
    glossary: frozenset[str] = frozenset()
    missing: dict[str, None] = field(default_factory=dict)

    def printable(self, text: str) -> str:
        tidy = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        tidy = _SARA_AM_PARTS.sub(lambda found: f"{found[1] or found[2] or ''}{fonts.SARA_AM}", tidy)
        if self.regular.keys() >= set(tidy):
            return tidy
        return "".join(map(self._printable_character, tidy))

    def _printable_character(self, character: str) -> str:
        if character in self.regular or character == "\n":
            return character
        if character in "\u2028\u2029\x0c\x0b":
            return "\n"
        if character.isspace():
            return " "
        self.missing.setdefault(character)
        return fonts.PLACEHOLDER

    def lines(
        self, text: str, width: float, size: float = _SIZE, *, bold: bool = False, indent: float = 0.0
    ) -> Lines:
        """The lines of a text in a column, none for a text without anything to see; all lengths in points."""
        widths = self.bold if bold else self.regular
        measure: Callable[[str], float] = lambda part: size * sum(map(widths.__getitem__, part))
        room = width - _SLACK
        tidy = self.printable(text)
        if not tidy.strip():
            return []
        return [
            line
            for number, part in enumerate(tidy.split("\n"))
            for line in linebreak.lines(
                part, room, measure, self.glossary, first=room - (0.0 if number else indent)
            )
        ]

    def first_line(self, text: str, width: float, size: float, *, bold: bool = False) -> Lines:
        """As much of the text as one line holds, with an ellipsis when there is more; empty for no text."""
        lines = self.lines(text, width - size, size, bold=bold)
        return [f"{lines[0]}…"] if len(lines) > 1 else lines

    def line(self, line: Line, width: float, *, bold: bool = False, indent: float = 0.0) -> dict[str, Any]:
        room = width - _COMPUTED_INSET - 1 if line.voice is Voice.COMPUTED else width
        url = link_target(line.url)
        size = _SIZE * _NOTE_SHARE if line.voice is Voice.NOTE else _SIZE
        return {
            "lines": self.lines(line.shown, room, size, bold=bold, indent=indent)
            or self.lines(url, room, size, bold=bold),
            "voice": line.voice.value,
            "url": url,
            "lang": language(line.text),
        }


def typeset(document: Document, created: datetime) -> dict[str, Any]:
    """The data of typst/report.typ, ready for JSON. created: when the document was made, in UTC."""
    tidy = cleaned(document)
    setter = _Typesetter(fonts.advances("Regular"), fonts.advances("Bold"))
    setter.glossary = frozenset(map(setter.printable, tidy.glossary))
    setter.missing.clear()
    width = _PAPER[tidy.landscape] - 2 * _MARGIN
    blocks = list(_blocks(tidy, setter, width))
    heads = {
        "title": setter.lines(tidy.title, width, _LEVEL_SIZES[1], bold=True),
        "subtitles": [setter.lines(text, width, _SUBTITLE_SIZE) for text in tidy.subtitles],
        "notice": setter.lines(tidy.notice, width - 14, bold=True),
        "running-notice": setter.first_line(tidy.notice, width - 14, _SIZE, bold=True),
        "footer": setter.first_line(tidy.footer, width * _FOOTER_SHARE, _FOOTER_SIZE),
    }
    return {
        **heads,
        "blocks": blocks + _missing_note(setter, width),
        "title-text": " ".join(tidy.title.split()) or " ",
        "author": tidy.author,
        "keywords": list(tidy.keywords),
        "subject": tidy.subject,
        "created": {part: getattr(created, part) for part in _DATE_PARTS},
        "attachments": list(_attachments(document.attachments)),
        "landscape": tidy.landscape,
        "thai-digits": tidy.thai_digits,
        "family": fonts.FAMILY,
        "margin": _MARGIN,
        "inset": _INSET,
        "computed-inset": _COMPUTED_INSET,
        "note-share": _NOTE_SHARE,
        "words": {"page": wording.PAGE, "of": wording.OF},
    }


def _attachments(files: Iterable[Attachment]) -> Iterator[dict[str, Any]]:
    taken: set[str] = set()
    for file in files:
        name = _free_name(file.name, taken)
        taken.add(name)
        try:
            content: str | list[int] = file.content.decode()
        except UnicodeDecodeError:
            content = list(file.content)
        yield {
            "name": name,
            "content": content,
            "media-type": clean(file.media_type),
            "description": clean(file.description),
        }


def _free_name(wanted: str, taken: Collection[str]) -> str:
    """A name that every file system can hold and that no other attachment has."""
    name = _NOT_IN_FILE_NAMES.sub("_", clean(wanted)).strip(". ") or "attachment"
    return next(free for number in count() if (free := f"{number}-{name}" if number else name) not in taken)


def _blocks(document: Document, setter: _Typesetter, width: float) -> Iterator[dict[str, Any]]:
    if wording.has_computed_lines(document):
        yield _paragraph(Paragraph(wording.LEGEND, Voice.NOTE), setter, width)
    # PDF/UA: a level may be one deeper than the last, no more; the title is level 1.
    level = 1 if setter.lines(document.title, width) else 0
    for block in document.blocks:
        match block:
            case Heading():
                deeper = min(max(block.level, 2), level + 1)
                if text := setter.lines(block.text, width, _LEVEL_SIZES.get(deeper, _SIZE), bold=True):
                    level = deeper
                    yield {"kind": "heading", "level": level, "text": text}
            case Paragraph():
                yield _paragraph(block, setter, width)
            case Table():
                yield _table(block, setter, width)
            case Signatures():
                part = _signatures(block, setter, width)
                level = part["level"] = min(2, level + 1) if part["title"] else level
                yield part
            case QrCodes():
                yield _codes(block, setter, width)


def _paragraph(block: Paragraph, setter: _Typesetter, width: float) -> dict[str, Any]:
    indent = _INDENT if block.indent else 0.0
    line = setter.line(Line(block.text, block.voice), width, indent=indent)
    return {"kind": "paragraph", "line": line, "indent": indent}


def column_widths(table: Table, width: float) -> list[float]:
    """Widths of the columns in points when the table is `width` points wide."""
    total = sum(column.share for column in table.columns)
    return [width * column.share / total for column in table.columns]


def _table(table: Table, setter: _Typesetter, width: float) -> dict[str, Any]:
    widths = column_widths(table, width)
    rooms = [max(column - 2 * _INSET - 0.5, _SIZE) for column in widths]
    labels = [column.label for column in table.columns]
    return {
        "kind": "table",
        "caption": setter.lines(table.caption, width, bold=True),
        "widths": widths,
        "repeat": sum(map(len, labels)) <= _LONGEST_REPEATED_HEADER,
        "labels": [setter.lines(label, room, bold=True) for label, room in zip(labels, rooms, strict=True)],
        "rows": [
            [
                _cell(cell, setter, room, heads=number == 0)
                for number, (cell, room) in enumerate(zip(row, rooms, strict=True))
            ]
            for row in table.rows
        ],
    }


def _cell(cell: Cell, setter: _Typesetter, room: float, *, heads: bool) -> list[dict[str, Any]]:
    """heads: the cell names its row, so that its first line is bold."""
    return [setter.line(line, room, bold=heads and number == 0) for number, line in enumerate(cell.lines)]


def _signatures(block: Signatures, setter: _Typesetter, width: float) -> dict[str, Any]:
    across = max(1, min(3, len(block.people)))
    room = width / across - 12
    return {
        "kind": "signatures",
        "title": setter.lines(block.title, width, _LEVEL_SIZES[2], bold=True),
        "across": across,
        "people": [
            [line for text in wording.signature_lines(person) for line in setter.lines(text, room)]
            for person in block.people
        ],
    }


def _codes(block: QrCodes, setter: _Typesetter, width: float) -> dict[str, Any]:
    across = max(1, min(2, len(block.codes)))
    room = width / across - _CODE_SIZE - 20
    return {
        "kind": "codes",
        "across": across,
        "codes": [
            {
                "svg": qr.svg(code.content).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
                "alt": setter.printable(f"{wording.QR_CODE}: {code.caption}"),
                "caption": setter.line(Line(code.caption, Voice.NOTE, code.content), room),
            }
            for code in block.codes
        ],
    }


def _missing_note(setter: _Typesetter, width: float) -> list[dict[str, Any]]:
    if not setter.missing:
        return []
    return [_paragraph(Paragraph(_missing_text(list(setter.missing)), Voice.NOTE), setter, width)]


def _missing_text(characters: Iterable[str], shown: int = 40) -> str:
    names = [f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip() for character in characters]
    more = f" และอีก {len(names) - shown} อักขระ" if len(names) > shown else ""
    return f"{fonts.PLACEHOLDER} แทนอักขระที่แบบอักษรของเอกสารนี้ไม่มี: {', '.join(names[:shown])}{more}"
