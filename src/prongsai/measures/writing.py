"""The report in every format from one gathering; for the web, kept copies of what was written from the same document."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

from prongsai import VERSION
from prongsai.agencies.models import Agency
from prongsai.documents.model import Document
from prongsai.documents.writers import WRITERS
from prongsai.measures.layout import document, json_bytes
from prongsai.measures.report import Report, gather

FORMATS: Final = ("pdf", "docx", "xlsx", "html", "json")
_COPIES_KEPT: Final = 4


def write_report(
    agency: Agency, fiscal_year: int, formats: Iterable[str], *, thai_digits: bool = True
) -> dict[str, bytes]:
    """The report's bytes by format; raises NoPlanError when the year has no plan."""
    report = gather(agency, fiscal_year)
    return {name: written(report, name, thai_digits=thai_digits) for name in formats}


def written(report: Report, name: str, *, thai_digits: bool = True) -> bytes:
    """One format of a report."""
    data = json_bytes(report)
    if name == "json":
        return data
    return WRITERS[name].write(document(report, thai_digits=thai_digits, data=data))


def written_for_the_web(report: Report, name: str) -> bytes:
    """As `written`, but what was made of the same document before is not made again: anyone may ask, as often as they like."""
    data = json_bytes(report)
    if name == "json":
        return data
    made_of = document(report, data=data)
    kept = _place(report, made_of, name)
    if kept.exists():
        return kept.read_bytes()
    content = WRITERS[name].write(made_of)
    _keep(kept, content)
    return content


def _place(report: Report, made_of: Document, name: str) -> Path:
    key = hashlib.sha256(f"{VERSION}\n{made_of!r}".encode()).hexdigest()
    folder = Path(settings.HOME) / "output" / report.agency.code / ".kept" / str(report.fiscal_year)
    return folder / f"{key}.{name}"


def _keep(path: Path, content: bytes) -> None:
    """Keep the copy; of copies of earlier states only the newest stay, the rows behind them are not touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
    copies = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda copy: copy.stat().st_mtime)
    for old in copies[:-_COPIES_KEPT]:
        old.unlink(missing_ok=True)
