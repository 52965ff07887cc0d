"""What several tests of reading need: text that any format holds, and the characters that a document shows."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from hypothesis import strategies as st

from prongsai.documents.reading import ReadDocument, ReadTable

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# No markup, no controls, no line ends: a line of text as it may stand in any cell.
LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="<>&\ufeff"),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))
CELLS = st.lists(LINES, max_size=3)


def rows(width: int) -> st.SearchStrategy[list[list[list[str]]]]:
    """Rows of cells of lines; the first row and the first column are never empty."""
    full = st.lists(LINES, min_size=1, max_size=3)
    row = st.tuples(full, *[CELLS] * (width - 1)).map(list)
    return st.lists(row, max_size=3).flatmap(
        lambda more: st.tuples(*[full] * width).map(lambda head: [list(head), *more])
    )


def letters(texts: Iterable[str]) -> Counter[str]:
    """The characters of texts that leave ink, counted."""
    return Counter(character for text in texts for character in text if not character.isspace())


def texts(document: ReadDocument) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, ReadTable):
            yield from (line for row in block.rows for cell in row for line in cell.lines)
        else:
            yield block.text


def tables(document: ReadDocument) -> list[ReadTable]:
    return [block for block in document.blocks if isinstance(block, ReadTable)]


def paragraphs(document: ReadDocument) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, ReadTable)]


def lines(table: ReadTable) -> list[list[list[str]]]:
    """Rows of cells of lines."""
    return [[list(cell.lines) for cell in row] for row in table.rows]


def stripped(rows_of_cells: list[list[list[str]]]) -> list[list[list[str]]]:
    return [[[line.strip() for line in cell] for cell in row] for row in rows_of_cells]


def package(parts: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A ZIP file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def word_file(body: str, **parts: str) -> bytes:
    """A bare Word file with this content of w:body."""
    return package({"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>", **parts})
