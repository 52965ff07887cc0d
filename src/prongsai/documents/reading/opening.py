"""The door: what a file is by its content, and who reads it."""

from __future__ import annotations

from pathlib import Path

from prongsai.documents.reading import safety
from prongsai.documents.reading.encoding import decoded
from prongsai.documents.reading.html import is_page, read_html
from prongsai.documents.reading.model import ReadDocument, UnreadableFileError
from prongsai.documents.reading.safety import Allowance
from prongsai.documents.reading.text import read_text


def read_file(path: Path) -> ReadDocument:
    """The file's text and tables; raises UnreadableFileError, also for a path that cannot be opened."""
    try:
        if not path.is_file():
            raise _no_file(path.name)
        with path.open("rb") as file:
            safety.check_size(path.stat().st_size)
            # One byte more than allowed, should the file grow meanwhile.
            content = file.read(safety.LARGEST_FILE + 1)
    except OSError as error:
        raise _no_file(path.name) from error
    return read_bytes(content, path.name)


def _no_file(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"เปิดแฟ้ม {name!r} ไม่ได้: ตรวจชื่อแฟ้มและสิทธิ์การอ่าน",
        f"The file {name!r} cannot be opened: check its name and your right to read it.",
    )


def read_bytes(content: bytes, name: str) -> ReadDocument:
    """The text and tables of a file's content; raises UnreadableFileError.

    name: the file's name, for messages only; what the file is, its content says.
    """
    safety.check_size(len(content))
    return _read_as_text(content, Allowance())


def _read_as_text(content: bytes, allowance: Allowance) -> ReadDocument:
    text = decoded(content)
    if not text.strip():
        raise UnreadableFileError(
            "แฟ้มมีแต่ช่องว่าง: เลือกแฟ้มที่มีรายงาน",
            "The file holds only blanks: choose the file that holds the report.",
        )
    return read_html(text, allowance) if is_page(text) else read_text(text, allowance)
