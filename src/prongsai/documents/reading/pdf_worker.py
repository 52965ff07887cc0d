"""A process of its own for one PDF: whatever the file makes of its parser ends here, within memory and time.

Reads the file from standard input and writes the outcome to standard output as JSON. Run by `pdf`.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from prongsai.documents.reading.model import Note, ReadDocument, ReadTable, UnreadableFileError


def main(most_memory: int, most_seconds: int) -> None:
    """most_memory: bytes; most_seconds: of processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds + 1))
    from prongsai.documents.reading.pdf_pages import read_pages

    try:
        outcome = as_data(read_pages(sys.stdin.buffer.read()))
    except UnreadableFileError as error:
        outcome = {"error": [error.message_th, error.message_en]}
    sys.stdout.write(json.dumps(outcome))


def as_data(document: ReadDocument) -> dict[str, Any]:
    """The document as JSON data; `pdf.from_data` reads it back."""
    blocks = [
        {"where": block.where, "rows": [[list(cell.lines) for cell in row] for row in block.rows]}
        if isinstance(block, ReadTable)
        else {"where": block.where, "text": block.text}
        for block in document.blocks
    ]
    return {"blocks": blocks, "notes": [_of_note(note) for note in document.notes]}


def _of_note(note: Note) -> list[str]:
    return [note.message_th, note.message_en]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
