"""The document as PDF/A-3a and PDF/UA-1 in one file: archived, read aloud, searched and checked by machine.

Three layers of ours make the Thai of it right: pieces that stay whole (`linebreak`), a typeface in which each glyph is
one character (`fonts`), and character maps that say so (`tounicode`). Typst lays the pages out, in this process,
from a template that sees nothing but its data.
"""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

# One document uses one core, so that many are made side by side; read by Typst when it first starts.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import typst

from prongsai.documents import fonts
from prongsai.documents.model import Document
from prongsai.documents.tounicode import repaired
from prongsai.documents.typesetting import typeset

_ROOT: Final = Path(__file__).parent / "typst"
_NO_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
_compiling = threading.Lock()


def render_pdf(document: Document, *, created: datetime | None = None) -> bytes:
    """The document as a PDF file.

    created: when it was made, as its metadata say, with a time zone; None stands for 1 January 1970, since PDF/A-3
    insists on a date. The same document and `created` give the same bytes.
    Raises fonts.FontsMissingError before `make assets`, qr.QrContentTooLongError for a code that cannot be drawn.
    """
    moment = (created or _NO_DATE).astimezone(UTC)
    data = json.dumps(typeset(document, moment), ensure_ascii=False)
    with _compiling:
        pages = _compiler().compile(
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(moment.timestamp()),
        )
    if not isinstance(pages, bytes):
        raise TypeError(f"Typst gave {type(pages).__name__} in place of one PDF")
    return repaired(pages)


@cache
def _compiler() -> typst.Compiler:
    built = fonts.path("Regular").parent
    return typst.Compiler(
        input=_ROOT / "report.typ",
        # The template's own folder is all that Typst may read, also when it looks for packages.
        root=_ROOT,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[built]),
        package_path=_ROOT,
        package_cache_path=_ROOT,
    )
