"""The one document that every format is written from.

A room builds a `Document` from its rows; writers know nothing of rooms. Text is plain text, never markup:
nothing that an officer typed can become an instruction to a browser, to Typst or to Word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Voice(StrEnum):
    """Who speaks in a line."""

    WRITTEN = "written"
    """An officer wrote it."""
    HEADING = "heading"
    """A label inside a cell, such as วิธีดำเนินการ: underlined, as in the official form."""
    COMPUTED = "computed"
    """The system computed it from rows; shown with a mark and never editable."""
    NOTE = "note"
    """Small print about the text itself."""


COMPUTED_MARK = "◆"
"""Stands before every computed line, in every format, so that the mark survives copying and printing without colour."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph inside a cell. `url` makes the whole line a link where the format can."""

    text: str
    voice: Voice = Voice.WRITTEN
    url: str = ""

    @property
    def shown(self) -> str:
        """The text with the mark of its voice, as each format prints it."""
        return f"{COMPUTED_MARK} {self.text}" if self.voice is Voice.COMPUTED else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """All lines as shown, joined by line feeds: what an extractor must get back."""
        return "\n".join(line.shown for line in self.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is the part of the table's width, any positive numbers; writers normalise."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row repeats on each page. The first cell of a row heads the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells, the table has {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    voice: Voice = Voice.WRITTEN
    indent: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the approval block: who signs in which capacity. `name` may be empty: a dotted line is drawn."""

    role: str
    name: str = ""
    position: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    title: str
    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square code and the words under it; `content` is what a phone reads. The words repeat what matters of it."""

    content: str
    caption: str


@dataclass(frozen=True, slots=True)
class QrCodes:
    codes: tuple[QrCode, ...]


Block = Heading | Paragraph | Table | Signatures | QrCodes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    content: bytes
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Document:
    """title: the document's title (heading level 1 and metadata).
    subtitles: centred lines under it.
    notice: said on every page when not empty ("sample data").
    footer: left part of the page footer; page numbers are added by the writer.
    thai_digits: page numbers and other words of the writer use Thai digits; the text itself is ready as it is.
    glossary: words that no line may break inside (names, legal terms).
    """

    title: str
    author: str
    blocks: tuple[Block, ...]
    subtitles: tuple[str, ...] = ()
    notice: str = ""
    footer: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    landscape: bool = True
    thai_digits: bool = True
    glossary: frozenset[str] = frozenset()
    attachments: tuple[Attachment, ...] = field(default=())
