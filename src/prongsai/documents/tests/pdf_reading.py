"""How readers see a PDF: the text of each cell of its tables in poppler, in pdfium and in pdf.js."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from prongsai.documents.model import Table

ROOT = Path(__file__).resolve().parents[4]
PDFJS = ROOT / "assets" / "node_modules" / "pdfjs-dist"
HEIGHT = 595.28
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the upper left corner."""
Reader = Callable[[Path, int, Box], str]
"""Text of a box of a page (from 0)."""


@dataclass(frozen=True)
class Fragment:
    """What one page shows of a table's row."""

    page: int
    boxes: tuple[Box, ...]


def fragments(file: Path) -> list[Fragment]:
    """All rows of all tables below the repeated header, as the drawn borders show them."""
    found = []
    with pdfplumber.open(file) as pdf:
        for number, page in enumerate(pdf.pages):
            for table in page.find_tables():
                for row in table.rows[1:]:
                    assert all(row.cells), f"a border is open on page {number + 1}"
                    found.append(Fragment(number, tuple(row.cells)))
    return found


def poppler(file: Path, page: int, box: Box) -> str:
    x0, top, x1, bottom = map(round, box)
    area = ["-x", x0, "-y", top, "-W", x1 - x0, "-H", bottom - top, "-r", 72, "-f", page + 1, "-l", page + 1]
    if shutil.which("pdftotext") is None:
        pytest.skip("no poppler here: apt-get install poppler-utils")
    command = ["pdftotext", *map(str, area), "-nopgbrk", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def pdfium(file: Path) -> Reader:
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage() for page in document]

    def read(file: Path, page: int, box: Box) -> str:
        x0, top, x1, bottom = box
        return str(texts[page].get_text_bounded(x0, HEIGHT - bottom, x1, HEIGHT - top)).replace("\r\n", "\n")

    return read


def pdfjs(file: Path) -> Reader:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None or not PDFJS.exists():
        pytest.skip("node or assets/node_modules/pdfjs-dist is missing: run `make assets`")
    script = Path(__file__).parent / "pdfjs.mjs"
    done = subprocess.run([node, str(script), str(PDFJS), str(file)], check=True, capture_output=True)
    pages = json.loads(done.stdout)

    def read(file: Path, page: int, box: Box) -> str:
        x0, top, x1, bottom = box
        text = ""
        for item in pages[page]:
            # Ends of lines are items of their own, standing where the line stood.
            if x0 - 1 <= item["x"] < x1 - 1 and top < HEIGHT - item["y"] < bottom:
                text += item["text"] + ("\n" if item["end"] else "")
        return text

    return read


def cell_texts(file: Path, table: Table, read: Reader) -> Iterator[tuple[str, str]]:
    """For each cell the text that it should have and what the reader gives, put together over the pages."""
    pieces = iter(fragments(file))
    for row in table.rows:
        wanted = [cell.text for cell in row]
        got = [""] * len(row)
        while any(squeezed(one) != squeezed(other) for one, other in zip(wanted, got, strict=True)):
            piece = next(pieces, None)
            if piece is None or any(
                len(squeezed(b)) > len(squeezed(a)) for a, b in zip(wanted, got, strict=True)
            ):
                break
            got = [text + read(file, piece.page, box) for text, box in zip(got, piece.boxes, strict=True)]
        yield from zip(wanted, got, strict=True)


def squeezed(text: str) -> str:
    return "".join(text.split())


def breaks(wanted: str, got: str) -> list[int]:
    """Offsets in `wanted` where `got` begins a new line; fails unless the two are the same but for line ends.

    Spaces count: only where a line ends may one be lost.
    """
    place, found = 0, []
    for number, line in enumerate(line.strip() for line in got.split("\n") if line.strip()):
        while place < len(wanted) and wanted[place].isspace():
            place += 1
        if number:
            found.append(place)
        assert wanted.startswith(line, place), f"{line!r} is not {wanted[place : place + len(line)]!r}"
        place += len(line)
    assert not wanted[place:].strip(), f"{wanted[place:]!r} is missing"
    return found


def write(folder: Path, content: bytes) -> Path:
    file = folder / "document.pdf"
    file.write_bytes(content)
    return file


def text_of(content: bytes) -> str:
    """The whole text, page after page, as pdfium reads it."""
    document = pypdfium2.PdfDocument(BytesIO(content))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")
