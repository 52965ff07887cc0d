"""Every format that a document can be written in, by its name on the command line and in addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from prongsai.documents.docx import render_docx
from prongsai.documents.html import render_html
from prongsai.documents.model import Document
from prongsai.documents.xlsx import render_xlsx


@dataclass(frozen=True, slots=True)
class Writer:
    """One format. extension: with its dot. write: the document as the bytes of a file."""

    media_type: str
    extension: str
    write: Callable[[Document], bytes]


def _html(document: Document) -> bytes:
    return render_html(document).encode()


def _pdf(document: Document) -> bytes:
    # The typesetting engine is 80 MB: loaded by those who want a PDF, not by those who want a page.
    render = import_module("prongsai.documents.pdf").render_pdf
    return cast("bytes", render(document))


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "html": Writer("text/html; charset=utf-8", ".html", _html),
        "pdf": Writer("application/pdf", ".pdf", _pdf),
        "docx": Writer(f"{_OFFICE}.wordprocessingml.document", ".docx", render_docx),
        "xlsx": Writer(f"{_OFFICE}.spreadsheetml.sheet", ".xlsx", render_xlsx),
    }
)
