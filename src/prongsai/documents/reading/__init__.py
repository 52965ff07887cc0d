"""Foreign files read safely into one neutral shape: TXT, HTML, DOCX, XLSX, ODT and PDF, told apart by their content.

Every character that a file shows ends in a paragraph or in a cell. A file that cannot be read raises
UnreadableFileError, whose two sentences say what to do.
"""

from __future__ import annotations

from prongsai.documents.reading.model import (
    Note,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    UnreadableFileError,
)
from prongsai.documents.reading.opening import read_bytes, read_file

__all__ = [
    "Note",
    "ReadCell",
    "ReadDocument",
    "ReadParagraph",
    "ReadTable",
    "UnreadableFileError",
    "read_bytes",
    "read_file",
]
