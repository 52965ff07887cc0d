"""The door: what a file is by its content, and who reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from prongsai.documents.reading import refusals, safety
from prongsai.documents.reading.docx import read_docx
from prongsai.documents.reading.encoding import decoded
from prongsai.documents.reading.html import is_page, read_html
from prongsai.documents.reading.model import ReadDocument, UnreadableFileError
from prongsai.documents.reading.odt import read_odt
from prongsai.documents.reading.pdf import read_pdf
from prongsai.documents.reading.safety import Allowance, Package
from prongsai.documents.reading.text import read_text
from prongsai.documents.reading.xlsx import read_xlsx

_PDF_STARTS_WITHIN: Final = 1024
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ODT: Final = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)


def read_file(path: Path) -> ReadDocument:
    """The file's text and tables; raises UnreadableFileError, also for a path that cannot be opened."""
    try:
        if not path.is_file():
            raise refusals.no_file(path.name)
        safety.check_size(path.stat().st_size)
        with path.open("rb") as file:
            # One byte more than allowed, should the file grow meanwhile.
            content = file.read(safety.LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise refusals.no_file(path.name) from error
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> ReadDocument:
    """The text and tables of a file's content; raises UnreadableFileError.

    name: the file's name, for messages only; what the file is, its content says.
    """
    safety.check_size(len(content))
    document = _reader_of(content)(content, Allowance())
    if not document.blocks:
        raise refusals.no_text(name)
    return document


def _reader_of(content: bytes) -> Callable[[bytes, Allowance], ReadDocument]:
    if content.startswith(_ZIP_STARTS):
        return _read_package
    if b"%PDF-" in content[:_PDF_STARTS_WITHIN]:
        # It has limits of its own, in a process of its own.
        return lambda content, _: read_pdf(content)
    refusals.refuse_by_signature(content)
    return _read_as_text


def _read_as_text(content: bytes, allowance: Allowance) -> ReadDocument:
    text = decoded(content)
    return read_html(text, allowance) if is_page(text) else read_text(text, allowance)


def _read_package(content: bytes, allowance: Allowance) -> ReadDocument:
    package = Package(content)
    package.check_parts()
    if "word/document.xml" in package.names or any(name.startswith("word/") for name in package.names):
        return read_docx(package, allowance)
    if "xl/workbook.xml" in package.names:
        return read_xlsx(content, package, allowance)
    if "mimetype" in package.names and package.part("mimetype").strip() in _ODT:
        return read_odt(package, allowance)
    raise refusals.unknown_package(package.names)
