"""A PDF, read in a process of its own: its parser may run wild on a hostile file, in memory and in time."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import prongsai
from prongsai.documents.reading.model import (
    Note,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    UnreadableFileError,
)
from prongsai.documents.reading.safety import damaged

_log = logging.getLogger(__name__)
_MOST_SECONDS: Final = 18
_MOST_PROCESSOR_SECONDS: Final = 12
_MOST_MEMORY: Final = 2_000_000_000
_FINDS_PACKAGE: Final = str(Path(prongsai.__path__[0]).parent)


def read_pdf(content: bytes) -> ReadDocument:
    """Tables and text of the pages; raises UnreadableFileError, also when the file takes too long or too much memory."""
    command = [
        sys.executable,
        "-m",
        "prongsai.documents.reading.pdf_worker",
        str(_MOST_MEMORY),
        str(_MOST_PROCESSOR_SECONDS),
    ]
    paths = [_FINDS_PACKAGE, os.environ.get("PYTHONPATH", "")]
    # One thread is enough, and each thread would claim memory from what the file may use.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "RAYON_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file comes as bytes on its input
            command, input=content, capture_output=True, timeout=_MOST_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_hard() from error
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _too_hard()
    if done.returncode != 0:
        # The kind of error only: its message may quote the file.
        last_line = done.stderr.strip().rpartition(b"\n")[2].decode(errors="replace")
        _log.warning("the reader of PDF files ended with %s", last_line.partition(":")[0][:80])
        raise damaged()
    outcome = json.loads(done.stdout)
    if "error" in outcome:
        raise UnreadableFileError(*outcome["error"])
    return from_data(outcome)


def _too_hard() -> UnreadableFileError:
    return UnreadableFileError(
        "PDF นี้ใช้เวลาหรือหน่วยความจำในการอ่านมากเกินไป: บันทึกเฉพาะหน้าที่เป็นรายงาน หรือใช้แฟ้มต้นฉบับ (DOCX) แล้วลองใหม่",
        "Reading this PDF takes too much time or memory: save only the report's pages, or use the original (DOCX), and try again.",
    )


def from_data(data: dict[str, Any]) -> ReadDocument:
    """The document that `pdf_worker.as_data` turned into data."""
    blocks = tuple(
        ReadTable(
            tuple(tuple(ReadCell(tuple(lines)) for lines in row) for row in block["rows"]), block["where"]
        )
        if "rows" in block
        else ReadParagraph(block["text"], block["where"])
        for block in data["blocks"]
    )
    return ReadDocument(blocks, "pdf", tuple(Note(*both) for both in data["notes"]))
