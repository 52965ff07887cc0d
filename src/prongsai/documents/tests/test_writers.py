"""Every format by its name: the right kind of bytes under the right kind of label."""

from __future__ import annotations

import pytest

from prongsai.documents.tests.samples import report
from prongsai.documents.writers import WRITERS


def test_formats_are_the_ones_that_the_command_line_promises() -> None:
    assert set(WRITERS) == {"html", "pdf", "docx", "xlsx"}
    assert all(writer.extension == f".{name}" for name, writer in WRITERS.items())


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_bytes_match_their_label(name: str, media_type: str, start: bytes) -> None:
    writer = WRITERS[name]

    assert writer.media_type == media_type
    assert writer.write(report()).startswith(start)
