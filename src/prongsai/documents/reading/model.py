"""What any foreign file becomes: paragraphs and tables in their order, whatever it was before."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableFileError(ValueError):
    """The file cannot be read; the message says in Thai and English what to do about it."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on how the file was read, for the person who checks the outcome."""

    message_th: str
    message_en: str

    def __str__(self) -> str:
        return f"{self.message_th} / {self.message_en}"


@dataclass(frozen=True, slots=True)
class ReadCell:
    """lines: the cell's lines in order, without outer spaces, none empty; an empty cell has none.

    A line is what the file has as one: a paragraph, what stands between line breaks, an underlined run.
    """

    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """where: the place in the file as a person would look for it ("table 2, page 3", "line 14", the sheet's name).

    Rows may differ in length where the file's rows do. What a merged cell covers is empty cells.
    """

    rows: tuple[tuple[ReadCell, ...], ...]
    where: str


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """Text outside tables; line feeds where the file breaks a line inside a paragraph."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """kind: txt, html, docx, xlsx, odt or pdf, as the content says, whatever the file's name."""

    blocks: tuple[ReadParagraph | ReadTable, ...]
    kind: str
    notes: tuple[Note, ...] = ()


class LineBuilder:
    """Lines of a cell out of its pieces: an underlined run, however many pieces it has, is a line of its own."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._underlined = False

    def add(self, text: str, *, underlined: bool = False) -> None:
        """More text of the line; white space never begins or ends an underlined run."""
        if text.strip() and underlined != self._underlined:
            self.end_line()
            self._underlined = underlined
        self._lines[-1].append(text)

    def end_line(self) -> None:
        self._lines.append([])

    def lines(self) -> tuple[str, ...]:
        joined = ("".join(pieces).strip() for pieces in self._lines)
        return tuple(line for line in joined if line)
